"""One figure in its sentence: which words are its label, which are said behind it, and which open its clause."""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Final, TypeVar

from parkledger.reading.interpretation.sentences import SentenceView
from parkledger.reading.model import Span
from parkledger.reading.text.quantities import FoundQuantity

_DELIMITER: Final = re.compile(
    r"[;:()]|,(?![0-9])|(?<=%),| - | (?:và|(?<!so )với|còn(?! hiệu lực| xây dựng| đang| trong (?:quá|giai)| chờ)"
    r"|cùng(?! k)|nhưng|trong đó|gồm|nâng|(?<!được )đưa(?! vào)"
    r"|thì|để|bao gồm|nhờ|khi|mà|tạo|do|and|while|with|of which|including|by"
    r"|on(?= (?:[0-9]|some|about|over|nearly|around|more|an?|the)(?!\w)))(?= )|\. "
)
_OPENS_LABEL: Final = re.compile(
    r" ?(?:có|đạt|tăng|giảm|bằng|chiếm|gồm|lên|là|tổng|vốn|diện tích|rộng|với|hơn|thấp|vượt|gấp|tức|ước|khoảng"
    r"|xuất|nhập|"
    r"doanh|nộp|thu|đã (?:cho|thuê|giải ngân|thực hiện|thu hút|nộp|tạo)|cho|trải|quy|tương|đứng|xếp|sử dụng|lấp"
    r"|lắp|đăng ký (?!điều chỉnh|tăng|góp)|về|kim|giá|trị|mỗi|cao|kém|góp|cần|chỉ|phải|with|worth|has|have|up|down"
    r"|an increase|accounting|registered|total|capital|equal|to)(?!\w)"
)
_ABBREVIATED: Final = re.compile(r" ?\([^()0-9]{1,25}\)")
"""An abbreviation right behind what it stands for: "31 khu công nghiệp (KCN)"."""
_OF_WHICH: Final = re.compile(r" (?:trong đó|trong số đó|trong số này)(?= (?:đã|đang|còn|chưa|được|mới))")
""" "84 dự án …; 30 dự án trong đó đã đi vào hoạt động"."""
_CURRENCIES: Final = ("USD", "VND")
_COUNTED: Final = frozenset({"project", "enterprise", "zone", "person"})
_OF_BOTH: Final = (" tăng vốn", " tăng thêm vốn", " điều chỉnh", " bổ sung vốn")
"""What is said of projects and of the capital behind it at once: "9 dự án tăng vốn 189 triệu USD"."""
_OF_TOTAL: Final = re.compile(r" (?:(?:out )?of|trong (?:tổng )?số(?: các)?) ")
_OPENS: Final = re.compile(r" (?:có|với|đạt|gồm|thì|là|has|have|with)(?= )")
_CLAUSE: Final = re.compile(r"[;:]|\. ")
PREDICATE: Final = re.compile(
    r"(?:,? (?:or|equal to|equivalent to|about|accounting for) [0-9][0-9.,]* ?(?:per cent|percent|%)[^,;.0-9]{0,40},?"
    r"| \([0-9][0-9.,]* ?(?:per cent|percent|%)[^)]{0,40}\))? (?:has|have|had|was|were|is|are)(?: (?:already|now|so far|since))?"
    r"(?: been)? "
)
"""What stands between an amount and the verb that is said of it: "$308 billion, or 63 per cent, had been realised"."""


IN_TURN: Final = re.compile(r"lần lượt|respectively")
"""What says that amounts are told in the order of what was named before them: "lần lượt đạt 19 tỷ USD và 13 tỷ USD"."""
Named = TypeVar("Named")


def in_same_place(quantity: FoundQuantity, amounts: Sequence[FoundQuantity], named: Sequence[Named]) -> Named | None:
    """Of what is named in turn, that in the place which a quantity has among the amounts; None where they are not as many."""
    if len(named) != len(amounts) or quantity not in amounts:
        return None
    return named[amounts.index(quantity)]


