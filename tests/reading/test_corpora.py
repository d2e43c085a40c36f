"""Reading a corpus: every page once, in several processes, stopped and taken up again, from folders and archives."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from benchmarks.reading import article
from filelock import FileLock

from parkledger.cli.corpus import is_corpus
from parkledger.cli.output import SPEECH
from parkledger.cli.runner import run
from parkledger.language import Lang
from parkledger.reading import read
from parkledger.reading.corpora import runs, sources
from parkledger.reading.corpora.runs import OutputInUse, OutputOfOthers, read_many
from parkledger.reading.corpora.sources import CorpusBatch, CorpusEntry, SourceMissing, batches

RUN = """
import pathlib, sys
from parkledger.reading.corpora.runs import read_many
read_many(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), 2)
"""


def pages_in(folder: Path, count: int, first: int = 0) -> Path:
    """A folder of pages, some of them a level down."""
    for seed in range(first, first + count):
        path = folder / f"{seed % 3}" / f"p{seed:04}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article(seed), encoding="utf-8")
    return folder


def parts_of(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(out.glob("*.jsonl"))}


def lines_of(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for part in parts_of(out).values() for line in part.decode().splitlines()]


def hidden_in(out: Path) -> list[str]:
    return [path.name for path in out.iterdir() if path.name.startswith(".part")]


@pytest.fixture(autouse=True)
def plain_speech():
    """The command's language and form are settings of a run; each test begins without."""
    SPEECH.as_json, SPEECH.lang = False, Lang.VI
    yield
    SPEECH.as_json, SPEECH.lang = False, Lang.VI


@pytest.fixture
def small_parts(monkeypatch):
    monkeypatch.setattr(sources, "PAGES_A_PART", 4)


def test_every_page_is_read_once_in_order(tmp_path, small_parts):
    source = pages_in(tmp_path / "pages", 10)
    told: list[int] = []
    done = read_many(source, tmp_path / "out", progress=told.append)
    lines = lines_of(tmp_path / "out")
    names = [line["name"] for line in lines]
    assert names == sorted(path.relative_to(source).as_posix() for path in source.rglob("*.txt"))
    assert (done.pages, done.already, done.errors, sum(told)) == (10, 0, (), 10)
    assert [path.name for path in done.parts] == list(parts_of(tmp_path / "out"))
    one = (source / names[0]).read_bytes()
    assert lines[0]["page"] == json.loads(json.dumps(read(one, name=names[0]).as_json()))


@pytest.mark.parametrize("name", ["a.HTML", "b.htm", "c.md", "d.txt", "e.text", "ê phố.txt"])
def test_pages_are_known_by_their_suffix(tmp_path, name):
    (tmp_path / "pages").mkdir()
    for each in (name, "x.jpg", "x.txt.bak", "txt"):
        (tmp_path / "pages" / each).write_text("<p>Tỉnh có 29 KCN.</p>", encoding="utf-8")
    read_many(tmp_path / "pages", tmp_path / "out")
    assert [line["name"] for line in lines_of(tmp_path / "out")] == [name]


def test_several_processes_write_what_one_writes(tmp_path, small_parts):
    source = pages_in(tmp_path / "pages", 30)
    alone, together = tmp_path / "alone", tmp_path / "together"
    assert read_many(source, alone).pages == read_many(source, together, jobs=2).pages == 30
    assert parts_of(alone) == parts_of(together)
    assert len(parts_of(alone)) == 8


def test_a_second_run_reads_nothing_again(tmp_path, small_parts, monkeypatch):
    source = pages_in(tmp_path / "pages", 9)
    read_many(source, tmp_path / "out")
    before = parts_of(tmp_path / "out")
    monkeypatch.setattr(runs, "line_of", lambda entry: pytest.fail(f"{entry.name} read again"))
    told: list[int] = []
    done = read_many(source, tmp_path / "out", progress=told.append)
    assert (done.pages, done.already, sum(told)) == (9, 9, 9)
    assert parts_of(tmp_path / "out") == before


def test_changed_new_and_removed_pages_replace_their_parts(tmp_path, small_parts):
    source = pages_in(tmp_path / "pages", 12)
    out = tmp_path / "out"
    read_many(source, out)
    before = parts_of(out)
    (source / "2" / "p0011.txt").write_text("Tỉnh Hà Nam có 8 KCN.", encoding="utf-8")
    assert read_many(source, out).already == 8
    assert len(parts_of(out).keys() & before.keys()) == 2
    (source / "2" / "p0011.txt").unlink()
    (source / "2" / "p0099.txt").write_text(article(99), encoding="utf-8")
    assert read_many(source, out).pages == 12
    read_many(source, tmp_path / "afresh")
    assert parts_of(out) == parts_of(tmp_path / "afresh")


