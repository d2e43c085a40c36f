"""From when on a number is unlike those before it: our own conventions, dated and with their basis like parameters of law."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from importlib.resources import files

from parkledger.catalogue.parameters import DatedValue, Parameter, read_parameters

PREFIX = "outlier."


@dataclass(frozen=True, slots=True)
class Threshold:
    """A threshold as it stood on a day: the parameter, and its value with its basis."""

    parameter: Parameter
    dated: DatedValue

    @property
    def number(self) -> Fraction:
        """The value, in the parameter's unit."""
        if not isinstance(self.dated.value, Fraction):
            raise TypeError(f"{self.parameter.code}: không phải là số / not a number")
        return self.dated.value


@cache
def thresholds() -> Mapping[str, Parameter]:
    """The parameters by their codes."""
    return read_parameters(files("parkledger").joinpath("submissions", "parameters"))


@dataclass(frozen=True, slots=True)
class OutlierRule:
    """The thresholds of one day."""

    of: Mapping[str, Threshold]

    def __getitem__(self, name: str) -> Threshold:
        """One of them, by its name without the prefix."""
        return self.of[PREFIX + name]

    def number(self, name: str) -> Fraction:
        """The number of one of them."""
        return self[name].number


def rule_on(day: date) -> OutlierRule | None:
    """The rule of a day; None before there was one."""
    found = {code: Threshold(each, dated) for code, each in thresholds().items() if (dated := each.on(day)) is not None}
    return OutlierRule(found) if len(found) == len(thresholds()) else None
