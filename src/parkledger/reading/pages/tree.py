"""The tree of an HTML page as blocks of readable text, each in the box (element) that holds it.

Blocks are in the order of the page. A row of a data table is one block, with " | " between its cells; tables that
only lay a page out are taken apart into their blocks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from selectolax.lexbor import LexborNode

from parkledger.reading.pages.lines import CELL_BORDER

DROPPED: Final = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "canvas",
        "video",
        "audio",
        "select",
        "button",
        "textarea",
        "input",
        "dialog",
        "head",
        "map",
        "progress",
        "meter",
        "datalist",
        "link",
        "meta",
        "title",
    ]
)
"""Elements whose text is never part of what a page says."""

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
"""Elements that head a part of a page."""

_BLOCKS: Final = HEADINGS | {
    "html",
    "body",
    "main",
    "article",
    "section",
    "aside",
    "header",
    "footer",
    "nav",
    "div",
    "p",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "td",
    "th",
    "caption",
    "figure",
    "figcaption",
    "blockquote",
    "pre",
    "address",
    "form",
    "fieldset",
    "details",
    "summary",
    "center",
    "hgroup",
    "search",
    "menu",
}
_SLANTED: Final = frozenset({"em", "i", "small", "cite"})
_CELLS: Final = frozenset({"td", "th"})
_HIDDEN: Final = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)
_MOST_CELL: Final = 400
_MOST_CELL_BLOCKS: Final = 4
_MOST_CELL_PARTS: Final = 3 * _MOST_CELL_BLOCKS
_MOST_SPAN: Final = 60
_MOST_ALT: Final = 200


@dataclass(slots=True)
class Box:
    """An element that holds blocks: its parent's number (-1 for the page), tag, and class, id and role in one."""

    parent: int
    tag: str
    words: str


@dataclass(slots=True)
class TextBlock:
    """A run of text: `links` and `slanted` count its characters in links and in italics."""

    text: str
    kind: str  # text, heading, item, row, alt (the words behind a picture)
    tag: str
    box: int
    links: int = 0
    slanted: int = 0
    after_image: bool = False


@dataclass(slots=True)
class _TableCell:
    """A cell: which blocks are in it, and over how many columns and rows it stands."""

    start: int
    end: int
    columns: int
    rows: int


@dataclass(slots=True)
class _TableRow:
    """A row being read: where its blocks begin, in which box it is, and its cells so far."""

    start: int
    box: int
    cells: list[_TableCell] = field(default_factory=list)


