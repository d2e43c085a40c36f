"""Lease contracts: what comes under them and leaves, sublets, ends and payments as duties; an independent calculation of random ones."""

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from parkledger.duties import DutyKind
from parkledger.figures import current
from parkledger.language import Lang, ParkError, Text
from parkledger.ledger.book.recording import writing
from parkledger.ledger.errors import (
    ContractLeft,
    ContractOfAnother,
    ContractShort,
    ContractUnknown,
    FieldsRefused,
    RentUnknown,
)
from parkledger.ledger.leases import Lease
from parkledger.ledger.store.journal import entries
from parkledger.records.dates import Dates
from parkledger.records.duties import Surroundings, duties_on
from parkledger.records.duty_tables import duties_table
from parkledger.records.plots import zone_plan
from tests.ledger.conftest import Desk

PARK: dict[str, Any] = {"zone": "KCN Quang Châu"}
FIRST, HECTARE = date(2020, 1, 1), 10_000


@pytest.fixture(autouse=True)
def _figures_anew() -> Any:
    current.close()
    yield
    current.close()


@pytest.fixture
def park(desk: Desk) -> Desk:
    """A park with two tenants, the first of which has a contract of 10 ha to 2025."""
    desk.zone("Quang Châu")
    for project in ("P1", "P2"):
        desk.project(project, "1/1/2018")
    desk.record("land_leased", "1/3/2020", area_m2="10 ha", project="P1", contract="01/HĐ", ends_on="1/3/2025", **PARK)
    return desk


def lease(desk: Desk, contract: str, on: str = "2035-01-01") -> Lease:
    with writing(desk.code, "lan") as writer:
        found = writer.view.lease(writer.view.find_zone(PARK["zone"]).code, contract, date.fromisoformat(on))
    assert found is not None
    return found


def standing(on: str, known_at: datetime | None = None) -> dict[tuple[str, str], str]:
    current.expire()
    found = duties_on(Dates(date.fromisoformat(on), known_at))
    return {(each.duty.kind.value, each.duty.key): each.state.value for each in found}


def test_land_comes_under_a_contract_and_leaves_it(park: Desk) -> None:
    park.record("land_leased", "1/4/2020", area_m2="5 ha", project="P1", contract="01/HĐ", **PARK)
    park.record("lease_ended", "1/5/2021", area_m2="6 ha", project="P1", contract="01/HĐ", **PARK)
    found = lease(park, "01/HĐ")
    assert (found.area_in_m2, found.left_m2, found.area_m2) == (150_000, 60_000, 90_000)
    assert found.closed_on is None
    park.record("lease_ended", "1/5/2022", area_m2="9 ha", project="P1", contract="01/HĐ", **PARK)
    assert lease(park, "01/HĐ").closed_on == date(2022, 5, 1)
    assert park.problems() == []


def test_what_does_not_fit_a_contract_is_refused_in_words(park: Desk) -> None:
    park.record("land_leased", "1/4/2020", area_m2="20 ha", project="P1", **PARK)  # without a contract
    with pytest.raises(ContractShort) as short:
        park.record("lease_ended", "1/5/2021", area_m2="11 ha", project="P1", contract="01/HĐ", **PARK)
    assert all(fact in short.value.message(Lang.VI) for fact in ("01/HĐ", "10 ha", "11 ha", "1/5/2021"))
    with pytest.raises(ContractUnknown):
        park.record("lease_ended", "1/5/2021", area_m2="1 ha", project="P1", contract="02/HĐ", **PARK)
    with pytest.raises(ContractUnknown):
        park.record("lease_ended", "1/4/2020", area_m2="1 ha", project="P1", contract="02/HĐ", **PARK)
    with pytest.raises(ContractOfAnother):
        park.record("land_leased", "1/5/2021", area_m2="1 ha", project="P2", contract="01/HĐ", **PARK)
    with pytest.raises(FieldsRefused, match="số hợp đồng"):
        park.record("land_leased", "1/5/2021", area_m2="1 ha", project="P2", ends_on="1/1/2030", **PARK)
    with pytest.raises(FieldsRefused, match="hợp đồng"):
        park.record(
            "lease_transferred", "1/5/2021", area_m2="1 ha", project="P1", to_project="P2", contract="01/HĐ", **PARK
        )
    park.record("lease_ended", "1/5/2021", area_m2="10 ha", project="P1", contract="01/HĐ", **PARK)
    with pytest.raises(ContractLeft):
        park.record("land_leased", "1/4/2021", area_m2="1 ha", project="P1", contract="01/HĐ", **PARK)
    with pytest.raises(ContractShort):
        park.correct(5, "land_leased", "1/3/2020", area_m2="9 ha", project="P1", contract="01/HĐ", **PARK)
    assert park.problems() == []


def test_land_passes_from_one_contract_to_another(park: Desk) -> None:
    park.record(
        "lease_transferred",
        "1/6/2021",
        area_m2="4 ha",
        project="P1",
        to_project="P2",
        contract="01/HĐ",
        to_contract="09/HĐ",
        **PARK,
    )
    assert (lease(park, "01/HĐ").area_m2, lease(park, "09/HĐ").area_m2) == (60_000, 40_000)
    assert lease(park, "09/HĐ").project == "P2"


