"""The table of one's saved pages."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext, pgettext

from parkledger.language import Lang, format_date
from parkledger.people.models import SavedView
from parkledger.portal.saved_views.addresses import as_kept, is_there, latest
from parkledger.tables import Cell, Cells, Column, ColumnType, Link, Row, Table


def saved_views_table(views: Sequence[SavedView], lang: Lang) -> Table:
    """Saved pages: opened at the latest day by the name, or at the day kept."""
    columns = (
        Column("name", pgettext("page", "Tên")),
        Column("on", gettext("Ngày đã giữ")),
        Column("saved_at", gettext("Lưu lúc"), ColumnType.MOMENT),
        Column("acts", gettext("Sửa"), ColumnType.CONTROLS),
    )
    rows = [Row(_cells(view, lang)) for view in views]
    return Table("saved-views", gettext("Trang đã lưu"), columns, rows, lang)


def _cells(view: SavedView, lang: Lang) -> Cells:
    there, day = is_there(view.address), format_date(view.on, lang)
    change = Link(gettext("Đổi tên, xóa"), reverse("saved_view", args=[view.pk]), about=view.name)
    return {
        "name": Cell(view.name, address=latest(view) if there else "", css="long-name"),
        "on": Cell(day, address=as_kept(view)) if there else gettext("trang này không còn"),
        "saved_at": view.saved_at,
        "acts": Cell(links=[change]),
    }
