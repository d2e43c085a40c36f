"""Zones of a dashboard: how full each is, and where clearance is behind."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from parkledger.briefing.dashboard.questions import DashboardSubject, Part, year_before
from parkledger.catalogue import ZoneKind, official_title
from parkledger.catalogue.publicity import PublicKind, hiding
from parkledger.figures import Figure, Figures, ZoneBalance
from parkledger.language import Text, to_hectares
from parkledger.places import territory_on

PARK, CLUSTER = ZoneKind.PARK, ZoneKind.CLUSTER
CLEARANCE_YEARS = 2
"""Years after which land that was to be cleared counts as late."""
LAND = ("land.industrial", "land.service", "land.to_clear", "land.cleared")


@dataclass(frozen=True, slots=True)
class Plots:
    """What zones held by the page's day, in square metres; `to_clear_before` is what was to be cleared some years before.

    `demo` are the zones with demonstration data among these.
    """

    land: dict[int, dict[str, int]]
    to_clear_before: dict[int, int]
    demo: set[int]

    def leasable(self, zone: int) -> bool:
        """Whether a zone has land to let."""
        own = self.land.get(zone, {})
        return own.get("land.industrial", 0) + own.get("land.service", 0) > 0


@dataclass(frozen=True, slots=True)
class Full:
    """How full a zone is: the figure, whose terms say of what."""

    zone: int
    figure: Figure

    @property
    def leased(self) -> Fraction | None:
        """Hectares let (of clusters also those approved); None where nothing was ever recorded of it."""
        known = [term.value for term in self.figure.terms if term.value is not None and _above(term.code)]
        return sum(known, Fraction(0)) if known else None

    @property
    def of(self) -> Fraction:
        """Hectares that can be let."""
        return sum((t.value for t in self.figure.terms if t.value and not _above(t.code)), Fraction(0))


def _above(code: str) -> bool:
    return code.startswith("land.leased") or code == "land.approved"


@dataclass(frozen=True, slots=True)
class Clearance:
    """A zone with land not yet cleared: square metres to clear, cleared, and late by the rule."""

    zone: int
    to_clear_m2: int
    cleared_m2: int
    late_m2: int
    demo: bool

    @property
    def to_clear(self) -> Fraction:
        """Hectares to clear."""
        return to_hectares(self.to_clear_m2)

    @property
    def cleared(self) -> Fraction:
        """Hectares cleared."""
        return to_hectares(self.cleared_m2)

    @property
    def late(self) -> Fraction:
        """Hectares late."""
        return to_hectares(self.late_m2)


def plots(books: Figures, subject: DashboardSubject) -> Plots:
    """What the page needs of every zone, by one query."""
    before = subject.on
    for _ in range(CLEARANCE_YEARS):
        before = year_before(before)
    found = Plots({}, {}, set())
    for balance in books.zone_balances(
        list(LAND), territory_on(subject.place, subject.on), [subject.on, before], subject.known_at
    ):
        _take_land(found, balance)
    return found


def _take_land(found: Plots, balance: ZoneBalance) -> None:
    own = found.land.setdefault(balance.zone, {})
    now, before = balance.amounts[:2]
    own[balance.measure] = own.get(balance.measure, 0) + now
    if balance.measure == "land.to_clear":
        found.to_clear_before[balance.zone] = found.to_clear_before.get(balance.zone, 0) + before
    if balance.demo:
        found.demo.add(balance.zone)


def occupancy(books: Figures, subject: DashboardSubject, land: Plots) -> Part[dict[str, list[Full]]]:
    """How full each zone with land to let is, parks and clusters apart, the fullest first, the unknown last."""
    zones = [
        (zone["id"], ZoneKind(zone["kind"]))
        for zone in books.zones_known(subject.known_at).values()
        if land.leasable(zone["id"]) and zone["kind"] in {PARK, CLUSTER}
    ]
    figures = yield [subject.ask("occupancy", kind, zone=zone) for zone, kind in zones]
    found: dict[str, list[Full]] = {PARK.value: [], CLUSTER.value: []}
    for (zone, kind), figure in zip(zones, figures, strict=True):
        found[kind.value].append(Full(zone, figure))
    for each in found.values():
        each.sort(key=lambda full: (full.figure.value is None, -(full.figure.value or 0), full.zone))
    return found


def clearances(books: Figures, found: Plots) -> list[Clearance]:
    """The zones with land not yet cleared, those with most of it late first; none that is withheld from whoever asks."""
    behind, hidden = [], hiding(PublicKind.ZONES)
    for zone, own in found.land.items():
        if hidden and books.zone(zone)["book"] in hidden:
            continue
        to_clear, cleared = own.get("land.to_clear", 0), own.get("land.cleared", 0)
        if to_clear > cleared:
            late = max(0, found.to_clear_before.get(zone, 0) - cleared)
            behind.append(Clearance(zone, to_clear, cleared, late, zone in found.demo))
    return sorted(behind, key=lambda each: (-each.late_m2, each.cleared_m2 - each.to_clear_m2, each.zone))


CLEARANCE_RULE = Text(
    f"Tính là chậm: phần đất đã phải giải phóng từ trên {CLEARANCE_YEARS} năm trước mà đến ngày của trang chưa giải phóng. "
    "Đây là quy tắc của trang này, không phải thời hạn pháp luật.",
    f"Counted as late: land that was to be cleared more than {CLEARANCE_YEARS} years before the page's day and is not. "
    "This is a rule of this page, not a legal term.",
)
"""What clearance counts as late, and on what basis."""


def titles(books: Figures, zones: Iterable[int]) -> dict[int, str]:
    """Zones as officials write them."""
    found = {}
    for zone in zones:
        row = books.zone(zone)
        found[zone] = official_title(row["kind"], row["name"])
    return found
