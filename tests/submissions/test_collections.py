"""What is due, what came and when; consolidation of enterprises' reports; reminders. On both kinds of database."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parkledger.catalogue.collections import ReportWindow
from parkledger.figures import current
from parkledger.language import Lang, ParkError
from parkledger.ledger.book.recording import build, writing
from parkledger.ledger.models import Event, Zone
from parkledger.people.models import Membership
from parkledger.people.permissions import grant
from parkledger.people.roles import Role
from parkledger.submissions.collections import reminders
from parkledger.submissions.collections.consolidation import NothingToSum, OperatorReported, consolidate, consolidated
from parkledger.submissions.collections.due import Board, DueState, board
from parkledger.submissions.collections.enterprise_reports import FinalReported, PeriodsOverlap
from parkledger.submissions.collections.implemented_capital import CapitalInForce, CapitalReported
from parkledger.submissions.collections.received import zone_reports
from parkledger.submissions.errors import KindForbidden
from parkledger.submissions.models import Collecting, Reminder, Submission
from parkledger.submissions.workflow import lifecycle
from tests.submissions.conftest import BOOK, Office

MARCH = ReportWindow(date(2024, 3, 31), date(2024, 3, 1))
WHOLE = {
    "output.production": {"currency": "VND", "amount": 10}, "output.revenue": {"currency": "VND", "amount": 11},
    "trade.export": {"currency": "USD", "amount": 12}, "trade.import": {"currency": "USD", "amount": 13},
    "budget.paid": {"currency": "VND", "amount": 14},
}  # fmt: skip


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T05:00").replace(tzinfo=UTC)


def put(kind: str, on: str = "2020-02-01", **fields: Any) -> int:
    with writing(BOOK, "test") as writer:
        return writer.record(build(kind, fields), at=at(on)).seq


def report(on: str, zone: str = "kcn-mot", status: str = "final", last: date = MARCH.last, values: Any = None) -> int:
    return put(
        "period_report", on, zone=zone, period_start=last.replace(day=1).isoformat(), period_end=last.isoformat(), status=status,
        values=values or WHOLE,
    )  # fmt: skip


@pytest.fixture
def asked(office: Office) -> Collecting:
    """Both parks operate since 2021; the book collects monthly reports."""
    put("exchange_rate_set", effective_on="2020-01-01", vnd_per_usd="24000", source="thử")
    for zone in ("kcn-mot", "kcn-hai"):
        put("zone_operating", zone=zone, effective_on="2021-01-01")
    return Collecting.objects.create(book=office.book, rule="park.month", since=date(2024, 1, 1), by="test")


def states(shown: Board) -> dict[str, list[str]]:
    return {unit.code: [cell.state.value for cell in cells] for unit, cells in shown.rows}


def test_on_time_late_incomplete_estimate_missing_and_not_yet_due(asked: Collecting) -> None:
    report("2024-02-12", last=date(2024, 1, 31))
    report(
        "2024-03-12", zone="kcn-hai", last=date(2024, 2, 29), values={"output.production": WHOLE["output.production"]}
    )
    report("2024-03-13", last=date(2024, 2, 29))
    report("2024-04-20", status="estimate")
    shown = board(asked, date(2024, 4, 12))
    assert [window.last.month for window, _ in shown.windows] == [1, 2, 3]
    assert states(shown) == {"kcn-hai": ["missing", "partial", "waiting"], "kcn-mot": ["received", "late", "estimate"]}
    late = dict(shown.rows)[next(unit for unit, _ in shown.rows if unit.code == "kcn-mot")][1]
    assert (late.days_late, late.received_on) == (1, date(2024, 3, 13))
    tally = shown.tally(shown.cells())
    assert (tally.due, tally.on_time, tally.late, tally.open) == (4, 1, 1, 2)
    assert states(board(asked, date(2024, 4, 13)))["kcn-hai"][2] == "missing"


def test_as_known_then(asked: Collecting) -> None:
    report("2024-02-12", last=date(2024, 1, 31))
    assert states(board(asked, date(2024, 2, 15), at("2024-02-11")))["kcn-mot"] == ["missing"]
    assert states(board(asked, date(2024, 2, 15), at("2024-02-12")))["kcn-mot"] == ["received"]


def test_the_term_is_that_which_was_known_then(asked: Collecting) -> None:
    """Collected since January with twelve days; from June on said to be since March, with twenty, and until April."""
    report("2024-04-20")
    asked.since, asked.until, asked.due_days = date(2024, 3, 1), date(2024, 4, 30), 20
    asked.save()
    asked.save()  # nothing has changed: no other term
    first, second = asked.terms.order_by("pk")
    asked.terms.filter(pk=first.pk).update(at=at("2024-02-01"))
    asked.terms.filter(pk=second.pk).update(at=at("2024-06-01"))

    def shown(known: str | None) -> tuple[list[int], str]:
        found = board(asked, date(2024, 7, 1), at(known) if known else None)
        months = [window.last.month for window, _ in found.windows]
        return months, states(found)["kcn-mot"][months.index(3)]

    assert shown("2024-05-31") == ([1, 2, 3, 4, 5, 6], "late")
    assert shown("2024-06-01") == ([3, 4], "received")
    assert shown(None) == ([3, 4], "received")
    asked.terms.filter(pk=first.pk).update(at=at("2024-05-01"))  # the first is taken to have been known before
    assert shown("2024-04-25")[0] == [1, 2, 3, 4, 5, 6]


def test_a_correction_keeps_the_day_and_a_withdrawal_takes_the_report_away(asked: Collecting) -> None:
    seq = report("2024-04-02")
    with writing(BOOK, "test") as writer:
        fields = {"zone": "kcn-mot", "period_start": "2024-03-01", "period_end": "2024-03-31", "values": WHOLE}
        seq = writer.correct(seq, build("period_report", fields), reason="sửa", at=at("2024-05-20")).seq
    assert states(board(asked, date(2024, 6, 1)))["kcn-mot"][2] == "received"
    with writing(BOOK, "test") as writer:
        writer.reverse(seq, reason="nhầm", at=at("2024-05-21"))
    assert states(board(asked, date(2024, 6, 1)))["kcn-mot"][2] == "missing"
    assert states(board(asked, date(2024, 6, 1), at("2024-05-20")))["kcn-mot"][2] == "received"


def test_the_final_that_replaces_an_estimate_is_late_by_its_own_day(asked: Collecting) -> None:
    report("2024-03-21", status="estimate")
    report("2024-04-15")
    shown = board(asked, date(2024, 5, 1))
    assert states(shown)["kcn-mot"][2] == "late"


def test_who_does_not_operate_owes_nothing(office: Office) -> None:
    put("zone_operating", zone="kcn-mot", effective_on="2024-03-15", on="2024-03-16")
    asked = Collecting.objects.create(book=office.book, rule="park.month", since=date(2024, 1, 1), by="test")
    assert states(board(asked, date(2024, 4, 1))) == {"kcn-mot": ["not-due", "not-due", "waiting"]}
    assert states(board(asked, date(2024, 4, 1), at("2024-03-15"))) == {}


def test_handed_in_waits_and_counts_from_that_day(asked: Collecting, office: Office) -> None:
    payload = {"zone": "kcn-mot", "period_start": "2024-03-01", "period_end": "2024-03-31", "values": WHOLE}
    found = lifecycle.begin(office["operator"], office.book, "period_report", payload)
    assert states(board(asked, date(2024, 6, 1)))["kcn-mot"][2] == "missing"
    lifecycle.submit(found, office["operator"], found.version)
    found.refresh_from_db()
    assert states(board(asked, date(2024, 6, 1)))["kcn-mot"][2] == "submitted"
    Submission.objects.filter(pk=found.pk).update(submitted_at=at("2024-04-11"))
    lifecycle.approve(found, office["approver"], found.version)
    shown = board(asked, date(2024, 6, 1))
    assert states(shown)["kcn-mot"][2] == "received"
    assert states(board(asked, date(2024, 6, 1), at("2024-04-12")))["kcn-mot"][:3] == [
        "missing",
        "missing",
        "submitted",
    ]


def rows_read(action: Callable[[], object]) -> tuple[int, int]:
    """How many queries something makes, and how many rows come back."""
    with CaptureQueriesContext(connection) as made:
        action()
    rows = 0
    for each in list(made.captured_queries):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM ({each['sql']}) AS found")
            rows += cursor.fetchone()[0]
    return len(made), rows


def test_only_the_reports_asked_for_are_read(asked: Collecting, office: Office) -> None:
    def handed_in(zone: str, last: str) -> None:
        payload = {"zone": zone, "period_start": f"{last[:8]}01", "period_end": last, "values": WHOLE}
        found = lifecycle.begin(office["officer"], office.book, "period_report", payload)
        found = lifecycle.submit(found, office["officer"], found.version)
        lifecycle.approve(found, office["approver"], found.version)

    handed_in("kcn-mot", "2024-03-31")
    window = ReportWindow(MARCH.last, MARCH.first)
    whole = lambda: zone_reports(office.book, MARCH.first, MARCH.last, None)  # noqa: E731
    own = lambda: zone_reports(office.book, MARCH.first, MARCH.last, None, ["kcn-mot"])  # noqa: E731
    developers = lambda: consolidated(one(office), window)  # noqa: E731
    before = [rows_read(each) for each in (whole, own, developers)]
    assert before[0] == (3, 2)  # the report, nothing that undoes it, the day it was handed in
    for last in ("2024-01-31", "2024-02-29", "2024-04-30"):
        handed_in("kcn-mot", last)
    assert [rows_read(each) for each in (whole, own, developers)] == before
    handed_in("kcn-hai", "2024-03-31")
    assert [rows_read(each) for each in (whole, own, developers)] == [(3, 4), before[1], before[2]]
    assert [each.since for each in own()] == [Submission.objects.order_by("pk")[0].submitted_at]


def test_a_board_is_remembered_until_something_is_recorded_or_said(asked: Collecting, office: Office) -> None:
    def march(zone: str = "kcn-mot") -> str:
        return states(board(asked, date(2024, 6, 1)))[zone][2]

    assert march() == "missing"
    with CaptureQueriesContext(connection) as again:
        assert march() == "missing"
    assert len(again) == 2  # whether anything was recorded, and whether anything was said
    payload = {"zone": "kcn-mot", "period_start": "2024-03-01", "period_end": "2024-03-31", "values": WHOLE}
    found = lifecycle.begin(office["operator"], office.book, "period_report", payload)
    lifecycle.submit(found, office["operator"], found.version)
    assert march() == "submitted"
    lifecycle.approve(found, office["approver"], found.version + 1)
    assert march() == "late"
    report("2030-04-13", zone="kcn-hai")
    assert march("kcn-hai") == "late"
    asked.until = date(2024, 2, 29)
    assert [window.last.month for window, _ in board(asked, date(2024, 6, 1)).windows] == [1, 2]


def test_who_came_later_or_left_before_owes_nothing(asked: Collecting, office: Office) -> None:
    """Owed is what the units of each window owe: not those of today, nor those of the first."""
    put("zone_revoked", "2024-03-20", zone="kcn-hai", effective_on="2024-03-15")
    with writing(BOOK, "test") as writer:
        fields = {"zone": "kcn-ba", "name": "Ba", "kind": "park", "effective_on": "2024-02-10", "area_m2": "100 ha"}
        writer.record(build("zone_established", fields), at=at("2024-03-21"))
        begun = {"zone": "kcn-ba", "effective_on": "2024-02-10"}
        writer.record(build("zone_operating", begun), at=at("2024-03-21"))
    shown = board(asked, date(2024, 5, 1))
    assert states(shown) == {
        "kcn-ba": ["not-due", "missing", "missing", "waiting"], "kcn-hai": ["missing", "missing", "not-due", "not-due"],
        "kcn-mot": ["missing", "missing", "missing", "waiting"],
    }  # fmt: skip
    assert shown.tally(shown.cells()).due == 7
    assert states(board(asked, date(2024, 3, 19), at("2024-03-19"))) == {
        "kcn-hai": ["missing", "missing"],
        "kcn-mot": ["missing", "missing"],
    }


# enterprises ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def works(office: Office, asked: Collecting) -> Office:
    """Three projects of two enterprises in production in one park: two foreign, one domestic."""
    for code, name, origin in (
        ("a-1", "Công ty Minh Họa 1", "fdi"),
        ("a-2", "Công ty Minh Họa 2", "fdi"),
        ("a-3", "Công ty Minh Họa 1", "ddi"),
    ):
        put(
            "project_registered", project=code, name=f"Nhà máy {code}", enterprise=name, zone="kcn-mot", origin=origin,
            effective_on="2021-05-01", capital="10 triệu USD",
        )  # fmt: skip
        put("production_started", project=code, effective_on="2022-01-01")
    grant(office["firm"], Role.ENTERPRISE, "test", enterprise="Công ty Minh Họa 2")
    return office


def sent(works: Office, project: str, status: str = "final", approve: bool = True, **values: int) -> Submission:
    given: dict[str, Any] = {"labour.workers": values.get("workers", 100)}
    for code, name, currency in (("output.revenue", "revenue", "VND"), ("trade.export", "export", "USD")):
        if name in values:
            given[code] = {"currency": currency, "amount": values[name]}
    payload = {
        "project": project, "period_start": "2024-03-01", "period_end": "2024-03-31", "status": status, "values": given,
    }  # fmt: skip
    found = lifecycle.begin(works["firm"], works.book, "enterprise_report", payload)
    found = lifecycle.submit(found, works["firm"], found.version)
    return lifecycle.approve(found, works["approver"], found.version) if approve else found


def one(works: Office) -> Zone:
    return Zone.objects.select_related("book").get(code="kcn-mot")


def test_an_approved_report_writes_nothing_and_is_summed_by_origin(works: Office) -> None:
    before = Event.objects.count()
    sent(works, "a-1", revenue=5_000_000_000, export=700)
    sent(works, "a-2", revenue=1, export=33)
    sent(works, "a-3", workers=7, revenue=2_000)
    assert Event.objects.count() == before
    drafts = consolidate(works["officer"], one(works), MARCH)
    assert {each.payload["origin"]: each.payload["values"] for each in drafts} == {
        "ddi": {"labour.workers": 7, "output.revenue": {"currency": "VND", "amount": 2_000}},
        "fdi": {
            "labour.workers": 200, "output.revenue": {"currency": "VND", "amount": 5_000_000_001},
            "trade.export": {"currency": "USD", "amount": 733},
        },
    }  # fmt: skip
    assert {each.payload["status"] for each in drafts} == {"final"}
    assert consolidate(works["officer"], one(works), MARCH) == []


def approve_all(works: Office, drafts: list[Submission]) -> None:
    for each in drafts:
        each.refresh_from_db()
        handed = lifecycle.submit(each, works["officer"], each.version)
        lifecycle.approve(handed, works["approver"], handed.version)


def in_force() -> list[dict[str, Any]]:
    import json

    gone = [each.reverses for each in Event.objects.exclude(reverses=None) if each.reverses]
    return [json.loads(each.payload) for each in Event.objects.filter(type="period_report").exclude(seq__in=gone)]


def test_missing_is_named_and_not_assumed_and_what_comes_later_corrects(works: Office) -> None:
    sent(works, "a-1", status="estimate", revenue=100)
    shown = consolidated(one(works), MARCH)
    assert {each.code for each in shown.missing} == {"a-2", "a-3"}
    (draft,) = consolidate(works["officer"], one(works), MARCH)
    assert draft.payload["status"] == "estimate"
    assert draft.consolidation.missing == ["a-2"]
    approve_all(works, [draft])
    sent(works, "a-1", revenue=140)
    sent(works, "a-2", revenue=60, export=5)
    (again,) = consolidate(works["officer"], one(works), MARCH)
    assert again.corrects == draft.__class__.objects.get(pk=draft.pk).events[0]
    approve_all(works, [again])
    (held,) = in_force()
    assert held["values"]["output.revenue"] == {"currency": "VND", "amount": 200}
    assert held["values"]["trade.export"] == {"currency": "USD", "amount": 5}
    assert held["status"] == "final"
    assert consolidate(works["officer"], one(works), MARCH) == []


def test_an_open_draft_is_made_anew(works: Office) -> None:
    sent(works, "a-1", revenue=100)
    (draft,) = consolidate(works["officer"], one(works), MARCH)
    sent(works, "a-2", revenue=1)
    (again,) = consolidate(works["officer"], one(works), MARCH)
    assert again.pk == draft.pk
    assert again.payload["values"]["output.revenue"]["amount"] == 101
    assert len(again.consolidation.made_of) == 2


def test_beside_the_developers_own_figure(works: Office) -> None:
    report("2024-04-03")
    sent(works, "a-1", revenue=5)
    (revenue,) = [each for each in consolidated(one(works), MARCH).compared if each.measure == "output.revenue"]
    assert (revenue.operators, revenue.summed, revenue.difference) == (11, 5, -6)
    with pytest.raises(OperatorReported):
        consolidate(works["officer"], one(works), MARCH)
    (draft,) = consolidate(works["officer"], one(works), MARCH, instead=True)
    approve_all(works, [draft])
    (held,) = in_force()
    assert held["values"]["output.revenue"]["amount"] == 5
    assert held["values"]["output.production"]["amount"] == 10


def implemented() -> list[tuple[str, str, int]]:
    """The capital implemented that is in force: project, day, amount."""
    gone = {each.reverses for each in Event.objects.exclude(reverses=None) if each.reverses}
    found = Event.objects.filter(type="capital_implemented").exclude(seq__in=gone).order_by("seq")
    said = [(json.loads(each.payload), each.effective_on) for each in found]
    return [(each["project"], on.isoformat(), each["capital"]["amount"]) for each, on in said]


def test_capital_implemented_is_recorded_once_and_mended_by_the_report_that_follows(works: Office) -> None:
    def report_of(capital: int | None, status: str = "final") -> Submission:
        values: dict[str, Any] = {"labour.workers": 9}
        if capital is not None:
            values["capital.implemented"] = {"currency": "USD", "amount": capital}
        about = {"project": "a-1", "period_start": "2024-03-01", "period_end": "2024-03-31"}
        found = lifecycle.begin(
            works["firm"], works.book, "enterprise_report", {**about, "status": status, "values": values}
        )
        found = lifecycle.submit(found, works["firm"], found.version)
        return lifecycle.approve(found, works["approver"], found.version)

    assert report_of(100, "estimate").events == []
    first = report_of(200)
    assert implemented() == [("a-1", "2024-03-31", 200)]
    assert report_of(200).events == []
    assert implemented() == [("a-1", "2024-03-31", 200)]
    mended = report_of(250)
    assert Event.objects.get(seq=mended.events[0]).replaces == first.events[0]
    assert implemented() == [("a-1", "2024-03-31", 250)]
    (draft,) = consolidate(works["officer"], one(works), MARCH)
    assert draft.payload["values"] == {"labour.workers": 9}
    apart = {"project": "a-1", "capital": "1 triệu USD", "effective_on": "2024-03-10"}
    twice = lifecycle.begin(works["officer"], works.book, "capital_implemented", apart)
    with pytest.raises(CapitalReported):
        lifecycle.submit(twice, works["officer"], twice.version)
    report_of(None)
    assert implemented() == []


def test_capital_recorded_apart_is_not_recorded_again_by_a_report(works: Office) -> None:
    seq = put("capital_implemented", project="a-1", capital="1 triệu USD", effective_on="2024-03-10")
    found = sent(works, "a-1", approve=False)
    found.payload["values"]["capital.implemented"] = {"currency": "VND", "amount": 5}
    found.save()
    with pytest.raises(CapitalInForce) as refused:
        lifecycle.approve(found, works["approver"], found.version)
    assert f"{BOOK}/{seq}" in refused.value.message(Lang.VI)
    with writing(BOOK, "test") as writer:
        writer.reverse(seq, reason="nhầm")
    lifecycle.approve(found, works["approver"], found.version)
    assert implemented() == [("a-1", "2024-03-31", 5)]


def test_nothing_to_sum(works: Office) -> None:
    sent(works, "a-1", approve=False)
    with pytest.raises(NothingToSum):
        consolidate(works["officer"], one(works), MARCH)


def test_who_may_not(works: Office) -> None:
    sent(works, "a-1")
    for name in ("firm", "operator", "leader"):
        with pytest.raises(ParkError):
            consolidate(works[name], one(works), MARCH)
    payload = {
        "project": "a-1",
        "period_start": "2024-03-01",
        "period_end": "2024-03-31",
        "values": {"labour.workers": 1},
    }
    for name in ("operator", "nobody"):
        with pytest.raises(ParkError):
            lifecycle.begin(works[name], works.book, "enterprise_report", payload, enterprise="Công ty Minh Họa 1")
    assert lifecycle.begin(works["firm"], works.book, "enterprise_report", payload).enterprise == "Công ty Minh Họa 1"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"period_start": "2024-02-15"}, PeriodsOverlap), ({"status": "estimate"}, FinalReported),
        ({"values": {"trade.export": {"currency": "VND", "amount": 1}}}, ParkError), ({"values": {}}, ParkError),
        ({"values": {"land.leased": 5}}, ParkError), ({"period_end": "2024-02-01"}, ParkError), ({"more": 1}, ParkError),
    ],
)  # fmt: skip
def test_what_could_not_be_summed_is_refused(works: Office, change: dict[str, Any], problem: type[ParkError]) -> None:
    sent(works, "a-1")
    payload = {
        "project": "a-1", "period_start": "2024-03-01", "period_end": "2024-03-31", "status": "final",
        "values": {"labour.workers": 1}, **change,
    }  # fmt: skip
    found = lifecycle.begin(works["firm"], works.book, "enterprise_report", payload)
    with pytest.raises(problem):
        lifecycle.submit(found, works["firm"], found.version)


def test_enterprises_that_are_due(works: Office) -> None:
    asked = Collecting.objects.create(book=works.book, rule="park.enterprise.month", since=date(2024, 3, 1), by="test")
    sent(works, "a-2", approve=False)
    shown = board(asked, date(2024, 4, 4))
    assert states(shown) == {"a-1": ["waiting"], "a-2": ["submitted"], "a-3": ["waiting"]}
    assert {cell.due_on for cell in shown.cells()} == {date(2024, 4, 5)}
    assert states(board(asked, date(2024, 4, 6), units={"a-1"})) == {"a-1": ["missing"]}


def test_a_project_is_owed_for_by_whose_it_was_and_only_while_it_produced(works: Office) -> None:
    asked = Collecting.objects.create(book=works.book, rule="park.enterprise.month", since=date(2024, 2, 1), by="test")
    put("project_transferred", project="a-1", enterprise="Công ty Minh Họa 3", effective_on="2024-03-10")
    put("project_suspended", project="a-2", effective_on="2024-03-05")
    put(
        "project_registered", project="a-4", name="Nhà máy a-4", enterprise="Công ty Minh Họa 4", zone="kcn-mot", origin="ddi",
        effective_on="2024-02-01", capital="1 triệu USD",
    )  # fmt: skip
    put("production_started", project="a-4", effective_on="2024-03-02")
    shown = board(asked, date(2024, 4, 20))
    assert states(shown) == {
        "a-1": ["missing"] * 2, "a-2": ["missing", "not-due"], "a-3": ["missing"] * 2, "a-4": ["not-due", "missing"],
    }  # fmt: skip
    owners = {cells[0].unit.code: [cell.enterprise for cell in cells] for _, cells in shown.rows}
    assert owners["a-1"] == ["Công ty Minh Họa 1", "Công ty Minh Họa 3"]
    grant(works["other"], Role.ENTERPRISE, "test", enterprise="Công ty Minh Họa 3")
    for name, month, allowed in (("firm", 2, True), ("firm", 3, False), ("other", 2, False), ("other", 3, True)):
        payload = {
            "project": "a-1", "period_start": f"2024-0{month}-01", "period_end": date(2024, month, 28).isoformat(),
            "values": {"labour.workers": 1},
        }  # fmt: skip
        if allowed:
            assert lifecycle.begin(works[name], works.book, "enterprise_report", payload).pk
        else:
            with pytest.raises(KindForbidden):
                lifecycle.begin(works[name], works.book, "enterprise_report", payload)


def test_reports_of_a_merged_zone_are_summed_where_its_projects_lie_in_the_window(works: Office) -> None:
    before = sent(works, "a-1", revenue=5)
    put("zone_merged", zone="kcn-mot", into="kcn-hai", effective_on="2024-04-01")
    two = Zone.objects.select_related("book").get(code="kcn-hai")
    april = ReportWindow(date(2024, 4, 30), date(2024, 4, 1))
    payload = {**before.payload, "period_start": "2024-04-01", "period_end": "2024-04-30"}
    found = lifecycle.begin(works["firm"], works.book, "enterprise_report", payload)
    lifecycle.approve(lifecycle.submit(found, works["firm"], 1), works["approver"], 2)
    sums = {
        (zone.code, window.last.month): [each.pk for part in consolidated(zone, window).sums for each in part.reports]
        for zone in (one(works), two)
        for window in (MARCH, april)
    }
    assert sums == {("kcn-mot", 3): [before.pk], ("kcn-mot", 4): [], ("kcn-hai", 3): [], ("kcn-hai", 4): [found.pk]}
    assert {each.code for each in consolidated(two, april).missing} == {"a-2", "a-3"}


# reminders ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def posted(asked: Collecting, office: Office) -> Iterator[list[mail.EmailMessage]]:
    for name in ("operator", "officer"):
        user = office[name]
        user.email = f"{name}@a.example"
        user.save()
    before, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    Collecting.objects.update(since=date(2024, 3, 1))
    yield mail.outbox
    settings.EMAIL_BACKEND = before


def test_each_step_once(posted: list[mail.EmailMessage]) -> None:
    sent = [reminders.remind(date.fromisoformat(day), "test").sent for day in (
        "2024-04-06", "2024-04-07", "2024-04-07", "2024-04-12", "2024-04-13", "2024-04-14", "2024-04-22", "2024-04-23",
    )]  # fmt: skip
    assert sent == [0, 1, 0, 0, 1, 0, 1, 0]
    assert [each.to for each in posted] == [["operator@a.example"]] * 3
    assert "KCN Một" in str(posted[0].body)
    assert "12/4/2024" in str(posted[0].body)
    assert "12 April 2024" in str(posted[0].body)
    assert list(Reminder.objects.order_by("pk").values_list("step", flat=True)) == ["before", "after", "again"]


@pytest.mark.parametrize(
    ("handed_over", "since", "reminded"),
    [
        ("2024-04-10", "2026-01-01", True),  # of the one who had the zone when the report was due
        ("2024-04-13", "2026-01-01", False),  # speaks for the one after, who never owed it
        ("2024-04-13", "2024-01-01", True),  # speaks for the one before, who owes it still
        ("2024-04-10", "2024-01-01", True),  # for the one before, and for whoever had the zone next
    ],
)
def test_a_report_is_asked_of_those_who_speak_for_the_developer_when_it_was_due(
    posted: list[mail.EmailMessage], handed_over: str, since: str, reminded: bool
) -> None:
    """Of March, due on 12/4, on the day after: the zone has one developer, then another."""
    for developer, day in (("Công ty Một", "2021-01-01"), ("Công ty Hai", handed_over)):
        put("developer_changed", day, zone="kcn-mot", developer=developer, effective_on=day)
    current.close()  # kept of the books of the test before
    Membership.objects.filter(user__username="operator").update(given_at=at(since))
    assert reminders.remind(date(2024, 4, 13), "test").sent == len(posted) == int(reminded)


def test_a_dry_run_sends_and_keeps_nothing(posted: list[mail.EmailMessage]) -> None:
    outcome = reminders.remind(date(2024, 4, 10), "test", dry=True)
    assert list(outcome.messages) == ["operator@a.example"]
    assert outcome.nobody == 1  # the other park has no operator
    assert posted == []
    assert not Reminder.objects.exists()


def test_who_has_reported_is_left_alone(posted: list[mail.EmailMessage]) -> None:
    report("2024-04-05")
    assert reminders.remind(date(2024, 4, 13), "test").sent == 0
    assert posted == []


def test_what_could_not_be_sent_is_sent_next_time(
    posted: list[mail.EmailMessage], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.EMAIL_BACKEND, kept = "django.core.mail.backends.smtp.EmailBackend", settings.EMAIL_BACKEND
    monkeypatch.setattr(settings, "EMAIL_PORT", 1)  # nobody listens there
    outcome = reminders.remind(date(2024, 4, 13), "test")
    assert (outcome.sent, outcome.failed, Reminder.objects.count()) == (0, 1, 0)
    settings.EMAIL_BACKEND = kept
    assert reminders.remind(date(2024, 4, 13), "test").sent == 1


def test_states_are_told_apart() -> None:
    assert len({each.label.vi for each in DueState}) == len(DueState)
