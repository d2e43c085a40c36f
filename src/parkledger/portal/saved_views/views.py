"""Saving a page under a name; one's saved pages, renamed and removed."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_http_methods

from parkledger.language import Lang, ParkError, format_date
from parkledger.people import saved_views as saving
from parkledger.people.allauth_adapters import client_address
from parkledger.people.models import SavedView
from parkledger.people.saved_views import LONGEST_NAME, SavedViewNameTaken, SavedViewNameUnfit
from parkledger.portal.saved_views.addresses import as_kept, is_there, latest, page_of
from parkledger.tables import Cell, Cells, Column, ColumnType, Link, Row, Table
from parkledger.web.access import signed_in
from parkledger.web.middleware import PageRequest
from parkledger.web.tables import table_page


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def saved_views(request: PageRequest) -> HttpResponse:
    """One's saved pages by name; a page is added by the button that stands on it. A name that is refused is asked for again."""
    context: dict[str, Any] = {"done": request.GET.get("xong", ""), "longest": LONGEST_NAME}
    status = 200
    if request.method == "POST":
        name, given = request.POST.get("name", ""), request.POST.get("address", "")
        address, dates = page_of(given)
        try:
            saving.save(request.user, name, address, (dates.on, dates.known_text), client_address(request))
            return HttpResponseRedirect(reverse("saved_views") + "?xong=save")
        except (SavedViewNameTaken, SavedViewNameUnfit) as problem:
            status = problem.status if problem.status != ParkError.status else 400
            context |= {"problem": problem.message(request.lang), "name": name, "address": given}
    context["table"] = saved_views_table(saving.views_of(request.user), request.lang)
    return table_page(request, "saved_views/saved_views.html", context, status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def saved_view(request: PageRequest, number: int) -> HttpResponse:
    """One of one's saved pages: renamed or removed."""
    view = saving.view_of(request.user, number)
    if request.method != "POST":
        return _form(request, view, view.name)
    if request.POST.get("act") == "remove":
        saving.remove(view, client_address(request))
        return HttpResponseRedirect(reverse("saved_views") + "?xong=remove")
    name = request.POST.get("name", "")
    try:
        saving.rename(view, name, client_address(request))
    except (SavedViewNameTaken, SavedViewNameUnfit) as problem:
        return _form(request, view, name, problem)
    return HttpResponseRedirect(reverse("saved_views") + "?xong=rename")


def _form(request: PageRequest, view: SavedView, name: str, problem: ParkError | None = None) -> HttpResponse:
    there = is_there(view.address)
    context = {
        "view": view,
        "name": name,
        "longest": LONGEST_NAME,
        "latest": latest(view) if there else "",
        "kept": as_kept(view) if there else "",
        "problem": problem.message(request.lang) if problem else "",
    }
    status = 200 if problem is None else 409 if isinstance(problem, SavedViewNameTaken) else 400
    return render(request, "saved_views/saved_view.html", context, status=status)


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
