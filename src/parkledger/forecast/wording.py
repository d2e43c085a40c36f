"""How a forecast is written: always under its mark, as a range, rounded to what it is worth."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from math import floor, log10
from typing import Final

from parkledger.forecast.fill import HORIZON, FillForecast
from parkledger.forecast.year import Forecast
from parkledger.language import Lang, Quantity, Text, Unit, format_number, format_quantity

MARK: Final = Text("dự báo", "forecast")
"""The word that stands at every forecast, and at nothing else that a report writes."""
_RANGE: Final = Text("{low} – {high}", "{low} – {high}")
_BEYOND: Final = Text("sau năm {year}", "after {year}")
_FEWEST_DIGITS: Final = 2
_FILL: Final = Text("từ {low} đến {high}, giữa khoảng {median}", "from {low} to {high}, in the middle {median}")
_NOT_A_FIGURE: Final = Text(
    "Khoảng dự báo có độ tin cậy khoảng {level}%; không phải số liệu của sổ.",
    "The forecast range has a confidence of about {level}%; it is no figure of the books.",
)


def not_a_figure(level: float, lang: Lang) -> str:
    """What a forecast is, for those who read it."""
    return _NOT_A_FIGURE.of(lang).format(level=round(100 * level))


def range_words(forecast: Forecast, lang: Lang) -> str:
    """The interval with its unit: "387 – 401 nghìn tỷ đồng"."""
    step = _step(forecast.low, forecast.high)
    return " – ".join(_amount(value, step, forecast.unit, lang) for value in (forecast.low, forecast.high))


def median_words(forecast: Forecast, lang: Lang) -> str:
    """The middle with its unit, rounded as the interval is."""
    return _amount(forecast.median, _step(forecast.low, forecast.high), forecast.unit, lang)


def scaled_words(values: Sequence[float], forecast: Forecast, scale: int, lang: Lang) -> str:
    """Values of a forecast without their unit, which stands beside them: "387.000 – 401.000" billion đồng."""
    step = _step(forecast.low, forecast.high)
    decimals = max(0, len(str(scale)) - len(str(step)))
    rounded = (Fraction(round(value / step) * step, scale) for value in values)
    return " – ".join(format_number(value, lang, decimals=min(decimals, 2)) for value in rounded)


def plan_range(forecast: Forecast, lang: Lang) -> str:
    """The interval as per cent of the plan; empty where there is none."""
    if not forecast.plan:
        return ""
    bounds = (Fraction(value) / forecast.plan * 100 for value in (forecast.low, forecast.high))
    return _RANGE.of(lang).format(
        **dict(zip(("low", "high"), (format_number(one, lang, decimals=1) for one in bounds), strict=True))
    )


def chance_words(chance: float | None, lang: Lang) -> str:
    """A chance in per cent; the ends are told as bounds, since no draw makes certain."""
    if chance is None:
        return ""
    per_cent = round(100 * chance)
    bounded = {0: "< 1", 100: "> 99"}.get(per_cent)
    return f"{bounded or format_number(Fraction(per_cent), lang)}%"


def _step(low: float, high: float) -> int:
    """The power of ten to which an interval is rounded: so that its width keeps two digits."""
    width = max(high - low, 1e-9)
    return int(10 ** max(0, floor(log10(width)) - _FEWEST_DIGITS + 1))


def _amount(value: float, step: int, unit: str, lang: Lang) -> str:
    rounded = Fraction(round(value / step) * step)
    return format_quantity(Quantity(rounded, Unit(unit)), lang)


def day_words(day: date | None, last: int, lang: Lang) -> str:
    """A forecast day by its month, since it is not known to the day; one beyond the horizon as after its last year."""
    if day is None:
        return _BEYOND.of(lang).format(year=last)
    return f"{day:%m/%Y}"


def fill_words(forecast: FillForecast, lang: Lang) -> str:
    """In which months a zone is likely to be as full as asked: the interval, and its middle."""
    last = forecast.on.year + HORIZON // 4
    low, median, high = (day_words(day, last, lang) for day in (forecast.low, forecast.median, forecast.high))
    return _FILL.of(lang).format(low=low, median=median, high=high)


def record_words(forecast: Forecast, lang: Lang) -> str:
    """What forecasts made at the same time of earlier years were worth; empty where there is no such year."""
    record = forecast.record
    if not record.origins:
        return ""
    within = Text(
        f"cùng thời điểm {record.origins} năm trước, {record.covered} lần kết quả nằm trong khoảng",
        f"at the same time of {record.origins} earlier years {record.covered} results lay within",
    )
    if record.crps is None or record.officers is None:
        return within.of(lang)
    off = Text(
        f"sai lệch bình quân {_share(record.crps, Lang.VI)}, cách tính lũy kế + bình quân tháng "
        f"{_share(record.officers, Lang.VI)}",
        f"mean error {_share(record.crps, Lang.EN)}, of the rule “to date + monthly mean” {_share(record.officers, Lang.EN)}",
    )
    return f"{within.of(lang)}; {off.of(lang)}"


def _share(value: float, lang: Lang) -> str:
    return f"{format_number(Fraction(round(1000 * value), 10), lang, decimals=1)}%"
