"""What projects held at the end of a period and what changed of them in it, project by project, in one request each."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from parkledger.briefing.forms.model import CellState, CellUnit, FormCell
from parkledger.briefing.forms.scope import FormScope
from parkledger.catalogue import Origin, ProjectRole, ZoneKind
from parkledger.figures import Figures, ProjectBalance
from parkledger.language import Text
from parkledger.places import get, is_within_any, territory_on
from parkledger.records.histories import ProjectOn, ZoneOn, projects_among, zone_of, zones_on

HELD = (
    "projects.in_force",
    "projects.infrastructure",
    "projects.operating",
    "capital.in_force",
    "capital.infrastructure",
    "capital.implemented",
    "land.leased_industrial",
    "land.leased_service",
)
MOVED = (
    "projects.registered",
    "projects.adjusted",
    "projects.reduced",
    "projects.ended",
    "projects.infrastructure",
    "capital.new",
    "capital.added",
    "capital.reduced",
    "capital.ended",
    "capital.charter",
    "capital.infrastructure",
    "capital.implemented",
    "capital.by_source",
    "land.leased_industrial",
    "land.leased_service",
)
CENTS, SQUARE_METRES = 100, 10_000
NOTHING = ProjectBalance()


@dataclass(frozen=True, slots=True)
class ProjectSum:
    """A project with its zone, what it held at the end and what changed of it in the period.

    Of a joint project by country there is one for each, with its `share`; the project is counted where it `counts`.
    """

    project: ProjectOn
    zone: ZoneOn | None
    held: dict[str, ProjectBalance]
    moved: dict[str, ProjectBalance]
    share: Fraction = Fraction(1)
    counts: bool = True

    @property
    def is_infrastructure(self) -> bool:
        """Whether it builds the zone."""
        return self.project.role == ProjectRole.INFRASTRUCTURE

    @property
    def is_new(self) -> bool:
        """Whether it was registered in the period."""
        return self.moved.get("projects.registered", NOTHING).amount > 0

    @property
    def stands(self) -> bool:
        """Whether it is in force at the end of the period."""
        held = "projects.infrastructure" if self.is_infrastructure else "projects.in_force"
        return self.held.get(held, NOTHING).amount > 0


class ProjectSums:
    """The projects of all places of a request, looked up once a period."""

    def __init__(self, books: Figures, scopes: Iterable[FormScope]) -> None:
        self._books = books
        self._places: defaultdict[tuple[object, object], set[str]] = defaultdict(set)
        for scope in scopes:
            self._places[scope.period, scope.known_at].add(scope.place)
        self._found: dict[tuple[object, object], list[ProjectSum]] = {}
        self._of: dict[tuple[FormScope, ZoneKind], list[ProjectSum]] = {}

    def of(self, scope: FormScope, kind: ZoneKind) -> list[ProjectSum]:
        """The projects in zones of a kind in the place, or in the zone, of a scope; by code."""
        if (scope, kind) not in self._of:
            self._of[scope, kind] = self._within(scope, kind)
        return self._of[scope, kind]

    def _within(self, scope: FormScope, kind: ZoneKind) -> list[ProjectSum]:
        key = (scope.period, scope.known_at)
        if key not in self._found:
            self._found[key] = self._look_up(scope, sorted(self._places[key] | {scope.place}))
        within = territory_on(get(scope.place), scope.period.end)
        return [
            each
            for each in self._found[key]
            if each.zone is not None
            and each.zone.kind == kind
            and is_within_any(each.zone.place, within)
            and scope.zone in {None, each.zone.id}
        ]

    def _look_up(self, scope: FormScope, places: Sequence[str]) -> list[ProjectSum]:
        end, known_at = scope.period.end, scope.known_at
        territory = frozenset().union(*(territory_on(get(place), end) for place in places))
        held = self._books.project_balances(HELD, territory, end, known_at)
        moved = self._books.project_balances(MOVED, territory, end, known_at, since=scope.period.start)
        zones = zones_on(scope.dates)
        found = projects_among(sorted(held.keys() | moved.keys()), scope.dates)
        return sorted(
            (ProjectSum(each, zone_of(each, zones), held.get(each.id, {}), moved.get(each.id, {})) for each in found),
            key=lambda each: (each.project.book, each.project.code),
        )


def amount(balance: ProjectBalance | None, unit: CellUnit, *, is_area: bool = False) -> Fraction:
    """What a project holds in a form's unit."""
    if balance is None:
        return Fraction(0)
    if is_area:
        return Fraction(balance.amount, SQUARE_METRES)
    if unit.currency == "USD":
        return Fraction(balance.usd, CENTS * unit.size)
    return Fraction(balance.vnd, unit.size) if unit.currency == "VND" else Fraction(balance.amount)


def sum_cell(
    sums: Iterable[ProjectSum], measures: Sequence[str], unit: CellUnit, what: Text, *, held: bool = False
) -> FormCell:
    """A cell that is the sum of measures over projects; empty where none of them has any."""
    is_area = measures[0].startswith("land.")
    divided = is_area or bool(unit.currency)
    balances = [
        (balance, each.share if divided else Fraction(1))
        for each in sums
        for measure in measures
        if (balance := (each.held if held else each.moved).get(measure)) is not None and (divided or each.counts)
    ]
    if not balances:
        return FormCell(unit=unit, state=CellState.EMPTY, said=(what,))
    value = sum((amount(each, unit, is_area=is_area) * share for each, share in balances), Fraction(0))
    return FormCell(value, unit, CellState.NUMBER, said=(what,), demo=any(each.demo for each, _ in balances))


def of_origin(sums: Iterable[ProjectSum], origin: Origin) -> list[ProjectSum]:
    """Those of one origin."""
    return [each for each in sums if each.project.origin == origin]
