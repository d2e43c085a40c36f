"""What a zone's decisions on sectors come to: replaced, lifted, withdrawn, recorded late; how sectors may be written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkledger.catalogue.sectors import SECTORS, Stance, stance_posted
from parkledger.language import Lang, Text
from parkledger.ledger.errors import FieldsRefused, SectorUnknown
from parkledger.ledger.events.sector_names import read_sectors, sectors_in

PARK = {"zone": "KCN Quang Châu"}


@pytest.fixture
def park(desk):
    """A park that attracts electronics, accepts manufacturing and does not accept leather."""
    desk.zone("Quang Châu")
    desk.record("sector_policy_set", "1/3/2020", priority="26", accepted="C", refused="15; Dệt", **PARK)
    return desk


def stances(desk, on: str) -> dict[str, str]:
    """The stances in force in the park on a day, by sector."""
    totals = {code: desk.total("sectors.policy", on, detail=code) for code in SECTORS}
    return {code: found.value for code, total in totals.items() if total and (found := stance_posted(total))}


def test_a_decision_holds_from_its_day_for_the_sectors_it_names(park):
    assert stances(park, "2020-02-29") == {}
    assert stances(park, "2020-03-01") == {"C": "accepted", "13": "refused", "15": "refused", "26": "priority"}


def test_a_later_decision_replaces_what_it_names_and_lifts(park):
    park.record("sector_policy_set", "1/6/2021", conditional="26", conditions="xử lý nước thải", lifted="15", **PARK)
    assert stances(park, "2021-05-31")["26"] == "priority"
    assert stances(park, "2021-06-01") == {"C": "accepted", "13": "refused", "26": "conditional"}
    assert park.problems() == []


def test_one_that_replaces_all_leaves_nothing_of_before_even_of_what_is_recorded_late(park):
    whole = park.record("sector_policy_set", "1/6/2021", priority="28", replaces_all=True, **PARK)
    park.record("sector_policy_set", "1/9/2020", accepted="H", **PARK)
    assert stances(park, "2021-05-31")["H"] == "accepted"
    assert stances(park, "2021-06-01") == {"28": "priority"}
    park.withdraw(whole.seq)
    assert stances(park, "2021-06-01") == {
        "C": "accepted", "13": "refused", "15": "refused", "26": "priority", "H": "accepted"
    }  # fmt: skip
    assert park.problems() == []


def test_a_policy_ends_with_its_zone(park):
    park.record("zone_revoked", "1/1/2022", **PARK)
    assert stances(park, "2021-12-31") != {}
    assert stances(park, "2022-01-01") == {}
    assert park.total("sectors.policy", "2022-01-01", detail="26") is None


@pytest.mark.parametrize(
    ("fields", "facts"),
    [
        ({}, ("ngành ưu tiên thu hút", "SectorMissing")),
        ({"priority": "26", "refused": "C26"}, ("26 Sản xuất sản phẩm điện tử", "ngành không tiếp nhận")),
        ({"priority": "26", "conditions": "có xử lý"}, ("có xử lý",)),
        ({"priority": "2610"}, ("2610", "26 Sản xuất sản phẩm điện tử")),
        ({"priority": "B26"}, ("B26", "26 Sản xuất sản phẩm điện tử")),
        ({"priority": "điện tử"}, ("điện tử", "26 Sản xuất sản phẩm điện tử")),
    ],
)
def test_what_cannot_be_is_refused_with_what_would_do(park, fields, facts):
    with pytest.raises(FieldsRefused) as refusal:
        park.record("sector_policy_set", "1/6/2021", **fields, **PARK)
    for fact in facts:
        assert fact in refusal.value.message(Lang.VI) or fact == "SectorMissing"
    assert stances(park, "2021-06-01")["26"] == "priority"


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("26", "26"), ("C26", "26"), ("c.26", "26"), ("1", "01"), ("26, 27; C", "C, 26, 27"), ("27 26\n26", "26, 27"),
        ("Dệt", "13"),
        ("Sản xuất, chế biến thực phẩm; dệt", "10, 13"),
        ("26 Sản xuất sản phẩm điện tử, máy vi tính và sản phẩm quang học", "26"),
        ("Food products", "10"), ("Hoạt động kinh doanh bất động sản", "L"), (" ", ""), ("Dệt, Sản xuất đồ uống", "11, 13"),
    ],
)  # fmt: skip
def test_sectors_are_read_as_people_write_them(written, codes):
    assert read_sectors(written) == codes


@pytest.mark.parametrize("written", ["X", "04", "D26", "26 Dệt", "C, 26, 99x", "--"])
def test_what_is_no_sector_is_never_taken_for_one(written):
    with pytest.raises(SectorUnknown):
        read_sectors(written)


@given(st.lists(st.sampled_from([*SECTORS]), unique=True), st.sampled_from([Lang.VI, Lang.EN]))
def test_titles_read_back_as_the_sectors_they_are_of(codes, lang):
    kept = read_sectors("; ".join(SECTORS[code].title.of(lang) for code in codes))
    assert {sector.code for sector in sectors_in(kept)} == set(codes)
    assert read_sectors(kept) == kept


def test_the_table_is_whole():
    sections = [sector for sector in SECTORS.values() if not sector.section]
    assert "".join(sector.code for sector in sections) == "ABCDEFGHIJKLMNOPQRSTU"
    assert len(SECTORS) - len(sections) == 88
    for sector in SECTORS.values():
        assert sector.section == "" or SECTORS[sector.section].section == ""
        assert isinstance(sector.name, Text)
    for stance in Stance:
        assert stance_posted(stance.posted) is stance
    assert stance_posted(0) is None
