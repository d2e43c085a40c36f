"""What recording one event is going to look up, foreseen so that it can be asked in one journey to the server.

Only questions are foreseen, never answers: a question that is not asked after all is wasted, and one that was not
foreseen is asked when it comes.
"""

from collections.abc import Iterator
from contextlib import suppress

from parkledger.language import ParkError
from parkledger.ledger.balances import BALANCED, land_of
from parkledger.ledger.entries import Claim, Entry
from parkledger.ledger.events import Event
from parkledger.ledger.events.reports import PeriodReport
from parkledger.ledger.names import DatabaseNames, holding, rate_in_force
from parkledger.ledger.source import Question, project_coded, tail, zones_named
from parkledger.ledger.view import View


def named(event: Event, book_id: int) -> Iterator[Question]:
    """Which zones and projects does the event name, and at which rate does it convert?"""
    for name, to in event.references().items():
        given = getattr(event, name)
        if given is not None and to == "zone":
            yield zones_named(book_id, given)
        elif given is not None and to == "project":
            yield project_coded(book_id, given)
    if event.carries_money and getattr(event, "rate", None) is None:
        yield rate_in_force(book_id, event.effective_on)


def resting(event: Event, view: View, names: DatabaseNames) -> Iterator[Question]:
    """What stands in the way of a completed event, and what do its claims rest on?"""
    if key := event.key():
        yield holding(view.book.id, key)
    claims = _claims(event, view)
    held = {claim.key for claim in claims if claim.entry is not Entry.FLOW}
    for series in held:
        yield tail(view.book.id, series)
    for zone_id in {series.zone for series in held if series.measure in BALANCED and series.zone is not None}:
        yield land_of(zone_id)
    if claims and isinstance(event, PeriodReport):
        about = names.about_reports([claim.key for claim in claims], event.period_start, event.period_end)
        if about is not None:
            yield about


def _claims(event: Event, view: View) -> list[Claim]:
    """What the event will claim, where that does not wait for what it declares; what is wrong is told when it is checked."""
    if type(event).declare is Event.declare:
        with suppress(ParkError):
            return list(event.claims(view))
    return []
