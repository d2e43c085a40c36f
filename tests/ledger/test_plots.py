"""Plots of a zone: what is refused, in words; and random histories whose plots and sums an independent calculation knows."""

import json
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from parkledger.language import Lang, ParkError
from parkledger.ledger.book import balances
from parkledger.ledger.book.balances import ZONES_HOLD_PLOTS
from parkledger.ledger.book.loading import load
from parkledger.ledger.book.recording import writing
from parkledger.ledger.errors import (
    AreaExceeded,
    FieldsRefused,
    LandBelowPlots,
    PlotAreaDiffers,
    PlotExists,
    PlotHeld,
    PlotNotHeld,
    PlotPlanMissing,
    PlotsAddUpOtherwise,
    PlotsDiffer,
    PlotsEnded,
    PlotSetBefore,
    PlotsOverdrawn,
    PlotsRedrawnLarger,
    PlotsUnlike,
    PlotToClear,
    PlotUnknown,
    PlotUseDiffers,
    ZoneEnded,
)
from parkledger.ledger.models import Book
from parkledger.ledger.plots import Plot, PlotState, read_plots
from parkledger.ledger.store.journal import entries
from parkledger.ledger.store.statements import fetch
from tests.ledger.conftest import PLACE, Desk

PARK: dict[str, Any] = {"zone": "KCN Quang Châu"}
PLOTS = {"A1": ("20 ha", "industrial"), "A2": ("40 ha", "industrial"), "D1": ("10 ha", "service"),
         "H1": ("10 ha", "infrastructure"), "X1": ("10 ha", "green")}  # fmt: skip


@pytest.fixture
def drawn(desk: Desk) -> Desk:
    """A park whose plots are drawn, and not adopted as a whole yet."""
    desk.zone("Quang Châu")
    for plot, (area, use) in PLOTS.items():
        desk.record("plot_drawn", "1/1/2020", plot=plot, area_m2=area, use=use, **PARK)
    return desk


@pytest.fixture
def park(drawn: Desk) -> Desk:
    """The same with its plan adopted."""
    drawn.record("plot_plan_adopted", "1/2/2020", **PARK)
    return drawn


def standing(desk: Desk, on: str = "2030-01-01") -> dict[str, Plot]:
    """The plots as they stand on a day."""
    with writing(desk.code, "lan") as writer:
        code = writer.view.find_zone("KCN Quang Châu").code
        return writer.view.plots_on(code, date.fromisoformat(on))


def said(refusal: pytest.ExceptionInfo[ParkError], *facts: str) -> None:
    """The refusal says all of some facts in Vietnamese, and as much in English."""
    message = refusal.value.message(Lang.VI)
    assert all(fact in message for fact in facts), message
    assert refusal.value.message(Lang.EN)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("A1, a2", "A1; A2"),
        ("Lô A1; lô đất A-2", "A1; A-2"),
        ("A1: 2,5 ha đất công nghiệp\nA2: 12.345 m2 service", "A1: 2,5 ha đất công nghiệp; A2: 1,2345 ha đất dịch vụ"),
        ("CN 01: 3ha", "CN 01: 3 ha"),
    ],
)
def test_lists_of_plots_are_read_as_people_write_them(written: str, kept: str) -> None:
    assert read_plots(written) == kept
    assert read_plots(kept) == kept


@pytest.mark.parametrize(
    "written", ["A1; A1", ": 2 ha", "A1: hai ha", "A1: 2 ha đất rừng", "A1: 0 ha", "A/1", "x" * 41]
)
def test_lists_of_plots_that_cannot_be_read_are_refused(desk: Desk, written: str) -> None:
    desk.zone("Quang Châu")
    with pytest.raises(FieldsRefused, match="plots"):
        desk.record("plot_state_set", "1/1/2021", plots=written, state="clean", **PARK)


