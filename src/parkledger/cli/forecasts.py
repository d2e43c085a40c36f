"""`parkledger forecast`: what a year's totals, or the days on which zones are full, may be."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Annotated

import typer
from rich.table import Table

from parkledger.briefing.as_json import fill_json, forecast_json
from parkledger.catalogue import Origin, ZoneKind
from parkledger.cli.output import SPEECH, CalledWrongly, escape, out, print_json, say
from parkledger.cli.questions import KnownAt, day_or_today, known_moment, place_code, zone_named
from parkledger.cli.session import open_books
from parkledger.figures import Figures
from parkledger.figures.wording import indicator_title, kind_words, written
from parkledger.forecast import Forecast, ForecastQuestion, TooLittleToForecast, forecast_year, forecastable
from parkledger.forecast.fill import FillForecast, LetRecords
from parkledger.forecast.wording import (
    MARK,
    chance_words,
    fill_words,
    median_words,
    not_a_figure,
    plan_range,
    range_words,
    record_words,
)
from parkledger.language import Lang, ParkError, Text, day_of, format_date
from parkledger.records.dates import Dates
from parkledger.records.histories import zones_by_id

SHARES = (0.6, 1.0)
"""How full, for the days that are forecast of a zone: the share that the law asks of parks before new ones, and all."""

Codes = Annotated[
    list[str] | None,
    typer.Argument(metavar="CODE...", help=say("mã chỉ tiêu; bỏ trống: mọi chỉ tiêu", "indicator codes; all if none")),
]
PlaceOption = Annotated[str, typer.Option("--place", help=say("tỉnh, vùng hoặc cả nước", "province, region, country"))]
Year = Annotated[int | None, typer.Option("--year", help=say("năm cần dự báo", "the year to forecast"))]
On = Annotated[
    str | None, typer.Option("--on", help=say("từ các tháng đến ngày này", "from the months up to this day"))
]
Kind = Annotated[ZoneKind, typer.Option("--kind", help=say("KCN hay CCN", "parks or clusters"))]
OriginOption = Annotated[Origin | None, typer.Option("--origin", help=say("nguồn vốn", "origin of capital"))]
Zone = Annotated[
    str | None, typer.Option("--zone", help=say("ngày lấp đầy của khu, cụm này", "when this zone will be full"))
]


class ForecastOfOtherKind(ParkError):
    """There is too little to forecast from of one kind of zones, and enough of another."""

    code = "forecast_of_other_kind"
    vi = "Chưa đủ số liệu của {kind} để dự báo «{indicator}» năm {year}: {why}. Dự báo được với {options}."
    en = "There is too little data on {kind} to forecast “{indicator}” for {year}: {why}. A forecast is possible with {options}."


def add_to(app: typer.Typer) -> None:
    """Add the command that forecasts."""
    help_text = say(
        "Dự báo cả năm của các chỉ tiêu theo tháng, hoặc ngày lấp đầy của một khu, cụm: một khoảng, không phải số liệu của sổ.",
        "Forecast a year's totals of monthly indicators, or when a zone will be full: a range, no figure of the books.",
    )

    @app.command("forecast", help=help_text)
    def forecast(
        codes: Codes = None,
        place: PlaceOption = "Việt Nam",
        year: Year = None,
        on: On = None,
        kind: Kind = ZoneKind.PARK,
        origin: OriginOption = None,
        known_at: KnownAt = None,
        zone: Zone = None,
    ) -> None:
        day = _day(year, on, known_at)
        books = open_books()
        moment = known_moment(known_at)
        code = place_code(place, day)
        if zone is not None:
            _show_fill(zone_named(zone, books, code, None), books, Dates(day, moment))
            return
        asked = [ForecastQuestion(each, code, day, kind, moment, origin) for each in codes or forecastable()]
        _show(list(_made(asked, books, strict=bool(codes))), day)


def _day(year: int | None, on: str | None, known_at: str | None) -> date:
    """The last day from which months are taken: as asked, or that of the moment known at."""
    moment = known_moment(known_at)
    day = day_or_today(on) if on or moment is None else day_of(moment)
    if year not in {None, day.year}:
        raise CalledWrongly(
            problem=say(
                f"dự báo năm {year} từ các tháng của chính năm đó: hãy thêm --on hoặc --known-at trong năm {year}",
                f"{year} is forecast from months of its own: add --on or --known-at within {year}",
            ),
            command="forecast",
        )
    return day


def _made(asked: list[ForecastQuestion], books: Figures, *, strict: bool) -> Iterator[Forecast]:
    """The forecasts of some questions; of those that were not named, the ones that can be made."""
    refused: TooLittleToForecast | None = None
    count = 0
    for question in asked:
        try:
            yield forecast_year(question, books)
            count += 1
        except TooLittleToForecast as unfit:
            if strict:
                raise _with_other_kinds(unfit, [question], books) from None
            refused = unfit
    if not count and refused is not None:
        raise _with_other_kinds(refused, asked, books)


def _with_other_kinds(
    refused: TooLittleToForecast, asked: list[ForecastQuestion], books: Figures
) -> TooLittleToForecast | ForecastOfOtherKind:
    """The refusal, naming the kinds of zone of which any of the questions has a forecast; as it is where none has."""
    asked_of = asked[0].kind
    others = [kind for kind in ZoneKind if kind is not asked_of and any(_is_made(one, kind, books) for one in asked)]
    if not others or asked_of is None:
        return refused
    options = ", ".join(f"--kind {kind.value}" for kind in others)
    return ForecastOfOtherKind(
        kind=Text(*(kind_words(asked_of, lang) for lang in Lang)), options=options, **refused.facts
    )


def _is_made(question: ForecastQuestion, kind: ZoneKind, books: Figures) -> bool:
    """Whether there is a forecast of the same of another kind of zones."""
    try:
        forecast_year(replace(question, kind=kind), books)
    except TooLittleToForecast:
        return False
    return True


def _show(found: list[Forecast], day: date) -> None:
    if SPEECH.as_json:
        print_json([forecast_json(one, SPEECH.lang) for one in found])
        return
    title = say(f"DỰ BÁO cả năm {day.year}", f"FORECAST of {day.year}")
    table = Table(title=title, box=None, pad_edge=False, title_justify="left")
    for heading in (
        say("Chỉ tiêu", "Indicator"),
        say("Đã có", "To date"),
        say("Dự báo cả năm", "Forecast of the year"),
        say("Khoảng giữa", "Middle"),
        say("% kế hoạch", "% of plan"),
        say("Khả năng đạt", "Chance"),
    ):
        table.add_column(heading)
    for one in found:
        table.add_row(
            escape(indicator_title(one.so_far, SPEECH.lang)),
            f"{written(one.so_far, SPEECH.lang)} ({format_date(one.so_far.period_end, SPEECH.lang)})",
            range_words(one, SPEECH.lang),
            median_words(one, SPEECH.lang),
            plan_range(one, SPEECH.lang) or "…",
            chance_words(one.chance, SPEECH.lang) or "…",
        )
    out().print(table)
    _show_notes(found)


def _show_notes(found: list[Forecast]) -> None:
    """What the forecasts are, and what those of earlier years were worth."""
    for one in found:
        if said := record_words(one, SPEECH.lang):
            out().print(escape(f"{indicator_title(one.so_far, SPEECH.lang)}: {said}."))
    if found:
        out().print(not_a_figure(found[0].level, SPEECH.lang))
    if any(one.demo for one in found):
        out().print(say("* Có dữ liệu minh họa.", "* Contains demonstration data."))


def _show_fill(zone: int, books: Figures, dates: Dates) -> None:
    shown = zones_by_id(dates).get(zone)
    title = shown.title if shown else str(zone)
    records = LetRecords(books, ZoneKind(books.zone(zone)["kind"]), dates.on, dates.known_at)
    found = {share: records.forecast(zone, share) for share in SHARES}
    if SPEECH.as_json:
        print_json([fill_json(one, title, SPEECH.lang) for one in found.values() if one is not None])
        return
    for share, one in found.items():
        out().print(escape(f"{title}, {share:.0%}: {_fill_words(one)}"))
    made = [one for one in found.values() if one is not None]
    if made:
        out().print(not_a_figure(made[0].level, SPEECH.lang))


def _fill_words(one: FillForecast | None) -> str:
    if one is None:
        return say("đã đạt", "reached already")
    return f"{MARK.of(SPEECH.lang)} {fill_words(one, SPEECH.lang)}"
