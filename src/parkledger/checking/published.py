"""What kept pages say of a figure, each statement beside the ledger's own; and a kept page with its statements in place.

A page published, or read, after the page's moment was not known then. The ledger's figure for a statement is the one of the
statement's own date, by the ways of counting that `checking` tries.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from parkledger.checking.amounts import interval
from parkledger.checking.kept_statements import statement_from
from parkledger.checking.models import KeptPage, KeptStatement
from parkledger.checking.open_readings import read_as
from parkledger.checking.statements import Checked, check
from parkledger.checking.versions import side_by_side
from parkledger.figures import Figure, Figures, Question
from parkledger.language import Lang, Text
from parkledger.ledger.store.statements import fetch
from parkledger.places import get
from parkledger.reading import Page
from parkledger.records.dates import Dates


@dataclass(frozen=True, slots=True)
class Published:
    """A kept statement with what came of setting it against the ledger; `same` where it is of the figure's own date."""

    row: KeptStatement
    checked: Checked
    same: bool

    @property
    def page(self) -> KeptPage:
        """The page it stands on."""
        return self.row.page

    @property
    def figure(self) -> Figure | None:
        """The ledger's figure of the statement's own date."""
        return self.checked.figures[0] if len(self.checked.figures) == 1 else None

    @property
    def interval(self) -> Text:
        """Between which bounds the published number lies, in words."""
        said = self.checked.statement
        vi, en = (interval(said.low, said.high, said.unit, lang, said.kind or "") for lang in (Lang.VI, Lang.EN))
        return Text(vi, en)


def published_of(figure: Figure, books: Figures, dates: Dates) -> list[Published]:
    """What kept pages say of a figure: those of its own date first, then the others, the latest first."""
    question = figure.question
    if question.member is not None:  # pages are not read by country or sector
        return []
    groups = side_by_side(
        read_as(question.indicator, of_zone=question.zone is not None),
        get(question.place).name,
        kind=question.kind.value if question.kind and question.zone is None else None,
        origin=question.origin.value if question.origin else None,
        form=question.form.value,
    )
    rows = [row for group in groups for row in group.statements if _is_of(row, question) and is_known(row.page, dates)]
    found = [
        Published(row, checked, _is_same(checked, figure))
        for row, checked in zip(rows, _checked(rows, books, dates), strict=True)
    ]
    return sorted(found, key=lambda each: (not each.same, -_ordinal(each.checked.statement.period_end)))


def _is_of(row: KeptStatement, question: Question) -> bool:
    """Whether a statement is of what is asked and of nothing narrower."""
    said = row.fields
    origin = question.origin.value if question.origin else None
    kind = question.kind.value if question.kind else None
    return said["origin"] == origin and (said["zone"] is None) == (question.zone is None) and said["kind"] == kind


def _is_same(checked: Checked, figure: Figure) -> bool:
    """Whether the ledger's figure for a statement is of the very date or period of the page."""
    return any(
        (each.period_start, each.period_end) == (figure.period_start, figure.period_end)
        and each.question.zone == figure.question.zone
        for each in checked.figures
    )


def _checked(rows: Sequence[KeptStatement], books: Figures, dates: Dates) -> list[Checked]:
    """Every statement against the ledger as known at the page's moment, in the order given."""
    by_day: defaultdict[date | None, list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        by_day[row.page.published].append(index)
    found: dict[int, Checked] = {}
    for published, indexes in by_day.items():
        statements = tuple(statement_from(rows[index]) for index in indexes)
        page = Page(
            text="",
            title=None,
            published=published,
            author=None,
            source=None,
            sections=(),
            quantities=(),
            statements=statements,
            findings=(),
        )
        found.update(zip(indexes, check(page, books, known_at=dates.known_at), strict=True))
    return [found[index] for index in range(len(rows))]


def is_known(page: KeptPage, dates: Dates) -> bool:
    """Whether a page was published by the page's moment, and read by then: what is cited for a moment stays as it was."""
    if dates.known_at is None or dates.known_on is None:
        return True
    return page.read_at <= dates.known_at and (page.published is None or page.published <= dates.known_on)


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0


def checked_rows(page: KeptPage, rows: Sequence[KeptStatement], books: Figures, dates: Dates) -> list[Published]:
    """The statements of one kept page, each against the ledger."""
    for row in rows:
        row.page = page
    return [Published(row, checked, same=True) for row, checked in zip(rows, _checked(rows, books, dates), strict=True)]


def marked_text(text: str, rows: Iterable[KeptStatement]) -> SafeString:
    """A page's text with its statements marked in place; each statement's number is a link to its line of the table.

    Statements may lie within each other, or be the same characters: what is marked is cut at every edge, and each
    statement's anchor stands where it begins.
    """
    stated = [row for row in rows if row.start < row.end <= len(text)]
    starting: defaultdict[int, list[KeptStatement]] = defaultdict(list)
    depth: defaultdict[int, int] = defaultdict(int)
    for row in stated:
        starting[row.start].append(row)
        depth[row.start] += 1
        depth[row.end] -= 1
    parts: list[SafeString] = []
    level = 0
    for first, last in pairwise(sorted({0, len(text), *depth})):
        level += depth[first]
        anchors = format_html_join(
            "", '<a class="here" id="s-{0}" href="#row-{0}">{0}</a>', ((row.ordinal,) for row in starting[first])
        )
        if level:
            parts.append(format_html("<mark>{}{}</mark>", anchors, text[first:last]))
        else:
            parts.append(format_html("{}", text[first:last]))
    return mark_safe("".join(parts))  # noqa: S308  every part was escaped


def pages_kept() -> str:
    """What tells this state of the kept pages from any other: how many there are, and how many statements events stand for."""
    rows = fetch("SELECT (SELECT MAX(id) FROM checking_keptpage), (SELECT COUNT(accepted) FROM checking_keptstatement)")
    return f"{rows[0][0]}/{rows[0][1]}"
