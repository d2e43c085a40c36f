"""Whether what a report writes is what the reader reads in it."""

from collections.abc import Iterable

from parkledger.briefing.reports.model import FigureRun, Report
from parkledger.briefing.reports.wording import COVERAGE, NOTES
from parkledger.language import Lang
from parkledger.places import get
from parkledger.reading import Page, Statement, read

READ_AS = {"zones.priority_zoned": "zones.zoning_approved", "land.natural": "land.established"}
"""What the reader has one code for: the zones of the priority list with a plan are zones with a plan, and the area of a zone
is its area; which the check holds against that of a zone at any stage."""


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
        if run.figure.value is not None
        and not any(_is_stated(run, stated.get(key, ()), report) for key in _keys(run, report))
    ]


def _keys(run: FigureRun, report: Report) -> list[tuple[object, ...]]:
    question = run.figure.question
    origin = question.origin.value if question.origin else None
    place = get(question.place).text.of(report.lang)
    code = READ_AS.get(question.indicator, question.indicator)
    kinds = _kinds_of(run, question.kind.value if question.kind else None)
    return [(code, question.form.value, kind, origin, place) for kind in kinds]


def _kinds_of(run: FigureRun, kind: str | None) -> tuple[str | None, ...]:
    """The kinds that a figure may be told of: where all FDI projects on record lie in parks, a report says so (`recorded_in`)."""
    said_of_parks = run.figure.question.indicator in {"projects.in_force", "capital.in_force"}
    return (None, "park") if kind is None and said_of_parks else (kind,)


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
