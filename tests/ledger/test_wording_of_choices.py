"""What a field takes is told in words, with the codes to write: nothing of the program's own sentences reaches the reader."""

from enum import Enum
from typing import Any, Literal, get_args

import pytest
from pydantic import ValidationError

from parkledger.language import Lang, ParkError
from parkledger.ledger.book.recording import build
from parkledger.ledger.book.refusals import problems
from parkledger.ledger.events import EVENT_TYPES, Event

PROGRAM_WORDS = ("'", " or ", "Input", "Money", "model", "Decimal")
"""What stands in pydantic's own sentences."""


def refused(kind: type[Event], field: str, value: Any) -> dict[str, Any]:
    """What is said of a value at a field, in words; the other fields are left out."""
    try:
        kind.model_validate({field: value})
    except ValidationError as found:
        return dict(problems(kind.model_fields, found, kind.choices()))
    return {}


def closed(kind: type[Event], field: str) -> bool:
    """Whether a field takes only codes of a list that its type declares."""
    return any("Literal" in str(each) or _is_enum(each) for each in _within(kind.model_fields[field].annotation))


def _within(annotation: Any) -> list[Any]:
    return [annotation, *(part for each in get_args(annotation) for part in _within(each) if annotation is not Literal)]


def _is_enum(part: Any) -> bool:
    return isinstance(part, type) and issubclass(part, Enum)


CLOSED = [(code, field) for code, kind in EVENT_TYPES.items() for field in kind.choices() if closed(kind, field)]
MONEY = [
    (code, name)
    for code, kind in EVENT_TYPES.items()
    for name, info in kind.payload_fields().items()
    if "Money" in str(info.annotation) and "dict" not in str(info.annotation)
]


@pytest.mark.parametrize(("code", "field"), CLOSED)
def test_choices_are_told_with_their_names(code, field):
    kind = EVENT_TYPES[code]
    said = refused(kind, field, "không có mã này")[field]
    for lang, words in ((Lang.VI, "phải là một trong"), (Lang.EN, "must be one of")):
        named = (f"{choice} ({name.of(lang)})" for choice, name in kind.choices()[field].items())
        assert said.of(lang) == f"{words}: {', '.join(named)}"


@pytest.mark.parametrize(("code", "field"), MONEY)
def test_a_plain_number_is_no_amount_of_money(code, field):
    said = refused(EVENT_TYPES[code], field, 5).get(field)
    if said is not None:  # a target may be a count
        assert "số tiền kèm đơn vị" in said.vi
        assert not any(word in said.en for word in PROGRAM_WORDS)


def test_a_refusal_says_what_would_be_right():
    with pytest.raises(ParkError) as problem:
        build("capital_adjusted", {"project": "P", "direction": "abc", "capital": 5, "effective_on": "1/1/2024"})
    said = problem.value.message(Lang.VI)
    assert "direction: phải là một trong: up (tăng), down (giảm)" in said
    assert "capital: cần số tiền kèm đơn vị" in said
    assert "must be one of: up (increase), down (decrease)" in problem.value.message(Lang.EN)


def test_what_is_less_than_nought_is_told_so():
    given = {"period_start": "1/1/2024", "period_end": "31/1/2024", "values": {"labour.workers": "-5"}}
    with pytest.raises(ParkError, match="«-5»: không được nhỏ hơn 0"):
        build("period_report", given)
