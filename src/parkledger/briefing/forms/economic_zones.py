"""The ministry's statistical forms on economic zones, 2108 to 2113.H.QLKKT, by the same specification as those on parks.

Parks inside an economic zone are zones of their own in the register, which does not say in which they lie: what is
asked of them here is in the forms on parks.
"""

from collections.abc import Iterator
from functools import partial

from parkledger.briefing.forms.ministry import BASIS, COUNTED_LINES, RECEIVER, SIGNER, SUFFIX
from parkledger.briefing.forms.model import (
    BN_VND,
    ENTERPRISES,
    HA,
    M_USD,
    PEOPLE,
    PROJECTS,
    Adds,
    Asked,
    At,
    BuilderSum,
    CellUnit,
    FormColumn,
    FormLine,
    FormSection,
    Given,
    NotHeld,
    OfPeriod,
    OverBuilders,
    RowsOf,
    StatutoryForm,
    Told,
    Total,
)
from parkledger.catalogue import Origin, Verified, ZoneKind
from parkledger.language import Text

FDI, DDI = Origin.FDI, Origin.DDI
SUM = Total.SUM
PARKS_INSIDE = NotHeld(
    Text(
        "sổ không ghi KCN nào nằm trong khu kinh tế; số của KCN ở các biểu 2101-2107",
        "the register does not say which parks lie in an economic zone; forms 2101 to 2107 have them",
    )
)
NO_STAGE = NotHeld(
    Text(
        "sổ chỉ ghi diện tích theo quy hoạch chung, không ghi theo quy hoạch phân khu, chi tiết và phần đã xây dựng",
        "the register has areas by the general plan alone, not by detailed plans or as built",
    )
)
NO_AREA_OF_PROJECT = NotHeld(
    Text("sổ ghi diện tích của khu, không ghi của dự án hạ tầng", "areas on record are of zones, not of their projects")
)
NO_STATE_OF_BUILDER = NotHeld(
    Text(
        "sổ ghi khu đang hoạt động hay chưa, không ghi của dự án hạ tầng",
        "the register says of a zone whether it operates, not of a project in it",
    )
)
NO_LAND_OF_BUILDER = NotHeld(
    Text("sổ không ghi đất cho dự án hạ tầng thuê", "the register has no land let to infrastructure projects")
)
CATEGORY = FormColumn("category", Text("Loại hình KKT", "Type"), Told("category"), width=14)
ZONE = FormColumn("name", Text("Tên KKT", "Economic zone"), Told("name"), width=28)
BY_FUNCTION = Text("Diện tích chia theo chức năng", "Area by function")
FUNCTIONS = (
    ("duty_free_m2", Text("Khu phi thuế quan, khu bảo thuế", "Duty-free and bonded areas")),
    ("parks_m2", Text("Khu chế xuất, khu công nghiệp", "Export-processing zones and parks")),
    ("tourism_m2", Text("Khu giải trí, khu du lịch", "Leisure and tourism")),
    ("urban_m2", Text("Khu đô thị, khu dân cư", "Urban and residential")),
    ("administrative_m2", Text("Khu hành chính, khu chức năng khác", "Administrative and others")),
)
OTHER = ("other_m2", Text("Đất khác", "Other land"))

_form = partial(
    StatutoryForm,
    layout=Verified.SECONDARY,
    basis=BASIS,
    kind=ZoneKind.ECONOMIC_ZONE,
    receiver=RECEIVER,
    signer=SIGNER,
    suffix=SUFFIX,
    if_on_record=True,
)
"""A form of the ministry's circular on economic zones: what all of them have in common."""

