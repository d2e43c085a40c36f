"""A level is an estimate where its last report is: what was estimated before it marks nothing any more."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from parkledger.briefing.splits import By, split
from parkledger.catalogue.measures import ONE_SCOPE
from parkledger.figures import Dimension, Figure, Question, SupposedPosting
from parkledger.figures.current import close
from parkledger.figures.questions import Member
from parkledger.figures.wording import written
from parkledger.language import Lang, Text, month_end
from parkledger.suppositions.evaluation import EventFields, supposed
from tests.figures.books import BAC_GIANG, BAC_KAN, COUNTRY, FDI, PARK, Scribe, ask, figures_of, question, vnd, zone_id

WORKERS = "labour.workers"
NOVEMBER, DECEMBER = "2025-11-30", "2025-12-31"
SINCE = ONE_SCOPE.date().isoformat()
"""Reports recorded since then end what was reported in scopes that overlap theirs."""


def month(
    book: Scribe, end: str, workers: int, *, status: str = "final", start: str | None = None, **about: Any
) -> int:
    """A report of workers at the end of a month."""
    scope = about if {"zone", "kind"} & about.keys() else {**about, "kind": "park"}
    values = scope.pop("values", {WORKERS: workers})
    return book.report(start or f"{end[:8]}01", end, status=status, values=values, **scope)


def told(figure: Figure) -> tuple[int, bool]:
    """A figure's value, and whether it is marked as an estimate."""
    return int(figure.value or 0), figure.estimate


def is_estimate(home: Path, on: str, place: str = BAC_GIANG, **more: Any) -> bool:
    """Whether the workers of a place are marked as an estimate."""
    return ask(home, WORKERS, on, place, **more).estimate


def test_a_final_report_of_a_later_day_ends_the_mark(home: Path, database: str) -> None:
    book = Scribe()
    zone = book.zone("Mot")
    month(book, NOVEMBER, 4_500, zone=zone, status="estimate")
    month(book, DECEMBER, 4_600, zone=zone)
    assert written(ask(home, WORKERS, NOVEMBER), Lang.VI).startswith("ước 4.500")
    found = ask(home, WORKERS, DECEMBER)
    assert told(found) == (4_600, False)
    assert not written(found, Lang.VI).startswith("ước")
    number = zone_id(home, zone)
    for more in ({"zone": number}, {"kind": PARK}, {"form": "share"}):
        assert [is_estimate(home, on, **more) for on in (NOVEMBER, DECEMBER)] == [True, False], more
    assert [is_estimate(home, on, COUNTRY) for on in (NOVEMBER, DECEMBER)] == [True, False]
    assert not is_estimate(home, "2026-06-30")


def test_a_later_estimate_marks_the_figure_until_it_is_followed_or_taken_back(home: Path, database: str) -> None:
    book = Scribe()
    zone = book.zone("Mot")
    month(book, NOVEMBER, 4_500, zone=zone)
    estimate = month(book, DECEMBER, 4_600, zone=zone, status="estimate", at="2026-01-02")
    assert [is_estimate(home, on) for on in (NOVEMBER, DECEMBER, "2026-06-30")] == [False, True, True]
    book.withdraw(estimate, at="2026-01-05")
    assert [is_estimate(home, on) for on in (NOVEMBER, DECEMBER)] == [False, False]
    assert is_estimate(home, DECEMBER, known_at="2026-01-04")
    assert not is_estimate(home, DECEMBER, known_at="2026-01-01")


def test_one_zone_at_an_estimate_marks_the_sum(home: Path, database: str) -> None:
    book = Scribe()
    one, two = book.zone("Mot"), book.zone("Hai")
    month(book, NOVEMBER, 10, zone=one, status="estimate")
    month(book, NOVEMBER, 20, zone=two, status="estimate")
    month(book, DECEMBER, 11, zone=one)
    assert is_estimate(home, DECEMBER)
    numbers = {code: zone_id(home, code) for code in (one, two)}
    assert not is_estimate(home, DECEMBER, zone=numbers[one])
    assert is_estimate(home, DECEMBER, zone=numbers[two])
    figures = figures_of(home)
    found = figures.answer(split(question(WORKERS, DECEMBER), By.ZONE, figures))
    figures.close()
    assert sorted(told(each) for each in found) == [(11, False), (20, True)]


