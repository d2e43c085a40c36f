"""Tables whose rows are indicators, as offices paste them: bordered, out of a sheet, one cell to a line. All figures are invented."""

from datetime import date
from fractions import Fraction

import pytest

from parkledger.catalogue import INDICATORS, Indicator, ZoneKind
from parkledger.catalogue.expressions import Timing
from parkledger.figures.wording import kind_words
from parkledger.language import Lang, Text, capitalised
from parkledger.reading import Page, read

YEAR = date(2023, 1, 1), date(2023, 6, 30)
BEFORE = date(2022, 1, 1), date(2022, 6, 30)

TITLE = "Kết quả hoạt động các KCN tỉnh Hưng Yên 6 tháng đầu năm 2023"
ROWS = (
    ("TT", "Chỉ tiêu", "ĐVT", "Thực hiện 6T/2022", "Kế hoạch năm 2023", "Ước TH 6T/2023", "So với KH (%)", "So cùng kỳ (%)"),
    ("I", "Thu hút đầu tư", "", "", "", "", "", ""),
    ("1", "Số dự án cấp mới", "dự án", "18", "40", "24", "60", "133,3"),
    ("", "- FDI", "dự án", "12", "", "16", "", "133,3"),
    ("2", "Tỷ lệ lấp đầy", "%", "61", "", "64,5", "", ""),
    ("II", "Sản xuất kinh doanh", "", "", "", "", "", ""),
    ("3", "Giá trị xuất khẩu", "1000 USD", "4.200.000", "9.000.000", "4.536.000", "50,4", "108"),
    ("4", "Lao động", "người", "115.000", "", "118.500", "", "103"),
)  # fmt: skip
STATED = [
    ("18", "projects.registered", "value", None, 18, BEFORE),
    ("24", "projects.registered", "value", None, 24, YEAR),
    ("60", "projects.registered", "plan_ratio", None, 60, YEAR),
    ("133,3", "projects.registered", "growth", None, 33.3, YEAR),
    ("12", "projects.registered", "value", "fdi", 12, BEFORE),
    ("16", "projects.registered", "value", "fdi", 16, YEAR),
    ("133,3", "projects.registered", "growth", "fdi", 33.3, YEAR),
    ("61", "occupancy", "value", None, 61, (None, BEFORE[1])),
    ("64,5", "occupancy", "value", None, 64.5, (None, YEAR[1])),
    ("4.200.000", "trade.export", "value", None, 4_200_000_000, BEFORE),
    ("4.536.000", "trade.export", "value", None, 4_536_000_000, YEAR),
    ("50,4", "trade.export", "plan_ratio", None, 50.4, YEAR),
    ("108", "trade.export", "growth", None, 8, YEAR),
    ("115.000", "labour.workers", "value", None, 115_000, (None, BEFORE[1])),
    ("118.500", "labour.workers", "value", None, 118_500, (None, YEAR[1])),
    ("103", "labour.workers", "growth", None, 3, (None, YEAR[1])),
]


def written(border: str) -> str:
    return "\n".join((TITLE, "", *(border.join(row) for row in ROWS)))


def stated(page: Page) -> list[tuple[object, ...]]:
    return [
        (one.quote, one.indicator, one.form, one.origin, float(one.value), (one.period_start, one.period_end))
        for one in page.statements
    ]


@pytest.mark.parametrize("border", [" | ", "\t"])
def test_a_table_of_indicators_states_what_its_rows_say(border: str) -> None:
    page = read(written(border))
    assert stated(page) == [(*one[:4], float(one[4]), one[5]) for one in STATED]
    assert {one.place for one in page.statements} == {"Hưng Yên"}
    assert {one.kind for one in page.statements} == {"park"}


def test_what_a_cell_states_stands_where_the_cell_stands() -> None:
    text = written(" | ")
    for one in read(text).statements:
        assert text[one.start : one.end] == one.quote
        assert one.sentence in text.split("\n")
        assert f"| {one.quote}" in one.sentence


def test_estimates_of_a_column_are_estimates() -> None:
    hedges = {one.quote: one.hedge for one in read(written("\t")).statements if one.form == "value"}
    assert hedges["24"] == hedges["4.536.000"] == "estimate"
    assert hedges["18"] is None


def test_cells_that_stand_one_to_a_line_are_read_alike() -> None:
    lines = [cell for row in (ROWS[0], ROWS[2], ("2", *ROWS[6][1:])) for cell in row]
    page = read("\n".join((TITLE, "", *lines, "Các KCN tỉnh Hưng Yên hiện có 15 dự án đang hoạt động.")))
    assert [one.quote for one in page.statements] == [
        "18", "24", "60", "133,3", "4.200.000", "4.536.000", "50,4", "108", "15 dự án",
    ]  # fmt: skip


