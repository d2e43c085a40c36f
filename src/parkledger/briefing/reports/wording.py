"""How a figure is written in a sentence: verb, estimate, hedge, number and unit; practices and duties in words."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Final

from parkledger.briefing.reports.model import (
    DutiesOnRecord,
    DutyOnRecord,
    FigureNote,
    Paragraph,
    Part,
    PracticeOnRecord,
    Report,
    ReportTable,
    SigningCheck,
)
from parkledger.briefing.reports.references import FigureReference
from parkledger.figures import Figure, Form
from parkledger.figures.wording import UNKNOWN, number
from parkledger.language import (
    Lang,
    Quantity,
    Text,
    Unit,
    day_of,
    format_date,
    format_number,
    format_quantity,
    parse_quantity,
)

_ESTIMATED: Final = Text("ước", "an estimated")
_MORE, _LESS = Text("hơn", "over"), Text("gần", "nearly")
_KNOWN: Final = Text("theo dữ liệu ghi nhận đến ngày {day}", "as known on {day}")
_UP, _DOWN, _SAME = Text("tăng", "up"), Text("giảm", "down"), Text("không đổi", "unchanged")


def known_words(known_at: datetime | None, lang: Lang) -> str:
    """As known when, by the day in Vietnam; nothing of what is known now."""
    return _KNOWN.of(lang).format(day=format_date(day_of(known_at), lang)) if known_at else ""


def figure_words(figure: Figure, reference: FigureReference, lang: Lang) -> str:
    """A figure in a sentence: "ước đạt 258,79 nghìn tỷ đồng", "tăng 38,85%", "hơn 31,1 nghìn tỷ đồng"."""
    if figure.value is None:
        return f"{reference.lead} {UNKNOWN.of(lang)}".strip()
    if figure.form is Form.GROWTH:
        return _growth(figure, lang)
    if reference.bare:
        return format_number(figure.value, lang, decimals=figure.indicator.decimals)
    said = _rounded(figure, reference.decimals, lang)
    if figure.form is Form.RANK and lang is Lang.EN:
        said = said.replace("rank ", "ranking ", 1)
    if not figure.estimate:
        return f"{reference.lead} {said}".strip()
    estimated = _ESTIMATED.of(lang)
    return (
        f"{estimated} {reference.lead} {said}".replace("  ", " ")
        if lang is Lang.VI
        else f"{reference.lead} {estimated} {said}".strip()
    )


def _growth(figure: Figure, lang: Lang) -> str:
    """A growth with its direction; one that rounds to nought is none."""
    value = figure.value or Fraction(0)
    said = number(abs(value), figure.unit, lang, figure)
    if number(Fraction(0), figure.unit, lang, figure) == said:
        return _SAME.of(lang)
    return f"{(_UP if value > 0 else _DOWN).of(lang)} {said}"


def _rounded(figure: Figure, decimals: int | None, lang: Lang) -> str:
    """The number with its unit; rounded where the template says so, with a hedge for the side it was rounded to."""
    value = figure.value or Fraction(0)
    if decimals is None or figure.unit not in set(Unit):
        return number(value, figure.unit, lang, figure)
    said = format_quantity(Quantity(value, Unit(figure.unit)), lang, decimals=decimals)
    shown = parse_quantity(said, lang).value
    if shown == value:
        return said
    return f"{(_MORE if shown < value else _LESS).of(lang)} {said}"


_NO_PRACTICE: Final = Text("Chưa ghi nhận kinh nghiệm nào.", "No practice is on record.")
_FROM, _BETWEEN = (
    Text("từ ngày {start}", "since {start}"),
    Text("từ ngày {start} đến ngày {end}", "from {start} to {end}"),
)
_JUDGED: Final = Text("đối chiếu bằng {titles}", "judged by {titles}")


def practice_items(practices: Sequence[PracticeOnRecord], lang: Lang) -> Iterator[Paragraph]:
    """The practices on record as items of a list: what each is about, its time, by which indicators it is judged."""
    for one in practices:
        end = format_date(one.end, lang) if one.end else ""
        when = (_BETWEEN if end else _FROM).of(lang).format(start=format_date(one.start, lang), end=end)
        judged = _JUDGED.of(lang).format(titles=", ".join(one.indicators)) if one.indicators else ""
        yield Paragraph(-1, (f"“{one.title}” ({'; '.join(filter(None, (one.topic, when, judged)))}).",))
    if not practices:
        yield Paragraph(0, (_NO_PRACTICE.of(lang),))


NO_FIGURE: Final = "…"
"""What stands in a cell without a figure."""
PERFORMED: Final = Text("Thực hiện {period}", "{period}")
ESTIMATED: Final = Text("Ước thực hiện {period}", "Estimated, {period}")
"""The heading of a column of results of a period; of one in which some are estimates."""
CLOSING: Final = Text("Số liệu đến ngày {day}.", "Figures as of {day}.")
"""Of which day the figures of a table or chart are."""
_COUNTED: Final = Text(
    "Đến ngày {day}: {overdue} việc quá hạn, {soon} việc sắp đến hạn.", "On {day}: {overdue} overdue, {soon} due soon."
)
_WITHHELD: Final = Text(
    "Việc đến hạn chỉ được nêu cho người có vai trò trong sổ.",
    "What is due is told only to those with a role in the books.",
)
_DUTIES: Final = Text("Việc quá hạn, sắp đến hạn", "Overdue and due soon")
_DUTY_HEADINGS: Final = (
    Text("TT", "No."),
    Text("Hạn", "Due"),
    Text("Nội dung công việc", "Duty"),
    Text("Đối tượng", "About"),
    Text("Đơn vị thực hiện", "Who is to do it"),
    Text("Tình trạng", "State"),
)
_AS_OF: Final = Text("Số liệu đến ngày {day}.", "As of {day}.")
_LISTED: Final = Text(
    "Chỉ nêu {n} trong {all} việc, hạn sớm nhất trước.", "{n} of {all} are listed, the earliest due first."
)
_MADE_UP: Final = Text("minh họa", "demonstration")


def duty_parts(duties: DutiesOnRecord | None, on: date, lang: Lang) -> Iterator[Part]:
    """What is due as a sentence and a table. They are no figures: what they are made from stands in the worklist."""
    if duties is None:
        yield Paragraph(0, (_WITHHELD.of(lang),))
        return
    day, count = format_date(on, lang), duties.overdue + duties.due_soon
    yield Paragraph(0, (_COUNTED.of(lang).format(day=day, overdue=duties.overdue, soon=duties.due_soon),))
    if not duties.listed:
        return
    rows = tuple((str(at), *_duty_cells(one, lang)) for at, one in enumerate(duties.listed, start=1))
    closing = [_AS_OF.of(lang).format(day=day)]
    if len(rows) < count:
        closing.append(_LISTED.of(lang).format(n=len(rows), all=count))
    headings = tuple(text.of(lang) for text in _DUTY_HEADINGS)
    yield ReportTable(_DUTIES.of(lang), headings, rows, len(headings), " ".join(closing))


def _duty_cells(one: DutyOnRecord, lang: Lang) -> tuple[str, ...]:
    about = f"{one.about} ({_MADE_UP.of(lang)})" if one.demo else one.about
    return (format_date(one.due_on, lang) if one.due_on else NO_FIGURE, one.what, about, one.obliged, one.state)


DEMO: Final = Text(
    "* Có dữ liệu minh họa: số được cộng từ sự kiện, trong đó có sự kiện sinh ra để minh họa, không có thật.",
    "* Contains demonstration data: summed from events, some of which were made up for demonstration.",
)
TABLE: Final = Text("Bảng", "Table")
COVERAGE: Final = Text("Phạm vi số liệu", "What the figures cover")
NOTES: Final = Text("Căn cứ của từng số liệu", "Where each figure comes from")


SIGNING: Final = Text("Kiểm tra trước khi ký", "Checks before signing")
_DRAFT: Final = Text(
    "DỰ THẢO, chưa đạt {count} trong {all} kiểm tra trước khi ký (xem cuối văn bản).",
    "DRAFT: {count} of {all} checks before signing {verb} not passed (see the end).",
)
_PASSED: Final = Text("đạt", "passed")
_MOST_NAMED: Final = 3


def draft_words(report: Report) -> str:
    """That a report is a draft; nothing where it passes all its checks."""
    if not report.failed:
        return ""
    failed = len(report.failed)
    return _DRAFT.of(report.lang).format(count=failed, all=len(report.checks), verb="is" if failed == 1 else "are")


def check_words(check: SigningCheck, lang: Lang) -> str:
    """A check in one line: what it asks, and what is wrong, a few of many."""
    named = "; ".join(check.wrong[:_MOST_NAMED])
    more = "…" if len(check.wrong) > _MOST_NAMED else ""
    return f"{check.number}. {check.asks}: {named or _PASSED.of(lang)}{more}"


def noted(note: FigureNote) -> str:
    """A note in one line."""
    return f"[{note.number}] {note.said}"
