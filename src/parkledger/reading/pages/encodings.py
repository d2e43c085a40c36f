"""Bytes to text: Unicode in its encodings, windows-1258, and the legacy codes TCVN3 (ABC) and VNI.

TCVN3 and VNI are not encodings of a file but of a font: their text looks like Western letters ("Khu c«ng nghiÖp",
"Khu coâng nghieäp"), often inside Unicode pages. It is converted line by line, and only on clear evidence: the
words with special letters are no Vietnamese syllables as they stand, and are once converted.
"""

import codecs
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from parkledger.reading.pages.syllables import share_of_syllables

_TCVN3_LOWER: Final = (
    ("aàảãáạ", "aµ¶·¸¹"),
    ("ăằẳẵắặ", "¨»¼½¾Æ"),
    ("âầẩẫấậ", "©ÇÈÉÊË"),
    ("đ", "®"),
    ("eèẻẽéẹ", "eÌÎÏÐÑ"),
    ("êềểễếệ", "ªÒÓÔÕÖ"),
    ("iìỉĩíị", "i×ØÜÝÞ"),
    ("oòỏõóọ", "oßáâãä"),
    ("ôồổỗốộ", "«åæçèé"),
    ("ơờởỡớợ", "¬êëìíî"),
    ("uùủũúụ", "uïñòóô"),
    ("ưừửữứự", "\xadõö÷øù"),
    ("yỳỷỹýỵ", "yúûüýþ"),
)
_TCVN3_UPPER: Final = (("ĂÂĐÊÔƠƯ", "¡¢§£¤¥¦"),)
_VNI_TONES: Final = "øûõùï"
_VNI_MARKED: Final = {"â": "âàåãáä", "ă": "êèúüéë", "ê": "âàåãáä", "ô": "âàåãáä"}
_VNI_WHOLE: Final = (("iìỉĩíị", "iìæóíò"), ("đ", "ñ"), ("ỵ", "î"))
_TONED: Final = {plain: toned for letters, _ in _TCVN3_LOWER for plain, toned in [(letters[0], letters[1:])] if toned}

TCVN3: Final[Mapping[str, str]] = {
    old: new
    for letters, codes in (*_TCVN3_LOWER, *_TCVN3_UPPER)
    for new, old in zip(letters, codes, strict=True)
    if not old.isascii()
}
"""TCVN 5712:1993 VN3 ("ABC") as read by Western eyes -> Vietnamese letters.

Capitals with tones have no codes of their own: they stand in a font of capitals, as their small letters.
"""


def _vni() -> dict[str, str]:
    """Build the VNI table from its system: a letter, then one character for its mark and tone."""
    table = {
        old: new for letters, codes in _VNI_WHOLE for new, old in zip(letters, codes, strict=True) if not old.isascii()
    }
    for plain, code in (("a", "a"), ("e", "e"), ("o", "o"), ("u", "u"), ("y", "y"), ("ơ", "ô"), ("ư", "ö")):
        if code != plain:
            table[code] = plain
        for toned, tone in zip(_TONED[plain], _VNI_TONES, strict=True):
            if toned != "ỵ":
                table[code + tone] = toned
    for marked, tones in _VNI_MARKED.items():
        base = unicodedata.normalize("NFD", marked)[0]
        for letter, tone in zip(marked + _TONED[marked], tones, strict=True):
            table[base + tone] = letter
    return table | {old.upper(): new.upper() for old, new in table.items()}


VNI: Final[Mapping[str, str]] = _vni()
"""VNI-Windows as read by Western eyes -> Vietnamese letters; a letter with a mark or tone is two characters."""


@dataclass(frozen=True, slots=True)
class _LegacyCode:
    """A legacy code: its table, and the pattern that finds what the table converts."""

    table: Mapping[str, str]
    pattern: re.Pattern[str]

    def convert(self, text: str) -> str:
        """The text with the scheme's characters replaced; words in a font of capitals become capitals."""
        return _WORD.sub(self._word, text)

    def _word(self, match: re.Match[str]) -> str:
        word = match[0]
        if word.isascii():
            return word
        new = self.pattern.sub(lambda part: self._letter(part[0]), word)
        plain = [char for char in word if char.isascii() and char.isalpha()]
        return new.upper() if plain and all(map(str.isupper, plain)) else new

    def _letter(self, old: str) -> str:
        found = self.table.get(old)
        if found is None and (found := self.table.get(old.lower())) is not None and old[0].isupper():
            return found.upper()
        return old if found is None else found


def _scheme(table: Mapping[str, str]) -> _LegacyCode:
    """A scheme whose pattern also takes a capital letter with a small mark after it, as at the head of a word."""
    capitals = {old[0].upper() + old[1] for old in table if len(old) > 1}
    keys = sorted({*table, *capitals}, key=len, reverse=True)
    return _LegacyCode(table, re.compile("|".join(map(re.escape, keys))))


_LEGACY_CHARS: Final = "".join(sorted({char for key in (*TCVN3, *VNI) for char in key if not char.isascii()}))
_WORD: Final = re.compile(rf"[A-Za-z{re.escape(_LEGACY_CHARS)}]+")
_VIETNAMESE_WORD: Final = re.compile(r"(?:[^\W\d_][\u0300-\u0323]*)+")
_SCHEMES: Final = (_scheme(TCVN3), _scheme(VNI))
_SUSPECT: Final = re.compile(
    # small letters of TCVN3 are signs in Latin-1; after a vowel, VNI's tones are letters that no syllable has there
    "[A-Za-z][¨©ª«¬\xad®µ¶·¸¹»¼½¾]|®[a-zµ-þ]|[aeouyAEOUYôöÔÖ][øûõïåäëüØÛÏÅÄËÜ]|[ñÑ][a-zA-Z]"
)
_ENOUGH_WORDS: Final = 3
_FEW: Final = (1, 2)
_MOST: Final = (4, 5)

