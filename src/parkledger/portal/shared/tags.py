"""What templates say and how: names in the page's language, dates, figures that open, addresses that keep the page's dates."""

from collections.abc import Sequence
from datetime import date, datetime
from fractions import Fraction
from functools import lru_cache
from typing import Any

from django import template
from django.template.base import Node, Parser, Token
from django.template.context import Context
from django.templatetags.i18n import TranslateNode, do_translate
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from parkledger.briefing import written
from parkledger.briefing.answers.questions import interval_of
from parkledger.briefing.dashboard.cards import Change
from parkledger.catalogue.glossary import TERMS
from parkledger.checking.amounts import COUNTED
from parkledger.checking.amounts import interval as interval_in_words
from parkledger.figures import Figure
from parkledger.figures.current import current_figures
from parkledger.figures.supposing import supposed_mark
from parkledger.figures.wording import coverage_note, figure_title, number, period_words
from parkledger.language import (
    Lang,
    Text,
    capitalised,
    format_date,
    format_moment,
    format_number,
    format_short,
    plain_number,
)
from parkledger.places import get
from parkledger.records.dates import Dates
from parkledger.records.event_names import number_words
from parkledger.records.histories import zone_title as title_of_zone
from parkledger.records.links import address, figure_address
from parkledger.records.place_text import choice_words, heading_words
from parkledger.tables import Table
from parkledger.web.tables import coverage_mark, download_links, table_html

register = template.Library()
ANCHORS = frozenset(each.anchor for each in TERMS)
DEGREE_DECIMALS = 6
"""Decimals of a coordinate, as many as can be recorded: a tenth of a metre."""
Named = Text | Text | Promise
"""What has a name in the page's language: a name of the data, or a text of the interface."""


def _lang(context: Context) -> Lang:
    found: Lang = context.get("lang") or Lang.VI
    return found


def _said(context: Context, named: Named) -> str:
    return str(named) if isinstance(named, Promise) else named.of(_lang(context))


class RememberedText(Node):
    """A literal text with its translations looked up once for each language: a list has a text in every row."""

    child_nodelists = ()

    def __init__(self, text: TranslateNode) -> None:
        self.text = text
        self.said: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        """The text in the language of the page."""
        language = get_language()
        if language not in self.said:
            self.said[language] = self.text.render(context)
        return self.said[language]


@register.tag
def translate(parser: Parser, token: Token) -> Node:
    """Django's tag; what depends on nothing but the language is remembered, at a tenth of the time."""
    node: TranslateNode = do_translate(parser, token)
    said, context = node.filter_expression, node.message_context
    is_literal = said.var.literal is not None and not said.filters and (context is None or not context.is_var)
    return RememberedText(node) if is_literal and node.asvar is None else node


@register.filter
def vietnamese(text: str | None) -> str:
    """A name of the data that stands in Vietnamese only, marked so on a page in another language."""
    if not text or get_language() == "vi" or not any(map(str.isalpha, text)):
        return text or ""
    return format_html('<span lang="vi">{}</span>', text)


@register.simple_tag(takes_context=True)
def marked(context: Context, named: Named | None) -> str:
    """A name in the page's language; one that the data has in Vietnamese only is marked so. Not for attributes."""
    said = "" if named is None else _said(context, named)
    only = isinstance(named, Text | Text) and named.vi == named.en and not said.isascii()
    return vietnamese(said) if only else said


@register.simple_tag(takes_context=True)
def name(context: Context, named: Named | None) -> str:
    """A name in the page's language."""
    return "" if named is None else _said(context, named)


@register.simple_tag(takes_context=True)
def heading(context: Context, named: Named) -> str:
    """A name with a capital, as it begins a line."""
    text = _said(context, named)
    return capitalised(text)


@register.simple_tag(takes_context=True)
def day(context: Context, on: date | str | None, *, long: bool = False) -> str:
    """A date as it is written in the page's language; a dash where there is none."""
    if not on:
        return "—"
    return format_date(date.fromisoformat(on) if isinstance(on, str) else on, _lang(context), long=long)


@register.simple_tag(takes_context=True)
def moment(context: Context, at: datetime | str) -> str:
    """A moment in Vietnam, to the minute."""
    return format_moment(datetime.fromisoformat(at) if isinstance(at, str) else at, _lang(context))


@register.simple_tag(takes_context=True)
def amount(context: Context, value: Fraction | int | None, unit: str) -> str:
    """A value with its unit, as officials write it; that it is not recorded where it is None."""
    if value is None:
        return gettext("chưa có số liệu")
    return number(Fraction(value), unit, _lang(context)) + supposed_mark()


@register.simple_tag
def term(anchor: str, text: str) -> SafeString:
    """A word of the trade, as a link to what it means."""
    if anchor not in ANCHORS:
        raise template.TemplateSyntaxError(f"the glossary has no term {anchor!r}")
    return format_html('<a class="term" href="{}#{}">{}</a>', address("glossary"), anchor, text)


@register.simple_tag(takes_context=True)
def degrees(context: Context, value: str) -> str:
    """A coordinate as it was recorded, with the decimal mark of the page's language."""
    return format_short(Fraction(value), _lang(context), DEGREE_DECIMALS)


@register.simple_tag(takes_context=True)
def count(context: Context, value: int) -> str:
    """A whole number with its thousands apart."""
    return _counted(value, _lang(context))


@register.filter
def counted(value: int) -> str:
    """A whole number with its thousands apart, for a sentence that is translated with it."""
    return _counted(value, Lang.VI if get_language() == "vi" else Lang.EN)


@lru_cache(maxsize=16_384)
def _counted(value: int, lang: Lang) -> str:
    return format_number(Fraction(value), lang)


