"""Words of the headings of offices' sheets that mean the same in every sheet; those of a field stand on its event type."""

FILLING = frozenset(
    {
        "cua",
        "va",
        "cac",
        "theo",
        "la",
        "so",
        "the",
        "of",
        "and",
        "in",
        "a",
        "duoc",
        "da",
        "trong",
        "do",
        "tinh",
        "cho",
        "ve",
        "voi",
        "khac",
        "neu",
        "co",
        "hoac",
        "hay",
    }
)
"""Words of a heading that tell nothing."""
SHORTENED = {
    "kcn": "khu cong nghiep",
    "ccn": "cum cong nghiep",
    "kkt": "khu kinh te",
    "cn": "cong nghiep",
    "dv": "dich vu",
    "tmdv": "thuong mai dich vu",
    "dn": "doanh nghiep",
    "da": "du an",
    "ld": "lao dong",
    "xk": "xuat khau",
    "nk": "nhap khau",
    "kn": "kim ngach",
    "knxk": "kim ngach xuat khau",
    "knnk": "kim ngach nhap khau",
    "gtsx": "gia tri san xuat",
    "gtsxcn": "gia tri san xuat cong nghiep",
    "sxcn": "san xuat cong nghiep",
    "sxkd": "san xuat kinh doanh",
    "nsnn": "ngan sach nha nuoc",
    "gpmb": "giai phong mat bang",
    "gcn": "giay chung nhan",
    "qd": "quyet dinh",
    "hd": "hop dong",
    "gcndkdt": "giay chung nhan dang ky dau tu",
    "gcndt": "giay chung nhan dau tu",
    "tvdt": "tong von dau tu",
    "dk": "dang ky",
    "dt": "dien tich",
    "cdt": "chu dau tu",
    "htkt": "ha tang ky thuat",
    "tdc": "tai dinh cu",
    "ldnn": "lao dong nuoc ngoai",
    "xlnt": "xu ly nuoc thai",
    "tthc": "thu tuc hanh chinh",
}
"""What offices shorten, folded, written out."""
DAY_WORDS = frozenset({"ngay", "diem"})
"""A word of a heading over days: "ngày", "thời điểm"."""
UNIT_WORDS = frozenset({"vi", "dvt", "tien", "unit", "currency"})
"""A word of a heading over units: "đơn vị", "ĐVT", "loại tiền"."""
UNIT_HEADINGS = (
    "đơn vị",
    "đơn vị tính",
    "đơn vị tiền",
    "ĐVT",
    "loại tiền",
    "đồng tiền",
    "currency",
    "unit",
)
"""What offices write above a column of units."""
ROW_HEADINGS: dict[str, tuple[str, ...]] = {
    "period": (
        "kỳ báo cáo",
        "kỳ",
        "kỳ số liệu",
        "thời kỳ",
        "quý",
        "tháng",
        "năm",
        "năm báo cáo",
        "tháng báo cáo",
        "period",
    ),
    "row_measure": (
        "chỉ tiêu",
        "tên chỉ tiêu",
        "các chỉ tiêu",
        "nội dung",
        "đại lượng",
        "chỉ tiêu báo cáo",
        "indicator",
    ),
    "row_amount": ("giá trị", "số liệu", "thực hiện", "kết quả", "số thực hiện", "kết quả thực hiện", "value"),
}
"""What offices write above columns that are no field of an event but tell of each row: its period, its measure, how much."""
