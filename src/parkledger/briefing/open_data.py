"""The books as open data: all figures of provinces as one long table, figures as JSON, a book's journal as JSON lines."""

import json
from collections.abc import Iterator
from dataclasses import replace

from parkledger.briefing.as_json import figure_json
from parkledger.catalogue import INDICATORS, Indicator, ZoneKind
from parkledger.catalogue.publicity import PublicKind, hides, require_public
from parkledger.figures import Figure, Figures, Question
from parkledger.figures.wording import coverage_note
from parkledger.language import Lang, Text
from parkledger.ledger.store.journal import Filter, entries
from parkledger.places import get, recorded_parts
from parkledger.records.dates import Dates
from parkledger.records.events import types_hidden
from parkledger.records.recorders import recorder_told
from parkledger.tables import Cell, Column, ColumnType, Row, Table

KINDS = (ZoneKind.PARK, ZoneKind.CLUSTER)
FIGURES = (
    Column("place.code", Text("Mã địa bàn", "Place code"), ColumnType.CODE),
    Column("place", Text("Địa bàn", "Place")),
    Column("indicator.code", Text("Mã chỉ tiêu", "Indicator code"), ColumnType.CODE),
    Column("indicator", Text("Chỉ tiêu", "Indicator")),
    Column("kind", Text("Loại khu", "Kind of zone"), ColumnType.CODE),
    Column("origin", Text("Nguồn vốn", "Origin"), ColumnType.CODE),
    Column("from", Text("Từ ngày", "From"), ColumnType.DATE),
    Column("to", Text("Đến ngày", "To"), ColumnType.DATE),
    Column("value", Text("Số liệu", "Value"), ColumnType.FIGURE),
    Column("formula", Text("Công thức", "Formula"), ColumnType.CODE),
    Column("estimate", Text("Ước", "Estimate"), ColumnType.BOOLEAN),
    Column("demo", Text("Minh họa", "Demonstration"), ColumnType.BOOLEAN),
)


def recorded_places(books: Figures, dates: Dates) -> list[str]:
    """The provinces of the day that have anything on record."""
    return [place.code for place in recorded_parts(get("viet-nam"), dates.on, books.places())]


def all_figures(books: Figures, dates: Dates, places: list[str]) -> list[Figure]:
    """Every indicator of places on the day, for parks and for clusters; flows since 1 January."""
    questions = [
        question
        for place in places
        for indicator in INDICATORS.values()
        for question in _questions(indicator, place, dates)
    ]
    return [figure for figure in books.answer(questions) if figure.value is not None]


def _questions(indicator: Indicator, place: str, dates: Dates) -> Iterator[Question]:
    base = Question(indicator.code, place, dates.on, known_at=dates.known_at)
    if indicator.statistic:
        yield base
    elif not indicator.is_tariff:
        yield from (replace(base, kind=kind) for kind in KINDS if not indicator.kinds or kind in indicator.kinds)


def figures_table(figures: list[Figure], lang: Lang) -> Table:
    """Figures as a long table: one row a figure."""
    return Table("figures", Text("Số liệu", "Figures"), FIGURES, [_row(figure, lang) for figure in figures], lang)


def _row(figure: Figure, lang: Lang) -> Row:
    question = figure.question
    return Row(
        {
            "place.code": question.place,
            "place": get(question.place).text,
            "indicator.code": figure.indicator.code,
            "indicator": figure.indicator.name,
            "kind": question.kind.value if question.kind else None,
            "origin": question.origin.value if question.origin else None,
            "from": figure.period_start,
            "to": figure.period_end,
            "value": Cell(figure.value, figure.unit, remark=coverage_note(figure, lang)),
            "formula": figure.formula,
            "estimate": figure.estimate,
            "demo": figure.demo,
        }
    )


def figures_json(figures: list[Figure], books: Figures, lang: Lang) -> list[dict[str, object]]:
    """Figures as JSON, each with its formula, its terms and the events that it is made of."""
    return [figure_json(figure, books, lang, explain=False) for figure in figures]


def journal(book: str, books: Figures, dates: Dates) -> Iterator[str]:
    """A book's events as they were recorded, known by the moment, one JSON line each: enough to check its chain."""
    require_public(book, PublicKind.OPEN_DATA, PublicKind.JOURNAL)
    return journal_lines(book, books.heads[book].id, dates)


def journal_lines(book: str, book_id: int, dates: Dates) -> Iterator[str]:
    """The lines of a book's journal, with who recorded as whoever asks is told, and documents where they are public.

    Of an event of a type that is withheld its number, type, days and hash are told, so that the chain goes on.
    """
    hidden = frozenset(types_hidden(book))
    for entry in entries(book_id, Filter(recorded_until=dates.known_at)):
        if entry["type"] in hidden:
            entry |= {"payload": None, "document": None, "note": "", "key": None}
        entry["document"] = None if hides(book, PublicKind.DOCUMENTS) else entry["document"]
        entry["recorded_by"] = recorder_told(entry["recorded_by"], book, demo=bool(entry["demo"]))
        yield json.dumps(entry, ensure_ascii=False, sort_keys=True) + "\n"
