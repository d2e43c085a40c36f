"""Which days a quantity refers to, by the time phrases around it, inherited from sentence to sentence."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import Final

from parkledger.reading.rules.decisions import any_of
from parkledger.reading.rules.sentences import SentenceView
from parkledger.reading.text.quantities import FoundQuantity
from parkledger.reading.text.time_phrases import TimePhrase

_JANUARY: Final = 1
_HISTORY: Final = 3
"""How many years before the latest that is spoken of a day up to which was counted is history: it dates nothing else."""
_LICENSED: Final = ("projects.registered", "projects.adjusted", "capital.new", "capital.added", "capital.attracted")
_HANDED_OVER: Final = re.compile(r"(?<!\w)trao (?!đổi)[^.;]{0,60}(?:chứng nhận|quyết định|chủ trương|giấy phép)")
"""Certificates are handed over on the day the page tells of."""
_LONGEST_HEADING: Final = 160
_NEAR: Final = 40  # characters before a figure
_OPENS: Final = ("(", "(năm ")
_FROM: Final = re.compile(r"(?<!\w)từ(?: (?:chỗ|mức|xếp|hạng|vị trí|con số))* ?\Z")
_TO: Final = re.compile(r"[^;.()]{0,90}?(?<!\w)(?:lên|xuống|còn|thành) ")
_SINGLED_OUT: Final = re.compile(r"[\s.;]*riêng(?: trong)?(?: hai| [0-9]+)?(?: năm| tháng| quý| giai đoạn| [0-9])")


class TimeTracker:
    """The times that the sentences of one page are about."""

    def __init__(self, published: date | None, whens: Sequence[TimePhrase] = ()) -> None:
        self.published = published
        days = [when.last.year for when in whens if when.last and when.role in ("until", "day")]
        self._year = published.year if published else max(days, default=0)
        self._flow: TimePhrase | None = None
        self._until: TimePhrase | None = None
        self._counted: TimePhrase | None = None
        self._heading: TimePhrase | None = None
        self._paragraph = -1
        self._latest: TimePhrase | None = None
        self._horizon: TimePhrase | None = None
        self._asked: tuple[SentenceView, int, TimePhrase | None] | None = None

    def enter(self, view: SentenceView) -> None:
        """Begin a sentence: a time spoken of holds within its paragraph."""
        if view.paragraph != self._paragraph:
            self._paragraph = view.paragraph
            head = view.lower[view.start : view.start + 24]
            if not head.lstrip('"“ ').startswith(("trong đó", "trong số", "vốn thực hiện", "cụ thể", "như vậy")):
                self._flow = self._until = self._counted = None

    def leave(self, view: SentenceView) -> None:
        """End a sentence: its last time is what the next one may go on about."""
        for when in view.whens:
            if when.role == "horizon":
                self._horizon = when
            if when.role == "flow" and when.last is not None:
                self._flow, self._until = when, None
                self._latest = when
                self._counted = self._counted if self._counted and self._counted.last == when.last else None
                if _is_heading(view):
                    self._heading = when
            elif when.role in ("until", "now", "since") and when.last is not None:
                self._until, self._flow = when, None
                self._counted = when
            elif when.role in ("from", "flow") and when.first is not None:
                self._flow, self._until = when, None

    def _chosen(self, view: SentenceView, index: int) -> TimePhrase | None:
        """The time of a quantity, asked for several times in a row."""
        if self._asked is None or self._asked[0] is not view or self._asked[1] != index:
            self._asked = view, index, self._choose(view, index)
        return self._asked[2]

    def _choose(self, view: SentenceView, index: int) -> TimePhrase | None:
        """The time of a quantity: right behind it, or else the last before it in its sentence."""
        if not view.whens:
            return None
        quantity = view.quantities[index]
        start, stop = view.after(index)
        for when in view.whens:
            if start <= when.start < stop and when.role not in ("compare", "aim", "horizon"):
                between = view.lower[start : when.start].strip()
                if between in (";", ",") and stop < view.end:
                    continue
                if (
                    between in ("", "của", "(", "trong", "vào", "tỉnh, thành phố vào", "(năm", "đổ vào", "cho")
                    or when.start - start < 3
                ):
                    return when
        for when in reversed(view.whens):
            if (
                when.start < quantity.start
                and when.role not in ("compare", "aim")
                and not _belongs_left(view, when, quantity.start)
            ):
                return when
        return None

    def role(self, view: SentenceView, index: int) -> tuple[bool, bool]:
        """Whether the time of a quantity is a stretch (flow), and whether it is a day up to which is counted (stock)."""
        when = self._chosen(view, index)
        if when is None:
            acts = any_of(view.tags(view.start, view.end), "v:attract", "v:license", "v:adjust")
            return acts and self._flow is not None, self._until is not None or not acts
        if when.role == "now":
            others = [
                one for one in view.whens if one.start < view.quantities[index].start and one.role in ("flow", "from")
            ]
            return (others[-1].role == "from" if others else False), True
        if when.role in ("until", "since", "past"):
            return False, True
        return when.role in ("flow", "from", "day"), False

    def dated(self, view: SentenceView, index: int) -> bool:
        """Whether the time of a quantity is an explicit last day: "tính đến ngày 31/10/2018"."""
        when = self._chosen(view, index)
        return when is not None and when.role == "until"

    def period(self, view: SentenceView, index: int, indicator: str, *, flow: bool) -> tuple[date | None, date | None]:
        """The first and last day of a quantity; the first is None for a figure of a day."""
        when = self._special(view, index, indicator) or self._chosen(view, index)
        if when is None:
            if (known := self._otherwise(view, index, indicator, flow=flow)) is not None:
                return known
            when = self._carried(indicator, flow=flow)
        if when is None:
            later = _in_brackets(view, index) if flow else None
            return (later.first, later.last) if later else (None, None if flow else self.published)
        if indicator == "zones.priority":
            return (when.first, when.last) if when.role == "flow" else (None, self._last(view, index, when))
        if flow:
            return self._flow_period(view, index, when)
        if when.role != "horizon" and indicator.startswith("land.") and _is_of_founding(view, when):
            return None, None
        last = self._last(view, index, when)
        ahead = when.role == "flow" and last and self.published and last > self.published
        return None, self.published if ahead else last

    def _flow_period(self, view: SentenceView, index: int, when: TimePhrase) -> tuple[date | None, date | None]:
        """The stretch that a flow is of: up to a day, it began with that day's year."""
        last = self._last(view, index, when)
        later = _in_brackets(view, index) if when.role == "now" else None
        if later is not None:
            return later.first, later.last
        if when.role == "until" and last is not None:
            return date(last.year, _JANUARY, 1), last
        return when.first, last

    def _otherwise(
        self, view: SentenceView, index: int, indicator: str, *, flow: bool
    ) -> tuple[date | None, date | None] | None:
        """The time of a figure that is not that of the sentences before: the start of a rise, certificates handed over on
        the day of the page, a total of which the next sentence tells a part."""
        if _is_from(view, index):
            return None, None
        if (
            flow
            and indicator in _LICENSED
            and _HANDED_OVER.search(view.lower, view.start, view.quantities[index].start)
        ):
            return self.published, self.published
        return (None, self.published) if _of_more(view) else None

    def _carried(self, indicator: str, *, flow: bool) -> TimePhrase | None:
        """The time that the sentences before spoke of."""
        if flow and self._flow is not None:
            return self._flow
        if not flow and self._until is None and self._counted is not None:
            return self._counted
        if self._until and self._until.last and self._until.last.year < self._year - _HISTORY:
            return None
        if self._until is None and indicator.startswith("pci."):
            return self._latest
        return self._until or (self._heading if flow else None)

    def _last(self, view: SentenceView, index: int, when: TimePhrase) -> date | None:
        if when.role == "now":
            return self._now(view, index)
        if when.role == "from" and when.last is None:
            known = self._latest
            if known and known.first == when.first:
                return known.last
            return self.published if self.published and when.first and self.published >= when.first else None
        return when.last

    def _special(self, view: SentenceView, index: int, indicator: str) -> TimePhrase | None:
        """A time that only some indicators look for: the term of a priority list, the horizon of a plan."""
        if indicator == "zones.priority":
            start, stop = view.after(index)
            return next((when for when in view.whens if start <= when.start < stop and when.role == "flow"), None)
        if indicator in ("land.planned", "zones.planned"):
            return next((when for when in view.whens if when.role == "horizon"), self._horizon)
        return None

    def _now(self, view: SentenceView, index: int) -> date | None:
        """Now is the day of publication; unknown, it is the end of the time the sentence speaks of."""
        if self.published is not None:
            return self.published
        ends = [
            when.last
            for when in view.whens
            if when.role in ("flow", "until") and when.start < view.quantities[index].start and when.last
        ]
        return ends[-1] if ends else None


