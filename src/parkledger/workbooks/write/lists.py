"""The lists that a template's drop-downs offer, on a hidden sheet: choices in words, units, a book's zones, projects, places."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter, quote_sheetname

from parkledger.catalogue import official_title
from parkledger.catalogue.sectors import SECTORS
from parkledger.language import in_name_order, sort_key, today
from parkledger.ledger.store import registry
from parkledger.ledger.store.registry import book_ref
from parkledger.places import below, get
from parkledger.workbooks.map.columns import columns_of

SHEET = "Danh mục"


@dataclass(slots=True)
class Lists:
    """The lists of a workbook, each a column of the hidden sheet."""

    columns: list[tuple[str, Sequence[str]]] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)

    def reference(self, title: str, values: Sequence[str], key: str) -> str:
        """Where a list stands, as a rule of a cell names it; the same list stands once."""
        name = f"{title}:{key}"
        if name not in self.places:
            self.columns.append((title, values))
            self.places[name] = len(self.columns)
        index = self.places[name]
        letter = get_column_letter(index)
        return f"{quote_sheetname(SHEET)}!${letter}$2:${letter}${len(self.columns[index - 1][1]) + 1}"

    def named(self, kind: str) -> str | None:
        """Where the book's list of a kind stands; None where there is none."""
        index = self.places.get(f"book:{kind}")
        return self.reference("book", self.columns[index - 1][1], kind) if index else None

    def add(self, kind: str, title: str, values: Sequence[str]) -> None:
        """Add one of the book's lists."""
        if values:
            self.columns.append((title, values))
            self.places[f"book:{kind}"] = len(self.columns)

    def write(self, workbook: Workbook) -> None:
        """Write the hidden sheet."""
        if not self.columns:
            return
        sheet: Any = workbook.create_sheet(SHEET)
        sheet.sheet_state = "hidden"
        for index, (title, values) in enumerate(self.columns, start=1):
            sheet.cell(1, index, title)
            for row, value in enumerate(values, start=2):
                cell = sheet.cell(row, index, value)
                cell.data_type = "s"
                cell.number_format = "@"


def lists_of(types: Sequence[str], book: str | None) -> Lists:
    """The lists that the templates of some event types need."""
    lists = Lists()
    if book is None:
        return lists
    ref = book_ref(book)
    kinds = {column.field.kind for code in types for column in columns_of(code)}
    names = {column.field.name for code in types for column in columns_of(code)}
    if "zone" in kinds:
        lists.add("zone", "Khu, cụm", zone_names(ref.id))
    if "project" in kinds:
        projects = registry.projects_of(ref.id).filter(ended_on=None).order_by("code").values_list("code", flat=True)
        lists.add("project", "Dự án", list(projects))
    if "place" in kinds:
        lists.add("place", "Đơn vị hành chính", place_names(ref.place))
    if "sector" in names:
        used = registry.projects_of(ref.id).exclude(sector="").order_by().values_list("sector", flat=True).distinct()
        lists.add("sector", "Ngành", [*in_name_order(used, str), *sector_titles()])
    return lists


def zone_names(book_id: int) -> list[str]:
    """The zones of a book as officials write them; by code where two are called the same."""
    open_zones = registry.zones_of(book_id).filter(ended_on=None).order_by("code")
    zones = in_name_order(open_zones, lambda zone: official_title(zone.kind, zone.name))
    titles = [official_title(zone.kind, zone.name) for zone in zones]
    return [zone.code if titles.count(title) > 1 else title for zone, title in zip(zones, titles, strict=True)]


def sector_titles() -> list[str]:
    """The divisions of the classification with their codes, which a project's sector may be written as."""
    return [sector.title.vi for sector in SECTORS.values() if sector.section]


def place_names(province: str) -> list[str]:
    """A place and what it was ever divided into, by name, each with its code, which no two places share; of the country
    its provinces."""
    divided = sorted(below(province), key=lambda place: (sort_key(place.name), place.code))
    return [f"{place.title(today()).vi} ({place.code})" for place in (get(province), *divided)]
