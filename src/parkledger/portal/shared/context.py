"""What every page knows: its language, its dates, its address to cite, whether demonstration books are open."""

from functools import cache
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from parkledger.briefing.answers.questions import example as question_example
from parkledger.figures.current import current_figures
from parkledger.language import Lang, format_moment, today
from parkledger.people.permissions import may
from parkledger.people.roles import Action
from parkledger.places import COUNTRY_CODE
from parkledger.portal.subscriptions.views import followable
from parkledger.records.dates import KNOWN, ON, SUPPOSITION, Dates
from parkledger.submissions.workflow.lists import waiting
from parkledger.suppositions.comparison import PAGE_BANNER
from parkledger.version import VERSION
from parkledger.web.suppositions import PAGES

MenuLine = tuple[str, str | Promise, bool]
"""A line of a menu: its address, its name, and whether the page is there."""


class OwnPage(NamedTuple):
    """A page in the menu of those who are signed in: of whoever may do one of some things. Some may be read by everybody."""

    route: str
    name: str | Promise
    actions: frozenset[Action]
    for_all: bool = False


NAVIGATION = (
    ("home", _("Tổng quan")),
    ("map", _("Bản đồ")),
    ("zones", pgettext_lazy("plural", "Khu, cụm")),
    ("compare", _("So sánh")),
    ("land", _("Tìm đất")),
    ("reports", pgettext_lazy("plural", "Báo cáo")),
    ("reading_room", _("Đọc, đối chiếu")),
    ("practices", _("Kinh nghiệm")),
    ("indicators", pgettext_lazy("plural", "Chỉ tiêu")),
    ("open_data", _("Dữ liệu mở")),
)
"""The pages of the main menu: route and name."""
SUBMITTERS = frozenset({Action.SUBMIT, Action.READ_SUBMISSIONS})
READERS = frozenset({Action.READ_SUBMISSIONS})
OFFICE = SUBMITTERS | {Action.APPROVE}
OWN_PAGES = (
    OwnPage("recording", _("Ghi sổ"), frozenset({Action.SUBMIT})),
    OwnPage("submissions", _("Hồ sơ trình duyệt"), OFFICE),
    OwnPage("duties", _("Việc đến hạn"), SUBMITTERS),
    OwnPage("collections", _("Báo cáo định kỳ"), OFFICE),
    OwnPage("targets", _("Chỉ tiêu được giao"), READERS, for_all=True),
    OwnPage("infrastructure", _("Hạ tầng"), SUBMITTERS, for_all=True),
    OwnPage("foundings", _("Hồ sơ thành lập"), SUBMITTERS, for_all=True),
    OwnPage("inspections", pgettext_lazy("plural", "Kiểm tra"), SUBMITTERS, for_all=True),
    OwnPage("environment", _("Môi trường"), SUBMITTERS, for_all=True),
    OwnPage("labour", pgettext_lazy("subject", "Lao động"), SUBMITTERS, for_all=True),
    OwnPage("dues", _("Khoản phải nộp"), READERS),
    OwnPage("suppositions", _("Phương án giả định"), READERS),
    OwnPage("workbooks", _("Nhập liệu"), frozenset({Action.IMPORT})),
    OwnPage("cases", _("Hồ sơ xúc tiến"), frozenset({Action.HANDLE_INQUIRIES})),
    OwnPage("programme", _("Chương trình xúc tiến"), frozenset({Action.READ_CONTACTS})),
    OwnPage("people", pgettext_lazy("plural", "Người dùng"), frozenset({Action.ADMINISTER})),
    OwnPage("audit_trail", _("Nhật ký"), frozenset({Action.READ_AUDIT})),
)
"""The pages in the menu of those who are signed in."""


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
        "version": VERSION,
        **_keeper(),
        "faces": _faces(),
        "site_description": DESCRIPTION,
        "as_recorded": _as_recorded(dates, lang),
        "site_picture": request.build_absolute_uri(reverse("place_picture", args=[COUNTRY_CODE])),
        "canonical": request.build_absolute_uri(request.path),
        "language": get_language() or settings.LANGUAGE_CODE,
        "other_languages": _in_other_languages(request),
        "translated_share": pgettext("phần trăm câu chữ đã dịch", "100"),
        "alternates": _alternates(request),
        "menu": [_menu_line(request, dates, *each) for each in NAVIGATION],
        "page_supposition": (supposition := getattr(request, "supposition", None)),
        "supposed_banner": PAGE_BANNER if supposition else None,
        "followable": None if visitor else followable(request),
        "own_menu": [] if visitor else _own_menu(request),
        "may": {} if visitor else {action.value: may(request.user, action) for action in Action},
        "cited": "" if supposition else _cited(request, dates),
        "kept_query": [
            (key, value) for key, values in request.GET.lists() for value in values if key not in {ON, KNOWN}
        ],
        "question_example": question_example(current_figures(), dates),
        "replayed_years": range(2003, today().year + 1),
    }


