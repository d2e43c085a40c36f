"""`parkledger template`, `import` and `mapping`: workbooks out and in."""

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

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
from parkledger.cli.recording import events_written
from parkledger.cli.session import by_whom, open_ledger, with_progress
from parkledger.language import ParkError
from parkledger.workbooks import importing
from parkledger.workbooks.map import mappings, proposals
from parkledger.workbooks.map.columns import OPENING, opening_types
from parkledger.workbooks.map.filled_forms import unfolded
from parkledger.workbooks.map.mappings import Mapping
from parkledger.workbooks.map.sheets import FileChoices, fitting_mapping, sheets_of
from parkledger.workbooks.map.tables import SKIPPED
from parkledger.workbooks.read.grids import Grid, read_file
from parkledger.workbooks.read.numerals import Dates, Decimals
from parkledger.workbooks.write import refused_rows, templates

MOST_SHOWN = 200
"""Problems printed one by one; all of them stand in the workbook of refused rows."""
DecimalOption = Annotated[
    list[str] | None,
    typer.Option(
        "--decimal",
        metavar="[COLUMN=]comma|point",
        help=say(
            "dấu thập phân của số ghi dạng chữ, cho cả tệp hoặc một cột", "the decimal mark of numbers kept as text"
        ),
    ),
]


def add_to(app: typer.Typer) -> None:
    """Add the commands of workbooks."""
    _add_template(app)
    _add_import(app)
    from parkledger.cli import mappings as mapping

    mapping.add_to(app)


def _add_template(app: typer.Typer) -> None:
    help_text = say(
        "Tạo tệp mẫu Excel cho các loại sự kiện; opening là mẫu số dư đầu kỳ.",
        "Write an Excel template for event types; opening is the one for opening balances.",
    )

    @app.command("template", help=help_text)
    def template(
        types: Annotated[list[str], typer.Argument(metavar="TYPE...", help=say("loại sự kiện", "event types"))],
        output: Annotated[Path, typer.Option("--output", "-o", help=say("tệp .xlsx sẽ ghi", "the .xlsx to write"))],
        book: Annotated[
            str | None, typer.Option(help=say("sổ, để có danh sách khu, cụm", "book, for its lists"))
        ] = None,
    ) -> None:
        codes = [code for given in types for code in (opening_types() if given == OPENING else (given,))]
        if book is not None:
            open_ledger()
        data = templates.write(codes, book)
        with opened_as_told(output, "template"):
            output.write_bytes(data)
        if SPEECH.as_json:
            print_json({"file": str(output), "types": codes})
        else:
            out().print(escape(say(f"Đã ghi mẫu vào {output}.", f"The template is in {output}.")))


def _add_import(app: typer.Typer) -> None:
    help_text = say(
        "Nạp một tệp mẫu hoặc bảng của cơ quan (.xlsx, .xls, .ods, .csv) vào sổ; nạp lại không ghi trùng.",
        "Import a template or an office's own sheet (.xlsx, .xls, .ods, .csv); importing again adds nothing twice.",
    )

    @app.command("import", help=help_text)
    def import_file(
        file: Annotated[Path, typer.Argument(metavar="FILE", help=say("tệp", "the file"))],
        book: Annotated[str, typer.Option(help=say("sổ", "book"))],
        dry_run: Annotated[bool, typer.Option("--dry-run", help=say("chỉ thử", "try, record nothing"))] = False,
        mapping: Annotated[
            str | None, typer.Option(help=say("bảng ghép cột đã lưu", "a kept mapping of columns"))
        ] = None,
        decimal: DecimalOption = None,
        dates: Annotated[Dates | None, typer.Option(help=say("thứ tự ngày tháng", "the order of dates"))] = None,
        refused_to: Annotated[
            Path | None, typer.Option("--refused", help=say("nơi ghi các dòng bị từ chối", "where refused rows go"))
        ] = None,
        other_book: Annotated[
            bool,
            typer.Option("--other-book", help=say("nạp dù mẫu lập cho sổ khác", "import a template of another book")),
        ] = False,
    ) -> int:
        open_ledger()
        grids = unfolded(read_file(file))
        if not other_book:
            importing.check_made_for(file.name, grids, book)
        used = mappings.load(mapping) if mapping else _mapping_for(file, grids)
        if used is None:
            return _proposed(file, grids)
        choices = FileChoices(_decimals(decimal or []), dates)
        return _run(file, grids, used or None, choices, book, refused_to, dry_run=dry_run)


