"""Answers on what is due: projects behind their schedules, one project and its schedule, dossiers, work and reports that
are overdue, land rents owed, permits about to expire.

What is late is what the duties say that the events of the books make (docs/decisions/050-duties.md), here as on the pages of projects.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from parkledger.briefing.answers.answer import AnswerLine, Answers, listed, refused, with_understood
from parkledger.briefing.answers.ends import SpanOfEnds, ends_asked, last_days
from parkledger.briefing.answers.lists import line_of, secondary, withheld_note
from parkledger.briefing.answers.subjects import QuestionSubject
from parkledger.catalogue import ProjectRole, StateDue, ZoneKind
from parkledger.catalogue.publicity import PublicKind, hiding
from parkledger.duties import SCHEDULED, DutyKind, DutyPhase, DutyState, Obliged, days_late
from parkledger.figures import Figures
from parkledger.figures.wording import number
from parkledger.language import SMALLEST, Lang, Text, Unit, fold, format_date, number_text
from parkledger.places import get, is_within_any
from parkledger.places.rollup import territory_on
from parkledger.records.amounts_owed import AmountOwed, amounts_owed, sums_left, sums_said, value_of
from parkledger.records.dates import Dates
from parkledger.records.duties import ORDER, Surroundings, duties_on, schedule
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
WORK_FOR_OFFICERS: Final = Text(
    "việc quá hạn chỉ hiện với người có vai trò trong sổ: hãy đăng nhập",
    "what is overdue is shown to those with a role in the book: sign in",
)
OF_ORGANISATIONS: Final = Text(
    "giấy phép, tiền thuê đất, khoản nộp của từng tổ chức chỉ hiện với người có vai trò trong sổ: hãy đăng nhập",
    "permits, land rents and payments of each organisation are shown to those with a role in the book: sign in",
)
WITHHELD_OF_ORGANISATIONS: Final = Text(
    "không kể các sổ không công khai hồ sơ của từng tổ chức",
    "without the books that do not show matters of each organisation",
)
NOTHING_OWED: Final[Mapping[str, AmountOwed]] = MappingProxyType({})
REPORT_KINDS: Final = frozenset({DutyKind.REPORT, DutyKind.LEGAL_REPORT})
OF_PROJECT: Final = frozenset(
    {
        *("projects", "late", "overdue", "progress", "capital", "registered", "in_force", "enterprises", "suspended"),
        *("operating", "producing", "revoked", "terminated", "land", "area", "leased", "tenancy", "foreign", "new"),
    }
)
"""What can be asked of one project: what its line says, when it was registered and ended, its land, and how late it is."""
OF_LATENESS: Final = ("late", "overdue", "progress", "how_late")
"""Marks that ask for the schedule of a project, and not for what it is."""
NOT_OF_PROJECT: Final = Text(
    "của một dự án chỉ trả lời được vốn, đất, nơi đặt, ngành, ngày đăng ký, tình trạng và tiến độ; xem thêm trang dự án",
    "of one project its capital, land, place, sector, day of registration, state and schedule can be told; see its page for more",
)


def _day_of(subject: QuestionSubject) -> Dates:
    """The dates that lateness is of: the day asked, else today, however old the figures are."""
    return subject.as_asked if subject.period() else Dates(subject.today, subject.dates.known_at)


def late_projects(subject: QuestionSubject, books: Figures) -> Answers:
    """The projects of which a milestone of the schedule is overdue, the latest first; of how many there is no schedule."""
    dates = _day_of(subject)
    rows = {row.project.reference: row for row in secondary(subject) if row.in_force}
    phases = _scheduled(rows, dates)
    if rows and not phases:
        return refused(subject, books, _without_schedules(len(rows)))
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


def _without_schedules(count: int) -> Text:
    """That of none of some projects it is on record by when what is to be done."""
    return Text(
        f"sổ chưa ghi tiến độ của dự án nào trong {count} dự án này, nên không biết dự án nào chậm",
        f"no schedule is on record of any of these {count} projects, so that none can be said to be late",
    )


def _scheduled(rows: Iterable[Reference], dates: Dates) -> dict[Reference, list[DutyPhase]]:
    """The milestones of the schedules of some projects."""
    wanted, found = set(rows), defaultdict(list)
    for phase in duties_on(dates):
        reference = (phase.duty.book, phase.duty.subject.code)
        if phase.duty.kind in SCHEDULED and phase.duty.subject.kind == "project" and reference in wanted:
            found[reference].append(phase)
    return found


def _late_line(row: ProjectRow, late: list[DutyPhase], worst: DutyPhase, dates: Dates) -> AnswerLine:
    """A project with its enterprise, where it is and its overdue milestones; the value is by how many days it is late."""
    line = line_of(row)
    said = [
        "; ".join(
            [
                *(part for part in (row.project.enterprise, row.zone_title or row.place.of(lang)) if part),
                *(f"{duty_words(phase).of(lang)}: {_due(phase, dates, lang)}" for phase in late),
            ]
        )
        for lang in Lang
    ]
    return AnswerLine(
        line.key,
        line.title,
        line.route,
        line.arguments,
        value=Fraction(days_late(dates.on, worst.due_on)),
        note=Text(*said),
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
    known = number_text(scheduled)
    vi, en = f"xét theo tiến độ ghi trong sổ của {known.vi} dự án", f"by the schedules on record of {known.en} projects"
    if count > scheduled:
        rest = number_text(count - scheduled)
        vi, en = f"{vi}; {rest.vi} dự án còn hiệu lực chưa ghi tiến độ", f"{en}; {rest.en} in force have none on record"
    hidden = withheld_note()
    return Text(f"{vi}; {hidden.vi}", f"{en}; {hidden.en}") if hidden else Text(vi, en)


def project(subject: QuestionSubject, books: Figures) -> Answers:
    """The projects named by their codes: each with what its line says, and its schedule with how late it is."""
    asked = subject.words
    is_of_production = asked.has("when", "year") and asked.has("operating", "producing", "began")
    strange = set(asked.all("measured")) - OF_PROJECT
    if strange or is_of_production or asked.has("growth", "why", "share", "plan", "rank"):
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
    if not subject.words.has(*OF_LATENESS) and not overdue:
        state = _facts_of(row)
    elif not row.in_force or (row.project.role != ProjectRole.SECONDARY and not milestones):
        state = row.said
    elif not milestones:
        state = NO_SCHEDULE
    elif overdue:
        many = number_text(late)
        state = Text(
            f"chậm {many.vi} ngày tính đến {day.vi}", f"{many.en} day{'s' if late > 1 else ''} late on {day.en}"
        )
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


def _facts_of(row: ProjectRow) -> Text:
    """What a project is: whose, where, its capital and state, and what else is on record of it."""
    project, note = row.project, line_of(row).note
    land = Fraction(row.land, SMALLEST[Unit.HECTARE]) if row.land else None
    told = []
    for lang in Lang:
        is_vi = lang is Lang.VI
        day, end = format_date(project.registered_on, lang), project.ended_on and format_date(project.ended_on, lang)
        parts = [
            note.of(lang) if note else "",
            f"{'ngành' if is_vi else 'sector'}: {project.sector}" if project.sector else "",
            f"{'nước đầu tư' if is_vi else 'country'}: {project.country}" if project.country else "",
            f"{'đất thuê' if is_vi else 'land leased'} {number(land, Unit.HECTARE, lang)}" if land else "",
            f"{'đăng ký ngày' if is_vi else 'registered on'} {day}",
            f"{'chấm dứt ngày' if is_vi else 'ended on'} {end}" if end else "",
        ]
        told.append("; ".join(part for part in parts if part))
    return Text(*told)


def dossiers(subject: QuestionSubject, books: Figures) -> Answers:
    """The dossiers of the asker's books that are still to be decided though their term has run out, the longest overdue first."""
    if not subject.reach:
        return refused(subject, books, FOR_OFFICERS)
    dates = _day_of(subject)
    found = [phase for phase in duties_on(dates) if _is_late(phase) and phase.duty.kind is DutyKind.DOSSIER]
    told = Text("{count} hồ sơ quá hạn tại ngày {day}", "{count} overdue dossiers on {day}")
    return _told(subject, books, [phase for phase in found if phase.duty.book in subject.reach], told, dates)


