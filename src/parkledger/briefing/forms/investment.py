"""Reports on investment projects: form A.IV.1 on foreign investment, forms A.III of projects, A.4 and B.4 of eco-parks.

Columns and lines are those of the 2026 specification of the national investment reporting system, a secondary source.
"""

from collections.abc import Iterator
from functools import partial

from parkledger.briefing.forms.model import (
    HA,
    M_USD,
    PEOPLE,
    PERCENT,
    PROJECTS,
    TIMES,
    Asked,
    At,
    ByHand,
    CellUnit,
    FormColumn,
    FormLine,
    NotHeld,
    OfPeriod,
    Quotient,
    StatutoryForm,
    When,
)
from parkledger.catalogue import Origin, Verified, ZoneKind
from parkledger.language import Text

FDI = Origin.FDI
INVESTMENT_BASIS = Text(
    "mẫu báo cáo đầu tư (Thông tư 03/2021/TT-BKHĐT, nay là Thông tư 55/2026); bố cục theo đặc tả hệ thống thông tin quốc gia về đầu tư năm 2026",
    "forms of investment reports (Circular 03/2021/TT-BKHĐT, now Circular 55/2026); layout by the 2026 specification of the national "
    "investment system",
)
PROJECT_RECEIVER = Text("Cơ quan đăng ký đầu tư, cơ quan thống kê", "Registration agency, statistics office")
INVESTOR = Text("NHÀ ĐẦU TƯ", "INVESTOR")
NOT_OF_PROJECT = Text(
    "biểu của từng dự án, do tổ chức kinh tế lập: vốn góp theo nhà đầu tư, vốn vay, lợi nhuận, lao động của dự án; báo cáo kỳ trong sổ "
    "là của khu, cụm",
    "filed by each project's enterprise: capital by investor, loans, profit and workers of the project; reports on record are of zones",
)

QUARTER, BEFORE = Text("Số liệu quý báo cáo", "The quarter"), Text("Cùng kỳ năm trước", "Year before")
TO_DATE = Text("Số liệu lũy kế từ đầu năm đến quý báo cáo", "From the beginning of the year")
COMPARED = Text("So cùng kỳ", "Against the year before")
COLUMNS_A_IV_1 = (
    FormColumn("before", BEFORE, OfPeriod(When.YEAR_BEFORE), number="4", group=QUARTER, width=14),
    FormColumn("result", Text("Quý báo cáo", "This quarter"), OfPeriod(), number="5", group=QUARTER, width=14),
    FormColumn("compared", COMPARED, Quotient("result", "before"), number="6", group=QUARTER, width=12),
    FormColumn(
        "expected", Text("Dự kiến cả năm", "Expected of the year"), ByHand(), number="7", group=QUARTER, width=12
    ),
    FormColumn("to_date_before", BEFORE, OfPeriod(When.TO_DATE_BEFORE), number="8", group=TO_DATE, width=14),
    FormColumn(
        "to_date", Text("Năm báo cáo", "This year"), OfPeriod(When.TO_DATE), number="9", group=TO_DATE, width=14
    ),
    FormColumn(
        "to_date_compared", COMPARED, Quotient("to_date", "to_date_before"), number="10", group=TO_DATE, width=12
    ),
)
NO_SOURCE_OF_CAPITAL = NotHeld(
    Text("sổ không tách vốn thực hiện từ nước ngoài", "capital implemented is not parted by where it comes from")
)
NO_ENERGY = NotHeld(Text("sổ không ghi năng lượng tiêu thụ", "the register has no use of energy"))
NO_APPLICATIONS = NotHeld(
    Text(
        "sổ ghi quyết định, không ghi hồ sơ tiếp nhận của dự án",
        "the register has decisions, not applications received",
    )
)
NO_CHARTER_OF_SHARES = NotHeld(
    Text(
        "sổ ghi giá trị giao dịch, không ghi phần tính theo vốn điều lệ",
        "the value paid is on record, not that by charter capital",
    )
)
NO_SUSPENDED_CAPITAL = NotHeld(
    Text(
        "sổ đếm dự án tạm ngừng, không cộng vốn của chúng",
        "suspended projects are counted, their capital is not summed",
    )
)
KWH, TONNES, LITRES, M3 = (
    CellUnit(Text(vi, en)) for vi, en in (("kWh", "kWh"), ("tấn", "tonnes"), ("lít", "litres"), ("m³", "m³"))
)


def _of_period(indicator: str, unit: CellUnit = M_USD, plus: str = "", minus: str = "") -> Asked:
    return Asked(indicator, unit, FDI, At.PERIOD, plus=plus, minus=minus)


