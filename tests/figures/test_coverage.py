"""What figures cover: silence is not nought, a part is not the whole, and what is unlike is not compared."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from parkledger.catalogue.measures import ONE_SCOPE
from parkledger.figures import Figure
from parkledger.figures.coverage import (
    COMPLETE,
    INCOMPLETE_RANK,
    NEGATIVE_STOCK,
    UNEQUAL_PLACES,
    UNEQUAL_REPORTS,
    UNREPORTED_PERIOD,
)
from parkledger.figures.current import open_figures
from parkledger.figures.engine.batch import figure_of
from parkledger.figures.engine.evaluation import Evaluated
from parkledger.figures.wording import coverage_note, written
from parkledger.language import Lang, Period, month_end
from tests.figures.books import (
    BAC_GIANG,
    BAC_KAN,
    BAC_NINH,
    BAC_NINH_TODAY,
    CLUSTER,
    COUNTRY,
    FDI,
    PARK,
    RATE,
    Scribe,
    question,
    usd,
    zone_id,
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
        origin="fdi", capital=usd(dollars), **{"place": book.book.place, **more},
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
    before = ask(home, "capital.new", "2021-12-31", start="2021-01-01")
    assert before.value is None
    assert before.coverage.since == date(2022, 3, 1)
    half = ask(home, "capital.new", "2024-12-31", start="2023-01-01")
    assert half.value == 5
    assert half.coverage.status == "beyond"
    assert coverage_note(half, Lang.EN) == "data to 1 December 2023"


def test_nothing_soon_after_the_last_event_is_nought_until_the_book_has_fallen_silent(
    home: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    project(Scribe(), "A", "2023-12-01")
    asked = {"on": "2024-01-20", "start": "2024-01-01"}
    monkeypatch.setattr("parkledger.figures.coverage.today", lambda: date(2024, 2, 1))
    soon = ask(home, "capital.new", **asked)
    assert soon.value == 0
    assert soon.coverage.is_complete
    monkeypatch.setattr("parkledger.figures.coverage.today", lambda: date(2024, 2, 2))
    late = ask(home, "capital.new", **asked)
    assert late.value is None
    assert late.coverage.status == "beyond"
    assert late.coverage.until == date(2023, 12, 1)
    assert ask(home, "capital.new", "2023-12-31", start="2023-12-01").value == 5, "in it, the book did speak"


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
    assert ask(home, "trade.export", "2023-08-30", known_at="2023-08-30").coverage.is_complete
    assert ask(home, "trade.export", "2023-08-30").coverage.tail == date(2023, 6, 30), "overdue by now"
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


def test_a_province_that_has_no_book_is_called_what_it_was_on_the_day_of_the_figure(home: Path, database: str) -> None:
    """Cần Thơ has been a city since 1/1/2004."""
    Scribe("st", "viet-nam.soc-trang").zone("Một", on="2002-01-01")
    Scribe("hg", "viet-nam.hau-giang").zone("Hai", on="2002-01-01")
    for on, said in (("2003-12-31", "chưa gồm tỉnh Cần Thơ"), ("2005-12-31", "chưa gồm thành phố Cần Thơ")):
        found = ask(home, "zones.established", on, "viet-nam.can-tho-2025")
        assert said in coverage_note(found, Lang.VI)


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


def test_a_former_province_in_the_book_of_todays_says_that_only_what_is_placed_in_it_is_counted(
    home: Path, database: str
) -> None:
    book = Scribe("bn", BAC_NINH_TODAY)
    for name, place in (("Một", {"place": f"{BAC_GIANG}.viet-yen"}), ("Hai", {})):
        book("zone_established", effective_on="2010-01-01", zone=name.lower(), name=name, kind="park", **place)
    former = ask(home, "zones.established", "2023-08-22", BAC_GIANG)
    assert former.value == 1
    assert not former.coverage.is_complete
    assert coverage_note(former, Lang.VI).startswith("không sổ nào là của địa bàn này")
    never = ask(home, "land.leased", "2023-08-22", BAC_KAN, kind=PARK)
    assert (never.value, coverage_note(never, Lang.VI)) == (None, "")


def test_nothing_counted_in_a_part_of_a_place_is_unknown_of_the_whole_not_nought(home: Path, database: str) -> None:
    book = Scribe()
    project(book, "A", "2024-12-01")
    book.zone("Một", on="2025-12-01")
    own = ask(home, "capital.attracted", "2025-12-31")
    assert own.value == 0
    assert own.coverage.is_complete
    merged = ask(home, "capital.attracted", "2025-12-31", BAC_NINH_TODAY)
    assert merged.value is None
    assert written(merged, Lang.VI) == "chưa có số liệu"
    assert coverage_note(merged, Lang.VI) == "chưa gồm tỉnh Bắc Ninh (cũ)"
    project(book, "B", "2025-12-02")
    assert ask(home, "capital.attracted", "2025-12-31", BAC_NINH_TODAY).value == 5


def test_a_book_of_parks_says_nothing_of_clusters(home: Path, database: str) -> None:
    Scribe().zone("Một", on="2023-12-01")
    assert ask(home, "zones.established", "2023-12-31", kind=PARK).coverage.is_complete
    found = ask(home, "zones.established", "2023-12-31", COUNTRY, kind=CLUSTER)
    assert found.value is None
    assert found.coverage.status == "never"
    own = ask(home, "zones.established", "2023-12-31", kind=CLUSTER)
    assert coverage_note(own, Lang.VI) == "các sổ của địa bàn chưa ghi nhận CCN nào", "the place does not lack itself"
    assert coverage_note(own, Lang.EN) == "no clusters are on record in the books of the place"


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


def test_no_stock_is_below_nought() -> None:
    asked = question("land.available", "2020-01-31")
    found = figure_of(asked, asked.formula, Evaluated(Fraction(-1)), "USD", COMPLETE)
    assert found.value is None
    assert found.coverage.refusal == NEGATIVE_STOCK


def test_a_utility_of_which_more_is_used_than_there_is_is_overloaded_by_so_much(home: Path, database: str) -> None:
    book = Scribe()
    zone = book.zone("Một", on="2020-01-01")
    book("facility_commissioned", effective_on="2020-01-02", zone=zone, facility="TXL", kind="wastewater", capacity=10)
    book.report("2020-01-01", "2020-01-31", zone=zone, values={"wastewater.flow": 50})
    found = ask(home, "wastewater.left", "2020-01-31")
    assert found.value == -40
    assert found.coverage.refusal is None
    assert [written(found, lang) for lang in (Lang.VI, Lang.EN)] == [
        "quá tải 40 m³/ngày đêm",
        "overloaded by 40 m³/day",
    ]
    assert ask(home, "wastewater.use", "2020-01-31").value == 500
    book("facility_changed", effective_on="2020-01-03", zone=zone, facility="TXL", kind="wastewater", capacity=50)
    assert written(ask(home, "wastewater.left", "2020-01-31"), Lang.VI) == "0 m³/ngày đêm"


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


def test_what_was_never_recorded_is_none_in_a_book_that_was_declared_complete_of_it(home: Path, database: str) -> None:
    book = Scribe()
    project(book, "A", "2023-02-01")
    never = ("projects.reduced", "projects.ended", "zones.planned", "land.industrial", "labour.workers")
    asked = [ask(home, code, "2023-12-31", kind=None if code.startswith("projects") else PARK) for code in never]
    assert [figure.value for figure in asked] == [None] * 5
    declared = book("coverage_declared", effective_on="2023-12-31", subject="projects")
    asked = [ask(home, code, "2023-12-31", kind=None if code.startswith("projects") else PARK) for code in never]
    assert [figure.value for figure in asked] == [0, 0, None, None, None]
    book.withdraw(declared)
    book("coverage_declared", effective_on="2023-12-31")
    asked = [ask(home, code, "2023-12-31", kind=None if code.startswith("projects") else PARK) for code in never]
    assert [figure.value for figure in asked] == [0, 0, None, None, None], (
        "land and workers are not counted by the period"
    )
    assert ask(home, "projects.reduced", "2024-01-01").value is None, "beyond the day it was declared to"


def test_nothing_is_owed_where_no_obligation_is_on_record_in_a_book_declared_complete(
    home: Path, database: str
) -> None:
    """As its list of obligations says; before it is declared so, nobody knows."""
    book = Scribe()
    zone = book.zone("Một", on="2022-01-01", industrial_m2=100)
    owed = ("dues.assessed", "dues.outstanding", "dues.arrears")
    assert [ask(home, code, "2023-06-30", kind=PARK).value for code in owed] == [None] * 3
    book("coverage_declared", effective_on="2023-12-31")
    assert [ask(home, code, "2023-06-30", kind=PARK).value for code in owed] == [0] * 3
    about = {"zone": zone, "obligation": "N1", "due": "land_rent", "amount": "30 VND", "due_by": "2023-09-29"}
    book("dues_assessed", effective_on="2023-09-01", **about)
    assert [ask(home, code, "2023-10-31", kind=PARK).value for code in owed] == [30, 30, 30]
    assert [ask(home, code, "2023-06-30", kind=PARK).value for code in owed] == [0] * 3


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


@pytest.mark.parametrize("place", [BAC_GIANG, BAC_KAN])
@pytest.mark.parametrize("day", ["2019-12-10", "2023-12-20"])
def test_a_book_of_targets_alone_marks_no_figure_of_other_books(
    home: Path, database: str, day: str, place: str
) -> None:
    """What is planned shows neither that a book was kept until then, nor that it began only then."""
    book, plans = Scribe(), Scribe("kh", place)
    project(book, "A", "2022-03-01")
    project(book, "B", "2023-12-01")
    plans(
        "target_set", effective_on=day, period_start="2023-01-01", period_end="2023-12-31", kind="park",
        measure="land.leased", value="60 ha",
    )  # fmt: skip
    plans(
        "target_amended", effective_on=day, period_start="2023-01-01", period_end="2023-12-31", kind="park",
        measure="land.leased", value="70 ha",
    )  # fmt: skip
    for on, more in (("2023-12-31", {"start": "2022-04-01"}), ("2023-01-31", {"start": "2022-06-01"})):
        found = ask(home, "capital.new", on, **more)
        assert found.value == (5 if on == "2023-12-31" else 0)
        assert found.coverage.is_complete
    country = ask(home, "capital.in_force", "2023-12-31", COUNTRY)
    assert (country.coverage.since, country.coverage.until, country.coverage.covered) == (None, None, 1)


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


def operating(book: Scribe, name: str, on: str = "2012-01-01", **land: Any) -> str:
    """A park that operates."""
    zone = book.zone(name, on="2010-01-01", **land)
    book("zone_operating", effective_on=on, zone=zone)
    return zone


def test_zones_that_did_not_report_are_counted_and_not_taken_for_nought(home: Path, database: str) -> None:
    book = Scribe()
    zones = [operating(book, name) for name in ("Một", "Hai", "Ba")]
    operating(book, "Bốn", on="2023-06-01")  # begins within the period: its report is not expected yet
    for zone in zones[:2]:
        book.report("2023-01-01", "2023-12-31", zone=zone, values={"output.production": "10 USD", "labour.workers": 50})
    found = ask(home, "output.production", "2023-12-31", kind=PARK)
    assert found.value == 20 * RATE
    assert len(found.coverage.silent) == 1
    assert found.coverage.status == "partial"
    assert coverage_note(found, Lang.VI) == "chưa có báo cáo của 1/3 KCN (KCN Ba)"
    assert coverage_note(ask(home, "labour.workers", "2023-12-31", kind=PARK), Lang.EN) == (
        "without reports of 2 of 4 industrial parks (KCN Ba, KCN Bốn)"
    )
    assert ask(home, "output.production", "2023-12-31", form="rank").coverage.refusal == INCOMPLETE_RANK
    declared = book("coverage_declared", effective_on="2023-12-31", subject="reports")
    assert ask(home, "output.production", "2023-12-31").coverage.is_complete
    book.withdraw(declared)
    book.report("2023-01-01", "2023-12-31", zone=zones[2], values={"output.production": "10 USD"})
    assert ask(home, "output.production", "2023-12-31").coverage.is_complete


def test_a_report_of_the_place_as_a_whole_leaves_no_zone_out(home: Path, database: str) -> None:
    book = Scribe()
    operating(book, "Một")
    book.report("2023-01-01", "2023-12-31", kind="park", values={"output.production": "10 USD"})
    assert ask(home, "output.production", "2023-12-31", kind=PARK).coverage.is_complete


@pytest.mark.parametrize("measure", ["labour.workers", "output.production"])
def test_growth_is_not_taken_from_the_place_as_a_whole_to_some_of_its_zones(
    home: Path, database: str, measure: str
) -> None:
    book = Scribe()
    book.moment = ONE_SCOPE
    one, two = operating(book, "Một"), operating(book, "Hai")
    told = {"labour.workers": (70, 40, 27), "output.production": ("70 USD", "40 USD", "27 USD")}[measure]
    book.report("2022-01-01", "2022-12-31", kind="park", values={measure: told[0]})
    book.report("2023-01-01", "2023-12-31", zone=one, values={measure: told[1]})
    half = ask(home, measure, "2023-12-31", kind=PARK)
    assert [gap.title for gap in half.coverage.lacking] == ["KCN Hai"]
    growth = ask(home, measure, "2023-12-31", kind=PARK, form="growth")
    assert growth.value is None
    assert growth.coverage.refusal == UNREPORTED_PERIOD
    book.report("2023-01-01", "2023-12-31", zone=two, values={measure: told[2]})
    whole = ask(home, measure, "2023-12-31", kind=PARK, form="growth")
    assert whole.value == Fraction(67, 70) * 100 - 100
    assert whole.coverage.is_complete, "the same zones, told of together and one by one"


def test_growth_is_not_taken_from_some_months_of_zones_to_the_place_as_a_whole(home: Path, database: str) -> None:
    book = Scribe()
    one, two = operating(book, "Một"), operating(book, "Hai")
    for zone, last in ((one, "2022-12-31"), (two, "2022-06-30")):
        book.report("2022-01-01", "2022-06-30", zone=zone, values={"output.production": "10 USD"})
        if last > "2022-06-30":
            book.report("2022-07-01", last, zone=zone, values={"output.production": "10 USD"})
    book.report("2023-01-01", "2023-12-31", kind="park", values={"output.production": "45 USD"})
    growth = ask(home, "output.production", "2023-12-31", kind=PARK, form="growth")
    assert growth.value is None, "not half as much again: a park lacks half a year"
    assert growth.coverage.refusal == UNREPORTED_PERIOD


def test_reports_of_a_province_as_a_whole_speak_for_the_zones_of_those_merged_into_it(
    home: Path, database: str
) -> None:
    parts, today = Scribe(), Scribe("today", BAC_NINH_TODAY)
    operating(parts, "Một")
    today.report("2025-07-01", "2025-09-30", kind="park", values={"output.production": "10 USD"})
    found = ask(home, "output.production", "2025-09-30", BAC_NINH_TODAY, kind=PARK, start="2025-07-01")
    assert found.value
    assert found.coverage.lacking == ()


def test_workers_are_not_counted_again_where_they_are_told_in_another_scope(home: Path, database: str) -> None:
    book = Scribe()
    book.moment = ONE_SCOPE
    one, two = operating(book, "Một"), operating(book, "Hai")
    book.report("2022-01-01", "2022-12-31", zone=one, values={"labour.workers": 30})
    book.report("2022-01-01", "2022-12-31", zone=two, values={"labour.workers": 20})
    last = book.report("2023-01-01", "2023-12-31", kind="park", values={"labour.workers": 60})
    whole = ask(home, "labour.workers", "2023-12-31")
    assert whole.value == 60
    assert whole.coverage.is_complete
    assert ask(home, "labour.workers", "2023-12-31", zone=zone_id(home, one)).value is None
    book.withdraw(last)
    again = ask(home, "labour.workers", "2023-12-31")
    assert again.value == 50
    assert again.coverage.until == date(2022, 12, 31)


def test_a_zone_of_which_the_place_as_a_whole_told_since_is_not_heard_by_what_it_told_before(
    home: Path, database: str
) -> None:
    book = Scribe()
    book.moment = ONE_SCOPE
    one, two = operating(book, "Một"), operating(book, "Hai")
    for zone, workers in ((one, 10), (two, 20)):
        book.report("2023-01-01", "2023-01-31", zone=zone, values={"labour.workers": workers})
    book.report("2023-02-01", "2023-02-28", kind="park", values={"labour.workers": 31})
    book.report("2023-03-01", "2023-03-31", zone=one, values={"labour.workers": 12})
    found = ask(home, "labour.workers", "2023-03-31")
    assert found.value == 12
    assert [gap.title for gap in found.coverage.lacking] == ["KCN Hai"]


def test_workers_of_a_province_as_a_whole_end_those_of_zones_of_the_provinces_merged_into_it(
    home: Path, database: str
) -> None:
    book = Scribe("today", BAC_NINH_TODAY)
    book.moment = ONE_SCOPE
    book("zone_established", effective_on="2020-01-01", zone="kcn-mot", name="Một", kind="park", place=BAC_GIANG)
    book.report("2025-07-01", "2025-12-31", zone="kcn-mot", values={"labour.workers": 100})
    book.report("2026-01-01", "2026-06-30", kind="park", values={"labour.workers": 500})
    assert ask(home, "labour.workers", "2026-06-30", BAC_NINH_TODAY, kind=PARK).value == 500
    book.report("2026-07-01", "2026-09-30", zone="kcn-mot", values={"labour.workers": 110})
    assert ask(home, "labour.workers", "2026-09-30", BAC_NINH_TODAY, kind=PARK).value == 110


def test_growth_is_not_taken_over_other_zones(home: Path, database: str) -> None:
    book = Scribe()
    one, two = operating(book, "Một"), operating(book, "Hai")
    for year, zones in ((2022, (one, two)), (2023, (one,))):
        for zone in zones:
            book.report(f"{year}-01-01", f"{year}-12-31", zone=zone, values={"output.production": "10 USD"})
    half = ask(home, "output.production", "2023-12-31", form="growth")
    assert half.value is None, "not minus fifty per cent: a park is silent"
    assert half.coverage.refusal == UNREPORTED_PERIOD
    book.report("2023-01-01", "2023-12-31", zone=two, values={"output.production": "10 USD"})
    assert ask(home, "output.production", "2023-12-31", form="growth").value == 0


def test_land_of_which_no_letting_is_on_record_is_told(home: Path, database: str) -> None:
    book = Scribe()
    one, _ = book.zone("Một", industrial_m2=49), book.zone("Hai", industrial_m2=222)
    project(book, "A", "2020-01-01")
    book("land_leased", effective_on="2020-01-02", zone=one, project="A", area_m2=30 * 10_000)
    found = ask(home, "occupancy", "2020-02-01", kind=PARK)
    assert found.value is not None
    assert coverage_note(found, Lang.VI) == "chưa ghi nhận cho thuê ở 1/2 KCN, tính là chưa cho thuê"
    assert ask(home, "land.industrial", "2020-02-01", kind=PARK).coverage.is_complete
    assert ask(home, "occupancy", "2020-02-01", kind=PARK, form="rank").value == 1
    book("coverage_declared", effective_on="2020-12-31", subject="land")
    assert ask(home, "occupancy", "2020-02-01", kind=PARK).coverage.is_complete


def reports_of(book: Scribe, zone: str, year: int, months_of_year: Iterable[int], dollars: int = 10) -> None:
    """Monthly reports of a zone's output."""
    for month in months_of_year:
        first = date(year, month, 1)
        values = {"output.production": f"{dollars} USD"}
        book.report(first.isoformat(), month_end(first).isoformat(), zone=zone, values=values)


