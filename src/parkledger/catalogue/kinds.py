"""The closed lists of the register: kinds of zone, origins of capital, roles of projects, facilities, target setters."""

import re
from enum import StrEnum
from typing import Literal

from parkledger.language import Labelled, Text


class Verified(Labelled):
    """How well a legal basis or a fact was verified."""

    READ = "read", "đã đọc chính văn bản", "the instrument itself was read"
    SECONDARY = (
        "secondary",
        "theo trang viết về văn bản, chưa đọc chính văn bản",
        "from a page about it; not read itself",
    )
    MEMORY = "memory", "chưa xác minh: ghi theo trí nhớ", "not verified: from memory"

    @property
    def of_source(self) -> Text:
        """The same of a fact that a source tells and no instrument does."""
        return {
            "read": Text("đã đọc nguồn", "source read"),
            "secondary": Text("nguồn thứ cấp", "secondary source"),
            "memory": Text("chưa kiểm chứng", "not verified"),
        }[self.value]


class ZoneKind(Labelled):
    """What a zone is by law."""

    PARK = "park", "khu công nghiệp", "industrial park", "KCN", "khu"
    CLUSTER = "cluster", "cụm công nghiệp", "industrial cluster", "CCN", "cụm"
    ECONOMIC_ZONE = "economic_zone", "khu kinh tế", "economic zone", "KKT"

    @property
    def short(self) -> str:
        """The abbreviation that officials write before a zone's own name: KCN, CCN or KKT."""
        return self.spellings[0]


class ZoneStage(Labelled):
    """How far a zone has come, from the first milestone on; a zone may operate before it is established."""

    PLANNED = "planned", "trong quy hoạch", "in the plan"
    ZONING_APPROVED = "zoning_approved", "đã duyệt quy hoạch xây dựng", "zoning plan approved"
    INVESTMENT_APPROVED = "investment_approved", "đã chấp thuận chủ trương đầu tư", "investment policy approved"
    ESTABLISHED = "established", "đã thành lập", "established"
    UNDER_CONSTRUCTION = "under_construction", "đang xây dựng hạ tầng", "under construction"
    INFRASTRUCTURE_COMPLETE = (
        "infrastructure_complete",
        "cơ bản hoàn thành hạ tầng",
        "infrastructure basically complete",
    )
    OPERATING = "operating", "đang hoạt động", "operating"

    @property
    def measure(self) -> str:
        """The measure that counts the zones which reached it."""
        return f"zones.{self.value}"


class Origin(Labelled):
    """Where a project's capital comes from: foreign (FDI) or domestic (DDI)."""

    FDI = "fdi", "đầu tư trực tiếp nước ngoài (FDI)", "foreign direct investment (FDI)", "nước ngoài"
    DDI = "ddi", "đầu tư trong nước (DDI)", "domestic investment (DDI)", "trong nước"

    @property
    def short(self) -> Text:
        """How it stands beside a number: English has no word for DDI."""
        return Text("FDI", "FDI") if self is Origin.FDI else Text("DDI", "domestic")


class Act(Labelled):
    """What is done with a zone that the law sets conditions on."""

    ESTABLISH = "establish", "thành lập", "establish"
    EXPAND = "expand", "mở rộng", "expand"
    MERGE = "merge", "sáp nhập", "merge"
    REVOKE = "revoke", "bãi bỏ", "revoke"


def _certificate(*acts: str) -> list[str]:
    """How offices shorten what is done with an investment registration certificate."""
    return [f"{act} {short}" for act in acts for short in ("GCNĐKĐT", "GCN ĐKĐT", "GCNĐT", "GCN")]


class Procedure(Labelled):
    """Administrative procedures that boards and departments decide; the time limit of each is a parameter, by date."""

    INVESTMENT_CERTIFICATE = (
        "investment_certificate",
        "cấp giấy chứng nhận đăng ký đầu tư",
        "investment registration certificate",
        *_certificate("cấp", "cấp mới"),
    )
    INVESTMENT_ADJUSTMENT = (
        "investment_adjustment",
        "điều chỉnh giấy chứng nhận đăng ký đầu tư",
        "adjustment of an investment registration certificate",
        *_certificate("điều chỉnh", "cấp điều chỉnh"),
    )
    CONSTRUCTION_PERMIT = (
        "construction_permit",
        "cấp giấy phép xây dựng",
        "construction permit",
        "cấp GPXD",
        "GPXD",
        "giấy phép xây dựng",
    )
    ENVIRONMENTAL_PERMIT = (
        "environmental_permit",
        "cấp giấy phép môi trường",
        "environmental permit",
        "cấp GPMT",
        "GPMT",
        "giấy phép môi trường",
    )
    FOREIGN_WORK_PERMIT = (
        "foreign_work_permit",
        "cấp giấy phép lao động cho người nước ngoài",
        "work permit for a foreigner",
        "cấp GPLĐ",
        "GPLĐ",
        "cấp giấy phép lao động",
        "giấy phép lao động",
    )
    CLUSTER_ESTABLISHMENT = (
        "cluster_establishment",
        "thẩm định thành lập, mở rộng cụm công nghiệp",
        "appraisal of a cluster's founding or expansion",
    )
    OTHER = "other", "thủ tục khác", "another procedure", "khác"

    @property
    def parameter(self) -> str:
        """The parameter of its time limit; empty where the office gives one for each dossier."""
        if self is Procedure.CLUSTER_ESTABLISHMENT:
            return "cluster.establishment.time_limit.department"
        return "" if self is Procedure.OTHER else f"procedure.time_limit.{self.value}"


