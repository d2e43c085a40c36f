"""The words of public pages: no code, field name, raw unit or sign-in name; pages are found, followed, printed."""

import ast
import io
import json
import re
from pathlib import Path
from urllib.parse import urljoin
from xml.etree.ElementTree import fromstring

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Max
from django.test import RequestFactory, override_settings
from PIL import Image
from playwright.sync_api import expect
from selectolax.lexbor import LexborHTMLParser

import parkledger
from parkledger.catalogue import INDICATORS, MEASURES, Verified
from parkledger.catalogue.glossary import TERMS
from parkledger.ledger.models import Event
from parkledger.ledger.store import registry
from parkledger.web import paging
from parkledger.web.error_pages import failed
from tests.portal.conftest import DAY
from tests.portal.test_every_page import FORGOTTEN, LED_TO, PUBLIC, dated

PACKAGE = Path(parkledger.__file__).parent
FOR_PROGRAMS = {"programming:documentation", "open_data", "reports", "handbook", "chapter", "search"}
"""Pages that tell of codes on purpose: to programs, where data are taken from, in the handbook, and in a template that an
office edits; a search shows what was typed."""
CODES = {code for code in (*INDICATORS, *MEASURES) if "." in code} | {
    formula.code for indicator in INDICATORS.values() for formula in indicator.formulas if "." in formula.code
}
FIELD = re.compile(r"(?<![\w@./-])[a-z]+_[a-z_]+(?![\w./-])")
RAW_UNIT = re.compile(r"(?<![\w²])(?:m2|[A-Z]{3}/m2\S*|m3/day|money)(?!\w)")
UNIT_WORD = re.compile(r"(?<!\w)(?:percent|person|place|project|zone)(?!\w)")
"""Names of units in code, which are words in English."""
PLACE = re.compile(r"(?<!\w)viet-nam\.[a-z-]+")
OLD_WORDS = (
    *("như đã biết", "Chạy qua các năm", "Việc chậm", "Hỏi số khác", "Hỏi thuê", "cả nơi chưa ghi nhận", "sáng lên"),
    *("Số là số đúng", "Bài có tự khớp", "Đọc ra như thế nào", "Xem sẽ ghi gì", "duyệt bây giờ", "Số lần so với mức"),
    *("Báo cáo bạn phải gửi", "Thu thêm, đổi hạn", "đăng nhập không được", "Chưa có sổ của", "Chưa có sổ nào ghi"),
    *("không kèm KCN", "natural area", "secondary project", "same knowledge"),
)
"""Words of ours that people did not understand; each was put in words of the field and is not to come back."""
NO_VALUE = re.compile(r">\s*chưa ghi nhận\s*<")
READERS_OWN = ("reading/", "briefing/answers/vocabulary.yaml")
"""Where words of pages and of questions are read: people may write the old ones."""
ATOM = {"atom": "http://www.w3.org/2005/Atom"}


def words_of(page: str) -> str:
    """What somebody reads on a page: without what is folded away for programs, and what was typed."""
    tree = LexborHTMLParser(page)
    for node in tree.css("script, template, style, textarea, details.codes, code.hash, .hashes, pre"):
        node.decompose()
    main = tree.css_first("main")
    assert main is not None
    return " ".join(main.text(separator=" ").split())


