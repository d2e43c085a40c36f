"""Growth, share, rank and plan ratio, on numbers worked out by hand."""

from fractions import Fraction
from typing import Any

import pytest

from parkledger.briefing.reports.notes import formula_words
from parkledger.figures import Figure
from parkledger.figures.coverage import NOT_RANKED
from parkledger.figures.wording import conversion_note, written
from parkledger.language import Lang, Text
from parkledger.ledger.book.recording import build, writing
from tests.figures.books import (
    BAC_GIANG,
    BAC_KAN,
    BAC_NINH,
    CLUSTER,
    COUNTRY,
    DDI,
    FDI,
    PARK,
    RATE,
    VIET_YEN,
    Scribe,
    TargetSetter,
    ask,
    figures_of,
    usd,
    value,
    vnd,
    zone_id,
)

YEAR = {"period_start": "2023-01-01", "period_end": "2023-12-31"}


def months(bg: Scribe, year: int, amounts: tuple[int, ...], **about: Any) -> None:
    """Report production month by month, from January."""
    for month, amount in enumerate(amounts, start=1):
        last = {1: 31, 2: 29 if year % 4 == 0 else 28, 3: 31, 4: 30}[month]
        about_it = {"kind": "park", **about}
        values = {"output.production": vnd(amount)}
        bg.report(f"{year}-{month:02}-01", f"{year}-{month:02}-{last}", values=values, **about_it)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2024-01-01", "2024-02-29", Fraction(100 * (55 - 40), 40)),  # February 2023 ends on the 28th
        ("2025-01-01", "2025-02-28", Fraction(100 * (66 - 55), 55)),  # February 2024 ends on the 29th
        ("2025-02-01", "2025-02-28", Fraction(100 * (36 - 30), 30)),
        ("2024-01-01", "2024-01-31", Fraction(100 * (25 - 20), 20)),
        (None, "2024-03-31", Fraction(100 * (55 + 45 - 70), 70)),
        ("2023-01-01", "2023-03-31", None),
    ],
)
def test_growth_on_the_same_period_last_year(sqlite_database, home, start, end, expected):
    bg = Scribe()
    months(bg, 2023, (20, 20, 30))
    months(bg, 2024, (25, 30, 45))
    months(bg, 2025, (30, 36))
    assert value(home, "output.production", end, start=start, kind=PARK, form="growth") == expected


def test_growth_of_a_stock_on_29_february(sqlite_database, home):
    bg = Scribe()
    zone = bg.zone("Mot", industrial_m2=100)
    bg("land_leased", effective_on="2023-02-28", zone=zone, area_m2="40 ha")
    bg("land_leased", effective_on="2023-03-01", zone=zone, area_m2="1 ha")
    bg("land_leased", effective_on="2024-02-29", zone=zone, area_m2="9 ha")
    assert value(home, "land.leased", "2024-02-29", form="growth") == Fraction(100 * (50 - 40), 40)


def test_growth_on_nothing_is_unknown(sqlite_database, home):
    bg = Scribe()
    bg.zone("Mot")
    for year, count in ((2022, 0), (2023, 5)):
        bg.report(f"{year}-01-01", f"{year}-12-31", kind="park", values={"labour.workers": count})
    assert value(home, "labour.workers", "2023-12-31", form="growth") is None


@pytest.fixture
def shares(sqlite_database, home):
    """Two provinces with foreign and domestic projects; a dollar is 20.000 đồng."""
    bg, bk = Scribe(), Scribe("bk", BAC_KAN)
    mot, ba = bg.zone("Mot", industrial_m2=100), bg.zone("Ba", "cluster", industrial_m2=50)
    xa = bk.zone("Xa", "cluster", industrial_m2=25)
    projects = (
        (bg, mot, "A", "fdi", usd(600)), (bg, mot, "B", "ddi", vnd(4_000_000)), (bg, ba, "C", "ddi", vnd(4_000_000)),
        (bk, xa, "D", "ddi", vnd(4_000_000)),
    )  # fmt: skip
    for scribe, zone, code, origin, capital in projects:
        about: dict[str, Any] = {
            "project": code,
            "name": code,
            "enterprise": "X",
            "zone": zone,
            "origin": origin,
            "capital": capital,
        }
        scribe("project_registered", effective_on="2023-05-01", **about)
    return home


