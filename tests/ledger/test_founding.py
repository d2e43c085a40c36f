"""Founding dossiers: what each step posts, what it makes due, how a developer is chosen, and what cannot come in that order."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from parkledger.duties import DutyKind, DutyPhase, DutySubject
from parkledger.figures import Question, current
from parkledger.figures.current import current_figures
from parkledger.ledger.book.recording import writing
from parkledger.ledger.errors import (
    ChoiceRefused,
    ChoiceUnreasoned,
    CourseElsewhere,
    CourseEnded,
    CourseTwice,
    CourseUnknown,
    CriterionUnknown,
    DeveloperOther,
    DeveloperSame,
    EstablishedUnsaid,
    FieldsRefused,
    LacksMissing,
    NotLegacyCluster,
    PointsExceeded,
    StepBeforeMissing,
    StillNeeded,
    ZoneFoundedBefore,
    ZoneUnknown,
)
from parkledger.ledger.events import codes_of
from parkledger.ledger.events.courses import course_of, in_order
from parkledger.ledger.events.developer_choice import points_in, ranking, read_points
from parkledger.ledger.events.founding import FoundingCourse, FoundingEvent, legal_term
from parkledger.ledger.models import Event, Zone
from parkledger.records.dates import Dates
from parkledger.records.duties import Surroundings, duties_about, duties_on
from parkledger.records.events import revived
from parkledger.records.events import standing as events_standing
from parkledger.records.histories import zones_on
from parkledger.submissions.worklist import WorkReach
from tests.ledger.conftest import PLACE, Desk, event

ABOUT: dict[str, Any] = {"founding_dossier": "TL-01"}
PAPER: dict[str, Any] = {"steps_before": "not_on_record"}
PLANNED = "ccn-dong-lac"


@pytest.fixture(autouse=True)
def _figures_anew(desk: Desk) -> Any:
    current.close()
    yield
    current.close()


def _recorded(on: date) -> list[DutyPhase]:
    """What is due by what was recorded; the reports that the law asks of every book with clusters are tested for themselves."""
    return [each for each in duties_on(Dates(on)) if each.duty.kind is not DutyKind.LEGAL_REPORT]


def planned(desk: Desk, name: str = "Đồng Lạc", kind: str = "cluster") -> None:
    desk.record("zone_planned", "1/1/2022", name=name, kind=kind, area_m2="50 ha")


@pytest.fixture
def opened(desk: Desk) -> Desk:
    """A cluster in the plan, and a dossier to found it, opened on Friday 5/7/2024."""
    planned(desk)
    desk.record("founding_opened", "5/7/2024", **ABOUT, zone=PLANNED, matter="found", proposer="Công ty A")
    return desk


def standing(on: str, kind: str = "founding_dossier", code: str = "TL-01") -> dict[str, tuple[str, str | None]]:
    """How the duties of the dossier stand on a day: by key, the state and the due day."""
    current.expire()
    found = duties_about("bg", DutySubject(kind, code), Dates(date.fromisoformat(on)))
    return {each.duty.key: (each.state.value, each.due_on.isoformat() if each.due_on else None) for each in found}


def test_a_dossier_from_its_opening_to_its_decision(opened: Desk) -> None:
    assert standing("2024-07-05") == {"notice": ("open", "2024-07-12")} or standing("2024-07-05") == {
        "notice": ("due_soon", "2024-07-12")
    }, "five working days"
    opened.record("founding_noticed", "12/7/2024", **ABOUT)
    assert standing("2024-07-12") == {"notice": ("done", "2024-07-12"), "submission": ("open", "2024-07-29")}
    opened.record("founding_submitted", "1/8/2024", **ABOUT, submitted_by="district")
    assert standing("2024-08-01")["submission"] == ("done_late", "2024-07-29"), "15 days end on a Saturday"
    assert standing("2024-08-01")["appraisal"] == ("open", "2024-08-26")
    opened.record("founding_checked", "5/8/2024", **ABOUT, result="incomplete", missing="bản đồ")
    assert standing("2024-08-20")["appraisal"] == ("suspended", None)
    opened.record("founding_checked", "15/8/2024", **ABOUT)
    assert standing("2024-08-20")["appraisal"] == ("open", "2024-09-05"), "ten days later"
    opened.record("founding_appraised", "4/9/2024", **ABOUT, body="Sở Công Thương")
    assert standing("2024-09-04")["appraisal"] == ("done", "2024-09-05")
    opened.record("founding_put_forward", "5/9/2024", **ABOUT)
    assert standing("2024-09-05")["decision"] == ("open", "2024-09-16"), "seven working days"
    opened.record("founding_decided", "20/9/2024", **ABOUT)
    assert standing("2024-09-20") == {
        "notice": ("done", "2024-07-12"),
        "submission": ("done_late", "2024-07-29"),
        "appraisal": ("done", "2024-09-05"),
        "put_forward": ("done_no_term", None),
        "decision": ("done_late", "2024-09-16"),
    }
    totals = {what: opened.total(f"foundings.{what}") for what in ("opened", "approved", "refused", "open")}
    assert totals == {"opened": 1, "approved": 1, "refused": None, "open": 0}
    assert opened.total("foundings.open", "2024-09-19", zone=PLANNED) == 1
    assert opened.problems() == []


def test_what_is_approved_is_to_be_put_on_record(opened: Desk) -> None:
    opened.record("founding_submitted", "1/8/2024", **ABOUT, **PAPER)
    decided = opened.record("founding_decided", "20/9/2024", **ABOUT, **PAPER)
    assert standing("2024-09-25", "zone", PLANNED) == {"found": ("overdue", "2024-09-20")}
    (phase,) = [each for each in _recorded(date(2024, 9, 25)) if each.state.is_open]
    zone = Surroundings(Dates(date(2024, 9, 25))).zone(phase)
    assert zone is not None
    assert zone.code == PLANNED
    made = opened.record("zone_established", "20/9/2024", zone=PLANNED, area_m2="50 ha")
    assert standing("2024-09-25", "zone", PLANNED) == {"found": ("done", "2024-09-20")}
    opened.withdraw(made.seq)
    assert standing("2024-09-25", "zone", PLANNED) == {"found": ("overdue", "2024-09-20")}
    opened.withdraw(decided.seq)
    assert standing("2024-09-25", "zone", PLANNED) == {}
    assert opened.problems() == []


def test_what_was_put_on_record_before_the_decision_is_there(opened: Desk) -> None:
    opened.record("zone_established", "18/9/2024", zone=PLANNED, area_m2="50 ha")
    opened.record("founding_submitted", "1/8/2024", **ABOUT, **PAPER)
    opened.record("founding_decided", "20/9/2024", **ABOUT, **PAPER)
    assert standing("2024-09-25", "zone", PLANNED) == {"found": ("done", "2024-09-20")}


def test_an_enlargement_of_long_ago_is_not_the_one_decided(desk: Desk) -> None:
    desk.zone("Nếnh", "1/1/2015", kind="cluster", area_m2="100 ha")
    zone = "ccn-nenh"
    desk.record("area_changed", "1/6/2018", zone=zone, direction="expanded", area_m2="5 ha")
    desk.record("founding_opened", "1/7/2024", **ABOUT, zone=zone, matter="enlarge")
    desk.record("founding_submitted", "1/8/2024", **ABOUT, **PAPER)
    desk.record("founding_decided", "20/9/2024", **ABOUT, **PAPER)
    assert standing("2024-09-25", "zone", zone) == {"enlarge": ("overdue", "2024-09-20")}
    desk.record("area_changed", "19/9/2024", zone=zone, direction="expanded", area_m2="5 ha")
    assert standing("2024-09-25", "zone", zone) == {"enlarge": ("done", "2024-09-20")}
    second: dict[str, Any] = {"founding_dossier": "TL-02", "zone": zone}
    desk.record("founding_opened", "1/1/2026", **second, matter="enlarge")
    desk.record("founding_submitted", "1/2/2026", **second, **PAPER)
    desk.record("founding_decided", "1/3/2026", **second, **PAPER)
    assert standing("2026-03-05", "zone", zone) == {"enlarge": ("overdue", "2026-03-01")}
    desk.record("area_changed", "2/3/2026", zone=zone, direction="expanded", area_m2="1 ha")
    assert standing("2026-03-05", "zone", zone) == {"enlarge": ("done_late", "2026-03-01")}


def test_what_ends_a_zone_carries_out_the_decision_to_end_it(opened: Desk) -> None:
    opened.record("founding_withdrawn", "6/7/2024", **ABOUT)
    end: dict[str, Any] = {"founding_dossier": "BB-01", "zone": PLANNED}
    opened.record("founding_opened", "1/8/2024", **end, matter="end")
    assert standing("2024-08-05", code="BB-01") == {"submission": ("open", None)}
    opened.record("founding_submitted", "2/8/2024", **end)
    opened.record("founding_decided", "1/9/2024", **end)
    opened.record("zone_revoked", "1/9/2024", zone=PLANNED)
    assert standing("2024-09-02", "zone", PLANNED) == {"end": ("done", "2024-09-01")}
    assert opened.problems() == []


def test_clocks_are_those_of_the_day_on_which_a_dossier_was_opened(desk: Desk) -> None:
    planned(desk)
    desk.record("founding_opened", "10/9/2026", **ABOUT, zone=PLANNED)
    desk.record("founding_noticed", "14/9/2026", **ABOUT)
    assert standing("2026-09-14")["submission"] == ("open", "2026-09-29")
    second: dict[str, Any] = {"founding_dossier": "TL-02", "zone": PLANNED}
    desk.record("founding_opened", "15/9/2026", **second)
    assert standing("2026-09-15", code="TL-02") == {"notice": ("due_soon", "2026-09-17")}
    desk.record("founding_noticed", "16/9/2026", **second)
    assert standing("2026-09-16", code="TL-02")["submission"] == ("open", "2026-09-30"), "5 and 5 working days"
    rows = Event.objects.filter(book=desk.id, type="founding_noticed").order_by("seq")
    laws = [row.payload for row in rows]
    assert "cluster.establishment.time_limit.after_notice 2026-09-10" in str(laws[0])
    assert "after_notice_second_step+" in str(laws[1])


def test_a_term_of_its_own_goes_before_the_law_and_parks_have_their_own(desk: Desk) -> None:
    planned(desk, "Tân Hưng", "park")
    zone = "kcn-tan-hung"
    desk.record("founding_opened", "1/7/2024", **ABOUT, zone=zone)
    assert standing("2024-07-01") == {"submission": ("open", None)}
    desk.record("founding_submitted", "2/7/2024", **ABOUT, submitted_by="board")
    assert standing("2024-07-02")["appraisal"] == ("open", "2024-07-29"), "25 days, the last a Saturday"
    desk.record("founding_appraised", "20/7/2024", **ABOUT)
    desk.record(
        "founding_put_forward", "22/7/2024", **ABOUT, authority="prime_minister", term_days=30, term_unit="days"
    )
    current.expire()
    (decision,) = [
        each
        for each in duties_about("bg", DutySubject("founding_dossier", "TL-01"), Dates(date(2024, 7, 22)))
        if each.duty.key == "decision"
    ]
    assert (decision.due_on, decision.terms.basis) == (date(2024, 8, 21), "")
    assert legal_term("economic_zone", "appraisal", date(2024, 7, 1)) is None


REFUSED: list[tuple[type[Exception], str, str, dict[str, Any]]] = [
    (CourseTwice, "founding_opened", "6/7/2024", {"zone": PLANNED}),
    (CourseUnknown, "founding_submitted", "6/7/2024", {"founding_dossier": "TL-02"}),
    (CourseUnknown, "founding_opened", "6/7/2024", {"founding_dossier": "TL-02"}),
    (ZoneUnknown, "founding_opened", "6/7/2024", {"founding_dossier": "TL-02", "zone": "CCN Không Có"}),
    (CourseElsewhere, "founding_submitted", "6/7/2024", {"zone": "ccn-nenh"}),
    (CourseUnknown, "founding_noticed", "4/7/2024", {}),
    (CourseUnknown, "founding_checked", "6/7/2024", {}),
    (StepBeforeMissing, "founding_submitted", "6/7/2024", {}),
    (StepBeforeMissing, "founding_appraised", "6/7/2024", {}),
    (StepBeforeMissing, "founding_put_forward", "6/7/2024", {}),
    (StepBeforeMissing, "founding_decided", "6/7/2024", {}),
    (CourseUnknown, "points_given", "6/7/2024", {"candidate": "Công ty A", "points": "năng lực, kinh nghiệm: 1"}),
    (CourseUnknown, "developer_chosen", "6/7/2024", {"candidate": "Công ty A"}),
]


@pytest.mark.parametrize(("refusal", "kind", "on", "fields"), REFUSED)
def test_what_comes_out_of_order_is_refused_in_words(
    opened: Desk, refusal: type[Exception], kind: str, on: str, fields: dict[str, Any]
) -> None:
    opened.zone("Nếnh", kind="cluster")
    with pytest.raises(refusal):
        opened.record(kind, on, **{**ABOUT, **fields})
    assert opened.total("foundings.opened") == 1


def test_nothing_follows_a_decision_and_what_rests_on_a_step_stays(opened: Desk) -> None:
    submitted = opened.record("founding_submitted", "1/8/2024", **ABOUT, **PAPER)
    opened.record("founding_checked", "2/8/2024", **ABOUT, result="incomplete")
    with pytest.raises(CourseTwice):
        opened.record("founding_checked", "3/8/2024", **ABOUT, result="incomplete")
    with pytest.raises(CourseEnded):
        opened.record("founding_appraised", "3/8/2024", **ABOUT)
    with pytest.raises(StillNeeded):
        opened.withdraw(submitted.seq)
    with pytest.raises(CourseElsewhere):
        opened.record("founding_decided", "4/8/2024", **ABOUT, matter="end")
    opened.record("founding_decided", "4/8/2024", **ABOUT, outcome="refused", reason="không đủ điều kiện")
    assert standing("2024-08-05")["appraisal"] == ("lapsed", None)
    assert standing("2024-08-05", "zone", PLANNED) == {}
    with pytest.raises(CourseEnded):
        opened.record("founding_withdrawn", "5/8/2024", **ABOUT)
    assert (opened.total("foundings.refused"), opened.total("foundings.open")) == (1, 0)


@pytest.fixture
def scored(opened: Desk) -> Desk:
    """A council by the criteria of the law, three candidates, two of them with their points."""
    for name in ("Công ty A", "Công ty B", "Công ty C"):
        opened.record("candidate_entered", "15/7/2024", **ABOUT, candidate=name)
    opened.record("founding_submitted", "1/8/2024", **ABOUT, **PAPER)
    opened.record("council_convened", "5/8/2024", **ABOUT, members=7)
    opened.record("points_given", "10/8/2024", **ABOUT, candidate="Công ty A", points=POINTS_A)
    opened.record("points_given", "10/8/2024", **ABOUT, candidate="Công ty B", points=POINTS_B)
    return opened


POINTS_A = (
    "Phương án đầu tư hạ tầng kỹ thuật: 12,5; phương án quản lý, bảo vệ môi trường: 10; "
    "năng lực, kinh nghiệm: 20,25; phương án tài chính: 30"
)
POINTS_B = (
    "phương án đầu tư hạ tầng kỹ thuật: 15\nphương án quản lý, bảo vệ môi trường: 15\n"
    "năng lực, kinh nghiệm: 30\nphương án tài chính: 40"
)
POINTS_C = (
    "phương án đầu tư hạ tầng kỹ thuật: 5; phương án quản lý, bảo vệ môi trường: 5; "
    "năng lực, kinh nghiệm: 9,99; phương án tài chính: 30"
)


def course(desk: Desk) -> Any:
    found = events_standing([desk.id], codes_of(FoundingEvent), None, date(2030, 1, 1), None)
    steps = {each.seq: step for each in found if isinstance(step := revived(each), FoundingEvent)}
    return course_of(FoundingCourse, in_order(steps), "bg")


def test_points_are_added_exactly_and_candidates_ranked(scored: Desk) -> None:
    council = course(scored).council
    assert council.pass_mark == 50
    assert [int(value) for value in council.most.values()] == [15, 15, 30, 40]
    scored.record("points_given", "11/8/2024", **ABOUT, candidate="Công ty C", points=POINTS_C)
    found = [(each.candidate, each.total, each.rank, each.passes) for each in ranking(course(scored))]
    assert found == [
        ("Công ty B", Fraction(100), 1, True),
        ("Công ty A", Fraction(291, 4), 2, True),
        ("Công ty C", Fraction(4999, 100), 3, False),
    ]


@pytest.mark.parametrize(
    ("points", "refusal", "said"),
    [
        ("phương án tài chính: 40,01", PointsExceeded, "nhiều nhất 40 điểm, không cho 40,01 điểm"),
        ("phương án tài chính: 41", PointsExceeded, "nhiều nhất 40 điểm"),
        ("giá: 4", CriterionUnknown, "năng lực, kinh nghiệm"),
        ("phương án tài chính: -1", FieldsRefused, "không âm"),
        ("phương án tài chính", FieldsRefused, "Ghi như"),
        ("phương án tài chính: 1; Phương án tài chính: 2", FieldsRefused, "mỗi tiêu chí một lần"),
    ],
)
def test_points_that_cannot_be_are_refused(scored: Desk, points: str, refusal: type[Exception], said: str) -> None:
    with pytest.raises(refusal, match=said):
        scored.record("points_given", "11/8/2024", **ABOUT, candidate="Công ty C", points=points)


def test_a_choice_that_is_not_of_the_most_points_needs_its_reason(scored: Desk) -> None:
    with pytest.raises(ChoiceRefused, match="«Công ty C»: chưa có đủ điểm theo các tiêu chí"):
        scored.record("developer_chosen", "12/8/2024", **ABOUT, candidate="Công ty C", reason="theo đề nghị")
    with pytest.raises(ChoiceUnreasoned, match="chưa chấm đủ điểm"):
        scored.record("developer_chosen", "12/8/2024", **ABOUT, candidate="Công ty B")
    scored.record("points_given", "11/8/2024", **ABOUT, candidate="Công ty C", points=POINTS_C)
    with pytest.raises(ChoiceUnreasoned, match="được 72,75 điểm, «Công ty B» được 100 điểm"):
        scored.record("developer_chosen", "12/8/2024", **ABOUT, candidate="Công ty A")
    with pytest.raises(CourseUnknown):
        scored.record("developer_chosen", "12/8/2024", **ABOUT, candidate="Công ty D")
    chosen = scored.record("developer_chosen", "12/8/2024", **ABOUT, candidate="Công ty B")
    later: list[tuple[str, dict[str, Any]]] = [
        ("candidate_entered", {"candidate": "Công ty D"}),
        ("developer_chosen", {"candidate": "Công ty A", "reason": "đơn vị cao điểm nhất đã rút"}),
    ]
    for kind, fields in later:
        with pytest.raises(CourseEnded):
            scored.record(kind, "13/8/2024", **ABOUT, **fields)
    scored.correct(
        chosen.seq,
        "developer_chosen",
        "12/8/2024",
        **ABOUT,
        candidate="Công ty A",
        reason="đơn vị cao điểm nhất đã rút",
    )
    assert course(scored).chosen.candidate == "Công ty A"
    assert scored.problems() == []


def test_a_candidate_below_the_mark_is_not_chosen_whatever_the_reason(opened: Desk) -> None:
    opened.record("candidate_entered", "15/7/2024", **ABOUT, candidate="Công ty A")
    council: dict[str, Any] = {"members": 5, "criteria": "năng lực: 60; giá: 40", "pass_mark": 70}
    opened.record("council_convened", "5/8/2024", **ABOUT, **council)
    opened.record("points_given", "10/8/2024", **ABOUT, candidate="Công ty A", points="năng lực: 40; giá: 29.5")
    for said in ({}, {"reason": "đơn vị duy nhất"}, {"reason": "đơn vị duy nhất", **PAPER}):
        with pytest.raises(ChoiceRefused, match="69,5 điểm, dưới ngưỡng 70 điểm"):
            opened.record("developer_chosen", "12/8/2024", **ABOUT, candidate="Công ty A", **said)


def test_a_choice_of_which_only_the_paper_is_known_is_recorded(opened: Desk) -> None:
    opened.record("candidate_entered", "15/7/2024", **ABOUT, candidate="Công ty A")
    with pytest.raises(ChoiceRefused, match="không ghi trong sổ: chỉ biết văn bản này"):
        opened.record("developer_chosen", "12/8/2024", **ABOUT, candidate="Công ty A", reason="theo quyết định")
    opened.record("developer_chosen", "12/8/2024", **ABOUT, candidate="Công ty A", **PAPER)
    assert course(opened).chosen.candidate == "Công ty A"
    opened.record("founding_decided", "20/9/2024", **ABOUT, **PAPER)
    assert opened.total("foundings.approved") == 1
    assert opened.problems() == []


def test_an_approval_comes_after_appraisal_and_putting_forward(opened: Desk) -> None:
    opened.record("founding_noticed", "8/7/2024", **ABOUT)
    opened.record("founding_submitted", "1/8/2024", **ABOUT)
    with pytest.raises(StepBeforeMissing, match="chưa ghi «Thẩm định hồ sơ» đến ngày 20/9/2024"):
        opened.record("founding_decided", "20/9/2024", **ABOUT)
    refused = opened.record("founding_decided", "20/9/2024", **ABOUT, outcome="refused")
    opened.withdraw(refused.seq)
    appraised = opened.record("founding_appraised", "2/9/2024", **ABOUT)
    with pytest.raises(StepBeforeMissing, match="chưa ghi «Trình cấp có thẩm quyền»"):
        opened.record("founding_decided", "20/9/2024", **ABOUT)
    opened.record("founding_put_forward", "5/9/2024", **ABOUT)
    opened.record("founding_decided", "20/9/2024", **ABOUT)
    with pytest.raises(StillNeeded):
        opened.withdraw(appraised.seq)
    assert opened.problems() == []


def test_what_was_recorded_before_steps_were_asked_for_holds(opened: Desk) -> None:
    with writing("bg", "lan") as writer:
        writer.view.exported = True
        for kind, on in (("founding_submitted", "1/8/2024"), ("founding_decided", "20/9/2024")):
            writer.record(event(kind, on, ABOUT))
    assert "steps_before" not in Event.objects.get(book=opened.id, type="founding_decided").payload
    assert course(opened).decided is not None
    opened.record("founding_noticed", "8/7/2024", **ABOUT)
    assert opened.problems() == []


def test_a_zone_on_record_as_established_gets_no_dossier_to_found_it(desk: Desk) -> None:
    balance: dict[str, Any] = {"name": "Đồng Lạc", "kind": "cluster", "area_m2": "50 ha"}
    made = desk.record("zone_opened", "31/12/2023", **balance)
    about: dict[str, Any] = {**ABOUT, "zone": PLANNED}
    with pytest.raises(ZoneFoundedBefore, match=rf"\(sự kiện bg/{made.seq}\).*«đã thành lập» ghi «không»"):
        desk.record("founding_opened", "5/7/2024", **about)
    desk.record("founding_opened", "5/7/2024", **{**about, "founding_dossier": "MR-01"}, matter="enlarge")
    desk.correct(made.seq, "zone_opened", "31/12/2023", **balance, zone=PLANNED, established=False)
    desk.record("founding_opened", "5/7/2024", **about)
    desk.record("founding_decided", "20/9/2024", **ABOUT, **PAPER)
    desk.record("zone_established", "20/9/2024", zone=PLANNED)
    assert standing("2024-09-25", "zone", PLANNED)["found"] == ("done", "2024-09-20")
    assert desk.problems() == []


def test_an_opening_says_whether_a_zone_with_a_founding_dossier_is_established(opened: Desk) -> None:
    opened.record("founding_decided", "20/9/2024", **ABOUT, **PAPER)
    with pytest.raises(EstablishedUnsaid, match="TL-01"):
        opened.record("zone_opened", "31/12/2024", zone=PLANNED, planned=False, operating=True)
    made = opened.record("zone_opened", "31/12/2024", zone=PLANNED, planned=False, established=True)
    assert standing("2025-01-01", "zone", PLANNED) == {"found": ("done_no_day", "2024-09-20")}
    opened.withdraw(made.seq)
    opened.record("zone_opened", "31/12/2024", zone=PLANNED, planned=False, established=False, operating=True)
    assert standing("2025-01-01", "zone", PLANNED) == {"found": ("overdue", "2024-09-20")}
    opened.record("zone_established", "20/9/2024", zone=PLANNED)
    assert opened.problems() == []


def test_lists_of_points_are_kept_in_one_form() -> None:
    assert read_points("a :1,50 ;\n b: 2.25") == "a: 1,5; b: 2,25"
    assert points_in("phần 1: tốt: 3") == {"phần 1: tốt": Fraction(3)}


def test_the_developer_is_that_of_the_day(desk: Desk) -> None:
    desk.zone("Nếnh", "1/1/2015", kind="cluster", developer="Công ty A")
    zone = "ccn-nenh"
    later = desk.record("developer_changed", "1/6/2022", zone=zone, developer="Công ty C", ground="QĐ 9")
    assert Event.objects.get(book=desk.id, seq=later.seq).payload.count("Công ty A") == 1
    earlier = desk.record("developer_changed", "1/6/2020", zone=zone, developer="Công ty B")
    current.expire()
    names = [zones_on(Dates(date(year, 12, 31)))["bg", zone].developer for year in (2016, 2020, 2021, 2022)]
    assert names == ["Công ty A", "Công ty B", "Công ty B", "Công ty C"]
    assert Zone.objects.get(code=zone).developer == "Công ty C"
    assert desk.problems() == []
    wrong: list[tuple[type[Exception], dict[str, Any]]] = [
        (DeveloperSame, {"developer": "công ty b"}),
        (DeveloperOther, {"developer": "Công ty D", "before": "Công ty A"}),
    ]
    for refusal, fields in wrong:
        with pytest.raises(refusal):
            desk.record("developer_changed", "1/1/2021", zone=zone, **fields)
    with pytest.raises(CourseTwice):
        desk.record("developer_changed", "1/6/2020", zone=zone, developer="Công ty D")
    desk.withdraw(later.seq)
    assert Zone.objects.get(code=zone).developer == "Công ty B"
    desk.withdraw(earlier.seq)
    assert Zone.objects.get(code=zone).developer == "Công ty A"
    current.expire()
    assert zones_on(Dates(date(2025, 1, 1)))["bg", zone].developer == "Công ty A"
    assert desk.problems() == []


def test_who_is_obliged_and_fined_is_the_developer_of_the_day(desk: Desk) -> None:
    desk.zone("Nếnh", "1/1/2015", kind="cluster", developer="Công ty A")
    zone = "ccn-nenh"
    desk.record("developer_changed", "1/6/2022", zone=zone, developer="Công ty B")
    given: dict[str, Any] = {"inspection": "KT-1", "zone": zone}
    desk.record("inspection_made", "1/2/2022", **given, occasion="unplanned")
    desk.record("inspection_finding", "1/2/2022", **given, finding="1", remedy_by="1/12/2022")
    fined = desk.record("fine_imposed", "1/3/2022", **given, fine="X", amount="5 triệu đồng")
    assert "Công ty A" in Event.objects.get(book=desk.id, seq=fined.seq).payload
    current.expire()
    for day, name in ((date(2022, 5, 1), "Công ty A"), (date(2022, 7, 1), "Công ty B")):
        (finding,) = [each for each in duties_on(Dates(day)) if each.duty.kind.value == "remedy"]
        assert Surroundings(Dates(day)).obliged(finding) == name


def test_what_was_due_before_a_change_of_developer_stays_with_the_one_before(desk: Desk) -> None:
    desk.zone("Nếnh", "1/1/2015", kind="cluster", developer="Công ty A")
    zone = "ccn-nenh"
    given: dict[str, Any] = {"inspection": "KT-1", "zone": zone}
    desk.record("inspection_made", "1/2/2022", **given, occasion="unplanned")
    for finding, due in (("quá hạn", "1/3/2022"), ("xong", "1/12/2022"), ("còn hạn", "1/12/2022")):
        desk.record("inspection_finding", "1/2/2022", **given, finding=finding, remedy_by=due)
    desk.record("finding_remedied", "20/3/2022", **given, finding="xong")
    desk.record("fine_imposed", "20/5/2022", **given, fine="X", amount="5 triệu đồng", pay_by="20/6/2022")
    desk.record("developer_changed", "1/6/2022", zone=zone, developer="Công ty B")
    current.expire()
    for day in (date(2022, 7, 1), date(2024, 7, 1)):
        around = Surroundings(Dates(day))
        found = {each.duty.key: around.obliged(each) for each in _recorded(day)}
        names = {"quá hạn": "Công ty A", "xong": "Công ty A", "còn hạn": "Công ty B", "X": "Công ty A"}
        assert found == names


def test_who_speaks_for_a_zone_speaks_for_no_developer_before(desk: Desk) -> None:
    desk.zone("Nếnh", "1/1/2015", kind="cluster", developer="Công ty A")
    given: dict[str, Any] = {"inspection": "KT-1", "zone": "ccn-nenh"}
    desk.record("inspection_made", "1/2/2022", **given, occasion="unplanned")
    for finding, due in (("cũ", "1/3/2022"), ("mới", "1/12/2022")):
        desk.record("inspection_finding", "1/2/2022", **given, finding=finding, remedy_by=due)
    desk.record("developer_changed", "1/6/2022", zone="ccn-nenh", developer="Công ty B")
    desk.record("developer_changed", "1/6/2023", zone="ccn-nenh", developer="Công ty B đổi tên")
    current.expire()
    number = Zone.objects.get(code="ccn-nenh").id
    for since, seen in (("2020-01-01", {"cũ", "mới"}), ("2022-06-01", {"mới"}), ("2023-07-01", set())):
        around, phases = Surroundings(Dates(date(2024, 1, 1)), in_full=True), _recorded(date(2024, 1, 1))
        reach = WorkReach(frozenset(), {number: date.fromisoformat(since)})
        assert {phase.duty.key for phase in phases if reach.sees(phase, around)} == seen


def test_a_projects_duties_of_the_past_stay_with_who_had_it(desk: Desk) -> None:
    desk.zone("Quang Châu")
    desk.project("DA-1", zone="kcn-quang-chau", enterprise="Công ty A")
    given: dict[str, Any] = {"inspection": "KT-1", "project": "DA-1"}
    desk.record("inspection_made", "1/2/2022", **given, occasion="unplanned")
    for finding, due in (("quá hạn", "1/3/2022"), ("còn hạn", "1/12/2022")):
        desk.record("inspection_finding", "1/2/2022", **given, finding=finding, remedy_by=due)
    desk.record("project_transferred", "1/6/2022", project="DA-1", enterprise="Công ty B")
    current.expire()
    around = Surroundings(Dates(date(2023, 1, 1)))
    found = {each.duty.key: around.obliged(each) for each in _recorded(date(2023, 1, 1))}
    assert found == {"quá hạn": "Công ty A", "còn hạn": "Công ty B"}


def test_a_corrected_declaration_keeps_the_change_of_developer(desk: Desk) -> None:
    first = desk.zone("Nếnh", "1/1/2015", kind="cluster", developer="Công ty A")
    desk.record("developer_changed", "1/6/2022", zone="ccn-nenh", developer="Công ty B")
    about: dict[str, Any] = {
        "name": "Nếnh",
        "kind": "cluster",
        "area_m2": "100 ha",
        "zone": "ccn-nenh",
        "developer": "Công ty X",
    }
    desk.correct(first.seq, "zone_established", "1/1/2015", **about)
    assert Zone.objects.get(code="ccn-nenh").developer == "Công ty B"
    current.expire()
    assert zones_on(Dates(date(2016, 1, 1)))["bg", "ccn-nenh"].developer == "Công ty X"
    assert desk.problems() == []


def test_what_a_cluster_of_before_2009_lacks_until_it_is_settled(desk: Desk) -> None:
    desk.zone("Nếnh", "1/1/2007", kind="cluster")
    desk.zone("Quang Châu")
    zone: dict[str, Any] = {"zone": "ccn-nenh"}
    with pytest.raises(NotLegacyCluster):
        desk.record("legacy_cluster_listed", "1/6/2024", zone="kcn-quang-chau", lacks_survey=True)
    with pytest.raises(LacksMissing):
        desk.record("legacy_cluster_listed", "1/6/2024", **zone)
    desk.record("legacy_cluster_listed", "1/6/2024", **zone, lacks_survey=True, lacks_environment=True)
    with pytest.raises(LacksMissing):
        desk.record("legacy_cluster_listed", "1/7/2024", **zone, lacks_survey=True)
    with pytest.raises(CourseUnknown):
        desk.record("legacy_lack_settled", "1/7/2024", **zone, lack="zoning")
    survey, environment = "lack:survey", "lack:environment"
    assert standing("2024-06-01", "zone", "ccn-nenh") == {
        survey: ("open", "2026-12-31"),
        environment: ("open", "2026-12-31"),
    }
    desk.record("legacy_lack_settled", "1/9/2025", **zone, lack="survey")
    with pytest.raises(CourseTwice):
        desk.record("legacy_lack_settled", "1/10/2025", **zone, lack="survey")
    assert standing("2027-01-01", "zone", "ccn-nenh") == {
        survey: ("done", "2026-12-31"),
        environment: ("overdue", "2026-12-31"),
    }
    assert settled("2025-09-30") == {"zones.legacy": 1, "zones.legacy_settled": 0, "legacy.lacks_open": 1}
    desk.record("legacy_lack_settled", "1/2/2026", **zone, lack="environment")
    assert settled("2026-02-01") == {"zones.legacy": 1, "zones.legacy_settled": 1, "legacy.lacks_open": 0}
    desk.record("legacy_cluster_listed", "1/3/2026", **zone, lacks_survey=True, due_by="1/6/2026")
    assert settled("2026-03-01") == {"zones.legacy": 1, "zones.legacy_settled": 0, "legacy.lacks_open": 1}
    assert standing("2026-03-01", "zone", "ccn-nenh")[survey] == ("open", "2026-06-01")
    assert desk.problems() == []


def settled(on: str) -> dict[str, int | None]:
    current.expire()
    codes = ("zones.legacy", "zones.legacy_settled", "legacy.lacks_open")
    found = current_figures().answer([Question(code, PLACE, date.fromisoformat(on)) for code in codes])
    return {figure.question.indicator: None if figure.value is None else int(figure.value) for figure in found}
