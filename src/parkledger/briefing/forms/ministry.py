"""The ministry's statistical forms on parks, 2101 to 2107 and 2114 to 2116.H.QLKKT, so far as their layout is known.

Columns and lines are those of the specification of the national investment reporting system (2026), a secondary source:
the circular's own annex was not read. Of 2105 and 2106 the title alone is known; what stands in them is ours, and the
file says so.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from parkledger.briefing.forms.model import (
    BN_VND,
    HA,
    M3_A_DAY,
    M_USD,
    PARKS,
    PEOPLE,
    PERCENT,
    PROJECTS,
    SAMPLES,
    STATIONS,
    Asked,
    At,
    ByHand,
    CellUnit,
    FormColumn,
    FormLine,
    FormSection,
    Given,
    NotHeld,
    OfPeriod,
    Quotient,
    RowsOf,
    StatutoryForm,
    Told,
    Total,
)
from parkledger.catalogue import Origin, Verified, ZoneKind
from parkledger.language import Text

FDI, DDI = Origin.FDI, Origin.DDI
SUM = Total.SUM
RECEIVER = Text("Cục Đầu tư nước ngoài", "Foreign Investment Agency")
SIGNER = Text("TRƯỞNG BAN", "HEAD OF THE BOARD")
SUFFIX = ".H.QLKKT"
"""What follows the code of each form in the ministry's numbering."""
BASIS = Text(
    "chế độ báo cáo thống kê của bộ; bố cục theo đặc tả hệ thống thông tin quốc gia về đầu tư năm 2026",
    "the ministry's statistical reports; layout by the 2026 specification of the national investment system",
)
NO_LOCATION = NotHeld(
    Text(
        "sổ không ghi KCN nằm trong hay ngoài khu kinh tế",
        "the register does not say whether a park lies in an economic zone",
    )
)
NO_TERM = NotHeld(Text("không sự kiện nào ghi thời hạn cho thuê đất của KCN", "no event says a park's lease term"))
NO_CERTIFICATE = NotHeld(
    Text(
        "sổ không nối giấy chứng nhận với lần điều chỉnh diện tích của KCN",
        "the register ties no certificate to a change of a park's area",
    )
)
LOCATIONS = tuple(
    FormColumn(f"location{number}", heading, NO_LOCATION, width=14)
    for number, heading in enumerate(
        (
            Text("KCN nằm ngoài KKT", "Outside economic zones"),
            Text("KCN nằm trong KKT ven biển", "In coastal zones"),
            Text("KCN nằm trong KKT cửa khẩu", "In border zones"),
            Text("KCN nằm trong KKT chuyên biệt", "In specialised zones"),
        ),
        start=1,
    )
)
LAYOUT_OURS = Text(
    "Bố cục theo hiểu biết, chưa đọc bản gốc: chỉ biết tên biểu; các cột là của sổ, không phải của mẫu.",
    "The layout is our own: only the form's title is known; the columns are the register's, not the form's.",
)
IN_PERIOD = Text(
    "(*) phát sinh trong kỳ báo cáo; các cột khác là lũy kế đến cuối kỳ.",
    "(*) of the period; other columns stand at its end.",
)

NAME = FormColumn("name", Text("Tên KCN", "Park"), Told("name"), width=34)
LOCATION = FormColumn("location", Text("Vị trí khu", "Location"), NO_LOCATION, width=11)
PLACE = FormColumn("place", Text("Địa điểm", "Place"), Told("place"), width=36)
DEVELOPER = FormColumn(
    "developer", Text("Nhà đầu tư xây dựng kết cấu hạ tầng", "Infrastructure investor"), Told("developer"), width=26
)
COUNTRY = FormColumn("country", Text("Quốc tịch nhà đầu tư", "Investor's nationality"), Told("country"), width=14)


