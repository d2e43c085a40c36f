"""Events of a site, which is a zone or a project in or outside one; and those that are steps in the course of something there."""

from datetime import date
from typing import Any, ClassVar, Self

from parkledger.catalogue import Currency
from parkledger.duties import DutyAct, DutyKind, DutyStep, DutySubject, Obliged
from parkledger.ledger.book.postings import Claim, Key
from parkledger.ledger.book.states import ZoneState
from parkledger.ledger.book.view import View
from parkledger.ledger.errors import (
    CourseAbout,
    CourseDay,
    CourseElsewhere,
    CourseZoneMissing,
    ProjectElsewhere,
    ZoneEnded,
)
from parkledger.ledger.events.base import Event, ProjectRef, ZoneRef, flowed, labelled, stands
from parkledger.ledger.events.courses import CourseEvent, NumberedStep
from parkledger.ledger.models import SEQ_MASK, row_id


def zone_standing(view: View, code: str, on: date) -> ZoneState:
    """A zone on a day, or the one that it had become part of by then."""
    zone = view.find_zone(code)
    while zone.merged_into is not None and zone.ended_on is not None and zone.ended_on <= on:
        zone = view.register.zone(zone.merged_into)
    return zone


class SiteEvent(Event):
    """An event of a zone, or of a project; the zone in which a project lies is written into it."""

    abstract: ClassVar[bool] = True

    zone: ZoneRef | None = labelled("khu, cụm", "zone", default=None)
    project: ProjectRef | None = labelled("dự án", "project", default=None)

    @property
    def number(self) -> str:
        """By what the event is told apart from others of its site."""
        return self.effective_on.isoformat()

    @property
    def subject(self) -> DutySubject:
        """What its duties are about: the project, else the zone."""
        return DutySubject("project", self.project) if self.project else DutySubject("zone", self.zone or "")

    @property
    def site_named(self) -> str:
        """Its project and the zone in which that lies, or the zone alone, by their codes."""
        return f"{self.project} ({self.zone})" if self.project and self.zone else self.project or self.zone or ""

    def site_before(self, view: View) -> "SiteEvent | None":
        """An event before it whose site is its own."""
        return None

    def completions(self, view: View) -> dict[str, Any]:
        """With the site of what came before it, and the zone in which its project lies."""
        changes = super().completions(view)
        zone, project = changes.get("zone", self.zone), changes.get("project", self.project)
        before = self._with(changes).site_before(view)
        if before is not None and zone in {None, before.zone} and project in {None, before.project}:
            return changes | {"zone": before.zone, "project": before.project}
        if project and not zone:
            lies_in = view.register.zone_of(view.project(project), self.effective_on)
            if lies_in is not None and lies_in.id == row_id(view.book.id, lies_in.id & SEQ_MASK):
                return changes | {"zone": lies_in.code}
        return changes

    def check(self, view: View) -> None:
        """It must be about something, and its project lie in its zone."""
        if not self.zone and not self.project:
            raise CourseAbout(number=self.number)
        if self.zone and self.project and self.site_before(view) is None:
            lies_in = view.register.zone_of(view.project(self.project), self.effective_on)
            if lies_in is None or lies_in.id != self.zone_standing(view).id:
                named = view.title(view.find_zone(self.zone))
                raise ProjectElsewhere(project=self.project, zone=named, on=self.effective_on)
        super().check(view)

    def check_standing(self, view: View) -> None:
        """The project must be in force on the day, the zone not have ended."""
        if self.project:
            view.project_in_force(self.project, self.effective_on)
        elif self.zone:
            view.zone(self.zone, self.effective_on)

    def zone_standing(self, view: View) -> ZoneState:
        """Its zone on the day, or the one that it had become part of by then: what was begun goes on where a zone has ended."""
        return zone_standing(view, self.zone or "", self.effective_on)

    def key_of(self, view: View, measure: str, on: date, *, detail: str = "", currency: str | None = None) -> Key:
        """The series of a measure of the site."""
        if self.project:
            return view.project_key(measure, view.project(self.project), on, detail=detail, currency=currency)
        return view.zone_key(measure, self.zone_standing(view), detail=detail, currency=currency)

    def counted(
        self, view: View, measure: str, amount: int | tuple[int, int, int] = 1, on: date | None = None
    ) -> Claim:
        """So much more in the period of a day, the event's own unless another is given; money in đồng."""
        day = on or self.effective_on
        currency = None if isinstance(amount, int) else Currency.VND.value
        return flowed(self.key_of(view, measure, day, currency=currency).in_period(day, day), amount, day)

    def held(self, view: View, measure: str, amount: int, of: str) -> Claim:
        """That something stands at so much from the day on: each under a name of its own, so that its end is its own."""
        return stands(self.key_of(view, measure, self.effective_on, detail=of), amount, self.effective_on)

    @property
    def obliged(self) -> Obliged:
        """Who is responsible: the investor of the project, the developer of the zone."""
        return Obliged.ENTERPRISE if self.project else Obliged.DEVELOPER

    @property
    def about(self) -> tuple[DutySubject, ...]:
        """The project and zone that its duties are about."""
        named = (("project", self.project), ("zone", self.zone))
        return tuple(DutySubject(kind, code) for kind, code in named if code)

    def step(self, act: DutyAct, kind: DutyKind, key: str = "", **said: Any) -> DutyStep:
        """What the event does to a duty."""
        return DutyStep(act, self.effective_on, self.subject, kind, key, **said)


