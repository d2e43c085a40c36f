"""The tables of submissions: the list, and what approval would post and move."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from parkledger.figures import Figure, Form
from parkledger.figures.wording import figure_title, period_words
from parkledger.language import Lang, Text
from parkledger.places import get
from parkledger.portal.submissions.contents import said_shortly
from parkledger.records.cells import BOOK, INDICATOR_CODE, figure_cell
from parkledger.records.dates import Dates
from parkledger.records.event_tables import postings_table
from parkledger.submissions.models import Submission
from parkledger.submissions.preview.effects import Effects
from parkledger.submissions.preview.figure_moves import FORMS, Moved, MovedGroup
from parkledger.submissions.workflow.kinds import kind_of
from parkledger.tables import Cell, Cells, Column, ColumnPlace, ColumnType, Row, Table

CODE, FIGURE, FILE = ColumnType.CODE, ColumnType.FIGURE, ColumnPlace.FILE
TO_POST = Text("Bút toán sẽ ghi", "Postings to be recorded")


def submissions_table(submissions: Iterable[Submission], lang: Lang) -> Table:
    """Submissions: what each is, by whom, and how it stands."""
    columns = (
        Column("number", gettext("Số hồ sơ"), ColumnType.INTEGER, place=FILE),
        Column("kind.code", gettext("Mã loại"), CODE, place=FILE),
        Column("kind", gettext("Loại"), heading=gettext("Số, loại")),
        Column("says", gettext("Nội dung")),
        BOOK,
        Column("book.name", gettext("Sổ")),
        Column("author", gettext("Người lập")),
        Column("state.code", gettext("Mã tình trạng"), CODE, place=FILE),
        Column("state", gettext("Tình trạng"), css="state"),
        Column("saved_at", gettext("Sửa lần cuối"), ColumnType.MOMENT),
    )
    rows, listed = [], list(submissions)
    said = said_shortly(listed, lang)
    for each in listed:
        label = kind_of(each.kind).label
        cells: Cells = {
            "number": each.pk,
            "kind.code": each.kind,
            "kind": Cell(label, text=f"{each.pk}: {label.of(lang)}", address=reverse("submission", args=[each.pk])),
            "says": said[each.pk] or None,
            "book": each.book.code,
            "book.name": each.book.name,
            "author": each.author.get_username(),
            "state.code": each.state,
            "state": Cell(each.words, css=each.state),
            "saved_at": each.saved_at,
        }
        rows.append(Row(cells))
    return Table("submissions", gettext("Danh sách hồ sơ"), columns, rows, lang, css="stacked")


def effect_tables(shown: Effects, dates: Dates, lang: Lang) -> dict[str, Any]:
    """What approval would do: its `postings`, and the figures that move of each of the `provinces` and `zones`."""
    moves = shown.moves
    titles = {each.code: get(each.code).title(dates.on).of(lang) for each in moves.provinces}
    return {
        "postings": postings_table(shown.postings, dates, lang, title=TO_POST),
        "provinces": [(each, _moved_table(each, titles[each.code], dates, lang)) for each in moves.provinces],
        "zones": [(each, _moved_table(each, each.title, dates, lang)) for each in moves.zones],
    }


def _moved_table(group: MovedGroup, title: str, dates: Dates, lang: Lang) -> Table:
    """The figures of a zone or province before and after, with their forms."""
    names = {
        Form.PLAN_RATIO: gettext("So với kế hoạch"),
        Form.GROWTH: gettext("So với cùng kỳ"),
        Form.SHARE: gettext("Tỷ trọng"),
        Form.RANK: gettext("Thứ hạng"),
    }
    columns = [
        INDICATOR_CODE,
        Column("indicator", gettext("Chỉ tiêu")),
        Column("start", gettext("Từ ngày"), ColumnType.DATE, place=FILE),
        Column("end", gettext("Ngày, kỳ"), ColumnType.DATE),
        Column("before", gettext("Trước"), FIGURE),
        Column("after", gettext("Sau"), FIGURE, strong=True),
    ]
    for form in FORMS:
        before = f"{names[form]} – {gettext('trước')}"
        columns += [Column(f"{form}.before", before, FIGURE, place=FILE), Column(form, names[form], FIGURE)]
    rows = [Row(_moved_cells(each, group.opens, dates, lang)) for each in group.rows]
    return Table(
        f"moves-{group.code}", f"{gettext('Số liệu trước và sau')}: {title}", tuple(columns), rows, lang, css="moves"
    )


def _moved_cells(moved: Moved, opens: bool, dates: Dates, lang: Lang) -> Cells:
    cells: Cells = {
        "indicator.code": moved.before.question.indicator,
        "indicator": figure_title(moved.before, lang),
        "start": moved.before.period_start,
        "end": Cell(moved.before.period_end, text=period_words(moved.before, lang)),
        "before": _figure_cell(moved.before, opens, dates, lang),
        "after": _figure_cell(moved.after, opens, dates, lang),
    }
    for form, pair in zip(FORMS, moved.forms, strict=True):
        if pair is None:
            cells[form] = Cell(quiet=True)
            continue
        before, after = (_figure_cell(each, opens, dates, lang) for each in (pair.before, pair.after))
        cells[f"{form}.before"] = before
        cells[form] = replace(after, picture=_before_html(before)) if opens and pair.moves else after
    return cells


def _figure_cell(figure: Figure, opens: bool, dates: Dates, lang: Lang) -> Cell:
    """A figure; one of a zone that is not on record has no page to open."""
    cell = figure_cell(figure, dates, lang)
    return cell if opens else replace(cell, address="")


def _before_html(before: Cell) -> SafeString:
    """What a form was before, in front of what it would be."""
    return format_html('<a class="figure" href="{}">{}</a> → ', before.address, before.text)
