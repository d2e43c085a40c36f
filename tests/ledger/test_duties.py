"""Duties made by the events of a book: schedules, dossiers, tasks; as of any day, as known at any moment, by the law of the day."""

import random
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from parkledger.catalogue import DossierChannel, Procedure, Verified
from parkledger.catalogue.parameters import parameter
from parkledger.duties import DutyKind, DutyState, DutySubject, Slowness
from parkledger.figures import current
from parkledger.figures.current import current_figures
from parkledger.language import Lang, Text
from parkledger.ledger.book.recording import build, writing
from parkledger.ledger.errors import (
    CountExceeds,
    DossierClosed,
    DossierUnknown,
    EventTwice,
    FieldsRefused,
    ProjectNotInForce,
    ReportExists,
    StillNeeded,
    TaskUnknown,
)
from parkledger.ledger.events import duties
from parkledger.records.dates import Dates
from parkledger.records.dossiers import (
    DossierCounts,
    DossierScope,
    counted_dossiers,
    reported_by_channel,
    reported_by_procedure,
)
from parkledger.records.duties import (
    DutyChronicle,
    Surroundings,
    duties_about,
    duties_on,
    duty_chronicle,
    schedule,
)
from parkledger.records.duty_tables import duties_table, state_words
from tests.duties.calculation import FIRST, made_up, stood
from tests.ledger.conftest import PLACE, Desk

EARLY, LATE = datetime(2031, 1, 1, tzinfo=UTC), datetime(2031, 2, 1, tzinfo=UTC)
Standing = dict[tuple[str, str], tuple[str, str | None]]


@pytest.fixture(autouse=True)
def _figures_anew(desk: Desk) -> Any:
    current.close()
    yield
    current.close()


def day(on: str, known_at: datetime | None = None) -> Dates:
    """A page's dates, over the ledger as it is now."""
    current.expire()
    return Dates(date.fromisoformat(on), known_at)


def standing(on: str, known_at: datetime | None = None) -> Standing:
    """How every duty stands: by kind and subject's code, its state and its due day."""
    return {
        (each.duty.kind.value, each.duty.subject.code): (
            each.state.value,
            each.due_on.isoformat() if each.due_on else None,
        )
        for each in duties_on(day(on, known_at))
    }


def test_a_schedule_is_kept_extended_and_reached_as_of_every_day(desk: Desk) -> None:
    desk.project("P1", "1/1/2023")
    desk.record("schedule_set", "1/1/2023", project="P1", land_by="30/6/2023", operation_by="31/12/2024")
    desk.record("schedule_reached", "15/8/2023", project="P1", stage="land")
    desk.record("schedule_set", "1/12/2024", project="P1", occasion="extended", operation_by="30/6/2025")
    desk.record("production_started", "1/6/2025", project="P1")
    land, operation = ("land", "P1"), ("operation", "P1")
    assert standing("2022-12-31") == {}
    assert standing("2023-07-01") == {land: ("overdue", "2023-06-30"), operation: ("open", "2024-12-31")}
    assert standing("2023-08-15")[land] == ("done_late", "2023-06-30")
    assert standing("2024-11-30")[operation] == ("open", "2024-12-31")
    assert standing("2024-12-15")[operation] == ("open", "2025-06-30")
    assert standing("2025-06-01")[operation] == ("done", "2025-06-30")
    assert desk.problems() == []


def told_anew(known_at: datetime | None = None) -> list[Any]:
    """All phases of all duties by a chronicle that reads the books from their beginning."""
    anew = DutyChronicle()
    anew.read(current_figures().heads)
    return list(anew.as_known(known_at))


