"""People for the tests of the portal: accounts with a role, and with the second factor that some roles need."""

import time
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from parkledger.people.encryption import unseal
from parkledger.people.permissions import grant
from parkledger.people.roles import Role
from parkledger.people.scopes import held_from

PASSWORD = "mat-khau-dai-de-thu-9"  # noqa: S105  of accounts of the tests


def person(name: str, *roles: tuple[str, dict[str, str]], password: str = PASSWORD, second_factor: bool = True) -> User:
    """An account with roles, each with its scope as forms name it; with a second factor unless told otherwise."""
    user = User.objects.create_user(name, f"{name}@a.example", password)
    for role, scope in roles:
        grant(user, Role(role), "tests", **held_from(role, scope).scope())
    if second_factor:
        TOTP.activate(user, generate_totp_secret())
    return user


def browser_of(user: User) -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def link_for(user: User) -> str:
    """The path of the link by which somebody who forgot their password chooses a new one."""
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    with override("vi"):
        return reverse("account_reset_password_from_key", kwargs=key)


def code_of(user: User, later: int = 0) -> str:
    """The code that somebody's application shows, `later` half minutes from now."""
    held: Any = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    return code_from(unseal(held.data["secret"]), later)


def code_from(secret: str, later: int = 0) -> str:
    """The code of a secret."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later)))
