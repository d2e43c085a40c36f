"""Answers on a zone that are no figures: who develops and who manages it, where it lies, its prices."""

from typing import Final

from parkledger.briefing.answers.answer import AnswerLine, Answers, listed, refused, with_understood
from parkledger.briefing.answers.choices import descending
from parkledger.briefing.answers.lists import said_of
from parkledger.briefing.answers.subjects import QuestionSubject
from parkledger.briefing.zone_profiles import Standing, standing_in
from parkledger.catalogue import INDICATORS, ZoneKind
from parkledger.figures import Figure, Figures, Question
from parkledger.figures.wording import number
from parkledger.language import Lang, Text, fold, format_date
from parkledger.ledger.store.registry import describe_books
from parkledger.places import get, is_within_any
from parkledger.places.rollup import territory_on
from parkledger.records.dates import Dates
from parkledger.records.histories import ZoneOn, zones_by_id, zones_on
from parkledger.records.place_text import place_words

NO_ZONE: Final = Text("chưa rõ hỏi về khu, cụm nào", "it is not clear of which zone")
NO_DEVELOPER: Final = Text("chưa ghi chủ đầu tư hạ tầng", "no developer is on record")
NO_PRICE: Final = Text("chưa ghi giá, phí này", "no such tariff is on record")
MANY_UNITS: Final = Text(
    "giá ghi theo nhiều đơn vị, không xếp chung được", "the tariffs are in several units and cannot be ordered"
)


def developer(subject: QuestionSubject, books: Figures) -> Answers:
    """Who develops the infrastructure of the zones named; of a developer named, which zones."""
    if not subject.zones:
        return _developed_by(subject, books)
    lines = []
    for zone in _zones_of(subject):
        named = Text(zone.developer, zone.developer) if zone.developer else NO_DEVELOPER
        lines.append(_line(zone, named))
    said = _said(lines)
    return tuple(with_understood(each, subject, None, books) for each in listed(said, lines))


def _developed_by(subject: QuestionSubject, books: Figures) -> Answers:
    """The zones whose developer has the words in its name that are nothing else."""
    wanted = [fold(words) for words in subject.words.unheard]
    if not wanted:
        return refused(subject, books, NO_ZONE)
    found = [
        zone
        for zone in zones_on(subject.as_asked).values()
        if zone.developer
        and zone.ended_on is None
        and all(f" {word} " in f" {fold(zone.developer)} " for word in wanted)
    ]
    if not found or len({zone.developer for zone in found}) > 1:
        return refused(subject, books, NO_ZONE)
    lines = [_line(zone, Text(zone.developer, zone.developer)) for zone in sorted(found, key=lambda zone: zone.code)]
    subject.words.unheard.clear()
    return tuple(with_understood(each, subject, None, books) for each in listed(_said(lines), lines))


def authority(subject: QuestionSubject, books: Figures) -> Answers:
    """The authority whose book the zones named, or those of a kind in a place, are in."""
    books_known = {book["code"]: book["name"] for book in describe_books()}
    if subject.zones:
        found = _zones_of(subject)
    elif subject.kinds and (subject.places or subject.implied):
        within = territory_on(get(subject.place), subject.day)
        every = zones_on(subject.as_asked).values()
        found = [zone for zone in every if zone.kind in subject.kinds and is_within_any(zone.place, within)]
    else:
        return refused(subject, books, NO_ZONE)
    names = list(dict.fromkeys(books_known[zone.book] for zone in found))
    if not names:
        return refused(subject, books, NO_ZONE)
    said = Text(", ".join(names), ", ".join(names))
    lines = (
        [_line(zone, Text(books_known[zone.book], books_known[zone.book])) for zone in found] if subject.zones else []
    )
    return tuple(with_understood(each, subject, None, books) for each in listed(said, lines))


def where(subject: QuestionSubject, books: Figures) -> Answers:
    """In which district and province the zones named lie."""
    lines = [_line(zone, place_words(zone.place, subject.day)) for zone in _zones_of(subject)]
    if not lines:
        return refused(subject, books, NO_ZONE)
    return tuple(with_understood(each, subject, None, books) for each in listed(_said(lines), lines))


