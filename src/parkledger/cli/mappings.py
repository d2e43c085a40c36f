"""`parkledger mapping`: the mappings of columns that are kept: proposed, shown, mended, removed."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from parkledger.cli.output import SPEECH, CalledWrongly, escape, out, print_json, say
from parkledger.ledger.events import EVENT_TYPES
from parkledger.workbooks import importing
from parkledger.workbooks.map import mappings, proposals
from parkledger.workbooks.map.across import EACH_PERIOD
from parkledger.workbooks.map.columns import END, START, column_named, fields_by_name, filled_by
from parkledger.workbooks.map.mappings import MappedColumn, MappedSheet, Mapping, plain
from parkledger.workbooks.read.grids import read_file

AlsoOption = Annotated[
    str | None,
    typer.Option(
        metavar="TYPE",
        help=say("loại sự kiện mà mỗi dòng cũng là; các cột nêu ra là của nó", "a type that each row is as well"),
    ),
]
ConstantOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="FIELD=[VALUE]", help=say("giá trị chung; trống là bỏ", "a value for all rows; none: taken away")
    ),
]


def add_to(app: typer.Typer) -> None:
    """Add the commands of mappings."""
    group = typer.Typer(
        help=say("Bảng ghép cột của các tệp Excel.", "Mappings of a sheet's columns."), no_args_is_help=True
    )
    app.add_typer(group, name="mapping")
    _add_looking(group)
    _add_propose(group)
    _add_set(group)


def _add_looking(group: typer.Typer) -> None:
    @group.command("list", help=say("Các bảng ghép cột đã lưu.", "The mappings that are kept."))
    def listed() -> None:
        names = mappings.kept()
        if SPEECH.as_json:
            print_json({"mappings": names})
        for name in () if SPEECH.as_json else names:
            out().print(escape(name))

    @group.command("show", help=say("Xem một bảng ghép cột.", "Show a mapping."))
    def show(name: Annotated[str, typer.Argument(help=say("tên", "name"))]) -> None:
        show_mapping(mappings.load(name))

    @group.command("remove", help=say("Xóa một bảng ghép cột.", "Remove a mapping."))
    def remove(name: Annotated[str, typer.Argument(help=say("tên", "name"))]) -> None:
        mappings.remove(name)


def _add_propose(group: typer.Typer) -> None:
    help_text = say(
        "Đề xuất bảng ghép cột từ tiêu đề của một tệp rồi lưu lại.",
        "Propose a mapping from a file's headings and keep it.",
    )

    @group.command("propose", help=help_text)
    def propose(
        file: Annotated[Path, typer.Argument(metavar="FILE", help=say("tệp", "the file"))],
        type_code: Annotated[list[str] | None, typer.Option("--type", help=say("loại sự kiện", "event type"))] = None,
        name: Annotated[str | None, typer.Option(help=say("tên bảng ghép cột", "the mapping's name"))] = None,
    ) -> None:
        grids = read_file(file)
        found = proposals.propose(name or proposals.name_for(file.name), grids, type_code or ())
        if not found.sheets:
            raise importing.nothing_in(file.name, grids)
        mappings.keep(found)
        show_mapping(found)


def _add_set(group: typer.Typer) -> None:
    help_text = say("Sửa một bảng ghép cột.", "Edit a mapping.")

    @group.command("set", help=help_text)
    def change(
        name: Annotated[str, typer.Argument(help=say("tên", "name"))],
        sheet: Annotated[
            str | None, typer.Option(help=say("trang; mặc định là mọi trang", "sheet; all by default"))
        ] = None,
        type_code: Annotated[str | None, typer.Option("--type", help=say("loại sự kiện", "event type"))] = None,
        also: AlsoOption = None,
        column: Annotated[
            list[str] | None,
            typer.Option(
                metavar="HEADING=FIELD[:UNIT]", help=say("cột; FIELD trống là bỏ qua", "a column; no FIELD: not read")
            ),
        ] = None,
        constant: ConstantOption = None,
        decimal: Annotated[
            list[str] | None, typer.Option(metavar="HEADING=comma|point", help=say("dấu thập phân", "decimal mark"))
        ] = None,
    ) -> None:
        found = mappings.load(name)
        for each in found.sheets:
            if sheet in {None, each.sheet}:
                part = each if also is None else _part(each, also)
                _change(part, type_code, column or [], constant or [], decimal or [])
        mappings.keep(found)
        show_mapping(found)


def _change(
    sheet: MappedSheet, code: str | None, columns: list[str], constants: list[str], decimals: list[str]
) -> None:
    sheet.type = code or sheet.type
    sheet.near = []  # whoever sets it has looked
    for heading, field in map(_pair, columns):
        _column(sheet, heading, add=True).field = field
    for heading, mark in map(_pair, decimals):
        if mark not in {"comma", "point"}:
            raise CalledWrongly(problem=f"--decimal {heading}={mark}: comma|point", command="mapping set")
        _column(sheet, heading).decimal = "comma" if mark == "comma" else "point"
    for field, value in map(_pair, constants):
        if value:
            sheet.constants[field] = value
        else:
            sheet.constants.pop(field, None)


def _part(sheet: MappedSheet, code: str) -> MappedSheet:
    """The further event that each row of a sheet is, added where there is none yet."""
    found = next((part for part in sheet.also if part.type == code), None)
    if found is None:
        found = MappedSheet(type=code, columns=[])
        sheet.also.append(found)
    return found


def _pair(text: str) -> tuple[str, str]:
    left, equals, right = text.rpartition("=")
    if not equals:
        raise CalledWrongly(problem=f"{text}: A=B", command="mapping set")
    return left.strip(), right.strip()


def _column(sheet: MappedSheet, heading: str, *, add: bool = False) -> MappedColumn:
    for column in sheet.columns:
        if plain(column.heading) == plain(heading):
            return column
    if not add:
        raise CalledWrongly(problem=f"«{heading}»: {', '.join(sheet.headings())}", command="mapping set")
    sheet.columns.append(MappedColumn(heading=heading))
    return sheet.columns[-1]


def show_mapping(mapping: Mapping) -> None:
    """A mapping as a table: which heading fills which field, and what is still lacking."""
    if SPEECH.as_json:
        print_json(mapping.model_dump())
        return
    for sheet in mapping.parts:
        label = EVENT_TYPES[sheet.type].label.of(SPEECH.lang)
        shown = Table(
            title=escape(f"{mapping.name} · {sheet.sheet or '*'} → {label} ({sheet.type})"), title_justify="left"
        )
        for heading in (say("Tiêu đề", "Heading"), say("Trường", "Field"), say("Nghĩa", "Meaning")):
            shown.add_column(heading)
        for each in sheet.columns:
            column = column_named(sheet.type, each.field) if each.field else None
            meaning = column.heading.of(SPEECH.lang) if column else say("không đọc", "not read")
            shown.add_row(escape(each.heading), each.field, escape(meaning))
        for key, value in sheet.constants.items():
            shown.add_row(say("(mọi dòng)", "(all rows)"), key, escape(value))
        out().print(shown)
        if (doubt := sheet.doubt) is not None:
            out().print(escape(doubt.of(SPEECH.lang)))
        if lacking := lacking_fields(sheet):
            named = ", ".join(lacking)
            out().print(
                escape(
                    say(
                        f"Chưa có cột: {named}. Ngày, kỳ, khu nêu trong tên bảng thì được đọc từ đó.",
                        f"No column: {named}. A day, period or zone named in the title is read from there.",
                    )
                )
            )


def lacking_fields(sheet: MappedSheet) -> list[str]:
    """The fields that every event needs and nothing fills."""
    filled = filled_by([*(column.field for column in sheet.columns), *sheet.constants])
    if any(EACH_PERIOD in column.heading and column.field for column in sheet.columns):
        filled |= {START, END}
    return [name for name, field in fields_by_name(sheet.type).items() if field.required and name not in filled]