@pytest.mark.parametrize(
    ("indicator", "about", "expected"),
    [
        ("capital.in_force", {"origin": FDI}, Fraction(100 * 600, 1000)),
        ("capital.in_force", {"origin": DDI}, Fraction(100 * 400, 1000)),
        ("capital.in_force", {"origin": DDI, "currency": "VND"}, Fraction(100 * 8, 20)),
        ("capital.in_force", {"origin": DDI, "kind": PARK}, Fraction(100 * 200, 800)),
        ("capital.new", {"origin": DDI, "place": COUNTRY}, Fraction(100 * 600, 1200)),
        ("capital.in_force", {"kind": CLUSTER}, Fraction(100 * 200, 1000)),
        ("capital.in_force", {}, Fraction(100 * 1000, 1200)),
        ("projects.in_force", {"kind": PARK}, Fraction(100 * 2, 3)),
        ("land.industrial", {"place": BAC_KAN}, Fraction(100 * 25, 175)),
        ("land.service", {}, None),
    ],
)
def test_share(shares, indicator, about, expected):
    assert value(shares, indicator, "2023-12-31", **{"place": BAC_GIANG, **about}, form="share") == expected


def test_share_of_a_zone_is_in_its_kind(shares):
    zone = zone_id(shares, "ccn-ba")
    assert value(shares, "land.industrial", "2023-12-31", zone=zone, form="share") == Fraction(100 * 50, 150)


def test_share_of_production_is_in_one_currency(sqlite_database, home):
    bg = Scribe()
    for origin, amount in (("fdi", usd(3)), ("ddi", vnd(20_000))):
        bg.report("2023-01-01", "2023-12-31", kind="park", origin=origin, values={"output.production": amount})
    found = ask(home, "output.production", "2023-12-31", origin=FDI, kind=PARK, form="share")
    assert (found.value, [term.unit for term in found.terms]) == (Fraction(75), ["VND", "VND"])


@pytest.fixture
def ranked(sqlite_database, home):
    """Three provinces, two of them alike."""
    for code, place, count in (("bg", BAC_GIANG, 3), ("bk", BAC_KAN, 3), ("bn", BAC_NINH, 5)):
        scribe = Scribe(code, place)
        for number in range(count):
            scribe.zone(f"Z{number}")
    return home


@pytest.mark.parametrize(
    ("place", "expected"), [(BAC_NINH, 1), (BAC_GIANG, 2), (BAC_KAN, 2), ("viet-nam.ha-noi", None)]
)
def test_rank_among_the_provinces_with_ties(ranked, place, expected):
    found = ask(ranked, "zones.established", "2023-12-31", place, form="rank")
    assert [found.value, found.terms[1].value] == [expected, 3]
    assert found.unit == "rank"


def test_a_quoted_rank_is_preferred_to_a_computed_one(ranked):
    bg = Scribe("so", BAC_GIANG)
    quoted: dict[str, Any] = {"indicator": "zones.established", "form": "rank", "value": "7", "unit": "rank", "of": 63}
    seq = bg("statistic_quoted", effective_on="2023-12-31", period_end="2023-12-31", **quoted)
    found = ask(ranked, "zones.established", "2023-12-31", form="rank")
    assert found.value == 7
    assert (found.formula, found.note) == ("zones.established.quoted", Text("trên 63", "of 63"))
    assert ask(ranked, "zones.established", "2023-12-31", BAC_NINH, form="rank").value == 1
    bg.withdraw(seq)
    assert value(ranked, "zones.established", "2023-12-31", form="rank") == 2


def target(bg: Scribe, what: str = "target_set", on: str = "2022-12-10", amount: int = 1000, **about: Any) -> int:
    given = {"measure": "output.production", "value": usd(amount), "kind": "park", **YEAR, **about}
    return bg(what, effective_on=on, **given)


