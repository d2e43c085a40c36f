"""Areas of investment incentives: what is taken and refused, and in which one a zone lies on a day, as known at a moment."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from parkledger.figures import current
from parkledger.language import Lang, ParkError
from parkledger.ledger.errors import EventTwice
from parkledger.records.dates import Dates
from parkledger.records.histories import zones_on
from parkledger.records.incentives import (
    IncentiveArea,
    incentive_areas,
    incentive_of,
    incentives_of_zones,
    incentives_table,
)
from tests.ledger.conftest import Desk

DISTRICT, PROVINCE = "viet-nam.bac-giang.viet-yen", "viet-nam.bac-giang"


@pytest.fixture(autouse=True)
def _figures_anew(desk: Desk) -> Any:
    current.close()
    yield
    current.close()


def area(on: str) -> IncentiveArea | None:
    current.expire()
    dates = Dates(date.fromisoformat(on))
    (zone,) = zones_on(dates).values()
    return incentive_of(zone, incentive_areas(dates))


def level(on: str) -> str | None:
    found = area(on)
    return None if found is None else found.said.level


def test_the_area_of_the_day_is_that_of_the_nearest_unit_set_last(desk: Desk) -> None:
    desk.zone("Quang Châu", place=DISTRICT)
    desk.record("incentive_area_set", "1/1/2021", place=PROVINCE, level="difficult")
    desk.record("incentive_area_set", "1/1/2022", place=DISTRICT, level="đặc biệt khó khăn", until="31/12/2022")
    desk.record("incentive_area_set", "1/1/2024", place=DISTRICT, level="none")
    assert [level(f"{year}-06-01") for year in (2020, 2021, 2022, 2023, 2024)] == [
        None,
        "difficult",
        "especially_difficult",
        "difficult",
        None,
    ]
    assert [level(on) for on in ("2022-12-31", "2023-01-01")] == ["especially_difficult", "difficult"]


def test_a_wider_unit_that_is_set_later_does_not_go_before_a_nearer_one(desk: Desk) -> None:
    desk.zone("Quang Châu", place=DISTRICT)
    desk.record("incentive_area_set", "1/1/2021", place=DISTRICT, level="đặc biệt khó khăn")
    desk.record("incentive_area_set", "1/1/2023", place=PROVINCE, level="difficult")
    assert level("2023-06-01") == "especially_difficult"


def test_what_is_reduced_is_told_by_rate_and_in_words(desk: Desk) -> None:
    desk.zone("Quang Châu", place=DISTRICT)
    said: dict[str, Any] = {"rent_percent": "50", "rent": "trong 5 năm", "tax_percent": "17.5"}
    desk.record("incentive_area_set", "1/1/2021", place=DISTRICT, level="difficult", **said)
    current.expire()
    dates = Dates(date(2022, 1, 1))
    found = incentives_of_zones(dates, ["bg"])
    for lang, rent, tax in (
        (Lang.VI, "giảm 50%; trong 5 năm", "thuế suất 17,5%"),
        (Lang.EN, "reduced by 50%; trong 5 năm", "rate 17.5%"),
    ):
        (row,) = incentives_table(found, dates, lang).rows
        assert (row.cell("rent").value, row.cell("tax").value) == (rent, tax)
    assert incentives_of_zones(dates, []) == []


def test_one_unit_is_set_once_a_day_and_a_mistake_is_corrected(desk: Desk) -> None:
    desk.zone("Quang Châu", place=DISTRICT)
    set_: dict[str, Any] = {"place": DISTRICT, "level": "difficult"}
    first = desk.record("incentive_area_set", "1/1/2021", **set_)
    with pytest.raises(EventTwice):
        desk.record("incentive_area_set", "1/1/2021", **set_)
    desk.correct(first.seq, "incentive_area_set", "1/1/2021", place=DISTRICT, level="especially_difficult")
    assert level("2021-06-01") == "especially_difficult"
    assert desk.problems() == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"level": "none", "rent": "giảm 50%"},
        {"level": "difficult", "until": "31/12/2020"},
        {"level": "difficult", "rent_percent": "101"},
        {"level": "rất khó khăn"},
        {"level": "difficult", "place": "viet-nam.ha-noi"},
    ],
)
def test_what_cannot_be_is_refused(desk: Desk, wrong: dict[str, Any]) -> None:
    with pytest.raises((ParkError, ValidationError, ValueError)):
        desk.record("incentive_area_set", "1/1/2021", **{"place": DISTRICT, **wrong})
