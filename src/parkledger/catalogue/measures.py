"""Measures: the countable things that postings are made in.

A measure's nature decides what may be done with it. A *stock* is built up from changes and holds until changed; a
*level* is asserted by each report; a *counted* flow is counted by the register itself, so a period without an event
counts nothing; a *reported* flow is known only where a report says so, so a period without a report is unknown; a
*tariff* holds in one zone and is never added to another's; a *quoted* number is somebody else's statistic; a *target*
is posted only as what is planned of an indicator that is computed from other measures.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType

from parkledger.catalogue.kinds import CoverageSubject, Tariff
from parkledger.language import Text


class Nature(StrEnum):
    """How a measure behaves in time (see the module's docstring)."""

    STOCK = "stock"
    LEVEL = "level"
    COUNTED = "counted"
    REPORTED = "reported"
    TARIFF = "tariff"
    QUOTED = "quoted"
    TARGET = "target"


class Pledge(StrEnum):
    """Registered capital was promised, implemented capital was spent; they are never added."""

    NONE = "none"
    REGISTERED = "registered"
    IMPLEMENTED = "implemented"


FLOWS = frozenset({Nature.COUNTED, Nature.REPORTED})
HELD = frozenset({Nature.STOCK, Nature.LEVEL, Nature.TARIFF, Nature.QUOTED, Nature.TARGET})


@dataclass(frozen=True, slots=True)
class Measure:
    """One countable thing.

    `unit` is the unit of its whole-number amounts: m2, money (US cents or đồng), zone, project, person, household,
    place, case, inquiry, inspection, finding, lack, station, sample, incident, activity, memorandum, lot, asset, hand_over,
    permit, accident, stoppage, line, m3/hour, m3/day, kVA, kg/day, kWh, kg, litre, m3,
    micro (millionths, for tariffs and quoted statistics), or stance (the number of a
    zone's stance on a sector, see `sectors`; never added up).
    """

    code: str
    vi: str
    en: str
    unit: str
    nature: Nature
    pledge: Pledge = Pledge.NONE
    ends_with_project: bool = False
    ends_with_zone: bool = False
    """Whether it ends where its zone becomes part of another, instead of going on there."""
    of_one_project: bool = False
    """Whether it is told of single projects and is no part of what zones and places report: nothing sums it over them."""

    @property
    def subject(self) -> CoverageSubject:
        """What a book is complete in where it has all of this."""
        return _SUBJECTS.get(self.code.partition(".")[0], CoverageSubject.SERVICES)

    @property
    def name(self) -> Text:
        """The measure's name in both languages."""
        return Text(self.vi, self.en)

    @property
    def is_flow(self) -> bool:
        """Whether it belongs to a period rather than to a date."""
        return self.nature in FLOWS

    @property
    def is_counted_one_by_one(self) -> bool:
        """Whether it is a stock of things that the register knows each by itself, as it knows the events of a counted flow.

        In a book that was declared complete there is none of them where none is on record. Areas, households, capacities and
        money are amounts that somebody may not have given, and stay unknown, but for what is owed to the State, which comes of
        obligations that are each on record; so do steps that zones on record may have
        come through before the book was opened (`_NOT_SAID_OF_ALL`).
        """
        is_item = self.nature is Nature.STOCK and self.unit in _ITEMS and self.code not in _NOT_SAID_OF_ALL
        return is_item or self.code in _OF_EACH_PROJECT | _OF_EACH_OBLIGATION

    @property
    def is_milestone(self) -> bool:
        """Whether it counts zones that have reached a stage."""
        return self.unit == "zone"


_ITEMS = frozenset(
    {
        "zone",
        "project",
        "case",
        "inspection",
        "finding",
        "lack",
        "station",
        "incident",
        "memorandum",
        "lot",
        "asset",
        "permit",
        "accident",
        "stoppage",
    }
)
"""Units of things that are put on record one by one."""
_NOT_SAID_OF_ALL = frozenset(
    {
        "zones.planned",
        "zones.priority",
        "zones.zoning_approved",
        "zones.investment_approved",
        "zones.plotted",
        "zones.legacy",
        "zones.wastewater_treatment",
    }
)
"""What an opening balance does not say of a zone, or what the record of its stages does not: silence leaves it open."""
_OF_EACH_PROJECT = frozenset({"capital.in_force", "capital.infrastructure"})
"""Money that every project is put on record with: where there is no project there is none of it."""
_OF_EACH_OBLIGATION = frozenset({"dues.outstanding", "dues.arrears"})
"""Money of obligations that are each put on record with their amount: where none is, nothing is owed."""

_S, _L, _C, _R = Nature.STOCK, Nature.LEVEL, Nature.COUNTED, Nature.REPORTED
_REG, _IMP = Pledge.REGISTERED, Pledge.IMPLEMENTED

_SUBJECTS = {
    "zones": CoverageSubject.ZONES,
    "foundings": CoverageSubject.ZONES,
    "legacy": CoverageSubject.ZONES,
    "land": CoverageSubject.LAND,
    "plots": CoverageSubject.LAND,
    "occupancy": CoverageSubject.LAND,
    "clearance": CoverageSubject.LAND,
    "households": CoverageSubject.LAND,
    "projects": CoverageSubject.PROJECTS,
    "capital": CoverageSubject.PROJECTS,
    "dues": CoverageSubject.PROJECTS,
    "business": CoverageSubject.PROJECTS,
    "enterprises": CoverageSubject.REPORTS,
    "output": CoverageSubject.REPORTS,
    "trade": CoverageSubject.REPORTS,
    "budget": CoverageSubject.REPORTS,
    "labour": CoverageSubject.REPORTS,
    "inspections": CoverageSubject.INSPECTIONS,
    "findings": CoverageSubject.INSPECTIONS,
    "fines": CoverageSubject.INSPECTIONS,
    "stations": CoverageSubject.ENVIRONMENT,
    "monitoring": CoverageSubject.ENVIRONMENT,
    "emissions": CoverageSubject.ENVIRONMENT,
    "incidents": CoverageSubject.ENVIRONMENT,
    "permits": CoverageSubject.LABOUR,
    "accidents": CoverageSubject.LABOUR,
    "strikes": CoverageSubject.LABOUR,
}
"""The subject of measures, by the first word of their codes; of services where it is not here."""

_ALL = (
    Measure("zones.planned", "khu, cụm trong quy hoạch", "zones in the plan", "zone", _S),
    Measure("zones.priority", "khu, cụm trong danh mục ưu tiên", "zones on the priority list", "zone", _S),
    Measure(
        "zones.zoning_approved",
        "khu, cụm đã duyệt quy hoạch xây dựng",
        "zones with an approved zoning plan",
        "zone",
        _S,
    ),
    Measure(
        "zones.investment_approved",
        "khu, cụm đã chấp thuận chủ trương đầu tư",
        "zones with investment policy approved",
        "zone",
        _S,
    ),
    Measure("zones.established", "khu, cụm đã thành lập", "established zones", "zone", _S),
    Measure("zones.under_construction", "khu, cụm đang xây dựng hạ tầng", "zones under construction", "zone", _S),
    Measure(
        "zones.infrastructure_complete",
        "khu, cụm cơ bản hoàn thành hạ tầng",
        "zones with infrastructure basically complete",
        "zone",
        _S,
    ),
    Measure("zones.operating", "khu, cụm đang hoạt động", "operating zones", "zone", _S),
    Measure(
        "infrastructure.completion", "tỷ lệ hoàn thành hạ tầng", "infrastructure completion", "micro", Nature.TARIFF
    ),
    Measure("land.planned", "đất trong quy hoạch", "planned land", "m2", _S),
    # of zones at any stage, also of those that operate without an establishing decision; formulas hold it against the stage
    Measure("land.established", "diện tích tự nhiên", "gross area", "m2", _S),
    Measure("land.industrial", "đất công nghiệp", "industrial land", "m2", _S),
    Measure("land.service", "đất dịch vụ", "service land", "m2", _S),
    Measure("land.infrastructure", "đất hạ tầng", "infrastructure land", "m2", _S),
    Measure("land.green", "đất cây xanh", "green land", "m2", _S),
    Measure("land.leased_industrial", "đất công nghiệp đã cho thuê", "industrial land leased", "m2", _S),
    Measure("land.leased_service", "đất dịch vụ đã cho thuê", "service land leased", "m2", _S),
    Measure(
        "land.approved",
        "đất đã chấp thuận, cấp GCN cho dự án, chưa cho thuê",
        "land approved or certified for projects, not yet leased",
        "m2",
        _S,
    ),
    Measure("land.to_clear", "đất phải thu hồi, giải phóng mặt bằng", "land to clear", "m2", _S),
    Measure("land.cleared", "đất đã giải phóng mặt bằng", "land cleared", "m2", _S),
    Measure("land.clean", "mặt bằng sạch đã bàn giao", "clean land handed over", "m2", _S),
    Measure("households.to_resettle", "hộ phải di dời, tái định cư", "households to resettle", "household", _S),
    Measure("households.resettled", "hộ đã tái định cư", "households resettled", "household", _S),
    Measure("clearance.notified", "hộ đã thông báo thu hồi đất", "households notified", "household", _S),
    Measure("clearance.inventoried", "hộ đã kiểm đếm", "households inventoried", "household", _S),
    Measure(
        "clearance.published",
        "hộ đã công khai phương án bồi thường",
        "households with a plan published",
        "household",
        _S,
    ),
    Measure(
        "clearance.approved", "hộ đã phê duyệt phương án bồi thường", "households with a plan approved", "household", _S
    ),
    Measure("clearance.paid", "hộ đã chi trả bồi thường", "households paid", "household", _S),
    Measure("clearance.handed_over", "hộ đã bàn giao mặt bằng", "households that handed land over", "household", _S),
    Measure("clearance.money_approved", "kinh phí bồi thường đã phê duyệt", "compensation approved", "money", _S),
    Measure("clearance.money_paid", "kinh phí bồi thường đã chi trả", "compensation paid", "money", _S),
    Measure("zones.plotted", "phương án phân lô", "plot plans", "zone", _S, ends_with_zone=True),
    Measure("plots.industrial", "lô đất công nghiệp", "plots of industrial land", "m2", _S, ends_with_zone=True),
    Measure("plots.service", "lô đất dịch vụ", "plots of service land", "m2", _S, ends_with_zone=True),
    Measure("plots.infrastructure", "lô đất hạ tầng", "plots of infrastructure land", "m2", _S, ends_with_zone=True),
    Measure("plots.green", "lô đất cây xanh", "plots of green land", "m2", _S, ends_with_zone=True),
    Measure("plots.offered", "lô đất đang mời thuê", "plots offered", "m2", _S, ends_with_zone=True),
    Measure("plots.reserved", "lô đất giữ cho dự án", "plots reserved for projects", "m2", _S, ends_with_zone=True),
    Measure("plots.let", "lô đất đã cho thuê", "plots let", "m2", _S, ends_with_zone=True),
    Measure("projects.registered", "dự án cấp mới", "projects newly registered", "project", _C),
    Measure("projects.adjusted", "lượt dự án điều chỉnh tăng vốn", "projects with capital increased", "project", _C),
    Measure("projects.reduced", "lượt dự án điều chỉnh giảm vốn", "projects with capital decreased", "project", _C),
    Measure("projects.share_purchases", "lượt góp vốn, mua cổ phần", "share purchases", "project", _C),
    Measure("projects.ended", "dự án chấm dứt, thu hồi", "projects terminated or revoked", "project", _C),
    Measure(
        "projects.in_force",
        "dự án thứ cấp còn hiệu lực",
        "tenants' projects in force",
        "project",
        _S,
        ends_with_project=True,
    ),
    Measure(
        "projects.infrastructure",
        "dự án hạ tầng còn hiệu lực",
        "infrastructure projects in force",
        "project",
        _S,
        ends_with_project=True,
    ),
    Measure(
        "projects.operating",
        "dự án đã đi vào sản xuất",
        "projects in production",
        "project",
        _S,
        ends_with_project=True,
    ),
    Measure("projects.suspended", "dự án tạm ngừng", "projects suspended", "project", _S, ends_with_project=True),
    Measure("capital.new", "vốn đăng ký cấp mới", "newly registered capital", "money", _C, _REG),
    Measure("capital.added", "vốn điều chỉnh tăng", "capital increases", "money", _C, _REG),
    Measure("capital.reduced", "vốn điều chỉnh giảm", "capital decreases", "money", _C, _REG),
    Measure("capital.shares", "vốn góp, mua cổ phần", "capital of share purchases", "money", _C, _REG),
    Measure(
        "capital.ended",
        "vốn của dự án chấm dứt, thu hồi",
        "capital of projects terminated or revoked",
        "money",
        _C,
        _REG,
    ),
    Measure(
        "capital.in_force",
        "tổng vốn đăng ký còn hiệu lực",
        "registered capital in force",
        "money",
        _S,
        _REG,
        ends_with_project=True,
    ),
    Measure("capital.charter", "vốn điều lệ", "charter capital", "money", _S, _REG, ends_with_project=True),
    Measure(
        "capital.infrastructure",
        "vốn đăng ký của dự án hạ tầng",
        "registered capital of infrastructure projects",
        "money",
        _S,
        _REG,
        ends_with_project=True,
    ),
    # never posted as such: targets are set for the capital attracted in all three ways together
    Measure("capital.attracted", "vốn thu hút", "capital attracted", "money", _C, _REG),
    Measure("capital.implemented", "vốn thực hiện", "implemented capital", "money", _C, _IMP),
    Measure("enterprises.operating", "doanh nghiệp đang hoạt động", "enterprises operating", "project", _L),
    Measure(
        "enterprises.unionised", "doanh nghiệp có công đoàn cơ sở", "enterprises with a trade union", "project", _L
    ),
    Measure("output.production", "giá trị sản xuất công nghiệp", "industrial production value", "money", _R),
    Measure("output.revenue", "doanh thu", "revenue", "money", _R),
    Measure("trade.export", "giá trị xuất khẩu", "exports", "money", _R),
    Measure("trade.import", "giá trị nhập khẩu", "imports", "money", _R),
    Measure("budget.paid", "nộp ngân sách", "payments to the budget", "money", _R),
    Measure("labour.workers", "lao động", "workers", "person", _L),
    Measure("labour.foreign", "lao động nước ngoài", "foreign workers", "person", _L),
    Measure("labour.female", "lao động nữ", "women workers", "person", _L),
    Measure("labour.local", "lao động thường trú trong tỉnh", "workers resident in the province", "person", _L),
    Measure("labour.union_members", "đoàn viên công đoàn", "trade union members", "person", _L),
    Measure("labour.payroll", "tổng tiền lương tháng", "monthly payroll", "money", _L),
    Measure("business.revenue", "doanh thu của dự án", "revenue of a project", "money", _R, of_one_project=True),
    Measure("business.exports", "xuất khẩu của dự án", "exports of a project", "money", _R, of_one_project=True),
    Measure("business.imports", "nhập khẩu của dự án", "imports of a project", "money", _R, of_one_project=True),
    Measure(
        "business.budget_paid",
        "nộp ngân sách của dự án",
        "payments of a project to the budget",
        "money",
        _R,
        of_one_project=True,
    ),
    Measure(
        "business.workers",
        "lao động có hợp đồng của dự án",
        "contracted workers of a project",
        "person",
        _L,
        of_one_project=True,
    ),
    Measure(
        "business.foreign_workers",
        "lao động nước ngoài của dự án",
        "foreign workers of a project",
        "person",
        _L,
        of_one_project=True,
    ),
    Measure(
        "business.payroll",
        "tổng tiền lương tháng của dự án",
        "monthly payroll of a project",
        "money",
        _L,
        of_one_project=True,
    ),
    *(
        Measure(f"business.{code}", f"{vi} của dự án", en, unit, nature, of_one_project=True)
        for code, vi, en, unit, nature in (
            ("profit", "lãi sau thuế", "profit after tax of a project", "money", _R),
            ("loss", "lỗ sau thuế", "loss after tax of a project", "money", _R),
            ("research", "chi nghiên cứu và phát triển", "spending of a project on research", "money", _R),
            ("environment", "chi xử lý và bảo vệ môi trường", "spending of a project on the environment", "money", _R),
            ("electricity", "điện tiêu thụ", "electricity used by a project", "kWh", _R),
            ("coal", "than tiêu thụ", "coal used by a project", "kg", _R),
            ("oil", "dầu tiêu thụ", "oil used by a project", "litre", _R),
            ("gas", "khí LNG tiêu thụ", "LNG used by a project", "m3", _R),
            ("land_used", "đất, mặt nước đã sử dụng", "land and water used by a project", "m2", _L),
        )
    ),
    Measure(
        "capital.by_source",
        "vốn thực hiện của dự án theo nguồn",
        "implemented capital of a project by source",
        "money",
        _R,
        _IMP,
        of_one_project=True,
    ),
    *(Measure(f"fee.{tariff.value}", tariff.label.vi, tariff.label.en, "micro", Nature.TARIFF) for tariff in Tariff),
    Measure("sectors.policy", "quy định về ngành nghề thu hút đầu tư", "policy on a sector", "stance", Nature.TARIFF),
    Measure("wastewater.capacity", "công suất xử lý nước thải", "waste-water treatment capacity", "m3/day", _S),
    Measure("wastewater.flow", "lưu lượng nước thải thực tế", "waste-water flow", "m3/day", _L),
    Measure("power.capacity", "công suất cấp điện", "power supply capacity", "kVA", _S),
    Measure("power.load", "phụ tải điện lớn nhất", "peak power load", "kVA", _L),
    Measure("water.capacity", "công suất cấp nước", "water supply capacity", "m3/day", _S),
    Measure("water.flow", "lượng nước sử dụng", "water used", "m3/day", _L),
    Measure("waste.capacity", "công suất thu gom, xử lý chất thải rắn", "solid-waste capacity", "kg/day", _S),
    Measure("waste.flow", "chất thải rắn phát sinh", "solid waste produced", "kg/day", _L),
    Measure("telecom.capacity", "dung lượng viễn thông", "telecommunication capacity", "line", _S),
    Measure("telecom.lines", "thuê bao viễn thông đang sử dụng", "telecommunication lines in use", "line", _L),
    Measure("fire.capacity", "công suất bơm chữa cháy", "fire pumping capacity", "m3/hour", _S),
    Measure("fire.demand", "lưu lượng nước chữa cháy phải bảo đảm", "fire flow to be provided", "m3/hour", _L),
    Measure("works.planned", "hạng mục hạ tầng đã phê duyệt", "infrastructure lots approved", "lot", _S),
    Measure("works.completed", "hạng mục hạ tầng đã nghiệm thu", "infrastructure lots accepted", "lot", _S),
    Measure(
        "works.value_approved",
        "giá trị hạng mục hạ tầng đã phê duyệt",
        "value of infrastructure lots approved",
        "money",
        _S,
    ),
    Measure("works.value_done", "giá trị hạ tầng đã thực hiện", "value of infrastructure works done", "money", _S),
    Measure("works.disbursed", "vốn hạ tầng đã giải ngân", "disbursed for infrastructure works", "money", _S),
    Measure("assets.held", "tài sản hạ tầng do Nhà nước đầu tư", "State-built infrastructure assets", "asset", _S),
    Measure(
        "assets.value",
        "giá trị tài sản hạ tầng do Nhà nước đầu tư",
        "value of State-built infrastructure assets",
        "money",
        _S,
    ),
    Measure(
        "assets.handed_over",
        "lượt bàn giao tài sản hạ tầng",
        "hand-overs of infrastructure assets",
        "hand_over",
        _C,
    ),
    Measure("housing.places", "chỗ ở công nhân", "worker housing places", "place", _S),
    Measure("school.places", "chỗ học, gửi trẻ", "school places", "place", _S),
    # places taken, one by each occupant or pupil, so that what is used is a share of what there is
    Measure("housing.occupied", "chỗ ở công nhân đã có người ở", "worker housing places occupied", "place", _L),
    Measure("school.occupied", "chỗ học, gửi trẻ đã sử dụng", "school places taken", "place", _L),
    Measure("procedures.received", "hồ sơ TTHC tiếp nhận", "procedures received", "case", _R),
    Measure(
        "procedures.on_time", "hồ sơ TTHC giải quyết trước và đúng hạn", "procedures completed on time", "case", _R
    ),
    Measure("procedures.late", "hồ sơ TTHC giải quyết trễ hạn", "procedures completed late", "case", _R),
    Measure("inquiries.received", "lượt nhà đầu tư tìm hiểu", "inquiries received", "inquiry", _C),
    Measure("inquiries.visited", "lượt nhà đầu tư đến khảo sát", "inquiries that led to a visit", "inquiry", _C),
    Measure("dues.assessed", "khoản phải nộp ngân sách đã thông báo", "dues to the State assessed", "money", _C),
    Measure("dues.paid", "khoản đã nộp ngân sách", "dues to the State paid", "money", _C),
    Measure("dues.reduced", "khoản được miễn, giảm", "dues to the State reduced", "money", _C),
    Measure("dues.outstanding", "khoản còn phải nộp ngân sách", "dues to the State outstanding", "money", _S),
    Measure("dues.arrears", "khoản nợ ngân sách quá hạn", "dues to the State in arrears", "money", _S),
    Measure("promotion.held", "hoạt động xúc tiến đã tổ chức", "promotion activities held", "activity", _C),
    Measure("promotion.spent", "kinh phí xúc tiến đã chi", "spent on promotion", "money", _C),
    Measure("memoranda.signed", "bản ghi nhớ đã ký", "memoranda signed", "memorandum", _C),
    Measure("memoranda.open", "bản ghi nhớ còn theo dõi", "memoranda still open", "memorandum", _S),
    Measure("memoranda.to_project", "bản ghi nhớ thành dự án", "memoranda that led to a project", "memorandum", _C),
    Measure("memoranda.lapsed", "bản ghi nhớ hết hiệu lực", "memoranda lapsed", "memorandum", _C),
    Measure("inquiries.converted", "lượt tìm hiểu thành dự án", "inquiries converted to projects", "inquiry", _C),
    Measure("foundings.opened", "hồ sơ thành lập, mở rộng đã mở", "founding dossiers opened", "case", _C),
    Measure("foundings.approved", "hồ sơ thành lập, mở rộng được chấp thuận", "founding dossiers approved", "case", _C),
    Measure(
        "foundings.refused", "hồ sơ thành lập, mở rộng không được chấp thuận", "founding dossiers refused", "case", _C
    ),
    Measure("foundings.withdrawn", "hồ sơ thành lập, mở rộng đã rút", "founding dossiers withdrawn", "case", _C),
    Measure("foundings.open", "hồ sơ thành lập, mở rộng chưa quyết định", "founding dossiers not decided", "case", _S),
    Measure(
        "zones.legacy",
        "cụm hình thành trước năm 2009 thuộc diện hoàn thiện",
        "clusters of before 2009 to be regularised",
        "zone",
        _S,
    ),
    Measure(
        "legacy.lacks_open",
        "nội dung còn thiếu của cụm hình thành trước năm 2009",
        "what clusters of before 2009 lack",
        "lack",
        _S,
        ends_with_zone=True,
    ),
    Measure("inspections.planned", "cuộc kiểm tra theo kế hoạch", "inspections planned", "inspection", _C),
    Measure(
        "inspections.cancelled",
        "cuộc kiểm tra đưa ra khỏi kế hoạch",
        "inspections taken off the plan",
        "inspection",
        _C,
    ),
    Measure("inspections.done", "cuộc kiểm tra đã tiến hành", "inspections made", "inspection", _C),
    Measure(
        "inspections.done_by_plan",
        "cuộc kiểm tra theo kế hoạch đã tiến hành",
        "inspections of the plan that were made",
        "inspection",
        _C,
    ),
    Measure("inspections.open", "cuộc kiểm tra chưa kết thúc", "inspections not closed", "inspection", _S),
    Measure("findings.made", "tồn tại, vi phạm phát hiện", "findings made", "finding", _C),
    Measure("findings.open", "tồn tại, vi phạm chưa khắc phục", "findings open", "finding", _S),
    Measure("fines.imposed", "tiền phạt theo quyết định", "fines imposed", "money", _C),
    Measure("fines.paid", "tiền phạt đã nộp", "fines paid", "money", _C),
    Measure(
        "zones.wastewater_treatment",
        "khu, cụm có công trình xử lý nước thải tập trung vận hành chính thức",
        "zones with central waste-water works in operation",
        "zone",
        _S,
    ),
    Measure(
        "stations.operating", "trạm quan trắc tự động đang hoạt động", "automatic monitoring stations", "station", _S
    ),
    Measure(
        "stations.connected",
        "trạm quan trắc tự động truyền dữ liệu về cơ quan môi trường",
        "monitoring stations connected to the environment agency",
        "station",
        _S,
    ),
    Measure("monitoring.samples", "lần quan trắc nước thải", "samples of waste water", "sample", _C),
    Measure(
        "monitoring.exceeding",
        "lần quan trắc nước thải vượt giới hạn",
        "samples of waste water above a limit",
        "sample",
        _C,
    ),
    Measure(
        "emissions.samples",
        "lần quan trắc khí thải, tiếng ồn, không khí",
        "samples of waste gas, noise and air",
        "sample",
        _C,
    ),
    Measure(
        "emissions.exceeding",
        "lần quan trắc khí thải, tiếng ồn, không khí vượt giới hạn",
        "samples of waste gas, noise and air above a limit",
        "sample",
        _C,
    ),
    Measure("incidents.opened", "sự cố môi trường xảy ra", "incidents of the environment", "incident", _C),
    Measure("incidents.open", "sự cố môi trường chưa khắc phục", "incidents not ended", "incident", _S),
    Measure("permits.granted", "giấy phép lao động đã cấp, xác nhận miễn", "work permits granted", "permit", _C),
    Measure("permits.extended", "lượt gia hạn giấy phép lao động", "work permits extended", "permit", _C),
    Measure(
        "permits.open",
        "giấy phép lao động đã cấp, chưa ghi hết hiệu lực",
        "work permits granted and not recorded as ended",
        "permit",
        _S,
    ),
    Measure("accidents.count", "vụ tai nạn lao động", "accidents at work", "accident", _C),
    Measure("accidents.injured", "người bị thương do tai nạn lao động", "injured at work", "person", _C),
    Measure("accidents.killed", "người chết do tai nạn lao động", "killed at work", "person", _C),
    Measure("accidents.open", "vụ tai nạn lao động chưa kết thúc", "accidents at work not closed", "accident", _S),
    Measure("strikes.count", "vụ ngừng việc, đình công", "stoppages and strikes", "stoppage", _C),
    Measure("strikes.workers", "lượt lao động tham gia ngừng việc, đình công", "workers in stoppages", "person", _C),
    Measure("strikes.open", "vụ ngừng việc, đình công chưa kết thúc", "stoppages not ended", "stoppage", _S),
    Measure("statistic", "số liệu thống kê được trích dẫn", "official statistic quoted", "micro", Nature.QUOTED),
)

_BY_CODE = {measure.code: measure for measure in _ALL}
MEASURES = MappingProxyType(_BY_CODE)
"""Every measure by its code."""


def declare_target(code: str, name: Text, unit: str) -> None:
    """Add the measure in which targets of a computed indicator are posted, under the indicator's own code and name."""
    if code in _BY_CODE:
        raise ValueError(f"{code}: there is a measure of that code already")
    said = name.uncapitalised()
    _BY_CODE[code] = Measure(code, said.vi, said.en, unit, Nature.TARGET)


MICRO = 1_000_000
"""Tariffs, percentages, points and ranks are kept in millionths."""


def quoted_scale(unit: str) -> int:
    """How many of a quoted statistic's whole-number units make one of its stated unit: đồng, US cents, or millionths."""
    return {"VND": 1, "USD": 100}.get(unit, MICRO)


REPORTABLE = tuple(
    m.code
    for m in _ALL
    if m.nature in {Nature.REPORTED, Nature.LEVEL} and not m.of_one_project and not m.code.startswith("procedures.")
)
"""The measures that a period report may carry."""
REPORTED_LEVELS = frozenset(code for code in REPORTABLE if MEASURES[code].nature is Nature.LEVEL)
"""Those of them that stand from one report to the next, as workers do."""
ONE_SCOPE = datetime(2026, 11, 30, tzinfo=UTC)
"""What is recorded since then of a level, such as workers, ends what was reported of it in scopes that overlap; levels
recorded before stand beside each other, as they did when they were recorded."""
DECIDED_AREAS_STAND = datetime(2026, 11, 30, 12, tzinfo=UTC)
"""An establishing decision that is recorded since then says what the areas of the zone are. One recorded before added them to
what an opening balance of the zone, which operated without a decision, had told."""
