"""`parkledger forms` and `parkledger form`: statutory forms as Excel."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from parkledger.briefing import forms as statutory
from parkledger.briefing.forms.as_json import filled_json, form_json
from parkledger.cli.output import SPEECH, CalledWrongly, escape, opened_as_told, out, print_json, say
from parkledger.cli.questions import Boundaries, KnownAt, boundaries_day, known_moment, place_code, zone_named
from parkledger.cli.session import open_books
from parkledger.figures import Figures
from parkledger.language import Lang, format_date
from parkledger.places import COUNTRY_CODE
from parkledger.tables.files import FileFormat

PORTAL = "http://127.0.0.1:8000"
OneProject = Annotated[
    str | None,
    typer.Option(help=say("mã một dự án, với biểu của từng dự án", "code of one project, for forms of projects")),
]
Places = Annotated[
    list[str] | None,
    typer.Option(
        help=say("địa bàn; có thể lặp lại; không cần khi có --project", "place; may be repeated; not with --project")
    ),
]
HalfYear = Annotated[str | None, typer.Option(help=say("6 tháng, như 1/2023", "a half-year, such as 1/2023"))]


def add_to(app: typer.Typer) -> None:
    """Add the commands of statutory forms."""
    _add_forms(app)
    _add_form(app)


def _add_forms(app: typer.Typer) -> None:
    help_text = say(
        "Các biểu báo cáo theo quy định lập được từ sổ, và vì sao biểu khác chưa lập được.",
        "The statutory forms that are filled from the books, and why others are not.",
    )

    @app.command("forms", help=help_text)
    def forms() -> None:
        if SPEECH.as_json:
            print_json([form_json(form) for form in statutory.FORMS.values()])
            return
        table = Table(box=None, pad_edge=False)
        heads = (say("Biểu", "Form"), say("Tên", "Title"), say("Bố cục", "Layout"), say("Tệp", "File"))
        for heading in heads:
            table.add_column(heading)
        for form in statutory.FORMS.values():
            why = say("không: ", "no: ") + form.no_file.of(SPEECH.lang) if form.no_file else say("có", "yes")
            cells = (form.code, form.title.of(SPEECH.lang), form.layout_text.of(SPEECH.lang), why)
            table.add_row(*(escape(cell) for cell in cells))
        out().print(table)


def _add_form(app: typer.Typer) -> None:
    help_text = say(
        "Lập biểu báo cáo thành tệp Excel từ số liệu trong sổ; nhiều biểu hoặc all thì mỗi biểu một trang tính.",
        "Fill statutory forms from the books as an Excel workbook; several, or all, a sheet each.",
    )

    @app.command("form", help=help_text)
    def form(
        codes: Annotated[list[str], typer.Argument(metavar="FORM...", help=say("mã biểu, hoặc all", "codes, or all"))],
        output: Annotated[Path, typer.Option("--output", "-o", help=say("tệp .xlsx sẽ ghi", "the .xlsx to write"))],
        place: Places = None,
        boundaries: Boundaries = None,
        zone: Annotated[str | None, typer.Option(help=say("một cụm, với biểu 02", "one cluster, for form 02"))] = None,
        project: OneProject = None,
        quarter: Annotated[str | None, typer.Option(help=say("quý, như 2/2023", "a quarter, such as 2/2023"))] = None,
        month: Annotated[str | None, typer.Option(help=say("tháng, như 5/2023", "a month, such as 5/2023"))] = None,
        half: HalfYear = None,
        year: Annotated[str | None, typer.Option(help=say("năm", "a year"))] = None,
        start: Annotated[str | None, typer.Option("--from", help=say("từ ngày", "from this day"))] = None,
        until: Annotated[str | None, typer.Option(help=say("đến hết ngày", "to the end of this day"))] = None,
        known_at: KnownAt = None,
        portal: Annotated[
            str, typer.Option(help=say("địa chỉ cổng cho các liên kết", "the portal's address, for links"))
        ] = PORTAL,
    ) -> None:
        _refuse_other_files(output)
        given = {"quarter": quarter, "month": month, "half": half, "year": year, "from": start, "until": until}
        wanted = statutory.fillable(codes)
        books = open_books()
        if not place and not project:
            raise statutory.FormPlaceMissing
        places = [(name, boundaries_day(boundaries)) for name in place or [COUNTRY_CODE]]
        of_all, moment = statutory.is_all(codes), known_moment(known_at)
        asked = _scopes(wanted, places, (zone, project), given, moment, books, of_all=of_all)
        filled = statutory.fill(asked, books, of_all=of_all)
        _write(filled, output, portal, books)


def _write(filled: statutory.FilledForms, output: Path, portal: str, books: Figures) -> None:
    settings = statutory.WorkbookSettings(SPEECH.lang, datetime.now(UTC), books, lambda path: portal.rstrip("/") + path)
    data = statutory.write(filled, settings)
    with opened_as_told(output, "form"):
        output.write_bytes(data)
    _tell(filled, output)


def _refuse_other_files(output: Path) -> None:
    if output.suffix.lower() != f".{FileFormat.XLSX.extension}":
        problem = say(f"biểu là tệp .xlsx, không lập được «{output.suffix}»", f"forms are .xlsx, not “{output.suffix}”")
        raise CalledWrongly(problem=problem, command="form")


def _scopes(
    wanted: list[statutory.StatutoryForm],
    places: list[tuple[str, date | None]],
    of: tuple[str | None, str | None],
    given: dict[str, str | None],
    known_at: datetime | None,
    books: Figures,
    *,
    of_all: bool,
) -> list[tuple[statutory.StatutoryForm, statutory.FormScope]]:
    """Each form for each place, `of` a zone or project of it where one is named, in the boundaries of a day or of its period's last."""
    zone, project = of
    pairs = []
    for name, boundaries in places:
        for form in wanted:
            period = statutory.asked_period(form, given)
            place = place_code(name, boundaries or period.end)
            number = zone_named(zone, books, place, form.kind) if zone else None
            scopes = statutory.scopes_of(form, place, period, known_at, number, books, project=project, of_all=of_all)
            pairs += [(form, scope) for scope in scopes]
    return pairs


