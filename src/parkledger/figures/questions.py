"""What is asked: an indicator in a form, for a place or zone, on a date or over a period, as known at a moment."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

from parkledger.catalogue import INDICATORS, Formula, Indicator, Origin, TargetSetter, ZoneKind
from parkledger.catalogue.expressions import Timing
from parkledger.language import ParkError, Period, closest, same_period_last_year, year_start


class Form(StrEnum):
    """In which form a figure is asked."""

    VALUE = "value"
    GROWTH = "growth"
    PLAN_RATIO = "plan_ratio"
    SHARE = "share"
    RANK = "rank"


class IndicatorUnknown(ParkError):
    """No indicator has that code."""

    code = "indicator_unknown"
    status = 404
    is_misuse = True
    vi = "Không có chỉ tiêu «{indicator}». Gần nhất: {nearest}. Xem `parkledger indicators`."
    en = "There is no indicator “{indicator}”. Nearest: {nearest}. See `parkledger indicators`."


class KindNeeded(ParkError):
    """The indicator is defined differently for parks and clusters."""

    code = "kind_needed"
    is_misuse = True
    vi = "«{indicator}» của KCN và CCN theo hai công thức khác nhau, không gộp được. Hãy chọn --kind park hoặc --kind cluster."
    en = "“{indicator}” has different formulas for parks and clusters and cannot be taken together. Choose --kind park or --kind cluster."


class PeriodBackwards(ParkError):
    """A period ends before it begins."""

    code = "period_backwards"
    is_misuse = True
    vi = "Kỳ từ {start} đến {end} ngược thứ tự. Hãy đổi --from và --to."
    en = "The period from {start} to {end} is backwards. Swap --from and --to."


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
        return self.definition.timing is Timing.IN_PERIOD

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
        if found.kinds and self.kind not in found.kinds:
            raise KindNeeded(indicator=found.name.vi)
        return self


@lru_cache(maxsize=4096)
def _a_year_before(start: date, end: date) -> Period:
    return same_period_last_year(Period(start, end))


@lru_cache(maxsize=4096)
def _formula(code: str, kind: ZoneKind | None, on: date) -> Formula | None:
    return indicator(code).formula_for(kind, on)


def indicator(code: str) -> Indicator:
    """An indicator by its code."""
    if code not in INDICATORS:
        nearest = closest(code, list(INDICATORS)) or [c for c in INDICATORS if c.startswith(code.split(".")[0])][:3]
        raise IndicatorUnknown(indicator=code, nearest=nearest or ["—"])
    return INDICATORS[code]


VND_INDICATORS = frozenset({"output.production", "output.revenue", "budget.paid"})


def currency_of(question: Question) -> str:
    """The currency of a money figure: as asked, or that in which officials state it.

    Production, revenue and the budget are stated in đồng, trade in US dollars; capital in US dollars ("quy đổi"), but
    domestic capital in đồng.
    """
    if question.currency:
        return question.currency
    domestic = question.indicator.startswith("capital.") and question.origin is Origin.DDI
    return "VND" if domestic or question.indicator in VND_INDICATORS or question.indicator == "labour.income" else "USD"
