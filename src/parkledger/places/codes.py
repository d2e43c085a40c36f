"""The official codes of provinces: by which list they are, and from which day to which each of them holds.

A number alone says nothing: 24 was Bắc Giang until 30/6/2025 and is Bắc Ninh since, 27 was Bắc Ninh and is nobody's today.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, NamedTuple

from parkledger.catalogue import Verified
from parkledger.language import Text
from parkledger.places.listing import TWO_TIERS
from parkledger.places.model import Place, is_within
from parkledger.places.rollup import provinces, territory

SCHEME: Final = Text(
    "Danh mục và mã số các đơn vị hành chính Việt Nam", "List and codes of the administrative units of Vietnam"
)
"""What the official codes are numbers of."""
_DAY: Final = timedelta(days=1)


class CodeEdition(NamedTuple):
    """One edition of the list of codes: the decision that issued it, its first and last day, how well that is verified."""

    decision: str
    since: date
    until: date | None
    verified: Verified


EDITIONS: Final = (
    CodeEdition("Quyết định 124/2004/QĐ-TTg", date(2004, 7, 8), TWO_TIERS - _DAY, Verified.SECONDARY),
    CodeEdition("Quyết định 19/2025/QĐ-TTg", TWO_TIERS, None, Verified.SECONDARY),
)
"""The editions, the oldest first. The first day of 124/2004 is that of its signing."""


class OfficialCode(NamedTuple):
    """A province's number in one edition, with the first and last day on which the number stands for that province."""

    number: str
    edition: CodeEdition
    valid_from: date
    valid_until: date | None


def official_code(province: Place, on: date) -> OfficialCode | None:
    """A province's code on a day: its last one where it had ended, its first where it was not there yet; None without one."""
    if province.official_code is None:
        return None
    last = None if province.exists_until is None else province.exists_until - _DAY
    asked = max(province.exists_from, min(on, last) if last else on)
    edition = next((one for one in reversed(EDITIONS) if one.since <= asked), EDITIONS[0])
    ends = [day for day in (last, edition.until) if day is not None]
    since = max(province.exists_from, edition.since)
    return OfficialCode(province.official_code, edition, since, min(ends, default=None))


def former_provinces(province: Place, before: date) -> tuple[Place, ...]:
    """The provinces of an earlier day that a province is made of: itself alone where nothing was merged into it since."""
    codes = territory(province)
    return tuple(one for one in provinces(before) if one.code in codes)


def merged_provinces(on: date, before: date, recorded: Iterable[str]) -> list[Place]:
    """The provinces of a day that any of some places lies in, those made of several of an earlier day first."""
    held = list(recorded)
    there = [
        province
        for province in provinces(on)
        if any(is_within(code, part) for part in territory(province) for code in held)
    ]
    return sorted(there, key=lambda province: len(former_provinces(province, before)) == 1)
