"""The tables of events, of what one event posts, and of the documents that events cite."""

from collections.abc import Callable, Sequence
from typing import Final

from parkledger.language import Lang, Text, format_date, format_number
from parkledger.ledger.events import document_identity
from parkledger.places import get
from parkledger.records.cells import BOOK, INDICATOR_CODE, PLACE_CODE, document_cell
from parkledger.records.dates import Dates
from parkledger.records.documents import CitedDocument
from parkledger.records.event_details import Posted
from parkledger.records.event_names import EventNumbers, number_words
from parkledger.records.event_text import Refs, about, in_words
from parkledger.records.events import Stored
from parkledger.records.links import reach
from parkledger.tables import Cell, Column, ColumnPlace, ColumnType, Link, Row, Table

UNDER, FILE = ColumnPlace.UNDER, ColumnPlace.FILE
LABEL: Final = "label"
EVENTS: Final = (
    BOOK,
    Column("event", Text("Sự kiện", "Event")),
    Column("on", Text("Ngày", "Date"), ColumnType.DATE),
    Column("type", Text("Mã loại", "Type code"), ColumnType.CODE, place=FILE),
    Column(LABEL, Text("Nội dung", "What it says"), strong=True),
    Column("about", Text("Về", "About"), place=UNDER, under=LABEL, inline=True, css="plain about"),
    Column("told", Text("Chi tiết", "Details"), place=UNDER, under=LABEL, inline=True, css="plain told"),
    Column("book.name", Text("Sổ của", "Book of"), place=UNDER, under=LABEL, lang="vi"),
    Column("reverses", Text("Đính chính sự kiện", "Takes back event"), place=UNDER, under=LABEL, css="tag"),
    Column("reversed_by", Text("Bị đính chính bởi", "Taken back by"), place=UNDER, under=LABEL, css="tag by"),
    Column("replaced_by", Text("Thay bằng", "Replaced by"), place=UNDER, under=LABEL, css="tag by"),
    Column("document", Text("Văn bản", "Document")),
    Column("recorded_at", Text("Ghi sổ lúc", "Recorded at"), ColumnType.MOMENT),
)
Files = Callable[[str | None], str]
"""The link to the file of a document by its SHA-256, where it is kept."""


def events_table(
    events: Sequence[Stored], refs: Refs, dates: Dates, lang: Lang, *, caption: Text, files: Files
) -> Table:
    """Events, each with what it says, the document it cites and what corrected it."""
    numbers = EventNumbers.among({event.book for event in events})
    rows = [_event_row(event, numbers, refs, dates, lang, files) for event in events]
    title = Text("Sự kiện", "Events")
    said = "; ".join(part.of(lang) for part in (caption, numbers.keeper) if part)
    return Table("event-list", title, EVENTS, rows, lang, caption=said, css="events")


def _event_row(event: Stored, numbers: EventNumbers, refs: Refs, dates: Dates, lang: Lang, files: Files) -> Row:
    def numbered(seq: int | None, words: Text) -> Cell:
        """Another event of the same book."""
        address = reach("event", event.book, seq, dates=dates) if seq is not None else ""
        value = None if seq is None else f"{event.book}/{seq}"
        return Cell(
            value, text=f"{words.of(lang)} {number_words(seq).of(lang)}" if seq is not None else "", address=address
        )

    named, told, of_book = about(event, refs), in_words(event, refs, lang), Text("sổ của", "book of")
    back = event.reverses
    return Row(
        {
            "book": event.book,
            "event": Cell(
                event.ref,
                text=number_words(event.seq),
                address=reach("event", event.book, event.seq, dates=dates),
            ),
            "on": event.effective_on,
            "type": event.type,
            LABEL: Cell(event.label, demo=event.demo),
            "about": Cell(named[0], address=named[1]) if named else None,
            "told": Cell(told or None, text=f"— {told}" if told else ""),
            "book.name": Cell(
                keeper := numbers.names[event.book],
                text=f"{of_book.of(lang)} {keeper}",
                silent=numbers.keeper is not None,
            ),
            "reverses": numbered(back, Text("đính chính sự kiện", "takes back event")),
            "reversed_by": numbered(event.reversed_by, Text("đã bị đính chính bởi", "taken back by")),
            "replaced_by": numbered(event.replaced_by, Text("thay bằng", "replaced by")),
            "document": _cited(event, dates, files),
            "recorded_at": event.recorded_at,
        },
        css="taken-back" if event.reversed_by else "",
    )


