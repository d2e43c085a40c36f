"""Targets of anything: set, revised and withdrawn, held against figures, and lower levels beside upper ones."""

import os
import random
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from parkledger.briefing.targets import (
    PlanTarget,
    TargetLine,
    TargetState,
    attainments,
    parts_of,
    parts_table,
    targets_on,
    targets_table,
    verdict,
)
from parkledger.briefing.targets.parts import Division
from parkledger.catalogue import INDICATORS, MEASURES, TargetSetter
from parkledger.figures import PERCENTAGE_POINT
from parkledger.figures.current import close, current_figures, expire
from parkledger.language import Lang, ParkError
from parkledger.ledger.book.recording import build
from parkledger.ledger.errors import TargetMissing
from parkledger.ledger.events.reports import TARGETABLE
from parkledger.records.dates import Dates
from tests.figures.books import BAC_GIANG, PARK, Scribe, ask, usd, zone_id

YEAR: dict[str, Any] = {"period_start": "2023-01-01", "period_end": "2023-12-31"}
CASES = int(os.environ.get("PARKLEDGER_TARGETS", "6"))


@pytest.fixture(autouse=True)
def _opened_anew() -> None:
    """Figures of the test before are forgotten."""
    close()


def target(bg: Scribe, measure: str, value: Any, what: str = "target_set", on: str = "2022-12-10", **about: Any) -> int:
    return bg(what, effective_on=on, **{"measure": measure, "value": value, "kind": "park", **YEAR, **about})


def lines(on: str, place: str = BAC_GIANG) -> list[TargetLine]:
    expire()
    dates = Dates(date.fromisoformat(on))
    return attainments(targets_on(dates, place), current_figures(), dates)


def test_a_rate_is_told_in_percentage_points_and_a_stock_in_per_cent(sqlite_database: None, home: Path) -> None:
    bg = Scribe()
    zone = bg.zone("Mot", industrial_m2=100)
    bg("land_leased", effective_on="2023-03-01", zone=zone, area_m2=550_000)
    target(bg, "occupancy", "60%")
    target(bg, "land.leased", "80 ha")
    leased, occupancy = lines("2023-06-30")
    assert (leased.attained, leased.attained_unit) == (Fraction(55, 80) * 100, "percent")
    assert (occupancy.attained, occupancy.attained_unit) == (Fraction(-5), PERCENTAGE_POINT)
    assert (leased.left, occupancy.left) == (Fraction(25), None)
    assert {leased.state, occupancy.state} == {TargetState.OPEN}
    assert {line.state for line in lines("2023-12-31")} == {TargetState.INCOMPLETE}, (
        "the book speaks for no day after May"
    )
    declared = bg("coverage_declared", effective_on="2023-12-31", subject="land")
    assert {line.state for line in lines("2023-12-31")} == {TargetState.MISSED}
    bg.withdraw(declared)
    engine = ask(home, "occupancy", "2023-06-30", kind=PARK, form="plan_ratio")
    assert (engine.value, engine.unit) == (Fraction(-5), PERCENTAGE_POINT)
    assert engine.terms[1].value == 60
    bg("land_leased", effective_on="2023-07-01", zone=zone, area_m2=50_000)
    reached = lines("2023-07-01")[1]
    assert (reached.attained, reached.state) == (Fraction(0), TargetState.REACHED)


def test_a_revision_keeps_what_was_set_first_with_its_ground(sqlite_database: None, home: Path) -> None:
    bg = Scribe()
    bg.zone("Mot", industrial_m2=100)
    target(bg, "occupancy", "60%")
    target(bg, "occupancy", "57,5 %", "target_amended", "2023-07-01", ground="rà soát 6 tháng")
    (before,), (after,) = lines("2023-06-30"), lines("2023-07-01")
    assert [each.value for each in before.target.revisions] == [60]
    assert [each.value for each in after.target.revisions] == [60, Fraction(575, 10)]
    assert after.target.revisions[-1].ground == "rà soát 6 tháng"
    with pytest.raises(TargetMissing):
        target(bg, "occupancy", "50%", "target_amended", "2023-08-01", kind="cluster")


@pytest.mark.parametrize(
    ("measure", "value"),
    [("occupancy", "60 ha"), ("occupancy", "1001%"), ("occupancy", "-5%"), ("land.leased", "60%"), ("output.production", "60%"),
     ("projects.registered", "60%"), ("capital.net", 12), ("fee.land_rent", 5), ("grdp.growth", "8%")],
)  # fmt: skip
def test_a_target_in_another_unit_is_refused(measure: str, value: Any) -> None:
    with pytest.raises(ParkError):
        build("target_set", {"effective_on": "2023-01-01", "measure": measure, "value": value, **YEAR})


