"""Writing by way of the API: always a submission, recorded once another approves; safe to send again; within the owner's roles."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections

from parkledger.api.models import KeptAnswer
from parkledger.ledger.models import Book, Event
from parkledger.submissions.models import Submission
from tests.api.conftest import BOOK, CLEARED, Caller

Callers = dict[str, Caller]
EVENT = {"book": BOOK, "type": "land_cleared", "fields": CLEARED}


def refused(answer: Any) -> tuple[int, str]:
    (problem,) = answer.json()["errors"]
    assert set(problem) == {"code", "where", "vi", "en"}
    return answer.status_code, problem["code"]


def test_an_event_stands_in_the_book_once_another_has_approved_it(callers: Callers) -> None:
    before = Event.objects.filter(book__code=BOOK).count()
    made = callers["lan"]("POST", "/events", EVENT)
    assert made.status_code == 201
    assert (made.json()["state"], made.json()["zone"]) == ("submitted", "bg-parks/kcn-quang-chau")
    assert Event.objects.filter(book__code=BOOK).count() == before
    number, version = made.json()["id"], made.json()["version"]
    assert refused(callers["lan"]("POST", f"/submissions/{number}/approve", {"version": version})) == (
        403,
        "not_allowed",
    )
    done = callers["duyet"]("POST", f"/submissions/{number}/approve", {"version": version})
    assert done.json()["state"] == "approved"
    (ref,) = done.json()["events"]
    assert ref == f"{BOOK}/{before + 1}"
    event = callers["lan"]("GET", f"/events/{ref}").json()
    assert (event["type"], event["payload"]["area_m2"]) == ("land_cleared", 15_000)
    assert [step["after"] for step in done.json()["steps"]] == ["draft", "submitted", "approved"]


def test_figures_move_with_what_is_approved(callers: Callers) -> None:
    address = "/figures?indicator=land.cleared&zone=bg-parks/kcn-quang-chau&on=2024-12-31"
    before = callers["lan"]("GET", address).json()["figures"][0]["value"]
    number = callers["lan"]("POST", "/events", EVENT).json()["id"]
    assert callers["lan"]("GET", address).json()["figures"][0]["value"] == before
    assert callers["duyet"]("POST", f"/submissions/{number}/approve", {"version": 2}).status_code == 200
    assert callers["lan"]("GET", address).json()["figures"][0]["value"] == before + 1.5


def test_a_draft_is_changed_submitted_returned_mended_and_withdrawn(callers: Callers) -> None:
    lan, duyet = callers["lan"], callers["duyet"]
    draft = lan("POST", "/submissions", {"book": BOOK, "kind": "land_cleared", "fields": {}, "draft": True}).json()
    address = f"/submissions/{draft['id']}"
    changed = lan("PUT", address, {"version": 1, "fields": CLEARED})
    assert (changed.status_code, changed.json()["version"]) == (200, 2)
    assert refused(lan("PUT", address, {"version": 1, "fields": {}})) == (409, "submission_changed")
    assert lan("POST", f"{address}/submit", {"version": 2}).json()["state"] == "submitted"
    assert refused(duyet("POST", f"{address}/return", {"version": 3})) == (422, "reason_missing")
    back = duyet("POST", f"{address}/return", {"version": 3, "comment": "thiếu văn bản"})
    assert back.json()["steps"][-1]["comment"] == "thiếu văn bản"
    assert lan("POST", f"{address}/withdraw", {"version": 4}).json()["state"] == "withdrawn"
    assert refused(lan("POST", f"{address}/submit", {"version": 5})) == (409, "state_forbids")


def test_a_correction_and_a_withdrawal_are_submissions_with_a_reason(callers: Callers) -> None:
    lan, duyet = callers["lan"], callers["duyet"]
    number = lan("POST", "/events", EVENT).json()["id"]
    (ref,) = duyet("POST", f"/submissions/{number}/approve", {"version": 2}).json()["events"]
    assert refused(lan("POST", f"/events/{ref}/correct", {"fields": CLEARED})) == (400, "request_malformed")
    given = {"fields": {**CLEARED, "area_m2": 14_000}, "reason": "đo lại"}
    assert refused(lan("POST", f"/events/{ref}/correct", {**given, "type": "land_leased"})) == (422, "type_differs")
    fixed = lan("POST", f"/events/{ref}/correct", given).json()
    events = duyet("POST", f"/submissions/{fixed['id']}/approve", {"version": 2}).json()["events"]
    assert lan("GET", f"/events/{ref}").json()["replaced_by"] == int(events[-1].split("/")[1])
    gone = lan("POST", f"/events/{events[-1]}/withdraw", {"reason": "không có thật"}).json()
    assert gone["kind"] == "withdrawal"
    duyet("POST", f"/submissions/{gone['id']}/approve", {"version": 2})
    assert lan("GET", f"/events/{events[-1]}").json()["reversed_by"]


def test_what_could_never_be_recorded_is_refused_by_its_fields(callers: Callers) -> None:
    answer = callers["lan"]("POST", "/events", {**EVENT, "fields": {"zone": "kcn-quang-chau", "area_m2": -1}})
    assert refused(answer) == (422, "fields_refused")
    assert "area_m2" in answer.json()["errors"][0]["en"]
    assert Submission.objects.count() == 0


def test_the_same_key_with_the_same_body_is_done_once(callers: Callers) -> None:
    first = callers["lan"]("POST", "/events", EVENT, Idempotency_Key="k-1")
    again = callers["lan"]("POST", "/events", EVENT, Idempotency_Key="k-1")
    assert (first.status_code, first.content) == (again.status_code, again.content)
    assert again["Idempotent-Replayed"] == "true"
    assert Submission.objects.count() == 1
    other = {**EVENT, "fields": {**CLEARED, "area_m2": 16_000}}
    assert refused(callers["lan"]("POST", "/events", other, Idempotency_Key="k-1")) == (409, "key_reused")
    assert callers["ha-tang"]("POST", "/events", EVENT, Idempotency_Key="k-1").status_code == 201
    assert Submission.objects.count() == 2


def test_approving_twice_under_one_key_records_once(callers: Callers) -> None:
    number = callers["lan"]("POST", "/events", EVENT).json()["id"]
    body = {"version": 2}
    first = callers["duyet"]("POST", f"/submissions/{number}/approve", body, Idempotency_Key="a")
    again = callers["duyet"]("POST", f"/submissions/{number}/approve", body, Idempotency_Key="a")
    assert first.json() == again.json()
    assert refused(callers["duyet"]("POST", f"/submissions/{number}/approve", body))[0] == 409


def test_a_refused_request_keeps_nothing_and_may_be_mended(callers: Callers) -> None:
    wrong = {**EVENT, "fields": {**CLEARED, "area_m2": -1}}
    assert callers["lan"]("POST", "/events", wrong, Idempotency_Key="k").status_code == 422
    assert KeptAnswer.objects.count() == 0
    assert callers["lan"]("POST", "/events", EVENT, Idempotency_Key="k").status_code == 201


@pytest.mark.parametrize("key", ["", "x" * 101, "có dấu"])
def test_a_key_that_is_none(callers: Callers, key: str) -> None:
    assert refused(callers["lan"]("POST", "/events", EVENT, Idempotency_Key=key)) == (400, "request_malformed")


def test_many_at_once_under_one_key_make_one(callers: Callers) -> None:
    answers: list[int] = []

    def send() -> None:
        answers.append(callers["lan"]("POST", "/events", EVENT, Idempotency_Key="cùng lúc".encode().hex()).status_code)
        connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [201] * 6
    assert Submission.objects.count() == 1


def test_a_token_does_what_it_was_made_for_and_nothing_else(token_of: Callable[..., Caller]) -> None:
    reads = token_of("lan", "read")
    assert reads("GET", "/submissions").status_code == 200
    assert refused(reads("POST", "/events", EVENT)) == (403, "token_scope_missing")
    assert refused(token_of("duyet", "submit")("GET", "/submissions")) == (403, "token_scope_missing")


def test_a_token_never_exceeds_its_owner(callers: Callers) -> None:
    assert refused(callers["ngoai"]("POST", "/events", EVENT)) == (403, "kind_forbidden")
    elsewhere = {**EVENT, "fields": {**CLEARED, "zone": "kcn-van-trung"}}
    assert refused(callers["ha-tang"]("POST", "/events", elsewhere)) == (403, "kind_forbidden")
    number = callers["lan"]("POST", "/events", EVENT).json()["id"]
    assert refused(callers["ngoai"]("GET", f"/submissions/{number}")) == (404, "submission_not_there")
    assert refused(callers["quan-tri"]("POST", f"/submissions/{number}/approve", {"version": 2}))[0] in {403, 404}
    assert callers["ngoai"]("GET", "/submissions").json()["items"] == []
    assert [each["id"] for each in callers["duyet"]("GET", "/submissions").json()["items"]] == [number]


def test_a_token_of_one_book_is_of_no_use_in_another(callers: Callers, token_of: Callable[..., Caller]) -> None:
    other = token_of("lan", "read", "submit", book=Book.objects.get(code="bk-parks"))
    assert refused(other("POST", "/events", EVENT)) == (403, "book_not_for_token")
    number = callers["lan"]("POST", "/events", EVENT).json()["id"]
    assert refused(other("GET", f"/submissions/{number}")) == (403, "book_not_for_token")
    assert other("GET", "/submissions").json()["items"] == []


def test_a_whole_book_is_verified_for_those_who_read_the_trail(callers: Callers) -> None:
    found = callers["quan-tri"]("POST", "/books/bk-parks/verification")
    assert found.status_code == 200, found.content
    assert (found.json()["holds"], found.json()["events"]) == (
        True,
        Event.objects.filter(book__code="bk-parks").count(),
    )
    assert refused(callers["lan"]("POST", "/books/bk-parks/verification")) == (403, "not_allowed")


@pytest.mark.parametrize("way", ["events", "submissions", "batch", "change"])
def test_a_number_with_two_meanings_is_asked(callers: Callers, way: str) -> None:
    """25.000 as text is neither 25 nor 25000; a number of JSON is what it is, and 7,2 is read."""
    rate = {"effective_on": "2023-08-22", "source": "NHNN", "vnd_per_usd": "25.000"}
    bodies: dict[str, tuple[str, str, dict[str, Any]]] = {
        "events": ("POST", "/events", {"book": BOOK, "type": "exchange_rate_set", "fields": rate}),
        "submissions": ("POST", "/submissions", {"book": BOOK, "kind": "exchange_rate_set", "fields": rate}),
        "batch": (
            "POST",
            "/submissions",
            {"book": BOOK, "kind": "batch", "fields": {"events": [{"type": "exchange_rate_set", "fields": rate}]}},
        ),
    }
    lan = callers["lan"]
    if way == "change":
        draft = {
            "book": BOOK,
            "kind": "exchange_rate_set",
            "fields": {**rate, "vnd_per_usd": "24.123,5"},
            "draft": True,
        }
        made = lan("POST", "/submissions", draft).json()
        assert made["fields"]["vnd_per_usd"] == "24123.5"
        bodies[way] = ("PUT", f"/submissions/{made['id']}", {"version": 1, "fields": rate})
    answer = lan(*bodies[way])
    assert refused(answer)[1] == "fields_refused"
    (problem,) = answer.json()["errors"]
    assert "25000" in problem["vi"]
    assert "or 25" in problem["en"]
