"""The environment of a zone, a project or of all books in tables: permits, works, stations, results of monitoring, incidents."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from parkledger.catalogue.discharge import Pollutant
from parkledger.catalogue.emissions import Emission
from parkledger.language import Labelled, Lang, Text, exact_decimals, format_number
from parkledger.ledger.events import document_identity
from parkledger.ledger.events.environment import (
    INCIDENT_KINDS,
    MEDIA,
    PERMIT_KINDS,
    SAMPLINGS,
    SampleResult,
)
from parkledger.ledger.events.sites import SiteEvent
from parkledger.records.cells import EVENT, PROJECT_KEYS, SITE, document_cell, site_cells
from parkledger.records.dates import Dates
from parkledger.records.environment import (
    EnvironmentRecord,
    SiteState,
    incident_state,
    permit_state,
    site_state,
    trial_end,
)
from parkledger.records.events import Stored
from parkledger.records.histories import Reference, zones_by_code
from parkledger.records.links import reach
from parkledger.tables import Cell, Cells, Column, ColumnPlace, ColumnType, Row, Table

DATE, UNDER = ColumnType.DATE, ColumnPlace.UNDER
STATE: Final = (
    Column("state.code", Text("Mã tình trạng", "State code"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("state", Text("Tình trạng", "State")),
    EVENT,
)


def _document_under(key: str) -> Column:
    return Column("document", Text("Văn bản", "Document"), place=UNDER, under=key, lang="vi")


PERMITS: Final = (
    Column("permit", Text("Giấy phép", "Permit"), strong=True, lang="vi"),
    Column("kind", Text("Loại", "Kind"), place=UNDER, under="permit"),
    _document_under("permit"),
    *SITE,
    Column("granted_on", Text("Ngày cấp", "Granted on"), DATE, css="number"),
    Column("valid_until", Text("Có giá trị đến", "Valid until"), DATE, css="number"),
    *STATE,
)
WORKS: Final = (
    Column("works", Text("Công trình xử lý chất thải", "Treatment works"), strong=True, lang="vi"),
    _document_under("works"),
    *SITE,
    Column("since", Text("Từ ngày", "Since"), DATE, css="number"),
    Column("trial_until", Text("Thử nghiệm đến", "Trial until"), DATE, css="number"),
    *STATE[:-1],
    Column("doubt", Text("Cần đối chiếu", "To be checked"), place=UNDER, under="state"),
    EVENT,
)
STATIONS: Final = (
    Column("station", Text("Trạm quan trắc", "Station"), strong=True, lang="vi"),
    Column("kind", Text("Loại", "Kind"), place=UNDER, under="station"),
    _document_under("station"),
    *SITE,
    Column("since", Text("Từ ngày", "Since"), DATE, css="number"),
    Column("connected_on", Text("Kết nối ngày", "Connected on"), DATE, css="number"),
    *STATE,
)
RESULTS: Final = (
    Column("point", Text("Trạm, điểm lấy mẫu", "Station or point"), strong=True, lang="vi"),
    *SITE,
    Column("on", Text("Ngày", "Day"), DATE, css="number"),
    Column("sampling", Text("Hình thức", "How sampled"), place=UNDER, under="point"),
    _document_under("point"),
    Column("pollutant.code", Text("Mã thông số", "Parameter code"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("pollutant", Text("Thông số", "Parameter")),
    Column("value", Text("Giá trị", "Value"), ColumnType.FIGURE),
    Column("limit", Text("Giới hạn", "Limit")),
    Column("column", Text("Cột", "Column"), place=UNDER, under="limit"),
    Column(
        "share",
        Text("Tỷ lệ so với giới hạn (%)", "Share of the limit (%)"),
        ColumnType.PERCENT,
        heading=Text("So với giới hạn", "Of the limit"),
    ),
    *STATE,
)
INCIDENTS: Final = (
    Column("incident", Text("Sự cố", "Incident"), strong=True, lang="vi"),
    Column("cause", Text("Loại", "Kind"), place=UNDER, under="incident"),
    _document_under("incident"),
    *SITE,
    Column("opened_on", Text("Ngày xảy ra", "Happened on"), DATE, css="number"),
    Column("end_by", Text("Hạn khắc phục", "To be ended by"), DATE, css="number"),
    Column("ended_on", Text("Khắc phục xong", "Ended on"), DATE, css="number"),
    *STATE,
)
TITLES: Final = {
    "permits": Text("Giấy phép môi trường", "Environmental permits"),
    "works": Text("Công trình xử lý chất thải", "Treatment works"),
    "stations": Text("Trạm quan trắc tự động", "Automatic monitoring stations"),
    "results": Text("Kết quả quan trắc gần nhất", "Last monitoring results"),
    "exceedances": Text("Kết quả quan trắc vượt giới hạn", "Monitoring results outside their limits"),
    "incidents": Text("Sự cố môi trường", "Incidents"),
}
LIMITS: Final = Text(
    "Giới hạn nước thải theo QCVN 40:2011/BTNMT, khí thải theo QCVN 19:2009/BTNMT, tiếng ồn theo QCVN 26:2010/BTNMT, không khí theo "
    "QCVN 05:2013 và 05:2023/BTNMT; chưa đối chiếu bản gốc, chưa nhân hệ số Kq, Kf, Kp, Kv",
    "Limits of waste water by QCVN 40:2011/BTNMT, of waste gas by QCVN 19:2009/BTNMT, of noise by QCVN 26:2010/BTNMT, of the air by QCVN "
    "05:2013 and 05:2023/BTNMT; not checked against their texts, before the factors Kq, Kf, Kp and Kv",
)
OF_ZONE: Final = ("zone", "share")
OF_PROJECT: Final = ("zone", *PROJECT_KEYS, "share")
"""What need not be told on the page of a zone, of a project."""


def environment_tables(found: EnvironmentRecord, dates: Dates, lang: Lang, *, without: Sequence[str]) -> list[Table]:
    """The tables of what there is of a zone or project, those alone that have a row, without the columns that the page itself
    tells."""
    return _tables(found, dates, lang, results="results", without=without)


def environment_tables_of_all(found: EnvironmentRecord, dates: Dates, lang: Lang) -> dict[str, Table]:
    """The tables of what there is of all books by their names, those alone that have a row; of results what is outside alone,
    by zone, what is farthest above its limit first."""
    return {table.name: table for table in _tables(found, dates, lang, results="exceedances", without=())}


def _tables(found: EnvironmentRecord, dates: Dates, lang: Lang, *, results: str, without: Sequence[str]) -> list[Table]:
    titles = {reference: zone.title for reference, zone in zones_by_code(dates).items()}
    told = _Told(found, titles, dates, lang)
    made: dict[str, tuple[tuple[Column, ...], Iterable[Row]]] = {
        "permits": (PERMITS, told.permits()),
        "works": (WORKS, told.works()),
        "stations": (STATIONS, told.stations()),
        results: (RESULTS, told.results() if results == "results" else told.exceedances()),
        "incidents": (INCIDENTS, told.incidents()),
    }
    tables = []
    for name, (columns, rows) in made.items():
        if some := list(rows):
            title, of_all = TITLES[name], results != "results"
            caption = f"{title.of(lang)}. {LIMITS.of(lang)}" if name == "results" else title.of(lang)
            table = Table(name, title, columns, some, lang, caption=caption, caption_hidden=of_all, css="stacked")
            tables.append(table.without(without))
    return tables


def _named(text: str, event: Stored, dates: Dates) -> Cell:
    return Cell(text, address=reach("event", event.book, event.seq, dates=dates), demo=event.demo)


def _column(result: SampleResult) -> Text:
    """The column by which a result is judged; that none was given, where that is so."""
    if result.column is not None:
        return result.column.label
    used = result.judged_by.label
    return Text(f"{used.vi} (không ghi cột)", f"{used.en} (none given)")


def _state(label: Labelled, event: Stored) -> Cells:
    return {"state.code": str(label.value), "state": Cell(label.label), "event": event.ref}


@dataclass(frozen=True, slots=True)
class _Told:
    """What is on record as rows."""

    found: EnvironmentRecord
    titles: Mapping[Reference, str]
    dates: Dates
    lang: Lang

    def _about(self, step: SiteEvent, event: Stored) -> Cells:
        """Where something is, and the document that tells of it."""
        cited = self.found.documents.get(event.ref) or event.document
        return site_cells(step.zone, step.project, event.book, self.titles, self.dates) | {
            "document": self._cited(cited)
        }

    def _cited(self, document: Mapping[str, Any]) -> Cell | None:
        """A document by its number and title."""
        heading = ", ".join(str(document[key]) for key in ("number", "title") if document.get(key))
        return (
            document_cell(heading, reach("document", document_identity(document), dates=self.dates))
            if heading
            else None
        )

    def permits(self) -> Iterator[Row]:
        """Permits with their ends."""
        for permit, event in self.found.permits:
            if (granted := permit.granted) is not None:
                yield Row(
                    {
                        "permit": _named(permit.number, event, self.dates),
                        "kind": PERMIT_KINDS[granted.kind],
                        **self._about(granted, event),
                        "granted_on": granted.effective_on,
                        "valid_until": permit.valid_until
                        or Cell(text=Text("không ghi thời hạn", "no term on record"), quiet=True),
                        **_state(permit_state(permit, self.dates.on), event),
                    }
                )

    def works(self) -> Iterator[Row]:
        """Works in the state that all events about them tell, with the end of a trial."""
        for each in self.found.works:
            event, step = each.step
            project = step.project if isinstance(step, SiteEvent) else None
            yield Row(
                {
                    "works": _named(each.name, event, self.dates),
                    **site_cells(step.zone, project, event.book, self.titles, self.dates),
                    "document": self._cited(each.cited),
                    "since": step.effective_on,
                    "trial_until": trial_end(each.trial) if each.trial is not None else None,
                    "doubt": each.doubt,
                    **_state(each.state, event),
                }
            )

    def stations(self) -> Iterator[Row]:
        """Stations, connected or not."""
        for course, event in self.found.stations:
            if (station := course.commissioned) is not None:
                yield Row(
                    {
                        "station": _named(station.station, event, self.dates),
                        "kind": MEDIA[station.medium],
                        **self._about(station, event),
                        "since": station.effective_on,
                        "connected_on": course.connected.effective_on if course.connected is not None else None,
                        **_state(site_state(course), event),
                    }
                )

    def results(self) -> Iterator[Row]:
        """Every value of the results."""
        for result, event in self.found.results:
            yield from (self._value(result, event, pollutant) for pollutant in result.values)

    def exceedances(self) -> list[Row]:
        """The values outside their limits, by zone, farthest above first; of a permit's own limits how many are outside."""
        rows: list[tuple[str, Fraction, Row]] = []
        for result, event in self.found.results:
            zone = self.titles.get((event.book, result.zone or ""), result.zone or "")
            rows += [
                (zone, _share(result, pollutant) or Fraction(0), self._value(result, event, pollutant))
                for pollutant in result.outside
            ]
            if not result.outside:
                rows.append((zone, Fraction(0), self._by_permit(result, event)))
        return [row for _, _, row in sorted(rows, key=lambda each: (each[0], -each[1]))]

    def _sample(self, result: SampleResult, event: Stored) -> Cells:
        return {
            "point": _named(result.number, event, self.dates),
            **self._about(result, event),
            "on": result.effective_on,
            "sampling": SAMPLINGS[result.sampling],
        }

    def _by_permit(self, result: SampleResult, event: Stored) -> Row:
        count = result.count_outside
        said = Text(f"{count} thông số, theo giấy phép", f"{count} parameters, by the permit")
        return Row({**self._sample(result, event), "pollutant": said, **_state(SiteState.OUTSIDE, event)})

    def _value(self, result: SampleResult, event: Stored, pollutant: Pollutant | Emission) -> Row:
        value = result.values[pollutant]
        limit = result.limit(pollutant)
        return Row(
            {
                **self._sample(result, event),
                "pollutant.code": pollutant.value,
                "pollutant": pollutant.label,
                "value": Cell(value, pollutant.unit, measured(value, pollutant, self.lang)),
                "limit": limit_words(limit.least, limit.most, self.lang),
                "column": _column(result) if not isinstance(pollutant, Emission) or pollutant.has_columns else None,
                "share": _share(result, pollutant),
                **_state(SiteState.OUTSIDE if limit.is_exceeded(value) else SiteState.WITHIN, event),
            }
        )

    def incidents(self) -> Iterator[Row]:
        """Incidents, ended or not."""
        for course, event in self.found.incidents:
            if (incident := course.opened) is None:
                continue
            ended = course.ended.effective_on if course.ended is not None else None
            yield Row(
                {
                    "incident": _named(incident.incident, event, self.dates),
                    "cause": INCIDENT_KINDS[incident.cause],
                    **self._about(incident, event),
                    "opened_on": incident.effective_on,
                    "end_by": incident.end_by,
                    "ended_on": ended or Cell(text=Text("chưa khắc phục", "not ended"), quiet=True),
                    **_state(incident_state(course, self.dates.on), event),
                }
            )


def _share(result: SampleResult, pollutant: Pollutant | Emission) -> Fraction | None:
    """A value as per cent of the most that may be discharged; None of pH, which is no amount, and without a limit."""
    most = result.limit(pollutant).most
    return result.values[pollutant] * 100 / most if most and pollutant is not Pollutant.PH else None


def measured(value: Fraction, pollutant: Pollutant | Emission, lang: Lang) -> str:
    """A value exactly, with its unit; pH stands alone."""
    number = format_number(value, lang, decimals=exact_decimals(value) or 0)
    return number if pollutant is Pollutant.PH else f"{number} {pollutant.unit}"


def limit_words(least: Fraction | None, most: Fraction | None, lang: Lang) -> str:
    """A limit in words: from one to the other, or at the most; a dash where there is none."""
    ends = [format_number(end, lang, decimals=exact_decimals(end) or 0) for end in (least, most) if end is not None]
    if least is None and most is not None:
        return f"≤ {ends[0]}"
    return "–".join(ends) or "—"
