"""Verifying a book: the chain is recomputed, postings, subjects and files are derived again, and all is compared with what is stored.

Checks run to the end: one broken event hides no other.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection

from parkledger.language import ParkError, quoted
from parkledger.ledger.book.hashing import CHAINED, GENESIS, chain
from parkledger.ledger.book.names import MemoryNames
from parkledger.ledger.book.postings import PostingRow
from parkledger.ledger.book.recording import numbered
from parkledger.ledger.book.register import Register
from parkledger.ledger.book.view import View
from parkledger.ledger.events import EVENT_TYPES, Event
from parkledger.ledger.events.corrections import Correction
from parkledger.ledger.models import SEQ_BITS, row_id
from parkledger.ledger.store import tables as storage
from parkledger.ledger.store.guards import missing_guards
from parkledger.ledger.store.registry import BookRef
from parkledger.ledger.store.scans import DATES, RowsByEvent, described_rows, exact_entries
from parkledger.ledger.store.source import DatabaseSource, aware
from parkledger.ledger.store.statements import fetch
from parkledger.ledger.store.tables import StoredTable


class ChainBroken(ParkError):
    """An event's hash is not that of the event and the hash before it."""

    code = "chain_broken"
    vi = "Sự kiện {event}: nội dung không khớp chuỗi băm; đã bị sửa sau khi ghi. Hãy khôi phục từ bản sao lưu hoặc nhật ký đã xuất."
    en = "Event {event} does not match the hash chain; it was changed after recording. Restore it from a backup or an exported journal."


class EventMissing(ParkError):
    """A number is missing in the sequence."""

    code = "event_missing"
    vi = "Sự kiện {event} không còn trong sổ. Hãy khôi phục từ bản sao lưu hoặc nhật ký đã xuất."
    en = "Event {event} is missing from the book. Restore it from a backup or an exported journal."


class EventUnreadable(ParkError):
    """An event's stored content is not an event."""

    code = "event_unreadable"
    vi = "Sự kiện {event}: không đọc được nội dung ({problem}). Hãy khôi phục từ bản sao lưu hoặc nhật ký đã xuất."
    en = "Event {event} cannot be read ({problem}). Restore it from a backup or an exported journal."


class PostingsDiffer(ParkError):
    """The stored postings are not those that follow from the event."""

    code = "postings_differ"
    vi = "Sự kiện {event}: bút toán dòng {lines} không khớp với sự kiện. Hãy khôi phục từ bản sao lưu."
    en = "Event {event}: the postings of lines {lines} do not follow from the event. Restore them from a backup."


class PostingsOrphaned(ParkError):
    """There are postings of an event that is not there."""

    code = "postings_orphaned"
    vi = "Có bút toán của sự kiện {event} mà sổ không có sự kiện đó. Hãy khôi phục từ bản sao lưu."
    en = "There are postings of event {event}, which is not in the book. Restore it from a backup."


class SubjectsDiffer(ParkError):
    """The table of subjects does not say of an event what the event is about."""

    code = "subjects_differ"
    vi = "Sự kiện {event}: bảng đối tượng thiếu {missing}, thừa {extra} so với sự kiện. Hãy khôi phục từ bản sao lưu."
    en = "Event {event}: the table of subjects lacks {missing} and has {extra} too many. Restore it from a backup."


class SubjectsOrphaned(ParkError):
    """The table of subjects has rows of an event that is not there."""

    code = "subjects_orphaned"
    vi = "Bảng đối tượng có dòng của sự kiện {event} mà sổ không có sự kiện đó. Hãy khôi phục từ bản sao lưu."
    en = "The table of subjects has rows of event {event}, which is not in the book. Restore it from a backup."


class FilesDiffer(ParkError):
    """The table of files does not have an event where it belongs, or has it elsewhere."""

    code = "files_differ"
    vi = "Sự kiện {event}: bảng tra cứu thiếu {missing} dòng, thừa {extra} dòng so với sự kiện. Hãy khôi phục từ bản sao lưu."
    en = "Event {event}: the table of look-ups lacks {missing} rows and has {extra} too many. Restore it from a backup."


class FilesOrphaned(ParkError):
    """The table of files has rows of an event that is not there."""

    code = "files_orphaned"
    vi = "Bảng tra cứu có dòng của sự kiện {event} mà sổ không có sự kiện đó. Hãy khôi phục từ bản sao lưu."
    en = "The table of look-ups has rows of event {event}, which is not in the book. Restore it from a backup."


