"""Duties against an independent calculation, the office calendar against the days off that were announced, classes of slowness."""

import os
import random
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from parkledger.duties import (
    NEVER,
    DayCount,
    DutyAct,
    DutyKind,
    DutyPhase,
    DutyState,
    DutyStep,
    DutySubject,
    DutyTerms,
    FiledStep,
    Goal,
    Obliged,
    Pause,
    Slowness,
    TermLength,
    due_day,
    phase_on,
    phases,
    slowness,
)
from parkledger.duties.calendar import days_off, is_working_day, working_days_between, working_days_later
from tests.duties.calculation import DAY, FIRST, LAST, OFF, made_up, stood, works

CASES = int(os.environ.get("PARKLEDGER_DUTIES", "1000"))
SUBJECT = DutySubject("project", "P1")
YEAR = 365


def test_the_calendar_has_every_day_off_and_every_day_worked_instead_of_four_years() -> None:
    day = FIRST
    while day <= LAST:
        assert is_working_day(day) == works(day), day
        day += DAY
    assert {day for year in range(2023, 2027) for day in days_off(year)} == OFF


def test_a_holiday_of_a_later_law_is_no_day_off_before_it() -> None:
    assert is_working_day(date(2025, 11, 24))
    assert not is_working_day(date(2026, 11, 24))


def test_counting_working_days_and_going_on_by_them_are_inverse() -> None:
    chance = random.Random(7)
    for _ in range(300):
        day = FIRST + timedelta(days=chance.randrange(2 * YEAR))
        count = chance.randrange(1, 400)
        later = working_days_later(day, count)
        assert working_days_between(day, later) == count
        assert works(later)
    assert working_days_between(LAST, FIRST) == 0


@pytest.mark.parametrize(
    ("start", "term", "pauses", "due"),
    [
        # 5 working days from 24/4/2025: 25/4, then Saturday 26/4 that is worked for 2/5, 28/4, 29/4, then 5/5 after the holidays
        (date(2025, 4, 24), TermLength(5, DayCount.WORKING_DAYS), (), date(2025, 5, 5)),
        (date(2026, 2, 12), TermLength(3, DayCount.WORKING_DAYS), (), date(2026, 2, 24)),
        # a term in days that ends on a Sunday ends on Monday
        (date(2026, 6, 4), TermLength(10, DayCount.DAYS), (), date(2026, 6, 15)),
        # sent back on the 3rd working day, complete again a week later: two days are left
        (
            date(2026, 6, 1),
            TermLength(5, DayCount.WORKING_DAYS),
            (Pause(date(2026, 6, 4), date(2026, 6, 11)),),
            date(2026, 6, 15),
        ),
        (date(2026, 6, 1), TermLength(5, DayCount.WORKING_DAYS), (Pause(date(2026, 6, 4)),), None),
        # what has run out cannot be stopped any more
        (date(2026, 6, 1), TermLength(2, DayCount.WORKING_DAYS), (Pause(date(2026, 6, 4)),), date(2026, 6, 3)),
    ],
)
def test_a_term_ends_on_its_day(start: date, term: TermLength, pauses: tuple[Pause, ...], due: date | None) -> None:
    assert due_day(start, term, pauses) == due


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2024, 6, 30), Slowness.NONE),
        (date(2024, 7, 1), Slowness.UNDER_12),
        (date(2025, 6, 29), Slowness.UNDER_12),
        (date(2025, 6, 30), Slowness.UNDER_24),
        (date(2026, 6, 30), Slowness.UNDER_24),
        (date(2026, 7, 1), Slowness.OVER_24),
    ],
)
def test_classes_of_slowness_meet_at_their_months(day: date, expected: Slowness) -> None:
    assert slowness(date(2024, 6, 30), day) is expected


def as_step(each: dict[str, Any], kind: DutyKind) -> DutyStep:
    terms = None
    if each["what"] == "open":
        term = TermLength(each["count"], DayCount(each["unit"])) if "count" in each else None
        goal = Goal("VND", each["goal"]) if each.get("goal") else None
        terms = DutyTerms(Obliged.OFFICE, due_on=each.get("due"), term=term, goal=goal)
    spent = (("VND", each["amount"]),) if each["what"] == "progress" else ()
    at_latest = each.get("at_latest", False)
    return DutyStep(DutyAct(each["what"]), each["on"], SUBJECT, kind, terms=terms, spent=spent, at_latest=at_latest)


def test_random_duties_stand_as_an_independent_calculation_says() -> None:
    seen: set[DutyState] = set()
    for case in range(CASES):
        chance = random.Random(case)
        life = made_up(chance)
        kind = chance.choice(list(DutyKind))
        found = phases("b", [FiledStep(as_step(each, kind), each["seq"]) for each in life])
        for _ in range(5):
            on = FIRST + timedelta(days=chance.randrange(3 * YEAR))
            phase = phase_on(found, on)
            expected = stood(life, on, kind.notice_days, kind.value)
            assert (phase and (phase.state.value, phase.due_on)) == expected, (case, on, life)
            seen |= {phase.state} if phase else set()
    assert seen == set(DutyState)


