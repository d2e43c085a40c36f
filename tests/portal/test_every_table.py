"""Every table of every page, seen by somebody who holds many roles: each has its files, and they hold what the page shows.

The pages that all may see are in `test_tables`; a page that is added is found in the table of `test_permissions`.
"""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from parkledger.ledger.models import Book
from parkledger.submissions.models import Collecting, Letter, Reminder
from parkledger.submissions.workflow import lifecycle
from parkledger.tables.files import FileFormat
from tests.portal.persons import PASSWORD, browser_of, person
from tests.portal.test_collections import ENTERPRISES, MONTHLY, firms, handed_in
from tests.portal.test_permissions import TABLE, ZONE, names
from tests.portal.test_tables import PAGES, check_table, table_of
from tests.portal.test_workbooks import BAD, LEASE
from tests.portal.test_workbooks import handed_in as file_handed_in
from tests.workbooks.conftest import filled

__all__ = ["names"]

BOOK = "bg-parks"
HELD: tuple[tuple[str, dict[str, str]], ...] = (
    ("administrator", {}),
    ("officer", {"book": BOOK}),
    ("approver", {"book": BOOK}),
    ("promotion", {"book": BOOK}),
    ("operator", {"zone": ZONE}),
)
EXPECTED = {
    "cases", "choices", "collections-bg-parks", "compared", "due", "due-from-me", "events-1", "events-2", "events-3",
    "judged", "letters", "moves-kcn-quang-chau", "moves-viet-nam.bac-giang", "postings", "problem-list", "reminders",
    "sessions", "sets", "submissions", "sums", "tokens", "trail", "users", "waiting",
}  # fmt: skip
"""Tables that there is something in below, beside those of the API's parameters."""
OWING = "/bao-cao/?on=2023-08-05&known=2023-08-05"
"""The page of reports, on a day on which the operator's zone owes one."""
SECOND = "?events=2"
NARROWED = {
    "/nhat-ky/": "/nhat-ky/?action=contacts_viewed",  # each download is a new line of the whole trail
}


def leased(area_m2: int, day: str) -> dict[str, Any]:
    return {"type": "land_leased", "fields": {"zone": "kcn-quang-chau", "area_m2": area_m2, "effective_on": day}}


@pytest.fixture
def all_pages(names: dict[str, str]) -> tuple[Client, list[str]]:
    """Somebody who holds many roles, and all pages that they may see, with something in every table."""
    client = browser_of(person("moi-vai", *HELD))
    UserSession.objects.create(
        user=User.objects.get(username="moi-vai"),
        ip="10.0.0.1",
        user_agent="Firefox",
        session_key=client.session.session_key,
    )
    client.post("/tai-khoan/xac-nhan/", {"password": PASSWORD})
    client.post("/lap-trinh/ma-truy-cap/", {"name": "báo cáo", "scope": ["read"], "days": "30", "book": BOOK})
    other, book = User.objects.get(username="khac"), Book.objects.get(code=BOOK)
    firm, approver = (
        person("cong-ty", ("enterprise", {"enterprise": firms()[0].enterprise})),
        person("duyet", ("approver", {"book": BOOK})),
    )
    for rule in (MONTHLY, ENTERPRISES):
        Collecting.objects.update_or_create(book=book, rule=rule, defaults={"since": date(2023, 1, 1), "by": "tests"})
    Letter.objects.create(user=other, address="k@a.example", subject="Thư", text="x", tries=2, problem="máy chủ tắt")
    cleared = {
        "type": "land_cleared",
        "fields": {"zone": "kcn-quang-chau", "area_m2": 125, "effective_on": "2024-05-06"},
    }
    events = [leased(1000, "2024-05-07"), *[cleared] * 60, leased(2000, "2024-05-08")]
    draft = lifecycle.begin(other, book, "batch", {"events": events})
    batch = lifecycle.submit(draft, other, draft.version)
    report = handed_in(browser_of(firm), firms()[0], "12,5", "1.250")
    lifecycle.approve(report, approver, report.version, "")
    collecting = Collecting.objects.get(book=book, rule=MONTHLY)
    ended, due = date(2023, 7, 31), date(2023, 8, 12)
    Reminder.objects.create(
        collecting=collecting, unit="KCN", period_end=ended, due_on=due, step="after", address="k@a.example"
    )
    workbook = file_handed_in(client, filled({"land_leased": [LEASE, BAD]}, BOOK))["Location"]
    rows = [row.path.format_map(names) for route, rows in TABLE.items() if route not in PAGES for row in rows]
    more = [workbook, f"/ho-so/{batch.pk}/", f"/ho-so/{batch.pk}/{SECOND}", "/ho-so/?loc=tat-ca", OWING]
    return client, [*(NARROWED.get(path, path) for path in rows), *more]


@pytest.mark.long
def test_every_table_of_every_page_has_files_that_hold_it(all_pages: tuple[Client, list[str]]) -> None:
    client, pages = all_pages
    found: set[str] = set()
    for address in dict.fromkeys(pages):
        if address.startswith("/phuong-an/"):  # what is supposed is never in a file (decision 056)
            continue
        answer = client.get(address)
        if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
            answer.close()
            continue
        tree = LexborHTMLParser(answer.content.decode())
        tables = tree.css("table")
        held = [table.attributes.get("id") or "" for table in tables]
        assert all(held), f"{address}: a table has no name: {held}"
        assert len(set(held)) == len(held), f"{address}: two tables have one name: {held}"
        for name, table in zip(held, tables, strict=True):
            for form in FileFormat:
                assert tree.css(f'a[href*="table={name}&format={form.value}"]'), (
                    f"{address}: no link for {name} as {form}"
                )
            if SECOND not in address:  # rows of a second page are not the first of the file
                check_table(client, address, table)
            elif name not in found:
                assert table_of(client, address, name, FileFormat.CSV)
        found.update(held)
    assert {name for name in found if not name.endswith("-tham-so")} >= EXPECTED
    assert sum(name.endswith("-tham-so") for name in found) > 20


def test_no_table_has_its_links_twice() -> None:
    templates = Path(__file__).resolve().parents[2] / "src" / "parkledger" / "portal"
    twice = [
        f"{path.relative_to(templates)}: {name}"
        for path in templates.rglob("*.html")
        for text in [path.read_text("utf-8")]
        for name in re.findall(r"\{% downloads (\S+) %\}", text)
        if f"{{% table {name} %}}" in text
    ]
    assert twice == []
