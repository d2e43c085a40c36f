"""The map: its list and its GeoJSON say what the books say for the page's two dates; it draws in a real browser."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from parkledger.catalogue import ZoneKind
from parkledger.figures import Question
from parkledger.figures.current import current_figures
from parkledger.geography.boundary_import import Order, import_file
from parkledger.geography.errors import BoundariesRefused
from parkledger.geography.models import BoundaryKind
from parkledger.ledger.models import Event, Zone
from tests.geography.files import square, write
from tests.portal.conftest import DAY


def features(client, query: str = f"on={DAY}", prefix: str = "") -> list[dict[str, Any]]:
    answer = client.get(f"{prefix}/ban-do/khu-cum.geojson?{query}")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/geo+json")
    found: list[dict[str, Any]] = json.loads(answer.content)["features"]
    return found


def rows_of(page: str) -> int:
    return page.count('<th scope="row">')


def page_of(client, path: str) -> str:
    """A page as it was sent, its white space collapsed."""
    return " ".join(client.get(path).content.decode().split())


def test_the_map_has_as_many_zones_as_the_books_plan_and_establish_on_the_day(client):
    page = page_of(client, f"/ban-do/?on={DAY}")
    known = current_figures().answer(
        [Question("zones.planned", place, date(2023, 8, 22), kind=kind)
         for place in ("viet-nam.bac-giang", "viet-nam.bac-kan") for kind in (ZoneKind.PARK, ZoneKind.CLUSTER)]
    )  # fmt: skip
    assert [int(figure.value) for figure in known if figure.value is not None] == [29, 66, 2, 7]
    assert f"{29 + 66 + 2 + 7} khu, cụm có trong sổ" in page
    assert "Trang 1 / 3" in page
    assert rows_of(page) == 50


def test_a_zone_stands_where_its_event_says_with_the_figures_of_the_day(client):
    found = {each["properties"]["id"]: each for each in features(client)}
    quang_chau = found["bg-parks/kcn-quang-chau"]
    row = Zone.objects.get(code="kcn-quang-chau")
    assert quang_chau["geometry"]["coordinates"] == [float(row.longitude), float(row.latitude)]
    figure = current_figures().one(
        Question("land.available", "viet-nam", date(2023, 8, 22), zone=row.pk, kind=ZoneKind.PARK)
    )
    assert figure.value is not None
    assert quang_chau["properties"]["available"] == f"{float(figure.value):.2f} ha".replace(".", ",") + " *"
    assert quang_chau["properties"]["stage"] == "Đang hoạt động"
    with_position = Zone.objects.exclude(latitude="").select_related("book")
    assert found.keys() <= {f"{zone.book.code}/{zone.code}" for zone in with_position}
    assert len(found) == 104 - 5


def test_the_map_of_another_day_is_another_map(client):
    before, after = features(client, "on=2005-01-01"), features(client, "on=2023-08-22")
    assert {each["properties"]["id"] for each in before} == {"bg-parks/kcn-dinh-tram"}
    assert len(after) > 10


def test_what_was_recorded_later_was_not_known(client):
    assert features(client, "on=2023-08-22&known=1999-01-01") == []
    page = page_of(client, "/ban-do/?on=2023-08-22&known=1999-01-01")
    assert "0 khu, cụm" in page
    assert 'class="empty"' in page


@pytest.mark.parametrize(
    ("query", "check"),
    [
        ("kind=park", lambda zone: zone["kind"] == "park"),
        ("stage=operating", lambda zone: zone["group"] == "operating"),
        ("q=quang%20chau", lambda zone: zone["name"].startswith("Quang Châu")),
        ("place=viet-nam.bac-kan", lambda zone: zone["id"].startswith("bk-")),
    ],
)
def test_filters_keep_what_they_say_and_nothing_else(client, query, check):
    every = features(client, f"on={DAY}")
    kept = features(client, f"on={DAY}&{query}")
    assert kept
    assert kept == [each for each in every if check(each["properties"])]
    assert query.partition("&")[0] in client.get(f"/ban-do/?on={DAY}&{query}").content.decode().replace("+", "%20")


def test_zones_with_so_much_land_to_let(client):
    kept = features(client, f"on={DAY}&available=25,5")
    hectares = {
        each["properties"]["id"]: float(each["properties"]["available"].split()[0].replace(",", "."))
        for each in features(client)
        if "ha" in each["properties"]["available"]
    }
    assert {each["properties"]["id"] for each in kept} == {zone for zone, free in hectares.items() if free >= 25.5}
    assert kept


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("available=nhiều", 400),
        ("kind=villa", 400),
        ("stage=0", 400),
        ("place=viet-nam.x", 404),
        ("zone=bg-parks/x", 404),
    ],
)
def test_a_filter_that_means_nothing_is_refused_in_words(client, query, status):
    answer = client.get(f"/ban-do/?{query}")
    assert answer.status_code == status
    assert 'role="alert"' in answer.content.decode()


def test_the_list_downloads_whole(client):
    answer = client.get(f"/ban-do/?on={DAY}&table=zones-on-map&format=csv")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + 104


def test_a_zone_without_a_boundary_has_none_to_download(client):
    answer = client.get(f"/ban-do/ranh-gioi/bg-parks/kcn-quang-chau.geojson?on={DAY}")
    assert answer.status_code == 404
    assert "người quản trị" in answer.content.decode().lower()


@pytest.fixture
def bounded(client, tmp_path):
    """A boundary of KCN Quang Châu of about the area on record, valid from 2020, with a plot in it."""
    whole = write(tmp_path / "a.gpkg", [square(106.11, 21.21, 2272)], ["KCN Quang Châu"])
    plot = write(tmp_path / "b.gpkg", [square(106.11, 21.21, 200)], ["KCN Quang Châu"], more={"lo": ["CN-07"]})
    for path, kind in ((whole, BoundaryKind.ZONE), (plot, BoundaryKind.PLOT)):
        import_file(Order(path, "bg-parks", date(2020, 1, 1), "lan", kind), current_figures())
    return client


def marks(client, query: str) -> list[str]:
    return sorted(
        each["properties"]["mark"] for each in features(client, query) if each["properties"]["name"] == "Quang Châu"
    )


def test_a_boundary_is_drawn_from_its_day_on_with_its_plots(bounded):
    assert marks(bounded, "on=2023-08-22") == ["area", "plot", "point"]
    assert marks(bounded, "on=2019-12-31") == ["point"]
    assert marks(bounded, "on=2023-08-22&known=2023-08-22") == ["point"]


def test_a_map_that_was_kept_is_made_anew_when_a_boundary_comes(client, tmp_path):
    assert marks(client, "on=2023-08-22") == ["point"]
    path = write(tmp_path / "a.gpkg", [square(106.11, 21.21, 2272)], ["KCN Quang Châu"])
    import_file(Order(path, "bg-parks", date(2020, 1, 1), "lan"), current_figures())
    assert marks(client, "on=2023-08-22") == ["area", "point"]


def test_a_boundary_downloads_with_its_source(bounded):
    answer = bounded.get(f"/ban-do/ranh-gioi/bg-parks/kcn-quang-chau.geojson?on={DAY}")
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    found = json.loads(answer.content)
    assert found["geometry"]["type"] == "Polygon"
    assert found["properties"]["file"] == "a.gpkg"
    assert len(found["properties"]["sha256"]) == 64
    assert found["properties"]["recorded_m2"] == 4_260_000
    assert found["properties"]["area_m2"] == pytest.approx(2272**2, rel=2e-3)


def test_the_page_is_english_where_it_is_asked_for(client):
    page = client.get(f"/en/ban-do/?on={DAY}").content.decode()
    assert "Map of industrial zones" in page
    found = {each["properties"]["id"]: each["properties"] for each in features(client, prefix="/en")}
    assert found["bg-parks/kcn-quang-chau"]["stage"] == "Operating"


def test_without_scripts_the_list_is_there(visit):
    page = visit(f"/ban-do/?on={DAY}", scripts=False)
    assert page.page.locator("#zones-on-map tbody tr").count() == 50
    page.assert_clean()


@pytest.mark.parametrize(("path", "scheme"), [("/ban-do/", "light"), ("/en/ban-do/", "dark")])
def test_in_a_browser_the_map_draws_and_axe_finds_nothing(visit, path, scheme):
    page = visit(f"{path}?on={DAY}", scheme=scheme)
    page.page.wait_for_selector("[data-map][data-ready] canvas")
    assert page.violations() == []
    page.page.locator("[data-show='bg-parks/kcn-quang-chau']").click()
    page.page.wait_for_selector(".maplibregl-popup h2")
    assert page.page.locator(".maplibregl-popup h2").inner_text() == "KCN Quang Châu"
    assert page.page.locator("tr.selected").inner_text().startswith("KCN Quang Châu")
    assert page.violations() == []
    page.assert_clean()


def test_when_the_year_changes_the_same_map_shows_that_year(visit):
    page = visit(f"/ban-do/?on={DAY}").page
    page.wait_for_selector("[data-map][data-ready] canvas")
    page.evaluate("document.querySelector('[data-map]').dataset.first = 'yes'")
    with page.expect_response(lambda answer: "khu-cum.geojson" in answer.url and "2005" in answer.url):
        page.evaluate(
            "() => { const s = document.querySelector('[data-replay] input'); s.value = 2005; s.dispatchEvent(new Event('change')); }"
        )
    assert page.locator("[data-map][data-first=yes] canvas").count() == 1


def test_on_a_narrow_screen_nothing_runs_out_of_it(visit):
    page = visit(f"/ban-do/?on={DAY}", width=360).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_assumed_positions_are_said_to_be_so_wherever_they_are_shown(client):
    found = [each for each in features(client) if each["properties"]["mark"] == "point"]
    assumed = {each["properties"]["id"] for each in found if each["properties"]["position"] == "assumed"}
    rows = Zone.objects.select_related("book").exclude(latitude="")
    assert assumed == {f"{row.book.code}/{row.code}" for row in rows if row.position_assumed} & {
        each["properties"]["id"] for each in found
    }
    assert len(assumed) > 80
    assert "bg-parks/kcn-quang-chau" not in assumed
    for row in rows:
        declared = Event.objects.get(pk=row.pk)
        assert json.loads(declared.payload)["position_assumed"] == row.position_assumed
        assert declared.demo or not row.position_assumed, "what is assumed is an event of demonstration data"
    page = page_of(client, f"/ban-do/?on={DAY}")
    assert f"{len(assumed)} ở vị trí minh họa" in page
    one = sorted(assumed)[0].split("/")
    assert "vị trí minh họa, chưa đo" in client.get(f"/khu-cum/{one[0]}/{one[1]}/?on={DAY}").content.decode()
    assert client.get(f"/api/v1/zones/{one[0]}/{one[1]}").json()["position_assumed"] is True
    land = client.get(f"/tim-dat/?on={DAY}&kind=cluster").content.decode()
    assert "tính từ vị trí minh họa" in land


def test_boundaries_made_up_for_demonstration_are_said_to_be_and_only_invented_zones_have_them(client):
    found = [each["properties"] for each in features(client, "on=2024-01-01") if each["properties"]["mark"] == "area"]
    assert [each["id"] for each in found] == [f"bg-clusters/ccn-minh-hoa-{number:02d}" for number in range(1, 6)]
    assert all(each["demo"] and each["position"] == "assumed" and "Minh họa" in each["name"] for each in found)
    assert all("ranh-gioi-minh-hoa.geojson" in each["source"] for each in found)
    about = client.get("/ban-do/ranh-gioi/bg-clusters/ccn-minh-hoa-01.geojson?on=2024-01-01").json()["properties"]
    assert about["demo"] is True
    assert abs(about["area_m2"] - about["recorded_m2"]) < about["recorded_m2"] // 10
    assert "nét đứt" in client.get("/ban-do/?on=2024-01-01").content.decode()


def far_from_record(zone: Zone, path: Path) -> bool:
    """Whether a boundary some hundred kilometres away is doubted for lying far from the zone's position."""
    file = write(path / f"{zone.code}.gpkg", [square(107.2, 21.9, 1000)], [zone.code])
    try:
        import_file(Order(file, "bg-parks", date(2000, 1, 1), "lan"), current_figures(), dry_run=True)
    except BoundariesRefused as refused:
        return any(problem.code == "boundary_far_from_record" for problem in refused.problems)
    return False


