"""Land by the stage of its zones: established land is of established zones alone; land let is no more than there is to let."""

from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from parkledger.catalogue import ZoneKind
from parkledger.figures import Figure
from parkledger.figures.current import close, open_figures
from parkledger.figures.wording import INSUFFICIENT, coverage_note, written
from parkledger.language import Lang
from parkledger.ledger.book.verifying import verify
from parkledger.ledger.errors import LandUseOverdrawn
from parkledger.records.dates import Dates
from parkledger.records.zone_holdings import value_of, zones_hold
from parkledger.records.zone_lists import ZoneFilter, listed, totals
from tests.figures.books import CLUSTER, FDI, PARK, Scribe, question, zone_id

HA = 10_000
ON = "2024-03-01"
DECIDED = datetime(2026, 12, 2, tzinfo=UTC).isoformat()


def ask(home: Path, code: str, on: str, **more: Any) -> Figure:
    """One figure of the books with what they cover of it."""
    return open_figures(home / "mirror").one(question(code, on, **more))


def value(home: Path, code: str, on: str, **more: Any) -> Fraction | None:
    """One figure's value."""
    return ask(home, code, on, **more).value


def opened(book: Scribe, name: str, area: int | None = 50, **more: Any) -> None:
    """A cluster that operates, as the book was opened with it; areas in hectares."""
    areas = {key: number * HA if key.endswith("_m2") else number for key, number in more.items()}
    known: dict[str, Any] = {"kind": "cluster", "operating": True} | ({} if area is None else {"area_m2": area * HA})
    book("zone_opened", effective_on="2024-01-01", zone=name, name=name, **known | areas)


def stages(home: Path, on: str = ON, **more: Any) -> dict[str, Fraction | None]:
    """The areas and numbers of clusters by stage."""
    codes = (
        "zones.established", "land.established", "zones.operating_not_established", "land.operating_not_established",
        "land.operating", "land.natural",
    )  # fmt: skip
    return {code: value(home, code, on, kind=CLUSTER, **more) for code in codes}


def test_land_is_established_only_of_zones_that_are(home: Path, database: str) -> None:
    book = Scribe()
    opened(book, "Mot", 50)
    opened(book, "Cu", 12, established=False, planned=False)
    assert list(stages(home).values()) == [1, 50, 1, 12, 62, 62]
    (old,) = (stages(home, zone=zone_id(home, "Cu")),)
    assert list(old.values()) == [None, None, 1, 12, 12, 12]
    assert ask(home, "land.established", ON, kind=CLUSTER).coverage.is_complete
    book("zone_established", effective_on="2024-02-01", zone="Cu")
    assert list(stages(home).values()) == [2, 62, 0, 0, 62, 62]
    assert list(stages(home, "2024-01-31").values()) == [1, 50, 1, 12, 62, 62], "as it stood on the day before"


def test_zones_are_none_where_that_is_known_and_so_is_their_area(home: Path, database: str) -> None:
    book = Scribe()
    opened(book, "Cu", 12, established=False, planned=False)
    assert stages(home)["land.established"] is None, "no zone was ever established: nothing says that none is"
    opened(book, "Mot", None)
    assert stages(home)["land.established"] is None, "one is, and its area is not on record"
    book("zone_revoked", effective_on="2024-02-01", zone="Mot")
    found = stages(home)
    assert [found["zones.established"], found["land.established"]] == [0, 0]


def test_an_area_that_is_not_on_record_is_told_of_operating_zones_too(home: Path, database: str) -> None:
    book = Scribe()
    opened(book, "Cu", 12, established=False)
    opened(book, "Hai", None, established=False)
    for code in ("land.operating_not_established", "land.operating"):
        note = coverage_note(ask(home, code, ON, kind=CLUSTER), Lang.VI)
        assert note == "chưa ghi nhận diện tích của 1/2 CCN (CCN Hai)"


