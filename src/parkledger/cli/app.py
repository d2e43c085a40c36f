"""The commands of `parkledger`, put together in the language of this run."""

from importlib import import_module
from types import MappingProxyType
from typing import Annotated

import typer

from parkledger.cli.output import say
from parkledger.version import VERSION

COMMANDS = MappingProxyType(
    {
        "figures": ("figure",),
        "forecasts": ("forecast",),
        "reports": ("brief", "reissue"),
        "comparisons": ("compare", "reconcile"),
        "reading": ("read", "check"),
        "corpus": ("read-many",),
        "pages": ("accept", "pages"),
        "conditions": ("conditions",),
        "forms": ("forms", "form"),
        "recording": ("record", "correct", "withdraw"),
        "suppositions": ("suppose",),
        "books": ("journal", "mirror", "demo", "book"),
        "verify": ("verify", "heads"),
        "backups": ("backup", "restore"),
        "reference": ("types", "indicators"),
        "boundaries": ("boundaries",),
        "attachments": ("attachments",),
        "duties": ("due",),
        "targets": ("targets",),
        "reminders": ("remind",),
        "digests": ("digest",),
        "people": ("user", "audit"),
        "serve": ("serve",),
        "operation": ("migrate", "changelog"),
        "doctor": ("doctor",),
        "sheets": ("template", "import", "mapping"),
        "tokens": ("token",),
    }
)
"""The modules of commands, in the order in which the help lists them, each with its commands."""


def build_app(wanted: str = "") -> typer.Typer:
    """The application with the command that is wanted; with all of them where no command is called so.

    What a command needs is read only for it: the answer to a question need not wait for what writes workbooks.
    """
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
    having = [module for module, commands in COMMANDS.items() if wanted in commands]
    for module in having or COMMANDS:
        import_module(f"parkledger.cli.{module}").add_to(app)
    return app


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"parkledger {VERSION}")
        raise typer.Exit


def _program(
    version: Annotated[
        bool, typer.Option("--version", help=say("phiên bản", "the version"), is_eager=True, callback=_show_version)
    ] = False,
) -> None:
    """Nothing of its own: the commands do the work."""
