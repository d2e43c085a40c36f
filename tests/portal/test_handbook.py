"""The pages of the handbooks: whole, linked, found from where a newcomer is lost; they need no book."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import resolve
from selectolax.lexbor import LexborHTMLParser

from parkledger.figures import current
from parkledger.portal.handbook import chapters
from parkledger.portal.handbook.chapters import CHANGELOG, CHAPTERS, FOLDER, read_chapter, source

SMALL = 100_000
"""Bytes of a picture."""


@pytest.fixture
def visitor(sqlite_database: str, home: Path, statics: Path) -> Iterator[Client]:
    """A visitor of a portal without books, whatever this machine or another test has."""
    from django.core.cache import caches

    current.close()
    caches["pages"].clear()
    yield Client()
    current.close()


def page(visitor: Client, address: str) -> LexborHTMLParser:
    answer = visitor.get(address)
    assert answer.status_code == 200, address
    return LexborHTMLParser(answer.content.decode())


def text_of(tree: LexborHTMLParser, selector: str) -> str:
    found = tree.css_first(selector)
    assert found is not None, selector
    return str(found.text())


def test_every_file_is_a_chapter() -> None:
    assert {path.stem for path in FOLDER.glob("*.md")} == {*CHAPTERS} - {CHANGELOG}
    assert len(CHAPTERS) == len(set(CHAPTERS))


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_has_its_frame_and_its_links_lead_somewhere(visitor: Client, name: str) -> None:
    address = f"/tro-giup/{name}/"
    tree = page(visitor, address)
    chapter = read_chapter(name)
    assert [each.text() for each in tree.css("h1")] == [chapter.called]
    assert [each.text() for each in tree.css("article nav.contents a")] == [each.title for each in chapter.sections]
    assert text_of(tree, "nav.chapters [aria-current=page]") == chapter.called
    for link in tree.css("article a, nav.neighbours a, nav.chapters a"):
        target, anchor = urldefrag(urljoin(address, link.attributes["href"] or ""))
        if target.startswith("http:"):
            continue
        assert resolve(target)
        if anchor:
            assert page(visitor, target).css_first(f"#{anchor}"), (target, anchor)


def test_pictures_are_few_small_described_and_marked_as_demonstration(visitor: Client) -> None:
    pictures = [image for name in CHAPTERS for image in page(visitor, f"/tro-giup/{name}/").css("article img")]
    assert 4 <= len(pictures) <= 6
    for picture in pictures:
        assert "minh họa" in (picture.attributes["alt"] or "")
        stem = (picture.attributes["src"] or "").rsplit("/", 1)[1].split(".")[0]
        found = finders.find(f"handbook/{stem}.webp")
        assert found, stem
        assert Path(found).stat().st_size < SMALL


def test_chapters_lead_on_to_each_other(visitor: Client) -> None:
    followed = ["gio-dau-tien"]
    while after := page(visitor, f"/tro-giup/{followed[-1]}/").css_first("a[rel=next]"):
        followed.append((after.attributes["href"] or "").split("/")[-2])
    assert followed == list(CHAPTERS)


def test_the_contents_name_every_chapter_and_an_unknown_one_is_not_there(visitor: Client) -> None:
    tree = page(visitor, "/tro-giup/")
    assert [each.text() for each in tree.css("ol.chapters > li > a")] == [
        read_chapter(name).called for name in CHAPTERS
    ]
    assert visitor.get("/tro-giup/khong-co/").status_code == 404


def test_in_english_the_chapters_are_told_to_be_vietnamese(visitor: Client) -> None:
    tree = page(visitor, "/en/tro-giup/sao-luu/")
    assert tree.css("html[lang=en] article[lang=vi]")
    assert "in Vietnamese" in text_of(tree, "main .hint")
    assert all((each.attributes["href"] or "").startswith("/en/") for each in tree.css("nav.neighbours a"))


@pytest.mark.parametrize("address", ["/", "/dia-ban/", "/chi-tieu/occupancy/"])
def test_a_portal_without_books_leads_to_the_first_hour(visitor: Client, address: str) -> None:
    tree = page(visitor, address)
    assert tree.css_first("main a[href$='/tro-giup/gio-dau-tien/']"), address
    assert tree.css_first("footer a[href='/tro-giup/']")


def test_what_looks_like_html_in_a_sample_is_shown_as_written(visitor: Client) -> None:
    assert all("<script" not in source(name) for name in CHAPTERS)
    assert text_of(page(visitor, "/tro-giup/gio-dau-tien/"), "pre[tabindex='0'] code").startswith("$ parkledger")


def test_a_link_to_a_document_that_the_portal_does_not_have_is_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "# Changelog\n\nSee [decision 1](docs/decisions/001-x.md), [the year](mot-nam.md#a) and [the law](https://a.example/b.md).\n"
    monkeypatch.setattr(chapters, "changelog", lambda: text)
    tree = LexborHTMLParser(str(read_chapter(CHANGELOG).html))
    assert [link.attributes["href"] for link in tree.css("a")] == ["/tro-giup/mot-nam/#a", "https://a.example/b.md"]
    assert text_of(tree, "p") == "See decision 1, the year and the law."
