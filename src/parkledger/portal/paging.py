"""Long lists a page at a time; what else the address asks for is kept."""

from typing import TypeVar

from django.core.paginator import Page, Paginator

from parkledger.portal.middleware import PageRequest

Item = TypeVar("Item")
PAGE = "page"


def page_of(paginator: "Paginator[Item]", request: PageRequest, name: str = PAGE) -> "Page[Item]":
    """The page that the address asks for; the nearest one there is."""
    return paginator.get_page(request.GET.get(name, "1"))


def page_query(request: PageRequest, name: str = PAGE) -> str:
    """The query of the address without the number of the page, ready to have one added."""
    query = request.GET.copy()
    query.pop(name, None)
    return f"?{query.urlencode()}&{name}=" if query else f"?{name}="
