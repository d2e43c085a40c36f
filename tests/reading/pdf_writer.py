"""A small writer of PDF files for tests: words and rules at their places, in a font that says which code is which character."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

LEADING = 14
"""Points from a line of text down to the next."""
ASCENT = 10
"""Points from a line's foot up to what may stand above it."""


class Words(NamedTuple):
    """A line of text from a point on."""

    x: int
    y: int
    text: str


class Rule(NamedTuple):
    """A straight line between two points."""

    x: int
    y: int
    to_x: int
    to_y: int


Drawn = Words | Rule


def pdf(*pages: Sequence[str], title: str | None = None) -> bytes:
    """A PDF with one line of text after another."""
    return drawn_pdf(*(list(lines(720, page)) for page in pages), title=title)


def lines(y: int, texts: Sequence[str], x: int = 72) -> Iterator[Words]:
    """Lines of text, one below another; their first foot is at a height."""
    return (Words(x, y - LEADING * at, text) for at, text in enumerate(texts))


def grid(y: int, widths: Sequence[int], rows: Sequence[Sequence[str | None]], x: int = 72) -> Iterator[Drawn]:
    """A table with rules around each cell, from a height down; a line break parts the lines of a cell.

    None is a place that the cell to its left covers.
    """
    edges = list(accumulate(widths, initial=x))
    for row in rows:
        foot = y - LEADING * max((cell or "").count("\n") + 1 for cell in row) - 4
        yield from (Rule(edges[0], at, edges[-1], at) for at in (y, foot))
        for at, cell in enumerate([*row, ""]):
            if cell is not None:
                yield Rule(edges[at], y, edges[at], foot)
                yield from lines(y - ASCENT, cell.split("\n") if cell else [], edges[at] + 4)
        y = foot


def drawn_pdf(*pages: Sequence[Drawn], title: str | None = None) -> bytes:
    """A PDF of what is drawn on its pages."""
    chars = sorted({char for page in pages for one in page if isinstance(one, Words) for char in one.text})
    codes = {char: number for number, char in enumerate(chars, start=1)}
    objects = _font(codes)
    objects[1] = "<< /Type /Catalog /Pages 2 0 R >>"
    objects[7] = "<< >>" if title is None else f"<< /Title <feff{title.encode('utf-16-be').hex()}> >>"
    kids = []
    for page in pages:
        number = max(objects) + 1
        objects[number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 2000 800] /Contents {number + 1} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects[number + 1] = stream("\n".join(_operators(one, codes) for one in page))
        kids.append(f"{number} 0 R")
    objects[2] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return pdf_file(objects)


def _operators(one: Drawn, codes: dict[str, int]) -> str:
    if isinstance(one, Rule):
        return f"{one.x} {one.y} m {one.to_x} {one.to_y} l S"
    shown = "".join(f"{codes[char]:04x}" for char in one.text)
    return f"BT /F1 12 Tf {one.x} {one.y} Td <{shown}> Tj ET"


def _font(codes: dict[str, int]) -> dict[int, str]:
    pairs = "\n".join(f"<{code:04x}> <{char.encode('utf-16-be').hex()}>" for char, code in codes.items())
    unicode_map = (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /M def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        f"{len(codes)} beginbfchar\n{pairs}\nendbfchar\nendcmap\nend\nend"
    )
    return {
        3: "<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        4: "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /F /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
        "/Supplement 0 >> /FontDescriptor 6 0 R /DW 500 >>",
        5: stream(unicode_map),
        6: "<< /Type /FontDescriptor /FontName /F /Flags 4 /FontBBox [0 -200 500 800] /ItalicAngle 0 /Ascent 800 "
        "/Descent -200 /CapHeight 700 /StemV 1 >>",
    }


def stream(text: str) -> str:
    """An object that is a stream."""
    return f"<< /Length {len(text)} >>\nstream\n{text}\nendstream"


def pdf_file(objects: dict[int, str]) -> bytes:
    """A file of numbered objects; 1 is the catalogue, 7 the properties."""
    file = b"%PDF-1.7\n"
    places = {}
    for number in sorted(objects):
        places[number] = len(file)
        file += f"{number} 0 obj\n{objects[number]}\nendobj\n".encode("latin-1")
    table = "".join(f"{places[number]:010d} 00000 n \n" for number in sorted(objects))
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 7 0 R >>\nstartxref\n{len(file)}\n%%EOF\n"
    return file + end.encode()
