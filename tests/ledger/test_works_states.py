"""A waste-water plant is in one state, whichever events tell of it: pages of the environment and of infrastructure, and figures."""

from datetime import date
from typing import Any

import pytest

from parkledger.catalogue import ZoneKind
from parkledger.figures import Question, current
from parkledger.figures.current import current_figures
from parkledger.language import Lang
from parkledger.records.dates import Dates
from parkledger.records.environment import environment_on
from parkledger.records.environment_tables import environment_tables_of_all
from parkledger.records.infrastructure import utilities_on, utilities_table
from parkledger.records.works import zone_works
from tests.ledger.conftest import PLACE, Desk

REFERENCE = ("bg", "kcn-quang-chau")
WORKS: dict[str, Any] = {"zone": "KCN Quang Châu", "facility": "Nhà máy 1"}
PLANT: dict[str, Any] = {**WORKS, "kind": "wastewater"}


@pytest.fixture(autouse=True)
def _operating_zone(desk: Desk) -> Any:
    current.close()
    desk.zone("Quang Châu")
    desk.record("zone_operating", "1/6/2016", zone="KCN Quang Châu")
    yield
    current.close()


def told(on: str) -> tuple[Any, Any, Any, int]:
    """The state by the page of the environment, by that of infrastructure and on the zone's, and how many zones lack works."""
    current.expire()
    dates = Dates(date.fromisoformat(on))
    works = environment_tables_of_all(environment_on(dates.on.year, dates), dates, Lang.VI).get("works")
    states = [row.cell("state.code").value for row in works.rows] if works else []
    utilities = utilities_table(utilities_on(dates), dates, Lang.VI).rows
    used = [row.cell("works.code").value for row in utilities if row.cell("utility.code").value == "wastewater"]
    (lacking,) = current_figures().answer([Question("zones.operating_untreated", PLACE, dates.on, kind=ZoneKind.PARK)])
    state = zone_works(REFERENCE, dates)
    return (
        states[0] if states else None,
        used[0] if used else None,
        state.value if state else None,
        int(lacking.value or 0),
    )


def doubts(on: str) -> list[str]:
    current.expire()
    dates = Dates(date.fromisoformat(on))
    found = environment_on(dates.on.year, dates)
    works = environment_tables_of_all(found, dates, Lang.EN)["works"]
    said = [each.doubt.en for each in found.works if each.doubt is not None]
    assert [row.cell("doubt").value for row in works.rows if row.cell("doubt").value] == [
        each.doubt for each in found.works if each.doubt is not None
    ]
    assert len(found.pressing(dates.on).works) == len(said), "what is not agreed upon is to be seen to"
    return said


def test_a_plant_that_is_commissioned_and_nothing_else_is_in_use_on_every_page(desk: Desk) -> None:
    assert told("2019-01-01") == (None, None, None, 1)
    desk.record("facility_commissioned", "1/2/2019", **PLANT, capacity=3000)
    assert told("2019-02-01") == ("in_use", "in_use", "in_use", 0)
    desk.record("facility_changed", "1/2/2020", **PLANT, capacity=0)
    assert told("2020-02-01") == ("closed", None, "closed", 1)
    assert doubts("2020-02-01") == []
    desk.record("facility_changed", "1/2/2021", **PLANT, capacity=2000)
    assert told("2021-02-01") == ("in_use", "in_use", "in_use", 0)


def test_a_trial_and_an_official_operation_of_the_plant_decide_its_state(desk: Desk) -> None:
    desk.record("facility_commissioned", "1/2/2019", **PLANT, capacity=3000)
    desk.record("works_trial_started", "1/2/2019", **WORKS)
    assert told("2019-02-01") == ("trial", "trial", "trial", 0)
    desk.record("works_operating", "1/6/2019", **WORKS)
    assert told("2019-06-01") == ("operating", "operating", "operating", 0)
    desk.record("facility_changed", "1/7/2019", **PLANT, capacity=4000)
    assert told("2019-07-01") == ("operating", "operating", "operating", 0)


