"""Answers that list: projects by country, sector, what became of them; zones by stage. Lists are of the day or period asked."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Final

from parkledger.briefing.answers.answer import AnswerLine, Answers, listed, refused, with_understood
from parkledger.briefing.answers.completeness import WITHHELD
from parkledger.briefing.answers.limits import AskedLimit
from parkledger.briefing.answers.rules import STAGE_INDICATORS, STAGES
from parkledger.briefing.answers.subjects import QuestionSubject, questions_of
from parkledger.briefing.figure.pages import FIRST_DAY
from parkledger.catalogue import INDICATORS, Origin, ProjectRole, ZoneKind
from parkledger.catalogue.countries import countries_named
from parkledger.catalogue.publicity import PublicKind, hiding
from parkledger.figures import Figures, Question
from parkledger.figures.current import current_figures
from parkledger.figures.wording import counted_zones, number
from parkledger.language import (
    Lang,
    Text,
    Unit,
    days_said,
    fold,
    format_date,
    joined_notes,
    number_text,
    sort_key,
    year_start,
)
from parkledger.ledger.events import codes_of
from parkledger.ledger.events.projects import ProjectRevoked, ProjectTerminated
from parkledger.places import COUNTRY_CODE, get, is_within_any
from parkledger.places.rollup import territory_on
from parkledger.records.events import Stored, standing
from parkledger.records.histories import Reference, ZoneOn, zones_on
from parkledger.records.place_text import place_words
from parkledger.records.project_lists import ProjectRow, lines_on
from parkledger.records.weights import projects_posted

HAPPENED_OR_STOOD: Final = Text(
    "hãy nói rõ dự án cấp mới, tăng vốn, bị thu hồi trong kỳ, hay còn hiệu lực tại một ngày",
    "say whether projects registered, raised or revoked in the period are meant, or those in force on a day",
)
"""What is asked back where a period is named and nothing that happens in one."""
ENDINGS: Final = ("revoked", "terminated")
HAPPENED: Final = ("new", "raised", *ENDINGS)
"""What happens to a project in a period; all else is how it stands on a day."""
OF_PROJECTS: Final = frozenset(
    {
        *(*HAPPENED, "suspended", "projects", "project_which", "capital", "registered", "in_force", "enterprises"),
        *("attracted", "foreign", "industrial", "land", "rate", "producing", "operating", "late"),
    }
)
"""What may be said of the projects of a list: it is answered, or says no more of them."""
OF_THEM: Final = "of_them"
"""What is asked beside the projects of a list: the capital of those, and no figure of all."""
NONE: Final = Text("không có dự án nào", "there is no such project")
Test = Callable[[ProjectRow], bool]


def projects(subject: QuestionSubject, books: Figures) -> Answers:
    """The projects that a question describes, the latest first."""
    if subject.words.limits and subject.is_of_period and not _is_of_what_happened(subject):
        return refused(subject, books, HAPPENED_OR_STOOD)
    if _says_two_things(subject):
        return refused(subject, books, ONE_OF_THEM)
    rows, tests = secondary(subject), list(_what(subject))
    if why := _other_currency(rows, subject):
        return refused(subject, books, why)
    found = [line for line in rows if all(test(line) for test in tests)]
    found.sort(key=lambda line: (line.project.registered_on, line.project.code), reverse=True)
    said = _of_enterprises(_counted(len(found), subject), found) if subject.words.has("enterprises") else None
    said = said or _counted(len(found), subject)
    if tells_capital(subject):
        said = joined_notes(said, _capital_together(found, subject))
    note = joined_notes(_currency_note(subject), withheld_note())
    ends = _ends(subject) if subject.words.has(*ENDINGS) else {}
    lines = [_with_end(line_of(line), ends.get(line.project.reference)) for line in found]
    answers = listed(said, lines, note=note, value=Fraction(len(found)))
    return tuple(with_understood(each, subject, None, books) for each in answers)


def tells_capital(subject: QuestionSubject) -> bool:
    """Whether projects are asked for and, beside them, their capital together."""
    return subject.beside == OF_THEM


def _capital_together(found: Iterable[ProjectRow], subject: QuestionSubject) -> Text:
    """The capital of some projects together on the day, that of each currency, and of how many it is not on record."""
    sums: dict[str, Fraction] = {}
    unknown = 0
    for row in found:
        capital = _capital(row)
        if capital is None:
            unknown += 1
        else:
            sums[row.currency] = sums.get(row.currency, Fraction(0)) + capital
    vi, en = ([number(value, currency, lang) for currency, value in sorted(sums.items())] for lang in Lang)
    day = [format_date(subject.day, lang) for lang in Lang]
    told = Text(
        f"vốn đăng ký của các dự án này tại ngày {day[0]}: {' và '.join(vi) or 'chưa ghi'}",
        f"their registered capital on {day[1]}: {' and '.join(en) or 'not on record'}",
    )
    lacking = Text(f"{unknown} dự án chưa ghi vốn", f"of {unknown} it is not on record") if unknown else None
    return joined_notes(told, lacking)


def over_all_periods(subject: QuestionSubject) -> QuestionSubject:
    """The question of one period, where it names several that follow one another of what happened to projects: "hai năm 2023 và 2024"."""
    times = sorted(subject.words.times, key=lambda each: each.end)
    follow = all(
        each.start is not None and later.start == each.end + timedelta(days=1) for each, later in pairwise(times)
    )
    if not times[1:] or not follow or not _is_of_what_happened(subject):
        return subject
    whole = replace(times[-1], start=times[0].start)
    return replace(subject, words=replace(subject.words, times=[whole]))


def _of_enterprises(said: Text, found: list[ProjectRow]) -> Text:
    """A count of projects with how many enterprises they are of, where enterprises are asked for: one may have several."""
    count = len({line.project.enterprise for line in found if line.project.enterprise})
    shown = number_text(count)
    return Text(
        f"{said.vi}; của {shown.vi} doanh nghiệp", f"{said.en}; of {shown.en} enterprise{'' if count == 1 else 's'}"
    )


def _other_currency(rows: Iterable[ProjectRow], subject: QuestionSubject) -> Text | None:
    """That the capital of all that is asked of is stated in another currency than the bounds: none of it lies within, or beyond."""
    asked = {limit.unit for limit in subject.words.limits}
    stated = {Unit(row.currency) for row in rows if row.currency}
    if not asked or not stated or asked & stated:
        return None
    names = ", ".join(sorted(unit.value for unit in stated))
    return Text(
        f"vốn của các dự án này ghi bằng {names}; hãy nêu mức vốn bằng {names}",
        f"the capital of these projects is stated in {names}; give the bound in {names}",
    )


def _currency_note(subject: QuestionSubject) -> Text | None:
    """Of which projects the capital is stated in the currency of the bounds."""
    units = {limit.unit for limit in subject.words.limits}
    if Unit.USD in units:
        return Text("chỉ xét dự án FDI, ghi vốn bằng USD", "foreign projects only, whose capital is stated in USD")
    return (
        Text("chỉ xét dự án DDI, ghi vốn bằng đồng", "domestic projects only, whose capital is stated in đồng")
        if units
        else None
    )


def _counted(count: int, subject: QuestionSubject) -> Text:
    """How many projects, with the period in which it happened to them, or the day on which they stood so."""
    shown = number_text(count)
    many = (f"{shown.vi} dự án", f"{shown.en} project{'' if count == 1 else 's'}")
    vi, en = many if count else (NONE.vi, NONE.en)
    if _is_of_what_happened(subject):
        period = _period(subject)
        return Text(f"{vi}, {days_said(*period).vi}", f"{en}, {days_said(*period).en}") if period else Text(vi, en)
    day = subject.day
    return Text(f"{vi} tại ngày {format_date(day, Lang.VI)}", f"{en} on {format_date(day, Lang.EN)}")


def secondary(subject: QuestionSubject) -> list[ProjectRow]:
    """The secondary projects on record by the day asked, where and of what origin, country and sector they are asked for."""
    tests = list(_where(subject))
    rows = [line for line in lines_on(subject.as_asked) if line.project.role == ProjectRole.SECONDARY]
    return [line for line in rows if all(test(line) for test in tests)]


def withheld_note() -> Text | None:
    """That projects of books which do not show them are left out, where there are such books."""
    return WITHHELD if hiding(PublicKind.PROJECTS) else None


def _where(subject: QuestionSubject) -> Iterable[Test]:
    if subject.zones:
        yield lambda line: line.zone is not None and line.zone.id in subject.zones
    elif subject.kinds:
        yield lambda line: line.zone is not None and line.zone.kind in subject.kinds
    if subject.places or subject.implied:
        within = territory_on(get(subject.place), subject.day)
        yield lambda line: is_within_any(line.zone.place if line.zone else line.project.place, within)
    if subject.origins:
        yield lambda line: line.project.origin in subject.origins
    if subject.countries:
        wanted = set(subject.countries)
        yield lambda line: bool(wanted & set(countries_named(line.project.country)))
    if subject.sectors:
        yield lambda line: any(sector in fold(line.project.sector) for sector in subject.sectors)


def _period(subject: QuestionSubject) -> tuple[date | None, date] | None:
    """The period in which something happened: the one named; of new and raised projects this year where none is."""
    named = subject.period()
    if named is None and subject.words.has("new", "raised"):
        return year_start(subject.day), subject.day
    return named


def _what(subject: QuestionSubject) -> Iterable[Test]:
    """What became of the projects in the period, or how they stood on the day; of how much capital they are."""
    words, period = subject.words, _period(subject)
    yield from _of_capital(words.limits)
    endings = [mark for mark in ENDINGS if words.has(mark)]
    if endings:
        yield (
            lambda line: (
                line.project.ended_on is not None and ("revoked" if line.project.revoked else "terminated") in endings
            )
        )
        if period is not None:
            yield lambda line: line.project.ended_on is not None and _in(line.project.ended_on, period)
    elif words.has("raised"):
        risen = _raised(subject)
        yield lambda line: line.project.id in risen
    elif words.has("new") or are_registered_in(subject):
        yield lambda line: period is not None and _in(line.project.registered_on, period)
    else:
        yield lambda line: line.in_force
        if words.has("suspended"):
            yield lambda line: line.status == "suspended"
        elif _are_producing(subject):
            yield lambda line: line.status == "operating"


ENDED: Final = re.compile(r"(?<![^\W_])(?:cham dut|terminated?|ended)(?![^\W_])")
TAKEN_BACK: Final = re.compile(r"(?<![^\W_])(?:thu hoi|revoked?|withdrawn)(?![^\W_])")


def has_other_ending(subject: QuestionSubject) -> bool:
    """Whether one way of ending is asked of, of a figure that counts both, and there were projects that ended the other way.

    What is withheld may be among them.
    """
    words = subject.words
    asked = [mark for mark in ENDINGS if words.has(mark)]
    says_both = ENDED.search(words.folded) and TAKEN_BACK.search(words.folded)
    if subject.indicator not in {"projects.ended", "capital.ended"} or len(asked) != 1 or says_both:
        return False
    first, last = questions_of(subject).start or date.min, questions_of(subject).end
    for time in words.times:
        first, last = min(first, time.start or date.min), max(last, time.end)
    others = (
        line.project
        for line in secondary(subject)
        if line.project.ended_on is not None and line.project.revoked != (asked[0] == "revoked")
    )
    return bool(hiding(PublicKind.PROJECTS)) or any(_in(each.ended_on or date.max, (first, last)) for each in others)


def _says_two_things(subject: QuestionSubject) -> bool:
    """Whether two things are said of the projects that need not be of one time: "cấp mới năm 2023 đang sản xuất"."""
    words = subject.words
    happened = [words.has(*ENDINGS), words.has("raised"), words.has("new") or are_registered_in(subject)]
    stood = [words.has("suspended"), _are_producing(subject)]
    return sum(map(bool, (*happened, *stood))) > 1


def _are_producing(subject: QuestionSubject) -> bool:
    """Whether projects in production are meant, and not all in force."""
    return subject.indicator == "projects.operating" or subject.words.has("producing")


ONE_OF_THEM: Final = Text(
    "câu hỏi nêu nhiều điều về dự án (cấp mới, tăng vốn, thu hồi, tạm ngừng, đang sản xuất) mà chưa rõ mỗi điều vào lúc nào; "
    "hãy hỏi «trong số dự án cấp mới năm …, đến … bao nhiêu dự án …», hoặc hỏi từng điều",
    "several things are said of the projects (registered, capital increased, revoked, suspended, producing), and it is not clear "
    "when each; ask “of the projects registered in …, how many were … by …”, or for one of them",
)


def _is_of_what_happened(subject: QuestionSubject) -> bool:
    """Whether projects are meant to which something happened in a period, and not those that stood on a day."""
    return subject.words.has(*HAPPENED) or are_registered_in(subject)


def are_registered_in(subject: QuestionSubject) -> bool:
    """Whether projects "registered in 2024" are meant, and not how much is registered."""
    return subject.words.has("registered") and not subject.words.has("capital") and subject.is_of_period


def _of_capital(limits: Iterable[AskedLimit]) -> Iterable[Test]:
    """Whether a project's capital lies within bounds, which are of the currency that it is stated in."""
    for limit in limits:

        def meets(line: ProjectRow, limit: AskedLimit = limit) -> bool:
            value = _capital(line)
            return value is not None and limit.unit == Unit(line.currency) and limit.meets(value)

        yield meets


