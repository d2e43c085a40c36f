"""The typed client against a portal that is served: the same numbers, lists to their end, nothing done twice."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import httpx
import pytest
from pydantic import ValidationError
from tools import write_client_shapes

import parkledger
from parkledger.api import tokens
from parkledger.catalogue.publicity import SHOWN_ON_REQUEST
from parkledger.client import Client, Refused, Unreachable, shapes
from parkledger.figures import current
from parkledger.ledger.events import EVENT_TYPES
from tests.api.conftest import BOOK, CLEARED, ROLES
from tests.portal.conftest import serve
from tests.portal.persons import person

SEED = date(2023, 8, 22)


@pytest.fixture
def parks(books: Path, statics: Path) -> Iterator[dict[str, Client]]:
    """Clients of an officer and an approver, and of anyone, of a portal that is served over books of its own."""
    secrets = {
        name: tokens.make(person(name, ROLES[name]), "thử", ["read", "submit", "approve"], 1).secret
        for name in ("lan", "duyet")
    }
    current.close()
    with serve(books, statics) as address:
        found = {name: Client(address, secret) for name, secret in {**secrets, "anyone": None}.items()}
        yield found
        for each in found.values():
            each.close()


def test_reading_and_submitting_a_whole_journey(parks: dict[str, Client]) -> None:
    anyone, lan, duyet = parks["anyone"], parks["lan"], parks["duyet"]
    (figure,) = anyone.figures("occupancy", place="viet-nam.bac-giang", kind="park", on=SEED, known=SEED)
    assert figure.exact is not None
    assert Fraction("75.55") <= figure.exact < Fraction("75.65")
    assert anyone.ask([figure.question])[0].exact == figure.exact
    zones = list(anyone.zones(kind="park", on=SEED, limit=5))
    assert len({zone.ref for zone in zones}) == len(zones) > 5
    assert anyone.zone(zones[0].ref, on=SEED).numbers["land.leased"].exact == zones[0].numbers["land.leased"].exact
    journal = list(anyone.journal("bk-parks"))
    shown = [each["hash"] for each in journal if EVENT_TYPES[each["type"]].public_kind not in SHOWN_ON_REQUEST]
    assert shown == [each.hash for each in anyone.events(book="bk-parks", limit=40)]
    assert len(shown) < len(journal), "what is of single organisations is in the journal by its hash alone"
    assert {book.code: book.tip_hash for book in anyone.books()}["bk-parks"] == journal[-1]["hash"]
    assert lan.token().owner == "lan"

    made = lan.submit(BOOK, "land_cleared", CLEARED)
    done = duyet.approve(duyet.submission(made.id))
    (ref,) = done.events
    assert lan.event(ref).postings[0].amount == 15_000
    draft = lan.correct(ref, {**CLEARED, "area_m2": 14_000}, "đo lại")
    back = duyet.send_back(draft, "thiếu văn bản")
    mended = lan.hand_in(lan.change(back, {**CLEARED, "area_m2": 13_000}))
    assert duyet.approve(mended).state == "approved"
    taken = lan.take_back(duyet.submission(draft.id).events[-1], "không có thật")
    assert lan.withdraw(taken).state == "withdrawn"
    assert [each.id for each in lan.submissions()] == [taken.id, draft.id, made.id]
    with pytest.raises(Refused) as refused:
        duyet.approve(made)
    assert (refused.value.status, refused.value.codes) == (409, ("submission_changed",))
    with pytest.raises(Refused):
        list(anyone.submissions())


class Lost(httpx.BaseTransport):
    """A real line on which the answer to each write is lost once: the server has done it, the client does not know."""

    def __init__(self) -> None:
        self.line = httpx.HTTPTransport()
        self.lost: list[tuple[str, int]] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        answer = self.line.handle_request(request)
        key = request.headers.get("Idempotency-Key")
        if key is None or key in {known for known, _ in self.lost}:
            return answer
        answer.read()
        self.lost.append((key, answer.status_code))
        raise httpx.ReadError("cut off")

    def close(self) -> None:
        self.line.close()


def test_answers_that_are_lost_on_a_real_line_leave_everything_done_once(parks: dict[str, Client]) -> None:
    lan, duyet, lines = parks["lan"], parks["duyet"], (Lost(), Lost())
    with again(lan, lines[0]) as writer, again(duyet, lines[1]) as approver:
        made = writer.submit(BOOK, "land_cleared", CLEARED)
        changed = writer.change(approver.send_back(made, "ghi rõ"), {**CLEARED, "area_m2": 12_000})
        done = approver.approve(writer.hand_in(changed))
        same = [writer.submit(BOOK, "land_cleared", CLEARED, draft=True, key="hop-dong-12").id for _ in range(2)]
    assert len(lines[0].lost) == 4
    assert len(lines[1].lost) == 2
    assert all(status < 300 for line in lines for _, status in line.lost), "each was done before its answer was lost"
    assert len(set(same)) == 1
    assert [(each.id, each.state) for each in lan.submissions()] == [(same[0], "draft"), (made.id, "approved")]
    assert [lan.event(ref).postings[0].amount for ref in done.events] == [12_000]


def again(client: Client, line: httpx.BaseTransport) -> Client:
    """The same program on another line."""
    return Client(
        str(client._http.base_url),
        client._http.headers["Authorization"].removeprefix("Bearer "),
        transport=line,
        sleep=lambda _: None,
    )


class Cut(httpx.BaseTransport):
    """A line that breaks after the server has done its work, and answers as it is told at first."""

    def __init__(self, *before: int | None) -> None:
        self.before = list(before)
        self.seen: list[httpx.Request] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.seen.append(request)
        status = self.before.pop(0) if self.before else 201
        if status is None:
            raise httpx.ReadError("cut off")
        problem = {"errors": [{"code": "x", "where": "", "vi": "a", "en": "b"}]}
        return httpx.Response(status, json=SUBMISSION if status == 201 else problem, headers={"Retry-After": "7"})


SUBMISSION = {
    "id": 1, "book": BOOK, "kind": "land_cleared", "fields": {}, "corrects": None, "reason": "", "zone": None,
    "enterprise": "", "state": "submitted", "version": 2, "author": "lan", "events": [],
    "label": {"vi": "a", "en": "b"}, "state_name": {"vi": "a", "en": "b"}, "saved_at": "2024-05-06T10:00:00+07:00",
    "submitted_at": None, "decided_at": None, "decided_by": None,
}  # fmt: skip


def test_what_was_cut_off_is_sent_again_under_the_same_key() -> None:
    line, waited = Cut(None, 503, 429), list[float]()
    client = Client("http://a.example", "t", transport=line, sleep=waited.append)
    assert client.submit(BOOK, "land_cleared", CLEARED).id == 1
    assert len({request.headers["Idempotency-Key"] for request in line.seen}) == 1
    assert len({request.content for request in line.seen}) == 1
    assert waited == [0.2, 7.0, 7.0]


def test_two_submissions_have_two_keys() -> None:
    line = Cut()
    client = Client("http://a.example", "t", transport=line)
    client.submit(BOOK, "land_cleared", CLEARED)
    client.submit(BOOK, "land_cleared", CLEARED)
    assert len({request.headers["Idempotency-Key"] for request in line.seen}) == 2


def test_a_refusal_is_not_sent_again_and_a_dead_line_is_given_up() -> None:
    line = Cut(422)
    with pytest.raises(Refused, match="a"):
        Client("http://a.example", transport=line).submit(BOOK, "x", {})
    assert len(line.seen) == 1
    dead = Cut(*[None] * 9)
    with pytest.raises(Unreachable):
        Client("http://a.example", transport=dead, tries=3, sleep=lambda _: None).books()
    assert len(dead.seen) == 3


def test_the_types_are_those_of_the_description_and_a_difference_is_found(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert write_client_shapes.main(["--check"]) == 0
    other = tmp_path / "shapes.py"
    other.write_text(
        write_client_shapes.TARGET.read_text(encoding="utf-8").replace("tip_hash: str", ""), encoding="utf-8"
    )
    monkeypatch.setattr(write_client_shapes, "TARGET", other)
    assert write_client_shapes.main(["--check"]) == 1


def test_an_answer_of_a_later_version_is_still_read() -> None:
    """With fields, kinds and states that this client does not know."""
    found = shapes.Submission.model_validate({**SUBMISSION, "state": "archived", "colour": "blue"})
    assert (found.state, found.saved_at) == ("archived", datetime(2024, 5, 6, 3, 0, tzinfo=UTC))
    assert shapes.Number.model_validate({"value": 0.5, "exact": "1/2", "unit": "ha", "demo": False}).exact == Fraction(
        1, 2
    )
    with pytest.raises(ValidationError):
        shapes.Submission.model_validate({**SUBMISSION, "version": "many"})


def test_the_client_needs_nothing_of_the_server() -> None:
    probe = "import sys, parkledger.client; print(*sys.modules)"
    loaded = subprocess.check_output([sys.executable, "-c", probe], text=True).split()
    assert not [
        name for name in loaded if name == "django" or (name.startswith("parkledger.") and "client" not in name)
    ]


@pytest.mark.long
def test_a_program_that_uses_the_client_is_checked_by_its_types(tmp_path: Path) -> None:
    """As by somebody who has installed the package: a mistake is found, and right use passes."""
    right = "from parkledger.client import Client\nname: str = next(Client('x').zones()).developer\n"
    wrong = right.replace("name: str", "name: int")
    assert (Path(parkledger.__file__).parent / "py.typed").is_file(), "without it no types of ours are looked at"
    (tmp_path / "mypy.ini").write_text("[mypy]\nfollow_imports = silent\n", encoding="utf-8")
    for text, code in ((right, 0), (wrong, 1)):
        (tmp_path / "program.py").write_text(text, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "mypy", "program.py"], cwd=tmp_path, capture_output=True, text=True
        )
        assert done.returncode == code, done.stdout
