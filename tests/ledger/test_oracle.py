"""Whatever happens in a book, in whatever order it is recorded: its postings add up to what the oracle says."""

import json
import shutil
from collections import Counter
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, event, given, seed, settings
from hypothesis import strategies as st

from parkledger.home import sqlite
from parkledger.language import Lang
from parkledger.ledger.book.loading import load
from parkledger.ledger.book.verifying import rebuild, verify
from parkledger.ledger.models import Book
from parkledger.ledger.store.journal import entries
from parkledger.ledger.store.registry import book_ref
from parkledger.ledger.store.statements import fetch
from tests import oracle
from tests.conftest import use
from tests.histories import FIRST_MOMENT, LAST_MOMENT, LATER_MOMENT, PLACE, ZONES, Chronicle, chronicle, scopes, steps

NO_CHECKS = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
AS_FOUND = [Phase.explicit, Phase.generate]  # making a failing history shorter takes minutes; it is readable as it is
LAND = "measure LIKE 'land.%%'"
PERIODS = (
    (date(2019, 6, 1), date(2020, 12, 31)),
    (date(2019, 1, 1), date(2019, 6, 30)),
    (date(2021, 1, 1), date(2022, 12, 31)),
)
DAYS = (date(2019, 5, 1), date(2020, 3, 1), date(2021, 1, 1), date(2023, 4, 1), date(2030, 1, 1))


def codes(book_id: int) -> tuple[dict[int, str], dict[int, str]]:
    """Every id a zone or project ever had, with its code: the number of the event that first spoke of it."""
    zones, projects = {}, {}
    for entry in entries(book_id):
        row = book_id << 32 | entry["seq"]
        if entry["type"] in {"zone_planned", "zone_established", "zone_opened"}:
            zones[row] = entry["payload"]["zone"]
        if entry["type"] in {"project_registered", "project_opened"}:
            projects[row] = entry["payload"]["project"]
    return zones, projects


def summed(book_id: int, on: date, known_at: datetime) -> dict[oracle.Series, tuple[int, int, int, int]]:
    """What the stored postings add up to, series by series, with the number of claims."""
    key = "measure, scenario, zone_id, project_id, place, kind, origin, currency, detail, period_start, period_end"
    sql = (
        f"SELECT {key}, SUM(amount), SUM(usd), SUM(vnd), SUM(count) FROM ledger_posting "
        f"WHERE event_id >= %s AND event_id < %s AND effective_on <= %s AND recorded_at <= %s GROUP BY {key}"
    )
    zones, projects = codes(book_id)
    found: Counter[tuple[oracle.Series, int]] = Counter()
    for row in fetch(sql, [book_id << 32, (book_id + 1) << 32, on, known_at]):
        series = oracle.Series(row[0], row[1], zones.get(row[2]), projects.get(row[3]), *row[4:11])
        for place, number in enumerate(row[11:]):
            found[series, place] += int(number)
    return {series: tuple(found[series, n] for n in range(4)) for series, _ in found}  # type: ignore[misc]


def compare(book: Chronicle, on: date, known_at: datetime) -> None:
    """Every series that the postings or the oracle know must be the same in both."""
    book_id = book_ref(book.code).id
    held, flows = oracle.lived(entries(book_id), on=on, known_at=known_at)
    expected: dict[oracle.Series, tuple[int, ...]] = dict(held)
    for series, vector in flows:
        expected[series] = tuple(map(sum, zip(expected.get(series, (0, 0, 0)), vector, strict=True)))
    stored = {series: vector[:3] for series, vector in summed(book_id, on, known_at).items() if vector[3] > 0}
    unheld = {series: vector for series, vector in summed(book_id, on, known_at).items() if vector[3] <= 0}
    assert stored == expected, f"on {on}, as known at {known_at}"
    assert set(unheld.values()) <= {(0, 0, 0, 0)}, "what nothing claims must leave nothing behind"


def well(book: Chronicle) -> None:
    """The book verifies, no land is below nothing, and its journal makes the same book anywhere."""
    book_id = book_ref(book.code).id
    replayed = verify(book_ref(book.code))
    problems = [problem.message(Lang.EN) for problem in replayed.problems]
    assert not problems, problems
    rebuild(replayed)
    assert about(book_id) == oracle.subjects(entries(book_id))
    for (zone, measure), amounts in daily(book_id).items():
        assert min(amounts) >= 0, f"{measure} of zone {zone} falls below zero"
    Book.objects.create(code="copy", name="Bản sao", place=PLACE)
    original = list(entries(book_id))
    report = load("copy", map(to_json, original), by="minh")
    assert report.refused == [], [refusal.error.message(Lang.EN) for refusal in report.refused]
    assert [entry["hash"] for entry in entries(book_ref("copy").id)] == [entry["hash"] for entry in original]
    assert about(book_ref("copy").id) == about(book_id)


