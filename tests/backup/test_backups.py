"""Backups made while others write, restored elsewhere and verified. On both databases."""

import os
import shutil
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection

from parkledger.backup.archive import MANIFEST, SECRETS, ArchiveManifest, unpack, written
from parkledger.backup.encryption import make_identity, recipients_of
from parkledger.backup.errors import (
    ArchiveDamaged,
    ArchiveNewer,
    ArchiveUnlike,
    BackupExists,
    BackupNotWritten,
    DatabaseRefused,
    OtherDatabase,
    TargetNotEmpty,
    ToolMissing,
)
from parkledger.backup.folder import gathered
from parkledger.backup.increments import newest_chain
from parkledger.backup.making import Installation, NothingToBackUp, back_up, installation
from parkledger.backup.restoring import rehearse, restore
from parkledger.cli.runner import run
from parkledger.home import SECRET_KEY, home
from parkledger.ledger.models import Event
from tests.conftest import require_pg_dump
from tests.ledger.processes import ready, start
from tests.postgresql import POSTGRESQL
from tests.server_process import wait_until
from tests.submissions.conftest import BOOK, Office
from tests.submissions.files import PDF
from tests.submissions.test_attachments import draft, given

IN_SMALL = 1500
EVENTS = int(os.environ.get("PARKLEDGER_LOAD_EVENTS", IN_SMALL))
BACKUPS = 20 if EVENTS > IN_SMALL else 3
LOAD = f"""
import os
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from parkledger.ledger.book.recording import build, writing
enough = Path(os.environ["PARKLEDGER_HOME"]) / "enough"
for n in count():
    if n >= {EVENTS} and enough.exists():
        break
    with writing("{BOOK}", "load") as writer:
        fields = {{"effective_on": date(2021, 1, 1) + timedelta(days=n), "vnd_per_usd": 23000 + n, "source": "Ngân hàng"}}
        writer.record(build("exchange_rate_set", fields))
    if n == 20:
        print("writing", flush=True)
"""
QUESTIONS = {
    "events": "SELECT seq, hash FROM ledger_event ORDER BY seq",
    "people": "SELECT username FROM auth_user ORDER BY username",
    "submissions": "SELECT COUNT(*) FROM submissions_submission",
    "trail": "SELECT COUNT(*) FROM people_auditentry",
    "migrations of people": "SELECT name FROM django_migrations WHERE app = 'people' ORDER BY name",
}


@pytest.fixture
def archive(office: Office, tmp_path: Path) -> Path:
    """A backup of an office with a submission and its attachment."""
    given(office, draft(office), PDF)
    return back_up(installation(), tmp_path / "backup")[0]


def answers(place: Installation, question: str) -> list[tuple[object, ...]]:
    if place.url:
        with psycopg.connect(place.url) as found:
            return found.execute(QUESTIONS[question]).fetchall()
    with closing(sqlite3.connect(place.folder / "ledger.sqlite3")) as found:
        return found.execute(QUESTIONS[question]).fetchall()


def repacked(archive: Path, folder: Path, **changed: object) -> Path:
    """A whole archive of the same files whose manifest says something else."""
    manifest = unpack(archive, folder)
    with written(folder / "again") as again:
        for name in manifest.files:
            again.add(name, folder / name)
        again.add_text(MANIFEST, manifest.model_copy(update=changed).model_dump_json())
    return folder / "again"


def recorded() -> int:
    """How many events there are by now."""
    return len(answers(installation(), "events"))


def made_under_load(folder: Path, *, incremental: bool) -> list[tuple[Path, ArchiveManifest]]:
    """Backups made one after another while events are recorded, each when some more are there; the load ends after the last."""
    made = []
    with start(LOAD) as load:
        try:
            ready(load, b"writing")
            for number in range(1, BACKUPS + 1):
                while recorded() < number * EVENTS // (BACKUPS + 2):
                    time.sleep(0.02)
                chain, broken = newest_chain(folder) if incremental else (None, None)
                assert broken is None
                made.append(back_up(installation(), folder, onto=chain))
                assert load.poll() is None, "the load must go on while backups are made"
            (home() / "enough").touch()
            assert load.wait(timeout=3600) == 0
        finally:
            load.kill()
    return made


