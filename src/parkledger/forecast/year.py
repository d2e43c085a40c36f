"""The forecast of a year's total: a type of its own, which no figure is made from and which is never one.

A forecast is an interval in which the total will lie in eight of ten cases, made on a day of what was known on another. It
says by which method, of which months, how estimates were corrected, and what forecasts made at the same time of
earlier years were worth.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from parkledger.catalogue import MEASURES, Labelled, Nature, Origin, ZoneKind
from parkledger.figures import Figure, Figures, Form, Question
from parkledger.forecast.books import BookReports
from parkledger.forecast.counted import draw_counted
from parkledger.forecast.reports import KnownTotals, ReporterCorrection, ReportsOnFile, months_whole, totals_known
from parkledger.forecast.scores import LEVEL, Score, TrackRecord, interval, record_of, scored
from parkledger.forecast.seasonal import DRAWS, LEAST_MONTHS, draw_months
from parkledger.language import ParkError, Text, day_of, month_end, months_later, today
from parkledger.language.units import MONEY

Numbers = NDArray[np.float64]

YEARS_BACK: Final = 8
"""Years before the one forecast whose months are looked at."""
YEARS_SCORED: Final = 5
"""Earlier years of which a forecast says what one made at the same time was worth."""
_MOST_SILENT: Final = 4
"""Months without a report, up to the day, after which nothing is forecast."""
_WHOLE: Final = 12
_HOLE_ERROR: Final = 0.2
"""Of a month of the year that nobody reported: within 20 % or so of those that were."""
_SEED: Final = 20230823


class ForecastMethod(Labelled):
    """How a forecast is made."""

    SEASONAL = (
        "seasonal",
        "mô hình chuỗi thời gian có xu hướng, mùa vụ và Tết, số ước hiệu chỉnh theo từng đơn vị báo cáo",
        "structural time series with trend, season and Tết, estimates corrected by reporter",
    )
    COUNTED = (
        "counted",
        "rút lại từ các tháng đã ghi nhận, tháng gần có trọng số lớn hơn (bootstrap Bayes)",
        "drawn again from the months on record, later ones oftener (Bayesian bootstrap)",
    )


class NotForecastable(ParkError):
    """The indicator is no flow of months that can be forecast."""

    code = "not_forecastable"
    is_misuse = True
    vi = "Không dự báo được «{indicator}»: chỉ dự báo chỉ tiêu cộng theo tháng ({known})."
    en = "“{indicator}” cannot be forecast: only flows that months add up to are ({known})."


class TooLittleToForecast(ParkError):
    """There is too little on file to forecast from."""

    code = "too_little_to_forecast"
    vi = "Chưa đủ số liệu để dự báo «{indicator}» năm {year}: {why}."
    en = "There is too little on file to forecast “{indicator}” for {year}: {why}."


class ForecastBasis(NamedTuple):
    """What a forecast was made from: the first and last month on file, how many, how many of them estimates, and corrections."""

    first: date
    last: date
    months: int
    estimates: int
    corrections: tuple[ReporterCorrection, ...]


@dataclass(frozen=True, slots=True)
class ForecastQuestion:
    """Which year's total is forecast, of which place, kind of zones and origin, from the months up to a day, as known at a moment."""

    indicator: str
    place: str
    on: date
    kind: ZoneKind | None = None
    known_at: datetime | None = None
    origin: Origin | None = None

    @property
    def year(self) -> int:
        """The year whose total is forecast."""
        return self.on.year

    @property
    def known_on(self) -> date:
        """The day of the moment known at."""
        return day_of(self.known_at) if self.known_at else today()

    def figure(self, start: date, end: date, form: Form = Form.VALUE) -> Question:
        """The figure of the same for a period."""
        asked = Question(self.indicator, self.place, end, start=start, form=form, kind=self.kind)
        return replace(asked, origin=self.origin, known_at=self.known_at)


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a year's total will be: in `level` of cases between `low` and `high`, as often above `median` as below.

    Values are in the unit of the indicator. `plan` is the year's target, exact, `chance` how likely it is reached; `so_far`
    is what is on file of the year, `months` of how many months.
    """

    question: ForecastQuestion
    unit: str
    low: float
    median: float
    high: float
    level: float
    method: ForecastMethod
    basis: ForecastBasis
    record: TrackRecord
    so_far: Figure
    months: int
    plan: Fraction | None
    chance: float | None
    demo: bool


class _Drawn(NamedTuple):
    """Draws of a year's total, the months of it on file as they were reported, and what all was made from."""

    draws: Numbers
    reported: tuple[float, ...]
    basis: ForecastBasis


