"""What sentences state together: subjects carried along, lists, breakdowns in brackets, shared predicates, tables."""

from datetime import date

import pytest

from parkledger import places
from parkledger.reading import read
from parkledger.reading.interpretation.sentences import terms_in

PUBLISHED = date(2023, 8, 22)


def stated(text: str) -> list[tuple[str | None, ...]]:
    return [
        (one.quote, one.indicator, one.kind, one.origin, one.place, one.zone)
        for one in read(text, published=PUBLISHED).statements
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Đến hết năm 2012, Hà Tĩnh có 2 khu kinh tế (KKT) và 3 khu công nghiệp (KCN) đang hoạt động.",
            [
                ("2 khu kinh tế", "zones.operating", "economic_zone", None, "Hà Tĩnh", None),
                ("3 khu công nghiệp", "zones.operating", "park", None, "Hà Tĩnh", None),
            ],
            id="a predicate holds for both counts",
        ),
        pytest.param(
            "Năm 2020, các khu công nghiệp (KCN), khu kinh tế (KKT) Quảng Trị thu hút 20 dự án FDI.",
            [("20 dự án", "projects.registered", "park+economic_zone", "fdi", "Quảng Trị", None)],
            id="kinds side by side",
        ),
        pytest.param(
            "Năm 2022, các KCN Nam Định thu hút 100 triệu USD vốn FDI (cấp mới: 60 triệu USD; tăng vốn: 40 triệu USD), "
            "đạt 90% kế hoạch.",
            [
                ("100 triệu USD", "capital.attracted", "park", "fdi", "Nam Định", None),
                ("60 triệu USD", "capital.new", "park", "fdi", "Nam Định", None),
                ("40 triệu USD", "capital.added", "park", "fdi", "Nam Định", None),
                ("90%", "capital.attracted", "park", "fdi", "Nam Định", None),
            ],
            id="after a breakdown in brackets the sentence goes on about the total",
        ),
        pytest.param(
            "Năm 2021, Phú Thọ thu hút 10 dự án FDI với tổng vốn 90 triệu USD, tăng 5%; đồng thời thu hút 7 dự án DDI "
            "với tổng vốn đăng ký 500 tỷ đồng.",
            [
                ("10 dự án", "projects.registered", None, "fdi", "Phú Thọ", None),
                ("90 triệu USD", "capital.attracted", None, "fdi", "Phú Thọ", None),
                ("5%", "capital.attracted", None, "fdi", "Phú Thọ", None),
                ("7 dự án", "projects.registered", None, "ddi", "Phú Thọ", None),
                ("500 tỷ đồng", "capital.attracted", None, "ddi", "Phú Thọ", None),
            ],
            id="capital belongs to the projects named with it",
        ),
        pytest.param(
            "Các KCN Vĩnh Long cho thuê được 210 ha, đạt tỷ lệ 92%.",
            [
                ("210 ha", "land.leased", "park", None, "Vĩnh Long", None),
                ("92%", "occupancy", "park", None, "Vĩnh Long", None),
            ],
            id="the rate of what was let",
        ),
        pytest.param(
            "Hiện tỉnh Sóc Trăng có 2 KCN trong danh mục các KCN cả nước. KCN An Nghiệp rộng 243 ha. Toàn tỉnh có 50 dự án FDI.",
            [
                ("2 KCN", "zones.established", "park", None, "Sóc Trăng", None),
                ("243 ha", "land.established", "park", None, "Sóc Trăng", "An Nghiệp"),
                ("50 dự án", "projects.in_force", None, "fdi", "Sóc Trăng", None),
            ],
            id="a zone until the whole province is named again",
        ),
        pytest.param(
            "Hưng Yên có 10 KCN. Trong đó, có 6 KCN đã đi vào hoạt động, tỷ lệ lấp đầy 80%.",
            [
                ("10 KCN", "zones.established", "park", None, "Hưng Yên", None),
                ("6 KCN", "zones.operating", "park", None, "Hưng Yên", None),
                ("80%", "occupancy", "park", None, "Hưng Yên", None),
            ],
            id="trong đó",
        ),
        pytest.param(
            "Năm 2019, khối doanh nghiệp FDI tại Bắc Ninh nộp ngân sách 8.000 tỷ đồng, tạo việc làm cho 196.500 lao động.",
            [
                ("8.000 tỷ đồng", "budget.paid", None, "fdi", "Bắc Ninh", None),
                ("196.500 lao động", "labour.workers", None, "fdi", "Bắc Ninh", None),
            ],
            id="foreign-invested enterprises as the subject",
        ),
        pytest.param(
            "Công ty A (Bata) nộp ngân sách 80 tỷ đồng. Bata tạo việc làm cho 8.000 lao động.", [], id="one company"
        ),
    ],
)
def test_sentences_state_together(text, expected):
    assert stated(text) == expected


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Đến năm 2030, tỉnh có 29 KCN.", None, date(2030, 12, 31)),
        ("Hiện tỉnh có 9 KCN.", None, PUBLISHED),
        ("Tính đến ngày 31/12/2022, tỉnh có 9 KCN.", None, date(2022, 12, 31)),
        ("Từ đầu năm đến ngày 20/8, các KCN thu hút 43 dự án.", date(2023, 1, 1), date(2023, 8, 20)),
        ("Tính đến ngày 15/8/2023, các KCN đã cấp mới cho 12 dự án.", date(2023, 1, 1), date(2023, 8, 15)),
        ("Giai đoạn 2016 - 2020, tỉnh thu hút 690 dự án.", date(2016, 1, 1), date(2020, 12, 31)),
        ("KCN Sông Công được thành lập năm 2003, có diện tích 195 ha.", None, None),
        ("Có 15 KCN ưu tiên thành lập giai đoạn 2022-2025.", date(2022, 1, 1), date(2025, 12, 31)),
    ],
)
def test_when(text, start, end):
    (one,) = read(text, published=PUBLISHED).statements
    assert (one.period_start, one.period_end) == (start, end)


