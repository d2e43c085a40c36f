"""Opening a case from an inquiry, and what an officer does with it: notes, stages, conversion to a project, closing.

Whatever counts in a figure is an event: the inquiry received, its conversion, and taking either back.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from parkledger.catalogue.countries import country_name
from parkledger.language import ParkError, Text
from parkledger.ledger.book.recording import record, withdraw
from parkledger.ledger.events.services import InquiryConverted, InquiryReceived
from parkledger.ledger.models import Book, Contact, Zone, row_id
from parkledger.ledger.models import Event as EventRow
from parkledger.ledger.store import history, registry
from parkledger.promotion.models import Case, CaseEntry, Stage

PUBLIC = "cong-thong-tin"
"""Who records what a visitor sends."""
STAGE_NAMES = {
    Stage.RECEIVED: Text("đã tiếp nhận", "received"),
    Stage.CONTACTED: Text("đã liên hệ", "contacted"),
    Stage.VISIT: Text("khảo sát thực địa", "site visit"),
    Stage.NEGOTIATING: Text("đang đàm phán", "negotiating"),
    Stage.CONVERTED: Text("thành dự án", "converted"),
    Stage.CLOSED: Text("đã đóng", "closed"),
}
OPEN_STAGES = (Stage.RECEIVED, Stage.CONTACTED, Stage.VISIT, Stage.NEGOTIATING)
"""The stages that an officer moves a case between; conversion and closing are acts of their own."""


SURE = Text("chắc chắn xóa", "sure to erase")


class CaseUnknown(ParkError):
    """No case has that number."""

    code = "case_unknown"
    status = 404
    vi = "Không có hồ sơ xúc tiến số {number}. Hãy tìm trong danh sách hồ sơ."
    en = "There is no promotion case {number}. Look for it in the list of cases."


class StageImpossible(ParkError):
    """A case cannot go from where it is to where it is asked to."""

    code = "stage_impossible"
    vi = "Hồ sơ {number} đang ở bước «{now}», không chuyển sang «{wanted}» được. Hãy tải lại trang và chọn bước khác."
    en = "Case {number} is at “{now}” and cannot go to “{wanted}”. Reload the page and choose another step."


class ReasonNeeded(ParkError):
    """Closing or taking back needs a reason; a note needs words."""

    code = "case_reason_needed"
    vi = "Hồ sơ {number}: ô «{field}» còn trống. Hãy ghi ít nhất vài chữ để người sau hiểu."
    en = "Case {number}: “{field}” is empty. Write at least a few words so that others understand."


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What an investor asks, as the form gave it. `name`, `phone` and `email` are personal data."""

    zone: Zone
    name: str
    email: str
    phone: str = ""
    role: str = ""
    organisation: str = ""
    country: str = ""
    origin: str = ""
    sector: str = ""
    area_m2: int | None = None
    message: str = ""
    language: str = "vi"


def receive(inquiry: Inquiry, *, sending: str, on: date, at: datetime) -> Case:
    """Record that an inquiry was received, keep who asked beside the event, and open its case; once for a sending."""
    with transaction.atomic():
        book = registry.lock_book(inquiry.zone.book_id)
        if there := Case.objects.filter(sending=sending).first():
            return there
        number = _next_number(book, on)
        event = InquiryReceived.model_validate(
            {
                "inquiry": number,
                "effective_on": on,
                "subject": f"thuê đất: {inquiry.zone.code}",
                "demo": book.demo,
                "kind": inquiry.zone.kind if inquiry.zone.kind in {"park", "cluster"} else None,
                "origin": inquiry.origin or None,
                "place": inquiry.zone.place,
            }
        )
        recorded = record(book.code, event, by=PUBLIC)
        event_id = row_id(book.id, recorded.seq)
        who = {"name": inquiry.name, "role": inquiry.role, "phone": inquiry.phone, "email": inquiry.email}
        history.keep_contact(event_id, who)
        case = _opened(inquiry, book, number, event_id, sending, at)
        _enter(case, at, PUBLIC, stage_to=Stage.RECEIVED, event=event_id)
        return case


def _opened(inquiry: Inquiry, book: Book, number: str, event_id: int, sending: str, at: datetime) -> Case:
    return Case.objects.create(
        number=number,
        event_id=event_id,
        book=book,
        zone_id=inquiry.zone.id,
        kind=inquiry.zone.kind,
        origin=inquiry.origin,
        organisation=inquiry.organisation,
        country=country_name(inquiry.country),
        sector=inquiry.sector,
        area_m2=inquiry.area_m2,
        message=inquiry.message,
        language=inquiry.language,
        consented_at=at,
        sending=sending,
        demo=book.demo,
    )


def _next_number(book: Book, on: date) -> str:
    """The next number of the book's year: XT-bg-parks-2026-0001."""
    begins = f"XT-{book.code}-{on.year}-"
    last = Case.objects.filter(book=book, number__startswith=begins).order_by("-id").first()
    return f"{begins}{int(last.number.removeprefix(begins)) + 1 if last else 1:04d}"


def find(number: str) -> Case:
    """A case by its number."""
    found = Case.objects.select_related("book", "event", "converted_by").filter(number=number).first()
    if found is None:
        raise CaseUnknown(number=number)
    return found


