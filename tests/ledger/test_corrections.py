"""A correction leaves both truths on record: what was known before it, and what is known since."""

from datetime import UTC, datetime

import pytest

from parkledger.language import Lang
from parkledger.ledger.book.recording import load_event, writing
from parkledger.ledger.errors import (
    AlreadyReversed,
    CorrectionStays,
    EventsAfterEnd,
    EventUnknown,
    HeldShort,
    ProjectNotInForce,
    RecordedTooEarly,
    StillNeeded,
    ZoneDeclared,
)
from parkledger.ledger.store.statements import fetch

EARLY, LATE, LATER = (datetime(2031, month, 1, tzinfo=UTC) for month in (1, 2, 3))


def test_what_took_an_event_back_stays_also_in_the_transaction_that_recorded_it(desk):
    desk.zone("Quang Châu")
    with writing(desk.code, "lan") as writer:
        withdrawn = writer.reverse(2, reason="ghi nhầm")
        with pytest.raises(CorrectionStays):
            writer.reverse(withdrawn.seq, reason="ghi nhầm")
    assert desk.problems() == []


def test_both_truths_stay(desk):
    zone = desk.zone("Quang Châu", at=EARLY)
    desk.correct(zone.seq, "zone_established", "1/1/2015", name="Quang Châu", kind="park", area_m2="120 ha", at=LATE)
    assert desk.total("land.established", known_at=EARLY) == 1_000_000
    assert desk.total("land.established", known_at=LATE) == 1_200_000
    assert desk.total("land.industrial", known_at=EARLY) == 600_000
    assert desk.total("land.industrial", known_at=LATE) is None
    desk.withdraw(zone.seq + 2, at=LATER)
    assert desk.total("land.established", known_at=LATE) == 1_200_000
    assert desk.total("land.established", known_at=LATER) is None
    assert desk.problems() == []


def test_levels_reported_out_of_order_hold_from_their_own_day(desk):
    desk.zone("Quang Châu")
    heads = {"zone": "KCN Quang Châu"}
    for month, workers in ((6, 600), (2, 200), (4, 400)):
        desk.record(
            "period_report",
            period_start=f"2020-{month:02}-01",
            period_end=f"2020-{month:02}-28",
            values={"labour.workers": workers},
            **heads,
        )
    held = [desk.total("labour.workers", f"2020-{month:02}-28") for month in (1, 2, 3, 4, 5, 6, 12)]
    assert held == [None, 200, 200, 400, 400, 600, 600]
    desk.correct(
        5, "period_report", period_start="2020-04-01", period_end="2020-04-28", values={"labour.workers": 0}, **heads
    )
    assert [desk.total("labour.workers", f"2020-{month:02}-28") for month in (3, 4, 5, 6)] == [200, 0, 0, 600]
    desk.withdraw(3)
    assert [desk.total("labour.workers", f"2020-{month:02}-28") for month in (2, 4, 6)] == [200, 0, 0]


def test_an_event_is_taken_back_once(desk):
    zone = desk.zone("Quang Châu")
    desk.withdraw(zone.seq)
    with pytest.raises(AlreadyReversed):
        desk.withdraw(zone.seq)
    with pytest.raises(CorrectionStays, match=f"bg/{zone.seq}, "):
        desk.withdraw(zone.seq + 1)
    with pytest.raises(EventUnknown):
        desk.withdraw(99)
    with pytest.raises(RecordedTooEarly):
        desk.zone("Vân Trung", at=datetime(2001, 1, 1, tzinfo=UTC))
    assert desk.problems() == []


def test_a_zone_is_renamed_by_correction_as_often_as_needed(desk):
    zone = desk.zone("Quang Chau")
    desk.record("zone_operating", "1/1/2016", zone="KCN Quang Chau")
    for seq, name in ((zone.seq, "Quang Chấu"), (zone.seq + 3, "Quang Châu")):
        desk.correct(seq, "zone_established", "1/1/2015", name=name, kind="park", area_m2="100 ha")
        assert fetch("SELECT code, name FROM ledger_zone") == [("kcn-quang-chau", name)]
    assert (desk.total("zones.established"), desk.total("zones.operating", zone="kcn-quang-chau")) == (1, 1)
    assert desk.problems() == []
    with pytest.raises(StillNeeded):
        desk.withdraw(zone.seq + 5)
    desk.withdraw(zone.seq + 1)
    desk.withdraw(zone.seq + 5)
    assert fetch("SELECT code FROM ledger_zone") == []
    assert desk.problems() == []


def test_a_zone_declared_under_a_wrong_code_leaves_no_ghost(desk):
    zone = desk.zone("Quang Châu")
    desk.correct(
        zone.seq,
        "zone_established",
        "1/1/2015",
        zone="ccn-van-trung",
        name="Vân Trung",
        kind="cluster",
        area_m2="50 ha",
    )
    assert fetch("SELECT code, kind FROM ledger_zone") == [("ccn-van-trung", "cluster")]
    desk.record("zone_operating", "1/1/2016", zone="CCN Vân Trung")
    with pytest.raises(StillNeeded):
        desk.correct(zone.seq + 2, "zone_established", "1/1/2015", zone="ccn-khac", name="Khác", kind="cluster")
    with pytest.raises(ZoneDeclared):
        desk.record("zone_planned", "1/1/2014", zone="ccn-van-trung", name="Khác", kind="cluster")
    assert desk.problems() == []


