"""Increments of a folder: small, each restorable, each loss named; chosen by moment, checked, removed. On both databases."""

import errno
import io
import json
import os
import random
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from parkledger.backup import archive, databases, increments
from parkledger.backup.archive import MANIFEST, Contents, Extent, NeededArchive, digest_of, unpack, written
from parkledger.backup.encryption import identities_in, make_identity, recipients_of
from parkledger.backup.errors import (
    ArchiveDamaged,
    ArchiveRenamed,
    ArchiveUnread,
    BackupLocked,
    BackupNotRemoved,
    FolderBusy,
    IdentityWrong,
    IndexUnreadable,
    NeededDamaged,
    NeededMissing,
    NoBackups,
    NoBackupThatEarly,
)
from parkledger.backup.folder import alone_in, backups_in, check, choose, gathered, moment_said, name_of, remove_old
from parkledger.backup.increments import divided, newest_chain
from parkledger.backup.index import INDEX
from parkledger.backup.making import Installation, back_up, installation
from parkledger.backup.restoring import rehearse, restore
from parkledger.cli.runner import run
from parkledger.language import VIETNAM
from parkledger.ledger.book.recording import build, writing
from parkledger.ledger.models import Event
from parkledger.records.dates import moment_from
from tests.backup.test_backups import answers
from tests.submissions.conftest import BOOK, Office
from tests.submissions.files import PDF
from tests.submissions.test_attachments import draft, given


def record(number_of: int, first: int = 0) -> None:
    """Events of the office's book."""
    for number in range(first, first + number_of):
        with writing(BOOK, "test") as writer:
            day = date(2021, 1, 1) + timedelta(days=number)
            fields = {"effective_on": day, "vnd_per_usd": 23_000 + number, "source": "Ngân hàng"}
            writer.record(build("exchange_rate_set", fields))


def add(folder: Path, **options: object) -> Path:
    """The next backup of a folder."""
    connection.close()  # what is written is in the file, not only in the log beside it
    chain, broken = newest_chain(folder)
    assert broken is None
    return back_up(installation(), folder, onto=chain, **options)[0]  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "backups"
    made.mkdir()
    return made


@pytest.fixture
def three(office: Office, folder: Path) -> list[Path]:
    """A whole backup and two increments on it, with an attachment that only the first holds and one of the second."""
    given(office, draft(office), PDF)
    record(60)
    first = add(folder)
    record(5, 60)
    given(office, draft(office), PDF + b"%")
    second = add(folder)
    record(5, 65)
    return [first, second, add(folder)]


def test_increments_hold_what_is_new_and_are_restored_with_the_rest(
    three: list[Path], target: Installation, tmp_path: Path
) -> None:
    sizes = [path.stat().st_size for path in three]
    assert 3 * max(sizes[1:]) < 2 * sizes[0], "small books: most of a dump is what the tables are"
    assert [".from-" in path.name for path in three] == [False, True, True]
    attached = [
        [name for name in unpack(each, tmp_path / each.name).members if "attachments" in name] for each in three
    ]
    assert [len(each) for each in attached] == [1, 1, 0]
    assert restore(three[2], target).problems == ()
    for question in ("events", "people", "submissions", "trail"):
        assert answers(target, question) == answers(installation(), question)
    kept = [each.read_bytes() for each in (target.folder / "attachments").rglob("*") if each.is_file()]
    assert sorted(kept) == [PDF, PDF + b"%"]
    assert {each.name for each in target.folder.iterdir()} <= {"attachments", "ledger.sqlite3"}


@pytest.mark.long
def test_each_backup_of_a_chain_is_the_books_of_its_moment(three: list[Path], tmp_path: Path) -> None:
    seen = []
    for path in three:
        manifest = gathered(path, tmp_path / f"out-{path.name}")
        seen.append(manifest.books[0].seq)
        assert not list((tmp_path / f"out-{path.name}").rglob(".needed*"))
    assert seen == [seen[0], seen[0] + 5, seen[0] + 10]


@pytest.mark.long
def test_an_increment_is_rehearsed(three: list[Path]) -> None:
    assert rehearse(three[2], installation()).problems == ()


