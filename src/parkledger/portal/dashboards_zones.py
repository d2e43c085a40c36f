"""Zones of a dashboard: how full each is, where clearance is behind, whose report is not in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from parkledger.catalogue import Name, ZoneKind
from parkledger.figures import Engine, Figure
from parkledger.figures.cube import Boundaries
from parkledger.places import territory
from parkledger.portal.dashboards_asking import DAY, Part, Subject, year_before

PARK, CLUSTER = ZoneKind.PARK, ZoneKind.CLUSTER
CLEARANCE_YEARS = 2
"""Years after which land that was to be cleared counts as late."""
REPORT_DAYS = 10
"""Days after a month's end within which its final report comes in."""
HALF_YEAR_DAYS = 16
"""Days after the end of a cluster's half-year (14 June, 14 December) within which its report is due: by the 30th."""
LAND = (
    "land.industrial",
    "land.service",
    "land.leased_industrial",
    "land.leased_service",
    "land.to_clear",
    "land.cleared",
)


@dataclass(frozen=True, slots=True)
class Held:
    """What zones held in square metres by the day, and what was to be cleared in them some years before."""

    now: dict[int, dict[str, int]]
    to_clear_before: dict[int, int]

    def leasable(self, zone: int) -> bool:
        """Whether a zone has land to let."""
        own = self.now.get(zone, {})
        return own.get("land.industrial", 0) + own.get("land.service", 0) > 0


@dataclass(frozen=True, slots=True)
class Full:
    """How full a zone is: the figure, whose terms say of what."""

    zone: int
    figure: Figure

    @property
    def leased(self) -> Fraction:
        """Hectares let (of clusters also those approved)."""
        return sum((t.value for t in self.figure.terms if t.value and _above(t.code)), Fraction(0))

    @property
    def of(self) -> Fraction:
        """Hectares that can be let."""
        return sum((t.value for t in self.figure.terms if t.value and not _above(t.code)), Fraction(0))

    @property
    def width(self) -> Fraction:
        """The share let, at most a hundred."""
        return min(self.figure.value or Fraction(0), Fraction(100))


def _above(code: str) -> bool:
    return code.startswith("land.leased") or code == "land.approved"


@dataclass(frozen=True, slots=True)
class Clearance:
    """A zone with land not yet cleared: square metres to clear, cleared, and late by the rule."""

    zone: int
    to_clear: int
    cleared: int
    late: int

    @property
    def to_clear_ha(self) -> Fraction:
        """Hectares to clear."""
        return Fraction(self.to_clear, 10_000)

    @property
    def cleared_ha(self) -> Fraction:
        """Hectares cleared."""
        return Fraction(self.cleared, 10_000)

    @property
    def late_ha(self) -> Fraction:
        """Hectares that were to be cleared long ago and are not."""
        return Fraction(self.late, 10_000)


@dataclass(frozen=True, slots=True)
class Missing:
    """Reports due and not in: for which period, of which zones, out of how many due."""

    kind: ZoneKind
    start: date
    end: date
    due: int
    zones: list[int]


def held(engine: Engine, subject: Subject) -> Held:
    """The land of every zone, by one query."""
    before = subject.on
    for _ in range(CLEARANCE_YEARS):
        before = year_before(before)
    boundaries = Boundaries([before + DAY, subject.on + DAY])
    sums = engine.cube.zone_sums(LAND, territory(subject.place), boundaries, subject.known_at, last_day=subject.on)
    now: dict[int, dict[str, int]] = {}
    earlier: dict[int, int] = {}
    for (zone, measure), cells in sums.items():
        rows = [row for _, found in cells for row in found]
        now.setdefault(zone, {})[measure] = sum(row.amount for row in rows)
        if measure == "land.to_clear":
            earlier[zone] = sum(row.amount for row in rows if row.bucket == 0)
    return Held(now, earlier)


def occupancy(engine: Engine, subject: Subject, land: Held) -> Part[dict[str, list[Full]]]:
    """How full each zone with land to let is, parks and clusters apart, the fullest first."""
    zones = [
        (zone["id"], ZoneKind(zone["kind"]))
        for zone in engine.cube.zones.values()
        if land.leasable(zone["id"]) and zone["kind"] in {PARK, CLUSTER}
    ]
    figures = yield [subject.ask("occupancy", kind, zone=zone) for zone, kind in zones]
    found: dict[str, list[Full]] = {PARK.value: [], CLUSTER.value: []}
    for (zone, kind), figure in zip(zones, figures, strict=True):
        if figure.value is not None:
            found[kind.value].append(Full(zone, figure))
    for each in found.values():
        each.sort(key=lambda full: (-(full.figure.value or 0), full.zone))
    return found


