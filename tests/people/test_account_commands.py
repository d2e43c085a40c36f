"""What an administrator of the machine does to accounts and tokens from the command line, run within this process."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.models import User
from django.core import mail
from django.utils import timezone

from parkledger.api import tokens
from parkledger.api.errors import TokenRefused
from parkledger.api.models import Token
from parkledger.cli.output import SPEECH
from parkledger.cli.runner import run
from parkledger.people import audit, letters
from parkledger.people.models import AuditEntry

Command = Callable[..., str]
OLD, NEW = "khong-ai-doan-77", "mat-khau-khac-88"


@pytest.fixture
def command(sqlite_database: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run a command and return what it printed; its exit code must be the one expected."""
    monkeypatch.setenv("PARKLEDGER_USER", "may-chu")
    monkeypatch.setattr(settings, "EMAIL_BACKEND", "django.core.mail.backends.locmem.EmailBackend")
    monkeypatch.setattr(mail, "outbox", [], raising=False)

    def called(*words: str, code: int = 0) -> str:
        SPEECH.as_json = False
        found = run(words)
        said = capsys.readouterr()
        SPEECH.as_json = False
        assert found == code, said.err
        return said.out + said.err

    return called


@pytest.fixture
def lan(command: Command) -> User:
    command("user", "add", "lan", "--password", OLD, "--email", "lan@a.example")
    return User.objects.get(username="lan")


def told() -> list[tuple[str, str, str]]:
    """By whom, what and with which detail, from the first entry on."""
    return list(AuditEntry.objects.order_by("seq").values_list("by", "action", "detail"))


def test_an_account_is_made_with_an_address_that_is_one(command: Command, lan: User) -> None:
    assert lan.email == "lan@a.example"
    command("user", "add", "minh", "--password", OLD, "--email", "khong-phai-thu", code=2)
    command("user", "add", "lệnh/minh", "--password", OLD, code=2)
    assert User.objects.count() == 1, "nobody is called what the trail calls the command line"


def test_a_password_is_set_the_lock_out_lifted_the_second_factor_kept_and_all_of_it_told(
    command: Command, lan: User
) -> None:
    TOTP.activate(lan, generate_totp_secret())
    AccessAttempt.objects.create(
        username="lan",
        ip_address="192.0.2.7",
        failures_since_start=settings.AXES_FAILURE_LIMIT,
        attempt_time=timezone.now(),
    )
    for wrong, code in ((("lan", "--password", "ngan"), 2), (("khong-co", "--password", NEW), 1)):
        command("user", "reset-password", *wrong, code=code)
    assert User.objects.get(pk=lan.pk).check_password(OLD)
    said = command("user", "reset-password", "lan", "--password", NEW, "--reason", "Không còn hộp thư")
    assert "lan" in said
    assert NEW not in said
    assert User.objects.get(pk=lan.pk).check_password(NEW)
    assert Authenticator.objects.filter(user=lan).exists()
    assert not AccessAttempt.objects.exists()
    letters.wait()
    assert [letter.to for letter in mail.outbox] == [["lan@a.example"]]
    assert NEW not in mail.outbox[0].body
    assert told()[1:] == [("lệnh/may-chu", "password_set", '{"reason":"Không còn hộp thư"}')]


def test_a_second_factor_is_taken_away_with_a_reason_only(command: Command, lan: User) -> None:
    assert "lan" in command("user", "reset-second-factor", "lan", "--reason", "Mất máy", code=1), "there is none"
    TOTP.activate(lan, generate_totp_secret())
    command("user", "reset-second-factor", "lan", code=2)
    command("user", "reset-second-factor", "lan", "--reason", "  ", code=1)
    command("user", "reset-second-factor", "khong-co", "--reason", "Mất máy", code=1)
    assert Authenticator.objects.filter(user=lan).exists()
    command("user", "reset-second-factor", "lan", "--reason", "Mất máy và mã dự phòng")
    assert not Authenticator.objects.filter(user=lan).exists()
    letters.wait()
    assert [letter.to for letter in mail.outbox] == [["lan@a.example"]], "they learn of it, asked for or not"
    assert told()[1:] == [("lệnh/may-chu", "second_factor_reset", '{"reason":"Mất máy và mã dự phòng"}')]
    assert audit.verify()[2] == []


def test_a_token_is_issued_once_in_sight_listed_without_its_secret_and_revoked(command: Command, lan: User) -> None:
    command("book", "add", "bg", "--name", "Ban Quản lý", "--place", "Bắc Giang")
    scopes = ("--scope", "read", "--scope", "submit")
    made = json.loads(command("token", "add", "lan", *scopes, "--name", "phần mềm kế toán", "--book", "bg", "--json"))
    found = tokens.find(made["token"])
    assert (found.pk, found.user.username, found.scopes) == (made["id"], "lan", ["read", "submit"])
    assert found.book is not None
    assert found.book.code == "bg"
    kept = Token.objects.values().get()
    assert made["token"] not in str(kept)
    assert made["token"] not in str(told())
    lasts = datetime.fromisoformat(made["expires_at"]) - datetime.now(UTC)
    assert timedelta(days=89) < lasts <= timedelta(days=90)
    listed = command("token", "list", "lan", "--json")
    assert made["token"] not in listed
    (row,) = json.loads(listed)
    assert (row["id"], row["name"], row["scopes"], row["book"], row["revoked"]) == (
        made["id"], "phần mềm kế toán", ["read", "submit"], "bg", False,
    )  # fmt: skip
    assert made["token"].startswith(row["start"])
    assert len(row["start"]) < len(made["token"]) // 3
    assert row["start"] in command("token", "revoke", "lan", str(made["id"]))
    with pytest.raises(TokenRefused):
        tokens.find(made["token"])
    assert json.loads(command("token", "list", "lan", "--json"))[0]["revoked"]
    assert "đã thu hồi" in command("token", "list", "lan")
    command("token", "revoke", "lan", str(made["id"]))
    assert [action for _, action, _ in told()][-2:] == ["token_made", "token_revoked"], "revoking twice is told once"
    assert {by for by, action, _ in told() if action.startswith("token")} == {"lệnh/may-chu"}


def test_a_token_ends_with_its_days(command: Command, lan: User, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = command("token", "add", "lan", "--scope", "read", "--days", "1").split()[0]
    assert tokens.find(secret).user == lan
    until = Token.objects.get().expires_at
    monkeypatch.setattr(tokens, "now", lambda: until - timedelta(seconds=1))
    assert tokens.find(secret)
    monkeypatch.setattr(tokens, "now", lambda: until)
    with pytest.raises(TokenRefused):
        tokens.find(secret)


def test_a_token_that_cannot_be_is_refused_and_nothing_is_made(command: Command, lan: User) -> None:
    for words, code in (
        (("add", "lan"), 2), (("add", "lan", "--scope", "vua"), 1), (("add", "khong-co", "--scope", "read"), 1),
        (("add", "lan", "--scope", "read", "--days", "0"), 1), (("add", "lan", "--scope", "read", "--days", "367"), 1),
        (("add", "lan", "--scope", "read", "--book", "khong-co"), 2), (("list", "khong-co"), 1),
        (("revoke", "lan", "999"), 1),
    ):  # fmt: skip
        assert len(command("token", *words, code=code).strip()) > 20, "in words"
    assert not Token.objects.exists()
    assert len(told()) == 1
