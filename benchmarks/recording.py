"""Recording: one event against one bare INSERT, many events a second, and the mirror catching up."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks import history
from benchmarks.databases import ledger
from benchmarks.measuring import Line, at_most, medians, rate, timed, within

MOST_RATIO = Fraction(3)
LEAST_RATE = 5_000
CATCH_UP_NS = 10**9
ROUNDS = 41
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}

BARE_TABLE = (
    "CREATE TABLE bare_event (id bigint PRIMARY KEY, type varchar(60) NOT NULL, payload text NOT NULL, effective_on date NOT NULL, "
    "recorded_by varchar(150) NOT NULL, hash varchar(64) NOT NULL)"
)
BARE = "INSERT INTO bare_event (id, type, payload, effective_on, recorded_by, hash) VALUES (%s, %s, %s, %s, %s, %s)"
PAYLOAD = '{"project":"DA-000001","zone":"kcn-1","area_m2":25000,"use":"industrial","from_approval":false,"until":""}'


@dataclass(frozen=True, slots=True)
class Amounts:
    """How many events are recorded for measuring."""

    before: int = 5_000
    loaded: int = 20_000
    new: int = 10_000
    rounds: int = ROUNDS


SMALL = Amounts(before=300, loaded=600, new=300, rounds=3)


def measure(vendor: str, folder: Path, amounts: Amounts, say: Callable[[str], None]) -> list[Line]:
    """All lines about recording on one kind of database."""
    name = NAMES[vendor]
    lines = []
    with ledger(vendor, folder):
        say(f"recording: single events on {name}")
        lines += _single(name, amounts)
        say(f"recording: many events on {name}")
        lines += _bulk(name, amounts)
        say(f"recording: the mirror catches up from {name}")
        lines += _catching_up(name, amounts, folder)
    return lines


def _single(name: str, amounts: Amounts) -> list[Line]:
    """Each kind of event in turn with a bare INSERT, every one committed durably."""
    from parkledger.ledger.book.recording import record

    _book("single", history.lines(amounts.before))
    analyse()
    bare = _bare_insert()
    acts: list[Callable[[], object]] = [bare]
    kinds = ("land_leased", "capital_adjusted", "period_report")
    for kind in kinds:
        events = _new_events(kind)
        acts.append(lambda events=events: record("single", next(events), by="lan"))  # type: ignore[misc]
    bare_ns, *taken = medians(*acts, rounds=amounts.rounds)
    return [
        at_most(f"{name}: one {kind} recorded", ns, bare_ns, MOST_RATIO, "a bare INSERT and commit")
        for kind, ns in zip(kinds, taken, strict=True)
    ]


def analyse() -> None:
    """What PostgreSQL's own autovacuum does within a minute of so many new rows; SQLite has nothing of the kind."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _new_events(kind: str) -> Iterator[Any]:
    """Events of one kind that no line of the history recorded before."""
    from parkledger.ledger.book.recording import build

    make = {"land_leased": history.leased, "capital_adjusted": history.adjusted, "period_report": history.reported}[
        kind
    ]
    for number in count(0 if kind != "period_report" else 8_000):
        fields = make(number % 20 if kind != "period_report" else number)
        yield build(fields.pop("type"), fields)


def _bare_insert() -> Callable[[], None]:
    from django.db import connection, transaction

    with connection.cursor() as cursor:
        cursor.execute(BARE_TABLE)
    numbers = count(1)

    def insert() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(BARE, [next(numbers), "land_leased", PAYLOAD, "2021-03-01", "lan", "0" * 64])

    return insert


def _bulk(name: str, amounts: Amounts) -> list[Line]:
    """A new book loaded from lines of JSON, three times; the middle time counts."""
    lines = history.lines(amounts.loaded)
    taken = sorted(timed(lambda number=number: _book(f"bulk-{number}", lines)) for number in range(3))  # type: ignore[misc]
    return [rate(f"{name}: {amounts.loaded:,} events loaded from JSON lines", amounts.loaded, taken[1], LEAST_RATE)]


def _catching_up(name: str, amounts: Amounts, folder: Path) -> list[Line]:
    """A mirror brought up to new events of a book, three times, each with as many new events."""
    from parkledger.figures.mirror.filling import refresh

    mirror = folder / "mirror"
    refresh(mirror)
    lines = history.lines(4 * amounts.new)
    _book("caught", lines[: amounts.new])
    refresh(mirror)
    taken = []
    for start in range(amounts.new, 4 * amounts.new, amounts.new):
        load_into("caught", lines[start : start + amounts.new])
        taken.append(timed(lambda: refresh(mirror)))
    return [within(f"{name}: the mirror catches up with {amounts.new:,} new events", sorted(taken)[1], CATCH_UP_NS)]


def _book(code: str, lines: list[str]) -> None:
    new_book(code)
    load_into(code, lines)


def new_book(code: str) -> None:
    """Add an empty book."""
    from parkledger.ledger.models import Book

    Book.objects.create(code=code, name=f"Sổ {code}", place="viet-nam.bac-giang")


def load_into(code: str, lines: list[str]) -> None:
    """Record lines of JSON in a book; RuntimeError where one is refused."""
    from parkledger.ledger.book.loading import load

    report = load(code, lines, by="lan")
    if report.refused or report.recorded != len(lines):
        raise RuntimeError(
            f"{len(report.refused)} lines refused: {[str(refusal.error) for refusal in report.refused[:1]]}"
        )
