"""What people look for is seen without scrolling: results, differences, contacts, legends; and lists name each place once."""

import re
from collections import Counter
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client
from selectolax.lexbor import LexborHTMLParser, LexborNode

from parkledger.figures.current import current_figures
from parkledger.places import get
from parkledger.portal.land.views import places_of
from parkledger.records.dates import Dates
from parkledger.records.place_text import choice_words, heading_words
from parkledger.submissions.worklist import WorkFilter, reach_of, worklist
from tests.portal.conftest import DAY
from tests.portal.test_overview import SCREENS, SEEN
from tests.run_fixtures import USER

ZONE = "/khu-cum/bg-parks/kcn-quang-chau/"
PAIR = f"/so-sanh/?with=viet-nam.bac-giang&with=viet-nam.bac-kan&on={DAY}"
SEEN_FIRST = {
    "/tim-dat/": (
        "table.land tbody tr:first-child th",
        "table.land tbody tr:first-child td[data-heading^='Đất còn cho thuê'] a.figure",
        "table.land tbody tr:first-child td[data-heading='Giá thuê đất']",
        ".land-form button[type=submit]",
    ),
    PAIR: (
        "table.compare tbody tr:nth-child(3) th",
        "table.compare tbody tr:first-child td.difference",
        "table.compare tbody tr:nth-child(3) td.difference",
    ),
    ZONE: (
        ".cards.large .rent a",
        ".contact",
        ".actions a",
        ".cards.large li:first-child .number",
        ".cards.large li:last-child .number",
    ),
    f"/dia-ban/viet-nam.bac-giang/?on={DAY}": ("main .lead .coverage",),
}
"""Pages with what must be seen at once on a desk and on a telephone."""


def parsed(client: Client, path: str) -> LexborHTMLParser:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return LexborHTMLParser(answer.content)


def words(node: LexborNode | None) -> str:
    assert node is not None
    return " ".join(node.text().split())


@pytest.mark.parametrize("path", SEEN_FIRST)
@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_what_is_looked_for_is_seen_without_scrolling(visit, path: str, width: int, height: int) -> None:
    found = visit(path, width=width)
    found.page.set_viewport_size({"width": width, "height": height})
    assert found.page.evaluate(SEEN, list(SEEN_FIRST[path])) == []
    assert found.page.evaluate("document.documentElement.scrollWidth") <= width
    found.assert_clean()


def test_the_day_is_said_once_on_a_telephone_and_without_a_stray_space(visit) -> None:
    page = visit(f"/dia-ban/viet-nam.bac-giang/?on={DAY}&known={DAY}", width=390).page
    said = " ".join(f"{page.inner_text('section.dates')} {page.inner_text('main .lead')}".split())
    assert said.count("theo dữ liệu ghi nhận đến") == 1
    assert "22/8/2023, theo dữ liệu ghi nhận" in said
    assert " ," not in said


@pytest.mark.parametrize("path", ["/tim-dat/", "/du-lieu/", "/chi-tieu/?on=2023-08-22"])
def test_on_a_telephone_the_menu_shows_where_one_is(visit, path: str) -> None:
    found = visit(path, width=390)
    here = found.page.locator("nav.menu a[aria-current]").bounding_box()
    assert here is not None
    assert here["x"] >= 0
    assert here["x"] + here["width"] <= 390
    assert found.page.evaluate("scrollX") == 0
    found.assert_clean()


SIZES = "(links) => [...new Set(links.map((link) => getComputedStyle(link).fontSize))]"


def test_what_stands_in_a_line_is_written_in_one_size(visit) -> None:
    page = visit(f"/dia-ban/viet-nam.bac-giang/?on={DAY}").page
    for line in (".tools > :is(a, button)", "section.dates :is(.change, [data-play], output)"):
        assert len(page.locator(line).evaluate_all(SIZES)) == 1, line


def test_a_mark_after_a_number_is_seen_whole_where_a_pair_is_compared_on_a_telephone(visit) -> None:
    page = visit(PAIR, width=390).page
    beyond = page.locator("table.compare.pair td .demo").evaluate_all(
        """(marks) => marks.filter((mark) => mark.checkVisibility() && mark.getBoundingClientRect().right
             > mark.closest("td").getBoundingClientRect().right).length"""
    )
    assert beyond == 0


MANY = f"/so-sanh/?with=viet-nam.bac-giang&with=viet-nam.bac-kan&with=book:bg-parks&on={DAY}"
ALONE = """(smalls) => smalls.filter((small) => {
  const words = [...small.querySelector("a").getClientRects()].at(-1); // its last line
  const mark = small.querySelector(".demo")?.getBoundingClientRect();
  return mark && (mark.left < words.right - 1 || (mark.top + mark.bottom) / 2 >= words.bottom);
}).length"""