def overdue_work(subject: QuestionSubject, books: Figures) -> Answers:
    """All that is overdue in the asker's books, as the worklist has it."""
    if not subject.reach:
        return refused(subject, books, WORK_FOR_OFFICERS)
    dates = _day_of(subject)
    found = [phase for phase in subject.due(dates) if _is_late(phase) and phase.duty.book in subject.reach]
    told = Text("{count} việc quá hạn tại ngày {day}", "{count} overdue duties on {day}")
    return _told(subject, books, found, told, dates)


def overdue_reports(subject: QuestionSubject, books: Figures) -> Answers:
    """The periodic reports that are overdue in the asker's books: those that the law asks for, and those that are collected."""
    if not subject.reach:
        return refused(subject, books, WORK_FOR_OFFICERS)
    dates = _day_of(subject)
    reports = (phase for phase in subject.due(dates) if phase.duty.kind in REPORT_KINDS and _is_late(phase))
    told = Text("{count} báo cáo quá hạn tại ngày {day}", "{count} overdue reports on {day}")
    return _told(subject, books, [phase for phase in reports if phase.duty.book in subject.reach], told, dates)


def rents(subject: QuestionSubject, books: Figures) -> Answers:
    """The land rents that are unpaid, of the books that show them to whoever asks, with how much of them is left to pay."""
    return _payable(subject, books, _is_rent, LAND_RENTS)


