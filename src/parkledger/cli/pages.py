"""`parkledger pages` and `parkledger accept`: the pages that were kept, and their statements in the books."""

from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from parkledger.checking.amounts import number
from parkledger.cli.output import SPEECH, CalledWrongly, escape, out, print_json, say
from parkledger.cli.session import by_whom, open_ledger
from parkledger.language import Text, format_date
from parkledger.places import COUNTRY_CODE, get

if TYPE_CHECKING:  # the tables can be loaded only once Django is set up
    from parkledger.checking.archive import Kept
    from parkledger.checking.models import KeptPage, KeptStatement
    from parkledger.checking.versions import Beside, PageChanges

ONE_OF_TWO = Text("chỉ ghi --book hoặc --bind", "give either --book or --bind")


def add_to(app: typer.Typer) -> None:
    """Add the commands on kept pages."""
    pages = typer.Typer(
        help=say("Các trang đã lưu: liệt kê, xem, so các nguồn.", "Pages kept: list, show, compare sources.")
    )
    app.add_typer(pages, name="pages", invoke_without_command=True)
    _add_list(pages)
    _add_show(pages)
    _add_compare(pages)
    _add_accept(app)


def _add_list(pages: typer.Typer) -> None:
    @pages.callback()
    def list_pages(context: typer.Context) -> None:
        if context.invoked_subcommand is not None:
            return
        open_ledger()
        from parkledger.checking import archive

        found = archive.pages()
        if SPEECH.as_json:
            print_json([page_json(page) for page in found])
            return
        for page in found:
            out().print(escape(_page_line(page)))
        if not found:
            out().print(
                say(
                    "Chưa lưu trang nào. Lưu bằng `parkledger read FILE --keep`.",
                    "No pages are kept. Keep one with `parkledger read FILE --keep`.",
                )
            )


def _add_show(pages: typer.Typer) -> None:
    @pages.command("show", help=say("Một trang đã lưu với các số liệu của nó.", "A kept page with its statements."))
    def show(
        number_: Annotated[int, typer.Argument(metavar="PAGE", help=say("số của trang", "the page's number"))],
    ) -> None:
        open_ledger()
        from parkledger.checking import archive
        from parkledger.checking.versions import changes_between

        page = archive.page_numbered(number_)
        rows = archive.statements_of(page)
        changes = changes_between(page.version_of, page) if page.version_of else None
        if SPEECH.as_json:
            told = {"changes": changes_json(changes)} if changes is not None else {}
            print_json({**page_json(page), "statements": [row_json(row) for row in rows], **told})
            return
        out().print(escape(_page_line(page)))
        out().print(_table(rows))
        if changes is not None:
            _show_changes(changes)


def _add_compare(pages: typer.Typer) -> None:
    help_text = say(
        "Mọi số đã lưu về một chỉ tiêu, đặt cạnh nhau theo nguồn; không chọn số nào.",
        "All that kept pages say of an indicator, side by side with their sources; none is chosen.",
    )

    @pages.command("compare", help=help_text)
    def compare(
        indicator: Annotated[str, typer.Option(help=say("mã chỉ tiêu", "indicator code"))],
        place: Annotated[str | None, typer.Option(help=say("địa bàn", "place"))] = None,
        kind: Annotated[str | None, typer.Option(help="park | cluster")] = None,
        origin: Annotated[str | None, typer.Option(help="fdi | ddi")] = None,
        zone: Annotated[str | None, typer.Option(help=say("khu, cụm", "zone"))] = None,
        form: Annotated[str | None, typer.Option(help="value | growth | plan_ratio | share | rank")] = None,
    ) -> None:
        open_ledger()
        from parkledger.checking.versions import side_by_side
        from parkledger.figures import indicator as find_indicator

        code = find_indicator(indicator).code
        found = side_by_side(code, place, kind=kind, origin=origin, zone=zone, form=form)
        if SPEECH.as_json:
            print_json([_beside_json(each) for each in found])
        else:
            _show_beside(found)


def _add_accept(app: typer.Typer) -> None:
    help_text = say(
        "Nhận số liệu của trang đã lưu vào sổ, thành sự kiện trích dẫn; hoặc gắn với sự kiện đã có.",
        "Accept statements of a kept page into a book as statistics quoted, or link them to an event at hand.",
    )

    @app.command("accept", help=help_text)
    def accept(
        page: Annotated[int, typer.Argument(metavar="PAGE", help=say("số của trang", "the page's number"))],
        statement: Annotated[
            list[int], typer.Argument(metavar="STATEMENT...", help=say("số liệu thứ", "statement numbers"))
        ],
        book: Annotated[str | None, typer.Option(help=say("sổ", "book"))] = None,
        bind: Annotated[
            str | None, typer.Option(metavar="BOOK/SEQ", help=say("sự kiện đã có", "an event at hand"))
        ] = None,
    ) -> None:
        if (book is None) == (bind is None):
            raise CalledWrongly(problem=ONE_OF_TWO, command="accept")
        open_ledger()
        from parkledger.checking import acceptance, archive

        kept = archive.page_numbered(page)
        if bind is not None:
            acceptance.bind(kept, statement, bind)
        else:
            acceptance.accept(kept, statement, str(book), by=by_whom())
        rows = archive.statements_of(kept, statement)
        if SPEECH.as_json:
            print_json([row_json(row) for row in rows])
            return
        if bind is not None and not acceptance.says_itself(bind):
            warning = say(
                f"Sự kiện {bind} không ghi riêng một số liệu nào nên chưa được đối chiếu với trang; hãy tự kiểm tra.",
                f"Event {bind} says no figure of its own, so it was not compared with the page; check it yourself.",
            )
            out().print(escape(warning))
        for row in rows:
            done = say("Đã gắn", "Linked") if row.bound else say("Đã ghi", "Recorded")
            out().print(escape(f"{done}: «{row.quote}» ({row.indicator}) → {row.accepted}"))