def test_duties_that_are_made_one_by_one_as_events_come_are_those_made_of_all_events(desk: Desk) -> None:
    chance = random.Random(15)
    for n in range(3):
        desk.project(f"P{n}", "1/1/2023")
    recorded: list[int] = []
    for n in range(60):
        on = (FIRST + timedelta(days=chance.randrange(400))).isoformat()
        what, project = chance.randrange(6), f"P{chance.randrange(3)}"
        if what == 0:
            event = desk.record("schedule_set", on, project=project, land_by="30/6/2024", operation_by="31/12/2025")
        elif what == 1:
            event = desk.record("schedule_letter", on, project=project, answer_by="1/8/2024")
        elif what == 2 and recorded:
            taken_back = recorded.pop(chance.randrange(len(recorded)))
            with suppress(StillNeeded):
                desk.withdraw(taken_back)
            continue
        else:
            event = desk.record("duty_set", on, task=f"Việc {n}", due_by="30/6/2024", unit="Phòng 1")
        recorded.append(event.seq)
        day("2024-01-01")
        assert duty_chronicle().ordered == told_anew(), n
    kept = {id(each): each for each in duty_chronicle().ordered}
    desk.record("duty_set", "1/2/2023", task="Việc cuối", due_by="30/6/2024")
    day("2024-01-01")
    now = {id(each) for each in duty_chronicle().ordered}
    assert set(kept) <= now, "another task of the office makes none of its tasks anew"


def test_slowness_is_told_against_the_day_in_force_and_the_first_one(desk: Desk) -> None:
    desk.project("P1", "1/1/2020")
    desk.record("schedule_set", "1/1/2020", project="P1", operation_by="31/12/2021")
    desk.record("schedule_set", "1/12/2021", project="P1", occasion="extended", operation_by="31/12/2023")
    (line,) = schedule("bg", "P1", day("2024-05-01"))
    assert (line.slow, line.slow_by_first) == (Slowness.UNDER_12, Slowness.OVER_24)
    (before,) = schedule("bg", "P1", day("2023-05-01"))
    assert (before.slow, before.slow_by_first) == (Slowness.NONE, Slowness.UNDER_24)


def test_a_letter_is_answered_a_commitment_made_a_sanction_complied_with_and_the_end_ends_all(desk: Desk) -> None:
    desk.project("P1", "1/1/2020")
    desk.record("schedule_set", "1/1/2020", project="P1", construction_by="31/12/2021", operation_by="31/12/2022")
    desk.record("schedule_letter", "1/3/2022", project="P1", answer_by="20/3/2022")
    desk.record("schedule_commitment", "25/3/2022", project="P1", stage="construction", promised_by="30/6/2022")
    desk.record("schedule_letter", "1/8/2022", project="P1", answer_by="20/8/2022")
    desk.record(
        "schedule_sanction", "1/10/2022", project="P1", sanction="fine", fine="100 triệu đồng", comply_by="1/11/2022"
    )
    desk.record("duty_done", "20/10/2022", project="P1", duty="sanction")
    about = DutySubject("project", "P1")
    found = {(each.duty.kind, each.duty.key): each.state for each in duties_about("bg", about, day("2022-12-01"))}
    assert found == {
        (DutyKind.CONSTRUCTION, ""): DutyState.OVERDUE,
        (DutyKind.OPERATION, ""): DutyState.DUE_SOON,
        (DutyKind.ANSWER, "2022-03-01"): DutyState.DONE_LATE,
        (DutyKind.ANSWER, "2022-08-01"): DutyState.OVERDUE,
        (DutyKind.COMMITMENT, "construction"): DutyState.OVERDUE,
        (DutyKind.SANCTION, "2022-10-01"): DutyState.DONE,
    }
    desk.record("project_revoked", "1/2/2023", project="P1")
    ended = duties_about("bg", about, day("2023-03-01"))
    assert {each.state for each in ended} == {DutyState.LAPSED, DutyState.DONE, DutyState.DONE_LATE}
    with pytest.raises(ProjectNotInForce):
        desk.record("schedule_letter", "1/3/2023", project="P1")


