"""Which days a figure is of: by the times in its sentence, or those spoken of before, above, or by the page as a whole.

A figure of a stretch of time (a flow) and one of a day (a stock) look for different times: "9 tháng đầu năm 2025" holds
for the flows of all sentences under it, while a stock without a day of its own is of the day of publication.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import Final

from parkledger.reading.interpretation.contexts import FigureContext
from parkledger.reading.interpretation.decisions import FLOWS, Decision
from parkledger.reading.interpretation.frames import PageFrame
from parkledger.reading.interpretation.own_names import is_of_period
from parkledger.reading.interpretation.sentences import SentenceView
from parkledger.reading.text.quantities import FoundQuantity
from parkledger.reading.text.time_phrases import TimePhrase

Period = tuple[date | None, date | None]

_JANUARY: Final = 1
_PLAN_YEARS: Final = 3
_HISTORY: Final = 3
_SOON: Final = 31  # days: figures of a month are published before it ends
_FOUNDED: Final = ("zones.established", "land.established")
"""How many years before the latest that is spoken of a time is history: it dates nothing but its own sentence."""
_LICENSED: Final = ("projects.registered", "projects.adjusted", "capital.new", "capital.added", "capital.attracted")
_HANDED_OVER: Final = re.compile(r"(?<!\w)trao (?!đổi)[^.;]{0,60}(?:chứng nhận|quyết định|chủ trương|giấy phép)")
"""Certificates are handed over on the day the page tells of."""
_PERFECT: Final = re.compile(
    r"\bha(?:s|ve) (?:also |already |so far |now )?(?:attracted|drawn|lured|received|absorbed|licensed|granted|housed|taken in|secured)\b"
)
""" "The clusters have attracted 80 projects": until now, where no time is said."""
_AIMS: Final = frozenset({"d:aim", "r:plan"})
_ACTS: Final = frozenset({"a:enter", "a:license", "a:adjust", "a:new", "a:added", "r:same", "r:plan"})
_NO_TIME: Final = ("compare", "aim")
_JOINTS: Final = ("", "của", "(", "trong", "vào", "(năm", "đổ vào", "cho", "năm", "trong năm", "(tính", "(số liệu")
_NEAR: Final = 40  # characters before a figure
_DATELINE: Final = (" - ", " – ", " — ")
_AREAS: Final = ("ha", "zone", "percent")
_TOGETHER: Final = 70
_APART: Final = re.compile(r"[;.:](?: |\Z)|, (?:while|trong khi|tăng|giảm|so)")
_BEFORE_TIME: Final = 60
_OPENS: Final = ("(", "(năm ")
_FROM: Final = re.compile(r"(?<!\w)từ(?: (?:chỗ|mức|xếp|hạng|vị trí|con số))* ?\Z")
_TO: Final = re.compile(r"[^;.()]{0,90}?(?<!\w)(?:lên|xuống|còn|thành) ")
_ALSO_FLOWS: Final = ("capital.implemented", "fdi.rank")
_PLANS: Final = ("land.planned", "zones.planned")
_BY_YEAR: Final = frozenset({"trade.export", "trade.import", "output.production", "output.revenue", "budget.paid"})


class TimeTracker:
    """The times that the sentences of one page are about."""

    def __init__(
        self, published: date | None, whens: Sequence[TimePhrase] = (), title: TimePhrase | None = None
    ) -> None:
        self.published = published
        years = [
            when.last.year
            for when in whens
            if when.last
            and when.role in ("until", "day", "flow")
            and (when.first is None or when.last.year - when.first.year < _PLAN_YEARS)
        ]
        latest = max(years, default=0)
        self._year = min(published.year, latest or published.year) if published else latest
        self._flow: TimePhrase | None = None
        self._until: TimePhrase | None = None
        self._page_until: TimePhrase | None = None
        self._paragraph = -1
        self._page_flow = title
        self._horizon: TimePhrase | None = None

    def enter(self, view: SentenceView) -> None:
        """Begin a sentence: a time spoken of holds within its paragraph; that of the page goes on."""
        if view.paragraph != self._paragraph:
            self._paragraph = view.paragraph
            self._flow = self._until = None

    def leave(self, view: SentenceView, *, stated: bool) -> None:
        """End a sentence: its last time is what the next one may go on about, unless it only tells an aim."""
        if view.quantities and not stated and not view.features(view.start, view.end).isdisjoint(_AIMS):
            return
        for when in view.whens:
            if when.role == "horizon":
                self._horizon = when
            elif when.role in ("flow", "from") and (when.last or when.first):
                if _is_of_name(view, when):
                    continue
                self._flow, self._until = when, None
                years = when.last.year - when.first.year if when.last and when.first else 0
                if years < _PLAN_YEARS and (when.last is None or when.last.year >= self._year - 1):
                    self._page_flow = when
            elif when.role in ("until", "now", "since") and when.last is not None:
                self._until = when
                if when.role == "until":
                    self._page_until = when
                if when.role == "until" and when.first is None:
                    self._flow = None

    def role(self, context: FigureContext) -> tuple[bool, bool]:
        """Whether the time of a figure is a stretch (flow), and whether it is a day up to which is counted (stock)."""
        when = self._chosen(context)
        if when is None:
            if self._flow is not None:
                return True, False
            if self._until is not None:
                return False, True
            view = context.view
            if view.english and _PERFECT.search(view.lower, *context.clause):
                return False, True
            if self._page_flow is None or "a:hold" in context.lead:
                return False, False
            return not view.features(view.start, view.end).isdisjoint(_ACTS), False
        if when.role == "flow" and _dates_in_brackets(context, when):
            return False, True
        if when.role == "now":
            at = context.quantity.start
            before = [one for one in context.view.whens if one.start < at and one.role in ("flow", "from")]
            return bool(before) and before[-1].role == "from", True
        if when.role in ("until", "since", "past"):
            return False, True
        return when.role in ("flow", "from"), False

    def period(self, context: FigureContext, decision: Decision, frame: PageFrame) -> Period:
        """The first and last day of a figure; the first is None for a figure of a day."""
        indicator = decision.indicator
        to_date = indicator == "capital.implemented" and "a:hold" in context.lead
        flow = not to_date and (indicator in FLOWS or indicator in _ALSO_FLOWS or is_of_period(decision))
        if _is_from(context) and self._behind(context) is None:
            return None, None
        found = self._flow_period(context, decision, frame) if flow else self._stock_period(context, decision, frame)
        timed = context.view.english and self._behind(context) is not None  # "up from 187,000 in mid-2024"
        return _year_before(found) if decision.earlier and not timed else found

    def _chosen(self, context: FigureContext) -> TimePhrase | None:
        """The time of a figure in its own sentence: right behind it, or else the last before it."""
        view, quantity = context.view, context.quantity
        if not view.whens:
            return None
        behind = self._behind(context)
        if behind is not None:
            return behind
        told = _times_before(view, quantity.start)
        before = [
            when for when in told if "r:among" in context.between or not _belongs_left(view, when, quantity.start)
        ]
        spoken = [when for when in before if when.role != "day"]
        if spoken or before:
            return (spoken or before)[-1]
        only = view.english or (len(told) == 1 and self._flow is None)
        if told and only and not _times_behind(view, quantity.start):
            return told[-1]  # "exports reached $1.1 billion in the first half, up 3.4%"
        return _stretch_behind(context)

    def _behind(self, context: FigureContext) -> TimePhrase | None:
        """The time right behind a figure: "15,8 tỉ USD của năm 2016"."""
        view = context.view
        start, stop = view.after(context.index)
        for when in view.whens:
            if start <= when.start < stop and when.role not in (*_NO_TIME, "horizon"):
                between = view.lower[start : when.start].strip()
                if between in _JOINTS:
                    return when
        return None

    def _flow_period(self, context: FigureContext, decision: Decision, frame: PageFrame) -> Period:
        if decision.indicator in _LICENSED and _HANDED_OVER.search(
            context.view.lower, context.view.start, context.quantity.start
        ):
            return self.published, self.published
        when = self._chosen(context)
        if when is not None and when.role == "horizon":
            when = None
        if when is None:
            later = _in_brackets(context)
            when = later or self._flow or self._exactly(self._headed(frame, ("flow", "from")))
            if when is None and self._until is not None:
                when = self._until
            when = when or self._page_flow
        if when is None:
            return None, None
        return self._stretch(when, context)

    def _exactly(self, headed: TimePhrase | None) -> TimePhrase | None:
        """The time of a heading, or what the page says more exactly of it: "in nine months", "from January to September 20"."""
        known = self._page_flow
        if headed is None or known is None or known.last is None or headed.last is None or known.first != headed.first:
            return headed
        return known if known.last < headed.last and (headed.last - known.last).days < _SOON else headed

    def _stretch(self, when: TimePhrase, context: FigureContext) -> Period:
        """The days of a flow: what is counted up to a day began with that day's year."""
        if when.role == "now":
            return self._until_now(context)
        if when.role in ("until", "day") and when.last is not None and (when.first is None or when.role == "until"):
            return date(when.last.year, _JANUARY, 1), when.last
        if when.last is None and when.first is not None:
            return when.first, self._end_of_what_began(when.first)
        return when.first, when.last

    def _until_now(self, context: FigureContext) -> Period:
        """The days of what is counted until now: those in brackets behind it, those spoken of, else the year so far."""
        later = _in_brackets(context)
        if later is not None:
            return later.first, later.last
        flow = self._flow or self._page_flow
        if flow is not None and flow.last is not None and self.published is None:
            return flow.first, flow.last
        day = self.published
        return (date(day.year, _JANUARY, 1), day) if day else (None, None)

    def _end_of_what_began(self, first: date) -> date | None:
        """The last day of a stretch of which only the first is told: that of the page's own time, or of publication."""
        known = self._page_flow
        if known is not None and known.first == first and known.last is not None:
            return known.last
        if self.published is None and known is not None and known.last and known.last.year == first.year:
            return known.last  # "Tháng 11/2022 … Từ đầu năm đến nay …"
        day = self.published
        return day if day and day >= first else None

    def _stock_period(self, context: FigureContext, decision: Decision, frame: PageFrame) -> Period:
        planned = self._planned(context.view, context.quantity.start, decision.indicator)
        if planned is not None:
            return planned
        when = self._chosen(context)
        if when is not None and when.role == "horizon":
            when = when if when.last and when.last.year <= self._year else None
        if when is not None:
            founded = self._founded(context, decision, when)
            if founded is not None:
                return founded
        when = when or self._spoken_of(context, frame)
        return None, self._today(context) if when is None or when.role == "now" else self._day(when)

    def _planned(self, view: SentenceView, at: int, indicator: str) -> Period | None:
        """The horizon of what is planned, and the years of a list of priorities."""
        if indicator in _PLANS:
            horizons = [when for when in view.whens if when.role == "horizon"]
            before = [when for when in horizons if when.start < at]
            horizon = before[-1] if before else horizons[0] if horizons else self._horizon
            return None if horizon is None else (None, horizon.last)
        if indicator == "zones.priority":
            stretch = next((when for when in view.whens if when.role == "flow"), None)
            return None if stretch is None else (stretch.first, stretch.last)
        return None

    def _founded(self, context: FigureContext, decision: Decision, when: TimePhrase) -> Period | None:
        """The time of zones that were founded in it; where it only says when they were, they are of today."""
        view, named = context.view, decision.unit == "ha" and any(zone.name for zone in context.view.zones)
        if when.role == "flow" and decision.indicator in _FOUNDED and not named and _counts_founded(context, when):
            return when.first, when.last
        if when.role in ("flow", "until", "day") and _is_of_founding(view, when):
            return None, None if named else self.published
        return None

    def _spoken_of(self, context: FigureContext, frame: PageFrame) -> TimePhrase | None:
        """The time spoken of before a figure or above it, unless it is history by now."""
        flow = self._flow if self._flow and self._flow.last and "a:hold" not in context.lead else None
        when = self._until or flow or self._headed(frame, ("until",))
        when = when or (self._page_until if self.published is None else None)
        old = when is not None and when.last is not None and when.last.year < self._year - _HISTORY
        return None if old else when

    def _day(self, when: TimePhrase) -> date | None:
        """The day of a figure that is counted up to a time; what lies ahead was told on the day of publication."""
        last = when.last
        if when.role == "day":
            return last if when.first else self.published
        if last is None:
            return self.published if when.role == "from" else None
        ahead = self.published is not None and (last - self.published).days > _SOON
        return self.published if ahead else last

    def _today(self, context: FigureContext) -> date | None:
        """Now is the day of publication; unknown, it is the end of the time that is spoken of."""
        if self.published is not None:
            return self.published
        ends = [
            when.last
            for when in context.view.whens
            if when.role in ("flow", "until") and when.start < context.quantity.start and when.last
        ]
        if not ends and context.view.english and self._page_flow is not None:
            return self._page_flow.last
        return ends[-1] if ends else None

    def _headed(self, frame: PageFrame, roles: tuple[str, ...]) -> TimePhrase | None:
        """The time of the headings above."""
        for head in reversed(frame.heads):
            fits = [
                when
                for when in head.view.whens
                if when.role in roles and when.last and not head.view.lower[when.start : when.end].isdigit()
            ]
            if fits:
                return fits[-1]
        return None


