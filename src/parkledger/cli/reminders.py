"""`parkledger remind`: reminders by e-mail of the reports and duties that are due or late."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from parkledger.cli.output import SPEECH, err, escape, out, print_json, say
from parkledger.cli.session import by_whom, open_ledger
from parkledger.records.dates import day_from

if TYPE_CHECKING:
    from parkledger.submissions.collections.reminders import ReminderOutcome
    from parkledger.submissions.duty_reminders import DutyReminders


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    help_text = say(
        "Nhắc qua thư các báo cáo, các việc sắp đến hạn, quá hạn; mỗi lần nhắc chỉ gửi một lần, chạy lại không gửi thêm.",
        "Remind by e-mail of reports and duties due soon or late; each reminder goes out once, running again sends nothing more.",
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
        from parkledger.submissions import duty_reminders
        from parkledger.submissions.collections import reminders
        from parkledger.submissions.workflow import letters

        open_ledger()
        if not dry_run:
            letters.send_waiting()
        day = day_from(on) if on else today()
        done = reminders.remind(day, by_whom(), dry=dry_run, address=address)
        duties = duty_reminders.remind(day, by_whom(), dry=dry_run, address=address)
        _show(done, duties)
        return 1 if done.failed or duties.failed else 0


def _show(done: "ReminderOutcome", duties: "DutyReminders") -> None:
    """What was sent, or would be."""
    rows = _report_rows(done)
    others = _duty_rows(duties)
    sent, nobody, failed = done.sent + duties.sent, done.nobody, done.failed + duties.failed
    if SPEECH.as_json:
        told = {"reminders": rows, "duties": others, "sent": sent, "nobody": nobody, "failed": failed}
        print_json({**told, "duties_nobody": duties.nobody})
        return
    for row in (*rows, *others):
        out().print(escape("  ".join(row.values())))
    count = len(rows) + len(others)
    err().print(
        say(
            f"{count} lần nhắc, đã gửi {sent}; {nobody} báo cáo, {duties.nobody} việc không có ai để nhắc; {failed} thư lỗi.",
            f"{count} reminders, {sent} sent; {nobody} reports, {duties.nobody} duties with nobody to remind; {failed} messages failed.",
        )
    )


def _report_rows(done: "ReminderOutcome") -> list[dict[str, Any]]:
    return [
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


def _duty_rows(duties: "DutyReminders") -> list[dict[str, Any]]:
    return [
        {
            "address": each.address,
            "duty": each.phase.duty.id,
            "due_on": each.due_on.isoformat(),
            "step": each.step.code,
        }
        for wanted in duties.messages.values()
        for each in wanted
    ]
