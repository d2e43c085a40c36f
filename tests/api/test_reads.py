"""Public reads: the numbers of the pages, for both dates, in parts, with one shape of error, readable elsewhere."""

import csv
import io
import json
import os
import subprocess
import sys
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, RequestFactory

from parkledger.api.middleware import RequestThrottle
from parkledger.briefing.splits import JOINT_PROJECTS
from parkledger.catalogue import ZoneKind
from parkledger.catalogue.publicity import SHOWN_ON_REQUEST
from parkledger.figures import Question
from parkledger.figures.current import current_figures, expire
from parkledger.language import day_end, today
from parkledger.ledger.book.recording import build, record
from parkledger.ledger.events import EVENT_TYPES
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
    shown = [code for code, kind in EVENT_TYPES.items() if kind.public_kind not in SHOWN_ON_REQUEST]
    kept = Event.objects.filter(book__code="bk-parks")
    assert [(each["seq"], each["hash"]) for each in read] == list(
        kept.filter(type__in=shown).order_by("seq").values_list("seq", "hash")
    )
    assert len(read) < kept.count()


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


def test_projects_are_narrowed_by_how_slow_they_are(anyone: Caller) -> None:
    day = "on=2026-11-29"
    found = anyone("GET", f"/projects?limit=500&slow=under_24&{day}").json()["items"]
    assert {each["slow"] for each in found} == {"under_24"}
    assert "bg-parks/MH-BG-0588" in {each["ref"] for each in found}
    assert anyone("GET", f"/projects/bg-parks/MH-BG-0588?{day}").json()["slow"] == "under_24"
    assert anyone("GET", f"/projects/bg-parks/MH-BG-0051?{day}").json()["slow"] is None


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
    for path in ("/zones?on=2023-08-22", f"/zones?on=2023-08-22&known={today()}", f"/types?{BOTH}"):
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


def test_a_report_is_compared_with_other_places_in_an_annex(anyone: Caller) -> None:
    asked = f"place=viet-nam.bac-giang&{BOTH}&compare=viet-nam.bac-kan"
    found = anyone("GET", f"/reports/leader?{asked}").json()
    assert "Phụ lục. So sánh tỉnh Bắc Giang và tỉnh Bắc Kạn" in found["text"]
    assert [note["number"] for note in found["notes"]] == list(range(1, len(found["notes"]) + 1))


def test_a_report_is_the_one_of_the_pages_and_takes_the_form_of_a_file(anyone: Caller) -> None:
    asked = f"place=viet-nam.bac-giang&{BOTH}"
    found = anyone("GET", f"/reports/leader?{asked}").json()
    assert "tỷ lệ lấp đầy đạt 75,6%" in found["text"]
    occupancy = next(one for one in found["figures"] if one["indicator"] == "occupancy")
    assert round(float(Fraction(occupancy["exact"])), 1) == 75.6
    assert found["notes"][occupancy["note"] - 1]["said"].startswith("Tỷ lệ lấp đầy (KCN)")
    assert len(found["checks"]) == 12
    file = anyone("GET", f"/reports/leader/file?{asked}&format=txt")
    assert found["text"] in file.content.decode()
    assert [one["name"] for one in anyone("GET", "/reports?lang=en").json()["templates"]] == [
        "delegation", "investor", "leader", "overview", "period", "project", "situation", "steering", "zone",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("/reports/none?place=viet-nam.bac-giang", "template_unknown"),
        ("/reports/zone?place=viet-nam.bac-giang", "report_zone_missing"),
        ("/reports/leader?place=viet-nam.bac-giang&from=2023-08-01&to=2023-07-01", "period_backwards"),
        ("/reports/zone?place=viet-nam.bac-giang&zone=bg-parks/none", "zone_not_there"),
        ("/reports/leader?place=viet-nam.bac-giang&compare=nowhere", "nothing_named"),
        ("/reports/leader?place=viet-nam.bac-giang&compare=viet-nam.bac-giang", "compared_with_itself"),
    ],
)
def test_what_a_report_cannot_be_of_is_refused(anyone: Caller, address: str, code: str) -> None:
    answer = anyone("GET", address)
    assert 400 <= answer.status_code < 500
    assert [one["code"] for one in answer.json()["errors"]] == [code]