def _cited(event: Stored, dates: Dates, files: Files) -> Cell:
    """The document of an event, with its page and its file."""
    document = event.document
    if not document:
        return Cell(css="nothing")
    named = [document[key] for key in ("number", "title") if document.get(key)]
    heading = ", ".join(named) or document.get("url") or document.get("sha256") or "…"
    address = reach("document", document_identity(document), dates=dates)
    return Cell(heading, address=address, lang="vi", controls=f" {files(document.get('sha256'))}")


POSTINGS: Final = (
    INDICATOR_CODE,
    Column("measure", Text("Đại lượng", "Measure")),
    Column("narrowed", Text("Trong đó", "Of which"), place=UNDER, under="measure"),
    Column("amount", Text("Thay đổi", "Change"), ColumnType.FIGURE),
    Column("written", Text("Thay đổi, viết ra", "Change, as written"), place=FILE),
    Column("level", Text("Đứng ở mức", "Stands at"), ColumnType.FIGURE),
    Column("subject", Text("Khu, cụm; dự án", "Zone; project")),
    PLACE_CODE,
    Column("place", Text("Địa bàn", "Place")),
    Column("since", Text("Từ ngày; kỳ", "From; period"), ColumnType.DATE),
    Column("until", Text("Đến ngày", "To"), ColumnType.DATE, place=FILE),
    Column("role", Text("Tính chất", "Nature")),
)


OF_EVENT: Final = Text("Bút toán của sự kiện", "Postings of the event")
CAPTION: Final = Text(
    "Những thay đổi mà sự kiện ghi vào sổ; mọi số liệu là tổng các dòng như thế này.",
    "What the event changes in the book; every figure is a sum of such lines.",
)


def postings_table(postings: Sequence[Posted], dates: Dates, lang: Lang, *, title: Text = OF_EVENT) -> Table:
    """What an event changes in its book: its postings; or what events would change, by their `title`."""
    rows = []
    for posted in postings:
        named = [each for each in (posted.zone, posted.project) if each is not None]
        since = posted.period_start or posted.effective_on
        period = [format_date(day, lang) for day in (posted.period_start, posted.period_end) if day is not None]
        measure = Cell(posted.measure, address=reach("indicator", posted.code, dates=dates) if posted.has_page else "")
        rows.append(
            Row(
                {
                    "indicator.code": posted.code,
                    "measure": measure,
                    "narrowed": Cell(links=[Link(each.of(lang)) for each in posted.narrowed]),
                    "amount": Cell(posted.exact, posted.unit, posted.amount),
                    "written": posted.amount,
                    "level": Cell(posted.exact_level, posted.unit, posted.level or ""),
                    "subject": Cell(links=[Link(name.of(lang), address) for name, address in named]),
                    "place.code": posted.place,
                    "place": Cell(get(posted.place).text, address=reach("place", posted.place, dates=dates)),
                    "since": Cell(since, text=" – ".join(period) if posted.period_start else ""),
                    "until": posted.period_end if posted.period_start else None,
                    "role": posted.role,
                }
            )
        )
    caption = CAPTION.of(lang) if title is OF_EVENT else ""
    return Table("postings", title, POSTINGS, rows, lang, caption=caption)


DOCUMENTS: Final = (
    Column("document.code", Text("Mã văn bản", "Document code"), ColumnType.CODE, place=FILE),
    Column("heading", Text("Số, tên", "Number, title"), lang="vi"),
    Column("number", Text("Số", "Number"), place=FILE),
    Column("issuer", Text("Nơi ban hành", "Issued by"), lang="vi"),
    Column("issued_on", Text("Ngày", "Date"), ColumnType.DATE),
    Column("events", Text("Sự kiện dẫn ra", "Events citing it"), ColumnType.INTEGER),
)


def documents_table(found: Sequence[tuple[CitedDocument, int]], count: int, dates: Dates, lang: Lang) -> Table:
    """Documents with how many events cite each."""
    rows = [
        Row(
            {
                "document.code": document.id,
                "heading": document_cell(document.heading, reach("document", document.id, dates=dates)),
                "number": document.fields.get("number"),
                "issuer": document.fields.get("issuer") or None,
                "issued_on": document.issued_on,
                "events": events,
            }
        )
        for document, events in found
    ]
    said = Text("văn bản, mới nhất trước", "documents, the latest first")
    caption = f"{format_number(count, lang)} {said.of(lang)}"
    return Table("documents", Text("Văn bản", "Documents"), DOCUMENTS, rows, lang, caption=caption, css="stacked")
