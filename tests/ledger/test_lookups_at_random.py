"""Random histories of all that is filed by name, recorded by looking up what one event needs, by reading all
of a kind at once, and many in one transaction. All come to the same hashes and the same refusals, and know what a replay knows."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from parkledger.language import Lang, ParkError
from parkledger.ledger.book import lookups
from parkledger.ledger.book.lookups import LookupBudget
from parkledger.ledger.book.names import DatabaseNames, MemoryNames
from parkledger.ledger.book.recording import Writer, build, writing
from parkledger.ledger.book.register import Register
from parkledger.ledger.book.verifying import verify
from parkledger.ledger.store.registry import book_ref
from parkledger.ledger.store.source import DatabaseSource
from tests.ledger.conftest import Desk

FIRST = date(2022, 1, 1)
STARTED = datetime(2026, 11, 29, 12, tzinfo=UTC)
Step = tuple[str, str, dict[str, Any], float]
"""What is done (record, correct, withdraw, take over), the event's type and fields, and which event is meant."""


def some_fields(chance: random.Random, kind: str) -> dict[str, Any]:
    """An event's fields at random: few names, each in several spellings, on days that often do not fit."""
    on = FIRST + timedelta(days=chance.randrange(300))
    later = (on + timedelta(days=chance.randrange(1, 300))).isoformat()
    zone = chance.choice(("kcn-a", "kcn-b", "ccn-c"))
    number = chance.choice(("1", "1", "2", "3"))
    mark = chance.choice(("", "", "", " "))

    def named(code: str) -> str:
        return chance.choice((code, code, code, code.lower())) + mark + number

    facts: dict[str, dict[str, Any]] = {
        "work_permit_granted": {"permit": named("GP"), "zone": zone, "valid_until": later},
        "work_permit_extended": {"permit": named("GP"), "valid_until": later},
        "work_permit_ended": {"permit": named("GP"), "reason": "contract"},
        "dossier_received": {"dossier": named("HS"), "procedure": "other", "term_days": 20},
        "dossier_decided": {"dossier": named("HS")},
        "inspection_planned": {"inspection": named("KT"), "zone": zone, "visit_by": later},
        "inspection_made": {"inspection": named("KT")},
        "inspection_finding": {"inspection": named("KT"), "finding": named("VP")},
        "duty_set": {"task": named("Việc"), "due_by": later},
        "duty_done": {"task": named("Việc")},
        "developer_changed": {"zone": zone, "developer": f"Công ty {number}"},
        "land_leased": {"zone": zone, "contract": named("HĐ"), "area_m2": f"{number} ha"},
        "lease_extended": {"zone": zone, "contract": named("HĐ"), "ends_on": later},
        "clearance_reached": {
            "zone": zone,
            "household_group": named("Thôn"),
            "stage": "notified",
            "households": int(number),
        },
        "project_registered": {
            "project": named("DA"), "name": "Nhà máy", "enterprise": "X", "origin": "fdi", "capital": "1 triệu USD", "zone": zone,
        },
        "capital_adjusted": {"project": f"DA{number}", "direction": "down", "capital": "0,4 triệu USD"},
        "project_revoked": {"project": f"DA{number}"},
        "period_report": {
            "period_start": on.replace(day=1).isoformat(),
            "period_end": on.replace(day=28).isoformat(),
            "zone": zone,
            "values": {"labour.workers": 100 + on.day, "output.production": "1 triệu USD"},
        },
        "zone_merged": {"zone": "ccn-c", "into": "kcn-a"},
    }  # fmt: skip
    own_day = {} if kind == "period_report" else {"effective_on": on.isoformat()}
    return {**facts[kind], **own_day}


KINDS = (
    *("work_permit_granted", "work_permit_extended", "work_permit_ended", "dossier_received", "dossier_decided") * 3,
    *("inspection_planned", "inspection_made", "inspection_finding", "duty_set", "duty_done", "developer_changed") * 2,
    *("land_leased", "lease_extended", "clearance_reached", "project_registered", "capital_adjusted") * 2,
    *("period_report", "project_revoked", "zone_merged"),
)


def made_up(chance: random.Random, count: int) -> Iterator[Step]:
    """So many steps."""
    for _ in range(count):
        kind = chance.choice(KINDS)
        what = chance.choice(("record",) * 6 + ("correct", "correct", "withdraw", "take over"))
        yield what, kind, some_fields(chance, kind), chance.random()


class Play:
    """A book in which steps are played, and what came of each: each in a transaction of its own, or some in one (`bulk`)."""

    def __init__(self, code: str, *, bulk: bool) -> None:
        self.bulk = bulk
        self.desk = Desk(code, at=STARTED)
        for number, (name, kind) in enumerate((("A", "park"), ("B", "park"), ("C", "cluster")), start=1):
            self.desk.zone(name, "1/1/2021", kind, at=STARTED + timedelta(seconds=number))
        self.came_of: list[str] = []
        self._before: Writer | None = None

    def do(self, steps: list[Step]) -> None:
        """Play some steps; a refusal is kept in words, without the code of the book."""
        if self.bulk:
            self._do_together(steps)
            return
        for step in steps:
            try:
                with writing(self.desk.code, "lan") as writer:
                    done = played(writer, step, len(self.came_of))
            except ParkError as refused:
                done = self._words(refused)
            self.came_of.append(done)

    def _do_together(self, steps: list[Step]) -> None:
        """As loading does: what a refusal may have disturbed is recorded anew."""
        kept: list[tuple[Step, int]] = []
        with transaction.atomic():
            book = book_ref(self.desk.code, locked=True)
            writer = Writer(book, "lan", bulk=True, after=self._before)
            for step in steps:
                tip = writer.tip
                try:
                    done = played(writer, step, len(self.came_of))
                    kept.append((step, len(self.came_of)))
                except ParkError as refused:
                    done = self._words(refused)
                    if writer.unsettled or writer.tip != tip:
                        writer.abandon()
                        writer = Writer(book, "lan", bulk=True)
                        for before, number in kept:
                            played(writer, before, number)
                self.came_of.append(done)
            writer.flush()
        self._before = writer

    def _words(self, refused: ParkError) -> str:
        return f"{type(refused).__name__} {refused.message(Lang.VI).replace(self.desk.code, 'sổ')}"


