"""Tables whose cells stand one to a line, as text copied from a page has them. All zones here are invented."""

from fractions import Fraction

import pytest

from parkledger.reading import read

ZONES = """Danh mục KCN của tỉnh Hưng Yên

STT

Tên KCN

Chủ đầu tư hạ tầng

Diện tích KCN

(ha)

Diện tích đất công nghiệp cho thuê được

(ha)

Tỷ lệ

lấp đầy

(%)

I

KCN đã đi vào hoạt động

1

Ví Dụ A

Công ty TNHH Phát triển hạ tầng Ví Dụ

688,94

492,1

84

2

Thí Điểm

Công ty cổ phần Thí Điểm

121,81

93

100

II

KCN đang đầu tư xây dựng hạ tầng

1

Số Không

Công ty cổ phần Số Không

159,71

115

0
"""
PROVINCES = """Cụm công nghiệp ở một số tỉnh

TT

Tỉnh, thành

Cụm công nghiệp (CCN)

Cụm CN theo QH (1)

Cụm CN đã thành lập (2)

Số lượng

Diện tích (ha)

Số lượng

Diện tích (ha)

  1.

Quảng Ninh

khoảng 20

> 600

11

310

  1.

Hà Nội

226

3.946

103

2.677,6
"""


def said(text: str) -> list[tuple[str, str, str | None, str | None, float]]:
    return [
        (each.indicator, each.kind or "", each.place, each.zone, float(each.value)) for each in read(text).statements
    ]


def test_a_list_of_zones_is_read_row_by_row_and_sections_say_which_of_them_operate():
    assert said(ZONES) == [
        ("land.operating", "park", "Hưng Yên", "Ví Dụ A", 688.94),
        ("land.leasable", "park", "Hưng Yên", "Ví Dụ A", 492.1),
        ("occupancy", "park", "Hưng Yên", "Ví Dụ A", 84),
        ("land.operating", "park", "Hưng Yên", "Thí Điểm", 121.81),
        ("land.leasable", "park", "Hưng Yên", "Thí Điểm", 93),
        ("occupancy", "park", "Hưng Yên", "Thí Điểm", 100),
        ("land.established", "park", "Hưng Yên", "Số Không", 159.71),
        ("land.leasable", "park", "Hưng Yên", "Số Không", 115),
        ("occupancy", "park", "Hưng Yên", "Số Không", 0),
    ]


def test_headings_of_two_lines_are_read_together():
    assert said(PROVINCES) == [
        ("zones.planned", "cluster", "Quảng Ninh", None, 20),
        ("land.planned", "cluster", "Quảng Ninh", None, 600),
        ("zones.established", "cluster", "Quảng Ninh", None, 11),
        ("land.established", "cluster", "Quảng Ninh", None, 310),
        ("zones.planned", "cluster", "Hà Nội", None, 226),
        ("land.planned", "cluster", "Hà Nội", None, 3946),
        ("zones.established", "cluster", "Hà Nội", None, 103),
        ("land.established", "cluster", "Hà Nội", None, 2677.6),
    ]


def test_a_record_with_a_cell_too_few_states_nothing_and_the_others_are_read():
    found = said(ZONES.replace("121,81\n\n", ""))
    assert {zone for *_, zone, _ in found} == {"Ví Dụ A", "Số Không"}


def test_lines_with_headings_for_none_of_the_columns_state_nothing():
    assert said(PROVINCES.replace("Số lượng\n", "")) == []


def test_a_hedge_in_a_cell_and_before_a_bare_count_bounds_the_figure():
    found = {each.quote: each for each in read(PROVINCES).statements}
    about, more = found["khoảng 20"], found["> 600"]
    assert (about.hedge, about.low, about.high) == ("about", Fraction(19), Fraction(21))
    assert (more.hedge, more.low) == ("more", Fraction(600))
    (count,) = read("Số dự án FDI còn hiệu lực trong các KCN Bắc Giang đến nay là hơn 350.").statements
    assert (count.quote, count.hedge, count.low) == ("hơn 350", "more", Fraction(350))


def test_a_table_that_begins_a_page_is_read() -> None:
    page = read(ZONES[ZONES.index("STT") :])
    assert [one.quote for one in page.statements] == [one.quote for one in read(ZONES).statements] != []


def test_the_total_behind_the_last_record_is_of_the_whole() -> None:
    page = read(
        "Cụm công nghiệp của vùng Ví Dụ, tỉnh Hưng Yên\n\nTT\n\nTên CCN\n\nDiện tích (ha)\n\n1\n\nVí Dụ A\n\n20\n\n2\n\nVí Dụ B\n\n30,5\n\n"
        "Tổng số\n\n50,5\n\nChú thích: tính cả cụm đang xây dựng."
    )
    assert [(one.zone, float(one.value)) for one in page.statements] == [
        ("Ví Dụ A", 20),
        ("Ví Dụ B", 30.5),
        (None, 50.5),
    ]


@pytest.mark.parametrize("mark", ["1", "1.", "(1)", "-", "", "Tỉnh"])
def test_a_row_may_begin_with_any_number_or_mark(mark: str) -> None:
    """A cell of signs alone names nothing, and one that says "Tỉnh" alone no province."""
    rows = "".join(
        f"<tr><td>{mark}</td><td>KCN {name}</td><td>{area}</td></tr>"
        for name, area in (("Ví Dụ A", 426), ("Ví Dụ B", 350))
    )
    head = "<tr><th>STT</th><th>Tên KCN</th><th>Diện tích (ha)</th></tr>"
    page = read(
        f"<html><body><h1>Danh mục KCN</h1><table>{head}{rows}</table></body></html>".encode(), name="page.html"
    )
    told = [(each.zone, int(each.value)) for each in page.statements]
    assert told == [("Ví Dụ A", 426), ("Ví Dụ B", 350)]
