"""Cases: what is kept of an inquiry, what is submitted of it to the book, and what a case refuses."""

import json
import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connections

from parkledger.language import ParkError
from parkledger.ledger.book.verifying import verify
from parkledger.ledger.models import Book, Contact, Event, Posting, Project, Zone
from parkledger.ledger.store.registry import book_ref
from parkledger.people.permissions import grant
from parkledger.people.roles import Role
from parkledger.promotion import cases
from parkledger.promotion.cases import (
    AlreadyOnRecord,
    CaseUnknown,
    Inquiry,
    NotOnRecord,
    ReasonNeeded,
    StageImpossible,
)
from parkledger.promotion.models import Case, Stage
from parkledger.submissions.errors import KindForbidden, OwnSubmission, TooLong
from parkledger.submissions.models import Submission
from parkledger.submissions.workflow import inquiries, lifecycle
from tests.figures.books import VIET_YEN, Scribe
from tests.portal.persons import person

NOW = datetime(2026, 3, 2, 3, 4, tzinfo=UTC)
TODAY = date(2026, 3, 2)
SECRETS = ("Trần Thị Hoa", "hoa@vidu.vn", "0912 345 678")


@pytest.fixture
def scribe(database: str) -> Scribe:
    scribe = Scribe()
    scribe.zone("Alpha", industrial_m2=80, service_m2=20, place=VIET_YEN)
    scribe("project_registered", effective_on="2025-01-01", project="P1", name="Dự án Một", enterprise="Công ty Một",
           origin="fdi", zone="kcn-alpha", capital="5 triệu USD")  # fmt: skip
    return scribe


def receive(sending: str = "a") -> Case:
    name, email, phone = SECRETS
    inquiry = Inquiry(
        Zone.objects.get(code="kcn-alpha"), name, email, phone, organisation="Công ty Hoa", origin="fdi",
        area_m2=50_000, message="Cần 5 ha gần cổng.",
    )  # fmt: skip
    return cases.receive(inquiry, sending=sending, on=TODAY, at=NOW)


def counted(measure: str) -> int:
    return sum(Posting.objects.filter(measure=measure).values_list("amount", flat=True))


def promoter(name: str = "lan") -> User:
    return person(name, ("promotion", {"book": "bg"}))


def approved(made: Submission, name: str) -> Submission:
    """What was submitted, approved by somebody new."""
    return lifecycle.approve(made, person(name, ("approver", {"book": "bg"})), made.version)


def recorded(sending: str = "a") -> tuple[Case, User]:
    """A case whose inquiry is on record, and its promotion officer."""
    case, lan = receive(sending), promoter(f"lan-{sending}")
    approved(inquiries.submit_received(case, "", lan), f"duyet-{sending}")
    return cases.find(case.number), lan


def act(case: Case, what: str, *arguments: object, **named: object) -> Case:
    getattr(cases, what)(case, *arguments, by="lan", at=NOW + timedelta(days=1), **named)
    return cases.find(case.number)


def test_an_inquiry_writes_nothing_to_the_book(scribe: Scribe) -> None:
    before = Event.objects.count()
    case = receive()
    assert (Event.objects.count(), case.event, counted("inquiries.received")) == (before, None, 0)
    assert (case.name, case.email, case.phone) == SECRETS
    assert case.number == "XT-bg-2026-0001"


def test_an_inquiry_counts_once_it_is_approved_and_personal_data_stay_out_of_what_is_hashed(scribe: Scribe) -> None:
    case, lan = recorded()
    assert counted("inquiries.received") == 1
    assert case.event is not None
    assert json.loads(case.event.payload)["inquiry"] == case.number
    assert case.event.recorded_by.startswith("cán bộ ghi sổ, duyệt: người duyệt (hồ sơ ")
    stored = " ".join(f"{event.payload} {event.note} {event.document}" for event in Event.objects.all())
    for secret in (*SECRETS, "Công ty Hoa", "Cần 5 ha"):
        assert secret not in stored
    with pytest.raises(AlreadyOnRecord):
        inquiries.submit_received(case, "", lan)
    assert verify(book_ref("bg")).problems == []


