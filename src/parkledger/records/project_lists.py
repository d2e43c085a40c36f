"""Projects and enterprises on a page's two dates: who holds what where, filtered, sorted, added up."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final, Literal, NamedTuple

from parkledger.catalogue import Origin, ProjectRole, official_title
from parkledger.catalogue.countries import is_of_country
from parkledger.catalogue.publicity import PublicKind, hiding, whole
from parkledger.duties import LATE, Slowness
from parkledger.figures import Figures, ProjectBalance, ProjectBalances
from parkledger.figures.current import current_figures
from parkledger.language import ParkError, Text, closest, fold, in_name_order, slug, sort_key
from parkledger.places import COUNTRY_CODE, get, is_within_any, territory, territory_on
from parkledger.records.dates import Dates
from parkledger.records.duties import slow_projects
from parkledger.records.histories import ProjectOn, ZoneOn, projects_on, zone_of, zones_on
from parkledger.records.place_text import place_words

MEASURES: Final = (
    "projects.operating",
    "projects.suspended",
    "capital.in_force",
    "capital.infrastructure",
    "capital.implemented",
    "land.leased_industrial",
    "land.leased_service",
    "land.approved",
)
STATUSES: Final = {
    "operating": Text("đang sản xuất", "in production"),
    "registered": Text("còn hiệu lực, chưa ghi nhận sản xuất", "in force, production not on record"),
    "suspended": Text("tạm ngừng", "suspended"),
    "infrastructure": Text("dự án hạ tầng còn hiệu lực", "infrastructure project in force"),
    "ended": Text("đã chấm dứt, thu hồi", "ended"),
}
ANY_LATE: Final = "late"
"""Asks for projects behind their schedules, however far."""
BY_LATENESS: Final = "slow"
"""Sorts projects by how late they are, those of one class by the day on which they were registered."""
NO_ONE: Final = "khong-ghi-ten"
"""The address of the enterprise of projects without one on record."""


class EnterpriseNotThere(ParkError):
    """No project on record by the day names such an enterprise."""

    code = "enterprise_not_there"
    status = 404
    vi = "Không có doanh nghiệp «{enterprise}» trong sổ vào ngày {on}. Hãy tìm trong danh sách doanh nghiệp, hoặc chọn ngày khác."
    en = "The books have no enterprise “{enterprise}” on {on}. Look for it in the list of enterprises, or choose another day."


class ProjectNotThere(ParkError):
    """No project on record by the day has such a code or name, or several have."""

    code = "project_not_there"
    status = 404
    is_misuse = True
    vi = "Vào ngày {on} sổ không có đúng một dự án «{project}». Gần nhất: {nearest}. Hãy ghi mã, hoặc sổ/mã."
    en = "On {on} the books have not just one project “{project}”. Nearest: {nearest}. Give its code, or book/code."


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project of a list; money in US cents for foreign capital, in đồng for domestic; land in m²."""

    project: ProjectOn
    zone: ZoneOn | None
    place: Text
    status: str
    capital: int | None
    implemented: int | None
    land: int | None
    approved: int | None
    demo: bool

    @property
    def currency(self) -> str:
        """In which its capital is stated: foreign in US dollars, domestic in đồng."""
        return "USD" if self.project.origin == Origin.FDI else "VND"

    @property
    def said(self) -> Text:
        """Its status in words."""
        if self.status == "ended":
            return Text("thu hồi", "revoked") if self.project.revoked else Text("chấm dứt", "terminated")
        return STATUSES[self.status]

    @property
    def zone_title(self) -> str:
        """Its zone as officials write it; empty outside zones."""
        return official_title(self.zone.kind, self.zone.name) if self.zone else ""

    @property
    def in_force(self) -> bool:
        """Whether it had not ended."""
        return self.status != "ended"