COUNTED_LINES = (
    ("1", "new", "registered", Text("Tình hình cấp mới", "Newly registered"), Text("Tổng vốn đầu tư đăng ký mới", "Newly registered capital")),
    ("2", "added", "adjusted", Text("Tình hình tăng vốn", "Capital increases"), Text("Tổng vốn đầu tư tăng", "Capital added")),
    ("3", "reduced", "reduced", Text("Tình hình giảm vốn", "Capital decreases"), Text("Tổng vốn đầu tư giảm", "Capital reduced")),
    ("4", "ended", "ended", Text("Tình hình thu hồi/chấm dứt hoạt động", "Revoked or terminated"), Text("Tổng vốn đầu tư thu hồi/chấm dứt", "Capital of those revoked or terminated")),
)  # fmt: skip
"""Of form 2101: number, the ends of the codes of the capital and of the projects counted, the headings."""


def _counted(origin: Origin, unit: CellUnit) -> Iterator[FormLine]:
    """The four parts of form 2101 that count projects and their capital."""
    for number, key, measure, heading, capital in COUNTED_LINES:
        code = f"{origin.value}.{key}"
        counted = Asked(f"projects.{measure}", PROJECTS, origin, At.PERIOD)
        yield FormLine(code, heading, None, number)
        yield FormLine(f"{code}.projects", Text("Số dự án", "Projects"), counted)
        yield FormLine(f"{code}.capital", capital, Asked(f"capital.{key}", unit, origin, At.PERIOD))


def _lines_2101(origin: Origin, unit: CellUnit, roman: str, title: Text) -> tuple[FormLine, ...]:
    """One half of form 2101: what was attracted of one origin, and what its projects reported."""
    code = origin.value
    return (
        FormLine(code, title, None, roman),
        *_counted(origin, unit),
        FormLine(f"{code}.land", Text("Biến động quy mô diện tích đất cho thuê", "Change of land let"), None, "5"),
        FormLine(
            f"{code}.land.change",
            Text("Biến động diện tích (cho thuê trừ thu hồi)", "Net change (let less taken back)"),
            Asked("land.let", HA, origin, At.PERIOD),
        ),
        FormLine(f"{code}.output", Text("Tình hình sản xuất kinh doanh", "Production and business"), None, "6"),
        *(
            FormLine(f"{code}.{key}", label, Asked(indicator, unit, origin, At.PERIOD))
            for key, label, indicator in OUTPUT
        ),
    )


OUTPUT = (
    ("revenue", Text("Doanh thu", "Revenue"), "output.revenue"),
    ("import", Text("Giá trị nhập khẩu", "Imports"), "trade.import"),
    ("export", Text("Giá trị xuất khẩu", "Exports"), "trade.export"),
    ("budget", Text("Nộp ngân sách", "Paid to the budget"), "budget.paid"),
)
_form = partial(
    StatutoryForm,
    layout=Verified.SECONDARY,
    basis=BASIS,
    kind=ZoneKind.PARK,
    receiver=RECEIVER,
    signer=SIGNER,
    suffix=SUFFIX,
)
"""A form of the ministry's circular: what all of them have in common."""

FORM_2101 = _form(
    code="2101",
    title=Text(
        "Tình hình thu hút đầu tư vào khu công nghiệp trong kỳ báo cáo", "Investment attracted by parks in the period"
    ),
    named_by_heads=True,
    columns=(*LOCATIONS, FormColumn("result", Text("Tổng cộng", "Total"), OfPeriod(), width=18)),
    lines=(
        *_lines_2101(FDI, M_USD, "I", Text("DỰ ÁN ĐẦU TƯ NƯỚC NGOÀI (FDI)", "FOREIGN INVESTMENT (FDI)")),
        *_lines_2101(DDI, BN_VND, "II", Text("DỰ ÁN ĐẦU TƯ TRONG NƯỚC (DDI)", "DOMESTIC INVESTMENT (DDI)")),
        FormLine(
            "all",
            Text("TÌNH HÌNH KINH DOANH CỦA CÁC DỰ ÁN ĐẦU TƯ (FDI và DDI)", "ALL PROJECTS (FDI and DDI)"),
            None,
            "III",
        ),
        *(FormLine(f"all.{key}", label, Asked(indicator, BN_VND, None, At.PERIOD)) for key, label, indicator in OUTPUT),
    ),
    notes=(
        Text(
            "Bốn cột vị trí để trống vì sổ không ghi KCN nằm trong hay ngoài khu kinh tế; cột Tổng cộng là số của sổ.",
            "The four columns of locations are empty: the register does not hold them. The total is the register's figure.",
        ),
        Text(
            "Mọi tiền của dự án FDI là tr.USD, của dự án DDI là tỷ VNĐ, kể cả xuất khẩu, nhập khẩu và nộp ngân sách.",
            "All money of FDI is in million USD, of DDI in billion VND, exports, imports and the budget too.",
        ),
    ),
)

