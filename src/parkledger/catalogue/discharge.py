"""What waste water is measured for, and the limits of it that held on a day: QCVN 40:2011/BTNMT, from memory, by its columns."""

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from parkledger.catalogue.parameters import parameter
from parkledger.language import Labelled


class Pollutant(Labelled):
    """A parameter of waste water that is reported against limits; all but pH, which is its own unit, in milligrams a litre."""

    PH = "ph", "pH", "pH"
    COD = "cod", "COD", "COD"
    BOD5 = "bod5", "BOD₅", "BOD₅"
    TSS = "tss", "TSS", "TSS"
    NH4 = "nh4", "NH₄⁺ (tính theo N)", "NH₄⁺ (as N)"
    TOTAL_N = "total_n", "tổng N", "total N"
    TOTAL_P = "total_p", "tổng P", "total P"

    @property
    def unit(self) -> str:
        """The unit in which it is given."""
        return "pH" if self is Pollutant.PH else "mg/l"


def _columns_written(letter: str) -> list[str]:
    """How offices write a column with its standard."""
    standards = (
        "QCVN",
        "QCVN 40",
        "QCVN 40:2011",
        "QCVN 40:2011/BTNMT",
        "QCVN 19",
        "QCVN 19:2009",
        "QCVN 19:2009/BTNMT",
    )
    both = (
        way
        for each in standards
        for way in (f"{each} cột {letter}", f"cột {letter} {each}", f"cột {letter} của {each}")
    )
    return [f"loại {letter}", f"theo cột {letter}", *both]


class LimitColumn(Labelled):
    """The column of the standard that holds by where the water goes: A where it is drawn for drinking water, B elsewhere."""

    A = "a", "cột A", "column A", *_columns_written("A")
    B = "b", "cột B", "column B", *_columns_written("B")


class DischargeLimit(NamedTuple):
    """The least and the most that may be discharged, each None where there is no such limit."""

    least: Fraction | None
    most: Fraction | None

    def is_exceeded(self, value: Fraction) -> bool:
        """Whether a value is outside the limits; what is on a limit is within."""
        return (self.least is not None and value < self.least) or (self.most is not None and value > self.most)


def discharge_limit(pollutant: Pollutant, column: LimitColumn, on: date) -> DischargeLimit:
    """The limits of a pollutant in a column that held on a day; neither before the first value that is on record."""
    if pollutant is Pollutant.PH:
        least, most = (parameter(f"environment.discharge.ph_{end}.{column.value}") for end in ("least", "most"))
        return DischargeLimit(least.number_on(on), most.number_on(on))
    return DischargeLimit(None, parameter(f"environment.discharge.{pollutant.value}.{column.value}").number_on(on))
