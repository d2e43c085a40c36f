"""The worklist of a nation with fifty thousand open duties: the page, for days that were not asked for before, and after something
was recorded, in processor time."""

import shutil
import statistics
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks import databases
from benchmarks.dashboards import fetched
from benchmarks.measuring import PROCESSOR, ROUNDS, Line, medians, shown, timed, within
from parkledger.places import provinces

LIMIT_NS = 200_000_000
DUTIES = 50_000
SMALL = 500
BOOK = "so-viec"
QUERIES = (
    ("", ""),
    (", overdue ones of one kind", "kind=dossier&state=overdue"),
    (", those in somebody's hands", "person=me"),
    (", those in nobody's hands", "person=-"),
)
PLACE = "viet-nam.bac-giang"
OFFICES, ZONES, IDLE = 62, 24, 620
"""Offices besides the large one; zones of each; projects of each of which nothing is due: 40,000 in all."""
FIRST = date(2024, 1, 1)
LATEST = date(2026, 11, 27)


def measure(scratch: Path, *, small: bool, say: Callable[[str], None], rounds: int = ROUNDS) -> list[Line]:
    """The worklist's lines: the first page of a process, then other days, then narrowed."""
    from django.core.management import call_command
    from django.test import Client

    number = SMALL if small else DUTIES
    say(f"duties: {number:,} of them are recorded")
    try:
        with databases.ledger("sqlite", scratch):
            record(number)
            call_command("collectstatic", interactive=False, verbosity=0)
            client = Client(SERVER_NAME="localhost")
            client.force_login(officer(), backend="django.contrib.auth.backends.ModelBackend")
            say("duties: the worklist")
            first = timed(lambda: fetched(client, "/viec-den-han/"), PROCESSOR)
            open_now = number_of_open(LATEST)
            if open_now < number:
                raise RuntimeError(f"{open_now:,} duties are open, not {number:,}")
            fetched(client, "/viec-den-han/")
            lines = [
                Line(f"the worklist of {number:,} open duties, first in a process: all events are read", shown(first)),
                *after_recordings(client, number, rounds),
            ]
            give(number // 50)
            for what, query in QUERIES:
                asked = addresses(query)
                (taken,) = medians(lambda asked=asked: fetched(client, next(asked)), rounds=rounds, clock=PROCESSOR)  # type: ignore[misc]
                lines.append(
                    within(f"the worklist of {number:,} open duties{what}, for days not asked before", taken, LIMIT_NS)
                )
            return lines
    finally:
        shutil.rmtree(scratch / "kept", ignore_errors=True)


def after_recordings(client: object, number: int, rounds: int) -> Iterator[Line]:
    """The worklist as it is asked for next when something was recorded: a task of an office with thousands of them, a dossier."""
    from parkledger.ledger.book.recording import build, writing

    on = LATEST - timedelta(days=30)
    for kind, name in (("duty_set", "task"), ("dossier_received", "dossier")):
        taken = []
        for n in range(rounds):
            fields = {"due_by": LATEST} if kind == "duty_set" else {"procedure": "other", "term_days": 20}
            with writing(BOOK, "do") as writer:
                writer.record(build(kind, {name: f"mới {n}", "effective_on": on, **fields}))
                writer.flush()
            taken.append(timed(lambda: fetched(client, "/viec-den-han/"), PROCESSOR))
        what = f"the worklist of {number:,} open duties, after a {name} was recorded"
        yield within(what, int(statistics.median(taken)), LIMIT_NS)


def addresses(query: str) -> Iterator[str]:
    """The worklist for one day after another."""
    return (f"/viec-den-han/?on={LATEST - timedelta(days=number):%Y-%m-%d}&{query}" for number in count())


def record(number: int) -> None:
    """Put so many duties on record, all of them open on the days that are asked for: half of them in one large office, the
    others in those of all other provinces, each with zones, environmental permits and projects of which nothing is due."""
    from parkledger.ledger.store import registry

    others = [place.code for place in provinces(FIRST) if place.code != PLACE][: OFFICES if number >= DUTIES else 2]
    shares = {BOOK: (PLACE, number // 2)}
    shares |= {place.rpartition(".")[2]: (place, number // 2 // len(others)) for place in others}
    for book, (place, share) in shares.items():
        registry.add_book(book, f"Sổ {book}", place, demo=True)
        _record_in(book, share, IDLE if number >= DUTIES else SMALL // 100)


def _record_in(book: str, duties: int, idle: int) -> None:
    """One office: so many duties about its projects, dossiers and tasks, a permit for each zone, projects of which nothing is due."""
    from parkledger.ledger.book.recording import build, writing

    with writing(book, "do", bulk=True) as writer:
        writer.record(
            build("exchange_rate_set", {"effective_on": "2019-01-01", "vnd_per_usd": "23000", "source": "do"})
        )
        for n in range(ZONES):
            zone = {
                "zone": f"Z{n}",
                "kind": "cluster" if n % 2 else "park",
                "name": f"Minh Họa {n}",
                "area_m2": "100 ha",
            }
            writer.record(
                build("zone_established", {**zone, "industrial_m2": "60 ha", "effective_on": f"{2010 + n % 9}-03-01"})
            )
            permit = {"zone": f"Z{n}", "permit": f"GP {n}", "valid_until": date(2031, 1, 1) + timedelta(days=n)}
            writer.record(build("environmental_permit_granted", {**permit, "effective_on": FIRST}))
        for n in range(idle):
            about = {**_project(f"P-{n:04d}", date(2019, 6, 1) + timedelta(days=n)), "zone": f"Z{n % ZONES}"}
            writer.record(build("project_registered", about))
        for kind, fields in events(duties):
            writer.record(build(kind, fields))
        writer.flush()


def give(number: int) -> None:
    """Put so many duties into the officer's hands."""
    from django.contrib.auth.models import User

    from parkledger.ledger.models import Book
    from parkledger.records.dates import Dates
    from parkledger.submissions.models import DutyAssignment
    from parkledger.submissions.worklist import WorkFilter, whole_reach, worklist

    book, user = Book.objects.get(code=BOOK), User.objects.get(username="do")
    found = worklist(whole_reach(), WorkFilter(book=BOOK), Dates(LATEST)).found[:number]
    DutyAssignment.objects.bulk_create(
        DutyAssignment(book=book, user=user, duty=phase.duty.id, by="do") for phase in found
    )


def events(number: int) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Projects with three milestones each, dossiers of which some are sent back, tasks: in all so many open duties."""
    for project in range(1, number // 10 + 1):
        on = FIRST + timedelta(days=project * 7 % 700)
        code = f"DA-{project:05d}"
        yield "project_registered", _project(code, on)
        by = {
            name: on + timedelta(days=more)
            for name, more in (("land_by", 200), ("construction_by", 500), ("operation_by", 900))
        }
        yield "schedule_set", {"project": code, "effective_on": on, **by}
        for n in range(4):
            dossier = f"HS-{project:05d}-{n}"
            yield (
                "dossier_received",
                {"dossier": dossier, "procedure": "other", "term_days": 20 + n, "effective_on": on},
            )
            if n == 0:
                yield "dossier_suspended", {"dossier": dossier, "effective_on": on + timedelta(days=5)}
        for n in range(3):
            task = {"task": f"Việc {project}-{n}", "due_by": on + timedelta(days=300 * n + 100), "effective_on": on}
            yield "duty_set", task


def _project(code: str, on: date) -> dict[str, Any]:
    return {
        "project": code,
        "name": f"Nhà máy {code}",
        "enterprise": f"Công ty {code}",
        "origin": "fdi",
        "capital": "1 triệu USD",
        "effective_on": on,
    }


def officer() -> Any:
    """Somebody who sees everything of all books."""
    from django.contrib.auth.models import User

    from parkledger.ledger.models import Book
    from parkledger.people.permissions import grant
    from parkledger.people.roles import Role

    user = User.objects.create_user("do", password=None)
    for book in Book.objects.all():
        grant(user, Role.OFFICER, "do", book=book)
    return user


def number_of_open(on: date) -> int:
    """How many duties are open on a day."""
    from parkledger.records.dates import Dates
    from parkledger.submissions.worklist import WorkFilter, whole_reach, worklist

    return len(worklist(whole_reach(), WorkFilter(), Dates(on)).found)
