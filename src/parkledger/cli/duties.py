"""`parkledger due`: everything due in one list, and the same as a calendar."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from parkledger.cli.output import SPEECH, escape, opened_as_told, out, print_json, say
from parkledger.cli.questions import KnownAt, day_or_today, known_moment, place_code, zone_named
from parkledger.cli.session import open_books
from parkledger.duties import DutyKind, DutyPhase, DutyState, Obliged
from parkledger.figures import Figures
from parkledger.language import format_date, format_number
from parkledger.records.amounts_owed import AmountOwed, amounts_owed
from parkledger.records.dates import Dates
from parkledger.records.duties import Surroundings
from parkledger.records.duty_tables import NO_TERM, STOPPED, about_words, duty_words, state_words
from parkledger.records.histories import zones_by_id
from parkledger.submissions import due_calendar
from parkledger.submissions.worklist import WorkFilter, Worklist, whole_reach, worklist

SUMMARY = (
    "Việc đến hạn: tiến độ dự án, hồ sơ thủ tục, việc được giao, báo cáo định kỳ, tính đến một ngày.",
    "What is due: projects' schedules, dossiers, tasks, periodic reports, as of a day.",
)
LISTED = 50
"""Lines that the terminal shows, unless asked otherwise."""


Person = Annotated[
    str,
    typer.Option(
        help=say("tài khoản người phụ trách; «-»: chưa giao", "account of the person in charge; “-”: nobody's")
    ),
]


def add_to(app: typer.Typer) -> None:
    """Add the command."""

    @app.command("due", help=say(*SUMMARY))
    def due(
        place: Annotated[str, typer.Option(help=say("địa bàn", "place"))] = "",
        zone: Annotated[str, typer.Option(help=say("khu, cụm", "zone"))] = "",
        kind: Annotated[DutyKind | None, typer.Option(help=say("loại việc", "kind of duty"))] = None,
        state: Annotated[
            DutyState | None,
            typer.Option(help=say("tình trạng; mặc định việc còn phải làm", "state; open ones by default")),
        ] = None,
        obliged: Annotated[Obliged | None, typer.Option(help=say("đơn vị thực hiện", "who is to do it"))] = None,
        person: Person = "",
        on: Annotated[
            str, typer.Option(help=say("ngày tính hạn; mặc định hôm nay", "as of this day; today by default"))
        ] = "",
        known_at: KnownAt = None,
        ics: Annotated[
            Path | None, typer.Option(help=say("ghi lịch iCalendar vào tệp", "write a calendar to this file"))
        ] = None,
        limit: Annotated[int, typer.Option(min=1, help=say("số dòng hiện ra", "lines shown"))] = LISTED,
    ) -> None:
        books, day = open_books(), day_or_today(on)
        dates = Dates(day, known_moment(known_at))
        wanted = WorkFilter(
            place=place_code(place, day) if place else "",
            zone=_zone(zone, place, books, dates) if zone else "",
            kind=kind,
            state=state.value if state else "",
            obliged=obliged,
            person=person,
        )
        found = worklist(whole_reach(), wanted, dates)
        if ics is not None:
            _write(found, dates, ics)
        _show(found, dates, limit)


def _write(found: Worklist, dates: Dates, path: Path) -> None:
    """The list as a calendar in a file."""
    with opened_as_told(path, "due"):
        path.write_bytes(due_calendar.calendar_file(found.found, found.around, dates, SPEECH.lang, datetime.now(UTC)))


def _zone(zone: str, place: str, books: Figures, dates: Dates) -> str:
    """A zone, given by name or code, as book/code."""
    number = zone_named(zone, books, place_code(place or "Việt Nam", dates.on), None)
    return "/".join(zones_by_id(dates)[number].reference)


def _show(found: Worklist, dates: Dates, limit: int) -> None:
    """The list, and how many duties stand how."""
    if SPEECH.as_json:
        owed = amounts_owed((each for each in found.found if each.state.is_open), dates)
        counts = {state.value: count for state, count in found.counts.items()}
        print_json(
            {
                "on": dates.on.isoformat(),
                "counts": counts,
                "duties": [_json(each, found, owed.get(each.duty.id)) for each in found.found],
            }
        )
        return
    table = Table(box=None, pad_edge=False)
    for heading in (
        say("Hạn", "Due"),
        say("Nội dung công việc", "Duty"),
        say("Đối tượng", "About"),
        say("Đơn vị thực hiện", "Who"),
        say("Tình trạng", "State"),
    ):
        table.add_column(heading)
    shown = found.found[:limit]
    owed = amounts_owed((each for each in shown if each.state.is_open), dates)
    for phase in shown:
        table.add_row(*(escape(cell) for cell in _cells(phase, found.around, dates, owed.get(phase.duty.id))))
    out().print(table)
    total, overdue = (
        format_number(len(found.found), SPEECH.lang),
        format_number(sum(phase.state is DutyState.OVERDUE for phase in found.found), SPEECH.lang),
    )
    on = format_date(dates.on, SPEECH.lang)
    out().print(
        say(f"{total} việc, tính đến {on}; {overdue} việc quá hạn.", f"{total} duties as of {on}; {overdue} overdue.")
    )


def _cells(phase: DutyPhase, around: Surroundings, dates: Dates, owed: AmountOwed | None) -> tuple[str, ...]:
    none = STOPPED if phase.state is DutyState.SUSPENDED else NO_TERM
    due = format_date(phase.due_on, SPEECH.lang) if phase.due_on else none.of(SPEECH.lang)
    state = state_words(phase, dates, SPEECH.lang)
    about, mark = about_words(phase, around), " *" if phase.duty.demo else ""
    return (
        due,
        duty_words(phase).of(SPEECH.lang),
        f"{about}{mark}",
        around.obliged(phase) or phase.terms.obliged.label.of(SPEECH.lang),
        f"{state}; {owed.said.of(SPEECH.lang)}" if owed else state,
    )


def _json(phase: DutyPhase, found: Worklist, owed: AmountOwed | None) -> dict[str, Any]:
    around, whose = found.around, found.assigned.of(phase)
    days = {name: getattr(phase, name) for name in ("due_on", "first_due_on", "promised_on", "done_on", "lapsed_on")}
    zone = around.zone(phase)
    return {
        "id": phase.duty.id,
        "kind": phase.duty.kind.value,
        "about": {"kind": phase.duty.subject.kind, "code": phase.duty.subject.code, "name": about_words(phase, around)},
        "zone": "/".join(zone.reference) if zone else None,
        "place": around.place(phase),
        "obliged": {"kind": phase.terms.obliged.value, "name": around.obliged(phase), "unit": phase.terms.unit},
        "assignee": whose.username if whose else None,
        "basis": phase.terms.basis,
        "verified": phase.terms.verified.value if phase.terms.verified else None,
        "started_on": phase.duty.started_on.isoformat(),
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "state": phase.state.value,
        "amount": owed.figures if owed else None,
        "event": f"{phase.duty.book}/{phase.duty.seq}" if phase.duty.seq else None,
        "demo": phase.duty.demo,
    }
