"""The list of projects; a project's page; the list of enterprises; an enterprise's page."""

from fractions import Fraction
from typing import Literal

from django.http import HttpResponse, QueryDict

from parkledger.catalogue import Origin
from parkledger.catalogue.countries import country_asked, country_text
from parkledger.duties import SCHEDULED, DutySubject, Slowness
from parkledger.language import Text, fold, format_number, sort_key
from parkledger.ledger.events import SubjectKind
from parkledger.ledger.store import registry
from parkledger.places import get
from parkledger.records.dates import Dates
from parkledger.records.duties import ORDER, SLOW_RULE, Surroundings, duties_about, schedule, slow_projects
from parkledger.records.duty_tables import OF_PROJECT, duties_table, schedule_table
from parkledger.records.environment import environment_of
from parkledger.records.environment_tables import OF_PROJECT as ENVIRONMENT_OF_PROJECT
from parkledger.records.environment_tables import environment_tables
from parkledger.records.figure_queries import ChoiceUnknown, choice
from parkledger.records.inspections import OF_PROJECT_PAGE, inspections_of, inspections_table
from parkledger.records.labour import OF_PROJECT as LABOUR_OF_PROJECT
from parkledger.records.labour import labour_of, labour_tables
from parkledger.records.links import reach
from parkledger.records.own_currency import own_capital, own_capital_table, registered_in_own
from parkledger.records.project_lists import (
    ANY_LATE,
    BY_LATENESS,
    SORTS,
    STATUSES,
    EnterpriseNotThere,
    EnterpriseRow,
    ProjectFilter,
    added,
    choices,
    enterprises_on,
    in_order,
    land_not_given_back,
    listed,
)
from parkledger.records.project_profiles import project_page
from parkledger.records.project_tables import ENTERPRISES, capital_table, enterprises_table, projects_table
from parkledger.records.zone_lists import places_listed
from parkledger.tables import Sorting, Table
from parkledger.web.middleware import PageRequest
from parkledger.web.page_cache import kept
from parkledger.web.paging import part_of
from parkledger.web.tables import table_page

TITLE = Text("Dự án đầu tư", "Investment projects")
OF_ENTERPRISE = Text("Dự án của doanh nghiệp", "Projects of the enterprise")
FORMER = Text("Dự án đã chuyển nhượng", "Projects passed on")
DUE = Text("Việc phải làm của dự án", "What is due of the project")
CAPTION = Text(
    "dự án; bấm vào tiêu đề cột để sắp xếp. Vốn FDI tính bằng USD, vốn DDI bằng đồng.",
    "projects; use a heading to sort. FDI capital in US dollars, domestic capital in đồng.",
)


@kept
def projects(request: PageRequest) -> HttpResponse:
    """The projects on record on the day."""
    dates = request.dates
    wanted = wanted_from(request.GET)
    lines = listed(wanted, dates)
    part, count = part_of(request, lines), format_number(len(lines), request.lang)
    context = {
        "wanted": wanted,
        "part": part,
        "count": len(lines),
        "added": added(lines),
        "table": projects_table(
            "projects",
            part.items,
            dates,
            request.lang,
            title=TITLE,
            caption=f"{count} {CAPTION.of(request.lang)}",
            sorting=Sorting(wanted.sort, wanted.backwards),
            slow=slow_projects(dates.of_duties),
        ),
        "due_on": dates.due_on,
        "slownesses": list(Slowness),
        "slow_rule": SLOW_RULE,
        "given_back": land_not_given_back(wanted, dates) if wanted.status in {"", "ended"} else None,
        "ended_address": _ended_address(wanted, dates),
        "origins": list(Origin),
        "statuses": list(STATUSES.items()),
        "places": places_listed(dates),
        "countries": [(each, country_text(each)) for each in choices(dates, lambda project: project.country)],
        "sectors": choices(dates, lambda project: project.sector),
    }
    return table_page(request, "projects/projects.html", context)


def _ended_address(wanted: ProjectFilter, dates: Dates) -> str:
    """The list of the projects that have ended, those with most land first, narrowed as it is otherwise."""
    kept_wishes = {
        "q": wanted.text,
        "origin": wanted.origin.value if wanted.origin else "",
        "place": wanted.place,
        "zone": wanted.zone,
        "country": wanted.country,
        "sector": wanted.sector,
    }
    return reach("projects", dates=dates, status="ended", sort="land", order="desc", **kept_wishes)


