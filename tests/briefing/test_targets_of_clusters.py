"""What clusters report of years of their own is held against the plan of the calendar year, and every place tells the same."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from parkledger.briefing.answers.questions import answers
from parkledger.briefing.reports import ReportRequest, built_in, compose
from parkledger.briefing.targets import TargetLine, TargetState, attainments, targets_on, targets_table
from parkledger.figures.current import close, current_figures, expire
from parkledger.language import Lang, Period
from parkledger.records.dates import Dates
from tests.checking.saying import run
from tests.figures.books import BAC_GIANG, Scribe, vnd

BILLION = 10**9
HALF, SECOND = ("2024-12-15", "2025-06-14"), ("2025-06-15", "2025-12-14")
PLANNED = 11_000


@pytest.fixture(autouse=True)
def _opened_anew() -> None:
    close()


@pytest.fixture
def office(sqlite_database: str, home: Path) -> Scribe:
    """An office of clusters with a plan of their revenue in 2025, and what they reported of its first half and the year before."""
    scribe = Scribe("bg")
    scribe.zone("Motcum", kind="cluster", industrial_m2=20)
    reported(scribe, ("2023-12-15", "2024-06-14"), 5_000)
    reported(scribe, ("2024-06-15", "2024-12-14"), 5_200)
    reported(scribe, HALF, 6_000)
    scribe("target_set", effective_on="2024-12-10", measure="output.revenue", value=vnd(PLANNED * BILLION), kind="cluster",
           place=BAC_GIANG, period_start="2025-01-01", period_end="2025-12-31")  # fmt: skip
    return scribe


def reported(office: Scribe, days: tuple[str, str], revenue: int) -> None:
    """What the clusters of Bắc Giang earned, in billions of đồng."""
    office.report(*days, kind="cluster", place=BAC_GIANG, values={"output.revenue": vnd(revenue * BILLION)})
    expire()


def line(on: date) -> TargetLine:
    [found] = attainments(targets_on(Dates(on), BAC_GIANG), current_figures(), Dates(on))
    return found


def in_steering(on: date) -> Fraction | None:
    """What is reached of the plan by the list of targets of the steering report."""
    request = ReportRequest(built_in("steering", Lang.VI), BAC_GIANG, Period(on.replace(month=1, day=1), on), Lang.VI)
    derived = compose(request, current_figures()).derived()
    return next((one.value for one in derived if one.formula == "output.revenue.plan_ratio"), None)


def in_answer(on: date) -> Fraction | None:
    """What is reached by the search box."""
    [found] = answers("doanh thu CCN Bắc Giang năm 2025 đạt bao nhiêu phần trăm kế hoạch", current_figures(), Dates(on))
    return found.figures[0].value if found.figures else None


@pytest.mark.parametrize(
    ("on", "reached", "state"),
    [
        pytest.param(date(2025, 3, 31), None, TargetState.UNKNOWN, id="their last report is of the year before"),
        pytest.param(date(2025, 8, 31), 6_000, TargetState.OPEN, id="their half-year"),
        pytest.param(date(2025, 12, 31), 6_000, TargetState.INCOMPLETE, id="the year is over, half of it is reported"),
    ],
)
def test_a_target_is_held_against_what_clusters_reported_of_its_year(
    office: Scribe, on: date, reached: int | None, state: TargetState
) -> None:
    found = line(on)
    share = None if reached is None else Fraction(reached * 100, PLANNED)
    assert (found.attained, found.state) == (share, state)
    assert in_steering(on) == share
    if on > date.fromisoformat(HALF[1]):  # asked of the year, a question is told what is known of it by now
        assert in_answer(on) == share


@pytest.mark.parametrize(("revenue", "state"), [(4_000, TargetState.MISSED), (5_000, TargetState.REACHED)])
def test_at_the_year_s_end_their_own_year_decides(office: Scribe, revenue: int, state: TargetState) -> None:
    reported(office, SECOND, revenue)
    on = date(2025, 12, 31)
    found = line(on)
    assert found.figure is not None
    assert (found.figure.period_start, found.figure.period_end) == (date(2024, 12, 15), date(2025, 12, 14))
    share = Fraction((6_000 + revenue) * 100, PLANNED)
    assert (found.attained, found.state) == (share, state)
    assert in_steering(on) == in_answer(on) == share


def test_the_table_and_the_command_show_it(office: Scribe, home: Path) -> None:
    on = date(2025, 8, 31)
    [row] = targets_table([line(on)], Dates(on), Lang.VI).rows
    assert [str(row.cell(key).text) for key in ("actual", "attained")] == ["6,00 nghìn tỷ đồng", "54,5%"]
    told = run(home, "targets", "--place", "Bắc Giang", "--on", "31/8/2025").stdout
    assert "54,5%" in told
    assert "6,00 nghìn tỷ đồng" in " ".join(told.split())


def test_clusters_that_report_months_are_held_against_those(sqlite_database: str) -> None:
    scribe = Scribe("bg")
    scribe.zone("Motcum", kind="cluster", industrial_m2=20)
    for month, last in ((1, 31), (2, 28), (3, 31)):
        reported(scribe, (f"2025-{month:02}-01", f"2025-{month:02}-{last}"), 1_000)
    scribe("target_set", effective_on="2024-12-10", measure="output.revenue", value=vnd(PLANNED * BILLION), kind="cluster",
           place=BAC_GIANG, period_start="2025-01-01", period_end="2025-12-31")  # fmt: skip
    expire()
    on = date(2025, 3, 31)
    assert line(on).attained == in_steering(on) == in_answer(on) == Fraction(3_000 * 100, PLANNED)


def test_the_target_of_one_cluster_is_held_against_its_own_report(sqlite_database: str) -> None:
    office = Scribe("bg")
    office.zone("Motcum", kind="cluster", industrial_m2=20)
    office.report(*HALF, zone="ccn-motcum", values={"output.revenue": vnd(300 * BILLION)})
    office("target_set", effective_on="2024-12-10", measure="output.revenue", value=vnd(600 * BILLION), zone="ccn-motcum",
           place=BAC_GIANG, period_start="2025-01-01", period_end="2025-12-31")  # fmt: skip
    expire()
    on = date(2025, 8, 31)
    found = attainments(targets_on(Dates(on), BAC_GIANG, zone=("bg", "ccn-motcum")), current_figures(), Dates(on))
    assert [each.attained for each in found] == [50]
