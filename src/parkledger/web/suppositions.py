"""Pages under a supposition: `phuong-an=<number>` in the address of a page that tells figures.

The page is made by the view that makes the page of record, while figures and records are those with what is supposed. It is
never kept, never indexed and never a file: what is asked for as a file, or of a page that tells of the books alone, is refused in words.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils.cache import add_never_cache_headers

from parkledger.language import ParkError
from parkledger.records.dates import KNOWN, ON, SUPPOSITION, Dates
from parkledger.suppositions import storage
from parkledger.suppositions.access import seen
from parkledger.suppositions.comparison import latest_day
from parkledger.suppositions.errors import SuppositionUnknown
from parkledger.suppositions.models import Supposition
from parkledger.web.frames import FRAME
from parkledger.web.middleware import refused
from parkledger.web.paging import FORMAT, TABLE

PAGES: Final = frozenset(
    {
        *("home", "home_details", "place", "place_details", "places", "zones", "zone", "projects", "project"),
        *("enterprises", "enterprise", "figure", "project_figure", "enterprise_figure", "compare", "search", "land"),
        *("map", "map_zones", "map_provinces", "targets", "indicator"),
    }
)
"""The routes of the pages that can be asked for under a supposition; all others tell of the books alone."""
MAP_DATA: Final = "application/geo+json"
"""What the map of such a page draws."""
_FORM = re.compile(r'<form\b[^>]*\bmethod="get"[^>]*>')
_HIDDEN = f'<input type="hidden" name="{SUPPOSITION}" value="'


class OfRecordAlone(ParkError):
    """A page or file that is of the books alone was asked for under a supposition."""

    code = "of_record_alone"
    vi = (
        "Trang hoặc tệp này chỉ có theo sổ, không lập theo phương án giả định. "
        "Hãy bỏ «phuong-an» khỏi địa chỉ để xem số của sổ, hoặc quay lại trang của phương án."
    )
    en = (
        "This page or file is of the books alone and is not made under a supposition. Take “phuong-an” out of the address "
        "for the figures on record, or go back to the page of the supposition."
    )


class OnlyAsKnownNow(ParkError):
    """A page under a supposition was asked for as known at a moment of the past."""

    code = "only_as_known_now"
    field = "known"
    vi = "Phương án giả định được tính trên sổ như hiện nay. Hãy bỏ ngày ghi nhận («known») khỏi địa chỉ."
    en = "A supposition is worked out on the books as they are now. Take the moment of knowledge (“known”) out of the address."


def under_supposition(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: a page that is asked for under a supposition is made with it, for who may see it."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if SUPPOSITION not in request.GET:
            return get_response(request)
        try:
            return _made(request, get_response)
        except ParkError as problem:
            return refused(request, problem)

    return answer


def _made(request: HttpRequest, get_response: Callable[[HttpRequest], HttpResponseBase]) -> HttpResponseBase:
    is_page = request.method in {"GET", "HEAD"} and _route(request) in PAGES
    if not is_page or not request.GET.keys().isdisjoint({FRAME, TABLE, FORMAT}):
        raise OfRecordAlone
    if request.GET.get(KNOWN, "").strip():
        raise OnlyAsKnownNow
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    found = seen(request.user, _number(request))
    evaluation = storage.evaluated(found)
    if found.book.code not in evaluation.recorded.heads:  # a book without an event: records have nothing to go on from
        raise OfRecordAlone
    dates: Dates = request.dates  # type: ignore[attr-defined]
    on = dates.on if request.GET.get(ON, "").strip() else latest_day(evaluation)
    given = ((ON, on.isoformat()), (SUPPOSITION, str(found.pk)))
    request.dates = replace(dates, on=on, given=given, at_latest=False)  # type: ignore[attr-defined]
    request.supposition = found  # type: ignore[attr-defined]
    with evaluation.standing():
        return _checked(get_response(request), found)


def _route(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).url_name or ""
    except Resolver404:
        return ""


def _number(request: HttpRequest) -> int:
    text = request.GET[SUPPOSITION].strip()
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise SuppositionUnknown(number=text)
    return int(text)


def _checked(made: HttpResponseBase, found: Supposition) -> HttpResponseBase:
    """A page with the supposition in its forms; a file is refused, whatever made it."""
    kind = made.headers.get("Content-Type", "")
    is_page = kind.startswith("text/html")
    if made.status_code == 200 and not (is_page or kind.startswith(MAP_DATA)):
        raise OfRecordAlone
    if "Content-Disposition" in made.headers:
        raise OfRecordAlone
    if is_page and not made.streaming:
        _carry(made, found)
    add_never_cache_headers(made)
    made["X-Robots-Tag"] = "noindex"
    return made


def _carry(made: Any, found: Supposition) -> None:
    """Let every form of a page that asks for another one ask for it under the same supposition."""
    page = made.content.decode()

    def with_field(form: re.Match[str]) -> str:
        end = page.find("</form>", form.end())
        return form[0] if _HIDDEN in page[form.end() : end] else f'{form[0]}{_HIDDEN}{found.pk}">'

    made.content = _FORM.sub(with_field, page).encode()
    if "Content-Length" in made.headers:
        made["Content-Length"] = str(len(made.content))
