"""Markdown that officers write, as HTML that can do no harm: no HTML of their own, no pictures, headings in their place."""

from collections.abc import Iterable

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

DEEPEST = 6
_HEADINGS = frozenset({"heading_open", "heading_close"})
_PARSER = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table").disable("image")


def rendered(text: str, top: int = 2) -> SafeString:
    """A text as HTML; its highest headings are of the level `top`, whatever they were written as.

    What looks like HTML in it is shown as it was written; alignment of tables becomes a class, since pages allow no style
    of their own.
    """
    tokens = _PARSER.parse(text)
    highest = min((int(token.tag[1]) for token in tokens if token.type in _HEADINGS), default=top)
    for token in _all(tokens):
        if token.type in _HEADINGS:
            token.tag = f"h{min(int(token.tag[1]) - highest + top, DEEPEST)}"
        if token.type == "link_open":
            token.attrSet("rel", "noopener nofollow")
        if "style" in token.attrs:
            token.attrs = {"class": "number"} if "right" in str(token.attrs["style"]) else {}
    html: str = _PARSER.renderer.render(tokens, _PARSER.options, {})
    return mark_safe(html)  # noqa: S308  the parser escapes everything


def _all(tokens: Iterable[Token]) -> Iterable[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or ())
