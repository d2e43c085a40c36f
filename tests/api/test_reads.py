"""Public reads: the numbers of the pages, for both dates, in parts, with one shape of error, readable elsewhere."""

import json
import os
import subprocess
import sys
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, RequestFactory

from parkledger.api.middleware import RequestThrottle
from parkledger.catalogue import ZoneKind
from parkledger.figures import Question
from parkledger.figures.current import current_figures, expire
from parkledger.language import day_end, today
from parkledger.ledger.book.recording import build, record
from parkledger.ledger.models import Event, Posting
from parkledger.records.dates import Dates
from parkledger.records.project_lists import enterprises_on
from parkledger.records.zone_lists import ZoneFilter, listed
from tests.api.conftest import Caller

SEED = date(2023, 8, 22)
BOTH = "on=2023-08-22&known=2023-08-22"


def test_the_occupancy_of_the_seed_page(anyone: Caller) -> None:
    answer = anyone("GET", f"/figures?indicator=occupancy&kind=park&place=viet-nam.bac-giang&{BOTH}")
    (found,) = answer.json()["figures"]
    assert round(float(Fraction(found["exact"])), 1) == 75.6
    question = Question("occupancy", "viet-nam.bac-giang", SEED, kind=ZoneKind.PARK, known_at=day_end(SEED))
    assert Fraction(found["exact"]) == current_figures().one(question).value
    assert found["events"]


def test_the_same_figure_on_its_page_and_by_its_own_question(anyone: Caller) -> None:
    (found,) = anyone("GET", f"/figures?indicator=land.leased&zone=bg-parks/kcn-quang-chau&{BOTH}").json()["figures"]
    query = "&".join(f"{key}={value}" for key, value in found["question"].items())
    page = Client().get(f"/so-lieu/?{query}").content.decode()
    assert f'data-value="{found["value"]}"' in page
    again = anyone("GET", f"/figures?{query}").json()["figures"]
    assert {**again[0], "events": []} == {**found, "events": []}


def test_many_questions_are_answered_in_their_order(anyone: Caller) -> None:
    asked = [
        {"indicator": "zones.planned", "kind": "park", "place": "viet-nam.bac-giang"},
        {"indicator": "projects.registered", "from": "2023-01-01", "to": "2023-06-30", "origin": "fdi"},
        {"indicator": "zones.planned", "kind": "park", "place": "viet-nam.bac-giang", "on": "2015-01-01"},
    ]
    answer = anyone("POST", "/figures", {"questions": asked, "on": "2023-08-22", "known": "2023-08-22"})
    first, second, third = answer.json()["figures"]
    assert (first["value"], first["period_end"]) == (29, "2023-08-22")
    assert (second["indicator"], second["period_start"], second["period_end"]) == (
        "projects.registered",
        "2023-01-01",
        "2023-06-30",
    )
    assert third["period_end"] == "2015-01-01"
    assert third["value"] < first["value"]


def test_zones_are_those_of_the_list_with_its_numbers(anyone: Caller) -> None:
    dates = Dates(SEED, day_end(SEED))
    lines = listed(ZoneFilter(kind=ZoneKind.PARK), dates)
    found = anyone("GET", f"/zones?kind=park&limit=500&{BOTH}").json()
    assert [each["ref"] for each in found["items"]] == ["/".join(line.zone.reference) for line in lines]
    assert found["total"] == len(lines)
    numbers = {each["ref"]: each["numbers"]["occupancy"]["exact"] for each in found["items"]}
    for line in lines:
        value = line.numbers[2].value
        assert numbers["/".join(line.zone.reference)] == (None if value is None else str(value))


def test_a_part_follows_another_until_the_whole_list_was_read(anyone: Caller) -> None:
    whole = [each["ref"] for each in anyone("GET", f"/zones?limit=500&{BOTH}").json()["items"]]
    read, address = [], f"/zones?limit=7&{BOTH}"
    while address:
        found = anyone("GET", address.removeprefix("/api/v1")).json()
        assert len(found["items"]) <= 7
        read += [each["ref"] for each in found["items"]]
        address = found["next"]
    assert read == whole


LISTS = {"zones": "ref", "projects": "ref", "enterprises": "slug", "events": "ref", "documents": "id", "places": "code"}


