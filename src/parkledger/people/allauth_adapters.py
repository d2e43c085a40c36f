"""How signing in is done with allauth and axes here: by user name, without signing oneself up, with our own words."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from axes.backends import AxesStandaloneBackend
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils.functional import lazy
from django.utils.translation import get_language

from parkledger.people import password_reset
from parkledger.people.encryption import is_stale, resealed, seal, unseal


def said(vi: str, en: str) -> Any:
    """A sentence that is in the language of whoever reads it."""

    def now() -> str:
        return vi if (get_language() or "vi") == "vi" else en

    return lazy(now, str)()


def client_address(request: HttpRequest) -> str:
    """The visitor's address: behind the proxy that serves HTTPS, the one that the proxy itself saw."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    if settings.SECURE_PROXY_SSL_HEADER and forwarded:
        return forwarded.rsplit(",", 1)[-1].strip()
    return str(request.META.get("REMOTE_ADDR") or "127.0.0.1")


TOO_MANY = said(
    "Đã thử quá nhiều lần. Hãy đợi ít phút rồi thử lại.",
    "There were too many attempts. Wait some minutes and try again.",
)


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are made by invitation only."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
        "incorrect_password": said("Mật khẩu không đúng. Hãy nhập lại.", "The password is wrong. Type it again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  its signature is allauth's
        """Nobody signs themselves up."""
        return False

    def send_password_reset_mail(self, user: Any, email: str, context: dict[str, Any]) -> None:  # noqa: ARG002
        """The link to a new password, to the address that the account has, however it was typed."""
        password_reset.send_link(user, context["password_reset_url"])

    def get_client_ip(self, request: HttpRequest) -> str:
        """The visitor's address."""
        return client_address(request)


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """The second factor, with our words; the name shown by the application is the user's."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": said(
            "Mã không đúng hoặc đã dùng. Hãy nhập mã đang hiện trên ứng dụng, hoặc đợi mã kế tiếp.",
            "The code is wrong or was used. Type the code that the application shows now, or wait for the next one.",
        ),
        "cannot_generate_recovery_codes": said(
            "Hãy bật xác thực hai bước trước khi tạo mã dự phòng.",
            "Turn the second factor on before making recovery codes.",
        ),
    }

    def encrypt(self, text: str) -> str:
        """A secret as the database keeps it."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret itself."""
        return unseal(encrypted_text)

    def get_totp_label(self, user: Any) -> str:
        """The user's name."""
        return str(user.get_username())


class LockOut(AxesStandaloneBackend):  # type: ignore[misc]  # axes has no types
    """Refuses who failed too often. Where nobody asks from anywhere, as in a script, there is nobody to lock out."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> None:
        """Nothing, or a refusal that ends the attempt."""
        if request is not None:
            super().authenticate(request, **credentials)


class _OnceOnly:
    """A code of the application is taken once: neither in another process nor in the same half minute is it taken again."""

    user: Any
    authenticator: Authenticator

    def clean_code(self) -> str:
        """The code, if it is right and was not used; then what a former key sealed is sealed by the one of now."""
        code: str = super().clean_code()  # type: ignore[misc]
        with transaction.atomic():
            for held in Authenticator.objects.select_for_update(no_key=True).filter(user=self.user):
                data = dict(held.data)
                if held.pk == self.authenticator.pk and held.type == Authenticator.Type.TOTP:
                    if data.get(USED) == code:
                        raise SecondFactor().validation_error("incorrect_code")
                    data[USED] = code
                if is_stale(data):
                    data = resealed(data)
                if data != held.data:
                    held.data = data
                    held.save(update_fields=["data"])
        return code


USED = "used"
"""Where an authenticator keeps the code that it took last."""


class Code(_OnceOnly, AuthenticateForm):  # type: ignore[misc]
    """The code at signing in."""


class CodeAgain(_OnceOnly, ReauthenticateForm):  # type: ignore[misc]
    """The code before something that needs it again."""
