"""Whose figure it is where several places are named: the page's own, the one beside the figure, none of many."""

import pytest

from parkledger.reading import read


def places(text: str) -> list[tuple[str, str | None]]:
    return [(one.quote, one.place) for one in read(text).statements]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Khu công nghiệp Hòa Bình giai đoạn 2 được mở rộng\n\nQuy hoạch khu công nghiệp tỉnh Kon Tum đến năm 2020 đã được duyệt.\n\n"
            "Các KCN hiện có 12 dự án đang hoạt động.",
            [("12 dự án", "Kon Tum")],
            id="a province in a zone's name is not the page's",
        ),
        pytest.param(
            "Ninh Bình: công nghiệp sau sáp nhập\n\nTheo quy hoạch của Nam Định, Ninh Bình và Hà Nam cũ, cả tỉnh có 53 khu công nghiệp.",
            [("53 khu công nghiệp", "Ninh Bình")],
            id="of provinces listed together a figure is of none",
        ),
        pytest.param(
            "Phú Thọ mới sau sáp nhập\n\nĐang hoạt động có 9 KCN ở Vĩnh Phúc, 3 KCN ở Hòa Bình và 4 KCN ở Phú Thọ.",
            [("9 KCN", "Vĩnh Phúc"), ("3 KCN", "Hòa Bình"), ("4 KCN", "Phú Thọ")],
            id="figures shared out among provinces",
        ),
        pytest.param(
            "Nghệ An trở lại Top 10 cả nước về thu hút FDI\n\nTheo Cục Đầu tư nước ngoài, Nghệ An thu hút 20 dự án mới năm 2024. "
            "Xếp trên Nghệ An là Bắc Ninh, Hải Phòng. FDI vào Nghệ An tăng nhanh.\n\nHiện có 165 dự án FDI còn hiệu lực.",
            [("20 dự án", "Nghệ An"), ("165 dự án", "Nghệ An")],
            id="a page about one among the leaders is that one's",
        ),
        pytest.param(
            "Parks in Đồng Nai grow\n\nĐồng Nai has 32 industrial parks in operation. The parks employ 620,000 workers.",
            [("32 industrial parks", "Đồng Nai"), ("620,000 workers", "Đồng Nai")],
            id="an English page with marks on its names",
        ),
        pytest.param(
            "Vùng kinh tế trọng điểm phía Nam hiện có 3.033 dự án FDI đang hoạt động.",
            [("3.033 dự án", "Vùng kinh tế trọng điểm phía Nam")],
            id="a region at the head of a sentence",
        ),
        pytest.param(
            "TP.HCM: công nghiệp\n\nThành phố Hồ Chí Minh có 17 KCN đang hoạt động.\n\nCác KCN hiện có 1.200 dự án.",
            [("17 KCN", "Thành phố Hồ Chí Minh"), ("1.200 dự án", "Thành phố Hồ Chí Minh")],
            id="a city by its full name where the page has it",
        ),
        pytest.param(
            "Phụ lục I\nHà Nội, ngày 22 tháng 9 năm 2021\n\nBáo cáo nhanh\n\nViệt Nam có 34.141 dự án FDI còn hiệu lực.\n\n"
            "Tổng vốn đăng ký của các dự án FDI đạt 403 tỷ USD.",
            [("34.141 dự án", "Việt Nam"), ("403 tỷ USD", "Việt Nam")],
            id="where a document was signed is not what it is about",
        ),
        pytest.param(
            "Mekong Delta province's industrial parks prove irresistible\n\nThe parks of Tien Giang are home to 81 foreign projects.\n\n"
            "The parks employ 93,000 people. Tien Giang is to have more parks.",
            [("81 foreign projects", "Tien Giang"), ("93,000 people", "Tien Giang")],
            id="a province named by its region in the title",
        ),
    ],
)
def test_the_place_of_a_figure(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize("line", ["Tháng 11/2023", "11/2023", "(XYZ) 11/2023"])
def test_a_line_with_a_month_dates_the_page(line: str) -> None:
    page = read(f"{line}\nBắc Kạn gọi vốn\n\nĐến nay tỉnh đã thành lập được 6 cụm công nghiệp.")
    assert [str(one.period_end) for one in page.statements] == ["2023-11-30"]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("2026/01/11\nParks of Phu Tho\n\nThe industrial parks of Phu Tho have 29 projects.", ["2026-01-11"]),
        (
            "@Các KCN 11 tháng năm 2025 thu hút 2,5 tỷ USD vốn FDI, bằng 132% kế hoạch FDI cả năm 2025. Có 148 dự án mới.",
            ["2025-11-30"] * 3,
        ),
        ("@Quý 3 năm nay, các KCN cấp mới 12 dự án FDI.", ["2025-09-30"]),
        ("@Các KCN cấp mới 12 dự án trong 10 tháng năm 2025, vốn đăng ký 80 triệu USD.", ["2025-10-31"] * 2),
        (
            "@Rents have climbed since the start of the second quarter of 2021. The occupancy rate of the parks is 90 percent.",
            ["2025-12-02"],
        ),
        ("@Under Decision 219 of 2022 the parks grow. The industrial parks have 120 valid projects.", ["2025-12-02"]),
        (
            "Tính đến tháng 10 năm 2009, cả nước có 223 KCN được thành lập. Đi vào hoạt động có 171 KCN.\n\n2006 - 2015 còn lập mới.",
            ["2009-10-31"] * 2,
        ),
    ],
)
def test_the_last_day_of_a_figure(text: str, ends: list[str]) -> None:
    told = f"KCN của tỉnh\n02/12/2025\n\n{text[1:]}" if text.startswith("@") else text
    assert [str(one.period_end) for one in read(told).statements] == ends
