"""What is due, as reports tell it: the duties that are overdue or due soon on a report's day, to the knowledge of whoever asks."""

from dataclasses import replace

from parkledger.briefing.reports.model import DutiesOnRecord, DutyOnRecord, ReportRequest
from parkledger.briefing.reports.templates import TemplateScope
from parkledger.duties import DutyState
from parkledger.figures import Figures
from parkledger.places import COUNTRY_CODE
from parkledger.records.dates import Dates
from parkledger.records.duty_tables import about_words, duty_words, state_words
from parkledger.records.project_lists import project_named
from parkledger.submissions.worklist import WorkFilter, WorkReach, worklist

MOST_LISTED = 40
"""Duties that a report lists; how many there are is told besides."""
TOLD = (DutyState.OVERDUE, DutyState.DUE_SOON)


def with_duties(request: ReportRequest, reach: WorkReach, books: Figures) -> ReportRequest:
    """The request with what is due, where its template tells it and whoever asks may see any of it."""
    if not request.template.tells_duties or not reach:
        return request
    dates, lang = Dates(request.period.end, request.known_at), request.lang
    found = worklist(reach, _filter(request, dates, books), dates)
    told = [phase for phase in found.found if phase.state in TOLD]
    rows = tuple(
        DutyOnRecord(
            phase.due_on,
            duty_words(phase).of(lang),
            about_words(phase, found.around),
            found.around.obliged(phase) or phase.terms.obliged.label.of(lang),
            state_words(phase, dates, lang),
            phase.duty.demo,
        )
        for phase in told[:MOST_LISTED]
    )
    overdue, soon = (found.counts[state] for state in TOLD)
    return replace(request, duties=DutiesOnRecord(overdue, soon, rows))


def _filter(request: ReportRequest, dates: Dates, books: Figures) -> WorkFilter:
    """What a report's duties are narrowed to: its project, its zone or its place."""
    if request.template.scope is TemplateScope.PROJECT and request.holder:
        return WorkFilter(project="/".join(project_named(request.holder, dates).project.reference))
    if request.template.of_zone and request.zone is not None:
        zone = books.zone(request.zone)
        return WorkFilter(zone=f"{zone['book']}/{zone['code']}")
    return WorkFilter(place="" if request.place == COUNTRY_CODE else request.place)