def test_nothing_moves_from_one_part_to_another_whatever_is_recorded_meanwhile(anyone: Caller) -> None:
    """A zone and a project that would stand first are recorded, with a document, after the first part of each list was read."""
    whole = {name: [each[key] for each in items(anyone, f"/{name}?limit=500")] for name, key in LISTS.items()}
    first = {name: anyone("GET", f"/{name}?limit=3").json() for name in LISTS}
    day = today().isoformat()
    document = {"number": "1/QĐ", "issued_on": day, "issuer": "UBND"}
    zone = {
        "name": "Aa",
        "kind": "park",
        "place": "viet-nam.bac-giang",
        "area_m2": 10_000,
        "effective_on": day,
        "document": document,
    }
    project = {"project": "A-1", "name": "Aa", "enterprise": "Aa", "origin": "ddi", "zone": "KCN Aa", "effective_on": day,
               "capital": {"currency": "VND", "amount": 1}}  # fmt: skip
    for code, fields in (("zone_established", zone), ("project_registered", project)):
        record("bg-parks", build(code, {**fields, "demo": True}), by="lan")
    expire()
    for name, key in LISTS.items():
        read, found = list(first[name]["items"]), first[name]
        assert found["known"]
        while found["next"]:
            assert f"known={found['known'].replace(':', '%3A')}" in found["next"]
            found = anyone("GET", found["next"].removeprefix("/api/v1").replace("limit=3", "limit=400")).json()
            read += found["items"]
        assert [each[key] for each in read] == whole[name], name
        again = [each[key] for each in items(anyone, f"/{name}?limit=500")]
        assert (again == whole[name]) == (name == "places"), (
            f"{name}: what was recorded shows in a list that begins anew"
        )


def items(anyone: Caller, address: str | None) -> list[Any]:
    """All items of a list."""
    read: list[Any] = []
    while address:
        found = anyone("GET", address.removeprefix("/api/v1")).json()
        read += found["items"]
        address = found["next"]
    return read


def test_what_pages_state_is_listed_as_known_too(anyone: Caller) -> None:
    for name in ("pages", "statements"):
        found = anyone("GET", f"/{name}?limit=1").json()
        assert found["known"]
        assert anyone("GET", f"/{name}?known=1990-01-01").json()["items"] == []
        assert found["next"] is None or "known=" in found["next"]


def test_events_in_parts_are_all_events_as_recorded(anyone: Caller) -> None:
    read, address = [], "/events?book=bk-parks&limit=31"
    while address:
        found = anyone("GET", address.removeprefix("/api/v1")).json()
        read += found["items"]
        address = found["next"]
    kept = Event.objects.filter(book__code="bk-parks").order_by("seq")
    assert [(each["seq"], each["hash"]) for each in read] == list(kept.values_list("seq", "hash"))


def test_events_not_yet_known_are_not_there(anyone: Caller) -> None:
    known = anyone("GET", "/events?book=bk-parks&limit=500&known=2010-01-01").json()["items"]
    kept = Event.objects.filter(book__code="bk-parks", recorded_at__lte=day_end(date(2010, 1, 1)))
    assert len(known) == kept.count() > 0
    later = Event.objects.filter(book__code="bk-parks").order_by("-seq")[0]
    assert anyone("GET", f"/events/bk-parks/{later.seq}?known=2010-01-01").status_code == 404


def test_an_event_carries_its_postings_and_a_hash_that_holds(anyone: Caller) -> None:
    found = anyone("GET", "/events/bg-parks/3").json()
    kept = Posting.objects.filter(event__book__code="bg-parks", event__seq=3)
    assert found["hash_holds"] is True
    assert found["previous_hash"] == Event.objects.get(book__code="bg-parks", seq=2).hash
    assert [(p["line"], p["measure"], p["amount"]) for p in found["postings"]] == list(
        kept.order_by("line").values_list("line", "measure", "amount")
    )
    assert found["postings"]


def test_the_journal_is_streamed_whole(anyone: Caller) -> None:
    answer = anyone("GET", "/books/bk-clusters/journal")
    assert answer.streaming
    lines = b"".join(answer.streaming_content).decode().splitlines()
    kept = Event.objects.filter(book__code="bk-clusters").order_by("seq").values_list("hash", flat=True)
    assert [json.loads(line)["hash"] for line in lines] == list(kept)


