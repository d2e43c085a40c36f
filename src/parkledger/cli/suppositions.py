"""`parkledger suppose`: events that are only supposed, what figures they would come to, and how much it takes to reach a goal."""

from datetime import date
from fractions import Fraction
from typing import Annotated

import typer
from rich.table import Table

from parkledger.catalogue import ZoneKind
from parkledger.cli.output import SPEECH, CalledWrongly, escape, out, print_json, say
from parkledger.cli.questions import day_or_today, zone_named
from parkledger.cli.recording import Fields, parsed
from parkledger.cli.session import by_whom, open_ledger
from parkledger.figures import Question
from parkledger.figures.current import current_figures
from parkledger.figures.supposing import MARK
from parkledger.figures.wording import figure_title, number, written
from parkledger.language import format_date, parse_number
from parkledger.ledger.events import EVENT_TYPES
from parkledger.ledger.events.land import LandLeased
from parkledger.ledger.store.registry import get_book
from parkledger.places import get
from parkledger.records.dates import day_from
from parkledger.suppositions.as_json import comparison_json, found_json, supposition_json
from parkledger.suppositions.comparison import BANNER, ContrastGroup, compared, latest_day
from parkledger.suppositions.evaluation import EventFields
from parkledger.suppositions.goals import SoughtAmount, seek
from parkledger.suppositions.models import Supposition
from parkledger.suppositions.storage import add_event, begin, copy, evaluated, find, given, listed, remove, remove_event

Number = Annotated[int, typer.Argument(metavar="NUMBER", help=say("số của phương án", "number of the supposition"))]
BookOption = Annotated[str, typer.Option("--book", help=say("sổ", "book"))]
On = Annotated[str | None, typer.Option("--on", help=say("ngày", "day"))]


def add_to(app: typer.Typer) -> None:
    """Add the commands about suppositions."""
    help_text = say(
        "Phương án giả định: tính số liệu với những sự kiện chưa xảy ra; không ghi gì vào sổ.",
        "Suppositions: figures with events that have not happened; nothing is recorded.",
    )
    suppose = typer.Typer(help=help_text, no_args_is_help=True)
    app.add_typer(suppose, name="suppose")
    _add_listing(suppose)
    _add_making(suppose)
    _add_events(suppose)
    _add_comparing(suppose)
    _add_seeking(suppose)


def _add_listing(app: typer.Typer) -> None:
    @app.command("list", help=say("Liệt kê các phương án.", "List the suppositions."))
    def list_suppositions(
        book: Annotated[str | None, typer.Option("--book", help=say("chỉ của sổ này", "of this book only"))] = None,
    ) -> None:
        open_ledger()
        found = listed([get_book(book).pk] if book else None)
        if SPEECH.as_json:
            print_json([supposition_json(each) for each, _ in found])
            return
        if not found:
            out().print(say("Chưa có phương án nào.", "There are no suppositions yet."))
            return
        table = Table(box=None, pad_edge=False)
        for heading in (
            "#",
            say("Sổ", "Book"),
            say("Tên", "Title"),
            say("Sự kiện", "Events"),
            say("Người lập", "Author"),
        ):
            table.add_column(heading)
        for each, size in found:
            table.add_row(str(each.pk), each.book.code, escape(each.title), str(size), escape(each.author))
        out().print(table)

    @app.command("show", help=say("Xem một phương án và các sự kiện của nó.", "Show a supposition and its events."))
    def show(number: Number) -> None:
        open_ledger()
        _show(find(number))


