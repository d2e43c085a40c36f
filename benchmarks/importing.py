"""Importing a workbook: the command itself, on a terminal, 100,000 rows; and in the portal, the most rows that it takes."""

import json
import os
import pty
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks import history
from benchmarks.databases import ledger
from benchmarks.measuring import Line, within

ROWS, SMALL_ROWS = 100_000, 600
LIMIT_NS = 60 * 10**9
LIMIT_BYTES = 2**30
PREVIEW_NS, APPROVAL_NS = 30 * 10**9, 30 * 10**9
"""What a person waits for a page of 20,000 rows at most."""
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
PROJECTS = 2_000
BOOK = "imported"
TYPES = ("project_registered", "land_leased", "capital_implemented")
DAY = date(2020, 1, 1)


@dataclass(frozen=True, slots=True)
class Done:
    """What one run of the command came to: what it said, the states of its bar, its time, and the most memory it had."""

    said: dict[str, Any]
    states: list[int]
    taken_ns: int
    processor_s: float
    peak: int


def measure(vendor: str, folder: Path, say: Callable[[str], None], *, small: bool = False) -> list[Line]:
    """The lines about importing on one kind of database. Django must have been started."""
    rows, name = SMALL_ROWS if small else ROWS, NAMES[vendor]
    file = folder / f"import-{rows}.xlsx"
    with ledger(vendor, folder):
        say(f"importing: {rows:,} rows on {name}")
        _prepare()
        write(file, rows)
        first, again = _imported(file), _imported(file)
        lines = _submitted(name, say, small=small)
    file.unlink()
    for done, expected in ((first, (rows, 0)), (again, (0, rows))):
        if (done.said["recorded"], done.said["already"]) != expected:
            raise RuntimeError(f"{done.said} of {rows} rows: not every row was recorded once")
    least = min(10, 2 + rows // 10_000)
    what = f"{name}: states that the command's progress bar showed"
    return [
        within(
            f"{name}: {rows:,} rows imported by the command (processor {first.processor_s:.1f} s)",
            first.taken_ns,
            LIMIT_NS,
        ),
        _memory(f"{name}: peak memory of that command", first.peak),
        Line(what, str(len(first.states)), f"≥ {least}, the last {rows:,}", None, _went_on(first.states, least, rows)),
        within(f"{name}: the same workbook again, which adds nothing", again.taken_ns, LIMIT_NS),
        *lines,
    ]


def _went_on(states: list[int], least: int, rows: int) -> bool:
    """Whether a bar went on and on, to the end."""
    return len(states) >= least and states == sorted(states) and states[-1] == rows


def _memory(what: str, peak: int) -> Line:
    return Line(what, f"{peak >> 20} MB", f"≤ {LIMIT_BYTES >> 20} MB", None, peak <= LIMIT_BYTES)


def _prepare() -> None:
    """A book with its exchange rates and zones."""
    from parkledger.ledger.book.loading import load
    from parkledger.ledger.models import Book

    Book.objects.create(code=BOOK, name="Sổ nạp", place="viet-nam.bac-giang")
    load(BOOK, history.lines(31 + history.ZONES), by="lan")


def write(file: Path, rows: int, prefix: str = "IM") -> None:
    """A workbook as the templates have it: projects, the land they lease, what they have spent."""
    from openpyxl import Workbook

    from parkledger.workbooks.map.columns import columns_of
    from parkledger.workbooks.write.templates import sheet_name

    book = Workbook(write_only=True)
    projects = min(PROJECTS, rows // 10)
    for code, count in zip(TYPES, (projects, projects, rows - 2 * projects), strict=True):
        sheet: Any = book.create_sheet(sheet_name(code))
        keys = [column.key for column in columns_of(code)]
        sheet.append([f"parkledger:{code}", *keys])
        sheet.append(["STT", *(column.heading.vi for column in columns_of(code))])
        for number in range(count):
            values = _values(code, number, projects, prefix)
            sheet.append([number + 1, *(values.get(key) for key in keys)])
    book.save(file)


def _values(code: str, number: int, projects: int, prefix: str) -> dict[str, Any]:
    project = number % projects
    values: dict[str, Any] = {
        "project": f"{prefix}-{project:06d}",
        "effective_on": DAY + timedelta(days=number % 1500),
        "document.number": f"{number}/GCN",
        "document.issuer": "Ban Quản lý các KCN",
    }
    if code == "project_registered":
        values |= {
            "name": f"Nhà máy {project}",
            "enterprise": f"Công ty {project}",
            "origin": "đầu tư trong nước (DDI)",
        }
        values |= {"zone": _zone(project), "capital": 100 + project / 4, "capital.unit": "tỷ đồng", "effective_on": DAY}
    elif code == "land_leased":
        values |= {"zone": _zone(project), "area_m2:ha": 0.01}
    else:
        values |= {"capital": 1 + number % 97 / 8, "capital.unit": "triệu USD" if number % 3 else "tỷ đồng"}
    return values


def _zone(project: int) -> str:
    return str(history.leased(project)["zone"])


def _imported(file: Path) -> Done:
    """Run the command, its standard error a terminal."""
    terminal, slave = pty.openpty()
    shown: list[bytes] = []
    start = time.perf_counter_ns()
    command = [sys.executable, "-m", "parkledger", "import", str(file), "--book", BOOK, "--json"]
    process = subprocess.Popen(command, env=_environment(), stdout=subprocess.PIPE, stderr=slave)
    os.close(slave)
    watching = threading.Thread(target=_watch, args=(terminal, shown))
    watching.start()
    said = process.stdout.read() if process.stdout is not None else b""
    _, status, usage = os.wait4(process.pid, 0)
    taken = time.perf_counter_ns() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    watching.join()
    os.close(terminal)
    bar = re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]", b"", b"".join(shown))
    if process.returncode:
        raise RuntimeError(f"the import ended with {process.returncode}: {bar[-500:]!r}")
    states = sorted({int(number) for number in re.findall(rb"([0-9]+)/[0-9]+", bar)})
    return Done(json.loads(said), states, taken, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def _watch(terminal: int, shown: list[bytes]) -> None:
    """Keep what a terminal shows until nobody writes to it any more."""
    while True:
        try:
            read = os.read(terminal, 1 << 16)
        except OSError:  # so Linux says that the other end is closed
            return
        if not read:
            return
        shown.append(read)


def _environment() -> dict[str, str]:
    """What the command needs to find the database that is measured, and a terminal that shows bars."""
    from django.db import connection

    found = {**os.environ, "TERM": "xterm", "COLUMNS": "120", "LINES": "40"}
    settings = connection.settings_dict
    if connection.vendor == "postgresql":
        address = f"{settings['USER']}@{settings['HOST']}:{settings['PORT']}/{settings['NAME']}"
        found["PARKLEDGER_DATABASE_URL"] = f"postgresql://{address}"
    return found


def _submitted(name: str, say: Callable[[str], None], *, small: bool) -> list[Line]:
    """The most rows that the portal takes: tried, handed in, and approved by somebody else."""
    from django.contrib.auth.models import User

    from parkledger.ledger.models import Book
    from parkledger.people.permissions import grant
    from parkledger.people.roles import Role
    from parkledger.submissions.workflow import lifecycle
    from parkledger.submissions.workflow.kinds import BATCH
    from parkledger.workbooks import uploads

    rows = SMALL_ROWS if small else uploads.MOST_ROWS
    say(f"importing: {rows:,} rows tried and approved on {name}")
    book = Book.objects.get(code=BOOK)
    lan, minh = (User.objects.create_user(each) for each in ("lan", "minh"))
    grant(lan, Role.OFFICER, "benchmarks", book=book)
    grant(minh, Role.APPROVER, "benchmarks", book=book)
    file = Path(os.environ["PARKLEDGER_HOME"]) / "portal.xlsx"
    write(file, rows, "PO")
    tried = time.perf_counter_ns()
    upload = uploads.take(file.name, file.read_bytes(), BOOK, lan.pk)
    begun = time.perf_counter_ns()
    made = lifecycle.begin(lan, book, BATCH, {"file": file.name, "events": upload.events()}, key="benchmark")
    made = lifecycle.submit(made, lan, made.version)
    handed_in = time.perf_counter_ns()
    approved = lifecycle.approve(made, minh, made.version)
    done = time.perf_counter_ns()
    file.unlink()
    if upload.result["valid"] != rows or approved.state != "approved" or len(approved.events) != rows:
        raise RuntimeError(f"{upload.result['errors'][:3]}: not every row was taken")
    return [
        within(f"{name}: {rows:,} rows tried in the portal", begun - tried, PREVIEW_NS),
        within(f"{name}: these rows submitted", handed_in - begun, PREVIEW_NS),
        within(f"{name}: these rows approved and recorded", done - handed_in, APPROVAL_NS),
    ]
