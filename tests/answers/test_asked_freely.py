"""Questions of people who do not know the words of the books: no word passed over, the fewest left unknown, growth in order."""

from datetime import date
from pathlib import Path

import pytest

from parkledger.figures import Figures
from parkledger.figures.current import close, current_figures
from parkledger.records.dates import Dates
from tests.answers.asking import Asking, problems, titles, told
from tests.answers.closing import closed
from tests.answers.test_what_is_told import project
from tests.figures.books import BAC_GIANG, VIET_YEN, Scribe, usd

__all__ = ["closed"]
ON = Dates(date(2025, 3, 31))
ask = Asking(ON, is_no_name=True)


@pytest.fixture
def books(sqlite_database: str, home: Path) -> Figures:
    """Three parks with two years of reports, of which one fell; projects of two origins and years, housing, works, strikes."""
    scribe = Scribe("bg", BAC_GIANG)
    for number, (name, before, after) in enumerate(
        (("Hồ Lớn", 100, 150), ("Đồi Cao", 80, 60), ("Suối Dài", 50, 55)), 1
    ):
        zone = scribe.zone(name, on=f"201{number}-05-04", industrial_m2=number * 100, place=VIET_YEN)
        scribe("zone_operating", zone=zone, effective_on="2018-01-01")
        project(scribe, f"N{number}", zone, "fdi")
        project(scribe, f"T{number}", zone, "ddi")
        for year, exported in ((2023, before), (2024, after)):
            values = {"trade.export": usd(exported), "labour.workers": exported * 10, "labour.foreign": exported}
            scribe.report(f"{year}-01-01", f"{year}-12-31", zone=zone, values=values)
    return current_figures()


@pytest.mark.parametrize(
    "typed",
    [
        "bao nhiêu lao động đang xin việc ở KCN Hồ Lớn",
        "women managers in Ho Lon",
        "tổng xuất khẩu ba KCN lớn nhất Bắc Giang năm 2024",
        "bao nhiêu công ty ở KCN Hồ Lớn xuất khẩu năm 2024",
        "thuê lao động ở KCN Hồ Lớn hết bao nhiêu tiền",
        "lao động KCN mới thành lập năm 2024",
        "chênh lệch lao động KCN Hồ Lớn",
        "thu nhập bình quân mỗi doanh nghiệp KCN Hồ Lớn",
        "khu nào tăng lao động năm 2024",
        "xuất khẩu từ trước đến nay của KCN Hồ Lớn",
        "lao động ngành KCN Hồ Lớn",
    ],
)
def test_a_word_that_changes_a_question_refuses_it(books: Figures, typed: str) -> None:
    found = ask(books, typed)
    assert found
    assert len(problems(found)) == len(found)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("còn bao nhiêu đất công nghiệp chưa cho thuê ở KCN Hồ Lớn", "land.available"),
        ("giá trị hàng xuất khẩu KCN Hồ Lớn năm 2024", "trade.export"),
        ("lao động làm việc trong tỉnh Bắc Giang", "labour.workers"),
        ("công nhân KCN Hồ Lớn đình công mấy lần năm 2024", "strikes.count"),
        ("how many times did workers go on strike in Ho Lon in 2024", "strikes.count"),
        ("xử phạt bao nhiêu tiền vi phạm hành chính ở KCN Hồ Lớn năm 2024", "fines.imposed"),
        ("lượng công nhân KCN Hồ Lớn", "labour.workers"),
        ("KCN Hồ Lớn còn trống bao nhiêu héc ta", "land.available"),
        ("có thêm bao nhiêu dự án mới ở KCN Hồ Lớn năm 2021", "projects.registered"),
        ("bao nhiêu công nhân được ở nhà ở xã hội tại KCN Hồ Lớn", "housing.occupied"),
        ("vốn hạ tầng KCN Hồ Lớn đã giải ngân", "works.disbursed"),
        ("vốn của doanh nghiệp FDI ở KCN Hồ Lớn", "capital.in_force"),
    ],
)
def test_what_is_asked_is_told(books: Figures, typed: str, code: str) -> None:
    assert [indicator for indicator, _ in told(ask(books, typed))] == [code]


