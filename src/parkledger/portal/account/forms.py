"""The forms of accounts: signing in, one's profile and password, an invitation followed."""

from typing import Any

from allauth.account.forms import ResetPasswordForm
from django import forms
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from parkledger.language import Lang
from parkledger.people.password_reset import accounts_of
from parkledger.submissions.workflow.letters import language_of

LABELS = {
    "username": _("Tên đăng nhập"),
    "password": _("Mật khẩu"),
    "first_name": _("Họ và tên"),
    "email": _("Thư điện tử"),
    "letters": _("Ngôn ngữ của thư gửi đến"),
    "confirmed": _("Mật khẩu đang dùng (chỉ khi đổi thư điện tử)"),
    "old": _("Mật khẩu đang dùng"),
    "new": _("Mật khẩu mới"),
    "again": _("Nhập lại mật khẩu mới"),
}
DIFFERENT = _("Hai lần nhập không giống nhau. Hãy nhập lại.")
WRONG_OLD = _("Mật khẩu đang dùng không đúng.")


def _password(**attributes: str) -> forms.CharField:
    return forms.CharField(widget=forms.PasswordInput(attrs=attributes), strip=False, max_length=200)


class WordedForm(forms.Form):
    """A form whose labels and refusals are in the page's language; a refusal is bound to its field."""

    def __init__(self, *arguments: Any, lang: Lang = Lang.VI, **named: Any) -> None:
        named.setdefault("label_suffix", "")
        super().__init__(*arguments, **named)
        self.lang = lang
        for name, field in self.fields.items():
            if name in LABELS:
                field.label = LABELS[name]


class SignInForm(WordedForm):
    """User name and password."""

    username = forms.CharField(max_length=150, widget=forms.TextInput(attrs={"autocomplete": "username"}))
    password = _password(autocomplete="current-password")


class ProfileForm(WordedForm):
    """What others read of somebody."""

    first_name = forms.CharField(max_length=150, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(max_length=254, required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    letters = forms.ChoiceField(choices=[(Lang.VI.value, "Tiếng Việt"), (Lang.EN.value, "English")], required=False)
    confirmed = _password(autocomplete="current-password")

    def __init__(self, *arguments: Any, user: Any, **named: Any) -> None:
        held = {"first_name": user.first_name, "email": user.email, "letters": language_of(user).value}
        super().__init__(*arguments, initial=held, **named)
        self.user = user
        self.fields["confirmed"].required = False

    def clean(self) -> dict[str, Any]:
        """Where letters go is changed by who knows the password only: a letter can set another password."""
        given = super().clean() or {}
        moved = given.get("email", self.user.email) != self.user.email
        if moved and not self.user.check_password(given.get("confirmed", "")):
            self.add_error("confirmed", WRONG_OLD)
        return given


class NewPasswordForm(WordedForm):
    """A new password, typed twice."""

    new = _password(autocomplete="new-password")
    again = _password(autocomplete="new-password")

    def clean(self) -> dict[str, Any]:
        """Refused where the two differ or the password is too easy to guess."""
        given = super().clean() or {}
        new, again = given.get("new"), given.get("again")
        if new and again and new != again:
            self.add_error("again", DIFFERENT)
        elif new:
            try:
                with override(self.lang.value):
                    validate_password(new, self.whose(given))
            except ValidationError as weak:
                self.add_error("new", weak)
        return given

    def whose(self, given: dict[str, Any]) -> User:
        """Whose password it is to be: it may not be like their name."""
        return User(username=given.get("username", ""))


class PasswordForm(NewPasswordForm):
    """Another password for one's own account."""

    old = _password(autocomplete="current-password")
    field_order = ("old", "new", "again")

    def __init__(self, *arguments: Any, user: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.user = user

    def clean_old(self) -> str:
        """The password in use."""
        old: str = self.cleaned_data["old"]
        if not self.user.check_password(old):
            raise ValidationError(WRONG_OLD)
        return old

    def whose(self, given: dict[str, Any]) -> User:  # noqa: ARG002
        """The user's own."""
        found: User = self.user
        return found


class ForgottenForm(WordedForm, ResetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """The address to which the link to a new password goes; whether it has an account is not said."""

    email = forms.EmailField(max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    users: list[User]

    def clean_email(self) -> str:
        """The address, with the accounts that have it."""
        email: str = self.cleaned_data["email"]
        self.users = accounts_of(email)
        return email


class ChosenPasswordForm(NewPasswordForm):
    """The new password of who forgot the old one."""

    def __init__(self, *arguments: Any, user: User, temp_key: str = "", **named: Any) -> None:  # noqa: ARG002
        super().__init__(*arguments, **named)
        self.user = user

    def whose(self, given: dict[str, Any]) -> User:  # noqa: ARG002
        """The account of the link."""
        return self.user


class AcceptForm(NewPasswordForm):
    """An invitation followed: how somebody is called, and the user name and password that they choose."""

    first_name = forms.CharField(max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    username = forms.CharField(
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    field_order = ("first_name", "username", "new", "again")

    def __init__(self, *arguments: Any, email: str = "", **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.email = email

    def whose(self, given: dict[str, Any]) -> User:
        """The account that is to be made."""
        return User(username=given.get("username", ""), email=self.email, first_name=given.get("first_name", ""))
