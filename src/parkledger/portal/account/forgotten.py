"""A forgotten password: asking for the letter, and choosing a new password by its link.

Whether an address has an account is not to be seen: the answer is the same, and the letter goes out beside it.
"""

from typing import Any

from allauth.account.internal.flows.password_reset import finalize_password_reset
from allauth.account.views import PasswordResetDoneView, PasswordResetFromKeyDoneView, PasswordResetFromKeyView
from allauth.account.views import PasswordResetView as ForgottenView
from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from parkledger.people.allauth_adapters import client_address
from parkledger.people.password_reset import LinkVoid, choose, tell_asked
from parkledger.portal.account.forms import ChosenPasswordForm, ForgottenForm


@method_decorator(never_cache, name="dispatch")
class Forgotten(ForgottenView):  # type: ignore[misc]  # allauth has no types
    """Asking for the letter."""

    template_name = "account/forgotten.html"
    form_class = ForgottenForm
    success_url = reverse_lazy("account_reset_password_done")

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form speaks the page's language."""
        return {**super().get_form_kwargs(), "lang": self.request.lang}

    def form_valid(self, form: ForgottenForm) -> HttpResponse:
        """The same answer for every address, told to the trail; too many in a while are refused."""
        answer: HttpResponse = super().form_valid(form)
        if answer.status_code == 302:
            tell_asked(form.users, client_address(self.request))
        return answer


class Sent(PasswordResetDoneView):  # type: ignore[misc]
    """The letter is on its way, if there is an account."""

    template_name = "account/forgotten_sent.html"
    extra_context = {"minutes": settings.PASSWORD_RESET_TIMEOUT // 60}


@method_decorator([never_cache, sensitive_post_parameters("new", "again")], name="dispatch")
class NewPassword(PasswordResetFromKeyView):  # type: ignore[misc]
    """The link followed: a new password is chosen; then one signs in with it, and with the second factor."""

    template_name = "account/forgotten_new.html"
    form_class = ChosenPasswordForm
    success_url = reverse_lazy("account_reset_password_from_key_done")

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form speaks the page's language."""
        return {**super().get_form_kwargs(), "lang": self.request.lang}

    def form_valid(self, form: ChosenPasswordForm) -> HttpResponse:
        """The password is set while the link still holds."""
        choose(self.reset_user, self.key, form.cleaned_data["new"], client_address(self.request))
        finalize_password_reset(self.request, self.reset_user)
        return HttpResponseRedirect(str(self.success_url))

    def render_to_response(self, context: dict[str, Any], **named: Any) -> HttpResponse:
        """The page; a link that does not hold is refused in words."""
        if context.get("token_fail"):
            raise LinkVoid
        named.setdefault("status", 400 if context["form"].errors else 200)
        answer: HttpResponse = super().render_to_response(context, **named)
        return answer


class Chosen(PasswordResetFromKeyDoneView):  # type: ignore[misc]
    """The new password holds."""

    template_name = "account/forgotten_done.html"
