"""The catalogue itself: every indicator parkledger can answer for."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

from parkledger.catalogue.expressions import (
    CountZones,
    Expression,
    Zones,
    change,
    flow,
    per,
    share,
    stock,
    to_date,
    zones_where,
)
from parkledger.catalogue.indicators import UNITS, Formula, Indicator, simple
from parkledger.catalogue.kinds import Tariff, Verified, ZoneKind
from parkledger.catalogue.measures import MEASURES, declare_target
from parkledger.language import Text

PARK, CLUSTER = ZoneKind.PARK, ZoneKind.CLUSTER
DECREE_35 = date(2022, 7, 15)
DECREE_68, DECREE_32 = date(2017, 7, 15), date(2024, 5, 1)
"""On clusters: the later replaced the earlier, and Decree 66/2020, which had amended it."""
ESTABLISHED, OPERATING = Zones(("zones.established",)), Zones(("zones.operating",))
OPERATING_NOT_ESTABLISHED = Zones(("zones.operating",), none_of=("zones.established",))
"""Zones that had no establishing decision by the day asked, as many clusters of before 2009: none of their land is land established."""


def _computed(
    code: str,
    name: Text,
    unit: str,
    said: Text,
    expression: Expression,
    *,
    decimals: int = 0,
    basis: str = "",
    verified: Verified = Verified.MEMORY,
) -> Indicator:
    """An indicator of one formula, which bears the indicator's code; `said` tells the formula in words."""
    formula = Formula(code, said, expression, basis=basis, verified=verified)
    return Indicator(code, name, unit, (formula,), decimals)


def _share(code: str, name: Text, said: Text, part: Expression, whole: Expression, *, of: Text) -> Indicator:
    """A part in per cent of a whole, with one decimal; `of` names the whole."""
    return _computed(code, name, "percent", said, share(part, whole, of=of), decimals=1)


def _rate(name: Text, formula: Formula) -> Indicator:
    """One of the rates of occupancy as an indicator of its own, whatever day the formula began to be law."""
    return Indicator(formula.code, name, "percent", (replace(formula, since=None),), 1)


def _left(code: str, name: Text, unit: str, said: Text, expression: Expression) -> Indicator:
    """What is left of a capacity: less than nothing of one that is overloaded."""
    return replace(_computed(code, name, unit, said, expression), shortfall=Text("quá tải", "overloaded by"))


INDUSTRIAL = Text("đất công nghiệp", "industrial land")
LEASABLE = Text("đất công nghiệp và dịch vụ", "industrial and service land")
LEASABLE_OPERATING = Text(
    "đất công nghiệp và dịch vụ của các khu, cụm đang hoạt động", "industrial and service land of operating zones"
)
GROSS = Text("diện tích tự nhiên", "gross area")

LEASED = stock("land.leased_industrial") + stock("land.leased_service")
NATURAL = stock("land.established")
"""The gross area of zones at any stage: what is posted as `land.established`, and not yet held against their stage."""
ALL_LEASABLE = stock("land.industrial") + stock("land.service")

