"""Investment promotion on a page's two dates: the programme of the year, memoranda, what is aimed at, inquiries as a funnel."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from parkledger.language import Labelled
from parkledger.ledger.events.projects import ProductionStarted
from parkledger.ledger.events.promotion import (
    ActivityCancelled,
    ActivityHeld,
    ActivityPlanned,
    InquiryVisited,
    MemorandumConcluded,
    MemorandumReviewed,
    MemorandumSigned,
    PromotionFocusSet,
)
from parkledger.ledger.events.services import InquiryConverted, InquiryReceived
from parkledger.ledger.store import registry
from parkledger.places import COUNTRY_CODE, get, is_within_any, territory_on
from parkledger.records.dates import Dates
from parkledger.records.events import Stored, standing


class ActivityState(Labelled):
    """How an activity of a programme stands on a day."""

    HELD = "held", "đã tổ chức", "held"
    CANCELLED = "cancelled", "hủy, hoãn", "cancelled"
    LATE = "late", "quá ngày dự kiến", "past its day"
    PLANNED = "planned", "trong kế hoạch", "planned"


class MemorandumState(Labelled):
    """What became of a memorandum by a day."""

    PROJECT = "project", "đã thành dự án", "led to a project"
    LAPSED = "lapsed", "hết hiệu lực", "lapsed"
    LATE = "late", "quá hạn rà soát", "follow-up overdue"
    OPEN = "open", "đang theo dõi", "open"


class FunnelStage(Labelled):
    """The steps of an inquiry on its way to a project in operation."""

    INQUIRY = "inquiry", "lượt tìm hiểu", "inquiry"
    VISIT = "visit", "đến khảo sát", "visit"
    MEMORANDUM = "memorandum", "ký bản ghi nhớ", "memorandum"
    PROJECT = "project", "thành dự án", "project"
    OPERATION = "operation", "đi vào hoạt động", "in operation"


@dataclass(slots=True)
class PromotionActivity:
    """An activity with the events that planned it, held it and cancelled it."""

    code: str
    planned: Stored | None = None
    held: Stored | None = None
    cancelled: Stored | None = None

    def state(self, on: date) -> ActivityState:
        """How it stands on a day."""
        if self.held is not None:
            return ActivityState.HELD
        if self.cancelled is not None:
            return ActivityState.CANCELLED
        day = self.planned_on
        return ActivityState.LATE if day is not None and day < on else ActivityState.PLANNED

    @property
    def planned_on(self) -> date | None:
        """The day it is planned for."""
        return date.fromisoformat(self.planned.payload["planned_on"]) if self.planned else None

    @property
    def day(self) -> date | None:
        """The day it was held on, else the day it is planned for."""
        return self.held.effective_on if self.held else self.planned_on

    @property
    def title(self) -> str:
        """What it is called."""
        found = [event.payload.get("title") for event in (self.planned, self.held) if event is not None]
        return next((str(each) for each in found if each), self.code)


@dataclass(slots=True)
class MemorandumOn:
    """A memorandum with how it was followed up and concluded."""

    signed: Stored
    reviewed: list[Stored] = field(default_factory=list)
    concluded: Stored | None = None

    @property
    def follow_up_by(self) -> date:
        """The day by which it is to be followed up."""
        return date.fromisoformat((self.reviewed or [self.signed])[-1].payload["follow_up_by"])

    def state(self, on: date) -> MemorandumState:
        """What became of it by a day."""
        if self.concluded is not None:
            return MemorandumState(self.concluded.payload["outcome"])
        return MemorandumState.LATE if self.follow_up_by < on else MemorandumState.OPEN


@dataclass(frozen=True, slots=True)
class PromotionRecords:
    """All that is on record of promotion in a place by a day."""

    activities: Sequence[PromotionActivity]
    memoranda: Sequence[MemorandumOn]
    focuses: Sequence[Stored]
    funnel: dict[FunnelStage, int]


TYPES = (
    ActivityPlanned.code,
    ActivityHeld.code,
    ActivityCancelled.code,
    MemorandumSigned.code,
    MemorandumReviewed.code,
    MemorandumConcluded.code,
    PromotionFocusSet.code,
    InquiryReceived.code,
    InquiryVisited.code,
    InquiryConverted.code,
    ProductionStarted.code,
)
"""The event types that tell of promotion, and of what came of it."""


def promotion_on(dates: Dates, place: str = COUNTRY_CODE, since: date | None = None) -> PromotionRecords:
    """The records of promotion of a place; activities and inquiries of the day's year, or since another day."""
    first = since or date(dates.on.year, 1, 1)
    within = territory_on(get(place), dates.on)
    books = [book.pk for book in registry.books()]
    by_type: defaultdict[str, list[Stored]] = defaultdict(list)
    for event in standing(books, TYPES, None, dates.on, dates.known_at):
        if event.type == ProductionStarted.code or is_within_any(str(event.payload.get("place", "")), within):
            by_type[event.type].append(event)
    focuses = [event for event in by_type[PromotionFocusSet.code] if _still(event.payload, dates.on)]
    memoranda = _memoranda(by_type)
    return PromotionRecords(_activities(by_type, first), memoranda, focuses, _funnel(by_type, memoranda, first))


