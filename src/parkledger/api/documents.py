"""Documents that events cite, pages that were read and kept, and what they state."""

from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Count, Max
from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from parkledger.api.schemas import (
    A_PART,
    MOST,
    Code,
    DateParameters,
    ListPage,
    ListParameters,
    MomentParameters,
    MomentText,
    listed_part,
    part,
    settle,
)
from parkledger.checking.errors import PageUnknown
from parkledger.checking.models import KeptPage, KeptStatement
from parkledger.ledger.models import SEQ_BITS, SEQ_MASK
from parkledger.records.documents import CitedDocument, listed
from parkledger.records.documents import document as find_document
from parkledger.records.names import books_by_id

router = Router(tags=["documents and published pages"])


class DocumentOut(Schema):
    """A document as the events that cite it describe it."""

    id: str
    number: str
    title: str
    issuer: str
    issued_on: date | None
    urls: list[str]
    sha256: str
    cited: int = Field(description="How many events cite it.")


class DocumentDetail(DocumentOut):
    """A document with the events that cite it."""

    events: list[str]


class PageOut(Schema):
    """A page that was read and kept, with the SHA-256 of its bytes."""

    id: int
    title: str
    published: date | None
    author: str
    source: str
    url: str
    sha256: str
    media_type: str
    read_at: MomentText
    version_of: int | None
    statements: int


class StatementOut(Schema):
    """What a page states: the characters it stands in, and the figure as it was published."""

    page: int
    ordinal: int
    indicator: str
    quote: str
    start: int
    end: int
    published: date | None
    fields: dict[str, Any] = Field(description="The statement; its value is exact under `exact`.")
    accepted: str | None = Field(description="The event that stands for it, as book/seq.")


class DocumentParameters(ListParameters):
    """What a list of documents is narrowed to."""

    text: str = Field("", max_length=200)
    issuer: str = Field("", max_length=300)


class StatementParameters(MomentParameters):
    """What a list of statements is narrowed to."""

    page: int | None = Field(None, ge=1, le=2**31)
    indicator: Code | None = None
    limit: int = Field(A_PART, ge=1, le=MOST)
    after: int = Field(0, ge=0, le=2**62, description="Statements after this one; taken from `next`.")


class PageParameters(MomentParameters):
    """A part of the list of pages."""

    limit: int = Field(A_PART, ge=1, le=MOST)
    after: int = Field(0, ge=0, le=2**62, description="Pages after this one; taken from `next`.")


@router.get("/documents", response=ListPage[DocumentOut], operation_id="documents")
def documents(request: HttpRequest, given: Query[DocumentParameters]) -> dict[str, Any]:
    """Documents known at the moment, the latest first."""
    known_at = settle(request).known_at
    found = part(request, listed(known_at, given.text, given.issuer), given.limit, given.offset)
    return {**found, "items": [_document(each, cited) for each, cited in found["items"]]}


@router.get("/documents/{code}", response=DocumentDetail, operation_id="document")
def document(request: HttpRequest, code: str, given: Query[DateParameters]) -> dict[str, Any]:  # noqa: ARG001  for the description
    """A document with the events that cite it."""
    known_at = request.dates.known_at  # type: ignore[attr-defined]
    found = find_document(code, known_at)
    ids = found.events(known_at)
    books = books_by_id()
    return {**_document(found, len(ids)), "events": [f"{books[i >> SEQ_BITS]}/{i & SEQ_MASK}" for i in ids]}


def _last_read() -> datetime:
    """When the last page was read; now, where there is none."""
    found: datetime | None = KeptPage.objects.aggregate(last=Max("read_at"))["last"]
    return found or datetime.now(UTC)


@router.get("/pages", response=ListPage[PageOut], operation_id="pages")
def pages(request: HttpRequest, given: Query[PageParameters]) -> dict[str, Any]:
    """Pages that were read and kept, in that order."""
    known_at = settle(request, _last_read, by_day=False).known_at
    found = list(_pages().filter(id__gt=given.after, read_at__lte=known_at)[: given.limit + 1])
    following = {"after": found[given.limit - 1].pk} if len(found) > given.limit else None
    return listed_part(request, [_page(each) for each in found[: given.limit]], following)


@router.get("/pages/{int:number}", response=PageOut, operation_id="page")
def page(request: HttpRequest, number: int) -> dict[str, Any]:  # noqa: ARG001  ninja's signature
    """One page that was read and kept."""
    found = _pages().filter(pk=number).first() if number < 2**63 else None
    if found is None:
        raise PageUnknown(page=str(number))
    return _page(found)


@router.get("/statements", response=ListPage[StatementOut], operation_id="statements")
def statements(request: HttpRequest, given: Query[StatementParameters]) -> dict[str, Any]:
    """What kept pages state, in the order in which they were read."""
    known_at = settle(request, _last_read, by_day=False).known_at
    found = (
        KeptStatement.objects.filter(id__gt=given.after, page__read_at__lte=known_at)
        .order_by("id")
        .select_related("page")
    )
    found = found.defer("page__content", "page__text")
    if given.page is not None:
        found = found.filter(page_id=given.page)
    if given.indicator:
        found = found.filter(indicator=given.indicator)
    rows = list(found[: given.limit + 1])
    following = {"after": rows[given.limit - 1].pk} if len(rows) > given.limit else None
    return listed_part(request, [_statement(row) for row in rows[: given.limit]], following)


def _pages() -> Any:
    return KeptPage.objects.defer("content", "text").annotate(stated=Count("statements")).order_by("id")


def _page(found: Any) -> dict[str, Any]:
    kept = ("id", "title", "published", "author", "source", "url", "sha256", "media_type")
    return {
        **{name: getattr(found, name) for name in kept},
        "read_at": found.read_at.isoformat(),
        "version_of": found.version_of_id,
        "statements": found.stated,
    }


def _statement(row: KeptStatement) -> dict[str, Any]:
    return {
        "page": row.page_id,
        "ordinal": row.ordinal,
        "indicator": row.indicator,
        "quote": row.quote,
        "start": row.start,
        "end": row.end,
        "published": row.page.published,
        "fields": row.fields,
        "accepted": row.accepted,
    }


def _document(found: CitedDocument, cited: int) -> dict[str, Any]:
    said = found.fields
    return {
        "id": found.id,
        "number": said.get("number", ""),
        "title": said.get("title", ""),
        "issuer": said.get("issuer", ""),
        "issued_on": found.issued_on,
        "urls": list(found.urls),
        "sha256": said.get("sha256", ""),
        "cited": cited,
    }
