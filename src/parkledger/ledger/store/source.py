"""Reading the database for a register: raw SQL, since one event's cost is counted in these look-ups."""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from parkledger.catalogue import ZoneKind, official_title
from parkledger.catalogue.measures import ONE_SCOPE, REPORTED_LEVELS
from parkledger.language import fold
from parkledger.ledger.book.filing import File, file_number
from parkledger.ledger.book.groups import (
    AllPlacesLevels,
    AllZonesLevels,
    PlaceSeries,
    ProjectSeries,
    SeriesGroup,
    SingleSeries,
    ZoneLevels,
    ZoneMeasureSeries,
    ZoneSeries,
)
from parkledger.ledger.book.postings import Entry, Item, Key, PostingRow
from parkledger.ledger.book.series import NOTHING, Tail, is_scoped_level
from parkledger.ledger.book.states import Dated, ProjectState, ZoneState
from parkledger.ledger.events.base import EVENT_TYPES, Event, SubjectKind
from parkledger.ledger.events.projects import ProjectRegistered
from parkledger.ledger.events.services import ExchangeRateSet
from parkledger.ledger.models import SEQ_BITS, row_id
from parkledger.ledger.store.statements import fetch

_KEY_COLUMNS = (
    "p.measure, p.scenario, p.zone_id, p.project_id, p.place, p.kind, p.origin, p.currency, p.detail, "
    "p.period_start, p.period_end"
)
_ZONE_COLUMNS = (
    "id, code, names, kind, place, part_of, latitude, longitude, developer, demo, "
    "ended_on, ended_by, merged_into, merged_kind, merged_place, position_assumed"
)
_PROJECT_COLUMNS = "id, code, name, enterprises, zone_id, place, origin, role, sector, country, registered_on, demo, ended_on, ended_by"
_WHOLE_ZONE = (
    f"{', '.join(f'z.{name}' for name in _ZONE_COLUMNS.split(', '))}, "
    "EXISTS (SELECT 1 FROM ledger_zone m WHERE m.merged_into = z.id)"
)
_PROJECT_WIDTH = len(_PROJECT_COLUMNS.split(", "))
_PROJECT_IN_ZONE = (
    f"SELECT {', '.join(f'j.{name}' for name in _PROJECT_COLUMNS.split(', '))}, {_WHOLE_ZONE} "
    "FROM ledger_project j LEFT JOIN ledger_zone z ON z.id = j.zone_id WHERE j.book_id = %s AND j.code = %s"
)
_LEVELS = f"p.measure IN ({', '.join(repr(code) for code in sorted(REPORTED_LEVELS))}) AND p.scenario = 'actual'"
_OF_NO_PROJECT, _OF_NO_ZONE = "p.project_id IS NULL", "p.zone_id IS NULL AND p.project_id IS NULL"
_OF_OWN_ZONES = "p.zone_id IN (SELECT id FROM ledger_zone WHERE book_id = %s)"


