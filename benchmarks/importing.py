"""Importing a workbook: how long 100,000 rows take, and how much memory; each import is a process of its own."""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks import history
from benchmarks.databases import ledger
from benchmarks.measuring import Line, within

ROWS, SMALL_ROWS = 100_000, 600
LIMIT_NS = 60 * 10**9
LIMIT_BYTES = 2**30
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
PROJECTS = 2_000
BOOK = "imported"
TYPES = ("project_registered", "land_leased", "capital_implemented")
DAY = date(2020, 1, 1)


def measure(vendor: str, folder: Path, say: Callable[[str], None], *, small: bool = False) -> list[Line]:
    """The lines about importing on one kind of database. Django must have been started."""
    rows, name = SMALL_ROWS if small else ROWS, NAMES[vendor]
    file = folder / f"import-{rows}.xlsx"
    with ledger(vendor, folder):
        say(f"importing: {rows:,} rows on {name}")
        _prepare()
        write(file, rows)
        first, again = _imported(file), _imported(file)
    file.unlink()
    if (first["recorded"], again["recorded"], again["already"]) != (rows, 0, rows):
        raise RuntimeError(f"{first} and {again} of {rows} rows: not every row was recorded once")
    return [
        within(f"{name}: {rows:,} rows of a workbook imported (processor {first['cpu']:.1f} s)", first["ns"], LIMIT_NS),
        _memory(f"{name}: peak memory of that import", first["peak"]),
        within(f"{name}: the same workbook again, which adds nothing", again["ns"], LIMIT_NS),
    ]


def _memory(what: str, peak: int) -> Line:
    return Line(what, f"{peak >> 20} MB", f"≤ {LIMIT_BYTES >> 20} MB", None, peak <= LIMIT_BYTES)


def _prepare() -> None:
    """A book with its exchange rates and zones."""
    from parkledger.ledger.loading import load
    from parkledger.ledger.models import Book

    Book.objects.create(code=BOOK, name="Sổ nạp", place="viet-nam.bac-giang")
    load(BOOK, history.lines(31 + history.ZONES), by="lan")


def write(file: Path, rows: int) -> None:
    """A workbook as the templates have it: projects, the land they lease, what they have spent."""
    from openpyxl import Workbook

    from parkledger.workbooks.columns import columns_of
    from parkledger.workbooks.templates import sheet_name

    book = Workbook(write_only=True)
    projects = min(PROJECTS, rows // 10)
    for code, count in zip(TYPES, (projects, projects, rows - 2 * projects), strict=True):
        sheet: Any = book.create_sheet(sheet_name(code))
        keys = [column.key for column in columns_of(code)]
        sheet.append([f"parkledger:{code}", *keys])
        sheet.append(["STT", *(column.heading.vi for column in columns_of(code))])
        for number in range(count):
            values = _values(code, number, projects)
            sheet.append([number + 1, *(values.get(key) for key in keys)])
    book.save(file)


def _values(code: str, number: int, projects: int) -> dict[str, Any]:
    project = number % projects
    values: dict[str, Any] = {
        "project": f"IM-{project:06d}", "effective_on": DAY + timedelta(days=number % 1500),
        "document.number": f"{number}/GCN", "document.issuer": "Ban Quản lý các KCN",
    }  # fmt: skip
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


def _imported(file: Path) -> dict[str, Any]:
    """What one process that imports the file says of itself."""
    from django.db import connection

    address = os.environ.copy()
    settings = connection.settings_dict
    if connection.vendor == "postgresql":
        host, port = settings["HOST"], settings["PORT"]
        address["PARKLEDGER_DATABASE_URL"] = f"postgresql://{settings['USER']}@{host}:{port}/{settings['NAME']}"
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.importing", str(file)], env=address, check=True, capture_output=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main(arguments: Sequence[str]) -> int:
    """Import one file and say how it went."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parkledger.settings")
    import django

    django.setup()
    from parkledger.workbooks.grids import read_file
    from parkledger.workbooks.importing import run
    from parkledger.workbooks.sheets import Choices, sheets_of

    start = time.perf_counter_ns()
    file = Path(arguments[0])
    outcome = run(BOOK, sheets_of(file.name, read_file(file), None, Choices()), by="lan")
    taken, usage = time.perf_counter_ns() - start, resource.getrusage(resource.RUSAGE_SELF)
    print(
        json.dumps({
            "recorded": outcome.recorded, "already": outcome.already, "refused": [str(e) for e in outcome.errors[:3]],
            "ns": taken, "cpu": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss * 1024,
        })
    )  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
