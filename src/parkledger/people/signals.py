"""What signing in tells the audit trail, whichever page or program it came from."""

from typing import Any

from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed, authenticator_reset
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

from parkledger.people import audit
from parkledger.people.allauth_adapters import client_address


def begin() -> None:
    """Listen from now on."""
    user_logged_in.connect(_signed_in, dispatch_uid="audit_signed_in")
    user_logged_out.connect(_signed_out, dispatch_uid="audit_signed_out")
    user_login_failed.connect(_failed, dispatch_uid="audit_failed")
    user_locked_out.connect(_locked_out, dispatch_uid="audit_locked_out")
    authenticator_added.connect(_added, dispatch_uid="audit_added")
    authenticator_removed.connect(_removed, dispatch_uid="audit_removed")
    authenticator_reset.connect(_reset, dispatch_uid="audit_reset")
    authentication_failed.connect(_wrong_code, dispatch_uid="audit_wrong_code")


def _address(request: Any) -> str:
    return client_address(request) if request is not None else ""


def _signed_in(request: Any, user: Any, **_: Any) -> None:
    audit.record(user, "signed_in", user.get_username(), None, _address(request))


def _signed_out(request: Any, user: Any, **_: Any) -> None:
    if user is not None:
        audit.record(user, "signed_out", user.get_username(), None, _address(request))


def _failed(credentials: Any, request: Any = None, *, counted_only: bool = False, **_: Any) -> None:
    """A failure; those of who is locked out are told of once, when the lock fell."""
    if request is not None and not counted_only and not getattr(request, "axes_locked_out", False):
        name = str(credentials.get("username", ""))
        audit.record("", "sign_in_failed", name, None, _address(request))


def _locked_out(request: Any = None, username: str = "", **_: Any) -> None:
    """Told of when the lock falls, not at each attempt while it lasts."""
    if getattr(request, "axes_failures_since_start", None):
        audit.record("", "locked_out", username or "", None, _address(request))


def _added(request: Any, user: Any, authenticator: Any, **_: Any) -> None:
    if authenticator.type == authenticator.Type.TOTP:
        audit.record(user, "second_factor_added", user.get_username(), None, _address(request))


def _removed(request: Any, user: Any, authenticator: Any, **_: Any) -> None:
    if authenticator.type == authenticator.Type.TOTP:
        audit.record(user, "second_factor_removed", user.get_username(), None, _address(request))


def _reset(request: Any, user: Any, **_: Any) -> None:
    audit.record(user, "recovery_codes_made", user.get_username(), None, _address(request))


def _wrong_code(request: Any, user: Any, **_: Any) -> None:
    """A wrong code counts as a failure to sign in, so that who guesses codes is locked out as who guesses passwords."""
    audit.record("", "second_factor_failed", user.get_username(), None, _address(request))
    user_login_failed.send(
        sender=__name__, credentials={"username": user.get_username()}, request=request, counted_only=True
    )
