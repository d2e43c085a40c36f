"""Events that are steps in the course of one thing with a number of its own: an inspection from its plan to its closing.

What comes in a course is checked as a whole, in the order of its days, whichever of its events is recorded, corrected or
taken back: so nothing stands on record that could not have happened in that order, and what is entered late is taken where
it fits.
"""

import sys
from abc import abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import Field

from parkledger.language import Text
from parkledger.ledger.book.postings import PostingRow
from parkledger.ledger.book.view import View
from parkledger.ledger.errors import CourseBroken, CourseEnded, CourseTwice, CourseUnknown, StillNeeded
from parkledger.ledger.events.base import Event

CourseName = tuple[str, ...]
"""What a course is of, and its number in the book."""
CourseCode = Annotated[str, Field(min_length=1, max_length=50, pattern=r"^[^|]+$")]
"""The number of something with a course: a bar would part it in the names of its series."""
C = TypeVar("C", bound="Course")
NEXT = sys.maxsize
"""Stands for the number of an event that has none yet."""


@dataclass
class Course:
    """How far something has come, by its steps until a day: each kind of course has fields of its own for that."""

    book: str = ""
    number: str = ""


class CourseEvent(Event):
    """A step in a course. `rank` puts what happens on one day in its order: what others rest on comes first."""

    abstract: ClassVar[bool] = True
    course_type: ClassVar[type[Course]]
    """What the steps of its course come to."""
    rank: ClassVar[int] = 1

    @property
    @abstractmethod
    def course(self) -> CourseName:
        """The course that it is a step of."""

    @abstractmethod
    def take(self, so_far: Any) -> None:
        """Add the step to its course; refused where it cannot come there."""

    def add_to(self, so_far: Any) -> None:
        """Add the step, and what a course keeps of every one."""
        self.take(so_far)

    def check(self, view: View) -> None:
        """The course must hold with it; where it replaces a step of another course, that one without it."""
        super().check(view)
        known = view.names.course(self.course)
        course_of(self.course_type, in_order({**known, NEXT: self}), view.book.code)
        left = view.names.course_left(view.replacing) if view.replacing is not None else None
        if left is not None and left != self.course:
            self._need_not(view, left)

    def revert(self, view: View, seq: int, rows: list[PostingRow], *, replaced: bool = False) -> list[PostingRow]:
        """Take the event back, unless the steps after it rest on it."""
        if not replaced:
            self._need_not(view, self.course, seq)
        return super().revert(view, seq, rows, replaced=replaced)

    def _need_not(self, view: View, course: CourseName, without: int | None = None) -> None:
        """Refuse where the other steps of a course cannot be without one that is taken back."""
        rest = {seq: step for seq, step in view.names.course(course).items() if seq != without}
        try:
            course_of(self.course_type, in_order(rest), view.book.code)
        except CourseBroken as broken:
            event = f"{view.book.code}/{without or view.replacing}"
            raise StillNeeded(event=event, count=len(rest), what=course[-1]) from broken


class NumberedStep(CourseEvent):
    """A step in the course of something that has a number in one of the event's fields."""

    abstract: ClassVar[bool] = True
    number_field: ClassVar[str] = ""
    """The field of the number of its course."""

    @property
    def number(self) -> str:
        """The number of its course."""
        return str(getattr(self, self.number_field))

    def add_to(self, so_far: Any) -> None:
        """Add the step to the course of its number."""
        so_far.number = self.number
        super().add_to(so_far)

    def unknown(self, book: str, what: Text, number: str, at: str) -> CourseUnknown:
        """That something which the event rests on is not on record by its day."""
        return CourseUnknown(book=book, what=what, number=number, on=self.effective_on).at_field(at)

    def after_end(self, end: CourseEvent, number: str = "", at: str = "") -> CourseEnded:
        """That the step comes after another, after which it cannot come."""
        return CourseEnded(number=number or self.number, end=end.label, on=end.effective_on, what=self.label).at_field(
            at or self.number_field
        )

    def twice(self, before: CourseEvent, number: str = "", at: str = "") -> CourseTwice:
        """That the step was taken before."""
        return CourseTwice(what=self.label, number=number or self.number, on=before.effective_on).at_field(
            at or self.number_field
        )


def in_order(steps: Mapping[int, CourseEvent]) -> list[CourseEvent]:
    """The steps of a course, by their numbers, in the order in which they come: by day, by rank, as recorded."""
    ordered = sorted(steps.items(), key=lambda item: (item[1].effective_on, item[1].rank, item[0]))
    return [step for _, step in ordered]


def course_of(kind: type[C], steps: Iterable[CourseEvent], book: str) -> C:
    """The course that steps in their order make; refused where one cannot come after those before it."""
    found = kind(book=book)
    for step in steps:
        step.add_to(found)
    return found
