"""The conditions of the law on establishing, expanding, merging and revoking zones, as data.

A requirement holds when one of its tests does. A test sets a figure against a parameter of the catalogue, whose value,
basis and verification are those of the day asked, or against a fixed bound with a basis of its own. What no book
records (demand, a developer's means, rice land) has no figure: such a requirement stays unknown, and says why.
Informing only: no answer forbids anything.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final

from parkledger.catalogue import Act, Verified, ZoneKind
from parkledger.language import Labelled, Text


class Verdict(Labelled):
    """Whether a requirement is met, as far as the books can tell."""

    HOLDS = "holds", "đạt", "holds"
    FAILS = "fails", "không đạt", "fails"
    UNKNOWN = "unknown", "chưa rõ", "unknown"


class BoundRelation(Labelled):
    """How a figure must stand to its bound. Clusters need more than half (strict); parks at least 60 %."""

    ABOVE = ">", "phải trên", "must be above"
    AT_LEAST = ">=", "phải từ", "must be at least"
    AT_MOST = "<=", "không quá", "must be at most"

    def met(self, figure: Fraction, bound: Fraction) -> bool:
        """Whether the figure stands so."""
        if self is BoundRelation.ABOVE:
            return figure > bound
        return figure >= bound if self is BoundRelation.AT_LEAST else figure <= bound


class RuleScope(StrEnum):
    """Of what a figure is taken."""

    ZONE = "zone"
    PROVINCE = "province"
    TERRITORY = "territory"
    """The district or commune on which clusters are tested, as `cluster.establishment.test_territory` says."""
    AREA_AFTER = "area_after"
    """The zone's area once the act is done, where it is given with the question."""
    DEVELOPER = "developer"
    """The zone itself: whether a developer is named of it on record. That has no figure."""


@dataclass(frozen=True, slots=True)
class Need:
    """The figure a test looks at: indicators added or (−1) taken away, of the zone, its province or its territory."""

    scope: RuleScope
    terms: tuple[tuple[int, str], ...]
    name: Text


@dataclass(frozen=True, slots=True)
class Test:
    """One comparison. Without a need nothing is recorded of it; `proves` is False where meeting it leaves a doubt.

    `parameter` gives the bound; where it is empty, `bound` does, from `since` on, by `basis`.
    """

    __test__ = False  # not one of pytest's

    name: Text
    need: Need | None = None
    comparison: BoundRelation = BoundRelation.AT_LEAST
    parameter: str = ""
    bound: Fraction | None = None
    since: date = date.min
    basis: str = ""
    verified: Verified = Verified.MEMORY
    proves: bool = True
    disproves: bool = True


@dataclass(frozen=True, slots=True)
class Requirement:
    """What an act on a kind of zone requires: any one of the tests. `unless`: a way round that no book records."""

    code: str
    act: Act
    kind: ZoneKind
    name: Text
    tests: tuple[Test, ...]
    unless: Text | None = None
    unless_parameter: str = ""


DECREE_35, DECREE_35_FROM = "Nghị định 35/2022/NĐ-CP", date(2022, 7, 15)
DECREE_32, DECREE_32_FROM = "Nghị định 32/2024/NĐ-CP", date(2024, 5, 1)
PARK, CLUSTER = ZoneKind.PARK, ZoneKind.CLUSTER
ONE = Fraction(1)
NO_RECORD = Text("không được ghi trong sổ", "not recorded in the books")

