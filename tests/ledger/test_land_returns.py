"""Land of projects that have ended: to be given back by their investors until nothing is let to them; random lives of two
projects against a sum of their land by day."""

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from parkledger.catalogue import Verified
from parkledger.catalogue.publicity import PublicKind, withheld
from parkledger.duties import DutyKind, DutyPhase, DutySubject, Obliged
from parkledger.figures import current
from parkledger.language import Lang
from parkledger.ledger.events.projects import RETURN_BASIS
from parkledger.records.dates import Dates
from parkledger.records.duties import Surroundings, duties_about, duties_on
from parkledger.records.duty_tables import duties_table
from tests.ledger.conftest import Desk

PARK: dict[str, Any] = {"zone": "KCN Quang Châu"}
EARLY, LATE = datetime(2031, 1, 1, tzinfo=UTC), datetime(2031, 2, 1, tzinfo=UTC)
FIRST, DAYS = date(2020, 1, 1), 1_000


@pytest.fixture(autouse=True)
def _figures_anew() -> Any:
    current.close()
    yield
    current.close()


@pytest.fixture
def park(desk: Desk) -> Desk:
    """A park with three projects, none of which has land."""
    desk.zone("Quang Châu")
    for project in ("P1", "P2", "P3"):
        desk.project(project, "1/1/2018", enterprise=f"Công ty {project}")
    return desk


def to_return(desk: Desk, project: str, on: str, known_at: datetime | None = None) -> DutyPhase | None:
    """What a project has to give back, or had, on a day; None where nothing was ever due."""
    current.expire()
    every = duties_about(desk.code, DutySubject("project", project), Dates(date.fromisoformat(on), known_at))
    found = [each for each in every if each.duty.kind is DutyKind.LAND_RETURN]
    assert len(found) < 2
    return found[0] if found else None


def stands(desk: Desk, project: str, on: str, known_at: datetime | None = None) -> tuple[str, str] | None:
    found = to_return(desk, project, on, known_at)
    return None if found is None else (found.state.value, found.terms.detail.vi if found.terms.detail else "")


def test_an_ended_project_is_to_give_back_what_is_let_to_it_part_by_part(park: Desk) -> None:
    park.record("land_leased", "1/3/2020", area_m2="3 ha", project="P1", contract="01/HĐ", ends_on="1/3/2060", **PARK)
    park.record("land_leased", "1/4/2020", area_m2="2 ha", project="P1", use="service", **PARK)
    document = {"number": "12/QĐ-BQL", "issued_on": "2023-06-01"}
    park.record("project_revoked", "5/6/2023", project="P1", document=document)
    park.record("lease_ended", "1/9/2023", area_m2="3 ha", project="P1", contract="01/HĐ", **PARK)
    park.record("lease_ended", "1/12/2023", area_m2="2 ha", project="P1", use="service", **PARK)
    assert stands(park, "P1", "2023-06-04") is None
    assert stands(park, "P1", "2023-06-05") == ("open", "còn 5 ha")
    assert stands(park, "P1", "2023-09-01") == ("open", "còn 2 ha")
    assert stands(park, "P1", "2023-12-01") == ("done_no_term", "")
    found = to_return(park, "P1", "2023-10-01")
    assert found is not None
    assert (found.terms.obliged, found.due_on, found.terms.verified) == (Obliged.ENTERPRISE, None, Verified.MEMORY)
    assert found.terms.basis.startswith("12/QĐ-BQL, 1/6/2023; ")
    dates = Dates(date(2023, 10, 1))
    around = Surroundings(dates)
    assert around.obliged(found) == "Công ty P1"
    shown = duties_table("duties", [found], around, dates, Lang.EN, title=found.duty.kind.label).content()
    assert "Land of an ended project given back: 2 ha left" in str(shown)
    assert found in duties_on(dates)
    assert park.problems() == []


def test_without_land_or_with_land_given_back_by_the_end_nothing_is_due(park: Desk) -> None:
    park.record("project_terminated", "5/6/2023", project="P1")
    park.record("land_leased", "1/3/2020", area_m2="3 ha", project="P2", **PARK)
    park.record("land_allocated", "1/3/2020", area_m2="1 ha", project="P3", **PARK)
    park.record("project_terminated", "5/6/2023", project="P2")
    park.record("lease_ended", "5/6/2023", area_m2="3 ha", project="P2", **PARK)
    park.record("project_terminated", "5/6/2023", project="P3")
    for project in ("P1", "P2", "P3"):
        assert stands(park, project, "2023-06-05") is None
        assert stands(park, project, "2024-01-01") is None


def test_land_that_passes_to_another_project_is_no_longer_to_be_given_back_by_the_first(park: Desk) -> None:
    park.record("land_leased", "1/3/2020", area_m2="3 ha", project="P1", **PARK)
    park.record("project_terminated", "5/6/2023", project="P1")
    park.record("lease_transferred", "1/8/2023", area_m2="3 ha", project="P1", to_project="P2", **PARK)
    park.record("project_revoked", "1/1/2024", project="P2")
    assert stands(park, "P1", "2023-07-31") == ("open", "còn 3 ha")
    assert stands(park, "P1", "2023-08-01") == ("done_no_term", "")
    assert stands(park, "P2", "2024-01-01") == ("open", "còn 3 ha")


