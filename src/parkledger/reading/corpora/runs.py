"""Reading a corpus: many files, or the pages of web archives, in several processes, into numbered files of JSON lines.

A line is one page: `{"name", "sha256", "page"}`, where `page` is `Page.as_json` and `sha256` that of the bytes read; or,
where a page could not be read, `{"errors": [{"code", "where", "vi", "en"}], "name"}`. A part file appears whole or not at
all, under a name that follows from what is in it: a run that was stopped, even killed, goes on where it was, and what
it leaves is the same as without the stop.
"""

import hashlib
import json
import multiprocessing
import os
import re
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from filelock import FileLock, Timeout

from parkledger.language import ParkError
from parkledger.reading.corpora.sources import CorpusBatch, CorpusEntry, SourceMissing, batches

MANIFEST: Final = "corpus.json"
_LOCK: Final = ".lock"
_PART: Final = re.compile(r"part-[0-9]{6}-[0-9a-f]{8}\.jsonl")
_SCRATCH: Final = re.compile(r"\.part-[0-9]{6}-[0-9a-f]{8}\.jsonl\.[0-9]+")
_ERROR_LINE: Final = '{"errors":'
_AHEAD: Final = 2
"""How many batches per process are handed out at a time; more would only hold memory."""


class OutputOfOthers(ParkError):
    """The output folder contains something else."""

    code = "output_of_others"
    vi = "Thư mục {folder} đã chứa dữ liệu khác ({holds}). Hãy chọn thư mục khác."
    en = "The folder {folder} already holds something else ({holds}). Choose another folder."


class OutputInUse(ParkError):
    """Another run is writing into the folder."""

    code = "output_in_use"
    vi = "Một lần chạy khác đang ghi vào {folder}. Hãy chờ lần chạy đó xong."
    en = "Another run is writing into {folder}. Wait until it is done."


class PageUnreadable(ParkError):
    """A page on which the reader itself failed; other pages are not affected."""

    code = "page_unreadable"
    vi = "Bộ đọc gặp lỗi ở trang này ({problem}). Hãy báo lại kèm trang này."
    en = "The reader failed on this page ({problem}). Please report it with the page."


@dataclass(frozen=True, slots=True)
class CorpusRun:
    """The result of a run: pages in the output, how many of them earlier runs had read, part files, and errors."""

    pages: int
    already: int
    parts: tuple[Path, ...]
    errors: tuple[dict[str, str], ...]


@dataclass(frozen=True, slots=True)
class _PartFile:
    file: str
    pages: int
    errors: tuple[dict[str, str], ...]


def read_many(
    sources: Path | Sequence[Path], out: Path, jobs: int = 1, progress: Callable[[int], None] | None = None
) -> CorpusRun:
    """Read every page of some folders, files and web archives into part files in the folder `out`.

    Run again it goes on: parts that are there are kept, those of files that have changed are written anew, and those
    of files that are gone are removed. `progress` is told how many pages are done since it was last told. With `jobs`
    above 1 as many processes read; a script that calls this then needs the usual `if __name__ == "__main__"`. Raises
    SourceMissing, OutputOfOthers and OutputInUse; what is wrong with a single page is in `CorpusRun.errors`.
    """
    given = [sources] if isinstance(sources, Path) else list(sources)
    for source in given:
        if not source.exists():
            raise SourceMissing(source=str(source))
    tell = progress or (lambda pages: None)  # noqa: ARG005 - a name says what is told
    out.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(out / _LOCK, timeout=0):
            _claim(out, given)
            return _run(given, out, jobs, tell)
    except Timeout:
        raise OutputInUse(folder=str(out)) from None


def _claim(out: Path, sources: Sequence[Path]) -> None:
    """Make sure that the folder is ours: parts may be removed from it later."""
    manifest = out / MANIFEST
    paths = "\n".join(sorted(str(source.resolve()) for source in sources))
    key = hashlib.sha256(paths.encode("utf-8", "surrogateescape")).hexdigest()
    names = sorted(source.resolve().name for source in sources)
    if manifest.exists():
        try:
            holds = json.loads(manifest.read_text(encoding="utf-8"))
        except ValueError:
            holds = None
        if not isinstance(holds, dict) or holds.get("key") != key:
            raise OutputOfOthers(folder=str(out), holds=MANIFEST)
        return
    others = sorted(path.name for path in out.iterdir() if not path.name.startswith("."))
    if others:
        raise OutputOfOthers(folder=str(out), holds=others[:3])
    _write(manifest, _json({"sources": names, "key": key}) + "\n", scratch=out / f".{MANIFEST}")


