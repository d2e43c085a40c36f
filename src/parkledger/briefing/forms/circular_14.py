"""Forms 01 to 04 of Circular 14/2024/TT-BCT on clusters, line for line as its first annex has them (a copy was read)."""

from datetime import date
from typing import Any

from parkledger.briefing.forms.model import (
    BN_VND,
    HA,
    M_VND_A_MONTH,
    PEOPLE,
    PERCENT,
    PROJECTS,
    WORKS,
    ZONES,
    Adds,
    Asked,
    At,
    BusinessSum,
    Cutoff,
    FormLine,
    Given,
    NotHeld,
    OfBusiness,
    OverZones,
    Quotient,
    StatutoryForm,
)
from parkledger.catalogue import Origin, Verified, ZoneKind
from parkledger.catalogue.cluster_reports import CLUSTER_REPORTS
from parkledger.language import Text

BASIS = Text("Thông tư 14/2024/TT-BCT, Phụ lục I", "Circular 14/2024/TT-BCT, Annex I")
OPERATING, ESTABLISHED, PLANNED = "zones.operating", "zones.established", "zones.planned"
NO_TYPE = NotHeld(Text("sổ không phân loại cụm làng nghề, cụm chuyên ngành", "the register has no types of cluster"))
AS_REPORTED = Text("theo báo cáo hoạt động của dự án hạ tầng", "by the infrastructure project's own reports")
NO_SERVICED = NotHeld(
    Text("không sự kiện nào ghi diện tích đã xong hạ tầng", "no event says how much land is serviced")
)
NO_STANDARD = NotHeld(
    Text("sổ không ghi nước thải đạt tiêu chuẩn hay không", "the register does not say whether a standard is met")
)
NO_KIND_OF_DEVELOPER = NotHeld(
    Text(
        "sổ ghi tên chủ đầu tư hạ tầng, không ghi là doanh nghiệp hay đơn vị sự nghiệp",
        "the register names developers, not whether they are enterprises",
    )
)


def _form(code: str, **said: Any) -> StatutoryForm:
    """A form of the circular: what all of them have in common, and to whom it goes by the last law on record."""
    report = CLUSTER_REPORTS[code]
    common = {"layout": Verified.READ, "basis": BASIS, "kind": ZoneKind.CLUSTER, "cutoff": Cutoff.MID_DECEMBER}
    return StatutoryForm(code, receiver=report.receivers_on(date.max), report=report, **{**common, **said})


FORM_01 = _form(
    code="01",
    title=Text("Tình hình hoạt động của dự án đầu tư trong cụm công nghiệp", "A project in a cluster: its business"),
    layout=Verified.SECONDARY,
    signer=Text("NGƯỜI ĐẠI DIỆN THEO PHÁP LUẬT", "LEGAL REPRESENTATIVE"),
    a_project_each=True,
    lines=(
        FormLine("revenue", Text("Doanh thu của dự án trong kỳ báo cáo", "Revenue"), OfBusiness(BusinessSum.REVENUE, BN_VND)),
        FormLine("budget", Text("Số nộp Ngân sách nhà nước của dự án trong kỳ báo cáo", "Paid to the budget"), OfBusiness(BusinessSum.BUDGET_PAID, BN_VND)),
        FormLine("workers", Text("Tổng số lao động (có hợp đồng lao động) làm việc tại dự án", "Workers with a contract"), OfBusiness(BusinessSum.WORKERS, PEOPLE)),
        FormLine("income", Text("Thu nhập bình quân người lao động trong kỳ báo cáo", "Average income of workers"), OfBusiness(BusinessSum.INCOME, M_VND_A_MONTH)),
    ),
    notes=(
        Text(
            "Bốn nội dung và đơn vị tính của biểu; thứ tự, mã số và lời văn của từng dòng chưa đối chiếu với bản gốc nên không ghi số dòng.",
            "The form's four items and their units; their order, numbers and wording were not compared with the original, so lines have no numbers.",
        ),
    ),
)  # fmt: skip

