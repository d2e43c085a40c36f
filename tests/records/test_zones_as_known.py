"""Zones on two dates are what the ledger's own register said of them at that moment, over random histories."""

import json
import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from parkledger.figures.current import close
from parkledger.ledger.book.recording import withdraw
from parkledger.ledger.book.states import Dated
from parkledger.ledger.models import Zone
from parkledger.records.dates import Dates
from parkledger.records.histories import zone_name, zones_by_code, zones_by_id, zones_on
from tests.histories import PROLOGUE, Chronicle, Step

OFTEN = (*("rename",) * 5, *("correct",) * 5, *("withdraw",) * 3, "merge", "undo", "put right", "plan", "revoke")
State = dict[int, dict[str, Any]]


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    """Books of another test are let go of before and after."""
    close()
    yield
    close()


def registered() -> State:
    """What the rows of the register say now of each zone, by id."""
    return {
        zone.pk: {
            "names": Dated([(date.fromisoformat(on), seq, name) for on, seq, name in json.loads(zone.names)]),
            "kind": zone.kind,
            "place": zone.place,
            "latitude": zone.latitude,
            "position_assumed": zone.position_assumed,
            "ended_on": zone.ended_on,
        }
        for zone in Zone.objects.all()
    }


def played(seed: int, steps: int) -> list[tuple[datetime, State]]:
    """The states of a book's register, each with the moment at which an event made it so."""
    chance = random.Random(seed)
    book, states = Chronicle("so"), []
    some = [
        Step(
            chance.choice(OFTEN),
            chance.randint(4, 40),
            chance.randint(0, 3),
            chance.randint(0, 3),
            chance.randint(1, 9),
        )
        for _ in range(steps)
    ]
    for step in (*PROLOGUE, *some):
        done = len(book.moments)
        book.play(step)
        if len(book.moments) > done:
            states.append((book.moments[-1], registered()))
    return states


@pytest.mark.parametrize("seed", [3, 10, 11])
def test_a_zone_is_what_the_register_said_at_the_moment(database: str, seed: int) -> None:
    states = played(seed, 40)
    days = [date(2018, 6, 1) + timedelta(days=97 * number) for number in range(20)]
    names = set()
    for known_at, state in [*states, (None, states[-1][1])]:
        for day in days:
            zones = {zone.id: zone for zone in zones_on(Dates(day, known_at)).values()}
            assert zones.keys() == state.keys()
            for zone_id, said in state.items():
                zone = zones[zone_id]
                ended_on = said["ended_on"] if said["ended_on"] and said["ended_on"] <= day else None
                assert zone.name == said["names"].on(day), (known_at, day)
                assert zone.ended_on == ended_on
                for fact in ("kind", "place", "latitude", "position_assumed"):
                    assert getattr(zone, fact) == said[fact], (fact, known_at, day)
                names.add(zone.name)
    assert len(names) > 5


def test_a_zone_that_was_withdrawn_still_has_a_name(sqlite_database: str) -> None:
    book = Chronicle("so")
    for step in PROLOGUE:
        if step.what != "register":  # on a zone with projects a withdrawal is refused
            book.play(step)
    (added,) = [seq for seq, step in book.done if step.what == "establish" and step.zone == 3]
    zone_id = next(zone.id for zone in zones_on(Dates(date(2023, 1, 1))).values() if zone.code == "ccn-tu")
    withdraw("so", added, reason="ghi nhầm", by="lan")
    close()
    now, then = Dates(date(2023, 1, 1)), Dates(date(2023, 1, 1), book.moments[-1])
    assert zone_id not in {zone.id for zone in zones_on(now).values()}
    assert zones_by_id(now)[zone_id].withdrawn
    assert zones_by_code(now)["so", "ccn-tu"].title == zone_name(zone_id, now) == "CCN Tư"
    assert not zones_by_id(then)[zone_id].withdrawn
