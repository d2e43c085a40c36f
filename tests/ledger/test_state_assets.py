"""State-built assets of a zone: what each step posts, who manages them, what cannot come in that order; at random too."""

import random
from datetime import date, timedelta
from typing import Any

import pytest

from parkledger.figures import current
from parkledger.ledger.errors import (
    CourseBroken,
    CourseDay,
    CourseElsewhere,
    CourseEnded,
    CourseTwice,
    CourseUnknown,
    FieldsRefused,
    StillNeeded,
)
from parkledger.records.dates import Dates
from parkledger.records.state_assets import assets_on
from tests.ledger.conftest import Desk

ROAD: dict[str, Any] = {"zone": "KCN Quang Châu", "asset": "TS-1"}
RECORDED: dict[str, Any] = {
    **ROAD,
    "name": "Đường gom",
    "works": "roads",
    "value": "36 tỷ đồng",
    "manager": "UBND huyện",
}


@pytest.fixture(autouse=True)
def _figures_anew(desk: Desk) -> Any:
    current.close()
    yield
    current.close()


@pytest.fixture
def kept(desk: Desk) -> Desk:
    """A road recorded in a zone and handed over once."""
    desk.zone("Quang Châu")
    desk.record("state_asset_recorded", "1/3/2020", **RECORDED)
    desk.record("state_asset_handed_over", "1/6/2022", asset="TS-1", to="Chủ đầu tư hạ tầng", value="30 tỷ đồng")
    return desk


def totals(desk: Desk, on: str = "2030-01-01") -> list[int | None]:
    return [desk.total(f"assets.{name}", on) for name in ("held", "value", "handed_over")]


def test_an_asset_from_its_record_to_its_end(kept: Desk) -> None:
    assert totals(kept, "2022-05-31") == [1, 36_000_000_000, None]
    assert totals(kept) == [1, 30_000_000_000, 1]
    current.expire()
    (asset,) = assets_on(Dates(date(2022, 6, 1)))
    assert (asset.course.manager, asset.course.value) == ("Chủ đầu tư hạ tầng", 30_000_000_000)
    (before,) = assets_on(Dates(date(2022, 5, 31)))
    assert before.course.manager == "UBND huyện"
    kept.record("state_asset_ended", "1/1/2025", asset="TS-1", way="liquidated")
    assert totals(kept) == [0, 0, 1]
    assert kept.problems() == []


REFUSED: list[tuple[type[Exception], str, str, dict[str, Any]]] = [
    (CourseTwice, "state_asset_recorded", "2/3/2020", RECORDED),
    (CourseUnknown, "state_asset_handed_over", "1/2/2020", {"to": "ai đó"}),
    (CourseUnknown, "state_asset_ended", "1/7/2022", {**ROAD, "asset": "TS-2"}),
    (CourseDay, "state_asset_ended", "1/6/2022", {}),
    (CourseEnded, "state_asset_ended", "1/5/2022", {}),
    (CourseElsewhere, "state_asset_ended", "1/7/2022", {"zone": "KCN Vân Trung"}),
    (FieldsRefused, "state_asset_handed_over", "1/7/2022", {"to": ""}),
    (FieldsRefused, "state_asset_recorded", "1/7/2022", {**RECORDED, "asset": "TS-3", "value": "5 triệu USD"}),
]


@pytest.mark.parametrize(("refusal", "kind", "on", "fields"), REFUSED)
def test_what_cannot_be_is_refused(
    kept: Desk, refusal: type[Exception], kind: str, on: str, fields: dict[str, Any]
) -> None:
    kept.zone("Vân Trung")
    before = totals(kept)
    with pytest.raises(refusal):
        kept.record(kind, on, **{"asset": "TS-1", **fields})
    assert totals(kept) == before


def test_what_others_rest_on_stays(kept: Desk) -> None:
    with pytest.raises(StillNeeded):
        kept.withdraw(3)
    kept.withdraw(4)
    kept.withdraw(3)
    assert [amount or 0 for amount in totals(kept)] == [0, 0, 0]


Step = tuple[str, date, int, int]
"""Kind, day, value in đồng (0: none given), number of the event."""
RANK = {"recorded": 1, "handed_over": 2, "ended": 3}


def ordered(steps: list[Step]) -> list[Step]:
    return sorted(steps, key=lambda step: (step[1], RANK[step[0]], step[3]))


def allowed(steps: list[Step]) -> bool:
    """Whether steps can have happened: recorded first and once, nothing after the end, a step a day."""
    kinds = [step[0] for step in ordered(steps)]
    days = {step[1] for step in steps}
    return not kinds or (
        kinds[0] == "recorded"
        and kinds.count("recorded") == 1
        and "ended" not in kinds[:-1]
        and len(days) == len(steps)
    )


def stood(steps: list[Step], on: date) -> tuple[int, int]:
    """How many assets there are, of what value, on a day."""
    held, value = 0, 0
    for kind, day, given, _ in ordered(steps):
        if day <= on:
            held, value = (0, 0) if kind == "ended" else (1, given or value)
    return held, value


def test_random_assets_come_to_what_an_independent_calculation_says(desk: Desk) -> None:
    desk.zone("Quang Châu")
    chance, first, refused = random.Random(5), date(2020, 1, 1), 0
    history: dict[str, list[Step]] = {f"TS-{n}": [] for n in range(4)}
    for asset, steps in history.items():
        for _ in range(25):
            kind = chance.choice(("recorded", "handed_over", "handed_over", "ended"))
            on = first + timedelta(days={"recorded": 0, "handed_over": 15, "ended": 60}[kind] + chance.randrange(40))
            value = 0 if kind == "ended" else chance.randrange(1, 50) * 1_000_000
            fields = {"recorded": {"name": "x", "works": "roads", "manager": "y"}, "handed_over": {"to": "z"}}.get(
                kind, {}
            )
            given: dict[str, Any] = {**fields, **({"value": f"{value} đồng"} if value else {})}
            try:
                made = desk.record(f"state_asset_{kind}", on.isoformat(), zone="KCN Quang Châu", asset=asset, **given)
            except CourseBroken:
                refused += 1
                assert not allowed([*steps, (kind, on, value, 10**9)])
            else:
                steps.append((kind, on, value, made.seq))
                assert allowed(steps)
            if steps and chance.random() < 0.2:
                gone = chance.choice(steps)
                rest = [step for step in steps if step is not gone]
                try:
                    desk.withdraw(gone[3])
                except StillNeeded:
                    assert not allowed(rest)
                else:
                    assert allowed(rest)
                    steps.remove(gone)
    assert refused > 10
    assert desk.problems() == []
    for days in range(0, 110, 7):
        on = first + timedelta(days=days)
        for asset, steps in history.items():
            found = [desk.total(f"assets.{name}", on.isoformat(), detail=asset) or 0 for name in ("held", "value")]
            assert tuple(found) == stood(steps, on), (asset, on)
