"""The benchmarks run, and measure what they say; how long anything takes is not a test's business."""

import json
import subprocess
import sys
from collections import Counter
from datetime import date
from fractions import Fraction
from pathlib import Path

import duckdb
import pytest
from benchmarks.databases import vendors_of
from benchmarks.history import lines
from benchmarks.measuring import at_most, number, shown, within
from benchmarks.national import SMALL, mirror_of

from benchmarks import figures, postgres
from parkledger.figures.engine.engine import Engine
from parkledger.figures.mirror.files import Mirror
from parkledger.language import day_end


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("bench")


@pytest.fixture(scope="module")
def folder(cache):
    return mirror_of(SMALL, cache)


def test_the_ledger_has_as_many_postings_as_it_says_and_the_same_again(folder, tmp_path):
    again = mirror_of(SMALL, tmp_path)
    first, second = Mirror(folder).manifest(), Mirror(again).manifest()
    assert first is not None
    assert second is not None
    assert first.rows == second.rows == SMALL.postings
    columns = "cell, zone, project, effective_on, recorded_at, count, amount, usd, vnd, detail"
    sides = [
        f"SELECT {columns} FROM '{folder / first.segments[0].file}'",
        f"SELECT {columns} FROM '{again / second.segments[0].file}'",
    ]
    with duckdb.connect() as database:
        left = database.execute(f"SELECT count(*) FROM ({sides[0]} EXCEPT ALL {sides[1]})").fetchall()
    assert left == [(0,)]


def test_what_is_compared_comes_to_the_same(folder):
    """The bare query over postings and over their daily sums, and the engine's figure of one measure, agree."""
    manifest = Mirror(folder).manifest()
    assert manifest is not None
    known_at = day_end(figures.KNOWN_ON)
    bare = figures.Bare([str(folder / segment.file) for segment in manifest.segments])
    sums = bare.sums(known_at)
    assert sorted(sums) == sorted(bare.summed([str(folder / segment.summed) for segment in manifest.segments]))
    engine = Engine(folder, manifest)
    cells = engine.cube.cells
    asked = figures.everything(figures.ASKED_ON, known_at)
    answers = {(f.question.place, f.question.indicator): f.value for f in engine.answer(asked)}
    expected: Counter[str] = Counter()
    for cell, _, amount, _, _ in sums:
        place, measure, *_, scenario, _, _ = cells[cell]
        if measure == "projects.in_force" and scenario == "actual":
            expected[".".join(place.split(".")[:2])] += int(amount)
    assert expected
    assert {place: answers[place, "projects.in_force"] for place in expected} == dict(expected)
    engine.close()


def run(cache: Path, *parts: str, write: Path) -> str:
    command = [sys.executable, "-m", "benchmarks", "--small", "--cache", str(cache), "--write", str(write)]
    done = subprocess.run(
        [*command, *(word for part in parts for word in ("--only", part))], capture_output=True, text=True
    )
    assert done.returncode in {0, 1}, done.stderr
    assert "Traceback" not in done.stderr
    return write.read_text(encoding="utf-8")


@pytest.mark.long
def test_everything_is_measured_on_sqlite(folder, cache, tmp_path):
    told = run(cache, "figures", "dashboards", "sqlite", "importing", "courses", write=tmp_path / "benchmarks.md")
    for what in (
        "all indicators, 63 provinces",
        "dashboard",
        "dashboard of the country",
        "peak memory",
        "period_report recorded",
        "600 rows imported by the command",
        "peak memory of that command",
        "600 rows tried in the portal",
        "these rows approved and recorded",
        "catches up",
        "one work_permit_granted recorded in a book of 300 courses",
        "one of 200 land_leased recorded together in it",
    ):
        assert what in told
    assert [line for line in told.splitlines() if "command's progress bar showed" in line and line.endswith("PASS |")]
    assert str(Path.cwd()) not in told


@pytest.mark.long
@pytest.mark.skipif(postgres.answers() is None, reason="no PostgreSQL server answers")
def test_recording_is_measured_on_postgresql(cache, tmp_path):
    told = run(cache, "postgresql", write=tmp_path / "benchmarks.md")
    assert "PostgreSQL: one land_leased recorded" in told


@pytest.mark.parametrize(("parts", "served", "vendors"), [
    (["importing"], True, ["sqlite", "postgresql"]), (["importing"], False, ["sqlite"]), (["postgresql"], False, []),
    (["importing", "sqlite"], True, ["sqlite"]), (["figures"], True, []), (["sqlite", "postgresql"], True, ["sqlite", "postgresql"]),
    (["courses"], True, ["sqlite", "postgresql"]),
])  # fmt: skip
def test_importing_alone_is_measured_on_what_there_is(parts, served, vendors):
    assert vendors_of(parts, served=served) == vendors


def test_lines_are_a_mix():
    kinds = Counter(json.loads(line)["type"] for line in lines(1000))
    assert {
        "exchange_rate_set",
        "zone_established",
        "project_registered",
        "land_leased",
        "capital_adjusted",
    } < kinds.keys()
    assert kinds["period_report"] > 300


@pytest.mark.parametrize(
    ("nanoseconds", "text"),
    [(999, "999 ns"), (1_500, "1.50 µs"), (12_340_000, "12.3 ms"), (734_000_000, "734 ms"), (2_000_000_000, "2.00 s")],
)
def test_times_are_shown_as_people_read_them(nanoseconds, text):
    assert shown(nanoseconds) == text


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (at_most("a", 150, 100, Fraction(3, 2), "b"), "PASS"),
        (at_most("a", 151, 100, Fraction(3, 2), "b"), "FAIL"),
        (within("a", 50, 50), "PASS"),
        (within("a", 51, 50), "FAIL"),
    ],
)
def test_a_limit_is_kept_up_to_itself(line, verdict):
    assert line.verdict == verdict


def test_ratios_have_three_digits():
    assert [number(Fraction(n)) for n in (Fraction(1, 3), Fraction(31, 3), 1234)] == ["0.33", "10.3", "1234"]


def test_months_end():
    assert figures.dashboard("viet-nam.ha-noi", [], date(2023, 6, 30), date(2023, 9, 30))
