"""Projects told apart by country of their investors, or by sector: each in one group, a joint project by its shares.

A project of which nothing is known stands in a group of its own, and so does each text that no list knows: the groups and
what is filed under no project come to the whole.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from parkledger.catalogue import Origin
from parkledger.catalogue.countries import (
    HOME_COUNTRY,
    countries,
    countries_named,
    country_name,
    country_shares,
    country_text,
)
from parkledger.catalogue.sector_editions import division_of, divisions_in, edition_on
from parkledger.figures import Dimension, Member, MemberTurn
from parkledger.figures.current import current_figures
from parkledger.language import ParkError, Text, fold
from parkledger.records.dates import Dates
from parkledger.records.histories import ProjectOn, projects_on, projects_withheld

UNKNOWN: Final = "?"
"""The code of the group of projects of which it is not recorded."""
NOT_PUBLIC: Final = "#"
"""The code of the group of projects that are withheld from whoever asks."""
NO_PROJECT: Final = "-"
"""How addresses name what is filed under no project."""
MOST_NAMED: Final = 20
_UNKNOWN_NAMES: Final = MappingProxyType(
    {
        Dimension.COUNTRY: Text("chưa ghi nước", "country not recorded"),
        Dimension.SECTOR: Text("chưa ghi ngành", "sector not recorded"),
    }
)
_NOT_PUBLIC_NAME: Final = Text("dự án không công khai", "projects that are not public")
_NO_PROJECT: Final = Text("không ghi theo dự án", "filed under no project")
_ALL: Final = Fraction(1)


class GroupUnknown(ParkError):
    """No project on record is of that country or sector."""

    code = "group_unknown"
    status = 404
    vi = "Không có dự án nào thuộc «{code}» khi chia theo {dimension}. Đã ghi nhận: {known}."
    en = "No project is of “{code}” by {dimension}. On record: {known}."


@dataclass(slots=True)
class _Group:
    """A group as it is being filled."""

    name: Text
    shares: dict[int, Fraction] = field(default_factory=dict)
    whole: set[int] = field(default_factory=set)
    turns: list[MemberTurn] = field(default_factory=list)


def members_of(dimension: Dimension, dates: Dates) -> tuple[Member, ...]:
    """The groups of all projects on record, those of most projects first; last the unknown, and what is of no project."""
    return _members(current_figures().tip, dimension, dates, tuple(projects_withheld(dates)))


def member_named(dimension: Dimension, code: str, dates: Dates) -> Member:
    """One group by its code, which for what is of no project is `NO_PROJECT`; raises GroupUnknown."""
    found = {member.code or NO_PROJECT: member for member in members_of(dimension, dates)}
    if code not in found:
        raise GroupUnknown(code=code, dimension=dimension.value, known=list(found)[:MOST_NAMED])
    return found[code]


@lru_cache(maxsize=32)
def _members(tip: str, dimension: Dimension, dates: Dates, withheld: tuple[int, ...]) -> tuple[Member, ...]:  # noqa: ARG001  a state of the books
    groups: defaultdict[str, _Group] = defaultdict(lambda: _Group(_UNKNOWN_NAMES[dimension]))
    sort = _SORTS[dimension]
    for project in projects_on(dates).values():
        parts = sort(project, dates.on)
        for code, name, share in parts:
            group = groups[code]
            group.name = name or group.name
            group.shares[project.id] = share
        groups[main_group(parts)].whole.add(project.id)
        if dimension is Dimension.COUNTRY and len(project.countries) > 1:
            _add_turns(groups, project)
    if withheld:
        groups[NOT_PUBLIC] = _Group(_NOT_PUBLIC_NAME, dict.fromkeys(withheld, _ALL), set(withheld))
    last = (UNKNOWN, NOT_PUBLIC)
    order = sorted(groups, key=lambda code: (code in last, -len(groups[code].whole), code))
    found = [
        Member(
            dimension,
            code,
            groups[code].name,
            tuple(sorted(groups[code].shares.items())),
            frozenset(groups[code].whole),
            tuple(groups[code].turns),
        )
        for code in order
    ]
    return (*found, Member(dimension, "", _NO_PROJECT))


def _add_turns(groups: defaultdict[str, _Group], project: ProjectOn) -> None:
    """Add to each group that a project was ever in how much of it was the group's from each change of its investors on."""
    then = [(since, _country_parts_of(written, project.origin)) for since, written in project.countries]
    names = {code: name for _, parts in then for code, name, _ in parts}
    for code, name in names.items():
        groups[code].name = name or groups[code].name
        for since, parts in then:
            share = sum((each for own, _, each in parts if own == code), Fraction(0))
            groups[code].turns.append(MemberTurn(project.id, since, share, main_group(parts) == code))


Parts = list[tuple[str, Text | None, Fraction]]
"""The groups that a project is in: the code and name of each, and its share; the shares come to one."""


def country_counted(written: str, origin: str) -> str:
    """The country that a project is counted by: a domestic one of which none is recorded is Vietnam's."""
    return written.strip() or (countries()[HOME_COUNTRY].vi if origin == Origin.DDI else "")


def country_parts(counted: str, shares: Sequence[tuple[str, Fraction]]) -> Parts:
    """By shares; a joint project without shares is a group of its own."""
    if shares:
        return [(code, countries()[code], share) for code, share in shares]
    if not counted:
        return [(UNKNOWN, None, _ALL)]
    codes = countries_named(counted)
    name = country_text(counted)
    if len(codes) > 1:
        name = Text(f"{name.vi} (liên doanh, chưa ghi tỷ lệ)", f"{name.en} (joint, shares not recorded)")
    return [("+".join(codes) or fold(name.vi), name, _ALL)]


def sector_parts(written: str, on: date) -> Parts:
    """By division of the edition in force on the day; what is written in words alone, or was divided, as it is written."""
    words = written.strip()
    if not words:
        return [(UNKNOWN, None, _ALL)]
    edition, division = edition_on(on), division_of(written)
    now = divisions_in(edition, division) if division else ()
    if len(now) == 1:
        return [(now[0], edition.sectors[now[0]].title, _ALL)]
    name = Text(f"{words} (chưa xếp mã ngành)", f"{words} (no code of a sector)")
    return [(f"~{fold(words)}", name, _ALL)]


def main_group(parts: Parts) -> str:
    """The group that a project is counted in: that of its largest share, of equal ones the first."""
    largest = max(share for _, _, share in parts)
    return next(code for code, _, share in parts if share == largest)


def _by_country(project: ProjectOn, _: date) -> Parts:
    return country_parts(country_counted(project.country, project.origin), project.shares)


def _country_parts_of(written: str, origin: str) -> Parts:
    return country_parts(country_counted(country_name(written), origin), country_shares(written))


def _by_sector(project: ProjectOn, on: date) -> Parts:
    return sector_parts(project.sector, on)


_SORTS: Final[Mapping[Dimension, Callable[[ProjectOn, date], Parts]]] = MappingProxyType(
    {Dimension.COUNTRY: _by_country, Dimension.SECTOR: _by_sector}
)
