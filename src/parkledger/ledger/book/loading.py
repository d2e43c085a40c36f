"""Recording many events from a file: in whole batches, resumable, with the refused lines told and kept.

A line is either an event as people write it (`type` and its fields), or an event of an exported journal (`payload` and
`hash`), which is recorded as it was, at the time it was, and must come to the same hash.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

from django.db import connection

from parkledger.garbage import without_collections
from parkledger.language import ParkError, Text
from parkledger.ledger.book.recording import Recorded, Tip, Writer, build, is_superseded, tip_of, writing
from parkledger.ledger.book.typed_fields import typed_fields
from parkledger.ledger.errors import (
    FieldsRefused,
    JournalDiffers,
    JournalNeedsBook,
    JournalNotAlone,
    LineUnreadable,
    RecordedAhead,
)
from parkledger.ledger.events import EVENT_TYPES
from parkledger.ledger.events.corrections import Correction
from parkledger.ledger.store import tables as storage
from parkledger.ledger.store.registry import book_ref
from parkledger.ledger.store.source import DatabaseSource, known_lines, withdrawn_among, zone_from_code

BATCH = 2000
"""Events in a transaction: enough to share its cost, few enough to lose little when stopped."""


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One line of a file: its number, its text, and its digest among equal lines."""

    number: int
    text: str
    digest: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A line that was not recorded, and why."""

    line: JournalLine
    error: ParkError


@dataclass(slots=True)
class LoadReport:
    """What came of loading a file."""

    recorded: int = 0
    already: int = 0
    refused: list[Refusal] = field(default_factory=list)
    known: set[int] = field(default_factory=set)
    """The events of the lines that were there already."""
    untried: int = 0
    """The lines of a journal after one that was refused: none of them can follow."""
    withdrawn: list[int] = field(default_factory=list)
    """Those of them that were taken back since, so that the line stands in the book no more."""
    estimates: int = 0
    """Estimates that were taken back, as the reports recorded take their place."""
    superseding: int = 0
    """The reports that took the place of some."""
    events: list[int] = field(default_factory=list)
    """The numbers of the events recorded that could be withdrawn: without those that took estimates back."""

    def note_refused(self, line: "JournalLine", error: ParkError) -> None:
        """A line was refused; where the error names no place, the line is it."""
        error.where = error.where or f"dòng {line.number}"
        self.refused.append(Refusal(line, error.without_frames()))

    def note_recorded(self, writer: Writer, after: int, step: "Step | ParkError") -> None:
        """A line was recorded, with all that comes with it; an exported journal has each of that as a line of its own."""
        self.recorded += writer.tip.seq - after
        if isinstance(step, ExportedEvent):
            return
        pending = writer.pending(after)
        self.events += [seq for seq, event, _ in pending if not isinstance(event, Correction)]
        taken_back = sum(is_superseded(event) for _, event, _ in pending)
        self.estimates += taken_back
        self.superseding += taken_back > 0

    def superseded_words(self) -> Text | None:
        """What is to be said of estimates whose place was taken: each is an event more than the file has lines."""
        if not self.estimates:
            return None
        return Text(
            f"Trong đó {self.estimates} số ước đã ghi trước đây được thay bằng {self.superseding} báo cáo trong tệp; mỗi lần thay "
            "có thêm sự kiện hủy số ước, nên số sự kiện nhiều hơn số dòng.",
            f"Of these, {self.superseding} reports in the file took the place of {self.estimates} estimates recorded before; each "
            "brings an event that takes the estimate back, so there are more events than lines.",
        )

    def note_known(self, seq: int | None, step: "Step | ParkError") -> None:
        """A line was there already, as an event of the book; what an exported journal withdraws is told by the journal."""
        self.already += 1
        if seq is not None and not isinstance(step, ExportedEvent):
            self.known.add(seq)

    def untried_words(self) -> Text | None:
        """What is to be said of the lines of a journal that follow a refused one; None where there are none."""
        if not self.untried:
            return None
        return Text(
            f"Nhật ký là một chuỗi: {self.untried} dòng sau dòng bị từ chối chưa được nạp. "
            "Hãy khắc phục rồi nạp lại cả tệp; sổ ghi tiếp từ chỗ dừng.",
            f"A journal is a chain: {self.untried} lines after the refused one are not loaded. "
            "Correct that line and load the whole file again; loading resumes where it stopped.",
        )

    def withdrawn_words(self, book: str) -> Text | None:
        """What is to be said of the lines whose events were withdrawn; None where there are none."""
        if not self.withdrawn:
            return None
        count, shown = len(self.withdrawn), [f"{book}/{seq}" for seq in self.withdrawn[:MOST_NAMED]]
        named = ", ".join(shown) + (", …" if count > MOST_NAMED else "")
        return Text(
            f"Trong các dòng đã có từ trước, {count} dòng đã bị hủy sau khi ghi nên hiện không có trong sổ (sự kiện {named}). "
            "Muốn ghi lại, hãy thêm lời vào ô ghi chú của dòng (ví dụ: ghi lại) rồi nạp lại tệp.",
            f"Of the lines that were there already, {count} were withdrawn since and are not in force (events {named}). "
            "To record them again, add words to the note of the line (such as: recorded again) and load the file again.",
        )


MOST_NAMED = 20
"""Withdrawn events that are named one by one."""
Step = Callable[[Writer], Recorded | None]
Read = tuple[JournalLine, Step | ParkError]
"""A line with what recording it means, or why it cannot be read."""


class LoadOrigin:
    """How far a book is nothing but the journal that is being loaded: from nothing, or from the line that recorded its end.

    Only there may events have the moments at which they were recorded elsewhere. A book in which somebody has recorded
    stamps what is recorded after that itself, so that what was known at a moment stays what it was.
    """

    def __init__(self) -> None:
        self._tip: Tip | None = None
        self._is_broken = False
        """Whether a line of the journal was refused, so that none after it can follow."""

    def follow(self, writer: Writer, step: Step | ParkError, *, known: bool) -> None:
        """Look at a line that is about to be recorded, or that the book has recorded; refused where its moment is not wanted."""
        if writer.tip.seq == 0:
            self._tip = writer.tip
        if isinstance(step, ExportedEvent):
            if known and step.seq == writer.tip.seq:
                self._tip = writer.tip
            if not known and step.seq > writer.tip.seq and self._tip != writer.tip:
                raise JournalNotAlone(book=writer.book.code, last=str(writer.tip.seq))

    def leaves_out(self, step: Step | ParkError) -> bool:
        """Whether a line is the journal's and cannot follow, since one before it was refused."""
        return self._is_broken and isinstance(step, ExportedEvent)

    def note_refused(self, step: Step | ParkError) -> None:
        """A line was refused."""
        self._is_broken = self._is_broken or isinstance(step, ExportedEvent)

    def went_on(self, writer: Writer, step: Step | ParkError) -> None:
        """A line was recorded: where it is the journal's, the book goes as far as it."""
        if isinstance(step, ExportedEvent):
            self._tip = writer.tip


