"""What is on record of the environment of a zone or project, on a page's two dates, and in tables: permits, works, monitoring
stations, the last results at each, incidents."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from parkledger.catalogue.discharge import Pollutant, discharge_limit
from parkledger.catalogue.publicity import PublicKind, hides
from parkledger.language import Labelled, Lang, Text, exact_decimals, format_number
from parkledger.ledger.events import SubjectKind, codes_of
from parkledger.ledger.events.courses import CourseEvent, CourseName, course_of, in_order
from parkledger.ledger.events.environment import (
    INCIDENT_KINDS,
    MEDIA,
    PERMIT_KINDS,
    SAMPLINGS,
    IncidentCourse,
    IncidentEvent,
    MonitoringResult,
    PermitCourse,
    PermitEvent,
    StationCourse,
    StationEvent,
    WorksCourse,
    WorksEvent,
    days_of,
)
from parkledger.records.cells import EVENT
from parkledger.records.dates import Dates
from parkledger.records.events import Stored, events_about, revived
from parkledger.records.histories import Reference
from parkledger.records.links import reach
from parkledger.tables import Cell, Column, ColumnPlace, ColumnType, Row, Table

STEPS: Final = (PermitEvent, WorksEvent, StationEvent, IncidentEvent)


class PermitState(Labelled):
    """How a permit stands on a day."""

    VALID = "valid", "còn hiệu lực", "valid"
    TO_RENEW = "to_renew", "đến hạn làm thủ tục cấp lại", "to be renewed"
    EXPIRED = "expired", "quá thời hạn", "expired"
    ENDED = "ended", "hết hiệu lực", "ended"


@dataclass(slots=True)
class EnvironmentRecord:
    """All of a zone or project, each list with the newest first; `results` are the last of each station or point."""

    permits: list[tuple[PermitCourse, Stored]] = field(default_factory=list)
    works: list[tuple[WorksCourse, Stored]] = field(default_factory=list)
    stations: list[tuple[StationCourse, Stored]] = field(default_factory=list)
    incidents: list[tuple[IncidentCourse, Stored]] = field(default_factory=list)
    results: list[tuple[MonitoringResult, Stored]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any((self.permits, self.works, self.stations, self.incidents, self.results))


def environment_of(kind: SubjectKind, subject: Reference, dates: Dates) -> EnvironmentRecord:
    """What is on record of a zone, of its projects too, or of a project; nothing where the book withholds its projects."""
    found = EnvironmentRecord()
    if hides(subject[0], PublicKind.PROJECTS):
        return found
    steps: defaultdict[CourseName, dict[int, CourseEvent]] = defaultdict(dict)
    first: dict[CourseName, Stored] = {}
    for stored in events_about(kind, subject, codes_of(*STEPS), dates):
        event = revived(stored)
        if isinstance(event, CourseEvent):
            steps[event.course][stored.seq] = event
            first.setdefault(event.course, stored)
    for name, some in steps.items():
        _file(found, in_order(some), first[name], subject[0])
    found.permits.sort(key=lambda each: each[1].effective_on, reverse=True)
    found.incidents.sort(key=lambda each: each[1].effective_on, reverse=True)
    found.results = _last_results(kind, subject, dates)
    return found


LATEST_RESULTS: Final = 300
"""Among so many of the latest results the last of each station and point is looked for: days of an automatic station are many."""


def _last_results(kind: SubjectKind, subject: Reference, dates: Dates) -> list[tuple[MonitoringResult, Stored]]:
    """The last result of each station or sampling point, the latest first."""
    last: dict[tuple[str, str, str], tuple[MonitoringResult, Stored]] = {}
    for stored in events_about(kind, subject, codes_of(MonitoringResult), dates, LATEST_RESULTS):
        event = revived(stored)
        if isinstance(event, MonitoringResult):
            point = (event.project or "", event.station or "", event.point)
            if point not in last or last[point][0].effective_on <= event.effective_on:
                last[point] = (event, stored)
    return sorted(last.values(), key=lambda each: each[0].effective_on, reverse=True)


def _file(found: EnvironmentRecord, steps: Sequence[CourseEvent], event: Stored, book: str) -> None:
    course = course_of(steps[0].course_type, steps, book)
    if isinstance(course, PermitCourse):
        found.permits.append((course, event))
    elif isinstance(course, WorksCourse):
        found.works.append((course, event))
    elif isinstance(course, StationCourse):
        found.stations.append((course, event))
    elif isinstance(course, IncidentCourse):
        found.incidents.append((course, event))


def permit_state(permit: PermitCourse, on: date) -> PermitState:
    """How a permit stands on a day: to be renewed from the day of the notice on."""
    if permit.ended is not None:
        return PermitState.ENDED
    if permit.valid_until is None:
        return PermitState.VALID
    if permit.valid_until < on:
        return PermitState.EXPIRED
    notice = days_of("environment.permit.renewal_notice", on)
    since = permit.valid_until - timedelta(days=notice[0] if notice else 0)
    return PermitState.TO_RENEW if on >= since else PermitState.VALID


DATE, UNDER = ColumnType.DATE, ColumnPlace.UNDER
PROJECT: Final = Column("project", Text("Dự án", "Project"), ColumnType.CODE)
STATE: Final = (
    Column("state.code", Text("Mã tình trạng", "State code"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("state", Text("Tình trạng", "State")),
    EVENT,
)
PERMITS: Final = (
    Column("permit", Text("Giấy phép", "Permit"), strong=True, lang="vi"),
    Column("kind", Text("Loại", "Kind"), place=UNDER, under="permit"),
    PROJECT,
    Column("granted_on", Text("Ngày cấp", "Granted on"), DATE, css="number"),
    Column("valid_until", Text("Có giá trị đến", "Valid until"), DATE, css="number"),
    *STATE,
)
STATIONS: Final = (
    Column("station", Text("Trạm quan trắc, công trình", "Station or works"), strong=True, lang="vi"),
    Column("kind", Text("Loại", "Kind"), place=UNDER, under="station"),
    PROJECT,
    Column("since", Text("Từ ngày", "Since"), DATE, css="number"),
    *STATE,
)
RESULTS: Final = (
    Column("point", Text("Trạm, điểm lấy mẫu", "Station or point"), strong=True, lang="vi"),
    PROJECT,
    Column("on", Text("Ngày", "Day"), DATE, css="number"),
    Column("sampling", Text("Hình thức", "How sampled"), place=UNDER, under="point"),
    Column("pollutant.code", Text("Mã thông số", "Parameter code"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("pollutant", Text("Thông số", "Parameter")),
    Column("value", Text("Giá trị", "Value"), ColumnType.FIGURE),
    Column("limit", Text("Giới hạn", "Limit")),
    Column("column", Text("Cột", "Column"), place=UNDER, under="limit"),
    *STATE,
)
INCIDENTS: Final = (
    Column("incident", Text("Sự cố", "Incident"), strong=True, lang="vi"),
    Column("cause", Text("Loại", "Kind"), place=UNDER, under="incident"),
    PROJECT,
    Column("opened_on", Text("Ngày xảy ra", "Happened on"), DATE, css="number"),
    Column("ended_on", Text("Khắc phục xong", "Ended on"), DATE, css="number"),
    EVENT,
)
TITLES: Final = {
    "permits": Text("Giấy phép môi trường", "Environmental permits"),
    "stations": Text("Trạm quan trắc, công trình xử lý", "Monitoring stations and works"),
    "results": Text("Kết quả quan trắc gần nhất", "Last monitoring results"),
    "incidents": Text("Sự cố môi trường", "Incidents"),
}


LIMITS: Final = Text(
    "Kết quả quan trắc gần nhất; giới hạn theo QCVN 40:2011/BTNMT, chưa đối chiếu bản gốc, chưa nhân hệ số Kq, Kf",
    "Last monitoring results; limits by QCVN 40:2011/BTNMT, not checked against its text, before the factors Kq and Kf",
)


def environment_tables(found: EnvironmentRecord, dates: Dates, lang: Lang, *, of_project: bool = False) -> list[Table]:
    """The tables of what there is of a zone or project, those alone that have a row."""
    made = {
        "permits": (PERMITS, list(_permits(found, dates))),
        "stations": (STATIONS, [*_stations(found, dates), *_works(found, dates)]),
        "results": (RESULTS, list(_results(found, dates, lang))),
        "incidents": (INCIDENTS, list(_incidents(found, dates))),
    }
    return [_table(name, columns, rows, lang, of_project) for name, (columns, rows) in made.items() if rows]


def _table(name: str, columns: Sequence[Column], rows: Iterable[Row], lang: Lang, of_project: bool) -> Table:
    if of_project:
        columns = [column for column in columns if column.key != "project"]
        rows = [Row({key: cell for key, cell in row.cells.items() if key != "project"}) for row in rows]
    title = TITLES[name]
    caption = LIMITS if name == "results" else title
    return Table(name, title, tuple(columns), list(rows), lang, caption=caption.of(lang))


def _named(text: str, event: Stored, dates: Dates) -> Cell:
    return Cell(text, address=reach("event", event.book, event.seq, dates=dates), demo=event.demo)


def _project(project: str | None, event: Stored, dates: Dates) -> Cell | None:
    return Cell(project, address=reach("project", event.book, project, dates=dates)) if project else None


def _state(label: Labelled, event: Stored) -> dict[str, Cell | str]:
    return {"state.code": str(label.value), "state": Cell(label.label), "event": event.ref}


def _permits(found: EnvironmentRecord, dates: Dates) -> Iterator[Row]:
    for permit, event in found.permits:
        if (granted := permit.granted) is None:
            continue
        yield Row(
            {
                "permit": _named(permit.number, event, dates),
                "kind": PERMIT_KINDS[granted.kind],
                "project": _project(granted.project, event, dates),
                "granted_on": granted.effective_on,
                "valid_until": permit.valid_until
                or Cell(text=Text("không ghi thời hạn", "no term on record"), quiet=True),
                **_state(permit_state(permit, dates.on), event),
            }
        )


class SiteState(Labelled):
    """How a station or works stand on a day."""

    CONNECTED = "connected", "đã kết nối", "connected"
    UNCONNECTED = "unconnected", "chưa kết nối", "not connected"
    CLOSED = "closed", "đã dừng", "closed"
    TRIAL = "trial", "vận hành thử nghiệm", "in trial"
    OPERATING = "operating", "vận hành chính thức", "in operation"
    WITHIN = "within", "trong giới hạn", "within its limit"
    OUTSIDE = "outside", "vượt giới hạn", "outside its limit"


def _stations(found: EnvironmentRecord, dates: Dates) -> Iterator[Row]:
    for course, event in found.stations:
        if (station := course.commissioned) is None:
            continue
        state = SiteState.UNCONNECTED if course.connected is None else SiteState.CONNECTED
        yield Row(
            {
                "station": _named(station.station, event, dates),
                "kind": MEDIA[station.medium],
                "project": _project(station.project, event, dates),
                "since": station.effective_on,
                **_state(SiteState.CLOSED if course.closed is not None else state, event),
            }
        )


def _works(found: EnvironmentRecord, dates: Dates) -> Iterator[Row]:
    for course, event in found.works:
        for some, state in ((course.operating, SiteState.OPERATING), (course.trial, SiteState.TRIAL)):
            for name, step in some.items():
                yield Row(
                    {
                        "station": _named(name, event, dates),
                        "kind": Text("công trình xử lý chất thải", "treatment works"),
                        "project": _project(step.project, event, dates),
                        "since": step.effective_on,
                        **_state(state, event),
                    }
                )


def _results(found: EnvironmentRecord, dates: Dates, lang: Lang) -> Iterator[Row]:
    for result, event in found.results:
        for pollutant, value in result.values.items():
            limit = discharge_limit(pollutant, result.column, result.effective_on)
            yield Row(
                {
                    "point": _named(result.number, event, dates),
                    "project": _project(result.project, event, dates),
                    "on": result.effective_on,
                    "sampling": SAMPLINGS[result.sampling],
                    "pollutant.code": pollutant.value,
                    "pollutant": pollutant.label,
                    "value": Cell(value, pollutant.unit, measured(value, pollutant, lang)),
                    "limit": limit_words(limit.least, limit.most, lang),
                    "column": result.column.label,
                    **_state(SiteState.OUTSIDE if limit.is_exceeded(value) else SiteState.WITHIN, event),
                }
            )


def measured(value: Fraction, pollutant: Pollutant, lang: Lang) -> str:
    """A value exactly, with its unit; pH stands alone."""
    number = format_number(value, lang, decimals=exact_decimals(value) or 0)
    return number if pollutant is Pollutant.PH else f"{number} {pollutant.unit}"


def limit_words(least: Fraction | None, most: Fraction | None, lang: Lang) -> str:
    """A limit in words: from one to the other, or at the most; a dash where there is none."""
    ends = [format_number(end, lang, decimals=exact_decimals(end) or 0) for end in (least, most) if end is not None]
    if least is None and most is not None:
        return f"≤ {ends[0]}"
    return "–".join(ends) or "—"


def _incidents(found: EnvironmentRecord, dates: Dates) -> Iterator[Row]:
    for course, event in found.incidents:
        if (incident := course.opened) is None:
            continue
        ended = course.ended.effective_on if course.ended is not None else None
        yield Row(
            {
                "incident": _named(incident.incident, event, dates),
                "cause": INCIDENT_KINDS[incident.cause],
                "project": _project(incident.project, event, dates),
                "opened_on": incident.effective_on,
                "event": event.ref,
                "ended_on": ended or Cell(text=Text("chưa khắc phục", "not ended"), quiet=True),
            }
        )
