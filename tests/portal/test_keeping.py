"""Pages that are kept: never served after an event that changes them, on either database, to anybody."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.test import Client

from parkledger.checking.archive import keep
from parkledger.figures import current
from parkledger.language import today
from parkledger.reading import read
from parkledger.records.documents import index
from parkledger.web.page_cache import CITED
from tests.figures.books import Scribe

PAGES = (
    "/khu-cum/?on=2023-12-31",
    "/khu-cum/bg/kcn-mot/?on=2023-12-31",
    "/so-lieu/?indicator=land.leased&place=viet-nam.bac-giang&on=2023-12-31",
    f"/so-lieu/?indicator=land.leased&place=viet-nam.bac-giang&on=2023-12-31&known={today()}",
    "/tim/?q=di%E1%BB%87n+t%C3%ADch+%C4%91%E1%BA%A5t+%C4%91%C3%A3+cho+thu%C3%AA+KCN+Mot&on=2023-12-31",
    "/api/v1/figures?indicator=land.leased&place=viet-nam.bac-giang&on=2023-12-31",
)
PAST = "/so-lieu/?indicator=land.leased&place=viet-nam.bac-giang&on=2023-12-31&known=2023-06-30"


@pytest.fixture
def bg(database: str, statics: Path) -> Iterator[Scribe]:
    """A small book on each kind of database, and a portal that has answered nothing of it."""
    current.close()
    caches["pages"].clear()
    scribe = Scribe()
    scribe.zone("Mot", industrial_m2=500)
    yield scribe
    current.close()
    caches["pages"].clear()


def lease(scribe: Scribe, hectares: int, at: str | None = None) -> None:
    scribe("land_leased", at=at, effective_on="2020-01-01", zone="kcn-mot", area_m2=f"{hectares} ha")


def test_a_page_kept_before_an_event_is_not_served_after_it(bg: Scribe) -> None:
    lease(bg, 123, at="2023-02-01")
    client = Client()
    for path in PAGES:
        first = client.get(path)
        assert first.status_code == 200, path
        assert "123" in first.content.decode(), path
    lease(bg, 77)  # by another process: nobody tells this one
    for path in PAGES:
        assert "200" in client.get(path).content.decode(), path


def test_who_holds_a_page_of_before_is_sent_the_one_of_after(bg: Scribe) -> None:
    lease(bg, 123)
    client = Client()
    tags = {path: client.get(path)["ETag"] for path in PAGES}
    assert {client.get(path, headers={"if-none-match": tag}).status_code for path, tag in tags.items()} == {304}
    lease(bg, 77)
    assert {client.get(path, headers={"if-none-match": tag}).status_code for path, tag in tags.items()} == {200}


def test_a_page_of_a_moment_that_is_over_is_kept_and_stays_as_it_was(bg: Scribe) -> None:
    lease(bg, 123, at="2023-02-01")
    client = Client()
    first = client.get(PAST)
    lease(bg, 77, at="2023-12-01")
    assert client.get(PAST, headers={"if-none-match": first["ETag"]}).status_code == 304
    assert first["Cache-Control"] == f"public, max-age={CITED}"


def test_only_a_moment_that_is_over_may_be_kept_by_browsers(bg: Scribe) -> None:
    client = Client()
    for known in (today().isoformat(), f"{today()}T23:59:59"):
        answer = client.get("/khu-cum/", {"on": "2023-12-31", "known": known})
        assert answer["Cache-Control"] == "no-cache", known
    assert "Cookie" in client.get("/khu-cum/")["Vary"], "what a visitor was shown is not what one signed in is shown"


def test_a_copy_kept_of_a_document_is_shown_at_once(bg: Scribe) -> None:
    url = "https://bao.example/quyet-dinh"
    about = {"zone": "kcn-mot", "area_m2": "5 ha", "effective_on": "2020-01-01"}
    bg("land_leased", document={"title": "Quyết định cho thuê", "url": url}, **about)
    address = next(iter(index()))
    client = Client()
    assert "/trang/" not in client.get(f"/van-ban/{address}/").content.decode()
    text = "Tỷ lệ lấp đầy các KCN tỉnh Bắc Giang đạt 75,6%."
    keep(text.encode(), read(text, published=date(2023, 8, 22)), url=url)
    assert "/trang/" in client.get(f"/van-ban/{address}/").content.decode()
    assert "/trang/" not in client.get(f"/van-ban/{address}/?known=2023-12-31").content.decode(), "it was read later"


@pytest.mark.parametrize(
    "path", ["/", "/thay-doi.atom", "/khu-cum/bg/kcn-mot/thay-doi.atom", "/sitemap.xml", "/khu-cum/bg/kcn-mot/"]
)
def test_a_page_made_for_one_host_is_not_served_to_another(
    bg: Scribe, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["one.example", "other.example"])
    lease(bg, 123)
    client = Client()
    first = client.get(path, headers={"host": "one.example"}).content.decode()
    assert "http://one.example/" in first
    other = client.get(path, headers={"host": "other.example"}).content.decode()
    assert "one.example" not in other
    assert "http://other.example/" in other


def test_a_page_made_for_one_scheme_is_not_served_to_the_other(bg: Scribe) -> None:
    lease(bg, 123)
    client = Client()
    assert "http://testserver/" in client.get("/thay-doi.atom").content.decode()
    assert "http://testserver/" not in client.get("/thay-doi.atom", secure=True).content.decode()
