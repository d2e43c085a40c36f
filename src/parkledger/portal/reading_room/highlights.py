"""A page that was read, as it is shown: its text with the figures lit up, and each figure beside the ledger's."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import TypeVar

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from parkledger.checking.amounts import in_sight
from parkledger.checking.page_scope import place_named
from parkledger.checking.statements import Checked, StatementOutcome, check
from parkledger.figures.current import current_figures
from parkledger.language import Labelled, Lang, day_end, today
from parkledger.reading import Finding, Page, PageSection, PageSource, Statement, read_source
from parkledger.records.dates import KNOWN, ON, Dates, moment_text
from parkledger.records.links import figure_address

MOST_SHOWN = 400
"""Statements shown of one page."""
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class HighlightAnswer:
    """What the ledger says to a statement at one moment, with the addresses of the figures it is made of."""

    checked: Checked
    addresses: tuple[str, ...]

    @property
    def outcome(self) -> StatementOutcome:
        """What came of it."""
        return self.checked.outcome

    @property
    def demo(self) -> bool:
        """Whether demonstration data are in it."""
        return any(figure.demo for figure in self.checked.figures)

    def value(self, lang: Lang) -> str:
        """The ledger's figure."""
        said = self.checked.statement
        return in_sight(self.checked.value, said.unit, lang, said.kind or "")


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One statement; `then` is the answer as known at the end of the day of publication, where that is another moment."""

    number: int
    statement: Statement
    now: HighlightAnswer
    then: HighlightAnswer | None

    @property
    def changed(self) -> bool:
        """Whether the ledger answered otherwise on the day of publication."""
        return self.then is not None and (
            self.then.outcome is not self.now.outcome or self.then.checked.value != self.now.checked.value
        )


@dataclass(frozen=True, slots=True)
class MarkedBlock:
    """A section of the page, its text marked."""

    kind: str
    heading: str
    marked: SafeString


class NoticeKind(Labelled):
    """What a finding is: that figures agree, that some are worth a look, what was computed from them, how one was read."""

    HOLDS = "holds", "khớp", "holds"
    LOOK = "look", "nên xem", "worth a look"
    COMPUTED = "computed", "máy tính ra", "computed"
    READ_SO = "read_so", "máy đọc như vậy", "read so"

    @property
    def tone(self) -> str:
        """How it is coloured: nothing here is the page's fault, so nothing is red."""
        return {"holds": "good", "look": "doubt"}.get(self.value, "quiet")


COMPUTED = frozenset({"plan.implied", "plan.ahead", "base.not_comparable"})
"""Findings that follow from figures of the page and contradict none of them."""
READ_SO = frozenset({"letter.look_alike", "number.split", "number.two_commas", "number.ambiguous"})
"""Findings that only tell how the text was taken."""


def kind_of_notice(code: str) -> NoticeKind:
    """What a finding is, by its code."""
    if code.endswith(".holds"):
        return NoticeKind.HOLDS
    if code in COMPUTED:
        return NoticeKind.COMPUTED
    return NoticeKind.READ_SO if code in READ_SO else NoticeKind.LOOK


@dataclass(frozen=True, slots=True)
class Noticed:
    """A finding about the page; `rows` are the statements it is about."""

    finding: Finding
    kind: NoticeKind
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ShownReading:
    """A page read and checked."""

    page: Page
    rows: tuple[StatementRow, ...]
    blocks: tuple[MarkedBlock, ...]
    noticed: tuple[Noticed, ...]
    counts: tuple[tuple[StatementOutcome, int], ...]
    unplaced: int
    left_out: int
    compared_then: date | None


def read_and_check(source: PageSource, published: date | None, place: str, dates: Dates) -> ShownReading:
    """Read a source and set it against the ledger, as known at the page's moment and on the day of publication."""
    books = current_figures()
    zones = sorted({zone["name"] for zone in books.zones.values()})
    page = read_source(source, published=published, zones=zones)
    where = place_named(place, page.published or dates.on).code if place else None
    known = dates.known_at or day_end(today())
    then = day_end(page.published) if page.published else None
    now_found = check(page, books, where, known)
    earlier = then is not None and then < known
    then_found = check(page, books, where, then) if earlier else []
    rows = tuple(_rows(now_found[:MOST_SHOWN], then_found, dates, then))
    counts = tuple((outcome, sum(each.outcome is outcome for each in now_found)) for outcome in StatementOutcome)
    stated = {(each.start, each.end) for each in page.statements}
    return ShownReading(
        page=page,
        rows=rows,
        blocks=tuple(_blocks(page, rows)),
        noticed=tuple(_noticed(page, rows)),
        counts=counts,
        unplaced=sum((each.start, each.end) not in stated for each in page.quantities),
        left_out=len(now_found) - len(rows),
        compared_then=page.published if earlier else None,
    )


