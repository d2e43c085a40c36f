"""The zones and projects of one book as its events declare them: loaded when first needed, or replayed from nothing."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from parkledger.ledger.entries import Item, Key
from parkledger.ledger.states import ProjectState, ZoneState
from parkledger.ledger.tails import Tail


class Source(Protocol):
    """Where a register finds what was recorded before it was opened."""

    def zone(self, zone_id: int) -> ZoneState | None:
        """A zone by id, in whichever book."""

    def project(self, project_id: int) -> ProjectState | None:
        """A project by id."""

    def merged_from(self, zone_id: int) -> list[ZoneState]:
        """The zones of this book that became part of a zone."""

    def items(self, scope: str, scope_id: object) -> Iterable[tuple[Key, Item]]:
        """The claims in force of a zone, one of its measures, a project, or a place."""

    def tail(self, key: Key) -> Tail:
        """The end of a series, without what led to it."""

    def flows(self, scope: str, row: int) -> int:
        """How many flows are in force in a zone or of a project, but for those of the event that put it on record."""

    def taken_in(self, zone_id: int) -> int:
        """How many zones of other books became part of a zone."""

    def projects_in(self, zone_id: int) -> list[int]:
        """Projects that ever had a posting in a zone."""


class Declared:
    """One book's zones and projects, what changed of them, and which zones became part of which."""

    def __init__(self, source: Source | None = None) -> None:
        self.source = source
        self.zones: dict[int, ZoneState] = {}
        self.projects: dict[int, ProjectState] = {}
        self.changed_zones: set[int] = set()
        self.changed_projects: set[int] = set()
        self.removed: set[int] = set()
        self._merged_from: dict[int, list[int]] = {}

    def zone(self, zone_id: int) -> ZoneState:
        """A zone by id, loaded when first needed."""
        found = self.zones.get(zone_id) or self.known_zone(zone_id)
        if found is None:
            raise LookupError(f"zone {zone_id}")
        return found

    def known_zone(self, zone_id: int) -> ZoneState | None:
        """A zone by id, if there is one."""
        if zone_id not in self.zones and zone_id not in self.removed and self.source:
            found = self.source.zone(zone_id)
            if found is not None:
                self.zones[zone_id] = found
        return self.zones.get(zone_id)

    def remove_zone(self, zone_id: int) -> None:
        """Take a zone off the record."""
        del self.zones[zone_id]
        self.removed.add(zone_id)
        self.changed_zones.add(zone_id)

    def project(self, project_id: int) -> ProjectState:
        """A project by id, loaded when first needed."""
        found = self.projects.get(project_id) or self.known_project(project_id)
        if found is None:
            raise LookupError(f"project {project_id}")
        return found

    def known_project(self, project_id: int) -> ProjectState | None:
        """A project by id, if there is one."""
        if project_id not in self.projects and project_id not in self.removed and self.source:
            found = self.source.project(project_id)
            if found is not None:
                self.projects[project_id] = found
        return self.projects.get(project_id)

    def remove_project(self, project_id: int) -> None:
        """Take a project off the record."""
        del self.projects[project_id]
        self.removed.add(project_id)
        self.changed_projects.add(project_id)

    def zone_of(self, project: ProjectState, on: date) -> ZoneState | None:
        """The zone a project lies in on a day, following zones that became part of another."""
        if project.zone is None:
            return None
        zone = self.zone(project.zone)
        while zone.merged_into is not None and zone.ended_on is not None and zone.ended_on <= on:
            zone = self.zone(zone.merged_into)
        return zone

    def becomes(self, zone: ZoneState, other: ZoneState) -> bool:
        """Whether a zone is another, or becomes part of it on whatever day."""
        while zone.id != other.id and zone.merged_into is not None:
            zone = self.zone(zone.merged_into)
        return zone.id == other.id

    def merged_from(self, zone_id: int) -> list[ZoneState]:
        """The zones of this book that became part of this one."""
        if zone_id not in self._merged_from:
            found = self.source.merged_from(zone_id) if self.source else []
            for state in found:
                self.zones.setdefault(state.id, state)
            merged = {state.id for state in found}
            merged |= {state.id for state in self.zones.values() if state.merged_into == zone_id}
            self._merged_from[zone_id] = sorted(merged)
        ids = self._merged_from[zone_id]
        return [s for s in map(self.zone, ids) if s.merged_into == zone_id] if ids else []

    def taken_in(self, zone: ZoneState, after: date) -> int:
        """How many zones became part of one after a day, or are another book's, whose postings this one cannot end."""
        late = sum(1 for state in self.merged_from(zone.id) if state.ended_on is not None and state.ended_on > after)
        return late + (self.source.taken_in(zone.id) if self.source else 0)

    def note_merged(self, zone: ZoneState, into: int) -> None:
        """Take in that a zone became part of another."""
        self.merged_from(into)
        self._merged_from[into] = sorted({*self._merged_from[into], zone.id})
