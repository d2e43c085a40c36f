"""What somebody may submit, and what a form offers them: books, kinds, and the zones, projects and places to choose from."""

from dataclasses import dataclass

from django.db.models import QuerySet

from parkledger.catalogue import official_title
from parkledger.language import Text
from parkledger.ledger.events import EVENT_TYPES, Submitter
from parkledger.ledger.models import SEQ_BITS, Book, Project, Zone
from parkledger.ledger.store import registry
from parkledger.people.permissions import User, books_for, enterprises_for, memberships, zones_for
from parkledger.people.roles import Action, Role
from parkledger.places import within
from parkledger.submissions.forms.event_form import Choices, is_form
from parkledger.submissions.workflow.kinds import types_for

MOST_PROJECTS = 3_000
"""Projects offered in a form; further ones are typed by their code."""


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
    return list(registry.books(ids))


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
    zones = registry.zones_of(book.pk).order_by("kind", "name")
    projects = registry.projects_of(book.pk).order_by("name", "code")
    closed = not is_officer(user, book)
    if closed:
        own = zones_for(user, Action.SUBMIT)
        zones = zones.filter(pk__in=own)
        firms = _projects_of(user, book)
        projects = firms if firms.exists() else projects.filter(zone_id__in=own)
    return FormChoices(
        tuple((zone.code, _same(_zone_title(zone))) for zone in zones),
        tuple(
            (code, _same(f"{name} — {enterprise}"))
            for code, name, enterprise in projects.values_list("code", "name", "enterprise")[:MOST_PROJECTS]
        ),
        _places(book),
        closed,
    )


def _projects_of(user: User, book: Book) -> QuerySet[Project]:
    return registry.projects_of_enterprises(enterprises_for(user, Action.SUBMIT)).filter(book=book).order_by("name")


def _zone_title(zone: Zone) -> str:
    ended = " (đã kết thúc)" if zone.ended_on else ""
    return f"{official_title(zone.kind, zone.name)}{ended}"


def _places(book: Book) -> Choices:
    """The book's own territory, each place as it is written out: its place, and all that ever lay within, down to wards."""
    return tuple((each.code, told) for each, told in within(book.place))


def _same(text: str) -> Text:
    return Text(text, text)
