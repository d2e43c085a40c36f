"""What an administrator does with accounts; each is told to the audit trail, in the same transaction."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.db import transaction

from parkledger.language import ParkError, fold
from parkledger.people import audit, letters
from parkledger.people.models import Membership
from parkledger.people.permissions import grant, held_by
from parkledger.people.roles import Role
from parkledger.people.scopes import HeldScope, of_membership

LONGEST_SOUGHT = 200
"""Characters of what is typed by which users are sought."""


class UserUnknown(ParkError):
    """There is no such account."""

    code = "user_unknown"
    status = 404
    vi = "Không có tài khoản «{user}». Hãy xem danh sách người dùng."
    en = "There is no account “{user}”. Look at the list of users."


class LastAdministrator(ParkError):
    """Somebody must be left who can give rights."""

    code = "last_administrator"
    vi = "«{user}» là quản trị duy nhất còn hoạt động. Hãy cấp vai trò quản trị cho người khác trước."
    en = "“{user}” is the only active administrator. Give the role of administrator to somebody else first."


class NotYourself(ParkError):
    """Nobody shuts themselves out."""

    code = "not_yourself"
    vi = "Không thể tự làm việc này với tài khoản của chính mình. Hãy nhờ quản trị khác."
    en = "You cannot do this to your own account. Ask another administrator."


class AccountReasonMissing(ParkError):
    """Something is done to somebody's account, and the trail must say why."""

    code = "account_reason_missing"
    vi = "Chưa ghi lý do đặt lại cho tài khoản «{user}». Hãy ghi ai đề nghị và vì sao; lý do được lưu vào nhật ký."
    en = "There is no reason for resetting the account “{user}”. Say who asked and why; it is kept in the audit trail."


class SecondFactorNotThere(ParkError):
    """There is no second factor to take away."""

    code = "second_factor_not_there"
    vi = "Tài khoản «{user}» không bật xác thực hai bước nên không có gì để đặt lại. Hãy kiểm tra lại tên."
    en = "The account “{user}” has no second factor: there is nothing to reset. Check the name."


LONGEST_REASON = 500
"""Letters of a reason that are kept."""


def user_numbered(number: int) -> User:
    """The account of a number."""
    found = User.objects.filter(pk=number).first()
    if found is None:
        raise UserUnknown(user=str(number))
    return found


def user_named(name: str) -> User:
    """The account of a name."""
    found = User.objects.filter(username=name).first()
    if found is None:
        raise UserUnknown(user=name)
    return found


@transaction.atomic
def give(user: User, held: HeldScope, by: Any, address: str = "") -> Membership:
    """Give somebody a role; what is held already is left and not told of again."""
    name = by.get_username() if hasattr(by, "get_username") else str(by)
    scope = {"book": None, "place": "", "zone_id": None, "enterprise": "", **held.scope()}
    there = Membership.objects.filter(user=user, role=held.role.value, **scope).first()
    if there is not None:
        return there
    made = grant(user, held.role, name, **scope)
    audit.record(by, "role_granted", user.get_username(), held.as_json(), address)
    return made


@transaction.atomic
def take(user: User, membership: int, by: Any, address: str = "") -> None:
    """Take a role from somebody."""
    found = Membership.objects.filter(user=user, pk=membership).select_related("book").first()
    if found is None:
        return
    if found.role == Role.ADMINISTRATOR:
        _somebody_else(user)
    held = of_membership(found)
    found.delete()
    audit.record(by, "role_revoked", user.get_username(), held.as_json(), address)


@transaction.atomic
def deactivate(user: User, by: Any, address: str = "") -> None:
    """Shut an account: it signs in no more, and its sessions end. What it did stays on record."""
    for_another(user, by)
    if Membership.objects.filter(user=user, role=Role.ADMINISTRATOR.value).exists():
        _somebody_else(user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions(user)
    audit.record(by, "user_deactivated", user.get_username(), None, address)


@transaction.atomic
def activate(user: User, by: Any, address: str = "") -> None:
    """Open an account again."""
    user.is_active = True
    user.save(update_fields=["is_active"])
    audit.record(by, "user_activated", user.get_username(), None, address)


@transaction.atomic
def reset_second_factor(user: User, by: Any, reason: str, address: str = "") -> None:
    """Take somebody's second factor away, who lost it; where their role needs one they set up a new one at once.

    Never one's own; refused without a reason, and where there is none to take away.
    """
    for_another(user, by)
    why = reason_given(reason, user)
    if not Authenticator.objects.filter(user=user).delete()[0]:
        raise SecondFactorNotThere(user=user.get_username())
    end_sessions(user)
    audit.record(by, "second_factor_reset", user.get_username(), {"reason": why}, address)
    transaction.on_commit(lambda: _tell_without_factor(user))


def for_another(user: User, by: Any) -> None:
    """Refuse what nobody does to their own account."""
    if getattr(by, "pk", None) == user.pk:
        raise NotYourself


def reason_given(reason: str, user: User) -> str:
    """Why something is done to somebody's account, for the trail."""
    if not reason.strip():
        raise AccountReasonMissing(user=user.get_username())
    return reason.strip()[:LONGEST_REASON]


def end_sessions(user: User, besides: str = "") -> int:
    """End somebody's sessions, but for the one with the key `besides`; returns how many."""
    found = UserSession.objects.filter(user=user).exclude(session_key=besides)
    count = 0
    for session in found:
        session.end()
        count += 1
    return count


def _tell_without_factor(user: User) -> None:
    """Tell somebody by letter that their second factor is gone, so that it does not happen unseen."""
    if not user.email:
        return
    name = user.get_username()
    letters.send_beside(
        "Đã gỡ xác thực hai bước / Your second factor was taken away",
        f"Quản trị vừa gỡ xác thực hai bước của tài khoản «{name}» tại Sổ khu, cụm công nghiệp; mọi phiên đăng nhập đã "
        "kết thúc. Xin đăng nhập và bật lại.\nNếu không phải ông/bà đề nghị, xin báo ngay cho quản trị.\n\n-- \n\n"
        f"An administrator took away the second factor of the account “{name}” in the register of industrial zones; all "
        "sessions have ended. Sign in and set it up again.\nIf you did not ask for it, tell the administrator at once.\n",
        user.email,
    )


def _somebody_else(user: User) -> None:
    """Refuse where nobody else administers."""
    others = Membership.objects.filter(role=Role.ADMINISTRATOR.value, user__is_active=True).exclude(user=user)
    if user.is_active and not others.exists():
        raise LastAdministrator(user=user.get_username())


def users_named(typed: str) -> list[int]:
    """The users, by their numbers in the order of their sign-in names, of whom each word typed stands in a name, the
    address, or the enterprise that they speak for.

    With or without diacritics and capitals: told here, for a database folds neither.
    """
    asked, everybody = fold(typed[:LONGEST_SOUGHT]).split(), list(User.objects.order_by("username"))
    held = held_by(everybody)

    def told(user: User) -> str:
        firms = (each.enterprise for each in held[user.pk])
        return fold(" ".join((user.username, user.first_name, user.last_name, user.email, *firms)))

    return [user.pk for user in everybody if all(word in text for text in (told(user),) for word in asked)]
