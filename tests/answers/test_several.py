"""Questions for several figures at once, of no province by name, for zones that have something, of one country."""

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from parkledger.briefing.answers.questions import answers
from parkledger.figures import Figures
from parkledger.figures.current import current_figures
from parkledger.records.dates import Dates
from tests.answers.asking import Asking, told
from tests.answers.closing import closed
from tests.figures.books import BAC_GIANG, BAC_KAN, Scribe, usd, vnd

__all__ = ["closed"]

ON = Dates(date(2025, 3, 31))
ask = Asking(ON)


@pytest.fixture
def books(sqlite_database: str, home: Path) -> Figures:
    """Parks of two provinces: projects of two countries, reports, an accident, a strike, an inspection, two tariffs, a target."""
    first, second = Scribe("bg", BAC_GIANG), Scribe("bk", BAC_KAN)
    sea = first.zone("Biển Xanh", on="2012-03-02", industrial_m2=300)
    hill = first.zone("Đồi Cao", on="2010-05-04", industrial_m2=100)
    far = second.zone("Hồ Rộng", on="2018-01-01", industrial_m2=200)
    for book, zone in ((first, sea), (first, hill), (second, far)):
        book("zone_operating", zone=zone, effective_on="2019-01-01")
    for code, country, millions in (("P1", "Nhật Bản", 30), ("P2", "Nhật Bản", 20), ("P3", "Trung Quốc", 50)):
        first(
            "project_registered", project=code, zone=sea, effective_on="2023-02-01", name=f"Nhà máy {code}", origin="fdi",
            enterprise=f"Công ty {code}", capital=usd(millions * 1_000_000), country=country, sector="sản xuất giả định",
        )  # fmt: skip
    first("project_revoked", project="P2", effective_on="2024-05-01", reason="giả định")
    first(
        "project_registered", project="D1", zone=hill, effective_on="2019-02-01", name="Nhà máy D1", origin="ddi",
        enterprise="Công ty D1", capital=vnd(9_000_000_000), sector="sản xuất giả định",
    )  # fmt: skip
    first("land_leased", zone=hill, project="D1", area_m2=1_000_000, use="industrial", effective_on="2020-01-01")
    for year, times in ((2023, 1), (2024, 2)):
        for book, zone, scale in ((first, sea, 10), (first, hill, 5), (second, far, 1)):
            values = {
                "trade.export": usd(4 * times * scale), "trade.import": usd(times * scale),
                "labour.workers": 100 * times * scale, "labour.female": 60 * times * scale,
            }  # fmt: skip
            book.report(f"{year}-01-01", f"{year}-12-31", zone=zone, values=values)
    first(
        "work_accident", accident="TN1", zone=sea, effective_on="2024-04-01", severity="fatal", injured=2, killed=1,
        declared_on="2024-04-01",
    )  # fmt: skip
    first(
        "work_stoppage_begun", stoppage="NV1", zone=sea, effective_on="2024-06-01", stoppage_kind="strike", workers=90
    )
    first(
        "inspection_made", inspection="KT1", zone=sea, effective_on="2024-07-01", occasion="unplanned", topic="labour"
    )
    first(
        "inspection_finding", inspection="KT1", finding="1", zone=sea, effective_on="2024-07-01", severity="minor",
        topic="labour", content="giả định",
    )  # fmt: skip
    for tariff, price in (("wastewater", "9000"), ("water", "12000")):
        first("tariff_set", zone=sea, effective_on="2022-01-01", tariff=tariff, per="m3", price=price, currency="VND")
    first("facility_commissioned", zone=sea, effective_on="2020-01-02", facility="A", kind="wastewater", capacity=700)
    first(
        "target_set", effective_on="2023-12-10", period_start="2024-01-01", period_end="2024-12-31", kind="park",
        place=BAC_GIANG, measure="trade.export", value=usd(100), set_by="board",
    )  # fmt: skip
    return current_figures()


WORKERS, WOMEN = ("labour.workers", 3000), ("labour.female", 1800)


@pytest.mark.parametrize(
    ("typed", "figures"),
    [
        ("công nhân và kim ngạch xuất khẩu KCN Bắc Giang năm 2024", [WORKERS, ("trade.export", 120)]),
        (
            "kim ngach xuat khau, nhap khau, cong nhan KCN Bac Giang 2024",
            [("trade.export", 120), ("trade.import", 30), WORKERS],
        ),
        (
            "bao nhiêu công nhân ở các KCN Bắc Giang năm 2024, tỷ lệ nữ là bao nhiêu",
            [WORKERS, ("labour.female_share", 60)],
        ),
        (
            "How many employees had Bac Giang parks in 2024 and what percentage were women?",
            [WORKERS, ("labour.female_share", 60)],
        ),
        ("female workers and imports of KCN Biển Xanh in 2024", [("labour.female", 1200), ("trade.import", 20)]),
        ("số KCN và số công nhân tỉnh Bắc Giang cuối năm 2024", [("zones.established", 2), WORKERS]),
        ("so sánh xuất khẩu với nhập khẩu KCN Biển Xanh năm 2024", [("trade.export", 80), ("trade.import", 20)]),
        ("công suất và lưu lượng nước thải KCN Biển Xanh", [("wastewater.capacity", 700), ("wastewater.flow", None)]),
        (
            "đất công nghiệp, đất đã cho thuê và còn lại của KCN Đồi Cao",
            [("land.industrial", 100), ("land.leased", 100), ("land.available", 0)],
        ),
    ],
)
def test_each_of_several_figures_is_told(books: Figures, typed: str, figures: list[tuple[str, int | None]]) -> None:
    assert told(ask(books, typed)) == figures