def test_the_unit_over_a_table_is_that_of_its_numbers() -> None:
    page = read(
        f"{TITLE}\n\nĐơn vị tính: tỷ đồng\n\nTT | Chỉ tiêu | Năm 2021 | Năm 2022\n1 | Doanh thu | 98.500 | 112.300\n"
    )
    assert [(int(one.value), one.period_end) for one in page.statements] == [
        (98_500 * 10**9, date(2021, 12, 31)),
        (112_300 * 10**9, date(2022, 12, 31)),
    ]


@pytest.mark.parametrize(
    ("column", "cell", "growth"),
    [
        ("Tăng, giảm (%)", "8", 8),
        ("Tăng, giảm (%)", "-8", -8),
        ("So cùng kỳ (%)", "92", -8),
        ("So cùng kỳ (%)", "8", 8),
    ],
)
def test_a_comparison_is_a_change_or_a_share_of_the_year_before(column: str, cell: str, growth: int) -> None:
    page = read(
        f"{TITLE}\n\nTT | Chỉ tiêu | ĐVT | 6T/2022 | 6T/2023 | {column}\n1 | Doanh thu | tỷ đồng | 10 | 11 | {cell}\n"
    )
    assert [int(one.value) for one in page.statements if one.form == "growth"] == [growth]


OF_PLACES = """So sánh tỉnh Hưng Yên, tỉnh Thái Bình đến ngày 30/6/2023

TT | Chỉ tiêu | ĐVT | Hưng Yên | tỉnh Thái Bình
1 | KCN đã thành lập | KCN | 17 | 10
2 | Đất đã cho thuê (KCN) | ha | 1.520,5 | …
3 | Lao động (KCN) | người | 118.500 | ước 64.000 lao động
 | - Tăng, giảm so với cùng kỳ | % | 3,5 | -1,2%*
 | - Thứ hạng trong các tỉnh | | 1/2 | 2/2
4 | Giá trị xuất khẩu (KCN), 6 tháng đầu năm 2023 | triệu USD | 4.536 | chưa ghi nhận
"""
BY_PLACE = [
    ("17", "zones.established", "Hưng Yên", 17, (None, YEAR[1])),
    ("10", "zones.established", "Thái Bình", 10, (None, YEAR[1])),
    ("1.520,5", "land.leased", "Hưng Yên", 1520.5, (None, YEAR[1])),
    ("118.500", "labour.workers", "Hưng Yên", 118_500, (None, YEAR[1])),
    ("64.000 lao động", "labour.workers", "Thái Bình", 64_000, (None, YEAR[1])),
    ("3,5", "labour.workers", "Hưng Yên", 3.5, (None, YEAR[1])),
    ("1,2%", "labour.workers", "Thái Bình", -1.2, (None, YEAR[1])),
    ("4.536", "trade.export", "Hưng Yên", 4_536_000_000, YEAR),
]


def test_a_table_whose_columns_are_places_tells_each_row_of_each_place() -> None:
    page = read(OF_PLACES)
    found = [
        (one.quote, one.indicator, one.place, float(one.value), (one.period_start, one.period_end))
        for one in page.statements
    ]
    assert found == BY_PLACE
    assert {one.kind for one in page.statements} == {"park"}
    assert [one.quote for one in page.statements if one.hedge] == ["64.000 lao động"]
    assert {page.text[one.start : one.end] for one in page.statements} == {one.quote for one in page.statements}


def test_columns_of_zones_beside_those_of_places_are_not_told_as_of_places() -> None:
    page = read(OF_PLACES.replace("| tỉnh Thái Bình\n", "| KCN Thí Dụ\n"))
    assert {one.place for one in page.statements} == {"Hưng Yên"}
    assert [one.quote for one in page.statements] == [one[0] for one in BY_PLACE if one[2] == "Hưng Yên"]
    assert read(OF_PLACES.replace("| Hưng Yên | tỉnh Thái Bình\n", "| KCN Ví Dụ | KCN Thí Dụ\n")).statements == ()


def test_an_english_table_of_places_is_read() -> None:
    page = read(
        "Comparison of Hung Yen province and Thai Binh province as of 30 June 2023\n\n"
        "No. | Indicator | Hung Yen province | Thai Binh province\n"
        "1 | Land leased (parks) | 1,520.50 ha | 33.2 ha\n"
        "2 | Exports (parks), the first 6 months of 2023 | USD 4.54 billion | not recorded\n"
    )
    assert [(one.indicator, one.kind, one.place, float(one.value)) for one in page.statements] == [
        ("land.leased", "park", "Hung Yen", 1520.5),
        ("land.leased", "park", "Thai Binh", 33.2),
        ("trade.export", "park", "Hung Yen", 4.54e9),
    ]