def test_a_registration_is_corrected_and_keeps_what_came_after(desk):
    desk.zone("Quang Châu")
    project = desk.project("DA-1", zone="KCN Quang Châu")
    desk.record("project_transferred", "1/1/2020", project="DA-1", enterprise="Công ty Hai")
    desk.record("capital_adjusted", "1/1/2021", project="DA-1", capital="5 triệu USD")
    about = {
        "project": "DA-1",
        "name": "Nhà máy",
        "enterprise": "Công ty Một",
        "origin": "fdi",
        "zone": "KCN Quang Châu",
    }
    for seq, capital in ((project.seq, "12 triệu USD"), (project.seq + 4, "13 triệu USD")):
        desk.correct(seq, "project_registered", "1/1/2018", capital=capital, **about)
    assert desk.total("capital.in_force", project="DA-1") == 1_800_000_000
    assert fetch("SELECT enterprise FROM ledger_project") == [("Công ty Hai",)]
    assert desk.problems() == []
    with pytest.raises(StillNeeded):
        desk.withdraw(project.seq + 6)
    for seq in (project.seq + 1, project.seq + 2, project.seq + 6):
        desk.withdraw(seq)
    assert fetch("SELECT code FROM ledger_project") == []
    assert desk.problems() == []


def test_flows_keep_their_zone_and_project_on_record(desk):
    desk.zone("Quang Châu")
    desk.project("DA-1")
    desk.record(
        "period_report",
        period_start="1/1/2020",
        period_end="31/1/2020",
        zone="KCN Quang Châu",
        values={"output.production": "1 triệu USD"},
    )
    desk.record("capital_implemented", "1/1/2020", project="DA-1", capital="1 triệu USD")
    for seq in (2, 3):
        with pytest.raises(StillNeeded):
            desk.withdraw(seq)


def test_nothing_falls_below_zero_by_a_withdrawal(desk):
    desk.zone("Quang Châu")
    lease = desk.record("land_leased", "1/1/2020", zone="KCN Quang Châu", area_m2="10 ha")
    desk.record("lease_ended", "1/1/2021", zone="KCN Quang Châu", area_m2="4 ha")
    with pytest.raises(HeldShort) as refused:
        desk.withdraw(lease.seq)
    assert "thiếu 4 ha" in refused.value.message(Lang.VI)
    assert "short by 4 ha" in refused.value.message(Lang.EN)
    for on, area in (("1/1/2020", "3 ha"), ("1/6/2021", "10 ha")):
        with pytest.raises(HeldShort):
            desk.correct(lease.seq, "land_leased", on, zone="KCN Quang Châu", area_m2=area)
    desk.correct(lease.seq, "land_leased", "1/1/2020", zone="KCN Quang Châu", area_m2="4 ha")
    assert desk.total("land.leased_industrial") == 0


def test_capital_that_ended_follows_later_corrections(desk):
    project = desk.project("DA-1")
    ended = desk.record("project_terminated", "1/1/2022", project="DA-1")
    assert desk.total("capital.ended") == 1_000_000_000
    desk.record("capital_adjusted", "1/1/2021", project="DA-1", capital="2 triệu USD")
    assert desk.total("capital.ended") == 1_200_000_000
    desk.correct(
        project.seq,
        "project_registered",
        "1/1/2018",
        project="DA-1",
        name="Nhà máy",
        enterprise="Công ty",
        origin="fdi",
        capital="7 triệu USD",
    )
    assert (desk.total("capital.ended"), desk.total("capital.in_force")) == (900_000_000, 0)
    desk.withdraw(ended.seq)
    assert (desk.total("capital.ended"), desk.total("capital.in_force")) == (None, 900_000_000)
    assert desk.problems() == []


def test_nothing_ends_before_what_is_on_record_after_it(desk):
    project = desk.project("DA-1")
    desk.record("capital_adjusted", "1/1/2021", project="DA-1", capital="2 triệu USD")
    with pytest.raises(EventsAfterEnd):
        desk.record("project_terminated", "1/1/2020", project="DA-1")
    desk.record("project_terminated", "1/1/2022", project="DA-1")
    with pytest.raises(ProjectNotInForce):
        desk.record("capital_adjusted", "1/1/2023", project="DA-1", capital="2 triệu USD")
    with pytest.raises(ProjectNotInForce):
        desk.correct(
            project.seq,
            "project_registered",
            "1/1/2023",
            project="DA-1",
            name="Nhà máy",
            enterprise="C",
            origin="fdi",
            capital="7 triệu USD",
        )
    desk.zone("Quang Châu")
    desk.record("land_leased", "1/1/2020", zone="KCN Quang Châu", area_m2="10 ha")
    desk.record("lease_ended", "1/1/2021", zone="KCN Quang Châu", area_m2="10 ha")
    with pytest.raises(EventsAfterEnd):
        desk.record("zone_revoked", "1/1/2019", zone="KCN Quang Châu")
    assert desk.problems() == []


def test_a_code_that_was_withdrawn_is_taken_again_in_the_same_transaction(desk):
    desk.zone("Quang Châu")
    first = desk.project("DA-1")
    with writing(desk.code, "lan") as writer:
        writer.reverse(first.seq, reason="ghi nhầm")
        again = writer.record(load_event(desk.id, first.seq))
    assert fetch("SELECT id, code FROM ledger_project") == [(desk.id << 32 | again.seq, "DA-1")]
    assert desk.problems() == []
