"""Reports of a month, quarter or half-year: the year to date beside the period, and the share of the plan of that alone."""

from datetime import date

import pytest

from parkledger.briefing.reports import Report, ReportRequest, built_in, compose, parse_template
from parkledger.briefing.reports.composer import _EMPTY
from parkledger.briefing.reports.files import report_file
from parkledger.briefing.reports.model import Paragraph, ReportTable
from parkledger.briefing.reports.text import as_text
from parkledger.figures import Figures, Form
from parkledger.figures.current import close, current_figures, expire
from parkledger.language import Lang, Period
from parkledger.reading import read
from tests.briefing.reading_back import missing, unread
from tests.figures.books import BAC_GIANG, Scribe, vnd

AUGUST = Period(date(2023, 8, 1), date(2023, 8, 31))
QUARTER = Period(date(2023, 4, 1), date(2023, 6, 30))
HALF = Period(date(2023, 7, 1), date(2023, 12, 31))


def report_of(books: Figures, period: Period, lang: Lang, name: str = "period") -> Report:
    return compose(ReportRequest(built_in(name, lang), BAC_GIANG, period, lang), books)


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("period", [AUGUST, QUARTER, HALF], ids=["month", "quarter", "second half"])
def test_the_year_to_date_stands_beside_the_period_and_is_read_back(books: Figures, period: Period, lang: Lang) -> None:
    report = report_of(books, period, lang)
    told = {(run.figure.indicator.code, run.figure.form): run.figure for run in report.runs() if run.figure.value}
    for code in ("capital.attracted", "output.production"):
        assert told[code, Form.PLAN_RATIO].period_start == date(2023, 1, 1)
    starts = {run.figure.period_start for run in report.runs() if run.figure.form is Form.PLAN_RATIO}
    assert starts == {date(2023, 1, 1)}, "no share of the year's plan is told of a part of the year"
    of = [run.figure for run in report.runs() if run.figure.indicator.code == "trade.export"]
    assert {figure.period_start for figure in of} >= {period.start, date(2023, 1, 1)}
    word = {Lang.VI: "Lũy kế", Lang.EN: "The first"}[lang]
    tables = [part for part in report.parts if isinstance(part, ReportTable)]
    if period.end.month < 12:
        assert sum(any(heading.startswith(word) for heading in table.heading_words) for table in tables) == 2
    assert unread(report, as_text(report)) == []


@pytest.mark.parametrize("suffix", ["docx", "pdf", "html"])
def test_files_state_it_too(books: Figures, suffix: str) -> None:
    report = report_of(books, AUGUST, Lang.VI)
    assert missing(report, read(report_file(report, books, suffix), name=f"x.{suffix}")) == []


def test_a_period_since_new_year_has_no_column_of_its_own_for_that(books: Figures) -> None:
    report = report_of(books, Period(date(2023, 1, 1), date(2023, 6, 30)), Lang.VI)
    assert "Lũy kế 6 tháng" not in as_text(report)
    assert "kế hoạch năm" in as_text(report)


def test_what_stands_on_a_day_has_no_sum_since_new_year(books: Figures) -> None:
    template = parse_template(
        "title: x\n---\n@indicators A\n- projects.registered kcn fdi\n- labour.workers kcn\n", "ours"
    )
    report = compose(ReportRequest(template, BAC_GIANG, AUGUST), books)
    [table] = [part for part in report.parts if isinstance(part, ReportTable)]
    assert [str(row[6]) == "…" for row in table.rows] == [False, True]


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", ["period", "situation"])
def test_a_report_of_clusters_alone_has_no_section_of_parks(sqlite_database: str, name: str, lang: Lang) -> None:
    close()
    scribe = Scribe("bg")
    scribe.zone("Motcum", kind="cluster", industrial_m2=20)
    values = {"output.revenue": vnd(6_000 * 10**9)}
    scribe.report("2022-12-15", "2023-06-14", kind="cluster", place=BAC_GIANG, values=values)
    expire()
    report = report_of(current_figures(), AUGUST, lang, name)
    headings = [part.text for part in report.parts if isinstance(part, Paragraph) and part.level == 1]
    of_parks = {Lang.VI: "Khu công nghiệp", Lang.EN: "Industrial parks"}[lang]
    assert not [one for one in headings if of_parks in one]
    assert [one.split(".")[0] for one in headings] == ["I", "II"]
    below = report.parts[1 : report.parts.index(next(p for p in report.parts[1:] if getattr(p, "level", 0) == 1))]
    assert _EMPTY.of(lang) not in [part.text for part in below if isinstance(part, Paragraph)]
    assert unread(report, as_text(report)) == []
