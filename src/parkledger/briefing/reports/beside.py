"""A report with an annex that compares its place or zone with others; what it compares stands in what it was asked for."""

from collections.abc import Sequence
from dataclasses import replace

from parkledger.briefing.comparison.report import ComparedRequest, comparison_annex
from parkledger.briefing.comparison.subjects import check_apart, named
from parkledger.briefing.reports.composition import office_tables
from parkledger.briefing.reports.model import Report, ReportRequest
from parkledger.briefing.reports.notes import footnotes
from parkledger.briefing.reports.signing import signing_checks
from parkledger.figures import Figures
from parkledger.language import ParkError, format_date
from parkledger.records.dates import Dates
from parkledger.records.figure_queries import zone_reference


class BesideUnclear(ParkError):
    """A name with which a report is to be compared may mean several zones."""

    code = "beside_unclear"
    is_misuse = True
    vi = "«{name}» có thể là {keys}. Hãy ghi một trong các mã đó."
    en = "“{name}” may be {keys}. Write one of these codes."


class NotComparedBeside(ParkError):
    """A report of a project or an investor is compared with nothing."""

    code = "not_compared_beside"
    is_misuse = True
    vi = "Chỉ so sánh được trong báo cáo của một địa bàn hoặc một khu, cụm, không phải của dự án, nhà đầu tư."
    en = "Only reports of a place or a zone are compared with others, not those of a project or an investor."


def subjects_beside(names: Sequence[str], books: Figures, dates: Dates) -> tuple[str, ...]:
    """What names typed in mean, as addresses name it; raises NothingNamed, BesideUnclear."""
    found = []
    for name in filter(None, map(str.strip, names)):
        keys = named(name, books, dates)
        if len(keys) > 1:
            raise BesideUnclear(name=name, keys=", ".join(keys))
        found += keys
    return tuple(dict.fromkeys(found))


def with_comparison(report: Report, books: Figures) -> Report:
    """A report with the annex that it is asked for, its figures noted and checked as all others; as it is without one.

    Raises NotComparedBeside, ComparedWithItself, TooManyCompared.
    """
    asked = report.request
    if not isinstance(asked, ReportRequest) or not asked.beside:
        return report
    if asked.template.of_projects:
        raise NotComparedBeside
    own = asked.place if asked.zone is None else zone_reference(books, asked.zone)
    request = ComparedRequest((own, *asked.beside), asked.period.end, asked.lang, asked.known_at)
    check_apart(request.subjects, books, request.dates)
    parts, notes = comparison_annex(request, books, len(report.notes))
    parts, notes = (*report.parts, *parts), (*report.notes, *notes)
    end = format_date(asked.period.end, report.lang)
    return replace(
        report,
        parts=parts,
        notes=notes,
        coverage=footnotes(parts, notes, report.lang),
        checks=signing_checks([*parts, *office_tables(asked.template.word, end)], notes, end, report.lang),
    )
