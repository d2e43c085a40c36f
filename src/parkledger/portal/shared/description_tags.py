"""What search engines and link previews say of a page: what its template marks as telling of it, as it is filled in."""

from django import template
from django.template.base import Node, NodeList, Parser, Token
from django.template.context import Context
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext

register = template.Library()
LONGEST = 200
"""Characters of a description: search engines show no more."""
TOLD, MADE_UP = "told", 'class="demo"'
"""Where a page's parts leave what tells of it; by what a template marks that something is made up."""
MARKS = str.maketrans("", "", "*°")


class PagePart(Node):
    """A part of a page that is made before its head."""

    def __init__(self, name: str, part: NodeList) -> None:
        self.name, self.nodelist = name, part

    def render(self, context: Context) -> str:
        """Nothing here: the part is put where it belongs by its name, and `described` into the head."""
        told: list[str] = context.get(TOLD) or []
        context[TOLD] = told
        context[self.name] = SafeString(self.nodelist.render(context).strip())
        context["described"] = described(told)
        return ""


class Telling(Node):
    """Words of a page that tell of it."""

    def __init__(self, part: NodeList) -> None:
        self.nodelist = part

    def render(self, context: Context) -> str:
        """The words where they stand; beside, they are kept for the page's description."""
        part = self.nodelist.render(context)
        told: list[str] | None = context.get(TOLD)
        if told is not None:
            told.append(part)
        return part


@register.tag
def page_part(parser: Parser, token: Token) -> PagePart:
    """Make what stands between this and `endpage_part` before the head, under the name that the tag gives."""
    part = parser.parse(("endpage_part",))
    parser.delete_first_token()
    return PagePart(token.split_contents()[1], part)


@register.tag
def tells(parser: Parser, token: Token) -> Telling:  # noqa: ARG001  the tag takes nothing
    """What stands between this and `endtells` tells of the page."""
    part = parser.parse(("endtells",))
    parser.delete_first_token()
    return Telling(part)


def described(told: list[str]) -> str:
    """What tells of a page in a line, first that it is made up where it is; empty where nothing tells of it."""
    parts = [gettext("Dữ liệu minh họa")] if any(MADE_UP in part for part in told) else []
    parts += [_words(part) for part in told]
    said = [part if part.endswith((".", "!", "?", ":")) else f"{part}." for part in dict.fromkeys(parts) if part]
    return Truncator(" ".join(said).replace(" .", ".").replace(" ,", ",").replace(" ;", ";").replace(" :", ":")).chars(
        LONGEST
    )


def _words(part: str) -> str:
    """The words of a part, its list items told apart."""
    text = strip_tags(part.replace("</li>", ";").replace("<", " <")).translate(MARKS)
    return " ".join(text.split()).removesuffix(";").rstrip()
