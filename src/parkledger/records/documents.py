"""Documents: the decisions, certificates, reports and pages that events cite. The same one cited many times is one.

An index of all books is kept in memory and only added to, since what is recorded never changes; it is made anew when
other books are opened.
"""

import json
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from parkledger.catalogue.publicity import PublicKind, hiding
from parkledger.figures.current import current_figures
from parkledger.language import ParkError, fold, in_name_order
from parkledger.ledger.events import document_identity
from parkledger.ledger.models import SEQ_BITS, row_id
from parkledger.ledger.store.journal import stream
from parkledger.ledger.store.source import aware
from parkledger.ledger.store.statements import fetch
from parkledger.records.events import kind_of


class DocumentNotThere(ParkError):
    """No event known at the moment cites such a document."""

    code = "document_not_there"
    status = 404
    vi = "Không có văn bản «{document}» trong các sổ vào thời điểm này. Hãy tìm trong danh sách văn bản, hoặc bỏ ngày ghi nhận."
    en = "The books have no document “{document}” at this moment. Look for it in the list of documents, or leave out the “as known” date."


@dataclass
class CitedDocument:
    """One document, with the events that cite it, each with the moment from which it is known."""

    id: str
    fields: dict[str, str] = field(default_factory=dict)
    urls: dict[str, None] = field(default_factory=dict)
    cited: list[tuple[int, datetime]] = field(default_factory=list)
    of_dossiers: set[int] = field(default_factory=set)
    """Those of the events that are shown with dossiers."""
    said: list[tuple[datetime, dict[str, str]]] = field(default_factory=list)

    def cite(self, event: int, recorded: datetime, fields: dict[str, str]) -> None:
        """Take in that an event cites it; what an event says of it first stands, later ones may only add to it."""
        self.cited.append((event, recorded))
        if all(fields != known for _, known in self.said):
            self.said.append((recorded, fields))
        for key, value in fields.items():
            self.fields.setdefault(key, value)
        if fields.get("url"):
            self.urls[fields["url"]] = None

    def as_known(self, known_at: datetime | None) -> "CitedDocument":
        """The document as known at a moment: what was said of it until then."""
        if known_at is None or all(recorded <= known_at for recorded, _ in self.said):
            return self
        then = CitedDocument(self.id, cited=self.cited, of_dossiers=self.of_dossiers)
        for recorded, fields in self.said:
            if recorded <= known_at:
                then.fields = {**fields, **then.fields}
                then.urls |= {fields["url"]: None} if fields.get("url") else {}
        return then

    @property
    def issued_on(self) -> date | None:
        """When it was issued."""
        issued = self.fields.get("issued_on")
        return date.fromisoformat(issued) if issued else None

    @property
    def heading(self) -> str:
        """What it is called: number and title; the address or the hash where it has neither."""
        named = [self.fields[key] for key in ("number", "title") if self.fields.get(key)]
        return ", ".join(named) or self.fields.get("url") or self.fields.get("sha256") or self.id

    @property
    def search(self) -> str:
        """All that it can be found by, folded."""
        return fold(" ".join([*self.fields.values(), *self.urls]))

    def events(self, known_at: datetime | None) -> list[int]:
        """The ids of the events that cite it, as known at a moment."""
        hidden, dossiers_hidden = _hidden(), _hidden(PublicKind.DOSSIERS)
        return [
            event
            for event, recorded in self.cited
            if (known_at is None or recorded <= known_at)
            and event >> SEQ_BITS not in hidden
            and not (event in self.of_dossiers and event >> SEQ_BITS in dossiers_hidden)
        ]


def _hidden(kind: PublicKind = PublicKind.DOCUMENTS) -> set[int]:
    """The books of which documents, or another kind, are withheld from whoever asks."""
    codes = hiding(kind)
    return {mark.id for code, mark in current_figures().heads.items() if code in codes} if codes else set()