def test_capital_by_year_is_done_on_the_day_on_which_enough_was_spent(desk: Desk) -> None:
    desk.project("P1", "1/1/2023")
    desk.record("capital_scheduled", "1/1/2023", project="P1", year=2023, capital="3 triệu USD")
    desk.record("capital_scheduled", "1/1/2023", project="P1", year=2024, capital="8 triệu USD")
    desk.record("capital_implemented", "1/6/2023", project="P1", capital="2 triệu USD")
    desk.record("capital_implemented", "1/2/2024", project="P1", capital="20 tỷ đồng")
    found = {
        each.duty.key: (each.state, each.done_on)
        for each in duties_about("bg", DutySubject("project", "P1"), day("2024-06-01"))
    }
    assert found == {"2023": (DutyState.DONE_LATE, date(2024, 2, 1)), "2024": (DutyState.OPEN, None)}
    desk.record("capital_scheduled", "1/3/2024", project="P1", year=2023, capital="2,5 triệu USD")
    desk.record("capital_scheduled", "1/7/2024", project="P1", year=2023, capital="12 triệu USD")
    found = {
        on: next(
            (each.state, each.done_on)
            for each in duties_about("bg", DutySubject("project", "P1"), day(on))
            if each.duty.key == "2023"
        )
        for on in ("2024-03-02", "2024-07-02")
    }
    assert found == {"2024-03-02": (DutyState.DONE_LATE, date(2024, 2, 1)), "2024-07-02": (DutyState.OVERDUE, None)}


def test_a_dossier_stops_and_runs_on_is_late_with_an_apology_and_is_counted(desk: Desk) -> None:
    for code, on in (("H1", "1/6/2026"), ("H2", "1/6/2026"), ("H3", "20/6/2026"), ("H4", "2/6/2026")):
        desk.record("dossier_received", on, dossier=code, procedure="foreign_work_permit", term_days=5)
    desk.record("dossier_suspended", "4/6/2026", dossier="H1", reason="thiếu bản vẽ")
    assert standing("2026-06-10")["dossier", "H1"] == ("suspended", None)
    desk.record("dossier_resumed", "11/6/2026", dossier="H1")
    assert standing("2026-06-12")["dossier", "H1"] == ("due_soon", "2026-06-15")
    desk.record("dossier_decided", "15/6/2026", dossier="H1")
    desk.record("dossier_apologised", "9/6/2026", dossier="H2", promised_on="20/6/2026")
    (apologised,) = duties_about("bg", DutySubject("dossier", "H2"), day("2026-06-12"))
    assert (apologised.state, apologised.promised_on) == (DutyState.OVERDUE, date(2026, 6, 20))
    desk.record("dossier_decided", "19/6/2026", dossier="H2", result="refused")
    desk.record("dossier_decided", "8/6/2026", dossier="H4", result="withdrawn")
    current.expire()
    counts = counted_dossiers(DossierScope(date(2026, 6, 1), date(2026, 6, 30), PLACE)).in_all
    assert (counts.received, counts.on_time, counts.late, counts.withdrawn) == (4, 1, 1, 1)
    assert (counts.pending, counts.pending_late, counts.carried_over) == (1, 1, 0)
    later = counted_dossiers(DossierScope(date(2026, 7, 1), date(2026, 7, 31), PLACE)).in_all
    assert (later.received, later.carried_over, later.pending) == (0, 1, 1)
    with pytest.raises(DossierClosed):
        desk.record("dossier_suspended", "20/6/2026", dossier="H1")
    with pytest.raises(DossierUnknown):
        desk.record("dossier_resumed", "20/6/2026", dossier="H9")
    with pytest.raises(EventTwice):
        desk.record("dossier_received", "1/6/2026", dossier="H1", procedure="other")
    assert desk.problems() == []


def test_a_file_of_before_a_change_of_the_law_keeps_its_clock(desk: Desk) -> None:
    for code, on in (("OLD", "14/9/2026"), ("NEW", "15/9/2026")):
        desk.record("dossier_received", on, dossier=code, procedure="cluster_establishment")
    found = {each.duty.subject.code: each for each in duties_on(day("2026-09-20"))}
    assert found["OLD"].due_on == date(2026, 10, 9)  # 25 days of Decree 32/2024
    assert found["NEW"].due_on == date(2026, 10, 5)  # 20 days of Decree 303/2026
    assert found["OLD"].terms.verified is Verified.READ
    assert found["NEW"].terms.verified is Verified.SECONDARY