PARK_BEFORE = Formula(
    "occupancy.park_before_decree_35",
    Text("đất công nghiệp đã cho thuê / đất công nghiệp", "industrial land leased / industrial land"),
    share(stock("land.leased_industrial"), stock("land.industrial"), of=INDUSTRIAL, is_part=True),
    kinds=(PARK,),
    basis="Nghị định 82/2018/NĐ-CP, Điều 2 khoản 12",
    verified=Verified.SECONDARY,
)
PARK_SINCE = Formula(
    "occupancy.park_since_decree_35",
    Text(
        "đất công nghiệp và dịch vụ đã cho thuê / đất công nghiệp và dịch vụ",
        "industrial and service land leased / industrial and service land",
    ),
    share(LEASED, ALL_LEASABLE, of=LEASABLE, is_part=True),
    since=DECREE_35,
    kinds=(PARK,),
    basis="Nghị định 35/2022/NĐ-CP, Điều 2 khoản 22; biểu 2103.H.QLKKT",
    verified=Verified.SECONDARY,
)
CLUSTER_RATE = Formula(
    "occupancy.cluster",
    Text(
        "đất đã cho thuê và đã chấp thuận, cấp GCN / đất công nghiệp",
        "land leased, approved or certified / industrial land",
    ),
    share(
        stock("land.leased_industrial") + stock("land.approved"), stock("land.industrial"), of=INDUSTRIAL, is_part=True
    ),
    since=DECREE_32,
    kinds=(CLUSTER,),
    basis="Nghị định 32/2024/NĐ-CP, Điều 2 khoản 6, 7",
    verified=Verified.READ,
)
CLUSTER_RATES = (
    replace(CLUSTER_RATE, since=None, basis="", verified=Verified.MEMORY),
    replace(
        CLUSTER_RATE,
        since=DECREE_68,
        basis="Nghị định 68/2017/NĐ-CP; chưa đối chiếu định nghĩa, tính theo cùng công thức với Nghị định 32/2024/NĐ-CP",
        verified=Verified.MEMORY,
    ),
    CLUSTER_RATE,
)
"""One formula for all days, so that its series goes on; each day cites what was in force on it, and nothing before that is known."""
OPERATING_RATE = Formula(
    "occupancy.operating",
    Text(
        "đất đã cho thuê / đất công nghiệp và dịch vụ, chỉ tính khu, cụm đang hoạt động",
        "land leased / industrial and service land, operating zones only",
    ),
    share(
        stock("land.leased_industrial", zones=OPERATING) + stock("land.leased_service", zones=OPERATING),
        stock("land.industrial", zones=OPERATING) + stock("land.service", zones=OPERATING),
        of=LEASABLE_OPERATING,
        is_part=True,
    ),
    basis="Thông tư 14/2024/TT-BCT, mẫu 04; không có công thức trong văn bản: lấy tỷ số của các tổng",
    verified=Verified.READ,
)
GROSS_RATE = Formula(
    "occupancy.gross",
    Text("đất đã cho thuê / diện tích tự nhiên", "land leased / gross area"),
    share(LEASED, NATURAL, of=GROSS, is_part=True),
    basis="cách tính thường gặp trên báo chí, không phải định nghĩa pháp luật",
    verified=Verified.MEMORY,
)


IN_USE = Text("đang sử dụng", "used")


def _utility(code: str, unit: str, used: str, name: Text, drawn: Text = IN_USE) -> tuple[Indicator, ...]:
    """Capacity, what is used, the share used and what is left of a utility; the last two unknown where either is.

    `drawn` says what is set against the capacity where that is not what is used.
    """
    capacity, taken = f"{code}.capacity", f"{code}.{used}"
    return (
        simple(capacity, unit),
        simple(taken, unit),
        _share(
            f"{code}.use",
            Text(f"Tỷ lệ sử dụng công suất {name.vi}", f"Use of {name.en} capacity"),
            Text(f"{drawn.vi} / công suất", f"{drawn.en} / capacity"),
            stock(taken),
            stock(capacity),
            of=Text("công suất thiết kế", "design capacity"),
        ),
        _left(
            f"{code}.left",
            Text(f"Công suất {name.vi} còn lại", f"{name.en[:1].upper()}{name.en[1:]} capacity left"),
            unit,
            Text(f"công suất thiết kế − {drawn.vi}", f"design capacity − {drawn.en}"),
            stock(capacity) - stock(taken),
        ),
    )


