"""What a question is answered with: figures, or lines of what was chosen or listed; else why not."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from parkledger.briefing import written
from parkledger.briefing.answers.likely_names import LikelyName, likely_names
from parkledger.briefing.answers.subjects import QuestionSubject, extensions_of, not_meant, understood, words_beside
from parkledger.catalogue import INDICATORS, official_title
from parkledger.figures import Figure, Figures, Question
from parkledger.language import Lang, Text, joined_notes
from parkledger.ledger.store.registry import demonstration_books
from parkledger.places import COUNTRY_CODE, get

LINES_SHOWN = 10
"""Lines of an answer that are shown; the rest are counted, and stand on the page that it leads to."""


@dataclass(frozen=True, slots=True)
class OtherWay:
    """Another way of counting: its name and the figures that are added."""

    name: Text
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """Something chosen or listed: what it is (`key` as addresses name it), what is said of it, the page it leads to."""

    key: str
    title: Text
    route: str = ""
    arguments: tuple[str, ...] = ()
    figure: Figure | None = None
    value: Fraction | None = None
    note: Text | None = None
    query: tuple[tuple[str, str], ...] = ()
    """What follows the path of the page's address."""
    demo: bool = False
    """Whether a book of demonstration tells it; a figure has its own mark."""

    @property
    def said(self) -> Text:
        """The line as a sentence: its title with what is said of it."""
        note = self.note
        return Text(f"{self.title.vi}: {note.vi}", f"{self.title.en}: {note.en}") if note else self.title


@dataclass(frozen=True, slots=True)
class QuestionAnswer:
    """A question with what answers it.

    `said` is the answer in a sentence where the figures alone are none, `value` the number in it; `total` counts the lines
    that there are, `note` says how they were chosen. `problem` says why nothing is answered.
    """

    figures: tuple[Figure, ...] = ()
    others: tuple[OtherWay, ...] = ()
    problem: Text | None = None
    understood: Text | None = None
    unheard: tuple[str, ...] = ()
    said: Text | None = None
    value: Fraction | None = None
    lines: tuple[AnswerLine, ...] = ()
    total: int = 0
    note: Text | None = None
    guessed: tuple[str, ...] = ()
    pages: tuple[AnswerLine, ...] = ()
    """Of a question that is not answered: the pages of what was understood of it."""
    likely: tuple[LikelyName, ...] = ()
    """Zones that may be meant by words that were not understood."""
    demo: bool = False
    """Whether what is said in words is told by books of demonstration."""
    unclear: tuple[str, ...] = ()
    """Of a question that is not answered: the words for which it is not, that ask for nothing by themselves ("bình quân")."""
    nearest: "NearestQuestion | None" = None
    """Of a question that is not answered: what could be, without the words that were not understood."""

    @property
    def is_measured(self) -> bool:
        """Whether it tells figures, and not only names."""
        return bool(self.figures) or any(line.figure for line in self.lines)

    @property
    def is_one_line(self) -> bool:
        """Whether the sentence is its only line once more."""
        return len(self.lines) == 1 and self.said == self.lines[0].said


Answers = tuple[QuestionAnswer, ...]


@dataclass(frozen=True, slots=True)
class NearestQuestion:
    """A question without the words of another that were not understood, with what answers it."""

    question: str
    left_out: tuple[str, ...]
    answers: Answers


def refused(subject: QuestionSubject, books: Figures, problem: Text) -> Answers:
    """A question that is not answered: why, what was understood of it, and what was not."""
    return (
        QuestionAnswer(
            problem=problem,
            understood=_understood_of(subject, books, problem),
            unheard=tuple(subject.words.unheard),
            unclear=_unclear_of(subject, problem),
            pages=tuple(_pages(subject, books)),
            likely=likely_names(subject.words, books),
        ),
    )


def _understood_of(subject: QuestionSubject, books: Figures, problem: Text) -> Text | None:
    """What was understood of a question that is not answered: its reading, and the words that are known but no part of it."""
    read = _as_asked(subject)
    known = [each for each in words_beside(read) if f"«{each}»" not in problem.vi]
    reading = understood(read, None, books)
    vi, en = ([reading.vi], [reading.en]) if reading else ([], [])
    if not vi and not known:
        return None
    return Text(", ".join([*vi, *(f"«{each}»" for each in known)]), ", ".join([*en, *(f"“{each}”" for each in known)]))


