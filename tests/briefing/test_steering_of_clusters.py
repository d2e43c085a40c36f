"""The steering report of an office of clusters alone: what they report of half-years and years of their own, held against plans."""

from datetime import date
from fractions import Fraction

import pytest

from parkledger.briefing.reports import Report, ReportRequest, built_in, compose
from parkledger.briefing.reports.composer import _EMPTY
from parkledger.briefing.reports.model import Paragraph, ReportTable
from parkledger.briefing.reports.text import as_text
from parkledger.briefing.situation import reported_by_clusters
from parkledger.catalogue.cluster_reports import reported_year, year_reported
from parkledger.figures import Form
from parkledger.figures.current import close, current_figures, expire
from parkledger.forecast import ForecastQuestion, forecast_year
from parkledger.language import Lang, Period
from tests.briefing.reading_back import unread
from tests.figures.books import BAC_GIANG, CLUSTER, Scribe, question, vnd

BILLION = 10**9
HALF = Period(date(2024, 12, 15), date(2025, 6, 14))
YEAR = Period(date(2023, 12, 15), date(2024, 12, 14))
PLAN = {"period_start": "2025-01-01", "period_end": "2025-12-31"}


@pytest.fixture(autouse=True)
def _opened_anew() -> None:
    close()


@pytest.fixture
def office(sqlite_database: str) -> Scribe:
    """An office of two clusters that reports half-years, lets land, registers projects, and has a plan of revenue."""
    scribe = Scribe("bg")
    for name in ("Motcum", "Haicum"):
        scribe.zone(name, kind="cluster", industrial_m2=20)
    for year, first, second in ((2023, 4_000, 4_400), (2024, 5_000, 5_200)):
        half_year(scribe, f"{year - 1}-12-15", f"{year}-06-14", first)
        half_year(scribe, f"{year}-06-15", f"{year}-12-14", second)
    half_year(scribe, "2024-12-15", "2025-06-14", 6_000)
    for number in range(1, 25):
        on, code = f"{2023 + number // 12}-{number % 12 + 1:02}-05", f"P{number}"
        scribe("project_registered", effective_on=on, project=code, name=code, enterprise=code, origin="ddi",
               zone="ccn-motcum", capital=vnd(number * BILLION))  # fmt: skip
    scribe("land_leased", effective_on="2024-03-01", zone="ccn-motcum", project="P1", area_m2=40_000)
    scribe("target_set", effective_on="2024-12-10", measure="output.revenue", value=vnd(11_000 * BILLION), kind="cluster",
           place=BAC_GIANG, **PLAN)  # fmt: skip
    return scribe