OCCUPANCY = (
    Indicator(
        "occupancy",
        Text("Tỷ lệ lấp đầy", "Occupancy rate"),
        "percent",
        (PARK_BEFORE, PARK_SINCE, *CLUSTER_RATES),
        1,
        kinds=(PARK, CLUSTER),
    ),
    _rate(Text("Tỷ lệ lấp đầy KCN (cách tính trước Nghị định 35)", "Park occupancy (before Decree 35)"), PARK_BEFORE),
    _rate(Text("Tỷ lệ lấp đầy KCN (Nghị định 35)", "Park occupancy (Decree 35)"), PARK_SINCE),
    Indicator("occupancy.cluster", Text("Tỷ lệ lấp đầy CCN", "Cluster occupancy"), "percent", CLUSTER_RATES, 1),
    _rate(Text("Tỷ lệ lấp đầy các khu, cụm đang hoạt động", "Occupancy of operating zones"), OPERATING_RATE),
    _rate(Text("Tỷ lệ sử dụng trên diện tích tự nhiên", "Leased share of gross area"), GROSS_RATE),
)

ZONES = (
    *(
        simple(f"zones.{stage}", "zone")
        for stage in (
            "planned",
            "priority",
            "zoning_approved",
            "investment_approved",
            "established",
            "under_construction",
            "infrastructure_complete",
            "operating",
        )
    ),
    _computed(
        "zones.priority_zoned",
        Text("Khu, cụm ưu tiên đã duyệt quy hoạch xây dựng", "Priority zones with an approved zoning plan"),
        "zone",
        Text("trong danh mục ưu tiên và đã duyệt quy hoạch xây dựng", "on the priority list and zoning approved"),
        zones_where("zones.priority", "zones.zoning_approved"),
    ),
    _computed(
        "zones.planned_not_established",
        Text("Khu, cụm trong quy hoạch chưa thành lập", "Planned zones not yet established"),
        "zone",
        Text("trong quy hoạch và chưa thành lập", "in the plan and not established"),
        zones_where("zones.planned", none_of=("zones.established",)),
    ),
    _computed(
        "zones.operating_not_established",
        Text("Khu, cụm hoạt động khi chưa có quyết định thành lập", "Zones operating without establishment"),
        "zone",
        Text("đang hoạt động và chưa thành lập", "operating and not established"),
        CountZones(OPERATING_NOT_ESTABLISHED),
        basis="Thông tư 14/2024/TT-BCT, mẫu 03, 04",
        verified=Verified.READ,
    ),
    simple("infrastructure.completion", "completion", decimals=1),
)