def test_a_chain_that_was_tampered_with_does_not_hold(anyone: Caller) -> None:
    assert anyone("GET", "/books/bk-parks/chain?limit=1000").json()["holds"] is True
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER ledger_event_no_update")
        cursor.execute(
            "UPDATE ledger_event SET note = 'khác' WHERE id = %s", [Event.objects.get(book__code="bk-parks", seq=40).pk]
        )
    found = anyone("GET", "/books/bk-parks/chain?after=30&limit=20").json()
    assert (found["holds"], found["broken"]) == (False, ["bk-parks/40"])


def test_projects_and_enterprises_come_to_the_same(anyone: Caller) -> None:
    known = enterprises_on(Dates(SEED, day_end(SEED)))
    listing = anyone("GET", f"/enterprises?limit=500&{BOTH}").json()
    assert listing["total"] == len(known)
    first = listing["items"][0]
    whole = anyone("GET", f"/enterprises/{first['slug']}?{BOTH}").json()
    assert len(whole["projects"]) == len(known[first["slug"]].lines)
    project = anyone("GET", f"/projects/{whole['projects'][0]}?{BOTH}").json()
    assert project["enterprise"] == first["name"]
    assert project["events"]


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/nowhere", 404, "address_unknown"),
        ("/zones?limit=many", 400, "request_malformed"),
        ("/zones?limit=501", 400, "request_malformed"),
        ("/zones?on=1/2/2023x", 422, "date_unreadable"),
        ("/zones?on=1899-01-01", 422, "day_out_of_range"),
        ("/zones/bg-parks/none", 404, "zone_not_there"),
        ("/projects/bg-parks/none", 404, "project_unknown"),
        ("/places/none", 404, "place_unrecognised"),
        ("/enterprises/none", 404, "enterprise_not_there"),
        ("/events/none/1", 404, "book_unknown"),
        ("/events/bg-parks/99999999", 404, "event_unknown"),
        ("/documents/none", 404, "document_not_there"),
        ("/pages/12345", 404, "page_unknown"),
        ("/types/land_leesed", 404, "type_unknown"),
        ("/indicators/none", 404, "indicator_unknown"),
        ("/figures?indicator=occupancy", 422, "kind_needed"),
        ("/figures?indicator=zones.planned&from=2023-05-01&to=2023-01-01", 422, "period_backwards"),
        ("/figures?indicator=zones.planned&zone=a/b", 404, "zone_not_there"),
        ("/token", 401, "token_missing"),
        ("/submissions", 401, "token_missing"),
        ("/zones?text=%00", 422, "address_unfit"),
    ],
)
def test_every_refusal_has_one_shape(anyone: Caller, path: str, status: int, code: str) -> None:
    answer = anyone("GET", path)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/json"
    (problem,) = answer.json()["errors"]
    assert set(problem) == {"code", "where", "vi", "en"}
    assert problem["code"] == code


def test_a_method_that_is_not_taken(anyone: Caller) -> None:
    answer = anyone("DELETE", "/zones")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (405, "method_refused")
    assert "GET" in answer["Allow"]


def test_a_body_that_is_too_large_or_no_json(anyone: Caller) -> None:
    assert anyone("POST", "/figures", {"x": "y" * 6_000_000}).status_code == 413
    for body in (b"{", b"[NaN]", b"\xff"):
        answer = anyone_raw(body)
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "request_malformed"), body
    for body in (b'{"a": "\\u0000"}', b"[" * 50 + b"]" * 50, b'{"a": "\\ud800"}'):
        answer = anyone_raw(body)
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "body_unfit"), body


def anyone_raw(body: bytes):
    return Client().generic("POST", "/api/v1/figures", body, "application/json")


