"""Projects of a dashboard: in force by country and sector, and those not begun long after they were registered.

Which projects were in force, and with what capital, is summed from postings as of the page's dates; what a project is
called and its sector are those of its registration as it was known at the moment, its country is that of its investors of the day.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from functools import lru_cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from parkledger.briefing.dashboard.questions import year_before
from parkledger.catalogue.countries import countries_named, country_shares
from parkledger.catalogue.publicity import PublicKind, hiding
from parkledger.figures import PROJECT_FACTS, Figures, ProjectGroup
from parkledger.language import Text, sort_key
from parkledger.ledger.store import registry
from parkledger.ledger.store.history import replaced_by
from parkledger.records.dates import Dates
from parkledger.records.histories import (
    ProjectOn,
    certificate_day,
    certificate_days,
    changed_countries,
    supposed_projects,
)
from parkledger.records.project_groups import Parts, country_counted, country_parts, main_group, sector_parts
from parkledger.records.project_profiles import registrations_undone

IDLE_YEARS = 1
"""Years after registration from which a project without anything implemented is shown as idle."""
MOST_GROUPS = 12
"""Countries or sectors shown by name; the others are taken together."""
MOST_IDLE = 20
"""Idle projects listed."""

IDLE_RULE = Text(
    f"Tính là chậm triển khai: còn hiệu lực, cấp mới từ trên {12 * IDLE_YEARS} tháng trước ngày của trang, mà sổ chưa ghi vốn "
    "thực hiện và chưa ghi đi vào sản xuất. Đây là quy tắc của trang này để rà soát, không phải căn cứ thu hồi.",
    f"Counted as idle: in force, registered more than {12 * IDLE_YEARS} months before the page's day, with no implemented "
    "capital and no start of production on record. This is a rule of this page for review, not a ground to revoke.",
)


@dataclass(frozen=True, slots=True)
class KnownProject:
    """What a project's registration says of it; `registered_on` is the day of its certificate."""

    code: str
    name: str
    enterprise: str
    country: str
    sector: str
    registered_on: date
    book: str


@dataclass(frozen=True, slots=True)
class CapitalGroup:
    """Projects in force that have something in common: their number and registered capital in US dollars.

    Of those of no group, or of one that is not shown by name, the name is None.
    """

    name: Text | None
    count: int
    usd: Fraction
    fdi: int
    demo: bool


@dataclass(frozen=True, slots=True)
class Idle:
    """A project not begun."""

    known: KnownProject
    usd: Fraction
    demo: bool


@dataclass(frozen=True, slots=True)
class Projects:
    """The projects in force of a dashboard."""

    count: int
    usd: Fraction
    demo: bool
    by_country: list[CapitalGroup]
    by_sector: list[CapitalGroup]
    idle: list[Idle]
    idle_count: int
    joint: bool
    """Whether a project of several countries is among them."""


def projects(
    figures: Figures,
    territory: frozenset[str],
    on: date,
    known_at: datetime | None,
    books: Sequence[int] | None = None,
) -> Projects:
    """The projects in force in a territory (and in some books) on a day, as known at a moment."""
    found = figures.projects_in_force(territory, on, known_at, books)
    register = _register(figures.tip, Dates(on, known_at), tuple(found.books()))
    limit = on
    for _ in range(IDLE_YEARS):
        limit = year_before(limit)
    idle, idle_count = found.not_begun(limit, register.about, MOST_IDLE)
    listed = [(each, register.known(each.project)) for each in idle]
    hidden = hiding(PublicKind.PROJECTS)
    total = found.total()
    countries = found.by("country", register.about)
    return Projects(
        count=total.count,
        usd=Fraction(total.usd_cents, 100),
        demo=total.demo,
        by_country=_groups(countries, lambda written: country_parts(written, country_shares(written))),
        by_sector=_groups(found.by("sector", register.about), lambda written: sector_parts(written, on)),
        idle=[
            Idle(known, Fraction(each.usd_cents, 100), each.demo) for each, known in listed if known.book not in hidden
        ],
        idle_count=idle_count,
        joint=any(len(countries_named(each.name)) > 1 for each in countries),
    )


def _groups(found: Sequence[ProjectGroup], parted: Callable[[str], Parts]) -> list[CapitalGroup]:
    """Projects by what is written of them, each in the groups that it has a part in; the most first.

    What comes after the first dozen is taken together with what is of no group.
    """
    names: dict[str, Text | None] = {}
    sums: defaultdict[str, list[CapitalGroup]] = defaultdict(list)
    for each in found:
        parts = parted(each.name)
        main = main_group(parts)
        for code, name, share in parts:
            counted = (each.count, each.fdi) if code == main else (0, 0)
            names[code] = name
            usd = Fraction(each.usd_cents, 100) * share
            sums[code].append(CapitalGroup(name, counted[0], usd, counted[1], each.demo))
    groups = [_together(names[code], some) for code, some in sums.items()]
    named = sorted(
        (each for each in groups if each.name),
        key=lambda each: (-each.count, sort_key(each.name.vi if each.name else "")),
    )
    others = [each for each in groups if not each.name] + named[MOST_GROUPS:]
    return [*named[:MOST_GROUPS], *([_together(None, others)] if others else [])]


