"""Forecasts from the demonstration books: what was on file is what figures say; types, command line and JSON."""

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from parkledger.catalogue import Origin, ZoneKind
from parkledger.cli.runner import run
from parkledger.figures import Figure, Figures, Question
from parkledger.forecast import (
    Forecast,
    ForecastQuestion,
    NotForecastable,
    TooLittleToForecast,
    forecast_year,
    forecastable,
)
from parkledger.forecast.books import BookReports
from parkledger.forecast.fill import LetRecords, ZoneUnmeasured
from parkledger.language import Lang, day_end, month_end
from tests.briefing.conftest import books

__all__ = ["books"]

PLACE = "viet-nam.bac-giang"
ON = date(2023, 6, 25)
EXPORTS = ForecastQuestion("trade.export", PLACE, ON, ZoneKind.PARK, day_end(ON))


@pytest.fixture
def commands(books: Figures) -> None:
    """The command line on the demonstration books."""


@pytest.mark.parametrize("code", ["output.production", "capital.attracted"])
@pytest.mark.parametrize("at", [date(2023, 6, 25), date(2023, 7, 31), date(2024, 1, 15)])
def test_what_was_on_file_is_what_figures_say(books: Figures, code: str, at: date) -> None:
    months = [date(2022 + at // 12, at % 12 + 1, 1) for at in range(24)]
    asked = Question(code, PLACE, date(2023, 12, 31), start=months[0], kind=ZoneKind.PARK)
    known = BookReports(books, asked, by_zone=code == "output.production").known(months, at)
    compared = 0
    for month in months:
        figure = books.one(replace(asked, start=month, end=month_end(month), known_at=day_end(at)))
        values = [one[month] for one in known.values() if month in one]
        if figure.value is not None and values:
            compared += 1
            assert sum(one.value for one in values) == pytest.approx(float(figure.value), rel=1e-12)
            assert figure.estimate == any(not one.is_final for one in values)
        else:
            assert not figure.value
            assert not sum(one.value for one in values)
    assert compared > 12


def test_a_forecast_is_no_figure_and_says_what_it_is_made_of(books: Figures) -> None:
    made = forecast_year(EXPORTS, books)
    assert isinstance(made, Forecast)
    assert not isinstance(made, Figure)
    assert made.low < made.median < made.high
    assert made.level == 0.8
    assert made.months == 6
    assert made.basis.last == date(2023, 6, 1)
    assert made.basis.estimates == 1
    assert {one.reporter.partition("/")[0] for one in made.basis.corrections} == {"bg-parks"}
    assert made.plan == 22_000_000_000
    assert made.demo
    assert made.record.origins >= 3
    with pytest.raises(AttributeError):
        made.value  # type: ignore[attr-defined]  # noqa: B018  figures have one, forecasts never


def test_a_forecast_is_the_same_whatever_became_known_later(books: Figures) -> None:
    """Known then and made now: the same as the one that looks at the books as they are only up to that day."""
    assert forecast_year(EXPORTS, books) == forecast_year(EXPORTS, books)
    later = replace(EXPORTS, known_at=day_end(date(2023, 7, 20)))
    assert forecast_year(later, books).basis.estimates == 0


def test_capital_of_one_origin_is_forecast_by_itself(books: Figures) -> None:
    capital = replace(EXPORTS, indicator="capital.attracted")
    whole, foreign = (forecast_year(replace(capital, origin=origin), books) for origin in (None, Origin.FDI))
    assert foreign.so_far.question.origin is Origin.FDI
    assert foreign.median < whole.median
    assert foreign.plan is None  # the target was set for all capital


def test_what_cannot_be_forecast_is_refused_in_words(books: Figures) -> None:
    with pytest.raises(NotForecastable) as refused:
        forecast_year(replace(EXPORTS, indicator="occupancy"), books)
    assert "trade.export" in refused.value.message(Lang.EN)
    with pytest.raises(TooLittleToForecast, match="tháng báo cáo"):
        forecast_year(replace(EXPORTS, place="viet-nam.bac-kan"), books)
    with pytest.raises(TooLittleToForecast, match="12 tháng"):
        forecast_year(replace(EXPORTS, on=date(2022, 12, 31)), books)
    assert "labour.workers" not in forecastable()


def test_when_a_zone_is_full(books: Figures) -> None:
    zones = {zone["name"]: number for number, zone in books.zones.items() if zone["kind"] == "park"}
    day = date(2023, 8, 31)
    made = LetRecords(books, ZoneKind.PARK, day, day_end(day)).forecast(zones["Việt Hàn"], 1.0)
    assert made is not None
    assert made.low is not None
    assert made.high is not None
    assert day < made.low < made.high
    records = LetRecords(books, ZoneKind.PARK, day)
    assert records.forecast(zones["Vân Trung"], 0.6) is None
    with pytest.raises(ZoneUnmeasured):
        records.forecast(zones["Phúc Sơn"], 1.0)


def test_the_command_forecasts(commands: None, capsys: pytest.CaptureFixture[str]) -> None:
    told = ["--place", "Bắc Giang", "--year", "2023", "--known-at", "25/6/2023"]
    assert run(["forecast", "trade.export", *told]) == 0
    shown = capsys.readouterr().out
    assert "DỰ BÁO cả năm 2023" in shown
    assert "độ tin cậy khoảng 80%; không phải số liệu của sổ" in shown
    assert run(["forecast", "trade.export", *told, "--json", "--lang", "en"]) == 0
    (made,) = json.loads(capsys.readouterr().out)
    assert made["is"] == "forecast"
    assert "value" not in made
    assert made["forecast"]["low"] < made["forecast"]["high"]
    assert isinstance(made["plan"], int)
    assert Fraction(made["plan_exact"]) == made["plan"]
    assert run(["forecast", "trade.export", "--place", "Bắc Giang", "--year", "2022", "--on", "25/6/2023"]) == 2
    assert "--on" in capsys.readouterr().err


def test_without_a_code_every_indicator_of_a_place_is_forecast(
    commands: None, capsys: pytest.CaptureFixture[str]
) -> None:
    """What single projects report of their business is none."""
    assert run(["forecast", "--place", "Bắc Giang", "--year", "2023", "--known-at", "25/6/2023", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert {each["indicator"] for each in made} >= {"trade.export", "output.production", "capital.attracted"}


def test_the_command_tells_when_a_zone_is_full(commands: None, capsys: pytest.CaptureFixture[str]) -> None:
    zone = ["forecast", "--place", "Bắc Giang", "--zone", "Việt Hàn", "--on", "31/8/2023"]
    assert run(zone) == 0
    assert "KCN Việt Hàn, 100%: dự báo từ" in capsys.readouterr().out
    assert run([*zone, "--json"]) == 0
    (made,) = json.loads(capsys.readouterr().out)
    assert made["share"] == 1.0


@pytest.mark.parametrize(
    ("words", "options"),
    [
        (("capital.attracted", "--kind", "economic_zone"), "--kind park, --kind cluster"),
        (("--kind", "economic_zone"), "--kind park, --kind cluster"),
        (("output.revenue", "--kind", "cluster"), "--kind park"),
        (("output.revenue", "--place", "Bắc Kạn"), ""),
    ],
)
def test_a_refusal_names_the_kinds_of_zones_of_which_there_is_a_forecast(
    commands: None, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], options: str
) -> None:
    place = () if "--place" in words else ("--place", "Bắc Giang")
    assert run(["forecast", *words, *place, "--on", "30/6/2025"]) != 0
    told = " ".join(capsys.readouterr().err.split())
    assert told.endswith(f"Dự báo được với {options}." if options else "cần 18.")
