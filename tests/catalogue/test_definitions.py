"""The declared indicators: each well-formed, all that annotations speak of, the law's formulas near their days."""

import re
import unicodedata
from datetime import date, timedelta

import pytest

from parkledger.catalogue import INDICATORS, MEASURES, Formula, Labelled, Nature, Pledge, Verified, ZoneKind
from parkledger.catalogue.definitions import _ALL
from parkledger.catalogue.expressions import Ratio, stock
from parkledger.catalogue.indicators import UNITS, Indicator
from parkledger.catalogue.measures import REPORTABLE
from parkledger.language import Text

ANNOTATED = (
    "zones.planned", "zones.priority", "zones.zoning_approved", "zones.established",
    "zones.infrastructure_complete", "zones.under_construction", "zones.operating", "land.planned",
    "land.established", "land.operating", "land.leasable", "land.leased", "land.cleared", "occupancy",
    "projects.registered", "projects.adjusted", "projects.in_force", "projects.operating",
    "enterprises.operating", "capital.new", "capital.added", "capital.shares", "capital.attracted",
    "capital.in_force", "capital.implemented", "output.production", "output.revenue", "output.index",
    "trade.export", "trade.import", "trade.balance", "budget.paid", "labour.workers", "labour.income",
    "grdp.size", "grdp.growth", "pci.score", "pci.rank", "fdi.rank", "fee.land_rent", "fee.infrastructure",
    "fee.wastewater", "wastewater.capacity",
)  # fmt: skip

BASE = {"ha": "m2", "tariff": "micro", "completion": "micro"}


@pytest.mark.parametrize("code", ANNOTATED)
def test_what_annotations_speak_of_can_be_asked(code):
    assert INDICATORS[code].code == code


def test_no_code_stands_twice():
    assert len(INDICATORS) == len(_ALL)
    assert len({code.casefold() for code in (*INDICATORS, *MEASURES)}) == len({*INDICATORS, *MEASURES})


@pytest.mark.parametrize("code", INDICATORS)
def test_every_indicator_is_well_formed(code):
    found = INDICATORS[code]
    assert re.fullmatch(r"[a-z]+(\.[a-z0-9_]+)*", code)
    assert found.unit in UNITS
    assert 0 <= found.decimals <= 2
    assert found.statistic == (not found.formulas)
    for formula in found.formulas:
        assert [term.measure for term in formula.expression.terms()]
        assert formula.verified is Verified.MEMORY or formula.basis, "what was verified has a basis to name"
        assert formula.since is None or formula.basis, "what began by law names the law"
        if not isinstance(formula.expression, Ratio):
            assert formula.expression.sort.unit == BASE.get(found.unit, found.unit)
    assert len({formula.expression.sort.timing for formula in found.formulas}) <= 1
    for name in (found.name, *(formula.name for formula in found.formulas)):
        assert name.vi == unicodedata.normalize("NFC", name.vi)


@pytest.mark.parametrize("code", MEASURES)
def test_every_measure_is_well_formed(code):
    measure = MEASURES[code]
    assert measure.name == Text(measure.vi, measure.en)
    assert measure.vi == unicodedata.normalize("NFC", measure.vi)
    assert measure.is_milestone == code.startswith("zones.")
    if measure.nature is Nature.TARGET:  # of an indicator computed from measures: it stands for no promise of its own
        assert code in INDICATORS
        assert measure.pledge is Pledge.NONE
    else:
        assert (measure.pledge is not Pledge.NONE) == code.startswith("capital.")
    assert not measure.ends_with_project or measure.nature is Nature.STOCK


@pytest.mark.parametrize("code", sorted(set(INDICATORS) & set(MEASURES)))
def test_an_indicator_under_a_measures_code_is_that_measure(code):
    terms = {term.measure for term in INDICATORS[code].terms()}
    assert terms == {code} or code == "capital.attracted" or MEASURES[code].nature is Nature.TARGET


def test_what_reports_carry_is_reported_or_a_level():
    assert {MEASURES[code].nature for code in REPORTABLE} == {Nature.REPORTED, Nature.LEVEL}
    assert "procedures.received" not in REPORTABLE


PARK, CLUSTER, ZONE = ZoneKind.PARK, ZoneKind.CLUSTER, ZoneKind.ECONOMIC_ZONE


@pytest.mark.parametrize(
    ("kind", "on", "expected"),
    [
        (PARK, "1997-01-01", "occupancy.park_before_decree_35"),
        (PARK, "2022-07-14", "occupancy.park_before_decree_35"),
        (PARK, "2022-07-15", "occupancy.park_since_decree_35"),
        (PARK, "2030-01-01", "occupancy.park_since_decree_35"),
        (CLUSTER, "2022-07-14", "occupancy.cluster"),
        (CLUSTER, "2022-07-15", "occupancy.cluster"),
        (ZONE, "2024-01-01", None),
        (None, "2022-07-14", None),
        (None, "2024-01-01", None),
    ],
)
def test_the_occupancy_formula_in_force(kind, on, expected):
    """Of clusters it is the same on every day; what is cited for it is not."""
    found = INDICATORS["occupancy"].formula_for(kind, date.fromisoformat(on))
    assert (found.code if found else None) == expected


@pytest.mark.parametrize(
    ("on", "cited"),
    [("2017-07-14", ""), ("2017-07-15", "68/2017"), ("2024-04-30", "68/2017"), ("2024-05-01", "32/2024")],
)
def test_the_occupancy_of_clusters_cites_what_was_in_force_on_the_day(on, cited):
    found = INDICATORS["occupancy"].formula_for(CLUSTER, date.fromisoformat(on))
    assert found is not None
    assert found.basis.partition("/NĐ-CP")[0] == (f"Nghị định {cited}" if cited else "")


@pytest.mark.parametrize("code", [code for code, found in INDICATORS.items() if any(f.since for f in found.formulas)])
def test_a_dated_formula_begins_on_its_day(code):
    found = INDICATORS[code]
    for formula in found.formulas:
        if formula.since is not None:
            for kind in formula.kinds:
                assert found.formula_for(kind, formula.since) is formula
                assert found.formula_for(kind, formula.since - timedelta(days=1)) is not formula


def test_an_indicator_without_a_formula_yet_has_none():
    name = Text("đất", "land")
    later = Formula("x", name, stock("land.green"), since=date(2026, 9, 15))
    found = Indicator("x", name, "ha", (later,))
    assert found.formula_for(PARK, date(2026, 9, 14)) is None
    assert found.formula_for(PARK, date(2026, 9, 15)) is later


@pytest.mark.parametrize("code", [code for code, found in INDICATORS.items() if found.unit == "percent"])
def test_every_percentage_names_its_whole(code):
    for formula in INDICATORS[code].formulas:
        assert isinstance(formula.expression, Ratio)
        assert formula.expression.of.vi
        assert "/" in formula.name.vi, "the formula is printed beside the percentage: it shows what is divided"


@pytest.mark.parametrize(
    ("code", "tariff"),
    [("fee.power", True), ("infrastructure.completion", True), ("land.leased", False), ("grdp.size", False)],
)
def test_tariffs_hold_zone_by_zone(code, tariff):
    assert INDICATORS[code].is_tariff is tariff


def test_a_labelled_list_needs_both_names_and_is_its_codes() -> None:
    assert (ZoneKind("park"), f"{ZoneKind.PARK}", ZoneKind.PARK.label.en) == (ZoneKind.PARK, "park", "industrial park")
    with pytest.raises(ValueError, match="Text without 'en'"):

        class Half(Labelled):
            ONE = "one", "một", ""
