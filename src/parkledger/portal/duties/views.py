"""The worklist: what is due to the knowledge of whoever is signed in, and the same as a calendar."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from parkledger.catalogue import DossierChannel, Procedure
from parkledger.duties import LATE, DutyKind, DutyPhase, DutyState, Obliged, Slowness
from parkledger.figures import Question
from parkledger.figures.current import current_figures
from parkledger.language import Text, format_date, format_number, in_name_order, year_start
from parkledger.ledger.models import Book
from parkledger.ledger.store import registry
from parkledger.people import calendar_links
from parkledger.people.allauth_adapters import client_address
from parkledger.people.permissions import NotAllowed, Target, may
from parkledger.people.publicity import look_as
from parkledger.people.roles import Action
from parkledger.places import COUNTRY_CODE, get
from parkledger.records.dates import KNOWN, ON
from parkledger.records.dossier_tables import channel_table, dossier_table, procedure_table
from parkledger.records.dossiers import DossierCounts, DossierScope, counted_dossiers
from parkledger.records.duty_tables import about_words, duties_table, duty_words
from parkledger.records.figure_queries import ChoiceUnknown, choice
from parkledger.records.parts import ListPart
from parkledger.records.zone_lists import places_listed
from parkledger.submissions import due_calendar
from parkledger.submissions.assignments import NOBODY, assign, candidates
from parkledger.submissions.worklist import EVERY_STATE, WorkFilter, Worklist, WorkReach, reach_of, worklist
from parkledger.tables import Cell, Table
from parkledger.web.access import permitted, signed_in
from parkledger.web.files import file_answer
from parkledger.web.middleware import PageRequest
from parkledger.web.paging import FORMAT, PAGE, TABLE, part_of
from parkledger.web.tables import table_page

TITLE = Text("Việc đến hạn", "What is due")
STATES = [*DutyState, EVERY_STATE]
ME = "me"
"""Asks for what whoever looks has in hand, so that an address means the same to everybody who follows it."""
COUNTED_BY = frozenset({"kind", "state", "book", "place", "procedure", "channel"})
"""The conditions of the list by which dossiers are counted, too; the others narrow the list alone."""
NOT_OF_DOSSIERS = frozenset({ON, KNOWN, PAGE, FORMAT, TABLE})
"""What an address says beside the conditions of the list."""
UNASSIGNED = Text("chưa giao", "unassigned")


@signed_in
def duties(request: PageRequest) -> HttpResponse:
    """What is due by its day: what is overdue longest comes first, then what is to come."""
    reach, dates = _reach(request), request.dates.of_duties
    wanted = wanted_from(request.GET, request.user.get_username())
    found = worklist(reach, wanted, dates)
    part = part_of(request, found.found)
    context = {
        "wanted": wanted,
        "part": part,
        "table": _table(part, found, request),
        "counts": [(state, count) for state, count in found.counts.items() if state.is_open or state == wanted.state],
        "kinds": list(DutyKind),
        "states": [*((state.value, state.label) for state in DutyState)],
        "parties": list(Obliged),
        "procedures": list(Procedure),
        "channels": list(DossierChannel),
        "slownesses": LATE,
        "books": in_name_order((book for book in registry.books() if book.code in reach.books), lambda book: book.name),
        "places": places_listed(dates),
        "zones": _zones(found, reach),
        "units": found.units,
        "people": found.assigned.people() if reach.books else [],
        "me": request.user.get_username() if reach.books else "",
        "nobody": NOBODY,
        "assigns": may(request.user, Action.ASSIGN_DUTIES),
        "query": _query(request),
        **_dossiers(request, wanted, reach),
        "today": dates.on,
        "notices": notices([wanted.kind] if wanted.kind else DutyKind),
        "narrowed": wanted != WorkFilter(),
    }
    return table_page(request, "duties/duties.html", context)


@signed_in
def calendar(request: PageRequest) -> HttpResponse:
    """The same list as an iCalendar file: what has a due day."""
    return _calendar(request)


@never_cache
@require_safe
def subscription(request: PageRequest, secret: str) -> HttpResponse:
    """The iCalendar file for a calendar program, which has no session: as whoever made the secret link sees the list."""
    request.user = calendar_links.owner_of(secret)
    look_as(request.user)
    return _calendar(request)


def _calendar(request: PageRequest) -> HttpResponse:
    dates, wanted = request.dates.of_duties, wanted_from(request.GET, request.user.get_username())
    found = worklist(_reach(request), wanted, dates)
    data = due_calendar.calendar_file(found.found, found.around, dates, request.lang, timezone.now())
    return file_answer(data, due_calendar.MEDIA_TYPE, "viec-den-han.ics")


def _table(part: ListPart[DutyPhase], found: Worklist, request: PageRequest) -> Table:
    """A page of the list, with whoever has each duty in hand for those of the office."""
    dates, lang = request.dates.of_duties, request.lang
    caption = Text(
        f"{format_number(part.total, lang)} việc, tính đến {format_date(dates.on, lang)}; theo hạn, quá hạn lâu nhất đứng trước",
        f"{format_number(part.total, lang)} duties as of {format_date(dates.on, lang)}; by due day, the longest overdue first",
    ).of(lang)
    hands = _assignees(part.items, found, request) if reach_of(request.user).books else None
    return duties_table("duties", part.items, found.around, dates, lang, title=TITLE, caption=caption, assignees=hands)


def _assignees(items: list[DutyPhase], found: Worklist, request: PageRequest) -> dict[str, Cell]:
    """In whose hands duties are, by their names; of what an office is to do, also that nobody has it. It leads to where
    that is changed, for those who may."""
    books = {code: book for code, book in found.around.books.items() if _assigns(request, book)}
    cells = {}
    for phase in items:
        whose = found.assigned.of(phase)
        if whose is None and phase.terms.obliged is not Obliged.OFFICE:
            continue
        page = f"{reverse('duty_assignments')}?{urlencode({'duty': phase.duty.id})}"
        address = page if phase.duty.book in books else ""
        said = whose.name if whose else UNASSIGNED
        cells[phase.duty.id] = Cell(whose.name if whose else None, text=said, address=address, quiet=whose is None)
    return cells


def _assigns(request: PageRequest, book: Book) -> bool:
    return may(request.user, Action.ASSIGN_DUTIES, Target(book.pk, book.place))


@permitted(Action.ASSIGN_DUTIES)
@require_http_methods(["GET", "HEAD", "POST"])
def duty_assignments(request: PageRequest) -> HttpResponse:
    """Who has what in hand: of each section of the books, and of one duty where it is named."""
    duty = (request.POST if request.method == "POST" else request.GET).get("duty", "").strip()
    if request.method == "POST":
        book = registry.get_book(request.POST.get("book", ""))
        unit, username = request.POST.get("unit", "").strip(), request.POST.get("person", "").strip()
        found = worklist(_reach(request), WorkFilter(book=book.code, state=EVERY_STATE), request.dates.of_duties)
        known = {phase.duty.id if duty else phase.terms.unit for phase in found.found} - {""}
        if (duty or unit) not in known:
            raise ChoiceUnknown(value=duty or unit, name="duty" if duty else "unit", choices=found.units)
        assign(request.user, book, username, unit=unit, duty=duty, address=client_address(request))
        return HttpResponseRedirect(reverse("duties") if duty else reverse("duty_assignments"))
    return render(request, "duties/assignments.html", _assignment_context(request, duty))


def _assignment_context(request: PageRequest, duty: str) -> dict[str, object]:
    """The sections of the books with whoever has their duties in hand, and the duty that is named."""
    found = worklist(_reach(request), WorkFilter(state=EVERY_STATE), request.dates.of_duties)
    books = [book for book in found.around.books.values() if _assigns(request, book)]
    units: dict[str, set[str]] = {book.code: set() for book in books}
    own: DutyPhase | None = None
    for phase in found.found:
        if phase.terms.unit and phase.duty.book in units:
            units[phase.duty.book].add(phase.terms.unit)
        if duty and phase.duty.book in units and phase.duty.id == duty:
            own = phase
    named = {book.code: book for book in books}
    return {
        "sections": [
            (
                book,
                candidates(book),
                [
                    (unit, found.assigned.by_unit.get((book.code, unit)))
                    for unit in in_name_order(units[book.code], str)
                ],
            )
            for book in books
        ],
        "duty": own,
        "duty_book": named.get(own.duty.book) if own else None,
        "duty_people": candidates(named[own.duty.book]) if own else [],
        "duty_words": duty_words(own) if own else None,
        "about": about_words(own, found.around) if own else "",
        "whose": found.assigned.by_duty.get(duty) if own else None,
        "through_section": found.assigned.by_unit.get((own.duty.book, own.terms.unit)) if own else None,
    }


def _dossiers(request: PageRequest, wanted: WorkFilter, reach: WorkReach) -> dict[str, object]:
    """The year's dossiers, counted one by one, in all, by procedure and by channel, beside the counts reported for the same
    place and time; of one procedure or channel the figures tell nothing. Tables of nothing are left out.
    """
    if wanted.kind is not DutyKind.DOSSIER or not reach.books:
        return {}
    dates, lang = request.dates.of_duties, request.lang
    place, start = wanted.place or COUNTRY_CODE, year_start(dates.on)
    books = reach.books & {wanted.book} if wanted.book else reach.books
    scope = DossierScope(
        start,
        dates.on,
        place,
        known_at=dates.known_at,
        books=books,
        procedure=wanted.procedure,
        channel=wanted.channel,
    )
    asked = [
        Question(f"procedures.{what}", place, dates.on, start=start, known_at=dates.known_at)
        for what in ("received", "on_time", "late")
    ]
    figures = [] if scope.is_part else current_figures().answer(asked)
    reported = {figure.question.indicator: figure for figure in figures}
    period = f"{format_date(start, lang)} – {format_date(dates.on, lang)}"
    counted = counted_dossiers(scope)
    counts = counted.in_all
    known = counts != DossierCounts() or any(figure.value for figure in figures)
    narrowed = {key: value for key, value in request.GET.dict().items() if key not in NOT_OF_DOSSIERS}
    parts = (procedure_table, channel_table)
    tables = [
        *([dossier_table(counts, reported, dates, lang, period)] if known else []),
        *(table for make in parts if (table := make(counted, dates, lang, period, narrowed)).rows),
    ]
    return {"of_dossiers": True, "dossiers": tables, "counted_otherwise": bool(narrowed.keys() - COUNTED_BY)}


def _reach(request: PageRequest) -> WorkReach:
    reach = reach_of(request.user)
    if not reach:
        raise NotAllowed
    return reach


def notices(kinds: Iterable[DutyKind]) -> list[tuple[int, list[Text]]]:
    """So many days before its due day something is due soon, each with the kinds of duties that it is of."""
    found: dict[int, list[Text]] = {}
    for kind in kinds:
        found.setdefault(kind.notice_days, []).append(kind.label)
    return sorted(found.items())


def _query(request: PageRequest) -> str:
    """What the list is narrowed to, for the address of its calendar."""
    given = request.GET.copy()
    given.pop("page", None)
    return f"?{given.urlencode()}" if given else ""


def _zones(found: Worklist, reach: WorkReach) -> list[tuple[str, str]]:
    """The zones that the list can be narrowed to: those on record in books that are seen, and a developer's own."""
    zones = [zone for zone in found.around.zones.values() if zone.book in reach.books or zone.id in reach.zones]
    return in_name_order((("/".join(zone.reference), zone.title) for zone in zones), lambda pair: pair[1])


def wanted_from(given: QueryDict, me: str = "") -> WorkFilter:
    """What an address narrows the list to, for whoever asks; refused where it names what there is not."""
    state = given.get("state", "").strip()
    if state and state not in STATES:
        raise ChoiceUnknown(value=state, name="state", choices=[str(each) for each in STATES])
    place, person = given.get("place", "").strip(), given.get("person", "").strip()
    return WorkFilter(
        text=given.get("q", "").strip()[:200],
        book=given.get("book", "").strip(),
        place=get(place).code if place else "",
        zone=given.get("zone", "").strip(),
        kind=choice(DutyKind, given, "kind"),
        state=state,
        obliged=choice(Obliged, given, "obliged"),
        unit=given.get("unit", "").strip(),
        slow=choice(Slowness, given, "slow"),
        procedure=choice(Procedure, given, "procedure"),
        channel=choice(DossierChannel, given, "channel"),
        person=me if person == ME else person,
    )
