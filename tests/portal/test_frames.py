"""What stands in a frame leads out of it, and what a page tells search engines is JSON that cannot end its element."""

import json
from html import unescape

import pytest
from django.conf import settings
from selectolax.lexbor import LexborHTMLParser

from tests.portal.conftest import DAY

PROVINCE = "/dia-ban/viet-nam.bac-giang/"
FRAMED = f"{PROVINCE}?on={DAY}&frame=capital-by-year"


@pytest.fixture
def framing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A portal that one site may frame."""
    monkeypatch.setattr(settings, "PORTAL_FRAMED_BY", ["https://bao.example"])


@pytest.mark.usefixtures("framing")
def test_links_of_a_frame_lead_to_the_whole_page(client) -> None:
    framed = LexborHTMLParser(client.get(FRAMED).content)
    assert framed.css_first("nav.menu") is None, "the chart alone"
    base = framed.css_first("head base")
    assert base is not None
    assert base.attributes == {"target": "_top"}
    links = [node.attributes.get("href") or "" for node in framed.css("a")]
    assert f"on={DAY}" in " ".join(links)
    assert [link for link in links if "frame=" in link] == []
    assert [node for node in framed.css("a") if node.attributes.get("target") not in {None, "_top"}] == []


@pytest.mark.parametrize("framed_by", [[], ["https://bao.example"]])
def test_the_whole_page_never_carries_the_frame_on(client, monkeypatch, framed_by) -> None:
    monkeypatch.setattr(settings, "PORTAL_FRAMED_BY", framed_by)
    page = client.get(f"{PROVINCE}?on={DAY}&frame=no-such-table").content.decode()
    assert 'class="menu"' in page
    assert "frame=" not in page


@pytest.mark.usefixtures("framing")
def test_a_frame_is_taken_from_the_page_as_it_is_kept(client) -> None:
    whole = client.get(f"{PROVINCE}?on={DAY}").content.decode()
    framed = LexborHTMLParser(client.get(FRAMED).content).css_first("figure table")
    assert framed is not None
    head, body = framed.css_first("thead"), LexborHTMLParser(whole).body
    assert head is not None
    assert body is not None
    assert unescape(head.text()) in body.text()


@pytest.mark.parametrize("path", ["/", "/en/", PROVINCE, f"{PROVINCE}?on={DAY}"])
def test_what_search_engines_are_told_is_json_that_ends_no_element(client, monkeypatch, path: str) -> None:
    monkeypatch.setattr(settings, "PORTAL_OWNER", "Ban </script><b>thử</b> & 'nháy' \"kép\"")
    found = LexborHTMLParser(client.get(path).content).css("script[type='application/ld+json']")
    assert len(found) == 1
    told = json.loads(found[0].text())
    assert told["@type"] == "Dataset"
    assert told["creator"]["name"] == settings.PORTAL_OWNER
    assert told["url"].startswith("http://testserver/")