def _times_before(view: SentenceView, at: int) -> list[TimePhrase]:
    """The times that a sentence names before a figure, without those of comparisons and aims, and without its dateline."""
    return [
        when
        for when in view.whens
        if when.start < at
        and when.role not in _NO_TIME
        and not (when.role == "day" and view.english and view.lower.startswith(_DATELINE, when.end))
    ]


def _times_behind(view: SentenceView, at: int) -> list[TimePhrase]:
    return [when for when in view.whens if when.start > at and when.role not in _NO_TIME]


def _stretch_behind(context: FigureContext) -> TimePhrase | None:
    """The stretch of time behind a figure that stands with it, or is the only time of the sentence."""
    view, quantity = context.view, context.quantity
    roles = ("flow", "until") if view.english else ("flow",)
    later = next((when for when in view.whens if when.start >= quantity.end and when.role in roles), None)
    if later is None:
        return None
    between = view.lower[quantity.end : later.start]
    if len(between) < _TOGETHER and not _APART.search(between):  # "20 projects worth USD 8 million in 2025"
        return later
    if len(view.whens) == 1 and context.index + 1 == len(view.quantities):
        return later
    closes = view.english and not view.lower[later.end : view.end].strip(" .") and quantity.unit not in _AREAS
    return later if closes and all(when is later or when.role == "day" for when in view.whens) else None