class EndMissing(ParkError):
    """The book ends before an event that was seen in it."""

    code = "end_missing"
    vi = "Sổ {book} kết thúc ở sự kiện {last}, nhưng đã từng có sự kiện {seen}. Nếu không do khôi phục bản sao lưu, hãy tìm phần bị mất."
    en = "Book {book} ends at event {last}, but event {seen} was seen in it. Unless a backup was restored, look for what was lost."


class DescriptionDiffers(ParkError):
    """A zone's or project's row is not what the events say."""

    code = "description_differs"
    vi = "{what} «{name}» trong bảng không khớp với các sự kiện. Hãy chạy `parkledger verify --rebuild`."
    en = "The row of {what} “{name}” is not what the events say. Run `parkledger verify --rebuild`."


class GuardsMissing(ParkError):
    """Triggers that keep the journal from being changed are missing or off."""

    code = "guards_missing"
    vi = "Thiếu khóa chống sửa, xóa trong cơ sở dữ liệu: {names}. Ai đó đã gỡ; hãy đối chiếu với bản sao lưu rồi tạo lại."
    en = "Triggers that keep the journal from being changed are missing or off: {names}. Compare with a backup, then put them back."


class TableUnreadable(ParkError):
    """A table is too damaged to be read to its end."""

    code = "table_unreadable"
    vi = "Không đọc hết được bảng {tables}: {problem}. Hãy khôi phục từ bản sao lưu."
    en = "The table {tables} cannot be read to its end: {problem}. Restore it from a backup."


class DatabaseDamaged(ParkError):
    """The database file itself is damaged."""

    code = "database_damaged"
    vi = "Tệp cơ sở dữ liệu bị hỏng: {problem}. Hãy khôi phục từ bản sao lưu."
    en = "The database file is damaged: {problem}. Restore it from a backup."


@dataclass(slots=True)
class Replay:
    """A book built up again from its journal, with the problems met on the way."""

    book: BookRef
    view: View
    problems: list[ParkError]
    events: int = 0
    postings: int = 0
    last: int = 0
    head: str = GENESIS


def verify(book: BookRef, progress: Callable[[int], None] = lambda _: None) -> Replay:
    """Replay a book and compare everything stored with what follows from its events.

    Whatever is damaged is named among the problems, by its event or its table; nothing of it ends the verification.
    """
    register = Register()
    replay = Replay(book, View(book, register, MemoryNames(register)), [])
    with _any_bytes_read():
        replay.problems += _readable(_database_problems)
        replay.problems += _readable(_guard_problems)
        replay.problems += _readable(
            lambda: _journal_problems(replay, progress),
            storage.EVENTS,
            storage.POSTINGS,
            storage.SUBJECTS,
            storage.FILED,
        )
        replay.problems += _readable(lambda: _description_problems(replay), storage.ZONES, storage.PROJECTS)
    return replay


def _readable(check: Callable[[], Iterable[ParkError]], *tables: StoredTable) -> Iterator[ParkError]:
    """What a check finds; where the tables it reads are too damaged for it to go on, that."""
    try:
        yield from check()
    except Exception as problem:  # noqa: BLE001 - damage can make anything fail, and every failure is damage to be named
        named = [table.name for table in tables] or ["—"]
        yield TableUnreadable(tables=named, problem=f"{type(problem).__name__}: {problem}"[:200])


