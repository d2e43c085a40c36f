"""Legal parameters: thresholds, limits, windows, deadlines, authorities and definitions that changed by date.

Each parameter is one YAML file in `parameters/`, named after its code. Each value holds from its date until
the next, with its legal basis and how well that was verified. Before the first date there is no value: the
answer is None, never zero. A value of null: from its date nothing is required, or nothing is known.
Numbers are whole, or exact decimals and fractions in quotes ("7.5", "2/3"); they are loaded as `Fraction`.
A wrong file is refused with its name, the key and what to do about it.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from fractions import Fraction
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict

from parkledger.catalogue.names import Name, Verified


class Unit(StrEnum):
    """What a value is given in; `text` is a code from the parameter's own list of choices."""

    PERCENT = "percent"
    HA = "ha"
    YEARS = "years"
    SHARE = "share"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTH_DAY = "month_day"
    DATE = "date"
    TEXT = "text"
    M3_PER_DAY = "m3_per_day"
    COUNT = "count"

    @property
    def label(self) -> Name:
        """The unit's name in both languages."""
        return UNIT_NAMES[self]


UNIT_NAMES: Mapping[Unit, Name] = MappingProxyType(
    {
        Unit.PERCENT: Name("%", "%"),
        Unit.HA: Name("ha", "ha"),
        Unit.YEARS: Name("năm", "years"),
        Unit.SHARE: Name("phần (của 1)", "share (of 1)"),
        Unit.COUNT: Name("số đếm", "count"),
        Unit.DAYS: Name("ngày", "days"),
        Unit.WORKING_DAYS: Name("ngày làm việc", "working days"),
        Unit.MONTH_DAY: Name("tháng-ngày", "month-day"),
        Unit.DATE: Name("năm-tháng-ngày", "year-month-day"),
        Unit.TEXT: Name("mã", "code"),
        Unit.M3_PER_DAY: Name("m³/ngày đêm", "m³/day"),
    }
)
WHOLE_UNITS = frozenset({Unit.YEARS, Unit.DAYS, Unit.WORKING_DAYS, Unit.COUNT})
UPPER_BOUNDS: Mapping[Unit, int] = MappingProxyType({Unit.PERCENT: 100, Unit.SHARE: 1})
NUMBERLESS_UNITS = frozenset({Unit.MONTH_DAY, Unit.DATE, Unit.TEXT})


class AppliesTo(StrEnum):
    """Whom a parameter binds."""

    PARK = "park"
    CLUSTER = "cluster"
    PARK_AND_CLUSTER = "park+cluster"
    PROJECT = "project"

    @property
    def label(self) -> Name:
        """The name in both languages."""
        return APPLIES_TO_NAMES[self]


APPLIES_TO_NAMES: Mapping[AppliesTo, Name] = MappingProxyType(
    {
        AppliesTo.PARK: Name("khu công nghiệp", "industrial parks"),
        AppliesTo.PROJECT: Name("dự án", "projects"),
        AppliesTo.CLUSTER: Name("cụm công nghiệp", "industrial clusters"),
        AppliesTo.PARK_AND_CLUSTER: Name("khu và cụm công nghiệp", "industrial parks and clusters"),
    }
)


@dataclass(frozen=True, slots=True, order=True)
class MonthDay:
    """A day of every year, such as the last day of a reporting window (14/6)."""

    month: int
    day: int

    def __post_init__(self) -> None:
        date(2001, self.month, self.day)  # a year without 29/2: the day must exist in every year

    def in_year(self, year: int) -> date:
        """That day in `year`."""
        return date(year, self.month, self.day)


Value = Fraction | MonthDay | date | str | None
Choosable = TypeVar("Choosable", bound=StrEnum)