_DECLARED: Final = re.compile(rb"(?:charset|encoding)\s{0,3}=\s{0,3}[\"']?\s{0,3}([A-Za-z0-9_-]{3,20})", re.IGNORECASE)
_DECLARED_WITHIN: Final = 2048
_TRUSTED: Final = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "utf-16": "utf-16",
    "windows-1258": "cp1258",
    "cp1258": "cp1258",
    "windows-1252": "cp1252",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "windows-1251": "cp1251",
}
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE: Final = 4096
_SAMPLE_WORDS: Final = 200


def decode(data: bytes) -> str:
    """Read bytes as text, in the encoding that they declare or that gives Vietnamese; never raises.

    What was Unicode is kept as it is written, composed or decomposed; what was converted comes out as NFC.
    """
    return mend_legacy(_decoded(data))


def _decoded(data: bytes) -> str:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return data.decode(codec, "replace").removeprefix("\ufeff")
    wide = _wide_codec(data[:_SAMPLE])
    if wide is not None:
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _from_bytes(data)


def _wide_codec(sample: bytes) -> str | None:
    """UTF-16 without a mark shows in its zeros: every second byte of plain letters is one."""
    if len(sample) < len("ab".encode("utf-16-le")) or b"\0" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    # Vietnamese letters with two marks are U+1Exx, so a fifth of the high bytes is enough
    if odd * 5 >= len(sample) // 2 and even * 8 <= odd:
        return "utf-16-le"
    return "utf-16-be" if even * 5 >= len(sample) // 2 and odd * 8 <= even else None


def _from_bytes(data: bytes) -> str:
    """Bytes that are not UTF-8: broken UTF-8 if most of it is sound, else what is declared or gives syllables."""
    loose = data.decode("utf-8", "replace")
    broken = loose.count("\ufffd")
    if broken * 4 < sum(char >= "\x80" for char in loose):
        return loose
    declared = _DECLARED.search(data[:_DECLARED_WITHIN])
    named = _TRUSTED.get(declared[1].decode("ascii").lower()) if declared else None
    if named not in (None, "utf-8", "utf-16", "cp1252", "cp1258"):
        return data.decode(str(named), "replace")
    western = data.decode("cp1252", "replace")
    vietnamese = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    western_mended = mend_legacy(western)
    if _good_words(vietnamese) > _good_words(western_mended):
        return vietnamese
    return western_mended if western_mended != western or named != "cp1258" else vietnamese


def _good_words(text: str) -> int:
    """How many of the first words with special letters are Vietnamese syllables, less those that are not."""
    words = _special_words(text)[:_SAMPLE_WORDS]
    good, total = share_of_syllables(words)
    return 2 * good - total


def _special_words(text: str) -> list[str]:
    return [word for word in _VIETNAMESE_WORD.findall(text) if not word.isascii()]


def mend_legacy(text: str) -> str:
    """Convert the lines of a text that are TCVN3 or VNI; every other line is returned as it is."""
    if not _SUSPECT.search(text):
        return text
    votes = [0] * len(_SCHEMES)
    lines = text.splitlines(keepends=True)
    verdicts: list[int | None] = []
    for line in lines:
        verdict = _verdict(line) if _SUSPECT.search(line) else None
        verdicts.append(verdict)
        if verdict is not None:
            votes[verdict] += 1
    if not any(votes):
        return text
    usual = votes.index(max(votes))
    return "".join(map(_mended, lines, verdicts, [usual] * len(lines)))


def _mended(line: str, verdict: int | None, usual: int) -> str:
    """One line converted; short lines, without evidence of their own, follow what the page shows."""
    if verdict is None and not line.isascii() and _follows(line, usual):
        verdict = usual
    return line if verdict is None else _SCHEMES[verdict].convert(line)


def _follows(line: str, usual: int) -> bool:
    """Whether a line reads better once converted by the scheme of its page, and then reads well."""
    words = _marked_words(line)
    converted = list(map(_SCHEMES[usual].convert, words))
    better = share_of_syllables(converted)[0] > share_of_syllables(words)[0]
    return better and not _vietnamese_already(line) and _reaches(converted, _MOST)


def _verdict(line: str) -> int | None:
    """Which scheme a line is written in; None unless the evidence is clear."""
    words = _marked_words(line)
    if len(words) < _ENOUGH_WORDS or _reaches(words, _FEW) or _vietnamese_already(line):
        return None
    best = max(range(len(_SCHEMES)), key=lambda index: _converted_syllables(words, index))
    return best if _reaches(list(map(_SCHEMES[best].convert, words)), _MOST) else None


def _marked_words(line: str) -> list[str]:
    return [word for word in _WORD.findall(line) if not word.isascii()]


def _reaches(words: list[str], least: tuple[int, int]) -> bool:
    """Whether at least a share (numerator, denominator) of some words are syllables."""
    good, total = share_of_syllables(words)
    return good * least[1] >= total * least[0]


def _vietnamese_already(line: str) -> bool:
    """Whether a line has letters that only Unicode has, such as ế and ư: it cannot be a legacy line."""
    return any("\u0100" <= char <= "\u1eff" and char.isalpha() for char in line)


def _converted_syllables(words: list[str], index: int) -> int:
    return share_of_syllables([_SCHEMES[index].convert(word) for word in words])[0]