def test_where_the_law_is_not_at_hand_a_dossier_has_no_due_day(desk: Desk) -> None:
    desk.record("dossier_received", "1/6/2026", dossier="H1", procedure="investment_certificate")
    desk.record("dossier_received", "1/6/2025", dossier="H0", procedure="investment_certificate")
    found = standing("2026-06-05")
    assert found["dossier", "H1"] == ("open", None)
    assert found["dossier", "H0"] == ("overdue", "2025-06-16")
    desk.record("dossier_decided", "8/6/2026", dossier="H1")
    assert standing("2026-06-08")["dossier", "H1"] == ("done_no_term", None)
    counts = counted_dossiers(DossierScope(date(2026, 6, 1), date(2026, 6, 30), PLACE)).in_all
    assert (counts.on_time, counts.late, counts.no_term, counts.decided) == (0, 0, 1, 1)


def test_what_lapsed_is_late_no_longer_and_what_has_no_day_is_not_on_time(desk: Desk) -> None:
    for code, on in (("H1", "1/6/2026"), ("H2", "2/6/2026")):
        desk.record("dossier_received", on, dossier=code, procedure="foreign_work_permit", term_days=5)
    desk.record("dossier_received", "1/6/2026", dossier="H3", procedure="investment_certificate")
    desk.record("dossier_decided", "11/6/2026", dossier="H1", result="withdrawn")
    dates = day("2026-07-08")
    found = duties_on(dates)
    table = duties_table("duties", found, Surroundings(dates), dates, Lang.VI, title=Text("Việc", "Duties"))
    late = {each.duty.subject.code: row.cells["days_late"] for each, row in zip(found, table.rows, strict=True)}
    assert late == {"H1": 3, "H2": 29, "H3": None}
    told = {each.duty.subject.code: state_words(each, dates, Lang.VI) for each in found}
    assert told == {"H1": "chấm dứt thực hiện", "H2": "quá hạn 29 ngày", "H3": "chưa đến hạn"}
    headings = {column.name.vi for column in table.columns if isinstance(column.name, Text)}
    assert {"Nội dung công việc", "Đối tượng", "Đơn vị thực hiện"} <= headings


def test_days_are_written_as_numbers_are_in_each_language(desk: Desk) -> None:
    desk.record("dossier_received", "1/6/2023", dossier="H1", procedure="foreign_work_permit", term_days=5)
    dates = day("2026-06-01")
    (found,) = duties_on(dates)
    assert [state_words(found, dates, lang) for lang in Lang] == ["quá hạn 1.089 ngày", "overdue 1,089 days"]


def test_a_dossier_decided_while_its_clock_stood_still_is_on_time(desk: Desk) -> None:
    desk.record("dossier_received", "1/6/2026", dossier="H1", procedure="foreign_work_permit", term_days=5)
    desk.record("dossier_suspended", "4/6/2026", dossier="H1")
    desk.record("dossier_decided", "30/6/2026", dossier="H1", result="refused")
    assert standing("2026-07-01")["dossier", "H1"] == ("done", None)


def test_tasks_permits_and_clusters_of_before_2009(desk: Desk) -> None:
    desk.zone("Nội Hoàng", kind="cluster")
    desk.record("duty_set", "1/6/2026", duty="regularisation", zone="CCN Nội Hoàng", obliged="office")
    desk.record(
        "duty_set",
        "1/6/2026",
        duty="permit",
        zone="CCN Nội Hoàng",
        obliged="developer",
        task="GPMT 12",
        due_by="30/6/2026",
    )
    desk.record("duty_set", "1/6/2026", task="Báo cáo tỉnh", term_days=3, ground="Thông báo 5/TB-UBND")
    zone = "ccn-noi-hoang"
    assert standing("2026-06-05") == {
        ("regularisation", zone): ("open", "2026-12-31"),
        ("permit", zone): ("due_soon", "2026-06-30"),
        ("task", PLACE): ("overdue", "2026-06-04"),
        ("legal_report", PLACE): ("open", "2026-12-31"),
    }
    desk.record("duty_done", "6/6/2026", task="Báo cáo tỉnh")
    assert standing("2026-06-06")["task", PLACE] == ("done_late", "2026-06-04")
    with pytest.raises(EventTwice):
        desk.record("duty_done", "7/6/2026", task="Báo cáo tỉnh")
    with pytest.raises(EventTwice):
        desk.record("duty_set", "7/6/2026", task="Báo cáo tỉnh", due_by="1/7/2026")
    desk.record("zone_revoked", "1/7/2026", zone="CCN Nội Hoàng")
    assert {state for (_, code), (state, _) in standing("2026-07-02").items() if code == zone} == {"lapsed"}
    with pytest.raises(FieldsRefused):
        desk.record("duty_set", "1/6/2026", task="Việc", term_days=3, due_by="1/7/2026")


