"""Dashboards over the national ledger: whole pages, each asked for two dates that were never asked before."""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import duckdb

from benchmarks import databases
from benchmarks.measuring import ROUNDS, Line, medians, within
from parkledger.figures.mirror.files import Mirror
from parkledger.garbage import pass_over_what_stays
from parkledger.places import provinces

LIMIT_NS = 200_000_000
LATEST = date(2023, 9, 30)
STEP = timedelta(days=3)
"""Days between the dates of two pages: none is asked for the dates of another."""
COUNTRIES = ("Nhật Bản", "Hàn Quốc", "Trung Quốc", "Đài Loan", "Singapore")
PAGES = (
    ("the country", "/"),
    ("a region of eleven provinces", "/dia-ban/vung.dong-bang-song-hong/"),
    ("one province", "/dia-ban/viet-nam.bac-giang/"),
)


def measure(folder: Path, scratch: Path, *, say: Callable[[str], None], rounds: int = ROUNDS) -> list[Line]:
    """All lines about dashboards over a generated mirror."""
    from django.core.management import call_command
    from django.test import Client

    say("dashboards: pages over the national ledger")
    home = scratch / "mirror"
    home.symlink_to(folder.resolve(), target_is_directory=True)
    try:
        with databases.ledger("sqlite", scratch):
            register(folder)
            call_command("collectstatic", interactive=False, verbosity=0)
            client = Client(SERVER_NAME="localhost")
            lines = []
            for name, address in PAGES:
                asked = addresses(address)
                for _ in range(2):
                    require_figures(address, fetched(client, next(asked)))
                pass_over_what_stays()  # as a server's process does when it is ready
                (taken,) = medians(lambda asked=asked: fetched(client, next(asked)), rounds=rounds)  # type: ignore[misc]
                lines.append(within(f"the dashboard of {name}, for dates not asked before", taken, LIMIT_NS))
            return lines
    finally:
        home.unlink()
        shutil.rmtree(scratch / "kept", ignore_errors=True)


def addresses(page: str) -> Iterator[str]:
    """A page for one pair of dates after another; what is known as it is now, and as it was some time after the date."""
    for number in count():
        on = LATEST - number * STEP
        known = f"&known={on + timedelta(days=20 + number):%Y-%m-%d}" if number % 2 else ""
        yield f"{page}?on={on:%Y-%m-%d}{known}"


def fetched(client: object, address: str) -> bytes:
    """A page's body. Raises where it is not served, or comes from what was kept."""
    answer = client.get(address, headers={"accept-language": "vi"})  # type: ignore[attr-defined]
    if answer.status_code != 200:
        raise RuntimeError(f"{address}: {answer.status_code}")
    return bytes(answer.content)


def require_figures(address: str, page: bytes) -> None:
    """Raise where a page tells no rate of occupancy: one over an empty register is made in no time."""
    if re.search(rb"[0-9],[0-9]%", page) is None:
        raise RuntimeError(f"{address}: no figure on the page; is the mirror in the home folder?")


def register(folder: Path) -> None:
    """Put the books and projects of the generated postings on record, so that pages find their names."""
    from parkledger.ledger.models import Book, Project

    mirror = Mirror(folder)
    manifest = mirror.manifest()
    if manifest is None:
        raise FileNotFoundError(folder)
    places = provinces(LATEST)
    Book.objects.bulk_create(
        Book(id=number, code=f"so-{number}", name=f"Sổ {place.name}", place=place.code)
        for number, place in enumerate(places, 1)
    )
    paths = [mirror.path(segment.file) for segment in manifest.segments]
    with duckdb.connect() as database:
        rows = database.execute(
            "SELECT project, min(effective_on), min(zone) FROM read_parquet(?) WHERE project IS NOT NULL GROUP BY 1 ORDER BY 1",
            [paths],
        ).fetchall()
    Project.objects.bulk_create((_project(*row) for row in rows), batch_size=5_000)


def _project(id_: int, since: date, zone: int) -> object:
    from parkledger.ledger.models import Project

    number = id_ & 0xFFFFFFFF
    return Project(
        id=id_,
        book_id=id_ >> 32,
        code=f"da-{number}",
        name=f"Dự án {number}",
        enterprise=f"Công ty {number}",
        enterprises="",
        zone_id=zone,
        place="",
        origin="fdi",
        role="secondary",
        sector=f"{10 + number % 24}",
        country=COUNTRIES[number % len(COUNTRIES)] if number % 3 else "",
        registered_on=since,
        demo=False,
    )
