"""Names that differ only by case or spaces: one thing is written in one way, whatever it is."""

from pathlib import Path
from typing import Any

import pytest

from parkledger.language import Lang
from parkledger.ledger.errors import SpelledOtherwise
from tests.figures.books import Scribe, usd, value, vnd

ON = "2023-02-01"


def park(bg: Scribe) -> None:
    bg.zone("Mot", industrial_m2=100)
    bg.zone("Hai", industrial_m2=100)


def lease(bg: Scribe, contract: str, **more: Any) -> int:
    given: dict[str, Any] = {"zone": "kcn-mot", "area_m2": 10, "effective_on": ON} | more
    return bg("land_leased", contract=contract, **given)


NAMED: list[tuple[str, str, str, dict[str, Any]]] = [
    (
        "clearance_reached",
        "household_group",
        "Thôn Bản Mây",
        {"zone": "kcn-mot", "stage": "notified", "households": 70},
    ),
    ("land_leased", "contract", "HĐ 01/2023", {"zone": "kcn-mot", "area_m2": 10}),
    (
        "dues_assessed",
        "obligation",
        "TĐ 01",
        {"zone": "kcn-mot", "due": "fee", "amount": vnd(10), "due_by": "2023-05-31"},
    ),
    ("promise_made", "promise", "Hứa 1", {"content": "gửi tài liệu", "guest": "đoàn B", "due_by": "2023-05-31"}),
    ("activity_planned", "activity", "HĐ 1", {"title": "hội nghị", "planned_on": "2023-05-31"}),
    ("memorandum_signed", "memorandum", "MOU 1", {"investor": "X", "follow_up_by": "2023-05-31"}),
    ("inspection_planned", "inspection", "KT 1", {"zone": "kcn-mot", "visit_by": "2023-05-31"}),
    (
        "project_registered",
        "project",
        "P 01",
        {"name": "A", "enterprise": "X", "origin": "fdi", "zone": "kcn-mot", "capital": usd(1)},
    ),
    ("zone_established", "zone", "CT", {"name": "Chè", "kind": "park", "area_m2": 10}),
]


@pytest.mark.parametrize(("what", "field", "name", "about"), NAMED)
def test_a_name_is_written_in_one_way(
    sqlite_database: None, home: Path, what: str, field: str, name: str, about: dict[str, Any]
) -> None:
    bg = Scribe()
    park(bg)
    bg(what, effective_on=ON, **about, **{field: name})
    for other in {name.lower(), name.replace(" ", ""), name.swapcase()} - {name}:
        again = about | ({"name": "Khác"} if field == "zone" else {})
        with pytest.raises(SpelledOtherwise) as refused:
            bg(what, effective_on=ON, **again, **{field: other})
        assert refused.value.field == field
        assert name in refused.value.message(Lang.VI)
        assert name in refused.value.message(Lang.EN)


def test_marks_of_tone_tell_names_apart_and_zones_do(sqlite_database: None, home: Path) -> None:
    bg = Scribe()
    park(bg)
    reached = {"effective_on": ON, "stage": "notified"}
    bg("clearance_reached", zone="kcn-mot", household_group="Thôn Mây", households=60, **reached)
    bg("clearance_reached", zone="kcn-mot", household_group="Thôn May", households=5, **reached)
    bg("clearance_reached", zone="kcn-hai", household_group="thôn mây", households=7, **reached)
    assert value(home, "clearance.notified", ON) == 72


def test_the_one_event_with_a_name_may_be_corrected_to_another_spelling(sqlite_database: None, home: Path) -> None:
    bg = Scribe()
    park(bg)
    seq = lease(bg, "hđ 1")
    again = bg.correct(seq, "land_leased", zone="kcn-mot", area_m2=10, effective_on=ON, contract="HĐ 1")
    with pytest.raises(SpelledOtherwise):
        lease(bg, "hđ 1")
    lease(bg, "HĐ 1")
    with pytest.raises(SpelledOtherwise):  # another event names it still
        bg.correct(again, "land_leased", zone="kcn-mot", area_m2=10, effective_on=ON, contract="hđ 1")
