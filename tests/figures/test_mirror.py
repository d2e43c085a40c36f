"""The mirror: appended to, compacted, rebuilt where missing or damaged, never half-written, never counted twice."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.db import connection

from parkledger.figures.engine.engine import Engine
from parkledger.figures.mirror import files, filling, rollups
from parkledger.figures.mirror.files import MANIFEST, Mirror
from parkledger.figures.mirror.filling import refresh
from tests.figures.books import BAC_KAN, COUNTRY, PARK, Scribe, ask, figures_of, question, value

ON = "2023-12-31"
FLIPS = int(os.environ.get("PARKLEDGER_FLIPS", "0"))
"""Bits flipped in files of the mirror, of each kind as many; two of each kind where it is not set."""


def leased(home: Path) -> Fraction | None:
    return value(home, "land.leased", ON, COUNTRY)


@pytest.fixture
def bg(sqlite_database: str, home: Path) -> Scribe:
    scribe = Scribe()
    scribe.zone("Mot", industrial_m2=500)
    return scribe


def lease(scribe: Scribe, hectares: int = 1) -> int:
    return scribe("land_leased", effective_on="2020-01-01", zone="kcn-mot", area_m2=f"{hectares} ha")


def segments(home: Path) -> list[Path]:
    manifest = Mirror(home / "mirror").manifest()
    assert manifest is not None
    return [home / "mirror" / segment.file for segment in manifest.segments]


def rows_on_disk(home: Path) -> int:
    return sum(pq.read_metadata(path).num_rows for path in segments(home))


def test_an_answer_right_after_an_event_includes_it(bg, home):
    for count in range(1, 6):
        lease(bg)
        assert leased(home) == count
    assert len(segments(home)) == 5


def test_a_refresh_without_news_writes_nothing(bg, home):
    lease(bg)
    first = refresh(home / "mirror")
    before = {path: path.stat().st_mtime_ns for path in (home / "mirror").iterdir()}
    assert refresh(home / "mirror") == first
    assert {path: path.stat().st_mtime_ns for path in (home / "mirror").iterdir()} == before


def test_many_segments_become_one_with_the_same_sum(bg, home):
    for _ in range(filling.COMPACT_SEGMENTS + 1):
        lease(bg)
        assert refresh(home / "mirror")
    assert leased(home) == filling.COMPACT_SEGMENTS + 1
    assert len(segments(home)) == 1
    lease(bg)
    refresh(home / "mirror")
    lease(bg)
    refresh(home / "mirror")
    files = {path.name for path in (home / "mirror").glob("*.parquet*")}
    assert len(files) < filling.COMPACT_SEGMENTS, "what was compacted is removed once no reader can be at it"


def test_an_open_engine_goes_on_while_the_mirror_is_compacted(bg, home):
    for _ in range(filling.COMPACT_SEGMENTS):
        lease(bg)
        refresh(home / "mirror")
    opened = figures_of(home)
    asked = question("land.leased", ON, COUNTRY)
    before = opened.answer([asked])[0].value
    lease(bg)
    refresh(home / "mirror")
    assert len(segments(home)) == 1
    assert opened.answer([asked])[0].value == before
    opened.close()


def remove_manifest(folder: Path) -> None:
    (folder / MANIFEST).unlink()


def break_manifest(folder: Path) -> None:
    whole = (folder / MANIFEST).read_text(encoding="utf-8")
    (folder / MANIFEST).write_text(whole[: len(whole) // 2], encoding="utf-8")


def remove_segment(folder: Path) -> None:
    sorted(folder.glob("postings-*.parquet"))[0].unlink()


def cut_segment(folder: Path) -> None:
    path = sorted(folder.glob("postings-*.parquet"))[0]
    path.write_bytes(path.read_bytes()[:-100])


def spoil_segment(folder: Path) -> None:
    path = sorted(folder.glob("postings-*.parquet"))[0]
    path.write_bytes(b"x" * path.stat().st_size)


def empty_cells(folder: Path) -> None:
    next(iter(folder.glob("cells-*.parquet"))).write_bytes(b"")


def remove_zones(folder: Path) -> None:
    next(iter(folder.glob("zones-*.parquet"))).unlink()


def remove_all(folder: Path) -> None:
    shutil.rmtree(folder)


def older_version(folder: Path) -> None:
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    (folder / MANIFEST).write_text(json.dumps({**manifest, "version": 0}), encoding="utf-8")


DAMAGE = (
    remove_manifest, break_manifest, remove_segment, cut_segment, spoil_segment, empty_cells, remove_zones, remove_all,
    older_version,
)  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("news", [False, True], ids=["no news", "with news"])
def test_what_is_lost_or_damaged_is_rebuilt(bg, home, damage, news):
    lease(bg, 3)
    refresh(home / "mirror")
    lease(bg, 4)
    assert leased(home) == 7
    damage(home / "mirror")
    if news:
        lease(bg, 5)
    assert leased(home) == 7 + 5 * news
    assert rows_on_disk(home) == refresh(home / "mirror").rows


def test_a_book_restored_to_an_older_state_is_mirrored_anew(bg: Scribe, home: Path) -> None:
    lease(bg, 3)
    saved = home / "saved.sqlite3"
    connection.close()
    shutil.copy(home / "ledger.sqlite3", saved)
    lease(bg, 4)
    assert leased(home) == 7
    connection.close()
    for path in home.glob("ledger.sqlite3*"):
        path.unlink()
    shutil.copy(saved, home / "ledger.sqlite3")
    assert leased(home) == 3
    lease(bg, 9)
    assert leased(home) == 12
    assert rows_on_disk(home) == refresh(home / "mirror").rows


def test_a_book_that_went_another_way_is_mirrored_anew(bg, home):
    test_a_book_restored_to_an_older_state_is_mirrored_anew(bg, home)
    lease(bg, 1)
    assert leased(home) == 13


def test_several_books_are_mirrored_each_up_to_its_end(bg, home):
    bk = Scribe("bk", BAC_KAN)
    lease(bg, 3)
    bk.zone("Mot", industrial_m2=50)
    assert leased(home) == 3
    lease(bk, 2)
    lease(bg, 1)
    assert leased(home) == 6
    assert value(home, "land.leased", ON, BAC_KAN) == 2


def test_a_refresh_that_waited_for_another_counts_nothing_twice(bg, home, monkeypatch):
    """While one process waits for its turn, another mirrors an event that the first had not seen yet."""
    lease(bg, 3)
    refresh(home / "mirror")
    lease(bg, 4)
    waiting = Mirror.writing

    @contextmanager
    def after_another(mirror):
        monkeypatch.setattr(Mirror, "writing", waiting)
        lease(bg, 5)
        refresh(home / "mirror")
        with waiting(mirror):
            yield

    monkeypatch.setattr(Mirror, "writing", after_another)
    refresh(home / "mirror")
    assert leased(home) == 12
    assert leased(home) == 12


REFRESH = (
    "import sys; from pathlib import Path; import django; django.setup()\n"
    "from parkledger.figures.mirror.filling import refresh\n"
    "print('ready', flush=True)\n"
    "for _ in range(int(sys.argv[2])): refresh(Path(sys.argv[1]), rebuild=len(sys.argv) > 3)\n"
)


def refreshing(home: Path, *arguments: str) -> subprocess.Popen[str]:
    """Another process that refreshes the mirror of the same books."""
    command = [sys.executable, "-c", REFRESH, str(home / "mirror"), *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_processes_refreshing_at_once(bg, home):
    others = [refreshing(home, "40") for _ in range(2)]
    for other in others:
        assert other.stdout is not None
        assert other.stdout.readline() == "ready\n"
    for _ in range(15):
        lease(bg)
        refresh(home / "mirror")
    for other in others:
        other.communicate(timeout=60)
        assert other.returncode == 0
    assert leased(home) == 15
    assert rows_on_disk(home) == refresh(home / "mirror").rows


@pytest.mark.parametrize("after", [0.0, 0.01, 0.03, 0.07, 0.15])
def test_killed_while_refreshing_it_is_never_half_written(bg, home, after):
    for _ in range(5):
        lease(bg)
    assert leased(home) == 5
    other = refreshing(home, "1000", "rebuild")
    assert other.stdout is not None
    assert other.stdout.readline() == "ready\n"
    time.sleep(after)
    other.send_signal(signal.SIGKILL)
    other.wait(timeout=20)
    other.stdout.close()
    assert leased(home) == 5
    lease(bg)
    assert leased(home) == 6


def test_an_open_engine_goes_on_with_what_it_opened(bg, home):
    lease(bg, 3)
    figures = figures_of(home)
    asked = [question("land.leased", ON, COUNTRY)]
    assert figures.answer(asked)[0].value == 3
    lease(bg, 4)
    refresh(home / "mirror")
    assert figures.answer(asked)[0].value == 3
    figures.close()


def test_the_same_on_postgresql(postgresql_database, home):
    bg = Scribe()
    zone = bg.zone("Mot", industrial_m2=100, service_m2=25)
    bg("land_leased", effective_on="2020-01-01", zone=zone, area_m2="30 ha")
    wrong = bg("land_leased", effective_on="2021-01-01", zone=zone, area_m2="20 ha", use="service", at="2023-05-01")
    assert leased(home) == 50
    bg.correct(
        wrong, "land_leased", effective_on="2021-01-01", zone=zone, area_m2="15 ha", use="service", at="2023-06-01"
    )
    assert leased(home) == 45
    assert value(home, "land.leased", ON, known_at="2023-05-31T17:00:00") == 50
    found = ask(home, "occupancy.park_since_decree_35", ON, kind=PARK)
    assert found.value == 36
    figures = figures_of(home)
    assert figures.events(found)[::-1] == [bg.id(seq) for seq in range(2, 7)]
    figures.close()


class Counting:
    """A database that counts the rows which are taken out of it."""

    def __init__(self, database):
        self.database, self.taken = database, 0

    def execute(self, *given):
        self.found = self.database.execute(*given)
        return self

    def fetchall(self):
        rows = self.found.fetchall()
        self.taken += len(rows)
        return rows


def test_a_part_of_the_events_behind_a_figure_is_all_that_is_read(sqlite_database, home):
    bg = Scribe()
    zone = bg.zone("Mot", industrial_m2=10_000)
    for day in range(1, 29):
        for month in range(1, 6):
            bg("land_leased", effective_on=f"2020-{month:02}-{day:02}", zone=zone, area_m2=f"{month} ha")
    figures = figures_of(home)
    (found,) = figures.answer([question("occupancy", ON, COUNTRY, kind=PARK)])
    whole = figures.events(found)[::-1]
    assert len(whole) == 141
    figures._engine.cube.database = counting = Counting(figures._engine.cube.database)
    events = figures.events(found)
    assert (len(events), events[50:60]) == (141, whole[::-1][50:60])
    assert counting.taken == 11  # their number and ten of them
    assert (events[0], events[-1], events[140:150], events[7:3], events[::-1]) == (
        whole[-1], whole[0], whole[:1], [], whole,
    )  # fmt: skip
    with pytest.raises(IndexError):
        events[141]
    figures._engine.cube.database = counting.database
    moment = {"known_at": "2023-01-01T00:12:00"}  # the book's rate, the zone and ten leases were recorded by then
    (early,) = figures.answer([question("occupancy", ON, COUNTRY, kind=PARK, **moment)])
    assert (len(figures.events(early)), figures.events(early)[:50]) == (11, whole[10::-1])
    figures.close()


def test_the_events_behind_a_figure_of_nothing_are_none(sqlite_database, home):
    Scribe().zone("Mot", industrial_m2=10_000)
    figures = figures_of(home)
    (found,) = figures.answer([question("labour.workers", ON, COUNTRY, kind=PARK)])
    assert (len(figures.events(found)), figures.events(found)[:50], list(figures.events(found))) == (0, [], [])
    figures.close()


def test_what_is_held_in_memory_is_held_on_after_an_event_and_not_mistaken_after_a_rebuild(bg, home):
    def opened(after: Engine | None) -> Engine:
        return Engine(home / "mirror", refresh(home / "mirror"), threads=1, after=after)

    lease(bg)
    asked = question("land.leased", ON, COUNTRY)
    engine = opened(None)
    assert [engine.answer([asked])[0].value for _ in range(3)] == [1, 1, 1]
    held = dict(engine.cube.store.held)
    assert held, "what was asked for more than twice is not held"
    lease(bg)
    engine = opened(engine)
    assert engine.answer([asked])[0].value == 2
    assert held.items() <= engine.cube.store.held.items(), "an event made all be read again"
    lease(bg)
    Mirror(home / "mirror").remove()
    engine = opened(engine)
    assert [engine.answer([asked])[0].value for _ in range(3)] == [3, 3, 3], "files of the same names are other files"


def test_compaction_takes_more_memory_where_little_does_not_do(bg, home, monkeypatch):
    for _ in range(3):
        lease(bg)
    refresh(home / "mirror")
    monkeypatch.setattr(rollups, "MEMORY", "1MB")
    manifest = refresh(home / "mirror", rebuild=True)
    assert manifest.segments[0].standing
    assert manifest.rows > 0


def flipped(path: Path, at: int, bit: int) -> None:
    """Flip one bit of a file and leave everything else of it as it was, its time of change included."""
    stat, content = path.stat(), bytearray(path.read_bytes())
    content[at] ^= 1 << bit
    path.write_bytes(content)
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def in_force(home: Path) -> list[str]:
    """The files of the mirror in force."""
    manifest = Mirror(home / "mirror").manifest()
    assert manifest is not None
    return [MANIFEST, *sorted(manifest.files)]


def told(home: Path) -> list[Fraction | None]:
    """Some figures, as a process that has just been started finds them."""
    files._checked.clear()
    figures = figures_of(home)
    codes = ("land.leased", "land.established", "capital.in_force", "projects.in_force", "zones.established")
    asked = [question(code, ON, place) for code in codes for place in (COUNTRY, BAC_KAN)]
    try:
        return [figure.value for figure in figures.answer(asked)]
    finally:
        figures.close()


def test_a_flipped_bit_of_any_file_changes_no_figure(bg, home, caplog):
    bg("exchange_rate_set", effective_on="2010-01-01", vnd_per_usd="23000", source="sổ tay")
    bg("project_registered", effective_on="2020-01-01", project="DA-1", name="Nhà máy", enterprise="Công ty", origin="fdi",
       zone="kcn-mot", capital="10 triệu USD")  # fmt: skip
    refresh(home / "mirror")
    lease(bg, 3)
    before = told(home)
    dice = random.Random(7)
    sorts = {file.partition("-0")[0] for file in in_force(home)}
    assert {"manifest.json", "postings", "sums", "rolled", "cells", "zones"} <= sorts
    for sort in sorted(sorts):
        for _ in range(max(2, FLIPS // len(sorts))):
            path = home / "mirror" / next(file for file in in_force(home) if file.partition("-0")[0] == sort)
            at = dice.randrange(path.stat().st_size)
            flipped(path, at, dice.randrange(8))
            assert path.name in Mirror(home / "mirror").damaged_files()
            assert told(home) == before, f"byte {at} of {path.name}"
            assert Mirror(home / "mirror").damaged_files() == []
    assert "rebuilt" in caplog.text
