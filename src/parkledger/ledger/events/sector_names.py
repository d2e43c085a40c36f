"""Sectors as people write them: codes or names of the classification, one or several, read into codes.

Codes are separated by commas, semicolons or spaces; names, which have commas of their own, by semicolons or lines.
"""

import re
from collections.abc import Iterable, Iterator
from types import MappingProxyType

from parkledger.catalogue.sectors import SECTORS, Sector
from parkledger.language import closest, fold
from parkledger.ledger.errors import SectorUnknown

SEPARATOR = ", "
"""What stands between the codes of a list as it is kept."""
MOST_NEAREST = 3
_PLACE = MappingProxyType({code: place for place, code in enumerate(SECTORS)})
# of a section and its only division that are called the same, the section is meant: it says the same of both
_BY_NAME = MappingProxyType(
    {fold(name): code for code, found in reversed([*SECTORS.items()]) for name in (found.name.vi, found.name.en)}
)
_LONGEST = 1 + max(name.count(";") for found in SECTORS.values() for name in (found.name.vi, found.name.en))
"""Parts between semicolons in the name that has most of them."""
_CODE = re.compile(r"([A-Za-z]?)\.?\s*([0-9]{1,2})|([A-Za-z])")


def read_sectors(text: str) -> str:
    """The codes of the sectors that a text names, in the order of the classification: "C, 26"; "" where it names none.

    Refused, with the nearest ones, where a sector is not in the classification or lies in another section than is said.
    """
    found = {code for line in text.splitlines() for code in _sectors_of_line(line.split(";"))}
    return SEPARATOR.join(sorted(found, key=_PLACE.__getitem__))


def sectors_in(codes: str) -> list[Sector]:
    """The sectors of a list as it is kept."""
    return [SECTORS[code] for code in codes.split(SEPARATOR) if code in SECTORS]


def _sectors_of_line(parts: list[str]) -> Iterator[str]:
    """The sectors of the parts between semicolons; a name that has semicolons of its own is put together again."""
    at = 0
    while at < len(parts):
        for end in range(min(at + _LONGEST, len(parts)), at, -1):
            if (found := _code_of(";".join(parts[at:end]))) is not None:
                yield found
                at = end
                break
        else:
            yield from _sectors_of(parts[at])
            at += 1


def _sectors_of(part: str) -> Iterable[str]:
    """Sectors between commas, or codes between spaces."""
    pieces = [piece for piece in re.split(r"[,\s]+", part) if piece]
    if not all(_CODE.fullmatch(piece) for piece in pieces):
        pieces = [piece for piece in part.split(",") if piece.strip()]
    return [_one(piece, part) for piece in pieces]


def _one(piece: str, part: str) -> str:
    """The code of one sector; where it is none, what is refused is all that was written of it."""
    found = _code_of(piece)
    if found is None:
        written = piece.strip() if _CODE.match(piece.strip()) else part.strip()
        raise SectorUnknown(sector=written, nearest=_nearest(written))
    return found


def _code_of(text: str) -> str | None:
    """The code of the sector that a text is: a code, a name, or both; None where it is not one."""
    written = text.strip().strip(".")
    named = _BY_NAME.get(fold(written))
    if named is not None:
        return named
    code, _, rest = written.partition(" ")
    whole = _CODE.fullmatch(written)
    found = _CODE.fullmatch(code) if rest and whole is None else whole
    if found is None:
        return None
    section, digits = (found[1] or "").upper(), found[2] or ""
    sector = SECTORS.get(digits.zfill(2) if digits else found[3].upper())
    fits = sector is not None and section in {"", sector.section} and (whole is not None or _is_name(rest, sector))
    return sector.code if sector is not None and fits else None


def _is_name(words: str, sector: Sector) -> bool:
    return fold(words) in {fold(sector.name.vi), fold(sector.name.en)}


def _nearest(written: str) -> list[str]:
    """The sectors that look most like what was written: by the first two digits of a finer code, else by name."""
    digits = re.match(r"[A-Za-z]?\.?([0-9]{2})", written)
    if digits and digits[1] in SECTORS:
        return [SECTORS[digits[1]].title.vi]
    titles = {fold(found.name.vi): found.title.vi for found in SECTORS.values()}
    near = [title for name, title in titles.items() if fold(written) and fold(written) in name][:MOST_NEAREST]
    return near or [titles[name] for name in closest(fold(written), list(titles))] or ["C " + SECTORS["C"].name.vi]