OCCUPANCY_OF_PARKS = Need(
    RuleScope.PROVINCE,
    ((1, "occupancy"),),
    Text("tỷ lệ lấp đầy bình quân các KCN của tỉnh", "average occupancy of the province's parks"),
)
AREA_OF_PARKS = Need(
    RuleScope.PROVINCE,
    ((1, "land.established"),),
    Text("tổng diện tích KCN đã thành lập của tỉnh", "total area of the province's established parks"),
)
OCCUPANCY_OF_ZONE = Need(RuleScope.ZONE, ((1, "occupancy"),), Text("tỷ lệ lấp đầy", "occupancy"))
OCCUPANCY_OF_CLUSTERS = Need(
    RuleScope.TERRITORY,
    ((1, "occupancy"),),
    Text("tỷ lệ lấp đầy bình quân các CCN trên địa bàn", "average occupancy of the territory's clusters"),
)
UNLEASED = Need(
    RuleScope.TERRITORY,
    ((1, "land.industrial"), (-1, "land.leased_industrial")),
    Text(
        "đất công nghiệp chưa cho thuê của các CCN trên địa bàn", "unleased industrial land of the territory's clusters"
    ),
)
PLANNED = Need(RuleScope.ZONE, ((1, "zones.planned"),), Text("có trong quy hoạch", "is in the plan"))
ZONED = Need(
    RuleScope.ZONE, ((1, "zones.zoning_approved"),), Text("đã duyệt quy hoạch xây dựng", "has an approved zoning plan")
)
ESTABLISHED = Need(RuleScope.ZONE, ((1, "zones.established"),), Text("đã có quyết định thành lập", "is established"))
PLANNED_AREA = Need(RuleScope.ZONE, ((1, "land.planned"),), Text("diện tích quy hoạch", "planned area"))
AREA_AFTER = Need(RuleScope.AREA_AFTER, ((1, "land.natural"),), Text("diện tích sau khi thực hiện", "area afterwards"))
WASTE_WATER = Need(
    RuleScope.ZONE,
    ((1, "wastewater.capacity"),),
    Text("công suất xử lý nước thải tập trung đang vận hành", "waste-water treatment capacity in use"),
)
DEVELOPER = Need(RuleScope.DEVELOPER, (), Text("chủ đầu tư hạ tầng trên sổ", "developer on record"))


def _bounded(need: Need, comparison: BoundRelation, parameter: str, *, disproves: bool = True) -> Test:
    """A figure set against a parameter of the catalogue, under the figure's own name."""
    return Test(need.name, need, comparison, parameter, disproves=disproves)


def _fixed(need: Need, basis: str, since: date, verified: Verified) -> Test:
    """A milestone that must have been reached."""
    return Test(need.name, need, bound=ONE, since=since, basis=basis, verified=verified)


def _unrecorded(
    code: str, act: Act, kind: ZoneKind, name: Text, basis: str, verified: Verified, parameter: str = ""
) -> Requirement:
    """A requirement of which no book records anything."""
    since = DECREE_35_FROM if kind is PARK else DECREE_32_FROM
    return Requirement(
        code, act, kind, name, (Test(name, basis=basis, since=since, verified=verified, parameter=parameter),)
    )


_PARK_ESTABLISH = (
    Requirement(
        "park.establish.plan",
        Act.ESTABLISH,
        PARK,
        Text("có trong quy hoạch, danh mục KCN của tỉnh", "in the plan and on the province's list"),
        (_fixed(PLANNED, f"{DECREE_35}, Điều 9", DECREE_35_FROM, Verified.SECONDARY),),
    ),
    Requirement(
        "park.establish.zoning",
        Act.ESTABLISH,
        PARK,
        Text("quy hoạch xây dựng đã duyệt", "zoning plan approved"),
        (_fixed(ZONED, f"{DECREE_35}, Điều 9", DECREE_35_FROM, Verified.SECONDARY),),
    ),
    Requirement(
        code="park.establish.occupancy",
        act=Act.ESTABLISH,
        kind=PARK,
        name=Text(
            "tỷ lệ lấp đầy bình quân các KCN của tỉnh, trừ khi tổng diện tích còn nhỏ",
            "average occupancy of the province's parks, unless their total area is small",
        ),
        tests=(
            _bounded(OCCUPANCY_OF_PARKS, BoundRelation.AT_LEAST, "park.occupancy.minimum_for_new_park"),
            _bounded(AREA_OF_PARKS, BoundRelation.AT_MOST, "park.occupancy.waiver_maximum_total_area"),
        ),
        unless=Text("KCN thuộc loại được miễn", "the park is of a type for which this is waived"),
        unless_parameter="park.occupancy.waived_types",
    ),
    Requirement(
        "park.establish.phases",
        Act.ESTABLISH,
        PARK,
        Text("một giai đoạn không vượt diện tích tối đa", "no phase above the maximum area"),
        (_bounded(PLANNED_AREA, BoundRelation.AT_MOST, "park.phase.maximum_area", disproves=False),),
        Text("KCN được phân kỳ, mỗi giai đoạn trong mức đó", "the park is built in phases, each within it"),
    ),
    _unrecorded(
        "park.establish.rice_land",
        Act.ESTABLISH,
        PARK,
        Text(
            "đất lúa hai vụ phải phân kỳ khi vượt mức của vùng",
            "two-crop rice land above the region's limit needs phases",
        ),
        f"{DECREE_35}, Điều 9",
        Verified.SECONDARY,
    ),
    _unrecorded(
        code="park.establish.worker_land",
        act=Act.ESTABLISH,
        kind=PARK,
        name=Text("quỹ đất nhà ở, dịch vụ cho người lao động", "land for workers' housing and services"),
        basis=DECREE_35,
        verified=Verified.SECONDARY,
        parameter="park.worker_land.minimum_share",
    ),
)

