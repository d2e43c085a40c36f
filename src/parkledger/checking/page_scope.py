"""What a page's words are about in the ledger: the place, the zone, and how much of a place the books cover."""

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from parkledger.catalogue import ZoneKind, official_title
from parkledger.checking.errors import ZoneNamedTwice, ZoneNotOnRecord
from parkledger.figures import Figures
from parkledger.language import ParkError, closest, fold
from parkledger.places import (
    COUNTRY_CODE,
    TWO_TIERS,
    Place,
    get,
    is_within_any,
    named,
    provinces_of,
    territory,
    uncovered_parts,
)

if TYPE_CHECKING:  # the reader takes a moment to load, and only its results are named here
    from parkledger.reading import Page

PREFIXES = ("khu cong nghiep ", "cum cong nghiep ", "khu kinh te ", "khu che xuat ")
"""Words before a zone's own name that say its kind, folded; the register writes KCN, CCN, KKT."""

FORMER, PRESENT = " (cũ)", " (mới)"
"""What pages write behind a province's name to tell its territory before 1/7/2025 from that since."""


def place_named(name: str, on: date) -> Place:
    """A place by its code or by its name on a day; PlaceUnknown and its kin where none is meant.

    "Bắc Ninh (cũ)" is the province as it was before the provinces were merged, "Bắc Ninh (mới)" as it is since.
    """
    if name.endswith(FORMER):
        return named(name.removesuffix(FORMER), min(on, TWO_TIERS - timedelta(days=1)))
    if name.endswith(PRESENT):
        return named(name.removesuffix(PRESENT), max(on, TWO_TIERS))
    return named(name, on)


def place_of(page: "Page", on: date) -> str:
    """The place that most statements of a page are of; the country where they name none."""
    named = Counter(each.place for each in page.statements if each.place)
    if not named:
        return COUNTRY_CODE
    try:
        return place_named(named.most_common(1)[0][0], page.published or on).code
    except ParkError:
        return COUNTRY_CODE


def zone_named(books: Figures, name: str, place: str | None = None, kind: ZoneKind | None = None) -> dict[str, Any]:
    """A zone of the books by "book/code", code or name, in a place (a code) where one is given."""
    within = territory(get(place)) if place else None
    zones = [
        zone
        for zone in books.zones.values()
        if kind in {None, zone["kind"]} and (within is None or is_within_any(zone["place"], within))
    ]
    wanted = fold(name).strip()
    bare = next((wanted.removeprefix(prefix) for prefix in PREFIXES if wanted.startswith(prefix)), wanted)
    for names in (
        lambda z: {f"{z['book']}/{z['code']}", z["code"]},
        lambda z: {z["search"]},
        lambda z: {fold(z["name"])},
    ):
        found = [zone for zone in zones if {name, wanted, bare} & names(zone)]
        if len(found) == 1:
            return dict(found[0])
        if found:
            raise ZoneNamedTwice(zone=name, choices=[f"{zone['book']}/{zone['code']}" for zone in found])
    titles = [title_of(zone) for zone in zones]
    nearest = [title for title in titles if bare in fold(title)][:3] or closest(name, titles) or ["—"]
    raise ZoneNotOnRecord(zone=name, place=get(place).name if place else "Việt Nam", nearest=nearest)


def title_of(zone: dict[str, Any]) -> str:
    """A zone as officials write it: KCN Quang Châu."""
    return official_title(zone["kind"], zone["name"])


def uncovered(books: Figures, place: Place, on: date) -> tuple[list[Place], bool]:
    """The provinces within a place that the books hold nothing of, and whether they hold any other part of it.

    A province counts as covered where anything is recorded under its own code, or where all the provinces that it was
    made of are covered: the books of Bắc Giang alone do not speak for the Bắc Ninh of 2026.
    """
    recorded, parts = books.places(), provinces_of(place, on)
    missing = [gap for part in parts for gap in uncovered_parts(part, recorded)]
    held = any(is_within_any(code, territory(part)) for part in parts for code in recorded)
    return missing, held
