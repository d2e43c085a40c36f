"""From a statement to the questions that would answer it: one way of counting after another, or why there is none."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from parkledger.catalogue import Origin, ZoneKind
from parkledger.catalogue.indicators import ADDED_UP
from parkledger.checking.errors import ZoneNotOnRecord
from parkledger.checking.open_readings import as_told, other_readings
from parkledger.checking.page_scope import place_named, uncovered, zone_named
from parkledger.figures import Figures, Form, Question, currency_of, indicator
from parkledger.language import Lang, ParkError, Text, days_said, year_start
from parkledger.places import COUNTRY_CODE, get

if TYPE_CHECKING:  # the reader takes a moment to load, and only its results are named here
    from parkledger.reading import Statement

OCCUPANCY: Final = (
    "occupancy",
    "occupancy.park_before_decree_35",
    "occupancy.park_since_decree_35",
    "occupancy.cluster",
    "occupancy.operating",
    "occupancy.gross",
)
"""What pages call "tỷ lệ lấp đầy", the definition of the law on the date first."""
WITH_INFRASTRUCTURE: Final = {
    "projects.in_force": "projects.infrastructure",
    "capital.in_force": "capital.infrastructure",
}
"""Totals that some pages state with the developers' own projects in them."""
DAY = timedelta(days=1)
IN_CURRENCY: Final = {
    "USD": Text("tính theo USD", "reckoned in US dollars"),
    "VND": Text("tính theo đồng", "reckoned in đồng"),
}
BOTH: Final = Text("kể cả dự án hạ tầng", "infrastructure projects included")


@dataclass(frozen=True, slots=True)
class Way:
    """One way of counting: the questions whose figures are added, and its name where it is not the ordinary one."""

    questions: tuple[Question, ...]
    name: Text | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """A statement with the ways to answer it; where there is none, `problem` says why and `absent` that it is missing.

    `undated` tells that it is of a period which the page does not name.
    """

    statement: "Statement"
    ways: tuple[Way, ...] = ()
    problem: Text | None = None
    absent: bool = False
    undated: bool = False


class Incomparable(Exception):
    """No figure can be set against a statement; `absent` where the ledger lacks what it is about."""

    def __init__(self, reason: Text, *, absent: bool = False) -> None:
        super().__init__(reason.vi)
        self.reason = reason
        self.absent = absent


def plan(statement: "Statement", books: Figures, published: date | None, place: str | None) -> Planned:
    """The ways to answer a statement of a page; `place` is a name or code where the statement names none."""
    statement = as_told(statement)
    try:
        bases = _bases(statement, books, published, place)
        ways = tuple(_checked(way) for way in _ways(statement, bases))
    except Incomparable as found:
        return Planned(statement, problem=found.reason, absent=found.absent)
    except ParkError as error:
        problem = Text(error.message(Lang.VI), error.message(Lang.EN))
        return Planned(statement, problem=problem, absent=isinstance(error, ZoneNotOnRecord))
    return Planned(statement, ways, undated=_is_undated(statement) and bases[0].is_flow)


def _checked(way: Way) -> Way:
    return replace(way, questions=tuple(question.checked() for question in way.questions))


def _bases(statement: "Statement", books: Figures, published: date | None, place: str | None) -> tuple[Question, ...]:
    """The questions in the statement's own words: one for each kind of zone that it takes together."""
    definition = indicator(statement.indicator)
    end = statement.period_end or published
    if end is None:
        raise Incomparable(
            Text(
                "không rõ thuộc ngày nào; hãy cho biết ngày đăng",
                "it is not clear of which date it is; give the day of publication",
            )
        )
    form = Form(statement.form)
    named_on = min(end, published or end)  # a plan to 2030 speaks of the place that had the name when it was written
    where = _place(statement, place, named_on)
    kinds = _kinds(statement)
    if len(kinds) > 1 and (form is not Form.VALUE or definition.unit not in ADDED_UP):
        raise Incomparable(
            Text(
                "số chung của nhiều loại khu, cụm không cộng được từ số của từng loại",
                "a figure of several kinds of zone together is no sum of the figures of each",
            )
        )
    base = Question(
        definition.code, where, end, form=form, origin=Origin(statement.origin) if statement.origin else None
    )
    base = _dated(base, statement)
    if definition.statistic and statement.period_start:
        base = replace(base, start=statement.period_start)
    if statement.unit in {"USD", "VND"}:
        base = replace(base, currency=statement.unit)
    if statement.zone:
        zone = zone_named(books, statement.zone, where, kinds[0] if len(kinds) == 1 else None)
        return (replace(base, zone=zone["id"], kind=ZoneKind(zone["kind"])),)
    if not (definition.statistic or form is Form.RANK):
        _refuse_gaps(books, where, named_on)
    return tuple(replace(base, kind=kind) for kind in kinds)


