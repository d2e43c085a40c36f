"""`parkledger user` and `parkledger audit`: who may sign in and do what; what was done."""

from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from parkledger.cli.output import SPEECH, CalledWrongly, err, escape, out, print_errors, print_json, say
from parkledger.cli.session import by_whom, open_ledger
from parkledger.language import Lang, Text, format_moment

if TYPE_CHECKING:
    from django.core.exceptions import ValidationError

    from parkledger.people.scopes import HeldScope

Many = list[str] | None
AGAIN: Any = say("Gõ lại mật khẩu", "The password once more")
"""What asks for a password a second time: click takes a text here, where typer declares a bool."""


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    users = typer.Typer(help=say("Tài khoản và vai trò.", "Accounts and roles."), no_args_is_help=True)
    app.add_typer(users, name="user")
    _add_add(users)
    _add_grant(users)
    _add_list(users)
    _add_deactivate(users)
    _add_reset_password(users)
    _add_reset_second_factor(users)
    trail = typer.Typer(help=say("Nhật ký chỉ ghi thêm.", "The append-only audit trail."), no_args_is_help=True)
    app.add_typer(trail, name="audit")
    _add_audit_verify(trail)
    _add_audit_list(trail)


def _option(vi: str, en: str) -> Any:
    return typer.Option(help=say(vi, en))


def _add_add(users: typer.Typer) -> None:
    @users.command("add", help=say("Thêm tài khoản; mật khẩu được hỏi.", "Add an account; the password is asked for."))
    def add(
        name: Annotated[str, typer.Argument(help=say("tên đăng nhập", "user name"))],
        password: Annotated[
            str, typer.Option(prompt=say("Mật khẩu", "Password"), hide_input=True, confirmation_prompt=AGAIN)
        ],
        role: Annotated[Many, _option("vai trò, nêu được nhiều lần", "role, may be repeated")] = None,
        book: Annotated[Many, _option("sổ", "book")] = None,
        place: Annotated[Many, _option("địa bàn", "place")] = None,
        zone: Annotated[Many, _option("khu, cụm: sổ/mã", "zone: book/code")] = None,
        enterprise: Annotated[Many, _option("doanh nghiệp", "enterprise")] = None,
        email: Annotated[str, _option("thư điện tử", "e-mail address")] = "",
    ) -> None:
        open_ledger()
        _make(name, password, email, _held(role, book, place, zone, enterprise))
        err().print(say(f"Đã tạo tài khoản {name}.", f"The account {name} was made."))


def _make(name: str, password: str, email: str, roles: "list[HeldScope]") -> None:
    """An account with its roles, whole or not at all."""
    from django.contrib.auth.models import User
    from django.contrib.auth.password_validation import validate_password
    from django.contrib.auth.validators import UnicodeUsernameValidator
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email
    from django.db import transaction

    from parkledger.people import accounts, audit

    if User.objects.filter(username=name).exists():
        raise CalledWrongly(problem=Text(f"{name} đã có tài khoản", f"{name} has an account"), command="user add")
    try:
        UnicodeUsernameValidator()(name)
        validate_password(password, User(username=name, email=email))
        if email:
            validate_email(email)
    except ValidationError as weak:
        problem = Text(*("; ".join(_messages(weak, lang)) for lang in Lang))
        raise CalledWrongly(problem=problem, command="user add") from None
    with transaction.atomic():
        user = User.objects.create_user(name, email, password)
        audit.record(_by(), "user_added", name)
        for held in roles:
            accounts.give(user, held, _by())


def _messages(weak: "ValidationError", lang: Lang) -> list[str]:
    """What is wrong with a name, a password or an address, in one language and without full stops."""
    return [
        _WEAK[each.code].of(lang) if each.code in _WEAK else str(next(iter(each))).rstrip(".")
        for each in weak.error_list
    ]


