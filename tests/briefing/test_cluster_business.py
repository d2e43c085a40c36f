"""What clusters make, sell, pay and employ stands where that of parks does: on a place's page and in its reports."""

from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from parkledger.briefing.dashboard.cards import Card, business_of, cards, known_of_clusters
from parkledger.briefing.dashboard.questions import DashboardSubject, together, year_before
from parkledger.briefing.reports import ReportRequest, built_in, compose
from parkledger.briefing.reports.model import FigureRun, Paragraph
from parkledger.briefing.reports.text import as_text
from parkledger.briefing.situation import OF_REPORTS, reported_by_clusters, situation
from parkledger.catalogue import ZoneKind
from parkledger.figures import Form
from parkledger.figures.current import close, current_figures, expire
from parkledger.language import Lang, Period
from parkledger.places import get
from tests.briefing.reading_back import unread
from tests.figures.books import BAC_GIANG, BAC_KAN, Scribe, usd, vnd

BILLION = 10**9
VALUES = {
    "output.production": vnd(15_000 * BILLION),
    "output.revenue": vnd(12_340 * BILLION),
    "trade.export": usd(120_000_000),
    "budget.paid": vnd(345 * BILLION),
    "labour.workers": 47_000,
}
HALF, MONTHS = ("2025-12-15", "2026-06-14"), ("2026-01-01", "2026-06-30")
YEAR = ("2024-12-15", "2025-12-14")
TEMPLATES = ("situation", "leader", "overview", "period", "steering", "delegation")
"""The first page, `overview`, keeps to three screens: it tells of clusters what is produced and how many work there."""


@pytest.fixture(autouse=True)
def _opened_anew() -> None:
    close()


@pytest.fixture
def office(sqlite_database: str, home: Path) -> Scribe:
    """A cluster that employs people, and what its office will report."""
    scribe = Scribe("bg")
    scribe.zone("Motcum", kind="cluster", industrial_m2=20)
    return scribe


def reported(office: Scribe, period: tuple[str, str], **values: object) -> None:
    """A report of the clusters of Bắc Giang."""
    office.report(*period, kind="cluster", place=BAC_GIANG, values=values or VALUES)
    expire()


def shown(on: date) -> dict[str, Card]:
    """The cards of clusters' business on a day."""
    books = current_figures()
    subject = DashboardSubject(get(BAC_GIANG), on, None, year_before(on))
    made = together(books.answer, {"cards": cards(subject, books.zone_named, business_of(ZoneKind.CLUSTER))})
    return {card.figure.indicator.code: card for card in known_of_clusters(made["cards"])}


@pytest.mark.parametrize("period", [HALF, MONTHS])
def test_the_page_has_of_clusters_what_they_reported_of_their_own_periods_or_of_months(
    office: Scribe, period: tuple[str, str]
) -> None:
    reported(office, period)
    found = shown(date(2026, 6, 30))
    assert set(found) == {*(code for code, _ in OF_REPORTS), "labour.workers"} == set(VALUES)
    for code, _ in OF_REPORTS:
        figure = found[code].figure
        assert (figure.period_start, figure.period_end) == tuple(map(date.fromisoformat, period))
    assert found["output.revenue"].figure.value == 12_340 * BILLION


def test_a_half_year_is_compared_with_that_of_the_year_before(office: Scribe) -> None:
    reported(office, ("2024-12-15", "2025-06-14"), **{"output.revenue": vnd(10_000 * BILLION)})
    reported(office, HALF)
    change = shown(date(2026, 8, 31))["output.revenue"].change
    assert change is not None
    assert change.difference == Fraction(2_340 * BILLION)