def prices(subject: QuestionSubject, books: Figures) -> Answers:
    """A tariff in the zones named, or in all of a kind or place; the first of them where the highest or lowest is asked."""
    code = subject.indicator or ""
    dates = subject.as_asked
    asked = _zones_of(subject) if subject.zones else _of_place(subject)
    found = [(zone, each) for zone in asked for each in standing_in(zone, (code,), dates) if each.value]
    found = _of_grade(subject, found)
    if not found:
        return refused(subject, books, NO_PRICE)
    if subject.words.has("max", "min", "most"):
        if len({each.unit for _, each in found}) > 1:
            return refused(subject, books, MANY_UNITS)
        found.sort(key=lambda pair: pair[1].value, reverse=descending(subject))
    figures = _figures(code, found, dates, books)
    lines = [_priced(zone, each, figures.get(zone.id)) for zone, each in found]
    said = _said(
        lines[:1] if len(lines) > 1 and not subject.zones and subject.words.has("max", "min", "most") else lines
    )
    if len(lines) > 3 and not subject.words.has("max", "min", "most"):
        said = INDICATORS[code].name
    note = Text(f"tại ngày {format_date(dates.on, Lang.VI)}", f"on {format_date(dates.on, Lang.EN)}")
    return tuple(with_understood(each, subject, None, books) for each in listed(said, lines, note=note))


def _of_place(subject: QuestionSubject) -> list[ZoneOn]:
    within = territory_on(get(subject.place), subject.day) if subject.places or subject.implied else None
    return [
        zone
        for zone in zones_on(subject.as_asked).values()
        if (not subject.kinds or zone.kind in subject.kinds)
        and (within is None or is_within_any(zone.place, within))
        and zone.began <= subject.day
        and zone.ended_on is None
    ]


def _of_grade(subject: QuestionSubject, found: list[tuple[ZoneOn, Standing]]) -> list[tuple[ZoneOn, Standing]]:
    """Those of the hour band that is named ("giờ cao điểm"); all where none is."""
    folded = subject.words.folded
    own = [(zone, each) for zone, each in found if each.grade and fold(each.grade).removeprefix("gio ") in folded]
    return own or found


def _zones_of(subject: QuestionSubject) -> list[ZoneOn]:
    known = zones_by_id(subject.as_asked)
    return [known[zone] for zone in subject.zones if zone in known]


def _line(zone: ZoneOn, note: Text) -> AnswerLine:
    return AnswerLine("/".join(zone.reference), Text(zone.title, zone.title), "zone", zone.reference, note=note)


def _figures(code: str, found: list[tuple[ZoneOn, Standing]], dates: Dates, books: Figures) -> dict[int, Figure]:
    """The figures that the prices open into, by zone."""
    zones = list(dict.fromkeys(zone.id for zone, _ in found))
    asked = [
        Question(
            code,
            books.zone(zone)["place"],
            dates.on,
            zone=zone,
            kind=ZoneKind(books.zone(zone)["kind"]),
            known_at=dates.known_at,
        )
        for zone in zones
    ]
    return dict(zip(zones, books.answer(asked), strict=True))


def _priced(zone: ZoneOn, each: Standing, figure: Figure | None) -> AnswerLine:
    said = []
    for lang in (Lang.VI, Lang.EN):
        grade = f" ({each.grade})" if each.grade else ""
        since = format_date(each.since, lang)
        said.append(f"{number(each.value, each.unit, lang)}{grade}, {'từ' if lang is Lang.VI else 'since'} {since}")
    return AnswerLine(
        "/".join(zone.reference),
        title=Text(zone.title, zone.title),
        route="zone",
        arguments=zone.reference,
        figure=figure,
        value=each.value,
        note=Text(*said),
    )


def _said(lines: list[AnswerLine]) -> Text:
    told = [said_of(line) for line in lines]
    return Text("; ".join(each.vi for each in told), "; ".join(each.en for each in told))
