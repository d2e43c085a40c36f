"""Reports on investment projects: form A.IV.1 on foreign investment, forms A.III of projects, A.4 and B.4 of eco-parks.

Columns and lines are those of the 2026 specification of the national investment reporting system, a secondary source.
"""

from collections.abc import Iterator
from functools import partial

from parkledger.briefing.forms.model import (
    HA,
    KWH,
    LINKS,
    LITRES,
    M2,
    M3,
    M_USD,
    M_VND,
    M_VND_A_MONTH,
    OWN_MONEY,
    PEOPLE,
    PERCENT,
    PROJECTS,
    TIMES,
    TONNES,
    Adds,
    Asked,
    At,
    BusinessSum,
    ByHand,
    CellUnit,
    FormColumn,
    FormLine,
    NotHeld,
    OfBusiness,
    OfCapital,
    OfPeriod,
    OfProject,
    OfSavings,
    Quotient,
    StatutoryForm,
    Told,
    When,
)
from parkledger.catalogue import Origin, Verified, ZoneKind
from parkledger.language import Text
from parkledger.ledger.events.project_business import BORROWED, CONTRIBUTED, ONLY_SYMBIOSIS, REINVESTED

FDI = Origin.FDI
INVESTMENT_BASIS = Text(
    "mẫu báo cáo đầu tư (Thông tư 03/2021/TT-BKHĐT, nay là Thông tư 55/2026); bố cục theo đặc tả hệ thống thông tin quốc gia về đầu tư năm 2026",
    "forms of investment reports (Circular 03/2021/TT-BKHĐT, now Circular 55/2026); layout by the 2026 specification of the national "
    "investment system",
)
PROJECT_RECEIVER = Text("Cơ quan đăng ký đầu tư, cơ quan thống kê", "Registration agency, statistics office")
INVESTOR = Text("NHÀ ĐẦU TƯ", "INVESTOR")
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

YEAR_TO_DATE, SINCE = (
    Text("Số liệu lũy kế từ đầu năm", "From the beginning of the year"),
    Text("Số liệu lũy kế từ khi được cấp GCNĐKĐT", "From the certificate on"),
)
QUARTERLY = (
    FormColumn("result", Text("Số liệu thực hiện trong quý báo cáo (A)", "The quarter (A)"), OfPeriod(), width=18),
    FormColumn("to_date", Text(f"{YEAR_TO_DATE.vi} (B)", f"{YEAR_TO_DATE.en} (B)"), OfPeriod(When.TO_DATE), width=18),
    FormColumn("whole", Text(f"{SINCE.vi} (C)", f"{SINCE.en} (C)"), OfPeriod(When.SINCE_REGISTERED), width=18),
)
YEARLY = (
    FormColumn("result", Text("Số liệu thực hiện năm báo cáo (A)", "The year (A)"), OfPeriod(), width=18),
    FormColumn("whole", Text(f"{SINCE.vi} (B)", f"{SINCE.en} (B)"), OfPeriod(When.SINCE_REGISTERED), width=18),
)
BY_ENTERPRISE = Text(
    "địa chỉ, điện thoại, thư điện tử, mã số thuế, cơ quan cấp không có trong sổ",
    "addresses, telephones, tax codes and issuing offices are not in the register",
)
DIFFICULTIES = Text("Khó khăn, vướng mắc, kiến nghị", "Difficulties and proposals")
A, AB = ("result",), ("result", "to_date")


def _project_lines() -> Iterator[FormLine]:
    """Part A of forms A.III.1 and A.III.2: the project."""
    yield FormLine("A", Text("THÔNG TIN CHUNG VỀ DỰ ÁN ĐẦU TƯ", "THE PROJECT"), None, "A")
    for key, label in (
        ("name", Text("Tên dự án", "Project")),
        (PROJECT_CODE, Text("Mã số dự án", "Project code")),
        ("registered_on", Text("Ngày cấp giấy chứng nhận", "Day of the certificate")),
        ("place", Text("Địa điểm thực hiện dự án", "Place")),
    ):
        yield FormLine(f"A.{key}", label, Told(key), only=A)
    capital = Text("Tổng vốn đầu tư đăng ký", "Registered capital")
    yield FormLine("A.capital", capital, OfProject("capital.in_force", OWN_MONEY), only=A)
    yield FormLine(
        "A.enterprise", Text("Tên tổ chức kinh tế thực hiện dự án", "Enterprise"), Told("enterprise"), only=A
    )
    yield FormLine(
        "A.office",
        Text("Mã số thuế, cơ quan cấp, địa chỉ, liên lạc", "Tax code, offices, address"),
        NotHeld(BY_ENTERPRISE),
        only=A,
    )


