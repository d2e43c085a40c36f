"""Accounts to try the demonstration books with: one of each role. Made only when asked for, with new passwords each time."""

import secrets

from django.contrib.auth.models import User
from django.db import transaction

from parkledger.language import Text
from parkledger.ledger.store import registry
from parkledger.people import accounts, audit
from parkledger.people.scopes import coded, held_from

MAKER = "minh-hoa"
ACCOUNTS: tuple[tuple[str, str, tuple[dict[str, str], ...]], ...] = (
    ("quan-tri", "administrator", ({},)),
    ("can-bo-bg", "officer", ({"book": "bg-parks"},)),
    ("nguoi-duyet-bg", "approver", ({"book": "bg-parks"},)),
    ("lanh-dao-bg", "leader", ({"place": "Bắc Giang"},)),
    ("ha-tang-quang-chau", "operator", ({"zone": "bg-parks/kcn-quang-chau"},)),
    ("doanh-nghiep", "enterprise", ({},)),
    ("xuc-tien-bg", "promotion", ({"book": "bg-parks"}, {"book": "bg-province"})),
)
"""Name, role, and what it is held for, one or several; the enterprise is the first on record."""


@transaction.atomic
def build_accounts() -> list[tuple[str, str, Text]]:
    """Name, password and role of each account that was made; those there already keep their passwords and are left out."""
    made = []
    for name, role, scopes in ACCOUNTS:
        if User.objects.filter(username=name).exists():
            continue
        held = [
            held_from(role, scope or ({"enterprise": _first_enterprise()} if role == "enterprise" else {}))
            for scope in scopes
        ]
        password = secrets.token_urlsafe(12)
        user = User.objects.create_user(name, password=password)
        audit.record(MAKER, "user_added", name)
        for each in held:
            accounts.give(user, each, MAKER)
        words = [coded(each) for each in held]
        made.append((name, password, Text("; ".join(each.vi for each in words), "; ".join(each.en for each in words))))
    return made


def _first_enterprise() -> str:
    """The enterprise of the first project on record."""
    found = (
        registry.all_projects()
        .exclude(enterprise="")
        .order_by("book__code", "code")
        .values_list("enterprise", flat=True)
    )
    return str(found[0])
