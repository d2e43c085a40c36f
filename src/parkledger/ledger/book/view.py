"""What an event sees of its book: zones and projects by name, exchange rates, and the register of what is held."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

from parkledger.catalogue import MEASURES, official_title
from parkledger.duties import DutyKind, DutySubject
from parkledger.language import Quantity, Text, Unit, closest, fold, to_hectares
from parkledger.ledger.book.postings import Key
from parkledger.ledger.book.register import Register
from parkledger.ledger.book.states import ProjectState, ZoneState
from parkledger.ledger.clearance import FiledClearanceStep
from parkledger.ledger.errors import (
    CodeUnfit,
    DayTooEarly,
    DayTooLate,
    ForeignRateMissing,
    PlaceOfAnotherProvince,
    PlaceTooWide,
    ProjectNotInForce,
    ProjectUnknown,
    RateMissing,
    SpelledOtherwise,
    StepTooEarly,
    StepTooLate,
    ZoneEnded,
    ZoneNameShared,
    ZoneUnknown,
)
from parkledger.ledger.leases import FiledLeaseStep, Lease, leases_known
from parkledger.ledger.models import row_id
from parkledger.ledger.plots import FiledPlotStep, Plot, PlotLine, drawn_lines, plots_after
from parkledger.ledger.store.registry import BookRef
from parkledger.places import Level, PlaceNotYet, get, named, province_of_today, written_out

if TYPE_CHECKING:
    from parkledger.ledger.events.base import Event, NameKey

UNFIT_IN_CODES = "/\\?#%"
"""Characters that mean something in an address."""


def currency_rates(currency: str) -> tuple[str, ...]:
    """The course whose steps are the rates of a currency other than the US dollar."""
    return ("currency_rate", currency)


class Names(Protocol):
    """Look-ups by name and by day, in the database or in what has been replayed."""

    def zone_ids(self, search: str) -> list[int]:
        """The zone of the book with that code; else its zones by name, or by kind and name."""

    def zone_coded(self, code: str) -> int | None:
        """The zone of the book with that code and no other: what an event that declares zones goes by."""

    def note_zone(self, zone_id: int) -> None:
        """Remember a zone's names, or that it is gone."""

    def note_project(self, project_id: int) -> None:
        """Remember a project's code, or that it is gone."""

    def note_replacement(self, seq: int, replaces: int) -> None:
        """Remember that an event stands in the place of an earlier one."""

    def line(self, seq: int) -> tuple[int, ...]:
        """An event and those it stands for by corrections, back to the first; one of them numbers what it declared."""

    def zone_names(self) -> list[str]:
        """All zone names of the book, for suggestions."""

    def project_id(self, code: str) -> int | None:
        """A project of the book by its code."""

    def project_codes(self) -> list[str]:
        """All project codes of the book, for suggestions."""

    def rate(self, on: date) -> dict[str, Any] | None:
        """The exchange rate in force on a day."""

    def holder(self, key: str) -> tuple[int, str] | None:
        """The number of the event in force under a key, and its status."""

    def estimates(self, scope: str, on: date) -> list[tuple[int, frozenset[str]]]:
        """The estimates in force of a scope and period, as their keys begin, which ends on a day: each with its measures."""

    def begun(self, subject: DutySubject, kind: DutyKind) -> list[str]:
        """The names of the duties of a kind about something that events in force began, and `duty_done` can end."""

    def has_begun(self, subject: DutySubject, kind: DutyKind, key: str) -> bool:
        """Whether an event in force began a duty of that name, which `duty_done` can end."""

    def course(self, name: tuple[str, ...]) -> Mapping[int, Any]:
        """The events in force that are steps in a course, by their numbers."""

    def course_left(self, seq: int) -> tuple[str, ...] | None:
        """The course that an event was a step of which was just taken back; None where it was of none."""

    def day(self, seq: int) -> date:
        """The day of an event in force."""

    def spellings(self, key: "NameKey") -> list[str]:
        """How events in force write the name of a thing, the first first."""

    def event(self, seq: int) -> "Event | None":
        """An event in force by its number; those alone that tell of capital in another currency than figures are told in, or
        count procedures, are sure to be found."""

    def plot_steps(self, zone: str) -> list[FiledPlotStep]:
        """What events in force do to the plots of a zone of the book."""

    def lease_steps(self, zone: str) -> list[FiledLeaseStep]:
        """What events in force say of the lease contracts of a zone of the book."""

    def clearance_steps(self, zone: str) -> list[FiledClearanceStep]:
        """What events in force say of the clearance of a zone of the book."""

    def declarations(self, zone: str) -> Mapping[int, Any]:
        """The events in force that put a zone on record, or declare it again, by their numbers."""

    def land_events(self, zone: str) -> "list[Event]":
        """The events in force that say something of the plots or lease contracts of a zone."""

    def zone_elsewhere(self, search: str) -> tuple[str, ZoneState] | None:
        """A zone of another book, with that book's code."""

    def expect_reports(self, mine: Iterable[Key], start: date, end: date) -> None:
        """Prepare to be asked for the reports of several measures."""

    def reports(self, mine: Key, start: date, end: date) -> list[tuple[int, Key, str]]:
        """The reports that one like `mine` might count again: event number, key and status of each."""

    def stands(self, seq: int) -> bool:
        """Whether what `reports` found is a report in force."""

    def reported(self, seq: int, key: Key) -> int:
        """How much a report says of what it was found under."""


