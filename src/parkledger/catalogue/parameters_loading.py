"""Legal parameters: thresholds, limits, windows, deadlines, authorities and definitions that changed by date.

Each parameter is one YAML file in `parameters/`, named after its code. Each value holds from its date until
the next, with its legal basis and how well that was verified. Before the first date there is no value: the
answer is None, never zero. A value of null: from its date nothing is required, or nothing is known.
Numbers are whole, or exact decimals and fractions in quotes ("7.5", "2/3"); they are loaded as `Fraction`.
A wrong file is refused with its name, the key and what to do about it.
"""

import re
import unicodedata
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

import yaml

from parkledger.catalogue.names import Name, Verified
from parkledger.catalogue.parameters_model import (
    NUMBERLESS_UNITS,
    UPPER_BOUNDS,
    WHOLE_UNITS,
    AppliesTo,
    Choice,
    Choosable,
    DatedValue,
    MonthDay,
    Parameter,
    Unit,
    Value,
)
from parkledger.catalogue.parameters_refusing import REFUSALS, ParameterFileError, UnknownParameterError


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


__all__ = [
    "NUMBERLESS_UNITS",
    "REFUSALS",
    "WHOLE_UNITS",
    "AppliesTo",
    "Choice",
    "DatedValue",
    "MonthDay",
    "Parameter",
    "ParameterFileError",
    "Unit",
    "UnknownParameterError",
    "Value",
    "load_parameters",
    "parameter",
    "read_parameter",
    "read_parameters",
]