def _activity() -> Iterator[FormLine]:
    """Part I of form A.IV.1: what the projects implemented, produced and used."""
    yield FormLine("I", Text("TÌNH HÌNH HOẠT ĐỘNG", "ACTIVITY"), None, "I")
    yield FormLine("1", Text("Vốn thực hiện", "Capital implemented"), _of_period("capital.implemented"), "1")
    yield FormLine("1a", Text("Trong đó, từ nước ngoài", "Of it from abroad"), NO_SOURCE_OF_CAPITAL, measured=M_USD)
    yield FormLine("2", Text("Doanh thu", "Revenue"), _of_period("output.revenue"), "2")
    yield FormLine("3", Text("Xuất khẩu", "Exports"), _of_period("trade.export"), "3")
    yield FormLine("4", Text("Nhập khẩu", "Imports"), _of_period("trade.import"), "4")
    yield FormLine("5", Text("Lao động", "Workers"), Asked("labour.workers", PEOPLE, FDI), "5", AT_END)
    yield FormLine("6", Text("Nộp ngân sách", "Paid to the budget"), _of_period("budget.paid"), "6")
    yield FormLine("7", Text("Tình hình sử dụng năng lượng", "Use of energy"), None, "7")
    for key, label, unit in (
        ("7.a", Text("Điện", "Electricity"), KWH),
        ("7.b", Text("Than", "Coal"), TONNES),
        ("7.c", Text("Dầu", "Oil"), LITRES),
        ("7.d", Text("Khí LNG", "LNG"), M3),
    ):
        yield FormLine(key, label, NO_ENERGY, key, measured=unit)
    yield FormLine("7.e", Text("Các loại năng lượng khác", "Other energy"), NO_ENERGY, "7.e")


AT_END = Text("số ở cuối kỳ, không phải phát sinh", "as at the end of the period")
NEW, ADJUSTED = Text("Dự án cấp mới", "New projects"), Text("Dự án điều chỉnh vốn", "Projects with capital adjusted")
SHARES = Text("Góp vốn, mua cổ phần, mua phần vốn góp", "Capital contributed, shares bought")
DECIDED = (
    ("1", NEW, (
        ("a", Text("Số dự án mới", "New projects"), PROJECTS, _of_period("projects.registered", PROJECTS)),
        ("b", Text("Vốn đăng ký", "Registered capital"), M_USD, _of_period("capital.new")),
    )),
    ("2", ADJUSTED, (
        ("a", Text("Số lượt dự án điều chỉnh vốn", "Adjustments"), TIMES, _of_period("projects.adjusted", TIMES, plus="projects.reduced")),
        ("b", Text("Vốn đăng ký tăng hoặc giảm", "Increases less decreases"), M_USD, _of_period("capital.added", minus="capital.reduced")),
    )),
    ("3", SHARES, (
        ("a", Text("Số lượt góp vốn, mua cổ phần, mua phần vốn góp", "Purchases"), TIMES, _of_period("projects.share_purchases", TIMES)),
        ("b", Text("Giá trị theo vốn điều lệ", "Value by charter capital"), M_USD, NO_CHARTER_OF_SHARES),
        ("c", Text("Giá trị theo giá trị giao dịch dự kiến", "Value paid"), M_USD, _of_period("capital.shares")),
    )),
)  # fmt: skip
"""Parts II and III of form A.IV.1, which are alike: of applications received, of which nothing is held, and of what was decided."""


def _decided(part: str, title: Text, *, held: bool) -> Iterator[FormLine]:
    yield FormLine(part, title, None, part)
    for number, heading, lines in DECIDED:
        yield FormLine(f"{part}.{number}", heading, None, f"{part}.{number}")
        for letter, label, unit, source in lines:
            own = f"{part}.{number}.{letter}"
            yield FormLine(own, label, source if held else NO_APPLICATIONS, own, measured=unit)


def _stopped() -> Iterator[FormLine]:
    """Part IV of form A.IV.1: projects suspended and ended."""
    yield FormLine("IV", Text("TÌNH HÌNH NGỪNG, CHẤM DỨT HOẠT ĐỘNG DỰ ÁN", "SUSPENDED AND ENDED"), None, "IV")
    yield FormLine("IV.1", Text("Dự án ngừng hoạt động", "Projects suspended"), None, "IV.1")
    suspended = Asked("projects.suspended", PROJECTS, FDI)
    yield FormLine("IV.1.a", Text("Số dự án ngừng hoạt động", "Projects suspended"), suspended, "IV.1.a", AT_END)
    capital = Text("Vốn đăng ký của dự án ngừng", "Their registered capital")
    yield FormLine("IV.1.b", capital, NO_SUSPENDED_CAPITAL, "IV.1.b", measured=M_USD)
    yield FormLine("IV.2", Text("Dự án chấm dứt hoạt động", "Projects ended"), None, "IV.2")
    yield FormLine(
        "IV.2.a", Text("Số dự án chấm dứt", "Projects ended"), _of_period("projects.ended", PROJECTS), "IV.2.a"
    )
    ended = Text("Vốn đăng ký của dự án chấm dứt", "Their registered capital")
    yield FormLine("IV.2.b", ended, _of_period("capital.ended"), "IV.2.b")


