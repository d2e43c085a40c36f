"""The parts of a page that are read: its title, its prose, the rows of its tables, and how it writes numbers."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from parkledger.reading.interpretation.listed_tables import TextTable, listed_tables
from parkledger.reading.interpretation.sentences import unwrapped
from parkledger.reading.interpretation.tables import bordered_tables, without
from parkledger.reading.model import PageSource, Span
from parkledger.reading.text.normalisation import NormalText
from parkledger.reading.text.numerals import NUMERAL, DecimalMark, usage_of
from parkledger.reading.text.times import find_atoms

_ARTICLE: Final = ("title", "article", "")
"""Kinds of sections that are the page itself; the others are menus, footers and lists of other pages."""

_CAPTION: Final = "caption"
"""What a line between two others of a table may be taken for."""


class PageParts(NamedTuple):
    """The text of a page as it is read, and where its parts are.

    `text` and `lower` have hard-wrapped lines put together; `numerals` are all numbers of the page, and `usage` is which
    mark they write before decimals; `times` are the words for times in the prose.
    """

    text: str
    lower: str
    title: Span | None
    everywhere: Sequence[Span]
    prose: Sequence[Span]
    tables: Sequence[TextTable]
    numerals: Sequence[re.Match[str]]
    usage: DecimalMark | None
    times: Sequence[re.Match[str]]

    @property
    def heading(self) -> str:
        """The title in lower case; empty where the page has none."""
        return self.lower[slice(*self.title)] if self.title else ""

    def in_title(self, at: int) -> bool:
        """Whether a place of the text is in the title."""
        return self.title is not None and self.title[0] <= at < self.title[1]


def parts_of(source: PageSource, normal: NormalText) -> PageParts:
    """The parts of a page that are read, in its normalised text."""
    spans = [normal.read(part.start, part.end) for part in source.sections if part.kind in _ARTICLE]
    title = next((normal.read(part.start, part.end) for part in source.sections if part.kind == "title"), None)
    tables = bordered_tables(normal.text, normal.lower, spans)
    whole = [normal.read(part.start, part.end) for part in source.sections if part.kind in (*_ARTICLE, _CAPTION)]
    tables += listed_tables(normal.text, normal.lower, _joined(normal.text, whole))
    prose = without(spans, sorted((one.start, one.end) for one in tables))
    text, lower = unwrapped(normal.text, normal.lower)
    numerals = [match for start, end in spans for match in NUMERAL.finditer(lower, start, end)]
    return PageParts(
        text=text,
        lower=lower,
        title=title,
        everywhere=spans,
        prose=prose,
        tables=tables,
        numerals=numerals,
        usage=usage_of(match[0] for match in numerals),
        times=find_atoms(normal.lower, prose),
    )


def _joined(text: str, spans: Sequence[Span]) -> list[Span]:
    """Parts of a text with no words between them, as one: "(%)" alone is no part of an article."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and not any(char.isalpha() for char in text[joined[-1][1] : start]):
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined
