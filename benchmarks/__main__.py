"""`python -m benchmarks [--small] [--only NAME] [--write FILE]`: measure, print a table, fail where a limit is not kept."""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks import (
    courses,
    dashboards,
    databases,
    duties,
    figures,
    importing,
    load,
    maps,
    national,
    postgres,
    questions,
    reading,
    recording,
    report,
    reports,
    statutory,
    web,
)
from benchmarks.measuring import ROUNDS, Line

CACHE = Path(".bench")
PARTS = (
    "figures",
    "dashboards",
    "forms",
    "duties",
    "sqlite",
    "postgresql",
    "importing",
    "courses",
    "reading",
    "questions",
    "reports",
    "web",
    "maps",
    "load",
)
CONSOLE = Console(stderr=True)


def main(arguments: list[str] | None = None) -> int:
    """Measure what is asked for; 1 where a limit is not kept."""
    given = _arguments(arguments)
    size = national.SMALL if given.small else national.NATIONAL
    served = postgres.answers() is not None
    lines = _lines(given.only or PARTS, size, given.cache, served=served, small=given.small)
    _print(lines)
    if not served:
        CONSOLE.print("No PostgreSQL server answers: its lines are left out.")
    if given.write:
        given.write.write_text(report.markdown(size, lines, datetime.now(UTC).date()), encoding="utf-8")
    return 1 if any(line.passed is False for line in lines) else 0


def _arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--small", action="store_true", help="200,000 postings and few events, to see that it runs")
    parser.add_argument("--only", action="append", choices=PARTS, help="one part; may be given again")
    parser.add_argument("--write", type=Path, help="write the results to this Markdown file")
    parser.add_argument("--cache", type=Path, default=CACHE, help="where generated postings are kept (default: .bench)")
    return parser.parse_args(arguments)


def _lines(parts: Sequence[str], size: national.Size, cache: Path, *, served: bool, small: bool) -> list[Line]:
    cache.mkdir(parents=True, exist_ok=True)
    lines: list[Line] = []
    if {"figures", "dashboards", "forms"} & set(parts):
        lines += _national(parts, size, cache, served=served, small=small)
    if {"sqlite", "postgresql", "importing", "courses"} & set(parts):
        lines += _recorded(parts, cache, served=served, small=small)
    if "reading" in parts:
        lines += reading.measure(small=small, say=CONSOLE.print)
    lines += _answered(parts, cache, small=small)
    if "web" in parts:
        lines += _served(cache, small=small)
    if "maps" in parts:
        lines += _mapped(cache, small=small)
    if "load" in parts:
        with tempfile.TemporaryDirectory(dir=cache) as scratch:
            for vendor in ("postgresql", "sqlite") if served else ("sqlite",):
                lines += load.measure(vendor, Path(scratch).resolve(), small=small, say=CONSOLE.print)
    return lines


def _answered(parts: Sequence[str], cache: Path, *, small: bool) -> list[Line]:
    """Questions in words, reports, and the list of what is due."""
    lines: list[Line] = []
    for name, part in (("questions", questions), ("reports", reports)):
        if name in parts:
            with tempfile.TemporaryDirectory(dir=cache) as folder:
                lines += part.measure(Path(folder).resolve(), small=small, say=CONSOLE.print)
    if "duties" in parts:
        with _scratch(cache) as scratch:
            lines += duties.measure(scratch, small=small, say=CONSOLE.print)
    return lines


def _national(parts: Sequence[str], size: national.Size, cache: Path, *, served: bool, small: bool) -> list[Line]:
    CONSOLE.print(f"generating {size.postings:,} postings, if they are not there yet")
    subprocess.run([sys.executable, "-m", "benchmarks.national", size.name, str(cache)], check=True)
    folder, rounds = national.mirror_of(size, cache), 3 if small else ROUNDS
    lines: list[Line] = []
    if "figures" in parts:
        lines += figures.measure(folder, postgresql=served, say=CONSOLE.print, rounds=rounds)
    if "dashboards" in parts:
        with _scratch(cache) as scratch:
            lines += dashboards.measure(folder, scratch, say=CONSOLE.print, rounds=rounds)
    if "forms" in parts:
        with _scratch(cache) as scratch:
            lines += statutory.measure(folder, scratch, say=CONSOLE.print, rounds=rounds)
    return lines


def _recorded(parts: Sequence[str], cache: Path, *, served: bool, small: bool) -> list[Line]:
    lines: list[Line] = []
    with _scratch(cache) as scratch:
        for vendor in databases.vendors_of(parts, served=served):
            if vendor in parts:
                amounts = recording.SMALL if small else recording.Amounts()
                lines += recording.measure(vendor, scratch, amounts, CONSOLE.print)
            if "importing" in parts:
                lines += importing.measure(vendor, scratch, CONSOLE.print, small=small)
            if "courses" in parts:
                lines += courses.measure(vendor, scratch, CONSOLE.print, small=small)
    return lines


@contextmanager
def _scratch(cache: Path) -> Iterator[Path]:
    """A folder for a while, which is the home of the product in this process."""
    with tempfile.TemporaryDirectory(dir=cache) as folder:
        databases.start(Path(folder).resolve())
        yield Path(folder).resolve()


def _served(cache: Path, *, small: bool) -> list[Line]:
    if not web.available():
        CONSOLE.print("There is no wrk here: the lines about pages are left out.")
        return []
    with tempfile.TemporaryDirectory(dir=cache) as scratch:
        return web.measure(Path(scratch), small=small, say=CONSOLE.print)


def _mapped(cache: Path, *, small: bool) -> list[Line]:
    if not maps.available():
        CONSOLE.print("There is no Chromium here: the lines about the map are left out.")
        return []
    with tempfile.TemporaryDirectory(dir=cache) as scratch:
        return maps.measure(Path(scratch).resolve(), small=small, say=CONSOLE.print)


def _print(lines: list[Line]) -> None:
    shown = Table(*report.HEADINGS)
    for row in report.table(lines):
        shown.add_row(*row)
    Console(width=160).print(shown)


if __name__ == "__main__":
    sys.exit(main())
