"""What is recorded under other names of a country or a place is listed, counted and found under one."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from parkledger.briefing.dashboard.projects import projects
from parkledger.briefing.search import Sought, search
from parkledger.catalogue.countries import country_asked
from parkledger.figures.current import close, current_figures
from parkledger.language import Lang
from parkledger.ledger.models import Project
from parkledger.places import PlaceAmbiguous, get, territory_on
from parkledger.records.dates import Dates
from parkledger.records.place_text import place_words
from parkledger.records.project_lists import ProjectFilter, listed
from tests.figures.books import Scribe, usd

DATES = Dates(date(2024, 6, 1))
THAI_BINH = "viet-nam.thai-binh"


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    close()
    yield
    close()


def _register(scribe: Scribe, code: str, **more: Any) -> None:
    about: dict[str, Any] = {
        "name": f"Nhà máy {code}",
        "enterprise": f"Công ty {code}",
        "origin": "fdi",
        "capital": usd(1_000_000),
    }
    scribe("project_registered", project=code, effective_on="2024-01-02", **{**about, **more})


def test_one_country_is_counted_filtered_and_found_as_one(database: str, home: Path) -> None:
    scribe = Scribe("tb", THAI_BINH)
    for code, country in (("A", "Mỹ"), ("B", "Hoa Kỳ"), ("C", "nước Nhật"), ("D", "Nhật Bản - Hàn Quốc"), ("E", "")):
        _register(scribe, code, country=country)
    for asked, codes in (("US", "AB"), ("Mỹ", "AB"), ("hoa ky", "AB"), ("Nhật Bản", "CD"), ("KR", "D"), ("Lào", "")):
        found = listed(ProjectFilter(country=country_asked(asked)), DATES)
        assert sorted(line.project.code for line in found) == list(codes), asked
    assert {line.project.country for line in listed(ProjectFilter(), DATES)} == {
        "Hoa Kỳ", "Nhật Bản", "Nhật Bản, Hàn Quốc", "",
    }  # fmt: skip
    assert Project.objects.get(code="A").country == "Mỹ"
    books = current_figures()
    board = projects(books, territory_on(get(THAI_BINH), DATES.on), DATES.on, None)
    assert next((group.name and group.name.vi, group.count) for group in board.by_country) == ("Hoa Kỳ", 2)
    assert sum(group.count for group in board.by_country) == 5
    for typed, codes in (("dự án của Nhật Bản", "CD"), ("du an cua my", "AB"), ("các dự án từ nước Mỹ", "AB")):
        (result,) = search(typed, books, Lang.VI, DATES)
        assert (result.kind, sorted(each.arguments[1] for each in result.entries)) == (Sought.PROJECT, list(codes)), (
            typed
        )


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("xã Đông Lâm, huyện Tiền Hải", f"{THAI_BINH}.tien-hai.dong-lam-13024"),
        ("xã Đông Lâm", f"{THAI_BINH}.tien-hai.dong-lam-13024"),
        ("H. Tiền Hải", f"{THAI_BINH}.tien-hai"),
        (f"{THAI_BINH}.tien-hai", f"{THAI_BINH}.tien-hai"),
        ("TT. Diêm Điền, Thái Thụy", f"{THAI_BINH}.thai-thuy.diem-dien-12826"),
    ],
)
def test_a_place_is_recorded_by_its_name(database: str, home: Path, written: str, code: str) -> None:
    scribe = Scribe("tb", THAI_BINH)
    _register(scribe, "A", place=written)
    assert Project.objects.get(code="A").place == code
    for place in (THAI_BINH, f"{THAI_BINH}.tien-hai", "viet-nam.hung-yen-2025"):
        found = listed(ProjectFilter(place=place), DATES)
        assert bool(found) == (place.startswith("viet-nam.hung-yen") or code.startswith(place)), place


def test_an_ambiguous_name_is_asked_with_the_candidates(database: str, home: Path) -> None:
    scribe = Scribe("bk", "viet-nam.ha-noi")
    with pytest.raises(PlaceAmbiguous) as caught:
        _register(scribe, "A", place="Châu Thành")
    assert "Châu Thành, Long An" in {choice.vi for choice in caught.value.facts["choices"]}


def test_a_ward_is_told_up_to_its_province_as_it_was_on_the_day() -> None:
    ward = f"{THAI_BINH}.tien-hai.dong-lam-13024"
    assert place_words(ward, date(2024, 1, 1)).vi == "xã Đông Lâm, huyện Tiền Hải, Thái Bình"
    assert place_words(ward, date(2026, 1, 1)).vi == "Hưng Yên (địa bàn xã Đông Lâm, huyện Tiền Hải cũ)"
    assert place_words("viet-nam.hung-yen-2025.tien-hai-12970", date(2026, 1, 1)).vi == "xã Tiền Hải, Hưng Yên"


def test_a_ward_with_a_zone_is_found_without_marks(database: str, home: Path) -> None:
    scribe = Scribe("tb", THAI_BINH)
    scribe.zone("Z", on="2020-01-01", area_m2=10, place="xã Đông Lâm, Tiền Hải")
    found = [each for each in search("dong lam", current_figures(), Lang.VI, DATES) if each.kind is Sought.PLACE]
    assert found[0].entries[0].title.vi == "xã Đông Lâm"
    places = [each for each in search("tien hai", current_figures(), Lang.VI, DATES) if each.kind is Sought.PLACE]
    assert places[0].entries[0].title.vi == "huyện Tiền Hải"
