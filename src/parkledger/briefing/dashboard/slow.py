"""Projects of a place that are behind the schedules they promised: how many of each class of lateness."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from parkledger.catalogue.publicity import PublicKind, hiding
from parkledger.duties import LATE, Slowness
from parkledger.language import Lang, Text
from parkledger.places import COUNTRY_CODE
from parkledger.records.dates import Dates
from parkledger.records.duties import slow_projects
from parkledger.records.links import reach
from parkledger.records.project_lists import ProjectFilter, listed
from parkledger.tables import Cell, Column, ColumnPlace, ColumnType, Row, Table

NOT_KNOWN: Final = Text(
    "chưa ghi tiến độ, hoặc không còn mốc nào phải đạt",
    "no schedule on record, or no milestone left to be reached",
)


@dataclass(frozen=True, slots=True)
class SlowProjects:
    """The projects in force of a place by how slow they are; of `without` nothing tells. `demo` are classes with demonstration
    data, `partial` tells that books which withhold their projects are not counted."""

    place: str
    counts: Mapping[Slowness, int]
    without: int
    demo: frozenset[Slowness | None]
    partial: bool

    @property
    def any_scheduled(self) -> bool:
        """Whether a schedule of any of them is on record: where none is, nothing is known to be in time."""
        return any(self.counts.values())

    @property
    def late(self) -> int:
        """Those behind their schedules."""
        return sum(self.counts[each] for each in LATE)


def slow_projects_of(place: str, dates: Dates) -> SlowProjects:
    """The projects in force of a place on a page's dates by how slow they are, of the books that whoever asks may see."""
    known = slow_projects(dates.of_duties)
    counts: Counter[Slowness | None] = Counter()
    demo: set[Slowness | None] = set()
    for line in listed(ProjectFilter(place=_within(place)), dates):
        slow = known.get(line.project.reference)
        counts[slow] += 1
        if line.demo:
            demo.add(slow)
    return SlowProjects(
        place,
        {each: counts[each] for each in Slowness},
        counts[None],
        frozenset(demo),
        partial=bool(hiding(PublicKind.PROJECTS)),
    )


def _within(place: str) -> str:
    """The place that the list of projects is narrowed to; the country needs no narrowing."""
    return "" if place == COUNTRY_CODE else place


def slow_table(found: SlowProjects, dates: Dates, lang: Lang) -> Table:
    """How many projects are how slow; each class leads to the list of them."""
    columns = (
        Column("slow.code", Text("Mã mức chậm", "Lateness code"), ColumnType.CODE, place=ColumnPlace.FILE),
        Column("slow", Text("Mức chậm", "How late")),
        Column("projects", Text("Dự án", "Projects"), ColumnType.INTEGER),
    )
    rows = []
    for each in (*LATE, Slowness.NONE):
        count = found.counts[each]
        address = reach("projects", dates=dates, slow=each.value, place=_within(found.place)) if count else ""
        number = Cell(count, address=address, demo=each in found.demo)
        rows.append(Row({"slow.code": each.value, "slow": each.label, "projects": number}))
    rest = Cell(found.without, demo=None in found.demo)
    rows.append(Row({"slow.code": None, "slow": Cell(NOT_KNOWN, quiet=True), "projects": rest}))
    title = Text("Dự án chậm so với tiến độ cam kết", "Projects behind the schedules they promised")
    return Table("slow-projects", title, columns, rows, lang)