def _still(payload: dict[str, Any], on: date) -> bool:
    until = payload.get("until")
    return until is None or date.fromisoformat(until) >= on


def _activities(by_type: dict[str, list[Stored]], first: date) -> list[PromotionActivity]:
    found: dict[tuple[str, str], PromotionActivity] = {}
    for name in ("planned", "held", "cancelled"):
        for event in by_type.get(f"activity_{name}", ()):
            code = str(event.payload["activity"])
            setattr(found.setdefault((event.book, code), PromotionActivity(code)), name, event)
    told = [each for each in found.values() if each.day is not None and each.day >= first]
    return sorted(told, key=lambda each: (each.day or date.max, each.code))


def _memoranda(by_type: dict[str, list[Stored]]) -> list[MemorandumOn]:
    found = {_code(event, "memorandum"): MemorandumOn(event) for event in by_type.get(MemorandumSigned.code, ())}
    for event in by_type.get(MemorandumReviewed.code, ()):
        if (memorandum := found.get(_code(event, "memorandum"))) is not None:
            memorandum.reviewed.append(event)
    for event in by_type.get(MemorandumConcluded.code, ()):
        if (memorandum := found.get(_code(event, "memorandum"))) is not None:
            memorandum.concluded = event
    return list(found.values())


def _code(event: Stored, name: str) -> tuple[str, str]:
    return event.book, str(event.payload.get(name, ""))


def _funnel(by_type: dict[str, list[Stored]], memoranda: Iterable[MemorandumOn], first: date) -> dict[FunnelStage, int]:
    """How many of the inquiries received since a day have come to each stage by now; a stage may have been passed over."""
    received = {
        _code(event, "inquiry") for event in by_type.get(InquiryReceived.code, ()) if event.effective_on >= first
    }
    visited = {_code(event, "inquiry") for event in by_type.get(InquiryVisited.code, ())}
    noted = {_code(each.signed, "inquiry"): each for each in memoranda if each.signed.payload.get("inquiry")}
    projects = {
        _code(e, "inquiry"): str(e.payload.get("project") or "") for e in by_type.get(InquiryConverted.code, ())
    }
    for key, each in noted.items():
        if each.concluded is not None and each.concluded.payload["outcome"] == "project":
            projects.setdefault(key, str(each.concluded.payload.get("led_to") or ""))
    started = {_code(event, "project") for event in by_type.get(ProductionStarted.code, ())}
    operating = {key for key, project in projects.items() if project and (key[0], project) in started}
    reached = {
        FunnelStage.INQUIRY: received,
        FunnelStage.VISIT: visited,
        FunnelStage.MEMORANDUM: noted.keys(),
        FunnelStage.PROJECT: projects.keys(),
        FunnelStage.OPERATION: operating,
    }
    return {stage: len(received & set(codes)) for stage, codes in reached.items()}