def test_a_table_states_what_its_headings_say():
    page = read(
        "Các khu công nghiệp tỉnh Bắc Giang\n\nHiện trạng như sau, theo báo cáo của Ban Quản lý các khu công nghiệp tỉnh.\n\n"
        "STT | Khu công nghiệp | Diện tích (ha) | Tỷ lệ lấp đầy (%) | Số dự án | Vốn đăng ký (triệu USD) | Ghi chú\n"
        "1 | Đình Trám | 127,4 | 100 | 95 | 350,5 | 7\n"
        "2 | KCN Quang Châu | 426 | 95% | 60 | 4.100 | 8\n"
        "3 | Tổng cộng | 553,4 |  | 155 | 4.450,5 | \n",
        published=PUBLISHED,
    )
    assert [(one.zone, one.indicator, one.value, one.unit) for one in page.statements] == [
        ("Đình Trám", "land.established", page.statements[0].value, "ha"),
        ("Đình Trám", "occupancy", 100, "percent"),
        ("Đình Trám", "projects.in_force", 95, "project"),
        ("Đình Trám", "capital.in_force", 350_500_000, "USD"),
        ("Quang Châu", "land.established", 426, "ha"),
        ("Quang Châu", "occupancy", 95, "percent"),
        ("Quang Châu", "projects.in_force", 60, "project"),
        ("Quang Châu", "capital.in_force", 4_100_000_000, "USD"),
        (None, "land.established", page.statements[8].value, "ha"),
        (None, "projects.in_force", 155, "project"),
        (None, "capital.in_force", 4_450_500_000, "USD"),
    ]
    assert {(one.place, one.kind, one.period_end) for one in page.statements} == {("Bắc Giang", "park", PUBLISHED)}


def test_money_in_a_column_without_a_unit_states_nothing():
    page = read("Khu công nghiệp | Vốn đăng ký\nĐình Trám | 350\n")
    assert page.statements == ()


def test_a_signal_is_a_whole_word() -> None:
    """ "nước đạt" holds no "ước đạt": the export is no estimate, and no signal behind it is lost."""
    (one,) = read("Năm 2022, xuất khẩu của cả nước đạt 371 tỷ USD.", published=PUBLISHED).statements
    assert (one.indicator, one.hedge) == ("trade.export", None)
    assert [(one.start, one.end) for one in terms_in("cả nước đạt 5 ha", 0, 16, english=False) if one.features] == [
        (8, 11)
    ]


@pytest.mark.parametrize("city", ["TP.HCM", "TP. HCM", "TPHCM", "TP HCM", "thành phố Hồ Chí Minh"])
def test_the_city_is_one_place_however_many_provinces_are_named(city: str) -> None:
    others = "Long An, Đồng Nai, Bình Dương, Tây Ninh, Bình Phước, Tiền Giang, Bến Tre, Trà Vinh, Cần Thơ"
    (one,) = read(f"Năm 2022, {city} thu hút 85 dự án FDI. Các tỉnh khác: {others}.", published=PUBLISHED).statements
    assert one.place is not None
    assert one.place.removeprefix("thành phố ") in (city.removeprefix("thành phố "), "Hồ Chí Minh")
    assert places.find(one.place, PUBLISHED).code == "viet-nam.ho-chi-minh"


