"""The steering report: what is behind is told, figures are read back, forecasts are neither figures nor read as any."""

import base64
import json
import zlib
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from parkledger.briefing.reports import Report, ReportRequest, TemplateFaulty, built_in, compose, parse_template
from parkledger.briefing.reports.files import report_file
from parkledger.briefing.reports.model import DerivedRun, ReportTable, shown
from parkledger.briefing.reports.records import ReportRecord, reissued, with_changes
from parkledger.briefing.reports.text import as_text
from parkledger.figures import Figures
from parkledger.forecast.wording import MARK
from parkledger.language import Lang, Period, day_end
from parkledger.reading import read
from tests.briefing.reading_back import missing, unread, without_notes

PLACE = "viet-nam.bac-giang"
ON = date(2023, 5, 31)


def steering(books: Figures, lang: Lang, on: date = ON) -> Report:
    period = Period(on.replace(month=1, day=1), on)
    return compose(ReportRequest(built_in("steering", lang), PLACE, period, lang, known_at=day_end(on)), books)


def tables(report: Report, marked: bool) -> list[ReportTable]:
    """Its tables, those under the forecast's mark or the others."""
    word = MARK.of(report.lang)
    found = [part for part in report.parts if isinstance(part, ReportTable)]
    return [part for part in found if part.caption.lower().startswith(word) == marked]


@pytest.mark.parametrize("lang", Lang)
def test_every_figure_is_read_back_and_no_forecast_is(books: Figures, lang: Lang) -> None:
    report = steering(books, lang)
    text = as_text(report)
    assert len(report.forecasts) == 7
    assert unread(report, text) == []
    page = read(without_notes(text, lang))
    cells = [str(cell) for table in tables(report, marked=True) for row in table.rows for cell in row[3:]]
    numbers = {word for cell in cells for word in cell.split() if word[0].isdigit()}
    assert numbers
    assert all(one.period_end is None or one.period_end <= ON for one in page.statements)
    assert not [one.quote for one in page.statements if numbers & set(one.quote.split())]


@pytest.mark.parametrize("lang", Lang)
def test_a_forecast_stands_apart_under_its_mark_and_has_no_note(books: Figures, lang: Lang) -> None:
    report = steering(books, lang)
    word = MARK.of(lang)
    of_forecasts, of_figures = tables(report, marked=True), tables(report, marked=False)
    assert (len(of_forecasts), len(of_figures)) == (4, 5)
    for table in of_forecasts:
        cells = [cell for row in table.rows for cell in row[table.numeric :]]
        assert all(isinstance(cell, str) and (cell.startswith(word) or cell == "…") for cell in cells)
    assert not [note for note in report.notes if word in note.said.lower()]
    assert word not in as_text(replace(report, parts=tuple(of_figures), forecasts=())).lower()


def test_what_is_behind_is_named_with_how_much(books: Figures) -> None:
    """In May 2022, 41.95 % of the year's production and 41.74 % of its exports, of 5/12: ahead by 0.3 and 0.1 points."""
    report = steering(books, Lang.VI, date(2022, 5, 31))
    paces = {one.title: one for one in report.derived() if one.title.endswith("chia đều các tháng")}
    (production,) = (one for title, one in paces.items() if title.startswith("Giá trị sản xuất"))
    (ratio,) = production.figures
    actual, plan = ratio.terms[0].value, ratio.terms[1].value
    assert actual is not None
    assert plan is not None
    assert production.value == actual - plan * Fraction(5, 12)
    assert production.text.startswith("nhanh " if production.value > 0 else "chậm ")
    early = steering(books, Lang.VI, date(2019, 2, 28))
    behind = {one.title for one in early.derived() if "chia đều" in one.title and one.value < 0}
    assert any("Giá trị sản xuất" in title for title in behind)
    assert "Chậm so với tiến độ chia đều các tháng: giá trị sản xuất công nghiệp" in as_text(early)


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("suffix", ["docx", "pdf", "html", "txt"])
def test_every_file_tells_it_all(books: Figures, suffix: str, lang: Lang) -> None:
    report = steering(books, lang)
    page = read(report_file(report, books, suffix), name=f"x.{suffix}")
    assert missing(report, page) == []
    assert all(one.period_end is None or one.period_end <= ON for one in page.statements)