PROJECT_CODE = "code"
"""The key of the line of a project's code, by which a filled form is read back."""


def _capital_lines() -> Iterator[FormLine]:
    """Item I: capital carried out, by investor and source."""
    whole, beside = (OfProject(each, OWN_MONEY, held=False) for each in ("capital.by_source", "capital.implemented"))
    contributed, borrowed = tuple(CONTRIBUTED), tuple(BORROWED)
    yield FormLine(
        "I",
        Text("Vốn đầu tư thực hiện (1+2+3)", "Capital carried out (1+2+3)"),
        Adds(("1", "2", "3"), OWN_MONEY, whole, beside),
        "I",
    )
    yield FormLine(
        "1", Text("Vốn góp (theo từng nhà đầu tư)", "Contributed, by investor"), Adds(("1.1", "1.2"), OWN_MONEY), "1"
    )
    for key, kind, label in (
        ("1.1", "vietnamese", Text("Nhà đầu tư Việt Nam", "Vietnamese investors")),
        ("1.2", "foreign", Text("Nhà đầu tư nước ngoài", "Foreign investors")),
    ):
        yield FormLine(key, label, OfCapital(contributed, OWN_MONEY, kind), key, investors=kind)
    loans = {source: f"2.{letter}" for source, letter in zip(borrowed, "abc", strict=True)}
    yield FormLine(
        "2",
        Text("Vốn vay (vay trong kỳ trừ trả nợ trong kỳ)", "Borrowed less repaid"),
        Adds(tuple(loans.values()), OWN_MONEY),
        "2",
    )
    for source, label in zip(
        borrowed,
        (
            Text("- Vay trong nước", "- In the country"),
            Text("- Vay từ công ty mẹ ở nước ngoài", "- From the parent company abroad"),
            Text("- Vay nước ngoài khác", "- Elsewhere abroad"),
        ),
        strict=True,
    ):
        yield FormLine(loans[source], label, OfCapital((source,), OWN_MONEY))
    yield FormLine("3", Text("Lợi nhuận tái đầu tư", "Profit reinvested"), OfCapital((REINVESTED,), OWN_MONEY), "3")


def _sold(columns: tuple[str, ...]) -> Iterator[FormLine]:
    """Items II to V: revenue, trade, workers."""
    for number, label, what in (
        ("II", Text("Doanh thu thuần", "Net revenue"), BusinessSum.REVENUE),
        ("III", Text("Giá trị hàng xuất khẩu", "Exports"), BusinessSum.EXPORTS),
        ("IV", Text("Giá trị hàng nhập khẩu", "Imports"), BusinessSum.IMPORTS),
    ):
        yield FormLine(number, label, OfBusiness(what, OWN_MONEY), number, only=columns)
    workers = Text("Số lao động hiện có đến thời điểm báo cáo", "Workers at the end")
    whole = OfBusiness(BusinessSum.WORKERS, PEOPLE)
    yield FormLine("V", workers, Adds(("V.1", "V.2"), PEOPLE, whole), "V", only=A)
    vietnamese = OfBusiness(BusinessSum.VIETNAMESE_WORKERS, PEOPLE)
    yield FormLine("V.1", Text("Lao động Việt Nam", "Vietnamese"), vietnamese, "1", only=A)
    foreign = OfBusiness(BusinessSum.FOREIGN_WORKERS, PEOPLE)
    yield FormLine("V.2", Text("Lao động nước ngoài", "Foreign"), foreign, "2", only=A)


NO_OTHER_ENERGY = NotHeld(
    Text("sổ chỉ ghi điện, than, dầu, khí LNG", "the register has electricity, coal, oil and LNG alone")
)


