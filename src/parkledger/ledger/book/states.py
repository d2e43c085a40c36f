"""Zones and projects as the events recorded so far describe them."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(slots=True)
class Dated:
    """An attribute's values in the order they took effect, each with the event that set it."""

    values: list[tuple[date, int, str]] = field(default_factory=list)

    def set(self, on: date, seq: int, value: str) -> None:
        """Set the attribute's value from a day on."""
        self.values = sorted([*self.values, (on, seq, value)])

    def unset(self, seq: int) -> None:
        """Forget what one event set."""
        self.values = [entry for entry in self.values if entry[1] != seq]

    def on(self, day: date) -> str:
        """The value on a day; before the first, the first."""
        known = [value for since, _, value in self.values if since <= day]
        return known[-1] if known else self.values[0][2]

    @property
    def last(self) -> str:
        """The value that took effect last."""
        return self.values[-1][2]


@dataclass(slots=True)
class ZoneState:
    """A zone: what it is, where, what it is called, and whether it has ended or become part of another."""

    id: int
    code: str
    names: Dated
    kind: str
    place: str
    part_of: int | None = None
    latitude: str = ""
    longitude: str = ""
    developer: str = ""
    demo: bool = False
    ended_on: date | None = None
    ended_by: int | None = None
    merged_into: int | None = None
    merged_kind: str | None = None
    merged_place: str | None = None
    position_assumed: bool = False

    @property
    def name(self) -> str:
        """Its present name, without KCN or CCN."""
        return self.names.last

    @property
    def known_since(self) -> date:
        """The day of the event that put it on record, of which its place was named."""
        return self.names.values[0][0]


@dataclass(slots=True)
class ProjectState:
    """A project: whose, where, of which origin and role, and whether it has ended."""

    id: int
    code: str
    name: str
    enterprises: Dated
    zone: int | None
    place: str
    origin: str
    role: str
    sector: str
    country: str
    registered_on: date
    demo: bool = False
    ended_on: date | None = None
    ended_by: int | None = None