def half_year(office: Scribe, start: str, end: str, revenue: int) -> None:
    """What the clusters of Bắc Giang earned in a half-year, in billions of đồng."""
    values = {"output.revenue": vnd(revenue * BILLION), "budget.paid": vnd(revenue * BILLION // 50)}
    office.report(start, end, kind="cluster", place=BAC_GIANG, values=values)
    expire()


def steering(lang: Lang, on: date = date(2025, 8, 31)) -> Report:
    period = Period(on.replace(month=1, day=1), on)
    return compose(ReportRequest(built_in("steering", lang), BAC_GIANG, period, lang), current_figures())


def section(report: Report, number: int) -> list[Paragraph | ReportTable]:
    """What stands beneath a heading of the first level."""
    heads = [at for at, part in enumerate(report.parts) if isinstance(part, Paragraph) and part.level == 1]
    found = report.parts[heads[number - 1] + 1 : heads[number]]
    return [part for part in found if isinstance(part, Paragraph | ReportTable)]


@pytest.mark.parametrize("lang", Lang)
def test_results_against_the_plan_forecasts_and_fill_dates_are_told(office: Scribe, lang: Lang) -> None:
    report = steering(lang)
    results, forecasts = section(report, 2), section(report, 3)
    for parts in (results, forecasts):
        assert _EMPTY.of(lang) not in [part.text for part in parts if isinstance(part, Paragraph)]
    ratios = [run.figure for run in report.runs() if run.figure.form is Form.PLAN_RATIO]
    assert {(one.question.indicator, one.value) for one in ratios} == {("output.revenue", Fraction(600_000, 11_000))}
    assert {(one.period_start, one.period_end) for one in ratios} == {(HALF.start, HALF.end)}
    told = {one.formula: one.value for one in report.derived()}
    assert told["output.revenue.pace_even"] == (6_000 - 11_000 // 2) * BILLION
    usual = (Fraction(4_000, 8_400) + Fraction(5_000, 10_200)) / 2
    assert told["output.revenue.pace_usual"] == (6_000 - 11_000 * usual) * BILLION
    assert told["output.revenue.plan"] == 11_000 * BILLION
    assert [one.question.indicator for one in report.forecasts] == ["capital.attracted"]
    fill = next(part for part in forecasts[::-1] if isinstance(part, ReportTable))
    assert [row[1] for row in fill.rows] == ["CCN Haicum", "CCN Motcum"]
    why = {Lang.VI: "các CCN báo cáo theo kỳ sáu tháng và năm", Lang.EN: "clusters report by half-years and years"}
    [said] = [part.text for part in forecasts if isinstance(part, Paragraph)]
    assert why[lang] in said
    assert unread(report, as_text(report)) == []


def test_a_year_of_their_own_is_told_at_the_year_s_end_and_not_the_half_that_lies_in_the_calendar_year(
    office: Scribe,
) -> None:
    months = Period(date(2024, 1, 1), date(2024, 12, 31))
    assert reported_by_clusters(current_figures(), BAC_GIANG, months, months.end, None) == YEAR
    told = [run.figure for run in steering(Lang.VI, months.end).runs() if run.figure.indicator.code == "output.revenue"]
    assert 10_200 * BILLION in {figure.value for figure in told}


def test_the_results_of_the_year_before_are_not_held_against_this_year_s_targets(office: Scribe) -> None:
    """In March their last report is of the year before."""
    [targets] = [
        part
        for part in section(steering(Lang.VI, date(2025, 3, 31)), 2)
        if isinstance(part, ReportTable) and part.caption.startswith("Chỉ tiêu giao")
    ]
    assert [str(cell) for cell in targets.rows[0][3:5]] == ["…", "…"]


@pytest.mark.parametrize(
    ("start", "end", "kind", "compared"),
    [
        pytest.param("2024-12-15", "2025-06-14", CLUSTER, True, id="their half-year"),
        pytest.param("2024-12-15", "2025-06-14", None, False, id="of all zones no such year is reported"),
        pytest.param("2024-12-16", "2025-06-14", CLUSTER, False, id="another first day"),
    ],
)
def test_a_period_of_their_own_is_held_against_the_plan_of_the_calendar_year(
    office: Scribe, start: str, end: str, kind: object, compared: bool
) -> None:
    asked = question("output.revenue", end, start=start, kind=kind, form="plan_ratio")
    [found] = current_figures().answer([asked])
    assert (found.terms[1].value is not None) is compared


def test_a_year_of_clusters_begins_in_the_december_before() -> None:
    assert reported_year(2024) == (YEAR.start, YEAR.end)
    assert [year_reported(one.start, one.end) for one in (YEAR, HALF)] == [2024, 2025]
    assert year_reported(date(2025, 6, 15), date(2025, 12, 14)) is None


def test_money_is_told_in_the_currency_of_its_plan(office: Scribe) -> None:
    """Capital is stated in US dollars; a plan of 500 billion đồng stood in that column as 500 million dollars."""
    office(
        "target_set", effective_on="2024-12-10", measure="capital.attracted", value=vnd(500 * BILLION), kind="cluster",
        place=BAC_GIANG, **PLAN,
    )  # fmt: skip
    expire()
    report = steering(Lang.VI)
    tables = [part for part in (*section(report, 2), *section(report, 3)) if isinstance(part, ReportTable)]
    rows = [row for table in tables for row in table.rows if "thu hút" in shown(row[1])]
    progress, predicted, _ = rows  # the last is the list of targets, each in its own currency
    for row in (progress, predicted):
        assert shown(row[2]) == "tỷ đồng"
    told = [shown(cell) for cell in progress]
    assert "500,00" in told
    reached = (
        current_figures()
        .one(question("capital.attracted", "2025-08-31", start="2025-01-01", kind=CLUSTER, currency="VND"))
        .value
    )
    assert reached is not None
    assert f"{reached / BILLION:.2f}".replace(".", ",") in told
    forecast = forecast_year(
        ForecastQuestion("capital.attracted", BAC_GIANG, date(2025, 8, 31), CLUSTER), current_figures()
    )
    assert forecast.unit == "VND"
    assert forecast.plan == Fraction(500 * BILLION)


def shown(cell: object) -> str:
    return cell if isinstance(cell, str) else str(getattr(cell, "text", cell))
