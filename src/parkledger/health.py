"""Whether an installation can answer: what a monitor asks of `/readyz`, and what `parkledger doctor` looks at first."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from django.db import Error as DatabaseError
from django.db import connection

from parkledger.failures import in_words
from parkledger.figures.current import current_figures, expire
from parkledger.language import ParkError
from parkledger.schema import schema


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _mirror() -> None:
    expire()
    current_figures()


CHECKS: Mapping[str, Callable[[], None]] = MappingProxyType(
    {"database": _database, "migrations": lambda: schema().check(), "mirror": _mirror}
)
"""What must hold before anything can be answered, in the order in which one rests on the other."""


def failing() -> Iterator[tuple[str, ParkError]]:
    """The first check that fails, with its error; nothing where all is well."""
    for name, check in CHECKS.items():
        try:
            check()
        except (ParkError, OSError, DatabaseError) as problem:
            told = problem if isinstance(problem, ParkError) else in_words(problem)
            if told is None:
                raise
            yield name, told
            return
