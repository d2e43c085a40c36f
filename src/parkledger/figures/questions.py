"""What is asked: an indicator in a form, for a place or zone, on a date or over a period, as known at a moment."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from functools import cache, lru_cache
from typing import NamedTuple

from parkledger.catalogue import INDICATORS, Formula, Indicator, Origin, TargetSetter, ZoneKind
from parkledger.catalogue.expressions import Timing
from parkledger.language import Labelled, ParkError, Period, Text, closest, same_period_last_year, year_start


class Form(Labelled):
    """In which form a figure is asked."""

    VALUE = "value", "giá trị", "value"
    GROWTH = "growth", "tăng trưởng", "growth"
    PLAN_RATIO = "plan_ratio", "so với kế hoạch", "against the plan"
    SHARE = "share", "tỷ trọng", "share"
    RANK = "rank", "thứ hạng", "rank"


class IndicatorUnknown(ParkError):
    """No indicator has that code."""

    code = "indicator_unknown"
    status = 404
    is_misuse = True
    vi = "Không có chỉ tiêu «{indicator}». Gần nhất: {nearest}. Hãy chọn trong danh mục chỉ tiêu."
    en = "There is no indicator “{indicator}”. Nearest: {nearest}. Choose one of the list of indicators."


class KindNeeded(ParkError):
    """The indicator is defined differently for parks and clusters."""

    code = "kind_needed"
    is_misuse = True
    vi = "«{indicator}» của KCN và CCN theo hai công thức khác nhau, không gộp được. Hãy chọn một loại: KCN (park) hoặc CCN (cluster)."
    en = "“{indicator}” has different formulas for parks and clusters and cannot be taken together. Choose one kind: park or cluster."


class NotSplitByProjects(ParkError):
    """The indicator, or the form of it, is not a sum over projects."""

    code = "not_split_by_projects"
    is_misuse = True
    vi = (
        "«{indicator}» ở dạng {form} không phải là tổng theo dự án nên không chia theo nước, ngành được. Hãy hỏi số dự án, "
        "vốn, đất đã cho thuê, ở dạng giá trị, tăng trưởng hoặc tỷ trọng."
    )
    en = (
        "“{indicator}” as {form} is no sum over projects and cannot be split by country or sector. Ask for projects, "
        "capital or land leased, as a value, a growth or a share."
    )


class PeriodBackwards(ParkError):
    """A period ends before it begins."""

    code = "period_backwards"
    is_misuse = True
    vi = "Kỳ từ {start} đến {end} ngược thứ tự. Hãy đổi ngày đầu và ngày cuối."
    en = "The period from {start} to {end} is backwards. Swap its first and last day."


class Dimension(StrEnum):
    """What projects are told apart by."""

    COUNTRY = "country"
    SECTOR = "sector"


class MemberTurn(NamedTuple):
    """How much of a project is a member's from a day on, and whether the project is counted as its own."""

    project: int
    since: date
    share: Fraction
    whole: bool


@dataclass(frozen=True, slots=True)
class Member:
    """The projects of one country or sector: `shares` is how much of each is of it, `whole` those counted as its own.

    What is of no project is the member without a code: nothing is left out, and no posting is in two members. `turns` are of
    the projects whose investors changed: how much of each was the member's from a day on, and whether it was counted as its own.
    """

    dimension: Dimension
    code: str
    name: Text
    shares: tuple[tuple[int, Fraction], ...] = field(default=(), repr=False)
    whole: frozenset[int] = field(default=frozenset(), repr=False)
    turns: tuple[MemberTurn, ...] = field(default=(), repr=False)

    def __hash__(self) -> int:
        return hash((self.dimension, self.code, len(self.shares)))  # of few, not of thousands of fractions

    @property
    def is_rest(self) -> bool:
        """Whether it is what is filed under no project."""
        return not self.code

    @property
    def changing(self) -> frozenset[int]:
        """The projects of which what is the member's changed."""
        return frozenset(each.project for each in self.turns)

    def share_on(self, project: int, day: date, *, counted: bool) -> Fraction:
        """How much of a changing project was the member's on a day; where projects are counted, one or nought."""
        own = [each for each in self.turns if each.project == project]
        turn = next((each for each in reversed(own) if each.since <= day), own[0])
        return Fraction(int(turn.whole)) if counted else turn.share

    def shares_on(self, day: date, *, counted: bool) -> list[tuple[int, Fraction]]:
        """How much of each project was the member's on a day."""
        changing = self.changing
        lasting = [(each, Fraction(1)) for each in self.whole] if counted else self.shares
        found = [(project, share) for project, share in lasting if project not in changing]
        turned = ((project, self.share_on(project, day, counted=counted)) for project in sorted(changing))
        return [*found, *((project, share) for project, share in turned if share)]