def _year_before(period: Period) -> Period:
    """The same days of the year before."""
    first, last = period
    return first and _earlier(first), last and _earlier(last)


def _earlier(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)


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
    return "a:found" in view.features(max(view.start, when.start - _BEFORE_TIME), when.start)


def _is_of_name(view: SentenceView, when: TimePhrase) -> bool:
    """Whether a time tells nothing of the figures that follow: a year in a name, or since when one zone is there."""
    if not view.quantities and view.lower[when.start : when.end].isdigit():
        return True
    return any(zone.name for zone in view.zones) and _is_of_founding(view, when)


def _counts_founded(context: FigureContext, when: TimePhrase) -> bool:
    """Whether a figure counts what was founded in a time before it."""
    said = context.behind | context.between | context.opening
    added = "a:more" in context.between  # "có thêm 3 KCN được thành lập trong năm 2023"
    return (when.start < context.quantity.start or added) and not said.isdisjoint({"a:found", "a:license"})


def _in_brackets(context: FigureContext) -> TimePhrase | None:
    """The time in brackets at the end of a row of figures, for all of it: "doanh thu đạt 5 tỷ; nộp ngân sách 1 tỷ (2018)"."""
    view = context.view
    for when in view.whens:
        if when.start > context.quantity.end and when.role not in _NO_TIME:
            closed = view.lower.startswith(")", when.end)
            return when if closed and view.lower.endswith(_OPENS, view.start, when.start) else None
    return None


def _dates_in_brackets(context: FigureContext, when: TimePhrase) -> bool:
    """Whether a month in brackets right behind a figure says up to when it is counted: "3.932 dự án (tháng 12/2020)"."""
    month = when.first and when.last and (when.first.year, when.first.month) == (when.last.year, when.last.month)
    opened = context.view.lower[context.quantity.end : when.start].strip() in ("(", "(số liệu")
    return bool(month) and opened and context.view.lower.startswith(")", when.end)


def _is_from(context: FigureContext) -> bool:
    """Whether a figure is the one that another grew from: "từ thứ 53 lên thứ 13"."""
    view, index, quantity = context.view, context.index, context.quantity
    return bool(
        index + 1 < len(view.quantities)
        and _FROM.search(view.lower, max(view.start, quantity.start - _NEAR), quantity.start)
        and _TO.fullmatch(view.lower, quantity.end, view.quantities[index + 1].start)
    )
