"""Between which days what is asked of ends: permits that expire within the next months, in a year that is named, or have expired."""

import re
from datetime import date, timedelta
from typing import Final, NamedTuple

from parkledger.briefing.answers.subjects import QuestionSubject
from parkledger.catalogue.publicity import whole
from parkledger.duties import DutyKind
from parkledger.figures.current import current_figures
from parkledger.language import Lang, Text, format_date
from parkledger.ledger.events import codes_of
from parkledger.ledger.events.environment import EnvironmentalPermitGranted, EnvironmentalPermitRenewed
from parkledger.ledger.events.labour import WorkPermitExtended, WorkPermitGranted
from parkledger.records.dates import Dates
from parkledger.records.events import standing

MARKS: Final = ("expiring", "expiry", "overdue", "exhausted")
"""Marks of what ends, or has ended."""
EXPIRED: Final = re.compile(
    r"(?<![^\W_])(?:(?:da|bi) (?:het|qua) han|(?:da )?het (?:han|hieu luc) (?:chua|roi)|da het hieu luc"
    r"|expired|run out|ran out|lapsed)(?![^\W_])"
)
"""Words of what has ended by the day of the question; "run out" ahead of it has its time beside it."""


PERMITS: Final = {
    DutyKind.PERMIT: (EnvironmentalPermitGranted, EnvironmentalPermitRenewed),
    DutyKind.WORK_PERMIT: (WorkPermitGranted, WorkPermitExtended),
}
"""By the duty to renew them: the events that say until when permits are valid."""


def last_days(kind: DutyKind, dates: Dates) -> dict[tuple[str, str], date]:
    """The last day of each permit by its book and number; whoever is told that one is to be renewed sees that as well."""
    books = [mark.id for mark in current_figures().heads.values()]
    found: dict[tuple[str, str], date] = {}
    for event in whole(standing)(books, codes_of(*PERMITS[kind]), None, dates.on, dates.known_at):
        if event.payload.get("valid_until"):
            key, until = (event.book, str(event.payload["permit"])), date.fromisoformat(event.payload["valid_until"])
            found[key] = max(until, found.get(key, until))
    return found


class SpanOfEnds(NamedTuple):
    """The first and the last day on which something may end that is asked for."""

    first: date
    last: date

    def holds(self, end: date | None) -> bool:
        """Whether what ends on a day is asked for; what has no end is not."""
        return end is not None and self.first <= end <= self.last

    @property
    def said(self) -> Text:
        """The span in words, for what is told of it."""
        first, last = ([format_date(day, lang) for lang in Lang] for day in (self.first, self.last))
        if self.first == date.min:
            return Text(f"trước ngày {last[0]}", f"before {last[1]}")
        return Text(f"từ {first[0]} đến {last[0]}", f"from {first[1]} to {last[1]}")


def ends_asked(subject: QuestionSubject) -> SpanOfEnds | None:
    """Between which days what is asked for ends; None where no end is asked of, or only which day it is."""
    words = subject.words
    if words.until is not None:
        return SpanOfEnds(subject.today + timedelta(days=1), words.until)
    if not words.has(*MARKS):
        return None
    named = subject.period()
    if named is not None and named[0] is not None:
        return SpanOfEnds(named[0], named[1])
    by = min(named[1], subject.today) if named is not None else subject.today
    return SpanOfEnds(date.min, by - timedelta(days=1)) if EXPIRED.search(words.folded) else None
