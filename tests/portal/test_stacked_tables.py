"""On a telephone the tables of a subject stand line under line: what is due and how it stands is not beyond the edge."""

import re

import pytest
from django.test import Client

from tests.portal.persons import browser_of, person

NARROW = 4
"""So many columns fit beside each other on a telephone."""


@pytest.mark.parametrize(
    "path",
    [
        "/moi-truong/?year=2025&",
        "/ha-tang/?utilities=all&state=all&",
        "/kiem-tra/?year=2024&",
        "/khoan-phai-nop/?",
        "/ho-so-thanh-lap/?",
        "/viec-den-han/?",
        "/du-an/?",
        "/chuong-trinh-xuc-tien/?",
    ],
)
def test_a_table_wider_than_a_telephone_is_stacked(books: object, officer: Client, path: str) -> None:
    page = officer.get(f"{path}on=2025-12-10").content.decode()
    tables = re.findall(r'<table id="([^"]+)"([^>]*)>(.*?)</thead>', page, re.DOTALL)
    wide = {name: "stacked" in attributes for name, attributes, head in tables if head.count("<th") > NARROW}
    assert wide
    assert all(wide.values()), [name for name, is_stacked in wide.items() if not is_stacked]


def test_lists_of_submissions_and_of_administrators_are_stacked_too(books: object) -> None:
    writer, keeper = (
        browser_of(person("lan", ("officer", {"book": "bg-parks"}))),
        browser_of(person("qt", ("administrator", {}))),
    )
    given = {"zone": "kcn-quang-chau", "area_m2": "0,1", "area_m2.unit": "ha", "effective_on": "2025-12-01"}
    assert writer.post("/ghi-so/land_cleared/", {"book": "bg-parks", "act": "save", **given}).status_code == 302
    for client, path, table in (
        (writer, "/ho-so/", "submissions"), (keeper, "/nguoi-dung/", "users"), (keeper, "/nhat-ky/", "trail"),
    ):  # fmt: skip
        assert re.search(rf'<table id="{table}"[^>]*stacked', client.get(path).content.decode()), path
