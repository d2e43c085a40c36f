"""The table of a kept page's statements, from which those to be accepted are chosen."""

from collections.abc import Iterable, Mapping

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from parkledger.briefing.statements import indicator_said, interval_said, period_said, scope_said
from parkledger.checking.kept_statements import StatementChoice
from parkledger.language import Lang, capitalised
from parkledger.records.cells import INDICATOR_CODE
from parkledger.tables import Cell, Cells, Column, ColumnPlace, ColumnType, Row, Table


def choices_table(choices: Iterable[StatementChoice], waiting: Mapping[int, int], lang: Lang) -> Table:
    """Statements, each to be ticked unless an event stands for it already or a submission of it waits."""
    figure, date = ColumnType.FIGURE, ColumnType.DATE
    columns = (
        Column("choose", gettext("Chọn"), ColumnType.CONTROLS),
        Column("number", gettext("Số thứ tự"), ColumnType.INTEGER, place=ColumnPlace.FILE),
        Column("quote", gettext("Trích"), lang="vi"),
        INDICATOR_CODE,
        Column("indicator", gettext("Chỉ tiêu")),
        Column("scope", gettext("Phạm vi"), lang="vi"),
        Column("start", gettext("Từ ngày"), date, place=ColumnPlace.FILE),
        Column("end", gettext("Kỳ"), date),
        Column("low", gettext("Từ (kể cả)"), figure, place=ColumnPlace.FILE),
        Column("high", gettext("Đến dưới"), figure, place=ColumnPlace.FILE),
        Column("interval", gettext("Giá trị")),
        Column("event", gettext("Sự kiện")),
    )
    rows = [Row(_cells(each, waiting.get(each.number), lang)) for each in choices]
    caption = gettext("Đánh dấu số liệu muốn nhận; số đã có sự kiện thì không nhận lại")
    return Table("choices", gettext("Số liệu của trang"), columns, rows, lang, caption=caption)


def _cells(each: StatementChoice, waits: int | None, lang: Lang) -> Cells:
    statement = each.statement
    indicator = indicator_said(statement, lang)
    return {
        "choose": Cell(controls=_box_html(each, taken=each.taken or waits is not None)),
        "number": each.number,
        "quote": statement.quote,
        "indicator.code": statement.indicator,
        "indicator": capitalised(indicator),
        "scope": scope_said(statement) or None,
        "start": statement.period_start,
        "end": Cell(statement.period_end, text=period_said(statement, lang)),
        "low": Cell(statement.low, statement.unit),
        "high": Cell(statement.high, statement.unit),
        "interval": interval_said(statement, lang),
        "event": each.event or (gettext("chờ duyệt, hồ sơ %d") % waits if waits is not None else None),
    }


def _box_html(each: StatementChoice, *, taken: bool) -> SafeString:
    """The box to tick."""
    return format_html(
        '<input type="checkbox" name="statement" value="{}" aria-label="{} {}: {}"{}{}>',
        each.number,
        gettext("Chọn số"),
        each.number,
        each.statement.quote,
        mark_safe(" checked") if each.chosen else "",
        mark_safe(" disabled") if taken else "",
    )
