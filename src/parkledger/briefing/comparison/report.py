"""A comparison as a report: what is compared side by side, each figure with its note, and what each place lacks and did."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from parkledger.briefing.comparison.ratios import FigureRatio, RatioRow, ratios
from parkledger.briefing.comparison.split_rows import OFFERED, split_named, split_rows
from parkledger.briefing.comparison.subjects import ComparisonSubject, subjects_of
from parkledger.briefing.comparison.tables import FOR_FILES, LEAST, ComparisonCell, ComparisonRow, asked_of, compare
from parkledger.briefing.reports.model import (
    UNNAMED,
    DerivedRun,
    FigureNote,
    FigureRun,
    Issuer,
    Paragraph,
    Part,
    PracticeOnRecord,
    Report,
    ReportTable,
    Run,
)
from parkledger.briefing.reports.notes import figure_note, footnotes
from parkledger.briefing.reports.signing import signing_checks
from parkledger.briefing.reports.wording import CLOSING, known_words
from parkledger.briefing.situation import reported_until
from parkledger.figures import Figure, Figures
from parkledger.figures.wording import coverage_note, figure_title, number, written
from parkledger.language import Lang, ParkError, Period, Text, capitalised, format_date, uncapitalised, year_start
from parkledger.places import COUNTRY_CODE, get
from parkledger.records.dates import Dates


class TooFewCompared(ParkError):
    """Nothing stands beside what is to be compared."""

    code = "too_few_compared"
    is_misuse = True
    vi = "Cần ít nhất {least} nơi để so sánh, mới có {count}. Hãy thêm nơi khác."
    en = "At least {least} are needed to compare; there is {count}. Add another."


@dataclass(frozen=True, slots=True)
class ComparedRequest:
    """What is compared, as addresses name it, by which indicators, on which day, as known when; and what is told beside.

    `by` is what the indicators are split by, empty where they are not (see `split_rows`).
    """

    subjects: tuple[str, ...]
    on: date
    lang: Lang = Lang.VI
    known_at: datetime | None = None
    indicators: tuple[str, ...] = ()
    practices: tuple[PracticeOnRecord, ...] = field(default=())
    issuer: Issuer = UNNAMED
    by: str = ""

    @property
    def place(self) -> str:
        """A comparison is of no one place."""
        return COUNTRY_CODE

    @property
    def period(self) -> Period:
        """From 1 January to the day."""
        return Period(year_start(self.on), self.on)

    @property
    def dates(self) -> Dates:
        """The two dates of what is compared."""
        return Dates(self.on, self.known_at)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared with its lines and ratios; ratios stand where no indicator was chosen."""

    subjects: tuple[ComparisonSubject, ...]
    lines: tuple[ComparisonRow, ...]
    ratios: tuple[RatioRow, ...]


def compared(request: ComparedRequest, books: Figures) -> Comparison:
    """The lines and ratios of a comparison; raises TooFewCompared."""
    dates = request.dates
    subjects = subjects_of(request.subjects, books, dates)
    if len(subjects) < LEAST:
        raise TooFewCompared(least=LEAST, count=len(subjects))
    reported = reported_until(books, [subject.place for subject in subjects], request.on, request.known_at)
    by = split_named(request.by)
    if by is not None:
        rows = split_rows(books, subjects, request.indicators, dates, by, reported)
        return Comparison(tuple(subjects), tuple(rows), ())
    wanted = asked_of(request.indicators, subjects, FOR_FILES)
    lines = compare(books, subjects, wanted, dates, reported)
    derived = [] if request.indicators else ratios(books, subjects, dates, reported)
    return Comparison(tuple(subjects), tuple(lines), tuple(derived))


def comparison_report(request: ComparedRequest, books: Figures) -> Report:
    """A comparison as a report."""
    return _Writer(request, compared(request, books), books).report()


def comparison_annex(
    request: ComparedRequest, books: Figures, before: int
) -> tuple[tuple[Part, ...], tuple[FigureNote, ...]]:
    """A comparison as an annex of a report that has so many notes, with the notes of its own figures."""
    return _Writer(request, compared(request, books), books, before).annex()


