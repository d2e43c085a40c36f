"""From draft to the book: only approval records, nobody approves their own, and nothing is done twice."""

import pytest

from parkledger.language import ParkError
from parkledger.ledger.errors import LandOverdrawn
from parkledger.ledger.models import Event
from parkledger.people.permissions import NotAllowed
from parkledger.submissions.errors import KindForbidden, OwnSubmission, ReasonMissing, StateForbids, SubmissionChanged
from parkledger.submissions.models import State, Submission
from parkledger.submissions.workflow import lifecycle

LEASE = {"zone": "kcn-mot", "area_m2": "12 ha", "effective_on": "1/3/2021"}
REPORT = {"zone": "kcn-mot", "period_start": "1/1/2021", "period_end": "31/1/2021", "values": {"labour.workers": 120}}


def events() -> int:
    return Event.objects.count()


def drafted(office, who="officer", kind="land_leased", payload=LEASE, **more):
    return lifecycle.begin(office[who], office.book, kind, payload, **more)


def submitted(office, who="officer", **more):
    draft = drafted(office, who, **more)
    return lifecycle.submit(draft, office[who], draft.version)


def test_only_approval_writes_to_the_book(office) -> None:
    before = events()
    handed_in = submitted(office)
    assert events() == before
    done = lifecycle.approve(handed_in, office["approver"], handed_in.version)
    assert (done.state, done.events, events()) == (State.APPROVED, [before + 1], before + 1)
    event = Event.objects.get(seq=done.events[0])
    assert (event.type, event.recorded_by) == ("land_leased", f"cán bộ ghi sổ, duyệt: người duyệt (hồ sơ {done.pk})")
    assert [entry.after for entry in done.entries.order_by("id")] == ["draft", "submitted", "approved"]


def test_nobody_approves_their_own(office) -> None:
    from parkledger.people.permissions import grant
    from parkledger.people.roles import Role

    grant(office["officer"], Role.APPROVER, "test", book=office.book)
    handed_in = submitted(office)
    with pytest.raises(OwnSubmission):
        lifecycle.approve(handed_in, office["officer"], handed_in.version)


@pytest.mark.parametrize("who", ["officer", "operator", "firm", "leader", "nobody"])
def test_only_an_approver_of_the_book_approves_or_returns(office, who) -> None:
    handed_in = submitted(office, kind="period_report", payload=REPORT)
    for act in (lambda: lifecycle.approve(handed_in, office[who], handed_in.version),
                lambda: lifecycle.send_back(handed_in, office[who], handed_in.version, "xem lại")):  # fmt: skip
        with pytest.raises((NotAllowed, OwnSubmission)):
            act()


def test_what_the_ledger_refuses_stays_submitted_and_says_why(office) -> None:
    handed_in = submitted(office, payload={**LEASE, "area_m2": "500 ha"})
    before = events()
    with pytest.raises(LandOverdrawn):
        lifecycle.approve(handed_in, office["approver"], handed_in.version)
    assert Submission.objects.get(pk=handed_in.pk).state == State.SUBMITTED
    assert events() == before


def test_what_could_never_be_recorded_is_refused_when_it_is_handed_in(office) -> None:
    draft = drafted(office, payload={"zone": "kcn-mot", "area_m2": "mười hai", "effective_on": "1/3/2021"})
    with pytest.raises(ParkError):
        lifecycle.submit(draft, office["officer"], draft.version)
    assert Submission.objects.get(pk=draft.pk).state == State.DRAFT


def test_the_second_of_two_approvers_is_told(office) -> None:
    handed_in = submitted(office)
    lifecycle.approve(handed_in, office["approver"], handed_in.version)
    with pytest.raises(SubmissionChanged):
        lifecycle.approve(handed_in, office["other"], handed_in.version)
    with pytest.raises(StateForbids):
        lifecycle.approve(handed_in, office["other"], handed_in.version + 1)