def test_phases_follow_each_other_without_gap_or_overlap() -> None:
    for case in range(200):
        found = phases(
            "b", [FiledStep(as_step(each, DutyKind.TASK), each["seq"]) for each in made_up(random.Random(case))]
        )
        for one, other in pairwise(found):
            assert one.until == other.since
            assert one.since < other.since
        assert found[-1].until == NEVER


def test_what_ends_a_project_ends_all_its_duties_and_no_other_projects() -> None:
    steps = [
        DutyStep(DutyAct.OPEN, date(2024, 1, 1), SUBJECT, kind, terms=DutyTerms(Obliged.ENTERPRISE, date(2024, 6, 30)))
        for kind in (DutyKind.LAND, DutyKind.OPERATION)
    ]
    steps.append(DutyStep(DutyAct.DONE, date(2024, 5, 1), SUBJECT, DutyKind.LAND))
    steps.append(DutyStep(DutyAct.LAPSE, date(2025, 1, 1), SUBJECT, None, None))
    found = phases("b", [FiledStep(step, seq) for seq, step in enumerate(steps)])
    states = {phase.duty.kind: phase.state for phase in found if phase.until == NEVER}
    assert states == {DutyKind.LAND: DutyState.DONE, DutyKind.OPERATION: DutyState.LAPSED}
    before = [phase for phase in found if phase.duty.kind is DutyKind.OPERATION]
    assert [(each.since, each.state) for each in before] == [
        (date(2024, 1, 1), DutyState.OPEN),
        (date(2024, 5, 31), DutyState.DUE_SOON),
        (date(2024, 7, 1), DutyState.OVERDUE),
        (date(2025, 1, 1), DutyState.LAPSED),
    ]


def standing_after_end(kind: DutyKind, due_on: date | None, ended_on: date) -> DutyState:
    """How something begun on 1/1/2024 stands at the end of 2026, when what it is about ended in between."""
    steps = [
        DutyStep(DutyAct.OPEN, date(2024, 1, 1), SUBJECT, kind, "1", DutyTerms(Obliged.ENTERPRISE, due_on)),
        DutyStep(DutyAct.LAPSE, ended_on, SUBJECT, None, None),
    ]
    phase = phase_on(phases("b", [FiledStep(step, seq) for seq, step in enumerate(steps)]), date(2026, 12, 31))
    assert phase is not None
    return phase.state


def test_what_was_owed_before_an_end_stays_owed_and_what_is_of_no_use_any_more_lapses() -> None:
    due, ended_on = date(2024, 6, 30), date(2025, 1, 1)
    stays = {kind for kind in DutyKind if standing_after_end(kind, due, ended_on) is DutyState.OVERDUE}
    debts = {DutyKind.FINE, DutyKind.SANCTION, DutyKind.PAYMENT}
    owed = {DutyKind.RENT, DutyKind.LEASE_END, DutyKind.TASK, DutyKind.REMEDY}
    harm = {DutyKind.INCIDENT, DutyKind.WORK_ACCIDENT}
    assert stays == {*debts, *owed, *harm, DutyKind.LAND_RETURN}
    later = {kind for kind in DutyKind if standing_after_end(kind, due, date(2024, 3, 1)) is DutyState.OVERDUE}
    assert later == {*debts, DutyKind.LAND_RETURN}, "what is not due yet when it ends is not owed, but for debts"
    assert {kind for kind in harm if standing_after_end(kind, None, ended_on) is DutyState.OPEN} == harm
    assert standing_after_end(DutyKind.RENT, due, due) is DutyState.OVERDUE


def permit_or(kind: DutyKind) -> list[DutyPhase]:
    """Something due on 30/6/2024, done on 5/7/2024, and set again on 2/1/2025 for 30/6/2025."""
    life = (
        (DutyAct.OPEN, date(2024, 6, 1), DutyTerms(Obliged.ENTERPRISE, date(2024, 6, 30))),
        (DutyAct.DONE, date(2024, 7, 5), None),
        (DutyAct.OPEN, date(2025, 1, 2), DutyTerms(Obliged.ENTERPRISE, date(2025, 6, 30))),
    )
    steps = [DutyStep(act, on, SUBJECT, kind, terms=terms) for act, on, terms in life]
    return phases("b", [FiledStep(step, seq) for seq, step in enumerate(steps, start=1)])


def test_a_permit_is_renewed_again_and_a_milestone_is_reached_once() -> None:
    first, again = date(2024, 6, 30), date(2025, 6, 30)
    found = permit_or(DutyKind.PERMIT)
    assert [(each.since, each.state, each.due_on) for each in found[-4:]] == [
        (date(2024, 7, 5), DutyState.DONE_LATE, first),
        (date(2025, 1, 2), DutyState.OPEN, again),
        (date(2025, 5, 31), DutyState.DUE_SOON, again),
        (date(2025, 7, 1), DutyState.OVERDUE, again),
    ]
    last = found[-1]
    assert (last.duty.seq, last.duty.started_on, last.first_due_on, last.done_on) == (3, date(2025, 1, 2), again, None)
    assert last.duty.id == found[0].duty.id
    land = permit_or(DutyKind.LAND)[-1]
    assert (land.state, land.due_on, land.duty.seq) == (DutyState.DONE_LATE, first, 1)
