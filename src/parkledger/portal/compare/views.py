"""Provinces, books or zones side by side."""

from django.http import HttpResponse, HttpResponseRedirect

from parkledger.briefing.comparison.subjects import (
    MOST,
    ComparisonSubject,
    named,
    offered,
    subject_of,
    subjects_of,
    with_zones,
)
from parkledger.briefing.comparison.tables import asked_of, chart_table, charts_of, choices, comparison_table
from parkledger.briefing.comparison.tables import compare as compared
from parkledger.figures.current import current_figures
from parkledger.language import ParkError
from parkledger.web.middleware import PageRequest
from parkledger.web.page_cache import kept
from parkledger.web.tables import table_page

WITH, INDICATOR, ADD = "with", "i", "add"


@kept
def compare(request: PageRequest) -> HttpResponse:
    """Any indicators of two to six provinces, books or zones."""
    books, dates = current_figures(), request.dates
    subjects = _subjects(request)
    problem, candidates = "", []
    if typed := request.GET.get(ADD, "").strip():
        try:
            keys = named(typed, books, dates)
        except ParkError as unknown:
            keys, problem = [], unknown.message(request.lang)
        if len(keys) == 1:
            return HttpResponseRedirect(request.path + _address(request, subjects, add=keys[0]))
        candidates = [(subject_of(key, books, dates).title, _address(request, subjects, add=key)) for key in keys]
    wanted = asked_of(request.GET.getlist(INDICATOR), subjects)
    lines = compared(books, subjects, wanted, dates)
    there = {subject.key for subject in subjects}
    context = {
        "subjects": [(subject, _address(request, subjects, without=subject.key)) for subject in subjects],
        "lines": lines,
        "charts": [(chart, chart_table(chart, request.lang)) for chart in charts_of(lines, subjects)],
        "table": comparison_table(lines, subjects, dates, request.lang),
        "choices": choices(wanted),
        "problem": problem,
        "candidates": candidates,
        "typed": typed,
        "full": len(subjects) >= MOST,
        "most": MOST,
        "offers": [
            (title, _address(request, subjects, add=key)) for key, title in offered(books, dates) if key not in there
        ],
        "chosen": [asked.key for asked in wanted] if request.GET.getlist(INDICATOR) else [],
        "ranks_provinces": any(subject.is_province for subject in subjects),
    }
    return table_page(request, "compare/compare.html", context)


def _subjects(request: PageRequest) -> list[ComparisonSubject]:
    """What the address compares; the provinces of the day with zones on record where it names nothing."""
    books, keys = current_figures(), request.GET.getlist(WITH)
    if not any(keys):
        keys = [place.code for place in with_zones(books, request.dates.on)][:MOST]
    return subjects_of(keys, books, request.dates)


def _address(request: PageRequest, subjects: list[ComparisonSubject], *, add: str = "", without: str = "") -> str:
    """This page with something more, or less, compared."""
    query = request.GET.copy()
    query.pop(ADD, None)
    keys = [subject.key for subject in subjects if subject.key != without]
    query.setlist(WITH, list(dict.fromkeys([*keys, add] if add else keys)))
    return f"?{query.urlencode()}"
