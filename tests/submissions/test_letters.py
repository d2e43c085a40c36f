"""Letters of a submission's steps: to whom, in which language, sent beside what was done and kept where they cannot go."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core import mail
from django.db import transaction

from parkledger.people import letters as sending
from parkledger.people.permissions import grant
from parkledger.people.roles import Role
from parkledger.submissions.models import Correspondent, Letter, State, Submission
from parkledger.submissions.workflow import letters, lifecycle
from tests.submissions.conftest import Office

LEASE = {"zone": "kcn-mot", "area_m2": "12 ha", "effective_on": "1/3/2021"}
NOBODY_LISTENS = 1


@pytest.fixture
def posted(office: Office) -> Iterator[Office]:
    """Everybody has an address; one approver reads English, another was locked out; letters are kept in memory."""
    for name in office.people:
        User.objects.filter(username=name).update(email=f"{name}@a.example")
    Correspondent.objects.create(user=office["other"], language="en")
    gone = User.objects.create(username="gone", email="gone@a.example", is_active=False)
    grant(gone, Role.APPROVER, "test", book=office.book)
    before, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    yield office
    sending.wait()
    settings.EMAIL_BACKEND = before


def submitted(office: Office, author: str = "officer") -> Submission:
    draft = lifecycle.begin(office[author], office.book, "land_leased", LEASE)
    return lifecycle.submit(draft, office[author], draft.version)


def sent() -> dict[str, tuple[str, str]]:
    """What has been sent since the last look, by whom it went to."""
    sending.wait()
    found = {each.to[0].partition("@")[0]: (str(each.subject), str(each.body)) for each in mail.outbox}
    mail.outbox = []
    return found


def test_who_has_to_act_is_told_in_their_own_language(posted: Office) -> None:
    found = submitted(posted)
    about = f"ồ sơ số {found.pk} (Cho thuê, cho thuê lại đất)"
    vi = f"officer đã trình h{about} vào sổ «Ban Quản lý các KCN».\nĐề nghị xem và duyệt, hoặc trả lại kèm ý kiến:"
    en = (
        f"officer submitted submission {found.pk} (Land leased) to the book “Ban Quản lý các KCN”.\n"
        "Please approve it, or return it with a comment:"
    )
    assert sent() == {
        "approver": (f"H{about} chờ duyệt", vi),
        "other": (f"Submission {found.pk} (Land leased) waits for approval", en),
    }
    back = lifecycle.send_back(found, posted["other"], found.version, "thiếu hợp đồng")
    assert sent() == {
        "officer": (f"H{about} được trả lại để sửa", f"H{about} được trả lại để sửa.\nÝ kiến: thiếu hợp đồng")
    }
    again = lifecycle.submit(back, posted["officer"], back.version)
    sent()
    done = lifecycle.approve(again, posted["other"], again.version)
    assert (
        f"Sự kiện đã ghi: “Cho thuê, cho thuê lại đất” ngày 1/3/2021, số {done.events[0]} của sổ Ban Quản lý các KCN"
        in sent()["officer"][1]
    )
    assert set(Letter.objects.values_list("text", "problem")) == {("", "")}
    assert not Letter.objects.filter(sent_at=None).exists()


def test_what_was_undone_is_told_to_nobody(posted: Office) -> None:
    with transaction.atomic():
        submitted(posted)
        assert Letter.objects.count() == 2
        transaction.set_rollback(True)
    assert sent() == {}
    assert not Letter.objects.exists()


def test_no_mail_server_fails_nothing_and_the_letter_goes_later(
    posted: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
    monkeypatch.setattr(settings, "EMAIL_HOST", "127.0.0.1")
    monkeypatch.setattr(settings, "EMAIL_PORT", NOBODY_LISTENS)
    assert submitted(posted).state == State.SUBMITTED
    sending.wait()
    kept = list(letters.unsent())
    assert {(each.address, each.tries) for each in kept} == {("approver@a.example", 1), ("other@a.example", 1)}
    assert {each.problem.partition(":")[0] for each in kept} == {"ConnectionRefusedError"}
    assert all("duyệt" in each.text or "approve" in each.text for each in kept)
    monkeypatch.setattr(settings, "EMAIL_BACKEND", "django.core.mail.backends.locmem.EmailBackend")
    assert letters.send_waiting() == 0  # tried a moment ago
    Letter.objects.update(tried_at=datetime.now(UTC) - 2 * letters.TRY_AGAIN)
    assert letters.send_waiting() == 2
    assert set(sent()) == {"approver", "other"}
    assert letters.send_waiting() == 0


def test_what_cannot_be_sent_for_long_is_left_until_somebody_asks(posted: Office) -> None:
    kept = Letter.objects.create(
        user=posted["approver"], address="a@a.example", subject="x", text="y", tries=letters.MOST_TRIES, problem="z"
    )
    Letter.objects.update(
        made_at=datetime.now(UTC) - timedelta(days=30), tried_at=datetime.now(UTC) - timedelta(days=2)
    )
    assert letters.send_waiting() == 0
    assert letters.try_again() == 1
    sending.wait()
    kept.refresh_from_db()
    assert (kept.sent_at is not None, kept.text, kept.problem) == (True, "", "")


def test_a_letter_that_another_process_took_in_hand_is_left_to_it(posted: Office) -> None:
    letter = Letter.objects.create(user=posted["approver"], address="a@a.example", subject="x", text="y")
    stale = Letter.objects.get(pk=letter.pk)
    assert letters.send_waiting([letter.pk]) == 1
    assert letters._send(stale) is False
    assert len(mail.outbox) == 1
