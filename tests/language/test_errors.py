"""Texts and errors: two languages, the same facts."""

import copy
import pickle
from datetime import date
from fractions import Fraction

import pytest

from parkledger import language
from parkledger.language import (
    Lang,
    NumberUnreadable,
    ParkError,
    Period,
    Quantity,
    Text,
    Unit,
    format_fact,
    slots,
)


class LandGone(ParkError):
    code = "land_gone"
    vi = "{zone}: từ ngày {on} chỉ còn {free}. Hãy giảm diện tích."
    en = "{zone}: from {on}, only {free} is left. Reduce the area."


class Careful(LandGone):
    """A subclass with a constructor of its own, which pickling must not need."""

    def __init__(self, zone: str) -> None:
        super().__init__(
            where="KCN.xlsx!B7",
            zone=zone,
            on=date(2023, 8, 22),
            free=Quantity(Fraction("12.5"), Unit.HECTARE),
        )


@pytest.mark.parametrize(("vi", "en"), [("", "park"), ("khu", ""), ("  ", "park")])
def test_text_refuses_empty(vi: str, en: str) -> None:
    with pytest.raises(ValueError, match="both languages"):
        Text(vi, en)


def test_text_is_nfc_and_speaks_both() -> None:
    text = Text(vi="bắc giang", en="Bac Giang")
    assert (text.vi, text.of(Lang.VI), text.of(Lang.EN)) == ("bắc giang", "bắc giang", "Bac Giang")
    with pytest.raises(ValueError, match="fr"):
        text.of("fr")


def test_message_and_json_in_both_languages() -> None:
    error = Careful("KCN Vân Trung")
    assert error.as_json() == {
        "code": "land_gone",
        "where": "KCN.xlsx!B7",
        "vi": "KCN Vân Trung: từ ngày 22/8/2023 chỉ còn 12,5 ha. Hãy giảm diện tích.",
        "en": "KCN Vân Trung: from 22 August 2023, only 12.5 ha is left. Reduce the area.",
    }
    assert str(error) == error.message(Lang.VI)


@pytest.mark.parametrize("clone", [copy.copy, copy.deepcopy, lambda error: pickle.loads(pickle.dumps(error))])  # noqa: S301 - our own bytes
def test_survives_pickling(clone) -> None:
    error = Careful("Lô {A}")
    error.add_note("dòng 7")
    twin = clone(error)
    assert type(twin) is Careful
    assert (twin.as_json(), twin.facts, twin.__notes__) == (error.as_json(), error.facts, ["dòng 7"])


@pytest.mark.parametrize(
    ("fact", "vi", "en"),
    [
        ("KCN", "KCN", "KCN"),
        (46_000, "46.000", "46,000"),
        (Fraction(1, 3), "≈ 0,33", "≈ 0.33"),
        (Fraction("1.5"), "1,5", "1.5"),
        (date(2023, 8, 22), "22/8/2023", "22 August 2023"),
        (Period(date(2023, 4, 1), date(2023, 6, 30)), "quý II/2023", "the second quarter of 2023"),
        (Quantity(Fraction(1_480_000_000), Unit.USD), "1,48 tỷ USD", "USD 1.48 billion"),
        (Quantity(Fraction(200, 3), Unit.PERCENT), "≈ 66,67%", "≈ 66.67%"),
        (Text("khu", "park"), "khu", "park"),
        (["a", "b"], "a, b", "a, b"),
        ((Text("khu", "park"), 1_000), "khu, 1.000", "park, 1,000"),
        ([], "", ""),
    ],
)
def test_facts_in_words(fact: object, vi: str, en: str) -> None:
    assert (format_fact(fact, Lang.VI), format_fact(fact, Lang.EN)) == (vi, en)


@pytest.mark.parametrize("fact", [0.5, None, True, {"a": 1}, [0.5]])
def test_other_facts_fail_where_the_error_is_raised(fact: object) -> None:
    with pytest.raises(TypeError):
        LandGone(zone=fact, on=date(2023, 8, 22), free="12 ha")


