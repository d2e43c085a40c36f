"""Deadlines as an iCalendar file: one all-day entry for each duty that has a due day, on that day."""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta

from icalendar import Alarm, Calendar, Event

from parkledger.duties import DutyPhase
from parkledger.language import Lang, Text
from parkledger.records.dates import Dates
from parkledger.records.duties import Surroundings
from parkledger.records.duty_tables import about_words, duty_words, state_words

MEDIA_TYPE = "text/calendar; charset=utf-8"
NAME = Text("Việc đến hạn", "What is due")
PRODUCT = "-//parkledger//duties//VI"


def calendar_file(
    found: Iterable[DutyPhase], around: Surroundings, dates: Dates, lang: Lang, made_at: datetime
) -> bytes:
    """The file of some duties; an entry keeps its identity for as long as the duty is the same, and moves with its day."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", NAME.of(lang))
    for phase in found:
        if phase.due_on is not None:
            calendar.add_component(_entry(phase, around, dates, lang, made_at))
    written: bytes = calendar.to_ical()
    return written


def _entry(phase: DutyPhase, around: Surroundings, dates: Dates, lang: Lang, made_at: datetime) -> Event:
    duty, about = phase.duty, about_words(phase, around)
    entry = Event()
    entry.add("uid", f"{hashlib.sha256(duty.id.encode()).hexdigest()[:32]}@parkledger")
    entry.add("dtstamp", made_at)
    entry.add("dtstart", phase.due_on)
    entry.add("summary", f"{duty_words(phase).of(lang)} — {about}")
    told = [
        state_words(phase, dates, lang),
        around.obliged(phase) or phase.terms.obliged.label.of(lang),
        phase.terms.basis,
        Text("dữ liệu minh họa", "demonstration data").of(lang) if duty.demo else "",
    ]
    entry.add("description", "\n".join(line for line in told if line))
    entry.add("categories", [duty.kind.label.of(lang)])
    entry.add("transp", "TRANSPARENT")
    if phase.state.is_open:
        entry.add_component(_alarm(phase, lang))
    return entry


def _alarm(phase: DutyPhase, lang: Lang) -> Alarm:
    """A reminder as many days before as the duty's kind is due soon."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", duty_words(phase).of(lang))
    alarm.add("trigger", timedelta(days=-phase.duty.kind.notice_days))
    return alarm
