"""Errors that say what was wrong, where, and what to do: in Vietnamese and English, with the same facts.

A subclass declares a `code` for programs and one template per language. The facts are passed as values
(a date, a quantity, a number); they are put into words only when the reader's language is known::

    class LandOverdrawn(ParkError):
        code = "land_overdrawn"
        vi = "{zone}: từ ngày {on} chỉ còn {free} có thể cho thuê. Hãy giảm diện tích."
        en = "{zone}: from {on}, only {free} can be leased. Reduce the area."

    raise LandOverdrawn(zone="KCN Vân Trung", on=date(2023, 8, 22), free=Quantity(Fraction(12), Unit.HECTARE))
"""

import errno
import re
from collections.abc import Callable
from contextvars import ContextVar
from functools import singledispatch
from string import Formatter
from typing import Any, ClassVar, Self

from parkledger.language.text import Lang, Text

SAID_ON_A_PAGE: ContextVar[Callable[[str], Text] | None] = ContextVar("said_on_a_page", default=None)
"""How errors name events, told by book and number, to somebody who looks at a page and knows nothing of commands and codes.

None where errors are not said on a page: commands and programs name an event by the code of its book and its number.
"""

EVENT_FACTS = frozenset({"event", "events", "by", "reverses"})
"""The facts of errors that name events."""


@singledispatch
def format_fact(fact: object, lang: Lang) -> str:
    """A fact in words, for a message. The modules that own a type register how it is written.

    Known: str (as it is), int and Fraction (grouped digits; pass a year as str), date, Period, Quantity,
    Text, and lists or tuples of these (joined by commas; by semicolons where a part has one). Raises TypeError for anything else.
    """
    raise TypeError(f"cannot put {fact!r} ({type(fact).__name__}) into words in {lang!r}")


@format_fact.register
def _(fact: str, lang: Lang) -> str:  # noqa: ARG001 - the signature is the dispatcher's
    return str(fact)


@format_fact.register
def _(fact: Text, lang: Lang) -> str:
    return fact.of(lang)


@format_fact.register(list)
@format_fact.register(tuple)
def _(fact: list[object] | tuple[object, ...], lang: Lang) -> str:
    said = [format_fact(part, lang) for part in fact]
    return ("; " if any(", " in part for part in said) else ", ").join(said)


def slots(template: str) -> set[str]:
    """The names in braces in a template.

    Raises ValueError for a slot that is not a plain name: how a fact is written is decided by its type,
    so positions, attributes, conversions and format specifications have no place in a template.
    """
    names = set()
    for _literal, name, spec, conversion in Formatter().parse(template):
        if name is None:
            continue
        if not name.isidentifier() or spec or conversion:
            raise ValueError(f"slot {{{name}}} in {template!r}: write a plain name in braces")
        names.add(name)
    return names


_NEAREST = re.compile(r" [^.“”«»]+: \{nearest\}\.")
"""The sentence that offers the nearest names, left out where there is none to offer."""