def page_json(page: "KeptPage") -> dict[str, Any]:
    """A kept page as JSON, without its bytes and text."""
    return {
        "page": page.pk,
        "sha256": page.sha256,
        "media_type": page.media_type,
        "title": page.title,
        "published": page.published.isoformat() if page.published else None,
        "author": page.author,
        "source": page.source,
        "url": page.url,
        "read_at": page.read_at.isoformat(),
        "version_of": page.version_of_id,
    }


def row_json(row: "KeptStatement") -> dict[str, Any]:
    """A kept statement as JSON, with the event that stands for it."""
    return {"page": row.page_id, "statement": row.ordinal, **row.fields, "event": row.accepted, "bound": row.bound}


def changes_json(changes: "PageChanges") -> dict[str, Any]:
    """What a new version of a page changes, as JSON."""
    return {
        "added": [row_json(row) for row in changes.added],
        "gone": [row_json(row) for row in changes.gone],
        "changed": [{"before": row_json(before), "after": row_json(after)} for before, after in changes.changed],
    }


def kept_json(kept: "Kept") -> dict[str, Any]:
    """A page as it was kept, and what it changed, as JSON."""
    changes = {} if kept.changes is None else {"changes": changes_json(kept.changes)}
    return {**page_json(kept.page), "added": kept.added, **changes}


def show_kept(kept: "Kept") -> None:
    """That a page was kept, or had been before; what a new version changed."""
    console = out()
    if not kept.added:
        console.print(
            say(
                f"Trang này đã lưu từ trước (số {kept.page.pk}); không thêm gì.",
                f"This page was kept before (number {kept.page.pk}); nothing was added.",
            )
        )
        return
    console.print(say(f"Đã lưu trang số {kept.page.pk}.", f"Kept as page number {kept.page.pk}."))
    if kept.changes is not None:
        _show_changes(kept.changes)


def _show_changes(changes: "PageChanges") -> None:
    console = out()
    if not changes:
        console.print(say("Số liệu như bản trước.", "The statements are those of the version before."))
    for row in changes.added:
        console.print(escape(f"+ {_told(row)}"))
    for row in changes.gone:
        console.print(escape(f"− {_told(row)}"))
    for before, after in changes.changed:
        console.print(escape(f"± {_told(before)} → {after.quote}"))


def _told(row: "KeptStatement") -> str:
    return f"{row.quote} ({row.indicator}, {_scope(row.fields)}, {_period(row.fields)})"


def _page_line(page: "KeptPage") -> str:
    day = format_date(page.published, SPEECH.lang) if page.published else "?"
    version = (
        say(f" (bản mới của trang {page.version_of_id})", f" (new version of page {page.version_of_id})")
        if page.version_of_id
        else ""
    )
    return f"{page.pk} {day} {page.title} {page.source} {page.url} {page.sha256[:12]}{version}"


def _table(rows: "list[KeptStatement]") -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in (
        "",
        say("Trích", "Quote"),
        say("Chỉ tiêu", "Indicator"),
        say("Phạm vi", "Scope"),
        say("Kỳ", "Period"),
        say("Khoảng", "Interval"),
        say("Sự kiện", "Event"),
    ):
        table.add_column(heading)
    for row in rows:
        form = "" if row.fields["form"] == "value" else f" ({row.fields['form']})"
        table.add_row(
            str(row.ordinal),
            escape(row.quote),
            row.indicator + form,
            escape(_scope(row.fields)),
            _period(row.fields),
            escape(_interval(row)),
            row.accepted or "",
        )
    return table


def _scope(fields: dict[str, Any]) -> str:
    """Of what a statement is; a place that the register knows by its name."""
    place = fields["place"] or ""
    name = get(place).name if place.startswith((f"{COUNTRY_CODE}.", "vung.")) or place == COUNTRY_CODE else place
    return ", ".join(str(part) for part in (fields["zone"], fields["kind"], fields["origin"], name) if part)


def _period(fields: dict[str, Any]) -> str:
    return "–".join(day for day in (fields["period_start"], fields["period_end"]) if day) or "?"


def _interval(row: "KeptStatement") -> str:
    from parkledger.checking.versions import bounds

    low, high = ("?" if bound is None else number(bound, SPEECH.lang) for bound in bounds(row))
    return f"[{low}; {high}) {row.fields['unit']}"


def _beside_json(found: "Beside") -> dict[str, Any]:
    said = [{**row_json(row), "source": page_json(row.page)} for row in found.statements]
    return {**found.scope, "disagree": found.disagree, "statements": said}


def _show_beside(found: "list[Beside]") -> None:
    console = out()
    if not found:
        console.print(say("Chưa lưu số liệu nào như vậy.", "No such statement is kept."))
    for each in found:
        mark = (
            say("các nguồn KHÁC nhau", "the sources DISAGREE")
            if each.disagree
            else say("không mâu thuẫn", "no contradiction")
        )
        form = each.scope["form"]
        console.print(
            escape(f"{each.scope['indicator']} ({form}), {_scope(each.scope)}, {_period(each.scope)}: {mark}")
        )
        for row in each.statements:
            accepted = f" → {row.accepted}" if row.accepted else ""
            console.print(escape(f"  {row.quote} {_interval(row)}: {_page_line(row.page)}{accepted}"))
