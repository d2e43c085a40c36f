"""Lines in the order of a figure: the first of them, those that share a place, the share that each has, what limits the order."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final, NamedTuple

from parkledger.briefing.answers.answer import (
    AnswerLine,
    Answers,
    QuestionAnswer,
    listed,
    refused,
    with_understood,
    written_both,
)
from parkledger.briefing.answers.completeness import Named, Standings, coverage_text, standings
from parkledger.briefing.answers.figure_answers import NOT_A_WHOLE
from parkledger.briefing.answers.question_words import Words
from parkledger.briefing.answers.subjects import QuestionSubject, questions_of
from parkledger.catalogue import INDICATORS, ZoneKind, official_title
from parkledger.figures import Figure, Figures, Question
from parkledger.figures.wording import counted_zones, number
from parkledger.language import Lang, Text, Unit, joined_notes

WITHIN_LAND = frozenset({"occupancy", "land.available"})
"""Figures that only zones with land to let have: without any, nothing is full and nothing is left."""


WITHOUT_FIGURES = Text("chưa khu, cụm nào có số liệu này", "no zone has this figure")


NO_KIND = Text("hãy nêu KCN hay CCN", "say parks or clusters")


def descending(subject: QuestionSubject) -> bool:
    """Whether the largest comes first."""
    return not (subject.words.has("min") or (subject.words.has("little") and not subject.words.has("max")))


def of_zones(subject: QuestionSubject, books: Figures, currency: str | None = None) -> Standings:
    """The zones of the kind and place asked of by their figures, the first one first; those without land to let have none."""
    base = questions_of(subject)
    base = replace(base, kind=subject.kind, zone=None, currency=currency)
    zones = books.zones_of(replace(base, indicator="zones.established", start=None))
    asked = [replace(base, zone=zone, kind=ZoneKind(books.zone(zone)["kind"]), place=base.place) for zone in zones]
    found = books.answer(asked)
    if base.indicator in WITHIN_LAND:
        land = books.answer([replace(each, indicator="land.leasable", start=None) for each in asked])
        found = [figure for figure, held in zip(found, land, strict=True) if held.value]
    return in_order_of(subject, standings(found))


def in_order_of(subject: QuestionSubject, found: Standings) -> Standings:
    """Figures in the order that is asked for: the largest first, or the smallest."""
    ranked = sorted(found.ranked, key=lambda figure: figure.value or 0, reverse=descending(subject))
    return replace(found, ranked=tuple(ranked))


def zone_named(books: Figures) -> Named:
    """What the figure of a zone is called in a sentence: by its zone."""
    return lambda figure: zone_line(figure, books).title


def zone_line(figure: Figure, books: Figures) -> AnswerLine:
    """The figure of a zone as a line."""
    held = books.zone(figure.question.zone or 0)
    title = official_title(held["kind"], held["name"])
    reference = (str(held["book"]), str(held["code"]))
    return AnswerLine("/".join(reference), Text(title, title), "zone", reference, figure, figure.value)


WholeOf = Callable[[Question], Question]
"""The question for the whole that a part is of, by that for the part."""


def asks_share(subject: QuestionSubject) -> bool:
    """Whether it is asked which part of the whole a figure is that is no percentage itself."""
    return subject.words.has("share", "percent") and INDICATORS[subject.indicator or ""].unit != Unit.PERCENT


def first_with_shares(subject: QuestionSubject, books: Figures, order: "FigureOrder", whole_of: WholeOf) -> Answers:
    """The first of lines in their order, with the share of each in the whole where that is asked."""
    if not asks_share(subject):
        return first_of(subject, books, order)
    ranked = order.found.ranked
    if ranked and not is_additive(ranked[0]):
        return refused(subject, books, NOT_A_WHOLE)
    return tuple(_with_shares(each, whole_of, books) for each in first_of(subject, books, order))


def is_additive(figure: Figure) -> bool:
    """Whether a figure is a part of the sum of all zones: an income or a percentage is not."""
    return figure.indicator.unit not in {Unit.PERCENT, "tariff", "completion"} and not figure.unit.endswith("/person")


def _with_shares(answer: QuestionAnswer, whole_of: WholeOf, books: Figures) -> QuestionAnswer:
    """The first of several with the share that each has in the whole."""
    if answer.problem is not None:
        return answer
    lines = [with_share_of(line, whole_of, books) for line in answer.lines]
    first = lines[0]
    said = first.said if first.note else answer.said
    return replace(answer, lines=tuple(lines), said=said if len(lines) == 1 else answer.said)


def with_share_of(line: AnswerLine, whole_of: WholeOf, books: Figures) -> AnswerLine:
    """A line with the share that its figure has in the whole; that it cannot be told, where the whole is not known."""
    if line.figure is None:
        return line
    part = line.figure
    whole = books.one(whole_of(part.question))
    if part.value is None or not whole.value or whole.unit != part.unit:
        return replace(line, note=Text("không tính được tỷ trọng", "its share cannot be told"))
    percent, amount, total = part.value / whole.value * 100, written_both(part), written_both(whole)
    note = Text(
        f"{amount.vi}, {number(percent, 'percent', Lang.VI)} trong tổng {total.vi}",
        f"{amount.en}, {number(percent, 'percent', Lang.EN)} of {total.en}",
    )
    return replace(line, note=joined_notes(note, coverage_text(whole)))


IN_DOUBT: Final = Text("chưa xác định được nơi đứng đầu", "it cannot be told which comes first")


def is_in_doubt(subject: QuestionSubject, found: Standings) -> bool:
    """Whether what is left out may well come first: it is all but one, or what is known of it is more already."""
    if not found.left_out or not found.ranked:
        return False
    first = found.ranked[0].value or Fraction(0)
    return len(found.ranked) == 1 or (
        descending(subject) and any((figure.value or Fraction(0)) > first for figure in found.left_out)
    )


class FigureOrder(NamedTuple):
    """Lines in the order of a figure."""

    lines: list[AnswerLine]
    found: Standings
    """The figures that were ranked, and those left out."""
    limit: Text | None
    """What limits the order, in words."""
    among: Text | None = None
    """What the lines are, where they are no zones or places."""


def first_of(subject: QuestionSubject, books: Figures, order: FigureOrder) -> Answers:
    """The first of lines in their order: as many as asked, and those that share the last place; with what limits the order."""
    told = [line for line in order.lines if line.value is not None]
    if len(told) > 1 and descending(subject) and order.among in {PARTS, YEARS} and not any(line.value for line in told):
        none = Text(f"0 ở cả {len(told)} kỳ", f"0 in each of {len(told)} periods")
        return tuple(with_understood(each, subject, None, books) for each in listed(none, [], note=order.limit))
    if told and is_in_doubt(subject, order.found):
        return refused(subject, books, joined_notes(IN_DOUBT, order.limit))
    wanted, ties = chosen_of(told, subject.words)
    if not wanted:
        return refused(subject, books, order.limit or WITHOUT_FIGURES)
    first = wanted[0]
    noun = _noun_of(first, subject, order)
    said = _first_said(first, subject.words.nth, noun, sharing=1 + len(ties) if len(wanted) == 1 else 1)
    among = order.among or Text(f"{noun} có số liệu", "with a figure")
    note = joined_notes(Text(f"xếp trong {len(told)} {among.vi}", f"among {len(told)} {among.en}"), order.limit)
    scope = replace(first.figure.question, zone=None, place=subject.place) if first.figure else None
    return tuple(with_understood(each, subject, scope, books) for each in listed(said, [*wanted, *ties], note=note))


def _noun_of(first: AnswerLine, subject: QuestionSubject, order: FigureOrder) -> str:
    """What the lines are in Vietnamese: zones by their kind; years, quarters, countries by what is said of them; else places."""
    if subject.kind and first.figure and first.figure.question.zone:
        return subject.kind.short
    return order.among.vi.partition(" có ")[0] if order.among else "nơi"


def chosen_of(told: Sequence[AnswerLine], words: Words) -> tuple[list[AnswerLine], list[AnswerLine]]:
    """As many lines as are asked for, from the place asked for, and the others that share the last one's; none beyond the end.

    Lines with the same value share one place.
    """
    values_told = list(dict.fromkeys(line.value for line in told))
    if not 1 <= words.nth <= len(values_told):
        return [], []
    wanted = [line for line in told if line.value in values_told[words.nth - 1 :]][: words.count or 1]
    return wanted, [line for line in told if line.value == wanted[-1].value and line not in wanted]


def _first_said(first: AnswerLine, nth: int, noun: str, *, sharing: int) -> Text:
    """The first line with its figure; where several share its place, how many do."""
    if first.figure is None:
        return first.title
    if sharing == 1:
        return with_amount(first.title, first.figure)
    amount = written_both(first.figure)
    place = Text("đứng đầu", "the first place") if nth == 1 else Text(f"đứng thứ {nth}", f"place {nth}")
    return Text(f"{sharing} {noun} cùng {place.vi}, {amount.vi}", f"{sharing} share {place.en}, {amount.en}")


def with_amount(title: Text, figure: Figure) -> Text:
    """What a figure is of, with the figure: "KCN Quang Châu: 85%"."""
    amount = written_both(figure)
    return Text(f"{title.vi}: {amount.vi}", f"{title.en}: {amount.en}")


def both_said(line: AnswerLine, other: Figure) -> Text:
    """The figure that a zone is chosen by, and another one of it."""
    amounts = [written_both(each) for each in (line.figure, other) if each is not None]
    return Text("; ".join(each.vi for each in amounts), "; ".join(each.en for each in amounts))


def so_many(count: int, kind: ZoneKind | None, what: Text) -> Text:
    """How many zones of a kind have something."""
    return Text(*(f"{count} {counted_zones(kind, Fraction(count), lang)}: {what.of(lang)}" for lang in Lang))


PARTS: Final = Text("kỳ có đủ số liệu", "with complete figures")


YEARS: Final = Text("năm có đủ số liệu", "years with complete figures")


def all_said(said: Sequence[Text]) -> Text:
    """Several sentences as one, in the order of their lines."""
    return joined_notes(said[0], *said[1:])
