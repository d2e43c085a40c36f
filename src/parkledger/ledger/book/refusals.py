"""Why a field of an event was refused, in Vietnamese and English: pydantic's findings in the words of an office."""

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from parkledger.language import Lang, ParkError, Text, closest
from parkledger.ledger.errors import EventRefused, FieldsRefused

Wording = Callable[[Mapping[str, Any]], Text]
Choices = Mapping[str, Mapping[str, Text]]
NO_CHOICES: Final[Choices] = MappingProxyType({})

_NUMBER = Text("phải là số, dấu thập phân là dấu chấm", "must be a number with a decimal point")
_PAIRS = Text("phải là các cặp tên và giá trị", "must be pairs of names and values")
_MONEY = Text(
    "cần số tiền kèm đơn vị, ví dụ 1,2 tỷ USD, 300 tỷ đồng",
    "needs an amount of money with its unit, such as 1.2 tỷ USD",
)
_CODE = re.compile(r"'([^']*)'")
_BRANCH = re.compile(r"function-|constrained-|[A-Z][A-Za-z]*$")
"""What pydantic names a part by that is no field: a validator, or one of several kinds of value that a field takes."""
_WORDINGS: dict[str, Wording] = {
    "missing": lambda _: Text("bắt buộc nhưng còn thiếu", "is required but missing"),
    "greater_than": lambda c: Text(f"phải lớn hơn {c['gt']}", f"must be more than {c['gt']}"),
    "greater_than_equal": lambda c: Text(f"không được nhỏ hơn {c['ge']}", f"must not be less than {c['ge']}"),
    "less_than_equal": lambda c: Text(f"không được lớn hơn {c['le']}", f"must not be more than {c['le']}"),
    "string_too_long": lambda c: Text(
        f"dài quá {c['max_length']} ký tự", f"is longer than {c['max_length']} characters"
    ),
    "string_too_short": lambda _: Text("không được để trống", "must not be empty"),
    "literal_error": lambda c: _one_of(_codes_expected(c)),
    "enum": lambda c: _one_of(_codes_expected(c)),
    "int_type": lambda _: Text("phải là số nguyên", "must be a whole number"),
    "int_parsing": lambda _: Text("phải là số nguyên", "must be a whole number"),
    "int_from_float": lambda _: Text("phải là số nguyên", "must be a whole number"),
    "bool_parsing": lambda _: Text("phải là true hoặc false", "must be true or false"),
    "decimal_max_places": lambda c: Text(
        f"nhiều nhất {c['decimal_places']} chữ số thập phân", f"has more than {c['decimal_places']} decimals"
    ),
    "dict_type": lambda _: _PAIRS,
    "model_type": lambda c: _MONEY if c.get("class_name") == "Money" else _PAIRS,
    "string_type": lambda _: Text("phải là chữ", "must be text"),
    "string_pattern_mismatch": lambda c: Text(f"không đúng mẫu {c['pattern']}", f"does not match {c['pattern']}"),
    "too_long": lambda c: Text(f"nhiều quá {c['max_length']} mục", f"has more than {c['max_length']} items"),
    "too_short": lambda c: Text(f"ít hơn {c['min_length']} mục", f"has fewer than {c['min_length']} items"),
    "list_type": lambda _: Text("phải là danh sách", "must be a list"),
    "bool_type": lambda _: Text("phải là true hoặc false", "must be true or false"),
    "decimal_type": lambda _: _NUMBER,
    "finite_number": lambda _: _NUMBER,
    "decimal_parsing": lambda _: _NUMBER,
    "decimal_max_digits": lambda c: Text(
        f"nhiều quá {c['max_digits']} chữ số", f"has more than {c['max_digits']} digits"
    ),
    "int_parsing_size": lambda _: Text("là số quá lớn", "is too large a number"),
    "string_unicode": lambda _: Text("có ký tự không phải là chữ Unicode", "has characters that are not Unicode"),
    **dict.fromkeys(
        ("date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact"),
        lambda _: Text("phải là ngày, ví dụ 22/8/2023", "must be a date such as 2023-08-22"),
    ),
}


def refusal(code: str, known: Iterable[str], refused: ValidationError, choices: Choices = NO_CHOICES) -> FieldsRefused:
    """One error for all fields of an event that were refused, each with what is wrong and what would be right."""
    return fields_refused(code, problems(known, refused, choices))


def fields_refused(code: str, found: Iterable[tuple[str, Text]]) -> FieldsRefused:
    """One error for what is wrong with fields of an event, and with the event as a whole ("—")."""
    every = list(found)
    names = list(dict.fromkeys(name for name, _ in every if name != WHOLE))
    said = Text(*("; ".join(_said(name, problem.of(lang), names) for name, problem in every) for lang in Lang))
    kind = FieldsRefused if names else EventRefused
    return kind(type=code, field=names, problem=said)


def _said(name: str, problem: str, names: list[str]) -> str:
    """A problem after the name of its field, where several fields have some."""
    said = problem.removesuffix(".")
    return f"{name}: {said}" if name != WHOLE and len(names) > 1 else said