def test_a_zone_that_reported_some_months_is_not_covered_for_the_period(home: Path, database: str) -> None:
    book = Scribe()
    one, two = operating(book, "Một"), operating(book, "Hai")
    for zone, dollars in ((one, 100), (two, 30)):
        reports_of(book, zone, 2022, range(1, 7), dollars)
    reports_of(book, one, 2023, range(1, 7), 109)
    reports_of(book, two, 2023, range(1, 4), 33)
    found = ask(home, "output.production", "2023-06-30", kind=PARK)
    assert found.value == (6 * 109 + 3 * 33) * RATE
    assert found.coverage.status == "partial"
    assert coverage_note(found, Lang.VI) == "thiếu KCN Hai: tháng 4–6/2023"
    assert coverage_note(found, Lang.EN) == "without KCN Hai: April–June 2023"
    growth = ask(home, "output.production", "2023-06-30", kind=PARK, form="growth")
    assert growth.value is None, "not minus 3,5 per cent: a park reported three months of six"
    assert growth.coverage.refusal == UNREPORTED_PERIOD
    assert ask(home, "output.production", "2023-06-30", kind=PARK, form="rank").coverage.refusal == INCOMPLETE_RANK
    declared = book("coverage_declared", effective_on="2023-12-31")
    still = ask(home, "output.production", "2023-06-30", kind=PARK)
    assert coverage_note(still, Lang.VI) == "thiếu KCN Hai: tháng 4–6/2023", "what it did not report is not nought"
    assert ask(home, "output.production", "2023-06-30", kind=PARK, form="growth").value is None
    book.withdraw(declared)
    reports_of(book, two, 2023, range(4, 7), 33)
    assert ask(home, "output.production", "2023-06-30", kind=PARK).coverage.is_complete
    whole = ask(home, "output.production", "2023-06-30", kind=PARK, form="growth").value
    assert whole == Fraction(142, 130) * 100 - 100