def test_plots_are_the_zones_land_on_every_day_once_the_plan_is_adopted(drawn: Desk) -> None:
    drawn.withdraw(7)
    with pytest.raises(PlotsDiffer) as refusal:
        drawn.record("plot_plan_adopted", "1/2/2020", **PARK)
    said(refusal, "1/2/2020", "đất cây xanh", "0 ha", "10 ha")
    drawn.record("plot_drawn", "1/1/2020", plot="X1", area_m2="10 ha", use="green", **PARK)
    plan = drawn.record("plot_plan_adopted", "1/2/2020", **PARK)
    for attempt in (
        lambda: drawn.record("land_use_approved", "1/6/2020", service_m2="12 ha", **PARK),
        lambda: drawn.record("area_changed", "1/6/2020", direction="expanded", area_m2="9 ha", green_m2="9 ha", **PARK),
        lambda: drawn.record("plot_drawn", "1/6/2020", plot="A3", area_m2="1 ha", **PARK),
        lambda: drawn.correct(3, "plot_drawn", "1/1/2020", plot="A1", area_m2="19 ha", **PARK),
        lambda: drawn.withdraw(3),
        lambda: drawn.correct(2, "zone_established", "1/1/2015", name="Quang Châu", kind="park", area_m2="100 ha"),
    ):
        with pytest.raises(PlotsDiffer, match="KCN Quang Châu"):
            attempt()
    drawn.record("area_changed", "1/6/2019", direction="expanded", area_m2="9 ha", **PARK)
    drawn.withdraw(plan.seq)
    drawn.record("area_changed", "1/6/2020", direction="expanded", area_m2="2 ha", industrial_m2="2 ha", **PARK)
    drawn.record(
        "plot_drawn", "1/6/2020", plot="A3", area_m2="1 ha", **PARK
    )  # without a plan, less is drawn than there is
    assert drawn.problems() == []


def test_a_zone_without_plots_is_as_it_was(desk: Desk) -> None:
    desk.zone("Quang Châu")
    desk.record("land_leased", "1/1/2021", area_m2="10 ha", **PARK)
    desk.record("area_changed", "1/1/2022", direction="expanded", area_m2="5 ha", industrial_m2="5 ha", **PARK)
    payload = next(entry["payload"] for entry in entries(desk.id) if entry["type"] == "land_leased")
    assert "plots" not in payload, "what is hashed of an event without plots stays as it was"


def test_plots_are_split_merged_and_redrawn(park: Desk) -> None:
    park.record("plots_redrawn", "1/3/2020", removed="A1", drawn="A1A: 5 ha; A1B: 15 ha", **PARK)
    park.record("plots_redrawn", "1/4/2020", removed="A1B, A2", drawn="A5: 55 ha", **PARK)
    with pytest.raises(AreaExceeded):
        park.record("plots_redrawn", "1/5/2020", removed="A5", drawn="A5: 66 ha", **PARK)
    park.record("plots_redrawn", "1/5/2020", removed="A5; X1", drawn="A5: 53 ha; X1: 12 ha đất cây xanh", **PARK)
    assert {code: plot.area_m2 for code, plot in standing(park).items()} == {
        "A1A": 50_000, "A5": 530_000, "D1": 100_000, "H1": 100_000, "X1": 120_000,
    }  # fmt: skip
    assert (park.total("land.industrial"), park.total("land.green")) == (580_000, 120_000)
    with pytest.raises(PlotUnknown) as refusal:
        park.record("plot_state_set", "1/6/2020", plots="A2", state="offered", **PARK)
    said(refusal, "A2", "1/6/2020", "A1A")
    assert park.problems() == []


def test_land_changes_its_use_by_plots_only_under_a_plan(drawn: Desk) -> None:
    with pytest.raises(PlotPlanMissing):
        drawn.record("plots_redrawn", "1/3/2020", removed="A1", drawn="A1: 19 ha", **PARK)
    drawn.record("plots_redrawn", "1/3/2020", removed="A1", drawn="A1: 19 ha; A3: 1 ha", **PARK)


def test_plots_are_offered_kept_let_built_on_and_given_back(park: Desk) -> None:
    park.project("P1", "1/1/2018")
    park.record("plot_state_set", "1/3/2020", plots="A1, A2", state="offered", **PARK)
    park.record("land_allocated", "1/4/2020", plots="A1", area_m2="20 ha", project="P1", **PARK)
    park.record("land_leased", "1/5/2020", plots="A1", area_m2="20 ha", project="P1", from_approval=True, **PARK)
    park.record("plot_state_set", "1/6/2020", plots="A1", state="built", **PARK)
    park.record("lease_ended", "1/7/2020", plots="A1", area_m2="20 ha", project="P1", **PARK)
    states = [standing(park, f"2020-0{month}-01")["A1"].shown for month in range(2, 8)]
    assert states == [
        None, PlotState.OFFERED, PlotState.RESERVED, PlotState.LEASED, PlotState.BUILT, PlotState.BUILT,
    ]  # fmt: skip
    assert standing(park)["A1"].state is PlotState.CLEAN
    assert [park.total(f"plots.{each}") for each in ("offered", "reserved", "let")] == [400_000, 0, 0]
    assert park.problems() == []


