"""On a telephone the tables of a subject stand line under line: what is due and how it stands is not beyond the edge."""

import re

import pytest
from django.test import Client

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