def test_a_tenant_sublets_no_more_than_it_has(park: Desk) -> None:
    sublet = {"project": "P1", "contract": "S1", "of_contract": "01/HĐ", "tenant": "Công ty Kho Bãi Mẫu", **PARK}
    park.record("land_sublet", "1/6/2020", area_m2="6 ha", **sublet)
    with pytest.raises(ContractShort):
        park.record("land_sublet", "1/7/2020", area_m2="5 ha", **{**sublet, "contract": "S2"})
    with pytest.raises(ContractShort):
        park.record("lease_ended", "1/7/2020", area_m2="5 ha", project="P1", contract="01/HĐ", **PARK)
    park.record("land_sublet", "1/7/2020", area_m2="0 ha", **sublet)
    park.record("lease_ended", "1/7/2020", area_m2="10 ha", project="P1", contract="01/HĐ", **PARK)
    with pytest.raises(ContractUnknown):
        park.record("land_sublet", "1/8/2020", area_m2="1 ha", **{**sublet, "of_contract": "7"})


def test_the_end_of_a_contract_is_a_duty_and_is_extended_or_met(park: Desk) -> None:
    end = ("lease_end", "01/HĐ")
    assert standing("2024-01-01")[end] == "open"
    assert standing("2024-12-01")[end] == "due_soon"
    assert standing("2025-03-02")[end] == "overdue"
    extended = park.record("lease_terms_set", "1/2/2025", project="P1", contract="01/HĐ", ends_on="1/3/2035", **PARK)
    assert standing("2025-03-02")[end] == "open"
    park.withdraw(extended.seq)
    assert standing("2025-03-02")[end] == "overdue"
    park.record("lease_ended", "15/2/2025", area_m2="10 ha", project="P1", contract="01/HĐ", **PARK)
    assert standing("2025-03-02")[end] == "done"


def test_instalments_are_duties_and_lapse_with_the_contract_where_not_due_yet(park: Desk) -> None:
    plan = {"project": "P1", "contract": "01/HĐ", **PARK}
    park.record("lease_rent_set", "1/3/2020", due_on="31/3/2021", amount="1 tỷ đồng", instalments=4, **plan)
    park.record("lease_rent_paid", "1/3/2021", due_on="31/3/2021", amount="600 triệu đồng", **plan)
    first, second, third = (("rent", f"01/HĐ|{year}-03-31") for year in (2021, 2022, 2023))
    assert standing("2021-03-02")[first] == "due_soon"
    park.record("lease_rent_paid", "20/3/2021", due_on="31/3/2021", amount="400 triệu đồng", **plan)
    assert (standing("2021-04-01")[first], standing("2022-05-01")[second]) == ("done", "overdue")
    with pytest.raises(RentUnknown):
        park.record("lease_rent_paid", "1/4/2022", due_on="30/3/2022", amount="1 tỷ đồng", **plan)
    with pytest.raises(ContractUnknown):
        park.record("lease_rent_set", "1/3/2020", due_on="31/3/2021", amount="1 tỷ đồng", **{**plan, "contract": "77"})
    park.record("lease_ended", "1/6/2022", area_m2="10 ha", **plan)
    after = standing("2023-05-01")
    assert (after[first], after[second], after[third]) == ("done", "overdue", "lapsed")


def test_what_is_left_of_each_instalment_stands_in_the_list_of_duties(park: Desk) -> None:
    """Of what is still to be paid; as of the day of the page, without what was paid after it."""
    plan = {"project": "P1", "contract": "01/HĐ", **PARK}
    park.record("lease_rent_set", "1/3/2020", due_on="31/3/2021", amount="1 tỷ đồng", instalments=2, **plan)
    park.record("lease_rent_paid", "1/3/2021", due_on="31/3/2021", amount="600 triệu đồng", **plan)
    park.record("lease_rent_paid", "1/6/2021", due_on="31/3/2021", amount="400 triệu đồng", **plan)
    current.expire()

    def left(on: date) -> dict[date, Any]:
        dates = Dates(on)
        rents = [each for each in duties_on(dates) if each.duty.kind is DutyKind.RENT]
        title = Text("Tiền thuê đất", "Rent")
        table = duties_table("duties", rents, Surroundings(dates, in_full=True), dates, Lang.VI, title=title)
        return {row.cells["due_on"]: row.cells["left"] for row in table.rows}  # type: ignore[misc]

    then, later = left(date(2021, 4, 15)), left(date(2021, 7, 1))
    first, second = date(2021, 3, 31), date(2022, 3, 31)
    assert (then[first].value, then[first].unit) == (400_000_000, "VND")
    assert then[first].text == "còn phải nộp 400,00 triệu đồng (phải nộp 1,00 tỷ đồng, đã nộp 600,00 triệu đồng)"
    assert (later[first], later[second].value) == (None, 1_000_000_000)


