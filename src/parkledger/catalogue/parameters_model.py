"""What a legal parameter is: values by date, each with its basis; units, choices and days of the year."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import TypeVar

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