@pytest.mark.parametrize(
    ("address", "code"),
    [
        (f"/figures?indicator=land.leased&kind=park&{BOTH}&place=", "viet-nam.bac-giang"),
        (f"/zones?{BOTH}&place=", "viet-nam.bac-giang"),
        (f"/projects?{BOTH}&place=", "viet-nam.bac-giang"),
        (f"/targets?{BOTH}&place=", "viet-nam.bac-giang"),
        (f"/reports/leader?{BOTH}&place=", "viet-nam.bac-giang"),
        ("/forms/2105?quarter=2/2023&place=", "viet-nam.bac-giang"),
        (f"/compare?{BOTH}&with=viet-nam.bac-kan&with=", "viet-nam.bac-giang"),
        (f"/reconciliation?{BOTH}&indicator=land.leased&place=", "viet-nam.bac-ninh-2025"),
    ],
)
def test_a_place_is_asked_for_by_its_name_as_by_its_code(anyone: Caller, address: str, code: str) -> None:
    """The name is that of the day; of a reconciliation, a province of today."""
    name = "Bắc Ninh" if code.endswith("-2025") else "Tỉnh Bắc Giang"
    by_code, by_name = anyone("GET", address + code), anyone("GET", address + name)
    assert (by_code.status_code, by_name.status_code) == (200, 200)
    answers = [
        {**each.json(), "next": None} for each in (by_code, by_name)
    ]  # where a list goes on is asked as it began
    assert answers[0] == answers[1]
    unknown = anyone("GET", address + "Không Có Nơi Này")
    assert unknown.status_code == 404
    assert [one["code"] for one in unknown.json()["errors"]] == ["place_unknown"]


def test_a_name_that_several_places_bear_is_refused_with_the_ways_to_write_it(anyone: Caller) -> None:
    answer = anyone("GET", "/figures?indicator=land.leased&on=2023-08-22&place=Huyện Châu Thành")
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert error["code"] == "place_ambiguous"
    assert "Châu Thành, Long An" in error["vi"]


SEVEN = ("ha-noi", "bac-giang", "bac-kan", "bac-ninh", "hai-duong", "hung-yen", "ha-nam")
COMPARED = "with=viet-nam.bac-giang&with=viet-nam.bac-kan"


def test_a_comparison_is_the_books_own_figures_and_its_ratios_are_exact(anyone: Caller) -> None:
    found = anyone("GET", f"/compare?{COMPARED}&{BOTH}").json()
    assert [one["key"] for one in found["subjects"]] == ["viet-nam.bac-giang", "viet-nam.bac-kan"]
    values: dict[tuple[str, str, str], Fraction] = {}
    for row in found["rows"]:
        for cell in row["cells"]:
            if cell["figure"] and cell["figure"]["exact"] and row["origin"] is None and row["kind"]:
                asked = cell["figure"]["question"]
                (again,) = anyone("GET", f"/figures?{'&'.join(f'{k}={v}' for k, v in asked.items())}").json()["figures"]
                values[row["indicator"], row["kind"], cell["key"]] = Fraction(again["exact"])
                assert again["exact"] == cell["figure"]["exact"]
    assert len(values) > 15
    (ratio,) = [row for row in found["ratios"] if (row["code"], row["kind"]) == ("labour.per_land", "park")]
    for cell in ratio["cells"]:
        above, below = (values[ratio[part], "park", cell["key"]] for part in ("above", "below"))
        assert Fraction(cell["exact"]) == above / below * ratio["times"]
    occupancy = next(row for row in found["rows"] if (row["indicator"], row["kind"]) == ("occupancy", "park"))
    shares = [Fraction(cell["figure"]["exact"]) for cell in occupancy["cells"]]
    assert [cell["among"] for cell in occupancy["cells"]] == [1 + sorted(shares)[::-1].index(one) for one in shares]
    assert found["demo"]


def test_a_comparison_as_a_file_is_that_of_the_pages(anyone: Caller) -> None:
    asked = f"{COMPARED}&{BOTH}&indicator=land.leased:park"
    table = anyone("GET", f"/compare/file?{asked}&format=csv").content.decode()
    page = Client().get(f"/so-sanh/so-sanh.csv?{COMPARED}&{BOTH}&i=land.leased:park").content.decode()
    assert table == page
    assert "987.3" in table
    assert anyone("GET", f"/compare/file?{asked}&lang=en&format=txt").content.decode().count("Land leased") > 0


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("with=viet-nam.bac-giang&with=viet-nam.bac-giang", 422, "compared_with_itself"),
        ("&".join(f"with=viet-nam.{name}" for name in SEVEN), 422, "too_many_compared"),
        (f"{COMPARED}&indicator=land.leased:abc", 422, "narrowing_unknown"),
        ("with=viet-nam.bac-giang&with=bg-parks/none", 404, "zone_not_there"),
    ],
)
def test_what_cannot_be_compared_is_refused(anyone: Caller, query: str, status: int, code: str) -> None:
    answer = anyone("GET", f"/compare?{query}")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (status, code)


