"""Provinces, books or zones side by side."""

from collections.abc import Sequence
from functools import partial

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from parkledger.briefing.comparison.files import MEDIA_TYPES, TABLES, checked_suffix, comparison_file
from parkledger.briefing.comparison.merger import BEFORE, MergerRequest, reconciled
from parkledger.briefing.comparison.merger_tables import merger_table
from parkledger.briefing.comparison.report import ComparedRequest
from parkledger.briefing.comparison.split_rows import OFFERED, kept_in, split_named, split_rows
from parkledger.briefing.comparison.subjects import (
    MOST,
    ComparedWithItself,
    ComparisonSubject,
    named,
    offered,
    subject_of,
    subjects_of,
    with_zones,
)
from parkledger.briefing.comparison.tables import (
    LEAST,
    ComparisonRequest,
    ComparisonRow,
    asked_of,
    chart_table,
    charts_of,
    choices,
    comparison_table,
)
from parkledger.briefing.comparison.tables import compare as compared
from parkledger.briefing.comparison.years import years_compared
from parkledger.briefing.situation import reported_until
from parkledger.briefing.splits import By
from parkledger.figures.current import current_figures
from parkledger.language import ParkError, Text
from parkledger.places import TWO_TIERS, merged_provinces
from parkledger.places.codes import SCHEME
from parkledger.practices.compared import practices_on_record
from parkledger.practices.lists import state
from parkledger.web.files import file_answer
from parkledger.web.middleware import PageRequest
from parkledger.web.page_cache import kept
from parkledger.web.tables import table_page

WITH, INDICATOR, ADD, PLACE, BY = "with", "i", "add", "place", "by"


@kept
def compare(request: PageRequest) -> HttpResponse:
    """Any indicators of two to six provinces, books or zones."""
    books, dates = current_figures(), request.dates
    subjects = _subjects(request)
    problem, candidates = "", []
    if typed := request.GET.get(ADD, "").strip():
        keys, problem = _named(typed, request)
        if len(keys) == 1 and keys[0] in {subject.key for subject in subjects}:
            problem = ComparedWithItself(name=subject_of(keys[0], books, dates).title).message(request.lang)
        elif len(keys) == 1:
            return HttpResponseRedirect(request.path + _address(request, subjects, add=keys[0]))
        candidates = [(subject_of(key, books, dates).title, _address(request, subjects, add=key)) for key in keys]
    wanted = asked_of(request.GET.getlist(INDICATOR), subjects)
    by, lines = _lines(request, subjects, wanted)
    there = {subject.key for subject in subjects}
    years = years_compared(lines, subjects, books, dates, request.lang)
    context = {
        "subjects": [(subject, _address(request, subjects, without=subject.key)) for subject in subjects],
        "lines": lines,
        "splits": _splits(request, subjects, wanted, by),
        "by": by,
        "whole": _address(request, subjects, by=""),
        "charts": [(chart, chart_table(chart, request.lang)) for chart in charts_of(lines, subjects)],
        "years": years,
        "years_table": years.table if years else None,
        "table": comparison_table(lines, subjects, dates, request.lang),
        "choices": choices(wanted, among=lambda each: not by or bool(kept_in(by, [each], dates.on))),
        "problem": problem,
        "candidates": candidates,
        "typed": typed,
        "full": len(subjects) >= MOST,
        "most": MOST,
        "offers": [
            (title, _address(request, subjects, add=key)) for key, title in offered(books, dates) if key not in there
        ],
        "chosen": [asked.key for asked in wanted] if request.GET.getlist(INDICATOR) else [],
        "files": _files(request, subjects) if len(subjects) >= LEAST else [],
        "ranks_provinces": any(subject.is_province for subject in subjects),
    }
    return table_page(request, "compare/compare.html", context)


def _named(typed: str, request: PageRequest) -> tuple[list[str], str]:
    """The keys of what was typed, or why it names nothing."""
    try:
        return named(typed, current_figures(), request.dates), ""
    except ParkError as unknown:
        return [], unknown.message(request.lang)