@pytest.mark.parametrize("path", [MANY, "/tim-dat/"])
@pytest.mark.parametrize("width", [1024, 1440])
def test_a_mark_never_stands_alone_on_a_line(visit, path: str, width: int) -> None:
    smalls = visit(path, width=width).page.locator("table small.base:has(> a)")
    assert smalls.count() > 3
    assert smalls.evaluate_all(ALONE) == 0


@pytest.mark.parametrize(
    "path", [MANY, f"/du-an/?on={DAY}", f"/doanh-nghiep/?on={DAY}", f"/van-ban/?on={DAY}", "/tim-dat/"]
)
def test_on_a_telephone_the_rows_of_a_list_are_read_without_scrolling_sideways(visit, path: str) -> None:
    found = visit(path, width=390)
    box = found.page.locator(".scroll:has(table.stacked)").first
    assert box.evaluate("each => each.scrollWidth - each.clientWidth") <= 0
    name, number = (box.locator(f"tbody tr:first-child {each}").first.bounding_box() for each in ("th", "td"))
    assert number["y"] >= name["y"] + name["height"] - 1
    assert found.violations() == []
    found.assert_clean()


def test_the_button_that_prints_a_comparison_stands_in_the_line_of_its_folds(visit) -> None:
    page = visit(PAIR).page
    words = "(node) => { const text = document.createRange(); text.selectNodeContents(node); return text.getBoundingClientRect().bottom; }"
    button, fold = (page.locator(f".folds {each}").first.evaluate(words) for each in ("[data-print]", "summary"))
    assert abs(button - fold) < 1


@pytest.mark.parametrize("path", ["/ban-do/", "/ban-do/tinh/"])
@pytest.mark.parametrize("height", [900, 1080])
def test_the_whole_map_is_seen_on_a_desk_without_scrolling(visit, height: int, path: str) -> None:
    page = visit(f"{path}?on={DAY}", width=1440).page
    page.set_viewport_size({"width": 1440, "height": height})
    box = page.locator("[data-map]").bounding_box()
    assert box["y"] + box["height"] <= height
    assert box["height"] >= 352


def test_the_mark_of_doubt_has_its_legend_on_the_dashboard(visit) -> None:
    page = visit(f"/dia-ban/viet-nam.bac-giang/?on={DAY}").page
    assert "°" in page.inner_text("main .lead")
    assert "bấm vào số để xem thiếu gì" in page.inner_text("p.legend")


def test_a_zone_has_three_large_numbers_and_the_others_small(client) -> None:
    page = parsed(client, ZONE)
    assert len(page.css(".cards.large > li")) == 3
    assert len(page.css(".cards.small > li")) == 9
    assert "Ban Quản lý các khu công nghiệp tỉnh Bắc Giang" in words(page.css_first(".contact"))


def test_what_cannot_be_compared_is_counted_as_neither_up_nor_down(client) -> None:
    page = LexborHTMLParser(client.get("/dia-ban/viet-nam.bac-giang/?on=2006-06-01").content.decode())
    (counted,) = page.css("#so-sanh small")
    told = " ".join(counted.text().split())
    silent = len(
        [node for node in page.css(".answers-grid td, .answers-grid .rate .more") if "chưa so sánh được" in node.text()]
    )
    assert silent > 0
    assert told.startswith(f"{6 - silent}/6 chỉ tiêu so sánh được: ")


def test_a_figure_names_who_reported(client) -> None:
    page = parsed(client, f"/so-lieu/?indicator=occupancy&place=viet-nam.bac-giang&kind=park&on={DAY}")
    said = words(page.css_first(".reporters"))
    events = re.search(r"\(([\d.]+)\)", words(page.css_first("a[href='#events']")))
    assert events is not None
    assert f"Ban Quản lý các khu công nghiệp tỉnh Bắc Giang ({events[1]} sự kiện)" in said
    both = parsed(client, "/so-lieu/?indicator=zones.established&place=viet-nam&kind=park")
    assert {node.attributes["href"] for node in both.css(".reporters a[href^='/so/']")} >= {
        "/so/bg-parks/",
        "/so/bk-parks/",
    }


def test_a_comparison_tells_the_difference_with_its_sign(client) -> None:
    page = parsed(client, f"{PAIR}&i=zones.established&i=occupancy:park")
    first, second = (words(node) for node in page.css("td.difference"))
    assert first.startswith("+56 khu, cụm")
    assert "điểm phần trăm" in second
    three = parsed(client, f"{PAIR}&with=viet-nam.bac-ninh&i=land.leased")
    heads = [words(node) for node in three.css("table.compare thead th")]
    assert heads[1] == "Cao nhất hơn thấp nhất"


def test_staff_are_told_what_is_overdue_of_the_country_and_of_the_place(officer: Client) -> None:
    user = User.objects.get(username=USER)
    for path, place in (("/", ""), ("/dia-ban/viet-nam.bac-giang/", "viet-nam.bac-giang")):
        page = parsed(officer, f"{path}?on={DAY}")
        found = worklist(reach_of(user), WorkFilter(place=place, state="overdue"), Dates(date(2023, 8, 22)))
        assert found.found
        link = page.css_first(".news li.down a")
        assert words(link) == f"{len(found.found)} việc quá hạn"
        address = (link.attributes["href"] or "") if link else ""
        assert "state=overdue" in address
        assert (f"place={place}" in address) == bool(place)
        assert officer.get(address).status_code == 200


