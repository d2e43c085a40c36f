"""Vietnamese (and English) numbers, money, areas, dates and periods: reading and writing as inverses.

This package knows nothing of the rest of parkledger. `Text` and `ParkError` are how names and errors
speak both languages everywhere else.
"""

from parkledger.language.dates import (
    VIETNAM,
    DateUnreadable,
    day_end,
    day_of,
    day_start,
    days_said,
    ended_day,
    format_date,
    format_moment,
    month_end,
    months_later,
    parse_date,
    today,
    year_start,
)
from parkledger.language.errors import SAID_ON_A_PAGE, ParkError, format_fact, slots
from parkledger.language.number_words import read_words, write_words
from parkledger.language.numbers import (
    NumberTwofold,
    NumberUnreadable,
    exact_decimals,
    format_number,
    format_short,
    machine_decimal,
    machine_integer,
    parse_number,
    plain_number,
    round_half_up,
)
from parkledger.language.periods import (
    Period,
    PeriodUnreadable,
    format_months,
    format_period,
    months_of,
    parse_period,
    quarters_of,
    same_period_last_year,
)
from parkledger.language.quantities import (
    Quantity,
    QuantityUnreadable,
    axis_unit,
    format_quantity,
    parse_area_m2,
    parse_money,
    parse_quantity,
)
from parkledger.language.search import as_named, closest, fold, slug, sort_key
from parkledger.language.system_errors import quoted, reason
from parkledger.language.text import Labelled, Lang, Text, capitalised
from parkledger.language.units import (
    AMOUNT_UNITS,
    POWER_OF_TEN,
    SMALLEST,
    AmountUnit,
    Unit,
    to_hectares,
    unit_label,
)

parse = parse_quantity
format = format_quantity  # noqa: A001  read and written as the pair they are: language.parse, language.format

__all__ = [
    "AMOUNT_UNITS",
    "POWER_OF_TEN",
    "SAID_ON_A_PAGE",
    "SMALLEST",
    "VIETNAM",
    "AmountUnit",
    "DateUnreadable",
    "Labelled",
    "Lang",
    "NumberTwofold",
    "NumberUnreadable",
    "ParkError",
    "Period",
    "PeriodUnreadable",
    "Quantity",
    "QuantityUnreadable",
    "Text",
    "Unit",
    "as_named",
    "axis_unit",
    "capitalised",
    "closest",
    "day_end",
    "day_of",
    "day_start",
    "days_said",
    "ended_day",
    "exact_decimals",
    "fold",
    "format",
    "format_date",
    "format_fact",
    "format_moment",
    "format_months",
    "format_number",
    "format_period",
    "format_quantity",
    "format_short",
    "machine_decimal",
    "machine_integer",
    "month_end",
    "months_later",
    "months_of",
    "parse",
    "parse_area_m2",
    "parse_date",
    "parse_money",
    "parse_number",
    "parse_period",
    "parse_quantity",
    "plain_number",
    "quarters_of",
    "quoted",
    "read_words",
    "reason",
    "round_half_up",
    "same_period_last_year",
    "slots",
    "slug",
    "sort_key",
    "to_hectares",
    "today",
    "unit_label",
    "write_words",
    "year_start",
]
