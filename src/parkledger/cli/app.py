"""The commands of `parkledger`, put together in the language of this run."""

from importlib.metadata import version
from types import ModuleType
from typing import Annotated

import typer

from parkledger.cli.speaking import say


def build_app() -> typer.Typer:
    """The application with all its commands."""
    app = typer.Typer(
        name="parkledger",
        help=say(
            "Sổ mở về khu công nghiệp và cụm công nghiệp: ghi sự kiện, hỏi số liệu của bất kỳ ngày nào. "
            "Thêm --lang en để dùng tiếng Anh, --json để nhận JSON, ở bất kỳ vị trí nào của lệnh.",
            "The open register of industrial parks and clusters: record events, ask any figure as of any date. "
            "Add --lang vi for Vietnamese, --json for JSON, anywhere in the command.",
        ),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(_program)
    for module in _modules():
        module.add_to(app)
    return app


def _modules() -> tuple[ModuleType, ...]:
    """The modules of commands, in the order in which the help lists them; read only when a command runs."""
    from parkledger.cli import (
        asking,
        attachments,
        books,
        boundaries,
        conditions,
        corpus,
        listing,
        pages,
        people,
        reading,
        reminding,
        serving,
        sheets,
        tokens,
        verify,
        writing,
    )

    return (
        asking, reading, corpus, pages, conditions, writing, books, verify, listing, boundaries, attachments,
        reminding, people, serving, sheets, tokens,
    )  # fmt: skip


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"parkledger {version('parkledger')}")
        raise typer.Exit


def _program(
    version: Annotated[
        bool, typer.Option("--version", help=say("phiên bản", "the version"), is_eager=True, callback=_show_version)
    ] = False,
) -> None:
    """Nothing of its own: the commands do the work."""