def _in(day: date, period: tuple[date | None, date]) -> bool:
    first, last = period
    return (first or date.min) <= day <= last


def _raised(subject: QuestionSubject) -> frozenset[int]:
    """The projects that raised their capital in the period asked of, by what is posted of it."""
    first, last = _period(subject) or (None, subject.day)
    return projects_posted("projects.adjusted", first or FIRST_DAY, last, subject.dates)


def line_of(line: ProjectRow) -> AnswerLine:
    """A project as a line: its name with its enterprise, where it is, its capital and how it stands."""
    project = line.project
    title = Text(project.name or project.code, project.name or project.code)
    said = []
    for lang in (Lang.VI, Lang.EN):
        capital = _money(line, lang)
        parts = [project.enterprise, line.zone_title or line.place.of(lang), capital, line.said.of(lang)]
        said.append("; ".join(part for part in parts if part))
    return AnswerLine(
        "/".join(project.reference),
        title=title,
        route="project",
        arguments=project.reference,
        figure=None,
        value=_capital(line),
        note=Text(*said),
    )


def _ends(subject: QuestionSubject) -> dict[Reference, Stored]:
    """The events by which projects ended, by the project."""
    dates = subject.as_asked
    books = [mark.id for mark in current_figures().heads.values()]
    events = standing(books, codes_of(ProjectTerminated, ProjectRevoked), None, dates.on, dates.known_at)
    return {(event.book, str(event.payload["project"])): event for event in events}