def _energy(number: str) -> Iterator[FormLine]:
    """What the project used of energy."""
    yield FormLine(number, Text("Tình hình sử dụng năng lượng", "Use of energy"), None, number)
    for index, label, what, unit in (
        (1, Text("Điện", "Electricity"), BusinessSum.ELECTRICITY, KWH),
        (2, Text("Than", "Coal"), BusinessSum.COAL, TONNES),
        (3, Text("Dầu", "Oil"), BusinessSum.OIL, LITRES),
        (4, Text("Khí LNG", "LNG"), BusinessSum.GAS, M3),
    ):
        yield FormLine(f"{number}.{index}", label, OfBusiness(what, unit), str(index), only=A)
    yield FormLine(
        f"{number}.5", Text("Các loại năng lượng khác (nếu có)", "Other energy"), NO_OTHER_ENERGY, "5", only=A
    )


def _paid(number: str, columns: tuple[str, ...]) -> FormLine:
    label = Text("Thuế và các khoản nộp ngân sách Nhà nước", "Taxes and payments to the budget")
    return FormLine(number, label, OfBusiness(BusinessSum.BUDGET_PAID, OWN_MONEY), number, only=columns)


def _land(number: str) -> FormLine:
    label = Text("Diện tích đất, mặt nước đã sử dụng (nếu có)", "Land and water in use")
    return FormLine(number, label, OfBusiness(BusinessSum.LAND_USED, M2), number, only=A)


def _spoken() -> Iterator[FormLine]:
    """Part C: what is told in words."""
    yield FormLine("C", DIFFICULTIES, ByHand(), "C", only=A)


STATED_IN = Text(
    "Dự án đăng ký bằng ngoại tệ: USD; dự án của nhà đầu tư trong nước đăng ký bằng đồng: triệu đồng. Ô ghi x: biểu không yêu cầu.",
    "Foreign projects in US dollars, domestic ones in million đồng. The form does not ask what is marked x.",
)
BY_LOANS = Text(
    "Vốn vay là tổng vay trừ trả nợ gốc trong kỳ, có thể âm. Báo cáo của một kỳ kể đủ mọi nguồn: nguồn không có dòng nào để trống, "
    "không phải là chưa ghi nhận.",
    "Loans are what was borrowed less what was repaid, and may be negative. The reports of a period tell of all sources: one that none "
    "of them names is empty, not unknown.",
)
_of_project = partial(
    StatutoryForm,
    layout=Verified.SECONDARY,
    basis=INVESTMENT_BASIS,
    kind=ZoneKind.PARK,
    receiver=PROJECT_RECEIVER,
    signer=INVESTOR,
    a_project_each=True,
    every_project=True,
)
FORM_A_III_1 = _of_project(
    code="A.III.1",
    title=Text("Báo cáo quý về thực hiện dự án đầu tư (FDI, DDI)", "A project's quarterly report (FDI, DDI)"),
    columns=QUARTERLY,
    lines=(
        *_project_lines(),
        FormLine("B", Text("TÌNH HÌNH THỰC HIỆN DỰ ÁN ĐẦU TƯ", "HOW IT IS CARRIED OUT"), None, "B"),
        *_capital_lines(),
        *_sold(AB),
        *_energy("VI"),
        _paid("VII", AB),
        _land("VIII"),
        *_spoken(),
    ),
    notes=(STATED_IN, BY_LOANS),
)
FORM_A_III_2 = _of_project(
    code="A.III.2",
    title=Text("Báo cáo năm về thực hiện dự án đầu tư (FDI, DDI)", "A project's yearly report (FDI, DDI)"),
    columns=YEARLY,
    lines=(
        *_project_lines(),
        FormLine("B", Text("TÌNH HÌNH THỰC HIỆN DỰ ÁN ĐẦU TƯ", "HOW IT IS CARRIED OUT"), None, "B"),
        *_capital_lines(),
        *_sold(A),
        FormLine("VI", Text("Thu nhập bình quân tháng của người lao động", "Average monthly income of workers"), OfBusiness(BusinessSum.INCOME, M_VND_A_MONTH), "VI", only=A),
        *_energy("VII"),
        _paid("VIII", A),
        _land("IX"),
        FormLine("X", Text("Lợi nhuận sau thuế", "Profit after tax"), OfBusiness(BusinessSum.PROFIT, OWN_MONEY), "X", Text("lỗ ghi số âm", "a loss is negative"), only=A),
        FormLine("XI", Text("Chi phí đầu tư, nghiên cứu và phát triển", "Spent on research and development"), OfBusiness(BusinessSum.RESEARCH, OWN_MONEY), "XI"),
        FormLine("XII", Text("Chi phí đầu tư xử lý và bảo vệ môi trường", "Spent on the environment"), OfBusiness(BusinessSum.ENVIRONMENT, OWN_MONEY), "XII"),
        FormLine("XIII", Text("Nguồn gốc công nghệ sử dụng (mô tả)", "Origin of the technology (in words)"), ByHand(), "XIII", only=A),
        *_spoken(),
    ),
    notes=(STATED_IN, BY_LOANS),
)  # fmt: skip
EXPECTED = Text("số dự kiến của kỳ ghi ở đầu biểu", "what is expected of the period above")


