"""A naive oracle of figures: each indicator by hand, over what the ledger's oracle says a book held and saw.

It knows nothing of formulas, postings or mirrors. A figure is worked out book by book from the exported journals, for
one question at a time.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from parkledger.figures import Form, Question
from tests import oracle
from tests.said import REPORTED, Series, Vector

MERGED = {
    "viet-nam.bac-ninh-2025": ("viet-nam.bac-ninh-2025", "viet-nam.bac-giang", "viet-nam.bac-ninh"),
    "viet-nam.thai-nguyen-2025": ("viet-nam.thai-nguyen-2025", "viet-nam.bac-kan", "viet-nam.thai-nguyen"),
}
BEFORE_MERGER = (
    "viet-nam.bac-giang",
    "viet-nam.bac-kan",
    "viet-nam.bac-ninh",
    "viet-nam.thai-nguyen",
    "viet-nam.ha-noi",
)
AFTER_MERGER = ("viet-nam.bac-ninh-2025", "viet-nam.thai-nguyen-2025", "viet-nam.ha-noi")
MERGER = date(2025, 7, 1)

HELD = (
    "zones.planned", "zones.priority", "zones.established", "zones.operating", "land.planned",
    "land.industrial", "land.service", "land.green", "land.leased_industrial", "land.approved", "projects.in_force",
    "projects.infrastructure", "capital.in_force", "capital.charter", "capital.infrastructure", "labour.workers",
    "labour.foreign", "housing.places",
)  # fmt: skip
FLOWED = (
    "projects.registered", "projects.adjusted", "projects.reduced", "projects.share_purchases", "projects.ended",
    "capital.new", "capital.added", "capital.reduced", "capital.shares", "capital.ended", "capital.implemented",
    "output.production",
)  # fmt: skip
IN_DONG = {"output.production"}


@dataclass(frozen=True)
class Book:
    """A book's exported journal."""

    code: str
    place: str
    entries: tuple[oracle.Entry, ...]