def _is_rent(phase: DutyPhase) -> bool:
    """Whether land rent is to be paid: by a contract with the developer, or to the State, whose duties name what is due first."""
    if phase.duty.kind is DutyKind.PAYMENT and phase.terms.detail is not None:
        return phase.terms.detail.vi.startswith(StateDue.LAND_RENT.label.vi)
    return phase.duty.kind is DutyKind.RENT


def payments(subject: QuestionSubject, books: Figures) -> Answers:
    """What is owed to the State, one by one, of the books that show it to whoever asks, with how much of it is left to pay."""
    return _payable(subject, books, lambda phase: phase.duty.kind is DutyKind.PAYMENT, PAYMENTS)


def _payable(
    subject: QuestionSubject, books: Figures, is_meant: Callable[[DutyPhase], bool], named: tuple[Text, Text]
) -> Answers:
    """What is overdue and unpaid; where an amount is asked for, what is still to be paid to the State in time as well.

    What a contract lets be paid later is not owed yet.
    """
    dates, asks_amount = _day_of(subject), _asks_amount(subject)
    open_ones = [phase for phase in subject.due(dates) if is_meant(phase) and phase.state.is_open]
    is_of_all = asks_amount and subject.words.has("owed")
    found = [each for each in open_ones if _is_late(each) or (is_of_all and each.duty.kind is DutyKind.PAYMENT)]
    told = named[1] if any(not _is_late(each) for each in found) else named[0]
    answers = _told_of_organisations(subject, books, found, told, dates, owed=amounts_owed(found, dates))
    return answers if asks_amount else tuple(replace(each, value=Fraction(each.total)) for each in answers)


def _asks_amount(subject: QuestionSubject) -> bool:
    """Whether it is asked how much is owed, and not what, or by whom."""
    words = subject.words
    return words.has("count", "much", "sum") or AMOUNT_SAID.search(words.folded) is not None


AMOUNT_SAID: Final = re.compile(
    r"(?<![^\W_])(?:so tien|tong tien|bao nhieu tien|amounts?|sum|total|how much)(?![^\W_])"
)
SINCE: Final = re.compile(
    r"(?<![^\W_])(?:(?:tu|qua han tu) (?:khi nao|bao gio|luc nao|ngay nao)|since (?:when|what day))(?![^\W_])"
)


