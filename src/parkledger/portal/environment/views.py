"""The environment of all zones: permits and their ends, works in trial and operation, stations, results outside their limits,
incidents."""

from dataclasses import replace
from typing import Final

from django.http import HttpResponse

from parkledger.figures import Question
from parkledger.figures.current import current_figures
from parkledger.places import COUNTRY_CODE
from parkledger.records.areas import area_asked
from parkledger.records.environment import books_withholding, environment_on, renewal_rule
from parkledger.records.environment_tables import LIMITS, environment_tables_of_all
from parkledger.records.figure_queries import FIRST_YEAR, ChoiceUnknown, questions_of_year, year_asked
from parkledger.web.middleware import PageRequest
from parkledger.web.page_cache import kept
from parkledger.web.paging import is_download
from parkledger.web.tables import table_page

ON_DAY: Final = ("stations.operating", "stations.connected", "incidents.open")
IN_YEAR: Final = (
    *(f"{what}.{part}" for what in ("monitoring", "emissions") for part in ("samples", "exceeding", "exceeding_share")),
    "incidents.opened",
)
PRESSING: Final = "open"
SHOWN: Final = 100
"""So many rows of each table stand on the page; their files have all."""


@kept
def environment(request: PageRequest) -> HttpResponse:
    """What stands on the day, the results outside their limits and the incidents of a year; of all, or what is to be seen to."""
    dates, lang, given = request.dates, request.lang, request.GET
    year, state = year_asked(given, dates, ahead=0), given.get("state", "").strip()
    if state not in {"", PRESSING}:
        raise ChoiceUnknown(value=state, name="state", choices=[PRESSING])
    area = area_asked(given, dates)
    found = environment_on(year, dates).among(area.has)
    tables = environment_tables_of_all(found.pressing(dates.due_on) if state else found, dates.of_duties, lang)
    base = Question(ON_DAY[0], COUNTRY_CODE, dates.on, known_at=dates.known_at)
    asked = [replace(base, indicator=code) for code in ON_DAY]
    asked += questions_of_year(year, dates, IN_YEAR, ())
    context = {
        "area": area,
        "due_on": dates.due_on,
        "year": year,
        "years": range(dates.on.year, FIRST_YEAR - 1, -1),
        "pressing": bool(state),
        "figures": current_figures().answer([area.narrowed(each) for each in asked]),
        "tables": {
            name: table if is_download(request) else replace(table, rows=table.rows[:SHOWN])
            for name, table in tables.items()
        },
        "more": any(len(table.rows) > SHOWN for table in tables.values()),
        "any": bool(found),
        "limits": LIMITS,
        "renewal": renewal_rule(dates.due_on),
        "withheld": bool(books_withholding()),
    }
    return table_page(request, "environment/environment.html", context)
