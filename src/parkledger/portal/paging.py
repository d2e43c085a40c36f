"""Long lists a page at a time; what else the address asks for is kept. A table that is downloaded is whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

Item = TypeVar("Item")
PAGE = "page"
ROWS = 50
"""Lines of a page."""


@dataclass(frozen=True, slots=True)
class Part(Generic[Item]):
    """One page of a list; `before` and `after` are the queries of its neighbours, empty at the ends."""

    items: Sequence[Item]
    number: int
    pages: int
    total: int
    first: int
    before: str
    after: str


def part_of(request: HttpRequest, items: Sequence[Item], rows: int = ROWS, name: str = PAGE) -> Part[Item]:
    """The page of a list that an address asks for; the nearest one there is."""
    page = page_of(Paginator(items, rows), request, name)
    query = page_query(request, name)
    return Part(
        list(page.object_list), page.number, page.paginator.num_pages, page.paginator.count, page.start_index(),
        f"{query}{page.previous_page_number()}" if page.has_previous() else "",
        f"{query}{page.next_page_number()}" if page.has_next() else "",
    )  # fmt: skip


def page_of(paginator: "Paginator[Item]", request: HttpRequest, name: str = PAGE) -> "Page[Item]":
    """The page that the address asks for; the nearest one there is. The whole list where its table is downloaded."""
    if getattr(request, "whole", False):
        paginator.per_page = max(1, paginator.count)
        return paginator.get_page(1)
    return paginator.get_page(request.GET.get(name, "1"))


def page_query(request: HttpRequest, name: str = PAGE) -> str:
    """The query of the address without the number of the page, ready to have one added."""
    query = request.GET.copy()
    query.pop(name, None)
    return f"?{query.urlencode()}&{name}=" if query else f"?{name}="