class DatabaseSource:
    """What one book's register needs from the database."""

    def __init__(self, book_id: int) -> None:
        self.book_id = book_id
        self._alone: set[int] = set()  # zones that no zone was merged into when they were read
        self._beside: dict[int, ZoneState] = {}  # zones that were read with a project

    def zone(self, zone_id: int) -> ZoneState | None:
        """A zone by id, in whichever book."""
        if zone_id in self._beside:
            return self._beside.pop(zone_id)
        found = self._zones("z.id = %s", [zone_id])
        return found[0] if found else None

    def zones_named(self, search: str) -> list[ZoneState]:
        """The zones of this book with a code, however it is written, or a name, with or without KCN and CCN."""
        folded = fold(search)
        titles = [fold(official_title(kind, folded)) for kind in ZoneKind]
        named = f"z.book_id = %s AND (z.code IN (%s, %s) OR z.search IN (%s, {', '.join(['%s'] * len(titles))}))"
        return self._zones(named, [self.book_id, search, folded, folded, *titles])

    def _zones(self, condition: str, parameters: list[object]) -> list[ZoneState]:
        sql = f"SELECT {_WHOLE_ZONE} FROM ledger_zone z WHERE {condition}"
        return [self._taken_in(row) for row in fetch(sql, parameters)]

    def _taken_in(self, row: tuple[Any, ...]) -> ZoneState:
        if not row[-1]:
            self._alone.add(row[0])
        return _zone(row[:-1])

    def project(self, project_id: int) -> ProjectState | None:
        """A project by id."""
        rows = fetch(f"SELECT {_PROJECT_COLUMNS} FROM ledger_project WHERE id = %s", [project_id])
        return _project(rows[0]) if rows else None

    def project_coded(self, code: str) -> ProjectState | None:
        """A project of this book by its code; its zone, which is likely to be asked for next, is kept at hand."""
        rows = fetch(_PROJECT_IN_ZONE, [self.book_id, code])
        if not rows:
            return None
        project, zone = rows[0][:_PROJECT_WIDTH], rows[0][_PROJECT_WIDTH:]
        if zone[0] is not None:
            self._beside[zone[0]] = self._taken_in(zone)
        return _project(project)

    def merged_from(self, zone_id: int) -> list[ZoneState]:
        """The zones of this book that became part of a zone."""
        if zone_id in self._alone:
            return []
        sql = f"SELECT {_ZONE_COLUMNS} FROM ledger_zone WHERE merged_into = %s AND book_id = %s ORDER BY id"
        return [_zone(row) for row in fetch(sql, [zone_id, self.book_id])]

    def items(self, group: SeriesGroup) -> Iterable[tuple[Key, Item]]:
        """The claims in force (not reversed) on the series of a group.

        `+ 0` keeps the planner from going through the whole book by its events instead of through the group.
        """
        condition, parameters = self._of_group(group)
        sql = (
            f"SELECT {_KEY_COLUMNS}, p.effective_on, p.event_id, p.line, p.role, p.amount, p.usd, p.vnd, p.level, p.level_usd, "
            "p.level_vnd, p.recorded_at FROM ledger_posting p "
            "LEFT JOIN ledger_event r ON r.book_id = %s AND r.reverses = (p.event_id & 4294967295) "
            f"WHERE {condition} AND p.role IN ('change', 'level') AND r.id IS NULL AND p.event_id + 0 >= %s AND p.event_id + 0 < %s"
        )
        for row in fetch(sql, [self.book_id, *parameters, *self._bounds()]):
            on, event_id, line, role, amount, usd, vnd, level, level_usd, level_vnd, recorded_at = row[11:]
            key, entry = Key(*row[:11]), Entry(role)
            vector = (level, level_usd, level_vnd) if entry is Entry.LEVEL else (amount, usd, vnd)
            if entry is Entry.LEVEL and is_scoped_level(key) and aware(recorded_at) >= ONE_SCOPE:
                entry = Entry.SOLE
            yield key, Item(on, event_id & 0xFFFFFFFF, line, entry, vector)

    def _of_group(self, group: SeriesGroup) -> tuple[str, list[Any]]:
        """The condition on postings to be of a group of series, with its parameters."""
        match group:
            case SingleSeries(key):
                return _of_series(key)
            case ZoneSeries(zone):
                return f"p.zone_id = %s AND {_OF_NO_PROJECT}", [zone]
            case ZoneMeasureSeries(zone, measure):
                return f"p.zone_id = %s AND p.measure = %s AND {_OF_NO_PROJECT}", [zone, measure]
            case ProjectSeries(project):
                return "p.project_id = %s", [project]
            case PlaceSeries(measure, place):
                return f"p.measure = %s AND p.place = %s AND {_OF_NO_ZONE}", [measure, place]
            case ZoneLevels(zone):
                return f"p.zone_id = %s AND {_LEVELS} AND {_OF_NO_PROJECT}", [zone]
            case AllZonesLevels():
                return f"{_OF_OWN_ZONES} AND {_LEVELS} AND {_OF_NO_PROJECT}", [self.book_id]
            case AllPlacesLevels():
                return f"{_LEVELS} AND {_OF_NO_ZONE}", []

    def tail(self, key: Key) -> Tail:
        """The end of a series: what it stands at is the sum of its postings, and its last day is that of the last of them.

        Numbers are summed in halves, since SQLite refuses a sum that passes 64 bits on its way.
        """
        condition, given = _of_series(key)
        halves = ", ".join(f"SUM(p.{name} >> 32), SUM(p.{name} & 4294967295)" for name in ("amount", "usd", "vnd"))
        sql = (
            f"SELECT {halves}, SUM(p.count), MAX(p.effective_on) FROM ledger_posting p WHERE {condition} "
            "AND p.event_id + 0 >= %s AND p.event_id + 0 < %s AND p.role <> 'flow'"
        )
        *sums, count, last = fetch(sql, [*given, *self._bounds()])[0]
        if last is None:
            return Tail(NOTHING, date.min)
        amount, usd, vnd = ((int(high) << 32) + int(low) for high, low in zip(sums[::2], sums[1::2], strict=True))
        count = int(count)
        return Tail((amount, usd, vnd, count), date.fromisoformat(last) if isinstance(last, str) else last)

    def _bounds(self) -> list[object]:
        """From which event to before which the book's events go."""
        return [self.book_id << SEQ_BITS, (self.book_id + 1) << SEQ_BITS]

    def taken_in(self, zone_id: int) -> int:
        """How many zones of other books became part of a zone."""
        sql = "SELECT count(*) FROM ledger_zone WHERE merged_into = %s AND book_id <> %s"
        return int(fetch(sql, [zone_id, self.book_id])[0][0])

    def flows(self, scope: str, row: int) -> int:
        """How many flows are in force in a zone or of a project, but for those of the event that put it on record.

        Those are of the events that stand for the first: the event that corrects it, and what it corrects.
        """
        sql = (
            f"SELECT count(*) FROM ledger_posting p JOIN ledger_event e ON e.id = p.event_id "
            "LEFT JOIN ledger_event r ON r.book_id = e.book_id AND r.reverses = e.seq "
            f"WHERE p.{scope}_id = %s AND p.role = 'flow' AND r.id IS NULL AND e.type <> '{ProjectRegistered.code}'"
        )
        return int(fetch(sql, [row])[0][0])

    def projects_in(self, zone_id: int) -> list[int]:
        """Projects that ever had a posting in a zone."""
        sql = "SELECT DISTINCT project_id FROM ledger_posting WHERE zone_id = %s AND project_id IS NOT NULL ORDER BY project_id"
        return [row[0] for row in fetch(sql, [zone_id])]

    def zone_titles(self) -> list[tuple[int, str]]:
        """Every zone of the book by id and title."""
        rows = fetch("SELECT id, kind, name FROM ledger_zone WHERE book_id = %s", [self.book_id])
        return [(zone, official_title(kind, name)) for zone, kind, name in rows]

    def project_ids(self) -> dict[str, int]:
        """The ids of the book's projects by their codes."""
        return dict(fetch("SELECT code, id FROM ledger_project WHERE book_id = %s", [self.book_id]))

    def day_of(self, seq: int) -> date:
        """The day of an event."""
        day: date = fetch("SELECT effective_on FROM ledger_event WHERE id = %s", [row_id(self.book_id, seq)])[0][0]
        return day

    def replaced_by(self, seq: int) -> int | None:
        """The number of the event in whose place an event was recorded."""
        rows = fetch("SELECT replaces FROM ledger_event WHERE id = %s", [row_id(self.book_id, seq)])
        return rows[0][0] if rows else None

    def rates(self) -> list[tuple[date, int, dict[str, Any]]]:
        """The exchange rates in force: day, number of the event, rate."""
        sql = f"SELECT e.effective_on, e.seq, e.payload {_IN_FORCE} AND e.type = '{ExchangeRateSet.code}'"
        return [(on, seq, _rate_of(on, payload)) for on, seq, payload in fetch(sql, [self.book_id])]

    def events_of(self, types: Sequence[str]) -> Iterable[tuple[int, Event]]:
        """The events in force of some types, each with its number."""
        marks = ", ".join(["%s"] * len(types))
        sql = f"SELECT e.seq, e.type, e.effective_on, e.payload {_IN_FORCE} AND e.type IN ({marks}) ORDER BY e.seq"
        for seq, kind, on, payload in fetch(sql, [self.book_id, *types]):
            yield seq, EVENT_TYPES[kind].model_validate({**json.loads(payload), "effective_on": on})

    def events_of_project(self, project: str, types: Sequence[str]) -> Iterable[tuple[int, Event]]:
        """The events in force of some types that are about a project of the book, each with its number."""
        marks = ", ".join(["%s"] * len(types))
        sql = (
            "SELECT e.seq, e.type, e.effective_on, e.payload FROM ledger_subject s CROSS JOIN ledger_event e "
            "WHERE s.kind = %s AND s.key = %s AND s.event_id >= %s AND s.event_id < %s AND e.id = s.event_id "
            f"AND e.type IN ({marks}) "
            "AND NOT EXISTS (SELECT 1 FROM ledger_event r WHERE r.book_id = e.book_id AND r.reverses = e.seq) ORDER BY e.seq"
        )
        for seq, kind, on, payload in fetch(sql, [SubjectKind.PROJECT.value, project, *self._bounds(), *types]):
            yield seq, EVENT_TYPES[kind].model_validate({**json.loads(payload), "effective_on": on})

    def fields_of(self, types: Sequence[str]) -> Iterable[tuple[int, str, dict[str, Any]]]:
        """The events in force of some types: number, type and own fields as stored."""
        marks = ", ".join(["%s"] * len(types))
        sql = f"SELECT e.seq, e.type, e.payload {_IN_FORCE} AND e.type IN ({marks})"
        for seq, kind, payload in fetch(sql, [self.book_id, *types]):
            yield seq, kind, json.loads(payload)

    def events_filed(self, file: File) -> Iterable[tuple[int, Event]]:
        """The events in force in a file, each with its number, the first first."""
        for seq, kind, on, payload in self._rows_in(file):
            yield seq, EVENT_TYPES[kind].model_validate({**json.loads(payload), "effective_on": on})

    def fields_filed(self, file: File) -> Iterable[tuple[int, str, dict[str, Any]]]:
        """The same as number, type and own fields as stored."""
        for seq, kind, _, payload in self._rows_in(file):
            yield seq, kind, json.loads(payload)

    def _rows_in(self, file: File) -> list[tuple[Any, ...]]:
        """The number, type, day and payload of the events in force that are filed under a file's number.

        CROSS JOIN keeps SQLite, which has no statistics here, from going through the whole book.
        """
        sql = (
            "SELECT e.seq, e.type, e.effective_on, e.payload FROM ledger_filed f CROSS JOIN ledger_event e "
            "WHERE f.file = %s AND f.event_id >= %s AND f.event_id < %s AND e.id = f.event_id "
            "AND NOT EXISTS (SELECT 1 FROM ledger_event r WHERE r.book_id = e.book_id AND r.reverses = e.seq) ORDER BY f.event_id"
        )
        return fetch(sql, [file_number(file), *self._bounds()])

    def days_taken_in(self, zone_id: int) -> list[date]:
        """The days on which zones of other books became part of a zone."""
        sql = "SELECT ended_on FROM ledger_zone WHERE merged_into = %s AND book_id <> %s"
        return [row[0] for row in fetch(sql, [zone_id, self.book_id])]

    def rate(self, on: date) -> dict[str, Any] | None:
        """The exchange rate in force on a day."""
        sql = (
            f"SELECT e.effective_on, e.payload {_IN_FORCE} AND e.type = '{ExchangeRateSet.code}' AND e.effective_on <= %s "
            "ORDER BY e.effective_on DESC, e.seq DESC LIMIT 1"
        )
        rows = fetch(sql, [self.book_id, on])
        return _rate_of(*rows[0]) if rows else None

    def holder(self, key: str) -> tuple[int, str] | None:
        """The number of the event in force under a key, and its status."""
        rows = fetch(f"SELECT e.seq, {_STATUS} {_IN_FORCE} AND e.key = %s", [self.book_id, key])
        return (rows[0][0], rows[0][1]) if rows else None

    def holders_on(self, kind: str, on: date, beginning: str) -> dict[str, tuple[int, str]]:
        """The same of the events of a type and a day whose keys begin alike.

        Put in order here: a planner that is asked for events in order goes through the whole book to have them so.
        """
        sql = (
            f"SELECT e.key, e.seq, {_STATUS} {_IN_FORCE} AND e.type = %s AND e.effective_on = %s "
            "AND substr(e.key, 1, %s) = %s"
        )
        found = fetch(sql, [self.book_id, kind, on, len(beginning), beginning])
        return {key: (seq, status) for key, seq, status in sorted(found, key=lambda row: row[1])}

    def holders(self) -> dict[str, tuple[int, str]]:
        """The same of every key of the book.

        Which events were taken back is read apart: joined, the planner of a table that has just grown can get it very wrong.
        """
        undone = "SELECT reverses FROM ledger_event WHERE book_id = %s AND reverses IS NOT NULL"
        gone = {row[0] for row in fetch(undone, [self.book_id])}
        sql = f"SELECT e.key, e.seq, {_STATUS} FROM ledger_event e WHERE e.book_id = %s AND e.key IS NOT NULL"
        return {key: (seq, status) for key, seq, status in fetch(sql, [self.book_id]) if seq not in gone}

    def tip(self) -> tuple[int, str, datetime] | None:
        """The number, hash and moment of the book's last event."""
        sql = "SELECT seq, hash, recorded_at FROM ledger_event WHERE book_id = %s ORDER BY seq DESC LIMIT 1"
        rows = fetch(sql, [self.book_id])
        return (rows[0][0], rows[0][1], aware(rows[0][2])) if rows else None

    def hash_of(self, seq: int) -> str | None:
        """The hash of an event."""
        rows = fetch("SELECT hash FROM ledger_event WHERE id = %s", [row_id(self.book_id, seq)])
        return rows[0][0] if rows else None

    def reversed_by(self, seq: int) -> int | None:
        """The number of the event that took an event back."""
        rows = fetch("SELECT seq FROM ledger_event WHERE book_id = %s AND reverses = %s", [self.book_id, seq])
        return rows[0][0] if rows else None

    def event_columns(self, seq: int) -> tuple[Any, ...]:
        """What an event is made of: type, payload, day, document, note, whether it is made up."""
        sql = "SELECT type, payload, effective_on, document, note, demo FROM ledger_event WHERE id = %s"
        return fetch(sql, [row_id(self.book_id, seq)])[0]

    def event(self, seq: int) -> Event | None:
        """An event with what is its type's own; None where it is not stored yet."""
        sql = "SELECT type, effective_on, payload FROM ledger_event WHERE id = %s"
        for kind, on, payload in fetch(sql, [row_id(self.book_id, seq)]):
            return EVENT_TYPES[kind].model_validate({**json.loads(payload), "effective_on": on})
        return None

    def rows_of(self, seq: int) -> list[PostingRow]:
        """The postings of one event, as stored."""
        sql = (
            f"SELECT p.line, p.role, {_KEY_COLUMNS}, p.effective_on, p.status, p.count, p.amount, p.usd, p.vnd, p.level, "
            "p.level_usd, p.level_vnd FROM ledger_posting p WHERE p.event_id = %s ORDER BY p.line"
        )
        return [_row(row) for row in fetch(sql, [self.book_id << SEQ_BITS | seq])]


