"""Duties in words and in tables: what is to be done of what, by whom, by when, and how it stands; a project's schedule."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from parkledger.duties import DutyPhase, DutyState, Slowness, days_late
from parkledger.language import Lang, Text, format_date, number_text
from parkledger.ledger.events.schedules import MILESTONES
from parkledger.records.amounts_owed import AmountOwed, amounts_owed
from parkledger.records.cells import BOOK
from parkledger.records.dates import Dates
from parkledger.records.duties import ScheduleLine, Surroundings
from parkledger.records.links import reach
from parkledger.tables import Cell, Cells, Column, ColumnPlace, ColumnType, Row, Table

DATE, FILE, UNDER = ColumnType.DATE, ColumnPlace.FILE, ColumnPlace.UNDER
NO_TERM: Final = Text("chưa ghi thời hạn", "no term on record")
STOPPED: Final = Text("đang tạm dừng", "stands still")
DUTIES: Final = (
    BOOK,
    Column("due_on", Text("Hạn", "Due"), DATE, css="number"),
    Column("kind.code", Text("Mã loại việc", "Kind code"), ColumnType.CODE, place=FILE),
    Column("duty", Text("Nội dung công việc", "Duty"), strong=True),
    Column("procedure.code", Text("Mã thủ tục", "Procedure code"), ColumnType.CODE, place=FILE),
    Column("channel.code", Text("Mã hình thức nộp", "Channel code"), ColumnType.CODE, place=FILE),
    Column("channel", Text("Hình thức nộp", "Channel"), place=UNDER, under="duty"),
    Column("unit", Text("Phòng", "Section"), place=UNDER, under="duty"),
    Column("basis", Text("Căn cứ", "Basis"), place=UNDER, under="duty"),
    Column("about.code", Text("Mã đối tượng", "Code of what it is about"), ColumnType.CODE, place=FILE),
    Column("about", Text("Đối tượng", "About")),
    Column("zone", Text("Khu, cụm", "Zone"), place=UNDER, under="about"),
    Column("obliged", Text("Đơn vị thực hiện", "Who is to do it")),
    Column("assignee", Text("Người phụ trách", "Person in charge"), place=UNDER, under="obliged"),
    Column("state.code", Text("Mã tình trạng", "State code"), ColumnType.CODE, place=FILE),
    Column("state", Text("Tình trạng", "State")),
    Column("late_before", Text("Lần trước", "The time before"), place=UNDER, under="state"),
    Column("left", Text("Còn phải nộp", "Still to be paid"), ColumnType.MONEY, place=UNDER, under="state"),
    Column("promised_on", Text("Hẹn lại ngày", "Appointed for"), DATE, place=UNDER, under="state"),
    Column("started_on", Text("Từ ngày", "Since"), DATE, place=FILE),
    Column("first_due_on", Text("Hạn ban đầu", "First due"), DATE, place=FILE),
    Column("done_on", Text("Xong ngày", "Done on"), DATE, place=FILE),
    Column("days_late", Text("Số ngày quá hạn", "Days late"), ColumnType.INTEGER, place=FILE),
    Column("event", Text("Sự kiện", "Event"), place=FILE),
)
OF_PROJECT: Final = ("about.code", "about", "zone", "obliged")
"""What need not be told on the page of a project."""
SCHEDULE: Final = (
    Column("milestone", Text("Mốc", "Milestone")),
    Column("first_due_on", Text("Cam kết lần đầu", "First committed"), DATE, css="number"),
    Column("due_on", Text("Hạn hiện hành", "Due"), DATE, css="number"),
    Column("done_on", Text("Thực tế", "Reached"), DATE, css="number"),
    Column("state", Text("Tình trạng", "State")),
    Column("slow", Text("Mức chậm", "How late"), place=UNDER, under="state"),
    Column("slow_by_first", Text("Mức chậm so với cam kết đầu", "How late by the first"), place=UNDER, under="due_on"),
)


def duty_words(phase: DutyPhase) -> Text:
    """What is to be done, with what of it."""
    label, detail = phase.duty.kind.label, phase.terms.detail
    return Text(f"{label.vi}: {detail.vi}", f"{label.en}: {detail.en}") if detail else label


TODAY: Final = Text("hôm nay", "today")


def state_words(phase: DutyPhase, dates: Dates, lang: Lang) -> str:
    """How a duty stands, with the days by which it is late, or that are left."""
    said, on = phase.state.label.of(lang), phase.done_on or dates.on
    late = days_late(on, phase.due_on)
    if late and phase.state in {DutyState.OVERDUE, DutyState.DONE_LATE}:
        many = number_text(late)
        days = Text(f"{many.vi} ngày", f"{many.en} day{'s' if late > 1 else ''}")
        return f"{said} {days.of(lang)}"
    if phase.state is DutyState.DUE_SOON and phase.due_on is not None:
        left = (phase.due_on - on).days
        many = number_text(left)
        days = Text(f"còn {many.vi} ngày", f"{many.en} day{'' if left == 1 else 's'} left") if left else TODAY
        return f"{said}, {days.of(lang)}"
    return said


def about_words(phase: DutyPhase, around: Surroundings) -> str:
    """What a duty is about: a project by its name and enterprise, a zone by its title, a dossier or an inspection by its code."""
    subject = phase.duty.subject
    if subject.kind == "project":
        project = around.project(phase)
        named = (project.name, project.enterprise) if project else ()
        return " — ".join(part for part in named if part) or subject.code
    if subject.kind == "zone":
        zone = around.zone(phase)
        return zone.title if zone else subject.code
    return around.books[phase.duty.book].name if subject.kind == "place" else subject.code


ROUTES = {"project": "project", "zone": "zone", "founding_dossier": "founding"}
"""Pages of what duties are about, by its kind; of the others the event is shown."""


def _about(phase: DutyPhase, around: Surroundings, dates: Dates) -> Cell:
    subject, route = phase.duty.subject, ROUTES.get(phase.duty.subject.kind)
    if route is not None:
        address = reach(route, phase.duty.book, subject.code, dates=dates)
    else:
        address = reach("event", phase.duty.book, phase.duty.seq, dates=dates) if phase.duty.seq else ""
    return Cell(about_words(phase, around), address=address, lang="vi", demo=phase.duty.demo)


def duties_table(
    name: str,
    found: Sequence[DutyPhase],
    around: Surroundings,
    dates: Dates,
    lang: Lang,
    *,
    title: Text,
    caption: str = "",
    without: Iterable[str] = (),
    assignees: Mapping[str, Cell] | None = None,
) -> Table:
    """Duties, each with what it is about, who has to do it and how it stands; and in whose hands each is, by its name,
    where that is given."""
    left_out = {*without, *(("assignee",) if assignees is None else ())}
    columns = tuple(column for column in DUTIES if column.key not in left_out)
    owed = amounts_owed((each for each in found if each.state.is_open), dates)
    keys = {column.key for column in columns}
    rows = []
    for each in found:
        cells = _cells(each, around, dates, lang)
        cells["assignee"] = (assignees or {}).get(each.duty.id)
        cells["left"] = _left(owed.get(each.duty.id), lang)
        rows.append(Row({key: cell for key, cell in cells.items() if key in keys}))
    return Table(name, title, columns, rows, lang, caption=caption, css="duties stacked")


def _cells(phase: DutyPhase, around: Surroundings, dates: Dates, lang: Lang) -> Cells:
    duty, terms, zone = phase.duty, phase.terms, around.zone(phase)
    no_day = STOPPED if phase.state is DutyState.SUSPENDED else NO_TERM
    own_zone = duty.subject.kind == "zone" or zone is None
    return {
        "book": duty.book,
        "due_on": phase.due_on if phase.due_on else Cell(text=no_day, quiet=True),
        "kind.code": duty.kind.value,
        "duty": Cell(duty_words(phase), address=reach("event", duty.book, duty.seq, dates=dates) if duty.seq else ""),
        "procedure.code": terms.procedure.value if terms.procedure else None,
        "channel.code": terms.channel.value if terms.channel else None,
        "channel": terms.channel.label if terms.channel else None,
        "unit": terms.unit or None,
        "basis": Cell(terms.basis or None, remark=terms.verified.label if terms.verified and terms.basis else ""),
        "about.code": duty.subject.code,
        "about": _about(phase, around, dates),
        "zone": None if own_zone or zone is None else zone.title,
        "obliged": Cell(around.obliged(phase) or None, text=around.obliged(phase) or terms.obliged.label, lang="vi"),
        "state.code": phase.state.value,
        "state": Cell(phase.state.label, text=state_words(phase, dates, lang), badge=f"duty-state {phase.state.value}"),
        "late_before": _late_before(phase, lang),
        "promised_on": _appointed(phase, lang),
        "started_on": duty.started_on,
        "first_due_on": phase.first_due_on,
        "done_on": phase.done_on,
        "days_late": _days_late(phase, dates),
        "event": f"{duty.book}/{duty.seq}" if duty.seq else None,
    }


def _left(owed: AmountOwed | None, lang: Lang) -> Cell | None:
    """What is left to pay of an amount, with what it is left of; None where nothing is to be paid."""
    return None if owed is None else Cell(owed.left_in_units, owed.currency, owed.said.of(lang))


def _days_late(phase: DutyPhase, dates: Dates) -> int | None:
    """By how many days it was late when it was done or lapsed, or is; None where it has no due day."""
    return None if phase.due_on is None else days_late(phase.done_on or phase.lapsed_on or dates.on, phase.due_on)


def _late_before(phase: DutyPhase, lang: Lang) -> str | None:
    """That it was done late the last time, with both days; nothing where it was not."""
    if phase.late_before is None:
        return None
    due, done = (format_date(day, lang) for day in phase.late_before)
    return Text(f"lần trước quá hạn {due}, xong {done}", f"late the time before: due {due}, done {done}").of(lang)


def _appointed(phase: DutyPhase, lang: Lang) -> Cell:
    if phase.promised_on is None:
        return Cell()
    said = Text("đã có văn bản xin lỗi, hẹn trả ngày", "apologised; appointed for").of(lang)
    return Cell(phase.promised_on, text=f"{said} {format_date(phase.promised_on, lang)}")


def schedule_table(lines: Sequence[ScheduleLine], dates: Dates, lang: Lang) -> Table:
    """A project's schedule: first committed, in force, reached, and how late."""
    rows = [
        Row(
            {
                "milestone": MILESTONES[line.phase.duty.kind.value],
                "first_due_on": line.phase.first_due_on,
                "due_on": line.phase.due_on,
                "done_on": line.phase.done_on or Cell(text=Text("chưa thực hiện", "not yet"), quiet=True),
                "state": Cell(
                    line.phase.state.label,
                    text=state_words(line.phase, dates, lang),
                    badge=f"duty-state {line.phase.state.value}",
                ),
                "slow": None if line.slow is Slowness.NONE else line.slow.label,
                "slow_by_first": _by_first(line),
            }
        )
        for line in lines
    ]
    title = Text("Tiến độ dự án", "The project's schedule")
    return Table("schedule", title, SCHEDULE, rows, lang, caption=title.of(lang), caption_hidden=True)


def _by_first(line: ScheduleLine) -> Text | None:
    """How late it is by the first date, where another is in force."""
    if line.phase.first_due_on == line.phase.due_on or line.slow_by_first is Slowness.NONE:
        return None
    label = line.slow_by_first.label
    return Text(f"{label.vi} so với cam kết đầu", f"{label.en} by the first commitment")
