"""What is due, for those who may see it: duties of the day, and their counts."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from parkledger.api.schemas import (
    Code,
    DateParameters,
    ListPage,
    ListParameters,
    NameOut,
    PlaceGiven,
    part,
    place_asked,
    settle,
    words,
)
from parkledger.api.tokens import Bearer, TokenScope
from parkledger.catalogue import DossierChannel, Procedure, Verified
from parkledger.duties import DutyKind, DutyPhase, DutyState, Obliged, Slowness
from parkledger.language import Lang
from parkledger.people.permissions import NotAllowed
from parkledger.records.amounts_owed import AmountOwed, amounts_owed
from parkledger.records.dates import Dates
from parkledger.records.duties import slowest
from parkledger.records.duty_tables import about_words, duty_words
from parkledger.submissions import due_calendar
from parkledger.submissions.worklist import WorkFilter, Worklist, reach_of, worklist

router = Router(tags=["duties"])


class AmountOwedOut(Schema):
    """What was to be paid by a day, and what was paid and reduced of it: in the smallest unit of its currency (US cents, đồng)."""

    currency: str
    assessed: int
    paid: int
    reduced: int
    left: int = Field(description="What is still to be paid.")


class DutyOut(Schema):
    """Something to be done, as it stood on the day; `due_on` is null while its clock stands still, or where no term is on record."""

    id: str = Field(description="Stays the same whatever becomes of the duty.")
    book: str
    kind: DutyKind
    name: NameOut
    about_kind: str = Field(description="zone, project, dossier, inspection or place.")
    about_code: str
    about_name: str
    zone: str | None = Field(description="As book/code.")
    place: str
    obliged: Obliged
    obliged_name: str
    unit: str = Field(description="The section of the office that handles it.")
    procedure: Procedure | None = Field(description="Of a dossier.")
    channel: DossierChannel | None = Field(description="How a dossier came; null where that is not on record.")
    assignee: str | None = Field(
        description="The account of whoever of the office has it in hand; null where nobody has, and for those who are no office."
    )
    basis: str
    verified: Verified | None = Field(description="How well the basis of its term was verified.")
    started_on: date
    first_due_on: date | None
    due_on: date | None
    promised_on: date | None = Field(description="The day appointed in an apology.")
    done_on: date | None
    lapsed_on: date | None
    state: DutyState
    amount: AmountOwedOut | None = Field(
        description="Of a payment that is still to be made: rent by a contract, or what is due to the State."
    )
    slow: Slowness = Field(description="Of a milestone of a schedule that is still to be reached.")
    event: str | None = Field(description="The event by which it began, as book/seq; null of a periodic report.")
    demo: bool


class DutyFilterParameters(Schema):
    """What duties are narrowed to."""

    text: str = Field("", max_length=200)
    book: Code | None = None
    place: PlaceGiven | None = Field(None, description="Within this place, by code or name.")
    zone: str = Field("", max_length=200, description="In this zone, as book/code.")
    kind: DutyKind | None = None
    state: DutyState | None = Field(None, description="Without it, those of which there is still something to do.")
    obliged: Obliged | None = None
    unit: str = Field("", max_length=300)
    slow: Slowness | None = None
    procedure: Procedure | None = Field(None, description="Dossiers of this procedure.")
    channel: DossierChannel | None = Field(None, description="Dossiers that came so.")
    person: str = Field(
        "",
        max_length=150,
        description="In the hands of this account; “me” is the token's owner, “-” what the office is to do and nobody has in hand.",
    )


class DutyParameters(DutyFilterParameters, ListParameters):
    """What a list of duties is narrowed to."""


class DutyCalendarParameters(DutyFilterParameters, DateParameters):
    """What a calendar of duties is narrowed to."""


READ = Bearer(TokenScope.READ)


@router.get("/duties", response=ListPage[DutyOut], operation_id="duties", auth=READ)
def duties(request: HttpRequest, given: Query[DutyParameters]) -> dict[str, Any]:
    """The duties that the token's owner may see, by due day: what is overdue longest first."""
    dates = settle(request)
    found = _found(request, given, dates)
    some = part(request, found.found, given.limit, given.offset)
    owed = amounts_owed((each for each in some["items"] if each.state.is_open), dates)
    return {**some, "items": [_duty(each, found, dates, owed.get(each.duty.id)) for each in some["items"]]}


@router.get("/duties/calendar", operation_id="duties_calendar", auth=READ)
def calendar(request: HttpRequest, given: Query[DutyCalendarParameters]) -> HttpResponse:
    """The same duties as an iCalendar file."""
    dates: Dates = request.dates  # type: ignore[attr-defined]
    found = _found(request, given, dates)
    data = due_calendar.calendar_file(found.found, found.around, dates, Lang.VI, timezone.now())
    return HttpResponse(data, content_type=due_calendar.MEDIA_TYPE)


def _found(request: HttpRequest, given: DutyFilterParameters, dates: Dates) -> Worklist:
    reach = reach_of(request.user)
    own: Any = request.auth  # type: ignore[attr-defined]
    if not reach:
        raise NotAllowed
    wanted = WorkFilter(
        text=given.text,
        book=own.book.code if own.book else given.book or "",
        place=place_asked(given.place, dates.on),
        zone=given.zone,
        kind=given.kind,
        state=given.state.value if given.state else "",
        obliged=given.obliged,
        unit=given.unit,
        slow=given.slow,
        procedure=given.procedure,
        channel=given.channel,
        person=request.user.get_username() if given.person == "me" else given.person,
    )
    return worklist(reach, wanted, dates)


def _duty(phase: DutyPhase, found: Worklist, dates: Dates, owed: AmountOwed | None) -> dict[str, Any]:
    around = found.around
    duty, zone, whose = phase.duty, around.zone(phase), found.assigned.of(phase)
    return {
        "id": duty.id,
        "book": duty.book,
        "kind": duty.kind,
        "name": words(duty_words(phase)),
        "about_kind": duty.subject.kind,
        "about_code": duty.subject.code,
        "about_name": about_words(phase, around),
        "zone": "/".join(zone.reference) if zone else None,
        "place": around.place(phase),
        "obliged": phase.terms.obliged,
        "obliged_name": around.obliged(phase),
        "unit": phase.terms.unit,
        "procedure": phase.terms.procedure,
        "channel": phase.terms.channel,
        "assignee": whose.username if whose else None,
        "basis": phase.terms.basis,
        "verified": phase.terms.verified,
        "started_on": duty.started_on,
        "first_due_on": phase.first_due_on,
        "due_on": phase.due_on,
        "promised_on": phase.promised_on,
        "done_on": phase.done_on,
        "lapsed_on": phase.lapsed_on,
        "state": phase.state,
        "amount": owed.figures if owed else None,
        "slow": slowest(phase, dates.on),
        "event": f"{duty.book}/{duty.seq}" if duty.seq else None,
        "demo": duty.demo,
    }
