"""The statements of a kept page, as they are chosen from to be accepted."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from parkledger.checking.acceptance import in_force
from parkledger.checking.archive import statements_of
from parkledger.checking.models import KeptPage, KeptStatement
from parkledger.checking.versions import bounds
from parkledger.reading import Statement


@dataclass(frozen=True, slots=True)
class StatementChoice:
    """A kept statement; `event` is the one in force that stands for it already."""

    number: int
    statement: Statement
    event: str
    chosen: bool

    @property
    def taken(self) -> bool:
        """Whether an event stands for it."""
        return bool(self.event)


def choices_of(page: KeptPage, chosen: AbstractSet[int]) -> list[StatementChoice]:
    """The statements of a page in their order, those ticked before ticked again."""
    rows = statements_of(page)
    standing = {event: in_force(event) for event in {row.accepted for row in rows if row.accepted}}
    return [
        StatementChoice(
            row.ordinal,
            statement_from(row),
            row.accepted if row.accepted and standing[row.accepted] else "",
            row.ordinal in chosen,
        )
        for row in rows
    ]


def statement_from(row: KeptStatement) -> Statement:
    """A kept statement as the reader gave it."""
    said: dict[str, Any] = row.fields
    low, high = bounds(row)
    return Statement(
        quote=row.quote,
        start=row.start,
        end=row.end,
        indicator=row.indicator,
        form=said["form"],
        kind=said["kind"],
        origin=said["origin"],
        place=said["place"],
        zone=said["zone"],
        value=Fraction(said["exact"]),
        unit=said["unit"],
        hedge=said["hedge"],
        period_start=_day(said["period_start"]),
        period_end=_day(said["period_end"]),
        low=low,
        high=high,
        sentence=said["sentence"],
        rule=tuple(said["rule"]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