def test_a_direction_is_no_place() -> None:
    text = "Năm 2022, Bắc Ninh thu hút 8 dự án FDI. Ở phía Bắc có thêm 5 dự án FDI được cấp mới năm 2022."
    assert {one.place for one in read(text, published=PUBLISHED).statements} == {"Bắc Ninh"}


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("KCN Bắc Giang 8 tháng năm 2023 xuất khẩu đạt 15,1 tỷ USD.", None),
        ("KCN Quang Châu 6 tháng đầu năm 2023 xuất khẩu đạt 4,1 tỷ USD.", "Quang Châu"),
        ("KCN Quang Châu 2 năm 2023 xuất khẩu đạt 4,1 tỷ USD.", "Quang Châu 2"),
        ("KCN Quang Châu 2 tháng 8/2023 xuất khẩu đạt 0,4 tỷ USD.", "Quang Châu 2"),
    ],
)
def test_a_number_of_months_is_no_part_of_a_zones_name(text: str, zone: str | None) -> None:
    assert [each.zone for each in read(text, published=date(2023, 8, 22)).statements] == [zone]


def test_a_country_within_the_name_of_a_zone_is_no_partner_of_trade() -> None:
    page = read(
        "KCN Việt Hàn xuất khẩu 31,94 triệu USD trong tháng 7/2020\n\nGiá trị xuất khẩu của KCN Việt Hàn tháng 7/2020 đạt 31,9 triệu USD."
    )
    assert [one.indicator for one in page.statements] == ["trade.export", "trade.export"]


def test_a_time_behind_figures_is_that_of_all_in_its_clause() -> None:
    page = read(
        "Parks of Hai Phong\n\nHai Phong industrial parks attracted 20 new FDI projects worth US$800 million in the first six months of "
        "2025, said the Hai Phong Economic Zone Authority on July 4, 2025. Capital was added to 15 projects with US$400 million."
    )
    half = date(2025, 1, 1), date(2025, 6, 30)
    assert page.published == date(2025, 7, 4)
    assert [(one.kind, one.period_start, one.period_end) for one in page.statements] == [("park", *half)] * 4


def test_land_that_is_filled_is_let_and_capital_implemented_to_date_has_no_beginning() -> None:
    page = read(
        "Các KCN tỉnh Phú Thọ\n\nNgày 5/7/2024\n\nCác KCN tỉnh Phú Thọ đã lấp đầy 45,2 ha. Lũy kế đến 30/6/2024, các KCN có 210 dự án còn "
        "hiệu lực, vốn đăng ký 4,5 tỷ USD, vốn thực hiện 2,1 tỷ USD."
    )
    assert [(one.indicator, one.period_start, one.period_end) for one in page.statements] == [
        ("land.leased", None, date(2024, 7, 5)),
        ("projects.in_force", None, date(2024, 6, 30)),
        ("capital.in_force", None, date(2024, 6, 30)),
        ("capital.implemented", None, date(2024, 6, 30)),
    ]


def test_projects_of_another_act_behind_both_origins_are_of_neither() -> None:
    page = read(
        "Các KCN Phú Thọ\n\nNăm 2023, các KCN thu hút 12 dự án FDI, vốn đăng ký 150 triệu USD; 5 dự án DDI, vốn đăng ký 900 tỷ đồng; điều "
        "chỉnh tăng vốn 7 dự án với số vốn tăng thêm 80 triệu USD."
    )
    assert [one.origin for one in page.statements] == ["fdi", "fdi", "ddi", "ddi", None, None]


@pytest.mark.parametrize("zone", ["Ví dụ 05", "Hòa Phú (mở rộng giai đoạn 1)"])
def test_a_known_name_is_read_whole(zone: str) -> None:
    page = read(f"Đất đai\n\nDiện tích của CCN {zone} là 33,72 ha.", zones=[zone])
    assert [one.zone for one in page.statements] == [zone]


@pytest.mark.parametrize("zone", ["Hòa Phú (mở rộng)", "Hòa Phú (mở rộng giai đoạn 2)", "Hòa Phú (phần mở rộng)"])
def test_an_extension_in_brackets_is_a_zone_of_its_own(zone: str) -> None:
    """Whether or not its name is known: not the park that it extends, and not land added to that."""
    page = read(f"Các KCN tỉnh Bắc Giang\n\nKCN {zone} có diện tích 147,31 ha, đã cho thuê 20 ha.")
    assert [(one.indicator, one.zone) for one in page.statements] == [
        ("land.established", zone),
        ("land.leased", zone),
    ]


