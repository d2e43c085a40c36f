"""Photos of zones: nothing is counted by them, and none is recorded without its file."""

from typing import Any

import pytest

from parkledger.ledger.errors import PhotoMissing
from parkledger.ledger.models import Posting
from tests.ledger.conftest import Desk

SAID: dict[str, Any] = {"zone": "kcn-mot", "caption": "Nhà máy xử lý nước thải", "source": "Ban Quản lý"}


def test_a_photo_posts_nothing(desk: Desk) -> None:
    desk.zone("Một")
    before = Posting.objects.count()
    recorded = desk.record("zone_photographed", "5/6/2023", **SAID, document={"sha256": "a" * 64})
    assert recorded.event.code == "zone_photographed"
    assert Posting.objects.count() == before


@pytest.mark.parametrize("document", [{}, {"document": {"number": "12/QĐ"}}])
def test_a_photo_without_its_file_is_refused(desk: Desk, document: dict[str, Any]) -> None:
    desk.zone("Một")
    with pytest.raises(PhotoMissing):
        desk.record("zone_photographed", "5/6/2023", **SAID, **document)
