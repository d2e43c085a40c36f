"""A text in the two languages of the register: Vietnamese first, English second."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Self, overload


class Lang(StrEnum):
    """A language that the register speaks."""

    VI = "vi"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Vietnamese and in English, both present and both NFC.

    Raises ValueError when either is empty or blank: a name missing in one language is a mistake
    that must show when it is declared, not when somebody switches the page to English.
    """

    vi: str
    en: str

    def __post_init__(self) -> None:
        for lang in Lang:
            words = getattr(self, lang.value)
            if not words.strip():
                raise ValueError(f"Text without {lang.value!r}: {self!r}; give both languages")
            object.__setattr__(self, lang.value, unicodedata.normalize("NFC", words))

    def of(self, lang: str) -> str:
        """The words in one language ("vi" or "en"); ValueError for a language the register does not speak."""
        return self.vi if Lang(lang) is Lang.VI else self.en

    def capitalised(self) -> "Text":
        """The words as they begin a line, in both languages."""
        return Text(capitalised(self.vi), capitalised(self.en))

    def uncapitalised(self) -> "Text":
        """The words as they stand within a sentence, in both languages."""
        return Text(uncapitalised(self.vi), uncapitalised(self.en))


@overload
def joined_notes(first: Text, /, *more: Text | None) -> Text: ...
@overload
def joined_notes(*notes: Text | None) -> Text | None: ...
def joined_notes(*notes: Text | None) -> Text | None:
    """Notes as one, with a semicolon between them; those that are None are left out, and of none there is None."""
    told = [note for note in notes if note is not None]
    return Text("; ".join(note.vi for note in told), "; ".join(note.en for note in told)) if told else None


def capitalised(words: str) -> str:
    """Words as they begin a line: the first letter a capital, the others as they are."""
    return words[:1].upper() + words[1:]


def uncapitalised(words: str) -> str:
    """Words as they stand within a sentence: the first letter small, the others as they are, which may be of names.

    An abbreviation that comes first stays one: "KCN đã thành lập", "GRDP growth".
    """
    rest = words.partition(" ")[0][1:]
    return words[:1].lower() + words[1:] if not rest or rest.islower() else words


class Labelled(StrEnum):
    """A closed list whose members are written with their label: `PORT = "port", "cảng biển", "sea port"`.

    Other words by which people write a member follow its label.
    """

    label: Text
    spellings: tuple[str, ...]

    def __new__(cls, value: str, vi: str = "", en: str = "", *spellings: str) -> Self:
        """A member that is its code, with its label beside it; refused where either language is left out."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = Text(vi, en)
        member.spellings = spellings
        return member
