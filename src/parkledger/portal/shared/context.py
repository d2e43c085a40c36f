"""What every page knows: its language, its dates, its address to cite, whether demonstration books are open."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from parkledger.figures.current import moment_now
from parkledger.language import Lang, today
from parkledger.people.permitting import may
from parkledger.people.roles import Action
from parkledger.records.dates import KNOWN, ON, Dates
from parkledger.submissions.listing import waiting

NAVIGATION = (
    ("home", "Tổng quan", "Overview"),
    ("map", "Bản đồ", "Map"),
    ("zones", "Khu, cụm", "Zones"),
    ("compare", "So sánh", "Compare"),
    ("land", "Tìm đất", "Find land"),
    ("reading_room", "Đọc, đối chiếu", "Read and check"),
    ("practices", "Kinh nghiệm", "Practices"),
    ("indicators", "Chỉ tiêu", "Indicators"),
    ("open_data", "Dữ liệu mở", "Open data"),
)
"""The pages of the main menu: route, and name in both languages."""
OWN_PAGES = (
    (Action.IMPORT, "workbooks", "Nhập liệu", "Import"),
    (Action.HANDLE_INQUIRIES, "cases", "Hồ sơ xúc tiến", "Promotion cases"),
    (Action.ADMINISTER, "people", "Người dùng", "Users"),
    (Action.READ_AUDIT, "audit_trail", "Nhật ký", "Audit trail"),
)
"""The pages for those who are signed in: what one must be allowed to do, route, and name in both languages."""


def page(request: HttpRequest) -> dict[str, Any]:
    """The context that every template has."""
    dates: Dates | None = getattr(request, "dates", None)
    lang: Lang = getattr(request, "lang", Lang.VI)
    if dates is None:
        dates = Dates(today())
    visitor = not hasattr(request, "user") or settings.SESSION_COOKIE_NAME not in request.COOKIES
    return {
        "lang": lang,
        "dates": dates,
        "other_address": _in_other_language(request, lang),
        "menu": [
            (reverse(route), vi if lang is Lang.VI else en, _is_here(request, route)) for route, vi, en in NAVIGATION
        ],
        "own_menu": [] if visitor else _own_menu(request, lang),
        "may": {} if visitor else {action.value: may(request.user, action) for action in Action},
        "cited": _cited(request, dates),
        "kept_query": [
            (key, value) for key, values in request.GET.lists() for value in values if key not in {ON, KNOWN}
        ],
        "replayed_years": range(2003, today().year + 1),
    }


def _own_menu(request: HttpRequest, lang: Lang) -> list[tuple[str, str, bool]]:
    """What whoever is signed in may do beside reading; submissions with the number of those that wait for them."""
    pages = [
        (reverse(route), vi if lang is Lang.VI else en, _is_here(request, route))
        for action, route, vi, en in OWN_PAGES
        if may(request.user, action)
    ]
    return [*_submissions(request, lang), *pages]


def _submissions(request: HttpRequest, lang: Lang) -> list[tuple[str, str, bool]]:
    if not any(may(request.user, action) for action in (Action.SUBMIT, Action.APPROVE, Action.READ_SUBMISSIONS)):
        return []
    count = sum(waiting(request.user))
    label = ("Submissions" if lang is Lang.EN else "Hồ sơ trình duyệt") + (f" ({count})" if count else "")
    found = [(reverse("submissions"), label, _is_here(request, "submissions"))]
    say = "Periodic reports" if lang is Lang.EN else "Báo cáo định kỳ"
    found.append((reverse("collections"), say, _is_here(request, "collections")))
    if may(request.user, Action.SUBMIT):
        say = "Record" if lang is Lang.EN else "Ghi sổ"
        found.insert(0, (reverse("recording"), say, _is_here(request, "recording")))
    return found


def _is_here(request: HttpRequest, route: str) -> bool:
    address = reverse(route)
    return request.path == address if route == "home" else request.path.startswith(address)


def _in_other_language(request: HttpRequest, lang: Lang) -> str:
    """This page in the other language: the path without or with /en."""
    path = request.get_full_path()
    return path.removeprefix("/en") or "/" if lang is Lang.EN else f"/en{path}"


def _cited(request: HttpRequest, dates: Dates) -> str:
    """The whole address of this page with both dates written out."""
    query = request.GET.copy()
    for key, value in dates.fixed(moment_now()).given:
        query[key] = value
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