@pytest.mark.long
@pytest.mark.parametrize("incremental", [False, True], ids=["whole", "increments"])
def test_backups_made_during_a_load_are_true_prefixes(
    office: Office,
    target: Installation,
    tmp_path: Path,
    incremental: bool,
) -> None:
    given(office, draft(office), PDF)
    connection.close()
    folder = tmp_path / "backups"
    folder.mkdir()
    made = made_under_load(folder, incremental=incremental)
    journal = list(Event.objects.order_by("seq").values_list("seq", "hash"))
    assert len(journal) >= EVENTS + 2
    heads = [manifest.books[0].seq for _, manifest in made]
    assert sorted({2, *heads, len(journal)}) == [2, *heads, len(journal)]
    assert [bool(manifest.increment) for _, manifest in made] == [False] + [incremental] * (BACKUPS - 1)
    for path, manifest in made:
        assert (manifest.books[0].seq, manifest.books[0].hash) in journal
        if manifest.vendor == "sqlite":
            assert events_in(path, tmp_path / f"{path.name}-out") == journal[: manifest.books[0].seq]
        if EVENTS > IN_SMALL:
            assert rehearse(path, installation()).problems == ()
    path, manifest = made[-1]
    assert restore(path, target).problems == ()
    assert answers(target, "events") == journal[: manifest.books[0].seq]
    assert ("officer",) in answers(target, "people")
    assert answers(target, "submissions") == [(1,)]
    kept = [each for each in (target.folder / "attachments").rglob("*") if each.is_file()]
    assert [each.read_bytes() for each in kept] == [PDF]


def events_in(path: Path, folder: Path) -> list[tuple[object, ...]]:
    """The events of a backup of SQLite."""
    manifest = gathered(path, folder)
    with closing(sqlite3.connect(folder / manifest.database)) as found:
        return found.execute(QUESTIONS["events"]).fetchall()


def test_all_is_restored_in_private_and_the_scratch_is_gone(archive: Path, target: Installation) -> None:
    found = restore(archive, target)
    assert found.problems == ()
    here = installation()
    for question in QUESTIONS:
        assert answers(target, question) == answers(here, question)
    placed = (archive, target.folder, *target.folder.rglob("*"))
    assert {stat.S_IMODE(each.stat().st_mode) & 0o077 for each in placed} == {0}
    assert [each.name for each in archive.parent.iterdir() if each.name.endswith(".part")] == []
    names = {each.name for each in target.folder.iterdir()}
    assert names == {"attachments"} | ({"ledger.sqlite3"} if not target.url else set())


@pytest.mark.long
def test_a_rehearsal_leaves_nothing(archive: Path, home: Path) -> None:
    before = databases()
    assert rehearse(archive, installation()).problems == ()
    assert run(["backup", "--rehearse", str(archive)]) == 0
    wait_until(lambda: databases() <= before, "no database of a rehearsal is left")


def databases() -> set[tuple[object, ...]]:
    """The databases of rehearsals; those of other tests at the same time come and go."""
    if connection.vendor != "postgresql":
        return set()
    with psycopg.connect(POSTGRESQL) as server:
        asked = "SELECT datname FROM pg_database WHERE datname LIKE 'parkledger_rehearsal%'"
        return set(server.execute(asked).fetchall())


@pytest.mark.long
def test_books_that_were_tampered_with_are_restored_and_told(
    archive: Path, target: Installation, tmp_path: Path, capsys
) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP FUNCTION ledger_append_only() CASCADE")
        else:
            cursor.execute("DROP TRIGGER ledger_event_no_update")
        cursor.execute("UPDATE ledger_event SET note = 'x' WHERE seq = 1")
    path, _ = back_up(installation(), tmp_path / "tampered")
    assert run(["backup", "--rehearse", str(path)]) == 1
    assert f"{BOOK}/1" in capsys.readouterr().err
    assert {each["code"] for each in restore(path, target).problems} == {"guards_missing", "chain_broken"}
    assert len(answers(target, "events")) == 2


