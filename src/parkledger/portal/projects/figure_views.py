"""A number of a project or of an enterprise opened."""

from typing import Any

from django.http import HttpResponse

from parkledger.catalogue import Origin
from parkledger.figures.wording import CONVERTED
from parkledger.language import Text
from parkledger.portal.figures.views import event_list
from parkledger.records.figure_queries import choice
from parkledger.records.project_figures import HELD, OF_ENTERPRISES, Opening, held_named, of_zone, opening
from parkledger.records.project_lists import EnterpriseNotThere, ProjectRow, enterprises_on
from parkledger.records.project_profiles import project_line
from parkledger.records.project_tables import opening_terms_table, shares_table, steps_table
from parkledger.web.middleware import PageRequest
from parkledger.web.page_cache import kept
from parkledger.web.paging import part_of
from parkledger.web.tables import table_page


@kept
def project_figure(request: PageRequest) -> HttpResponse:
    """A number of a project: its measures day by day, the events behind it, the zone's figure that it is a part of."""
    book, _, code = request.GET.get("project", "").strip().partition("/")
    line = project_line(book, code, request.dates)
    measure = request.GET.get("measure", "").strip()
    held_named(measure, [each for each in HELD if each != "projects.in_force"])
    found = opening(measure, [line], request.dates)
    name = line.project.name or line.project.code
    context = _behind(request, found, line) | {
        "line": line,
        "of": Text(name, name),
        "zone_figure": of_zone(found, line, request.dates),
    }
    return table_page(request, "projects/project_figure.html", context)


@kept
def enterprise_figure(request: PageRequest) -> HttpResponse:
    """A number of an enterprise: the sum over its projects in force, each of which opens itself."""
    slug = request.GET.get("enterprise", "").strip()
    found = enterprises_on(request.dates).get(slug)
    if found is None:
        raise EnterpriseNotThere(enterprise=slug, on=request.dates.on)
    measure = request.GET.get("measure", "").strip()
    held_named(measure, OF_ENTERPRISES)
    origin = choice(Origin, request.GET, "origin") or (Origin.FDI if measure.startswith("capital.") else None)
    lines = [line for line in found.lines if line.in_force and origin in {None, line.project.origin}]
    summed = opening(measure, lines, request.dates)
    shares = [(line, summed.by_project[line.project.id]) for line in lines if line.project.id in summed.by_project]
    shares.sort(key=lambda share: -share[1])
    table = shares_table(summed, shares, request.dates, request.lang)
    context = _behind(request, summed) | {
        "enterprise": found,
        "of": Text(found.name or "—", found.name or "—"),
        "origin": origin,
        "shares_table": table if shares else None,
    }
    return table_page(request, "projects/project_figure.html", context)


def _behind(request: PageRequest, found: Opening, line: ProjectRow | None = None) -> dict[str, Any]:
    """The number with its terms, its steps and the events behind it, the last recorded first, a page of them read."""
    dates, lang = request.dates, request.lang
    part = part_of(request, found.events, downloaded=request.GET.get("table") == "event-list")
    return {
        "opening": found,
        "converted": CONVERTED,
        "terms": opening_terms_table(found, line, dates, lang) if found.parts else None,
        "steps": steps_table(found, dates, lang),
        "part": part,
        "event_table": event_list(part.items, request),
    }