def about(book_id: int) -> dict[int, set[tuple[str, str]]]:
    """What each event of a book is about, as the table of subjects says."""
    found: dict[int, set[tuple[str, str]]] = {entry["seq"]: set() for entry in entries(book_id)}
    sql = "SELECT event_id, kind, key FROM ledger_subject WHERE event_id >= %s AND event_id < %s"
    for event_id, kind, key in fetch(sql, [book_id << 32, (book_id + 1) << 32]):
        found[event_id & 0xFFFFFFFF].add((kind, key))
    return found


def daily(book_id: int) -> dict[tuple[Any, ...], list[int]]:
    """How much of each kind of land each zone, and each project in it, holds day after day."""
    totals: Counter[tuple[Any, ...]] = Counter()
    history: dict[tuple[Any, ...], list[int]] = {}
    sql = (
        "SELECT zone_id, project_id, measure, SUM(amount) FROM ledger_posting WHERE scenario = 'actual' "
        f"AND event_id >= %s AND event_id < %s AND {LAND} "
        "GROUP BY effective_on, zone_id, project_id, measure ORDER BY effective_on"
    )
    for zone, project, measure, amount in fetch(sql, [book_id << 32, (book_id + 1) << 32]):
        totals[(zone, project), measure] += int(amount)
        history.setdefault(((zone, project), measure), []).append(totals[(zone, project), measure])
    return history


def to_json(entry: dict[str, Any]) -> str:
    """A line of an exported journal."""
    return json.dumps(entry, ensure_ascii=False)


@given(history=steps | scopes, asked=st.data())
@settings(max_examples=80, phases=AS_FOUND, deadline=None, suppress_health_check=NO_CHECKS, derandomize=True)
def test_any_history_adds_up_on_sqlite(sqlite_template, tmp_path_factory, history, asked):
    path = tmp_path_factory.mktemp("book") / "ledger.sqlite3"
    shutil.copy(sqlite_template, path)
    use(sqlite(path))
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    try:
        told(adds_up(history, asked))
    finally:
        connection.close()
        shutil.rmtree(path.parent)


def told(book: Chronicle) -> None:
    """What kinds of history were tried, for `--hypothesis-show-statistics`."""
    event(f"refused {len(book.refused) * 10 // book.tried * 10} % or more")
    for what in {step.what for _, step in book.done}:
        event(f"with {what}")


def adds_up(history: list[Any], asked: Any) -> Chronicle:
    """Play a history and hold its postings against the oracle, at several days and moments."""
    book = chronicle("bg", history, asked.draw(st.sampled_from((FIRST_MOMENT, LATER_MOMENT, LAST_MOMENT))))
    for on in DAYS:
        compare(book, on, book.moments[-1])
    for known_at in asked.draw(st.lists(st.sampled_from(book.moments), min_size=2, max_size=3)):
        compare(book, asked.draw(st.sampled_from(DAYS)), known_at)
    for measure in (*oracle.COUNTED, *oracle.REPORTED):
        zone, period = asked.draw(st.sampled_from((None, *ZONES))), asked.draw(st.sampled_from(PERIODS))
        where = {"measure": measure, "zone": zone}
        told_by_oracle = oracle.value(entries(book_ref("bg").id), measure, period=period, zone=zone)
        assert flowed(book_ref("bg").id, period, **where) == told_by_oracle, f"{measure} in {zone} in {period}"
    well(book)
    return book


def flowed(book_id: int, period: tuple[date, date], *, measure: str, zone: str | None) -> tuple[int, ...] | None:
    """What the postings of a flow add up to within days; counted flows are known from their first event on."""
    zones, _ = codes(book_id)
    of_zone = [row for row, code in zones.items() if code == zone]
    where = f"AND zone_id IN ({', '.join(map(str, of_zone))})" if zone else ""
    inside = "CASE WHEN period_start >= %s THEN 1 ELSE 0 END"
    sql = (
        f"SELECT SUM(amount * {inside}), SUM(usd * {inside}), SUM(vnd * {inside}), SUM(count * {inside}), SUM(count) "
        f"FROM ledger_posting WHERE event_id >= %s AND event_id < %s AND measure = %s AND effective_on <= %s "
        f"AND scenario = 'actual' {where}"
    )
    row = fetch(sql, [*[period[0]] * 4, book_id << 32, (book_id + 1) << 32, measure, period[1]])[0]
    known = row[4] if measure in oracle.COUNTED else row[3]
    return tuple(map(int, row[:3])) if known else None


