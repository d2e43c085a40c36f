"""Below every table of a page, the links that download it; a table without a name of its own is numbered.

Done on the finished page, so that no template can forget it.
"""

import re
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.html import escape
from django.utils.translation import gettext

FORMATS = {"csv": "CSV", "xlsx": "XLSX", "parquet": "Parquet"}
TABLE = re.compile(
    r"(?P<scroll><div class=\"scroll[^>]*>\s*)?<table\b(?P<attributes>[^>]*)>(?P<rest>.*?</table>)(?P<end>\s*</div>)?",
    re.DOTALL,
)
ID = re.compile(r"\bid=\"([^\"]+)\"")
OFFERED = "tables_offered"
"""What is set on an answer whose tables have their links."""


def offer_tables(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """The answer, with links below its tables where it is a page."""
    if (
        answer.status_code != 200
        or getattr(answer, OFFERED, False)
        or not answer["Content-Type"].startswith("text/html")
    ):
        return answer
    page = answer.content.decode()
    if "<table" in page:
        answer.content = offered(page, request)
        if answer.has_header("Content-Length"):
            answer["Content-Length"] = str(len(answer.content))
    setattr(answer, OFFERED, True)
    return answer


def offered(page: str, request: HttpRequest) -> str:
    """A page's text with its tables named and links below those that have none."""
    number = 0

    def named(found: re.Match[str]) -> str:
        nonlocal number
        number += 1
        attributes, scroll, end = found["attributes"], found["scroll"] or "", found["end"] or ""
        own = ID.search(attributes)
        name = own[1] if own else f"bang-{number}"
        given = attributes if own else f' id="{name}"{attributes}'
        within, after = (end, "") if scroll else ("", end)
        links = "" if f"table={name}&" in page else links_of(request, name)
        return f"{scroll}<table{given}>{found['rest']}{within}{links}{after}"

    return TABLE.sub(named, page)


def links_of(request: HttpRequest, table: str) -> str:
    """The links that download a table of the page at hand."""
    kept = [
        (key, value)
        for key, values in request.GET.lists()
        for value in values
        if key not in {"page", "table", "format"}
    ]
    links = " · ".join(
        f'<a href="?{escape(urlencode([*kept, ("table", table), ("format", form)]))}" download rel="nofollow">{shown}</a>'
        for form, shown in FORMATS.items()
    )
    return f'<p class="downloads">{escape(gettext("Tải bảng"))}: {links}</p>'
