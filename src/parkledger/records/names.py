"""What zones, projects and places are called on a page: by the page's own day, as known at its own moment.

The rows of zones and projects are today's; a zone's row keeps the history of its names, from which the name of a day
is taken. Looked up together, never one by one.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parkledger.figures.current import current_figures
from parkledger.ledger.store.statements import chunks, fetch


@dataclass(frozen=True, slots=True)
class ProjectName:
    """A project as it is on record."""

    id: int
    book: str
    code: str
    name: str
    enterprise: str


def projects_named(references: Iterable[tuple[str, str]]) -> dict[tuple[str, str], ProjectName]:
    """Projects by book and code, looked up together."""
    by_book: defaultdict[str, list[str]] = defaultdict(list)
    for book, code in sorted(set(references)):
        by_book[book].append(code)
    return _projects(
        ("b.code = %s AND p.code", book, some) for book, codes in by_book.items() for some in chunks(codes)
    )


def projects_numbered(ids: Iterable[int]) -> dict[int, ProjectName]:
    """Projects by id, looked up together."""
    found = _projects(("p.id > %s AND p.id", 0, some) for some in chunks(sorted(set(ids))))
    return {project.id: project for project in found.values()}


def _projects(wanted: Iterable[tuple[str, object, Sequence[object]]]) -> dict[tuple[str, str], ProjectName]:
    found: dict[tuple[str, str], ProjectName] = {}
    for condition, first, values in wanted:
        marks = ", ".join(["%s"] * len(values))
        rows = fetch(
            "SELECT p.id, b.code, p.code, p.name, p.enterprise FROM ledger_project p JOIN ledger_book b ON b.id = p.book_id "
            f"WHERE {condition} IN ({marks})",
            [first, *values],
        )
        found |= {(row[1], row[2]): ProjectName(*row) for row in rows}
    return found


def books_by_id() -> dict[int, str]:
    """The codes of the books by their numbers."""
    return {mark.id: code for code, mark in current_figures().heads.items()}
