"""A comparison split: one line for each country of investors, sector, origin of capital, month or quarter.

The lines of an indicator have no posting in common. Those of countries and sectors come to the figure of each place, with
what is filed under no project.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from parkledger.briefing.comparison.subjects import ComparisonSubject
from parkledger.briefing.comparison.tables import (
    ComparisonCell,
    ComparisonRequest,
    ComparisonRow,
    asked_of,
    kinds_of,
    line_of,
    question_of,
)
from parkledger.briefing.situation import REPORTED
from parkledger.briefing.splits import BY_PERIOD, By, require_answerable, rest_of, split
from parkledger.catalogue import ZoneKind
from parkledger.figures import Dimension, Figure, Figures, Question, is_sum_over_projects
from parkledger.language import ParkError, Text, year_start
from parkledger.places import COUNTRY_CODE
from parkledger.records.dates import Dates
from parkledger.records.project_groups import members_of

OFFERED: Final[Mapping[By, Text]] = MappingProxyType(
    {
        By.COUNTRY: Text("Theo nước của nhà đầu tư", "By country of investor"),
        By.SECTOR: Text("Theo ngành", "By sector"),
        By.QUARTER: Text("Theo quý", "By quarter"),
        By.MONTH: Text("Theo tháng", "By month"),
        By.ORIGIN: Text("Theo nguồn vốn", "By origin of capital"),
    }
)
"""What a comparison may be split by; its places and zones are what is compared."""
OF_PROJECTS: Final = ("projects.in_force", "capital.in_force", "capital.attracted")
OF_PERIODS: Final = ("projects.registered", "capital.attracted", "output.production:park", "trade.export:park")


class SplitUnknown(ParkError):
    """A comparison cannot be split by that."""

    code = "split_unknown"
    is_misuse = True
    vi = "Không chia so sánh theo «{by}» được. Có thể chia theo: {known}."
    en = "A comparison cannot be split by “{by}”. It may be split by: {known}."


def split_named(name: str) -> By | None:
    """What a comparison is split by, as addresses name it; None where it is not. Raises SplitUnknown."""
    if not name:
        return None
    if name not in {by.value for by in OFFERED}:
        raise SplitUnknown(by=name, known=", ".join(OFFERED))
    return By(name)


def kept_in(by: By, wanted: Sequence[ComparisonRequest], on: date) -> list[ComparisonRequest]:
    """Those of the indicators chosen that can be split so."""
    if by not in (By.COUNTRY, By.SECTOR):
        return list(wanted)
    return [each for each in wanted if is_sum_over_projects(Question(each.definition.code, COUNTRY_CODE, on))]


def split_rows(
    books: Figures,
    subjects: Sequence[ComparisonSubject],
    indicators: Sequence[str],
    dates: Dates,
    by: By,
    reported: date | None = None,
) -> list[ComparisonRow]:
    """The lines of a split comparison, of each indicator the largest country or sector first, periods in their order."""
    usual = OF_PERIODS if by in BY_PERIOD else OF_PROJECTS
    wanted = asked_of([key for key in indicators if key] or usual, subjects)
    split_up = [
        ((asked, kind), _questions([_base(asked, kind, one, dates, reported) for one in subjects], by, dates, books))
        for asked in wanted
        for kind in kinds_of(asked, subjects)
    ]
    require_answerable(sum(len(row) for _, questions in split_up for row in questions))
    found = []
    for row, questions in split_up:
        asked, kind = row
        found += _lines(books, subjects, row, questions)
        rests = [_rest(books, base, by) for base in (_base(asked, kind, one, dates, reported) for one in subjects)]
        if any(rests):
            cells = [ComparisonCell(rest) for rest in rests]
            found.append(replace(line_of(asked, kind, cells, subjects), is_split=True))
    return found


def _rest(books: Figures, base: Question | None, by: By) -> Figure | None:
    """What the whole of a split has beside its lines."""
    return None if base is None else rest_of(base, by, books)


def _base(
    asked: ComparisonRequest,
    kind: ZoneKind | None,
    subject: ComparisonSubject,
    dates: Dates,
    reported: date | None,
) -> Question | None:
    question = question_of(asked, kind, subject, dates)
    if question is None or not question.is_flow:
        return question
    end = reported if reported is not None and asked.definition.code in REPORTED else question.end
    return replace(question, start=year_start(end), end=end)


def _questions(bases: Sequence[Question | None], by: By, dates: Dates, books: Figures) -> list[list[Question | None]]:
    """A row of questions for each country, sector, origin or period: one for each thing compared."""
    if by in (By.COUNTRY, By.SECTOR):
        members = members_of(Dimension(by.value), dates)
        return [[base and replace(base, member=member) for base in bases] for member in members]
    parts = [split(base, by, books) if base else [] for base in bases]
    longest = max(map(len, parts), default=0)
    return [[part[at] if at < len(part) else None for part in parts] for at in range(longest)]


def _lines(
    books: Figures,
    subjects: Sequence[ComparisonSubject],
    row: tuple[ComparisonRequest, ZoneKind | None],
    questions: list[list[Question | None]],
) -> list[ComparisonRow]:
    asked, kind = row
    wanted = [question for line in questions for question in line if question is not None]
    answers = dict(zip(wanted, books.answer(wanted), strict=True))
    lines = []
    for line in questions:
        found = [ComparisonCell(None if question is None else answers[question]) for question in line]
        if any(cell.figure is not None and cell.figure.value is not None for cell in found):
            lines.append(replace(line_of(asked, kind, found, subjects), is_split=True))
    return sorted(lines, key=_order) if lines and _has_member(lines[0]) else lines


def _has_member(line: ComparisonRow) -> bool:
    return line.first is not None and line.first.question.member is not None


def _order(line: ComparisonRow) -> tuple[bool, Fraction]:
    """The largest first; last what is of no project."""
    figures: list[Figure] = line.known
    member = figures[0].question.member
    return (member is not None and member.is_rest, -max(figure.value or Fraction(0) for figure in figures))
