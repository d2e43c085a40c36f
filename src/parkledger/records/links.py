"""Addresses of pages in the language of the moment: of a route for a page's dates, and of the figure that a number opens into."""

from functools import lru_cache
from typing import Any
from urllib.parse import quote_plus

from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language

from parkledger.figures import Figures, Question
from parkledger.records.dates import Dates
from parkledger.records.figure_queries import question_query


def reach(route: str, *arguments: object, dates: Dates, **query: object) -> str:
    """The address of a page for a page's dates; empty where what is named cannot stand in an address."""
    path = _path(get_language(), route, arguments)
    return path + dates.query(**query) if path else ""


@lru_cache(maxsize=20_000)
def _path(language: str | None, route: str, arguments: tuple[object, ...]) -> str:  # noqa: ARG001  a path is of a language
    try:
        return reverse(route, args=arguments)
    except NoReverseMatch:
        return ""


def figure_address(question: Question, books: Figures, dates: Dates) -> str:
    """The address of the page that a figure opens into."""
    parts = question_query(question, books, dates)
    return f"{address('figure')}?{'&'.join(f'{name}={_quoted(value)}' for name, value in parts.items())}"


def address(route: str, *arguments: Any) -> str:
    """The address of a page in the language of the moment; pages name the same ones hundreds of times."""
    return _address(get_language() or "", route, arguments)


@lru_cache(maxsize=16_384)
def _address(language: str, route: str, arguments: tuple[Any, ...]) -> str:  # noqa: ARG001  reverse looks at it
    return reverse(route, args=arguments)


_quoted = lru_cache(maxsize=16_384)(quote_plus)
