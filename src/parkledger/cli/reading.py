"""`parkledger read` and `parkledger check`: a published page, what it states, and whether the ledger agrees."""

import os
import sys
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from parkledger.briefing.as_json import plain
from parkledger.briefing.statements import indicator_said, period_said, scope_said
from parkledger.checking.amounts import apart, in_sight, number
from parkledger.checking.page_limits import COMMAND_LINE, PageWithoutText, check_room
from parkledger.checking.page_scope import place_named, place_of
from parkledger.checking.statements import Checked, StatementOutcome, check
from parkledger.cli import corpus
from parkledger.cli.figure_output import demo_note
from parkledger.cli.output import SPEECH, CalledWrongly, escape, opened_as_told, out, print_json, say
from parkledger.cli.pages import kept_json, show_kept
from parkledger.cli.questions import KnownAt, known_moment
from parkledger.cli.session import open_books, open_ledger
from parkledger.figures import Figures
from parkledger.language import Text, format_date, today
from parkledger.ledger.store.registry import book_ref
from parkledger.records.dates import day_from

if TYPE_CHECKING:  # the reader is loaded by the commands that read, not by every command
    from parkledger.reading import Page, Statement

FileArgument = Annotated[
    Path,
    typer.Argument(
        metavar="FILE|-",
        help=say("trang (HTML, DOCX, PDF, văn bản); - là đầu vào chuẩn", "a page; - is standard input"),
    ),
]
DateOption = Annotated[
    str | None,
    typer.Option("--date", help=say("ngày đăng, nếu trang không ghi", "publication day, if not on the page")),
]
COLORS = {
    StatementOutcome.AGREES: "green",
    StatementOutcome.DIFFERS: "bold yellow",
    StatementOutcome.NOT_COMPARABLE: "yellow",
    StatementOutcome.NOT_IN_LEDGER: "dim",
}

JOBS_ALONE = Text(
    "--jobs dùng với thư mục hoặc WARC, không dùng với --keep", "--jobs is for a folder or a WARC, and not with --keep"
)


def add_to(app: typer.Typer) -> None:
    """Add the commands that read."""
    _add_read(app)
    _add_check(app)


def _add_read(app: typer.Typer) -> None:
    help_text = say(
        "Đọc một trang đã đăng: mọi số liệu trong đó, nghĩa là gì, có khớp nhau không.",
        "Read a published page: every figure in it, what it means, whether it holds together.",
    )

    @app.command("read", help=help_text)
    def read_page(
        file: FileArgument,
        date: DateOption = None,
        explain: Annotated[
            bool, typer.Option("--explain", help=say("câu và chuỗi quy tắc", "the sentence and the chain of rules"))
        ] = False,
        url: Annotated[str, typer.Option(help=say("địa chỉ của trang (khi lưu)", "the page's address (to keep)"))] = "",
        keep: Annotated[
            bool, typer.Option("--keep", help=say("lưu trang và số liệu", "keep page and statements"))
        ] = False,
        jobs: Annotated[
            int | None,
            typer.Option(min=1, help=say("số tiến trình, cho thư mục hoặc WARC", "processes, for a folder or WARC")),
        ] = None,
        folder: Annotated[
            Path | None,
            typer.Option("--out", help=say("thư mục kết quả, khi đọc nhiều trang", "the folder for many pages")),
        ] = None,
    ) -> int:
        if jobs is not None or (str(file) != "-" and corpus.is_corpus(file)):
            if keep or str(file) == "-":
                raise CalledWrongly(problem=JOBS_ALONE, command="read")
            return corpus.corpora_command(file, jobs or os.cpu_count() or 1, folder)
        data = bytes_of(file, "read")
        if keep:
            _keep(data, file, date, url, explain=explain)
        else:
            _show(_read(data, file, date, ()), explain=explain)
        return 0


def _keep(data: bytes, file: Path, date: str | None, url: str, *, explain: bool) -> None:
    """Read a page, knowing the zones on record, and keep it."""
    from parkledger.checking import archive

    open_ledger(create=True)
    page = _read(data, file, date, archive.zone_names())
    kept = archive.keep(data, page, url=url, name=file.name)
    if SPEECH.as_json:
        print_json({**page.as_json(), "kept": kept_json(kept)})
    else:
        show_page(page, explain=explain)
        show_kept(kept)


def _show(page: "Page", *, explain: bool) -> None:
    if SPEECH.as_json:
        print_json(page.as_json())
    else:
        show_page(page, explain=explain)