def test_english_units_of_rows_may_have_any_scale_on_either_side() -> None:
    page = read(
        "Industrial parks of Bac Giang\n\nIndicator | 2022 | 2023\nRevenue of the parks (thousand USD) | 500,000 | 650,000\n"
        "Exports of the parks (USD bn) | 5.2 | 6.1\nImports of the parks (bln USD) | 4.2 | 4.1"
    )
    assert [(one.indicator, int(one.value)) for one in page.statements] == [
        ("output.revenue", 500_000_000),
        ("output.revenue", 650_000_000),
        ("trade.export", 5_200_000_000),
        ("trade.export", 6_100_000_000),
        ("trade.import", 4_200_000_000),
        ("trade.import", 4_100_000_000),
    ]


def test_a_named_zone_that_holds_a_province_in_its_name_is_a_zone_and_a_total_is_of_all() -> None:
    page = read(
        "Các khu công nghiệp tỉnh Bắc Ninh\n\nTT\tTên KCN\tDiện tích (ha)\n1\tKCN Thí Dụ\t611,2\n2\tVSIP Bắc Ninh\t485\n"
        "\tTổng cộng\t1.096,2\n"
    )
    assert [(one.zone, one.place, float(one.value)) for one in page.statements] == [
        ("Thí Dụ", "Bắc Ninh", 611.2),
        ("VSIP Bắc Ninh", "Bắc Ninh", 485.0),
        (None, "Bắc Ninh", 1096.2),
    ]


def test_tabs_that_only_indent_are_no_table() -> None:
    page = read("\tCác KCN tỉnh Hưng Yên có 15 dự án\tđang hoạt động.\n\t\tLao động 20.000 người.")
    assert [one.quote for one in page.statements] == ["15 dự án", "20.000 người"]


NAMED = """\
Chỉ tiêu giao cho các KCN tỉnh Bắc Giang trong năm: thực hiện 6 tháng đầu năm 2025
TT | Chỉ tiêu | ĐVT | Thực hiện 6 tháng đầu năm 2025 | So với kế hoạch | Kế hoạch giao năm 2025
1 | {label} | {unit} | {number}* | đạt 30,00% kế hoạch* | 40,00*
"""


@pytest.mark.parametrize(
    ("label", "unit", "number", "stated"),
    [
        ("Đất cho thuê trong kỳ [19]", "ha", "-2,20", ("land.let", -2.2)),
        ("Đất cho thuê trong kỳ", "ha", "13,04", ("land.let", 13.04)),
        ("Đất còn có thể cho thuê", "ha", "452,11", ("land.available", 452.11)),
        ("Lao động nữ", "người", "135.610", ("labour.female", 135_610)),
        ("Vốn đăng ký tăng thêm thuần trong kỳ", "triệu USD", "883,07", ("capital.net", 883_070_000)),
        ("KCN đã chấp thuận chủ trương đầu tư", "KCN", "12", ("zones.investment_approved", 12)),
        ("Chỗ ở công nhân", "chỗ", "21.200", None),
        ("Giấy phép lao động đã cấp, chưa ghi hết hiệu lực", "giấy phép", "23", None),
        ("Lao động", "người", "216.800", ("labour.workers", 216_800)),
    ],
)
def test_a_row_called_as_the_catalogue_calls_an_indicator_is_of_that_or_of_none(
    label: str, unit: str, number: str, stated: tuple[str, float] | None
) -> None:
    page = read(NAMED.format(label=label, unit=unit, number=number))
    assert [(one.indicator, float(one.value)) for one in page.statements] == ([stated] if stated else [])


def test_a_share_of_the_plan_of_land_let_is_no_occupancy() -> None:
    page = read(
        "Đất đai, dự án, lao động của các KCN tỉnh Bắc Giang\n"
        "TT | Chỉ tiêu | ĐVT | Đến ngày 30/6/2024 | Đến ngày 30/6/2025 | Tăng, giảm so với cùng kỳ (%) | So với kế hoạch (%)\n"
        "1 | Đất đã cho thuê [26] | ha | 1.016,40*° | 1.047,91* | … | 97,03*\n"
    )
    last = page.statements[-1]
    assert (last.quote, last.indicator, last.form, last.kind) == ("97,03", "land.leased", "plan_ratio", "park")


