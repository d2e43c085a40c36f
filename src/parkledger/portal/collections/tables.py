"""The tables of periodic reports: what is due from somebody, a book's collections, one collection, reminders, sums."""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext, ngettext

from parkledger.catalogue import MEASURES
from parkledger.catalogue.collections import ReportWindow
from parkledger.figures.wording import number
from parkledger.language import SMALLEST, Lang, Quantity, Unit, capitalised, format_date, format_number, format_quantity
from parkledger.ledger.models import Book
from parkledger.portal.collections.pages import CollectionRow, Owed, Summary, cell_address
from parkledger.portal.collections.tags import period_name, state_words
from parkledger.records.cells import INDICATOR_CODE
from parkledger.records.dates import Dates
from parkledger.records.links import reach
from parkledger.submissions.collections.consolidation import Compared, measure_unit
from parkledger.submissions.collections.due import Board, DueReport, Tally
from parkledger.submissions.collections.reminders import STEP_NAMES
from parkledger.submissions.models import Reminder
from parkledger.tables import Cell, Cells, Column, ColumnPlace, ColumnType, Row, Table

INTEGER, DATE, UNDER, FILE = ColumnType.INTEGER, ColumnType.DATE, ColumnPlace.UNDER, ColumnPlace.FILE


def _state_columns(key: str, name: str) -> tuple[Column, ...]:
    """How a report stands: in words, when it came, by how many days late, and the measures that are not there."""
    return (
        Column(key, name),
        Column(f"{key}.received", f"{name} – {gettext('nhận ngày')}", DATE, place=FILE),
        Column(f"{key}.late", f"{name} – {gettext('số ngày muộn')}", INTEGER, place=FILE),
        Column(f"{key}.lacking", f"{name} – {gettext('còn thiếu')}", place=UNDER, under=key),
    )


def _state_cells(key: str, report: DueReport, lang: Lang, address: str = "") -> Cells:
    lacking = ", ".join(each.of(lang) for each in report.lacking)
    return {
        key: Cell(
            report.state.label,
            text=state_words(report, lang),
            address=address,
            badge=f"due-state {report.state.value}",
        ),
        f"{key}.received": report.received_on,
        f"{key}.late": report.days_late if report.received_on else None,
        f"{key}.lacking": Cell(lacking or None, text=f"{gettext('thiếu')} {lacking}" if lacking else ""),
    }


def owed_table(owed: Iterable[Owed], on: date, lang: Lang) -> Table:
    """The reports that are due from whoever looks, each with its form."""
    columns = (
        Column("report.code", gettext("Mã báo cáo"), ColumnType.CODE, place=FILE),
        Column("report", gettext("Báo cáo")),
        Column("unit.code", gettext("Mã đơn vị"), ColumnType.CODE, place=FILE),
        Column("unit", gettext("Của")),
        Column("first", gettext("Kỳ từ ngày"), DATE, place=FILE),
        Column("last", gettext("Kỳ đến hết"), DATE, heading=gettext("Kỳ")),
        Column("due_on", gettext("Hạn"), DATE),
        *_state_columns("state", gettext("Tình trạng")),
    )
    rows = [
        Row(
            {
                "report.code": each.shown.rule.code,
                "report": Cell(each.shown.rule.name, address=each.address),
                "unit.code": each.cell.unit.code,
                "unit": each.cell.unit.name,
                **_window_cells(each.cell.window, lang),
                "due_on": each.cell.due_on,
                **_state_cells("state", each.cell, lang),
            }
        )
        for each in owed
    ]
    caption = f"{gettext('Hạn sớm nhất đứng trước, tính đến')} {format_date(on, lang)}"
    return Table("due-from-me", gettext("Báo cáo phải nộp"), columns, rows, lang, caption=caption)


def _window_cells(window: ReportWindow, lang: Lang) -> Cells:
    return {"first": window.first, "last": Cell(window.last, text=period_name(window.first, window.last, lang))}


def collections_table(book: Book, held: Iterable[Summary], dates: Dates, lang: Lang, *, ended: bool = False) -> Table:
    """A book's collections: of the last window whose due day has passed, and of all windows shown, how many came. Those
    that the book has left off collecting are of another table, with the last day of each."""
    columns = (
        Column("report.code", gettext("Mã báo cáo"), ColumnType.CODE, place=FILE),
        Column("report", gettext("Báo cáo")),
        Column("first", gettext("Kỳ từ ngày"), DATE, place=FILE),
        Column("last", gettext("Kỳ vừa hết hạn"), DATE),
        Column("due_on", gettext("Hạn"), DATE, place=FILE),
        *((Column("until", gettext("Thu đến kỳ kết thúc ngày"), DATE),) if ended else ()),
        *_tally_columns(gettext("Đã nhận đủ")),
        Column("late", gettext("Trong đó muộn"), INTEGER),
        Column("open", gettext("Chưa đủ"), INTEGER),
    )
    rows = []
    for each in held:
        if each.is_ended is not ended:
            continue
        rule = each.shown.rule
        cells: Cells = {
            **({"until": each.until} if ended else {}),
            "report.code": rule.code,
            "report": Cell(rule.name, address=reach("collection", book.code, rule.code, dates=dates)),
            **_tally_cells(each.tally, lang),
            "late": each.tally.late,
            "open": each.tally.open,
        }
        if each.last is not None:
            window, due = each.last
            said = f"{period_name(window.first, window.last, lang)}, {gettext('hạn')} {format_date(due, lang)}"
            cells |= {"first": window.first, "last": Cell(window.last, text=said), "due_on": due}
        rows.append(Row(cells))
    what = gettext("Các báo cáo đã thôi thu, tính đến") if ended else gettext("Các báo cáo đang thu, tính đến")
    name = f"ended-{book.code}" if ended else f"collections-{book.code}"
    return Table(name, book.name, columns, rows, lang, caption=f"{what} {format_date(dates.due_on, lang)}")


