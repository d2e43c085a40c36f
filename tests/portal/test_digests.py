"""Digests by e-mail: what became known since the last one, once to each person, in their language, as they may see it."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connections
from django.test import Client

from parkledger.catalogue.publicity import PublicKind, named_in, withheld
from parkledger.figures import current
from parkledger.ledger.book.recording import build, record, withdraw
from parkledger.ledger.store.registry import add_book
from parkledger.people import publicity, subscriptions
from parkledger.people.models import AuditEntry, DigestFrequency, Subscription, SubscriptionKind
from parkledger.submissions.digests import digests
from parkledger.submissions.digests.digests import DigestOutcome, send_digests
from parkledger.submissions.models import Correspondent, Letter
from parkledger.submissions.workflow import letters
from tests.portal.mail_server import mail_server
from tests.portal.persons import person

ZONE = "bg/kcn-quang-chau"
PLACE, DAILY = SubscriptionKind.PLACE, DigestFrequency.DAILY
YESTERDAY = timedelta(days=1, minutes=1)


@pytest.fixture
def book(database: str) -> Iterator[object]:
    """A small book with a zone, recorded before anybody follows it."""
    current.close()
    book = add_book("bg", "Sổ thử", "viet-nam.bac-giang")
    zone = {"name": "Quang Châu", "kind": "park", "place": "viet-nam.bac-giang", "area_m2": "100 ha",
            "industrial_m2": "60 ha", "effective_on": "2020-01-01"}  # fmt: skip
    record("bg", build("zone_established", zone), by="tests")
    yield book
    current.close()
    withheld.set(frozenset())
    named_in.set(None)


@pytest.fixture
def mailbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """A mail server, and the letters that come in."""
    with mail_server() as (port, found):
        monkeypatch.setattr(settings, "EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
        monkeypatch.setattr(settings, "EMAIL_HOST", "127.0.0.1")
        monkeypatch.setattr(settings, "EMAIL_PORT", port)
        monkeypatch.setattr(settings, "EMAIL_USE_TLS", False)
        monkeypatch.setattr(settings, "EMAIL_USE_SSL", False)
        yield found


def follower(name: str, key: str = "viet-nam.bac-giang", kind: SubscriptionKind = PLACE, often=DAILY) -> User:
    """Somebody who was told until yesterday's minute before last."""
    user = User.objects.filter(username=name).first() or person(name, second_factor=False)
    subscriptions.subscribe(user, kind, key, often)
    return user


def lease(area: str = "6 ha") -> int:
    fields = {"zone": "kcn-quang-chau", "area_m2": area, "effective_on": "2021-02-03"}
    return int(record("bg", build("land_leased", fields), by="tests").ref.partition("/")[2])


def tomorrow() -> datetime:
    return datetime.now(UTC) + timedelta(days=1)


def run(until: datetime | None = None, **how: bool) -> DigestOutcome:
    return send_digests(until or tomorrow(), lambda path: f"https://a.example{path}", **how)


def sent(mailbox) -> dict[str, str]:
    found = {}
    while not mailbox.empty():
        letter = mailbox.get()
        found[str(letter["To"]).partition("@")[0]] = letter.get_content()
    return found


def test_what_became_known_is_told_once(book, mailbox) -> None:
    follower("lan")
    assert run().digests == []
    lease()
    until = tomorrow()
    assert (run(until).sent, run(until).sent) == (1, 0)
    text = sent(mailbox)["lan"]
    assert text.startswith("TỈNH BẮC")
    assert "Cho thuê, cho thuê lại đất: KCN Quang Châu" in text
    assert "Tỷ lệ lấp đầy" in text
    assert "0,0% → 10,0%" in text or "chưa có số liệu → 10,0%" in text
    assert re.search(r"https://a\.example/su-kien/bg/2/\?on=", text)
    assert re.search(r"https://a\.example/dia-ban/viet-nam.bac-giang/thay-doi/\?on=\S+since=", text)
    assert run(until + timedelta(days=1)).digests == []  # nothing since
    assert AuditEntry.objects.filter(action="digest_written", by="lan").count() == 1