def test_it_is_made_again_with_the_same_forecasts(books: Figures) -> None:
    report = steering(books, Lang.VI)
    record = ReportRecord.of(report, books, day_end(ON))
    again, differences = reissued(record, books)
    assert differences == []
    assert again.forecasts == report.forecasts
    assert not [one for one in record.figures if MARK.vi in one.title.lower()]


@pytest.mark.parametrize("lang", Lang)
def test_every_pace_and_plan_is_kept_and_found_again(books: Figures, lang: Lang) -> None:
    """A plan, the paces beside it and their ratio are four numbers: none is taken for another in a later report."""
    earlier = ReportRecord.of(steering(books, lang), books, day_end(ON))
    keys = [one.asked for one in earlier.figures]
    assert len(set(keys)) == len(keys)
    of_plan = next(one for one in earlier.figures if one.formula == "output.production.plan")
    wrong = [one._replace(written="1") if one == of_plan else one for one in earlier.figures]
    _, differences = reissued(replace(earlier, figures=tuple(wrong)), books)
    assert [(one.title, one.before, one.now) for one in differences] == [(of_plan.named, "1", of_plan.written)]
    later = with_changes(steering(books, lang, date(2023, 7, 31)), earlier)
    annex = later.parts[-1]
    assert isinstance(annex, ReportTable)
    titles = [str(row[1]) for row in annex.rows]
    word = "Against an even pace" if lang is Lang.EN else "chia đều các tháng"
    assert any(word in title for title in titles)
    assert not [title for title in titles if of_plan.title == title], "the plan of the year is the same"
    assert all("2023)" in str(row[2]) and "2023)" in str(row[3]) for row in annex.rows)


def test_a_record_of_an_earlier_version_is_read(books: Figures) -> None:
    record = ReportRecord.of(steering(books, Lang.VI), books, day_end(ON))
    written = [
        [one.asked.removeprefix(f"{one.formula} "), one.formula, one.value, one.named, one.written]
        for one in record.figures
        if " / " in one.asked or not one.asked.startswith(f"{one.formula} ")
    ]
    content = json.dumps({"request": record.request, "figures": written}).encode()
    told = b"parkledger-record:" + base64.b64encode(zlib.compress(content))
    again = ReportRecord.read(told, "old.docx").figures
    assert again
    assert set(again) <= set(record.figures)


def test_an_even_pace_is_of_the_share_of_the_year_that_has_passed(books: Figures) -> None:
    """Capital is known to the day: on 22 August seven months have passed, and 22 of 31 days of the eighth."""
    report = steering(books, Lang.VI, date(2022, 8, 22))
    (even,) = [one for one in report.derived() if one.formula == "capital.attracted.pace_even"]
    (ratio,) = even.figures
    actual, plan = (term.value for term in ratio.terms)
    assert actual is not None
    assert plan is not None
    assert even.value == actual - plan * (7 + Fraction(22, 31)) / 12


def test_that_none_is_behind_is_not_said_where_there_is_no_plan(books: Figures) -> None:
    template = parse_template("title: x\n---\n@progress A\n- capital.attracted kcn fdi\n", "ours")
    report = compose(ReportRequest(template, PLACE, Period(date(2023, 1, 1), ON), known_at=day_end(ON)), books)
    said = as_text(report)
    assert "Chưa có kế hoạch năm để so sánh." in said
    assert "Không chỉ tiêu nào" not in said


