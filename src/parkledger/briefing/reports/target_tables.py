"""Tables of a report on targets: all that was set for the year, flows and what stands at its end, and how far each is reached."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple

from parkledger.briefing.reports.model import DerivedRun, FigureRun, Part, ReportTable, Run
from parkledger.briefing.reports.references import ReferenceScope
from parkledger.briefing.reports.report_tables import MONEY_SCALE, Write, row_title, with_note
from parkledger.briefing.reports.wording import CLOSING, NO_FIGURE, PERFORMED
from parkledger.briefing.situation import REPORTED
from parkledger.briefing.targets import PlanTarget, question_of, targets_on
from parkledger.catalogue import TargetSetter, ZoneKind
from parkledger.catalogue.cluster_reports import reported_year
from parkledger.catalogue.expressions import Timing
from parkledger.figures import PERCENTAGE_POINT, Figure, Figures, Question, before_target, stood_before
from parkledger.figures.wording import estimate_mark, number
from parkledger.language import (
    Lang,
    Period,
    Text,
    capitalised,
    format_date,
    format_number,
    format_period,
    uncapitalised,
    unit_label,
)
from parkledger.records.dates import Dates

_NUMBER, _INDICATOR, _UNIT = Text("TT", "No."), Text("Chỉ tiêu", "Indicator"), Text("ĐVT", "Unit")
_ON_DAY: Final = Text("Đến ngày {day}", "As of {day}")
_AGAINST: Final = Text("So với kế hoạch", "Against the plan")
_PLAN: Final = Text("Kế hoạch giao năm {year}", "Plan of {year}")
_ABOVE, _BELOW = Text("cao hơn", "above by"), Text("thấp hơn", "below by")
_SHARE: Final = Text("đạt {share}% kế hoạch", "{share}% of the plan")
_JUST: Final = Text("bằng kế hoạch", "as planned")
_STOOD: Final = Text("đã đạt từ trước kỳ", "already reached before")


_ACTUAL: Final = 3
"""Where among the headings the day or period of the figures stands."""


class _TargetRow(NamedTuple):
    target: PlanTarget
    question: Question

    @property
    def before(self) -> Question | None:
        """What stood before the target's period, where that is to be known."""
        return before_target(self.question, self.target.start)