def test_a_report_recorded_late_of_an_earlier_day_marks_nothing_after(home: Path, database: str) -> None:
    book = Scribe()
    zone = book.zone("Mot")
    month(book, DECEMBER, 11, zone=zone)
    month(book, NOVEMBER, 10, zone=zone, status="estimate")
    assert [is_estimate(home, on) for on in (NOVEMBER, DECEMBER)] == [True, False]


@pytest.mark.parametrize("final", [4_500, 4_600])
def test_of_two_reports_of_one_day_the_later_recorded_tells(home: Path, database: str, final: int) -> None:
    """An estimate of the year and the final report of its last month both say what there was on its last day."""
    book = Scribe()
    zone = book.zone("Mot")
    year = month(book, DECEMBER, 4_500, zone=zone, status="estimate", start="2025-01-01", at="2026-01-01")
    last = month(book, DECEMBER, final, zone=zone, at="2026-01-10")
    assert is_estimate(home, DECEMBER, known_at="2026-01-09")
    assert not is_estimate(home, DECEMBER)
    book.withdraw(last, at="2026-01-11")
    assert is_estimate(home, DECEMBER)
    assert not is_estimate(home, DECEMBER, known_at="2026-01-10T12:00:00")
    book.withdraw(year, at="2026-01-12")
    assert not is_estimate(home, DECEMBER)


def test_of_two_estimates_of_one_day_the_one_that_stands_tells(home: Path, database: str) -> None:
    book = Scribe()
    zone = book.zone("Mot")
    month(book, DECEMBER, 1, zone=zone, status="estimate", start="2025-01-01")
    month(book, DECEMBER, 2, zone=zone, start="2025-10-01")
    third = month(book, DECEMBER, 3, zone=zone, status="estimate")
    assert is_estimate(home, DECEMBER)
    book.withdraw(third)
    assert not is_estimate(home, DECEMBER)


@pytest.mark.parametrize("withdrawn", ["estimate", "final"])
def test_what_was_taken_back_tells_nothing_though_it_said_the_same(home: Path, database: str, withdrawn: str) -> None:
    """Of three reports of one day the last is taken back, and the one before it says the same number."""
    book = Scribe()
    zone = book.zone("Mot")
    staying = "final" if withdrawn == "estimate" else "estimate"
    month(book, DECEMBER, 10, zone=zone, status=withdrawn, start="2025-01-01")
    month(book, DECEMBER, 12, zone=zone, status=staying, start="2025-10-01")
    third = month(book, DECEMBER, 12, zone=zone, status=withdrawn, at="2026-01-02")
    assert is_estimate(home, DECEMBER) is (withdrawn == "estimate")
    book.withdraw(third, at="2026-01-03")
    assert is_estimate(home, DECEMBER) is (staying == "estimate")
    assert is_estimate(home, DECEMBER, known_at="2026-01-02T12:00:00") is (withdrawn == "estimate")


def test_a_zone_told_of_again_on_the_day_it_ended_and_came_back_is_at_an_estimate(home: Path, database: str) -> None:
    """The end of the zone was taken back: its report stands again."""
    book = Scribe()
    zone = book.zone("Mot")
    month(book, DECEMBER, 10, zone=zone, start="2025-01-01")
    month(book, DECEMBER, 10, zone=zone, status="estimate", at="2026-01-01")
    ended = book("zone_revoked", effective_on=DECEMBER, zone=zone, at="2026-01-02")
    assert not is_estimate(home, DECEMBER)
    book.withdraw(ended, at="2026-01-03")
    assert is_estimate(home, DECEMBER)
    assert not is_estimate(home, DECEMBER, known_at="2026-01-02T12:00:00")


