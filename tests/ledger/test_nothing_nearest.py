"""Where nothing is near to what was not found, no dash is offered as the nearest."""

from parkledger.language import Lang
from parkledger.ledger.errors import TypeUnknown, ZoneUnknown


def test_no_dash_is_offered() -> None:
    """The sentence is left out; with names it stands."""
    for error in (TypeUnknown(type="x", nearest=["—"]), ZoneUnknown(zone="x", book="b", nearest=["—"])):
        for lang in Lang:
            assert "—" not in error.message(lang)
            assert "earest" not in error.message(lang)
            assert "Gần nhất" not in error.message(lang)
            assert error.message(lang).count(".") >= 2
    assert "Gần nhất: a, b." in TypeUnknown(type="x", nearest=["a", "b"]).message(Lang.VI)