@pytest.mark.parametrize(
    "said",
    [
        "Lao động (KCN): chưa có báo cáo của 1/8 KCN (KCN Hòa Phú).",
        "Workers (parks): without reports of 1 of 8 industrial parks (KCN Hòa Phú).",
        "Natural area of established clusters: without the areas of 1/6 industrial clusters (CCN Chu Hương), not on record.",
    ],
)
def test_zones_that_figures_lack_are_no_count_of_zones(said: str) -> None:
    page = read(f"Các KCN, CCN tỉnh Bắc Giang đến ngày 30/6/2025\n\nTỉnh có 17 KCN đã thành lập. {said}")
    assert [(one.indicator, one.value) for one in page.statements] == [("zones.established", Fraction(17))]


RATES = [indicator for indicator in INDICATORS.values() if indicator.unit == "percent"]
TARGETS = {
    Lang.VI: (
        "Chỉ tiêu giao cho các {kind} tỉnh Bắc Giang trong năm\n"
        "TT | Chỉ tiêu | ĐVT | {when} | So với kế hoạch | Kế hoạch giao năm 2025\n"
        "1 | {name} | % | 97,31* | cao hơn 0,95 điểm phần trăm* | 96,36*\n"
        "2 | {name} [12] | % | 97,32*° | thấp hơn 0,95 điểm phần trăm*° | 98,27*°"
    ),
    Lang.EN: (
        "Targets of the year for the {kind} of Bac Giang province\n"
        "No. | Indicator | Unit | {when} | Against the plan | Plan of 2025\n"
        "1 | {name} | % | 97.31* | above by 0.95 percentage points* | 96.36*\n"
        "2 | {name} [12] | % | 97.32*° | below by 0.95 percentage points*° | 98.27*°"
    ),
}
WHEN = {
    Lang.VI: {True: "Thực hiện năm 2025", False: "Đến ngày 31/12/2025"},
    Lang.EN: {True: "2025", False: "As of 31 December 2025"},
}
OF_KIND = {ZoneKind.PARK: ("KCN", "industrial parks"), ZoneKind.CLUSTER: ("CCN", "industrial clusters")}

OF_ONE_KIND = {"park": ZoneKind.PARK, "cluster": ZoneKind.CLUSTER}
"""Formulas of occupancy that are of one kind of zones by law, by the beginning of their codes' last part."""
CASES = [
    (rate, kind)
    for rate in RATES
    for kind in OF_KIND
    if OF_ONE_KIND.get(rate.code.partition(".")[2].partition("_")[0], kind) is kind
]


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize(("rate", "kind"), CASES, ids=lambda one: getattr(one, "code", None))
def test_every_rate_of_the_catalogue_is_read_in_a_table_of_targets(rate: Indicator, kind: ZoneKind, lang: Lang) -> None:
    """The names of indicators are those of the catalogue: an office may be set a target for any of them."""
    in_period = rate.timing is Timing.IN_PERIOD
    told = TARGETS[lang].format(
        kind=Text(*OF_KIND[kind]).of(lang),
        when=WHEN[lang][in_period],
        name=capitalised(_of_kind(rate.name, kind, lang)),
    )
    code = "occupancy" if rate.code == "occupancy.cluster" else rate.code  # the same, of clusters
    begun = date(2025, 1, 1) if in_period else None
    found = [
        (one.indicator, one.form, one.kind, one.period_start, one.period_end, one.low) for one in read(told).statements
    ]
    least = [Fraction(97305, 1000), Fraction(97315, 1000)]
    assert found == [(code, "value", kind.value, begun, date(2025, 12, 31), low) for low in least]


def _of_kind(name: Text, kind: ZoneKind, lang: Lang) -> str:
    """A name as reports of one kind of zones have it."""
    zones = {Lang.VI: "khu, cụm", Lang.EN: "zones"}[lang]
    return name.of(lang).replace(zones, kind_words(kind, lang))


@pytest.mark.parametrize(
    "said",
    [
        "Mục tiêu đến năm 2025, tỷ lệ hồ sơ giải quyết đúng hạn đạt 99%.",
        "Tỷ lệ lao động nữ của Công ty TNHH Thử Nghiệm đạt 64%.",
        "Tỷ lệ hồ sơ giải quyết đúng hạn tăng 2% so với cùng kỳ.",
    ],
)
def test_a_rate_that_is_aimed_at_or_of_one_company_or_only_changes_is_not_stated(said: str) -> None:
    page = read(f"Các KCN tỉnh Bắc Giang năm 2025\n\n{said}")
    assert [one for one in page.statements if one.form == "value"] == []
