"""Random steps of work permits, accidents and stoppages in any order: what is taken is what an independent reading of the rules
allows, and the counts are what plain Python counts of the steps that stand, as of any day."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest

from parkledger.figures import current
from parkledger.ledger.errors import CourseBroken, StillNeeded
from tests.ledger.conftest import Desk

FIRST = date(2023, 1, 1)
COURSES = {
    "permit": ("work_permit_granted", "work_permit_extended", "work_permit_ended"),
    "accident": ("work_accident", "work_accident_investigated", "work_accident_closed"),
    "stoppage": ("work_stoppage_begun", "work_stoppage_ended"),
}
OPEN = {"permit": "permits.open", "accident": "accidents.open", "stoppage": "strikes.open"}


@dataclass
class Step:
    """A step that was recorded, under which number."""

    kind: str
    on: date
    seq: int
    fields: dict[str, Any] = field(default_factory=dict)


@dataclass
class Story:
    """All steps on record of one permit, accident or stoppage."""

    course: str
    code: str
    steps: list[Step] = field(default_factory=list)


def allowed(course: str, steps: Iterable[Step]) -> bool:
    """Whether the steps can have happened, in the order of their days, on one day in the order of their kind."""
    order = COURSES[course]
    until: date | None = None
    done: list[str] = []
    for step in sorted(steps, key=lambda each: (each.on, order.index(each.kind), each.seq)):
        if (not done) != (step.kind == order[0]):
            return False
        if done and done[-1] == order[-1]:
            return False
        if course == "accident" and (step.kind in done or (step.kind == order[2] and order[1] not in done)):
            return False
        if new := step.fields.get("valid_until"):
            if new <= max(until or step.on, step.on):
                return False
            until = new
        if step.kind == "work_permit_ended" and until is not None and step.on < until:
            return False  # expired, as is said where no other reason is given
        done.append(step.kind)
    return True


def is_open(story: Story, on: date) -> bool:
    """Whether it had begun and not ended by a day."""
    done = {step.kind for step in story.steps if step.on <= on}
    return bool(done) and COURSES[story.course][-1] not in done


def made_up(chance: random.Random, course: str) -> tuple[str, date, dict[str, Any]]:
    kinds = COURSES[course]
    place = chance.randrange(len(kinds))
    on = FIRST + timedelta(days=place * 60 + chance.randrange(0, 90))
    kind = kinds[place]
    grave = chance.choice(({"injured": 2}, {"severity": "serious", "injured": 1}, {"severity": "fatal", "killed": 2}))
    fields: dict[str, dict[str, Any]] = {
        "work_permit_granted": {"valid_until": on + timedelta(days=chance.randrange(0, 200))},
        "work_permit_extended": {"valid_until": on + timedelta(days=chance.randrange(0, 400))},
        "work_accident": grave,
        "work_stoppage_begun": {"workers": chance.randrange(1, 500)},
    }
    return kind, on, fields.get(kind, {})


@pytest.fixture(autouse=True)
def _figures_anew(desk: Desk) -> Any:
    current.close()
    yield
    current.close()


def test_random_labour_stands_as_an_independent_reading_says(desk: Desk) -> None:
    refused = run(desk, random.Random(59), cases=4, tries=14)
    assert refused > 20


@pytest.mark.long
@pytest.mark.parametrize("seed", range(8))
def test_many_random_histories_of_labour(desk: Desk, seed: int) -> None:
    assert run(desk, random.Random(seed), cases=12, tries=30) > 100


def run(desk: Desk, chance: random.Random, *, cases: int, tries: int) -> int:
    """Record and take back at random, and hold the book against the reading; says how much was refused."""
    desk.project("P1", "1/1/2018")
    stories = [Story(course, f"{course[0].upper()}-{number}") for course in COURSES for number in range(cases)]
    refused = 0
    for story in stories:
        for _ in range(tries):
            kind, on, fields = made_up(chance, story.course)
            written: dict[str, Any] = {story.course: story.code, "project": "P1"}
            written |= {name: each.isoformat() if isinstance(each, date) else each for name, each in fields.items()}
            step = Step(kind, on, 10**9, fields)
            fits = allowed(story.course, [*story.steps, step])
            try:
                made = desk.record(kind, on.isoformat(), **written)
            except CourseBroken:
                refused += 1
                assert not fits, (story.code, kind, on, fields)
            else:
                assert fits, (story.code, kind, on, fields)
                step.seq = made.seq
                story.steps.append(step)
            if story.steps and chance.random() < 0.15:
                take_back(desk, story, chance.choice(story.steps))
    assert desk.problems() == []
    count(desk, stories, chance)
    return refused


def take_back(desk: Desk, story: Story, gone: Step) -> None:
    """A step is withdrawn where the others can be without it, and stays where they cannot."""
    rest = [each for each in story.steps if each is not gone]
    try:
        desk.withdraw(gone.seq)
    except StillNeeded:
        assert not allowed(story.course, rest)
    else:
        assert allowed(story.course, rest)
        story.steps = rest


def count(desk: Desk, stories: list[Story], chance: random.Random) -> None:
    """Every measure, on random days, against the steps that stand."""
    for on in (FIRST + timedelta(days=chance.randrange(0, 400)) for _ in range(8)):
        steps = [step for story in stories for step in story.steps if step.on <= on]
        kinds = [step.kind for step in steps]
        expected = {
            "permits.granted": kinds.count("work_permit_granted"),
            "permits.extended": kinds.count("work_permit_extended"),
            "accidents.count": kinds.count("work_accident"),
            "strikes.count": kinds.count("work_stoppage_begun"),
            "accidents.injured": sum(step.fields.get("injured", 0) for step in steps),
            "accidents.killed": sum(step.fields.get("killed", 0) for step in steps),
            "strikes.workers": sum(step.fields.get("workers", 0) for step in steps),
        } | {
            measure: sum(is_open(story, on) for story in stories if story.course == course)
            for course, measure in OPEN.items()
        }
        found = {measure: desk.total(measure, on.isoformat()) or 0 for measure in expected}
        assert found == expected, on
