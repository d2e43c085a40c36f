"""Sentences in more wordings than any page was found with, and the times of pages in English.

A file of `sentences` holds blocks with an empty line between them: "@" and the day of publication if it is known, a text, and
a line with "= " for everything that it states: indicator, form, kind, origin, value (m, b, t: million, billion, trillion),
where a time is told the last day, and behind " : " the zone where one is named. A text that begins with "<" is a page in HTML.
Blocks that begin with "!" are not read right yet; the test tells when one is.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Final

import pytest
from _pytest.mark import ParameterSet

from parkledger.reading import Statement, read
from parkledger.reading.text.english_times import find_times

FILES: Final = sorted((Path(__file__).parent / "sentences").glob("*.txt"))
SCALES: Final = {"m": 10**6, "b": 10**9, "t": 10**12}
AUGUST: Final = date(2023, 8, 25)
AREAS: Final = frozenset({"land.planned", "land.established", "land.operating"})
"""Of one named zone the number itself says no stage."""
UNREAD: Final = pytest.mark.xfail(reason="not read right yet", raises=AssertionError, strict=True)


def blocks() -> Iterator[ParameterSet]:
    """Each text with its day of publication and what it states."""
    for file in FILES:
        for block in file.read_text(encoding="utf-8").strip().split("\n\n"):
            lines = block.split("\n")
            days = [date.fromisoformat(line[1:]) for line in lines if line.startswith("@")]
            text = "\n".join(line for line in lines if not line.startswith(("@", "= ")) and line != "!")
            marks = (UNREAD,) if lines[0] == "!" else ()
            expected = [line[2:] for line in lines if line.startswith("= ")]
            yield pytest.param(text, next(iter(days), None), expected, marks=marks)


def same(one: Statement, expected: str) -> bool:
    words, _, zone = expected.partition(" : ")
    indicator, form, kind, origin, value, *end = words.split()
    number = Fraction(value[:-1]) * SCALES[value[-1]] if value[-1] in SCALES else Fraction(value)
    if (end and str(one.period_end) != end[0]) or (zone and one.zone != zone):
        return False
    told = indicator if one.zone and {indicator, one.indicator} <= AREAS else one.indicator
    return (told, one.form, one.kind or "-", one.origin or "-", one.value) == (indicator, form, kind, origin, number)


@pytest.mark.parametrize(("text", "published", "expected"), tuple(blocks()))
def test_a_sentence_states(text: str, published: date | None, expected: list[str]) -> None:
    states(text, published, expected)


def states(text: str, published: date | None, expected: list[str]) -> None:
    """Assert that a text states what is expected, and nothing else."""
    left = list(read(text.encode() if text.startswith("<") else text, published=published).statements)
    for words in expected:
        found = next((one for one in left if same(one, words)), None)
        assert found is not None, (words, left)
        left.remove(found)
    assert not left


@pytest.mark.parametrize(
    ("text", "first", "last", "role"),
    [
        ("over the first seven months of 2023", date(2023, 1, 1), date(2023, 7, 31), "flow"),
        ("in H1", date(2023, 1, 1), date(2023, 6, 30), "flow"),
        ("in 1H 2022", date(2022, 1, 1), date(2022, 6, 30), "flow"),
        ("in 9M/2022", date(2022, 1, 1), date(2022, 9, 30), "flow"),
        ("in the final quarter of 2022", date(2022, 10, 1), date(2022, 12, 31), "flow"),
        ("as of mid-August", None, date(2023, 8, 15), "until"),
        ("by late July", None, date(2023, 7, 31), "until"),
        ("by early August", None, date(2023, 8, 10), "until"),
        ("as at end-June 2023", None, date(2023, 6, 30), "until"),
        ("by the middle of 2022", None, date(2022, 6, 30), "until"),
        ("exports grew last year and", date(2022, 1, 1), date(2022, 12, 31), "flow"),
        ("the same period of last year", date(2022, 1, 1), date(2022, 12, 31), "compare"),
        ("5 percent over 2021", date(2021, 1, 1), date(2021, 12, 31), "compare"),
        ("so far in 2023", date(2023, 1, 1), AUGUST, "flow"),
        ("through the first half", date(2023, 1, 1), date(2023, 6, 30), "flow"),
        ("by May", None, date(2023, 5, 31), "until"),
    ],
)
def test_a_time_in_english(text: str, first: date | None, last: date, role: str) -> None:
    assert [(one.first, one.last, one.role) for one in find_times(text.lower(), [(0, len(text))], AUGUST)] == [
        (first, last, role)
    ]


@pytest.mark.parametrize("text", ["companies may apply", "more than may be said", "the second half will show"])
def test_no_time_of_a_known_year_in_english(text: str) -> None:
    assert all(one.last is None for one in find_times(text, [(0, len(text))], None))


def test_a_province_is_known_in_english_with_its_marks_and_in_capitals() -> None:
    page = read(
        "Parks of the province\nHÀ NAM — The industrial parks of the northern province of Hà Nam have 510 valid projects with a total "
        "registered capital of $10 billion, and the occupancy of the parks is 80 per cent.",
        published=AUGUST,
    )
    assert {one.place for one in page.statements} == {"Hà Nam"}


def test_a_stock_on_a_page_without_a_day_is_of_the_end_of_what_is_told() -> None:
    page = read(
        "Industrial zones and economic zones\nIn 2023, the industrial zones of Vietnam went on growing.\n"
        "To date, the country has 416 established industrial parks, and 296 of the parks are in operation."
    )
    assert {one.period_end for one in page.statements} == {date(2023, 12, 31)}


def test_a_title_gives_the_months_and_the_page_the_day() -> None:
    page = read(
        "Parks take in FDI in nine months\n2 October 2024\nFrom the start of the year to September 20, 2024 the parks of Long An "
        "attracted 96 projects.\nBesides, 84 projects of the industrial parks adjusted their capital."
    )
    assert [one.period_end for one in page.statements] == [date(2024, 9, 20)] * 2


def test_a_number_ends_a_sentence_and_begins_an_item() -> None:
    page = read(
        "Parks of Ninh Binh\nThe number of industrial parks is to rise to 12. At present the parks of Ninh Binh have 140 projects.",
        published=AUGUST,
    )
    assert [one.sentence for one in page.statements] == ["At present the parks of Ninh Binh have 140 projects."]


def test_a_scale_written_short_ends_before_the_point_of_its_sentence() -> None:
    page = read("Các KCN tỉnh Hà Nam\nLao động trong các KCN đạt 169 tr. Công tác cải cách được đẩy mạnh.")
    assert all(one.quote in one.sentence for one in page.statements)
    assert [one.quote for one in page.quantities] == ["169 tr"]
