"""What is tried out is not written; what stands out is told; what goes through approval is what would be recorded directly."""

import json
import random
import threading
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connections

from parkledger.catalogue import MEASURES
from parkledger.language import ParkError
from parkledger.ledger.book.recording import build, correct, record, withdraw, writing
from parkledger.ledger.models import Book, Event, Posting, Zone
from parkledger.ledger.store.registry import add_book
from parkledger.people.permissions import grant
from parkledger.people.roles import Role
from parkledger.submissions.errors import SubmissionChanged
from parkledger.submissions.models import State, Submission
from parkledger.submissions.preview import outliers as rules
from parkledger.submissions.preview.dry_run import Tried, tried
from parkledger.submissions.workflow import lifecycle


def outliers(book_id: int, found: Tried) -> list[rules.Unlike]:
    return rules.outliers(book_id, found.events, found.zones)


LEASE = {"zone": "kcn-mot", "area_m2": "12 ha", "effective_on": "1/3/2021"}


def drafted(office, kind: str, payload: dict[str, Any], **more: Any) -> Submission:
    draft = lifecycle.begin(office["officer"], more.pop("book", office.book), kind, payload, **more)
    return lifecycle.submit(draft, office["officer"], draft.version)


def approved(office, found: Submission) -> Submission:
    return lifecycle.approve(found, office["approver"], found.version)


