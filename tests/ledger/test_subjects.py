"""What an event is about: what its fields name, both zones of a merger, the event that a correction takes back."""

import decimal
import io
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from parkledger.ledger.book import stored_form
from parkledger.ledger.errors import SpelledOtherwise, ZoneUnknown
from parkledger.ledger.events import document_identity
from parkledger.ledger.store.statements import fetch
from tests.ledger.conftest import Desk


def about(desk, seq):
    """What the table says that an event is about."""
    return set(fetch("SELECT kind, key FROM ledger_subject WHERE event_id = %s", [desk.id << 32 | seq]))


@pytest.fixture
def parks(desk):
    desk.zone("Quang Châu", developer="Công ty Hạ tầng")
    desk.zone("Đồng Đình", kind="cluster")
    desk.project("DA-1", zone="KCN Quang Châu", enterprise="Công ty Một")
    return desk


def test_fields_name_what_an_event_is_about(parks):
    assert about(parks, 1) == set()
    assert about(parks, 2) == {("zone", "kcn-quang-chau"), ("enterprise", "Công ty Hạ tầng")}
    assert about(parks, 4) == {("zone", "kcn-quang-chau"), ("project", "DA-1"), ("enterprise", "Công ty Một")}
    plant = parks.record(
        "facility_commissioned", "1/6/2020", zone="CCN Đồng Đình", facility="KTX", kind="housing", capacity=300,
        document={"number": "1/QĐ"},
    )  # fmt: skip
    assert about(parks, plant.seq) == {
        ("zone", "ccn-dong-dinh"), ("facility", "ccn-dong-dinh/KTX"), ("document", document_identity({"number": "1/QĐ"})),
    }  # fmt: skip
    sold = parks.record("project_transferred", "1/7/2020", project="DA-1", enterprise="Công ty Hai")
    assert about(parks, sold.seq) == {("project", "DA-1"), ("enterprise", "Công ty Hai")}


def test_a_phase_is_not_about_the_whole(parks):
    phase = parks.zone("Quang Châu 2", part_of="KCN Quang Châu")
    assert about(parks, phase.seq) == {("zone", "kcn-quang-chau-2")}


def test_a_merger_is_about_both_zones(parks):
    merged = parks.record("zone_merged", "1/1/2021", zone="CCN Đồng Đình", into="KCN Quang Châu")
    assert about(parks, merged.seq) == {("zone", "ccn-dong-dinh"), ("zone", "kcn-quang-chau")}


def test_a_zone_of_another_book_is_named_with_its_book(parks):
    Desk("bk").zone("Thanh Bình")
    merged = parks.record("zone_merged", "1/1/2021", zone="CCN Đồng Đình", into="bk/kcn-thanh-binh")
    assert about(parks, merged.seq) == {("zone", "ccn-dong-dinh"), ("zone", "bk/kcn-thanh-binh")}


def test_a_correction_is_about_what_it_corrects(parks):
    leased = parks.record("land_leased", "1/3/2020", zone="KCN Quang Châu", project="DA-1", area_m2="5 ha")
    mended = parks.correct(leased.seq, "land_leased", "1/3/2020", zone="KCN Quang Châu", area_m2="6 ha")
    assert about(parks, leased.seq + 1) == about(parks, leased.seq) == {("zone", "kcn-quang-chau"), ("project", "DA-1")}
    assert about(parks, mended.seq) == {("zone", "kcn-quang-chau")}


def test_what_is_tried_and_refused_leaves_no_row(parks):
    before = fetch("SELECT count(*) FROM ledger_subject")
    with pytest.raises(Exception, match="80 ha"):
        parks.record("land_leased", "1/3/2020", zone="KCN Quang Châu", area_m2="80 ha")
    assert fetch("SELECT count(*) FROM ledger_subject") == before


def test_books_of_before_are_filled_by_the_migration(parks):
    parks.record("zone_merged", "1/1/2021", zone="CCN Đồng Đình", into="KCN Quang Châu")
    parks.record("zone_operating", "1/8/2020", zone="KCN Quang Châu", document={"title": "Biên bản"})
    parks.withdraw(6)
    rows = "SELECT event_id, kind, key FROM ledger_subject ORDER BY event_id, kind, key"
    recorded = fetch(rows)
    assert len(recorded) > 8
    call_command("migrate", "ledger", "0004", stdout=io.StringIO())
    assert "ledger_subject" not in connection.introspection.table_names()
    call_command("migrate", "ledger", stdout=io.StringIO())
    assert fetch(rows) == recorded
    assert parks.problems() == []
    assert parks.record("zone_operating", "1/9/2020", zone="KCN Quang Châu").seq == 8


UNREADABLE = [
    RecursionError,
    decimal.InvalidOperation,
    OverflowError,
    ZoneUnknown(zone="x", book="bg", nearest=["—"]),
]


@pytest.mark.parametrize("problem", UNREADABLE, ids=["nested", "number", "size", "name"])
def test_an_event_that_cannot_be_read_keeps_no_book_from_being_migrated(parks, monkeypatch, problem):
    """Whatever keeps it from being read: to name it is for `verify`, which names anything."""
    unread = parks.record("duty_set", "1/3/2020", task="Việc 1", due_by="1/6/2020")
    as_stored = stored_form.revive

    def revive(kind: str, *stored: Any) -> Any:
        if kind == "duty_set":
            raise problem
        return as_stored(kind, *stored)

    rows = "SELECT event_id & 4294967295 FROM ledger_{0} UNION SELECT 0 FROM ledger_{0} ORDER BY 1"
    before = {table: fetch(rows.format(table)) for table in ("subject", "filed")}
    call_command("migrate", "ledger", "0004", stdout=io.StringIO())
    monkeypatch.setattr(stored_form, "revive", revive)
    call_command("migrate", "ledger", stdout=io.StringIO())
    assert {table: fetch(rows.format(table)) for table in before} == {
        table: [row for row in found if row[0] != unread.seq] for table, found in before.items()
    }


def test_files_of_before_are_filled_by_the_migration(parks):
    parks.record("land_leased", "1/3/2020", zone="KCN Quang Châu", contract="HĐ 1", area_m2="5 ha")
    parks.record("duty_set", "1/3/2020", task="Việc 1", due_by="1/6/2020")
    parks.record("work_permit_granted", "1/4/2020", permit="GP 1", project="DA-1", valid_until="1/1/2021")
    parks.withdraw(6)
    rows = "SELECT event_id, file FROM ledger_filed ORDER BY event_id, file"
    recorded = fetch(rows)
    assert {event_id & 0xFFFFFFFF for event_id, _ in recorded} == {2, 3, 4, 5, 6, 7}
    call_command("migrate", "ledger", "0006", stdout=io.StringIO())
    assert "ledger_filed" not in connection.introspection.table_names()
    call_command("migrate", "ledger", stdout=io.StringIO())
    assert fetch(rows) == recorded
    assert parks.problems() == []
    with pytest.raises(SpelledOtherwise):
        parks.record("work_permit_granted", "1/4/2020", permit="gp1", project="DA-1", valid_until="1/1/2021")
