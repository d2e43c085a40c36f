"""Every kind of public page: clean in a real Chromium, accessible in both themes and languages, light, readable bare.

A page that is added to the portal and not to the table below fails.
"""

import pytest

from tests.portal.conftest import DAY, STILL
from tests.portal.test_permissions import ALL, TABLE
from tests.sampling import sampled

PLACE = "viet-nam.bac-giang"
DATES = f"on={DAY}&known={DAY}"
PUBLIC = {
    "home": "/",
    "place": f"/dia-ban/{PLACE}/",
    "home_details": "/chi-tiet/",
    "place_details": f"/dia-ban/{PLACE}/chi-tiet/",
    "country_changes": "/thay-doi/?since=2023-06-30",
    "place_changes": f"/dia-ban/{PLACE}/thay-doi/?since=2023-06-30",
    "zone_changes": "/khu-cum/bg-parks/kcn-quang-chau/thay-doi/?since=2023-06-30",
    "about": "/gioi-thieu/",
    "glossary": "/thuat-ngu/",
    "places": "/dia-ban/",
    "book": "/so/bg-parks/",
    "figure": f"/so-lieu/?indicator=occupancy&place={PLACE}&kind=park",
    "project_figure": "/so-lieu/du-an/?project=bg-parks/MH-BG-0051&measure=capital.spent",
    "indicators": "/chi-tieu/",
    "indicator": "/chi-tieu/occupancy/",
    "event": "/su-kien/bg-parks/2/",
    "documents": "/van-ban/",
    "zones": "/khu-cum/",
    "zone": "/khu-cum/bg-parks/kcn-quang-chau/",
    "foundings": "/ho-so-thanh-lap/?year=2024",
    "inspections": "/kiem-tra/?year=2023",
    "infrastructure": "/ha-tang/?state=all&utilities=all&on=2025-12-10",
    "labour": "/lao-dong/?year=2023",
    "environment": "/moi-truong/?year=2023",
    "projects": "/du-an/",
    "enterprises": "/doanh-nghiep/",
    "map": "/ban-do/",
    "map_provinces": "/ban-do/tinh/",
    "compare": f"/so-sanh/?with={PLACE}&with=viet-nam.bac-kan",
    "merger": "/so-sanh/sap-nhap/",
    "targets": "/chi-tieu-giao/?on=2025-11-30",
    "land": "/tim-dat/",
    "inquire": "/tim-dat/hoi/?zone=bg-parks/kcn-quang-chau",
    "inquiry_status": "/tim-dat/ho-so/",
    "reports": f"/lap-bao-cao/?template=period&place={PLACE}",
    "reading_room": "/doc-doi-chieu/",
    "practices": "/kinh-nghiem/",
    "exchanges": "/trao-doi/",
    "search": "/tim/?q=quang+chau",
    "open_data": "/du-lieu/",
    "statutory_forms": "/bieu-mau/",
    "handbook": "/tro-giup/",
    "chapter": "/tro-giup/so-lieu/",
    "programming:documentation": "/lap-trinh/",
    "sign_in": "/dang-nhap/",
    "account_reset_password": "/quen-mat-khau/",
    "account_reset_password_done": "/quen-mat-khau/da-gui/",
    "account_reset_password_from_key_done": "/quen-mat-khau/xong/",
}
"""Public pages, one of each kind, with an address at which it has something to show."""
LED_TO = {
    "project": ("projects", "a[href*='/du-an/bg-']"),
    "enterprise": ("enterprises", "main a[href*='/doanh-nghiep/']"),
    "enterprise_figure": ("enterprises", "main a[href*='/so-lieu/doanh-nghiep/']"),
    "document": ("documents", "main a[href*='/van-ban/']"),
    "practice": ("practices", "main h2 a[href^='/kinh-nghiem/']"),
    "exchange": ("exchanges", "main h2 a[href^='/trao-doi/']"),
}
"""Pages that are reached from another: the page that leads there, and the link."""
FILES = {
    "country_feed",
    "place_feed",
    "zone_feed",
    "question_feed",
    "place_picture",
    "zone_picture",
    "figure_picture",
    "sitemap",
    "duties_subscription",
    "fact_sheet",
    "map_zones",
    "boundary",
    "open_figures",
    "open_asked",
    "open_journal",
    "compare_file",
    "report_file",
    "exchange_pack",
    "statutory_form",
}
"""Addresses that answer with a file; they are tested where they are made."""
NEEDING_SOMETHING = {"kept_page", "invitation", "account_login", "account_reset_password_from_key", "unsubscribe"}
"""Pages that somebody must have kept or been sent first, and another name of the page to sign in."""
FORGOTTEN = {name for name in PUBLIC if name.startswith("account_reset_password")}
"""Pages of a forgotten password: there is nothing to download, and no date."""
HEAVIEST = 300_000
"""Bytes of a page with all that it loads, compressed; maps, which bring their own library, are left out."""


def test_every_page_that_all_may_see_is_in_the_table() -> None:
    open_to_all = {name for name, rows in TABLE.items() if any(row.seen == ALL for row in rows)}
    assert open_to_all - FILES == {*PUBLIC, *LED_TO, *NEEDING_SOMETHING}


def dated(path: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}{DATES}"


def reached(visit, name: str, **how):
    """A visit to one kind of page."""
    if name in PUBLIC:
        return visit(dated(PUBLIC[name]), **how)
    leading, link = LED_TO[name]
    written_lately = leading in {"practices", "exchanges"}  # the demonstration's notes were not known in 2023
    page = visit(PUBLIC[leading] if written_lately else dated(PUBLIC[leading]), **how)
    with page.page.expect_navigation(wait_until="networkidle"):
        page.page.locator(link).first.click()
    return page


