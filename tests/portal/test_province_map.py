"""The map of provinces: each in the colour of its figure, by the page's date and the indicator that is chosen; the list says the same."""

import json
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode
from tools.draw_borders import ATTRIBUTION

from parkledger.catalogue import INDICATORS, ZoneKind
from parkledger.figures import Question
from parkledger.figures.current import current_figures
from parkledger.places import get, provinces
from parkledger.records.dates import day_from
from tests.portal.conftest import DAY
from tests.sampling import sampled

BAC_GIANG, BAC_KAN, BAC_NINH = "viet-nam.bac-giang", "viet-nam.bac-kan", "viet-nam.bac-ninh-2025"
AFTER = "2025-08-22"
UNKNOWN = -1


def shown(client, query: str = f"on={DAY}", prefix: str = "") -> LexborHTMLParser:
    answer = client.get(f"{prefix}/ban-do/tinh/?{query}")
    assert answer.status_code == 200
    return LexborHTMLParser(answer.content.decode())


def one(tree: LexborHTMLParser, selector: str) -> LexborNode:
    found = tree.css_first(selector)
    assert found is not None, selector
    return found


def data(tree: LexborHTMLParser, name: str) -> Any:
    return json.loads(one(tree, "[data-map]").attributes[f"data-{name}"] or "")


def words(node: LexborNode) -> str:
    return " ".join(node.text().split())


@pytest.mark.parametrize(
    ("on", "count", "drawn"), [(DAY, 63, 63), ("2025-06-30", 63, 63), ("2025-07-01", 34, 34), ("2007-01-01", 64, 62)]
)
def test_the_provinces_are_those_of_the_pages_day(client, on, count, drawn) -> None:
    tree = shown(client, f"on={on}")
    assert data(tree, "provinces").keys() == {place.code for place in provinces(day_from(on))}
    assert len(tree.css("#provinces-on-map tbody tr")) == count
    assert len(data(tree, "drawn")) == len(tree.css("#provinces-on-map tbody [data-show]")) == drawn
    assert ("chưa có ranh giới" in words(one(tree, ".lead"))) == (drawn < count)


def test_what_the_map_tells_is_what_the_list_says(client) -> None:
    tree = shown(client, f"on={DAY}&i=land.leased&kind=park")
    told = data(tree, "provinces")
    figure = current_figures().one(Question("land.leased", BAC_GIANG, day_from(DAY), kind=ZoneKind.PARK))
    assert figure.value is not None
    row = one(tree, f"tr:has([data-show='{BAC_GIANG}'])")
    assert told[BAC_GIANG]["facts"][0][1].split(" ha")[0] == words(one(row, ".number")).split(" ha")[0]  # type: ignore[arg-type]
    assert told[BAC_GIANG]["facts"][-1] == ["Số liệu ngày", "22/8/2023"]
    assert told[BAC_GIANG]["address"] == f"/dia-ban/{BAC_GIANG}/?on={DAY}"
    for each in tree.css("#provinces-on-map tbody tr"):
        link = each.css_first("[data-show]")
        swatch = each.css_first("svg.mark rect")
        assert link is not None and swatch is not None  # noqa: PT018  they are one condition
        colour = told[link.attributes["data-show"]]["class"]
        assert swatch.attributes["class"] == ("m-none" if colour == UNKNOWN else f"m{colour}")


def test_the_legend_has_the_classes_that_are_on_the_map_and_names_what_has_no_figure(client) -> None:
    tree = shown(client, f"on={DAY}&i=land.leased")
    legend = [words(each) for each in tree.css(".legend dd")]
    colours = [each.attributes["class"] for each in tree.css(".legend dd rect")]
    known = {each["class"] for each in data(tree, "provinces").values()} - {UNKNOWN}
    assert colours == [*(f"m{each}" for each in sorted(known)), "m-none"]
    assert legend[0].startswith("dưới ")
    assert legend[-2].startswith("từ ")
    assert legend[-1] == "chưa có số liệu"
    assert words(one(tree, ".legend dt")).endswith(", ha")


@pytest.mark.parametrize(
    "query", ["", "&i=land.leased", "&i=capital.in_force:fdi&kind=park", "&i=occupancy&kind=cluster"]
)
def test_the_largest_stands_first_and_those_without_a_figure_last(client, query) -> None:
    tree = shown(client, f"on={DAY}{query}")
    values = [
        float(node.attributes["data-value"] or 0) for node in tree.css("#provinces-on-map tbody .number[data-value]")
    ]
    assert values == sorted(values, reverse=True)
    assert len(values) == 2
    first = one(tree, "#provinces-on-map tbody tr [data-show]").attributes["data-show"]
    assert first in {BAC_GIANG, BAC_KAN}


