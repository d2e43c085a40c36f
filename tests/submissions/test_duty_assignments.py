"""Who of an office has which duty in hand, and reminders of duties by e-mail. On both kinds of database."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from django.core import mail
from django.utils import timezone

from parkledger.figures import current
from parkledger.ledger.book.recording import build, writing
from parkledger.people.models import AuditEntry
from parkledger.people.permissions import NotAllowed
from parkledger.people.roles import Role
from parkledger.records.dates import Dates
from parkledger.submissions import duty_reminders
from parkledger.submissions.assignments import NOBODY, AssigneeUnknown, assign
from parkledger.submissions.models import DutyAssignment, DutyReminder
from parkledger.submissions.worklist import WorkFilter, reach_of, worklist
from tests.submissions.conftest import BOOK, Office

DUE = date(2024, 3, 15)
LAND, PLANS = "Phòng Đất đai", "Phòng Kế hoạch"
FIRM = "Công ty Minh Họa 1"


def put(kind: str, **fields: object) -> None:
    with writing(BOOK, "test") as writer:
        writer.record(build(kind, fields), at=datetime(2024, 1, 5, tzinfo=UTC))
    current.expire()


@pytest.fixture
def work(office: Office) -> Iterator[Office]:
    """Two tasks of one section and one of another, and a task of an enterprise, all due on a day."""
    current.close()
    for task, unit in (("Rà soát giá đất", LAND), ("Đo vẽ lại", LAND), ("Kế hoạch năm", PLANS)):
        put("duty_set", task=task, unit=unit, due_by=DUE, effective_on="2024-01-04")
    put("exchange_rate_set", vnd_per_usd="24000", source="x", effective_on="2020-01-01")
    project = {"project": "DA-1", "name": "Nhà máy", "enterprise": FIRM, "origin": "ddi", "capital": "9 tỷ đồng"}
    put("project_registered", **project, zone="kcn-mot", effective_on="2024-01-02")
    put("duty_set", project="DA-1", task="Nộp bổ sung", obliged="enterprise", due_by=DUE, effective_on="2024-01-04")
    yield office
    current.close()


def of(office: Office, person: str, who: str = "officer", on: date = DUE) -> list[str]:
    """The tasks that somebody has in hand, as another sees them."""
    found = worklist(reach_of(office[who]), WorkFilter(person=person), Dates(on))
    return sorted(phase.duty.key for phase in found.found)


def duty(office: Office, task: str) -> str:
    found = worklist(reach_of(office["officer"]), WorkFilter(), Dates(DUE)).found
    return next(phase.duty.id for phase in found if phase.duty.key == task)


def test_a_section_is_in_somebodys_hands_and_a_duty_goes_before_it(work: Office) -> None:
    assert of(work, NOBODY) == ["Kế hoạch năm", "Rà soát giá đất", "Đo vẽ lại"], (
        "what firms are to do is not the office's"
    )
    assign(work["approver"], work.book, "officer", unit=LAND)
    assert of(work, "officer") == ["Rà soát giá đất", "Đo vẽ lại"]
    assign(work["officer"], work.book, "other", duty=duty(work, "Đo vẽ lại"))
    assign(work["officer"], work.book, "other", duty=duty(work, "Nộp bổ sung"))
    assert of(work, "officer") == ["Rà soát giá đất"]
    assert of(work, "other") == ["Nộp bổ sung", "Đo vẽ lại"]
    assert of(work, NOBODY) == ["Kế hoạch năm"]
    assign(work["officer"], work.book, "", duty=duty(work, "Đo vẽ lại"))
    assert of(work, "officer") == ["Rà soát giá đất", "Đo vẽ lại"]
    assert [entry.action for entry in AuditEntry.objects.order_by("seq") if entry.action.startswith("duty_")] == [
        "duty_assigned", "duty_assigned", "duty_assigned", "duty_unassigned",
    ]  # fmt: skip


def test_only_the_office_assigns_and_only_to_the_office(work: Office) -> None:
    for who in ("leader", "operator", "firm", "nobody"):
        with pytest.raises(NotAllowed):
            assign(work[who], work.book, "officer", unit=LAND)
    for whom in ("operator", "firm", "nobody", "khong-co"):
        with pytest.raises(AssigneeUnknown):
            assign(work["officer"], work.book, whom, unit=LAND)
    assert not DutyAssignment.objects.exists()


def test_who_left_the_office_has_nothing_in_hand(work: Office) -> None:
    assign(work["officer"], work.book, "other", unit=LAND)
    work["other"].memberships.filter(role=Role.APPROVER.value).delete()
    assert of(work, "other") == []
    assert len(of(work, NOBODY)) == 3
    assert duty_reminders.wanted(DUE)[0] == []


def test_enterprises_do_not_learn_who_has_their_duty_in_hand(work: Office) -> None:
    assign(work["officer"], work.book, "other", duty=duty(work, "Nộp bổ sung"))
    found = worklist(reach_of(work["firm"]), WorkFilter(), Dates(DUE))
    assert [phase.duty.key for phase in found.found] == ["Nộp bổ sung"]
    assert found.assigned.people() == []
    assert of(work, "other", who="firm") == []


# reminders ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def posted(work: Office) -> Iterator[list[mail.EmailMessage]]:
    for name in ("officer", "other", "firm"):
        user = work[name]
        user.email = f"{name}@a.example"
        user.save()
    assign(work["approver"], work.book, "officer", unit=LAND)
    before, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    yield mail.outbox
    settings.EMAIL_BACKEND = before


def test_each_step_of_a_duty_once_to_whom_it_matters(posted: list[mail.EmailMessage], work: Office) -> None:
    days = (
        "2024-03-07",
        "2024-03-08",
        "2024-03-15",
        "2024-03-16",
        "2024-03-20",
        "2024-03-25",
        "2024-05-14",
        "2024-05-15",
    )
    sent = [duty_reminders.remind(date.fromisoformat(day), "test").sent for day in days]
    assert sent == [0, 3, 0, 3, 0, 3, 0, 0], "two of the section, and the enterprise's own"
    assert sorted(each.to[0] for each in posted[:2]) == ["firm@a.example", "officer@a.example"]
    told = next(str(each.body) for each in posted if each.to == ["officer@a.example"])
    assert "Rà soát giá đất" in told
    assert "Đo vẽ lại" in told
    assert "Nộp bổ sung" not in told
    assert "hạn 15/3/2024" in told
    assert "due 15 March 2024" in told
    assert duty_reminders.wanted(date(2024, 3, 16))[1] == 1, "of the other section nobody is in charge"
    put("duty_set", task="Đo vẽ lại", unit=LAND, due_by="2024-05-20", effective_on="2024-04-01")
    assert duty_reminders.remind(date(2024, 5, 15), "test").sent == 1, "another day is another reminder"


def test_a_dry_run_sends_and_keeps_none(posted: list[mail.EmailMessage]) -> None:
    outcome = duty_reminders.remind(DUE, "test", dry=True)
    assert {to: len(notices) for to, notices in outcome.messages.items()} == {
        "officer@a.example": 2,
        "firm@a.example": 1,
    }
    assert posted == []
    assert not DutyReminder.objects.exists()


def test_what_is_done_is_left_alone_and_what_failed_goes_next_time(
    posted: list[mail.EmailMessage], monkeypatch: pytest.MonkeyPatch
) -> None:
    put("duty_done", task="Đo vẽ lại", effective_on="2024-03-14")
    settings.EMAIL_BACKEND, kept = "django.core.mail.backends.smtp.EmailBackend", settings.EMAIL_BACKEND
    monkeypatch.setattr(settings, "EMAIL_PORT", 1)  # nobody listens there
    outcome = duty_reminders.remind(DUE, "test")
    assert (outcome.sent, outcome.failed, DutyReminder.objects.count()) == (0, 2, 0)
    settings.EMAIL_BACKEND = kept
    assert duty_reminders.remind(DUE, "test").sent == 2
    assert all(each.sent_at <= timezone.now() for each in DutyReminder.objects.all())