class ParkError(Exception):
    """The base of every error meant for the people who use the register.

    `where` is the place of the trouble (file, sheet, cell; page, sentence; field), kept apart from the
    message. Further facts than the templates name are allowed and stay in `facts` for programs. Raises
    TypeError when a fact is missing or cannot be put into words, or when the class has no templates.

    `page_vi` and `page_en` are what is said on a page instead, where the remedy is another there than on the command line.

    `status` is the HTTP status of an answer that refuses. `field` is the field of a form, row or event that the error
    is about, empty where it is about the whole; `at_field` says it of one error. `is_misuse` tells a wrong request from
    one that the state of the books forbids: the command line exits with another code.
    """

    code: ClassVar[str] = ""
    vi: ClassVar[str] = ""
    en: ClassVar[str] = ""
    page_vi: ClassVar[str] = ""
    page_en: ClassVar[str] = ""
    status: ClassVar[int] = 422
    is_misuse: ClassVar[bool] = False

    field: str = ""
    where: str
    facts: dict[str, Any]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not cls.vi and not cls.en:  # an intermediate class that only groups others
            return
        own_words = "vi" in cls.__dict__ or "en" in cls.__dict__
        if not cls.code or (own_words and not cls.__dict__.get("code")):
            raise TypeError(f"{cls.__name__}: give it a code of its own")
        if not cls.vi or not cls.en:
            raise TypeError(f"{cls.__name__}: give it both a vi and an en template")
        try:
            differing = slots(cls.vi) ^ slots(cls.en)
        except ValueError as error:
            raise TypeError(f"{cls.__name__}: {error}") from error
        if differing:
            raise TypeError(f"{cls.__name__}: vi and en must name the same facts, not {sorted(differing)}")
        on_page = slots(cls.page_vi)
        if bool(cls.page_vi) != bool(cls.page_en) or on_page != slots(cls.page_en) or not on_page <= slots(cls.vi):
            raise TypeError(f"{cls.__name__}: page_vi and page_en must name the same facts, of those of vi and en")

    def __init__(self, /, *, where: str = "", **facts: Any) -> None:
        if not self.vi:
            raise TypeError(f"{type(self).__name__} has no templates: raise one of its subclasses")
        missing = slots(self.vi) - facts.keys()
        if missing:
            raise TypeError(f"{type(self).__name__} needs the facts {sorted(missing)}")
        self.where = where
        self.facts = facts
        # Put into words at once: a fact that cannot be written must fail where the error is raised.
        super().__init__(self._said(Lang.VI))

    def message(self, lang: Lang) -> str:
        """What was wrong and what to do, in one language; without `where`. What UTF-8 cannot write is written as \\udc00."""
        return self._said(lang, SAID_ON_A_PAGE.get())

    def _said(self, lang: Lang, name_events: Callable[[str], Text] | None = None) -> str:
        """The message; with events in words where a function is given that names them, which may have to look them up."""
        on_page = self.page_vi and SAID_ON_A_PAGE.get()
        template = (Text(self.page_vi, self.page_en) if on_page else Text(self.vi, self.en)).of(lang)
        if self.facts.get("nearest") in (["—"], "—"):
            template = _NEAREST.sub("", template)
        said = {name: format_fact(self.facts[name], lang) for name in slots(template)}
        if name_events is not None:
            said |= {name: name_events(said[name]).of(lang) for name in said.keys() & EVENT_FACTS}
        ending = {name for name in said if f"{{{name}}}." in template}  # a sentence in a sentence has one full stop
        words = template.format_map(
            {name: text.removesuffix(".") if name in ending else text for name, text in said.items()}
        )
        return words.encode("utf-8", "backslashreplace").decode()

    def at_field(self, name: str) -> Self:
        """The same error, about another field than its class says."""
        self.field = name
        return self

    def without_frames(self) -> Self:
        """The same error, to be kept: what was being done where it was raised, as much as a whole book, is let go of."""
        self.__cause__ = self.__context__ = None
        return self.with_traceback(None)

    def as_json(self) -> dict[str, str]:
        """One entry of the list under "errors", the one shape of every JSON error."""
        return {
            "code": self.code,
            "where": self.where,
            "vi": self.message(Lang.VI),
            "en": self.message(Lang.EN),
        }

    def __str__(self) -> str:
        return self._said(Lang.VI)

    def __reduce__(self) -> tuple[Any, ...]:
        # The inherited way would call the class with positional arguments, which it does not take.
        return _rebuild, (type(self), self.where, self.facts), self.__dict__

    @classmethod
    def _from_facts(cls, where: str, facts: dict[str, Any]) -> Self:
        error = cls.__new__(cls)
        ParkError.__init__(error, where=where, **facts)
        return error


def _rebuild(kind: type[ParkError], where: str, facts: dict[str, Any]) -> ParkError:
    return kind._from_facts(where, facts)  # noqa: SLF001 - the other half of __reduce__


_REASONS: dict[int | None, Text] = {
    errno.ENOSPC: Text("hết chỗ trên đĩa", "no room is left on the disk"),
    errno.EDQUOT: Text("hết hạn mức đĩa", "the quota of the disk is used up"),
    errno.EROFS: Text("đĩa chỉ cho đọc", "the disk is read-only"),
    errno.EACCES: Text("không đủ quyền", "permission is denied"),
    errno.EPERM: Text("không đủ quyền", "permission is denied"),
    errno.EIO: Text("đĩa bị lỗi", "the disk reported an error"),
    errno.ENOENT: Text("không có tệp hay thư mục đó", "there is no such file or folder"),
    errno.EISDIR: Text("đó là thư mục", "it is a folder"),
    errno.ENOTDIR: Text("đó không phải thư mục", "it is not a folder"),
    errno.EEXIST: Text("đã có tệp tên đó", "a file of that name already exists"),
    errno.ENAMETOOLONG: Text("tên quá dài", "the name is too long"),
    errno.ESTALE: Text("mất kết nối với ổ mạng", "the network disk is gone"),
    errno.EADDRINUSE: Text("chương trình khác đang dùng cổng này", "another program uses it"),
    errno.EADDRNOTAVAIL: Text("máy này không có địa chỉ đó", "this machine has no such address"),
    errno.ETIMEDOUT: Text("ổ mạng không trả lời", "the network disk does not answer"),
}


def reason(problem: OSError) -> Text:
    """Why the machine refused, to be put into another sentence."""
    told = problem.strerror or str(problem) or type(problem).__name__
    return _REASONS.get(problem.errno) or Text(f"lỗi của hệ điều hành: {told}", told)


def quoted(problem: BaseException | str) -> Text:
    """What another program said in its own words, told as a quotation: its first line."""
    said = next(iter(str(problem).strip().splitlines()), "")[:MOST_QUOTED] or type(problem).__name__
    return Text(f"phần mềm báo “{said}”", f"the program says “{said}”")


MOST_QUOTED = 200
"""Characters of what another program said."""
