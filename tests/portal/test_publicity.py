"""What the books withhold: from visitors, programs without a token and strangers; never from those with a role in the book."""

import json
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from parkledger.api import tokens
from parkledger.catalogue.publicity import PublicKind, named_in, withheld
from parkledger.ledger.book.recording import build, record
from parkledger.ledger.events import EVENT_TYPES
from parkledger.ledger.models import Book, Event, Project
from parkledger.people import publicity
from parkledger.people.models import AuditEntry
from parkledger.records.dates import Dates
from parkledger.records.duties import slow_projects
from parkledger.submissions.workflow import lifecycle
from tests.portal.conftest import DAY
from tests.portal.crawling import Crawl, Limits
from tests.portal.persons import browser_of, person
from tests.portal.test_duties import rows
from tests.portal.test_permissions import PUBLIC, TABLE, ZONE, made_to_look_at

HIDDEN = {
    PublicKind.ZONES: (
        f"/khu-cum/{ZONE}/", f"/khu-cum/{ZONE}/thay-doi/", f"/khu-cum/{ZONE}/phieu.pdf", f"/so-lieu/?indicator=occupancy&zone={ZONE}",
        f"/tim-dat/hoi/?zone={ZONE}", f"/api/v1/zones/{ZONE}", f"/api/v1/figures?indicator=occupancy&zone={ZONE}",
    ),
    PublicKind.PROJECTS: (
        "/du-an/bg-parks/MH-BG-0051/", "/api/v1/projects/bg-parks/MH-BG-0051",
        "/so-lieu/du-an/?project=bg-parks/MH-BG-0051&measure=capital.in_force",
    ),
    PublicKind.JOURNAL: ("/su-kien/bg-parks/2/", "/api/v1/events/bg-parks/2", "/api/v1/books/bg-parks/journal",
                         "/du-lieu/so-goc/bg-parks.jsonl"),
    PublicKind.OPEN_DATA: ("/du-lieu/so-goc/bg-parks.jsonl", "/api/v1/books/bg-parks/journal"),
    PublicKind.DOCUMENTS: ("{document}",),
    PublicKind.DOSSIERS: ("/su-kien/{dossier}/", "/api/v1/events/{dossier}"),
}  # fmt: skip
"""Addresses of what is withheld with each kind."""
LISTS = (
    f"/khu-cum/?on={DAY}&table=zones&format=csv", f"/ban-do/khu-cum.geojson?on={DAY}", f"/tim-dat/?on={DAY}&table=land&format=csv",
    "/tim/?q=quang+chau", f"/api/v1/zones?on={DAY}&kind=park&limit=200",
    f"/du-lieu/hoi.json?indicator=land.leased&by=zone&place=viet-nam.bac-giang&on={DAY}",
)  # fmt: skip


@pytest.fixture(autouse=True)
def asked_by_the_machine() -> Any:
    """What a request left behind in this thread does not last."""
    yield
    withheld.set(frozenset())
    named_in.set(None)


def withhold(*kinds: PublicKind, book: str = "bg-parks") -> None:
    publicity.withhold(Book.objects.get(code=book), [kind.value for kind in kinds], "tests")


def document_of(book: str) -> str:
    """The address of a document that only events of one book cite."""
    page = json.loads(Client().get("/api/v1/documents?limit=200").content)
    for each in page["items"]:
        found = json.loads(Client().get(f"/api/v1/documents/{each['id']}").content)
        if {event.partition("/")[0] for event in found["events"]} == {book}:
            return f"/van-ban/{each['id']}/"
    raise AssertionError(book)


def dossier() -> str:
    """An event of an applicant's dossier."""
    found = Event.objects.filter(book__code="bg-parks", type="dossier_received").order_by("seq")[0]
    return f"bg-parks/{found.seq}"


