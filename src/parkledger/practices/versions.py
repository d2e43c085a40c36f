"""Writing practices and exchanges: every saving is a new version; nothing written is changed."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from parkledger.language import fold, slug
from parkledger.ledger.store.registry import book_ref
from parkledger.practices.content import ExchangeContent, PracticeContent
from parkledger.practices.errors import WrittenMeanwhile
from parkledger.practices.models import Exchange, ExchangeVersion, Practice, PracticeVersion

LONGEST_SLUG = 100


def write_practice(
    content: PracticeContent,
    *,
    by: str,
    practice: Practice | None = None,
    after: int = 0,
    at: datetime | None = None,
    demo: bool = False,
) -> PracticeVersion:
    """Write a practice, or a further version of one; `after` is the version that the writer saw last.

    Raises WrittenMeanwhile where somebody else has written since.
    """
    content = content.checked()
    _refuse_unknown_books(content.events)
    with transaction.atomic():
        if practice is None:
            practice = Practice.objects.create(slug=_free(Practice, content.title))
        number = _next(PracticeVersion, Practice, practice.pk, after)
        return PracticeVersion.objects.create(
            of=practice,
            number=number,
            place=content.place,
            topic=content.topic.value,
            **_common(content, content.title, content.title_en, by=by, at=at, demo=demo),
        )


def write_exchange(
    content: ExchangeContent,
    *,
    by: str,
    exchange: Exchange | None = None,
    after: int = 0,
    at: datetime | None = None,
    demo: bool = False,
) -> ExchangeVersion:
    """Write an exchange, or a further version of one; as `write_practice`."""
    content = content.checked()
    with transaction.atomic():
        if exchange is None:
            exchange = Exchange.objects.create(slug=_free(Exchange, content.title))
        number = _next(ExchangeVersion, Exchange, exchange.pk, after)
        return ExchangeVersion.objects.create(
            of=exchange,
            number=number,
            held_on=content.held_on,
            **_common(content, content.title, content.title_en, by=by, at=at, demo=demo),
        )


def _common(
    content: PracticeContent | ExchangeContent, *titles: str, by: str, at: datetime | None, demo: bool
) -> dict[str, Any]:
    return {
        "content": content.model_dump(mode="json"),
        "search": fold(" ".join((*titles, content.text, content.text_en))),
        "author": by[:150],
        "written_at": at or datetime.now(UTC),
        "demo": demo,
    }


def _next(versions: Any, notes: Any, note: int, after: int) -> int:
    """The number of the version to be written; the note is held to the end of the transaction."""
    notes.objects.select_for_update(no_key=True).get(pk=note)
    last = versions.objects.filter(of_id=note).order_by("-number").first()
    if last is None:
        return 1
    if last.number != after:
        raise WrittenMeanwhile(author=last.author, number=last.number)
    return int(last.number) + 1


def _free(notes: Any, title: str) -> str:
    """An address from the title that no other note has."""
    base = slug(title)[:LONGEST_SLUG].strip("-") or "bai"
    taken = set(notes.objects.filter(slug__startswith=base).values_list("slug", flat=True)) | {"moi"}
    return next(each for each in _numbered(base) if each not in taken)


def _numbered(base: str) -> Iterator[str]:
    yield base
    number = 2
    while True:
        yield f"{base}-{number}"
        number += 1


def _refuse_unknown_books(events: tuple[str, ...]) -> None:
    for event in events:
        book_ref(event.rpartition("/")[0])
