"""What the pages about people show: the list of users, one user, the audit trail."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import QueryDict

from parkledger.language import Text, day_start, in_name_order
from parkledger.ledger.store import registry
from parkledger.people.accounts import users_named
from parkledger.people.audit import ACTIONS, named
from parkledger.people.models import AuditEntry, Membership
from parkledger.people.permissions import held_by
from parkledger.people.roles import Role, RoleScope
from parkledger.people.scopes import of_membership, worded
from parkledger.places import Place, distinct_name, namesakes, provinces
from parkledger.portal.people.trail_words import sentence_of
from parkledger.records.dates import day_from

MOST_OFFERED = 3000
"""Enterprises offered while a name is typed."""


@dataclass(frozen=True, slots=True)
class Person:
    """A user of the list: their roles, and whether their second factor is set up."""

    user: User
    roles: list[Text]
    second_factor: bool


def users_found(given: QueryDict) -> "QuerySet[User]":
    """The users that an address asks for, by name: all words of `q` stand in somebody's names, address or roles."""
    words, role, state = given.get("q", "").strip()[:200], given.get("role", ""), given.get("state", "")
    found = User.objects.order_by("username")
    if words:
        found = found.filter(pk__in=users_named(words))
    if role:
        found = found.filter(pk__in=Membership.objects.filter(role=role).values("user"))
    if state in {"active", "inactive"}:
        found = found.filter(is_active=state == "active")
    return found


def people_of(users: list[User]) -> list[Person]:
    """Users with what is known of them, in two queries and one a zone."""
    held = held_by(users)
    with_factor = set(
        Authenticator.objects.filter(user__in=users, type=Authenticator.Type.TOTP).values_list("user_id", flat=True)
    )
    return [
        Person(user, [worded(of_membership(each)) for each in held[user.pk]], user.pk in with_factor) for user in users
    ]


def choices(on: date) -> dict[str, Any]:
    """What the forms that give roles offer."""
    return {
        "roles": list(Role),
        "books": in_name_order(registry.books(), lambda book: book.name),
        "provinces": [_offered(each) for now in provinces(on) for each in (now, *namesakes(now))],
        "scopes": [(role, role.scope.label) for role in Role if role.scope is not RoleScope.EVERYTHING],
        "enterprises": list(registry.enterprises()[:MOST_OFFERED]),
    }


def _offered(place: Place) -> tuple[str, Text]:
    """What is written for a place in a form of roles, and what is read beside it: where its name says it, the name alone."""
    return (place.code if namesakes(place) else place.name, distinct_name(place))


@dataclass(frozen=True, slots=True)
class AuditLine:
    """An entry of the audit trail as it is shown."""

    entry: AuditEntry
    action: Text
    said: Text


def trail_found(given: QueryDict) -> "QuerySet[AuditEntry]":
    """The entries that an address asks for, the newest first. A ParkError where a date in it cannot be read."""
    found = AuditEntry.objects.order_by("-seq")
    for name, field in (("by", "by"), ("about", "about__icontains"), ("address", "address"), ("action", "action")):
        if value := given.get(name, "").strip():
            found = found.filter(**{field: value})
    if since := given.get("since", "").strip():
        found = found.filter(at__gte=day_start(day_from(since)))
    if until := given.get("until", "").strip():
        found = found.filter(at__lt=day_start(day_from(until) + timedelta(days=1)))
    return found


def told_of(entries: list[AuditEntry]) -> list[AuditLine]:
    """Entries with their actions in words, and each as a sentence."""
    return [AuditLine(entry, named(entry.action), sentence_of(entry)) for entry in entries]


def actions_offered() -> list[tuple[str, Text]]:
    """What the trail can be narrowed to: what has words, and what stands in it beside."""
    there = AuditEntry.objects.order_by().values_list("action", flat=True).distinct()
    return [(code, named(code)) for code in dict.fromkeys([*ACTIONS, *sorted(there)])]
