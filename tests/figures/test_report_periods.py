"""The periods reported on, as known at moments: the same however often they are asked for, and as counted by hand."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from parkledger.figures.engine import table_cache
from parkledger.figures.engine.cells import Scope
from parkledger.figures.engine.engine import Engine
from parkledger.figures.mirror.filling import refresh
from parkledger.figures.mirror.rollups import COUNTRY
from parkledger.language import VIETNAM, Period
from parkledger.places import get, territory
from tests.figures.books import BAC_GIANG, BAC_KAN, Scribe

MEASURE = "output.production"
FIRST = datetime(2023, 1, 1, tzinfo=UTC)
MONTHS = [(date(2022, month, 1), date(2022, month + 1, 1) - timedelta(days=1)) for month in range(1, 9)]
SCOPES = (Scope(COUNTRY, None, None), Scope(territory(get(BAC_GIANG)), None, None), Scope(COUNTRY, "park", None))
Recorded = tuple[datetime, str, Period, int]
"""When, in which province, of which period a report was made (1) or taken back (-1)."""


def _record(chance: Random, scribes: dict[str, Scribe], made: dict[str, list[tuple[int, Period]]]) -> list[Recorded]:
    """Report some months, and take some reports back, at moments that never go back."""
    found = []
    for _ in range(12):
        place = chance.choice(list(scribes))
        scribe, reports = scribes[place], made[place]
        at = max(scribe.moment, FIRST) + timedelta(hours=chance.randint(1, 30))
        moment = at.replace(tzinfo=None).isoformat()
        free = [month for month in MONTHS if Period(*month) not in {period for _, period in reports}]
        if reports and (not free or chance.random() < 0.4):
            seq, period = reports.pop(chance.randrange(len(reports)))
            scribe.withdraw(seq, at=moment)
            found.append((at, place, period, -1))
        else:
            first, last = chance.choice(free)
            values = {MEASURE: "5 USD"}
            seq = scribe.report(first.isoformat(), last.isoformat(), at=moment, zone=f"kcn-{place[-1]}", values=values)
            reports.append((seq, Period(first, last)))
            found.append((at, place, Period(first, last), 1))
    return found


def _counted(recorded: list[Recorded], scope: Scope, moment: datetime | None) -> tuple[Period, ...]:
    counts: Counter[Period] = Counter()
    for at, place, period, count in recorded:
        if (moment is None or at <= moment) and (scope.territory == COUNTRY or place in scope.territory):
            counts[period] += count
    return tuple(sorted(period for period, count in counts.items() if count > 0))


def _moments(chance: Random, recorded: list[Recorded]) -> list[datetime | None]:
    """Moments at which something was recorded or just before, ends of days, and now."""
    some = [at for at, *_ in chance.sample(recorded, 6)]
    ends = [datetime.combine(at.astimezone(VIETNAM).date(), time.max, VIETNAM).astimezone(UTC) for at in some]
    return [*some, *(at - timedelta(minutes=1) for at in some), *ends, None]


@pytest.mark.parametrize("seed", range(4))
def test_periods_reported_on_are_as_counted_by_hand_however_often_they_are_asked(
    home: Path, sqlite_database: str, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = Random(seed)
    scribes = {place: Scribe(code, place) for code, place in (("bg", BAC_GIANG), ("bk", BAC_KAN))}
    for place, scribe in scribes.items():
        scribe.zone(place[-1], industrial_m2=100)
    made: dict[str, list[tuple[int, Period]]] = {place: [] for place in scribes}
    recorded = _record(chance, scribes, made)
    refresh(home / "mirror", rebuild=True)  # what was recorded until here is summed, what follows is added
    recorded += _record(chance, scribes, made)
    engine = Engine(home / "mirror", refresh(home / "mirror"), threads=1)
    assert engine.manifest.segments[0].summed
    for moment in _moments(chance, recorded):
        for _ in range(3):
            found = engine.cube.report_periods({scope: {MEASURE} for scope in SCOPES}, moment)
            together = [found.get((scope, MEASURE), ()) for scope in SCOPES]
            whole = engine.cube.report_periods({SCOPES[0]: {MEASURE}}, moment).get((SCOPES[0], MEASURE), ())
            expected = [_counted(recorded, scope, moment) for scope in SCOPES]
            assert [*together, whole] == [*expected, expected[0]], moment
    assert any(kind == "reports" for _, kind, _ in engine.cube.store.held), "nothing asked for again is held"


def test_what_is_of_too_many_rows_is_counted_once(
    home: Path, sqlite_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_cache, "MOST_ROWS", 0)
    scribe = Scribe()
    scribe.zone("Mot", industrial_m2=100)
    scribe.report("2022-01-01", "2022-01-31", zone="kcn-mot", values={MEASURE: "5 USD"})
    engine = Engine(home / "mirror", refresh(home / "mirror", rebuild=True), threads=1)
    held: list[object] = []
    hold = engine.cube.store._hold

    def counted(*given: Any) -> str | None:
        held.append(given[0])
        return hold(*given)

    monkeypatch.setattr(engine.cube.store, "_hold", counted)
    asked = [engine.cube.report_periods({SCOPES[0]: {MEASURE}}, None)[SCOPES[0], MEASURE] for _ in range(6)]
    assert asked == [(Period(date(2022, 1, 1), date(2022, 1, 31)),)] * 6
    assert len(held) == len(set(held)) == 1


def test_what_is_asked_for_again_is_held_however_much_was_asked_for_once(
    home: Path, sqlite_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_cache, "MOST_REMEMBERED", 3)
    monkeypatch.setattr(table_cache, "MOST_TABLES", 2)
    Scribe().zone("Mot", industrial_m2=100)
    cube = Engine(home / "mirror", refresh(home / "mirror", rebuild=True), threads=1).cube
    asked = [f"cell >= {number}" for number in range(20)]
    for condition in asked:
        cube.based.source(condition)
    held = [cube.based.source(condition)[0] for condition in (asked[-1], asked[-2], asked[-1], asked[-2])]
    assert all(source.startswith("held_") for source in held)
    for condition in (*asked[-5:-2], *asked[-5:-2]):
        cube.based.source(condition)
    assert len(cube.store.held) <= 2
    assert len(cube.store._asked) <= 3


def test_a_sum_too_large_for_the_quickest_reading_is_exact(home: Path, sqlite_database: str) -> None:
    Scribe()
    cube = Engine(home / "mirror", refresh(home / "mirror"), threads=1).cube
    sql = "SELECT sum(amount)::BIGINT FROM (SELECT unnest([?, ?]) AS amount)"
    largest = 2**63 - 1
    assert cube.summed_rows(sql, [largest, largest]) == [(2 * largest,)]
    assert cube.summed_rows(sql, [1, 4]) == [(5,)]
