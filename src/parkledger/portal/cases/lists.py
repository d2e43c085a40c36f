"""The officer's list of promotion cases, narrowed by stage, book, kind and words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db.models import Count, Max, Q, QuerySet
from django.http import QueryDict

from parkledger.language import Text, in_name_order
from parkledger.ledger.models import Book, Project
from parkledger.ledger.store import registry
from parkledger.promotion.cases import OPEN_STAGES, STAGE_NAMES
from parkledger.promotion.models import Case, CaseEntry, Stage

QUIET = timedelta(days=14)
"""An open case in which nothing was entered for so long is marked as waiting."""
MOST_OFFERED = 200


@dataclass(frozen=True, slots=True)
class CaseSearch:
    """What the list is narrowed to; `stage` may be "open" for all open stages."""

    stage: str
    book: str
    words: str


def search_from(given: QueryDict) -> CaseSearch:
    """The search that an address asks for; a stage that there is not counts as none."""
    stage = given.get("stage", "")
    return CaseSearch(
        stage if stage in {*Stage.values, "open"} else "", given.get("book", ""), given.get("q", "").strip()[:200]
    )


def cases_of(search: CaseSearch, books: set[int]) -> "QuerySet[Case]":
    """The cases of some books that fit, the newest first."""
    found = Case.objects.select_related("book").filter(book_id__in=books)
    if search.stage:
        found = found.filter(stage__in=OPEN_STAGES if search.stage == "open" else [search.stage])
    if search.book:
        found = found.filter(book__code=search.book)
    if search.words:
        searched = ("number", "organisation", "name", "email", "phone")
        found = found.filter(reduce(or_, (Q(**{f"{name}__icontains": search.words}) for name in searched)))
    return found.order_by("-consented_at", "-id")


def with_last(cases: Iterable[Case]) -> list[tuple[Case, datetime | None]]:
    """Cases, each with when something was last entered in it."""
    listed = list(cases)
    entries = CaseEntry.objects.filter(case__in=listed).order_by().values_list("case_id").annotate(Max("at"))
    last: dict[int, datetime] = dict(entries)
    return [(case, last.get(case.pk)) for case in listed]


def counts(books: set[int]) -> list[tuple[str, Text, int]]:
    """How many cases of some books are at each stage."""
    found = dict(Case.objects.filter(book_id__in=books).order_by().values_list("stage").annotate(Count("id")))
    return [(stage.value, STAGE_NAMES[stage], found.get(stage.value, 0)) for stage in Stage]


def books_with_cases(books: set[int]) -> list[Book]:
    """Those of some books that have a case."""
    there = Case.objects.filter(book_id__in=books).order_by().values("book_id").distinct()
    return in_name_order(registry.books(there), lambda book: book.name)


def is_waiting(case: Case, last: datetime | None, now: datetime) -> bool:
    """Whether an open case has been left alone for long."""
    return case.stage in OPEN_STAGES and last is not None and now - last > QUIET


def projects_offered(case: Case) -> list[Project]:
    """Projects that the inquiry may have led to: those of the zone, the newest first."""
    return list(
        registry.projects_of(case.book_id)
        .filter(zone_id=case.zone_id, ended_on=None)
        .order_by("-registered_on", "code")[:MOST_OFFERED]
    )
