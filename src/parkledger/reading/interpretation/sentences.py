"""A sentence with everything that was found in it, and the sentences of a page, hard-wrapped lines put together again."""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Generic, NamedTuple, Protocol, TypeVar

from parkledger.reading.interpretation import english_lexicon
from parkledger.reading.interpretation.lexicon import FEATURES, TERM, owner_in
from parkledger.reading.model import Span
from parkledger.reading.text.mentions import PlaceMention, ZoneMention
from parkledger.reading.text.patterns import CAPITALS
from parkledger.reading.text.quantities import FoundQuantity
from parkledger.reading.text.time_phrases import TimePhrase

# Begins with one set of characters, so that the search runs over everything else.
_BREAK: Final = re.compile(
    (
        r"[.!?…\n](?:(?<=\n)\n*|(?<!\n)[.!?…]*[\"”’')\]]*[ \n]+(?=[\"“‘'(\[]?[CAP0-9•+*–-])"
        r"|(?:(?<=[a-zà-ỹ]{3}\.)|(?<=[%)]\.)|(?<=\b[12][0-9]{3}\.))(?=[CAP][a-zà-ỹ]+[ ,]))"
    ).replace("CAP", CAPITALS)
)
"""Also where a copy has lost the space or the line behind a point: "… in 2019.According to …"."""
_ABBREVIATIONS: Final = re.compile(
    r"(?:^|[\s(.])(?:TP|Tp|TX|Q|H|P|X|GS|PGS|TS|ThS|BS|KTS|LS|St|Mr|Mrs|Dr|Co|Ltd|[A-ZĐ])\.\Z"
)
_ITEM: Final = re.compile(r"(?:^|[;:,(] ?|\n)[\s\"“*•–-]*[0-9]{1,2}\.\Z")
"""The number of an item, whose point ends no sentence."""
_LONGEST_SENTENCE: Final = 1500  # characters: a real one seldom has half of it
_WRAPPED: Final = re.compile(r"(?<![.:;!?…\n|]) ?\n(?=[a-zà-ỹđ%])(?![a-z]\) )")
NO_FEATURES: Final[frozenset[str]] = frozenset()


def unwrapped(text: str, lower: str) -> tuple[str, str]:
    """A text, and itself in lower case, with a space for each line break within a sentence: what goes on in lower case is the
    same sentence."""
    breaks = [match.span() for match in _WRAPPED.finditer(text)]
    if not breaks:
        return text, lower
    kept = list(zip((0, *(end for _, end in breaks)), (*(start for start, _ in breaks), len(text)), strict=True))
    blanks = [" " * (end - start) for start, end in breaks] + [""]
    joined = [
        "".join(one[start:end] + blank for (start, end), blank in zip(kept, blanks, strict=True))
        for one in (text, lower)
    ]
    return joined[0], joined[1]


class Term(NamedTuple):
    """Words of the lexicon in a text, with their features.

    `subject` is what they name as what a sentence is about: "whole" (the province), or an owner that is none of the
    register's.
    """

    start: int
    end: int
    features: frozenset[str]
    subject: str | None


