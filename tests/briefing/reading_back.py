"""Whether what a report writes is what the reader reads in it."""

from collections.abc import Iterable

from parkledger.briefing.reports.model import FigureRun, Report
from parkledger.briefing.reports.wording import COVERAGE, NOTES
from parkledger.language import Lang
from parkledger.places import get
from parkledger.reading import Page, Statement, read

READ_AS = {"zones.priority_zoned": "zones.zoning_approved"}
"""What the reader has one code for: the zones of the priority list with a plan are zones with a plan."""


def without_notes(text: str, lang: Lang) -> str:
    """A report's text up to its notes, which tell the same figures again."""
    for heading in (COVERAGE, NOTES):
        text = text.split(f"\n{heading.of(lang)}\n")[0]
    return text


def unread(report: Report, text: str) -> list[str]:
    """The figures of a report that are not read back from a text of it."""
    return missing(report, read(without_notes(text, report.lang)))


def missing(report: Report, page: Page) -> list[str]:
    """The figures of a report that no statement of a page is: indicator, form, kind, origin, place, zone, day, interval."""
    stated: dict[tuple[object, ...], list[Statement]] = {}
    for one in page.statements:
        stated.setdefault((one.indicator, one.form, one.kind, one.origin, one.place), []).append(one)
    return [
        f"{run.text} ({run.figure.question})"
        for run in report.runs()
        if run.figure.value is not None and not _is_stated(run, stated.get(_key(run, report), ()), report)
    ]


def _key(run: FigureRun, report: Report) -> tuple[object, ...]:
    question = run.figure.question
    kind = question.kind.value if question.kind else None
    origin = question.origin.value if question.origin else None
    place = get(question.place).text.of(report.lang)
    return READ_AS.get(question.indicator, question.indicator), question.form.value, kind, origin, place


def _is_stated(run: FigureRun, statements: Iterable[Statement], report: Report) -> bool:
    figure = run.figure
    value = figure.value
    return any(
        bool(one.zone) == (figure.question.zone is not None)
        and one.period_end == figure.period_end
        and (figure.period_start is None or one.period_start == figure.period_start)
        and (one.low is None or value is None or one.low <= value)
        and (one.high is None or value is None or value <= one.high)
        for one in statements
    )
