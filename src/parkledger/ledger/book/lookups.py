"""When to stop looking things up one by one: as soon as that has cost about as much as reading all of them at once."""

AT_LEAST = 30
AS_READING = 64
"""Events that are read in the time that one look-up takes, with a server between."""


class LookupBudget:
    """How often things of one kind are looked up by themselves before all of the kind is read, in a book of so many events.

    Who records one event thus never reads the book, and who records as many as the book has reads it once. Each kind that
    is read by itself has a budget of its own, and only what is asked of the database is paid from it.
    """

    def __init__(self, events: int) -> None:
        self._left = AT_LEAST + events // AS_READING

    def spend(self) -> bool:
        """Pay for one look-up; whether there was enough for it."""
        self._left -= 1
        return self._left >= 0