@dataclass(frozen=True, slots=True)
class Added:
    """What projects in force come to; foreign and domestic capital are never added."""

    fdi: int = 0
    ddi: int = 0
    fdi_usd_cents: int = 0
    ddi_vnd: int = 0
    land: int = 0
    demo: bool = False

    @property
    def count(self) -> int:
        """How many projects."""
        return self.fdi + self.ddi

    @property
    def by_origin(self) -> tuple["OriginTotal", "OriginTotal"]:
        """How many of foreign and of domestic capital, and what that comes to, in this order."""
        return (
            OriginTotal(Origin.FDI, self.fdi, self.fdi_usd_cents, "USD"),
            OriginTotal(Origin.DDI, self.ddi, self.ddi_vnd, "VND"),
        )


class OriginTotal(NamedTuple):
    """Projects of one origin of capital: how many, and their capital in whole US cents or đồng, as `currency` says."""

    origin: Origin
    projects: int
    capital: int
    currency: str


class KeptLand(NamedTuple):
    """Land that is let to projects which have ended, and was not given back on record: of how many, how much in m²."""

    projects: int
    m2: int
    demo: bool


@dataclass(frozen=True, slots=True)
class EnterpriseRow:
    """An enterprise as the name on projects; `names` are its spellings, `former` the projects that it gave away."""

    slug: str
    name: str
    lines: tuple[ProjectRow, ...]
    former: tuple[ProjectRow, ...]
    added: Added

    @property
    def countries(self) -> list[str]:
        """Where its capital comes from, as registered."""
        return list(dict.fromkeys(line.project.country for line in self.lines if line.project.country))

    @property
    def zones(self) -> list[ZoneOn]:
        """The zones in which it has projects in force."""
        return list({line.zone.id: line.zone for line in self.lines if line.zone and line.in_force}.values())


@dataclass(frozen=True, slots=True)
class ProjectFilter:
    """What a list is narrowed to; what is empty does not restrict. `zone` is book/code, `slow` a class as `slow_projects` tells
    it, or ANY_LATE."""

    text: str = ""
    slow: Slowness | Literal["late"] | None = None
    origin: Origin | None = None
    status: str = ""
    place: str = ""
    zone: str = ""
    country: str = ""
    sector: str = ""
    sort: str = "registered"
    backwards: bool = True


def lines_on(dates: Dates) -> Sequence[ProjectRow]:
    """All projects registered by the day, those that had ended among them."""
    found, hidden = _lines(current_figures(), dates.on, dates.known_at), hiding(PublicKind.PROJECTS)
    return [line for line in found if line.project.book not in hidden] if hidden else found


@lru_cache(maxsize=4)
@whole
def _lines(books: Figures, on: date, known_at: datetime | None) -> tuple[ProjectRow, ...]:
    dates = Dates(on, known_at)
    held = books.project_balances(MEASURES, territory(get(COUNTRY_CODE)), on, known_at)
    zones = zones_on(dates)
    return tuple(line_of(project, held, zones, on) for project in projects_on(dates).values())


def line_of(
    project: ProjectOn, holdings: ProjectBalances, zones: dict[tuple[str, str], ZoneOn], on: date
) -> ProjectRow:
    """A project with what it holds."""
    held = holdings.get(project.id, {})
    zone = zone_of(project, zones)
    field = "usd" if project.origin == Origin.FDI else "vnd"
    registered = held.get(
        "capital.infrastructure" if project.role == ProjectRole.INFRASTRUCTURE else "capital.in_force"
    )
    return ProjectRow(
        project=project,
        zone=zone,
        place=place_words(zone.place if zone else project.place, on),
        status=_status(project, held),
        capital=getattr(registered, field) if registered and project.ended_on is None else None,
        implemented=getattr(held["capital.implemented"], field) if "capital.implemented" in held else None,
        land=_sum(held, ("land.leased_industrial", "land.leased_service")),
        approved=_sum(held, ("land.approved",)),
        demo=project.demo or any(each.demo for each in held.values()),
    )