def _tell(filled: statutory.FilledForms, output: Path) -> None:
    """Where the workbook is, what does not agree in it, and how much is missing."""
    told: dict[str, Any] = filled_json(filled, SPEECH.lang)
    if SPEECH.as_json:
        print_json({"file": str(output), **told})
        return
    console = out()
    console.print(
        escape(say(f"Đã ghi {len(filled.forms)} biểu vào {output}.", f"{len(filled.forms)} forms are in {output}."))
    )
    held = [check for check in told["checks"] if not check["comparison"]]
    apart = [check["name"] for check in held if check["agrees"] is False]
    for name in apart:
        console.print(escape(say(f"Lệch: {name}", f"Differs: {name}")))
    agreeing = sum(1 for check in held if check["agrees"])
    unknown = len(held) - agreeing - len(apart)
    missing = sum(1 for gap in filled.gaps if gap.state in statutory.LACKING)
    console.print(
        say(
            f"{len(held)} dòng đối chiếu: {agreeing} khớp, {len(apart)} lệch, {unknown} chưa đủ số để đối chiếu; "
            f"{missing} chỉ tiêu còn chỗ chưa ghi nhận (trang Kiểm tra kê đủ).",
            f"{len(held)} checks: {agreeing} agree, {len(apart)} differ, {unknown} lack a number to compare; "
            f"{missing} columns or lines lack something (the check sheet lists it).",
        )
    )
    _tell_other_periods(filled)
    _tell_left_out(filled)
    if filled.demo:
        console.print(
            say("* có dữ liệu minh họa, được đánh dấu trong tệp.", "* demonstration data, marked in the file.")
        )


def _tell_left_out(filled: statutory.FilledForms) -> None:
    """The forms that are not among all, by why they are not."""
    for why in dict.fromkeys(why for _, why in filled.left_out):
        codes = ", ".join(form.code for form, each in filled.left_out if each == why)
        out().print(escape(say(f"Không lập {codes}: {why.vi}.", f"Left out {codes}: {why.en}.")))


def _tell_other_periods(filled: statutory.FilledForms) -> None:
    """How to have what was reported of other days than those of the forms."""
    cells = (cell for _, form in filled.forms for row in form.rows for cell in row.cells.values())
    for period in dict.fromkeys(cell.reported for cell in cells if cell.reported is not None):
        since, until = (format_date(day, SPEECH.lang) for day in (period.start, period.end))
        options = f"--from {format_date(period.start, Lang.VI)} --until {format_date(period.end, Lang.VI)}"
        said = say(f"Sổ có báo cáo của kỳ {since} – {until}", f"On record are reports of {since} – {until}")
        out().print(escape(f"{said}: {options}"))