_TITLE: Final = Text("So sánh {names} đến ngày {day}", "Comparison of {names} as of {day}")
_ANNEX: Final = Text("Phụ lục. So sánh {names} đến ngày {day}", "Annex. Comparison of {names} as of {day}")
_AND: Final = Text("và", "and")
_BLANK: Final = "…"
_NUMBER, _INDICATOR = Text("TT", "No."), Text("Chỉ tiêu", "Indicator")
_ITEM: Final = Text("Nội dung", "Item")
_ALONE, _ALONE_BEFORE = Text("Chỉ tiêu so sánh", "Compared by"), Text("Chỉ tiêu khi đó", "Compared by, then")
"""What heads tables of books and zones: nothing in them is of a whole province, as it would be read."""
_AVERAGE: Final = Text("Bình quân", "Average")
"""Each table is headed otherwise: a line that stands twice on a page may be taken for a picture's caption."""
_NOW: Final = Text("Số liệu", "Figures")
_BEFORE: Final = Text("Cùng kỳ năm trước", "A year before")
_THEN: Final = Text("Đến ngày {day}, {title}", "As of {day}, {title}")
_RATIOS: Final = Text("Bình quân trên đất đã cho thuê, trên lao động", "Per hectare leased and per worker")
_GROWTH: Final = Text("- Tăng, giảm so với cùng kỳ", "- Change on a year before")
_RANKED_FROM: Final = 3
"""Provinces with a figure from which a rank among them says anything."""
_RANK: Final = Text("- Thứ hạng trong các tỉnh có số liệu", "- Rank among provinces with a figure")
_OF_OTHERS: Final = Text("không áp dụng", "not applicable")
_CLOSING_BEFORE: Final = Text(
    "Số liệu đến ngày {then}, cùng kỳ của ngày {day}.", "Figures as of {then}, a year before {day}."
)
_DIVIDED: Final = Text("Công thức: {above} chia cho {below}", "Formula: {above} divided by {below}")
_SCOPE: Final = Text("Địa giới, cách tính", "Territory and definitions")
_TERRITORY: Final = Text("{name}: theo địa giới của ngày {day}.", "{name}: in its boundaries of {day}.")
_LATER: Final = Text(
    "{name}: theo địa giới từ ngày {since}; vào ngày {day} chưa có tỉnh này.",
    "{name}: in its boundaries since {since}; it was not there on {day}.",
)
_SINCE: Final = Text("{title}: {formula}, áp dụng từ ngày {day}", "{title}: {formula}, in force since {day}")
_NOT_MERGED: Final = Text("Không xếp hạng.", "Not ranked.")
_MISSING: Final = Text("Từng nơi còn thiếu gì", "What each place lacks")
_COMPLETE: Final = Text(
    "{name}: đủ số liệu của mọi chỉ tiêu so sánh.", "{name}: a complete figure for every indicator compared."
)
_BEST: Final = Text("Cao nhất trong bảng, kinh nghiệm đã ghi nhận", "Largest here, and practices on record")
_LARGEST: Final = Text("{name} cao nhất trong bảng ở: {titles}.", "{name} has the largest figure here for: {titles}.")
_NO_PRACTICE: Final = Text("{name}: chưa ghi nhận kinh nghiệm nào.", "{name}: no practice is on record.")
_FROM: Final = Text("từ ngày {start}", "since {start}")
_BETWEEN: Final = Text("từ ngày {start} đến ngày {end}", "from {start} to {end}")
_JUDGED: Final = Text("đối chiếu bằng {titles}", "judged by {titles}")


