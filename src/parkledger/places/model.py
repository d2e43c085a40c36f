"""What a place is: an administrative unit with the dates it existed and what it became."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from parkledger.catalogue import Verified
from parkledger.language import Text

COUNTRY_CODE = "viet-nam"

KINDS: dict[str, Text] = {
    "nước": Text(vi="nước", en="country"),
    "vùng": Text(vi="vùng", en="region"),
    "tỉnh": Text(vi="tỉnh", en="province"),
    "thành phố": Text(vi="thành phố", en="city"),
    "thị xã": Text(vi="thị xã", en="town"),
    "huyện": Text(vi="huyện", en="district"),
    "quận": Text(vi="quận", en="urban district"),
    "xã": Text(vi="xã", en="commune"),
    "phường": Text(vi="phường", en="ward"),
    "thị trấn": Text(vi="thị trấn", en="township"),
    "đặc khu": Text(vi="đặc khu", en="special zone"),
}
"""Every legal kind of unit, as Vietnamese text writes it before the name."""


class Level(StrEnum):
    """The tiers a place can stand on, from the largest down.

    A region groups provinces for statistics; it has no government and is no step of the hierarchy of codes.
    """

    COUNTRY = "country"
    REGION = "region"
    PROVINCE = "province"
    DISTRICT = "district"
    WARD = "ward"


KINDS_OF = {
    Level.DISTRICT: frozenset({"huyện", "quận", "thị xã", "thành phố"}),
    Level.WARD: frozenset({"xã", "phường", "thị trấn", "đặc khu"}),
}
"""The kinds that a unit below the province may be of, or have been of before."""


@dataclass(frozen=True, slots=True)
class PlaceKind:
    """The legal kind of a unit (huyện, thị xã …) from `start` until the next one begins."""

    start: date
    name: str


@dataclass(frozen=True, slots=True)
class Place:
    """An administrative unit, or a region of them, as one row of the table.

    `code` is a dotted slug: "viet-nam", "viet-nam.bac-giang", "viet-nam.bac-giang.viet-yen"; a region's is
    "vung.dong-bang-song-hong". A ward's ends in its official code, since a district may have a township and a
    commune of one name: "viet-nam.thai-binh.tien-hai.dong-lam-13015". `official_code` is the number of the statistics
    office's list, None where there is none. The unit existed on every day from `exists_from` up to, not including, `exists_until`;
    None means that it exists today. `successors` are the codes of the units its whole territory went to.
    `verification` speaks of name, code and successors; `dates_verification` of the dates. Of a unit that is not
    `dated`, only the last day and the last kind are known: it is taken to have existed as long as what it lay in,
    and may have been of another kind of its level before.
    """

    code: str
    name: str
    english: str
    level: Level
    official_code: str | None
    exists_from: date
    exists_until: date | None
    parent: str | None
    successors: tuple[str, ...] = ()
    kinds: tuple[PlaceKind, ...] = ()
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    basis: str = ""
    verification: Verified = Verified.MEMORY
    dates_verification: Verified = Verified.MEMORY
    dated: bool = True

    @property
    def text(self) -> Text:
        """The bare name in both languages."""
        return Text(vi=self.name, en=self.english)

    def kind_on(self, on: date | None = None) -> str:
        """The legal kind on a day, a key of `KINDS`; the last for None, the nearest outside its life."""
        begun = [kind for kind in self.kinds if on is None or kind.start <= on]
        return (begun[-1] if begun else self.kinds[0]).name

    def title(self, on: date | None = None) -> Text:
        """The name with its kind on a day: "thị xã Việt Yên", "Viet Yen town".

        A province founded only later is told from the one of its name that there was: "tỉnh Bắc Ninh (mới)".
        """
        kind = self.kind_on(on)
        if self.level is Level.COUNTRY:
            return self.text
        if self.name[-1].isdigit() and self.name.casefold().startswith(f"{kind} "):  # "Quận 12" is its name
            return Text(vi=f"{kind}{self.name[len(kind) :]}", en=self.english)
        repeated = self.english.casefold().endswith(KINDS[kind].en)  # "Ho Chi Minh City", not "… City city"
        english = self.english if repeated else f"{self.english} {KINDS[kind].en}"
        later = on is not None and on < self.exists_from and self.level is Level.PROVINCE
        return Text(
            vi=f"{KINDS[kind].vi} {self.name}{' (mới)' if later else ''}", en=f"{english}{' (new)' if later else ''}"
        )


def existed(place: Place, on: date) -> bool:
    """Whether the place existed on that day; the last day of a unit is the one before `exists_until`."""
    return place.exists_from <= on and (place.exists_until is None or on < place.exists_until)


def is_within(code: str, parent: str) -> bool:
    """Whether a dotted code is the parent or below it, on whole segments."""
    return code == parent or code.startswith(f"{parent}.")


def is_within_any(code: str, parents: Iterable[str]) -> bool:
    """Whether a dotted code is one of the parents or below one of them, as for a `territory`."""
    return any(is_within(code, parent) for parent in parents)
