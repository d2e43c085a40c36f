"""Answers on a zone that are no figures: who develops and who manages it, where it lies, its prices."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Final

from parkledger.briefing.answers.answer import AnswerLine, Answers, listed, refused, with_understood
from parkledger.briefing.answers.orders import descending
from parkledger.briefing.answers.rules import STAGE_INDICATORS
from parkledger.briefing.answers.subjects import QuestionSubject
from parkledger.briefing.zone_profiles import Standing, standing_in
from parkledger.catalogue import INDICATORS, ZoneKind, official_title
from parkledger.figures import Figure, Figures, Question
from parkledger.figures.wording import kind_words, number
from parkledger.language import Lang, Text, days_said, fold, format_date, joined_notes, sort_key
from parkledger.ledger.events import SubjectKind, codes_of
from parkledger.ledger.events.declarations import ZoneEstablished
from parkledger.ledger.store.registry import describe_books
from parkledger.places import COUNTRY_CODE, get, is_within_any
from parkledger.places.rollup import territory_on
from parkledger.records.dates import Dates
from parkledger.records.events import events_about
from parkledger.records.histories import ZoneOn, end_words, zones_by_id, zones_on
from parkledger.records.place_text import place_words
from parkledger.records.timelines import first_days

NO_ZONE: Final = Text("chưa rõ hỏi về khu, cụm nào", "it is not clear of which zone")
NO_DEVELOPER: Final = Text("chưa ghi chủ đầu tư hạ tầng", "no developer is on record")
NO_FOUNDING: Final = Text("chưa ghi nhận thành lập", "not on record as established")
NO_FORMER: Final = Text("chưa ghi nhận chủ đầu tư nào trước đó", "no developer before is on record")
NO_PRICE: Final = Text("chưa ghi giá, phí này", "no such tariff is on record")
MANY_UNITS: Final = Text(
    "giá ghi theo nhiều đơn vị, không xếp chung được", "the tariffs are in several units and cannot be ordered"
)


def developer(subject: QuestionSubject, books: Figures) -> Answers:
    """Who develops the infrastructure of the zones named; of a developer named, which zones."""
    if not subject.zones:
        return _developed_by(subject, books)
    tell = _former if subject.words.has("former") else _present
    tell = _present_since if subject.words.has("developer_since") else tell
    lines = [_line(zone, tell(zone)) for zone in _zones_of(subject)]
    said = _said(lines)
    return tuple(with_understood(each, subject, None, books) for each in listed(said, lines))


def _present(zone: ZoneOn) -> Text:
    return Text(zone.developer, zone.developer) if zone.developer else NO_DEVELOPER


SINCE_UNKNOWN: Final = Text(" (sổ không ghi được giao từ ngày nào)", " (since when is not on record)")


def _present_since(zone: ZoneOn) -> Text:
    """Its developer, with the day since which the book has it so."""
    if not zone.developer:
        return NO_DEVELOPER
    if not zone.developers[1:]:
        return Text(f"{zone.developer}{SINCE_UNKNOWN.vi}", f"{zone.developer}{SINCE_UNKNOWN.en}")
    since = [format_date(zone.developers[-1][0], lang) for lang in Lang]
    return Text(
        f"{zone.developer} (trong sổ là chủ đầu tư từ {since[0]})",
        f"{zone.developer} (the developer on record since {since[1]})",
    )


def _former(zone: ZoneOn) -> Text:
    """Those who developed a zone before its present developer, each with the day until which it did."""
    told = [
        [f"{name} ({word} {format_date(until, lang)})" for (_, name), (until, _) in pairwise(zone.developers)]
        for lang, word in ((Lang.VI, "đến"), (Lang.EN, "until"))
    ]
    return Text(*("; ".join(each) for each in told)) if zone.developers[1:] else NO_FORMER


def without_developer(subject: QuestionSubject, books: Figures) -> Answers:
    """The zones of a kind that have no developer on record on the day: nobody was chosen yet, or nobody wrote it down."""
    every = zones_of_place(subject)
    found = sorted((zone for zone in every if not zone.developer), key=lambda zone: sort_key(zone.name))
    vi, en = (
        word.join(kind_words(kind, lang) for kind in subject.kinds)
        for lang, word in ((Lang.VI, ", "), (Lang.EN, " and "))
    )
    said = Text(
        f"{len(found)}/{len(every)} {vi} chưa ghi chủ đầu tư hạ tầng",
        f"{len(found)} of {len(every)} {en}: no developer on record",
    )
    lines = [_line(zone, place_words(zone.place, subject.day)) for zone in found]
    answer = listed(said, lines, value=Fraction(len(found)))
    return tuple(with_understood(each, subject, None, books) for each in answer)


def _developed_by(subject: QuestionSubject, books: Figures) -> Answers:
    """The zones whose developer has the words in its name that are nothing else."""
    wanted = [fold(words) for words in (*subject.words.unheard, *subject.enterprises)]
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


def founded(subject: QuestionSubject, books: Figures) -> Answers:
    """On which day the zones named were established; of a kind of zones, which was the first."""
    if not subject.zones:
        return _first_founded(subject, books)
    days = [(zone, _founded_on(zone, subject.as_asked)) for zone in _zones_of(subject)]
    lines = [_line(zone, _founding_said(zone, day, books, of_number=subject.words.has("count"))) for zone, day in days]
    if not lines:
        return refused(subject, books, NO_ZONE)
    return tuple(with_understood(each, subject, None, books) for each in listed(_said(lines), lines))


def _first_founded(subject: QuestionSubject, books: Figures) -> Answers:
    """The zones in the order of the days they were established, or began to operate, latest first for the newest.

    None is told where any day is unknown.
    """
    code, dates = subject.indicator or "zones.established", subject.as_asked
    days = [(zone, _since(zone, code, dates)) for zone in zones_of_place(subject)]
    known = sorted(((day, zone) for zone, day in days if day is not None), key=lambda pair: (pair[0], pair[1].code))
    dated = [(day, zone) for day, zone in known if not _is_opening(zone, day, books)]
    if not dated:
        return refused(subject, books, NO_FOUNDING)
    is_of_operation = code == "zones.operating"
    if len(dated) < len(known):
        count = len(known) - len(dated)
        came = ("hoạt động", "operating") if is_of_operation else ("thành lập", "established")
        lacking = Text(
            f"chưa xác định được: {count} khu, cụm đã {came[0]} khi mở sổ, sổ không ghi ngày {came[0]}",
            f"it cannot be told: of {count} zones {came[1]} before their book was opened, the day is not on record",
        )
        return refused(subject, books, lacking)
    if subject.words.has("newest"):
        dated.reverse()
    lines = [
        _line(zone, _stage_said(zone, "operating", dates) if is_of_operation else _founding_said(zone, day, books))
        for day, zone in dated
    ]
    first = [line for line, (day, _) in zip(lines, dated, strict=True) if day == dated[0][0]]
    return tuple(with_understood(each, subject, None, books) for each in listed(_said(first), lines))


def stages(subject: QuestionSubject, books: Figures) -> Answers:
    """Whether the zones named are at the stages that are named, on the day asked, and since when."""
    dates = subject.as_asked
    lines = [_line(zone, _stage_said(zone, stage, dates)) for zone in _zones_of(subject) for stage, _ in subject.stages]
    if not lines:
        return refused(subject, books, NO_ZONE)
    return tuple(with_understood(each, subject, None, books) for each in listed(_said(lines), lines))


TOLD_STAGES: Final = (
    "planned",
    "zoned",
    "investment_approved",
    "established",
    "under_construction",
    "complete",
    "operating",
)
"""The stages by which it is told how far a zone has come, in the order in which they are commonly reached."""
NO_STAGE: Final = Text("chưa ghi nhận ở bước nào", "not on record at any stage")


def status(subject: QuestionSubject, books: Figures) -> Answers:
    """How far the zones named, or those of a kind in a place, have come: each stage that they are at, and since when."""
    if subject.zones:
        found = _zones_of(subject)
    elif subject.kinds and (subject.places or subject.implied):
        found = zones_of_place(subject)
    else:
        return refused(subject, books, NO_ZONE)
    dates = subject.as_asked
    asked = [
        Question(
            STAGE_INDICATORS[stage],
            COUNTRY_CODE,
            dates.on,
            zone=zone.id,
            kind=ZoneKind(zone.kind),
            known_at=dates.known_at,
        )
        for zone in found
        for stage in TOLD_STAGES
    ]
    at = {(each.question.zone, each.question.indicator) for each in books.answer(asked) if each.value}
    since = {
        code: first_days([zone.id for zone in found], code, dates)
        for code in map(STAGE_INDICATORS.get, TOLD_STAGES)
        if code
    }
    lines = [
        _line(zone, end_words(zone, dates) or _status_said(zone, at, since))
        for zone in sorted(found, key=lambda zone: sort_key(zone.name))
    ]
    said = (
        _said(lines)
        if subject.zones
        else Text(f"tình trạng {len(lines)} khu, cụm", f"the stages of {len(lines)} zones")
    )
    answers = listed(said, lines)
    meant = replace(subject, indicator=None)
    return tuple(with_understood(replace(each, lines=tuple(lines)), meant, None, books) for each in answers)


def _status_said(zone: ZoneOn, at: set[tuple[int | None, str]], since: dict[str, dict[int, date]]) -> Text:
    """The stages that a zone is at, each with the day since which it is."""
    told: list[Text] = []
    for code in (STAGE_INDICATORS[stage] for stage in TOLD_STAGES):
        day = since[code].get(zone.id)
        if (zone.id, code) not in at or day is None:
            continue
        name = INDICATORS[code].name.uncapitalised()
        vi, en = name.vi.removeprefix("khu, cụm "), name.en
        told.append(Text(f"{vi}, từ {format_date(day, Lang.VI)}", f"{en}, since {format_date(day, Lang.EN)}"))
    return joined_notes(*told) or NO_STAGE


def _stage_said(zone: ZoneOn, stage: str, dates: Dates) -> Text:
    """Whether a zone is on record as at a stage; with the day since which it is."""
    code = STAGE_INDICATORS[stage]
    name, since = INDICATORS[code].name, _since(zone, code, dates)
    if since is None:
        return Text(f"chưa ghi nhận «{name.vi}»", f"“{name.en}” is not on record")
    return Text(f"{name.vi}, từ {format_date(since, Lang.VI)}", f"{name.en}, since {format_date(since, Lang.EN)}")


def came_to_stage(subject: QuestionSubject, books: Figures) -> Answers:
    """The zones that came to a stage in a period, with the day of each; and how many were at it by its end."""
    code, between = subject.indicator or "", subject.came_between
    if between is None:
        return refused(subject, books, NO_ZONE)
    first, last = between
    dates = Dates(last, subject.dates.known_at)
    among = [zone for zone in zones_of_place(replace(subject, dates=dates)) if zone.kind in subject.kinds]
    asked = [
        Question(code, COUNTRY_CODE, day, zone=zone.id, kind=ZoneKind(zone.kind), known_at=dates.known_at)
        for day in (first - timedelta(days=1), last)
        for zone in among
    ]
    figures = books.answer(asked)
    stood = [
        (zone, bool(before.value))
        for zone, before, now in zip(among, figures, figures[len(among) :], strict=False)
        if now.value
    ]
    new = [zone for zone, before in stood if not before]
    since = first_days([zone.id for zone in new], code, dates)
    came = [(zone, since.get(zone.id)) for zone in new]
    known = [(zone, day) for zone, day in came if day is not None and not _is_opening(zone, day, books)]
    known.sort(key=lambda pair: (pair[1], pair[0].code))
    lines = [_line(zone, Text(format_date(day, Lang.VI), format_date(day, Lang.EN))) for zone, day in known]
    said, note = _came_said(subject, len(known), len(stood), between), _opened_note(len(came) - len(known))
    answers = listed(said, lines, value=Fraction(len(known)), note=note)
    return tuple(with_understood(replace(each, lines=tuple(lines)), subject, None, books) for each in answers)


def _came_said(subject: QuestionSubject, came: int, stood: int, between: tuple[date, date]) -> Text:
    """How many zones came to a stage in a period, and how many were at it by its end."""
    name = INDICATORS[subject.indicator or ""].name
    kinds = [", ".join(kind.short for kind in subject.kinds), ", ".join(kind.label.en for kind in subject.kinds)]
    period = days_said(*between)
    end = [format_date(between[1], lang) for lang in Lang]
    return Text(
        f"thêm {came} {kinds[0]} trong kỳ {period.vi} ({name.vi}); đến {end[0]} có {stood}",
        f"{kinds[1]}: {came} more, {period.en} ({name.en}); {stood} by {end[1]}",
    )


def _opened_note(count: int) -> Text | None:
    """That of some zones only the opening of their book is known."""
    if not count:
        return None
    return Text(
        f"không kể {count} khu, cụm ghi khi mở sổ trong kỳ, sổ không ghi ngày",
        f"without {count} recorded when their book was opened in the period, of which the day is not on record",
    )


def _founded_on(zone: ZoneOn, dates: Dates) -> date | None:
    """The day from which a zone is on record as established."""
    return _since(zone, "zones.established", dates)


def _since(zone: ZoneOn, code: str, dates: Dates) -> date | None:
    """The day from which a zone is on record as at a stage."""
    return first_days([zone.id], code, dates).get(zone.id)


def _is_opening(zone: ZoneOn, day: date, books: Figures) -> bool:
    """Whether a zone was on record on a day by an opening balance, which says that it was established and not when."""
    return any(opening["on"] == day for opening in books.zone(zone.id)["openings"])


NO_NUMBER: Final = (
    "; sổ không ghi, hoặc không công khai, số quyết định",
    "; the number of the decision is not on record, or not shown",
)


def _founding_said(zone: ZoneOn, day: date | None, books: Figures, *, of_number: bool = False) -> Text:
    if day is None:
        return NO_FOUNDING
    vi, en = format_date(day, Lang.VI), format_date(day, Lang.EN)
    if _is_opening(zone, day, books):
        return Text(
            f"đã thành lập khi mở sổ ngày {vi}; sổ không ghi ngày thành lập",
            f"established when the book was opened on {en}; the day itself is not on record",
        )
    number = _decision_number(zone, day)
    by = (f", quyết định số {number}", f", decision {number}") if number else NO_NUMBER if of_number else ("", "")
    return Text(f"thành lập ngày {vi}{by[0]}", f"established on {en}{by[1]}")


def _decision_number(zone: ZoneOn, day: date) -> str:
    """The number of the document by which a zone was established on a day; empty where none is on record, or shown."""
    told = events_about(SubjectKind.ZONE, zone.reference, codes_of(ZoneEstablished), Dates(day, None))
    return next((str(each.document.get("number") or "") for each in told if each.document), "")


def prices(subject: QuestionSubject, books: Figures) -> Answers:
    """A tariff in the zones named, or in all of a kind or place; the first of them where the highest or lowest is asked."""
    code = subject.indicator or ""
    dates = subject.as_asked
    asked = _zones_of(subject) if subject.zones else zones_of_place(subject)
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
    if subject.zones and (unpriced := _without(asked, {zone.id for zone, _ in found})):
        note = Text(f"{note.vi}; chưa ghi nhận: {unpriced}", f"{note.en}; none on record: {unpriced}")
    answers = listed(said, lines, note=note)
    return tuple(with_understood(replace(each, lines=tuple(lines)), subject, None, books) for each in answers)


def _without(asked: Iterable[ZoneOn], told: set[int]) -> str:
    """The titles of zones asked for of which nothing is told; empty where there are none."""
    return ", ".join(official_title(zone.kind, zone.name) for zone in asked if zone.id not in told)


def zones_of_place(subject: QuestionSubject) -> list[ZoneOn]:
    """The zones of the kinds and the place asked of that are on record on the day and have not ended."""
    within = territory_on(get(subject.place), subject.day) if subject.places or subject.implied else None
    return [
        zone
        for zone in zones_on(subject.as_asked).values()
        if (not subject.kinds or zone.kind in subject.kinds)
        and (within is None or is_within_any(zone.place, within))
        and zone.began <= subject.day
        and zone.ended_on is None
    ]


HOURS: Final = {"peak": "cao diem", "off_peak": "thap diem", "standard_hours": "binh thuong"}
"""Marks of hour bands, with what the grade of a price has in its name."""


def _of_grade(subject: QuestionSubject, found: list[tuple[ZoneOn, Standing]]) -> list[tuple[ZoneOn, Standing]]:
    """Those of the hour bands that are named ("giờ cao điểm"); all where none is."""
    named = [grade for mark, grade in HOURS.items() if subject.words.has(mark)]
    if not named:
        return found
    return [(zone, each) for zone, each in found if any(grade in fold(each.grade or "") for grade in named)]


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
    """The lines in a sentence: what is said of one zone several times has its name once."""
    told = [
        line.said if not number or line.key != lines[number - 1].key or line.note is None else line.note
        for number, line in enumerate(lines)
    ]
    return Text("; ".join(each.vi for each in told), "; ".join(each.en for each in told))
