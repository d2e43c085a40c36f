"""`parkledger boundaries`: where zones lie, imported from files and listed."""

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from parkledger.cli.output import SPEECH, CalledWrongly, escape, out, print_errors, print_json, say
from parkledger.cli.session import by_whom, open_books, open_ledger
from parkledger.language import (
    NumberUnreadable,
    Quantity,
    Unit,
    format_date,
    format_number,
    format_quantity,
    parse_number,
)
from parkledger.records.dates import day_from

if TYPE_CHECKING:  # the tables can be loaded only once Django is set up
    from parkledger.geography.boundary_import import Imported, ImportedBoundary

KINDS = ("zone", "plot")
MOST_PERCENT = 100


def add_to(app: typer.Typer) -> None:
    """Add the commands on boundaries."""
    boundaries = typer.Typer(
        help=say("Ranh giới khu, cụm và lô đất: nhập, liệt kê.", "Boundaries of zones and plots: import, list."),
        no_args_is_help=True,
    )
    app.add_typer(boundaries, name="boundaries")
    _add_import(boundaries)
    _add_list(boundaries)
    _add_systems(boundaries)


def _add_import(boundaries: typer.Typer) -> None:
    help_text = say(
        "Nhập ranh giới từ GeoPackage, GeoJSON hoặc Shapefile, hệ WGS 84 hoặc VN-2000; so diện tích với sổ.",
        "Import boundaries from a GeoPackage, GeoJSON or Shapefile in WGS 84 or VN-2000; areas are compared with the book.",
    )

    @boundaries.command("import", help=help_text)
    def import_(
        file: Annotated[Path, typer.Argument(help=say("tệp hoặc thư mục", "a file or folder"))],
        book: Annotated[str, typer.Option(help=say("sổ", "book"))],
        valid_from: Annotated[str, typer.Option(help=say("có giá trị từ ngày", "valid from this day"))],
        kind: Annotated[str, typer.Option(help="zone | plot")] = "zone",
        layer: Annotated[str | None, typer.Option(help=say("lớp của tệp", "layer of the file"))] = None,
        zone_field: Annotated[str | None, typer.Option(help=say("trường mã hoặc tên", "field of code or name"))] = None,
        crs: Annotated[str | None, typer.Option(metavar="EPSG:…", help=say("hệ tọa độ", "coordinate system"))] = None,
        tolerance: Annotated[
            str,
            typer.Option(metavar="PERCENT", help=say("chênh diện tích cho phép, %", "difference of area allowed, %")),
        ] = "2",
        dry_run: Annotated[
            bool, typer.Option("--dry-run", help=say("chỉ kiểm tra, không ghi", "check, keep nothing"))
        ] = False,
    ) -> int:
        if kind not in KINDS:
            raise CalledWrongly(problem=f"--kind {kind}: zone | plot", command="boundaries import")
        allowed = _percent(tolerance)
        from parkledger.geography.boundary_import import Order, import_file
        from parkledger.geography.errors import BoundariesRefused
        from parkledger.geography.models import BoundaryKind

        order = Order(
            file, book, day_from(valid_from), by_whom(), BoundaryKind(kind), layer, field=zone_field, system=crs
        )
        try:
            done = import_file(order, open_books(), dry_run=dry_run)
        except BoundariesRefused as refused:
            print_errors(refused.problems)
            return 1
        _show(done, allowed, dry_run=dry_run)
        return 0


def _add_list(boundaries: typer.Typer) -> None:
    @boundaries.command("list", help=say("Các tệp ranh giới đã nhập.", "Files of boundaries imported."))
    def list_files() -> None:
        open_ledger()
        from django.db.models import Count

        from parkledger.geography.models import BoundaryFile

        files = (
            BoundaryFile.objects.annotate(count=Count("boundaries"))
            .order_by("pk")
            .values(
                "book__code",
                "name",
                "layer",
                "kind",
                "sha256",
                "crs",
                "operation",
                "valid_from",
                "imported_at",
                "imported_by",
                "count",
            )
        )
        if SPEECH.as_json:
            print_json([{key: _plain(value) for key, value in file.items()} for file in files])
            return
        for file in files:
            since = format_date(file["valid_from"], SPEECH.lang)
            out().print(
                escape(
                    f"{file['book__code']} {file['kind']} {since} {file['name']} ({file['count']}) {file['crs']} {file['sha256'][:12]}"
                )
            )
        if not files:
            out().print(say("Chưa nhập ranh giới nào.", "No boundaries were imported."))