def test_a_boundary_far_from_an_assumed_position_is_not_doubted_for_it(client, tmp_path):
    assumed = Zone.objects.filter(position_assumed=True, book__code="bg-parks").order_by("code")[0]
    assert not far_from_record(assumed, tmp_path)
    assert far_from_record(Zone.objects.get(code="kcn-quang-chau"), tmp_path)


@pytest.mark.parametrize("show", ["occupancy", "available", "stage", "kind"])
def test_colours_say_one_thing_at_a_time_and_the_legend_is_of_it(client, show):
    page = page_of(client, f"/ban-do/?on={DAY}&show={show}")
    legend = page[page.index('class="legend"') :]
    words = {"occupancy": "từ 90%", "available": "từ 100 ha", "stage": "đang hoạt động", "kind": "Cụm công nghiệp"}
    assert {each for each, said in words.items() if said.lower() in legend.lower().split("</section>")[0]} == {show}
    assert f'?on={DAY}&amp;show={show}" data-colouring aria-current="true"' in page
    points = [each["properties"] for each in features(client, f"on={DAY}&show={show}")]
    said = {"occupancy": "occupancy", "available": "available", "stage": "group", "kind": "kind"}[show]
    for one in points:
        assert all(one["class"] == other["class"] for other in points if other[said] == one[said])
    assert len({each["class"] for each in points}) > 1


