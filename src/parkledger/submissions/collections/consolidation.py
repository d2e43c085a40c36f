"""A zone's period report summed from its enterprises' reports: a draft that the office submits and another approves.

Only what was reported is summed: an enterprise that has not reported is named, and nothing is assumed for it. The
draft says of which reports, in which versions, it was made; when one of them is corrected it is made anew, as a
correction of the event that the earlier one became.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from parkledger.catalogue import MEASURES, Status
from parkledger.catalogue.collections import ReportWindow
from parkledger.language import ParkError, in_name_order
from parkledger.ledger.events import SubjectKind
from parkledger.ledger.events.reports import PeriodReport
from parkledger.ledger.models import Event, Project, Zone
from parkledger.ledger.store import history, registry
from parkledger.people import audit
from parkledger.people.permissions import Target, require
from parkledger.people.roles import Action
from parkledger.submissions.collections.enterprise_reports import CURRENCY, approved, bounds
from parkledger.submissions.models import Consolidation, State, Submission
from parkledger.submissions.workflow import lifecycle

MOST_NAMED = 10
"""Reports and enterprises that a note names; the page names all."""


class NothingToSum(ParkError):
    """No enterprise of the zone has an approved report for the period."""

    code = "nothing_to_sum"
    vi = "Kỳ {first} – {last}: chưa có báo cáo nào của doanh nghiệp trong {zone} được duyệt. Hãy duyệt báo cáo trước."
    en = "For {first} – {last} no enterprise's report in {zone} was approved. Approve reports first."


class OperatorReported(ParkError):
    """The developer's own report for the same period and measures is in force: both together would count twice."""

    code = "operator_reported"
    vi = "Kỳ này sổ đã có báo cáo của chủ đầu tư hạ tầng ({event}). Hãy chọn thay báo cáo đó, hoặc giữ nguyên."
    en = "The developer's own report of this period is in force ({event}). Choose to take its place, or leave it."


@dataclass(slots=True)
class ConsolidatedSum:
    """What the reports of one origin come to; origin "" for all together."""

    origin: str
    reports: list[Submission] = field(default_factory=list)
    values: dict[str, int] = field(default_factory=dict)
    corrects: int | None = None

    @property
    def payload_values(self) -> dict[str, Any]:
        """The values as a period report has them."""
        return {
            code: {"currency": CURRENCY[code], "amount": amount} if code in CURRENCY else amount
            for code, amount in sorted(self.values.items())
        }

    @property
    def is_final(self) -> bool:
        """Whether every report is final."""
        return all(each.payload["status"] == Status.FINAL for each in self.reports)


@dataclass(frozen=True, slots=True)
class Compared:
    """One measure as the developer reported it and as the enterprises' reports come to; None where the developer did not."""

    measure: str
    operators: int | None
    summed: int

    @property
    def difference(self) -> int | None:
        """By how much the sum is more."""
        return None if self.operators is None else self.summed - self.operators


@dataclass(slots=True)
class Consolidated:
    """What the enterprises of a zone reported for a window, by origin, who did not, and what the developer said."""

    zone: Zone
    window: ReportWindow
    sums: list[ConsolidatedSum]
    missing: list[Project]
    operator: Event | None

    @property
    def total(self) -> dict[str, int]:
        """All origins together."""
        found: dict[str, int] = defaultdict(int)
        for each in self.sums:
            for code, amount in each.values.items():
                found[code] += amount
        return dict(found)

    @property
    def compared(self) -> list[Compared]:
        """The sums beside the developer's own figures, measure by measure."""
        said = json.loads(self.operator.payload)["values"] if self.operator else {}
        return [Compared(code, amount_of(said.get(code), code), amount) for code, amount in sorted(self.total.items())]


def amount_of(value: Any, code: str) -> int | None:
    """A reported value as a whole number of its unit; None where it was not reported or is in another currency."""
    if isinstance(value, Mapping):
        return int(value["amount"]) if value["currency"] == CURRENCY.get(code) else None
    return None if value is None else int(value)