def test_dossiers_are_withheld_one_by_one_until_their_book_shows_them(client: Client) -> None:
    received = Event.objects.filter(type="dossier_received").exclude(payload__contains='"applicant":""')
    firm, number = json.loads(received[0].payload)["applicant"], json.loads(received[0].payload)["dossier"]
    ref = f"bg-parks/{received[0].seq}"
    lists = (
        "/thay-doi.atom", "/so/bg-parks/", f"/api/v1/events?book=bg-parks&type=dossier_received&after={received[0].pk - 1}",
        f"/su-kien/bg-parks/{received[0].seq - 1}/", "/du-lieu/so-goc/bg-parks.jsonl", "/api/v1/books/bg-parks/journal",
    )  # fmt: skip
    stranger = browser_of(person("la", ("officer", {"book": "bk-parks"})))
    own = browser_of(person("phong", ("officer", {"book": "bg-parks"})))
    for path in (f"/su-kien/{ref}/", f"/en/su-kien/{ref}/", f"/api/v1/events/{ref}"):
        assert client.get(path).status_code == 403, path
    assert stranger.get(f"/su-kien/{ref}/").status_code == 403
    assert own.get(f"/su-kien/{ref}/").status_code == 200
    for path in lists:
        said = b"".join(client.get(path)).decode()
        assert number not in said, path
        assert f"/su-kien/{ref}/" not in said, path
    assert number in b"".join(own.get("/du-lieu/so-goc/bg-parks.jsonl")).decode()
    lines = b"".join(client.get("/du-lieu/so-goc/bg-parks.jsonl")).decode().splitlines()
    assert len(lines) == Event.objects.filter(book__code="bg-parks").count(), "the chain goes on"
    publicity.withhold(Book.objects.get(code="bg-parks"), [], "tests")
    assert firm in client.get(f"/su-kien/{ref}/").content.decode()
    assert number in b"".join(client.get("/du-lieu/so-goc/bg-parks.jsonl")).decode()
    publicity.withhold(Book.objects.get(code="bg-parks"), ["dossiers"], "tests")
    assert client.get(f"/su-kien/{ref}/").status_code == 403


def test_a_document_that_only_a_dossier_cites_is_shown_with_it(client: Client) -> None:
    given = {"dossier": "HS-THU-1", "procedure": "construction_permit", "applicant": "Công ty Thử nghiệm Một"}
    event = build(
        "dossier_received", {**given, "effective_on": "2024-01-02", "document": {"title": "Đơn của Thử nghiệm Một"}}
    )
    record("bg-parks", event, by="tests")
    assert "Thử nghiệm Một" not in client.get("/van-ban/?q=thử nghiệm một").content.decode().partition("<tbody>")[2]
    publicity.withhold(Book.objects.get(code="bg-parks"), [], "tests")
    assert "Thử nghiệm Một" in client.get("/van-ban/?q=thử nghiệm một").content.decode().partition("<tbody>")[2]


@pytest.mark.parametrize("kind", PublicKind)
def test_what_a_book_withholds_is_told_to_its_own_people_only(client: Client, kind: PublicKind) -> None:
    withhold()
    paths = [
        path.replace("{document}", document_of("bg-parks") if "{document" in path else "").format(dossier=dossier())
        for path in HIDDEN[kind]
    ]
    own = browser_of(person("lanh-dao", ("leader", {"place": "Bắc Giang"})))
    stranger = browser_of(person("la", ("officer", {"book": "bk-parks"})))
    for path in paths:
        assert client.get(path).status_code == 200, path
    withhold(kind)
    for path in paths:
        assert client.get(path).status_code in {403, 404}, path
        assert client.get(path, headers={"if-none-match": "*"}).status_code in {403, 404}, path
        if not path.startswith("/api/"):
            assert stranger.get(path).status_code in {403, 404}, path
            assert own.get(path).status_code == 200, path
    withhold()
    assert {client.get(path).status_code for path in paths} == {200}


@pytest.mark.parametrize("kind", [PublicKind.ZONES, PublicKind.PROJECTS])
def test_events_and_the_whole_book_are_withheld_with_what_they_name(client: Client, kind: PublicKind) -> None:
    withhold(kind)
    for named_by in (PublicKind.JOURNAL, PublicKind.OPEN_DATA):
        for path in HIDDEN[named_by]:
            assert client.get(path).status_code in {403, 404}, path


def mark_of(path: str) -> str:
    """How the zone is named in a list."""
    return "KCN Quang Châu" if "hoi.json" in path else "kcn-quang-chau"


def test_lists_the_map_the_land_finder_search_and_open_data_leave_out_what_is_withheld(client: Client) -> None:
    for path in LISTS:
        assert mark_of(path) in b"".join(client.get(path)).decode(), path
    withhold(PublicKind.ZONES)
    for path in LISTS:
        assert mark_of(path) not in b"".join(client.get(path)).decode(), path
    token = tokens.make(person("lan", ("officer", {"book": "bg-parks"})), "thử", ["read"], 7).secret
    mine = client.get(
        f"/api/v1/zones?on={DAY}&kind=park&limit=200", headers={"authorization": f"Bearer {token}"}
    ).content.decode()
    assert "kcn-quang-chau" in mine