def test_countries_beside_each_other_are_told_by_their_capital_or_projects(books: Figures) -> None:
    for typed, values in (
        ("Trung Quốc và Nhật Bản nước nào đầu tư vào Bắc Giang nhiều hơn", [50_000_000, 30_000_000]),
        ("compare projects from Japan and China in Bac Giang at the end of 2023", [2, 1]),
    ):
        (found,) = ask(books, typed)
        told_values: list[Any] = [line.value for line in found.lines]
        assert told_values == values


def test_a_growth_that_is_asked_after_two_figures_is_asked_of_both(books: Figures) -> None:
    found = ask(books, "nhập khẩu và xuất khẩu KCN Bắc Giang năm 2024 tăng bao nhiêu so với năm 2023")
    growths: list[tuple[str, Any]] = [(each.figures[0].question.indicator, each.value) for each in found]
    assert growths == [
        ("trade.import", 100),
        ("trade.export", 100),
    ]


def test_a_plan_is_asked_of_the_figure_beside_it_alone(books: Figures) -> None:
    found = ask(books, "xuất khẩu đạt bao nhiêu % kế hoạch và nhập khẩu bao nhiêu ở các KCN Bắc Giang năm 2024")
    forms: list[tuple[str, Any]] = [(each.figures[0].question.form.value, each.figures[0].value) for each in found]
    assert forms == [
        ("plan_ratio", 120),
        ("value", 30),
    ]


def test_what_became_of_projects_is_said_of_their_capital_too(books: Figures) -> None:
    found = ask(books, "dự án bị thu hồi năm 2024 ở Bắc Giang và tổng vốn")
    assert [line.key for line in found[0].lines] == ["bg/P2"]
    assert told(found[1:]) == [("capital.ended", 20_000_000)]


def test_where_one_of_several_things_is_not_known_it_is_named_and_nothing_is_told(books: Figures) -> None:
    found = ask(books, "xuất khẩu, tỷ lệ đúng hạn và công nhân KCN Biển Xanh năm 2024")
    assert all(each.problem is not None and not each.figures for each in found)
    assert any("đúng hạn" in each.problem.vi for each in found if each.problem)


@pytest.mark.parametrize(
    ("typed", "figures"),
    [
        ("kim ngạch nhập khẩu các KCN năm 2024", {BAC_GIANG: 30, BAC_KAN: 2}),
        ("exports of industrial parks in 2024", {BAC_GIANG: 120, BAC_KAN: 8}),
        ("lao dong nu 2024", {BAC_GIANG: 1800, BAC_KAN: 120}),
    ],
)
def test_where_no_province_is_named_the_figure_of_each_is_told(
    books: Figures, typed: str, figures: dict[str, int]
) -> None:
    found = ask(books, typed)
    assert {figure.question.place: figure.value for each in found for figure in each.figures} == figures


def test_a_plan_of_parks_alone_is_found_where_no_kind_is_named(books: Figures) -> None:
    (found,) = ask(books, "xuất khẩu Bắc Giang năm 2024 so với kế hoạch")
    assert found.figures[0].value == 120
    assert found.understood is not None
    assert "KCN" in found.understood.vi


@pytest.mark.parametrize(
    ("typed", "zones"),
    [
        ("which parks in Bac Giang have land available", ["KCN Biển Xanh"]),
        ("KCN nào có trạm xử lý nước thải?", ["KCN Biển Xanh"]),
        ("khu công nghiệp nào ở Bắc Giang còn đất trống", ["KCN Biển Xanh"]),
        ("khu nào đang hoạt động mà chưa có nhà máy xử lý nước thải", ["KCN Hồ Rộng", "KCN Đồi Cao"]),
    ],
)
def test_which_zones_have_something_is_a_list_of_them(books: Figures, typed: str, zones: list[str]) -> None:
    (found,) = ask(books, typed)
    assert sorted(line.title.vi for line in found.lines) == sorted(zones)


