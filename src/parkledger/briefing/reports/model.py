"""A report as it is written to a file: paragraphs, tables and charts whose figures have notes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Final, NamedTuple, Protocol
from xml.etree.ElementTree import Element, tostring

from parkledger.briefing.reports.templates import Template
from parkledger.figures import Figure
from parkledger.forecast import Forecast
from parkledger.language import Lang, Period


class Issuer(NamedTuple):
    """Who issues a report: the office above it, itself, the number of the paper, who signs as what; empty is left to fill in."""

    parent: str = ""
    office: str = ""
    number: str = ""
    title: str = ""
    signatory: str = ""


UNNAMED: Final = Issuer()
"""An issuer of which nothing is known."""


class PaperRequest(Protocol):
    """What every report is asked for, whatever it is made by."""

    @property
    def place(self) -> str:
        """Of which place it is; the country where it is of several."""

    @property
    def period(self) -> Period:
        """Of which period, up to its last day."""

    @property
    def lang(self) -> Lang:
        """In which language."""

    @property
    def known_at(self) -> datetime | None:
        """As known when; None is now."""

    @property
    def issuer(self) -> Issuer:
        """Who issues it."""


class PracticeOnRecord(NamedTuple):
    """A practice of a place: what it is called and about, when it began and ended, by which indicators it is judged."""

    place: str
    title: str
    topic: str
    start: date
    end: date | None
    indicators: tuple[str, ...]


class DutyOnRecord(NamedTuple):
    """Something due, in the words of the report's language: by when, what, of what, by whom, and how it stands."""

    due_on: date | None
    what: str
    about: str
    obliged: str
    state: str
    demo: bool = False


class DutiesOnRecord(NamedTuple):
    """How many duties were overdue and due soon on the report's day, and those that it lists, the nearest due day first."""

    overdue: int
    due_soon: int
    listed: tuple[DutyOnRecord, ...]


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """What a report is asked for: of which place or zone, of which period (up to its last day), as known when."""

    template: Template
    place: str
    period: Period
    lang: Lang = Lang.VI
    zone: int | None = None
    known_at: datetime | None = None
    issuer: Issuer = UNNAMED
    holder: str = ""
    """Of which project (book/code) or investor (its address) it is; empty where it is of a place or a zone."""
    practices: tuple[PracticeOnRecord, ...] = ()
    """What is on record of how the place did what it did."""
    duties: DutiesOnRecord | None = None
    """What is due, to the knowledge of whoever asks; None where they may see none of it."""
    beside: tuple[str, ...] = ()
    """With what its place or zone is compared in an annex, as addresses name it."""


class FigureRun(NamedTuple):
    """A figure as a sentence or a cell writes it; `note` is the number of its note."""

    text: str
    figure: Figure
    note: int

    @property
    def is_demo(self) -> bool:
        """Whether demonstration data are in it."""
        return self.figure.demo and self.figure.value is not None

    @property
    def is_limited(self) -> bool:
        """Whether it is not of all that it was asked for."""
        return not self.figure.coverage.is_complete

    @property
    def mark(self) -> str:
        """A star where demonstration data are in it, ° where something limits it."""
        return _mark(self)


class DerivedRun(NamedTuple):
    """A number that is no figure of a place or a zone: it follows from figures, or is of projects alone.

    It has what it is called, by what it is made, its exact value and its note. `asked` is what was asked for it where
    no figures are behind it, `period` of which day or period it is, and `demo` whether demonstration data are in it then.
    """

    text: str
    title: str
    formula: str
    value: Fraction
    figures: tuple[Figure, ...]
    note: int
    asked: str = ""
    demo: bool = False
    period: str = ""

    @property
    def is_demo(self) -> bool:
        """Whether demonstration data are in it."""
        return self.demo or any(figure.demo for figure in self.figures)

    @property
    def is_limited(self) -> bool:
        """Whether it is not of all that it was asked for."""
        return not all(figure.coverage.is_complete for figure in self.figures)

    @property
    def mark(self) -> str:
        """A star where demonstration data are in it, ° where something limits it."""
        return _mark(self)


class NotedWords(NamedTuple):
    """Words of a table, a heading or the title of a row, whose figures share a note."""

    words: str
    note: int


Run = str | FigureRun | DerivedRun | NotedWords


def shown(run: Run) -> str:
    """A run as every file shows it: its words and its marks, without the number of its note."""
    if isinstance(run, str):
        return run
    return run.words if isinstance(run, NotedWords) else run.text + run.mark