def test_the_money_of_works_is_no_capital_of_projects(books: Figures) -> None:
    codes = [code for code, _ in told(ask(books, "tổng đầu tư hạ tầng KCN Hồ Lớn, đã giải ngân bao nhiêu"))]
    assert codes == ["capital.infrastructure", "works.disbursed"]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("KCN nào xuất khẩu tăng nhanh nhất năm 2024", "KCN Hồ Lớn"),
        ("KCN nào xuất khẩu sụt mạnh nhất năm 2024", "KCN Đồi Cao"),
        ("KCN nào xuất khẩu giảm nhiều nhất năm 2024 so với 2023", "KCN Đồi Cao"),
        ("which park grew fastest in exports in 2024", "KCN Hồ Lớn"),
        ("2 KCN có xuất khẩu tăng trưởng cao nhất năm 2024", "KCN Hồ Lớn"),
        ("KCN nào mới nhất ở Bắc Giang", "KCN Suối Dài"),
        ("KCN nào có nhiều dự án của Nhật Bản nhất", "KCN Hồ Lớn"),
    ],
)
def test_the_first_in_an_order_is_told(books: Figures, typed: str, first: str) -> None:
    assert titles(ask(books, typed))[0] == first


def test_that_none_fell_is_said(books: Figures) -> None:
    (found,) = ask(books, "KCN nào ở Bắc Giang có số dự án còn hiệu lực giảm nhiều nhất năm 2024")
    assert found.said is not None
    assert found.said.vi.startswith("không KCN nào giảm")


def test_both_ends_of_an_order_are_told(books: Figures) -> None:
    assert titles(ask(books, "KCN nào rộng nhất và KCN nào nhỏ nhất")) == ["KCN Suối Dài", "KCN Hồ Lớn"]


def test_how_many_times_as_much_is_told(books: Figures) -> None:
    (found,) = ask(books, "xuất khẩu KCN Hồ Lớn năm 2024 gấp mấy lần năm 2023")
    assert found.said is not None
    assert found.said.vi.startswith("gấp 1,50 lần")


@pytest.mark.parametrize(
    ("typed", "begins"),
    [
        ("KCN Hồ Lớn có trên 1.000 lao động không", "có: 1.500"),
        ("does Ho Lon have more than 2,000 workers", "không: 1.500"),
    ],
)
def test_a_bound_of_one_zone_is_told_with_yes_or_no(books: Figures, typed: str, begins: str) -> None:
    (found,) = ask(books, typed)
    assert found.said is not None
    assert found.said.vi.startswith(begins)


def test_what_is_held_over_years_is_told_of_each(books: Figures) -> None:
    assert titles(ask(books, "lao động KCN Hồ Lớn từ 2023 đến 2024")) == ["năm 2023", "năm 2024"]


def test_the_share_of_each_origin_is_told(books: Figures) -> None:
    found = ask(books, "cơ cấu số dự án FDI và DDI trong KCN Bắc Giang")
    assert told(found) == [("projects.in_force", 50), ("projects.in_force", 50)]


def test_foreign_workers_are_a_share_where_their_rate_is_asked(books: Figures) -> None:
    (found,) = ask(books, "tỷ lệ lao động nước ngoài ở KCN Hồ Lớn")
    assert found.said is not None
    assert found.said.vi.startswith("10,0%")


def test_the_largest_project_of_a_year_is_of_those_registered_in_it(books: Figures) -> None:
    assert problems(ask(books, "dự án có vốn lớn nhất năm 2024 ở KCN Hồ Lớn")) == ["không có dự án nào"]
    assert titles(ask(books, "dự án có vốn lớn nhất năm 2021 ở KCN Hồ Lớn"))