def test_every_computed_indicator_may_have_a_target_and_per_cent_is_kept_as_written() -> None:
    computed = {code for code, indicator in INDICATORS.items() if indicator.formulas and not indicator.is_tariff}
    assert computed <= set(TARGETABLE)
    given = {"effective_on": "2023-01-01", "measure": "occupancy", **YEAR}
    for written, kept in (("60%", "60"), (60, "60"), ("62,5 %", "62.5"), ("62.5", "62.5")):
        event = build("target_set", {**given, "value": written})
        assert event.payload()["value"] == kept
        assert build("target_set", {**event.payload(), "effective_on": "2023-01-01"}) == event
    assert MEASURES["occupancy"].unit == "micro"


def test_what_is_to_be_little_is_a_ceiling(sqlite_database: None, home: Path) -> None:
    bg = Scribe()
    target(bg, "procedures.late", 10)
    about: dict[str, Any] = {"received": 100, "on_time": 91, "kind": "park"}
    bg("procedures_counted", period_start="2023-01-01", period_end="2023-06-30", late=9, **about)
    (within,) = lines("2023-06-30")
    bg("procedures_counted", period_start="2023-07-01", period_end="2023-12-31", late=2, **about)
    (above,) = lines("2023-12-31")
    assert (within.state, above.state) == (TargetState.WITHIN, TargetState.EXCEEDED)


def test_lower_levels_are_added_beside_the_upper_and_rates_are_not(sqlite_database: None, home: Path) -> None:
    bg = Scribe()
    for name in ("Mot", "Hai"):
        bg.zone(name, industrial_m2=100, place="viet-nam.bac-giang.viet-yen")
    target(bg, "land.leased", "100 ha")
    target(bg, "land.leased", "60 ha", zone="kcn-mot", kind=None, set_by="board")
    target(bg, "land.leased", "30 ha", zone="kcn-hai", kind=None, set_by="board")
    target(bg, "occupancy", "50%")
    target(bg, "occupancy", "70%", zone="kcn-mot", kind=None)
    target(bg, "projects.registered", 20)
    for first, last, value in (
        ("2023-01-01", "2023-06-30", 9),
        ("2023-07-01", "2023-12-31", 11),
        ("2023-07-01", "2023-07-31", 3),
    ):
        target(bg, "projects.registered", value, period_start=first, period_end=last)
    dates = Dates(date(2023, 6, 30))
    found = {
        (each.upper.scope.indicator, each.division, each.upper.start): each
        for each in parts_of(targets_on(dates, BAC_GIANG))
    }
    zones = found["land.leased", Division.ZONES, date(2023, 1, 1)]
    assert (zones.sum, zones.difference, verdict(zones).en) == (
        Fraction(90),
        Fraction(-10),
        "the lower ones fall short",
    )
    rates = found["occupancy", Division.ZONES, date(2023, 1, 1)]
    assert (rates.sum, verdict(rates).vi) == (None, "không cộng được tỷ lệ")
    halves = found["projects.registered", Division.PERIODS, date(2023, 1, 1)]
    assert (halves.sum, halves.difference, halves.whole, len(halves.lower)) == (Fraction(20), Fraction(0), True, 2)
    month = found["projects.registered", Division.PERIODS, date(2023, 7, 1)]
    assert (month.sum, month.whole, verdict(month).en) == (Fraction(3), False, "part of the period only")
    table = parts_table(list(found.values()), dates, Lang.VI)
    assert "theo khu, cụm" in str(table.content())
    assert "60,00 ha" in str(
        targets_table(attainments(targets_on(dates, BAC_GIANG), current_figures(), dates), dates, Lang.VI).rows
    )


# -- random histories against a calculation that shares nothing with the register's -----------------------------------

MEASURES_TRIED = ("land.leased", "occupancy", "projects.registered", "labour.workers", "capital.net")
PERIODS = [
    (date(2023, 1, 1), date(2023, 12, 31)),
    (date(2023, 1, 1), date(2023, 6, 30)),
    (date(2023, 7, 1), date(2023, 12, 31)),
]
PERIODS += [
    (date(2023, month, 1), date(2023, month + 2, {3: 31, 6: 30, 9: 30, 12: 31}[month + 2])) for month in (1, 4, 7, 10)
]


@dataclass
class Said:
    """One setting or amendment as this test remembers it."""

    series: tuple[Any, ...]
    on: date
    seq: int
    amount: Fraction
    withdrawn: bool = False


