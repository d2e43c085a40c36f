"""Names of provinces on the map: every province of a day has one, in Viet Nam."""

from datetime import date

import pytest

from parkledger.geography.zone_map import labels, positions
from parkledger.places import get, provinces


@pytest.mark.parametrize(("on", "count"), [(date(2023, 8, 22), 63), (date(2025, 7, 1), 34), (date(2007, 1, 1), 64)])
def test_every_province_of_a_day_has_a_label(on, count):
    found = labels(on)
    assert len(found) == count == len(provinces(on))
    assert all(102 < longitude < 110 and 8 < latitude < 24 for _, (longitude, latitude) in found)


def test_a_merged_province_is_named_between_those_it_was_made_of():
    after = {place.name: position for place, position in labels(date(2025, 7, 1))}
    one, other = positions()["viet-nam.bac-giang"], positions()["viet-nam.bac-ninh"]
    assert after["Bắc Ninh"] == ((one[0] + other[0]) / 2, (one[1] + other[1]) / 2)


def test_the_table_names_places_that_there_are():
    assert all(get(code).level.value == "province" for code in positions())
