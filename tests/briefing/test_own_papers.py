"""A report of any kind, checked as a page that somebody published, contradicts the books that it was made from in nothing."""

from datetime import date

import pytest

from parkledger.briefing.reports import Report, ReportRequest, built_in, compose
from parkledger.briefing.reports.beside import with_comparison
from parkledger.briefing.reports.files import report_file
from parkledger.briefing.reports.templates import TemplateScope, names
from parkledger.catalogue import INDICATORS
from parkledger.checking.statements import StatementOutcome, check
from parkledger.figures import Figures
from parkledger.figures.current import current_figures, expire
from parkledger.language import Lang, Period
from parkledger.ledger.book.recording import build, writing
from parkledger.ledger.events.reports import TARGETABLE
from parkledger.places import COUNTRY_CODE
from parkledger.reading import read
from tests.figures.books import BAC_GIANG, BAC_KAN

HALF = Period(date(2025, 1, 1), date(2025, 6, 30))
QUARTER = Period(date(2023, 7, 1), date(2023, 8, 22))
KINDS = names(Lang.VI)
HOLDERS = {"project": "MH-BG-1001", "investor": "Trung tâm Khuyến công và Xúc tiến thương mại"}
"""A project and an investor that the demonstration books have on both days."""
VALUES = {"m2": "4321 ha", "micro": "61%", "money": {"currency": "VND", "amount": 7_777_000_000_000}}


def contradicted(report: Report, books: Figures, suffix: str) -> list[str]:
    """What the check says to differ of a file of a report, its notes and checks read with it."""
    page = read(
        report_file(report, books, suffix), name=f"x.{suffix}", zones=[zone["name"] for zone in books.zones.values()]
    )
    found = check(page, books)
    assert found or report.derived()  # what projects hold is told, and is no statement of a place
    return [
        f"{one.statement.quote}: {one.statement.indicator} {one.statement.form} in {one.statement.sentence}"
        for one in found
        if one.outcome is StatementOutcome.DIFFERS
    ]


def made(name: str, lang: Lang, period: Period, books: Figures) -> list[Report]:
    """Reports of a kind: of two provinces, one of them beside the other; of a park and a cluster; of a project, an investor."""
    template = built_in(name, lang)
    if template.scope is TemplateScope.PLACE:
        asked = [ReportRequest(template, place, period, lang) for place in (BAC_GIANG, BAC_KAN)]
        asked.append(ReportRequest(template, BAC_KAN, period, lang, beside=(BAC_GIANG,)))
    elif template.of_zone:
        zones = [zone for zone in books.zones.values() if zone["code"] in ("kcn-viet-han", "ccn-ha-thinh")]
        asked = [ReportRequest(template, BAC_GIANG, period, lang, zone=zone["id"]) for zone in zones]
    else:
        asked = [ReportRequest(template, COUNTRY_CODE, period, lang, holder=HOLDERS[name])]
    return [with_comparison(compose(each, books), books) for each in asked]


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", KINDS)
def test_a_report_contradicts_none_of_the_books_that_it_was_made_from(books: Figures, name: str, lang: Lang) -> None:
    found = {
        (str(period), report.place): contradicted(report, books, "txt")
        for period in (HALF, QUARTER)
        for report in made(name, lang, period, books)
    }
    assert not any(found.values()), found


@pytest.mark.parametrize("suffix", ["docx", "html"])
@pytest.mark.parametrize("lang", Lang)
def test_nor_does_a_file_of_one(books: Figures, suffix: str, lang: Lang) -> None:
    period, *_ = made("period", lang, HALF, books)
    assert contradicted(period, books, suffix) == []


@pytest.mark.parametrize("lang", Lang)
def test_a_steering_report_on_targets_of_everything_is_read_as_what_it_tells(books: Figures, lang: Lang) -> None:
    """Its rows are called as indicators are: "Đất cho thuê trong kỳ" is no land that can be let, "Lao động nữ" not all workers."""
    with writing("bg-province", "lan") as writer:
        for kind in ("park", "cluster"):
            for code, unit in TARGETABLE.items():
                if code in INDICATORS:
                    set_for = {"measure": code, "value": VALUES.get(unit, 4321), "kind": kind, "place": BAC_GIANG}
                    year = {"period_start": "2025-01-01", "period_end": "2025-12-31"}
                    writer.record(build("target_set", {"effective_on": "2024-12-20", **set_for, **year}))
    expire()
    report, *_ = made("steering", lang, HALF, current_figures())
    assert contradicted(report, current_figures(), "txt") == []
    page = read(report_file(report, current_figures(), "txt"), name="x.txt")
    told = {one.indicator for one in page.statements}
    assert {"land.let", "land.available", "capital.net", "land.leased"} <= told