@register.simple_tag(takes_context=True)
def at(context: Context, route: str, *arguments: Any, **query: Any) -> str:
    """The address of a page for the same two dates; named arguments are added to its query."""
    dates: Dates = context["dates"]
    return address(route, *arguments) + dates.query(**query)


@register.simple_tag(takes_context=True)
def event_number(context: Context, seq: int) -> str:
    """The number of an event in its book."""
    return number_words(seq).of(context.get("lang") or Lang.VI)


@register.simple_tag(takes_context=True)
def address_of(context: Context, figure: Figure) -> str:
    """The address that a figure opens into."""
    return figure_address(figure.question, current_figures(), context["dates"])


@register.simple_tag(takes_context=True)
def cited_address(context: Context, figure: Figure) -> str:
    """The whole address of a figure's page with both dates written out, as it is cited."""
    opened = figure_address(figure.question, current_figures(), context["dates"].fixed(timezone.now()))
    return str(context["request"].build_absolute_uri(opened))


@register.simple_tag(takes_context=True)
def value(context: Context, figure: Figure) -> str:
    """A figure's value in words and digits."""
    return written(figure, _lang(context))


@register.simple_tag
def demo_mark(demo: bool) -> SafeString | str:
    """The mark of a number that demonstration data are in; nothing for another."""
    return format_html('<span class="demo" title="{}">*</span>', gettext("có dữ liệu minh họa")) if demo else ""


@register.simple_tag(takes_context=True)
def change_mark(context: Context, change: Change) -> SafeString:
    """The mark of a change whose two figures are not of the reports of the same zones; nothing for another."""
    return coverage_mark(change.limits(_lang(context)))


@register.simple_tag(takes_context=True)
def opens(context: Context, figure: Figure) -> SafeString:
    """A figure as a link that opens it: its formula, its terms, its events. Demonstration data carry their mark."""
    lang = _lang(context)
    known = figure.value is not None or figure.low is not None
    return format_html(
        '<a class="{}" href="{}" data-value="{}" data-unit="{}">{}</a>{}{}',
        "figure" if known else "figure unknown",
        address_of(context, figure),
        plain_number(figure.value),
        figure.unit,
        written(figure, lang),
        demo_mark(figure.demo and known),
        coverage_mark(coverage_note(figure, lang)),
    )


@register.simple_tag(takes_context=True)
def coverage_of(context: Context, figure: Figure) -> SafeString | str:
    """A paragraph on what limits a figure; nothing for one that is of all that it was asked for."""
    note = coverage_note(figure, _lang(context))
    return format_html('<p class="doubt">{}: {}.</p>', gettext("Phạm vi số liệu"), note) if note else ""


@register.simple_tag(takes_context=True)
def table(context: Context, shown: Table, *, links: bool = True) -> SafeString:
    """A table, with the links that download it below unless they stand elsewhere."""
    made = table_html(shown, context["request"])
    return made + download_links(shown, context["request"]) if links else made


@register.simple_tag(takes_context=True)
def downloads(context: Context, shown: Table) -> SafeString:
    """Links that download a table of the page."""
    return download_links(shown, context["request"])


@register.simple_tag(takes_context=True)
def title_of(context: Context, figure: Figure) -> str:
    """What a figure is of: the indicator, its form, kind and origin."""
    return figure_title(figure, _lang(context))


@register.simple_tag(takes_context=True)
def period_of(context: Context, figure: Figure) -> str:
    """The date or period of a figure."""
    return period_words(figure, _lang(context))


@register.simple_tag(takes_context=True)
def place_name(context: Context, code: str) -> str:
    """A place's bare name in the page's language."""
    return get(code).text.of(_lang(context))


@register.simple_tag(takes_context=True)
def place_title(context: Context, code: str) -> str:
    """A place's name with its kind on the page's day: tỉnh Bắc Giang."""
    return get(code).title(context["dates"].on).of(_lang(context))


@register.simple_tag(takes_context=True)
def place_heading(context: Context, code: str) -> str:
    """A place as the heading of its page has it on the page's day."""
    return heading_words(code, context["dates"].on).of(_lang(context))


@register.simple_tag(takes_context=True)
def place_choice(context: Context, code: str, on: date | None = None) -> str:
    """A place as a list to choose from has it, on the page's day or another."""
    return choice_words(code, on or context["dates"].on).of(_lang(context))


@register.simple_tag(takes_context=True)
def at_arguments(context: Context, route: str, arguments: Sequence[str], query: Sequence[tuple[str, str]] = ()) -> str:
    """The address of a page given its arguments together, and what its query says besides the dates."""
    dates: Dates = context["dates"]
    return reverse(route, args=arguments) + dates.query(**dict(query))


@register.simple_tag(takes_context=True)
def with_query(context: Context, **query: Any) -> str:
    """The query of a link for the same dates, with these parts."""
    dates: Dates = context["dates"]
    return dates.query(**query)


@register.simple_tag
def zone_title(figure: Figure) -> str:
    """The zone that a figure is of: KCN Quang Châu."""
    return title_of_zone(figure.question) or ""


@register.simple_tag(takes_context=True)
def interval(context: Context, figure: Figure) -> str:
    """What a figure, as it is written, may stand for: from 75.55% to below 75.65%.

    Nothing for what is counted, and for what is written as it is; of what cannot be negative no more than from nought.
    """
    bounds = interval_of(figure)
    if bounds is None or figure.value is None or bounds[0] == bounds[1] or figure.unit in COUNTED:
        return ""
    low, high = bounds
    if low + high == 2 * figure.value:
        return ""
    low = max(low, Fraction(0)) if figure.value >= 0 else low
    kind = figure.question.kind
    return interval_in_words(low, high, figure.unit, _lang(context), kind.value if kind else "")