def _expected(number: str, label: Text, what: BusinessSum, unit: CellUnit = OWN_MONEY) -> FormLine:
    return FormLine(number, label, OfBusiness(what, unit, planned=True), number, EXPECTED)


FORM_A_III_3 = _of_project(
    code="A.III.3",
    title=Text("Báo cáo trước khi thực hiện dự án đầu tư (FDI, DDI)", "A project's report before it begins (FDI, DDI)"),
    lines=(
        FormLine("I", Text("THÔNG TIN VỀ NHÀ ĐẦU TƯ", "THE INVESTOR"), None, "I"),
        FormLine("I.enterprise", Text("Tên nhà đầu tư, tổ chức kinh tế", "Investor or enterprise"), Told("enterprise")),
        FormLine("I.office", Text("Giấy tờ, địa chỉ, người đại diện, vốn điều lệ", "Papers, address, representative, charter capital"), NotHeld(BY_ENTERPRISE)),
        FormLine("II", Text("NỘI DUNG BÁO CÁO", "THE PROJECT"), None, "II"),
        FormLine("A.code", Text("Mã số dự án", "Project code"), Told(PROJECT_CODE)),
        FormLine("1", Text("Tên dự án đầu tư", "Project"), Told("name"), "1"),
        FormLine("2", Text("Mục tiêu dự án", "Objective"), Told("sector"), "2", Text("ngành ghi trong sổ", "the sector on record")),
        FormLine("3", Text("Quy mô: công suất, sản phẩm, kiến trúc (mô tả)", "Scale: capacity, products, buildings (in words)"), ByHand(), "3"),
        FormLine("4", Text("Địa điểm thực hiện dự án", "Place"), Told("place"), "4"),
        FormLine("5", Text("Diện tích mặt đất, mặt nước sử dụng", "Land and water used"), OfBusiness(BusinessSum.LAND_USED, M2, planned=True), "5", EXPECTED),
        FormLine("6", Text("Tổng vốn đầu tư của dự án", "Capital of the project"), OfProject("capital.in_force", OWN_MONEY), "6"),
        FormLine("7", Text("Thời hạn hoạt động, ngày bắt đầu", "Term, and its first day"), ByHand(), "7"),
        FormLine("8", Text("Tiến độ thực hiện", "Schedule"), None, "8"),
        FormLine("8.a", Text("Vốn góp của nhà đầu tư", "Contributed by investors"), OfCapital(tuple(CONTRIBUTED), OWN_MONEY, planned=True), "8.a", EXPECTED),
        FormLine("8.a2", Text("Vốn huy động", "Raised"), OfCapital(tuple(BORROWED), OWN_MONEY, planned=True), "8.a2", EXPECTED),
        FormLine("8.b", Text("Tiến độ xây dựng, phân kỳ đầu tư (mô tả)", "Building and stages (in words)"), ByHand(), "8.b"),
        FormLine("9", Text("Sơ lược tình hình hoạt động của dự án", "Activity"), None, "9"),
        _expected("9.a", Text("Doanh thu", "Revenue"), BusinessSum.REVENUE),
        _expected("9.b1", Text("Giá trị xuất khẩu", "Exports"), BusinessSum.EXPORTS),
        _expected("9.b2", Text("Giá trị nhập khẩu", "Imports"), BusinessSum.IMPORTS),
        _expected("9.c", Text("Lợi nhuận", "Profit"), BusinessSum.PROFIT),
        FormLine("10", Text("Số lao động sử dụng", "Workers"), Adds(("10.1", "10.2"), PEOPLE, OfBusiness(BusinessSum.WORKERS, PEOPLE, planned=True)), "10", EXPECTED),
        _expected("10.1", Text("Người Việt Nam", "Vietnamese"), BusinessSum.VIETNAMESE_WORKERS, PEOPLE),
        _expected("10.2", Text("Người nước ngoài", "Foreign"), BusinessSum.FOREIGN_WORKERS, PEOPLE),
        _expected("10.b", Text("Mức thu nhập bình quân của người lao động", "Average income of workers"), BusinessSum.INCOME, M_VND_A_MONTH),
        FormLine("11", DIFFICULTIES, ByHand(), "11"),
    ),
    notes=(
        STATED_IN,
        Text(
            "Kỳ của biểu là kỳ mà số dự kiến tính cho; số lấy từ báo cáo ghi trạng thái dự kiến. Mã dự án và số dòng 9.b1, 9.b2 là của sổ.",
            "The period is that of what is expected, taken from reports whose status is “expected”. The project's code and the numbers 9.b1, 9.b2 are ours.",
        ),
    ),
)  # fmt: skip
FORMS_A_III = (FORM_A_III_1, FORM_A_III_2, FORM_A_III_3)

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
A_YEAR = CellUnit(Text("tấn/năm", "tonnes/year"), "#,##0.00#", 1000)
M3_A_YEAR, COUNT = CellUnit(Text("m³/năm", "m³/year")), CellUnit(Text("số lượng", "number"))


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
        FormLine("2.5.1", Text("Tổng diện tích đất KCN", "Area of the park"), Asked("land.natural", HA), "2.5.1"),
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

