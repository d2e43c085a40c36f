"""The second factor: the code at signing in, setting the application up, codes for when it is lost."""

from typing import Any

from allauth.account.views import ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as ReauthenticateCodeView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from axes.handlers.proxy import AxesProxyHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from parkledger.people.allauth_adapters import TOO_MANY
from parkledger.people.second_factor import needs_second_factor


class Authenticate(AuthenticateView):  # type: ignore[misc]  # allauth has no types
    """The code of the application, or one of the codes kept for need, after the password."""

    template_name = "account/second_factor_code.html"

    def post(self, request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        """Who failed too often waits here as well."""
        name = self.stage.login.user.get_username()
        if not AxesProxyHandler.is_allowed(request, {"username": name}):
            context = {"form": self.form, "problem": TOO_MANY}
            return render(request, self.template_name, context, status=429)
        answer: HttpResponse = super().post(request, *arguments, **named)
        return answer


@method_decorator(never_cache, name="dispatch")
class Reauthenticate(ReauthenticateView):  # type: ignore[misc]
    """The password once more, before something that matters."""

    template_name = "account/again.html"


@method_decorator(never_cache, name="dispatch")
class ReauthenticateCode(ReauthenticateCodeView):  # type: ignore[misc]
    """The code once more."""

    template_name = "account/again.html"


@method_decorator(never_cache, name="dispatch")
class Activate(ActivateTOTPView):  # type: ignore[misc]
    """Setting the application up: its secret as a picture and in letters, and its first code."""

    template_name = "account/second_factor_on.html"

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        """Whether it must be done before anything else."""
        context: dict[str, Any] = super().get_context_data(**named)
        return {**context, "needed": needs_second_factor(self.request.user)}


@method_decorator(never_cache, name="dispatch")
class Deactivate(DeactivateTOTPView):  # type: ignore[misc]
    """Turning it off."""

    template_name = "account/second_factor_off.html"

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        """Whether a role needs it: then it must be set up anew at once."""
        context: dict[str, Any] = super().get_context_data(**named)
        return {**context, "needed": needs_second_factor(self.request.user)}


@method_decorator(never_cache, name="dispatch")
class RecoveryCodes(ViewRecoveryCodesView):  # type: ignore[misc]
    """The codes for when the application is lost, shown once."""

    template_name = "account/recovery_codes.html"


@method_decorator(never_cache, name="dispatch")
class NewRecoveryCodes(GenerateRecoveryCodesView):  # type: ignore[misc]
    """Making new ones; the old ones are of no use any more."""

    template_name = "account/recovery_codes_new.html"
