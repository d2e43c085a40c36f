"""Targets that are looked for after others were fetched are found as well."""

from datetime import date
from pathlib import Path

from parkledger.figures.engine.details import Details
from parkledger.figures.engine.engine import Engine
from parkledger.figures.mirror.filling import refresh
from tests.figures.books import BAC_GIANG, Scribe

PARKS = ("park", None)
EARLY, LATE = date(2022, 12, 31), date(2024, 12, 31)


def test_what_is_expected_after_a_look_is_found_on_all_days(home: Path, sqlite_database: str) -> None:
    scribe = Scribe()
    for year in (2022, 2024):
        for measure in ("projects.registered", "zones.established"):
            scribe(
                "target_set", effective_on=f"{year}-01-10", period_start=f"{year}-01-01", period_end=f"{year}-12-31",
                kind="park", place=BAC_GIANG, measure=measure, value=7, set_by="board",
            )  # fmt: skip
    details, place = Details(Engine(home / "mirror", refresh(home / "mirror"), threads=1).cube, None), {BAC_GIANG}

    def found(measure: str, day: date) -> int:
        return len(details.within("plan", day, [measure], frozenset(place), exact=PARKS))

    details.expect("plan", EARLY, ["projects.registered"], place, exact=PARKS)
    details.expect("plan", LATE, ["projects.registered"], place, exact=PARKS)
    assert (found("projects.registered", EARLY), found("projects.registered", LATE)) == (1, 2)
    details.expect("plan", LATE, ["zones.established"], place, exact=PARKS)
    assert (found("zones.established", EARLY), found("zones.established", LATE)) == (1, 2)
    assert found("projects.registered", LATE) == 2


def test_a_target_that_was_amended_stands_as_it_was_on_each_day(home: Path, sqlite_database: str) -> None:
    scribe = Scribe()
    target = {
        "period_start": "2024-01-01", "period_end": "2024-12-31", "kind": "park", "place": BAC_GIANG,
        "measure": "projects.registered", "set_by": "board",
    }  # fmt: skip
    scribe("target_set", effective_on="2023-12-10", value=7, **target)
    scribe("target_amended", effective_on="2024-07-10", value=9, **target)
    cube = Engine(home / "mirror", refresh(home / "mirror"), threads=1).cube
    days = [date(2023, 12, 9), date(2023, 12, 10), date(2024, 7, 9), date(2024, 7, 10), None]
    found = cube.details(
        ["projects.registered"], frozenset({BAC_GIANG}), None, scenario="plan", days=days, exact=frozenset({PARKS})
    )
    assert [[row.amount for row in found[day]] for day in days] == [[], [7], [7], [9], [9]]


def test_targets_of_other_kinds_of_zones_are_not_read(home: Path, sqlite_database: str) -> None:
    scribe = Scribe()
    target = {
        "period_start": "2024-01-01", "period_end": "2024-12-31", "place": BAC_GIANG, "measure": "projects.registered",
        "set_by": "board",
    }  # fmt: skip
    for kind, value in (("park", 7), ("cluster", 3)):
        scribe("target_set", effective_on="2023-12-10", value=value, kind=kind, **target)
    details = Details(Engine(home / "mirror", refresh(home / "mirror"), threads=1).cube, None)

    def found(kind: str) -> list[int]:
        rows = details.within("plan", LATE, ["projects.registered"], frozenset({BAC_GIANG}), exact=(kind, None))
        return [row.amount for row in rows if row.cell[2] == kind]

    details.expect("plan", LATE, ["projects.registered"], {BAC_GIANG}, exact=PARKS)
    assert found("park") == [7]
    assert found("cluster") == []
    details.expect("plan", LATE, ["projects.registered"], {BAC_GIANG}, exact=("cluster", None))
    assert (found("park"), found("cluster")) == ([7], [3])