@pytest.mark.parametrize("code", sampled(sorted(INDICATORS)))
def test_every_indicator_can_be_shown(client, code) -> None:
    tree = shown(client, f"on={DAY}&i={code}", prefix="/en")
    assert len(tree.css("#provinces-on-map tbody tr")) == 63
    assert len(tree.css(".legend dd")) >= 1


@pytest.mark.parametrize(
    ("query", "status"),
    [("i=occupancies", 404), ("i=occupancy:villa", 400), ("kind=villa", 400), ("place=viet-nam.x", 404)],
)
def test_what_means_nothing_is_refused_in_words(client, query, status) -> None:
    answer = client.get(f"/ban-do/tinh/?{query}")
    assert answer.status_code == status
    assert 'role="alert"' in answer.content.decode()


def test_the_page_names_where_the_borders_are_from_in_every_language(client) -> None:
    for prefix in ("", "/en", "/ko", "/ja", "/zh-hans"):
        for path in ("/ban-do/", "/ban-do/tinh/"):
            page = LexborHTMLParser(client.get(f"{prefix}{path}?on={DAY}").content.decode())
            assert ATTRIBUTION in words(one(page, ".legend"))
            assert ATTRIBUTION in (one(page, "[data-map]").attributes["data-words-borders-by"] or "")


# -- in a browser ----------------------------------------------------------------------------------------------------

COLOUR_AT = """() => { const canvas = document.querySelector("[data-map] canvas"), copy = document.createElement("canvas");
  [copy.width, copy.height] = [canvas.width, canvas.height];
  const pen = copy.getContext("2d"); pen.drawImage(canvas, 0, 0);
  const pixels = pen.getImageData(canvas.width / 2 - 30, canvas.height / 2 - 30, 60, 60).data, seen = new Map();
  for (let i = 0; i < pixels.length; i += 4) {
    const hex = "#" + [...pixels.slice(i, i + 3)].map((part) => part.toString(16).padStart(2, "0")).join("");
    seen.set(hex, (seen.get(hex) ?? 0) + 1); }
  return [...seen.entries()].sort((one, other) => other[1] - one[1]).map(([hex]) => hex); }"""
ROLE = "(name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()"


def drawn(visit, query: str, **how):
    found = visit(f"/ban-do/tinh/?{query}", **how)
    found.page.wait_for_selector("[data-map][data-ready] canvas")
    return found


def colours_in(found, code: str) -> list[str]:
    """The colours around the middle of a province, the most frequent first."""
    page = found.page
    page.locator(f"[data-show='{code}']").click()
    page.wait_for_selector(".maplibregl-popup h2")
    page.keyboard.press("Escape")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(800)
    colours: list[str] = page.evaluate(COLOUR_AT)
    return colours


def class_of(found, code: str) -> int:
    told = json.loads(found.page.locator("[data-map]").get_attribute("data-provinces"))
    return int(told[code]["class"])


@pytest.mark.parametrize("query", [f"on={DAY}", f"on={DAY}&i=capital.in_force:fdi"])
def test_a_provinces_colour_follows_its_figure_and_nothing_comes_from_elsewhere(visit, query) -> None:
    found = drawn(visit, query)
    number = class_of(found, BAC_GIANG)
    assert number >= 0
    assert colours_in(found, BAC_GIANG)[0] == found.page.evaluate(ROLE, f"--full-{number}")
    unknown = colours_in(found, "viet-nam.nghe-an")
    assert unknown[0] == found.page.evaluate(ROLE, "--land")
    assert len(unknown) > 3, "it is hatched"
    assert not {found.page.evaluate(ROLE, f"--full-{each}") for each in range(4)} & set(unknown)
    found.assert_clean()


def test_another_indicator_is_another_map(visit) -> None:
    found = drawn(visit, f"on={DAY}")
    before = (class_of(found, BAC_GIANG), class_of(found, BAC_KAN))
    found.page.select_option("[name=i]", "land.leased")
    found.follow(".map-choice button")
    found.page.wait_for_selector("[data-map][data-ready] canvas")
    after = (class_of(found, BAC_GIANG), class_of(found, BAC_KAN))
    assert before[0] < before[1], "the fuller one"
    assert after[0] > after[1], "the one with more land let"
    assert colours_in(found, BAC_GIANG)[0] == found.page.evaluate(ROLE, f"--full-{after[0]}")


def test_before_and_after_the_merger_the_borders_are_those_of_the_day(visit) -> None:
    before, after = drawn(visit, f"on=2025-06-30&place={BAC_GIANG}"), drawn(visit, f"on={AFTER}&place={BAC_NINH}")
    assert before.page.locator(".maplibregl-popup h2").inner_text() == "Tỉnh Bắc Giang"
    assert after.page.locator(".maplibregl-popup h2").inner_text() == "Tỉnh Bắc Ninh"
    assert after.page.locator("tr.selected [data-show]").get_attribute("data-show") == BAC_NINH
    assert after.page.locator(f"[data-show='{BAC_GIANG}']").count() == 0