def test_months_that_were_missed_in_the_year_before_are_named_where_growth_is_refused(
    home: Path, database: str
) -> None:
    book = Scribe()
    one, two = operating(book, "Một"), operating(book, "Hai")
    for zone in (one, two):
        reports_of(book, zone, 2023, range(1, 7))
    reports_of(book, one, 2022, range(1, 7))
    reports_of(book, two, 2022, (1, 2, 4, 5))
    growth = ask(home, "output.production", "2023-06-30", form="growth")
    assert growth.value is None, "not plus 20 per cent"
    assert coverage_note(growth, Lang.VI) == (
        "không so sánh được với cùng kỳ: phạm vi báo cáo, ghi nhận của hai kỳ khác nhau; "
        "cùng kỳ năm trước thiếu KCN Hai: tháng 3/2022, tháng 6/2022"
    )


def test_the_same_months_missed_in_both_years_are_no_bar_to_growth(home: Path, database: str) -> None:
    book = Scribe()
    one, two = operating(book, "Một"), operating(book, "Hai")
    for year, dollars in ((2022, 10), (2023, 11)):
        reports_of(book, one, year, range(1, 7), dollars)
        reports_of(book, two, year, (1, 2, 3), dollars)
    assert ask(home, "output.production", "2023-06-30", form="growth").value == 10