def test_plan_ratio_follows_the_amended_target(sqlite_database, home):
    bg = Scribe()
    for month, last in ((1, 31), (2, 28), (8, 31)):
        bg.report(f"2023-{month:02}-01", f"2023-{month:02}-{last}", kind="park", values={"output.production": usd(100)})
    target(bg)
    target(bg, "target_amended", "2023-07-01", 1200)
    ratio: dict[str, Any] = {"kind": PARK, "form": "plan_ratio"}
    assert value(home, "output.production", "2023-06-30", **ratio) == Fraction(100 * 200, 1000)
    assert value(home, "output.production", "2023-07-01", **ratio) == Fraction(100 * 200, 1200)
    assert value(home, "output.production", "2023-08-31", **ratio) == Fraction(100 * 300, 1200)
    assert value(home, "output.production", "2023-08-31", **ratio, currency="USD") == Fraction(25)
    before_it_was_known: dict[str, Any] = {"known_at": bg.moment.replace(tzinfo=None, second=0).isoformat()}
    assert value(home, "output.production", "2023-08-31", **ratio, **before_it_was_known) == Fraction(25)


def test_a_target_without_a_rate_is_told_against_in_its_own_currency(sqlite_database, home):
    """Set before the book's first rate, in đồng, of what is stated in đồng: nothing has to be converted."""
    bg = Scribe()
    dong = {"currency": "VND", "amount": 10**12}
    bg.report("2023-01-01", "2023-06-30", kind="park", values={"output.production": {**dong, "amount": 3 * 10**11}})
    bg.report("2023-01-01", "2023-06-30", kind="park", values={"trade.export": usd(40)})
    target(bg, on="1999-12-10", value=dong)
    target(bg, on="1999-12-10", measure="trade.export", value=usd(100))
    for indicator, reached in (("output.production", 30), ("trade.export", 40)):
        for currency in ("USD", "VND", None):
            asked: dict[str, Any] = {"form": "plan_ratio", "kind": PARK, "currency": currency}
            assert value(home, indicator, "2023-06-30", **asked) == reached


def test_plan_ratio_is_of_the_very_scope_and_period(sqlite_database, home):
    bg = Scribe()
    bg.report("2023-01-01", "2023-06-30", kind="park", values={"output.production": usd(100)})
    target(bg)
    assert value(home, "output.production", "2023-06-30", form="plan_ratio", kind=PARK) == 10
    others: tuple[dict[str, Any], ...] = (
        {"kind": None},
        {"kind": PARK, "place": COUNTRY},
        {"kind": PARK, "origin": FDI},
    )
    for other in others:
        assert value(home, "output.production", "2023-06-30", form="plan_ratio", **other) is None
    across: dict[str, Any] = {"start": "2022-07-01", "form": "plan_ratio", "kind": PARK}
    assert value(home, "output.production", "2023-06-30", **across) is None
    assert value(home, "output.production", "2022-12-31", start="2022-12-01", form="plan_ratio", kind=PARK) is None


SETTERS = ("people_committee", "people_council", "party_committee", "board", "ministry", "scenario")


def test_of_several_setters_the_first_counts_unless_one_is_named(sqlite_database, home):
    bg = Scribe()
    bg.report("2023-01-01", "2023-12-31", kind="park", values={"output.production": usd(1000)})
    ratio: dict[str, Any] = {"kind": PARK, "form": "plan_ratio"}
    for place, setter in reversed(list(enumerate(SETTERS, start=1))):
        target(bg, amount=1000 * place, set_by=setter)
        found = ask(home, "output.production", "2023-12-31", **ratio)
        assert found.value == Fraction(100, place), setter
        note = found.terms[1].note
        assert note is not None
        assert (TargetSetter(setter).label.vi in note.vi, TargetSetter(setter).label.en in note.en) == (True, True)
    for place, setter in enumerate(SETTERS, start=1):
        assert value(home, "output.production", "2023-12-31", **ratio, setter=TargetSetter(setter)) == Fraction(
            100, place
        )


