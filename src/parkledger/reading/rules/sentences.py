"""A sentence with everything that was found in it: the view that the rules decide on.

Every mention (signal words, times, places, zones) is found once for the page and handed to its sentence in order. A view
answers only questions of position: what stands before a quantity, after it, or at the head of its sentence.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Generic, NamedTuple, Protocol, TypeVar

from parkledger.reading.model import Span
from parkledger.reading.rules.lexicon import SIGNAL, SIGNALS
from parkledger.reading.text.mentions import PlaceMention, ZoneMention
from parkledger.reading.text.patterns import CAPITALS
from parkledger.reading.text.quantities import FoundQuantity
from parkledger.reading.text.time_phrases import TimePhrase

# Begins with one set of characters, so that the search runs over everything else.
_BREAK: Final = re.compile(
    r"[.!?…\n](?:(?<=\n)\n*|(?<!\n)[.!?…]*[\"”’')\]]*[ \n]+(?=[\"“‘'(\[]?[CAP0-9]))".replace("CAP", CAPITALS)
)
_ABBREVIATIONS: Final = re.compile(
    r"(?:^|[\s(.])(?:TP|Tp|TX|Q|H|P|X|GS|PGS|TS|ThS|BS|KTS|LS|St|Mr|Mrs|Dr|Co|Ltd|[A-ZĐ])\.\Z"
)
_LONGEST_SENTENCE: Final = 1500  # characters: a real one seldom has half of it
_DELIMITER: Final = re.compile(
    r"[,;:() .](?:(?<=[,;:()])|(?<= )(?:(?<!đã )và |(?<!so )với |cùng (?!k)|nhưng |còn )|(?<=\.) )"
)


_NOTHING: Final[frozenset[str]] = frozenset()


class Signal(NamedTuple):
    """Words that signal something; `tags` as in the lexicon."""

    start: int
    end: int
    tags: frozenset[str]


class SentenceView(NamedTuple):
    """One sentence: its place, the number of its paragraph, and what was found in it."""

    start: int
    end: int
    paragraph: int
    lower: str
    quantities: tuple[FoundQuantity, ...] = ()
    signals: tuple[Signal, ...] = ()
    whens: tuple[TimePhrase, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    zones: tuple[ZoneMention, ...] = ()

    def tags(self, start: int, end: int) -> frozenset[str]:
        """Everything that is signalled between two places."""
        found = _NOTHING
        for at, stop, tags in self.signals:
            if at >= end:
                break
            if stop > start:
                found = found | tags if found else tags
        return found

    def before(self, index: int) -> Span:
        """From the quantity before this one (or the head of the sentence) up to it."""
        start = self.quantities[index - 1].end if index else self.start
        return start, self.quantities[index].start

    def after(self, index: int) -> Span:
        """From this quantity up to the next one, or the end of the sentence."""
        stop = self.quantities[index + 1].start if index + 1 < len(self.quantities) else self.end
        return self.quantities[index].end, stop

    def attached(self, index: int) -> Span:
        """What belongs to this quantity on its right: up to the first mark or joining word."""
        start, stop = self.after(index)
        match = _DELIMITER.search(self.lower, start, stop)
        return start, (match.start() if match else stop)

    def clause(self, index: int) -> Span:
        """From the last semicolon or full stop before this quantity up to it."""
        start = self.start
        head = self.lower.rfind(";", self.start, self.quantities[index].start)
        return max(start, head + 1), self.quantities[index].start

    def nearest(self, start: int, end: int, wanted: frozenset[str]) -> Signal | None:
        """The last signal between two places that has one of these tags."""
        for signal in reversed(self.signals):
            if start <= signal.start < end and not signal.tags.isdisjoint(wanted):
                return signal
        return None

    def first(self, start: int, end: int, wanted: frozenset[str]) -> Signal | None:
        """The first signal between two places that has one of these tags."""
        fits = (one for one in self.signals if start <= one.start < end and not one.tags.isdisjoint(wanted))
        return next(fits, None)

    def text(self, start: int, end: int) -> str:
        """The words between two places, in lower case."""
        return self.lower[start:end]


def sentences(text: str, spans: Iterable[Span]) -> Iterator[tuple[int, int, int]]:
    """The sentences of some parts of a text: start, end, and the number of their paragraph."""
    paragraph = 0
    for start, end in spans:
        at = start
        for match in _BREAK.finditer(text, start, end):
            line = "\n" in match[0]
            if not line and _ABBREVIATIONS.search(text[max(at, match.start() - 6) : match.start() + 1]):
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


def _pieces(text: str, start: int, end: int, paragraph: int) -> Iterator[tuple[int, int, int]]:
    """A sentence; one of a length that no sentence has is cut at spaces, so that reading takes no more than its share."""
    while end - start > _LONGEST_SENTENCE:
        cut = text.rfind(" ", start + _LONGEST_SENTENCE // 2, start + _LONGEST_SENTENCE)
        stop = cut if cut > start else start + _LONGEST_SENTENCE
        yield start, stop, paragraph
        start = stop
    if text[start:end].strip():
        yield start, end, paragraph


def signals_in(lower: str, start: int, end: int) -> tuple[Signal, ...]:
    """The signals of a sentence."""
    return tuple([Signal(*match.span(), SIGNALS[match[0]]) for match in SIGNAL.finditer(lower, start, end)])


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
