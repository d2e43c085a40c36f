"""Whatever is changed behind the ledger's back, `verify` names exactly the event that was changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from django.db import DataError, connection, transaction

from parkledger.ledger.book.verifying import rebuild, verify
from parkledger.ledger.store.registry import book_ref
from parkledger.ledger.store.statements import fetch
from parkledger.ledger.store.tables import EVENT_COLUMNS, POSTING_COLUMNS

STRANGE: dict[str, Any] = {
    "document": "{}", "reverses": 1, "replaces": 1, "key": "khác", "zone_id": 1, "project_id": 1, "kind": "park",
    "origin": "ddi", "currency": "VND", "period_start": date(2001, 1, 1), "period_end": date(2001, 1, 1),
    "level": 1, "level_usd": 1, "level_vnd": 1,
}  # fmt: skip
GUARDED = ("ledger_event", "ledger_posting", "ledger_subject", "ledger_filed")
DOCUMENT = {"number": "12/QĐ-UBND", "title": "Quyết định", "issued_on": "1/2/2020"}


@pytest.fixture
def written(desk):
    """A small book; nothing rests on the events that are tampered with."""
    desk.zone("Quang Châu")
    desk.zone("Đồng Đình", kind="cluster")
    desk.project("DA-1", zone="KCN Quang Châu")
    desk.record(
        "land_leased",
        "1/3/2020",
        zone="KCN Quang Châu",
        project="DA-1",
        area_m2="5 ha",
        note="Đợt một",
        document=DOCUMENT,
    )
    desk.record(
        "capital_adjusted", "1/4/2020", project="DA-1", capital="1,5 triệu USD", note="Lần hai", document=DOCUMENT
    )
    desk.record(
        "period_report", period_start="1/5/2020", period_end="31/5/2020", zone="KCN Quang Châu", note="Tháng năm",
        document=DOCUMENT,
        values={"labour.workers": 1200, "output.production": "2 triệu USD"},
    )  # fmt: skip
    desk.record("facility_commissioned", "1/6/2020", zone="CCN Đồng Đình", facility="KTX", kind="housing", capacity=300)
    desk.withdraw(8)
    desk.record(
        "zone_renamed", "1/7/2020", zone="CCN Đồng Đình", name="Đồng Đình 2", note="Theo quyết định", document=DOCUMENT
    )
    desk.record("zone_operating", "1/8/2020", zone="KCN Quang Châu")
    assert desk.problems() == []
    return desk


@contextmanager
def unguarded() -> Iterator[None]:
    """The tables without their triggers, and everything as it was afterwards."""
    with transaction.atomic():
        if connection.vendor == "sqlite":
            names = fetch("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            run(*(f"DROP TRIGGER {name}" for (name,) in names))
        else:
            run(*(f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in GUARDED))
        yield
        transaction.set_rollback(True)


def run(*statements: str, given: tuple[Any, ...] = ()) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, given)


def other(column: str, value: Any) -> Any:
    """Another value of a column, of the same type."""
    if value is None:
        return STRANGE[column]
    if isinstance(value, bool):
        return not value
    if isinstance(value, datetime):
        return value + timedelta(seconds=1)
    if isinstance(value, date):
        return value + timedelta(days=1)
    if isinstance(value, int):
        return value + 1
    return value[:-1] + ("y" if value.endswith("x") else "x")


def test_any_column_of_an_event(written):
    columns = [name for name in EVENT_COLUMNS if name not in {"id", "seq", "book_id"}]
    for column, seq in product(columns, (5, 6, 7, 9, 10)):
        row = written.id << 32 | seq
        value = fetch(f"SELECT {column} FROM ledger_event WHERE id = %s", [row])[0][0]
        with unguarded():
            run(f"UPDATE ledger_event SET {column} = %s WHERE id = %s", given=(other(column, value), row))
            named = {name for code, name in written.problems() if code != "description_differs"}
            assert named == {f"bg/{seq}"}, f"{column} of {seq}"
    assert written.problems() == []


def test_the_place_of_an_event(written):
    for change, named in (
        ("id = id + 1000", {"bg/7"}),
        ("seq = seq + 5", {"bg/7", "bg/12"}),  # it is missing in one place and out of place in the other
        ("book_id = book_id + 50", {"bg/7"}),
    ):
        with unguarded():
            run(f"UPDATE ledger_event SET {change} WHERE seq = 7")
            assert {name for _, name in written.problems()} == named, change


def test_any_column_of_a_posting(written):
    columns = [name for name in POSTING_COLUMNS if name != "event_id"]
    for column, seq in product(columns, (2, 5, 6, 7, 9)):
        row, value = fetch(
            f"SELECT id, {column} FROM ledger_posting WHERE event_id = %s ORDER BY line", [written.id << 32 | seq]
        )[0]
        with unguarded():
            run(f"UPDATE ledger_posting SET {column} = %s WHERE id = %s", given=(other(column, value), row))
            assert written.problems() == [("postings_differ", f"bg/{seq}")], f"{column} of {seq}"


def test_a_posting_moved_to_another_event(written):
    with unguarded():
        run(f"UPDATE ledger_posting SET event_id = event_id + 100 WHERE event_id = {written.id << 32 | 6} AND line = 0")
        assert written.problems() == [("postings_differ", "bg/6"), ("postings_orphaned", "bg/106")]


def test_any_single_character(written):
    for column, seq in product(("payload", "note", "document"), (5, 6, 7, 10)):
        text = fetch(f"SELECT {column} FROM ledger_event WHERE seq = %s", [seq])[0][0]
        for at in sorted({0, len(text) - 1, *range(3, len(text), 17)}):
            flipped = text[:at] + chr(ord(text[at]) ^ 1) + text[at + 1 :] if at else f"{text} "
            with unguarded():
                run(f"UPDATE ledger_event SET {column} = %s WHERE seq = %s", given=(flipped, seq))
                named = {name for code, name in written.problems() if code != "description_differs"}
                assert named == {f"bg/{seq}"}, f"{flipped!r}"


def test_bytes_that_are_no_text(written):
    for column in ("payload", "note", "document"):
        with unguarded():
            if connection.vendor == "postgresql":  # which keeps no text that is not UTF-8
                with pytest.raises(DataError):
                    run(f"UPDATE ledger_event SET {column} = convert_from('\\x7bff7d'::bytea, 'UTF8') WHERE seq = 7")
                continue
            run(f"UPDATE ledger_event SET {column} = CAST(x'7bff7d' AS TEXT) WHERE seq = 7")
            assert {name for _, name in written.problems()} == {"bg/7"}, column


def test_a_removed_event(written):
    for seq in (6, 7, 9, 10):
        with unguarded():
            run(
                f"DELETE FROM ledger_posting WHERE event_id = {written.id << 32 | seq}",
                f"DELETE FROM ledger_subject WHERE event_id = {written.id << 32 | seq}",
                f"DELETE FROM ledger_filed WHERE event_id = {written.id << 32 | seq}",
                f"DELETE FROM ledger_event WHERE seq = {seq}",
            )
            names = [(code, name) for code, name in written.problems() if code != "description_differs"]
            assert names == [("event_missing", f"bg/{seq}")]


def test_an_event_removed_without_its_postings(written):
    with unguarded():
        run("DELETE FROM ledger_event WHERE seq = 7")
        assert written.problems() == [
            ("event_missing", "bg/7"), ("postings_orphaned", "bg/7"), ("subjects_orphaned", "bg/7"),
        ]  # fmt: skip


def test_any_row_of_the_table_of_subjects(written):
    zone, project = "zone «kcn-quang-chau»", "project «DA-1»"
    for change, missing, extra in (
        ("DELETE FROM ledger_subject WHERE kind = 'project' AND event_id = {event}", [project], ["—"]),
        (
            "UPDATE ledger_subject SET kind = 'facility' WHERE key = 'DA-1' AND event_id = {event}",
            [project],
            ["facility «DA-1»"],
        ),
        ("UPDATE ledger_subject SET key = 'kcn' WHERE kind = 'zone' AND event_id = {event}", [zone], ["zone «kcn»"]),
        ("INSERT INTO ledger_subject (event_id, kind, key) VALUES ({event}, 'zone', 'x')", ["—"], ["zone «x»"]),
    ):
        with unguarded():
            run(change.format(event=written.id << 32 | 5))
            found = [problem for problem in verify(book_ref("bg")).problems if problem.code != "guards_missing"]
            named = [(problem.code, problem.facts["event"]) for problem in found]
            assert named == [("subjects_differ", "bg/5")], change
            assert (found[0].facts["missing"], found[0].facts["extra"]) == (missing, extra), change


def test_a_correction_is_about_what_it_corrects(written):
    """Event 9 withdraws event 8, a facility: its rows are held against that event."""
    with unguarded():
        run(f"DELETE FROM ledger_subject WHERE kind = 'facility' AND event_id = {written.id << 32 | 9}")
        assert written.problems() == [("subjects_differ", "bg/9")]


def test_subjects_of_no_event(written):
    with unguarded():
        run(f"INSERT INTO ledger_subject (event_id, kind, key) VALUES ({written.id << 32 | 500}, 'zone', 'x')")
        assert written.problems() == [("subjects_orphaned", "bg/500")]


def test_any_row_of_the_table_of_files(written):
    """Event 4 registers a project, by its code."""
    for change, missing, extra in (
        ("DELETE FROM ledger_filed WHERE event_id = {event}", "1", "0"),
        ("UPDATE ledger_filed SET file = file + 1 WHERE event_id = {event}", "1", "1"),
        ("INSERT INTO ledger_filed (event_id, file) VALUES ({event}, 7)", "0", "1"),
    ):
        with unguarded():
            run(change.format(event=written.id << 32 | 4))
            found = [problem for problem in verify(book_ref("bg")).problems if problem.code != "guards_missing"]
            assert [(problem.code, problem.facts["event"]) for problem in found] == [("files_differ", "bg/4")], change
            assert (found[0].facts["missing"], found[0].facts["extra"]) == (missing, extra), change


def test_files_of_no_event(written):
    with unguarded():
        run(f"INSERT INTO ledger_filed (event_id, file) VALUES ({written.id << 32 | 500}, 7)")
        assert written.problems() == [("files_orphaned", "bg/500")]


def test_a_forged_posting(written):
    columns = ", ".join(name for name in POSTING_COLUMNS if name not in {"event_id", "line"})
    for seq in (1, 5, 9, 500):
        with unguarded():
            run(
                f"INSERT INTO ledger_posting (event_id, line, {columns}) "
                f"SELECT {written.id << 32 | seq}, 40, {columns} FROM ledger_posting "
                f"WHERE event_id = {written.id << 32 | 6} AND line = 0"
            )
            kind = "postings_orphaned" if seq == 500 else "postings_differ"
            assert written.problems() == [(kind, f"bg/{seq}")]


def test_a_changed_description_is_named_and_mended(written):
    for change, name in (
        ("UPDATE ledger_zone SET name = 'Khác' WHERE code = 'kcn-quang-chau'", "kcn-quang-chau"),
        ("UPDATE ledger_zone SET ended_on = '2020-01-01' WHERE code = 'kcn-quang-chau'", "kcn-quang-chau"),
        ("DELETE FROM ledger_zone WHERE code = 'kcn-quang-chau'", "kcn-quang-chau"),
        ("UPDATE ledger_project SET origin = 'ddi'", "DA-1"),
        ("DELETE FROM ledger_project", "DA-1"),
    ):
        run(change)
        found = verify(book_ref("bg"))
        assert [(problem.code, problem.facts["name"]) for problem in found.problems] == [
            ("description_differs", name)
        ], change
        rebuild(found)
        assert written.problems() == [], change


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("ledger_event", "effective_on", "2020-02-31"),
        ("ledger_event", "effective_on", "2O20-03-01"),
        ("ledger_event", "recorded_at", "nonsense"),
        ("ledger_posting", "effective_on", "2020-13-01"),
        ("ledger_posting", "recorded_at", "2020-02-31 00:00:00"),
        ("ledger_posting", "period_end", "x"),
    ],
)
def test_a_date_that_is_no_date_is_named_not_tripped_over(written, table, column, value):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL stores no date that is none")
    event = fetch("SELECT id FROM ledger_event WHERE type = 'period_report'")[0][0]
    with unguarded():
        where = "id" if table == "ledger_event" else "event_id"
        run(f"UPDATE {table} SET {column} = '{value}' WHERE {where} = {event}")
        named = {name for _, name in written.problems()}
    assert named == {f"bg/{event & 0xFFFFFFFF}"}
