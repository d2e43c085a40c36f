"""The records of decisions: one after another, none missing unexplained, each told in the same order."""

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "decisions"
RECORDS = {int(path.name[:3]): path for path in sorted(FOLDER.glob("[0-9]*.md"))}
FIRST_OF_ONE_SHAPE = 61
"""Records before it were written in several shapes, and stay as they were written."""


def without_record() -> set[int]:
    """The numbers of which the folder's README says that they have no record."""
    return {int(number) for number in re.findall(r"^\| (\d{3}) \|", (FOLDER / "README.md").read_text("utf-8"), re.M)}


def test_every_number_is_a_record_or_explained() -> None:
    assert len(RECORDS) == len(list(FOLDER.glob("[0-9]*.md"))), "two records have one number"
    assert set(range(1, max(RECORDS) + 1)) - set(RECORDS) == without_record()


@pytest.mark.parametrize("number", RECORDS)
def test_a_record_carries_its_number_and_names_records_that_are_there(number: int) -> None:
    text = RECORDS[number].read_text("utf-8")
    assert re.match(rf"# {number:03d}\W", text)
    assert {int(each) for each in re.findall(r"\bdecisions? (\d{3})\b", text)} <= set(RECORDS)


@pytest.mark.parametrize("number", [number for number in RECORDS if number >= FIRST_OF_ONE_SHAPE])
def test_a_record_is_told_in_the_order_of_the_others(number: int) -> None:
    text = RECORDS[number].read_text("utf-8")
    parts = re.findall(r"^\*\*(Context|Choice|Considered|Price|Checked)\.\*\*", text, re.M)
    assert re.match(rf"# {number:03d} · ", text)
    assert [part for part in parts if part in ("Context", "Choice", "Price")] == ["Context", "Choice", "Price"]