def test_merged_provinces_are_reconciled_with_codes_and_exact_sums(anyone: Caller) -> None:
    found = anyone("GET", "/reconciliation?on=2025-08-01&indicator=land.leased:park&indicator=occupancy:park").json()
    lines = {(line["province"]["code"], line["indicator"]): line for line in found["lines"]}
    line = lines["viet-nam.bac-ninh-2025", "land.leased"]
    assert [part["province"]["code"] for part in line["parts"]] == ["viet-nam.bac-giang", "viet-nam.bac-ninh"]
    former = line["parts"][0]["province"]
    assert (former["number"], former["edition"], former["valid_until"]) == (
        "24",
        "Quyết định 124/2004/QĐ-TTg",
        "2025-06-30",
    )
    assert (line["province"]["number"], line["province"]["valid_from"]) == ("24", "2025-07-01")
    values = [part["figure"]["exact"] for part in line["parts"]]
    assert Fraction(line["combined_exact"]) == sum(Fraction(value) for value in values if value)
    assert Fraction(line["difference_exact"]) == Fraction(line["own"]["exact"]) - Fraction(line["combined_exact"])
    assert "tỉnh Bắc Ninh (cũ)" in line["lacks"]["vi"]
    assert lines["viet-nam.bac-ninh-2025", "occupancy"]["combination"] == "rate"
    table = anyone("GET", "/reconciliation/file?on=2025-08-01&format=csv&indicator=land.leased:park").content.decode(
        "utf-8-sig"
    )
    rows = list(csv.DictReader(io.StringIO(table)))
    assert {row["Mã dòng"] for row in rows} == {"former", "combined", "successor", "difference"}
    assert {row["Tỉnh mới: ban hành theo"] for row in rows} == {"Quyết định 19/2025/QĐ-TTg"}
    assert "Hệ mã" not in table.partition("\n")[0]
    answer = anyone("GET", "/reconciliation?place=viet-nam.bac-giang")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "province_not_merged")


def test_figures_by_country_come_to_the_whole_and_open_by_their_own_address(anyone: Caller) -> None:
    asked = f"indicator=capital.in_force&place=viet-nam.bac-giang&{BOTH}"
    (whole,) = anyone("GET", f"/figures?{asked}").json()["figures"]
    for by in ("country", "sector"):
        found = anyone("GET", f"/figures?{asked}&by={by}").json()["figures"]
        assert sum(Fraction(one["exact"]) for one in found) == Fraction(whole["exact"])
        assert {one["group"]["by"] for one in found} == {by}
        assert {JOINT_PROJECTS.vi in one["note"] for one in found} == {by == "country"}
        assert whole["group"] is None
        for one in found:
            query = "&".join(f"{key}={quote(value)}" for key, value in one["question"].items())
            (again,) = anyone("GET", f"/figures?{query}").json()["figures"]
            assert {**again, "known_at": ""} == {**one, "known_at": ""}
            assert len(one["events"]) < len(whole["events"])
    assert anyone("GET", f"/figures?{asked}&country=XX").status_code == 404
    refused = anyone("GET", f"/figures?indicator=zones.established&{BOTH}&by=country")
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "not_split_by_projects")
    table = anyone("GET", f"/compare?{COMPARED}&{BOTH}&by=quarter&indicator=capital.attracted").json()
    assert [row["cells"][0]["figure"]["period_end"] for row in table["rows"]] == [
        "2023-03-31",
        "2023-06-30",
        "2023-08-22",
    ]
    places = anyone("GET", "/figures?indicator=land.leased&on=2023-08-22&by=place&boundaries=2025-07-01").json()[
        "figures"
    ]
    assert [one["question"]["place"] for one in places] == ["viet-nam.thai-nguyen-2025", "viet-nam.bac-ninh-2025"]


def test_a_parameter_that_an_address_has_not_is_refused_and_the_question_not_answered_without_it(client) -> None:
    answer = client.get("/api/v1/figures?indicator=labour.workers&plcae=Bac+Giang&on=2023-06-30")
    assert answer.status_code == 422
    (problem,) = answer.json()["errors"]
    assert (problem["code"], "«plcae»" in problem["vi"], "place" in problem["en"]) == ("parameter_unknown", True, True)
    assert problem["where"] == "query.plcae"
    assert "Tên gần nhất: place." in problem["vi"]
    assert "Nearest name: place." in problem["en"]
    assert client.get("/api/v1/places?search=Bac").status_code == 422
    several = client.get("/api/v1/figures?indicator=labour.workers&qqqq=1&knd=park").json()["errors"]
    assert [each["where"] for each in several] == ["query.qqqq", "query.knd"], "each with its own name"
    assert "gần nhất" not in several[0]["vi"], "where none is like it"
    assert "Nearest name: kind." in several[1]["en"]
    assert client.get("/api/v1/zones?on=2023-06-30&known=2024-01-01").status_code == 200
