"""Sheets as offices send them: titles above, merged headings, units in them, numbered columns, groups, totals, signatures.

Each is its lines, cells divided by "|"; "^" joins a cell to the one above, "<" to the one before it. The line of keys
says what each column is: a field, with its unit, or "-" for a column that no field of the type takes.
"""

from dataclasses import dataclass
from typing import Any

from parkledger.workbooks.read.cells import letters
from tests.workbooks.conftest import sheet_file

SHEETS = {
    "cho-thue-dat": ("land_leased", 2, """
        BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP TỈNH
        BIỂU TỔNG HỢP TÌNH HÌNH CHO THUÊ ĐẤT TRONG CÁC KCN
        (Kèm theo Báo cáo số 125/BC-BQL ngày 20/6/2024)

        STT|Tên KCN|Đơn vị thuê đất|Hợp đồng thuê đất|<|Số GCNĐKĐT|Diện tích thuê (ha)|Loại đất|Thời hạn thuê|Ghi chú
        ^|^|^|Số|Ngày ký|^|^|^|^|^
        (1)|(2)|(3)|(4)|(5)|(6)|(7)|(8)|(9)|(10)
        -|zone|-|contract|effective_on|project|area_m2:ha|use|until|note
        I|KCN phía Bắc
        1|Quang Châu|Công ty TNHH A|12/HĐ|05/02/2024|9876543210|1,5|đất công nghiệp|2060|
        2|Quang Châu|Công ty CP B|13/HĐ|06/02/2024|9876543211|0,75|đất công nghiệp|2060|
        |Tổng cộng|||||2,25
        |||||||Người lập biểu
        """),
    "du-an-cap-moi": ("project_registered", 2, """
        DANH SACH DU AN DAU TU CAP MOI NAM 2024

        TT|Ten du an|Nha dau tu|Quoc tich nha dau tu|Ma so du an|Ngay cap GCNDKDT|Tong von dang ky (trieu USD)|Von dieu le (trieu USD)|Dia diem (KCN)|Nganh nghe|Loai von (FDI/DDI)
        -|name|enterprise|country|project|effective_on|capital:trieu-usd|charter:trieu-usd|zone|sector|origin
        1|Nha may linh kien|Cong ty C|Han Quoc|3216549870|12/3/2024|25,5|5|Quang Chau|Dien tu|FDI
        2|Nha may bao bi|Cong ty D|Viet Nam|3216549871|15/4/2024|3,25|1|Van Trung|Bao bi|DDI
        Tong so||||||28,75|6
        """),
    "ket-qua-sxkd": ("period_report", 2, """
        Biểu số 02/BC-KCN
        KẾT QUẢ HOẠT ĐỘNG SẢN XUẤT KINH DOANH CỦA CÁC DOANH NGHIỆP TRONG KCN

        STT|Khu công nghiệp|Kỳ báo cáo|<|Giá trị SXCN (tỷ đồng)|Doanh thu (triệu USD)|Kim ngạch (triệu USD)|<|Nộp ngân sách nhà nước (tỷ đồng)|Lao động (người)|<|Số DN đang hoạt động
        ^|^|Từ ngày|Đến ngày|^|^|Xuất khẩu|Nhập khẩu|^|Tổng số|Nước ngoài|^
        A|B|1|2|3|4|5|6|7|8|9|10
        -|zone|period_start|period_end|values.output.production:ty-vnd|values.output.revenue:trieu-usd|values.trade.export:trieu-usd|values.trade.import:trieu-usd|values.budget.paid:ty-vnd|values.labour.workers|values.labour.foreign|values.enterprises.operating
        1|Quang Châu|1/1/2024|30/6/2024|15250,5|610|580,25|490|1250|46000|350|120
        2|Vân Trung|1/1/2024|30/6/2024|9250|410|380|290|850|26000|150|80
        |Cộng|||24500,5|1020|960,25|780|2100|72000|500|200
        """),
    "giai-phong-mat-bang": ("land_cleared", 2, """
        UBND HUYỆN VIỆT YÊN
        TIẾN ĐỘ BỒI THƯỜNG, GIẢI PHÓNG MẶT BẰNG CÁC CỤM CÔNG NGHIỆP
        Đơn vị tính: nghìn m²

        TT|Tên cụm công nghiệp|Diện tích đã GPMB|Trong đó: mặt bằng sạch đã bàn giao|Thời điểm hoàn thành|Ghi chú
        -|zone|area_m2:nghin-m2|clean_m2:nghin-m2|effective_on|note
        1|Việt Tiến|125|120|30/6/2024|
        2|Hoàng Mai|88,5|60|30/6/2024|còn 3 hộ
        Tổng||213,5|180
        """),
    "thanh-lap-ccn": ("zone_established", 2, """
        DANH MỤC CÁC CỤM CÔNG NGHIỆP ĐƯỢC THÀNH LẬP TRÊN ĐỊA BÀN TỈNH

        TT|Tên CCN|Địa điểm|Chủ đầu tư hạ tầng|Quyết định thành lập|<|Diện tích (ha)|<|<|<|<
        ^|^|(huyện, TP)|^|Số QĐ|Ngày QĐ|Tổng diện tích|Đất công nghiệp|Đất dịch vụ|Đất cây xanh|Đất hạ tầng kỹ thuật
        -|name|place|developer|document.number|effective_on|area_m2:ha|industrial_m2:ha|service_m2:ha|green_m2:ha|infrastructure_m2:ha
        1|Việt Nhật|Hiệp Hòa|Công ty HT|215/QĐ-UBND|02/4/2021|71,3|52,1|2,2|8|9
        2|Danh Thắng|Hiệp Hòa|Công ty DT|1021/QĐ-UBND|15/9/2022|73,6|51|1,6|9|12
        |Tổng cộng (2 cụm)|||||144,9|103,1|3,8|17|21
        """),
    "hien-trang-kcn": ("zone_opened", 2, """
        TỔNG HỢP HIỆN TRẠNG CÁC KHU CÔNG NGHIỆP

        STT|Tên KCN|Chủ đầu tư|Tổng diện tích (ha)|Diện tích đất CN (ha)|Đất CN đã cho thuê (ha)|Đang hoạt động (x)|Số liệu tính đến ngày
        -|name|developer|area_m2:ha|industrial_m2:ha|leased_industrial_m2:ha|operating|effective_on
        1|Quang Châu|Công ty CP KCN|426|280|250,5|x|31/12/2023
        2|Đình Trám|Công ty PTHT|127|83,1|83,1|x|31/12/2023
        """),
    "thu-tuc-hanh-chinh": ("procedures_counted", 2, """
        THỐNG KÊ KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH

        Từ ngày|Đến ngày|Số hồ sơ tiếp nhận|Số hồ sơ đã giải quyết|<|Ghi chú
        ^|^|^|Trước và đúng hạn|Trễ hạn|^
        period_start|period_end|received|on_time|late|note
        1/1/2024|31/3/2024|320|318|2|
        1/4/2024|30/6/2024|410|410|0|
        """),
    "dieu-chinh-von": ("capital_adjusted", 2, """
        DANH SÁCH CÁC DỰ ÁN ĐIỀU CHỈNH VỐN ĐẦU TƯ QUÝ II/2024

        STT|Tên dự án|Mã dự án|Tăng/giảm|Vốn đầu tư điều chỉnh (tr.USD)|Ngày điều chỉnh|Số quyết định
        -|project.name|project|direction|capital:trieu-usd|effective_on|document.number
        1|Nhà máy A|9876543210|tăng|12,5|10/4/2024|41/GCN
        2|Nhà máy B|9876543211|giảm|3|22/5/2024|52/GCN
        |Tổng|||9,5
        """),
    "giai-ngan": ("capital_implemented", 2, """
        TÌNH HÌNH GIẢI NGÂN VỐN CỦA CÁC DỰ ÁN FDI
        ĐVT: 1.000 USD

        Mã số|Chủ đầu tư|Vốn thực hiện trong kỳ|Ngày|Diễn giải
        project|-|capital:nghin-usd|effective_on|note
        9876543210|Công ty A|1250|30/6/2024|theo báo cáo tháng
        9876543211|Công ty B|300|30/6/2024|
        Cộng||1550
        """),
    "lao-dong": ("period_report", 2, """
        BÁO CÁO TÌNH HÌNH SỬ DỤNG LAO ĐỘNG VÀ MÔI TRƯỜNG TẠI CÁC KHU CÔNG NGHIỆP

        KCN|Từ|Đến|Tổng số lao động (nghìn người)|Lao động nước ngoài (người)|Quỹ lương tháng (triệu đồng)|Nước thải thực tế (m3/ngày đêm)
        zone|period_start|period_end|values.labour.workers:nghin|values.labour.foreign|values.labour.payroll:trieu-vnd|values.wastewater.flow
        Quang Châu|1/1/2024|30/6/2024|46,5|350|420000|8200
        Vân Trung|1/1/2024|30/6/2024|26|150|230000|6100
        """),
    "tai-dinh-cu": ("households_resettled", 2, """
        KẾT QUẢ BỐ TRÍ TÁI ĐỊNH CƯ

        Khu, cụm|Số hộ đã được tái định cư|Ngày|Văn bản số
        zone|households|effective_on|document.number
        Quang Châu|25 hộ|5/3/2024|15/TB
        Vân Trung|12 hộ|6/3/2024|16/TB
        """),
    "cong-trinh": ("facility_commissioned", 2, """
        DANH MỤC CÔNG TRÌNH ĐƯA VÀO VẬN HÀNH

        TT|KCN/CCN|Tên công trình|Loại công trình|Công suất thiết kế (m3/ngày đêm)|Ngày đưa vào vận hành
        -|zone|facility|kind|capacity|effective_on
        1|Quang Châu|Trạm XLNT số 1|nhà máy xử lý nước thải|6000|1/5/2023
        2|Vân Trung|Trạm XLNT số 2|nhà máy xử lý nước thải|8000|1/7/2023
        """),
    "gia-phi": ("tariff_set", 2, """
        BẢNG GIÁ THUÊ ĐẤT, PHÍ HẠ TẦNG TẠI CÁC KHU CÔNG NGHIỆP

        Khu công nghiệp|Loại giá, phí|Mức giá|Loại tiền|Tính theo|Áp dụng từ ngày
        zone|tariff|price|currency|per|effective_on
        Quang Châu|tiền thuê đất|110|USD|m2|1/1/2024
        Vân Trung|tiền thuê đất|105|USD|m2|1/1/2024
        """),
    "giao-chi-tieu": ("target_set", 2, """
        CHỈ TIÊU KẾ HOẠCH GIAO NĂM 2024

        Chỉ tiêu|Kế hoạch giao|ĐVT|Từ ngày|Đến ngày|Cấp giao|Ngày giao
        measure|value|value.unit|period_start|period_end|set_by|effective_on
        giá trị xuất khẩu|27|tỷ USD|1/1/2024|31/12/2024|UBND tỉnh|15/12/2023
        lao động|250|nghìn người|1/1/2024|31/12/2024|UBND tỉnh|15/12/2023
        """),
    "du-an-con-hieu-luc": ("project_opened", 2, """
        Phụ lục III
        DANH MỤC DỰ ÁN CÒN HIỆU LỰC ĐẾN NGÀY 31/12/2023

        Mã số dự án|Dự án|Tên nhà đầu tư|Vốn trong nước/nước ngoài|Tổng vốn đầu tư (tỷ VNĐ)|KCN, CCN|Ngày cấp GCN lần đầu|Đã đi vào sản xuất|Ngày chốt số liệu
        project|name|enterprise|origin|capital:ty-vnd|zone|certified_on|operating|effective_on
        9876543210|Nhà máy A|Công ty A|nước ngoài|1250|Quang Châu|1/2/2018|x|31/12/2023
        9876543211|Nhà máy B|Công ty B|trong nước|300|Vân Trung|1/2/2019||31/12/2023
        """),
}  # fmt: skip
"""By the file's name: the event type, how many rows of data there are, and the sheet."""
UNSEEN = {
    "bien-dong-dat": ("lease_ended", 2, """
        SỞ KẾ HOẠCH VÀ ĐẦU TƯ
        DANH SÁCH DOANH NGHIỆP TRẢ LẠI ĐẤT, CHẤM DỨT HỢP ĐỒNG THUÊ ĐẤT

        Số TT|Thuộc KCN|Mã số DA|DT trả lại (m²)|Ngày thanh lý HĐ|Biên bản số|Ghi chú
        -|zone|project|area_m2:m2|effective_on|document.number|note
        1|Quang Châu|9876543210|12.500|3/3/2024|07/BB|
        2|Vân Trung|9876543211|8.000|4/3/2024|08/BB|
        Tổng cộng|||20.500
        """),
    "quy-hoach-ccn": ("zone_planned", 2, """
        Phụ lục 1. DANH MỤC CÁC CỤM CÔNG NGHIỆP QUY HOẠCH ĐẾN NĂM 2030
        (Ban hành kèm theo Quyết định của UBND tỉnh)

        STT|Tên cụm công nghiệp|Địa điểm quy hoạch (xã, huyện)|Diện tích quy hoạch (ha)|Ngày phê duyệt|Văn bản phê duyệt
        -|name|place|area_m2:ha|effective_on|document.number
        1|Nham Sơn - Yên Lư|Yên Dũng|75|17/02/2022|219/QĐ-TTg
        2|Đông Lỗ|Hiệp Hòa|60,5|17/02/2022|219/QĐ-TTg
        """),
    "tinh-hinh-hoat-dong": ("period_report", 2, """
        TINH HINH HOAT DONG CUA CAC KHU CONG NGHIEP 6 THANG DAU NAM

        TT|Ten khu|Ky bao cao|<|XK (tr.USD)|NK (tr.USD)|DT thuan (ty VND)|Nop NS (ty VND)|So LD (nghin nguoi)|Trong do LD nuoc ngoai (nguoi)
        ^|^|Tu ngay|Den ngay|^|^|^|^|^|^
        -|zone|period_start|period_end|values.trade.export:trieu-usd|values.trade.import:trieu-usd|values.output.revenue:ty-vnd|values.budget.paid:ty-vnd|values.labour.workers:nghin|values.labour.foreign
        1|Quang Chau|1/1/2024|30/6/2024|580,25|490|15250|1250|46|350
        2|Van Trung|1/1/2024|30/6/2024|380|290|9250|850|26|150
        Cong||||960,25|780|24500|2100|72|500
        """),
    "nha-dau-tu-moi": ("project_registered", 2, """
        BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP
        Danh sách dự án thu hút mới quý I năm 2024 (đvt: triệu USD)

        #|Giấy chứng nhận đăng ký đầu tư|<|Chủ đầu tư|Tên dự án đầu tư|Vốn đăng ký|KCN|Quốc gia/vùng lãnh thổ|FDI/DDI|Lĩnh vực
        ^|Mã số|Ngày cấp|^|^|^|^|^|^|^
        -|project|effective_on|enterprise|name|capital:trieu-usd|zone|country|origin|sector
        1|1234567890|5/1/2024|Công ty A|Nhà máy pin|20|Vân Trung|Trung Quốc|FDI|Điện
        2|1234567891|9/2/2024|Công ty B|Nhà máy giấy|4,5|Song Khê|Việt Nam|DDI|Giấy
        """),
    "khu-cong-nghiep-dang-xay-dung": ("infrastructure_completed", 2, """
        TIẾN ĐỘ ĐẦU TƯ HẠ TẦNG KỸ THUẬT CÁC KHU CÔNG NGHIỆP

        Tên khu công nghiệp|Tỷ lệ hoàn thành hạ tầng (%)|Đã hoàn thành cơ bản|Thời điểm báo cáo|Khó khăn, vướng mắc
        zone|percent|complete|effective_on|note
        Quang Châu|100|x|30/6/2024|
        Vân Trung|85,5||30/6/2024|còn đường gom
        """),
}  # fmt: skip
"""Sheets after which no word was added: how well sheets are read that nobody has prepared for."""


