"""Zones in the order of a figure: the first of them, all of them, the place of one among them."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from parkledger.briefing.answers.answer import AnswerLine, Answers, listed, refused, with_understood, written_both
from parkledger.briefing.answers.completeness import standings
from parkledger.briefing.answers.figure_answers import NOT_A_WHOLE, says_whole_province
from parkledger.briefing.answers.orders import (
    IN_DOUBT,
    NO_KIND,
    WITHOUT_FIGURES,
    FigureOrder,
    WholeOf,
    all_said,
    asks_share,
    both_said,
    chosen_of,
    first_with_shares,
    in_order_of,
    is_additive,
    is_in_doubt,
    of_zones,
    with_amount,
    with_share_of,
    zone_line,
    zone_named,
)
from parkledger.briefing.answers.subjects import QuestionSubject, questions_of, zone_question
from parkledger.catalogue import INDICATORS, ZoneKind, official_title
from parkledger.figures import Figure, Figures
from parkledger.language import Text, joined_notes
from parkledger.places import get, is_within_any, province_on, territory_on


def first_zones(subject: QuestionSubject, books: Figures) -> Answers:
    """The first of the zones by a figure, with those that share its place."""
    if subject.kind is None:
        return refused(subject, books, NO_KIND)
    found = of_zones(subject, books)
    lines = [zone_line(figure, books) for figure in found.ranked]
    order = FigureOrder(lines, found, found.note(zone_named(books)))
    return first_with_shares(subject, books, order, _whole_of(subject))


def _whole_of(subject: QuestionSubject) -> WholeOf:
    """What a zone is a part of: the zones of its kind, or all that there is of its province where that is said."""
    if says_whole_province(subject):
        return lambda part: replace(part, zone=None, kind=None)
    return lambda part: replace(part, zone=None)


def among_first(subject: QuestionSubject, books: Figures) -> Answers:
    """The figure of each of the first few zones by another one; the first of them by it where that is asked."""
    if subject.among is None or subject.kind is None:
        return refused(subject, books, NO_KIND)
    few = replace(subject.among, places=subject.places, kinds=subject.kinds)
    order = of_zones(few, books)
    limit = order.note(zone_named(books))
    wanted, ties = chosen_of([zone_line(figure, books) for figure in order.ranked], few.words)
    chosen = {line.figure.question.zone: line for line in (*wanted, *ties) if line.figure}
    if not chosen or is_in_doubt(few, order):
        return refused(subject, books, joined_notes(IN_DOUBT if chosen else WITHOUT_FIGURES, limit))
    base, kind = questions_of(subject), subject.kind.short
    figures = books.answer([zone_question(base, zone, books) for zone in chosen if zone])
    name = INDICATORS[few.indicator or ""].name.uncapitalised()
    among = Text(f"{len(chosen)} {kind} đứng đầu theo {name.vi}", f"the first {len(chosen)} by {name.en}")
    told = _first_among(subject, figures, among, books)
    if told is None:
        return refused(subject, books, joined_notes(IN_DOUBT, among, limit))
    said, ordered = told
    lines = [_told_beside(chosen[figure.question.zone], figure) for figure in ordered]
    if said is among and len(lines) == 1:
        said = lines[0].said
    within = None if said is among else Text(f"xét trong {among.vi}", f"among {among.en}")
    answers = listed(said, lines, note=joined_notes(within, limit))
    scope = replace(base, kind=subject.kind)
    return tuple(with_understood(each, subject, scope, books) for each in answers)


def _first_among(
    subject: QuestionSubject, figures: Sequence[Figure], among: Text, books: Figures
) -> tuple[Text, Sequence[Figure]] | None:
    """The first of some zones in words, and all of them in their order, those without a figure last; None where it cannot be told.

    Where no first is asked for, what they are, in the order in which they stand.
    """
    if not subject.words.has("max", "min", "most"):
        return among, figures
    own = in_order_of(subject, standings(figures))
    if not own.ranked or is_in_doubt(subject, own) or (len(own.ranked) == 1 and len(figures) > 1):
        return None
    best = [zone_line(each, books) for each in own.ranked if each.value == own.ranked[0].value]
    said = all_said([with_amount(line.title, line.figure) for line in best if line.figure])
    return said, [*own.ranked, *(each for each in figures if each not in own.ranked)]


def _told_beside(line: AnswerLine, figure: Figure) -> AnswerLine:
    """A zone that was chosen by one figure with another one of it."""
    return replace(line, figure=None, value=figure.value, note=both_said(line, figure))


def ranking(subject: QuestionSubject, books: Figures) -> Answers:
    """All zones in the order of a figure; of one that is named, its place among them."""
    if subject.zones:
        return _place_of(subject, books)
    if subject.kind is None:
        return refused(subject, books, NO_KIND)
    found = of_zones(subject, books)
    ranked = [figure for figure in found.ranked if figure.value]
    limit = found.note(zone_named(books))
    if not ranked:
        return refused(subject, books, limit or WITHOUT_FIGURES)
    lines = [zone_line(figure, books) for figure in ranked]
    if asks_share(subject):
        if not is_additive(ranked[0]):
            return refused(subject, books, NOT_A_WHOLE)
        lines = [with_share_of(line, _whole_of(subject), books) for line in lines]
    said = Text(f"{len(lines)} khu, cụm theo thứ tự", f"{len(lines)} zones in order")
    answers = listed(said, lines, note=limit)
    everything = tuple(replace(each, lines=tuple(lines)) for each in answers)
    scope = replace(ranked[0].question, zone=None)
    return tuple(with_understood(each, subject, scope, books) for each in everything)


def _place_of(subject: QuestionSubject, books: Figures) -> Answers:
    """The position of a zone among those of its kind: of the place named, else of the province that it lay in on the day asked."""
    zone = subject.zones[0]
    held = books.zone(zone)
    kind, end = ZoneKind(held["kind"]), questions_of(subject).end
    place = subject.places[0] if subject.places else province_on(held["place"], end)
    title, where = official_title(held["kind"], held["name"]), get(place).title(end)
    if not is_within_any(held["place"], territory_on(get(place), end)):
        return refused(subject, books, Text(f"{title} không ở {where.vi}", f"{title} does not lie in {where.en}"))
    found = of_zones(replace(subject, kinds=[kind], places=[place], zones=[]), books)
    limit = found.note(zone_named(books))
    own = next((figure for figure in found.ranked if figure.question.zone == zone), None)
    if own is None or own.value is None:
        return refused(subject, books, limit or WITHOUT_FIGURES)
    value, count = own.value, len(found.ranked)
    rank = 1 + sum(1 for figure in found.ranked if figure.value is not None and figure.value > value)
    amount, plural = written_both(own), "" if count == 1 else "s"
    said = Text(
        f"{title} đứng thứ {rank} trong {count} {kind.short} có số liệu của {where.vi}: {amount.vi}",
        f"{title} ranks {rank} among {count} {kind.label.en}{plural} with a figure in {where.en}: {amount.en}",
    )
    lines = [zone_line(figure, books) for figure in found.ranked]
    answers = listed(said, lines, value=Fraction(rank), note=limit)
    return tuple(with_understood(each, subject, own.question, books) for each in answers)