def events_behind(home, found: Figure) -> list[int]:
    figures = figures_of(home)
    try:
        return list(figures.events(found))[::-1]
    finally:
        figures.close()


def test_behind_a_plan_ratio_stands_the_target_that_it_is_told_against_alone(sqlite_database, home):
    """With what amended it; not those of years before, of other setters or of the year's first month."""
    bg = Scribe()
    report = bg.report("2023-01-01", "2023-06-30", kind="park", values={"output.production": usd(100)})
    target(bg, on="2021-12-10", period_start="2022-01-01", period_end="2022-12-31")
    target(bg, set_by="board")
    target(bg, period_start="2023-01-01", period_end="2023-01-31")
    own = target(bg)
    amended = target(bg, "target_amended", "2023-03-01", 1200)
    found = ask(home, "output.production", "2023-06-30", kind=PARK, form="plan_ratio")
    assert events_behind(home, found) == [bg.id(seq) for seq in (report, own, amended)]


def test_behind_the_plan_ratio_of_a_zone_stands_its_own_target(sqlite_database, home):
    bg = Scribe()
    bg.zone("Mot", place="viet-nam.bac-giang.viet-yen")
    report = bg.report("2023-01-01", "2023-12-31", zone="kcn-mot", values={"output.production": usd(150)})
    target(bg)
    own = target(bg, zone="kcn-mot", kind=None)
    found = ask(home, "output.production", "2023-12-31", zone=zone_id(home, "kcn-mot"), kind=PARK, form="plan_ratio")
    assert events_behind(home, found) == [bg.id(seq) for seq in (report, own)]


def test_a_month_is_measured_by_the_months_own_target(sqlite_database, home):
    bg = Scribe()
    bg.report("2023-01-01", "2023-01-31", kind="park", values={"output.production": usd(90)})
    target(bg)
    target(bg, amount=100, period_start="2023-01-01", period_end="2023-01-31")
    assert value(home, "output.production", "2023-01-31", kind=PARK, form="plan_ratio") == 90


def test_a_zones_target_is_found_by_its_zone(sqlite_database, home):
    bg = Scribe()
    bg.zone("Mot", place="viet-nam.bac-giang.viet-yen")
    bg.report("2023-01-01", "2023-12-31", zone="kcn-mot", values={"output.production": usd(150)})
    target(bg, zone="kcn-mot", kind=None)
    zone = zone_id(home, "kcn-mot")
    for kind in (PARK, None):
        assert value(home, "output.production", "2023-12-31", zone=zone, kind=kind, form="plan_ratio") == 15
    assert value(home, "output.production", "2023-12-31", kind=PARK, form="plan_ratio") is None


def test_a_target_for_capital_attracted_in_all_ways(sqlite_database, home):
    bg = Scribe()
    about = {"name": "A", "enterprise": "X", "origin": "fdi", "zone": bg.zone("Mot")}
    bg("project_registered", effective_on="2023-02-01", project="A", capital=usd(300), **about)
    bg("capital_adjusted", effective_on="2023-03-01", project="A", capital=usd(150))
    bg("shares_bought", effective_on="2023-04-01", project="A", value=usd(50))
    target(bg, measure="capital.attracted")
    assert value(home, "capital.attracted", "2023-12-31", kind=PARK, form="plan_ratio") == 50


@pytest.fixture
def moved_rate(sqlite_database, home):
    """A book whose rate has moved by a quarter between what is approved and what is done of it."""
    bg = Scribe()
    bg("exchange_rate_set", effective_on="2024-01-01", vnd_per_usd="25000", source="giả định")
    return bg


def terms_of(figure: Figure) -> list[tuple[Any, str]]:
    """What a figure's terms come to, with their units."""
    return [(term.value, term.unit) for term in figure.terms]


