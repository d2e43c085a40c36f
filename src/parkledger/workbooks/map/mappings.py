"""Which column of an office's own sheet is which field: kept by name in the home folder, found again by the headings.

Two statutory forms are mapped from the start (`statutory_mappings`), so that a filled one can begin a book.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from parkledger.briefing.forms import FORMS
from parkledger.briefing.forms.economic_zones import FUNCTIONS, OTHER
from parkledger.home import home
from parkledger.language import Lang, Text, fold, slug
from parkledger.ledger.events import EVENT_TYPES
from parkledger.ledger.events.economic_zones import GeneralPlanApproved
from parkledger.ledger.events.opening_balances import ZoneOpened
from parkledger.ledger.events.zones import InfrastructureCompleted
from parkledger.submissions.forms.event_form import is_form
from parkledger.workbooks.errors import MappingBroken, MappingUnknown
from parkledger.workbooks.map.columns import NAME, column_named, nearest_columns
from parkledger.workbooks.read.numerals import Dates, Decimals

FOLDER = "mappings"
_PLAIN = re.compile(r"[^a-z0-9%]+")


class MappedColumn(BaseModel):
    """A heading and the field that its column fills; `field` is empty for a column that is not read."""

    model_config = ConfigDict(extra="forbid")

    heading: str
    field: str = ""
    decimal: Decimals | None = None
    dates: Dates | None = None


class MappedSheet(BaseModel):
    """How one kind of sheet is read: the event type of its rows, its columns, and values that all rows have."""

    model_config = ConfigDict(extra="forbid")

    sheet: str = Field(default="", description="the sheet's name; empty for any sheet with these headings")
    type: str
    columns: list[MappedColumn]
    constants: dict[str, str] = {}
    also: list["MappedSheet"] = Field(
        default=[], description="further events that a row is as well, each with its columns"
    )
    near: list[str] = Field(default=[], description="other event types that were nearly as likely when it was proposed")

    @property
    def parts(self) -> list["MappedSheet"]:
        """What each row is: an event of this type, and those that it is as well."""
        return [self, *self.also]

    @property
    def doubt(self) -> Text | None:
        """That the rows may be of another type as well, where that is so."""
        if not self.near:
            return None
        own, others = EVENT_TYPES[self.type].label, [EVENT_TYPES[code].label for code in self.near]
        vi, en = (" / ".join(f"«{each.of(lang)}»" for each in others) for lang in (Lang.VI, Lang.EN))
        codes = ", ".join(self.near)
        return Text(
            f"Trang «{self.sheet}»: đề xuất «{own.vi}» ({self.type}), nhưng các cột và tiêu đề cũng gần như khớp {vi} ({codes}). "
            "Hãy xem kỹ loại sự kiện trước khi nạp.",
            f"Sheet “{self.sheet}”: “{own.en}” ({self.type}) is proposed, but its columns and titles fit {en} ({codes}) nearly as "
            "well. Check the type of event before importing.",
        )

    def headings(self) -> list[str]:
        """The headings that are read and must be there; a name beside a code may be missing."""
        read = (column for part in self.parts for column in part.columns if column.field)
        found = [column.heading for column in read if not column.field.endswith(NAME)]
        return list(dict.fromkeys(found))


class Mapping(BaseModel):
    """A mapping of the sheets of an office's file."""

    model_config = ConfigDict(extra="forbid")

    name: str
    sheets: list[MappedSheet]

    @property
    def parts(self) -> list[MappedSheet]:
        """Every event that the rows of the file's sheets are, in order."""
        return [part for sheet in self.sheets for part in sheet.parts]

    def check(self) -> None:
        """Refuse types and fields that there are not, and a field filled twice."""
        for sheet in self.parts:
            if not is_form(sheet.type):
                raise MappingBroken(mapping=self.name, problem=_no_type(sheet.type))
            keys = [column.field for column in sheet.columns if column.field]
            for key in [*keys, *sheet.constants]:
                if column_named(sheet.type, key) is None:
                    raise MappingBroken(mapping=self.name, problem=_no_field(sheet.type, key))
            if twice := _filled_twice(keys):
                raise MappingBroken(mapping=self.name, problem=_twice(twice))


def _filled_twice(keys: list[str]) -> list[str]:
    """The fields that two columns fill; not those whose columns have each a unit of its own: triệu USD or tỷ đồng."""
    named = [key.partition(":")[0] for key in set(keys)]
    several = {name for name in named if named.count(name) > 1}
    unclear = {name for name in several if name in keys}
    return sorted(unclear | {key.partition(":")[0] for key in keys if keys.count(key) > 1})


