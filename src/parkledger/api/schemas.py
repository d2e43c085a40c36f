"""What addresses have in common: the two dates, parts of long lists, and the form of their parameters."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Any, Generic, TypeVar

from django.http import HttpRequest
from ninja import Schema
from pydantic import BeforeValidator, Field, WithJsonSchema

from parkledger.ledger.store import history
from parkledger.places import named
from parkledger.records.dates import KNOWN, ON, Dates, moment_text

Item = TypeVar("Item")
A_PART, MOST = 50, 500
"""Items in a part of a list: unless asked otherwise, and at most."""


def _iso_day(value: Any) -> Any:
    """A day in ISO form only: a number would be taken for seconds since 1970."""
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise ValueError("phải là ngày dạng 2023-08-22 / must be a day such as 2023-08-22")
    return value


Day = Annotated[date, BeforeValidator(_iso_day), WithJsonSchema({"type": "string", "format": "date"})]
DayText = Annotated[str, WithJsonSchema({"type": "string", "format": "date"})]
MomentText = Annotated[str, WithJsonSchema({"type": "string", "format": "date-time"})]
ExactText = Annotated[str, WithJsonSchema({"type": "string", "format": "fraction"})]
"""A fraction of whole numbers: 1511/2000."""
Code = Annotated[str, Field(min_length=1, max_length=200)]
PlaceGiven = Annotated[str, Field(min_length=1, max_length=200)]
"""A place by its code, or by its name as it was on the day asked about; answers have the code."""


def place_asked(given: str | None, on: date) -> str:
    """The code of the place that is asked for; empty where none is. A name is read as the command line reads it."""
    return named(given, on).code if given else ""


class MomentParameters(Schema):
    """The moment whose knowledge a read is of."""

    known: str | None = Field(
        None,
        pattern=r"^(19|20)\d\d-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?)?$",
        description="As known at the end of this day, or at this moment (of Vietnam, where it names no zone).",
    )


class DateParameters(MomentParameters):
    """The two dates of every read: the day that figures are of, and the moment whose knowledge they are of."""

    on: Day | None = Field(None, description="The day; today in Vietnam where it is left out.")


class ListParameters(DateParameters):
    """A part of a list, for the two dates."""

    limit: int = Field(A_PART, ge=1, le=MOST, description="Items in the part.")
    offset: int = Field(0, ge=0, le=10_000_000, description="Items before the part.")


class NameOut(Schema):
    """What something is called, in Vietnamese and in English."""

    vi: str
    en: str


class ProblemOut(Schema):
    """One thing that is wrong: its code, the parameter or field it is about, and what to do, in both languages."""

    code: str
    where: str
    vi: str
    en: str


class Problems(Schema):
    """The one shape of every refusal."""

    errors: list[ProblemOut]


class ListPage(Schema, Generic[Item]):
    """A part of a list. `next` is the address of the part after it; null at the end. `total` counts the whole list.

    `known` is the moment whose knowledge the list is of, and `on` its day: `next` asks for both, so that nothing moves from
    one part to another, whatever is recorded meanwhile. Both are null of submissions, which are work in hand: new ones come
    before the first.
    """

    items: list[Item]
    total: int | None = None
    on: date | None = None
    known: str | None = None
    next: str | None = None


def settle(request: HttpRequest, last: Callable[[], datetime] | None = None, *, by_day: bool = True) -> Dates:
    """The dates of a list, certain from here on: where no moment was asked for, that of the last event recorded.

    `last` says when the last item came where the list is not made of events. A list that is not `by_day` has a day only
    where one was asked for.
    """
    asked: Dates = request.dates  # type: ignore[attr-defined]
    known = asked.known_at or (last or _last_recorded)()
    day = {ON: asked.on.isoformat()} if by_day or request.GET.get(ON) else {}
    settled = Dates(asked.on, known, (*day.items(), (KNOWN, moment_text(known))))
    request.dates = settled  # type: ignore[attr-defined]
    return settled


def _last_recorded() -> datetime:
    """When the last event of any book was recorded; now, where there is none."""
    return history.last_recorded_at() or datetime.now(UTC)


def part(request: HttpRequest, items: Sequence[Any], limit: int, offset: int) -> dict[str, Any]:
    """A part of a list that is in memory, before its items are put into their form."""
    more = offset + limit < len(items)
    return listed_part(
        request, items[offset : offset + limit], {"offset": offset + limit} if more else None, len(items)
    )


def listed_part(
    request: HttpRequest, items: Sequence[Any], following: Mapping[str, object] | None, total: int | None = None
) -> dict[str, Any]:
    """A part of a list with its dates; `following` is what asks for the part after it, in the place of the request's own."""
    dates: Dates = request.dates  # type: ignore[attr-defined]
    return {
        "items": items,
        "total": total,
        "on": dict(dates.given).get(ON),
        "known": dates.known_text,
        "next": None if following is None else next_address(request, **dict(dates.given), **following),
    }


def next_address(request: HttpRequest, **changed: object) -> str:
    """The address of the part that follows: the request's own with something changed."""
    query = request.GET.copy()
    for name, value in changed.items():
        query[name] = str(value)
    return f"{request.path}?{query.urlencode()}"


def words(name: Any) -> dict[str, str]:
    """A name or text in both languages."""
    return {"vi": name.vi, "en": name.en}


def answers_file(description: str, media_types: Iterable[str]) -> dict[str, Any]:
    """What the API's description says of an operation that answers with a file, beside what its types say."""
    content = {each.partition(";")[0]: {"schema": {"type": "string", "format": "binary"}} for each in media_types}
    return {"responses": {200: {"description": description, "content": content}}}
