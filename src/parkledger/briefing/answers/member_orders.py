"""Countries and sectors by their projects and capital: the first of them, the figure and share of each, zone by zone."""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from parkledger.briefing.answers.answer import (
    AnswerLine,
    Answers,
    QuestionAnswer,
    listed,
    refused,
    with_understood,
    written_both,
)
from parkledger.briefing.answers.completeness import WITHHELD, Standings, coverage_text
from parkledger.briefing.answers.figure_answers import change_from
from parkledger.briefing.answers.orders import (
    FigureOrder,
    all_said,
    asks_share,
    descending,
    first_of,
    first_with_shares,
    so_many,
    with_amount,
    zone_line,
)
from parkledger.briefing.answers.subjects import QuestionSubject, period_said, questions_of, zone_question
from parkledger.briefing.splits import by_member
from parkledger.catalogue import INDICATORS, Origin
from parkledger.catalogue.countries import countries
from parkledger.catalogue.publicity import PublicKind, hiding
from parkledger.figures import Dimension, Figure, Figures, Member, Question
from parkledger.figures.wording import number
from parkledger.language import Lang, ParkError, Text, fold, joined_notes
from parkledger.records.project_groups import NOT_PUBLIC, UNKNOWN


def first_countries(subject: QuestionSubject, books: Figures) -> Answers:
    """The countries in the order of their foreign projects or capital: a joint project by its shares, as figures are split."""
    return _first_members(subject, books, Dimension.COUNTRY)


def first_sectors(subject: QuestionSubject, books: Figures) -> Answers:
    """The sectors in the order of their projects or capital."""
    return _first_members(subject, books, Dimension.SECTOR)


GROUPS: Final = {
    Dimension.COUNTRY: Text("nước, vùng lãnh thổ", "countries"),
    Dimension.SECTOR: Text("ngành", "sectors"),
}


NOT_SPLIT: Final = Text("chưa ghi dự án nào", "no project is on record")


def _first_members(subject: QuestionSubject, books: Figures, dimension: Dimension) -> Answers:
    """The countries or sectors by the figure of each; what is of none of them, or of several without shares, is named."""
    asked = _of_projects_or_capital(subject)
    if asked is None:
        return refused(subject, books, NOT_OF_MEMBERS)
    base = _split_question(asked, dimension, books)
    known = [figure for figure in books.answer(by_member(base, dimension, books)) if figure.value]
    known.sort(key=lambda figure: figure.value or 0, reverse=descending(subject))
    named = [figure for figure in known if _is_one(figure)]
    others = [figure for figure in known if not _is_one(figure)]
    lines = [
        AnswerLine(member.code, member.name, figure=figure, value=figure.value)
        for figure in named
        if (member := figure.question.member) is not None
    ]
    if not lines:
        return refused(subject, books, NOT_SPLIT)
    limit = _of_members(others, books.one(base))
    order = FigureOrder(lines, Standings(tuple(named), ()), limit, GROUPS[dimension])
    if asks_share(subject):
        return first_with_shares(asked, books, order, lambda part: replace(part, member=None))
    answers = first_of(asked, books, order)
    if len(subject.words.times) > 1:
        return tuple(_beside_other_time(each, asked, base, books) for each in answers)
    shown = [] if subject.words.count else lines
    return tuple(
        replace(
            with_understood(each, asked, base, books), lines=tuple(shown or each.lines), total=len(shown or each.lines)
        )
        for each in answers
    )


def _beside_other_time(
    answer: QuestionAnswer, subject: QuestionSubject, base: Question, books: Figures
) -> QuestionAnswer:
    """The first country or sector of a time with how far its figure is from that of another time, and what that was."""
    first = answer.lines[0] if answer.lines else None
    if answer.problem or first is None or first.figure is None or answer.total > 1:
        return replace(answer, problem=answer.problem or OF_ONE_TIME, lines=(), total=0, said=None)
    other = questions_of(subject, period=1)
    before = books.one(replace(first.figure.question, start=other.start, end=other.end))
    moved = change_from(before, first.figure)
    if moved is None:
        return replace(answer, problem=OF_ONE_TIME, lines=(), total=0, said=None)
    period, amount, said = period_said(other), written_both(before), answer.said or first.title
    told = Text(
        f"{said.vi}; {period.vi}: {amount.vi} ({moved.vi})", f"{said.en}; {period.en}: {amount.en} ({moved.en})"
    )
    return with_understood(replace(answer, said=told, figures=(first.figure, before)), subject, base, books)