def _place(statement: "Statement", place: str | None, on: date) -> str:
    name = statement.place or place
    if name is None and statement.zone:
        return COUNTRY_CODE
    if name is None:
        raise Incomparable(
            Text(
                "không rõ của địa bàn nào; hãy cho biết địa bàn",
                "it is not clear of which place it is; give the place",
            )
        )
    return place_named(name, on).code


def _kinds(statement: "Statement") -> tuple[ZoneKind | None, ...]:
    return tuple(ZoneKind(kind) for kind in statement.kind.split("+")) if statement.kind else (None,)


def _refuse_gaps(books: Figures, code: str, on: date) -> None:
    """A place of which the books hold only a part has no figure to compare with."""
    place = get(code)
    missing, held = uncovered(books, place, on)
    if not missing:
        return
    if not held:
        raise Incomparable(
            Text(f"các sổ không có số liệu của {place.name}", f"the books hold nothing of {place.english}"), absent=True
        )
    raise Incomparable(
        Text(
            f"các sổ chỉ có một phần {place.name}: thiếu {len(missing)} đơn vị cấp tỉnh ({_few(p.name for p in missing)})",
            f"the books hold only a part of {place.english}: {len(missing)} provinces are missing ({_few(p.english for p in missing)})",
        )
    )


def _few(names: Iterable[str]) -> str:
    listed = list(names)
    return ", ".join(listed[:3]) + (", …" if len(listed) > 3 else "")


def _ways(statement: "Statement", bases: tuple[Question, ...]) -> Iterable[Way]:
    if statement.indicator == "occupancy" and statement.form == Form.VALUE:
        yield from _occupancies(bases[0])
        return
    yield Way(bases)
    with_those = WITH_INFRASTRUCTURE.get(statement.indicator)
    if with_those and statement.form == Form.VALUE:
        more = tuple(replace(base, indicator=with_those) for base in bases)
        yield Way((*bases, *more), BOTH)
    if statement.form in {Form.GROWTH, Form.SHARE} and indicator(statement.indicator).unit == "money":
        yield from _in_other_currency(bases)
    for code in other_readings(statement):
        yield _read_as(code, statement, bases)
    if _is_undated(statement) and statement.form == Form.VALUE and bases[0].is_flow:
        yield from _at_times_before(bases)


def _in_other_currency(bases: tuple[Question, ...]) -> Iterable[Way]:
    """A change or share of money reckoned in the other currency: a page need not tell the amounts that it is of."""
    told = currency_of(bases[0])
    for currency, name in IN_CURRENCY.items():
        if currency != told:
            yield Way(tuple(replace(base, currency=currency) for base in bases), name)


def _is_undated(statement: "Statement") -> bool:
    return statement.period_start is None and statement.period_end is None


def _at_times_before(bases: tuple[Question, ...]) -> Iterable[Way]:
    """What a page that names no time may speak of as well: the year before it, the month before it, and the time until that."""
    published = bases[0].end
    month, year = published.replace(day=1) - DAY, date(published.year - 1, 12, 31)
    before = dict.fromkeys([(year_start(year), year), (year_start(month), month), (month.replace(day=1), month)])
    for start, end in before:
        days = days_said(start, end)
        named = Text(f"kỳ {days.vi}", f"the period {days.en}")
        yield Way(tuple(replace(base, start=start, end=end) for base in bases), named)


def _read_as(code: str, statement: "Statement", bases: tuple[Question, ...]) -> Way:
    """The way that takes the statement for another indicator, named with it and, of a flow, with its period."""
    questions = tuple(_dated(replace(base, indicator=code, start=None), statement) for base in bases)
    name, first = indicator(code).name, questions[0]
    if first.start is None:
        return Way(questions, name)
    days = days_said(first.start, first.end)
    return Way(questions, Text(f"{name.vi} ({days.vi})", f"{name.en} ({days.en})"))


def _dated(question: Question, statement: "Statement") -> Question:
    """A question with the first day of its period: that of the statement, or 1 January; a stock has none."""
    if not question.is_flow:
        return question
    return replace(question, start=statement.period_start or date(question.end.year, 1, 1))


def _occupancies(base: Question) -> Iterable[Way]:
    """Every definition of occupancy that there is for the kind of zone; the law's own of the date comes first."""
    legal = indicator("occupancy").formula_for(base.kind, base.end)
    for code in OCCUPANCY:
        definition = indicator(code)
        formula = definition.formula_for(base.kind, base.end)
        if code == "occupancy":
            if base.kind in definition.kinds:
                yield Way((base,))
        elif formula is not None and (legal is None or formula.code != legal.code):
            yield Way((replace(base, indicator=code),), formula.name)
