"""`parkledger token`: keys by which programs act for somebody through the API."""

from typing import Annotated

import typer
from rich.table import Table

from parkledger.cli.output import SPEECH, err, out, print_json, say
from parkledger.cli.session import by_whom, open_ledger
from parkledger.language import format_date


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    tokens = typer.Typer(help=say("Mã truy cập API.", "Tokens for the API."), no_args_is_help=True)
    app.add_typer(tokens, name="token")
    _add_add(tokens)
    _add_list(tokens)
    _add_revoke(tokens)


def _add_add(tokens: typer.Typer) -> None:
    help_text = say("Tạo mã cho một người; mã chỉ hiện một lần.", "Make somebody's token; it is shown once.")

    @tokens.command("add", help=help_text)
    def add(
        user: Annotated[str, typer.Argument(help=say("tên đăng nhập", "user name"))],
        scope: Annotated[list[str], typer.Option(help="read | submit | approve | admin")],
        name: Annotated[str, typer.Option(help=say("dùng cho việc gì", "what it is used for"))] = "",
        book: Annotated[str | None, typer.Option(help=say("chỉ cho sổ này", "for this book only"))] = None,
        days: Annotated[int, typer.Option(help=say("hạn dùng, ngày", "lasts so many days"))] = 90,
    ) -> None:
        open_ledger()
        from parkledger.api.tokens import make
        from parkledger.ledger.store import registry
        from parkledger.people.accounts import user_named

        of_book = registry.get_book(book) if book else None
        made = make(user_named(user), name, scope, days, of_book, by=f"lệnh/{by_whom()}")
        if SPEECH.as_json:
            print_json({"id": made.token.pk, "token": made.secret, "expires_at": made.token.expires_at.isoformat()})
        else:
            err().print(say("Mã chỉ hiện một lần này:", "The token, shown this once:"))
            out().print(made.secret)


def _add_list(tokens: typer.Typer) -> None:
    @tokens.command("list", help=say("Các mã của một người.", "Somebody's tokens."))
    def listed(user: Annotated[str, typer.Argument(help=say("tên đăng nhập", "user name"))]) -> None:
        open_ledger()
        from parkledger.api.models import Token
        from parkledger.people.accounts import user_named

        found = list(Token.objects.filter(user=user_named(user)).select_related("book").order_by("pk"))
        if SPEECH.as_json:
            print_json(
                [
                    {
                        "id": each.pk,
                        "name": each.name,
                        "start": each.start,
                        "scopes": each.scopes,
                        "book": each.book.code if each.book else None,
                        "expires_at": each.expires_at.isoformat(),
                        "revoked": each.revoked_at is not None,
                    }
                    for each in found
                ]
            )
            return
        table = Table(box=None, pad_edge=False)
        for heading in (
            say("Số", "Number"),
            say("Dùng cho", "Used for"),
            say("Phạm vi", "Scopes"),
            say("Hạn", "Until"),
        ):
            table.add_column(heading)
        for each in found:
            until = format_date(each.expires_at.date(), SPEECH.lang)
            until = say("đã thu hồi", "revoked") if each.revoked_at else until
            table.add_row(str(each.pk), f"{each.start}… {each.name}", ", ".join(each.scopes), until)
        out().print(table)


def _add_revoke(tokens: typer.Typer) -> None:
    @tokens.command("revoke", help=say("Thu hồi một mã.", "Revoke a token."))
    def revoked(
        user: Annotated[str, typer.Argument(help=say("tên đăng nhập", "user name"))],
        number: Annotated[int, typer.Argument(help=say("số của mã", "number of the token"))],
    ) -> None:
        open_ledger()
        from parkledger.api.tokens import revoke
        from parkledger.people.accounts import user_named

        token = revoke(user_named(user), number, by=f"lệnh/{by_whom()}")
        err().print(say(f"Đã thu hồi mã {token.start}….", f"The token {token.start}… was revoked."))
