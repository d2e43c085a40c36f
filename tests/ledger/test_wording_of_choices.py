"""What a field takes is told in words, with the codes to write: nothing of the program's own sentences reaches the reader."""

from enum import Enum
from typing import Any, Literal, get_args

import pytest
from pydantic import ValidationError

from parkledger.language import Lang, ParkError
from parkledger.ledger.book.recording import build
from parkledger.ledger.book.refusals import problems
from parkledger.ledger.events import EVENT_TYPES, Event
from parkledger.ledger.events.wordings import choice_written

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


@pytest.mark.parametrize(
    ("kind", "field", "written"),
    [
        ("plot_state_set", "state", {"Đã GPMB": "cleared", "Chưa GPMB": "to_clear", "Đất sạch": "clean"}),
        ("lease_rent_set", "every", {"năm": "year", "quý": "quarter", "tháng": "month", "6 tháng": "half_year"}),
        (
            "clearance_reached",
            "stage",
            {"Kiểm đếm": "inventoried", "Phê duyệt": "approved", "Chi trả": "paid", "Bàn giao": "handed_over"},
        ),
        ("schedule_set", "occasion", {"Lần đầu": "committed", "Gia hạn": "extended", "Điều chỉnh": "adjusted"}),
        ("works_lot_planned", "works", {"XLNT": "wastewater", "Trạm XLNT": "wastewater", "Đường": "roads"}),
        ("work_permit_granted", "permit_kind", {"Giấy phép": "permit", "Miễn": "exempted"}),
        ("work_permit_ended", "reason", {"chấm dứt hợp đồng": "contract", "Hết hạn": "expired"}),
        ("work_stoppage_begun", "stoppage_kind", {"Ngừng việc": "stoppage", "Đình công": "strike"}),
        ("work_stoppage_begun", "cause", {"Tiền lương": "wages", "BHXH": "insurance", "Khác": "other"}),
        ("dues_assessed", "due", {"Đất lúa": "rice_land", "Môi trường": "environment", "Thuê đất": "land_rent"}),
        (
            "dossier_received",
            "procedure",
            {
                "Cấp GCNĐKĐT": "investment_certificate",
                "Điều chỉnh GCNĐKĐT": "investment_adjustment",
                "Cấp GPXD": "construction_permit",
                "Cấp GPLĐ": "foreign_work_permit",
                "Cấp GPMT": "environmental_permit",
            },
        ),
        ("dossier_decided", "result", {"Đồng ý cấp": "granted", "Từ chối": "refused", "Rút hồ sơ": "withdrawn"}),
    ],
)
def test_the_words_that_offices_use_are_choices(kind, field, written):
    choices = EVENT_TYPES[kind].choices()[field]
    assert {word: choice_written(choices, word) for word in written} == written


@pytest.mark.parametrize("code", sorted(EVENT_TYPES))
def test_no_word_of_a_list_means_two_choices(code):
    for field, choices in EVENT_TYPES[code].choices().items():
        for choice in choices:
            for word in choices.spellings.get(choice, ()):
                assert choice_written(choices, word) == choice, (field, word)
