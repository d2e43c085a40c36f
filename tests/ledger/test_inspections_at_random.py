"""Random steps of inspections, in any order: what is taken is what an independent reading of the rules allows, and the duties
that follow are what an independent calculation says, as of any day and as known at any moment."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from parkledger.duties import DutyKind
from parkledger.figures import current
from parkledger.ledger.errors import CourseBroken, StillNeeded
from parkledger.records.dates import Dates
from parkledger.records.duties import duties_on
from tests.duties.calculation import FIRST, stood
from tests.ledger.conftest import Desk

ORDER = (
    "inspection_planned",
    "inspection_made",
    "inspection_cancelled",
    "inspection_finding",
    "fine_imposed",
    "remedy_ordered",
    "finding_remedied",
    "fine_paid",
    "inspection_closed",
)
RANKS = {
    kind: rank
    for rank, kinds in enumerate(
        [
            ("inspection_planned",),
            ("inspection_made",),
            ("inspection_cancelled", "inspection_finding"),
            ("fine_imposed", "remedy_ordered"),
            ("finding_remedied", "fine_paid"),
            ("inspection_closed",),
        ]
    )
    for kind in kinds
}
MOMENT = datetime(2030, 1, 1, tzinfo=UTC)


@dataclass
class Step:
    """A step that was recorded: when it holds, under which number, from which moment, until which it was taken back."""

    kind: str
    on: date
    seq: int
    fields: dict[str, Any]
    at: datetime = MOMENT
    back: datetime | None = None

    def known(self, moment: datetime | None) -> bool:
        if moment is None:
            return self.back is None
        return self.at <= moment and (self.back is None or self.back > moment)


def allowed(steps: Iterable[Step]) -> bool:
    """Whether the steps of one inspection can have happened, by what is to be true before each."""
    done: list[Step] = []
    for step in sorted(steps, key=lambda each: (each.on, RANKS[each.kind], each.seq)):
        before = [(each.kind, each.fields.get("finding"), each.fields.get("fine")) for each in done]
        kinds = [kind for kind, _, _ in before]
        finding, fine = step.fields.get("finding"), step.fields.get("fine")
        found = ("inspection_finding", finding, None) in before
        remedied = ("finding_remedied", finding, None) in before
        fined = sum(
            each.fields["amount"] for each in done if each.kind == "fine_imposed" and each.fields["fine"] == fine
        )
        paid = sum(each.fields["amount"] for each in done if each.kind == "fine_paid" and each.fields["fine"] == fine)
        all_fined = sum(each.fields["amount"] for each in done if each.kind == "fine_imposed")
        all_paid = sum(each.fields["amount"] for each in done if each.kind == "fine_paid")
        made = "inspection_made" in kinds
        fits = {
            "inspection_planned": not kinds,
            "inspection_made": not made
            and ("inspection_planned" in kinds) == (step.fields.get("occasion") == "planned"),
            "inspection_cancelled": "inspection_planned" in kinds and not made,
            "inspection_finding": made and not found,
            "fine_imposed": made and not fined,
            "remedy_ordered": found and not remedied,
            "finding_remedied": found and not remedied,
            "fine_paid": bool(fined) and paid + step.fields.get("amount", 0) <= fined,
            "inspection_closed": made
            and all_fined == all_paid
            and kinds.count("inspection_finding") == kinds.count("finding_remedied"),
        }
        if not fits[step.kind] or {"inspection_cancelled", "inspection_closed"} & set(kinds):
            return False
        done.append(step)
    return True


def made_up(chance: random.Random) -> tuple[str, date, dict[str, Any]]:
    """A step of any kind, mostly of a likely day."""
    kind = chance.choice(ORDER)
    on = FIRST + timedelta(days=ORDER.index(kind) * 40 + chance.randrange(0, 70))
    later = on + timedelta(days=chance.randrange(0, 120))
    finding, fine = chance.choice("ab"), chance.choice("xy")
    fields: dict[str, dict[str, Any]] = {
        "inspection_planned": {"visit_by": later},
        "inspection_made": {"occasion": chance.choice(("planned", "planned", "unplanned"))},
        "inspection_finding": {"finding": finding, "remedy_by": chance.choice((later, None))},
        "remedy_ordered": {"finding": finding, "remedy_by": later},
        "finding_remedied": {"finding": finding},
        "fine_imposed": {"fine": fine, "amount": chance.randrange(1, 4), "pay_by": chance.choice((later, None))},
        "fine_paid": {"fine": fine, "amount": chance.randrange(1, 4)},
    }
    return kind, on, fields.get(kind, {})


def lives(steps: Iterable[Step]) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """What the steps of an inspection say of each duty, as the calculation takes it: by kind and key."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for step in steps:
        given = step.fields
        finding, fine = ("remedy", given.get("finding", "")), ("fine", given.get("fine", ""))
        plan, by_plan = ("inspection", ""), given.get("occasion") != "unplanned"
        due = {"due": given.get("remedy_by") or given.get("pay_by")}
        goal = {"goal": given.get("amount")}
        term = goal | (due if due["due"] else {"count": 10, "unit": "days"})
        said: dict[str, tuple[tuple[str, str], dict[str, Any]]] = {
            "inspection_planned": (plan, {"what": "open", "due": given.get("visit_by")}),
            "inspection_cancelled": (plan, {"what": "lapse"}),
            "inspection_made": (plan, {"what": "done" if by_plan else "nothing"}),
            "inspection_finding": (finding, {"what": "open"} | (due if due["due"] else {})),
            "remedy_ordered": (finding, {"what": "open"} | due),
            "finding_remedied": (finding, {"what": "done"}),
            "fine_imposed": (fine, {"what": "open"} | term),
            "fine_paid": (fine, {"what": "progress", "amount": given.get("amount")}),
        }
        if step.kind in said:
            duty, what = said[step.kind]
            found.setdefault(duty, []).append({"on": step.on, "seq": step.seq, **what})
    return {duty: life for duty, life in found.items() if any(each["what"] == "open" for each in life)}


