"""What the templates of suppositions need besides: figures that carry the mark of what is supposed."""

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from parkledger.figures import Figure
from parkledger.figures.supposing import MARK
from parkledger.figures.wording import figure_title, written
from parkledger.language import Lang
from parkledger.portal.shared.tags import demo_mark
from parkledger.suppositions.comparison import Contrast

register = template.Library()


def _lang(context: Context) -> Lang:
    found: Lang = context.get("lang") or Lang.VI
    return found


@register.simple_tag
def supposed_mark() -> SafeString:
    """The mark of a number that rests on what is supposed."""
    return format_html('<span class="supposed-mark" title="{}">{}</span>', gettext("theo phương án giả định"), MARK)


@register.simple_tag(takes_context=True)
def supposed_value(context: Context, figure: Figure) -> SafeString:
    """A figure under a supposition, with its marks."""
    return format_html("{}{}{}", written(figure, _lang(context)), demo_mark(figure.demo), supposed_mark())


@register.simple_tag(takes_context=True)
def difference(context: Context, row: Contrast) -> SafeString | str:
    """By how much a supposition changes a figure; a dash where it does not, or where one of the two is not known."""
    said = row.difference_words(_lang(context))
    return format_html("{}{}", said, supposed_mark()) if row.difference else said


@register.simple_tag(takes_context=True)
def titled(context: Context, figure: Figure) -> str:
    """What a figure is of."""
    return figure_title(figure, _lang(context))
