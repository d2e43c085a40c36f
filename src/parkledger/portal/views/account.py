"""Signing in and out."""

from typing import Any

from django.contrib.auth.views import LoginView, LogoutView


class SignIn(LoginView):
    """The form to sign in."""

    template_name = "portal/sign_in.html"
    redirect_authenticated_user = True

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        """The form with its labels in the page's language."""
        context = super().get_context_data(**named)
        english = self.request.lang == "en"  # type: ignore[attr-defined]
        context["form"].fields["username"].label = "User name" if english else "Tên đăng nhập"
        context["form"].fields["password"].label = "Password" if english else "Mật khẩu"
        return context


class SignOut(LogoutView):
    """Signing out: by a form only."""