@contextmanager
def _any_bytes_read() -> Iterator[None]:
    """On SQLite, let damaged text be read with replacement characters, so that it is named and not tripped over."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    raw = connection.connection
    before, raw.text_factory = raw.text_factory, lambda stored: stored.decode("utf-8", "replace")
    try:
        yield
    finally:
        raw.text_factory = before


def _journal_problems(replay: Replay, progress: Callable[[int], None]) -> Iterator[ParkError]:
    """The events one after another, each with its postings and what it is about; problems of events go to the replay."""
    book = replay.book
    events = exact_entries(book.id)
    postings = RowsByEvent(book.id, storage.POSTINGS, "line, id")
    subjects = RowsByEvent(book.id, storage.SUBJECTS, "kind, key")
    files = RowsByEvent(book.id, storage.FILED, "file")
    previous: tuple[str, ...] = (GENESIS,)
    expected_seq = 1
    for found in events:
        if not isinstance(found["seq"], int):
            yield EventUnreadable(event=_ref(replay, found), problem="seq")
            continue
        if found["seq"] > expected_seq:
            missing = range(expected_seq, found["seq"])
            replay.problems += [EventMissing(event=f"{book.code}/{seq}") for seq in missing]
            previous = ()  # nothing is left to hold the next event's hash against
        expected_seq = found["seq"] + 1
        previous = (found["hash"], _check_chain(replay, found, previous))
        event = _check_postings(replay, found, postings.of(found["seq"]))
        about, filed = subjects.of(found["seq"]), files.of(found["seq"])
        if event is not None:
            _check_subjects(replay, found, event, about)
            _check_files(replay, found, event, filed)
        replay.events += 1
        replay.last, replay.head = found["seq"], found["hash"]
        progress(1)
    yield from (PostingsOrphaned(event=f"{book.code}/{seq}") for seq in postings.orphans())
    yield from (SubjectsOrphaned(event=f"{book.code}/{seq}") for seq in subjects.orphans())
    yield from (FilesOrphaned(event=f"{book.code}/{seq}") for seq in files.orphans())


def rebuild(replay: Replay) -> None:
    """Write the zones and projects anew as a replay found them."""
    register, book_id = replay.view.register, replay.book.id
    own_zones = [zone for zone in register.zones.values() if zone.id >> SEQ_BITS == book_id]
    storage.upsert(storage.ZONES, (storage.zone_values(book_id, zone) for zone in own_zones))
    projects = register.projects.values()
    storage.upsert(storage.PROJECTS, (storage.project_values(book_id, project) for project in projects))
    for table, kept in ((storage.ZONES, {zone.id for zone in own_zones}), (storage.PROJECTS, set(register.projects))):
        storage.delete(table, sorted({row[0] for row in described_rows(table, book_id)} - kept))


def _check_chain(replay: Replay, found: dict[str, Any], previous: tuple[str, ...]) -> str:
    """Compare an event's hash; a broken one before it is not held against it. Returns the hash computed.

    `previous` are the hash stored and the hash computed of the event before; empty where that event is missing.
    """
    fields = {name: found[name] for name in CHAINED}
    try:
        digests = [chain(before, fields) for before in dict.fromkeys(previous)] or [found["hash"]]
    except Exception:  # noqa: BLE001 - values of any type may stand where the damage is
        digests = [""]
    if found["hash"] not in digests or not found["exact"] or found["id"] != row_id(replay.book.id, found["seq"]):
        replay.problems.append(ChainBroken(event=_ref(replay, found)))
    return digests[-1]


def _check_postings(replay: Replay, found: dict[str, Any], stored: list[tuple[Any, ...]]) -> Event | None:
    """Derive an event's postings again and compare them with those stored; returns the event, None where it cannot be read."""
    ref = _ref(replay, found)
    replay.postings += len(stored)
    event = None
    try:
        event = _revived(found)
        stamp = storage.Stamp(row_id(replay.book.id, found["seq"]), aware(found["recorded_at"]), found["demo"])
        rows = _derive(replay, found, event)
    except Exception as problem:  # noqa: BLE001 - values of any type may stand where the damage is
        replay.problems.append(EventUnreadable(event=ref, problem=quoted(problem)))
        return event
    derived = [storage.posting_values(stamp, row) for row in rows]
    wrong = [str(n) for n, (left, right) in enumerate(zip(derived, stored, strict=False)) if not _same(left, right)]
    wrong += [str(n) for n in range(min(len(derived), len(stored)), max(len(derived), len(stored)))]
    if wrong:
        replay.problems.append(PostingsDiffer(event=ref, lines=wrong))
    return event


def _check_subjects(replay: Replay, found: dict[str, Any], event: Event, stored: list[tuple[Any, ...]]) -> None:
    """Derive again what an event is about and compare it with the table; what cannot be read is named already."""
    try:
        if found["reverses"] is not None:
            event = _revived(next(exact_entries(replay.book.id, found["reverses"])))
        derived = {row[1:] for row in storage.subject_values(0, event.subjects())}
    except Exception:  # noqa: BLE001 - values of any type may stand where the damage is
        return
    kept = {row[1:] for row in stored}
    if derived != kept:
        missing, extra = (
            [f"{kind} «{key}»" for kind, key in sorted(rows, key=repr)] or ["—"]
            for rows in (derived - kept, kept - derived)
        )
        replay.problems.append(SubjectsDiffer(event=_ref(replay, found), missing=missing, extra=extra))


