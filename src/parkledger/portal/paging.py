"""Long lists in pages of fifty; whole where their table is downloaded."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest

Item = TypeVar("Item")
PAGE = "page"
ROWS = 50


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


def part_of(request: HttpRequest, items: Sequence[Item], rows: int = ROWS) -> Part[Item]:
    """The page of a list that an address asks for; a number beyond the list is its last page."""
    total = len(items)
    if getattr(request, "whole", False):
        return Part(items, 1, 1, total, 1 if total else 0, "", "")
    pages = max(1, -(-total // rows))
    asked = request.GET.get(PAGE, "1")
    number = min(max(int(asked), 1), pages) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1
    start = (number - 1) * rows
    return Part(
        items[start : start + rows], number, pages, total, start + 1 if total else 0,
        _query(request, number - 1) if number > 1 else "", _query(request, number + 1) if number < pages else "",
    )  # fmt: skip


def _query(request: HttpRequest, number: int) -> str:
    kept = [(key, value) for key, values in request.GET.lists() for value in values if key != PAGE]
    return "?" + urlencode([*kept, (PAGE, number)])