def test_sums_of_a_place_stay_public(client: Client) -> None:
    path = f"/api/v1/figures?indicator=occupancy&place=viet-nam.bac-giang&kind=park&on={DAY}"
    before = json.loads(client.get(path).content)["figures"][0]["value"]
    withhold(*PublicKind)
    assert json.loads(client.get(path).content)["figures"][0]["value"] == before


@pytest.mark.parametrize(
    "kinds", [tuple(PublicKind), *(pytest.param((kind,), marks=pytest.mark.long) for kind in PublicKind)], ids=str
)
def test_nothing_that_is_withheld_is_found_by_following_links(officer: Client, kinds: tuple[PublicKind, ...]) -> None:
    names = made_to_look_at(officer)
    withhold(*kinds)
    of = Project.objects.exclude(enterprise="").values_list("enterprise", "book__code")
    elsewhere = {name for name, book in of if book != "bg-parks"}
    # the developer of a zone is a fact of the zone: it is told for as long as zones are
    told = Event.objects.filter(book__code="bg-parks").values_list("payload", flat=True)
    developers = set() if PublicKind.ZONES in kinds else {json.loads(each).get("developer") for each in told}
    firms = sorted({name for name, book in of if book == "bg-parks"} - elsewhere - developers)
    marks = {
        PublicKind.PROJECTS: (*firms, "/du-an/bg-parks/"), PublicKind.JOURNAL: ("/su-kien/bg-parks/",),
        PublicKind.ZONES: ("/khu-cum/bg-parks/", "bg-parks/kcn-"), PublicKind.OPEN_DATA: ("/so-goc/bg-parks",),
    }  # fmt: skip
    forbidden = tuple(mark for kind in kinds for mark in marks.get(kind, ()))
    begin = [row.path.format_map(names) for rows in TABLE.values() for row in rows if PUBLIC in row.seen]
    own = {names["enterprise"], names["document"], names["enterprise figure"]}
    begin = [path for path in begin if "bg-parks/" not in path and path not in own]
    begin = [path for path in begin if names["calendar"] not in path]  # a personal link has what its owner may see
    limits = Limits(each_kind=1, pages=150, choices=1, days=0, hostile=0, forms=0)
    crawl = Crawl(Client(), limits, seed="withheld", forbidden=forbidden).run(begin)
    assert not crawl.wrong, "\n".join(crawl.wrong)


def test_the_administrator_says_what_is_public_and_the_trail_tells_of_it(client: Client) -> None:
    administrator = browser_of(person("quan-tri", ("administrator", {})))
    page = administrator.get("/nguoi-dung/cong-khai/").content.decode()
    assert page.count("checked") == (len(PublicKind) - 1) * Book.objects.count(), (
        "all but dossiers is public until somebody says otherwise"
    )
    given = {"book": "bg-parks", "shown": ["projects", "documents", "open_data", "dossiers", "khong-co"]}
    assert administrator.post("/nguoi-dung/cong-khai/", given).status_code == 302
    others = {(code, "dossiers") for code in Book.objects.values_list("code", flat=True)} - {("bg-parks", "dossiers")}
    assert publicity.all_withheld() == {("bg-parks", "zones"), ("bg-parks", "journal"), *others}
    told = AuditEntry.objects.get(action="publicity_changed")
    assert (told.by, told.about) == ("quan-tri", "bg-parks")
    administrator.post("/nguoi-dung/cong-khai/", given)
    assert AuditEntry.objects.filter(action="publicity_changed").count() == 1
    assert administrator.post("/nguoi-dung/cong-khai/", {"book": "khong-co"}).status_code == 404


