"""`parkledger digest`: digests by e-mail of what became known of the things that people follow."""

import time
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from parkledger.cli.output import SPEECH, err, escape, out, print_json, say
from parkledger.cli.session import open_ledger
from parkledger.language import ParkError

if TYPE_CHECKING:
    from parkledger.submissions.digests.digests import DigestOutcome


LONGEST_WAIT = 30
"""Seconds for which the end of a recording is waited for."""


class PortalAddressMissing(ParkError):
    """Digests lead to the portal's pages, and nothing says where it is."""

    code = "portal_address_missing"
    is_misuse = True
    vi = "Thư theo dõi cần địa chỉ cổng thông tin, bắt đầu bằng http:// hoặc https://. Hãy thêm --address https://kcn.tinh.gov.vn."
    en = "Digests need the portal's address, which begins with http:// or https://. Add --address https://kcn.tinh.gov.vn."


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    help_text = say(
        "Gửi thư theo dõi: những gì mới về địa bàn, khu, cụm, số liệu, câu hỏi mà từng người theo dõi; chạy lại không gửi thêm.",
        "Send digests of what is new of the places, zones, figures and questions that people follow; running again sends nothing more.",
    )

    @app.command("digest", help=help_text)
    def digest(
        address: Annotated[
            str,
            typer.Option(
                help=say(
                    "địa chỉ cổng thông tin trong thư; mặc định là PARKLEDGER_ORIGINS đầu tiên",
                    "the portal's address in the letters; the first of PARKLEDGER_ORIGINS by default",
                )
            ),
        ] = "",
        dry_run: Annotated[
            bool, typer.Option("--dry-run", help=say("chỉ hiện thư, không gửi", "show the letters only, send nothing"))
        ] = False,
    ) -> int:
        from parkledger.configuration import configuration
        from parkledger.submissions.digests.digests import send_digests
        from parkledger.submissions.workflow import letters

        whole = (address or next(iter(configuration().origins), "")).rstrip("/")
        if not whole.startswith(("http://", "https://")):
            raise PortalAddressMissing
        open_ledger()
        if not dry_run:
            letters.send_waiting()
        done = send_digests(_settled(), lambda path: f"{whole}{path}", dry=dry_run)
        _show(done, texts=dry_run)
        return 1 if done.failed else 0


def _settled() -> datetime:
    """The moment before which nothing more can be recorded; who is recording just now is waited for, being in the year 1 until then."""
    from parkledger.ledger.store.settling import settled_before

    until = time.monotonic() + LONGEST_WAIT
    while (found := settled_before()).year == 1 and time.monotonic() < until:
        time.sleep(0.2)
    return found.replace(microsecond=0)


def _show(done: "DigestOutcome", *, texts: bool) -> None:
    """What was sent, or would be."""
    rows = [
        {"address": each.user.email, "subscriptions": len(each.told), **({"text": each.text} if texts else {})}
        for each in done.digests
    ]
    if SPEECH.as_json:
        print_json({"digests": rows, "sent": done.sent, "failed": done.failed, "nobody": done.nobody})
        return
    for row in rows:
        out().print(escape("\n".join(str(value) for value in row.values())))
    err().print(
        say(
            f"{len(rows)} thư theo dõi, đã gửi {done.sent}, lỗi {done.failed}; {done.nobody} người không gửi được.",
            f"{len(rows)} digests, {done.sent} sent, {done.failed} failed; {done.nobody} people cannot be written to.",
        )
    )