def test_works_that_stop_have_no_capacity_until_they_are_in_use_again(desk: Desk) -> None:
    desk.record("facility_commissioned", "1/2/2019", **PLANT, capacity=3000)
    desk.record("works_operating", "1/6/2019", **WORKS)
    desk.record("works_stopped", "1/6/2020", **WORKS)
    assert told("2020-05-31") == ("operating", "operating", "operating", 0)
    assert told("2020-06-01") == ("closed", None, "closed", 1), "pages and figure agree"
    assert desk.total("wastewater.capacity", "2020-06-01") == 0
    assert doubts("2020-06-01") == []
    started = desk.record("works_trial_started", "1/3/2021", **WORKS)
    assert told("2021-03-01") == ("trial", "trial", "trial", 0)
    assert desk.total("wastewater.capacity", "2021-03-01") == 3000, "they have the capacity again that they had"
    desk.withdraw(started.seq)
    desk.record("facility_changed", "1/5/2021", **PLANT, capacity=2000)
    assert told("2021-05-01") == ("in_use", "in_use", "in_use", 0)
    desk.record("works_operating", "1/6/2021", **WORKS)
    assert desk.total("wastewater.capacity", "2021-06-01") == 2000
    assert desk.problems() == []


def test_works_that_stop_leave_the_capacity_of_others(desk: Desk) -> None:
    desk.record("facility_commissioned", "1/2/2019", **PLANT, capacity=3000)
    desk.record("facility_commissioned", "1/2/2019", **{**PLANT, "facility": "Nhà máy 2"}, capacity=500)
    desk.record("works_operating", "1/6/2019", **WORKS)
    stopped = desk.record("works_stopped", "1/6/2020", **WORKS)
    assert told("2020-06-01")[2:] == ("in_use", 0)
    assert desk.total("wastewater.capacity", "2020-06-01") == 500
    desk.withdraw(stopped.seq)
    assert desk.total("wastewater.capacity", "2020-06-01") == 3500
    desk.record("works_operating", "1/7/2020", **{**WORKS, "facility": "Nhà máy 3"}, capacity=700)
    assert desk.total("wastewater.capacity", "2020-07-01") == 4200
    assert desk.problems() == []


def test_what_the_two_kinds_of_events_do_not_tell_alike_is_to_be_checked(desk: Desk) -> None:
    """A capacity that was recorded after the stop, of a day before it, stays on record."""
    desk.record("works_operating", "1/6/2019", **WORKS)
    desk.record("works_stopped", "1/6/2020", **WORKS)
    desk.record("facility_commissioned", "1/2/2019", **PLANT, capacity=3000)
    assert told("2020-06-01")[0] == "closed"
    assert doubts("2020-06-01") == ["stopped, but with a capacity on record"]
    desk.record("facility_changed", "1/7/2020", **PLANT, capacity=0)
    assert doubts("2020-07-01") == []
    desk.record("works_operating", "1/6/2021", **WORKS)
    desk.record("facility_changed", "2/6/2021", **PLANT, capacity=100)
    desk.record("facility_changed", "1/7/2021", **PLANT, capacity=0)
    assert doubts("2021-07-01") == ["without capacity, but not stopped on record"]


def test_a_plant_of_another_name_and_other_facilities_are_not_its_works(desk: Desk) -> None:
    desk.record("facility_commissioned", "1/2/2019", **PLANT, capacity=3000)
    desk.record("facility_commissioned", "1/2/2019", **{**PLANT, "facility": "Trạm điện", "kind": "power"}, capacity=9)
    desk.record("works_operating", "1/6/2019", **{**WORKS, "facility": "Nhà máy 2"})
    dates = Dates(date(2019, 6, 1))
    current.expire()
    works = {each.name: each.state.value for each in environment_on(2019, dates).works}
    assert works == {"Nhà máy 1": "in_use", "Nhà máy 2": "operating"}
    assert told("2019-06-01")[1:3] == ("operating", "operating"), "the one farthest on speaks for the zone"


def test_a_zone_that_has_ended_has_no_works(desk: Desk) -> None:
    desk.record("facility_commissioned", "1/2/2019", **PLANT, capacity=3000)
    desk.record("zone_revoked", "1/2/2020", zone="KCN Quang Châu")
    assert told("2020-02-01")[0] is None
    assert told("2020-01-31")[0] == "in_use"