def test_what_waits_is_not_submitted_twice_and_is_decided_by_somebody_else(scribe: Scribe) -> None:
    case, lan = receive(), promoter()
    made = inquiries.submit_received(case, "", lan)
    assert inquiries.waiting(case) == made
    with pytest.raises(inquiries.AlreadySubmitted):
        inquiries.submit_received(case, "", lan)
    grant(lan, Role.APPROVER, "tests", book=made.book)
    with pytest.raises(OwnSubmission):
        lifecycle.approve(made, User.objects.get(pk=lan.pk), made.version)
    assert counted("inquiries.received") == 0


def test_a_promotion_officer_submits_inquiries_of_the_own_book_and_nothing_else(scribe: Scribe) -> None:
    case = receive()
    other = Book.objects.create(code="khac", name="Sổ khác", place="viet-nam.bac-giang")
    stranger = person("khac", ("promotion", {"book": other.code}))
    with pytest.raises(KindForbidden):
        inquiries.submit_received(case, "", stranger)
    with pytest.raises(KindForbidden):
        lifecycle.begin(promoter(), case.book, "land_leased", {"zone": "kcn-alpha"})
    with pytest.raises(KindForbidden):  # an event that is no inquiry's
        lifecycle.begin(User.objects.get(username="lan"), case.book, "withdrawal", {}, corrects=1)


def test_a_form_sent_twice_opens_one_case(scribe: Scribe) -> None:
    assert receive().number == receive().number
    assert receive("b").number == "XT-bg-2026-0002"
    assert Case.objects.count() == 2


AT_ONCE = 8


def test_inquiries_at_once_have_numbers_of_their_own_and_none_fails(scribe: Scribe) -> None:
    """Each on a connection of its own, as the portal's processes have; every second form is sent twice."""
    start, numbers, failed = threading.Barrier(AT_ONCE), [], []

    def ask(at: int) -> None:
        try:
            start.wait(20)
            numbers.append(receive(f"form-{at // 2 if at % 4 < 2 else at}").number)
        except Exception as problem:  # noqa: BLE001  whatever it is, it must not be lost in the thread
            failed.append(problem)
        finally:
            connections["default"].close()

    asking = [threading.Thread(target=ask, args=(at,)) for at in range(AT_ONCE)]
    for each in asking:
        each.start()
    for each in asking:
        each.join()
    assert failed == []
    forms = {f"form-{at // 2 if at % 4 < 2 else at}" for at in range(AT_ONCE)}
    assert set(Case.objects.values_list("sending", flat=True)) == forms
    assert len(numbers) == AT_ONCE
    assert sorted(set(numbers)) == [f"XT-bg-2026-{number:04d}" for number in range(1, len(forms) + 1)]


def test_a_book_whose_code_ends_in_a_year_counts_its_own_numbers(scribe: Scribe) -> None:
    """XT-bg-2026-2026-0001 begins as the numbers of the book bg do."""
    case = receive()
    other = Book.objects.create(code="bg-2026", name="Sổ khác", place="viet-nam.bac-giang")
    declared = Event.objects.get(seq=1)
    Case.objects.create(
        number="XT-bg-2026-2026-0001", event=declared, book=other, zone_id=case.zone_id, kind="park", language="vi",
        consented_at=NOW, sending="of the other", demo=False,
    )  # fmt: skip
    assert receive("b").number == "XT-bg-2026-0002"


def test_stages_move_with_who_and_when(scribe: Scribe) -> None:
    case = act(receive(), "move", "visit", "Đã hẹn thứ Sáu.")
    assert case.stage == Stage.VISIT
    last = case.entries.last()
    assert last is not None
    assert (last.by, last.stage_from, last.stage_to, last.text) == ("lan", "received", "visit", "Đã hẹn thứ Sáu.")