def said_in(path: Path) -> str:
    """What a source says to people, one text a line: without docstrings and comments."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        return "\n".join(line for line in text.splitlines() if not line.startswith(("msgid", "#")))
    tree = ast.parse(text)
    own = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    told = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in own)
    return "\n".join(node.value for node in told if isinstance(node.value, str))


def test_words_that_nobody_understood_do_not_come_back() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}: {word}"
        for suffix in ("py", "html", "yaml", "po", "js")
        for path in sorted(PACKAGE.rglob(f"*.{suffix}"))
        if not path.relative_to(PACKAGE).as_posix().startswith(READERS_OWN) and "/vendor/" not in path.as_posix()
        for word in OLD_WORDS
        if word in said_in(path)
    ]
    assert found == []


@pytest.mark.parametrize("name", ["land", "projects", "map", "zone", "place", "compare", "figure"])
def test_the_public_reads_that_there_are_no_data(client, name: str) -> None:
    assert NO_VALUE.search(client.get(dated(PUBLIC[name])).content.decode()) is None


def test_a_coordinate_is_written_as_the_language_writes_numbers(client) -> None:
    page = words_of(client.get(dated(PUBLIC["zone"])).content.decode())
    assert re.search(r"\d+,\d+° B, \d+,\d+° Đ", page)


def test_english_says_domestic_and_names_countries(client) -> None:
    page = client.get("/en" + dated(PUBLIC["projects"])).content.decode()
    assert "DDI" not in words_of(page)
    assert ">China</option>" in page
    assert "Trung Quốc</option>" not in page
    listed = words_of(client.get("/en" + dated(PUBLIC["zone"])).content.decode())
    assert "Domestic projects in force" in listed and "DDI" not in listed  # noqa: PT018  one name for one thing


def leaks(words: str, *, english: bool = False) -> list[set[str]]:
    """Codes, names of books, of fields, of units and of users among words that people read."""
    tokens = set(re.findall(r"[\w.]+", words))
    found = [CODES & {token.strip(".") for token in tokens}]
    found.append({code for code in registry.book_codes() if re.search(rf"(?<![\w/-]){code}(?![\w-])", words)})
    found += [set(pattern.findall(words)) for pattern in (FIELD, RAW_UNIT, PLACE)]
    found.append(set() if english else set(UNIT_WORD.findall(words)))
    found.append({user for user in User.objects.values_list("username", flat=True) if user in tokens})
    return [each for each in found if each]


@pytest.mark.parametrize("name", sorted(set(PUBLIC) - FOR_PROGRAMS - FORGOTTEN - {"sign_in"}))
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_no_code_field_unit_or_sign_in_name_leaks(client, name: str, prefix: str) -> None:
    words = words_of(client.get(prefix + dated(PUBLIC[name])).content.decode())
    assert leaks(words, english=bool(prefix)) == []


@pytest.mark.parametrize("name", sorted(LED_TO))
def test_nothing_leaks_on_pages_that_others_lead_to(client, name: str) -> None:
    leading, link = LED_TO[name]
    led = LexborHTMLParser(client.get(PUBLIC[leading]).content.decode()).css_first(link)
    assert led is not None
    path = led.attributes["href"] or ""
    for prefix in ("", "/en"):
        assert leaks(words_of(client.get(prefix + path).content.decode()), english=bool(prefix)) == [], path


def test_nothing_leaks_on_the_page_of_an_event_of_any_kind(client) -> None:
    last = Event.objects.values("type").annotate(last=Max("pk")).values_list("last", flat=True)
    found = {}
    for event in Event.objects.filter(pk__in=list(last)).select_related("book"):
        path = f"/su-kien/{event.book.code}/{event.seq}/"
        answer = client.get(path)
        if answer.status_code == 403:
            continue  # not for the public
        if leaked := leaks(words_of(answer.content.decode())):
            found[path] = leaked
    assert found == {}


def test_the_test_of_words_finds_what_leaks() -> None:
    page = "<main><p>occupancy.cluster 5 m2, effective_on, viet-nam.bac-giang</p></main>"
    words = words_of(page)
    assert CODES & set(re.findall(r"[\w.]+", words))
    assert [pattern.findall(words) for pattern in (FIELD, RAW_UNIT, PLACE)] == [
        ["effective_on"],
        ["m2"],
        ["viet-nam.bac-giang"],
    ]


def test_every_term_has_its_law_or_says_that_it_is_our_own(client) -> None:
    page = client.get("/thuat-ngu/").content.decode()
    tree = LexborHTMLParser(page)
    for term in TERMS:
        entry = tree.css_first(f"dt#{term.anchor} + dd")
        assert entry is not None
        own = "Cách dùng của cổng thông tin này" in entry.text()
        assert own == (not term.basis and not term.indicator), term.anchor
        assert bool(term.basis) == (term.verified in set(Verified))
        assert f'id="{term.anchor}"' in page
    assert len({term.anchor for term in TERMS}) == len(TERMS)
    assert "Nghị định 35/2022/NĐ-CP" in page
    assert "chưa xác minh" in page, "what was not read is said so"


@override_settings(
    PORTAL_OWNER="Ban Quản lý thử",
    PORTAL_CONTACT="0204 000 000",
    PORTAL_LICENCE="CC BY 4.0 https://creativecommons.org/licenses/by/4.0/",
)
def test_the_foot_names_the_owner_the_licence_and_the_glossary(client) -> None:
    page = client.get("/gioi-thieu/?a=1").content.decode()
    foot = page.partition("<footer")[2]
    for said in ("Ban Quản lý thử", "0204 000 000", "CC BY 4.0", 'href="https://creativecommons.org', "/thuat-ngu/"):
        assert said in foot, said


def test_search_engines_are_told_what_there_is(client) -> None:
    robots = client.get("/robots.txt").content.decode()
    assert "Sitemap: http" in robots
    tree = fromstring(client.get("/sitemap.xml").content)  # noqa: S314  our own
    listed = [node.text or "" for node in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert any(each.endswith("/khu-cum/bg-parks/kcn-quang-chau/") for each in listed)
    assert any("/en/dia-ban/viet-nam.bac-giang/" in each for each in listed)
    for some in ("/ko/khu-cum/bg-parks/kcn-quang-chau/", "/zh-hans/tim-dat/", "/du-an/bg-parks/", "/en/van-ban/"):
        assert any(some in each for each in listed), some
    assert not any("/ja/van-ban/" in each for each in listed), "a language in part has the pages for investors"
    assert len(listed) == len(set(listed))
    for code, _ in settings.LANGUAGES:
        prefix = "" if code == "vi" else f"/{code}"
        assert f"Disallow: {prefix}/so-lieu/\n" in robots and f"Disallow: {prefix}/tim/\n" in robots  # noqa: PT018
    for each in listed[::401]:
        assert client.get(each.partition("testserver")[2]).status_code == 200, each


DATASETS = {
    "place": "Bắc Giang",
    "zone": "Quang Châu",
    "figure": "lấp đầy",
    "indicator": "lấp đầy",
    "open_data": "Dữ liệu",
}


@pytest.mark.parametrize(("name", "said"), DATASETS.items())
def test_a_page_of_data_is_described_as_a_dataset_that_is_there(client, name: str, said: str) -> None:
    page = client.get(dated(PUBLIC[name])).content.decode()
    described = json.loads(page.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    assert described["@type"] == "Dataset"
    assert said.lower() in described["name"].lower()
    taken = client.get(described["distribution"][0]["contentUrl"].partition("testserver")[2])
    assert len(taken.content.decode("utf-8-sig").splitlines()) > 1


@pytest.mark.parametrize(
    "path",
    [
        "/so-lieu/thay-doi.atom?indicator=occupancy&kind=park&place=viet-nam.bac-giang",
        "/thay-doi.atom",
        "/dia-ban/viet-nam.bac-giang/thay-doi.atom",
        "/khu-cum/bg-parks/kcn-quang-chau/thay-doi.atom",
    ],
)
def test_what_was_recorded_is_followed_by_atom(client, path: str) -> None:
    answer = client.get(path)
    assert answer["Content-Type"].startswith("application/atom+xml")
    feed = fromstring(answer.content)  # noqa: S314  our own
    entries = feed.findall("atom:entry", ATOM)
    assert 10 < len(entries) <= 50
    updated = [entry.findtext("atom:updated", "", ATOM) for entry in entries]
    assert updated == sorted(updated, reverse=True)
    link = entries[0].find("atom:link", ATOM)
    assert link is not None
    assert client.get(link.attrib["href"].partition("testserver")[2]).status_code == 200


def test_a_page_prints_with_its_office_day_and_address_and_without_controls(visit) -> None:
    page = visit(f"/dia-ban/viet-nam.bac-giang/?on={DAY}").page
    page.emulate_media(media="print")
    head = page.inner_text(".printed")
    assert "22/8/2023" in head
    assert f"on={DAY}" in head
    for hidden in ("header.site", "section.dates form", ".chart-tools button", ".actions", "ul.foot"):
        assert page.locator(f"{hidden}:visible").count() == 0, hidden
    expect(page.locator(".chart svg:visible").nth(3)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_the_page_of_a_failure_is_styled_unless_the_styles_are_what_failed(client, monkeypatch) -> None:
    page = failed(RequestFactory().get("/")).content.decode()
    for address in re.findall(r'<link rel="stylesheet" href="([^"]+)">', page):
        assert Path(settings.STATIC_ROOT, address.removeprefix(settings.STATIC_URL)).is_file(), address
    assert page.count("stylesheet") == 2

    def missing(path: str) -> str:
        raise ValueError(path)

    monkeypatch.setattr("parkledger.web.error_pages.static", missing)
    assert "Có lỗi ở phía máy chủ" in failed(RequestFactory().get("/")).content.decode()


@pytest.mark.parametrize("name", ["home", "place", "zone", "figure", "about"])
def test_a_page_that_is_shared_has_a_title_words_and_a_picture(client, name: str) -> None:
    head = LexborHTMLParser(client.get(dated(PUBLIC[name])).content.decode())

    def said(key: str) -> str:
        node = head.css_first(f'meta[property="og:{key}"], meta[name="twitter:{key}"]')
        assert node is not None, key
        return node.attributes["content"] or ""

    assert all(said(key).strip() for key in ("title", "description", "card"))
    answer = client.get(said("image").partition("testserver")[2])
    assert answer["Content-Type"] == "image/png"
    assert answer["ETag"], "kept for a state of the books"
    with Image.open(io.BytesIO(answer.content)) as picture:
        assert picture.size == (1200, 630)
        assert len(picture.convert("RGB").getcolors(2**20) or ()) > 20, "there is something on it"


def test_the_picture_of_made_up_figures_says_so(client, monkeypatch) -> None:
    seen: list[dict[str, object]] = []

    def kept(_sheet: Path, data: dict[str, object], **_options: object) -> bytes:
        seen.append(data)
        return b""

    monkeypatch.setattr("parkledger.briefing.previews.set_in_type", kept)
    client.get(f"/khu-cum/bg-parks/kcn-quang-chau/anh.png?on={DAY}&a=b")
    (data,) = seen
    assert data["demo"]
    assert "minh họa" in str(data["demo"])
    assert set(data) == {"lang", "title", "lead", "numbers", "on", "site", "demo"}, "of people nothing"


@pytest.mark.parametrize(
    ("name", "office"),
    [
        ("zone", "Ban Quản lý các khu công nghiệp tỉnh Bắc Giang"),
        ("place", "Ban Quản lý các khu công nghiệp tỉnh Bắc Giang"),
        ("land", "parkledger"),
        ("figure", "parkledger"),
    ],
)
def test_what_is_printed_names_the_office_that_keeps_the_book(client, name: str, office: str) -> None:
    printed = LexborHTMLParser(client.get(dated(PUBLIC[name])).content.decode()).css_first("p.printed")
    assert printed is not None
    said = printed.text()
    assert office in said
    assert "22/8/2023" in said
    assert f"on={DAY}" in said


def test_what_is_printed_of_a_long_list_says_how_much_of_it_there_is(visit) -> None:
    page = visit(f"/tim-dat/?on={DAY}").page
    assert page.locator(".printed-rows:visible").count() == 0
    page.emulate_media(media="print")
    said = page.inner_text(".printed-rows")
    shown, every = map(int, re.findall(r"từ 1 đến (\d+), trong (\d+) dòng", said)[0])
    assert 0 < page.locator("table#land tbody tr:visible").count() <= shown < every


LISTS = {
    "zones": "zones",
    "projects": "projects",
    "enterprises": "enterprises",
    "documents": "documents",
    "land": "land",
}
"""Pages of long lists, each with its table."""


def lines_of(page: str, table: str) -> list[str]:
    """The lines of a table, without its totals."""
    return [row.text(separator=" ") for row in LexborHTMLParser(page).css(f"table#{table} > tbody tr")]


@pytest.mark.parametrize("name", LISTS)
def test_a_long_list_is_opened_whole_to_be_printed(client, name: str) -> None:
    path = PUBLIC[name]
    address = f"{path}{'&' if '?' in path else '?'}on=2023-08-22"  # as known now: more documents are on record than one page holds
    page = LexborHTMLParser(client.get(address).content.decode())
    link = page.css_first('nav.pages a[rel="nofollow"]')
    assert link is not None
    said = re.search(r"([\d.]+) dòng", "".join(each.text() for each in page.css("nav.pages span")))
    whole = client.get(urljoin(address, link.attributes["href"] or "")).content.decode()
    every = lines_of(whole, LISTS[name])
    assert said is not None
    assert (
        len(every)
        == int(said[1].replace(".", ""))
        > len(lines := lines_of(client.get(address).content.decode(), LISTS[name]))
    )
    assert every[: len(lines)] == lines
    assert "printed-rows" not in whole
    (back,) = LexborHTMLParser(whole).css("nav.pages a")
    assert lines_of(client.get(urljoin(address, back.attributes["href"] or "")).content.decode(), LISTS[name]) == lines


def test_what_is_printed_at_once_is_bounded_and_the_bound_is_said(client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "ROWS_PRINTED", 60)
    address = dated(PUBLIC["projects"])
    first = client.get(address).content.decode()
    assert "mỗi lần 60 dòng" in words_of(first)
    whole = client.get(f"{address}&whole=1").content.decode()
    assert len(lines_of(whole, "projects")) == 60
    assert "Bản in có các dòng từ 1 đến 60, trong" in words_of(whole)
    (after,) = LexborHTMLParser(whole).css('nav.pages a[rel="next"]')
    assert lines_of(client.get(urljoin(address, after.attributes["href"] or "")).content.decode(), "projects")


def test_a_whole_list_is_printed_by_its_button(visit) -> None:
    page = visit(f"/du-an/?on={DAY}").follow("nav.pages a[rel=nofollow]").page
    page.evaluate(
        "window.print = () => { document.body.dataset.printed = document.querySelectorAll('table#projects > tbody tr').length; }"
    )
    page.locator("nav.pages [data-print]").click()
    expect(page.locator("body")).to_have_attribute("data-printed", re.compile(r"\d{3,}"))
    page.emulate_media(media="print")
    assert page.locator("nav.pages:visible").count() == 0


@pytest.mark.parametrize("name", ["home", "place", "zone", "figure", "indicator"])
def test_a_word_of_the_trade_leads_to_what_it_means(client, name: str) -> None:
    main = LexborHTMLParser(client.get(dated(PUBLIC[name])).content.decode()).css_first("main")
    assert main is not None
    led = [str(each.attributes["href"]).partition("#")[2] for each in main.css('a[href*="/thuat-ngu/#"]')]
    assert led
    assert {*led} <= {term.anchor for term in TERMS}
    assert all(code in INDICATORS for term in TERMS for code in term.told_of)
