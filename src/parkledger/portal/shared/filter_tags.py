"""The filters of a list: folded on a phone under a line that says what they are set to, open where there is room."""

from django import template
from django.template.base import Node, NodeList, Parser, Token
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

register = template.Library()


class FoldedFilters(Node):
    """A form of filters in its fold; what its fields are set to is put beside the heading by the page's script."""

    def __init__(self, form: NodeList) -> None:
        self.nodelist = form

    def render(self, context: Context) -> SafeString:
        """The form as it is, in its fold."""
        whole = (
            '<details class="filter-fold"><summary><strong>{}</strong> '
            '<span data-settings data-all="{}" data-whole="{}"></span></summary>{}</details>'
        )
        return format_html(whole, gettext("Lọc"), gettext("tất cả"), gettext("cả nước"), self.nodelist.render(context))


@register.tag
def filters_folded(parser: Parser, token: Token) -> FoldedFilters:  # noqa: ARG001  the tag takes nothing
    """Fold what stands between this and `endfilters_folded`."""
    form = parser.parse(("endfilters_folded",))
    parser.delete_first_token()
    return FoldedFilters(form)