def test_a_place_that_is_not_empty_is_left_alone(archive: Path, target: Installation, tmp_path: Path) -> None:
    with pytest.raises(TargetNotEmpty):
        restore(archive, installation())
    with pytest.raises(TargetNotEmpty):  # the database alone
        restore(
            archive,
            Installation(tmp_path / "other", installation().url or f"sqlite:///{connection.settings_dict['NAME']}"),
        )
    target.folder.mkdir()
    (target.folder / "mappings").mkdir()
    with pytest.raises(TargetNotEmpty, match="mappings"):
        restore(archive, target)
    assert [each.name for each in target.folder.iterdir()] == ["mappings"]


def test_what_is_damaged_or_of_another_kind_or_version_restores_nothing(
    archive: Path, target: Installation, tmp_path: Path
) -> None:
    whole = archive.read_bytes()
    damaged = tmp_path / "damaged"
    for content in (whole[:-1], whole[: len(whole) // 2], whole[:500] + bytes([whole[500] ^ 4]) + whole[501:]):
        damaged.write_bytes(content)
        with pytest.raises(ArchiveDamaged):
            restore(damaged, target)
    newer = repacked(archive, tmp_path / "newer", migrations=("ledger.0999_later",), version="9.9")
    with pytest.raises(ArchiveNewer, match=r"9\.9"):
        restore(newer, target)
    unlike = repacked(archive, tmp_path / "unlike", tables={"auth_user": 70_000})
    with pytest.raises(ArchiveUnlike):
        restore(unlike, target)
    other = Installation(tmp_path / "o", "" if target.url else "sqlite:///" + str(tmp_path / "o" / "x"))
    if target.url:
        with pytest.raises(OtherDatabase):
            restore(archive, other)
    assert not target.folder.exists()


@pytest.mark.long
def test_keys_only_where_asked_for(
    archive: Path, target: Installation, tmp_path: Path, settings_with_former_key
) -> None:
    assert not [name for name in unpack(archive, tmp_path / "out").files if name.startswith(SECRETS)]
    with_keys, _ = back_up(installation(), tmp_path / "with-keys", with_secrets=True)
    target.folder.mkdir()
    (target.folder / SECRET_KEY).write_text("made at the first start")
    restore(with_keys, target)
    assert (target.folder / SECRET_KEY).read_text() == "the key of now"
    assert (target.folder / "secret.key.fallbacks").read_text() == "a former key"
    assert (target.folder / "secret.key.before-restore").read_text() == "made at the first start"


@pytest.fixture
def settings_with_former_key(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.conf import settings

    monkeypatch.setattr(settings, "SECRET_KEY", "the key of now")
    monkeypatch.setattr(settings, "SECRET_KEY_FALLBACKS", ["a former key"])


def test_a_backup_holds_the_files_of_the_home_but_not_what_is_made_again(
    sqlite_database, home: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    kept = ["a.index", "ledger.sqlite3.txt", "mappings/b.lock", "mappings/receiving-c", "mappings/d.part", "e.part/f"]
    for name in (
        "mappings/a.json",
        "imports/x/about.json",
        "mirror/m",
        "static/s",
        "requests/r",
        "attachments/receiving-1",
        "attachments/.backup-x.part/ledger.sqlite3",
        "secret.key",
        "migrate.lock",
        "static.lock",
        *kept,
    ):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text("x")
    (elsewhere / "ab").mkdir(parents=True)
    (elsewhere / "ab" / "abc").write_text("y")
    (home / "documents").symlink_to(elsewhere)
    first, _ = back_up(installation(), home)
    back_up(installation(), home, recipients=recipients_of([make_identity(tmp_path / "key")]))
    _, manifest = back_up(installation(), home)
    kept += ["documents/ab/abc", "imports/x/about.json", "mappings/a.json"]
    assert set(manifest.files) == {"database/ledger.sqlite3", *("home/" + name for name in kept)}
    with pytest.raises(BackupExists):
        back_up(installation(), first)


def test_where_a_backup_cannot_be_made_nothing_is_left(sqlite_database, home: Path, tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir()
    with pytest.raises(BackupNotWritten):
        back_up(installation(), tmp_path / "none" / "backup")
    (home / "ledger.sqlite3").write_bytes(b"no database" * 1000)
    with pytest.raises(DatabaseRefused):
        back_up(installation(), there)
    with pytest.raises(NothingToBackUp):
        back_up(Installation(tmp_path / "none"), there)
    assert list(there.iterdir()) == []


@pytest.mark.long
def test_a_backup_that_is_ended_leaves_nothing(sqlite_database, home: Path, tmp_path: Path) -> None:
    (home / "attachments").mkdir()
    with (home / "attachments" / "large").open("wb") as large:
        large.truncate(2**30)
    there = tmp_path / "there"
    there.mkdir()
    connection.close()
    with start("from parkledger.cli.runner import run\nsys.exit(run(['backup', sys.argv[1]]))", str(there)) as backup:
        while not any(each.stat().st_size for each in there.glob(".*.part/archive.part")):
            assert backup.poll() is None
            time.sleep(0.01)
        backup.terminate()
        assert backup.wait(timeout=60) > 0, "it ends by itself, not by the signal"
    assert list(there.iterdir()) == []


def test_what_a_killed_backup_left_is_removed_by_a_later_one(sqlite_database, home: Path, tmp_path: Path) -> None:
    there = tmp_path / "there"
    killed = [there / ".backup-old.part", there / ".backup-new.part"]
    for folder in killed:
        folder.mkdir(parents=True)
        (folder / "archive.part").write_bytes(b"x")
    os.utime(killed[0], (0, 0))
    back_up(installation(), there)
    assert [folder.exists() for folder in killed] == [False, True], "one that may still be being made is left alone"


def test_what_another_backup_removes_at_the_same_time_is_no_hindrance(
    sqlite_database, home: Path, tmp_path: Path, monkeypatch
) -> None:
    there = tmp_path / "there"
    (there / ".backup-old.part").mkdir(parents=True)
    os.utime(there / ".backup-old.part", (0, 0))
    clock = time.time

    def removed_meanwhile() -> float:
        shutil.rmtree(there / ".backup-old.part", ignore_errors=True)
        return clock()

    monkeypatch.setattr("parkledger.backup.making.time.time", removed_meanwhile)
    path, _ = back_up(installation(), there)
    assert list(there.iterdir()) == [path]


def test_a_backup_made_by_another_command_meanwhile_is_not_overwritten(
    sqlite_database, home: Path, tmp_path: Path, monkeypatch
) -> None:
    def other(*_: object, **__: object) -> Iterator[tuple[str, Path]]:
        (tmp_path / "backup").write_text("of another")
        return iter(())

    monkeypatch.setattr("parkledger.backup.making.home_files", other)
    with pytest.raises(BackupExists):
        back_up(installation(), tmp_path / "backup")
    assert (tmp_path / "backup").read_text() == "of another"


def test_without_the_client_tools_their_package_is_named(postgresql_database, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ToolMissing, match="postgresql-client-"):
        back_up(installation(), tmp_path / "backup")
    assert not [each for each in tmp_path.iterdir() if "backup" in each.name]


@pytest.mark.parametrize("is_required", [False, True])
def test_tests_that_need_the_client_tools_are_skipped_only_where_they_may_be(
    tmp_path: Path, monkeypatch, is_required: bool
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PARKLEDGER_REQUIRE_POSTGRESQL", "1" if is_required else "")
    with pytest.raises(pytest.fail.Exception if is_required else pytest.skip.Exception, match="pg_dump"):
        require_pg_dump()


def test_on_the_command_line(sqlite_database, home: Path, tmp_path: Path, capsys) -> None:
    assert run(["backup"]) == 2
    assert run(["backup", str(tmp_path / "b")]) == 0
    assert "--with-secrets" in capsys.readouterr().err
    assert run(["restore", str(tmp_path / "b"), "--into", str(tmp_path / "new")]) == 0
    assert run(["restore", str(tmp_path / "b"), "--into", str(tmp_path / "new")]) == 1


@pytest.mark.long
def test_a_backup_of_an_earlier_version_is_brought_up_to_this_one_and_verified(
    office: Office,
    target: Installation,
    tmp_path: Path,
) -> None:
    given(office, draft(office), PDF)
    of_now = answers(installation(), "migrations of people")
    call_command("migrate", "people", "0003", verbosity=0)
    archive, manifest = back_up(installation(), tmp_path / "backup")
    assert "people.0004_counters" not in manifest.migrations
    assert rehearse(archive, installation()).problems == ()
    assert restore(archive, target).problems == ()
    assert answers(target, "migrations of people") == of_now