FACES = [
    f"vendor/be-vietnam-pro-{letters}-{weight}.woff2" for letters in ("latin", "vietnamese") for weight in (400, 600)
]
"""The faces that every page is set in: loaded before the styles ask for them, so that nothing moves when they arrive."""


def _menu_line(request: HttpRequest, dates: Dates, route: str, name: str | Promise) -> MenuLine:
    """A page of the main menu for the same dates; under the same supposition where it can be."""
    kept = {} if route in PAGES else {SUPPOSITION: None}
    parts = {key: value for key, value in dates.given if key not in kept}
    return f"{reverse(route)}{'?' if parts else ''}{urlencode(parts)}", name, _is_here(request, route)


@cache
def _faces() -> list[str]:
    return [static(path) for path in FACES]


DESCRIPTION = _(
    "Sổ khu, cụm công nghiệp: số liệu chính xác theo ngày, có công thức, căn cứ pháp lý và văn bản kèm theo."
)
"""What search engines say of a page that has no words of its own for them."""


def _as_recorded(dates: Dates, lang: Lang) -> str:
    """By which moment the page's figures were recorded, to follow their day; nothing of what is known now."""
    if dates.known_at is None:
        return ""
    return f", {gettext('theo dữ liệu ghi nhận đến')} {format_moment(dates.known_at, lang)}"


def _keeper() -> dict[str, Any]:
    """Who keeps the portal, how to reach them, by which licence its data may be used, and whether charts may be framed."""
    name, _, address = settings.PORTAL_LICENCE.rpartition(" https://")
    return {
        "owner": settings.PORTAL_OWNER,
        "contact": settings.PORTAL_CONTACT,
        "licence": {"name": name or settings.PORTAL_LICENCE, "address": f"https://{address}" if name else ""},
        "site_name": settings.PORTAL_OWNER or "parkledger",
        "framed": bool(settings.PORTAL_FRAMED_BY),
    }


def _own_menu(request: HttpRequest) -> list[MenuLine]:
    """What whoever is signed in may do beside reading; submissions with the number of those that wait for them."""
    found: list[MenuLine] = []
    for each in OWN_PAGES:
        if any(may(request.user, action) for action in each.actions):
            count = sum(waiting(request.user)) if each.route == "submissions" else 0
            named = f"{each.name} ({count})" if count else each.name
            found.append((reverse(each.route), named, _is_here(request, each.route)))
    return found


def _is_here(request: HttpRequest, route: str) -> bool:
    address = reverse(route)
    return request.path == address if route == "home" else request.path.startswith(address)


def _in_other_languages(request: HttpRequest) -> list[tuple[str, str, str, bool]]:
    """This page in every other language: its code, its own name, the path with the language before it, whether it has every text."""
    here = get_language() or settings.LANGUAGE_CODE
    path = request.get_full_path()
    return [
        (code, name, _path_in(code, path), code in settings.WHOLE_LANGUAGES)
        for code, name in settings.LANGUAGES
        if code != here
    ]


def _alternates(request: HttpRequest) -> list[tuple[str, str]]:
    """The whole address of this page in every language, as search engines list it."""
    return [(code, request.build_absolute_uri(_path_in(code, request.path))) for code, _ in settings.LANGUAGES]


def _path_in(code: str, path: str) -> str:
    """A path of the language spoken here, in another."""
    here = get_language() or settings.LANGUAGE_CODE
    bare = path if here == settings.LANGUAGE_CODE else path.removeprefix(f"/{here}") or "/"
    return bare if code == settings.LANGUAGE_CODE else f"/{code}{bare}"


def _cited(request: HttpRequest, dates: Dates) -> str:
    """The whole address of this page with both dates written out."""
    query = request.GET.copy()
    for key, value in dates.fixed(timezone.now()).given:
        query[key] = value
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
