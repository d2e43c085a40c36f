"""The table of landmarks is sound, and distances are those of the earth."""

from datetime import date
from math import asin, cos, radians, sin, sqrt

import pytest

from parkledger.promotion.data_age import Age, trust_days
from parkledger.promotion.landmarks import (
    Landmark,
    LandmarkKind,
    LandmarkWrong,
    kinds_on_record,
    landmarks,
    nearest,
    read_landmarks,
)

DAY = date(2023, 8, 22)
ENTRY = (
    '- {code: cang-thu, kind: port, vi: Cảng Thử, en: Test port, latitude: "20.5", longitude: "106.5", '
    "source: bản đồ, verified: memory}\n"
)


def by_haversine(latitude: str, longitude: str, landmark: Landmark) -> float:
    """The distance over a sphere in metres: another way, good to half a per cent."""
    a, b, c, d = (radians(float(x)) for x in (latitude, longitude, landmark.latitude, landmark.longitude))
    return 2 * 6_371_000 * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2))


def test_every_kind_but_interchanges_has_landmarks_each_with_a_source_and_a_tag() -> None:
    """Of motorways' interchanges no checked positions are at hand: an office adds its own."""
    assert (
        set(kinds_on_record())
        == {landmark.kind for landmark in landmarks()}
        == set(LandmarkKind) - {LandmarkKind.HIGHWAY}
    )
    assert all(landmark.source and landmark.verified for landmark in landmarks())


@pytest.mark.parametrize(("latitude", "longitude"), [("21.21", "106.09"), ("10.9", "106.8"), ("16.05", "108.1")])
def test_the_nearest_is_the_nearest_by_another_way_of_measuring(latitude: str, longitude: str) -> None:
    found = nearest(latitude, longitude, DAY)
    for kind in kinds_on_record():
        own = {mark.code: by_haversine(latitude, longitude, mark) for mark in landmarks() if mark.kind is kind}
        assert found[kind].landmark.code == min(own, key=lambda code: own[code])
        assert found[kind].metres == pytest.approx(own[found[kind].landmark.code], rel=0.006)


def test_a_port_not_yet_open_is_not_offered() -> None:
    lach_huyen = next(landmark for landmark in landmarks() if landmark.since and landmark.kind is LandmarkKind.PORT)
    at = (str(lach_huyen.latitude), str(lach_huyen.longitude))
    assert lach_huyen.since is not None
    assert nearest(*at, lach_huyen.since)[LandmarkKind.PORT].metres == 0
    assert nearest(*at, date(2010, 1, 1))[LandmarkKind.PORT].landmark.code != lach_huyen.code


@pytest.mark.parametrize("position", [("", ""), ("abc", "106"), ("nan", "106")])
def test_no_distance_where_the_position_cannot_be_read(position: tuple[str, str]) -> None:
    assert nearest(*position, DAY) == {}


@pytest.mark.parametrize(
    ("before", "after", "field"),
    [
        ('"20.5"', '"205"', "latitude"),
        ('"106.5"', "106.5", "longitude"),
        ("kind: port", "kind: harbour", "kind"),
        ("source: bản đồ", "source: ''", "source"),
        ("verified: memory", "verified: sure", "verified"),
        ("verified: memory", "verified: memory, sinse: 2020-01-01", "sinse"),
    ],
)
def test_a_wrong_entry_is_refused_by_name(before: str, after: str, field: str) -> None:
    assert before in ENTRY
    with pytest.raises(LandmarkWrong) as refused:
        read_landmarks(ENTRY.replace(before, after))
    assert refused.value.facts["field"] == field
    assert "cang-thu" in str(refused.value)


def test_a_code_stands_once() -> None:
    with pytest.raises(LandmarkWrong):
        read_landmarks(ENTRY + ENTRY)


def test_land_is_too_old_one_day_after_the_limit() -> None:
    limit = trust_days().number_on(DAY)
    assert limit == 183
    assert not Age(date(2023, 2, 20), DAY).too_old
    assert Age(date(2023, 2, 19), DAY).too_old
    assert not Age(None, DAY).too_old
