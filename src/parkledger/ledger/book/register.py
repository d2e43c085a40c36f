"""The state of one book while events are being recorded: zones, projects, and every series of what is held.

The same class serves recording, where it loads what it needs from the database, and verifying, where it is built up
from nothing by replaying the journal. The rule by which postings follow from claims stands here once: a posting is
the difference that an event makes to a series, so a late report or a correction keeps what was asserted later true.
"""

from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime
from typing import Protocol

from parkledger.catalogue import MEASURES, Nature, Status
from parkledger.catalogue.measures import DECIDED_AREAS_STAND, ONE_SCOPE
from parkledger.ledger.book.groups import (
    AllPlacesLevels,
    AllZonesLevels,
    ProjectSeries,
    SeriesGroup,
    SingleSeries,
    ZoneLevels,
    ZoneSeries,
    group_of,
    groups_with,
    may_be_one_of_many,
)
from parkledger.ledger.book.levels import ScopedLevels
from parkledger.ledger.book.lookups import LookupBudget
from parkledger.ledger.book.postings import ZERO, Claim, Entry, Item, Key, PostingRow, Vector
from parkledger.ledger.book.series import (
    NOTHING,
    Counted,
    Steps,
    Tail,
    applied,
    flow_differences,
    is_scoped_level,
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

    def items(self, group: SeriesGroup) -> Iterable[tuple[Key, Item]]:
        """The claims in force on the series of a group."""

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
    tail, and the series itself is loaded only when something asks for it. `events` is how many the book has: it tells when
    reading together what lies together is cheaper than reading series by series.
    """

    def __init__(self, source: Source | None = None, *, brief: bool = False, events: int = 0) -> None:
        self.source = source
        self.zones: dict[int, ZoneState] = {}
        self.projects: dict[int, ProjectState] = {}
        self.changed_zones: set[int] = set()
        self.changed_projects: set[int] = set()
        self.removed: set[int] = set()
        self.one_scope = True
        """Whether what is claimed of a level now ends what was reported of it in overlapping scopes (`ONE_SCOPE`)."""
        self.decided_areas_stand = True
        """Whether the areas of an establishing decision are those of the zone, whatever was on record (`DECIDED_AREAS_STAND`)."""
        self._merged_from: dict[int, list[int]] = {}
        self._brief = brief
        self._events = events
        self._budgets: dict[SeriesGroup | None, LookupBudget] = {}
        self._levels = ScopedLevels(self._items, self._load_overlapping)
        self._tails: dict[Key, Tail] = {}
        self._series: dict[Key, list[Item]] = {}
        self._tail: dict[Key, Counted] = {}
        self._keys_of_project: defaultdict[int, set[Key]] = defaultdict(set)
        self._keys_of_zone: defaultdict[int, set[Key]] = defaultdict(set)
        self._keys_of_projects_in: defaultdict[int, set[Key]] = defaultdict(set)
        self._loaded: set[SeriesGroup] = set()

    def bind_at(self, moment: datetime) -> None:
        """Let what is claimed next be bound by the rules that hold for what is recorded at a moment."""
        self.one_scope = moment >= ONE_SCOPE
        self.decided_areas_stand = moment >= DECIDED_AREAS_STAND

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

    def note_new(self, group: ZoneSeries | ProjectSeries) -> None:
        """Treat a zone or project as loaded: it is new, so the database has no claims of it."""
        self._loaded.add(group)

    def keys_of_project(self, project_id: int) -> set[Key]:
        """Every series that a project has, those that others become where its zone was merged included."""
        self._ensure(ProjectSeries(project_id))
        return self._with_targets(self._keys_of_project[project_id])

    def keys_of_zone(self, zone_id: int) -> set[Key]:
        """Every series that a zone has, its projects' included, and those that came from zones merged into it."""
        self._ensure(ZoneSeries(zone_id))
        if self.source:
            for project_id in self.source.projects_in(zone_id):
                self._ensure(ProjectSeries(project_id))
        own = self._keys_of_zone[zone_id] | self._keys_of_projects_in[zone_id]
        before = {key for source in self.merged_from(zone_id) for key in self.keys_of_zone(source.id)}
        return own | {moved for key in before if (moved := self.moved(key))}

    def later(self, key: Key, on: date) -> bool:
        """Whether something is claimed of a series after a day."""
        return any(item.on > on for item in self._items(key))

    def raised_from(self, key: Key, day: date) -> list[tuple[date, int]]:
        """The claims from a day on by which a series has more, each with its own day and the number of its event."""
        return [(item.on, item.seq) for item in self._items(key) if item.on >= day and item.vector[0] > 0]

    def enter(self, claim: Claim, seq: int, line: int) -> list[PostingRow]:
        """Add a claim to its series and return the postings that follow from it."""
        key = claim.key
        if claim.entry is Entry.FLOW:
            return [_row(claim, line, claim.vector)]
        level = claim.vector if claim.entry is Entry.LEVEL else None
        is_sole = level is not None and self.one_scope and is_scoped_level(key)
        item = Item(claim.on, seq, line, Entry.SOLE if is_sole else claim.entry, claim.vector)
        lapsed = self._lapsed_by(key, [item])
        if not lapsed and self._is_plain(key) and (before := self._entered_last(key, item)) is not None:
            change = less(applied(before, item), before)
            return [_row(claim, line, change[:3], level=level)]

        def insert() -> None:
            insort(self._items(key), item)
            self._levels.note_claim(key, item)

        rows = self._restate({key, *lapsed}, insert, line, claim.status, {(key, claim.on)})
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
        if is_scoped_level(key) and (lapsed := self._levels.last_lapse(key)) is not None and lapsed > item.on:
            return None
        before = self._last(key)
        series.append(item)
        self._levels.note_claim(key, item)
        self._tail[key] = applied(before, item)
        return before

    def retract(self, rows: Iterable[PostingRow], seq: int, line: int) -> list[PostingRow]:
        """Take one event's claims back and return the postings that follow, later assertions kept true."""
        reversed_rows: list[PostingRow] = []
        claimed: set[tuple[Key, date]] = set()
        status = Status.FINAL.value
        for row in rows:
            status = row.status
            if row.entry is Entry.FLOW:
                back = row._replace(entry=Entry.REVERSAL, count=-row.count, vector=negative(row.vector))
                reversed_rows.append(back)
            elif row.entry in {Entry.CHANGE, Entry.LEVEL}:
                claimed.add((row.key, row.on))
        keys = {key for key, _ in claimed}
        gone = {key: [item for item in self._items(key) if item.seq == seq] for key in keys}

        def remove() -> None:
            for key, items in gone.items():
                self._series[key] = [item for item in self._items(key) if item.seq != seq]
                self._tail.pop(key, None)
                for item in items:
                    self._levels.forget_claim(key, item)

        affected = keys.union(*(self._lapsed_by(key, items) for key, items in gone.items()))
        restated = self._restate(affected, remove, line, status, claimed)
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
        return self._restate(keys | {t for k in keys if (t := target(k))}, close, line, Status.FINAL.value)

    def reopen_zone(self, zone: ZoneState, line: int) -> list[PostingRow]:
        """Undo the end of a zone."""
        keys = self.keys_of_zone(zone.id)
        moved = {t for k in keys if (t := self.moved(k))}

        def reopen() -> None:
            zone.ended_on = zone.ended_by = zone.merged_into = zone.merged_kind = zone.merged_place = None

        self.changed_zones.add(zone.id)
        return self._restate(keys | moved, reopen, line, Status.FINAL.value)

    def close_project(self, project: ProjectState, on: date, seq: int, line: int) -> list[PostingRow]:
        """End a project on a day: what it had registered is no longer in force."""

        def close() -> None:
            project.ended_on, project.ended_by = on, seq

        self.changed_projects.add(project.id)
        return self._restate(set(self.keys_of_project(project.id)), close, line, Status.FINAL.value)

    def reopen_project(self, project: ProjectState, line: int) -> list[PostingRow]:
        """Undo the end of a project."""

        def reopen() -> None:
            project.ended_on = project.ended_by = None

        self.changed_projects.add(project.id)
        return self._restate(set(self.keys_of_project(project.id)), reopen, line, Status.FINAL.value)

    # -- how postings follow -------------------------------------------------------------------------------------

    def _restate(
        self,
        keys: set[Key],
        change: Callable[[], None],
        line: int,
        status: str,
        claimed: Collection[tuple[Key, date]] = (),
    ) -> list[PostingRow]:
        """Make a change to the register and return the difference it makes to these series and those they move to.

        `claimed` are the series of which a claim is entered or taken back, each with its day.
        """
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
                row = _restated(key, on, difference, status, line + len(rows))
                lapses = difference[3] and is_scoped_level(key) and (key, on) not in claimed
                rows.append(row._replace(entry=Entry.LAPSE) if lapses else row)
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

    def _lapsed_by(self, key: Key, items: Iterable[Item]) -> set[Key]:
        """The series of a reported level of which claims on one, in another scope or currency, end what stood."""
        return self._levels.lapsed_by(key, items) if is_scoped_level(key) else set()

    def _lapses(self, key: Key) -> Iterable[Item]:
        """Where a level was told in another scope, so that what this series says no longer holds."""
        return self._levels.lapses(key) if is_scoped_level(key) else ()

    def _load_overlapping(self, key: Key) -> None:
        """Have the series in memory that may overlap that of a level."""
        self._ensure(AllPlacesLevels())
        if key.zone is None:
            self._ensure(AllZonesLevels())
        elif not self._loaded & {ZoneSeries(key.zone), AllZonesLevels()}:
            self._ensure(ZoneLevels(key.zone))

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
        """All that a series is made of, in order: claims, arrivals, lapses, ends."""
        return sorted(
            (*self._items(key), *self._lapses(key), *self._ends(key), *self._arrivals(key)), key=lambda item: item[:3]
        )

    def _items(self, key: Key) -> list[Item]:
        if key not in self._series:
            if not self._is_loaded(key):
                is_alone = may_be_one_of_many(key) and self._budget_of(key).spend()
                self._ensure(SingleSeries(key) if is_alone else group_of(key))
            self._file(key)
            self._merge_tails()
        return self._series[key]

    def _budget_of(self, key: Key) -> LookupBudget:
        """What is left to look series up alone: of projects, which are read one after another; else of one group."""
        shared = None if key.project is not None else group_of(key)
        return self._budgets.setdefault(shared, LookupBudget(self._events))

    def _tail_of(self, key: Key) -> Tail | None:
        """The tail of a series that is not in memory; None where it is, or must be."""
        if key not in self._tails:
            if not self._brief or self.source is None or key in self._series or self._is_loaded(key):
                return None
            self._tails[key] = self.source.tail(key)
            self._file_under_owners(key)
        return self._tails[key]

    def _merge_tails(self) -> None:
        """Add to the series that were loaded what had been entered at their tails; some had nothing before that."""
        for key in [key for key in self._tails if key in self._series or self._is_loaded(key)]:
            series = self._file(key)
            series += self._tails.pop(key).entered
            series.sort()

    def _is_loaded(self, key: Key) -> bool:
        """Whether all that was recorded of a series before is in memory, by itself or with what it lies together with."""
        return any(group in self._loaded for group in groups_with(key))

    def _ensure(self, group: SeriesGroup) -> None:
        if group in self._loaded:
            return
        if self.source:
            found: defaultdict[Key, list[Item]] = defaultdict(list)
            for key, item in self.source.items(group):
                found[key].append(item)
            for key, items in found.items():
                if not self._is_loaded(key):
                    series = self._file(key)
                    series += items
                    series.sort()
        self._loaded.add(group)
        if self.source:
            self._merge_tails()

    def _file(self, key: Key) -> list[Item]:
        if key not in self._series:
            self._series[key] = []
            self._file_under_owners(key)
        return self._series[key]

    def _file_under_owners(self, key: Key) -> None:
        if key.project is not None:
            self._keys_of_project[key.project].add(key)
            if key.zone is not None:
                self._keys_of_projects_in[key.zone].add(key)
            return
        if key.zone is not None:
            self._keys_of_zone[key.zone].add(key)
        if is_scoped_level(key):
            self._levels.add(key)

    def _is_plain(self, key: Key) -> bool:
        """Whether nothing that a series belongs to has ended or was merged, so that a claim after all else changes it alone."""
        if key.scenario != "actual":
            return True
        if key.zone is not None and self.zone(key.zone).ended_on is not None:
            return False
        if key.zone is not None and moves(key) and self.merged_from(key.zone):
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
