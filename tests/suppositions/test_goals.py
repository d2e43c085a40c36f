"""Goal seeking: the least amount, found exactly, and verified by recording it in a copy of the database."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from parkledger.catalogue import ZoneKind
from parkledger.figures import Question
from parkledger.figures.current import close, current_figures
from parkledger.ledger.store.registry import add_book
from parkledger.suppositions.errors import (
    GoalOutOfReach,
    GoalReached,
    GoalUnmoved,
    SoughtFlow,
    SoughtUnknown,
    SupposedEventRefused,
)
from parkledger.suppositions.evaluation import EventFields, supposed
from parkledger.suppositions.goals import seek
from tests.suppositions.scenarios import BOOK, HECTARE, PLACE, on_copy, opened, recorded

ON = date(2027, 12, 31)
FOUNDED = {"zone": "kcn-mot", "name": "Một", "kind": "park", "area_m2": 777_777, "effective_on": "2020-01-01"}
LEASE = EventFields("land_leased", {"zone": "kcn-mot", "effective_on": "2027-06-30"})


@pytest.fixture
def book(sqlite_database: str) -> str:
    """One park with an odd number of square metres, some of them let."""
    add_book(BOOK, "Sổ", PLACE)
    let = {"zone": "kcn-mot", "area_m2": 111_111, "effective_on": "2021-01-01"}
    taken, refused = recorded(
        [EventFields("zone_established", {**FOUNDED, "industrial_m2": 633_331}), EventFields("land_leased", let)]
    )
    assert len(taken) == 2, refused
    close()
    return BOOK


def occupancy(indicator: str = "occupancy", on: date = ON) -> Question:
    zone = next(iter(current_figures().zones))
    return Question(indicator, PLACE, on, zone=zone, kind=ZoneKind.PARK)


@pytest.mark.parametrize("goal", ["60", "17.6", "100", "33.3333", "99.999"])
def test_the_amount_reaches_the_goal_when_it_is_recorded_and_one_less_does_not(
    book: str, home: Path, tmp_path: Path, goal: str
) -> None:
    question, wanted = occupancy(), Fraction(goal)
    found = seek(book, [], LEASE, question, wanted)
    assert found.amount == -(-wanted * 633_331 // 100) - 111_111
    for amount, reaches in ((found.amount, True), (found.amount - 1, False)):
        event = EventFields(LEASE.type, {**LEASE.payload, "area_m2": amount})
        with on_copy(home / "ledger.sqlite3", tmp_path / f"copy{amount}") as copy:
            assert recorded([event]) == ([event], []) or amount == 0
            value = opened(copy).one(question).value
        assert ((value or 0) >= wanted) is reaches
    assert found.reached.value is not None
    assert found.short.value is not None
    assert found.short.value < wanted <= found.reached.value


def test_what_is_supposed_besides_counts(book: str) -> None:
    more = EventFields("land_leased", {"zone": "kcn-mot", "area_m2": 100_000, "effective_on": "2027-01-01"})
    alone = seek(book, [], LEASE, occupancy(), Fraction(60)).amount
    assert seek(book, [more], LEASE, occupancy(), Fraction(60)).amount == alone - 100_000


def test_a_zone_that_is_only_supposed_can_be_let(book: str) -> None:
    new = EventFields("zone_established", {**FOUNDED, "zone": "kcn-moi", "name": "Mới", "industrial_m2": 60 * HECTARE})
    zone = next(number for number, each in supposed(book, [new]).supposed.zones.items() if each["code"] == "kcn-moi")
    question = Question("occupancy", PLACE, ON, zone=zone, kind=ZoneKind.PARK)
    lease = EventFields("land_leased", {**LEASE.payload, "zone": "kcn-moi"})
    assert seek(book, [new], lease, question, Fraction(60)).amount == 36 * HECTARE


def test_what_cannot_be_is_refused_in_words(book: str) -> None:
    with pytest.raises(GoalOutOfReach, match=r"nhiều nhất ghi được 522.220 m²") as told:
        seek(book, [], LEASE, occupancy(), Fraction(101))
    assert "có thể cho thuê" in told.value.message("vi")  # type: ignore[arg-type]
    with pytest.raises(GoalReached):
        seek(book, [], LEASE, occupancy(), Fraction(10))
    with pytest.raises(GoalUnmoved):
        seek(book, [], LEASE, occupancy(on=date(2026, 1, 1)), Fraction(60))
    with pytest.raises(SoughtFlow):
        seek(book, [], LEASE, occupancy("capital.new"), Fraction(60))
    with pytest.raises(SoughtUnknown):
        seek(book, [], LEASE, occupancy("labour.workers"), Fraction(60))
    wrong = EventFields("land_leased", {**LEASE.payload, "area_m2": 999 * HECTARE})
    with pytest.raises(SupposedEventRefused):
        seek(book, [wrong], LEASE, occupancy(), Fraction(60))
    full = EventFields("land_leased", {**LEASE.payload, "area_m2": 522_220})
    with pytest.raises(GoalOutOfReach, match=r"nhiều nhất ghi được 0 m²"):
        seek(book, [full], LEASE, occupancy(), Fraction(101))
