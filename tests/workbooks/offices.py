"""Workbooks as offices keep them: titles, groups, sums, units, notes and signatures, with what each row says.

The province is real, every zone, project and enterprise is invented.
"""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import openpyxl

Rows = Sequence[Sequence[Any]]
HA = 10_000


def usd(millions: float) -> str:
    """An amount as it is compared: US cents."""
    return f"{round(millions * 100_000_000)} usd"


def vnd(billions: float) -> str:
    """An amount as it is compared: dong."""
    return f"{round(billions * 1_000_000_000)} vnd"


@dataclass(frozen=True)
class Truth:
    """An event that a row says, and what its cells say: a path in the payload and its value."""

    type: str
    on: date
    subject: str
    """The zone's title, or the project's name or code."""
    cells: Mapping[str, Any]


@dataclass(frozen=True)
class Office:
    """A workbook as an office would send it, and what a reader of Vietnamese reads in it."""

    name: str
    data: bytes
    truths: Sequence[Truth]
    start: Sequence[Mapping[str, Any]] = ()
    """What stands in the book before."""
    types: Sequence[str] = ()
    """What a clerk would say that the sheet is about."""
    rate: bool = True
    answers: Mapping[str, str] = field(default_factory=dict)
    """What a clerk would answer where it is asked: values for all rows, by field."""


@dataclass
class Tab:
    """A worksheet in the making."""

    title: str
    rows: Rows
    merged: Sequence[str] = ()
    hidden: Sequence[str] = ()
    formats: Mapping[str, str] = field(default_factory=dict)


