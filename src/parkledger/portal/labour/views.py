"""The labour of a year: who works in the zones, accidents, stoppages, and the work permits that end soon."""

from dataclasses import replace
from datetime import date

from django.http import HttpResponse

from parkledger.figures import Question
from parkledger.figures.current import current_figures
from parkledger.language import Text, format_date
from parkledger.places import COUNTRY_CODE
from parkledger.records.areas import area_asked
from parkledger.records.figure_queries import FIRST_YEAR, year_asked
from parkledger.records.inspections import books_withholding
from parkledger.records.labour import ENDING_RULE, labour_on, labour_tables, zones_table, zones_with_workers
from parkledger.web.middleware import PageRequest
from parkledger.web.page_cache import kept
from parkledger.web.paging import is_download, part_of
from parkledger.web.tables import table_page

ON_DAY = (
    "labour.workers",
    "labour.female_share",
    "labour.local_share",
    "labour.foreign",
    "labour.income",
    "enterprises.unionised_share",
    "housing.use",
    "school.use",
    "permits.open",
    "accidents.open",
    "strikes.open",
)
IN_YEAR = ("accidents.count", "accidents.injured", "accidents.killed", "strikes.count", "strikes.workers")
SHOWN = 100
"""So many permits, accidents, stoppages stand on the page; their files have all."""


@kept
def labour(request: PageRequest) -> HttpResponse:
    """The zones by their workers, and what of the year or of the next weeks an office follows up."""
    dates, lang = request.dates, request.lang
    year = year_asked(request.GET, dates, ahead=0)
    end = min(date(year, 12, 31), dates.on)
    area = area_asked(request.GET, dates)
    part = part_of(request, [zone for zone in zones_with_workers(end, dates) if area.has_zone(zone)])
    cases = labour_on(dates).among(area.has).of_year(year, dates.on)
    caption = Text(
        f"Lao động theo khu, cụm, ngày {format_date(end, lang)}", f"Workers by zone, {format_date(end, lang)}"
    )
    base = Question(ON_DAY[0], COUNTRY_CODE, end, known_at=dates.known_at)
    asked = [replace(base, indicator=code) for code in ON_DAY]
    asked += [replace(base, indicator=code, start=date(year, 1, 1)) for code in IN_YEAR]
    context = {
        "area": area,
        "year": year,
        "years": range(dates.on.year, FIRST_YEAR - 1, -1),
        "figures": current_figures().answer([area.narrowed(each) for each in asked]),
        "part": part,
        "zones": zones_table(part.items, end, dates, lang, caption.of(lang)) if part.items else None,
        "cases": labour_tables(cases if is_download(request) else cases.first(SHOWN), dates, lang),
        "more_cases": cases.has_more(SHOWN),
        "ending_rule": ENDING_RULE,
        "withheld": bool(books_withholding()),
    }
    return table_page(request, "labour/labour.html", context)