def test_the_usual_pace_is_of_years_that_are_wholly_covered(books: Figures) -> None:
    """Of 2017 not all parks have reported: the usual pace in 2020 is of the two years after it."""
    report = steering(books, Lang.VI, date(2020, 5, 31))
    usual = {one.formula: one.figures[1:] for one in report.derived() if one.formula.endswith(".pace_usual")}
    assert {figure.period_end.year for figure in usual["output.production.pace_usual"]} == {2018, 2019}
    assert all(figure.coverage.is_comparable for figures in usual.values() for figure in figures)


def test_reported_flows_and_capital_are_not_mixed_in_a_table_of_progress() -> None:
    source = "title: x\n---\n@progress A\n- output.production kcn\n- capital.attracted kcn\n"
    with pytest.raises(TemplateFaulty, match=r"dòng 5, cột 3: .*báo cáo tháng"):
        parse_template(source, "ours")


def test_a_table_of_fill_dates_reads_the_records_once_and_is_limited(
    books: Figures, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    whole = type(books).zone_balances

    def counted(self: Figures, *of: Any) -> Any:
        asked.append(of)
        return whole(self, *of)

    monkeypatch.setattr(type(books), "zone_balances", counted)
    (fill,) = [one for one in tables(steering(books, Lang.VI), marked=True) if "lấp đầy các KCN" in one.caption]
    assert len(asked) == 2, "once of parks and once of clusters"
    assert len(fill.rows) > 3
    assert "Chỉ nêu" not in fill.closing
    monkeypatch.setattr("parkledger.briefing.reports.steering.MOST_ZONES", 3)
    (short,) = [one for one in tables(steering(books, Lang.VI), marked=True) if "lấp đầy các KCN" in one.caption]
    assert len(short.rows) == 3
    assert f"Chỉ nêu 3 trong {len(fill.rows)} KCN" in short.closing
    assert not read(short.closing).statements, "how many are listed is no figure"
    assert {str(row[1]) for row in short.rows} < {str(row[1]) for row in fill.rows}


def test_a_template_that_forecasts_what_is_no_flow_is_told_where() -> None:
    with pytest.raises(TemplateFaulty) as refused:
        parse_template("title: x\n---\n@forecast A\n- occupancy kcn\n@fill abc\n", "ours")
    said = refused.value.message(Lang.EN)
    assert "line 4, column 3" in said
    assert "line 5" in said
    with pytest.raises(TemplateFaulty, match=r"dòng 5, cột 3.*dòng 6, cột 1"):
        parse_template("scope: zone\ntitle: x\n---\n@forecast A\n- trade.export\n@fill kcn B\n", "ours")


@pytest.mark.parametrize("lang", Lang)
def test_targets_of_rates_and_stocks_are_told_and_read_back_as_no_figures(books: Figures, lang: Lang) -> None:
    on = date(2025, 11, 30)
    request = ReportRequest(built_in("steering", lang), PLACE, Period(on.replace(month=1, day=1), on), lang)
    report = compose(request, books)
    title = {Lang.VI: "Chỉ tiêu giao cho các KCN", Lang.EN: "Targets of the year for the industrial parks"}[lang]
    told = [part for part in report.parts if isinstance(part, ReportTable) and part.caption.startswith(title)]
    rows = {shown(row[1]): [shown(cell) for cell in row] for table in told for row in table.rows}
    occupancy = next(cells for name, cells in rows.items() if name.startswith(("Tỷ lệ lấp đầy", "Occupancy")))
    assert {Lang.VI: "thấp hơn 0,38 điểm phần trăm", Lang.EN: "below by 0.38 percentage points"}[lang] in occupancy[4]
    assert len(rows) == 7
    text = as_text(report)
    assert all("procedures.on_time_share" in each for each in unread(report, text))  # the reader has no family of it
    page = read(without_notes(text, lang))
    plans = {run.text for table in told for row in table.rows for run in row if isinstance(run, DerivedRun)}
    assert not [one.quote for one in page.statements if one.form == "value" and one.quote in plans]
