"""The demonstration's practices and exchange: notes of our own, written from what is public, with figures linked only."""

from datetime import datetime
from typing import Any

from parkledger.demo.sources import document, entries
from parkledger.language import VIETNAM, slug
from parkledger.practices.content import DocumentLink, ExchangeContent, Linked, PracticeContent
from parkledger.practices.lists import exchange_slugs, practice_slugs
from parkledger.practices.versions import write_exchange, write_practice

ABOUT = frozenset({"at", "by", "sources", "indicators"})


def build_notes() -> int:
    """Write the practices and exchanges that are not there yet; returns how many were written."""
    practices, exchanges = set(practice_slugs()), set(exchange_slugs())
    written = 0
    for entry in entries("practices"):
        if slug(entry["title"]) not in practices:
            fields = {**_own(entry), "indicators": tuple(map(Linked.read, entry["indicators"]))}
            write_practice(PracticeContent(**fields), by=entry["by"], at=_moment(entry), demo=True)
            written += 1
    for entry in entries("exchanges"):
        if slug(entry["title"]) not in exchanges:
            write_exchange(ExchangeContent(**_own(entry)), by=entry["by"], at=_moment(entry), demo=True)
            written += 1
    return written


def _own(entry: dict[str, Any]) -> dict[str, Any]:
    """The content's own fields, with the documents that its sources name."""
    named = [document(key) or {} for key in entry.get("sources", ())]
    documents = tuple(DocumentLink(title=_title(each), url=each.get("url", "")) for each in named)
    return {**{key: value for key, value in entry.items() if key not in ABOUT}, "documents": documents}


def _title(found: dict[str, Any]) -> str:
    return " ".join(part for part in (found["title"], found.get("number", "")) if part)


def _moment(entry: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(entry["at"]).replace(tzinfo=VIETNAM)
