"""Collection rules: who reports what, for which windows, by when, on what basis. One YAML file in `collections/` each.

A window is dates, not the name of a month: from `first_day` a window begins every month, quarter, half-year or year. It
ends on the day before the next begins. Where the law sets the window or the due days, they are named by their
parameters; before those hold, nothing is due.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from parkledger.catalogue.kinds import Verified, ZoneKind
from parkledger.catalogue.measures import MEASURES, REPORTABLE
from parkledger.catalogue.parameters import load_parameters, parameter
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
from parkledger.language import Labelled, months_later


class Frequency(Labelled):
    """How often a report is due."""

    MONTH = "month", "tháng", "month"
    QUARTER = "quarter", "quý", "quarter"
    HALF_YEAR = "half_year", "6 tháng", "half-year"
    YEAR = "year", "năm", "year"

    @property
    def months(self) -> int:
        """Months from one window's beginning to the next."""
        return {"month": 1, "quarter": 3, "half_year": 6, "year": 12}[self.value]


class Reporter(StrEnum):
    """Who reports: each zone's developer, or each project's enterprise."""

    ZONE = "zone"
    ENTERPRISE = "enterprise"


class UnknownCollectionError(KeyError):
    """No collection has this code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code, self.known = code, tuple(load_collections())


@dataclass(frozen=True, slots=True, order=True)
class ReportWindow:
    """The days that a report is about, both included."""

    last: date
    first: date


def _month_day(value: object) -> MonthDay:
    return value if isinstance(value, MonthDay) else MonthDay.read(value)


def _days(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise refusal("whole", found=value)
    if value > MOST_DAYS:
        raise refusal("range", found=value, allowed=MOST_DAYS)
    return value


def _parameter_code(value: object) -> str:
    parameters = load_parameters()
    if not isinstance(value, str) or value not in parameters:
        raise refusal(
            "one_of", found=value, allowed=", ".join(get_close_matches(str(value), parameters)) or "docs/parameters.md"
        )
    return value


def _not_empty(value: object) -> object:
    if not isinstance(value, list) or not value:
        raise refusal("table", allowed=f"[{REPORTABLE[0]}, …]")
    return value


Measures = Annotated[tuple[Annotated[str, one_of(REPORTABLE)], ...], Field(strict=False), BeforeValidator(_not_empty)]
ParameterCode = Annotated[str, BeforeValidator(_parameter_code)]
MOST_DAYS = 366


class Collection(Frozen):
    """One rule. `stage` is the measure that says who must report: units at which it is above nought on a window's last day."""

    code: Words
    name: FileText
    reporter: Annotated[Reporter, one_of(Reporter)]
    kind: Annotated[ZoneKind, one_of(ZoneKind)]
    stage: Annotated[str, one_of(MEASURES)]
    frequency: Annotated[Frequency, one_of(Frequency)]
    first_day: Annotated[MonthDay | None, BeforeValidator(_month_day)] = None
    first_day_parameter: ParameterCode = ""
    due_days: Annotated[int | None, BeforeValidator(_days)] = None
    due_parameters: Annotated[tuple[ParameterCode, ...], Field(strict=False)] = ()
    measures: Measures
    basis: Words
    verified: Annotated[Verified, one_of(Verified)]
    note: FileNote = None

    @model_validator(mode="after")
    def _given_once(self) -> Self:
        for one, other in (("first_day", "first_day_parameter"), ("due_days", "due_parameters")):
            if (getattr(self, one) is None) == (not getattr(self, other)):
                raise refusal("exactly_one", key=one, allowed=f"{one}, {other}")
        return self

    @property
    def begins(self) -> MonthDay:
        """The day of the year from which windows are counted."""
        if self.first_day is not None:
            return self.first_day
        found = parameter(self.first_day_parameter).values[-1].value
        if not isinstance(found, MonthDay):
            raise TypeError(f"{self.first_day_parameter}: không phải ngày trong năm / not a day of the year")
        return found

    def windows(self, first: date, last: date) -> Iterator[ReportWindow]:
        """The windows that end within these days, in order."""
        start = self.begins.in_year(first.year - 2)
        while True:
            following = months_later(start, self.frequency.months)
            window = ReportWindow(following - timedelta(days=1), start)
            if window.last > last:
                return
            if window.last >= first:
                yield window
            start = following

    def window_of(self, day: date) -> ReportWindow:
        """The window that a day is in."""
        return next(window for window in self.windows(day, months_later(day, self.frequency.months)))

    def due_on(self, window: ReportWindow, days: int | None = None) -> date | None:
        """The last day on which the report of a window is on time; None where nothing is due. `days` is a book's own term."""
        days = self.due_days if days is None else days
        if not self.due_parameters:
            return window.last + timedelta(days=days or 0)
        held = [parameter(code).on(window.last) for code in self.due_parameters]
        found = [dated.value for dated in held if dated is not None and isinstance(dated.value, MonthDay)]
        if not found:
            return None
        if days is not None:
            return window.last + timedelta(days=days)
        both = [each.in_year(window.last.year + more) for each in found for more in (0, 1)]
        return min(day for day in both if day >= window.last)


def read_collection(file: Traversable) -> Collection:
    """Read one file; DefinitionFileError names the file, the key and what is wrong."""
    return read_definition(file, Collection)


@cache
def load_collections() -> Mapping[str, Collection]:
    """Every rule by its code, in the order of the codes."""
    folder = files("parkledger").joinpath("catalogue", "collections")
    found = (read_collection(file) for file in folder.iterdir() if file.name.endswith(".yaml"))
    return MappingProxyType({each.code: each for each in sorted(found, key=lambda each: each.code)})


def collection(code: str) -> Collection:
    """A rule by its code."""
    found = load_collections()
    if code not in found:
        raise UnknownCollectionError(code)
    return found[code]
