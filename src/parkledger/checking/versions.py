"""Kept statements beside each other: one version of a page and the next, and what several sources say of one figure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final

from parkledger.checking.models import KeptPage, KeptStatement
from parkledger.checking.page_scope import place_named
from parkledger.language import ParkError, fold

SCOPE: Final = ("indicator", "form", "kind", "origin", "place", "zone", "period_start", "period_end", "unit")
"""What makes two statements speak of the same figure."""


@dataclass(frozen=True, slots=True)
class PageChanges:
    """How the statements of a page differ from those of the version before."""

    added: tuple[KeptStatement, ...]
    gone: tuple[KeptStatement, ...]
    changed: tuple[tuple[KeptStatement, KeptStatement], ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.gone or self.changed)


@dataclass(frozen=True, slots=True)
class Beside:
    """All that kept pages say of one figure; `disagree` where no value could be meant by all. None is chosen."""

    scope: dict[str, Any]
    statements: tuple[KeptStatement, ...]
    disagree: bool


def changes_between(before: KeptPage, after: KeptPage) -> PageChanges:
    """The statements that a new version of a page adds, drops and changes."""
    old, new = _by_scope(before), _by_scope(after)
    added: list[KeptStatement] = []
    gone: list[KeptStatement] = []
    changed: list[tuple[KeptStatement, KeptStatement]] = []
    for scope in dict.fromkeys((*old, *new)):
        same = {_said(row) for row in old.get(scope, ())} & {_said(row) for row in new.get(scope, ())}
        left = [row for row in old.get(scope, ()) if _said(row) not in same]
        right = [row for row in new.get(scope, ()) if _said(row) not in same]
        paired = min(len(left), len(right))
        changed += zip(left[:paired], right[:paired], strict=True)
        gone += left[paired:]
        added += right[paired:]
    return PageChanges(tuple(added), tuple(gone), tuple(changed))


def side_by_side(indicator: str, place: str | None = None, **scope: str | None) -> list[Beside]:
    """What is kept of an indicator, grouped by the figure it is about; `scope` may name form, kind, origin, zone.

    Places are compared as places, so that "tỉnh Bắc Giang" and "Bắc Giang" are one.
    """
    rows = KeptStatement.objects.filter(indicator=indicator).select_related("page").defer("page__content", "page__text")
    wanted = {key: value for key, value in scope.items() if value is not None}
    code = _place_code(place, None) if place else None
    groups: defaultdict[tuple[Any, ...], list[KeptStatement]] = defaultdict(list)
    for row in rows.order_by("page__published", "page_id", "ordinal"):
        if any(row.fields[key] != value for key, value in wanted.items()):
            continue
        about = dict(zip(SCOPE, _scope(row), strict=True))
        about["place"] = _place_code(row.fields["place"], row.page.published)
        if code in {None, about["place"]} or _names_alike(place, row):
            groups[tuple(about.values())].append(row)
    return [Beside(dict(zip(SCOPE, key, strict=True)), tuple(found), _disagree(found)) for key, found in groups.items()]


def bounds(row: KeptStatement) -> tuple[Fraction | None, Fraction | None]:
    """The interval of a kept statement, exact."""
    low, high = row.fields["low"], row.fields["high"]
    return (None if low is None else Fraction(low), None if high is None else Fraction(high))


def _by_scope(page: KeptPage) -> dict[tuple[Any, ...], list[KeptStatement]]:
    found: defaultdict[tuple[Any, ...], list[KeptStatement]] = defaultdict(list)
    for row in page.statements.order_by("ordinal"):
        found[_scope(row)].append(row)
    return dict(found)


def _scope(row: KeptStatement) -> tuple[Any, ...]:
    return tuple(row.fields[key] for key in SCOPE)


def _said(row: KeptStatement) -> tuple[Any, ...]:
    """What a statement says of its figure: a hedge is part of it."""
    return (row.fields["exact"], row.fields["low"], row.fields["high"])


def _place_code(name: str | None, on: date | None) -> str | None:
    """The place meant on a day; the name itself, folded, where the register knows no such place."""
    if name is None:
        return None
    try:
        return place_named(name, on or date.max).code
    except ParkError:
        return fold(name)


def _names_alike(place: str | None, row: KeptStatement) -> bool:
    """A province merged since is found under the name that the page wrote."""
    return place is not None and row.fields["place"] is not None and fold(place) == fold(row.fields["place"])


def _disagree(rows: Iterable[KeptStatement]) -> bool:
    """Whether the intervals have no value in common."""
    intervals = [bounds(row) for row in rows]
    lows = [low for low, _ in intervals if low is not None]
    highs = [high for _, high in intervals if high is not None]
    return bool(lows and highs) and max(lows) >= min(highs)