def test_of_two_runs_at_once_one_tells(book, mailbox) -> None:
    follower("lan")
    lease()
    until = tomorrow()
    quicker: list[DigestOutcome] = []

    def other() -> DigestOutcome:
        try:
            return run(until)
        finally:
            connections.close_all()

    def whole(path: str) -> str:
        """While one run writes, another begins and ends."""
        if not quicker:
            with ThreadPoolExecutor(1) as thread:
                quicker.append(thread.submit(other).result())
        return f"https://a.example{path}"

    slower = send_digests(until, whole)
    assert ([each.sent for each in quicker], slower.sent, slower.failed) == ([1], 0, 0)
    assert Letter.objects.count() == 1


def test_what_was_withdrawn_is_told_of(book, mailbox) -> None:
    follower("lan", ZONE, SubscriptionKind.ZONE)
    seq, first = lease(), tomorrow()
    assert run(first).sent == 1
    Subscription.objects.update(told_until=datetime.now(UTC))
    withdraw("bg", seq, reason="ghi nhầm", by="tests")
    assert run().sent == 1
    assert "[đã thu hồi] Cho thuê" in sent(mailbox)["lan"]


def test_nobody_is_told_more_often_than_asked(book, mailbox) -> None:
    follower("lan", often=DigestFrequency.WEEKLY)
    lease()
    assert run().digests == []
    assert run(datetime.now(UTC) + timedelta(days=7)).sent == 1


def test_each_in_their_language_a_figure_and_a_question(book, mailbox) -> None:
    user = follower("ann", "indicator=land.leased&place=viet-nam.bac-giang&kind=park", SubscriptionKind.FIGURE)
    follower("ann", "diện tích đất đã cho thuê KCN Quang Châu", SubscriptionKind.QUESTION)
    Correspondent.objects.create(user=user, language="en")
    lease()
    assert len(run().digests[0].told) == 2
    text = sent(mailbox)["ann"]
    assert "6.00 ha" in text
    assert "https://a.example/en/so-lieu/?indicator=land.leased" in text
    assert "https://a.example/en/tim/?on=" in text
    assert "Stop these letters" in text


def test_what_is_withheld_from_somebody_is_not_told_them(book, mailbox) -> None:
    follower("lan")
    follower("lan", ZONE, SubscriptionKind.ZONE)
    officer = person("can-bo-2", ("officer", {"book": "bg"}), second_factor=False)
    subscriptions.subscribe(officer, SubscriptionKind.ZONE, ZONE, DAILY)
    publicity.withhold(book, [PublicKind.JOURNAL.value], "tests")
    lease()
    assert [each.user.username for each in run().digests] == ["can-bo-2"]
    assert withheld.get() == frozenset()  # whoever runs the command sees what they saw before
    publicity.withhold(book, [PublicKind.ZONES.value], "tests")
    lease("1 ha")
    Subscription.objects.update(told_until=datetime.now(UTC) - YESTERDAY)
    assert [each.user.username for each in run().digests] == ["can-bo-2"]


def test_a_letter_that_fails_goes_later_and_the_rest_at_once(book, mailbox, monkeypatch) -> None:
    for name in ("bad", "lan"):
        follower(name)
    User.objects.filter(username="bad").update(email="không\nphải")
    follower("none")
    User.objects.filter(username="none").update(email="")
    lease()
    done = run()
    assert (done.sent, done.failed, done.nobody) == (1, 1, 1)
    assert set(sent(mailbox)) == {"lan"}
    Letter.objects.filter(sent_at=None).update(
        tried_at=datetime.now(UTC) - 2 * letters.TRY_AGAIN, address="bad@a.example"
    )
    assert letters.send_waiting() == 1
    assert set(sent(mailbox)) == {"bad"}
    assert run().digests == []


def test_a_dry_run_sends_and_remembers_nothing(book, mailbox) -> None:
    follower("lan")
    lease()
    assert len(run(dry=True).digests) == 1
    assert sent(mailbox) == {}
    assert run().sent == 1


