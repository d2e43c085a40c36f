"""The zones and projects that some events are about, each once."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from parkledger.language import Text
from parkledger.records.event_text import Refs, references_of
from parkledger.records.events import Stored


@dataclass(frozen=True, slots=True)
class Touched:
    """A zone or project with how many of the events name it."""

    named: Text
    address: str
    events: int


def touched_by(events: Iterable[Stored], refs: Refs) -> tuple[list[Touched], list[Touched]]:
    """The zones and the projects that events name, the most often named first."""
    zones: Counter[tuple[str, str]] = Counter()
    projects: Counter[tuple[str, str]] = Counter()
    for event in events:
        for name, to in references_of(event.type).items():
            code = event.payload.get(name)
            if not code or to == "place":
                continue
            book = str(event.payload.get("into_book") or event.book) if name == "into" else event.book
            (zones if to == "zone" else projects)[book, str(code)] += 1
    return (
        [Touched(*refs.zone(*key), events=count) for key, count in zones.most_common()],
        [Touched(*refs.project(*key), events=count) for key, count in projects.most_common()],
    )
