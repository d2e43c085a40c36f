"""Loading files: whole batches, resumable; refusals are told by line and can be mended; nothing is recorded twice."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from parkledger.ledger.book import loading
from parkledger.ledger.book.loading import load
from parkledger.ledger.book.names import DatabaseNames
from parkledger.ledger.book.verifying import verify
from parkledger.ledger.models import Book
from parkledger.ledger.store.journal import entries
from parkledger.ledger.store.registry import book_ref
from tests.ledger.conftest import PLACE
from tests.ledger.processes import ready, start

preload = DatabaseNames.preload
GOOD = [
    {"type": "exchange_rate_set", "effective_on": "1/1/2010", "vnd_per_usd": "20000", "source": "sổ tay"},
    {
        "type": "zone_established",
        "effective_on": "1/1/2015",
        "name": "Quang Châu",
        "kind": "park",
        "area_m2": "100 ha",
        "industrial_m2": "60 ha",
    },
    {"type": "land_leased", "effective_on": "1/1/2020", "zone": "KCN Quang Châu", "area_m2": "1 ha"},
    {"type": "land_leased", "effective_on": "1/1/2020", "zone": "KCN Quang Châu", "area_m2": "1 ha"},
]
BAD = [
    {"type": "land_leased", "effective_on": "1/1/2020", "zone": "KCN Quang Chau Hai", "area_m2": "1 ha"},
    {"type": "land_leased", "effective_on": "1/1/2021", "zone": "KCN Quang Châu", "area_m2": "80 ha"},
    {"type": "land_leased", "effective_on": "1/1/2021", "zone": "KCN Quang Châu"},
    {"type": "land_leas", "effective_on": "1/1/2021", "zone": "KCN Quang Châu", "area_m2": "1 ha"},
]


def written(events: Iterable[dict[str, str]]) -> list[str]:
    return [json.dumps(event, ensure_ascii=False) for event in events]


def sequence(code: str = "bg") -> list[tuple[int, str, dict[str, Any]]]:
    return [(entry["seq"], entry["type"], entry["payload"]) for entry in entries(book_ref(code).id)]


@pytest.fixture
def book(database):
    Book.objects.create(code="bg", name="Sổ", place=PLACE)
    return "bg"


def test_refused_lines_are_told_and_the_rest_is_recorded(book):
    good, bad = written(GOOD), written(BAD)
    file = [good[0], "", bad[0], good[1], "không phải JSON", bad[1], good[2], bad[2], bad[3], good[3]]
    report = load(book, file, by="lan")
    assert (report.recorded, report.already) == (4, 0)
    assert [(refusal.line.number, refusal.error.code) for refusal in report.refused] == [
        (3, "zone_unknown"), (5, "line_unreadable"), (6, "land_overdrawn"), (8, "fields_refused"), (9, "type_unknown"),
    ]  # fmt: skip
    assert [refusal.error.where for refusal in report.refused] == [f"dòng {n}" for n in (3, 5, 6, 8, 9)]
    assert sequence() == [
        (n + 1, event["type"], found) for n, (event, (_, _, found)) in enumerate(zip(GOOD, sequence(), strict=True))
    ]
    before = sequence()
    again = load(book, file, by="lan")
    assert (again.recorded, again.already, len(again.refused)) == (0, 4, 5)
    mended = [
        *file[:2],
        file[6].replace("1/1/2020", "2/1/2020"),
        *file[3:5],
        file[5].replace("80 ha", "8 ha"),
        *file[6:],
    ]
    assert (load(book, mended, by="lan").recorded, len(sequence())) == (2, 6)
    assert sequence()[:4] == before
    assert verify(book_ref(book)).problems == []


def test_refusals_hold_nothing_of_what_was_being_done(book):
    """Each would keep the register that it was refused by, which is as large as the book."""
    refused = load("bg", written([*GOOD, *BAD]), by="lan").refused
    assert len(refused) == len(BAD)
    for refusal in refused:
        held = (refusal.error.__traceback__, refusal.error.__cause__, refusal.error.__context__)
        assert held == (None, None, None), refusal.line.text


def test_a_refusal_late_in_its_way_takes_nothing_with_it(book):
    """What is refused only after postings were derived must not disturb what was recorded in the same batch."""
    lines = written([*GOOD[:2], BAD[1], GOOD[2], BAD[1], {**BAD[1], "area_m2": "59 ha"}, GOOD[3]])
    report = load(book, lines, by="lan")
    assert [refusal.line.number for refusal in report.refused] == [3, 5, 7]
    assert [payload.get("area_m2") for _, _, payload in sequence()] == [None, 1_000_000, 10_000, 590_000]
    assert verify(book_ref(book)).problems == []


def test_the_whole_book_is_read_once_a_batch_however_many_lines_are_refused(book, monkeypatch):
    read: list[int] = []

    def told(names: DatabaseNames) -> None:
        read.append(names.book_id)
        preload(names)

    monkeypatch.setattr(DatabaseNames, "preload", told)
    monkeypatch.setattr(loading, "BATCH", 20)
    report = load(book, written([*GOOD[:2], *([BAD[1], GOOD[2]] * 24)]), by="lan")
    assert (report.recorded, len(report.refused)) == (26, 24)
    assert len(read) == 3, "once for each batch"
    assert verify(book_ref(book)).problems == []


def test_equal_lines_are_both_recorded_once_each(book):
    lines = written([*GOOD, GOOD[3]])
    lines[3] = f"  {lines[3]} "
    assert load(book, lines, by="lan").recorded == 5
    assert load(book, lines, by="lan").already == 5
    assert load(book, [*lines, lines[4]], by="lan").recorded == 1
    assert len(sequence()) == 6


def test_batches_change_nothing(book, monkeypatch):
    lines = written([GOOD[0], GOOD[1], *[{**GOOD[2], "note": str(n)} for n in range(20)], *BAD])
    load(book, lines, by="lan")
    monkeypatch.setattr(loading, "BATCH", 3)
    Book.objects.create(code="nho", name="Sổ", place=PLACE)
    seen: list[int] = []
    report = load("nho", lines, by="lan", progress=seen.append)
    assert (report.recorded, len(report.refused), sum(seen)) == (22, 4, 26)
    assert sequence("nho") == sequence()


LOADER = """
from parkledger.ledger.book import loading
loading.BATCH = 50
def told(count):
    print("batch", flush=True)
