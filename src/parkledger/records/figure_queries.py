"""Addresses of figures: a question as the query of a URL, and back. A place is given by its code or by its name on the last day.

`indicator`, `place`, `zone` (book/code), `kind`, `origin`, `form`, `from`, `to`, `target`, `currency`, `country`, `sector`;
the moment known at is the page's own (see `dates`). A figure without `to` is of the page's day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from parkledger.catalogue import Currency, Origin, TargetSetter, ZoneKind
from parkledger.figures import Dimension, Figures, Form, Member, Question, indicator
from parkledger.language import ParkError
from parkledger.places import COUNTRY_CODE, named
from parkledger.records.dates import KNOWN, ON, SUPPOSITION, Dates, day_from
from parkledger.records.project_groups import NO_PROJECT, member_named


class ChoiceUnknown(ParkError):
    """A value in a page's address that is none of those it can have."""

    code = "choice_unknown"
    vi = "«{value}» không phải là giá trị của «{name}». Các giá trị có thể: {choices}."
    en = "“{value}” is not a value of “{name}”. It may be: {choices}."


class ZoneNotThere(ParkError):
    """No zone of any book has that code."""

    code = "zone_not_there"
    status = 404
    vi = "Không có khu, cụm nào mang mã «{zone}». Hãy tìm trong danh sách khu, cụm."
    en = "No zone has the code “{zone}”. Look for it in the list of zones."


def choice(kind: type[Any], given: Mapping[str, str], name: str) -> Any:
    """A value of a closed list from an address; None where it is left out."""
    value = given.get(name, "").strip()
    if not value:
        return None
    if value not in {each.value for each in kind}:
        raise ChoiceUnknown(value=value, name=name, choices=[each.value for each in kind])
    return kind(value)


FIRST_YEAR = 2000


def year_asked(given: Mapping[str, str], dates: Dates, *, ahead: int = 1) -> int:
    """The year that an address asks for, up to so many after the day's, which may be planned; that of the day where it names none."""
    value = given.get("year", "").strip()
    if not value:
        return dates.on.year
    if not value.isdecimal() or not FIRST_YEAR <= int(value) <= dates.on.year + ahead:
        raise ChoiceUnknown(value=value, name="year", choices=[str(FIRST_YEAR), str(dates.on.year + ahead)])
    return int(value)


def questions_of_year(year: int, dates: Dates, flows: Sequence[str], stocks: Sequence[str]) -> list[Question]:
    """Indicators of the whole country: what flowed in a year so far, and what stood at its end, or on the day if that is in it."""
    last = date(year, 12, 31)
    end = last if year > dates.on.year else min(last, dates.on)
    base = Question(flows[0], COUNTRY_CODE, end, known_at=dates.known_at)
    asked = [replace(base, indicator=code, start=date(year, 1, 1)) for code in flows]
    return [*asked, *(replace(base, indicator=code) for code in stocks)]


def zone_id(books: Figures, reference: str, known_at: datetime | None = None) -> int:
    """The id of a zone by `book/code`; one withdrawn since a moment is meant by what was known at it."""
    book, _, code = reference.partition("/")
    for zone in reversed(books.zones_known(known_at).values()):  # those that are gone come last
        if zone["book"] == book and zone["code"] == code:
            return int(zone["id"])
    raise ZoneNotThere(zone=reference)


def zone_reference(books: Figures, zone: int) -> str:
    """A zone as addresses name it: book/code."""
    found = books.zone(zone)
    return f"{found['book']}/{found['code']}"


def question_from(given: Mapping[str, str], dates: Dates, books: Figures) -> Question:
    """The question that an address asks."""
    definition = indicator(given.get("indicator", "").strip())
    zone = zone_id(books, given.get("zone", ""), dates.known_at) if given.get("zone") else None
    kind = ZoneKind(books.zone(zone)["kind"]) if zone is not None else choice(ZoneKind, given, "kind")
    end = day_from(given.get("to", "")) if given.get("to") else dates.on
    start = day_from(given.get("from", "")) if given.get("from") else None
    question = Question(
        definition.code,
        named(given.get("place") or COUNTRY_CODE, end).code,
        end,
        form=choice(Form, given, "form") or Form.VALUE,
        zone=zone,
        kind=kind,
        origin=choice(Origin, given, "origin"),
        known_at=dates.known_at,
        setter=choice(TargetSetter, given, "target"),
        currency=choice(Currency, given, "currency"),
        start=start,
        member=_member(given, end, dates.known_at),
    )
    return question.checked()


def _member(given: Mapping[str, str], end: date, known_at: datetime | None) -> Member | None:
    """The country or sector that an address asks of."""
    dates = Dates(end, known_at)
    asked = ((dimension, given.get(dimension.value, "").strip()) for dimension in Dimension)
    return next((member_named(dimension, code, dates) for dimension, code in asked if code), None)


def question_query(question: Question, books: Figures, dates: Dates) -> dict[str, str]:
    """The query of a question's address; what is as it would be anyway is left out."""
    parts = {
        "indicator": question.indicator,
        "place": question.place,
        "zone": zone_reference(books, question.zone) if question.zone is not None else "",
        "kind": question.kind.value if question.kind and question.zone is None else "",
        "origin": question.origin.value if question.origin else "",
        "form": question.form.value if question.form is not Form.VALUE else "",
        "from": question.start.isoformat() if question.start else "",
        "to": question.end.isoformat() if question.end != dates.on else "",
        "target": question.setter.value if question.setter else "",
        "currency": question.currency or "",
    }
    if question.member is not None:
        parts[question.member.dimension.value] = question.member.code or NO_PROJECT
    given = dict(dates.given)
    kept = {key: given[key] for key in (ON, KNOWN, SUPPOSITION) if key in given}
    return {key: value for key, value in {**parts, **kept}.items() if value}


def period_of(question: Question) -> tuple[date | None, date]:
    """The first and last day that a question is about; no first day for a stock."""
    return (question.period[0] if question.is_flow else None, question.end)