CAPITAL_IN = Text("Vốn đầu tư xây dựng kết cấu hạ tầng", "Infrastructure capital")
FORM_2102 = _form(
    code="2102",
    title=Text(
        "Tình hình thành lập mới, điều chỉnh diện tích và thu hồi khu công nghiệp trong kỳ báo cáo",
        "Parks newly approved, enlarged, reduced and revoked in the period",
    ),
    rows=RowsOf.CHANGES,
    sections=(
        FormSection("new", Text("Các KCN mới được phê duyệt chủ trương đầu tư/thành lập", "Parks newly approved or established")),
        FormSection("expanded", Text("Các KCN điều chỉnh tăng diện tích", "Parks enlarged")),
        FormSection("reduced", Text("Các KCN điều chỉnh giảm diện tích", "Parks reduced")),
        FormSection("revoked", Text("Các KCN thu hồi toàn bộ diện tích", "Parks revoked")),
    ),
    columns=(
        NAME, LOCATION, PLACE, DEVELOPER, COUNTRY,
        FormColumn("decision", Text("QĐ chấp thuận chủ trương đầu tư", "Approval"), Told("decision"), number="6", width=18),
        FormColumn("certificate", Text("GCN đăng ký đầu tư", "Certificate"), Told("certificate"), number="7", width=16),
        FormColumn("area", Text("Quy mô diện tích thành lập", "Area established"), Given("area", HA), SUM, "8"),
        FormColumn("leasable", Text("Quy mô diện tích đất CN, DV", "Industrial and service land"), Given("leasable", HA), SUM, "9"),
        FormColumn("term", Text("Thời hạn cho thuê đất (năm)", "Lease term (years)"), NO_TERM, number="10"),
        FormColumn("foreign", Text("Vốn ĐT nước ngoài", "Foreign"), Given("foreign", M_USD), SUM, "11.1", CAPITAL_IN),
        FormColumn("domestic", Text("Vốn ĐT trong nước", "Domestic"), Given("domestic", BN_VND), SUM, "11.2", CAPITAL_IN),
        FormColumn("before_certificate", Text("GCN trước khi ĐC/TH", "Certificate before"), NO_CERTIFICATE, number="12"),
        FormColumn("before", Text("Quy mô trước khi ĐC/TH", "Area before"), Given("before", HA), SUM, "13"),
        FormColumn("after_document", Text("Văn bản điều chỉnh/thu hồi", "Document"), Told("after_document"), number="14", width=18),
        FormColumn("after", Text("Quy mô sau ĐC/TH", "Area after"), Given("after", HA), SUM, "15"),
    ),
    section_totals=True,
    grand_total=False,
)  # fmt: skip

