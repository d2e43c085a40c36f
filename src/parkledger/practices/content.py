"""What a note on a practice and an exchange of experience say, as one version has it; frozen, and checked in words."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from parkledger.catalogue import Origin, ZoneKind
from parkledger.figures import indicator
from parkledger.language import Lang, Text
from parkledger.places import get
from parkledger.practices.errors import (
    FieldMissing,
    IndicatorLineUnreadable,
    LinkUnsafe,
    PeriodReversed,
    VisitUnreadable,
)
from parkledger.practices.topics import Topic

LONGEST_LINE = 300
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_LINE)]
FilledLine = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_LINE)]
Long = Annotated[str, StringConstraints(strip_whitespace=True, max_length=40_000)]
FilledLong = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40_000)]


class Content(BaseModel):
    """What every kind of note keeps to: nothing is changed, nothing unknown is taken in."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Linked(Content):
    """An indicator that a practice is to be judged by, with the kind of zone and the origin it is asked for."""

    indicator: str
    kind: ZoneKind | None = None
    origin: Origin | None = None

    @classmethod
    def read(cls, line: str) -> Self:
        """From a line such as "occupancy park" or "projects.in_force cluster fdi"."""
        code, *narrowing = line.split()
        kinds = [word for word in narrowing if word in set(ZoneKind)]
        origins = [word for word in narrowing if word in set(Origin)]
        if len(kinds) + len(origins) < len(narrowing) or len(kinds) > 1 or len(origins) > 1:
            raise IndicatorLineUnreadable(line=line)
        found = cls(
            indicator=indicator(code).code,
            kind=ZoneKind(kinds[0]) if kinds else None,
            origin=Origin(origins[0]) if origins else None,
        )
        if indicator(code).kinds and found.kind not in indicator(code).kinds:
            raise IndicatorLineUnreadable(line=line)
        return found

    @property
    def line(self) -> str:
        """As it is written in a form."""
        return " ".join(part for part in (self.indicator, self.kind, self.origin) if part)


class DocumentLink(Content):
    """A document by its title, with its address where it has one."""

    title: FilledLine
    url: Line = ""

    @classmethod
    def read(cls, line: str) -> Self:
        """From a line "title | address"."""
        title, _, url = line.partition("|")
        if url.strip() and not url.strip().startswith(("https://", "http://")):
            raise LinkUnsafe(url=url.strip())
        if not title.strip() or len(line) > LONGEST_LINE:
            raise FieldMissing(field=Text("Văn bản: tên | địa chỉ", "Documents: title | address"))
        return cls(title=title.strip(), url=url.strip())

    @property
    def line(self) -> str:
        """As it is written in a form."""
        return f"{self.title} | {self.url}" if self.url else self.title


class Told(Content):
    """What is told in Markdown, in Vietnamese and, where it was put into it, in English."""

    text: Long = ""
    text_en: Long = ""

    def words_of(self, lang: Lang) -> tuple[str, Lang]:
        """The text for readers of a language, and the language that it is in."""
        return (self.text_en, Lang.EN) if lang is Lang.EN and self.text_en else (self.text, Lang.VI)


class PracticeContent(Told):
    """How a province did something: when and where, told in Markdown, with the figures and papers to judge it by."""

    title: FilledLine
    title_en: Line = ""
    place: str
    topic: Topic
    start: date
    end: date | None = None
    text: FilledLong
    indicators: tuple[Linked, ...] = Field(default=(), max_length=20)
    documents: tuple[DocumentLink, ...] = Field(default=(), max_length=40)
    events: tuple[str, ...] = Field(default=(), max_length=40)

    def checked(self) -> Self:
        """The content, refused in words where its place, period or events cannot be."""
        get(self.place)
        if self.end and self.end < self.start:
            raise PeriodReversed(start=self.start, end=self.end)
        check_events(self.events)
        return self


class ExchangeQuestion(Content):
    """A question that the guest put and what the host answered, with the practice that tells more."""

    topic: Topic
    question: FilledLine
    question_en: Line = ""
    answer: Long = ""
    answer_en: Long = ""
    practice: Line = ""

    def words_of(self, lang: Lang) -> tuple[str, str, Lang]:
        """Question and answer for readers of a language, both in one, and which that is."""
        if lang is Lang.EN and self.question_en and (self.answer_en or not self.answer):
            return self.question_en, self.answer_en, Lang.EN
        return self.question, self.answer, Lang.VI


class ExchangeContent(Told):
    """One province visiting another: when, about what, which zones were seen, what was asked and answered."""

    title: FilledLine
    title_en: Line = ""
    host: str
    guest: str
    held_on: date
    topics: tuple[Topic, ...] = Field(min_length=1)
    zones: tuple[str, ...] = Field(default=(), max_length=40)
    asked: tuple[ExchangeQuestion, ...] = Field(default=(), max_length=60)
    practices: tuple[str, ...] = Field(default=(), max_length=40)
    documents: tuple[DocumentLink, ...] = Field(default=(), max_length=40)

    def checked(self) -> Self:
        """The content, refused in words where its places cannot be."""
        get(self.host)
        get(self.guest)
        return self


def check_events(events: Iterable[str]) -> None:
    """Refuse what does not name an event as book/number."""
    for event in events:
        book, _, seq = event.rpartition("/")
        if not book or not (seq.isascii() and seq.isdigit()) or len(seq) > 9:
            raise VisitUnreadable(event=event)