def _no_type(code: str) -> Text:
    return Text(f"không có loại sự kiện «{code}»", f"there is no event type “{code}”")


def _no_field(code: str, key: str) -> Text:
    near = ", ".join(nearest_columns(code, key))
    return Text(
        f"loại «{code}» không có trường «{key}»; các trường: {near}", f"“{code}” has no field “{key}”; fields: {near}"
    )


def _twice(keys: list[str]) -> Text:
    named = ", ".join(keys)
    return Text(
        f"hai cột cùng điền trường {named}; chỉ được khi mỗi cột một đơn vị riêng",
        f"two columns fill the field {named}; they may where each has a unit of its own",
    )


def plain(heading: str) -> str:
    """A heading as it is compared: without diacritics, marks and capitals."""
    return _PLAIN.sub(" ", fold(heading)).strip()


def folder() -> Path:
    """Where mappings are kept."""
    return home() / FOLDER


def kept() -> list[str]:
    """The names of the mappings that are kept."""
    return sorted(path.stem for path in folder().glob("*.json"))


def load(name: str) -> Mapping:
    """A mapping by its name. Raises MappingUnknown, MappingBroken."""
    path = folder() / f"{slug(name)}.json"
    if not path.is_file():
        raise MappingUnknown(mapping=name, known=kept() or ["—"])
    try:
        found = Mapping.model_validate_json(path.read_text(encoding="utf-8"))
    except ValidationError as problem:
        first = problem.errors()[0]
        said = f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
        raise MappingBroken(mapping=name, problem=said) from problem
    found.check()
    return found


def all_kept() -> Iterator[Mapping]:
    """Every mapping that is kept and sound."""
    for name in kept():
        try:
            yield load(name)
        except MappingBroken:
            continue


def keep(mapping: Mapping) -> Path:
    """Keep a mapping under its name, in the place of one before."""
    mapping.check()
    folder().mkdir(parents=True, exist_ok=True)
    path = folder() / f"{slug(mapping.name) or 'bang'}.json"
    written = json.dumps(mapping.model_dump(exclude_defaults=True), ensure_ascii=False, indent=2)
    part = path.with_suffix(".part")
    part.write_text(written + "\n", encoding="utf-8")
    part.replace(path)
    return path


def remove(name: str) -> None:
    """Forget a mapping."""
    load(name)
    (folder() / f"{slug(name)}.json").unlink()


PARKS = {
    "name": "name",
    "place": "place",
    "developer": "developer",
    "area": "area_m2:ha",
    "leasable": "industrial_m2:ha",
    "leased": "leased_industrial_m2:ha",
}
ECONOMIC_ZONES = {
    "name": "zone",
    "category": "category",
    "area_m2": "area_m2:ha",
    **{key: f"{key}:ha" for key, _ in (*FUNCTIONS, OTHER)},
}
"""Columns of form 2108 by the fields that they fill. The zones stand as planned: the form does not say more."""
COMPLETION = {"name": "zone", "completion": "percent"}
"""Columns of form 2103 by the fields that they fill. Industrial and service land are one column there, and are read as industrial."""


OF_FORM: Final = "bieu-"
"""How the name of a form's mapping begins; the form's code follows."""


@cache
def statutory_mappings() -> tuple[Mapping, ...]:
    """A mapping of each form that can be read."""
    sheet = MappedSheet(
        type=ZoneOpened.code,
        columns=_columns("2103", PARKS),
        constants={"kind": "park"},
        also=[
            MappedSheet(
                type=InfrastructureCompleted.code, columns=_columns("2103", COMPLETION), constants={"complete": "không"}
            )
        ],
    )
    economic = MappedSheet(
        type=ZoneOpened.code,
        columns=_columns("2108", {"name": "name", "area_m2": "area_m2:ha"}),
        constants={"kind": "economic_zone", "established": "không"},
        also=[MappedSheet(type=GeneralPlanApproved.code, columns=_columns("2108", ECONOMIC_ZONES))],
    )
    return (Mapping(name=f"{OF_FORM}2103", sheets=[sheet]), Mapping(name=f"{OF_FORM}2108", sheets=[economic]))


@cache
def mapped_forms() -> frozenset[str]:
    """The forms of zones that are read by these mappings."""
    return frozenset(mapping.name.removeprefix(OF_FORM) for mapping in statutory_mappings())


def _columns(code: str, fields: dict[str, str]) -> list[MappedColumn]:
    columns = {column.key: column for column in FORMS[code].columns}
    return [MappedColumn(heading=columns[key].written(Lang.VI), field=name) for key, name in fields.items()]
