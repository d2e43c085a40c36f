"""How projects stand, read from the few postings that decide it, is what all their postings come to."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pyarrow as pa
import pytest

from parkledger.figures.engine.cells import Scope
from parkledger.figures.engine.engine import Engine
from parkledger.figures.engine.projects import PROJECT_FACTS, projects_in_force
from parkledger.figures.mirror import rollups
from parkledger.figures.mirror.filling import refresh
from parkledger.figures.mirror.rollups import BEGUN, IN_FORCE
from parkledger.ledger.errors import MilestoneReached
from parkledger.ledger.store.source import aware
from parkledger.ledger.store.statements import fetch
from parkledger.places import get, territory
from tests.figures.books import BAC_GIANG, COUNTRY, Scribe, usd, vnd
from tests.figures.test_answers import compact

CODES = ("A", "B", "C", "D")
SCOPES = ((BAC_GIANG, None, None), (COUNTRY, None, None), (COUNTRY, "park", "fdi"), (COUNTRY, None, "ddi"))


@dataclass
class Story:
    """Projects of one book that begin, are corrected and are withdrawn at random."""

    scribe: Scribe
    dice: Random
    begun: list[tuple[int, dict[str, Any]]] = field(default_factory=list)

    def open(self) -> None:
        for number, code in enumerate(CODES):
            origin, capital = ("fdi", usd(100)) if number % 2 else ("ddi", vnd(9_000))
            self.scribe(
                "project_registered", effective_on=f"20{15 + number}-02-01", project=code, name=f"Dự án {code}",
                zone="kcn-mot", origin=origin,
                capital=capital, enterprise=f"Doanh nghiệp giả định {code}",
                **({"country": "Nhật Bản"} if origin == "fdi" else {}),
            )  # fmt: skip

    def step(self) -> None:
        act = self.dice.choice(("implement", "implement", "produce", "withdraw", "withdraw", "correct"))
        if act == "implement" or not self.begun:
            about = self._implemented()
            self.begun.append((self.scribe("capital_implemented", **about), about))
        elif act == "produce":
            about = {"effective_on": self._day(), "project": self.dice.choice(CODES)}
            with suppress(MilestoneReached):
                self.begun.append((self.scribe("production_started", **about), {}))
        else:
            seq, about = self.begun.pop(self.dice.randrange(len(self.begun)))
            if act == "correct" and about:
                self.begun.append((self.scribe.correct(seq, "capital_implemented", **self._implemented()), about))
            else:
                self.scribe.withdraw(seq)

    def _implemented(self) -> dict[str, Any]:
        code = self.dice.choice(CODES)
        amount = usd(self.dice.randint(1, 9)) if CODES.index(code) % 2 else vnd(self.dice.randint(1, 9) * 100)
        return {"effective_on": self._day(), "project": code, "capital": amount}

    def _day(self) -> str:
        return (date(2019, 1, 1) + timedelta(days=self.dice.randint(0, 1500))).isoformat()


def told(
    place: str, kind: str | None, origin: str | None, on: date, known_at: datetime | None
) -> Iterator[tuple[object, ...]]:
    """The same from all postings of the ledger, one by one."""
    held: dict[int, list[int]] = {}
    rows = fetch(
        "SELECT project_id, measure, place, kind, origin, recorded_at, amount, usd FROM ledger_posting "
        "WHERE project_id IS NOT NULL AND scenario = 'actual' AND effective_on <= %s",
        [on],
    )
    for project, measure, where, of_kind, of_origin, recorded_at, amount, cents in rows:
        if not where.startswith(place) or kind not in {None, of_kind} or origin not in {None, of_origin}:
            continue
        if known_at is None or aware(recorded_at) <= known_at:
            own = held.setdefault(project, [0, 0, 0])
            own[0] += amount if measure == IN_FORCE else 0
            own[1] += cents if measure == "capital.in_force" else 0
            own[2] += amount if measure in BEGUN else 0
    return ((project, own[1], own[2] > 0) for project, own in sorted(held.items()) if own[0] > 0)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_how_projects_stand_is_what_all_their_postings_come_to(sqlite_database, home, monkeypatch, seed):
    """Also where their postings are too many to be gone through at once."""
    monkeypatch.setattr(rollups, "MOST_AT_ONCE", 1_000 if seed == 1 else 7)
    dice = Random(seed)
    story = Story(Scribe(), dice)
    story.scribe.zone("Mot", industrial_m2=500)
    story.open()
    opened: Engine | None = None
    for round_ in range(9):
        for _ in range(8):
            story.step()
        before = opened
        opened = Engine(home / "mirror", refresh(home / "mirror"), threads=1, after=before)
        check(opened, dice, story.scribe.moment)
        if round_ in {2, 5}:
            compact(home / "mirror")
            opened = Engine(home / "mirror", refresh(home / "mirror"), threads=1, after=opened)
            assert opened.manifest.segments[0].standing, "nothing lies beside the segment"
            check(opened, dice, story.scribe.moment)


def check(engine: Engine, dice: Random, until: datetime) -> None:
    start = datetime(2023, 1, 1, tzinfo=UTC)
    for place, kind, origin in SCOPES:
        on = date(2019, 1, 1) + timedelta(days=dice.randint(0, 1600))
        known_at = dice.choice((None, start + dice.random() * (until - start)))
        found = projects_in_force(engine, Scope(territory(get(place)), kind, origin), on, known_at)
        rows = sorted(zip(*(found.stands[name].to_pylist() for name in ("project", "usd", "begun")), strict=True))
        assert rows == list(told(place, kind, origin, on, known_at)), (place, kind, origin, on, known_at)


def test_projects_are_taken_together_by_what_is_known_of_them(sqlite_database, home):
    story = Story(Scribe(), Random(5))
    story.scribe.zone("Mot", industrial_m2=500)
    story.open()
    story.scribe("capital_implemented", effective_on="2019-05-01", project="A", capital=vnd(100))
    engine = Engine(home / "mirror", refresh(home / "mirror"), threads=1)
    found = projects_in_force(engine, Scope(territory(get(COUNTRY)), None, None), date(2023, 1, 1), None)
    ids = dict(fetch("SELECT code, id FROM ledger_project"))
    days = dict(fetch("SELECT code, registered_on FROM ledger_project"))
    about = pa.Table.from_pylist(
        [
            {
                "project": ids[c],
                "code": c,
                "country": "Nhật Bản" if c in "BD" else "",
                "sector": "26",
                "registered_on": days[c],
            }
            for c in "ABD"
        ],
        schema=PROJECT_FACTS,
    )
    assert [(each.name, each.count, each.fdi) for each in found.by("country", about)] == [
        ("Nhật Bản", 2, 2),
        ("", 2, 0),
    ]
    assert [(each.name, each.count) for each in found.by("sector", about)] == [("26", 3), ("", 1)]
    assert found.total().count == 4
    waiting, count = found.not_begun(date(2018, 1, 1), about, 5)
    assert ([each.project for each in waiting], count) == ([ids["B"]], 1), "A has begun, C is not known, D came later"
