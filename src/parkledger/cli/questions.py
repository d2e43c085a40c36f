"""From the words of a command to questions."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from parkledger.catalogue import Origin, TargetSetter, ZoneKind, official_title
from parkledger.cli.output import CalledWrongly
from parkledger.figures import Figures, Form, Question, indicator
from parkledger.language import VIETNAM, Period, closest, day_end, fold, months_of, today
from parkledger.ledger.errors import ZoneUnknown
from parkledger.places import get, is_within_any, named, recorded_parts, territory
from parkledger.records.dates import day_from


class By(StrEnum):
    """What a figure may be split by."""

    ZONE = "zone"
    PLACE = "place"
    MONTH = "month"
    ORIGIN = "origin"


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


def questions(asked: FigureOptions, books: Figures) -> list[Question]:
    """The questions that a command asks, split as it says."""
    if asked.on and (asked.start or asked.end):
        raise CalledWrongly(
            problem="--on và --from/--to không dùng cùng nhau / use either --on or --from and --to", command="figure"
        )
    currency = asked.currency.upper() if asked.currency else None
    if currency not in {None, "USD", "VND"}:
        raise CalledWrongly(problem="--currency: USD | VND", command="figure")
    end = day_or_today(asked.on or asked.end)
    start = day_from(asked.start) if asked.start else None
    place = place_code(asked.place, end)
    kind = asked.kind
    zone = None
    if asked.zone:
        zone = _zone(asked.zone, books, place, kind)
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
        )
        if base.is_flow or definition.statistic:
            base = replace(base, start=start or (date(end.year, 1, 1) if base.is_flow else None))
        found += list(_split(base, asked.by, books))
    return found


def _split(base: Question, by: By | None, books: Figures) -> Iterable[Question]:
    if by is By.ZONE:
        zones = [base.zone] if base.zone else books.zones_of(base)
        for zone in zones:
            yield replace(base, zone=zone, kind=ZoneKind(books.zones[zone]["kind"]))
    elif by is By.PLACE:
        yield from (replace(base, place=code) for code in _parts(base, books))
    elif by is By.MONTH:
        start = base.start or date(base.end.year, 1, 1)
        for month in months_of(Period(start, base.end)):
            yield replace(base, start=month.start if base.is_flow else None, end=month.end)
    elif by is By.ORIGIN:
        yield from (replace(base, origin=origin) for origin in Origin)
    else:
        yield base


def _parts(base: Question, books: Figures) -> list[str]:
    """The parts of a place, on the day, that have anything on record."""
    return [part.code for part in recorded_parts(get(base.place), base.end, books.places())]


def day_or_today(text: str | None) -> date:
    """A date as written; today in Vietnam where none is."""
    return day_from(text) if text else today()


def known_moment(text: str | None) -> datetime | None:
    """The moment whose knowledge is asked for: the end of a day in Vietnam, or an exact time where one is written."""
    if not text:
        return None
    if "T" in text or ":" in text:
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            raise CalledWrongly(problem=f"--known-at {text}", command="figure") from None
        return moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)
    return day_end(day_from(text))


def place_code(name: str, on: date) -> str:
    """The code of a place by name or code, as it was on a day."""
    return named(name, on).code


def _zone(name: str, books: Figures, place: str, kind: ZoneKind | None) -> int:
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
    raise ZoneUnknown(zone=name, book=place, nearest=nearest or ["—"])


def _title(zone: dict[str, str]) -> str:
    return official_title(zone["kind"], zone["name"])


class ZoneAmbiguous(CalledWrongly):
    """More than one zone has that name."""

    code = "zone_ambiguous"
    vi = "Có nhiều khu, cụm tên «{zone}»: {choices}. Hãy ghi rõ KCN, CCN hoặc mã."
    en = "More than one zone is called “{zone}”: {choices}. Say KCN or CCN, or give the code."
