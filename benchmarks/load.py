"""Fifty enterprises report at once through the API, while an officer imports a workbook and a leader looks at the dashboard.

The portal's own server runs in processes of its own, the import in another, the enterprises in threads here. At first all
report in the same instant; then each sends its next months' reports one after another, with pauses. One report in ten is
sent twice under one key, as after a line that broke. Nothing may fail, be lost or be there twice.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import threading
import time
import urllib.request
from calendar import monthrange
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks import postgres, web
from benchmarks.measuring import Line, shown, within

ENTERPRISES, MONTHS, ROWS = 50, 6, 10_000
SMALL = (5, 2, 300)
PAUSE = 4.0
"""Seconds between one report of an enterprise and its next, on average."""
LIMIT = 300_000_000
"""Nanoseconds that 95 of 100 submissions may take at most, on PostgreSQL."""
TWICE = 10
DASHBOARD = "/dia-ban/viet-nam.bac-giang/"
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
BOOK, IMPORTED = "bg-parks", "imported"


@dataclass
class Seen:
    """What the callers saw: times in nanoseconds, and everything that went wrong."""

    together: list[int] = field(default_factory=list)
    paced: list[int] = field(default_factory=list)
    dashboard: list[int] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def measure(vendor: str, scratch: Path, *, small: bool, say: Callable[[str], None]) -> list[Line]:
    """The lines about one kind of database."""
    enterprises, months, rows = SMALL if small else (ENTERPRISES, MONTHS, ROWS)
    home = scratch / f"load-{vendor}"
    home.mkdir()
    with _books(vendor, home) as environment:
        say(f"load on {NAMES[vendor]}: {enterprises} enterprises, {rows:,} rows")
        web.command(home, "demo", environment=environment)
        people = _run(environment, "prepare", str(enterprises), str(rows), str(home / "rows.xlsx"))
        with web.served(home, environment=environment) as address:
            seen = _together(address, people, months, environment, home / "rows.xlsx")
        kept = _run(environment, "count")
    return _lines(NAMES[vendor], seen, kept, enterprises * months, rows, limited=vendor == "postgresql")


def _lines(name: str, seen: Seen, kept: dict[str, int], reports: int, rows: int, *, limited: bool) -> list[Line]:
    at_once, paced = _share(seen.together, 95), _share(seen.paced, 95)
    said = f"{name}: 95 of 100 submissions during an import of {rows:,} rows (median {shown(_share(seen.paced, 50))})"
    whole = bool(seen.paced) and not seen.wrong and kept == {"reports": reports, "different": reports, "rows": rows}
    if not seen.paced:
        seen.wrong.append("nothing was submitted")
    return [
        within(said, paced, LIMIT) if limited and seen.paced else Line(said, shown(paced)),
        Line(f"{name}: 95 of 100 of {len(seen.together)} submissions sent in one instant", shown(at_once)),
        Line(
            f"{name}: 95 of 100 of {len(seen.dashboard)} looks at the dashboard meanwhile",
            shown(_share(seen.dashboard, 95)),
        ),
        Line(
            f"{name}: submissions kept, each once; rows imported; errors",
            f"{kept['different']} of {reports} ({kept['reports']} in all); {kept['rows']:,}; {len(seen.wrong)} {seen.wrong[:2] or ''}",
            f"{reports} of {reports}; {rows:,}; 0",
            None,
            whole,
        ),
    ]


def _share(times: list[int], percent: int) -> int:
    """The time within which so many of a hundred were answered."""
    return int(statistics.quantiles(times, n=100, method="inclusive")[percent - 1]) if len(times) > 1 else sum(times)


def _together(address: str, people: dict[str, Any], months: int, environment: dict[str, str], rows: Path) -> Seen:
    """Everybody at work until the last report and the last row are in."""
    seen, over = Seen(), threading.Event()
    ready = threading.Barrier(len(people["enterprises"]))
    reporting = [
        threading.Thread(target=_report, args=(address, one, months, ready, seen)) for one in people["enterprises"]
    ]
    looking = threading.Thread(target=_look, args=(address, people["leader"], over, seen))
    command = [sys.executable, "-m", "parkledger", "import", str(rows), "--book", IMPORTED]
    importing = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    for thread in (*reporting, looking):
        thread.start()
    for thread in reporting:
        thread.join()
    problem = importing.communicate()[1]
    if importing.returncode:
        seen.wrong.append(f"import: {problem[-300:]}")
    over.set()
    looking.join()
    return seen


def _report(address: str, one: dict[str, str], months: int, ready: threading.Barrier, seen: Seen) -> None:
    """An enterprise's reports, month after month."""
    from parkledger.client import Client

    chance = random.Random(one["project"])
    with Client(address, one["token"], tries=1) as client:
        try:
            client.token()  # the line is open before it matters
        except Exception as problem:  # noqa: BLE001  whatever went wrong is counted and told
            seen.wrong.append(str(problem)[:200])
        ready.wait()
        for month in range(1, months + 1):
            times = seen.together if month == 1 else seen.paced
            if month > 1:
                time.sleep(chance.uniform(0, 2 * PAUSE))
            key = f"{one['project']}-{month}".encode().hex()
            fields = _fields(one["project"], month, chance)
            for _ in range(2 if chance.randrange(TWICE) == 0 else 1):
                start = time.perf_counter_ns()
                try:
                    client.submit(BOOK, "enterprise_report", fields, key=key)
                except Exception as problem:  # noqa: BLE001  whatever went wrong is counted and told
                    seen.wrong.append(f"{type(problem).__name__} {problem}"[:200])
                times.append(time.perf_counter_ns() - start)


