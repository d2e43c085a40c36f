"""Long lists that a database holds: counted and cut out there, so that no more is read than is asked for."""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import TypeVar, overload

Item = TypeVar("Item")


class LazySequence(Sequence[Item]):
    """A list whose length is counted and whose slices are read by its database."""

    @abstractmethod
    def read(self, first: int, count: int) -> list[Item]:
        """So many items from one on, which is numbered from nought."""

    @overload
    def __getitem__(self, index: int) -> Item: ...

    @overload
    def __getitem__(self, index: slice) -> list[Item]: ...

    def __getitem__(self, index: int | slice) -> Item | list[Item]:
        wanted = range(len(self))[index]
        if isinstance(wanted, int):
            return self.read(wanted, 1)[0]
        if not wanted:
            return []
        first = min(wanted)
        return self.read(first, max(wanted) + 1 - first)[:: wanted.step]

    def __iter__(self) -> Iterator[Item]:
        return iter(self[:])
