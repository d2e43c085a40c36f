"""Addresses of a place's or a zone's page that name a supposition lead to the page of it under that supposition.

The page of record itself is never made with what is supposed, so that none that is kept can show it.
"""

import functools
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from parkledger.records.dates import ON

SUPPOSITION = "phuong-an"
View = Callable[..., HttpResponseBase]


def led_by_supposition(route: str, field: str, otherwise: str = "") -> Callable[[View], View]:
    """A view that leads elsewhere where its address names a supposition: `field` is the argument of the view that is handed on.

    It becomes an argument of the route, or with `otherwise` part of the query, that being what it is where the view has none.
    The book of a zone goes with it: a supposition is of one book, and another may have a zone of the same code.
    """

    def decorated(view: View) -> View:
        @functools.wraps(view)
        def answer(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
            number = request.GET.get(SUPPOSITION, "")
            if not (number.isascii() and number.isdigit() and len(number) < 10):
                return view(request, *arguments, **named)
            query = {ON: request.GET[ON]} if request.GET.get(ON) else {}
            if "book" in named:
                query["book"] = named["book"]
            code = named.get(field, otherwise)
            if otherwise:
                query[field] = code
            path = reverse(route, args=[int(number)] if otherwise else [int(number), code])
            return HttpResponseRedirect(f"{path}?{urlencode(query)}" if query else path)

        return answer

    return decorated
