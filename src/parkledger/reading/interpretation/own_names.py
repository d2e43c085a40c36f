"""Rates that the catalogue has, said by their own names: "tỷ lệ hồ sơ giải quyết đúng hạn đạt 99,95%".

Most words of prose say less than a name, and are weighed. A rate's whole name right before a percentage says what it is of;
so do the rows of tables that list indicators by name, whichever indicators an office was set targets of.
"""

import re
from functools import cache
from typing import Final, NamedTuple

from parkledger.reading.interpretation.decisions import Decision
from parkledger.reading.interpretation.figures import Figure

RULE: Final = "rate.own_name"
_ZONES: Final = re.compile(r"khu, cụm|zones")
_ANY_KIND: Final = r"(?:khu, cụm|kcn|ccn|kkt|industrial parks|industrial clusters|economic zones|zones|parks|clusters)"
_PLACED: Final = r"(?: (?:của|tại|trong|ở|of|in) (?:các |the )?(?:kcn|ccn|kkt|industrial parks|industrial clusters))?"
_SAID: Final = r"(?:[ ,:]+(?:năm|hiện|ước|đã|tính|là|đạt|bằng|chỉ|an|estimated|reached|was|were|is|stood|at))*[ :]*"
_NOTE: Final = r"(?: ?\[[0-9]+\])*"
"""The numbers of footnotes behind a name in a table."""
_AIMS: Final = frozenset({"d:aim", "d:if", "r:plan"})
_PROJECT: Final = re.compile(r"dự án|project|nhà ở|housing")
"""Words that make a figure one of a single project, which in a name do not."""
_OTHERS: Final = ("company", "project", "abroad")


class _Rate(NamedTuple):
    """A rate and how it is said; `part` of its name is sooner looked for than all of it."""

    code: str
    in_period: bool
    part: str
    name: re.Pattern[str]


@cache
def _rates() -> tuple[_Rate, ...]:
    """The catalogue's rates, the longest names first; those that are another's name with a kind of zone alone are that one."""
    from parkledger.catalogue import INDICATORS, ZoneKind  # read only for pages that name a rate
    from parkledger.catalogue.expressions import Timing

    rates = [indicator for indicator in INDICATORS.values() if indicator.unit == "percent"]
    of_a_kind = {f"{rate.name.vi} {kind.short}" for rate in rates for kind in ZoneKind}
    found = [
        (name.lower(), rate)
        for rate in rates
        if rate.name.vi not in of_a_kind and rate.code not in READ_BY_WORDS
        for name in (rate.name.vi, rate.name.en)
    ]
    return tuple(
        _Rate(rate.code, rate.timing is Timing.IN_PERIOD, max(_ZONES.split(name), key=len), _pattern(name))
        for name, rate in sorted(found, key=lambda one: -len(one[0]))
    )


READ_BY_WORDS: Final = frozenset({"occupancy"})
"""Rates that are said in many ways, and read by their words."""


def _pattern(name: str) -> re.Pattern[str]:
    words = _ANY_KIND.join(re.escape(part) for part in _ZONES.split(name))
    return re.compile(rf"(?<!\w){words}(?: (?P<origin>fdi|ddi))?{_NOTE}{_PLACED}{_SAID}\Z")


def decide_named(figure: Figure) -> Decision | None:
    """The rate whose name stands right before a percentage; None where it is an aim, or somebody else's."""
    context = figure.context
    start, stop = context.gap
    words = context.view.lower[start:stop]
    if not words.strip():
        return None
    for rate in _rates():
        said = rate.name.search(words) if rate.part in words else None
        if said is not None:
            aims = context.view.features(start, start + said.start())
            spoken_of = figure.owner == "project" and _PROJECT.search(said[0])  # by the name itself
            if not aims.isdisjoint(_AIMS) or (figure.owner in _OTHERS and not spoken_of):
                return None
            kind = figure.kind or figure.frame.known_kind
            return Decision(rate.code, unit="percent", kind=kind, origin=said["origin"], rule=RULE)
    return None


def is_of_period(decision: Decision) -> bool:
    """Whether a rate that was named is of a stretch of time."""
    return decision.rule == RULE and any(rate.in_period for rate in _rates() if rate.code == decision.indicator)
