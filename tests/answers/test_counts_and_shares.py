"""Numbers and what part they are, one ending of two, cases counted, land all let, old provinces, short names, land looked for."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from parkledger.briefing.answers.limits import limits_in
from parkledger.figures import Figures
from parkledger.figures.current import current_figures
from parkledger.records.dates import Dates
from tests.answers.asking import Asking, problems, titles, told
from tests.answers.closing import closed
from tests.figures.books import BAC_GIANG, BAC_KAN, VIET_YEN, Scribe, usd, vnd

__all__ = ["closed"]

ON = Dates(date(2024, 12, 31))
ask = Asking(ON, is_no_name=True)
PROJECTS = (
    ("P1", "2022-03-01", "lake", 10, "Nhật Bản"),
    ("P2", "2023-02-01", "lake", 10, "Nhật Bản"),
    ("P3", "2024-02-01", "hill", 60, "Trung Quốc"),
    ("P4", "2021-08-01", "hill", 5, "Nhật Bản"),
    ("P5", "2021-09-01", "hill", 7, "Nhật Bản"),
)
"""Code, day registered, zone, millions of dollars, country: the Japanese have the most projects, the Chinese the most capital."""


@pytest.fixture
def books(sqlite_database: str, home: Path) -> Figures:
    """A park that is all let and one that is not; one project revoked and one terminated in 2024; fines, an accident, incidents."""
    scribe = Scribe("bg", BAC_GIANG)
    zones = {
        name: scribe.zone(title, on="2012-05-04", industrial_m2=hectares, place=VIET_YEN)
        for name, title, hectares in (("lake", "Hồ Lớn", 30), ("hill", "Đồi Cao", 20))
    }
    for code, on, zone, millions, country in PROJECTS:
        scribe(
            "project_registered", project=code, zone=zones[zone], effective_on=on, name=f"Nhà máy {code}", origin="fdi",
            enterprise=f"Công ty Giả định {code}", capital=usd(millions * 1_000_000), country=country, sector="giả định",
        )  # fmt: skip
    scribe("project_revoked", project="P4", effective_on="2024-02-01", reason="giả định")
    scribe("project_terminated", project="P5", effective_on="2024-03-01", reason="giả định")
    for zone, code, hectares in (("lake", "P1", 30), ("hill", "P3", 8)):
        scribe(
            "land_leased",
            zone=zones[zone],
            project=code,
            area_m2=hectares * 10_000,
            use="industrial",
            effective_on="2024-03-01",
        )
    for zone, workers in (("lake", 3_000), ("hill", 1_000)):
        values = {"labour.workers": workers, "labour.female": workers // 2, "trade.export": usd(workers * 1_000)}
        scribe.report("2024-01-01", "2024-12-31", zone=zones[zone], values=values)
    for number, amount in ((1, 40), (2, 60)):
        scribe(
            "inspection_made", inspection=f"KT{number}", zone=zones["lake"], effective_on="2024-07-01", occasion="unplanned",
            topic="labour",
        )  # fmt: skip
        scribe(
            "inspection_finding", inspection=f"KT{number}", finding="1", zone=zones["lake"], effective_on="2024-07-01",
            severity="minor", topic="labour", content="giả định",
        )  # fmt: skip
        scribe(
            "fine_imposed", inspection=f"KT{number}", fine=f"XP{number}", effective_on="2024-07-20", pay_by="2024-08-20",
            amount=vnd((amount + 7) * 1_000_000),
        )  # fmt: skip
        scribe(
            "fine_reduced", inspection=f"KT{number}", fine=f"XP{number}", effective_on="2024-08-05", ground="khiếu nại",
            amount=vnd(7_000_000),
        )  # fmt: skip
    scribe(
        "work_accident", accident="TN1", zone=zones["lake"], effective_on="2024-04-01", severity="fatal", injured=2, killed=3,
        declared_on="2024-04-01",
    )  # fmt: skip
    for zone, code in (("lake", "SC1"), ("hill", "SC2")):
        scribe(
            "environmental_incident_opened",
            zone=zones[zone],
            incident=code,
            cause="chemical",
            effective_on="2024-08-01",
        )
    scribe("environmental_incident_ended", incident="SC1", effective_on="2024-08-13")
    stream = scribe.zone("Suối Nhỏ", "cluster", on="2015-01-01", industrial_m2=10, place=VIET_YEN)
    scribe.report("2024-01-01", "2024-12-31", zone=stream, values={"labour.workers": 2_000, "trade.export": usd(0)})
    Scribe("bk", BAC_KAN).zone("Núi Xa", industrial_m2=10)
    return current_figures()


def test_who_invests_most_is_so_by_capital_and_told_with_its_share(books: Figures) -> None:
    (found,) = ask(books, "Nước nào đầu tư nhiều nhất vào các KCN Bắc Giang và chiếm bao nhiêu %?")
    assert [line.key for line in found.lines] == ["CN"]
    assert found.said is not None
    assert found.said.vi == "Trung Quốc: 60,00 triệu USD, 75,0% trong tổng 80,00 triệu USD"
    (by_number,) = ask(books, "nước nào có nhiều dự án đầu tư nhất ở các KCN Bắc Giang, chiếm bao nhiêu phần trăm")
    assert by_number.said is not None
    assert by_number.said.vi.startswith("Nhật Bản: 2 dự án, 66,7%")
    assert (
        next(
            line.key for each in ask(books, "which country invests the most in Bac Giang parks") for line in each.lines
        )
        == "CN"
    )


def test_the_first_district_and_zone_with_their_share(books: Figures) -> None:
    (district,) = ask(books, "huyện nào ở Bắc Giang xuất khẩu nhiều nhất năm 2024, chiếm bao nhiêu phần trăm toàn tỉnh")
    assert district.said is not None
    assert "100,0% trong tổng" in district.said.vi
    (zone,) = ask(books, "which park in Bac Giang exports the most in 2024 and what percentage of the total is that")
    assert zone.said is not None
    assert zone.said.vi.startswith("KCN Hồ Lớn")
    assert "75,0% trong tổng" in zone.said.vi


def test_a_part_of_the_whole_province_is_not_one_of_its_parks(books: Figures) -> None:
    for typed, percent in (
        ("lao động KCN Hồ Lớn chiếm bao nhiêu phần trăm lao động toàn tỉnh Bắc Giang", 50),
        ("lao động KCN Hồ Lớn chiếm bao nhiêu phần trăm lao động các KCN Bắc Giang", 75),
    ):
        (found,) = ask(books, typed)
        assert (found.value if found.value is not None else found.figures[0].value) == percent, typed
    (first,) = ask(books, "KCN nào nhiều lao động nhất, chiếm bao nhiêu phần trăm toàn tỉnh Bắc Giang")
    assert first.said is not None
    assert "50,0% trong tổng 6.000" in first.said.vi


@pytest.mark.parametrize(
    "typed",
    [
        "năm nào thu hút FDI nhiều nhất ở Bắc Giang và chiếm bao nhiêu phần trăm",
        "dự án lớn nhất KCN Bắc Giang chiếm bao nhiêu phần trăm tổng vốn",
    ],
)
def test_a_share_that_is_not_told_is_not_passed_over(books: Figures, typed: str) -> None:
    assert problems(ask(books, typed))


def test_a_number_and_which_part_it_is(books: Figures) -> None:
    both: list[tuple[str, object]] = [("labour.female", 2_000), ("labour.female_share", 50)]
    assert told(ask(books, "có bao nhiêu lao động nữ trong các KCN Bắc Giang, chiếm mấy phần trăm")) == both
    assert told(ask(books, "How many women work in Bac Giang parks, and what percentage is that")) == both
    assert problems(ask(books, "có bao nhiêu CCN đang hoạt động, chiếm mấy phần trăm"))


def test_projects_that_ended_one_way_are_not_those_that_ended_both_ways(books: Figures) -> None:
    (revoked,) = ask(books, "Có bao nhiêu dự án bị thu hồi năm 2024 ở Bắc Giang")
    assert [line.key for line in revoked.lines] == ["bg/P4"]
    assert revoked.value == 1
    assert told(ask(books, "bao nhiêu dự án chấm dứt, thu hồi năm 2024 ở Bắc Giang")) == [("projects.ended", 2)]
    assert told(ask(books, "bao nhiêu dự án bị thu hồi năm 2023 ở Bắc Giang")) == [("projects.ended", None)]
    (terminated,) = ask(books, "số dự án bị chấm dứt năm 2024 ở Bắc Giang")
    assert [line.key for line in terminated.lines] == ["bg/P5"]
    assert told(ask(books, "vốn của dự án chấm dứt, thu hồi năm 2024 ở Bắc Giang")) == [("capital.ended", 12_000_000)]
    for typed in (
        "vốn của dự án bị thu hồi năm 2024 ở Bắc Giang",
        "dự án bị thu hồi ở Bắc Giang năm 2024 tăng hay giảm so với 2023",
    ):
        assert any("không tách riêng được" in each for each in problems(ask(books, typed))), typed


def test_accidents_that_killed_are_counted_and_not_the_killed(books: Figures) -> None:
    (cases,) = ask(books, "Có bao nhiêu vụ tai nạn lao động chết người ở KCN Bắc Giang năm 2024?")
    assert cases.value == 1
    assert not cases.figures
    assert len(cases.lines) == 1
    assert told(ask(books, "bao nhiêu người chết do tai nạn lao động năm 2024 ở KCN Bắc Giang")) == [
        ("accidents.killed", 3)
    ]
    assert problems(ask(books, "bao nhiêu vụ tai nạn làm bị thương năm 2024 ở KCN Bắc Giang"))


def test_fines_are_counted_with_their_sum(books: Figures) -> None:
    for typed in (
        "Năm 2024 xử phạt bao nhiêu vụ, tổng tiền phạt bao nhiêu?",
        "How many fines were imposed in 2024 and for what total amount?",
    ):
        (found,) = ask(books, typed)
        assert found.said is not None, typed
        assert found.said.vi == "quyết định xử phạt: 2; tổng 100,00 triệu đồng", typed
    assert told(ask(books, "bao nhiêu tiền phạt năm 2024 ở KCN Bắc Giang")) == [("fines.imposed", 100_000_000)]
    assert problems(ask(books, "bao nhiêu vụ xử phạt đã nộp tiền năm 2024"))


def test_whether_an_incident_is_over(books: Figures) -> None:
    (over,) = ask(books, "Sự cố môi trường ở KCN Hồ Lớn đã xử lý xong chưa?")
    assert over.said is not None
    assert "kết thúc 13/8/2024" in over.said.vi
    (open_,) = ask(books, "Is the environmental incident at Đồi Cao resolved?")
    assert open_.said is not None
    assert "not ended" in open_.said.en
    assert problems(ask(books, "how many incidents were resolved in 2024"))


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("KCN nào ở Bắc Giang đã lấp đầy 100%?", ["KCN Hồ Lớn"]),
        ("Which parks in Bac Giang are fully let?", ["KCN Hồ Lớn"]),
        ("KCN nào ở Bắc Giang chưa lấp đầy", ["KCN Đồi Cao"]),
        ("Which parks in Bac Giang are not yet fully occupied?", ["KCN Đồi Cao"]),
        ("Which parks in Bac Giang aren't full?", ["KCN Đồi Cao"]),
    ],
)
def test_land_that_is_all_let(books: Figures, typed: str, named: list[str]) -> None:
    assert titles(ask(books, typed)) == named


@pytest.mark.parametrize(
    "typed",
    ["KCN nào ở Bắc Giang gần lấp đầy 100%", "which parks are almost fully let", "khi nào KCN Đồi Cao lấp đầy 100%"],
)
def test_nearly_all_and_when_are_not_all(books: Figures, typed: str) -> None:
    assert problems(ask(books, typed))


@pytest.mark.parametrize(
    ("folded", "low", "high"),
    [
        ("kcn nao lap day 100%", Fraction(100), None),
        ("kcn nao chua lap day", None, Fraction(100)),
        ("kcn nao chua lap day 50%", None, Fraction(50)),
        ("parks that are not fully let", None, Fraction(100)),
    ],
)
def test_bounds_of_land_that_is_all_let(folded: str, low: Fraction | None, high: Fraction | None) -> None:
    assert [(each.low, each.high) for each in limits_in(folded)] == [(low, high)]


@pytest.mark.parametrize(
    "folded", ["kcn ho lon lap day chua", "kcn lap day duoc bao nhieu", "kcn da lap day nhieu nhat"]
)
def test_words_of_occupancy_that_are_no_bound(folded: str) -> None:
    assert limits_in(folded) == []


@pytest.mark.parametrize(
    "typed",
    [
        "bg có bao nhiêu dự án",
        "cho hỏi bg có bao nhiêu dự án",
        "số dự án trong các kcn bg",
        "Bắc Giang cũ có bao nhiêu dự án",
        "how many projects in former Bac Giang",
    ],
)
def test_a_province_by_its_initials_and_as_it_was(books: Figures, typed: str) -> None:
    (found,) = ask(books, typed, Dates(date(2025, 12, 31)))
    (figure,) = found.figures
    assert figure.question.place == BAC_GIANG
    assert figure.value == 3


@pytest.mark.parametrize(
    "typed", ["đã bg bao nhiêu dự án", "Hà Nội cũ có bao nhiêu dự án", "dự án cũ ở Bắc Giang có bao nhiêu"]
)
def test_initials_and_old_that_say_something_else(books: Figures, typed: str) -> None:
    assert problems(ask(books, typed))


def test_bounds_of_several_figures(books: Figures) -> None:
    for typed in (
        "KCN nào ở Bắc Giang chưa lấp đầy 60% và còn trên 10 ha",
        "which parks in Bac Giang are less than 60% full but have more than 10 ha left",
        "KCN nào ở Bắc Giang lấp đầy dưới 60% và lao động dưới 2000 người",
    ):
        assert titles(ask(books, typed)) == ["KCN Đồi Cao"], typed
    assert titles(ask(books, "KCN nào ở Bắc Giang lấp đầy dưới 60% và lao động trên 2000 người")) == []


@pytest.mark.parametrize(
    "typed",
    [
        "KCN nào ở Bắc Giang lấp đầy trên 50% và trên 20 ha",
        "KCN nào ở Bắc Giang trên 1 dự án FDI và trên 200 lao động",
        "KCN nào ở Bắc Giang lấp đầy trên 50% và lao động tăng trên 10%",
    ],
)
def test_bounds_of_what_is_not_clear(books: Figures, typed: str) -> None:
    assert problems(ask(books, typed))


def test_each_figure_is_asked_of_the_zone_behind_it(books: Figures) -> None:
    found = ask(books, "xuất khẩu KCN Hồ Lớn và lao động KCN Đồi Cao năm 2024")
    assert told(found) == [("trade.export", 3_000_000), ("labour.workers", 1_000)]
    both = ask(books, "xuất khẩu và lao động KCN Hồ Lớn và KCN Đồi Cao năm 2024")
    assert [value for _, value in told(both)] == [3_000_000, 1_000_000, 3_000, 1_000]


def test_capital_set_against_the_same_period_is_what_came(books: Figures) -> None:
    found = ask(books, "vốn FDI vào Bắc Giang tăng hay giảm so với cùng kỳ năm ngoái")
    assert told(found) == [("capital.attracted", 60_000_000), ("capital.attracted", 10_000_000)]
    assert {indicator for indicator, _ in told(ask(books, "total FDI in Bac Giang parks as of 30 June 2024"))} == {
        "capital.in_force"
    }


@pytest.mark.parametrize(
    ("typed", "area"),
    [
        ("Chúng tôi là công ty Nhật Bản cần thuê khoảng 5 ha gần Hà Nội, giá bao nhiêu, còn chỗ nào?", "5 ha"),
        ("We are a Korean electronics company looking for 3 ha in Bac Giang, what can you offer?", "3 ha"),
        ("tôi cần thuê 20000 m2 ở KCN Đồi Cao có được không", "20000 m2"),
    ],
)
def test_whoever_looks_for_land_is_led_to_the_land_finder(books: Figures, typed: str, area: str) -> None:
    (found,) = ask(books, typed)
    assert found.problem is not None
    assert "trang tìm đất" in found.problem.vi
    assert (found.pages[0].route, found.pages[0].query) == ("land", (("area", area),))


def test_zones_with_so_much_land_left_are_told(books: Figures) -> None:
    assert titles(ask(books, "KCN nào ở Bắc Giang còn trên 5 ha đất cho thuê?")) == ["KCN Đồi Cao"]
