"""Answers that choose: the first of the zones, districts or years by a figure, their order, those beyond a limit."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
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
from parkledger.briefing.answers.completeness import WITHHELD, Named, Standings, coverage_text, standings
from parkledger.briefing.answers.figure_answers import NO_PLACE, NOT_A_WHOLE, change_from, from_first_to_last, values
from parkledger.briefing.answers.limits import AskedLimit
from parkledger.briefing.answers.lists import said_of
from parkledger.briefing.answers.subjects import QuestionSubject, period_said, questions_of, zone_question
from parkledger.briefing.answers.times import YEAR_MONTHS
from parkledger.briefing.answers.words import Words
from parkledger.briefing.splits import by_member
from parkledger.catalogue import INDICATORS, Origin, ZoneKind, official_title
from parkledger.catalogue.countries import countries
from parkledger.catalogue.publicity import PublicKind, hiding
from parkledger.figures import Dimension, Figure, Figures, Form, Member, Question
from parkledger.figures.wording import counted_zones, number
from parkledger.language import Lang, ParkError, Text, Unit, fold, joined_notes, month_end, months_later, uncapitalised
from parkledger.language.units import MONEY
from parkledger.places import get, is_within_any, province_on, recorded_parts, territory_on
from parkledger.records.project_groups import NOT_PUBLIC, UNKNOWN

FIRST_YEAR = 2003
WITHIN_LAND = frozenset({"occupancy", "land.available"})
"""Figures that only zones with land to let have: without any, nothing is full and nothing is left."""
WITHOUT_FIGURES = Text("chưa khu, cụm nào có số liệu này", "no zone has this figure")
NO_WHOLE_YEARS = Text(
    "từng năm thì hãy nêu các năm, không nêu quý, tháng hay ngày", "year by year, name years, no quarter, month or day"
)
NO_KIND = Text("hãy nêu KCN hay CCN", "say parks or clusters")
OF_MANY = Text(
    "giới hạn chỉ dùng được để chọn trong các KCN hay CCN, chưa chọn được dự án hay một khu, cụm",
    "a bound chooses among parks or clusters; it cannot choose projects or be asked of one zone",
)
NO_INDICATOR = Text("chưa rõ chọn theo chỉ tiêu nào", "it is not clear by which figure to choose")


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
    return _in_order(subject, standings(found))


def _in_order(subject: QuestionSubject, found: Standings) -> Standings:
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


def first_zones(subject: QuestionSubject, books: Figures) -> Answers:
    """The first of the zones by a figure, with those that share its place."""
    if subject.kind is None:
        return refused(subject, books, NO_KIND)
    found = of_zones(subject, books)
    lines = [zone_line(figure, books) for figure in found.ranked]
    order = _Order(lines, found, found.note(zone_named(books)))
    return _first_with_shares(subject, books, order, lambda part: replace(part, zone=None))


WholeOf = Callable[[Question], Question]
"""The question for the whole that a part is of, by that for the part."""


def asks_share(subject: QuestionSubject) -> bool:
    """Whether it is asked which part of the whole a figure is that is no percentage itself."""
    return subject.words.has("share", "percent") and INDICATORS[subject.indicator or ""].unit != Unit.PERCENT


def _first_with_shares(subject: QuestionSubject, books: Figures, order: "_Order", whole_of: WholeOf) -> Answers:
    """The first of lines in their order, with the share of each in the whole where that is asked."""
    if not asks_share(subject):
        return _first(subject, books, order)
    ranked = order.found.ranked
    if ranked and not _is_additive(ranked[0]):
        return refused(subject, books, NOT_A_WHOLE)
    return tuple(_with_shares(each, whole_of, books) for each in _first(subject, books, order))


def _is_additive(figure: Figure) -> bool:
    """Whether a figure is a part of the sum of all zones: an income or a percentage is not."""
    return figure.indicator.unit not in {Unit.PERCENT, "tariff", "completion"} and not figure.unit.endswith("/person")


def _with_shares(answer: QuestionAnswer, whole_of: WholeOf, books: Figures) -> QuestionAnswer:
    """The first of several with the share that each has in the whole."""
    if answer.problem is not None:
        return answer
    lines = [_with_share(line, whole_of, books) for line in answer.lines]
    first = lines[0]
    said = said_of(first) if first.note else answer.said
    return replace(answer, lines=tuple(lines), said=said if len(lines) == 1 else answer.said)


def _with_share(line: AnswerLine, whole_of: WholeOf, books: Figures) -> AnswerLine:
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


def _is_in_doubt(subject: QuestionSubject, found: Standings) -> bool:
    """Whether what is left out may well come first: it is all but one, or what is known of it is more already."""
    if not found.left_out or not found.ranked:
        return False
    first = found.ranked[0].value or Fraction(0)
    return len(found.ranked) == 1 or (
        descending(subject) and any((figure.value or Fraction(0)) > first for figure in found.left_out)
    )


class _Order(NamedTuple):
    """Lines in the order of a figure."""

    lines: list[AnswerLine]
    found: Standings
    """The figures that were ranked, and those left out."""
    limit: Text | None
    """What limits the order, in words."""
    among: Text | None = None
    """What the lines are, where they are no zones or places."""


def _first(subject: QuestionSubject, books: Figures, order: _Order) -> Answers:
    """The first of lines in their order: as many as asked, and those that share the last place; with what limits the order."""
    told = [line for line in order.lines if line.value is not None]
    if len(told) > 1 and descending(subject) and order.among in {PARTS, YEARS} and not any(line.value for line in told):
        none = Text(f"0 ở cả {len(told)} kỳ", f"0 in each of {len(told)} periods")
        return tuple(with_understood(each, subject, None, books) for each in listed(none, [], note=order.limit))
    if told and _is_in_doubt(subject, order.found):
        return refused(subject, books, joined_notes(IN_DOUBT, order.limit))
    wanted, ties = _chosen(told, subject.words)
    if not wanted:
        return refused(subject, books, order.limit or WITHOUT_FIGURES)
    first = wanted[0]
    noun = _noun_of(first, subject, order)
    said = _first_said(first, subject.words.nth, noun, sharing=1 + len(ties) if len(wanted) == 1 else 1)
    among = order.among or Text(f"{noun} có số liệu", "with a figure")
    note = joined_notes(Text(f"xếp trong {len(told)} {among.vi}", f"among {len(told)} {among.en}"), order.limit)
    scope = replace(first.figure.question, zone=None, place=subject.place) if first.figure else None
    return tuple(with_understood(each, subject, scope, books) for each in listed(said, [*wanted, *ties], note=note))


def _noun_of(first: AnswerLine, subject: QuestionSubject, order: _Order) -> str:
    """What the lines are in Vietnamese: zones by their kind; years, quarters, countries by what is said of them; else places."""
    if subject.kind and first.figure and first.figure.question.zone:
        return subject.kind.short
    return order.among.vi.partition(" có ")[0] if order.among else "nơi"


def _chosen(told: Sequence[AnswerLine], words: Words) -> tuple[list[AnswerLine], list[AnswerLine]]:
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
        return _with_amount(first.title, first.figure)
    amount = written_both(first.figure)
    place = Text("đứng đầu", "the first place") if nth == 1 else Text(f"đứng thứ {nth}", f"place {nth}")
    return Text(f"{sharing} {noun} cùng {place.vi}, {amount.vi}", f"{sharing} share {place.en}, {amount.en}")


def _with_amount(title: Text, figure: Figure) -> Text:
    """What a figure is of, with the figure: "KCN Quang Châu: 85%"."""
    amount = written_both(figure)
    return Text(f"{title.vi}: {amount.vi}", f"{title.en}: {amount.en}")


def among_first(subject: QuestionSubject, books: Figures) -> Answers:
    """The figure of each of the first few zones by another one; the first of them by it where that is asked."""
    if subject.among is None or subject.kind is None:
        return refused(subject, books, NO_KIND)
    few = replace(subject.among, places=subject.places, kinds=subject.kinds)
    order = of_zones(few, books)
    limit = order.note(zone_named(books))
    wanted, ties = _chosen([zone_line(figure, books) for figure in order.ranked], few.words)
    chosen = {line.figure.question.zone: line for line in (*wanted, *ties) if line.figure}
    if not chosen or _is_in_doubt(few, order):
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
        said = said_of(lines[0])
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
    own = _in_order(subject, standings(figures))
    if not own.ranked or _is_in_doubt(subject, own) or (len(own.ranked) == 1 and len(figures) > 1):
        return None
    best = [zone_line(each, books) for each in own.ranked if each.value == own.ranked[0].value]
    said = _all_said([_with_amount(line.title, line.figure) for line in best if line.figure])
    return said, [*own.ranked, *(each for each in figures if each not in own.ranked)]


def _told_beside(line: AnswerLine, figure: Figure) -> AnswerLine:
    """A zone that was chosen by one figure with another one of it."""
    return replace(line, figure=None, value=figure.value, note=_both_said(line, figure))


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
        if not _is_additive(ranked[0]):
            return refused(subject, books, NOT_A_WHOLE)
        lines = [_with_share(line, lambda part: replace(part, zone=None), books) for line in lines]
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


def rank_of_places(subject: QuestionSubject, books: Figures) -> Answers:
    """The position of each province that is named among the provinces of the day."""
    return tuple(_rank_of_place(subject, place, books) for place in subject.places)


def _rank_of_place(subject: QuestionSubject, place: str, books: Figures) -> QuestionAnswer:
    question = replace(questions_of(subject), place=place, form=Form.RANK)
    try:
        figure = books.one(question)
    except ParkError as error:
        problem = Text(error.message(Lang.VI), error.message(Lang.EN))
        return with_understood(QuestionAnswer(problem=problem), subject, question, books)
    return with_understood(QuestionAnswer((figure,), note=coverage_text(figure)), subject, question, books)


RANKED_BY: Final = (
    *("land.leased", "projects.in_force", "capital.in_force", "labour.workers", "output.production", "trade.export"),
    "budget.paid",
)
"""Figures that are offered where it is not said by which a place or a zone is to be ranked."""


def rankable(subject: QuestionSubject, books: Figures) -> Text | None:
    """By which figures what is named can be ranked, in words; None where by none of those that are offered."""
    zone = subject.zones[0] if subject.zones else None
    bases = [questions_of(replace(subject, indicator=code)) for code in RANKED_BY]
    asked = [replace(zone_question(base, zone, books) if zone else base, form=Form.RANK) for base in bases]
    names = [figure.indicator.name for figure in books.answer(asked) if figure.value is not None]
    if not names:
        return None
    vi, en = (", ".join(uncapitalised(name.of(lang)) for name in names) for lang in (Lang.VI, Lang.EN))
    return Text(
        f"chưa rõ xếp theo chỉ tiêu nào; sổ xếp được theo: {vi}", f"say by which figure; the books can rank by: {en}"
    )


OF_UNITS: Final = {
    Unit.PERCENT: "occupancy",
    Unit.HECTARE: "land.available",
    Unit.SQUARE_METRE: "land.available",
    Unit.SQUARE_KILOMETRE: "land.available",
    Unit.PERSON: "labour.workers",
    Unit.PROJECT: "projects.in_force",
}
"""What is meant by a bound where nothing else says it."""


def beyond_limit(subject: QuestionSubject, books: Figures) -> Answers:
    """The zones whose figure lies within the bounds."""
    limits = subject.words.limits
    if subject.kind is None and subject.words.has("projects"):
        return refused(subject, books, OF_MANY)
    if subject.kind is None and not subject.zones:
        return refused(subject, books, NO_KIND)
    if subject.indicator is None or subject.measures("zones."):
        subject = replace(
            subject, indicator=next((OF_UNITS[each.unit] for each in limits if each.unit in OF_UNITS), None)
        )
    fitted = _fitted(subject.indicator, limits)
    if not fitted:
        return refused(subject, books, NO_INDICATOR)
    if subject.zones:
        return _each_within(subject, fitted, books)
    currency = next((each.unit.value for each in fitted if each.unit in MONEY), None)
    found = of_zones(subject, books, currency)
    lines = [zone_line(figure, books) for figure in found.ranked if _lies_within(figure.value, fitted)]
    if subject.beside:
        return _with_another(subject, lines, fitted, books, found.note(zone_named(books)))
    bounds = Text(", ".join(limit.said.vi for limit in fitted), ", ".join(limit.said.en for limit in fitted))
    said = _so_many(len(lines), subject.kind, bounds)
    scope = replace(questions_of(subject), kind=subject.kind)
    answers = tuple(
        replace(each, lines=tuple(lines)) for each in listed(said, lines, note=found.note(zone_named(books)))
    )
    return tuple(with_understood(each, subject, scope, books) for each in answers)


def within_all(subject: QuestionSubject, books: Figures) -> Answers:
    """The zones that lie within several bounds, each of a figure of its own, with all of these figures."""
    if subject.kind is None:
        return refused(subject, books, NO_KIND)
    chosen: list[dict[str, AnswerLine]] = []
    notes: list[Text | None] = []
    for code, limit in subject.bounds:
        fitted = _fitted(code, [limit])
        if not fitted:
            return refused(subject, books, NO_INDICATOR)
        currency = fitted[0].unit.value if fitted[0].unit in MONEY else None
        found = of_zones(replace(subject, indicator=code), books, currency)
        lines = (zone_line(figure, books) for figure in found.ranked if _lies_within(figure.value, fitted))
        chosen.append({line.key: line for line in lines})
        notes.append(found.note(zone_named(books)))
    common = [key for key in chosen[0] if all(key in each for each in chosen)]
    lines_told = [_with_all(common_lines) for key in common if (common_lines := [each[key] for each in chosen])]
    names = [INDICATORS[code].name.uncapitalised() for code, _ in subject.bounds]
    bounds = [
        Text(f"{name.vi} {limit.said.vi}", f"{name.en} {limit.said.en}")
        for name, (_, limit) in zip(names, subject.bounds, strict=True)
    ]
    said = _so_many(
        len(lines_told),
        subject.kind,
        Text("; ".join(each.vi for each in bounds), "; ".join(each.en for each in bounds)),
    )
    answers = listed(said, lines_told, value=Fraction(len(lines_told)), note=joined_notes(*dict.fromkeys(notes)))
    told = (replace(each, lines=tuple(lines_told)) for each in answers)
    return tuple(with_understood(each, replace(subject, indicator=None), None, books) for each in told)


def _with_all(lines: Sequence[AnswerLine]) -> AnswerLine:
    """One zone with each of the figures by which it was chosen."""
    amounts = [written_both(line.figure) for line in lines if line.figure]
    note = Text("; ".join(each.vi for each in amounts), "; ".join(each.en for each in amounts))
    return replace(lines[0], figure=None, note=note)


def _with_another(
    subject: QuestionSubject,
    chosen: Sequence[AnswerLine],
    fitted: Sequence[AskedLimit],
    books: Figures,
    limit: Text | None,
) -> Answers:
    """The zones within the bounds with another figure of each, and their sum; where it is no amount that is asked, those that have any."""
    base = questions_of(replace(subject, indicator=subject.beside))
    zones = [line.figure.question.zone for line in chosen if line.figure and line.figure.question.zone]
    others = books.answer([zone_question(base, zone, books) for zone in zones])
    asks_amount = subject.words.has("count", "sum") or not subject.words.has("left", "vacant", "still", "had")
    pairs = [(line, figure) for line, figure in zip(chosen, others, strict=True) if asks_amount or figure.value]
    lines = [replace(line, figure=None, value=figure.value, note=_both_said(line, figure)) for line, figure in pairs]
    name = INDICATORS[subject.beside].name.uncapitalised()
    bounds = Text(*(", ".join(limit.said.of(lang) for limit in fitted) for lang in Lang))
    said = _so_many(len(lines), subject.kind, Text(f"{bounds.vi}; {name.vi}", f"{bounds.en}; {name.en}"))
    total = _sum_of([figure for _, figure in pairs]) if asks_amount else None
    if total is not None:
        said = Text(f"{said.vi}, cộng {total.vi}", f"{said.en}, {total.en} in all")
    scope = replace(questions_of(subject), kind=subject.kind)
    note = joined_notes(limit, *dict.fromkeys(coverage_text(figure) for _, figure in pairs))
    answers = listed(said, lines, note=note)
    return tuple(with_understood(replace(each, lines=tuple(lines)), subject, scope, books) for each in answers)


def _both_said(line: AnswerLine, other: Figure) -> Text:
    """The figure that a zone is chosen by, and another one of it."""
    amounts = [written_both(each) for each in (line.figure, other) if each is not None]
    return Text("; ".join(each.vi for each in amounts), "; ".join(each.en for each in amounts))


def _sum_of(figures: Sequence[Figure]) -> Text | None:
    """The sum of a figure of several zones; None where they have none, or one is not known."""
    if not figures or not _is_additive(figures[0]) or any(figure.value is None for figure in figures):
        return None
    total = sum((figure.value or Fraction(0) for figure in figures), Fraction(0))
    return Text(*(number(total, figures[0].unit, lang, figures[0]) for lang in Lang))


def _each_within(subject: QuestionSubject, fitted: Sequence[AskedLimit], books: Figures) -> Answers:
    """The figure of each zone named, with whether it lies within the bounds."""
    told = values(replace(subject, words=replace(subject.words, limits=[])), books)
    return tuple(_with_verdict(each, fitted) for each in told)


def _with_verdict(answer: QuestionAnswer, fitted: Sequence[AskedLimit]) -> QuestionAnswer:
    """A figure with yes or no; without either where it is not known, or is in another currency than the bounds."""
    figure = answer.figures[0] if answer.figures else None
    if (
        figure is None
        or figure.value is None
        or any(limit.unit in MONEY and limit.unit != figure.unit for limit in fitted)
    ):
        return answer
    is_so = _lies_within(figure.value, fitted)
    amount = written_both(figure)
    return replace(
        answer, said=Text(f"{'có' if is_so else 'không'}: {amount.vi}", f"{'yes' if is_so else 'no'}: {amount.en}")
    )


def _so_many(count: int, kind: ZoneKind | None, what: Text) -> Text:
    """How many zones of a kind have something."""
    return Text(*(f"{count} {counted_zones(kind, Fraction(count), lang)}: {what.of(lang)}" for lang in Lang))


OF_WHAT_SHARE: Final = Text(
    "hãy nêu từ bao nhiêu phần trăm, hoặc hỏi cao nhất, thấp nhất",
    "say from what percentage, or ask for the highest or lowest",
)


def having(subject: QuestionSubject, books: Figures) -> Answers:
    """The zones that have any of what is measured, the one with the most first."""
    if subject.kind is None:
        return refused(subject, books, NO_KIND)
    if INDICATORS[subject.indicator or ""].unit == Unit.PERCENT:
        return refused(subject, books, OF_WHAT_SHARE)
    found = of_zones(subject, books)
    lines = [zone_line(figure, books) for figure in found.ranked if figure.value]
    if not lines and found.left_out:
        return refused(subject, books, found.note(zone_named(books)) or WITHOUT_FIGURES)
    name = INDICATORS[subject.indicator or ""].name
    said = _so_many(len(lines), subject.kind, name)
    scope = replace(questions_of(subject), kind=subject.kind)
    answers = listed(said, lines, value=Fraction(len(lines)), note=found.note(zone_named(books)))
    return tuple(with_understood(replace(each, lines=tuple(lines)), subject, scope, books) for each in answers)


OF_WHICH_UTILITY: Final = Text(
    "chưa rõ quá tải gì: nước thải, điện hay nước", "it is not clear of what: waste water, power or water"
)
WHOLE_CAPACITY: Final = AskedLimit(
    Fraction(100), None, takes_low=False, takes_high=False, unit=Unit.PERCENT, first=0, last=0
)


def overloaded(subject: QuestionSubject, books: Figures) -> Answers:
    """The zones in which more of a utility is used than its capacity."""
    if not (subject.indicator or "").endswith(".use"):
        return refused(subject, books, OF_WHICH_UTILITY)
    return beyond_limit(replace(subject, words=replace(subject.words, limits=[WHOLE_CAPACITY])), books)


def _lies_within(value: Fraction | None, limits: Sequence[AskedLimit]) -> bool:
    return value is not None and all(limit.meets(value) for limit in limits)


def _fitted(code: str | None, limits: Sequence[AskedLimit]) -> list[AskedLimit]:
    """The bounds in the unit of the figure; none where any is of something else, or has no unit where it needs one."""
    unit = INDICATORS[code].unit if code else ""
    found = []
    for limit in limits:
        if unit == "money":
            fitting = limit if limit.unit in MONEY else None
        elif limit.unit is None:
            fitting = limit.in_unit(Unit(unit)) if unit in UNITLESS else None
        else:
            fitting = limit.in_unit(Unit(unit)) if unit in set(Unit) else None
        if fitting is None:
            return []
        found.append(fitting)
    return found if len({each.unit for each in found}) == 1 else []


UNITLESS: Final = frozenset({Unit.PERCENT, Unit.PERSON, Unit.PROJECT})
"""Units that need not be written after a bound: the figure itself says them."""


def first_places(subject: QuestionSubject, books: Figures) -> Answers:
    """The first of the districts of a province, or of the provinces with books, by a figure."""
    around = subject.each_of if subject.words.has("district") and not subject.is_placed else (subject.place,)
    order = _places_in_order(subject, around, books)
    return _first_with_shares(subject, books, order, lambda part: replace(part, place=subject.place))


def _places_in_order(subject: QuestionSubject, around: Iterable[str], books: Figures) -> _Order:
    """The parts of some places that have books, in the order of a figure."""
    base = questions_of(subject)
    parts = [part for place in around for part in recorded_parts(get(place), base.end, books.places())]
    found = _in_order(subject, standings(books.answer([replace(base, place=part.code) for part in parts])))
    titles = {part.code: part.title(base.end) for part in parts}
    lines = [
        AnswerLine(code, titles[code], "place", (code,), figure, figure.value)
        for figure in found.ranked
        for code in (figure.question.place,)
    ]
    return _Order(lines, found, found.note(lambda figure: titles[figure.question.place]))


def ranking_of_places(subject: QuestionSubject, books: Figures) -> Answers:
    """All districts of a province, or of the few that the books are of, in the order of a figure."""
    order = _places_in_order(subject, (subject.place,) if subject.is_placed else subject.each_of, books)
    lines = [line for line in order.lines if line.value]
    if not lines:
        return refused(subject, books, order.limit or WITHOUT_FIGURES)
    said = Text(f"{len(lines)} nơi theo thứ tự", f"{len(lines)} places in order")
    answers = listed(said, lines, note=order.limit)
    scope = replace(questions_of(subject), place=subject.place)
    return tuple(with_understood(replace(each, lines=tuple(lines)), subject, scope, books) for each in answers)


def _of_one(subject: QuestionSubject, books: Figures) -> Question:
    """The question of a place, or of the first zone that is named."""
    base = questions_of(subject)
    return zone_question(base, subject.zones[0], books) if subject.zones else base


def first_years(subject: QuestionSubject, books: Figures) -> Answers:
    """The year in which a figure was the largest or smallest, of those named, or of all that are over and wholly covered.

    Where it is asked which month or quarter, those of the years named.
    """
    if not subject.is_placed:
        return refused(subject, books, NO_PLACE)
    if (months := _months_apart(subject, "year")) < YEAR_MONTHS:
        return _first_parts(subject, months, books)
    base = _of_one(subject, books)
    today = subject.today
    named = subject.period()
    if named and named[0] and not _are_years(named[0], named[1], today):
        return refused(subject, books, NO_WHOLE_YEARS)
    asked = list(_years(base, today))
    if named and named[0]:
        asked = [each for each in asked if named[0].year <= each.end.year <= named[1].year]
        if named[1] != today and named[1].year not in {each.end.year for each in asked}:
            return refused(subject, books, joined_notes(IN_DOUBT, _with_this_year(None, today)))
    found = _in_order(subject, standings(books.answer(asked)))
    lines = [_line_of_period(str(each.question.end.year), _year(each), each) for each in found.ranked]
    limit = _with_this_year(found.note(_year), today) if base.is_flow else found.note(_year)
    return _first(subject, books, _Order(lines, found, limit, YEARS))


def _first_parts(subject: QuestionSubject, months: int, books: Figures) -> Answers:
    """The month or quarter of a period that is named in which a figure was the largest or smallest; all of them must be over."""
    base, named = _of_one(subject, books), subject.period()
    asked = _parts_of(base, named, months, subject.today)
    if named is None or not asked:
        return refused(subject, books, NO_WHOLE_PARTS)
    if named[1] > subject.today:
        return refused(subject, books, IN_DOUBT)
    found = _in_order(subject, standings(books.answer(asked)))
    lines = [_line_of_period(str(each.question.end), _part_said(each), each) for each in found.ranked]
    return _first(subject, books, _Order(lines, found, found.note(_part_said), PARTS))


def _line_of_period(key: str, title: Text, figure: Figure) -> AnswerLine:
    """The figure of a year, quarter or month, which has no page of its own."""
    return AnswerLine(key, title, figure=figure, value=figure.value)


def _months_apart(subject: QuestionSubject, mark: str) -> int:
    """How many months long the periods are that the words of a mark ask for: "từng quý" three, "tháng nào" one, else a year."""
    typed = " ".join(fold(each) for each in subject.words.typed(mark))
    return next((months for word, months in MONTHS_OF.items() if re.search(rf"\b{word}", typed)), YEAR_MONTHS)


MONTHS_OF: Final = {"thang": 1, "month": 1, "quy": 3, "quarter": 3}
MOST_PARTS: Final = 40
"""Months or quarters that are told one by one."""


def _parts_of(base: Question, named: tuple[date | None, date] | None, months: int, today: date) -> list[Question]:
    """The questions of the months or quarters of a period, of those that had begun; none where it is not made of whole ones."""
    if named is None or named[0] is None:
        return []
    first, last = named[0], named[1]
    begins = [months_later(first, count) for count in range(0, MOST_PARTS * months, months)]
    begins = [each for each in begins if each <= last]
    ends = [month_end(months_later(each, months - 1)) for each in begins]
    is_whole = first.day == 1 and (first.month - 1) % months == 0 and (ends[-1] == last or last >= today)
    if not is_whole or (len(begins) == MOST_PARTS and ends[-1] < last):
        return []
    of_period = base.is_flow or bool(base.definition.statistic)
    return [
        replace(base, start=begin if of_period else None, end=min(end, today))
        for begin, end in zip(begins, ends, strict=True)
        if begin <= today
    ]


def _part_said(figure: Figure) -> Text:
    """A month or quarter in words."""
    return period_said(figure.question)


def _are_years(first: date, last: date, today: date) -> bool:
    """Whether days are whole years, the last of them until now."""
    return (first.month, first.day) == (1, 1) and ((last.month, last.day) == (12, 31) or last >= today)


def by_years(subject: QuestionSubject, books: Figures) -> Answers:
    """A figure year after year: of the years named, else of all of which there is one; quarter by quarter, month by month.

    Where growth is asked of it, each is told with how far it is from the one before.
    """
    if not subject.is_placed:
        return refused(subject, books, NO_PLACE)
    base = _of_one(subject, books)
    named, months = subject.period(), _months_apart(subject, "by_year")
    if months < YEAR_MONTHS:
        asked = _parts_of(base, named, months, subject.today)
        if not asked:
            return refused(subject, books, NO_WHOLE_PARTS)
    elif named and named[0] and not _are_years(named[0], named[1], subject.today):
        return refused(subject, books, NO_WHOLE_YEARS)
    else:
        years = (
            range(named[0].year, named[1].year + 1) if named and named[0] else range(FIRST_YEAR, subject.today.year + 1)
        )
        asked = [each for each in _years(base, subject.today, whole=False) if each.end.year in years]
    found = books.answer(asked)
    told = found if named else [figure for figure in found if figure.value]
    if not told:
        return refused(subject, books, WITHOUT_FIGURES)
    scope = replace(base, start=asked[0].start, end=asked[-1].end)
    lines = _one_by_one(subject, told, months)
    said = BY_YEAR if months == YEAR_MONTHS else PART_BY_PART[months]
    if subject.words.has("growth_of_each") and len(told) > 1:
        said = joined_notes(said, from_first_to_last(told[0], told[-1]))
    answers = listed(said, lines)
    return tuple(with_understood(replace(each, lines=tuple(lines)), subject, scope, books) for each in answers)


def _one_by_one(subject: QuestionSubject, told: Sequence[Figure], months: int) -> list[AnswerLine]:
    """The lines of figures of one period after the other."""
    name = _year if months == YEAR_MONTHS else _part_said
    lines = []
    for figure, before in zip(told, [None, *told], strict=False):
        note = written_both(figure)
        moved = change_from(before, figure) if before is not None and subject.words.has("growth_of_each") else None
        if before is not None and subject.words.has("growth_of_each"):
            moved = moved or NOT_SET_AGAINST
            note = Text(f"{note.vi} ({moved.vi})", f"{note.en} ({moved.en})")
        lines.append(replace(_line_of_period(str(figure.question.end), name(figure), figure), note=note))
    return lines


NOT_SET_AGAINST: Final = Text("không so được với kỳ trước đó", "not to be set against the one before")
PART_BY_PART: Final = {1: Text("theo từng tháng", "month by month"), 3: Text("theo từng quý", "quarter by quarter")}
PARTS: Final = Text("kỳ có đủ số liệu", "with complete figures")
NO_WHOLE_PARTS: Final = Text(
    "từng tháng, từng quý thì hãy nêu của năm nào, hoặc từ tháng nào đến tháng nào",
    "month by month or quarter by quarter, say of which year, or from which month to which",
)
BY_YEAR: Final = Text("theo từng năm", "year by year")
YEARS: Final = Text("năm có đủ số liệu", "years with complete figures")


def _year(figure: Figure) -> Text:
    year = figure.question.end.year
    return Text(f"năm {year}", str(year))


def _with_this_year(limit: Text | None, today: date) -> Text:
    still = Text(f"năm {today.year} chưa hết nên không xếp", f"{today.year} is not over and not ranked")
    return joined_notes(still, limit)


def _years(base: Question, today: date, *, whole: bool = True) -> Iterable[Question]:
    """The years that are over; of what is held, or where they need not be `whole`, the present one too, as of today."""
    for year in range(FIRST_YEAR, today.year + (0 if base.is_flow and whole else 1)):
        is_statistic = bool(base.definition.statistic)
        start = date(year, 1, 1) if base.is_flow or is_statistic else None
        end = date(year, 12, 31)
        yield replace(base, start=start, end=end if is_statistic else min(end, today))


def first_countries(subject: QuestionSubject, books: Figures) -> Answers:
    """The countries in the order of their foreign projects or capital: a joint project by its shares, as figures are split."""
    return _first_members(subject, books, Dimension.COUNTRY)


def first_sectors(subject: QuestionSubject, books: Figures) -> Answers:
    """The sectors in the order of their projects or capital."""
    return _first_members(subject, books, Dimension.SECTOR)


GROUPS: Final = {
    Dimension.COUNTRY: Text("nước, vùng lãnh thổ", "countries"),
    Dimension.SECTOR: Text("ngành", "sectors"),
}
NOT_SPLIT: Final = Text("chưa ghi dự án nào", "no project is on record")


def _first_members(subject: QuestionSubject, books: Figures, dimension: Dimension) -> Answers:
    """The countries or sectors by the figure of each; what is of none of them, or of several without shares, is named."""
    asked = _of_projects_or_capital(subject)
    if asked is None:
        return refused(subject, books, NOT_OF_MEMBERS)
    base = _split_question(asked, dimension, books)
    known = [figure for figure in books.answer(by_member(base, dimension, books)) if figure.value]
    known.sort(key=lambda figure: figure.value or 0, reverse=descending(subject))
    named = [figure for figure in known if _is_one(figure)]
    others = [figure for figure in known if not _is_one(figure)]
    lines = [
        AnswerLine(member.code, member.name, figure=figure, value=figure.value)
        for figure in named
        if (member := figure.question.member) is not None
    ]
    if not lines:
        return refused(subject, books, NOT_SPLIT)
    limit = _of_members(others, books.one(base))
    order = _Order(lines, Standings(tuple(named), ()), limit, GROUPS[dimension])
    if asks_share(subject):
        return _first_with_shares(asked, books, order, lambda part: replace(part, member=None))
    answers = _first(asked, books, order)
    if len(subject.words.times) > 1:
        return tuple(_beside_other_time(each, asked, base, books) for each in answers)
    shown = [] if subject.words.count else lines
    return tuple(
        replace(
            with_understood(each, asked, base, books), lines=tuple(shown or each.lines), total=len(shown or each.lines)
        )
        for each in answers
    )


def _beside_other_time(
    answer: QuestionAnswer, subject: QuestionSubject, base: Question, books: Figures
) -> QuestionAnswer:
    """The first country or sector of a time with how far its figure is from that of another time, and what that was."""
    first = answer.lines[0] if answer.lines else None
    if answer.problem or first is None or first.figure is None or answer.total > 1:
        return replace(answer, problem=answer.problem or OF_ONE_TIME, lines=(), total=0, said=None)
    other = questions_of(subject, period=1)
    before = books.one(replace(first.figure.question, start=other.start, end=other.end))
    moved = change_from(before, first.figure)
    if moved is None:
        return replace(answer, problem=OF_ONE_TIME, lines=(), total=0, said=None)
    period, amount, said = period_said(other), written_both(before), answer.said or first.title
    told = Text(
        f"{said.vi}; {period.vi}: {amount.vi} ({moved.vi})", f"{said.en}; {period.en}: {amount.en} ({moved.en})"
    )
    return with_understood(replace(answer, said=told, figures=(first.figure, before)), subject, base, books)


OF_ONE_TIME: Final = Text(
    "không so được với kỳ kia; hãy hỏi từng kỳ một", "this is not set against the other time; ask of one time at a time"
)


def of_members(subject: QuestionSubject, books: Figures) -> Answers:
    """The figure of each country or sector that is named; its share of the whole where that is asked."""
    dimension = _dimension_named(subject)
    if dimension is None or not subject.measures(PROJECTS_OR_CAPITAL):
        return refused(subject, books, NOT_OF_MEMBERS)
    base = _split_question(subject, dimension, books)
    try:
        figures = books.answer(by_member(base, dimension, books))
    except ParkError as error:
        return refused(subject, books, Text(error.message(Lang.VI), error.message(Lang.EN)))
    named = [figure for figure in figures if _is_named(figure, subject)]
    if not named:
        return refused(subject, books, NOT_SPLIT)
    whole = books.one(base)
    joint = [figure for figure in figures if figure.value and not _is_one(figure)]
    named.sort(key=lambda figure: figure.value or 0, reverse=True)
    lines = [_member_line(each.question.member, each, whole, subject) for each in named if each.question.member]
    note = joined_notes(_without_any(subject, named), _of_members(joint, whole))
    value = lines[0].value if len(lines) == 1 else None
    answers = listed(_all_said([said_of(line) for line in lines]), lines, note=note, value=value)
    return tuple(with_understood(each, subject, base, books) for each in answers)


def _without_any(subject: QuestionSubject, told: Sequence[Figure]) -> Text | None:
    """The countries that are named and of which there is nothing beside those told; None where all are told."""
    codes = {figure.question.member.code for figure in told if figure.question.member}
    names = [countries()[code] for code in subject.countries if code not in codes and code in countries()]
    if not names:
        return None
    return Text(
        f"sổ không ghi dự án nào của {', '.join(name.vi for name in names)}",
        f"no project of {', '.join(name.en for name in names)} is on record",
    )


def _all_said(said: Sequence[Text]) -> Text:
    """Several sentences as one, in the order of their lines."""
    return joined_notes(said[0], *said[1:])


def members_by_zone(subject: QuestionSubject, books: Figures) -> Answers:
    """The projects, or their capital, of the countries or sectors named, zone by zone: the zones that have any, most first."""
    asked, dimension = _of_projects_or_capital(subject), _dimension_named(subject)
    if asked is None or dimension is None:
        return refused(subject, books, NOT_OF_MEMBERS)
    base = replace(_split_question(asked, dimension, books), kind=subject.kind)
    lines: list[AnswerLine] = []
    for zone in books.zones_of(replace(base, indicator="zones.established", start=None, origin=None)):
        figures = books.answer(by_member(zone_question(base, zone, books), dimension, books))
        lines += [zone_line(figure, books) for figure in figures if figure.value and _is_named(figure, asked)]
    if not lines:
        return refused(subject, books, NOT_SPLIT)
    lines.sort(key=lambda line: line.value or 0, reverse=True)
    said = _so_many(len({line.key for line in lines}), subject.kind, INDICATORS[base.indicator].name)
    if subject.words.has("max", "most"):
        most = {line.value for line in lines[: subject.words.count or 1]}
        lines = [line for line in lines if line.value in most]
        said = _all_said([_with_amount(line.title, line.figure) for line in lines if line.figure])
    answers = listed(said, lines, value=Fraction(len(lines)), note=WITHHELD if hiding(PublicKind.PROJECTS) else None)
    return tuple(with_understood(replace(each, lines=tuple(lines)), asked, base, books) for each in answers)


PROJECTS_OR_CAPITAL: Final = ("projects.", "capital.")
"""What is told by country and sector."""
TOLD_BY_PROJECTS: Final = ("zones.", "enterprises.")
"""What may be asked of countries and sectors besides: it is told by their projects."""
NOT_OF_MEMBERS: Final = Text(
    "chỉ số dự án và vốn của dự án tách được theo nước hoặc theo ngành",
    "only projects and their capital are told by country or by sector",
)


def _of_projects_or_capital(subject: QuestionSubject) -> QuestionSubject | None:
    """The question as one of projects or their capital; None where something else is measured.

    Where it is not said what of them, or zones or enterprises are counted, projects in force are meant.
    """
    if subject.measures(PROJECTS_OR_CAPITAL):
        return subject
    is_of_them = subject.indicator is None or subject.measures(TOLD_BY_PROJECTS)
    is_first = subject.words.has("max", "min") or subject.words.count is not None
    if is_of_them and is_first and INVESTS.search(subject.words.folded):
        return replace(subject, indicator="capital.attracted" if subject.is_of_period else "capital.in_force")
    return replace(subject, indicator="projects.in_force") if is_of_them else None


INVESTS: Final = re.compile(r"(?<![^\W_])(?<!du an )(?<!nha )(?:dau tu|invest(?:s|ed|ing|ment|ments)?)(?![^\W_])")
"""Words for what is invested, and not for projects or those who invest: who invests most is so by capital."""


def _dimension_named(subject: QuestionSubject) -> Dimension | None:
    """Whether countries or sectors are named; None where both are, by which no figure is split at once."""
    if subject.countries and subject.sectors:
        return None
    return Dimension.COUNTRY if subject.countries else Dimension.SECTOR


def _is_named(figure: Figure, subject: QuestionSubject) -> bool:
    """Whether a group is a country or sector that the question names."""
    member = figure.question.member
    if member is None or not _is_one(figure):
        return False
    return member.code in subject.countries or any(sector in fold(member.name.vi) for sector in subject.sectors)


def _member_line(member: Member, figure: Figure, whole: Figure, subject: QuestionSubject) -> AnswerLine:
    """A country or sector with its figure, or with its share of the whole where that is asked."""
    value, note = figure.value, written_both(figure)
    if subject.words.has("share", "percent") and value is not None and whole.value and whole.unit == figure.unit:
        value, total = value / whole.value * 100, written_both(whole)
        note = Text(
            f"{number(value, 'percent', Lang.VI)} ({note.vi} trong tổng {total.vi})",
            f"{number(value, 'percent', Lang.EN)} ({note.en} of {total.en})",
        )
    return AnswerLine(member.code, member.name, figure=figure, value=value, note=note)


def _split_question(subject: QuestionSubject, dimension: Dimension, books: Figures) -> Question:
    """The question that is split by country or sector: countries are those of foreign capital where no origin is named."""
    base = questions_of(subject)
    if dimension is Dimension.COUNTRY and base.origin is None:
        base = replace(base, origin=Origin.FDI)
    return zone_question(base, subject.zones[0], books) if subject.zones else base


def _is_one(figure: Figure) -> bool:
    """Whether a group is one country or sector that is known."""
    member = figure.question.member
    return member is not None and member.code not in {"", UNKNOWN, NOT_PUBLIC} and "+" not in member.code


def _of_members(others: Sequence[Figure], total: Figure) -> Text | None:
    """What is not ranked beside countries or sectors, with how much it is, and what limits the whole."""
    parts = [coverage_text(total)]
    for figure in others:
        member, amount = figure.question.member, written_both(figure)
        if member is not None:
            parts.append(Text(f"không xếp: {member.name.vi} {amount.vi}", f"not ranked: {member.name.en} {amount.en}"))
    if hiding(PublicKind.PROJECTS) and not any(_is_withheld(figure) for figure in others):
        parts.append(WITHHELD)
    return joined_notes(*parts)


def _is_withheld(figure: Figure) -> bool:
    return figure.question.member is not None and figure.question.member.code == NOT_PUBLIC
