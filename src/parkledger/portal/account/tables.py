"""The table of one's own account: the sessions in which one is signed in."""

from collections.abc import Iterable

from allauth.usersessions.models import UserSession
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext, pgettext

from parkledger.language import Lang, format_moment
from parkledger.tables import Cell, Column, ColumnPlace, ColumnType, Row, Table
from parkledger.web.tables import act_html

SHOWN_OF_BROWSER = 90
"""Characters of a browser's own name that the page shows."""


def sessions_table(sessions: Iterable[tuple[UserSession, bool]], request: HttpRequest, lang: Lang) -> Table:
    """Sessions, each with whether it is the one at hand; the others can be ended."""
    columns = (
        Column("since", gettext("Từ lúc"), ColumnType.MOMENT),
        Column("address", gettext("Địa chỉ")),
        Column("browser", pgettext("program", "Trình duyệt")),
        Column("this", gettext("Phiên này"), ColumnType.BOOLEAN, place=ColumnPlace.FILE),
        Column("acts", gettext("Kết thúc"), ColumnType.CONTROLS),
    )
    rows = [
        Row(
            {
                "since": each.created_at,
                "address": each.ip,
                "browser": Cell(each.user_agent, text=Truncator(each.user_agent).chars(SHOWN_OF_BROWSER)),
                "this": is_this,
                "acts": Cell(controls=gettext("phiên này") if is_this else _end_html(each, request, lang)),
            }
        )
        for each, is_this in sessions
    ]
    return Table("sessions", gettext("Bảng các phiên"), columns, rows, lang)


def _end_html(session: UserSession, request: HttpRequest, lang: Lang) -> str:
    """The button that ends a session."""
    about = f"{gettext('Kết thúc phiên từ')} {format_moment(session.created_at, lang)}"
    return act_html(request, reverse("end_session", args=[session.pk]), gettext("Kết thúc"), about)