class Asked:
    """One question over all books."""

    def __init__(
        self, books: Iterable[Book], question: Question, zone: tuple[str, str] | None, money: str | None = None
    ) -> None:
        self.question, self.zone, self.money = question, zone, money
        self.used: dict[tuple[str, str], list[Vector]] = {}
        self.books = list(books)
        self.lived = [
            (book.code, *oracle.lived(book.entries, on=question.end, known_at=question.known_at, place=book.place))
            for book in self.books
        ]

    def held(self, measure: str, zones: set[tuple[str, str]] | None = None) -> Fraction | None:
        """What is held of a measure, perhaps only in some zones; None where it was never recorded."""
        return self._sum(
            self._use(series, vector)
            for book, held, _ in self.lived
            for series, vector in held.items()
            if self._wanted(book, series, measure) and (zones is None or (book, series.zone) in zones)
        )

    def _use(self, series: Series, vector: Vector) -> Vector:
        """A vector that is summed, kept by its measure and currency."""
        if series.currency is not None:
            self.used.setdefault((series.measure, series.currency), []).append(vector)
        return vector

    def recorded_in(self) -> str | None:
        """The one currency in which there is anything of all that was summed; None where there are two, or none."""
        found = {
            currency
            for (_, currency), vectors in self.used.items()
            if any(sum(vector[column] for vector in vectors) for column in range(3))
        }
        return found.pop() if len(found) == 1 else None

    def flowed(self, measure: str, *, ever: bool = False) -> Fraction | None:
        """What flowed in the period, or ever; what the register counts itself is none once it has begun to count."""
        first = date.min if ever else self.question.start or date(self.question.end.year, 1, 1)
        mine = [
            (series, vector)
            for book, _, flows in self.lived
            for series, vector in flows
            if self._wanted(book, series, measure)
        ]
        inside = [
            self._use(series, vector)
            for series, vector in mine
            if series.period_start is not None and series.period_start >= first
        ]
        counted = measure not in REPORTED and bool(mine)
        return self._sum([*inside, (0, 0, 0)] if counted else inside)

    def is_estimate(self, measure: str) -> bool:
        """Whether any of what a measure comes to was last said as an estimate; of a flow, any of what flowed in the period."""
        asked = self.question
        first = asked.start or date(asked.end.year, 1, 1)
        for book in self.books:
            levels, flows = oracle.estimated(book.entries, on=asked.end, known_at=asked.known_at, place=book.place)
            inside = {series for series in flows if series.period_start and series.period_start >= first}
            if any(self._wanted(book.code, series, measure) for series in levels | inside):
                return True
        return False

    def zones(self, has: tuple[str, ...], lacks: tuple[str, ...] = ()) -> set[tuple[str, str]]:
        """The zones that have all of some stages and none of others."""
        reached: dict[str, set[tuple[str, str]]] = {stage: set() for stage in (*has, *lacks)}
        for book, held, _ in self.lived:
            for series, vector in held.items():
                if (
                    series.measure in reached
                    and series.zone
                    and vector[0] > 0
                    and self._wanted(book, series, series.measure)
                ):
                    reached[series.measure].add((book, series.zone))
        found = set.intersection(*(reached[stage] for stage in has))
        return found.difference(*(reached[stage] for stage in lacks))

    def counted(self, has: tuple[str, ...], lacks: tuple[str, ...] = ()) -> Fraction | None:
        """How many zones meet a condition; unknown where no zone ever had its first stage."""
        return None if self.held(has[0]) is None else Fraction(len(self.zones(has, lacks)))

    def target(self) -> tuple[Vector, str | None] | None:
        """The target for just this scope that takes in the period asked, and its currency: of the first setter, the shortest one."""
        asked = self.question
        start = (asked.start or date(asked.end.year, 1, 1)) if asked.indicator in FLOWED else asked.end
        order = [asked.setter.value] if asked.setter else SETTERS
        fitting = [
            (order.index(series.detail), series.period_end - series.period_start, vector, series.currency)
            for book, held, _ in self.lived
            for series, vector in held.items()
            if series.scenario == "plan" and series.measure == asked.indicator and self._set_for(book, series)
            and series.period_start and series.period_end
            and series.period_start <= start and asked.end <= series.period_end and series.detail in order
        ]  # fmt: skip
        return min(fitting)[2:] if fitting else None

    def _set_for(self, book: str, series: Series) -> bool:
        asked = self.question
        if (asked.origin.value if asked.origin else None) != series.origin:
            return False
        if self.zone:
            return (book, series.zone) == self.zone
        return (series.zone, series.place, series.kind) == (None, asked.place, asked.kind.value if asked.kind else None)

    def _wanted(self, book: str, series: Series, measure: str) -> bool:
        asked = self.question
        if (series.measure, series.scenario) != (measure, "actual") or (self.zone and (book, series.zone) != self.zone):
            return False
        if (asked.kind and series.kind != asked.kind.value) or (asked.origin and series.origin != asked.origin.value):
            return False
        places = MERGED.get(asked.place, (asked.place,))
        return any(series.place == place or series.place.startswith(f"{place}.") for place in places)

    def _sum(self, vectors: Iterable[Vector]) -> Fraction | None:
        column = self.column()
        numbers = [vector[column] for vector in vectors]
        return Fraction(sum(numbers)) if numbers else None

    def column(self) -> int:
        """Which number of a vector counts: the amount, cents or đồng."""
        return {"": 0, "USD": 1, "VND": 2}[self.money or currency(self.question)]


SETTERS = ["people_committee", "people_council", "party_committee", "board", "ministry", "scenario"]


def currency(question: Question) -> str:
    """The currency of a figure, and of both sides of a ratio of money in two; empty where nothing is money."""
    code = question.indicator
    if not code.startswith(("capital.", "output.")):
        return ""
    domestic = question.origin is not None and question.origin.value == "ddi" and code.startswith("capital.")
    return question.currency or ("VND" if domestic or code in IN_DONG else "USD")


def added(*numbers: Fraction | None) -> Fraction | None:
    """The sum of what is known; unknown where nothing is."""
    known = [number for number in numbers if number is not None]
    return sum(known, Fraction(0)) if known else None


def difference(whole: Fraction | None, *parts: Fraction | None) -> Fraction | None:
    """What parts leave of a whole; unknown where the whole is, or where it has not been recorded in full."""
    left = None if whole is None else added(whole, *(less(part) for part in parts))
    return None if left is None or left < 0 else left


