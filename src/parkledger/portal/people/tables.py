"""The tables of the pages about people: users, invitations that wait, letters that could not be sent, the audit trail."""

from collections.abc import Sequence
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, pgettext

from parkledger.language import Lang
from parkledger.people.models import Invitation
from parkledger.people.scopes import from_json, worded
from parkledger.portal.people.pages import AuditLine, Person
from parkledger.submissions.models import Letter
from parkledger.tables import Cell, Cells, Column, ColumnPlace, ColumnType, Link, Row, Table
from parkledger.web.tables import act_html

SHOWN_OF_HASH = 12
"""Digits of a hash that the page shows; a file has them all."""


def users_table(people: Sequence[Person], lang: Lang) -> Table:
    """Users with their roles, and when they last signed in."""
    columns = (
        Column("username", gettext("Tên đăng nhập")),
        Column("name", gettext("Họ và tên")),
        Column("email", gettext("Thư điện tử")),
        Column("roles", pgettext("plural", "Vai trò")),
        Column("second_factor", gettext("Hai bước"), ColumnType.BOOLEAN),
        Column("state", gettext("Trạng thái")),
        Column("last_login", gettext("Đăng nhập gần nhất"), ColumnType.MOMENT),
    )
    rows = [
        Row(
            {
                "username": Cell(each.user.get_username(), address=reverse("person", args=[each.user.pk])),
                "name": each.user.first_name or None,
                "email": each.user.email or None,
                "roles": Cell(links=[Link(role.of(lang)) for role in each.roles]),
                "second_factor": Cell(
                    each.second_factor, text=gettext("bật") if each.second_factor else gettext("tắt")
                ),
                "state": pgettext("account", "hoạt động") if each.user.is_active else gettext("đã khóa"),
                "last_login": each.user.last_login,
            }
        )
        for each in people
    ]
    return Table("users", gettext("Danh sách người dùng"), columns, rows, lang, css="stacked")


def invitations_table(waiting: Sequence[Invitation], now: datetime, request: HttpRequest, lang: Lang) -> Table:
    """Invitations that wait, each to be withdrawn."""
    columns = (
        Column("name", gettext("Họ và tên")),
        Column("email", gettext("Gửi đến")),
        Column("roles", pgettext("plural", "Vai trò")),
        Column("made_by", gettext("Người mời"), heading=gettext("Người mời, lúc")),
        Column("made_at", gettext("Mời lúc"), ColumnType.MOMENT, place=ColumnPlace.UNDER, under="made_by"),
        Column("expires_at", pgettext("invitation", "Hạn"), ColumnType.MOMENT),
        Column(
            "expired",
            gettext("Quá hạn"),
            ColumnType.BOOLEAN,
            place=ColumnPlace.UNDER,
            under="expires_at",
            inline=True,
            css="tag",
        ),
        Column("acts", gettext("Rút"), ColumnType.CONTROLS),
    )
    rows = [Row(_invitation_cells(each, now, request, lang)) for each in waiting]
    return Table("waiting", gettext("Lời mời đang chờ"), columns, rows, lang, css="stacked")


def _invitation_cells(invitation: Invitation, now: datetime, request: HttpRequest, lang: Lang) -> Cells:
    expired, address = invitation.expires_at <= now, reverse("withdraw_invitation", args=[invitation.pk])
    about = f"{gettext('Rút lời mời gửi')} {invitation.email}"
    return {
        "name": invitation.name or None,
        "email": invitation.email,
        "roles": Cell(links=[Link(worded(held).of(lang)) for held in from_json(invitation.roles)]),
        "made_by": invitation.made_by,
        "made_at": invitation.made_at,
        "expires_at": invitation.expires_at,
        "expired": Cell(expired, text=gettext("quá hạn") if expired else ""),
        "acts": Cell(controls=act_html(request, address, gettext("Rút"), about)),
    }


def letters_table(letters: Sequence[Letter], lang: Lang) -> Table:
    """Letters that could not be sent, and why."""
    columns = (
        Column("subject", gettext("Thư")),
        Column("user", gettext("Người nhận"), heading=gettext("Gửi đến")),
        Column("address", gettext("Địa chỉ"), place=ColumnPlace.UNDER, under="user", inline=True, css="plain"),
        Column("made_at", gettext("Lập lúc"), ColumnType.MOMENT),
        Column("tried_at", gettext("Thử gần nhất"), ColumnType.MOMENT),
        Column("tries", gettext("Số lần"), ColumnType.INTEGER),
        Column("problem", gettext("Vì sao")),
    )
    rows = [
        Row(
            {
                "subject": each.subject,
                "user": each.user.get_username(),
                "address": Cell(each.address, text=f"({each.address})"),
                "made_at": each.made_at,
                "tried_at": each.tried_at,
                "tries": each.tries,
                "problem": each.problem or None,
            }
        )
        for each in letters
    ]
    return Table("letters", gettext("Bảng thư chưa gửi được"), columns, rows, lang, css="stacked")


def trail_table(lines: Sequence[AuditLine], lang: Lang) -> Table:
    """Entries of the audit trail: who did what, when and from where."""
    columns = (
        Column("seq", pgettext("column", "Số"), ColumnType.INTEGER),
        Column("at", gettext("Thời gian"), ColumnType.MOMENT),
        Column("by", gettext("Người thực hiện")),
        Column("action.code", gettext("Mã thao tác"), ColumnType.CODE, place=ColumnPlace.FILE),
        Column("action", gettext("Thao tác"), place=ColumnPlace.FILE),
        Column("about", gettext("Đối tượng"), place=ColumnPlace.FILE),
        Column("detail", gettext("Nội dung")),
        Column("kept", gettext("Dữ liệu lưu kèm"), ColumnType.CODE, place=ColumnPlace.FILE),
        Column("address", gettext("Địa chỉ mạng")),
        Column("hash", gettext("Mã băm"), ColumnType.CODE),
    )
    rows = [
        Row(
            {
                "seq": Cell(each.entry.seq, text=str(each.entry.seq)),
                "at": each.entry.at,
                "by": each.entry.by or None,
                "action.code": each.entry.action,
                "action": each.action,
                "about": each.entry.about or None,
                "detail": each.said,
                "kept": each.entry.detail,
                "address": each.entry.address or None,
                "hash": Cell(each.entry.hash, text=each.entry.hash[:SHOWN_OF_HASH]),
            }
        )
        for each in lines
    ]
    return Table("trail", gettext("Các mục nhật ký"), columns, rows, lang, css="stacked")
