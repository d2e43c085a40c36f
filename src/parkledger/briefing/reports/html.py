"""A report as a page of its own in HTML: readable in a browser, printable, with every note a step away from its figure.

Each number is marked as a claim (see `claims`), which others can verify.
"""

from textwrap import wrap
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from parkledger.briefing.reports.claims import POLICY, NumberClaims
from parkledger.briefing.reports.letterhead import letterhead
from parkledger.briefing.reports.model import (
    BarChart,
    DerivedRun,
    FigureRun,
    MapPicture,
    NotedWords,
    Paragraph,
    Part,
    Report,
    ReportTable,
    Run,
    shown,
)
from parkledger.briefing.reports.wording import COVERAGE, DEMO, NOTES, SIGNING, check_words, draft_words, noted

STYLE: Final = """
body { font: 1.0625rem/1.6 "Times New Roman", Tinos, serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #111; }
div.paper, div.foot { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 1rem; text-align: center; }
.paper p { margin: 0 0 .25rem; }
h1 { font-size: 1.25rem; text-align: center; margin: 1.5rem 0; }
h1 > span { display: block; }
h2, h3, h4 { font-size: 1.0625rem; margin: 1.25rem 0 .5rem; }
h3, h4 { font-style: italic; }
table { border-collapse: collapse; width: 100%; margin: .75rem 0; font-size: .95rem; }
th, td { border: 1px solid #555; padding: .25rem .4rem; vertical-align: top; }
th { background: #eee; } td.n { text-align: right; white-space: nowrap; }
tr:last-child td:nth-child(2) { font-weight: inherit; }
caption, .closing { text-align: left; font-style: italic; }
sup a { text-decoration: none; } .demo { border: 1px solid #8a5a00; background: #fff6e0; padding: .5rem .75rem; }
.bar { fill: #1f5c8b; } .notes { font-size: .9rem; } .foot { margin-top: 2rem; }
@media print { body { margin: 0; max-width: none; } thead { display: table-header-group; } }
"""


