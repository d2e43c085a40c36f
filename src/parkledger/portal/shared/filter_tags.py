"""The filters of a list: folded on a phone under a line that says what they are set to, open where there is room."""

from collections.abc import Mapping

from django import template
from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from parkledger.records.dates import KNOWN, ON
from parkledger.web.paging import FORMAT, PAGE, TABLE
from parkledger.web.tables import ORDER, SORT

register = template.Library()


NO_FILTERS = frozenset({ON, KNOWN, SORT, ORDER, PAGE, TABLE, FORMAT})
"""Names in an address that narrow no list: its dates, its order, its page, a download."""


EVERYTHING = "all"
"""What choices that narrow nothing are called in addresses."""


class FoldedFilters(Node):
    """A form of filters in its fold. Beside the heading stands how many are set; the page's script says there which."""

    def __init__(self, form: NodeList, besides: frozenset[str], usual: Mapping[str, FilterExpression]) -> None:
        self.nodelist, self.besides, self.usual = form, besides, usual

    def render(self, context: Context) -> SafeString:
        """The form as it is, in its fold."""
        usual = {name: str(said.resolve(context)) for name, said in self.usual.items()}
        given = {
            name
            for name, value in context["request"].GET.items()
            if value.strip() not in {"", EVERYTHING, usual.get(name)}
        }
        count = len(given - NO_FILTERS - self.besides)
        said = ngettext("đang lọc theo %(count)d điều kiện", "đang lọc theo %(count)d điều kiện", count) % {
            "count": count
        }
        said = said if count else gettext("chưa đặt điều kiện")
        whole = (
            '<details class="filter-fold"><summary><strong>{}</strong> '
            '<span data-settings data-all="{}" data-whole="{}">{}</span></summary>{}</details>'
        )
        form = self.nodelist.render(context)
        return format_html(whole, gettext("Lọc"), gettext("tất cả"), gettext("cả nước"), said, form)


@register.tag
def filters_folded(parser: Parser, token: Token) -> FoldedFilters:
    """Fold what stands between this and `endfilters_folded`.

    The names that follow are no filters of this form; `name=value` says what a filter is set to where nothing is chosen.
    """
    form = parser.parse(("endfilters_folded",))
    parser.delete_first_token()
    named = [word.partition("=") for word in token.split_contents()[1:]]
    usual = {name: parser.compile_filter(value) for name, is_set, value in named if is_set}
    return FoldedFilters(form, frozenset(name for name, is_set, _ in named if not is_set), usual)
