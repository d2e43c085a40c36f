"""What search engines say of a page: words of its own, for every kind of page, of the page's own dates and language."""

import re
from html import unescape

import pytest
from django.test import Client

from tests.portal.conftest import DAY

DATES = f"on={DAY}&known={DAY}"
PAGES = [
    "/", f"/dia-ban/viet-nam.bac-giang/?{DATES}", f"/dia-ban/viet-nam.bac-giang/chi-tiet/?{DATES}", "/so/bg-parks/",
    f"/khu-cum/?{DATES}", f"/khu-cum/bg-parks/kcn-quang-chau/?{DATES}", "/dia-ban/", "/chi-tieu/", "/chi-tieu/occupancy/",
    f"/so-lieu/?indicator=occupancy&place=viet-nam.bac-giang&kind=park&{DATES}", "/tim-dat/",
    "/tim-dat/hoi/?zone=bg-parks/kcn-quang-chau", "/so-sanh/", "/so-sanh/sap-nhap/", "/du-an/",
    "/du-an/bg-parks/MH-BG-0525/", "/doanh-nghiep/", "/su-kien/bg-parks/120/", "/van-ban/", "/ban-do/", "/lap-bao-cao/",
    "/bieu-mau/", "/doc-doi-chieu/", "/kinh-nghiem/", "/du-lieu/", "/tro-giup/", "/tro-giup/gio-dau-tien/", "/gioi-thieu/",
    "/thuat-ngu/", "/dang-nhap/", "/tim/?q=quang+chau", "/dia-ban/viet-nam.bac-giang/thay-doi/", "/khong-co/",
]  # fmt: skip


def described(client: Client, path: str) -> str:
    page = client.get(path).content.decode()
    found = re.findall(r'<meta name="description" content="([^"]*)">', page)
    assert len(found) == 1, path
    return unescape(found[0])


def test_every_kind_of_page_has_a_description_of_its_own(client: Client) -> None:
    found = {path: described(client, path) for path in PAGES}
    assert len(set(found.values())) == len(PAGES)
    for path, said in found.items():
        assert 20 < len(said) <= 200, path
        assert not re.search(r"[<>*°\n]|  | · ", said), path


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (PAGES[5], ["KCN Quang Châu", "huyện Việt Yên, Bắc Giang", "99,1%", "; Còn"]),
        ("/en" + PAGES[5], ["KCN Quang Châu", "Industrial park", "99.1%"]),
        (PAGES[9], ["Tỷ lệ lấp đầy (KCN)", "tỉnh Bắc Giang", "75,6%"]),
    ],
)
def test_a_description_says_what_the_page_says_and_that_it_is_made_up(
    client: Client, path: str, words: list[str]
) -> None:
    said = described(client, path)
    assert all(word in said for word in words)
    assert said.startswith(("Dữ liệu minh họa. ", "Demonstration data. "))


def test_a_description_is_of_the_pages_day(client: Client) -> None:
    assert "22/8/2023" in described(client, f"/?{DATES}")
    assert described(client, f"/?{DATES}") != described(client, "/?on=2020-01-01")
