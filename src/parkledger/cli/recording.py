"""`parkledger record`, `correct`, `withdraw`: writing into a book."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, cast, get_args, get_origin

import typer
from django.db import transaction
from pydantic import BaseModel

from parkledger.cli.output import (
    SPEECH,
    CalledWrongly,
    Warned,
    err,
    escape,
    opened_as_told,
    out,
    print_errors,
    print_json,
    print_warnings,
    say,
)
from parkledger.cli.session import by_whom, count_lines, open_ledger, with_progress
from parkledger.language import Text
from parkledger.ledger.book.loading import LoadReport, check_books, load
from parkledger.ledger.book.recording import Recorded, build, withdraw_all, writing
from parkledger.ledger.book.typed_fields import typed_fields
from parkledger.ledger.events import EVENT_TYPES, Event

Fields = Annotated[
    list[str] | None,
    typer.Option(
        "--field",
        "-f",
        metavar="NAME=VALUE",
        help=say("trường của sự kiện; có thể lặp lại", "a field; may be repeated"),
    ),
]


def add_to(app: typer.Typer) -> None:
    """Add the commands that write."""
    _add_record(app)
    _add_correct(app)
    _add_withdraw(app)


def _add_record(app: typer.Typer) -> None:
    help_text = say(
        "Ghi một sự kiện, hoặc mọi sự kiện của một tệp JSONL.", "Record one event, or all events of a JSONL file."
    )

    @app.command("record", help=help_text)
    def record(
        book: Annotated[str, typer.Option(help=say("sổ", "book"))],
        type_code: Annotated[str | None, typer.Argument(metavar="TYPE", help=say("loại sự kiện", "event type"))] = None,
        field: Fields = None,
        file: Annotated[
            Path | None, typer.Option(help=say("tệp JSONL; - là đầu vào chuẩn", "a JSONL file; - is standard input"))
        ] = None,
        refused: Annotated[
            Path | None, typer.Option(help=say("nơi ghi các dòng bị từ chối", "where to keep refused lines"))
        ] = None,
        dry_run: Annotated[
            bool, typer.Option("--dry-run", help=say("chỉ thử, không ghi", "try, record nothing"))
        ] = False,
    ) -> int:
        if (type_code is None) == (file is None):
            raise CalledWrongly(
                problem=Text("chỉ ghi TYPE hoặc --file", "give either TYPE or --file"), command="record"
            )
        open_ledger()
        if file is not None:
            return _record_file(book, file, refused, dry_run=dry_run)
        code = str(type_code)
        return _record_one(book, code, parsed(field or [], EVENT_TYPES.get(code)), dry_run=dry_run)


def _record_one(book: str, code: str, fields: dict[str, Any], *, dry_run: bool) -> int:
    event = build(code, fields)
    with transaction.atomic():
        with writing(book, by_whom()) as writer:
            recorded = writer.record(event)
        warnings = _warnings(book, [recorded.seq])
        if dry_run:
            transaction.set_rollback(True)
    done = say("Thử, chưa ghi", "Tried, not recorded") if dry_run else say("Đã ghi", "Recorded")
    _show_recorded(recorded, done, warnings)
    return 0


def _warnings(book: str, numbers: Sequence[int]) -> list[Warned]:
    """What stands out in events that were just recorded, each with the event that says it."""
    from parkledger.submissions.preview.outliers import not_looked_at, outliers_recorded  # brings the figures

    if (words := not_looked_at(len(numbers))) is not None and not SPEECH.as_json:
        err().print(escape(words.of(SPEECH.lang)))
    return [
        Warned(f"{book}/{each.seq}", each.words, tuple(threshold.parameter.code for threshold in each.tripped))
        for each in outliers_recorded(book, numbers)
    ]


def _record_file(book: str, file: Path, refused: Path | None, *, dry_run: bool) -> int:
    lines = _lines(file)
    check_books(book, lines)
    report = LoadReport()
    warnings: list[Warned] = []

    def work(advance: Any) -> None:
        nonlocal report, warnings
        with transaction.atomic() if dry_run else nullcontext():
            report = load(book, lines, by=by_whom(), progress=advance)
            warnings = _warnings(book, report.events) if report.events else []
            if dry_run:
                transaction.set_rollback(True)

    with_progress(say("Đang ghi", "Recording"), count_lines(lines), work)
    kept = None if dry_run else _keep_refused(report, file, refused)
    if SPEECH.as_json:
        found = {"recorded": report.recorded, "already": report.already, "refused_file": str(kept) if kept else None}
        errors = [{"line": each.line.number, **each.error.as_json()} for each in report.refused]
        print_json(
            {
                **found,
                "untried": report.untried,
                "dry_run": dry_run,
                "withdrawn": report.withdrawn,
                "warnings": [each.as_json() for each in warnings],
                "errors": errors,
            }
        )
    else:
        _tell_recorded(report, book, kept, dry_run=dry_run)
        print_warnings(warnings)
    return 1 if report.refused else 0


def _tell_recorded(report: LoadReport, book: str, kept: Path | None, *, dry_run: bool) -> None:
    """Say what became of the lines of a file, and where the refused ones are kept."""
    out().print(
        say(
            f"{'Thử, chưa ghi: ghi được' if dry_run else 'Đã ghi'} {report.recorded} sự kiện; "
            f"{report.already} dòng đã có từ trước; {len(report.refused)} dòng bị từ chối.",
            f"{'Tried, not recorded: would record' if dry_run else 'Recorded'} {report.recorded} events; "
            f"{report.already} lines were there already; {len(report.refused)} lines refused.",
        )
    )
    for words in (report.superseded_words(), report.withdrawn_words(book)):
        if words is not None:
            err().print(escape(words.of(SPEECH.lang)))
    print_errors([each.error for each in report.refused])
    if words := report.untried_words():
        err().print(escape(words.of(SPEECH.lang)))
    elif kept:
        err().print(
            say(
                f"Các dòng bị từ chối ở {kept}; sửa rồi nạp lại tệp đó.",
                f"The refused lines are in {kept}; correct that file and load it.",
            )
        )


def _keep_refused(report: LoadReport, file: Path, refused: Path | None) -> Path | None:
    """Keep the refused lines in a file of their own, ready to be mended and loaded."""
    if not report.refused or report.untried:
        return None
    target = refused or (Path("refused.jsonl") if str(file) == "-" else file.with_suffix(".refused.jsonl"))
    with opened_as_told(target, "record"):
        target.write_text("".join(f"{each.line.text}\n" for each in report.refused), encoding="utf-8")
    return target


def _add_correct(app: typer.Typer) -> None:
    help_text = say(
        "Đính chính một sự kiện: đảo bút toán cũ, ghi sự kiện thay thế với các trường đã sửa.",
        "Correct an event: reverse it and record another in its place with the corrected fields.",
    )

    @app.command("correct", help=help_text)
    def correct(
        ref: Annotated[str, typer.Argument(metavar="BOOK/SEQ", help=say("sự kiện", "event"))],
        reason: Annotated[str, typer.Option(help=say("lý do", "reason"))],
        field: Fields = None,
    ) -> None:
        open_ledger()
        book, seq = event_number(ref)
        with writing(book, by_whom()) as writer:
            old, _ = writer.stored(seq)
            kept = old.model_dump(mode="json", exclude_none=True)
            event = build(old.code, kept_but_for(kept, field or [], type(old)))
            recorded = writer.correct(seq, event, reason=reason)
        _show_recorded(recorded, say("Đã đính chính", "Corrected"), _warnings(book, [recorded.seq]))


def _add_withdraw(app: typer.Typer) -> None:
    help_text = say(
        "Hủy các sự kiện ghi nhầm, sự kiện sau hủy trước; hủy tất cả hoặc không hủy gì. Sự kiện vẫn còn trong nhật ký. "
        "Với --json: các sự kiện đảo đã ghi, theo thứ tự đó, dưới khóa events.",
        "Withdraw events recorded by mistake, the last first, all or none; they stay in the journal. "
        "With --json: the reversals recorded, in that order, under the key events.",
    )

    @app.command("withdraw", help=help_text)
    def withdraw(
        refs: Annotated[
            list[str],
            typer.Argument(
                metavar="BOOK/SEQ[-SEQ]...",
                help=say("sự kiện, hoặc từ số này đến số kia: bg/12 bg/102-206", "events: bg/12 bg/102-206"),
            ),
        ],
        reason: Annotated[str, typer.Option(help=say("lý do", "reason"))],
    ) -> None:
        wanted = [event_numbers(ref) for ref in refs]
        open_ledger()
        taken_back: list[Recorded] = []
        with transaction.atomic():
            for book in sorted({book for book, _ in wanted}):
                numbers = [each for of, each in wanted if of == book]
                taken_back += withdraw_all(book, numbers, reason=reason, by=by_whom())
        if SPEECH.as_json:
            print_json({"events": [_told(each) for each in taken_back]})
        elif len(taken_back) == 1:
            _show_recorded(taken_back[0], say("Đã hủy", "Withdrawn"))
        else:
            done = say(f"Đã hủy {len(taken_back)} sự kiện", f"Withdrawn {len(taken_back)} events")
            out().print(escape(f"{done}: {' '.join(refs)}."))


LONGEST_NUMBER = 9
"""Digits of an event's number at the most."""