@pytest.mark.parametrize("turn", range(4))
def test_any_history_adds_up_on_postgresql(postgresql_database, turn):
    """A handful of the same, each in a database of its own."""

    @given(history=(steps, scopes)[turn % 2], asked=st.data())
    @settings(max_examples=1, phases=AS_FOUND, deadline=None, suppress_health_check=NO_CHECKS, database=None)
    @seed(turn)
    def once(history, asked):
        adds_up(history, asked)

    once()


def test_the_oracle_itself():
    """The oracle's own arithmetic, on a journal short enough to be added up by hand."""
    journal = [
        entry(1, "zone_established", "2020-01-01", zone="a", kind="park", area_m2=100),
        entry(2, "zone_established", "2020-01-01", zone="b", kind="cluster", area_m2=40),
        entry(3, "period_report", "2020-06-30", zone="a", place=PLACE, values={"labour.workers": 9},
              period_start="2020-06-01", period_end="2020-06-30"),
        entry(4, "period_report", "2020-03-31", zone="a", place=PLACE, values={"labour.workers": 5},
              period_start="2020-03-01", period_end="2020-03-31"),
        entry(5, "zone_merged", "2021-01-01", zone="b", into="a", into_book=""),
        entry(6, "correction", "2020-06-30", reverses=3),
    ]  # fmt: skip
    assert oracle.value(journal, "land.established", on=date(2019, 12, 31)) is None
    assert oracle.value(journal, "land.established", on=date(2020, 12, 31)) == (140, 0, 0)
    assert oracle.value(journal, "land.established", on=date(2021, 1, 1), zone="a") == (140, 0, 0)
    assert oracle.value(journal, "land.established", on=date(2021, 1, 1), kind="cluster") == (0, 0, 0)
    assert oracle.value(journal, "zones.established", on=date(2021, 1, 1)) == (1, 0, 0)
    assert oracle.value(journal, "labour.workers", on=date(2020, 12, 31)) == (5, 0, 0)
    assert oracle.value(journal, "labour.workers", on=date(2020, 12, 31), known_at=moment(5)) == (9, 0, 0)
    assert oracle.value(journal, "labour.workers", on=date(2020, 5, 1), place_prefix=f"{PLACE}") == (5, 0, 0)
    assert oracle.value(journal, "labour.workers", on=date(2020, 5, 1), place_prefix="viet-nam.bac") is None
    assert oracle.value(journal, "projects.registered", period=(date(2020, 1, 1), date(2020, 12, 31))) is None


def test_the_oracle_forgets_what_was_told_in_another_scope():
    """The same for a place as a whole, then by zone, then by origin."""
    journal = [
        entry(1, "zone_established", "2020-01-01", zone="a", kind="park"),
        entry(2, "zone_established", "2020-01-01", zone="b", kind="cluster"),
        told_since(3, 2020, 70, place=PLACE, kind="park"),
        told_since(4, 2021, 9, zone="a"),
        told_since(5, 2022, 8, zone="a", origin="fdi"),
        told_since(6, 2022, 4, zone="b"),
        told_since(7, 2023, 90, place=PLACE),
    ]
    days = {year: oracle.value(journal, "labour.workers", on=date(year, 12, 31)) for year in (2020, 2021, 2022, 2023)}
    assert days == {2020: (70, 0, 0), 2021: (9, 0, 0), 2022: (12, 0, 0), 2023: (90, 0, 0)}
    assert oracle.value(journal, "labour.workers", on=date(2023, 12, 31), zone="a") is None


def told_since(seq: int, year: int, workers: int, **scope: Any) -> dict[str, Any]:
    """A year's report of workers, recorded since they are known in one scope alone."""
    days: dict[str, Any] = {"period_start": f"{year}-01-01", "period_end": f"{year}-12-31"}
    report = entry(seq, "period_report", f"{year}-12-31", values={"labour.workers": workers}, **days, **scope)
    return {**report, "recorded_at": "2026-12-01T00:00:00+00:00"}


def entry(seq: int, kind: str, on: str, /, *, reverses: int | None = None, **payload: Any) -> dict[str, Any]:
    about = {"seq": seq, "type": kind, "effective_on": on, "recorded_at": moment(seq).isoformat()}
    return {**about, "reverses": reverses, "payload": payload}


def moment(seq: int) -> datetime:
    return datetime(2024, 1, seq, tzinfo=UTC)