REGISTERED = Text("Vốn đăng ký đầu tư", "Registered capital")
SPENT = Text("Lũy kế vốn đã thực hiện", "Capital implemented to date")
FORM_2103 = _form(
    code="2103",
    title=Text(
        "Tình hình thực hiện dự án đầu tư xây dựng kết cấu hạ tầng khu công nghiệp",
        "Infrastructure projects of parks",
    ),
    rows=RowsOf.INFRASTRUCTURE,
    columns=(
        NAME, LOCATION,
        FormColumn("project", Text("Dự án hạ tầng KCN", "Infrastructure project"), Told("project"), number="3", width=26),
        FormColumn("decision", Text("QĐ chấp thuận chủ trương ĐT", "Approval"), Told("decision"), number="4", width=18),
        FormColumn("certificate", Text("GCN đăng ký đầu tư", "Certificate"), Told("certificate"), number="5", width=16),
        PLACE, DEVELOPER, COUNTRY,
        FormColumn("foreign", Text("Vốn nước ngoài", "Foreign"), Asked("capital.infrastructure", M_USD, FDI), SUM, "9.1", REGISTERED),
        FormColumn("domestic", Text("Vốn trong nước", "Domestic"), Asked("capital.infrastructure", BN_VND, DDI), SUM, "9.2", REGISTERED),
        FormColumn("area", Text("Quy mô DT đất thành lập", "Area established"), Asked("land.established", HA), SUM, "10"),
        FormColumn("leasable", Text("Quy mô DT đất CN, DV", "Industrial and service land"), Asked("land.leasable", HA), SUM, "11"),
        FormColumn("leased", Text("Quy mô DT đất CN, DV đã cho thuê", "Of it let"), Asked("land.leased", HA), SUM, "12"),
        FormColumn("occupancy", Text("Tỷ lệ lấp đầy", "Occupancy"), Quotient("leased", "leasable"), Total.RATIO, "13"),
        FormColumn("completion", Text("Mức độ hoàn thiện hạ tầng", "Infrastructure complete"), Asked("infrastructure.completion", PERCENT), Total.MEAN, "14"),
        FormColumn("state", Text("Tình trạng hoạt động", "Operating"), Told("state"), number="15", width=16),
        FormColumn("handed_over", Text("Quy mô DT đất đã giao để xây dựng HT", "Land handed over"), Asked("land.clean", HA), SUM, "16"),
        FormColumn("spent_foreign", Text("Vốn nước ngoài", "Foreign"), Given("spent_foreign", M_USD), SUM, "17.1", SPENT),
        FormColumn("spent_domestic", Text("Vốn trong nước", "Domestic"), Given("spent_domestic", BN_VND), SUM, "17.2", SPENT),
    ),
    notes=(
        Text(
            "Dòng tổng cộng: tỷ lệ lấp đầy là tỷ số của hai tổng; mức độ hoàn thiện là trung bình cộng giản đơn.",
            "Totals: occupancy is the ratio of the sums; completion the simple mean.",
        ),
        Text(
            "Cột 16 lấy mặt bằng sạch đã bàn giao trong sổ.",
            "Column 16 is clean land handed over, as the register has it.",
        ),
    ),
)  # fmt: skip

FOREIGN = Text("Dự án đầu tư thứ cấp có vốn nước ngoài (FDI)", "Tenants' projects, foreign (FDI)")
DOMESTIC = Text("Dự án đầu tư thứ cấp có vốn trong nước (DDI)", "Tenants' projects, domestic (DDI)")
LABOUR = Text("Lao động", "Labour")
APART = Text("Ngoài biểu: số chung, không tách FDI/DDI", "Not of the form: FDI and DDI together")


def _columns_2104(origin: Origin, unit: CellUnit, first: int, group: Text) -> tuple[FormColumn, ...]:
    """The eight columns of form 2104 of one origin. Trade is in dollars and the budget in đồng whatever the origin."""
    code = origin.value
    asked: tuple[tuple[str, Text, Asked], ...] = (
        (
            "projects",
            Text("Tổng số dự án còn hiệu lực", "Projects in force"),
            Asked("projects.in_force", PROJECTS, origin),
        ),
        ("capital", Text("Tổng vốn ĐT đăng ký", "Registered capital"), Asked("capital.in_force", unit, origin)),
        ("producing", Text("Số dự án đang SXKD", "Projects producing"), Asked("projects.operating", PROJECTS, origin)),
        (
            "spent",
            Text("Tổng vốn ĐT thực hiện", "Capital implemented"),
            Asked("capital.implemented_in_force", unit, origin),
        ),
        ("revenue", Text("Doanh thu*", "Revenue*"), Asked("output.revenue", unit, origin, At.PERIOD)),
        ("export", Text("Giá trị xuất khẩu*", "Exports*"), Asked("trade.export", M_USD, origin, At.PERIOD)),
        ("import", Text("Giá trị nhập khẩu*", "Imports*"), Asked("trade.import", M_USD, origin, At.PERIOD)),
        ("budget", Text("Nộp ngân sách*", "Paid to the budget*"), Asked("budget.paid", BN_VND, origin, At.PERIOD)),
    )
    return tuple(
        FormColumn(f"{code}.{key}", heading, source, SUM, str(first + place), group)
        for place, (key, heading, source) in enumerate(asked)
    )


