"""A forgotten password on both databases: the key of a letter works once, for whom it was sent to."""

from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.models import User
from django.core import mail

from parkledger.people import audit, letters, password_reset
from parkledger.people.accounts import AccountReasonMissing, NotYourself
from parkledger.people.models import AuditEntry

OLD, NEW = "khong-ai-doan-77", "mat-khau-khac-88"


@pytest.fixture
def lan(database: str, monkeypatch: pytest.MonkeyPatch) -> User:
    monkeypatch.setattr(settings, "EMAIL_BACKEND", "django.core.mail.backends.locmem.EmailBackend")
    monkeypatch.setattr(mail, "outbox", [], raising=False)
    found = User.objects.create_user("lan", "Lan@A.example", OLD)
    UserSession.objects.create(user=found, ip="192.0.2.7", session_key="x" * 32, user_agent="")
    return found


def test_a_password_that_an_administrator_ends_is_chosen_anew_once(lan: User) -> None:
    chief = User.objects.create_user("quan-tri")
    keys: list[str] = []

    def link(key: str) -> str:
        keys.append(key.split("-", 1)[1])
        return f"https://so.example/{key}"

    for refused, by, reason in (
        (NotYourself, lan, "quên"),
        (AccountReasonMissing, chief, " "),
    ):
        with pytest.raises(refused):
            password_reset.offer_new_password(lan, by, reason, link)
    assert User.objects.get(pk=lan.pk).check_password(OLD)
    password_reset.offer_new_password(lan, chief, "Nghi lộ mật khẩu", link, "192.0.2.9")
    held = User.objects.get(pk=lan.pk)
    assert not held.has_usable_password()
    assert not UserSession.objects.exists()
    password_reset.choose(held, keys[0], NEW)
    with pytest.raises(password_reset.LinkVoid):
        password_reset.choose(held, keys[0], OLD)
    assert User.objects.get(pk=lan.pk).check_password(NEW)
    letters.wait()
    assert [letter.to for letter in mail.outbox] == [["Lan@a.example"]] * 2, "as the account has it"
    assert f"https://so.example/1-{keys[0]}" in mail.outbox[0].body
    told = AuditEntry.objects.order_by("seq").values_list("by", "action", "address")
    assert list(told) == [("quan-tri", "password_reset_offered", "192.0.2.9"), ("lan", "password_reset", "")]
    assert audit.verify()[2] == []


def test_an_address_is_found_whatever_its_capitals_and_not_one_that_looks_alike(lan: User) -> None:
    User.objects.create_user("khac", "lan@a.example.vn")
    User.objects.create_user("cu", "LAN@a.example", is_active=False)
    User.objects.create_user("khong-thu")
    twin: Any = User.objects.create_user("lan2", "lan@a.example")
    assert password_reset.accounts_of("lan@A.EXAMPLE") == [lan, twin]
    for other in ("ıan@a.example", "lán@a.example", "lan@a.example ", "%@a.example", ""):
        assert password_reset.accounts_of(other) == []
