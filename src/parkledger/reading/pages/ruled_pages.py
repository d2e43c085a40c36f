"""A process of its own that reads pages with rules on them: a PDF in, its tables and the text around them out.

It is run as a file, without the package, and so starts at once. A page is a line of JSON: its number, and its parts in
the order in which the page writes them, each a text or a table (rows of cells). Pages without a table are not told.
"""

import io
import json
import sys
from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final

MOST_SECONDS: Final = 8
WAIT_SECONDS: Final = 12  # a busy machine lets it work only now and then
MOST_BYTES: Final = 2**30
_LEAST_ROWS = _LEAST_COLUMNS = 2
"""Rows of a table that say something in so many cells: frames around a text have fewer."""

_SETTINGS: Final = {"snap_tolerance": 1}
"""Points by which rules may be apart to be one: more moves those of a table to the lines of a chart on its page."""

Part = str | list[list[str]]
Box = tuple[float, float, float, float]


def main() -> int:
    """Read the PDF from standard input.

    Arguments are the number of its pages, and which of them are asked for (from 0), each with the numbers of its marked
    content that is of footnotes, as JSON.
    """
    _limit()
    import pdfplumber

    count, asked = int(sys.argv[1]), json.loads(sys.argv[2])
    with pdfplumber.open(io.BytesIO(sys.stdin.buffer.read())) as pdf:
        if len(pdf.pages) != count:
            return 1  # a damaged file: which page is which cannot be told
        for number, notes in asked:
            page = pdf.pages[number]
            try:
                parts = list(_parts(page, frozenset(notes)))
            except Exception:  # noqa: BLE001, S112 - a damaged page may fail anywhere inside the library
                continue
            finally:
                page.close()
            if any(isinstance(part, list) for part in parts):
                print(json.dumps([number, parts]), flush=True)  # noqa: T201
    return 0


def _limit() -> None:
    try:
        import resource
    except ImportError:
        return  # this system knows no such limits; whoever starts the process stops it all the same
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))


def _parts(page: Any, notes: frozenset[int]) -> Iterator[Part]:
    """The parts of a page without its footnotes; a table stands where the page writes the first character in it."""
    from pdfplumber.utils.text import chars_to_textmap

    tables = [(table.bbox, rows) for table in page.find_tables(_SETTINGS) if _is_table(rows := _rows(table))]
    if not tables:
        return
    told = set()
    told_here = [char for char in page.chars if char.get("mcid") not in notes]
    for at, chars in groupby(told_here, lambda char: _table_around(char, tables)):
        if at is None:
            yield chars_to_textmap(list(chars), use_text_flow=True).as_string
        elif at not in told:
            yield tables[at][1]
        told.add(at)


def _rows(table: Any) -> list[list[str]]:
    """The cells of a table; the places that a merged cell covers are empty."""
    return [[cell or "" for cell in row] for row in table.extract()]


def _is_table(rows: list[list[str]]) -> bool:
    return sum(sum(map(bool, row)) >= _LEAST_COLUMNS for row in rows) >= _LEAST_ROWS


def _table_around(char: Any, tables: list[tuple[Box, list[list[str]]]]) -> int | None:
    """The table in which the middle of a character is: so the library decides on cells."""
    across, down = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    for at, ((left, top, right, bottom), _) in enumerate(tables):
        if left <= across < right and top <= down < bottom:
            return at
    return None


if __name__ == "__main__":
    sys.exit(main())