def _of_series(key: Key) -> tuple[str, list[Any]]:
    """The condition on postings to be of one series, with its parameters.

    Postings of a project are found by it, not by the zone where it lies (`+ 0`), and those of a series with a detail by that.
    """
    conditions, given = ["p.detail > ''"] if key.detail else [], []
    for name, value in zip(_KEY_COLUMNS.split(", "), key, strict=True):
        column = f"{name} + 0" if name == "p.zone_id" and key.project is not None and not key.detail else name
        conditions.append(f"{name} IS NULL" if value is None else f"{column} = %s")
        given += [] if value is None else [value]
    return " AND ".join(conditions), given


_IN_FORCE = (
    "FROM ledger_event e WHERE e.book_id = %s "
    "AND (SELECT r.id FROM ledger_event r WHERE r.book_id = e.book_id AND r.reverses = e.seq) IS NULL"
)
_STATUS = (
    "CASE WHEN EXISTS (SELECT 1 FROM ledger_posting p WHERE p.event_id = e.id AND p.status = 'estimate') "
    "THEN 'estimate' ELSE 'final' END"
)
"""All postings of an event have its status; only a period report can be an estimate."""


def _rate_of(on: date, payload: str) -> dict[str, Any]:
    fields = json.loads(payload)
    return {"vnd_per_usd": fields["vnd_per_usd"], "source": fields["source"], "on": on.isoformat()}


