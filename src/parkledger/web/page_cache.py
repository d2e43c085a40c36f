"""Pages kept in memory: a public page that was made once for a state of the books is not made again.

The key is the whole address, the scheme and host among it since feeds, frames and descriptions for search engines name
it, with the language, the state of the books and today's date, since a page without dates is of today. What is made for
somebody signed in, is under a supposition, or carries a form's token, is never kept.
"""

import functools
import hashlib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from parkledger.catalogue.publicity import withheld
from parkledger.checking.published import pages_kept
from parkledger.figures.current import current_figures, expire
from parkledger.figures.supposing import supposed_figures
from parkledger.language import today
from parkledger.ledger.store.settling import settled_before
from parkledger.records.dates import ON, Dates

CITED = 86_400
"""Seconds for which a browser may keep a page that gives the same for ever."""

MOST_BYTES = 64 * 2**20
"""Bytes of pages that a process keeps; beyond that a quarter of them goes, those asked for longest ago."""
LONGEST_PAGE = MOST_BYTES // 16

View = Callable[..., HttpResponseBase]


class PageMemory(LocMemCache):
    """Pages in memory, bound by their bytes as well as their number: any word in an address makes another page of it."""

    def _set(self, key: str, value: bytes, timeout: Any = DEFAULT_TIMEOUT) -> None:
        if len(value) > LONGEST_PAGE:
            return
        memory: Any = super()
        memory._set(key, value, timeout)  # noqa: SLF001  called with the lock held, as Django calls this
        pages: dict[str, bytes] = self._cache  # type: ignore[attr-defined]
        while sum(map(len, pages.values())) > MOST_BYTES:
            memory._cull()  # noqa: SLF001


def kept(view: View, beside: Callable[[], str] = str) -> View:
    """A view whose answers to visitors are kept; to those signed in it always answers anew.

    `beside` tells the state of what the page shows beside the ledger, such as boundaries.
    """

    @functools.wraps(view)
    def answer(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        is_visitor = settings.SESSION_COOKIE_NAME not in request.COOKIES
        if request.method not in {"GET", "HEAD"} or not is_visitor or supposed_figures() is not None:
            return view(request, *arguments, **named)
        key = _key(request, beside())
        found: HttpResponse | None = caches["pages"].get(key)
        if found is None:
            lasting = _is_lasting(request)
            made = view(request, *arguments, **named)
            if not isinstance(made, HttpResponse) or made.status_code != 200 or made.cookies:
                return made
            made["ETag"] = f'"{hashlib.sha256(made.content).hexdigest()[:32]}"'
            made["Cache-Control"] = f"public, max-age={CITED}" if lasting else "no-cache"
            patch_vary_headers(made, ("Cookie", "HX-Request"))
            caches["pages"].set(key, made)
            found = made
        if request.headers.get("If-None-Match") == found["ETag"]:
            return HttpResponseNotModified(headers={name: found[name] for name in ("ETag", "Cache-Control", "Vary")})
        return found

    return answer


def _is_lasting(request: HttpRequest) -> bool:
    """Whether a page yet to be made will give the same for ever: both dates stand in its address, and the moment is settled.

    Of a moment to come, such as the end of this day, more may be known in a minute; of one that is past, while somebody
    still records who began before it.
    """
    known_at = getattr(request, "dates", Dates(today())).known_at
    if ON not in request.GET or known_at is None or known_at >= settled_before():
        return False
    expire()
    return True


def _key(request: HttpRequest, beside: str) -> str:
    fragment = request.headers.get("HX-Request", "")
    state = f"{current_figures().tip} {beside} {settings.PORTAL_EDITION} {sorted(withheld.get())}"
    parts = f"{request.build_absolute_uri()} {get_language()} {fragment} {today()} {state}"
    return hashlib.sha256(parts.encode()).hexdigest()


def kept_with_pages(view: View) -> View:
    """As `kept`, for a view that shows what kept pages say."""
    return kept(view, beside=pages_kept)
