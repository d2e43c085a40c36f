"""Today's wards, and that nothing else in the package needs the package that lists them, nor Django."""

import subprocess
import sys
from datetime import date

import pytest
from vietnam_provinces import Ward as Listed

from parkledger.places import (
    PlaceFormer,
    PlaceOutsideProvince,
    PlaceUnknown,
    WardsNotInstalled,
    provinces,
    wards_of,
)


def test_wards_of_a_province_of_today():
    wards = wards_of("viet-nam.bac-ninh-2025")
    assert len(wards) == 99
    assert {ward.kind for ward in wards} == {"xã", "phường"}
    assert "Phường Việt Yên" in {ward.name for ward in wards}
    codes = [ward.official_code for ward in wards]
    assert codes == sorted(set(codes))
    assert all(len(code) == 5 for code in codes)


def test_the_34_share_out_all_wards():
    held = [ward.official_code for place in provinces(date(2025, 7, 1)) for ward in wards_of(place.code)]
    assert len(held) == len(set(held)) == sum(1 for _ in Listed.iter_all())


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("viet-nam.bac-giang", PlaceFormer),
        ("viet-nam.bac-giang.viet-yen", PlaceOutsideProvince),
        ("viet-nam", PlaceOutsideProvince),
        ("vung.tay-nguyen", PlaceOutsideProvince),
        ("viet-nam.nowhere", PlaceUnknown),
    ],
)
def test_only_provinces_of_today_have_wards(code, error):
    with pytest.raises(error):
        wards_of(code)


def test_a_former_province_names_the_one_of_today():
    with pytest.raises(PlaceFormer, match=r"tỉnh Bắc Giang không còn từ ngày 1/7/2025\..*tỉnh Bắc Ninh"):
        wards_of("viet-nam.bac-giang")


def test_a_missing_list_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "vietnam_provinces", None)
    with pytest.raises(WardsNotInstalled, match="vietnam-provinces"):
        wards_of("viet-nam.hue")


@pytest.mark.parametrize("module", ["django", "vietnam_provinces"])
def test_loads_without(module):
    probe = "import sys, parkledger.places as p; p.find('Bắc Giang'); print(*sys.modules)"
    loaded = subprocess.check_output([sys.executable, "-X", "utf8", "-c", probe], text=True, encoding="utf-8")
    assert module not in loaded.split()