def _status(project: ProjectOn, held: Mapping[str, ProjectBalance]) -> str:
    if project.ended_on is not None:
        return "ended"
    for measure in ("suspended", "operating"):
        found = held.get(f"projects.{measure}")
        if found is not None and found.amount > 0:
            return measure
    return "infrastructure" if project.role == ProjectRole.INFRASTRUCTURE else "registered"


def _sum(held: Mapping[str, ProjectBalance], measures: Iterable[str]) -> int | None:
    amounts = [held[measure].amount for measure in measures if measure in held]
    return (sum(amounts) or None) if amounts else None


def listed(wanted: ProjectFilter, dates: Dates) -> list[ProjectRow]:
    """The projects that meet the wishes, sorted; those that had ended only where asked for."""
    within = territory_on(get(wanted.place), dates.on) if wanted.place else None
    words = fold(wanted.text).split()
    found = [line for line in lines_on(dates) if _meets(line, wanted, within, words)]
    if wanted.slow is None and wanted.sort != BY_LATENESS:
        return in_order(found, wanted.sort, backwards=wanted.backwards)
    slow, classes = slow_projects(dates.of_duties), LATE if wanted.slow == ANY_LATE else (wanted.slow,)
    if wanted.slow is not None:
        found = [line for line in found if slow.get(line.project.reference) in classes]
    if wanted.sort != BY_LATENESS:
        return in_order(found, wanted.sort, backwards=wanted.backwards)
    by_day = in_order(found, "registered", backwards=False)
    return _ordered(by_day, lambda line: _lateness(slow.get(line.project.reference)), backwards=wanted.backwards)


def _lateness(slow: Slowness | None) -> int | None:
    return None if slow is None else list(Slowness).index(slow)


def land_not_given_back(wanted: ProjectFilter, dates: Dates) -> KeptLand:
    """What projects that have ended still hold, of those that meet the other wishes: figures of land count it until it is
    given back."""
    ended = listed(replace(wanted, status="ended", slow=None), dates)
    kept = [line for line in ended if line.land]
    return KeptLand(len(kept), sum(line.land or 0 for line in kept), any(line.demo for line in kept))


def in_order(lines: Iterable[ProjectRow], sort: str, *, backwards: bool) -> list[ProjectRow]:
    """Lines sorted by a column; those without a value in it last, whichever way round."""
    return _ordered(sorted(lines, key=lambda line: line.project.reference), SORTS[sort], backwards=backwards)


def _ordered(lines: list[ProjectRow], key: Callable[[ProjectRow], Any], *, backwards: bool) -> list[ProjectRow]:
    known = [line for line in lines if key(line) is not None]
    known.sort(key=key, reverse=backwards)
    return [*known, *(line for line in lines if key(line) is None)]


def added(lines: Iterable[ProjectRow]) -> Added:
    """What the projects in force among some come to."""
    force = [line for line in lines if line.in_force]
    foreign = [line for line in force if line.project.origin == Origin.FDI]
    domestic = [line for line in force if line.project.origin != Origin.FDI]
    return Added(
        len(foreign),
        len(domestic),
        sum(line.capital or 0 for line in foreign),
        sum(line.capital or 0 for line in domestic),
        sum(line.land or 0 for line in force),
        any(line.demo for line in force),
    )


def choices(dates: Dates, of: Callable[[ProjectOn], str]) -> list[str]:
    """What there is to choose from of the projects on record."""
    return in_name_order({of(line.project) for line in lines_on(dates) if of(line.project)}, str)


_MOST_NEAREST: Final = 5


