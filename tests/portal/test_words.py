"""The words of public pages: no code, field name, raw unit or sign-in name; pages are found, followed, printed."""

import json
import re
from xml.etree.ElementTree import fromstring

import pytest
from django.contrib.auth.models import User
from django.test import override_settings
from playwright.sync_api import expect
from selectolax.lexbor import LexborHTMLParser

from parkledger.catalogue import INDICATORS, MEASURES, Verified
from parkledger.catalogue.glossary import TERMS
from parkledger.ledger.store import registry
from tests.portal.conftest import DAY
from tests.portal.test_every_page import FORGOTTEN, PUBLIC, dated

FOR_PROGRAMS = {"open_data", "programming:documentation", "reports", "handbook", "chapter", "search"}
"""Pages that tell of codes on purpose: to programs, in the handbook, and in a template that an office edits; a search
shows what was typed."""
CODES = {code for code in (*INDICATORS, *MEASURES) if "." in code} | {
    formula.code for indicator in INDICATORS.values() for formula in indicator.formulas if "." in formula.code
}
FIELD = re.compile(r"(?<![\w@./-])[a-z]+_[a-z_]+(?![\w./-])")
RAW_UNIT = re.compile(r"(?<![\w²])(?:m2|[A-Z]{3}/m2\S*|m3/day|money)(?!\w)")
UNIT_WORD = re.compile(r"(?<!\w)(?:percent|person|place|project|zone)(?!\w)")
"""Names of units in code, which are words in English."""
PLACE = re.compile(r"(?<!\w)viet-nam\.[a-z-]+")
ATOM = {"atom": "http://www.w3.org/2005/Atom"}


def words_of(page: str) -> str:
    """What somebody reads on a page: without what is folded away for programs, and what was typed."""
    tree = LexborHTMLParser(page)
    for node in tree.css("script, template, style, textarea, details.codes, code.hash, .hashes, pre"):
        node.decompose()
    main = tree.css_first("main")
    assert main is not None
    return " ".join(main.text(separator=" ").split())


@pytest.mark.parametrize("name", sorted(set(PUBLIC) - FOR_PROGRAMS - FORGOTTEN - {"sign_in"}))
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_no_code_field_unit_or_sign_in_name_leaks(client, name: str, prefix: str) -> None:
    words = words_of(client.get(prefix + dated(PUBLIC[name])).content.decode())
    tokens = set(re.findall(r"[\w.]+", words))
    books = {code for code in registry.book_codes() if re.search(rf"(?<![\w/-]){code}(?![\w/-])", words)}
    found = [CODES & {token.strip(".") for token in tokens}, books]
    found += [set(pattern.findall(words)) for pattern in (FIELD, RAW_UNIT, PLACE)]
    found.append(set() if prefix else set(UNIT_WORD.findall(words)))
    found.append({user for user in User.objects.values_list("username", flat=True) if user in tokens})
    assert [each for each in found if each] == []


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
    for term in TERMS:
        assert term.basis or term.indicator or "Cách dùng của cổng thông tin này" in page
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
    assert len(listed) == len(set(listed))
    for each in listed[::25]:
        assert client.get(each.partition("testserver")[2]).status_code == 200, each


def test_a_place_is_described_as_a_dataset_that_is_there(client) -> None:
    page = client.get("/dia-ban/viet-nam.bac-giang/").content.decode()
    described = json.loads(page.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    assert described["@type"] == "Dataset"
    assert "Bắc Giang" in described["name"]
    taken = client.get(described["distribution"][0]["contentUrl"].partition("testserver")[2])
    assert "Vốn thu hút" in taken.content.decode("utf-8-sig")


@pytest.mark.parametrize(
    "path",
    ["/thay-doi.atom", "/dia-ban/viet-nam.bac-giang/thay-doi.atom", "/khu-cum/bg-parks/kcn-quang-chau/thay-doi.atom"],
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