def _check_files(replay: Replay, found: dict[str, Any], event: Event, stored: list[tuple[Any, ...]]) -> None:
    """Derive again what an event is filed under and compare it with the table; what cannot be read is named already."""
    try:
        derived = {number for _, number in storage.filed_values(0, event)}
    except Exception:  # noqa: BLE001 - values of any type may stand where the damage is
        return
    kept = {row[1] for row in stored}
    if derived != kept:
        missing, extra = str(len(derived - kept)), str(len(kept - derived))
        replay.problems.append(FilesDiffer(event=_ref(replay, found), missing=missing, extra=extra))


def _derive(replay: Replay, found: dict[str, Any], event: Event) -> list[PostingRow]:
    view, seq = replay.view, found["seq"]
    register = view.register
    register.bind_at(aware(found["recorded_at"]))
    if isinstance(event, Correction):
        reversed_event = _revived(next(exact_entries(replay.book.id, event.reverses)))
        rows = reversed_event.revert(
            view, event.reverses, _stored_rows(replay.book.id, event.reverses), replaced=event.replaced
        )
        view.names.forget(event.reverses, reversed_event, register.changed_zones, register.changed_projects)  # type: ignore[attr-defined]
    else:
        view.replacing = found["replaces"]
        if view.replacing is not None:
            view.names.note_replacement(seq, view.replacing)
        rows = event.apply(view, seq)
        view.replacing = None
        view.names.note(seq, event, event.key(), rows, register.changed_zones, register.changed_projects)  # type: ignore[attr-defined]
    register.changed_zones, register.changed_projects = set(), set()
    return numbered(rows)


def _revived(found: dict[str, Any]) -> Event:
    return EVENT_TYPES[found["type"]].model_validate(
        {**found["payload"], **{name: found[name] for name in ("effective_on", "document", "note", "demo")}}
    )


def _stored_rows(book_id: int, seq: int) -> list[PostingRow]:
    return DatabaseSource(book_id).rows_of(seq)


def _same(derived: tuple[Any, ...], stored: tuple[Any, ...]) -> bool:
    return all(map(_equal, storage.POSTING_COLUMNS, derived, stored))


def _equal(column: str, derived: Any, stored: Any) -> bool:
    """Whether a stored value is the derived one; dates are compared as text, so that an impossible one is only unequal."""
    if column == "recorded_at":
        try:
            return aware(derived) == aware(stored)
        except ValueError:
            return False
    if column in DATES and stored is not None:
        return str(derived) == str(stored)
    return bool(derived == stored)


def _description_problems(replay: Replay) -> Iterator[ParkError]:
    register, book_id = replay.view.register, replay.book.id
    zones = {z.id: storage.zone_values(book_id, z) for z in register.zones.values() if z.id >> SEQ_BITS == book_id}
    projects = {p.id: storage.project_values(book_id, p) for p in register.projects.values()}
    yield from _compare("khu, cụm", storage.ZONES, zones, book_id)
    yield from _compare("dự án", storage.PROJECTS, projects, book_id)


def _compare(what: str, table: StoredTable, expected: dict[int, tuple[Any, ...]], book_id: int) -> Iterator[ParkError]:
    stored = {row[0]: row for row in described_rows(table, book_id)}
    for row in sorted(stored.keys() | expected.keys()):
        if stored.get(row) != expected.get(row):
            name = (expected.get(row) or stored[row])[2]
            yield DescriptionDiffers(what=what, name=str(name))


def _database_problems() -> Iterator[ParkError]:
    if connection.vendor == "sqlite":
        for (problem,) in fetch("PRAGMA integrity_check"):
            if problem != "ok":
                yield DatabaseDamaged(problem=problem)


def _guard_problems() -> Iterator[ParkError]:
    if names := missing_guards():
        yield GuardsMissing(names=names)


def _ref(replay: Replay, found: dict[str, Any]) -> str:
    return f"{replay.book.code}/{found['seq']}"