with open(sys.argv[1], encoding="utf-8") as lines:
    loading.load("bg", lines, by="lan", progress=told)
"""


@pytest.mark.long
def test_a_load_killed_at_any_moment_is_completed_by_the_next(book, tmp_path: Path):
    lines = written([GOOD[0], {**GOOD[1], "area_m2": "1000 ha", "industrial_m2": "900 ha"}])
    lines += written({**GOOD[2], "area_m2": "0,1 ha", "note": f"lượt {n}"} for n in range(1498))
    file = tmp_path / "events.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    for pause in (0.0, 0.004, 0.011, 0.019):
        loader = start(LOADER, str(file))
        ready(loader, b"batch", pause)
        loader.kill()
        loader.communicate(timeout=30)
        assert verify(book_ref(book)).problems == []
        assert len(sequence()) % 50 == 0, "whole batches only"
    assert 0 < len(sequence()) < len(lines), "the load was killed on its way"
    report = load(book, lines, by="lan")
    assert (report.recorded + report.already, report.refused) == (1500, [])
    Book.objects.create(code="lien", name="Sổ", place=PLACE)
    load("lien", lines, by="lan")
    assert sequence() == sequence("lien")
    assert verify(book_ref(book)).problems == []


def test_a_correction_and_what_replaces_it_are_never_in_two_batches(desk, monkeypatch):
    desk.zone("Quang Châu")
    lease = desk.record("land_leased", "1/1/2020", zone="Quang Châu", area_m2="10 ha")
    desk.correct(lease.seq, "land_leased", "1/1/2020", zone="Quang Châu", area_m2="1 ha")
    lines = [json.dumps(entry) for entry in entries(desk.id)]
    Book.objects.create(code="copy", name="Bản sao", place="viet-nam.bac-giang")
    monkeypatch.setattr(loading, "BATCH", 1)
    sizes: list[int] = []
    loading.load("copy", lines, by="lan", progress=sizes.append)
    assert sizes == [1, 1, 1, 2]