class TargetTables:
    """Makes the tables of targets of one report: of the place itself and one kind of zones."""

    def __init__(self, books: Figures, scope: ReferenceScope, lang: Lang) -> None:
        self._books, self._scope, self._lang = books, scope, lang
        self._found: dict[ZoneKind, list[_TargetRow]] = {}

    def questions(self, kind: ZoneKind) -> Iterator[Question]:
        """The figures that targets are held against."""
        for row in self._rows(kind):
            yield row.question
            if row.before is not None:
                yield row.before

    def parts(self, kind: ZoneKind, caption: str, answers: Mapping[Question, Figure], write: Write) -> Iterator[Part]:
        """A table for each period that the figures are of, since columns say it; nothing where there is no target."""
        groups: dict[tuple[date | None, date], list[_TargetRow]] = {}
        for row in self._rows(kind):
            groups.setdefault((row.question.start, row.question.end), []).append(row)
        for (start, end), rows in groups.items():
            headings = self._headings(start, end)
            named = caption if len(groups) == 1 else f"{caption}: {uncapitalised(headings[_ACTUAL])}"
            made = [self._cells(row, answers, write) for row in rows]
            lines = tuple((str(at), *cells) for at, cells in enumerate(made, start=1))
            yield ReportTable(named, headings, lines, 3, self._closing())

    def _rows(self, kind: ZoneKind) -> list[_TargetRow]:
        if kind not in self._found:
            self._found[kind] = list(self._fitting(kind))
        return self._found[kind]

    def _fitting(self, kind: ZoneKind) -> Iterator[_TargetRow]:
        """Targets of the place for the very year, of stocks and rates also those that reach further; one a scope."""
        scope, day = self._scope, self._scope.period.end
        years = [(date(day.year, 1, 1), date(day.year, 12, 31))]
        years += [reported_year(day.year)] if kind is ZoneKind.CLUSTER else []
        seen: set[object] = set()
        order = list(TargetSetter)
        found = targets_on(Dates(day, scope.known_at), scope.place)
        for target in sorted(found, key=lambda one: order.index(one.setter)):
            is_flow = target.indicator.timing is Timing.IN_PERIOD
            own = target.zone is None and (target.scope.place, target.scope.kind) == (scope.place, kind)
            fits = (target.start, target.end) in years if is_flow else target.start <= day <= target.end
            question = self._question(target) if own and fits and target.scope not in seen else None
            if question is not None:
                seen.add(target.scope)
                yield _TargetRow(target, question)

    def _question(self, target: PlanTarget) -> Question | None:
        """As targets are held against figures everywhere; what is reported by months goes to the last month reported."""
        day, reported = self._scope.period.end, self._scope.reported.end
        question = question_of(target, Dates(day, self._scope.known_at), self._books)
        if question is None or question.end != day or question.indicator not in REPORTED:
            return question
        return replace(question, end=max(reported, target.start))

    def _cells(self, row: _TargetRow, answers: Mapping[Question, Figure], write: Write) -> tuple[Run, ...]:
        figure, target, lang = answers[row.question], row.target, self._lang
        stood = stood_before(target.value, answers[row.before] if row.before is not None else None)
        scale, unit = MONEY_SCALE.get(target.unit, (1, unit_label(target.unit)))
        if figure.value is None:
            plan, against = self._derived(target, figure, 0)
            return (row_title(figure, lang), unit.of(lang), NO_FIGURE, against, plan)
        said = f"{estimate_mark(figure, lang)}{format_number(figure.value / scale, lang, decimals=2)}"
        cell = write(figure, said, figure)
        plan, against = self._derived(target, figure, cell.note if isinstance(cell, FigureRun) else 0)
        against = _STOOD.of(lang) if stood else against
        return (with_note(row_title(figure, lang), [cell]), unit.of(lang), cell, against, plan)

    def _derived(self, target: PlanTarget, figure: Figure, note: int) -> tuple[Run, Run]:
        """The target, and what is reached of it: in per cent, or by how many percentage points a rate lies off it."""
        lang, scale = self._lang, MONEY_SCALE.get(target.unit, (1, None))[0]
        said = format_number(target.value / scale, lang, decimals=2)
        title = row_title(figure, lang)
        code = figure.indicator.code
        plan = DerivedRun(
            said,
            f"{title}: {_PLAN.of(lang).format(year=figure.period_end.year)}",
            f"{code}.plan",
            target.value,
            (figure,),
            note,
        )
        if figure.value is None or (not target.is_rate and not target.value):
            return plan, NO_FIGURE
        value = figure.value - target.value if target.is_rate else figure.value / target.value * 100
        words = self._points(value) if target.is_rate else self._share(value)
        return plan, DerivedRun(words, f"{title}: {_AGAINST.of(lang)}", f"{code}.plan_ratio", value, (figure,), note)

    def _share(self, value: Fraction) -> str:
        """A share of the plan, told as such in the cell: the heading alone would leave it to be taken for a rate."""
        return _SHARE.of(self._lang).format(share=format_number(value, self._lang, decimals=2))

    def _points(self, value: Fraction) -> str:
        if not value:
            return _JUST.of(self._lang)
        said = number(abs(value), PERCENTAGE_POINT, self._lang).removeprefix("+")
        return f"{(_ABOVE if value > 0 else _BELOW).of(self._lang)} {said}"

    def _headings(self, start: date | None, end: date) -> tuple[str, ...]:
        lang = self._lang
        if start is None:
            actual = _ON_DAY.of(lang).format(day=format_date(end, lang))
        else:
            actual = capitalised(PERFORMED.of(lang).format(period=format_period(Period(start, end), lang)))
        plan = _PLAN.of(lang).format(year=end.year)
        return (*(text.of(lang) for text in (_NUMBER, _INDICATOR, _UNIT)), actual, _AGAINST.of(lang), plan)

    def _closing(self) -> str:
        return CLOSING.of(self._lang).format(day=format_date(self._scope.period.end, self._lang))
