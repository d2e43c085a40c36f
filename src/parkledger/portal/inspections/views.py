"""The inspections of a year: the plan, what came of it, what is open."""

from django.http import HttpResponse

from parkledger.figures.current import current_figures
from parkledger.language import Text, format_number
from parkledger.records.areas import area_asked
from parkledger.records.figure_queries import choice, questions_of_year, year_asked
from parkledger.records.inspections import InspectionState, books_withholding, inspections_on, inspections_table
from parkledger.web.middleware import PageRequest
from parkledger.web.page_cache import kept
from parkledger.web.paging import part_of
from parkledger.web.tables import table_page

IN_YEAR = (
    "inspections.planned",
    "inspections.done",
    "inspections.plan_share",
    "findings.made",
    "fines.imposed",
    "fines.paid",
)
ON_DAY = ("inspections.open", "findings.open", "fines.outstanding")


@kept
def inspections(request: PageRequest) -> HttpResponse:
    """The inspections planned for a year or made in it, the latest first; by state and by words."""
    dates, lang = request.dates, request.lang
    year, text = year_asked(request.GET, dates), request.GET.get("q", "").strip()[:200]
    state = choice(InspectionState, request.GET, "state")
    area = area_asked(request.GET, dates)
    every = [each for each in inspections_on(dates) if area.has(each.event)]
    found = [
        each
        for each in every
        if each.is_of(year, dates.on) and state in {None, each.state} and text.casefold() in each.words.casefold()
    ]
    part = part_of(request, found)
    said = format_number(part.total, lang)
    carried = any(year not in each.years for each in found)
    before = (
        (", kể cả cuộc chưa kết thúc từ năm trước", ", with those of years before that are not closed")
        if carried
        else ("", "")
    )
    caption = Text(f"{said} cuộc kiểm tra của năm {year}{before[0]}", f"{said} inspections of {year}{before[1]}")
    asked = questions_of_year(year, dates, IN_YEAR, ON_DAY)
    context = {
        "area": area,
        "year": year,
        "years": sorted({year, dates.on.year, *(each for one in every for each in one.years)}, reverse=True),
        "text": text,
        "state": state,
        "states": list(InspectionState),
        "figures": current_figures().answer([area.narrowed(each) for each in asked]),
        "part": part,
        "withheld": bool(books_withholding()),
        "table": inspections_table(part.items, dates, lang, caption=caption.of(lang)),
    }
    return table_page(request, "inspections/inspections.html", context)
