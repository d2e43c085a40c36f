"""Work that is killed: a process set up once forks a worker for each try, and kills it after a while with SIGKILL.

A worker repeats one kind of work until it is killed. What it has finished it writes down in a file at once, a line each:
what stands there must be found afterwards, for whoever did it was told that it was done.
"""

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

FIRST_SECONDS, LEAST_SECONDS, MOST_SECONDS = 0.2, 0.02, 5.0
"""The longest that work goes on before it is killed: longer where nothing was finished, shorter where something was."""
LONGER, SHORTER = 1.4, 0.85
BATCH = 5
"""Rows of a file that are recorded at once, so that a file has many batches in which it may be killed."""
WORKERS = """
import io, json, os, random, signal, time, warnings
from contextlib import redirect_stdout
from pathlib import Path
from django.contrib.auth.models import User
from django.db import connections
from parkledger.backup import increments, making
from parkledger.backup.making import back_up, installation
from parkledger.cli.runner import run
from parkledger.figures.mirror.filling import refresh
from parkledger.ledger.book.recording import build, writing
from parkledger.submissions.models import State, Submission
from parkledger.submissions.workflow import lifecycle
from parkledger.workbooks import importing
from parkledger.workbooks.map.sheets import FileChoices, sheets_of
from parkledger.workbooks.read.grids import read_file

def record(done, book, first):
    for number in range(int(first), 10**9):
        fields = {"zone": "kcn-mot", "area_m2": "100 m2", "effective_on": "1/3/2021", "note": f"lần {number}"}
        with writing(book, "kill") as writer:
            writer.record(build("land_leased", fields))
        done(number)

def import_(done, book, file):
    importing.BATCH = int(os.environ["BATCH"])
    sheets = sheets_of(file, read_file(Path(file)), None, FileChoices())
    done(importing.run(book, sheets, by="kill").recorded)

def approve(done, by):
    who = User.objects.get(username=by)
    for each in Submission.objects.filter(state=State.SUBMITTED).order_by("pk"):
        lifecycle.approve(each, who, each.version)
        done(each.pk)

def mirror(done, folder, book):
    while True:
        with writing(book, "kill") as writer:
            fields = {"zone": "kcn-hai", "area_m2": "100 m2", "effective_on": "1/3/2021"}
            writer.record(build("land_leased", fields))
        done(refresh(Path(folder), rebuild=random.random() < 0.3).rows)

def back_up_(done, folder):
    while True:
        done(back_up(installation(), Path(folder))[0].name)

def add_backup(done, folder, keep, recipient):
    increments.LONGEST_CHAIN = int(os.environ["LONGEST_CHAIN"])
    making.KILLED_SECONDS = 0
    while True:
        asked = ["backup", folder, "--incremental", "--keep", keep, "--encrypt-to", recipient, "--json"]
        with redirect_stdout(io.StringIO()) as told:
            assert run(asked) == 0, told.getvalue()
        done(Path(json.loads(told.getvalue())["path"]).name)

warnings.simplefilter("ignore", DeprecationWarning)  # of forking: a worker that hangs is killed like any other
WORK = {"record": record, "import": import_, "approve": approve, "mirror": mirror, "back_up": back_up_,
        "add_backup": add_backup}

def work(kind, file, arguments, begun):
    finished = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
    os.write(begun, b"x")
    WORK[kind](lambda what: os.write(finished, f"{what}\\n".encode()), *arguments)

connections.close_all()
print("ready", flush=True)
for line in sys.stdin:
    kind, seconds, file, arguments = json.loads(line)
    begins, begun = os.pipe()
    worker = os.fork()
    if not worker:
        try:
            random.seed()
            work(kind, file, arguments, begun)
        except BaseException:
            import traceback
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    os.close(begun)
    os.read(begins, 1)
    os.close(begins)
    time.sleep(seconds)
    os.kill(worker, signal.SIGKILL)
    print(os.waitpid(worker, 0)[1], flush=True)
"""


@dataclass
class Killer:
    """The process that forks workers and kills them."""

    process: "subprocess.Popen[str]"
    finished: Path
    dice: random.Random
    killed: int = 0
    longest: dict[str, float] = field(default_factory=dict)

    def kill(self, kind: str, *arguments: object) -> tuple[list[str], bool]:
        """Have a worker killed at some moment; what it had finished, and whether it was killed before its work was done."""
        if self.process.stdin is None or self.process.stdout is None:
            raise ValueError("started without pipes")
        self.finished.unlink(missing_ok=True)
        longest = self.longest.setdefault(kind, FIRST_SECONDS)
        seconds = self.dice.uniform(0, longest)
        words = json.dumps([kind, seconds, str(self.finished), [str(each) for each in arguments]])
        print(words, file=self.process.stdin, flush=True)
        ended = int(self.process.stdout.readline())
        assert ended in {0, 9}, f"{kind}: the worker failed by itself"
        self.killed += ended == 9
        done = self.finished.read_text(encoding="utf-8").splitlines() if self.finished.exists() else []
        self.longest[kind] = min(max(longest * (SHORTER if done else LONGER), LEAST_SECONDS), MOST_SECONDS)
        return done, ended == 9


@contextmanager
def killer(program: str, folder: Path, seed: int) -> Iterator[Killer]:
    """A killer for the database in use; `program` is what sets Django up."""
    command = [sys.executable, "-c", program + WORKERS]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            if process.stdout is None or process.stdout.readline() != "ready\n":
                raise RuntimeError("the killer did not start")
            yield Killer(process, folder / "finished", random.Random(seed))
        finally:
            process.kill()