@pytest.mark.parametrize(("at", "area", "industrial"), [(DECIDED, 13, 9), ("2026-11-30T11:00:00+00:00", 25, 17)])
def test_an_establishing_decision_says_what_the_areas_are(
    home: Path, database: str, at: str, area: int, industrial: int
) -> None:
    """Not so what was recorded before that rule, which stays as it was read."""
    book = Scribe()
    opened(book, "Cu", 12, established=False, industrial_m2=8)
    moment = at.replace("+00:00", "")
    book("zone_established", effective_on="2024-02-01", zone="Cu", area_m2=13 * HA, industrial_m2=9 * HA, at=moment)
    known = {"kind": CLUSTER, "zone": zone_id(home, "Cu")}
    assert value(home, "land.established", ON, **known) == area
    assert value(home, "land.industrial", ON, **known) == industrial
    assert value(home, "land.natural", "2024-01-31", **known) == 12
    assert [each for each in verify(book.book).problems if each.code != "guards_missing"] == []


def test_the_list_of_zones_adds_up_established_land_and_tells_what_is_apart(home: Path, database: str) -> None:
    book = Scribe()
    opened(book, "Mot", 50)
    opened(book, "Cu", 12, established=False)
    book("zone_planned", effective_on="2024-01-01", zone="Ba", name="Ba", kind="cluster", area_m2=30 * HA)
    close()  # another home's books may be remembered
    dates = Dates(date(2024, 3, 1))
    lines = listed(ZoneFilter(), dates)
    codes = {line.zone.name: line.area_code for line in lines}
    assert codes == {"Mot": "land.established", "Cu": "land.natural", "Ba": "land.planned"}
    assert {line.zone.name: line.area.value for line in lines} == {"Mot": 50, "Cu": 12, "Ba": 30}
    (total,) = totals(lines, dates)
    assert [total.zones, total.area.value] == [3, 50]


def approved_beyond(book: Scribe) -> None:
    """Ten hectares of industrial and five of service land: eight let, and four approved, before that was refused."""
    opened(book, "A", 30, industrial_m2=10, service_m2=5)
    book("land_leased", effective_on="2024-02-01", zone="A", area_m2=8 * HA)
    book("land_allocated", effective_on="2024-02-02", zone="A", area_m2=4 * HA)


def test_more_let_than_there_is_gives_no_rate_and_is_told_of_the_zone(home: Path, database: str) -> None:
    book = Scribe()
    approved_beyond(book)
    opened(book, "B", 50, industrial_m2=40, leased_industrial_m2=20)
    own = ask(home, "occupancy", ON, kind=CLUSTER, zone=zone_id(home, "A"))
    assert own.value is None
    assert written(own, Lang.VI) == INSUFFICIENT.vi
    assert "đất đã cho thuê, đã chấp thuận vượt đất công nghiệp" in coverage_note(own, Lang.VI)
    whole = ask(home, "occupancy", ON, kind=CLUSTER)
    assert whole.value == 64
    assert not whole.coverage.is_complete
    assert "mâu thuẫn ở 1/2 CCN (CCN A)" in coverage_note(whole, Lang.VI)
    assert "contradict themselves in 1 of 2 industrial clusters (CCN A)" in coverage_note(whole, Lang.EN)
    close()  # another home's books may be remembered
    (held,) = [each for each in zones_hold(Dates(date(2024, 3, 1))).values() if each.amounts.get("land.approved")]
    assert value_of("occupancy", ZoneKind.CLUSTER, date(2024, 3, 1), held.amounts) is None


def test_all_that_there_is_may_be_let(home: Path, database: str) -> None:
    book = Scribe()
    opened(book, "A", 30, industrial_m2=10, leased_industrial_m2=6, approved_m2=4)
    found = ask(home, "occupancy", ON, kind=CLUSTER)
    assert found.value == 100
    assert found.coverage.lacked == ()