def test_a_conversion_is_an_event_with_the_project_and_can_be_taken_back_with_a_reason(scribe: Scribe) -> None:
    case, lan = recorded()
    made = inquiries.submit_conversion(case, "P1", TODAY, "", lan)
    assert (cases.find(case.number).stage, counted("inquiries.converted")) == (Stage.RECEIVED, 0)
    approved(made, "duyet-1")
    case = cases.find(case.number)
    assert (case.stage, case.project, counted("inquiries.converted")) == (Stage.CONVERTED, "P1", 1)
    assert case.converted_by is not None
    assert json.loads(case.converted_by.payload)["project"] == "P1"
    with pytest.raises(ParkError, match=r"(?i)lý do|reason"):
        inquiries.submit_withdrawal(case, case.converted_by, "  ", lan)
    with pytest.raises(TooLong):  # rather than a reason that ends in the middle
        inquiries.submit_withdrawal(case, case.converted_by, "Nhầm. " * 100, lan)
    approved(inquiries.submit_withdrawal(case, case.converted_by, "Chọn nhầm dự án.", lan), "duyet-2")
    case = cases.find(case.number)
    assert (case.stage, case.project, counted("inquiries.converted")) == (Stage.NEGOTIATING, "", 0)
    approved(inquiries.submit_conversion(case, "P1", TODAY, "", lan), "duyet-3")
    assert (cases.find(case.number).stage, counted("inquiries.converted")) == (Stage.CONVERTED, 1)
    assert verify(book_ref("bg")).problems == []


def test_a_project_that_is_not_in_the_book_is_refused_and_nothing_is_kept(scribe: Scribe) -> None:
    case, lan = recorded()
    before = Event.objects.count()
    made = inquiries.submit_conversion(case, "P9", TODAY, "", lan)
    with pytest.raises(ParkError, match="P9"):
        approved(made, "duyet-9")
    assert Project.objects.count() == 1
    assert (cases.find(case.number).stage, Event.objects.count()) == (Stage.RECEIVED, before)


def test_an_inquiry_that_is_not_on_record_becomes_no_project(scribe: Scribe) -> None:
    with pytest.raises(NotOnRecord):
        inquiries.submit_conversion(receive(), "P1", TODAY, "", promoter())


def test_closing_needs_a_reason_and_what_was_no_inquiry_is_withdrawn_by_approval(scribe: Scribe) -> None:
    with pytest.raises(ReasonNeeded):
        act(receive(), "close", "")
    assert act(receive(), "close", "Không liên hệ được.").stage == Stage.CLOSED
    spam, lan = recorded("b")
    approved(inquiries.submit_withdrawal(spam, spam.event, "Thư rác.", lan), "duyet-c")
    spam = act(spam, "close", "Thư rác.")
    assert (spam.stage, spam.withdrawn, counted("inquiries.received")) == (Stage.CLOSED, True, 0)
    with pytest.raises(StageImpossible):
        act(spam, "move", "contacted", "")
    assert verify(book_ref("bg")).problems == []


@pytest.mark.parametrize("stage", ["converted", "closed", "received", "nonsense", ""])
def test_a_case_cannot_be_moved_to_where_an_act_of_its_own_leads(scribe: Scribe, stage: str) -> None:
    with pytest.raises(StageImpossible):
        act(receive(), "move", stage, "")


def test_erasing_leaves_the_event_and_its_chain(scribe: Scribe) -> None:
    case = act(recorded()[0], "erase")
    assert (case.name, case.role, case.phone, case.email) == ("", "", "", "")
    assert not Contact.objects.exists()
    assert (case.organisation, case.message, counted("inquiries.received")) == ("", "", 1)
    assert verify(book_ref("bg")).problems == []


def test_an_unknown_number_is_refused(scribe: Scribe) -> None:
    with pytest.raises(CaseUnknown):
        cases.find("XT-0")