class _Writer:
    """Writes one comparison, and numbers the figures that it writes: from one behind those that are numbered `before`."""

    def __init__(self, request: ComparedRequest, found: Comparison, books: Figures, before: int = 0) -> None:
        self._request, self._found, self._books, self._lang = request, found, books, request.lang
        self._before = before
        self._notes: dict[Figure | FigureRatio, tuple[int, str]] = {}

    def report(self) -> Report:
        """The whole of it."""
        request = self._request
        parts = (*self._tables(), *self._scope(), *(() if request.by else (*self._missing(), *self._best())))
        notes = self._all_notes()
        known = request.known_at
        return Report(
            request=request,
            title=self._said(_TITLE, names=self._together(), day=self._day(request.on)),
            kind="",
            place=_BLANK,
            parts=parts,
            notes=notes,
            coverage=footnotes(parts, notes, self._lang),
            checks=signing_checks(parts, notes, self._day(request.on), self._lang),
            known=known_words(known, self._lang),
            tip=self._books.tip,
        )

    def annex(self) -> tuple[tuple[Part, ...], tuple[FigureNote, ...]]:
        """The same as an annex of a report of the first that is compared, under a heading of its own, with its notes."""
        heading = self._said(_ANNEX, names=self._together(), day=self._day(self._request.on))
        below = [
            part._replace(level=2) if isinstance(part, Paragraph) and part.level else part for part in self._annexed()
        ]
        return (Paragraph(1, (heading,)), *below), self._all_notes()

    def _annexed(self) -> Iterator[Part]:
        yield from self._tables()
        yield from self._scope()
        yield from self._missing()

    def _all_notes(self) -> tuple[FigureNote, ...]:
        return tuple(self._note(figure, *about) for figure, about in self._notes.items())

    def _names(self) -> list[str]:
        return [subject.title.of(self._lang) for subject in self._found.subjects]

    def _day(self, day: date) -> str:
        return format_date(day, self._lang)

    def _said(self, text: Text, **parts: str) -> str:
        return text.of(self._lang).format(**parts)

    def _together(self) -> str:
        *names, last = self._names()
        return f"{', '.join(names)} {_AND.of(self._lang)} {last}" if names else last

    def _tables(self) -> Iterator[Part]:
        lines = [line for line in self._found.lines if line.known or self._request.indicators]
        provinces = all(subject.is_province for subject in self._found.subjects)
        yield self._table_now(lines, provinces=provinces)
        if any(cell.before for line in lines for cell in line.cells):
            yield self._table_before(lines, provinces=provinces)
        if self._found.ratios:
            names = self._names()
            rows = [
                (str(at), row.title(self._lang), *map(self._ratio, names, row.cells))
                for at, row in enumerate(self._found.ratios, start=1)
            ]
            yield self._table(_RATIOS, _AVERAGE, rows)

    def _table_now(self, lines: Sequence[ComparisonRow], *, provinces: bool) -> ReportTable:
        rows = [row for at, line in enumerate(lines, start=1) for row in self._line(at, line)]
        by = split_named(self._request.by)
        return self._table(OFFERED[by] if by else _NOW, _INDICATOR if provinces and not by else _ALONE, rows)

    def _table_before(self, lines: Sequence[ComparisonRow], *, provinces: bool) -> ReportTable:
        """What changes by decisions and has no rate of growth: its figures of a year before."""
        before = [line for line in lines if any(cell.before for cell in line.cells)]
        rows = [self._line_before(at, line) for at, line in enumerate(before, start=1)]
        then = max(cell.before.period_end for line in before for cell in line.cells if cell.before)
        closing = self._said(_CLOSING_BEFORE, then=self._day(then), day=self._day(self._request.on))
        return self._table(_BEFORE, _ITEM if provinces else _ALONE_BEFORE, rows, closing)

    def _table(self, caption: Text, label: Text, rows: Sequence[tuple[Run, ...]], closing: str = "") -> ReportTable:
        lang = self._lang
        headings = (_NUMBER.of(lang), label.of(lang), *self._names())
        closing = closing or self._said(CLOSING, day=self._day(self._request.on))
        return ReportTable(caption.of(lang), headings, tuple(rows), 2, closing)

    def _line(self, at: int, line: ComparisonRow) -> Iterator[tuple[Run, ...]]:
        """An indicator: its figures, and beneath them their changes and ranks where there are any."""
        names, lang = self._names(), self._lang
        yield str(at), self._line_title(line), *map(self._cell, names, line.cells)
        if any(cell.growth for cell in line.cells):
            changes = (self._beside(name, cell, cell.growth) for name, cell in zip(names, line.cells, strict=True))
            yield "", _GROWTH.of(lang), *changes
        if any(cell.rank and (cell.rank.terms[1].value or 0) >= _RANKED_FROM for cell in line.cells):
            ranks = (self._beside(name, cell, cell.rank) for name, cell in zip(names, line.cells, strict=True))
            yield "", _RANK.of(lang), *ranks

    def _line_title(self, line: ComparisonRow) -> str:
        return line.title(self._request.on, self._lang)

    def _line_before(self, at: int, line: ComparisonRow) -> tuple[Run, ...]:
        figures = [cell.before for cell in line.cells]
        first = next(figure for figure in figures if figure is not None)
        title = figure_title(first, self._lang)
        title = self._said(_THEN, day=self._day(first.period_end), title=uncapitalised(title))
        return str(at), title, *map(self._own, self._names(), figures)

    def _cell(self, name: str, cell: ComparisonCell) -> Run:
        return _OF_OTHERS.of(self._lang) if cell.figure is None else self._own(name, cell.figure)

    def _own(self, name: str, figure: Figure | None) -> Run:
        """A figure with its own note."""
        if figure is None:
            return _BLANK
        said = written(figure, self._lang)
        return said if figure.value is None else FigureRun(said, figure, self._numbered(name, figure))

    def _beside(self, name: str, cell: ComparisonCell, figure: Figure | None) -> Run:
        """A change or a rank, which shares the note of the figure above it."""
        if figure is None or figure.value is None or cell.figure is None:
            return _BLANK
        said = written(figure, self._lang)
        if figure is cell.rank:
            said = f"{number(figure.value, figure.unit, self._lang)}/{figure.terms[1].value}"
        return FigureRun(said, figure, self._numbered(name, cell.figure))

    def _ratio(self, name: str, ratio: FigureRatio | None) -> Run:
        if ratio is None:
            return _OF_OTHERS.of(self._lang)
        said, value = ratio.written(self._lang), ratio.value
        if value is None:
            return said
        title = f"{name}: {ratio.title(self._lang)}"
        figures = (ratio.above, ratio.below)
        return DerivedRun(said, title, ratio.definition.code, value, figures, self._numbered(name, ratio))

    def _numbered(self, name: str, figure: Figure | FigureRatio) -> int:
        return self._notes.setdefault(figure, (self._before + len(self._notes) + 1, name))[0]

    def _note(self, figure: Figure | FigureRatio, at: int, name: str) -> FigureNote:
        if isinstance(figure, Figure):
            note = figure_note(at, figure, self._books, self._lang)
            return note._replace(title=f"{name}: {note.title}")
        both = (figure.above, figure.below)
        above, below = (figure_note(at, each, self._books, self._lang) for each in both)
        above_name, below_name = (each.indicator.name.of(self._lang) for each in both)
        return FigureNote(
            number=at,
            title=f"{name}: {figure.title(self._lang)}",
            value=figure.written(self._lang),
            period=above.period,
            formula=self._said(_DIVIDED, above=above_name, below=below_name),
            terms=f"{above.title}: {above.value}; {below.title}: {below.value}, {below.period}",
            coverage=figure.coverage(self._lang),
            documents="; ".join(filter(None, dict.fromkeys((above.documents, below.documents)))),
            published="",
            demo=figure.demo,
            is_ratio=True,
        )

    def _scope(self) -> Iterator[Part]:
        """The territory of each, and the formulas with the days since which they hold; where they differ, how."""
        yield self._heading(_SCOPE)
        day = self._day(self._request.on)
        for subject in self._found.subjects:
            name = subject.title.of(self._lang)
            notes = " ".join(note.of(self._lang) for note in subject.notes)
            since = get(subject.place).exists_from
            if since > self._request.on:
                said = self._said(_LATER, name=name, day=day, since=self._day(since))
            else:
                said = self._said(_TERRITORY, name=name, day=day)
            yield _item(capitalised(f"{said} {notes}".strip()))
        yield from map(_item, definitions(self._found, self._request))

    def _missing(self) -> Iterator[Part]:
        """Of each place the figures that it lacks, or has in part, by what limits them."""
        yield self._heading(_MISSING)
        for column, name in enumerate(self._names()):
            found: dict[str, list[str]] = {}
            for line in self._found.lines:
                figure = line.cells[column].figure
                if figure is not None and (said := self._limits(figure)):
                    found.setdefault(said, []).append(self._line_title(line))
            for said, titles in found.items():
                yield _item(capitalised(f"{name}: {said}: {'; '.join(titles)}."))
            if not found:
                yield _item(capitalised(self._said(_COMPLETE, name=name)))

    def _limits(self, figure: Figure) -> str:
        known = figure.value is not None or figure.low is not None
        return coverage_note(figure, self._lang) or ("" if known else written(figure, self._lang))

    def _best(self) -> Iterator[Part]:
        """By which figures each is the first, and what is on record of how it did that."""
        yield self._heading(_BEST)
        for column, subject in enumerate(self._found.subjects):
            name = subject.title.of(self._lang)
            largest = [self._line_title(line) for line in self._found.lines if line.cells[column].among == 1]
            if largest:
                yield Paragraph(0, (capitalised(self._said(_LARGEST, name=name, titles="; ".join(largest))),))
            practices = [one for one in self._request.practices if one.place == subject.place]
            yield from (_item(self._practice(one, name)) for one in practices)
            if not practices:
                yield _item(capitalised(self._said(_NO_PRACTICE, name=name)))

    def _practice(self, practice: PracticeOnRecord, name: str) -> str:
        start, end = self._day(practice.start), practice.end
        when = self._said(_BETWEEN, start=start, end=self._day(end)) if end else self._said(_FROM, start=start)
        judged = self._said(_JUDGED, titles=", ".join(practice.indicators)) if practice.indicators else ""
        about = "; ".join(filter(None, (practice.topic, when, judged)))
        return capitalised(f"{name}: “{practice.title}” ({about}).")

    def _heading(self, text: Text) -> Paragraph:
        return Paragraph(1, (text.of(self._lang),))


def definitions(found: Comparison, request: ComparedRequest) -> list[str]:
    """The formulas with the days since which they hold, and how those of one line differ."""
    lang = request.lang
    said: dict[str, None] = {}
    for line in found.lines:
        title, first = line.title(request.on, request.lang), line.first
        for difference in line.differences:
            said[f"{title}: {difference.of(lang)} {_NOT_MERGED.of(lang)}"] = None
        if line.is_of_dated_formula and first is not None and first.formula_since is not None:
            name, since = first.formula_name.of(lang), format_date(first.formula_since, lang)
            words = _SINCE.of(lang).format(title=title, formula=name, day=since)
            said[f"{words} ({first.basis})." if first.basis else f"{words}."] = None
    return list(said)


def _item(words: str) -> Paragraph:
    return Paragraph(-1, (words,))
