"""Answers on an enterprise that is named: the land that it holds, its projects with their capital and where they lie."""

from fractions import Fraction
from typing import Final

from parkledger.briefing.answers.answer import AnswerLine, Answers, listed, refused, with_understood
from parkledger.briefing.answers.lists import line_of
from parkledger.briefing.answers.subjects import QuestionSubject
from parkledger.figures import Figures
from parkledger.figures.wording import number
from parkledger.language import SMALLEST, Lang, Text, Unit, format_date, number_text
from parkledger.records.project_lists import EnterpriseRow, ProjectRow, enterprise_slug, enterprises_on

OF_ENTERPRISE: Final = frozenset(
    {
        *("tenancy", "land", "area", "leased", "left", "projects", "capital", "registered", "in_force", "enterprises"),
        *("registered_capital",),
    }
)
"""What can be asked of an enterprise: what the projects that are its own hold, and what each of them is."""
LAND: Final = ("tenancy", "land", "area", "leased")
NOT_OF_ENTERPRISE: Final = Text(
    "của một doanh nghiệp chỉ trả lời được đất thuê, các dự án, vốn và nơi đặt; xem thêm trang doanh nghiệp",
    "of an enterprise its land, projects, their capital and places can be told; see its page for more",
)
NOT_THERE: Final = Text("doanh nghiệp chưa có trong sổ vào ngày này", "the enterprise is not on record by that day")
SEVERAL: Final = Text("hãy hỏi từng doanh nghiệp một", "ask of one enterprise at a time")
NO_LAND: Final = Text("chưa ghi nhận đất thuê", "no land on record as leased")


def of_enterprise(subject: QuestionSubject, books: Figures) -> Answers:
    """The land that an enterprise holds, project by project, where land is asked; else its projects."""
    if len(subject.enterprises) > 1:
        return refused(subject, books, SEVERAL)
    if set(subject.words.all("measured")) - OF_ENTERPRISE or (
        subject.words.has("left") and not subject.words.has(*LAND)
    ):
        return refused(subject, books, NOT_OF_ENTERPRISE)
    found = enterprises_on(subject.as_asked).get(enterprise_slug(subject.enterprises[0]))
    if found is None:
        return refused(subject, books, NOT_THERE)
    answers = _land(found, subject) if subject.words.has(*LAND) else _projects(found, subject)
    return tuple(with_understood(each, subject, None, books) for each in answers)


def _rows(found: EnterpriseRow, subject: QuestionSubject) -> list[ProjectRow]:
    """Its projects by the day asked, in the zones that are named where any is."""
    return [row for row in found.lines if not subject.zones or (row.zone is not None and row.zone.id in subject.zones)]


def _land(found: EnterpriseRow, subject: QuestionSubject) -> Answers:
    rows = _rows(found, subject)
    held = [row for row in rows if row.land and row.in_force]
    note = _kept_note(sum(row.land or 0 for row in rows if not row.in_force))
    if not held:
        ended = [row.said for row in rows if not row.in_force]
        said = Text(f"{found.name}: {NO_LAND.vi}", f"{found.name}: {NO_LAND.en}")
        if ended and len(ended) == len(rows):
            said = Text(f"{said.vi} ({ended[0].vi})", f"{said.en} ({ended[0].en})")
        return listed(said, [line_of(row) for row in rows], note=note)
    total = sum(row.land or 0 for row in held)
    day = [format_date(subject.day, lang) for lang in Lang]
    amounts = _hectares(total)
    said = Text(
        f"{found.name}: đang thuê {amounts.vi} tại ngày {day[0]}", f"{found.name}: {amounts.en} leased on {day[1]}"
    )
    return listed(said, [_land_line(row) for row in held], value=_in_hectares(total), note=note)


def _kept_note(square_metres: int) -> Text | None:
    """How much is on record as let to projects that have ended: that it was given back is not recorded."""
    if not square_metres:
        return None
    amount = _hectares(square_metres)
    return Text(
        f"không kể {amount.vi} của dự án đã chấm dứt, thu hồi, chưa ghi nhận trả lại",
        f"without {amount.en} of projects that have ended, not on record as given back",
    )


def _in_hectares(square_metres: int) -> Fraction:
    return Fraction(square_metres, SMALLEST[Unit.HECTARE])


def _hectares(square_metres: int) -> Text:
    return Text(*(number(_in_hectares(square_metres), Unit.HECTARE, lang) for lang in Lang))


def _land_line(row: ProjectRow) -> AnswerLine:
    line, land, where = line_of(row), _hectares(row.land or 0), row.zone_title
    note = Text(*("; ".join(part for part in (where, land.of(lang)) if part) for lang in Lang))
    return AnswerLine(line.key, line.title, line.route, line.arguments, value=_in_hectares(row.land or 0), note=note)


def _projects(found: EnterpriseRow, subject: QuestionSubject) -> Answers:
    rows = _rows(found, subject)
    lines = [line_of(row) for row in rows]
    count = number_text(len(lines))
    if len(lines) == 1:
        return listed(lines[0].said, lines, value=Fraction(1))
    said = Text(f"{found.name}: {count.vi} dự án", f"{found.name}: {count.en} projects")
    return listed(said, lines, value=Fraction(len(lines)))
