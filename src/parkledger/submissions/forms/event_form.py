"""A form for every event type, made from the type itself: its fields, what each takes, and a payload from what was typed."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import ValidationError

from parkledger.catalogue import MEASURES
from parkledger.catalogue.measures import REPORTABLE
from parkledger.language import Lang, ParkError, Text, unit_label
from parkledger.ledger.book.refusals import field_paths, problems
from parkledger.ledger.events import EVENT_TYPES, Document, EffectiveDay, Event, Money, Rate
from parkledger.ledger.events import base as events
from parkledger.ledger.events.base import AnyCurrency
from parkledger.submissions.forms.inputs import KINDS, UNIT, is_unread, shown, unread

Choices = tuple[tuple[str, Text], ...]
HASH = "sha256"
WHOLE = "—"
"""Under which a problem stands that is of the whole form, not of one field."""
LATE = frozenset({"document", "note", "demo", "rate"})
"""Fields that stand at the end of a form."""
DOCUMENT = {
    "number": Text("số, ký hiệu", "number"),
    "title": Text("trích yếu", "title"),
    "issuer": Text("cơ quan ban hành", "issuer"),
    "issued_on": Text("ngày ban hành", "issued on"),
    "url": Text("đường dẫn đến nơi đăng", "link to where it is published"),
}
"""What a form asks of a document; the hash of its file is known once the file is attached."""
RATE = {
    "vnd_per_usd": Text("đồng cho một USD", "đồng for one US dollar"),
    "source": Text("nguồn", "source"),
    "on": Text("ngày", "on"),
    "currency": Text("ngoại tệ khác, nếu có", "other currency, if any"),
    "vnd_per_unit": Text("đồng cho một đơn vị ngoại tệ ấy", "đồng for one unit of it"),
}
UNITS = {
    **{
        code: unit_label(code)
        for code in (
            *("household", "case", "percent", "year", "degree", "VND/USD", "person", "m3/day", "kVA", "kg/day"),
            *("line", "m3/hour"),
            *("kWh", "kg", "litre", "m3"),
        )
    },
    "project": unit_label("enterprise"),  # of what enterprises report, only enterprises are counted
}
"""Units as they stand beside a field."""
VALUE_WORDS = {
    "area": Text("diện tích, ha", "an area in hectares"),
    "money": Text("số tiền, đơn vị ở cột bên cạnh", "an amount, its unit in the next column"),
    "mixed": Text(
        "số tiền, diện tích hoặc số lượng, đơn vị ở cột bên cạnh",
        "money, an area or a count, its unit in the next column",
    ),
    "count": Text("số nguyên", "a whole number"),
    "year": Text("năm", "a year"),
    "decimal": Text("số, có thể lẻ", "a number, decimals allowed"),
    "date": Text("ngày/tháng/năm", "day/month/year"),
    "flag": Text("có hoặc không", "có (yes) or không (no)"),
    "zone": Text("tên hoặc mã khu, cụm", "a zone's name or code"),
    "project": Text("mã dự án", "a project's code"),
    "place": Text("mã hoặc tên đơn vị hành chính", "an administrative unit's code or name"),
    "sectors": Text(
        "mã ngành VSIC cấp 1 hoặc cấp 2, hoặc tên ngành; cách nhau bằng dấu chấm phẩy",
        "VSIC sections or divisions by code or name, separated by semicolons",
    ),
    "text": Text("chữ", "words"),
    "long": Text("chữ", "words"),
}
"""How a value of each kind of input is written."""
LONGEST_LINE = 300
"""Characters above which words get a box of several lines."""


@dataclass(frozen=True, slots=True)
class FormField:
    """One input of a form. `path` is where its value stands in the payload: ("document", "number").

    `spoken` are the choices with all the words by which people write them, where the field is one of an event type.
    """

    path: tuple[str, ...]
    label: Text
    kind: str
    required: bool = False
    choices: Choices = ()
    spoken: events.Choices | None = None
    unit: Text | None = None
    default: Any = None
    group: str = ""
    any_currency: bool = False
    """Whether money may be given in another currency than figures are told in."""

    @property
    def name(self) -> str:
        """What it is called in the page."""
        return ".".join(self.path)


@dataclass(slots=True)
class Typed:
    """What was typed: the payload it comes to, and what is wrong with it by field."""

    payload: dict[str, Any] = field(default_factory=dict)
    problems: dict[str, Text] = field(default_factory=dict)


@cache
def fields_of(code: str) -> tuple[FormField, ...]:
    """The inputs of an event type's form: its own fields first, then its date, note and document."""
    kind = EVENT_TYPES[code]
    names = [name for name in kind.model_fields if name not in LATE]
    names.sort(key=lambda name: name == "effective_on")
    late = [name for name in ("rate", "note", "document", "demo") if name in kind.model_fields]
    return tuple(each for name in (*names, *late) for each in _inputs(kind, name))