def test_what_nobody_reported_of_clusters_is_on_no_page(office: Scribe) -> None:
    assert shown(date(2026, 8, 31)) == {}


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", TEMPLATES)
def test_reports_say_it_and_what_they_say_is_read_back(office: Scribe, name: str, lang: Lang) -> None:
    reported(office, HALF)
    period = Period(date(2026, 1, 1), date(2026, 9, 30))
    report = compose(ReportRequest(built_in(name, lang), BAC_GIANG, period, lang), current_figures())
    told = {
        run.figure.indicator.code: run.figure
        for run in report.runs()
        if run.figure.question.kind is ZoneKind.CLUSTER and run.figure.value is not None
    }
    wanted = {"output.production"} if name == "overview" else {code for code, _ in OF_REPORTS}
    assert wanted <= set(told)
    assert {told[code].period_end for code in wanted} == {date(2026, 6, 14)}
    assert unread(report, as_text(report)) == []


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("leased", [None, 5])
def test_the_main_results_of_clusters_alone_are_told_whichever_of_them_is_unknown(
    office: Scribe, lang: Lang, leased: int | None
) -> None:
    if leased:
        office(
            "project_registered", effective_on="2026-02-01", project="A", name="A", enterprise="A", origin="ddi",
            zone="ccn-motcum", capital=vnd(BILLION),
        )  # fmt: skip
        office("land_leased", effective_on="2026-03-01", zone="ccn-motcum", project="A", area_m2=leased * 10_000)
    reported(office, HALF)
    period = Period(date(2026, 1, 1), date(2026, 9, 30))
    report = compose(ReportRequest(built_in("period", lang), BAC_GIANG, period, lang), current_figures())
    first, second = [at for at, part in enumerate(report.parts) if getattr(part, "level", 0) == 1][:2]
    told = [
        run.figure.indicator.code
        for part in report.parts[first:second]
        if isinstance(part, Paragraph)
        for run in part.runs
        if isinstance(run, FigureRun)
    ]
    attracted, occupancy = (["capital.attracted"], ["occupancy"]) if leased else ([], [])
    assert told == [*attracted, "output.production", "zones.established", *occupancy, "labour.workers"]
    assert unread(report, as_text(report)) == []


@pytest.mark.parametrize(
    ("period", "until"),
    [
        pytest.param(HALF, date(2026, 6, 14), id="their half-year"),
        pytest.param(MONTHS, date(2026, 6, 30), id="months, as parks do"),
    ],
)
def test_the_situation_on_the_screen_says_it_of_the_period_they_reported(
    office: Scribe, period: tuple[str, str], until: date
) -> None:
    reported(office, period)
    [found] = situation(current_figures(), [BAC_GIANG], date(2026, 6, 30))
    told = {
        figure.indicator.code: figure
        for _, figures in found.sections
        for figure in figures
        if figure.question.kind is ZoneKind.CLUSTER and figure.question.form is Form.VALUE and figure.question.start
    }
    assert [(told[code].value, told[code].period_end) for code in ("output.revenue", "budget.paid")] == [
        (Fraction(12_340 * BILLION), until),
        (Fraction(345 * BILLION), until),
    ]


@pytest.mark.parametrize("order", [(BAC_GIANG, BAC_KAN), (BAC_KAN, BAC_GIANG)])
@pytest.mark.parametrize(("period", "on"), [(HALF, date(2026, 8, 31)), (MONTHS, date(2026, 6, 30))])
def test_places_side_by_side_are_told_of_one_period(
    office: Scribe, period: tuple[str, str], on: date, order: tuple[str, str]
) -> None:
    """One that reported nothing has no period of its own."""
    Scribe("bk", BAC_KAN).zone("Haicum", kind="cluster", industrial_m2=20)
    reported(office, period)
    found = situation(current_figures(), order, on)
    rows = [
        row
        for sections in zip(*(each.sections for each in found), strict=True)
        for row in zip(*(figures for _, figures in sections), strict=True)
    ]
    periods = [{(figure.period_start, figure.period_end) for figure in row} for row in rows]
    assert [len(each) for each in periods] == [1] * len(rows)
    assert tuple(map(date.fromisoformat, period)) in set().union(*periods)


@pytest.mark.parametrize(
    ("periods", "found"),
    [
        ((), None), ((MONTHS,), None), ((HALF,), HALF), ((YEAR,), YEAR), ((YEAR, HALF), HALF),
        ((YEAR, MONTHS), None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("code", [code for code, _ in OF_REPORTS])
def test_the_period_that_clusters_reported_is_that_of_the_months_else_their_last_half_year_else_their_year(
    office: Scribe, code: str, periods: tuple[tuple[str, str], ...], found: tuple[str, str] | None
) -> None:
    for period in periods:
        reported(office, period, **{code: VALUES[code]})
    months = Period(*map(date.fromisoformat, MONTHS))
    own = reported_by_clusters(current_figures(), BAC_GIANG, months, date(2026, 8, 31), None)
    assert own == (Period(*map(date.fromisoformat, found)) if found else None)


def test_a_period_that_was_not_yet_reported_as_known_at_a_moment_is_none_of_theirs(office: Scribe) -> None:
    reported(office, YEAR)
    before = office.moment
    office.report(*HALF, at="2026-07-01T08:00", kind="cluster", place=BAC_GIANG, values=VALUES)
    expire()
    months = Period(*map(date.fromisoformat, MONTHS))
    of = [
        reported_by_clusters(current_figures(), BAC_GIANG, months, date(2026, 8, 31), known_at)
        for known_at in (before, datetime(2026, 7, 2, tzinfo=UTC))
    ]
    assert of == [Period(*map(date.fromisoformat, period)) for period in (YEAR, HALF)]
