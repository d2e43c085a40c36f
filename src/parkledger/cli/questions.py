"""From the words of a command to questions."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Annotated

import typer

from parkledger.briefing.splits import By
from parkledger.catalogue import Origin, TargetSetter, ZoneKind, official_title
from parkledger.cli.output import CalledWrongly, err, escape, say
from parkledger.figures import Figures, Form, Question, indicator
from parkledger.language import Text, closest, fold, today
from parkledger.places import TWO_TIERS, Place, get, is_within_any, named, respelled, territory
from parkledger.records.dates import day_from, known_from

KnownAt = Annotated[
    str | None,
    typer.Option(
        "--known-at",
        help=say(
            "theo dữ liệu ghi nhận đến ngày, hoặc ngày và giờ: 2/1/2026, 2/1/2026 10:00",
            "as known on this day, or at this time: 2/1/2026, 2/1/2026 10:00",
        ),
    ),
]
Boundaries = Annotated[
    str | None,
    typer.Option(
        "--boundaries",
        help=say(
            "theo địa giới 63 (tỉnh, đến 30/6/2025), 34 (từ 1/7/2025), hoặc của một ngày",
            "in the boundaries of the 63 provinces (to 30/6/2025), the 34 since, or of a day",
        ),
    ),
]
"""In whose boundaries a command means places; those of the day asked on where it is left out."""


@dataclass(frozen=True, slots=True)
class FigureOptions:
    """The words of one `figure` command."""

    codes: tuple[str, ...]
    place: str
    zone: str | None
    kind: ZoneKind | None
    origin: Origin | None
    on: str | None
    start: str | None
    end: str | None
    known_at: str | None
    form: Form
    by: By | None
    target: TargetSetter | None
    currency: str | None
    boundaries: str | None = None


def questions(asked: FigureOptions, books: Figures) -> list[Question]:
    """The questions that a command asks, split as it says."""
    if asked.on and (asked.start or asked.end):
        raise CalledWrongly(
            problem=Text("--on và --from, --to không dùng cùng nhau", "use either --on or --from and --to"),
            command="figure",
        )
    currency = asked.currency.upper() if asked.currency else None
    if currency not in {None, "USD", "VND"}:
        raise CalledWrongly(problem=Text("--currency là USD hoặc VND", "--currency is USD or VND"), command="figure")
    end = day_or_today(asked.on or asked.end)
    start = day_from(asked.start) if asked.start else None
    boundaries = boundaries_day(asked.boundaries)
    place = place_code(asked.place, boundaries or end)
    kind = asked.kind
    zone = None
    if asked.zone:
        zone = zone_named(asked.zone, books, place, kind)
        kind = ZoneKind(books.zones[zone]["kind"])
    found = []
    for code in asked.codes:
        definition = indicator(code)
        base = Question(
            definition.code,
            place,
            end,
            form=asked.form,
            zone=zone,
            kind=kind,
            origin=asked.origin,
            known_at=known_moment(asked.known_at),
            setter=asked.target,
            currency=currency,
            boundaries=boundaries,
        )
        if base.is_flow or definition.statistic:
            base = replace(base, start=start or (date(end.year, 1, 1) if base.is_flow else None))
        found.append(base)
    return found


def day_or_today(text: str | None) -> date:
    """A date as written; today in Vietnam where none is."""
    return day_from(text) if text else today()


def known_moment(text: str | None) -> datetime | None:
    """The moment whose knowledge is asked for: the end of a day in Vietnam, or an exact time where one is written."""
    return known_from(text) if text else None


def boundaries_day(text: str | None) -> date | None:
    """The day in whose boundaries places are meant: of the 63 provinces, of the 34 of today, or as written; None where none is."""
    numbers = {"63": TWO_TIERS - timedelta(days=1), "34": TWO_TIERS}
    return None if not text else numbers.get(text.strip()) or day_from(text)


def place_code(name: str, on: date) -> str:
    """The code of a place by name or code, as it was on a day; told where its name has other diacritics than were written."""
    place = named(name, on)
    tell_respelled(place, name)
    return place.code


def tell_respelled(place: Place, written: str) -> None:
    """Say it where a place's name has other diacritics than were written."""
    if respelled(place, written):
        err().print(escape(say(f"“{written}” được hiểu là {place.name}.", f"“{written}” is taken as {place.name}.")))


def zone_named(name: str, books: Figures, place: str, kind: ZoneKind | None) -> int:
    """A zone of a place by its code or name, with or without KCN and CCN."""
    within = territory(get(place))
    here = [z for z in books.zones.values() if is_within_any(z["place"], within) and kind in {None, z["kind"]}]
    wanted = fold(name)
    for test in (
        lambda z: f"{z['book']}/{z['code']}" == name,
        lambda z: z["code"] == name or z["search"] == wanted,
        lambda z: fold(z["name"]) == wanted,
    ):
        found = [zone for zone in here if test(zone)]
        if len(found) == 1:
            return int(found[0]["id"])
        if found:
            choices = [f"{zone['book']}/{zone['code']}" for zone in found]
            raise ZoneAmbiguous(zone=name, choices=choices)
    names = [_title(zone) for zone in here]
    nearest = [n for n in names if wanted in fold(n)][:3] or closest(name, names)
    raise ZoneNotFound(zone=name, place=get(place).text, nearest=nearest or ["—"])


def _title(zone: dict[str, str]) -> str:
    return official_title(zone["kind"], zone["name"])


class ZoneNotFound(CalledWrongly):
    """No book has a zone of that name in the place."""

    code = "zone_not_found"
    vi = "Không có khu, cụm «{zone}» ở {place}. Gần nhất: {nearest}. Hãy sửa tên, hoặc ghi KCN, CCN trước tên."
    en = "There is no zone “{zone}” in {place}. Nearest: {nearest}. Correct the name, or say KCN or CCN before it."


class ZoneAmbiguous(CalledWrongly):
    """More than one zone has that name."""

    code = "zone_ambiguous"
    vi = "Có nhiều khu, cụm tên «{zone}»: {choices}. Hãy ghi rõ KCN, CCN hoặc mã."
    en = "More than one zone is called “{zone}”: {choices}. Say KCN or CCN, or give the code."
