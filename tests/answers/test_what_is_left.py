"""What is left, how far zones have come, and matters one by one, however they are asked for."""

from pathlib import Path

import pytest

from parkledger.figures import Figures
from parkledger.figures.current import current_figures
from tests.answers.closing import closed
from tests.answers.test_what_is_told import ask, books, indicators, said
from tests.figures.books import BAC_GIANG, VIET_YEN, Scribe

__all__ = ["books", "closed"]


@pytest.fixture
def old_clusters(sqlite_database: str, home: Path) -> Figures:
    """Two clusters of before 2009, of which one lacks something, and a park that clears land."""
    scribe = Scribe("bg", BAC_GIANG)
    park = scribe.zone("Hồ Lớn", on="2012-05-04", industrial_m2=300, place=VIET_YEN)
    field = scribe.zone("Đồng Xa", "cluster", on="2004-01-05", industrial_m2=30, place=VIET_YEN)
    pond = scribe.zone("Ao Sen", "cluster", on="2005-01-05", industrial_m2=30, place=VIET_YEN)
    scribe("legacy_cluster_listed", zone=field, effective_on="2024-08-01", lacks_survey=True, lacks_zoning=True)
    scribe("legacy_cluster_listed", zone=pond, effective_on="2024-08-01", lacks_survey=True)
    scribe("legacy_lack_settled", zone=pond, effective_on="2024-12-01", lack="survey")
    scribe("zone_operating", zone=park, effective_on="2017-05-01")
    return current_figures()


def test_what_old_clusters_lack_is_told_one_by_one(old_clusters: Figures) -> None:
    (found,) = ask(old_clusters, "Cụm cũ trước 2009 đang vướng những gì?")
    assert [line.title.vi for line in found.lines] == ["CCN Đồng Xa", "CCN Đồng Xa"]
    assert "đo đạc" in str(found.lines[0].note) + str(found.lines[1].note)


def test_old_clusters_in_order_are_told_with_those_that_are_not(old_clusters: Figures) -> None:
    (found,) = ask(old_clusters, "các cụm ra đời trước 2009 đã xong thủ tục được mấy cụm, còn mấy cụm dang dở")
    assert [figure.value for figure in found.figures] == [2, 1]
    assert found.value == 1


def test_parks_are_not_of_those_to_be_regularised(old_clusters: Figures) -> None:
    (found,) = ask(old_clusters, "KCN hình thành trước 2009 có bao nhiêu khu")
    assert found.problem is not None
    assert "cụm" in found.problem.vi


@pytest.mark.parametrize(
    "typed",
    [
        "tình trạng pháp lý KCN Hồ Lớn",
        "KCN Hồ Lớn chạy chưa",
        "what stage is Hồ Lớn at",
        "Hồ Lớn làm đến bước nào rồi ạ",
    ],
)
def test_how_far_a_zone_has_come_is_told_stage_by_stage(old_clusters: Figures, typed: str) -> None:
    (found,) = ask(old_clusters, typed)
    assert found.problem is None
    assert "đã thành lập, từ 4/5/2012" in said((found,))
    assert "đang hoạt động, từ 1/5/2017" in said((found,))


def test_a_plant_that_runs_is_no_stage_of_its_zone(books: Figures) -> None:
    for found in ask(books, "trạm xử lý nước thải KCN Hồ Lớn chạy chưa"):
        assert found.problem is not None


@pytest.mark.parametrize(
    ("typed", "whole", "part"),
    [
        ("còn bao nhiêu hộ ở KCN Hồ Lớn chưa nhận tiền đền bù", "clearance.notified", "clearance.paid"),
        ("bao nhieu ho chua ban giao mat bang kcn ho lon", "clearance.notified", "clearance.handed_over"),
        ("kiểm đếm xong chưa ở KCN Hồ Lớn?", "clearance.notified", "clearance.inventoried"),
        ("nhà ở công nhân KCN Hồ Lớn còn chỗ trống không", "housing.places", "housing.occupied"),
    ],
)
def test_what_is_left_is_told_of_a_whole_and_a_part(books: Figures, typed: str, whole: str, part: str) -> None:
    found = ask(books, typed)
    assert all(each.problem is None for each in found)
    assert indicators(found) == [whole, part]


@pytest.mark.parametrize(
    "typed",
    [
        "bao nhiêu hộ không phải ở Việt Yên đã nhận tiền đền bù",
        "trạm nào ở KCN Hồ Lớn năm rồi có mấy lần vượt chuẩn",
        "Bắc Giang có những cụm nào, cụm nào rộng nhất",
        "xuất khẩu các KCN Bắc Giang mỗi ngày bao nhiêu năm 2024",
        "xuất khẩu các KCN Bắc Giang tăng bao nhiêu so với năm 2022",
        "who built the wastewater plant of Hồ Lớn",
    ],
)
def test_what_may_not_be_passed_over_is_refused(books: Figures, typed: str) -> None:
    assert any(each.problem for each in ask(books, typed))


def test_the_year_compared_with_is_not_taken_for_the_one_asked_of(books: Figures) -> None:
    found = ask(books, "xuất khẩu các KCN Bắc Giang tăng bao nhiêu so với năm 2023")
    figures = [figure for each in found for figure in each.figures]
    assert [figure.question.end.year for figure in figures] == [2024, 2023]
    assert [figure.value for figure in figures] == [120, 90]


def test_no_question_is_compared_with_itself(books: Figures) -> None:
    (found,) = ask(books, "xuất khẩu các KCN Bắc Giang năm ngoái so với năm trước")
    days = [(figure.question.start, figure.question.end) for figure in found.figures]
    assert len(set(days)) == len(days)


def test_a_particle_before_a_comma_denies_nothing(books: Figures) -> None:
    (found,) = ask(books, "KCN Hồ Lớn có nhiều lao động không, có bao nhiêu người tháng 12/2024")
    assert found.problem is None or "không" not in found.problem.vi


def test_those_that_are_not_after_which_are_not_passed_over(books: Figures) -> None:
    found = ask(books, "KCN nào đang hoạt động, KCN nào chưa ở Bắc Giang")
    assert any(each.problem for each in found) or len(found) == 2


@pytest.mark.parametrize(
    "typed", ["đơn vị nào đứng ra đầu tư KCN Hồ Lớn", "KCN Hồ Lớn do ai đứng ra đầu tư, được giao từ khi nào"]
)
def test_developers_are_asked_for_in_other_words(books: Figures, typed: str) -> None:
    (found,) = ask(books, typed)
    assert "Công ty Hạ tầng Một" in said((found,))


def test_findings_and_dossiers_are_told_one_by_one(books: Figures) -> None:
    (open_ones,) = ask(
        books,
        "hồ sơ mở rộng cụm đang chờ tỉnh quyết ở Bắc Giang",
    )
    assert [line.title.vi for line in open_ones.lines] == ["CCN Đồng Xa"]
    (refused,) = ask(books, "có hồ sơ mở rộng nào ở Bắc Giang bị bác chưa, năm nào")
    assert refused.problem is None
