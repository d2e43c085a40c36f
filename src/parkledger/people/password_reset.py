"""A forgotten password: a link by e-mail, good for an hour and once; who follows it chooses a new password.

The steps are allauth's; the words, what is told to the audit trail and what ends with the old password stand here.
"""

from collections.abc import Callable
from typing import Any

from allauth.account.forms import UserTokenForm, default_token_generator
from allauth.account.utils import user_pk_to_url_str
from axes.utils import reset as forget_failures
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from parkledger.language import ParkError
from parkledger.people import audit, letters
from parkledger.people.accounts import end_sessions, for_another, reason_given


class LinkVoid(ParkError):
    """The link to a new password is of no use, or no more."""

    code = "reset_link_void"
    status = 404
    vi = "Liên kết đặt lại mật khẩu không đúng, đã dùng hoặc đã quá hạn. Hãy yêu cầu thư mới từ trang đăng nhập."
    en = "The link to a new password is wrong, was used or has expired. Ask for a new letter from the page to sign in."


class NoAddress(ParkError):
    """An account to which no letter can go."""

    code = "account_without_address"
    vi = (
        "Tài khoản «{user}» đã khóa hoặc chưa có thư điện tử nên không gửi được liên kết. Hãy mở lại tài khoản, "
        "hoặc đặt mật khẩu bằng lệnh `parkledger user reset-password`."
    )
    en = (
        "The account “{user}” is deactivated or has no e-mail address, so that no link can be sent. Activate it, "
        "or set a password by the command `parkledger user reset-password`."
    )
    page_vi = (
        "Tài khoản «{user}» đã khóa hoặc chưa có thư điện tử nên không gửi được liên kết. "
        "Hãy mở lại tài khoản, hoặc nhờ người giữ máy chủ đặt mật khẩu."
    )
    page_en = (
        "The account “{user}” is deactivated or has no e-mail address, so that no link can be sent. "
        "Activate it, or have whoever keeps the server set a password."
    )


class LinkOfActive(UserTokenForm):  # type: ignore[misc]  # allauth has no types
    """A link holds for an account that is active only."""

    def _get_user(self, uidb36: str) -> User | None:
        found: User | None = super()._get_user(uidb36)
        return found if found is not None and found.is_active else None


def accounts_of(email: str) -> list[User]:
    """The active accounts with an e-mail address, capitals or not; letters that only look alike are not the same."""
    found = User.objects.filter(email__iexact=email, is_active=True).order_by("pk")
    return [user for user in found if user.email and user.email.lower() == email.lower()]


def tell_asked(users: list[User], address: str) -> None:
    """Tell the trail of who asked for a letter; an address that nobody has is not kept."""
    for about in [user.get_username() for user in users] or [""]:
        audit.record("", "password_reset_asked", about, {"known": "yes" if users else "no"}, address)


def send_link(user: User, link: str) -> None:
    """Send somebody the link to a new password."""
    minutes = settings.PASSWORD_RESET_TIMEOUT // 60
    name = user.get_username()
    letters.send_beside(
        "Đặt lại mật khẩu / Your new password",
        f"Kính gửi ông/bà,\n\nCó yêu cầu đặt lại mật khẩu của tài khoản «{name}» tại Sổ khu, cụm công nghiệp.\n"
        f"Xin mở địa chỉ sau để chọn mật khẩu mới, trong vòng {minutes} phút; địa chỉ chỉ dùng được một lần:\n{link}\n\n"
        "Nếu không yêu cầu, xin bỏ qua thư này: mật khẩu vẫn như cũ.\n\n-- \n\n"
        f"Dear Sir or Madam,\n\nA new password was asked for the account “{name}” in the register of industrial zones.\n"
        f"Open the address above within {minutes} minutes to choose it; it works once.\n\n"
        "If you did not ask, ignore this letter: your password stays as it is.\n",
        user.email,
    )


@transaction.atomic
def choose(user: User, key: str, password: str, address: str = "") -> None:
    """Set the password of whoever followed the link with this key, once; all sessions end. Raises LinkVoid."""
    held = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if not held.is_active or not default_token_generator.check_token(held, key):
        raise LinkVoid
    held.set_password(password)
    held.save(update_fields=["password"])
    end_sessions(held)
    audit.record(held, "password_reset", held.get_username(), None, address)
    transaction.on_commit(lambda: tell_changed(held))


@transaction.atomic
def offer_new_password(user: User, by: Any, reason: str, link: Callable[[str], str], address: str = "") -> None:
    """Somebody's password is of no use from now on, and a link to choose another goes to them by letter.

    Never for oneself. Whoever does it learns neither password nor link. `link` makes the whole address from the key.
    """
    for_another(user, by)
    why = reason_given(reason, user)
    if not user.email or not user.is_active:
        raise NoAddress(user=user.get_username())
    user.set_unusable_password()
    user.save(update_fields=["password"])
    end_sessions(user)
    audit.record(by, "password_reset_offered", user.get_username(), {"reason": why}, address)
    made = link(f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}")
    transaction.on_commit(lambda: send_link(user, made))


@transaction.atomic
def set_password(user: User, password: str, by: Any, reason: str = "") -> None:
    """Set somebody's password from the command line and lift their lock-out; all sessions end, the second factor stays.

    Raises Django's ValidationError where the password is too weak.
    """
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    end_sessions(user)
    forget_failures(username=user.get_username())
    audit.record(by, "password_set", user.get_username(), {"reason": reason.strip()} if reason.strip() else None)
    transaction.on_commit(lambda: tell_changed(user))


def tell_changed(user: Any) -> None:
    """Tell somebody by letter that their password is another one, so that it does not happen unseen."""
    if not user.email:
        return
    name = user.get_username()
    letters.send_beside(
        "Mật khẩu đã được đặt lại / Your password was reset",
        f"Mật khẩu của tài khoản «{name}» tại Sổ khu, cụm công nghiệp vừa được đặt lại; mọi phiên đăng nhập đã kết thúc.\n"
        "Nếu không phải ông/bà làm, xin báo ngay cho quản trị.\n\n-- \n\n"
        f"The password of the account “{name}” in the register of industrial zones was reset; all sessions have ended.\n"
        "If it was not you, tell the administrator at once.\n",
        user.email,
    )


def tell_moved(user: Any, before: str) -> None:
    """Tell the address that an account had that letters go elsewhere from now on."""
    name = user.get_username()
    letters.send_beside(
        "Thư điện tử của tài khoản đã đổi / Your e-mail address was changed",
        f"Tài khoản «{name}» tại Sổ khu, cụm công nghiệp từ nay nhận thư ở địa chỉ khác.\n"
        "Nếu không phải ông/bà làm, xin báo ngay cho quản trị.\n\n-- \n\n"
        f"Letters for the account “{name}” in the register of industrial zones go to another address from now on.\n"
        "If it was not you, tell the administrator at once.\n",
        before,
    )