@pytest.mark.long
def test_killed_in_the_middle_and_run_again_it_leaves_the_same(tmp_path):
    source, out, whole = pages_in(tmp_path / "pages", 600), tmp_path / "out", tmp_path / "whole"
    command = [sys.executable, "-c", RUN, str(source), str(out)]
    with subprocess.Popen(command, start_new_session=True) as running:
        while not parts_of(out) and running.poll() is None:
            time.sleep(0.01)
        os.kill(running.pid, signal.SIGKILL)
        assert running.wait() == -signal.SIGKILL
    left = parts_of(out)
    assert 0 < len(left) < 6
    (out / ".part-000009-00000000.jsonl.1").write_text("half a li", encoding="utf-8")
    done = read_many(source, out, jobs=2)
    assert done.already >= 100 * len(left)
    assert read_many(source, whole).pages == done.pages == 600
    assert parts_of(out) == parts_of(whole)
    assert len({line["name"] for line in lines_of(out)}) == 600
    assert hidden_in(out) == []


def children_of(process: int) -> list[int]:
    found = Path(f"/proc/{process}/task/{process}/children")
    if not found.exists():
        pytest.skip("the processes of another process are read from /proc")
    return [int(each) for each in found.read_text(encoding="utf-8").split()]


def test_processes_end_when_the_one_that_started_them_was_killed(tmp_path):
    source = pages_in(tmp_path / "pages", 600)
    with subprocess.Popen([sys.executable, "-c", RUN, str(source), str(tmp_path / "out")]) as running:
        while not parts_of(tmp_path / "out") and running.poll() is None:
            time.sleep(0.01)
        workers = children_of(running.pid)
        os.kill(running.pid, signal.SIGKILL)
    until = time.monotonic() + 20
    while time.monotonic() < until and any(Path(f"/proc/{each}").exists() for each in workers):
        time.sleep(0.05)
    assert len(workers) >= 2
    assert [each for each in workers if Path(f"/proc/{each}").exists()] == []


def test_a_process_that_dies_loses_no_page(tmp_path, small_parts):
    """Killed from outside, once: its pages are read by another."""
    source = pages_in(tmp_path / "pages", 40)
    killed: list[int] = []

    def kill(pages: int) -> None:
        if not killed:
            killed.extend(children_of(os.getpid())[-1:])
            os.kill(killed[0], signal.SIGKILL)

    done = read_many(source, tmp_path / "out", jobs=2, progress=kill)
    assert killed
    assert (done.pages, done.errors) == (40, ())
    read_many(source, tmp_path / "afresh")
    assert parts_of(tmp_path / "out") == parts_of(tmp_path / "afresh")


class Deadly(CorpusEntry):
    """A page that ends the process that reads it."""

    def content(self) -> bytes:
        os._exit(1)


def test_a_page_that_ends_every_process_is_an_error_and_stops_no_other(tmp_path, monkeypatch):
    pages = [CorpusEntry(f"p{n}", data=article(n).encode()) for n in range(4)]
    pages[1:1] = [Deadly("deadly")]
    found = [CorpusBatch(1, "0" * 8, tuple(pages)), CorpusBatch(2, "1" * 8, (CorpusEntry("last", data=b"x"),))]
    monkeypatch.setattr(runs, "batches", lambda sources: iter(found))
    done = read_many(pages_in(tmp_path / "pages", 1), tmp_path / "out", jobs=2)
    assert (done.pages, [(error["where"], error["code"]) for error in done.errors]) == (
        5,
        [("deadly", "page_unreadable")],
    )
    assert [line["name"] for line in lines_of(tmp_path / "out")] == ["p0", "deadly", "p1", "p2", "p3", "last"]


def test_what_is_wrong_with_one_page_is_said_and_stops_no_other(tmp_path, monkeypatch):
    source = pages_in(tmp_path / "pages", 3)
    (source / "gone.txt").symlink_to(source / "nowhere.txt")
    (source / "large.txt").write_bytes(b"x" * 5_001)
    (source / "damaged.pdf").write_bytes(b"%PDF-1.7 and nothing more")
    monkeypatch.setattr(sources, "MOST_BYTES", 5_000)
    done = read_many(source, tmp_path / "out")
    assert [(error["where"], error["code"]) for error in done.errors] == [("large.txt", "source_too_large")]
    assert done.pages == 4
    again = read_many(source, tmp_path / "out")
    assert (again.errors, again.already) == (done.errors, 4)


def test_a_page_on_which_the_reader_fails_is_reported_by_name(tmp_path, monkeypatch):
    source = pages_in(tmp_path / "pages", 2)

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("parkledger.reading.read", fail)
    done = read_many(source, tmp_path / "out")
    assert {error["code"] for error in done.errors} == {"page_unreadable"}
    assert [error["where"] for error in done.errors] == ["0/p0000.txt", "1/p0001.txt"]