def test_a_zone_that_has_ended_is_at_no_estimate(home: Path, database: str) -> None:
    book = Scribe()
    one, two = book.zone("Mot"), book.zone("Hai")
    month(book, NOVEMBER, 10, zone=one)
    month(book, NOVEMBER, 20, zone=two, status="estimate")
    ended = book("zone_revoked", effective_on=DECEMBER, zone=two)
    assert [is_estimate(home, on) for on in (NOVEMBER, DECEMBER)] == [True, False]
    book.withdraw(ended)
    assert is_estimate(home, DECEMBER)
    month(book, DECEMBER, 21, zone=two, status="estimate")
    book("zone_revoked", effective_on=DECEMBER, zone=two)
    found = ask(home, WORKERS, DECEMBER)
    assert told(found) == (10, False)


def test_an_estimate_that_lapsed_marks_nothing(home: Path, database: str) -> None:
    """What was reported of a place as a whole ends where a zone of it reports alone."""
    book = Scribe()
    zone = book.zone("Mot")
    month(book, "2024-12-31", 50, status="estimate", at=SINCE)
    alone = month(book, NOVEMBER, 10, zone=zone)
    assert [is_estimate(home, on) for on in ("2024-12-31", NOVEMBER)] == [True, False]
    book.withdraw(alone)
    found = ask(home, WORKERS, NOVEMBER)
    assert told(found) == (50, True)
    month(book, NOVEMBER, 10, zone=zone, status="estimate")
    found = ask(home, WORKERS, NOVEMBER)
    assert told(found) == (10, True)
    month(book, DECEMBER, 60, zone=zone)
    assert not is_estimate(home, DECEMBER)


def test_books_origins_and_currencies_are_told_apart(home: Path, database: str) -> None:
    book, other, third = Scribe(), Scribe("bk", BAC_KAN), Scribe("so", BAC_GIANG)
    month(book, NOVEMBER, 10, origin="fdi", status="estimate")
    month(book, DECEMBER, 11, origin="ddi")
    month(other, DECEMBER, 12)
    assert is_estimate(home, DECEMBER, origin=FDI)
    assert not is_estimate(home, DECEMBER, BAC_KAN)
    assert is_estimate(home, DECEMBER, COUNTRY)
    month(third, DECEMBER, 13, origin="fdi")
    assert is_estimate(home, DECEMBER, origin=FDI)  # another book's final report says nothing of this one's estimate
    month(book, DECEMBER, 12, origin="fdi")
    assert not is_estimate(home, DECEMBER, COUNTRY)


def test_a_ratio_is_an_estimate_where_either_level_is(home: Path, database: str) -> None:
    book = Scribe()
    zone = book.zone("Mot")
    first = {WORKERS: 10, "labour.payroll": vnd(100)}
    month(book, NOVEMBER, 0, zone=zone, status="estimate", values=first)
    month(book, DECEMBER, 0, zone=zone, values={WORKERS: 10})
    assert ask(home, "labour.income", DECEMBER).estimate
    assert not is_estimate(home, DECEMBER)
    month(book, DECEMBER, 0, zone=zone, values={"labour.payroll": vnd(120)})
    assert not ask(home, "labour.income", DECEMBER).estimate


def test_what_is_filed_under_no_project_is_marked_as_the_whole(home: Path, database: str) -> None:
    book = Scribe()
    zone = book.zone("Mot")
    month(book, NOVEMBER, 10, zone=zone, status="estimate")
    month(book, DECEMBER, 11, zone=zone)
    rest = Member(Dimension.COUNTRY, "", Text("không rõ", "not known"))
    number = zone_id(home, zone)
    for zone_asked in (None, number):
        found = [ask(home, WORKERS, on, member=rest, zone=zone_asked) for on in (NOVEMBER, DECEMBER)]
        assert [told(each) for each in found] == [(10, True), (11, False)]