def played(writer: Writer, step: Step, number: int) -> str:
    """The hash of the event that a step records."""
    what, kind, fields, which = step
    at = STARTED + timedelta(minutes=1 + number)
    seq = 2 + int(which * (writer.tip.seq - 1))
    if what == "withdraw":
        return writer.reverse(seq, reason="nhầm", at=at).hash
    if what == "correct":
        event, _ = writer.stored(seq)
        own = {name: value for name, value in fields.items() if name in type(event).model_fields}
        return writer.correct(seq, event.model_copy(update=build_like(event, own)), reason="sửa", at=at).hash
    writer.view.exported = what == "take over"
    try:
        return writer.record(build(kind, fields), at=at).hash
    finally:
        writer.view.exported = False


def build_like(event: Any, fields: dict[str, Any]) -> dict[str, Any]:
    """Some fields as values of an event's types; those that it cannot have are left out."""
    try:
        whole = {**event.payload(), "effective_on": event.effective_on.isoformat(), **fields}
        return {name: getattr(build(event.code, whole), name) for name in fields}
    except ParkError:
        return {}


@contextmanager
def looking_up(monkeypatch: pytest.MonkeyPatch, how: str) -> Iterator[None]:
    """Everything is looked up singly, or read at once, or singly a few times and then at once."""
    with monkeypatch.context() as patched:
        if how == "few":
            patched.setattr(lookups, "AT_LEAST", 3)
        else:
            patched.setattr(LookupBudget, "spend", lambda _: how == "singly")
        yield


def test_random_histories_are_recorded_the_same_however_they_are_looked_up(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused, recorded = run(monkeypatch, random.Random(61), 260)
    assert refused > 60
    assert recorded > 60


@pytest.mark.long
@pytest.mark.parametrize("seed", range(6))
def test_many_random_histories_are_recorded_the_same(database: str, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    run(monkeypatch, random.Random(seed), 700)


def run(monkeypatch: pytest.MonkeyPatch, chance: random.Random, count: int) -> tuple[int, int]:
    """Play a history in each way, and compare; says how much was refused and recorded."""
    plays = [
        ("singly", Play("so-mot", bulk=False)),
        ("at once", Play("so-hai", bulk=False)),
        ("singly", Play("so-ba", bulk=True)),
        ("few", Play("so-bon", bulk=True)),
        ("at once", Play("so-nam", bulk=True)),
    ]
    steps = list(made_up(chance, count))
    while steps:
        some = [steps.pop() for _ in range(min(len(steps), chance.randrange(1, 7)))]
        for how, play in plays:
            with looking_up(monkeypatch, how):
                play.do(some)
        for step, *came_of in zip(some, *(play.came_of[-len(some) :] for _, play in plays), strict=True):
            assert len(set(came_of)) == 1, (step, came_of)
    for how, play in plays:
        with looking_up(monkeypatch, how):
            known_as_replayed(play.desk.code)
    came_of = plays[0][1].came_of
    refused = sum(" " in each for each in came_of)
    return refused, len(came_of) - refused


def known_as_replayed(code: str) -> None:
    """What is looked up of a book is what a replay from its beginning knows."""
    book = book_ref(code)
    replayed = verify(book)
    assert replayed.problems == []
    names, register = replayed.view.names, replayed.view.register
    assert isinstance(names, MemoryNames)
    for ask in asked_of(names):
        source = DatabaseSource(book.id)
        found = DatabaseNames(Register(source), source, replayed.last)
        assert ask(found) == ask(names)
    for key in list(register._series):
        opened = Register(DatabaseSource(book.id), brief=True, events=replayed.last)
        assert opened.steps(key) == register.steps(key), key


def asked_of(names: MemoryNames) -> list[Any]:
    """All that can be asked of names."""
    return [
        *(lambda found, name=name: list(found.course(name).items()) for name in names._courses),
        *(lambda found, key=key: found.spellings(key) for key in list(names._spelt)),
        *(lambda found, each=each: found.has_begun(*each) for each in list(names._beginning)),
        *(lambda found, each=each: set(found.begun(each.subject, each.kind)) for each in list(names._beginning)),
        *(lambda found, zone=zone: found.lease_steps(zone) for zone in list(names._land)),
        *(lambda found, zone=zone: found.clearance_steps(zone) for zone in list(names._land)),
        *(lambda found, zone=zone: dict(found.declarations(zone)) for zone in list(names._declared)),
        *(lambda found, code=code: found.project_id(code) for code in list(names._projects)),
    ]
