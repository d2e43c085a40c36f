"""What single projects reported of themselves, as it stood: of their business, their capital by source, what they saved."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from parkledger.ledger.events import codes_of
from parkledger.ledger.events.project_business import ProjectReport
from parkledger.records.events import Stored, revived, standing
from parkledger.records.histories import Reference


@dataclass(frozen=True, slots=True)
class ReportOnRecord:
    """A report of a project with the event that it was recorded by."""

    report: ProjectReport
    event: Stored


def project_reports(
    kind: type[ProjectReport], books: Sequence[int], since: date | None, until: date, known_at: datetime | None
) -> dict[Reference, list[ReportOnRecord]]:
    """The reports in force of a kind, of projects of some books (by number), of which a day at least lies in some days; in their order.

    What a book withholds from whoever asks is left out.
    """
    found: defaultdict[Reference, list[ReportOnRecord]] = defaultdict(list)
    # one of several years may end long after the days that are asked for
    for event in standing(books, codes_of(kind), since, date.max, known_at):
        report = revived(event)
        if isinstance(report, ProjectReport) and report.period_start <= until:
            found[event.book, report.project].append(ReportOnRecord(report, event))
    return dict(found)