def test_the_share_of_a_plan_tells_which_zone_has_still_to_report(home: Path, database: str) -> None:
    book = Scribe()
    one, two = operating(book, "Một"), operating(book, "Hai")
    book(
        "target_set", effective_on="2022-12-10", period_start="2023-01-01", period_end="2023-12-31", kind="park",
        measure="output.production", value="240 USD", set_by="people_committee",
    )  # fmt: skip
    reports_of(book, one, 2023, range(1, 7))
    reports_of(book, two, 2023, range(1, 6))
    ratio = ask(home, "output.production", "2023-06-30", kind=PARK, form="plan_ratio")
    assert ratio.value == Fraction(110, 240) * 100
    assert [(gap.title, gap.periods) for gap in ratio.coverage.lacking] == [
        ("KCN Hai", (Period(date(2023, 6, 1), date(2023, 6, 30)),))
    ]
    assert coverage_note(ratio, Lang.VI)
    reports_of(book, two, 2023, [6])
    assert ask(home, "output.production", "2023-06-30", kind=PARK, form="plan_ratio").value == 50


def test_a_wider_report_covers_its_months(home: Path, database: str) -> None:
    book = Scribe()
    one, two, three = (operating(book, name) for name in ("Một", "Hai", "Ba"))
    reports_of(book, one, 2023, range(1, 7))
    for start, end in (("2023-01-01", "2023-03-31"), ("2023-04-01", "2023-06-30")):
        book.report(start, end, zone=two, values={"output.production": "30 USD"})
    book.report("2023-01-01", "2023-06-30", zone=three, values={"output.production": "60 USD"})
    assert ask(home, "output.production", "2023-06-30").coverage.is_complete
    quarter = ask(home, "output.production", "2023-03-31")
    assert coverage_note(quarter, Lang.VI) == "chưa có báo cáo của 1/3 khu, cụm (KCN Ba)"


