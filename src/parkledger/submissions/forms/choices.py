"""What somebody may submit, and what a form offers them: books, kinds, and the zones, projects and places to choose from."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from parkledger.catalogue import official_title
from parkledger.language import Lang, ParkError, Text, fold, in_name_order
from parkledger.ledger.events import EVENT_TYPES, Submitter
from parkledger.ledger.models import SEQ_BITS, Book, Project, Zone
from parkledger.ledger.store import registry
from parkledger.people.permissions import User, books_for, enterprises_for, memberships, zones_for
from parkledger.people.roles import Action, Role
from parkledger.places import Level, Place, within
from parkledger.submissions.forms.event_form import Choices, Typed, fields_of, is_form
from parkledger.submissions.models import Submission
from parkledger.submissions.workflow.kinds import types_for

MOST_PROJECTS = 3_000
"""Projects offered in a form; further ones are typed by their code or name."""
MOST_TOLD = 10
"""Projects of one name that a refusal tells apart."""


_QUOTED = re.compile("`([a-z_]+)`")


class ProjectNameShared(ParkError):
    """Several projects bear the name that is written."""

    code = "project_name_shared"
    vi = "Sổ {book} có nhiều dự án tên «{project}». Hãy ghi mã của dự án: {choices}."
    en = "Book {book} has several projects called “{project}”. Write the code of the project: {choices}."


@dataclass(frozen=True, slots=True)
class FormChoices:
    """What a form of one book offers; where `closed`, nothing else may be chosen."""

    zones: Choices
    projects: Choices
    places: Choices
    closed: bool


def books_of(user: User) -> list[Book]:
    """The books in which somebody may submit something."""
    ids = books_for(user, Action.SUBMIT)
    if named := enterprises_for(user, Action.SUBMIT):
        ids |= set(registry.projects_of_enterprises(named).values_list("book_id", flat=True).distinct())
    return in_name_order(registry.books(ids), lambda book: book.name)


def is_officer(user: User, book: Book) -> bool:
    """Whether somebody records for the whole of a book."""
    return any(held.role == Role.OFFICER.value and held.book_id == book.pk for held in memberships(user))


def kinds_of(user: User, book: Book) -> list[str]:
    """The event types that somebody may submit in a book, in the order of a zone's and a project's life."""
    if is_officer(user, book):
        return [code for code in EVENT_TYPES if is_form(code)]
    allowed: set[str] = set()
    if any(zone >> SEQ_BITS == book.pk for zone in zones_for(user, Action.SUBMIT)):
        allowed |= types_for(Submitter.OPERATOR)
    if _projects_of(user, book).exists():
        allowed |= types_for(Submitter.ENTERPRISE)
    return [code for code in EVENT_TYPES if code in allowed]


def offer(user: User, book: Book) -> FormChoices:
    """What a form of a book offers somebody."""
    zones, projects = registry.zones_of(book.pk), registry.projects_of(book.pk)
    closed = not is_officer(user, book)
    if closed:
        own = zones_for(user, Action.SUBMIT)
        zones = zones.filter(pk__in=own)
        firms = _projects_of(user, book)
        projects = firms if firms.exists() else projects.filter(zone_id__in=own)
    by_name = in_name_order(projects.order_by("code").values_list("code", "name", "enterprise"), lambda each: each[1])
    return FormChoices(
        _ordered((zone.code, _same(_zone_title(zone))) for zone in zones),
        tuple((code, _same(_project_title(name, enterprise))) for code, name, enterprise in by_name[:MOST_PROJECTS]),
        _places(book),
        closed,
    )


def named_in(submissions: Sequence[Submission]) -> dict[int, FormChoices]:
    """The zones and projects that some submissions name, by book, as their forms offer them."""
    zones: dict[int, list[tuple[str, Text]]] = defaultdict(list)
    projects: dict[int, list[tuple[str, Text]]] = defaultdict(list)
    for zone in registry.all_zones().filter(**_named(submissions, "zone")):
        zones[zone.book_id].append((zone.code, _same(_zone_title(zone))))
    for project in registry.all_projects().filter(**_named(submissions, "project")):
        projects[project.book_id].append((project.code, _same(project.name)))
    books = {each.book_id: each.book for each in submissions}
    return {
        number: FormChoices(tuple(zones[number]), tuple(projects[number]), _places(book), closed=True)
        for number, book in books.items()
    }


def _named(submissions: Sequence[Submission], field: str) -> dict[str, Any]:
    """By what the things are looked up that a field of some submissions names."""
    codes = {str(each.payload[field]) for each in submissions if each.payload.get(field)}
    return {"book__in": {each.book_id for each in submissions}, "code__in": codes}


def with_codes(code: str, what: Typed, book: Book) -> None:
    """Have a project that was typed by its name stand by its code. A name that several projects bear is a problem of its
    field; one that none bears stays as it is, for the book to refuse."""
    for field in fields_of(code):
        written = what.payload.get(field.name)
        if field.kind == "project" and isinstance(written, str) and not registry.find_project_of(book.pk, written):
            try:
                what.payload[field.name] = _code_of_project(book, written)
            except ParkError as shared:
                what.problems.setdefault(field.name, Text(shared.message(Lang.VI), shared.message(Lang.EN)))


def recording(refused: ParkError) -> list[str]:
    """The event types that a refusal tells to record, in its order."""
    return [code for code in _QUOTED.findall(refused.vi) if is_form(code)]


def _code_of_project(book: Book, written: str) -> str:
    """The code of the project that a text names, with its enterprise or without; the text itself where none is named."""
    sought = fold(written)
    projects = registry.projects_of(book.pk).order_by("code").values_list("code", "name", "enterprise")
    bearing = [each for each in projects if sought in {fold(each[0]), fold(each[1]), fold(_project_title(*each[1:]))}]
    if len(bearing) > 1:
        choices = [f"«{code}» ({enterprise})" for code, _, enterprise in bearing[:MOST_TOLD]]
        raise ProjectNameShared(project=written, book=book.code, choices=choices)
    return str(bearing[0][0]) if bearing else written


def _projects_of(user: User, book: Book) -> QuerySet[Project]:
    return registry.projects_of_enterprises(enterprises_for(user, Action.SUBMIT)).filter(book=book)


def _zone_title(zone: Zone) -> str:
    ended = " (đã kết thúc)" if zone.ended_on else ""
    return f"{official_title(zone.kind, zone.name)}{ended}"


def _project_title(name: str, enterprise: str) -> str:
    return f"{name} — {enterprise}"


def _ordered(choices: Iterable[tuple[str, Text]]) -> Choices:
    return tuple(in_name_order(choices, lambda choice: choice[1].vi))


def _places(book: Book) -> Choices:
    """The book's own territory, each place as it is written out: its place, and all that ever lay within, down to wards;
    the wider ones first, those of one level by name."""
    by_level: dict[Level, list[tuple[Place, Text]]] = {}
    for place, told in within(book.place):
        by_level.setdefault(place.level, []).append((place, told))
    listed = (each for level in by_level.values() for each in in_name_order(level, lambda each: each[0].name))
    return tuple((place.code, told) for place, told in listed)


def _same(text: str) -> Text:
    return Text(text, text)
