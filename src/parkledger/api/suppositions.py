"""Suppositions, for those who may see them: figures with events that have not happened, in addresses of their own.

No other address of the API gives a figure that takes in what is supposed.
"""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from parkledger.api.schemas import (
    A_PART,
    MOST,
    Code,
    Day,
    ExactText,
    ListPage,
    MomentText,
    NameOut,
    next_address,
    words,
)
from parkledger.api.tokens import Bearer, TokenScope
from parkledger.briefing.as_json import moment_json, plain
from parkledger.catalogue import ZoneKind
from parkledger.figures import Figure
from parkledger.figures.wording import figure_title
from parkledger.language import Lang
from parkledger.people.permissions import NotAllowed
from parkledger.suppositions import access, storage
from parkledger.suppositions.comparison import BANNER, Contrast, ContrastGroup, compared, latest_day
from parkledger.suppositions.errors import SuppositionUnknown
from parkledger.suppositions.models import Supposition

router = Router(tags=["suppositions"])
READ = Bearer(TokenScope.READ)


class SuppositionOut(Schema):
    """A supposition of a book. `revision` goes up with every change."""

    number: int
    book: str
    title: str
    description: str
    author: str
    revision: int
    saved_at: MomentText
    notice: NameOut = Field(description="What figures under it are, and are not.")


class SupposedEventOut(Schema):
    """An event of a supposition, in the order in which it would be recorded."""

    position: int
    type: str
    fields: dict[str, Any]


class ContrastValueOut(Schema):
    """One of a pair of values, in the unit of the figure; `supposed` tells that it takes in what is supposed."""

    value: int | float | None
    exact: ExactText | None
    supposed: bool
    demo: bool


class ContrastOut(Schema):
    """A figure as it is on record, and as it would be; `difference` is null where either is not known."""

    indicator: str
    name: NameOut
    kind: ZoneKind | None
    unit: str
    recorded: ContrastValueOut
    under: ContrastValueOut
    difference: ExactText | None


class ContrastGroupOut(Schema):
    """What changes of a zone, or of the book's place where `zone` is null; `new` tells that the zone is only supposed."""

    zone: str | None
    name: str | None
    new: bool
    figures: list[ContrastOut]


class SuppositionDetail(SuppositionOut):
    """A supposition with its events, and what they change by a day."""

    on: Day
    place: str
    events: list[SupposedEventOut]
    groups: list[ContrastGroupOut]


class SuppositionParameters(Schema):
    """What a list of suppositions is narrowed to."""

    book: Code | None = None
    limit: int = Field(A_PART, ge=1, le=MOST)
    offset: int = Field(0, ge=0, le=10_000_000, description="Items before the part.")


class ContrastParameters(Schema):
    """The day to compare on."""

    on: Day | None = Field(
        None, description="The last day of the supposed events, or today where that is later, if left out."
    )


@router.get("/suppositions", response=ListPage[SuppositionOut], operation_id="suppositions", auth=READ)
def suppositions(request: HttpRequest, given: Query[SuppositionParameters]) -> dict[str, Any]:
    """The suppositions that the token's owner may see, those changed last first."""
    token: Any = request.auth  # type: ignore[attr-defined]
    books = access.books_seen(request.user)
    if not books:
        raise NotAllowed
    asked = {code for code in (given.book, token.book.code if token.book else None) if code is not None}
    found = storage.listed([book.pk for book in books if asked <= {book.code}])
    end = given.offset + given.limit
    return {
        "items": [_shown(each) for each, _ in found[given.offset : end]],
        "total": len(found),
        "next": next_address(request, offset=end) if end < len(found) else None,
    }


@router.get("/suppositions/{int:number}", response=SuppositionDetail, operation_id="supposition", auth=READ)
def supposition(request: HttpRequest, number: int, given: Query[ContrastParameters]) -> dict[str, Any]:
    """One supposition: its events, and the figures that they change, on record and under it."""
    token: Any = request.auth  # type: ignore[attr-defined]
    found = access.seen(request.user, min(number, 2**31 - 1))
    if token.book_id not in {None, found.book_id}:
        raise SuppositionUnknown(number=str(number))
    evaluation = storage.evaluated(found)
    day = given.on or latest_day(evaluation)
    return {
        **_shown(found),
        "on": day,
        "place": evaluation.book.place,
        "events": [
            {"position": each.position, "type": each.type, "fields": each.payload} for each in found.events.all()
        ],
        "groups": [_group(group, found.book.code) for group in compared(evaluation, day)],
    }


def _shown(found: Supposition) -> dict[str, Any]:
    return {
        "number": found.pk,
        "book": found.book.code,
        "title": found.title,
        "description": found.description,
        "author": found.author,
        "revision": found.revision,
        "saved_at": moment_json(found.saved_at),
        "notice": words(BANNER),
    }


def _group(group: ContrastGroup, book: str) -> dict[str, Any]:
    return {
        "zone": f"{book}/{group.code}" if group.zone is not None else None,
        "name": group.title or None,
        "new": group.is_new,
        "figures": [_contrast(row) for row in group.rows],
    }


def _contrast(row: Contrast) -> dict[str, Any]:
    figure = row.supposed
    return {
        "indicator": figure.question.indicator,
        "name": {"vi": figure_title(figure, Lang.VI), "en": figure_title(figure, Lang.EN)},
        "kind": figure.question.kind,
        "unit": figure.unit,
        "recorded": _value(row.recorded, supposed=False),
        "under": _value(figure, supposed=True),
        "difference": None if row.difference is None else str(row.difference),
    }


def _value(figure: Figure, *, supposed: bool) -> dict[str, Any]:
    exact = None if figure.value is None else str(figure.value)
    return {"value": plain(figure.value), "exact": exact, "supposed": supposed, "demo": figure.demo}