FORM_2108 = _form(
    code="2108",
    title=Text("Số lượng và diện tích các khu kinh tế", "Economic zones and their areas"),
    rows=RowsOf.ZONES,
    columns=(
        ZONE,
        CATEGORY,
        FormColumn(
            "area_m2",
            Text("Tổng diện tích theo quy hoạch chung xây dựng", "Area by the general plan"),
            Given("area_m2", HA),
            SUM,
            width=14,
        ),
        *(
            FormColumn(key, heading, Given(key, HA), SUM, group=BY_FUNCTION, width=13)
            for key, heading in (*FUNCTIONS, OTHER)
        ),
        FormColumn(
            "functions",
            Text("Tổng theo chức năng", "Sum of functions"),
            Adds(tuple(key for key, _ in (*FUNCTIONS, OTHER)), HA),
            SUM,
            width=13,
        ),
    ),
    notes=(
        Text(
            "Diện tích gồm mặt đất và mặt nước, theo quy hoạch chung được duyệt gần nhất ghi trong sổ.",
            "Areas are of land and water, by the general plan approved last on record.",
        ),
        Text(
            "Tổng theo chức năng khác tổng diện tích thì biểu vẫn nộp được; trang Kiểm tra cho biết.",
            "Where the functions do not come to the area the form may be filed all the same; the check sheet tells.",
        ),
    ),
)

RESULT = FormColumn("result", Text("Khu vực khác ngoài KCN", "Outside parks"), OfPeriod(), width=18)
INSIDE = FormColumn("inside", Text("KCN trong KKT", "Parks in the zone"), PARKS_INSIDE, width=16)
LAND_CHANGE = Text("Biến động quy mô diện tích đất cho thuê", "Change of land let")
LAND_HELD = Text("Lũy kế: tổng quy mô diện tích đất đã cho thuê", "To date: land let")
STANDING, STANDING_CAPITAL, SPENT = (
    Text("Lũy kế: số dự án", "To date: projects"),
    Text("Lũy kế: tổng vốn đầu tư đăng ký", "To date: registered capital"),
    Text("Lũy kế: tổng vốn đầu tư thực hiện", "To date: capital implemented"),
)


def _tenants(origin: Origin, unit: CellUnit, number: str) -> Iterator[FormLine]:
    """Part A of form 2109 of one origin: projects of production and business."""
    code = f"a.{origin.value}"
    yield FormLine(code, _title(origin), None, number)
    for place, key, measure, heading, capital in COUNTED_LINES:
        yield FormLine(f"{code}.{key}.head", heading, None, place)
        counted = Asked(f"projects.{measure}", PROJECTS, origin, At.PERIOD)
        yield FormLine(f"{code}.{key}.projects", Text("Số dự án", "Projects"), counted)
        yield FormLine(f"{code}.{key}.capital", capital, Asked(f"capital.{key}", unit, origin, At.PERIOD))
    yield FormLine(f"{code}.land", LAND_CHANGE, Asked("land.let", HA, origin, At.PERIOD), "5")
    yield FormLine(f"{code}.standing", STANDING, Asked("projects.in_force", PROJECTS, origin), "6")
    yield FormLine(f"{code}.standing.capital", STANDING_CAPITAL, Asked("capital.in_force", unit, origin))
    yield FormLine(f"{code}.spent", SPENT, Asked("capital.implemented_in_force", unit, origin))
    yield FormLine(f"{code}.land.held", LAND_HELD, Asked("land.leased", HA, origin))
    operating = Text("Số doanh nghiệp đang hoạt động", "Enterprises in operation")
    yield FormLine(f"{code}.enterprises", operating, Asked("enterprises.operating", ENTERPRISES, origin), "7")
    yield FormLine(f"{code}.workers", Text("Số lao động", "Workers"), Asked("labour.workers", PEOPLE, origin), "8")