def _unclear_of(subject: QuestionSubject, problem: Text) -> tuple[str, ...]:
    """The words that a problem names, where none of them says what is measured, or asks for something by itself."""
    named = [each for each in subject.words.seen if f"«{each.text}»" in problem.vi]
    says_more = any(each.sign[0] != "asking" or each.sign[1] in ASKING_BY_THEMSELVES for each in named)
    return () if says_more else tuple(dict.fromkeys(each.text for each in named))


ASKING_BY_THEMSELVES: Final = frozenset(
    {
        *(
            "max",
            "min",
            "most",
            "which",
            "where",
            "when",
            "who",
            "why",
            "list",
            "rank",
            "compare",
            "more",
            "not",
            "year",
        ),
        *(
            "except",
            "growth",
            "share",
            "plan",
            "left",
            "expiring",
            "expiry",
            "overdue",
            "owed",
            "project_which",
            "first",
        ),
    }
)
"""Marks without which another question is left, and not the same less exactly."""


def _as_asked(subject: QuestionSubject) -> QuestionSubject:
    """Without the count of all zones, where nobody asked for it: a kind of zones alone comes to it."""
    is_of_stage = subject.stages or subject.words.has("count", "newly_established", "began", "founded")
    return replace(subject, indicator=None) if subject.indicator == ALL_ZONES and not is_of_stage else subject


ALL_ZONES: Final = "zones.established"


def _pages(subject: QuestionSubject, books: Figures) -> Iterator[AnswerLine]:
    """The pages nearest to a question: of the zones that it names, else of the indicator."""
    for zone in map(books.zone, subject.zones[:MOST_PAGES]):
        title = official_title(zone["kind"], zone["name"])
        reference = (str(zone["book"]), str(zone["code"]))
        yield AnswerLine("/".join(reference), Text(title, title), "zone", reference)
    if subject.indicator is not None and subject.words.all("measured"):
        yield AnswerLine(
            subject.indicator, INDICATORS[subject.indicator].name.capitalised(), "indicator", (subject.indicator,)
        )


MOST_PAGES: Final = 3
"""Zones of a question that is not answered whose pages are named."""


def with_demo(answer: QuestionAnswer) -> QuestionAnswer:
    """An answer in which what is told in words, and by no figure, is marked where books of demonstration tell it."""
    if answer.problem is not None or not (answer.said or answer.lines):
        return answer
    made_up = demonstration_books()
    if not made_up:
        return answer
    lines = tuple(replace(line, demo=line.figure is None and _is_told_by(line, made_up)) for line in answer.lines)
    is_said = any(line.demo for line in lines) if lines else not answer.figures
    return replace(answer, lines=lines, demo=bool(answer.said) and is_said)


def _is_told_by(line: AnswerLine, books: frozenset[str]) -> bool:
    """Whether a line is of one of some books: its key, or the page that it leads to, begins with the code of its book."""
    named = {*line.arguments[:1], line.key.partition("/")[0]}
    return not books.isdisjoint(named)


def listed(said: Text, lines: list[AnswerLine], *, note: Text | None = None, value: Fraction | None = None) -> Answers:
    """An answer by lines, of which the first are kept."""
    return (QuestionAnswer(said=said, lines=tuple(lines[:LINES_SHOWN]), total=len(lines), note=note, value=value),)


def with_understood(
    answer: QuestionAnswer, subject: QuestionSubject, question: Question | None, books: Figures
) -> QuestionAnswer:
    """An answer that says what was understood."""
    extended = extensions_of(question, books) if answer.figures else None
    note = joined_notes(answer.note, not_meant(subject), extended)
    reading = understood(subject, question, books)
    if reading is not None and answer.problem is None and _is_of_all_books(subject, question):
        names = [get(place).text for place in subject.each_of]
        reading = Text(
            f"{reading.vi}, {' và '.join(n.vi for n in names)}", f"{reading.en}, {' and '.join(n.en for n in names)}"
        )
    return replace(answer, understood=reading, guessed=tuple(subject.words.guessed), note=note)


def _is_of_all_books(subject: QuestionSubject, question: Question | None) -> bool:
    """Whether no place is named, and what is told is of all the provinces that the books are of."""
    named = subject.places or subject.zones or subject.implied or subject.enterprises or subject.words.projects
    return not named and (question is None or (question.zone is None and question.place == COUNTRY_CODE))


def written_both(figure: Figure) -> Text:
    """A figure in words of both languages."""
    return Text(written(figure, Lang.VI), written(figure, Lang.EN))
