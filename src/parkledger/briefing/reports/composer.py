"""Lines of a template made paragraphs: parts that are unknown left out with their commas, lists closed, empty sections told."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import takewhile
from typing import Any

from parkledger.briefing.reports.model import DerivedRun, FigureRun, Paragraph, Part
from parkledger.briefing.reports.references import AmountReference, FigureReference
from parkledger.briefing.reports.templates import Line, Node, OptionalPart, Variable
from parkledger.language import Lang, Text, capitalised

NumberReference = FigureReference | AmountReference
Composed = str | FigureRun | DerivedRun
"""What a line of a template is made of."""


def references(nodes: Iterable[Node]) -> Iterator[NumberReference]:
    """The numbers that some nodes ask for, those of optional parts among them."""
    for node in nodes:
        if isinstance(node, NumberReference):
            yield node
        elif isinstance(node, OptionalPart):
            yield from references(node.nodes)
            yield from references(node.instead)


class LineComposer(ABC):
    """Fills lines of a template: variables from what is given, numbers as those say who know what they are of.

    A template asks for numbers of one kind alone, that which whoever fills its lines knows.
    """

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables

    @abstractmethod
    def value(self, reference: Any) -> Fraction | None:
        """What a number comes to; None where it is unknown."""

    @abstractmethod
    def number(self, reference: Any) -> Composed:
        """A number as it is written."""

    def line(self, line: Line) -> Iterator[Part]:
        """A line as a paragraph; nothing where all of it is unknown."""
        paragraph = Paragraph(line.level, tuple(_joined(self._runs(line.nodes))))
        if any(char.isalnum() for char in paragraph.text):
            yield paragraph

    def words(self, nodes: Sequence[Node]) -> str:
        """A line of words alone."""
        return "".join(run if isinstance(run, str) else run.text for run in self._runs(nodes)).strip()

    def _runs(self, nodes: Sequence[Node]) -> list[Composed]:
        runs: list[Composed] = []
        for node in nodes:
            if isinstance(node, str):
                runs.append(node)
            elif isinstance(node, Variable):
                runs.append(self._variables[node.name])
            elif isinstance(node, OptionalPart):
                runs += self._runs(self._shown(node))
            else:
                runs.append(self.number(node))
        return runs

    def is_nought_told(self, _reference: Any) -> bool:
        """Whether a number that is nought is one because nothing happened, and not because nothing was recorded."""
        return True

    def _shown(self, part: OptionalPart) -> Sequence[Node]:
        """What stands for an optional part; nothing where a number is unknown, or nought only because nobody recorded any."""
        if not self._is_known(part):
            return ()
        if not part.instead or not self._is_nought(part):
            return part.nodes
        return part.instead if all(self.is_nought_told(one) for one in references(part.nodes)) else ()

    def _is_known(self, part: OptionalPart) -> bool:
        """Whether the numbers and names of an optional part are known, those of optional parts within it aside."""
        own = [node for node in part.nodes if isinstance(node, NumberReference)]
        inner = [node for node in part.nodes if isinstance(node, OptionalPart)]
        if not all(self._variables[node.name] for node in part.nodes if isinstance(node, Variable)):
            return False
        if not own and inner:
            return any(self._is_known(one) for one in inner)
        return all(self.value(one) is not None for one in own)

    def _is_nought(self, part: OptionalPart) -> bool:
        """Whether all the numbers of an optional part that are known are nought."""
        return not any(self.value(one) for one in references(part.nodes))


_LEADS_IN = 4
_EMPTY = Text("Chưa ghi nhận số liệu.", "No figures are on record.")


def with_empty_sections(parts: Sequence[Part], lang: Lang) -> Iterator[Part]:
    """The parts of a report; a heading, or a line that leads in a list, with nothing under it says that nothing is on record.

    It is said once: a heading with none but such headings under it says it for them.
    """
    empty = 0
    for at, part in enumerate(parts):
        level = _level(part)
        if 0 < empty < level:
            continue
        following = parts[at + 1] if at + 1 < len(parts) else None
        yield part if _is_item(following) else _closed(part)
        empty = level if level and _is_empty(level, parts[at + 1 :]) else 0
        if empty:
            yield Paragraph(0, (_EMPTY.of(lang),))


def _is_empty(level: int, following: Sequence[Part]) -> bool:
    """Whether nothing follows a heading before the next of its level or above, or nothing but headings below it."""
    under = takewhile(lambda part: not 0 < _level(part) <= level, following)
    return all(0 < _level(part) < _LEADS_IN for part in under)


def _is_item(part: Part | None) -> bool:
    return isinstance(part, Paragraph) and part.level < 0


def _closed(part: Part) -> Part:
    """The last item of a list ends with a full stop, whichever of those of the template it is."""
    if not _is_item(part) or not part.runs or not str(part.runs[-1]).endswith(";"):  # type: ignore[union-attr]
        return part
    return part._replace(runs=(*part.runs[:-1], f"{str(part.runs[-1]).rstrip(';')}."))  # type: ignore[union-attr,call-arg]


def _level(part: Part) -> int:
    """How deep a heading stands; a line that leads in what follows stands below all of them, and 0 is no heading."""
    if not isinstance(part, Paragraph):
        return 0
    return _LEADS_IN if part.level == 0 and part.text.endswith(":") else max(part.level, 0)


_BEFORE_MARK = re.compile(r" +(?=[,;.:])")
_DOUBLED = re.compile(r"  +|(?<=[;.]) *[;.](?= |\Z)")


def _joined(runs: Sequence[Composed]) -> Iterator[Composed]:
    """Words next to each other as one run, without what parts left out leave behind; the line begins with a capital."""
    words, first = "", True
    for run in (*runs, None):
        if isinstance(run, str):
            words += run
            continue
        words = _DOUBLED.sub(lambda match: " " if match[0].isspace() else "", _BEFORE_MARK.sub("", words))
        words = words.lstrip(" ,;.") if first else words
        words = words.rstrip() if run is None else words
        if first and (words or run):
            run = run._replace(text=capitalised(run.text)) if run and not words else run
            words, first = capitalised(words), False
        if words:
            yield words
        if run:
            yield run
        words = ""
