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
    ],
)
def test_the_place_of_a_figure(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize("line", ["Tháng 11/2023", "11/2023", "(XYZ) 11/2023"])
def test_a_line_with_a_month_dates_the_page(line: str) -> None:
    page = read(f"{line}\nBắc Kạn gọi vốn\n\nĐến nay tỉnh đã thành lập được 6 cụm công nghiệp.")
    assert [str(one.period_end) for one in page.statements] == ["2023-11-30"]
