"""A zone comes on record once: the same name, kind and place under another code is refused in words."""

import json
from typing import Any

import pytest

from parkledger.language import Lang
from parkledger.ledger.book.loading import load
from parkledger.ledger.errors import ZoneElsewhere, ZoneNamesake, ZoneNameShared
from parkledger.ledger.events.declarations import ZoneDeclaration
from parkledger.ledger.models import Book
from parkledger.ledger.store.journal import entries
from parkledger.ledger.store.registry import book_ref
from tests.ledger.conftest import PLACE, Desk

HERE: dict[str, Any] = {"kind": "cluster", "place": f"{PLACE}.viet-yen", "area_m2": "50 ha"}
THERE: dict[str, Any] = {**HERE, "place": "Huyện Lạng Giang"}


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


@pytest.mark.parametrize("kind", ["zone_opened", "zone_established"])
@pytest.mark.parametrize("known_as", [{}, {"zone": "ccn-huong-dong"}])
def test_a_zone_on_record_is_not_in_another_district(desk: Desk, kind: str, known_as: dict[str, Any]) -> None:
    """The refusal names both places, the event that said the first, and a code that tells another zone from it."""
    first = desk.record("zone_planned", "1/1/2015", name="Hương Đồng", **HERE)
    area = desk.correct(first.seq, "zone_planned", "1/1/2015", name="Hương Đồng", **{**HERE, "area_m2": "49 ha"})
    with pytest.raises(ZoneElsewhere) as refused:
        desk.record(kind, "1/1/2016", name="Hương Đồng", **known_as, **THERE)
    assert refused.value.field == "place"
    for lang, places in (
        (Lang.VI, ("huyện Việt Yên, Bắc Giang", "huyện Lạng Giang, Bắc Giang")),
        (Lang.EN, ("Viet Yen district, Bac Giang", "Lang Giang district, Bac Giang")),
    ):
        message = refused.value.message(lang)
        assert all(said in message for said in (*places, "CCN Hương Đồng", area.ref, "ccn-huong-dong-lang-giang"))
    assert desk.total("zones.established") is None


def test_both_remedies_of_a_zone_in_two_districts(desk: Desk) -> None:
    """The first event is corrected where it is one zone; a code of its own makes it another, and that code is told later."""
    first = desk.record("zone_planned", "1/1/2015", name="Hương Đồng", **HERE)
    desk.record("zone_planned", "1/1/2015", zone="hd-lg", name="Hương Đồng", **THERE)
    with pytest.raises(ZoneElsewhere, match="«hd-lg»"):
        desk.record("zone_established", "1/1/2016", name="Hương Đồng", **THERE)
    desk.record("zone_established", "1/1/2016", zone="hd-lg", name="Hương Đồng", **THERE)
    desk.correct(first.seq, "zone_planned", "1/1/2015", name="Hương Đồng", **{**HERE, "place": f"{PLACE}.yen-the"})
    desk.record("zone_established", "1/1/2016", name="Hương Đồng", **{**HERE, "place": "Yên Thế"})
    assert desk.total("zones.established") == 2
    with pytest.raises(ZoneNameShared, match=r"«ccn-huong-dong» \(huyện Yên Thế, Bắc Giang\); «hd-lg» \(huyện Lạng"):
        desk.record("construction_started", "1/1/2017", zone="CCN Hương Đồng")
    assert desk.problems() == []


@pytest.mark.parametrize(
    ("on", "place"),
    [
        ("1/1/2016", PLACE),
        ("1/1/2016", None),
        ("1/1/2016", "xã Tiên Sơn, Việt Yên"),
        ("1/9/2025", "viet-nam.bac-ninh-2025"),
        ("1/9/2025", "phường Việt Yên"),
        ("1/9/2025", "Việt Yên"),
    ],
)
def test_a_place_that_may_be_the_same(desk: Desk, on: str, place: str | None) -> None:
    """What holds the place on record, lies in it, or is what it may have become, is no other."""
    desk.record("zone_planned", "1/1/2015", name="Hương Đồng", **HERE)
    desk.record("zone_established", on, name="Hương Đồng", **{**HERE, "place": place})
    assert desk.total("zones.established") == 1


def test_a_book_of_before_is_loaded_and_verified(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second district used to be dropped; such a book is taken as it was recorded, and only what is new is asked."""
    desk.record("zone_planned", "1/1/2015", name="Hương Đồng", **HERE)
    with monkeypatch.context() as before:
        before.setattr(ZoneDeclaration, "_check_place", lambda *_: None)
        desk.record("zone_established", "1/1/2016", name="Hương Đồng", **THERE)
    assert desk.problems() == []
    lines = [json.dumps(each, ensure_ascii=False) for each in entries(desk.id)]
    Book.objects.create(code="copy", name="Bản sao", place=PLACE)
    assert load("copy", lines, by="minh").refused == []
    assert [each["hash"] for each in entries(book_ref("copy").id)] == [each["hash"] for each in entries(desk.id)]
