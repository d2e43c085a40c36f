"""What a corpus is made of: files in folders and records of web archives (WARC), in batches that are always the same.

A batch becomes one part file. Its key follows from what is in it (names, sizes, times of change), so that a later run
knows which parts are still those of the corpus.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import count
from pathlib import Path
from typing import Any, Final

from parkledger.language import ParkError, reason

PAGE_SUFFIXES: Final = frozenset({".txt", ".text", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".md", ".markdown"})
ARCHIVE_SUFFIXES: Final = (".warc", ".warc.gz")
PAGES_A_PART: Final = 100
BYTES_A_PART: Final = 32 * 2**20
MOST_BYTES: Final = 64 * 2**20
"""No page of an office is larger; what is, is something else under a page's name."""

_HINTS: Final = {
    "": "page",
    "text/html": "page.html",
    "application/xhtml+xml": "page.html",
    "text/plain": "page.txt",
    "text/markdown": "page.md",
    "application/pdf": "page.pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "page.docx",
}
"""Which content types are pages, and the file name by which each is read."""

_RECORD_TYPES: Final = ("response", "resource", "conversion")
_FOUND: Final = "200"


class SourceUnreadable(ParkError):
    """A file or archive that could not be opened or taken apart."""

    code = "source_unreadable"
    vi = "Không mở được: {problem}. Hãy kiểm tra tệp rồi chạy lại."
    en = "It could not be opened: {problem}. Check the file and run again."


class SourceTooLarge(ParkError):
    """A file too large to be a page."""

    code = "source_too_large"
    vi = "Dài hơn {most} byte nên không được đọc như một trang. Hãy tách nhỏ tệp."
    en = "It is longer than {most} bytes and was not read as a page. Split the file."


class SourceMissing(ParkError):
    """A folder, file or archive that is not there."""

    code = "source_missing"
    vi = "Không có tệp hay thư mục «{source}»."
    en = "There is no file or folder “{source}”."


@dataclass(frozen=True, slots=True)
class CorpusEntry:
    """A page to be read: a file by its path, the bytes of a record, or why there is nothing to read."""

    name: str
    path: Path | None = None
    data: bytes = b""
    hint: str = ""
    problem: ParkError | None = None

    def content(self) -> bytes:
        """The bytes of the page. Raises SourceUnreadable and SourceTooLarge."""
        if self.problem is not None:
            raise self.problem
        if self.path is None:
            return self.data
        try:
            with self.path.open("rb") as stream:
                data = stream.read(MOST_BYTES + 1)
        except OSError as problem:
            raise SourceUnreadable(where=self.name, problem=reason(problem)) from None
        if len(data) > MOST_BYTES:
            raise SourceTooLarge(where=self.name, most=MOST_BYTES)
        return data


@dataclass(frozen=True, slots=True)
class CorpusBatch:
    """The pages of one part file; its name is made of the batch's number and key."""

    number: int
    key: str
    entries: tuple[CorpusEntry, ...]

    @property
    def file(self) -> str:
        """The name of its part file."""
        return f"part-{self.number:06d}-{self.key}.jsonl"


def batches(sources: Sequence[Path]) -> Iterator[CorpusBatch]:
    """The corpus in batches, the same whenever its files are the same. Raises SourceMissing."""
    numbers = count(1)
    files, archives = files_of(sources)
    for group in _grouped(files):
        key = _key(f"{name} {_stamp(path)}" for name, path in group)
        yield CorpusBatch(
            next(numbers), key, tuple(CorpusEntry(name, path=path, hint=path.name) for name, path in group)
        )
    for name, path in archives:
        stamp = _stamp(path)
        for ordinal, entries in enumerate(_parted(records(name, path))):
            yield CorpusBatch(next(numbers), _key([name, stamp, str(ordinal)]), entries)


def count_pages(sources: Sequence[Path]) -> int | None:
    """How many pages the corpus has; None where an archive would have to be read through to know."""
    files, archives = files_of(sources)
    return None if archives else len(files)