class SentenceView(NamedTuple):
    """One sentence: its place, the number of its paragraph, and what was found in it; `item` is the name that an item of a
    list begins with."""

    start: int
    end: int
    paragraph: int
    lower: str
    quantities: tuple[FoundQuantity, ...] = ()
    terms: tuple[Term, ...] = ()
    whens: tuple[TimePhrase, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    zones: tuple[ZoneMention, ...] = ()
    names: tuple[Span, ...] = ()
    english: bool = False
    item: str | None = None

    def features(self, start: int, end: int) -> frozenset[str]:
        """The features of the words between two places."""
        found = NO_FEATURES
        for first, last, features, _ in self.terms:
            if first >= end:
                break
            if last > start:
                found = found | features if found else features
        return found

    def last(self, start: int, end: int, wanted: frozenset[str]) -> Term | None:
        """The last words between two places with one of these features."""
        for term in reversed(self.terms):
            if start <= term.start < end and not term.features.isdisjoint(wanted):
                return term
        return None

    def first(self, start: int, end: int, wanted: frozenset[str]) -> Term | None:
        """The first words between two places with one of these features."""
        fits = (one for one in self.terms if start <= one.start < end and not one.features.isdisjoint(wanted))
        return next(fits, None)

    def is_bracketed(self, at: int) -> bool:
        """Whether a place of the sentence lies in brackets."""
        return self.lower.rfind("(", self.start, at) > self.lower.rfind(")", self.start, at)

    def after(self, index: int) -> Span:
        """From a quantity up to the next one, or the end of the sentence."""
        stop = self.quantities[index + 1].start if index + 1 < len(self.quantities) else self.end
        return self.quantities[index].end, stop


def sentences(text: str, spans: Iterable[Span]) -> Iterator[tuple[int, int, int]]:
    """The sentences of some parts of a text: start, end, and the number of their paragraph."""
    paragraph = 0
    for start, end in spans:
        at = start
        for match in _BREAK.finditer(text, start, end):
            line = "\n" in match[0]
            if not line and _ends_nothing(text, at, match.start()):
                continue
            stop = match.start()
            if text[stop] == "\n":
                stop = at + len(text[at:stop].rstrip(" ").removesuffix(";"))
            if stop - at > _LONGEST_SENTENCE:
                yield from _pieces(text, at, stop, paragraph)
            elif stop > at and not text[at:stop].isspace():
                yield at, stop, paragraph
            at = match.end()
            paragraph += line
        yield from _pieces(text, at, end, paragraph)
        paragraph += 1


def _ends_nothing(text: str, start: int, at: int) -> bool:
    """Whether a point closes an abbreviation, or the number of an item at the beginning of a sentence or a list."""
    window = text[max(start, at - 6) : at + 1]
    if _ABBREVIATIONS.search(window):
        return True
    return (
        window[-2:-1].isdigit() and _ITEM.search(text[start : at + 1] if at - start < 6 else f" {window}") is not None
    )


def _pieces(text: str, start: int, end: int, paragraph: int) -> Iterator[tuple[int, int, int]]:
    """A sentence; one of a length that no sentence has is cut at spaces, so that reading takes no more than its share."""
    while end - start > _LONGEST_SENTENCE:
        cut = text.rfind(" ", start + _LONGEST_SENTENCE // 2, start + _LONGEST_SENTENCE)
        stop = cut if cut > start else start + _LONGEST_SENTENCE
        yield start, stop, paragraph
        start = stop
    if text[start:end].strip():
        yield start, end, paragraph


def stands_alone(lower: str, end: int) -> bool:
    """Whether a sentence that ends here is the last of its line: no other heads anything."""
    return lower.startswith(("\n", ";\n"), end) or end >= len(lower)


def terms_in(lower: str, start: int, end: int, *, english: bool, lasting: bool = False) -> list[Term]:
    """The words of the lexicon in a sentence, without those that only join others; or, of a sentence without figures that heads
    nothing, those that say something of the sentences behind it (`lasting`)."""
    pattern = english_lexicon.TERM if english else TERM
    entries = _ENTRIES[english, lasting]
    return [
        Term(match.start(), match.end(), *entry)
        for match in pattern.finditer(lower, start, end)
        if (entry := entries.get(match[0])) is not None
    ]


def words_with(feature: str, *, english: bool) -> frozenset[str]:
    """The words of the lexicon that have a feature; a page without any of them is not looked through for it."""
    lexicon = english_lexicon.FEATURES if english else FEATURES
    return frozenset(word for word, features in lexicon.items() if feature in features)


def known_words(lower: str, start: int, end: int, *, english: bool) -> Iterator[Span]:
    """Where the words of the lexicon stand, those that only join others among them."""
    pattern = english_lexicon.TERM if english else TERM
    return (match.span() for match in pattern.finditer(lower, start, end))


ORIGINS: Final = frozenset({"o:fdi", "o:ddi", "o:both"})
ALL_OF_THEM: Final = frozenset({"a:hold", "a:sum"})
LASTING: Final = ORIGINS | ALL_OF_THEM
"""What a sentence without figures says of those behind it, besides whom it is about."""


def _entries(lexicon: Mapping[str, frozenset[str]], *, lasting: bool) -> dict[str, tuple[frozenset[str], str | None]]:
    """Word -> its features and what it names as a subject, without words that have none, or only the lasting ones."""
    named = {
        word: (features, "whole" if "s:whole" in features else owner_in(features)) for word, features in lexicon.items()
    }
    return {
        word: (features, subject)
        for word, (features, subject) in named.items()
        if (features & LASTING or subject is not None if lasting else features)
    }


_ENTRIES: Final = {
    (english, lasting): _entries(english_lexicon.FEATURES if english else FEATURES, lasting=lasting)
    for english in (False, True)
    for lasting in (False, True)
}


class Positioned(Protocol):
    """Anything with a start offset in a text."""

    @property
    def start(self) -> int:
        """Where it begins."""


Item = TypeVar("Item", bound=Positioned)


class MentionCursor(Generic[Item]):
    """Iterates over mentions by span; spans come in order, so each search goes on where the last one ended."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        self._at = 0
        self._next = items[0].start if items else sys.maxsize

    def within(self, start: int, end: int) -> tuple[Item, ...]:
        """The mentions that begin in this span; spans must come in order."""
        if self._next >= end:
            return ()
        items, at = self._items, self._at
        while at < len(items) and items[at].start < start:
            at += 1
        first = at
        while at < len(items) and items[at].start < end:
            at += 1
        self._at = at
        self._next = items[at].start if at < len(items) else sys.maxsize
        return tuple(items[first:at])