def test_no_public_answer_has_a_name_by_which_somebody_signs_in(client: Client) -> None:
    fields = {"zone": "kcn-quang-chau", "area_m2": 1000, "effective_on": "2025-01-01"}
    author, approver = (
        person("lan.ten-rieng", ("officer", {"book": "bg-parks"})),
        person("duyet.ten-rieng", ("approver", {"book": "bg-parks"})),
    )
    begun = lifecycle.begin(author, Book.objects.get(code="bg-parks"), "land_cleared", fields)
    lifecycle.approve(lifecycle.submit(begun, author, begun.version), approver, 2)
    old = record(
        "bg-parks", build("land_cleared", {**fields, "area_m2": 2000}), by="lan.ten-rieng, duyệt: duyet.ten-rieng"
    )
    assert "ten-rieng" not in Event.objects.get(book__code="bg-parks", seq=old.seq - 1).recorded_by
    paths = (
        "/du-lieu/so-goc/bg-parks.jsonl", "/api/v1/books/bg-parks/journal", f"/su-kien/{old.ref}/", f"/en/su-kien/{old.ref}/",
        f"/su-kien/bg-parks/{old.seq - 1}/", f"/api/v1/events/{old.ref}", f"/api/v1/events?book=bg-parks&after={old.seq - 5}",
        "/so/bg-parks/", f"/khu-cum/{ZONE}/", "/du-lieu/hoi.json?indicator=land.cleared&events=1",
    )  # fmt: skip
    for path in paths:
        assert "ten-rieng" not in b"".join(client.get(path)).decode(), path
    assert "cơ quan giữ sổ" in client.get(f"/su-kien/{old.ref}/").content.decode()
    assert (
        "ten-rieng"
        in browser_of(User.objects.get(username="lan.ten-rieng")).get(f"/su-kien/{old.ref}/").content.decode()
    )


@pytest.mark.parametrize(("first", "on"), [("firm", "2023-08-20"), ("officer", "2023-08-21")])
def test_who_asks_first_does_not_decide_what_is_due_to_whom(books: Any, first: str, on: str) -> None:
    of_book = Project.objects.filter(book__code="bg-parks")
    enterprise = of_book.get(code="MH-BG-0472").enterprise
    other = of_book.exclude(enterprise__in=("", enterprise)).order_by("code")[0].enterprise
    browsers = {
        "firm": browser_of(person("cong-ty", ("enterprise", {"enterprise": enterprise}))),
        "officer": browser_of(person("phong", ("officer", {"book": "bg-parks"}))),
        "other": browser_of(person("khac", ("enterprise", {"enterprise": other}))),
        "stranger": browser_of(person("la", ("officer", {"book": "bk-parks"}))),
    }
    withhold(PublicKind.PROJECTS)
    asked = [first, *(name for name in browsers if name != first)]
    page = f"/viec-den-han/?on={on}&book=bg-parks"
    seen = {name: rows(browsers[name].get(page).content.decode()) for name in asked}
    assert seen["firm"]
    assert all(enterprise in row for row in seen["firm"]), "its own, by its name"
    assert len(seen["officer"]) > len(seen["firm"])
    assert all(other in row for row in seen["other"])
    assert seen["stranger"] == []
    assert Client().get(page).status_code == 302


def test_how_slow_projects_are_is_withheld_where_it_is_asked_for(books: object) -> None:
    dates = Dates(date(2025, 12, 10))
    assert any(book == "bg-parks" for book, _ in slow_projects(dates))
    withheld.set(frozenset({("bg-parks", PublicKind.PROJECTS.value)}))
    assert not any(book == "bg-parks" for book, _ in slow_projects(dates))


def test_how_slow_projects_are_is_told_with_the_projects_themselves(client: Client) -> None:
    listed = "/du-an/?on=2026-11-29&slow=under_24"
    place = "/dia-ban/viet-nam.bac-giang/chi-tiet/?on=2026-11-29"
    assert "MH-BG-0588" in client.get(listed).content.decode()
    assert "slow=under_24" in client.get(place).content.decode()
    withhold(PublicKind.PROJECTS)
    assert "MH-BG-0588" not in client.get(listed).content.decode()
    page = client.get(place).content.decode()
    assert "slow=under_24" not in page
    assert "Không kể dự án của các sổ không công khai dự án" in page
    officer = browser_of(person("phong", ("officer", {"book": "bg-parks"})))
    assert "MH-BG-0588" in officer.get(listed).content.decode()


