"""A zone comes on record once: the same name, kind and place under another code is refused in words."""

from typing import Any

import pytest

from parkledger.ledger.errors import ZoneNamesake
from tests.ledger.conftest import PLACE, Desk

HERE: dict[str, Any] = {"kind": "cluster", "place": f"{PLACE}.viet-yen", "area_m2": "50 ha"}


@pytest.mark.parametrize("kind", ["zone_opened", "zone_established", "zone_planned"])
@pytest.mark.parametrize("again", [{}, {"zone": "hd-2"}, {"zone": "hd-2", "name": "  HƯƠNG   đồng "}])
def test_the_same_zone_under_another_code(desk: Desk, kind: str, again: dict[str, Any]) -> None:
    """Refused whichever event says it and however the name is written; the refusal names the code on record."""
    desk.record("zone_planned", "1/1/2015", zone="HD", name="Hương Đồng", **HERE)
    with pytest.raises(ZoneNamesake) as refused:
        desk.record(kind, "1/1/2016", **{**HERE, "name": "Hương Đồng", **again})
    for lang in ("vi", "en"):
        message = refused.value.message(lang)  # type: ignore[arg-type]
        assert "HD" in message
        assert "CCN Hương Đồng" in message
        assert "Hương Đồng giai đoạn 2" in message
    assert desk.total("zones.planned") == 1


@pytest.mark.parametrize(
    "other",
    [
        {"name": "Hương Đông"},
        {"name": "Hương Đồng giai đoạn 2"},
        {"name": "Hương Đồng", "kind": "park"},
        {"name": "Hương Đồng", "place": f"{PLACE}.lang-giang"},
    ],
)
def test_another_zone(desk: Desk, other: dict[str, Any]) -> None:
    """Another name, be it by one diacritic, another kind or another place is another zone."""
    desk.record("zone_planned", "1/1/2015", zone="HD", name="Hương Đồng", **HERE)
    desk.record("zone_planned", "1/1/2016", zone="hd-2", **{**HERE, **other})
    assert desk.total("zones.planned") == 2
    assert desk.problems() == []


def test_its_code_adds_to_it(desk: Desk) -> None:
    """With the code that the refusal names the event is recorded; so it is of a zone that has ended."""
    first = desk.record("zone_planned", "1/1/2015", zone="HD", name="Hương Đồng", **HERE)
    desk.record("zone_established", "1/1/2016", zone="HD", name="Hương Đồng", **HERE)
    desk.correct(first.seq, "zone_planned", "1/1/2015", zone="HD", name="HƯƠNG ĐỒNG", **HERE)
    desk.record("zone_revoked", "1/1/2017", zone="HD")
    desk.record("zone_planned", "1/1/2018", zone="HD-2", name="Hương Đồng", **HERE)
    assert desk.problems() == []
