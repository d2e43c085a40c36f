"""The columns of an event type's sheet, made from the fields of its form: one a value, and one more for a unit that varies.

A column is named in a sheet and in mappings by its field, "area_m2:ha" where the unit is fixed, "capital.unit" where it is
the column of a unit.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from parkledger.language import AMOUNT_UNITS, Text, closest
from parkledger.ledger.events import EVENT_TYPES, EventGroup, SubjectKind
from parkledger.submissions.forms.event_form import FormField, fields_of
from parkledger.workbooks.map.units import AMOUNT, units_of

UNIT = ".unit"
NAME = ".name"
"""With which a column is called that holds the name of what another column gives by its code: it is held against that."""
OPENING = "opening"
WITH_UNIT = frozenset({"area", "money", "mixed", "count", AMOUNT})
START, END = "period_start", "period_end"
RESULTS = "values."
"""What the names of a report's fields begin with, before that of the measure."""
PERIOD, MEASURE = "period", "row_measure"
LEFT_OUT = frozenset({"rate", "demo", "invented"})
"""Fields that templates do not offer: the register finds the rate, and says what is demonstration data."""


@dataclass(frozen=True, slots=True)
class FieldColumn:
    """One column: the field it fills, whether it holds the value's unit, and the unit that is the same for all its values."""

    field: FormField
    is_unit: bool = False
    unit: str = ""
    is_name: bool = False
    """Whether it only holds the name of what another column gives by its code."""

    @property
    def key(self) -> str:
        """How it is named in a sheet's hidden row and in mappings."""
        if self.is_unit:
            return f"{self.field.name}{UNIT}"
        if self.is_name:
            return f"{self.field.name}{NAME}"
        return f"{self.field.name}:{self.unit}" if self.unit else self.field.name

    @property
    def heading(self) -> Text:
        """What stands above it: its label with its unit."""
        label = self.field.label
        if self.is_unit:
            return Text(f"{label.vi} - đơn vị", f"{label.en} - unit")
        if self.is_name:
            return Text(f"{label.vi} - tên, để đối chiếu với mã", f"{label.en} - name, held against the code")
        if self.unit:
            unit = AMOUNT_UNITS[self.unit].named(self.field.unit)
            return Text(f"{label.vi} ({unit.vi})", f"{label.en} ({unit.en})")
        own = self.field.unit
        return Text(f"{label.vi} ({own.vi})", f"{label.en} ({own.en})") if own else label


@cache
def fields_by_name(code: str) -> dict[str, FormField]:
    """The fields of an event type by their names."""
    return {field.name: field for field in fields_of(code)}


@cache
def row_fields(code: str) -> dict[str, FormField]:
    """What a column of an office's own sheet may hold that is no field of the event: the period in words; in a report, a
    measure by its name and how much it is, where each row is one measure."""
    fields = fields_by_name(code)
    found = [_PERIOD] if START in fields and END in fields else []
    if any(name.startswith(RESULTS) for name in fields):
        found += [_MEASURE, _AMOUNT]
    return {each.name: each for each in found if each.name not in fields}


_PERIOD = FormField((PERIOD,), Text("kỳ báo cáo, ghi bằng chữ", "period, in words"), PERIOD)
_MEASURE = FormField((MEASURE,), Text("tên chỉ tiêu của dòng", "the row's measure"), MEASURE)
_AMOUNT = FormField((AMOUNT,), Text("số của chỉ tiêu ở dòng", "how much of the row's measure"), AMOUNT)


@cache
def columns_by_name(code: str) -> dict[str, FormField]:
    """All that a column of an office's own sheet may fill, by name."""
    return {**fields_by_name(code), **row_fields(code)}


def filled_by(keys: Iterable[str]) -> set[str]:
    """The fields that columns fill, by the columns' keys; a period in words fills both of its days."""
    names = {key.partition(":")[0] for key in keys if key and not key.endswith(NAME)}
    return names | ({START, END} if PERIOD in names else set())


def is_required(field: FormField) -> bool:
    """Whether its cells must be filled: where the field is required, and where an empty cell would count as yes."""
    return field.required or (field.kind == "flag" and field.default is True)


@cache
def columns_of(code: str) -> tuple[FieldColumn, ...]:
    """The columns of an event type's template: areas in hectares, money with a column for its unit."""
    found: list[FieldColumn] = []
    for field in fields_of(code):
        if field.group in LEFT_OUT or field.name in LEFT_OUT:
            continue
        found.append(FieldColumn(field, unit="ha" if field.kind == "area" else ""))
        if field.kind in {"money", "mixed"}:
            found.append(FieldColumn(field, is_unit=True))
    return tuple(found)


def column_named(code: str, key: str) -> FieldColumn | None:
    """A column of an event type by its key; None where the type has no such field or there is no such unit."""
    name, _, unit = key.partition(":")
    fields = columns_by_name(code)
    if name in fields:
        field = fields[name]
        known = {each.code for each in units_of(field)} if field.kind in WITH_UNIT else set()
        return FieldColumn(field, unit=unit) if not unit or unit in known else None
    if name.endswith(UNIT) and name.removesuffix(UNIT) in fields and not unit:
        return FieldColumn(fields[name.removesuffix(UNIT)], is_unit=True)
    if name.endswith(NAME) and name.removesuffix(NAME) in named_fields(code) and not unit:
        return FieldColumn(fields[name.removesuffix(NAME)], is_name=True)
    return None


@cache
def named_fields(code: str) -> dict[str, FormField]:
    """The fields of an event type that name a zone or project on record, by code: its name may stand in a column beside."""
    refs = EVENT_TYPES[code].subject_fields()
    looked_up = {
        name for name, ref in refs.items() if ref.looked_up and ref.to in {SubjectKind.ZONE, SubjectKind.PROJECT}
    }
    return {name: field for name, field in fields_by_name(code).items() if name in looked_up}


def field_name(key: str) -> str:
    """The name of the field that a column fills, or belongs to, by the column's key."""
    return key.partition(":")[0].removesuffix(UNIT).removesuffix(NAME)


def nearest_columns(code: str, key: str) -> list[str]:
    """The columns of an event type that look most like one that it has not."""
    return closest(key, columns_by_name(code)) or list(columns_by_name(code))


def importable() -> list[str]:
    """The event types that a workbook may hold, by code: all but corrections, which have their own way."""
    return [code for code, kind in EVENT_TYPES.items() if kind.is_submitted]


def opening_types() -> list[str]:
    """The event types by which a book begins without a past: what stood on the day from which it is kept."""
    return [code for code, kind in EVENT_TYPES.items() if kind.group is EventGroup.OPENING]
