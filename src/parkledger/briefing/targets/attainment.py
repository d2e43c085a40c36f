"""How far targets are reached: what came about so far beside what is to come about, and what is left."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from parkledger.briefing.situation import of_clusters_year
from parkledger.briefing.targets.recorded import PlanTarget
from parkledger.catalogue import ZoneKind
from parkledger.catalogue.cluster_reports import reported_by, year_reported
from parkledger.catalogue.definitions import CEILINGS
from parkledger.figures import PERCENTAGE_POINT, Figure, Figures, Question, before_target, stood_before
from parkledger.language import Labelled
from parkledger.records.dates import Dates

ZERO = Fraction(0)


class TargetState(Labelled):
    """How a target stands on a day."""

    REACHED = "reached", "đã đạt", "reached"
    OPEN = "open", "đang thực hiện", "under way"
    MISSED = "missed", "không đạt", "not reached"
    WITHIN = "within", "trong mức giao", "within the ceiling"
    EXCEEDED = "exceeded", "vượt mức giao", "above the ceiling"
    INCOMPLETE = "incomplete", "chưa đủ số liệu để kết luận", "not fully reported yet"
    UNKNOWN = "unknown", "chưa có số liệu", "no figure yet"
    AHEAD = "ahead", "chưa đến kỳ", "still to begin"
    STOOD = "stood", "không so sánh: đã đạt mức này từ trước kỳ", "not compared: already reached before the period"


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target with the figure it is held against; None before its period begins."""

    target: PlanTarget
    figure: Figure | None
    state: TargetState

    @property
    def attained(self) -> Fraction | None:
        """Of the target in per cent; of a rate, by how many percentage points it lies above its target."""
        value = self._compared
        if value is None or self.target.is_rate:
            return None if value is None else value - self.target.value
        return value / self.target.value * 100 if self.target.value else None

    @property
    def attained_unit(self) -> str:
        """The unit of `attained`."""
        return PERCENTAGE_POINT if self.target.is_rate else "percent"

    @property
    def left(self) -> Fraction | None:
        """What is still to come about, in the target's unit; nought where it is reached; None of a rate or a ceiling."""
        value = self._compared
        return None if value is None or self.target.is_rate or self.is_ceiling else max(self.target.value - value, ZERO)

    @property
    def _compared(self) -> Fraction | None:
        """What is held against the target; None of one that stood before its period."""
        return None if self.figure is None or self.state is TargetState.STOOD else self.figure.value

    @property
    def is_ceiling(self) -> bool:
        """Whether less is better."""
        return self.target.scope.indicator in CEILINGS


def attainments(targets: Sequence[PlanTarget], books: Figures, dates: Dates) -> list[TargetLine]:
    """Each target with its figure: a flow of its period so far, a stock or rate on the day or at the period's end."""
    questions = [question_of(target, dates, books) for target in targets]
    before = [
        before_target(question, target.start) if question is not None else None
        for target, question in zip(targets, questions, strict=True)
    ]
    asked = list(dict.fromkeys(question for question in (*questions, *before) if question is not None))
    figures = dict(zip(asked, books.answer(asked), strict=True))
    found = []
    for target, question, earlier in zip(targets, questions, before, strict=True):
        figure = figures[question] if question is not None else None
        stood = stood_before(target.value, figures[earlier] if earlier is not None else None)
        found.append(TargetLine(target, figure, TargetState.STOOD if stood else _state(target, figure, dates)))
    return found


def question_of(target: PlanTarget, dates: Dates, books: Figures) -> Question | None:
    """The figure that a target is held against on a day; None before its period begins.

    Of what clusters report by half-years and years of their own it is that of the last of these in the target's year.
    """
    if dates.on < target.start:
        return None
    scope, indicator = target.scope, target.indicator
    currency = next((code for code in ("USD", "VND") if target.unit.startswith(code)), None)
    question = Question(
        scope.indicator,
        scope.place,
        min(dates.on, target.end),
        zone=target.zone.id if target.zone else None,
        kind=ZoneKind(target.zone.kind) if target.zone else scope.kind,
        origin=scope.origin,
        known_at=dates.known_at,
        currency=currency,
    )
    if indicator.kinds and question.kind not in indicator.kinds:
        return None
    return of_clusters_year(replace(question, start=target.start), books) if question.is_flow else question


def _state(target: PlanTarget, figure: Figure | None, dates: Dates) -> TargetState:
    if figure is None:
        return TargetState.AHEAD if dates.on < target.start else TargetState.UNKNOWN
    if figure.value is None:
        return TargetState.UNKNOWN
    is_over = dates.on >= target.end
    is_part = is_over and not _is_whole(target, figure)
    if is_part and target.is_rate:  # the rate of a part may lie on either side of that of the whole
        return TargetState.INCOMPLETE
    if target.scope.indicator in CEILINGS:
        within = TargetState.INCOMPLETE if is_part else TargetState.WITHIN
        return within if figure.value <= target.value else TargetState.EXCEEDED
    if figure.value >= target.value:
        return TargetState.REACHED
    if is_part:  # a part that falls short says nothing of the whole
        return TargetState.INCOMPLETE
    return TargetState.MISSED if is_over else TargetState.OPEN


def _is_whole(target: PlanTarget, figure: Figure) -> bool:
    """Whether a figure is of all that its target asks for: reports that stop before its end do not tell
    of the whole, nor does a half-year that clusters report of their year."""
    start, end = figure.question.period
    is_own = figure.question.is_flow and figure.question.kind is ZoneKind.CLUSTER and year_reported(start, end)
    to_the_end = figure.coverage.tail is None and (not is_own or end == reported_by(target.end)[0][1])
    return to_the_end and figure.coverage.is_comparable