class DossierChannel(Labelled):
    """How a dossier comes to the office."""

    ONLINE = "online", "trực tuyến toàn trình", "online throughout", "trực tuyến", "toàn trình"
    PARTLY_ONLINE = "partly_online", "trực tuyến một phần", "online in part", "một phần"
    COUNTER = "counter", "trực tiếp", "at the counter"
    POST = "post", "bưu chính", "by post"


class ProjectRole(Labelled):
    """Whether a project builds the zone's infrastructure or is a tenant in it."""

    INFRASTRUCTURE = (
        "infrastructure",
        "dự án hạ tầng",
        "infrastructure project",
        "hạ tầng",
        "kinh doanh hạ tầng",
        "dự án kinh doanh hạ tầng",
    )
    SECONDARY = "secondary", "dự án thứ cấp", "tenant's project", "thứ cấp"


class Currency(Labelled):
    """Currencies of account; amounts are whole US cents or whole đồng."""

    USD = "USD", "đô la Mỹ (USD)", "US dollar (USD)"
    VND = "VND", "đồng (VND)", "đồng (VND)"


class ForeignCurrency(Labelled):
    """Other currencies in which capital is committed; it is counted in US cents at the rate of its day."""

    EUR = "EUR", "euro (EUR)", "euro (EUR)", "euro"
    JPY = "JPY", "yên Nhật (JPY)", "Japanese yen (JPY)", "yên", "yên Nhật"
    CNY = "CNY", "nhân dân tệ (CNY)", "Chinese yuan (CNY)", "nhân dân tệ", "RMB"
    KRW = "KRW", "won Hàn Quốc (KRW)", "Korean won (KRW)", "won"
    TWD = "TWD", "đô la Đài Loan (TWD)", "Taiwan dollar (TWD)", "NTD"
    SGD = "SGD", "đô la Singapore (SGD)", "Singapore dollar (SGD)"
    HKD = "HKD", "đô la Hồng Kông (HKD)", "Hong Kong dollar (HKD)"
    GBP = "GBP", "bảng Anh (GBP)", "pound sterling (GBP)", "bảng Anh"

    @property
    def usual_rates(self) -> tuple[int, int]:
        """Đồng for one, at the least and the most that it has been since 1990 (memory), with room: slips of thousands lie outside."""
        return _USUAL_RATES[self]


_USUAL_RATES = {
    ForeignCurrency.EUR: (4_000, 100_000),
    ForeignCurrency.JPY: (20, 1_000),
    ForeignCurrency.CNY: (500, 15_000),
    ForeignCurrency.KRW: (3, 100),
    ForeignCurrency.TWD: (150, 3_000),
    ForeignCurrency.SGD: (2_000, 80_000),
    ForeignCurrency.HKD: (500, 12_000),
    ForeignCurrency.GBP: (6_000, 150_000),
}


class Status(Labelled):
    """Whether a reported number is an estimate (ước) or final (chính thức)."""

    ESTIMATE = "estimate", "số ước", "estimate", "ước"
    FINAL = "final", "số chính thức", "final", "chính thức"


ReportStatus = Literal["estimate", "final"]
"""The values of `Status`, as the fields of events and requests are annotated with them."""


class Scenario(StrEnum):
    """What happened, or what was planned to happen."""

    ACTUAL = "actual"
    PLAN = "plan"