def event_numbers(ref: str, command: str = "withdraw") -> tuple[str, range]:
    """The book and the events' numbers from BOOK/SEQ, or BOOK/FIRST-LAST; raises CalledWrongly where it is neither."""
    book, _, given = ref.rpartition("/")
    first, dash, last = given.partition("-")
    if not book or not first.isdecimal() or not (last if dash else first).isdecimal():
        raise CalledWrongly(problem=f"«{ref}»: BOOK/SEQ, BOOK/SEQ-SEQ", command=command)
    if max(len(first), len(last)) > LONGEST_NUMBER:
        why = Text(f"«{ref}»: không sổ nào có số sự kiện lớn như vậy", f"“{ref}”: no book has events of such numbers")
        raise CalledWrongly(problem=why, command=command)
    numbers = range(int(first), int(last if dash else first) + 1)
    if not numbers:
        why = Text(f"«{ref}»: số đầu lớn hơn số cuối", f"“{ref}”: the first number is above the last")
        raise CalledWrongly(problem=why, command=command)
    return book, numbers


def events_written(book: str, numbers: Sequence[int]) -> str:
    """Events as `withdraw` takes them: those that follow each other as a range."""
    runs: list[list[int]] = []
    for seq in sorted(numbers):
        if runs and seq == runs[-1][1] + 1:
            runs[-1][1] = seq
        else:
            runs.append([seq, seq])
    return " ".join(f"{book}/{first}-{last}" if first < last else f"{book}/{first}" for first, last in runs)


