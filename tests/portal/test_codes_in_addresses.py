"""Pages of zones and projects whose codes, recorded before such codes were refused, mean something in an address."""

from urllib.parse import unquote

import pytest
from django.urls import resolve, reverse

from parkledger.ledger.book.recording import build, record
from parkledger.ledger.book.view import View
from parkledger.web.addresses import in_address

CODES = ("a/b", "a//b/", "..", ".", "a?b", "a#b", "a%2Fb", "a\\b", "a~2Fb", "~", "a\nb", "kcn-quang-châu", "a b")


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("name", ["zone", "fact_sheet", "boundary", "consolidation", "enterprise_report"])
def test_an_address_leads_back_to_its_code(name, code):
    address = reverse(name, args=["bg-parks", code])
    assert "/../" not in address
    assert "/./" not in address
    assert code in resolve(unquote(address)).kwargs.values()


def test_a_usual_code_stands_as_it_is():
    assert in_address("kcn-quang-chau") == "kcn-quang-chau"
    assert in_address("DA.1-b c") == "DA.1-b c"


@pytest.fixture
def with_slashes(books, monkeypatch):
    """The demonstration books with a zone and a project of before."""
    monkeypatch.setattr(View, "check_new_code", lambda *_: None)
    zone = {
        "zone": "kcn/mot",
        "name": "Một Gạch",
        "kind": "park",
        "effective_on": "1/1/2020",
        "area_m2": "100 ha",
        "latitude": "21.3",
        "longitude": "106.2",
    }
    record("bg-parks", build("zone_established", zone), by="lan")
    project = {
        "project": "12/GP", "name": "Nhà máy", "enterprise": "Công ty Gạch", "origin": "fdi", "zone": "kcn/mot",
        "capital": "10 triệu USD", "effective_on": "1/1/2021",
    }  # fmt: skip
    record("bg-parks", build("project_registered", project), by="lan")
    return books


def test_pages_that_name_such_codes_answer(with_slashes, officer):
    pages = (
        "/",
        "/khu-cum/",
        "/ban-do/",
        "/ban-do/khu-cum.geojson",
        "/du-an/",
        "/so/bg-parks/",
        "/bao-cao/",
        "/doanh-nghiep/",
    )
    for page in (*pages, reverse("zone", args=["bg-parks", "kcn/mot"]), reverse("project", args=["bg-parks", "12/GP"])):
        assert officer.get(page, follow=True).status_code == 200, page
    assert "Một Gạch" in officer.get(reverse("zone", args=["bg-parks", "kcn/mot"])).content.decode()
    assert reverse("zone", args=["bg-parks", "kcn/mot"]) in officer.get("/ban-do/khu-cum.geojson").content.decode()
