"""Goal seeking: how much of one event it takes until a figure reaches a goal, found exactly and verified by evaluating.

The amount is a whole number of the field's smallest unit (m²). What one unit moves tells the amount by a division; then the
event is supposed with that amount, and with one unit less: the goal must be reached by the one and missed by the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from parkledger.figures import Figure, Question
from parkledger.figures.wording import number
from parkledger.language import Lang, ParkError, Quantity, Text, Unit
from parkledger.ledger.events import EVENT_TYPES
from parkledger.suppositions.errors import (
    GoalOutOfReach,
    GoalReached,
    GoalUnmoved,
    SoughtFlow,
    SoughtUnknown,
    SupposedEventRefused,
)
from parkledger.suppositions.evaluation import EventFields, supposed

AMOUNT = "area_m2"
"""The field that is varied."""
MOST = 10**11
"""Square metres beyond which no amount is tried: more than the country has."""


@dataclass(frozen=True, slots=True)
class SoughtAmount:
    """The least amount (m²) by which the goal is reached; `short` is the figure with one unit less, `event` the event with the amount."""

    amount: int
    event: EventFields
    before: Figure
    reached: Figure
    short: Figure


class Search:
    """One search: events supposed before, the event that is varied, the figure and its goal."""

    def __init__(
        self, book: str, given: Sequence[EventFields], varied: EventFields, question: Question, goal: Fraction
    ) -> None:
        if question.is_flow:
            raise SoughtFlow(indicator=_indicator(question))
        self.book, self.given, self.varied = book, list(given), varied
        self.question, self.goal = question, goal
        self._known: dict[int, Figure | ParkError] = {}

    def found(self) -> SoughtAmount:
        """The least amount; refused in words where there is none."""
        before = self._figure(0)
        if before.value is not None and before.value >= self.goal:
            raise GoalReached(**self._words(now=before.value))
        amount = self._least()
        return SoughtAmount(amount, self.event(amount), before, self._figure(amount), self._figure(amount - 1))

    def event(self, amount: int) -> EventFields:
        """The varied event with an amount."""
        return EventFields(self.varied.type, {**self.varied.payload, AMOUNT: amount})

    def _least(self) -> int:
        """The least amount that reaches the goal, by what one unit moves; by halving where that does not come out."""
        amount = self._guess()
        while not isinstance(self._try(amount), ParkError) and not self._reaches(amount):
            if amount == MOST:
                raise self._out_of_reach(MOST, MOST)
            amount = min(MOST, amount * 2)
        if isinstance(self._try(amount), ParkError):
            amount = self._most_taken(amount)
            if not self._reaches(amount):
                raise self._out_of_reach(amount, amount + 1)
        return self._halved(amount - 1) if self._reaches(amount - 1) else amount

    def _guess(self) -> int:
        """The amount at which a figure that rises evenly reaches the goal; refused where it does not rise."""
        for amount in (1, 2):
            if isinstance(self._try(amount), ParkError):
                if amount == 2 and self._reaches(1):
                    return 1
                raise self._out_of_reach(amount - 1, amount)
        first, second = self._figure(1).value, self._figure(2).value
        if first is None or second is None:
            raise SoughtUnknown(indicator=_indicator(self.question), on=self.question.end)
        if second <= first:
            raise GoalUnmoved(type=self._label(), indicator=_indicator(self.question), on=self.question.end)
        more = (self.goal - first) / (second - first)
        return min(MOST, max(1, 1 - (-more.numerator // more.denominator)))

    def _halved(self, high: int) -> int:
        """The least amount up to one that reaches the goal, of a figure that only rises."""
        low = 0
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self._reaches(middle) else (middle, high)
        return high

    def _most_taken(self, refused: int) -> int:
        """The largest amount that the book takes, below one that it refuses."""
        low, high = 1, refused  # one is taken: the guess has tried it
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if isinstance(self._try(middle), ParkError) else (middle, high)
        return low

    def _reaches(self, amount: int) -> bool:
        value = self._figure(amount).value
        return value is not None and value >= self.goal

    def _figure(self, amount: int) -> Figure:
        """The figure with an amount; without the event where the amount is nought or is refused."""
        found = self._try(amount)
        return self._figure(0) if isinstance(found, ParkError) else found

    def _try(self, amount: int) -> Figure | ParkError:
        if amount not in self._known:
            events = [*self.given, self.event(amount)] if amount else self.given
            try:
                self._known[amount] = supposed(self.book, events).supposed.one(self.question)
            except SupposedEventRefused as refused:
                if not amount or refused.facts["position"] != len(events):
                    raise  # what is supposed besides cannot be: no amount would mend that
                self._known[amount] = refused
        return self._known[amount]

    def _out_of_reach(self, taken: int, refused: int) -> GoalOutOfReach:
        best = self._figure(taken).value
        problem = self._try(refused)
        said = problem.facts["problem"] if isinstance(problem, ParkError) else Text("", "")
        most = Quantity(Fraction(taken), Unit.SQUARE_METRE)
        return GoalOutOfReach(**self._words(best=best), most=most, problem=said)

    def _words(self, **values: Fraction | None) -> dict[str, Any]:
        """What messages name: the indicator, the day, the goal and other values, in words of the figure's unit."""
        figure = self._figure(0)
        said = {name: _in_words(value, figure) for name, value in {**values, "goal": self.goal}.items()}
        return {"indicator": _indicator(self.question), "on": self.question.end, **said}

    def _label(self) -> Text:
        kind = EVENT_TYPES.get(self.varied.type)
        return kind.label if kind else Text(self.varied.type, self.varied.type)


def seek(
    book: str, given: Sequence[EventFields], varied: EventFields, question: Question, goal: Fraction
) -> SoughtAmount:
    """The least amount of an event, supposed after others, by which a figure reaches a goal in the figure's unit.

    Raises SoughtFlow, SoughtUnknown, GoalReached, GoalUnmoved, GoalOutOfReach, and SupposedEventRefused where the others cannot be.
    """
    return Search(book, given, varied, question, goal).found()


def _in_words(value: Fraction | None, figure: Figure) -> Text:
    if value is None:
        return Text("chưa có số liệu", "not recorded")
    return Text(*(number(value, figure.unit, lang, figure) for lang in (Lang.VI, Lang.EN)))


def _indicator(question: Question) -> Text:
    return question.definition.name