class View:
    """A book as an event sees it while it is checked and recorded."""

    def __init__(self, book: BookRef, register: Register, names: Names) -> None:
        self.book = book
        self.register = register
        self.names = names
        self.replacing: int | None = None
        self.exported = False
        """Whether what is recorded comes from an exported journal: it was recorded before, by the rules of its time."""

        self.supposed = False
        """Whether what is recorded is only supposed and never written: that may lie ahead."""

    def resolve(self, to: str, given: str, on: date) -> str:
        """The code that a reference stands for."""
        if to == "zone":
            return self.find_zone(given).code
        if to == "project":
            return self.project(given).code
        return named(given, on, near=self.book.place).code

    def find_zone(self, given: str) -> ZoneState:
        """A zone of this book by its code or name."""
        ids = self.names.zone_ids(given)
        if len(ids) > 1:
            bearing = sorted(map(self.register.zone, ids), key=lambda zone: zone.code)
            choices = [self.told_apart(zone) for zone in bearing]
            raise ZoneNameShared(zone=given, book=self.book.code, choices=choices)
        if not ids:
            names = self.names.zone_names()
            nearest = [n for n in names if fold(given) in fold(n)][:3] or closest(given, names)
            raise ZoneUnknown(zone=given, book=self.book.code, nearest=nearest or ["—"])
        return self.register.zone(ids[0])

    def told_apart(self, zone: ZoneState) -> Text:
        """A zone by its code and place, by which it is told from others of its name."""
        place = written_out(get(zone.place), zone.known_since)
        return Text(f"«{zone.code}» ({place.vi})", f"“{zone.code}” ({place.en})")

    def zone(self, code: str, on: date) -> ZoneState:
        """A zone of this book that has not ended by a day."""
        zone = self.find_zone(code)
        if zone.ended_on is not None and on >= zone.ended_on:
            raise ZoneEnded(zone=self.title(zone), ended=zone.ended_on, on=on)
        return zone

    def check_new_code(self, code: str, field: str) -> None:
        """Refuse to give something new a code that cannot stand in the address of its page.

        A project may have a stroke in its code: numbers of investment licences had one (12/GP).
        """
        unfit = UNFIT_IN_CODES.replace("/", "").strip() if field == "project" else UNFIT_IN_CODES
        found = {char for char in code if char in unfit or (char.isspace() and char != " ")}
        if not self.exported and (found or code != code.strip() or not code.strip(".")):
            raise CodeUnfit(given=code, unfit=unfit).at_field(field)

    def check_spellings(self, event: "Event") -> None:
        """Refuse a name that differs only by case or spaces from that of something on record."""
        for given in event.names_in(event.__dict__):
            known = self.names.spellings(given.key)
            if known and given.spelling not in known:
                raise SpelledOtherwise(given=given.spelling, known=known[0], book=self.book.code).at_field(given.field)

    def check_territory(self, event: "Event") -> None:
        """Refuse a place in another province than the book's, one wider than any, and one that was not there yet.

        Provinces that became one are one.
        """
        place = getattr(event, "place", None) if event.is_of_territory else None
        if place is None or place == self.book.place:
            return
        if event.effective_on < (since := get(place).exists_from):  # by its name it is not found on that day
            raise PlaceNotYet(name=get(place).title(since), on=event.effective_on, start=since).at_field("place")
        own, other = province_of_today(self.book.place), province_of_today(place)
        if own is not None and get(place).level in {Level.COUNTRY, Level.REGION}:
            raise PlaceTooWide(book=self.book.code, place=get(place).title(), own=get(self.book.place).title())
        if own is not None and other is not None and own != other:
            raise PlaceOfAnotherProvince(
                book=self.book.code,
                place=get(place).title(),
                province=other.title(),
                own=get(self.book.place).title(),
            )

    def check_days(self, event: "Event") -> None:
        """Refuse a day that cannot be: a lease that ends before it begins, a promise kept before it was made."""
        on = event.effective_on
        for field, mark in event.days_in_order().items():
            day = getattr(event, field)
            if day is not None and day != on and mark.refuses(day, on):
                extra = event.payload_fields()[field]
                what = Text(extra.title or field, extra.description or field)
                error = DayTooEarly if day < on else DayTooLate
                raise error(what=what, given=day, on=on).at_field(field)
        self._check_order(event)

    def _check_order(self, event: "Event") -> None:
        """Refuse a day before that of what it rests on, or after that of what rests on it."""
        on = event.effective_on
        for keys, too_early in ((event.comes_after(), True), (event.comes_before(), False)):
            for key in keys:
                holder = self.names.holder(key)
                since = self.names.day(holder[0]) if holder else on
                if holder and since != on and (on < since) is too_early:
                    error = StepTooEarly if too_early else StepTooLate
                    raise error(what=event.label, on=on, since=since, event=f"{self.book.code}/{holder[0]}")

    def own_zone(self) -> ZoneState | None:
        """The zone that was put on record by the event now being replaced."""
        line = self.names.line(self.replacing) if self.replacing is not None else ()
        found = (self.register.known_zone(row_id(self.book.id, seq)) for seq in line)
        return next((zone for zone in found if zone is not None), None)

    def own_project(self) -> ProjectState | None:
        """The project that was put on record by the event now being replaced."""
        line = self.names.line(self.replacing) if self.replacing is not None else ()
        found = (self.register.known_project(row_id(self.book.id, seq)) for seq in line)
        return next((project for project in found if project is not None), None)

    def title(self, zone: ZoneState) -> str:
        """A zone's name as officials write it: KCN Quang Châu."""
        return official_title(zone.kind, zone.name)

    def project(self, code: str) -> ProjectState:
        """A project of this book by its code."""
        found = self.names.project_id(code)
        if found is None:
            raise ProjectUnknown(
                project=code, book=self.book.code, nearest=closest(code, self.names.project_codes()) or ["—"]
            )
        return self.register.project(found)

    def project_in_force(self, code: str, on: date) -> ProjectState:
        """A project that was in force on a day."""
        project = self.project(code)
        if on < project.registered_on or (project.ended_on is not None and on >= project.ended_on):
            raise ProjectNotInForce(
                project=project.code, on=on, since=project.registered_on, ended=project.ended_on or "—"
            )
        return project

    def rate(self, on: date) -> dict[str, Any]:
        """The exchange rate in force on a day."""
        found = self.names.rate(on)
        if found is None:
            raise RateMissing(book=self.book.code, on=on)
        return found

    def foreign_rate(self, currency: str, on: date) -> Decimal:
        """Đồng for one of another currency than the US dollar, in force on a day."""
        known = self.names.course(currency_rates(currency)).items()
        found = [(rate.effective_on, seq, rate) for seq, rate in known if rate.effective_on <= on]
        if not found:
            raise ForeignRateMissing(book=self.book.code, currency=currency, on=on)
        rate: Decimal = max(found, key=lambda each: each[:2])[2].vnd_per_unit
        return rate

    def plots_drawn(self, zone: str, on: date) -> dict[str, PlotLine]:
        """The plots of a zone that are drawn on a day, whatever else is known of them."""
        return drawn_lines(step for step in self.names.plot_steps(zone) if step.step.on <= on)

    def plots_on(self, zone: str, on: date) -> dict[str, Plot]:
        """The plots of a zone as they stand on a day."""
        steps = (step for step in self.names.plot_steps(zone) if step.step.on <= on)
        return plots_after(self.title(self.find_zone(zone)), steps)

    def lease(self, zone: str, contract: str, on: date) -> Lease | None:
        """A lease contract of a zone as it stands on a day."""
        steps = (step for step in self.names.lease_steps(zone) if step.step.on <= on)
        return leases_known(zone, steps).get(contract)

    def zone_key(self, measure: str, zone: ZoneState, *, detail: str = "", currency: str | None = None) -> Key:
        """The series of a measure in a zone."""
        return _key(measure, zone.place, zone.kind, zone=zone.id, currency=currency, detail=detail)

    def project_key(
        self, measure: str, project: ProjectState, on: date, *, currency: str | None = None, detail: str = ""
    ) -> Key:
        """The series of a measure of a project, in the zone where it lies on a day."""
        zone = self.register.zone_of(project, on)
        place, kind = (zone.place, zone.kind) if zone else (project.place, None)
        return _key(
            measure,
            place,
            kind,
            zone=zone.id if zone else None,
            project=project.id,
            origin=project.origin,
            currency=currency,
            detail=detail,
        )

    def place_key(
        self,
        measure: str,
        place: str,
        kind: str | None,
        origin: str | None,
        *,
        currency: str | None = None,
        detail: str = "",
    ) -> Key:
        """The series of a measure in a place as a whole, over all its zones of a kind."""
        return _key(measure, place, kind, origin=origin, currency=currency, detail=detail)


def _key(
    measure: str,
    place: str,
    kind: str | None,
    *,
    zone: int | None = None,
    project: int | None = None,
    origin: str | None = None,
    currency: str | None = None,
    detail: str = "",
) -> Key:
    return Key(
        measure=MEASURES[measure].code,
        scenario="actual",
        zone=zone,
        project=project,
        place=place,
        kind=kind,
        origin=origin,
        currency=currency,
        detail=detail,
        period_start=None,
        period_end=None,
    )


def hectares(area_m2: int) -> Quantity:
    """An area for a message."""
    return Quantity(to_hectares(area_m2), Unit.HECTARE)


def measure_text(code: str) -> Text:
    """A measure's name for a message."""
    return Text(MEASURES[code].vi, MEASURES[code].en)