def workbook(*tabs: Tab) -> bytes:
    """A file with these worksheets."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for tab in tabs:
        sheet = made.create_sheet(tab.title)
        for row in tab.rows:
            sheet.append(list(row))
        for cells in tab.merged:
            sheet.merge_cells(cells)
        for letter in tab.hidden:
            sheet.column_dimensions[letter].hidden = True
        for cell, style in tab.formats.items():
            sheet[cell].number_format = style
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def established(name: str, kind: str, area: str, industrial: str) -> dict[str, Any]:
    """A zone that stands in the book before."""
    return {"type": "zone_established", "effective_on": "1/1/2012", "name": name, "kind": kind, "place": "Thái Nguyên",
            "area_m2": area, "industrial_m2": industrial}  # fmt: skip


ZONES = (
    established("Yên Lư Đông", "park", "300 ha", "200 ha"), established("Đồng Giang", "park", "250 ha", "180 ha"),
    established("Phú Lộc Sơn", "park", "120 ha", "80 ha"), established("Ba Hàng Thượng", "cluster", "40 ha", "30 ha"),
)  # fmt: skip


def park_opening() -> Office:
    """Parks as they stood: two rows of headings, roman groups with their sums, shares as numbers and as text."""
    rows: list[list[Any]] = [
        ["UBND TỈNH THÁI NGUYÊN", None, None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["BAN QUẢN LÝ CÁC KCN", None, None, None, None, "Độc lập - Tự do - Hạnh phúc"],
        [],
        ["BIỂU TỔNG HỢP CÁC KHU CÔNG NGHIỆP TRÊN ĐỊA BÀN TỈNH"],
        ["(Số liệu tính đến 31/12/2022)"],
        [],
        ["STT", "Tên KCN", "Địa điểm", "Chủ đầu tư hạ tầng", "Ngày thành lập", "Diện tích (ha)", None, None, "Tỷ lệ lấp đầy",
         "Ghi chú"],
        [None, None, None, None, None, "Diện tích tự nhiên", "Đất công nghiệp", "Đất CN đã cho thuê", None, None],
        ["I", "KCN đang hoạt động"],
        [1, "KCN Hồng Phong Nam", "Phổ Yên", "Công ty CP Hạ tầng Sao Khuê", date(2008, 4, 15), 180.5, 126.35, 82.1275, 0.65, None],
        [2, "KCN Đại An Thượng", "Sông Công", "Công ty TNHH Đại Phát", "20/11/2010", "95,2", "60", "39", "65%", "GĐ 1"],
        [None, "Cộng (I)", None, None, None, 275.7, 186.35, 121.1275, 0.65, None],
        [],
        ["II", "KCN đang xây dựng hạ tầng"],
        [3, "KCN Núi Chùa", "Phú Bình", "Tổng công ty Việt Hòa", date(2021, 9, 1), 350, 245, 0, 0, None],
        [4, "KCN Bãi Bông Tây", "Phổ Yên", None, "05/03/2022", 210, 147, None, None, "chưa bàn giao đất"],
        [None, "Cộng (II)", None, None, None, 560, 392, 0, 0, None],
        [None, "TỔNG CỘNG (I+II)", None, None, None, 835.7, 578.35, 121.1275, None, None],
        [],
        ["Ghi chú: Đất công nghiệp là đất có thể cho thuê."],
        [None, None, None, None, None, None, "Thái Nguyên, ngày 10 tháng 01 năm 2023"],
        [None, "NGƯỜI LẬP BIỂU", None, None, None, None, "TRƯỞNG BAN"],
        [],
        [None, "Nguyễn Thị Lan", None, None, None, None, "Trần Văn Minh"],
    ]  # fmt: skip
    on = date(2022, 12, 31)

    def zone(name: str, area: float, industrial: float, leased: float | None, developer: str | None) -> Truth:
        cells = {"kind": "park", "area_m2": round(area * HA), "industrial_m2": round(industrial * HA), "developer": developer,
                 "leased_industrial_m2": None if leased is None else round(leased * HA)}  # fmt: skip
        return Truth("zone_opened", on, name, {key: value for key, value in cells.items() if value is not None})

    merged = ["F7:H7", *(f"{letter}7:{letter}8" for letter in "ABCDEIJ")]
    data = workbook(Tab("Tong hop", rows, merged, formats={"I10": "0%", "I12": "0%"}))
    return Office("tong-hop-kcn.xlsx", data, [
        zone("KCN Hồng Phong Nam", 180.5, 126.35, 82.1275, "Công ty CP Hạ tầng Sao Khuê"),
        zone("KCN Đại An Thượng", 95.2, 60, 39, "Công ty TNHH Đại Phát"),
        zone("KCN Núi Chùa", 350, 245, 0, "Tổng công ty Việt Hòa"),
        zone("KCN Bãi Bông Tây", 210, 147, None, None),
    ], types=["zone_opened"])  # fmt: skip


def parks_and_clusters() -> Office:
    """Parks and clusters in one sheet, the kind only in the names and in the groups."""
    rows: list[list[Any]] = [
        ["DANH SÁCH CÁC KHU CÔNG NGHIỆP, CỤM CÔNG NGHIỆP ĐẾN NGÀY 30/6/2023"],
        ["Đơn vị tính: ha"],
        ["TT", "Tên khu, cụm", "Diện tích quy hoạch", "Diện tích đất công nghiệp", "Đã cho thuê"],
        ["A", "KHU CÔNG NGHIỆP", 500, 350, 150],
        [1, "KCN Linh Sơn Hạ", 300, 210, 100],
        [2, "KCN KCN Tân Quang Bắc", 200, 140, 50],
        ["B", "CỤM CÔNG NGHIỆP", 105.5, 71, 30.5],
        [1, "CCN Ba Hàng", 45.5, 31, 30.5],
        [2, "CCN số 2 Cao Ngạn", 60, 40, "-"],
        [None, "Tổng số", 605.5, 421, 180.5],
    ]
    on = date(2023, 6, 30)

    def zone(name: str, kind: str, area: float, industrial: float, leased: float | None) -> Truth:
        cells = {"kind": kind, "area_m2": round(area * HA), "industrial_m2": round(industrial * HA)}
        if leased is not None:
            cells["leased_industrial_m2"] = round(leased * HA)
        return Truth("zone_opened", on, name, cells)

    return Office("khu cum.xlsx", workbook(Tab("KCN, CCN", rows)), [
        zone("KCN Linh Sơn Hạ", "park", 300, 210, 100), zone("KCN Tân Quang Bắc", "park", 200, 140, 50),
        zone("CCN Ba Hàng", "cluster", 45.5, 31, 30.5), zone("CCN số 2 Cao Ngạn", "cluster", 60, 40, None),
    ], types=["zone_opened"])  # fmt: skip


def new_projects() -> Office:
    """A quarter's projects: project, capital and land in one row; codes of digits; sums and a mean in the middle."""
    heads = ["TT", "Mã số dự án", "Tên dự án", "Nhà đầu tư", "Loại hình", "KCN", "Ngày cấp GCNĐKĐT", "Vốn đầu tư đăng ký", None,
             "Diện tích đất thuê (ha)", "Ngày bàn giao đất"]  # fmt: skip
    rows: list[list[Any]] = [
        ["TÌNH HÌNH CẤP MỚI DỰ ÁN ĐẦU TƯ QUÝ I-2023"],
        [],
        heads,
        [None, None, None, None, None, None, None, "Triệu USD", "Tỷ đồng", None, None],
        ["I", "Dự án FDI"],
        [1, 9800001507, "Nhà máy linh kiện Hoa Sen", "Công ty TNHH Sunrise Việt", "FDI", "KCN Đồng Giang", date(2023, 1, 12), 12.5,
         None, 3.2, date(2023, 2, 1)],
        [2, "5400123456", "Xưởng bao bì An Khang", "Công ty TNHH Pacific Pack", "FDI", "KCN Yên Lu Đông", "15/02/2023", "8", None, "1,5",
         "01/03/2023"],
        [None, None, "Cộng (I)", "2 dự án", None, None, None, 20.5, None, 4.7, None],
        [None, None, "Bình quân 1 dự án", None, None, None, None, 10.25, None, 2.35, None],
        ["II", "Dự án DDI"],
        [3, 987654321, "Nhà máy gỗ ép Thành Tâm", "Công ty CP Thành Tâm", "DDI", "KCN Phú Lộc Sơn", date(2023, 3, 20), None, 150, 2,
         None],
        [None, None, "Cộng (II)", "1 dự án", None, None, None, None, 150, 2, None],
        [None, None, "Tổng số", "3 dự án", None, None, None, 20.5, 150, 6.7, None],
        [],
        [None, None, "Người lập biểu", None, None, None, None, "Thủ trưởng đơn vị"],
    ]  # fmt: skip

    def project(code: str, name: str, enterprise: str, origin: str, zone: str, on: date, capital: str) -> Truth:
        cells = {"project": code, "enterprise": enterprise, "origin": origin, "zone": zone, "capital": capital}
        return Truth("project_registered", on, name, cells)

    def lease(code: str, zone: str, area: float, on: date) -> Truth:
        return Truth("land_leased", on, code, {"zone": zone, "area_m2": round(area * HA)})

    return Office("cap moi q1.xlsx", workbook(Tab("Quý I-2023", rows, ["H3:I3"])), [
        project("9800001507", "Nhà máy linh kiện Hoa Sen", "Công ty TNHH Sunrise Việt", "fdi", "KCN Đồng Giang", date(2023, 1, 12),
                usd(12.5)),
        lease("9800001507", "KCN Đồng Giang", 3.2, date(2023, 2, 1)),
        project("5400123456", "Xưởng bao bì An Khang", "Công ty TNHH Pacific Pack", "fdi", "KCN Yên Lư Đông", date(2023, 2, 15), usd(8)),
        lease("5400123456", "KCN Yên Lư Đông", 1.5, date(2023, 3, 1)),
        project("987654321", "Nhà máy gỗ ép Thành Tâm", "Công ty CP Thành Tâm", "ddi", "KCN Phú Lộc Sơn", date(2023, 3, 20), vnd(150)),
    ], ZONES)  # fmt: skip


