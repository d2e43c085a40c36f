"""Zones of a dashboard: how full each is, where clearance is behind, whose report is not in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from parkledger.briefing.dashboard.questions import DAY, Part, Subject, year_before
from parkledger.catalogue import Name, ZoneKind, official_title
from parkledger.figures import Engine, Figure
from parkledger.figures.cube import Boundaries, Bucketed, Window
from parkledger.language import to_hectares
from parkledger.places import territory

PARK, CLUSTER = ZoneKind.PARK, ZoneKind.CLUSTER
CLEARANCE_YEARS = 2
"""Years after which land that was to be cleared counts as late."""
REPORT_DAYS = 10
"""Days after a month's end within which its final report comes in."""
HALF_YEAR_DAYS = 16
"""Days after the end of a cluster's half-year (14 June, 14 December) within which its report is due: by the 30th."""
LAND = ("land.industrial", "land.service", "land.to_clear", "land.cleared")
REPORTS = {PARK: "output.production", CLUSTER: "output.revenue"}
"""What a zone of each kind is to report."""
OPERATING = "zones.operating"


@dataclass(frozen=True, slots=True)
class Plots:
    """What zones held by the page's day, and what of it matters for lateness; land in square metres.

    `to_clear_before` is what was to be cleared some years before; `due` and `reported` are the zones that were to
    report for the last period due and that did, by kind; `demo` the zones with demonstration data among these.
    """

    land: dict[int, dict[str, int]]
    to_clear_before: dict[int, int]
    due: dict[ZoneKind, set[int]]
    reported: dict[ZoneKind, set[int]]
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


@dataclass(frozen=True, slots=True)
class Missing:
    """Reports due and not in: for which period, of which zones, out of how many due."""

    kind: ZoneKind
    start: date
    end: date
    due: int
    zones: list[int]


def plots(engine: Engine, subject: Subject) -> Plots:
    """What the page needs of every zone, by one query; of several provinces together, not who has reported."""
    before = subject.on
    for _ in range(CLEARANCE_YEARS):
        before = year_before(before)
    periods = {} if subject.is_wide else {PARK: month_due(subject.on), CLUSTER: half_year_due(subject.on)}
    days = [before + DAY, subject.on + DAY, *(day for start, end in periods.values() for day in (start, end + DAY))]
    boundaries = Boundaries(days)
    asked = list(LAND) if subject.is_wide else [*LAND, OPERATING, *REPORTS.values()]
    codes = territory(subject.place)
    sums = engine.cube.zone_sums(asked, codes, boundaries, subject.known_at, last_day=subject.on)
    found = Plots({}, {}, {kind: set() for kind in REPORTS}, {kind: set() for kind in REPORTS}, set())
    for (zone, measure), cells in sums.items():
        for cell, rows in cells:
            if measure in LAND:
                _take_land(found, zone, measure, rows, boundaries.window(None, before + DAY).until)
                if cell[7]:
                    found.demo.add(zone)
            for kind, (start, end) in periods.items():
                if cell[2] == kind:
                    _take_report(found, kind, zone, measure, rows, boundaries.window(start, end + DAY))
    return found


def _take_land(found: Plots, zone: int, measure: str, rows: list[Bucketed], until: int) -> None:
    own = found.land.setdefault(zone, {})
    own[measure] = own.get(measure, 0) + sum(row.amount for row in rows)
    if measure == "land.to_clear":
        earlier = sum(row.amount for row in rows if row.bucket <= until)
        found.to_clear_before[zone] = found.to_clear_before.get(zone, 0) + earlier


def _take_report(found: Plots, kind: ZoneKind, zone: int, measure: str, rows: list[Bucketed], window: Window) -> None:
    """Whether a zone was operating at the end of the period due, and whether it reported of it."""
    if measure == OPERATING and sum(row.amount for row in rows if row.bucket <= window.until) > 0:
        found.due[kind].add(zone)
    if measure == REPORTS[kind] and sum(r.count for r in rows if window.since <= r.bucket <= window.until) > 0:
        found.reported[kind].add(zone)


def occupancy(engine: Engine, subject: Subject, land: Plots) -> Part[dict[str, list[Full]]]:
    """How full each zone with land to let is, parks and clusters apart, the fullest first, the unknown last."""
    zones = [
        (zone["id"], ZoneKind(zone["kind"]))
        for zone in engine.cube.zones_known(subject.known_at).values()
        if land.leasable(zone["id"]) and zone["kind"] in {PARK, CLUSTER}
    ]
    figures = yield [subject.ask("occupancy", kind, zone=zone) for zone, kind in zones]
    found: dict[str, list[Full]] = {PARK.value: [], CLUSTER.value: []}
    for (zone, kind), figure in zip(zones, figures, strict=True):
        found[kind.value].append(Full(zone, figure))
    for each in found.values():
        each.sort(key=lambda full: (full.figure.value is None, -(full.figure.value or 0), full.zone))
    return found


def clearances(found: Plots) -> list[Clearance]:
    """The zones with land not yet cleared, those with most of it late first."""
    behind = []
    for zone, own in found.land.items():
        to_clear, cleared = own.get("land.to_clear", 0), own.get("land.cleared", 0)
        if to_clear > cleared:
            late = max(0, found.to_clear_before.get(zone, 0) - cleared)
            behind.append(Clearance(zone, to_clear, cleared, late, zone in found.demo))
    return sorted(behind, key=lambda each: (-each.late_m2, each.cleared_m2 - each.to_clear_m2, each.zone))


def missing_reports(subject: Subject, found: Plots) -> list[Missing]:
    """The reports of operating zones for the last month (of clusters: half-year) due that are not in, in one province."""
    if subject.is_wide:
        return []
    periods = {PARK: month_due(subject.on), CLUSTER: half_year_due(subject.on)}
    return [
        Missing(kind, *period, len(found.due[kind]), sorted(found.due[kind] - found.reported[kind]))
        for kind, period in periods.items()
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
        row = engine.cube.zone(zone)
        found[zone] = official_title(row["kind"], row["name"])
    return found
