"""A figure opened: its formula, terms, legal basis, series, parts, other definitions, and the events behind it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from parkledger.briefing.comparison.years import FEWEST, years_of_zones
from parkledger.briefing.figure.formulas import formula_of, grouped, verified_in_words
from parkledger.briefing.figure.indicators import formulas_of, parameters_for, values_of
from parkledger.briefing.figure.pages import answered, asked_for, forms_of, start_moved
from parkledger.briefing.figure.parts import (
    breakdown,
    definitions,
    denominator,
    formulas_changed,
    in_words,
    months_chart,
    series,
    terms_shown,
    with_infrastructure,
)
from parkledger.briefing.figure.tables import (
    definitions_table,
    indicators_table,
    parameters_table,
    parts_table,
    published_table,
    series_table,
    terms_table,
    values_table,
)
from parkledger.briefing.splits import JOINT_PROJECTS
from parkledger.catalogue import Origin, ZoneKind
from parkledger.catalogue.glossary import terms_of
from parkledger.catalogue.indicators import UNITS
from parkledger.checking.published import published_of
from parkledger.figures import Figure, Figures, Form, Question
from parkledger.figures import indicator as find_indicator
from parkledger.figures.current import current_figures
from parkledger.figures.wording import conversion_note, figure_title
from parkledger.language import Text, capitalised, fold
from parkledger.ledger.store import registry
from parkledger.places import COUNTRY_CODE, get, province_on, provinces
from parkledger.portal.shared.datasets import dataset, picture_of
from parkledger.portal.submissions.attachment_tags import attached_file
from parkledger.records.dates import KNOWN, ON, day_from
from parkledger.records.event_tables import events_table
from parkledger.records.event_text import refs_of
from parkledger.records.events import stored
from parkledger.records.figure_queries import choice, question_from, question_query
from parkledger.tables import Table
from parkledger.web.middleware import PageRequest
from parkledger.web.page_cache import kept, kept_with_pages
from parkledger.web.paging import part_of
from parkledger.web.tables import table_page

MOVE = "move"
"""In the address of a figure with dates of its own: the day that these are to be moved to."""

ZONES, OVER_YEARS = "zones", "years"
"""In the address of a figure: its zones are asked over the years as well."""

PARTS = ("kind", "origin", "country", "sector", "place", "zone")
"""What a figure's page breaks it down by, in this order."""


@kept_with_pages
def figure(request: PageRequest) -> HttpResponse:
    """The page that every number opens into."""
    code = request.GET.get("indicator", "").strip()
    if not code:
        return HttpResponseRedirect(reverse("indicators") + request.dates.query())
    if request.GET.get(MOVE, "").strip():
        return _moved(request)
    if find_indicator(code).kinds and not request.GET.get("kind") and not request.GET.get("zone"):
        return _choose_kind(request, code)
    books = current_figures()
    asked = asked_for(question_from(request.GET, request.dates, books), books)
    found, parts = answered(asked, books)
    context = _shown(found, parts, request) | _behind(found, books, request) | _zones(found, parts, books, request)
    if request.GET.get("from") or request.GET.get("to"):
        context["moved"] = asked.main
    context["explained"] = terms_of(code)
    context |= {"published": published_of(found, books, request.dates), "choices": _choices(found, books)}
    context["published_table"] = published_table(context["published"], request.dates, request.lang)
    asked_again = question_query(found.question, books, request.dates)
    context["feed_query"] = urlencode(
        {name: value for name, value in asked_again.items() if name not in {ON, KNOWN, "to"}}
    )
    context["picture"] = picture_of(request, "figure_picture", **asked_again)
    taken = context["years_table"] or context["terms"]
    if taken:
        context["dataset"] = dataset(request, figure_title(found, request.lang), taken.name)
    return table_page(request, "figures/figure.html", context)


def _moved(request: PageRequest) -> HttpResponse:
    """The same figure on another day, or with its period moved to end on it: the address that says so."""
    given, day = request.GET.copy(), day_from(request.GET[MOVE])
    for name in (MOVE, "to", KNOWN):
        given.pop(name, None)
    end, start = request.GET.get("to", ""), request.GET.get("from", "")
    if start:
        given["from"] = start_moved(day_from(start), day_from(end) if end else request.dates.on, day).isoformat()
    for name, value in request.dates.moved(day).given:
        given[name] = value
    return HttpResponseRedirect(f"{reverse('figure')}?{given.urlencode()}")


