"""Kinds of questions that a person puts in words of his own: periods until a month, several sentences, yes or no, who is let in."""

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from parkledger.briefing.answers.answer import Answers
from parkledger.figures import Figures
from parkledger.figures.current import current_figures
from parkledger.records.dates import Dates
from tests.answers.asking import Asking, titles
from tests.answers.closing import closed
from tests.figures.books import BAC_GIANG, BAC_KAN, VIET_YEN, Scribe, usd, vnd

__all__ = ["closed"]

ON = Dates(date(2024, 6, 30))
ask = Asking(ON)


def project(scribe: Scribe, code: str, zone: str, country: str, dollars: int, enterprise: str, **more: Any) -> None:
    about: dict[str, Any] = {"name": f"Nhà máy {code}", "origin": "fdi", "sector": "sản xuất giả định"}
    scribe(
        "project_registered", project=code, zone=zone, effective_on="2021-03-01", capital=usd(dollars * 1_000_000),
        country=country, enterprise=enterprise, **{**about, **more},
    )  # fmt: skip


@pytest.fixture
def books(sqlite_database: str, home: Path) -> Figures:
    """Two parks of one province and one of another: monthly reports, projects of two countries, works, policies on sectors."""
    scribe = Scribe("bg", BAC_GIANG)
    lake, hill = (scribe.zone(name, industrial_m2=100, place=VIET_YEN) for name in ("Hồlớn", "Đồicao"))
    for zone in (lake, hill):
        scribe("zone_operating", zone=zone, effective_on="2012-01-01")
    for month in range(1, 8):
        for zone, share in ((lake, 3), (hill, 1)):
            scribe.report(
                f"2023-{month:02}-01", str(_last(month)), zone=zone,
                values={
                    "trade.export": usd(1_234_567 * month * share), "labour.workers": 100 * share,
                    "labour.payroll": vnd(100 * share * 8_000_000),
                },
            )  # fmt: skip
    scribe("land_leased", zone=lake, area_m2=900_000, use="industrial", effective_on="2021-01-01")
    scribe("land_leased", zone=hill, area_m2=400_000, use="industrial", effective_on="2021-01-01")
    project(scribe, "JP1", lake, "Nhật Bản", 5, "Công ty Giả định Một")
    project(scribe, "JP2", lake, "Nhật Bản", 7, "Công ty Giả định Một")
    project(scribe, "JP3", hill, "Nhật Bản", 1, "Công ty Giả định Hai")
    project(scribe, "CN1", hill, "Trung Quốc", 9, "Công ty Giả định Ba")
    scribe("sector_policy_set", zone=lake, effective_on="2020-01-01", accepted="C", refused="13")
    scribe("sector_policy_set", zone=hill, effective_on="2020-01-01", conditional="13", conditions="có xử lý sơ bộ")
    for grade, price in (("giờ bình thường", "1500"), ("giờ cao điểm", "2800")):
        scribe(
            "tariff_set", zone=lake, effective_on="2022-01-01", tariff="power", price=price, per="kWh", currency="VND",
            grade=grade,
        )  # fmt: skip
    scribe(
        "target_set", effective_on="2022-12-10", period_start="2023-01-01", period_end="2023-12-31", kind="park",
        place=BAC_GIANG, measure="trade.export", value=usd(100_000_000), set_by="board",
    )  # fmt: skip
    Scribe("bk", BAC_KAN).zone("Núicao", industrial_m2=300)
    return current_figures()


def _last(month: int) -> date:
    return date(2023, month + 1, 1).replace(day=1) - (date(2023, 2, 2) - date(2023, 2, 1))


def spans(found: Answers) -> set[tuple[date | None, date]]:
    return {(figure.question.start, figure.question.end) for each in found for figure in each.figures}


@pytest.mark.parametrize(
    ("typed", "last"),
    [
        ("lũy kế 7 tháng năm 2023 xuất khẩu KCN Bắc Giang", date(2023, 7, 31)),
        ("xuất khẩu lũy kế đến hết tháng 7/2023 của các KCN Bắc Giang", date(2023, 7, 31)),
        ("exports of parks in Bac Giang year to date July 2023", date(2023, 7, 31)),
        ("xuất khẩu KCN Bắc Giang từ đầu năm đến hết tháng 7/2023", date(2023, 7, 31)),
        ("exports of parks in Bac Giang in the first two quarters of 2023", date(2023, 6, 30)),
        ("xuất khẩu KCN Bắc Giang hai quý đầu năm 2023", date(2023, 6, 30)),
    ],
)
def test_the_part_of_a_year_until_a_month_is_of_the_year(books: Figures, typed: str, last: date) -> None:
    assert spans(ask(books, typed)) == {(date(2023, 1, 1), last)}


