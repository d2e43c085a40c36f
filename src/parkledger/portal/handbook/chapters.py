"""Chapters of the handbooks: Markdown files beside this module, and how they become HTML.

A link to `name.md` leads to that chapter, one to `page:name` to the portal's page of that route, and one to another document,
which the portal does not have, is its text alone; a picture is a static file of `handbook/`. Samples marked `console` are
commands with what they print; the tests run them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

from parkledger.language import slug
from parkledger.version import changelog

FOLDER = Path(__file__).parent / "chapters"
CHANGELOG = "changelog"
PARTS: tuple[tuple[str | Promise, tuple[str, ...]], ...] = (
    (_("Bắt đầu"), ("gio-dau-tien",)),
    (_("Dành cho người quản trị"), ("cai-dat", "nguoi-dung", "sao-luu", "su-co")),
    (_("Dành cho cán bộ"), ("mot-nam", "ghi-so", "nap-bang", "bao-cao", "lap-bao-cao", "so-lieu")),
    (_("Dành cho lập trình viên"), ("developers",)),
    (_("Các phiên bản"), (CHANGELOG,)),
)
"""The chapters in order, under whom they are for."""
CHAPTERS = tuple(name for _title, names in PARTS for name in names)
IN_ENGLISH = {"developers", CHANGELOG}
TITLES = {"developers": _("Lập trình với sổ"), CHANGELOG: _("Các thay đổi")}
"""What chapters written in English are called in the language of the page."""
ROUTE = "page:"
_PARSER = MarkdownIt("commonmark", {"html": False})


@dataclass(frozen=True)
class Section:
    """A section of a chapter: its heading, and where it is in the page."""

    anchor: str
    title: str


@dataclass(frozen=True)
class Chapter:
    """A chapter as it is shown."""

    name: str
    title: str
    sections: tuple[Section, ...]
    html: SafeString

    @property
    def called(self) -> str:
        """What it is called where it is listed, in the language of the page where it has a name in it."""
        return str(TITLES.get(self.name, self.title))

    @property
    def called_in(self) -> str:
        """The language of that name; empty where it is the page's own."""
        return "" if self.name in TITLES else self.language

    @property
    def language(self) -> str:
        """The language that it is written in, whatever that of the page."""
        return "en" if self.name in IN_ENGLISH else "vi"


def source(name: str) -> str:
    """A chapter as it is written."""
    if name == CHANGELOG:
        return changelog()
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8")


def read_chapter(name: str) -> Chapter:
    """A chapter with its addresses in the language of the page. The title is left to the page's own heading."""
    tokens = _PARSER.parse(source(name))
    title = tokens[1].content
    sections = []
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open" and opening.tag == "h2":
            sections.append(Section(slug(inline.content), inline.content))
            opening.attrSet("id", sections[-1].anchor)
        opening.children = list(_led(opening.children or ()))
    html: str = _RENDERER.render(tokens[3:], _PARSER.options, {})
    return Chapter(name, title, tuple(sections), mark_safe(html))  # noqa: S308  the parser escapes everything


def _led(children: Sequence[Token]) -> Iterator[Token]:
    """The parts of a line with their links led; of those that lead to no chapter the text alone."""
    outside = False
    for token in children:
        if token.type == "link_open":
            name, _anchor = _document(str(token.attrGet("href")))
            outside = bool(name) and name not in CHAPTERS
        if token.type == "link_open" and outside:
            continue
        if token.type == "link_close" and outside:
            outside = False
            continue
        _lead(token)
        yield token


def _document(target: str) -> tuple[str, str]:
    """The document of the project that a link leads to, without its ending, and where in it; empty where it leads elsewhere."""
    name, is_document, anchor = target.partition(".md")
    return (name, anchor) if is_document and "://" not in target else ("", "")


def _lead(token: Token) -> None:
    """Lead a link or a picture where it is in the portal."""
    if token.type == "image":
        token.attrSet("src", static(f"handbook/{token.attrGet('src')}"))
        token.attrSet("loading", "lazy")
        return
    target = str(token.attrGet("href") or "")
    name, anchor = _document(target)
    if target.startswith(ROUTE):
        token.attrSet("href", reverse(target.removeprefix(ROUTE)))
    elif name:
        token.attrSet("href", reverse("chapter", args=[name]) + anchor)


def _sample(tokens: Sequence[Token], at: int, options: Mapping[str, object], env: Mapping[str, object]) -> str:  # noqa: ARG001  as the renderer calls it
    """A sample: wider than a phone, so it scrolls, and the keyboard must reach it."""
    return f'<pre tabindex="0"><code>{_escaped(tokens[at].content)}</code></pre>\n'


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


_RENDERER = _PARSER.renderer
_PARSER.add_render_rule("fence", lambda _self, tokens, at, options, env: _sample(tokens, at, options, env))
