"""`parkledger book`, `journal`, `mirror`, `demo`: keeping the books."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from parkledger.cli.output import SPEECH, escape, opened_as_told, out, print_json, say
from parkledger.cli.questions import known_moment, tell_respelled
from parkledger.cli.session import open_ledger, with_progress
from parkledger.figures.current import refresh_mirror
from parkledger.home import home
from parkledger.language import ParkError, Text, format_date
from parkledger.ledger.store import registry
from parkledger.ledger.store.journal import Filter, entries
from parkledger.ledger.store.registry import book_ref
from parkledger.places import distinct_name, get, lasting
from parkledger.records.dates import day_from


def add_to(app: typer.Typer) -> None:
    """Add the commands that keep the books."""
    _add_book(app)
    _add_journal(app)
    _add_mirror(app)
    _add_demo(app)


def _add_book(app: typer.Typer) -> None:
    book = typer.Typer(help=say("Các sổ: liệt kê, thêm.", "Books: list, add."), no_args_is_help=True)
    app.add_typer(book, name="book")

    @book.command("list", help=say("Liệt kê các sổ.", "List the books."))
    def list_books() -> None:
        open_ledger()
        _show_books(registry.describe_books())

    @book.command("add", help=say("Thêm một sổ.", "Add a book."))
    def add_book(
        code: Annotated[str, typer.Argument(help=say("mã sổ, ví dụ bg-parks", "book code, such as bg-parks"))],
        name: Annotated[str, typer.Option(help=say("tên cơ quan", "name of the authority"))],
        place: Annotated[str, typer.Option(help=say("tỉnh, theo tên hoặc mã", "province, by name or code"))],
    ) -> None:
        open_ledger(create=True)
        where = lasting(place)
        tell_respelled(where, place)
        registry.add_book(code, name, where.code)
        if SPEECH.as_json:
            print_json({"book": code, "place": where.code})
        else:
            told = distinct_name(where)
            out().print(say(f"Đã thêm sổ {code}, địa bàn {told.vi}.", f"Added book {code} of {told.en}."))


def _show_books(books: list[dict[str, Any]]) -> None:
    if SPEECH.as_json:
        print_json(books)
        return
    if not books:
        out().print(
            say("Chưa có sổ nào. Thêm bằng `parkledger book add`.", "No books yet. Add one with `parkledger book add`.")
        )
        return
    table = Table(box=None, pad_edge=False)
    for heading in (say("Mã", "Code"), say("Cơ quan", "Authority"), say("Địa bàn", "Place"), say("Sự kiện", "Events")):
        table.add_column(heading)
    for book in books:
        demo = say(" (minh họa)", " (demo)") if book["demo"] else ""
        where = distinct_name(get(book["place"]))
        table.add_row(book["code"], book["name"] + demo, where.of(SPEECH.lang), str(book["events"]))
    out().print(table)


ABOUT = say(
    "về khu cụm, dự án, doanh nghiệp hay văn bản có mã hoặc tên này",
    "about the zone, project, enterprise or document of this code or name",
)


def _add_journal(app: typer.Typer) -> None:
    help_text = say(
        "Xem, lọc hoặc xuất nhật ký của một sổ (JSONL).", "List, filter or export a book's journal (JSONL)."
    )

    @app.command("journal", help=help_text)
    def journal(
        book: Annotated[str, typer.Option(help=say("sổ", "book"))],
        type_code: Annotated[str | None, typer.Option("--type", help=say("loại sự kiện", "event type"))] = None,
        start: Annotated[str | None, typer.Option("--from", help=say("có hiệu lực từ ngày", "effective from"))] = None,
        end: Annotated[str | None, typer.Option("--to", help=say("có hiệu lực đến ngày", "effective to"))] = None,
        known_at: Annotated[str | None, typer.Option(help=say("đã ghi đến hết ngày", "recorded until"))] = None,
        mentions: Annotated[str | None, typer.Option(help=ABOUT)] = None,
        export: Annotated[Path | None, typer.Option(help=say("xuất ra tệp JSONL", "export to a JSONL file"))] = None,
    ) -> None:
        open_ledger()
        wanted = Filter(
            type_code,
            day_from(start) if start else None,
            day_from(end) if end else None,
            known_moment(known_at),
            mentions,
        )
        found = entries(book_ref(book).id, wanted)
        if export is not None:
            _export(found, export)
        elif SPEECH.as_json:
            for entry in found:
                sys.stdout.write(json.dumps(entry, ensure_ascii=False) + "\n")
        else:
            _show_journal(book, found)


def _export(found: Any, path: Path) -> None:
    temporary = path.with_name(path.name + ".part")
    count = 0
    with opened_as_told(path, "journal"), temporary.open("w", encoding="utf-8") as target:
        for entry in found:
            target.write(json.dumps(entry, ensure_ascii=False) + "\n")
            count += 1
    temporary.replace(path)
    out().print(say(f"Đã xuất {count} sự kiện ra {path}.", f"Exported {count} events to {path}."))


def _show_journal(book: str, found: Any) -> None:
    console = out()
    count = 0
    for entry in found:
        count += 1
        on = format_date(date.fromisoformat(entry["effective_on"]), SPEECH.lang)
        demo = say(" (minh họa)", " (demo)") if entry["demo"] else ""
        text = f"{book}/{entry['seq']} {on} {entry['type']}{demo} {json.dumps(entry['payload'], ensure_ascii=False)}"
        console.print(escape(text))
    if not count:
        console.print(say("Không có sự kiện nào như vậy.", "There are no such events."))


def _add_mirror(app: typer.Typer) -> None:
    help_text = say(
        "Cập nhật bản sao dạng cột (Parquet) của bút toán.",
        "Bring the columnar mirror (Parquet) of the postings up to date.",
    )

    @app.command("mirror", help=help_text)
    def mirror(
        rebuild: Annotated[
            bool, typer.Option("--rebuild", help=say("dựng lại từ đầu", "rebuild from nothing"))
        ] = False,
    ) -> None:
        open_ledger()
        manifest = refresh_mirror(rebuild=rebuild)
        if SPEECH.as_json:
            print_json(
                {"folder": str(home() / "mirror"), "postings": manifest.rows, "segments": len(manifest.segments)}
            )
        else:
            out().print(
                say(
                    f"{manifest.rows} bút toán trong {len(manifest.segments)} tệp ở {home() / 'mirror'}.",
                    f"{manifest.rows} postings in {len(manifest.segments)} files in {home() / 'mirror'}.",
                )
            )


def _add_demo(app: typer.Typer) -> None:
    help_text = say(
        "Dựng các sổ minh họa Bắc Giang và Bắc Kạn trong .parkledger.",
        "Build the demonstration books of Bắc Giang and Bắc Kạn in .parkledger.",
    )

    @app.command("demo", help=help_text)
    def demo(
        accounts: Annotated[
            bool,
            typer.Option(
                "--accounts",
                help=say("tạo tài khoản minh họa, in mật khẩu một lần", "make demo accounts, print passwords once"),
            ),
        ] = False,
        yes: Annotated[
            bool, typer.Option("--yes", help=say("dựng cả khi đã có sổ thật", "build even beside real books"))
        ] = False,
    ) -> None:
        from parkledger.demo.accounts import build_accounts
        from parkledger.demo.building import build_books  # only this command needs the generator
        from parkledger.demo.exchanges import build_notes
        from parkledger.demo.positions import build_boundaries

        open_ledger(create=True)
        _ask_beside_real_books(is_wanted=yes)
        counts: dict[str, int] = {}

        def work(advance: Any) -> None:
            counts.update(build_books(advance))

        build_notes()  # before the books: their events name practices and exchanges
        with_progress(say("Dựng sổ minh họa", "Building the demonstration books"), None, work)
        build_boundaries()
        _show_demo(counts, build_accounts() if accounts else None)


class RealBooksHere(ParkError):
    """The demonstration would be built beside real books."""

    code = "real_books_here"
    vi = (
        "{home} đã có sổ thật: {books}. Dữ liệu minh họa sẽ đứng cạnh và được cộng vào số liệu chung. "
        "Nếu vẫn muốn, hãy thêm --yes; nếu không, hãy dùng thư mục khác."
    )
    en = (
        "{home} has real books: {books}. Demonstration data would stand beside them and count in common figures. "
        "If that is wanted, add --yes; otherwise use another folder."
    )


def _ask_beside_real_books(*, is_wanted: bool) -> None:
    """Demonstration data stands beside real books only where somebody wants it."""
    real = [book["code"] for book in registry.describe_books() if not book["demo"]]
    if not real or is_wanted:
        return
    refusal = RealBooksHere(home=str(home()), books=real)
    if not sys.stdin.isatty() or SPEECH.as_json:
        raise refusal
    typer.confirm(refusal.message(SPEECH.lang), abort=True, err=True)


def _show_demo(counts: dict[str, int], accounts: "list[tuple[str, str, Text]] | None") -> None:
    """What was built; the passwords of new accounts are shown here and nowhere else."""
    if SPEECH.as_json:
        made = [{"name": name, "password": password} for name, password, _ in accounts or []]
        print_json({"home": str(home()), "recorded": counts} | ({} if accounts is None else {"accounts": made}))
        return
    if told := ", ".join(f"{code} {count}" for code, count in counts.items()):
        out().print(say(f"Sổ minh họa ở {home()}: {told} sự kiện.", f"Demonstration books in {home()}: {told} events."))
    else:
        out().print(say(f"Đã có đủ sổ minh họa ở {home()}.", f"All demonstration books are in {home()} already."))
    for name, password, role in accounts or []:
        out().print(f"{name}  {escape(password)}  {escape(role.of(SPEECH.lang))}")
