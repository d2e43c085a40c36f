"""Inviting people: a link by e-mail, good for some days and once; who follows it chooses a name and a password."""

import hashlib
import secrets
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from smtplib import SMTPAuthenticationError, SMTPException, SMTPRecipientsRefused
from socket import gaierror
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.mail import send_mail
from django.db import transaction

from parkledger.language import ParkError, Text, day_of, days_said, quoted, reason
from parkledger.people import audit
from parkledger.people.accounts import give
from parkledger.people.models import Invitation
from parkledger.people.scopes import HeldScope, from_json, worded


class InvitationVoid(ParkError):
    """The link of an invitation is of no use, or no more."""

    code = "invitation_void"
    status = 404
    vi = "Lời mời không có, đã dùng, đã rút hoặc đã quá hạn. Hãy đề nghị quản trị gửi lời mời mới."
    en = "The invitation does not exist, was used or withdrawn, or has expired. Ask the administrator for a new one."


class MailNotSent(ParkError):
    """The mail server did not take the letter."""

    code = "mail_not_sent"
    vi = "Không gửi được thư đến {email}: {problem}. Hãy kiểm tra địa chỉ và máy chủ thư rồi mời lại."
    en = "The letter to {email} could not be sent: {problem}. Check the address and the mail server, and invite again."


class NameTaken(ParkError):
    """Somebody has that user name."""

    code = "user_name_taken"
    vi = "Đã có tài khoản tên «{user}». Hãy chọn tên khác."
    en = "There is an account named “{user}”. Choose another name."


def invite(
    email: str,
    roles: Sequence[HeldScope],
    by: Any,
    link: Callable[[str], str],
    address: str = "",
    at: datetime | None = None,
    *,
    name: str = "",
) -> Invitation:
    """Invite somebody; `link` makes the whole address from the secret, which stands in the letter and nowhere else."""
    now, secret = at or datetime.now(UTC), secrets.token_urlsafe(32)
    maker = by.get_username() if hasattr(by, "get_username") else str(by)
    with transaction.atomic():
        made = Invitation.objects.create(
            email=email,
            name=name,
            roles=[held.as_json() for held in roles],
            digest=digest_of(secret),
            made_by=maker,
            made_at=now,
            expires_at=now + timedelta(days=settings.INVITATION_DAYS),
        )
        audit.record(by, "user_invited", email, {"roles": made.roles}, address)
        _send(made, roles, link(secret))
    return made


def open_invitation(secret: str, at: datetime | None = None) -> Invitation:
    """The invitation that a link is of, while it can be accepted."""
    found = Invitation.objects.filter(digest=digest_of(secret)).first()
    if found is None or found.accepted_at or found.withdrawn_at or found.expires_at <= (at or datetime.now(UTC)):
        raise InvitationVoid
    return found


def accept(
    secret: str, name: str, password: str, address: str = "", at: datetime | None = None, *, called: str = ""
) -> User:
    """Make the account of that user name, of somebody called so, with the roles that waited. Raises Django's ValidationError
    where the password is too weak."""
    with transaction.atomic():
        found = Invitation.objects.select_for_update(no_key=True).get(pk=open_invitation(secret, at).pk)
        if found.accepted_at:
            raise InvitationVoid
        if User.objects.filter(username__iexact=name).exists():
            raise NameTaken(user=name)
        user = User(username=name, email=found.email, first_name=called or found.name)
        validate_password(password, user)
        user.set_password(password)
        user.save()
        found.accepted_at, found.user = at or datetime.now(UTC), user
        found.save(update_fields=["accepted_at", "user"])
        audit.record(user, "invitation_accepted", found.email, {"invited_by": found.made_by}, address)
        for held in from_json(found.roles):
            give(user, held, found.made_by, address)
    return user


def withdraw(number: int, by: Any, address: str = "") -> None:
    """Take an invitation back."""
    with transaction.atomic():
        found = (
            Invitation.objects.select_for_update(no_key=True)
            .filter(pk=number, accepted_at=None, withdrawn_at=None)
            .first()
        )
        if found is None:
            raise InvitationVoid
        found.withdrawn_at = datetime.now(UTC)
        found.save(update_fields=["withdrawn_at"])
        audit.record(by, "invitation_withdrawn", found.email, None, address)


def digest_of(secret: str) -> str:
    """What is kept of a link's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def mail_reason(problem: OSError) -> Text:
    """Why a mail server did not take a letter, in words."""
    if isinstance(problem, SMTPAuthenticationError):
        return Text("sai tên hoặc mật khẩu của máy chủ thư", "the mail server's user name or password is wrong")
    if isinstance(problem, SMTPRecipientsRefused):
        return Text("máy chủ thư không nhận địa chỉ này", "the mail server refuses this address")
    if isinstance(problem, ConnectionRefusedError | TimeoutError | gaierror):
        return Text("máy chủ thư không trả lời", "the mail server does not answer")
    return quoted(problem) if isinstance(problem, SMTPException) else reason(problem)


def _send(made: Invitation, roles: Sequence[HeldScope], link: str) -> None:
    until = days_said(day_of(made.expires_at))
    vi = "\n".join(f"- {worded(held).vi}" for held in roles) or "- (chưa có)"
    en = "\n".join(f"- {worded(held).en}" for held in roles) or "- (none yet)"
    text = (
        f"Kính gửi ông/bà,\n\n{made.made_by} mời ông/bà dùng Sổ khu, cụm công nghiệp với vai trò:\n{vi}\n\n"
        f"Xin mở địa chỉ sau để chọn tên đăng nhập và mật khẩu, trước ngày {until.vi}:\n{link}\n\n"
        "Nếu không chờ thư này, xin bỏ qua.\n\n-- \n\n"
        f"Dear Sir or Madam,\n\n{made.made_by} invites you to the register of industrial zones as:\n{en}\n\n"
        f"Open the address above before {until.en} to choose a user name and a password.\n"
    )
    try:
        send_mail("Lời mời dùng Sổ khu, cụm công nghiệp / An invitation to the register", text, None, [made.email])
    except OSError as problem:
        raise MailNotSent(email=made.email, problem=mail_reason(problem)) from None