def _inputs(kind: type[Event], name: str) -> Iterator[FormField]:
    info = kind.model_fields[name]
    if name == "values":
        yield from _rows_of_measures()
        return
    inner, spoken = _plain(info.annotation), kind.choices().get(name)
    choices = tuple(spoken.items()) if spoken is not None else ()
    if inner in {Document, Rate}:
        labels = DOCUMENT if inner is Document else RATE
        for part, label in labels.items():
            found = {"issued_on": "date", "on": "date", "vnd_per_usd": "decimal", "vnd_per_unit": "decimal"}.get(
                part, "text"
            )
            yield FormField((name, part), label, found, group=name)
        return
    label = Text(str(info.title), str(info.description))
    extra: Any = info.json_schema_extra or {}
    day = kind.effective_day if name == "effective_on" else EffectiveDay.GIVEN
    if day is EffectiveDay.DERIVED:
        return
    required = info.is_required() and day is EffectiveDay.GIVEN
    sort = _kind_of(kind, name, info, inner, choices)
    default = None if info.is_required() or info.default in {None, ""} else info.default
    yield FormField(
        path=(name,),
        label=label,
        kind=sort,
        required=required,
        choices=choices,
        spoken=spoken,
        unit=UNITS.get(extra.get("unit", "")),
        default=_coded(default),
        any_currency=_is_of_any_currency(info.annotation)
        or any(isinstance(each, AnyCurrency) for each in info.metadata),
    )


def _is_of_any_currency(annotation: Any) -> bool:
    """Whether a field, or one of the types that it may have, is marked for money of any currency."""
    parts = get_args(annotation)
    return any(isinstance(part, AnyCurrency) or _is_of_any_currency(part) for part in parts)


def _rows_of_measures() -> Iterator[FormField]:
    """A period report's measures, a row each."""
    for code in REPORTABLE:
        measure = MEASURES[code]
        sort = "money" if measure.unit == "money" else "count"
        yield FormField(("values", code), measure.name, sort, unit=UNITS.get(measure.unit), group="values")


def _kind_of(kind: type[Event], name: str, info: Any, inner: Any, choices: Choices) -> str:
    """What kind of input a field needs."""
    to = kind.references().get(name)
    unit = (info.json_schema_extra or {}).get("unit", "")
    if to is not None:
        return to
    if choices:
        return "choice"
    if unit in {"m2", "sector"}:
        return "area" if unit == "m2" else "sectors"
    if inner is bool:
        return "flag"
    if unit == "year":
        return "year"
    if inner is Money:
        return "mixed" if Money is not _plain_only(info.annotation) else "money"
    named = {"date": "date", "int": "count", "Decimal": "decimal"}.get(getattr(inner, "__name__", ""))
    return named or ("long" if _longest(info) > LONGEST_LINE else "text")


def _plain(annotation: Any) -> Any:
    """What an annotation comes to without what may be left out and what is checked; of several the first."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _plain(get_args(annotation)[0])
    if origin in {Union, UnionType}:
        return _plain(next(part for part in get_args(annotation) if part is not NoneType))
    return annotation


def _plain_only(annotation: Any) -> Any:
    """As `_plain`, where there is but one; None where a value may be of several types."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _plain_only(get_args(annotation)[0])
    if origin in {Union, UnionType}:
        parts = [part for part in get_args(annotation) if part is not NoneType]
        return _plain_only(parts[0]) if len(parts) == 1 else None
    return annotation


