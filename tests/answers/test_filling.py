"""Which zones have no developer, and when a zone will be full: the second is a forecast, and told as one."""

from datetime import date
from pathlib import Path

import pytest

from parkledger.catalogue import ZoneKind
from parkledger.figures import Figures
from parkledger.figures.current import current_figures
from parkledger.forecast.fill import LetRecords
from parkledger.language import months_later
from parkledger.ledger.models import Book
from parkledger.records.dates import Dates
from tests.answers.asking import Asking, problems, titles
from tests.answers.closing import closed
from tests.figures.books import BAC_GIANG, VIET_YEN, Scribe

__all__ = ["closed"]

LAST = date(2024, 12, 31)
"""The last day of which the book tells anything."""
ask = Asking(Dates(date(2026, 11, 28)), is_no_name=True)


@pytest.fixture
def books(sqlite_database: str, home: Path) -> Figures:
    """Two parks that let land quarter by quarter, one of them all that it has; a third without land; three clusters."""
    scribe = Scribe("bg", BAC_GIANG)
    lake = scribe.zone("Hồ Lớn", on="2012-05-04", industrial_m2=300, place=VIET_YEN)
    hill = scribe.zone("Đồi Cao", on="2012-05-04", industrial_m2=100, place=VIET_YEN)
    scribe("zone_planned", name="Cát Vàng", zone="kcn-cat-vang", kind="park", place=VIET_YEN, effective_on="2012-05-04")
    for quarter in range(20):
        on = months_later(date(2020, 3, 31), 3 * quarter)
        for zone, area_m2 in ((lake, 40_000 + 5_000 * (quarter % 3)), (hill, 50_000)):
            scribe("land_leased", zone=zone, area_m2=area_m2, use="industrial", effective_on=f"{on}")
    for name in ("Bãi Đá", "Cầu Gỗ", "Ao Sen"):
        developer = {"developer": "Công ty Hạ tầng Giả định"} if name == "Cầu Gỗ" else {}
        scribe.zone(name, "cluster", on="2015-01-05", area_m2=50, place=VIET_YEN, **developer)
    return current_figures()


@pytest.mark.parametrize(
    "typed",
    [
        "cụm công nghiệp nào chưa có chủ đầu tư hạ tầng",
        "CCN không có chủ đầu tư",
        "còn bao nhiêu cụm công nghiệp chưa có chủ đầu tư hạ tầng",
        "which clusters have no developer",
        "clusters without a developer",
    ],
)
def test_zones_without_a_developer(books: Figures, typed: str) -> None:
    assert titles(ask(books, typed)) == ["CCN Ao Sen", "CCN Bãi Đá"]
    (answer,) = ask(books, typed)
    assert answer.value == 2
    assert answer.said is not None
    assert answer.said.vi.startswith("2/3 CCN chưa ghi chủ đầu tư hạ tầng")


def test_a_zone_that_is_named_has_a_developer_or_none_on_record(books: Figures) -> None:
    (answer,) = ask(books, "CCN Cầu Gỗ ai làm chủ đầu tư")
    assert answer.lines[0].note is not None
    assert answer.lines[0].note.vi == "Công ty Hạ tầng Giả định"


@pytest.mark.parametrize(
    "typed",
    [
        "KCN Hồ Lớn bao giờ lấp đầy?",
        "khi nào KCN Hồ Lớn cho thuê hết đất",
        "bao lâu nữa Hồ Lớn hết đất cho thuê",
        "dự báo ngày lấp đầy KCN Hồ Lớn",
        "when will Hồ Lớn be full",
    ],
)
def test_when_a_zone_will_be_full_is_a_forecast_from_the_last_day_told_of(books: Figures, typed: str) -> None:
    (answer,) = ask(books, typed)
    (line,) = answer.lines
    made = LetRecords(books, ZoneKind.PARK, LAST).forecast(next(iter(_zones(books, "Hồ Lớn"))), 1.0)
    assert made is not None
    assert made.median is not None
    assert made.median > LAST
    assert line.note is not None
    assert line.note.vi.startswith(f"dự báo lấp đầy từ {made.low:%m/%Y} đến ")
    assert f"giữa khoảng {made.median:%m/%Y} (theo số liệu đến ngày 31/12/2024)" in line.note.vi
    assert answer.value is None, "a forecast is no figure"
    assert answer.note is not None
    assert "không phải số liệu của sổ" in answer.note.vi


def test_what_books_of_demonstration_tell_in_words_is_marked(books: Figures) -> None:
    typed = ("bao giờ KCN Hồ Lớn lấp đầy", "CCN không có chủ đầu tư", "CCN Cầu Gỗ ai làm chủ đầu tư")
    for each in typed:
        (answer,) = ask(books, each)
        assert not answer.demo
        assert not any(line.demo for line in answer.lines)
    Book.objects.filter(code="bg").update(demo=True)
    for each in typed:
        (answer,) = ask(books, each)
        assert answer.demo
        assert all(line.demo for line in answer.lines)


def test_a_sentence_that_is_its_only_line_is_not_told_twice(books: Figures) -> None:
    (one,) = ask(books, "bao giờ KCN Hồ Lớn lấp đầy")
    (several,) = ask(books, "CCN không có chủ đầu tư")
    assert one.is_one_line
    assert not several.is_one_line


def test_a_zone_that_is_full_is_told_to_be(books: Figures) -> None:
    (answer,) = ask(books, "bao giờ KCN Đồi Cao lấp đầy")
    assert answer.lines[0].note is not None
    assert answer.lines[0].note.vi == "đã cho thuê hết đất có thể cho thuê (theo số liệu đến ngày 31/12/2024)"
    assert answer.note is None, "nothing is forecast"


@pytest.mark.parametrize(
    "typed",
    ["KCN Hồ Lớn lấp đầy từ năm nào", "bao giờ KCN Cát Vàng lấp đầy", "khi nào các KCN Bắc Giang lấp đầy"],
)
def test_what_is_past_or_unmeasured_is_not_forecast(books: Figures, typed: str) -> None:
    assert problems(ask(books, typed))


def _zones(books: Figures, name: str) -> set[int]:
    return {number for number, zone in books.zones_known(None).items() if zone["name"] == name}
