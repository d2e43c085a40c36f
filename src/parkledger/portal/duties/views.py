"""The worklist: what is due to the knowledge of whoever is signed in, and the same as a calendar."""

from django.http import HttpResponse, QueryDict
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from parkledger.duties import DutyKind, DutyState, Obliged, Slowness
from parkledger.figures import Question
from parkledger.figures.current import current_figures
from parkledger.language import Lang, Text, format_date, format_number, year_start
from parkledger.ledger.store import registry
from parkledger.people import calendar_links
from parkledger.people.permissions import NotAllowed
from parkledger.people.publicity import look_as
from parkledger.places import COUNTRY_CODE, get
from parkledger.records.dates import Dates
from parkledger.records.duties import dossier_counts
from parkledger.records.duty_tables import dossier_table, duties_table
from parkledger.records.figure_queries import ChoiceUnknown, choice
from parkledger.records.zone_lists import places_listed
from parkledger.submissions import due_calendar
from parkledger.submissions.worklist import EVERY_STATE, WorkFilter, Worklist, WorkReach, reach_of, worklist
from parkledger.tables import Table
from parkledger.web.access import signed_in
from parkledger.web.files import file_answer
from parkledger.web.middleware import PageRequest
from parkledger.web.paging import part_of
from parkledger.web.tables import table_page

TITLE = Text("Việc đến hạn", "What is due")
STATES = [*DutyState, EVERY_STATE]


@signed_in
def duties(request: PageRequest) -> HttpResponse:
    """What is due by its day: what is overdue longest comes first, then what is to come."""
    reach, dates, lang = _reach(request), request.dates.of_duties, request.lang
    wanted = wanted_from(request.GET)
    found = worklist(reach, wanted, dates)
    part = part_of(request, found.found)
    caption = Text(
        f"{format_number(part.total, lang)} việc, tính đến {format_date(dates.on, lang)}; theo hạn, quá hạn lâu nhất đứng trước",
        f"{format_number(part.total, lang)} duties as of {format_date(dates.on, lang)}; by due day, the longest overdue first",
    )
    table = duties_table("duties", part.items, found.around, dates, lang, title=TITLE, caption=caption.of(lang))
    context = {
        "wanted": wanted,
        "part": part,
        "table": table,
        "counts": [(state, count) for state, count in found.counts.items() if state.is_open or state == wanted.state],
        "kinds": list(DutyKind),
        "states": [*((state.value, state.label) for state in DutyState)],
        "parties": list(Obliged),
        "slownesses": [each for each in Slowness if each is not Slowness.NONE],
        "books": [book for book in registry.books() if book.code in reach.books],
        "places": places_listed(dates),
        "zones": _zones(found, reach),
        "units": found.units,
        "query": _query(request),
        "dossiers": _dossiers(wanted, reach, dates, lang) if wanted.kind is DutyKind.DOSSIER else None,
        "today": dates.on,
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
    found, dates = worklist(_reach(request), wanted_from(request.GET), request.dates.of_duties), request.dates.of_duties
    data = due_calendar.calendar_file(found.found, found.around, dates, request.lang, timezone.now())
    return file_answer(data, due_calendar.MEDIA_TYPE, "viec-den-han.ics")


def _dossiers(wanted: WorkFilter, reach: WorkReach, dates: Dates, lang: Lang) -> Table:
    """The year's dossiers, counted one by one, beside the counts reported for the same place and time."""
    place, start = wanted.place or COUNTRY_CODE, year_start(dates.on)
    counts = dossier_counts(start, dates.on, place, dates.known_at, reach.books)
    asked = [
        Question(f"procedures.{what}", place, dates.on, start=start, known_at=dates.known_at)
        for what in ("received", "on_time", "late")
    ]
    reported = {figure.question.indicator: figure for figure in current_figures().answer(asked)}
    period = f"{format_date(start, lang)} – {format_date(dates.on, lang)}"
    return dossier_table(counts, reported, dates, lang, period)


def _reach(request: PageRequest) -> WorkReach:
    reach = reach_of(request.user)
    if not reach:
        raise NotAllowed
    return reach


def _query(request: PageRequest) -> str:
    """What the list is narrowed to, for the address of its calendar."""
    given = request.GET.copy()
    given.pop("page", None)
    return f"?{given.urlencode()}" if given else ""


def _zones(found: Worklist, reach: WorkReach) -> list[tuple[str, str]]:
    """The zones that the list can be narrowed to: those on record in books that are seen, and a developer's own."""
    zones = [zone for zone in found.around.zones.values() if zone.book in reach.books or zone.id in reach.zones]
    return sorted((("/".join(zone.reference), zone.title) for zone in zones), key=lambda pair: pair[1])


def wanted_from(given: QueryDict) -> WorkFilter:
    """What an address narrows the list to; refused where it names what there is not."""
    state = given.get("state", "").strip()
    if state and state not in STATES:
        raise ChoiceUnknown(value=state, name="state", choices=[str(each) for each in STATES])
    place = given.get("place", "").strip()
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
    )