def consolidated(zone: Zone, window: ReportWindow) -> Consolidated:
    """What there is to sum for a zone and a window."""
    reports = [
        each
        for each in approved(zone.book_id, window.first, window.last, zone_ids=_made_up_of(zone, window.last))
        if bounds(each) == (window.first, window.last)
    ]
    said_of = [each.payload["project"] for each in reports]
    projects = {each.code: each for each in registry.projects_of(zone.book_id).filter(code__in=said_of)}
    by_origin: dict[str, ConsolidatedSum] = {}
    for each in reports:
        origin = projects[each.payload["project"]].origin
        _add(by_origin.setdefault(origin, ConsolidatedSum(origin)), each)
    own = _own_events(zone, window)
    for origin, found in by_origin.items():
        found.corrects = own.get(origin)
    came = {each.payload["project"] for each in reports}
    missing = [each for each in _in_production(zone, window.last) if each.code not in came]
    operator = _operators(zone, window, set(own.values()))
    return Consolidated(zone, window, [by_origin[key] for key in sorted(by_origin)], missing, operator)


def _add(to: ConsolidatedSum, report: Submission) -> None:
    to.reports.append(report)
    for code, value in report.payload["values"].items():
        amount = amount_of(value, code)
        if amount is not None:
            to.values[code] = to.values.get(code, 0) + amount


def _made_up_of(zone: Zone, on: date) -> list[int]:
    """The zones whose projects lie in a zone on a day: itself, if it has not become part of another, and those merged into it."""
    if zone.merged_into is not None and zone.ended_on is not None and zone.ended_on <= on:
        return []
    found = new = [zone.pk]
    while new:
        new = [each for each in registry.zones_become(new, on) if each not in found]
        found = [*found, *new]
    return found


def _in_production(zone: Zone, on: date) -> list[Project]:
    """The projects of a zone that were in production on a day."""
    standing: dict[int, int] = defaultdict(int)
    found = history.postings_of("projects.operating", zone_id=zone.pk, effective_on__lte=on)
    for project, amount in found.exclude(project_id=None).values_list("project_id", "amount"):
        standing[project or 0] += amount
    there = [project for project, count in standing.items() if count > 0]
    return in_name_order(registry.projects_numbered(there).order_by("code"), lambda project: project.enterprise)


def _own_events(zone: Zone, window: ReportWindow) -> dict[str, int]:
    """The events in force that consolidations of this zone and window became, by origin."""
    found = Consolidation.objects.filter(
        zone_id=zone.pk, period_start=window.first, period_end=window.last, submission__state=State.APPROVED
    ).select_related("submission")
    own = {
        each.origin: each.submission.events[0]
        for each in found.order_by("submission__decided_at")
        if each.submission.events
    }
    gone = _taken_back(zone.book_id, own.values())
    return {origin: seq for origin, seq in own.items() if seq not in gone}


def _operators(zone: Zone, window: ReportWindow, own: set[int]) -> Event | None:
    """The developer's own report in force for just this window, over both origins."""
    reports = history.in_force(history.events_between(zone.book_id, PeriodReport.code, window.last, window.last))
    of_zone = history.about(reports, zone.book_id, SubjectKind.ZONE, [zone.code])
    for event in of_zone.exclude(seq__in=own).order_by("-seq"):
        said = json.loads(event.payload)
        mine = said.get("zone") == zone.code and said["period_start"] == window.first.isoformat()
        if mine and not said.get("origin") and set(said["values"]) & set(CURRENCY):
            return event
    return None


def _taken_back(book_id: int, seqs: Any) -> set[int]:
    return set(history.taken_back(book_id, list(seqs)))


