"""Which figures may be set against each other: what is not complete is named with what it lacks, and not ranked or divided."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from parkledger.catalogue.publicity import PublicKind, hiding
from parkledger.figures import Figure, of_one_day
from parkledger.figures.wording import coverage_note, written
from parkledger.language import Lang, Text, joined_notes

MOST_NAMED: Final = 5
"""Figures left out that are named; of more their number is said."""
WITHHELD: Final = Text("không kể phần sổ không công khai", "without what books do not show to everybody")
Named = Callable[[Figure], Text]
"""What a figure is called in a sentence: its zone, place or year."""


@dataclass(frozen=True, slots=True)
class Standings:
    """Figures that may be ranked, and those that are left out though something is known or expected of them.

    `limit` is what limits all that are ranked alike, such as the last day of a year that is not over.
    """

    ranked: tuple[Figure, ...]
    left_out: tuple[Figure, ...]
    limit: Text | None = None

    def note(self, named: Named) -> Text | None:
        """What limits the order, in words: what is left out and why."""
        return joined_notes(self.limit, self._left_out(named), WITHHELD if hiding(PublicKind.ZONES) else None)

    def _left_out(self, named: Named) -> Text | None:
        if not self.left_out:
            return None
        said = []
        for lang in Lang:
            told = [f"{named(each).of(lang)} ({_lack(each).of(lang)})" for each in self.left_out[:MOST_NAMED]]
            more = len(self.left_out) - len(told)
            others = {Lang.VI: f" và {more} nơi khác", Lang.EN: f" and {more} others"}[lang] if more else ""
            said.append(f"{', '.join(told)}{others}")
        return Text(f"không xếp vì số liệu chưa đủ: {said[0]}", f"not ranked, for want of data: {said[1]}")


def standings(figures: Sequence[Figure]) -> Standings:
    """Which of some figures may be ranked: the complete, to one day; where none is, those that are all limited alike."""
    known = [figure for figure in figures if figure.value is not None]
    complete = of_one_day([figure for figure in known if figure.coverage.is_comparable])
    if not complete and known and not any(figure.coverage.silent or figure.coverage.missing for figure in known):
        limits = {
            (each.coverage.since, each.coverage.until, each.coverage.gaps, each.coverage.periods) for each in known
        }
        if len(limits) == 1:
            complete = known
    chosen = {id(figure) for figure in complete}
    left = tuple(each for each in figures if id(each) not in chosen and _is_expected(each))
    limit = coverage_text(complete[0]) if complete and not complete[0].coverage.is_comparable else None
    return Standings(tuple(complete), left, limit)


def _is_expected(figure: Figure) -> bool:
    """Whether something is known of a figure that is not complete, or should be: not of a zone that never had any."""
    coverage = figure.coverage
    lacks = coverage.silent or coverage.gaps or coverage.refusal or coverage.until or coverage.since
    return figure.value is not None or bool(lacks)


def _lack(figure: Figure) -> Text:
    """What a figure lacks."""
    return coverage_text(figure) or Text(*(written(figure, lang) for lang in Lang))


def coverage_text(figure: Figure) -> Text | None:
    """What limits a figure, in both languages; None where nothing does."""
    vi, en = (coverage_note(figure, lang) for lang in Lang)
    return Text(vi, en) if vi and en else None


def is_alike(now: Figure, then: Figure) -> bool:
    """Whether a figure may be set against an earlier one: equally covered, or both complete of periods of their own."""
    one, other = now.coverage, then.coverage
    if one.is_like_a_year_before(other):
        return True
    if one.unheard & other.heard or other.unheard & one.heard:
        return False
    both = one.heard & other.heard
    partly, before = (frozenset(gap.zone for gap in each.partly) & both for each in (one, other))
    limits = ((each.since, each.until, each.gaps, each.tail) for each in (one, other))
    return partly == before and not any(limit for each in limits for limit in each)