class FacilityKind(Labelled):
    """Facilities whose capacity the register counts."""

    WASTEWATER = "wastewater", "nhà máy xử lý nước thải", "waste-water plant", "XLNT", "nhà máy XLNT", "trạm XLNT"
    HOUSING = "housing", "nhà ở công nhân", "worker housing"
    SCHOOL = "school", "trường học, nhà trẻ", "school"
    POWER = "power", "trạm biến áp, nguồn điện", "transformer station"
    WATER = "water", "nhà máy, trạm cấp nước", "waterworks"
    SOLID_WASTE = "solid_waste", "cơ sở xử lý, thu gom chất thải rắn", "solid-waste facility"
    TELECOM = "telecom", "trạm, tủ thuê bao viễn thông", "telecommunication exchange", "viễn thông", "trạm viễn thông"
    FIRE = (
        "fire",
        "trạm bơm, hệ thống chữa cháy",
        "fire pumping station",
        "phòng cháy, chữa cháy",
        "PCCC",
        "trạm bơm chữa cháy",
    )


class WorksKind(Labelled):
    """What a lot of a zone's infrastructure works builds (hạng mục)."""

    GRADING = "grading", "san nền", "ground levelling"
    ROADS = "roads", "giao thông", "roads", "đường giao thông", "đường"
    STORM_WATER = "storm_water", "thoát nước mưa", "storm-water drainage", "TNM"
    WATER = "water", "cấp nước", "water supply"
    POWER = "power", "cấp điện", "power supply", "điện"
    LIGHTING = "lighting", "chiếu sáng", "lighting"
    WASTEWATER = (
        "wastewater",
        "thoát nước thải, trạm xử lý nước thải",
        "waste-water network and treatment",
        "XLNT",
        "trạm XLNT",
        "nhà máy XLNT",
        "thoát nước thải",
        "xử lý nước thải",
        "nước thải",
    )
    SOLID_WASTE = "solid_waste", "thu gom chất thải rắn", "solid-waste collection"
    TELECOM = "telecom", "viễn thông, thông tin liên lạc", "telecommunication"
    FIRE = "fire", "phòng cháy, chữa cháy (PCCC)", "fire protection", "PCCC", "phòng cháy chữa cháy"
    TREES = "trees", "cây xanh", "planting"
    OTHER = "other", "hạng mục khác", "another lot", "khác"


class Tariff(Labelled):
    """Prices and charges in force in a zone."""

    LAND_RENT = "land_rent", "giá cho thuê lại đất", "land rent"
    INFRASTRUCTURE = "infrastructure", "phí hạ tầng", "infrastructure charge", "hạ tầng"
    WASTEWATER = "wastewater", "giá xử lý nước thải", "waste-water charge"
    WATER = "water", "giá nước sạch", "water price"
    POWER = "power", "giá điện", "power price"
    SOLID_WASTE = (
        "solid_waste",
        "giá thu gom, xử lý chất thải rắn",
        "solid-waste charge",
        "chất thải rắn",
        "giá xử lý chất thải rắn",
        "giá thu gom rác",
    )
    TELECOM = "telecom", "cước viễn thông", "telecommunication charge", "viễn thông", "phí viễn thông", "cước thuê bao"


class StateDue(Labelled):
    """What is paid to the State by projects and developers."""

    LAND_RENT = "land_rent", "tiền thuê đất", "land rent", "thuê đất", "TTĐ"
    LAND_LEVY = "land_levy", "tiền sử dụng đất", "land levy", "sử dụng đất", "TSDĐ"
    RICE_LAND = (
        "rice_land",
        "tiền bảo vệ, phát triển đất trồng lúa",
        "payment for rice land",
        "đất lúa",
        "đất trồng lúa",
        "tiền đất lúa",
        "bảo vệ đất trồng lúa",
    )
    ENVIRONMENT = (
        "environment",
        "phí bảo vệ môi trường",
        "environmental fee",
        "bảo vệ môi trường",
        "BVMT",
        "môi trường",
        "phí BVMT",
    )
    FEE = "fee", "phí, lệ phí khác", "another fee", "phí", "lệ phí", "phí khác"
    FINE = "fine", "tiền phạt, tiền chậm nộp", "fine or interest for delay", "tiền phạt", "tiền chậm nộp", "chậm nộp"
    OTHER = "other", "khoản thu khác", "another due", "khác"


