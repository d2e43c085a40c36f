"""Reminders of duties by e-mail: when they are due soon, late and long late, each once for each due day and step.

They go to whoever of the office has a duty in hand, and to the people of the enterprise or developer who is to do it.
Periodic reports have reminders of their own (`collections.reminders`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.core.mail import send_mail
from django.db import IntegrityError, transaction

from parkledger.catalogue.collections import Reporter
from parkledger.duties import DutyKind, DutyPhase, DutyState, Obliged
from parkledger.language import Lang, format_date
from parkledger.people import audit
from parkledger.records.dates import Dates
from parkledger.records.duty_tables import about_words, duty_words, state_words
from parkledger.submissions.collections.reminders import STEPS, ReminderStep, people_by_reporter
from parkledger.submissions.models import DutyReminder
from parkledger.submissions.worklist import WorkFilter, Worklist, whole_reach, worklist

BEFORE, *LATE_STEPS = STEPS


class DutyNotice(NamedTuple):
    """A reminder to be sent: to whom, of which duty and due day, at which step."""

    phase: DutyPhase
    due_on: date
    step: ReminderStep
    address: str

    @property
    def key(self) -> tuple[str, date, str, str]:
        """What tells it from any other."""
        return (self.phase.duty.id, self.due_on, self.step.code, self.address)


@dataclass(slots=True)
class DutyReminders:
    """What a run did: messages by address, reminders sent in them, duties that have nobody to write to, messages that failed."""

    messages: Mapping[str, list[DutyNotice]]
    sent: int = 0
    nobody: int = 0
    failed: int = 0


def wanted(on: date) -> tuple[list[DutyNotice], int, Worklist]:
    """The reminders of a day that were not sent, and how many duties have nobody to be reminded."""
    known = worklist(whole_reach(), WorkFilter(), Dates(on))
    people = {reporter: people_by_reporter(reporter) for reporter in Reporter}
    found: list[DutyNotice] = []
    nobody = 0
    for phase in known.found:
        step = step_on(phase, on)
        if step is None or phase.due_on is None:
            continue
        addresses = _addresses(phase, known, people)
        nobody += not addresses
        found += [DutyNotice(phase, phase.due_on, step, address) for address in addresses]
    return _not_sent(found), nobody, known


def step_on(phase: DutyPhase, on: date) -> ReminderStep | None:
    """At which step a duty is to be reminded of on a day: before its due day as early as duties of its kind are due soon."""
    if phase.duty.kind is DutyKind.REPORT or phase.due_on is None or not phase.state.is_open:
        return None
    if phase.state is DutyState.DUE_SOON:
        return BEFORE
    days = (on - phase.due_on).days
    return next((step for step in LATE_STEPS if step.first <= days <= step.last), None)


def _addresses(
    phase: DutyPhase, known: Worklist, people: Mapping[Reporter, Mapping[Any, Mapping[str, date]]]
) -> list[str]:
    """To whom a duty matters: whoever has it in hand, and those who are to do it."""
    whose = known.assigned.of(phase)
    found = [whose.address] if whose and whose.address else []
    if phase.terms.obliged is Obliged.DEVELOPER and (zone := known.around.zone(phase)):
        held = people[Reporter.ZONE].get(zone.id, {})
        found += [address for address, since in held.items() if known.around.lies_with(phase, since)]
    elif phase.terms.obliged is Obliged.ENTERPRISE and (name := known.around.obliged(phase)):
        found += people[Reporter.ENTERPRISE].get(name, ())
    return list(dict.fromkeys(found))


def _not_sent(found: list[DutyNotice]) -> list[DutyNotice]:
    """Those of some reminders that did not go out yet."""
    due = {each.due_on for each in found}
    kept = set(DutyReminder.objects.filter(due_on__in=due).values_list("duty", "due_on", "step", "address"))
    return [each for each in found if each.key not in kept]


def remind(on: date, by: str, *, dry: bool = False, address: str = "") -> DutyReminders:
    """Send what is to be sent on a day; nothing where `dry`. `address` is the portal's page of what is due."""
    found, nobody, known = wanted(on)
    messages: dict[str, list[DutyNotice]] = defaultdict(list)
    for each in found:
        messages[each.address].append(each)
    outcome = DutyReminders(dict(messages), nobody=nobody)
    for to, notices in messages.items():
        if dry:
            continue
        try:
            outcome.sent += _send(to, notices, known, by, address)
        except OSError:
            outcome.failed += 1
    return outcome


def _send(to: str, notices: Iterable[DutyNotice], known: Worklist, by: str, address: str) -> int:
    """One message of all that somebody is reminded of; how many reminders it held."""
    with transaction.atomic():
        new = [each for each in notices if _written(each)]
        if not new:
            return 0
        audit.record(by, "reminded", to, {"duties": [each.phase.duty.id for each in new]})
        send_mail("Việc đến hạn / What is due", "\n".join(_lines(new, known, address)), None, [to])
    return len(new)


def _written(each: DutyNotice) -> bool:
    duty, due_on, step, address = each.key
    try:
        with transaction.atomic():
            DutyReminder.objects.create(duty=duty, due_on=due_on, step=step, address=address)
    except IntegrityError:
        return False
    return True


def _lines(notices: Iterable[DutyNotice], known: Worklist, address: str) -> Iterator[str]:
    notices = list(notices)
    for lang, heading, due in (
        (Lang.VI, "Các việc sau sắp đến hạn hoặc đã quá hạn:", "hạn"),
        (Lang.EN, "These duties are due soon or overdue:", "due"),
    ):
        yield heading
        for phase, due_on, _, _ in notices:
            day = format_date(due_on, lang)
            state = state_words(phase, known.around.dates, lang)
            yield f"- {duty_words(phase).of(lang)}, {about_words(phase, known.around)}, {due} {day} ({state})"
        yield ""
    if address:
        yield address