@pytest.fixture(autouse=True)
def _figures_anew(desk: Desk) -> Any:
    current.close()
    yield
    current.close()


def test_random_inspections_stand_as_independent_calculations_say(desk: Desk) -> None:
    desk.project("P1", "1/1/2018")
    chance, moment = random.Random(7), MOMENT
    history: dict[str, list[Step]] = {f"KT-{case}": [] for case in range(12)}
    refused = 0
    for code, steps in history.items():
        for _ in range(60):
            moment += timedelta(minutes=1)
            kind, on, fields = made_up(chance)
            standing = [each for each in steps if each.back is None]
            candidate = Step(kind, on, 10**9, fields, moment)
            written = {**fields, "amount": f"{fields['amount']} triệu đồng"} if "amount" in fields else fields
            written = {name: value.isoformat() if isinstance(value, date) else value for name, value in written.items()}
            try:
                made = desk.record(kind, on.isoformat(), inspection=code, project="P1", at=moment, **written)
            except CourseBroken:
                refused += 1
                assert not allowed([*standing, candidate]), (code, kind, on, fields)
            else:
                assert allowed([*standing, candidate]), (code, kind, on, fields)
                candidate.seq = made.seq
                steps.append(candidate)
            if steps and chance.random() < 0.1:
                moment += timedelta(minutes=1)
                gone = chance.choice([each for each in steps if each.back is None] or [candidate])
                take_back(desk, steps, gone, moment)
    assert refused > 100
    assert sum(len(steps) for steps in history.values()) > 60
    assert desk.problems() == []
    compare(history, chance, moment)


def take_back(desk: Desk, steps: list[Step], gone: Step, moment: datetime) -> None:
    """A step is withdrawn where the others can be without it, and stays where they cannot."""
    if gone not in steps or gone.back is not None:
        return
    rest = [each for each in steps if each.back is None and each is not gone]
    try:
        desk.withdraw(gone.seq, at=moment)
    except StillNeeded:
        assert not allowed(rest)
    else:
        assert allowed(rest)
        gone.back = moment


def compare(history: dict[str, list[Step]], chance: random.Random, last: datetime) -> None:
    """Every duty, on random days as known at random moments, against the calculation."""
    current.expire()
    seen = set()
    for _ in range(25):
        known_at = chance.choice((None, MOMENT + (last - MOMENT) * chance.random()))
        on = FIRST + timedelta(days=chance.randrange(60, 500))
        found = {
            (each.duty.subject.code, each.duty.kind.value, each.duty.key): (each.state.value, each.due_on)
            for each in duties_on(Dates(on, known_at))
        }
        expected = {
            (code, kind, key): state
            for code, steps in history.items()
            for (kind, key), life in lives(step for step in steps if step.known(known_at)).items()
            if (state := stood(life, on, DutyKind(kind).notice_days, kind)) is not None
        }
        assert found == expected, (on, known_at)
        seen |= {state for state, _ in expected.values()}
    assert seen >= {"open", "overdue", "done", "done_late"}
