"""A zone becomes part of another, is revoked, or goes on under another name."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Annotated, ClassVar, Final, Self

from pydantic import Field

from parkledger.catalogue import MEASURES, Act, ZoneKind
from parkledger.duties import DutyAct, DutyStep, DutySubject
from parkledger.language import Text
from parkledger.ledger.book.postings import PostingRow
from parkledger.ledger.book.states import ZoneState
from parkledger.ledger.book.view import View
from parkledger.ledger.errors import (
    EventsAfterEnd,
    MergedDown,
    MergedInCircle,
    StillNeeded,
    ZoneEnded,
    ZoneInUse,
)
from parkledger.ledger.events.base import DECIDED, EventGroup, Ref, SubjectKind, Words, labelled
from parkledger.ledger.events.zone_events import ZoneEvent, on_record

KINDS_UPWARDS: Final = (ZoneKind.CLUSTER, ZoneKind.PARK, ZoneKind.ECONOMIC_ZONE)
"""The kinds of zone: one becomes part of another of its own kind or of a later one."""


class ZoneEnd(ZoneEvent):
    """A zone ends: nothing more is to be done of it."""

    abstract: ClassVar[bool] = True
    begins_duties: ClassVar[bool] = False

    def duty_steps(self) -> Iterable[DutyStep]:
        """What a dossier decided of its end is on record; its other duties lapse."""
        yield on_record("merge" if self.act is Act.MERGE else "end", self.effective_on, self.zone)
        yield DutyStep(DutyAct.LAPSE, self.effective_on, DutySubject("zone", self.zone), None, None)


class ZoneMerged(ZoneEnd):
    """A zone becomes part of another: its land, projects and facilities are the other's from that day; plots are drawn anew there.

    Plots end with their zone, and the plan of the other ends too: it is adopted anew. The zone's history stays its own, and
    nothing is counted twice. Reported levels (workers) end with it: the other zone's reports go on.
    """

    label = Text("Sáp nhập vào khu, cụm khác", "Merged into another zone")
    longest_ahead = DECIDED
    basis = "thông lệ; không có điều khoản riêng (Nghị định 32/2024/NĐ-CP, Điều 6 khoản 1c, Điều 12 khoản 2)"
    act = Act.MERGE
    is_decision = True
    group = EventGroup.ENDS

    into: Annotated[
        str, Ref(SubjectKind.ZONE, looked_up=False, book_field="into_book"), Field(min_length=1, max_length=200)
    ] = labelled("khu, cụm tiếp nhận", "zone that takes it over")
    into_book: Words = labelled("sổ của khu, cụm tiếp nhận", "book of that zone", default="")

    def completed(self, view: View) -> Self:
        """With the code of the zone that takes it over, and its book if that is another: a journal may change its book's name."""
        done = super().completed(view)
        book, target = _target(view, done.into_book, done.into)
        return done.model_copy(update={"into": target.code, "into_book": "" if book == view.book.code else book})

    def check(self, view: View) -> None:
        """A zone is not merged into itself, nor into one of a lesser kind, nor with events still to come in it."""
        zone = self.at(view)
        book, target = _target(view, self.into_book, self.into)
        if view.register.becomes(target, zone):
            raise MergedInCircle(zone=view.title(zone), into=view.title(target))
        if KINDS_UPWARDS.index(target.kind) < KINDS_UPWARDS.index(zone.kind) and not view.exported:
            kind, into_kind = (ZoneKind(each.kind).label for each in (zone, target))
            raise MergedDown(zone=view.title(zone), into=view.title(target), book=book, kind=kind, into_kind=into_kind)
        if target.ended_on is not None and self.effective_on >= target.ended_on:
            raise ZoneEnded(zone=view.title(target), ended=target.ended_on, on=self.effective_on)
        _may_end(view, zone, self.effective_on)

    def apply(self, view: View, seq: int) -> list[PostingRow]:
        """End the zone and move what it holds."""
        _, target = _target(view, self.into_book, self.into)
        view.register.zones.setdefault(target.id, target)
        return view.register.close_zone(
            self.at(view), self.effective_on, seq, (target.id, target.kind, target.place), 0
        )

    def revert(self, view: View, seq: int, rows: list[PostingRow], *, replaced: bool = False) -> list[PostingRow]:
        """Let the zone be its own again, unless its projects went on in the other one."""
        zone = view.find_zone(self.zone)
        if not replaced and (count := _gone_on(view, zone, self.effective_on)):
            raise StillNeeded(event=f"{view.book.code}/{seq}", count=count, what=view.title(zone))
        return view.register.reopen_zone(zone, 0)


