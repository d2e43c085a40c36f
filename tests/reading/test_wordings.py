"""Wordings of boards and papers, each of a kind: what a figure states does not hang on the words that a page happens to choose."""

import pytest

from parkledger.reading import read

Told = tuple[str, str, str, str | None, str | None]


def told(text: str) -> list[Told]:
    return [(one.quote, one.indicator, one.form, one.kind, one.origin) for one in read(text).statements]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Năm 2018, tỉnh Bình Dương có 31 dự án FDI mới, vốn đăng ký 233,9 triệu đô la Mỹ; 13 lượt dự án điều chỉnh, vốn tăng "
            "thêm 141,5 triệu đô la Mỹ.",
            [
                ("31 dự án", "projects.registered", "value", None, "fdi"),
                ("233,9 triệu đô la Mỹ", "capital.new", "value", None, "fdi"),
                ("13 lượt dự án điều chỉnh", "projects.adjusted", "value", None, "fdi"),
                ("141,5 triệu đô la Mỹ", "capital.added", "value", None, "fdi"),
            ],
            id="a currency names no country, and the word for turns says what they were",
        ),
        pytest.param(
            "Sáu tháng đầu năm 2025, 104 dự án mới đã vào các khu công nghiệp Ninh Bình, vốn đầu tư tổng cộng 1,4 tỷ USD.",
            [
                ("104 dự án", "projects.registered", "value", "park", None),
                ("1,4 tỷ USD", "capital.new", "value", "park", None),
            ],
            id="a sum of new projects is new capital",
        ),
        pytest.param(
            "Đến nay các KCN Tây Ninh có 2.519 dự án: 1.420 dự án FDI; phần còn lại, 1.099 dự án, là của doanh nghiệp trong nước.",
            [
                ("2.519 dự án", "projects.in_force", "value", "park", None),
                ("1.420 dự án", "projects.in_force", "value", "park", "fdi"),
                ("1.099 dự án", "projects.in_force", "value", "park", "ddi"),
            ],
            id="whose a count is may be said behind it",
        ),
        pytest.param(
            "Khối trong nước của các KCN đạt 1.792,62 tỷ đồng trong năm 2024. Vốn mới thuộc 9 dự án, đăng ký 604,9 tỷ đồng.",
            [
                ("9 dự án", "projects.registered", "value", "park", "ddi"),
                ("604,9 tỷ đồng", "capital.new", "value", "park", "ddi"),
            ],
            id="the sector that a paragraph begins with",
        ),
        pytest.param(
            "Từ đầu năm 2025 tới nay, các khu công nghiệp của Đồng Nai thu hút tổng cộng hơn 3,8 tỷ USD.",
            [("hơn 3,8 tỷ USD", "capital.attracted", "value", "park", None)],
            id="a sum of a stretch of time",
        ),
        pytest.param(
            "Planning and establishing\n\nAs of 30 June 2023, the infrastructure of 7 industrial parks of Bac Giang is completed.",
            [("7 industrial parks", "zones.infrastructure_complete", "value", "park", None)],
            id="infrastructure before a count is completed behind it",
        ),
        pytest.param(
            "Năm 2014, kim ngạch xuất khẩu của các KCN Bến Tre bằng 60% của toàn tỉnh.",
            [("60%", "trade.export", "share", "park", None)],
            id="a share of the whole province",
        ),
        pytest.param(
            "Năm 2017 tại KKT cửa khẩu Lệ Thanh, hàng xuất khẩu đi qua cửa khẩu trị giá 144 triệu USD, tăng 8%.",
            [
                ("144 triệu USD", "trade.export", "value", "economic_zone", None),
                ("8%", "trade.export", "growth", "economic_zone", None),
            ],
            id="what is worth an amount stands before it",
        ),
        pytest.param(
            "Tây Ninh có 22 CCN đã hoạt động; 28 CCN (1.490,77 ha) đang làm thủ tục đầu tư.",
            [
                ("22 CCN", "zones.operating", "value", "cluster", None),
                ("28 CCN", "zones.planned", "value", "cluster", None),
                ("1.490,77 ha", "land.planned", "value", "cluster", None),
            ],
            id="what is said behind the bracket of an area",
        ),
        pytest.param(
            "Vào cuối năm 2010, Tây Ninh có 05 KCN đã thành lập và hoạt động, diện tích tổng cộng 4326 ha.",
            [
                ("05 KCN", "zones.operating", "value", "park", None),
                ("4326 ha", "land.operating", "value", "park", None),
            ],
            id="founded and operating is operating",
        ),
        pytest.param(
            "Các CCN của huyện hiện có 47 dự án, nhà máy, vốn đăng ký tất cả gần 4.000 tỷ đồng.",
            [
                ("47 dự án, nhà máy", "projects.in_force", "value", "cluster", None),
                ("gần 4.000 tỷ đồng", "capital.in_force", "value", "cluster", None),
            ],
            id="plants counted with projects are no company",
        ),
        pytest.param(
            "Hiện 46 nhà đầu tư thuê đất tại KCN Thăng Long Vĩnh Phúc, diện tích thuê 147,1 ha, tức khoảng 91%.",
            [
                ("46 nhà đầu tư", "enterprises.operating", "value", "park", None),
                ("147,1 ha", "land.leased", "value", "park", None),
                ("khoảng 91%", "occupancy", "value", "park", None),
            ],
            id="the rate of the land let is the occupancy",
        ),
    ],
)
def test_what_is_stated(text: str, expected: list[Told]) -> None:
    assert told(text) == expected
