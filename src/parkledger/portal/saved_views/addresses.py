"""Addresses of saved pages: of this portal only, without the language and the dates, which are put back when it is opened."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings
from django.http import QueryDict
from django.urls import Resolver404, resolve
from django.utils.translation import get_language, override

from parkledger.language import ParkError
from parkledger.people.models import SavedView
from parkledger.records.dates import KNOWN, ON, Dates
from parkledger.records.latest import page_dates
from parkledger.web.paging import FORMAT, TABLE

LONGEST_ADDRESS = 2000


class SavedViewAddressUnfit(ParkError):
    """The address of a page that is to be saved is of no page of this portal, or too long."""

    code = "saved_view_address_unfit"
    vi = "Chỉ lưu được trang của cổng thông tin này, địa chỉ dài không quá {most} ký tự. Hãy mở trang cần lưu rồi bấm «Lưu trang này»."
    en = "Only pages of this portal can be saved, with addresses of at most {most} characters. Open the page and press “Save this page”."


def page_of(full: str) -> tuple[str, Dates]:
    """The address as it is kept, and the dates that the page has; refused where it is no page of the portal."""
    try:
        parts = urlsplit(full)
    except ValueError:  # brackets that are no host
        raise SavedViewAddressUnfit(most=LONGEST_ADDRESS) from None
    path = _without_language(parts.path)
    is_local = not parts.scheme and not parts.netloc and full.startswith("/") and not full.startswith(("//", "/\\"))
    if not is_local or len(full) > LONGEST_ADDRESS or not is_there(path):
        raise SavedViewAddressUnfit(most=LONGEST_ADDRESS)
    query = urlencode([each for each in parse_qsl(parts.query) if each[0] not in {ON, KNOWN, TABLE, FORMAT}])
    return f"{path}?{query}" if query else path, page_dates(QueryDict(parts.query))


def is_there(address: str) -> bool:
    """Whether the portal has a page at an address without its language; programs' addresses are none."""
    try:
        with override(settings.LANGUAGE_CODE):
            return not resolve(address.partition("?")[0]).namespaces
    except Resolver404:
        return False


def latest(view: SavedView) -> str:
    """The address of a saved page on the latest day, in the language of the moment."""
    here = get_language() or settings.LANGUAGE_CODE
    return view.address if here == settings.LANGUAGE_CODE else f"/{here}{view.address}"


def as_kept(view: SavedView) -> str:
    """The address of a saved page with the dates that it had."""
    dates = {ON: view.on.isoformat(), **({KNOWN: view.known} if view.known else {})}
    return f"{latest(view)}{'&' if '?' in view.address else '?'}{urlencode(dates)}"


def _without_language(path: str) -> str:
    for code, _ in settings.LANGUAGES:
        if path.startswith(f"/{code}/"):
            return path.removeprefix(f"/{code}")
    return path