def _with_end(line: AnswerLine, end: Stored | None) -> AnswerLine:
    """A project that ended with the day on which it did and why; that no reason is on record where there is none."""
    if end is None or line.note is None:
        return line
    reason = str(end.payload.get("reason") or "")
    day = [format_date(end.effective_on, lang) for lang in Lang]
    vi = f"lý do: {reason}" if reason else "sổ không ghi lý do"
    en = f"reason: {reason}" if reason else "no reason on record"
    return replace(line, note=Text(f"{line.note.vi} ngày {day[0]}; {vi}", f"{line.note.en} on {day[1]}; {en}"))


def _money(line: ProjectRow, lang: Lang) -> str:
    value = _capital(line)
    return "" if value is None else number(value, line.currency, lang)


def _capital(line: ProjectRow) -> Fraction | None:
    if line.capital is None:
        return None
    return Fraction(line.capital, 100) if line.project.origin == Origin.FDI else Fraction(line.capital)


def largest_project(subject: QuestionSubject, books: Figures) -> Answers:
    """The project of the largest capital; foreign and domestic ones apart, since they are stated in different currencies."""
    rows = _with_capital(subject)
    lines = [line_of(row) for origin in Origin for row in _first_by_capital(rows, origin, subject)]
    if not lines:
        return refused(subject, books, NONE)
    said = lines[0].said if subject.words.count is None else LARGEST_FIRST
    on = subject.day
    day = Text(f"tại ngày {format_date(on, Lang.VI)}", f"on {format_date(on, Lang.EN)}")
    note = joined_notes(EACH_CURRENCY, REGISTERED_THEN if subject.is_of_period else None, day, withheld_note())
    answers = listed(said, lines, note=note)
    return tuple(with_understood(replace(each, lines=tuple(lines)), subject, None, books) for each in answers)


