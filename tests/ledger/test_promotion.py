"""Promotion: activities, memoranda and what became of them, inquiries as a funnel; what is due by them."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from parkledger.duties import DutyKind, DutyState
from parkledger.figures.current import close
from parkledger.ledger.errors import EventTwice, ReferenceUnknown
from parkledger.records.dates import Dates
from parkledger.records.duties import duties_on
from parkledger.records.promotion import ActivityState, FunnelStage, MemorandumState, promotion_on
from tests.figures.books import BAC_GIANG, Scribe, usd, value, vnd

MOU: dict[str, Any] = {"memorandum": "M1", "investor": "Công ty Minh họa", "follow_up_by": "2023-06-30"}


@pytest.fixture(autouse=True)
def _opened_anew() -> Iterator[None]:
    close()
    yield
    close()


def states(on: str, kind: DutyKind) -> list[tuple[str, DutyState]]:
    found = duties_on(Dates(date.fromisoformat(on)))
    return [(phase.duty.key, phase.state) for phase in found if phase.duty.kind is kind]


def test_an_activity_is_due_on_its_day_until_it_is_held_or_cancelled(sqlite_database: None, home: Path) -> None:
    bg = Scribe()
    for code, day in (("A", "2023-03-01"), ("B", "2023-04-01"), ("C", "2023-05-01")):
        bg("activity_planned", effective_on="2023-01-05", activity=code, title=f"Hoạt động {code}", planned_on=day)
    bg("activity_held", effective_on="2023-03-02", activity="A", cost=vnd(500_000_000), investors=12)
    bg("activity_cancelled", effective_on="2023-03-20", activity="B", ground="hoãn")
    assert dict(states("2023-05-02", DutyKind.PROMOTION)) == {
        "A": DutyState.DONE_LATE,
        "B": DutyState.LAPSED,
        "C": DutyState.OVERDUE,
    }
    held = {each.code: each.state(date(2023, 5, 2)) for each in promotion_on(Dates(date(2023, 5, 2))).activities}
    assert held == {"A": ActivityState.HELD, "B": ActivityState.CANCELLED, "C": ActivityState.LATE}
    assert value(home, "promotion.held", "2023-12-31") == 1
    assert value(home, "promotion.spent", "2023-12-31") == 500_000_000
    with pytest.raises(EventTwice):
        bg("activity_held", effective_on="2023-03-03", activity="A")
    with pytest.raises(ReferenceUnknown):
        bg("activity_cancelled", effective_on="2023-03-03", activity="Z", ground="—")


def test_a_memorandum_is_followed_up_until_it_led_to_a_project_or_lapsed(sqlite_database: None, home: Path) -> None:
    bg = Scribe()
    bg("memorandum_signed", effective_on="2023-01-10", **MOU, capital=usd(1000))
    bg("memorandum_signed", effective_on="2023-01-11", **{**MOU, "memorandum": "M2"})
    bg("memorandum_signed", effective_on="2023-01-12", **{**MOU, "memorandum": "M3"})
    bg("memorandum_reviewed", effective_on="2023-06-01", memorandum="M3", finding="chọn đất", follow_up_by="2023-12-01")
    bg("memorandum_concluded", effective_on="2023-05-01", memorandum="M1", outcome="project")
    bg("memorandum_concluded", effective_on="2023-08-01", memorandum="M2", outcome="lapsed")
    assert dict(states("2023-07-01", DutyKind.MEMORANDUM)) == {
        "M1": DutyState.DONE,
        "M2": DutyState.OVERDUE,
        "M3": DutyState.OPEN,
    }
    found = {each.signed.payload["memorandum"]: each for each in promotion_on(Dates(date(2023, 12, 31))).memoranda}
    assert {code: each.state(date(2023, 12, 31)) for code, each in found.items()} == {
        "M1": MemorandumState.PROJECT,
        "M2": MemorandumState.LAPSED,
        "M3": MemorandumState.LATE,
    }
    assert [value(home, "memoranda.open", on) for on in ("2023-04-30", "2023-05-01", "2023-08-01")] == [3, 2, 1]
    assert value(home, "memoranda.to_project_share", "2023-12-31") == Fraction(50)
    for refused in ({"memorandum": "M1", "outcome": "lapsed"}, {"memorandum": "M9", "outcome": "lapsed"}):
        with pytest.raises((EventTwice, ReferenceUnknown)):
            bg("memorandum_concluded", effective_on="2023-09-01", **refused)


def test_inquiries_are_followed_to_the_project_in_operation(sqlite_database: None, home: Path) -> None:
    bg = Scribe()
    zone = bg.zone("Mot", industrial_m2=100)
    for code, on in (("Q1", "2023-01-01"), ("Q2", "2023-02-01"), ("Q3", "2023-03-01"), ("Q0", "2022-12-01")):
        bg("inquiry_received", effective_on=on, inquiry=code)
    for code in ("Q0", "Q1", "Q2"):
        bg("inquiry_visited", effective_on="2023-04-01", inquiry=code)
    bg("memorandum_signed", effective_on="2023-04-02", **MOU, inquiry="Q2")
    about: dict[str, Any] = {"name": "A", "enterprise": "X", "origin": "fdi", "zone": zone, "capital": usd(300)}
    for code in ("DA1", "DA2"):
        bg("project_registered", effective_on="2023-05-01", project=code, **about)
    bg("inquiry_converted", effective_on="2023-05-02", inquiry="Q1", project="DA1")
    bg("memorandum_concluded", effective_on="2023-05-03", memorandum="M1", outcome="project", led_to="DA2")
    bg("memorandum_signed", effective_on="2023-04-03", **{**MOU, "memorandum": "M2"})
    bg("project_registered", effective_on="2023-05-01", project="DA3", **about)  # came without an inquiry
    bg("memorandum_concluded", effective_on="2023-05-03", memorandum="M2", outcome="project", led_to="DA3")
    for code in ("DA2", "DA3"):
        bg("production_started", effective_on="2023-09-01", project=code)
    funnel = promotion_on(Dates(date(2023, 12, 31)), BAC_GIANG).funnel
    assert list(funnel.items()) == [
        (FunnelStage.INQUIRY, 3),
        (FunnelStage.VISIT, 2),
        (FunnelStage.MEMORANDUM, 1),
        (FunnelStage.PROJECT, 2),
        (FunnelStage.OPERATION, 1),
    ]
    assert promotion_on(Dates(date(2023, 8, 31)), BAC_GIANG).funnel[FunnelStage.OPERATION] == 0
    assert value(home, "inquiries.visited", "2023-12-31") == 3
    with pytest.raises(EventTwice):
        bg("inquiry_visited", effective_on="2023-04-05", inquiry="Q1")
    with pytest.raises(ReferenceUnknown):
        bg("inquiry_visited", effective_on="2023-04-05", inquiry="Q9")


def test_a_memorandum_names_an_inquiry_and_an_activity_on_record(sqlite_database: None, home: Path) -> None:
    bg = Scribe()
    for field in ("inquiry", "activity"):
        with pytest.raises(ReferenceUnknown) as refused:
            bg("memorandum_signed", effective_on="2023-01-10", **MOU, **{field: "KHONG-CO"})
        assert refused.value.field == field
    bg("inquiry_received", effective_on="2023-01-02", inquiry="I1")
    bg("activity_held", effective_on="2023-01-10", activity="A1", title="hội nghị")
    bg("memorandum_signed", effective_on="2023-01-10", **MOU, inquiry="I1", activity="A1")
