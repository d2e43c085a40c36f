"""An economic zone has no occupancy by law: pages that show it for parks and clusters say so, and do not fail."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from parkledger.figures import current
from tests.figures.books import Scribe


@pytest.fixture
def visitor(sqlite_database: str, home: Path, statics: Path) -> Iterator[Client]:
    """A visitor of a book with a park and an economic zone."""
    from django.core.cache import caches

    current.close()
    caches["pages"].clear()
    book = Scribe()
    book.zone("Quang Châu")
    book.zone("Xanh", kind="economic_zone")
    yield Client()
    current.close()


@pytest.mark.parametrize(
    "address",
    [
        "/", "/ban-do/", "/ban-do/?show=occupancy", "/en/ban-do/", "/khu-cum/", "/khu-cum/bg/kkt-xanh/", "/tim-dat/",
        "/api/v1/zones", "/api/v1/zones/bg/kkt-xanh",
    ],
)  # fmt: skip
def test_pages_show_an_economic_zone(visitor: Client, address: str) -> None:
    answer = visitor.get(address)
    assert answer.status_code == 200, answer.content[:300]
