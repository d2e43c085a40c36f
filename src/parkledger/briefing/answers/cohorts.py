"""What became of the projects of one period by a later day: of those registered in it, how many are in production, ended, in force."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Final

from parkledger.briefing.answers.answer import Answers, listed, refused, with_understood
from parkledger.briefing.answers.lists import line_of, secondary, withheld_note
from parkledger.briefing.answers.question_words import Words
from parkledger.briefing.answers.subjects import QuestionSubject
from parkledger.briefing.answers.times import Time
from parkledger.figures import Figures
from parkledger.figures.wording import number
from parkledger.language import Lang, Text, Unit, days_said, format_date, number_text
from parkledger.records.dates import Dates
from parkledger.records.project_lists import ProjectRow, lines_on

OF_THOSE: Final = re.compile(
    r"(?<![^\W_])(?:trong (?:tong )?so|trong do|trong cac|trong nhung|trong \d+|so do|of (?:the|those|these|all|which|them)|out of|among)"
    r"(?![^\W_])"
)
"""Words by which a part of some projects is asked for, and not of all."""
REGISTERED: Final = frozenset({"new", "registered", "granted"})
"""Marks of projects that came into a period."""
STOOD: Final[dict[str, Callable[[ProjectRow], bool]]] = {
    "producing": lambda row: row.status == "operating",
    "operating": lambda row: row.status == "operating",
    "in_force": lambda row: row.in_force,
    "suspended": lambda row: row.in_force and row.status == "suspended",
    "revoked": lambda row: row.project.ended_on is not None and row.project.revoked,
    "terminated": lambda row: row.project.ended_on is not None and not row.project.revoked,
}
"""How a project may stand on a day, by the mark that asks for it."""
STOOD_SAID: Final = {
    "producing": Text("đang sản xuất", "in production"),
    "operating": Text("đang sản xuất", "in production"),
    "in_force": Text("còn hiệu lực", "in force"),
    "suspended": Text("đang tạm ngừng", "suspended"),
    "revoked": Text("đã bị thu hồi", "revoked"),
    "terminated": Text("đã chấm dứt", "terminated"),
}
SAID_OF_PROJECTS: Final = frozenset({"projects", "project_which", "enterprises", "foreign", *REGISTERED})
NO_COHORT: Final = Text(
    "chưa rõ dự án cấp mới trong kỳ nào, và xét tình trạng tại ngày nào",
    "it is not clear in which period the projects were registered, or on which day their state is asked for",
)
SEVERAL_STATES: Final = Text(
    "hãy hỏi từng tình trạng của các dự án đó một", "ask for one state of those projects at a time"
)


def asked_of_those(subject: QuestionSubject) -> bool:
    """Whether it is asked how many of the projects registered in a period stand in some way later."""
    words = subject.words
    if words.has("capital", "why", "growth") or not words.has("projects") or not _states(words):
        return False
    came = [each.first for each in words.seen if each.sign[1] in REGISTERED and each.sign[0] == "measured"]
    if not came or not words.times or not _asks_state(words, came[0]):
        return False
    return bool(OF_THOSE.search(words.folded)) or _until_later(words, came[0])


def _asks_state(words: Words, came: int) -> bool:
    """Whether the state is what is asked of those that came, and not said of them: "bao nhiêu" or a time stands between."""
    stood = max(each.first for each in words.seen if each.sign[1] in STOOD)
    amounts = [each.first for each in words.seen if each.sign[1] in {"count", "percent", "share"}]
    is_asked = any(came < amount < stood for amount in amounts)
    return is_asked or (
        any(amount < came for amount in amounts) and any(came < time.first < stood for time in words.times)
    )


def _until_later(words: Words, came: int) -> bool:
    """Whether a later day is named behind the period of those that came: "cấp mới năm 2022 đến nay bao nhiêu đã sản xuất"."""
    counted = [each.first for each in words.seen if each.sign == ("asking", "count")]
    is_later = len(words.times) == 2 and words.times[0].start is not None and words.times[1].start is None
    return is_later and len(counted) == 1 and came < words.times[1].first < counted[0]


def _states(words: Words) -> list[str]:
    return list(dict.fromkeys(each.sign[1] for each in words.seen if each.sign[1] in STOOD))


def strange_to_those(subject: QuestionSubject) -> list[str]:
    """The marks of a question for such projects that are of something else."""
    return sorted(set(subject.words.all("measured")) - SAID_OF_PROJECTS - STOOD.keys())


def of_those(subject: QuestionSubject, books: Figures) -> Answers:
    """How many of the projects registered in a period stand as asked on a later day, of how many, and which."""
    states, dated = _states(subject.words), _dated(subject)
    if dated is None:
        return refused(subject, books, NO_COHORT)
    if len({STOOD_SAID[state].vi for state in states}) > 1:
        return refused(subject, books, SEVERAL_STATES)
    (first, last), later = dated
    day = min(later.end, max(subject.today, subject.dates.on))
    # as they were counted when they came: a cluster that has become part of a park since is one of clusters
    came = replace(subject, words=replace(subject.words, times=[replace(later, start=None, end=last)]))
    those = {row.project.reference for row in secondary(came) if first <= row.project.registered_on <= last}
    rows = [row for row in lines_on(Dates(day, subject.dates.known_at)) if row.project.reference in those]
    found = [row for row in rows if STOOD[states[0]](row) and _ended_within(row, later)]
    found.sort(key=lambda row: (row.project.registered_on, row.project.code), reverse=True)
    lines = [line_of(row) for row in found]
    said = _said(len(found), len(rows), (first, last), STOOD_SAID[states[0]], day)
    answers = listed(said, lines, note=withheld_note(), value=Fraction(len(found)))
    meant = replace(subject, indicator="projects.registered")
    return tuple(with_understood(each, meant, None, books) for each in answers)


def _ended_within(row: ProjectRow, later: Time) -> bool:
    """Whether a project that ended did so in the later period, where one is named and not a day."""
    ended = row.project.ended_on
    return later.start is None or ended is None or later.start <= ended <= later.end


def _dated(subject: QuestionSubject) -> tuple[tuple[date, date], Time] | None:
    """The period of the projects, and the later time that their state is asked of, the page's day where none is."""
    ordered = sorted(subject.words.times, key=lambda each: each.end)
    earlier = ordered[0]
    later = ordered[1] if ordered[1:] else Time(None, subject.dates.on, earlier.first, earlier.last)
    if earlier.start is None or later.end < earlier.end:
        return None
    return (earlier.start, earlier.end), later


def _said(count: int, whole: int, period: tuple[date, date], state: Text, day: date) -> Text:
    """How many of how many, with the percentage, of which period and on which day."""
    part, total, days = number_text(count), number_text(whole), days_said(*period)
    if not whole:
        return Text(f"không có dự án cấp mới nào ({days.vi})", f"no project was registered ({days.en})")
    shares = [f" ({number(Fraction(100 * count, whole), Unit.PERCENT, lang)})" for lang in (Lang.VI, Lang.EN)]
    return Text(
        f"{part.vi} trong {total.vi} dự án cấp mới ({days.vi}) {state.vi} tại ngày {format_date(day, Lang.VI)}{shares[0]}",
        f"of {total.en} projects registered ({days.en}), {part.en} {state.en} on {format_date(day, Lang.EN)}{shares[1]}",
    )