FORM_2104 = _form(
    code="2104",
    title=Text(
        "Tình hình hoạt động sản xuất kinh doanh tại khu công nghiệp lũy kế đến cuối kỳ báo cáo",
        "Production and business in parks to the end of the period",
    ),
    rows=RowsOf.PRODUCING,
    columns=(
        NAME, LOCATION,
        FormColumn("project", Text("Tên dự án hạ tầng KCN", "Infrastructure project"), Told("project"), number="3", width=26),
        *_columns_2104(FDI, M_USD, 4, FOREIGN),
        *_columns_2104(DDI, BN_VND, 12, DOMESTIC),
        FormColumn("vietnamese", Text("Số lao động trong nước", "Vietnamese workers"), Asked("labour.workers", PEOPLE, minus="labour.foreign"), SUM, "20", LABOUR),
        FormColumn("foreigners", Text("Số lao động nước ngoài", "Foreign workers"), Asked("labour.foreign", PEOPLE), SUM, "21", LABOUR),
        FormColumn("all.revenue", Text("Doanh thu* (tỷ VNĐ)", "Revenue*"), Asked("output.revenue", BN_VND, None, At.PERIOD), SUM, "", APART, own=True),
        FormColumn("all.export", Text("Giá trị xuất khẩu*", "Exports*"), Asked("trade.export", M_USD, None, At.PERIOD), SUM, "", APART, own=True),
        FormColumn("all.import", Text("Giá trị nhập khẩu*", "Imports*"), Asked("trade.import", M_USD, None, At.PERIOD), SUM, "", APART, own=True),
        FormColumn("all.budget", Text("Nộp ngân sách*", "Paid to the budget*"), Asked("budget.paid", BN_VND, None, At.PERIOD), SUM, "", APART, own=True),
    ),
    notes=(
        IN_PERIOD,
        Text(
            "Bốn cột cuối không thuộc biểu: báo cáo trong sổ thường không tách FDI và DDI, số chung đặt ở đó để không bị bỏ sót.",
            "The last four columns are not the form's: reports seldom part FDI and DDI, and what they say together stands there.",
        ),
    ),
)  # fmt: skip

FORM_2105 = _form(
    code="2105",
    title=Text(
        "Tình hình đầu tư và xây dựng nhà máy xử lý nước thải tập trung khu công nghiệp",
        "Central waste-water plants of parks",
    ),
    layout=Verified.MEMORY,
    rows=RowsOf.PRODUCING,
    columns=(
        NAME, PLACE,
        FormColumn("capacity", Text("Công suất xử lý", "Capacity"), Asked("wastewater.capacity", M3_A_DAY), SUM, own=True),
        FormColumn("flow", Text("Lưu lượng thực tế", "Flow"), Asked("wastewater.flow", M3_A_DAY), SUM, own=True),
        FormColumn("use", Text("Tỷ lệ sử dụng công suất", "Use of capacity"), Quotient("flow", "capacity"), Total.RATIO, own=True),
        FormColumn("works", Text("Có công trình vận hành chính thức", "Works in operation"), Asked("zones.wastewater_treatment", PARKS), SUM, own=True),
        FormColumn("stations", Text("Trạm quan trắc tự động", "Monitoring stations"), Asked("stations.operating", STATIONS), SUM, own=True),
        FormColumn("connected", Text("Trong đó đã kết nối", "Of them connected"), Asked("stations.connected", STATIONS), SUM, own=True),
        FormColumn("samples", Text("Lần quan trắc*", "Samples*"), Asked("monitoring.samples", SAMPLES, None, At.PERIOD), SUM, own=True),
        FormColumn("exceeding", Text("Lần vượt giới hạn*", "Above a limit*"), Asked("monitoring.exceeding", SAMPLES, None, At.PERIOD), SUM, own=True),
    ),
    notes=(LAYOUT_OURS, IN_PERIOD),
)  # fmt: skip

