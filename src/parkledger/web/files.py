"""Files as answers: a page's download, under the name that it is kept by."""

from collections.abc import Iterable

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header


def file_answer(
    content: bytes | str | Iterable[bytes], media_type: str, name: str, *, inline: bool = False
) -> HttpResponse:
    """A file to keep, or with `inline` one that a browser shows; the name may hold any letters."""
    answer = HttpResponse(content, content_type=media_type)
    _name(answer, name, inline=inline)
    return answer


def streamed_file(content: Iterable[bytes | str], media_type: str, name: str) -> StreamingHttpResponse:
    """A file to keep that is sent while it is made."""
    answer = StreamingHttpResponse(content, content_type=media_type)
    _name(answer, name, inline=False)
    return answer


def _name(answer: HttpResponseBase, name: str, *, inline: bool) -> None:
    answer["Content-Disposition"] = content_disposition_header(not inline, name) or ""
