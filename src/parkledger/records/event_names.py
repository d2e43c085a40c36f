"""How an event is named to people: by its type, its day and its number in the book of its authority.

Files, the API and addresses name it by the code of its book and its number, "bg-parks/5"; on a page that says nothing.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from parkledger.language import Lang, Text, format_date
from parkledger.ledger.models import row_id
from parkledger.ledger.store import registry
from parkledger.records.events import Stored, stored
from parkledger.records.names import books_by_id


def number_words(seq: int) -> Text:
    """The number of an event in its book; an ordinal, so without marks of thousands."""
    return Text(f"số {seq}", f"no. {seq}")


def number_in_book(book: str, seq: int) -> Text:
    """The number of an event and whose book it is in."""
    return _of_book(seq, EventNumbers.among([book]).names[book])


def _of_book(seq: int, name: str) -> Text:
    number = number_words(seq)
    return Text(f"{number.vi} của sổ {name}", f"{number.en} in the book of {name}") if name else number


def event_words(event: Stored) -> Text:
    """An event in a sentence: its type, its day, its number in the book."""
    number = number_in_book(event.book, event.seq)
    vi, en = (format_date(event.effective_on, lang) for lang in (Lang.VI, Lang.EN))
    return Text(f"“{event.label.vi}” ngày {vi}, {number.vi}", f"“{event.label.en}” of {en}, {number.en}")


@dataclass(frozen=True, slots=True)
class EventNumbers:
    """The numbers of events that stand together: of one book, whose keeper is told once; or of several, each with its own.

    `names` are those of the books by their codes.
    """

    names: dict[str, str]

    @classmethod
    def among(cls, books: Collection[str]) -> "EventNumbers":
        """The numbers of events of some books."""
        known = dict(registry.books().values_list("code", "name"))
        return cls({code: known.get(code, "") for code in books})

    def words(self, book: str, seq: int) -> Text:
        """The number of one of the events, with its book where they are of several."""
        return _of_book(seq, "" if len(self.names) < 2 else self.names.get(book, ""))

    @property
    def keeper(self) -> Text | None:
        """Whose book all the numbers are of; None where they are of several."""
        names = list(self.names.values())
        if len(names) != 1 or not names[0]:
            return None
        return Text(f"số theo sổ của {names[0]}", f"numbers of the book of {names[0]}")


def labels_of(references: Iterable[tuple[str, int]], known_at: datetime | None) -> dict[tuple[str, int], Text]:
    """Events by their books and numbers, each by its type and number: beside a day, which is not said again."""
    asked = list(references)
    shown, numbers = _shown(asked, known_at), EventNumbers.among({book for book, _ in asked})
    found = {}
    for each in asked:
        number, event = numbers.words(*each), shown.get(each)
        found[each] = Text(f"{event.label.vi}, {number.vi}", f"{event.label.en}, {number.en}") if event else number
    return found


def events_cited(references: Iterable[tuple[str, int]], known_at: datetime | None) -> list[tuple[Text, str, int]]:
    """Events by their books and numbers, in words; only by their numbers those that are not shown to whoever asks."""
    asked = list(references)
    shown = _shown(asked, known_at)
    return [(event_words(shown[each]) if each in shown else number_in_book(*each), *each) for each in asked]


_REFERENCE: Final = re.compile(r"\b([a-z0-9][a-z0-9-]*)/([0-9]+)\b")


def with_events_in_words(text: str) -> Text:
    """A text with the events that it names by book and number told in words; what looks alike and names none stays."""
    books = set(books_by_id().values())
    references = [(book, int(seq)) for book, seq in _REFERENCE.findall(text) if book in books]
    words = {f"{book}/{seq}": said for said, book, seq in events_cited(references, None)}

    def told(lang: Lang) -> str:
        return _REFERENCE.sub(lambda each: words[each[0]].of(lang) if each[0] in words else each[0], text)

    return Text(told(Lang.VI), told(Lang.EN))


def _shown(references: Iterable[tuple[str, int]], known_at: datetime | None) -> dict[tuple[str, int], Stored]:
    books = {code: number for number, code in books_by_id().items()}
    ids = [row_id(books[book], seq) for book, seq in references if book in books]
    return {(event.book, event.seq): event for event in stored(ids, known_at)}
