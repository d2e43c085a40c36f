"""The merger of provinces reconciled: what each former province comes to, together, beside its successor's own figure.

What can be added is added, exactly. A rate is computed anew from the sums above and below its line, never averaged.
Former provinces and their successor hold the same postings, but for what was recorded of the successor itself; where
they differ, that is what is told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Final, NamedTuple

from parkledger.briefing.as_json import event_ref
from parkledger.briefing.comparison.subjects import ComparisonSubject
from parkledger.briefing.comparison.tables import FOR_FILES, ComparisonRequest, asked_of, kinds_of, question_of
from parkledger.briefing.situation import REPORTED, reported_until
from parkledger.catalogue import ZoneKind
from parkledger.catalogue.expressions import Ratio
from parkledger.figures import Figure, Figures, Question, recomputed
from parkledger.language import Lang, ParkError, Text, format_date, number_text, year_start
from parkledger.places import TWO_TIERS, Level, Place, former_provinces, get, merged_provinces
from parkledger.records.dates import Dates

BEFORE: Final = TWO_TIERS - timedelta(days=1)
"""The last day of the 63 provinces."""
MOST_NAMED: Final = 3


class ProvinceNotMerged(ParkError):
    """What is to be reconciled is no province of those that there are since the merger."""

    code = "province_not_merged"
    is_misuse = True
    vi = "«{place}» không phải là tỉnh, thành phố từ ngày {day}. Hãy ghi tên một trong 34 tỉnh, thành phố."
    en = "“{place}” is not one of the 34 provinces that exist since {day}. Name one of them."


class Combination(StrEnum):
    """How the figures of former provinces become one."""

    SUM = "sum"
    RATE = "rate"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class MergerRequest:
    """Which provinces of today are reconciled, by which indicators, on which day, as known when."""

    on: date
    lang: Lang = Lang.VI
    known_at: datetime | None = None
    places: tuple[str, ...] = ()
    indicators: tuple[str, ...] = field(default=())

    @property
    def dates(self) -> Dates:
        """The two dates of the figures."""
        return Dates(self.on, self.known_at)


class MergerPart(NamedTuple):
    """A former province with its figure."""

    place: Place
    figure: Figure


@dataclass(frozen=True, slots=True)
class MergerLine:
    """One indicator of one successor: the figures of the former provinces, what they come to together, its own.

    `since` counts the events of its own figure that are in none of the parts', `named` are the last of them as book/seq.
    """

    asked: ComparisonRequest
    kind: ZoneKind | None
    successor: Place
    parts: tuple[MergerPart, ...]
    own: Figure
    combined: Fraction | None
    since: int = 0
    named: tuple[str, ...] = ()

    @property
    def combination(self) -> Combination:
        """How its parts become one."""
        return combination_of(self.own.question)

    @property
    def difference(self) -> Fraction | None:
        """The successor's own figure less what its parts come to; None where either is unknown."""
        return None if self.combined is None or self.own.value is None else self.own.value - self.combined

    @property
    def unrecorded(self) -> list[Place]:
        """The former provinces of which there is no figure."""
        return [part.place for part in self.parts if part.figure.value is None]

    def lacks(self) -> Text | None:
        """Of which former provinces the sum is not; None where it is of all of them, or there is none."""
        if not self.unrecorded or self.combined is None:
            return None
        names = [place.title(BEFORE) for place in self.unrecorded]
        vi = ", ".join(f"{name.vi} (cũ)" for name in names)
        en = ", ".join(f"the former {name.en}" for name in names)
        return Text(f"chưa gồm {vi}: chưa có số liệu", f"without {en}: not recorded")

    def why(self) -> Text:
        """Why the two differ, or that they agree."""
        if self.combination is Combination.NONE:
            return NOT_ADDED
        if self.combined is None:
            return NOTHING if self.own.value is None else _recorded_since(self)
        if self.own.value is None:
            return UNKNOWN_OWN
        return _recorded_since(self) if self.difference else AGREES


AGREES: Final = Text("khớp", "they agree")
NOTHING: Final = Text("chưa ghi nhận ở tỉnh nào", "recorded of none of them")
UNKNOWN_OWN: Final = Text("chưa xác định được số của tỉnh mới", "the new province's own figure is not known")
NOT_ADDED: Final = Text(
    "không cộng: số thống kê hoặc giá, phí của riêng từng nơi", "not added: a statistic or a price of each place alone"
)
UNEXPLAINED: Final = Text("chênh lệch, chưa xác định nguyên nhân", "they differ; the cause is not known")


