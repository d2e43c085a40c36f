"""That nothing stands on record without what it rests on: a payment without its instalment, a decision without its dossier.

Each event type declares what it puts on record (`Event.puts_on_record`) and what it rests on (`Event.rests_on`); here the two
are held against each other when events are withdrawn, or one is corrected. Books are loaded as they were kept.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from parkledger.ledger.book.filing import file_of_name
from parkledger.ledger.errors import StillNeeded, StillNeededAsItWas
from parkledger.ledger.events.base import Event, Ground, grounded_types
from parkledger.ledger.store.source import DatabaseSource

NAMED = 3
"""How many of the events that stand in the way are named."""


class Grounds:
    """The events in force around what was taken back: those in the database, and those that are not in it yet."""

    def __init__(self, source: DatabaseSource, pending: Iterable[tuple[int, Event]], gone: Mapping[int, int]) -> None:
        self.source = source
        self.gone = gone
        self.pending: defaultdict[Ground, dict[int, Event]] = defaultdict(dict)
        for seq, event in pending:
            if seq not in gone:
                for ground in (*event.puts_on_record(), *_rests(event)):
                    self.pending[ground][seq] = event

    def check(self, book: str, seq: int, event: Event, *, corrected: bool = False) -> None:
        """Refuse to leave without ground what rested on an event that was taken back, or corrected."""
        lost: dict[int, Ground] = {}
        for ground in dict.fromkeys(event.puts_on_record()):
            lost |= dict.fromkeys(self._lost(ground, event.effective_on), ground)
        if not lost:
            return
        refused = StillNeededAsItWas if corrected else StillNeeded
        names = [f"{book}/{each}" for each in sorted(lost)]
        shown = ", ".join(names[:NAMED]) + ("…" if len(names) > NAMED else "")
        what = f"{lost[min(lost)].name} ({shown})"
        raise refused(event=f"{book}/{seq}", count=len(lost), what=what)

    def _lost(self, ground: Ground, since: date) -> list[int]:
        """The events that rest on something which was put on record on a day, and by nothing else that is in force."""
        around = self._around(ground)
        days = {seq: event.effective_on for seq, event in around.items() if ground in event.puts_on_record()}
        lost = []
        for seq, event in around.items():
            others = [on for each, on in days.items() if each != seq]
            on = event.effective_on
            held = any(other <= on for other in others) if since <= on else bool(others)
            if not held and ground in _rests(event):
                lost.append(seq)
        return lost

    def _around(self, ground: Ground) -> dict[int, Event]:
        """The events in force that put something on record or rest on it, and others that are filed with them."""
        stored = {seq: event for seq, event in self._stored(ground) if seq not in self.gone}
        return stored | self.pending.get(ground, {})

    def _stored(self, ground: Ground) -> Iterable[tuple[int, Event]]:
        if ground.thing is not None:
            return self.source.events_filed(file_of_name(ground.thing))
        types = grounded_types(ground.kind)
        if ground.project:
            return self.source.events_of_project(ground.project, types)
        return self.source.events_of(types)


def _rests(event: Event) -> list[Ground]:
    """All that an event rests on."""
    return [*event.rests_on(), *event.projects_needed()]
