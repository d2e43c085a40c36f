"""Template tags of the pages of zones and projects: numbers of a list, amounts of money, links that may lead nowhere."""

from datetime import date
from fractions import Fraction

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from parkledger.catalogue import MEASURES
from parkledger.figures.current import opened
from parkledger.figures.wording import UNKNOWN, number
from parkledger.language import Lang, Quantity, Text, Unit, exact_decimals, format_number, format_quantity, plain_number
from parkledger.records.dates import Dates
from parkledger.records.links import reach
from parkledger.records.project_figures import SPENT
from parkledger.records.project_lists import Enterprise, Line, enterprise_slug
from parkledger.records.zone_holdings import stage_name
from parkledger.records.zone_lists import Shown

register = template.Library()


def demo_mark() -> SafeString:
    """The mark of demonstration data."""
    return format_html('<span class="demo" title="{}">*</span>', gettext("có dữ liệu minh họa"))


@register.simple_tag(takes_context=True)
def shown(context: Context, cell: Shown) -> SafeString:
    """A number of a list as a link to what it opens into; plain_number where no single figure is what it sums.

    Hectares stand without their unit, which the column's heading has; what was never recorded is a dash, said in words
    to those who hear the page.
    """
    lang: Lang = context["lang"]
    address = cell.address(opened().engine, context["dates"])
    known = cell.value is not None
    words: str = cell.bare(lang) if known else format_html('—<span class="hidden"> {}</span>', cell.written(lang))
    mark = demo_mark() if cell.demo and known else ""
    if not address:
        return format_html('<span data-value="{}">{}</span>{}', plain_number(cell.value), words, mark)
    return format_html(
        '<a class="{}" href="{}" data-value="{}">{}</a>{}',
        "figure" if known else "figure unknown", address, plain_number(cell.value), words, mark,
    )  # fmt: skip


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
def exact_amount(context: Context, value: Fraction | None, unit: str) -> str:
    """A number of projects with its unit; that it is not recorded where it is None."""
    lang: Lang = context["lang"]
    if value is None:
        return UNKNOWN.of(lang)
    if unit == "project":
        return format_quantity(Quantity(value, Unit.PROJECT), lang, decimals=0)
    return number(value, unit, lang)


@register.simple_tag(takes_context=True)
def opens_project(
    context: Context, line: Line, code: str, value: Fraction | int | None, on: date | None = None
) -> SafeString | str:
    """A number of a project as a link to the page that it opens into; a dash where nothing is held.

    Whole numbers are US cents, đồng or m²; fractions are in dollars, đồng, hectares or per cent. `on` is another day
    than the page's.
    """
    if value is None:
        return "—"
    unit = {"capital": line.currency, "land": "ha"}.get(code.partition(".")[0], "")
    unit = "percent" if code == SPENT else unit
    exact = Fraction(value, {"USD": 100, "ha": 10_000}.get(unit, 1)) if isinstance(value, int) else value
    reference, shown = "/".join(line.project.reference), number(exact, unit, context["lang"])
    dates: Dates = context["dates"]
    asked = dates if on is None else dates.moved(on)
    address = reach("project_figure", dates=asked, project=reference, measure=code)
    return format_html('<a class="figure" href="{}">{}</a>', address, shown)


@register.simple_tag(takes_context=True)
def opens_enterprise(
    context: Context, enterprise: Enterprise, code: str, amount: int, origin: str = ""
) -> SafeString | str:
    """A number of an enterprise, in whole US cents, đồng, m² or projects, as a link to the page that it opens into.

    Nothing opens where it has no project.
    """
    if not amount:
        return "0"
    unit = {"capital": "USD" if origin == "fdi" else "VND", "land": "ha"}.get(code.partition(".")[0], "")
    exact = Fraction(amount, {"USD": 100, "ha": 10_000}.get(unit, 1))
    shown = number(exact, unit, context["lang"]) if unit else format_number(exact, context["lang"])
    asked = {"enterprise": enterprise.slug, "measure": code, **({"origin": origin} if origin else {})}
    return format_html(
        '<a class="figure" href="{}">{}</a>', reach("enterprise_figure", dates=context["dates"], **asked), shown
    )


@register.filter
def plainly(value: Fraction | int | None) -> str:
    """A number as machines read it."""
    return plain_number(value)


@register.simple_tag(takes_context=True)
def stage(context: Context, code: str) -> str:
    """A stage of zones, said of one zone."""
    return stage_name(code).of(context["lang"])


@register.simple_tag
def in_units(amount: int | None, unit: str) -> str:
    """Whole US cents, đồng or m² as machines read them, in dollars, đồng or hectares."""
    return "" if amount is None else plain_number(Fraction(amount, {"USD": 100, "ha": 10_000}.get(unit, 1)))


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
def whole_amount(context: Context, value: Fraction, unit: str) -> str:
    """A whole number with its unit: 12.000 m³/ngày đêm, 8.800 chỗ."""
    quantity = Quantity(value, Unit(unit))
    return format_quantity(quantity, context["lang"], decimals=0)


@register.simple_tag(takes_context=True)
def bound(context: Context, value: Fraction, unit: str) -> str:
    """A bound of the law with its unit and no more decimals than it has: 60%, not 60,0%."""
    if unit not in {each.value for each in Unit}:
        return number(value, unit, context["lang"])
    return format_quantity(Quantity(value, Unit(unit)), context["lang"], decimals=exact_decimals(value) or 0)
