"""One thing told in two books: of levels the later word of the whole is taken, anything else is not added up; the books are named."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest

from parkledger.catalogue.measures import ONE_SCOPE
from parkledger.figures import Figures, SupposedPosting
from parkledger.figures.current import open_figures
from parkledger.figures.wording import coverage_note
from parkledger.language import Lang
from parkledger.ledger.models import row_id
from tests.figures.books import (
    BAC_GIANG,
    BAC_KAN,
    BAC_NINH,
    BAC_NINH_TODAY,
    CLUSTER,
    COUNTRY,
    DDI,
    FDI,
    PARK,
    RATE,
    Scribe,
    question,
)

WORKERS, PRODUCED = "labour.workers", "output.production"
Q2, Q3, Q4 = ("2025-04-01", "2025-06-30"), ("2025-07-01", "2025-09-30"), ("2025-10-01", "2025-12-31")


def told(book: Scribe, quarter: tuple[str, str], workers: int, **scope: Any) -> int:
    """A report of workers."""
    return book.report(*quarter, values={WORKERS: workers}, **scope)


@pytest.fixture
def old(database: str) -> Scribe:
    """The book of a province that was merged, with two parks that reported until then."""
    book = Scribe("bg")
    for name, workers in (("Một", 1_000), ("Hai", 2_000)):
        told(book, Q2, workers, zone=book.zone(name))
    return book


@pytest.fixture
def new(old: Scribe) -> Scribe:
    """The book of the province that it became a part of."""
    return Scribe("bn", BAC_NINH_TODAY)


@pytest.fixture
def ask(home: Path) -> Iterator[Any]:
    """Asks the books as they are then."""
    opened: list[Figures] = []

    def asked(indicator: str, on: str, place: str = BAC_NINH_TODAY, **more: Any) -> Any:
        opened.append(open_figures(home / "mirror"))
        return opened[-1].one(question(indicator, on, place, **more))

    yield asked
    for figures in opened:
        figures.close()


def test_a_level_told_of_the_whole_in_one_book_takes_the_place_of_what_others_told_before(new: Scribe, ask) -> None:
    told(new, Q3, 7_000, kind="park")
    for kind in (PARK, None):
        assert ask(WORKERS, "2025-06-30", kind=kind).value == 3_000
        assert ask(WORKERS, "2025-09-30", kind=kind).value == 7_000
        assert ask(WORKERS, "2025-09-30", COUNTRY, kind=kind).value == 7_000
    figure = ask(WORKERS, "2025-09-30", kind=PARK)
    assert [term.value for term in figure.terms] == [7_000]
    assert not figure.coverage.heard
    assert ask(WORKERS, "2025-09-30", BAC_GIANG).value == 3_000, "the old province alone is told by its own book"


def test_what_is_told_of_a_zone_after_the_whole_is_not_added_and_the_books_are_named(
    old: Scribe, new: Scribe, ask
) -> None:
    told(new, Q3, 7_000, kind="park")
    late = told(old, Q4, 1_100, zone="kcn-một")
    for place in (BAC_NINH_TODAY, COUNTRY):
        figure = ask(WORKERS, "2025-12-31", place, kind=PARK)
        assert figure.value is None
        assert "Sổ bg; Sổ bn" in coverage_note(figure, Lang.VI)
        assert "reported in several books (Sổ bg; Sổ bn)" in coverage_note(figure, Lang.EN)
    old.withdraw(late)
    assert ask(WORKERS, "2025-12-31", kind=PARK).value == 7_000


def test_both_told_of_one_day_are_not_added(new: Scribe, old: Scribe, ask) -> None:
    told(old, Q3, 1_500, zone="kcn-một")
    told(new, Q3, 7_000, kind="park")
    assert ask(WORKERS, "2025-09-30", kind=PARK).value is None


def test_of_two_books_that_tell_of_the_same_whole_the_later_has_the_word(new: Scribe, ask) -> None:
    other = Scribe("so", BAC_NINH_TODAY)
    told(other, Q3, 6_000, kind="park")
    told(new, Q4, 7_000, kind="park")
    assert ask(WORKERS, "2025-09-30", kind=PARK).value == 6_000
    assert ask(WORKERS, "2025-12-31", kind=PARK).value == 7_000
    told(other, Q4, 6_500, kind="park")
    assert ask(WORKERS, "2025-12-31", kind=PARK).value is None


def test_a_part_told_as_a_whole_is_superseded_by_the_whole_and_not_added_after_it(
    new: Scribe, old: Scribe, ask
) -> None:
    old.moment = ONE_SCOPE
    told(old, Q3, 4_000, kind="park")
    told(new, Q4, 9_000, kind="park")
    assert ask(WORKERS, "2025-12-31", kind=PARK).value == 9_000
    assert ask(WORKERS, "2025-12-31", BAC_GIANG, kind=PARK).value == 4_000


def test_what_does_not_overlap_is_added(new: Scribe, old: Scribe, ask) -> None:
    told(new, Q3, 500, kind="cluster")
    north = Scribe("cu", BAC_NINH)
    told(north, Q3, 10_000, kind="park")
    assert ask(WORKERS, "2025-09-30").value == 13_500
    assert ask(WORKERS, "2025-09-30", kind=PARK).value == 13_000


def test_a_province_was_what_had_been_merged_into_it_when_it_reported(database: str, ask) -> None:
    """What Hà Nội reported before Hà Tây became a part of it is not about Hà Tây."""
    big, small = Scribe("hn", "viet-nam.ha-noi"), Scribe("ht", "viet-nam.ha-tay")
    told(big, ("2008-04-01", "2008-06-30"), 90_000, kind="park")
    told(small, ("2008-04-01", "2008-06-30"), 300, zone=small.zone("Phú Nghĩa", on="2007-01-01"))
    for on in ("2008-07-31", "2008-08-31"):
        assert ask(WORKERS, on, COUNTRY, kind=PARK).value == 90_300
    told(big, ("2008-07-01", "2008-09-30"), 91_000, kind="park")
    assert ask(WORKERS, "2008-09-30", COUNTRY, kind=PARK).value == 91_000
    assert ask(WORKERS, "2008-06-30", COUNTRY, kind=PARK).value == 90_300


def test_flows_of_the_same_days_in_two_books_are_not_added_and_those_of_other_days_are(
    new: Scribe, old: Scribe, ask
) -> None:
    old.report(*Q2, zone="kcn-một", values={PRODUCED: "12 USD"})
    new.report(*Q3, kind="park", values={PRODUCED: "30 USD"})
    assert ask(PRODUCED, "2025-09-30", kind=PARK, start="2025-01-01").value == 42 * RATE
    again = old.report(*Q3, zone="kcn-một", values={PRODUCED: "5 USD"})
    figure = ask(PRODUCED, "2025-09-30", kind=PARK, start="2025-01-01")
    assert (figure.value, figure.coverage.refusal is None) == (None, False)
    old.withdraw(again)
    assert ask(PRODUCED, "2025-09-30", kind=PARK, start="2025-01-01").value == 42 * RATE


def test_what_is_told_of_another_origin_is_no_part_of_it(new: Scribe, old: Scribe, ask) -> None:
    told(new, Q3, 6_000, kind="park", origin="fdi")
    told(old, Q3, 2_000, kind="park", origin="ddi")
    assert ask(WORKERS, "2025-09-30", kind=PARK, origin=DDI).value == 2_000
    assert ask(WORKERS, "2025-09-30", kind=PARK, origin=FDI).value == 6_000


def test_as_known_before_the_rule_the_sum_is_what_it_was(new: Scribe, ask) -> None:
    told(new, Q3, 7_000, kind="park")
    assert ask(WORKERS, "2025-09-30", kind=PARK, known_at="2026-11-29").value == 10_000


def test_random_books_agree_with_one_who_goes_through_the_days(database: str, ask) -> None:
    """Reports of parks and of the province by two books, on random days: an own walk over them says what holds on each."""
    dice = Random(f"{database}-overlaps")
    old, new = Scribe("bg"), Scribe("bn", BAC_NINH_TODAY)
    zones = [old.zone(name) for name in ("Một", "Hai", "Ba")]
    days = [date(2025, month, 28) for month in range(7, 13)]
    words: list[tuple[date, str, int]] = []
    for day in days:
        for scope in dice.sample([*zones, ""], dice.randint(0, 2)):
            workers = dice.randint(100, 9_000)
            words.append((day, scope, workers))
            book, about = (old, {"zone": scope}) if scope else (new, {"kind": "park"})
            told(book, (day.isoformat(), day.isoformat()), workers, **about)
    for day in days:
        last = {scope: (on, workers) for on, scope, workers in words if on <= day}
        whole = last.pop("", None)
        expected: Fraction | int | None
        if whole is None:
            expected = sum(workers for _, workers in last.values()) if last else None
        else:
            expected = None if any(on >= whole[0] for on, _ in last.values()) else whole[1]
        assert ask(WORKERS, day.isoformat(), kind=PARK).value == expected, day


def test_a_whole_that_its_own_book_told_of_since_more_closely_stands_no_more(new: Scribe, old: Scribe, ask) -> None:
    new.moment = ONE_SCOPE
    told(new, Q2, 9_000)
    told(old, Q3, 1_500, zone="kcn-một")
    assert ask(WORKERS, "2025-09-30").value is None
    told(new, Q4, 400, kind="cluster")
    assert ask(WORKERS, "2025-12-31").value == 1_500 + 2_000 + 400


def test_what_would_be_told_of_the_whole_is_shown_with_what_it_takes_the_place_of(new: Scribe, home: Path) -> None:
    new.zone("Ba")
    figures = open_figures(home / "mirror")
    supposed = SupposedPosting(
        WORKERS, BAC_NINH_TODAY, "park", None, None, date(2025, 9, 30), date(2025, 9, 30), "final", False, 1, 7_000, 0, 0,
        event=row_id(new.book.id, 99),
    )  # fmt: skip
    asked = question(WORKERS, "2025-09-30", BAC_NINH_TODAY, kind=PARK)
    (figure,) = figures.what_if([asked], [supposed])
    assert figure.value == 7_000
    figures.close()


def test_what_offices_count_of_their_own_work_is_added(new: Scribe, old: Scribe, ask) -> None:
    for book, late in ((new, 2), (old, 3)):
        book(
            "procedures_counted",
            period_start=Q3[0],
            period_end=Q3[1],
            place=BAC_NINH_TODAY,
            received=90,
            on_time=80,
            late=late,
        )
    assert ask("procedures.late", "2025-09-30", start="2025-01-01").value == 5


def test_what_one_book_tells_of_one_origin_does_not_take_the_place_of_what_another_tells_of_all(
    new: Scribe, ask
) -> None:
    told(new, Q3, 2_000, kind="park", origin="fdi")
    assert ask(WORKERS, "2025-09-30", kind=PARK).value is None, "foreign workers would be counted twice"
    assert ask(WORKERS, "2025-09-30", kind=PARK, origin=FDI).value == 2_000


def test_a_zone_that_has_ended_contradicts_nobody(new: Scribe, old: Scribe, ask) -> None:
    told(new, Q3, 7_000, kind="park")
    told(old, Q4, 1_100, zone="kcn-một")
    assert ask(WORKERS, "2025-12-31", kind=PARK).value is None
    old("zone_revoked", effective_on="2026-01-15", zone="kcn-một")
    assert ask(WORKERS, "2026-01-31", kind=PARK).value == 7_000


def test_of_one_origin_only_what_is_of_it_is_superseded(database: str, ask) -> None:
    other, new = Scribe("so", BAC_NINH_TODAY), Scribe("bn", BAC_NINH_TODAY)
    told(other, Q2, 30, kind="park", origin="fdi")
    told(other, Q2, 20, kind="park", origin="ddi")
    told(new, Q3, 100, kind="park", origin="fdi")
    told(new, Q3, 50, kind="cluster", origin="fdi")
    for kind, origin, workers in (
        (PARK, FDI, 100),
        (PARK, DDI, 20),
        (PARK, None, 120),
        (None, FDI, 150),
        (None, None, 170),
    ):
        assert ask(WORKERS, "2025-12-31", kind=kind, origin=origin).value == workers


def test_another_origin_told_later_ends_nothing(new: Scribe, old: Scribe, ask) -> None:
    told(old, Q2, 40, zone=old.zone("Ba"), origin="fdi")
    told(new, Q3, 100, kind="park", origin="fdi")
    told(new, Q4, 50, kind="park", origin="ddi")
    assert ask(WORKERS, "2025-12-31", kind=PARK, origin=FDI).value == 100
    assert ask(WORKERS, "2025-12-31", kind=PARK, origin=DDI).value == 50


def test_estimates_and_what_replaced_them_are_one_report(new: Scribe, ask) -> None:
    other = Scribe("so", BAC_NINH_TODAY)
    told(other, Q2, 6_000, kind="park", status="estimate")
    told(new, Q3, 7_000, kind="park")
    found = ask(WORKERS, "2025-09-30", kind=PARK)
    assert (found.value == 7_000, found.estimate) == (True, False)
    told(other, Q4, 8_000, kind="park")
    assert ask(WORKERS, "2025-12-31", kind=PARK).value == 8_000


def test_an_estimate_of_the_whole_told_last_is_one(new: Scribe, old: Scribe, ask) -> None:
    told(new, Q3, 7_000, kind="park")
    told(old, ("2025-10-01", "2025-10-31"), 1_500, zone="kcn-một")
    assert ask(WORKERS, "2025-11-30", kind=PARK).value is None
    told(new, Q4, 7_500, kind="park", status="estimate")
    found = ask(WORKERS, "2025-12-31", kind=PARK)
    assert (found.value == 7_500, found.estimate) == (True, True)


def test_what_stands_elsewhere_at_an_estimate_marks_the_country_though_one_place_is_superseded(
    new: Scribe, old: Scribe, ask
) -> None:
    told(old, Q3, 1_000, zone="kcn-một", status="estimate")
    north = Scribe("bk", BAC_KAN)
    estimate = told(north, Q3, 300, kind="park", status="estimate")
    told(new, Q4, 7_000, kind="park")
    for kind in (PARK, None):
        found = ask(WORKERS, "2025-12-31", COUNTRY, kind=kind)
        assert (found.value, found.estimate) == (7_300, True), "Bắc Kạn stands at an estimate"
        found = ask(WORKERS, "2025-12-31", kind=kind)
        assert (found.value, found.estimate) == (7_000, False)
    assert ask(WORKERS, "2025-12-31", BAC_GIANG).estimate, "its own book has told nothing since"
    north.withdraw(estimate)
    found = ask(WORKERS, "2025-12-31", COUNTRY, kind=PARK)
    assert (found.value, found.estimate) == (7_000, False), "what was superseded marks nothing"


def test_of_two_books_of_one_place_the_estimate_of_the_earlier_marks_nothing(new: Scribe, ask) -> None:
    other = Scribe("so", BAC_NINH_TODAY)
    told(other, Q3, 6_000, kind="park", status="estimate")
    assert ask(WORKERS, "2025-09-30", COUNTRY, kind=PARK).estimate
    told(new, Q4, 7_000, kind="park")
    assert not ask(WORKERS, "2025-12-31", COUNTRY, kind=PARK).estimate
    told(other, ("2026-01-01", "2026-01-31"), 6_100, kind="park", status="estimate")
    found = ask(WORKERS, "2026-01-31", COUNTRY, kind=PARK)
    assert (found.value, found.estimate) == (6_100, True)


def test_an_estimate_of_none_that_was_superseded_marks_nothing(new: Scribe, old: Scribe, ask) -> None:
    told(old, Q3, 0, zone="kcn-một", status="estimate")
    told(new, Q4, 7_000, kind="park")
    found = ask(WORKERS, "2025-12-31", kind=PARK)
    assert (found.value, found.estimate) == (7_000, False)


def test_a_zone_superseded_in_part_is_left_out_whole_where_its_counterpart_is_not_on_record(
    new: Scribe, old: Scribe, ask
) -> None:
    """Pay by workers: of a park no pay is on record, and of its workers the foreign ones were told anew by another book."""
    kept, silent = old.zone("Ba"), old.zone("Bốn")
    for zone, origin, workers, pay in (
        (kept, "ddi", 100, 1_000_000),
        (silent, "fdi", 30, None),
        (silent, "ddi", 20, None),
    ):
        values: dict[str, Any] = {WORKERS: workers} | ({"labour.payroll": f"{pay} VND"} if pay else {})
        old.report(*Q2, zone=zone, origin=origin, values=values)
    told(new, Q3, 0, kind="park", origin="fdi")
    for place in (BAC_NINH_TODAY, COUNTRY):
        found = ask("labour.income", "2025-09-30", place, kind=PARK)
        assert [term.value for term in found.terms] == [1_000_000, 100]


def test_what_a_third_book_took_the_place_of_contradicts_nobody(new: Scribe, ask) -> None:
    told(Scribe("so", BAC_NINH_TODAY), Q2, 30, kind="park")
    assert ask(WORKERS, "2025-06-30", kind=PARK).value is None
    told(new, Q3, 100, kind="park")
    assert ask(WORKERS, "2025-12-31", kind=PARK).value == 100


def test_the_country_is_told_as_its_province(new: Scribe, old: Scribe, ask) -> None:
    new.moment = ONE_SCOPE
    told(new, ("2025-07-01", "2025-07-31"), 2_800, kind="park", place=BAC_GIANG)
    told(old, ("2025-08-01", "2025-08-31"), 1_500, zone="kcn-một")
    told(new, Q3, 7_000, kind="park")
    for place in (BAC_NINH_TODAY, COUNTRY):
        assert ask(WORKERS, "2025-12-31", place, kind=PARK).value == 7_000


def test_flows_of_origins_that_have_nothing_in_common_are_added(new: Scribe, old: Scribe, ask) -> None:
    new.report(*Q3, kind="park", origin="fdi", values={PRODUCED: "30 USD"})
    old.report(*Q3, zone="kcn-một", origin="ddi", values={PRODUCED: "5 USD"})
    assert ask(PRODUCED, "2025-09-30", start="2025-01-01", kind=PARK).value == 35 * RATE
    assert ask(PRODUCED, "2025-09-30", start="2025-01-01", kind=PARK, origin=FDI).value == 30 * RATE


def test_what_is_supposed_to_be_taken_back_is_taken_off_what_no_longer_counts(new: Scribe, home: Path) -> None:
    other = Scribe("so", BAC_NINH_TODAY)
    report = told(other, Q2, 30, kind="cluster")
    told(new, Q3, 100, kind="cluster")
    about = (WORKERS, BAC_NINH_TODAY, "cluster", None, None, date(2025, 6, 30), date(2025, 6, 30), "final", False)
    figures = open_figures(home / "mirror")
    supposed = [
        SupposedPosting(*about, -1, -30, 0, 0, event=other.id(report)),
        SupposedPosting(*about, 1, 40, 0, 0, event=row_id(other.book.id, 99)),
    ]
    (found,) = figures.what_if([question(WORKERS, "2025-12-31", BAC_NINH_TODAY, kind=CLUSTER)], supposed)
    assert found.value == 100
    figures.close()
