"""An event in words: what its fields say in both languages, by what they are."""

from datetime import date
from typing import Any

import pytest

from parkledger.records.dates import Dates
from parkledger.records.event_details import event_page
from tests.ledger.conftest import Desk


def told(desk: Desk, seq: int) -> dict[str, tuple[str, str]]:
    """Each field of an event as it is shown."""
    page = event_page(desk.code, seq, Dates(date(2030, 1, 1)))
    return {each.name: (each.value.vi, each.value.en) for each in page.fields}


@pytest.mark.parametrize(
    ("kind", "field", "given", "vi", "en"),
    [
        ("zone_planned", "horizon", 2030, "2030", "2030"),
        ("infrastructure_completed", "percent", "62.50", "62,5%", "62.5%"),
        ("facility_commissioned", "capacity", 12000, "12.000", "12,000"),
        ("land_leased", "contract", "2030", "2030", "2030"),
        ("land_leased", "contract", "0125000", "0125000", "0125000"),
        ("exchange_rate_set", "vnd_per_usd", "25321.5", "25.321,5", "25,321.5"),
    ],
)
def test_years_and_codes_have_no_separators_and_decimals_have_their_mark(
    desk: Desk, kind: str, field: str, given: Any, vi: str, en: str
) -> None:
    desk.zone("Quang Châu")
    more: dict[str, dict[str, Any]] = {
        "zone_planned": {"name": "Hai", "kind": "park", "area_m2": "10 ha"},
        "infrastructure_completed": {"zone": "KCN Quang Châu"},
        "facility_commissioned": {"zone": "KCN Quang Châu", "facility": "Trạm 1", "kind": "wastewater"},
        "land_leased": {"zone": "KCN Quang Châu", "area_m2": "1 ha"},
        "exchange_rate_set": {"source": "x"},
    }
    recorded = desk.record(kind, "1/2/2022", **more[kind], **{field: given})
    assert told(desk, recorded.seq)[field] == (vi, en)