@pytest.mark.parametrize(
    ("path", "up"),
    [
        ("/dia-ban/viet-nam.ha-giang/", "/dia-ban/viet-nam.tuyen-quang"),
        ("/dia-ban/viet-nam.ha-noi/", "/"),
        ("/en/dia-ban/viet-nam.ha-noi/", "/en/"),
    ],
)
def test_a_place_without_a_book_says_that_nobody_keeps_one(client, path: str, up: str) -> None:
    page = parsed(client, path)
    main = words(page.css_first("main"))
    assert "Chưa cơ quan nào giữ sổ" in main or "No office keeps a book" in main
    assert "chưa có số liệu" not in main
    assert page.css("table") == []
    assert any((node.attributes.get("href") or "").startswith(up) for node in page.css("main a"))
    assert page.css("script[type='application/ld+json']") == []


def test_a_district_of_a_province_with_a_book_has_the_full_page(client) -> None:
    assert parsed(client, f"/dia-ban/viet-nam.bac-giang.viet-yen/?on={DAY}").css_first(".answers-grid") is not None


@pytest.mark.parametrize("on", ["2023-08-22", "2025-12-31"])
@pytest.mark.parametrize(
    "path",
    [
        "/tim-dat/?place=viet-nam.bac-giang", "/lap-bao-cao/?template=situation&place=viet-nam.bac-giang", "/khu-cum/?q=",
        "/so-lieu/?indicator=zones.established&place=viet-nam.tay-ninh&kind=park",
    ],
)  # fmt: skip
def test_no_list_names_two_places_alike(client, path: str, on: str) -> None:
    page = parsed(client, f"{path}&on={on}")
    listed = [words(node) for node in page.css("select[name=place] option")]
    assert listed
    assert [name for name, times in Counter(listed).items() if times > 1] == []


def test_places_are_listed_as_of_the_day_asked(client) -> None:
    books = current_figures()
    before = [place.code for place, _ in places_of(books, date(2023, 8, 22), None)]
    after = [place.code for place, _ in places_of(books, date(2025, 12, 31), None)]
    assert "viet-nam.bac-giang" in before
    assert "viet-nam.bac-ninh-2025" not in before
    assert "viet-nam.bac-giang" not in after
    assert "viet-nam.bac-ninh-2025" in after


def test_two_places_of_one_name_are_told_apart() -> None:
    old, new = get("viet-nam.tay-ninh"), get("viet-nam.tay-ninh-2025")
    on = date(2025, 12, 31)
    assert choice_words(old.code, on).vi == "tỉnh Tây Ninh (cũ)"
    assert choice_words(new.code, on).vi == "tỉnh Tây Ninh"
    assert choice_words(new.code, date(2023, 8, 22)).vi == "tỉnh Tây Ninh (mới)"


@pytest.mark.parametrize(
    ("code", "on", "said"),
    [
        ("viet-nam.tay-ninh", "2025-12-31", "tỉnh Tây Ninh (cũ)"),
        ("viet-nam.tay-ninh-2025", "2025-12-31", "tỉnh Tây Ninh"),
        ("viet-nam.tay-ninh", "2023-08-22", "tỉnh Tây Ninh"),
        ("viet-nam.bac-giang", "2025-12-31", "tỉnh Bắc Giang"),
        ("vung.trung-du-va-mien-nui-phia-bac", "2025-12-31", "vùng Trung du và miền núi phía Bắc"),
        ("viet-nam", "2025-12-31", "Việt Nam"),
    ],
)
def test_the_heading_of_a_former_unit_tells_it_from_the_one_of_its_name(code: str, on: str, said: str) -> None:
    assert heading_words(code, date.fromisoformat(on)).vi == said


@pytest.mark.parametrize("path", ["/tro-giup/", "/tro-giup/changelog/", "/tro-giup/developers/"])
def test_the_handbook_lists_chapters_in_the_language_of_the_page(client, path: str) -> None:
    page = parsed(client, path)
    said = [words(node) for node in page.css("h1, nav.chapters a, ol.chapters > li > a, title")]
    assert not [each for each in said if re.search("Changelog|[Dd]evelop", each)]
    english = parsed(client, f"/en{path}")
    assert any("What changed" in words(node) for node in english.css("nav.chapters a, ol.chapters > li > a"))


def test_reports_made_are_called_so(client) -> None:
    assert words(parsed(client, "/lap-bao-cao/").css_first("h1")) == "Báo cáo lập sẵn"
    assert "lượt" not in words(parsed(client, f"/?on={DAY}").css_first(".news"))
