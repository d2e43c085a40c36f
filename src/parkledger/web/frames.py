"""A chart of a page alone, for a frame on somebody else's page: `frame=<table>` in the address of the page.

The page is made as always, and its figure with that table is taken out of it: what is framed is what the page shows.
The page never learns that it is framed, so that its own links and the address by which it is cited lead to the whole page.
Who may frame is a setting; where nobody may, the address is answered with the whole page.
"""

import re
from collections.abc import Callable
from html import escape, unescape

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.html import strip_tags
from django.utils.safestring import SafeString

FRAME = "frame"


def framed_charts(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: a page that is asked for one of its charts is answered with that chart."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        name = _taken_from_address(request)
        found = get_response(request)
        if not (name and settings.PORTAL_FRAMED_BY and isinstance(found, HttpResponse) and _is_page(found)):
            return found
        page = found.content.decode()
        figure = _figure_with(page, name)
        return found if figure is None else _frame(request, figure, page)

    return answer


def _taken_from_address(request: HttpRequest) -> str:
    """The table that an address asks to frame; the address goes on without it."""
    if FRAME not in request.GET:
        return ""
    query = request.GET.copy()
    name = str(query[FRAME])
    del query[FRAME]
    request.GET = query  # type: ignore[assignment]
    request.META["QUERY_STRING"] = query.urlencode()
    return name


def _is_page(answered: HttpResponse) -> bool:
    return answered.status_code == 200 and answered.headers.get("Content-Type", "").startswith("text/html")


FIGURES = re.compile(r"<figure\b[^>]*\bdata-chart=.*?</figure>", re.DOTALL)
TITLE = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
TOOLS = re.compile(r'<template\s+id="chart-tools".*?</template>', re.DOTALL)


def _figure_with(page: str, name: str) -> str | None:
    """The chart with a table: our own templates never nest figures, so that no page need be parsed."""
    marked = f'<table id="{escape(name)}"'
    return next((figure[0] for figure in FIGURES.finditer(page) if marked in figure[0]), None)


def _frame(request: HttpRequest, figure: str, page: str) -> HttpResponse:
    title, tools = TITLE.search(page), TOOLS.search(page)
    context = {
        "figure": SafeString(figure),
        "heading": unescape(" ".join(strip_tags(title[1]).split())) if title else "",
        "tools": SafeString(tools[0] if tools else ""),
    }
    named = csp_replace({"frame-ancestors": settings.PORTAL_FRAMED_BY})
    answered: HttpResponse = named(render)(request, "shared/frame.html", context)  # type: ignore[arg-type, call-arg, assignment]
    return answered