def daily_sums(zone_ids: Sequence[int], measures: Sequence[str]) -> list[tuple[int, date, str, int]]:
    """What changed in some zones day by day, over the postings of all books: zone, day, measure, amount."""
    sql = (
        "SELECT p.zone_id, p.effective_on, p.measure, SUM(p.amount) FROM ledger_posting p "
        f"WHERE p.zone_id IN ({', '.join(['%s'] * len(zone_ids))}) "
        f"AND p.measure IN ({', '.join(['%s'] * len(measures))}) AND p.scenario = 'actual' "
        "GROUP BY p.zone_id, p.effective_on, p.measure"
    )
    return [(zone, on, measure, int(amount)) for zone, on, measure, amount in fetch(sql, [*zone_ids, *measures])]


def known_digests(book_id: int, digests: Sequence[str]) -> set[str]:
    """Those of some lines, by their digests, that a book has recorded."""
    return set(known_lines(book_id, digests))


def known_lines(book_id: int, digests: Sequence[str]) -> dict[str, int]:
    """Those of some lines, by their digests, that a book has recorded, each with the number of its event."""
    found: dict[str, int] = {}
    for start in range(0, len(digests), MOST_DIGESTS):
        asked: list[Any] = list(digests[start : start + MOST_DIGESTS])
        among = f"IN ({', '.join(['%s'] * len(asked))})"
        if connections[DEFAULT_DB_ALIAS].vendor == "postgresql":
            among, asked = "= ANY(%s)", [asked]
        sql = f"SELECT digest, seq FROM ledger_loadedline WHERE book_id = %s AND digest {among}"
        found |= dict(fetch(sql, [book_id, *asked]))
    return found