def test_money_done_of_money_approved_is_divided_in_the_currency_of_both(moved_rate, home):
    bg = moved_rate
    zone = bg.zone("Mot")
    about = {"lot": "GT-01", "zone": zone}
    bg("works_lot_planned", effective_on="2023-01-05", works="roads", value=vnd(100), end_by="2024-12-31", **about)
    bg("works_lot_begun", effective_on="2023-02-01", lot="GT-01")
    bg("works_lot_progressed", effective_on="2024-03-01", lot="GT-01", value_done=vnd(69))
    for currency in (None, "USD", "VND"):
        found = ask(home, "works.completion", "2024-12-31", currency=currency)
        assert found.value == 69
        assert terms_of(found) == [(69, "VND"), (100, "VND")]


def test_arrears_and_capital_implemented_are_shares_in_their_own_currency(moved_rate, home):
    bg = moved_rate
    zone = bg.zone("Mot")
    due = {"zone": zone, "due": "land_rent"}
    bg("dues_assessed", effective_on="2023-01-05", obligation="a", amount=vnd(30), due_by="2023-02-01", **due)
    bg("dues_assessed", effective_on="2024-01-05", obligation="b", amount=vnd(70), due_by="2025-02-01", **due)
    assert value(home, "dues.arrears_share", "2024-12-31") == 30
    about = {"name": "x", "enterprise": "X", "zone": zone, "origin": "ddi"}
    bg("project_registered", effective_on="2023-02-01", project="B", capital=vnd(1_000_000), **about)
    bg("capital_implemented", effective_on="2024-05-01", project="B", capital=vnd(500_000))
    for place in (BAC_GIANG, COUNTRY):
        assert value(home, "capital.implemented_share", "2024-12-31", place) == 50
    in_zone: dict[str, Any] = {"zone": zone_id(home, zone), "kind": PARK}
    assert value(home, "capital.implemented_share", "2024-12-31", **in_zone) == 50
    bg("project_registered", effective_on="2024-02-01", project="A", capital=usd(50), **(about | {"origin": "fdi"}))
    mixed = ask(home, "capital.implemented_share", "2024-12-31")
    assert (mixed.value, mixed.terms[0].unit) == (Fraction(100 * 20, 50 + 50), "USD"), (
        "of two currencies it is in dollars"
    )
    asked = ask(home, "capital.implemented_share", "2024-12-31", currency="VND")
    assert asked.terms[0].unit == "VND", "or in the currency asked for"


def test_growth_and_share_of_money_are_those_of_the_amounts_told(moved_rate, home):
    """Whoever divides the two amounts that stand beside them finds them again, in whichever currency they are told."""
    bg = moved_rate
    about = {"name": "x", "enterprise": "X", "origin": "ddi"}
    mot, hai = bg.zone("Mot"), bg.zone("Hai")
    bg("project_registered", effective_on="2023-02-01", project="B", capital=vnd(1_000_000), zone=mot, **about)
    bg("project_registered", effective_on="2024-02-01", project="C", capital=vnd(1_000_000), zone=hai, **about)
    mine: dict[str, Any] = {"zone": zone_id(home, hai), "kind": PARK}
    told: tuple[tuple[dict[str, Any], Fraction, Fraction, str], ...] = (
        ({}, Fraction(80), Fraction(400, 9), "USD"),
        ({"currency": "USD"}, Fraction(80), Fraction(400, 9), "USD"),
        ({"currency": "VND"}, Fraction(100), Fraction(50), "VND"),
    )
    for asked, growth, share, unit in told:
        now, before = (ask(home, "capital.in_force", f"{year}-06-30", **asked) for year in (2024, 2023))
        grown = ask(home, "capital.in_force", "2024-06-30", form="growth", **asked)
        part = ask(home, "capital.in_force", "2024-06-30", form="share", **mine, **asked)
        assert (now.unit, grown.value, part.value) == (unit, growth, share)
        assert terms_of(grown) == [(now.value, unit), (before.value, unit)]
        assert grown.value == (Fraction(now.value or 0) / Fraction(before.value or 1) - 1) * 100
        assert terms_of(part)[1] == (now.value, unit)