def _add_making(app: typer.Typer) -> None:
    @app.command("create", help=say("Lập một phương án của một sổ.", "Make a supposition of a book."))
    def create(
        title: Annotated[str, typer.Argument(metavar="TITLE", help=say("tên phương án", "its title"))],
        book: BookOption,
        description: Annotated[str, typer.Option(help=say("mô tả", "description"))] = "",
    ) -> None:
        open_ledger()
        _show(begin(get_book(book), title, by=by_whom(), description=description))

    @app.command("copy", help=say("Chép một phương án thành phương án khác.", "Copy a supposition."))
    def copy_supposition(
        number: Number, title: Annotated[str, typer.Option(help=say("tên mới", "a new title"))] = ""
    ) -> None:
        open_ledger()
        _show(copy(find(number), by=by_whom(), title=title))

    @app.command("remove", help=say("Xóa một phương án; sổ không đổi.", "Remove a supposition; no book changes."))
    def remove_supposition(number: Number) -> None:
        open_ledger()
        found = find(number)
        remove(found, found.revision)
        if SPEECH.as_json:
            print_json({"removed": number})
        else:
            out().print(escape(say(f"Đã xóa phương án «{found.title}».", f"Removed the supposition “{found.title}”.")))


def _add_events(app: typer.Typer) -> None:
    @app.command("add", help=say("Thêm một sự kiện giả định.", "Suppose a further event."))
    def add(
        number: Number,
        type_code: Annotated[str, typer.Argument(metavar="TYPE", help=say("loại sự kiện", "event type"))],
        field: Fields = None,
    ) -> None:
        open_ledger()
        found = find(number)
        add_event(found, found.revision, type_code, parsed(field or [], EVENT_TYPES.get(type_code)))
        _show(found)

    @app.command("drop", help=say("Bỏ một sự kiện giả định.", "Take an event out."))
    def drop(
        number: Number,
        position: Annotated[int, typer.Argument(metavar="PLACE", help=say("thứ tự của sự kiện", "its place"))],
    ) -> None:
        open_ledger()
        found = find(number)
        remove_event(found, found.revision, position)
        _show(found)


def _add_comparing(app: typer.Typer) -> None:
    help_text = say("So sánh số liệu có và không có phương án.", "Compare figures with and without a supposition.")

    @app.command("compare", help=help_text)
    def compare(number: Number, on: On = None) -> None:
        open_ledger()
        found = find(number)
        evaluation = evaluated(found)
        day = day_from(on) if on else latest_day(evaluation)
        groups = compared(evaluation, day)
        if SPEECH.as_json:
            print_json(comparison_json(found, groups, day, evaluation.book.place, SPEECH.lang))
            return
        out().print(f"[bold]{escape(found.title)}[/], {format_date(day, SPEECH.lang)}")
        out().print(BANNER.of(SPEECH.lang))
        if not groups:
            out().print(say("Không số liệu nào thay đổi vào ngày này.", "No figure changes by this day."))
        for group in groups:
            _show_group(group, get(evaluation.book.place).name)


def _show_group(group: ContrastGroup, place: str) -> None:
    table = Table(title=escape(group.title or place), box=None, pad_edge=False, title_justify="left")
    table.add_column(say("Chỉ tiêu", "Indicator"))
    for heading in (
        say("Theo sổ", "On record"),
        say("Theo phương án", "Supposed"),
        say("Chênh lệch", "Difference"),
    ):
        table.add_column(heading, justify="right")
    for row in group.rows:
        table.add_row(
            escape(figure_title(row.supposed, SPEECH.lang)),
            written(row.recorded, SPEECH.lang),
            f"{written(row.supposed, SPEECH.lang)} {MARK}",
            f"{row.difference_words(SPEECH.lang)} {MARK}",
        )
    out().print(table)