def test_what_cannot_be_of_a_plot_is_refused_in_words(park: Desk) -> None:
    park.project("P1", "1/1/2018")
    park.project("P2", "1/1/2018")
    lease: dict[str, Any] = {"plots": "A1", "area_m2": "20 ha", **PARK}
    with pytest.raises(PlotsAddUpOtherwise) as adds_up:
        park.record("land_leased", "1/5/2020", plots="A1", area_m2="18 ha", **PARK)
    said(adds_up, "A1", "20 ha", "18 ha", "1/5/2020")
    with pytest.raises(PlotUseDiffers):
        park.record("land_leased", "1/5/2020", plots="D1", area_m2="10 ha", **PARK)
    park.record("land_leased", "1/5/2020", project="P1", **lease)
    with pytest.raises(PlotHeld) as held:
        park.record("land_leased", "1/6/2020", project="P2", **lease)
    said(held, "A1", "20 ha", "1/5/2020", "1/6/2020", "P1")
    with pytest.raises(PlotHeld) as held:
        park.record("land_leased", "1/4/2020", project="P2", **lease)
    said(held, "A1", "1/5/2020", "P2")
    with pytest.raises(PlotHeld):
        park.record("plot_state_set", "1/6/2020", plots="A1", state="offered", **PARK)
    with pytest.raises(PlotsRedrawnLarger):
        park.record("plots_redrawn", "1/6/2020", removed="A1", drawn="A1: 19 ha", **PARK)
    park.record("land_leased", "1/5/2020", area_m2="40 ha", **PARK)  # of which nobody says which plots
    with pytest.raises(PlotNotHeld):
        park.record("lease_ended", "1/6/2020", plots="A2", area_m2="40 ha", use="industrial", **PARK)
    with pytest.raises(PlotsUnlike):
        park.record("plots_redrawn", "1/6/2020", removed="A1, A2", drawn="A9: 60 ha", **PARK)
    with pytest.raises(PlotAreaDiffers):
        park.record("plot_state_set", "1/6/2020", plots="A2: 39 ha", state="offered", **PARK)
    with pytest.raises(PlotExists):
        park.record("plot_drawn", "1/6/2020", plot="lô a1", area_m2="1 ha", **PARK)
    with pytest.raises(PlotUnknown):
        park.record("land_leased", "1/6/2019", plots="A2", area_m2="40 ha", **PARK)
    park.record("plot_state_set", "1/6/2020", plots="A2", state="to_clear", **PARK)
    with pytest.raises(PlotToClear):
        park.record("land_leased", "1/7/2020", plots="A2", area_m2="40 ha", **PARK)
    assert park.problems() == []


def test_what_plots_rest_on_is_not_taken_back(drawn: Desk) -> None:
    drawn.record("land_leased", "1/5/2020", plots="A1", area_m2="20 ha", **PARK)
    with pytest.raises(PlotUnknown):
        drawn.withdraw(3)
    with pytest.raises(PlotAreaDiffers):
        drawn.correct(3, "plot_drawn", "1/1/2020", plot="A1", area_m2="21 ha", **PARK)
    with pytest.raises(PlotUnknown):
        drawn.correct(3, "plot_drawn", "1/1/2021", plot="A1", area_m2="20 ha", **PARK)
    drawn.correct(3, "plot_drawn", "2/1/2020", plot="A1", area_m2="20 ha", **PARK)
    drawn.record("plot_state_set", "1/1/2020", plots="A2", state="cleared", **PARK)
    with pytest.raises(PlotSetBefore):
        drawn.correct(4, "plot_drawn", "1/1/2020", plot="A2", area_m2="40 ha", state="offered", **PARK)
    assert drawn.problems() == []


def test_land_cleared_and_handed_over_is_of_the_plots_it_names(drawn: Desk) -> None:
    drawn.record("clearance_required", "1/1/2019", area_m2="60 ha", **PARK)
    drawn.record("plot_state_set", "2/1/2020", plots="A1, A2", state="to_clear", **PARK)
    drawn.record("land_cleared", "1/2/2020", plots="A1, A2", area_m2="60 ha", clean_m2="20 ha", **PARK)
    drawn.record("land_handed_over", "1/3/2020", plots="A2", area_m2="40 ha", **PARK)
    found = standing(drawn)
    assert (found["A1"].state, found["A2"].state) == (PlotState.CLEARED, PlotState.CLEAN)


