"""Events told one by one in a YAML file: the lives of zones, targets, tariffs, statistics and singular incidents.

An entry has `type`, `day` and the event type's fields; `zone` may be a list, for one event each. Beside them stand
`book` (where the file tells of several), `source` (a key of documents.csv), `demo`, `note`, `at` (day and hour of
recording), `lag` (days from effect to recording), `label`, `corrects` and `reason`.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

from parkledger.demo.drafts import Desk
from parkledger.demo.sources import entries
from parkledger.language import VIETNAM

ABOUT: Final = frozenset({"type", "day", "book", "source", "demo", "note", "at", "lag", "label", "corrects", "reason"})


def tell(desk: Desk, story: str) -> None:
    """Write the drafts of a story that belong to a desk's book."""
    for entry in entries(story):
        if entry.get("book", desk.book) == desk.book:
            for fields in _each_zone(entry):
                _write(desk, entry, fields)


def _write(desk: Desk, entry: Mapping[str, Any], fields: dict[str, Any]) -> None:
    at = entry.get("at")
    on: date = entry["day"]
    desk.write(
        entry["type"],
        on,
        fields,
        lag_days=entry.get("lag", 1),
        at=datetime.fromisoformat(at).replace(tzinfo=VIETNAM) if at else None,
        source=entry.get("source", ""),
        note=entry.get("note", ""),
        demo=entry.get("demo", False),
        name=entry.get("label", ""),
        corrects=entry.get("corrects", ""),
        reason=entry.get("reason", ""),
    )


def _each_zone(entry: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    fields = {key: value for key, value in entry.items() if key not in ABOUT}
    zones = fields.get("zone")
    for zone in zones if isinstance(zones, list) else [zones]:
        yield {**fields, "zone": zone} if zone else fields
