"""What passes between events and tables: series keys, claims, and posting rows."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from parkledger.catalogue import Status

ZERO = (0, 0, 0)
Vector = tuple[int, int, int]
"""Amount in the measure's own unit (money: in its own currency), and its equivalents in US cents and in đồng."""


class Entry(StrEnum):
    """What a posting is: a flow of a period, a change or an assertion of something held, or what follows from those."""

    FLOW = "flow"
    CHANGE = "change"
    LEVEL = "level"
    SOLE = "sole"  # never posted: a level that ends what was reported in scopes that overlap its own
    CARRY = "carry"  # keeps what was asserted later true
    REVERSAL = "reversal"
    END = "end"  # never posted: what a zone or project held ends with it
    LAPSE = "lapse"  # what held only in a zone (a tariff), or until told in another scope, is absent then, and not zero


class Key(NamedTuple):
    """Everything a posting is about. Held measures with one key form one series, which an assertion refers to."""

    measure: str
    scenario: str
    zone: int | None
    project: int | None
    place: str
    kind: str | None
    origin: str | None
    currency: str | None
    detail: str
    period_start: date | None
    period_end: date | None

    def in_period(self, start: date, end: date) -> "Key":
        """The same in a period, both days included."""
        return Key(*self[:9], start, end)


class Claim(NamedTuple):
    """What an event says of one key: that it flowed, changed by, or stood at so much."""

    key: Key
    entry: Entry
    vector: Vector
    on: date
    status: str = Status.FINAL.value


class Item(NamedTuple):
    """A claim on a series in force, in the order in which claims apply: by date, then as recorded."""

    on: date
    seq: int
    line: int
    entry: Entry
    vector: Vector


class PostingRow(NamedTuple):
    """A posting as derived from its event, without what it shares with the whole event."""

    line: int
    entry: Entry
    key: Key
    on: date
    status: str
    count: int  # type: ignore[assignment]  # shadows tuple.count, which is never used
    vector: Vector
    level: Vector | None