def as_html(report: Report, record: str) -> bytes:
    """The report as one file that needs nothing else."""
    page = Element("html", lang=report.lang.value)
    head = SubElement(page, "head")
    SubElement(head, "meta", charset="utf-8")
    SubElement(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    SubElement(head, "title").text = report.title
    SubElement(head, "meta", property="article:published_time", content=report.request.period.end.isoformat())
    SubElement(head, "meta", name="parkledger-record", content=record)
    SubElement(head, "style").text = STYLE
    body = SubElement(SubElement(page, "body"), "main")
    _head(body, report)
    claims = NumberClaims(report)
    for part in report.parts:
        _part(body, part, claims)
    _foot(body, report)
    written: bytes = tostring(page, encoding="utf-8", method="html")
    return b"<!doctype html>\n" + written


def _head(body: Element, report: Report) -> None:
    paper = letterhead(report)
    header = SubElement(body, "div", {"class": "paper"})
    for lines in ((paper.parent, paper.office, paper.number), (paper.state, paper.motto, paper.place_and_day)):
        column = SubElement(header, "div")
        for line in filter(None, lines):
            SubElement(column, "p").text = line
    title = SubElement(body, "h1")
    if report.kind:  # on a line of its own, as documents of state authorities have it
        kind = SubElement(title, "span")
        kind.text, kind.tail = report.kind, f" {report.title}"
    else:
        title.text = report.title
    if report.known:
        SubElement(body, "p").text = f"({report.known})"
    if draft := draft_words(report):
        SubElement(body, "p", {"class": "demo"}).text = draft
    if report.demo:
        SubElement(body, "p", {"class": "demo"}).text = DEMO.of(report.lang)


def _part(body: Element, part: Part, claims: NumberClaims) -> None:
    if isinstance(part, Paragraph):
        _runs(SubElement(body, f"h{part.level + 1}" if part.level > 0 else "p"), _bulleted(part), claims)
    elif isinstance(part, ReportTable):
        _table(body, part, claims)
    elif isinstance(part, MapPicture):
        _map(body, part)
    else:
        _chart(body, part)


def _bulleted(part: Paragraph) -> tuple[Run, ...]:
    return ("– ", *part.runs) if part.level < 0 else part.runs


def _runs(element: Element, runs: tuple[Run, ...], claims: NumberClaims) -> None:
    """Words and figures; each figure leads to its note."""
    last: Element | None = None
    for run in runs:
        if not isinstance(run, str):
            _claimed(SubElement(element, "span", {"class": "figure"}), run, claims)
            last = _mark(element, run.note)
        elif last is None:
            element.text = (element.text or "") + run
        else:
            last.tail = (last.tail or "") + run


def _claimed(element: Element, run: FigureRun | DerivedRun | NotedWords, claims: NumberClaims) -> None:
    """A number with the claims that it is verified by, and its marks behind them."""
    own = () if isinstance(run, NotedWords) else claims.of(run)
    if isinstance(run, NotedWords) or not own:
        element.text = shown(run)
        return
    for claim in own:
        token = SubElement(element, "claim", {"id": claim.id, "policy": POLICY})
        token.text, token.tail = claim.value, run.mark if claim is own[-1] else ","


def _mark(element: Element, note: int) -> Element:
    """The number of a note, which leads to it."""
    mark = SubElement(element, "sup")
    SubElement(mark, "a", href=f"#note-{note}").text = f"[{note}]"
    return mark


def _words(element: Element, run: Run, claims: NumberClaims) -> None:
    """What a heading or a cell of a table says; figures share the note that their column or row leads to."""
    if isinstance(run, str):
        element.text = run
        return
    _claimed(element, run, claims)
    if isinstance(run, NotedWords):
        element.text = f"{element.text} "
        _mark(element, run.note)


def _table(body: Element, table: ReportTable, claims: NumberClaims) -> None:
    element = SubElement(body, "table")
    if table.caption:
        SubElement(element, "caption").text = table.caption
    row = SubElement(SubElement(element, "thead"), "tr")
    for heading in table.headings:
        _words(SubElement(row, "th", scope="col"), heading, claims)
    rows = SubElement(element, "tbody")
    for cells in table.rows:
        row = SubElement(rows, "tr")
        for at, cell in enumerate(cells):
            _words(SubElement(row, "td", {"class": "n"} if at >= table.numeric else {}), cell, claims)
    SubElement(body, "p", {"class": "closing"}).text = table.closing


def _chart(body: Element, chart: BarChart) -> None:
    """Bars as a picture, with the same as text for those who do not see it; a long label stands in several lines."""
    figure = SubElement(body, "figure", role="group")
    SubElement(figure, "figcaption").text = chart.caption
    labels = [wrap(bar.label, _LABEL) or [""] for bar in chart.bars]
    said = "; ".join(f"{bar.label}: {bar.said.text}" for bar in chart.bars)
    longest = max(len(line) for lines in labels for line in lines)
    left = max(_LEAST_LEFT, _LETTER * longest)
    room = _WIDTH - left - 20 - max(_LETTER * len(shown(bar.said)) for bar in chart.bars)
    height = sum(_LINE * (len(lines) - 1) + _BAR for lines in labels)
    box = {"viewBox": f"0 0 {_WIDTH} {height}", "role": "img", "aria-label": said, "width": "100%"}
    picture, top = SubElement(figure, "svg", box), 0
    for bar, lines in zip(chart.bars, labels, strict=True):
        for at, line in enumerate(lines):
            _letters(picture, line, left, top + 17 + _LINE * at, anchor="end")
        middle = top + _LINE * (len(lines) - 1) // 2
        width = round(bar.length * room / 100)
        place = {"x": str(left + 10), "y": str(middle + 4), "width": str(width), "height": "18"}
        SubElement(picture, "rect", {"class": "bar", **place})
        _letters(picture, shown(bar.said), left + 16 + width, middle + 17)
        top += _LINE * (len(lines) - 1) + _BAR
    SubElement(body, "p", {"class": "closing"}).text = chart.closing


def _letters(picture: Element, words: str, x: int, y: int, *, anchor: str = "start") -> None:
    """A line of letters in a picture."""
    place = {"x": str(x), "y": str(y), "text-anchor": anchor, "font-size": "14"}
    SubElement(picture, "text", place).text = words


_WIDTH, _LEAST_LEFT, _LETTER, _BAR, _LINE, _LABEL = 640, 200, 8, 26, 18, 40
"""Of the picture of a chart: its width, the least room for labels, the width of a letter, the height of a bar and of a further
line of its label, in its own units; and the letters of a line."""


def _map(body: Element, part: MapPicture) -> None:
    """A map as it was drawn, with what its numbers stand for beneath it."""
    figure = SubElement(body, "figure")
    SubElement(figure, "figcaption").text = part.caption
    figure.append(part.picture)
    SubElement(body, "p").text = part.legend
    SubElement(body, "p", {"class": "closing"}).text = part.closing


def _foot(body: Element, report: Report) -> None:
    paper = letterhead(report)
    footer = SubElement(body, "div", {"class": "foot"})
    recipients = SubElement(footer, "div")
    for line in paper.recipients:
        SubElement(recipients, "p").text = line
    signed = SubElement(footer, "div", style="text-align:center")
    SubElement(SubElement(signed, "p"), "strong").text = paper.title
    SubElement(signed, "p").text = paper.signatory
    notes = SubElement(body, "section", {"class": "notes"})
    if report.coverage:
        SubElement(notes, "h2").text = COVERAGE.of(report.lang)
        for line in report.coverage:
            SubElement(notes, "p").text = f"° {line}"
    SubElement(notes, "h2").text = SIGNING.of(report.lang)
    for check in report.checks:
        SubElement(notes, "p").text = check_words(check, report.lang)
    SubElement(notes, "h2").text = NOTES.of(report.lang)
    for note in report.notes:
        SubElement(notes, "p", id=f"note-{note.number}").text = noted(note)
