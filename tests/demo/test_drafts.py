"""What every draft keeps to, whatever it tells."""

import unicodedata
from collections import Counter
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from parkledger.demo import BOOKS, WITHDRAWAL, EventDraft, drafts
from parkledger.demo.sources import table
from parkledger.language import VIETNAM
from parkledger.ledger.events import EVENT_TYPES
from parkledger.places import existed, get
from tests.demo.adding import effective

BY_BOOK = [plan.code for plan in BOOKS]
OPENINGS = {"zone_opened", "project_opened"}
OF_ECONOMIC_ZONES = {"general_plan_approved"}
"""Neither province of the demonstration has an economic zone."""
"""Opening balances are for books without a past; these have theirs from 2003 on."""
MUST_OCCUR = {
    "clearance_money_set", "clearance_reached", "land_sublet", "lease_rent_paid", "lease_rent_set", "lease_terms_set",
    "plot_drawn", "plot_plan_adopted", "plot_state_set", "plots_redrawn",
    "area_changed", "capital_adjusted", "capital_implemented", "clearance_required", "construction_started",
    "coverage_declared", "currency_rate_set", "exchange_rate_set", "facility_changed", "facility_commissioned", "households_resettled",
    "incentive_area_set", "infrastructure_completed", "inquiry_converted", "inquiry_received", "investment_policy_approved",
    "investors_set",
    "land_allocated", "land_cleared",
    "land_handed_over", "land_leased", "land_use_approved", "lease_ended", "lease_transferred", "period_report",
    "priority_delisted", "priority_listed", "procedures_counted", "production_started", "project_registered",
    "project_revoked", "project_suspended", "project_terminated", "project_transferred", "sector_policy_set", "shares_bought",
    "statistic_quoted", "target_amended", "target_set", "tariff_set", "withdrawal", "zone_established", "zone_merged",
    "zone_operating", "zone_planned", "zone_renamed", "zone_revoked", "zoning_approved",
    "capital_scheduled", "dossier_apologised", "dossier_decided", "dossier_received", "dossier_resumed", "dossier_suspended",
    "duty_done", "duty_set", "schedule_commitment", "schedule_letter", "schedule_reached", "schedule_sanction", "schedule_set",
    "finding_remedied", "fine_imposed", "fine_paid", "fine_reduced", "inspection_cancelled", "inspection_closed", "inspection_finding",
    "inspection_made", "inspection_planned", "remedy_ordered",
    "environmental_incident_ended", "environmental_incident_opened", "environmental_permit_ended",
    "environmental_permit_granted", "environmental_permit_renewed", "monitoring_result", "emission_result", "station_closed",
    "station_commissioned", "station_connected", "station_disconnected", "works_operating", "works_stopped", "works_trial_started",
    "activity_cancelled", "activity_held", "activity_planned", "inquiry_visited", "memorandum_concluded", "memorandum_reviewed",
    "memorandum_signed", "promotion_focus_set", "practice_adopted", "promise_kept", "promise_made", "promise_released",
    "dues_assessed", "dues_paid", "dues_reduced",
    "works_lot_accepted", "works_lot_adjusted", "works_lot_begun", "works_lot_planned", "works_lot_progressed",
    "works_lot_stopped", "state_asset_ended", "state_asset_handed_over", "state_asset_recorded", "tariff_frame_set",
    "work_accident", "work_accident_closed", "work_accident_investigated", "work_permit_ended", "work_permit_extended",
    "work_permit_granted", "work_stoppage_begun", "work_stoppage_ended",
    "candidate_entered", "council_convened", "developer_changed", "developer_chosen", "founding_appraised", "founding_checked",
    "founding_decided", "founding_noticed", "founding_opened", "founding_put_forward", "founding_submitted",
    "founding_withdrawn", "business_report", "capital_report", "eco_report", "legacy_cluster_listed", "legacy_lack_settled", "points_given",
    "cluster_report_sent",
}  # fmt: skip


@pytest.mark.parametrize("book", BY_BOOK)
def test_every_draft_is_a_valid_event(everything: list[EventDraft], book: str) -> None:
    for draft in everything:
        if draft.book == book and draft.type != WITHDRAWAL:
            given = {**draft.fields, "document": draft.document, "note": draft.note, "demo": draft.demo}
            EVENT_TYPES[draft.type].model_validate(given)


def test_twice_is_the_same(everything: list[EventDraft]) -> None:
    assert drafts() == everything


def test_the_size_is_as_agreed(everything: list[EventDraft]) -> None:
    assert 6_000 <= len(everything) <= 12_400


def test_every_kind_of_event_occurs(everything: list[EventDraft]) -> None:
    assert {draft.type for draft in everything} == MUST_OCCUR
    without = {"correction", "zone_photographed", *OPENINGS, *OF_ECONOMIC_ZONES}  # of nothing made up there is a photo
    assert set(EVENT_TYPES) - without <= MUST_OCCUR


