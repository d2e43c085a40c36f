"""What an office says of its own book: that it is complete to a day."""

from typing import Annotated, ClassVar, Literal

from parkledger.catalogue import CoverageSubject
from parkledger.language import Text
from parkledger.ledger.events.base import Choices, Event, EventGroup, labelled

SubjectName = Annotated[
    Literal["zones", "land", "projects", "reports", "services", "inspections", "environment", "labour"],
    Choices.of(CoverageSubject),
]


class CoverageDeclared(Event):
    """The office of a book declares that all that happened up to the day is on record, of one subject or of all.

    Where nothing is recorded for a while, this tells silence from nothing having happened: figures up to the day are
    taken to be complete.
    """

    label = Text("Xác nhận sổ đã đủ số liệu đến ngày", "Book declared complete to a day")
    group: ClassVar[EventGroup] = EventGroup.REPORTS

    subject: SubjectName | None = labelled("nội dung (để trống: mọi nội dung)", "subject (empty: all)", default=None)