NO_PRODUCTS = NotHeld(
    Text("sổ không ghi công suất, sản lượng theo từng sản phẩm", "the register has no capacity or output by product")
)
SAVED = (
    ("electricity", Text("Tiết kiệm điện năng", "Electricity saved"), KWH),
    ("electricity_co2", Text("Giảm phát thải CO2 từ tiết kiệm điện", "CO2 avoided by electricity saved"), A_YEAR),
    ("electricity_cost", Text("Tiết kiệm chi phí điện", "Cost of electricity saved"), M_VND),
    ("fuel", Text("Tiết kiệm nhiên liệu", "Fuel saved"), None),
    ("fuel_co2", Text("Giảm phát thải CO2 từ tiết kiệm nhiên liệu", "CO2 avoided by fuel saved"), A_YEAR),
    ("fuel_cost", Text("Tiết kiệm chi phí nhiên liệu", "Cost of fuel saved"), M_VND),
    ("co2", Text("Giảm phát thải CO2 tương đương", "CO2 avoided in all"), A_YEAR),
    ("water", Text("Tiết kiệm nước", "Water saved"), M3_A_YEAR),
    ("water_cost", Text("Tiết kiệm chi phí nước", "Cost of water saved"), M_VND),
    ("wastewater", Text("Giảm nước thải", "Waste water avoided"), M3_A_YEAR),
    ("wastewater_cost", Text("Tiết kiệm chi phí từ giảm nước thải", "Cost saved by less waste water"), M_VND),
    ("waste", Text("Giảm chất thải phải xử lý", "Waste kept from treatment"), A_YEAR),
    ("reused", Text("- Tái sử dụng", "- Re-used"), A_YEAR),
    ("reused_cost", Text("Tiết kiệm chi phí từ tái sử dụng", "Cost saved by re-use"), M_VND),
    ("recycled", Text("- Tái chế", "- Recycled"), A_YEAR),
    ("recycled_cost", Text("Tiết kiệm chi phí từ tái chế", "Cost saved by recycling"), M_VND),
    ("materials", Text("Tiết kiệm vật liệu sơ cấp", "Primary materials saved"), A_YEAR),
    ("materials_cost", Text("Tiết kiệm chi phí vật liệu sơ cấp", "Cost of primary materials saved"), M_VND),
    ("secondary_used", Text("Sử dụng vật liệu thứ cấp của doanh nghiệp khác", "Secondary materials taken from others"), A_YEAR),
    ("secondary_used_cost", Text("Tiết kiệm chi phí từ sử dụng vật liệu thứ cấp", "Cost saved by secondary materials"), M_VND),
    ("secondary_supplied", Text("Cung cấp vật liệu thứ cấp cho doanh nghiệp khác", "Secondary materials given to others"), A_YEAR),
    ("secondary_income", Text("Thu được từ cung cấp vật liệu thứ cấp", "Income from secondary materials"), M_VND),
    ("chemicals", Text("Tiết kiệm hóa chất", "Chemicals saved"), A_YEAR),
    ("chemicals_cost", Text("Tiết kiệm chi phí hóa chất", "Cost of chemicals saved"), M_VND),
    ("shared_cost", Text("Tiết kiệm chi phí từ dịch vụ dùng chung", "Cost saved by shared services"), M_VND),
)  # fmt: skip
"""Lines of parts III and IV of form B.4, alike but for what only symbiosis has; two are sums of others."""
SUMS = {"co2": ("electricity_co2", "fuel_co2"), "waste": ("reused", "recycled")}