def note(case: Case, text: str, *, by: str, at: datetime) -> None:
    """Write a note into a case."""
    _enter(case, at, by, text=_words(case, text, Text("ghi chú", "note")))


def move(case: Case, stage: str, text: str, *, by: str, at: datetime) -> None:
    """Move a case between the open stages, or open a closed one again."""
    with transaction.atomic():
        now = _locked(case)
        wanted = Stage(stage) if stage in Stage.values else None
        if wanted not in OPEN_STAGES or wanted == now.stage or now.stage == Stage.CONVERTED or now.withdrawn:
            raise _impossible(now, stage)
        _to(now, wanted, at, by, text.strip())


def convert(case: Case, project: str, on: date, text: str, *, by: str, at: datetime) -> None:
    """Record that the inquiry has led to a project that is registered in the book."""
    with transaction.atomic():
        now = _locked(case)
        if now.stage == Stage.CONVERTED or now.withdrawn:
            raise _impossible(now, Stage.CONVERTED)
        chosen = _words(now, project, Text("dự án", "project"))
        received = InquiryReceived.model_validate(_payload_of(now.event))
        event = InquiryConverted.model_validate(
            {
                "inquiry": now.number,
                "effective_on": on,
                "project": chosen,
                "kind": received.kind,
                "origin": received.origin,
                "place": received.place,
                "demo": now.demo,
            }
        )
        recorded = record(now.book.code, event, by=by)
        now.converted_by_id = row_id(now.book_id, recorded.seq)
        now.project = str(getattr(recorded.event, "project", ""))
        _to(now, Stage.CONVERTED, at, by, text.strip(), event=now.converted_by_id)


def undo_conversion(case: Case, reason: str, *, by: str, at: datetime) -> None:
    """Take the conversion back: its event is withdrawn with the reason, and the case is being negotiated again."""
    with transaction.atomic():
        now = _locked(case)
        if now.stage != Stage.CONVERTED or now.converted_by is None:
            raise _impossible(now, Stage.NEGOTIATING)
        why = _words(now, reason, Text("lý do", "reason"))
        undone = withdraw(now.book.code, now.converted_by.seq, reason=why, by=by)
        now.converted_by, now.project = None, ""
        _to(now, Stage.NEGOTIATING, at, by, why, event=row_id(now.book_id, undone.seq))


def close(case: Case, reason: str, *, by: str, at: datetime, not_real: bool = False) -> None:
    """Close a case with a reason; where it was no real inquiry, the event that counted it is withdrawn too."""
    with transaction.atomic():
        now = _locked(case)
        if now.stage in {Stage.CONVERTED, Stage.CLOSED}:
            raise _impossible(now, Stage.CLOSED)
        why = _words(now, reason, Text("lý do", "reason"))
        event = None
        if not_real:
            undone = withdraw(now.book.code, now.event.seq, reason=why, by=by)
            now.withdrawn, event = True, row_id(now.book_id, undone.seq)
        _to(now, Stage.CLOSED, at, by, why, event=event)


def erase(case: Case, *, by: str, at: datetime) -> None:
    """Erase who asked and what was written in words; the event and its number stay, and the chain still holds."""
    with transaction.atomic():
        now = _locked(case)
        history.erase_contacts(now.event_id)
        now.organisation = now.message = ""
        now.erased_at = at
        now.save()
        _enter(now, at, by, text="Đã xóa dữ liệu cá nhân. / Personal data erased.")


def contact_of(case: Case) -> Contact | None:
    """Who asked, unless that was erased."""
    return history.find_contact(case.event_id)


def _payload_of(event: EventRow) -> dict[str, object]:
    return {**json.loads(event.payload), "effective_on": event.effective_on}


def _locked(case: Case) -> Case:
    """The case as it is now, held until the transaction ends: two officers cannot both move it."""
    return (
        Case.objects.select_for_update(of=("self",), no_key=True)
        .select_related("book", "event", "converted_by")
        .get(pk=case.pk)
    )


def _to(case: Case, stage: Stage, at: datetime, by: str, text: str, *, event: int | None = None) -> None:
    before, case.stage = case.stage, stage
    case.save()
    _enter(case, at, by, stage_from=before, stage_to=stage, text=text, event=event)


def _enter(
    case: Case,
    at: datetime,
    by: str,
    *,
    stage_from: str = "",
    stage_to: str = "",
    text: str = "",
    event: int | None = None,
) -> None:
    CaseEntry.objects.create(
        case=case, at=at, by=by, stage_from=stage_from, stage_to=stage_to, text=text, event_id=event
    )


def _words(case: Case, text: str, field: Text) -> str:
    if not text.strip():
        raise ReasonNeeded(number=case.number, field=_text(field))
    return text.strip()


def _impossible(case: Case, wanted: str) -> StageImpossible:
    named = _text(STAGE_NAMES[Stage(wanted)]) if wanted in Stage.values else wanted
    return StageImpossible(number=case.number, now=_text(STAGE_NAMES[Stage(case.stage)]), wanted=named)


def _text(name: Text) -> Text:
    return Text(name.vi, name.en)