LAND = (
    simple("land.planned", "ha", decimals=2),
    _computed(
        "land.established",
        Text("diện tích tự nhiên của khu, cụm đã thành lập", "gross area of established zones"),
        "ha",
        Text("diện tích tự nhiên, chỉ tính khu, cụm đã thành lập", "gross area, established zones only"),
        stock("land.established", zones=ESTABLISHED),
        decimals=2,
    ),
    _computed(
        "land.natural",
        Text("Diện tích tự nhiên", "Gross area"),
        "ha",
        Text("diện tích tự nhiên, ở mọi giai đoạn", "gross area, at any stage"),
        NATURAL,
        decimals=2,
    ),
    _computed(
        "land.operating_not_established",
        Text(
            "Diện tích tự nhiên của khu, cụm hoạt động khi chưa có quyết định thành lập",
            "Gross area of zones operating without establishment",
        ),
        "ha",
        Text(
            "diện tích tự nhiên, chỉ tính khu, cụm đang hoạt động và chưa thành lập",
            "gross area, zones operating and not established only",
        ),
        stock("land.established", zones=OPERATING_NOT_ESTABLISHED),
        decimals=2,
        basis="Thông tư 14/2024/TT-BCT, mẫu 03, 04",
        verified=Verified.READ,
    ),
    _computed(
        "land.operating",
        Text("Diện tích tự nhiên của khu, cụm đang hoạt động", "Gross area of operating zones"),
        "ha",
        Text("diện tích tự nhiên, chỉ tính khu, cụm đang hoạt động", "gross area, operating zones only"),
        stock("land.established", zones=OPERATING),
        decimals=2,
    ),
    *(
        simple(f"land.{part}", "ha", decimals=2)
        for part in (
            "industrial",
            "service",
            "infrastructure",
            "green",
            "leased_industrial",
            "leased_service",
            "approved",
            "to_clear",
            "cleared",
            "clean",
        )
    ),
    _computed(
        "land.leasable",
        Text("Đất công nghiệp, dịch vụ có thể cho thuê", "Leasable land"),
        "ha",
        Text("đất công nghiệp + đất dịch vụ", "industrial + service land"),
        ALL_LEASABLE,
        decimals=2,
    ),
    _computed(
        "land.leased",
        Text("Đất đã cho thuê", "Land leased"),
        "ha",
        Text("đất công nghiệp + đất dịch vụ đã cho thuê", "industrial + service land leased"),
        LEASED,
        decimals=2,
    ),
    _computed(
        "land.let",
        Text("Đất cho thuê trong kỳ", "Land let in the period"),
        "ha",
        Text(
            "đất công nghiệp + đất dịch vụ cho thuê trong kỳ, trừ đất trả lại; số dư đầu kỳ không tính",
            "industrial + service land let in the period, less land given back; opening balances do not count",
        ),
        change("land.leased_industrial") + change("land.leased_service"),
        decimals=2,
    ),
    _computed(
        "land.available",
        Text("Đất còn có thể cho thuê", "Land still to let"),
        "ha",
        Text("đất có thể cho thuê − đã cho thuê − đã chấp thuận", "leasable − leased − approved"),
        ALL_LEASABLE - LEASED - stock("land.approved"),
        decimals=2,
    ),
    _share(
        "land.cleared_share",
        Text("Tỷ lệ giải phóng mặt bằng", "Share of land cleared"),
        Text("đất đã giải phóng / đất phải giải phóng", "land cleared / land to clear"),
        stock("land.cleared"),
        stock("land.to_clear"),
        of=Text("đất phải giải phóng mặt bằng", "land to clear"),
    ),
    _share(
        "land.clean_share",
        Text("Tỷ lệ mặt bằng sạch", "Share of clean land"),
        Text("mặt bằng sạch / đất phải giải phóng", "clean land / land to clear"),
        stock("land.clean"),
        stock("land.to_clear"),
        of=Text("đất phải giải phóng mặt bằng", "land to clear"),
    ),
    *(simple(f"plots.{state}", "ha", decimals=2) for state in ("offered", "reserved", "let")),
    *(
        simple(f"clearance.{stage}", "household")
        for stage in ("notified", "inventoried", "published", "approved", "paid", "handed_over")
    ),
    simple("clearance.money_approved", "money"),
    simple("clearance.money_paid", "money"),
    simple("households.to_resettle", "household"),
    simple("households.resettled", "household"),
)