def _with_capital(subject: QuestionSubject) -> list[ProjectRow]:
    """The projects in force that are asked of and have capital on record; of a period those registered in it."""
    tests, period = list(_what(subject)), subject.period()
    if period is not None and period[0] is not None:
        tests.append(lambda row: _in(row.project.registered_on, period))
    rows = [row for row in secondary(subject) if row.in_force and row.capital is not None]
    return [row for row in rows if all(test(row) for test in tests)]


def _first_by_capital(rows: Iterable[ProjectRow], origin: Origin, subject: QuestionSubject) -> list[ProjectRow]:
    """As many projects of one origin as are asked for, in the order of their capital, and those with as much as the last."""
    words = subject.words
    own = [row for row in rows if row.project.origin == origin]
    own.sort(key=lambda row: row.capital or 0, reverse=not words.has("min"))
    capitals = list(dict.fromkeys(row.capital for row in own))[words.nth - 1 :]
    chosen = [row.capital for row in own if row.capital in capitals][: words.count or 1]
    return [row for row in own if row.capital in chosen]


EACH_CURRENCY: Final = Text(
    "FDI và DDI xếp riêng, vì ghi theo hai đồng tiền",
    "foreign and domestic apart: they are stated in two currencies",
)
REGISTERED_THEN: Final = Text("trong các dự án đăng ký trong kỳ", "among the projects registered in the period")
LARGEST_FIRST: Final = Text("dự án xếp theo vốn", "projects in the order of their capital")


