"""The decisions that forms name, on both kinds of database: those in force at a moment, by the days on which they took effect."""

from datetime import UTC, date, datetime

from parkledger.figures import current
from parkledger.ledger.book.recording import withdraw
from parkledger.ledger.store import registry
from parkledger.records.events import standing
from tests.statutory_forms.conftest import recorded


def test_a_decision_stands_from_its_day_until_it_is_taken_back(database: str) -> None:
    book = registry.add_book("moi", "Ban Quản lý", "viet-nam.bac-giang")
    try:
        for name, day in (("Một", "2020-01-01"), ("Hai", "2022-05-05")):
            recorded("moi", "zone_planned", name=name, kind="park", area_m2="100 ha", effective_on=day)
        before = datetime.now(UTC)
        withdraw("moi", 1, reason="ghi nhầm", by="thử")
        current.expire()

        def named(since: date | None, until: date, known_at: datetime | None = None) -> list[str]:
            found = standing([book.pk], ["zone_planned"], since, until, known_at)
            return [str(each.payload["name"]) for each in found]

        assert named(None, date(2023, 1, 1)) == ["Hai"]
        assert named(None, date(2023, 1, 1), before) == ["Một", "Hai"]
        assert named(date(2021, 1, 1), date(2023, 1, 1), before) == ["Hai"]
        assert named(None, date(2021, 1, 1), before) == ["Một"]
        assert standing([], ["zone_planned"], None, date(2023, 1, 1), None) == []
    finally:
        current.close()