def _belongs_left(view: SentenceView, when: TimePhrase, end: int) -> bool:
    """Whether a time stands right behind an earlier figure and is that figure's own: "15,8 tỉ USD của năm 2016"."""
    if when.role != "flow":
        return False
    before = bisect_right(view.quantities, when.start, key=_end_of) - 1
    return (
        before >= 0
        and view.quantities[before].start != end
        and view.lower[view.quantities[before].end : when.start].strip() in ("", "của", "(", "trong", "vào")
    )


def _end_of(quantity: FoundQuantity) -> int:
    return quantity.end


def _is_of_founding(view: SentenceView, when: TimePhrase) -> bool:
    """Whether a time says when zones were founded or approved, not when they had an area."""
    return when.role in ("flow", "until", "day") and any_of(
        view.tags(max(view.start, when.start - 60), when.start), "v:establish"
    )


def _is_heading(view: SentenceView) -> bool:
    """Whether a sentence is a line without a full stop, a title or a heading: its time is that of what stands under it."""
    short = (
        view.end - view.start <= _LONGEST_HEADING
        and not view.lower[view.whens[-1].start : view.whens[-1].end].isdigit()
    )
    return short and view.lower.startswith("\n", view.end) and (not view.quantities or not view.paragraph)


def _in_brackets(view: SentenceView, index: int) -> TimePhrase | None:
    """The time in brackets at the end of a row of figures, for all of it: "doanh thu đạt 5 tỷ; nộp ngân sách 1 tỷ (2018)"."""
    for when in view.whens:
        if when.start > view.quantities[index].end and when.role not in ("compare", "aim"):
            closed = view.lower.startswith(")", when.end)
            return when if closed and view.lower.endswith(_OPENS, view.start, when.start) else None
    return None


def _is_from(view: SentenceView, index: int) -> bool:
    """Whether a figure is the one that another grew from: "từ thứ 53 lên thứ 13"."""
    quantity = view.quantities[index]
    return bool(
        index + 1 < len(view.quantities)
        and _FROM.search(view.lower, max(view.start, quantity.start - _NEAR), quantity.start)
        and _TO.fullmatch(view.lower, quantity.end, view.quantities[index + 1].start)
    )


def _of_more(view: SentenceView) -> bool:
    """Whether the next sentence singles out a part of the time that this one is about: "Riêng năm 2017 …"."""
    return bool(_SINGLED_OUT.match(view.lower, view.end))
