"""Lots of a zone's infrastructure: what each step posts, what it makes due, what cannot come in that order; at random too."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest

from parkledger.duties import DutySubject
from parkledger.figures import Question, current
from parkledger.figures.current import current_figures
from parkledger.language import Lang
from parkledger.ledger.book.recording import writing
from parkledger.ledger.errors import (
    CourseBroken,
    CourseDay,
    CourseElsewhere,
    CourseEnded,
    CourseTwice,
    CourseUnknown,
    CourseZoneMissing,
    FieldsRefused,
    StillNeeded,
    WorksLotFalls,
    WorksQuantityAbove,
    WorksQuantityMissing,
    ZoneEnded,
)
from parkledger.records.dates import Dates
from parkledger.records.duties import duties_about
from parkledger.records.infrastructure import lots_on, lots_table
from tests.ledger.conftest import PLACE, Desk, event

LOT: dict[str, Any] = {"lot": "GT-01"}
ROADS: dict[str, Any] = {
    **LOT,
    "zone": "KCN Quang Châu",
    "works": "roads",
    "quantity": "4",
    "quantity_unit": "km",
    "value": "80 tỷ đồng",
    "start_by": "1/3/2024",
    "end_by": "31/12/2024",
}


@pytest.fixture(autouse=True)
def _figures_anew(desk: Desk) -> Any:
    current.close()
    yield
    current.close()


@pytest.fixture
def building(desk: Desk) -> Desk:
    """A road approved and begun in a zone; half of it is done."""
    desk.zone("Quang Châu")
    desk.record("works_lot_planned", "5/1/2024", **ROADS)
    desk.record("works_lot_begun", "10/3/2024", **LOT)
    desk.record("works_lot_progressed", "30/6/2024", **LOT, quantity_done="2", disbursed="30 tỷ đồng")
    return desk


def standing(on: str, kind: str = "works") -> tuple[str, str | None] | None:
    """How the duty to complete the lot, or to begin it, stands on a day: its state and its due day."""
    current.expire()
    found = duties_about("bg", DutySubject("zone", "kcn-quang-chau"), Dates(date.fromisoformat(on)))
    found = [each for each in found if each.duty.kind.value == kind]
    states = [(each.state.value, each.due_on.isoformat() if each.due_on else None) for each in found]
    return states[0] if states else None


def totals(desk: Desk, on: str = "2030-01-01") -> list[int | None]:
    names = ("planned", "completed", "value_approved", "value_done", "disbursed")
    return [desk.total(f"works.{name}", on) for name in names]


def test_a_lot_from_its_approval_to_its_acceptance(building: Desk) -> None:
    assert totals(building, "2024-03-10") == [1, 0, 80_000_000_000, 0, None]
    assert totals(building) == [1, 0, 80_000_000_000, 40_000_000_000, 30_000_000_000]
    assert standing("2024-06-30") == ("open", "2024-12-31")
    building.record("works_lot_adjusted", "1/9/2024", **LOT, value="100 tỷ đồng", end_by="30/6/2025")
    assert standing("2025-01-05") == ("open", "2025-06-30")
    assert standing("2025-07-01") == ("overdue", "2025-06-30")
    building.record("works_lot_progressed", "1/10/2024", **LOT, percent="62.5")
    assert building.total("works.value_done", zone="kcn-quang-chau") == 62_500_000_000
    building.record("works_lot_accepted", "20/7/2025", **LOT, value_done="98 tỷ đồng")
    building.record("works_lot_progressed", "1/9/2025", **LOT, disbursed="98 tỷ đồng")
    assert standing("2025-09-01") == ("done_late", "2025-06-30")
    assert totals(building) == [1, 1, 100_000_000_000, 98_000_000_000, 98_000_000_000]
    assert building.totals("works.value_done")[1] == 98_000_000_000 * 100 // 20_000, "converted at the book's rate"
    current.expire()
    question = Question("works.completion", PLACE, date(2025, 12, 31))
    asked = [question, replace(question, indicator="infrastructure.completion")]
    assert [figure.value for figure in current_figures().answer(asked)] == [98, None]
    assert building.problems() == []


def test_of_a_lot_given_up_what_is_done_stays_with_what_was_disbursed(building: Desk) -> None:
    building.record("works_lot_stopped", "1/8/2024", **LOT, reason="trùng dự án của tỉnh")
    assert totals(building) == [0, 0, 40_000_000_000, 40_000_000_000, 30_000_000_000]
    current.expire()
    assert current_figures().one(Question("works.completion", PLACE, date(2024, 12, 31))).value == 100
    building.record("works_lot_planned", "5/1/2024", **{**ROADS, "lot": "GT-02"})
    building.record("works_lot_stopped", "1/8/2024", lot="GT-02", value_done="5 tỷ đồng")
    assert totals(building)[2:4] == [45_000_000_000, 45_000_000_000]
    assert building.problems() == []
    assert standing("2024-08-01") == ("lapsed", "2024-12-31")
    with pytest.raises(CourseEnded):
        building.record("works_lot_progressed", "2/8/2024", **LOT, percent="60")


def test_to_begin_a_lot_by_the_day_approved_is_a_duty(building: Desk) -> None:
    assert standing("2024-02-01", "works_begun") == ("due_soon", "2024-03-01")
    assert standing("2024-03-05", "works_begun") == ("overdue", "2024-03-01")
    assert standing("2024-03-10", "works_begun") == ("done_late", "2024-03-01")
    building.record("works_lot_planned", "5/1/2024", **{**ROADS, "lot": "GT-02"})
    building.record("works_lot_stopped", "1/2/2024", lot="GT-02")
    current.expire()
    found = duties_about("bg", DutySubject("zone", "kcn-quang-chau"), Dates(date(2024, 3, 10)))
    assert {each.state.value for each in found if each.duty.key == "GT-02"} == {"lapsed"}
    plan = {name: said for name, said in ROADS.items() if name != "start_by"}
    building.record("works_lot_planned", "5/1/2024", **{**plan, "lot": "GT-03"})
    current.expire()
    found = duties_about("bg", DutySubject("zone", "kcn-quang-chau"), Dates(date(2024, 3, 10)))
    assert [each.duty.kind.value for each in found if each.duty.key == "GT-03"] == ["works"]


@pytest.mark.parametrize(
    ("said", "doubts"),
    [
        ({"percent": "60", "disbursed": "48 tỷ đồng"}, []),
        ({"percent": "60", "disbursed": "49 tỷ đồng"}, ["giải ngân nhiều hơn giá trị đã làm"]),
        ({"percent": "60", "value_done": "49 tỷ đồng"}, ["giá trị đã làm cao hơn tỷ lệ khối lượng"]),
        (
            {"value_done": "81 tỷ đồng", "disbursed": "82 tỷ đồng"},
            ["giá trị đã làm vượt giá trị duyệt", "giải ngân vượt giá trị duyệt"],
        ),
    ],
)
def test_money_that_runs_ahead_of_the_works_is_told_and_not_refused(
    building: Desk, said: dict[str, Any], doubts: list[str]
) -> None:
    building.record("works_lot_progressed", "30/7/2024", **LOT, **said)
    current.expire()
    dates = Dates(date(2024, 8, 1))
    (lot,) = lots_on(dates)
    assert [doubt.vi for doubt in lot.doubts] == doubts
    assert lots_table([lot], dates, Lang.VI).rows[0].cell("doubts").value == ("; ".join(doubts) or None)


def test_an_accepted_lot_is_worth_what_was_approved_unless_said(building: Desk) -> None:
    building.record("works_lot_accepted", "1/12/2024", **LOT)
    assert totals(building)[:4] == [1, 1, 80_000_000_000, 80_000_000_000]


REFUSED: list[tuple[type[Exception], str, str, dict[str, Any]]] = [
    (CourseTwice, "works_lot_planned", "6/1/2024", ROADS),
    (CourseElsewhere, "works_lot_planned", "6/1/2024", {**ROADS, "zone": "KCN Vân Trung"}),
    (CourseTwice, "works_lot_begun", "11/3/2024", {}),
    (CourseUnknown, "works_lot_begun", "11/3/2024", {"lot": "GT-02", "zone": "KCN Quang Châu"}),
    (CourseUnknown, "works_lot_begun", "4/1/2024", {"lot": "GT-02", "zone": "KCN Quang Châu"}),
    (CourseUnknown, "works_lot_progressed", "9/3/2024", {"percent": "10"}),
    (CourseUnknown, "works_lot_accepted", "9/3/2024", {}),
    (CourseDay, "works_lot_progressed", "30/6/2024", {"percent": "60"}),
    (CourseDay, "works_lot_stopped", "5/1/2024", {}),
    (WorksLotFalls, "works_lot_progressed", "1/7/2024", {"quantity_done": "1.9"}),
    (WorksLotFalls, "works_lot_progressed", "1/7/2024", {"percent": "49"}),
    (WorksLotFalls, "works_lot_progressed", "1/5/2024", {"percent": "51"}),
    (WorksLotFalls, "works_lot_progressed", "1/7/2024", {"disbursed": "29 tỷ đồng"}),
    (FieldsRefused, "works_lot_progressed", "1/7/2024", {}),
    (FieldsRefused, "works_lot_progressed", "1/7/2024", {"percent": "101"}),
    (FieldsRefused, "works_lot_progressed", "1/7/2024", {"disbursed": "29 triệu USD"}),
    (FieldsRefused, "works_lot_adjusted", "1/7/2024", {"reason": "chậm"}),
    (FieldsRefused, "works_lot_planned", "6/1/2024", {**ROADS, "lot": "X", "quantity_unit": None}),
    (FieldsRefused, "works_lot_planned", "6/1/2024", {**ROADS, "lot": "X", "start_by": "1/1/2025"}),
    (FieldsRefused, "works_lot_planned", "6/1/2024", {**ROADS, "lot": "X", "value": "0 đồng"}),
    (CourseZoneMissing, "works_lot_planned", "6/1/2024", {**ROADS, "lot": "X", "zone": None, "project": "P1"}),
]


@pytest.mark.parametrize(("refusal", "kind", "on", "fields"), REFUSED)
def test_what_cannot_be_is_refused_in_words(
    building: Desk, refusal: type[Exception], kind: str, on: str, fields: dict[str, Any]
) -> None:
    building.zone("Vân Trung")
    building.project("P1", place=PLACE)
    before = totals(building)
    with pytest.raises(refusal):
        building.record(kind, on, **{key: value for key, value in {**LOT, **fields}.items() if value is not None})
    assert totals(building) == before


def test_a_refusal_names_both_amounts(building: Desk) -> None:
    with pytest.raises(WorksLotFalls, match="khối lượng đã thực hiện: lũy kế ngày 1/7/2024 là 1,9, ít hơn 2"):
        building.record("works_lot_progressed", "1/7/2024", **LOT, quantity_done="1.9")
    with pytest.raises(WorksLotFalls, match="giá trị đã thực hiện: lũy kế ngày 1/7/2024 là 39,2 tỷ đồng, ít hơn 40 tỷ"):
        building.record("works_lot_progressed", "1/7/2024", **LOT, percent="49")


def test_what_others_rest_on_stays_and_less_approved_may_be_worth_less(building: Desk) -> None:
    with pytest.raises(StillNeeded):
        building.withdraw(4)  # the beginning
    building.record("works_lot_adjusted", "1/8/2024", **LOT, value="60 tỷ đồng")
    building.record("works_lot_progressed", "2/8/2024", **LOT, percent="55")
    assert building.total("works.value_done") == 33_000_000_000
    with pytest.raises(WorksLotFalls):
        building.record("works_lot_progressed", "3/8/2024", **LOT, value_done="32 tỷ đồng")


def test_a_lot_goes_on_in_the_zone_that_took_its_own_over_and_not_after_a_revocation(desk: Desk) -> None:
    desk.zone("Quang Châu")
    for name in ("Nội Hoàng", "Tăng Tiến"):
        desk.zone(name, kind="cluster")
        desk.record("works_lot_planned", "5/1/2024", **{**ROADS, "lot": name, "zone": f"CCN {name}"})
        desk.record("works_lot_begun", "6/1/2024", lot=name)
    desk.record("zone_merged", "1/6/2024", zone="CCN Nội Hoàng", into="KCN Quang Châu")
    desk.record("works_lot_progressed", "1/7/2024", lot="Nội Hoàng", percent="10")
    assert desk.total("works.value_done", zone="kcn-quang-chau") == 8_000_000_000
    assert desk.total("works.planned", zone="kcn-quang-chau") == 1
    desk.record("zone_revoked", "1/6/2024", zone="CCN Tăng Tiến")
    with pytest.raises(ZoneEnded):
        desk.record("works_lot_progressed", "1/7/2024", lot="Tăng Tiến", percent="10")
    assert desk.problems() == []


FIRST, MOMENT = date(2020, 1, 1), datetime(2030, 1, 1, tzinfo=UTC)
KINDS = ("planned", "begun", "adjusted", "progressed", "accepted", "stopped")
RANK = {"planned": 1, "begun": 2, "adjusted": 2, "progressed": 3, "accepted": 4, "stopped": 5}


@dataclass
class Step:
    """A step as it was recorded: what it says, of which day, from which moment, until which it was taken back."""

    kind: str
    on: date
    said: dict[str, int]
    seq: int = 10**9
    at: datetime = MOMENT
    back: datetime | None = None
    worth: int | None = None
    """The value done that was worked out when it was recorded."""

    def known(self, moment: datetime) -> bool:
        return self.at <= moment and (self.back is None or self.back > moment)


def ordered(steps: Sequence[Step]) -> list[Step]:
    return sorted(steps, key=lambda each: (each.on, RANK[each.kind], each.seq))


def approved(steps: Sequence[Step], on: date) -> int:
    """The value approved before a step of a day."""
    value = 0
    for step in ordered(steps):
        if step.on <= on and step.kind == "planned":
            value = step.said["value"]
        elif step.on < on and step.kind == "adjusted":
            value = step.said.get("value", value)
    return value


def allowed(steps: Sequence[Step]) -> bool:
    """Whether steps can have happened, by what each needs of those before it."""
    done: list[Step] = []
    reached: dict[str, int] = {}
    revalued = False
    for step in ordered(steps):
        kinds = [each.kind for each in done]
        if step.kind != "begun" and any(each.on == step.on and each.kind != "begun" for each in done):
            return False
        fits = {
            "planned": not kinds,
            "begun": "begun" not in kinds,
            "adjusted": "accepted" not in kinds,
            "progressed": "begun" in kinds and ("accepted" not in kinds or set(step.said) == {"disbursed"}),
            "accepted": "begun" in kinds and "accepted" not in kinds,
            "stopped": "accepted" not in kinds,
        }
        if not fits[step.kind] or "stopped" in kinds or (step.kind != "planned" and "planned" not in kinds):
            return False
        if step.kind == "adjusted":
            revalued = revalued or "value" in step.said
        if step.kind == "progressed":
            now = dict(step.said) | ({"value": step.worth} if step.worth is not None else {})
            for kind, amount in now.items():
                if amount < reached.get(kind, 0) and not (kind == "value" and revalued):
                    return False
            reached |= now
            revalued = revalued and "value" not in now
        if step.kind == "accepted" and step.worth is not None:
            reached["value"] = step.worth
        done.append(step)
    return True


def stood(steps: Sequence[Step], on: date) -> dict[str, int | None]:
    """What a lot comes to on a day, by the last that was said of each."""
    found: dict[str, int | None] = dict.fromkeys(("planned", "completed", "value_approved", "value_done", "disbursed"))
    for step in ordered(steps):
        if step.on > on:
            break
        if step.kind == "planned":
            found |= {"planned": 1, "completed": 0, "value_approved": step.said["value"], "value_done": 0}
        elif step.kind == "adjusted" and "value" in step.said:
            found["value_approved"] = step.said["value"]
        elif step.kind == "stopped":
            found |= {"planned": 0, "value_approved": step.worth}
        elif step.kind == "accepted":
            found["completed"] = 1
        if step.worth is not None:
            found["value_done"] = step.worth
        if "disbursed" in step.said:
            found["disbursed"] = step.said["disbursed"]
    return found


def made_up(chance: random.Random) -> Step:
    kind = chance.choice((*KINDS, "progressed", "progressed", "progressed"))
    base = {"planned": 0, "begun": 10, "adjusted": 40, "progressed": 60, "accepted": 130, "stopped": 150}[kind]
    on = FIRST + timedelta(days=base + chance.randrange(0, 90))
    grown = (on - FIRST).days
    said: dict[str, int] = {}
    if kind == "planned" or (kind == "adjusted" and chance.random() < 0.7):
        said["value"] = chance.randrange(50, 150) * 1_000_001
    if kind == "progressed":
        if chance.random() < 0.7:
            said["percent"] = min(100, max(0, grown // 2 + chance.randrange(-20, 20)))
        if not said or chance.random() < 0.5:
            said["disbursed"] = max(0, grown + chance.randrange(-30, 30)) * 1_000_000
    return Step(kind, on, said)


def fields(step: Step) -> dict[str, Any]:
    """A step as it is recorded."""
    written: dict[str, Any] = {name: f"{amount} đồng" for name, amount in step.said.items() if name != "percent"}
    written |= {"percent": str(step.said["percent"])} if "percent" in step.said else {}
    if step.kind == "planned":
        written |= {"works": "roads", "end_by": "2021-01-01"}
    if step.kind == "adjusted" and not written:
        written["end_by"] = "2021-06-01"
    return {**written, "zone": "KCN Quang Châu"}


def play(desk: Desk, chance: random.Random, lots: int, tries: int) -> tuple[dict[str, list[Step]], int, datetime]:
    """Random steps in a random order, some taken back; each is taken or refused as the rules say."""
    history: dict[str, list[Step]] = {f"L-{n}": [] for n in range(lots)}
    refused, moment = 0, MOMENT
    for lot, steps in history.items():
        for _ in range(tries):
            moment += timedelta(minutes=1)
            standing_now = [each for each in steps if each.back is None]
            step = made_up(chance)
            step.at = moment
            value = approved(standing_now, step.on)
            if any(each.kind == "planned" and each.on <= step.on for each in standing_now):
                if step.kind == "progressed" and "percent" in step.said:
                    step.worth = int(Fraction(step.said["percent"], 100) * value)
                elif step.kind == "accepted":
                    step.worth = value
                elif step.kind == "stopped":
                    before = [
                        each for each in ordered(standing_now) if each.on <= step.on and each.kind == "progressed"
                    ]
                    step.worth = next((each.worth for each in reversed(before) if each.worth is not None), 0)
            try:
                step.seq = desk.record(
                    f"works_lot_{step.kind}", step.on.isoformat(), lot=lot, at=moment, **fields(step)
                ).seq
            except CourseBroken:
                refused += 1
                assert not allowed([*standing_now, step]), (lot, step)
            else:
                assert allowed([*standing_now, step]), (lot, step)
                steps.append(step)
            if steps and chance.random() < 0.15:
                moment += timedelta(minutes=1)
                take_back(desk, steps, chance.choice(steps), moment)
    return history, refused, moment


def take_back(desk: Desk, steps: list[Step], gone: Step, moment: datetime) -> None:
    """A step is withdrawn where the others can be without it, and stays where they cannot."""
    if gone.back is not None:
        return
    rest = [each for each in steps if each.back is None and each is not gone]
    try:
        desk.withdraw(gone.seq, at=moment)
    except StillNeeded:
        assert not allowed(rest)
    else:
        assert allowed(rest)
        gone.back = moment


def compare(desk: Desk, history: dict[str, list[Step]], chance: random.Random, last: datetime, days: int) -> None:
    """Every sum, on random days as known at random moments, against the calculation."""
    assert desk.problems() == []
    told = 0
    for _ in range(days):
        known_at = MOMENT + (last - MOMENT) * chance.random()
        on = FIRST + timedelta(days=chance.randrange(0, 260))
        for lot, steps in history.items():
            expected = stood([each for each in steps if each.known(known_at)], on)
            found = {
                name: desk.total(f"works.{name}", on.isoformat(), known_at=known_at, detail=lot) for name in expected
            }
            assert found == expected, (lot, on, known_at)
            told += sum(1 for amount in found.values() if amount)
    assert told > days


def test_random_lots_come_to_what_an_independent_calculation_says(desk: Desk) -> None:
    desk.zone("Quang Châu")
    chance = random.Random(11)
    history, refused, last = play(desk, chance, 5, 40)
    assert refused > 20
    assert sum(len(steps) for steps in history.values()) > 25
    compare(desk, history, chance, last, 12)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(5))
def test_many_random_lots_come_to_what_an_independent_calculation_says(desk: Desk, seed: int) -> None:
    desk.zone("Quang Châu")
    chance = random.Random(seed)
    history, _, last = play(desk, chance, 15, 60)
    compare(desk, history, chance, last, 40)


def test_no_more_is_done_than_was_approved_and_no_quantity_of_a_lot_without_one(building: Desk) -> None:
    with pytest.raises(WorksQuantityAbove, match="4,5 lớn hơn khối lượng được duyệt 4"):
        building.record("works_lot_progressed", "1/7/2024", **LOT, quantity_done="4.5")
    building.record("works_lot_progressed", "1/7/2024", **LOT, quantity_done="4")
    bare = {name: said for name, said in ROADS.items() if not name.startswith("quantity")} | {"lot": "GT-02"}
    building.record("works_lot_planned", "5/1/2024", **bare)
    building.record("works_lot_begun", "10/3/2024", lot="GT-02")
    with pytest.raises(WorksQuantityMissing, match="chưa ghi khối lượng được duyệt"):
        building.record("works_lot_progressed", "1/7/2024", lot="GT-02", quantity_done="80")
    building.record("works_lot_progressed", "1/7/2024", lot="GT-02", percent="80")


def test_an_exported_journal_keeps_a_quantity_above_that_approved(building: Desk) -> None:
    with writing("bg", "lan") as writer:
        writer.view.exported = True
        writer.record(event("works_lot_progressed", "1/7/2024", {**LOT, "quantity_done": "5"}))
    assert building.problems() == []