def _add_seeking(app: typer.Typer) -> None:
    help_text = say(
        "Tìm mức cần đạt: phải cho thuê thêm bao nhiêu m² để một chỉ tiêu của khu, cụm đạt một mức vào một ngày.",
        "Seek a goal: how many m² must be let until an indicator of a zone reaches a value on a day.",
    )

    @app.command("seek", help=help_text)
    def seek_goal(
        book: BookOption,
        zone: Annotated[str, typer.Option("--zone", help=say("khu, cụm", "zone"))],
        reach: Annotated[str, typer.Option("--reach", help=say("mức cần đạt, theo đơn vị của chỉ tiêu", "the goal"))],
        indicator: Annotated[str, typer.Option("--indicator", help=say("chỉ tiêu", "indicator"))] = "occupancy",
        event: Annotated[str, typer.Option("--event", help=say("loại sự kiện", "event type"))] = LandLeased.code,
        field: Fields = None,
        on: On = None,
        supposing: Annotated[
            int | None,
            typer.Option("--supposing", help=say("ngoài các sự kiện của phương án này", "besides this supposition")),
        ] = None,
        keep: Annotated[
            bool,
            typer.Option("--keep", help=say("thêm sự kiện tìm được vào phương án ấy", "add the event found to it")),
        ] = False,
    ) -> None:
        open_ledger()
        besides = _besides(supposing, book, keep=keep)
        day = day_or_today(on)
        fields = {"zone": zone, "effective_on": day.isoformat(), **parsed(field or [], EVENT_TYPES.get(event))}
        varied = EventFields(event, fields)
        found = seek(
            book,
            given(besides) if besides else [],
            varied,
            _question(book, zone, indicator, day, besides),
            _goal(reach),
        )
        if keep and besides:
            add_event(besides, besides.revision, found.event.type, found.event.payload)
        _show_found(found, day)


def _goal(text: str) -> Fraction:
    return parse_number(text.strip().removesuffix("%").strip(), SPEECH.lang)


def _besides(number: int | None, book: str, *, keep: bool) -> Supposition | None:
    """The supposition whose events are supposed besides; refused where it is of another book, or none to `keep` what is found."""
    if keep and number is None:
        raise CalledWrongly(problem=say("--keep cần --supposing", "--keep needs --supposing"), command="suppose")
    found = find(number) if number is not None else None
    if found is not None and found.book.code != book:
        raise CalledWrongly(problem=f"--supposing {number}: --book {found.book.code}", command="suppose")
    return found


def _question(book: str, zone: str, indicator: str, day: date, besides: Supposition | None) -> Question:
    """What should reach the goal; the zone may be one that is only supposed."""
    books = evaluated(besides).supposed if besides else current_figures()
    place = get_book(book).place
    number = zone_named(zone, books, place, None)
    return Question(indicator, place, day, zone=number, kind=ZoneKind(books.zones[number]["kind"]))


def _show(found: Supposition) -> None:
    if SPEECH.as_json:
        print_json(supposition_json(found, events=True))
        return
    out().print(escape(say(f"Phương án {found.pk}: {found.title}", f"Supposition {found.pk}: {found.title}")))
    if found.description:
        out().print(escape(found.description))
    for each in found.events.all():
        label = EVENT_TYPES[each.type].label.of(SPEECH.lang) if each.type in EVENT_TYPES else each.type
        said = ", ".join(f"{name}={value}" for name, value in each.payload.items())
        out().print(escape(f"  {each.position}. {label} ({each.type}): {said}"))


def _show_found(found: SoughtAmount, on: date) -> None:
    if SPEECH.as_json:
        print_json(found_json(found, SPEECH.lang))
        return
    label = EVENT_TYPES[found.event.type].label.of(SPEECH.lang)
    amount = number(Fraction(found.amount), "m2", SPEECH.lang)
    console = out()
    console.print(BANNER.of(SPEECH.lang))
    console.print(escape(f"{label}: {amount} ({format_date(on, SPEECH.lang)}) {MARK}"))
    name = figure_title(found.reached, SPEECH.lang)
    console.print(
        escape(f"{name}: {written(found.before, SPEECH.lang)} → {written(found.reached, SPEECH.lang)} {MARK}")
    )
    console.print(
        say(
            "Đã tính lại như ghi sổ: với diện tích này thì đạt, ít hơn 1 m² thì chưa đạt.",
            "Worked out as recorded: this area reaches the goal, and 1 m² less does not.",
        )
    )