def test_what_is_missing_or_damaged_is_named_and_the_next_backup_is_whole(
    three: list[Path], target: Installation, folder: Path
) -> None:
    first, _, third = three
    away = folder.parent / first.name
    shutil.move(first, away)
    with pytest.raises(NeededMissing, match=first.name):
        restore(third, target)
    assert [type(each.problem) for each in check(folder)] == [NeededMissing, NeededMissing]
    content = away.read_bytes()
    first.write_bytes(content[:3000] + bytes([content[3000] ^ 1]) + content[3001:])
    with pytest.raises(NeededDamaged, match=first.name):
        restore(third, target)
    assert [type(each.problem) for each in check(folder)] == [ArchiveDamaged, NeededDamaged, NeededDamaged]
    chain, broken = newest_chain(folder)
    assert chain.base is None
    assert isinstance(broken, NeededDamaged)
    anew, manifest = back_up(installation(), folder, onto=chain)
    assert manifest.increment is None
    assert [each.problem is None for each in check(folder)] == [False, False, False, True]
    assert newest_chain(folder)[1] is None
    assert not target.folder.exists()
    assert restore(anew, target).problems == ()


@pytest.mark.long
def test_another_archive_of_the_name_is_no_predecessor(three: list[Path], target: Installation, folder: Path) -> None:
    first, _, third = three
    other, _ = back_up(installation(), folder.parent / "other")
    other.replace(first)
    with pytest.raises(NeededDamaged, match=first.name):
        restore(third, target)


@pytest.mark.long
def test_a_renamed_backup_does_not_stand_for_another_moment(
    three: list[Path], target: Installation, folder: Path
) -> None:
    early = folder / name_of(datetime(2020, 1, 1, tzinfo=UTC), base=None, encrypted=False)
    three[0].rename(early)
    with pytest.raises(ArchiveRenamed, match="1/1/2020 07:00:00"):
        restore(early, target)


@pytest.mark.long
@pytest.mark.parametrize(
    "changed",
    [
        {"needs": (NeededArchive(name="../x", sha256="0" * 64),)},
        {"placed": {"home/../../x": (Extent(0, "blocks/x", 0, 1),)}},
        {"placed": {"home/x": (Extent(0, "home/../../x", 0, 1),)}},
        {"placed": {"home/x": (Extent(1, "blocks/none", 0, 1),)}},
        {"placed": {"home/x": (Extent(9, "blocks/x", 0, 1),)}},
        {"placed": {}},
    ],
)
def test_an_increment_reads_and_writes_in_its_own_folder_alone(three: list[Path], folder: Path, changed) -> None:
    out, again = folder.parent / "out", folder.parent / "again"
    manifest = unpack(three[1], out)
    assert manifest.increment is not None
    shutil.copy(three[0], folder.parent)
    told = manifest.model_copy(update={"increment": manifest.increment.model_copy(update=changed)})
    with written(again) as writer:
        for name in manifest.increment.members:
            writer.add(name, out / name)
        writer.add_text(MANIFEST, told.as_text())
    with pytest.raises((ArchiveDamaged, NeededMissing)):
        gathered(again, folder.parent / "gathered")


def test_the_newest_that_is_not_later_is_chosen(three: list[Path], folder: Path) -> None:
    moments = [each.moment for each in backups_in(folder)]
    assert choose(folder).chosen.path == three[2]
    for number, moment in enumerate(moments):
        for until in (moment, moment + timedelta(microseconds=1)):
            found = choose(folder, until)
            assert found.chosen.path == three[number]
            assert [each.path for each in found.later] == three[number + 1 :]
    with pytest.raises(NoBackupThatEarly):
        choose(folder, moments[0] - timedelta(microseconds=1))
    with pytest.raises(NoBackups):
        choose(folder.parent)


