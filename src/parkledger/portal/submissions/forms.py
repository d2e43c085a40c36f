"""A form as its page shows it: fields with their values, problems and choices, in the groups in which they stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from parkledger.catalogue.countries import OTHER, countries
from parkledger.catalogue.sectors import BASIS, SECTORS
from parkledger.language import Lang, ParkError, Text, fold, format_date, in_name_order
from parkledger.ledger.events import EVENT_TYPES, EventGroup
from parkledger.ledger.events.sector_names import read_sectors, sectors_in
from parkledger.records.dates import day_from
from parkledger.submissions.forms.choices import FormChoices
from parkledger.submissions.forms.event_form import WHOLE, Choices, FormField, fields_of, values_shown_in
from parkledger.submissions.forms.inputs import AREA_UNITS, CAPITAL_UNITS, MONEY_UNITS, UNIT

SECTOR = "sector"
COUNTRY = "country"
"""The field of a project's sector, in the words of its certificate."""
NO_UNIT = ("", Text("— đơn vị —", "— unit —"))
COUNT_UNIT = ("count", Text("số lượng", "count"))
PERCENT_UNIT = ("percent", Text("%", "%"))


@dataclass(frozen=True, slots=True)
class Input:
    """One field of a page."""

    of: FormField
    value: str
    unit: str
    on: bool
    problem: Text | None
    choices: Choices
    units: Choices
    listed: bool

    @property
    def id(self) -> str:
        """Its id in the page."""
        return f"f-{self.of.name.replace('.', '-')}"

    @property
    def label(self) -> Text:
        """What it is called in a table, where the name of its group does not stand above it."""
        before = {"rate": Text("tỷ giá", "rate"), "document": Text("văn bản", "document")}.get(self.of.group)
        own = self.of.label
        return own if before is None else Text(f"{before.vi}: {own.vi}", f"{before.en}: {own.en}")

    @property
    def said(self) -> Text:
        """Its value in words, with its unit."""
        if self.of.kind == "flag":
            return Text("có", "yes")
        if self.of.kind == "date" and not self.problem:
            return _day(self.value)
        if self.of.kind == "sectors" and not self.problem:
            return _sectors(self.value)
        named = dict(self.choices).get(self.value)
        text = Text(self.value, self.value) if named is None else named
        unit = dict(self.units).get(self.unit) or self.of.unit
        if self.unit == COUNT_UNIT[0] or unit is None:
            return text
        return Text(f"{text.vi} {unit.vi}", f"{text.en} {unit.en}")

    @property
    def list_id(self) -> str:
        """Which of the page's lists it offers: a project's own sector is in words, those of the classification offered."""
        return {SECTOR: "sectors", COUNTRY: "countries"}.get(self.of.name, f"{self.of.kind}s")

    @property
    def unit_name(self) -> str:
        """What its unit is called in the page."""
        return f"{self.of.name}.{UNIT}"

    @property
    def is_short(self) -> bool:
        """Whether a narrow box will do."""
        return self.of.kind in {"date", "count", "decimal", "area", "money", "mixed", "year"}


@dataclass(slots=True)
class FormPage:
    """A form: its own fields, the rows of measures, the rate, and the document with the note."""

    own: list[Input] = field(default_factory=list)
    measures: list[Input] = field(default_factory=list)
    rate: list[Input] = field(default_factory=list)
    document: list[Input] = field(default_factory=list)
    last: list[Input] = field(default_factory=list)
    problems: list[tuple[str, Text | None, Text]] = field(default_factory=list)

    @property
    def names_sectors(self) -> bool:
        """Whether any field takes sectors of the classification."""
        return any(each.of.kind == "sectors" for each in self.own)

    @property
    def offers_sectors(self) -> bool:
        """Whether any field offers them, and takes other words as well."""
        return any(each.of.name == SECTOR for each in self.own)

    @property
    def offers_countries(self) -> bool:
        """Whether any field is a country, by any of its names."""
        return any(each.of.name == COUNTRY for each in self.own)

    @property
    def has_rate(self) -> bool:
        """Whether a rate of its own was given, or is wrong."""
        return any(each.value or each.problem for each in self.rate)


def page_of_form(
    code: str, payload: Mapping[str, Any], offered: FormChoices, lang: Lang, problems: Mapping[str, Text] | None = None
) -> FormPage:
    """The form of an event type with a payload's values and what is wrong with them."""
    return page_of_fields(fields_of(code), payload, offered, lang, problems)