@pytest.mark.parametrize("ending", ["project_terminated", "project_revoked"])
def test_rent_that_was_due_before_the_project_ended_stays_owed_and_can_be_paid(park: Desk, ending: str) -> None:
    plan = {"project": "P1", "contract": "01/HĐ", **PARK}
    park.record("lease_rent_set", "1/3/2020", due_on="1/3/2021", amount="1 tỷ đồng", instalments=3, **plan)
    park.record(ending, "1/6/2022", project="P1")
    first, second, third = (("rent", f"01/HĐ|{year}-03-01") for year in (2021, 2022, 2023))
    after = standing("2023-05-01")
    assert (after[first], after[second], after[third]) == ("overdue", "overdue", "lapsed")
    assert after["land_return", ""] == "open"
    park.record("lease_rent_paid", "1/6/2023", due_on="1/3/2022", amount="1 tỷ đồng", **plan)
    assert standing("2023-06-02")[second] == "done_late"
    assert park.problems() == []


def test_the_last_day_of_a_month_stays_one(park: Desk) -> None:
    park.record(
        "lease_rent_set",
        "1/3/2020",
        due_on="30/11/2020",
        amount="1 tỷ đồng",
        instalments=3,
        every="quarter",
        project="P1",
        contract="01/HĐ",
        **PARK,
    )
    keys = sorted(key for kind, key in standing("2021-12-01") if kind == "rent")
    assert keys == ["01/HĐ|2020-11-30", "01/HĐ|2021-02-28", "01/HĐ|2021-05-30"]


# -- random histories --------------------------------------------------------------------------------------------


def calculated(journal: list[dict[str, Any]], on: date, known_at: datetime) -> dict[str, tuple[str, int, str | None]]:
    """Each contract's project, area now and last day, by an entry-by-entry reading that shares no code with the ledger."""
    known = [entry for entry in journal if datetime.fromisoformat(entry["recorded_at"]) <= known_at]
    undone = {entry["reverses"] for entry in known if entry["reverses"]}
    found: dict[str, list[Any]] = {}
    for entry in sorted(known, key=lambda each: (each["effective_on"], each["type"] == "lease_ended", each["seq"])):
        said = entry["payload"]
        if entry["seq"] in undone or date.fromisoformat(entry["effective_on"]) > on or not said.get("contract"):
            continue
        contract = found.setdefault(said["contract"], [said.get("project", ""), 0, None])
        contract[1] += {"land_leased": 1, "lease_ended": -1}.get(entry["type"], 0) * said.get("area_m2", 0)
        contract[2] = said.get("ends_on", contract[2])
    return {number: tuple(each) for number, each in found.items()}


@pytest.mark.parametrize("seed", range(20))
def test_random_contracts_stand_as_calculated(seed: int, sqlite_database: Any) -> None:
    chance, moment = random.Random(seed), datetime(2024, 1, 1, tzinfo=UTC)
    desk, moments = Desk("bg", at=moment), []
    desk.zone("Quang Châu", at=moment)
    for project in ("P1", "P2"):
        desk.project(project, "1/1/2018", at=moment)
    kept = 0
    for _ in range(40):
        moment += timedelta(days=1)
        day = FIRST + timedelta(days=chance.randrange(300))
        owner = chance.choice(["P1", "P2"])
        about = {
            "project": owner,
            "contract": f"{owner}-{chance.randrange(3)}" if chance.random() < 0.9 else "P1-0",
            **PARK,
        }
        area = {"area_m2": chance.randrange(1, 6) * HECTARE}
        kind, fields = chance.choice(
            [
                ("land_leased", {**about, **area}),
                (
                    "land_leased",
                    {**about, **area, "ends_on": (day + timedelta(days=chance.randrange(900))).isoformat()},
                ),
                ("lease_ended", {**about, **area}),
                ("lease_terms_set", {**about, "ends_on": (day + timedelta(days=chance.randrange(900))).isoformat()}),
            ]
        )
        seqs = [entry["seq"] for entry in entries(desk.id) if entry["seq"] > 4] or [1]
        try:
            if chance.random() < 0.2:
                desk.withdraw(chance.choice(seqs), at=moment)
            elif chance.random() < 0.1:
                desk.correct(chance.choice(seqs), kind, day.isoformat(), at=moment, **fields)
            else:
                desk.record(kind, day.isoformat(), at=moment, **fields)
            kept += 1
        except ParkError:
            pass
        moments.append(moment)
    assert kept > 5
    journal = list(entries(desk.id))
    current.expire()
    zone = next(entry["payload"]["zone"] for entry in journal if entry["type"] == "zone_established")
    for known_at in [*chance.sample(moments, 4), moments[-1]]:
        on = FIRST + timedelta(days=chance.randrange(320))
        plan = zone_plan(("bg", zone), Dates(on, known_at))
        found = {
            each.lease.contract: (
                each.lease.project,
                each.lease.area_m2,
                each.lease.ends_on and each.lease.ends_on.isoformat(),
            )
            for each in plan.leases
        }
        assert found == calculated(journal, on, known_at), f"on {on}, as known at {known_at}"
    assert desk.problems() == []
