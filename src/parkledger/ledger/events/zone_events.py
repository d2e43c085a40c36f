"""What the events of a zone share: the zone they are about, stages reached once, land uses."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from parkledger.duties import DutyAct, DutyKind, DutyStep, DutySubject
from parkledger.ledger.book.postings import Claim
from parkledger.ledger.book.states import ZoneState
from parkledger.ledger.book.view import View, measure_text
from parkledger.ledger.errors import (
    MilestoneMissing,
    MilestoneReached,
)
from parkledger.ledger.events.base import (
    Event,
    ZoneRef,
    changed,
    labelled,
)

LAND_USES = ("industrial", "service", "infrastructure", "green")


class ZoneEvent(Event):
    """An event about one zone that is on record already."""

    abstract: ClassVar[bool] = True

    zone: ZoneRef = labelled("khu, cụm", "zone")

    def at(self, view: View) -> ZoneState:
        """The zone, which must not have ended."""
        return view.zone(self.zone, self.effective_on)


class MilestoneEvent(ZoneEvent):
    """A zone reaches a stage, once."""

    abstract: ClassVar[bool] = True
    is_decision: ClassVar[bool] = True

    def check(self, view: View) -> None:
        """The stage must not have been reached before, nor later."""
        not_reached(view, self.at(view), self.milestone)

    def claims(self, view: View) -> Iterable[Claim]:
        """One zone more at this stage."""
        yield changed(view.zone_key(self.milestone, self.at(view)), 1, self.effective_on)


def declared_by(zone: ZoneState) -> int:
    """The number of the event that put a zone on record."""
    return zone.id & 0xFFFFFFFF


def held_by(view: View, zone: ZoneState) -> int:
    """How much rests on a zone besides the event that put it on record."""
    return view.register.rests_on("zone", zone.id, view.register.keys_of_zone(zone.id))


def land_uses(event: Any, view: View, zone: ZoneState, sign: int = 1) -> Iterable[Claim]:
    """The land uses that an event gives, added or taken off."""
    for use in LAND_USES:
        area = getattr(event, f"{use}_m2")
        if area is not None:
            yield changed(view.zone_key(f"land.{use}", zone), sign * area, event.effective_on)


def not_reached(view: View, zone: ZoneState, milestone: str) -> None:
    """Refuse a stage that the zone has reached already, or is recorded to reach later."""
    for since, standing in view.register.steps(view.zone_key(milestone, zone)):
        if standing[0] > 0 and milestone != "zones.priority":
            raise _reached_already(view, zone, milestone, since)
    steps = view.register.steps(view.zone_key(milestone, zone))
    if steps and steps[-1][1][0] > 0:
        raise _reached_already(view, zone, milestone, steps[-1][0])


def _reached_already(view: View, zone: ZoneState, milestone: str, since: date) -> MilestoneReached:
    return MilestoneReached(zone=view.title(zone), milestone=measure_text(milestone), since=since)


def on_record(matter: str, on: date, zone: str, *, within_days: int | None = None, at_latest: bool = False) -> DutyStep:
    """That what a founding dossier decided of a zone is on record; where its decision is entered later, that one as well."""
    about = DutySubject("zone", zone)
    return DutyStep(DutyAct.DONE, on, about, DutyKind.FOUNDING, matter, within_days=within_days, at_latest=at_latest)


def reached(view: View, zone: ZoneState, milestone: str, on: date) -> None:
    """Refuse what needs a stage that the zone has not reached by a day."""
    if view.register.value(view.zone_key(milestone, zone), on)[0] <= 0:
        raise MilestoneMissing(zone=view.title(zone), milestone=measure_text(milestone), on=on)