def shown_value(measure: str, amount: int) -> tuple[Any, Fraction]:
    """What is recorded, and the number in the unit that pages tell it in."""
    if measure == "occupancy":
        return f"{amount % 100}%", Fraction(amount % 100)
    if measure == "land.leased":
        return f"{amount} ha", Fraction(amount)
    return (usd(amount), Fraction(amount)) if measure == "capital.net" else (amount, Fraction(amount))


def history(bg: Scribe, chance: random.Random) -> list[Said]:
    """Some sixty settings, amendments and withdrawals in random order."""
    told: list[Said] = []
    standing: dict[tuple[Any, ...], list[Said]] = defaultdict(list)
    for _ in range(60):
        measure, period, setter = (
            chance.choice(MEASURES_TRIED),
            chance.choice(PERIODS),
            chance.choice(["board", "people_committee"]),
        )
        zone = chance.choice([None, None, "kcn-mot", "kcn-hai"])
        kind = (
            None
            if zone
            else chance.choice(["park", "cluster"] if measure == "occupancy" else ["park", "cluster", None])
        )
        series = (measure, zone, kind, period, setter)
        recorded, amount = shown_value(measure, chance.randint(1, 400))
        before = [each for each in standing[series] if not each.withdrawn]
        last = max((each.on for each in before), default=date(2022, 12, 1))
        on = last + timedelta(days=chance.randint(1, 60))
        what = "target_amended" if before else "target_set"
        given = {"zone": zone, "kind": kind, "set_by": setter, "period_start": period[0], "period_end": period[1]}
        seq = target(bg, measure, recorded, what, on.isoformat(), **given)
        said = Said(series, on, seq, amount)
        standing[series].append(said)
        told.append(said)
        if len(before) and chance.random() < 0.3:
            bg.withdraw(seq)
            said.withdrawn = True
    return told


def expected(told: list[Said], on: date) -> dict[tuple[Any, ...], Fraction]:
    """What each series stands at on a day: the last by its day, then as recorded."""
    found: dict[tuple[Any, ...], Said] = {}
    for said in told:
        if (
            not said.withdrawn
            and said.on <= on
            and ((known := found.get(said.series)) is None or (known.on, known.seq) <= (said.on, said.seq))
        ):
            found[said.series] = said
    return {series: said.amount for series, said in found.items()}


def series_of(one: PlanTarget) -> tuple[Any, ...]:
    scope = one.scope
    return (
        scope.indicator,
        scope.zone[1] if scope.zone else None,
        scope.kind.value if scope.kind else None,
        (one.start, one.end),
        one.setter.value,
    )


def expected_halves(values: dict[tuple[Any, ...], Fraction], series: tuple[Any, ...]) -> Fraction | None:
    """What the periods next below the year come to: halves where there are any, else quarters, together without overlap."""
    measure, zone, kind, period, setter = series
    if measure not in {"projects.registered", "capital.net"}:
        return None
    inside = [(start, end) for start, end in PERIODS[1:] if (measure, zone, kind, (start, end), setter) in values]
    inside = [each for each in inside if period[0] <= each[0] and each[1] <= period[1] and each != period]
    outer = [
        one for one in inside if not any(other != one and other[0] <= one[0] and one[1] <= other[1] for other in inside)
    ]
    return sum((values[measure, zone, kind, one, setter] for one in outer), Fraction(0)) if outer else None


@pytest.mark.parametrize("seed", range(CASES))
def test_random_histories_stand_as_a_calculation_says_that_shares_no_code(
    sqlite_database: None, home: Path, seed: int
) -> None:
    chance = random.Random(seed)
    bg = Scribe()
    for name in ("Mot", "Hai"):
        bg.zone(name, industrial_m2=100, place="viet-nam.bac-giang.viet-yen")
        bg("land_leased", effective_on="2023-02-01", zone=f"kcn-{name.lower()}", area_m2=chance.randint(1, 90) * 10_000)
    told = history(bg, chance)
    expire()
    for on in (date(2023, 1, 15), date(2023, 5, 20), date(2023, 12, 31)):
        values = expected(told, on)
        found = targets_on(Dates(on), BAC_GIANG)
        assert {series_of(one): one.value for one in found} == values
        periods = {series_of(each.upper): each.sum for each in parts_of(found) if each.division is Division.PERIODS}
        assert periods == {series: total for series in values if (total := expected_halves(values, series)) is not None}
        engine_agrees(
            home, [line for line in attainments(found, current_figures(), Dates(on)) if line.figure is not None], on
        )


