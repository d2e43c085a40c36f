"""Every word that changes what is asked is answered or refused, never passed over; ranks and foundings of zones."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from parkledger.figures import Figures, Form
from parkledger.figures.current import current_figures
from parkledger.records.dates import Dates
from tests.answers.asking import Asking
from tests.answers.closing import closed
from tests.figures.books import BAC_GIANG, BAC_NINH, Scribe, usd

__all__ = ["closed"]

BEFORE, AFTER = Dates(date(2024, 12, 31)), Dates(date(2025, 12, 31))
ask = Asking(BEFORE)


@pytest.fixture
def books(sqlite_database: str, home: Path) -> Figures:
    """Parks of two provinces that were merged on 1/7/2025; one with more waste water than its works can take."""
    first, second = Scribe("bg", BAC_GIANG), Scribe("bn", BAC_NINH)
    sea = first.zone("Biểnxanh", on="2015-03-02", industrial_m2=300)
    hill = first.zone("Đồicao", on="2012-05-04", industrial_m2=100)
    second.zone("Hồrộng", on="2018-01-01", industrial_m2=200)
    for zone, capacity, flow in ((sea, 100, 130), (hill, 100, 40)):
        first(
            "facility_commissioned",
            effective_on="2020-01-02",
            zone=zone,
            facility="NT",
            kind="wastewater",
            capacity=capacity,
        )
        first.report(
            "2024-12-01", "2024-12-31", zone=zone, values={"wastewater.flow": flow, "labour.workers": flow * 10}
        )
    for book, zone, dollars in ((first, sea, 5), (second, "kcn-hồrộng", 9)):
        book("zone_operating", effective_on="2019-01-01", zone=zone)
        book.report("2024-01-01", "2024-12-31", zone=zone, values={"trade.export": usd(dollars)})
    return current_figures()


@pytest.mark.parametrize(
    ("typed", "indicator", "value"),
    [
        ("công suất xử lý nước thải còn lại KCN Biểnxanh", "wastewater.left", -30),
        ("công suất nước thải còn lại của KCN Biểnxanh", "wastewater.left", -30),
        ("KCN Biểnxanh còn lại bao nhiêu công suất xử lý nước thải", "wastewater.left", -30),
        ("KCN Biểnxanh còn bao nhiêu công suất xử lý nước thải", "wastewater.left", -30),
        ("công suất xử lý nước thải còn trống KCN Đồicao", "wastewater.left", 60),
        ("công suất xử lý nước thải chưa dùng KCN Đồicao", "wastewater.left", 60),
        ("waste water capacity left in KCN Đồicao", "wastewater.left", 60),
        ("công suất xử lý nước thải đã dùng KCN Đồicao", "wastewater.flow", 40),
        ("lưu lượng nước thải KCN Đồicao", "wastewater.flow", 40),
        ("công suất xử lý nước thải KCN Đồicao", "wastewater.capacity", 100),
        ("công suất thiết kế xử lý nước thải KCN Đồicao", "wastewater.capacity", 100),
        ("tỷ lệ sử dụng công suất xử lý nước thải KCN Biểnxanh", "wastewater.use", 130),
        ("lưu lượng nước thải KCN Biểnxanh so với công suất thiết kế", "wastewater.use", 130),
        ("bao nhiêu phần trăm công suất xử lý nước thải KCN Biểnxanh đã sử dụng", "wastewater.use", 130),
        ("công suất cấp điện còn lại KCN Biểnxanh", "power.left", None),
        ("công suất cấp nước KCN Biểnxanh", "water.capacity", None),
    ],
)
def test_what_is_left_or_used_of_a_utility_is_told(
    books: Figures, typed: str, indicator: str, value: int | None
) -> None:
    (found,) = ask(books, typed)
    (figure,) = found.figures
    assert (figure.question.indicator, figure.value) == (indicator, value)


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("công suất xử lý nước thải tối đa KCN Biểnxanh", "tối đa"),
        ("công suất xử lý nước thải bình quân KCN Biểnxanh", "bình quân"),
        ("bao nhiêu phần trăm công suất xử lý nước thải KCN Biểnxanh", "bao nhiêu phần trăm"),
        ("lao động bình quân KCN Biểnxanh", "bình quân"),
        ("lao động trung bình KCN Biểnxanh", "trung bình"),
        ("lao động tối đa KCN Biểnxanh", "tối đa"),
        ("lao động tối thiểu KCN Biểnxanh", "tối thiểu"),
        ("lao động còn lại KCN Biểnxanh", "còn lại"),
        ("tỷ lệ lao động KCN Biểnxanh", "tỷ lệ"),
        ("chi phí lao động KCN Biểnxanh", "chi phí"),
        ("xuất khẩu còn trống KCN Biểnxanh năm 2024", "còn trống"),
        ("doanh thu tiếp nhận KCN Biểnxanh năm 2024", "tiếp nhận"),
        ("average workers in KCN Biểnxanh", "average"),
    ],
)
def test_a_word_that_no_part_of_the_answer_means_is_refused_by_name(books: Figures, typed: str, word: str) -> None:
    (found,) = ask(books, typed)
    assert not found.figures
    assert found.problem is not None
    assert f"«{word}»" in found.problem.vi
    assert f"“{word}”" in found.problem.en


def test_the_zones_that_are_overloaded_are_listed(books: Figures) -> None:
    (found,) = ask(books, "KCN nào quá tải nước thải ở Bắc Giang")
    assert [line.title.vi for line in found.lines] == ["KCN Biểnxanh"]


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        (BEFORE, "KCN Đồicao đứng thứ 2 trong 2 KCN có số liệu của tỉnh Bắc Giang"),
        (AFTER, "KCN Đồicao đứng thứ 3 trong 3 KCN có số liệu của tỉnh Bắc Ninh"),
    ],
)
def test_a_zone_is_ranked_in_its_province_of_the_day(books: Figures, dates: Dates, said: str) -> None:
    (found,) = ask(books, "KCN Đồicao xếp thứ mấy về diện tích đất công nghiệp", dates)
    assert found.said is not None
    assert found.said.vi.startswith(said)
    assert found.value == int(said.partition("thứ ")[2].split()[0])


def test_a_zone_is_not_ranked_where_it_does_not_lie(books: Figures) -> None:
    (found,) = ask(books, "KCN Đồicao xếp thứ mấy về diện tích đất công nghiệp ở Bắc Ninh")
    assert found.problem is not None
    assert found.problem.vi == "KCN Đồicao không ở tỉnh Bắc Ninh"


def test_the_share_of_a_zone_is_that_of_its_province_of_the_day(books: Figures) -> None:
    before, after = (
        ask(books, "KCN Đồicao chiếm bao nhiêu phần trăm diện tích đất công nghiệp", dates)[0].figures[0].value
        for dates in (BEFORE, AFTER)
    )
    assert (before, after) == (Fraction(100 * 100, 400), Fraction(100 * 100, 600))


def test_a_province_is_ranked_among_the_provinces(books: Figures) -> None:
    (found,) = ask(books, "Bắc Giang xếp thứ mấy về xuất khẩu năm 2024")
    (figure,) = found.figures
    assert figure.question.form is Form.RANK
    assert figure.value == 2


@pytest.mark.parametrize("typed", ["Bắc Giang xếp thứ mấy", "KCN Đồicao xếp thứ mấy"])
def test_a_rank_by_nothing_is_refused_with_what_it_can_be_asked_by(books: Figures, typed: str) -> None:
    (found,) = ask(books, typed)
    assert found.problem is not None
    assert "sổ xếp được theo: " in found.problem.vi


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ngày thành lập KCN Đồicao", "KCN Đồicao: thành lập ngày 4/5/2012"),
        ("KCN Biểnxanh thành lập ngày nào", "KCN Biểnxanh: thành lập ngày 2/3/2015"),
        ("KCN Biểnxanh thành lập năm nào", "KCN Biểnxanh: thành lập ngày 2/3/2015"),
        ("KCN nào thành lập sớm nhất ở Bắc Giang", "KCN Đồicao: thành lập ngày 4/5/2012"),
    ],
)
def test_the_day_a_zone_was_established_is_told(books: Figures, typed: str, said: str) -> None:
    (found,) = ask(books, typed)
    assert found.said is not None
    assert found.said.vi == said


def test_which_of_two_zones_has_more_is_told(books: Figures) -> None:
    found = ask(books, "KCN Biểnxanh và KCN Đồicao: nơi nào nhiều lao động hơn")
    assert found[0].said is not None
    assert found[0].said.vi == "KCN Biểnxanh hơn KCN Đồicao 900 lao động"


def test_a_difference_of_percentages_is_told_to_as_many_decimals_as_points_are(
    sqlite_database: str, home: Path
) -> None:
    scribe = Scribe("bg", BAC_GIANG)
    zone = scribe.zone("Biểnxanh", industrial_m2=300)
    for day, area in (("2023-05-01", 1_000_000), ("2024-05-01", 370_000)):
        scribe("land_leased", zone=zone, area_m2=area, use="industrial", effective_on=day)
    found = ask(current_figures(), "vì sao tỷ lệ lấp đầy KCN Biểnxanh năm 2024 thay đổi")
    assert found[0].said is not None
    assert found[0].said.vi.endswith("tăng 12,33 điểm phần trăm")
    assert found[0].said.en.endswith("up 12.33 percentage points")


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("KCN nào chưa báo cáo quý 3/2024", ["bg/kcn-đồicao"]),
        ("KCN nào ở Bắc Giang chưa báo cáo xuất khẩu quý 3/2024", ["bg/kcn-đồicao"]),
        ("KCN nào chưa báo cáo quý 2/2024", []),
    ],
)
def test_the_zones_without_a_report_of_the_period_are_listed(
    sqlite_database: str, home: Path, typed: str, keys: list[str]
) -> None:
    scribe = Scribe("bg", BAC_GIANG)
    zones = [scribe.zone(name) for name in ("Biểnxanh", "Đồicao")]
    for number, zone in enumerate(zones):
        for start, end in (("2024-04-01", "2024-06-30"), ("2024-07-01", "2024-09-30"))[: 2 - number]:
            values = {"trade.export": usd(5), "output.production": usd(9), "labour.workers": 10}
            scribe.report(start, end, zone=zone, values=values)
    (found,) = ask(current_figures(), typed)
    assert found.problem is None
    assert [line.key for line in found.lines] == keys
    assert found.value == len(keys)


def test_reports_are_not_looked_for_of_what_zones_do_not_report(books: Figures) -> None:
    (found,) = ask(books, "KCN nào chưa báo cáo diện tích đất công nghiệp năm 2024")
    assert found.problem is not None
    assert not found.lines
