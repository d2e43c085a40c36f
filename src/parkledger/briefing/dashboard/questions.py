"""How a page gathers its questions: each part says what it asks, all are answered in one pass, each is given its figures.

A part is a generator: it yields the list of its questions once, is sent the figures in the same order, and returns what
the page shows of them.
"""

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, TypeAlias, TypeVar

from parkledger.briefing.kinds_of_places import BOTH, kinds_on_record
from parkledger.catalogue import Origin, ZoneKind
from parkledger.figures import Figure, Figures, Form, Question
from parkledger.language import Period, month_end, same_period_last_year
from parkledger.places import COUNTRY_CODE, Level, Place, get

DAY = timedelta(days=1)
QUARTERS = 12
"""Ends of quarters that a trend goes back."""
QUARTER = 3
"""Months of a quarter."""

Shown = TypeVar("Shown")
Part: TypeAlias = Generator[list[Question], list[Figure], Shown]
Answer = Callable[[Sequence[Question]], list[Figure]]


def together(answer: Answer, parts: Mapping[str, Part[Any]]) -> dict[str, Any]:
    """What each part shows, all their questions answered in one pass."""
    asked = {name: next(part) for name, part in parts.items()}
    figures = iter(answer([question for questions in asked.values() for question in questions]))
    shown: dict[str, Any] = {}
    for name, part in parts.items():
        try:
            part.send([next(figures) for _ in asked[name]])
        except StopIteration as done:
            shown[name] = done.value
        else:
            raise RuntimeError(f"{name} asks twice")
    return shown


@dataclass(frozen=True, slots=True)
class DashboardSubject:
    """What a dashboard is of: a place on a day, as known at a moment, beside an earlier day; of zones of these `kinds`."""

    place: Place
    on: date
    known_at: datetime | None
    since: date
    kinds: tuple[ZoneKind, ...] = BOTH

    @property
    def lead(self) -> ZoneKind:
        """The kind that the place is shown by: parks, unless it has clusters alone."""
        return self.kinds[0]

    def of_lead(self, kind: ZoneKind | None) -> ZoneKind | None:
        """A kind that something is asked of; of a place without it, the kind that it has."""
        return self.lead if kind is ZoneKind.PARK else kind

    def ask(
        self,
        indicator: str,
        kind: ZoneKind | None = None,
        origin: Origin | None = None,
        *,
        on: date | None = None,
        start: date | None = None,
        form: Form = Form.VALUE,
        zone: int | None = None,
        currency: str | None = None,
        place: str = "",
    ) -> Question:
        """A question about the place on the page's day, or as said."""
        return Question(
            indicator=indicator,
            place=place or self.place.code,
            end=on or self.on,
            start=start,
            form=form,
            zone=zone,
            kind=kind,
            origin=origin,
            known_at=self.known_at,
            setter=None,
            currency=currency,
        )

    @property
    def is_wide(self) -> bool:
        """Whether it takes in several provinces, so that its parts are provinces and not zones."""
        return self.place.level is Level.REGION or self.place.code == COUNTRY_CODE

    @property
    def quarters(self) -> list[date]:
        """The ends of the last quarters before the day, and the day itself."""
        months = self.on.year * 12 + self.on.month - 1
        first = months - months % QUARTER
        return [*(month_before(first - QUARTER * back) for back in reversed(range(QUARTERS))), self.on]


def month_before(month: int) -> date:
    """The last day of the month before a month, counted from the year 0."""
    year, number = divmod(month, 12)
    return date(year, number + 1, 1) - DAY


def month_ends(year: int, until: date) -> list[date]:
    """The ends of the months of a year that had begun by a day."""
    return [month_end(date(year, month, 1)) for month in range(1, 13) if date(year, month, 1) <= until]


def year_before(on: date) -> date:
    """The same day a year earlier."""
    return same_period_last_year(Period(on, on)).end


def subject(code: str, on: date, known_at: datetime | None, since: date | None) -> DashboardSubject:
    """What a place's dashboard is of."""
    return DashboardSubject(get(code), on, known_at, year_before(on) if since is None else since)


def with_kinds(about: DashboardSubject, books: Figures) -> DashboardSubject:
    """A subject that is of the kinds of zone which its place has on record."""
    return replace(about, kinds=kinds_on_record(books, about.place.code, about.on, about.known_at))