_PARK_EXPAND = (
    Requirement(
        "park.expand.occupancy",
        Act.EXPAND,
        PARK,
        Text("tỷ lệ lấp đầy của KCN", "occupancy of the park"),
        (_bounded(OCCUPANCY_OF_ZONE, BoundRelation.AT_LEAST, "park.occupancy.minimum_for_expansion"),),
    ),
    Requirement(
        "park.expand.waste_water",
        Act.EXPAND,
        PARK,
        Text(
            "công trình xử lý nước thải tập trung đã xây dựng, vận hành",
            "central waste-water works built and operating",
        ),
        (
            Test(
                WASTE_WATER.name,
                WASTE_WATER,
                BoundRelation.ABOVE,
                bound=Fraction(0),
                since=DECREE_35_FROM,
                basis=DECREE_35,
            ),
        ),
    ),
    _unrecorded(
        "park.expand.connection",
        Act.EXPAND,
        PARK,
        Text("hạ tầng liền kề hoặc kết nối được", "adjacent or connectable infrastructure"),
        DECREE_35,
        Verified.MEMORY,
    ),
)

_CLUSTER_ESTABLISH = (
    Requirement(
        "cluster.establish.plan",
        Act.ESTABLISH,
        CLUSTER,
        Text("có trong danh mục CCN của tỉnh", "on the province's list of clusters"),
        (_fixed(PLANNED, f"{DECREE_32}, Điều 8 khoản 1", DECREE_32_FROM, Verified.READ),),
    ),
    Requirement(
        code="cluster.establish.territory",
        act=Act.ESTABLISH,
        kind=CLUSTER,
        name=Text(
            "nơi đã có CCN: tỷ lệ lấp đầy bình quân hoặc đất chưa cho thuê trong mức",
            "where there are clusters already: average occupancy, or unleased land within the limit",
        ),
        tests=(
            _bounded(OCCUPANCY_OF_CLUSTERS, BoundRelation.ABOVE, "cluster.establishment.minimum_occupancy"),
            _bounded(UNLEASED, BoundRelation.AT_MOST, "cluster.establishment.maximum_unleased_land"),
        ),
        unless=Text("CCN thuộc loại được miễn", "the cluster is of a type for which this is waived"),
        unless_parameter="cluster.establishment.waived_types",
    ),
    Requirement(
        "cluster.establish.minimum_area",
        Act.ESTABLISH,
        CLUSTER,
        Text("diện tích tối thiểu", "minimum area"),
        (
            _bounded(PLANNED_AREA, BoundRelation.AT_LEAST, "cluster.area.minimum"),
            Test(
                Text(
                    "diện tích quy hoạch, nếu là huyện miền núi hoặc CCN làng nghề",
                    "planned area, in a mountainous district or for a craft-village cluster",
                ),
                PLANNED_AREA,
                BoundRelation.AT_LEAST,
                "cluster.area.minimum_mountain_or_craft",
                proves=False,
            ),
        ),
    ),
    Requirement(
        "cluster.establish.maximum_area",
        Act.ESTABLISH,
        CLUSTER,
        Text("diện tích tối đa", "maximum area"),
        (_bounded(PLANNED_AREA, BoundRelation.AT_MOST, "cluster.area.maximum"),),
    ),
    _unrecorded(
        "cluster.establish.land",
        Act.ESTABLISH,
        CLUSTER,
        Text("có quỹ đất", "land is available"),
        f"{DECREE_32}, Điều 8 khoản 1",
        Verified.READ,
    ),
    Requirement(
        "cluster.establish.developer",
        Act.ESTABLISH,
        CLUSTER,
        Text("chủ đầu tư hạ tầng có năng lực", "a capable developer"),
        (
            Test(
                DEVELOPER.name,
                DEVELOPER,
                bound=ONE,
                since=DECREE_32_FROM,
                basis=f"{DECREE_32}, Điều 8 khoản 1",
                verified=Verified.READ,
                proves=False,
            ),
        ),
    ),
)

