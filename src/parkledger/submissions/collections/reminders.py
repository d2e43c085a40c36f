"""Reminders by e-mail: to the people of a unit before the due day of a report and after it, each once for each step.

What was sent is written down before the message goes out, in one transaction with it: a second run, or one at the same
time, finds it there and sends nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.mail import send_mail
from django.db import IntegrityError, transaction

from parkledger.catalogue.collections import Reporter, collection
from parkledger.catalogue.publicity import whole
from parkledger.language import Lang, Text, day_of, format_date
from parkledger.people import audit
from parkledger.people.models import Membership
from parkledger.people.roles import Role
from parkledger.records.dates import Dates
from parkledger.records.histories import zones_on
from parkledger.submissions.collections.due import Board, DueReport, board
from parkledger.submissions.models import Collecting, Reminder

REMINDER_WINDOWS = 4


@dataclass(frozen=True, slots=True)
class ReminderStep:
    """One of the times to remind: from so many days after the due day (before it where below nought) to so many."""

    code: str
    first: int
    last: int
    name: Text


STEPS = (
    ReminderStep("before", -5, 0, Text("trước hạn", "before the due day")),
    ReminderStep("after", 1, 9, Text("quá hạn", "after the due day")),
    ReminderStep("again", 10, 60, Text("quá hạn lâu", "long after the due day")),
)
STEP_NAMES = {step.code: step.name for step in STEPS}


@dataclass(frozen=True, slots=True)
class ReminderRun:
    """A reminder to be sent: who, of which report, at which step."""

    collecting: Collecting
    cell: DueReport
    step: ReminderStep
    address: str


@dataclass(slots=True)
class ReminderOutcome:
    """What a run did: messages sent (or that would be), reminders in them, and units that have nobody to write to."""

    messages: dict[str, list[ReminderRun]]
    sent: int = 0
    nobody: int = 0
    failed: int = 0


def wanted(on: date) -> tuple[list[ReminderRun], int]:
    """The reminders of a day that were not sent, and how many reports have nobody to be reminded."""
    found: list[ReminderRun] = []
    nobody = 0
    for collecting in Collecting.objects.select_related("book").order_by("book__code", "rule"):
        kept = set(collecting.reminders.values_list("unit", "period_end", "step", "address"))
        shown = board(collecting, on, windows=REMINDER_WINDOWS)
        people = people_by_reporter(shown.rule.reporter)
        for cell in shown.cells():
            step = _step(cell, on)
            if step is None:
                continue
            addresses = _addresses(shown, cell, people, on)
            nobody += not addresses
            found += [
                ReminderRun(collecting, cell, step, address)
                for address in addresses
                if (cell.unit.code, cell.window.last, step.code, address) not in kept
            ]
    return found, nobody


def _step(cell: DueReport, on: date) -> ReminderStep | None:
    if not cell.state.is_open:
        return None
    days = (on - cell.due_on).days
    return next((step for step in STEPS if step.first <= days <= step.last), None)


def _addresses(shown: Board, cell: DueReport, people: Mapping[Any, Mapping[str, date]], on: date) -> list[str]:
    """Who is reminded of a report: of a zone's not those of a developer who came after it was due."""
    if shown.rule.reporter is not Reporter.ZONE:
        return list(people.get(cell.enterprise, ()))
    zone = whole(zones_on)(Dates(on)).get((shown.collecting.book.code, cell.unit.code))
    found = people.get(cell.unit.zone_id, {})
    day = min(on, cell.due_on)
    return [address for address, since in found.items() if zone is None or zone.is_of_developers_since(since, day)]


def people_by_reporter(reporter: Reporter) -> dict[Any, dict[str, date]]:
    """The addresses of those who report, by zone or by enterprise; each with the day since which they do."""
    role, column = (Role.OPERATOR, "zone_id") if reporter is Reporter.ZONE else (Role.ENTERPRISE, "enterprise")
    found = Membership.objects.filter(role=role.value, user__is_active=True).exclude(user__email="")
    people: dict[Any, dict[str, date]] = defaultdict(dict)
    for key, address, given_at in found.order_by("pk").values_list(column, "user__email", "given_at"):
        people[key].setdefault(address, day_of(given_at))
    return people


def remind(on: date, by: str, *, dry: bool = False, address: str = "") -> ReminderOutcome:
    """Send what is to be sent on a day; nothing where `dry`. `address` is the portal's page of what is due."""
    found, nobody = wanted(on)
    messages: dict[str, list[ReminderRun]] = defaultdict(list)
    for each in found:
        messages[each.address].append(each)
    outcome = ReminderOutcome(dict(messages), nobody=nobody)
    for to, reminders in messages.items():
        if dry:
            continue
        try:
            outcome.sent += _send(to, reminders, by, address)
        except OSError:
            outcome.failed += 1
    return outcome


def _send(to: str, reminders: list[ReminderRun], by: str, address: str) -> int:
    """One message of all that somebody is reminded of; how many reminders it held."""
    with transaction.atomic():
        new = [each for each in reminders if _written(each)]
        if not new:
            return 0
        audit.record(
            by, "reminded", to, {"reports": [f"{each.cell.unit.code} {each.cell.window.last}" for each in new]}
        )
        send_mail("Báo cáo đến hạn / Reports due", "\n".join(_lines(new, address)), None, [to])
    return len(new)


def _written(each: ReminderRun) -> bool:
    try:
        with transaction.atomic():
            Reminder.objects.create(
                collecting=each.collecting,
                unit=each.cell.unit.code,
                period_end=each.cell.window.last,
                due_on=each.cell.due_on,
                step=each.step.code,
                address=each.address,
            )
    except IntegrityError:
        return False
    return True


def _lines(reminders: Iterable[ReminderRun], address: str) -> Iterator[str]:
    reminders = list(reminders)
    for lang, heading in (
        (Lang.VI, "Các báo cáo sau chưa được nhận đủ:"),
        (Lang.EN, "These reports have not been received whole:"),
    ):
        yield heading
        for each in reminders:
            rule, cell = collection(each.collecting.rule).name, each.cell
            period = f"{format_date(cell.window.first, lang)} – {format_date(cell.window.last, lang)}"
            due = (
                f"hạn {format_date(cell.due_on, lang)}" if lang is Lang.VI else f"due {format_date(cell.due_on, lang)}"
            )
            yield f"- {rule.of(lang)}, {cell.unit.name}, {period}, {due} ({cell.state.label.of(lang)})"
        yield ""
    if address:
        yield address
