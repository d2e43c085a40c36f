"""Answers on what is due: projects behind their schedules, one project and its schedule, dossiers that are overdue.

What is late is what the duties say that the events of the books make (docs/decisions/050-duties.md), here as on the pages of projects.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from typing import Final

from parkledger.briefing.answers.answer import AnswerLine, Answers, listed, refused, with_understood
from parkledger.briefing.answers.lists import line_of, secondary, withheld_note
from parkledger.briefing.answers.subjects import QuestionSubject
from parkledger.catalogue import ProjectRole
from parkledger.duties import SCHEDULED, DutyKind, DutyPhase, DutyState, days_late
from parkledger.figures import Figures
from parkledger.language import Lang, Text, format_date
from parkledger.places import get, is_within_any
from parkledger.places.rollup import territory_on
from parkledger.records.dates import Dates
from parkledger.records.duties import Surroundings, duties_on, schedule
from parkledger.records.duty_tables import about_words, duty_words, state_words
from parkledger.records.histories import Reference
from parkledger.records.project_lists import ProjectRow, lines_on

NO_SCHEDULE: Final = Text("sổ chưa ghi tiến độ của dự án này", "the books have no schedule of this project")
ON_SCHEDULE: Final = Text("không có mốc nào quá hạn", "no milestone is overdue")
SEVERAL: Final = Text("nhiều sổ có mã dự án này: {projects}", "several books have that code: {projects}")
NO_PROJECT: Final = Text("chưa rõ dự án nào; hãy ghi mã dự án", "it is not clear which project; give its code")
NOT_YET: Final = Text("dự án chưa có trong sổ vào ngày này", "the project is not on record by that day")
FOR_OFFICERS: Final = Text(
    "hồ sơ đang giải quyết chỉ hiện với người có vai trò trong sổ: hãy đăng nhập; "
    "số hồ sơ giải quyết trễ hạn theo báo cáo thì hỏi theo kỳ, ví dụ «năm 2023»",
    "dossiers under way are shown to those with a role in the book: sign in; "
    "how many were decided late, as reported, is asked of a period, such as “in 2023”",
)
OF_PROJECT: Final = frozenset({"projects", "late", "capital", "registered", "in_force", "enterprises", "suspended"})
"""What can be asked of one project: what its line says, and how late it is."""
NOT_OF_PROJECT: Final = Text(
    "của một dự án chỉ trả lời được vốn, nơi đặt, tình trạng và tiến độ; xem thêm trang dự án",
    "of one project its capital, place, state and schedule can be told; see its page for more",
)


def _day_of(subject: QuestionSubject) -> Dates:
    """The dates that lateness is of: the day asked, else today, however old the figures are."""
    return subject.as_asked if subject.period() else Dates(subject.today, subject.dates.known_at)


def late_projects(subject: QuestionSubject, books: Figures) -> Answers:
    """The projects of which a milestone of the schedule is overdue, the latest first; of how many there is no schedule."""
    dates = _day_of(subject)
    rows = {row.project.reference: row for row in secondary(subject) if row.in_force}
    phases = _scheduled(rows, dates)
    overdue = {
        reference: late
        for reference, each in phases.items()
        if (late := [phase for phase in each if phase.state is DutyState.OVERDUE])
    }
    worst = {key: max(late, key=lambda phase: days_late(dates.on, phase.due_on)) for key, late in overdue.items()}
    order = sorted(worst, key=lambda key: (-days_late(dates.on, worst[key].due_on), key))
    lines = [_late_line(rows[key], overdue[key], worst[key], dates) for key in order]
    day = Text(*(format_date(dates.on, lang) for lang in Lang))
    vi = f"{len(lines)} dự án" if lines else "không có dự án nào"
    en = f"{len(lines)} project{'' if len(lines) == 1 else 's'}"
    said = Text(f"{vi} chậm tiến độ tại ngày {day.vi}", f"{en} behind schedule on {day.en}")
    answers = listed(said, lines, note=_schedules_note(len(rows), len(phases)), value=Fraction(len(lines)))
    return tuple(with_understood(each, subject, None, books) for each in answers)


def _scheduled(rows: Iterable[Reference], dates: Dates) -> dict[Reference, list[DutyPhase]]:
    """The milestones of the schedules of some projects."""
    wanted, found = set(rows), defaultdict(list)
    for phase in duties_on(dates):
        reference = (phase.duty.book, phase.duty.subject.code)
        if phase.duty.kind in SCHEDULED and phase.duty.subject.kind == "project" and reference in wanted:
            found[reference].append(phase)
    return found


def _late_line(row: ProjectRow, late: list[DutyPhase], worst: DutyPhase, dates: Dates) -> AnswerLine:
    """A project with its overdue milestones; the value is by how many days it is late."""
    line = line_of(row)
    milestones = [
        "; ".join(f"{duty_words(phase).of(lang)}: {_due(phase, dates, lang)}" for phase in late) for lang in Lang
    ]
    return AnswerLine(
        line.key,
        line.title,
        line.route,
        line.arguments,
        value=Fraction(days_late(dates.on, worst.due_on)),
        note=Text(f"{row.project.enterprise}; {milestones[0]}", f"{row.project.enterprise}; {milestones[1]}"),
    )


def _due(phase: DutyPhase, dates: Dates, lang: Lang) -> str:
    """How a duty stands, with the day by which it is due."""
    state = state_words(phase, dates, lang)
    if phase.due_on is None:
        return state
    word = {Lang.VI: "hạn", Lang.EN: "due"}[lang]
    return f"{state} ({word} {format_date(phase.due_on, lang)})"


def _schedules_note(count: int, scheduled: int) -> Text:
    """By what lateness is judged, and of how many it cannot be."""
    vi = f"xét theo tiến độ ghi trong sổ của {scheduled} dự án"
    en = f"by the schedules on record of {scheduled} projects"
    if without := count - scheduled:
        vi, en = f"{vi}; {without} dự án còn hiệu lực chưa ghi tiến độ", f"{en}; {without} in force have none on record"
    hidden = withheld_note()
    return Text(f"{vi}; {hidden.vi}", f"{en}; {hidden.en}") if hidden else Text(vi, en)


def project(subject: QuestionSubject, books: Figures) -> Answers:
    """The projects named by their codes: each with what its line says, and its schedule with how late it is."""
    if set(subject.words.all("measured")) - OF_PROJECT or subject.words.has("growth", "why", "share", "plan", "rank"):
        return refused(subject, books, NOT_OF_PROJECT)
    if not subject.words.projects:
        return refused(subject, books, NO_PROJECT)
    found: list[AnswerLine] = []
    said: list[Text] = []
    for references in subject.words.projects:
        if len(references) > 1:
            named = ", ".join("/".join(reference) for reference in references)
            return refused(subject, books, Text(*(SEVERAL.of(lang).format(projects=named) for lang in Lang)))
        row = next((each for each in lines_on(subject.as_asked) if each.project.reference == references[0]), None)
        if row is None:
            return refused(subject, books, NOT_YET)
        words, lines = _with_schedule(row, subject)
        said.append(words)
        found += lines
    told = Text("; ".join(each.vi for each in said), "; ".join(each.en for each in said))
    value = found[0].value if len(subject.words.projects) == 1 else None
    return tuple(with_understood(each, subject, None, books) for each in listed(told, found, value=value))


def _with_schedule(row: ProjectRow, subject: QuestionSubject) -> tuple[Text, list[AnswerLine]]:
    """What is said of a project, and its line with the milestones of its schedule."""
    dates, line = _day_of(subject), line_of(row)
    milestones = [each.phase for each in schedule(*row.project.reference, dates)]
    overdue = [phase for phase in milestones if phase.state is DutyState.OVERDUE]
    late = max((days_late(dates.on, phase.due_on) for phase in overdue), default=0)
    day = Text(*(format_date(dates.on, lang) for lang in Lang))
    if not row.in_force or (row.project.role != ProjectRole.SECONDARY and not milestones):
        state = row.said
    elif not milestones:
        state = NO_SCHEDULE
    elif overdue:
        state = Text(f"chậm {late} ngày tính đến {day.vi}", f"{late} day{'s' if late > 1 else ''} late on {day.en}")
    else:
        state = ON_SCHEDULE
    lines = [
        AnswerLine(
            f"{line.key}/{phase.duty.kind.value}",
            duty_words(phase),
            "event" if phase.duty.seq else "",
            (phase.duty.book, str(phase.duty.seq)) if phase.duty.seq else (),
            value=Fraction(days_late(phase.done_on or dates.on, phase.due_on)),
            note=Text(*(_due(phase, dates, lang) for lang in Lang)),
        )
        for phase in milestones
    ]
    own = AnswerLine(
        line.key, line.title, line.route, line.arguments, value=Fraction(late) if milestones else None, note=line.note
    )
    return Text(f"{row.project.code}: {state.vi}", f"{row.project.code}: {state.en}"), [own, *lines]


def dossiers(subject: QuestionSubject, books: Figures) -> Answers:
    """The dossiers of the asker's books that are still to be decided though their term has run out, the longest overdue first."""
    if not subject.reach:
        return refused(subject, books, FOR_OFFICERS)
    dates = _day_of(subject)
    around = Surroundings(dates, in_full=True)
    within = territory_on(get(subject.place), dates.on) if subject.places or subject.implied else None
    found = []
    for phase in duties_on(dates):
        if phase.duty.kind is not DutyKind.DOSSIER or phase.state is not DutyState.OVERDUE:
            continue
        zone = around.zone(phase)
        if phase.duty.book not in subject.reach or (subject.zones and (zone is None or zone.id not in subject.zones)):
            continue
        if subject.kinds and (zone is None or zone.kind not in subject.kinds):
            continue
        if within is None or is_within_any(around.place(phase), within):
            found.append(phase)
    lines = [_dossier_line(phase, around, dates) for phase in found]
    day = Text(*(format_date(dates.on, lang) for lang in Lang))
    said = Text(f"{len(lines)} hồ sơ quá hạn tại ngày {day.vi}", f"{len(lines)} overdue dossiers on {day.en}")
    where = replace(subject, indicator=None)  # what is pending, not what was decided late
    return tuple(with_understood(each, where, None, books) for each in listed(said, lines, value=Fraction(len(lines))))


def _dossier_line(phase: DutyPhase, around: Surroundings, dates: Dates) -> AnswerLine:
    title, words = about_words(phase, around), duty_words(phase)
    states = [_due(phase, dates, lang) for lang in Lang]
    return AnswerLine(
        f"{phase.duty.book}/{title}",
        Text(title, title),
        "event",
        (phase.duty.book, str(phase.duty.seq)),
        value=Fraction(days_late(dates.on, phase.due_on)),
        note=Text(f"{words.vi}: {states[0]}", f"{words.en}: {states[1]}"),
    )
