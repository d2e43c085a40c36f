"""Matters one by one: what is not ended, remedied, closed or decided yet, what clusters of before 2009 lack; and of a period
what was taken off the plan of inspections, and the founding dossiers that were refused or withdrawn."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final

from parkledger.briefing.answers.answer import AnswerLine, Answers, QuestionAnswer, refused, with_understood
from parkledger.briefing.answers.completeness import WITHHELD
from parkledger.briefing.answers.figure_answers import NO_PLACE, sides
from parkledger.briefing.answers.subjects import QuestionSubject
from parkledger.briefing.figure.pages import FIRST_DAY
from parkledger.catalogue import INDICATORS, ZoneKind
from parkledger.catalogue.publicity import PublicKind, hiding
from parkledger.figures import Figures, Question
from parkledger.language import Lang, Text, days_said, format_date
from parkledger.ledger.events import SubjectKind
from parkledger.ledger.events.environment import INCIDENT_KINDS
from parkledger.ledger.events.founding import MATTERS
from parkledger.ledger.events.inspections import TOPICS
from parkledger.ledger.events.labour import STOPPAGE_CAUSES
from parkledger.ledger.events.legacy_clusters import LACKS
from parkledger.places import get, is_within_any
from parkledger.places.rollup import territory_on
from parkledger.records.dates import Dates
from parkledger.records.environment import environment_of
from parkledger.records.foundings import FoundingStage, foundings_on, legacy_of
from parkledger.records.histories import Reference, ZoneOn, zones_on
from parkledger.records.inspections import InspectionOn, InspectionState, inspections_of, inspections_on
from parkledger.records.labour import accident_state, labour_of


@dataclass(frozen=True, slots=True)
class OpenMatter:
    """One matter that is open: of which zone, since when, what is said of it."""

    zone: Reference
    began: date
    said: Text


def _incidents(zones: Iterable[ZoneOn], dates: Dates) -> Iterable[OpenMatter]:
    """The incidents of some zones that are not ended."""
    for zone in zones:
        for course, _ in environment_of(SubjectKind.ZONE, zone.reference, dates).incidents:
            if course.opened is not None and course.ended is None:
                yield OpenMatter(zone.reference, course.opened.effective_on, INCIDENT_KINDS[course.opened.cause])


def _findings(zones: Iterable[ZoneOn], dates: Dates) -> Iterable[OpenMatter]:
    """The findings of inspections of some zones that are not remedied, each with the day by which it is to be."""
    wanted = {zone.reference for zone in zones}
    for inspection in inspections_on(dates):
        course = inspection.course
        zone = (inspection.event.book, course.first.zone or "" if course.first else "")
        for code in course.open_findings if zone in wanted else ():
            finding, by = course.findings[code], course.remedy_by[code]
            until = [f"; {word} {format_date(by, lang)}" if by else "" for lang, word in REMEDY_BY]
            yield OpenMatter(
                zone, finding.effective_on, Text(f"{finding.content}{until[0]}", f"{finding.content}{until[1]}")
            )


REMEDY_BY: Final = ((Lang.VI, "hạn khắc phục"), (Lang.EN, "to be remedied by"))


def _foundings(zones: Iterable[ZoneOn], dates: Dates) -> Iterable[OpenMatter]:
    """The founding dossiers of some zones that are not decided, each with the step that it has reached."""
    wanted = {zone.reference for zone in zones}
    for each in foundings_on(dates):
        if each.stage.is_open and each.zone in wanted:
            matter, stage = MATTERS[each.opened.matter], each.stage.label
            said = Text(f"hồ sơ {matter.vi}: {stage.vi}", f"dossier to {matter.en}: {stage.en}")
            yield OpenMatter(each.zone, each.opened.effective_on, said)


def _lacks(zones: Iterable[ZoneOn], dates: Dates) -> Iterable[OpenMatter]:
    """What clusters of before 2009 among some zones lack, each since the day on which it was listed."""
    for zone in zones:
        legacy = legacy_of(zone.reference, dates) if zone.kind == ZoneKind.CLUSTER else None
        if legacy is None:
            continue
        for code in legacy.course.open:
            yield OpenMatter(zone.reference, legacy.course.lacks[code], LACKS[code])


def _open_inspections(zones: Iterable[ZoneOn], dates: Dates) -> Iterable[OpenMatter]:
    """The inspections of some zones that were made and are not closed."""
    yield from _inspected(zones, dates, InspectionState.OPEN)


def _cancelled_inspections(zones: Iterable[ZoneOn], dates: Dates) -> Iterable[OpenMatter]:
    """The inspections of some zones that were taken off the plan, by the day for which they were planned, each with the reason."""
    yield from _inspected(zones, dates, InspectionState.CANCELLED)


def _inspected(zones: Iterable[ZoneOn], dates: Dates, state: InspectionState) -> Iterable[OpenMatter]:
    for zone in zones:
        for inspection in inspections_of(SubjectKind.ZONE, zone.reference, dates):
            if inspection.state is state:
                yield OpenMatter(zone.reference, inspection.on, _inspection_said(inspection))


def _inspection_said(inspection: InspectionOn) -> Text:
    """Its number and topic; of one that was taken off the plan why it was."""
    course = inspection.course
    topics = [step.topic for step in (course.made, course.planned) if step is not None and step.topic]
    parts = [Text(course.number, course.number), *(TOPICS[topic] for topic in topics[:1])]
    if course.cancelled is not None:
        parts.append(_reason(course.cancelled.reason))
    return Text("; ".join(part.vi for part in parts), "; ".join(part.en for part in parts))


def _reason(reason: str) -> Text:
    """Why, as it is on record; that no reason is."""
    return Text(f"lý do: {reason}", f"reason: {reason}") if reason.strip() else NO_REASON


NO_REASON: Final = Text("sổ không ghi lý do", "no reason on record")


def _refused(zones: Iterable[ZoneOn], dates: Dates) -> Iterable[OpenMatter]:
    """The founding dossiers of some zones that were refused, by the day of the decision, each with the reason."""
    yield from _ended(zones, dates, FoundingStage.REFUSED)


def _withdrawn(zones: Iterable[ZoneOn], dates: Dates) -> Iterable[OpenMatter]:
    """The founding dossiers of some zones that were withdrawn, by the day on which they were."""
    yield from _ended(zones, dates, FoundingStage.WITHDRAWN)


def _ended(zones: Iterable[ZoneOn], dates: Dates, stage: FoundingStage) -> Iterable[OpenMatter]:
    wanted = {zone.reference for zone in zones}
    for each in foundings_on(dates):
        end = each.course.end
        if each.stage is stage and each.zone in wanted and end is not None:
            matter, reason = MATTERS[each.opened.matter], _reason(getattr(end, "reason", ""))
            said = Text(
                f"hồ sơ {matter.vi}: {stage.label.vi}; {reason.vi}",
                f"dossier to {matter.en}: {stage.label.en}; {reason.en}",
            )
            yield OpenMatter(each.zone, end.effective_on, said)


def _accidents(zones: Iterable[ZoneOn], dates: Dates) -> Iterable[OpenMatter]:
    """The accidents at work in some zones that are not closed."""
    for zone in zones:
        for course, event in labour_of(SubjectKind.ZONE, zone.reference, dates).accidents:
            if course.closed is None:
                yield OpenMatter(zone.reference, event.effective_on, accident_state(course).label)


def _stoppages(zones: Iterable[ZoneOn], dates: Dates) -> Iterable[OpenMatter]:
    """The stoppages in some zones that are not ended."""
    for zone in zones:
        for course, event in labour_of(SubjectKind.ZONE, zone.reference, dates).stoppages:
            if course.ended is None and course.begun is not None:
                yield OpenMatter(zone.reference, event.effective_on, STOPPAGE_CAUSES[course.begun.cause])


OPEN_MATTERS: Final[Mapping[str, Callable[[Iterable[ZoneOn], Dates], Iterable[OpenMatter]]]] = {
    "incidents.open": _incidents,
    "findings.open": _findings,
    "foundings.open": _foundings,
    "legacy.lacks_open": _lacks,
    "inspections.open": _open_inspections,
    "inspections.cancelled": _cancelled_inspections,
    "foundings.refused": _refused,
    "foundings.withdrawn": _withdrawn,
    "accidents.open": _accidents,
    "strikes.open": _stoppages,
}
"""The indicators whose matters are told one by one."""
WITH_REASONS: Final = frozenset({"inspections.cancelled", "foundings.refused", "foundings.withdrawn"})
"""Those that happen in a period, and are told with the reason on record; where no period is named, those of all years."""


def open_matters(subject: QuestionSubject, books: Figures) -> Answers:
    """The matters that are open on the day asked, each with its zone; of a period, those begun in it and open still."""
    if not subject.is_placed:
        return refused(subject, books, NO_PLACE)
    return tuple(_of_side(subject, question, books) for question in sides(subject, books))


def _of_side(subject: QuestionSubject, question: Question, books: Figures) -> QuestionAnswer:
    """The open matters of one zone or place."""
    begun = None if question.indicator in WITH_REASONS else _begun(subject)
    if question.indicator in WITH_REASONS and subject.period() is None:
        question = replace(question, start=FIRST_DAY)
    dates = Dates(subject.dates.on if begun else question.end, subject.dates.known_at)
    zones = {zone.reference: zone for zone in zones_on(dates).values() if _is_of(zone, question)}
    found = [
        each
        for each in OPEN_MATTERS[question.indicator](zones.values(), dates)
        if _is_within(each.began, begun, question)
    ]
    found.sort(key=lambda each: (each.began, each.zone))
    lines = [_line(each, zones[each.zone]) for each in found]
    figures = () if begun else (books.one(question),)
    hidden = PublicKind.PROJECTS if question.indicator == "incidents.open" else PublicKind.DOSSIERS
    note = WITHHELD if hiding(hidden) | hiding(PublicKind.PROJECTS) else None
    if not lines and any(figure.value is None for figure in figures):
        return with_understood(QuestionAnswer(figures), subject, question, books)
    counted = next((figure.value for figure in figures), None)
    if counted is not None and counted != len(lines):
        note = NOT_ALL_LISTED if lines else NONE_LISTED
        answer = QuestionAnswer(figures, value=counted, lines=tuple(lines), total=len(lines), note=note)
        return with_understood(answer, subject, replace(question, end=dates.on), books)
    answer = QuestionAnswer(
        figures, said=_said(question, len(lines), begun, dates.on), value=Fraction(len(lines)), lines=tuple(lines),
        total=len(lines), note=note,
    )  # fmt: skip
    return with_understood(answer, subject, replace(question, end=dates.on), books)


def _is_within(day: date, begun: tuple[date, date] | None, question: Question) -> bool:
    """Whether a matter is of the period in which it is to have begun, or happened."""
    if question.indicator in WITH_REASONS:
        return (question.start or FIRST_DAY) <= day <= question.end
    return begun is None or begun[0] <= day <= begun[1]


NOT_ALL_LISTED: Final = Text(
    "không phải tất cả đều liệt kê được: sổ có phần không công khai",
    "not all of them can be listed: books withhold some",
)
NONE_LISTED: Final = Text(
    "chỉ có con số: danh sách chỉ hiện với người có vai trò trong sổ",
    "there is the number alone: the list is shown to those with a role in the book",
)
STILL_NOW: Final = re.compile(
    r"(?<![^\W_])(?:van (?:con|chua|dang)|(?:den|toi) (?:nay|gio|bay gio|hien tai)|hien nay|hien tai|right now|currently)(?![^\W_])"
)
"""Words by which what began in a period is asked for as it stands today."""


def _begun(subject: QuestionSubject) -> tuple[date, date] | None:
    """The period in which they began, where they are to be open still: "incidents of 2024 still open"."""
    named = subject.period()
    typed = " ".join(subject.words.typed("open", "still")).lower()
    is_still = subject.words.has("still") or "still" in typed or bool(STILL_NOW.search(subject.words.folded))
    return (named[0], named[1]) if named and named[0] and is_still else None


def _is_of(zone: ZoneOn, question: Question) -> bool:
    if question.zone is not None:
        return zone.id == question.zone
    within = territory_on(get(question.place), question.end)
    return (question.kind is None or zone.kind == question.kind) and is_within_any(zone.place, within)


def _said(question: Question, count: int, begun: tuple[date, date] | None, day: date) -> Text:
    name = INDICATORS[question.indicator].name
    until = [format_date(day, lang) for lang in Lang]
    if begun is None:
        return Text(f"{name.vi}: {count} tại ngày {until[0]}", f"{name.en}: {count} on {until[1]}")
    period = days_said(*begun)
    return Text(
        f"{name.vi}: {count} phát sinh trong kỳ {period.vi}, tính đến {until[0]}",
        f"{name.en}: {count} begun {period.en}, not ended by {until[1]}",
    )


def _line(each: OpenMatter, zone: ZoneOn) -> AnswerLine:
    """A matter by its zone, since when it is open and what it is."""
    vi, en = format_date(each.began, Lang.VI), format_date(each.began, Lang.EN)
    note = Text(f"từ {vi}; {each.said.vi}", f"since {en}; {each.said.en}")
    return AnswerLine("/".join(zone.reference), Text(zone.title, zone.title), "zone", zone.reference, note=note)