def load(book: str, lines: Iterable[str], *, by: str, progress: Callable[[int], None] = lambda _: None) -> LoadReport:
    """Record the lines of a file in a book, batch by batch; each batch is kept whole or not at all."""
    report = LoadReport()
    writer: Writer | None = None
    origin = LoadOrigin()
    batches = _batches(_numbered(lines))
    with ThreadPoolExecutor(max_workers=1) as reader:
        coming = Coming(batches, reader)
        while True:
            with without_collections():
                if not (batch := coming.batch()):
                    report.withdrawn = withdrawn_among(book_ref(book).id, report.known)
                    return report
                writer = _load_batch(book, batch, by, report, origin, after=writer, derived=coming.begin)
            progress(len(batch))


def load_read(book: str, batches: Iterable[list[Read]], *, by: str, report: LoadReport) -> None:
    """As `load`, for lines that somebody else has read: the rows of a workbook. What came of a batch stands in the report
    before the next one is asked for."""
    writer: Writer | None = None
    origin = LoadOrigin()
    for batch in batches:
        with without_collections():
            writer = _load_batch(book, batch, by, report, origin, after=writer, derived=lambda: None)
    report.withdrawn = withdrawn_among(book_ref(book).id, report.known)


class Coming:
    """The batch that comes next. It can be read while a server takes in the one before, which needs little of Python."""

    def __init__(self, batches: Iterator[list[JournalLine]], reader: ThreadPoolExecutor) -> None:
        self._batches = batches
        self._reader = reader
        self._begun: Future[list[Read]] | None = None

    def begin(self) -> None:
        """Begin to read, where the database is a server; elsewhere the database would only be kept waiting."""
        if self._begun is None and connection.vendor == "postgresql":
            self._begun = self._reader.submit(_read, next(self._batches, []))

    def batch(self) -> list[Read]:
        """The lines of the next batch as read; none at the end."""
        begun, self._begun = self._begun, None
        return begun.result() if begun else _read(next(self._batches, []))


