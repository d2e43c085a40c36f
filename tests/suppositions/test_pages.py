"""A page under a supposition shows the figures that the page of record shows once its events are recorded: on a copy of the database."""

import os
import re
from pathlib import Path

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils.html import strip_tags

from parkledger.figures.current import close, current_figures
from parkledger.ledger.store.registry import get_book
from parkledger.suppositions.models import SupposedEvent
from parkledger.suppositions.storage import begin
from tests.portal.persons import browser_of, person
from tests.suppositions.scenarios import BOOK, NEW, OLD, PLACE, PROJECTS, Draw, make_book, on_copy, recorded

SHOWN = re.compile(r'<a class="figure[^"]*"[^>]*>.*?</a>|<td\b[^>]*class="number[^>]*>.*?</td>', re.DOTALL)
"""A figure that opens, or a number of a table."""
ASKED = "2030-12-31"
"""A day by which all that is supposed has happened."""
OF_RECORD = re.compile(r'<table id="(?:events-by-kind|event-list)".*?</table>', re.DOTALL)
"""Tables of what was recorded, which a supposition does not change."""
PATHS = (
    "/", "/chi-tiet/", f"/dia-ban/{PLACE}/", f"/dia-ban/{PLACE}/chi-tiet/", "/dia-ban/", "/khu-cum/", "/du-an/", "/doanh-nghiep/",
    f"/so-sanh/?place={PLACE}&place=viet-nam.bac-kan", "/tim-dat/", "/ban-do/", "/ban-do/tinh/", "/chi-tieu-giao/",
    "/tim/?q=diện tích đất đã cho thuê các KCN Bắc Giang", "/tim/?q=danh sách KCN Bắc Giang",
    *(f"/so-lieu/?indicator={code}&kind=park&place={PLACE}" for code in ("occupancy", "land.leased", "capital.in_force")),
    f"/so-lieu/?indicator=capital.in_force&country=JP&place={PLACE}",
)  # fmt: skip


def shown(client: Client, path: str) -> tuple[int, list[str]]:
    """The status of a page, and its figures in order, without the mark of what is supposed."""
    answer = client.get(f"{path}{'&' if '?' in path else '?'}on={ASKED}")
    page = OF_RECORD.sub("", answer.content.decode())
    if answer.status_code != 200:
        return answer.status_code, []
    return 200, [" ".join(strip_tags(each).replace("†", "").split()) for each in SHOWN.findall(page)]


def compare(seed: int, client: Client, original: Path, folder: Path) -> int:
    """Every page under what a copy takes equals the page of the copy. Returns how many numbers are on them."""
    draw = Draw(seed)
    wanted = [draw.event(ahead=True) for _ in range(draw.number(6, 25))]
    zones = [f"/khu-cum/{BOOK}/{code}/" for code in draw.random.sample((*OLD, *NEW), 4)]
    projects = [f"/du-an/{BOOK}/{code}/" for code in draw.random.sample(PROJECTS, 2)]
    paths = (*PATHS, *zones, *projects)
    with on_copy(original, folder):
        taken, _ = recorded(wanted)
        caches["pages"].clear()
        expected = {path: shown(client, path) for path in paths}
    made = begin(get_book(BOOK), f"Phương án {seed}", by="lan")
    SupposedEvent.objects.bulk_create(
        SupposedEvent(supposition=made, position=position, type=each.type, payload=each.payload)
        for position, each in enumerate(taken, start=1)
    )
    under = {path: shown(client, f"{path}{'&' if '?' in path else '?'}phuong-an={made.pk}") for path in paths}
    for path in paths:
        assert under[path] == expected[path], path
    return sum(len(numbers) for _, numbers in under.values())


def run(book: int, count: int, home: Path, tmp_path: Path) -> int:
    make_book(book)
    close()
    current_figures()
    client = browser_of(person("lan", ("officer", {"book": BOOK})))
    numbers = 0
    for number in range(count):
        numbers += compare(book * 1000 + number, client, home / "ledger.sqlite3", tmp_path / f"copy{number}")
    close()
    return numbers


@pytest.mark.parametrize("book", range(2))
def test_pages_under_a_supposition_equal_those_after_recording(
    sqlite_database: str, home: Path, tmp_path: Path, statics: Path, book: int
) -> None:
    assert run(book, 2, home, tmp_path) > 200


@pytest.mark.long
@pytest.mark.parametrize("book", range(200, 200 + int(os.environ.get("PARKLEDGER_SUPPOSED_PAGES", "20")) // 2))
def test_many_pages_under_a_supposition_equal_those_after_recording(
    sqlite_database: str, home: Path, tmp_path: Path, statics: Path, book: int
) -> None:
    assert run(book, 2, home, tmp_path) > 200
