"""The tables of notes: figures of a practice before and since, and the figures of an exchange's two provinces."""

from collections.abc import Sequence

from django.utils.translation import gettext

from parkledger.checking.statements import denominator_of
from parkledger.figures import Figure
from parkledger.figures.wording import figure_title, period_words
from parkledger.language import Lang
from parkledger.places import get
from parkledger.practices.content import PracticeContent
from parkledger.practices.exchange_pages import Compared
from parkledger.practices.practice_pages import Judged
from parkledger.records.cells import INDICATOR_CODE, figure_cell
from parkledger.records.dates import Dates
from parkledger.tables import Cell, Cells, Column, ColumnPlace, ColumnType, Row, Table

FIGURE, DATE = ColumnType.FIGURE, ColumnType.DATE
BEFORE, AFTER, NOW = "before", "after", "now"
HOST, GUEST = "host", "guest"


def judged_table(judged: Sequence[Judged], said: PracticeContent, dates: Dates, lang: Lang) -> Table:
    """The figures that a practice is to be judged by: before it began, when it ended or so far, on the page's day."""
    moments = {
        BEFORE: gettext("Trước khi làm"),
        AFTER: gettext("Khi kết thúc") if said.end else gettext("Đang làm"),
        NOW: gettext("Ngày đang xem"),
    }
    columns = [INDICATOR_CODE, Column("indicator", gettext("Chỉ tiêu")), _base_column()]
    for key, name in moments.items():
        columns += _figure_columns(key, name)
    rows = []
    for each in judged:
        base = _base(each.now, lang)
        cells: Cells = {
            "indicator.code": each.now.question.indicator,
            "indicator": figure_title(each.now, lang),
            "base": Cell(base or None, text=f"({base})" if base else ""),
        }
        for key, figure in zip(moments, each.figures, strict=True):
            cells |= _figure_cells(key, figure, dates, lang)
        rows.append(Row(cells))
    of = get(said.place).title(dates.on).of(lang)
    caption = f"{gettext('Của')} {of}; {gettext('số liệu của một kỳ tính theo năm dương lịch')}"
    return Table("judged", gettext("Số liệu trước và sau"), tuple(columns), rows, lang, caption=caption)


def compared_table(compared: Sequence[Compared], host: str, guest: str, dates: Dates, lang: Lang) -> Table:
    """The headline figures of both provinces, section by section."""
    columns = (
        Column("section", gettext("Mục"), place=ColumnPlace.SECTION),
        INDICATOR_CODE,
        Column("indicator", gettext("Chỉ tiêu")),
        _base_column(),
        *_figure_columns(HOST, get(host).text.of(lang)),
        *_figure_columns(GUEST, get(guest).text.of(lang)),
    )
    rows = [
        Row(
            {
                "section": section.heading,
                "indicator.code": ours.question.indicator,
                "indicator": figure_title(ours, lang),
                "base": _base(ours, lang) or None,
                **_figure_cells(HOST, ours, dates, lang),
                **_figure_cells(GUEST, theirs, dates, lang),
            }
        )
        for section, pairs in compared
        for ours, theirs in pairs
    ]
    caption = gettext("Số liệu chính của hai tỉnh; bấm vào số để xem công thức và văn bản")
    return Table("compared", gettext("So sánh hai tỉnh"), columns, rows, lang, caption=caption)


def _base_column() -> Column:
    return Column("base", gettext("Tính trên"), place=ColumnPlace.UNDER, under="indicator", inline=True, css="hint")


def _base(figure: Figure, lang: Lang) -> str:
    """What a percentage is of, in words; empty for what is no percentage."""
    base = denominator_of(figure) if figure.unit == "percent" else None
    return "" if base is None else gettext("trên %(base)s") % {"base": base.of(lang)}


def _figure_columns(key: str, name: str) -> tuple[Column, ...]:
    """A figure, and below it the date or period that it is of."""
    return (
        Column(key, name, FIGURE),
        Column(f"{key}.start", f"{name} – {gettext('từ ngày')}", DATE, place=ColumnPlace.FILE),
        Column(f"{key}.end", f"{name} – {gettext('ngày')}", DATE, place=ColumnPlace.UNDER, under=key, css="hint"),
    )


def _figure_cells(key: str, figure: Figure, dates: Dates, lang: Lang) -> Cells:
    return {
        key: figure_cell(figure, dates, lang),
        f"{key}.start": figure.period_start,
        f"{key}.end": Cell(figure.period_end, text=period_words(figure, lang)),
    }