def test_there_is_no_per_cent_of_a_balance_below_nought(moved_rate, home):
    bg = moved_rate
    for year, bought, sold in ((2023, 30, 20), (2024, 10, 25)):
        values = {"trade.import": usd(bought), "trade.export": usd(sold)}
        bg.report(f"{year}-01-01", f"{year}-12-31", kind="park", values=values)
    assert value(home, "trade.balance", "2023-12-31") == -10
    assert value(home, "trade.balance", "2024-12-31", form="growth") is None


def test_a_target_is_reached_in_the_currency_it_was_set_in(moved_rate, home):
    bg = moved_rate
    zone = bg.zone("Mot")
    about = {"name": "x", "enterprise": "X", "zone": zone}
    target(bg, measure="capital.attracted", value=vnd(2_000_000), period_start="2024-01-01", period_end="2024-12-31")
    bg("project_registered", effective_on="2024-02-01", project="B", capital=vnd(500_000), origin="ddi", **about)
    plan: dict[str, Any] = {"kind": PARK, "form": "plan_ratio"}
    assert value(home, "capital.attracted", "2024-12-31", **plan) == 25
    bg("project_registered", effective_on="2024-03-01", project="A", capital=usd(20), origin="fdi", **about)
    found = ask(home, "capital.attracted", "2024-12-31", **plan)
    assert found.value == 50
    assert terms_of(found) == [(1_000_000, "VND"), (2_000_000, "VND")]


@pytest.fixture
def zones_of_two_provinces(sqlite_database, home):
    """Three parks and a cluster of one province, two parks of another; the two were merged on 1/7/2025."""
    for code, place, parks in (
        ("bg", BAC_GIANG, {"Mot": 300, "Hai": 100, "Bon": 300}),
        ("bn", BAC_NINH, {"Ba": 200, "Nam": 400}),
    ):
        scribe = Scribe(code, place)
        for name, area in parks.items():
            scribe.zone(name, industrial_m2=area)
        scribe.zone("Chua")  # of which no industrial land is on record
        if code == "bg":
            scribe.zone("Cum", "cluster", industrial_m2=50)
    return home


@pytest.mark.parametrize(
    ("zone", "on", "rank", "among"),
    [
        ("kcn-mot", "2024-12-31", 1, "3 KCN có số liệu của tỉnh Bắc Giang"),
        ("kcn-bon", "2024-12-31", 1, "3 KCN có số liệu của tỉnh Bắc Giang"),
        ("kcn-hai", "2024-12-31", 3, "3 KCN có số liệu của tỉnh Bắc Giang"),
        ("ccn-cum", "2024-12-31", 1, "1 CCN có số liệu của tỉnh Bắc Giang"),
        ("kcn-mot", "2025-12-31", 2, "5 KCN có số liệu của tỉnh Bắc Ninh"),
        ("kcn-hai", "2025-12-31", 5, "5 KCN có số liệu của tỉnh Bắc Ninh"),
    ],
)
@pytest.mark.parametrize("place", [BAC_GIANG, COUNTRY])
def test_a_zone_is_ranked_among_those_of_its_kind_in_its_province_of_the_day(
    zones_of_two_provinces, zone, on, rank, among, place
):
    number = zone_id(zones_of_two_provinces, zone)
    found = ask(zones_of_two_provinces, "land.industrial", on, place, zone=number, form="rank")
    assert found.value == rank
    assert written(found, Lang.VI) == f"thứ {rank} trong {among}"
    assert f"thứ hạng trong {among}" in found.formula_name.vi


def test_a_zone_without_a_figure_has_no_rank(zones_of_two_provinces):
    number = zone_id(zones_of_two_provinces, "kcn-chua")
    assert value(zones_of_two_provinces, "land.industrial", "2024-12-31", zone=number, form="rank") is None


