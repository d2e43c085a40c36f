"""Cells of tables: figures that open, numbers in the unit of a column, zones, places and documents with their pages."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from parkledger.figures import Figure
from parkledger.figures.current import current_figures
from parkledger.figures.wording import UNKNOWN, coverage_note, estimate_mark, written
from parkledger.language import Lang, Text, format_number, plain_number
from parkledger.places import get
from parkledger.records.dates import Dates
from parkledger.records.histories import project_at
from parkledger.records.links import figure_address, reach
from parkledger.tables import Cell, Cells, Column, ColumnPlace, ColumnType, Link

PLACE_CODE = Column("place.code", Text("Mã địa bàn", "Place code"), ColumnType.CODE, place=ColumnPlace.FILE)
INDICATOR_CODE = Column(
    "indicator.code", Text("Mã chỉ tiêu", "Indicator code"), ColumnType.CODE, place=ColumnPlace.FILE
)
BOOK = Column("book", Text("Mã sổ", "Book code"), ColumnType.CODE, place=ColumnPlace.FILE)
EVENT = Column("event", Text("Sự kiện", "Event"), ColumnType.CODE, place=ColumnPlace.FILE)
ZONE_CODE = Column("zone.code", Text("Mã khu, cụm", "Zone code"), ColumnType.CODE, place=ColumnPlace.FILE)
PROJECT_CODE = Column("project.code", Text("Mã dự án", "Project code"), ColumnType.CODE, place=ColumnPlace.FILE)

PROJECT = (
    PROJECT_CODE,
    Column("project", Text("Dự án", "Project"), lang="vi"),
    Column("enterprise", Text("Doanh nghiệp", "Enterprise"), place=ColumnPlace.UNDER, under="project", lang="vi"),
)
PROJECT_KEYS = tuple(column.key for column in PROJECT)
SITE = (Column("zone", Text("Khu, cụm", "Zone"), lang="vi"), *PROJECT)


def site_cells(
    zone: str | None, project: str | None, book: str, titles: Mapping[tuple[str, str], str], dates: Dates
) -> Cells:
    """The zone and project that something is of, with their pages; `titles` are those of the zones by book and code."""
    return {
        "zone": Cell(titles.get((book, zone), zone), address=reach("zone", book, zone, dates=dates)) if zone else None,
        **project_cells(book, project, dates),
    }


def project_cells(book: str, code: str | None, dates: Dates) -> Cells:
    """The project that something is of, by its name with its enterprise; its code where the book withholds its projects."""
    if not code:
        return dict.fromkeys(PROJECT_KEYS)
    known = project_at((book, code), dates)
    return {
        "project.code": code,
        "project": Cell(known.name if known else code, address=reach("project", book, code, dates=dates)),
        "enterprise": known.enterprise or None if known else None,
    }


def figure_cell(figure: Figure, dates: Dates, lang: Lang, *, drawn: str | None = None) -> Cell:
    """A figure as officials write it, which opens; that it is not recorded where it never was."""
    known = figure.value is not None or figure.low is not None
    return Cell(
        figure.value,
        figure.unit,
        text=written(figure, lang),
        address=figure_address(figure.question, current_figures(), dates) if figure.rest is None else "",
        demo=figure.demo and known,
        remark=coverage_note(figure, lang),
        drawn=drawn,
    )


COUNTED_OTHERWISE = Text("cách tính đổi từ đây", "counted otherwise from here")


def broken_from(cell: Cell, figure: Figure, before: Figure | None) -> Cell:
    """A figure's cell in a series, marked where another formula begins: a line is not drawn through, the law is named."""
    if before is None or None in {before.value, figure.value} or before.formula == figure.formula:
        return cell
    basis = figure.basis.split(",")[0].split(";")[0]
    said = Text(f"{COUNTED_OTHERWISE.vi}: {basis}", f"{COUNTED_OTHERWISE.en}: {basis}")
    return replace(cell, css="break", title=said if basis else COUNTED_OTHERWISE)


def figure_in(figure: Figure, dates: Dates, lang: Lang, scale: int = 1, decimals: int = 2) -> Cell:
    """A figure in the unit of its column's heading, which opens; a dash where it is not recorded."""
    if figure.value is None:
        return Cell(unit=figure.unit, remark=coverage_note(figure, lang), quiet=True)
    address = figure_address(figure.question, current_figures(), dates)
    found = number_in(figure.value, figure.unit, lang, scale, decimals, demo=figure.demo, address=address)
    text, remark = f"{estimate_mark(figure, lang)}{found.text}", coverage_note(figure, lang)
    return Cell(found.value, found.unit, text, address, found.demo, remark=remark, drawn=found.drawn)


def number_in(
    value: Fraction | int | None,
    unit: str,
    lang: Lang,
    scale: int = 1,
    decimals: int = 2,
    *,
    demo: bool = False,
    address: str = "",
) -> Cell:
    """A number in the unit of its column's heading; a dash where there is none. Charts draw it as it is written."""
    if value is None:
        return Cell(unit=unit, quiet=True)
    shown = Fraction(value, scale)
    text = format_number(shown, lang, decimals=decimals)
    return Cell(value, unit, text, address, demo, drawn=plain_number(shown, decimals))


def unknown(words: Text | Text = UNKNOWN) -> Cell:
    """That something is not recorded, or what else there is to say in its place."""
    return Cell(text=words, quiet=True)


def place_link(code: str, dates: Dates, lang: Lang) -> Link:
    """A place by its bare name, with its page."""
    return Link(get(code).text.of(lang), reach("place", code, dates=dates))


def document_cell(heading: str, address: str) -> Cell:
    """A document by its number and title, with its page where it has one; they are Vietnamese."""
    return Cell(heading or None, address=address, lang="vi")
