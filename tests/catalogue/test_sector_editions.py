"""The two editions of the classification of sectors, and which division words mean."""

from datetime import date

import pytest

from parkledger.catalogue.sector_editions import (
    EDITIONS,
    SPLIT,
    VSIC_2018,
    VSIC_2025,
    division_of,
    divisions_in,
    edition_on,
)


def test_the_editions_have_as_many_sections_and_divisions_as_their_decisions() -> None:
    counted = [
        (
            sum(not one.section for one in edition.sectors.values()),
            sum(bool(one.section) for one in edition.sectors.values()),
        )
        for edition in EDITIONS
    ]
    assert counted == [(21, 88), (22, 87)]
    assert [edition_on(day) for day in (date(2025, 11, 14), date(2025, 11, 15), date(2000, 1, 1))] == [
        VSIC_2018, VSIC_2025, VSIC_2018
    ]  # fmt: skip


def test_every_division_of_the_one_is_told_in_the_other() -> None:
    for code, sector in VSIC_2018.sectors.items():
        if sector.section:
            found = divisions_in(VSIC_2025, code)
            assert found == SPLIT.get(code, (code,))
            assert all(VSIC_2025.sectors[each].section for each in found)
    assert len(divisions_in(VSIC_2025, "45")) == 3
    assert divisions_in(VSIC_2018, "04") == ()
    assert [edition.sectors["62"].section for edition in EDITIONS] == ["J", "K"]
    assert [edition.sectors["68"].section for edition in EDITIONS] == ["L", "M"]


@pytest.mark.parametrize(
    ("written", "division"),
    [
        ("26", "26"), ("C26", "26"), ("C.26", "26"), ("2610: linh kiện điện tử", "26"), ("26101 - bo mạch", "26"), ("dệt", "13"),
        ("26 Sản xuất sản phẩm điện tử, máy vi tính và sản phẩm quang học", "26"), ("Furniture", "31"),
        ("Lập trình máy tính, dịch vụ tư vấn và các hoạt động liên quan", "62"), ("sản xuất bao bì", None), ("35 MW điện mặt trời", None),
        ("26 công nhân", None), ("C", None), ("04", None), ("", None),
    ],
)  # fmt: skip
def test_words_mean_a_division_where_they_are_a_code_or_a_name(written: str, division: str | None) -> None:
    assert division_of(written) == division
