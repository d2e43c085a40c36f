"""Names in the two languages of the catalogue."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self


@dataclass(frozen=True, slots=True)
class Name:
    """What something is called, in Vietnamese and in English; neither may be missing."""

    vi: str
    en: str

    def __post_init__(self) -> None:
        if not self.vi.strip() or not self.en.strip():
            raise ValueError(f"a name needs Vietnamese and English: {self!r}")

    def of(self, lang: str) -> str:
        """The name in `lang` ("vi" or "en")."""
        return self.en if lang == "en" else self.vi


class Labelled(StrEnum):
    """A closed list whose members are each written with what they are called: `PORT = "port", "cảng biển", "sea port"`."""

    label: Name

    def __new__(cls, value: str, vi: str = "", en: str = "") -> Self:
        """A member that is its code, with its name beside it; refused where either language is left out."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = Name(vi, en)
        return member


class Verified(StrEnum):
    """How well a legal basis was verified, after the tags of the domain notes."""

    READ = "read"  # the instrument itself was read
    SECONDARY = "secondary"  # a page about the instrument was read
    MEMORY = "memory"  # not verified