def forecastable() -> tuple[str, ...]:
    """The indicators that are forecast: flows of money that the catalogue has as one measure, and capital attracted.

    What single projects report of their business is no indicator of a place.
    """
    return tuple(
        code
        for code, measure in MEASURES.items()
        if code == "capital.attracted"
        or (measure.nature is Nature.REPORTED and measure.unit == "money" and not measure.of_one_project)
    )


def forecast_year(question: ForecastQuestion, books: Figures) -> Forecast:
    """The forecast of a year's total; raises NotForecastable, TooLittleToForecast."""
    if question.indicator not in forecastable():
        raise NotForecastable(indicator=question.indicator, known=", ".join(forecastable()))
    method = _method(question.indicator)
    asked = _in_currency_of_plan(question.figure(date(question.year, 1, 1), question.on), books)
    reports = BookReports(books, asked, by_zone=method is ForecastMethod.SEASONAL)
    drawn = draw_year(reports, question.on, question.known_on, method)
    if isinstance(drawn, Text):
        raise TooLittleToForecast(indicator=asked.definition.name, year=str(question.year), why=drawn)
    months = sum(month.year == question.year for month in _months(drawn.basis.first, drawn.basis.last))
    of_reports = months and method is ForecastMethod.SEASONAL
    end = month_end(date(question.year, months, 1)) if of_reports else question.on
    so_far, ratio = books.answer([replace(asked, end=end), replace(asked, end=end, form=Form.PLAN_RATIO)])
    plan = ratio.terms[1].value if len(ratio.terms) > 1 else None
    low, high = interval(drawn.draws)
    return Forecast(
        question=question,
        unit=so_far.unit,
        low=low,
        median=float(np.median(drawn.draws)),
        high=high,
        level=LEVEL,
        method=method,
        basis=drawn.basis,
        record=record_of(earlier_scores(reports, question.on, question.known_on, method)),
        so_far=so_far,
        months=months,
        plan=plan,
        chance=None if plan is None else float((drawn.draws >= float(plan)).mean()),
        demo=so_far.demo or ratio.demo,
    )


def _in_currency_of_plan(asked: Question, books: Figures) -> Question:
    """What is asked in the currency of its plan, so that both may be set against each other."""
    terms = books.one(replace(asked, form=Form.PLAN_RATIO)).terms
    return replace(asked, currency=terms[1].unit) if len(terms) > 1 and terms[1].unit in MONEY else asked


def _method(indicator: str) -> ForecastMethod:
    counted = MEASURES[indicator].nature is Nature.COUNTED
    return ForecastMethod.COUNTED if counted else ForecastMethod.SEASONAL


def _months(first: date, last: date) -> list[date]:
    """The first days of the months from one to another."""
    count = 12 * (last.year - first.year) + last.month - first.month + 1
    return [months_later(first, at) for at in range(count)]