class DocumentIndex:
    """The documents of all books, up to each book's last event seen."""

    def __init__(self) -> None:
        self.documents: dict[str, CitedDocument] = {}
        self.files: dict[str, dict[tuple[int, bool], datetime]] = {}
        """By the hash of a file: since when an event of a book, or a dossier of it, cites it."""
        self.seen: dict[int, tuple[int, str]] = {}
        self._lock = threading.Lock()

    def follow(self, books: Mapping[int, tuple[int, str]]) -> None:
        """Take in what was recorded since; begin anew where the books are other ones."""
        with self._lock:
            if self.seen == books:
                return
            if not self._continued(books):
                self.documents, self.files, self.seen = {}, {}, {}
            for book, (last, digest) in books.items():
                self._add(book, self.seen.get(book, (0, ""))[0], last)
                self.seen[book] = (last, digest)

    def _continued(self, books: Mapping[int, tuple[int, str]]) -> bool:
        for book, (seq, digest) in self.seen.items():
            if book not in books:
                return False
            rows = fetch("SELECT hash FROM ledger_event WHERE id = %s", [row_id(book, seq)])
            if not rows or rows[0][0] != digest:
                return False
        return True

    def _add(self, book: int, since: int, until: int) -> None:
        sql = "SELECT id, type, document, recorded_at FROM ledger_event WHERE id > %s AND id <= %s AND document IS NOT NULL ORDER BY id"
        parsed: dict[str, tuple[str, dict[str, Any]]] = {}
        for event, kind, text, recorded in stream(sql, [row_id(book, since), row_id(book, until)]):
            if text not in parsed:
                fields = _fields(text)
                parsed[text] = (document_identity(fields), fields)
            number, fields = parsed[text]
            known = self.documents.setdefault(number, CitedDocument(number))
            known.cite(event, aware(recorded), fields)
            of_dossier = kind_of(kind) is PublicKind.DOSSIERS
            if of_dossier:
                known.of_dossiers.add(event)
            if file := fields.get("sha256"):
                cited = self.files.setdefault(file, {})
                by = (book, of_dossier)
                cited[by] = min(cited.get(by, aware(recorded)), aware(recorded))


def _fields(text: str) -> dict[str, str]:
    try:
        found = json.loads(text)
    except ValueError:
        return {"title": text}
    return {key: str(value) for key, value in found.items() if value} if isinstance(found, dict) else {"title": text}


_index = DocumentIndex()


def index() -> dict[str, CitedDocument]:
    """Every document of the books as they stand."""
    return _followed().documents


def cites_file(sha256: str, known_at: datetime | None) -> bool:
    """Whether an event known at a moment cites a file: then it is as public as the event."""
    cited, hidden, dossiers_hidden = _followed().files.get(sha256, {}), _hidden(), _hidden(PublicKind.DOSSIERS)
    return any(
        book not in hidden and not (of_dossier and book in dossiers_hidden) and (known_at is None or at <= known_at)
        for (book, of_dossier), at in cited.items()
    )


def _followed() -> DocumentIndex:
    _index.follow({mark.id: (mark.seq, mark.hash) for mark in current_figures().heads.values()})
    return _index


def document(number: str, known_at: datetime | None) -> CitedDocument:
    """A document that an event known at the moment cites."""
    found = index().get(number)
    if found is None or not found.events(known_at):
        raise DocumentNotThere(document=number)
    return found.as_known(known_at)


def listed(known_at: datetime | None, text: str = "", issuer: str = "") -> list[tuple[CitedDocument, int]]:
    """The documents known at a moment with how many events cite each; the latest first, those without a date last."""
    wanted = fold(text).split()
    found = [
        (each, len(events))
        for every in index().values()
        if (events := every.events(known_at))
        and (each := every.as_known(known_at))
        and all(word in each.search for word in wanted)
        and (not issuer or each.fields.get("issuer") == issuer)
    ]
    return sorted(found, key=lambda pair: (pair[0].issued_on or date.min, pair[0].heading), reverse=True)


def issuers(documents: Iterable[CitedDocument]) -> list[str]:
    """Who issued them, each once."""
    return in_name_order({each.fields["issuer"] for each in documents if each.fields.get("issuer")}, str)
