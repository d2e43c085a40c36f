"""The investors of a project, as offices write them in one line: name, country in brackets, share of the capital."""

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from parkledger.catalogue.countries import countries, countries_named, shares_text
from parkledger.language import Lang, Text, fold, format_number

_SEPARATOR = re.compile(r"[;\n]")
_INVESTOR = re.compile(
    r"\s*(?P<name>[^;\n]*[^\s;:,(])\s*\((?P<country>[^()]+)\)\s*[:,]?\s*(?P<whole>\d{1,3})(?:[.,](?P<part>\d{1,4}))?\s*%\s*"
)


class Investor(NamedTuple):
    """Who holds how much of a project's capital, by the code of their country."""

    name: str
    country: str
    share: Fraction

    def said(self, lang: Lang) -> str:
        """As it is written: Công ty A (Nhật Bản) 60%."""
        return f"{self.name} ({countries()[self.country].of(lang)}) {format_number(self.share * 100, lang)}%"


def investor_lines(written: str) -> list[str]:
    """The investors of a text one by one, as they are written."""
    return [line.strip() for line in _SEPARATOR.split(written) if line.strip()]


@lru_cache(maxsize=4096)
def investor_told(line: str) -> Investor | None:
    """The investor that one line tells of; None where name, country or share is missing, or the country is not one of the list."""
    found = _INVESTOR.fullmatch(line)
    codes = countries_named(found["country"]) if found else ()
    if found is None or len(codes) != 1:
        return None
    share = Fraction(f"{found['whole']}.{found['part'] or 0}") / 100
    return Investor(" ".join(found["name"].split()), codes[0], share) if 0 < share <= 1 else None


@lru_cache(maxsize=4096)
def investors_told(written: str) -> tuple[Investor, ...]:
    """All investors of a text, those of the largest shares first; none where any line is not understood."""
    found = [investor_told(line) for line in investor_lines(written)]
    known = [each for each in found if each is not None]
    return tuple(sorted(known, key=lambda each: -each.share)) if len(known) == len(found) else ()


def named_twice(investors: Sequence[Investor]) -> str:
    """The name of an investor that stands in a list twice; empty where none does."""
    names = [fold(each.name) for each in investors]
    return next((each.name for number, each in enumerate(investors) if fold(each.name) in names[:number]), "")


def countries_of(investors: Sequence[Investor]) -> Text:
    """The countries of investors with what they hold together, as a joint project's country is written."""
    sums: dict[str, Fraction] = {}
    for each in investors:
        sums[each.country] = sums.get(each.country, Fraction(0)) + each.share
    return shares_text(list(sums.items())) if len(sums) > 1 else countries()[next(iter(sums))]
