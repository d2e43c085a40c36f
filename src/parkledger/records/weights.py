"""Which events changed a figure most between two days: those that posted the most to what it is made of."""

from dataclasses import dataclass
from datetime import date

from parkledger.catalogue import Origin, ZoneKind
from parkledger.figures.current import current_figures
from parkledger.ledger.store.statements import fetch
from parkledger.places import get, is_within_any
from parkledger.places.rollup import territory_on
from parkledger.records.dates import Dates
from parkledger.records.timelines import until_known

Row = tuple[int, int | None, str | None, str, int]
"""A posting: its event, zone, kind, place, amount."""


@dataclass(frozen=True, slots=True)
class PostedScope:
    """Postings of some measures that took effect after a day and by another, of a zone, kind or origin where one is given.

    With a `currency` money is weighed in it, foreign and domestic together, at the rates that were posted: never US cents
    with đồng.
    """

    measures: tuple[str, ...]
    since: date
    until: date
    zone: int | None = None
    kind: ZoneKind | None = None
    origin: Origin | None = None
    currency: str = ""


AMOUNTS = {"": "amount", "USD": "usd", "VND": "vnd"}
"""What is summed, by the currency."""


def events_by_weight(scope: PostedScope, place: str, dates: Dates) -> list[int]:
    """The events that such postings of a place are of, by how much they post to them; those that undo each other left out."""
    if not scope.measures:
        return []
    zones = current_figures().zones
    within = territory_on(get(place), scope.until)
    weights: dict[int, int] = {}
    for event, zone, kind, where, amount in _postings(scope, dates):
        held = zones.get(zone) if zone is not None else None
        if scope.kind is not None and scope.kind not in {kind, held["kind"] if held else None}:
            continue
        if is_within_any(str(held["place"]) if held else where, within):
            weights[event] = weights.get(event, 0) + amount
    return sorted(
        (event for event, weight in weights.items() if weight), key=lambda event: (-abs(weights[event]), event)
    )


def _postings(scope: PostedScope, dates: Dates) -> list[Row]:
    known, moments = until_known(dates.known_at, "recorded_at")
    marks = ", ".join(["%s"] * len(scope.measures))
    of_zone = "" if scope.zone is None else " AND zone_id = %s"
    of_origin = "" if scope.origin is None else " AND origin = %s"
    sql = (
        f"SELECT event_id, zone_id, kind, place, SUM({AMOUNTS[scope.currency]}) FROM ledger_posting "
        f"WHERE measure IN ({marks}) AND scenario = 'actual' AND effective_on > %s AND effective_on <= %s{of_zone}{of_origin}{known} "
        "GROUP BY event_id, zone_id, kind, place"
    )
    own = [*([] if scope.zone is None else [scope.zone]), *([] if scope.origin is None else [scope.origin.value])]
    return fetch(sql, [*scope.measures, scope.since, scope.until, *own, *moments])


def projects_posted(measure: str, since: date, until: date, dates: Dates) -> frozenset[int]:
    """The projects that something was posted of, and not taken back, from a day to another."""
    known, moments = until_known(dates.known_at, "recorded_at")
    sql = (
        "SELECT project_id FROM ledger_posting WHERE measure = %s AND effective_on >= %s AND effective_on <= %s "
        f"AND project_id IS NOT NULL{known} GROUP BY project_id HAVING SUM(amount) > 0"
    )
    return frozenset(int(row[0]) for row in fetch(sql, [measure, since, until, *moments]))