def _builders(origin: Origin, unit: CellUnit, number: str) -> Iterator[FormLine]:
    """Part B of form 2109 of one origin: infrastructure projects."""
    code = f"b.{origin.value}"

    def summed(what: BuilderSum, own: CellUnit) -> OverBuilders:
        return OverBuilders(what, own, origin)

    yield FormLine(code, _title(origin), None, number)
    moves = (BuilderSum.NEW, BuilderSum.ADDED, BuilderSum.REDUCED, BuilderSum.ENDED)
    for what, (place, key, _, heading, capital) in zip(moves, COUNTED_LINES, strict=True):
        yield FormLine(f"{code}.{key}.head", heading, None, place)
        yield FormLine(f"{code}.{key}.projects", Text("Số dự án", "Projects"), summed(what, PROJECTS))
        yield FormLine(f"{code}.{key}.capital", capital, summed(what, unit))
    yield FormLine(f"{code}.land", LAND_CHANGE, NO_LAND_OF_BUILDER, "5", measured=HA)
    yield FormLine(f"{code}.standing", STANDING, summed(BuilderSum.STANDING, PROJECTS), "6")
    yield FormLine(f"{code}.standing.capital", STANDING_CAPITAL, summed(BuilderSum.STANDING, unit))
    yield FormLine(f"{code}.spent", SPENT, summed(BuilderSum.SPENT, unit))
    yield FormLine(f"{code}.land.held", LAND_HELD, NO_LAND_OF_BUILDER, measured=HA)


def _title(origin: Origin) -> Text:
    if origin is FDI:
        return Text("Dự án đầu tư nước ngoài (FDI)", "Foreign investment (FDI)")
    return Text("Dự án đầu tư trong nước (DDI)", "Domestic investment (DDI)")


FORM_2109 = _form(
    code="2109",
    title=Text("Tình hình thu hút đầu tư tại khu kinh tế trong kỳ báo cáo", "Investment attracted by economic zones in the period"),
    named_by_heads=True,
    columns=(INSIDE, RESULT),
    lines=(
        FormLine("a", Text("Tình hình cấp, điều chỉnh và thu hồi các dự án đầu tư sản xuất, kinh doanh", "Projects of production and business"), None, "A"),
        *_tenants(FDI, M_USD, "I"),
        *_tenants(DDI, BN_VND, "II"),
        FormLine("b", Text("Tình hình cấp, điều chỉnh và thu hồi các dự án đầu tư hạ tầng", "Infrastructure projects"), None, "B"),
        *_builders(FDI, M_USD, "I"),
        *_builders(DDI, BN_VND, "II"),
        FormLine("c", Text("Tình hình sản xuất kinh doanh của các dự án đầu tư", "Production and business"), None, "C"),
        FormLine("c.revenue", Text("Doanh thu", "Revenue"), Asked("output.revenue", M_USD, None, At.PERIOD), "1"),
        FormLine("c.import", Text("Giá trị nhập khẩu", "Imports"), Asked("trade.import", M_USD, None, At.PERIOD), "2"),
        FormLine("c.export", Text("Giá trị xuất khẩu", "Exports"), Asked("trade.export", M_USD, None, At.PERIOD), "3"),
        FormLine("c.budget", Text("Nộp ngân sách", "Paid to the budget"), Asked("budget.paid", BN_VND, None, At.PERIOD), "4"),
        FormLine("d", Text("Lao động", "Labour"), None, "D"),
        FormLine("d.all", Text("Tổng số lao động", "Workers"), Adds(("d.vietnamese", "d.foreign"), PEOPLE), "1"),
        FormLine("d.vietnamese", Text("Lao động trong nước", "Vietnamese"), Asked("labour.workers", PEOPLE, minus="labour.foreign"), "1.1"),
        FormLine("d.foreign", Text("Lao động nước ngoài", "Foreign"), Asked("labour.foreign", PEOPLE), "1.2"),
    ),
    notes=(
        Text(
            "Phần A, B: tiền của dự án FDI là tr.USD, của dự án DDI là tỷ VNĐ. Phần B cộng theo từng dự án hạ tầng.",
            "Parts A and B: money of FDI in million USD, of DDI in billion VND. Part B is summed by infrastructure project.",
        ),
    ),
)  # fmt: skip

GENERAL, DETAILED, BUILT = (
    Text("Quy hoạch chung", "General plan"),
    Text("QH phân khu hoặc chi tiết", "Detailed plans"),
    Text("Đã xây dựng", "Built"),
)