def _read(batch: list[JournalLine]) -> list[Read]:
    return [(line, _step_or_refusal(line)) for line in batch]


def _step_or_refusal(line: JournalLine) -> Step | ParkError:
    try:
        return _step(line)
    except ParkError as error:
        return error


def _load_batch(
    book: str,
    batch: list[Read],
    by: str,
    report: LoadReport,
    origin: LoadOrigin,
    after: Writer | None,
    derived: Callable[[], None],
) -> Writer | None:
    """Record a batch in one transaction; returns the writer, whose knowledge the next batch goes on with.

    None where that knows only what was asked since a refusal. `derived` is told when only the database is to take it in.
    """
    with writing(book, by, bulk=True, after=after) as writer:
        known = known_lines(writer.book.id, [line.digest for line, _ in batch])
        kept: list[tuple[JournalLine, Step]] = []
        loaded: list[tuple[int, str, int]] = []
        for line, step in batch:
            seq, is_known = writer.tip.seq, line.digest in known
            if not is_known and origin.leaves_out(step):
                report.untried += 1
                continue
            try:
                origin.follow(writer, step, known=is_known)
                recorded = None if is_known else _carried_out(step, writer)
            except ParkError as error:
                report.note_refused(line, error)
                origin.note_refused(step)
                writer = _writer_before(writer, kept) if writer.unsettled or writer.tip.seq != seq else writer
                continue
            if recorded is None:
                report.note_known(known.get(line.digest), step)
            else:
                kept.append((line, cast("Step", step)))
                origin.went_on(writer, step)
                report.note_recorded(writer, seq, step)
                loaded.append((writer.book.id, line.digest, recorded.seq))
        derived()
        _write(writer, loaded)
    return writer if writer.bulk else None


def _write(writer: Writer, loaded: list[tuple[int, str, int]]) -> None:
    """Put what a batch recorded into the database, with the lines that it was read from."""
    writer.flush()
    storage.insert(storage.LINES, loaded)


def _carried_out(step: Step | ParkError, writer: Writer) -> Recorded | None:
    if isinstance(step, ParkError):
        raise step
    return step(writer)


def _writer_before(writer: Writer, kept: list[tuple[JournalLine, Step]]) -> Writer:
    """A writer as if the event just refused had never been tried: what was recorded before it is recorded anew.

    It looks up what it needs: to read the whole book at once for each line that is refused takes hours in a large one.
    """
    writer.abandon()
    fresh = Writer(writer.book, writer.by)
    for _, step in kept:
        step(fresh)
    fresh.flush()
    kept.clear()
    return fresh


def _step(line: JournalLine) -> Step:
    """What recording a line means."""
    try:
        given = json.loads(line.text)
    except (ValueError, RecursionError) as problem:
        raise LineUnreadable(problem=_NOT_JSON) from problem
    if not isinstance(given, dict) or not isinstance(given.get("type"), str):
        raise LineUnreadable(problem=Text("thiếu trường type", "the field type is missing"))
    if "payload" in given:
        return ExportedEvent(given)
    if "recorded_at" in given:
        raise FieldsRefused(type=given["type"], field="recorded_at", problem=MOMENT_OF_ITS_OWN)
    code = given.pop("type")
    event = build(code, typed_fields(code, given))
    return lambda writer: writer.record(event)


MOMENT_OF_ITS_OWN = Text(
    "sổ tự ghi thời điểm ghi nhận, hãy bỏ trường này; chỉ nhật ký đã xuất, nạp vào sổ trống, mới mang thời điểm của nó",
    "the book says when it recorded; leave the field out. Only an exported journal that is loaded into an empty book has moments",
)


def check_books(book: str, lines: Iterable[str]) -> None:
    """Refuse a journal that tells of a zone of another book which is not on record: half of it would be, and no more.

    It is to be asked before anything of it is loaded.
    """
    marks = [
        f'"{ref.book_field}"'
        for kind in EVENT_TYPES.values()
        for ref in kind.subject_fields().values()
        if ref.book_field
    ]
    last = tip_of(book_ref(book).id).seq
    for number, line in enumerate(lines, start=1):
        if '"payload"' in line and any(mark in line for mark in marks):
            for other, zone in _zones_elsewhere(line, last):
                if other != book and zone_from_code(f"{other}/{zone}") is None:
                    raise JournalNeedsBook(where=f"dòng {number}", book=book, other=other, zone=zone)