def engine_agrees(home: Path, told: list[TargetLine], on: date) -> None:
    """The form of a figure against the plan says the same wherever the target is the shortest that holds on the day."""
    for line in told:
        one = line.target
        alike = [each.target for each in told if (each.target.scope, each.target.setter) == (one.scope, one.setter)]
        around = [each for each in alike if each.start <= on <= each.end]
        is_shortest = one in around and all(one.end - one.start <= each.end - each.start for each in around)
        if not is_shortest or one.indicator.timing.value == "in_period":
            continue
        about = {"zone": zone_id(home, one.scope.zone[1]), "kind": PARK} if one.scope.zone else {"kind": one.scope.kind}
        figure = ask(
            home, one.scope.indicator, on.isoformat(), form="plan_ratio", setter=TargetSetter(one.setter), **about
        )
        assert (figure.value, figure.unit) == (line.attained, line.attained_unit)


def opened(bg: Scribe, name: str, on: str, leased: int, **fields: Any) -> None:
    """A park opened with a balance of hectares let."""
    areas = {"area_m2": 2_000_000, "industrial_m2": 1_500_000, "leased_industrial_m2": leased * 10_000}
    bg(
        "zone_opened", effective_on=on, zone=f"kcn-{name.lower()}", name=name, kind="park", operating=True,
        **{**areas, **fields},
    )  # fmt: skip


def test_a_target_of_letting_is_held_against_what_was_let_in_the_year_alone(sqlite_database: None, home: Path) -> None:
    """Neither what was let before, nor the balance of a zone opened within the year, was let in it."""
    bg = Scribe()
    opened(bg, "Mot", "2022-12-31", 90)
    opened(bg, "Hai", "2023-03-31", 40)
    bg("land_leased", effective_on="2023-02-01", zone="kcn-mot", area_m2=60_000)
    bg("land_leased", effective_on="2023-05-01", zone="kcn-hai", area_m2=80_000)
    bg("land_leased", effective_on="2024-01-05", zone="kcn-mot", area_m2=70_000)
    target(bg, "land.let", "50 ha")
    (line,) = lines("2023-12-31")
    assert line.figure is not None
    assert [line.figure.value, line.attained, line.left] == [14, 28, 36]
    assert [(each.why.value, [gap.title for gap in each.zones]) for each in line.figure.coverage.lacked] == [
        ("opened", ["KCN Hai"])
    ]
    assert line.state is TargetState.INCOMPLETE
    assert ask(home, "land.let", "2023-12-31", zone=zone_id(home, "kcn-mot")).value == 6
    assert ask(home, "land.let", "2023-12-31", zone=zone_id(home, "kcn-hai")).value == 8
    assert ask(home, "land.let", "2023-12-31", place="viet-nam").value == 14
    assert ask(home, "land.let", "2023-12-31", form="plan_ratio", kind=PARK).value == 28
    assert ask(home, "land.let", "2023-03-31", start="2023-01-01", zone=zone_id(home, "kcn-hai")).value == 0


def test_what_was_let_follows_corrections_of_balances_as_they_were_known(sqlite_database: None, home: Path) -> None:
    bg = Scribe()
    opened(bg, "Mot", "2022-12-31", 90)
    opened(bg, "Hai", "2023-03-31", 40)
    bg("land_leased", effective_on="2023-05-01", zone="kcn-hai", area_m2=80_000, at="2023-06-01T08:00")
    corrected = {"zone": "kcn-hai", "name": "Hai", "kind": "park", "leased_industrial_m2": 250_000}
    bg.correct(
        3,
        "zone_opened",
        effective_on="2023-04-30",
        at="2023-07-01T08:00",
        industrial_m2=1_500_000,
        area_m2=2_000_000,
        **corrected,
    )
    for known_at in ("2023-06-30T00:00", None):
        assert ask(home, "land.let", "2023-12-31", known_at=known_at).value == 8


def test_a_target_of_all_land_let_that_stood_before_its_year_is_not_told_as_reached(
    sqlite_database: None, home: Path
) -> None:
    bg = Scribe()
    opened(bg, "Mot", "2022-12-31", 90)
    bg("land_leased", effective_on="2023-02-01", zone="kcn-mot", area_m2=60_000)
    target(bg, "land.leased", "50 ha")
    (line,) = lines("2023-06-30")
    assert (line.state, line.attained, line.left) == (TargetState.STOOD, None, None)
    told = ask(home, "land.leased", "2023-06-30", form="plan_ratio", kind=PARK)
    assert told.value is None
    assert told.coverage.refusal is not None
    assert "Đất cho thuê trong kỳ" in told.coverage.refusal.vi
    target(bg, "land.leased", "120 ha", "target_amended", "2023-03-01")
    (line,) = lines("2023-06-30")
    assert (line.state, line.attained) == (TargetState.OPEN, Fraction(80))
