"""The text of a page normalised for the rules: NFC, one kind of space and dash, look-alike letters replaced.

Most texts need nothing. Where something is changed, `NormalText` keeps the offset of every character in the text as it was
given, so that quotes and places stay those of the page; what was mended for its meaning is listed.
"""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

from parkledger.reading.model import Span
from parkledger.reading.text.table_marks import CELL_MARK

SPACES: Final = "\N{NO-BREAK SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}\N{FIGURE SPACE}\N{IDEOGRAPHIC SPACE}\t\r"
"""Characters that are read as a space; the line break is not among them."""

IGNORED: Final = "\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NO-BREAK SPACE}\xad"
"""Characters that are read as not there."""

DASHES: Final = "\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}\N{EM DASH}\N{HORIZONTAL BAR}\N{MINUS SIGN}"

LOOK_ALIKES: Final = {
    look_alike: letter
    for look_alikes, letters in (
        ("аеорсухі", "aeopcyxi"),
        ("АВЕКМНОРСТХ", "ABEKMHOPCTX"),
        ("ρνιυαɑɡһѕԁո", "pviuaaghsdn"),
        ("ЅЈƁƄɓƬƭƙƘɗ", "SJBbbTtkKd"),
        ("οΟΑΒΕΚΜΝΤ", "oOABEKMNT"),
        ("ÐƉðɖ", "ĐĐđđ"),
    )
    for look_alike, letter in zip(look_alikes, letters, strict=True)
}
"""Cyrillic, Greek and other letters that stand where a Vietnamese one belongs."""

_SAME_LENGTH: Final = str.maketrans(
    {**dict.fromkeys(SPACES, " "), **dict.fromkeys(DASHES, "-"), **LOOK_ALIKES, "％": "%"}
)
_TABBED: Final = re.compile(r"(?:^[^\n]*\S[^\n]*\t[^\n]*(?:\n|\Z))+", re.MULTILINE)
"""Lines below each other with a tab behind their first word: the rows of a table, if one has three cells."""
_THREE_CELLS: Final = re.compile(r"\S[^\t\n]*\t[^\t\n]*\t")
_ALIKE: Final = re.compile(f"[{''.join(LOOK_ALIKES)}]+")
_IGNORED: Final = re.compile(f"[{IGNORED}]")
_CHANGED: Final = re.compile(f"[{re.escape(SPACES + DASHES + IGNORED + ''.join(LOOK_ALIKES))}％]")
_NOTE_MARKS: Final = re.compile(r"(?<=[\w%)])[*°]{0,2}(?:\[[0-9]{1,3}\])+|(?<=[0-9%])[*°]{1,2}(?![\w*°])")
"""Numbers of notes behind a word, and the marks of remarks behind a number: "29 KCN*[1][2]", "34* new projects"."""
# What may not stand before a number is looked for behind its first digit: searching then only scans for digits.
_SPLIT_NUMBER: Final = re.compile(
    r"([0-9](?<![\w.,].)[0-9]{0,2}[.,]) ([0-9]{3})(?=(?:[.,][0-9]+)? ?(?:ha|tỷ|tỉ|triệu|USD|m2)\b)"
)
_SPLIT_OR_DOUBLE: Final = re.compile(r"[0-9](?<![\w.,].)[0-9]{0,2}(?:[.,] [0-9]{3}|,[0-9]{3},[0-9])")
_DOUBLE_DECIMAL: Final = re.compile(r"([0-9](?<![\w.,].)[0-9]{0,2}),([0-9]{3},[0-9]{1,2})(?![0-9])")


@dataclass(frozen=True, slots=True)
class TextRepair:
    """A replacement made in the given text; `what` is the code of the finding that reports it."""

    what: str
    span: Span
    given: str
    read: str


