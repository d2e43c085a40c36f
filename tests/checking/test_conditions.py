"""The conditions of the law on the days around which they change, against small books of round numbers."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import pytest

from parkledger.catalogue import Act, Verified, ZoneKind
from parkledger.catalogue.parameters import NUMBERLESS_UNITS, load_parameters
from parkledger.checking.conditions import ConditionAnswer, ConditionCase, conditions, worst
from parkledger.checking.page_scope import zone_named
from parkledger.checking.rules import REQUIREMENTS, BoundRelation, Verdict
from parkledger.figures import Figures
from parkledger.places import province_on
from tests.figures.books import VIET_YEN, Scribe, figures_of

HOLDS, FAILS, UNKNOWN = Verdict.HOLDS, Verdict.FAILS, Verdict.UNKNOWN


@pytest.fixture
def figures(sqlite_database: str, home) -> Iterator[Figures]:
    """A province with a park at 60 % (50 % of industrial land alone) and clusters at exactly 50 %, 55 % and none."""
    bg = Scribe()
    bg.zone("Mot", industrial_m2=80, service_m2=20, place=VIET_YEN)
    bg("land_leased", zone="kcn-mot", area_m2=400_000, use="industrial", effective_on="2015-01-01")
    bg("land_leased", zone="kcn-mot", area_m2=200_000, use="service", effective_on="2015-01-01")
    bg(
        "facility_commissioned",
        zone="kcn-mot",
        kind="wastewater",
        facility="tram",
        capacity=2000,
        effective_on="2020-01-01",
    )
    bg.zone("Hai", kind="cluster", industrial_m2=60, place=VIET_YEN)
    bg("land_leased", zone="ccn-hai", area_m2=300_000, use="industrial", effective_on="2015-01-01")
    bg.zone("Ba", kind="cluster", industrial_m2=40, green_m2=10, place="viet-nam.bac-giang.luc-nam")
    bg("land_leased", zone="ccn-ba", area_m2=220_000, use="industrial", effective_on="2015-01-01")
    bg.zone("To", kind="cluster", industrial_m2=76, place="viet-nam.bac-giang.yen-the")
    for zone, place, area in (
        ("ccn-moi", VIET_YEN, 8),
        ("ccn-xa", "viet-nam.bac-giang.tan-yen", 30),
        ("ccn-rong", VIET_YEN, 80),
    ):
        bg(
            "zone_planned",
            zone=zone,
            name=zone,
            kind="cluster",
            place=place,
            area_m2=area * 10_000,
            effective_on="2016-01-01",
        )
    bg(
        "zone_planned",
        zone="kcn-moi",
        name="KCN Moi",
        kind="park",
        place=VIET_YEN,
        area_m2=6_000_000,
        effective_on="2016-01-01",
    )
    opened = figures_of(home)
    yield opened
    opened.close()


def answers(figures: Figures, zone: str, act: str, on: str, area: int | None = None) -> dict[str, ConditionAnswer]:
    case = ConditionCase(
        zone_named(figures, zone), Act(act), date.fromisoformat(on), None if area is None else Fraction(area)
    )
    return {answer.code: answer for answer in conditions(figures, case)}


CASES = [
    # parks: at least 60 %, by the formula of the day
    ("kcn-mot", "expand", "2018-07-09", "park.expand.occupancy", UNKNOWN, None, None),
    ("kcn-mot", "expand", "2022-07-14", "park.expand.occupancy", FAILS, 50, 60),
    ("kcn-mot", "expand", "2022-07-15", "park.expand.occupancy", HOLDS, 60, 60),
    ("kcn-mot", "expand", "2022-07-14", "park.expand.waste_water", UNKNOWN, None, 0),
    ("kcn-mot", "expand", "2022-07-15", "park.expand.waste_water", HOLDS, 2000, 0),
    ("kcn-mot", "expand", "2023-01-01", "park.expand.connection", UNKNOWN, None, None),
    ("kcn-moi", "establish", "2022-07-14", "park.establish.plan", UNKNOWN, None, 1),
    ("kcn-moi", "establish", "2022-07-15", "park.establish.plan", HOLDS, 1, 1),
    ("kcn-moi", "establish", "2022-07-15", "park.establish.zoning", UNKNOWN, None, 1),
    ("kcn-moi", "establish", "2022-07-15", "park.establish.occupancy", HOLDS, 60, 60),
    ("kcn-moi", "establish", "2022-07-14", "park.establish.occupancy", UNKNOWN, 50, 60),
    ("kcn-moi", "establish", "2025-07-01", "park.establish.occupancy", UNKNOWN, 60, 60),
    ("kcn-moi", "establish", "2023-01-01", "park.establish.phases", UNKNOWN, 600, 500),
    # clusters: more than 50 %, or little unleased land, on the district
    ("ccn-moi", "establish", "2017-07-14", "cluster.establish.territory", UNKNOWN, None, None),
    ("ccn-moi", "establish", "2017-07-15", "cluster.establish.territory", HOLDS, 50, 50),
    ("ccn-moi", "establish", "2024-05-01", "cluster.establish.plan", HOLDS, 1, 1),
    ("ccn-moi", "establish", "2024-04-30", "cluster.establish.plan", UNKNOWN, None, 1),
    ("ccn-xa", "establish", "2024-05-01", "cluster.establish.territory", HOLDS, None, 50),
    ("ccn-moi", "establish", "2025-07-01", "cluster.establish.territory", UNKNOWN, 50, 50),
    ("ccn-moi", "establish", "2026-09-15", "cluster.establish.territory", UNKNOWN, 50, 50),
    ("ccn-moi", "establish", "2026-09-14", "cluster.establish.minimum_area", UNKNOWN, 8, 10),
    ("ccn-moi", "establish", "2026-09-15", "cluster.establish.minimum_area", HOLDS, 8, 5),
    ("ccn-rong", "establish", "2024-05-01", "cluster.establish.maximum_area", FAILS, 80, 75),
    # clusters expand at 60 %, and from 15/9/2026 at 50 %
    ("ccn-ba", "expand", "2024-04-30", "cluster.expand.occupancy", FAILS, 55, 60),
    ("ccn-ba", "expand", "2026-09-14", "cluster.expand.occupancy", FAILS, 55, 60),
    ("ccn-ba", "expand", "2026-09-15", "cluster.expand.occupancy", HOLDS, 55, 50),
    ("ccn-hai", "expand", "2026-09-15", "cluster.expand.occupancy", HOLDS, 50, 50),
    ("ccn-ba", "expand", "2026-09-15", "cluster.expand.waste_water", UNKNOWN, None, 0),
    ("ccn-ba", "expand", "2024-05-01", "cluster.expand.maximum_area", UNKNOWN, 50, 75),
    ("ccn-to", "expand", "2024-05-01", "cluster.expand.maximum_area", FAILS, 76, 75),
    ("ccn-ba", "merge", "2024-05-01", "cluster.merge.established", HOLDS, 1, 1),
    ("ccn-ba", "revoke", "2024-04-30", "cluster.revoke.established", UNKNOWN, None, 1),
    ("kcn-mot", "revoke", "2024-05-01", "park.revoke", UNKNOWN, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("zone", "act", "on", "code", "verdict", "value", "bound"), CASES, ids=lambda part: str(part))
def test_a_condition_on_a_day(figures: Figures, zone, act, on, code, verdict, value, bound) -> None:
    answer = answers(figures, zone, act, on)[code]
    assert answer.verdict is verdict, answer
    first = answer.tests[0] if answer.tests else None
    assert (first.value if first else None, first.bound if first else None) == (value, bound)


@pytest.mark.parametrize(("area", "verdict"), [(75, HOLDS), (76, FAILS), (None, UNKNOWN)])
def test_the_area_after_an_expansion_is_at_most_75_ha(figures: Figures, area, verdict) -> None:
    assert answers(figures, "ccn-ba", "expand", "2024-05-01", area)["cluster.expand.maximum_area"].verdict is verdict


def test_half_is_not_more_than_half_but_little_unleased_land_is_enough(figures: Figures) -> None:
    occupancy, unleased = answers(figures, "ccn-moi", "establish", "2024-05-01")["cluster.establish.territory"].tests
    assert (occupancy.verdict, occupancy.test.comparison) == (FAILS, BoundRelation.ABOVE)
    assert [occupancy.value, occupancy.bound] == [50, 50]
    assert unleased.verdict is HOLDS
    assert [unleased.value, unleased.bound] == [30, 100]


@pytest.mark.parametrize(
    ("on", "basis", "verified"),
    [
        ("2024-04-30", "Nghị định 68/2017/NĐ-CP", Verified.MEMORY),
        ("2024-05-01", "Nghị định 32/2024/NĐ-CP, Điều 8 khoản 2", Verified.READ),
        ("2026-09-15", "Nghị định 303/2026/NĐ-CP", Verified.SECONDARY),
    ],
)
def test_each_answer_has_the_basis_of_its_day_and_how_well_it_was_verified(
    figures: Figures, on, basis, verified
) -> None:
    (tested,) = answers(figures, "ccn-ba", "expand", on)["cluster.expand.occupancy"].tests
    assert (tested.basis, tested.verified) == (basis, verified)


def test_what_a_way_round_would_be_is_said_only_where_the_law_had_it(figures: Figures) -> None:
    before = answers(figures, "ccn-moi", "establish", "2026-09-14")["cluster.establish.territory"]
    since = answers(figures, "ccn-moi", "establish", "2026-09-15")["cluster.establish.territory"]
    assert before.note is None
    assert since.note is not None
    assert "sinh thái" in since.note.vi
    demand = answers(figures, "ccn-ba", "expand", "2026-09-14")["cluster.expand.occupancy"]
    assert demand.note is not None
    assert "nhu cầu" in demand.note.vi


def test_the_average_of_a_merged_province_is_not_that_of_one_half(figures: Figures) -> None:
    tested = answers(figures, "kcn-moi", "establish", "2025-07-01")["park.establish.occupancy"].tests[0]
    assert tested.place is not None
    assert (tested.place.name, tested.place.code) == ("Bắc Ninh", "viet-nam.bac-ninh-2025")
    assert tested.note is not None
    assert "thiếu số liệu của Bắc Ninh (cũ)" in tested.note.vi
    assert province_on(VIET_YEN, date(2025, 6, 30)) == "viet-nam.bac-giang"


def test_all_together_is_as_good_as_the_worst(figures: Figures) -> None:
    found = list(answers(figures, "ccn-rong", "establish", "2024-05-01").values())
    assert worst(found) is FAILS
    assert worst(answer for answer in found if answer.verdict is HOLDS) is HOLDS
    assert worst(answer for answer in found if answer.verdict is not FAILS) is UNKNOWN


def test_an_economic_zone_has_no_provision_here(figures: Figures) -> None:
    case = ConditionCase({**zone_named(figures, "kcn-mot"), "kind": "economic_zone"}, Act.EXPAND, date(2024, 5, 1))
    (answer,) = conditions(figures, case)
    assert (answer.verdict, answer.tests) == (UNKNOWN, ())


@pytest.mark.parametrize("required", REQUIREMENTS, ids=lambda each: each.code)
def test_every_rule_rests_on_a_parameter_or_on_a_basis_of_its_own(required) -> None:
    parameters = load_parameters()
    assert required.code.startswith(f"{required.kind}.{required.act}.")
    assert required.tests
    for test in required.tests:
        if test.parameter:
            rule = parameters[test.parameter]
            assert rule.applies_to.value == required.kind.value
            assert rule.unit not in NUMBERLESS_UNITS or test.bound is not None or test.need is None
        else:
            assert test.basis
            assert test.bound is not None or test.need is None
    if required.unless_parameter:
        assert parameters[required.unless_parameter].choices


@pytest.mark.parametrize(
    ("act", "developer", "verdict", "said"),
    [
        ("expand", "Công ty A", HOLDS, "Công ty A"),
        ("expand", "", UNKNOWN, "sổ chưa ghi chủ đầu tư"),
        ("establish", "Công ty A", UNKNOWN, "Công ty A; năng lực không được ghi trong sổ"),
        ("establish", "", UNKNOWN, "sổ chưa ghi chủ đầu tư"),
    ],
)
def test_a_developer_on_record_is_named(
    figures: Figures, act: str, developer: str, verdict: Verdict, said: str
) -> None:
    case = ConditionCase(zone_named(figures, "ccn-moi"), Act(act), date(2024, 6, 1), developer=developer)
    (found,) = [each for each in conditions(figures, case) if each.code == f"cluster.{act}.developer"]
    (tested,) = found.tests
    assert (found.verdict, tested.note and tested.note.vi) == (verdict, said)


def test_the_codes_of_rules_are_their_own() -> None:
    codes = [required.code for required in REQUIREMENTS]
    assert len(codes) == len(set(codes))
    assert {required.kind for required in REQUIREMENTS} == {ZoneKind.PARK, ZoneKind.CLUSTER}


@pytest.mark.parametrize(
    ("comparison", "below", "equal", "above"),
    [
        (BoundRelation.ABOVE, False, False, True),
        (BoundRelation.AT_LEAST, False, True, True),
        (BoundRelation.AT_MOST, True, True, False),
    ],
)
def test_strict_and_not_strict(comparison, below, equal, above) -> None:
    met = [comparison.met(Fraction(figure), Fraction(50)) for figure in (49, 50, 51)]
    assert met == [below, equal, above]