def test_half_years_of_clusters_run_by_their_own_days(home: Path, database: str) -> None:
    book = Scribe()
    zones = []
    for name in ("Một", "Hai"):
        zones.append(book.zone(name, kind="cluster"))
        book("zone_operating", effective_on="2012-01-01", zone=zones[-1])
    for zone in zones:
        book.report("2022-12-15", "2023-06-14", zone=zone, values={"output.production": "60 USD"})
    book.report("2023-06-15", "2023-12-14", zone=zones[0], values={"output.production": "60 USD"})
    half = ask(home, "output.production", "2023-06-14", start="2022-12-15", kind=CLUSTER)
    assert half.coverage.is_complete
    year = ask(home, "output.production", "2023-12-14", start="2022-12-15", kind=CLUSTER)
    assert coverage_note(year, Lang.VI) == "thiếu CCN Hai: 15/6/2023–14/12/2023"


def test_a_zone_that_begins_or_ends_within_a_period_misses_only_months_of_its_own(home: Path, database: str) -> None:
    book = Scribe()
    one, fresh = operating(book, "Một"), operating(book, "Hai", on="2023-03-10")
    reports_of(book, one, 2023, range(1, 13))
    reports_of(book, fresh, 2023, range(4, 13))
    assert ask(home, "output.production", "2023-12-31").coverage.is_complete
    old = book.zone("Ba", on="2011-01-01")  # reports, but was never said to operate
    reports_of(book, old, 2022, [12])
    reports_of(book, old, 2023, range(1, 12))
    assert coverage_note(ask(home, "output.production", "2023-12-31"), Lang.VI) == "thiếu KCN Ba: tháng 12/2023"