class CoverageSubject(Labelled):
    """What an office can declare its book to be complete in; every measure belongs to one."""

    ZONES = (
        "zones",
        "khu, cụm và các bước của khu, cụm",
        "zones and their stages",
        "khu, cụm",
        "các bước của khu, cụm",
        "khu, cụm công nghiệp",
        "khu công nghiệp, cụm công nghiệp",
        "KCN, CCN",
        "quy hoạch, thành lập khu, cụm",
    )
    LAND = (
        "land",
        "đất đai, giải phóng mặt bằng",
        "land and clearance",
        "đất",
        "đất đai",
        "quản lý đất đai",
        "sử dụng đất",
        "quản lý, sử dụng đất",
        "giải phóng mặt bằng",
        "bồi thường, giải phóng mặt bằng",
        "GPMB",
        "clearance",
    )
    PROJECTS = (
        "projects",
        "dự án, vốn đầu tư",
        "projects and capital",
        "dự án",
        "dự án đầu tư",
        "vốn đầu tư",
        "vốn",
        "thu hút đầu tư",
        "capital",
    )
    REPORTS = (
        "reports",
        "sản xuất, xuất nhập khẩu, số lao động",
        "production, trade, workers",
        "sản xuất",
        "sản xuất, kinh doanh",
        "SXKD",
        "xuất nhập khẩu",
        "xuất khẩu, nhập khẩu",
        "XNK",
        "số lao động",
        "báo cáo định kỳ",
        "production",
        "trade",
        "workers",
    )
    SERVICES = (
        "services",
        "hạ tầng, giá, thủ tục, xúc tiến",
        "infrastructure, prices, procedures, promotion",
        "hạ tầng",
        "kết cấu hạ tầng",
        "giá",
        "thủ tục",
        "thủ tục hành chính",
        "TTHC",
        "xúc tiến",
        "xúc tiến đầu tư",
        "infrastructure",
        "prices",
        "procedures",
        "promotion",
    )
    INSPECTIONS = (
        "inspections",
        "kiểm tra, xử lý vi phạm",
        "inspections, findings, fines",
        "kiểm tra",
        "thanh tra, kiểm tra",
        "xử lý vi phạm",
        "xử phạt vi phạm hành chính",
        "findings",
        "fines",
    )
    ENVIRONMENT = (
        "environment",
        "quan trắc, sự cố môi trường",
        "monitoring and incidents of the environment",
        "môi trường",
        "bảo vệ môi trường",
        "BVMT",
        "quan trắc",
        "quan trắc môi trường",
        "sự cố môi trường",
    )
    LABOUR = (
        "labour",
        "giấy phép lao động, tai nạn lao động, ngừng việc",
        "work permits, accidents at work, stoppages",
        "lao động",
        "giấy phép lao động",
        "GPLĐ",
        "tai nạn lao động",
        "TNLĐ",
        "ngừng việc",
        "đình công",
        "an toàn lao động",
        "an toàn, vệ sinh lao động",
        "ATVSLĐ",
        "ATLĐ",
        "work permits",
        "accidents at work",
        "stoppages",
    )


class TargetSetter(Labelled):
    """Who set a target. Where several did, the first in this order is the one a plan ratio is taken against."""

    PEOPLE_COMMITTEE = "people_committee", "UBND tỉnh giao", "set by the provincial People's Committee"
    PEOPLE_COUNCIL = "people_council", "HĐND tỉnh giao", "set by the provincial People's Council"
    PARTY_COMMITTEE = "party_committee", "Tỉnh ủy giao", "set by the provincial Party Committee"
    BOARD = "board", "cơ quan quản lý sổ tự đặt", "set by the book's own authority"
    MINISTRY = "ministry", "bộ giao", "set by the ministry"
    SCENARIO = "scenario", "kịch bản tăng trưởng", "growth scenario"


def official_title(kind: str, name: str) -> str:
    """A zone as officials write it: "KCN Quang Châu"."""
    return f"{ZoneKind(kind).short} {name}"


_TITLES = {
    "kcn": ZoneKind.PARK,
    "khu công nghiệp": ZoneKind.PARK,
    "khu cn": ZoneKind.PARK,
    "ccn": ZoneKind.CLUSTER,
    "cụm công nghiệp": ZoneKind.CLUSTER,
    "cụm cn": ZoneKind.CLUSTER,
    "kkt": ZoneKind.ECONOMIC_ZONE,
    "khu kinh tế": ZoneKind.ECONOMIC_ZONE,
}
"""What stands before a zone's own name, in small letters."""
_TITLE = re.compile(rf"({'|'.join(_TITLES)})[\s.:]+(?=\w)(?!(?:và|dịch vụ|đô thị|công nghệ cao)\b)", re.IGNORECASE)


def own_name(title: str) -> tuple[ZoneKind | None, str]:
    """The kind that a zone's name begins with, if any, and the name without it: "CCN Ba Hàng" is a cluster, Ba Hàng.

    A title written twice ("KCN KCN Đại An") is taken off twice; where two kinds are named, the first counts.
    """
    kind, name = None, " ".join(title.split())
    while found := _TITLE.match(name):
        kind, name = kind or _TITLES[" ".join(found[1].lower().split())], name[found.end() :]
    return kind, name