FORM_02 = _form(
    code="02",
    title=Text(
        "Tình hình hoạt động của dự án đầu tư xây dựng hạ tầng kỹ thuật cụm công nghiệp",
        "The infrastructure project of a cluster",
    ),
    signer=Text("NGƯỜI ĐẠI DIỆN THEO PHÁP LUẬT", "LEGAL REPRESENTATIVE"),
    a_zone_each=True,
    lines=(
        FormLine("1", Text("Tổng mức đầu tư xây dựng hạ tầng kỹ thuật theo dự án đã được duyệt", "Approved infrastructure capital"), Asked("capital.infrastructure", BN_VND), "1"),
        FormLine("2", Text("Tổng vốn đã đầu tư xây dựng hạ tầng kỹ thuật (tổng vốn lũy kế đã thanh toán)", "Infrastructure capital paid to date"), Given("spent", BN_VND), "2"),
        FormLine("3", Text("Diện tích đất công nghiệp của dự án đã xây dựng hạ tầng kỹ thuật (đủ điều kiện cho thuê)", "Serviced industrial land"), NO_SERVICED, "3"),
        FormLine("4", Text("Diện tích đất công nghiệp của dự án đã cho thuê", "Industrial land let"), Asked("land.leased_industrial", HA), "4"),
        FormLine("5", Text("Tỉ lệ lấp đầy của cụm công nghiệp", "Occupancy"), Asked("occupancy", PERCENT), "5", Text("theo Nghị định 32/2024, tính cả đất đã chấp thuận, cấp GCN", "by Decree 32/2024, with land approved")),
        FormLine("6", Text("Tổng số dự án đầu tư sản xuất kinh doanh đã thuê đất trong cụm công nghiệp", "Projects"), Asked("projects.in_force", PROJECTS), "6", Text("dự án thứ cấp còn hiệu lực", "tenants' projects in force")),
        FormLine("7", Text("Số dự án đầu tư sản xuất kinh doanh có vốn đầu tư nước ngoài", "Of them foreign"), Asked("projects.in_force", PROJECTS, Origin.FDI), "7"),
        FormLine("8", Text("Số dự án đầu tư sản xuất kinh doanh đang hoạt động trong cụm công nghiệp", "Of them operating"), Asked("projects.operating", PROJECTS), "8"),
        FormLine("9", Text("Doanh thu của dự án đầu tư xây dựng hạ tầng kỹ thuật cụm công nghiệp trong kỳ báo cáo", "Revenue of the infrastructure project"), OfBusiness(BusinessSum.REVENUE, BN_VND), "9", AS_REPORTED),
        FormLine("10", Text("Số nộp Ngân sách nhà nước của dự án đầu tư xây dựng hạ tầng kỹ thuật cụm công nghiệp trong kỳ báo cáo", "Paid to the budget by it"), OfBusiness(BusinessSum.BUDGET_PAID, BN_VND), "10", AS_REPORTED),
        FormLine("11", Text("Tổng số lao động (có hợp đồng lao động) làm việc tại dự án đầu tư xây dựng hạ tầng kỹ thuật cụm công nghiệp", "Its workers"), OfBusiness(BusinessSum.WORKERS, PEOPLE), "11", AS_REPORTED),
        FormLine("12", Text("Thu nhập bình quân người lao động của dự án đầu tư xây dựng hạ tầng kỹ thuật cụm công nghiệp trong kỳ báo cáo", "Their average income"), OfBusiness(BusinessSum.INCOME, M_VND_A_MONTH), "12", AS_REPORTED),
        FormLine("13", Text("Cụm công nghiệp đã hoặc đang đầu tư hệ thống xử lý nước thải tập trung (đã hoặc đang đầu tư ghi 1, chưa đầu tư ghi 0)", "Waste-water works built or under construction (1 or 0)"), OverZones(WORKS, (), indicator="wastewater.capacity", above=True, or_begun=True), "13", Text("1 khi sổ có công suất hoặc hạng mục thoát nước thải, trạm xử lý nước thải đã khởi công; chưa ghi nhận thì để trống, không ghi 0", "1 where a capacity is on record or a lot of waste-water works has begun; left empty, not 0, where nothing is on record")),
        FormLine("14", Text("Cụm công nghiệp có hệ thống xử lý nước thải tập trung đạt tiêu chuẩn môi trường (có ghi 1, không ghi 0)", "Works that meet the standard (1 or 0)"), NO_STANDARD, "14"),
    ),
)  # fmt: skip