def test_a_level_is_told_where_a_zone_lags_behind(home: Path, database: str) -> None:
    book = Scribe()
    one, two = operating(book, "Một"), operating(book, "Hai")
    for zone, last in ((one, 12), (two, 6)):
        for month in range(1, last + 1):
            end = month_end(date(2023, month, 1)).isoformat()
            book.report(f"2023-{month:02d}-01", end, zone=zone, values={"labour.workers": 50 + month})
    assert ask(home, "labour.workers", "2023-08-30", kind=PARK, known_at="2023-08-30").coverage.is_complete
    lags = ask(home, "labour.workers", "2023-08-30", kind=PARK)
    assert coverage_note(lags, Lang.VI).startswith("thiếu KCN Hai"), "what of it was not due then is overdue by now"
    late = ask(home, "labour.workers", "2023-12-31", kind=PARK)
    assert coverage_note(late, Lang.VI) == "thiếu KCN Hai: tháng 7–12/2023"


def test_reports_of_a_zone_over_unlike_months_are_not_subtracted(home: Path, database: str) -> None:
    book = Scribe()
    one, two = operating(book, "Một"), operating(book, "Hai")
    for zone in (one, two):
        book.report("2023-01-01", "2023-06-30", zone=zone, values={"trade.export": "60 USD"})
    book.report("2023-01-01", "2023-06-30", zone=one, values={"trade.import": "20 USD"})
    book.report("2023-01-01", "2023-03-31", zone=two, values={"trade.import": "20 USD"})
    found = ask(home, "trade.balance", "2023-06-30")
    assert (found.value, found.coverage.refusal) == (None, UNEQUAL_REPORTS)