INVESTMENT = (
    *(
        simple(f"projects.{what}", "project")
        for what in (
            "registered",
            "adjusted",
            "reduced",
            "share_purchases",
            "ended",
            "in_force",
            "infrastructure",
            "operating",
            "suspended",
        )
    ),
    simple("enterprises.operating", "project"),
    *(
        simple(f"capital.{what}", "money")
        for what in (
            "new",
            "added",
            "reduced",
            "shares",
            "ended",
            "in_force",
            "charter",
            "infrastructure",
            "implemented",
        )
    ),
    _computed(
        "capital.attracted",
        Text("Vốn thu hút trong kỳ", "Capital attracted in the period"),
        "money",
        Text("cấp mới + điều chỉnh tăng + góp vốn, mua cổ phần", "new + increases + share purchases"),
        flow("capital.new") + flow("capital.added") + flow("capital.shares"),
    ),
    _computed(
        "capital.net",
        Text("Vốn đăng ký tăng thêm thuần trong kỳ", "Net registered capital in the period"),
        "money",
        Text("cấp mới + tăng − giảm − chấm dứt, thu hồi", "new + increases − decreases − ended"),
        flow("capital.new") + flow("capital.added") - flow("capital.reduced") - flow("capital.ended"),
    ),
    _computed(
        "capital.implemented_to_date",
        Text("Vốn thực hiện lũy kế", "Capital implemented to date"),
        "money",
        Text("vốn thực hiện từ trước đến nay", "all capital implemented"),
        to_date("capital.implemented"),
    ),
    _computed(
        "capital.implemented_in_force",
        Text("Vốn thực hiện của dự án còn hiệu lực", "Capital implemented by projects in force"),
        "money",
        Text(
            "vốn thực hiện từ trước đến nay của các dự án thứ cấp còn hiệu lực",
            "all capital implemented by tenants' projects in force",
        ),
        to_date("capital.implemented", of_standing=True),
    ),
    _share(
        "capital.implemented_share",
        Text("Tỷ lệ vốn thực hiện", "Share of registered capital implemented"),
        Text(
            "vốn thực hiện lũy kế / vốn đăng ký, của các dự án thứ cấp còn hiệu lực",
            "implemented to date / registered, of tenants' projects in force",
        ),
        to_date("capital.implemented", of_standing=True),
        stock("capital.in_force"),
        of=Text("vốn đăng ký còn hiệu lực", "registered capital in force"),
    ),
)

REPORTED = (
    *(
        simple(code, "money")
        for code in ("output.production", "output.revenue", "trade.export", "trade.import", "budget.paid")
    ),
    _computed(
        "trade.balance",
        Text("Cán cân thương mại", "Trade balance"),
        "money",
        Text("xuất khẩu − nhập khẩu", "exports − imports"),
        flow("trade.export") - flow("trade.import"),
    ),
    simple("labour.workers", "person"),
    simple("labour.foreign", "person"),
    *(simple(f"labour.{what}", "person") for what in ("female", "local", "union_members")),
    *(
        _share(
            f"labour.{what}_share",
            Text(vi, en),
            Text(f"{part.vi} / lao động", f"{part.en} / workers"),
            stock(f"labour.{of}"),
            stock("labour.workers"),
            of=Text("lao động", "workers"),
        )
        for what, of, vi, en, part in (
            ("female", "female", "Tỷ lệ lao động nữ", "Share of women", Text("lao động nữ", "women")),
            (
                "local",
                "local",
                "Tỷ lệ lao động trong tỉnh",
                "Share of workers of the province",
                Text("lao động thường trú trong tỉnh", "workers resident in the province"),
            ),
            (
                "union",
                "union_members",
                "Tỷ lệ lao động là đoàn viên công đoàn",
                "Share of trade union members",
                Text("đoàn viên công đoàn", "trade union members"),
            ),
        )
    ),
    simple("enterprises.unionised", "project"),
    _share(
        "enterprises.unionised_share",
        Text("Tỷ lệ doanh nghiệp có công đoàn cơ sở", "Share of enterprises with a trade union"),
        Text("có công đoàn cơ sở / đang hoạt động", "with a trade union / operating"),
        stock("enterprises.unionised"),
        stock("enterprises.operating"),
        of=Text("doanh nghiệp đang hoạt động", "enterprises operating"),
    ),
    _computed(
        "labour.income",
        Text("Thu nhập bình quân", "Average income"),
        "money/person",
        Text("tổng tiền lương tháng / lao động", "monthly payroll / workers"),
        per(stock("labour.payroll"), stock("labour.workers"), of=Text("lao động", "workers")),
    ),
)

