"""The reports on clusters that the law asks for, as duties of each book that has clusters (see decision 071).

Nobody records that they are to be made: the circular says of which days each is and by when it is due. What is recorded is
that one was sent, or that all of them came in. Each begins with its period, so that what is due next is known; the next of
the same form, when it is due in its turn, takes its place, since these forms tell what there is to date.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from parkledger.catalogue import ZoneKind
from parkledger.catalogue.cluster_reports import CLUSTER_REPORTS, ClusterReport, ClusterReportPeriod, ReportParty
from parkledger.duties import (
    DutyAct,
    DutyKind,
    DutyPhase,
    DutyStep,
    DutySubject,
    DutyTerms,
    FiledStep,
    Obliged,
    phases,
)
from parkledger.language import Text, days_said
from parkledger.ledger.events.cluster_reports import report_key
from parkledger.places import Level, get
from parkledger.records.histories import ZoneOn

ONE_DAY: Final = timedelta(days=1)
AHEAD: Final = timedelta(days=400)
"""A period that has begun ends within so many days."""
_OBLIGED: Final = {
    ReportParty.PROJECT: Obliged.ENTERPRISE,
    ReportParty.DEVELOPER: Obliged.DEVELOPER,
    ReportParty.LOCAL_COMMITTEE: Obliged.LOCAL_COMMITTEE,
    ReportParty.DEPARTMENT: Obliged.OFFICE,
}
_SENT: Final = Text("biểu {form}, {of}, kỳ {days}; gửi {to}", "form {form}, {of}, {days}; to {to}")


def form_phases(
    book: str, place: str, zones: Iterable[ZoneOn], done: Iterable[FiledStep], on: date
) -> Iterator[DutyPhase]:
    """How the reports of a book stood on a day, by its zones of that day and what it told of reports."""
    clusters = [zone for zone in zones if zone.kind == ZoneKind.CLUSTER and zone.began <= on]
    if not clusters:
        return
    since = min(zone.began for zone in clusters)
    demo = all(zone.demo for zone in clusters)
    found = _phases_of_year(book, place, since, tuple(done), on.year, demo=demo)
    yield from (phase for phase in found if phase.since <= on < phase.until)


@lru_cache(maxsize=512)
def _phases_of_year(
    book: str, place: str, since: date, done: tuple[FiledStep, ...], year: int, *, demo: bool
) -> tuple[DutyPhase, ...]:
    """How the reports of a book whose first cluster is of a day stood on the days of a year.

    They are remembered for each book apart: what another book records leaves them as they are.
    """
    subject = DutySubject("place", place)
    until = date(year, 12, 31) + AHEAD
    steps = [step for report in _asked_of(place) for step in _steps(report, subject, place, since, until, demo=demo)]
    told = [replace(filed, step=replace(filed.step, subject=subject)) for filed in done]
    first, last = date(year, 1, 1), date(year, 12, 31)
    return tuple(phase for phase in phases(book, [*steps, *told]) if phase.since <= last and phase.until > first)


def _asked_of(place: str) -> list[ClusterReport]:
    """The reports that an office of a place sends, or waits for: one of a district or commune sends none of a province."""
    own = ReportParty.DEPARTMENT if _is_of_province(place) else ReportParty.LOCAL_COMMITTEE
    return [
        each for each in CLUSTER_REPORTS.values() if each.sender is not ReportParty.DEPARTMENT or each.sender is own
    ]


def _is_of_province(place: str) -> bool:
    return get(place).level not in (Level.DISTRICT, Level.WARD)


def _steps(
    report: ClusterReport, subject: DutySubject, place: str, since: date, until: date, *, demo: bool
) -> Iterator[FiledStep]:
    periods = list(report.periods(since, until))
    for number, period in enumerate(periods):
        key = report_key(report.code, period.last)
        terms = _terms(report, period, place)
        yield FiledStep(DutyStep(DutyAct.OPEN, period.first, subject, DutyKind.LEGAL_REPORT, key, terms), 0, demo)
        for following in periods[number + 1 : number + 2]:
            lapse = DutyStep(DutyAct.LAPSE, following.due_on + ONE_DAY, subject, DutyKind.LEGAL_REPORT, key)
            yield FiledStep(lapse, 0, demo)


def _terms(report: ClusterReport, period: ClusterReportPeriod, place: str) -> DutyTerms:
    obliged = _OBLIGED[report.sender]
    if obliged is Obliged.LOCAL_COMMITTEE and not _is_of_province(place):
        obliged = Obliged.OFFICE
    days, to = days_said(period.first, period.last), report.receivers_on(period.last)
    said = {
        lang: said.format(form=report.code, of=of, days=day, to=whom)
        for lang, said, of, day, whom in (
            ("vi", _SENT.vi, report.of.vi, days.vi, to.vi),
            ("en", _SENT.en, report.of.en, days.en, to.en),
        )
    }
    return DutyTerms(
        obliged,
        due_on=period.due_on,
        basis=period.law.basis,
        verified=period.law.verified,
        detail=Text(said["vi"], said["en"]),
    )
