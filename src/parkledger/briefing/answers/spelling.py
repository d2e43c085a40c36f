"""Whether what was typed is a phrase as it is spelt: phrases are looked up without diacritics, which then tell words apart.

A syllable typed with diacritics is another word where the phrase has others in its place: "tiền thuế" is not "tiền thuê", "chó" not
"cho". Over which letter a mark stands makes no difference (hoà, hòa). A syllable typed without any is taken for one that has some, but
where it is a word as it stands, in a question that has diacritics, unless all of a longer phrase is typed without: "chi ngân sách"
is not "chỉ", "nam ở" not "nằm ở", while "so voi" is "so với". A phrase of several syllables that the vocabulary lists without diacritics
is English, or nobody has said how it is spelt: it is taken however it is typed.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Container
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from parkledger.language import fold

Sign = tuple[str, str]
"""A sort of mark ("measured", "zone", …) and the mark."""
WORD: Final = re.compile(r"[^\W_]+|%")


def plainly(text: str) -> str:
    """Words in small letters without diacritics and marks."""
    return " ".join(WORD.findall(fold(text)))


def syllables_of(text: str) -> tuple[str, ...]:
    """Words in small letters with their diacritics, without the marks between them."""
    return tuple(WORD.findall(unicodedata.normalize("NFC", text).lower()))


@lru_cache(maxsize=1 << 16)
def letters(syllable: str) -> str:
    """A syllable with its diacritics behind its letters, in one order: hoà and hòa are one."""
    parts = unicodedata.normalize("NFD", syllable.lower())
    return "".join(sorted(parts, key=lambda each: each if unicodedata.combining(each) else ""))


@dataclass(frozen=True, slots=True)
class Spelt:
    """A phrase as it is spelt, with what it says; `strictly` where it is taken only with its diacritics.

    `loosely` where nobody has said how it is spelt.
    """

    syllables: tuple[str, ...]
    sign: Sign
    strictly: bool = False
    loosely: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """Syllables as they were typed, in small letters; `accented` where the question has diacritics anywhere."""

    syllables: tuple[str, ...]
    accented: bool


def has_diacritics(text: str) -> bool:
    """Whether a question is typed with diacritics: a word has some that is no name, which may have been written for whoever asks."""
    if text.isascii():
        return False
    common = [each for each in WORD.findall(text) if each[0].islower() or text.isupper()]
    return any(letter.isalpha() and not letter.isascii() for each in common for letter in each)


def is_taken(spelt: Spelt, typed: Typed, words: frozenset[str]) -> bool:
    """Whether syllables are those of a phrase that folds to the same.

    `words` are those that are spelt without diacritics, and the letters of all that are spelt with some.
    """
    if spelt.strictly:
        return _alike(spelt, typed) == len(typed.syllables)
    if spelt.loosely or len(spelt.syllables) != len(typed.syllables):
        return True
    may_lack = spelt.sign[0] not in OF_NAMES and _alike(spelt, typed) > 0
    is_bare = not typed.accented or (len(typed.syllables) > 1 and all(each.isascii() for each in typed.syllables))
    for own, syllable in zip(spelt.syllables, typed.syllables, strict=True):
        if syllable.isascii():
            if own != syllable and not is_bare and syllable in words:
                return False
        elif letters(syllable) != letters(own) and not (may_lack and _lacks_marks(syllable, own, words)):
            return False
    return True


def _lacks_marks(syllable: str, own: str, words: frozenset[str]) -> bool:
    """Whether a syllable is typed with some of its diacritics and without others, and is no word so: "đong" is "động"."""
    missing = Counter(letters(own))
    missing.subtract(letters(syllable))
    return min(missing.values()) >= 0 and letters(syllable) not in words


TONES: Final = frozenset("\u0300\u0301\u0303\u0309\u0323")
"""The marks of the five tones that are written."""


def is_slip(spelt: Spelt, typed: Typed, meant: Container[str]) -> bool:
    """Whether syllables are a phrase of the vocabulary but for the tone of one of them: "tỷ lệ lấp đấy".

    What was typed in its place must be a syllable of no name and of no phrase that says anything (`meant` are the letters of those):
    "tiền thuế đất" is not "tiền thuê đất", nor "mức phát" "mức phạt". Another syllable must be typed as it is spelt, with its diacritics.
    """
    if spelt.strictly or spelt.loosely or len(spelt.syllables) != len(typed.syllables) or spelt.sign[0] in OF_NAMES:
        return False
    pairs = [(own, each) for own, each in zip(spelt.syllables, typed.syllables, strict=True)]
    odd = [(own, each) for own, each in pairs if letters(own) != letters(each)]
    if len(odd) != 1 or any(each.isascii() for each in odd[0]) or letters(odd[0][1]) in meant:
        return False
    is_sure = any(letters(own) == letters(each) and not own.isascii() for own, each in pairs)
    return is_sure and _without_tone(odd[0][0]) == _without_tone(odd[0][1])


OF_NAMES: Final = frozenset({"zone", "place", "enterprise", "country", "sector"})
"""Sorts of names, of which one letter makes another."""


def _without_tone(syllable: str) -> str:
    return "".join(letter for letter in letters(syllable) if letter not in TONES)


def _alike(spelt: Spelt, typed: Typed) -> int:
    """How many syllables are typed just as they are spelt."""
    pairs = zip(spelt.syllables, typed.syllables, strict=False)
    return sum(letters(own) == letters(syllable) for own, syllable in pairs)


class Phrases(dict[str, Sign]):
    """Phrases, folded, with what they say where they are typed without diacritics; `forms` are all that fold to the same.

    `words` are the syllables that are words as they stand: some phrase with diacritics has them without; and the letters of those
    that have some. `meant` are the letters of the syllables of all that says anything;
    where they are not known yet, no phrase is taken in spite of a wrong tone.
    """

    def __init__(self, known: "Phrases | None" = None) -> None:
        super().__init__(known or {})
        self.forms: dict[str, tuple[Spelt, ...]] = dict(known.forms) if known else {}
        self.words: frozenset[str] = known.words if known else frozenset()
        self.meant: frozenset[str] | None = None

    def put(self, words: str, sign: Sign, *, over: Container[str], strictly: bool = False) -> None:
        """Take in a phrase, over what is spelt alike, or folds alike, where that is of one of some sorts."""
        self._put(Spelt(syllables_of(words), sign, strictly), over)

    def put_listed(self, words: str, sign: Sign, *, strictly: bool = False) -> None:
        """Take in a phrase of the vocabulary, over what folds alike; it may be listed without the diacritics that it has."""
        syllables = syllables_of(words)
        self._put(Spelt(syllables, sign, strictly, loosely=len(syllables) > 1 and words.isascii()), None)

    def _put(self, spelt: Spelt, over: Container[str] | None) -> None:
        key = plainly(" ".join(spelt.syllables))
        forms = self.forms.get(key, ())
        for form in forms:
            if _alike(form, Typed(spelt.syllables, accented=True)) == len(spelt.syllables):
                if form.strictly < spelt.strictly or (over is not None and form.sign[0] not in over):
                    return
                forms = tuple(each for each in forms if each is not form)
        self.forms[key] = (*forms, spelt)
        if not spelt.strictly and (key not in self or over is None or self[key][0] in over):
            self[key] = spelt.sign

    def said(self, phrase: str, typed: Typed) -> Sign | None:
        """What syllables say that fold to a phrase: of those that they are taken for the one that is spelt most like them."""
        forms = self.forms.get(phrase)
        if forms is None:
            return None
        taken = [form for form in forms if is_taken(form, typed, self.words)]
        if not taken:
            return self._slipped(forms, typed)
        default = self.get(phrase)
        if not typed.accented and default is not None:
            return default
        return max(taken, key=lambda form: (_alike(form, typed), form.sign == default)).sign

    def _slipped(self, forms: tuple[Spelt, ...], typed: Typed) -> Sign | None:
        """What syllables say of which one has the wrong tone; None where they are none such, or may be two things."""
        meant = self.meant
        if meant is None:
            return None
        signs = {form.sign for form in forms if is_slip(form, typed, meant)}
        return signs.pop() if len(signs) == 1 else None

    def is_slipped(self, phrase: str, typed: Typed) -> bool:
        """Whether syllables are taken for a phrase in spite of the wrong tone of one."""
        return not any(is_taken(form, typed, self.words) for form in self.forms.get(phrase, ()))