TRANSFERRED = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  .map((entry) => [entry.name, entry.transferSize])"""
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


UNSEEN = """() => {
  const clear = (colour) => colour === "transparent" || /^rgba\\(.*, 0\\)$/.test(colour);
  const isSeen = (mark) => {
    const [style, box] = [getComputedStyle(mark), mark.getBoundingClientRect()];
    return mark.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !clear(style.color)
      && style.clipPath === "none" && Math.min(box.width, box.height) > 3;
  };
  return [...document.querySelectorAll("main .demo")]
    .filter((mark) => mark.parentElement.checkVisibility() && !isSeen(mark)).length; }"""
"""Marks of demonstration data that are hidden where what they mark is shown."""
ALWAYS = {"home", "place", "zone", "figure", "map"}
"""Pages that are looked at in `make test`, too."""


@pytest.mark.parametrize(
    "name",
    [name if name in ALWAYS else pytest.param(name, marks=pytest.mark.long) for name in [*PUBLIC, *LED_TO]],
)
def test_the_page_is_clean_light_and_accessible_in_both_themes_and_languages_and_fits_a_phone(visit, name) -> None:
    page = reached(visit, name)
    assert page.page.locator("h1").count() == 1
    assert page.page.evaluate(UNSEEN) == 0, "made-up data without their mark"
    if name in PUBLIC and not name.startswith("map"):
        sizes = dict(page.page.evaluate(TRANSFERRED))
        assert 10_000 < sum(sizes.values()) < HEAVIEST, sizes
    assert page.violations() == []
    page.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.page.wait_for_function(STILL)
    assert page.violations() == []
    page.page.set_viewport_size({"width": 360, "height": 800})
    assert page.page.evaluate(WIDER) <= 0, "wider than a phone"
    page.go("/en" + page.page.url.removeprefix(page.address))
    assert page.page.locator("html").get_attribute("lang") == "en"
    assert page.page.evaluate(WIDER) <= 0, "wider than a phone in English"
    assert page.violations() == []
    page.assert_clean()


@pytest.mark.parametrize("width", [390, 412, 1440])
@pytest.mark.parametrize("name", ["home", "land"])
def test_nothing_moves_when_scripts_arrive(visit, name, width) -> None:
    page = visit(dated(PUBLIC[name]), width=width).page
    place = "document.querySelector('main h1').getBoundingClientRect().top"
    with_scripts = page.evaluate(place)
    page.route("**/portal/portal.*.js", lambda route: route.abort())
    page.reload(wait_until="networkidle")
    assert page.evaluate(place) == with_scripts


@pytest.mark.parametrize("name", sampled(sorted(set(PUBLIC) - {"sign_in", *FORGOTTEN})))
def test_the_page_reads_without_scripts(visit, name) -> None:
    bare = visit(dated(PUBLIC[name]), scripts=False)
    assert bare.page.locator("main h1").is_visible()
    assert bare.page.locator("[data-replay]:visible, [data-theme-switch]:visible").count() == 0
    hidden = (
        bare.page.locator("figure[data-chart] table").count()
        - bare.page.locator("figure[data-chart] table:visible").count()
    )
    assert hidden == 0, "a chart's table is hidden where no chart can be drawn"
    bare.assert_clean()


@pytest.mark.parametrize("name", sorted(set(PUBLIC) - {"inquire", "reading_room", "sign_in", *FORGOTTEN}))
def test_every_table_of_the_page_downloads(client, name) -> None:
    """Each table has a name by which it is downloaded, and a link that does so."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(client.get(dated(PUBLIC[name])).content.decode())
    for table in tree.css("main table"):
        number = table.attributes.get("id")
        assert number, f"a table of {name} has no id: {table.text()[:80]!r}"
        assert tree.css(f'a[href*="table={number}&"]'), f"{name}: no link downloads the table {number}"
        answer = client.get(f"{dated(PUBLIC[name])}&table={number}&format=csv")
        assert answer.status_code == 200
        assert len(answer.content.decode("utf-8-sig").splitlines()) >= 1


def test_a_page_that_is_refused_is_accessible(visit) -> None:
    page = visit("/chi-tieu/khong-co/")
    assert page.page.locator("[role=alert] h1").count() == 1
    assert page.violations() == []


OTHER_LANGUAGES = ("ja", "ko", "zh-hans")
FOREIGN = (
    "home",
    "place",
    "zone",
    "land",
    "inquire",
    "inquiry_status",
    "map",
    "compare",
    "figure",
    "projects",
    "targets",
)
"""Pages that investors read in their own language."""


@pytest.mark.parametrize("language", ["en", *(pytest.param(code, marks=pytest.mark.long) for code in OTHER_LANGUAGES)])
@pytest.mark.parametrize(
    "name", [name if name == "zone" else pytest.param(name, marks=pytest.mark.long) for name in FOREIGN]
)
def test_the_page_is_accessible_in_other_languages_in_both_themes_and_fits_a_phone(
    visit, name: str, language: str
) -> None:
    page = visit(f"/{language}{dated(PUBLIC[name])}")
    assert (page.page.locator("html").get_attribute("lang") or "").lower().startswith(language[:2])
    assert page.violations() == []
    page.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.page.wait_for_function(STILL)
    page.page.set_viewport_size({"width": 390, "height": 844})
    assert page.violations() == []
    assert page.page.evaluate(WIDER) <= 0, "wider than a phone"
    page.assert_clean()