OF_ONE_TIME: Final = Text(
    "không so được với kỳ kia; hãy hỏi từng kỳ một", "this is not set against the other time; ask of one time at a time"
)


def of_members(subject: QuestionSubject, books: Figures) -> Answers:
    """The figure of each country or sector that is named; its share of the whole where that is asked."""
    dimension = _dimension_named(subject)
    if dimension is None or not subject.measures(PROJECTS_OR_CAPITAL):
        return refused(subject, books, NOT_OF_MEMBERS)
    base = _split_question(subject, dimension, books)
    try:
        figures = books.answer(by_member(base, dimension, books))
    except ParkError as error:
        return refused(subject, books, Text(error.message(Lang.VI), error.message(Lang.EN)))
    named = [figure for figure in figures if _is_named(figure, subject)]
    if not named:
        return refused(subject, books, NOT_SPLIT)
    whole = books.one(base)
    joint = [figure for figure in figures if figure.value and not _is_one(figure)]
    named.sort(key=lambda figure: figure.value or 0, reverse=True)
    lines = [_member_line(each.question.member, each, whole, subject) for each in named if each.question.member]
    note = joined_notes(_without_any(subject, named), _of_members(joint, whole))
    value = lines[0].value if len(lines) == 1 else None
    answers = listed(all_said([line.said for line in lines]), lines, note=note, value=value)
    return tuple(with_understood(each, subject, base, books) for each in answers)


def _without_any(subject: QuestionSubject, told: Sequence[Figure]) -> Text | None:
    """The countries that are named and of which there is nothing beside those told; None where all are told."""
    codes = {figure.question.member.code for figure in told if figure.question.member}
    names = [countries()[code] for code in subject.countries if code not in codes and code in countries()]
    if not names:
        return None
    return Text(
        f"sổ không ghi dự án nào của {', '.join(name.vi for name in names)}",
        f"no project of {', '.join(name.en for name in names)} is on record",
    )


def members_by_zone(subject: QuestionSubject, books: Figures) -> Answers:
    """The projects, or their capital, of the countries or sectors named, zone by zone: the zones that have any, most first."""
    asked, dimension = _of_projects_or_capital(subject), _dimension_named(subject)
    if asked is None or dimension is None:
        return refused(subject, books, NOT_OF_MEMBERS)
    base = replace(_split_question(asked, dimension, books), kind=subject.kind)
    lines: list[AnswerLine] = []
    for zone in books.zones_of(replace(base, indicator="zones.established", start=None, origin=None)):
        figures = books.answer(by_member(zone_question(base, zone, books), dimension, books))
        lines += [zone_line(figure, books) for figure in figures if figure.value and _is_named(figure, asked)]
    if not lines:
        return refused(subject, books, NOT_SPLIT)
    lines.sort(key=lambda line: line.value or 0, reverse=True)
    said = so_many(len({line.key for line in lines}), subject.kind, INDICATORS[base.indicator].name)
    if subject.words.has("max", "most"):
        most = {line.value for line in lines[: subject.words.count or 1]}
        lines = [line for line in lines if line.value in most]
        said = all_said([with_amount(line.title, line.figure) for line in lines if line.figure])
    answers = listed(said, lines, value=Fraction(len(lines)), note=WITHHELD if hiding(PublicKind.PROJECTS) else None)
    return tuple(with_understood(replace(each, lines=tuple(lines)), asked, base, books) for each in answers)


PROJECTS_OR_CAPITAL: Final = ("projects.", "capital.")
"""What is told by country and sector."""


