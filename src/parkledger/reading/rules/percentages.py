"""What a percentage states: occupancy, growth, the share of a plan, a share of a total; and multiples ("gấp 2,3 lần")."""

import re
from fractions import Fraction
from typing import Final

from parkledger.reading.rules.decisions import Decision, QuantityCase, any_of

_TOPICS: Final = {
    "t:export": "trade.export",
    "t:import": "trade.import",
    "t:production": "output.production",
    "t:index": "output.index",
    "t:revenue": "output.revenue",
    "t:budget": "budget.paid",
    "t:implemented": "capital.implemented",
    "t:workers": "labour.workers",
    "t:newcap": "capital.new",
    "t:added": "capital.added",
    "t:capital": "capital.attracted",
    "t:growth": "grdp.growth",
    "t:size": "grdp.growth",
    "t:income": "labour.income",
}
_TOTALS: Final = {
    "t:export": "trade.export",
    "t:import": "trade.import",
    "t:production": "output.production",
    "t:workers": "labour.workers",
    "t:budget": "budget.paid",
}
_BARS: Final = ("x:other", "t:trade", "x:cost", "x:sector", "x:partner", "x:aim")
_WORDS: Final = frozenset((*_TOPICS, *_BARS))
_VERBS: Final = frozenset({"v:rise", "v:fall", "v:share", "v:equal", "v:exceed", "t:growth", "t:index"})
_HUNDRED: Final = 100
_RATE: Final = re.compile(r"(?:tỷ lệ|tỉ lệ|đạt|bằng|chiếm)(?: (?:cho thuê|khoảng|đạt))* ?\Z|[(] ?\Z")
_BARE_SHARE: Final = re.compile(r" ?[(] ?(?:đạt|bằng|chiếm)? ?")
_CLAIM: Final = re.compile(r"thông tin[^.;]{0,30}[\"“]|sai sự thật")  # what the article only reports that somebody says
_KEPT_FROM: Final = ("grdp.growth",)


def decide_percent(case: QuantityCase) -> Decision | None:
    """A percentage: by the word before it (lấp đầy, tăng, chiếm, bằng, vượt) and what stands behind it."""
    before, attached = case.before, case.attached
    if case.company:
        return None
    occupancy = _occupancy(case, before, attached)
    if occupancy is not None:
        return occupancy
    if any_of(before, "x:aim", "x:withdraw"):
        return None
    verb = case.view.nearest(*case.view.before(case.index), _VERBS)
    tags = verb.tags if verb else frozenset[str]()
    if any_of(attached, "v:plantarget") and "cùng k" not in case.view.text(*case.beside):
        return _plan_ratio(case, exceeds="v:exceed" in tags)
    if any_of(tags, "v:rise", "v:fall"):
        return _growth(case, before, falls="v:fall" in tags)
    if "v:equal" in tags and any_of(attached, "v:compare"):
        growth = _growth(case, before, falls=False)
        return growth._replace(value=case.quantity.value - _HUNDRED, rule="growth.ratio") if growth else None
    if any_of(tags, "t:growth", "t:index") and not any_of(before, *_BARS):
        return _growth(case, before, falls=False)
    if any_of(tags, "v:share", "v:equal") or _is_series_of_shares(case) or _is_share_realised(case):
        return _share(case)
    return None


def _occupancy(case: QuantityCase, before: frozenset[str], attached: frozenset[str]) -> Decision | None:
    topic = "t:occupancy" in before or "t:occupancy" in attached
    behind = case.view.lower[case.quantity.end : case.quantity.end + 12].strip()
    leased = "t:leased" in attached and behind.startswith(("diện tích", "đất", "quỹ đất", "tổng diện"))
    last = case.frame.last
    follows = (
        last is not None
        and case.index > 0
        and last.indicator == "land.leased"
        and _RATE.search(case.view.text(*case.view.before(case.index)))
    )
    if (
        not (topic or leased or follows)
        or any_of(before, "x:withdraw")
        or any_of(attached | before, "x:not")
        or case.kind is None
    ):
        return None
    if any_of(before, "x:aim") or _CLAIM.search(case.view.lower, case.view.start, case.view.end):
        return None
    return Decision("occupancy", unit="percent", kind=case.kind, rule="occupancy")