def numbered(run: Run) -> str:
    """A run of a table as files show it that cannot lead to notes: words with the number of their note."""
    return f"{run.words} [{run.note}]" if isinstance(run, NotedWords) else shown(run)


def _mark(run: FigureRun | DerivedRun) -> str:
    return ("*" if run.is_demo else "") + ("°" if run.is_limited else "")


class Paragraph(NamedTuple):
    """A heading (level 1 to 3), a paragraph (0) or an item of a list (-1)."""

    level: int
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """Its words and figures, without marks and notes."""
        return "".join(run.text if isinstance(run, FigureRun | DerivedRun) else shown(run) for run in self.runs)


class ReportTable(NamedTuple):
    """A table with its caption and what stands under it; columns from `numeric` on are set to the right."""

    caption: str
    headings: tuple[str | NotedWords, ...]
    rows: tuple[tuple[Run, ...], ...]
    numeric: int
    closing: str

    @property
    def heading_words(self) -> tuple[str, ...]:
        """The headings without the numbers of their notes."""
        return tuple(map(shown, self.headings))


class Bar(NamedTuple):
    """A bar of a chart: its label, its length in per cent, and what is written at its end."""

    label: str
    length: Fraction
    said: FigureRun

    @property
    def meter(self) -> int:
        """Its length in whole per cent."""
        return round(self.length)


class BarChart(NamedTuple):
    """A chart of bars from nought to a hundred per cent."""

    caption: str
    bars: tuple[Bar, ...]
    closing: str
    is_split: bool = False
    """Whether its bars are parts of one figure: months, countries or sectors; else each is a rate of a zone."""


class MapPicture(NamedTuple):
    """A map: its caption, the picture as an element of SVG, what its numbers stand for, and its source with its day.

    `said` is the same in words, for those who do not see it.
    """

    caption: str
    picture: Element
    said: str
    legend: str
    closing: str

    @property
    def svg(self) -> str:
        """The picture as SVG."""
        return tostring(self.picture, encoding="unicode")


Part = Paragraph | ReportTable | BarChart | MapPicture


class SigningCheck(NamedTuple):
    """One of the checks before signing: its number, what it asks, and what it found wrong; nothing where it passed."""

    number: int
    asks: str
    wrong: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing was found."""
        return not self.wrong


class FigureNote(NamedTuple):
    """Where a figure comes from: what it is of, its formula with the basis of law, its terms, coverage and documents.

    `published` is what others have published of it that differs from it, `untold` of how many more pages it does not tell.
    `is_lacking`: its figure lacks reports or books; land of which no letting is on record lacks none, it counts as not let.
    """

    number: int
    title: str
    value: str
    period: str
    formula: str
    terms: str
    coverage: str
    documents: str
    published: str
    demo: bool
    is_ratio: bool
    untold: int = 0
    is_lacking: bool = False

    @property
    def said(self) -> str:
        """The note in one line, without its number."""
        parts = (
            self.title,
            self.value,
            self.period,
            self.formula,
            self.terms,
            self.coverage,
            self.documents,
            self.published,
        )
        return "; ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Report:
    """A report; `coverage` is what limits figures marked °, `known` says as known when, `tip` is the state of the books."""

    request: PaperRequest
    title: str
    kind: str
    place: str
    parts: tuple[Part, ...]
    notes: tuple[FigureNote, ...]
    coverage: tuple[str, ...]
    checks: tuple[SigningCheck, ...]
    known: str
    tip: str
    forecasts: tuple[Forecast, ...] = ()
    """What it forecasts: no figures, and counted as none."""
    filled: tuple[tuple[Part, ...], ...] = ()
    """What each block of a template that is a Word file became, as it stands there; empty for other templates."""

    @property
    def lang(self) -> Lang:
        """Its language."""
        return self.request.lang

    @property
    def failed(self) -> tuple[SigningCheck, ...]:
        """The checks that it fails: with any it is a draft."""
        return tuple(check for check in self.checks if not check.passed)

    @property
    def demo(self) -> bool:
        """Whether any figure has demonstration data in it."""
        return any(note.demo for note in self.notes)

    def runs(self) -> Iterator[FigureRun]:
        """Every figure that it writes, in order."""
        yield from (run for run in self._all_runs() if isinstance(run, FigureRun))

    def derived(self) -> Iterator[DerivedRun]:
        """Every number that follows from figures, in order."""
        yield from (run for run in self._all_runs() if isinstance(run, DerivedRun))

    def _all_runs(self) -> Iterator[Run]:
        for part in self.parts:
            if isinstance(part, Paragraph):
                yield from part.runs
            elif isinstance(part, ReportTable):
                yield from (run for row in part.rows for run in row)