def _mapping_for(file: Path, grids: Sequence[Grid]) -> Mapping | None:
    """The kept mapping that a file's headings fit; an empty one where the file is a template; None where neither."""
    if any(proposals.is_template(grid) for grid in grids):
        return Mapping(name="", sheets=[])
    found = fitting_mapping(grids)
    if found is not None and not SPEECH.as_json:
        err().print(
            escape(say(f"{file.name}: dùng bảng ghép cột «{found.name}».", f"{file.name}: mapping “{found.name}”."))
        )
    return found


def _proposed(file: Path, grids: Sequence[Grid]) -> int:
    """Nothing says how to read a file: a mapping is proposed, kept and shown, and nothing is imported yet."""
    from parkledger.cli.mappings import show_mapping

    name = proposals.name_for(file.name)
    while name in mappings.kept():
        name += "-2"
    found = proposals.propose(name, grids)
    if not found.sheets:
        raise importing.nothing_in(file.name, grids)
    mappings.keep(found)
    show_mapping(found)
    if not SPEECH.as_json:
        err().print(
            escape(
                say(
                    f"Chưa ghi gì. Hãy xem lại bảng ghép cột «{name}», sửa nếu cần bằng `parkledger mapping set {name}`, "
                    f"rồi nạp bằng --mapping {name}.",
                    f"Nothing was recorded. Look at the mapping “{name}”, correct it with `parkledger mapping set {name}` "
                    f"where needed, and import with --mapping {name}.",
                )
            )
        )
    return 1


def _decimals(given: Sequence[str]) -> dict[str, Decimals]:
    found: dict[str, Decimals] = {}
    for each in given:
        column, _, mark = each.rpartition("=")
        if mark not in {"comma", "point"}:
            raise CalledWrongly(problem=f"--decimal {each}: [COLUMN=]comma|point", command="import")
        found[column.upper()] = "comma" if mark == "comma" else "point"
    return found


def _run(
    file: Path,
    grids: Sequence[Grid],
    mapping: Mapping | None,
    choices: FileChoices,
    book: str,
    target: Path | None,
    *,
    dry_run: bool,
) -> int:
    sheets = sheets_of(file.name, grids, mapping, choices)
    total = sum(len(sheet.rows) for sheet in sheets)
    outcome = importing.ImportOutcome()

    def work(advance: importing.Progress) -> None:
        nonlocal outcome
        outcome = importing.run(book, sheets, by=by_whom(), dry_run=dry_run, progress=advance, keep=dry_run)

    with_progress(say("Đang thử", "Trying") if dry_run else say("Đang nạp", "Importing"), total, work)
    kept = _keep_refused(file, outcome, target)
    errors = importing.where_all(outcome.errors, file.name)
    if SPEECH.as_json:
        print_json(_as_json(book, file, outcome, kept, errors, dry_run=dry_run))
    else:
        _tell(outcome, kept, dry_run=dry_run)
        print_warnings(_warned(outcome))
        print_errors(errors[:MOST_SHOWN])
        if len(errors) > MOST_SHOWN:
            rest = len(errors) - MOST_SHOWN
            err().print(
                say(f"… và {rest} lỗi nữa, xem tệp các dòng bị từ chối.", f"… and {rest} more, see the refused rows.")
            )
        if outcome.events and not dry_run:
            _tell_way_back(book, outcome, file)
    return 0 if outcome.is_clean else 1


def _tell_way_back(book: str, outcome: importing.ImportOutcome, file: Path) -> None:
    """The last line: what was recorded, and the command that takes it back."""
    events = events_written(book, outcome.events)
    command = _way_back(book, outcome, file)
    out().print(
        escape(
            say(
                f"Sự kiện của lần nạp này: {events}. Nạp nhầm thì hủy cả lần nạp: {command}",
                f"The events of this import: {events}. To take all of it back: {command}",
            )
        ),
        soft_wrap=True,
    )
    if outcome.estimates:
        out().print(
            say(
                f"{outcome.estimates} số ước đã bị thay không tự trở lại khi hủy: phải ghi lại.",
                f"{outcome.estimates} estimates that were replaced do not come back with it: record them again.",
            )
        )


def _way_back(book: str, outcome: importing.ImportOutcome, file: Path) -> str:
    reason = shlex.quote(say(f"nạp nhầm tệp {file.name}", f"{file.name} was imported by mistake"))
    return f"parkledger withdraw {events_written(book, outcome.events)} --reason {reason}"