class SiteStep(SiteEvent, NumberedStep):
    """A step in the course of something at a site, which the steps after the first take over."""

    abstract: ClassVar[bool] = True

    @property
    def number(self) -> str:
        """The number of its course."""
        return str(getattr(self, self.number_field))

    def site_before(self, view: View) -> SiteEvent | None:
        """The first step of its course."""
        found: list[SiteEvent] = list(view.names.course(self.course).values())
        return found[0] if found else None

    def refuse_elsewhere(self, first: Self | None) -> None:
        """Refuse a step of another site than that of the first."""
        if first is not None and (first.zone, first.project) != (self.zone, self.project):
            raise CourseElsewhere(number=self.number, about=first.site_named, other=self.site_named).at_field(
                self.number_field
            )


class ZoneStep(SiteStep):
    """A step in the course of something of a zone, each on a day of its own: what it says of amounts holds from that day on.

    A project that is named is the developer's; all of it is counted in the zone, and stays there when the project ends.
    """

    abstract: ClassVar[bool] = True

    def check(self, view: View) -> None:
        """It must be of a zone that has not ended by the day, or that has gone on in another."""
        if self.project and not self.zone:
            raise CourseZoneMissing(number=self.number, on=self.effective_on)
        super().check(view)
        zone = self.zone_standing(view)
        if zone.ended_on is not None and zone.ended_on <= self.effective_on:
            raise ZoneEnded(zone=view.title(zone), ended=zone.ended_on, on=self.effective_on)

    def key_of(self, view: View, measure: str, on: date, *, detail: str = "", currency: str | None = None) -> Key:
        """The series of a measure of the zone."""
        return view.zone_key(measure, self.zone_standing(view), detail=detail, currency=currency)

    def money_at(self, view: View, measure: str, vector: tuple[int, int, int]) -> Claim:
        """That an amount of đồng of the thing stands at so much from the day on."""
        key = self.key_of(view, measure, self.effective_on, detail=self.number, currency=Currency.VND.value)
        return stands(key, vector, self.effective_on)

    def refuse_same_day(self, last: CourseEvent | None) -> None:
        """Refuse a step on the day of the one before it."""
        if last is not None and last.effective_on == self.effective_on:
            raise CourseDay(number=self.number, what=last.label, on=self.effective_on)
