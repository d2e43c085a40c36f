"""Answers on targets one by one: which of a year were not reached, and by how much; which were reached, or exceeded."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Final

from parkledger.briefing.answers.answer import AnswerLine, Answers, listed, refused, with_understood
from parkledger.briefing.answers.subjects import QuestionSubject
from parkledger.briefing.targets import TargetLine, TargetState, attainments, scope_words, targets_on
from parkledger.figures import PERCENTAGE_POINT, Figures
from parkledger.figures.wording import number
from parkledger.language import Lang, Text, Unit, days_said
from parkledger.places import COUNTRY_CODE
from parkledger.records.dates import Dates

WHICH_TARGETS: Final = re.compile(
    r"(?<![^\W_])(?:(?:chi tieu|muc tieu|ke hoach)(?: \w+){0,2}? nao|(?:nhung|cac|liet ke|danh sach) (?:chi tieu|muc tieu)"
    r"|(?:which|what|list|list of)(?: of)?(?: the| its| their| all)* (?:\w+ ){0,2}?(?:targets?|goals?|objectives?)"
    r"|targets? (?:not|that|which|were|was|missed|met|reached))(?![^\W_])"
)
"""Words that ask for targets by what they are of, and not for the target of a figure."""
NOT_REACHED: Final = re.compile(
    r"(?<![^\W_])(?:(?:khong|chua|ko) (?:\w+ )?(?:dat|hoan thanh|can dich|ve dich)|hut|thieu|truot|miss(?:ed|es)?"
    r"|(?:fall|fell|falling) short"
    r"|(?:not|never|n t|didn t|weren t|wasn t) (?:\w+ )?(?:met|meet|reach(?:ed)?|achieve(?:d)?|hit|fulfil(?:led|l)?"
    r"|fulfill(?:ed)?|attained?)"
    r"|unmet|behind|fail(?:ed)?|lo hen)(?![^\W_])"
)
OVER: Final = re.compile(r"(?<![^\W_])(?:vuot|exceed(?:ed)?|surpass(?:ed)?|beat|beaten|above)(?![^\W_])")
REACHED: Final = re.compile(
    r"(?<![^\W_])(?:dat|hoan thanh|can dich|ve dich|met|meet|reach(?:ed)?|achieved?|hit|fulfill?(?:ed)?|attained?)(?![^\W_])"
)
NOT_YET: Final = re.compile(r"(?<![^\W_])(?:chua|not yet|yet)(?![^\W_])")
NO_TARGETS: Final = Text(
    "sổ không có chỉ tiêu nào của phạm vi và kỳ này", "the books have no target of this scope and period"
)
SHORT: Final = frozenset({TargetState.MISSED, TargetState.EXCEEDED})
MET: Final = frozenset({TargetState.REACHED, TargetState.WITHIN})
UNDECIDED: Final = frozenset({TargetState.INCOMPLETE, TargetState.UNKNOWN})


def asked_of_targets(subject: QuestionSubject) -> bool:
    """Whether targets are asked for by themselves, and no figure is named that they are of."""
    is_of_none = subject.indicator is None or not subject.words.all("measured")
    return subject.words.has("plan") and is_of_none and WHICH_TARGETS.search(subject.words.folded) is not None


def targets(subject: QuestionSubject, books: Figures) -> Answers:
    """The targets of a period of the place, kind or zones asked of, with what was reached of each."""
    named = subject.period()
    year = named[1].year if named else subject.day.year
    start, end = (named[0] or date(year, 1, 1), named[1]) if named else (date(year, 1, 1), date(year, 12, 31))
    day = min(end, max(subject.today, subject.dates.on))
    dates = Dates(day, subject.dates.known_at)
    place = subject.places[0] if subject.places else subject.implied or COUNTRY_CODE
    every = [each for each in targets_on(dates, place) if start <= each.start and each.end <= end]
    every = [each for each in every if _is_of_scope(each.zone.id if each.zone else None, each.scope.kind, subject)]
    if not every:
        return refused(subject, books, NO_TARGETS)
    told = attainments(every, books, dates)
    wanted = _wanted(subject.words.folded)
    found = [line for line in told if _is_wanted(line, wanted)]
    undecided = [line for line in told if line.state in UNDECIDED] if wanted != "all" else []
    lines = [_line(line, day) for line in found]
    answers = listed(
        _counted(len(found), len(told), wanted), lines, value=Fraction(len(found)), note=_undecided(undecided)
    )
    about = replace(subject, indicator=None)
    return tuple(with_understood(replace(each, lines=tuple(lines)), about, None, books) for each in answers)


def _is_of_scope(zone: int | None, kind: object, subject: QuestionSubject) -> bool:
    """Whether a target is of the zones named, or of the kind; of a place all that are set for it and within it."""
    if subject.zones:
        return zone in subject.zones
    return not subject.kinds or zone is not None or kind in subject.kinds


def _wanted(folded: str) -> str:
    """Which targets are asked for: those that were missed, reached or exceeded, or all of them."""
    missed = NOT_REACHED.search(folded)
    rest = NOT_REACHED.sub(" ", folded)
    met, over = REACHED.search(rest), OVER.search(rest)
    if missed and (met or over):
        return "all"
    if missed:
        return "short" if NOT_YET.search(folded) is None else "open"
    return "over" if over and not met else "met" if met else "all"


def _is_wanted(line: TargetLine, wanted: str) -> bool:
    if wanted == "all":
        return True
    if wanted in {"short", "open"}:
        return line.state in SHORT or (wanted == "open" and line.state is TargetState.OPEN)
    is_over = line.figure is not None and line.figure.value is not None and line.figure.value > line.target.value
    return line.state in MET and (wanted == "met" or is_over)


SAID: Final = {
    "short": Text("không đạt", "not reached"),
    "open": Text("chưa đạt", "not reached yet"),
    "met": Text("đạt", "reached"),
    "over": Text("vượt", "exceeded"),
    "all": Text("tất cả", "in all"),
}


def _counted(count: int, every: int, wanted: str) -> Text:
    said = SAID[wanted]
    if wanted == "all":
        return Text(f"{count} chỉ tiêu", f"{count} target{'' if count == 1 else 's'}")
    return Text(f"{count} trong {every} chỉ tiêu {said.vi}", f"{count} of {every} targets {said.en}")


def _undecided(lines: Iterable[TargetLine]) -> Text | None:
    """The targets of which it is not known whether they are reached."""
    names = [line.target.indicator.name.uncapitalised() for line in lines]
    if not names:
        return None
    return Text(
        f"chưa đủ số liệu để kết luận: {', '.join(each.vi for each in names)}",
        f"not fully reported yet: {', '.join(each.en for each in names)}",
    )


def _line(line: TargetLine, day: date) -> AnswerLine:
    """A target with its period, what was reached of it, and how far that is from it."""
    target, last = line.target, line.target.revisions[-1]
    scope, period = scope_words(target, day), days_said(target.start, target.end)
    name = target.indicator.name.capitalised()
    title = Text(f"{name.vi}, {scope.vi}", f"{name.en}, {scope.en}")
    amount = [number(target.value, target.unit, lang) for lang in Lang]
    reached = line.figure.value if line.figure else None
    far = None if reached is None else reached - target.value
    said = []
    for at, lang in enumerate(Lang):
        parts = [f"{period.of(lang)}: {line.state.label.of(lang)}"]
        if reached is not None and far is not None:
            parts.append(f"{number(reached, target.unit, lang)} / {amount[at]}")
            parts += _far(far, target.unit, lang) if far else []
        else:
            parts.append(amount[at])
        said.append("; ".join(parts))
    return AnswerLine(
        f"{last.book}/{last.seq}", title, "event", (last.book, str(last.seq)), value=far, note=Text(*said)
    )


def _far(far: Fraction, unit: str, lang: Lang) -> list[str]:
    """How far a figure is below its target, or above it: of a rate in points."""
    shown = number(abs(far), PERCENTAGE_POINT if unit == Unit.PERCENT else unit, lang).lstrip("+")
    words = {Lang.VI: ("thiếu", "vượt"), Lang.EN: ("short by", "above by")}[lang]
    return [f"{words[far > 0]} {shown}"]