def monthly_reports() -> Office:
    """Two months in two tabs, told only by the tabs' names and the titles; the sum comes first; a hidden column of notes."""

    def tab(month: int, sums: Sequence[Any], figures: Sequence[Sequence[Any]]) -> Tab:
        heads = [
            "STT",
            "Khu công nghiệp",
            "GTSXCN (tỷ đồng)",
            "mã cũ",
            "Kim ngạch xuất khẩu (triệu USD)",
            "Số lao động (người)",
        ]
        rows: list[list[Any]] = [["KẾT QUẢ SẢN XUẤT KINH DOANH CỦA DOANH NGHIỆP TRONG KCN"], [f"Tháng {month} năm 2023"], [], heads,
                [None, "Tổng số", sums[0], None, *sums[1:]],
                *([number, name, output, 77, export, workers]
                  for number, (name, output, export, workers) in enumerate(figures, start=1)),
                ["* Số liệu tháng 8 là số ước thực hiện."]]  # fmt: skip
        return Tab(f"T{month}.2023", rows, hidden=["D"])

    july = [("Đồng Giang", 1200, 45.6, 12500), ("Phú Lộc Sơn", 800, 30.4, 6000)]
    august = [("Đồng Giang", 1250.5, 47, 12650), ("Phú Lộc Sơn", "810,25", "31,2", "6.100")]

    def truth(month: int, zone: str, output: float, export: float, workers: int) -> Truth:
        cells = {"values.output.production": vnd(output), "values.trade.export": usd(export), "values.labour.workers": workers,
                 "period_start": f"2023-{month:02}-01", "period_end": f"2023-{month:02}-31"}  # fmt: skip
        return Truth("period_report", date(2023, month, 31), f"KCN {zone}", cells)

    data = workbook(tab(7, (2000, 76, 18500), july), tab(8, (2060.75, 78.2, 18750), august))
    return Office("bao cao thang.xlsx", data, [
        truth(7, "Đồng Giang", 1200, 45.6, 12500), truth(7, "Phú Lộc Sơn", 800, 30.4, 6000),
        truth(8, "Đồng Giang", 1250.5, 47, 12650), truth(8, "Phú Lộc Sơn", 810.25, 31.2, 6100),
    ], ZONES, types=["period_report"])  # fmt: skip


