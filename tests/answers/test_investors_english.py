"""Wordings of English-speaking investors and journalists: zones of either kind, projects, years past, what cannot be told."""

from datetime import date
from pathlib import Path

import pytest

from parkledger.briefing.answers.answer import Answers
from parkledger.figures import Figures
from parkledger.figures.current import current_figures
from parkledger.records.dates import Dates
from tests.answers.asking import Asking
from tests.answers.closing import closed
from tests.answers.test_what_is_told import project
from tests.figures.books import BAC_GIANG, VIET_YEN, Scribe, usd

__all__ = ["closed"]

HIEP_HOA = "viet-nam.bac-giang.hiep-hoa"
ON = Dates(date(2025, 3, 31))
ask = Asking(ON)


@pytest.fixture
def books(sqlite_database: str, home: Path) -> Figures:
    """Two parks, one with an extension in stages, and a cluster, in two districts; projects, exports of three years, housing."""
    scribe = Scribe("bg", BAC_GIANG)
    lake = scribe.zone("Hồ Lớn", on="2012-05-04", industrial_m2=300, place=VIET_YEN, developer="Công ty Hạ tầng Một")
    scribe.zone("Hồ Lớn (mở rộng giai đoạn 1)", on="2020-03-02", industrial_m2=100, place=VIET_YEN)
    hill = scribe.zone("Đồi Cao", on="2016-03-02", industrial_m2=200, place=HIEP_HOA)
    scribe.zone("Đồng Xa", "cluster", on="2021-01-05", industrial_m2=30, place=VIET_YEN)
    scribe("zone_operating", zone=hill, effective_on="2017-05-01")
    for code, zone, origin in (("P-1", lake, "fdi"), ("P-2", lake, "ddi"), ("P-3", hill, "fdi")):
        project(scribe, code, zone, origin)
    scribe("project_revoked", project="P-3", effective_on="2024-02-01", reason="không triển khai")
    for year, exported in ((2022, 60), (2023, 90), (2024, 120)):
        values = {"trade.export": usd(exported), "labour.workers": 10}
        scribe.report(f"{year}-01-01", f"{year}-12-31", zone=lake, values=values)
    return current_figures()


def told(found: Answers) -> list[tuple[str, str]]:
    """The indicators and kinds of zones that were told."""
    return [(f.question.indicator, f.question.kind or "") for each in found for f in each.figures]


def said(found: Answers) -> str:
    assert [each.problem for each in found] == [None] * len(found), found
    return "; ".join(each.said.en for each in found if each.said)


def refusal(found: Answers) -> str:
    (only,) = found
    assert only.problem is not None, only
    return only.problem.en


def test_zones_are_parks_and_clusters(books: Figures) -> None:
    assert told(ask(books, "land leased in the zones of Bac Giang")) == [
        ("land.leased", "park"),
        ("land.leased", "cluster"),
    ]
    assert told(ask(books, "how many zones are there in Bac Giang")) == [
        ("zones.established", "park"),
        ("zones.established", "cluster"),
    ]


def test_the_first_of_the_zones_is_told_of_each_kind(books: Figures) -> None:
    found = ask(books, "which zone has the most land left in Bac Giang")
    assert [line.title.en for each in found for line in each.lines] == ["KCN Hồ Lớn", "CCN Đồng Xa"]


@pytest.mark.parametrize(
    "called", ["Ho Lon extension stage 1", "Ho Lon ext 1", "Ho Lon expansion phase 1", "ho lon extension"]
)
def test_an_extension_is_known_in_english(books: Figures, called: str) -> None:
    (only,) = ask(books, f"{called} occupancy")
    assert only.understood is not None
    assert "Hồ Lớn (mở rộng giai đoạn 1)" in only.understood.en


@pytest.mark.parametrize(
    "question", ["what became of project P-3", "when was project P-1 registered", "dự án P-1 của ai, ở đâu"]
)
def test_a_project_is_told_with_what_is_on_record_of_it(books: Figures, question: str) -> None:
    found = said(ask(books, question))
    assert "registered on 1 March 2021" in found
    assert ("ended on 1 February 2024" in found) == ("P-3" in question)


def test_when_a_project_began_to_produce_is_not_told(books: Figures) -> None:
    assert "can be told" in refusal(ask(books, "when did project P-1 start production"))


@pytest.mark.parametrize(
    "question",
    [
        "exports of KCN Ho Lon in 2024 versus the year before",
        "exports of KCN Ho Lon 2024 compared with the previous year",
        "xuất khẩu KCN Hồ Lớn năm 2024 và năm trước đó",
    ],
)
def test_the_year_before_is_that_before_the_one_named(books: Figures, question: str) -> None:
    (only,) = ask(books, question)
    assert [figure.question.end.year for figure in only.figures] == [2024, 2023]


def test_what_rose_since_a_year_is_set_against_it(books: Figures) -> None:
    (only,) = ask(books, "did exports of KCN Ho Lon grow since 2022")
    assert [figure.question.end.year for figure in only.figures] == [2024, 2022]


