"""A figure by the unit of another: per worker, per hectare let, per project, of a zone, a place, or of zones in their order."""

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from parkledger.figures import Figures
from parkledger.figures.current import current_figures
from parkledger.records.dates import Dates
from tests.answers.asking import Asking, problems
from tests.figures.books import BAC_GIANG, VIET_YEN, Scribe, usd

ON = Dates(date(2024, 12, 31))
ask = Asking(ON, is_no_name=True)


@pytest.fixture
def books(sqlite_database: str, home: Path) -> Figures:
    """Two parks with exports, workers, tenants and land let; of a third nothing is reported."""
    scribe = Scribe("bg", BAC_GIANG)
    zones = [
        scribe.zone(name, on="2012-05-04", industrial_m2=1_000_000, place=VIET_YEN)
        for name in ("Hồ Lớn", "Đồi Cao", "Cát Vàng")
    ]
    for number, (zone, workers, exports) in enumerate(zip(zones, (900, 100), (1_800_000, 500_000), strict=False)):
        scribe.report(
            "2024-01-01",
            "2024-12-31",
            zone=zone,
            values={"labour.workers": workers, "trade.export": usd(exports), "enterprises.operating": 2},
        )
        for each in range(2 - number):
            code = f"P{number}{each}"
            about: dict[str, Any] = {
                "name": code,
                "enterprise": f"Công ty Giả định {code}",
                "origin": "fdi",
                "capital": usd(3_000_000),
            }
            scribe("project_registered", project=code, zone=zone, effective_on="2023-01-05", **about)
            scribe("land_leased", zone=zone, project=code, area_m2=60_000, use="industrial", effective_on="2023-02-01")
    return current_figures()


@pytest.mark.parametrize(
    ("typed", "value", "said"),
    [
        ("xuất khẩu mỗi lao động KCN Hồ Lớn năm 2024", 2000, "2.000 USD/lao động"),
        ("exports per worker in Doi Cao park in 2024", 5000, "5.000 USD/lao động"),
        ("xuất khẩu trên đầu người các KCN Bắc Giang năm 2024", 2300, "2.300 USD/lao động"),
        ("vốn đăng ký trên mỗi ha KCN Hồ Lớn cuối 2024", 500_000, "500.000 USD/ha đất đã cho thuê"),
        ("suất đầu tư KCN Đồi Cao cuối 2024", 500_000, "500.000 USD/ha đất đã cho thuê"),
        ("bình quân mỗi dự án ở KCN Hồ Lớn có bao nhiêu vốn", 3_000_000, "3,00 triệu USD/dự án"),
        ("average capital per project in Ho Lon park at the end of 2024", 3_000_000, "3,00 triệu USD/dự án"),
        ("lao động bình quân mỗi doanh nghiệp KCN Hồ Lớn cuối 2024", 450, "450 lao động/doanh nghiệp đang hoạt động"),
        ("workers per hectare in Ho Lon at the end of 2024", 75, "75 lao động/ha đất đã cho thuê"),
    ],
)
def test_a_figure_is_told_for_each_unit_of_another(books: Figures, typed: str, value: int, said: str) -> None:
    (found,) = ask(books, typed)
    assert found.problem is None
    assert found.value == value
    assert found.said is not None
    assert found.said.vi.startswith(f"{said} (")
    above, below = found.figures
    assert above.value is not None
    assert below.value is not None
    assert found.value == above.value / below.value


@pytest.mark.parametrize(
    ("typed", "zones"),
    [
        ("which park has the highest exports per worker in 2024", ["KCN Đồi Cao", "KCN Hồ Lớn"]),
        ("KCN nào xuất khẩu trên mỗi lao động thấp nhất năm 2024", ["KCN Hồ Lớn", "KCN Đồi Cao"]),
        ("exports per worker by park in 2024", ["KCN Đồi Cao", "KCN Hồ Lớn"]),
        ("lao động trên mỗi ha theo từng KCN cuối năm 2024", ["KCN Hồ Lớn", "KCN Đồi Cao"]),
    ],
)
def test_zones_stand_in_the_order_of_the_ratio(books: Figures, typed: str, zones: list[str]) -> None:
    (found,) = ask(books, typed)
    assert found.problem is None
    assert [line.title.vi for line in found.lines] == zones


