"""`kill -9` at any moment of recording, importing, approving, mirroring and backing up: what was finished is there, nothing is
there twice or in part, and the home answers and verifies. On both databases."""

import os
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import cycle
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from parkledger.backup.archive import unpack
from parkledger.backup.encryption import identities_in, is_encrypted, make_identity, recipients_of
from parkledger.backup.folder import LOCK, backups_in, check
from parkledger.backup.increments import newest_chain
from parkledger.backup.index import INDEX
from parkledger.backup.making import back_up, installation
from parkledger.backup.restoring import rehearse
from parkledger.figures.mirror.files import Mirror
from parkledger.ledger.book.verifying import verify
from parkledger.ledger.models import Event, Posting
from parkledger.ledger.store.registry import book_ref
from parkledger.submissions.models import State, Submission
from parkledger.submissions.workflow import lifecycle
from tests.conftest import require_pg_dump
from tests.faults.killing import BATCH, Killer, killer
from tests.figures.books import COUNTRY, value
from tests.ledger.processes import PREAMBLE
from tests.submissions.conftest import BOOK, Office, office  # noqa: F401
from tests.workbooks.conftest import filled

KILLS = int(os.environ.get("PARKLEDGER_KILLS", "20"))
"""How often a worker is killed on each database; PARKLEDGER_KILLS=1000 with `make torture`."""
LONGEST_CHAIN, KEEP = 3, 2
"""Increments on one whole backup, and backups that are kept at least."""
ROWS, WAITING = 30, 12
"""Rows of a file to be imported; submissions that wait for approval at once."""
TOLD = 100
"""After each so many kills it is told how far it is."""
REHEARSED = 25
"""Each so many-th whole backup is restored and verified, beside the last of each folder."""
AREA_M2 = 100


@dataclass
class Torture:
    """A home whose work is killed, with what is known of it; each method is one kind of work, killed once and looked after."""

    office: Office
    home: Path
    killer: Killer
    recorded: set[int] = field(default_factory=set)
    approved: set[int] = field(default_factory=set)
    files: int = 0
    of_file: int | None = None
    archives: set[str] = field(default_factory=set)
    newest: str = ""
    """The last backup that is known to have been added where old ones are removed."""

    def work(self, kind: str, *arguments: object) -> list[str]:
        """Work that is killed at some moment; what it had finished."""
        return self.killer.kill(kind, *arguments)[0]

    def record(self) -> None:
        """Events that were recorded are there once; of the one being recorded all or nothing."""
        first = max(self.recorded, default=0) + 1
        done = {int(each) for each in self.work("record", BOOK, first)}
        found = Counter(int(note.removeprefix("lần ")) for note in notes())
        assert set(found.values()) <= {1}, "recorded twice"
        assert self.recorded | done <= set(found), "what was recorded is lost"
        assert len(set(found) - self.recorded - done) <= 1, "more than the event being recorded"
        self.recorded = set(found)

    def import_(self) -> None:
        """Of a file whole batches are there; imported again and again, in the end each of its rows is there once."""
        file = self.home.parent / "file.xlsx"
        if self.of_file in {None, ROWS}:
            self.files += 1
            row = {"zone": "KCN Hai", "area_m2:ha": 0.01, "effective_on": "1/3/2021", "note": f"tệp {self.files}"}
            file.write_bytes(filled({"land_leased": [row] * ROWS}, None))
            self.of_file = 0
        self.work("import", BOOK, file)
        kept = Event.objects.filter(note=f"tệp {self.files}").count()
        assert (self.of_file or 0) <= kept <= ROWS, "a row is lost, or there twice"
        assert kept % BATCH == 0, "a batch is there in part"
        self.of_file = kept

    def approve(self) -> None:
        """A submission is approved with its event, or it waits and has none."""
        waiting = Submission.objects.filter(state=State.SUBMITTED).count()
        for _ in range(WAITING - waiting):
            draft = lifecycle.begin(
                self.office["officer"], self.office.book, "land_leased",
                {"zone": "kcn-hai", "area_m2": "100 m2", "effective_on": "1/3/2021"},
            )  # fmt: skip
            lifecycle.submit(draft, self.office["officer"], draft.version)
        done = {int(each) for each in self.work("approve", "approver")}
        found = Counter(int(each[0]) for by in recorders() if (each := re.findall(r"hồ sơ ([0-9]+)", by)))
        assert set(found.values()) <= {1}, "approved twice"
        assert self.approved | done <= set(found), "an approval is lost"
        in_state = set(Submission.objects.filter(state=State.APPROVED).values_list("pk", flat=True))
        assert in_state == set(found), "a submission's state and the book differ"
        self.approved = in_state

    def mirror(self) -> None:
        """A figure is what the postings add up to, whatever of the mirror was being written."""
        self.work("mirror", self.home / "mirror", BOOK)
        there = list(Posting.objects.filter(measure="land.leased_industrial").values_list("amount", flat=True))
        asked = value(self.home, "land.leased_industrial", "2200-12-31", COUNTRY)
        assert asked == (Fraction(sum(there), 10_000) if there else None)
        assert Mirror(self.home / "mirror").damaged_files() == []

    def back_up(self) -> None:
        """What has a backup's name is whole; of what was being written nothing has one."""
        folder = self.home.parent / "backups"
        folder.mkdir(exist_ok=True)
        done = set(self.work("back_up", folder))
        here = {each.name for each in folder.iterdir() if not each.name.startswith(".")}
        assert self.archives | done <= here, "a backup is lost"
        for name in here - self.archives:
            shutil.rmtree(self.home.parent / "unpacked", ignore_errors=True)
            unpack(folder / name, self.home.parent / "unpacked")
            if len(self.archives) % REHEARSED == 0:
                assert rehearse(folder / name, installation()).problems == ()
            self.archives.add(name)
            (folder / name).write_bytes(b"")  # looked at; a thousand of them would fill a small disk

    def add_backup(self) -> None:
        """Of encrypted increments, old ones of which are removed, each can be restored; nothing can be read without the key."""
        folder, identity = self.home.parent / "increments", self.home.parent / "identity"
        folder.mkdir(exist_ok=True)
        public = public_of(identity)
        done = self.work("add_backup", folder, KEEP, public)
        self.newest = max([self.newest, *done])
        here = backups_in(folder)
        if not here:
            assert not self.newest, "all backups are lost"
            return
        assert self.newest <= here[-1].path.name, "the newest backup is lost"
        assert len(here) <= 2 * (LONGEST_CHAIN + 1) + KEEP, "old backups are not removed"
        assert [each.problem for each in check(folder, identities_in(identity))] == [None] * len(here)
        kept = [each for each in folder.rglob("*") if each.is_file() and each.name not in {LOCK, "archive.part"}]
        assert all(is_encrypted(each) or each.name.endswith(INDEX) for each in kept), "it can be read"

    def backed_up_once_more(self) -> None:
        """After all kills the next backups are made, restored and verified, and nothing half made is beside them."""
        backups = self.home.parent / "backups"
        for each in (*backups.iterdir(), *self.home.glob(".backup-*")):
            os.utime(each, (0, 0))  # killed long ago
        whole, _ = back_up(installation(), backups)
        assert rehearse(whole, installation()).problems == ()
        assert {each.name for each in backups.iterdir()} == self.archives | {whole.name}
        folder, identity = self.home.parent / "increments", self.home.parent / "identity"
        recipients = recipients_of([public_of(identity)])
        for each in folder.iterdir():
            os.utime(each, (0, 0))
        chain, broken = newest_chain(folder, recipients)
        last, _ = back_up(installation(), folder, recipients=recipients, onto=chain)
        assert broken is None
        assert rehearse(last, installation(), identities_in(identity)).problems == ()
        archives = {each.path.name for each in backups_in(folder)}
        assert not list(self.home.glob(".backup-*"))
        assert {each.name for each in folder.iterdir()} == archives | {each + INDEX for each in archives} | {LOCK}

    def looked_after(self) -> None:
        """The book verifies."""
        assert [problem.as_json() for problem in verify(book_ref(BOOK)).problems] == []


