"""`parkledger attachments`: are the attached files what they were when they were taken in?"""

import typer

from parkledger.cli.output import SPEECH, out, print_errors, print_json, say
from parkledger.cli.session import open_ledger


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    files = typer.Typer(help=say("Tệp đính kèm.", "Attached files."), no_args_is_help=True)
    app.add_typer(files, name="attachments")
    files.callback()(_group)
    help_text = say(
        "Tính lại mã băm của mọi tệp; mã thoát 1 nếu có tệp bị mất hay bị sửa.",
        "Compute the hash of every file again; exit code 1 where one is missing or was changed.",
    )

    @files.command("verify", help=help_text)
    def verify() -> int:
        from parkledger.submissions.files.attachments import verify as check

        open_ledger()
        count, damaged = check()
        if SPEECH.as_json:
            print_json({"files": count, "errors": [problem.as_json() for problem in damaged]})
        else:
            out().print(
                say(
                    f"{count} tệp đính kèm, {len(damaged)} tệp sai.", f"{count} attached files, {len(damaged)} damaged."
                )
            )
            print_errors(damaged)
        return 1 if damaged else 0


def _group() -> None:
    """Nothing of its own: a group of one command keeps its name."""
