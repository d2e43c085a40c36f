"""What the demonstration books are made of: books, and drafts of the events to be recorded in them, in order."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from parkledger.demo.sources import document
from parkledger.language import VIETNAM

WITHDRAWAL: Final = "withdrawal"
"""The type of a draft that only takes another back."""


@dataclass(frozen=True, slots=True)
class BookPlan:
    """A book to be made before its drafts are recorded: its code, its authority, and the place it keeps book of."""

    code: str
    name: str
    place_code: str


@dataclass(frozen=True, slots=True)
class EventDraft:
    """An event to be recorded.

    `fields` are the JSON values of the event type's own fields and `effective_on` (left out where the type takes it
    from `period_end`). `name` labels a draft; a later one whose `corrects` is that label takes it back for `reason`
    and, unless its type is `withdrawal`, stands in its place.
    """

    book: str
    type: str
    fields: dict[str, Any]
    recorded_at: datetime
    recorded_by: str
    document: dict[str, Any] | None = None
    note: str = ""
    demo: bool = True
    name: str = ""
    corrects: str = ""
    reason: str = ""


DECLARING = frozenset({"zone_planned", "zone_established"})
"""Types that put a zone on record; a zone that is invented says so."""


@dataclass(slots=True)
class Desk:
    """One book's desk, where its drafts pile up in the order in which they are written."""

    book: str
    by: str
    drafts: list[EventDraft] = field(default_factory=list)

    def write(
        self,
        kind: str,
        on: date,
        fields: dict[str, Any],
        *,
        lag_days: int = 1,
        at: datetime | None = None,
        source: str = "",
        note: str = "",
        demo: bool = True,
        name: str = "",
        corrects: str = "",
        reason: str = "",
        by: str = "",
    ) -> None:
        """Add a draft effective on a day; it is recorded `lag_days` later at nine, or at the moment given."""
        own = {key: _json(value) for key, value in fields.items() if value is not None and value != ""}
        if "period_end" not in own or kind in {"statistic_quoted", "target_set", "target_amended"}:
            own = {"effective_on": on.isoformat(), **own}
        if "Minh họa" in str(own.get("name", "")) and kind in DECLARING:
            own["invented"] = True
        moment = at or datetime.combine(on + timedelta(days=lag_days), time(9), tzinfo=VIETNAM)
        self.drafts.append(
            EventDraft(
                book=self.book,
                type=kind,
                fields={} if kind == WITHDRAWAL else own,
                recorded_at=moment,
                recorded_by=by or self.by,
                document=document(source),
                note=note,
                demo=demo,
                name=name,
                corrects=corrects,
                reason=reason,
            )
        )


def in_order(drafts: Iterable[EventDraft]) -> list[EventDraft]:
    """Drafts of one book by the time of recording; those of one moment keep their order, a second apart."""
    ordered: list[EventDraft] = []
    for draft in sorted(drafts, key=lambda found: found.recorded_at):
        moment = draft.recorded_at
        if ordered and moment <= ordered[-1].recorded_at:
            moment = ordered[-1].recorded_at + timedelta(seconds=1)
        ordered.append(replace(draft, recorded_at=moment))
    return ordered


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """A local moment of a day."""
    return datetime.combine(day, time(hour, minute), tzinfo=VIETNAM)


def usd(cents: int) -> dict[str, Any]:
    """An amount of US cents."""
    return {"currency": "USD", "amount": cents}


def vnd(dong: int) -> dict[str, Any]:
    """An amount of đồng."""
    return {"currency": "VND", "amount": dong}


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