def _subject(case: QuantityCase, before: frozenset[str]) -> Decision | None:
    """What the percentage is about: a topic named right before it, or the figure before it."""
    near = case.view.nearest(*case.view.before(case.index), _WORDS)
    if near is not None:
        if any_of(near.tags, *_BARS) and not any_of(near.tags, *_TOPICS):
            return None
        indicator = next((_TOPICS[tag] for tag in _TOPICS if tag in near.tags), None)
        if indicator is None:
            return None
        provincial = indicator.startswith("grdp")
        origin = "fdi" if any_of(before, "o:fdi", "o:fdi_sector") and not provincial else None
        if indicator == "capital.attracted" and "v:attract" not in before and origin is None:
            return None
        if indicator == "capital.attracted" and case.frame.title_fdi:
            origin = "fdi"
        return Decision(indicator, unit="percent", kind=None if provincial else case.kind, origin=origin)
    last = case.frame.last
    if last is None or case.index == 0 or last.unit == "rank":
        return None
    if _between_is_far(case):
        return None
    return last


def _between_is_far(case: QuantityCase) -> bool:
    """Whether a figure that states nothing stands between this one and the last that did."""
    return case.frame.last is not None and "stale" in case.frame.last.rule


def _growth(case: QuantityCase, before: frozenset[str], *, falls: bool) -> Decision | None:
    subject = _subject(case, before)
    if subject is None or subject.indicator.startswith(("zones.", "land.", "occupancy", "pci.", "fdi.")):
        return None
    if subject.indicator == "grdp.size":
        subject = subject._replace(indicator="grdp.growth")
    value = -case.quantity.value if falls else case.quantity.value
    estimate = any_of(before, "v:estimate")
    return subject._replace(form="growth", unit="percent", value=value, estimate=estimate, rule="growth")


def _plan_ratio(case: QuantityCase, *, exceeds: bool) -> Decision | None:
    subject = _subject(case, case.before)
    if subject is None or subject.indicator.startswith(("occupancy", "pci.", "fdi.")):
        return None
    value = case.quantity.value + _HUNDRED if exceeds else case.quantity.value
    return subject._replace(form="plan_ratio", unit="percent", value=Fraction(value), estimate=False, rule="plan_ratio")


def _is_series_of_shares(case: QuantityCase) -> bool:
    last = case.frame.last
    return case.index > 0 and last is not None and last.form == "share" and any_of(case.attached, *_TOTALS)


def _is_share_realised(case: QuantityCase) -> bool:
    """ "vốn thực hiện 3.705 tỷ đồng (đạt 47,7%)": of the capital registered, by what else is in the sentence."""
    last = case.frame.outside
    return (
        last is not None
        and last.indicator == "capital.implemented"
        and _BARE_SHARE.fullmatch(case.view.lower, *case.view.before(case.index)) is not None
    )


def _share(case: QuantityCase) -> Decision | None:
    """A share of a total: of the figure before it, or of the total named behind it."""
    before, attached = case.before, case.attached
    if any_of(before, "x:sector", "x:partner") or any_of(attached, "x:sector", "v:compare") or _other_period(case):
        return None
    last = case.frame.last
    total = next((_TOTALS[tag] for tag in _TOTALS if tag in attached), None)
    if last is not None and _can_be_shared(case, last):
        if total is None or total == last.indicator or last.indicator.startswith("capital"):
            return last._replace(form="share", unit="percent", value=None, rule="share")
        return Decision(total, "share", "percent", kind=last.kind, origin=last.origin, rule="share.of_total")
    if "t:budget" in before and "x:other" in attached:
        total = "budget.paid"
    if total is None:
        return None
    origin = "fdi" if any_of(case.lead, "o:fdi", "o:fdi_sector") else last.origin if last else None
    if origin is None and case.kind is None:
        return None
    return Decision(total, "share", "percent", kind=case.kind, origin=origin, rule="share.of_total")


def _can_be_shared(case: QuantityCase, last: Decision) -> bool:
    """Whether the figure before is one that a percentage right behind it may be a share of."""
    countable = last.form == "value" and last.unit not in ("zone", "rank", "project")
    return case.index > 0 and countable and not _between_is_far(case)


def _other_period(case: QuantityCase) -> bool:
    """ "bằng 32% tổng thu ngân sách của tỉnh năm 2017": a ratio to another year's total is no share."""
    start, stop = case.beside
    inside = [when for when in case.view.whens if start <= when.start < stop and when.role == "flow" and when.last]
    others = {when.last.year for when in case.view.whens if when not in inside and when.last}
    return any(when.last is not None and when.last.year not in others for when in inside)


def decide_times(case: QuantityCase) -> Decision | None:
    """ "gấp 4,3 lần cùng kỳ", "tăng 2 lần so với cùng kỳ": a growth of so many hundred per cent, if against last year."""
    if case.company or not any_of(case.attached, "v:compare") or "cùng k" not in case.view.text(*case.beside):
        return None
    subject = _subject(case, case.before)
    if subject is None or subject.indicator.startswith(("zones.", "land.", "occupancy", "pci.", "fdi.")):
        return None
    value = (case.quantity.value - 1) * _HUNDRED
    return subject._replace(form="growth", unit="percent", value=value, rule="growth.times")