def test_a_zone_that_has_ended_has_no_rank_and_no_other_is_ranked_beside_it(zones_of_two_provinces):
    """What it held is nothing from its last day on, and would be last in every list for ever."""
    home = zones_of_two_provinces
    with writing("bg", "lan") as writer:
        writer.record(build("zone_revoked", {"effective_on": "2024-02-01", "zone": "kcn-hai"}))
    hai, mot = zone_id(home, "kcn-hai"), zone_id(home, "kcn-mot")
    rank: dict[str, Any] = {"indicator": "land.industrial", "form": "rank"}
    before, after = (written(ask(home, on=on, zone=mot, **rank), Lang.VI) for on in ("2024-01-31", "2024-12-31"))
    assert (before, after) == (
        "thứ 1 trong 3 KCN có số liệu của tỉnh Bắc Giang",
        "thứ 1 trong 2 KCN có số liệu của tỉnh Bắc Giang",
    )
    assert value(home, on="2024-01-31", zone=hai, **rank) == 3
    gone = ask(home, on="2024-12-31", zone=hai, **rank)
    assert (gone.value, gone.coverage.refusal) == (None, NOT_RANKED)


@pytest.mark.parametrize("indicator", ["inspections.done", "capital.new", "projects.registered"])
@pytest.mark.parametrize("start", [None, "2024-11-01"])
def test_a_zone_is_ranked_by_what_flowed_beside_those_that_stood_when_the_period_began(
    zones_of_two_provinces, indicator, start
):
    home = zones_of_two_provinces
    with writing("bg", "lan") as writer:
        writer.record(build("zone_revoked", {"effective_on": "2024-02-01", "zone": "kcn-hai"}))
        if indicator != "inspections.done":
            for number, zone in enumerate(("kcn-mot", "kcn-bon"), 1):
                about = {"project": f"P{number}", "name": "x", "enterprise": "X", "origin": "fdi", "zone": zone}
                money = {"capital": usd(number), "effective_on": f"2024-11-0{number + 1}"}
                writer.record(build("project_registered", {**about, **money}))
    rank: dict[str, Any] = {"indicator": indicator, "form": "rank", "on": "2024-12-31", "start": start}
    gone = ask(home, zone=zone_id(home, "kcn-hai"), **rank)
    if start is None:
        assert gone.coverage.refusal != NOT_RANKED, "it stood when the year began"
    else:
        assert (gone.value, gone.coverage.refusal) == (None, NOT_RANKED)
    expected = {"capital.new": 2, "projects.registered": 1}.get(indicator)
    assert value(home, zone=zone_id(home, "kcn-mot"), **rank) == expected


ENDINGS = {"revoked": ("zone_revoked", {}), "merged": ("zone_merged", {"into": "kcn-mot"})}


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(
    ("day", "start", "of_flows", "of_levels"),
    [
        pytest.param("2024-06-15", None, True, False, id="within the year"),
        pytest.param("2024-06-15", "2024-06-14", True, False, id="after the first day"),
        pytest.param("2024-06-15", "2024-06-15", False, False, id="on the first day"),
        pytest.param("2024-06-15", "2024-07-01", False, False, id="before the period"),
        pytest.param("2025-01-01", None, True, True, id="after the period"),
    ],
)
def test_a_zone_is_ranked_by_flows_where_it_stood_on_their_first_day_and_by_levels_where_it_stands_on_the_day(
    zones_of_two_provinces, ending, day, start, *, of_flows, of_levels
):
    """However it ended; and so the others are ranked beside it. One that is revoked holds no projects."""
    home = zones_of_two_provinces
    what, more = ENDINGS[ending]
    with writing("bg", "lan") as writer:
        for number, zone in enumerate(("kcn-bon", "kcn-hai")[: 2 if ending == "merged" else 1], 1):
            about = {"project": f"P{number}", "name": "x", "enterprise": "X", "origin": "fdi", "zone": zone}
            writer.record(build("project_registered", {**about, "capital": usd(number), "effective_on": "2024-06-14"}))
        writer.record(build(what, {"effective_on": day, "zone": "kcn-hai", **more}))
    hai, bon = zone_id(home, "kcn-hai"), zone_id(home, "kcn-bon")
    for indicator, is_ranked, since in (("capital.new", of_flows, start), ("land.industrial", of_levels, None)):
        rank: dict[str, Any] = {"indicator": indicator, "form": "rank", "on": "2024-12-31", "start": since}
        assert (ask(home, zone=hai, **rank).coverage.refusal != NOT_RANKED) == is_ranked
        others = 2 if indicator == "land.industrial" else 1
        has_figure = is_ranked and (indicator == "land.industrial" or ending == "merged")
        assert f"trong {others + has_figure} KCN" in written(ask(home, zone=bon, **rank), Lang.VI)


