"""The table of a file that was handed in: what is wrong in it and where."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext

from parkledger.language import Lang, Text
from parkledger.tables import Column, Row, Table


def problems_table(problems: Iterable[Mapping[str, Any]], lang: Lang) -> Table:
    """Problems: the sheet and cell of each, and how it is mended."""
    columns = (
        Column("where", gettext("Trang, ô")),
        Column("problem", gettext("Chưa đúng ở đâu, sửa thế nào")),
    )
    rows = [Row({"where": each["where"], "problem": Text(each["vi"], each["en"])}) for each in problems]
    return Table("problem-list", gettext("Chỗ cần sửa"), columns, rows, lang)