FORM_A_IV_1 = StatutoryForm(
    code="A.IV.1",
    title=Text(
        "Báo cáo tổng hợp tình hình đầu tư nước ngoài: phần trong các khu công nghiệp",
        "Foreign investment: the part in industrial parks",
    ),
    layout=Verified.SECONDARY,
    basis=INVESTMENT_BASIS,
    kind=ZoneKind.PARK,
    receiver=Text(
        "Ủy ban nhân dân cấp tỉnh, Cục Đầu tư nước ngoài", "Provincial People's Committee, Foreign Investment Agency"
    ),
    signer=Text("TRƯỞNG BAN", "HEAD OF THE BOARD"),
    named_by_heads=True,
    columns=COLUMNS_A_IV_1,
    lines=(
        *_activity(),
        *_decided("II", Text("TÌNH HÌNH TIẾP NHẬN HỒ SƠ", "APPLICATIONS RECEIVED"), held=False),
        *_decided("III", Text("TÌNH HÌNH CẤP ĐĂNG KÝ ĐẦU TƯ", "REGISTERED"), held=True),
        *_stopped(),
    ),
    notes=(
        Text(
            "Chỉ gồm dự án FDI trong KCN, phần Ban quản lý lập; dự án ngoài KCN do cơ quan khác tổng hợp. Cột 7 nhập tay: dự báo không phải là số liệu.",
            "FDI in parks alone, the Board's part. Column 7 is written by hand: a forecast is no figure.",
        ),
    ),
)

_of_project = partial(
    StatutoryForm,
    layout=Verified.SECONDARY,
    basis=INVESTMENT_BASIS,
    kind=ZoneKind.PARK,
    receiver=PROJECT_RECEIVER,
    signer=INVESTOR,
    no_file=NOT_OF_PROJECT,
)
FORMS_A_III = (
    _of_project(
        code="A.III.1",
        title=Text("Báo cáo quý về thực hiện dự án đầu tư (FDI, DDI)", "A project's quarterly report (FDI, DDI)"),
    ),
    _of_project(
        code="A.III.2",
        title=Text("Báo cáo năm về thực hiện dự án đầu tư (FDI, DDI)", "A project's yearly report (FDI, DDI)"),
    ),
    _of_project(
        code="A.III.3",
        title=Text(
            "Báo cáo trước khi thực hiện dự án đầu tư (FDI, DDI)", "A project's report before it begins (FDI, DDI)"
        ),
    ),
)

ECO_BASIS = Text("Nghị định 35/2022/NĐ-CP, Điều 43", "Decree 35/2022/NĐ-CP, Article 43")
ECO_RECEIVER = Text("Ban quản lý khu công nghiệp, khu kinh tế", "Management Board")
NO_SAVINGS = NotHeld(
    Text(
        "sổ không ghi năng lượng, nước, chất thải tiết kiệm được và cộng sinh công nghiệp",
        "the register has no savings of energy, water and waste, and no symbiosis",
    )
)
NO_SUCH_LAND = NotHeld(
    Text(
        "sổ ghi đất hạ tầng là một số, không tách giao thông, kỹ thuật, xã hội",
        "infrastructure land is one number on record, not parted into roads, works and social facilities",
    )
)
KWH_SAVED, SHARE, CO2, COST = (
    Text("Điện năng tiết kiệm", "Electricity saved"),
    Text("Mức tiết kiệm năng lượng", "Share of energy saved"),
    Text("Giảm phát thải CO2", "CO2 avoided"),
    Text("Tiết kiệm chi phí", "Cost saved"),
)
A_YEAR, M3_A_YEAR, M_VND, COUNT = (
    CellUnit(Text(vi, en))
    for vi, en in (
        ("tấn/năm", "tonnes/year"),
        ("m³/năm", "m³/year"),
        ("triệu đồng", "million VND"),
        ("số lượng", "number"),
    )
)