_WEAK = {
    "password_too_short": Text(
        "mật khẩu quá ngắn, hãy đặt ít nhất 10 ký tự", "the password is too short; use 10 characters at least"
    ),
    "password_too_common": Text(
        "mật khẩu quá phổ biến, hãy đặt mật khẩu khác", "the password is a common one; choose another"
    ),
    "password_entirely_numeric": Text(
        "mật khẩu chỉ có chữ số, hãy thêm chữ cái", "the password is of digits alone; add letters"
    ),
    "password_too_similar": Text(
        "mật khẩu quá giống tên đăng nhập hoặc thư điện tử, hãy đặt mật khẩu khác",
        "the password is too like the user name or the address; choose another",
    ),
}
"""What Django's validators find, in both languages: its own Vietnamese translation lacks some of it."""


def _add_grant(users: typer.Typer) -> None:
    help_text = say(
        "Cấp vai trò: mỗi vai trò được cấp cho mọi phạm vi đã nêu.",
        "Grant roles: each for all the scopes that are named.",
    )

    @users.command("grant", help=help_text)
    def grant(
        name: Annotated[str, typer.Argument(help=say("tên đăng nhập", "user name"))],
        role: Annotated[list[str], _option("vai trò, nêu được nhiều lần", "role, may be repeated")],
        book: Annotated[Many, _option("sổ", "book")] = None,
        place: Annotated[Many, _option("địa bàn", "place")] = None,
        zone: Annotated[Many, _option("khu, cụm: sổ/mã", "zone: book/code")] = None,
        enterprise: Annotated[Many, _option("doanh nghiệp", "enterprise")] = None,
    ) -> None:
        from django.db import transaction

        from parkledger.people import accounts

        open_ledger()
        user = accounts.user_named(name)
        with transaction.atomic():
            for held in _held(role, book, place, zone, enterprise):
                accounts.give(user, held, _by())
        err().print(say(f"Đã cấp vai trò cho {name}.", f"{name} was given the roles."))


def _held(role: Many, book: Many, place: Many, zone: Many, enterprise: Many) -> "list[HeldScope]":
    """Each role for each thing named of its scope."""
    from parkledger.people.roles import RoleScope
    from parkledger.people.scopes import held_from, role_named

    named = {RoleScope.BOOK: book, RoleScope.PLACE: place, RoleScope.ZONE: zone, RoleScope.ENTERPRISE: enterprise}
    found = []
    for code in role or []:
        scope = role_named(code).scope
        found += [held_from(code, {scope.value: value}) for value in named.get(scope) or [""]]
    return found


def _add_list(users: typer.Typer) -> None:
    @users.command("list", help=say("Các tài khoản và vai trò.", "The accounts and their roles."))
    def listed() -> None:
        from django.contrib.auth.models import User

        from parkledger.people.permissions import held_by
        from parkledger.people.scopes import coded, of_membership

        open_ledger()
        users = list(User.objects.order_by("username"))
        held = {pk: [of_membership(each) for each in found] for pk, found in held_by(users).items()}
        if SPEECH.as_json:
            print_json(
                [
                    {
                        "name": user.username,
                        "email": user.email,
                        "active": user.is_active,
                        "roles": [each.as_json() for each in held[user.pk]],
                    }
                    for user in users
                ]
            )
            return
        table = Table(box=None, pad_edge=False)
        for heading in (say("Tên", "Name"), say("Vai trò", "Roles"), say("Trạng thái", "State")):
            table.add_column(heading)
        for user in users:
            roles = "; ".join(coded(each).of(SPEECH.lang) for each in held[user.pk])
            state = say("hoạt động", "active") if user.is_active else say("đã khóa", "deactivated")
            table.add_row(escape(user.username), escape(roles), state)
        out().print(table)


def _add_deactivate(users: typer.Typer) -> None:
    @users.command("deactivate", help=say("Khóa một tài khoản.", "Deactivate an account."))
    def deactivate(name: Annotated[str, typer.Argument(help=say("tên đăng nhập", "user name"))]) -> None:
        from parkledger.people import accounts

        open_ledger()
        accounts.deactivate(accounts.user_named(name), _by())
        err().print(say(f"Đã khóa tài khoản {name}.", f"The account {name} was deactivated."))