@pytest.mark.parametrize("first_asked", ["earlier", "later"])
def test_marks_found_once_are_of_their_own_day_place_and_moment(home: Path, database: str, first_asked: str) -> None:
    """What one question found is remembered for others of the same, and for no others."""
    book, other = Scribe(), Scribe("bk", BAC_KAN)
    month(book, NOVEMBER, 10, status="estimate", at="2025-12-01")
    month(book, NOVEMBER, 20, kind="cluster", at="2025-12-01T01:00:00")
    month(other, NOVEMBER, 30, status="estimate", at="2025-12-01")
    month(book, DECEMBER, 11, at="2026-01-01")
    month(book, DECEMBER, 21, kind="cluster", status="estimate", at="2026-01-02")
    month(other, DECEMBER, 31, at="2026-01-02")
    asked = {
        (NOVEMBER, BAC_GIANG, None): True,
        (DECEMBER, BAC_GIANG, "2026-01-01T12:00:00"): False,
        (DECEMBER, BAC_GIANG, "2026-01-02T12:00:00"): True,
        (DECEMBER, BAC_GIANG, None): True,
        (DECEMBER, BAC_KAN, None): False,
        (NOVEMBER, BAC_KAN, None): True,
        (DECEMBER, COUNTRY, None): True,
    }
    order = list(asked) if first_asked == "earlier" else list(asked)[::-1]
    figures = figures_of(home)
    for _ in range(2):
        for on, place, known_at in order:
            found = figures.one(question(WORKERS, on, place, known_at=known_at))
            assert found.estimate is asked[on, place, known_at], (on, place, known_at)
    figures.close()


def claimed(zone: int, on: str, status: str, amount: int, event: int, count: int = 1) -> SupposedPosting:
    """A posting of workers that is supposed."""
    day = date.fromisoformat(on)
    return SupposedPosting(
        WORKERS, BAC_GIANG, "park", None, zone, day, day, status, demo=False, count=count, amount=amount, usd=0, vnd=0,
        event=event,
    )  # fmt: skip


def test_supposed_postings_mark_and_end_marks(home: Path, database: str) -> None:
    book = Scribe()
    zone = book.zone("Mot")
    seq = month(book, NOVEMBER, 10, zone=zone, status="estimate")
    number, event = zone_id(home, zone), book.id(seq) + 1
    figures = figures_of(home)

    def marks(postings: Iterable[SupposedPosting]) -> list[bool]:
        asked: list[Question] = [
            question(WORKERS, on, zone=each) for on in (NOVEMBER, DECEMBER) for each in (None, number)
        ]
        found: list[Figure] = figures.what_if(asked, postings)
        return [figure.estimate for figure in found]

    assert marks([]) == [True] * 4
    assert marks([claimed(number, DECEMBER, "final", 1, event)]) == [True, True, False, False]
    assert marks([claimed(number, DECEMBER, "estimate", 1, event)]) == [True] * 4
    assert marks([claimed(number, NOVEMBER, "final", 0, event)]) == [False] * 4
    gone = claimed(number, NOVEMBER, "estimate", -10, event, count=-1)
    assert marks([gone]) == [False] * 4
    assert marks([gone, claimed(number, NOVEMBER, "final", 12, event + 1)]) == [False] * 4
    figures.close()


def test_suppositions_mark_and_end_marks(home: Path, database: str) -> None:
    book = Scribe()
    zone = book.zone("Mot")
    month(book, NOVEMBER, 10, zone=zone, status="estimate")
    close()

    def mark(end: str, status: str, on: str) -> bool:
        last = month_end(date.fromisoformat(end))
        about = {"period_start": f"{end[:8]}01", "period_end": last.isoformat(), "zone": zone, "status": status}
        found = supposed("bg", [EventFields("period_report", {**about, "values": {WORKERS: 12}})]).supposed
        return found.one(replace(question(WORKERS, on), kind=PARK)).estimate

    assert mark(DECEMBER, "final", NOVEMBER)
    assert not mark(DECEMBER, "final", DECEMBER)
    assert mark(DECEMBER, "estimate", DECEMBER)
    assert not mark(NOVEMBER, "final", DECEMBER)
    close()
