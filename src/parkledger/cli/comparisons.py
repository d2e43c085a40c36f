"""`parkledger compare` and `parkledger reconcile`: places side by side, and merged provinces, on the screen and as files."""

import sys
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table as Grid

from parkledger.briefing.comparison.files import (
    TABLES,
    checked_suffix,
    comparison_content,
    comparison_file,
    merger_file,
)
from parkledger.briefing.comparison.merger import MergerRequest, reconciled
from parkledger.briefing.comparison.merger_tables import merger_table
from parkledger.briefing.comparison.report import ComparedRequest, comparison_report
from parkledger.briefing.comparison.split_rows import OFFERED, split_named
from parkledger.briefing.comparison.subjects import check_apart, named, subjects_of
from parkledger.briefing.reports.text import as_text
from parkledger.cli.figure_output import demo_note
from parkledger.cli.output import SPEECH, CalledWrongly, escape, opened_as_told, out, say
from parkledger.cli.questions import Boundaries, KnownAt, boundaries_day, day_or_today, known_moment, place_code
from parkledger.cli.session import open_ledger
from parkledger.figures import Figures
from parkledger.figures.current import current_figures
from parkledger.language import Text
from parkledger.places import TWO_TIERS
from parkledger.practices.compared import practices_on_record
from parkledger.records.dates import Dates
from parkledger.tables import Cell, Table, words
from parkledger.tables.files import FileFormat, format_named, write

Names = Annotated[list[str], typer.Argument(help=say("tỉnh, sổ hoặc khu, cụm", "provinces, books or zones"))]
On = Annotated[str | None, typer.Option("--on", help=say("vào ngày", "on this date"))]
Indicators = Annotated[
    list[str] | None,
    typer.Option(
        "--indicator",
        help=say(
            "mã chỉ tiêu, thêm :park, :cluster, :fdi, :ddi nếu cần; có thể lặp lại",
            "code of an indicator, with :park, :cluster, :fdi, :ddi behind it; may be repeated",
        ),
    ),
]
Target = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        help=say(
            "tệp .docx, .pdf, .html, .txt, .json, .xlsx, .csv", "file .docx, .pdf, .html, .txt, .json, .xlsx, .csv"
        ),
    ),
]
SplitBy = Annotated[
    str,
    typer.Option("--by", help=say(f"chia theo: {', '.join(OFFERED)}", f"split by: {', '.join(OFFERED)}")),
]
Provinces = Annotated[
    list[str] | None,
    typer.Argument(help=say("tỉnh, thành phố mới; mặc định: mọi nơi có sổ", "new provinces; all by default")),
]
TableTarget = Annotated[
    Path | None,
    typer.Option("--output", "-o", help=say("tệp .xlsx, .csv, .ods, .json", "file .xlsx, .csv, .ods, .json")),
]


def add_to(app: typer.Typer) -> None:
    """Add the commands that compare."""
    _add_compare(app)
    _add_reconcile(app)


def _add_compare(app: typer.Typer) -> None:
    help_text = say(
        "So sánh hai đến sáu tỉnh, sổ hoặc khu, cụm: số liệu, cách tính, thay đổi so với cùng kỳ, thứ hạng, bình quân, "
        "phần còn thiếu và kinh nghiệm đã ghi nhận; trên màn hình hoặc ra tệp.",
        "Compare two to six provinces, books or zones: figures, definitions, changes on a year before, ranks, ratios, "
        "what is missing and the practices on record; on the screen or as a file.",
    )

    @app.command("compare", help=help_text)
    def compare(
        names: Names,
        on: On = None,
        known_at: KnownAt = None,
        indicators: Indicators = None,
        by: SplitBy = "",
        boundaries: Boundaries = None,
        target: Target = None,
    ) -> None:
        suffix = checked_suffix(target.suffix) if target is not None else ""
        dates = Dates(day_or_today(on), known_moment(known_at))
        open_ledger()
        books = current_figures()
        split_named(by)
        places = Dates(boundaries_day(boundaries) or dates.on, dates.known_at)
        keys = [_key(name, books, places) for name in names]
        check_apart(keys, books, dates)
        request = replace(_request(keys, tuple(indicators or ()), dates, books), by=by)
        if target is not None:
            content = comparison_file(request, books, suffix)
            with opened_as_told(target, "compare"):
                target.write_bytes(content)
            out().print(_written(target, suffix))
        elif SPEECH.as_json:
            sys.stdout.write(write(comparison_content(request, books), FileFormat.JSON).decode() + "\n")
        else:
            sys.stdout.write(as_text(comparison_report(request, books)))