@pytest.mark.parametrize(("use", "land", "of"), [
    ("industrial", 60, "đất công nghiệp"), ("service", 10, "đất dịch vụ"), ("green", 10, "đất cây xanh"),
])  # fmt: skip
def test_plots_are_no_more_than_the_land_of_their_use(desk: Desk, use: str, land: int, of: str) -> None:
    """Without a plot plan, too: a slip of a nought would offer more land than the park has."""
    desk.zone("Quang Châu")
    with pytest.raises(PlotsOverdrawn) as refused:
        desk.record("plot_drawn", "1/1/2020", plot="A1", area_m2=f"{land},1 ha", use=use, state="offered", **PARK)
    assert of in refused.value.message(Lang.VI)
    desk.record("plot_drawn", "1/1/2020", plot="A1", area_m2="6 ha", use=use, **PARK)
    with pytest.raises(PlotsOverdrawn, match="1/1/2020"):  # nor from a day before, with what is drawn later
        desk.record("plot_drawn", "1/1/2018", plot="A2", area_m2=f"{land - 6},1 ha", use=use, **PARK)
    assert desk.problems() == []


def test_plots_of_land_that_nobody_recorded_fit_the_area_of_the_zone(desk: Desk) -> None:
    desk.record("zone_established", "1/1/2016", name="Nhỏ", kind="cluster", area_m2="20 ha")
    desk.record("plot_drawn", "1/1/2020", plot="A1", area_m2="15 ha", zone="CCN Nhỏ")
    with pytest.raises(PlotsOverdrawn, match="20 ha"):
        desk.record("plot_drawn", "1/1/2020", plot="A2", area_m2="5,1 ha", use="green", zone="CCN Nhỏ")
    desk.record("plot_drawn", "1/1/2020", plot="A2", area_m2="5 ha", use="green", zone="CCN Nhỏ")
    desk.record("zone_planned", "1/1/2016", name="Chưa rõ", kind="cluster", area_m2="20 ha")
    desk.record("plot_drawn", "1/1/2020", plot="A1", area_m2="500 ha", zone="CCN Chưa rõ")  # no land is on record


