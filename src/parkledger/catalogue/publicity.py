"""What of a book is shown to whoever asks: kinds of records that a book may withhold, and what is withheld just now.

Nothing is withheld from whoever runs the machine. A request begins by saying what is withheld from who sent it; what is asked
for below, however deep, leaves that out. What is remembered between requests is made `whole`, and left out when it is shown.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from inspect import isgeneratorfunction
from typing import ParamSpec, TypeVar

from parkledger.language import Labelled, ParkError, Text

Given = ParamSpec("Given")
Made = TypeVar("Made")


class PublicKind(Labelled):
    """A kind of records that a book may withhold."""

    ZONES = "zones", "khu, cụm: trang, danh sách, bản đồ, tìm đất", "zones: pages, lists, map, land finder"
    PROJECTS = (
        "projects",
        "dự án, doanh nghiệp: vốn, đất thuê của từng nơi",
        "projects and enterprises: capital and leases of each",
    )
    JOURNAL = "journal", "sự kiện: từng sự kiện và bút toán", "events: each with its postings"
    DOSSIERS = (
        "dossiers",
        (
            "hồ sơ của từng tổ chức: thủ tục, kiểm tra và xử phạt, khoản phải nộp, tiền thuê đất, bản ghi nhớ, vụ việc lao động, "
            "kết quả hoạt động của dự án"
        ),
        "matters of each organisation: dossiers, inspections and fines, dues, land rent, memoranda, matters of labour, projects' business",
    )
    DOCUMENTS = "documents", "văn bản và tệp kèm", "documents and attached files"
    OPEN_DATA = "open_data", "tải cả sổ về máy", "the whole book as a file"


SHOWN_ON_REQUEST = frozenset({PublicKind.DOSSIERS})
"""Kinds that a book withholds until it says that it shows them: they tell of organisations one by one, before anything is settled."""
withheld: ContextVar[frozenset[tuple[str, str]]] = ContextVar("withheld", default=frozenset())
"""What is withheld from whoever asks: codes of books, each with a kind."""
named_in: ContextVar[frozenset[str] | None] = ContextVar("named_in", default=None)
"""The books of which whoever asks is told who recorded; of others, the office. None where it is told of all."""


class NotPublic(ParkError):
    """Something of a book that its office does not show to everybody."""

    code = "not_public"
    status = 403
    vi = "Sổ «{book}» không công khai phần này: {kind}. Hãy đăng nhập bằng tài khoản có vai trò trong sổ."
    en = "The book “{book}” does not show this to everybody: {kind}. Sign in with an account that has a role in the book."


def hides(book: str, kind: PublicKind) -> bool:
    """Whether a book withholds a kind of records from whoever asks."""
    return (book, kind.value) in withheld.get()


def hiding(kind: PublicKind) -> frozenset[str]:
    """The books that withhold a kind of records from whoever asks; mostly none."""
    return frozenset(book for book, each in withheld.get() if each == kind.value)


def require_public(book: str, *kinds: PublicKind) -> None:
    """Refuse what a book withholds from whoever asks."""
    for kind in kinds:
        if hides(book, kind):
            raise NotPublic(book=book, kind=Text(kind.label.vi, kind.label.en))


@contextmanager
def seen_as_before() -> Iterator[None]:
    """What is withheld, and who is told of whom, are afterwards as they were before."""
    kept, told = withheld.get(), named_in.get()
    try:
        yield
    finally:
        withheld.set(kept)
        named_in.set(told)


def whole(make: Callable[Given, Made]) -> Callable[Given, Made]:
    """A function that is answered in full whoever asks, so that what it makes may be remembered for all.

    A generator is refused: it would run only when it is read, by whoever reads it, when all is withheld again.
    """
    if isgeneratorfunction(make):
        raise TypeError(f"{make.__qualname__} is a generator; only what is made when it is called can be whole")

    @wraps(make)
    def made(*arguments: Given.args, **named: Given.kwargs) -> Made:
        before = withheld.set(frozenset())
        try:
            return make(*arguments, **named)
        finally:
            withheld.reset(before)

    return made
