"""Targets of a place or a zone in the year of the page's day: what was set, revised and reached, and how levels add up."""

from django.http import HttpResponse

from parkledger.briefing.targets import attainments, parts_of, parts_table, targets_on, targets_table
from parkledger.figures.current import current_figures
from parkledger.language import Text, format_date, format_number
from parkledger.places import COUNTRY_CODE, get
from parkledger.records.histories import zones_by_code
from parkledger.records.zone_lists import places_listed
from parkledger.web.middleware import PageRequest
from parkledger.web.page_cache import kept
from parkledger.web.paging import part_of
from parkledger.web.tables import table_page


@kept
def targets(request: PageRequest) -> HttpResponse:
    """The targets of the year, of everything or of what the address narrows them to."""
    dates, lang = request.dates, request.lang
    place = request.GET.get("place", "").strip()
    named = request.GET.get("zone", "").strip()
    book, _, code = named.partition("/")
    zone = zones_by_code(dates).get((book, code)) if named else None
    found = targets_on(dates, get(place).code if place else COUNTRY_CODE, zone=(book, code) if named else None)
    part = part_of(request, found)
    count, day = format_number(part.total, lang), format_date(dates.on, lang)
    caption = Text(
        f"{count} chỉ tiêu của các kỳ trong năm {dates.on.year}, kết quả tính đến {day}",
        f"{count} targets for periods of {dates.on.year}, reached as of {day}",
    )
    context = {
        "place": place,
        "zone": zone,
        "year": dates.on.year,
        "part": part,
        "table": targets_table(
            attainments(part.items, current_figures(), dates), dates, lang, caption=caption.of(lang)
        ),
        "parts_table": parts_table(parts_of(found), dates, lang),
        "places": places_listed(dates),
    }
    return table_page(request, "targets/targets.html", context)