TOLD_BY_PROJECTS: Final = ("zones.", "enterprises.")
"""What may be asked of countries and sectors besides: it is told by their projects."""


NOT_OF_MEMBERS: Final = Text(
    "chỉ số dự án và vốn của dự án tách được theo nước hoặc theo ngành",
    "only projects and their capital are told by country or by sector",
)


def _of_projects_or_capital(subject: QuestionSubject) -> QuestionSubject | None:
    """The question as one of projects or their capital; None where something else is measured.

    Where it is not said what of them, or zones or enterprises are counted, projects in force are meant.
    """
    if subject.measures(PROJECTS_OR_CAPITAL):
        return subject
    is_of_them = subject.indicator is None or subject.measures(TOLD_BY_PROJECTS)
    is_first = subject.words.has("max", "min") or subject.words.count is not None
    if is_of_them and is_first and INVESTS.search(subject.words.folded):
        return replace(subject, indicator="capital.attracted" if subject.is_of_period else "capital.in_force")
    return replace(subject, indicator="projects.in_force") if is_of_them else None


INVESTS: Final = re.compile(r"(?<![^\W_])(?<!du an )(?<!nha )(?:dau tu|invest(?:s|ed|ing|ment|ments)?)(?![^\W_])")
"""Words for what is invested, and not for projects or those who invest: who invests most is so by capital."""


def _dimension_named(subject: QuestionSubject) -> Dimension | None:
    """Whether countries or sectors are named; None where both are, by which no figure is split at once."""
    if subject.countries and subject.sectors:
        return None
    return Dimension.COUNTRY if subject.countries else Dimension.SECTOR


def _is_named(figure: Figure, subject: QuestionSubject) -> bool:
    """Whether a group is a country or sector that the question names."""
    member = figure.question.member
    if member is None or not _is_one(figure):
        return False
    return member.code in subject.countries or any(sector in fold(member.name.vi) for sector in subject.sectors)


def _member_line(member: Member, figure: Figure, whole: Figure, subject: QuestionSubject) -> AnswerLine:
    """A country or sector with its figure, or with its share of the whole where that is asked."""
    value, note = figure.value, written_both(figure)
    if subject.words.has("share", "percent") and value is not None and whole.value and whole.unit == figure.unit:
        value, total = value / whole.value * 100, written_both(whole)
        note = Text(
            f"{number(value, 'percent', Lang.VI)} ({note.vi} trong tổng {total.vi})",
            f"{number(value, 'percent', Lang.EN)} ({note.en} of {total.en})",
        )
    return AnswerLine(member.code, member.name, figure=figure, value=value, note=note)


def _split_question(subject: QuestionSubject, dimension: Dimension, books: Figures) -> Question:
    """The question that is split by country or sector: countries are those of foreign capital where no origin is named."""
    base = questions_of(subject)
    if dimension is Dimension.COUNTRY and base.origin is None:
        base = replace(base, origin=Origin.FDI)
    return zone_question(base, subject.zones[0], books) if subject.zones else base


def _is_one(figure: Figure) -> bool:
    """Whether a group is one country or sector that is known."""
    member = figure.question.member
    return member is not None and member.code not in {"", UNKNOWN, NOT_PUBLIC} and "+" not in member.code


def _of_members(others: Sequence[Figure], total: Figure) -> Text | None:
    """What is not ranked beside countries or sectors, with how much it is, and what limits the whole."""
    parts = [coverage_text(total)]
    for figure in others:
        member, amount = figure.question.member, written_both(figure)
        if member is not None:
            parts.append(Text(f"không xếp: {member.name.vi} {amount.vi}", f"not ranked: {member.name.en} {amount.en}"))
    if hiding(PublicKind.PROJECTS) and not any(_is_withheld(figure) for figure in others):
        parts.append(WITHHELD)
    return joined_notes(*parts)


def _is_withheld(figure: Figure) -> bool:
    return figure.question.member is not None and figure.question.member.code == NOT_PUBLIC
