"""A figure with all that decides what it states: its words, whose it is, its time; and questions that several families ask."""

import re
from typing import Final, NamedTuple

from parkledger.reading.interpretation.contexts import FigureContext
from parkledger.reading.interpretation.frames import PageFrame, SentenceGroup
from parkledger.reading.interpretation.sentences import SentenceView, known_words
from parkledger.reading.text.patterns import phrases
from parkledger.reading.text.quantities import FoundQuantity

_CONTENT: Final = re.compile(r"[^\W\d_]+")
_ASIDE: Final = re.compile(r"\([^()]{1,40}\)")
_MOST_STRANGERS: Final = 4
_OPENS_PART: Final = phrases(
    """
    of which; of these; of this; of that; of the; of them; that includes; this includes; the sum; including; among them;
    newly; domestic; foreign; the figure in;
    trong đó; trong số; chia; tách; cụ thể; trong nước; vốn; phần; nước ngoài; fdi; ddi
    """
)
_MORE_THAN: Final = re.compile(r"(?:nhiều |ít |cao |thấp )?(?:hơn|kém)(?: trước| đi| cùng kỳ| năm| so với)")
_ADDS: Final = re.compile(r"vốn|lên|xuống|còn")
_THAT_IS: Final = ("tương đương", "tức", "tức là", "hay", "ứng với", "tương ứng", "or", "equivalent to", "equal to")
""" "Số dự án tăng 87%, tương đương 23 dự án"."""
_DIFFERS: Final = ("thêm", "tăng", "giảm", "hơn", "kém", "ít hơn", "nhiều hơn")


class Figure(NamedTuple):
    """A figure of a sentence.

    `kind` and `zone` are the zones that it is of, `owner` whose it is where it is none of the register's; `flow`: its time
    is a stretch, `stock`: its time is a day up to which is counted.
    """

    context: FigureContext
    frame: PageFrame
    kind: str | None
    zone: str | None
    owner: str | None
    flow: bool
    stock: bool

    @property
    def quantity(self) -> FoundQuantity:
        """Its number and unit."""
        return self.context.quantity

    @property
    def group(self) -> SentenceGroup:
        """The figures of its sentence so far."""
        return self.frame.group

    @property
    def near(self) -> frozenset[str]:
        """The features of its label and of what belongs to it on its right."""
        return self.context.near | self.context.behind

    @property
    def unit(self) -> str:
        """Its unit, an enterprise counted as a project; nothing where it has none."""
        return self.quantity.unit or ""


def has_acts(features: frozenset[str]) -> bool:
    """Whether something was done by these words."""
    return any(one.startswith("a:") for one in features)


def words_in(text: str) -> int:
    """How many words there are, numbers not counted."""
    return len(_CONTENT.findall(text))


def is_wordy(text: str) -> bool:
    """Whether too much is said for two figures to belong together."""
    return words_in(text) > _MOST_STRANGERS


def has_strangers(figure: Figure, measures: frozenset[str]) -> bool:
    """Whether words that the lexicon does not know stand between what is measured and the figure: "xuất khẩu tôm đạt"."""
    view, context = figure.context.view, figure.context
    term = view.last(*context.gap, measures)
    if term is None:
        return False
    covered = [(one.start, one.end) for group in (view.whens, view.places, view.zones) for one in group]
    covered += known_words(view.lower, term.end, context.quantity.start, english=view.english)
    covered += [match.span() for match in _ASIDE.finditer(view.lower, term.end, context.quantity.start)]
    unknown = sum(
        not any(start <= match.start() < end for start, end in covered)
        for match in _CONTENT.finditer(view.lower, term.end, context.quantity.start)
    )
    return unknown > 1


def is_difference(context: FigureContext) -> bool:
    """Whether a count or an amount in brackets says by how much another grew: "(hơn cùng kỳ 23 dự án)"."""
    if context.opens_bracket:
        label = context.gap_text.rpartition("(")[2].strip()
        return label.startswith(_DIFFERS) and "vốn" not in label
    before = context.view.quantities[context.index - 1] if context.index else None
    label = context.label_text.strip(" ,;")
    if before is not None and before.unit == "percent" and context.quantity.unit == "project" and label in _THAT_IS:
        return True
    if label in ("thêm", "tăng", "giảm") and "r:same" in context.behind | context.rest:
        return True
    if before is None or before.unit != context.quantity.unit or _ADDS.search(label):
        return False
    if _MORE_THAN.match(label):
        return True
    return label.startswith(("tăng", "giảm")) and "r:same" in context.behind


_INDUSTRIAL_LAND: Final = re.compile(r"(?<!\w)industrial[- ](?:land|property|real estate)(?!\w)")


def is_of_industrial_land(view: SentenceView) -> bool:
    """Whether an English sentence tells of the market of industrial land, which is that of parks."""
    return view.english and _INDUSTRIAL_LAND.search(view.lower, view.start, view.end) is not None


def opens_part(figure: Figure) -> bool:
    """Whether its sentence tells a part of what the one before told: "Trong đó …", "Vốn nước ngoài …"."""
    view = figure.context.view
    return view.lower[view.start : view.start + 14].strip(' "“-+*•').startswith(_OPENS_PART)