def test_digests_are_stopped_by_the_link_without_signing_in(book, mailbox, statics) -> None:
    follower("lan")
    follower("lan", ZONE, SubscriptionKind.ZONE)
    follower("lan", "bg/khong-co", SubscriptionKind.ZONE)  # of which the letter says nothing
    follower("minh")
    lease()
    run()
    found = re.search(r"https://a\.example(/thoi-theo-doi/\S+)", sent(mailbox)["lan"])
    assert found is not None
    visitor = Client(enforce_csrf_checks=True)
    page = visitor.get(found[1]).content.decode()
    assert "KCN Quang Châu" in page
    assert "khong-co" not in page  # whoever is shown a letter learns no more than it says
    assert Subscription.objects.count() == 4  # a mail program that follows links stops nothing
    number = Subscription.objects.get(key=ZONE).pk
    assert visitor.post(found[1], {"number": str(number)}).status_code == 200
    assert Subscription.objects.count() == 3
    assert visitor.post(found[1]).status_code == 200
    assert sorted((each.user.username, each.key) for each in Subscription.objects.select_related("user")) == [
        ("lan", "bg/khong-co"),
        ("minh", "viet-nam.bac-giang"),
    ]
    assert visitor.post(found[1][:-2] + "x/").status_code == 404
    assert visitor.post(f"/thoi-theo-doi/{Subscription.objects.earliest('pk').user_id}/").status_code == 404