@pytest.mark.parametrize(
    "typed", ["vốn thu hút lũy kế đến hết năm 2023 KCN Bắc Giang", "xuất khẩu lũy kế KCN Bắc Giang"]
)
def test_what_may_be_of_all_years_is_asked_back(books: Figures, typed: str) -> None:
    for found in ask(books, typed):
        assert found.problem is not None


def test_two_sentences_are_two_questions(books: Figures) -> None:
    found = ask(books, "Số lao động KCN Hồlớn cuối tháng 7/2023 là bao nhiêu? Thu nhập bình quân bao nhiêu?")
    assert [figure.question.indicator for each in found for figure in each.figures] == [
        "labour.workers",
        "labour.income",
    ]
    assert found[1].figures[0].value == 8_000_000


def test_income_is_told_of_a_month(books: Figures) -> None:
    from parkledger.briefing import written
    from parkledger.language import Lang

    (found,) = ask(books, "thu nhập bình quân KCN Hồlớn tháng 7/2023")
    assert written(found.figures[0], Lang.VI) == "8.000.000 đồng/người/tháng"
    assert written(found.figures[0], Lang.EN).endswith(" a month")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("KCN Hồlớn có lấp đầy hơn KCN Đồicao không?", "Có: KCN Hồlớn hơn KCN Đồicao 50,00 điểm phần trăm"),
        ("is Đồicao fuller than Hồlớn?", "Không: KCN Hồlớn hơn KCN Đồicao 50,00 điểm phần trăm"),
        ("KCN Đồicao có ít lao động hơn KCN Hồlớn không", "Có: KCN Hồlớn hơn KCN Đồicao 200 lao động"),
        ("KCN Hồlớn và KCN Đồicao: nơi nào nhiều lao động hơn", "KCN Hồlớn hơn KCN Đồicao 200 lao động"),
    ],
)
def test_what_one_comparison_decides_is_answered_yes_or_no(books: Figures, typed: str, said: str) -> None:
    found = ask(books, typed)
    assert found[0].said is not None
    assert found[0].said.vi == said


def test_differences_of_money_are_written_as_figures_are(books: Figures) -> None:
    found = ask(books, "so sánh xuất khẩu KCN Hồlớn và KCN Đồicao tháng 7/2023")
    assert found[0].said is not None
    assert found[0].said.vi == "KCN Hồlớn hơn KCN Đồicao 17,28 triệu USD"


def test_a_difference_with_an_estimate_is_one(sqlite_database: str, home: Path) -> None:
    scribe = Scribe("bg", BAC_GIANG)
    zones = [scribe.zone(name, industrial_m2=100) for name in ("Hồlớn", "Đồicao")]
    for zone, status, dollars in zip(zones, ("estimate", "final"), (9, 4), strict=True):
        scribe.report(
            "2023-07-01", "2023-07-31", zone=zone, status=status, values={"trade.export": usd(dollars * 1_000_000)}
        )
    found = ask(current_figures(), "so sánh xuất khẩu KCN Hồlớn và KCN Đồicao tháng 7/2023")
    assert found[0].said is not None
    assert found[0].said.vi == "KCN Hồlớn hơn KCN Đồicao ước 5,00 triệu USD"


def test_beside_what_was_reached_of_a_plan_stands_how_much_it_is(books: Figures) -> None:
    (found,) = ask(books, "xuất khẩu KCN Bắc Giang năm 2023 đạt bao nhiêu % kế hoạch")
    assert found.said is not None
    assert found.said.vi.startswith("đạt 138,27 triệu USD, bằng 138,27% kế hoạch 100,00 triệu USD")


