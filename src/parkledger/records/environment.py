"""What is on record of the environment of a zone, a project or of all books, on a page's two dates: permits, works, monitoring
stations, results of monitoring, incidents."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from parkledger.catalogue.parameters import parameter
from parkledger.catalogue.publicity import PublicKind, hides, hiding
from parkledger.figures.current import current_figures
from parkledger.language import Labelled, Text
from parkledger.ledger.events import SubjectKind, codes_of
from parkledger.ledger.events.courses import CourseEvent, CourseName, course_of, in_order
from parkledger.ledger.events.environment import (
    IncidentCourse,
    IncidentEvent,
    PermitCourse,
    PermitEvent,
    SampleResult,
    StationCourse,
    StationEvent,
    WorksTrialStarted,
    end_of_term,
    notice_before,
)
from parkledger.records.dates import Dates
from parkledger.records.events import Stored, events_about, revived, standing
from parkledger.records.histories import Reference, zones_by_code
from parkledger.records.works import WORKS_STEPS, WorksOn, works_by

STEPS: Final = (PermitEvent, StationEvent, IncidentEvent, *WORKS_STEPS)


class PermitState(Labelled):
    """How a permit stands on a day."""

    VALID = "valid", "còn hiệu lực", "valid"
    TO_RENEW = "to_renew", "đến hạn làm thủ tục cấp lại", "to be renewed"
    EXPIRED = "expired", "quá thời hạn", "expired"
    ENDED = "ended", "hết hiệu lực", "ended"


@dataclass(slots=True)
class EnvironmentRecord:
    """What is on record, each list with the newest first; each thing beside the event that put it on record.

    `results` are the last of each station or point of a zone or project, or those outside their limits of all books.
    `documents` are what the last step that cites one cites, by the first event of what it is a step of.
    """

    permits: list[tuple[PermitCourse, Stored]] = field(default_factory=list)
    works: list[WorksOn] = field(default_factory=list)
    stations: list[tuple[StationCourse, Stored]] = field(default_factory=list)
    incidents: list[tuple[IncidentCourse, Stored]] = field(default_factory=list)
    results: list[tuple[SampleResult, Stored]] = field(default_factory=list)
    documents: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any((self.permits, self.works, self.stations, self.incidents, self.results))

    def among(self, has: Callable[[Stored], bool]) -> "EnvironmentRecord":
        """What of it was put on record by an event that meets a condition."""
        return EnvironmentRecord(
            [each for each in self.permits if has(each[1])],
            [each for each in self.works if has(each.step[0])],
            [each for each in self.stations if has(each[1])],
            [each for each in self.incidents if has(each[1])],
            [each for each in self.results if has(each[1])],
            self.documents,
        )

    def of_year(self, year: int) -> "EnvironmentRecord":
        """Permits by their ends, those that hold no more last; of incidents those of a year and those not ended."""
        permits = sorted(
            self.permits,
            key=lambda each: (each[0].ended is not None, each[0].valid_until or date.max, each[0].number),
        )
        incidents = [each for each in self.incidents if _happened_on(each).year == year or each[0].ended is None]
        return replace(self, permits=permits, incidents=incidents)

    def pressing(self, on: date) -> "EnvironmentRecord":
        """What of it is to be seen to: permits that end, works in trial or told of in two ways, stations that send no data,
        incidents not ended."""
        urgent = {PermitState.TO_RENEW, PermitState.EXPIRED}
        return replace(
            self,
            permits=[each for each in self.permits if permit_state(each[0], on) in urgent],
            works=[each for each in self.works if each.trial or each.doubt],
            stations=[each for each in self.stations if site_state(each[0]) is SiteState.UNCONNECTED],
            incidents=[each for each in self.incidents if each[0].ended is None],
        )


def _happened_on(incident: tuple[IncidentCourse, Stored]) -> date:
    """The day on which an incident was opened, whenever that was recorded or corrected."""
    course, event = incident
    return course.opened.effective_on if course.opened is not None else event.effective_on


def environment_of(kind: SubjectKind, subject: Reference, dates: Dates) -> EnvironmentRecord:
    """What is on record of a zone, of its projects too, or of a project; nothing where the book withholds its projects."""
    if hides(subject[0], PublicKind.PROJECTS):
        return EnvironmentRecord()
    found = _record(events_about(kind, subject, codes_of(*STEPS), dates))
    found.results = _last_results(kind, subject, dates)
    return found


def environment_on(year: int, dates: Dates) -> EnvironmentRecord:
    """What is on record in all books, with the results of a year that are outside their limits; nothing of a book that
    withholds its projects."""
    books = [mark.id for mark in current_figures().heads.values()]
    hidden = books_withholding()
    steps = standing(books, codes_of(*STEPS), None, dates.on, dates.known_at)
    found = _record(each for each in sorted(steps, key=lambda event: event.id) if each.book not in hidden)
    zones = zones_by_code(dates)
    ended = {reference for reference, zone in zones.items() if zone.ended_on is not None}
    found.works = [each for each in found.works if each.site not in ended]
    until = min(date(year, 12, 31), dates.on)
    for stored in standing(books, codes_of(SampleResult), date(year, 1, 1), until, dates.known_at):
        event = revived(stored)
        if isinstance(event, SampleResult) and event.count_outside and stored.book not in hidden:
            found.results.append((event, stored))
    return found.of_year(year)


def books_withholding() -> frozenset[str]:
    """The books that withhold their environment from whoever asks, with their projects or all their events."""
    return hiding(PublicKind.PROJECTS) | hiding(PublicKind.JOURNAL)


def _record(events: Iterable[Stored]) -> EnvironmentRecord:
    """What the steps of permits, works, stations and incidents come to, read in the order in which they were recorded."""
    found = EnvironmentRecord()
    steps: defaultdict[tuple[str, CourseName], dict[int, CourseEvent]] = defaultdict(dict)
    first: dict[tuple[str, CourseName], Stored] = {}
    works: list[Stored] = []
    for stored in events:
        event = revived(stored)
        if isinstance(event, WORKS_STEPS):
            works.append(stored)
        elif isinstance(event, CourseEvent):
            name = (stored.book, event.course)
            steps[name][stored.seq] = event
            first.setdefault(name, stored)
            if stored.document:
                found.documents[first[name].ref] = stored.document
    for name, some in steps.items():
        _file(found, in_order(some), first[name], name[0])
    found.works = works_by(works)
    found.permits.sort(key=lambda each: each[1].effective_on, reverse=True)
    found.incidents.sort(key=_happened_on, reverse=True)
    return found


LATEST_RESULTS: Final = 300
"""Among so many of the latest results the last of each station and point is looked for: days of an automatic station are many."""


def _last_results(kind: SubjectKind, subject: Reference, dates: Dates) -> list[tuple[SampleResult, Stored]]:
    """The last result of each station or sampling point, the latest first."""
    last: dict[tuple[str, str, str, str], tuple[SampleResult, Stored]] = {}
    for stored in events_about(kind, subject, codes_of(SampleResult), dates, LATEST_RESULTS):
        event = revived(stored)
        if isinstance(event, SampleResult):
            point = (event.code, event.project or "", event.station or "", event.point)
            if point not in last or last[point][0].effective_on <= event.effective_on:
                last[point] = (event, stored)
    return sorted(last.values(), key=lambda each: each[0].effective_on, reverse=True)


def _file(found: EnvironmentRecord, steps: Sequence[CourseEvent], event: Stored, book: str) -> None:
    course = course_of(steps[0].course_type, steps, book)
    if isinstance(course, PermitCourse):
        found.permits.append((course, event))
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
    notice = notice_before("environment.permit.renewal_notice", permit.valid_until)
    since = notice[0] if notice else permit.valid_until
    return PermitState.TO_RENEW if on >= since else PermitState.VALID


def renewal_rule(on: date) -> Text | None:
    """When a permit is due to be renewed, by the law of a day; None where none was on record."""
    rule = parameter("environment.permit.renewal_notice")
    law = rule.on(on)
    if law is None:
        return None
    verified = law.verified.label
    return Text(
        f"Đến hạn làm thủ tục cấp lại: từ {law.value} {rule.unit.label.vi} trước ngày hết hạn ({law.basis}; {verified.vi}).",
        f"To be renewed: from {law.value} {rule.unit.label.en} before the day on which it expires ({law.basis}; {verified.en}).",
    )


def site_state(station: StationCourse) -> "SiteState":
    """How a station stands."""
    if station.closed is not None:
        return SiteState.CLOSED
    return SiteState.UNCONNECTED if station.connected is None else SiteState.CONNECTED


def incident_state(incident: IncidentCourse, on: date) -> "IncidentState":
    """How far the ending of an incident has come by a day."""
    if incident.ended is not None:
        return IncidentState.ENDED
    end_by = incident.opened.end_by if incident.opened is not None else None
    return IncidentState.LATE if end_by is not None and end_by < on else IncidentState.OPEN


def trial_end(trial: WorksTrialStarted) -> date | None:
    """By which day a trial is to be ended: as given with it, else by the longest term of the law of its day."""
    law = end_of_term("environment.trial.longest", trial.effective_on)
    return trial.trial_until or (law[0] if law else None)


class SiteState(Labelled):
    """How a station stands on a day, or a result against its limit."""

    CONNECTED = "connected", "đã kết nối", "connected"
    UNCONNECTED = "unconnected", "chưa kết nối", "not connected"
    CLOSED = "closed", "đã dừng", "closed"
    WITHIN = "within", "trong giới hạn", "within its limit"
    OUTSIDE = "outside", "vượt giới hạn", "outside its limit"


class IncidentState(Labelled):
    """How far the ending of an incident has come."""

    OPEN = "open", "đang khắc phục", "open"
    LATE = "late", "quá hạn khắc phục", "past its day"
    ENDED = "ended", "đã khắc phục", "ended"
