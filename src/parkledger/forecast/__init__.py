"""Forecasts: what a year's total or the day on which a zone is full may be, as an interval; never a figure.

A forecast has a type of its own, is written with a mark of its own and stands in a place of its own. Nothing is recorded of it,
and no figure is made from it. See docs/decisions/048-forecasts.md and docs/forecasts.md.
"""

from parkledger.forecast.year import (
    Forecast,
    ForecastQuestion,
    NotForecastable,
    TooLittleToForecast,
    forecast_year,
    forecastable,
)

__all__ = [
    "Forecast",
    "ForecastQuestion",
    "NotForecastable",
    "TooLittleToForecast",
    "forecast_year",
    "forecastable",
]