WHOLE: Final = "—"
"""Stands for the event as a whole among the names of its fields."""


def problems(known: Iterable[str], refused: ValidationError, choices: Choices = NO_CHOICES) -> list[tuple[str, Text]]:
    """Each field that was refused, with what is wrong and what would be right; "—" for the event as a whole.

    `choices` are the fields that take one of some codes, with what each code is called.
    """
    every, names = refused.errors(), list(known)
    return [_problem(error, names, choices) for error in every if not _is_of_another_kind(error, every)]


def field_paths(kind: type[BaseModel], pairs: Mapping[str, Iterable[str]] = MappingProxyType({})) -> list[str]:
    """The fields of a model as they are named in a refusal, those within a field after it: capital, capital.amount.

    `pairs` are the names that fields of pairs take.
    """
    found = []
    for name, info in kind.model_fields.items():
        within = [path for part in models_in(info.annotation) for path in field_paths(part)]
        keys = list(pairs.get(name, ()))
        found += [name, *(f"{name}.{key}" for key in keys or within)]
        found += [f"{name}.{key}.{path}" for key in keys for path in within]
    return found


def models_in(annotation: Any) -> list[type[BaseModel]]:
    """The models among what an annotation is made of."""
    if args := get_args(annotation):
        return [model for part in args for model in models_in(part)]
    return [annotation] if isinstance(annotation, type) and issubclass(annotation, BaseModel) else []


def _is_of_another_kind(error: ErrorDetails, every: Iterable[ErrorDetails]) -> bool:
    """Whether it says that fields were given where one value could stand as well, and others say what is wrong with the fields."""
    if not isinstance(error.get("input"), Mapping) or not error["type"].endswith("_type"):
        return False
    place = error["loc"][:-1]
    return any(other["loc"][: len(place)] == place and len(other["loc"]) > len(error["loc"]) for other in every)


def _problem(error: ErrorDetails, known: list[str], choices: Choices) -> tuple[str, Text]:
    name = _field(error)
    context: Mapping[str, Any] = error.get("ctx", {})
    cause = context.get("error")
    if isinstance(cause, Exception) and cause.args and isinstance(cause.args[0], ParkError):
        reason = cause.args[0]
        return name, Text(reason.message("vi"), reason.message("en"))  # type: ignore[arg-type]
    if error["type"] == "extra_forbidden":
        return name, _unknown(name, known)
    if error["type"] in {"literal_error", "enum"}:
        return name, _one_of(_codes_expected(context), choices.get(name, {}))
    return name, wording(error["type"], context, str(cause or error["msg"]))


def wording(kind: str, context: Mapping[str, Any], otherwise: str) -> Text:
    """A finding of validation in words; what has no words of its own as it was said: in both languages, or in one."""
    if kind in _WORDINGS:
        return _WORDINGS[kind](context)
    vi, _, en = otherwise.partition(" / ")
    return Text(vi, en or vi)


def _codes_expected(context: Mapping[str, Any]) -> list[str]:
    """The codes that would be right, of the program's own sentence "'up', 'down' or 'same'"."""
    return _CODE.findall(str(context["expected"]))


def _one_of(codes: Iterable[str], names: Mapping[str, Text] = MappingProxyType({})) -> Text:
    """That one of some codes is wanted, each with what it is called where that is known."""
    said = [[f"{code} ({names[code].of(lang)})" if code in names else code for code in codes] for lang in Lang]
    return Text(
        *(
            f"{words}: {', '.join(each)}"
            for words, each in zip(("phải là một trong", "must be one of"), said, strict=True)
        )
    )


def _unknown(name: str, known: list[str]) -> Text:
    """That there is no such field: with the nearest, else with those that there are beside it."""
    if near := ", ".join(_nearest(name, known)):
        return Text(f"không có trường này; gần nhất: {near}", f"there is no such field; nearest: {near}")
    within = name.rpartition(".")[0]
    beside = ", ".join(path for path in known if path.rpartition(".")[0] == within)
    return Text(f"không có trường này; các trường có: {beside}", f"there is no such field; there are: {beside}")


def _nearest(name: str, known: list[str]) -> list[str]:
    """The fields that a name was meant for: what stands deeper under the same name, else what looks like it."""
    if deeper := [path for path in known if path.endswith(f".{name}")]:
        return deeper[:_MOST_NEAREST]
    within, _, last = name.rpartition(".")
    beside = {path.rpartition(".")[2]: path for path in known if path.rpartition(".")[0] == within}
    if alike := [beside[each] for each in closest(last, beside)]:
        return alike
    return [] if within in known else closest(name, known)


_MOST_NEAREST: Final = 3


def _field(error: ErrorDetails) -> str:
    """The field that was refused, as it is given: outer.inner for a value within."""
    *outer, last = error["loc"] or ("",)
    parts = [str(part) for part in outer if not _BRANCH.match(str(part))]
    parts += [str(last)] if error["type"] == "extra_forbidden" or not _BRANCH.match(str(last)) else []
    return ".".join(parts) or WHOLE