class ZoneRevoked(ZoneEnd):
    """A zone's decision is revoked, or it is taken out of the plan (bãi bỏ, rút khỏi quy hoạch)."""

    label = Text("Bãi bỏ, rút khỏi quy hoạch", "Zone revoked")
    longest_ahead = DECIDED
    basis = "Nghị định 32/2024/NĐ-CP, Điều 12 khoản 2"
    act = Act.REVOKE
    is_decision = True
    group = EventGroup.ENDS

    def check(self, view: View) -> None:
        """Land that is let and projects in force must be ended or moved first."""
        zone = self.at(view)
        _may_end(view, zone, self.effective_on)
        for key in view.register.keys_of_zone(zone.id):
            held = view.register.value(key, self.effective_on)[0]
            if held and key.measure in {
                "projects.in_force",
                "projects.infrastructure",
                "land.leased_industrial",
                "land.leased_service",
            }:
                what = Text("dự án hoặc đất đang cho thuê", "projects or leased land")
                raise ZoneInUse(zone=view.title(zone), what=what, on=self.effective_on)

    def apply(self, view: View, seq: int) -> list[PostingRow]:
        """End the zone; what it held is held no more."""
        return view.register.close_zone(self.at(view), self.effective_on, seq, None, 0)

    def revert(self, view: View, seq: int, rows: list[PostingRow], *, replaced: bool = False) -> list[PostingRow]:
        """Let the zone stand again."""
        return view.register.reopen_zone(view.find_zone(self.zone), 0)


class ZoneRenamed(ZoneEvent):
    """A zone is given another name; it keeps its code and its history."""

    label = Text("Đổi tên", "Zone renamed")
    longest_ahead = DECIDED
    is_decision = True
    group = EventGroup.ENDS

    name: Annotated[str, Field(min_length=1, max_length=200)] = labelled("tên mới", "new name")

    def declare(self, view: View, seq: int) -> None:
        """Let the zone be called so from the day."""
        zone = self.at(view)
        zone.names.set(self.effective_on, seq, self.name)
        view.register.changed_zones.add(zone.id)

    def revert(self, view: View, seq: int, rows: list[PostingRow], *, replaced: bool = False) -> list[PostingRow]:
        """Let the zone be called as before."""
        zone = view.find_zone(self.zone)
        zone.names.unset(seq)
        view.register.changed_zones.add(zone.id)
        return super().revert(view, seq, rows, replaced=replaced)


def _may_end(view: View, zone: ZoneState, on: date) -> None:
    """Refuse to end a zone before something on record in it, or while it is part of another book's zone's history."""
    if zone.ended_on is not None:
        raise ZoneEnded(zone=view.title(zone), ended=zone.ended_on, on=on)
    keys = [key for key in view.register.keys_of_zone(zone.id) if key.scenario == "actual"]
    if count := sum(view.register.later(key, on) for key in keys) + view.register.taken_in(zone, on):
        raise EventsAfterEnd(what=view.title(zone), on=on, count=count)


def _gone_on(view: View, zone: ZoneState, on: date) -> int:
    """How many series of a merged zone's projects were carried on in the zone that took it over."""
    keys = [key for key in view.register.keys_of_zone(zone.id) if MEASURES[key.measure].ends_with_project]
    held = [key for key in keys if any(standing[3] for _, standing in view.register.steps(key))]
    moved = [target for key in held if (target := view.register.moved(key))]
    return sum(view.register.later(target, on - timedelta(days=1)) for target in moved)


def _target(view: View, book: str, zone: str) -> tuple[str, ZoneState]:
    """The zone that takes another over: of the book named, or of this book, or of whichever book has it."""
    if book == view.book.code or (not book and view.names.zone_ids(zone)):
        return view.book.code, view.find_zone(zone)
    found = view.names.zone_elsewhere(f"{book}/{zone}" if book else zone)
    return found or (view.book.code, view.find_zone(zone))