def less(number: Fraction | None) -> Fraction | None:
    return None if number is None else -number


def per_cent(part: Fraction | None, whole: Fraction | None) -> Fraction | None:
    """A part of a whole in per cent; unknown where either is, or the whole is nothing."""
    return None if part is None or not whole else 100 * part / whole


def rate(part: Fraction | None, whole: Fraction | None) -> Fraction | None:
    """What part of land is taken, in per cent; unknown where more is taken than there is."""
    found = per_cent(part, whole)
    return None if found is not None and found > 100 else found


def occupancy(asked: Asked) -> Fraction | None:
    """Of one kind: clusters count approved land, parks from 15/7/2022 on service land."""
    if asked.question.kind is None:
        return None
    if asked.question.kind.value == "cluster":
        taken = added(asked.held("land.leased_industrial"), asked.held("land.approved"))
        return rate(taken, asked.held("land.industrial"))
    if asked.question.end < date(2022, 7, 15):
        return rate(asked.held("land.leased_industrial"), asked.held("land.industrial"))
    return rate(leased(asked), leasable(asked))


def leased(asked: Asked, zones: set[tuple[str, str]] | None = None) -> Fraction | None:
    return added(asked.held("land.leased_industrial", zones), asked.held("land.leased_service", zones))


def leasable(asked: Asked, zones: set[tuple[str, str]] | None = None) -> Fraction | None:
    return added(asked.held("land.industrial", zones), asked.held("land.service", zones))


def area(asked: Asked, has: tuple[str, ...] = (), lacks: tuple[str, ...] = ()) -> Fraction | None:
    """The area of the zones that stand at a stage and not at another: nothing where they are known, and are none."""
    if not has:
        return asked.held("land.established")
    zones = asked.zones(has, lacks)
    if zones:
        return asked.held("land.established", zones)
    return None if asked.held(has[0]) is None else Fraction(0)


def operating(asked: Asked) -> set[tuple[str, str]]:
    return asked.zones(("zones.operating",))


def implemented_by_standing(asked: Asked) -> Fraction | None:
    """What the tenants' projects that are in force there have spent, wherever they lay then; nothing where only others have."""
    stands = {
        (book, series.project)
        for book, held, _ in asked.lived
        for series, vector in held.items()
        if asked._wanted(book, series, "projects.in_force") and vector[0] > 0
    }
    anywhere = Asked(asked.books, replace(asked.question, kind=None), None, money=asked.money)
    mine = [
        asked._use(series, vector)
        for book, _, flows in anywhere.lived
        for series, vector in flows
        if anywhere._wanted(book, series, "capital.implemented") and (book, series.project) in stands
    ]
    told = asked.flowed("capital.implemented", ever=True) is not None
    return asked._sum([*mine, (0, 0, 0)] if mine or told else [])


SPECIAL: Mapping[str, Callable[[Asked], Fraction | None]] = {
    "occupancy": occupancy,
    "occupancy.operating": lambda a: rate(leased(a, operating(a)), leasable(a, operating(a))),
    "occupancy.gross": lambda a: rate(leased(a), area(a)),
    "land.natural": area,
    "land.established": lambda a: area(a, ("zones.established",)),
    "land.operating": lambda a: area(a, ("zones.operating",)),
    "land.operating_not_established": lambda a: area(a, ("zones.operating",), ("zones.established",)),
    "land.leasable": leasable,
    "land.leased": leased,
    "land.available": lambda a: difference(leasable(a), leased(a), a.held("land.approved")),
    "zones.planned_not_established": lambda a: a.counted(("zones.planned",), ("zones.established",)),
    "zones.operating_not_established": lambda a: a.counted(("zones.operating",), ("zones.established",)),
    "capital.attracted": lambda a: added(
        a.flowed("capital.new"), a.flowed("capital.added"), a.flowed("capital.shares")
    ),
    "capital.net": lambda a: (
        None
        if added(a.flowed("capital.new"), a.flowed("capital.added")) is None
        else added(
            a.flowed("capital.new"),
            a.flowed("capital.added"),
            less(a.flowed("capital.reduced")),
            less(a.flowed("capital.ended")),
        )
    ),
    "capital.implemented_to_date": lambda a: a.flowed("capital.implemented", ever=True),
    "capital.implemented_in_force": lambda a: implemented_by_standing(a),
    "capital.implemented_share": lambda a: per_cent(implemented_by_standing(a), a.held("capital.in_force")),
}
FLOWS = (*FLOWED, "capital.attracted", "capital.net")
ASKED = (*HELD, *FLOWED, *SPECIAL)
"""The indicators that the oracle can work out."""