def test_a_zone_that_became_part_of_another_is_not_ranked(sqlite_database, home):
    """It holds none from then on, as is on record: that is no last place, and takes no place from the others."""
    bg = Scribe()
    for name, area in {"Mot": 300, "Hai": 100, "Ba": 200}.items():
        bg.zone(name, industrial_m2=area)
    bg("zone_merged", effective_on="2024-06-01", zone="kcn-hai", into="kcn-ba")
    one, two = (zone_id(home, code) for code in ("kcn-mot", "kcn-hai"))
    assert value(home, "land.industrial", "2024-05-31", zone=two, form="rank") == 3
    found = ask(home, "land.industrial", "2024-06-01", zone=two, form="rank")
    assert (found.value, found.coverage.refusal) == (None, NOT_RANKED)
    assert written(ask(home, "land.industrial", "2024-05-31", zone=one, form="rank"), Lang.VI).startswith(
        "thứ 1 trong 3"
    )
    assert written(ask(home, "land.industrial", "2024-06-01", zone=one, form="rank"), Lang.VI).startswith(
        "thứ 1 trong 2"
    )


@pytest.mark.parametrize("place", [COUNTRY, "viet-nam.bac-giang.viet-yen"])
def test_what_is_ranked_among_nothing_is_refused_with_the_reason(ranked, place):
    found = ask(ranked, "zones.established", "2023-12-31", place, form="rank")
    assert found.value is None
    assert found.coverage.refusal == NOT_RANKED


def test_a_rank_is_written_with_the_number_of_those_ranked(ranked):
    found = ask(ranked, "zones.established", "2023-12-31", form="rank")
    assert written(found, Lang.VI) == "thứ 2 trong 3 tỉnh có số liệu"
    assert written(found, Lang.EN) == "rank 2 among 3 provinces with a figure"


@pytest.mark.parametrize(
    ("asked", "is_converted"),
    [
        ({}, True),
        ({"origin": FDI}, False),
        ({"origin": DDI}, False),
        ({"currency": "VND"}, True),
        ({"origin": FDI, "currency": "VND"}, True),
        ({"indicator": "projects.in_force"}, False),
        ({"form": "share", "origin": FDI}, True),
        ({"form": "growth", "origin": FDI}, False),
        ({"form": "growth"}, True),
        ({"place": BAC_NINH}, False),
    ],
)
def test_a_figure_of_which_money_was_converted_says_so(sqlite_database, home, asked, is_converted):
    """What each event came to by the rate of its own day is summed: nothing is converted at one rate of today."""
    scribe = Scribe()
    scribe("exchange_rate_set", effective_on="2024-01-01", vnd_per_usd="25000", source="giả định")
    for number, (origin, day) in enumerate([("fdi", "2022-05-01"), ("ddi", "2022-06-01"), ("ddi", "2024-06-01")], 1):
        capital = usd(1_000_000) if origin == "fdi" else vnd(50_000_000_000)
        scribe(
            "project_registered", effective_on=day, project=f"P{number}", name="x", enterprise="X", origin=origin,
            place=VIET_YEN, capital=capital,
        )  # fmt: skip
    found = ask(home, **{"indicator": "capital.in_force", "on": "2024-12-31", **asked})
    note = conversion_note(found)
    assert (note is not None) == is_converted
    assert (note is not None and note.of(Lang.VI) in formula_words(found, Lang.VI)) == is_converted
    if not asked:
        assert found.value == 1_000_000 + 50_000_000_000 // RATE + 50_000_000_000 // 25_000