def _splits(
    request: PageRequest, subjects: list[ComparisonSubject], wanted: list[ComparisonRequest], chosen: By | None
) -> list[tuple[Text, str, bool]]:
    """What the comparison may be split by, each with its address, of the indicators that can be, and whether it is."""
    return [
        (words, _address(request, subjects, by=by, chosen=kept_in(by, wanted, request.dates.on)), by is chosen)
        for by, words in OFFERED.items()
    ]


def _lines(
    request: PageRequest, subjects: list[ComparisonSubject], wanted: list[ComparisonRequest]
) -> tuple[By | None, list[ComparisonRow]]:
    """What the address splits the comparison by, if anything, and its lines; monthly figures are of the months reported."""
    books, dates, by = current_figures(), request.dates, split_named(request.GET.get(BY, ""))
    reported = reported_until(books, [subject.place for subject in subjects], dates.on, dates.known_at)
    if by is None:
        return by, compared(books, subjects, wanted, dates, reported)
    indicators = [key for key in request.GET.getlist(INDICATOR) if key]
    return by, split_rows(books, subjects, indicators, dates, by, reported)


@partial(kept, beside=state)
def download(request: PageRequest, suffix: str) -> HttpResponse:
    """A comparison as a file; one of now is of what is known now, and says when that was."""
    form, dates = checked_suffix(suffix), request.dates
    subjects = _subjects(request)
    asked = ComparedRequest(
        tuple(subject.key for subject in subjects),
        dates.on,
        request.lang,
        dates.known_at,
        tuple(key for key in request.GET.getlist(INDICATOR) if key),
        practices_on_record((subject.place for subject in subjects), dates.on, dates.known_at, request.lang),
        by=request.GET.get(BY, ""),
    )
    name = f"so-sanh-{dates.on.isoformat()}.{form}"
    return file_answer(comparison_file(asked, current_figures(), form), MEDIA_TYPES[form], name)


@kept
def merger(request: PageRequest) -> HttpResponse:
    """The provinces before the merger beside those of today: sums, rates computed anew, differences and why."""
    books, dates = current_figures(), request.dates
    chosen = tuple(key for key in request.GET.getlist(PLACE) if key)
    wanted = tuple(key for key in request.GET.getlist(INDICATOR) if key)
    asked = MergerRequest(dates.on, request.lang, dates.known_at, chosen, wanted)
    lines = reconciled(asked, books)
    offers = merged_provinces(TWO_TIERS, BEFORE, books.places())
    context = {
        "table": merger_table(lines, asked) if lines else None,
        "offers": [(place, place.code in chosen) for place in offers],
        "chosen": chosen,
        "wanted": wanted,
        "scheme": SCHEME,
        "merged_on": TWO_TIERS,
    }
    return table_page(request, "compare/merger.html", context)


def _files(request: PageRequest, subjects: list[ComparisonSubject]) -> list[tuple[str, str]]:
    """The files of this comparison in which its table stands beside notes, coverage and practices."""
    query = request.GET.copy()
    query.pop(ADD, None)
    query.setlist(WITH, [subject.key for subject in subjects])
    return [
        (suffix, f"{reverse('compare_file', args=[suffix])}?{query.urlencode()}")
        for suffix in MEDIA_TYPES
        if suffix not in TABLES
    ]


def _subjects(request: PageRequest) -> list[ComparisonSubject]:
    """What the address compares; the provinces of the day with zones on record where it names nothing."""
    books, keys = current_figures(), request.GET.getlist(WITH)
    if not any(keys):
        keys = [place.code for place in with_zones(books, request.dates.on)][:MOST]
    return subjects_of(keys, books, request.dates)


def _address(
    request: PageRequest,
    subjects: list[ComparisonSubject],
    *,
    add: str = "",
    without: str = "",
    by: str | None = None,
    chosen: Sequence[ComparisonRequest] | None = None,
) -> str:
    """This page with something more, or less, compared, or split by something else, of the indicators chosen only these."""
    query = request.GET.copy()
    if chosen is not None and query.getlist(INDICATOR):
        query.setlist(INDICATOR, [each.key for each in chosen])
    if by is not None:
        query.pop(BY, None)
        query.update({BY: by} if by else {})
    query.pop(ADD, None)
    keys = [subject.key for subject in subjects if subject.key != without]
    query.setlist(WITH, list(dict.fromkeys([*keys, add] if add else keys)))
    return f"?{query.urlencode()}"
