"""Wordings of people who had seen no code: what they say of themselves, zones by a part of their name and by their phases."""

from datetime import date
from pathlib import Path

import pytest

from parkledger.briefing.answers import zone_names
from parkledger.briefing.answers.times import Clock, times_in
from parkledger.catalogue import official_title
from parkledger.figures import Figures
from parkledger.figures.current import current_figures
from tests.answers.closing import closed
from tests.answers.test_what_is_told import ask, books, indicators, said  # noqa: F401
from tests.figures.books import BAC_GIANG, VIET_YEN, Scribe

__all__ = ["closed"]


def titles(found: Figures, answered: object) -> list[str]:
    zones = [found.zone(figure.question.zone) for each in answered for figure in each.figures if figure.question.zone]  # type: ignore[attr-defined]
    return [official_title(zone["kind"], zone["name"]) for zone in zones]


@pytest.fixture
def phased(sqlite_database: str, home: Path) -> Figures:
    """Zones with phases, an extension in two, a number in the name, and names of several places."""
    scribe = Scribe("bg", BAC_GIANG)
    for name, kind in (
        ("Hồ Lớn", "park"),
        ("Hồ Lớn (mở rộng giai đoạn 1)", "park"),
        ("Hồ Lớn (mở rộng giai đoạn 2)", "park"),
        ("Suối Trong (giai đoạn I)", "park"),
        ("Suối Trong (giai đoạn II)", "park"),
        ("Thông Reo - Đá Bạc", "park"),
        ("Cát Mịn - Đá Bạc", "cluster"),
        ("Gò Thấp II", "cluster"),
    ):
        zone = scribe.zone(name, kind, on="2015-03-02", industrial_m2=100, place=VIET_YEN)
        if name == "Thông Reo - Đá Bạc":
            scribe(
                "tariff_set", zone=zone, effective_on="2022-01-01", tariff="power", price="1500", per="kWh",
                currency="VND", grade="giờ bình thường",
            )  # fmt: skip
    return current_figures()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("em đang ôn luyện miệt mài, xuất khẩu KCN Hồ Lớn năm 2024", "em đang ôn luyện miệt mài"),
        ("Tôi già yếu lắm rồi. KCN Hồ Lớn xuất khẩu năm 2024 bao nhiêu?", "Tôi già yếu lắm rồi"),
        ("I am a retired teacher. exports of Hồ Lớn in 2024", "I am a retired teacher"),
        ("toi ban com hop, xuat khau kcn ho lon nam 2024", "toi ban com hop"),
    ],
)
def test_what_somebody_says_of_himself_is_passed_over_and_told(books: Figures, typed: str, told: str) -> None:  # noqa: F811
    (found,) = ask(books, typed)
    assert found.problem is None
    assert found.unheard == (told,)
    assert indicators((found,)) == ["trade.export"]


@pytest.mark.parametrize(
    "typed",
    [
        "xuất khẩu KCN Hồ Lớn năm 2024, trừ hàng gia công",
        "xuất khẩu KCN Hồ Lớn năm 2024, lợi nhuận gộp",
        "em chỉ quan tâm hàng dệt, xuất khẩu KCN Hồ Lớn năm 2024",
        "tôi hỏi hàng gia công, xuất khẩu KCN Hồ Lớn năm 2024",
        "Tồn kho, xuất khẩu KCN Hồ Lớn năm 2024",
        "I only mean textiles. exports of Hồ Lớn in 2024",
        "exports of Hồ Lớn in 2024. except my textiles",
        "tôi không rành mấy món hàng lẻ, xuất khẩu KCN Hồ Lớn năm 2024",
        "nếu tôi bỏ hàng lẻ, xuất khẩu KCN Hồ Lớn năm 2024",
    ],
)
def test_a_clause_that_may_narrow_what_is_asked_is_not_passed_over(books: Figures, typed: str) -> None:  # noqa: F811
    assert all(each.problem is not None for each in ask(books, typed))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("diện tích Hồ Lớn mở rộng gđ 1", "KCN Hồ Lớn (mở rộng giai đoạn 1)"),
        ("diện tích KCN Hồ Lớn mở rộng giai đoạn hai", "KCN Hồ Lớn (mở rộng giai đoạn 2)"),
        ("area of Ho Lon ext 1", "KCN Hồ Lớn (mở rộng giai đoạn 1)"),
        ("diện tích phần mở rộng giai đoạn 1 của KCN Hồ Lớn", "KCN Hồ Lớn (mở rộng giai đoạn 1)"),
        ("giai đoạn 2 KCN Hồ Lớn diện tích bao nhiêu", "KCN Hồ Lớn (mở rộng giai đoạn 2)"),
        ("area of phase 2 of Suoi Trong", "KCN Suối Trong (giai đoạn II)"),
        ("dien tich suoi trong gd1", "KCN Suối Trong (giai đoạn I)"),
        ("diện tích Gò Thấp 2", "CCN Gò Thấp II"),
        ("diện tích Thông Reo", "KCN Thông Reo - Đá Bạc"),
        ("diện tích KCN Đá Bạc", "KCN Thông Reo - Đá Bạc"),
        ("diện tích CCN Đá Bạc", "CCN Cát Mịn - Đá Bạc"),
    ],
)
def test_zones_by_phases_and_by_parts_of_their_names(phased: Figures, typed: str, told: str) -> None:
    found = ask(phased, typed)
    assert [each.problem for each in found] == [None]
    assert titles(phased, found) == [told]