def withdrawn_among(book_id: int, numbers: Iterable[int]) -> list[int]:
    """Those of some events of a book that were taken back for good: neither they nor what replaced them is in force."""
    wanted = set(numbers)
    if not wanted:
        return []
    reversals, replacements = _reversals_and_replacements(book_id)
    found: dict[int, None] = {}
    for first in sorted(wanted):
        last = first
        while last in replacements:
            last = replacements[last]
        if last in reversals:
            found[last] = None
    return list(found)


def _reversals_and_replacements(book_id: int) -> tuple[set[int], dict[int, int]]:
    """The events of a book that were taken back, and by which event each was replaced that was.

    Where several estimates give way to one report, that is recorded in the place of one of them; the reversals of the
    others say that they were replaced, too, and the report is the next event that replaces any.
    """
    sql = (
        "SELECT reverses, replaces, seq, CASE WHEN reverses IS NULL THEN '' ELSE payload END FROM ledger_event "
        "WHERE book_id = %s AND (reverses IS NOT NULL OR replaces IS NOT NULL) ORDER BY seq"
    )
    reversals: set[int] = set()
    replacements: dict[int, int] = {}
    given_way: list[int] = []
    for reverses, replaces, seq, payload in fetch(sql, [book_id]):
        if reverses is not None:
            reversals.add(reverses)
            given_way += [reverses] if json.loads(payload).get("replaced") else []
            continue
        replacements[replaces] = seq
        replacements |= {each: seq for each in given_way if each not in replacements}
        given_way.clear()
    return reversals, replacements