def _add_reconcile(app: typer.Typer) -> None:
    help_text = say(
        "Đối chiếu số liệu các tỉnh cũ (63) với tỉnh mới (34) sau sáp nhập: số của từng tỉnh cũ, cộng hoặc tính lại, "
        "số của tỉnh mới, chênh lệch và vì sao; mã số có hệ mã, văn bản và ngày có giá trị.",
        "Reconcile the former 63 provinces with the 34 of today: each former one's figure, their sum or the rate computed "
        "anew, the new one's own figure, the difference and why; codes with their scheme, edition and validity.",
    )

    @app.command("reconcile", help=help_text)
    def reconcile(
        provinces: Provinces = None,
        on: On = None,
        known_at: KnownAt = None,
        indicators: Indicators = None,
        target: TableTarget = None,
    ) -> None:
        form = None if target is None else format_named(target.suffix.removeprefix("."))
        dates = Dates(day_or_today(on), known_moment(known_at))
        open_ledger()
        books = current_figures()
        codes = tuple(place_code(name, TWO_TIERS) for name in provinces or ())
        request = MergerRequest(dates.on, SPEECH.lang, dates.known_at, codes, tuple(indicators or ()))
        if target is not None and form is not None:
            content = merger_file(request, books, form)
            with opened_as_told(target, "reconcile"):
                target.write_bytes(content)
            out().print(say(f"Đã lập {target}.", f"{target} is written."))
        elif SPEECH.as_json:
            sys.stdout.write(merger_file(request, books, FileFormat.JSON).decode() + "\n")
        else:
            _show(merger_table(reconciled(request, books), request))


def _show(table: Table) -> None:
    """A reconciliation on the screen, a table for each province."""
    lang, console = SPEECH.lang, out()
    console.print(escape(table.caption))
    for section, rows in groupby(table.rows, key=lambda row: row.cell("successor").value):
        shown = Grid(box=None, pad_edge=False, title=f"[bold]{escape(str(section))}[/]", title_justify="left")
        for column in table.shown:
            shown.add_column(words(column.name, lang), justify="right" if column.type.is_number else "left")
        before = None
        for row in rows:
            cells = [_shown(row.cell(column.key)) for column in table.shown]
            shown.add_row(*(["", *cells[1:]] if cells[0] == before else cells))
            before = cells[0]
        console.print()
        console.print(shown)
    if table.demo:
        console.print(demo_note())


def _shown(cell: Cell) -> str:
    said = cell.text or cell.value or ""
    told = words(said, SPEECH.lang) if isinstance(said, str | Text) else str(said)
    return escape(told + ("*" if cell.demo else ""))


def _request(keys: list[str], indicators: tuple[str, ...], dates: Dates, books: Figures) -> ComparedRequest:
    subjects = subjects_of(keys, books, dates)
    lang = SPEECH.lang
    practices = practices_on_record((subject.place for subject in subjects), dates.on, dates.known_at, lang)
    wanted = tuple(subject.key for subject in subjects)
    return ComparedRequest(wanted, dates.on, lang, dates.known_at, indicators, practices)


def _key(name: str, books: Figures, dates: Dates) -> str:
    """The one thing that a name means; of several, all are told."""
    keys = named(name, books, dates)
    if len(keys) > 1:
        said = say(f"«{name}» có thể là {', '.join(keys)}", f"“{name}” may be {', '.join(keys)}")
        raise CalledWrongly(problem=said, command="compare")
    return keys[0]


def _written(target: Path, suffix: str) -> str:
    if suffix in TABLES:
        return say(
            f"Đã lập {target}. Tệp bảng không mang hồ sơ để lập lại bằng `reissue`; tệp .docx, .pdf, .html, .txt, .json có.",
            f"{target} is written. A table cannot be made again by `reissue`; files .docx, .pdf, .html, .txt, .json can.",
        )
    return say(f"Đã lập {target}.", f"{target} is written.")