def _recorded_since(line: MergerLine) -> Text:
    """That the successor's own figure holds what was recorded of it and of none of its parts."""
    if not line.since:
        return UNEXPLAINED
    vi, en = (format_date(TWO_TIERS, lang) for lang in (Lang.VI, Lang.EN))
    shown = ", ".join(line.named) + ("…" if line.since > len(line.named) else "")
    events = "event" if line.since == 1 else "events"
    many = number_text(line.since)
    return Text(
        f"{many.vi} sự kiện ghi cho chính tỉnh mới từ ngày {vi}, không thuộc tỉnh cũ nào: {shown}",
        f"{many.en} {events} recorded of the new province itself since {en}, of no former one: {shown}",
    )


def combination_of(question: Question) -> Combination:
    """How figures of a question's kind become one: added, computed anew, or not at all."""
    definition, formula = question.definition, question.formula
    if definition.statistic or definition.is_tariff or formula is None:
        return Combination.NONE
    return Combination.RATE if isinstance(formula.expression, Ratio) else Combination.SUM


def combined(figures: Sequence[Figure]) -> Fraction | None:
    """What figures of several places come to together; None where none of them is known, or where they are never added.

    They are of one indicator, on one day, and no posting is in two of them.
    """
    question = figures[0].question
    how = combination_of(question)
    if how is Combination.SUM:
        known = [figure.value for figure in figures if figure.value is not None]
        return sum(known, Fraction(0)) if known else None
    if how is Combination.NONE or question.formula is None:
        return None
    expression = question.formula.expression
    both = [figure for figure in figures if figure.value is not None]  # of a part with one side alone, no rate is known
    values = iter(
        [_term_sum([figure.terms[at].value for figure in both]) for at in range(len(list(expression.terms())))]
    )
    return recomputed(expression, lambda _: next(values))


def _term_sum(values: Sequence[Fraction | None]) -> Fraction | None:
    known = [value for value in values if value is not None]
    return sum(known, Fraction(0)) if known else None


def reconciled(request: MergerRequest, books: Figures) -> list[MergerLine]:
    """The lines of a reconciliation, all asked in one call; without places, of all provinces with anything on record."""
    successors = _successors(request, books)
    wanted = asked_of(request.indicators, [], FOR_FILES)
    parts = {one.code: former_provinces(one, BEFORE) for one in successors}
    former = [part.code for some in parts.values() for part in some]
    reported = reported_until(books, [one.code for one in successors] + former, request.on, request.known_at)
    rows = [(one, asked, kind) for one in successors for asked in wanted for kind in kinds_of(asked, [])]
    questions = {}
    for successor, asked, kind in rows:
        for place in (successor, *parts[successor.code]):
            subject = ComparisonSubject(place.code, place.text, place.code)
            question = question_of(asked, kind, subject, request.dates)
            if question is not None:
                if asked.definition.code in REPORTED:
                    question = replace(question, start=year_start(reported), end=reported)
                questions[successor.code, asked, kind, place.code] = question
    answers = dict(zip(questions.values(), books.answer(list(questions.values())), strict=True))
    found = {at: answers[question] for at, question in questions.items()}
    lines = [
        _line(successor, parts[successor.code], (asked, kind), found, books)
        for successor, asked, kind in rows
        if (successor.code, asked, kind, successor.code) in found
    ]
    return [line for line in lines if request.indicators or line.own.value is not None or line.combined is not None]


def _successors(request: MergerRequest, books: Figures) -> list[Place]:
    if not request.places:
        return merged_provinces(TWO_TIERS, BEFORE, books.places())
    found = [get(code) for code in dict.fromkeys(request.places)]
    for place in found:
        if place.level is not Level.PROVINCE or place.exists_until is not None:
            raise ProvinceNotMerged(place=place.title(BEFORE), day=TWO_TIERS)
    return found


def _line(
    successor: Place,
    former: Sequence[Place],
    row: tuple[ComparisonRequest, ZoneKind | None],
    found: Mapping[tuple[str, ComparisonRequest, ZoneKind | None, str], Figure],
    books: Figures,
) -> MergerLine:
    asked, kind = row
    own = found[successor.code, asked, kind, successor.code]
    parts = tuple(MergerPart(place, found[successor.code, asked, kind, place.code]) for place in former)
    line = MergerLine(asked, kind, successor, parts, own, combined([part.figure for part in parts]))
    return _explained(line, books) if own.value is not None and own.value != line.combined else line


def _explained(line: MergerLine, books: Figures) -> MergerLine:
    """With the events of the successor itself: those of its own figure that no part is made of. One may be of several parts."""
    own, parts = books.events(line.own), [books.events(part.figure) for part in line.parts]
    among = {event for events in parts for event in events[: len(events)]}
    alone = [event for event in own[: len(own)] if event not in among]
    return replace(line, since=len(alone), named=tuple(event_ref(books, event) for event in alone[:MOST_NAMED]))