def event_number(ref: str, command: str = "correct") -> tuple[str, int]:
    """The book and the number of the one event that BOOK/SEQ names; raises CalledWrongly where it names none or several."""
    book, numbers = event_numbers(ref, command)
    if len(numbers) > 1:
        why = Text(f"«{ref}»: chỉ một sự kiện, BOOK/SEQ", f"“{ref}”: one event alone, BOOK/SEQ")
        raise CalledWrongly(problem=why, command=command)
    return book, numbers[0]


def parsed(fields: list[str], kind: type[Event] | None) -> dict[str, Any]:
    """Fields from NAME=VALUE; a dotted name sets a field within, and JSON values are read as JSON.

    Digits are a number, save for a field of `kind` that is text: a project's code or a document's number is what was typed.
    """
    found: dict[str, Any] = {}
    for field in fields:
        name, equals, value = field.partition("=")
        if not equals:
            raise CalledWrongly(problem=f"--field {field}: NAME=VALUE", command="record")
        *outer, last = _path(name.strip(), kind)
        target, owner = found, cast("type[BaseModel] | None", kind)
        for step in outer:
            target = target.setdefault(step, {})
            owner = next((each for each in _types(owner, step) if issubclass(each, BaseModel)), None)
        target[last] = value.strip() if str in _types(owner, last) else _read(value.strip())
    return typed_fields(kind.code, found) if kind is not None else found


def kept_but_for(kept: Mapping[str, Any], fields: list[str], kind: type[Event]) -> dict[str, Any]:
    """An event's fields with those that are corrected: a dotted name changes one within, and leaves the others beside it."""
    given = parsed(fields, kind)
    within = {path[0] for each in fields if len(path := _path(each.partition("=")[0].strip(), kind)) > 1}
    for name in within & kept.keys():
        given[name] = {**kept[name], **given[name]}
    return {**kept, **given}


def _path(name: str, kind: type[BaseModel] | None) -> list[str]:
    """The steps to a field: a document's fields lie within it, and a report's values under the codes of their measures."""
    head, dot, rest = name.partition(".")
    if head == "document":
        return name.split(".")
    declared = kind.model_fields.get(head) if kind and dot else None
    is_mapping = declared is not None and any(get_origin(part) is dict for part in _parts(declared.annotation))
    return [head, rest] if is_mapping else [name]


def _types(kind: type[BaseModel] | None, field: str) -> list[type]:
    """The types that a field of a model takes; none where there is no such field."""
    declared = kind.model_fields.get(field) if kind else None
    return [] if declared is None else [each for each in _parts(declared.annotation) if isinstance(each, type)]


def _parts(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) in {Union, UnionType, Annotated}:
        for part in get_args(annotation):
            yield from _parts(part)
    else:
        yield annotation


def _read(value: str) -> Any:
    if value[:1] in {"{", "["} or value in {"true", "false", "null"}:
        try:
            return json.loads(value)
        except ValueError:
            return value
    return int(value) if value.isascii() and value.isdigit() and not (len(value) > 1 and value[0] == "0") else value


def _lines(file: Path) -> list[str]:
    if str(file) == "-":
        return sys.stdin.read().splitlines()
    try:
        with opened_as_told(file, "record"):
            return file.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise CalledWrongly(problem=f"{file}: UTF-8", command="record") from None


def _show_recorded(recorded: Recorded, done: str, warnings: Sequence[Warned] = ()) -> None:
    if SPEECH.as_json:
        print_json({**_told(recorded), "warnings": [each.as_json() for each in warnings]})
    else:
        print_warnings(warnings)
        label = recorded.event.label.of(SPEECH.lang)
        out().print(escape(f"{done}: {recorded.ref} {label} ({recorded.event.code}), {recorded.hash[:12]}"))


def _told(recorded: Recorded) -> dict[str, str]:
    """An event that was recorded, for programs."""
    return {
        "event": recorded.ref,
        "type": recorded.event.code,
        "hash": recorded.hash,
        "recorded_at": recorded.recorded_at.isoformat(),
    }