@dataclass(slots=True)
class TreeWalk:
    """One pass through a page without recursion, so that no depth of nesting can exhaust the stack."""

    boxes: list[Box] = field(default_factory=list)
    blocks: list[TextBlock] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _open: list[int] = field(default_factory=list)
    _rows: list[_TableRow] = field(default_factory=list)
    _cells: list[_TableCell] = field(default_factory=list)
    _pending: list[dict[int, int]] = field(default_factory=list)
    _links: int = 0
    _in_link: int = 0
    _anchors: list[bool] = field(default_factory=list)
    _slanted: int = 0
    _in_slant: int = 0
    _image: bool = False

    def through(self, root: LexborNode) -> None:
        """Read everything below an element."""
        self._push(root, "body")
        stack: list[tuple[Iterator[LexborNode], str]] = [(root.iter(include_text=True), "body")]
        while stack:
            node = next(stack[-1][0], None)
            if node is None:
                self._leave(stack.pop()[1])
                continue
            tag = node.tag or ""
            if tag == "-text":
                self._text(node.text_content or "")
            elif tag not in DROPPED and self._enter(node, tag):
                stack.append((node.iter(include_text=True), tag))

    def _text(self, text: str) -> None:
        self._parts.append(text)
        if self._in_link or self._in_slant:
            length = len(" ".join(text.split()))
            self._links += length if self._in_link else 0
            self._slanted += length if self._in_slant else 0

    def _enter(self, node: LexborNode, tag: str) -> bool:
        if tag in _BLOCKS:
            return self._enter_block(node, tag)
        if tag in ("br", "hr"):
            self._flush()
            return False
        if tag == "img":
            self._picture(node)
            return False
        if tag == "a":
            self._anchors.append(_leads_away(node.attributes))
            self._in_link += self._anchors[-1]
        self._in_slant += tag in _SLANTED
        return True

    def _enter_block(self, node: LexborNode, tag: str) -> bool:
        attributes = node.attributes
        if "hidden" in attributes or _HIDDEN.search(attributes.get("style") or ""):
            return False
        self._flush()
        self._push(node, tag, attributes)
        if tag == "table":
            self._pending.append({})
        elif tag == "tr":
            self._rows.append(_TableRow(len(self.blocks), self._open[-1]))
        elif tag in _CELLS and self._rows:
            columns, rows = (_span(attributes.get(name)) for name in ("colspan", "rowspan"))
            self._cells.append(_TableCell(len(self.blocks), 0, columns, rows))
        return True

    def _push(self, node: LexborNode, tag: str, attributes: dict[str, str | None] | None = None) -> None:
        given = node.attributes if attributes is None else attributes
        words = " ".join(filter(None, (given.get(name) for name in ("class", "id", "role", "itemprop"))))
        self.boxes.append(Box(self._open[-1] if self._open else -1, tag, words.lower()))
        self._open.append(len(self.boxes) - 1)

    def _leave(self, tag: str) -> None:
        if tag not in _BLOCKS:
            self._in_link -= self._anchors.pop() if tag == "a" else 0
            self._in_slant -= tag in _SLANTED
            return
        self._flush()
        if tag in _CELLS and self._rows and self._cells:
            cell = self._cells.pop()
            cell.end = len(self.blocks)
            self._rows[-1].cells.append(cell)
        elif tag == "tr":
            self._end_row(self._rows.pop())
        elif tag == "table" and self._pending:
            self._pending.pop()
        self._open.pop()

    def _flush(self) -> None:
        """End the block being read, if there is any text in it."""
        text = " ".join("".join(self._parts).split()) if self._parts else ""
        if text:
            tag = self.boxes[self._open[-1]].tag
            kind = "heading" if tag in HEADINGS else "item" if tag in ("li", "dt", "dd") else "text"
            links, slanted = min(self._links, len(text)), min(self._slanted, len(text))
            self.blocks.append(
                TextBlock(text, kind, tag, self._open[-1], links=links, slanted=slanted, after_image=self._image)
            )
            self._image = False
        self._parts.clear()
        self._links = self._slanted = 0

    def _picture(self, node: LexborNode) -> None:
        self._flush()
        words = " ".join((node.attributes.get("alt") or "").split())
        if words and len(words) <= _MOST_ALT and not self._in_link:
            self.blocks.append(TextBlock(words, "alt", "img", self._open[-1]))
        self._image = True

    def _end_row(self, row: _TableRow) -> None:
        """Make one block of a row of data; leave the blocks of a row that only lays out the page."""
        if any(cell.end - cell.start > _MOST_CELL_PARTS for cell in row.cells):
            self._shift(row, [""] * len(row.cells))
            return
        parts = [[b for b in self.blocks[cell.start : cell.end] if b.kind != "alt"] for cell in row.cells]
        if sum(map(bool, parts)) < 2 or not all(map(_is_data, parts)):
            self._shift(row, [""] * len(parts))
            return
        cells = self._shift(row, [" ".join(block.text for block in blocks) for blocks in parts])
        links = sum(block.links for blocks in parts for block in blocks)
        del self.blocks[row.start :]
        self.blocks.append(TextBlock(CELL_BORDER.join(cells).strip(), "row", "tr", row.box, links))

    def _shift(self, row: _TableRow, texts: list[str]) -> list[str]:
        """The cells of a row in their columns: places covered by a wide or a tall cell are empty."""
        taken = self._pending[-1] if self._pending else {}
        cells: list[str] = []
        for text, cell in zip(texts, row.cells, strict=True):
            while taken.get(len(cells), 0):
                taken[len(cells)] -= 1
                cells.append("")
            for column in range(cell.columns):
                taken[len(cells)] = cell.rows - 1
                cells.append(text if not column else "")
        while taken.get(len(cells), 0):
            taken[len(cells)] -= 1
            cells.append("")
        return cells


def _leads_away(attributes: dict[str, str | None]) -> bool:
    """Whether an anchor is a link to another page, and not the name of a place on this one or a link to it."""
    if "href" not in attributes:
        return not attributes
    return not (attributes["href"] or "").startswith("#")


def _is_data(blocks: list[TextBlock]) -> bool:
    """Whether the blocks of a cell are a value or a heading, and no part of a page."""
    plain = all(block.kind != "row" and block.tag not in ("h1", "h2") for block in blocks)
    return plain and len(blocks) <= _MOST_CELL_BLOCKS and sum(len(block.text) for block in blocks) <= _MOST_CELL


def _span(value: str | None) -> int:
    digits = (value or "").strip()
    return min(max(int(digits), 1), _MOST_SPAN) if digits.isascii() and digits.isdigit() and len(digits) < 6 else 1