FORM_2106 = _form(
    code="2106",
    title=Text("Số lao động trực tiếp làm việc tại các khu công nghiệp", "Labour directly employed in parks"),
    layout=Verified.MEMORY,
    rows=RowsOf.PRODUCING,
    columns=(
        NAME,
        PLACE,
        FormColumn("workers", Text("Tổng số lao động", "Workers"), Asked("labour.workers", PEOPLE), SUM, own=True),
        FormColumn(
            "vietnamese",
            Text("Lao động trong nước", "Vietnamese"),
            Asked("labour.workers", PEOPLE, minus="labour.foreign"),
            SUM,
            own=True,
        ),
        FormColumn(
            "foreigners", Text("Lao động nước ngoài", "Foreign"), Asked("labour.foreign", PEOPLE), SUM, own=True
        ),
    ),
    notes=(LAYOUT_OURS,),
)

FORM_2107 = _form(
    code="2107",
    title=Text(
        "Danh mục các khu công nghiệp nằm trong quy hoạch còn hiệu lực tính đến cuối kỳ báo cáo",
        "Parks in a plan that is still in force at the end of the period",
    ),
    rows=RowsOf.IN_PLAN,
    sections=(
        FormSection(
            "approved", Text("Các KCN đã được chấp thuận chủ trương đầu tư/thành lập", "Parks approved or established")
        ),
        FormSection("waiting", Text("Các KCN chưa được chấp thuận", "Parks not yet approved")),
    ),
    columns=(
        replace(NAME, number="A"),
        replace(LOCATION, number="B"),
        replace(PLACE, number="C"),
        FormColumn("planned", Text("Quy mô DT quy hoạch", "Planned area"), Asked("land.planned", HA), SUM, "D"),
        FormColumn(
            "plan", Text("Văn bản phê duyệt quy hoạch", "Document of the plan"), Told("plan"), number="E", width=26
        ),
        FormColumn("approved", Text("Quy mô DT đã chấp thuận", "Approved area"), Given("approved", HA), SUM, "F"),
        FormColumn("left", Text("Quy mô DT còn lại", "Remaining area"), ByHand(), number="G"),
    ),
    notes=(
        Text(
            "Cột G nhập tay theo đặc tả của biểu, không tính từ D trừ F. Cột F của nhóm II là 0 theo mặc định của biểu.",
            "Column G is written by hand, as the form has it, not computed. F is 0 in group II by the form's own default.",
        ),
        Text(
            "Cột F lấy diện tích tự nhiên của KCN đã thành lập; KCN mới được chấp thuận chủ trương thì sổ chưa có diện tích.",
            "F is the gross area of an established park; of one that is only approved the register has none.",
        ),
    ),
)

COUNTED, CAPITAL = (
    Text("Trong kỳ: số dự án", "Of the period: projects"),
    Text("Trong kỳ: vốn đăng ký", "Of the period: capital"),
)
STANDING = Text("Lũy kế: số dự án còn hiệu lực", "To date: projects in force")
STANDING_CAPITAL = Text("Lũy kế: tổng vốn đăng ký", "To date: registered capital")
STANDING_SPENT = Text("Lũy kế: tổng vốn thực hiện", "To date: capital implemented")


