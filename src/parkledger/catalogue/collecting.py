"""Collection rules: who reports what, for which windows, by when, on what basis. One YAML file in `collections/` each.

A window is dates, not the name of a month: from `first_day` a window begins every month, quarter, half-year or year. It
ends on the day before the next begins. Where the law sets the window or the due days, they are named by their
parameters; before those hold, nothing is due.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Annotated, Any, Self

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from parkledger.catalogue.kinds import ZoneKind
from parkledger.catalogue.measures import MEASURES, REPORTABLE
from parkledger.catalogue.names import Name, Verified
from parkledger.catalogue.parameters_loading import parameter
from parkledger.catalogue.parameters_model import MonthDay


class Frequency(StrEnum):
    """How often a report is due."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"

    @property
    def months(self) -> int:
        """Months from one window's beginning to the next."""
        return {"month": 1, "quarter": 3, "half_year": 6, "year": 12}[self.value]

    @property
    def label(self) -> Name:
        """The name in both languages."""
        return FREQUENCIES[self]


FREQUENCIES = MappingProxyType(
    {
        Frequency.MONTH: Name("tháng", "month"),
        Frequency.QUARTER: Name("quý", "quarter"),
        Frequency.HALF_YEAR: Name("6 tháng", "half-year"),
        Frequency.YEAR: Name("năm", "year"),
    }
)


class Reporter(StrEnum):
    """Who reports: each zone's developer, or each project's enterprise."""

    ZONE = "zone"
    ENTERPRISE = "enterprise"


class CollectionFileError(ValueError):
    """A file of collections that cannot be used: which, where in it, and what is wrong."""

    def __init__(self, file: str, key: str, problem: str) -> None:
        self.file, self.key = file, key
        self.vi = f"{file}, khóa «{key}»: {problem}; hãy sửa theo các tệp khác trong thư mục collections"
        self.en = f"{file}, key “{key}”: {problem}; write it as the other files in collections are"
        super().__init__(f"{self.vi} / {self.en}")


class UnknownCollectionError(KeyError):
    """No collection has this code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code, self.known = code, tuple(load_collections())


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """The days that a report is about, both included."""

    last: date
    first: date


def _month_day(text: object) -> object:
    if not isinstance(text, str):
        return text
    month, _, day = text.partition("-")
    return MonthDay(int(month), int(day))


def _name(value: object) -> object:
    return Name(**value) if isinstance(value, dict) else value


class Collection(BaseModel):
    """One rule. `stage` is the measure that says who must report: units at which it is above nought on a window's last day."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    code: str
    name: Annotated[Name, BeforeValidator(_name)]
    reporter: Reporter
    kind: ZoneKind
    stage: str
    frequency: Frequency
    first_day: Annotated[MonthDay | None, BeforeValidator(_month_day)] = None
    first_day_parameter: str = ""
    due_days: Annotated[int | None, Field(ge=0, le=366, strict=True)] = None
    due_parameters: tuple[str, ...] = ()
    measures: Annotated[tuple[str, ...], Field(min_length=1)]
    basis: Annotated[str, Field(min_length=1)]
    verified: Verified
    note: Annotated[Name | None, BeforeValidator(_name)] = None

    @model_validator(mode="after")
    def _said_once(self) -> Self:
        for code in self.measures:
            if code not in REPORTABLE:
                raise ValueError(f"measures: {code} không báo cáo được / {code} cannot be reported")
        if self.stage not in MEASURES:
            raise ValueError(f"stage: {self.stage}")
        if (self.first_day is None) == (not self.first_day_parameter):
            raise ValueError("first_day | first_day_parameter: ghi đúng một / give exactly one")
        if (self.due_days is None) == (not self.due_parameters):
            raise ValueError("due_days | due_parameters: ghi đúng một / give exactly one")
        for code in (*self.due_parameters, *([self.first_day_parameter] if self.first_day_parameter else [])):
            parameter(code)
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

    def windows(self, first: date, last: date) -> Iterator[Window]:
        """The windows that end within these days, in order."""
        start = self.begins.in_year(first.year - 2)
        while True:
            following = _later(start, self.frequency.months)
            window = Window(following - timedelta(days=1), start)
            if window.last > last:
                return
            if window.last >= first:
                yield window
            start = following

    def window_of(self, day: date) -> Window:
        """The window that a day is in."""
        return next(window for window in self.windows(day, _later(day, self.frequency.months)))

    def due_on(self, window: Window, days: int | None = None) -> date | None:
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


def _later(day: date, months: int) -> date:
    """So many months later, on the same day of the month or its last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in range(day.day, 27, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    return date(year, month + 1, day.day)


def read_collection(file: Traversable) -> Collection:
    """Read one file; CollectionFileError names the file, the key and what is wrong."""
    try:
        raw: Any = yaml.safe_load(file.read_text(encoding="utf-8"))
        found = Collection.model_validate(raw)
    except ValidationError as refused:
        problem = refused.errors()[0]
        raise CollectionFileError(file.name, ".".join(map(str, problem["loc"])) or "—", problem["msg"]) from refused
    except (yaml.YAMLError, ValueError, TypeError, KeyError) as wrong:
        raise CollectionFileError(file.name, "—", " ".join(str(wrong).split())) from wrong
    if f"{found.code}.yaml" != file.name:
        raise CollectionFileError(file.name, "code", found.code)
    return found


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