def clearances(land: Held) -> list[Clearance]:
    """The zones with land not yet cleared, those with most of it late first."""
    found = []
    for zone, own in land.now.items():
        to_clear, cleared = own.get("land.to_clear", 0), own.get("land.cleared", 0)
        if to_clear > cleared:
            late = max(0, land.to_clear_before.get(zone, 0) - cleared)
            found.append(Clearance(zone, to_clear, cleared, late))
    return sorted(found, key=lambda each: (-each.late, each.cleared - each.to_clear, each.zone))


def missing_reports(engine: Engine, subject: Subject) -> list[Missing]:
    """The reports of operating zones for the last month (of clusters: half-year) due that are not in."""
    month = month_due(subject.on)
    half = half_year_due(subject.on)
    return [
        _missing(engine, subject, PARK, "output.production", month),
        _missing(engine, subject, CLUSTER, "output.revenue", half),
    ]


def month_due(on: date) -> tuple[date, date]:
    """The last month whose final report should be in."""
    end = (on - REPORT_DAYS * DAY).replace(day=1) - DAY
    return end.replace(day=1), end


def half_year_due(on: date) -> tuple[date, date]:
    """The last half-year of clusters whose report should be in: 15 December to 14 June, 15 June to 14 December."""
    latest = on - HALF_YEAR_DAYS * DAY
    ends = [date(year, month, 14) for year in (latest.year - 1, latest.year) for month in (6, 12)]
    end = max(each for each in ends if each <= latest)
    start = date(end.year - 1, 12, 15) if end.month == 6 else date(end.year, 6, 15)
    return start, end


def _missing(engine: Engine, subject: Subject, kind: ZoneKind, measure: str, period: tuple[date, date]) -> Missing:
    start, end = period
    boundaries = Boundaries([start, end + DAY])
    codes = territory(subject.place)
    asked = [measure, "zones.operating"]
    sums = engine.cube.zone_sums(asked, codes, boundaries, subject.known_at, last_day=end)
    due = {
        zone
        for (zone, found), cells in sums.items()
        if found == "zones.operating" and sum(row.amount for cell, rows in cells for row in rows if cell[2] == kind) > 0
    }
    reported = {
        zone
        for (zone, found), cells in sums.items()
        if found == measure and sum(row.count for _, rows in cells for row in rows if row.bucket == 1) > 0
    }
    return Missing(kind, start, end, len(due), sorted(due - reported))


RULES = {
    "clearance": Name(
        f"Tính là chậm: phần đất đã phải giải phóng từ trên {CLEARANCE_YEARS} năm trước mà đến ngày của trang chưa giải phóng. "
        "Đây là quy tắc của trang này, không phải thời hạn pháp luật.",
        f"Counted as late: land that was to be cleared more than {CLEARANCE_YEARS} years before the page's day and is not. "
        "This is a rule of this page, not a legal term.",
    ),
    "park": Name(
        f"KCN đang hoạt động cần có báo cáo giá trị sản xuất của tháng, chậm nhất {REPORT_DAYS} ngày sau khi hết tháng. "
        "Quy tắc theo nếp báo cáo hằng tháng trong sổ; quy định chỉ đòi báo cáo quý và năm.",
        f"A park in operation is to have its production of the month on record {REPORT_DAYS} days after the month's end. "
        "The rule follows the books' monthly habit; regulations ask for quarterly and yearly reports only.",
    ),
    "cluster": Name(
        "CCN đang hoạt động cần có báo cáo doanh thu của kỳ 6 tháng (15/12–14/6, 15/6–14/12), chậm nhất ngày 30 của tháng hết kỳ "
        "(kỳ đầu năm: Thông tư 14/2024/TT-BCT; kỳ cuối năm theo cùng nếp).",
        "A cluster in operation is to have its revenue of the half-year (15 December–14 June, 15 June–14 December) on record by "
        "the 30th of the month it ends in (first half: Circular 14/2024/TT-BCT; second half by the same habit).",
    ),
}
"""What counts as late, and on what basis."""


def titles(engine: Engine, zones: Iterable[int]) -> dict[int, str]:
    """Zones as officials write them."""
    found = {}
    for zone in zones:
        row = engine.cube.zones.get(zone)
        found[zone] = f"{ZoneKind(row['kind']).short} {row['name']}" if row else str(zone)
    return found
