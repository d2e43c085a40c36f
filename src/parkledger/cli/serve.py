"""`parkledger serve`: the portal."""

import os
from typing import Annotated

import typer

from parkledger.cli.output import err, say
from parkledger.cli.session import open_ledger
from parkledger.configuration import Configuration, configuration, variable


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    _add_serve(app)


def _add_serve(app: typer.Typer) -> None:
    help_text = say("Chạy cổng thông tin trên các sổ.", "Serve the portal over the books.")

    @app.command("serve", help=help_text)
    def serve(
        host: Annotated[str, typer.Option(help=say("địa chỉ", "address"))] = "127.0.0.1",
        port: Annotated[int, typer.Option(min=1, max=65535, help=say("cổng", "port"))] = 8000,
        workers: Annotated[
            int | None,
            typer.Option(
                min=1,
                help=say(
                    "số tiến trình; mặc định theo số lõi, ít nhất 2",
                    "processes; by default as many as cores, at least 2",
                ),
            ),
        ] = None,
        migrate: Annotated[
            bool | None,
            typer.Option(
                "--migrate/--no-migrate",
                help=say("nâng cấp cơ sở dữ liệu trước khi chạy", "migrate the database before serving"),
            ),
        ] = None,
    ) -> None:
        from django.db import connections

        from parkledger import server

        server.require_free(host, port)
        upgrade = configuration().migrate if migrate is None else migrate
        open_ledger(create=upgrade, upgrade=upgrade)
        _prepare_files()
        err().print(say("Đang khởi động cổng thông tin …", "The portal is starting …"))
        _tell_hosts(host)
        connections.close_all()
        server.become(
            host, port, workers or default_workers(), configuration().log_format, _at(f"http://{host}:{port}")
        )


def _at(address: str) -> str:
    """What is told once a worker answers."""
    return say(f"Cổng thông tin chạy ở {address} (Ctrl+C để dừng).", f"The portal is at {address} (Ctrl+C to stop).")


def _prepare_files() -> None:
    """What is served as it lies on the disk: own map tiles must be there, static files are collected."""
    from parkledger import statics
    from parkledger.tiles import check_tiles

    check_tiles(configuration().tiles)
    statics.prepare()


def default_workers() -> int:
    """As many processes as the machine has cores, at least two: one slow page must not hold up the others."""
    return max(2, os.cpu_count() or 2)


def _tell_hosts(host: str) -> None:
    """Whoever listens beyond this machine is told by which names the portal answers."""
    served = configuration().hosts
    if host in {"127.0.0.1", "localhost", "::1"} or served != Configuration.model_fields["hosts"].default:
        return
    names, setting = " ".join(served), variable("hosts")
    err().print(
        say(
            f"Cổng thông tin chỉ trả lời dưới tên {names}. Đặt tên máy chủ của bạn trong {setting}.",
            f"The portal answers only to {names}. Set your host name in {setting}.",
        )
    )