def leases() -> Office:
    """Leases with sums that have no word, dates as text, as days and as numbers, and a zone misspelt."""
    rows: list[list[Any]] = [
        ["Phụ lục 2"],
        ["KẾT QUẢ CHO THUÊ LẠI ĐẤT NĂM 2023"],
        [],
        ["STT", "KCN", "Doanh nghiệp thuê đất", "Diện tích (m2)", "Ngày thuê", "Thời hạn thuê"],
        [1, "Đồng Giang", "Công ty A Châu", 12000, date(2023, 1, 5), "49 năm"],
        [2, "Đồng Giang", "Công ty Bình Minh", "8.500", "17/02/2023", "49 năm"],
        [None, None, None, 20500, None, None],
        [3, "Yên Lu Đông", "Công ty Cát Tường", 15000, 45000, None],
        [4, "Phú Lộc Sơn", "Công ty Duy Anh", 30250, date(2023, 5, 30), None],
        [5, "Khu Phú Lộc Sơn", "Công ty Én Vàng", 4750, date(2023, 6, 1), None],
        [None, "Cộng", None, 50000, None, None],
        [None, "Tổng cộng", None, 70500, None, None],
        [None, None, "KẾ TOÁN TRƯỞNG", None, "GIÁM ĐỐC"],
        [None, None, "(Ký, ghi rõ họ tên)", None, "(Ký tên, đóng dấu)"],
    ]

    def lease(zone: str, area: int, on: date) -> Truth:
        return Truth("land_leased", on, "", {"zone": zone, "area_m2": area})

    return Office("thue dat.xlsx", workbook(Tab("PL2", rows, formats={"E8": "General"})), [
        lease("KCN Đồng Giang", 12000, date(2023, 1, 5)), lease("KCN Đồng Giang", 8500, date(2023, 2, 17)),
        lease("KCN Yên Lư Đông", 15000, date(2023, 3, 15)), lease("KCN Phú Lộc Sơn", 30250, date(2023, 5, 30)),
        lease("KCN Phú Lộc Sơn", 4750, date(2023, 6, 1)),
    ], ZONES, types=["land_leased"])  # fmt: skip


def targets() -> Office:
    """Targets of a year, each cell with its unit."""
    rows: list[list[Any]] = [
        ["KẾ HOẠCH PHÁT TRIỂN CÁC KCN NĂM 2023"],
        ["(Kèm theo Quyết định số 55/QĐ-UBND ngày 10/01/2023)"],
        [],
        ["STT", "Chỉ tiêu", "Đơn vị hành chính", "Kế hoạch năm 2023"],
        [1, "Đất công nghiệp đã cho thuê", "Thái Nguyên", "60 ha"],
        [2, "Vốn đăng ký mới", "Thái Nguyên", "1,2 tỷ USD"],
        [3, "Lao động", "Thái Nguyên", "18.500 lao động"],
        [4, "Tỷ lệ hoàn thành hạ tầng", "Thái Nguyên", "85%"],
    ]

    def target(measure: str, value: Any) -> Truth:
        cells = {"measure": measure, "value": value, "period_start": "2023-01-01", "period_end": "2023-12-31"}
        return Truth("target_set", date(2023, 1, 10), "", cells)

    return Office("ke hoach 2023.xlsx", workbook(Tab("KH 2023", rows)), [
        target("land.leased_industrial", 600_000), target("capital.new", usd(1200)), target("labour.workers", 18_500),
    ], ZONES, types=["target_set"], answers={"effective_on": "10/1/2023"})  # fmt: skip