def project_named(words: str, dates: Dates) -> ProjectRow:
    """A project by book/code, by its code or by its name; refused where there is none, or more than one."""
    lines, wanted = lines_on(dates), fold(words)
    tests: tuple[Callable[[ProjectRow], bool], ...] = (
        lambda line: "/".join(line.project.reference) == words,
        lambda line: line.project.code == words,
        lambda line: fold(line.project.name) == wanted,
    )
    for test in tests:
        found = [line for line in lines if test(line)]
        if len(found) == 1:
            return found[0]
        if found:
            break
    else:
        found = [line for line in lines if wanted in fold(f"{line.project.code} {line.project.name}")]
    near = ["/".join(line.project.reference) for line in found] or closest(words, [line.project.code for line in lines])
    raise ProjectNotThere(project=words, on=dates.on, nearest=near[:_MOST_NEAREST] or ["—"])


def enterprise_named(words: str, dates: Dates) -> EnterpriseRow:
    """An enterprise by its name, with or without diacritics, or by its address; refused where there is none."""
    found = enterprises_on(dates).get(enterprise_slug(words))
    if found is None:
        raise EnterpriseNotThere(enterprise=words, on=dates.on)
    return found


def enterprise_slug(name: str) -> str:
    """An enterprise's address: its name without diacritics."""
    return slug(name) or NO_ONE


def enterprises_on(dates: Dates) -> dict[str, EnterpriseRow]:
    """The enterprises that have, or had, a project by the day."""
    if hiding(PublicKind.PROJECTS):
        return _enterprises_of(lines_on(dates))
    return _enterprises(current_figures(), dates.on, dates.known_at)


@lru_cache(maxsize=4)
def _enterprises(books: Figures, on: date, known_at: datetime | None) -> dict[str, EnterpriseRow]:
    return _enterprises_of(_lines(books, on, known_at))


def _enterprises_of(lines: Iterable[ProjectRow]) -> dict[str, EnterpriseRow]:
    own: dict[str, list[ProjectRow]] = {}
    former: dict[str, list[ProjectRow]] = {}
    names: dict[str, str] = {}
    for line in lines:
        current = enterprise_slug(line.project.enterprise)
        names[current] = line.project.enterprise
        own.setdefault(current, []).append(line)
        for _, name, _ in line.project.owners:
            if (before := enterprise_slug(name)) != current:
                names.setdefault(before, name)
                former.setdefault(before, []).append(line)
    return {
        each: EnterpriseRow(each, name, tuple(own.get(each, ())), tuple(former.get(each, ())), added(own.get(each, ())))
        for each, name in names.items()
    }


def _meets(line: ProjectRow, wanted: ProjectFilter, within: frozenset[str] | None, words: list[str]) -> bool:
    project = line.project
    place = line.zone.place if line.zone else project.place
    if (line.status == "ended") != (wanted.status == "ended") or wanted.status not in {"", line.status}:
        return False
    if wanted.origin not in {None, project.origin} or (within is not None and not is_within_any(place, within)):
        return False
    if wanted.zone and (line.zone is None or wanted.zone != "/".join(line.zone.reference)):
        return False
    if wanted.sector not in {"", project.sector} or (
        wanted.country and not is_of_country(project.country, wanted.country)
    ):
        return False
    if not words:
        return True
    whose = (*(name for _, name, _ in project.owners), *(each.name for each in project.investors))
    searched = fold(" ".join((project.name, project.code, *whose)))
    return all(word in searched for word in words)


SORTS: Final[Mapping[str, Callable[[ProjectRow], Any]]] = {
    "name": lambda line: sort_key(line.project.name),
    "enterprise": lambda line: sort_key(line.project.enterprise),
    "zone": lambda line: sort_key(line.zone.name) if line.zone else None,
    "sector": lambda line: sort_key(line.project.sector) if line.project.sector else None,
    "status": lambda line: list(STATUSES).index(line.status),
    "registered": lambda line: line.project.registered_on,
    "capital": lambda line: None if line.capital is None else _comparable(line),
    "land": lambda line: line.land,
}


def _comparable(line: ProjectRow) -> tuple[bool, int]:
    """Foreign and domestic capital are in different currencies: sorted apart, never against each other."""
    return (line.project.origin == Origin.FDI, line.capital or 0)
