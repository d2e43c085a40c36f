"""Answers that choose: the first of the zones, districts or years by a figure, their order, those beyond a limit."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Final

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
from parkledger.briefing.answers.figure_answers import NO_PLACE
from parkledger.briefing.answers.limits import AskedLimit
from parkledger.briefing.answers.subjects import QuestionSubject, questions_of, zone_question
from parkledger.briefing.splits import by_member
from parkledger.catalogue import INDICATORS, Origin, ZoneKind, official_title
from parkledger.catalogue.publicity import PublicKind, hiding
from parkledger.figures import Dimension, Figure, Figures, Form, Member, Question
from parkledger.figures.wording import counted_zones, number
from parkledger.language import Lang, ParkError, Text, Unit, fold, uncapitalised
from parkledger.language.units import MONEY
from parkledger.places import get, is_within_any, province_on, recorded_parts, territory_on
from parkledger.records.project_groups import NOT_PUBLIC, UNKNOWN

FIRST_YEAR = 2003
WITHIN_LAND = frozenset({"occupancy", "land.available"})
"""Figures that only zones with land to let have: without any, nothing is full and nothing is left."""
WITHOUT_FIGURES = Text("chưa khu, cụm nào có số liệu này", "no zone has this figure")
PLACES = Text("nơi có số liệu", "with a figure")
"""Among what the first is chosen."""
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


def _zone_named(books: Figures) -> Named:
    return lambda figure: _line(figure, books).title


def _line(figure: Figure, books: Figures) -> AnswerLine:
    held = books.zone(figure.question.zone or 0)
    title = official_title(held["kind"], held["name"])
    reference = (str(held["book"]), str(held["code"]))
    return AnswerLine("/".join(reference), Text(title, title), "zone", reference, figure, figure.value)


def first_zones(subject: QuestionSubject, books: Figures) -> Answers:
    """The first of the zones by a figure, with those that share its place."""
    if subject.kind is None:
        return refused(subject, books, NO_KIND)
    found = of_zones(subject, books)
    return _first(
        subject, books, [_line(figure, books) for figure in found.ranked], found, found.note(_zone_named(books))
    )


IN_DOUBT: Final = Text("chưa xác định được nơi đứng đầu", "it cannot be told which comes first")


def _is_in_doubt(subject: QuestionSubject, found: Standings) -> bool:
    """Whether what is left out may well come first: it is all but one, or what is known of it is more already."""
    if not found.left_out or not found.ranked:
        return False
    first = found.ranked[0].value or Fraction(0)
    return len(found.ranked) == 1 or (
        descending(subject) and any((figure.value or Fraction(0)) > first for figure in found.left_out)
    )


def _first(
    subject: QuestionSubject,
    books: Figures,
    lines: list[AnswerLine],
    found: Standings,
    limit: Text | None,
    among: Text = PLACES,
) -> Answers:
    """The first of lines in their order: as many as asked, and those that share the last place; with what limits the order."""
    told = [line for line in lines if line.value is not None]
    if not told:
        return refused(subject, books, limit or WITHOUT_FIGURES)
    if _is_in_doubt(subject, found):
        return refused(subject, books, _beside(IN_DOUBT, limit))
    nth = subject.words.nth
    order = list(dict.fromkeys(line.value for line in told))
    if not 1 <= nth <= len(order):
        return refused(subject, books, limit or WITHOUT_FIGURES)
    from_place = [line for line in told if line.value in order[nth - 1 :]]
    wanted = from_place[: subject.words.count or 1]
    ties = [line for line in told if line.value == wanted[-1].value and line not in wanted]
    first = wanted[0]
    said = first.title
    noun = subject.kind.short if subject.kind and first.figure and first.figure.question.zone else "nơi"
    if first.figure is not None:
        amount = written_both(first.figure)
        said = Text(f"{first.title.vi}: {amount.vi}", f"{first.title.en}: {amount.en}")
    if ties and len(wanted) == 1 and first.figure:
        place = Text("đứng đầu", "the first place") if nth == 1 else Text(f"đứng thứ {nth}", f"place {nth}")
        amount = written_both(first.figure)
        count = 1 + len(ties)
        said = Text(f"{count} {noun} cùng {place.vi}, {amount.vi}", f"{count} share {place.en}, {amount.en}")
    if among is PLACES:
        among = Text(f"{noun} có số liệu", PLACES.en)
    note = _beside(Text(f"xếp trong {len(told)} {among.vi}", f"among {len(told)} {among.en}"), limit)
    question = first.figure.question if first.figure else None
    scope = replace(question, zone=None, place=subject.place) if question else None
    return tuple(with_understood(each, subject, scope, books) for each in listed(said, [*wanted, *ties], note=note))


def ranking(subject: QuestionSubject, books: Figures) -> Answers:
    """All zones in the order of a figure; of one that is named, its place among them."""
    if subject.zones:
        return _place_of(subject, books)
    if subject.kind is None:
        return refused(subject, books, NO_KIND)
    found = of_zones(subject, books)
    ranked = [figure for figure in found.ranked if figure.value]
    limit = found.note(_zone_named(books))
    if not ranked:
        return refused(subject, books, limit or WITHOUT_FIGURES)
    lines = [_line(figure, books) for figure in ranked]
    said = Text(f"{len(lines)} khu, cụm theo thứ tự", f"{len(lines)} zones in order")
    answers = listed(said, lines, note=limit)
    everything = tuple(replace(each, lines=tuple(lines)) for each in answers)
    scope = replace(ranked[0].question, zone=None)
    return tuple(with_understood(each, subject, scope, books) for each in everything)


def _beside(one: Text, other: Text | None) -> Text:
    return Text(f"{one.vi}; {other.vi}", f"{one.en}; {other.en}") if other else one


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
    limit = found.note(_zone_named(books))
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
    lines = [_line(figure, books) for figure in found.ranked]
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
    if subject.zones or (subject.kind is None and subject.words.has("projects")):
        return refused(subject, books, OF_MANY)
    if subject.kind is None:
        return refused(subject, books, NO_KIND)
    if subject.indicator is None or subject.measures("zones."):
        subject = replace(
            subject, indicator=next((OF_UNITS[each.unit] for each in limits if each.unit in OF_UNITS), None)
        )
    fitted = _fitted(subject.indicator, limits)
    if not fitted:
        return refused(subject, books, NO_INDICATOR)
    currency = next((each.unit.value for each in fitted if each.unit in MONEY), None)
    found = of_zones(subject, books, currency)
    lines = [_line(figure, books) for figure in found.ranked if _lies_within(figure.value, fitted)]
    bounds = Text(", ".join(limit.said.vi for limit in fitted), ", ".join(limit.said.en for limit in fitted))
    said = _so_many(len(lines), subject.kind, bounds)
    scope = replace(questions_of(subject), kind=subject.kind)
    answers = tuple(
        replace(each, lines=tuple(lines)) for each in listed(said, lines, note=found.note(_zone_named(books)))
    )
    return tuple(with_understood(each, subject, scope, books) for each in answers)


def _so_many(count: int, kind: ZoneKind | None, what: Text) -> Text:
    """How many zones of a kind have something."""
    return Text(*(f"{count} {counted_zones(kind, Fraction(count), lang)}: {what.of(lang)}" for lang in Lang))


def having(subject: QuestionSubject, books: Figures) -> Answers:
    """The zones that have any of what is measured, the one with the most first."""
    if subject.kind is None:
        return refused(subject, books, NO_KIND)
    found = of_zones(subject, books)
    lines = [_line(figure, books) for figure in found.ranked if figure.value]
    if not lines and found.left_out:
        return refused(subject, books, found.note(_zone_named(books)) or WITHOUT_FIGURES)
    name = INDICATORS[subject.indicator or ""].name
    said = _so_many(len(lines), subject.kind, name)
    scope = replace(questions_of(subject), kind=subject.kind)
    answers = listed(said, lines, value=Fraction(len(lines)), note=found.note(_zone_named(books)))
    return tuple(with_understood(replace(each, lines=tuple(lines)), subject, scope, books) for each in answers)


WHOLE_CAPACITY: Final = AskedLimit(
    Fraction(100), None, takes_low=False, takes_high=False, unit=Unit.PERCENT, first=0, last=0
)


def overloaded(subject: QuestionSubject, books: Figures) -> Answers:
    """The zones in which more of a utility is used than its capacity."""
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
    base = questions_of(subject)
    around = subject.each_of if subject.words.has("district") and not subject.is_placed else (subject.place,)
    parts = [part for place in around for part in recorded_parts(get(place), base.end, books.places())]
    found = _in_order(subject, standings(books.answer([replace(base, place=part.code) for part in parts])))
    titles = {part.code: part.title(base.end) for part in parts}
    lines = [
        AnswerLine(code, titles[code], "place", (code,), figure, figure.value)
        for figure in found.ranked
        for code in (figure.question.place,)
    ]
    return _first(subject, books, lines, found, found.note(lambda figure: titles[figure.question.place]))


def _of_one(subject: QuestionSubject, books: Figures) -> Question:
    """The question of a place, or of the first zone that is named."""
    base = questions_of(subject)
    return zone_question(base, subject.zones[0], books) if subject.zones else base


def first_years(subject: QuestionSubject, books: Figures) -> Answers:
    """The year in which a figure was the largest or smallest, of those named, or of all that are over and wholly covered."""
    if not subject.is_placed:
        return refused(subject, books, NO_PLACE)
    base = _of_one(subject, books)
    today = subject.today
    named = subject.period()
    if named and named[0] and not _are_years(named[0], named[1], today):
        return refused(subject, books, NO_WHOLE_YEARS)
    asked = list(_years(base, today))
    if named and named[0]:
        asked = [each for each in asked if named[0].year <= each.end.year <= named[1].year]
        if named[1] != today and named[1].year not in {each.end.year for each in asked}:
            return refused(subject, books, _beside(IN_DOUBT, _with_this_year(None, today)))
    found = _in_order(subject, standings(books.answer(asked)))
    lines = [
        AnswerLine(str(figure.question.end.year), _year(figure), "", (), figure, figure.value)
        for figure in found.ranked
    ]
    limit = _with_this_year(found.note(_year), today) if base.is_flow else found.note(_year)
    return _first(subject, books, lines, found, limit, YEARS)


def _are_years(first: date, last: date, today: date) -> bool:
    """Whether days are whole years, the last of them until now."""
    return (first.month, first.day) == (1, 1) and ((last.month, last.day) == (12, 31) or last >= today)


def by_years(subject: QuestionSubject, books: Figures) -> Answers:
    """A figure year after year: of the years named, else of all of which there is one."""
    if not subject.is_placed:
        return refused(subject, books, NO_PLACE)
    base = _of_one(subject, books)
    named = subject.period()
    if named and named[0] and not _are_years(named[0], named[1], subject.today):
        return refused(subject, books, NO_WHOLE_YEARS)
    years = range(named[0].year, named[1].year + 1) if named and named[0] else range(FIRST_YEAR, subject.today.year + 1)
    asked = [each for each in _years(base, subject.today, whole=False) if each.end.year in years]
    found = books.answer(asked)
    told = found if named else [figure for figure in found if figure.value]
    lines = [
        AnswerLine(str(figure.question.end.year), _year(figure), "", (), figure, figure.value, written_both(figure))
        for figure in told
    ]
    if not lines:
        return refused(subject, books, WITHOUT_FIGURES)
    answers = listed(BY_YEAR, lines)
    scope = replace(base, start=asked[0].start, end=asked[-1].end)
    return tuple(with_understood(replace(each, lines=tuple(lines)), subject, scope, books) for each in answers)


BY_YEAR: Final = Text("theo từng năm", "year by year")
YEARS: Final = Text("năm có đủ số liệu", "years with complete figures")


def _year(figure: Figure) -> Text:
    year = figure.question.end.year
    return Text(f"năm {year}", str(year))


def _with_this_year(limit: Text | None, today: date) -> Text:
    still = Text(f"năm {today.year} chưa hết nên không xếp", f"{today.year} is not over and not ranked")
    return _beside(still, limit)


def _years(base: Question, today: date, *, whole: bool = True) -> Iterable[Question]:
    """The years that are over; of what is held, or where they need not be `whole`, the present one too, as of today."""
    for year in range(FIRST_YEAR, today.year + (0 if base.is_flow and whole else 1)):
        start = date(year, 1, 1) if base.is_flow else None
        yield replace(base, start=start, end=min(date(year, 12, 31), today))


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
    counts = subject.measures("projects.") or subject.measures("capital.")
    asked = subject if counts else replace(subject, indicator="projects.in_force")
    base = _of_projects(asked, dimension, books)
    try:
        figures = books.answer(by_member(base, dimension, books))
    except ParkError as error:
        return refused(subject, books, Text(error.message(Lang.VI), error.message(Lang.EN)))
    known = [figure for figure in figures if figure.value]
    known.sort(key=lambda figure: figure.value or 0, reverse=descending(subject))
    named = [figure for figure in known if _is_one(figure)]
    others = [figure for figure in known if not _is_one(figure)]
    lines = [
        AnswerLine(member.code, member.name, "", (), figure, figure.value)
        for figure in named
        if (member := figure.question.member) is not None
    ]
    if not lines:
        return refused(subject, books, NOT_SPLIT)
    answers = _first(
        asked, books, lines, Standings(tuple(named), ()), _of_members(others, books.one(base)), GROUPS[dimension]
    )
    shown = [] if subject.words.count else lines
    return tuple(
        replace(
            with_understood(each, asked, base, books), lines=tuple(shown or each.lines), total=len(shown or each.lines)
        )
        for each in answers
    )


def of_members(subject: QuestionSubject, books: Figures) -> Answers:
    """The figure of each country or sector that is named; its share of the whole where that is asked."""
    if not (subject.measures("projects.") or subject.measures("capital.")) or (subject.countries and subject.sectors):
        return refused(subject, books, NOT_OF_MEMBERS)
    dimension = Dimension.COUNTRY if subject.countries else Dimension.SECTOR
    base = _of_projects(subject, dimension, books)
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
    said = Text(
        *("; ".join(f"{line.title.of(lang)}: {(line.note or line.title).of(lang)}" for line in lines) for lang in Lang)
    )
    answers = listed(said, lines, note=_of_members(joint, whole), value=lines[0].value if len(lines) == 1 else None)
    return tuple(with_understood(each, subject, base, books) for each in answers)


def members_by_zone(subject: QuestionSubject, books: Figures) -> Answers:
    """The projects, or their capital, of the countries or sectors named, zone by zone: the zones that have any, most first."""
    counts = subject.measures("projects.") or subject.measures("capital.")
    asked = subject if counts else replace(subject, indicator="projects.in_force")
    if subject.countries and subject.sectors:
        return refused(subject, books, NOT_OF_MEMBERS)
    dimension = Dimension.COUNTRY if subject.countries else Dimension.SECTOR
    base = replace(_of_projects(asked, dimension, books), kind=subject.kind)
    lines = []
    try:
        for zone in books.zones_of(replace(base, indicator="zones.established", start=None, origin=None)):
            figures = books.answer(by_member(zone_question(base, zone, books), dimension, books))
            lines += [_line(figure, books) for figure in figures if figure.value and _is_named(figure, asked)]
    except ParkError as error:
        return refused(subject, books, Text(error.message(Lang.VI), error.message(Lang.EN)))
    if not lines:
        return refused(subject, books, NOT_SPLIT)
    lines.sort(key=lambda line: line.value or 0, reverse=True)
    said = _so_many(len({line.key for line in lines}), subject.kind, INDICATORS[base.indicator].name)
    answers = listed(said, lines, value=Fraction(len(lines)), note=WITHHELD if hiding(PublicKind.PROJECTS) else None)
    return tuple(with_understood(replace(each, lines=tuple(lines)), asked, base, books) for each in answers)


NOT_OF_MEMBERS: Final = Text(
    "chỉ số dự án và vốn của dự án tách được theo nước hoặc theo ngành",
    "only projects and their capital are told by country or by sector",
)


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
    return AnswerLine(member.code, member.name, "", (), figure, value, note)


def _of_projects(subject: QuestionSubject, dimension: Dimension, books: Figures) -> Question:
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
    parts = [part for part in (coverage_text(total),) if part is not None]
    for figure in others:
        member, amount = figure.question.member, written_both(figure)
        if member is not None:
            parts.append(Text(f"không xếp: {member.name.vi} {amount.vi}", f"not ranked: {member.name.en} {amount.en}"))
    if hiding(PublicKind.PROJECTS) and not any(_is_withheld(figure) for figure in others):
        parts.append(WITHHELD)
    return Text("; ".join(part.vi for part in parts), "; ".join(part.en for part in parts)) if parts else None


def _is_withheld(figure: Figure) -> bool:
    return figure.question.member is not None and figure.question.member.code == NOT_PUBLIC
