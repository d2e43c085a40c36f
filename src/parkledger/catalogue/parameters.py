"""Legal parameters: thresholds, limits, windows, deadlines, authorities and definitions that changed by date.

Each parameter is one YAML file in `parameters/`, named after its code. Each value holds from its date until
the next, with its legal basis and how well that was verified. Before the first date there is no value: the
answer is None, never zero. A value of null: from its date nothing is required, or nothing is known.
Numbers are whole, or exact decimals and fractions in quotes ("7.5", "2/3"); they are loaded as `Fraction`.
A wrong file is refused with its name, the key and what to do about it.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationInfo, field_validator

from parkledger.catalogue.kinds import Verified
from parkledger.catalogue.yaml_files import (
    FileNote,
    FileText,
    Frozen,
    MonthDay,
    Words,
    one_of,
    read_definition,
    refusal,
)
from parkledger.language import Labelled, Text


class ParameterUnit(Labelled):
    """What a value is given in; `text` is a code from the parameter's own list of choices."""

    PERCENT = "percent", "%", "%"
    HA = "ha", "ha", "ha"
    YEARS = "years", "năm", "years"
    SHARE = "share", "phần (của 1)", "share (of 1)"
    DAYS = "days", "ngày", "days"
    MONTHS = "months", "tháng", "months"
    WORKING_DAYS = "working_days", "ngày làm việc", "working days"
    MONTH_DAY = "month_day", "tháng-ngày", "month-day"
    DATE = "date", "năm-tháng-ngày", "year-month-day"
    TEXT = "text", "mã", "code"
    M3_PER_DAY = "m3_per_day", "m³/ngày đêm", "m³/day"
    COUNT = "count", "số đếm", "count"
    MG_PER_LITRE = "mg_per_litre", "mg/l", "mg/l"
    MG_PER_NM3 = "mg_per_nm3", "mg/Nm³", "mg/Nm³"
    UG_PER_M3 = "ug_per_m3", "µg/m³", "µg/m³"
    DBA = "dba", "dBA", "dBA"
    PH = "ph", "độ pH", "pH"


WHOLE_UNITS = frozenset(
    {
        ParameterUnit.YEARS,
        ParameterUnit.MONTHS,
        ParameterUnit.DAYS,
        ParameterUnit.WORKING_DAYS,
        ParameterUnit.COUNT,
    }
)
NUMBERLESS_UNITS = frozenset({ParameterUnit.MONTH_DAY, ParameterUnit.DATE, ParameterUnit.TEXT})
UPPER_BOUNDS: Mapping[ParameterUnit, int] = MappingProxyType({ParameterUnit.PERCENT: 100, ParameterUnit.SHARE: 1})


class AppliesTo(Labelled):
    """Whom a parameter binds."""

    PARK = "park", "khu công nghiệp", "industrial parks"
    CLUSTER = "cluster", "cụm công nghiệp", "industrial clusters"
    ECONOMIC_ZONE = "economic_zone", "khu kinh tế", "economic zones"
    PARK_AND_CLUSTER = "park+cluster", "khu và cụm công nghiệp", "industrial parks and clusters"
    PROJECT = "project", "dự án", "projects"


Value = Fraction | MonthDay | date | str | None


class ParameterChoice(Frozen):
    """One code that a parameter of unit `text` may take, and what it means."""

    code: Words
    name: FileText


class DatedValue(Frozen):
    """The value from `since` to the next one, by which provision, and how well that was verified."""

    since: date
    value: Value
    basis: Words
    verified: Annotated[Verified, one_of(Verified)]
    note: FileNote = None


_CHOICES = TypeAdapter(dict[Words, FileText])


class Parameter(Frozen):
    """A threshold or rule of law that changes with time; `values` are in the order of their dates."""

    code: Words
    name: FileText
    unit: Annotated[ParameterUnit, one_of(ParameterUnit)]
    applies_to: Annotated[AppliesTo, one_of(AppliesTo)]
    choices: Annotated[tuple[ParameterChoice, ...], Field(validate_default=True)] = ()
    values: tuple[DatedValue, ...]
    note: FileNote = None

    @field_validator("choices", mode="before")
    @classmethod
    def _choices(cls, raw: object, info: ValidationInfo) -> object:
        if "unit" in info.data and bool(raw) != (info.data["unit"] is ParameterUnit.TEXT):
            raise refusal("choices")
        if not isinstance(raw, dict):
            return raw
        return tuple(ParameterChoice(code=code, name=name) for code, name in _CHOICES.validate_python(raw).items())

    @field_validator("values", mode="before")
    @classmethod
    def _by_date(cls, raw: object, info: ValidationInfo) -> object:
        """A file's table by date as the fields of dated values."""
        if isinstance(raw, tuple) or not {"unit", "choices"} <= info.data.keys():
            return raw
        if not isinstance(raw, dict) or not raw:
            raise refusal("table", allowed="2022-07-15: {value, basis, verified}")
        codes = [choice.code for choice in info.data["choices"]]
        before, found = None, []
        for since, entry in raw.items():
            key = str(since)
            if _day(since, key) and before is not None and since <= before:
                raise refusal("order", key=key, found=before)
            before = since
            if isinstance(entry, dict) and entry:
                entry = {"since": since, **entry}
                if "value" in entry:
                    entry["value"] = _value(entry["value"], info.data["unit"], codes, f"{key}.value")
            found.append(entry)
        return tuple(found)

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

    def meaning(self, code: str) -> Text:
        """What a code of this parameter means; KeyError if it is not one of its choices."""
        return {choice.code: choice.name for choice in self.choices}[code]


def _value(raw: Any, unit: ParameterUnit, codes: list[str], key: str) -> Value:
    if raw is None:
        return None
    if unit is ParameterUnit.MONTH_DAY:
        return MonthDay.read(raw, key=key)
    if unit is ParameterUnit.DATE:
        return _day(raw, key)
    if unit is ParameterUnit.TEXT:
        if raw not in codes:
            raise refusal("one_of", key=key, found=raw, allowed=", ".join(codes))
        return str(raw)
    return _number(raw, unit, key)


def _day(raw: object, key: str) -> date:
    if type(raw) is not date:  # a datetime is a date too, but no law begins at an hour
        raise refusal("day", key=key, found=raw)
    return raw


def _number(raw: object, unit: ParameterUnit, key: str) -> Fraction:
    if isinstance(raw, float):
        raise refusal("float", key=key, found=raw)
    written = "" if isinstance(raw, bool) else str(raw)
    fraction = r"|[1-9]\d*/[1-9]\d*" if unit is ParameterUnit.SHARE else ""
    if not re.fullmatch(rf"(?:0|[1-9]\d*)(?:\.\d+)?{fraction}", written, re.ASCII):
        raise refusal("number", key=key, found=raw)
    number = Fraction(written)
    if unit in WHOLE_UNITS and number.denominator != 1:
        raise refusal("whole", key=key, found=raw)
    if unit in UPPER_BOUNDS and number > UPPER_BOUNDS[unit]:
        raise refusal("range", key=key, found=raw, allowed=UPPER_BOUNDS[unit])
    return number


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


def read_parameter(file: Traversable) -> Parameter:
    """Read one parameter file; DefinitionFileError (a ValueError) names the file, the key and the remedy."""
    return read_definition(file, Parameter)


def read_parameters(folder: Traversable) -> Mapping[str, Parameter]:
    """Every parameter of a folder, by code, in the order of the codes; DefinitionFileError if one is wrong."""
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