def test_a_heading_that_stands_twice_on_a_page_heads_both_tables_and_the_line_above_says_what_operates() -> None:
    heading = "TT | CCN | Diện tích (ha)"
    page = read(
        f"Cụm công nghiệp tỉnh Hưng Yên\n\nBảng 1. Các CCN đang hoạt động\n\n{heading}\n1 | Ví Dụ A | 12,7\n2 | Ví Dụ B | 9\n\n"
        f"Bảng 2. Các CCN chưa hoạt động\n\n{heading}\n1 | Ví Dụ C | 20\n2 | Ví Dụ D | 30\n"
    )
    assert [(one.zone, one.indicator) for one in page.statements] == [
        ("Ví Dụ A", "land.operating"),
        ("Ví Dụ B", "land.operating"),
        ("Ví Dụ C", "land.established"),
        ("Ví Dụ D", "land.established"),
    ]


def test_a_page_that_comes_to_zones_at_its_end_is_not_about_zones() -> None:
    page = read(
        "Hưng Yên nửa đầu năm 2024\n\nVốn FDI vào Hưng Yên trong 6 tháng đầu năm 2024 ước 178,3 triệu USD, nhiều nhất trong vùng theo "
        "số liệu của Sở Kế hoạch và Đầu tư.\n\nLũy kế có 566 dự án, nằm trong khu công nghiệp 315 dự án, ngoài khu công nghiệp 251 dự án. "
        "Nhà máy lớn nhất ở Khu công nghiệp Ví Dụ."
    )
    assert page.statements[0].kind is None


def test_money_with_its_sign_of_vietnam_before_it_is_read() -> None:
    page = read(
        "Parks of Hai Phong\n\nThe industrial parks of Hai Phong have total registered capital of VNĐ172.4 trillion (US$6.78 billion)."
    )
    assert [(int(one.value), one.unit) for one in page.statements] == [(172_400 * 10**9, "VND"), (6_780_000_000, "USD")]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Bắc Kạn province has 1 industrial park established.", [1]),
        ("There was only 1 industrial cluster in operation in Bắc Kạn province.", [1]),
        ("Hiep Phuoc 1 Industrial Park is 100 percent full.", []),
    ],
)
def test_one_park_is_counted_in_english_and_a_number_in_a_name_is_not(text: str, counted: list[int]) -> None:
    found = [
        quantity.value for quantity in read(text, published=date(2023, 8, 22)).quantities if quantity.unit == "zone"
    ]
    assert found == counted


@pytest.mark.parametrize(
    "heading",
    [
        "TT | Tên KCN | Diện tích (ha) | Diện tích (ha) | Tỷ lệ lấp đầy (%)\n | | Tổng | Đã cho thuê | ",
        "TT | Tên KCN | Diện tích (ha) | | Tỷ lệ lấp đầy (%)\n | | Đất tự nhiên | Đất công nghiệp đã cho thuê | ",
        "TT | Tên | Diện tích (ha) | Đã cho thuê (ha) | Tỷ lệ lấp đầy (%)",
        "No. | Name | Land (ha) | | Occupancy (%)\n | | Total | Leased | ",
    ],
)
def test_headings_in_two_rows_are_those_of_one(heading: str) -> None:
    page = read(f"Các KCN tỉnh Hà Nam\n\n{heading}\n1 | Đồng Văn I | 150 | 110 | 100\n2 | Hòa Mạc | 131 | 60,5 | 72\n")
    assert [(one.zone, one.indicator, float(one.value)) for one in page.statements] == [
        ("Đồng Văn I", "land.established", 150),
        ("Đồng Văn I", "land.leased", 110),
        ("Đồng Văn I", "occupancy", 100),
        ("Hòa Mạc", "land.established", 131),
        ("Hòa Mạc", "land.leased", 60.5),
        ("Hòa Mạc", "occupancy", 72),
    ]


def test_a_plan_in_the_second_row_of_headings_is_no_result() -> None:
    page = read(
        "Thu hút đầu tư vào các KCN tỉnh Hà Nam\n\nChỉ tiêu | ĐVT | Năm 2022 | | Năm 2023 |\n"
        " | | Kế hoạch | Thực hiện | Kế hoạch | Thực hiện\nDự án FDI cấp mới | dự án | 20 | 25 | 22 | 31\n"
        "Kim ngạch xuất khẩu | triệu USD | 3.000 | 3.210 | 3.300 | 3.500\n"
    )
    assert [int(one.value) for one in page.statements] == [25, 31, 3_210_000_000, 3_500_000_000]
