"""Opening a case from an inquiry, and what an officer does with it: notes, stages, conversion to a project, closing.

Whatever counts in a figure is an event: the inquiry received, its conversion, and taking either back. None of them is written
here: each is submitted, and what its approval recorded is noted in the case.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from parkledger.catalogue.countries import country_name
from parkledger.language import VIETNAM, ParkError, Text
from parkledger.ledger.models import Book, Zone
from parkledger.ledger.store import registry
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


class AlreadyOnRecord(ParkError):
    """An inquiry is recorded once."""

    code = "inquiry_on_record"
    vi = "Lượt tìm hiểu của hồ sơ {number} đã có trong sổ: sự kiện {event}. Không cần trình lại."
    en = "The inquiry of case {number} is on record already as event {event}. It need not be submitted again."


class NotOnRecord(ParkError):
    """A case becomes a project in the book only after its inquiry was recorded there."""

    code = "inquiry_not_on_record"
    vi = "Lượt tìm hiểu của hồ sơ {number} chưa có trong sổ. Hãy trình ghi lượt tìm hiểu trước, rồi trình thành dự án."
    en = "The inquiry of case {number} is not in the book yet. Submit the inquiry first, then its project."


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
    """Open a case for an inquiry, with who asked; once for a sending. The book is told of it by a submission only."""
    with transaction.atomic():
        book = registry.lock_book(inquiry.zone.book_id)
        if there := Case.objects.filter(sending=sending).first():
            return there
        case = _opened(inquiry, book, _next_number(book, on), sending, at)
        _enter(case, at, PUBLIC, stage_to=Stage.RECEIVED)
        return case


def _opened(inquiry: Inquiry, book: Book, number: str, sending: str, at: datetime) -> Case:
    return Case.objects.create(
        number=number,
        book=book,
        zone_id=inquiry.zone.id,
        kind=inquiry.zone.kind,
        origin=inquiry.origin,
        name=inquiry.name,
        role=inquiry.role,
        phone=inquiry.phone,
        email=inquiry.email,
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


def received_fields(case: Case) -> dict[str, Any]:
    """The fields of the event that a case's inquiry was received, as they are submitted."""
    return _without_nothing(
        {
            "inquiry": case.number,
            "effective_on": case.consented_at.astimezone(VIETNAM).date().isoformat(),
            "subject": f"thuê đất: {registry.zone_numbered(case.zone_id).code}",
            **_interest(case),
        }
    )


def converted_fields(case: Case, project: str, on: date) -> dict[str, Any]:
    """The fields of the event that a case has led to a project; refused unless its inquiry is on record."""
    if case.stage == Stage.CONVERTED or case.withdrawn:
        raise _impossible(case, Stage.CONVERTED)
    chosen = _words(case, project, Text("dự án", "project"))
    if case.event is None:
        raise NotOnRecord(number=case.number)
    return _without_nothing(
        {"inquiry": case.number, "effective_on": on.isoformat(), "project": chosen, **_interest(case)}
    )


def _interest(case: Case) -> dict[str, Any]:
    """What kind of zone a case asks about, with which money, and where."""
    return {
        "kind": case.kind if case.kind in {"park", "cluster"} else None,
        "origin": case.origin or None,
        "place": registry.zone_numbered(case.zone_id).place,
    }


def _without_nothing(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


def note_received(number: str, event: int, *, by: str, at: datetime) -> None:
    """That a case's inquiry was recorded as an event. A number that is no case's is none of ours."""
    if (now := _numbered(number)) is not None:
        now.event_id, now.withdrawn = event, False
        now.save()
        _enter(now, at, by, event=event)


def note_converted(number: str, event: int, project: str, *, by: str, at: datetime) -> None:
    """That it was recorded which project a case has led to."""
    if (now := _numbered(number)) is not None:
        now.converted_by_id, now.project = event, project
        _to(now, Stage.CONVERTED, at, by, "", event=event)


def note_taken_back(event: int, by_event: int, reason: str, *, by: str, at: datetime) -> None:
    """That an event was taken back: a case that it converted is being negotiated again, one that it counted is no inquiry."""
    if converted := Case.objects.select_for_update(no_key=True).filter(converted_by_id=event).first():
        converted.converted_by, converted.project = None, ""
        _to(converted, Stage.NEGOTIATING, at, by, reason, event=by_event)
    if counted := Case.objects.select_for_update(no_key=True).filter(event_id=event).first():
        counted.withdrawn = True
        counted.save()
        _enter(counted, at, by, text=reason, event=by_event)


def note_submitted(case: Case, submission: int, text: str, *, by: str, at: datetime) -> None:
    """That something of a case was submitted, to be recorded once it is approved."""
    _enter(case, at, by, text=text.strip(), submission=submission)


def close(case: Case, reason: str, *, by: str, at: datetime) -> None:
    """Close a case with a reason."""
    with transaction.atomic():
        now = _locked(case)
        if now.stage in {Stage.CONVERTED, Stage.CLOSED}:
            raise _impossible(now, Stage.CLOSED)
        _to(now, Stage.CLOSED, at, by, _words(now, reason, Text("lý do", "reason")))


def erase(case: Case, *, by: str, at: datetime) -> None:
    """Erase who asked and what was written in words; the event and its number stay, and the chain still holds."""
    with transaction.atomic():
        now = _locked(case)
        now.name = now.role = now.phone = now.email = now.organisation = now.message = ""
        now.erased_at = at
        now.save()
        _enter(now, at, by, text="Đã xóa dữ liệu cá nhân. / Personal data erased.")


def _numbered(number: str) -> Case | None:
    return Case.objects.select_for_update(no_key=True).filter(number=number).first()


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
    submission: int | None = None,
) -> None:
    CaseEntry.objects.create(
        case=case,
        at=at,
        by=by,
        stage_from=stage_from,
        stage_to=stage_to,
        text=text,
        event_id=event,
        submission=submission,
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