def _coded(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value


def _longest(info: Any) -> int:
    lengths = [mark.max_length for mark in info.metadata if hasattr(mark, "max_length")]
    return max(lengths, default=0)


def typed(code: str, given: Mapping[str, str], lang: Lang) -> Typed:
    """The payload that a posted form comes to; what cannot be read stays in it as typed, with what is wrong."""
    return typed_in(fields_of(code), given, lang)


def typed_in(fields: Iterable[FormField], given: Mapping[str, str], lang: Lang) -> Typed:
    """The payload that the posted values of some fields come to."""
    found = Typed()
    for each in fields:
        value = _value(each, given, lang, found)
        if value is None:
            continue
        at = found.payload
        for step in each.path[:-1]:
            at = at.setdefault(step, {})
        at[each.path[-1]] = value
    return found


def _value(each: FormField, given: Mapping[str, str], lang: Lang, found: Typed) -> Any:
    if each.kind == "flag":
        return each.name in given or (None if not each.default else False)
    own = {"": given.get(each.name, ""), UNIT: given.get(f"{each.name}.{UNIT}", "")}
    if not own[""].strip():
        if each.required:
            found.problems[each.name] = Text("bắt buộc nhưng còn thiếu", "is required but missing")
        return None
    try:
        return KINDS[each.kind][0](own, lang)
    except ParkError as problem:
        found.problems[each.name] = Text(problem.message(Lang.VI), problem.message(Lang.EN))
        return unread(own)


def with_hash(payload: dict[str, Any], before: Mapping[str, Any], attached: Collection[str]) -> dict[str, Any]:
    """A payload with the hash of its document's file as it was before, which no form asks for: while the file is attached,
    and of another file while the document bears the same number."""
    known, now = before.get("document"), payload.get("document") or {}
    if not isinstance(known, Mapping) or not (digest := known.get(HASH)) or not isinstance(now, dict):
        return payload
    is_same = bool(now) and now.get("number") == known.get("number")
    return {**payload, "document": {**now, HASH: digest}} if digest in attached or is_same else payload


def checked(code: str, what: Typed) -> Typed:
    """The same with what the event type itself refuses, each at its field."""
    if any(name != WHOLE for name in what.problems):
        return what
    try:
        EVENT_TYPES[code].model_validate(what.payload)
    except ValidationError as refused:
        known = {each.name for each in fields_of(code)}
        for name, problem in problems(
            field_paths(EVENT_TYPES[code], EVENT_TYPES[code].pairs), refused, EVENT_TYPES[code].choices()
        ):
            what.problems.setdefault(_nearest(name, known), problem)
    return what


def _nearest(name: str, known: set[str]) -> str:
    """The field of a form that a refusal is about; the whole form where there is none."""
    parts = name.split(".")
    while parts:
        if ".".join(parts) in known:
            return ".".join(parts)
        parts.pop()
    return WHOLE


def as_payload(event: Event) -> dict[str, Any]:
    """An event as a payload that a form shows: all its fields as JSON values, those left empty left out."""
    dumped: dict[str, Any] = event.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    return dumped


def values_shown(code: str, payload: Mapping[str, Any], lang: Lang) -> dict[str, str]:
    """A payload as the inputs of its form have it, by their names."""
    return values_shown_in(fields_of(code), payload, lang)


def values_shown_in(fields: Iterable[FormField], payload: Mapping[str, Any], lang: Lang) -> dict[str, str]:
    """A payload as some inputs have it, by their names."""
    found: dict[str, str] = {}
    for each in fields:
        value: Any = payload
        for step in each.path:
            value = value.get(step) if isinstance(value, Mapping) and not is_unread(value) else None
        value = each.default if value is None else value
        if each.kind == "flag":
            if value:
                found[each.name] = "on"
            continue
        kind = "area" if each.kind == "mixed" and _is_land(value, payload) else each.kind
        for part, text in shown(kind, value, lang).items():
            found[f"{each.name}.{part}" if part else each.name] = text
    return found


def _is_land(value: Any, payload: Mapping[str, Any]) -> bool:
    """Whether a whole number is a target of land, which is kept in square metres."""
    measure = MEASURES.get(str(payload.get("measure", "")))
    return isinstance(value, int) and measure is not None and measure.unit == "m2"


def is_form(code: str) -> bool:
    """Whether an event type is written down by a form; corrections are made from the event that they correct."""
    return code in EVENT_TYPES and EVENT_TYPES[code].is_submitted


__all__ = ["FormField", "Typed", "as_payload", "checked", "fields_of", "is_form", "typed", "values_shown"]
