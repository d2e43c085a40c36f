"""`parkledger remind`: reminders by e-mail of the reports that are due or late."""

from typing import TYPE_CHECKING, Annotated

import typer

from parkledger.cli.output import SPEECH, err, escape, out, print_json, say
from parkledger.cli.session import by_whom, open_ledger
from parkledger.records.dates import day_from

if TYPE_CHECKING:
    from parkledger.submissions.collections.reminders import ReminderOutcome


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    help_text = say(
        "Nhắc qua thư các báo cáo sắp đến hạn, quá hạn; mỗi lần nhắc chỉ gửi một lần, chạy lại không gửi thêm.",
        "Remind by e-mail of reports due soon or late; each reminder goes out once, running again sends nothing more.",
    )

    @app.command("remind", help=help_text)
    def remind(
        on: Annotated[
            str, typer.Option(help=say("ngày tính hạn; mặc định hôm nay", "as of this day; today by default"))
        ] = "",
        dry_run: Annotated[
            bool, typer.Option("--dry-run", help=say("chỉ liệt kê, không gửi", "list only, send nothing"))
        ] = False,
        address: Annotated[
            str,
            typer.Option(help=say("địa chỉ trang báo cáo, ghi cuối thư", "the portal's page, put under the message")),
        ] = "",
    ) -> int:
        from parkledger.language import today
        from parkledger.submissions.collections import reminders
        from parkledger.submissions.workflow import letters

        open_ledger()
        if not dry_run:
            letters.send_waiting()
        done = reminders.remind(day_from(on) if on else today(), by_whom(), dry=dry_run, address=address)
        _show(done)
        return 1 if done.failed else 0


def _show(done: "ReminderOutcome") -> None:
    """What was sent, or would be."""
    rows = [
        {
            "address": each.address,
            "book": each.collecting.book.code,
            "collection": each.collecting.rule,
            "unit": each.cell.unit.code,
            "period_end": each.cell.window.last.isoformat(),
            "due_on": each.cell.due_on.isoformat(),
            "step": each.step.code,
        }
        for wanted in done.messages.values()
        for each in wanted
    ]
    if SPEECH.as_json:
        print_json({"reminders": rows, "sent": done.sent, "nobody": done.nobody, "failed": done.failed})
    else:
        for row in rows:
            out().print(escape("  ".join(row.values())))
        err().print(
            say(
                f"{len(rows)} lần nhắc, đã gửi {done.sent}; {done.nobody} báo cáo không có ai để nhắc; {done.failed} thư lỗi.",
                f"{len(rows)} reminders, {done.sent} sent; {done.nobody} reports with nobody to remind; {done.failed} messages failed.",
            )
        )