@pytest.mark.parametrize(
    "typed",
    [
        "tỷ lệ lấp đầy mỗi ha KCN Hồ Lớn",
        "xuất khẩu mỗi lao động KCN Hồ Lớn năm 2024 tăng bao nhiêu so với năm 2023",
        "xuất khẩu mỗi lao động KCN Cát Vàng năm 2024",
        "xuất khẩu mỗi lao động nữ KCN Hồ Lớn năm 2024",
        "số dự án mỗi dự án KCN Hồ Lớn",
    ],
)
def test_what_cannot_be_divided_is_refused(books: Figures, typed: str) -> None:
    assert problems(ask(books, typed))


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("xuất khẩu các KCN Bắc Giang trừ Hồ Lớn năm 2024", 500_000),
        ("exports of Bac Giang parks except Doi Cao in 2024", 1_800_000),
        ("lao động các KCN không kể Hồ Lớn và Đồi Cao cuối 2024", 0),
        ("số dự án các KCN Bắc Giang ngoài KCN Đồi Cao cuối 2024", 2),
        ("xuất khẩu các KCN Bắc Giang trừ Hồ Lớn và KCN Hồ Lớn năm 2024", 500_000),
    ],
)
def test_all_but_some_zones(books: Figures, typed: str, value: int) -> None:
    (found,) = ask(books, typed)
    assert found.problem is None
    assert found.value == value
    assert found.figures[0].question.zone is None
    assert found.value == (found.figures[0].value or 0) - sum(part.value or 0 for part in found.figures[1:])
    assert found.understood is not None
    assert ", trừ KCN " in found.understood.vi


@pytest.mark.parametrize(
    "typed",
    [
        "tỷ lệ lấp đầy các KCN Bắc Giang trừ Hồ Lớn",  # no sum
        "KCN Hồ Lớn có bao nhiêu lao động, trừ lao động nước ngoài, cuối 2024",  # something of the zone is left out, not the zone
        "lao động KCN Hồ Lớn không kể lao động thời vụ cuối 2024",
        "workers in Ho Lon park excluding foreigners at the end of 2024",
        "vốn đăng ký trên mỗi ha đất công nghiệp KCN Hồ Lớn cuối 2024",  # of land let it would be told
        "lao động KCN Hồ Lớn trừ KCN Đồi Cao cuối 2024",  # neither is a part of the other
        "xuất khẩu các CCN Bắc Giang trừ KCN Hồ Lớn năm 2024",
        "xuất khẩu các KCN Bắc Giang trừ KCN Cát Vàng năm 2024",  # of which nothing is known
    ],
)
def test_what_is_no_part_of_a_sum_is_not_taken_out(books: Figures, typed: str) -> None:
    assert problems(ask(books, typed))


def test_two_figures_that_speak_for_different_days_are_not_divided(sqlite_database: str, home: Path) -> None:
    """Of no day that is named, the last is told of which both are known; of one that is, nothing."""
    scribe = Scribe("bg", BAC_GIANG)
    zone = scribe.zone("Hồ Lớn", on="2012-05-04", industrial_m2=1_000_000, place=VIET_YEN)
    scribe.report("2024-01-01", "2024-06-30", zone=zone, values={"labour.workers": 120})
    scribe("land_leased", zone=zone, area_m2=60_000, use="industrial", effective_on="2023-02-01")
    scribe("coverage_declared", effective_on="2024-12-31", subject="land")
    (now,) = ask(current_figures(), "lao động trên mỗi ha KCN Hồ Lớn")
    assert (now.value, now.figures[0].question.end) == (Fraction(20), date(2024, 6, 30))
    assert problems(ask(current_figures(), "lao động trên mỗi ha KCN Hồ Lớn cuối năm 2024"))