@dataclass(frozen=True, slots=True)
class Question:
    """One figure asked for. `end` is the date asked on, or the period's last day; `start` its first, None for a stock."""

    indicator: str
    place: str
    end: date
    start: date | None = None
    form: Form = Form.VALUE
    zone: int | None = None
    kind: ZoneKind | None = None
    origin: Origin | None = None
    known_at: datetime | None = None
    setter: TargetSetter | None = None
    currency: str | None = None
    member: Member | None = None
    boundaries: date | None = None
    """The day whose boundaries the place is taken in, where that is not `end`: a growth compares one territory."""

    @property
    def definition(self) -> Indicator:
        """The indicator asked for."""
        return indicator(self.indicator)

    @property
    def formula(self) -> Formula | None:
        """The formula in force for the kind of zone on the date asked on."""
        return _formula(self.indicator, self.kind, self.end)

    @property
    def period(self) -> tuple[date, date]:
        """The period of a flow: as asked, or from 1 January of the year to the date asked on."""
        return (self.start or year_start(self.end), self.end)

    @property
    def is_flow(self) -> bool:
        """Whether the indicator belongs to a period."""
        return _is_flow(self.indicator)

    def a_year_before(self) -> "Question":
        """The same a year earlier (cùng kỳ); what ends with a month does so there too, on 28 or 29 February."""
        before = _a_year_before(self.start or self.end, self.end)
        start = before.start if self.start else None
        return replace(self, form=Form.VALUE, start=start, end=before.end, boundaries=self.boundaries or self.end)

    def checked(self) -> "Question":
        """The question, refused where it cannot have an answer."""
        if self.start and self.end < self.start:
            raise PeriodBackwards(start=self.start, end=self.end)
        found = self.definition
        if found.kinds and self.kind is None:  # of a kind without a formula there is none to tell
            raise KindNeeded(indicator=found.name.vi)
        return self


@lru_cache(maxsize=4096)
def _a_year_before(start: date, end: date) -> Period:
    return same_period_last_year(Period(start, end))


@cache
def _is_flow(code: str) -> bool:
    return indicator(code).timing is Timing.IN_PERIOD


@lru_cache(maxsize=4096)
def _formula(code: str, kind: ZoneKind | None, on: date) -> Formula | None:
    return indicator(code).formula_for(kind, on)


def indicator(code: str) -> Indicator:
    """An indicator by its code."""
    if code not in INDICATORS:
        nearest = closest(code, list(INDICATORS)) or [c for c in INDICATORS if c.startswith(code.split(".")[0])][:3]
        raise IndicatorUnknown(indicator=code, nearest=nearest or ["—"])
    return INDICATORS[code]


STATED_IN_DOLLARS = ("capital.", "trade.")
"""How the indicators begin that officials state in US dollars ("quy đổi"); all other money is in đồng."""


def currency_of(question: Question) -> str:
    """The currency of a money figure: as asked, or that in which officials state it; domestic capital is in đồng."""
    if question.currency:
        return question.currency
    is_domestic = question.indicator.startswith("capital.") and question.origin is Origin.DDI
    return "USD" if question.indicator.startswith(STATED_IN_DOLLARS) and not is_domestic else "VND"
