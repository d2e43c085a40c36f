"""Sections of a template that tell of zones of one kind alone: left out where a place has none of them on record."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from parkledger.briefing.reports.composer import references
from parkledger.briefing.reports.references import FigureReference
from parkledger.briefing.reports.templates import Block, Line, RowTable, SplitChart
from parkledger.catalogue import ZoneKind

_NUMBERED: Final = re.compile(r"[IVX]+(?=\. )")
_ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def without_sections_of(kind: ZoneKind, blocks: Sequence[Block]) -> list[Block]:
    """The blocks without the sections, of whatever level, that tell of zones of a kind alone; those that are left are
    numbered anew."""
    kept: list[Block] = []
    at = 0
    while at < len(blocks):
        end = _end(blocks, at)
        if end > at + 1 and set(_kinds(blocks[at:end])) == {kind}:
            at = end
            continue
        kept.append(blocks[at])
        at += 1
    return list(_renumbered(kept)) if len(kept) < len(blocks) else kept


def _level(block: Block) -> int:
    return max(block.level, 0) if isinstance(block, Line) else 0


def _end(blocks: Sequence[Block], at: int) -> int:
    """Behind the last block of the section that a block heads; the block alone where it heads none."""
    level = _level(blocks[at])
    if not level:
        return at + 1
    after = range(at + 1, len(blocks))
    return next((i for i in after if 0 < _level(blocks[i]) <= level), len(blocks))


def _kinds(blocks: Sequence[Block]) -> Iterator[ZoneKind | None]:
    """The kinds of zones that some blocks tell of; None for what is of no kind, or of several."""
    for block in blocks:
        if isinstance(block, Line):
            yield from (one.kind for one in references(block.nodes) if isinstance(one, FigureReference))
        elif isinstance(block, SplitChart):
            yield block.reference.kind
        elif isinstance(block, RowTable):
            yield from (one.kind for one in block.references)
        else:
            yield getattr(block, "kind", None)


def _renumbered(blocks: Sequence[Block]) -> Iterator[Block]:
    """Headings of the first level, numbered in order where they have Roman numbers."""
    count = 0
    for block in blocks:
        first = block.nodes[0] if isinstance(block, Line) and block.level == 1 and block.nodes else None
        if (
            not isinstance(block, Line)
            or not isinstance(first, str)
            or not _NUMBERED.match(first)
            or count >= len(_ROMAN)
        ):
            yield block
            continue
        yield block._replace(nodes=(_NUMBERED.sub(_ROMAN[count], first, count=1), *block.nodes[1:]))
        count += 1
