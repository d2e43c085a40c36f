"""Failures of the machine: a disk that is full, a clock set back, PostgreSQL restarted under load. A read-only home is in
tests/test_homes.py."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from parkledger.ledger.models import Event
from tests.ledger.conftest import Desk
from tests.ledger.processes import ready, start
from tests.server_process import free_port
from tests.test_server import furnish

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small disk, or run as another account")
SMALL_MB = 24
RECORDED = 400
"""Events that are recorded while PostgreSQL is restarted."""


def run(environment: dict[str, str], *words: str) -> "subprocess.CompletedProcess[str]":
    """A command; whatever fails, it never ends in a traceback."""
    command = [sys.executable, "-m", "parkledger", *words, "--lang", "en"]
    whole = {**os.environ, **environment}
    done = subprocess.run(command, env=whole, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done


# A full disk


@contextmanager
def small_disk() -> Iterator[Path]:
    """A disk of a few megabytes; skipped where nothing may be mounted."""
    folder = Path(tempfile.mkdtemp(prefix="parkledger-small-disk-"))
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SMALL_MB}m", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        folder.rmdir()
        pytest.skip("nothing may be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)
        folder.rmdir()


def fill(disk: Path) -> Path:
    """Leave no byte of a disk free."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (2**20, 2**12, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                continue
    return ballast


ZONE = ("-f", "kind=park", "-f", "area_m2=1 ha", "-f", "effective_on=1/1/2010")


@pytest.mark.long
@needs_root
def test_on_a_full_disk_everything_is_refused_in_words_and_goes_on_once_there_is_room(tmp_path: Path) -> None:
    with small_disk() as disk:
        home = {"PARKLEDGER_HOME": str(disk / "home"), "PARKLEDGER_DATABASE_URL": ""}
        figure = ("figure", "zones.established", "--on", "1/1/2024")
        furnish(home)
        journal = tmp_path / "journal.jsonl"
        assert run(home, "journal", "--book", "bg", "--export", str(journal)).returncode == 0
        before, known = journal.read_text(encoding="utf-8"), run(home, *figure).stdout
        assert known
        ballast = fill(disk)
        refused = [
            run(home, "record", "zone_established", "--book", "bg", "-f", f"name={'x' * 190}", *ZONE),
            run(home, *figure),
            run(home, "backup", str(disk / "backup")),
            run(home, "journal", "--book", "bg", "--export", str(disk / "journal.jsonl")),
            run(home, "template", "land_leased", "-o", str(disk / "mau.xlsx")),
        ]
        for done in refused:
            assert done.returncode in {1, 2}, (done.args, done.stdout)
            assert str(disk) in done.stderr or "free space" in done.stderr, done.stderr
        assert "The disk is full" in refused[0].stderr
        assert not (disk / "backup").exists()
        ballast.unlink()
        assert run(home, "verify").returncode == 0
        assert run(home, "journal", "--book", "bg", "--export", str(journal)).returncode == 0
        assert journal.read_text(encoding="utf-8") == before
        assert run(home, *figure).stdout == known
        assert run(home, "backup", str(disk / "backup")).returncode == 0
        assert (disk / "backup").stat().st_size > 0


# A clock set back


def test_a_clock_set_back_records_no_event_before_the_one_before_it(database: str, monkeypatch) -> None:
    desk = Desk()
    last = Event.objects.latest("seq").recorded_at

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) - timedelta(days=400)

    for module in ("book.recording", "book.loading", "store.settling"):
        monkeypatch.setattr(f"parkledger.ledger.{module}.datetime", Clock)
    desk.zone("Quang Châu")
    desk.record("zone_operating", "1/1/2019", zone="kcn-quang-chau")
    moments = list(Event.objects.order_by("seq").values_list("recorded_at", flat=True))
    assert moments == sorted(moments)
    assert moments[-1] >= last
    assert desk.problems() == []


# PostgreSQL restarted under load

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
LOAD = f"""
import time
from datetime import date, timedelta
from django.db import DatabaseError, connections
from parkledger.failures import in_words
from parkledger.ledger.book.recording import build, writing
from parkledger.ledger.models import Event
number, told = 0, []
while number < {RECORDED}:
    day = date(2021, 1, 1) + timedelta(days=number)
    fields = {{"effective_on": day, "vnd_per_usd": 23000, "source": "Ngân hàng", "note": str(number)}}
    try:
        if not Event.objects.filter(note=str(number)).exists():
            with writing("bg", "load") as writer:
                writer.record(build("exchange_rate_set", fields))
    except DatabaseError as problem:
        words = in_words(problem)
        if words is None:
            raise
        told.append(words.code)
        connections.close_all()
        time.sleep(0.05)
        continue
    number += 1
    if number == 20:
        print("writing", flush=True)
print(len(told), *sorted(set(told)), flush=True)
"""


def as_postgres(*words: str) -> None:
    """Run a program as the account `postgres`, which alone may start a server."""
    subprocess.run(
        words, check=True, user="postgres", group="postgres", extra_groups=[], cwd="/", stdout=subprocess.DEVNULL
    )


@contextmanager
def own_server() -> Iterator[tuple[str, list[str]]]:
    """A PostgreSQL of its own: its address, and the words that stop it at once and start it again."""
    folder, port = Path(tempfile.mkdtemp(prefix="parkledger-server-")), free_port()
    shutil.chown(folder, "postgres", "postgres")
    data, binaries = folder / "data", BINARIES[-1].parent
    control = [
        str(binaries / "pg_ctl"),
        "-D",
        str(data),
        "-w",
        "-l",
        str(folder / "log"),
        "-o",
        f"-p {port} -k {folder}",
    ]
    try:
        as_postgres(str(binaries / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "--no-sync")
        as_postgres(*control, "start")
        yield f"postgresql://postgres@127.0.0.1:{port}/postgres", [*control, "-m", "immediate", "restart"]
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, user="postgres", group="postgres", extra_groups=[], cwd="/",
                       capture_output=True)  # fmt: skip
        shutil.rmtree(folder)


@pytest.mark.long
@needs_root
@pytest.mark.skipif(not BINARIES, reason="no PostgreSQL server is installed here, only reached")
def test_a_server_restarted_under_load_loses_and_doubles_nothing(tmp_path: Path, monkeypatch) -> None:
    with own_server() as (address, restart):
        home = {"PARKLEDGER_HOME": str(tmp_path / "home"), "PARKLEDGER_DATABASE_URL": address}
        furnish(home)
        for name, value in home.items():
            monkeypatch.setenv(name, value)
        with start(LOAD) as load:
            try:
                ready(load, b"writing")
                for _ in range(5):
                    as_postgres(*restart)
                    time.sleep(0.2)
                told, _ = load.communicate(timeout=300)
            finally:
                load.kill()
        assert load.returncode == 0
        refusals, *codes = told.decode().split()
        assert (int(refusals) > 0, codes) == (True, ["database_silent"])
        with psycopg.connect(address) as there:
            notes = [row[0] for row in there.execute("SELECT note FROM ledger_event WHERE note <> '' ORDER BY seq")]
        assert notes == [str(number) for number in range(RECORDED)]
        done = run(home, "verify")
        assert done.returncode == 0, done.stderr