class _Frozen(BaseModel):
    """Immutable and never coerced: a float is refused, not rounded."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Choice(_Frozen):
    """One code that a parameter of unit `text` may take, and what it means."""

    code: str
    name: Name


class DatedValue(_Frozen):
    """The value from `since` to the next one, by which provision, and how well that was verified."""

    since: date
    value: Value
    basis: str
    verified: Verified
    note: Name | None = None


class Parameter(_Frozen):
    """A threshold or rule of law that changes with time; `values` are in the order of their dates."""

    code: str
    name: Name
    unit: Unit
    applies_to: AppliesTo
    values: tuple[DatedValue, ...]
    choices: tuple[Choice, ...] = ()
    note: Name | None = None

    def on(self, day: date) -> DatedValue | None:
        """The value that holds on `day`; None before the first date."""
        index = bisect_right(self.values, day, key=lambda dated: dated.since)
        return self.values[index - 1] if index else None

    def number_on(self, day: date) -> Fraction | None:
        """The number that holds on `day`, in `unit`, or None; TypeError if `unit` is of dates or codes."""
        if self.unit in NUMBERLESS_UNITS:
            raise TypeError(f"{self.code}: không phải là số, hãy dùng on() / not a number, use on()")
        dated = self.on(day)
        return dated.value if dated is not None and isinstance(dated.value, Fraction) else None

    def meaning(self, code: str) -> Name:
        """What a code of this parameter means; KeyError if it is not one of its choices."""
        return {choice.code: choice.name for choice in self.choices}[code]


class UnknownParameterError(KeyError):
    """No parameter has this code; `matches` are the codes most like it."""

    def __init__(self, code: str, matches: tuple[str, ...]) -> None:
        super().__init__(code)
        self.code, self.matches = code, matches
        near = ", ".join(matches) or "docs/parameters.md"
        self.vi = f"không có tham số {code!r}; hãy xem {near}"
        self.en = f"there is no parameter {code!r}; see {near}"

    def __str__(self) -> str:
        return f"{self.vi} / {self.en}"


REFUSALS: Mapping[str, Name] = MappingProxyType(
    {
        "suffix": Name(
            "tên tệp phải kết thúc bằng .yaml; hãy đổi tên hoặc chuyển tệp đi nơi khác",
            "the file name must end in .yaml; rename the file or move it away",
        ),
        "unreadable": Name(
            "không đọc được YAML ({found}); hãy sửa cú pháp", "cannot be read as YAML ({found}); correct the syntax"
        ),
        "duplicate": Name(
            "khóa {found} ghi hai lần (dòng {line}); hãy bỏ một",
            "key {found} is written twice (line {line}); remove one",
        ),
        "table": Name(
            "phải là bảng khóa: giá trị và không rỗng; hãy ghi {allowed}",
            "must be a table of key: value and not empty; write {allowed}",
        ),
        "missing": Name("thiếu khóa này; hãy thêm vào", "this key is missing; add it"),
        "unexpected": Name("không có khóa này; chỉ dùng {allowed}", "there is no such key; use only {allowed}"),
        "text": Name(
            "phải là văn bản không rỗng; hãy ghi trong ngoặc kép", "must be text and not empty; write it in quotes"
        ),
        "nfc": Name("chữ chưa theo chuẩn NFC; hãy lưu lại theo NFC", "the text is not NFC; save it as NFC"),
        "code": Name(
            "mã {found} khác tên tệp {allowed}; hãy đổi một trong hai",
            "code {found} differs from the file name {allowed}; change one of them",
        ),
        "one_of": Name(
            "{found} không hợp lệ; hãy chọn một trong {allowed}", "{found} is not allowed; choose one of {allowed}"
        ),
        "day": Name(
            "{found} không phải là ngày; hãy ghi năm-tháng-ngày, không có ngoặc kép",
            "{found} is not a date; write year-month-day without quotes",
        ),
        "order": Name(
            "ngày phải sau {found}; hãy xếp các giá trị theo ngày tăng dần",
            "the date must be after {found}; sort the values by ascending date",
        ),
        "float": Name(
            '{found} không phải là số chính xác; hãy ghi trong ngoặc kép, như "7.5"',
            '{found} is not an exact number; write it in quotes, such as "7.5"',
        ),
        "number": Name(
            '{found} không phải là số; hãy ghi số nguyên, "7.5", hoặc "2/3" (đơn vị share)',
            '{found} is not a number; write a whole number, "7.5", or "2/3" (unit share)',
        ),
        "whole": Name(
            "{found} phải là số nguyên theo đơn vị này; hãy sửa số hoặc đơn vị",
            "{found} must be whole in this unit; correct the number or the unit",
        ),
        "range": Name(
            "{found} lớn hơn {allowed}; hãy sửa số hoặc đơn vị",
            "{found} is more than {allowed}; correct the number or the unit",
        ),
        "month_day": Name(
            '{found} không phải là ngày của mọi năm; hãy ghi "tháng-ngày", như "06-14"',
            '{found} is not a day of every year; write "month-day", such as "06-14"',
        ),
        "choices": Name(
            "khóa choices chỉ đi cùng đơn vị text và bắt buộc khi đó; hãy thêm hoặc bỏ",
            "choices go with unit text, and only with it; add or remove them",
        ),
    }
)


class ParameterFileError(ValueError):
    """A parameter file was refused: the file, the key, and in `vi` and `en` what is wrong and what to do."""

    def __init__(self, file: str, key: str, reason: str, **facts: object) -> None:
        self.file, self.key, self.reason = file, key, reason
        self.vi = REFUSALS[reason].vi.format(**facts)
        self.en = REFUSALS[reason].en.format(**facts)
        super().__init__(f"{file}: {key or '-'}: {self.vi} / {self.en}")


class _Loader(yaml.SafeLoader):
    """SafeLoader that refuses a key written twice, and reads 010 as it is written instead of as octal 8."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise ParameterFileError(
                    self.name, str(key.value), "duplicate", found=key.value, line=key.start_mark.line + 1
                )
            seen.add(str(key.value))
        return super().construct_mapping(node, deep)

    def plain_int(self, node: yaml.ScalarNode) -> int | str:
        """The number if written in plain decimal digits; otherwise its text, which the checks then refuse."""
        return int(node.value) if re.fullmatch(r"0|[1-9]\d*", node.value) else str(node.value)


