"""Photos of zones, as they are on record: each with its caption, what is seen on it, its day, its source and its file."""

from dataclasses import dataclass
from datetime import date

from parkledger.ledger.events import SubjectKind, codes_of
from parkledger.ledger.events.services import ZonePhotographed
from parkledger.records.dates import Dates
from parkledger.records.events import events_about


@dataclass(frozen=True, slots=True)
class ZonePhoto:
    """A photo of a zone; `seen` says what is on it to those who do not see it. `sha256` is that of its file."""

    book: str
    seq: int
    sha256: str
    caption: str
    seen: str
    source: str
    on: date
    demo: bool


def photos_of(zone: tuple[str, str], dates: Dates) -> list[ZonePhoto]:
    """The photos of a zone by its book and code, the latest first; none where its book withholds its documents."""
    found = []
    for event in events_about(SubjectKind.ZONE, zone, codes_of(ZonePhotographed), dates):
        said, sha256 = event.payload, str(event.document.get("sha256") or "")
        if sha256:
            seen = str(said.get("seen") or said["caption"])
            found.append(
                ZonePhoto(
                    book=event.book,
                    seq=event.seq,
                    sha256=sha256,
                    caption=str(said["caption"]),
                    seen=seen,
                    source=str(said["source"]),
                    on=event.effective_on,
                    demo=event.demo,
                )
            )
    return sorted(found, key=lambda photo: (photo.on, photo.seq), reverse=True)
