"""What the templates of dashboards need besides: decimals, lengths of bars, links to zones."""

from collections.abc import Sequence
from fractions import Fraction

from django import template
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from parkledger.briefing.dashboard.cards import Change
from parkledger.briefing.reports.model import DerivedRun, FigureRun, NotedWords, Run, shown
from parkledger.figures.current import current_figures
from parkledger.figures.supposing import MARK, supposed_mark
from parkledger.language import Lang, format_number, plain_number
from parkledger.places import COUNTRY_CODE
from parkledger.portal.shared.tags import address_of, demo_mark, vietnamese
from parkledger.records.dates import Dates
from parkledger.records.links import address
from parkledger.records.zone_lists import ZoneRow

register = template.Library()


def _lang(context: Context) -> Lang:
    found: Lang = context.get("lang") or Lang.VI
    return found


@register.simple_tag(takes_context=True)
def decimal(context: Context, value: Fraction | int | None, decimals: int = 1) -> str:
    """A number with so many decimals; a dash where there is none."""
    return "—" if value is None else format_number(value, _lang(context), decimals=decimals)


@register.simple_tag
def width(value: Fraction | None) -> str:
    """The length of a bar, of a hundred."""
    return "0" if value is None else plain_number(min(max(value, Fraction(0)), Fraction(100)), 1)


@register.simple_tag(takes_context=True)
def zone_link(context: Context, zone: int) -> SafeString | str:
    """A zone as officials write it, leading to its page."""
    row = current_figures().zone(zone)
    label = context["titles"].get(zone, "")
    dates: Dates = context["dates"]
    return format_html(
        '<a href="{}{}">{}</a>', address("zone", row["book"], row["code"]), dates.query(), vietnamese(label)
    )


@register.simple_tag(takes_context=True)
def ranked(context: Context, row: ZoneRow) -> SafeString:
    """A park of the ranking: its name, a bar, and how full it is, which opens."""
    dates: Dates = context["dates"]
    (shown,) = row.numbers
    return format_html(
        '<a href="{}{}">{}</a> {} <span><a class="figure" href="{}">{}</a>{}</span>',
        address("zone", row.zone.book, row.zone.code),
        dates.query(),
        vietnamese(row.title),
        meter(shown.value),
        shown.address(current_figures(), dates),
        shown.written(_lang(context)),
        demo_mark(shown.demo),
    )


@register.simple_tag
def meter(value: Fraction | None) -> SafeString:
    """A bar of how full something is, of a hundred; the number stands beside it."""
    return format_html(
        '<svg class="meter" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="base" width="100" height="8"/><rect class="fill" width="{}" height="8"/></svg>',
        width(value),
    )


@register.simple_tag(takes_context=True)
def said(context: Context, runs: Sequence[Run]) -> SafeString:
    """A sentence of a chapter, its figures as links that open them."""
    return format_html_join("", "{}", ((run if isinstance(run, str) else _run(context, run),) for run in runs))


def _run(context: Context, run: FigureRun | DerivedRun | NotedWords) -> SafeString | str:
    if not isinstance(run, FigureRun):
        return shown(run)
    text = run.text if run.text.endswith(MARK) else run.text + supposed_mark()
    return format_html(
        '<a class="figure" href="{}">{}</a>{}', address_of(context, run.figure), text, demo_mark(run.is_demo)
    )


@register.simple_tag
def change_sign(change: Change) -> SafeString | str:
    """The sign before a change: up or down, never by colour alone."""
    if not change.comparable or not change.difference:
        return ""
    look, sign = ("up", "▲") if change.difference > 0 else ("down", "▼")
    return format_html('<span class="{}" aria-hidden="true">{} </span>', look, sign)


@register.simple_tag(takes_context=True)
def details_address(context: Context) -> str:
    """The page of everything that is told of the page's place."""
    dates: Dates = context["dates"]
    code = context["place"].code
    return (address("home_details") if code == COUNTRY_CODE else address("place_details", code)) + dates.query()
