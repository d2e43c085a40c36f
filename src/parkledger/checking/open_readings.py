"""What a statement may mean beside what it was read as, where its own words leave that open.

Pages write "thu hút 250 dự án" of those in force and of those newly licensed, and "1.200 ha" of all zones and of those that
operate. Such a statement is held against each; where the words beside the number say which is meant, against that alone.
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from parkledger.figures import Form
from parkledger.language import fold

if TYPE_CHECKING:  # the reader takes a moment to load, and only its results are named here
    from parkledger.reading import Statement


@dataclass(frozen=True, slots=True)
class Choice:
    """Indicators that pages say with the same words; `decided` are the words, folded, that tell one from the others."""

    indicators: tuple[str, ...]
    decided: re.Pattern[str]


STOCK_OR_FLOW: Final = re.compile(
    r"\b(?:con hieu luc|luy ke|hien co|in force|cumulative|to date|cap moi|dang ky moi|cap phep moi|du an moi|moi cap"
    r"|trong (?:ky|thang|quy|nam)|tu dau nam|thang dau nam|new|newly|since the (?:beginning|start)|months)\b"
)
STAGE: Final = re.compile(
    r"\b(?:thanh lap|hoat dong|van hanh|established|set up|operating|operation|operational|operate)\b"
)
NOTHING: Final = re.compile(r"(?!)")
CHOICES: Final = (
    Choice(("projects.in_force", "projects.registered"), STOCK_OR_FLOW),
    Choice(("capital.in_force", "capital.attracted", "capital.new"), STOCK_OR_FLOW),
    Choice(("capital.implemented_to_date", "capital.implemented"), STOCK_OR_FLOW),
    Choice(("zones.established", "zones.operating"), STAGE),
    Choice(("land.established", "land.operating"), STAGE),
    Choice(("land.leased_industrial", "land.leased"), NOTHING),
)
TOLD: Final = (
    ("capital.implemented", re.compile(r"\b(?:luy ke|cumulative|cumulatively)\b"), "capital.implemented_to_date"),
    ("land.leased", re.compile(r"\bdat (?:cong nghiep|cn)\b(?!.{0,12}dich vu)"), "land.leased_industrial"),
)
"""Indicators, words of the sentence, folded, that say another one more exactly, and that one."""
ESTABLISHED: Final = re.compile(r"\b(?:thanh lap|established|set up)\b")
PAUSE: Final = re.compile(r"[,;:.](?=\s|$)")


def as_told(statement: "Statement") -> "Statement":
    """A statement taken for what the words of its sentence say more exactly: cumulative, of industrial land alone.

    The area of one zone is told whatever its stage, as questions ask for it, unless the words say that it was established.
    """
    if statement.form != Form.VALUE:
        return statement
    if statement.zone and statement.indicator == "land.established":
        told = ESTABLISHED.search(fold(_own_words(statement)))
        return statement if told else statement._replace(indicator="land.natural")
    for code, words, meant in TOLD:
        if statement.indicator == code and words.search(fold(_own_words(statement))):
            return statement._replace(indicator=meant)
    return statement


def read_as(indicator: str, *, of_zone: bool) -> str:
    """The indicator that pages are read to state where they tell of one: the area of a zone has no code of its own there."""
    return "land.established" if of_zone and indicator == "land.natural" else indicator


def other_readings(statement: "Statement") -> tuple[str, ...]:
    """The other indicators that a statement may be of."""
    choice = next((each for each in CHOICES if statement.indicator in each.indicators), None)
    if choice is None or statement.form != Form.VALUE or not statement.sentence:
        return ()
    if choice.decided.search(fold(_own_words(statement))):
        return ()
    return tuple(code for code in choice.indicators if code != statement.indicator)


def _own_words(statement: "Statement") -> str:
    """The part of the sentence, from pause to pause, that the number stands in; all of it where that is not sure."""
    sentence, quote = statement.sentence, statement.quote
    if sentence.count(quote) != 1:
        return sentence
    at = sentence.index(quote)
    start = max((match.end() for match in PAUSE.finditer(sentence, 0, at)), default=0)
    end = PAUSE.search(sentence, at + len(quote))
    return sentence[start : end.start() if end else len(sentence)]