def test_a_figure_zone_by_zone_is_in_order(books: Figures) -> None:
    for typed in (
        "công nhân theo từng KCN năm 2024",
        "workers by industrial park in 2024",
        "lao động mỗi KCN năm 2024",
    ):
        (found,) = ask(books, typed)
        order: list[tuple[str, Any]] = [(line.title.vi, line.value) for line in found.lines]
        assert order == [
            ("KCN Biển Xanh", 2000),
            ("KCN Đồi Cao", 1000),
            ("KCN Hồ Rộng", 200),
        ]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("vốn đăng ký của Nhật Bản ở Bắc Giang cuối năm 2023", Fraction(50_000_000)),
        ("tổng vốn của các doanh nghiệp Trung Quốc tại Bắc Giang cuối năm 2024", Fraction(50_000_000)),
        ("Japan's share of FDI capital in Bac Giang at the end of 2023", Fraction(50)),
        ("Trung Quốc chiếm bao nhiêu phần trăm vốn FDI ở Bắc Giang cuối năm 2023", Fraction(50)),
    ],
)
def test_the_capital_of_one_country_and_its_share_are_told(books: Figures, typed: str, value: Fraction) -> None:
    (found,) = ask(books, typed)
    assert [line.value for line in found.lines] == [value]


@pytest.mark.parametrize(
    ("typed", "indicator", "value"),
    [
        ("số người chết do tai nạn lao động ở KCN Biển Xanh năm 2024", "accidents.killed", 1),
        ("work accidents in KCN Biển Xanh in 2024", "accidents.count", 1),
        ("số vụ đình công KCN Biển Xanh năm 2024", "strikes.count", 1),
        ("bao nhiêu lao động tham gia đình công ở KCN Biển Xanh năm 2024", "strikes.workers", 90),
        ("vi phạm chưa khắc phục ở KCN Biển Xanh", "findings.open", 1),
        ("inspections of KCN Biển Xanh in 2024", "inspections.done", 1),
        ("tỷ lệ hoàn thành hạ tầng KCN Biển Xanh", "infrastructure.completion", None),
        ("tổng mức đầu tư hạ tầng KCN Biển Xanh", "capital.infrastructure", None),
        ("năm 2020 KCN Đồi Cao cho thuê được bao nhiêu ha", "land.let", 100),
    ],
)
def test_what_officers_count_besides_is_told(books: Figures, typed: str, indicator: str, value: int | None) -> None:
    assert told(ask(books, typed)) == [(indicator, value)]


@pytest.mark.parametrize(
    "typed",
    [
        "số vụ tai nạn lao động chết người KCN Biển Xanh năm 2024",
        "cán bộ của ban quản lý Bắc Giang có bao nhiêu",
        "nhà xưởng KCN Biển Xanh",
        "vốn đầu tư công giải ngân Bắc Giang 2024",
        "KCN nào có vốn FDI, DDI năm 2024",
        "KCN nào không có nước thải",
        "dự kiến xuất khẩu KCN Bắc Giang năm 2024",
        "average exports of KCN Biển Xanh in 2024",
        "KCN lấp đầy cao nhất và thấp nhất ở Bắc Giang",
        "tổng mức đầu tư nhà xưởng KCN Biển Xanh",
        "nhập siêu KCN Biển Xanh năm 2024",
    ],
)
def test_what_would_be_told_of_something_else_is_refused(books: Figures, typed: str) -> None:
    for found in ask(books, typed):
        assert found.problem is not None
        assert not found.figures
        assert not found.lines
        assert found.said is None


@pytest.mark.parametrize(
    ("typed", "indicator", "zone"),
    [
        ("khu công nghệp Biển Xanh năm 2024 xuất khẩu bao nhiêu", "trade.export", "Biển Xanh"),
        ("LĐ KCN ĐC 2024", "labour.workers", "Đồi Cao"),
        ("xk kcn bx 2024", "trade.export", "Biển Xanh"),
    ],
)
def test_names_cut_short_and_misspelt_are_known(books: Figures, typed: str, indicator: str, zone: str) -> None:
    (found,) = ask(books, typed)
    (figure,) = found.figures
    assert figure.question.zone is not None
    assert (figure.question.indicator, books.zone(figure.question.zone)["name"]) == (indicator, zone)


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("XK KCN Bắc Giang 9T/2024", date(2024, 1, 1), date(2024, 9, 30)),
        ("imports of Bac Giang parks H2 2024", date(2024, 7, 1), date(2024, 12, 31)),
        ("NK KCN B.Giang QIII/2024", date(2024, 7, 1), date(2024, 9, 30)),
    ],
)
def test_periods_are_known_as_officers_shorten_them(books: Figures, typed: str, start: date, end: date) -> None:
    (found,) = ask(books, typed)
    assert (found.figures[0].question.start, found.figures[0].question.end) == (start, end)


def test_what_nothing_is_called_is_told_with_what_was_understood(books: Figures) -> None:
    assert answers("chính sách ưu đãi KCN", books, ON) == ()
    (found,) = answers("chính sách ưu đãi KCN", books, ON, is_no_name=True)
    assert found.problem is not None
    assert found.unheard
    assert answers("máy bay giấy", books, ON, is_no_name=True) == ()
