"""What an event is about: what its fields name, both zones of a merger, the event that a correction takes back."""

import io

import pytest
from django.core.management import call_command
from django.db import connection

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
