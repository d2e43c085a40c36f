"""Attachments: taken in once by hash, told by content, given only to those who may have them. On both databases."""

import hashlib
import io
import os
import threading

import pytest
from django.db import connection

from parkledger.home import home
from parkledger.language import ParkError
from parkledger.people.models import AuditEntry
from parkledger.people.permissions import NotAllowed
from parkledger.submissions.errors import SubmissionNotThere
from parkledger.submissions.files import attachments
from parkledger.submissions.files.attachments import attach, called, detach, file_for, path_of, verify
from parkledger.submissions.files.file_types import type_of
from parkledger.submissions.models import Attachment, AttachmentUse, Submission
from parkledger.submissions.workflow import lifecycle
from parkledger.submissions.workflow.lists import find
from tests.submissions.conftest import Office
from tests.submissions.files import HONEST, HOSTILE, PDF


def draft(office: Office, by: str = "operator") -> Submission:
    payload = {"zone": "kcn-mot", "area_m2": 1_000, "effective_on": "2022-01-01"}
    return lifecycle.begin(office[by], office.book, "land_cleared", payload)


def given(office: Office, found: Submission, content: bytes, name: str = "quyết định.pdf") -> AttachmentUse:
    return attach(found, found.author, name, iter([content[:7], content[7:]]))


@pytest.mark.parametrize("media_type", HONEST)
def test_what_a_file_is_is_told_by_its_content(media_type: str) -> None:
    content = HONEST[media_type]
    found = type_of(io.BytesIO(content), len(content))
    assert found is not None
    assert found.media_type == media_type


@pytest.mark.parametrize("what", HOSTILE)
def test_what_pretends_is_refused(what: str) -> None:
    content = HOSTILE[what]
    assert type_of(io.BytesIO(content), len(content)) is None


def test_attached_once_kept_under_its_hash_and_told_to_the_trail(office: Office) -> None:
    mine, theirs = draft(office), draft(office, "officer")
    first, again, other = given(office, mine, PDF), given(office, mine, PDF, "x.pdf"), given(office, theirs, PDF)
    sha256 = hashlib.sha256(PDF).hexdigest()
    assert first.pk == again.pk
    assert {first.attachment_id, other.attachment_id} == {sha256}
    assert Attachment.objects.count() == 1
    kept = [path for path in (home() / "attachments").rglob("*") if path.is_file()]
    assert kept == [path_of(sha256)]
    assert kept[0].read_bytes() == PDF
    assert AuditEntry.objects.filter(action="file_attached").count() >= 2


@pytest.mark.parametrize("what", ["a page called .pdf", "a document that unpacks to far more"])
def test_nothing_stays_of_what_is_refused(office: Office, what: str) -> None:
    with pytest.raises(attachments.FileTypeRefused, match=r"a\.pdf"):
        given(office, draft(office), HOSTILE[what], "a.pdf")
    assert not [path for path in (home() / "attachments").rglob("*") if path.is_file()]
    assert not Attachment.objects.exists()


def test_empty_and_too_large(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    found = draft(office)
    with pytest.raises(attachments.FileEmpty):
        given(office, found, b"")
    monkeypatch.setattr(attachments, "LARGEST", len(PDF) - 1)
    with pytest.raises(attachments.FileTooLarge):
        given(office, found, PDF)
    monkeypatch.setattr(attachments, "LARGEST", len(PDF))
    given(office, found, PDF)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"), ("C:\\Users\\a\\b.pdf", "b.pdf"), ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("", "tệp"), ("..", "tệp"), ("\u202egnp.exe", "gnp.exe"), ("quyết định.pdf", "quyết định.pdf"),
    ],
)  # fmt: skip
def test_a_name_is_only_shown(name: str, shown: str) -> None:
    assert called(name) == shown


@pytest.mark.parametrize("sha256", ["../../secret.key", "a" * 63, "A" * 64, "a" * 64 + "\n", ""])
def test_a_hash_is_no_path(home: object, sha256: str) -> None:
    with pytest.raises(attachments.AttachmentNotThere):
        path_of(sha256)


def test_only_the_author_attaches_and_only_while_it_is_open(office: Office) -> None:
    found = draft(office)
    with pytest.raises(NotAllowed):
        attach(found, office["officer"], "a.pdf", iter([PDF]))
    use = given(office, found, PDF)
    lifecycle.submit(found, office["operator"], found.version)
    found.refresh_from_db()
    with pytest.raises(ParkError, match="chờ duyệt"):
        given(office, found, HONEST["image/png"])
    with pytest.raises(ParkError, match="chờ duyệt"):
        detach(found, office["operator"], use.attachment_id)


def test_a_drafts_file_is_for_its_author_until_it_is_submitted(office: Office) -> None:
    made = draft(office)
    use = given(office, made, PDF, "giấy.exe.pdf")
    for name in ("officer", "approver", "leader"):
        with pytest.raises(attachments.AttachmentNotThere):
            file_for(office[name], use.attachment_id, is_public=False)
        with pytest.raises(SubmissionNotThere):
            find(office[name], made.pk)
    assert file_for(office["operator"], use.attachment_id, is_public=False)[2] == "giấy.exe.pdf"
    lifecycle.submit(made, office["operator"], made.version)
    for name in ("operator", "officer", "approver", "leader"):
        found, path, shown = file_for(office[name], use.attachment_id, is_public=False)
        assert (found.media_type, path.read_bytes(), shown) == ("application/pdf", PDF, "giấy.exe.pdf")
        assert find(office[name], made.pk).pk == made.pk
    for name in ("firm", "nobody"):
        with pytest.raises(attachments.AttachmentNotThere):
            file_for(office[name], use.attachment_id, is_public=False)
    assert file_for(office["nobody"], use.attachment_id, is_public=True)[2] == f"{use.attachment_id[:12]}.pdf"


def test_taken_off_the_bytes_stay_for_others(office: Office) -> None:
    mine, theirs = draft(office), draft(office, "officer")
    sha256 = given(office, mine, PDF).attachment_id
    given(office, theirs, PDF)
    detach(mine, office["operator"], sha256)
    with pytest.raises(attachments.AttachmentNotThere):
        detach(mine, office["operator"], sha256)
    with pytest.raises(attachments.AttachmentNotThere):
        file_for(office["operator"], sha256, is_public=False)
    assert file_for(office["officer"], sha256, is_public=False)[1].read_bytes() == PDF


def test_verifying_finds_what_was_changed_and_what_is_gone(office: Office) -> None:
    found = draft(office)
    uses = [given(office, found, content) for content in HONEST.values()]
    assert verify() == (len(HONEST), [])
    changed, gone = path_of(uses[0].attachment_id), path_of(uses[1].attachment_id)
    changed.chmod(0o600)
    changed.write_bytes(changed.read_bytes()[:-1] + b"!")
    gone.unlink()
    count, damaged = verify()
    assert count == len(HONEST)
    assert {each.facts["sha256"] for each in damaged} == {changed.name, gone.name}
    with pytest.raises(attachments.AttachmentDamaged):
        file_for(office["operator"], gone.name, is_public=False)


def test_many_at_once_keep_one(office: Office) -> None:
    drafts = [draft(office) for _ in range(4)]
    failed: list[BaseException] = []

    def send(found: Submission) -> None:
        try:
            given(office, found, PDF)
        except BaseException as problem:  # noqa: BLE001  told below
            failed.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(each,)) for each in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert Attachment.objects.count() == 1
    assert AttachmentUse.objects.count() == 4
    assert [name for name in os.listdir(home() / "attachments") if name.startswith("receiving-")] == []  # noqa: PTH208