def _land_2110() -> Iterator[FormColumn]:
    """The columns of each function: by the general plan, by detailed plans, as built; of parks also what is let."""
    for key, heading in FUNCTIONS:
        yield FormColumn(key, GENERAL, Given(key, HA), SUM, group=heading)
        yield FormColumn(f"{key}.detailed", DETAILED, NO_STAGE, group=heading)
        yield FormColumn(f"{key}.built", BUILT, NO_STAGE, group=heading)
        if key == "parks_m2":
            yield FormColumn(f"{key}.let", Text("Đã cho thuê", "Let"), PARKS_INSIDE, group=heading)


FORM_2110 = _form(
    code="2110",
    title=Text("Tình hình quy hoạch, sử dụng đất tại khu kinh tế", "Plans and use of land in economic zones"),
    rows=RowsOf.ZONES,
    columns=(
        ZONE,
        CATEGORY,
        FormColumn(
            "plan",
            Text("QĐ phê duyệt, điều chỉnh quy hoạch chung mới nhất", "Latest decision on the general plan"),
            Told("plan"),
            width=20,
        ),
        FormColumn("area", Text("Quy mô DT đất thành lập", "Area established"), Asked("land.established", HA), SUM),
        *_land_2110(),
        FormColumn(OTHER[0], OTHER[1], Given(OTHER[0], HA), SUM),
        FormColumn("unused", Text("Đất chưa sử dụng", "Unused land"), NO_STAGE),
    ),
)

FOREIGN, DOMESTIC = Text("Vốn đầu tư nước ngoài", "Foreign capital"), Text("Vốn đầu tư trong nước", "Domestic capital")
REGISTERED, IMPLEMENTED = Text("Vốn đăng ký", "Registered"), Text("Vốn thực hiện", "Implemented")
FORM_2111 = _form(
    code="2111",
    title=Text(
        "Tình hình thu hút dự án đầu tư xây dựng và kinh doanh kết cấu hạ tầng trong khu kinh tế lũy kế đến cuối kỳ báo cáo",
        "Infrastructure projects in economic zones to the end of the period",
    ),
    rows=RowsOf.BUILDERS,
    columns=(
        FormColumn("zone", Text("KKT", "Economic zone"), Told("zone"), width=22),
        CATEGORY,
        FormColumn("name", Text("Tên dự án/khu chức năng", "Project"), Told("name"), width=30),
        FormColumn("place", Text("Địa điểm", "Place"), Told("place"), width=22),
        FormColumn("certificate", Text("Văn bản thành lập hoặc tương đương", "Founding document"), Told("certificate"), width=18),
        FormColumn("investor", Text("Nhà đầu tư xây dựng kết cấu hạ tầng", "Infrastructure investor"), Told("investor"), width=26),
        FormColumn("country", Text("Quốc tịch nhà đầu tư", "Nationality"), Told("country"), width=14),
        FormColumn("state", Text("Tình trạng", "State"), NO_STATE_OF_BUILDER),
        FormColumn("planned", Text("Quy mô DT đất quy hoạch (ha)", "Area planned (ha)"), NO_AREA_OF_PROJECT),
        FormColumn("area", Text("Quy mô DT đất thành lập (ha)", "Area established (ha)"), NO_AREA_OF_PROJECT),
        FormColumn("operating", Text("Quy mô DT đã đi vào hoạt động (ha)", "Area in operation (ha)"), NO_AREA_OF_PROJECT),
        FormColumn("foreign", REGISTERED, Given("foreign", M_USD), SUM, group=FOREIGN),
        FormColumn("spent_foreign", IMPLEMENTED, Given("spent_foreign", M_USD), SUM, group=FOREIGN),
        FormColumn("domestic", REGISTERED, Given("domestic", BN_VND), SUM, group=DOMESTIC),
        FormColumn("spent_domestic", IMPLEMENTED, Given("spent_domestic", BN_VND), SUM, group=DOMESTIC),
        *(
            FormColumn(key, heading, Given(key, unit), SUM)
            for key, heading, unit in (
                ("revenue", Text("Doanh thu", "Revenue"), M_USD),
                ("export", Text("Giá trị xuất khẩu", "Exports"), M_USD),
                ("import", Text("Giá trị nhập khẩu", "Imports"), M_USD),
                ("budget", Text("Nộp ngân sách", "Paid to the budget"), BN_VND),
            )
        ),
    ),
    notes=(
        Text(
            "Không gồm dự án hạ tầng KCN, khu chế xuất trong khu kinh tế: chúng ở biểu 2103.",
            "Without the infrastructure projects of parks inside economic zones, which are in form 2103.",
        ),
    ),
)  # fmt: skip

