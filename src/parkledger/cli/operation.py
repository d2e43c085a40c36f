"""`parkledger migrate`, `changelog`: keeping an installation in order."""

from typing import Annotated

import typer

from parkledger.cli.output import SPEECH, out, print_json, say
from parkledger.home import home
from parkledger.schema import Schema, is_file_missing, schema
from parkledger.schema import migrate as migrate_now
from parkledger.version import changelog


def add_to(app: typer.Typer) -> None:
    """Add the commands that keep an installation in order."""
    _add_migrate(app)
    _add_changelog(app)


def _add_changelog(app: typer.Typer) -> None:
    help_text = say("Những thay đổi qua các phiên bản.", "What changed from version to version.")

    @app.command("changelog", help=help_text)
    def show() -> int:
        print(changelog())  # noqa: T201  Markdown as it is, to be piped
        return 0


def _add_migrate(app: typer.Typer) -> None:
    help_text = say(
        "Tạo bảng, hoặc nâng cấp cơ sở dữ liệu lên phiên bản này. Hãy sao lưu trước.",
        "Make the tables, or bring the database to this version. Make a backup first.",
    )

    @app.command("migrate", help=help_text)
    def migrate(
        check: Annotated[
            bool,
            typer.Option("--check", help=say("chỉ xem; mã thoát 1 nếu còn thiếu", "only look; exit code 1 if behind")),
        ] = False,
    ) -> int:
        if check:
            found = Schema(True, (), ()) if is_file_missing() else schema()
            _show(found, say("Còn thiếu", "Missing"))
            return 1 if found.missing or found.unknown or found.is_new else 0
        home().mkdir(parents=True, exist_ok=True)
        _show(migrate_now(), say("Đã áp dụng", "Applied"))
        return 0


def _show(found: Schema, title: str) -> None:
    if SPEECH.as_json:
        print_json({"new": found.is_new, "migrations": found.missing, "unknown": found.unknown})
    elif found.is_new and not found.missing:
        out().print(say("Chưa có cơ sở dữ liệu.", "There is no database yet."))
    elif not found.missing:
        out().print(say("Cơ sở dữ liệu đã đúng phiên bản này.", "The database is of this version."))
    elif found.is_new:  # every step there is; their names tell nothing
        steps = len(found.missing)
        out().print(
            say(
                f"{title} {steps} bước, từ một cơ sở dữ liệu trống.", f"{title}: {steps} steps, from an empty database."
            )
        )
    else:
        out().print(f"{title} ({len(found.missing)}): {', '.join(found.missing)}")
