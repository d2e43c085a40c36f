"""Templates that an office edits in Word: paragraphs and cells with the references that text templates have.

Only paragraphs with a reference ("{occupancy kcn}") or a directive of their own ("@zones kcn") are looked at; all else
stays as it is. A figure is written in the type of the run in which its brace opens. A paragraph that begins with "%" is
a remark; "% scope: zone" says what a report is of.
"""

import base64
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final, NamedTuple
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from parkledger.briefing.reports.composer import references
from parkledger.briefing.reports.references import FigureReference
from parkledger.briefing.reports.templates import (
    DIRECTIVE,
    FIRST_MARK,
    OBJECT,
    Block,
    Line,
    Node,
    Template,
    TemplateFaulty,
    TemplateParser,
    TemplateProblem,
    TemplateScope,
    WordLayout,
    WordPlace,
    WordTable,
    parse_template,
    read_template,
    told,
    without_marks,
)
from parkledger.language import Text

SUFFIX: Final = ".docx"
_WRITTEN: Final = "docx:"
"""What the source of a template that is a Word file begins with, as records keep it."""
_TEXT: Final = {qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:noBreakHyphen")}
_DROPPED: Final = {qn("w:proofErr"), qn("w:lastRenderedPageBreak")}
_ENDS: Final = {qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:commentRangeStart"), qn("w:commentRangeEnd")}
_MOST_HEAD: Final = 60

_NO_DOCUMENT: Final = Text("không phải tệp Word .docx đọc được", "it is not a Word file (.docx) that can be read")
_IN_HEADER: Final = Text(
    "số liệu, bảng không đặt được ở đầu trang, chân trang: hãy chuyển vào thân văn bản",
    "figures and tables cannot stand in headers and footers: move them into the text",
)
_IN_CELL: Final = Text(
    "bảng, biểu đồ, bản đồ không đặt được trong ô của bảng", "tables, charts and maps cannot stand in a cell"
)
_HIDDEN: Final = Text(
    "tham chiếu nằm trong khung chữ, liên kết hoặc phần theo dõi thay đổi: hãy chuyển thành chữ thường của đoạn",
    "a reference stands in a text box, a link or a tracked change: make it plain text of the paragraph",
)
_NOTHING: Final = Text("mẫu không có tham chiếu số liệu nào", "no figure is referred to in the template")


class WordPiece(NamedTuple):
    """A piece of a paragraph: its element, and its text, `OBJECT` where it is none."""

    element: BaseOxmlElement
    text: str


def template_from(source: str, name: str) -> Template:
    """A template as records keep it: a text, or a Word file."""
    if not source.startswith(_WRITTEN):
        return parse_template(source, name)
    return parse_word_template(base64.b64decode(source.removeprefix(_WRITTEN)), name)


def template_of_file(path: Path) -> Template:
    """A template from a file of an office; raises TemplateFaulty, and OSError."""
    return parse_word_template(path.read_bytes(), path.name) if path.suffix.lower() == SUFFIX else read_template(path)


def parse_word_template(content: bytes, name: str) -> Template:
    """A template from a Word file; raises TemplateFaulty with everything that is wrong in it."""
    try:
        document = Document(BytesIO(content))
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError):
        raise TemplateFaulty(name=name, problems=told([TemplateProblem(Text(name, name), _NO_DOCUMENT)])) from None
    parser = _WordParser(document)
    template = parser.word_template(content, name)
    if parser.problems:
        raise TemplateFaulty(name=name, problems=told(parser.problems))
    return template


def paragraphs_of(document: WordDocument) -> list[BaseOxmlElement]:
    """All paragraphs of a document in their order: of its text, then of its headers and footers."""
    edges = (
        edge
        for section in document.sections
        for edge in (section.header, section.footer, section.first_page_header, section.first_page_footer)
        if not edge.is_linked_to_previous
    )
    parts = [document.element.body, *(edge._element for edge in edges)]  # noqa: SLF001  the only way to tables in it
    return [paragraph for part in parts for paragraph in part.iter(qn("w:p"))]


def pieces_of(paragraph: BaseOxmlElement) -> list[WordPiece]:
    """The pieces of a paragraph in their order: runs of text, and whatever else stands there."""
    found = []
    for element in paragraph:
        if element.tag == qn("w:pPr") or element.tag in _DROPPED | _ENDS:
            continue
        content = [one for one in element if one.tag != qn("w:rPr") and one.tag not in _DROPPED]
        is_text = element.tag == qn("w:r") and all(one.tag in _TEXT for one in content)
        found.append(WordPiece(element, str(element.text) if is_text else OBJECT))
    return found


def marked_text(pieces: list[WordPiece]) -> str:
    """The text of a paragraph, with a private character where each piece but the first begins."""
    return "".join((chr(FIRST_MARK + at) if at else "") + piece.text for at, piece in enumerate(pieces))


class _WordParser(TemplateParser):
    """Reads a Word file as a template; what is a line of a text template is a paragraph here."""

    def __init__(self, document: WordDocument) -> None:
        super().__init__()
        self._document = document
        self._paragraphs = paragraphs_of(document)
        self._texts = [marked_text(pieces_of(paragraph)) for paragraph in self._paragraphs]
        self._plain = [without_marks(text).strip() for text in self._texts]
        self._labels = list(_labels(document, self._paragraphs))

    def place(self, line: int, column: int) -> Text:  # noqa: ARG002  a column says nothing in Word
        return self._labels[line - 1]

    def reference(self, words: str, number: int, column: int) -> list[Node]:
        """What stands in braces, over however many runs; the type goes on as that of the last."""
        marks = [char for char in words if ord(char) >= FIRST_MARK and without_marks(char) == ""]
        found = super().reference(without_marks(words), number, column)
        return [*found, marks[-1]] if marks else found

    def word_template(self, content: bytes, name: str) -> Template:
        """The template; what is wrong with it stands in `problems`."""
        head = dict(line.lstrip("% ").split(":", 1) for line in self._plain if line.startswith("%") and ":" in line)
        settings = {key.strip(): value.strip() for key, value in head.items()}
        if settings.get("scope", "place") in set(TemplateScope):
            self.scope = TemplateScope(settings.get("scope", "place"))
        found = list(self._placed_blocks())
        if not found and not self.problems:
            self.problems.append(TemplateProblem(Text(name, name), _NOTHING))
        title = self._title(name)
        layout = WordLayout(content, tuple(place for _, place in found), tuple(self._tables(found)))
        source = _WRITTEN + base64.b64encode(content).decode()
        blocks = tuple(block for block, _ in found)
        return Template(
            name,
            label=settings.get("name", name),
            scope=self.scope,
            title=title,
            kind="",
            blocks=blocks,
            source=source,
            word=layout,
        )

    def _title(self, name: str) -> tuple[Node, ...]:
        """The paragraph in the style of a title; the name of the file where there is none."""
        for at, paragraph in enumerate(self._paragraphs):
            style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            if style is not None and style.get(qn("w:val"), "").lower().startswith("title") and self._plain[at]:
                return self.nodes(self._plain[at], at + 1) if "{" in self._plain[at] else (self._plain[at],)
        return (name.removesuffix(SUFFIX),)

    def _placed_blocks(self) -> Iterator[tuple[Block, WordPlace]]:
        at = 0
        while at < len(self._paragraphs):
            own: tuple[int, ...] = (at,)
            words = self._plain[at]
            at += 1
            self._check_hidden(own[0])
            if words.startswith("%"):
                yield Line(0, ()), self._place_of(own)
            elif DIRECTIVE.fullmatch(words):
                rows = 0
                while words.startswith("@indicators") and at < len(self._plain) and self._plain[at].startswith("- "):
                    rows, at = rows + 1, at + 1
                own = tuple(range(own[0], at))
                yield from ((block, self._place_of(own)) for block in self._directed(own))
            elif "{" in words:
                yield Line(0, self._own_nodes(own[0])), self._place_of(own)

    def _own_nodes(self, at: int) -> tuple[Node, ...]:
        nodes = self.nodes(self._texts[at], at + 1)
        if self._is_header(at) and any(True for _ in references(nodes)):
            self.problems.append(TemplateProblem(self._labels[at], _IN_HEADER))
        return nodes

    def _directed(self, own: tuple[int, ...]) -> list[Block]:
        """The blocks of a directive; none where it cannot stand there."""
        first = own[0]
        if self._is_header(first) or self._in_table(first):
            said = _IN_HEADER if self._is_header(first) else _IN_CELL
            self.problems.append(TemplateProblem(self._labels[first], said))
            return []
        lines = [self._plain[at] for at in own]
        found = list(self._blocks([""] * first + lines, first))
        return [*found, *([Line(0, ())] if not found else [])]

    def _check_hidden(self, at: int) -> None:
        """References that are no plain text of their paragraph would stay as they are, and nobody would know."""
        paragraph = self._paragraphs[at]
        said = "".join(one.text or "" for one in paragraph.iter(qn("w:t")))
        boxed = any(True for _ in paragraph.iterancestors(qn("w:txbxContent")))
        if "{" in said and (boxed or said.count("{") > self._texts[at].count("{")):
            self.problems.append(TemplateProblem(self._labels[at], _HIDDEN))

    def _is_header(self, at: int) -> bool:
        root = self._paragraphs[at].getroottree().getroot()
        return root.tag in (qn("w:hdr"), qn("w:ftr"))

    def _in_table(self, at: int) -> bool:
        return any(True for _ in self._paragraphs[at].iterancestors(qn("w:tbl")))

    def _place_of(self, own: tuple[int, ...]) -> WordPlace:
        first = own[0]
        in_table = self._in_table(first)
        return WordPlace(own, self._labels[first], _heads(self._paragraphs[first]) if in_table else "", in_table)

    def _tables(self, found: list[tuple[Block, WordPlace]]) -> Iterator[WordTable]:
        """The tables in which figures are asked for, and the words behind each: its closing date is looked for there."""
        seen = set()
        for block, place in found:
            if not place.in_table or not isinstance(block, Line):
                continue
            if not any(isinstance(one, FigureReference) for one in references(block.nodes)):
                continue
            table = next(self._paragraphs[place.paragraphs[0]].iterancestors(qn("w:tbl")))
            if table not in seen:
                seen.add(table)
                after = table.getnext()
                yield WordTable(
                    place.label, "" if after is None else "".join(t.text or "" for t in after.iter(qn("w:t")))
                )


def _labels(document: WordDocument, paragraphs: list[BaseOxmlElement]) -> Iterator[Text]:
    """Where each paragraph stands, in words: "đoạn 3", "bảng 2, hàng 3, ô 1", "đầu trang"."""
    tables = {table: at for at, table in enumerate(document.element.body.iter(qn("w:tbl")), start=1)}
    count = 0
    for paragraph in paragraphs:
        cell = next(paragraph.iterancestors(qn("w:tc")), None)
        if paragraph.getroottree().getroot().tag in (qn("w:hdr"), qn("w:ftr")):
            yield Text("đầu trang, chân trang", "header or footer")
        elif cell is None:
            count += 1
            yield Text(f"đoạn {count}", f"paragraph {count}")
        else:
            row = cell.getparent()
            table = row.getparent()
            at = (
                tables.get(table, 0),
                1 + list(table.iter(qn("w:tr"))).index(row),
                1 + list(row.iter(qn("w:tc"))).index(cell),
            )
            yield Text("bảng {}, hàng {}, ô {}".format(*at), "table {}, row {}, cell {}".format(*at))


def _heads(paragraph: BaseOxmlElement) -> str:
    """The first cell of a cell's row and the first of its column: what its figure is called there."""
    cell = next(paragraph.iterancestors(qn("w:tc")))
    row = cell.getparent()
    cells = list(row.iter(qn("w:tc")))
    first = next(row.getparent().iter(qn("w:tr")))
    above = list(first.iter(qn("w:tc")))
    column = cells.index(cell)
    heads = [above[column]] if first is not row and column < len(above) else []
    words = [
        "".join(one.text or "" for one in head.iter(qn("w:t"))).strip()
        for head in (cells[0], *heads)
        if head is not cell
    ]
    return "; ".join(one[:_MOST_HEAD] for one in words if one and "{" not in one)
