"""The report of a zone that is no more says so, and does not tell of a day after its end that it has none of anything."""

from datetime import date
from fractions import Fraction

import pytest

from parkledger.briefing.reports import Report, ReportRequest, built_in, compose
from parkledger.briefing.reports.text import as_text
from parkledger.figures.current import close, current_figures, expire
from parkledger.language import Lang, Period
from tests.briefing.reading_back import unread
from tests.figures.books import BAC_GIANG, Scribe, usd

ENDED = date(2024, 4, 15)


@pytest.fixture(params=["zone_merged", "zone_revoked"])
def ending(request: pytest.FixtureRequest, sqlite_database: str) -> str:
    """A cluster that became part of a park, or was revoked, after its project had ended."""
    close()
    scribe = Scribe("bg")
    scribe.zone("Hai", industrial_m2=100)
    cluster = scribe.zone("Mot", "cluster", industrial_m2=20)
    scribe(
        "project_registered", effective_on="2024-02-01", project="P-1", zone=cluster, name="Dự án", origin="fdi",
        enterprise="Doanh nghiệp giả định", capital=usd(9_000_000),
    )  # fmt: skip
    scribe("project_terminated", effective_on="2024-03-01", project="P-1")
    more = {"into": "kcn-hai"} if request.param == "zone_merged" else {}
    scribe(request.param, effective_on=ENDED.isoformat(), zone=cluster, **more)
    expire()
    return str(request.param)


def made(lang: Lang, start: date, end: date) -> Report:
    books = current_figures()
    zone = next(one["id"] for one in books.zones.values() if one["code"] == "ccn-mot")
    return compose(ReportRequest(built_in("zone", lang), BAC_GIANG, Period(start, end), lang, zone), books)


SAID = {
    "zone_merged": {
        Lang.VI: "CCN Mot đã nhập vào KCN Hai từ ngày 15/4/2024.",
        Lang.EN: "CCN Mot became part of KCN Hai on 15 April 2024.",
    },
    "zone_revoked": {
        Lang.VI: "CCN Mot đã bị bãi bỏ từ ngày 15/4/2024.",
        Lang.EN: "CCN Mot was revoked on 15 April 2024.",
    },
}


@pytest.mark.parametrize("lang", Lang)
def test_it_says_so_and_tells_nothing_of_a_day_after_the_end(ending: str, lang: Lang) -> None:
    report = made(lang, date(2024, 5, 1), date(2024, 9, 23))
    text = as_text(report)
    assert SAID[ending][lang] in text
    assert not list(report.runs())
    assert not [said for said in ("0,00 ha", "0.00 ha", "không có dự án", "attracted no new") if said in text]


@pytest.mark.parametrize("lang", Lang)
def test_what_came_in_the_period_before_the_end_is_told(ending: str, lang: Lang) -> None:
    report = made(lang, date(2024, 1, 1), date(2024, 9, 23))
    assert SAID[ending][lang] in as_text(report)
    assert [(run.figure.question.indicator, run.figure.value) for run in report.runs()] == [
        ("projects.registered", Fraction(1)),
        ("capital.new", Fraction(9_000_000)),
    ]
    assert unread(report, as_text(report)) == []


@pytest.mark.parametrize("lang", Lang)
def test_the_day_before_is_as_ever(ending: str, lang: Lang) -> None:
    text = as_text(made(lang, date(2024, 1, 1), date(2024, 4, 14)))
    assert SAID[ending][lang] not in text
    assert ("20,00 ha" if lang is Lang.VI else "20.00 ha") in text
