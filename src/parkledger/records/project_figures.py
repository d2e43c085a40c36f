"""A number of a project or of an enterprise opened: what it is the sum of, day by day, and the events behind it.

It is summed from the postings that are filed under the projects, so that what the projects of a zone come to is the
zone's own figure; money is in the currency in which the project's capital is stated, at the rates kept with the events.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

from parkledger.catalogue import MEASURES, Origin, ZoneKind
from parkledger.catalogue.indicators import Indicator
from parkledger.figures import Figure, Question, indicator
from parkledger.figures.current import current_figures
from parkledger.language import Text
from parkledger.ledger.models import SEQ_BITS, SEQ_MASK
from parkledger.ledger.store.source import aware
from parkledger.ledger.store.statements import chunks, fetch
from parkledger.records.dates import Dates
from parkledger.records.figure_queries import ChoiceUnknown
from parkledger.records.names import books_by_id
from parkledger.records.project_lists import ProjectRow
from parkledger.records.timelines import supposed_by, until_known

IN_FORCE, SPENT = "capital.in_force", "capital.spent"


@dataclass(frozen=True, slots=True)
class HeldAmount:
    """What may be asked of projects: the sum of measures, in per cent of others where there are any `below`.

    `indicators` are the figures of a zone that it is a part of, for tenants' projects and for infrastructure projects.
    """

    name: Text
    measures: tuple[str, ...]
    below: tuple[str, ...] = ()
    indicators: tuple[str, str] = ("", "")

    @property
    def unit(self) -> str:
        """The measures' unit: money, m2 or project; percent where it is a share."""
        return "percent" if self.below else MEASURES[self.measures[0]].unit


_CAPITAL = ("capital.in_force", "capital.infrastructure")
_LEASED = ("land.leased_industrial", "land.leased_service")
HELD: Mapping[str, HeldAmount] = MappingProxyType(
    {
        "projects.in_force": HeldAmount(
            Text("dự án còn hiệu lực", "projects in force"),
            ("projects.in_force", "projects.infrastructure"),
            (),
            ("projects.in_force", "projects.infrastructure"),
        ),
        IN_FORCE: HeldAmount(
            Text("vốn đăng ký còn hiệu lực", "registered capital in force"),
            _CAPITAL,
            (),
            ("capital.in_force", "capital.infrastructure"),
        ),
        "capital.charter": HeldAmount(MEASURES["capital.charter"].name, ("capital.charter",)),
        "capital.implemented": HeldAmount(
            Text("vốn thực hiện lũy kế", "capital implemented to date"),
            ("capital.implemented",),
            (),
            ("capital.implemented_to_date", "capital.implemented_to_date"),
        ),
        SPENT: HeldAmount(
            Text("vốn thực hiện so với vốn đăng ký", "capital implemented of capital registered"),
            ("capital.implemented",),
            _CAPITAL,
        ),
        "land.leased": HeldAmount(Text("đất đang thuê", "land leased"), _LEASED, (), ("land.leased", "land.leased")),
        **{code: HeldAmount(MEASURES[code].name, (code,), (), (code, code)) for code in (*_LEASED, "land.approved")},
    }
)
"""What a page of a project or an enterprise states, by its code."""
OF_ENTERPRISES = ("projects.in_force", IN_FORCE, "land.leased")
"""Those that are summed over an enterprise's projects."""


class HeldStep(NamedTuple):
    """A day on which it changed: what it came to from then on, by how much, and the events (book, number)."""

    on: date
    value: Fraction | None
    change: Fraction
    events: list[tuple[str, int]]


class HeldPart(NamedTuple):
    """What one measure comes to, with the code under which it can be opened itself; no code where it cannot."""

    name: Text
    code: str
    value: Fraction


@dataclass(slots=True)
class Opening:
    """A number opened; `unit` is that of its value (USD, VND, ha, project or percent), None what was never recorded.

    `currency` is that in which the capital of the projects is stated.
    """

    code: str
    held: HeldAmount
    unit: str
    currency: str
    value: Fraction | None
    demo: bool
    steps: list[HeldStep]
    parts: list[HeldPart]
    events: list[int]
    by_project: dict[int, Fraction] = field(default_factory=dict)

    @property
    def drawn(self) -> list[tuple[HeldStep, Fraction | None]]:
        """The steps with their values as a chart draws them: in millions of dollars, billions of đồng, else as they are."""
        scale = {"USD": 10**6, "VND": 10**9}.get(self.unit, 1)
        return [(step, None if step.value is None else step.value / scale) for step in self.steps]


class _HeldRow(NamedTuple):
    project: int
    measure: str
    on: date
    amount: Fraction
    claims: int
    event: int
    recorded: datetime
    demo: bool


def held_named(code: str, codes: Iterable[str] = HELD) -> HeldAmount:
    """What may be asked, by its code; refused where there is none."""
    known = list(codes)
    if code not in known:
        raise ChoiceUnknown(value=code, name="measure", choices=known)
    return HELD[code]