def test_missing_fact_is_refused_and_further_facts_are_kept() -> None:
    with pytest.raises(TypeError, match="free"):
        LandGone(zone="KCN", on=date(2023, 8, 22))
    assert LandGone(zone="KCN", on=date(2023, 8, 22), free="0 ha", row=7).facts["row"] == 7


@pytest.mark.parametrize(
    ("template", "names"),
    [("", set()), ("{a} và {b}, {a}", {"a", "b"}), ("{{a}} {b}", {"b"})],
)
def test_slots(template: str, names: set[str]) -> None:
    assert slots(template) == names


@pytest.mark.parametrize("template", ["{}", "{0}", "{a.b}", "{a[0]}", "{a!r}", "{a:>3}", "{a", "a}"])
def test_slots_refuses_more_than_a_name(template: str) -> None:
    with pytest.raises(ValueError):
        slots(template)


@pytest.mark.parametrize(
    ("attributes", "complaint"),
    [
        ({"code": "x", "vi": "{a}", "en": "{b}"}, "same facts"),
        ({"code": "x", "vi": "{a}", "en": ""}, "both"),
        ({"code": "x", "vi": "", "en": "a"}, "both"),
        ({"vi": "{a}", "en": "{a}"}, "code"),
        ({"code": "x", "vi": "{a!r}", "en": "{a!r}"}, "plain name"),
        ({"code": "x", "vi": "{a", "en": "{a"}, "expected"),
    ],
)
def test_wrong_class_is_refused_when_declared(attributes: dict[str, str], complaint: str) -> None:
    with pytest.raises(TypeError, match=complaint):
        type("WrongError", (ParkError,), attributes)


def test_new_words_need_a_new_code() -> None:
    with pytest.raises(TypeError, match="code"):
        type("Reworded", (LandGone,), {"vi": "a", "en": "a"})


def test_grouping_class_may_be_empty_but_is_not_raised() -> None:
    group = type("ReadingError", (ParkError,), {})
    with pytest.raises(TypeError, match="templates"):
        group()
    leaf = type("PageEmpty", (group,), {"code": "page_empty", "vi": "Trang trống.", "en": "The page is empty."})
    assert str(leaf()) == "Trang trống."


def test_an_error_says_its_status_and_the_field_it_is_about() -> None:
    kind = type("ZoneLost", (ParkError,), {"code": "zone_lost", "vi": "a", "en": "a", "status": 404, "field": "zone"})
    error = kind()
    assert (error.status, error.field, LandGone.status, LandGone.field) == (404, "zone", 422, "")
    assert error.at_field("into") is error
    assert (error.field, kind().field) == ("into", "zone")
    assert copy.copy(Careful("KCN Vân Trung").at_field("zone")).field == "zone"


def test_errors_of_the_package_have_codes_of_their_own() -> None:
    kinds = [kind for kind in vars(language).values() if isinstance(kind, type) and issubclass(kind, ParkError)]
    codes = [kind.code for kind in kinds if kind is not ParkError]
    assert NumberUnreadable in kinds
    assert len(set(codes)) == len(codes) >= 4


def test_public_names_are_sorted_and_complete() -> None:
    names = language.__all__
    assert sorted(names, key=lambda name: (not name.isupper(), not name[0].isupper(), name)) == names
    modules = {
        "dates",
        "errors",
        "number_words",
        "numbers",
        "periods",
        "quantities",
        "search",
        "text",
        "units",
    }
    assert {name for name in vars(language) if not name.startswith("_")} - modules == set(names)


class _Chosen(ParkError):
    code = "chosen_for_test"
    vi = "Hãy chọn: {choices}. Vì: {why}. Hết."
    en = "Choose: {choices}. Because: {why}. End."


def test_a_list_whose_parts_have_commas_is_joined_with_semicolons_and_a_sentence_has_one_full_stop() -> None:
    refused = _Chosen(choices=["năng lực, kinh nghiệm", "tài chính"], why="Không đạt.")
    assert refused.message(Lang.VI) == "Hãy chọn: năng lực, kinh nghiệm; tài chính. Vì: Không đạt. Hết."
    assert _Chosen(choices=["a", "b"], why=Text("vì", "so")).message(Lang.EN) == "Choose: a, b. Because: so. End."
