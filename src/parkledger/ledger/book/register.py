"""The state of one book while events are being recorded: zones, projects, and every series of what is held.

The same class serves recording, where it loads what it needs from the database, and verifying, where it is built up
from nothing by replaying the journal. The rule by which postings follow from claims stands here once: a posting is
the difference that an event makes to a series, so a late report or a correction keeps what was asserted later true.
"""

from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import Protocol

from parkledger.catalogue import MEASURES, Nature
from parkledger.ledger.book.postings import ZERO, Claim, Entry, Item, Key, PostingRow, Vector
from parkledger.ledger.book.series import (
    NOTHING,
    Counted,
    Steps,
    Tail,
    applied,
    flow_differences,
    less,
    moved_zone,
    moves,
    negative,
    step_differences,
)
from parkledger.ledger.book.states import ProjectState, ZoneState


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

    def days_taken_in(self, zone_id: int) -> list[date]:
        """The days on which zones of other books became part of a zone."""

    def projects_in(self, zone_id: int) -> list[int]:
        """Projects that ever had a posting in a zone."""


class Register:
    """One book's zones, projects and series.

    Where it is opened for one event (`brief`), claims that follow all that is known of their series are entered at its
    tail, and the series itself is loaded only when something asks for it.
    """

    def __init__(self, source: Source | None = None, *, brief: bool = False) -> None:
        self.source = source
        self.zones: dict[int, ZoneState] = {}
        self.projects: dict[int, ProjectState] = {}
        self.changed_zones: set[int] = set()
        self.changed_projects: set[int] = set()
        self.removed: set[int] = set()
        self._merged_from: dict[int, list[int]] = {}
        self._brief = brief
        self._tails: dict[Key, Tail] = {}
        self._series: dict[Key, list[Item]] = {}
        self._tail: dict[Key, Counted] = {}
        self._keys_of: defaultdict[tuple[str, object], set[Key]] = defaultdict(set)
        self._loaded: set[tuple[str, object]] = set()

    # -- zones and projects --------------------------------------------------------------------------------------

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

    def days_taken_in(self, zone_id: int) -> set[date]:
        """The days on which other zones, of whichever book, became part of one."""
        own = {state.ended_on for state in self.merged_from(zone_id) if state.ended_on is not None}
        return own | set(self.source.days_taken_in(zone_id) if self.source else ())

    def note_merged(self, zone: ZoneState, into: int) -> None:
        """Remember that a zone became part of another."""
        self.merged_from(into)
        self._merged_from[into] = sorted({*self._merged_from[into], zone.id})

    # -- series --------------------------------------------------------------------------------------------------

    def value(self, key: Key, on: date) -> Counted:
        """What a series stands at on a day, and of how many claims."""
        value = NOTHING
        for since, standing in self._steps(key):
            if since > on:
                break
            value = standing
        return value

    def rests_on(self, scope: str, row: int, keys: Iterable[Key]) -> int:
        """How many series with claims in force, and flows of other events, rest on a zone or a project."""
        held = sum(1 for key in keys if any(standing[3] for _, standing in self._steps(key)))
        return held + (self.source.flows(scope, row) if self.source else 0)

    def steps(self, key: Key) -> Steps:
        """The days on which a series changes, each with what it stands at from then on."""
        return self._steps(key)

    def claimed_by(self, key: Key) -> list[int]:
        """The events in force that claim something of a series, or of one that it moves to, by number."""
        return sorted({item.seq for each in self._with_targets({key}) for item in self._items(each)})

    def claims_of(self, key: Key) -> list[tuple[int, date]]:
        """The events in force that claim something of a series itself, by number, each with the day of its claim."""
        return [(item.seq, item.on) for item in self._items(key)]

    def steps_from(self, key: Key, day: date) -> Steps:
        """The same from a day on; where claims were entered at the tail, the days that they can have changed."""
        tail = self._tails.get(key)
        if tail is not None and tail.entered and tail.entered[0].on <= day:
            return [step for step in tail.steps() if step[0] >= day]
        return [step for step in self._steps(key) if step[0] >= day]

    @property
    def size(self) -> int:
        """How many series are in memory."""
        return len(self._series)

    def forget_tails(self) -> None:
        """Forget the tails: the claims entered at them are in the database now, from where they are read again."""
        self._tails.clear()

    def born(self, scope: str, scope_id: int) -> None:
        """Treat a zone or project as loaded: it is new, so the database has no claims of it."""
        self._loaded.add((scope, scope_id))

    def keys_of_project(self, project_id: int) -> set[Key]:
        """Every series that a project has, those that others become where its zone was merged included."""
        self._ensure("project", project_id)
        return self._with_targets(self._keys_of["project", project_id])

    def keys_of_zone(self, zone_id: int) -> set[Key]:
        """Every series that a zone has, its projects' included, and those that came from zones merged into it."""
        self._ensure("zone", zone_id)
        if self.source:
            for project_id in self.source.projects_in(zone_id):
                self._ensure("project", project_id)
        own = self._keys_of["zone", zone_id] | self._keys_of["zone's projects", zone_id]
        before = {key for source in self.merged_from(zone_id) for key in self.keys_of_zone(source.id)}
        return own | {moved for key in before if (moved := self.moved(key))}

    def later(self, key: Key, on: date) -> bool:
        """Whether something is claimed of a series after a day."""
        return any(item.on > on for item in self._items(key))

    def enter(self, claim: Claim, seq: int, line: int) -> list[PostingRow]:
        """Add a claim to its series and return the postings that follow from it."""
        key = claim.key
        if claim.entry is Entry.FLOW:
            return [_row(claim, line, claim.vector)]
        item = Item(claim.on, seq, line, claim.entry, claim.vector)
        level = claim.vector if claim.entry is Entry.LEVEL else None
        if self._is_plain(key) and (before := self._entered_last(key, item)) is not None:
            change = less(applied(before, item), before)
            return [_row(claim, line, change[:3], level=level)]
        rows = self._restate({key}, lambda: insort(self._items(key), item), line, claim.status)
        own = [row for row in rows if row.key == key and row.on == claim.on]
        first = own[0] if own else _row(claim, line, ZERO, count=0)
        rest = [row for row in rows if row is not first]
        return [first._replace(entry=claim.entry, level=level), *rest]

    def _entered_last(self, key: Key, item: Item) -> Counted | None:
        """Enter a claim where it follows all others of its series; returns what that stood at before, else None."""
        if (tail := self._tail_of(key)) is not None and tail.takes(item.on):
            return tail.enter(item)
        series = self._items(key)
        if series and series[-1].on > item.on:
            return None
        before = self._last(key)
        series.append(item)
        self._tail[key] = applied(before, item)
        return before

    def retract(self, rows: Iterable[PostingRow], seq: int, line: int) -> list[PostingRow]:
        """Take one event's claims back and return the postings that follow, later assertions kept true."""
        reversed_rows: list[PostingRow] = []
        keys: set[Key] = set()
        status = "final"
        for row in rows:
            status = row.status
            if row.entry is Entry.FLOW:
                back = row._replace(entry=Entry.REVERSAL, count=-row.count, vector=negative(row.vector))
                reversed_rows.append(back)
            elif row.entry in {Entry.CHANGE, Entry.LEVEL}:
                keys.add(row.key)

        def remove() -> None:
            for key in keys:
                self._series[key] = [item for item in self._items(key) if item.seq != seq]
                self._tail.pop(key, None)

        restated = self._restate(keys, remove, line, status)
        return [row._replace(line=line + n) for n, row in enumerate((*reversed_rows, *restated))]

    def close_zone(
        self, zone: ZoneState, on: date, seq: int, into: tuple[int, str, str] | None, line: int
    ) -> list[PostingRow]:
        """End a zone on a day; what it holds ends too, or becomes part of the zone it is merged into."""

        def close() -> None:
            zone.ended_on, zone.ended_by = on, seq
            if into:
                zone.merged_into, zone.merged_kind, zone.merged_place = into
                self.note_merged(zone, into[0])

        self.changed_zones.add(zone.id)
        keys = self.keys_of_zone(zone.id)
        target = moved_zone(into)
        return self._restate(keys | {t for k in keys if (t := target(k))}, close, line, "final")

    def reopen_zone(self, zone: ZoneState, line: int) -> list[PostingRow]:
        """Undo the end of a zone."""
        keys = self.keys_of_zone(zone.id)
        moved = {t for k in keys if (t := self.moved(k))}

        def reopen() -> None:
            zone.ended_on = zone.ended_by = zone.merged_into = zone.merged_kind = zone.merged_place = None

        self.changed_zones.add(zone.id)
        return self._restate(keys | moved, reopen, line, "final")

    def close_project(self, project: ProjectState, on: date, seq: int, line: int) -> list[PostingRow]:
        """End a project on a day: what it had registered is no longer in force."""

        def close() -> None:
            project.ended_on, project.ended_by = on, seq

        self.changed_projects.add(project.id)
        return self._restate(set(self.keys_of_project(project.id)), close, line, "final")

    def reopen_project(self, project: ProjectState, line: int) -> list[PostingRow]:
        """Undo the end of a project."""

        def reopen() -> None:
            project.ended_on = project.ended_by = None

        self.changed_projects.add(project.id)
        return self._restate(set(self.keys_of_project(project.id)), reopen, line, "final")

    # -- how postings follow -------------------------------------------------------------------------------------

    def _restate(self, keys: set[Key], change: Callable[[], None], line: int, status: str) -> list[PostingRow]:
        """Make a change to the register and return the difference it makes to these series and those they move to."""
        ordered = sorted(self._with_targets(keys), key=repr)
        before = [self._steps(key) for key in ordered]
        ended = [self._ended_with(key) for key in ordered]
        change()
        for key in ordered:
            self._tail.pop(key, None)
        for key in sorted(self._with_targets(set(ordered)) - set(ordered), key=repr):
            ordered.append(key)
            before.append([])
            ended.append(None)
        rows: list[PostingRow] = []
        for key, old in zip(ordered, before, strict=True):
            for on, difference in step_differences(old, self._steps(key)):
                rows.append(_restated(key, on, difference, status, line + len(rows)))
        for key, lost in zip(ordered, ended, strict=True):
            for flow, difference in flow_differences(key, lost, self._ended_with(key)):
                rows.append(_restated(flow, flow.period_end or date.max, difference, status, line + len(rows)))
        return rows

    def _ended_with(self, key: Key) -> tuple[date, Counted] | None:
        """The capital that ended with a project, and when: what this series stood at just before."""
        if key.measure != "capital.in_force" or key.project is None:
            return None
        project = self.known_project(key.project)
        if project is None or project.ended_on is None or project.ended_by is None:
            return None
        standing = self._standing_before(key, project.ended_on, project.ended_by)
        return (project.ended_on, (*standing[:3], 1)) if standing[0] else None

    def _with_targets(self, keys: set[Key]) -> set[Key]:
        found, queue = set(keys), list(keys)
        while queue:
            if (target := self.moved(queue.pop())) and target not in found:
                found.add(target)
                queue.append(target)
        return found

    def moved(self, key: Key) -> Key | None:
        """The series that this one becomes part of where its zone was merged into another."""
        if key.zone is None:
            return None
        zone = self.known_zone(key.zone)
        if zone is None or zone.merged_into is None:
            return None
        return moved_zone((zone.merged_into, zone.merged_kind or "", zone.merged_place or ""))(key)

    def _steps(self, key: Key) -> Steps:
        steps: Steps = []
        standing = NOTHING
        for item in self._all_items(key):
            standing = applied(standing, item)
            if steps and steps[-1][0] == item.on:
                steps[-1] = (item.on, standing)
            else:
                steps.append((item.on, standing))
        return steps

    def _ends(self, key: Key) -> Iterable[Item]:
        measure = MEASURES[key.measure]
        if key.scenario != "actual":
            return
        if key.zone is not None:
            zone = self.known_zone(key.zone)
            if zone is not None and zone.ended_on is not None and zone.ended_by is not None:
                end = Entry.LAPSE if measure.nature in {Nature.TARIFF, Nature.QUOTED} else Entry.END
                yield Item(zone.ended_on, zone.ended_by, 1 << 20, end, (0, 0, 0))
        if key.project is not None and measure.ends_with_project:
            project = self.known_project(key.project)
            if project is not None and project.ended_on is not None and project.ended_by is not None:
                yield Item(project.ended_on, project.ended_by, 1 << 20, Entry.END, (0, 0, 0))

    def _arrivals(self, key: Key) -> Iterable[Item]:
        """What came into this series from zones merged into its zone."""
        if key.zone is None or not moves(key):
            return
        for source in self.merged_from(key.zone):
            if source.ended_on is None or source.ended_by is None:
                continue
            origin = key._replace(zone=source.id, kind=source.kind, place=source.place)
            held = self._standing_before(origin, source.ended_on, source.ended_by)
            if held[3]:
                yield Item(source.ended_on, source.ended_by, 1 << 20, Entry.CHANGE, held[:3])

    def _standing_before(self, key: Key, on: date, seq: int) -> Counted:
        """What a series stands at just before an event of a day."""
        standing = NOTHING
        for item in self._all_items(key):
            if (item.on, item.seq) < (on, seq):
                standing = applied(standing, item)
        return standing

    def _all_items(self, key: Key) -> list[Item]:
        """All that a series is made of, in order: claims, arrivals, ends."""
        return sorted((*self._items(key), *self._ends(key), *self._arrivals(key)), key=lambda item: item[:3])

    def _items(self, key: Key) -> list[Item]:
        if key not in self._series:
            self._ensure(*_scope_of(key))
            self._file(key)
            self._merge_tails()
        return self._series[key]

    def _tail_of(self, key: Key) -> Tail | None:
        """The tail of a series that is not in memory; None where it is, or must be."""
        if key not in self._tails:
            if not self._brief or self.source is None or key in self._series or self._is_loaded(*_scope_of(key)):
                return None
            self._tails[key] = self.source.tail(key)
            self._file_under_owners(key)
        return self._tails[key]

    def _merge_tails(self) -> None:
        """Add to the series that were loaded what had been entered at their tails; some had nothing before that."""
        for key in [key for key in self._tails if key in self._series or self._is_loaded(*_scope_of(key))]:
            series = self._file(key)
            series += self._tails.pop(key).entered
            series.sort()

    def _is_loaded(self, scope: str, scope_id: object) -> bool:
        whole_zone = (
            scope == "measure of zone" and isinstance(scope_id, tuple) and ("zone", scope_id[0]) in self._loaded
        )
        return whole_zone or (scope, scope_id) in self._loaded

    def _ensure(self, scope: str, scope_id: object) -> None:
        if self._is_loaded(scope, scope_id):
            return
        self._loaded.add((scope, scope_id))
        if self.source:
            touched: set[Key] = set()
            for key, item in self.source.items(scope, scope_id):
                if scope == "zone" and ("measure of zone", (key.zone, key.measure)) in self._loaded:
                    continue
                self._file(key).append(item)
                touched.add(key)
            for key in touched:
                self._series[key].sort()
            self._merge_tails()

    def _file(self, key: Key) -> list[Item]:
        if key not in self._series:
            self._series[key] = []
            self._file_under_owners(key)
        return self._series[key]

    def _file_under_owners(self, key: Key) -> None:
        if key.project is not None:
            self._keys_of["project", key.project].add(key)
            if key.zone is not None:
                self._keys_of["zone's projects", key.zone].add(key)
        elif key.zone is not None:
            self._keys_of["zone", key.zone].add(key)

    def _is_plain(self, key: Key) -> bool:
        """Whether a series follows from its own items alone: nothing it belongs to has ended or was merged."""
        if key.scenario != "actual":
            return True
        if key.zone is not None and (self.zone(key.zone).ended_on is not None or self.merged_from(key.zone)):
            return False
        return key.project is None or self.project(key.project).ended_on is None

    def _last(self, key: Key) -> Counted:
        if key not in self._tail:
            steps = self._steps(key)
            self._tail[key] = steps[-1][1] if steps else NOTHING
        return self._tail[key]


def _row(claim: Claim, line: int, vector: Vector, *, count: int = 1, level: Vector | None = None) -> PostingRow:
    """The posting of a claim itself."""
    return PostingRow(
        line=line,
        entry=claim.entry,
        key=claim.key,
        on=claim.on,
        status=claim.status,
        count=count,
        vector=vector,
        level=level,
    )


def _restated(key: Key, on: date, difference: Counted, status: str, line: int) -> PostingRow:
    """The posting of a difference that an event makes to a series besides its own claims."""
    entry = Entry.REVERSAL if difference[3] < 0 else Entry.CARRY
    return PostingRow(
        line=line, entry=entry, key=key, on=on, status=status, count=difference[3], vector=difference[:3], level=None
    )


def _scope_of(key: Key) -> tuple[str, object]:
    """What is loaded together with a series."""
    if key.project is not None:
        return "project", key.project
    if key.zone is not None:
        return "measure of zone", (key.zone, key.measure)
    return "place", (key.measure, key.place)