def test_only_what_was_set_is_done(desk: Desk) -> None:
    desk.project("P1", "1/1/2020")
    given = desk.record("duty_set", "1/6/2026", task="Báo cáo tỉnh", due_by="30/6/2026")
    desk.record("schedule_letter", "1/3/2026", project="P1", answer_by="20/3/2026")
    unknown: tuple[dict[str, Any], ...] = (
        {"task": "Báo cáo tinh"},
        {"task": "Báo cáo tỉnh", "project": "P1"},
        {"task": "x", "duty": "permit"},
    )
    for about in unknown:
        with pytest.raises(TaskUnknown) as refused:
            desk.record("duty_done", "6/6/2026", **about)
        assert (refused.value.status, refused.value.field) == (404, "task")
        assert ("Gần nhất: Báo cáo tỉnh" in str(refused.value)) == (about == {"task": "Báo cáo tinh"})
    desk.record("duty_done", "10/3/2026", project="P1", duty="answer", task="2026-03-01")
    desk.withdraw(given.seq)
    with pytest.raises(TaskUnknown):
        desk.record("duty_done", "6/6/2026", task="Báo cáo tỉnh")
    desk.record("duty_set", "1/6/2026", task="Báo cáo tỉnh", due_by="30/6/2026")
    desk.record("duty_done", "6/6/2026", task="Báo cáo tỉnh")
    assert standing("2026-06-06")["task", PLACE] == ("done", "2026-06-30")
    assert desk.problems() == []