OUTSIDE: Final = ((Lang.VI, "không thuộc"), (Lang.EN, "not among"))


def zones(subject: QuestionSubject, books: Figures) -> Answers:
    """The zones of a kind in a place, at a stage where one is named, by their names."""
    found = _zones_there(subject)
    for stage, denied in _stages(subject):
        at_stage = {zone.id for zone in _at_stage(found, STAGE_INDICATORS[stage], subject, books)}
        found = [zone for zone in found if (zone.id in at_stage) is not denied]
    found.sort(key=lambda zone: sort_key(zone.name))
    lines = [_zone_line(zone, subject) for zone in found]
    note = WITHHELD if hiding(PublicKind.ZONES) else None
    answers = listed(_zones_said(len(lines), subject), lines, value=Fraction(len(lines)), note=note)
    meant = subject if subject.stages else replace(subject, indicator=None)
    return tuple(with_understood(replace(each, lines=tuple(lines)), meant, None, books) for each in answers)


def _zones_there(subject: QuestionSubject) -> list[ZoneOn]:
    """The zones of the kinds and place asked of that there were on the day, or those withdrawn by then where these are meant."""
    dates, withdrawn = subject.as_asked, subject.words.has("withdrawn", "revoked")
    of_kind = [zone for zone in zones_on(dates).values() if zone.began <= dates.on and zone.kind in subject.kinds]
    there = [zone for zone in of_kind if (zone.revoked if withdrawn else zone.ended_on is None)]
    if not subject.places and not subject.implied:
        return there
    within = territory_on(get(subject.place), subject.day)
    return [zone for zone in there if is_within_any(zone.place, within)]


def _zone_line(zone: ZoneOn, subject: QuestionSubject) -> AnswerLine:
    """A zone by its name, with its place where that is asked."""
    note = place_words(zone.place, subject.day) if subject.words.has("where") else None
    return AnswerLine("/".join(zone.reference), Text(zone.title, zone.title), "zone", zone.reference, note=note)


def _zones_said(count: int, subject: QuestionSubject) -> Text:
    """How many zones there were on the day, and which stages they are not at where such are asked for."""
    day = subject.day
    outside = [INDICATORS[STAGE_INDICATORS[stage]].name for stage, is_denied in subject.stages if is_denied]
    without = [f" {word} «{', '.join(name.of(lang) for name in outside)}»" if outside else "" for lang, word in OUTSIDE]
    return Text(
        f"{_so_many_zones(count, subject.kind, Lang.VI)}{without[0]} tại ngày {format_date(day, Lang.VI)}",
        f"{_so_many_zones(count, subject.kind, Lang.EN)}{without[1]} on {format_date(day, Lang.EN)}",
    )


def _so_many_zones(count: int, kind: ZoneKind | None, lang: Lang) -> str:
    """How many zones of a kind: "38 cụm", "không có khu nào", "1 industrial park"."""
    if lang is Lang.EN:
        return f"{count or 'no'} {counted_zones(kind, Fraction(count), lang)}"
    noun = kind.label.vi.partition(" ")[0].lower() if kind else "khu, cụm"
    return f"{count} {noun}" if count else f"không có {noun} nào"


def _stages(subject: QuestionSubject) -> list[tuple[str, bool]]:
    """The stages that zones are to be at, or not at: the furthest that is named, and all where any is denied."""
    named = subject.stages
    if any(denied for _, denied in named):
        return named
    return sorted(named, key=lambda each: STAGES.index(each[0]))[:1]


def _at_stage(found: list[ZoneOn], code: str, subject: QuestionSubject, books: Figures) -> list[ZoneOn]:
    asked = [
        Question(
            code, COUNTRY_CODE, subject.day, zone=zone.id, kind=ZoneKind(zone.kind), known_at=subject.dates.known_at
        )
        for zone in found
    ]
    return [zone for zone, figure in zip(found, books.answer(asked), strict=True) if figure.value]