def test_a_file_that_vanishes_or_may_not_be_read_is_an_error_of_its_own(tmp_path):
    source = pages_in(tmp_path / "pages", 2)
    batch = next(batches([source]))
    (source / "0" / "p0000.txt").unlink()
    assert [json.loads(runs.line_of(entry)).keys() for entry in batch.entries] == [
        {"errors", "name"},
        {"name", "sha256", "page"},
    ]


def test_the_folder_of_another_corpus_or_of_anything_else_is_left_alone(tmp_path):
    one, other = pages_in(tmp_path / "one", 1), pages_in(tmp_path / "other", 1)
    read_many(one, tmp_path / "out")
    before = parts_of(tmp_path / "out")
    with pytest.raises(OutputOfOthers):
        read_many(other, tmp_path / "out")
    with pytest.raises(OutputOfOthers):
        read_many(one, other)
    assert parts_of(tmp_path / "out") == before
    assert len(list(other.rglob("*.txt"))) == 1


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"key": 1}'])
def test_a_manifest_that_is_not_ours_protects_its_folder(tmp_path, text):
    source = pages_in(tmp_path / "pages", 1)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / runs.MANIFEST).write_text(text, encoding="utf-8")
    with pytest.raises(OutputOfOthers):
        read_many(source, tmp_path / "out")


def test_two_runs_do_not_write_into_one_folder(tmp_path):
    source = pages_in(tmp_path / "pages", 1)
    (tmp_path / "out").mkdir()
    with FileLock(tmp_path / "out" / ".lock"), pytest.raises(OutputInUse):
        read_many(source, tmp_path / "out")
    assert read_many(source, tmp_path / "out").pages == 1


