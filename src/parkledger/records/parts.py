"""One page of a long list."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class ListPart(Generic[Item]):
    """One page of a list; `before` and `after` are the queries of its neighbours, empty at the ends.

    `whole` is the query of the list as it is printed, `most` lines at once: empty where that is what is shown, or where a page
    holds them all. `paged` is the query of the list by pages, empty where it is shown so.
    """

    items: list[Item]
    number: int
    pages: int
    total: int
    first: int
    before: str
    after: str
    whole: str = ""
    paged: str = ""
    most: int = 0

    @property
    def last(self) -> int:
        """The number of its last line in the whole list."""
        return self.first + len(self.items) - 1

    @property
    def printed(self) -> int:
        """How many lines stand on the first page of the list as it is printed."""
        return min(self.total, self.most)
