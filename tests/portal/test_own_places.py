"""Forms begin with the place of whoever fills them in; pages without figures do not speak of figures."""

import re

import pytest
from django.test import Client

from tests.portal.conftest import DAY
from tests.portal.persons import browser_of, person

BAC_KAN, BAC_GIANG = "viet-nam.bac-kan", "viet-nam.bac-giang"


def chosen_place(client: Client, path: str, day: str = DAY) -> str:
    page = client.get(f"{path}?on={day}").content.decode()
    place = page[page.index('<select name="place"') :].partition("</select>")[0]
    found = re.search(r'value="([^"]*)"\s+selected', place)
    return found[1] if found else re.findall(r'value="([^"]*)"', place)[0]


@pytest.mark.parametrize("path", ["/lap-bao-cao/", "/bieu-mau/"])
def test_a_form_begins_with_the_place_of_the_officer(client: Client, path: str) -> None:
    of_park = browser_of(person("lan", ("officer", {"book": "bg-parks"}), second_factor=False))
    of_place = browser_of(person("lanh-dao-2", ("leader", {"place": BAC_GIANG}), second_factor=False))
    other = browser_of(person("kan", ("officer", {"book": "bk-parks"}), second_factor=False))
    assert [chosen_place(each, path) for each in (of_park, of_place)] == [BAC_GIANG, BAC_GIANG]
    assert chosen_place(other, path) == chosen_place(client, path) == BAC_KAN
    named = of_park.get(f"{path}?on={DAY}&place={BAC_KAN}").content.decode()
    assert re.search(rf'value="{BAC_KAN}"\s+selected', named)


def test_the_own_place_is_that_of_the_day_and_one_that_is_not_offered_is_none(client: Client) -> None:
    """Of a province that was merged it is the one that it is part of on the day."""
    of_place = browser_of(person("lanh-dao-2", ("leader", {"place": BAC_GIANG}), second_factor=False))
    elsewhere = browser_of(person("lanh-dao-3", ("leader", {"place": "viet-nam.ca-mau"}), second_factor=False))
    for path in ("/lap-bao-cao/", "/bieu-mau/"):
        assert chosen_place(of_place, path, "2025-08-22") == "viet-nam.bac-ninh-2025"
        assert chosen_place(elsewhere, path) == chosen_place(client, path)


OF_FIGURES, CITED = "Mọi số trên trang được cộng từ sự kiện", "Trích dẫn trang này"


@pytest.mark.parametrize("path", ["/dang-nhap/", "/khong-co-trang/", "/ho-so/", "/tro-giup/"])
def test_a_page_without_figures_does_not_speak_of_them(officer: Client, client: Client, path: str) -> None:
    page = (officer if path == "/ho-so/" else client).get(path).content.decode()
    assert OF_FIGURES not in page
    assert CITED not in page


@pytest.mark.parametrize("path", ["/", "/khu-cum/", "/so-lieu/?indicator=occupancy&kind=park", "/du-an/", "/ban-do/"])
def test_a_page_with_figures_says_where_they_come_from(client: Client, path: str) -> None:
    page = client.get(path).content.decode()
    assert OF_FIGURES in page
    assert CITED in page


def test_forms_are_as_wide_as_what_is_typed(visit) -> None:
    for path in ("/dang-nhap/", "/bieu-mau/"):
        page = visit(path, width=1440).page
        assert page.locator("main input:not([type=hidden])").first.bounding_box()["width"] < 560, path


@pytest.mark.parametrize(
    "path", ["/so-lieu/?indicator=occupancy&kind=park", "/chi-tieu/occupancy/", "/su-kien/bg-parks/120/"]
)
def test_a_heading_stands_under_the_line_that_leads_to_it(visit, path: str) -> None:
    page = visit(path, width=390).page
    line, heading = page.locator("main .crumbs").bounding_box(), page.locator("h1").bounding_box()
    assert heading["y"] - (line["y"] + line["height"]) < 16


def test_on_a_phone_a_caption_is_read_whole(visit) -> None:
    page = visit(f"/khu-cum/?on={DAY}", width=390).page
    assert page.locator("table caption").first.bounding_box()["width"] <= 390
