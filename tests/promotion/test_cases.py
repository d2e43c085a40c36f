"""Cases: what is recorded in the book, what is kept beside it, and what a case refuses."""

import json
import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connections

from parkledger.language import ParkError
from parkledger.ledger.book.verifying import verify
from parkledger.ledger.models import Book, Contact, Event, Posting, Project, Zone
from parkledger.ledger.store.registry import book_ref
from parkledger.promotion import cases
from parkledger.promotion.cases import CaseUnknown, Inquiry, ReasonNeeded, StageImpossible
from parkledger.promotion.models import Case, Stage
from tests.figures.books import VIET_YEN, Scribe

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


def act(case: Case, what: str, *arguments: object, **named: object) -> Case:
    getattr(cases, what)(case, *arguments, by="lan", at=NOW + timedelta(days=1), **named)
    return cases.find(case.number)


def test_an_inquiry_counts_once_and_personal_data_stay_out_of_what_is_hashed(scribe: Scribe) -> None:
    case = receive()
    assert counted("inquiries.received") == 1
    stored = " ".join(f"{event.payload} {event.note} {event.document}" for event in Event.objects.all())
    for secret in (*SECRETS, "Công ty Hoa", "Cần 5 ha"):
        assert secret not in stored
    contact = cases.contact_of(case)
    assert contact is not None
    assert (contact.name, contact.email, contact.phone) == SECRETS
    assert json.loads(case.event.payload)["inquiry"] == case.number == "XT-bg-2026-0001"
    assert case.event.recorded_by == cases.PUBLIC


def test_a_form_sent_twice_opens_one_case(scribe: Scribe) -> None:
    assert receive().number == receive().number
    assert receive("b").number == "XT-bg-2026-0002"
    assert counted("inquiries.received") == 2


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
    assert counted("inquiries.received") == len(forms)
    assert verify(book_ref("bg")).problems == []


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
    case = act(receive(), "convert", "P1", TODAY, "")
    assert case.stage == Stage.CONVERTED
    assert case.converted_by is not None
    assert json.loads(case.converted_by.payload)["project"] == "P1"
    assert counted("inquiries.converted") == 1
    with pytest.raises(ReasonNeeded):
        act(case, "undo_conversion", "  ")
    case = act(case, "undo_conversion", "Chọn nhầm dự án.")
    assert (case.stage, case.project, counted("inquiries.converted")) == (Stage.NEGOTIATING, "", 0)
    assert act(case, "convert", "P1", TODAY, "").stage == Stage.CONVERTED
    assert counted("inquiries.converted") == 1
    assert verify(book_ref("bg")).problems == []


def test_a_project_that_is_not_in_the_book_is_refused_and_nothing_is_kept(scribe: Scribe) -> None:
    case = receive()
    before = Event.objects.count()
    with pytest.raises(ParkError, match="P9"):
        act(case, "convert", "P9", TODAY, "")
    assert Project.objects.count() == 1
    assert (cases.find(case.number).stage, Event.objects.count()) == (Stage.RECEIVED, before)


def test_closing_needs_a_reason_and_may_withdraw_what_was_no_inquiry(scribe: Scribe) -> None:
    with pytest.raises(ReasonNeeded):
        act(receive(), "close", "")
    assert act(receive(), "close", "Không liên hệ được.").stage == Stage.CLOSED
    assert counted("inquiries.received") == 1
    spam = act(receive("b"), "close", "Thư rác.", not_real=True)
    assert (spam.stage, spam.withdrawn, counted("inquiries.received")) == (Stage.CLOSED, True, 1)
    with pytest.raises(StageImpossible):
        act(spam, "move", "contacted", "")
    assert verify(book_ref("bg")).problems == []


@pytest.mark.parametrize("stage", ["converted", "closed", "received", "nonsense", ""])
def test_a_case_cannot_be_moved_to_where_an_act_of_its_own_leads(scribe: Scribe, stage: str) -> None:
    with pytest.raises(StageImpossible):
        act(receive(), "move", stage, "")


def test_erasing_leaves_the_event_and_its_chain(scribe: Scribe) -> None:
    case = act(receive(), "erase")
    assert cases.contact_of(case) is None
    assert not Contact.objects.exists()
    assert (case.organisation, case.message, counted("inquiries.received")) == ("", "", 1)
    assert verify(book_ref("bg")).problems == []


def test_an_unknown_number_is_refused(scribe: Scribe) -> None:
    with pytest.raises(CaseUnknown):
        cases.find("XT-0")