def draw_year(reports: ReportsOnFile, on: date, at: date, method: ForecastMethod) -> _Drawn | Text:
    """Draws of the total of a day's year from the months up to the day, as known at the end of another; or why there are none."""
    months = _months(date(on.year - YEARS_BACK, 1, 1), on.replace(day=1))
    if method is ForecastMethod.COUNTED:
        return _draw_counted(reports, months, on, at)
    known = totals_known(reports, months, at)
    if len(known.totals) < LEAST_MONTHS:
        return Text(
            f"mới có {len(known.totals)} tháng báo cáo, cần {LEAST_MONTHS}",
            f"{len(known.totals)} months are reported, {LEAST_MONTHS} are needed",
        )
    last = known.totals[-1].month
    if len(_months(last, on)) > _MOST_SILENT:
        return Text(f"không có báo cáo tháng sau {last:%m/%Y}", f"no month after {last:%m/%Y} is reported")
    ahead = _months(last, date(on.year, 12, 1))[1:]
    if not ahead and len(known.of_year(on.year)) == _WHOLE and not any(one.error for one in known.of_year(on.year)):
        return Text(
            "đã đủ 12 tháng chính thức, không còn gì để dự báo", "all 12 months are final, nothing is left to forecast"
        )
    draws = draw_months(known.totals, ahead) if ahead else np.zeros((DRAWS, 0))
    of_year = np.array([month.year == on.year for month in ahead], dtype=bool)
    summed = draws[:, of_year].sum(axis=1) + _on_file(known, on.year, last, len(draws))
    basis = ForecastBasis(
        known.totals[0].month, last, len(known.totals), sum(one.error > 0 for one in known.totals), known.corrections
    )
    return _Drawn(summed, _as_reported(reports, known, on.year, at), basis)


def _on_file(known: KnownTotals, year: int, last: date, count: int) -> Numbers:
    """Draws of what the months of a year on file come to in the end; one that is missing among them is as the others are."""
    chance = np.random.default_rng(_SEED)
    there = {one.month: one for one in known.of_year(year)}
    found = np.zeros(count)
    for month in _months(date(year, 1, 1), last) if there else ():
        one = there.get(month)
        value = one.value if one else sum(each.value for each in there.values()) / len(there)
        found += value * np.exp((one.error if one else _HOLE_ERROR) * chance.standard_normal(count))
    return found


def _as_reported(reports: ReportsOnFile, known: KnownTotals, year: int, at: date) -> tuple[float, ...]:
    """The months of a year as they were on file, nothing corrected: what the officers' rule goes on from."""
    months = [one.month for one in known.of_year(year)]
    on_file = reports.known(months, at)
    return tuple(sum(values[month].value for values in on_file.values() if month in values) for month in months)


def _draw_counted(reports: ReportsOnFile, months: Sequence[date], on: date, at: date) -> _Drawn | Text:
    known = reports.known(months, at)
    recorded = sorted({month for values in known.values() for month, one in values.items() if one.value})
    if len(_months(recorded[0], on) if recorded else ()) < LEAST_MONTHS:
        return Text(f"cần {LEAST_MONTHS} tháng ghi nhận", f"{LEAST_MONTHS} months on record are needed")
    months = _months(recorded[0], on.replace(day=1))
    sums = {month: sum(one[month].value for one in known.values() if month in one) for month in months}
    ended = [month for month in months if month.year == on.year and month_end(month) <= on]
    basis = ForecastBasis(months[0], months[-1], len(months), 0, ())
    return _Drawn(draw_counted(reports, months, on.year, at), tuple(sums[month] for month in ended), basis)


def earlier_scores(
    reports: ReportsOnFile, on: date, at: date, method: ForecastMethod, years: int = YEARS_SCORED
) -> Iterator[Score]:
    """What forecasts made at the same time of earlier years were worth, each from what was known then."""
    for back in range(1, years + 1):
        then = on.replace(year=on.year - back, day=min(on.day, 28)) if on.day > 28 else on.replace(year=on.year - back)
        then = month_end(then) if on == month_end(on) else then
        found = draw_year(reports, then, then + (at - on), method)
        result = _result(reports, then.year, at, method)
        if isinstance(found, Text) or result is None or not found.reported:
            continue
        yield scored(then, found.draws, found.reported, result)


def _result(reports: ReportsOnFile, year: int, at: date, method: ForecastMethod) -> float | None:
    """A year's total as known at the end of a day; None where reports of it are missing.

    Of what the register counts nothing is missing: a month without decisions is nought. A reported year is known where each
    of its months is reported by all who report: the months about it show who those are.
    """
    months = _months(date(year, 1, 1), date(year, 12, 1))
    if method is ForecastMethod.SEASONAL:
        about = _months(date(year - 1, 10, 1), min(date(year + 1, 3, 1), at.replace(day=1)))
        if not set(months) <= set(months_whole(reports.known(about, at), about)):
            return None
    return sum(one.value for values in reports.known(months, at).values() for one in values.values())