def page_of_fields(
    fields: Iterable[FormField],
    payload: Mapping[str, Any],
    offered: FormChoices,
    lang: Lang,
    problems: Mapping[str, Text] | None = None,
) -> FormPage:
    """A form of some fields with a payload's values and what is wrong with them."""
    page, wrong, fields = FormPage(), problems or {}, tuple(fields)
    values = values_shown_in(fields, payload, lang)
    for each in fields:
        found = _input(each, values, offered, wrong.get(each.name))
        if each.name == "demo" and not found.on:
            continue  # what is written in a demonstration book is marked by itself, and nothing else is
        part = {"values": page.measures, "rate": page.rate, "document": page.document}.get(each.group)
        if part is None:
            part = page.last if each.name in {"note", "demo"} else page.own
        part.append(found)
    inputs = {each.of.name: each for each in (*page.own, *page.measures, *page.rate, *page.document, *page.last)}
    for name, problem in wrong.items():
        at = inputs.get(name)
        page.problems.append((at.id if at else "", at.of.label if at else None, problem))
    return page


def form_context(page: FormPage, offered: FormChoices) -> dict[str, Any]:
    """A form with the lists that its fields offer, as its template needs them."""
    return {
        "form": page,
        "projects": offered.projects if any(each.listed and each.of.kind == "project" for each in page.own) else (),
        "places": offered.places if any(each.listed and each.of.kind == "place" for each in page.own) else (),
        "sectors": SECTORS.values(),
        "countries": [*in_name_order(countries().values(), lambda each: each.vi), OTHER]
        if page.offers_countries
        else (),
        "sector_basis": BASIS,
    }


def refused_at(code: str, refused: ParkError) -> str:
    """The field of an event type's form that a refusal is about; the whole form where it has no such field."""
    return refused.field if any(each.name == refused.field for each in fields_of(code)) else WHOLE


def _input(each: FormField, values: Mapping[str, str], offered: FormChoices, problem: Text | None) -> Input:
    value = values.get(each.name, "")
    choices, listed = each.choices, False
    if each.kind == "zone":
        choices = offered.zones
    elif each.kind == "project":
        choices, listed = offered.projects, not offered.closed
    elif each.kind == "place":
        choices, listed = offered.places, not offered.closed
    listed = listed or each.name in {SECTOR, COUNTRY}
    units: Choices = ()
    if each.kind in {"money", "mixed"}:
        offered_units = CAPITAL_UNITS if each.any_currency else MONEY_UNITS
        units = tuple((code, unit.name) for code, unit in offered_units.items())
    if each.kind in {"area", "mixed"}:
        units = (*units, *((code, each.name) for code, each in AREA_UNITS.items()))
    if each.kind == "mixed":
        units = (COUNT_UNIT, PERCENT_UNIT, *units)
    if units and each.kind != "area":
        units = (NO_UNIT, *units)  # a currency is never chosen for anybody
    if value and choices and not listed and value not in {code for code, _ in choices}:
        choices = (*choices, (value, Text(value, value)))
    return Input(
        of=each,
        value=value,
        unit=values.get(f"{each.name}.{UNIT}", ""),
        on=bool(value),
        problem=problem,
        choices=choices,
        units=units,
        listed=listed,
    )


@dataclass(frozen=True, slots=True)
class Said:
    """One field of a submission as its page tells it."""

    label: Text
    value: Text


def told(code: str, payload: Mapping[str, Any], offered: FormChoices, lang: Lang) -> list[Said]:
    """A submission's fields in words; those left empty left out."""
    return told_page(page_of_form(code, payload, offered, lang))


def told_page(page: FormPage) -> list[Said]:
    """The fields of a form in words; those left empty left out."""
    return [Said(each.label, each.said) for each in filled_in(page)]


def filled_in(page: FormPage) -> list[Input]:
    """The fields of a form that are not empty, in its order."""
    inputs = (*page.own, *page.measures, *page.rate, *page.document, *page.last)
    return [each for each in inputs if each.value]


def _sectors(value: str) -> Text:
    try:
        named = sectors_in(read_sectors(value))
    except ParkError:
        return Text(value, value)
    return Text("; ".join(each.title.vi for each in named), "; ".join(each.title.en for each in named))


def _day(value: str) -> Text:
    try:
        day = day_from(value)
    except ParkError:
        return Text(value, value)
    return Text(format_date(day, Lang.VI), format_date(day, Lang.EN))


def kinds_named(codes: list[str], text: str) -> list[str]:
    """Those of some event types of which the names, the titles of sheets or the group have all words of a text."""
    words = fold(text).split()
    return [code for code in codes if all(word in _names_of(code) for word in words)]


@cache
def _names_of(code: str) -> str:
    kind = EVENT_TYPES[code]
    named = [each for text in (kind.label, kind.group.label) for each in (text.vi, text.en)]
    return fold(" ".join([*named, *kind.sheet_titles]))


def grouped(codes: list[str]) -> list[tuple[Text, list[tuple[str, Text]]]]:
    """Event types in their groups, as the page to choose from lists them."""
    kinds = [EVENT_TYPES[code] for code in codes]
    found = [(group.label, [(kind.code, kind.label) for kind in kinds if kind.group is group]) for group in EventGroup]
    return [(title, types) for title, types in found if types]
