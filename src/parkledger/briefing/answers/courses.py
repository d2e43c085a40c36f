"""Incidents, accidents at work and stoppages one by one: what caused each, when it began and ended, and how many days it took."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from parkledger.briefing.answers.answer import AnswerLine, Answers, listed, refused, with_understood
from parkledger.briefing.answers.completeness import WITHHELD
from parkledger.briefing.answers.figure_answers import NO_PLACE
from parkledger.briefing.answers.subjects import QuestionSubject
from parkledger.briefing.answers.zone_facts import zones_of_place
from parkledger.catalogue import INDICATORS
from parkledger.catalogue.publicity import PublicKind, hiding
from parkledger.figures import Figures
from parkledger.language import Lang, Text, days_said, format_date
from parkledger.ledger.events import SubjectKind
from parkledger.ledger.events.environment import INCIDENT_KINDS
from parkledger.ledger.events.labour import ACCIDENT_SEVERITIES, STOPPAGE_CAUSES
from parkledger.records.dates import Dates
from parkledger.records.environment import environment_of
from parkledger.records.histories import Reference, ZoneOn, zones_by_id, zones_on
from parkledger.records.labour import labour_of


@dataclass(frozen=True, slots=True)
class CourseTold:
    """One matter: of which zone, what it was, when it began, and ended if it has."""

    zone: Reference
    said: Text
    began: date
    ended: date | None
    is_fatal: bool = False


def _incidents(zone: ZoneOn, dates: Dates) -> Iterable[CourseTold]:
    for course, _ in environment_of(SubjectKind.ZONE, zone.reference, dates).incidents:
        if course.opened is not None:
            ended = course.ended.effective_on if course.ended else None
            yield CourseTold(zone.reference, INCIDENT_KINDS[course.opened.cause], course.opened.effective_on, ended)


def _accidents(zone: ZoneOn, dates: Dates) -> Iterable[CourseTold]:
    for course, _ in labour_of(SubjectKind.ZONE, zone.reference, dates).accidents:
        if course.happened is not None:
            severity, closed = course.happened.severity, course.closed
            ended = closed.effective_on if closed else None
            said = ACCIDENT_SEVERITIES[severity]
            if course.investigated is not None:
                days = [format_date(course.investigated.effective_on, lang) for lang in Lang]
                said = Text(f"{said.vi}; điều tra xong {days[0]}", f"{said.en}; investigated by {days[1]}")
            yield CourseTold(zone.reference, said, course.happened.effective_on, ended, severity == "fatal")


def _stoppages(zone: ZoneOn, dates: Dates) -> Iterable[CourseTold]:
    for course, _ in labour_of(SubjectKind.ZONE, zone.reference, dates).stoppages:
        if course.begun is not None:
            ended = course.ended.effective_on if course.ended else None
            yield CourseTold(zone.reference, STOPPAGE_CAUSES[course.begun.cause], course.begun.effective_on, ended)


COURSES: Final[Mapping[str, Callable[[ZoneOn, Dates], Iterable[CourseTold]]]] = {
    "incidents.opened": _incidents,
    "incidents.open": _incidents,
    "accidents.count": _accidents,
    "accidents.killed": _accidents,
    "accidents.open": _accidents,
    "strikes.count": _stoppages,
    "strikes.open": _stoppages,
}
"""Indicators of matters that have a beginning and an end."""
WITH_CAUSES: Final = frozenset({"incidents.opened", "incidents.open", "strikes.count", "strikes.open"})
"""Those of which a cause is on record."""
FATAL: Final = Text("vụ tai nạn lao động chết người", "fatal accidents at work")
OF_FIGURES: Final = ("growth", "against", "compare", "rank", "max", "min", "most", "by_year")
"""Marks that ask for a figure of them, and not for each."""
IS_OVER: Final = re.compile(
    r"^(?:is|are|was|were|has|have) .*(?<![^\W_])(?:over|resolved)(?= *(?:[,?.]|and |now|yet|$))"
)
"""Words that ask whether something is over: beside other words "over" is a limit, or of a time."""


def asked_of_courses(subject: QuestionSubject) -> bool:
    """Whether it is asked of such matters what caused them, whether they are ended, or how long they took."""
    words, code = subject.words, subject.indicator or ""
    if code not in COURSES or words.has(*OF_FIGURES):
        return False
    if words.has("closing") and words.has("count"):  # how many are ended is not told, each is with its end
        return False
    if words.has("why") and code not in WITH_CAUSES:
        return False
    return (
        words.has("why", "closing", "how_late") or bool(IS_OVER.search(words.folded)) or counts_fatal_accidents(subject)
    )


COUNTED_ACCIDENTS: Final = re.compile(
    r"(?<![^\W_])(?:so|so luong|bao nhieu|may|how many|number of) "
    r"(?:vu|ca|truong hop|(?:fatal |deadly |work |workplace )*accidents?)(?![^\W_])"
)
"""Words that count accidents: how many they killed or hurt is another figure."""


def counts_accidents(subject: QuestionSubject) -> bool:
    """Whether accidents are counted, and not the people that they killed or hurt."""
    return COUNTED_ACCIDENTS.search(subject.words.folded) is not None


def counts_fatal_accidents(subject: QuestionSubject) -> bool:
    """Whether accidents are counted in which somebody was killed."""
    return subject.indicator == "accidents.killed" and counts_accidents(subject)


def courses(subject: QuestionSubject, books: Figures) -> Answers:
    """The matters that began in the period asked of, or all, in the zones asked of, each with its cause, its end and its days."""
    if not subject.zones and not subject.is_placed:
        return refused(subject, books, NO_PLACE)
    named = subject.period()
    dates = Dates(max(subject.dates.on, subject.day), subject.dates.known_at)
    known = zones_by_id(dates)
    zones = [known[zone] for zone in subject.zones if zone in known] if subject.zones else zones_of_place(subject)
    tell = COURSES[subject.indicator or ""]
    every = [each for zone in zones for each in tell(zone, dates)]
    found = [each for each in every if _is_asked(each, subject, named)]
    found.sort(key=lambda each: (each.began, each.zone))
    titles = {zone.reference: zone.title for zone in zones_on(dates).values()}
    lines = [_line(each, titles[each.zone], dates.on) for each in found]
    note = WITHHELD if hiding(PublicKind.DOSSIERS) | hiding(PublicKind.PROJECTS) else None
    answers = listed(_said(subject, lines, named, dates.on), lines, note=note, value=Fraction(len(lines)))
    return tuple(with_understood(each, subject, None, books) for each in answers)


def _is_asked(each: CourseTold, subject: QuestionSubject, named: tuple[date | None, date] | None) -> bool:
    """Whether a matter began in the period named, and is of those asked for: killed, or open still."""
    code = subject.indicator or ""
    if (code.endswith(".killed") and not each.is_fatal) or (code.endswith(".open") and each.ended is not None):
        return False
    return named is None or (named[0] or date.min) <= each.began <= named[1]


def _said(subject: QuestionSubject, lines: list[AnswerLine], named: tuple[date | None, date] | None, day: date) -> Text:
    """The one matter in a sentence; of several how many there were."""
    if len(lines) == 1:
        return lines[0].said
    code = subject.indicator or ""
    name = FATAL if code.endswith(".killed") else INDICATORS[code].name
    count = len(lines)
    period = days_said(named[0], named[1]) if named and named[0] else None
    vi, en = (f", {period.vi}", f", {period.en}") if period else ("", "")
    until = [format_date(day, lang) for lang in Lang]
    return Text(f"{name.vi}: {count}{vi} (theo sổ đến {until[0]})", f"{name.en}: {count}{en} (on record by {until[1]})")


def _line(each: CourseTold, title: str, day: date) -> AnswerLine:
    """A matter by its zone: what it was, since when, whether and when it ended, and how long it took, or has taken."""
    days = ((each.ended or day) - each.began).days
    many = f"{days} day{'' if days == 1 else 's'}"
    began = [format_date(each.began, lang) for lang in Lang]
    if each.ended is None:
        state = Text(
            f"chưa kết thúc, đã {days} ngày tính đến {format_date(day, Lang.VI)}",
            f"not ended, {many} by {format_date(day, Lang.EN)}",
        )
    else:
        state = Text(
            f"kết thúc {format_date(each.ended, Lang.VI)} ({days} ngày)",
            f"ended on {format_date(each.ended, Lang.EN)} ({many})",
        )
    note = Text(f"{each.said.vi}; từ {began[0]}; {state.vi}", f"{each.said.en}; from {began[1]}; {state.en}")
    return AnswerLine("/".join(each.zone), Text(title, title), "zone", each.zone, value=Fraction(days), note=note)