def test_a_projects_business_is_shown_to_nobody_until_its_book_shows_it(client: Client) -> None:
    cluster = {"name": "Thử Kinh Doanh", "kind": "cluster", "place": "Bắc Giang", "area_m2": "50 ha"}
    project = {"project": "CCN-KD", "zone": "CCN Thử Kinh Doanh", "origin": "ddi", "capital": "200 tỷ đồng"}
    half = {"project": "CCN-KD", "period_start": "2023-12-15", "period_end": "2024-06-14"}
    for code, fields in (
        ("zone_established", {**cluster, "effective_on": "2020-01-10"}),
        ("project_registered", {**project, "name": "Hạ tầng", "enterprise": "Công ty Thử", "role": "infrastructure",
                                "effective_on": "2020-02-10"}),
    ):  # fmt: skip
        record("bg-clusters", build(code, fields), by="tests")
    told = {"revenue": "98765432100 đồng", "workers": 8, "payroll": "92 triệu đồng"}
    seq = record("bg-clusters", build("business_report", {**half, **told}), by="tests").seq
    addresses = (
        f"/su-kien/bg-clusters/{seq}/", f"/api/v1/events/bg-clusters/{seq}",
    )  # fmt: skip
    form_02 = "/api/v1/forms/02?place=viet-nam.bac-giang&half=1/2024"
    ref, amount, code = f"bg-clusters/{seq}", "98765432100", "business_report"
    shown_by = {
        f"/api/v1/events?book=bg-clusters&type={code}": f'"{code}"', "/du-lieu/so-goc/bg-clusters.jsonl": amount,
        "/api/v1/books/bg-clusters/journal": amount, "/du-an/bg-clusters/CCN-KD/?on=2024-06-30": ref, "/thay-doi.atom": ref,
        form_02: f"số {seq} ",
    }  # fmt: skip
    silent = (
        "/api/v1/projects/bg-clusters/CCN-KD", f"/khu-cum/bg-clusters/ccn-thu-kinh-doanh/?on={DAY}", "/tim/?q=CCN-KD",
        "/tim/?q=doanh+thu+CCN-KD+2024",
    )  # fmt: skip

    def said(path: str) -> str:
        answer = client.get(path)
        assert answer.status_code == 200, path
        return b"".join(answer).decode()

    for path in addresses:
        assert client.get(path).status_code == 403, path
    for path in (*shown_by, *silent):
        marks = (ref, amount, "98.765", "98,765", shown_by.get(path, ref))
        assert not [mark for mark in marks if mark in said(path)], path
    form = client.get(form_02).json()
    cells = next(each for each in form["forms"] if "Thử Kinh Doanh" in each["subject"])["rows"]
    assert {row["cells"]["result"]["state"] for row in cells if row["key"] in {"9", "11", "12"}} == {"withheld"}
    publicity.withhold(Book.objects.get(code="bg-clusters"), [], "tests")
    assert "98765432100" in json.dumps(client.get(addresses[1]).json())
    shown = {path: mark in said(path) for path, mark in shown_by.items()}
    assert all(shown.values()), "what is withheld stands there once it is shown"
    form = client.get(form_02).json()
    cells = next(each for each in form["forms"] if "Thử Kinh Doanh" in each["subject"])["rows"]
    assert [row["cells"]["result"]["value"] for row in cells if row["key"] in {"9", "11", "12"}] == [
        98.7654321,
        8,
        11.5,
    ]


@pytest.mark.parametrize(
    "path", ["/so/bg-parks/", "/dia-ban/viet-nam.bac-giang/chi-tiet/"], ids=["the book", "its province"]
)
def test_how_many_events_of_a_type_there_are_is_withheld_with_them(client: Client, path: str) -> None:
    given = {"procedure": "construction_permit", "applicant": "Công ty Thử nghiệm Hai", "effective_on": "2024-01-02"}
    for number in (1, 2, 3):
        record("bg-parks", build("dossier_received", {**given, "dossier": f"HS-DEM-{number}"}), by="tests")
    own = browser_of(person("phong", ("officer", {"book": "bg-parks"})))
    asked = f"{path}?on=2024-01-31&since=2024-01-01"
    label = EVENT_TYPES["dossier_received"].label.vi

    def told(browser: Client) -> bool:
        page = LexborHTMLParser(browser.get(asked).content)
        return any(label in node.text() for node in page.css("section[aria-labelledby=thay-doi]"))

    assert told(own)
    assert not told(client)
    publicity.withhold(Book.objects.get(code="bg-parks"), [], "tests")
    assert told(client)


def test_a_request_leaves_nothing_withheld_behind_it(client: Client, officer: Client) -> None:
    withheld.set(frozenset())
    named_in.set(None)
    publicity.withhold(Book.objects.get(code="bg-parks"), ["zones"], "tests")
    for browser, path in (
        (client, "/khu-cum/"),
        (officer, "/khu-cum/"),
        (client, "/khong-co/"),
        (client, "/api/v1/zones"),
    ):
        browser.get(path)
        assert (withheld.get(), named_in.get()) == (frozenset(), None), path
    lines = client.get("/du-lieu/so-goc/bk-parks.jsonl")
    assert (withheld.get(), named_in.get()) == (frozenset(), None)
    assert b'"payload": null' in b"".join(lines), "what is sent later is still as the visitor may see it"