def test_tariffs_of_one_zone_are_told_under_its_name_once(books: Figures) -> None:
    (found,) = ask(books, "giá điện KCN Hồlớn")
    assert found.said is not None
    assert found.said.vi.count("KCN Hồlớn") == 1
    assert "1.500" in found.said.vi
    assert "2.800" in found.said.vi


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("nhà máy dệt nhuộm thì KCN nào nhận", ["KCN Đồicao"]),
        ("which parks accept textile dyeing", ["KCN Đồicao"]),
        ("KCN nào không nhận dệt nhuộm", ["KCN Hồlớn"]),
        ("KCN Hồlớn có nhận dự án dệt nhuộm không", ["KCN Hồlớn"]),
    ],
)
def test_which_zones_take_in_a_sector_is_told_by_their_policies(books: Figures, typed: str, named: list[str]) -> None:
    (found,) = ask(books, typed)
    assert found.problem is None
    assert [line.title.vi for line in found.lines] == named
    is_refused = named == ["KCN Hồlớn"]
    assert all(line.note and line.note.vi.startswith("không tiếp nhận") is is_refused for line in found.lines)


@pytest.mark.parametrize("typed", ["KCN nào nhận chim cánh cụt", "KCN nào nhận lao động", "cho phép KCN Hồlớn"])
def test_what_is_no_sector_is_not_taken_in(books: Figures, typed: str) -> None:
    for found in ask(books, typed):
        assert found.problem is not None
        assert not found.lines


def test_projects_of_a_country_are_told_park_by_park(books: Figures) -> None:
    (found,) = ask(books, "nhà đầu tư Nhật Bản theo từng KCN")
    assert [(line.title.vi, line.value) for line in found.lines] == [
        ("KCN Hồlớn", Fraction(2)),
        ("KCN Đồicao", Fraction(1)),
    ]
    (money,) = ask(books, "vốn của nhà đầu tư Nhật Bản vào từng KCN")
    assert [line.value for line in money.lines] == [12_000_000, 1_000_000]


def test_investors_are_counted_beside_their_projects(books: Figures) -> None:
    (found,) = ask(books, "có bao nhiêu nhà đầu tư Nhật Bản ở KCN Hồlớn")
    assert found.said is not None
    assert found.said.vi.startswith("2 dự án")
    assert found.said.vi.endswith("của 1 doanh nghiệp")


def test_as_many_projects_as_asked_are_told_the_largest_first(books: Figures) -> None:
    (found,) = ask(books, "2 dự án FDI có vốn lớn nhất Bắc Giang")
    assert titles((found,)) == ["Nhà máy CN1", "Nhà máy JP2"]
    (smallest,) = ask(books, "dự án nhỏ nhất Bắc Giang")
    assert titles((smallest,)) == ["Nhà máy JP3"]


def test_zones_without_works_are_not_all_zones(books: Figures) -> None:
    scribe_named = ask(books, "KCN chưa có nhà máy xử lý nước thải ở Bắc Giang")
    for found in scribe_named:
        assert {figure.question.indicator for figure in found.figures} <= {"zones.operating_untreated"}
        assert found.understood is not None
        assert "xử lý nước thải" in found.understood.vi


def test_clusters_report_half_years_of_their_own(sqlite_database: str, home: Path) -> None:
    scribe = Scribe("bg", BAC_GIANG)
    scribe.zone("Suốidài", "cluster", industrial_m2=30)
    scribe.report(
        "2022-12-15", "2023-06-14", place=BAC_GIANG, kind="cluster", values={"budget.paid": vnd(5_000_000_000)}
    )
    (found,) = ask(current_figures(), "nộp ngân sách các CCN Bắc Giang 6 tháng đầu năm 2023")
    assert spans((found,)) == {(date(2022, 12, 15), date(2023, 6, 14))}
    assert found.figures[0].value == 5_000_000_000
    assert found.note is not None


@pytest.mark.parametrize("typed", ["robot KCN Hồlớn năm 2023 bao nhiêu", "số lao động biết bay KCN Hồlớn năm 2023"])
def test_a_refusal_names_the_pages_that_are_near(books: Figures, typed: str) -> None:
    (found,) = ask(books, typed)
    assert found.problem is not None
    assert ("zone", ("bg", "kcn-hồlớn")) in {(page.route, page.arguments) for page in found.pages}
    if "lao động" in typed:
        assert ("indicator", ("labour.workers",)) in {(page.route, page.arguments) for page in found.pages}