def _run(sources: Sequence[Path], out: Path, jobs: int, tell: Callable[[int], None]) -> CorpusRun:
    _sweep(out)
    wanted: list[str] = []
    before: list[_PartFile] = []
    parts: list[_PartFile] = []

    def lacking() -> Iterator[CorpusBatch]:
        for batch in batches(sources):
            wanted.append(batch.file)
            if (out / batch.file).exists():
                before.append(_looked_into(out / batch.file))
                tell(before[-1].pages + len(before[-1].errors))
            else:
                yield batch

    for part in _done(lacking(), out, jobs):
        parts.append(part)
        tell(part.pages + len(part.errors))
    for path in out.iterdir():
        if _PART.fullmatch(path.name) and path.name not in wanted:
            path.unlink()
    _sweep(out)  # a process that a killed run left behind may have begun a file since
    already = sum(part.pages for part in before)
    errors = [error for part in sorted((*before, *parts), key=lambda part: part.file) for error in part.errors]
    return CorpusRun(
        already + sum(part.pages for part in parts), already, tuple(out / file for file in wanted), tuple(errors)
    )


def _done(lacking: Iterator[CorpusBatch], out: Path, jobs: int) -> Iterator[_PartFile]:
    """Every batch read and written, in this process or in several, as they are done."""
    if jobs <= 1:
        for batch in lacking:
            yield _read_batch(batch, out)
        return
    while True:
        broken: list[CorpusBatch] = []
        with _pool(jobs) as pool:
            try:
                yield from _pooled(pool, lacking, out, jobs * _AHEAD, broken)
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        if not broken:
            return
        for batch in broken:
            yield _read_carefully(batch, out)


def _pooled(
    pool: ProcessPoolExecutor, lacking: Iterator[CorpusBatch], out: Path, most: int, broken: list[CorpusBatch]
) -> Iterator[_PartFile]:
    """Batches handed to the processes; where one of these dies, the batches under way are left in `broken`."""
    waiting: dict[Future[_PartFile], CorpusBatch] = {}
    while True:
        while len(waiting) < most and not broken and (batch := next(lacking, None)) is not None:
            try:
                waiting[pool.submit(_read_batch, batch, out)] = batch
            except BrokenProcessPool:
                broken.append(batch)
        if not waiting:
            return
        for future in wait(waiting, return_when=FIRST_COMPLETED).done:
            batch = waiting.pop(future)
            try:
                yield future.result()
            except BrokenProcessPool:
                broken.append(batch)


def _read_carefully(batch: CorpusBatch, out: Path) -> _PartFile:
    """A batch page by page in a process beside this one: the page that ends the process becomes an error."""
    lines: list[str] = []
    while len(lines) < len(batch.entries):
        with _pool(1) as pool:
            for entry in batch.entries[len(lines) :]:
                try:
                    lines.append(pool.submit(line_of, entry).result())
                except BrokenProcessPool:
                    lines.append(_error_line(entry.name, PageUnreadable(where=entry.name, problem="process")))
                    break
    return _written(batch, lines, out)


def _pool(jobs: int) -> ProcessPoolExecutor:
    # Started afresh rather than forked: a copy of this process would keep the folder's lock after we were killed.
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_as_worker)


def _as_worker() -> None:
    """A worker leaves stopping to its parent, and ends when that has ended in whatever way."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read_batch(batch: CorpusBatch, out: Path) -> _PartFile:
    return _written(batch, [line_of(entry) for entry in batch.entries], out)


def line_of(entry: CorpusEntry) -> str:
    """The JSON line of a page, or of the error that prevented reading it."""
    from parkledger.reading import read

    try:
        data = entry.content()
        line = {
            "name": entry.name,
            "sha256": hashlib.sha256(data).hexdigest(),
            "page": read(data, name=entry.hint).as_json(),
        }
        return _json(line)
    except ParkError as problem:
        return _error_line(entry.name, problem)
    except Exception as problem:  # noqa: BLE001 - whatever goes wrong with one page must not stop the others
        return _error_line(entry.name, PageUnreadable(where=entry.name, problem=type(problem).__name__))


def _error_line(name: str, problem: ParkError) -> str:
    return _json({"errors": [problem.as_json()], "name": name})


def _json(value: Any) -> str:
    line = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    # Half a surrogate pair cannot be written as UTF-8, only as an escape.
    return line if line.isprintable() or _is_utf8(line) else json.dumps(value, separators=(",", ":"))


def _sweep(out: Path) -> None:
    """Remove what killed runs left unfinished."""
    for path in out.iterdir():
        if _SCRATCH.fullmatch(path.name):
            path.unlink(missing_ok=True)


def _is_utf8(line: str) -> bool:
    try:
        line.encode()
    except UnicodeEncodeError:
        return False
    return True


def _written(batch: CorpusBatch, lines: Sequence[str], out: Path) -> _PartFile:
    path = out / batch.file
    _write(path, "".join(f"{line}\n" for line in lines), scratch=out / f".{batch.file}.{os.getpid()}")
    return _part(batch.file, lines)


def _looked_into(path: Path) -> _PartFile:
    with path.open(encoding="utf-8") as lines:
        return _part(path.name, lines)


def _part(file: str, lines: Iterable[str]) -> _PartFile:
    pages, errors = 0, []
    for line in lines:
        if line.startswith(_ERROR_LINE):
            errors += json.loads(line)["errors"]
        else:
            pages += 1
    return _PartFile(file, pages, tuple(errors))


def _write(path: Path, text: str, scratch: Path) -> None:
    """Write a file so that it is there whole or not at all, even after a power cut."""
    with scratch.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    scratch.replace(path)
