"""Decisions: what a quantity states. Shared by the rules for each unit.

A rule looks at a `QuantityCase` (one quantity in its sentence) and answers with a `Decision`, or with None where the words do
not settle it: a quantity is never guessed into a statement. Place, zone and period are found afterwards, in the same
way for all. The rules are in `deciding_zones`, `deciding_projects`, `deciding_money` and `deciding_percent`.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Final, NamedTuple

from parkledger.reading.model import Span
from parkledger.reading.rules.sentences import SentenceView
from parkledger.reading.text.mentions import ZoneMention
from parkledger.reading.text.quantities import FoundQuantity

FLOWS: Final = frozenset(
    {
        "projects.registered",
        "projects.adjusted",
        "capital.new",
        "capital.added",
        "capital.shares",
        "capital.attracted",
        "output.production",
        "output.revenue",
        "output.index",
        "trade.export",
        "trade.import",
        "trade.balance",
        "budget.paid",
        "labour.income",
        "grdp.size",
        "grdp.growth",
        "pci.score",
        "pci.rank",
    }
)
"""Indicators of a stretch of time; all others are of a day."""

PROVINCIAL: Final = frozenset({"grdp.size", "grdp.growth", "pci.score", "pci.rank", "fdi.rank"})
"""Indicators of a whole province, never of its zones."""

_SUMS_UP: Final = ("tổng cộng", "cộng ")
_SINGLES_OUT: Final = ("riêng", "trong đó", "trong số đó", "tính chung", "như vậy", "đáng chú ý")


class Decision(NamedTuple):
    """What a quantity states, before place and period: `value` where it differs from the number written."""

    indicator: str
    form: str = "value"
    unit: str = ""
    kind: str | None = None
    origin: str | None = None
    value: Fraction | None = None
    estimate: bool = False
    rule: str = ""


@dataclass(slots=True)
class Frame:
    """What the sentences so far were about; one instance per page."""

    title_fdi: bool = False
    pci: bool = False
    origin: str | None = None
    paragraph: int = -1
    group: list[Decision] = field(default_factory=list)
    barred: bool = False
    capital_given: bool = False
    outside: Decision | None = None
    last: Decision | None = None
    zones_decided: Decision | None = None


class QuantityCase:
    """One quantity in its sentence, with the tags around it that the rules ask for, each computed once.

    A plain class rather than a dataclass, for speed: there is one for every figure of a page.
    """

    def __init__(
        self,
        *,
        view: SentenceView,
        index: int,
        frame: Frame,
        kind: str | None,
        zone: str | None,
        flow: bool,
        stock: bool,
        company: bool,
        dated: bool,
        beside: Span,
    ) -> None:
        self.view = view
        self.index = index
        self.quantity: FoundQuantity = view.quantities[index]
        self.frame = frame
        self.kind = kind
        self.zone = zone
        self.flow = flow
        self.stock = stock
        self.company = company
        self.dated = dated
        self.beside = beside
        """What belongs to the quantity on its right."""

    @cached_property
    def before(self) -> frozenset[str]:
        """What is signalled between the quantity before and this one."""
        return self.view.tags(*self.view.before(self.index))

    @cached_property
    def after(self) -> frozenset[str]:
        """What is signalled from this quantity to the next."""
        return self.view.tags(*self.view.after(self.index))

    @cached_property
    def attached(self) -> frozenset[str]:
        """What is signalled right behind this quantity."""
        return self.view.tags(*self.beside)

    @cached_property
    def lead(self) -> frozenset[str]:
        """What is signalled from the head of the sentence to this quantity."""
        return self.view.tags(self.view.start, self.quantity.start)


def any_of(tags: frozenset[str], *names: str) -> bool:
    """Whether one of the names is among the tags."""
    return not tags.isdisjoint(names)


def all_of(tags: frozenset[str], *names: str) -> bool:
    """Whether all the names are among the tags."""
    return tags.issuperset(names)


def origin_of(case: QuantityCase, *, capital: bool) -> str | None:
    """Whose capital: by what is said right behind the figure, before it, at the head of the sentence, or in the title."""
    heads = case.view.tags(case.view.start, case.view.quantities[0].start)
    if not capital:
        whole = "toàn " in case.view.text(*case.view.before(case.index)).rpartition(",")[2]
        return "fdi" if any_of(case.before, "o:fdi_sector") or (any_of(heads, "o:fdi_sector") and not whole) else None
    origin = _one_origin(case.attached) or _one_origin(case.before)
    if origin is None:
        same = _same_capital(case)
        if same is not None:
            return same.origin
        origin = _one_origin(heads)
    if origin is None:
        return _origin_by_opening(case)
    return None if origin == "both" else origin


def _same_capital(case: QuantityCase) -> Decision | None:
    """The decision whose capital a figure breaks down or adds to: of its group, before its brackets, or that it is among."""
    frame, last = case.frame, case.frame.last
    if frame.group and case.index:
        return frame.group[-1]
    if frame.outside is not None and frame.outside.indicator.startswith(("capital", "projects")):
        return frame.outside
    among = case.index and last is not None and last.indicator.startswith("capital") and "v:among" in case.before
    return last if among else None


def _origin_by_opening(case: QuantityCase) -> str | None:
    """The origin of the sentences before, where this one opens as a part of them; else that of the title."""
    opening = case.view.lower[case.view.start : case.view.start + 14].strip(' "“')
    if opening.startswith(_SUMS_UP):
        return None
    if opening.startswith(_SINGLES_OUT) and case.frame.origin:
        return case.frame.origin
    if case.frame.title_fdi and case.kind is None:
        return "fdi"
    return case.frame.origin if opening.startswith("trong") else None


def _one_origin(tags: frozenset[str]) -> str | None:
    if "t:shares" in tags:
        return "fdi"
    fdi = any_of(tags, "o:fdi", "o:fdi_sector")
    if "o:both" in tags or (fdi and "o:ddi" in tags):
        return "both"
    return "ddi" if "o:ddi" in tags else "fdi" if fdi else None


def kind_of(zones: list[ZoneMention]) -> str | None:
    """The kind of zone that several mentions have in common: that of the last one."""
    kinds = list(dict.fromkeys(zone.kind for zone in zones))
    return kinds[-1] if kinds else None
