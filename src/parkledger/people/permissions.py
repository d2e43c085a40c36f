"""May somebody do something to something: the one place where it is decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from parkledger.language import ParkError, day_of
from parkledger.ledger.models import SEQ_BITS
from parkledger.people.models import Membership
from parkledger.people.roles import Action, Role, RoleScope
from parkledger.places import get, is_within_any, territory

User = AbstractBaseUser | AnonymousUser


class NotAllowed(ParkError):
    """Somebody asked for what their roles do not allow."""

    code = "not_allowed"
    status = 403
    vi = "Tài khoản của bạn không có quyền làm việc này. Hãy đăng nhập bằng tài khoản khác, hoặc đề nghị quản trị cấp quyền."
    en = "Your account may not do this. Sign in with another account, or ask the administrator for the right."


@dataclass(frozen=True, slots=True)
class Target:
    """What something is done to; what is None is not in question."""

    book: int | None = None
    place: str | None = None
    zone: int | None = None
    enterprise: str | None = None


EVERYTHING = Target()


def memberships(user: User) -> list[Membership]:
    """The roles that somebody holds, read once a request."""
    if not user.is_authenticated or not user.is_active:
        return []
    found: list[Membership] | None = getattr(user, REMEMBERED, None)
    if found is None:
        found = list(Membership.objects.filter(user_id=user.pk).select_related("book").order_by("pk"))
        setattr(user, REMEMBERED, found)
    return found


REMEMBERED = "_memberships"
"""Where a request's user keeps the roles that were read for it."""


def may(user: User, action: Action, target: Target | None = None) -> bool:
    """Whether somebody may do something; without a target, whether anywhere."""
    return any(
        action in Role(held.role).actions and (target is None or reaches(held, target)) for held in memberships(user)
    )


def require(user: User, action: Action, target: Target | None = None) -> None:
    """Refuse what somebody may not do."""
    if not may(user, action, target):
        raise NotAllowed


def reaches(held: Membership, target: Target) -> bool:
    """Whether a role's scope takes in a target."""
    scope = Role(held.role).scope
    if scope is RoleScope.EVERYTHING:
        return True
    if scope is RoleScope.BOOK:
        return target.book is not None and held.book_id == target.book
    if scope is RoleScope.PLACE:
        return target.place is not None and is_within_any(target.place, territory(get(held.place)))
    if scope is RoleScope.ZONE:
        return target.zone is not None and held.zone_id == target.zone
    return bool(target.enterprise) and held.enterprise == target.enterprise


def books_for(user: User, action: Action) -> set[int]:
    """The books for which somebody may do something, by the scope of a book, a zone or everything."""
    found: set[int] = set()
    for held in memberships(user):
        if action in Role(held.role).actions:
            if held.book_id is not None:
                found.add(held.book_id)
            if held.zone_id is not None:
                found.add(held.zone_id >> SEQ_BITS)
    return found


def zones_for(user: User, action: Action) -> set[int]:
    """The single zones for which somebody may do something."""
    return {
        held.zone_id for held in memberships(user) if held.zone_id is not None and action in Role(held.role).actions
    }


def zones_held_since(user: User, action: Action) -> dict[int, date]:
    """The single zones for which somebody may do something, each with the day since which they may."""
    found: dict[int, date] = {}
    for held in memberships(user):
        if held.zone_id is not None and action in Role(held.role).actions:
            day = day_of(held.given_at)
            found[held.zone_id] = min(day, found.get(held.zone_id, day))
    return found


def places_held(user: User) -> list[str]:
    """Where somebody's roles are: the places, and those of the books, that they are held for, the first given first."""
    found = [held.book.place if held.book else held.place for held in memberships(user)]
    return [place for place in found if place]


def enterprises_for(user: User, action: Action) -> set[str]:
    """The enterprises for which somebody may do something."""
    return {held.enterprise for held in memberships(user) if held.enterprise and action in Role(held.role).actions}


def holders(action: Action, book: int) -> list[int]:
    """The users who hold a role of a book that may do something; neither for the place nor for everything."""
    roles = [role.value for role in Role if action in role.actions and role.scope is RoleScope.BOOK]
    found = Membership.objects.filter(role__in=roles, book_id=book).order_by("pk").values_list("user_id", flat=True)
    return list(dict.fromkeys(found))


def roles_of(user: User) -> set[Role]:
    """All roles that somebody holds anywhere."""
    return {Role(held.role) for held in memberships(user)}


def grant(user: Any, role: Role, by: str, **scope: Any) -> Membership:
    """Give a role; giving it twice changes nothing. `scope` is book, place, zone_id or enterprise, as the role needs."""
    found, _ = Membership.objects.get_or_create(user=user, role=role.value, **scope, defaults={"given_by": by})
    return found


def held_by(users: Iterable[Any]) -> dict[int, list[Membership]]:
    """The roles of several people, in one query."""
    found: dict[int, list[Membership]] = {user.pk: [] for user in users}
    for held in Membership.objects.filter(user__in=list(found)).select_related("book").order_by("pk"):
        found[held.user_id].append(held)
    return found