SERVICES = (
    *(simple(f"fee.{each.value}", "tariff") for each in Tariff),
    simple("wastewater.capacity", "m3/day"),
    simple("wastewater.flow", "m3/day"),
    _share(
        "wastewater.use",
        Text("Tỷ lệ sử dụng công suất xử lý nước thải", "Use of waste-water capacity"),
        Text("lưu lượng thực tế / công suất", "flow / capacity"),
        stock("wastewater.flow"),
        stock("wastewater.capacity"),
        of=Text("công suất thiết kế", "design capacity"),
    ),
    _left(
        "wastewater.left",
        Text("Công suất xử lý nước thải còn lại", "Waste-water capacity left"),
        "m3/day",
        Text("công suất thiết kế − lưu lượng thực tế", "design capacity − flow"),
        stock("wastewater.capacity") - stock("wastewater.flow"),
    ),
    *_utility("power", "kVA", "load", Text("cấp điện", "power")),
    *_utility("water", "m3/day", "flow", Text("cấp nước", "water supply")),
    *_utility("waste", "kg/day", "flow", Text("thu gom, xử lý chất thải rắn", "solid-waste")),
    *_utility("telecom", "line", "lines", Text("viễn thông", "telecommunication")),
    *_utility(
        "fire", "m3/hour", "demand", Text("bơm chữa cháy", "fire pumping"), Text("phải bảo đảm", "to be provided")
    ),
    *(simple(f"works.{what}", "lot") for what in ("planned", "completed")),
    *(simple(f"works.{what}", "money") for what in ("value_approved", "value_done", "disbursed")),
    _share(
        "works.completion",
        Text("Tỷ lệ giá trị hạ tầng đã thực hiện", "Share of the value of infrastructure works done"),
        Text("giá trị đã thực hiện / giá trị hạng mục đã phê duyệt", "value done / value of lots approved"),
        stock("works.value_done"),
        stock("works.value_approved"),
        of=Text("giá trị hạng mục đã phê duyệt", "value of lots approved"),
    ),
    simple("assets.held", "asset"),
    simple("assets.value", "money"),
    simple("assets.handed_over", "hand_over"),
    simple("housing.places", "place"),
    simple("school.places", "place"),
    *(simple(f"{what}.occupied", "place") for what in ("housing", "school")),
    *(
        _share(
            f"{what}.use",
            Text(vi, en),
            Text(f"{of.vi} đã sử dụng / {of.vi}", f"{of.en} taken / {of.en}"),
            stock(f"{what}.occupied"),
            stock(f"{what}.places"),
            of=of,
        )
        for what, vi, en, of in (
            (
                "housing",
                "Tỷ lệ sử dụng nhà ở công nhân",
                "Use of worker housing",
                Text("chỗ ở công nhân", "worker housing places"),
            ),
            (
                "school",
                "Tỷ lệ sử dụng chỗ học, gửi trẻ",
                "Use of school places",
                Text("chỗ học, gửi trẻ", "school places"),
            ),
        )
    ),
    *(simple(f"procedures.{what}", "case") for what in ("received", "on_time", "late")),
    _share(
        "procedures.on_time_share",
        Text("Tỷ lệ hồ sơ giải quyết đúng hạn", "Share of procedures on time"),
        Text("trước và đúng hạn / đã giải quyết", "on time / completed"),
        flow("procedures.on_time"),
        flow("procedures.on_time") + flow("procedures.late"),
        of=Text("hồ sơ đã giải quyết", "procedures completed"),
    ),
    simple("inquiries.received", "inquiry"),
    simple("inquiries.visited", "inquiry"),
    simple("inquiries.converted", "inquiry"),
    _share(
        "inquiries.converted_share",
        Text("Tỷ lệ lượt tìm hiểu thành dự án", "Share of inquiries converted"),
        Text("thành dự án / tiếp nhận", "converted / received"),
        flow("inquiries.converted"),
        flow("inquiries.received"),
        of=Text("lượt tìm hiểu tiếp nhận", "inquiries received"),
    ),
    *(simple(f"dues.{what}", "money") for what in ("assessed", "paid", "reduced", "outstanding", "arrears")),
    _share(
        "dues.arrears_share",
        Text("Tỷ lệ nợ quá hạn trong số còn phải nộp", "Share of dues outstanding that is in arrears"),
        Text("nợ quá hạn / còn phải nộp", "in arrears / outstanding"),
        stock("dues.arrears"),
        stock("dues.outstanding"),
        of=Text("khoản còn phải nộp", "dues outstanding"),
    ),
    simple("promotion.held", "activity"),
    simple("promotion.spent", "money"),
    *(simple(f"memoranda.{what}", "memorandum") for what in ("signed", "open", "to_project", "lapsed")),
    _share(
        "memoranda.to_project_share",
        Text("Tỷ lệ bản ghi nhớ thành dự án", "Share of memoranda that led to a project"),
        Text("thành dự án / đã kết thúc", "led to a project / concluded"),
        flow("memoranda.to_project"),
        flow("memoranda.to_project") + flow("memoranda.lapsed"),
        of=Text("bản ghi nhớ đã kết thúc", "memoranda concluded"),
    ),
)

