"""The day that pages open at: today, or the last day that the books speak for where they have fallen silent."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from parkledger.catalogue import CoverageSubject
from parkledger.figures.coverage import BookSpan
from parkledger.figures.current import current_figures
from parkledger.language import today
from parkledger.records.dates import ON, Dates, dates_of

LEAST_PART: Final = 10
"""The books that speak for a day must hold one in so many of all events, or more, for pages to open at it."""


def latest_day(known_at: datetime | None = None) -> date:
    """Today where the books are kept up to now, or where there is none; else the last day that they speak for.

    A book that holds next to nothing of what is on record moves the day for nobody: all others would seem silent.
    """
    now, figures = today(), current_figures()
    ends = sorted(((_end(span, now), figures.heads[span.book].seq) for span in figures.spans(known_at)), reverse=True)
    held, least = 0, sum(events for _, events in ends)
    for day, events in ends:
        held += events
        if held * LEAST_PART >= least:
            return day
    return now


def _end(span: BookSpan, now: date) -> date:
    """Today where a book is kept up to now, else the last day that it speaks for."""
    if any(span.kept_to(subject) >= now for subject in CoverageSubject):
        return now
    return max(span.complete_to(subject) for subject in CoverageSubject)


def page_dates(given: Mapping[str, str]) -> Dates:
    """The dates of a page: those of its address, and where that names no day, the latest with figures."""
    dates = dates_of(given)
    if given.get(ON, "").strip():
        return dates
    latest = latest_day(dates.known_at)
    return dates if latest == dates.on else replace(dates, on=latest, at_latest=True)