@pytest.mark.parametrize(
    "typed",
    [
        "diện tích Hồ Lớn giai đoạn 1",
        "diện tích Hồ Lớn mở rộng giai đoạn 3",
        "diện tích KCN Suối Trong giai đoạn 3",
        "diện tích Thông Reo giai đoạn 2",
        "diện tích Đá Bạc",
        "diện tích xã Thông Reo",
        "diện tích CCN Hồ Lớn",
        "area of Suoi Trong phase 4",
    ],
)
def test_a_phase_or_kind_that_the_books_do_not_have_is_no_other_one(phased: Figures, typed: str) -> None:
    assert all(each.problem is not None for each in ask(phased, typed))


def test_what_has_no_such_phase_is_told_with_what_there_is(phased: Figures) -> None:
    (found,) = ask(phased, "diện tích Suối Trong giai đoạn 3")
    assert found.problem is not None
    assert "KCN Suối Trong (giai đoạn I), KCN Suối Trong (giai đoạn II)" in found.problem.vi


def test_a_part_of_several_names_stands_for_none(phased: Figures) -> None:
    named = zone_names.names_besides(phased)
    assert "đá bạc" not in named
    assert named["kcn đá bạc"] == "park|Thông Reo - Đá Bạc"


def test_the_year_before_is_that_before_the_one_named() -> None:
    clock = Clock(date(2026, 12, 1), date(2025, 12, 31))
    named, before = times_in("thang 12/2025 so voi thang 12 nam truoc", clock)
    assert (named.end, before.end) == (date(2025, 12, 31), date(2024, 12, 31))


def test_the_second_half_of_a_year_is_no_end_of_it() -> None:
    (half,) = times_in("nua cuoi nam 2024", Clock(date(2026, 12, 1), date(2025, 12, 31)))
    assert (half.start, half.end) == (date(2024, 7, 1), date(2024, 12, 31))


def test_years_with_dots_between_are_one_period() -> None:
    (years,) = times_in("doanh thu 2021..2025", Clock(date(2026, 12, 1), date(2025, 12, 31)))
    assert (years.start, years.end) == (date(2021, 1, 1), date(2025, 12, 31))


def test_shares_of_several_zones_are_not_told_of_the_first(books: Figures) -> None:  # noqa: F811
    for each in ask(books, "Tỷ trọng của 2 khu Hồ Lớn, Đồi Cao trong tổng xuất khẩu các KCN năm 2024"):
        assert each.problem is not None


def test_enterprises_asked_for_beside_the_developer_are_not_passed_over(books: Figures) -> None:  # noqa: F811
    for each in ask(books, "KCN Hồ Lớn ai làm chủ đầu tư, có doanh nghiệp nào vào chưa?"):
        assert each.problem is not None
    assert "Hạ tầng Một" in said(ask(books, "doanh nghiệp nào làm chủ đầu tư KCN Hồ Lớn"))


def test_what_is_left_is_not_told_as_all(books: Figures) -> None:  # noqa: F811
    (found,) = ask(books, "nhà ở công nhân KCN Hồ Lớn còn bao nhiêu chỗ")
    assert indicators((found,)) == ["housing.places", "housing.occupied"]
    assert all(each.problem is not None for each in ask(books, "KCN Hồ Lớn còn phải di dời bao nhiêu hộ"))


def test_prices_that_are_not_on_record_are_told(phased: Figures) -> None:
    (found,) = ask(phased, "giá điện KCN Thông Reo và KCN Hồ Lớn")
    assert [line.title.vi for line in found.lines] == ["KCN Thông Reo - Đá Bạc"]
    assert "chưa ghi nhận: KCN Hồ Lớn" in f"{found.note and found.note.vi}"


def test_a_question_at_the_end_of_a_clause_denies_nothing(books: Figures) -> None:  # noqa: F811
    (found,) = ask(books, "KCN Hồ Lớn có đình công không, bao nhiêu vụ")
    assert found.problem is None
    assert indicators((found,)) == ["strikes.count"]


def test_two_ranks_are_two_questions(books: Figures) -> None:  # noqa: F811
    for each in ask(books, "Bắc Giang đứng thứ mấy về FDI năm 2024, xếp hạng PCI thứ mấy?"):
        assert each.problem is not None


def test_initials_in_small_letters_are_a_province_only_behind_a_word_for_places(books: Figures) -> None:  # noqa: F811
    (found,) = ask(books, "lao động kcn ở bg năm 2024")
    assert found.problem is None
    assert "Bắc Giang" in f"{found.understood and found.understood.vi}"
    for each in ask(books, "đất sạch đã bg của KCN Hồ Lớn"):
        assert each.problem is not None