def test_a_backup_has_the_events_until_its_moment_and_none_that_is_recorded_while_it_is_made(
    office: Office, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = count()

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Any:
            moment = datetime.now(tz)
            record(1, next(days))
            return moment

    def contents(*given: Any) -> Contents:
        record(1, next(days))
        return counted(*given)

    counted = databases._contents  # asked when all is copied
    monkeypatch.setattr(databases, "_contents", contents)
    monkeypatch.setattr(databases, "datetime", Clock)
    record(3, 100)
    before = Event.objects.count()
    manifest = gathered(add(folder), folder.parent / "out")
    assert Event.objects.count() == before + 2
    assert manifest.books[0].seq == before
    assert Event.objects.filter(recorded_at__lte=manifest.moment).count() == before


@contextmanager
def clock_ahead(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The clock of backups is a year ahead."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Any:
            return datetime.now(tz) + timedelta(days=365)

    with monkeypatch.context() as ahead:
        ahead.setattr(databases, "datetime", Clock)
        yield


@pytest.mark.parametrize("options", [(), ("--incremental",)], ids=["whole", "increments"])
def test_a_backup_made_when_the_clock_was_ahead_is_older_than_those_made_after_it(
    sqlite_database: str, home: Path, folder: Path, capsys, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    with clock_ahead(monkeypatch):
        assert run(["backup", str(folder), *options]) == 0
    (ahead,) = backups_in(folder)
    capsys.readouterr()
    assert run(["backup", str(folder), *options, "--keep", "1"]) == 0
    assert "đồng hồ" in capsys.readouterr().err
    made = choose(folder).chosen
    assert made.moment == ahead.moment + timedelta(microseconds=1)
    assert ahead.path.exists() == made.is_increment == bool(options), "alone it is removed, as the older one"
    assert [each.problem for each in check(folder)] == [None] * (1 + made.is_increment)


@pytest.mark.long
def test_what_was_just_made_is_never_removed(three: list[Path], folder: Path) -> None:
    later, _ = back_up(installation(), folder)
    last, _ = back_up(installation(), folder)
    assert remove_old(folder, 1, made=three[1]) == [later]
    assert sorted(each.path for each in backups_in(folder)) == sorted([*three, last])


def test_an_old_backup_that_the_disk_keeps_is_named(
    three: list[Path], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, **_: object) -> None:
        raise OSError(errno.EIO, "Input/output error", str(path))

    made, _ = back_up(installation(), folder)
    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(BackupNotRemoved, match=three[2].name):
        remove_old(folder, 1, made=made)


def test_a_backup_that_the_disk_does_not_give_is_told_and_the_rest_goes_on(
    three: list[Path], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    def fail(path: Path, *how: Any, **options: Any) -> Any:
        if path == three[1]:
            raise OSError(errno.EIO, "Input/output error", str(path))
        return opened(path, *how, **options)

    monkeypatch.setattr(Path, "open", fail)
    first, second, third = (each.problem for each in check(folder))
    assert (first, type(second), type(third)) == (None, ArchiveUnread, NeededDamaged)
    assert [str(each).count("đĩa bị lỗi") for each in (second, third)] == [1, 1]
    chain, broken = newest_chain(folder)
    assert (chain.base, type(broken)) == (None, NeededDamaged)
    assert run(["backup", str(folder), "--incremental"]) == 0
    assert [each.problem is None for each in check(folder)] == [True, False, False, True]


def test_a_backup_for_which_there_is_no_room_to_check_it_is_told(
    three: list[Path], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(archive, "_taken_out", refuse)
    assert [type(each.problem) for each in check(folder)] == [ArchiveUnread] * 3


def test_each_backup_is_hashed_once_however_many_need_it(
    three: list[Path], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[Path] = []

    def digest(path: Path) -> str:
        hashed.append(path)
        return digest_of(path)

    record(5, 70)
    last = add(folder)
    monkeypatch.setattr("parkledger.backup.folder.digest_of", digest)
    assert [each.problem for each in check(folder)] == [None] * 4
    assert sorted(hashed) == sorted(set(hashed))
    needed = unpack(last, folder.parent / "out").increment
    assert needed is not None
    assert len(hashed) >= len(needed.needs) > 1, "some are needed by several"


@pytest.mark.parametrize("is_encrypted", [False, True])
@pytest.mark.parametrize("number", [0, 1])
def test_a_renamed_backup_is_told(office: Office, folder: Path, number: int, is_encrypted: bool) -> None:
    recipients = recipients_of([make_identity(folder.parent / "key")] if is_encrypted else [])
    for first in (0, 5):
        record(5, first)
        back_up(installation(), folder, onto=newest_chain(folder, recipients)[0], recipients=recipients)
    found = backups_in(folder)
    earlier = datetime(2020, 1, 1, tzinfo=UTC)
    names = [
        name_of(earlier, base=found[number].base if number else None, encrypted=is_encrypted),
        name_of(found[number].moment, base=earlier, encrypted=is_encrypted),
    ]
    for name in names:
        for end in ("", INDEX):
            found[number].path.with_name(found[number].path.name + end).rename(folder / (name + end))
        told = {each.backup.path.name: each.problem for each in check(folder)}
        assert isinstance(told[name], ArchiveRenamed)
        for end in ("", INDEX):
            (folder / (name + end)).rename(found[number].path.with_name(found[number].path.name + end))
    assert [each.problem for each in check(folder)] == [None, None]


def test_a_name_of_no_day_is_none_of_a_backup(three: list[Path], folder: Path) -> None:
    (folder / "20261399-000000-000000.parkledger.tar.gz").write_bytes(b"x")
    assert [each.path for each in backups_in(folder)] == three


def test_a_moment_is_found_as_it_is_told(three: list[Path], folder: Path) -> None:
    moment = backups_in(folder)[0].moment
    told = moment_said(moment).vi.removesuffix(" giờ Việt Nam")
    assert re.fullmatch(r"\d+/\d+/\d{4} \d\d:\d\d:\d\d", told)
    asked = moment_from(moment.astimezone(VIETNAM).strftime("%Y-%m-%dT%H:%M:%S"))
    assert choose(folder, asked).chosen.moment >= moment


def test_an_index_without_its_archive_is_removed_after_a_while(sqlite_database: str, home: Path, folder: Path) -> None:
    alone = [
        folder / (name_of(datetime(year, 1, 1, tzinfo=UTC), base=None, encrypted=False) + INDEX)
        for year in (2001, 2002)
    ]
    others = folder / ("others" + INDEX)
    for each in (*alone, others):
        each.write_bytes(b"x")
    for each in (alone[0], others):
        os.utime(each, (0, 0))
    path = add(folder)
    expected = {alone[1].name, others.name, path.name, path.name + INDEX}
    assert {each.name for each in folder.iterdir()} == expected, "one that is new may be of a backup being made"


@pytest.mark.long
def test_a_chain_is_kept_or_removed_as_a_whole(
    three: list[Path], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_hand = folder / "before-upgrade.parkledger.tar.gz"
    by_hand.write_bytes(b"x")
    assert remove_old(folder, 1, made=backups_in(folder)[-1].path) == [], "the newest needs the others"
    alone, _ = back_up(installation(), folder)
    assert remove_old(folder, 2, made=backups_in(folder)[-1].path) == []
    assert remove_old(folder, 1, made=backups_in(folder)[-1].path) == three[::-1]
    assert sorted(folder.iterdir()) == sorted([alone, by_hand])


@pytest.mark.long
def test_a_chain_ends_and_another_begins(three: list[Path], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(increments, "LONGEST_CHAIN", 3)
    fourth = add(folder)
    assert ".from-" in fourth.name
    assert ".from-" not in add(folder).name
    assert remove_old(folder, 1, made=backups_in(folder)[-1].path) == [fourth, *three[::-1]]


@pytest.mark.long
def test_without_its_index_or_with_another_key_a_backup_is_whole(
    three: list[Path], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = three[1].with_name(three[1].name + INDEX).read_bytes()
    assert PDF not in content
    three[1].with_name(three[1].name + INDEX).unlink()
    assert isinstance(newest_chain(folder)[1], IndexUnreadable)
    three[1].with_name(three[1].name + INDEX).write_bytes(content)
    monkeypatch.setattr(settings, "SECRET_KEY", "another")
    assert isinstance(newest_chain(folder)[1], IndexUnreadable)
    monkeypatch.setattr(settings, "SECRET_KEY_FALLBACKS", [])
    assert [each.problem for each in check(folder)] == [None] * 3, "restoring needs no index"


def test_encrypted_increments_are_checked_without_the_key_and_restored_with_it(
    office: Office,
    folder: Path,
    target: Installation,
) -> None:
    recipients = recipients_of([make_identity(folder.parent / "key")])
    others = recipients_of([make_identity(folder.parent / "other")])
    plain = add(folder)
    assert newest_chain(folder, recipients)[0].base is None, "one key opens all of a chain"
    made = []
    for number in range(2):
        made.append(back_up(installation(), folder, onto=newest_chain(folder, recipients)[0], recipients=recipients)[0])
        record(5, 5 * number)
    assert [path.name.endswith(".gz.age") for path in (plain, *made)] == [False, True, True]
    assert ".from-" in made[1].name
    assert newest_chain(folder, others)[0].base is None
    assert [each.problem for each in check(folder)] == [None] * 3
    assert [each.problem for each in check(folder, identities_in(folder.parent / "key"))] == [None] * 3
    with pytest.raises(BackupLocked):
        restore(made[1], target)
    with pytest.raises(IdentityWrong):
        restore(made[1], target, identities_in(folder.parent / "other"))
    assert not target.folder.exists()
    assert restore(made[1], target, identities_in(folder.parent / "key")).problems == ()
    damaged = made[0].read_bytes()
    made[0].write_bytes(damaged[:-1])
    assert [type(each.problem) for each in check(folder)] == [type(None), ArchiveDamaged, NeededDamaged]


@pytest.mark.long
def test_what_can_be_read_is_not_put_into_the_folder_of_encrypted_backups(
    office: Office,
    folder: Path,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: set[str] = set()

    def look(*given: object) -> tuple[()]:
        seen.update(each.name for each in folder.rglob("*") if each.is_file())
        return ()

    monkeypatch.setattr("parkledger.backup.making.blocks_of", look)
    back_up(installation(), folder, recipients=recipients_of([make_identity(folder.parent / "key")]))
    assert seen == {"archive.part"}
    assert not list(home.glob(".backup*"))


def test_rows_make_the_same_blocks_wherever_they_stand() -> None:
    chance = random.Random(0)
    rows = [bytes(chance.choices(b"abcdefgh\t", k=chance.randrange(10, 200))) + b"\n" for _ in range(5000)]
    before = list(divided(io.BytesIO(b"".join(rows)), "postgresql"))
    rows.insert(1000, b"one more\n")
    after = list(divided(io.BytesIO(b"header" + b"".join(rows)), "postgresql"))
    assert b"".join(after) == b"header" + b"".join(rows)
    assert 200 < len(before) < 500
    assert len({*after} - {*before}) <= 3
    unbroken = bytes(3 * increments.LONGEST_BLOCK)
    assert max(map(len, divided(io.BytesIO(unbroken), "postgresql"))) <= increments.LONGEST_BLOCK


def told(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out


@pytest.mark.long
def test_on_the_command_line(sqlite_database, home: Path, folder: Path, tmp_path: Path, capsys, monkeypatch) -> None:
    assert run(["backup", "--make-identity", str(tmp_path / "key")]) == 0
    monkeypatch.setenv("PARKLEDGER_BACKUP_RECIPIENTS", told(capsys).strip())
    assert run(["backup", str(folder), "--incremental", "--json"]) == 0
    assert run(["backup", str(folder), "--incremental", "--lang", "en"]) == 0
    assert "it needs 1 backup before it" in told(capsys)
    assert run(["backup", "--check", str(folder), "--lang", "en"]) == 0
    assert "2 backups, 0 of no use." in told(capsys)
    assert run(["backup", "--check", str(folder), "--json"]) == 0
    rows = json.loads(told(capsys))
    assert [row["increment"] for row in rows] == [False, True]
    key = ["--identity", str(tmp_path / "key")]
    assert run(["backup", "--rehearse", str(folder), *key]) == 0
    capsys.readouterr()
    until = datetime.fromisoformat(rows[0]["moment"]).isoformat()
    assert run(["restore", str(folder), "--until", until, "--into", str(tmp_path / "new"), *key]) == 0
    assert re.search(r"Còn 1 bản sao lưu muộn hơn, mới nhất lúc \d+/\d+/\d{4} \d\d:\d\d:\d\d giờ", told(capsys))
    assert run(["restore", str(folder), "--into", str(tmp_path / "newest"), "--json", *key]) == 0
    assert json.loads(told(capsys))["later"] == []
    assert run(["restore", str(folder), "--until", "1/1/2020", "--into", str(tmp_path / "x"), *key]) == 1
    assert run(["restore", rows[0]["path"], "--until", "1/1/2020"]) == 2
    assert run(["backup", "--check", rows[0]["path"]]) == 2
    assert run(["backup", str(tmp_path / "file"), "--incremental"]) == 2
    Path(rows[0]["path"]).unlink()
    assert run(["backup", "--check", str(folder)]) == 1
    assert run(["backup", str(folder), "--incremental", "--keep", "1"]) == 0
    assert [each.base == each.moment for each in backups_in(folder)] == [True]
    with alone_in(folder):
        assert run(["backup", str(folder), "--incremental"]) == 1
        with pytest.raises(FolderBusy), alone_in(folder):
            pass
