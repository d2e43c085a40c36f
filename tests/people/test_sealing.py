"""Secrets of second factors: sealed in the database, opened by the key of now or a former one, by no other."""

import pytest
from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.test import RequestFactory

from parkledger.people import encryption
from parkledger.people.allauth_adapters import Code
from tests.portal.persons import code_of

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105  of the tests


def stored() -> str:
    """What the database has of all authenticators, as whoever copies it reads it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator ORDER BY id")
        return str(cursor.fetchall())


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setattr(settings, "SECRET_KEY", "a first key")
    monkeypatch.setattr(settings, "SECRET_KEY_FALLBACKS", [])
    return monkeypatch


def somebody() -> User:
    found = User.objects.create_user("lan")
    TOTP.activate(found, SECRET)
    RecoveryCodes.activate(found)
    return found


def test_the_database_does_not_hold_the_secrets_and_codes_are_as_before(
    sqlite_database: str, keys: pytest.MonkeyPatch
) -> None:
    user = somebody()
    codes = RecoveryCodes(Authenticator.objects.get(type="recovery_codes"))
    seed = encryption.unseal(codes.instance.data["seed"])
    assert SECRET not in stored()
    assert seed not in stored()
    assert stored().count(encryption.MARK) == 2
    assert TOTP(Authenticator.objects.get(type="totp")).validate_code(code_of(user))
    codes.instance.data["seed"] = seed
    plain = codes.generate_codes()
    assert len(set(plain)) == 10
    assert RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).generate_codes() == plain


def test_what_was_kept_as_it_is_works_and_the_migration_seals_it(database: str, keys: pytest.MonkeyPatch) -> None:
    user = somebody()
    sealed = Authenticator.objects.get(type="totp")
    sealed.data = {"secret": SECRET, "used": "123456"}
    sealed.save()
    assert TOTP(sealed).validate_code(code_of(user))
    call_command("migrate", "people", "0002", verbosity=0)
    assert encryption.MARK not in stored(), "a migration backwards keeps them as they were"
    call_command("migrate", "people", verbosity=0)
    assert SECRET not in stored()
    assert stored().count(encryption.MARK) == 2
    found = Authenticator.objects.get(type="totp").data
    assert (encryption.unseal(found["secret"]), found["used"]) == (SECRET, "123456")


def test_a_former_key_opens_and_what_it_sealed_is_sealed_anew_when_a_code_is_taken(
    sqlite_database: str, keys: pytest.MonkeyPatch
) -> None:
    user = somebody()
    keys.setattr(settings, "SECRET_KEY", "a second key")
    with pytest.raises(encryption.SecretSealed):
        code_of(user)
    keys.setattr(settings, "SECRET_KEY_FALLBACKS", ["a first key"])
    with request_context(RequestFactory().post("/")):
        form = Code({"code": code_of(user)}, user=user)
        assert form.is_valid(), form.errors
        assert not Code({"code": code_of(user)}, user=user).is_valid(), "a code works once"
    keys.setattr(settings, "SECRET_KEY_FALLBACKS", [])
    assert TOTP(Authenticator.objects.get(type="totp")).validate_code(code_of(user, 1))
    assert len(RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).generate_codes()) == 10
    assert not encryption.is_stale(Authenticator.objects.get(type="totp").data)


def test_a_sealed_secret_that_was_tampered_with_is_not_taken_for_a_plain_one(keys: pytest.MonkeyPatch) -> None:
    kept = encryption.seal(SECRET)
    assert encryption.unseal(kept) == SECRET
    assert kept != encryption.seal(SECRET), "the same secret is never kept the same"
    for changed in (kept[:-6] + "AAAA==", kept[: len(kept) // 2], encryption.MARK):
        with pytest.raises(encryption.SecretSealed):
            encryption.unseal(changed)
    assert encryption.unseal(SECRET) == SECRET
    assert [encryption.is_stale({"secret": each}) for each in (SECRET, kept)] == [True, False]
