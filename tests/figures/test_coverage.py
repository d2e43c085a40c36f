"""What figures cover: silence is not nought, a part is not the whole, and what is unlike is not compared."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from parkledger.figures import Figure
from parkledger.figures.coverage import (
    INCOMPLETE_RANK,
    NEGATIVE_STOCK,
    UNEQUAL_PLACES,
    UNEQUAL_REPORTS,
    UNREPORTED_PERIOD,
)
from parkledger.figures.current import open_figures
from parkledger.figures.wording import coverage_note, written
from parkledger.language import Lang, Period
from tests.figures.books import (
    BAC_GIANG,
    BAC_KAN,
    BAC_NINH,
    BAC_NINH_TODAY,
    CLUSTER,
    COUNTRY,
    FDI,
    PARK,
    Scribe,
    question,
    usd,
)


def ask(home: Path, indicator: str, on: str, place: str = BAC_GIANG, **more: Any) -> Figure:
    """A figure over the books of a home, with what they cover."""
    figures = open_figures(home / "mirror")
    try:
        return figures.one(question(indicator, on, place, **more))
    finally:
        figures.close()


def project(book: Scribe, code: str, on: str, dollars: int = 5, **more: Any) -> int:
    return book(
        "project_registered", effective_on=on, project=code, name=f"Nhà máy {code}", enterprise="Công ty Minh họa",
        origin="fdi", capital=usd(dollars), place=book.book.place, **more,
    )  # fmt: skip


def months(book: Scribe, year: int, last: int, measure: str = "output.production", **more: Any) -> list[int]:
    """Monthly reports from January."""
    ends = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}
    return [
        book.report(f"{year}-{m:02d}-01", f"{year}-{m:02d}-{ends[m]}", kind="park", values={measure: "10 USD"}, **more)
        for m in range(1, last + 1)
    ]


def test_a_period_for_which_no_book_speaks_is_unknown_not_nought(home: Path, database: str) -> None:
    book = Scribe()
    project(book, "A", "2022-03-01")
    project(book, "B", "2023-12-01")
    silent = ask(home, "capital.new", "2024-12-31", start="2024-06-01")
    assert silent.value is None
    assert silent.coverage.status == "beyond"
    assert silent.coverage.until == date(2023, 12, 1)
    assert written(silent, Lang.VI) == "chưa có số liệu"
    assert coverage_note(silent, Lang.VI) == "chưa có số liệu sau ngày 1/12/2023"
    whole_year = ask(home, "capital.new", "2024-12-31")
    assert whole_year.value is None
    soon_after = ask(home, "capital.new", "2024-01-20", start="2024-01-01")
    assert soon_after.value == 0
    assert soon_after.coverage.is_complete
    before = ask(home, "capital.new", "2021-12-31", start="2021-01-01")
    assert before.value is None
    assert before.coverage.since == date(2022, 3, 1)
    half = ask(home, "capital.new", "2024-12-31", start="2023-01-01")
    assert half.value == 5
    assert half.coverage.status == "beyond"
    assert coverage_note(half, Lang.EN) == "data to 1 December 2023"


def test_a_stock_is_carried_forward_and_says_since_when(home: Path, database: str) -> None:
    book = Scribe()
    book.zone("Một", on="2020-01-01", industrial_m2=100)
    found = ask(home, "land.industrial", "2024-01-01")
    assert found.value == 100
    assert found.coverage.until == date(2020, 1, 1)
    assert ask(home, "land.industrial", "2020-02-01").coverage.is_complete
    growth = ask(home, "land.industrial", "2024-01-01", form="growth")
    assert growth.value is None
    assert growth.coverage.refusal == UNREPORTED_PERIOD


def test_growth_needs_reports_of_the_same_months(home: Path, database: str) -> None:
    book = Scribe()
    months(book, 2022, 12)
    months(book, 2023, 6)
    half = ask(home, "output.production", "2023-06-30", form="growth")
    assert half.value == 0
    assert half.coverage.is_complete
    uneven = ask(home, "output.production", "2023-07-31", form="growth")
    assert uneven.value is None
    assert uneven.coverage.refusal == UNREPORTED_PERIOD
    book.report("2023-07-01", "2023-07-31", kind="park", values={"output.production": "10 USD"})
    assert ask(home, "output.production", "2023-07-31", form="growth").value == 0


def test_a_month_without_a_report_is_named(home: Path, database: str) -> None:
    book = Scribe()
    march = months(book, 2023, 6)[2]
    assert ask(home, "output.production", "2023-06-30").coverage.is_complete
    book.withdraw(march)
    found = ask(home, "output.production", "2023-06-30")
    assert found.coverage.status == "partial"
    assert found.coverage.gaps == (Period(date(2023, 3, 1), date(2023, 3, 31)),)
    assert coverage_note(found, Lang.VI) == "chưa có báo cáo kỳ 1/3/2023–31/3/2023"


def test_a_report_that_is_overdue_is_missed(home: Path, database: str) -> None:
    book = Scribe()
    months(book, 2023, 6, "trade.export")
    project(book, "A", "2023-12-31")
    assert ask(home, "trade.export", "2023-08-30").coverage.is_complete
    late = ask(home, "trade.export", "2023-09-01")
    assert late.value == 60
    assert late.coverage.until == date(2023, 6, 30)


def test_reports_of_unlike_periods_are_not_added_or_divided(home: Path, database: str) -> None:
    book = Scribe()
    months(book, 2023, 6, "trade.export")
    months(book, 2023, 5, "trade.import", origin="fdi")
    found = ask(home, "trade.balance", "2023-06-30")
    assert found.value is None
    assert found.coverage.refusal == UNEQUAL_REPORTS
    assert ask(home, "trade.balance", "2023-05-31").value == 0


def test_a_merged_province_needs_the_books_of_all_it_was_made_of(home: Path, database: str) -> None:
    Scribe().zone("Một", on="2025-12-01")
    part = ask(home, "zones.established", "2025-12-31", BAC_NINH_TODAY)
    assert part.value == 1
    assert part.coverage.status == "partial"
    assert part.coverage.missing == (BAC_NINH,)
    assert coverage_note(part, Lang.VI) == "chưa gồm tỉnh Bắc Ninh (cũ)"
    Scribe("bn", BAC_NINH).zone("Hai", on="2025-12-01")
    whole = ask(home, "zones.established", "2025-12-31", BAC_NINH_TODAY)
    assert whole.value == 2
    assert whole.coverage.is_complete


def test_a_book_of_parks_says_nothing_of_clusters(home: Path, database: str) -> None:
    Scribe().zone("Một", on="2023-12-01")
    assert ask(home, "zones.established", "2023-12-31", kind=PARK).coverage.is_complete
    found = ask(home, "zones.established", "2023-12-31", COUNTRY, kind=CLUSTER)
    assert found.value is None
    assert found.coverage.status == "never"
    own = ask(home, "zones.established", "2023-12-31", kind=CLUSTER)
    assert coverage_note(own, Lang.VI) == "chưa gồm tỉnh Bắc Giang", "no other province was called so"


def test_a_country_of_few_books_is_partial_and_no_whole_to_take_a_share_of(home: Path, database: str) -> None:
    for code, place in (("bg", BAC_GIANG), ("bk", BAC_KAN)):
        project(Scribe(code, place), "A", "2023-12-01")
    country = ask(home, "capital.in_force", "2023-12-31", COUNTRY)
    assert country.value == 10
    assert len(country.coverage.missing) == 61
    assert country.coverage.places == 63
    assert coverage_note(country, Lang.VI) == "mới có số liệu của 2/63 tỉnh, thành phố"
    share = ask(home, "capital.in_force", "2023-12-31", form="share")
    assert share.value is None
    assert share.coverage.refusal == UNEQUAL_PLACES
    assert ask(home, "capital.in_force", "2023-12-31", origin=FDI, form="share").value == 100


def test_a_rank_is_among_complete_figures(home: Path, database: str) -> None:
    project(Scribe("bg", BAC_GIANG), "A", "2023-12-01", 5)
    project(Scribe("bk", BAC_KAN), "A", "2021-12-01", 9)
    first = ask(home, "capital.in_force", "2023-12-31", form="rank")
    assert first.value == 1
    assert first.terms[1].value == 1
    stale = ask(home, "capital.in_force", "2023-12-31", BAC_KAN, form="rank")
    assert stale.value is None
    assert stale.coverage.refusal == INCOMPLETE_RANK


def test_what_was_never_recorded_makes_a_difference_unknown(home: Path, database: str) -> None:
    book = Scribe()
    zone = book.zone("Một", on="2020-01-01", industrial_m2=100)
    project(book, "A", "2020-01-02", zone=zone)
    book("land_leased", effective_on="2020-01-03", zone=zone, project="A", area_m2=40 * 10_000)
    assert ask(home, "land.available", "2020-01-31").value == 60
    by_origin = ask(home, "land.available", "2020-01-31", origin=FDI)
    assert by_origin.value is None
    assert by_origin.coverage.status == "never"


def test_no_stock_is_below_nought(home: Path, database: str) -> None:
    book = Scribe()
    zone = book.zone("Một", on="2020-01-01")
    book("facility_commissioned", effective_on="2020-01-02", zone=zone, facility="TXL", kind="wastewater", capacity=10)
    book.report("2020-01-01", "2020-01-31", zone=zone, values={"wastewater.flow": 50})
    found = ask(home, "wastewater.left", "2020-01-31")
    assert found.value is None
    assert found.coverage.refusal == NEGATIVE_STOCK


def test_an_office_can_declare_its_book_complete(home: Path, database: str) -> None:
    book = Scribe()
    zone = book.zone("Một", on="2022-01-01", industrial_m2=100)
    project(book, "A", "2022-01-02", zone=zone)
    assert ask(home, "capital.new", "2024-12-31", start="2024-01-01").value is None
    declared = book("coverage_declared", effective_on="2024-12-31", subject="projects")
    quiet = ask(home, "capital.new", "2024-12-31", start="2024-01-01")
    assert quiet.value == 0
    assert quiet.coverage.is_complete
    assert ask(home, "capital.in_force", "2024-12-31", form="growth").value == 0
    book.withdraw(declared)
    assert ask(home, "capital.new", "2024-12-31", start="2024-01-01").value is None


def test_what_a_book_speaks_for_is_as_known_at_the_moment(home: Path, database: str) -> None:
    book = Scribe()
    project(book, "A", "2022-01-01", at="2023-01-02")
    later = project(book, "B", "2023-12-01", at="2023-12-02")
    moment = {"known_at": "2023-06-30"}
    assert ask(home, "capital.new", "2023-06-30", start="2023-06-01").value == 0
    assert ask(home, "capital.new", "2023-06-30", start="2023-06-01", **moment).value is None
    book.withdraw(later, at="2024-02-01")
    assert ask(home, "capital.new", "2023-06-30", start="2023-06-01").value is None
    assert ask(home, "capital.new", "2023-06-30", start="2023-06-01", known_at="2024-01-01").value == 0


@pytest.mark.parametrize("what", ["exchange_rate_set", "statistic_quoted"])
def test_what_is_copied_from_elsewhere_does_not_show_that_a_book_is_kept(home: Path, database: str, what: str) -> None:
    book = Scribe()
    project(book, "A", "2022-01-01")
    fields: dict[str, Any] = {"vnd_per_usd": "25000", "source": "giả định"}
    if what == "statistic_quoted":
        fields = {"indicator": "grdp.growth", "form": "growth", "value": "7.1", "unit": "percent",
                  "period_start": "2024-01-01", "period_end": "2024-12-31"}  # fmt: skip
    book(what, effective_on="2024-12-31", **fields)
    assert ask(home, "capital.new", "2024-12-31", start="2024-06-01").value is None


def test_growth_over_a_merger_of_provinces_is_of_the_same_books(home: Path, database: str) -> None:
    book = Scribe()
    project(book, "A", "2024-12-01")
    project(book, "B", "2025-12-01")
    assert ask(home, "capital.in_force", "2025-12-31", COUNTRY, form="growth").value == 100


def test_a_book_that_begins_between_makes_no_growth(home: Path, database: str) -> None:
    project(Scribe("bg", BAC_GIANG), "A", "2022-12-01")
    book = Scribe("bk", BAC_KAN)
    project(book, "A", "2023-06-01")
    project(book, "B", "2023-12-01")
    before = ask(home, "capital.in_force", "2022-12-31", COUNTRY)
    assert before.value == 5
    assert before.coverage.since == date(2023, 6, 1)
    growth = ask(home, "capital.in_force", "2023-12-31", COUNTRY, form="growth")
    assert growth.value is None
