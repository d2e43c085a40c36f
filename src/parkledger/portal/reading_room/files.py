"""What a visitor gives to be read: a pasted text or an uploaded file, within limits, never kept here.

Word and PDF files are opened in a process of their own, with limits on its time and memory: such a file can be made so
that whoever opens it is busy for hours. The other kinds are plain text of which reading takes a time in proportion.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest

from parkledger.checking.archive import DOCX, media_type
from parkledger.checking.page_limits import COMMAND_LINE, PORTAL, PageWithoutText, check_room
from parkledger.language import ParkError
from parkledger.reading import PageSection, PageSource, source_of
from parkledger.records.dates import day_from

MOST_REQUEST_BYTES = 12 * 2**20
"""A request is larger than its file: beyond this it is refused before any of it is read."""
MOST_SECONDS = 20
OPENED_APART = frozenset({"application/pdf", DOCX})
EARLIEST_YEAR, LATEST_YEAR = 1990, 2100


class NothingToRead(ParkError):
    """Neither a text nor a file was given."""

    code = "nothing_to_read"
    vi = "Chưa có gì để đọc. Hãy dán văn bản vào ô, hoặc chọn một tệp HTML, DOCX, PDF, Markdown hay văn bản thuần."
    en = "There is nothing to read. Paste a text into the box, or choose an HTML, DOCX, PDF, Markdown or text file."


class FileTooSlow(ParkError):
    """A file that takes too long, or too much memory, to open."""

    code = "file_too_slow"
    vi = "Mở tệp «{file}» mất quá {seconds} giây nên đã dừng. Hãy sao chép phần chữ của tệp rồi dán vào ô."
    en = "Opening the file “{file}” took more than {seconds} seconds and was stopped. Copy its text and paste that."


class PublicationOutOfRange(ParkError):
    """A day of publication far outside the years that books can cover."""

    code = "publication_out_of_range"
    vi = "Ngày đăng {day} ngoài khoảng {first}–{last}. Hãy ghi lại, ví dụ 22/8/2023, hoặc để trống."
    en = (
        "The day of publication {day} is outside {first}–{last}. Correct it, for example to 22/8/2023, or leave it out."
    )


@dataclass(frozen=True, slots=True)
class GivenPage:
    """What is to be read: its bytes, the file's name where it is one, its text, and what is known of it."""

    data: bytes
    name: str
    source: PageSource
    published: date | None
    place: str
    url: str


def given_by(request: HttpRequest) -> GivenPage:
    """What a form asks to be read; a ParkError in words where that cannot be."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > MOST_REQUEST_BYTES:
        check_room(PORTAL, size=int(length) if length.isdigit() else COMMAND_LINE.size + 1)
    published = _day(request.POST.get("published", "").strip())
    place, url = request.POST.get("place", "").strip(), request.POST.get("url", "").strip()[:2000]
    upload = request.FILES.get("file")
    if upload is not None and upload.size:
        check_room(PORTAL, size=upload.size)
        data, name = upload.read(), upload.name or ""
        if media_type(data, name) not in OPENED_APART:
            check_room(PORTAL, tags=data.count(b"<"))
        source = _source_of_file(data, name)
    else:
        text = request.POST.get("text", "").replace("\r\n", "\n")
        if not text.strip():
            raise NothingToRead
        check_room(PORTAL, characters=len(text))
        data, name, source = text.encode("utf-8", "replace"), "", source_of(text)
    check_room(PORTAL, characters=len(source.text))
    return GivenPage(data, name, source, published, place, url)


def _day(text: str) -> date | None:
    if not text:
        return None
    day = day_from(text)
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise PublicationOutOfRange(day=day, first=str(EARLIEST_YEAR), last=str(LATEST_YEAR))
    return day


def _source_of_file(data: bytes, name: str) -> PageSource:
    source = _opened_apart(data, name) if media_type(data, name) in OPENED_APART else source_of(data, name)
    if not source.text.strip():
        raise PageWithoutText(file=name)
    return source


def _opened_apart(data: bytes, name: str) -> PageSource:
    command = [sys.executable, "-m", "parkledger.reading.pages.sandbox", name]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=MOST_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise FileTooSlow(file=name, seconds=MOST_SECONDS) from None
    if done.returncode != 0:
        raise FileTooSlow(file=name, seconds=MOST_SECONDS)
    return source_from(json.loads(done.stdout))


def source_from(told: dict[str, Any]) -> PageSource:
    """A source as the process apart wrote it."""
    sections = tuple(PageSection(**section) for section in told["sections"])
    published = date.fromisoformat(told["published"]) if told["published"] else None
    return PageSource(told["text"], told["title"], published, told["author"], told["source"], sections)
