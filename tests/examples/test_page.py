"""A page is a folder: an address, a view, a template beside it. What it shows is asked of records and figures."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.test import override_settings
from django.urls import path

from parkledger import urls
from parkledger.figures.current import close
from parkledger.ledger.book.recording import build, record
from parkledger.ledger.models import Book
from parkledger.records.histories import zones_on
from parkledger.web.middleware import PageRequest
from parkledger.web.page_cache import kept

TEMPLATE = """{% extends "shared/base.html" %}
{% block main %}<h1>Khu, cụm theo năm</h1>
<ul>{% for zone in zones %}<li>{{ zone.title }}, {{ zone.began.year }}</li>{% endfor %}</ul>{% endblock %}
"""


@kept
def ages(request: PageRequest) -> HttpResponse:
    """The zones on record on the page's day, the oldest first."""
    zones = [zone for zone in zones_on(request.dates).values() if zone.began <= request.dates.on]
    return render(request, "ages/ages.html", {"zones": sorted(zones, key=lambda zone: zone.began)})


urlpatterns = [path("tuoi-khu-cum/", ages, name="ages"), *urls.urlpatterns]


@pytest.fixture
def page_folder(tmp_path: Path) -> Iterator[None]:
    """A folder of the portal with the page's template; in the portal it is `portal/ages/`."""
    (tmp_path / "ages").mkdir()
    (tmp_path / "ages" / "ages.html").write_text(TEMPLATE, encoding="utf-8")
    (engine,) = settings.TEMPLATES
    folders: Any = engine["DIRS"]
    with override_settings(TEMPLATES=[{**engine, "DIRS": [*folders, tmp_path]}]):
        yield


@override_settings(ROOT_URLCONF=__name__)
def test_a_page_shows_the_zones_of_its_day(page_folder: None, sqlite_database: str, client) -> None:
    close()
    Book.objects.create(code="so", name="Sổ ví dụ", place="viet-nam.bac-giang")
    for name, year in (("Sau", 2021), ("Trước", 2019)):
        park = {"name": name, "kind": "park", "effective_on": date(year, 5, 4)}
        record("so", build("zone_established", park), by="lan")

    page = client.get("/tuoi-khu-cum/?on=2022-01-01").content.decode()
    assert page.index("KCN Trước, 2019") < page.index("KCN Sau, 2021")
    assert "KCN Sau" not in client.get("/tuoi-khu-cum/?on=2020-01-01").content.decode()
    close()
