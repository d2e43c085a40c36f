"""Figures asked for many cells at once: a first pass over the forms gathers the questions, a second has the answers."""

from dataclasses import replace
from fractions import Fraction

from parkledger.briefing.forms.model import Asked, At, CellState, CellUnit, FormCell
from parkledger.briefing.forms.scope import FormScope
from parkledger.catalogue import ZoneKind
from parkledger.figures import Figure, Figures, Question
from parkledger.language import Lang, Period, Text, format_date, month_end


class Answers:
    """What is asked of the books; before `run` every question is only noted and has no answer."""

    def __init__(self, books: Figures) -> None:
        self.is_gathering = True
        self._books = books
        self._questions: dict[Question, None] = {}
        self._figures: dict[Question, Figure] = {}

    def __call__(self, question: Question) -> Figure | None:
        """The figure of a question; None while questions are gathered."""
        if self.is_gathering:
            self._questions[question] = None
            return None
        if question not in self._figures:  # no form should come to this: it would be asked alone
            self._figures[question] = self._books.one(question)
        return self._figures[question]

    def run(self) -> None:
        """Ask all that was noted, in one request."""
        self.is_gathering = False
        questions = list(self._questions)
        self._figures.update(zip(questions, self._books.answer(questions), strict=True))


def question(source: Asked, scope: FormScope, kind: ZoneKind, zone: int | None) -> Question:
    """What a cell asks of its zone or place at the end of the period, or over it."""
    return Question(
        source.indicator,
        scope.place,
        scope.period.end,
        start=scope.period.start if source.at is At.PERIOD else None,
        zone=scope.zone if zone is None else zone,
        kind=kind,
        origin=source.origin,
        known_at=scope.known_at,
        currency=source.unit.currency,
    )


def asked_cell(source: Asked, scope: FormScope, kind: ZoneKind, zone: int | None, answers: Answers) -> FormCell:
    """A cell of one figure, of two together, or of one less another."""
    asked = question(source, scope, kind, zone)
    if source.at is At.CHANGE:
        return _difference(source.unit, answers(asked), answers(_of_day_before(asked, scope)), is_change=True)
    if source.minus:
        return _difference(source.unit, answers(asked), answers(_instead(asked, source.minus)), is_change=False)
    figure = answers(asked)
    if source.plus:
        return _together(source.unit, figure, answers(_instead(asked, source.plus)))
    cell = figure_cell(figure, source.unit)
    around = _of_whole_months(asked)
    if around != asked and (wider := answers(around)) is not None and cell.amount is None:
        cell.lacks, cell.reported = _reported_otherwise(wider)
    return cell


def figure_cell(figure: Figure | None, unit: CellUnit) -> FormCell:
    """A cell of one figure in the form's unit; marked where it has no value."""
    if figure is None:
        return FormCell(unit=unit, state=CellState.UNRECORDED)
    if figure.value is None:
        return FormCell(unit=unit, state=absent(figure), figures=(figure,))
    value = figure.value / unit.size
    return FormCell(value, unit, CellState.NUMBER, figures=(figure,), demo=figure.demo)


def absent(figure: Figure) -> CellState:
    """Why a figure has no value: never recorded, or not to be told."""
    return CellState.UNRECORDED if figure.coverage.refusal is None else CellState.INSUFFICIENT


NOTHING_BEFORE = Text(
    "Trước kỳ chưa ghi nhận gì, nên thay đổi là số cuối kỳ.",
    "Nothing was on record before the period: the change is what stands at its end.",
)


def _difference(unit: CellUnit, figure: Figure | None, less: Figure | None, *, is_change: bool) -> FormCell:
    if figure is None or less is None:
        return FormCell(unit=unit, state=CellState.UNRECORDED)
    figures = (figure, less)
    if figure.value is None or (less.value is None and not is_change):
        lacking = figure if figure.value is None else less
        return FormCell(unit=unit, state=absent(lacking), figures=figures)
    above, below = figure.value / unit.size, (less.value or Fraction(0)) / unit.size
    return FormCell(
        above - below,
        unit,
        CellState.NUMBER,
        figures=figures,
        said=(NOTHING_BEFORE,) if less.value is None else (),
        demo=figure.demo or less.demo,
    )


def _together(unit: CellUnit, first: Figure | None, second: Figure | None) -> FormCell:
    """Two figures added; of one where the other was never recorded.

    It is a number: the comment tells both figures, and a formula of which no program has kept the value cannot be read back.
    """
    known = [figure for figure in (first, second) if figure is not None and figure.value is not None]
    if len(known) < 2:
        return figure_cell(known[0] if known else first, unit)
    parts = [(figure.value or Fraction(0)) / unit.size for figure in known]
    return FormCell(
        sum(parts, Fraction(0)),
        unit,
        CellState.NUMBER,
        figures=tuple(known),
        demo=any(figure.demo for figure in known),
    )


def _of_whole_months(asked: Question) -> Question:
    """What is asked of a period, of all of the months that it begins and ends in; of a day as it is."""
    return asked if asked.start is None else replace(asked, start=asked.start.replace(day=1), end=month_end(asked.end))


def _reported_otherwise(wider: Figure) -> tuple[Text | None, Period | None]:
    """That reports cross the edge of a form's period, which they are not divided by, and the days that they are of."""
    told = wider.coverage.periods
    if wider.value is None or not told:
        return None, None
    (since, until), (start, end) = (
        (format_date(told[0].start, lang), format_date(told[-1].end, lang)) for lang in (Lang.VI, Lang.EN)
    )
    said = Text(
        f"chưa ghi nhận của đúng kỳ này; sổ có báo cáo của kỳ {since} – {until}: "
        f"lập biểu từ ngày {since} đến hết ngày {until} thì có số",
        f"not on record of these days; what is on record was reported of {start} – {end}: "
        f"a form from {start} to the end of {end} has it",
    )
    return said, Period(told[0].start, told[-1].end)


def _of_day_before(asked: Question, scope: FormScope) -> Question:
    """What stood before the period, within the boundaries of its end: a change is of one territory."""
    return replace(asked, end=scope.before, start=None, boundaries=asked.end)


def _instead(asked: Question, indicator: str) -> Question:
    return replace(asked, indicator=indicator)
