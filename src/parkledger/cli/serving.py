"""`parkledger serve` and `parkledger user`: the portal, and who may sign in to it."""

from typing import Annotated

import typer

from parkledger.cli.opening import open_ledger
from parkledger.cli.speaking import CalledWrongly, err, say


def add_to(app: typer.Typer) -> None:
    """Add the commands of the portal."""
    _add_serve(app)
    _add_user(app)


def _add_serve(app: typer.Typer) -> None:
    help_text = say("Chạy cổng thông tin trên các sổ.", "Serve the portal over the books.")

    @app.command("serve", help=help_text)
    def serve(
        host: Annotated[str, typer.Option(help=say("địa chỉ", "address"))] = "127.0.0.1",
        port: Annotated[int, typer.Option(min=1, max=65535, help=say("cổng", "port"))] = 8000,
        workers: Annotated[
            int | None,
            typer.Option(
                min=1, help=say("số tiến trình; mặc định theo số lõi", "processes; by default as many as cores")
            ),
        ] = None,
    ) -> None:
        from parkledger.portal import serving

        open_ledger()
        serving.prepare()
        address = f"http://{host}:{port}"
        err().print(
            say(f"Cổng thông tin chạy ở {address} (Ctrl+C để dừng).", f"The portal is at {address} (Ctrl+C to stop).")
        )
        serving.run(host, port, serving.workers_for(workers))


def _add_user(app: typer.Typer) -> None:
    users = typer.Typer(
        help=say("Tài khoản đăng nhập cổng thông tin.", "Accounts of the portal."), no_args_is_help=True
    )
    app.add_typer(users, name="user")

    @users.command(
        "add",
        help=say("Thêm tài khoản cán bộ; mật khẩu được hỏi.", "Add an officer's account; the password is asked for."),
    )
    def add(
        name: Annotated[str, typer.Argument(help=say("tên đăng nhập", "user name"))],
        password: Annotated[
            str, typer.Option(prompt=say("Mật khẩu", "Password"), hide_input=True, confirmation_prompt=True)
        ],
    ) -> None:
        from django.contrib.auth.models import User
        from django.contrib.auth.password_validation import validate_password
        from django.core.exceptions import ValidationError

        open_ledger()
        if User.objects.filter(username=name).exists():
            raise CalledWrongly(problem=f"{name}: đã có tài khoản / the account exists", command="user add")
        try:
            validate_password(password)
        except ValidationError as weak:
            raise CalledWrongly(problem="; ".join(weak.messages), command="user add") from None
        User.objects.create_user(name, password=password)
        err().print(say(f"Đã tạo tài khoản {name}.", f"The account {name} was made."))