_Loader.add_constructor("tag:yaml.org,2002:int", _Loader.plain_int)


@dataclass(frozen=True, slots=True)
class _Node:
    """A place in a file: what stands there, and how to refuse it by name."""

    file: str
    key: str
    raw: object

    def refused(self, reason: str, **facts: object) -> ParameterFileError:
        return ParameterFileError(self.file, self.key, reason, **facts)

    def child(self, key: object, raw: object) -> "_Node":
        return _Node(self.file, f"{self.key}.{key}" if self.key else str(key), raw)

    def items(self, allowed: str = "key: value") -> "dict[object, _Node]":
        if not isinstance(self.raw, dict) or not self.raw:
            raise self.refused("table", allowed=allowed)
        return {key: self.child(key, raw) for key, raw in self.raw.items()}

    def table(self, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> "dict[object, _Node]":
        allowed = ", ".join((*required, *optional))
        nodes = self.items(allowed)
        for absent in (key for key in required if key not in nodes):
            raise self.child(absent, None).refused("missing")
        for key, node in nodes.items():
            if key not in required and key not in optional:
                raise node.refused("unexpected", allowed=allowed)
        return nodes

    def text(self) -> str:
        if not isinstance(self.raw, str) or not self.raw.strip():
            raise self.refused("text")
        if not unicodedata.is_normalized("NFC", self.raw):
            raise self.refused("nfc")
        return self.raw

    def name(self) -> Name:
        nodes = self.table(("vi", "en"))
        return Name(nodes["vi"].text(), nodes["en"].text())

    def one_of(self, kind: type[Choosable]) -> Choosable:
        allowed = tuple(kind)
        for member in allowed:
            if self.raw == member.value:
                return member
        raise self.refused("one_of", found=self.raw, allowed=", ".join(allowed))


def _read_number(node: _Node, unit: Unit) -> Fraction:
    if isinstance(node.raw, float):
        raise node.refused("float", found=node.raw)
    written = "" if isinstance(node.raw, bool) else str(node.raw)
    fraction = r"|[1-9]\d*/[1-9]\d*" if unit is Unit.SHARE else ""
    if not re.fullmatch(rf"(?:0|[1-9]\d*)(?:\.\d+)?{fraction}", written, re.ASCII):
        raise node.refused("number", found=node.raw)
    number = Fraction(written)
    if unit in WHOLE_UNITS and number.denominator != 1:
        raise node.refused("whole", found=node.raw)
    if unit in UPPER_BOUNDS and number > UPPER_BOUNDS[unit]:
        raise node.refused("range", found=node.raw, allowed=UPPER_BOUNDS[unit])
    return number


def _read_day(node: _Node, raw: object) -> date:
    if type(raw) is not date:  # a datetime is a date too, but no law begins at an hour
        raise node.refused("day", found=raw)
    return raw


def _read_month_day(node: _Node) -> MonthDay:
    try:
        if written := re.fullmatch(r"(\d\d)-(\d\d)", str(node.raw), re.ASCII):
            return MonthDay(int(written[1]), int(written[2]))
    except ValueError:  # the thirteenth month, the thirtieth of February
        pass
    raise node.refused("month_day", found=node.raw)


def _read_value(node: _Node, unit: Unit, choices: tuple[Choice, ...]) -> Value:
    if node.raw is None:
        return None
    if unit is Unit.MONTH_DAY:
        return _read_month_day(node)
    if unit is Unit.DATE:
        return _read_day(node, node.raw)
    if unit is Unit.TEXT:
        codes = [choice.code for choice in choices]
        if node.raw not in codes:
            raise node.refused("one_of", found=node.raw, allowed=", ".join(codes))
        return str(node.raw)
    return _read_number(node, unit)


def _read_dated_values(node: _Node, unit: Unit, choices: tuple[Choice, ...]) -> Iterator[DatedValue]:
    before: date | None = None
    for key, entry in node.items("2022-07-15: {value, basis, verified}").items():
        since = _read_day(entry, key)
        if before is not None and since <= before:
            raise entry.refused("order", found=before)
        before = since
        fields = entry.table(("value", "basis", "verified"), ("note",))
        yield DatedValue(
            since=since,
            value=_read_value(fields["value"], unit, choices),
            basis=fields["basis"].text(),
            verified=fields["verified"].one_of(Verified),
            note=fields["note"].name() if "note" in fields else None,
        )


def _read_choices(node: _Node | None, unit: Unit, top: _Node) -> tuple[Choice, ...]:
    if (node is not None) != (unit is Unit.TEXT):
        raise top.child("choices", None).refused("choices")
    entries = node.items("code: {vi, en}").items() if node else ()
    return tuple(Choice(code=entry.child("code", key).text(), name=entry.name()) for key, entry in entries)


def read_parameter(file: Traversable) -> Parameter:
    """Read one parameter file; ParameterFileError (a ValueError) names the file, the key and the remedy."""
    if not file.name.endswith(".yaml"):
        raise ParameterFileError(file.name, "", "suffix")
    try:
        loader = _Loader(file.read_text(encoding="utf-8"))
        loader.name = file.name
        raw = loader.get_single_data()
    except (yaml.YAMLError, ValueError) as error:  # ValueError: not UTF-8, or a date such as 2022-02-30
        if isinstance(error, ParameterFileError):
            raise
        raise ParameterFileError(file.name, "", "unreadable", found=" ".join(str(error).split())) from error
    top = _Node(file.name, "", raw)
    fields = top.table(("code", "name", "unit", "applies_to", "values"), ("note", "choices"))
    stem = file.name.removesuffix(".yaml")
    if fields["code"].text() != stem:
        raise fields["code"].refused("code", found=fields["code"].raw, allowed=stem)
    unit = fields["unit"].one_of(Unit)
    choices = _read_choices(fields.get("choices"), unit, top)
    return Parameter(
        code=stem,
        name=fields["name"].name(),
        unit=unit,
        applies_to=fields["applies_to"].one_of(AppliesTo),
        values=tuple(_read_dated_values(fields["values"], unit, choices)),
        choices=choices,
        note=fields["note"].name() if "note" in fields else None,
    )


def read_parameters(folder: Traversable) -> Mapping[str, Parameter]:
    """Every parameter of a folder, by code, in the order of the codes; ParameterFileError if one is wrong."""
    found = (read_parameter(file) for file in folder.iterdir() if file.is_file() and file.name[0] != ".")
    return MappingProxyType({each.code: each for each in sorted(found, key=lambda each: each.code)})


@cache
def load_parameters() -> Mapping[str, Parameter]:
    """The parameters of the catalogue, by code; read once, and read-only."""
    return read_parameters(files("parkledger").joinpath("catalogue", "parameters"))


def parameter(code: str) -> Parameter:
    """The parameter of this code; UnknownParameterError (a KeyError) names the codes most like it."""
    parameters = load_parameters()
    if code not in parameters:
        raise UnknownParameterError(code, tuple(get_close_matches(code, parameters)))
    return parameters[code]
