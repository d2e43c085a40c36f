"""The rows of a split come to the whole: what no row has is a row of its own."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from parkledger.briefing.comparison.split_rows import split_rows
from parkledger.briefing.comparison.subjects import subject_of
from parkledger.briefing.splits import By, split_figures
from parkledger.catalogue.publicity import PublicKind, withheld
from parkledger.figures import Figure, Question
from parkledger.figures.current import close, current_figures
from parkledger.language import Lang
from parkledger.records.dates import Dates
from tests.figures.books import BAC_GIANG, FDI, VIET_YEN, Scribe, question, usd


@pytest.fixture
def recorded(home: Path, sqlite_database: str) -> Path:
    """Exports of the province as a whole, of a zone, of one origin and of none; projects with money in both currencies."""
    bg = Scribe()
    bg.zone("Mot", industrial_m2=50, place=VIET_YEN)
    bg.report("2023-01-01", "2023-01-31", zone="kcn-mot", values={"trade.export": usd(30)})
    bg.report(
        "2023-01-01", "2023-01-31", place=BAC_GIANG, kind="cluster", origin="fdi", values={"trade.export": usd(5)}
    )
    bg.report("2023-04-01", "2023-06-30", place=BAC_GIANG, kind="cluster", values={"trade.export": usd(7)})
    for code, origin, capital in (("a", "fdi", usd(100)), ("b", "ddi", {"currency": "VND", "amount": 2_000_000})):
        bg(
            "project_registered", effective_on="2023-02-01", project=code, name=code, enterprise=code, origin=origin,
            zone="kcn-mot", capital=capital,
        )  # fmt: skip
    close()
    return home


def rows(base: Question, by: By) -> list[Figure]:
    return split_figures([base], by, current_figures())


def exported(**about: Any) -> Question:
    return question("trade.export", "2023-06-30", start="2023-01-01", **about)


@pytest.mark.parametrize(
    ("by", "rest", "name"),
    [
        (By.ZONE, 12, "phần ghi chung, chưa tách theo khu, cụm"),
        (By.PLACE, 12, "phần ghi chung, chưa tách theo địa bàn"),
        (By.ORIGIN, 37, "phần ghi chung, chưa tách theo nguồn vốn"),
        (By.MONTH, 7, "phần ghi chung, chưa tách theo tháng"),
        (By.QUARTER, None, ""),
    ],
)
def test_rows_come_to_the_whole_with_the_rest(recorded: Path, by: By, rest: int | None, name: str) -> None:
    found = rows(exported(), by)
    assert sum((each.value for each in found if each.value is not None), Fraction(0)) == 42
    rests = [each for each in found if each.rest is not None]
    assert [each.value for each in rests] == ([] if rest is None else [rest])
    assert [each.rest.name.vi for each in rests if each.rest] == ([name] if name else [])


def test_money_of_two_currencies_leaves_no_rest(recorded: Path) -> None:
    """Foreign capital is told in dollars and domestic in đồng: what is left is worked out in one."""
    found = rows(question("capital.in_force", "2023-06-30"), By.ORIGIN)
    assert [(each.unit, each.rest) for each in found] == [("USD", None), ("VND", None)]


def test_what_is_not_added_up_has_no_rest(recorded: Path) -> None:
    assert not [each for each in rows(question("land.established", "2023-06-30"), By.MONTH) if each.rest]
    assert not [each for each in rows(question("land.cleared_share", "2023-06-30"), By.ZONE) if each.rest]
    assert not [each for each in rows(exported(origin=FDI, form="growth"), By.PLACE) if each.rest]


def test_a_comparison_split_by_origin_has_the_rest_as_a_line(recorded: Path) -> None:
    dates = Dates(question("trade.export", "2023-06-30").end)
    subjects = [subject_of(BAC_GIANG, current_figures(), dates)]
    lines = split_rows(current_figures(), subjects, ["trade.export"], dates, By.ORIGIN)
    titles = {line.title(dates.on, Lang.VI) for line in lines}
    assert any("phần ghi chung, chưa tách theo nguồn vốn" in title for title in titles)
    values = [cell.figure.value for line in lines for cell in line.cells if cell.figure and cell.figure.value]
    assert sum(values, Fraction(0)) == 42


def test_what_is_withheld_is_not_told_as_undivided(recorded: Path) -> None:
    before = withheld.set(frozenset({("bg", PublicKind.ZONES.value)}))
    try:
        (rest,) = [each.rest for each in rows(exported(), By.ZONE) if each.rest]
    finally:
        withheld.reset(before)
    assert rest.name.vi == "phần ghi chung, chưa tách theo khu, cụm, hoặc của khu, cụm không công khai"
