"""Indicators: the list, and each with its formulas, their bases, and its values for the provinces."""

from django.http import HttpResponse

from parkledger.briefing.figure.formulas import grouped
from parkledger.briefing.figure.indicators import formulas_of, parameters_for, values_of
from parkledger.briefing.figure.tables import indicators_table, parameters_table, values_table
from parkledger.catalogue import Origin, ZoneKind
from parkledger.catalogue.indicators import UNITS
from parkledger.figures import indicator as find_indicator
from parkledger.figures.current import current_figures
from parkledger.figures.wording import figure_title
from parkledger.language import fold
from parkledger.records.figure_queries import choice
from parkledger.web.middleware import PageRequest
from parkledger.web.page_cache import kept
from parkledger.web.tables import table_page


@kept
def indicators(request: PageRequest) -> HttpResponse:
    """All indicators, found by words of their names or codes."""
    text = request.GET.get("text", "").strip()
    wanted = fold(text).split()
    groups = [
        (name, [(each, UNITS[each.unit].label) for each in members if _matches(fold(f"{each.name.vi} {each.name.en} {each.code}"), wanted)])
        for name, members in grouped()
    ]  # fmt: skip
    found = [(name, members) for name, members in groups if members]
    context = {"table": indicators_table(found, request.dates, request.lang) if found else None, "text": text}
    return table_page(request, "figures/indicators.html", context)


@kept
def indicator(request: PageRequest, code: str) -> HttpResponse:
    """One indicator."""
    found = find_indicator(code)
    kind = choice(ZoneKind, request.GET, "kind") or (found.kinds[0] if found.kinds else None)
    origin = choice(Origin, request.GET, "origin")
    country, values = values_of(current_figures(), found, request.dates, kind, origin)
    parameters = parameters_for(found, request.dates.on)
    table = None
    if country is not None and values:
        table = values_table(values, country, figure_title(country, request.lang), request.dates, request.lang)
    context = {
        "indicator": found,
        "unit": UNITS[found.unit].label,
        "formulas": formulas_of(found, request.dates.on),
        "parameters": parameters_table(parameters, request.dates, request.lang) if parameters else None,
        "values": table,
        "kind": kind,
        "origin": origin,
        "kinds": found.kinds or (None, *ZoneKind),
        "origins": tuple(Origin),
    }
    return table_page(request, "figures/indicator.html", context)


def _matches(folded: str, wanted: list[str]) -> bool:
    return all(word in folded for word in wanted)