@pytest.mark.parametrize(
    ("typed", "start"),
    [("các KCN thành lập sau năm 2012 ở Bắc Giang", "KCN Suối Dài"), ("parks established after 2012", "KCN Suối Dài")],
)
def test_after_a_year_is_since_the_next(books: Figures, typed: str, start: str) -> None:
    assert titles(ask(books, typed)) == [start]


def test_where_a_park_is_in_english_is_told(books: Figures) -> None:
    (found,) = ask(books, "Where is Ho Lon industrial park?")
    assert found.problem is None
    assert found.said is not None


def test_several_years_are_set_beside_each_other(books: Figures) -> None:
    assert [value for _, value in told(ask(books, "so sánh lao động KCN Hồ Lớn 2023, 2024"))] in (
        [1000, 1500],
        [1500, 1000],
    )


def test_prices_of_an_hour_band_are_of_that_band(books: Figures) -> None:
    scribe = Scribe("bn", "viet-nam.bac-ninh")
    zone = scribe.zone("Thông Reo", on="2015-05-04", industrial_m2=100)
    for grade, price in (("giờ bình thường", "1500"), ("giờ cao điểm", "2800")):
        scribe(
            "tariff_set", zone=zone, effective_on="2022-01-01", tariff="power", price=price, per="kWh", currency="VND", grade=grade,
        )  # fmt: skip
    close()
    (peak,) = ask(current_figures(), "electricity price at peak hours in Thong Reo")
    assert peak.said is not None
    assert "2.800" in peak.said.vi
    assert "1.500" not in peak.said.vi
    (low,) = ask(current_figures(), "giá điện giờ thấp điểm KCN Thông Reo")
    assert low.problem is not None


def test_zones_of_several_places_are_told_of_each(books: Figures) -> None:
    Scribe("ln", "viet-nam.bac-giang").zone("Gò Cao", "cluster", on="2015-05-04", place="viet-nam.bac-giang.hiep-hoa")
    close()
    found = ask(current_figures(), "các KCN, CCN ở Hiệp Hòa và Việt Yên")
    assert set(titles(found)) == {"CCN Gò Cao", "KCN Hồ Lớn", "KCN Đồi Cao", "KCN Suối Dài"}


def test_the_inner_of_two_places_is_meant(books: Figures) -> None:
    Scribe("ln", "viet-nam.bac-giang").zone("Gò Cao", "cluster", on="2015-05-04", place="viet-nam.bac-giang.hiep-hoa")
    close()
    assert titles(ask(current_figures(), "Bắc Giang có những CCN nào ở Hiệp Hòa")) == ["CCN Gò Cao"]
    assert problems(ask(current_figures(), "mấy dự án tăng vốn năm 2024 ở Bắc Giang, tăng bao nhiêu"))


def test_factories_that_are_counted_are_no_zones(books: Figures) -> None:
    assert [code for code, _ in told(ask(books, "Khu Hồ Lớn đang có bao nhiêu nhà máy hoạt động"))] == [
        "enterprises.operating"
    ]


def test_a_zone_out_of_land_is_told_by_what_is_left(books: Figures) -> None:
    assert [code for code, _ in told(ask(books, "has Ho Lon run out of land?"))] == ["land.available"]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("KCN nào xuất khẩu giảm ít nhất năm 2024 so với 2023", ["KCN Đồi Cao"]),
        ("2 KCN xuất khẩu giảm nhiều nhất năm 2024 so với 2023", ["KCN Đồi Cao"]),
        ("KCN nào xuất khẩu tăng ít nhất năm 2024 so với 2023", ["KCN Suối Dài"]),
    ],
)
def test_what_rose_is_no_fall_and_what_fell_no_rise(books: Figures, typed: str, first: list[str]) -> None:
    (found,) = ask(books, typed)
    assert [line.title.vi for line in found.lines] == first
