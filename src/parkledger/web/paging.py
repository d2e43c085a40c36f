"""Long lists a page at a time; what else the address asks for is kept. A table that is downloaded is whole."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from parkledger.records.parts import Item, ListPart

PAGE, TABLE, FORMAT, WHOLE = "page", "table", "format", "whole"
ROWS = 50
"""Lines of a page."""
ROWS_PRINTED = 1_000
"""Lines of a list that is shown whole to be printed: some thirty sheets of paper; a longer one has as many to a page."""


def part_of(
    request: HttpRequest,
    items: "Sequence[Item] | QuerySet[Any, Item]",
    rows: int = ROWS,
    name: str = PAGE,
    *,
    at: int = 0,
    downloaded: bool = True,
) -> ListPart[Item]:
    """The page of a list that an address asks for, the nearest one there is; no more of the list is read. Where it asks for
    none, the one with the item numbered `at`, from nought.

    Where a table of the page is downloaded, it is the whole list, unless the list is never `downloaded`. Where the address asks
    for the list as it is printed, a page has as many lines as are printed at once.
    """
    pages = Paginator(items, rows)
    is_whole = WHOLE in request.GET
    if downloaded and is_download(request):
        pages.per_page = max(1, pages.count)
    elif is_whole:
        pages.per_page = max(rows, ROWS_PRINTED)
    page = pages.get_page(request.GET.get(name, str(at // rows + 1)))
    query = _query(request, name)
    bare = _query(request, name, WHOLE).removesuffix(f"{name}=").rstrip("&?")
    return ListPart(
        items=list(page.object_list),
        number=page.number,
        pages=pages.num_pages,
        total=pages.count,
        first=page.start_index(),
        before=f"{query}{page.previous_page_number()}" if page.has_previous() else "",
        after=f"{query}{page.next_page_number()}" if page.has_next() else "",
        whole=f"{bare}{'&' if bare else '?'}{WHOLE}=1" if pages.num_pages > 1 and not is_whole else "",
        paged=bare or "?" if is_whole else "",
        most=ROWS_PRINTED,
    )


def is_download(request: HttpRequest) -> bool:
    """Whether the address asks for a table of the page as a file."""
    return request.method == "GET" and TABLE in request.GET and FORMAT in request.GET


def _query(request: HttpRequest, name: str, *without: str) -> str:
    """The query of the address without the number of the page, ready to have one added; `without` some other parts, too."""
    query = request.GET.copy()
    for each in (name, *without):
        query.pop(each, None)
    return f"?{query.urlencode()}&{name}=" if query else f"?{name}="
