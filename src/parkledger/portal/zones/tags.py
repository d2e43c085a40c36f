"""Template tags of the pages of zones and projects: numbers of a list, amounts of money, links that may lead nowhere."""

from datetime import date
from fractions import Fraction

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from parkledger.catalogue import MEASURES
from parkledger.catalogue.parameters import ParameterUnit
from parkledger.figures.supposing import supposed_mark
from parkledger.figures.wording import number
from parkledger.language import Quantity, Text, Unit, exact_decimals, format_number, format_quantity
from parkledger.records.land_bars import LandBar
from parkledger.records.links import reach
from parkledger.records.project_lists import EnterpriseRow, ProjectRow, enterprise_slug
from parkledger.records.project_tables import enterprise_cell, exact_words, project_cell
from parkledger.records.zone_holdings import stage_name

register = template.Library()


@register.simple_tag(takes_context=True)
def reaches(context: Context, route: str, *arguments: object, **query: object) -> str:
    """The address of a page for the page's dates; empty where what is named cannot stand in an address."""
    return reach(route, *arguments, dates=context["dates"], **query)


@register.simple_tag(takes_context=True)
def money(context: Context, amount: int | None, currency: str) -> str:
    """Whole US cents or đồng in words; a dash where nothing is held."""
    if amount is None:
        return "—"
    return number(Fraction(amount, 100 if currency == "USD" else 1), currency, context["lang"])


@register.simple_tag(takes_context=True)
def hectares(context: Context, area_m2: int | None) -> str:
    """Square metres in hectares; a dash where nothing is held."""
    return "—" if area_m2 is None else number(Fraction(area_m2, 10_000), "ha", context["lang"])


@register.simple_tag(takes_context=True)
def land_uses(context: Context, bar: LandBar) -> str:
    """The parts of a land bar with their areas and shares, for a reader who does not see the bar."""
    lang = context["lang"]
    parts = (
        (part.name.of(lang), number(part.area_ha, "ha", lang), number(part.share, "percent", lang))
        for part in bar.parts
    )
    return "; ".join(f"{name} {area} ({share})" for name, area, share in parts)


@register.simple_tag(takes_context=True)
def exact_amount(context: Context, value: Fraction | None, unit: str) -> str:
    """A number of projects with its unit; that it is not recorded where it is None."""
    return exact_words(value, unit, context["lang"])


@register.simple_tag(takes_context=True)
def opens_project(
    context: Context, line: ProjectRow, code: str, value: Fraction | int | None, on: date | None = None
) -> SafeString | str:
    """A number of a project as a link to the page that it opens into; a dash where nothing is held.

    Whole numbers are US cents, đồng or m²; fractions are in dollars, đồng, hectares or per cent. `on` is another day
    than the page's.
    """
    cell = project_cell(line, code, value, context["dates"], context["lang"], on)
    if value is None:
        return "—"
    return format_html('<a class="figure" href="{}">{}{}</a>', cell.address, cell.text, supposed_mark())


@register.simple_tag(takes_context=True)
def opens_enterprise(
    context: Context, enterprise: EnterpriseRow, code: str, amount: int, origin: str = ""
) -> SafeString | str:
    """A number of an enterprise, in whole US cents, đồng, m² or projects, as a link to the page that it opens into.

    Nothing opens where it has no project.
    """
    cell = enterprise_cell(enterprise, code, amount, context["dates"], context["lang"], origin)
    mark = supposed_mark()
    return format_html('<a class="figure" href="{}">{}{}</a>', cell.address, cell.text, mark) if amount else f"0{mark}"


@register.simple_tag(takes_context=True)
def stage(context: Context, code: str) -> str:
    """A stage of zones, said of one zone."""
    return stage_name(code).of(context["lang"])


@register.filter
def as_slug(name: str) -> str:
    """The address of an enterprise by its name."""
    return enterprise_slug(name)


@register.filter
def measure_name(code: str) -> Text:
    """What a measure is called."""
    return MEASURES[code].name


@register.filter
def unlocalized(value: int) -> str:
    """A coordinate of a drawing, without marks between thousands."""
    return str(value)


@register.simple_tag(takes_context=True)
def bound(context: Context, value: Fraction, unit: str) -> str:
    """A bound of the law with its unit and no more decimals than it has: 60%, not 60,0%; what is counted by its number alone."""
    if unit == ParameterUnit.COUNT.value:
        return format_number(value, context["lang"])
    if unit not in {each.value for each in Unit}:
        return number(value, unit, context["lang"])
    return format_quantity(Quantity(value, Unit(unit)), context["lang"], decimals=exact_decimals(value) or 0)
