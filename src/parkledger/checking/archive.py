"""Keeping pages: what was read stays with its bytes, its source and its statements, once."""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from parkledger.checking.errors import PageUnknown, StatementUnknown
from parkledger.checking.models import KeptPage, KeptStatement
from parkledger.checking.versions import PageChanges, changes_between
from parkledger.ledger.store import registry
from parkledger.reading import Page, Statement

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML = re.compile(rb"<!doctype html|<html\b|<body\b|</p>|</div>", re.IGNORECASE)
SAMPLE = 4096
"""How many bytes at the beginning show what a file is."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept page; `added` is False where the same bytes were kept before, and then nothing has changed.

    `changes` says how its statements differ from those of the version before it at the same address.
    """

    page: KeptPage
    added: bool
    changes: PageChanges | None = None


def keep(data: bytes, page: Page, *, url: str = "", name: str = "", at: datetime | None = None) -> Kept:
    """Keep a page that was read from these bytes, with its statements; `url` is where it was published."""
    digest = hashlib.sha256(data).hexdigest()
    with transaction.atomic():
        before = KeptPage.objects.filter(url=url).exclude(sha256=digest).order_by("-id").first() if url else None
        stored, added = KeptPage.objects.get_or_create(
            sha256=digest, defaults=_fields(page, data, url, name, at) | {"version_of": before}
        )
        if added:
            said = zip(page.statements, page.as_json()["statements"], strict=True)
            KeptStatement.objects.bulk_create(_row(stored, number, *each) for number, each in enumerate(said, start=1))
    changes = changes_between(before, stored) if added and before else None
    return Kept(stored, added, changes)


def pages() -> list[KeptPage]:
    """All kept pages, the oldest first, without their bytes and text."""
    return list(KeptPage.objects.defer("content", "text").order_by("id"))


def page_numbered(number: int) -> KeptPage:
    """A kept page by its number; PageUnknown where there is none."""
    found = KeptPage.objects.defer("content").filter(pk=number).first()
    if found is None:
        raise PageUnknown(page=str(number))
    return found


def statements_of(page: KeptPage, ordinals: list[int] | None = None) -> list[KeptStatement]:
    """The statements of a page, or those with these numbers in the order asked; StatementUnknown where one is not there."""
    rows = {row.ordinal: row for row in page.statements.order_by("ordinal")}
    if ordinals is None:
        return list(rows.values())
    for ordinal in ordinals:
        if ordinal not in rows:
            raise StatementUnknown(page=str(page.pk), statement=str(ordinal), count=len(rows))
    return [rows[ordinal] for ordinal in dict.fromkeys(ordinals)]


def zone_names() -> list[str]:
    """The names of the zones on record, for a reader to know them by."""
    return sorted(set(registry.all_zones().values_list("name", flat=True)))


def media_type(data: bytes, name: str = "") -> str:
    """What a file is, by its first bytes and then by its name."""
    head = data[:SAMPLE]
    if b"%PDF-" in head[:1024]:
        return "application/pdf"
    if head.startswith(b"PK\x03\x04"):
        return DOCX
    if HTML.search(head):
        return "text/html"
    return "text/markdown" if name.lower().endswith((".md", ".markdown")) else "text/plain"


def _fields(page: Page, data: bytes, url: str, name: str, at: datetime | None) -> dict[str, Any]:
    return {
        "content": data,
        "text": _storable(page.text),
        "media_type": media_type(data, name),
        "title": _storable(page.title or ""),
        "published": page.published,
        "author": _storable(page.author or ""),
        "source": _storable(page.source or ""),
        "url": url,
        "read_at": at or datetime.now(UTC),
    }


def _row(stored: KeptPage, ordinal: int, statement: Statement, said: dict[str, Any]) -> KeptStatement:
    fields = {key: _storable(value) if isinstance(value, str) else value for key, value in said.items()}
    fields["exact"] = str(statement.value)
    return KeptStatement(
        page=stored,
        ordinal=ordinal,
        indicator=statement.indicator,
        fields=fields,
        quote=fields["quote"],
        start=statement.start,
        end=statement.end,
    )


def _storable(text: str) -> str:
    """Text that every database takes: a NUL becomes the mark for an unreadable character, so offsets stay."""
    return text.replace("\0", "\ufffd")