FOUNDINGS = (
    *(simple(f"foundings.{what}", "case") for what in ("opened", "approved", "refused", "withdrawn", "open")),
    simple("zones.legacy", "zone", basis="Nghị định 32/2024/NĐ-CP, Điều 35 khoản 4", verified=Verified.READ),
    simple("legacy.lacks_open", "lack"),
    _computed(
        "zones.legacy_settled",
        Text("Cụm hình thành trước năm 2009 đã hoàn thiện", "Clusters of before 2009 that are regularised"),
        "zone",
        Text(
            "thuộc diện hoàn thiện và không còn nội dung thiếu",
            "to be regularised, and nothing is lacking any more",
        ),
        zones_where("zones.legacy", none_of=("legacy.lacks_open",)),
    ),
)

INSPECTIONS = (
    *(simple(f"inspections.{what}", "inspection") for what in ("planned", "cancelled", "done", "done_by_plan", "open")),
    _share(
        "inspections.plan_share",
        Text("Tỷ lệ thực hiện kế hoạch kiểm tra", "Share of the plan of inspections done"),
        Text(
            "cuộc theo kế hoạch tiến hành trong kỳ / cuộc kế hoạch của kỳ, trừ cuộc đưa ra khỏi kế hoạch; cuộc của kỳ trước làm "
            "trong kỳ cũng được tính, nên một tháng có thể quá 100%",
            "inspections of plans made in the period / planned for it, less those taken off the plan; one planned for an earlier "
            "period counts in that in which it is made, so that a month can exceed 100 %",
        ),
        flow("inspections.done_by_plan"),
        flow("inspections.planned") - flow("inspections.cancelled"),
        of=Text("cuộc kiểm tra trong kế hoạch", "inspections in the plan"),
    ),
    *(simple(f"findings.{what}", "finding") for what in ("made", "open")),
    *(simple(f"fines.{what}", "money") for what in ("imposed", "paid")),
    _computed(
        "fines.outstanding",
        Text("Tiền phạt còn phải nộp", "Fines still to be paid"),
        "money",
        Text("tiền phạt theo quyết định − đã nộp, từ trước đến nay", "all fines imposed − all fines paid"),
        to_date("fines.imposed") - to_date("fines.paid"),
    ),
)

