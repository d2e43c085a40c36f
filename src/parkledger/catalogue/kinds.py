"""The closed lists of the register: kinds of zone, origins of capital, roles of projects, facilities, sectors."""

from enum import StrEnum

from parkledger.catalogue.names import Name


class ZoneKind(StrEnum):
    """What a zone is by law."""

    PARK = "park"
    CLUSTER = "cluster"
    ECONOMIC_ZONE = "economic_zone"

    @property
    def label(self) -> Name:
        """The full name, and the abbreviation officials write before a zone's own name."""
        return ZONE_KIND_NAMES[self]

    @property
    def short(self) -> str:
        """KCN, CCN or KKT."""
        return ZONE_KIND_SHORT[self]


class Origin(StrEnum):
    """Where a project's capital comes from: foreign (FDI) or domestic (DDI)."""

    FDI = "fdi"
    DDI = "ddi"

    @property
    def label(self) -> Name:
        """The name of the origin."""
        return ORIGIN_NAMES[self]


class Role(StrEnum):
    """Whether a project builds the zone's infrastructure or is a tenant in it."""

    INFRASTRUCTURE = "infrastructure"
    SECONDARY = "secondary"


class Currency(StrEnum):
    """Currencies of account; amounts are whole US cents or whole đồng."""

    USD = "USD"
    VND = "VND"


class Status(StrEnum):
    """Whether a reported number is an estimate (ước) or final (chính thức)."""

    ESTIMATE = "estimate"
    FINAL = "final"


class Scenario(StrEnum):
    """What happened, or what was planned to happen."""

    ACTUAL = "actual"
    PLAN = "plan"


class FacilityKind(StrEnum):
    """Facilities whose capacity the register counts."""

    WASTEWATER = "wastewater"
    HOUSING = "housing"
    SCHOOL = "school"


class Tariff(StrEnum):
    """Prices and charges in force in a zone."""

    LAND_RENT = "land_rent"
    INFRASTRUCTURE = "infrastructure"
    WASTEWATER = "wastewater"
    WATER = "water"
    POWER = "power"


class TargetSetter(StrEnum):
    """Who set a target. Where several did, the first in this order is the one a plan ratio is taken against."""

    PEOPLE_COMMITTEE = "people_committee"
    PEOPLE_COUNCIL = "people_council"
    PARTY_COMMITTEE = "party_committee"
    BOARD = "board"
    MINISTRY = "ministry"
    SCENARIO = "scenario"

    @property
    def label(self) -> Name:
        """Who that is."""
        return TARGET_SETTER_NAMES[self]


ZONE_KIND_NAMES = {
    ZoneKind.PARK: Name("khu công nghiệp", "industrial park"),
    ZoneKind.CLUSTER: Name("cụm công nghiệp", "industrial cluster"),
    ZoneKind.ECONOMIC_ZONE: Name("khu kinh tế", "economic zone"),
}
ZONE_KIND_SHORT = {ZoneKind.PARK: "KCN", ZoneKind.CLUSTER: "CCN", ZoneKind.ECONOMIC_ZONE: "KKT"}
ORIGIN_NAMES = {
    Origin.FDI: Name("đầu tư trực tiếp nước ngoài (FDI)", "foreign direct investment (FDI)"),
    Origin.DDI: Name("đầu tư trong nước (DDI)", "domestic investment (DDI)"),
}
TARGET_SETTER_NAMES = {
    TargetSetter.PEOPLE_COMMITTEE: Name("UBND tỉnh giao", "set by the provincial People's Committee"),
    TargetSetter.PEOPLE_COUNCIL: Name("HĐND tỉnh giao", "set by the provincial People's Council"),
    TargetSetter.PARTY_COMMITTEE: Name("Tỉnh ủy giao", "set by the provincial Party Committee"),
    TargetSetter.BOARD: Name("cơ quan quản lý sổ tự đặt", "set by the book's own authority"),
    TargetSetter.MINISTRY: Name("bộ giao", "set by the ministry"),
    TargetSetter.SCENARIO: Name("kịch bản tăng trưởng", "growth scenario"),
}