LABOUR = Text("Lao động (người)", "Labour (people)")
WORKERS = Text("Lao động", "Labour")
OPERATING = Text(
    "Khu phi thuế quan, khu thương mại tự do, khu bảo thuế và khu chức năng khác đã cấp văn bản, đang vận hành",
    "Duty-free, free-trade, bonded and other functional areas that operate",
)
BUILDING = Text(
    "Khu phi thuế quan, khu thương mại tự do, khu bảo thuế và khu chức năng khác đã cấp văn bản, đang xây dựng cơ bản",
    "Duty-free, free-trade, bonded and other functional areas under construction",
)


def _by_hand_2112() -> Iterator[FormColumn]:
    """The columns of form 2112 from the areas on."""
    areas, works = (
        Text("Quy mô diện tích (ha)", "Areas (ha)"),
        Text("Công trình xử lý nước thải tập trung", "Waste-water works"),
    )
    groups = (
        (areas, ("Đất thành lập|Established", "Đất công nghiệp, dịch vụ|Industrial and service land", "Đất CN, DV đã cho thuê|Of it let")),
        (Text("Dự án đầu tư nước ngoài", "Foreign projects"), _projects_2112("tr.USD", "million USD")),
        (Text("Dự án đầu tư trong nước", "Domestic projects"), _projects_2112("tỷ VNĐ", "billion VND")),
        (works, ("Tình trạng|State", "Công suất thiết kế (m³/ngày đêm)|Capacity (m³/day)", "Công suất hoạt động (m³/ngày đêm)|In use (m³/day)")),
        (LABOUR, ("Trong nước|Vietnamese", "Nước ngoài|Foreign")),
    )  # fmt: skip
    for place, (group, headings) in enumerate(groups):
        for number, heading in enumerate(headings):
            vi, _, en = heading.partition("|")
            yield FormColumn(f"{place}.{number}", Text(vi, en), NO_FUNCTIONAL_AREA, group=group)


def _projects_2112(vi: str, en: str) -> tuple[str, ...]:
    return (
        "Tổng số dự án còn hiệu lực|Projects in force",
        f"Tổng vốn ĐT đăng ký ({vi})|Registered capital ({en})",
        "Số dự án đang SXKD|Projects producing",
        f"Tổng vốn ĐT thực hiện ({vi})|Capital implemented ({en})",
        f"Doanh thu ({vi})|Revenue ({en})",
        "Giá trị xuất khẩu (tr.USD)|Exports (million USD)",
        "Giá trị nhập khẩu (tr.USD)|Imports (million USD)",
        "Nộp ngân sách (tỷ VNĐ)|Paid to the budget (billion VND)",
    )


