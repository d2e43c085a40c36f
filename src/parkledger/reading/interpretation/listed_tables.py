"""Tables whose cells stand one to a line, as text copied from a page has them: a heading from "STT" on, numbered records."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from parkledger.reading.model import Span
from parkledger.reading.text.patterns import one_of
from parkledger.reading.text.table_marks import ORDINAL_HEADINGS, TOTALS

Row = tuple[Span, ...]
"""The places of a row's cells."""

_HEADING: Final = rf"(?:{one_of(ORDINAL_HEADINGS)})[^\S\n]*(?:\n|\Z)"
_FIRST_LINE: Final = re.compile(rf"[^\S\n]*{_HEADING}")
_LATER_LINE: Final = re.compile(rf"\n[^\S\n]*{_HEADING}")
"""A line that a table begins with; begins with one character, so that the search runs over everything else."""
_NUMBER: Final = re.compile(r"([0-9]{1,3})(\.?)")
_SECTION: Final = re.compile(r"(?:[ivx]{1,5}|[a-e])[.)]?")
_CONTINUES: Final = re.compile(r"[(a-zà-ỹđ]")
_WORDY: Final = re.compile(r"[^\W\d_]{2}")
_LEAST_ROWS: Final = 2
_MOST_HEADINGS: Final = 24  # lines of a heading
_MOST_LINES, _MOST_TABLES = 4_000, 40
"""Of a table, and tried on a page, so that reading takes no more than its share whatever stands there."""
_LABELS: Final = 2  # the number and the name of a record


class TextTable(NamedTuple):
    """A table of a text: what each column is headed with, and its rows; a row of one cell heads those below it.

    `profile`: it has no headings, each row is a label and what it says of the one subject of the table.
    """

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    start: int
    end: int
    profile: bool = False


def listed_tables(text: str, lower: str, spans: Iterable[Span]) -> list[TextTable]:
    """The tables of lines in some parts of a text."""
    found = []
    for span in spans:
        if not (_FIRST_LINE.match(lower, *span) or _LATER_LINE.search(lower, *span)):
            continue
        lines = list(_lines(text, span))
        at, tried = 0, 0
        while at < len(lines) and tried < _MOST_TABLES:
            begins = lower[slice(*lines[at])] in ORDINAL_HEADINGS
            tried += begins
            table = _table(lower, lines[at : at + _MOST_LINES]) if begins else None
            if table is not None:
                found.append(table)
            at += 1
            while table is not None and at < len(lines) and lines[at][0] < table.end:
                at += 1
    return found


def _lines(text: str, span: Span) -> Iterator[Span]:
    """The lines that hold something, without the blanks around it."""
    start = span[0]
    while start < span[1]:
        end = text.find("\n", start, span[1])
        end = span[1] if end < 0 else end
        line = text[start:end]
        if line.strip():
            yield start + len(line) - len(line.lstrip()), start + len(line.rstrip())
        start = end + 1


def _table(lower: str, lines: Sequence[Span]) -> TextTable | None:
    first = next((i for i, _ in enumerate(lines[:_MOST_HEADINGS]) if i and _begins_record(lower, lines, i, 1)), None)
    if first is None:
        return None
    heads = first - 2 if first > _LABELS and _SECTION.fullmatch(lower, *lines[first - 2]) else first
    rows = _rows(lower, lines, heads)
    widths = Counter(len(row) for row in rows[:-1] if len(row) > 1)
    width, times = next(iter(widths.most_common(1)), (0, 0))
    rest, rows[-1] = rows[-1][width:], rows[-1][:width]  # what follows the table stands behind its last record
    if width <= _LABELS or times + (len(rows[-1]) == width) < _LEAST_ROWS:
        return None
    if len(rest) >= width - 1 and lower[slice(*rest[0])] in TOTALS:
        rows.append(((rest[0][0], rest[0][0]), *rest[: width - 1]))  # a total has no number
    headings = _headings(lower, lines[:heads], width)
    kept = tuple(row for row in rows if len(row) in (1, width))
    return TextTable(headings, kept, lines[0][0], rows[-1][-1][1]) if headings else None


def _begins_record(lower: str, lines: Sequence[Span], at: int, expected: int) -> bool:
    """Whether a line is the number of a record: the next one, or any with a point, before a line with words."""
    match = _NUMBER.fullmatch(lower, *lines[at])
    if match is None or at + 1 >= len(lines) or _WORDY.search(lower, *lines[at + 1]) is None:
        return False
    return int(match[1]) == expected or bool(match[2])


def _rows(lower: str, lines: Sequence[Span], at: int) -> list[Row]:
    """The records from a line on, each with the number that begins it, and the headings of sections between them."""
    rows: list[list[Span]] = []
    expected = 1
    while at < len(lines):
        section = _SECTION.fullmatch(lower, *lines[at]) and at + 2 < len(lines)
        if section and _WORDY.search(lower, *lines[at + 1]) and _begins_record(lower, lines, at + 2, 1):
            rows.append([lines[at + 1]])
            at, expected = at + 2, 1
        elif _begins_record(lower, lines, at, expected):
            rows.append([lines[at]])
            at, expected = at + 1, expected + 1
        elif rows:
            rows[-1].append(lines[at])
            at += 1
        else:
            at += 1
    return [tuple(row) for row in rows]


def _headings(lower: str, lines: Sequence[Span], width: int) -> tuple[str, ...]:
    """The headings of so many columns: lines that go on are joined, and headings of groups stand before each of theirs."""
    joined: list[str] = []
    for line in lines:
        words = lower[slice(*line)]
        if joined and (words.startswith("(") or _ends_open(joined[-1])):
            joined[-1] = f"{joined[-1]} {words}"
        else:
            joined.append(words)
    if len(joined) == width:
        return tuple(joined)
    leaves = width - _LABELS
    for groups in range(2, leaves + 1):
        if leaves % groups == 0 and len(joined) >= _LABELS + groups + leaves:
            above = joined[-leaves - groups : -leaves]
            own = [f"{above[i // (leaves // groups)]} {leaf}" for i, leaf in enumerate(joined[-leaves:])]
            return (joined[0], " ".join(joined[1 : -leaves - groups]), *own)
    return ()


def _ends_open(heading: str) -> bool:
    """Whether a heading goes on with the next line: "Tỷ lệ", "lấp đầy"."""
    return heading.endswith(("tỷ lệ", "tỉ lệ", "diện tích", "tổng", "đất"))