def test_a_share_of_a_whole_that_lacks_months_says_so(home: Path, database: str) -> None:
    book = Scribe()
    one, two = operating(book, "Một"), operating(book, "Hai")
    reports_of(book, one, 2023, range(1, 7))
    reports_of(book, two, 2023, range(1, 4))
    of_zone = question("output.production", "2023-06-30", form="share", zone=zone_id(home, one))
    figures = open_figures(home / "mirror")
    share = figures.one(of_zone)
    assert share.value == Fraction(60, 90) * 100
    assert [gap.title for gap in share.coverage.lacking] == ["KCN Hai"]
    assert coverage_note(share, Lang.VI)
    figures.close()


def test_nought_is_told_only_where_a_book_was_told_of_the_subject(home: Path, database: str) -> None:
    book = Scribe()
    zone = operating(book, "Một")
    project(book, "A", "2021-05-01", zone=zone)
    reports_of(book, zone, 2023, range(1, 13))

    def told(**more: Any) -> bool:
        figures = open_figures(home / "mirror")
        try:
            asked = question("capital.attracted", "2023-12-31", kind=PARK, **more)
            assert figures.one(asked).value == 0, "the book is kept: of reports"
            return figures.has_told(asked)
        finally:
            figures.close()

    assert not told(), "no project was recorded since: nobody said that there was none"
    declared = book("coverage_declared", effective_on="2023-12-31", subject="projects")
    assert told()
    book.withdraw(declared)
    project(book, "B", "2024-01-15")
    assert told(), "projects are recorded still, and none of the year was"


def test_the_day_of_one_book_is_not_said_of_all(home: Path, database: str) -> None:
    parks, clusters = Scribe("kcn"), Scribe("ccn")
    parks.zone("Một", on="2010-01-01", industrial_m2=100)
    project(parks, "A", "2023-12-20")
    clusters.zone("Hai", kind="cluster", on="2023-05-01", industrial_m2=10)
    found = ask(home, "land.industrial", "2023-12-31")
    assert found.value == 110
    assert found.coverage.status == "beyond"
    assert coverage_note(found, Lang.VI) == "số liệu của Sổ ccn đến ngày 1/5/2023"
    assert ask(home, "land.industrial", "2023-12-31", kind=PARK).coverage.is_complete
    later = ask(home, "land.industrial", "2024-06-30")
    assert coverage_note(later, Lang.EN) == "data of Sổ ccn to 1 May 2023, Sổ kcn to 20 December 2023"


def test_a_ratio_names_the_zones_that_it_leaves_out(home: Path, database: str) -> None:
    book = Scribe()
    one, two = operating(book, "Một"), book.zone("Hai", on="2010-01-01")
    operating(book, "Ba")
    month = ("2023-01-01", "2023-01-31")
    book.report(*month, zone=one, values={"labour.workers": 100, "labour.female": 60})
    book.report(*month, zone=two, values={"labour.workers": 300})
    found = ask(home, "labour.female_share", "2023-01-31", kind=PARK)
    assert found.value == 60
    assert found.coverage.status == "partial"
    assert coverage_note(found, Lang.VI) == (
        "chưa có báo cáo của 1/3 KCN (KCN Ba); chưa gồm 1/3 KCN (KCN Hai): chưa ghi nhận đủ các số dùng để tính"
    )
    country = coverage_note(ask(home, "labour.female_share", "2023-01-31", "viet-nam"), Lang.EN)
    assert country.endswith("; without 1 zone (KCN Hai), of which not all that it is computed from is on record")