def test_a_failure_of_ours_has_the_same_shape(anyone: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parkledger.api.zones.listed", lambda *_: 1 / 0)
    answer = anyone("GET", "/zones")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (500, "failed_inside")


def test_who_has_it_already_is_told_so_until_the_books_go_on(anyone: Caller, books: Path) -> None:
    tag = anyone("GET", "/zones?limit=3")["ETag"]
    same = anyone("GET", "/zones?limit=3", If_None_Match=tag)
    assert (same.status_code, same.content) == (304, b"")
    record(
        "bg-parks",
        build("land_cleared", {"zone": "kcn-quang-chau", "area_m2": 100, "effective_on": "2024-05-06"}),
        by="lan",
    )
    expire()
    assert anyone("GET", "/zones?limit=3", If_None_Match=tag).status_code == 200


def test_what_is_kept_for_a_day_is_what_can_no_longer_change(anyone: Caller) -> None:
    assert "max-age" in anyone("GET", f"/zones?{BOTH}")["Cache-Control"]
    for path in ("/zones?on=2023-08-22", "/zones?on=2023-08-22&known=2099-01-01", f"/types?{BOTH}"):
        assert anyone("GET", path)["Cache-Control"] == "no-cache", path


ELSEWHERE = {"Origin": "https://a.example"}


def test_other_sites_may_read_what_is_public_and_nothing_else(anyone: Caller, callers: dict[str, Caller]) -> None:
    read = anyone("GET", "/zones", **ELSEWHERE)
    assert (read["Access-Control-Allow-Origin"], read["Access-Control-Expose-Headers"]) == ("*", "ETag, Retry-After")
    again = anyone("GET", "/zones", If_None_Match=read["ETag"], **ELSEWHERE)
    assert (again.status_code, again["Access-Control-Allow-Origin"]) == (304, "*")
    for method, path in (("GET", "/zones"), ("HEAD", "/zones"), ("POST", "/figures")):
        before = anyone("OPTIONS", path, Access_Control_Request_Method=method, **ELSEWHERE)
        assert (before.status_code, before["Access-Control-Allow-Origin"]) == (200, "*")
        assert method in before["Access-Control-Allow-Methods"]
        assert "authorization" not in before["Access-Control-Allow-Headers"].lower()
    for method, path in (("POST", "/zones"), ("POST", "/submissions"), ("PUT", "/submissions/1"), ("POST", "/events")):
        before = anyone("OPTIONS", path, Access_Control_Request_Method=method, **ELSEWHERE)
        assert not before.has_header("Access-Control-Allow-Origin"), path
        assert not before.has_header("Access-Control-Allow-Methods"), path
    for path in ("/submissions", "/zones"):
        assert not callers["lan"]("GET", path, **ELSEWHERE).has_header("Access-Control-Allow-Origin")
    assert not Client().get("/", headers=ELSEWHERE).has_header("Access-Control-Allow-Origin"), "pages are none of it"


def test_who_comes_too_often_is_told_when_to_come_again(anyone: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "API_RATE", "2/30s")
    monkeypatch.setattr(RequestThrottle, "timer", lambda _: 1000.5)
    answers = [anyone("GET", "/token", **ELSEWHERE) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [401, 401, 429]
    assert (answers[2]["Retry-After"], answers[2]["Access-Control-Allow-Origin"]) == ("30", "*")
    monkeypatch.setattr(RequestThrottle, "timer", lambda _: 1031)
    assert anyone("GET", "/token").status_code == 401


def test_the_rate_is_that_of_the_settings_and_each_caller_has_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "API_RATE", "1/60s")
    here, there = (RequestFactory().get("/api/v1/zones", REMOTE_ADDR=f"10.0.0.{number}") for number in (1, 2))
    bearer = RequestFactory().get("/api/v1/zones", REMOTE_ADDR="10.0.0.1", headers={"Authorization": "Bearer x"})
    assert [RequestThrottle().allow_request(each) for each in (here, here, there, bearer)] == [True, False, True, True]


ANOTHER_PROCESS = """
import django
django.setup()
from django.test import RequestFactory
from parkledger.api.middleware import RequestThrottle
print([RequestThrottle().allow_request(RequestFactory().get("/api/v1/zones")) for _ in range(2)])
"""


def test_all_processes_of_a_server_share_one_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "API_RATE", "4/240s")
    request = RequestFactory().get("/api/v1/zones")
    assert [RequestThrottle().allow_request(request) for _ in range(3)] == [True] * 3
    environment = {
        **os.environ, "PARKLEDGER_HOME": str(settings.BASE_HOME), "DJANGO_SETTINGS_MODULE": "parkledger.settings",
        "PARKLEDGER_API_RATE": "1", "PARKLEDGER_API_BURST": "4",
    }  # fmt: skip
    done = subprocess.run([sys.executable, "-c", ANOTHER_PROCESS], env=environment, capture_output=True, text=True)
    assert done.stdout == "[True, False]\n", done.stderr
    assert not RequestThrottle().allow_request(request), "the fourth was another process's"
