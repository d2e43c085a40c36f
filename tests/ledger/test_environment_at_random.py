"""Random steps of permits and stations, in any order: what is taken is what an independent reading of the rules allows, and the
duties that follow are what an independent calculation says, as of any day and as known at any moment."""

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from parkledger.duties import DutyKind
from parkledger.figures import current
from parkledger.ledger.errors import CourseBroken
from parkledger.records.dates import Dates
from parkledger.records.duties import duties_on
from tests.duties.calculation import FIRST, stood
from tests.ledger.conftest import Desk

MOMENT = datetime(2030, 1, 1, tzinfo=UTC)
PERMIT = ("environmental_permit_granted", "environmental_permit_renewed", "environmental_permit_ended")
STATION = ("station_commissioned", "station_connected", "station_disconnected", "station_closed")
Step = tuple[date, int, int, str, date | None, datetime]
"""Day, rank, number, kind, the day that it names, the moment of recording."""


def half_a_year_before(day: date) -> date:
    """The same day of the sixth month before, or the last that it has."""
    year, month = (day.year, day.month - 6) if day.month > 6 else (day.year - 1, day.month + 6)
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last))


def allowed(steps: list[Step], order: tuple[str, ...]) -> bool:
    """Whether steps can have happened: begun once, each of the others only where it fits, nothing after the end."""
    begun = over = connected = False
    until: date | None = None
    for on, _, _, kind, named, _ in sorted(steps):
        place = order.index(kind)
        if over or begun == (place == 0):
            return False
        begun, over = True, place == len(order) - 1
        if order is PERMIT and place < 2:
            if named is not None and named <= max(until or on, on):
                return False
            until = named
        if order is STATION and place in {1, 2}:
            if connected == (place == 1):
                return False
            connected = place == 1
    return True


def life(steps: list[Step], order: tuple[str, ...]) -> list[dict[str, Any]]:
    """The steps as the calculation takes them: a permit is to be renewed six months before it expires, a station connected."""
    said: list[dict[str, Any]] = []
    for on, _, seq, kind, named, _ in steps:
        place = order.index(kind)
        due = half_a_year_before(named) if named is not None and order is PERMIT else named
        begins: dict[str, Any] = {"what": "open", "due": due} if due is not None else {"what": "open"}
        done, lapse = {"what": "done"}, {"what": "lapse"}
        of_permit: list[list[dict[str, Any]]] = [[begins] if named else [], [done, begins], [lapse]]
        of_station: list[list[dict[str, Any]]] = [[begins], [done], [begins], [lapse]]
        parts = (of_permit if order is PERMIT else of_station)[place]
        said += [{"on": on, "seq": 10 * seq + n, **part} for n, part in enumerate(parts)]
    return said if any(each["what"] == "open" for each in said) else []


@pytest.fixture(autouse=True)
def _figures_anew(desk: Desk) -> Any:
    current.close()
    yield
    current.close()


def test_random_permits_and_stations_stand_as_independent_calculations_say(desk: Desk) -> None:
    desk.zone("Quang Châu")
    chance, moment, refused = random.Random(11), MOMENT, 0
    history: dict[str, list[Step]] = {f"{letter}{case}": [] for case in range(8) for letter in "PS"}
    for code, steps in history.items():
        order, name = (PERMIT, "permit") if code[0] == "P" else (STATION, "station")
        for _ in range(40):
            moment += timedelta(minutes=1)
            place = chance.randrange(len(order))
            on = FIRST + timedelta(days=place * 60 + chance.randrange(150))
            later = on + timedelta(days=chance.randrange(1, 400))
            fields: dict[str, Any] = {name: code, "zone": "KCN Quang Châu"}
            named = (
                later if order is PERMIT and place < 2 else chance.choice((later, None)) if place in {0, 2} else None
            )
            if named is not None and (order is PERMIT or place in {0, 2}) and not (order is PERMIT and place == 2):
                fields["valid_until" if order is PERMIT else "connect_by"] = named.isoformat()
            else:
                named = None
            step: Step = (on, place, 10**9, order[place], named, moment)
            try:
                made = desk.record(order[place], on.isoformat(), at=moment, **fields)
            except CourseBroken:
                refused += 1
                assert not allowed([*steps, step], order), (code, step, steps)
            else:
                assert allowed([*steps, step], order), (code, step, steps)
                steps.append((on, place, made.seq, order[place], named, moment))
    assert refused > 200
    assert desk.problems() == []
    compare(history, chance, moment)


def compare(history: dict[str, list[Step]], chance: random.Random, last: datetime) -> None:
    """Every duty, on random days as known at random moments, against the calculation."""
    current.expire()
    for _ in range(25):
        known_at = chance.choice((None, MOMENT + (last - MOMENT) * chance.random()))
        on = FIRST + timedelta(days=chance.randrange(0, 700))
        found = {each.duty.key: (each.state.value, each.due_on) for each in duties_on(Dates(on, known_at))}
        expected: dict[str, Any] = {}
        for code, steps in history.items():
            order, kind = (PERMIT, "permit") if code[0] == "P" else (STATION, "connection")
            known = [step for step in steps if known_at is None or step[5] <= known_at]
            state = stood(life(known, order), on, DutyKind(kind).notice_days, kind)
            expected |= {code: state} if state is not None else {}
        assert found == expected, (on, known_at)