_CLUSTER_EXPAND = (
    Requirement(
        "cluster.expand.maximum_area",
        Act.EXPAND,
        CLUSTER,
        Text("tổng diện tích sau mở rộng", "total area after the expansion"),
        (_bounded(AREA_AFTER, BoundRelation.AT_MOST, "cluster.area.maximum"),),
    ),
    Requirement(
        "cluster.expand.occupancy",
        Act.EXPAND,
        CLUSTER,
        Text("tỷ lệ lấp đầy của CCN", "occupancy of the cluster"),
        (_bounded(OCCUPANCY_OF_ZONE, BoundRelation.AT_LEAST, "cluster.expansion.minimum_occupancy"),),
        Text(
            "nhu cầu thuê đất vượt diện tích hiện có (sổ không ghi nhu cầu)",
            "demand exceeds the land there is (the books do not record demand)",
        ),
    ),
    Requirement(
        "cluster.expand.waste_water",
        Act.EXPAND,
        CLUSTER,
        Text("xử lý nước thải đang hoạt động", "waste-water treatment in use"),
        (
            Test(
                WASTE_WATER.name,
                WASTE_WATER,
                BoundRelation.ABOVE,
                "cluster.expansion.required_works",
                bound=Fraction(0),
            ),
        ),
    ),
    _unrecorded(
        code="cluster.expand.works",
        act=Act.EXPAND,
        kind=CLUSTER,
        name=Text("các hạ tầng thiết yếu khác đang hoạt động", "the other essential works in use"),
        basis="",
        verified=Verified.READ,
        parameter="cluster.expansion.required_works",
    ),
    Requirement(
        "cluster.expand.developer",
        Act.EXPAND,
        CLUSTER,
        Text("có chủ đầu tư hạ tầng", "a developer"),
        (_fixed(DEVELOPER, f"{DECREE_32}, Điều 8 khoản 2", DECREE_32_FROM, Verified.READ),),
    ),
)


def _leaving(act: Act) -> tuple[Requirement, ...]:
    """What a cluster needs to leave the plan, whether it becomes part of a park or ends; no clause speaks of merging as such."""
    return (
        Requirement(
            f"cluster.{act}.established",
            act,
            CLUSTER,
            Text("có quyết định thành lập để bãi bỏ", "there is an establishment decision to revoke"),
            (_fixed(ESTABLISHED, f"{DECREE_32}, Điều 12 khoản 2", DECREE_32_FROM, Verified.READ),),
        ),
        _unrecorded(
            f"cluster.{act}.conversion",
            act,
            CLUSTER,
            Text(
                "có phương án chuyển đổi khả thi khi đưa CCN ra khỏi quy hoạch",
                "a feasible plan of conversion when a cluster leaves the plan",
            ),
            f"{DECREE_32}, Điều 6 khoản 1 điểm c",
            Verified.READ,
        ),
    )


REQUIREMENTS: Final = (
    *_PARK_ESTABLISH,
    *_PARK_EXPAND,
    *_CLUSTER_ESTABLISH,
    *_CLUSTER_EXPAND,
    *_leaving(Act.MERGE),
    *_leaving(Act.REVOKE),
)
"""Every requirement known, in the order in which it is answered."""


def requirements(act: Act, kind: ZoneKind) -> tuple[Requirement, ...]:
    """What an act on a kind of zone requires; empty where the catalogue knows no provision."""
    return tuple(each for each in REQUIREMENTS if (each.act, each.kind) == (act, kind))