def test_the_plan_says_of_which_established_zones_it_does_not_know(sqlite_database: None, home: Path) -> None:
    """A book that begins with established zones need not say that they are in the plan, nor with which area."""
    bg = Scribe()
    bg("zone_planned", effective_on="2020-01-01", zone="ccn-mot", name="Mot", kind="cluster", area_m2=400_000)
    about: dict[str, Any] = {"kind": "cluster", "area_m2": 500_000, "effective_on": "2022-12-31"}
    bg("zone_opened", zone="ccn-hai", name="Hai", **about)
    measured = bg("zone_opened", zone="ccn-ba", name="Ba", planned_area_m2=600_000, **about)
    bg.zone("Bon", "cluster", on="2022-12-31", area_m2=70)
    asked: dict[str, Any] = {"on": "2023-01-31", "kind": CLUSTER}
    planned, area = (ask(home, code, **asked) for code in ("zones.planned", "land.planned"))
    assert (planned.value, area.value) == (Fraction(3), Fraction(100))
    assert (
        coverage_note(planned, Lang.VI) == "chưa gồm 1/3 CCN (CCN Bon) đã thành lập mà chưa ghi nhận đưa vào quy hoạch"
    )
    assert coverage_note(area, Lang.VI).startswith(
        "chưa ghi nhận diện tích của 1/3 CCN (CCN Hai); chưa gồm 1/3 CCN (CCN Bon)"
    )
    assert ask(home, "land.established", **asked).coverage.is_complete
    bg.withdraw(measured)
    assert {gap.title for gap in ask(home, "land.planned", **asked).coverage.lacked[0].zones} == {"CCN Hai"}


def test_areas_of_a_stage_say_which_zones_have_none_on_record(sqlite_database: None, home: Path) -> None:
    bg = Scribe()
    bg.zone("Mot", area_m2=100, on="2023-01-01")
    bg.zone("Hai", on="2023-01-01")
    found = ask(home, "land.established", "2023-01-31", kind=PARK)
    assert coverage_note(found, Lang.VI) == "chưa ghi nhận diện tích của 1/2 KCN (KCN Hai)"
    assert ask(home, "zones.established", "2023-01-31", kind=PARK).coverage.is_complete


@pytest.mark.parametrize("scope", [{"zone": "kcn-một"}, {"kind": "park"}], ids=["zone", "place"])
def test_workers_of_one_origin_alone_after_a_report_of_all_are_told_as_such(
    home: Path, database: str, scope: dict[str, Any]
) -> None:
    book = Scribe()
    book.moment = ONE_SCOPE
    zone = operating(book, "Một")
    scope = {"zone": zone} if "zone" in scope else scope
    book.report("2023-01-01", "2023-03-31", values={"labour.workers": 100}, **scope)
    assert ask(home, "labour.workers", "2023-03-31", kind=PARK).coverage.is_complete
    book.report("2023-04-01", "2023-06-30", values={"labour.workers": 60}, origin="fdi", **scope)
    found = ask(home, "labour.workers", "2023-06-30", kind=PARK)
    of = "1 KCN (KCN Một)" if "zone" in scope else "địa bàn"
    assert found.value == 60
    assert coverage_note(found, Lang.VI) == f"báo cáo gần nhất của {of} chỉ có phần FDI"
    assert ask(home, "labour.workers", "2023-06-30", kind=PARK, origin=FDI).coverage.is_complete
    book.report("2023-04-01", "2023-06-30", values={"labour.workers": 45}, origin="ddi", **scope)
    both = ask(home, "labour.workers", "2023-06-30", kind=PARK)
    assert both.value == 105
    assert both.coverage.is_complete


def test_workers_that_were_only_ever_told_of_one_origin_are_not_marked(home: Path, database: str) -> None:
    book = Scribe()
    book.moment = ONE_SCOPE
    zone = operating(book, "Một")
    for start, end in (("2023-01-01", "2023-03-31"), ("2023-04-01", "2023-06-30")):
        book.report(start, end, zone=zone, values={"labour.workers": 60}, origin="fdi")
    assert ask(home, "labour.workers", "2023-06-30", kind=PARK).coverage.is_complete


def test_growth_of_the_whole_country_says_that_zones_were_not_held_against_each_other(
    home: Path, database: str
) -> None:
    book = Scribe()
    one, two = operating(book, "Một"), operating(book, "Hai", on="2023-01-01")
    for year, zones in ((2022, [one]), (2023, [one, two])):
        for zone in zones:
            book.report(f"{year}-01-01", f"{year}-12-31", zone=zone, values={"output.production": "10 USD"})
    province, country = (
        ask(home, "output.production", "2023-12-31", place, form="growth") for place in (BAC_GIANG, COUNTRY)
    )
    assert "kỳ sau có thêm báo cáo riêng của 1" in coverage_note(province, Lang.VI)
    assert country.value == 100
    assert "chưa đối chiếu báo cáo của từng khu, cụm giữa hai kỳ" in coverage_note(country, Lang.VI)
