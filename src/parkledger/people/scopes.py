"""What a role is held for, from words: a book's code, a place, a zone as book/code, an enterprise by its name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from parkledger.catalogue import official_title
from parkledger.language import ParkError, Text
from parkledger.ledger.store import registry
from parkledger.people.models import Membership
from parkledger.people.roles import Role, RoleScope
from parkledger.places import distinct_name, get, lasting

FIELDS = {RoleScope.BOOK: "book", RoleScope.PLACE: "place", RoleScope.ZONE: "zone", RoleScope.ENTERPRISE: "enterprise"}
"""What each scope is called in forms and commands."""


class RoleUnknown(ParkError):
    """There is no role of that name."""

    code = "role_unknown"
    vi = "Không có vai trò «{role}». Các vai trò: {roles}."
    en = "There is no role “{role}”. The roles: {roles}."


class RoleScopeMissing(ParkError):
    """A role was given without saying for what."""

    code = "scope_missing"
    vi = "Vai trò «{role}» phải gắn với phạm vi: {scope}. Hãy nêu rõ."
    en = "The role “{role}” is held for something of this kind: {scope}. Name it."


class ZoneScopeUnknown(ParkError):
    """No book has that zone."""

    code = "zone_scope_unknown"
    vi = "Không có khu, cụm «{zone}». Hãy ghi dạng sổ/mã, ví dụ bg-parks/kcn-quang-chau."
    en = "There is no zone “{zone}”. Write book/code, as in bg-parks/kcn-quang-chau."


class EnterpriseUnknown(ParkError):
    """No project on record is of that enterprise."""

    code = "enterprise_scope_unknown"
    vi = "Không có dự án nào của «{enterprise}». Hãy ghi đúng tên doanh nghiệp như trong sổ."
    en = "No project is of “{enterprise}”. Write the enterprise's name as it is on record."


@dataclass(frozen=True, slots=True)
class HeldScope:
    """A role with what it is held for, before it is given to somebody; `scope` is one of the fields of a membership."""

    role: Role
    book: str = ""
    place: str = ""
    zone: str = ""
    enterprise: str = ""

    def as_json(self) -> dict[str, str]:
        """As an invitation keeps it and the audit trail tells it."""
        found = {"role": self.role.value, "book": self.book, "place": self.place, "zone": self.zone}
        return {key: value for key, value in {**found, "enterprise": self.enterprise}.items() if value}

    def scope(self) -> dict[str, Any]:
        """The fields of the membership."""
        if self.role.scope is RoleScope.BOOK:
            return {"book": registry.get_book(self.book)}
        if self.role.scope is RoleScope.PLACE:
            return {"place": get(self.place).code}
        if self.role.scope is RoleScope.ZONE:
            return {"zone_id": _zone(self.zone)}
        return {"enterprise": self.enterprise} if self.role.scope is RoleScope.ENTERPRISE else {}


def role_named(code: str) -> Role:
    """A role by its code."""
    if code not in {role.value for role in Role}:
        raise RoleUnknown(role=code, roles=[role.value for role in Role])
    return Role(code)


def held_from(role: str, given: Mapping[str, str]) -> HeldScope:
    """A role with its scope as a form or a command gives it; refused where the scope is missing or there is no such thing."""
    found = role_named(role)
    if found.scope is RoleScope.EVERYTHING:
        return HeldScope(found)
    name = FIELDS[found.scope]
    value = str(given.get(name, "") or "").strip()
    if not value:
        scope = found.scope.label
        raise RoleScopeMissing(role=Text(found.label.vi, found.label.en), scope=Text(scope.vi, scope.en))
    if found.scope is RoleScope.PLACE:
        value = lasting(value).code
    if found.scope is RoleScope.ENTERPRISE and not registry.projects_of_enterprises([value]).exists():
        raise EnterpriseUnknown(enterprise=value)
    held = HeldScope(found, **{name: value})
    held.scope()
    return held


def of_membership(held: Membership) -> HeldScope:
    """A membership in the words that it is given by."""
    zone = ""
    if held.zone_id is not None:
        found = registry.zones_numbered([held.zone_id]).select_related("book").first()
        zone = f"{found.book.code}/{found.code}" if found else str(held.zone_id)
    return HeldScope(Role(held.role), held.book.code if held.book else "", held.place, zone, held.enterprise)


def worded(held: HeldScope) -> Text:
    """A role with its scope by name, as pages and letters tell it."""
    if held.book:
        name = registry.books().filter(code=held.book).values_list("name", flat=True).first()
        return _of(held.role, name or held.book)
    if held.zone:
        book, _, code = held.zone.partition("/")
        found = registry.find_zone(book, code)
        return _of(held.role, official_title(found.kind, found.name) if found else held.zone)
    return coded(held)


def coded(held: HeldScope) -> Text:
    """A role with its scope by the codes that commands take."""
    if held.place:
        told = distinct_name(get(held.place))
        return Text(f"{held.role.label.vi}: {told.vi}", f"{held.role.label.en}: {told.en}")
    return _of(held.role, held.book or held.zone or held.enterprise)


def _of(role: Role, what: str) -> Text:
    about = f": {what}" if what else ""
    return Text(f"{role.label.vi}{about}", f"{role.label.en}{about}")


def from_json(kept: Iterable[Mapping[str, str]]) -> list[HeldScope]:
    """The roles that an invitation keeps."""
    return [
        HeldScope(Role(each["role"]), **{key: value for key, value in each.items() if key != "role"}) for each in kept
    ]


def _zone(reference: str) -> int:
    book, _, code = reference.partition("/")
    found = registry.find_zone(book, code)
    if found is None:
        raise ZoneScopeUnknown(zone=reference)
    return found.pk
