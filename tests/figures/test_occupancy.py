"""The family of occupancy rates and of land, on one small book whose numbers are worked out by hand."""

import re
from fractions import Fraction
from typing import Any

import pytest

from parkledger.figures import KindNeeded
from tests.figures.books import CLUSTER, FDI, PARK, Scribe, ask, value, zone_id


@pytest.fixture
def land(sqlite_database, home):
    """A running park (100 ha, 60 + 10 leasable), one that is not running, and a cluster."""
    bg = Scribe()
    mot = bg.zone("Mot", area_m2=100, industrial_m2=60, service_m2=10, infrastructure_m2=15, green_m2=15)
    bg("zone_operating", effective_on="2012-01-01", zone=mot)
    hai = bg.zone("Hai", area_m2=50, industrial_m2=40)
    ba = bg.zone("Ba", "cluster", area_m2=20, industrial_m2=15, service_m2=1)
    bg("zone_operating", effective_on="2012-01-01", zone=ba)
    bg("land_leased", effective_on="2015-01-01", zone=mot, area_m2="30 ha")
    bg("land_leased", effective_on="2015-01-01", zone=mot, area_m2="4 ha", use="service")
    bg("land_leased", effective_on="2015-01-01", zone=hai, area_m2="10 ha")
    bg("land_leased", effective_on="2015-01-01", zone=ba, area_m2="3 ha")
    bg("land_allocated", effective_on="2015-01-01", zone=ba, area_m2="6 ha")
    return home


@pytest.mark.parametrize(
    ("indicator", "kind", "on", "expected"),
    [
        ("occupancy", PARK, "2022-07-14", Fraction(100 * (30 + 10), 60 + 40)),
        ("occupancy", PARK, "2022-07-15", Fraction(100 * (30 + 4 + 10), 60 + 10 + 40)),
        ("occupancy", CLUSTER, "2022-07-15", Fraction(100 * (3 + 6), 15)),
        ("occupancy.park_before_decree_35", PARK, "2024-01-01", Fraction(40)),
        ("occupancy.park_since_decree_35", PARK, "2020-01-01", Fraction(40)),
        ("occupancy.cluster", CLUSTER, "2024-01-01", Fraction(60)),
        ("occupancy.operating", PARK, "2024-01-01", Fraction(100 * (30 + 4), 60 + 10)),
        ("occupancy.operating", CLUSTER, "2024-01-01", Fraction(100 * 3, 15 + 1)),
        ("occupancy.operating", None, "2024-01-01", Fraction(100 * (34 + 3), 70 + 16)),
        ("occupancy.gross", PARK, "2024-01-01", Fraction(100 * 44, 150)),
        ("occupancy.gross", None, "2024-01-01", Fraction(100 * 47, 170)),
        ("land.leasable", PARK, "2024-01-01", Fraction(110)),
        ("land.leased", PARK, "2024-01-01", Fraction(44)),
        ("land.available", CLUSTER, "2024-01-01", Fraction(16 - 3 - 6)),
        ("land.operating", None, "2024-01-01", Fraction(120)),
        ("land.operating", None, "2011-12-31", None),
    ],
)
def test_by_hand(land, indicator, kind, on, expected):
    assert value(land, indicator, on, kind=kind) == expected


def test_the_formula_in_force_is_named(land):
    before, since = (ask(land, "occupancy", on, kind=PARK) for on in ("2022-07-14", "2022-07-15"))
    assert (before.formula, since.formula) == ("occupancy.park_before_decree_35", "occupancy.park_since_decree_35")
    assert since.formula_since is not None
    assert since.formula_since.isoformat() == "2022-07-15"
    assert [(term.code, str(term.value)) for term in since.terms] == [
        ("land.leased_industrial", "40"), ("land.leased_service", "4"),
        ("land.industrial", "100"), ("land.service", "10"),
    ]  # fmt: skip


def test_parks_and_clusters_are_not_taken_together(land):
    with pytest.raises(KindNeeded):
        ask(land, "occupancy", "2024-01-01")


def test_of_one_zone(land):
    assert value(land, "occupancy", "2024-01-01", kind=PARK, zone=zone_id(land, "kcn-hai")) == Fraction(25)
    assert value(land, "land.operating", "2024-01-01", zone=zone_id(land, "kcn-hai")) is None


@pytest.mark.parametrize(
    ("indicator", "more"),
    [
        ("occupancy.operating", {}),
        ("land.leased", {"form": "share", "kind": PARK}),
        ("land.leased", {"form": "growth"}),
    ],
)
def test_what_a_term_is_over_is_said_in_words_of_both_languages(land, indicator, more):
    notes = [term.note for term in ask(land, indicator, "2024-01-01", **more).terms]
    for words in (said for note in notes if note for said in (note.vi, note.en)):
        assert not re.search(r"\w\.\w|viet-nam|\bpark\b$|\d{4}-\d", words), words
    assert all(note and note.vi != note.en for note in notes)


def test_a_zone_is_in_its_own_place_only(land):
    elsewhere: dict[str, Any] = {"place": "viet-nam.bac-kan", "zone": zone_id(land, "kcn-hai")}
    assert value(land, "land.leased", "2024-01-01", **elsewhere) is None


def test_what_was_not_recorded_is_unknown_not_zero(land):
    assert value(land, "occupancy", "2009-12-31", kind=PARK) is None
    assert value(land, "land.leased", "2014-12-31", kind=PARK) is None
    assert value(land, "land.to_clear", "2024-01-01", kind=PARK) is None
    assert value(land, "land.cleared_share", "2024-01-01", kind=PARK) is None
    assert value(land, "land.leased", "2024-01-01", kind=PARK, origin=FDI) is None
    leasable_without_leases = value(land, "land.available", "2014-12-31", kind=PARK)
    assert leasable_without_leases == 110, "nothing let is nothing less to let: the register itself counts leases"


def test_a_park_without_a_lease_on_record_is_unknown_not_empty(sqlite_database, home):
    Scribe().zone("Mot", area_m2=100, industrial_m2=60)
    assert value(home, "land.leasable", "2024-01-01", kind=PARK) == 60
    assert value(home, "occupancy", "2024-01-01", kind=PARK) is None