def test_the_popup_tells_figure_day_and_page_and_the_keyboard_gets_back(visit) -> None:
    found = drawn(visit, f"on={DAY}&i=land.leased")
    page = found.page
    link = page.locator(f"[data-show='{BAC_KAN}']")
    link.focus()
    assert page.locator("tr.pointed").count() == 1
    page.keyboard.press("Enter")
    popup = page.locator(".maplibregl-popup")
    popup.locator("h2").wait_for()
    assert "ha" in popup.inner_text()
    assert "22/8/2023" in popup.inner_text()
    assert popup.locator("a").get_attribute("href") == f"/dia-ban/{BAC_KAN}/?on={DAY}"
    assert f"place={BAC_KAN}" in page.url
    page.keyboard.press("Escape")
    assert popup.count() == 0
    assert page.evaluate("document.activeElement.dataset.show") == BAC_KAN


def test_a_province_is_opened_where_it_is_clicked(visit) -> None:
    found = drawn(visit, f"on={DAY}")
    assert colours_in(found, BAC_GIANG)
    box = found.page.locator("[data-map] canvas").bounding_box()
    assert box is not None
    found.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    found.page.wait_for_selector(".maplibregl-popup h2")
    assert found.page.locator(".maplibregl-popup h2").inner_text() == "Tỉnh Bắc Giang"


def test_when_the_year_changes_the_same_map_shows_that_years_provinces(visit) -> None:
    page = drawn(visit, f"on={AFTER}").page
    page.evaluate("document.querySelector('[data-map]').dataset.first = 'yes'")
    page.evaluate(
        "() => { const s = document.querySelector('[data-replay] input'); s.value = 2020; s.dispatchEvent(new Event('change')); }"
    )
    page.wait_for_selector(f"[data-show='{BAC_GIANG}']")
    page.wait_for_function(f"JSON.parse(document.querySelector('[data-map]').dataset.drawn).includes('{BAC_GIANG}')")
    assert page.locator("[data-map][data-first=yes] canvas").count() == 1


@pytest.mark.parametrize(("prefix", "scheme"), [("", "light"), ("/en", "dark")])
def test_the_page_is_accessible_and_says_on_the_map_whose_borders_they_are(visit, prefix, scheme) -> None:
    found = visit(f"{prefix}/ban-do/tinh/?on={DAY}&i=land.leased", scheme=scheme)
    found.page.wait_for_selector("[data-map][data-ready] canvas")
    assert ATTRIBUTION in found.page.locator(".maplibregl-ctrl-attrib").inner_text()
    assert found.violations() == []
    found.page.locator(f"[data-show='{BAC_GIANG}']").click()
    found.page.wait_for_selector(".maplibregl-popup h2")
    assert found.violations() == []
    found.assert_clean()


def test_without_scripts_the_list_says_the_same(visit) -> None:
    found = visit(f"/ban-do/tinh/?on={DAY}&i=land.leased", scripts=False)
    assert found.page.locator("#provinces-on-map tbody tr").count() == 63
    assert found.page.locator("#provinces-on-map tbody tr").first.inner_text().strip().startswith("tỉnh Bắc Giang")
    assert found.page.locator(".map-tiles").count() == 0
    found.assert_clean()


TRANSFERRED = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  .map((entry) => entry.transferSize).reduce((one, other) => one + other)"""
MOST = 600_000


@pytest.mark.parametrize("path", ["/ban-do/", "/ban-do/tinh/"])
def test_the_map_with_all_that_it_loads_is_light(visit, path) -> None:
    found = visit(f"{path}?on={DAY}")
    found.page.wait_for_selector("[data-map][data-ready] canvas")
    found.page.wait_for_load_state("networkidle")
    assert 300_000 < found.page.evaluate(TRANSFERRED) < MOST


def test_the_archipelagos_stand_on_every_map(visit) -> None:
    found = drawn(visit, f"on={DAY}")
    for code in ("viet-nam.da-nang", "viet-nam.khanh-hoa"):
        assert get(code).code in json.loads(found.page.locator("[data-map]").get_attribute("data-drawn") or "[]")
    sources = "document.querySelector('[data-map]').dataset.outline"
    names = found.page.evaluate(
        f"fetch({sources}).then((each) => each.json()).then((all) => all.features.map((one) => one.properties.vi))"
    )
    assert names[1:] == ["Quần đảo Hoàng Sa (Việt Nam)", "Quần đảo Trường Sa (Việt Nam)"]