def test_two_windows_do_not_overwrite_each_other(office) -> None:
    draft = drafted(office)
    lifecycle.save(draft, office["officer"], 1, {**LEASE, "area_m2": "13 ha"})
    with pytest.raises(SubmissionChanged):
        lifecycle.save(draft, office["officer"], 1, {**LEASE, "area_m2": "14 ha"})
    assert Submission.objects.get(pk=draft.pk).payload["area_m2"] == "13 ha"


def test_returned_mended_and_approved(office) -> None:
    handed_in = submitted(office)
    with pytest.raises(ReasonMissing):
        lifecycle.send_back(handed_in, office["approver"], handed_in.version, " ")
    back = lifecycle.send_back(handed_in, office["approver"], handed_in.version, "thiếu số quyết định")
    mended = lifecycle.save(back, office["officer"], back.version, {**LEASE, "note": "QĐ 12"})
    again = lifecycle.submit(mended, office["officer"], mended.version)
    done = lifecycle.approve(again, office["approver"], again.version)
    assert list(done.entries.order_by("id").values_list("before", "after", "comment"))[2:] == [
        ("submitted", "returned", "thiếu số quyết định"), ("returned", "returned", "note"), ("returned", "submitted", ""),
        ("submitted", "approved", ""),
    ]  # fmt: skip


def test_its_author_withdraws_it_and_nobody_else(office) -> None:
    handed_in = submitted(office)
    with pytest.raises(NotAllowed):
        lifecycle.withdraw(handed_in, office["other"], handed_in.version)
    assert lifecycle.withdraw(handed_in, office["officer"], handed_in.version).state == State.WITHDRAWN


def test_an_operator_reports_of_its_own_zone_only_and_decides_nothing(office) -> None:
    drafted(office, "operator", kind="period_report", payload=REPORT, zone_id=office.zone)
    with pytest.raises(KindForbidden):
        drafted(office, "operator", kind="period_report", payload=REPORT, zone_id=office.other_zone)
    with pytest.raises(KindForbidden):
        drafted(office, "operator", kind="zone_revoked", payload={"zone": "kcn-mot"}, zone_id=office.zone)


def test_a_correction_and_a_withdrawal_need_a_reason_and_go_the_same_way(office) -> None:
    first = submitted(office)
    recorded = lifecycle.approve(first, office["approver"], first.version).events[0]
    draft = drafted(office, payload={**LEASE, "area_m2": "11 ha"}, corrects=recorded)
    with pytest.raises(ReasonMissing):
        lifecycle.submit(draft, office["officer"], draft.version)
    better = submitted(office, payload={**LEASE, "area_m2": "11 ha"}, corrects=recorded, reason="gõ nhầm")
    done = lifecycle.approve(better, office["approver"], better.version)
    assert Event.objects.get(seq=done.events[0]).replaces == recorded
    gone = submitted(office, kind="withdrawal", payload={}, corrects=done.events[0], reason="hợp đồng bị hủy")
    lifecycle.approve(gone, office["approver"], gone.version)
    assert Event.objects.get(reverses=done.events[0]).type == "correction"


def test_several_events_are_recorded_together_or_not_at_all(office) -> None:
    good, bad = (
        {"type": "land_leased", "fields": LEASE},
        {"type": "land_leased", "fields": {**LEASE, "area_m2": "900 ha"}},
    )
    before = events()
    refused = submitted(office, kind="batch", payload={"events": [good, bad]})
    with pytest.raises(LandOverdrawn):
        lifecycle.approve(refused, office["approver"], refused.version)
    assert events() == before
    taken = submitted(office, kind="batch", payload={"events": [good, good]})
    assert len(lifecycle.approve(taken, office["approver"], taken.version).events) == 2


def test_the_same_key_gives_the_same_draft(office) -> None:
    assert drafted(office, key="a1").pk == drafted(office, key="a1").pk
    assert drafted(office, key="a2").pk != drafted(office, key="a1").pk


def test_what_is_recorded_in_a_demonstration_book_is_demonstration(office) -> None:
    office.book.demo = True
    office.book.save()
    handed_in = submitted(office)
    done = lifecycle.approve(handed_in, office["approver"], handed_in.version)
    assert Event.objects.get(seq=done.events[0]).demo is True