def _add_check(app: typer.Typer) -> None:
    help_text = say(
        "So số liệu của một trang với sổ; mã thoát 1 nếu có số khác nhau.",
        "Set a page's figures against the ledger; exit code 1 where one differs.",
    )

    @app.command("check", help=help_text)
    def check_page(
        file: FileArgument,
        place: Annotated[
            str | None, typer.Option(help=say("địa bàn, khi trang không ghi", "place, where the page names none"))
        ] = None,
        book: Annotated[str | None, typer.Option(help=say("lấy địa bàn của sổ này", "take this book's place"))] = None,
        date: DateOption = None,
        known_at: KnownAt = None,
        letter: Annotated[
            Path | None,
            typer.Option(
                help=say(
                    "lập công văn đề nghị đính chính (.docx, .txt)", "draw up a letter of correction (.docx, .txt)"
                )
            ),
        ] = None,
    ) -> int:
        data = bytes_of(file, "check")
        books = open_books()
        page = _read(data, file, date, zone_names(books))
        where = place or (book_ref(book).place if book else None)
        found = check(page, books, where, known_moment(known_at))
        if SPEECH.as_json:
            print_json({**page.as_json(), "checks": [check_json(each) for each in found]})
        else:
            _show_checks(page, found)
        if letter is not None:
            _write_letter(letter, page, found, where)
        return 1 if any(each.outcome is StatementOutcome.DIFFERS for each in found) else 0


def _write_letter(path: Path, page: "Page", found: list[Checked], where: str | None) -> None:
    """Draw up the letter that asks for a correction of what differs."""
    from parkledger.briefing.correction_letters import CorrectionRequest, correction_file, correction_letter

    on = today()
    place = place_named(where, page.published or on).code if where else place_of(page, on)
    request = CorrectionRequest(place, on, SPEECH.lang)
    content, _ = correction_file(correction_letter(page, found, request), path.suffix)
    with opened_as_told(path, "check"):
        path.write_bytes(content)
    if not SPEECH.as_json:
        out().print(escape(say(f"Đã lập công văn: {path}", f"Letter written: {path}")))


def bytes_of(file: Path, command: str) -> bytes:
    """What a file or standard input holds; of one too long to be a page no more is read than shows that."""
    with opened_as_told(file, command):
        if str(file) == "-":
            data = sys.stdin.buffer.read(COMMAND_LINE.size + 1)
        else:
            with file.open("rb") as opened:
                data = opened.read(COMMAND_LINE.size + 1)
    check_room(COMMAND_LINE, where=str(file), size=len(data))
    return data


def _read(data: bytes, file: Path, date: str | None, zones: Any) -> "Page":
    from parkledger.reading import read_source, source_of

    check_room(COMMAND_LINE, where=str(file), tags=data.count(b"<"))
    source = source_of(data, file.name)
    check_room(COMMAND_LINE, where=str(file), characters=len(source.text))
    if not source.text.strip():
        raise PageWithoutText(file=str(file))
    return read_source(source, published=day_from(date) if date else None, zones=zones)


def check_json(found: Checked) -> dict[str, Any]:
    """A checked statement as JSON; `figure` is in the statement's unit, `exact` the same as a fraction."""
    statement, first = found.statement, found.figures[0] if found.figures else None
    return {
        "quote": statement.quote,
        "start": statement.start,
        "end": statement.end,
        "indicator": statement.indicator,
        "form": statement.form,
        "outcome": found.outcome.value,
        "figure": plain(found.value),
        "exact": None if found.value is None else str(found.value),
        "unit": first.unit if first else None,
        "difference": plain(found.difference),
        "formula": found.formula,
        "denominator": found.denominator.of(SPEECH.lang) if found.denominator else None,
        "basis": first.basis if first else None,
        "verified": first.verified if first else None,
        "period_start": first.period_start.isoformat() if first and first.period_start else None,
        "period_end": first.period_end.isoformat() if first else None,
        "known_at": first.known_at.isoformat() if first and first.known_at else None,
        "demo": any(figure.demo for figure in found.figures),
        "estimate": any(figure.estimate for figure in found.figures),
        "note": found.note.of(SPEECH.lang) if found.note else None,
        "cause": found.explained.cause.value if found.explained else None,
        "cause_said": found.explained.said.of(SPEECH.lang) if found.explained else None,
    }


def show_page(page: "Page", *, explain: bool) -> None:
    """A page that was read, with its statements and findings."""
    console = out()
    console.print(f"[bold]{escape(page.title or say('(không có tiêu đề)', '(no title)'))}[/]")
    published = format_date(page.published, SPEECH.lang) if page.published else say("không rõ ngày đăng", "no date")
    console.print(escape(", ".join(part for part in (published, page.author, page.source) if part)))
    for section in page.sections:
        heading = f" «{section.heading}»" if section.heading else ""
        console.print(escape(f"  {section.kind}{heading}: {section.start}–{section.end}"))
    if explain:
        for statement in page.statements:
            _explain(statement)
    else:
        console.print(_table(page.statements))
    console.print(
        say(
            f"{len(page.statements)} số liệu, {len(page.quantities)} đại lượng.",
            f"{len(page.statements)} statements, {len(page.quantities)} quantities.",
        )
    )
    for finding in page.findings:
        console.print(escape(f"• {say(finding.vi, finding.en)} ({finding.code})"))