@kept
def project(request: PageRequest, book: str, code: str) -> HttpResponse:
    """A project's page."""
    page = project_page(book, code, request.dates, request.lang)
    capital, implemented = page.line.capital, page.line.implemented
    spent = Fraction(implemented, capital) * 100 if capital and implemented is not None else None
    table = capital_table(page.line, page.years, request.dates, request.lang)
    found = inspections_of(SubjectKind.PROJECT, (book, code), request.dates)
    inspected = inspections_table(found, request.dates, request.lang, without=OF_PROJECT_PAGE) if found else None
    own = environment_of(SubjectKind.PROJECT, (book, code), request.dates)
    foreign = own_capital(page.timeline, request.dates)
    context = {
        "page": page,
        "in_own": registered_in_own(foreign) if page.line.in_force else [],
        "own_capital": own_capital_table(foreign, request.dates, request.lang) if foreign else None,
        "origin": Origin(page.line.project.origin).short,
        "keeper": registry.get_book(book).name,
        "spent": spent,
        "capital": table,
        "inspections": inspected,
        "environment": environment_tables(own, request.dates, request.lang, without=ENVIRONMENT_OF_PROJECT),
        "labour": labour_tables(
            labour_of(SubjectKind.PROJECT, (book, code), request.dates), request.dates, request.lang, LABOUR_OF_PROJECT
        ),
        **_due(request, book, code),
    }
    return table_page(request, "projects/project.html", context)


def _due(request: PageRequest, book: str, code: str) -> dict[str, Table | None]:
    """A project's schedule, and what else is due of it; None where nothing is on record."""
    dates, lang = request.dates.of_duties, request.lang
    lines = schedule(book, code, dates)
    others = [
        each for each in duties_about(book, DutySubject("project", code), dates) if each.duty.kind not in SCHEDULED
    ]
    others.sort(key=ORDER)
    table = duties_table("duties", others, Surroundings(dates), dates, lang, title=DUE, without=OF_PROJECT)
    return {"schedule": schedule_table(lines, dates, lang) if lines else None, "duties": table if others else None}


def wanted_from(given: QueryDict) -> ProjectFilter:
    """What an address narrows the list of projects to; refused where it names what there is not."""
    status, sort = given.get("status", "").strip(), given.get("sort", "").strip()
    for name, value, known in (("status", status, list(STATUSES)), ("sort", sort, [*SORTS, BY_LATENESS])):
        if value and value not in known:
            raise ChoiceUnknown(value=value, name=name, choices=known)
    place = given.get("place", "").strip()
    slow: Slowness | Literal["late"] | None = (
        ANY_LATE if given.get("slow", "").strip() == ANY_LATE else choice(Slowness, given, "slow")
    )
    return ProjectFilter(
        text=given.get("q", "").strip()[:200],
        slow=slow,
        origin=choice(Origin, given, "origin"),
        status=status,
        place=get(place).code if place else "",
        zone=given.get("zone", "").strip(),
        country=country_asked(given.get("country", "").strip()),
        sector=given.get("sector", "").strip(),
        sort=sort or (BY_LATENESS if slow == ANY_LATE else "registered"),
        backwards=given.get("order") == "desc" if sort else True,
    )


@kept
def enterprises(request: PageRequest) -> HttpResponse:
    """The enterprises with projects on record on the day."""
    sort = request.GET.get("sort", "").strip() or "projects"
    backwards = request.GET.get("order") == "desc" if "sort" in request.GET else True
    known = [column.key for column in ENTERPRISES if column.sortable]
    if sort not in known:
        raise ChoiceUnknown(value=sort, name="sort", choices=known)
    words = fold(request.GET.get("q", "")).split()
    found = [
        each
        for each in enterprises_on(request.dates).values()
        if each.lines and all(word in fold(each.name) for word in words)
    ]
    found.sort(key=lambda each: sort_key(each.name))
    if sort == "name":
        found = found[::-1] if backwards else found
    else:
        found.sort(key=lambda each: _sorted_by(each, sort), reverse=backwards)
    part = part_of(request, found)
    context = {
        "part": part,
        "count": len(found),
        "table": enterprises_table(part.items, len(found), request.dates, request.lang, Sorting(sort, backwards)),
        "text": request.GET.get("q", "").strip()[:200],
    }
    return table_page(request, "projects/enterprises.html", context)


@kept
def enterprise(request: PageRequest, slug: str) -> HttpResponse:
    """An enterprise: its projects in all books."""
    found = enterprises_on(request.dates).get(slug)
    if found is None:
        raise EnterpriseNotThere(enterprise=slug, on=request.dates.on)
    lines = in_order(found.lines, "registered", backwards=True)
    former = in_order(found.former, "registered", backwards=True)
    context = {
        "enterprise": found,
        "ddi": Origin.DDI.short,
        "lines": lines,
        "projects_table": projects_table("projects", lines, request.dates, request.lang, title=OF_ENTERPRISE),
        "former": former,
        "former_table": projects_table("former", former, request.dates, request.lang, title=FORMER),
    }
    return table_page(request, "projects/enterprise.html", context)


def _sorted_by(enterprise: EnterpriseRow, sort: str) -> int:
    added = enterprise.added
    return {
        "projects": added.fdi + added.ddi,
        "fdi": added.fdi_usd_cents,
        "ddi": added.ddi_vnd,
        "land": added.land,
    }[sort]