@transaction.atomic
def consolidate(by: Any, zone: Zone, window: ReportWindow, *, instead: bool = False) -> list[Submission]:
    """Drafts of the zone's period report, one for each origin; those of which nothing has changed are left out.

    Where the developer's own report is in force, one draft over both origins takes its place, if that is asked for
    (`instead`); what only the developer reported stays in it.
    """
    require(by, Action.MANAGE_COLLECTIONS, Target(zone.book_id, zone.book.place))
    found = consolidated(zone, window)
    if not found.sums:
        raise NothingToSum(first=window.first, last=window.last, zone=zone.name)
    sums = found.sums
    if found.operator is not None:
        if not instead:
            raise OperatorReported(event=f"{zone.book.code}/{found.operator.seq}")
        sums = [ConsolidatedSum("", [each for part in sums for each in part.reports], found.total, found.operator.seq)]
    return [made for each in sums if (made := _draft(by, found, each)) is not None]


def _draft(by: Any, found: Consolidated, part: ConsolidatedSum) -> Submission | None:
    zone, window = found.zone, found.window
    made_of = [[each.pk, each.version] for each in part.reports]
    missing = [each.code for each in found.missing if part.origin in {"", each.origin}]
    before = _last(found, part)
    if before is not None and before.made_of == made_of and before.missing == missing and _holds(before, part):
        return None
    payload = _payload(found, part, missing)
    reason = "Tổng hợp lại từ báo cáo của doanh nghiệp" if part.corrects is not None else ""
    if before is not None and before.submission.state in lifecycle.OPEN and before.submission.author_id == by.pk:
        made = lifecycle.save(
            before.submission, by, before.submission.version, payload, corrects=part.corrects, reason=reason
        )
    else:
        made = lifecycle.begin(
            by, registry.book_numbered(zone.book_id), PeriodReport.code, payload, corrects=part.corrects, reason=reason
        )
    about = {
        "zone_id": zone.pk,
        "period_start": window.first,
        "period_end": window.last,
        "origin": part.origin,
        "made_of": made_of,
        "missing": missing,
        "by": by.get_username(),
    }
    Consolidation.objects.update_or_create(submission=made, defaults=about)
    audit.record(by, "reports_consolidated", f"{made.book.code}#{made.pk}", {"made_of": made_of, "missing": missing})
    return made


def _last(found: Consolidated, part: ConsolidatedSum) -> Consolidation | None:
    """The consolidation of a zone and window that was made last and not withdrawn."""
    window = found.window
    made = Consolidation.objects.filter(
        zone_id=found.zone.pk, period_start=window.first, period_end=window.last, origin=part.origin
    )
    return made.exclude(submission__state=State.WITHDRAWN).select_related("submission").order_by("-pk").first()


def _holds(before: Consolidation, part: ConsolidatedSum) -> bool:
    """Whether the earlier consolidation still stands: open, or approved and its event in force."""
    if before.submission.state != State.APPROVED:
        return True
    return part.corrects is not None and part.corrects in before.submission.events


def _payload(found: Consolidated, part: ConsolidatedSum, missing: Sequence[str]) -> dict[str, Any]:
    values = part.payload_values
    if part.origin == "" and found.operator is not None:
        values = {**json.loads(found.operator.payload)["values"], **values}
    numbers = ", ".join(str(each.pk) for each in part.reports[:MOST_NAMED])
    more = " …" if len(part.reports) > MOST_NAMED else ""
    note = f"Tổng hợp {len(part.reports)} báo cáo của doanh nghiệp (hồ sơ số {numbers}{more})."
    if missing:
        note += f" Chưa có báo cáo của {len(missing)} dự án: {', '.join(missing[:MOST_NAMED])}{' …' if len(missing) > MOST_NAMED else ''}."
    payload = {
        "zone": found.zone.code,
        "period_start": found.window.first.isoformat(),
        "period_end": found.window.last.isoformat(),
        "status": (Status.FINAL if part.is_final and not missing else Status.ESTIMATE).value,
        "values": values,
        "note": note,
    }
    return {**payload, "origin": part.origin} if part.origin else payload


def measure_unit(code: str) -> str:
    """The unit in which a consolidated measure is told: its currency, or what it counts."""
    return CURRENCY.get(code) or MEASURES[code].unit
