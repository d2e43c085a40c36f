"""Everything that has a page of its own is found by its name in the search box, by whoever may see it, and by nobody else."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from parkledger.briefing.search import BESIDE_BOOKS, SearchEntry, Sought, search
from parkledger.catalogue.glossary import TERMS
from parkledger.catalogue.publicity import PublicKind, withheld
from parkledger.figures.current import current_figures
from parkledger.language import Lang
from parkledger.ledger.store import registry
from parkledger.people.publicity import look_as
from parkledger.portal.handbook.chapters import CHAPTERS
from parkledger.portal.search.subjects import subjects
from parkledger.portal.shared.context import NAVIGATION, OWN_PAGES, OwnPage
from parkledger.records.dates import Dates
from parkledger.records.foundings import foundings_on

ON = "2025-12-10"
DATES = Dates(date.fromisoformat(ON))


@pytest.fixture
def known(books: object) -> None:
    """The books, opened."""


def found(typed: str, kind: Sought, client: Client | None = None) -> list[str]:
    """The addresses that the search page lists under a heading."""
    page = (client or Client()).get("/tim/", {"q": typed, "on": ON}).content.decode()
    part = page.partition(f'<h2 id="{kind.value}"')[2].partition("</section>")[0]
    return [line.partition('"')[0] for line in part.split('href="')[1:]]


@pytest.mark.parametrize(
    ("typed", "kind", "address"),
    [
        ("địa bàn ưu đãi đầu tư Lục Nam", Sought.INCENTIVE, "/su-kien/bg-"),
        ("uu dai dau tu", Sought.INCENTIVE, "/su-kien/bg-"),
        ("areas of investment incentives", Sought.INCENTIVE, "/su-kien/bg-"),
        ("môi trường", Sought.PAGE, "/moi-truong/"),
        ("trạm quan trắc tự động", Sought.PAGE, "/moi-truong/"),
        ("ha tang", Sought.PAGE, "/ha-tang/"),
        ("tìm đất", Sought.PAGE, "/tim-dat/"),
        ("find land", Sought.PAGE, "/tim-dat/"),
        ("biểu mẫu", Sought.PAGE, "/bieu-mau/"),
        ("tỷ lệ lấp đầy", Sought.TERM, "/thuat-ngu/"),
        ("sao lưu", Sought.CHAPTER, "/tro-giup/sao-luu/"),
        ("bg-parks", Sought.BOOK, "/so/bg-parks/"),
    ],
)
def test_what_has_a_page_is_found(known: None, typed: str, kind: Sought, address: str) -> None:
    assert any(each.startswith(address) for each in found(typed, kind)), found(typed, kind)


def test_each_of_them_is_found_by_its_own_title_and_its_page_opens(known: None, officer: Client) -> None:
    client = Client()
    every = subjects_for(officer)
    assert {each.kind for each in every} >= BESIDE_BOOKS
    for each in every:
        for lang in Lang:
            groups = search(each.title.of(lang), current_figures(), lang, DATES, every)
            of_kind = {group.kind: group.entries for group in groups}
            assert each in of_kind.get(each.kind, ()), each
    for each in subjects_for(client):
        answer = client.get(reverse(each.route, args=each.arguments), {"on": ON})
        assert answer.status_code == 200, each


def subjects_for(client: Client) -> list[SearchEntry]:
    """All subjects beside the index of the books for whoever uses a browser, as a request of theirs finds them."""
    request: Any = client.get("/tim/", {"on": ON}).wsgi_request
    before = withheld.get()
    try:
        look_as(request.user)
        return list(subjects(request))
    finally:
        withheld.set(before)


def test_none_is_left_out(known: None, officer: Client) -> None:
    own = {each.arguments for each in subjects_for(officer) if each.kind is Sought.FOUNDING}
    assert own == {(each.book, each.course.number) for each in foundings_on(DATES)} > set()
    every = subjects_for(Client())
    of_kind = {kind: {each.arguments for each in every if each.kind is kind} for kind in Sought}
    assert of_kind[Sought.BOOK] == {(code,) for code in registry.book_codes()}
    assert of_kind[Sought.FOUNDING] == set()
    assert of_kind[Sought.CHAPTER] == {(name,) for name in CHAPTERS}
    assert {each.anchor for each in every if each.kind is Sought.TERM} == {term.anchor for term in TERMS}
    pages = {each.route for each in every if each.kind is Sought.PAGE}
    assert pages >= {route for route, _ in NAVIGATION}
    assert pages & {each.route for each in OWN_PAGES} == {each.route for each in OWN_PAGES if each.for_all}


@pytest.mark.parametrize("page", OWN_PAGES, ids=lambda page: page.route)
def test_a_page_of_the_menu_of_those_signed_in_that_is_for_all_opens_for_all(known: None, page: OwnPage) -> None:
    assert (Client().get(reverse(page.route), {"on": ON}).status_code == 200) is page.for_all


def test_what_is_on_record_is_a_name_of_the_books(known: None, officer: Client) -> None:
    of_books = {each.kind for each in subjects_for(officer) if each.kind.is_of_books}
    assert of_books == {Sought.BOOK, Sought.FOUNDING, Sought.INCENTIVE}


def test_own_pages_and_what_a_book_withholds_are_found_by_those_who_may_see_them(known: None, officer: Client) -> None:
    assert found("khoản phải nộp", Sought.PAGE) == []
    assert any(each.startswith("/khoan-phai-nop/") for each in found("ưu đãi đầu tư", Sought.PAGE, officer))


def test_what_a_book_withholds_is_not_found(known: None) -> None:
    request: Any = Client().get("/tim/", {"on": ON}).wsgi_request
    assert Sought.INCENTIVE in {each.kind for each in subjects(request)}
    before = withheld.set(frozenset((code, PublicKind.JOURNAL.value) for code in registry.book_codes()))
    try:
        assert Sought.INCENTIVE not in {each.kind for each in subjects(request)}
    finally:
        withheld.reset(before)
