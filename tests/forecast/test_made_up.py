"""Forecasts of made-up offices: leak-free, corrected by each reporter's record, and worth what they say."""

import math
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import numpy as np
import pytest
from benchmarks.forecasts import FRESH, OFFICES, YEARS, Normal, measure, of_years, of_zones, summed
from benchmarks.offices import MadeUpOffice, MadeUpProjects

from parkledger.forecast.fill import HORIZON, LetRecord, draw_waits
from parkledger.forecast.reports import ReportedValue, totals_known
from parkledger.forecast.scores import TrackRecord, crps, interval, officers_rule, record_of, scored
from parkledger.forecast.seasonal import tet_days
from parkledger.forecast.year import ForecastMethod, draw_year, earlier_scores
from parkledger.language import Text, month_end

SEEDS = range(500, 508)
"""Of neither the seeds on which methods were set nor those that are reported on."""
LONG_AFTER = date(2022, 12, 31)
MONTHS = [date(2020 + at // 12, at % 12 + 1, 1) for at in range(36)]


class Watched:
    """Reports that are never asked for what was on file after a day."""

    def __init__(self, office: MadeUpOffice | MadeUpProjects, until: date) -> None:
        self.office, self.until = office, until

    def known(self, months: Sequence[date], at: date) -> Mapping[str, Mapping[date, ReportedValue]]:
        assert at <= self.until
        assert all(month <= self.until for month in months)
        return self.office.known(months, at)


@pytest.mark.parametrize("at", [date(2021, 2, 25), date(2021, 9, 25)])
def test_nothing_that_was_filed_later_is_in_a_forecast(at: date) -> None:
    office = MadeUpOffice(SEEDS[0])
    made = draw_year(Watched(office, at), at, at, ForecastMethod.SEASONAL)
    later = MadeUpOffice(SEEDS[0])
    later.filings = [
        one._replace(value=one.value._replace(value=9 * one.value.value)) if one.filed_on > at else one
        for one in later.filings
    ]
    again = draw_year(later, at, at, ForecastMethod.SEASONAL)
    assert not isinstance(made, Text)
    assert not isinstance(again, Text)
    assert np.array_equal(made.draws, again.draws)


def test_nothing_that_was_recorded_later_is_in_a_forecast_of_capital() -> None:
    at = date(2021, 6, 30)
    assert not isinstance(draw_year(Watched(MadeUpProjects(1), at), at, at, ForecastMethod.COUNTED), Text)


def test_a_year_in_which_nothing_is_recorded_yet_is_forecast() -> None:
    """Of years before, too, some months are empty: no number on file is a fraction."""

    class Seldom:
        def known(self, months: Sequence[date], at: date) -> Mapping[str, Mapping[date, ReportedValue]]:
            found = {
                month: ReportedValue(100.0, is_final=True) for month in months if month.month == 12 and month <= at
            }
            return {"place": found}

    at = date(2021, 3, 31)
    made = draw_year(Seldom(), at, at, ForecastMethod.COUNTED)
    assert not isinstance(made, Text)
    assert np.quantile(made.draws, 0.1) >= 0


def test_intervals_hold_and_forecasts_beat_the_officers_rule() -> None:
    """A small size of what docs/forecasts.md reports: bounds are wider by what so few offices may be off."""
    origins = [one for seed in SEEDS for one in of_years(MadeUpOffice(seed), [2021], ForecastMethod.SEASONAL, None)]
    found = summed("", origins)
    assert found.origins > 11 * len(SEEDS)
    assert 0.65 < found.coverage < 0.92
    assert found.crps < 0.6 * found.officers


def test_forecasts_of_capital_beat_the_officers_rule() -> None:
    origins = [one for seed in SEEDS for one in of_years(MadeUpProjects(seed), [2021], ForecastMethod.COUNTED, None)]
    found = summed("", origins)
    assert 0.62 < found.coverage < 0.92
    assert found.crps < 0.8 * found.officers


def test_fill_dates_hold_and_beat_the_straight_line() -> None:
    found = summed("", [one for seed in SEEDS for one in of_zones(seed, 0.9, None)])
    assert 0.65 < found.coverage < 0.95
    assert found.crps < 0.8 * found.officers


@pytest.mark.long
def test_what_is_asked_of_forecasts_is_kept_at_full_size() -> None:
    """Intervals of 80 % cover 76 to 84 %, and forecasts are a fifth better than the rules, as docs/forecasts.md reports."""
    found = [one for one in measure(OFFICES, FRESH, YEARS, lambda _: None) if not one.what.startswith("—")]
    assert [one.origins >= 500 for one in found] == [True] * 3
    assert [(one.what, one.coverage, one.crps, one.officers) for one in found if not one.keeps] == []


class TwoReporters:
    """One who guesses a tenth too high, and one who guesses right; finals come on the tenth."""

    def known(self, months: Sequence[date], at: date) -> Mapping[str, Mapping[date, ReportedValue]]:
        found: dict[str, dict[date, ReportedValue]] = {"high": {}, "right": {}}
        for month in months:
            final = at >= month + timedelta(days=40)
            if at >= month.replace(day=21):
                found["high"][month] = ReportedValue(100.0 if final else 110.0, is_final=final)
                found["right"][month] = ReportedValue(100.0, is_final=final)
        return found


def test_each_reporters_estimates_are_corrected_by_its_own_record() -> None:
    known = totals_known(TwoReporters(), MONTHS, date(2022, 12, 25))
    factors = {one.reporter: one.factor for one in known.corrections}
    assert factors["high"] == pytest.approx(1 / 1.1, abs=0.02)
    assert factors["right"] == pytest.approx(1.0, abs=0.02)
    assert known.totals[-1].value == pytest.approx(200, abs=3)
    assert known.totals[-1].error > 0
    assert all(one.error == 0 for one in known.totals[:-1])


class OneSilent(TwoReporters):
    """The same, but one of them has said nothing of the last month."""

    def known(self, months: Sequence[date], at: date) -> Mapping[str, Mapping[date, ReportedValue]]:
        found = {name: dict(values) for name, values in super().known(months, at).items()}
        found["right"].pop(MONTHS[-1], None)
        return found


def test_a_reporter_that_is_silent_is_not_taken_for_nought() -> None:
    known = totals_known(OneSilent(), MONTHS, date(2022, 12, 25))
    assert known.totals[-1].value == pytest.approx(200, abs=4)
    assert known.totals[-1].error > 0.05


class Decided:
    """Capital that is decided in March, June and November alone."""

    def known(self, months: Sequence[date], at: date) -> Mapping[str, Mapping[date, ReportedValue]]:
        found = {month: ReportedValue(100.0, is_final=True) for month in months if month.month in {3, 6, 11}}
        return {"place": {month: value for month, value in found.items() if month <= at}}


def test_months_without_decisions_are_nought_and_the_year_is_scored() -> None:
    on = date(2022, 6, 30)
    scores = list(earlier_scores(Decided(), on, on, ForecastMethod.COUNTED, 2))
    assert len(scores) == 2


YEAR_ENDS = [month_end(date(2021, month, 1)) for month in range(1, 13)]


def capital_ahead(office: MadeUpProjects, on: date) -> tuple[float, float]:
    """How wide a forecast of capital in 2021 is, and how far its median is above what is on file, in shares of what it came to."""
    made = draw_year(office, on, on, ForecastMethod.COUNTED)
    assert not isinstance(made, Text)
    months = [end.replace(day=1) for end in YEAR_ENDS]
    on_file, came_to = (sum(one.value for one in office.known(months, at)["place"].values()) for at in (on, LONG_AFTER))
    low, high = interval(made.draws)
    assert low >= on_file - 1e-6
    return (high - low) / came_to, (float(np.median(made.draws)) - on_file) / came_to


@pytest.mark.parametrize("begun_on", [None, date(2021, 3, 5), date(2021, 11, 20)])
def test_a_forecast_of_capital_narrows_to_what_is_known_as_the_year_ends(begun_on: date | None) -> None:
    """In a book that is begun with all that was decided before, too: that is no sign that as much will be recorded late."""
    ends = [end for end in YEAR_ENDS if begun_on is None or end >= begun_on]
    widths, left = np.zeros(len(ends)), np.zeros(len(ends))
    for seed in SEEDS:
        office = MadeUpProjects(seed)
        if begun_on:
            office.decisions = [one._replace(recorded_on=max(one.recorded_on, begun_on)) for one in office.decisions]
        found = np.array([capital_ahead(office, end) for end in ends])
        widths, left = widths + found[:, 0] / len(SEEDS), left + found[:, 1] / len(SEEDS)
    assert (np.diff(widths) <= 0).all()
    assert (np.diff(left) <= 0).all()
    assert widths[-1] < 0.15
    assert left[-1] < 0.02


@pytest.mark.parametrize("seed", SEEDS)
def test_the_forecast_of_a_finished_year_is_what_was_recorded(seed: int) -> None:
    office = MadeUpProjects(seed)
    made = draw_year(office, YEAR_ENDS[-1], LONG_AFTER, ForecastMethod.COUNTED)
    assert not isinstance(made, Text)
    came_to = sum(
        one.value for one in office.known([end.replace(day=1) for end in YEAR_ENDS], LONG_AFTER)["place"].values()
    )
    assert interval(made.draws) == pytest.approx((came_to, came_to))
    assert np.ptp(made.draws) == 0


class OneLeftOut(TwoReporters):
    """The same, but one of them never reported of a month of 2021."""

    def known(self, months: Sequence[date], at: date) -> Mapping[str, Mapping[date, ReportedValue]]:
        found = {name: dict(values) for name, values in super().known(months, at).items()}
        found["right"].pop(date(2021, 5, 1), None)
        return found


@pytest.mark.parametrize(("reports", "years"), [(TwoReporters(), 1), (OneLeftOut(), 0)])
def test_a_year_is_scored_only_where_all_reporters_reported_all_of_it(reports: TwoReporters, years: int) -> None:
    on = date(2022, 9, 25)
    assert len(list(earlier_scores(reports, on, on, ForecastMethod.SEASONAL, 1))) == years


def test_too_little_on_file_is_said() -> None:
    class Few(TwoReporters):
        def known(self, months: Sequence[date], at: date) -> Mapping[str, Mapping[date, ReportedValue]]:
            return super().known([month for month in months if month >= date(2022, 1, 1)], at)

    said = draw_year(Few(), date(2022, 6, 25), date(2022, 6, 25), ForecastMethod.SEASONAL)
    assert isinstance(said, Text)
    assert "6 months" in said.en


def test_scores_are_those_of_the_books() -> None:
    assert officers_rule([10.0, 20.0]) == 180.0
    assert crps(np.full(100, 5.0), 7.0) == pytest.approx(2.0)
    draws = np.random.default_rng(1).standard_normal(20_000)
    assert crps(draws, 0.3) == pytest.approx(Normal(0.0, 1.0).crps(0.3), abs=0.01)
    assert Normal(0.0, 1.0).crps(0.0) == pytest.approx((math.sqrt(2) - 1) / math.sqrt(math.pi))


def test_tet_is_where_it_was() -> None:
    assert [tet_days(date(2023, month, 1)) for month in (1, 2)] == [10, 0]
    assert [tet_days(date(2022, month, 1)) for month in (1, 2)] == [3, 7]


def test_a_zone_without_a_record_takes_after_others_and_land_runs_out() -> None:
    quick = LetRecord(tuple(min(1.0, at / 8) for at in range(12)))
    slow = LetRecord(tuple(at / 80 for at in range(40)))
    young = LetRecord((0.1,))
    assert np.median(draw_waits(young, [quick], 1.0)) < np.median(draw_waits(young, [slow], 1.0))
    assert np.min(draw_waits(LetRecord((0.5,) * 30), [], 1.0)) == HORIZON + 1


def test_a_year_in_which_nothing_came_has_no_share_of_it() -> None:
    """A dollar forecast for a year of nought would be an error of millions of per cent."""
    on, draws = date(2022, 6, 30), np.repeat([0.0, 1_000_000.0], 5)
    of_nought, of_some = scored(on, draws, [0.0], 0.0), scored(on, draws, [250_000.0], 1_000_000.0)
    assert (of_nought.crps, of_nought.officers, of_nought.is_covered) == (None, None, True)
    assert record_of([of_nought, of_some]) == TrackRecord(2, 2, of_some.crps, 2.0)
    assert record_of([of_nought]) == TrackRecord(1, 1, None, None)