def _saved(part: str, way: str) -> Iterator[FormLine]:
    """One part of form B.4: what was saved by one way."""
    shown = [each for each in SAVED if way == "symbiosis" or each[0] not in ONLY_SYMBIOSIS]
    for number, (key, label, unit) in enumerate(shown, start=1):
        own = f"{part}.{key}"
        if key in SUMS and unit is not None:
            yield FormLine(own, label, Adds(tuple(f"{part}.{each}" for each in SUMS[key]), unit), f"{part}.{number}")
        else:
            yield FormLine(own, label, OfSavings(way, key, unit), f"{part}.{number}")


FORM_B_4 = _of_project(
    code="B.4",
    title=Text("Báo cáo theo dõi, giám sát thực hiện doanh nghiệp sinh thái", "Monitoring of an eco-enterprise"),
    basis=ECO_BASIS,
    receiver=ECO_RECEIVER,
    lines=(
        FormLine("I", Text("THÔNG TIN VỀ NHÀ ĐẦU TƯ VÀ DỰ ÁN ĐẦU TƯ", "THE INVESTOR AND THE PROJECT"), None, "I"),
        FormLine("I.enterprise", Text("Tên doanh nghiệp, tổ chức kinh tế", "Enterprise"), Told("enterprise")),
        FormLine("I.office", Text("Giấy tờ, địa chỉ, người đại diện", "Papers, address, representative"), NotHeld(BY_ENTERPRISE)),
        FormLine("I.name", Text("Tên dự án đầu tư", "Project"), Told("name")),
        FormLine("A.code", Text("Mã số dự án", "Project code"), Told(PROJECT_CODE)),
        FormLine("I.place", Text("Địa điểm thực hiện dự án", "Place"), Told("place")),
        FormLine("I.registered_on", Text("Ngày cấp giấy chứng nhận lần đầu", "Day of the certificate"), Told("registered_on")),
        FormLine("II", Text("Năng lực sản xuất theo sản phẩm", "Capacity by product"), NO_PRODUCTS, "II"),
        FormLine("III", Text("SỬ DỤNG HIỆU QUẢ TÀI NGUYÊN, SẢN XUẤT SẠCH HƠN", "RESOURCE EFFICIENCY AND CLEANER PRODUCTION"), None, "III"),
        FormLine("III.model", Text("Mô hình tiết kiệm năng lượng đã áp dụng, lợi ích khác (mô tả)", "Models and other benefits (in words)"), ByHand()),
        *_saved("III", "efficiency"),
        FormLine("IV", Text("THỰC HIỆN CỘNG SINH CÔNG NGHIỆP", "INDUSTRIAL SYMBIOSIS"), None, "IV"),
        FormLine("IV.links", Text("Số lượng cộng sinh công nghiệp đã thực hiện", "Industrial symbioses carried out"), OfSavings("symbiosis", "links", LINKS)),
        FormLine("IV.kinds", Text("Loại hình, cam kết trong và ngoài KCN, hỗ trợ của nhà đầu tư hạ tầng, dịch vụ dùng chung (mô tả)", "Kinds, agreements, support, shared services (in words)"), ByHand()),
        *_saved("IV", "symbiosis"),
    ),
    notes=(
        Text(
            "Số tiết kiệm được trong kỳ theo báo cáo của doanh nghiệp; CO2 và chất thải giảm là tổng của hai dòng. Số thứ tự dòng trong mục III, IV là của sổ.",
            "What was saved in the period, as the enterprise reports it; CO2 and waste avoided are sums of two lines. Line numbers in parts III and IV are ours.",
        ),
    ),
)  # fmt: skip

FORMS = (FORM_A_IV_1, *FORMS_A_III, FORM_A_4, FORM_B_4)