def test_a_mail_program_stops_digests_at_one_press(book, mailbox, statics) -> None:
    follower("lan")
    for number in range(60):  # so that the address is long
        follower("lan", f"indicator=land.leased&place=viet-nam.bac-giang&kind=park&n={number}", SubscriptionKind.FIGURE)
    lease()
    run()
    letter = mailbox.get()
    (address,) = re.findall(r"<https://a\.example(\S+)>", letter["List-Unsubscribe"])
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"https://a.example{address}" in letter.get_content()
    assert max(map(len, str(letter["List-Unsubscribe"]).splitlines())) < 998  # the longest line that mail carries
    assert set(Letter.objects.values_list("text", "stopped_at")) == {("", "")}  # forgotten when it has gone
    answer = Client(enforce_csrf_checks=True).post(address, {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, Subscription.objects.count()) == (200, 0)


def test_other_letters_cannot_be_stopped(book, mailbox) -> None:
    user = person("lan", second_factor=False)
    written = Letter.objects.create(user=user, address=user.email, subject="Đã duyệt", text="…")
    assert letters.send_waiting([written.pk]) == 1
    assert mailbox.get()["List-Unsubscribe"] is None


def test_an_event_is_told_once_under_the_narrowest_thing_followed(book, mailbox) -> None:
    for key in ("viet-nam", "viet-nam.bac-giang"):
        follower("lan", key)
    follower("lan", ZONE, SubscriptionKind.ZONE)
    lease()
    other = {"name": "Vân Trung", "kind": "park", "place": "viet-nam.bac-giang", "area_m2": "50 ha",
             "industrial_m2": "30 ha", "effective_on": "2021-01-01"}  # fmt: skip
    record("bg", build("zone_established", other), by="tests")
    assert len(run().digests[0].told) == 3
    text = sent(mailbox)["lan"]
    country, province, zone, _ = text.replace("\r\n", "\n").split("\n\n")
    assert text.count("- Cho thuê, cho thuê lại đất") == text.count("KCN Vân Trung, ") == 1
    assert "- Cho thuê, cho thuê lại đất" in zone
    assert "KCN Vân Trung" in province
    assert "(1 sự kiện đã nêu ở mục khác của thư này)" in province
    assert "(2 sự kiện đã nêu ở mục khác của thư này)" in country
    assert "Tỷ lệ lấp đầy" in country  # figures are each place's own


@pytest.mark.parametrize("zone_first", [True, False])
def test_an_event_is_told_once_whatever_is_followed_daily_and_weekly(book, mailbox, zone_first: bool) -> None:
    """By the digest that is sent first; the other says only how its own figures moved. A withdrawal is told anew."""
    weekly = DigestFrequency.WEEKLY
    follower("lan", often=weekly if zone_first else DAILY)
    follower("lan", ZONE, SubscriptionKind.ZONE, DAILY if zone_first else weekly)
    seq, now = lease(), datetime.now(UTC)
    assert [each.kind == "zone" for each in run(now + timedelta(days=1)).digests[0].told] == [zone_first]
    assert sent(mailbox)["lan"].count("- Cho thuê, cho thuê lại đất") == 1
    (later,) = run(now + timedelta(days=7)).digests
    assert [each.kind == "zone" for each in later.told] == [not zone_first]
    assert "Cho thuê, cho thuê lại đất" not in later.text
    assert "(1 sự kiện đã nêu ở thư trước)" in later.text
    assert "Tỷ lệ lấp đầy" in later.text
    Subscription.objects.update(told_until=datetime.now(UTC))
    withdraw("bg", seq, reason="ghi nhầm", by="tests")
    assert run(now + timedelta(days=14)).digests[0].text.count("[đã thu hồi] Cho thuê") == 1


def test_an_event_that_a_digest_only_counted_is_told_by_the_next(book, mailbox, monkeypatch) -> None:
    monkeypatch.setattr(digests, "MOST_EVENTS", 1)
    follower("lan")
    follower("lan", ZONE, SubscriptionKind.ZONE, DigestFrequency.WEEKLY)
    lease("6 ha")
    lease("2 ha")
    now = datetime.now(UTC)
    (first,) = run(now + timedelta(days=1)).digests
    (second,) = run(now + timedelta(days=7)).digests
    assert "… và 1 sự kiện nữa" in first.text
    named = [text.count("- Cho thuê, cho thuê lại đất") for text in (first.text, second.text)]
    assert named == [1, 1], "each of the two is named once"
    assert "(1 sự kiện đã nêu ở thư trước)" in second.text


def test_of_runs_at_once_for_a_day_and_for_a_week_one_tells(book, mailbox) -> None:
    follower("lan", often=DigestFrequency.WEEKLY)
    follower("lan", ZONE, SubscriptionKind.ZONE)
    lease()
    now = datetime.now(UTC)
    quicker: list[DigestOutcome] = []

    def other() -> DigestOutcome:
        try:
            return run(now + timedelta(days=1))
        finally:
            connections.close_all()

    def whole(path: str) -> str:
        """While the run of the week writes, that of the day begins and ends."""
        if not quicker:
            with ThreadPoolExecutor(1) as thread:
                quicker.append(thread.submit(other).result())
        return f"https://a.example{path}"

    assert send_digests(now + timedelta(days=7), whole).sent == 0
    assert quicker[0].sent == 1
    assert "- Cho thuê" in sent(mailbox)["lan"]
    assert "Cho thuê" not in run(now + timedelta(days=7)).digests[0].text


def test_what_is_gone_is_left_out(book, mailbox) -> None:
    follower("lan", "bg/khong-co", SubscriptionKind.ZONE)
    follower("lan")
    lease()
    assert len(run().digests[0].told) == 1


def test_what_is_known_then_and_now_is_of_both_moments(book) -> None:
    from parkledger.briefing.recorded_changes import changes_of_zone
    from parkledger.figures.current import open_figures
    from parkledger.language import Lang
    from parkledger.records.dates import Dates

    before = datetime.now(UTC)
    lease()
    dates = Dates(date(2023, 8, 22))
    found = changes_of_zone(open_figures(), ("bg", "kcn-quang-chau"), before, dates, Lang.VI)
    assert {now.indicator.code for _, now, _ in found.moved} >= {"land.leased", "occupancy", "land.available"}
    assert [entry.event.seq for entry in found.events] == [2]
    nothing = changes_of_zone(open_figures(), ("bg", "kcn-quang-chau"), datetime.now(UTC), dates, Lang.VI)
    assert (len(nothing.events), nothing.moved) == (0, [])
    at_start = Dates(date(2023, 8, 22), before)
    assert (
        len(changes_of_zone(open_figures(), ("bg", "kcn-quang-chau"), before - YESTERDAY, at_start, Lang.VI).events)
        == 1
    )
