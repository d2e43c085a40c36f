"""The day that pages open at: today, or the last day that the books speak for where they have fallen silent."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from parkledger.catalogue import CoverageSubject
from parkledger.figures.current import current_figures
from parkledger.language import today
from parkledger.records.dates import ON, Dates, dates_of


def latest_day(known_at: datetime | None = None) -> date:
    """Today where any book is kept up to now, or where there is none; else the last day that a book speaks for."""
    now = today()
    spans = current_figures().spans(known_at)
    if not spans or any(span.kept_to(subject) >= now for span in spans for subject in CoverageSubject):
        return now
    return min(now, max(span.complete_to(subject) for span in spans for subject in CoverageSubject))


def page_dates(given: Mapping[str, str]) -> Dates:
    """The dates of a page: those of its address, and where that names no day, the latest with figures."""
    dates = dates_of(given)
    if given.get(ON, "").strip():
        return dates
    latest = latest_day(dates.known_at)
    return dates if latest == dates.on else replace(dates, on=latest, at_latest=True)
