"""Addresses of pages in the language of the moment: of a route for a page's dates, and of the figure that a number opens into."""

from functools import lru_cache
from typing import Any
from urllib.parse import quote_plus

from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language

from parkledger.catalogue.publicity import PublicKind, hides
from parkledger.figures import Figures, Question
from parkledger.records.dates import Dates
from parkledger.records.figure_queries import question_query

LONGEST_REMEMBERED = 200
"""Letters of a word that is remembered: a longer one comes from whoever wrote an address, and hardly ever again."""

_WITHHELD_WITH = {"zone": PublicKind.ZONES, "project": PublicKind.PROJECTS, "event": PublicKind.JOURNAL}
"""Routes whose first argument is a book, each with the kind of records without which its page is not shown."""


def reach(route: str, *arguments: object, dates: Dates, **query: object) -> str:
    """The address of a page for a page's dates; empty where what is named cannot stand in an address, or is withheld."""
    kind = _WITHHELD_WITH.get(route)
    if kind is not None and arguments and hides(str(arguments[0]), kind):
        return ""
    try:
        return address(route, *arguments) + dates.query(**query)
    except NoReverseMatch:
        return ""


def figure_address(question: Question, books: Figures, dates: Dates) -> str:
    """The address of the page that a figure opens into."""
    parts = question_query(question, books, dates)
    return f"{address('figure')}?{'&'.join(f'{name}={_quoted(value)}' for name, value in parts.items())}"


def address(route: str, *arguments: Any) -> str:
    """The address of a page in the language of the moment; pages name the same ones hundreds of times."""
    if any(isinstance(each, str) and len(each) > LONGEST_REMEMBERED for each in arguments):
        return reverse(route, args=arguments)
    return _address(get_language() or "", route, arguments)


@lru_cache(maxsize=16_384)
def _address(language: str, route: str, arguments: tuple[Any, ...]) -> str:  # noqa: ARG001  reverse looks at it
    return reverse(route, args=arguments)


def _quoted(value: str) -> str:
    return quote_plus(value) if len(value) > LONGEST_REMEMBERED else _quoted_word(value)


_quoted_word = lru_cache(maxsize=16_384)(quote_plus)