NO_FUNCTIONAL_AREA = NotHeld(
    Text(
        "sổ không có khu phi thuế quan, khu thương mại tự do, khu bảo thuế là loại khu riêng",
        "the register has no duty-free, free-trade or bonded areas as zones of a kind",
    )
)
FORM_2112 = _form(
    code="2112",
    title=Text(
        "Tình hình hoạt động của các khu phi thuế quan, khu thương mại tự do, khu bảo thuế lũy kế đến cuối kỳ báo cáo",
        "Duty-free, free-trade and bonded areas to the end of the period",
    ),
    rows=RowsOf.NONE,
    sections=(FormSection("operating", OPERATING), FormSection("building", BUILDING)),
    columns=(
        FormColumn("name", Text("Tên khu", "Area"), Told("name"), width=30),
        FormColumn(
            "certificate", Text("Văn bản thành lập hoặc tương đương", "Founding document"), NO_FUNCTIONAL_AREA, width=18
        ),
        FormColumn(
            "plan", Text("Văn bản phê duyệt quy hoạch xây dựng", "Construction plan"), NO_FUNCTIONAL_AREA, width=18
        ),
        *_by_hand_2112(),
    ),
    grand_total=False,
    notes=(
        Text(
            "Biểu chỉ có tiêu đề, để nhập tay: sổ không có khu phi thuế quan, khu thương mại tự do, khu bảo thuế là loại khu riêng.",
            "Headings alone, to be written by hand: the register has no duty-free, free-trade or bonded areas as zones of a kind.",
        ),
    ),
)

FORM_2113 = _form(
    code="2113",
    title=Text(
        "Tình hình thu hút dự án đầu tư sản xuất kinh doanh trong khu kinh tế lũy kế đến cuối kỳ báo cáo",
        "Projects of production and business in economic zones to the end of the period",
    ),
    rows=RowsOf.TENANTS,
    counts_row_numbers=True,
    columns=(
        FormColumn("name", Text("Tên dự án sản xuất kinh doanh", "Project"), Told("name"), number="2", width=34),
        FormColumn("state", Text("Tình trạng", "State"), Told("state"), number="3", width=16),
        FormColumn("land", Text("Quy mô diện tích thực hiện", "Land"), Given("land", HA), SUM, "4"),
        FormColumn("sector", Text("Ngành nghề", "Sector"), Told("sector"), number="5", width=20),
        FormColumn("foreign", REGISTERED, Given("foreign", M_USD), SUM, "6", FOREIGN),
        FormColumn("spent_foreign", IMPLEMENTED, Given("spent_foreign", M_USD), SUM, "7", FOREIGN),
        *(
            FormColumn(f"foreign.{key}", heading, Given(f"foreign.{key}", unit), SUM, str(place), FOREIGN)
            for place, (key, heading, unit) in enumerate(
                (
                    ("revenue", Text("Doanh thu", "Revenue"), M_USD),
                    ("export", Text("Xuất khẩu", "Exports"), M_USD),
                    ("import", Text("Nhập khẩu", "Imports"), M_USD),
                    ("budget", Text("Nộp ngân sách", "Budget"), BN_VND),
                ),
                start=8,
            )
        ),
        FormColumn("domestic", REGISTERED, Given("domestic", BN_VND), SUM, "12", DOMESTIC),
        FormColumn("spent_domestic", IMPLEMENTED, Given("spent_domestic", BN_VND), SUM, "13", DOMESTIC),
        *(
            FormColumn(f"domestic.{key}", heading, Given(f"domestic.{key}", unit), SUM, str(place), DOMESTIC)
            for place, (key, heading, unit) in enumerate(
                (
                    ("revenue", Text("Doanh thu", "Revenue"), BN_VND),
                    ("export", Text("Xuất khẩu", "Exports"), M_USD),
                    ("import", Text("Nhập khẩu", "Imports"), M_USD),
                    ("budget", Text("Nộp ngân sách", "Budget"), BN_VND),
                ),
                start=14,
            )
        ),
        FormColumn("vietnamese", Text("Trong nước", "Vietnamese"), Given("vietnamese", PEOPLE), SUM, "18", WORKERS),
        FormColumn("foreigners", Text("Nước ngoài", "Foreign"), Given("foreigners", PEOPLE), SUM, "19", WORKERS),
        FormColumn("zone", Text("KKT", "Economic zone"), Told("zone"), width=22, own=True),
    ),
)

FORMS = (FORM_2108, FORM_2109, FORM_2110, FORM_2111, FORM_2112, FORM_2113)