def _shown(found: Figure, parts: dict[str, list[Figure]], request: PageRequest) -> dict[str, Any]:
    """What the page shows of the figure itself."""
    formula = formula_of(found)
    answers = {each.question: each for part in parts.values() for each in part} | {found.question: found}
    others = definitions(found, parts.get("family", []))
    broken_down = [breakdown(code, found, parts.get(code, []), request.dates) for code in PARTS]
    dates, lang = request.dates, request.lang
    terms, together = terms_shown(found, answers), with_infrastructure(others)
    is_rate = found.indicator.unit == "percent"
    years, months = series(parts.get("years", [])), months_chart(parts.get("months", []))
    return {
        "figure": found,
        "formula": formula,
        "words": in_words(formula) if found.form is Form.VALUE else None,
        "denominator": denominator(found),
        "converted": conversion_note(found),
        "verified": verified_in_words(found.verified),
        "terms": terms_table(terms, dates, lang) if terms else None,
        "family": definitions_table(others, found, None if is_rate else together, dates, lang)
        if len(others) > 1
        else None,
        "is_rate": is_rate,
        "forms": parts.get("forms", []),
        "years": years,
        "years_table": series_table("by-years", Text("Ngày", "Date"), years, found, dates, lang) if years else None,
        "changed": formulas_changed(parts.get("years", [])),
        "months": months,
        "months_table": series_table("by-months", Text("Tháng", "Month"), months, found, dates, lang)
        if months
        else None,
        "joint_projects": JOINT_PROJECTS,
        "breakdowns": [(each, parts_table(each, found, dates, lang)) for each in broken_down if each is not None],
    }


def _zones(found: Figure, parts: dict[str, list[Figure]], books: Figures, request: PageRequest) -> dict[str, Any]:
    """The figure of each zone over the years where the address asks for it, else the address that does."""
    zones = parts.get("zone", [])
    if request.GET.get(ZONES) == OVER_YEARS:
        shown = years_of_zones(found, zones, books, request.dates, request.lang)
        return {"zone_years": shown, "zone_years_table": shown.table if shown else None}
    given = request.GET.copy()
    given[ZONES] = OVER_YEARS
    is_enough = len([each for each in zones if each.value is not None]) >= FEWEST and "years" in parts
    return {"zones_over_years": f"{reverse('figure')}?{given.urlencode()}#zone-years" if is_enough else ""}


def _behind(found: Figure, books: Figures, request: PageRequest) -> dict[str, Any]:
    """The events behind the figure, the last recorded first, a page of them read."""
    events = books.events(found)
    part = part_of(request, events)
    counted = events.by_book()
    kept = {book.pk: book for book in registry.books(counted)}
    return {
        "part": part,
        "event_table": event_list(part.items, request),
        "keepers": [(kept[number], count) for number, count in counted.items() if number in kept],
    }


LAST_FIRST = Text("Ghi sau cùng đứng trước", "The last recorded first")


def event_list(ids: Sequence[int], request: PageRequest) -> Table | None:
    """The events behind a number, the last recorded first."""
    events = stored(ids, request.dates.known_at)
    refs, files = refs_of(events, request.dates), attached_file
    return events_table(events, refs, request.dates, request.lang, caption=LAST_FIRST, files=files) if events else None


def _choices(found: Figure, books: Figures) -> dict[str, Any]:
    """What may be changed in the question."""
    question = found.question
    named = {COUNTRY_CODE, question.place, *(each.code for each in provinces(question.end))}
    named |= {province_on(code, question.end) for code in books.places() if code != COUNTRY_CODE}
    places = sorted((get(code) for code in named), key=lambda place: (place.code != COUNTRY_CODE, place.code))
    value = replace(question, form=Form.VALUE)
    return {
        "places": places,
        "kinds": question.definition.kinds or (None, *ZoneKind),
        "origins": (None, *Origin),
        "forms": forms_of(value),
    }


def _choose_kind(request: PageRequest, code: str) -> HttpResponse:
    """An indicator that is defined for each kind of zone apart, asked without a kind: its values for each."""
    books, definition = current_figures(), find_indicator(code)
    place = get(request.GET.get("place") or COUNTRY_CODE).code
    start, end = (day_from(text) if (text := request.GET.get(name, "")) else None for name in ("from", "to"))
    base = Question(code, place, end or request.dates.on, start, known_at=request.dates.known_at)
    figures = books.answer([replace(base, kind=kind) for kind in definition.kinds])
    return render(
        request,
        "figures/figure_kinds.html",
        {"indicator": definition, "place": place, "figures": figures, "moved": base if start or end else None},
    )


@kept
def indicators(request: PageRequest) -> HttpResponse:
    """All indicators, found by words of their names or codes."""
    text = request.GET.get("text", "").strip()
    wanted = fold(text).split()
    groups = [
        (
            name,
            [
                (each, UNITS[each.unit].label)
                for each in members
                if _matches(fold(f"{each.name.vi} {each.name.en} {each.code}"), wanted)
            ],
        )
        for name, members in grouped()
    ]
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
        "explained": terms_of(code),
        "unit": UNITS[found.unit].label,
        "formulas": formulas_of(found, request.dates.on),
        "parameters": parameters_table(parameters, request.dates, request.lang) if parameters else None,
        "values": table,
        "kind": kind,
        "origin": origin,
        "kinds": found.kinds or (None, *ZoneKind),
        "origins": tuple(Origin),
        "dataset": dataset(request, capitalised(found.name.of(request.lang)), table.name) if table else None,
    }
    return table_page(request, "figures/indicator.html", context)


def _matches(folded: str, wanted: list[str]) -> bool:
    return all(word in folded for word in wanted)