def _together(name: Text | None, groups: Sequence[CapitalGroup]) -> CapitalGroup:
    return CapitalGroup(
        name,
        sum(each.count for each in groups),
        sum((each.usd for each in groups), Fraction(0)),
        sum(each.fdi for each in groups),
        any(each.demo for each in groups),
    )


class _Register:
    """What was known of the projects of some books: as it is today, but for what was known, or was, otherwise then."""

    def __init__(
        self, tip: str, books: Sequence[int], otherwise: dict[int, KnownProject], countries: dict[int, str]
    ) -> None:
        self._today = [_today(tip, book) for book in books]
        self._otherwise = otherwise
        here = [
            project for project in countries if project in otherwise or any(project in each for each in self._today)
        ]
        self._otherwise |= {project: replace(self.known(project), country=countries[project]) for project in here}
        about = _about_today(tip, tuple(books))
        if self._otherwise:
            kept = pc.invert(pc.is_in(about["project"], pa.array(list(self._otherwise), pa.int64())))
            about = pa.concat_tables([about.filter(kept), _about(self._otherwise)])
        self.about = about

    def known(self, project: int) -> KnownProject:
        """What was known of a project."""
        if project in self._otherwise:
            return self._otherwise[project]
        return next(known[project] for known in self._today if project in known)


def _register(tip: str, dates: Dates, books: tuple[int, ...]) -> _Register:
    """What was known of the projects of some books: what was corrected or withdrawn after the moment as it was before, and
    the countries of those whose investors changed as they were on the day."""
    before = {} if dates.known_at is None or not books else _before(books, dates.known_at)
    countries = {project: _counted(written, origin) for project, (written, origin) in changed_countries(dates).items()}
    return _Register(tip, books, before, countries)


def _counted(written: str, origin: str) -> str:
    """A country with its shares, as it is written; where none is, the one that a project is counted by."""
    return written.strip() or country_counted(written, origin)


@lru_cache(maxsize=8)
def _about_today(tip: str, books: tuple[int, ...]) -> pa.Table:
    return pa.concat_tables([_about(_today(tip, book)) for book in books]) if books else PROJECT_FACTS.empty_table()


def _about(known: dict[int, KnownProject]) -> pa.Table:
    """What is known of projects, as `ProjectsInForce` takes it."""
    rows = [(id_, each.code, each.country, each.sector, each.registered_on) for id_, each in known.items()]
    columns: Any = zip(*rows, strict=True) if rows else [()] * len(PROJECT_FACTS.names)
    arrays = [pa.array(list(values), kind.type) for values, kind in zip(columns, PROJECT_FACTS, strict=True)]
    return pa.Table.from_arrays(arrays, schema=PROJECT_FACTS)


@lru_cache(maxsize=2)  # of states of the books: each holds all projects, and every recorded event makes another
def _books_today(tip: str) -> dict[int, dict[int, KnownProject]]:  # noqa: ARG001  remembered until the books go on
    return {}


def _today(tip: str, book: int) -> dict[int, KnownProject]:
    known = _books_today(tip)
    if book not in known:
        known[book] = _of_book(book)
    return known[book]


def _of_book(book: int) -> dict[int, KnownProject]:
    """The projects of a book as they are known today."""
    columns = ("pk", "code", "name", "enterprise", "country", "sector", "registered_on", "book__code", "origin")
    rows: Iterable[Any] = registry.projects_of(book).values_list(*columns)
    found = {id_: (KnownProject(*about), origin) for id_, *about, origin in rows}
    days = certificate_days((project.book, project.code) for project, _ in found.values())
    return {
        id_: replace(
            project,
            country=country_counted(project.country, origin),
            registered_on=days.get((project.book, project.code), project.registered_on),
        )
        for id_, (project, origin) in found.items()
    } | {each.id: _from_record(each) for each in supposed_projects(book)}


def _from_record(project: ProjectOn) -> KnownProject:
    return KnownProject(
        code=project.code,
        name=project.name,
        enterprise=project.enterprise,
        country=_counted(project.countries[-1][1], project.origin),
        sector=project.sector,
        registered_on=project.registered_on,
        book=project.book,
    )


def _before(books: Sequence[int], known_at: datetime) -> dict[int, KnownProject]:
    """The projects whose registration was corrected or withdrawn after a moment, as they were known at it."""
    return {
        _first(id_ >> 32, id_, replaces): _from_payload(json.loads(payload), on, code)
        for id_, payload, on, replaces, code in registrations_undone(books, known_at)
    }


def _first(book: int, event: int, replaces: int | None) -> int:
    """The id of the project that a registration declares: that of the first registration it was recorded in place of."""
    while replaces is not None:
        event = book << 32 | replaces
        replaces = replaced_by(event)
    return event


def _from_payload(payload: dict[str, Any], on: date, book: str) -> KnownProject:
    return KnownProject(
        code=payload["project"],
        name=payload.get("name", ""),
        enterprise=payload.get("enterprise", ""),
        country=country_counted(payload.get("country", ""), payload["origin"]),
        sector=payload.get("sector", ""),
        registered_on=certificate_day(payload, on),
        book=book,
    )