def test_what_is_to_be_given_back_follows_corrections_as_they_were_known(park: Desk) -> None:
    lease = park.record("land_leased", "1/3/2020", at=EARLY, area_m2="3 ha", project="P1", **PARK)
    end = park.record("project_revoked", "5/6/2023", at=EARLY, project="P1")
    park.correct(lease.seq, "land_leased", "1/3/2020", at=LATE, area_m2="4 ha", project="P1", **PARK)
    assert stands(park, "P1", "2024-01-01", EARLY) == ("open", "còn 3 ha")
    assert stands(park, "P1", "2024-01-01") == ("open", "còn 4 ha")
    park.withdraw(end.seq)
    assert stands(park, "P1", "2024-01-01") is None


def test_what_else_was_due_of_the_project_still_lapses(park: Desk) -> None:
    park.record("schedule_set", "1/1/2020", project="P1", construction_by="30/6/2024")
    park.record("land_leased", "1/3/2020", area_m2="3 ha", project="P1", **PARK)
    park.record("project_revoked", "5/6/2023", project="P1")
    current.expire()
    states = {
        each.duty.kind.value: each.state.value
        for each in duties_about(park.code, DutySubject("project", "P1"), Dates(date(2023, 7, 1)))
    }
    assert states == {"construction": "lapsed", "land_return": "open"}


@pytest.mark.parametrize("seed", range(6))
def test_random_lives_of_projects_stand_as_a_sum_of_their_land_says(park: Desk, seed: int) -> None:
    chance = random.Random(seed)
    moves, ends = lived(chance)
    told: list[tuple[date, str, dict[str, Any]]] = []
    for on, project, hectares, other in moves:
        about = {"area_m2": f"{abs(hectares)} ha", "project": project, **PARK}
        if other:
            told.append((on, "lease_transferred", {**about, "to_project": other}))
        else:
            told.append((on, "land_leased" if hectares > 0 else "lease_ended", about))
    told += [(on, "project_terminated", {"project": project}) for project, on in ends.items()]
    for on, kind, fields in sorted(told, key=lambda each: each[0]):
        park.record(kind, on.isoformat(), **fields)
    for _ in range(25):
        on = FIRST + timedelta(days=chance.randrange(DAYS + 400))
        for project in ("P1", "P2"):
            assert stands(park, project, on.isoformat()) == expected(moves, ends, project, on), (project, on)


Move = tuple[date, str, int, str]


def lived(chance: random.Random) -> tuple[list[Move], dict[str, date]]:
    """What land two projects take, pass on to the third and give back, and when they end."""
    moves: list[Move] = []
    ends: dict[str, date] = {}
    for project in ("P1", "P2"):
        held, on = 0, FIRST
        ends[project] = FIRST + timedelta(days=chance.randrange(200, 700))
        for _ in range(chance.randrange(1, 9)):
            on += timedelta(days=chance.randrange(1, 150))
            taken = chance.randrange(1, 4)
            if on < ends[project] and (held == 0 or chance.random() < 0.5):
                moves.append((on, project, taken, ""))
                held += taken
            elif held:
                given = chance.randrange(1, held + 1)
                moves.append((on, project, -given, chance.choice(("", "", "P3"))))
                held -= given
    return moves, ends


def expected(moves: list[Move], ends: dict[str, date], project: str, on: date) -> tuple[str, str] | None:
    """By the land that is let to a project at the end of its last day in force, and of the day."""
    if on < ends[project]:
        return None
    at_end, now = (
        sum(hectares for moved_on, whose, hectares, _ in moves if whose == project and moved_on <= by)
        for by in (ends[project], on)
    )
    if not at_end:
        return None
    return ("open", f"còn {now} ha") if now else ("done_no_term", "")


def test_the_document_that_a_duty_cites_is_withheld_with_the_documents_of_its_book(park: Desk) -> None:
    park.record("land_leased", "1/3/2020", area_m2="3 ha", project="P1", **PARK)
    park.record(
        "project_revoked", "5/6/2023", project="P1", document={"number": "12/QĐ-BQL", "issued_on": "2023-06-01"}
    )
    asked = withheld.set(frozenset({(park.code, PublicKind.DOCUMENTS.value)}))
    try:
        shown = to_return(park, "P1", "2023-10-01")
        listed = [each for each in duties_on(Dates(date(2023, 10, 1))) if each.duty.kind is DutyKind.LAND_RETURN]
    finally:
        withheld.reset(asked)
    assert shown is not None
    assert listed
    for each in (shown, *listed):
        assert "12/QĐ-BQL" not in each.terms.basis
        assert each.terms.basis == RETURN_BASIS