MOST_DIGESTS = 2000
"""Digests in one query."""


def _row(row: tuple[Any, ...]) -> PostingRow:
    line, role = row[:2]
    on, status, count, amount, usd, vnd, level, level_usd, level_vnd = row[13:]
    asserted = None if level is None else (level, level_usd, level_vnd)
    return PostingRow(
        line=line,
        entry=Entry(role),
        key=Key(*row[2:13]),
        on=on,
        status=status,
        count=count,
        vector=(amount, usd, vnd),
        level=asserted,
    )


def dated(text: str) -> Dated:
    """An attribute's history from its JSON."""
    return Dated([(date.fromisoformat(on), seq, value) for on, seq, value in json.loads(text)])


def _zone(row: tuple[Any, ...]) -> ZoneState:
    state_id, code, names, *fixed = row
    fixed[6], fixed[-1] = bool(fixed[6]), bool(fixed[-1])
    return ZoneState(state_id, code, dated(names), *fixed)


def _project(row: tuple[Any, ...]) -> ProjectState:
    state_id, code, name, enterprises, *fixed = row
    fixed[7] = bool(fixed[7])
    return ProjectState(state_id, code, name, dated(enterprises), *fixed)


def zones_of(book_id: int) -> list[ZoneState]:
    """All zones of a book."""
    return [_zone(row) for row in fetch(f"SELECT {_ZONE_COLUMNS} FROM ledger_zone WHERE book_id = %s", [book_id])]


def zone_from_code(search: str) -> tuple[str, ZoneState] | None:
    """A zone of any book by "book/code", or by code or name where only one book has it; with that book's code."""
    columns = ", ".join(f"z.{name}" for name in _ZONE_COLUMNS.split(", "))
    sql = f"SELECT b.code, {columns} FROM ledger_zone z JOIN ledger_book b ON b.id = z.book_id WHERE "
    book, _, code = search.rpartition("/")
    folded = fold(code)
    rows = fetch(
        sql + "(z.code = %s OR z.search = %s OR z.search = %s)" + (" AND b.code = %s" if book else ""),
        [code, folded, f"kcn {folded}", *([book] if book else [])],
    )
    return (rows[0][0], _zone(rows[0][1:])) if len(rows) == 1 else None


def aware(value: datetime | str) -> datetime:
    """A stored moment as an aware datetime, whichever database it came from."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
