"""A client of the API for other programs: typed, with parts of lists put together and safe repetition of what was cut off.

    with Client("https://example.vn", token="pl_…") as park:
        (occupancy,) = park.figures("occupancy", place="viet-nam.bac-giang", kind="park", on=date(2023, 8, 22))
        for zone in park.zones(kind="park"):
            ...
        park.submit("bg-parks", "land_leased", {"zone": "kcn-quang-chau", "area_m2": 12_000, "effective_on": "2024-05-06"})

Needs httpx: `pip install parkledger[client]`.
"""

from parkledger.client.calling import Client, Refused, Unreachable
from parkledger.client.shapes import (
    Book,
    Document,
    Enterprise,
    Event,
    EventDetail,
    Figure,
    Indicator,
    KeptPage,
    Place,
    Problem,
    Project,
    Statement,
    Submission,
    Token,
    Zone,
    ZoneDetail,
)

__all__ = [
    "Book",
    "Client",
    "Document",
    "Enterprise",
    "Event",
    "EventDetail",
    "Figure",
    "Indicator",
    "KeptPage",
    "Place",
    "Problem",
    "Project",
    "Refused",
    "Statement",
    "Submission",
    "Token",
    "Unreachable",
    "Zone",
    "ZoneDetail",
]
