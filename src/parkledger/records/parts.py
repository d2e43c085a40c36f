"""One page of a long list."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class ListPart(Generic[Item]):
    """One page of a list; `before` and `after` are the queries of its neighbours, empty at the ends."""

    items: list[Item]
    number: int
    pages: int
    total: int
    first: int
    before: str
    after: str

    @property
    def last(self) -> int:
        """The number of its last line in the whole list."""
        return self.first + len(self.items) - 1