def test_growth_by_year_since_a_year_is_of_all_of_them(books: Figures) -> None:
    (only,) = ask(books, "exports of KCN Ho Lon by year since 2022")
    assert [line.title.en for line in only.lines] == ["2022", "2023", "2024", "2025"]


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("exports of KCN Ho Lon over the past three years", ["2022", "2023", "2024"]),
        ("xuất khẩu KCN Hồ Lớn 3 năm gần đây", ["2022", "2023", "2024"]),
    ],
)
def test_years_past_are_told_one_by_one(books: Figures, question: str, years: list[str]) -> None:
    (only,) = ask(books, question)
    assert [line.title.en for line in only.lines] == years


@pytest.mark.parametrize(
    ("question", "start", "end"),
    [
        ("exports of KCN Ho Lon FY2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("exports of KCN Ho Lon fiscal year 2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("exports of KCN Ho Lon 2023-24", date(2023, 1, 1), date(2024, 12, 31)),
        ("exports of KCN Ho Lon 2022 through 2024", date(2022, 1, 1), date(2024, 12, 31)),
        ("exports of KCN Ho Lon in 2024, first 6 month", date(2024, 1, 1), date(2024, 6, 30)),
        ("exports of KCN Ho Lon 1H24", date(2024, 1, 1), date(2024, 6, 30)),
        ("exports of KCN Ho Lon Q4 24", date(2024, 10, 1), date(2024, 12, 31)),
    ],
)
def test_periods_as_they_are_shortened(books: Figures, question: str, start: date, end: date) -> None:
    ((figure,),) = (each.figures for each in ask(books, question))
    assert (figure.question.start, figure.question.end) == (start, end)


def test_part_of_two_years_is_the_same_of_both(books: Figures) -> None:
    found = ask(books, "exports of KCN Ho Lon in the first 9 months of 2024 and 2023")
    assert [each.figures[0].question.end for each in found] == [date(2024, 9, 30), date(2023, 9, 30)]


def test_a_quarter_on_the_one_before(books: Figures) -> None:
    asked = "exports of KCN Ho Lon Q4 2024"
    (only,) = ask(books, f"{asked} qoq")
    assert only.understood is not None
    assert "1 October 2024" in only.understood.en
    assert "one at a time" in refusal(ask(books, f"{asked} QoQ and YoY"))


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("what was the CAGR of exports of KCN Ho Lon from 2022 to 2024", "average yearly growth"),
        ("what happened to the dossier of Ho Lon", "what became of them"),
        ("who built the wastewater plant of Ho Lon", "not clear"),
        ("number and value of share purchases in Bac Giang 2024", "several figures"),
        ("is Dong Xa still open for tenants of Japan", "by country or by sector"),
    ],
)
def test_what_cannot_be_told_is_refused_with_why(books: Figures, question: str, why: str) -> None:
    assert why in refusal(ask(books, question))


def test_how_full_houses_are_is_not_how_full_the_zone_is(books: Figures) -> None:
    found = ask(books, "Are there dormitories for workers in Ho Lon, and are they full?")
    assert [code for code, _ in told(found)] == ["housing.places", "housing.use"]


def test_capital_of_both_origins_is_told_of_both(books: Figures) -> None:
    found = ask(books, "registered capital in KCN Ho Lon, domestic versus foreign")
    assert {figure.question.origin for each in found for figure in each.figures} == {"fdi", "ddi"}


def test_those_in_strikes_are_people_and_not_cases(books: Figures) -> None:
    found = ask(books, "how many people joined strikes in Bac Giang in 2024")
    assert [code for code, _ in told(found)] == ["strikes.workers"]


def test_districts_are_told_in_order(books: Figures) -> None:
    (only,) = ask(books, "Rank the districts of Bac Giang by number of projects")
    assert [(line.title.en, str(line.value)) for line in only.lines] == [("Viet Yen town", "2")]
    (several,) = ask(books, "number of parks by district in Bac Giang")
    assert several.problem is None


def test_projects_are_listed_with_their_capital(books: Figures) -> None:
    (only,) = ask(books, "list of Japanese companies in Bac Giang with their registered capital")
    assert [line.key for line in only.lines] == ["bg/P-1"]


@pytest.mark.parametrize(
    "question",
    [
        "which parks have room for a 1-hectare factory site",
        "we need 1 ha, which park in Bac Giang",
        "cần 1 ha thì KCN nào còn",
    ],
)
def test_an_area_that_is_needed_is_a_bound(books: Figures, question: str) -> None:
    (only,) = ask(books, question)
    assert only.problem is None
    assert only.understood is not None
    assert "at least 1" in only.understood.en


def test_zones_that_have_something_are_counted(books: Figures) -> None:
    found = ask(books, "how many zones have land left in Bac Giang")
    assert [each.value for each in found] == [3, 1]


def test_the_status_of_a_zone_is_its_stages(books: Figures) -> None:
    found = said(ask(books, "Doi Cao: status?"))
    assert "established zones, since 2 March 2016; operating zones, since 1 May 2017" in found