def notes() -> list[str]:
    """The notes of events that were recorded one by one."""
    return list(Event.objects.filter(note__startswith="lần ").values_list("note", flat=True))


def public_of(identity: Path) -> str:
    """The public key to a private key in a file, which is made where it is not there."""
    public = identity.with_suffix(".public")
    if not identity.exists():
        public.write_text(make_identity(identity), encoding="ascii")
    return public.read_text(encoding="ascii")


def recorders() -> list[str]:
    """By whom events were recorded."""
    return list(Event.objects.values_list("recorded_by", flat=True))


@pytest.fixture
def torture(office: Office, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Torture]:  # noqa: F811
    if connection.vendor == "postgresql":
        require_pg_dump()
    monkeypatch.setenv("BATCH", str(BATCH))
    monkeypatch.setenv("PARKLEDGER_SECRET_KEY", settings.SECRET_KEY)  # opens what the workers seal
    monkeypatch.setenv("LONGEST_CHAIN", str(LONGEST_CHAIN))
    with killer(PREAMBLE, tmp_path, seed=KILLS) as found:
        yield Torture(office, home, found)


@pytest.mark.long
def test_killed_at_any_moment_nothing_is_lost_doubled_or_half_written(torture: Torture) -> None:
    kinds = [torture.record, torture.import_, torture.approve, torture.mirror, torture.back_up, torture.add_backup]
    killed = Counter({work.__name__: 0 for work in kinds})
    for work in cycle(kinds):
        if torture.killer.killed >= KILLS and all(killed.values()):
            break
        before = torture.killer.killed
        work()
        if torture.killer.killed // TOLD > before // TOLD:
            print(f"{connection.vendor}: {torture.killer.killed} killed", flush=True)  # noqa: T201 - told with -s
        killed[work.__name__] += torture.killer.killed - before
        torture.looked_after()
    print(f"{connection.vendor}: killed {dict(killed)}, {len(torture.recorded)} recorded one by one, "  # noqa: T201 - with -s
          f"{torture.files} files, {len(torture.approved)} approved, {len(torture.archives)} backups")  # fmt: skip
    torture.backed_up_once_more()
