"""What waste gas, noise and the air around are measured for, and the limits that held on a day: all limits from memory.

Waste gas by QCVN 19:2009/BTNMT and its columns, noise by QCVN 26:2010/BTNMT, dust in the air around by QCVN 05:2013/BTNMT and, since
it holds, QCVN 05:2023/BTNMT.
"""

from datetime import date

from parkledger.catalogue.discharge import DischargeLimit, LimitColumn
from parkledger.catalogue.parameters import parameter
from parkledger.language import Labelled


class Emission(Labelled):
    """A parameter of waste gas, noise or the air around that is reported against a limit."""

    DUST = "dust", "bụi tổng trong khí thải", "dust in waste gas"
    SO2 = "so2", "SO₂ trong khí thải", "SO₂ in waste gas"
    NOX = "nox", "NOₓ (tính theo NO₂) trong khí thải", "NOₓ (as NO₂) in waste gas"
    CO = "co", "CO trong khí thải", "CO in waste gas"
    NOISE_DAY = "noise_day", "tiếng ồn ban ngày (6–21 giờ)", "noise by day (6–21 h)"
    NOISE_NIGHT = "noise_night", "tiếng ồn ban đêm (21–6 giờ)", "noise by night (21–6 h)"
    AIR_DUST = (
        "air_dust",
        "bụi lơ lửng (TSP) trong không khí, trung bình 1 giờ",
        "suspended dust (TSP) in the air, mean of an hour",
    )

    @property
    def unit(self) -> str:
        """The unit in which it is given."""
        if self in {Emission.NOISE_DAY, Emission.NOISE_NIGHT}:
            return "dBA"
        return "µg/m³" if self is Emission.AIR_DUST else "mg/Nm³"

    @property
    def has_columns(self) -> bool:
        """Whether its limit is another in each column of the standard."""
        return self.unit == "mg/Nm³"


def emission_limit(measured: Emission, column: LimitColumn, on: date) -> DischargeLimit:
    """The most of something that held on a day; none before the first value that is on record."""
    code = f"environment.emission.{measured.value}"
    return DischargeLimit(None, parameter(f"{code}.{column.value}" if measured.has_columns else code).number_on(on))