@pytest.mark.parametrize("book", BY_BOOK)
def test_a_book_is_in_order_and_no_two_share_a_moment(everything: list[EventDraft], book: str) -> None:
    moments = [draft.recorded_at for draft in everything if draft.book == book]
    assert all(earlier < later for earlier, later in pairwise(moments))
    assert all(moment.utcoffset() == timedelta(hours=7) for moment in moments)


def test_books_follow_one_another_as_planned(everything: list[EventDraft]) -> None:
    assert list(dict.fromkeys(draft.book for draft in everything)) == BY_BOOK
    assert all(existed(get(plan.place_code), date(2023, 8, 22)) for plan in BOOKS)


def test_nothing_happens_after_2025(everything: list[EventDraft]) -> None:
    assert max(draft.recorded_at for draft in everything) < datetime(2026, 1, 1, tzinfo=VIETNAM)
    assert max(effective(draft) for draft in everything if draft.type != WITHDRAWAL) <= date(2025, 12, 31)


def test_only_estimates_expectations_and_targets_are_recorded_ahead(everything: list[EventDraft]) -> None:
    ahead = {
        draft.type
        for draft in everything
        if draft.type != WITHDRAWAL
        and draft.recorded_at.date() < effective(draft)
        and draft.fields.get("status") not in {"estimate", "planned"}
    }
    assert not ahead


def test_history_goes_on_after_the_merger_of_provinces(everything: list[EventDraft]) -> None:
    after = {draft.type for draft in everything if draft.type != WITHDRAWAL and effective(draft) >= date(2025, 7, 1)}
    assert {"period_report", "project_registered", "capital_adjusted"} <= after


def test_what_is_not_demonstration_has_a_document(everything: list[EventDraft]) -> None:
    real = [draft for draft in everything if not draft.demo]
    assert len(real) > 40
    for draft in real:
        assert draft.document, draft
        assert any(draft.document.get(named) for named in ("url", "number", "title")), draft


def test_what_is_made_up_says_so_in_its_name(everything: list[EventDraft]) -> None:
    for draft in everything:
        if draft.type == "project_registered" and draft.demo and draft.fields.get("role") != "infrastructure":
            assert "Minh họa" in draft.fields["name"]
            assert "Minh họa" in draft.fields["enterprise"]
            assert draft.fields["project"].startswith("MH-")


def test_codes_stand_for_one_thing_each(everything: list[EventDraft]) -> None:
    projects = Counter(d.fields["project"] for d in everything if d.type == "project_registered")
    planned = Counter((d.book, d.fields["zone"]) for d in everything if d.type == "zone_planned")
    labels = Counter((d.book, d.name) for d in everything if d.name)
    assert {*projects.values(), *planned.values(), *labels.values()} == {1}


def test_corrections_name_what_they_correct(everything: list[EventDraft]) -> None:
    labelled = {(draft.book, draft.name): draft for draft in everything if draft.name}
    corrections = [draft for draft in everything if draft.corrects]
    assert len(corrections) == 2
    for draft in corrections:
        wrong = labelled[draft.book, draft.corrects]
        assert draft.reason
        assert wrong.recorded_at < draft.recorded_at
        assert draft.type in {wrong.type, WITHDRAWAL}


def test_the_mistyped_lease_was_ten_times_too_large(everything: list[EventDraft]) -> None:
    (right,) = [draft for draft in everything if draft.corrects == "lease-typed-tenfold"]
    (wrong,) = [draft for draft in everything if draft.name == right.corrects]
    assert wrong.fields == {**right.fields, "area_m2": 10 * right.fields["area_m2"]}
    assert (wrong.recorded_at.year, wrong.recorded_at.month) == (2019, 5)
    assert (right.recorded_at.year, right.recorded_at.month) == (2019, 9)


def test_words_are_in_normal_form_and_free_of_zero_width_signs(everything: list[EventDraft]) -> None:
    for draft in everything:
        words = f"{draft.note}{draft.reason}{draft.fields}{draft.document}"
        assert unicodedata.is_normalized("NFC", words)
        assert "\N{ZERO WIDTH SPACE}" not in words


def test_every_document_at_hand_is_cited(everything: list[EventDraft]) -> None:
    cited = {str(draft.document["title"]) for draft in everything if draft.document}
    assert {row["title"] for row in table("documents")} == cited


@pytest.mark.parametrize("limit", [75 * 10_000])
def test_no_cluster_is_larger_than_the_law_allows(everything: list[EventDraft], limit: int) -> None:
    areas = [d.fields["area_m2"] for d in everything if d.type == "zone_established" and d.book == "bg-clusters"]
    assert max(areas) <= limit


def test_the_seven_clusters_withdrawn_in_2015(everything: list[EventDraft]) -> None:
    gone = {draft.fields["zone"] for draft in everything if draft.type == "zone_revoked"}
    planned = [d.fields["area_m2"] for d in everything if d.type == "zone_planned" and d.fields["zone"] in gone]
    assert (len(gone), sum(planned)) == (7, 803_600)


def test_every_report_of_the_big_books_is_of_one_zone(everything: list[EventDraft]) -> None:
    assert all(draft.fields.get("zone") for draft in everything if draft.type == "period_report")