def _add_systems(boundaries: typer.Typer) -> None:
    @boundaries.command("systems", help=say("Các hệ tọa độ VN-2000.", "The coordinate systems of VN-2000."))
    def systems() -> None:
        from parkledger.geography.systems import vn2000_systems

        if SPEECH.as_json:
            print_json(vn2000_systems())
            return
        for system in vn2000_systems():
            out().print(system)


def _percent(text: str) -> Fraction:
    """A tolerance in per cent as a share."""
    try:
        found = parse_number(text, SPEECH.lang)
    except NumberUnreadable:
        found = Fraction(-1)
    if not 0 <= found <= MOST_PERCENT:
        raise CalledWrongly(problem=f"--tolerance {text}: 0–{MOST_PERCENT}", command="boundaries import")
    return found / 100


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _show(done: "Imported", tolerance: Fraction, *, dry_run: bool) -> None:
    if SPEECH.as_json:
        print_json(_json(done, tolerance, dry_run=dry_run))
        return
    table = Table(box=None, pad_edge=False)
    for heading in (
        "#",
        say("Khu, cụm", "Zone"),
        say("Tên", "Label"),
        say("Diện tích", "Area"),
        say("Trong sổ", "On record"),
        say("Chênh", "Difference"),
        "",
    ):
        table.add_column(heading)
    for line in done.lines:
        table.add_row(*_row(line, tolerance))
    out().print(table)
    over = sum(1 for line in done.lines if line.is_over(tolerance))
    allowed = format_number(tolerance * 100, SPEECH.lang)
    out().print(
        say(
            f"{over}/{len(done.lines)} chênh quá {allowed}%.",
            f"{over} of {len(done.lines)} differ by more than {allowed}%.",
        )
    )
    out().print(escape(f"{done.name} {done.layer} [{done.field}] {done.system}; SHA-256 {done.sha256}"))
    out().print(_outcome(done, dry_run=dry_run))


def _outcome(done: "Imported", *, dry_run: bool) -> str:
    if done.known:
        return say("Tệp này đã nhập từ trước; không thêm gì.", "This file was imported before; nothing was added.")
    if dry_run:
        return say("Thử, chưa ghi.", "Tried, nothing kept.")
    return say(f"Đã ghi {len(done.lines)} ranh giới.", f"Kept {len(done.lines)} boundaries.")


def _row(line: "ImportedBoundary", tolerance: Fraction) -> tuple[str, ...]:
    recorded = say("chưa có số liệu", "not recorded") if line.recorded_m2 is None else _hectares(line.recorded_m2)
    marks = [say("đã sửa hình", "shape repaired")] if line.mended else []
    marks += [say("KHÁC sổ", "DIFFERS")] if line.is_over(tolerance) else []
    return (
        str(line.feature),
        escape(line.title),
        escape(line.label),
        _hectares(line.area_m2),
        recorded,
        "" if line.difference is None else f"{_tenths(line.difference)}%",
        ", ".join(marks),
    )


def _tenths(share: Fraction) -> str:
    """A share in per cent to the first decimal, with its sign."""
    sign = "+" if share > 0 else ""
    return sign + format_number(Fraction(round(share * 1000), 10), SPEECH.lang, decimals=1)


def _hectares(square_metres: int) -> str:
    return format_quantity(
        Quantity(Fraction(round(Fraction(square_metres, 100)), 100), Unit.HECTARE), SPEECH.lang, decimals=2
    )


def _json(done: "Imported", tolerance: Fraction, *, dry_run: bool) -> dict[str, Any]:
    lines = [
        {
            "feature": line.feature,
            "zone": line.zone,
            "label": line.label,
            "area_m2": line.area_m2,
            "recorded_m2": line.recorded_m2,
            "differs": line.is_over(tolerance),
            "mended": line.mended,
        }
        for line in done.lines
    ]
    return {
        "file": done.name,
        "layer": done.layer,
        "zone_field": done.field,
        "sha256": done.sha256,
        "crs": done.system,
        "operation": done.operation,
        "added": done.added,
        "known": done.known,
        "dry_run": dry_run,
        "boundaries": lines,
    }