def _savings(part: str) -> Iterator[FormLine]:
    """What a way of saving came to in the year: energy, water, waste, materials."""
    for number, label, unit in (
        (1, KWH_SAVED, KWH), (2, SHARE, PERCENT), (3, CO2, A_YEAR),
        (4, Text("Tiết kiệm nước", "Water saved"), M3_A_YEAR), (5, Text("Giảm nước thải", "Waste water avoided"), M3_A_YEAR),
        (6, Text("Chất thải tái sử dụng", "Waste re-used"), A_YEAR), (7, Text("Chất thải tái chế", "Waste recycled"), A_YEAR),
        (8, Text("Tiết kiệm vật liệu", "Materials saved"), A_YEAR), (9, Text("Tiết kiệm hóa chất", "Chemicals saved"), A_YEAR),
        (10, COST, M_VND),
    ):  # fmt: skip
        yield FormLine(f"{part}.{number}", label, NO_SAVINGS, f"{part}.{number}", measured=unit)


FORM_A_4 = StatutoryForm(
    code="A.4",
    title=Text("Báo cáo theo dõi, giám sát thực hiện khu công nghiệp sinh thái", "Monitoring of an eco-industrial park"),
    layout=Verified.SECONDARY,
    basis=ECO_BASIS,
    kind=ZoneKind.PARK,
    receiver=ECO_RECEIVER,
    signer=INVESTOR,
    a_zone_each=True,
    lines=(
        FormLine("2.5", Text("Diện tích đất", "Land"), None, "2.5"),
        FormLine("2.5.1", Text("Tổng diện tích đất KCN", "Area of the park"), Asked("land.established", HA), "2.5.1"),
        FormLine("2.5.2", Text("Diện tích đất dành cho cây xanh", "Green land"), Asked("land.green", HA), "2.5.2"),
        FormLine("2.5.3", Text("% diện tích cây xanh", "Share of green land"), Quotient("2.5.2", "2.5.1"), "2.5.3"),
        FormLine("2.5.4", Text("Diện tích đất dành cho giao thông", "Roads"), NO_SUCH_LAND, "2.5.4", measured=HA),
        FormLine("2.5.6", Text("Diện tích đất dành cho khu kỹ thuật", "Technical areas"), NO_SUCH_LAND, "2.5.6", measured=HA),
        FormLine("2.5.8", Text("Diện tích đất dành cho hạ tầng xã hội", "Social facilities"), NO_SUCH_LAND, "2.5.8", measured=HA),
        FormLine("2.6.1", Text("Nhà ở cho người lao động (mô tả)", "Housing for workers (in words)"), ByHand(), "2.6.1"),
        FormLine("2.6.2", Text("Công trình dịch vụ, tiện ích công cộng (mô tả)", "Public services (in words)"), ByHand(), "2.6.2"),
        FormLine("II", Text("Tóm tắt thực hiện pháp luật về đầu tư, xây dựng, đất đai, môi trường, lao động", "How the law is followed, in words"), ByHand(), "II"),
        FormLine("III.1", Text("Sử dụng hiệu quả tài nguyên và sản xuất sạch hơn", "Resource efficiency and cleaner production"), None, "III.1"),
        FormLine("III.1.0", Text("Doanh nghiệp đã áp dụng, giải pháp đã thực hiện", "Enterprises and measures"), NO_SAVINGS, "1.1", measured=COUNT),
        *_savings("III.1"),
        FormLine("III.2", Text("Cộng sinh công nghiệp", "Industrial symbiosis"), None, "III.2"),
        FormLine("III.2.0", Text("Số lượng cộng sinh đến hết năm trước", "Networks by the end of the year before"), NO_SAVINGS, "2.1.1", measured=COUNT),
        FormLine("III.3", Text("Kết quả cộng sinh công nghiệp", "What it came to"), None, "III.3"),
        *_savings("III.3"),
    ),
    notes=(
        Text(
            "Nhà đầu tư hạ tầng tự lập và ký. Phần thông tin nhà đầu tư, người đại diện (mục 1) và các mục mô tả viết tay; mục III gộp các dòng "
            "tiết kiệm chi phí của mẫu thành một dòng.",
            "Filed and signed by the developer. Who the developer is (part 1) and what is told in words are written by hand; in part III the "
            "form's several lines of cost saved are one.",
        ),
    ),
)  # fmt: skip

FORM_B_4 = StatutoryForm(
    code="B.4",
    title=Text("Báo cáo theo dõi, giám sát thực hiện doanh nghiệp sinh thái", "Monitoring of an eco-enterprise"),
    layout=Verified.SECONDARY,
    basis=ECO_BASIS,
    kind=ZoneKind.PARK,
    receiver=ECO_RECEIVER,
    signer=INVESTOR,
    no_file=Text(
        "doanh nghiệp tự lập: năng lực sản xuất, tiết kiệm tài nguyên của một doanh nghiệp; sổ không ghi các số này",
        "the enterprise's own: its capacity and what it saved; the register holds none of it",
    ),
)

FORMS = (FORM_A_IV_1, *FORMS_A_III, FORM_A_4, FORM_B_4)