def month(year: int, number: int) -> dict[str, str]:
    after = date(year + number // 12, number % 12 + 1, 1)
    return {"period_start": date(year, number, 1).isoformat(), "period_end": (after - timedelta(days=1)).isoformat()}


def report(year: int, number: int, workers: int, revenue: int) -> dict[str, Any]:
    money = {"currency": "VND", "amount": revenue}
    return {"zone": "kcn-mot", **month(year, number), "values": {"labour.workers": workers, "output.revenue": money}}


def test_trying_writes_nothing_and_says_what_will_be_written(office) -> None:
    found = drafted(office, "land_leased", LEASE)
    before = (Event.objects.count(), Posting.objects.count())
    rows = tried(found).rows
    assert (Event.objects.count(), Posting.objects.count()) == before
    done = approved(office, found)
    written = Posting.objects.filter(event_id=office.book.pk << 32 | done.events[0]).order_by("line")
    assert [(row.key.measure, row.vector[0]) for row in rows] == [(each.measure, each.amount) for each in written]
    assert [row.key.measure for row in rows] == ["land.leased_industrial"]


@pytest.fixture
def reported(office):
    """Two years of monthly reports: some 1,000 workers, some 50 tỷ đồng a month; a rate for what is converted."""
    record(
        "bg-parks",
        build("exchange_rate_set", {"vnd_per_usd": "24000", "source": "x", "effective_on": "2020-01-01"}),
        by="t",
    )
    for year in (2021, 2022):
        for number in range(1, 13):
            fields = report(year, number, 1000 + number, (50 + number % 3) * 10**9)
            record("bg-parks", build("period_report", fields), by="t")
    return office


@pytest.mark.parametrize(
    ("workers", "revenue", "measures", "said"),
    [
        (1020, 51 * 10**9, set(), ""),
        (1020, 51 * 10**12, {"output.revenue"}, "có thể nhầm đơn vị"),
        (1020, 51 * 10**6, {"output.revenue"}, "có thể nhầm đơn vị"),
        (10_200, 51 * 10**9, {"labour.workers"}, "10.200 lao động"),
        (300, 51 * 10**9, {"labour.workers"}, "cùng kỳ năm trước"),
    ],
)
def test_a_number_unlike_those_before_is_told_in_words(reported, workers, revenue, measures, said) -> None:
    found = outliers(reported.book.pk, tried(drafted(reported, "period_report", report(2023, 1, workers, revenue))))
    assert {each.measure for each in found} == {MEASURES[code].name for code in measures}
    assert said in " ".join(each.why.vi for each in found)


ESTABLISHED = {
    "name": "CCN Hai",
    "kind": "cluster",
    "area_m2": "50 ha",
    "industrial_m2": "40 ha",
    "effective_on": "1/1/2019",
}


@pytest.mark.parametrize(
    ("workers", "revenue", "codes"),
    [
        (5_000_000, 51 * 10**9, {"outlier.workers_per_ha"}),
        (1020, 5_000_000 * 10**9, {"outlier.output_per_ha"}),
        (1020, 51 * 10**9, set()),
    ],
)
def test_what_hardly_can_be_is_told_of_a_first_report(office, workers, revenue, codes) -> None:
    record(
        "bg-parks",
        build("exchange_rate_set", {"vnd_per_usd": "24000", "source": "x", "effective_on": "2020-01-01"}),
        by="t",
    )
    found = outliers(office.book.pk, tried(drafted(office, "period_report", report(2023, 1, workers, revenue))))
    assert {threshold.parameter.code for each in found for threshold in each.tripped} == codes


@pytest.mark.parametrize(("area", "told"), [("90.000 ha", True), ("75 ha", False)])
def test_an_area_that_no_cluster_has_is_told(office, area, told) -> None:
    found = tried(drafted(office, "zone_established", {**ESTABLISHED, "area_m2": area}))
    assert (
        any(each.tripped[0].parameter.code == "outlier.cluster_area_most" for each in outliers(office.book.pk, found))
        is told
    )


def test_what_takes_a_wrong_number_back_is_not_told_of(office) -> None:
    wrong = approved(office, drafted(office, "zone_established", {**ESTABLISHED, "area_m2": "90.000 ha"}))
    gone = drafted(office, "withdrawal", {}, corrects=wrong.events[0], reason="nhầm đơn vị")
    assert outliers(office.book.pk, tried(gone)) == []


def test_a_second_report_is_held_against_the_first_and_a_first_one_against_others_of_its_kind(office) -> None:
    record(
        "bg-parks",
        build("exchange_rate_set", {"vnd_per_usd": "24000", "source": "x", "effective_on": "2020-01-01"}),
        by="t",
    )
    record("bg-parks", build("period_report", report(2022, 12, 1000, 50 * 10**9)), by="t")

    def codes(workers: int, revenue: int, **more: Any) -> set[str]:
        found = tried(drafted(office, "period_report", {**report(2023, 1, workers, revenue), **more}))
        return {each.tripped[0].parameter.code for each in outliers(office.book.pk, found)}

    assert codes(19_999, 51 * 10**9) == set()
    assert codes(20_001, 51 * 10**9) == {"outlier.last_ratio"}
    assert codes(49, 51 * 10**9) == {"outlier.last_ratio"}
    assert codes(1000, 1100 * 10**9) == {"outlier.last_ratio"}
    record("bg-parks", build("zone_established", {**ESTABLISHED, "name": "KCN Ba", "kind": "park"}), by="t")
    assert codes(20_001, 1100 * 10**9, zone="KCN Ba") == {"outlier.kind_ratio"}


@pytest.mark.parametrize(
    ("workers", "said"),
    [(25_000, "25.000 lao động bằng 25,00 lần kỳ trước (1.000 lao động"), (40, "kém 25,00 lần"), (0, "là không, khác")],
)
def test_a_number_that_fell_is_not_told_as_nought_times_the_last(office, workers: int, said: str) -> None:
    record(
        "bg-parks",
        build("exchange_rate_set", {"vnd_per_usd": "24000", "source": "x", "effective_on": "2020-01-01"}),
        by="t",
    )
    record("bg-parks", build("period_report", report(2022, 12, 1000, 50 * 10**9)), by="t")
    found = tried(drafted(office, "period_report", report(2023, 1, workers, 50 * 10**9)))
    (told,) = outliers(office.book.pk, found)
    assert said in told.words.vi


def test_of_many_events_all_are_held_against_earlier_ones_or_it_is_said_how_many_are_not(
    office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is not looked at and what is said of it come of one number."""
    record(
        "bg-parks",
        build("exchange_rate_set", {"vnd_per_usd": "24000", "source": "x", "effective_on": "2020-01-01"}),
        by="t",
    )
    record("bg-parks", build("period_report", report(2022, 12, 1000, 50 * 10**9)), by="t")
    found = tried(drafted(office, "period_report", report(2023, 1, 30_000, 50 * 10**9)))
    many = [found.events[0]] * 3
    assert len(rules.outliers(office.book.pk, many, found.zones)) == 3
    assert rules.not_looked_at(1539) is None
    monkeypatch.setattr(rules, "LOOKED_AT", 2)
    assert len(rules.outliers(office.book.pk, many, found.zones)) == 2
    told = rules.not_looked_at(3)
    assert told is not None
    assert "2 sự kiện đầu" in told.vi


def test_what_was_taken_back_is_no_history(reported) -> None:
    for event in list(Event.objects.filter(type="period_report").order_by("-seq")):
        withdraw("bg-parks", event.seq, reason="thử", by="t")
    assert outliers(reported.book.pk, tried(drafted(reported, "period_report", report(2023, 1, 9, 1)))) == []


def test_land_let_at_once_by_far_more_than_ever_is_told(office) -> None:
    for day in range(1, 8):
        record("bg-parks", build("land_leased", {**LEASE, "area_m2": "1 ha", "effective_on": f"{day}/3/2021"}), by="t")
    usual = tried(drafted(office, "land_leased", {**LEASE, "area_m2": "3 ha", "effective_on": "1/4/2021"}))
    assert outliers(office.book.pk, usual) == []
    much = tried(drafted(office, "land_leased", {**LEASE, "area_m2": "30 ha", "effective_on": "1/4/2021"}))
    assert "gấp 30,00 lần" in outliers(office.book.pk, much)[0].why.vi


def test_two_approvers_at_once_record_it_once(office) -> None:
    found = drafted(office, "land_leased", LEASE)
    start, results = threading.Barrier(2), []

    def decide(name: str) -> None:
        start.wait()
        try:
            lifecycle.approve(found, User.objects.get(username=name), found.version)
            results.append("approved")
        except SubmissionChanged:
            results.append("told")
        finally:
            connections["default"].close()

    both = [threading.Thread(target=decide, args=(name,)) for name in ("approver", "other")]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert sorted(results) == ["approved", "told"]
    assert Event.objects.filter(type="land_leased").count() == 1


MIXED = (
    ("land_leased", lambda draw: {"zone": draw.zone, "area_m2": f"{draw.number(1, 20)} ha", "effective_on": draw.day}),
    ("land_leased", lambda draw: {"zone": draw.zone, "area_m2": f"{draw.number(1, 20)} ha", "effective_on": draw.day}),
    ("lease_ended", lambda draw: {"zone": draw.zone, "area_m2": f"{draw.number(1, 9)} ha", "effective_on": draw.day}),
    ("clearance_required", lambda draw: {"zone": draw.zone, "area_m2": f"{draw.number(5, 40)} ha", "effective_on": draw.day}),
    ("land_cleared", lambda draw: {"zone": draw.zone, "area_m2": f"{draw.number(1, 15)} ha", "effective_on": draw.day}),
    ("zone_renamed", lambda draw: {"zone": draw.zone, "name": f"Tên {draw.number(1, 99)}", "effective_on": draw.day}),
    ("zone_operating", lambda draw: {"zone": draw.zone, "effective_on": draw.day}),
    ("period_report", lambda draw: {"zone": draw.zone, **month(2021, draw.number(1, 12)), "values": {"labour.workers": draw.number(1, 9)}}),
)  # fmt: skip


class Draw:
    """Arbitrary values from one seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    @property
    def zone(self) -> str:
        return self.random.choice(["kcn-mot", "kcn-hai"])

    @property
    def day(self) -> str:
        return (date(2020, 2, 1) + timedelta(days=self.random.randrange(1500))).isoformat()

    def number(self, least: int, most: int) -> int:
        return self.random.randint(least, most)


def twin(office) -> Book:
    """Another book with the same zones, for recording directly."""
    add_book("twin", "Sổ đối chứng", office.book.place)
    for event in Event.objects.filter(book=office.book).order_by("seq"):
        given = {**json.loads(event.payload), "effective_on": event.effective_on}
        with writing("twin", "test") as writer:
            writer.record(build(event.type, given), at=event.recorded_at)
    return Book.objects.get(code="twin")


def told_of(book: Book) -> list[tuple[Any, ...]]:
    """A book's events but for when and by whom, with their postings but for ids."""
    zones = {zone.pk: zone.code for zone in Zone.objects.filter(book=book)}
    events = []
    for event in Event.objects.filter(book=book).order_by("seq"):
        rows = Posting.objects.filter(event=event).order_by("line")
        posted = [
            (row.measure, row.role, zones.get(row.zone_id or 0), row.amount, row.level, row.effective_on)
            for row in rows
        ]
        events.append(
            (
                event.seq,
                event.type,
                event.payload,
                event.effective_on,
                event.reverses,
                event.replaces,
                event.key,
                posted,
            )
        )
    return events


@pytest.mark.parametrize("seed", range(4))
def test_an_arbitrary_mix_through_approval_is_the_same_as_recorded_directly(office, seed: int) -> None:
    direct, draw = twin(office), Draw(seed)
    taken = refused = 0
    for _ in range(40):
        seqs = list(Event.objects.filter(book=office.book, reverses=None, seq__gt=2).values_list("seq", flat=True))
        choice = draw.number(1, 10)
        kind, make = draw.random.choice(MIXED)
        payload, seq = make(draw), draw.random.choice(seqs) if seqs and choice > 7 else None
        kind, payload = ("withdrawal", {}) if seq and choice > 9 else (kind, payload)
        reason = "thử" if seq else ""
        outcomes = []
        for act in (
            lambda: approved(office, drafted(office, kind, payload, corrects=seq, reason=reason)),  # noqa: B023
            lambda: directly(direct, kind, payload, seq, reason),  # noqa: B023
        ):
            try:
                act()
                outcomes.append("")
            except ParkError as problem:
                outcomes.append(problem.code)
        assert outcomes[0] == outcomes[1]
        taken, refused = taken + (not outcomes[0]), refused + bool(outcomes[0])
    assert told_of(office.book) == told_of(direct)
    assert taken > 5
    assert Submission.objects.filter(state=State.APPROVED).count() == taken


def directly(book: Book, kind: str, payload: dict[str, Any], seq: int | None, reason: str) -> None:
    """The same without submissions."""
    if kind == "withdrawal" and seq:
        withdraw(book.code, seq, reason=reason, by="test")
    elif seq:
        correct(book.code, seq, build(kind, payload), reason=reason, by="test")
    else:
        record(book.code, build(kind, payload), by="test")


def test_an_operator_may_not_correct_what_was_recorded_of_another_zone(office) -> None:
    grant(office["operator"], Role.OPERATOR, "test", zone_id=office.zone)
    other = record("bg-parks", build("land_leased", {**LEASE, "zone": "kcn-hai"}), by="t")
    own = record("bg-parks", build("land_leased", LEASE), by="t")
    lifecycle.begin(office["operator"], office.book, "land_leased", LEASE, corrects=own.seq, reason="x")
    with pytest.raises(ParkError) as refused:
        lifecycle.begin(office["operator"], office.book, "land_leased", LEASE, corrects=other.seq, reason="x")
    assert refused.value.code == "kind_forbidden"