def _tally_columns(name: str) -> tuple[Column, ...]:
    return (Column("whole", name, INTEGER), Column("due", gettext("Đến hạn"), INTEGER, place=FILE))


def _tally_cells(tally: Tally, lang: Lang) -> Cells:
    """How many came of those that were due; nothing where none was."""
    return {"whole": Cell(tally.whole, text=_tally_words(tally, lang)) if tally.due else None, "due": tally.due}


def _tally_words(tally: Tally, lang: Lang) -> str:
    return f"{format_number(tally.whole, lang)} / {format_number(tally.due, lang)}"


def collection_table(
    board: Board, rows: Iterable[CollectionRow], totals: Sequence[tuple[ReportWindow, date, Tally]], lang: Lang
) -> Table:
    """A collection: a row a unit, and for each window how the unit's report stands."""
    windows = [f"w{number}" for number in range(len(totals))]
    columns = [
        Column("unit.code", gettext("Mã đơn vị"), ColumnType.CODE, place=FILE),
        Column("unit", gettext("Đơn vị")),
    ]
    for key, (window, due, _) in zip(windows, totals, strict=True):
        period = period_name(window.first, window.last, lang)
        columns += _state_columns(key, f"{period} {gettext('hạn')} {format_date(due, lang)}")
    columns += _tally_columns(gettext("Đủ / đến hạn"))
    found = []
    for row in rows:
        cells: Cells = {"unit.code": row.unit.code, "unit": row.unit.name, **_tally_cells(row.tally, lang)}
        for key, report in zip(windows, row.cells, strict=True):
            cells |= _state_cells(key, report, lang, cell_address(board, report))
        found.append(Row(cells))
    total: Cells = {
        "unit": gettext("Tất cả đơn vị: đủ / đến hạn"),
        **{key: _tally_words(tally, lang) for key, (_, _, tally) in zip(windows, totals, strict=True)},
        **_tally_cells(board.tally(board.cells()), lang),
    }
    caption = gettext("Đơn vị và kỳ; dưới mỗi kỳ là hạn nộp")
    return Table("due", board.rule.name, tuple(columns), found, lang, totals=(Row(total),), caption=caption, css="due")


def reminders_table(reminders: Iterable[Reminder], lang: Lang) -> Table:
    """Reminders that were sent, the last first."""
    columns = (
        Column("sent_at", gettext("Gửi lúc"), ColumnType.MOMENT),
        Column("unit", gettext("Đơn vị")),
        Column("period_end", gettext("Kỳ đến hết"), DATE),
        Column("due_on", gettext("Hạn"), DATE),
        Column("step", gettext("Lần nhắc")),
        Column("address", gettext("Địa chỉ")),
    )
    rows = [
        Row(
            {
                "sent_at": each.sent_at,
                "unit": each.unit,
                "period_end": each.period_end,
                "due_on": each.due_on,
                "step": STEP_NAMES[each.step],
                "address": each.address,
            }
        )
        for each in reminders
    ]
    return Table("reminders", gettext("Thư nhắc đã gửi"), columns, rows, lang)


def sums_table(compared: Iterable[Compared], reports: int, lang: Lang) -> Table:
    """What the reports of enterprises come to beside what the zone's developer reported."""
    figure = ColumnType.FIGURE
    columns = (
        INDICATOR_CODE,
        Column("measure", gettext("Đại lượng")),
        Column("summed", gettext("Tổng của doanh nghiệp"), figure),
        Column("operators", gettext("Chủ đầu tư báo cáo"), figure),
        Column("difference", gettext("Chênh lệch"), figure),
    )
    rows = []
    for each in compared:
        unit = measure_unit(each.measure)
        rows.append(
            Row(
                {
                    "indicator.code": each.measure,
                    "measure": capitalised(MEASURES[each.measure].name.of(lang)),
                    "summed": _sum_cell(each.summed, unit, lang),
                    "operators": _sum_cell(each.operators, unit, lang),
                    "difference": _sum_cell(each.difference, unit, lang),
                }
            )
        )
    caption = ngettext(
        "%(shown)s báo cáo của doanh nghiệp đã duyệt, bên cạnh số của chủ đầu tư hạ tầng",
        "%(shown)s báo cáo của doanh nghiệp đã duyệt, bên cạnh số của chủ đầu tư hạ tầng",
        reports,
    ) % {"shown": format_number(reports, lang)}
    return Table("sums", gettext("Tổng các báo cáo"), columns, rows, lang, caption=caption)


def _sum_cell(value: int | None, unit: str, lang: Lang) -> Cell:
    """A whole number of cents, đồng or what is counted, in the unit that people say."""
    if value is None:
        return Cell(unit=unit)
    if unit not in {"USD", "VND"}:
        return Cell(value, unit, number(Fraction(value), unit, lang))
    amount = Quantity(Fraction(value, SMALLEST[Unit(unit)]), Unit(unit))
    text = format_quantity(amount, lang, decimals=2 if unit == Unit.USD else 0, scale="none")
    return Cell(amount.value, unit, text)