def _fields(project: str, month: int, chance: random.Random) -> dict[str, Any]:
    return {
        "project": project,
        "period_start": f"2025-{month:02d}-01",
        "period_end": f"2025-{month:02d}-{monthrange(2025, month)[1]}",
        "values": {
            "output.revenue": {"amount": chance.randrange(1, 900) * 10**8, "currency": "VND"},
            "labour.workers": chance.randrange(50, 4000),
        },
    }


def _look(address: str, session: str, over: threading.Event, seen: Seen) -> None:
    """A leader who looks at the dashboard again every second."""
    while not over.is_set():
        asked = urllib.request.Request(address + DASHBOARD, headers={"Cookie": f"sessionid={session}"})  # noqa: S310
        start = time.perf_counter_ns()
        try:
            with urllib.request.urlopen(asked, timeout=60) as answer:  # noqa: S310  our own server
                answer.read()
        except OSError as problem:
            seen.wrong.append(f"dashboard: {problem}")
        seen.dashboard.append(time.perf_counter_ns() - start)
        over.wait(1)


@contextmanager
def _books(vendor: str, home: Path) -> Iterator[dict[str, str]]:
    """The environment of a new ledger on a kind of database."""
    environment = {
        **os.environ,
        "PARKLEDGER_HOME": str(home),
        "PARKLEDGER_API_RATE": "600000",
        "PARKLEDGER_API_BURST": "100000",
    }
    environment.pop("PARKLEDGER_DATABASE_URL", None)
    if vendor == "sqlite":
        yield environment
    else:
        with postgres.new_database() as address:
            yield {**environment, "PARKLEDGER_DATABASE_URL": address}


def _run(environment: dict[str, str], *arguments: str) -> Any:
    """This module's own commands, in the ledger of an environment."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.load", *arguments],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout)


def _prepare(enterprises: int, rows: int, file: Path) -> dict[str, Any]:
    """Enterprises with tokens, a leader with a session, a book with what the workbook's rows need, and the workbook."""
    from django.contrib.auth.models import User
    from django.test import Client as Browser

    from benchmarks import history, importing
    from parkledger.api import tokens
    from parkledger.ledger.book.loading import load
    from parkledger.ledger.models import Book, Project
    from parkledger.people.permissions import grant
    from parkledger.people.roles import Role

    firms: dict[str, str] = {}
    for project in Project.objects.filter(book__code=BOOK, role="secondary", ended_on=None).order_by("pk"):
        firms.setdefault(project.enterprise, project.code)
    reporting = []
    for number, (firm, code) in enumerate(list(firms.items())[:enterprises]):
        user = User.objects.create_user(f"doanh-nghiep-{number}")
        grant(user, Role.ENTERPRISE, "bench", enterprise=firm)
        reporting.append({"project": code, "token": tokens.make(user, "bench", ["submit", "read"], 1).secret})
    leader = User.objects.create_user("lanh-dao")
    grant(leader, Role.LEADER, "bench", place="viet-nam.bac-giang")
    browser = Browser()
    browser.force_login(leader, backend="django.contrib.auth.backends.ModelBackend")
    Book.objects.create(code=IMPORTED, name="Sổ nạp", place="viet-nam.bac-giang")
    load(IMPORTED, history.lines(31 + history.ZONES), by="lan")
    importing.write(file, rows)
    return {"enterprises": reporting, "leader": browser.cookies["sessionid"].value}


def _count() -> dict[str, int]:
    """How many reports there are, how many different ones, and how many rows were imported."""
    from benchmarks import history
    from parkledger.ledger.models import Event
    from parkledger.submissions.models import Submission

    reports = Submission.objects.filter(kind="enterprise_report", state="submitted")
    told = {(report.author_id, report.payload["period_start"]) for report in reports}
    before = 31 + history.ZONES
    return {
        "reports": reports.count(),
        "different": len(told),
        "rows": Event.objects.filter(book__code=IMPORTED).count() - before,
    }


def main() -> None:
    """`prepare ENTERPRISES ROWS FILE` or `count`, told as JSON."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parkledger.settings")
    django.setup()
    if sys.argv[1] == "prepare":
        found: Any = _prepare(int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
    else:
        found = _count()
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
