"""Random briefs with estimates in them: every template says of each estimate that it is one, every mark has its footnote."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from parkledger.briefing.comparison.report import ComparedRequest, comparison_report
from parkledger.briefing.reports import Report, ReportRequest, built_in, compose, parse_template
from parkledger.briefing.reports.model import FigureRun, ReportTable, shown
from parkledger.briefing.reports.text import as_text
from parkledger.figures import Figures, Form
from parkledger.figures.current import close, current_figures
from parkledger.figures.wording import coverage_note
from parkledger.language import Lang, Period
from tests.figures.books import BAC_GIANG, BAC_KAN, Scribe, zone_id

VALUES = {
    "output.production": 1_000_000_000,
    "output.revenue": 1_000_000_000,
    "budget.paid": 1_000_000_000,
    "labour.workers": 1,
}
QUARTERS = [date(2022, 1, 1), date(2022, 4, 1), date(2022, 7, 1), date(2022, 10, 1), date(2023, 1, 1), date(2023, 4, 1)]
TEMPLATES = ["situation", "overview", "leader", "period", "delegation", "steering", "zone"]
OF_WORKERS = {"output.production": 0.0, "labour.workers": 1.0}
"""Alone of workers is an estimate, what was produced is final: no heading speaks of both."""


@pytest.fixture(autouse=True)
def _opened_anew() -> None:
    """Figures of the test before are forgotten."""
    close()


def book(dice: Random, chances: dict[str, float]) -> str:
    """Zones that report by the quarter, one of them since 2023, each number an estimate by its chance; the first of them."""
    scribe = Scribe()
    zones = [scribe.zone("Mot", industrial_m2=200), scribe.zone("Hai", kind="cluster", industrial_m2=60)]
    late = scribe.zone("Ba", on="2023-01-01", industrial_m2=80)
    year = {
        "effective_on": "2023-01-05",
        "period_start": "2023-01-01",
        "period_end": "2023-12-31",
        "set_by": "people_committee",
    }
    for measure, value in (("output.production", "900000000000 VND"), ("labour.workers", "9000")):
        scribe("target_set", place=BAC_GIANG, kind="park", measure=measure, value=value, **year)
    for start, following in pairwise([*QUARTERS, date(2023, 7, 1)]):
        end = date.fromordinal(following.toordinal() - 1)
        for zone in [*zones, late] if start.year == 2023 else zones:
            for measure, unit in VALUES.items():
                status = "estimate" if dice.random() < chances.get(measure, 0.5) else "final"
                amount = dice.randint(1, 900) * unit
                values = {measure: amount if unit == 1 else f"{amount} VND"}
                scribe.report(start.isoformat(), end.isoformat(), zone=zone, status=status, values=values)
    return zones[0]


def briefs(books: Figures, zone: int) -> Iterator[Report]:
    """A brief by every template in both languages, of the second quarter."""
    period = Period(date(2023, 4, 1), date(2023, 6, 30))
    for lang in Lang:
        for name in TEMPLATES:
            of = zone if name == "zone" else None
            yield compose(ReportRequest(built_in(name, lang), BAC_GIANG, period, lang, zone=of), books)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_every_template_says_of_each_estimate_that_it_is_one(sqlite_database: str, home: Path, seed: int) -> None:
    dice = Random(seed)
    zone = book(dice, {} if seed else OF_WORKERS)
    books = current_figures()
    estimates = 0
    for report in briefs(books, zone_id(home, zone)):
        unmarked = next(check for check in report.checks if check.number == 3)
        assert unmarked.wrong == (), (report.title, report.lang)
        tables = [part for part in report.parts if isinstance(part, ReportTable)]
        cells = [cell for table in tables for row in table.rows for cell in row if isinstance(cell, FigureRun)]
        estimates += sum(cell.figure.estimate for cell in cells)
        marks_have_footnotes(report)
    assert estimates


def marks_have_footnotes(report: Report) -> None:
    """What limits each marked figure is told at the end, and nothing else is."""
    told = set(report.coverage)
    for run in report.runs():
        note = coverage_note(run.figure, report.lang)
        assert ("°" in shown(run)) is bool(note), run
        assert not note or note in told, (report.title, run.text, note)


def test_what_limits_the_growth_of_one_compared_place_has_its_footnote(sqlite_database: str, home: Path) -> None:
    book(Random(1), {})
    other = Scribe("bk", BAC_KAN)
    zone = other.zone("Bon", industrial_m2=90)
    for year in (2022, 2023):
        other.report(f"{year}-01-01", f"{year}-06-30", zone=zone, values={"output.production": "100000000000 VND"})
    books = current_figures()
    for lang, said in ((Lang.VI, "kỳ sau có thêm báo cáo riêng"), (Lang.EN, "only the later period has reports")):
        report = comparison_report(ComparedRequest((BAC_GIANG, BAC_KAN), date(2023, 6, 30), lang), books)
        growths = [run for run in report.runs() if run.figure.form is Form.GROWTH and "°" in shown(run)]
        assert growths
        assert any(line.startswith(said) for line in report.coverage)
        marks_have_footnotes(report)


def test_an_estimate_of_a_day_is_marked_in_its_cell_and_none_other_is(sqlite_database: str, home: Path) -> None:
    book(Random(0), OF_WORKERS)
    books = current_figures()
    period = Period(date(2023, 4, 1), date(2023, 6, 30))
    for lang, mark in ((Lang.VI, "ước "), (Lang.EN, "est. ")):
        template = parse_template(
            "title: T\n---\n@indicators T\n- zones.established kcn\n- labour.workers kcn\n", "thử"
        )
        report = compose(ReportRequest(template, BAC_GIANG, period, lang), books)
        (table,) = (part for part in report.parts if isinstance(part, ReportTable))
        zones, workers = ([shown(cell) for cell in row if isinstance(cell, FigureRun)] for row in table.rows)
        assert len(workers) == 4
        assert all(cell.startswith(mark) for cell in workers)
        assert not [cell for cell in zones if cell.startswith(mark)]
        assert not report.checks[2].wrong


def test_a_park_that_is_no_more_is_in_no_table(sqlite_database: str, home: Path) -> None:
    scribe = Scribe()
    for name in ("Mot", "Hai", "Ba"):
        scribe.zone(name, industrial_m2=200)
    scribe("zone_revoked", effective_on="2022-09-30", zone="kcn-hai")
    books = current_figures()
    for name in ("period", "situation", "delegation"):
        for day, named in ((date(2022, 9, 29), True), (date(2022, 9, 30), False), (date(2023, 6, 30), False)):
            period = Period(day.replace(month=1, day=1), day)
            report = compose(ReportRequest(built_in(name, Lang.VI), BAC_GIANG, period), books)
            assert ("| Hai |" in as_text(report)) is named, (name, day)
            (table,) = (p for p in report.parts if isinstance(p, ReportTable) and p.caption == "Các khu công nghiệp")
            assert len(table.rows) == (4 if named else 3), "one a park, and the total"
            assert not report.checks[9].wrong