def said_of_payable(subject: QuestionSubject) -> frozenset[str]:
    """The marks of what is told of each amount that is owed: by whom, since when and how long."""
    words = subject.words
    when = words.typed("when")
    is_since = bool(when) and all(SINCE.search(fold(each)) for each in when)
    return frozenset({"who", "how_late", *(("when",) if is_since else ())})


LAND_RENTS: Final = (
    Text("{count} khoản tiền thuê đất quá hạn nộp tại ngày {day}", "{count} land rents overdue on {day}"),
    Text("{count} khoản tiền thuê đất chưa nộp đủ tại ngày {day}", "{count} land rents not wholly paid on {day}"),
)
"""What is told of rents that are overdue, and of those of which some are still in time."""
PAYMENTS: Final = (
    Text("{count} khoản nộp ngân sách quá hạn tại ngày {day}", "{count} payments to the State overdue on {day}"),
    Text("{count} khoản nộp ngân sách chưa nộp đủ tại ngày {day}", "{count} payments to the State not made on {day}"),
)


def permits(subject: QuestionSubject, books: Figures) -> Answers:
    """The permits that are about to expire, or have and were not renewed: of the environment, or of work where they are named.

    Of a time that is named, those that expire in it as they stand today; of one that is over, as they stood at its end.
    """
    ends = ends_asked(subject)
    is_to_come = ends is not None and ends.last >= subject.today
    dates = Dates(subject.today, subject.dates.known_at) if is_to_come else _day_of(subject)
    kind = DutyKind.WORK_PERMIT if subject.words.has("work_permits") else DutyKind.PERMIT
    found, last = [phase for phase in subject.due(dates) if phase.duty.kind is kind], last_days(kind, dates)
    if ends is not None:
        meant = [phase for phase in found if phase.state.is_open and ends.holds(_end_of(phase, last))]
        vi = f"{{count}} giấy phép hết hạn {ends.said.vi}, chưa gia hạn tại ngày {{day}}"
        told = Text(vi, f"{{count}} permits that expire {ends.said.en}, not renewed on {{day}}")
    elif subject.words.has("overdue"):
        over = SpanOfEnds(date.min, dates.on - timedelta(days=1))
        meant, told = [phase for phase in found if phase.state.is_open and over.holds(_end_of(phase, last))], EXPIRED
    else:
        meant, told = [phase for phase in found if _is_late(phase) or phase.state is DutyState.DUE_SOON], EXPIRING
    return _told_of_organisations(subject, books, meant, told, dates)


def _end_of(phase: DutyPhase, last: Mapping[tuple[str, str], date]) -> date | None:
    """The last day of the permit that is to be renewed, which the duty is due some time before."""
    return last.get((phase.duty.book, phase.duty.key), phase.due_on)


EXPIRED: Final = Text(
    "{count} giấy phép quá hạn chưa gia hạn tại ngày {day}", "{count} permits expired and not renewed on {day}"
)
EXPIRING: Final = Text(
    "{count} giấy phép sắp hết hạn hoặc đã hết hạn chưa gia hạn tại ngày {day}",
    "{count} permits about to expire, or expired and not renewed, on {day}",
)
STANDING: Final = (overdue_work, overdue_reports, rents, payments, permits)
"""The answers on what is overdue, owed or about to expire."""


def _is_late(phase: DutyPhase) -> bool:
    return phase.state is DutyState.OVERDUE


def _told_of_organisations(
    subject: QuestionSubject,
    books: Figures,
    found: Iterable[DutyPhase],
    told: Text,
    dates: Dates,
    owed: Mapping[str, AmountOwed] = NOTHING_OWED,
) -> Answers:
    """Matters of single organisations: of the asker's books, and of those that show them; where there is none, that they are withheld."""
    hidden = hiding(PublicKind.DOSSIERS) - subject.reach
    every = {str(zone["book"]) for zone in books.zones.values()} | subject.reach
    if every <= hidden:
        return refused(subject, books, OF_ORGANISATIONS)
    shown = [phase for phase in found if phase.duty.book not in hidden]
    note = WITHHELD_OF_ORGANISATIONS if hidden & every else None
    return _told(subject, books, shown, told, dates, note=note, owed=owed)


