"""The headings of a list that is sorted by any of its columns: each a link that keeps the filters."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise

from parkledger.web.paging import PAGE

SORT, ORDER = "sort", "order"


@dataclass(frozen=True, slots=True)
class SortColumn:
    """A column that a list can be sorted by; the first sorting of a column of numbers is from the largest."""

    key: str
    name: Promise
    number: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading: what it is called, the address that sorts by it, and how the list is sorted by it now."""

    name: Promise
    number: bool
    address: str
    sorted: str


def columns_of(columns: Sequence[SortColumn], given: QueryDict, sort: str, *, backwards: bool) -> list[Heading]:
    """The headings of a list sorted so."""
    kept = [(key, value) for key, values in given.lists() for value in values if key not in {SORT, ORDER, PAGE}]
    found = []
    for column in columns:
        here = column.key == sort
        descending = not backwards if here else column.number
        query = [*kept, (SORT, column.key), *([(ORDER, "desc")] if descending else [])]
        now = ("descending" if backwards else "ascending") if here else ""
        found.append(Heading(column.name, column.number, f"?{urlencode(query)}", now))
    return found
