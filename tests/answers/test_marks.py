"""The marks of the vocabulary are those that the code reads, and each that changes a question is used or refuses it."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import parkledger.briefing.answers as package
from parkledger.briefing.answers import uses, ways
from parkledger.briefing.answers.rules import RULES
from parkledger.briefing.answers.uses import CHANGING_NOTHING, USED
from parkledger.briefing.answers.vocabulary import listed, sorts_of, vocabulary
from parkledger.catalogue import INDICATORS
from parkledger.figures import Figures
from tests.answers.closing import closed
from tests.answers.test_what_is_told import ask, books

__all__ = ["books", "closed"]
MADE = {"nth", "growth_of_each"}
"""Marks that no phrase gives: the code puts them in the place of others."""
REFUSING = {"sized", "theirs", "last_period"}
"""Marks of what the books cannot tell: nothing reads them, so that they refuse every question that they stand in."""


def given() -> set[str]:
    """The marks that phrases stand for in the end."""
    table = vocabulary()
    said: set[str] = set()
    for mark in (*table["measured"], *table["asking"]):
        said |= set(table["says"].get(mark, [mark]))
    return said - set(table["origin"])


def files() -> Iterator[Path]:
    yield from sorted(Path(str(package.__file__)).parent.glob("*.py"))


def modules() -> Iterator[ast.Module]:
    for path in files():
        yield ast.parse(path.read_text(encoding="utf-8"))


def named_in_code() -> set[str]:
    """The words of all strings of the code but for its docstrings."""
    words: set[str] = set()
    for module in modules():
        docs = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
        strings = (node for node in ast.walk(module) if isinstance(node, ast.Constant) and id(node) not in docs)
        words |= {word for node in strings if isinstance(node.value, str) for word in node.value.split()}
    return words


TABLES_OF_USE = {
    "uses": {
        "USED",
        "UNUSED",
        "CHANGING_NOTHING",
        "STANDING_MARKS",
        "COMPARING",
        "COUNTRIES",
        "SECTORS",
        "DISTRICTS",
        "PLANNED",
    },
    "papers": {"PAPERS"},
}
"""Where it is only said that marks are used: nothing is read by that."""


def read_in() -> dict[str, set[str]]:
    """The words of the strings of each module but for its docstrings and tables of use, in PAPERS those of `asking` alone."""
    found = {}
    for path in files():
        module = ast.parse(path.read_text(encoding="utf-8"))
        passed = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
        for node in module.body:
            targets = getattr(node, "targets", [getattr(node, "target", None)])
            if {getattr(each, "id", "") for each in targets} & TABLES_OF_USE.get(path.stem, set()):
                parts: list[ast.AST] = [
                    each.value for each in ast.walk(node) if isinstance(each, ast.keyword) and each.arg == "asking"
                ]
                passed |= {id(each) for part in parts or [node] for each in ast.walk(part)}
        strings = (node for node in ast.walk(module) if isinstance(node, ast.Constant) and id(node) not in passed)
        found[path.stem] = {word for node in strings if isinstance(node.value, str) for word in node.value.split()}
    return found


def asked_for() -> set[str]:
    """The marks that are looked for among those of a question."""
    marks: set[str] = set()
    for module in modules():
        for node in ast.walk(module):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in {"has", "typed"}
            ):
                marks |= {str(each.value) for each in node.args if isinstance(each, ast.Constant)}
    return marks


def test_no_mark_is_dead() -> None:
    assert {mark for mark in given() if mark not in INDICATORS} - named_in_code() == REFUSING


def test_no_mark_is_looked_for_that_no_phrase_gives() -> None:
    assert asked_for() - given() - MADE == set()


OF_EVERY_QUESTION = ("ways", "uses", "subjects", "rules", "words", "several", "ends")
"""The modules that take a question apart and choose how it is answered: what they read is read of every way of answering."""
TOLD_ANYWAY = {
    ("prices", "paid_how"): "the unit of a price says it",
    ("papers", "reply"): "the line of a letter has the day by which it was to be answered",
    ("targets", "shortfall"): "the line of a target says how far what was reached is from it",
    ("project", "fate"): "what a project's line says of it is how it stands",
}
"""Marks that a way of answering makes use of and nothing reads, because what they ask is told anyway."""


def test_marks_that_are_used_are_read() -> None:
    """A mark that is listed as used and read by nothing would be passed over without a word."""
    read = read_in()
    everywhere = set().union(*(read[module] for module in OF_EVERY_QUESTION))
    unread = {
        (answering.__name__, mark)
        for answering, marks in USED.items()
        for mark in marks - everywhere - read[answering.__module__.rpartition(".")[2]]
    }
    assert unread == TOLD_ANYWAY.keys()


def test_tables_of_use_have_only_marks_that_there_are() -> None:
    used = {mark for marks in USED.values() for mark in marks} | CHANGING_NOTHING | set(ways.SUPERLATIVES)
    used |= set(uses.ONE_BY_ONE) | set(uses.BROKEN_DOWN) | set(uses.OF_UNITS) | set(uses.UNUSED)
    events = {"began", "newly_established"}  # measured, and so no marks of what is asked
    assert used - given() - MADE - events == set()
    assert {word for rule in RULES for word in f"{rule[0]} {rule[1]}".split()} - given() - set(INDICATORS) <= {"fdi"}


def test_a_mark_is_of_one_sort() -> None:
    table = vocabulary()
    with pytest.raises(ValueError, match="work_permits"):
        sorts_of({**table, "measured": {**table["measured"], "work_permits": ["giấy phép giả định"]}})


@pytest.mark.parametrize(("sort", "mark"), [("measured", "how_far"), ("asking", "work_permits")])
def test_a_phrase_is_of_one_sort(sort: str, mark: str) -> None:
    table: dict[str, Any] = dict(vocabulary())
    with pytest.raises(ValueError, match="stands under"):
        list(listed({**table, "spoken": [*table["spoken"], table[sort][mark][0]]}))


SAID_BESIDE = {
    "newest": "of a figure the latest is told anyway",
    "not": "at the end of a question it only makes one of it",
    "growth": "“last year” is a time",
    "crowded": "it says what is counted",
    "crowded_enterprises": "whose workers they are says no more",
    "last_period": "it is a time",
}
"""Marks besides which workers may be told all the same, and why."""


@pytest.mark.parametrize("mark", sorted(set(vocabulary()["asking"]) - CHANGING_NOTHING - set(SAID_BESIDE)))
def test_a_mark_that_changes_a_question_is_never_passed_over(books: Figures, mark: str) -> None:
    bare = "lao động KCN Hồ Lớn"
    value = ask(books, bare)[0].figures[0].value
    for phrase in vocabulary()["asking"][mark][:8]:
        found = ask(books, f"{bare} {phrase}")
        told = [each for each in found if each.problem is None and each.figures]
        same = len(told) == 1 and [figure.value for figure in told[0].figures] == [value] and told[0].said is None
        assert not same or phrase in {"bao nhiêu"}, phrase
