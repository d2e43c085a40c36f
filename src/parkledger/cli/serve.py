"""`parkledger serve`: the portal."""

from typing import Annotated

import typer

from parkledger.cli.output import err, say
from parkledger.cli.session import open_ledger


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
                min=1, help=say("số tiến trình; mặc định theo số lõi", "processes; by default as many as cores")
            ),
        ] = None,
    ) -> None:
        from parkledger import server

        open_ledger()
        server.prepare()
        address = f"http://{host}:{port}"
        err().print(
            say(f"Cổng thông tin chạy ở {address} (Ctrl+C để dừng).", f"The portal is at {address} (Ctrl+C to stop).")
        )
        server.run(host, port, server.workers_for(workers))
