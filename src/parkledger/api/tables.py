"""The tables of the API's pages: one's tokens, and the parameters of an operation."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, pgettext

from parkledger.api.models import Token
from parkledger.language import Lang
from parkledger.tables import Cell, Column, ColumnPlace, ColumnType, Row, Table
from parkledger.web.tables import act_html


def tokens_table(tokens: Iterable[Token], now: datetime, request: HttpRequest, lang: Lang) -> Table:
    """Tokens with what they are for and whether they are still of use; those that are can be revoked."""
    columns = (
        Column("name", gettext("Dùng cho")),
        Column("start", gettext("Bắt đầu bằng"), ColumnType.CODE),
        Column("scopes", pgettext("plural", "Phạm vi")),
        Column("book", gettext("Sổ")),
        Column("used_at", gettext("Dùng lần cuối"), ColumnType.MOMENT),
        Column("expires_at", gettext("Hết hạn"), ColumnType.MOMENT),
        Column("revoked_at", gettext("Thu hồi lúc"), ColumnType.MOMENT, place=ColumnPlace.FILE),
        Column("acts", gettext("Thu hồi"), ColumnType.CONTROLS),
    )
    rows = [
        Row(
            {
                "name": each.name,
                "start": Cell(each.start, text=f"{each.start}…"),
                "scopes": ", ".join(each.scopes),
                "book": Cell(each.book.code if each.book else None, text="" if each.book else gettext("mọi sổ")),
                "used_at": Cell(each.used_at, text="" if each.used_at else gettext("chưa dùng")),
                "expires_at": each.expires_at,
                "revoked_at": each.revoked_at,
                "acts": Cell(controls=_revoke_html(each, now, request)),
            }
        )
        for each in tokens
    ]
    return Table("tokens", gettext("Bảng mã truy cập"), columns, rows, lang)


def _revoke_html(token: Token, now: datetime, request: HttpRequest) -> str:
    """The button that revokes a token, or why there is none."""
    if token.revoked_at:
        return gettext("đã thu hồi")
    if token.expires_at <= now:
        return gettext("đã hết hạn")
    about = f"{gettext('Thu hồi mã')} {token.name} {token.start}"
    return act_html(request, reverse("programming:revoke", args=[token.pk]), gettext("Thu hồi"), about)


def parameters_table(operation: Mapping[str, Any], lang: Lang) -> Table:
    """The parameters of an operation: where each stands, what it may be and what it means."""
    columns = (
        Column("name", gettext("Tham số"), ColumnType.CODE),
        Column("required", gettext("Bắt buộc"), ColumnType.BOOLEAN, place=ColumnPlace.FILE),
        Column("in", gettext("Ở đâu")),
        Column("type", gettext("Giá trị")),
        Column("says", gettext("Ý nghĩa")),
    )
    rows = [
        Row(
            {
                "name": Cell(given["name"], controls=" *" if given.get("required") else ""),
                "required": bool(given.get("required")),
                "in": given["in"],
                "type": given["type"] or None,
                "says": given["says"] or None,
            }
        )
        for given in operation["parameters"]
    ]
    title = f"{operation['method']} {operation['path']}"
    return Table(f"{operation['id']}-tham-so", title, columns, rows, lang)