def _table(statements: "tuple[Statement, ...]") -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in (
        say("Trích", "Quote"),
        say("Chỉ tiêu", "Indicator"),
        say("Phạm vi", "Scope"),
        say("Kỳ", "Period"),
        say("Khoảng", "Interval"),
    ):
        table.add_column(heading)
    for each in statements:
        table.add_row(
            escape(each.quote),
            escape(indicator_said(each, SPEECH.lang)),
            escape(scope_said(each)),
            period_said(each, SPEECH.lang),
            escape(interval(each)),
        )
    return table


def _explain(statement: "Statement") -> None:
    console = out()
    said = indicator_said(statement, SPEECH.lang), scope_said(statement), period_said(statement, SPEECH.lang)
    head = f"{', '.join(said)}: {interval(statement)}"
    console.print(f"[bold]{escape(statement.quote)}[/] {escape(head)}")
    console.print(
        escape(
            f"  {say('Câu', 'Sentence')} ({statement.start}–{statement.end}): {' '.join(statement.sentence.split())}"
        )
    )
    for depth, rule in enumerate(statement.rule):
        console.print(escape(f"  {'  ' * depth}{'└ ' if depth else ''}{rule}"))
    if statement.points:
        console.print(escape(f"  {say('Điểm', 'Points')}: {'; '.join(statement.points)}"))


def interval(statement: "Statement") -> str:
    """The interval of a statement in its unit, half open: [75,55; 75,65) percent."""
    low, high = _bound(statement.low, "−∞"), _bound(statement.high, "∞")
    return f"[{low}; {high}) {statement.unit}"


def _bound(value: Fraction | None, unbounded: str) -> str:
    return unbounded if value is None else number(value, SPEECH.lang)


def _show_checks(page: "Page", found: list[Checked]) -> None:
    console = out()
    console.print(f"[bold]{escape(page.title or '')}[/]")
    table = Table(box=None, pad_edge=False)
    for heading in (
        say("Kết quả", "Outcome"),
        say("Trích", "Quote"),
        say("Chỉ tiêu", "Indicator"),
        say("Phạm vi", "Scope"),
        say("Kỳ", "Period"),
        say("Trong sổ", "Ledger"),
        say("Chênh", "Difference"),
        say("Công thức", "Formula"),
    ):
        table.add_column(heading)
    for each in found:
        outcome = f"[{COLORS[each.outcome]}]{each.outcome.label.of(SPEECH.lang)}[/]"
        statement = each.statement
        table.add_row(
            outcome,
            escape(statement.quote),
            escape(indicator_said(statement, SPEECH.lang)),
            escape(scope_said(statement)),
            period_said(statement, SPEECH.lang),
            escape(_figure(each)),
            escape(_difference(each)),
            escape(_formula(each)),
        )
    console.print(table)
    for each in found:
        if each.note is not None:
            console.print(escape(f"• {each.statement.quote}: {each.note.of(SPEECH.lang)}"))
        if each.explained is not None and each.outcome is StatementOutcome.DIFFERS:
            likely = say("khả năng do", "perhaps")
            console.print(escape(f"• {each.statement.quote}: {likely} {each.explained.said.of(SPEECH.lang)}"))
    counts = {outcome: sum(1 for each in found if each.outcome is outcome) for outcome in StatementOutcome}
    console.print(", ".join(f"{outcome.label.of(SPEECH.lang)}: {count}" for outcome, count in counts.items()))
    if any(figure.demo for each in found for figure in each.figures):
        console.print(demo_note())


def _figure(found: Checked) -> str:
    if found.value is None:
        return "—"
    said, lang = found.statement, SPEECH.lang
    return in_sight(found.value, said.unit, lang, said.kind or "") + (
        "*" if any(figure.demo for figure in found.figures) else ""
    )


def _difference(found: Checked) -> str:
    if found.difference is None or found.outcome is not StatementOutcome.DIFFERS:
        return ""
    said = found.statement
    return ("+" if found.difference > 0 else "−") + apart(found.difference, said.unit, SPEECH.lang, said.kind or "")


def _formula(found: Checked) -> str:
    over = f" (/ {found.denominator.of(SPEECH.lang)})" if found.denominator else ""
    return f"{found.formula or ''}{over}"


def zone_names(books: Figures) -> list[str]:
    """The names of all zones on record."""
    return sorted({zone["name"] for zone in books.zones.values()})