ENVIRONMENT = (
    simple("zones.wastewater_treatment", "zone"),
    _computed(
        "zones.operating_untreated",
        Text(
            "Khu, cụm hoạt động chưa có công trình xử lý nước thải tập trung đưa vào sử dụng",
            "Operating zones without central waste-water works in use",
        ),
        "zone",
        Text(
            "đang hoạt động, chưa có công trình vận hành chính thức và không có công suất xử lý nào đã đưa vào sử dụng",
            "operating, without works in operation and without any capacity in use",
        ),
        zones_where("zones.operating", none_of=("zones.wastewater_treatment", "wastewater.capacity")),
    ),
    simple("stations.operating", "station"),
    simple("stations.connected", "station"),
    simple("monitoring.samples", "sample"),
    simple("monitoring.exceeding", "sample"),
    _share(
        "monitoring.exceeding_share",
        Text("Tỷ lệ lần quan trắc nước thải vượt giới hạn", "Share of samples above a limit"),
        Text("lần vượt giới hạn / lần quan trắc", "samples above a limit / samples"),
        flow("monitoring.exceeding"),
        flow("monitoring.samples"),
        of=Text("lần quan trắc nước thải", "samples of waste water"),
    ),
    simple("emissions.samples", "sample"),
    simple("emissions.exceeding", "sample"),
    _share(
        "emissions.exceeding_share",
        Text(
            "Tỷ lệ lần quan trắc khí thải, tiếng ồn, không khí vượt giới hạn",
            "Share of samples of gas, noise and air above a limit",
        ),
        Text("lần vượt giới hạn / lần quan trắc", "samples above a limit / samples"),
        flow("emissions.exceeding"),
        flow("emissions.samples"),
        of=Text("lần quan trắc khí thải, tiếng ồn, không khí", "samples of waste gas, noise and air"),
    ),
    simple("incidents.opened", "incident"),
    simple("incidents.open", "incident"),
)

LABOUR = (
    *(simple(f"permits.{what}", "permit") for what in ("granted", "extended", "open")),
    simple("accidents.count", "accident"),
    simple("accidents.injured", "person"),
    simple("accidents.killed", "person"),
    simple("accidents.open", "accident"),
    simple("strikes.count", "stoppage"),
    simple("strikes.workers", "person"),
    simple("strikes.open", "stoppage"),
)

STATISTICS = (
    Indicator("grdp.size", Text("Quy mô GRDP", "GRDP"), "statistic", (), statistic=True),
    Indicator("grdp.growth", Text("Tốc độ tăng trưởng GRDP", "GRDP growth"), "statistic", (), 2, statistic=True),
    Indicator(
        "output.index",
        Text("Chỉ số sản xuất công nghiệp (IIP)", "Industrial production index (IIP)"),
        "statistic",
        (),
        1,
        statistic=True,
    ),
    Indicator("pci.score", Text("Điểm chỉ số PCI", "PCI score"), "point", (), 2, statistic=True),
    Indicator("pci.rank", Text("Xếp hạng PCI", "PCI rank"), "rank", (), statistic=True),
    Indicator("fdi.rank", Text("Xếp hạng thu hút FDI", "Rank in FDI attracted"), "rank", (), statistic=True),
)

_ALL = (
    *ZONES,
    *LAND,
    *OCCUPANCY,
    *INVESTMENT,
    *REPORTED,
    *SERVICES,
    *FOUNDINGS,
    *INSPECTIONS,
    *ENVIRONMENT,
    *LABOUR,
    *STATISTICS,
)

BY_CODE = {indicator.code: indicator for indicator in _ALL}
INDICATORS = MappingProxyType(BY_CODE)
"""Every indicator by its code; read only."""

_TARGET_UNITS = {"percent": "micro", "money/person": "money"}
"""In what targets of rates are posted: per cent in millionths, money a person in money."""

for _indicator in _ALL:
    if _indicator.formulas and _indicator.code not in MEASURES:
        _posted = UNITS[_indicator.unit].posted
        declare_target(_indicator.code, _indicator.name, _TARGET_UNITS.get(_posted, _posted))

INCREASES = MappingProxyType({"land.leased": "land.let"})
"""What is held on a day, with the indicator of what was added to it within a period: a target of the one is none of the other."""

CEILINGS = frozenset(
    {
        "accidents.count",
        "accidents.injured",
        "accidents.killed",
        "dues.arrears",
        "memoranda.lapsed",
        "procedures.late",
        "projects.ended",
        "projects.reduced",
        "projects.suspended",
        "strikes.count",
        "strikes.workers",
        "zones.operating_not_established",
    }
)
"""Indicators of which less is better: a target of one is reached where no more than it came about."""
