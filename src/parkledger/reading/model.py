"""What reading a page yields: its source, the quantities in it, the statements they make, and findings about it.

Everything is immutable; quantities and statements are named tuples because a page has many of them and tuples are
fastest to make. Offsets are character offsets into
the text as it was given: `text[start:end] == quote`.
Values are exact; only `Page.as_json` turns them into JSON numbers.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from parkledger.language import exact_decimals, format_number
from parkledger.language.text import Lang

Span = tuple[int, int]
"""Where something stands in a text: from its first character up to, not including, the last."""


@dataclass(frozen=True, slots=True)
class PageSection:
    """A part of a page. `kind` is "title", "article", "caption" or "teasers" (what other pages say)."""

    kind: str
    heading: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PageSource:
    """A page as text, with what it says about itself; `sections` are in the order of the text."""

    text: str
    title: str | None
    published: date | None
    author: str | None
    source: str | None
    sections: tuple[PageSection, ...]


class PageQuantity(NamedTuple):
    """A number with its unit as it stands in the text, with the interval it means.

    `value` is in the base unit (VND, USD, ha, per cent). The true figure lies in [`low`, `high`); None is an open
    side. `hedge` is the word class next to the number: more, less, about, estimate. `rule` is the chain of rules
    that built it, the outermost first.
    """

    start: int
    end: int
    quote: str
    value: Fraction
    unit: str | None
    low: Fraction | None
    high: Fraction | None
    hedge: str | None
    rule: tuple[str, ...]


class Statement(NamedTuple):
    """A figure as somebody published it: which indicator, of what, where, for when, and between which bounds.

    `points` are what spoke for its indicator, word by word: "a:new projects.registered +16".
    """

    quote: str
    start: int
    end: int
    indicator: str
    form: str
    kind: str | None
    origin: str | None
    place: str | None
    zone: str | None
    value: Fraction
    unit: str
    hedge: str | None
    period_start: date | None
    period_end: date | None
    low: Fraction | None
    high: Fraction | None
    sentence: str
    rule: tuple[str, ...]
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of a check or something unusual on a page; codes of checks that passed end in ".holds"."""

    code: str
    vi: str
    en: str
    places: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was read."""

    text: str
    title: str | None
    published: date | None
    author: str | None
    source: str | None
    sections: tuple[PageSection, ...]
    quantities: tuple[PageQuantity, ...]
    statements: tuple[Statement, ...]
    findings: tuple[Finding, ...]

    def as_json(self) -> dict[str, Any]:
        """The page as JSON values: dates in ISO form, `value` a number, `low` and `high` exact decimal texts."""
        return {
            "title": self.title,
            "published": _plain(self.published),
            "author": self.author,
            "source": self.source,
            "sections": [asdict(section) for section in self.sections],
            "quantities": _dicts(self.quantities),
            "statements": _dicts(self.statements),
            "findings": [asdict(finding) for finding in self.findings],
        }


def _dicts(items: Iterable[PageQuantity] | Iterable[Statement]) -> list[dict[str, Any]]:
    return [{name: _plain(value, name) for name, value in zip(item._fields, item, strict=True)} for item in items]


def _plain(value: Any, name: str = "") -> Any:
    """A field as JSON has it. Bounds stay exact: a text with a decimal point, or a fraction where none ends."""
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, Fraction):
        return value
    if name == "value":
        return value.numerator if value.denominator == 1 else value.numerator / value.denominator
    if exact_decimals(value) is None:
        return str(value)
    return format_number(value, Lang.EN, grouping=False)
