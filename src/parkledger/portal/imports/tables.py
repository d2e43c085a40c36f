"""The table of a file that was handed in: what is wrong in it and where."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext

from parkledger.language import Lang, Text
from parkledger.tables import Column, ColumnPlace, ColumnType, Row, Table


def problems_table(problems: Iterable[Mapping[str, Any]], lang: Lang) -> Table:
    """Problems: the sheet and cell of each, and how it is mended."""
    columns = (
        Column("where", gettext("Trang, ô")),
        Column("problem", gettext("Chưa đúng ở đâu, sửa thế nào")),
    )
    rows = [Row({"where": each["where"], "problem": Text(each["vi"], each["en"])}) for each in problems]
    return Table("problem-list", gettext("Chỗ cần sửa"), columns, rows, lang)


def rows_table(rows: Iterable[Sequence[Any]], lang: Lang) -> Table:
    """The rows that would be recorded: where each stands, what it is, what it says and changes, what is to be looked at again."""
    columns = (
        Column("where", gettext("Trang, dòng")),
        Column("type", gettext("Loại")),
        Column("says", gettext("Nội dung")),
        Column("changes", gettext("Thay đổi trong sổ")),
        Column("doubts", gettext("Cần xem lại")),
    )
    found = [
        Row(
            {
                "where": where,
                "type": Text(*label),
                "says": Text(*words),
                "changes": _in_one(changes),
                "doubts": _in_one(doubts),
            }
        )
        for where, label, words, *of_row in rows
        for doubts, changes in ([*of_row, [], []][:2],)
    ]
    return Table("row-list", gettext("Các dòng sẽ ghi"), columns, found, lang)


def _in_one(doubts: Sequence[Sequence[str]]) -> Text | None:
    """What is to be said of one row in one; None where nothing is."""
    return Text("; ".join(vi for vi, _ in doubts), "; ".join(en for _, en in doubts)) if doubts else None


def figures_table(figures: Iterable[Sequence[Any]], lang: Lang) -> Table:
    """The key figures before and after."""
    columns = (
        Column("indicator.code", gettext("Mã chỉ tiêu"), ColumnType.CODE, place=ColumnPlace.FILE),
        Column("indicator", gettext("Chỉ tiêu")),
        Column("on", gettext("Ngày")),
        Column("before", gettext("Trước")),
        Column("after", gettext("Sau"), strong=True),
    )
    names = ("indicator", "on", "before", "after")
    rows = [
        Row({"indicator.code": code, **dict(zip(names, (Text(*each) for each in told), strict=True))})
        for code, *told in figures
    ]
    return Table("key-figures", gettext("Số liệu chính trước và sau khi ghi"), columns, rows, lang)