AREA, INDUSTRIAL = "land.natural", "land.industrial"
NOT_APPROVED_YET = Text(
    "đếm cụm đã chấp thuận chủ trương đầu tư trong sổ", "counted by approval of the investment policy"
)
FLOW = Text("phát sinh trong kỳ, dù tiêu đề cột ghi lũy kế", "of the period, though the column says to date")
SUMMARY = (
    FormLine("I", Text("Phương án phát triển cụm công nghiệp", "Development plan"), None, "I"),
    FormLine("1", Text("Số lượng cụm công nghiệp theo phương án phát triển cụm công nghiệp", "Clusters in the plan"), Asked(PLANNED, ZONES), "1"),
    FormLine("2", Text("Tổng diện tích các cụm công nghiệp theo phương án phát triển cụm công nghiệp", "Their area"), Asked("land.planned", HA), "2"),
    FormLine("II", Text("Thành lập, đầu tư xây dựng hạ tầng kỹ thuật cụm công nghiệp", "Establishing, infrastructure"), None, "II"),
    FormLine("3", Text("Số lượng cụm công nghiệp đã thành lập", "Established clusters"), Asked(ESTABLISHED, ZONES), "3"),
    FormLine("4", Text("Tổng diện tích các cụm công nghiệp đã thành lập", "Their area"), Asked("land.established", HA), "4"),
    FormLine("5", Text("Số lượng cụm công nghiệp đã thành lập trong kỳ báo cáo", "Established in the period"), OverZones(ZONES, (ESTABLISHED,), new=True), "5", FLOW),
    FormLine("6", Text("Tổng diện tích các cụm công nghiệp đã thành lập trong kỳ báo cáo", "Their area"), OverZones(HA, (ESTABLISHED,), indicator=AREA, new=True), "6", FLOW),
    FormLine("7", Text("Số lượng cụm công nghiệp do doanh nghiệp làm chủ đầu tư xây dựng hạ tầng kỹ thuật", "Clusters built by enterprises"), NO_KIND_OF_DEVELOPER, "7"),
    FormLine("8", Text("Tổng diện tích các cụm công nghiệp do doanh nghiệp làm chủ đầu tư xây dựng hạ tầng kỹ thuật", "Their area"), NO_KIND_OF_DEVELOPER, "8"),
    FormLine("9", Text("Số lượng cụm công nghiệp đã được phê duyệt quy hoạch chi tiết", "With an approved detailed plan"), Asked("zones.zoning_approved", ZONES), "9"),
    FormLine("10", Text("Tổng diện tích các cụm công nghiệp đã được phê duyệt quy hoạch chi tiết", "Their area"), OverZones(HA, ("zones.zoning_approved",), indicator=AREA, instead="land.planned"), "10"),
    FormLine("11", Text("Số lượng cụm công nghiệp đã được phê duyệt dự án đầu tư xây dựng hạ tầng kỹ thuật", "With an approved infrastructure project"), Asked("zones.investment_approved", ZONES), "11", NOT_APPROVED_YET),
    FormLine("12", Text("Tổng diện tích các cụm công nghiệp đã được phê duyệt dự án đầu tư xây dựng hạ tầng kỹ thuật", "Their area"), OverZones(HA, ("zones.investment_approved",), indicator=AREA, instead="land.planned"), "12"),
    FormLine("13", Text("Tổng vốn đầu tư xây dựng hạ tầng kỹ thuật của các cụm công nghiệp (tính theo dự án được phê duyệt)", "Approved infrastructure capital"), Asked("capital.infrastructure", BN_VND), "13"),
    FormLine("14", Text("Tổng vốn đã đầu tư xây dựng hạ tầng kỹ thuật của các cụm công nghiệp (tổng vốn lũy kế đã thanh toán)", "Infrastructure capital paid to date"), Given("spent", BN_VND), "14"),
    FormLine("III", Text("Hoạt động của các cụm công nghiệp", "Operation"), None, "III"),
    FormLine("15", Text("Số lượng cụm công nghiệp đã hoạt động (đã có dự án đầu tư trong cụm): (15.1+15.2)", "Operating clusters (15.1+15.2)"), Adds(("15.1", "15.2"), ZONES), "15"),
    FormLine("15.1", Text("Số lượng cụm công nghiệp hoạt động đã thành lập", "Operating, established"), OverZones(ZONES, (OPERATING, ESTABLISHED)), "15.1"),
    FormLine("15.2", Text("Số lượng cụm công nghiệp đã hoạt động nhưng chưa thành lập", "Operating, not established"), OverZones(ZONES, (OPERATING,), (ESTABLISHED,)), "15.2"),
    FormLine("15.3", Text("Số lượng cụm công nghiệp làng nghề đã hoạt động", "Operating craft-village clusters"), NO_TYPE, "15.3"),
    FormLine("15.4", Text("Số lượng cụm công nghiệp chuyên ngành đã hoạt động", "Operating specialised clusters"), NO_TYPE, "15.4"),
    FormLine("16", Text("Tổng diện tích các cụm công nghiệp đã hoạt động: (16.1+16.2)", "Area of operating clusters (16.1+16.2)"), Adds(("16.1", "16.2"), HA), "16"),
    FormLine("16.1", Text("Tổng diện tích các cụm công nghiệp hoạt động đã thành lập", "Operating, established"), OverZones(HA, (OPERATING, ESTABLISHED), indicator=AREA), "16.1"),
    FormLine("16.2", Text("Tổng diện tích các cụm công nghiệp đã hoạt động nhưng chưa thành lập", "Operating, not established"), OverZones(HA, (OPERATING,), (ESTABLISHED,), AREA, "land.planned"), "16.2", Text("diện tích tự nhiên trên sổ; cụm chưa ghi nhận thì lấy diện tích quy hoạch", "the gross area on record; where there is none the planned area")),
    FormLine("16.3", Text("Tổng diện tích các cụm công nghiệp làng nghề đã hoạt động", "Craft-village clusters"), NO_TYPE, "16.3"),
    FormLine("16.4", Text("Tổng diện tích các cụm công nghiệp chuyên ngành đã hoạt động", "Specialised clusters"), NO_TYPE, "16.4"),
    FormLine("17", Text("Tổng diện tích đất công nghiệp của các cụm công nghiệp đã hoạt động (tính theo quy hoạch chi tiết đã được duyệt)", "Industrial land of operating clusters"), OverZones(HA, (OPERATING,), indicator=INDUSTRIAL), "17"),
    FormLine("18", Text("Tổng diện tích đất công nghiệp đã cho thuê tại các cụm công nghiệp", "Industrial land let"), Asked("land.leased_industrial", HA), "18"),
    FormLine("19", Text("Tỷ lệ lấp đầy bình quân của các cụm công nghiệp đã hoạt động", "Average occupancy of operating clusters"), Quotient("18", "17", of_operating=True), "19", Text("văn bản không có công thức: đất đã cho thuê chia đất công nghiệp của các cụm đã hoạt động, tỷ số của các tổng", "the text has no formula: land let over industrial land of operating clusters, a ratio of sums")),
    FormLine("20", Text("Tổng số dự án đầu tư sản xuất kinh doanh trong các cụm công nghiệp", "Projects"), Asked("projects.in_force", PROJECTS), "20"),
    FormLine("21", Text("Số dự án đầu tư sản xuất kinh doanh có vốn đầu tư nước ngoài trong các cụm công nghiệp", "Of them foreign"), Asked("projects.in_force", PROJECTS, Origin.FDI), "21"),
    FormLine("22", Text("Số dự án đầu tư sản xuất kinh doanh đang hoạt động trong cụm công nghiệp", "Of them operating"), Asked("projects.operating", PROJECTS), "22"),
    FormLine("23", Text("Tổng doanh thu của các dự án đầu tư trong các cụm công nghiệp trong kỳ báo cáo", "Revenue"), Asked("output.revenue", BN_VND, None, At.PERIOD), "23", FLOW),
    FormLine("24", Text("Nộp ngân sách nhà nước của các dự án đầu tư trong các cụm công nghiệp trong kỳ báo cáo", "Paid to the budget"), Asked("budget.paid", BN_VND, None, At.PERIOD), "24", FLOW),
    FormLine("25", Text("Tổng số lao động (có hợp đồng lao động) làm việc trong các cụm công nghiệp", "Workers"), Asked("labour.workers", PEOPLE), "25"),
    FormLine("26", Text("Số cụm công nghiệp đã và đang đầu tư hệ thống xử lý nước thải tập trung", "With waste-water works built or building"), OverZones(ZONES, (), indicator="wastewater.capacity", above=True, or_begun=True), "26", Text("đếm cụm có công suất hoặc có hạng mục thoát nước thải, trạm xử lý nước thải đã khởi công trong sổ", "those with a capacity on record, or a lot of waste-water works begun")),
    FormLine("27", Text("Số cụm công nghiệp có hệ thống xử lý nước thải tập trung đạt tiêu chuẩn môi trường", "With works that meet the standard"), NO_STANDARD, "27"),
)  # fmt: skip

FORM_03 = _form(
    code="03",
    title=Text("Tổng hợp tình hình cụm công nghiệp trên địa bàn cấp huyện", "Clusters of a district"),
    signer=Text("TM. ỦY BAN NHÂN DÂN", "FOR THE PEOPLE'S COMMITTEE"),
    lines=SUMMARY,
)

FORM_04 = _form(
    code="04",
    title=Text("Tổng hợp tình hình cụm công nghiệp trên địa bàn cấp tỉnh", "Clusters of a province"),
    signer=Text("GIÁM ĐỐC SỞ CÔNG THƯƠNG", "DIRECTOR OF THE DEPARTMENT"),
    lines=SUMMARY,
)

FORMS = (FORM_01, FORM_02, FORM_03, FORM_04)