@dataclass(frozen=True, slots=True)
class Official:
    """One sheet: its file, the event type of its rows, what each column is ("" for none), and how many rows hold data."""

    name: str
    data: bytes
    type: str
    keys: tuple[str, ...]
    rows: int


def official(name: str) -> Official:
    """A sheet as a file, with what is to be read of it."""
    code, count, text = (SHEETS | UNSEEN)[name]
    lines = [line.strip().split("|") for line in text.strip().splitlines()]
    at = next(
        number
        for number, line in enumerate(lines)
        if all(part == "-" or (part.isascii() and part.islower()) for part in line)
    )
    keys = tuple("" if key == "-" else key for key in lines.pop(at))
    cells, merged = _cells(lines)
    return Official(name, sheet_file(cells, merged, name), code, keys, count)


def _cells(lines: list[list[str]]) -> tuple[list[list[Any]], list[str]]:
    """Lines as cells, and the areas that are joined."""
    areas: dict[tuple[int, int], list[int]] = {}
    joined: dict[tuple[int, int], tuple[int, int]] = {}
    for row, line in enumerate(lines):
        for column, part in enumerate(line):
            if part in {"^", "<"}:
                before = (row - 1, column) if part == "^" else (row, column - 1)
                first = joined.get(before, before)
                joined[row, column] = first
                area = areas.setdefault(first, [*first])
                area[0], area[1] = max(area[0], row), max(area[1], column)
    merged = [
        f"{letters(left)}{top + 1}:{letters(right)}{bottom + 1}" for (top, left), (bottom, right) in areas.items()
    ]
    return [[None if part in {"", "^", "<"} else part for part in line] for line in lines], merged