def _told(
    subject: QuestionSubject,
    books: Figures,
    found: Iterable[DutyPhase],
    told: Text,
    dates: Dates,
    note: Text | None = None,
    owed: Mapping[str, AmountOwed] = NOTHING_OWED,
) -> Answers:
    """Duties where they are asked of, the longest overdue first, and how many; of money how much is left to pay."""
    around = Surroundings(dates, in_full=True)
    fits = _asked_of(subject, around, dates)
    meant = [phase for phase in sorted(found, key=ORDER) if fits(phase)]
    lines = [_dossier_line(phase, around, dates, owed.get(phase.duty.id)) for phase in meant]
    day = [format_date(dates.on, lang) for lang in Lang]
    said = Text(told.vi.format(count=len(lines), day=day[0]), told.en.format(count=len(lines), day=day[1]))
    value: Fraction | None = Fraction(len(lines))
    if sums := sums_left([owed[phase.duty.id] for phase in meant if phase.duty.id in owed]):
        late = sums_left([owed[phase.duty.id] for phase in meant if phase.duty.id in owed and _is_late(phase)])
        said, value = _with_sums(said, sums, late), value_of(sums)
    where = replace(subject, indicator=None)  # what is pending, not what was decided late
    found_lines = listed(said, lines, note=note, value=value)
    return tuple(with_understood(each, where, None, books) for each in found_lines)


def _with_sums(said: Text, sums: dict[str, int], late: dict[str, int]) -> Text:
    """How much is left to pay of what is told, and how much of that is overdue where not all of it is."""
    left = sums_said(sums)
    said = Text(f"{said.vi}: còn phải nộp {left.vi}", f"{said.en}: {left.en} still to be paid")
    if late == sums:
        return said
    overdue = sums_said(late) if late else Text("chưa có khoản nào", "none")
    return Text(f"{said.vi}, trong đó quá hạn: {overdue.vi}", f"{said.en}, of which overdue: {overdue.en}")


def _asked_of(subject: QuestionSubject, around: Surroundings, dates: Dates) -> Callable[[DutyPhase], bool]:
    """Whether a duty is of the zones, the kind of zones and the place that are asked of."""
    within = territory_on(get(subject.place), dates.on) if subject.places or subject.implied else None

    def fits(phase: DutyPhase) -> bool:
        zone = around.zone(phase)
        if subject.zones and (zone is None or zone.id not in subject.zones):
            return False
        if subject.kinds and (zone is None or zone.kind not in subject.kinds) and not _is_of_clusters(phase, subject):
            return False
        return within is None or is_within_any(around.place(phase), within)

    return fits


def _is_of_clusters(phase: DutyPhase, subject: QuestionSubject) -> bool:
    """Whether it is a report on all clusters, and clusters are asked of."""
    return phase.duty.kind is DutyKind.LEGAL_REPORT and ZoneKind.CLUSTER in subject.kinds


def _dossier_line(phase: DutyPhase, around: Surroundings, dates: Dates, owed: AmountOwed | None = None) -> AnswerLine:
    title, words = about_words(phase, around), duty_words(phase)
    states = [_due(phase, dates, lang) for lang in Lang]
    if owed is not None:
        states = [f"{owed.said.of(lang)}; {state}" for lang, state in zip(Lang, states, strict=True)]
    who = around.obliged(phase) if phase.terms.obliged is not Obliged.OFFICE else ""
    if who and who not in title:
        states = [f"{state}; {who}" for state in states]
    return AnswerLine(
        f"{phase.duty.book}/{title}",
        Text(title, title),
        "event" if phase.duty.seq else "",
        (phase.duty.book, str(phase.duty.seq)) if phase.duty.seq else (),
        value=Fraction(days_late(dates.on, phase.due_on)),
        note=Text(f"{words.vi}: {states[0]}", f"{words.en}: {states[1]}"),
    )