def _rows(
    now: Sequence[Checked], then: Sequence[Checked], dates: Dates, moment: datetime | None
) -> Iterable[StatementRow]:
    for index, found in enumerate(now):
        earlier = None
        if then and moment is not None:
            known = Dates(dates.on, moment, ((ON, dates.on.isoformat()), (KNOWN, moment_text(moment))))
            earlier = _answer(then[index], known)
        yield StatementRow(index + 1, found.statement, _answer(found, dates), earlier)


def _answer(found: Checked, dates: Dates) -> HighlightAnswer:
    books = current_figures()
    return HighlightAnswer(found, tuple(figure_address(figure.question, books, dates) for figure in found.figures))


def _noticed(page: Page, rows: Sequence[StatementRow]) -> Iterable[Noticed]:
    at = {(row.statement.start, row.statement.end): row.number for row in rows}
    for finding in page.findings:
        numbers = dict.fromkeys(at[span] for span in finding.places if span in at)
        yield Noticed(finding, kind_of_notice(finding.code), tuple(numbers))


def _blocks(page: Page, rows: Sequence[StatementRow]) -> Iterable[MarkedBlock]:
    sections = page.sections or (PageSection("article", "", 0, len(page.text)),)
    for section in sections:
        yield MarkedBlock(section.kind, section.heading, marked(page, section.start, section.end, rows))


def marked(page: Page, start: int, end: int, rows: Sequence[StatementRow]) -> SafeString:
    """A stretch of a page's text with its figures marked: each is a link to its row, numbered as the rows are.

    Where figures lie within each other, the inner one is the link; the outer one's number follows it as a link. One
    pass over the text: what is open at an edge is kept as the edges go by.
    """
    opening: defaultdict[int, list[StatementRow]] = defaultdict(list)
    closing: defaultdict[int, list[StatementRow]] = defaultdict(list)
    loose: Counter[int] = Counter()
    for row in _starting(rows, start, end, lambda row: row.statement.start):
        opening[row.statement.start].append(row)
        closing[min(row.statement.end, end)].append(row)
    for each in _starting(page.quantities, start, end, lambda each: each.start):
        loose[each.start] += 1
        loose[min(each.end, end)] -= 1
    open_rows: dict[int, StatementRow] = {}
    linked: set[int] = set()
    depth, parts = 0, []
    for first, last in pairwise(sorted({start, end, *opening, *closing, *loose})):
        depth += loose[first]
        open_rows.update((row.number, row) for row in opening[first])
        inner = min(open_rows.values(), key=lambda row: row.statement.end - row.statement.start, default=None)
        parts.append(_segment(page.text[first:last], inner, linked, is_loose=depth > 0))
        for row in closing[last]:
            del open_rows[row.number]
            if row.number not in linked:
                parts.append(_number(row))
    return mark_safe("".join(parts))  # noqa: S308  every part was escaped


def _starting(items: Sequence[Item], start: int, end: int, starts: Callable[[Item], int]) -> Sequence[Item]:
    """Of items in the order of their starts, those that start within a stretch."""
    return items[bisect_left(items, start, key=starts) : bisect_left(items, end, key=starts)]


def _segment(text: str, row: StatementRow | None, linked: set[int], *, is_loose: bool) -> SafeString:
    if row is None:
        return format_html('<span class="unplaced">{}</span>', text) if is_loose else escape(text)
    name = "" if row.number in linked else format_html(' id="m{}"', row.number)
    linked.add(row.number)
    return format_html('<a class="said {}" href="#s{}"{}>{}</a>', row.now.outcome.value, row.number, name, text)


def _number(row: StatementRow) -> SafeString:
    said = '<sup><a class="said {}" href="#s{}" id="m{}">{}</a></sup>'
    return format_html(said, row.now.outcome.value, row.number, row.number, row.number)