def _columns_2114(key: str, unit: CellUnit, first: int, group: Text) -> tuple[FormColumn, ...]:
    """What stands at the end: in parks, and in two kinds of economic zone."""
    return tuple(
        FormColumn(f"{key}{suffix}", heading, Given(f"{key}{suffix}", unit), SUM, str(first + place), group)
        for place, (suffix, heading) in enumerate(
            (
                ("", Text("Trong các KCN", "In parks")),
                (".coast", Text("Trong KKT ven biển", "Coastal zones")),
                (".border", Text("Trong KKT cửa khẩu", "Border zones")),
            )
        )
    )


def _moved_2114(group: Text, unit: CellUnit, first: int, kind: str) -> tuple[FormColumn, ...]:
    headings = (
        ("new", Text("Cấp mới", "New")),
        ("added", Text("Tăng vốn", "Increases")),
        ("reduced", Text("Giảm vốn", "Decreases")),
        ("ended", Text("Thu hồi/chấm dứt", "Ended")),
    )
    return tuple(
        FormColumn(f"{kind}.{key}", heading, Given(f"{kind}.{key}", unit), SUM, str(first + place), group)
        for place, (key, heading) in enumerate(headings)
    )


FORM_2114 = _form(
    code="2114",
    title=Text(
        "Tình hình đầu tư nước ngoài vào các KCN, KKT phân theo đối tác đầu tư lũy kế đến cuối kỳ báo cáo",
        "Foreign investment in parks by country to the end of the period",
    ),
    rows=RowsOf.COUNTRIES,
    counts_row_numbers=True,
    columns=(
        FormColumn(
            "country",
            Text("Đối tác đầu tư (quốc gia/vùng lãnh thổ)", "Country or territory"),
            Told("country"),
            number="2",
            width=30,
        ),
        *_moved_2114(COUNTED, PROJECTS, 3, "projects"),
        *_moved_2114(CAPITAL, M_USD, 7, "capital"),
        *_columns_2114("standing", PROJECTS, 11, STANDING),
        *_columns_2114("registered", M_USD, 14, STANDING_CAPITAL),
        *_columns_2114("spent", M_USD, 17, STANDING_SPENT),
    ),
    notes=(
        Text(
            "Xếp theo nước ghi trong sổ của từng dự án FDI. Vốn của dự án liên doanh có ghi tỷ lệ góp thì chia theo tỷ lệ, số "
            "dự án tính cho bên góp nhiều nhất; chưa ghi tỷ lệ thì để riêng một dòng.",
            "By the country on record of each FDI project. The capital of a joint project is divided by the shares on record, and "
            "the project counted with the largest; one without shares stands in a line of its own.",
        ),
        Text(
            "Khu kinh tế xếp theo loại hình của quy hoạch chung được duyệt gần nhất; khu chưa ghi loại hình và khu chuyên biệt chỉ có ở "
            "phần trong kỳ.",
            "Economic zones by the type in the general plan approved last; those without one, and specialised zones, are in the columns "
            "of the period alone.",
        ),
    ),
)