def _as_json(
    book: str,
    file: Path,
    outcome: importing.ImportOutcome,
    kept: Path | None,
    errors: Sequence[ParkError],
    *,
    dry_run: bool,
) -> dict[str, Any]:
    """What came of importing, for programs."""
    found: dict[str, Any] = {
        "recorded": outcome.recorded,
        "already": outcome.already,
        "refused": len(outcome.refused),
        "dry_run": dry_run,
    }
    lang = SPEECH.lang
    if dry_run:
        from parkledger.workbooks import preview

        found["rows"] = [row.as_json(lang) for row in preview.rows_in_words(outcome.accepted or [], outcome)]
        found["figures"] = [figure.as_json(lang) for figure in preview.key_figures(outcome)]
    skipped = [
        {"where": f"{sheet.grid.name}!{row + 1}", "why": SKIPPED[why].of(SPEECH.lang)}
        for sheet, row, why in outcome.skipped
    ] + [{"where": where, "why": words.of(lang)} for where, words in outcome.unreported]
    return {
        **found,
        "skipped": skipped,
        "hidden": [words.of(lang) for words in outcome.hidden],
        "notes": [words.of(lang) for words in outcome.notes],
        "warnings": [each.as_json() for each in _warned(outcome)],
        "refused_file": str(kept) if kept else None,
        "withdraw": _way_back(book, outcome, file) if outcome.events and not dry_run else None,
        "errors": [error.as_json() for error in errors],
    }


def _warned(outcome: importing.ImportOutcome) -> list[Warned]:
    """What is to be looked at again, row by row."""
    return [Warned(each.where, each.words, each.rules) for each in outcome.warnings]


def _tell(outcome: importing.ImportOutcome, kept: Path | None, *, dry_run: bool) -> None:
    done = say("Thử: ghi được", "Tried: would record") if dry_run else say("Đã ghi", "Recorded")
    out().print(
        say(
            f"{done} {outcome.recorded} sự kiện; {outcome.already} dòng đã có từ trước; {len(outcome.refused)} dòng bị từ chối.",
            f"{done} {outcome.recorded} events; {outcome.already} rows were there already; {len(outcome.refused)} rows refused.",
        )
    )
    if dry_run:
        _show_preview(outcome)
    for words in (*outcome.notes, *outcome.hidden):
        err().print(escape(words.of(SPEECH.lang)))
    for sheet, row, why in outcome.skipped:
        place = f"{sheet.grid.name}!{row + 1}"
        err().print(escape(say(f"Bỏ qua {place}: {SKIPPED[why].vi}.", f"Passed over {place}: {SKIPPED[why].en}.")))
    for place, words in outcome.unreported:
        err().print(escape(say(f"Bỏ qua {place}: {words.vi}.", f"Passed over {place}: {words.en}.")))
    if kept:
        err().print(
            escape(
                say(
                    f"Các dòng bị từ chối, kèm lý do, ở {kept}; sửa rồi nạp tệp đó.",
                    f"The refused rows, with reasons, are in {kept}; correct that file and import it.",
                )
            )
        )


def _show_preview(outcome: importing.ImportOutcome) -> None:
    """The rows that would be recorded, and the key figures before and after."""
    from parkledger.workbooks import preview

    rows = preview.rows_in_words(outcome.accepted or [], outcome)
    if rows:
        shown = Table(title=say("Các dòng sẽ ghi", "Rows to be recorded"), title_justify="left")
        for heading in (say("Dòng", "Row"), say("Loại", "Type"), say("Nội dung", "Content")):
            shown.add_column(heading)
        for row in rows[:MOST_SHOWN]:
            shown.add_row(*(escape(each) for each in (row.where, row.label.of(SPEECH.lang), row.words.of(SPEECH.lang))))
        out().print(shown)
        if (rest := len(rows) - MOST_SHOWN) > 0:
            out().print(say(f"… và {rest} dòng nữa.", f"… and {rest} more."))
    if figures := preview.key_figures(outcome):
        shown = Table(title=say("Số liệu trước và sau", "Figures before and after"), title_justify="left")
        for heading in (say("Chỉ tiêu", "Indicator"), say("Ngày", "Day"), say("Trước", "Before"), say("Sau", "After")):
            shown.add_column(heading)
        for each in figures:
            told = (each.title, each.on, each.before, each.after)
            shown.add_row(*(escape(words.of(SPEECH.lang)) for words in told))
        out().print(shown)


def _keep_refused(file: Path, outcome: importing.ImportOutcome, target: Path | None) -> Path | None:
    if not outcome.refused:
        return None
    path = target or file.with_name(f"{file.stem}.refused.xlsx")
    with opened_as_told(path, "import"):
        path.write_bytes(refused_rows.write(outcome.refused, SPEECH.lang))
    return path
