"""Projects of a dashboard: in force by country and sector, and those not begun long after they were registered.

Which projects were in force, and with what capital, is summed from postings as of the page's dates; what a project is
called, its country and sector are those of its registration as it was known at the moment.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import lru_cache
from typing import Any

from parkledger.catalogue import Name
from parkledger.figures import Engine
from parkledger.figures.by_project import Standing, standings
from parkledger.figures.cube import Scope
from parkledger.ledger.source import fetch
from parkledger.portal.dashboards_asking import year_before

IDLE_YEARS = 1
"""Years after registration from which a project without anything implemented is shown as idle."""
MOST_GROUPS = 12
"""Countries or sectors shown by name; the others are taken together."""
MOST_IDLE = 20
"""Idle projects listed."""

IDLE_RULE = Name(
    f"Tính là chậm triển khai: còn hiệu lực, cấp mới từ trên {12 * IDLE_YEARS} tháng trước ngày của trang, mà sổ chưa ghi vốn "
    "thực hiện và chưa ghi đi vào sản xuất. Đây là quy tắc của trang này để rà soát, không phải căn cứ thu hồi.",
    f"Counted as idle: in force, registered more than {12 * IDLE_YEARS} months before the page's day, with no implemented "
    "capital and no start of production on record. This is a rule of this page for review, not a ground to revoke.",
)


@dataclass(frozen=True, slots=True)
class Known:
    """What a project's registration says of it."""

    code: str
    name: str
    enterprise: str
    country: str
    sector: str
    registered_on: date
    book: str


@dataclass(frozen=True, slots=True)
class Group:
    """Projects in force that have something in common: their number and registered capital in US dollars."""

    name: str
    count: int
    usd: Fraction
    fdi: int
    demo: bool


@dataclass(frozen=True, slots=True)
class Idle:
    """A project not begun."""

    known: Known
    usd: Fraction
    demo: bool


@dataclass(frozen=True, slots=True)
class Projects:
    """The projects in force of a dashboard."""

    count: int
    usd: Fraction
    demo: bool
    by_country: list[Group]
    by_sector: list[Group]
    idle: list[Idle]
    idle_count: int


def projects(
    engine: Engine, scope: Scope, on: date, known_at: datetime | None, books: Sequence[int] | None = None
) -> Projects:
    """The projects in force in a scope (and in some books) on a day, as known at a moment."""
    found = standings(engine, scope, on, known_at, books)
    known = _known(_tip(engine), known_at, frozenset(each.id >> 32 for each in found))
    limit = on
    for _ in range(IDLE_YEARS):
        limit = year_before(limit)
    idle = [
        Idle(known[each.id], Fraction(each.usd_cents, 100), each.demo)
        for each in found
        if not each.begun and each.id in known and known[each.id].registered_on < limit
    ]
    idle.sort(key=lambda each: (each.known.registered_on, each.known.code))
    return Projects(
        count=len(found),
        usd=_usd(found),
        demo=any(each.demo for each in found),
        by_country=_groups(found, {id_: each.country for id_, each in known.items()}),
        by_sector=_groups(found, {id_: each.sector for id_, each in known.items()}),
        idle=idle[:MOST_IDLE],
        idle_count=len(idle),
    )


def _tip(engine: Engine) -> str:
    return ";".join(f"{code}:{mark.hash}" for code, mark in sorted(engine.manifest.books.items()))


def _usd(found: Iterable[Standing]) -> Fraction:
    return Fraction(sum(each.usd_cents for each in found), 100)


def _groups(found: Sequence[Standing], names: dict[int, str]) -> list[Group]:
    """Projects by a name, the most first; what comes after the first dozen taken together under an empty name."""
    by_name: defaultdict[str, list[Standing]] = defaultdict(list)
    for each in found:
        by_name[names.get(each.id, "")].append(each)
    unnamed = by_name.pop("", [])
    order = sorted(by_name, key=lambda name: (-len(by_name[name]), name))
    groups = [_group(name, by_name[name]) for name in order[:MOST_GROUPS]]
    others = [each for name in order[MOST_GROUPS:] for each in by_name[name]] + unnamed
    return [*groups, _group("", others)] if others else groups


def _group(name: str, found: Sequence[Standing]) -> Group:
    return Group(
        name, len(found), _usd(found), sum(each.origin == "fdi" for each in found), any(each.demo for each in found)
    )


def _known(tip: str, known_at: datetime | None, books: frozenset[int]) -> dict[int, Known]:
    """What was known of the projects of some books; what was corrected or withdrawn after the moment as it was before."""
    found: dict[int, Known] = {}
    for book in sorted(books):
        found.update(_today(tip, book))
        if known_at is not None:
            found.update(_before(book, known_at))
    return found


@lru_cache(maxsize=256)
def _today(tip: str, book: int) -> dict[int, Known]:  # noqa: ARG001  remembered until the books go on
    sql = (
        "SELECT p.id, p.code, p.name, p.enterprise, p.country, p.sector, p.registered_on, b.code "
        "FROM ledger_project p JOIN ledger_book b ON b.id = p.book_id WHERE p.book_id = %s"
    )
    return {row[0]: Known(*row[1:]) for row in fetch(sql, [book])}


def _before(book: int, known_at: datetime) -> dict[int, Known]:
    """The projects whose registration was corrected or withdrawn after a moment, as they were known at it."""
    sql = (
        "SELECT e.id, e.payload, e.effective_on, e.replaces, b.code FROM ledger_event r "
        "JOIN ledger_event e ON e.book_id = r.book_id AND e.seq = r.reverses JOIN ledger_book b ON b.id = e.book_id "
        "WHERE r.book_id = %s AND r.reverses IS NOT NULL AND r.recorded_at > %s AND e.recorded_at <= %s "
        "AND e.type IN ('project_registered', 'project_opened')"
    )
    return {
        _first(book, id_, replaces): _from_payload(json.loads(payload), on, code)
        for id_, payload, on, replaces, code in fetch(sql, [book, known_at, known_at])
    }


def _first(book: int, event: int, replaces: int | None) -> int:
    """The id of the project that a registration declares: that of the first registration it was recorded in place of."""
    while replaces is not None:
        event = book << 32 | replaces
        rows = fetch("SELECT replaces FROM ledger_event WHERE id = %s", [event])
        replaces = rows[0][0] if rows else None
    return event


def _from_payload(payload: dict[str, Any], on: date, book: str) -> Known:
    return Known(
        payload["project"], payload.get("name", ""), payload.get("enterprise", ""), payload.get("country", ""),
        payload.get("sector", ""), on, book,
    )  # fmt: skip