def test_a_deadline_is_verified_as_well_as_its_value_in_the_catalogue(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = parameter("cluster.pre2009.regularisation_deadline")
    from_memory = tuple(each.model_copy(update={"verified": Verified.MEMORY}) for each in rule.values)
    monkeypatch.setattr(duties, "parameter", lambda _: rule.model_copy(update={"values": from_memory}))
    desk.zone("Nội Hoàng", kind="cluster")
    desk.record("duty_set", "1/6/2026", duty="regularisation", zone="CCN Nội Hoàng")
    (found,) = duties_about("bg", DutySubject("zone", "ccn-noi-hoang"), day("2026-06-05"))
    assert (found.due_on, found.terms.verified) == (date(2026, 12, 31), Verified.MEMORY)


def test_a_correction_and_a_withdrawal_are_right_as_known_at_any_moment(desk: Desk) -> None:
    desk.project("P1", "1/1/2023", at=EARLY)
    set_ = desk.record("schedule_set", "1/1/2023", project="P1", operation_by="31/12/2023", at=EARLY)
    desk.correct(set_.seq, "schedule_set", "1/1/2023", project="P1", operation_by="31/12/2025", at=LATE)
    operation = ("operation", "P1")
    assert standing("2024-06-01", EARLY)[operation] == ("overdue", "2023-12-31")
    assert standing("2024-06-01", LATE)[operation] == ("open", "2025-12-31")
    assert standing("2024-06-01")[operation] == ("open", "2025-12-31")
    gone = desk.record("production_started", "1/5/2024", project="P1", at=datetime(2031, 3, 1, tzinfo=UTC))
    assert standing("2024-06-01")[operation] == ("done", "2025-12-31")
    desk.withdraw(gone.seq, at=datetime(2031, 4, 1, tzinfo=UTC))
    assert standing("2024-06-01")[operation] == ("open", "2025-12-31")
    assert standing("2024-06-01", datetime(2031, 3, 15, tzinfo=UTC))[operation] == ("done", "2025-12-31")


RECORDED = {
    "pause": "dossier_suspended",
    "resume": "dossier_resumed",
    "done": "dossier_decided",
    "lapse": "dossier_decided",
}


def test_random_dossiers_in_a_book_stand_as_an_independent_calculation_says(desk: Desk) -> None:
    lives: dict[str, list[tuple[dict[str, Any], datetime, datetime | None]]] = {}
    moment = datetime(2030, 1, 1, tzinfo=UTC)
    for case in range(20):
        chance = random.Random(case)
        code = f"H{case}"
        life = [each for each in made_up(chance) if each["what"] in {"open", "pause", "resume", "done"}]
        first = next(each for each in life if each["what"] == "open")
        first.update(count=chance.randrange(1, 30), unit="working_days")
        first.pop("due", None)
        first.pop("goal", None)
        rest = sorted(
            (each for each in life if each["what"] != "open"), key=lambda each: (each["what"] == "done", each["seq"])
        )
        for each in rest:
            each["on"] = max(each["on"], first["on"])  # nothing is done of a dossier before it is received
        for each in (first, *rest):
            moment += timedelta(hours=1)
            kind = "dossier_received" if each is first else RECORDED[each["what"]]
            more = {"procedure": "other", "term_days": each["count"]} if each is first else {}
            made = desk.record(kind, each["on"].isoformat(), dossier=code, at=moment, **more)
            each["seq"] = made.seq
            lives.setdefault(code, []).append((each, moment, None))
        if chance.random() < 0.4:
            place = chance.randrange(1, len(lives[code])) if len(lives[code]) > 1 else 0
            each, at, _ = lives[code][place]
            moment += timedelta(hours=1)
            desk.withdraw(each["seq"], at=moment)
            lives[code][place] = (each, at, moment)
    chance = random.Random(99)
    moments = [None, *(datetime(2030, 1, 1, tzinfo=UTC) + timedelta(hours=chance.randrange(300)) for _ in range(12))]
    current.expire()
    for known_at in moments:
        on = FIRST + timedelta(days=chance.randrange(60, 900))
        found = {each.duty.subject.code: each for each in duties_on(Dates(on, known_at))}
        for code, lived in lives.items():
            known = [
                each
                for each, at, back in lived
                if (known_at is None and back is None)
                or (known_at is not None and at <= known_at and (back is None or back > known_at))
            ]
            expected = stood(known, on, DutyKind.DOSSIER.notice_days, DutyKind.DOSSIER.value)
            phase = found.get(code)
            assert (phase and (phase.state.value, phase.due_on)) == expected, (code, on, known_at)


def test_a_lease_to_a_project_is_its_land_reached(desk: Desk) -> None:
    desk.zone("Quang Châu")
    desk.project("P1", "1/1/2023")
    desk.project("P2", "1/1/2023")
    for project in ("P1", "P2"):
        desk.record("schedule_set", "1/1/2023", project=project, land_by="30/6/2023")
    desk.record("land_leased", "1/6/2023", zone="KCN Quang Châu", area_m2="1 ha", project="P1")
    assert standing("2023-12-01") == {
        ("land", "P1"): ("done", "2023-06-30"),
        ("land", "P2"): ("overdue", "2023-06-30"),
    }


def test_dossiers_are_counted_by_procedure_and_channel_beside_the_counts_reported_of_each(desk: Desk) -> None:
    permit, cert = Procedure.CONSTRUCTION_PERMIT, Procedure.INVESTMENT_CERTIFICATE
    said = (("H1", permit, "online", "3/6/2026"), ("H2", permit, "post", ""), ("H3", cert, None, "29/6/2026"))
    for code, procedure, channel, decided in said:
        about: dict[str, Any] = {
            "procedure": procedure.value,
            "term_days": 10,
            **({"channel": channel} if channel else {}),
        }
        desk.record("dossier_received", "1/6/2026", dossier=code, **about)
        if decided:
            desk.record("dossier_decided", decided, dossier=code)
    month: dict[str, Any] = {"period_start": "2026-06-01", "period_end": "2026-06-30"}
    week: dict[str, Any] = {"period_start": "2026-06-01", "period_end": "2026-06-07"}
    desk.record("procedures_counted", received=9, on_time=7, late=1, **month)
    before = desk.total("procedures.received", "2026-06-30")
    desk.record("procedures_counted", procedure=permit.value, received=5, on_time=4, late=1, **month)
    desk.record("procedures_counted", procedure=permit.value, received=2, on_time=1, late=0, **week)
    for channel in ("online", "post"):
        desk.record("procedures_counted", procedure=cert.value, channel=channel, received=2, on_time=1, late=0, **month)
    with pytest.raises(ReportExists):
        desk.record("procedures_counted", procedure=permit.value, received=5, on_time=4, late=1, **month)
    assert desk.total("procedures.received", "2026-06-30") == before == 9, "parts post nothing"
    current.expire()
    scope = DossierScope(date(2026, 6, 1), date(2026, 6, 30), PLACE)
    assert counted_dossiers(scope).by_procedure == {
        permit: DossierCounts(received=2, on_time=1, pending=1, pending_late=1),
        cert: DossierCounts(received=1, late=1),
    }
    assert counted_dossiers(scope).by_channel == {
        DossierChannel.ONLINE: DossierCounts(received=1, on_time=1),
        DossierChannel.POST: DossierCounts(received=1, pending=1, pending_late=1),
        None: DossierCounts(received=1, late=1),
    }
    assert reported_by_procedure(scope) == {permit: (5, 4, 1), cert: (4, 2, 0)}, "the week is in the month already"
    assert reported_by_channel(scope) == {DossierChannel.ONLINE: (2, 1, 0), DossierChannel.POST: (2, 1, 0)}
    assert counted_dossiers(replace(scope, channel=DossierChannel.POST)).in_all.received == 1
    assert reported_by_channel(replace(scope, start=date(2026, 6, 2))) == {}
    assert desk.problems() == []


def test_a_reading_that_breaks_off_files_nothing_twice(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was filed before a book could not be read is not kept beside what is read again."""
    desk.record("duty_set", "1/6/2024", task="Việc 1", due_by="30/6/2024", unit="Phòng 1")
    read = DutyChronicle.read

    def broken(self: DutyChronicle, heads: Any) -> None:
        read(self, heads)
        self.marks = {}
        raise ConnectionError

    monkeypatch.setattr(DutyChronicle, "read", broken)
    with pytest.raises(ConnectionError):
        duty_chronicle()
    monkeypatch.setattr(DutyChronicle, "read", read)
    filed = [event.seq for events in duty_chronicle().filed.values() for event in events]
    assert len(filed) == len(set(filed)) == 1


def test_of_no_procedure_or_channel_more_is_counted_than_of_what_it_is_a_part_of(desk: Desk) -> None:
    permit = Procedure.INVESTMENT_CERTIFICATE.value
    month: dict[str, Any] = {"period_start": "2026-06-01", "period_end": "2026-06-30"}

    def refused(field: str, **count: Any) -> CountExceeds:
        with pytest.raises(CountExceeds) as found:
            desk.record("procedures_counted", **month, **count)
        assert found.value.field == field
        return found.value

    whole = desk.record("procedures_counted", received=9, on_time=7, late=1, **month)
    said = refused("late", procedure=permit, received=5, on_time=4, late=2)
    assert said.message(Lang.VI).startswith("giải quyết trễ hạn: 2 của cấp giấy chứng nhận đăng ký đầu tư nhiều hơn 1")
    assert f"bg/{whole.seq}" in said.message(Lang.EN)
    assert "all procedures" in said.message(Lang.EN)
    refused("received", channel="online", received=10, on_time=4, late=0)
    desk.record("procedures_counted", procedure=permit, received=5, on_time=4, late=1, **month)
    desk.record("procedures_counted", channel="online", received=3, on_time=1, late=0, **month)
    refused("on_time", procedure=permit, channel="post", received=5, on_time=5, late=1)
    refused("received", procedure=permit, channel="online", received=4, on_time=1, late=0)
    desk.record("procedures_counted", procedure=permit, channel="online", received=3, on_time=1, late=0, **month)
    with pytest.raises(CountExceeds):
        desk.correct(whole.seq, "procedures_counted", received=4, on_time=4, late=1, **month)
    desk.correct(whole.seq, "procedures_counted", received=5, on_time=4, late=1, **month)
    with writing("bg", "lan") as writer:
        week = {"period_start": "2026-06-01", "period_end": "2026-06-07", "late": 0, "on_time": 0}
        writer.record(build("procedures_counted", {**week, "procedure": permit, "received": 3}))
        with pytest.raises(CountExceeds):
            writer.record(build("procedures_counted", {**week, "received": 2}))
    assert desk.problems() == []
