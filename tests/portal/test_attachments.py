"""Attached files on screen: sent only to be saved, only to those who may have them; public once an event cites them."""

import hashlib
import subprocess
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from parkledger.figures.current import expire
from parkledger.submissions.files.attachments import path_of
from parkledger.submissions.models import Submission
from tests.portal.persons import browser_of, person
from tests.portal.test_submissions import BOOK, CLEARED, ZONE, decide, text
from tests.run_fixtures import command
from tests.submissions.files import HONEST, HOSTILE, HTML, PDF

HASH = hashlib.sha256(PDF).hexdigest()


@pytest.fixture
def people(books: Path) -> dict[str, Client]:
    roles = {
        "lan": ("officer", {"book": BOOK}), "duyet": ("approver", {"book": BOOK}),
        "ha-tang": ("operator", {"zone": f"{BOOK}/{ZONE}"}), "khac": ("operator", {"zone": f"{BOOK}/kcn-van-trung"}),
    }  # fmt: skip
    return {name: browser_of(person(name, role)) for name, role in roles.items()}


def draft(client: Client) -> Submission:
    answer = client.post("/ghi-so/land_cleared/", {"book": BOOK, "act": "save", **CLEARED})
    return Submission.objects.get(pk=int(answer["Location"].split("/")[-3]))


def send(client: Client, found: Submission, content: bytes = PDF, name: str = "../../Quyết định.html", **more: str):
    file = SimpleUploadedFile("x", content, "text/html")
    vars(file)["_name"] = name  # as a browser that means ill would send it
    return client.post(f"/ho-so/{found.pk}/tep/", {"file": file, **more})


def status(client: Client, address: str) -> int:
    answer = client.get(address)
    answer.close()
    return answer.status_code


def test_attached_seen_by_those_who_may_and_public_once_approved(people: dict[str, Client], client: Client) -> None:
    found = draft(people["ha-tang"])
    assert send(people["ha-tang"], found, basis="on").status_code == 302
    assert "văn bản căn cứ" in text(people["ha-tang"].get(f"/ho-so/{found.pk}/").content)
    address = f"/tep/{HASH}/"
    for name, expected in (("ha-tang", 200), ("duyet", 404), ("lan", 404), ("khac", 404)):  # a draft is its author's
        assert status(people[name], address) == expected, name
    assert status(client, address) == 302  # to sign in
    found.refresh_from_db()
    people["ha-tang"].post(f"/ho-so/{found.pk}/sua/", {
        "act": "submit", "version": found.version, **CLEARED, "document.number": "QĐ-77/2024", "document.sha256": HASH,
    })  # fmt: skip
    found.refresh_from_db()
    assert found.state == "submitted"
    for name, expected in (("ha-tang", 200), ("duyet", 200), ("lan", 200), ("khac", 404)):
        assert status(people[name], address) == expected, name
    assert decide(people["duyet"], found, "approve").status_code == 302
    expire()
    answer = client.get(address)
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == PDF  # type: ignore[attr-defined]
    answer.close()
    found.refresh_from_db()
    event = client.get(f"/su-kien/{BOOK}/{found.events[0]}/").content.decode()
    assert address in event
    assert address in client.get(f"/khu-cum/{BOOK}/{ZONE}/").content.decode()
    document = next(part for part in event.split('"') if part.startswith("/van-ban/") and len(part) > len("/van-ban/"))
    assert address in client.get(document).content.decode()
    assert status(people["khac"], f"{address}?known=2024-01-01") == 404


@pytest.mark.parametrize("media_type", HONEST)
def test_a_file_is_never_a_page(people: dict[str, Client], media_type: str) -> None:
    content = HONEST[media_type]
    send(people["lan"], draft(people["lan"]), content)
    answer = people["lan"].get(f"/tep/{hashlib.sha256(content).hexdigest()}/")
    answer.close()
    assert answer["Content-Type"] == media_type
    assert answer["Content-Disposition"].startswith("attachment")
    assert ".html" not in answer["Content-Disposition"].lower()
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_refused_is_told_and_not_kept(people: dict[str, Client], what: str) -> None:
    found = draft(people["lan"])
    answer = send(people["lan"], found, HOSTILE[what], "quyết định.pdf")
    assert answer.status_code == 422
    assert "quyết định.pdf" in text(answer.content)
    assert not found.uses.exists()
    assert not path_of(hashlib.sha256(HOSTILE[what]).hexdigest()).exists()


def test_no_file_and_an_empty_one(people: dict[str, Client]) -> None:
    found = draft(people["lan"])
    assert people["lan"].post(f"/ho-so/{found.pk}/tep/", {}).status_code == 422
    assert send(people["lan"], found, b"").status_code == 422
    assert not found.uses.exists()


def test_only_the_author_attaches_and_takes_off(people: dict[str, Client], client: Client) -> None:
    found = draft(people["ha-tang"])
    assert send(client, found).status_code == 302  # to sign in
    assert send(people["khac"], found).status_code == 404
    assert send(people["lan"], found).status_code == 404  # who may not see a draft does not learn of it
    assert not found.uses.exists()
    send(people["ha-tang"], found)
    assert people["ha-tang"].post(f"/ho-so/{found.pk}/tep/", {"remove": HASH}).status_code == 302
    assert not found.uses.exists()
    assert people["ha-tang"].get(f"/tep/{HASH}/").status_code == 404


def test_a_path_is_no_hash(people: dict[str, Client]) -> None:
    for path in ("/tep/..%2f..%2fsecret.key/", f"/tep/{'0' * 64}/", "/tep/%2e%2e/"):
        assert people["lan"].get(path).status_code == 404


def test_the_command_verifies(people: dict[str, Client], books: Path) -> None:
    send(people["lan"], draft(people["lan"]))
    command(books, "attachments", "verify")
    path = path_of(HASH)
    path.chmod(0o600)
    path.write_bytes(HTML)
    with pytest.raises(subprocess.CalledProcessError) as failed:
        command(books, "attachments", "verify")
    assert HASH in failed.value.stderr