def _zones_elsewhere(line: str, last: int) -> Iterator[tuple[str, str]]:
    """The zones of other books that a journal's event after the last one recorded names, each after its book."""
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):  # it is refused in its turn
        return
    kind = EVENT_TYPES.get(str(given.get("type"))) if isinstance(given, dict) else None
    if (
        kind is None
        or not isinstance(given["payload"], dict)
        or not isinstance(given.get("seq"), int)
        or given["seq"] <= last
    ):
        return
    for name, ref in kind.subject_fields().items():
        other, zone = given["payload"].get(ref.book_field), given["payload"].get(name)
        if ref.book_field and isinstance(other, str) and isinstance(zone, str) and other:
            yield other, zone


class ExportedEvent:
    """An event of an exported journal, to be recorded as it was, at its own moment."""

    def __init__(self, entry: Mapping[str, Any]) -> None:
        self.entry = entry
        seq, digest = entry.get("seq"), entry.get("hash")
        if not isinstance(seq, int) or not isinstance(digest, str):
            raise LineUnreadable(problem=Text("thiếu seq hoặc hash", "seq or hash is missing"))
        self.seq, self.hash = seq, digest

    def __call__(self, writer: Writer) -> Recorded | None:
        """Record it; None where the book has it already."""
        if self.seq <= writer.tip.seq:
            found = DatabaseSource(writer.book.id).hash_of(self.seq)
            if found is not None and found != self.hash:
                raise self._differs(writer)
            return None
        at = _moment(self.entry.get("recorded_at"))
        if at > datetime.now(UTC):
            raise RecordedAhead(recorded=at.isoformat())
        writer.view.exported = True
        try:
            recorded = _replayed(writer, self.entry, at)
        except (KeyError, TypeError, ValueError) as problem:
            raise LineUnreadable(problem=f"{type(problem).__name__}: {problem}") from problem
        finally:
            writer.view.exported = False
        if self.hash != recorded.hash:
            raise self._differs(writer)
        return recorded

    def _differs(self, writer: Writer) -> JournalDiffers:
        return JournalDiffers(seq=str(self.seq), book=writer.book.code)


def _replayed(writer: Writer, entry: Mapping[str, Any], at: datetime) -> Recorded:
    writer.by = str(entry.get("recorded_by") or writer.by)
    payload = entry["payload"]
    if entry["type"] == Correction.code:
        return writer.reverse(
            int(payload["reverses"]), reason=payload["reason"], at=at, replaced=bool(payload.get("replaced"))
        )
    common = {name: entry.get(name) for name in ("effective_on", "document", "note", "demo")}
    event = build(entry["type"], {**payload, **common})
    if (replaces := entry.get("replaces")) is not None:
        return writer.replace(event, int(replaces), at=at)
    return writer.record(event, at=at)


def _numbered(lines: Iterable[str]) -> Iterator[JournalLine]:
    """The lines that hold something, numbered; equal lines are told apart by their count."""
    seen: Counter[bytes] = Counter()  # by short digests: the texts together are as large as the file
    for number, text in enumerate(lines, start=1):
        if text := text.strip():
            short = hashlib.blake2b(text.encode(), digest_size=16).digest()
            seen[short] += 1
            content = f"{seen[short]}\n{text}"
            yield JournalLine(number, text, hashlib.sha256(content.encode()).hexdigest())


def _batches(lines: Iterable[JournalLine]) -> Iterator[list[JournalLine]]:
    batch: list[JournalLine] = []
    for line in lines:
        batch.append(line)
        if len(batch) >= BATCH and not _opens_pair(line):
            yield batch
            batch = []
    if batch:
        yield batch


def _opens_pair(line: JournalLine) -> bool:
    """Whether the next line replaces what this one takes back, so that both belong in one transaction."""
    return '"replaced": true' in line.text or '"replaced":true' in line.text


_NOT_JSON = Text("không đọc được như JSON", "it cannot be read as JSON")
_NO_MOMENT = Text("không phải một thời điểm", "it is not a moment in time")


def _moment(value: object) -> datetime:
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError as problem:
        raise FieldsRefused(type="—", field="recorded_at", problem=_NO_MOMENT) from problem
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
