"""Random steps of founding dossiers, in any order: what is taken is what an independent reading of the rules allows, and the
duties that follow are what an independent calculation says, as of any day and as known at any moment."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest

from parkledger.duties import DutyKind
from parkledger.figures import current
from parkledger.ledger.errors import CourseBroken, StillNeeded
from parkledger.records.dates import Dates
from parkledger.records.duties import duties_on
from parkledger.records.foundings import foundings_on
from tests.duties.calculation import stood
from tests.ledger.conftest import Desk

ORDER = (
    "founding_opened",
    "founding_noticed",
    "candidate_entered",
    "founding_submitted",
    "council_convened",
    "founding_checked",
    "points_given",
    "developer_chosen",
    "founding_appraised",
    "founding_put_forward",
    "founding_decided",
    "founding_withdrawn",
)
RANKS = {
    "founding_opened": 1,
    "founding_noticed": 2,
    "founding_submitted": 3,
    "candidate_entered": 3,
    "founding_checked": 4,
    "council_convened": 4,
    "points_given": 5,
    "developer_chosen": 6,
    "founding_appraised": 7,
    "founding_put_forward": 8,
    "founding_decided": 9,
    "founding_withdrawn": 9,
}
MOST = {
    "phương án đầu tư hạ tầng kỹ thuật": 15,
    "phương án quản lý, bảo vệ môi trường": 15,
    "năng lực, kinh nghiệm": 30,
    "phương án tài chính": 40,
}
MOMENT = datetime(2030, 1, 1, tzinfo=UTC)
FIRST = date(2024, 6, 1)
ZONE = "ccn-dong-lac"


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


def in_their_order(steps: Iterable[Step]) -> list[Step]:
    return sorted(steps, key=lambda each: (each.on, RANKS[each.kind], each.seq))


def best(done: list[Step], candidate: str) -> bool:
    """Whether a candidate has all points, the most of all, and fifty or more."""
    names = {each.fields["candidate"] for each in done if each.kind == "candidate_entered"}
    sums = {each.fields["candidate"]: each.fields["points"] for each in done if each.kind == "points_given"}
    if names != set(sums) or any(len(points) < len(MOST) for points in sums.values()):
        return False
    totals = {name: sum(points.values()) for name, points in sums.items()}
    return bool(totals[candidate] == max(totals.values()) and totals[candidate] >= 50)


def fit(done: list[Step], step: Step, *, paper: bool) -> bool:
    """Whether a candidate can be chosen: by all its points, fifty or more, and the most of all, or with a reason."""
    who = step.fields.get("candidate", "")
    own = [each.fields["points"] for each in done if each.kind == "points_given" and each.fields["candidate"] == who]
    if not own or len(own[0]) < len(MOST):
        return paper
    return sum(own[0].values()) >= 50 and (bool(step.fields.get("reason")) or best(done, who))


def allowed(steps: Iterable[Step]) -> bool:
    """Whether the steps of one dossier can have happened, by what is to be true before each."""
    done: list[Step] = []
    for step in in_their_order(steps):
        kinds = [each.kind for each in done]
        checks = [each.fields["result"] for each in done if each.kind == "founding_checked"]
        still = bool(checks) and checks[-1] == "incomplete"
        who = step.fields.get("candidate")
        entered = any(each.kind == "candidate_entered" and each.fields["candidate"] == who for each in done)
        scored = any(each.kind == "points_given" and each.fields["candidate"] == who for each in done)
        points = step.fields.get("points", {})
        chosen = "developer_chosen" in kinds
        paper = "steps_before" in step.fields
        founds = any(each.fields.get("matter") == "found" for each in done)
        proper = "founding_appraised" in kinds and "founding_put_forward" in kinds
        fits = {
            "founding_opened": not kinds,
            "founding_noticed": "founding_noticed" not in kinds and "founding_submitted" not in kinds,
            "founding_submitted": "founding_submitted" not in kinds
            and (paper or not founds or "founding_noticed" in kinds),
            "founding_checked": "founding_submitted" in kinds
            and "founding_appraised" not in kinds
            and not (still and step.fields.get("result") == "incomplete"),
            "council_convened": "council_convened" not in kinds,
            "candidate_entered": not entered and not chosen,
            "points_given": entered
            and not scored
            and not chosen
            and "council_convened" in kinds
            and all(value <= MOST[name] for name, value in points.items()),
            "developer_chosen": entered and not chosen and fit(done, step, paper=paper),
            "founding_appraised": (paper or "founding_submitted" in kinds)
            and "founding_appraised" not in kinds
            and not still,
            "founding_put_forward": (paper or "founding_appraised" in kinds) and "founding_put_forward" not in kinds,
            "founding_decided": paper
            or ("founding_submitted" in kinds and (proper or not founds or step.fields.get("outcome") == "refused")),
            "founding_withdrawn": True,
        }
        opened = step.kind == "founding_opened" or "founding_opened" in kinds
        if not opened or not fits[step.kind] or {"founding_decided", "founding_withdrawn"} & set(kinds):
            return False
        done.append(step)
    return True


def made_up(chance: random.Random) -> tuple[str, date, dict[str, Any]]:
    """A step of any kind, mostly of a likely day."""
    kind = chance.choice(ORDER)
    on = FIRST + timedelta(days=ORDER.index(kind) * 14 + chance.randrange(0, 40))
    who = chance.choice(("A", "B"))
    names = [name for name in MOST if chance.random() < 0.95]
    most = {
        name: Fraction(chance.randrange(MOST[name] - 6, 2 * MOST[name] + (chance.random() < 0.1)), 2) for name in names
    }
    fields: dict[str, dict[str, Any]] = {
        "founding_opened": {"matter": chance.choice(("found", "found", "adjust")), "zone": ZONE},
        "founding_checked": {"result": chance.choice(("complete", "incomplete"))},
        "council_convened": {"members": 7},
        "candidate_entered": {"candidate": who},
        "points_given": {"candidate": who, "points": most or {"phương án tài chính": Fraction(1)}},
        "developer_chosen": {"candidate": who, "reason": chance.choice(("", "", "vì lý do khác"))},
        "founding_appraised": {"result": chance.choice(("eligible", "not_eligible"))},
        "founding_decided": {"outcome": chance.choice(("approved", "refused"))},
    }
    rests = {"founding_submitted", "developer_chosen", "founding_appraised", "founding_put_forward", "founding_decided"}
    paper = {"steps_before": "not_on_record"} if kind in rests and chance.random() < 0.4 else {}
    return kind, on, fields.get(kind, {}) | paper


def written(fields: dict[str, Any]) -> dict[str, Any]:
    if "points" not in fields:
        return fields
    halves = {
        name: f"{value.numerator // value.denominator}{',5' if value.denominator == 2 else ''}"
        for name, value in fields["points"].items()
    }
    return {**fields, "points": "; ".join(f"{name}: {half}" for name, half in halves.items())}


ENDS = [(key, "lapse") for key in ("notice", "submission", "appraisal", "put_forward", "decision")]
TERMS: dict[tuple[str, str], tuple[int, str]] = {
    ("founding_opened", "notice"): (5, "working_days"),
    ("founding_noticed", "submission"): (15, "days"),
    ("founding_submitted", "appraisal"): (25, "days"),
    ("founding_put_forward", "decision"): (7, "working_days"),
}
"""How long what begins with a step may take, of the dossiers of which the law says so."""


def said(step: Step, law: bool) -> list[tuple[str, str]]:
    """What a step does to which duties."""
    fields = step.fields
    return {
        "founding_opened": [("notice" if law else "submission", "open")],
        "founding_noticed": [("notice", "done"), ("submission", "open")],
        "founding_submitted": [("submission", "done"), ("notice", "lapse"), ("appraisal", "open")],
        "founding_checked": [("appraisal", "pause" if fields.get("result") == "incomplete" else "resume")],
        "founding_appraised": [("appraisal", "done"), *[("put_forward", "open")][: fields.get("result") == "eligible"]],
        "founding_put_forward": [("put_forward", "done"), ("decision", "open")],
        "founding_decided": [("decision", "done"), *ENDS],
        "founding_withdrawn": ENDS,
    }.get(step.kind, [])


def lives(steps: Iterable[Step]) -> dict[str, list[dict[str, Any]]]:
    """What the steps of a dossier say of each duty, as the calculation takes it: by key."""
    found: dict[str, list[dict[str, Any]]] = {}
    ordered = in_their_order(steps)
    law = any(step.fields.get("matter") == "found" for step in ordered)
    for place, step in enumerate(ordered):  # of one day, in the order of the course
        for key, what in said(step, law):
            count, unit = TERMS.get((step.kind, key), (0, "")) if law and what == "open" else (0, "")
            term = {"count": count, "unit": unit} if count else {}
            found.setdefault(key, []).append({"on": step.on, "seq": place, "what": what, **term})
    return {key: life for key, life in found.items() if any(each["what"] == "open" for each in life)}


@pytest.fixture(autouse=True)
def _figures_anew(desk: Desk) -> Any:
    current.close()
    yield
    current.close()


@pytest.mark.parametrize(("cases", "seed"), [(5, 3), pytest.param(40, 11, marks=pytest.mark.long)])
def test_random_dossiers_stand_as_independent_calculations_say(desk: Desk, cases: int, seed: int) -> None:
    desk.record("zone_planned", "1/1/2022", name="Đồng Lạc", kind="cluster", area_m2="50 ha")
    chance, moment = random.Random(seed), MOMENT
    history: dict[str, list[Step]] = {f"TL-{case}": [] for case in range(cases)}
    refused = 0
    for code, steps in history.items():
        for _ in range(70):
            moment += timedelta(minutes=1)
            kind, on, fields = made_up(chance)
            if not steps and chance.random() < 0.7:
                kind, on, fields = (
                    "founding_opened",
                    FIRST,
                    {"matter": chance.choice(("found", "found", "adjust")), "zone": ZONE},
                )
            standing = [each for each in steps if each.back is None]
            candidate = Step(kind, on, 10**9, fields, moment)
            try:
                made = desk.record(kind, on.isoformat(), founding_dossier=code, at=moment, **written(fields))
            except CourseBroken:
                refused += 1
                assert not allowed([*standing, candidate]), (code, kind, on, fields)
            else:
                assert allowed([*standing, candidate]), (code, kind, on, fields)
                candidate.seq = made.seq
                steps.append(candidate)
            if steps and chance.random() < 0.1:
                moment += timedelta(minutes=1)
                take_back(desk, steps, chance.choice(steps), moment)
    assert refused > 20 * cases
    assert sum(len(steps) for steps in history.values()) > 5 * cases
    assert desk.problems() == []
    compare(history, chance, moment)


def take_back(desk: Desk, steps: list[Step], gone: Step, moment: datetime) -> None:
    """A step is withdrawn where the others can be without it, and stays where they cannot."""
    if gone.back is not None:
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
    """Every duty, and how far every dossier has come, on random days as known at random moments, against the calculation."""
    current.expire()
    seen = set()
    for _ in range(20):
        known_at = chance.choice((None, MOMENT + (last - MOMENT) * chance.random()))
        on = FIRST + timedelta(days=chance.randrange(5, 260))
        dates = Dates(on, known_at)
        found = {
            (each.duty.subject.code, each.duty.key): (each.state.value, each.due_on)
            for each in duties_on(dates)
            if each.duty.subject.kind == "founding_dossier"
        }
        known = {code: [step for step in steps if step.known(known_at)] for code, steps in history.items()}
        expected = {
            (code, key): state
            for code, steps in known.items()
            for key, life in lives(steps).items()
            if (state := stood(life, on, DutyKind.FOUNDING.notice_days, "founding")) is not None
        }
        assert found == expected, (on, known_at)
        seen |= {state for state, _ in expected.values()}
        ended = {"founding_decided", "founding_withdrawn"}
        past = {code: [step for step in steps if step.on <= on] for code, steps in known.items()}
        still_open = {code for code, steps in past.items() if steps and not ended & {step.kind for step in steps}}
        assert {each.course.number for each in foundings_on(dates) if each.stage.is_open} == still_open
    assert seen >= {"open", "overdue", "done", "lapsed"}