def half_year() -> Office:
    """A half-year's report of words: counts with their word, amounts with their unit, the period only in the title."""
    rows: list[list[Any]] = [
        ["BÁO CÁO TÌNH HÌNH HOẠT ĐỘNG CỦA CÁC KCN 6 THÁNG ĐẦU NĂM 2023"],
        ["TT", "Tên KCN", "Doanh nghiệp đang hoạt động", "Lao động", "Doanh thu", "Xuất khẩu", "Nộp ngân sách"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
        ["1", "KCN Đồng Giang", "25 doanh nghiệp", "18.500 lao động", "1.250 tỷ đồng", "45,6 triệu USD", "125 tỷ đồng"],
        ["2", "KCN Phú Lộc Sơn", "12 DN", "6.050 người", "480,5 tỷ đồng", "20 triệu USD", "không phát sinh"],
        [],
        ["", "Toàn tỉnh", "37 doanh nghiệp", "24.550 lao động", "1.730,5 tỷ đồng", "65,6 triệu USD", "125 tỷ đồng"],
        ["", "Nguồn: báo cáo của các doanh nghiệp."],
    ]

    def report(zone: str, operating: int, workers: int, revenue: float, export: float, paid: float | None) -> Truth:
        cells = {"values.enterprises.operating": operating, "values.labour.workers": workers, "values.output.revenue": vnd(revenue),
                 "values.trade.export": usd(export), "period_start": "2023-01-01", "period_end": "2023-06-30"}  # fmt: skip
        if paid is not None:
            cells["values.budget.paid"] = vnd(paid)
        return Truth("period_report", date(2023, 6, 30), zone, cells)

    return Office("6 thang.xlsx", workbook(Tab("Sheet1", rows)), [
        report("KCN Đồng Giang", 25, 18_500, 1250, 45.6, 125), report("KCN Phú Lộc Sơn", 12, 6_050, 480.5, 20, None),
    ], ZONES, types=["period_report"])  # fmt: skip


def cluster_opening() -> Office:
    """A department's clusters: no word before the names, square metres, decisions with their day in one cell."""
    rows: list[list[Any]] = [
        ["SỞ CÔNG THƯƠNG"],
        ["HIỆN TRẠNG CỤM CÔNG NGHIỆP TÍNH ĐẾN HẾT QUÝ II/2023"],
        ["STT", "Tên CCN", "Huyện, thành phố", "Quyết định thành lập", "Năm thành lập", "Diện tích thành lập (m2)", "Diện tích đất CN (m2)",
         "Đất CN đã cho thuê (m2)"],
        [1, "Vân Cương", "Đồng Hỷ", "123/QĐ-UBND ngày 12/3/2015", 2015, 405000, 283500, "141.750"],
        [2, "CCN Kha Sơn Đoài", "Phú Bình", "77/QĐ-UBND ngày 01/9/2019", 2019, 300000, 210000, 0],
        [3, "Cụm CN Điềm Thụy Nội", "Phú Bình", "Chưa thành lập", None, 200000, None, None],
        ["", "Tổng cộng (3 cụm)", "", "", "", 905000, 493500, 141750],
        ["Ghi chú: CCN Điềm Thụy Nội đang trình."],
        ["Người lập", None, None, None, "Giám đốc"],
    ]  # fmt: skip
    on = date(2023, 6, 30)

    def zone(name: str, area: int, industrial: int, leased: int) -> Truth:
        cells = {"kind": "cluster", "area_m2": area, "industrial_m2": industrial, "leased_industrial_m2": leased}
        return Truth("zone_opened", on, name, cells)

    return Office("ccn q2.xlsx", workbook(Tab("CCN", rows)), [
        zone("CCN Vân Cương", 405_000, 283_500, 141_750), zone("CCN Kha Sơn Đoài", 300_000, 210_000, 0),
        Truth("zone_opened", on, "CCN Điềm Thụy Nội", {"kind": "cluster", "area_m2": 200_000}),
    ], types=["zone_opened"])  # fmt: skip


def project_opening() -> Office:
    """Projects in force under the zone's name as a group, with subtotals after each; no rate stands in the book."""
    rows: list[list[Any]] = [
        ["DANH SÁCH DỰ ÁN CÒN HIỆU LỰC TRONG CÁC KCN"],
        ["(Tính đến ngày 31/12/2022; ĐVT: triệu USD)"],
        [],
        ["STT", "Tên dự án", "Chủ đầu tư", "Số GCNĐT", "Ngày cấp", "Nguồn vốn", "Tổng vốn đăng ký", "Ngành nghề"],
        ["I", "KCN Đồng Giang"],
        [1, "Nhà máy pin Bình Minh", "Công ty TNHH Aurora", 172043000012, date(2015, 5, 4), "FDI", 45, "Điện tử"],
        [2, "Nhà máy khuôn Kim Long", "Công ty TNHH Golden Mold", "172043000099", "12/8/2018", "FDI", "7,5", "Cơ khí"],
        [None, "Cộng KCN Đồng Giang", "2 dự án", None, None, None, 52.5, None],
        ["II", "KCN Phú Lộc Sơn"],
        [1, "Nhà máy sợi Phúc Lộc", "Công ty TNHH Lotus Yarn", "0172043000", date(2020, 1, 15), "FDI", 10, "Dệt"],
        [None, "Cộng KCN Phú Lộc Sơn", "1 dự án", None, None, None, 10, None],
        [None, "CỘNG TOÀN TỈNH", "3 dự án", None, None, None, 62.5, None],
    ]
    on = date(2022, 12, 31)

    def project(code: str, name: str, enterprise: str, zone: str, capital: float, certified: str) -> Truth:
        cells = {"project": code, "enterprise": enterprise, "origin": "fdi", "zone": zone, "capital": usd(capital),
                 "certified_on": certified}  # fmt: skip
        return Truth("project_opened", on, name, cells)

    return Office("du an 2022.xlsx", workbook(Tab("DA 31.12.2022", rows)), [
        project("172043000012", "Nhà máy pin Bình Minh", "Công ty TNHH Aurora", "KCN Đồng Giang", 45, "2015-05-04"),
        project("172043000099", "Nhà máy khuôn Kim Long", "Công ty TNHH Golden Mold", "KCN Đồng Giang", 7.5, "2018-08-12"),
        project("0172043000", "Nhà máy sợi Phúc Lộc", "Công ty TNHH Lotus Yarn", "KCN Phú Lộc Sơn", 10, "2020-01-15"),
    ], ZONES, types=["project_opened"], rate=False)  # fmt: skip


FIRST: tuple[Callable[[], Office], ...] = (
    park_opening, parks_and_clusters, new_projects, monthly_reports, leases, targets, half_year, cluster_opening, project_opening,
)  # fmt: skip


def survey() -> Office:
    """A district's survey: the number and the group in one cell, sums above each part, the unit in thousands, last year beside."""
    rows: list[list[Any]] = [
        ["Đơn vị: Phòng Kinh tế - Hạ tầng huyện Phú Bình"],
        ["TỔNG HỢP HIỆN TRẠNG CÁC CỤM CÔNG NGHIỆP"],
        ["Thời điểm báo cáo: 30/9/2023; đơn vị tính diện tích: ha"],
        ["Số TT", "Cụm công nghiệp", "Xã", "DN hạ tầng", "Diện tích (ha)", "Trong đó", None, "Ghi chú"],
        [None, None, None, None, None, "Đất công nghiệp", "Đã cho thuê", None],
        ["", "Toàn huyện", "", "", "155,5", "108,85", "52,3", ""],
        ["I. Các cụm đã hoạt động", None, None, None, "95,5", "66,85", "52,3"],
        ["1", "CCN Úc Sơn Thượng", "", "Công ty CP Minh Đức", "50", "35", "30", "lấp đầy 85,7%"],
        ["2", "CCN Xuân Phương Hạ", "", "Tổng công ty Thành Long", "45,5", "31,85", "22,3", ""],
        ["II. Các cụm chưa hoạt động", None, None, None, "60", "42", None],
        ["3", "CCN Bảo Lý Đông", "", "", "60", "42", "-", "đang GPMB"],
        ["Bình quân", None, None, None, "51,8", "36,3", "17,4"],
        ["(*) Không gồm diện tích ngoài ranh giới."],
        [None, None, None, None, "Phú Bình, ngày 05 tháng 10 năm 2023"],
        ["Người tổng hợp", None, None, None, "KT. TRƯỞNG PHÒNG"],
    ]
    on = date(2023, 9, 30)

    def zone(name: str, developer: str, area: float, industrial: float, leased: float | None) -> Truth:
        cells: dict[str, Any] = {
            "kind": "cluster",
            "area_m2": round(area * HA),
            "industrial_m2": round(industrial * HA),
        }
        if developer:
            cells["developer"] = developer
        if leased is not None:
            cells["leased_industrial_m2"] = round(leased * HA)
        return Truth("zone_opened", on, name, cells)

    return Office("khao sat.xlsx", workbook(Tab("Biểu 01", rows, ["F4:G4"])), [
        zone("CCN Úc Sơn Thượng", "Công ty CP Minh Đức", 50, 35, 30),
        zone("CCN Xuân Phương Hạ", "Tổng công ty Thành Long", 45.5, 31.85, 22.3), zone("CCN Bảo Lý Đông", "", 60, 42, None),
    ], types=["zone_opened"])  # fmt: skip


def trade_of_two_years() -> Office:
    """A quarter beside the same quarter of last year; projects by origin as groups; the sum comes last and is wrong."""
    rows: list[list[Any]] = [
        ["TÌNH HÌNH XUẤT NHẬP KHẨU CỦA DOANH NGHIỆP TRONG CÁC KCN"],
        ["Quý III năm 2023"],
        ["TT", "KCN", "Xuất khẩu quý III/2022 (triệu USD)", "Xuất khẩu quý III/2023 (triệu USD)",
         "Nhập khẩu quý III/2023 (triệu USD)", "So cùng kỳ (%)"],
        ["A", "Doanh nghiệp FDI"],
        [1, "KCN Đồng Giang", 100, 120.5, 90, 1.205],
        [2, "KCN Phú Lộc Sơn", 50, 55, 41.5, 1.1],
        ["B", "Doanh nghiệp trong nước"],
        [3, "KCN Đồng Giang", 5, 6, 2, 1.2],
        [None, "CỘNG", 155, 182.5, 133.5, None],
    ]  # fmt: skip

    def report(zone: str, origin: str, export: float, bought: float) -> Truth:
        cells = {"values.trade.export": usd(export), "values.trade.import": usd(bought), "origin": origin,
                 "period_start": "2023-07-01", "period_end": "2023-09-30"}  # fmt: skip
        return Truth("period_report", date(2023, 9, 30), zone, cells)

    return Office("xnk.xlsx", workbook(Tab("XNK", rows)), [
        report("KCN Đồng Giang", "fdi", 120.5, 90), report("KCN Phú Lộc Sơn", "fdi", 55, 41.5),
        report("KCN Đồng Giang", "ddi", 6, 2),
    ], ZONES, types=["period_report"])  # fmt: skip


def ledger_of_leases() -> Office:
    """Leases without numbers, of one zone after another in merged cells, with subtotals that bear the zone's name."""
    rows: list[list[Any]] = [
        ["BẢNG KÊ HỢP ĐỒNG THUÊ ĐẤT - CẬP NHẬT 31.12.2023"],
        ["Khu công nghiệp", "Bên thuê", "Số HĐ", "Diện tích thuê (ha)", "Ngày ký hợp đồng", "Thời hạn"],
        ["KCN Đồng Giang", "Công ty Hoàng Gia", "01/HĐTĐ", 2.5, "12-05-2023", "2058"],
        [None, "Công ty Kim Sơn", "02/HĐTĐ", 1.25, 45100, "2058"],
        [None, "Công ty Lâm Viên", "03/HĐTĐ", 0.75, date(2023, 8, 9), None],
        ["KCN Đồng Giang", "Tổng 3 HĐ", None, 4.5, None, None],
        ["KCN Phú Lộc Sơn", "Công ty Mai Linh Nam", "04/HĐTĐ", 3, date(2023, 9, 15), None],
        [None, "Công ty Nam Phong", "05/HĐTĐ", 1, "31/11/2023", None],
        ["KCN Phú Lộc Sơn", None, None, 4, None, None],
        ["Total", None, None, 8.5, None, None],
    ]

    def lease(zone: str, area: float, on: date) -> Truth:
        return Truth("land_leased", on, "", {"zone": zone, "area_m2": round(area * HA)})

    return Office("hop dong.xlsx", workbook(Tab("2023", rows, ["A3:A5", "A7:A8"])), [
        lease("KCN Đồng Giang", 2.5, date(2023, 5, 12)), lease("KCN Đồng Giang", 1.25, date(2023, 6, 23)),
        lease("KCN Đồng Giang", 0.75, date(2023, 8, 9)), lease("KCN Phú Lộc Sơn", 3, date(2023, 9, 15)),
    ], ZONES, types=["land_leased"])  # fmt: skip


def investments() -> Office:
    """Projects of both origins in one list of a half-year, capital in one column with its currency beside, a hidden old row."""
    rows: list[list[Any]] = [
        ["DANH MỤC CÁC DỰ ÁN ĐƯỢC CẤP GCNĐKĐT MỚI TỪ 01/7/2023 ĐẾN 31/12/2023"],
        ["STT", "Số GCNĐKĐT", "Tên dự án đầu tư", "Tên nhà đầu tư", "FDI/DDI", "Địa điểm (KCN, CCN)", "Ngày cấp", "Vốn đăng ký",
         "Đơn vị tiền", "Diện tích thuê đất (m2)", "Ngày thuê đất"],
        [1, 3211456789, "Nhà máy dệt Ngọc Lan", "Công ty TNHH Orchid", "FDI", "KCN Yên Lư Đông", "10/7/2023", 25, "triệu USD",
         "20.000", "01/08/2023"],
        [2, "0032145678", "Kho lạnh Ô Mai", "Công ty CP Ô Mai", "DDI", "KCN Phu Loc Son", date(2023, 8, 20), "320,5", "tỷ đồng", None,
         None],
        [3, 4400112233, "Tổng kho Phương Nam", "Tổng công ty Phương Nam", "DDI", "CCN Ba Hàng Thượng", 45250, 90, "tỷ đồng", 10000,
         date(2023, 12, 1)],
        ["Tổng: 3 dự án", None, None, None, None, None, None, None, None, 30000, None],
        ["Nơi nhận: UBND tỉnh; lưu VT."],
    ]  # fmt: skip

    def project(code: str, name: str, enterprise: str, origin: str, zone: str, on: date, capital: str) -> Truth:
        cells = {"project": code, "enterprise": enterprise, "origin": origin, "zone": zone, "capital": capital}
        return Truth("project_registered", on, name, cells)

    def lease(code: str, zone: str, area: int, on: date) -> Truth:
        return Truth("land_leased", on, code, {"zone": zone, "area_m2": area})

    return Office("cap moi 2.xlsx", workbook(Tab("Cấp mới", rows)), [
        project("3211456789", "Nhà máy dệt Ngọc Lan", "Công ty TNHH Orchid", "fdi", "KCN Yên Lư Đông", date(2023, 7, 10), usd(25)),
        lease("3211456789", "KCN Yên Lư Đông", 20_000, date(2023, 8, 1)),
        project("0032145678", "Kho lạnh Ô Mai", "Công ty CP Ô Mai", "ddi", "KCN Phú Lộc Sơn", date(2023, 8, 20), vnd(320.5)),
        project("4400112233", "Tổng kho Phương Nam", "Tổng công ty Phương Nam", "ddi", "CCN Ba Hàng Thượng", date(2023, 11, 20), vnd(90)),
        lease("4400112233", "CCN Ba Hàng Thượng", 10_000, date(2023, 12, 1)),
    ], ZONES)  # fmt: skip


SECOND: tuple[Callable[[], Office], ...] = (survey, trade_of_two_years, ledger_of_leases, investments)