def opening(code: str, lines: Sequence[ProjectRow], dates: Dates) -> Opening:
    """A number over some projects whose capital is stated in one currency, on a page's two dates."""
    held = held_named(code)
    currency = lines[0].currency if lines else ""
    unit = {"money": currency, "m2": "ha"}.get(held.unit, held.unit)
    rows = _rows([line.project.id for line in lines], (*held.measures, *held.below), currency, dates)
    above = [row for row in rows if row.measure in held.measures]
    by_project: dict[int, Fraction] = {}
    for row in above:
        by_project[row.project] = by_project.get(row.project, Fraction(0)) + row.amount
    return Opening(
        code=code,
        held=held,
        unit=unit,
        currency=currency,
        value=_value(held, rows),
        demo=any(row.demo and row.amount for row in rows),
        steps=_steps(held, rows),
        parts=_parts(rows),
        events=[event for _, event in sorted({(row.recorded, row.event) for row in rows}, reverse=True)],
        by_project=by_project,
    )


def of_zone(found: Opening, line: ProjectRow, dates: Dates) -> Figure | None:
    """The figure of a project's zone that its number is a part of; None outside zones, and where there is none."""
    code = found.held.indicators[line.project.role == "infrastructure"]
    zone = line.zone
    if not code or zone is None or zone.id not in current_figures().zones or not line.in_force:
        return None
    definition: Indicator = indicator(code)
    origin = Origin(line.project.origin) if definition.unit in {"money", "project"} else None
    return current_figures().one(
        Question(
            code, zone.place, dates.on, zone=zone.id, kind=ZoneKind(zone.kind), origin=origin, known_at=dates.known_at
        )
    )


_COLUMNS = ("project_id", "measure", "effective_on", "amount", "usd", "vnd", "count", "event_id", "recorded_at", "demo")


def _rows(projects: list[int], measures: tuple[str, ...], currency: str, dates: Dates) -> list[_HeldRow]:
    """The postings of measures that are filed under projects, by day, as known at the moment."""
    known, moments = until_known(dates.known_at, "recorded_at")
    column = "usd" if currency == "USD" else "vnd"
    found: list[_HeldRow] = []
    for some in chunks(projects):
        sql = (
            "SELECT project_id, measure, effective_on, amount, usd, vnd, count, event_id, recorded_at, demo FROM ledger_posting "
            f"WHERE project_id IN ({', '.join(['%s'] * len(some))}) AND measure IN ({', '.join(['%s'] * len(measures))}) "
            f"AND effective_on <= %s AND scenario = 'actual'{known} ORDER BY effective_on, event_id, line"
        )
        rows = [*fetch(sql, [*some, *measures, dates.on, *moments])]
        rows += supposed_by(dates, _COLUMNS, project_id=some, measure=measures)
        for project, measure, on, amount, usd, vnd, count, event, recorded, demo in rows:
            unit = MEASURES[measure].unit
            exact = {"money": Fraction(usd, 100) if column == "usd" else Fraction(vnd), "m2": Fraction(amount, 10_000)}
            day = date.fromisoformat(on) if isinstance(on, str) else on
            found.append(
                _HeldRow(
                    project=project,
                    measure=measure,
                    on=day,
                    amount=exact.get(unit, Fraction(amount)),
                    claims=count,
                    event=event,
                    recorded=aware(recorded),
                    demo=bool(demo),
                )
            )
    return sorted(found, key=lambda row: row.on) if len(projects) > 1 else found


class _Running:
    """What rows come to, added one by one."""

    def __init__(self, held: HeldAmount) -> None:
        self.held = held
        self.above = self.below = Fraction(0)
        self.counted = 0

    def add(self, row: _HeldRow) -> None:
        """Take in one row."""
        if row.measure in self.held.measures:
            self.above, self.counted = self.above + row.amount, self.counted + row.claims
        else:
            self.below += row.amount

    @property
    def value(self) -> Fraction | None:
        """The sum, or the share; None where nothing was ever recorded, or there is nothing to divide by."""
        if self.counted <= 0 or (self.held.below and not self.below):
            return None
        return self.above / self.below * 100 if self.held.below else self.above


def _value(held: HeldAmount, rows: Iterable[_HeldRow]) -> Fraction | None:
    running = _Running(held)
    for row in rows:
        running.add(row)
    return running.value


def _steps(held: HeldAmount, rows: Sequence[_HeldRow]) -> list[HeldStep]:
    """The days on which it changed; those whose postings come to nothing (what was mistyped and corrected) are left out."""
    books, running = books_by_id(), _Running(held)
    found: list[HeldStep] = []
    before = Fraction(0)
    for day, some in groupby(rows, key=lambda row: row.on):
        events = set()
        for row in some:
            running.add(row)
            events.add(row.event)
        change = (running.value or Fraction(0)) - before
        if change:
            named = [(books[each >> SEQ_BITS], each & SEQ_MASK) for each in sorted(events)]
            found.append(HeldStep(day, running.value, change, named))
            before += change
    return found


def _parts(rows: Sequence[_HeldRow]) -> list[HeldPart]:
    """The measures that it is made of, where it is of more than one."""
    sums: dict[str, Fraction] = {}
    for row in rows:
        sums[row.measure] = sums.get(row.measure, Fraction(0)) + row.amount
    if len(sums) < 2:
        return []
    by_measure = {each.measures[0]: code for code, each in HELD.items() if not each.below and len(each.measures) == 1}
    return [
        HeldPart(MEASURES[measure].name, IN_FORCE if measure in _CAPITAL else by_measure.get(measure, ""), total)
        for measure, total in sums.items()
    ]
