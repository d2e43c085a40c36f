"""The results as a table for the terminal and as docs/benchmarks.md."""

import os
import platform
import sqlite3
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa

from benchmarks import postgres
from benchmarks.measuring import Line, number
from benchmarks.national import Size

HEADINGS = ("What", "Measured", "Limit", "Ratio", "")

METHOD = """\
# Benchmarks

Written by `python -m benchmarks --write docs/benchmarks.md`; `make bench` runs the same. Times are medians after an
unmeasured round, and what is compared takes turns within one run, so that other work on the machine falls on both
sides. Absolute times still vary with it; ratios much less. A limit that is not kept makes the command fail.

## What is generated

A ledger of {postings:,} postings, the same every time (numbers are hashes of what they are about): 63 provinces,
{zones:,} zones, {projects:,} projects, {years} years up to 2023. Each zone reports monthly by origin, three reports in
ten first as an estimate that the final report reverses; projects are registered, adjusted, bought into, let land, and
disburse monthly (as many disbursements as the total lacks); zones have milestones, land, facilities and tariffs;
provinces have statistics, targets, procedures and inquiries. 3 % of all postings were corrected later by a reversal and
a new posting. {hot_entities} zones have one month's exports corrected {hot_corrections:,} times each. The postings go straight into the
mirror's own format and are compacted by the mirror's own code; they have no events behind them.

Lines about recording use a book of JSON lines of a plausible mix: registrations, leases, adjustments, implemented
capital, and 35 % period reports of four measures each.

## What is compared

- *All indicators, 63 provinces*: `Engine.answer` of every indicator for every province on 30/6/2023 as known at the end
  of 30/9/2023 (or at noon, in the second line), against one `GROUP BY cell` in DuckDB over the mirror's postings with
  the same conditions on `effective_on` and `recorded_at` and the sums of `count`, `amount`, `usd` and `vnd`. The engine
  reads the mirror's second file, the same postings summed by cell and day, where that suffices; the bare query reads
  the postings. The same bare query over that second file is printed beside it, without a limit.
- *PostgreSQL*: the same sums over the same rows in a table sorted by cell, with a covering B-tree (cell, effective_on)
  INCLUDE (recorded_at, count, amount, usd, vnd) and a BRIN index; loaded unlogged, then set logged, frozen and analysed;
  `work_mem` 256 MB and two parallel workers set for the session, the server's other settings as they are.
- *Dashboard*: forty indicators as value and growth, those with a target against it, two monthly series of 24 months,
  occupancy and land let by zone, projects and capital by origin and kind. It is asked again and again: postings asked
  for twice are held in memory by then.
- *The dashboard of …*: the whole page, asked of the portal in this process, each time for another day and as known at
  another moment, so that neither the page nor a figure is remembered. Projects and books are on record with it.
- *One event recorded*: `record` with everything it checks, against one INSERT and commit in the same database through
  the same connection (SQLite: WAL, synchronous=FULL; PostgreSQL: synchronous_commit=on). PostgreSQL's tables are
  analysed first, as autovacuum would within a minute.
- *In a book of 40,000 courses*: half dossiers, half work permits with their steps, some 70,000 events. One event of a kind
  is recorded in it and in a book of 1,000 courses in turn, the book opened for it; then 200 of them in one transaction.
- *The mirror catches up*: `refresh` after new events, compaction not included.
- *Importing*: the command `parkledger import` with a workbook of 100,000 rows on three sheets, from its start to its end,
  its standard error a terminal on which the states of its bar are counted; peak memory is the command's own. Then the most
  rows that the portal takes: tried, submitted, and approved by somebody else.
- *Pages*: the portal's own server over the demonstration books; wrk asks through fifty connections that each wait a
  second between an answer and the next request. What a page takes that is made anew stands beside, without a limit.
- *Map*: a book of 5,000 zones, a fifth with boundaries, dragged and zoomed in Chromium; where there is no graphics card
  the processor draws, which the frames' rate tells of, while the main thread's work is the portal's own.
- *Load*: fifty enterprises submit reports while an officer imports rows and a leader looks at the dashboard.
- *Pages read*: `read` of generated articles of 3 to 4 kB, from text to statements and findings, in one process by its
  processor time. A hundred of them are also split into sentences, segmented and tagged with named entities by
  underthesea (requirements-bench.txt; without it the line is left out), page by page in turn; the medians are compared.
  On a page of 10 MB a character may take little longer than on one of a sixteenth of that.
- *Peak memory* is that of the process that answers figures; generating runs in a process of its own.
"""


def machine() -> list[tuple[str, str]]:
    """What the machine is, without its name."""
    facts = [("Processor", f"{_processor()}, {os.cpu_count()} cores"), ("Memory", f"{_memory_gb()} GB")]
    versions = f"Python {platform.python_version()}, DuckDB {duckdb.__version__}, PyArrow {pa.__version__}, SQLite {sqlite3.sqlite_version}"
    server = postgres.answers()
    if server:
        versions += f", PostgreSQL {server} (shared_buffers {postgres.setting('shared_buffers')})"
    load = ", ".join(f"{average:.1f}" for average in os.getloadavg())
    return [
        *facts,
        ("Versions", versions),
        ("Load averages at the end (1, 5, 15 minutes; the measuring itself included)", load),
    ]


def table(lines: Iterable[Line]) -> list[tuple[str, ...]]:
    """Every line as cells."""
    return [
        (line.what, line.measured, line.limit, "" if line.ratio is None else number(line.ratio), line.verdict)
        for line in lines
    ]


def markdown(size: Size, lines: Iterable[Line], on: date) -> str:
    """The whole document."""
    facts = "\n".join(f"- {name}: {fact}" for name, fact in machine())
    rows = "\n".join("| " + " | ".join(row) + " |" for row in table(lines))
    head = "| " + " | ".join(HEADINGS) + " |\n|" + " --- |" * len(HEADINGS)
    method = METHOD.format(
        postings=size.postings,
        zones=size.zones,
        projects=size.projects,
        years=size.years,
        hot_entities=size.hot_entities,
        hot_corrections=size.hot_corrections,
    )
    return f"{method}\n## Results of {on:%d/%m/%Y}\n\n{facts}\n\n{head}\n{rows}\n"


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def _memory_gb() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3)