def test_the_list_stands_at_the_page_of_the_chosen_zone(client):
    def listed(query: str) -> str:
        page = page_of(client, f"/ban-do/?on={DAY}{query}")
        return page[page.index('id="zones-on-map"') :]

    last = features(client)[-1]["properties"]["title"]
    chosen = features(client)[-1]["properties"]["id"]
    assert last not in listed("")
    assert 'class="selected"' in listed(f"&zone={chosen}")
    assert "Trang 3 / 3" in listed(f"&zone={chosen}")
    assert "Trang 1 / 3" in listed(f"&zone={chosen}&page=1")  # who turns the list turns it


def drawn(visit, path: str, width: int = 1280):
    page = visit(path, width=width).page
    page.wait_for_selector("[data-map][data-ready] canvas")
    return page


def test_the_address_remembers_the_view_and_the_chosen_zone(visit):
    page = drawn(visit, f"/ban-do/?on={DAY}&show=stage")
    page.locator("[data-show='bg-parks/kcn-quang-chau']").click()
    page.wait_for_url(re.compile("#map=11/"))
    page.locator(".maplibregl-ctrl-zoom-in").click()
    page.wait_for_url(re.compile("#map=12/"))
    address = page.url
    assert "zone=bg-parks" in address
    again = drawn(visit, "/ban-do/" + address.partition("/ban-do/")[2])
    assert again.locator(".maplibregl-popup h2").inner_text() == "KCN Quang Châu"
    assert again.evaluate("location.hash") == page.evaluate("location.hash")
    again.locator("[data-colouring]", has_text="Loại").click()
    again.wait_for_url("**show=kind**")
    assert again.evaluate("location.hash").startswith("#map=12/")