@pytest.mark.parametrize(
    "typed",
    [
        "Tổng hợp số lao động trong các khu công nghiệp trên địa bàn tỉnh Bắc Giang đến hết tháng 7/2023",
        "LĐ các KCN BG cuối tháng 7/2023, đv người",
        "please show me the total headcount across all parks in Bac Giang at the end of July 2023",
        "Cho biết tổng số công nhân tại các KCN trên địa bàn tỉnh BG tính đến hết tháng 7/2023",
    ],
)
def test_words_that_change_nothing_are_passed_over(books: Figures, typed: str) -> None:
    (found,) = ask(books, typed)
    assert [(figure.question.indicator, figure.value) for figure in found.figures] == [
        ("labour.workers", Fraction(400))
    ]


@pytest.mark.parametrize(
    "typed",
    [
        "có bao nhiêu doanh nghiệp xuất khẩu ở KCN Hồlớn năm 2023",
        "how many companies employ workers in Hồlớn",
        "số doanh nghiệp nợ ngân sách KCN Bắc Giang",
    ],
)
def test_enterprises_that_are_counted_are_not_what_they_have(books: Figures, typed: str) -> None:
    for found in ask(books, typed):
        assert found.problem is not None
        assert not found.figures


def test_what_enterprises_have_is_what_their_zones_have(books: Figures) -> None:
    (found,) = ask(books, "lao động trong các doanh nghiệp KCN Hồlớn tháng 7/2023")
    assert [figure.value for figure in found.figures] == [300]


@pytest.mark.parametrize(
    "typed", ["KCN Hồlớn có bao nhiêu lao động và bao nhiêu robot", "how many workers and how much dust in Hồlớn"]
)
def test_of_two_amounts_one_is_not_told_alone(books: Figures, typed: str) -> None:
    for found in ask(books, typed):
        assert found.problem is not None


def test_of_projects_that_came_with_their_capital_the_capital_is_what_came(books: Figures) -> None:
    found = ask(books, "năm 2021 các KCN Bắc Giang thu hút được bao nhiêu dự án FDI với tổng vốn bao nhiêu")
    indicators = [figure.question.indicator for each in found for figure in each.figures]
    assert indicators == ["projects.registered", "capital.attracted"]


def test_zones_that_are_listed_by_what_they_have_are_told_one_by_one(books: Figures) -> None:
    (found,) = ask(books, "list the parks with available land in Bac Giang")
    assert titles((found,)) == ["KCN Đồicao", "KCN Hồlớn"]


@pytest.mark.parametrize(
    "typed", ["KCN còn trống ở Bắc Giang", "parks available in Bac Giang", "các KCN còn đất trống ở Bắc Giang"]
)
def test_zones_with_land_left_are_not_all_zones(books: Figures, typed: str) -> None:
    for found in ask(books, typed):
        assert {figure.question.indicator for figure in found.figures} <= {"land.available"}
        assert found.understood is not None
        assert "còn có thể cho thuê" in found.understood.vi


@pytest.mark.parametrize("typed", ["KCN chưa kín chỗ ở Bắc Giang", "tỷ lệ dự án chậm tiến độ Bắc Giang"])
def test_what_is_not_so_or_a_share_of_is_not_passed_over(books: Figures, typed: str) -> None:
    for found in ask(books, typed):
        assert found.problem is not None


@pytest.mark.parametrize(
    ("typed", "indicator", "value"),
    [
        ("SL DA FDI còn HL KCN Hồlớn", "projects.in_force", 2),
        ("what percentage of Hồlớn is leased", "occupancy", 90),
        ("KNXK 6T đầu năm 2023 KCN BG", "trade.export", 4 * 21 * 1_234_567),
        ("dt đất CN KCN Hồlớn", "land.industrial", 100),
    ],
)
def test_what_offices_and_investors_write_in_short(books: Figures, typed: str, indicator: str, value: int) -> None:
    (found,) = ask(books, typed)
    assert [(figure.question.indicator, figure.value) for figure in found.figures] == [(indicator, Fraction(value))]


def test_small_letters_are_not_what_capitals_are(books: Figures) -> None:
    (found,) = ask(books, "KCN HỒLỚN DA HOAT DONG CHUA")
    assert found.said is not None
    assert "đang hoạt động" in found.said.vi