def figure(books: Iterable[Book], question: Question, zone: tuple[str, str] | None = None) -> Fraction | None:
    """A figure in its base unit."""
    books = list(books)
    if question.form is Form.VALUE:
        return in_base_unit(question, _value(Asked(books, question, zone)))
    if question.form is Form.GROWTH:
        now, before = (_value(Asked(books, each, zone)) for each in (question, a_year_before(question)))
        return None if now is None or before is None or before <= 0 else 100 * (now - before) / before
    if question.form is Form.SHARE:
        part, whole, whole_zone = share_of(question, zone)
        return per_cent(_value(Asked(books, part, zone)), _value(Asked(books, whole, whole_zone)))
    if question.form is Form.RANK:
        if zone is not None:
            raise ValueError("which zones one is ranked among is told by tests/figures/test_forms.py")
        own = _value(Asked(books, question, zone))
        peers = [_value(Asked(books, replace(question, place=place), zone)) for place in peers_of(question)]
        return (
            None
            if own is None or not peers
            else Fraction(1 + sum(1 for peer in peers if peer is not None and peer > own))
        )
    found = Asked(books, question, zone).target()
    if found is None:
        return None
    is_money = bool(currency(question)) and question.indicator != "capital.implemented_share"
    asked = Asked(books, question, zone, money=found[1] if is_money else None)
    return per_cent(_value(asked), Fraction(found[0][asked.column()]))


def is_estimate(books: Iterable[Book], question: Question, zone: tuple[str, str] | None = None) -> bool:
    """Whether a value is marked as an estimate; of those that are one measure alone."""
    return Asked(books, question, zone).is_estimate(question.indicator)


def _value(asked: Asked) -> Fraction | None:
    code = asked.question.indicator
    asked.used.clear()
    if code == "capital.implemented_share":
        asked.money = None
        found = SPECIAL[code](asked)
        asked.money = asked.recorded_in()
        return found if asked.money is None else SPECIAL[code](asked)
    if code in SPECIAL:
        return SPECIAL[code](asked)
    return asked.flowed(code) if code in FLOWED else asked.held(code)


def in_base_unit(question: Question, number: Fraction | None) -> Fraction | None:
    """Hectares of square metres, dollars of cents."""
    hectares = question.indicator.startswith("land.")
    cents = currency(question) == "USD" and question.indicator != "capital.implemented_share"
    return None if number is None else number / (10_000 if hectares else 100 if cents else 1)


def share_of(question: Question, zone: tuple[str, str] | None) -> tuple[Question, Question, tuple[str, str] | None]:
    """Part and whole: without the origin, else zone, else kind, else the country's; in the whole's currency."""
    whole, whole_zone = replace(question, origin=None), zone
    if question.origin is None and zone:
        whole, whole_zone = replace(question, zone=None), None
    elif question.origin is None:
        whole = replace(question, kind=None) if question.kind else replace(question, place="viet-nam")
    money = currency(whole) or None
    return replace(question, currency=money), replace(whole, currency=money), whole_zone


def peers_of(question: Question) -> tuple[str, ...]:
    """The provinces of the place's own time; any other place is ranked among nothing."""
    for provinces in (BEFORE_MERGER, AFTER_MERGER):
        if question.place in provinces[:-1]:
            return provinces
    return ()


def a_year_before(question: Question) -> Question:
    """The same days a year earlier; the last day of a month stays the last."""
    start = question.start and _earlier(question.start, keep_last=False)
    return replace(question, start=start, end=_earlier(question.end, keep_last=True))


def _earlier(day: date, *, keep_last: bool) -> date:
    if keep_last and (day + timedelta(days=1)).day == 1:
        return (day + timedelta(days=1)).replace(year=(day + timedelta(days=1)).year - 1) - timedelta(days=1)
    return day.replace(year=day.year - 1, day=min(day.day, 28)) if day.month == 2 else day.replace(year=day.year - 1)