def _is_part_of_next(view: SentenceView, index: int) -> bool:
    """Whether a figure of a sentence is a part of the count behind it: its unit is said with that one."""
    elided = view.quantities[index].rule[1:2] == ("unit.elided",) and index + 1 < len(view.quantities)
    return elided and _OF_TOTAL.match(view.lower, *view.after(index)) is not None


class FigureContext:
    """A quantity in its sentence, with the features of the words around it.

    `near` is its label (between the last delimiter before it and itself), `far` what stands before the label behind the
    figure before, `behind` what belongs to it on its right, `head` what opens its clause, `lead` all before it.
    """

    def __init__(self, view: SentenceView, index: int) -> None:
        self.view = view
        self.index = index
        self.quantity: FoundQuantity = view.quantities[index]
        self.gap = (view.quantities[index - 1].end if index else view.start), self.quantity.start
        self.label, self.before_label = self._label()
        self.right, self.tail = self._right()

    def _label(self) -> tuple[Span, Span]:
        start, stop = self.gap
        cut, first = start, None
        for match in _DELIMITER.finditer(self.view.lower, start, stop):
            if self._is_within_label(match, stop) or self._is_within_office(match):
                continue
            cut = match.end()
            first = match.start() if first is None else first
        if self.index and first is None and not self._belongs_to_next(start, stop):
            opens = list(_OPENS.finditer(self.view.lower, start, stop))
            cut = opens[-1].start() if opens else cut
        if self.index and first is not None:
            start = first  # what stands before the first delimiter belongs to the figure before
        return (cut, stop), (start, cut)

    def _is_within_label(self, match: re.Match[str], stop: int) -> bool:
        """Whether a mark divides nothing: a colon right before the figure, the brackets of an abbreviation."""
        lower = self.view.lower
        if match[0] == ":":
            return not lower[match.end() : stop].strip()
        if match[0] == "(":
            return _ABBREVIATED.match(lower, match.start(), stop) is not None
        if match[0] == ")":
            opened = lower.rfind("(", self.gap[0], match.start())
            return opened >= 0 and _ABBREVIATED.fullmatch(lower, opened, match.end()) is not None
        return False

    def _is_within_office(self, match: re.Match[str]) -> bool:
        """Whether a mark stands in the name of an office: "KKT Dung Quất và các KCN Quảng Ngãi"."""
        offices = [zone for zone in self.view.zones if zone.office]
        return bool(offices) and any(zone.start < match.start() < zone.end for zone in offices)

    def _belongs_to_next(self, start: int, stop: int) -> bool:
        """Whether the words between two figures without a delimiter label the second one."""
        return _OPENS_LABEL.match(self.view.lower, start, stop) is not None

    def _right(self) -> tuple[Span, Span]:
        view = self.view
        last = self.index + 1 == len(view.quantities)
        if self.is_part_of_next:
            total = FigureContext(view, self.index + 1)
            return (self.quantity.end, total.right[1]), total.tail
        start, stop = self.quantity.end, view.end if last else view.quantities[self.index + 1].start
        converted = self._converted_behind()
        if converted is not None:
            start, last = converted + 1, self.index + 2 == len(view.quantities)
            stop = view.end if last else view.quantities[self.index + 2].start
        aside = _ABBREVIATED.match(view.lower, start, stop) or _OF_WHICH.match(view.lower, start, stop)
        begin = start = aside.end() if aside else start
        if self.quantity.rule[-1] == "number.english" and self.quantity.unit in _COUNTED:
            start = self.quantity.end - len(self.quantity.word)  # its adjectives say which are counted
        marks = _DELIMITER.finditer(view.lower, begin, stop)
        match = next((one for one in marks if not self._is_within_office(one)), None)
        if match is not None:
            return (start, match.start()), (match.start(), stop)
        told = self.quantity.unit == "project" and view.lower.startswith(_OF_BOTH, start)
        if not last and not told and self._belongs_to_next(start, stop):
            return (start, start), (start, stop)
        return (start, stop), (stop, stop)

    @cached_property
    def is_total_of_part(self) -> bool:
        """Whether the count before it is a part of it: "309 of the 367 projects"."""
        return self.index > 0 and _is_part_of_next(self.view, self.index - 1)

    @cached_property
    def is_part_of_next(self) -> bool:
        """Whether it is a part of the count behind it, of which the same is said: "309 of the 367 projects are …"."""
        return _is_part_of_next(self.view, self.index)

    def _converted_behind(self) -> int | None:
        """Where a bracket with the same amount in another currency closes: "1,151 trillion VND (49 billion USD) of output"."""
        view, following = self.view, self.index + 1
        if self.quantity.unit not in _CURRENCIES or following == len(view.quantities):
            return None
        other = view.quantities[following]
        opened = view.lower[self.quantity.end : other.start].strip() == "("
        converts = opened and other.unit in _CURRENCIES and other.unit != self.quantity.unit
        return other.end if converts and view.lower.startswith(")", other.end) else None

    @cached_property
    def near(self) -> frozenset[str]:
        """The features of the label."""
        return self.view.features(*self.label)

    @cached_property
    def far(self) -> frozenset[str]:
        """The features of what stands before the label."""
        return self.view.features(*self.before_label)

    @cached_property
    def between(self) -> frozenset[str]:
        """The features of everything from the figure before up to this one."""
        return self.near | self.far

    @cached_property
    def behind(self) -> frozenset[str]:
        """The features of what belongs to it on its right; what is said behind a total of which a part was told is the part's."""
        found = self.view.features(self.quantity.end, self.right[1]) | self.view.features(*self.right)
        if self.is_part_of_next:
            total = self.view.quantities[self.index + 1]
            own = self.view.features(total.number, total.end)
            said = self.view.features(total.end, self.right[1])
            return said | frozenset(one for one in own if not one.startswith("a:"))
        if self.is_total_of_part:
            own = self.view.features(self.quantity.number, self.quantity.end)
            return own | frozenset(one for one in found if not one.startswith("a:"))
        return found

    @cached_property
    def gap_behind(self) -> str:
        """The words between this figure and the next one."""
        return self.view.lower[slice(*self.view.after(self.index))]

    @cached_property
    def rest(self) -> frozenset[str]:
        """The features of what follows further on, up to the next figure."""
        return self.view.features(*self.tail)

    @cached_property
    def has_zones_behind(self) -> bool:
        """Whether zones are named in what belongs to it on its right: "412 projects in the parks"."""
        return any(self.right[0] <= zone.start < self.right[1] for zone in self.view.zones)

    @cached_property
    def clause(self) -> Span:
        """From the start of its clause to it."""
        start = self.view.start
        for match in _CLAUSE.finditer(self.view.lower, start, self.quantity.start):
            start = match.end()
        return start, self.quantity.start

    @cached_property
    def head(self) -> frozenset[str]:
        """The features of what opens its clause, up to the clause's first figure."""
        start, stop = self.clause
        first = next((one.start for one in self.view.quantities if one.start >= start), stop)
        return self.view.features(start, min(first, stop))

    @cached_property
    def opening(self) -> frozenset[str]:
        """The features of what opens its sentence, up to the first figure."""
        return self.view.features(self.view.start, self.view.quantities[0].start)

    @cached_property
    def lead(self) -> frozenset[str]:
        """The features of all that stands before it in its sentence."""
        return self.view.features(self.view.start, self.quantity.start)

    @cached_property
    def label_text(self) -> str:
        """The words of the label."""
        return self.view.lower[slice(*self.label)]

    @cached_property
    def gap_text(self) -> str:
        """The words between the figure before and this one."""
        return self.view.lower[slice(*self.gap)]

    @cached_property
    def right_text(self) -> str:
        """The words that belong to it on its right."""
        return self.view.lower[slice(*self.right)]

    @cached_property
    def opens_bracket(self) -> bool:
        """Whether a bracket is opened between the figure before and this one."""
        return self.gap_text.rfind("(") > self.gap_text.rfind(")")

    @cached_property
    def closes_bracket(self) -> bool:
        """Whether a bracket is closed, and none opened anew, between the figure before and this one."""
        return self.gap_text.rfind(")") > self.gap_text.rfind("(")