@dataclass(frozen=True, slots=True)
class NormalText:
    """A normalised text. `offsets[i]` is the position of character i in the given text; None if nothing moved."""

    text: str
    lower: str
    offsets: tuple[int, ...] | None
    mends: tuple[TextRepair, ...]

    def given(self, start: int, end: int) -> Span:
        """The place in the given text of a place in the text as read."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], (self.offsets[end - 1] + 1 if end > start else self.offsets[start])

    def read(self, start: int, end: int) -> Span:
        """The place in the text as read of a place in the given text."""
        if self.offsets is None:
            return start, end
        return bisect_left(self.offsets, start), bisect_left(self.offsets, end)


def normalise(given: str) -> NormalText:
    """The text as the rules read it; never fails."""
    text, offsets = _composed(given)
    mends: list[TextRepair] = []
    if _CHANGED.search(text):
        if "\t" in text:
            text = _TABBED.sub(_bordered, text)
        mends += _look_alikes(text, offsets)
        text = text.translate(_SAME_LENGTH)
        text, offsets = _text_with_cuts(text, offsets, [match.span() for match in _IGNORED.finditer(text)])
    if "[" in text or "*" in text or "°" in text:
        text, offsets = _text_with_cuts(text, offsets, [match.span() for match in _NOTE_MARKS.finditer(text)])
    if not _SPLIT_OR_DOUBLE.search(text):
        return NormalText(text, lowered(text), offsets, tuple(mends))
    splits = list(_SPLIT_NUMBER.finditer(text))
    if splits:
        mends += [_mend("number.split", match, match[1] + match[2], offsets) for match in splits]
        text, offsets = _text_with_cuts(text, offsets, [(match.end(1), match.start(2)) for match in splits])
    doubles = list(_DOUBLE_DECIMAL.finditer(text))
    mends += [_mend("number.two_commas", match, f"{match[1]}.{match[2]}", offsets) for match in doubles]
    if doubles:
        text = _DOUBLE_DECIMAL.sub(r"\1.\2", text)
    return NormalText(text, lowered(text), offsets, tuple(mends))


def _bordered(lines: re.Match[str]) -> str:
    """Rows of cells between tabs with a border in place of each tab; other lines as they are."""
    return lines[0].replace("\t", CELL_MARK) if _THREE_CELLS.search(lines[0]) else lines[0]


def lowered(text: str) -> str:
    """The text in lower case, character for character: the few that would become two stay as they are."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small := char.lower()) == 1 else char for char in text)


def _composed(given: str) -> tuple[str, tuple[int, ...] | None]:
    """The text in NFC, and where its characters come from."""
    if given.isascii() or unicodedata.is_normalized("NFC", given):
        return given, None
    parts: list[str] = []
    offsets: list[int] = []
    for cluster in re.finditer(r"[\s\S][\u0300-\u036f]*", given):
        part = unicodedata.normalize("NFC", cluster[0])
        parts.append(part)
        offsets += (
            range(cluster.start(), cluster.start() + len(part))
            if len(part) <= len(cluster[0])
            else ([cluster.start()] * len(part))
        )
    return "".join(parts), (*offsets, len(given))


def _text_with_cuts(
    text: str, offsets: tuple[int, ...] | None, spans: list[Span]
) -> tuple[str, tuple[int, ...] | None]:
    """The text with some places left out."""
    if not spans:
        return text, offsets
    where = range(len(text) + 1) if offsets is None else offsets
    parts: list[str] = []
    kept: list[int] = []
    at = 0
    for start, end in (*spans, (len(text), len(text))):
        parts.append(text[at:start])
        kept += where[at:start]
        at = end
    return "".join(parts), (*kept, where[len(text)])


def _mend(what: str, match: re.Match[str], read: str, offsets: tuple[int, ...] | None) -> TextRepair:
    span = match.span() if offsets is None else (offsets[match.start()], offsets[match.end()])
    return TextRepair(what, span, match[0], read)


def _look_alikes(text: str, offsets: tuple[int, ...] | None) -> list[TextRepair]:
    """Look-alike letters inside words that are otherwise Latin; a word of another alphabet is left unmentioned."""
    found = []
    for match in _ALIKE.finditer(text):
        around = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
        if any((char.isalpha() and char < "Ͱ") or "Ḁ" <= char <= "ỿ" for char in around):
            found.append(_mend("letter.look_alike", match, match[0].translate(_SAME_LENGTH), offsets))
    return found