def test_plots_drawn_before_the_sum_was_kept_stay_and_may_not_grow(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.zone("Quang Châu")
    desk.record("plot_drawn", "1/1/2020", plot="A1", area_m2="10 ha", **PARK)
    monkeypatch.setattr(balances, "PLOTS", ())
    desk.record("plot_drawn", "1/1/2020", plot="A2", area_m2="500 ha", **PARK)
    monkeypatch.undo()
    with pytest.raises(PlotsOverdrawn):
        desk.record("plot_drawn", "1/1/2020", plot="A3", area_m2="1 ha", **PARK)
    assert desk.problems() == []


def test_a_merger_ends_the_plan_of_the_zone_that_takes_another_over(park: Desk) -> None:
    park.record("zone_established", "1/1/2016", name="Nhỏ", kind="cluster", area_m2="20 ha", industrial_m2="10 ha")
    park.record("zone_merged", "1/1/2021", zone="CCN Nhỏ", into="KCN Quang Châu")
    with pytest.raises(PlotsDiffer):
        park.record("plot_plan_adopted", "1/6/2021", **PARK)
    park.record("plot_drawn", "1/1/2021", plot="N1", area_m2="10 ha", **PARK)
    park.record("plot_plan_adopted", "1/6/2021", **PARK)
    with pytest.raises(PlotsDiffer):
        park.record("plot_drawn", "1/1/2022", plot="N2", area_m2="1 ha", **PARK)
    assert park.problems() == []


def test_the_plots_of_a_merged_zone_end_with_it(park: Desk) -> None:
    small: dict[str, Any] = {"zone": "CCN Nhỏ"}
    park.record("zone_established", "1/1/2016", name="Nhỏ", kind="cluster", area_m2="20 ha", industrial_m2="10 ha")
    park.record("plot_drawn", "1/1/2017", plot="N1", area_m2="5 ha", state="leased", **small)
    park.record("zone_merged", "1/1/2021", into="KCN Quang Châu", **small)
    after: list[tuple[str, dict[str, Any]]] = [
        ("plot_state_set", {"plots": "N1", "state": "built"}),
        ("plots_redrawn", {"removed": "N1", "drawn": "N2: 5 ha"}),
    ]
    for what, about in after:
        with pytest.raises(PlotsEnded) as refused:
            park.record(what, "1/2/2021", **about, **small)
        assert "khu, cụm tiếp nhận" in refused.value.message(Lang.VI)
    others: list[tuple[str, dict[str, Any]]] = [
        ("plot_drawn", {"plot": "N3", "area_m2": "1 ha"}),
        ("plot_plan_adopted", {}),
    ]
    for what, about in others:
        with pytest.raises(ZoneEnded):
            park.record(what, "1/2/2021", **about, **small)
    park.record("plot_state_set", "1/2/2020", plots="N1", state="built", **small)


# -- random histories --------------------------------------------------------------------------------------------

FIRST, DAYS = date(2020, 1, 1), 400
HECTARE = 10_000


class Calculation:
    """How plots stand by an entry-by-entry reading of a journal, day by day; it shares no code with the ledger."""

    def __init__(self, journal: list[dict[str, Any]], known_at: datetime) -> None:
        known = [entry for entry in journal if datetime.fromisoformat(entry["recorded_at"]) <= known_at]
        undone = {entry["reverses"] for entry in known if entry["reverses"]}
        self.entries = [entry for entry in known if entry["seq"] not in undone and entry["type"] != "correction"]

    def planned(self, day: date) -> bool:
        """Whether a plot plan holds on a day."""
        return any(
            entry["type"] == "plot_plan_adopted" and date.fromisoformat(entry["effective_on"]) <= day
            for entry in self.entries
        )

    def on(self, day: date) -> dict[str, tuple[int, str, str | None]]:
        """Each plot's area, use and state."""
        plots: dict[str, tuple[int, str, str | None]] = {}
        drawn_first = sorted(
            self.entries, key=lambda each: (each["effective_on"], each["type"] != "plot_drawn", each["seq"])
        )
        for entry in drawn_first:
            if date.fromisoformat(entry["effective_on"]) <= day:
                self._take(plots, entry["type"], entry["payload"])
        return plots

    def _take(self, plots: dict[str, tuple[int, str, str | None]], kind: str, said: dict[str, Any]) -> None:
        if kind == "plot_drawn":
            plots[said["plot"]] = (said["area_m2"], said["use"], said.get("state"))
        elif kind == "plots_redrawn":
            gone = [self._listed(item)[0] for item in said["removed"].split("; ")]
            state = plots[gone[0]][2]
            for code in gone:
                del plots[code]
            for item in said["drawn"].split("; "):
                code, area, use = self._listed(item)
                plots[code] = (area, use, state)
        elif said.get("plots"):
            state = {"land_allocated": "reserved", "land_leased": "leased", "lease_ended": "clean"}.get(kind)
            for item in said["plots"].split("; "):
                code = self._listed(item)[0]
                plots[code] = (*plots[code][:2], said["state"] if kind == "plot_state_set" else state)

    @staticmethod
    def _listed(item: str) -> tuple[str, int, str]:
        code, _, rest = item.partition(": ")
        number, _, use = rest.partition(" ha")
        words = {
            "đất công nghiệp": "industrial",
            "đất dịch vụ": "service",
            "đất cây xanh": "green",
            "đất hạ tầng": "infrastructure",
        }
        whole, _, part = number.partition(",")
        return code, int(whole) * HECTARE + int(part.ljust(4, "0")), words.get(use.strip(), "industrial")


def attempts(
    chance: random.Random, plots: dict[str, tuple[int, str, str | None]]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """What somebody may try to record of the plots that there are, right or wrong."""
    some = chance.sample(sorted(plots), min(len(plots), chance.randint(1, 2)))
    named: dict[str, Any] = {"plots": ", ".join(some), "area_m2": sum(plots[code][0] for code in some), **PARK}
    use = plots[some[0]][1]
    lease: dict[str, Any] = {
        **named,
        "use": use if use in {"industrial", "service"} else "industrial",
        "project": chance.choice(["P1", "P2"]),
    }
    state = chance.choice(["to_clear", "cleared", "clean", "offered"])
    yield "plot_state_set", {"plots": named["plots"], "state": state, **PARK}
    yield "land_leased", {**lease, "from_approval": chance.random() < 0.3}
    yield "lease_ended", {**lease, "use": chance.choice([lease["use"], "approved"])}
    yield "land_allocated", {key: value for key, value in lease.items() if key != "use"}
    area, part = named["area_m2"], chance.randrange(1, 9)
    first = f"N{chance.randrange(10**6)}: {area * part // 10} m2"
    second = f"M{chance.randrange(10**6)}: {area - area * part // 10} m2"
    other = " green" if chance.random() < 0.4 else ""
    yield "plots_redrawn", {"removed": named["plots"], "drawn": f"{first}; {second}{other}", **PARK}
    yield "land_use_approved", {f"{chance.choice(['green', 'industrial'])}_m2": chance.randrange(50) * HECTARE, **PARK}
    yield (
        "plot_drawn",
        {"plot": f"K{chance.randrange(4)}", "area_m2": HECTARE, "state": chance.choice([None, "offered"]), **PARK},
    )


def play(seed: int) -> tuple[Desk, list[datetime], int]:
    """A random history of a park's plots, with corrections and withdrawals; how much of it was refused."""
    chance, code = random.Random(seed), f"b{seed}"
    moment = datetime(2024, 1, 1, tzinfo=UTC)
    desk, moments, refused = Desk(code, at=moment), [], 0
    desk.zone("Quang Châu", at=moment)
    for project in ("P1", "P2"):
        desk.project(project, "1/1/2018", at=moment)
    for plot, (area, use) in PLOTS.items():
        desk.record("plot_drawn", "1/1/2020", at=moment, plot=plot, area_m2=area, use=use, **PARK)
    desk.record("plot_plan_adopted", "1/1/2020", at=moment, **PARK)
    for _ in range(40):
        moment += timedelta(days=1)
        day = FIRST + timedelta(days=chance.randrange(DAYS))
        journal = list(entries(desk.id))
        plots = Calculation(journal, moment).on(day)
        kind, fields = chance.choice(list(attempts(chance, plots)))
        seq = chance.choice([entry["seq"] for entry in journal if entry["seq"] > 5])
        turn = chance.random()
        try:
            if turn < 0.12:
                desk.withdraw(seq, at=moment)
            elif turn < 0.22:
                desk.correct(seq, kind, day.isoformat(), at=moment, **fields)
            else:
                desk.record(kind, day.isoformat(), at=moment, **fields)
        except ParkError:
            refused += 1
        moments.append(moment)
    return desk, moments, refused


def summed(desk: Desk, measure: str, on: date, known_at: datetime) -> int:
    """What the postings of a measure add up to."""
    sql = (
        "SELECT SUM(amount) FROM ledger_posting WHERE measure = %s AND effective_on <= %s AND recorded_at <= %s "
        "AND event_id >= %s AND event_id < %s AND scenario = 'actual'"
    )
    return int(fetch(sql, [measure, on, known_at, desk.id << 32, (desk.id + 1) << 32])[0][0] or 0)


@pytest.mark.parametrize("seed", range(25))
def test_random_histories_stand_as_calculated_at_random_days_and_moments(seed: int, sqlite_database: Any) -> None:
    desk, moments, refused = play(seed)
    assert 0 < refused < 40
    chance = random.Random(seed)
    journal = list(entries(desk.id))
    for known_at in [*chance.sample(moments, 4), moments[-1]]:
        calculation = Calculation(journal, known_at)
        for day in [FIRST + timedelta(days=chance.randrange(DAYS)) for _ in range(4)]:
            plots = calculation.on(day)
            for use in ("industrial", "service", "infrastructure", "green"):
                area = sum(area for area, of_use, _ in plots.values() if of_use == use)
                assert summed(desk, f"plots.{use}", day, known_at) == area
                if calculation.planned(day):
                    assert summed(desk, f"land.{use}", day, known_at) == area, f"on {day}, as known at {known_at}"
            for measure, state in (("offered", "offered"), ("reserved", "reserved"), ("let", "leased")):
                area = sum(area for area, _, stands in plots.values() if stands == state)
                assert summed(desk, f"plots.{measure}", day, known_at) == area
    stands = standing(desk, (FIRST + timedelta(days=DAYS)).isoformat())
    assert {
        code: (plot.area_m2, plot.use.value, plot.state.value if plot.state else None) for code, plot in stands.items()
    } == (Calculation(journal, moments[-1]).on(FIRST + timedelta(days=DAYS)))
    assert desk.problems() == []


def test_a_journal_with_plots_is_loaded_as_it_was(sqlite_database: Any) -> None:
    desk, _, _ = play(3)
    journal = list(entries(desk.id))
    Book.objects.create(code="copy", name="Bản sao", place=PLACE)
    report = load("copy", [json.dumps(entry, ensure_ascii=False) for entry in journal], by="lan")
    assert [refusal.error.message(Lang.EN) for refusal in report.refused] == []
    copied = Book.objects.get(code="copy").pk
    assert [entry["hash"] for entry in entries(copied)] == [entry["hash"] for entry in journal]


REDUCED = {"direction": "reduced", "area_m2": "20 ha", "industrial_m2": "20 ha", **PARK}


@pytest.fixture
def plotted(desk: Desk) -> Desk:
    """A zone of 100 ha, of which 50 ha of its 60 ha of industrial land are drawn as plots."""
    desk.zone("Quang Châu")
    desk.record("plot_drawn", "1/1/2020", plot="A1", area_m2="50 ha", **PARK)
    return desk


def test_a_zone_is_not_reduced_to_less_than_its_plots(plotted: Desk) -> None:
    for day, first in (("1/6/2020", "1/6/2020"), ("1/6/2019", "1/1/2020")):
        with pytest.raises(LandBelowPlots) as refusal:
            plotted.record("area_changed", day, **REDUCED)
        said(refusal, first, "đất công nghiệp", "40 ha", "10 ha", "50 ha")
        assert refusal.value.field == "area_m2"
    plotted.record("area_changed", "1/6/2020", **(REDUCED | {"area_m2": "10 ha", "industrial_m2": "10 ha"}))
    with pytest.raises(LandBelowPlots):
        plotted.record("area_changed", "1/7/2020", **(REDUCED | {"area_m2": "1 ha", "industrial_m2": "1 ha"}))
    plotted.correct(3, "plot_drawn", "1/1/2020", plot="A1", area_m2="45 ha", **PARK)
    plotted.record("area_changed", "1/7/2020", **(REDUCED | {"area_m2": "5 ha", "industrial_m2": "5 ha"}))
    assert plotted.problems() == []


def test_a_zone_whose_uses_are_unknown_is_not_reduced_to_less_than_its_plots(desk: Desk) -> None:
    desk.record("zone_established", "1/1/2015", name="Quang Châu", kind="park", area_m2="100 ha")
    desk.record("plot_drawn", "1/1/2020", plot="A1", area_m2="50 ha", **PARK)
    with pytest.raises(LandBelowPlots) as refusal:
        desk.record("area_changed", "1/6/2020", direction="reduced", area_m2="51 ha", **PARK)
    said(refusal, "1/6/2020", "diện tích tự nhiên", "49 ha", "1 ha", "50 ha")
    desk.record("area_changed", "1/6/2020", direction="reduced", area_m2="50 ha", **PARK)


def test_an_expansion_with_plots_on_it_is_not_withdrawn(desk: Desk) -> None:
    desk.zone("Quang Châu")
    wider = desk.record("area_changed", "1/6/2019", direction="expanded", area_m2="9 ha", industrial_m2="9 ha", **PARK)
    desk.record("plot_drawn", "1/1/2020", plot="A1", area_m2="69 ha", **PARK)
    with pytest.raises(LandBelowPlots):
        desk.withdraw(wider.seq)


def test_what_the_land_is_for_may_be_decided_before_the_plots_follow(plotted: Desk) -> None:
    plotted.record("land_use_approved", "1/6/2020", industrial_m2="40 ha", service_m2="30 ha", **PARK)
    assert plotted.problems() == []


def test_a_zone_that_was_reduced_below_its_plots_is_loaded_and_verified(database: str) -> None:
    before = ZONES_HOLD_PLOTS - timedelta(hours=1)
    old = Desk("cu", at=before)
    old.zone("Quang Châu", at=before)
    old.record("plot_drawn", "1/1/2020", plot="A1", area_m2="50 ha", at=before, **PARK)
    old.record("area_changed", "1/6/2020", at=before, **REDUCED)
    assert old.problems() == []
    Book.objects.create(code="copy", name="Sổ", place=PLACE)
    assert load("copy", [json.dumps(each) for each in entries(old.id)], by="lan").refused == []
    with pytest.raises(LandBelowPlots):
        old.record("area_changed", "1/7/2020", **REDUCED)
    old.record("area_changed", "1/7/2020", **(REDUCED | {"direction": "expanded"}))