def test_a_source_that_is_not_there_is_named(tmp_path):
    with pytest.raises(SourceMissing, match=r"nowhere"):
        read_many(tmp_path / "nowhere", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_page_given_twice_is_read_once(tmp_path):
    source = pages_in(tmp_path / "pages", 6)
    done = read_many([source, source / "1", source / "1" / "p0001.txt"], tmp_path / "out")
    assert done.pages == 6


# Archives

HTML = "Content-Type: text/html; charset=utf-8"
PAGE = "<html><title>{n}</title><body><p>Tỉnh Hà Nam có {n} khu công nghiệp, thu hút {n} dự án.</p></body></html>"


def record(kind: str, address: str, content: bytes) -> bytes:
    """A record as the standard has it (ISO 28500)."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{uuid4()}>\r\nWARC-Date: 2023-08-22T01:00:00Z\r\n"
    )
    head += f"WARC-Target-URI: {address}\r\nContent-Type: application/http\r\nContent-Length: {len(content)}\r\n\r\n"
    return head.encode() + content + b"\r\n\r\n"


def archive(path: Path, answers: list[tuple[str, str, str, bytes]], *, packed: bool = True) -> Path:
    """A web archive with answers of a server: address, status, headers, content."""
    records = [record("warcinfo", "", b"software: tests\r\n")]
    for address, status, headers, content in answers:
        records.append(record("request", address, b"GET / HTTP/1.1\r\n\r\n"))
        records.append(record("response", address, f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() + content))
    path.write_bytes(b"".join(gzip.compress(one) if packed else one for one in records))
    return path


def answers(count: int) -> list[tuple[str, str, str, bytes]]:
    return [(f"https://example.vn/{n}", "200 OK", HTML, PAGE.format(n=n).encode()) for n in range(count)]


@pytest.mark.parametrize(("name", "packed"), [("a.warc", False), ("a.warc.gz", True)])
def test_the_pages_of_an_archive_are_read(tmp_path, small_parts, name, packed):
    path = archive(tmp_path / name, answers(10), packed=packed)
    done = read_many(path, tmp_path / "out", jobs=2)
    lines = lines_of(tmp_path / "out")
    assert (done.pages, done.errors, len(done.parts)) == (10, (), 3)
    assert [line["name"] for line in lines] == [f"https://example.vn/{n}" for n in range(10)]
    assert [line["page"]["quantities"][0]["value"] for line in lines] == list(range(10))


@pytest.mark.parametrize(
    ("status", "kind", "read_count"),
    [
        ("200 OK", "text/html", 1), ("200 OK", "TEXT/HTML;charset=x", 1), ("200 OK", "text/plain", 1), ("200 OK", "", 1),
        ("404 Not Found", "text/html", 0), ("301 Moved", "text/html", 0), ("200 OK", "image/png", 0), ("200 OK", "text/css", 0),
    ],
)  # fmt: skip
def test_only_answers_that_are_pages_are_read(tmp_path, status, kind, read_count):
    path = archive(
        tmp_path / "a.warc.gz", [("https://example.vn/", status, f"Content-Type: {kind}", PAGE.format(n=1).encode())]
    )
    assert read_many(path, tmp_path / "out").pages == read_count


def test_answers_in_chunks_are_put_together(tmp_path):
    content = PAGE.format(n=5).encode()
    chunked = b"".join(f"{len(one):x}\r\n".encode() + one + b"\r\n" for one in (content[:9], content[9:], b""))
    archive(tmp_path / "a.warc", [("https://example.vn/", "200 OK", HTML + "\r\nTransfer-Encoding: chunked", chunked)])
    read_many(tmp_path / "a.warc", tmp_path / "out")
    assert lines_of(tmp_path / "out")[0]["sha256"] == sha256(content).hexdigest()


def test_packed_answers_are_unpacked(tmp_path):
    content = gzip.compress(PAGE.format(n=7).encode())
    path = archive(
        tmp_path / "a.warc.gz", [("https://example.vn/", "200 OK", HTML + "\r\nContent-Encoding: gzip", content)]
    )
    read_many(path, tmp_path / "out")
    assert lines_of(tmp_path / "out")[0]["page"]["title"] == "7"


def test_an_archive_beside_pages_is_read_after_them(tmp_path):
    source = pages_in(tmp_path / "pages", 2)
    archive(source / "a.warc.gz", answers(2))
    read_many(source, tmp_path / "out")
    assert [line["name"][-5:] for line in lines_of(tmp_path / "out")] == ["0.txt", "1.txt", ".vn/0", ".vn/1"]


@pytest.mark.parametrize("content", [b"", b"\x1f\x8b\x08 not gzip", b"no archive", b"WARC/1.0\r\n\r\n"])
def test_a_damaged_archive_never_raises(tmp_path, content):
    source = pages_in(tmp_path / "pages", 2)
    (source / "a.warc.gz").write_bytes(content)
    done = read_many(source, tmp_path / "out")
    assert done.pages == 2
    assert {error["where"] for error in done.errors} <= {"a.warc.gz"}


def test_an_archive_gives_what_stands_before_the_damage(tmp_path):
    path = archive(tmp_path / "a.warc.gz", answers(5))
    path.write_bytes(path.read_bytes() + b"\x1f\x8b\x08\x00garbage follows" * 3)
    done = read_many(path, tmp_path / "out")
    assert done.pages == 5
    assert [(error["where"], error["code"]) for error in done.errors] == [("a.warc.gz", "source_unreadable")]


def test_an_archive_is_taken_up_where_it_was_left(tmp_path, small_parts):
    path = archive(tmp_path / "a.warc.gz", answers(10))
    read_many(path, tmp_path / "out")
    before = parts_of(tmp_path / "out")
    (tmp_path / "out" / list(before)[1]).unlink()
    done = read_many(path, tmp_path / "out")
    assert (done.pages, done.already) == (10, 6)
    assert parts_of(tmp_path / "out") == before


# The command


@pytest.mark.parametrize(
    ("lang", "words"), [("vi", "Đã đọc 3 trang (0 trang có từ trước)"), ("en", "Read 3 pages (0 were")]
)
def test_the_command_says_what_came_of_it(tmp_path, capsys, lang, words):
    source = pages_in(tmp_path / "pages", 3)
    assert run(["read-many", str(source), "--jobs", "1", "--out", str(tmp_path / "out"), "--lang", lang]) == 0
    assert words in capsys.readouterr().out


def test_the_command_answers_in_json_and_names_what_could_not_be_read(tmp_path, capsys, monkeypatch):
    source = pages_in(tmp_path / "pages", 2)
    (source / "a.warc.gz").write_bytes(b"no archive at all")
    monkeypatch.chdir(tmp_path)
    assert run(["read-many", str(source), "--jobs", "1", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert {key: told[key] for key in ("pages", "already", "parts", "folder")} == {
        "pages": 2, "already": 0, "parts": 2, "folder": "pages.read",
    }  # fmt: skip
    assert [sorted(error) for error in told["errors"]] == [["code", "en", "vi", "where"]]
    assert (tmp_path / "pages.read" / runs.MANIFEST).exists()


def test_the_command_refuses_a_folder_that_holds_something_else(tmp_path, capsys):
    source = pages_in(tmp_path / "pages", 1)
    assert run(["read-many", str(source), "--out", str(source), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["errors"][0]["code"] == "output_of_others"


@pytest.mark.parametrize(("name", "many"), [("a.warc", True), ("A.WARC.GZ", True), ("a.html", False), ("folder", True)])
def test_what_is_many_pages_is_known(tmp_path, name, many):
    (tmp_path / "folder").mkdir()
    assert is_corpus(tmp_path / name) is many