def _add_reset_password(users: typer.Typer) -> None:
    help_text = say(
        "Đặt mật khẩu mới; mật khẩu được hỏi, các phiên kết thúc, xác thực hai bước vẫn giữ.",
        "Set a new password; it is asked for, sessions end, the second factor stays.",
    )

    @users.command("reset-password", help=help_text)
    def reset_password(
        name: Annotated[str, typer.Argument(help=say("tên đăng nhập", "user name"))],
        password: Annotated[
            str, typer.Option(prompt=say("Mật khẩu mới", "New password"), hide_input=True, confirmation_prompt=AGAIN)
        ],
        reason: Annotated[str, _option("lý do, lưu vào nhật ký", "reason, kept in the audit trail")] = "",
    ) -> None:
        from django.core.exceptions import ValidationError

        from parkledger.people import accounts, password_reset

        open_ledger()
        try:
            password_reset.set_password(accounts.user_named(name), password, _by(), reason)
        except ValidationError as weak:
            raise CalledWrongly(problem="; ".join(weak.messages), command="user reset-password") from None
        err().print(say(f"Đã đặt mật khẩu mới cho {name}.", f"{name} has a new password."))


def _add_reset_second_factor(users: typer.Typer) -> None:
    help_text = say(
        "Gỡ xác thực hai bước của người mất điện thoại và mã dự phòng.",
        "Take away the second factor of who lost both telephone and recovery codes.",
    )

    @users.command("reset-second-factor", help=help_text)
    def reset_second_factor(
        name: Annotated[str, typer.Argument(help=say("tên đăng nhập", "user name"))],
        reason: Annotated[str, _option("ai đề nghị, vì sao; lưu vào nhật ký", "who asked, why; kept in the trail")],
    ) -> None:
        from parkledger.people import accounts

        open_ledger()
        accounts.reset_second_factor(accounts.user_named(name), _by(), reason)
        err().print(say(f"Đã gỡ xác thực hai bước của {name}.", f"The second factor of {name} was taken away."))


def _add_audit_verify(trail: typer.Typer) -> None:
    help_text = say("Kiểm tra chuỗi băm; mã thoát 1 nếu sai.", "Check the hash chain; exit code 1 where it is broken.")

    @trail.command("verify", help=help_text)
    def verify() -> int:
        from parkledger.people.audit import verify as check

        open_ledger()
        last, head, problems = check()
        if SPEECH.as_json:
            print_json({"last": last, "head": head, "errors": [problem.as_json() for problem in problems]})
        else:
            out().print(
                say(
                    f"Nhật ký: đến mục {last}, mã băm cuối {head[:12]}, {len(problems)} sai lệch.",
                    f"Audit trail: up to entry {last}, last hash {head[:12]}, {len(problems)} differences.",
                )
            )
            print_errors(problems)
        return 1 if problems else 0


def _add_audit_list(trail: typer.Typer) -> None:
    @trail.command("list", help=say("Các mục mới nhất.", "The latest entries."))
    def listed(
        by: Annotated[str, _option("người làm", "by whom")] = "",
        action: Annotated[str, _option("mã việc", "the action's code")] = "",
        most: Annotated[int, typer.Option(min=1, help=say("nhiều nhất bao nhiêu mục", "at most so many"))] = 50,
    ) -> None:
        from parkledger.people.audit import named
        from parkledger.people.models import AuditEntry

        open_ledger()
        asked = {key: value for key, value in (("by", by), ("action", action)) if value}
        found = list(AuditEntry.objects.filter(**asked).order_by("-seq")[:most])
        if SPEECH.as_json:
            names = ("seq", "by", "action", "about", "detail", "address", "hash")
            print_json([{"at": each.at.isoformat()} | {name: getattr(each, name) for name in names} for each in found])
            return
        for each in found:
            words = named(each.action).of(SPEECH.lang)
            line = f"{each.seq} {format_moment(each.at, SPEECH.lang, seconds=True)} {each.by or '—'} {words} {each.about} {each.detail}"
            out().print(escape(f"{line} {each.address}"))


def _by() -> str:
    """Who runs the command."""
    return f"lệnh/{by_whom()}"
