"""Which kinds of zone a place has on record: of what its first screen and its reports are."""

from dataclasses import replace
from datetime import date, datetime
from typing import Final

from parkledger.catalogue import ZoneKind
from parkledger.catalogue.publicity import whole
from parkledger.figures import Figures, Question
from parkledger.language import months_later

PARK, CLUSTER = ZoneKind.PARK, ZoneKind.CLUSTER
BOTH: Final = (PARK, CLUSTER)
_TOLD_OF_PLACES: Final = ("capital.attracted", "output.production", "trade.export", "labour.workers")
"""What is told of the parks of a place as a whole where none of them is on record by itself."""
_MONTHS_BACK: Final = -60


@whole
def kinds_on_record(books: Figures, place: str, on: date, known_at: datetime | None) -> tuple[ZoneKind, ...]:
    """Clusters alone, where a place has clusters on record and nothing of parks; else both.

    Also of zones that whoever asks may not see: a page has one shape for all.
    """
    asked = Question("land.established", place, on, kind=PARK, known_at=known_at)
    if books.zones_of(asked) or not books.zones_of(replace(asked, kind=CLUSTER)):
        return BOTH
    since = months_later(on, _MONTHS_BACK)
    questions = [Question(code, place, on, kind=PARK, known_at=known_at) for code in _TOLD_OF_PLACES]
    told = books.answer([replace(each, start=since) if each.is_flow else each for each in questions])
    return BOTH if any(figure.value is not None for figure in told) else (CLUSTER,)