def test_list_and_map_mark_the_same_zone_and_the_keyboard_gets_back(visit):
    page = drawn(visit, f"/ban-do/?on={DAY}")
    link = page.locator("[data-show]").nth(2)
    link.focus()
    assert page.locator("tr.pointed").count() == 1
    page.keyboard.press("Enter")
    page.wait_for_selector(".maplibregl-popup h2")
    assert page.locator("tr.selected").count() == 1
    page.keyboard.press("Escape")
    assert page.locator(".maplibregl-popup").count() == 0
    assert page.evaluate("document.activeElement.dataset.show") == link.get_attribute("data-show")


def test_a_popup_fits_the_map_of_a_phone(visit):
    page = drawn(visit, f"/ban-do/?on={DAY}", width=360)
    page.locator("[data-show='bg-parks/kcn-quang-chau']").click()
    page.wait_for_selector(".maplibregl-popup a")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    popup, box = (page.locator(name).bounding_box() for name in (".maplibregl-popup", "[data-map]"))
    assert popup is not None and box is not None  # noqa: PT018  they are one condition
    assert box["y"] <= popup["y"] and popup["y"] + popup["height"] <= box["y"] + box["height"]  # noqa: PT018
    assert box["x"] <= popup["x"] and popup["x"] + popup["width"] <= box["x"] + box["width"]  # noqa: PT018


def test_the_map_is_printed_with_its_legend(visit):
    page = drawn(visit, f"/ban-do/?on={DAY}")
    page.emulate_media(media="print")
    assert page.locator("[data-map] canvas").is_visible()
    assert page.locator("section.legend").is_visible()
    assert not page.locator(".maplibregl-ctrl-zoom-in").is_visible()
    inked = """() => { const canvas = document.querySelector("[data-map] canvas"), copy = document.createElement("canvas");
        [copy.width, copy.height] = [64, 64]; const pen = copy.getContext("2d"); pen.drawImage(canvas, 0, 0, 64, 64);
        return new Set(pen.getImageData(0, 0, 64, 64).data).size; }"""
    assert page.evaluate(inked) > 8  # the drawing is kept for the printer