def files_of(sources: Iterable[Path]) -> tuple[list[tuple[str, Path]], list[tuple[str, Path]]]:
    """The page files and the archives of some folders and files, each with its name, sorted by it, none twice."""
    found: dict[Path, str] = {}
    given = list(sources)
    for source in given:
        if not source.exists():
            raise SourceMissing(source=str(source))
        above = f"{source.name}/" if len(given) > 1 and source.is_dir() else ""
        paths = source.rglob("*") if source.is_dir() else [source]
        for path in paths:
            if path.is_file() and (path == source or _is_page(path) or _is_archive(path)):
                name = path.name if path == source else above + path.relative_to(source).as_posix()
                found.setdefault(path.resolve(), name)
    named = sorted((name, path) for path, name in found.items())
    return [one for one in named if not _is_archive(one[1])], [one for one in named if _is_archive(one[1])]


def records(name: str, path: Path) -> Iterator[CorpusEntry]:
    """The pages of an archive: what a server answered (or what was kept as a resource or as text) of a page's type.

    An archive that is damaged gives what stands before the damage, and then its problem under its own name.
    """
    from warcio.archiveiterator import ArchiveIterator

    try:
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream):
                hint = _hint(record)
                if hint is not None:
                    yield _entry(record, hint)
    except Exception as problem:  # noqa: BLE001 - a damaged archive may fail anywhere inside the library
        yield CorpusEntry(name, problem=SourceUnreadable(where=name, problem=f"{type(problem).__name__}: {problem}"))


def _hint(record: Any) -> str | None:
    """The file name by which a record is read; None where it holds no page."""
    if record.rec_type not in _RECORD_TYPES:
        return None
    headers = record.http_headers if record.rec_type == "response" else record.rec_headers
    if headers is None or (record.rec_type == "response" and headers.get_statuscode() != _FOUND):
        return None
    kind = (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    return _HINTS.get(kind)


def _entry(record: Any, hint: str) -> CorpusEntry:
    name = record.rec_headers.get_header("WARC-Target-URI") or record.rec_headers.get_header("WARC-Record-ID") or ""
    try:
        data = record.content_stream().read(MOST_BYTES + 1)
    except Exception as problem:  # noqa: BLE001 - a content encoding may be broken in any way
        return CorpusEntry(name, problem=SourceUnreadable(where=name, problem=f"{type(problem).__name__}: {problem}"))
    if len(data) > MOST_BYTES:
        return CorpusEntry(name, problem=SourceTooLarge(where=name, most=MOST_BYTES))
    return CorpusEntry(name, data=data, hint=hint)


def _grouped(files: Sequence[tuple[str, Path]]) -> Iterator[list[tuple[str, Path]]]:
    for start in range(0, len(files), PAGES_A_PART):
        yield list(files[start : start + PAGES_A_PART])


def _parted(entries: Iterable[CorpusEntry]) -> Iterator[tuple[CorpusEntry, ...]]:
    """Records by so many, or by so many bytes: they are held in memory until their part is written."""
    held: list[CorpusEntry] = []
    size = 0
    for entry in entries:
        held.append(entry)
        size += len(entry.data)
        if len(held) >= PAGES_A_PART or size >= BYTES_A_PART:
            yield tuple(held)
            held, size = [], 0
    if held:
        yield tuple(held)


def _is_page(path: Path) -> bool:
    return path.suffix.lower() in PAGE_SUFFIXES


def _is_archive(path: Path) -> bool:
    return path.name.lower().endswith(ARCHIVE_SUFFIXES)


def _stamp(path: Path) -> str:
    try:
        state = path.stat()
    except OSError:  # removed meanwhile: reading it will say so
        return "missing"
    return f"{state.st_size} {state.st_mtime_ns}"


def _key(facts: Iterable[str]) -> str:
    """A short hash of what a part depends on: its pages, and the version that reads them."""
    text = "\n".join([version("parkledger"), *facts])
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:8]