UP, DOWN = Text("Tăng", "Up"), Text("Giảm", "Down")
CHARTER, INVESTED = Text("Vốn điều lệ", "Charter capital"), Text("Vốn đầu tư", "Investment capital")
LAND = Text("Quy mô diện tích đất điều chỉnh", "Area")
OF_PROJECT = (
    FormColumn("name", Text("Tên dự án đầu tư", "Project"), Told("name"), width=34),
    FormColumn("zone", Text("KCN/KKT", "Park"), Told("zone"), width=22),
    FormColumn(
        "certificate", Text("Văn bản thành lập hoặc tương đương", "Founding document"), Told("certificate"), width=18
    ),
)
FORM_2115 = _form(
    code="2115",
    title=Text(
        "Tình hình điều chỉnh quyết định chủ trương đầu tư/GCN đăng ký đầu tư về vốn và quy mô tại các KCN, KKT trong kỳ báo cáo",
        "Adjustments of projects' capital and area in the period",
    ),
    rows=RowsOf.ADJUSTED,
    counts_row_numbers=True,
    sections=(
        FormSection("fdi", Text("Điều chỉnh dự án đầu tư nước ngoài", "Foreign projects adjusted")),
        FormSection("ddi", Text("Điều chỉnh dự án đầu tư trong nước", "Domestic projects adjusted")),
    ),
    columns=(
        *OF_PROJECT,
        FormColumn("certified_on", Text("Ngày cấp", "Day"), Told("certified_on"), number="5", width=11),
        FormColumn("investor", Text("Nhà đầu tư", "Investor"), Told("investor"), number="6", width=28),
        FormColumn("charter.up", UP, Given("charter.up", M_USD), SUM, "7", CHARTER),
        FormColumn("charter.down", DOWN, Given("charter.down", M_USD), SUM, "8", CHARTER),
        FormColumn("capital.up", UP, Given("capital.up", M_USD), SUM, "9", INVESTED),
        FormColumn("capital.down", DOWN, Given("capital.down", M_USD), SUM, "10", INVESTED),
        FormColumn("land.up", UP, Given("land.up", HA), SUM, "11", LAND),
        FormColumn("land.down", DOWN, Given("land.down", HA), SUM, "12", LAND),
    ),
    section_totals=True,
    grand_total=False,
    notes=(
        Text(
            "Tiền là tr.USD ở cả hai mục, như đặc tả của biểu; vốn bằng đồng được quy đổi theo tỷ giá ghi cùng sự kiện.",
            "Money is in million USD in both parts, as the form has it; đồng are converted at the rates kept with the events.",
        ),
        Text(
            "Vốn điều lệ và đất là thay đổi ròng của từng dự án trong kỳ; dự án cấp mới trong kỳ không tính là điều chỉnh.",
            "Charter capital and land are a project's net change; what is registered in the period is no adjustment.",
        ),
    ),
)

FORM_2116 = _form(
    code="2116",
    title=Text(
        "Tình hình thu hồi quyết định chủ trương đầu tư/GCN đăng ký đầu tư tại các KCN, KKT trong kỳ báo cáo",
        "Approvals and certificates revoked in the period",
    ),
    rows=RowsOf.ENDED,
    counts_row_numbers=True,
    sections=(
        FormSection(
            "infrastructure",
            Text("Dự án đầu tư xây dựng và kinh doanh kết cấu hạ tầng KCN, KKT", "Infrastructure projects"),
        ),
        FormSection("secondary", Text("Dự án đầu tư sản xuất kinh doanh trong KCN, KKT", "Tenants' projects")),
    ),
    columns=(
        *OF_PROJECT,
        FormColumn("investor", Text("Nhà đầu tư", "Investor"), Told("investor"), number="5", width=28),
        FormColumn("country", Text("Quốc tịch nhà đầu tư", "Nationality"), Told("country"), number="6", width=14),
        FormColumn("foreign", Text("Vốn đầu tư nước ngoài", "Foreign"), Given("foreign", M_USD), SUM, "7", REGISTERED),
        FormColumn(
            "domestic", Text("Vốn đầu tư trong nước", "Domestic"), Given("domestic", BN_VND), SUM, "8", REGISTERED
        ),
        FormColumn(
            "document", Text("Văn bản thu hồi", "Document of the revocation"), Told("document"), number="9", width=22
        ),
        FormColumn("how", Text("Thu hồi hay chấm dứt", "Revoked or terminated"), Told("how"), width=14, own=True),
    ),
    section_totals=True,
    grand_total=False,
    notes=(
        Text(
            "Gồm cả dự án nhà đầu tư tự chấm dứt, như biểu 2101 gộp thu hồi và chấm dứt; cột cuối, ngoài biểu, cho biết.",
            "Projects that the investor terminated are among them, as form 2101 counts both; the last column, ours, tells.",
        ),
    ),
)

PARK_FORMS = (
    FORM_2101,
    FORM_2102,
    FORM_2103,
    FORM_2104,
    FORM_2105,
    FORM_2106,
    FORM_2107,
    FORM_2114,
    FORM_2115,
    FORM_2116,
)
