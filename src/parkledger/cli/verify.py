"""`parkledger verify`: is everything in the books as it was recorded?"""

from pathlib import Path
from typing import Annotated, Any

import typer

from parkledger.cli.output import SPEECH, out, print_errors, print_json, say
from parkledger.cli.session import open_ledger, with_progress
from parkledger.failures import database_reason
from parkledger.figures.current import MirrorDamaged, damaged_mirror_files, mirrored_books
from parkledger.language import ParkError, Text, reason
from parkledger.ledger.book.heads import HeadUnreadable, head_problems, heads, read_heads
from parkledger.ledger.book.verifying import DatabaseDamaged, EndMissing, Replay, rebuild, verify
from parkledger.ledger.store import registry
from parkledger.ledger.store.history import last_seq
from parkledger.ledger.store.registry import book_ref


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    help_text = say(
        "Kiểm tra chuỗi băm và suy lại mọi bút toán từ sự kiện; mã thoát 1 nếu có sai lệch.",
        "Check the hash chain and derive every posting again from its event; exit code 1 where anything differs.",
    )

    @app.command("verify", help=help_text)
    def verify_books(
        book: Annotated[
            list[str] | None, typer.Option(help=say("sổ; mặc định là tất cả", "book; all by default"))
        ] = None,
        mend: Annotated[
            bool,
            typer.Option(
                "--rebuild", help=say("dựng lại bảng khu, cụm, dự án", "rebuild the rows of zones and projects")
            ),
        ] = False,
        head: Annotated[
            Path | None,
            typer.Option(help=say("tệp do `heads` ghi, để đối chiếu", "a file that `heads` wrote, to compare with")),
        ] = None,
    ) -> int:
        return _verified(book, head, mend=mend)

    _add_heads(app)


def _add_heads(app: typer.Typer) -> None:
    @app.command(
        "heads",
        help=say(
            "In số và mã băm sự kiện cuối của mỗi sổ, để giữ ở nơi khác và đối chiếu bằng `verify --head`.",
            "Print each book's last event and hash, to be kept elsewhere and compared by `verify --head`.",
        ),
    )
    def show_heads() -> None:
        open_ledger()
        print_json(heads())


def _verified(books: list[str] | None, head: Path | None, *, mend: bool) -> int:
    """Verify books, the mirror and what a kept head says; returns the exit code."""
    kept = read_heads(_text_of(head)) if head else []
    try:
        open_ledger()
        replays = [_replayed(code, mend=mend) for code in books or registry.book_codes()]
        beside = [problem for each in kept for problem in head_problems(each)]
    except ParkError:
        raise
    except Exception as problem:  # noqa: BLE001 - of a damaged file the database itself may say anything
        replays, beside = [], [DatabaseDamaged(problem=database_reason(problem))]
    if damaged := damaged_mirror_files():
        beside.append(MirrorDamaged(files=damaged))
    _show(replays, beside)
    return 1 if beside or any(replay.problems for replay in replays) else 0


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as problem:
        raise HeadUnreadable(problem=reason(problem)) from problem
    except ValueError as problem:
        raise HeadUnreadable(problem=Text("không phải văn bản UTF-8", "it is not text in UTF-8")) from problem


def _replayed(code: str, *, mend: bool) -> Replay:
    """A book replayed under a progress bar; its descriptions rebuilt first where that is asked for."""
    ref = book_ref(code)
    total = last_seq(ref.id)
    found: list[Replay] = []

    def work(advance: Any) -> None:
        found.append(verify(ref, progress=advance))

    with_progress(code, total, work)
    if mend:
        rebuild(found[-1])
        found.append(verify(ref))
    found[-1].problems += _end_problems(found[-1])
    return found[-1]


def _end_problems(replay: Replay) -> list[ParkError]:
    """A chain does not show that its end was cut off; the mirror remembers how far the book went."""
    mark = mirrored_books().get(replay.book.code)
    if mark is None or mark.seq <= replay.last:
        return []
    return [EndMissing(book=replay.book.code, last=str(replay.last), seen=str(mark.seq))]


def _show(replays: list[Replay], beside: list[ParkError]) -> None:
    problems = [*(problem for replay in replays for problem in replay.problems), *beside]
    if SPEECH.as_json:
        print_json({"books": [_as_json(replay) for replay in replays], "errors": [p.as_json() for p in problems]})
        return
    for replay in replays:
        out().print(_line(replay))
    print_errors(problems)


def _as_json(replay: Replay) -> dict[str, Any]:
    return {
        "book": replay.book.code,
        "events": replay.events,
        "postings": replay.postings,
        "last": replay.last,
        "head": replay.head,
        "problems": len(replay.problems),
    }


def _line(replay: Replay) -> str:
    wrong = len(replay.problems)
    state = say(f"{wrong} sai lệch", f"{wrong} differences") if wrong else say("không sai lệch", "no differences")
    events, postings, head = replay.events, replay.postings, replay.head[:12]
    return say(
        f"{replay.book.code}: {events} sự kiện, {postings} bút toán, mã băm cuối {head}, {state}.",
        f"{replay.book.code}: {events} events, {postings} postings, last hash {head}, {state}.",
    )
