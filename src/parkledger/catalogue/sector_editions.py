"""The editions of Vietnam's classification of economic sectors, and which division a text of one of them means.

VSIC 2018 has 21 sections and 88 divisions, VSIC 2025 22 and 87: sections from J on bear other letters, and division 45 is no
more. A division of the one is the same division of the other but for those of `SPLIT`, which are in several: where only the
division is known it cannot be told in which.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

import yaml

from parkledger.catalogue.kinds import Verified
from parkledger.catalogue.sectors import BASIS, SECTORS, VERIFIED, Sector
from parkledger.language import Text, fold


@dataclass(frozen=True, slots=True)
class SectorEdition:
    """One edition: its name, the decision that set it, its first day, how well it was verified, its sections and divisions."""

    name: str
    basis: str
    since: date
    verified: Verified
    sectors: Mapping[str, Sector]


_TABLE = yaml.safe_load(files("parkledger.catalogue").joinpath("sectors_2025.yaml").read_text(encoding="utf-8"))
SPLIT: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {code: tuple(into) for code, into in _TABLE["split"].items()}
)
"""Divisions of VSIC 2018 that are no more, with those of VSIC 2025 among which what was in them is divided."""
CORRESPONDENCE_VERIFIED: Final = Verified(_TABLE["correspondence_verified"])


def _sectors_of_2025() -> Mapping[str, Sector]:
    found: dict[str, Sector] = {}
    names = {code: Text(*pair) for code, pair in _TABLE["renamed"].items()}
    for code, (vi, en, divisions) in _TABLE["sections"].items():
        found[code] = Sector(code, "", Text(vi, en))
        for division in divisions:
            same = SECTORS[division]
            found[division] = replace(same, section=code, name=names.get(division, same.name))
    return MappingProxyType(found)


VSIC_2018: Final = SectorEdition("VSIC 2018", BASIS, date(2018, 8, 20), VERIFIED, SECTORS)
VSIC_2025: Final = SectorEdition(
    "VSIC 2025", _TABLE["basis"], _TABLE["since"], Verified(_TABLE["verified"]), _sectors_of_2025()
)
EDITIONS: Final = (VSIC_2018, VSIC_2025)
"""The editions, the oldest first."""


def edition_on(on: date) -> SectorEdition:
    """The edition in force on a day; the first one before it."""
    return next((edition for edition in reversed(EDITIONS) if edition.since <= on), EDITIONS[0])


def divisions_in(edition: SectorEdition, code: str) -> tuple[str, ...]:
    """The divisions of an edition that a division of either is: one, several where it was divided, none where unknown."""
    if code in edition.sectors:
        return (code,)
    return SPLIT.get(code, ()) if edition is VSIC_2025 else ()


_CODED = re.compile(r"(?:[A-V]\.?\s*)?(\d{2})\d{0,3}")
_BEHIND = re.compile(r"\s*[-–:.,;)]\s*")
_BY_NAME: Final = MappingProxyType(
    {
        fold(words): code
        for edition in EDITIONS
        for code, sector in edition.sectors.items()
        if sector.section
        for words in (sector.name.vi, sector.name.en)
    }
)


@lru_cache(maxsize=4096)
def division_of(written: str) -> str | None:
    """The division that the words of a project mean: a code of two to five digits, the name of a division, or both.

    "26", "C26", "2610: linh kiện điện tử" and "Dệt" are divisions. Words of a certificate that are neither are none:
    "sản xuất bao bì" may be of paper or of plastics.
    """
    words = written.strip()
    named = _BY_NAME.get(fold(words))
    if named is not None:
        return named
    found = _CODED.match(words)
    if found is None or found[1] not in SECTORS:
        return None
    rest = words[found.end() :]
    is_code = not rest or _BEHIND.match(rest) or _BY_NAME.get(fold(rest)) == found[1]
    return found[1] if is_code else None
