"""Errors say the same facts in both languages, and each has a code of its own."""

import pickle
from datetime import date

import pytest

from parkledger.language import ParkError, slots
from parkledger.places import errors

CLASSES: list[type[ParkError]] = sorted(
    (e for e in vars(errors).values() if isinstance(e, type) and e.__module__ == errors.__name__),
    key=lambda error: error.__name__,
)

FACTS = {
    "name": "tỉnh Bắc Giang",
    "nearest": ["Bắc Giang", "Hậu Giang"],
    "choices": ["Châu Thành, Long An", "Châu Thành, Thanh Hóa"],
    "on": date(2003, 12, 31),
    "start": date(2004, 1, 1),
    "until": date(2025, 7, 1),
    "package": "x",
    "example": "viet-nam.tay-ninh",
}


@pytest.mark.parametrize("error", CLASSES)
def test_both_languages_name_the_same_facts(error):
    assert slots(error.vi) == slots(error.en)
    assert slots(error.vi) <= FACTS.keys()


def test_codes_are_their_own():
    assert len({error.code for error in CLASSES}) == len(CLASSES) == 8


@pytest.mark.parametrize("error", CLASSES)
def test_every_error_is_written_out_and_travels(error):
    raised = error(where="Sheet1!B7", **{name: FACTS[name] for name in slots(error.vi)})
    told = raised.as_json()
    assert told["code"] == error.code
    assert told["where"] == "Sheet1!B7"
    assert "{" not in told["vi"] + told["en"]
    assert str(pickle.loads(pickle.dumps(raised))) == told["vi"]  # noqa: S301 - our own bytes