MARKS = """async () => {
  const loaded = performance.getEntriesByType("resource").map((each) => each.name);
  const { markImage, MARK } = await import(loaded.find((name) => name.includes("map-marks")));
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const drawn = (known, assumed) => { const image = markImage(known, colour, assumed), half = image.width / 2;
    const at = (x, y) => { const i = 4 * (Math.round(half + y * MARK.ratio) * image.width + Math.round(half + x * MARK.ratio));
      return [...image.data.slice(i, i + 4)]; };
    const along = Array.from({ length: 60 }, (_, i) => at(9 * i / 60 - 9, -9 * i / 60)[3]);  // outside, along an edge of the diamond
    return { middle: at(0, 0).slice(0, 3).join(), fill: at(2.5, 2.5).slice(0, 3).join(), corner: at(4.7, 4.7)[3],
      gaps: along.filter((seen) => seen < 90).length }; };
  const light = (name) => { const parts = colour(name).match(/[0-9a-f]{2}/g).map((each) => parseInt(each, 16) / 255)
    .map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4));
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]; };
  const contrast = (one, other) => { const [a, b] = [light(one), light(other)].sort((x, y) => y - x); return (a + 0.05) / (b + 0.05); };
  const marks = (known) => ({ recorded: drawn(known, false), assumed: drawn(known, true) });
  return { unknown: marks(-1), known: marks(3),
    outlines: ["--land", "--sea", "--full-none"].map((under) => contrast("--ring", under)), fill: contrast("--full-none", "--land") };
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_was_never_recorded_and_where_a_zone_is_only_assumed_to_lie_are_told_apart(visit, scheme):
    """The one by a stroke through a grey mark, the other by a diamond in the place of a circle: by shape, and never by colour alone.

    Outlines stand out from what is under them (WCAG 1.4.11).
    """
    page = visit("/ban-do/", scheme=scheme).page
    page.wait_for_selector("[data-map][data-ready]")
    found = page.evaluate(MARKS)
    for told in (found["unknown"], found["known"]):
        recorded, assumed = told["recorded"], told["assumed"]
        assert recorded["fill"] == assumed["fill"], "an assumed position takes nothing of the colour away"
        assert assumed["corner"] < 60 < 200 < recorded["corner"], told
        assert assumed["gaps"] > 3, told
        assert recorded["middle"] == assumed["middle"]
    assert (
        found["known"]["recorded"]["middle"]
        == found["known"]["recorded"]["fill"]
        != found["unknown"]["recorded"]["fill"]
    )
    assert found["unknown"]["recorded"]["middle"] != found["unknown"]["recorded"]["fill"], "a stroke goes through it"
    assert min(found["outlines"]) >= 3
    assert found["fill"] > 1.5


def test_the_legend_draws_marks_as_the_map_does(client):
    legend = page_of(client, f"/ban-do/?on={DAY}").partition('<section class="legend"')[2].partition("</section>")[0]
    assert '<path class="m2 assumed"' in legend
    unknown = legend.partition('<rect class="m-none"')[2].partition("</dd>")[0]
    assert "chưa có số liệu" in unknown and "<path" in unknown  # noqa: PT018  the stroke stands beside those words
    assert legend.count("<path d=") == 1


@pytest.mark.parametrize("show", ["occupancy", "available", "stage", "kind"])
@pytest.mark.parametrize(
    "narrowed", ["", "&kind=park&stage=planned", "&q=quang+chau", "&q=khong-co-khu-nay", "&q=minh+hoa"]
)
def test_the_legend_has_what_is_on_the_map_and_nothing_else(client, show, narrowed):
    query = f"on=2024-01-01&show={show}{narrowed}"
    legend = page_of(client, f"/ban-do/?{query}").partition('<section class="legend"')[2].partition("</section>")[0]
    drawn = [each["properties"] for each in features(client, query)]
    shown = {int(each) if each != "-none" else -1 for each in re.findall(r'<rect class="m(\d|-none)"', legend)}
    assert shown == {each["class"] for each in drawn}
    positions = {each["position"] for each in drawn if each["mark"] == "point"}
    assert ("theo hồ sơ" in legend, "chưa đo" in legend) == ("recorded" in positions, "assumed" in positions)
    boundaries = {each["demo"] for each in drawn if each["mark"] == "area"}
    assert ("> Ranh giới" in legend, "nét đứt" in legend) == (False in boundaries, True in boundaries)
    assert ("Lô đất" in legend) == any(each["mark"] == "plot" for each in drawn)