def test_land_approved_in_a_cluster_is_held_against_its_industrial_land(home: Path, database: str) -> None:
    book = Scribe()
    late: dict[str, Any] = {"at": "2026-11-30T01:00:00", "effective_on": "2026-01-01"}
    for kind in ("cluster", "park"):
        areas: dict[str, Any] = {"area_m2": 30 * HA, "industrial_m2": 10 * HA, "service_m2": 5 * HA}
        book("zone_established", zone=kind, name=kind, kind=kind, **areas, **late)
        book("land_leased", zone=kind, area_m2=8 * HA, **late)
    with pytest.raises(LandUseOverdrawn) as refused:
        book("land_allocated", zone="cluster", area_m2=4 * HA, **late)
    assert "2 ha đất công nghiệp" in str(refused.value)
    book("land_allocated", zone="cluster", area_m2=2 * HA, **late)
    book("land_allocated", zone="park", area_m2=4 * HA, **late)
    assert value(home, "occupancy", "2026-01-01", kind=CLUSTER) == 100


def test_land_approved_before_may_still_be_made_less(home: Path, database: str) -> None:
    book = Scribe()
    approved_beyond(book)
    book(
        "land_leased",
        effective_on="2024-02-03",
        zone="A",
        area_m2=2 * HA,
        from_approval=True,
        use="service",
        at=DECIDED.replace("+00:00", ""),
    )
    assert value(home, "occupancy", ON, kind=CLUSTER) == 100


ONE_BY_ONE = ("projects.in_force", "projects.operating", "capital.in_force", "zones.operating", "inspections.open")
AMOUNTS = (
    "land.industrial",
    "land.leased_industrial",
    "labour.workers",
    "zones.planned",
    "wastewater.capacity",
    "land.established",
)


def test_what_is_counted_one_by_one_is_none_in_a_book_declared_complete_and_amounts_are_not(
    home: Path, database: str
) -> None:
    book = Scribe()
    book.zone("Mot", "cluster", on="2024-01-01")
    told = [value(home, code, ON, kind=CLUSTER) for code in (*ONE_BY_ONE, *AMOUNTS)]
    assert told == [None] * 11
    book("coverage_declared", effective_on="2024-06-30")
    assert [value(home, code, ON, kind=CLUSTER) for code in ONE_BY_ONE] == [0] * 5
    assert [value(home, code, ON, kind=CLUSTER) for code in AMOUNTS] == [None] * 6
    assert value(home, "zones.operating_not_established", ON, kind=CLUSTER) == 0
    assert value(home, "projects.in_force", ON, kind=CLUSTER, origin=FDI) == 0
    assert value(home, "projects.in_force", ON, kind=CLUSTER, zone=zone_id(home, "ccn-mot")) == 0
    assert value(home, "zones.operating", ON, kind=PARK) is None, "the book has no parks: it may not be kept of them"
    assert value(home, "zones.operating", ON, kind=CLUSTER, origin=FDI) is None, "zones have no origin of capital"
    assert value(home, "zones.operating", ON, place="viet-nam", kind=CLUSTER) is None, "other provinces have no book"
    assert value(home, "zones.operating", "2024-07-01", kind=CLUSTER) is None, "beyond the day it was declared to"
    assert value(home, "zones.operating", "2023-12-31", kind=CLUSTER) is None, "before the book begins"
    close()
    (held,) = zones_hold(Dates(date(2024, 3, 1))).values()
    assert held.amounts["projects.operating"] == 0
    assert "land.industrial" not in held.amounts


def test_of_several_books_all_must_be_declared_complete(home: Path, database: str) -> None:
    book, other = Scribe(), Scribe("bg2")
    for each, name in ((book, "Mot"), (other, "Hai")):
        each.zone(name, "cluster", on="2024-01-01")
    book("coverage_declared", effective_on="2024-06-30")
    assert value(home, "projects.in_force", ON, kind=CLUSTER) is None
    other("coverage_declared", effective_on="2024-06-30", subject="projects")
    assert value(home, "projects.in_force", ON, kind=CLUSTER) == 0
