"""Which sectors zones attract, accept or do not accept on a page's two dates, each with the decision that says so.

What stands is the sum of the postings, as everywhere; which decision it rests on is the newest one that speaks of the
sector and was not taken back by the moment. A division of which nothing is decided has the stance of its section.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from parkledger.catalogue.sectors import SECTORS, Sector, Stance, stance_posted
from parkledger.ledger.events import document_identity
from parkledger.ledger.store.statements import chunks, fetch
from parkledger.records.dates import Dates
from parkledger.records.events import Stored, stored
from parkledger.records.links import reach
from parkledger.records.timelines import heading_of, until_known

MEASURE = "sectors.policy"


@dataclass(frozen=True, slots=True)
class Decided:
    """A zone's stance on a sector since a day, with the event that says so, its document, and the conditions if any."""

    sector: Sector
    stance: Stance
    since: date
    book: str
    seq: int
    document: str
    document_address: str
    conditions: str
    demo: bool


@dataclass(slots=True)
class Policy:
    """A zone's policy: what is decided of sections and divisions, in the order of the classification."""

    decided: dict[str, Decided] = field(default_factory=dict)

    def on(self, sector: Sector) -> Decided | None:
        """What holds for a sector: what is decided of it, else of its section; None where nothing is."""
        return next((self.decided[code] for code in sector.lines if code in self.decided), None)

    @property
    def lines(self) -> list[Decided]:
        """All that is decided: what has priority first, then by the classification."""
        order = list(Stance)
        return sorted(self.decided.values(), key=lambda each: order.index(each.stance))


def policies(zones: Iterable[int], dates: Dates) -> dict[int, Policy]:
    """The policies of zones by their numbers; a zone of which nothing is decided has none."""
    standing = _standing(zones, dates)
    events = {event.id: event for event in stored(sorted({row[2] for row in standing}), dates.known_at)}
    newest: dict[tuple[int, str], tuple[Stance, Stored]] = {}
    for (zone, code, event_id), stance in standing.items():
        event = events.get(event_id)
        if event is None or event.reversed_by is not None:
            continue
        before = newest.get((zone, code))
        if before is None or _order(before[1]) < _order(event):
            newest[zone, code] = (stance, event)
    found: dict[int, Policy] = {}
    for code in SECTORS:
        for zone in {number for number, sector in newest if sector == code}:
            stance, event = newest[zone, code]
            found.setdefault(zone, Policy()).decided[code] = _decided(SECTORS[code], stance, event, dates)
    return found


def _order(event: Stored) -> tuple[date, int]:
    return event.effective_on, event.id


def _standing(zones: Iterable[int], dates: Dates) -> dict[tuple[int, str, int], Stance]:
    """The stance that stands in each zone on each sector, once for every event that claims one, its number last."""
    known, moments = until_known(dates.known_at, "recorded_at")
    sums: dict[tuple[int, str], list[int]] = {}
    claimed: list[tuple[int, str, int]] = []
    for some in chunks(list(zones)):
        marks = ", ".join(["%s"] * len(some))
        sql = (
            "SELECT zone_id, detail, event_id, role, amount, count FROM ledger_posting "
            f"WHERE zone_id IN ({marks}) AND measure = %s AND effective_on <= %s AND scenario = 'actual'{known}"
        )
        for zone, code, event, role, amount, count in fetch(sql, [*some, MEASURE, dates.on, *moments]):
            held = sums.setdefault((zone, code), [0, 0])
            held[0], held[1] = held[0] + amount, held[1] + count
            if role == "level":
                claimed.append((zone, code, event))
    stances = {key: stance_posted(amount) for key, (amount, count) in sums.items() if count > 0}
    return {each: stance for each in claimed if (stance := stances.get(each[:2])) is not None}


def _decided(sector: Sector, stance: Stance, event: Stored, dates: Dates) -> Decided:
    return Decided(
        sector=sector,
        stance=stance,
        since=event.effective_on,
        book=event.book,
        seq=event.seq,
        document=heading_of(event),
        document_address=reach("document", document_identity(event.document), dates=dates) if event.document else "",
        conditions=str(event.payload.get("conditions", "")) if stance is Stance.CONDITIONAL else "",
        demo=event.demo,
    )


def as_json(policy: Policy) -> list[Mapping[str, object]]:
    """A policy as the API gives it."""
    return [
        {
            "sector": each.sector.code,
            "section": each.sector.section or None,
            "name": {"vi": each.sector.name.vi, "en": each.sector.name.en},
            "stance": each.stance.value,
            "since": each.since,
            "conditions": each.conditions,
            "document": each.document,
            "event": f"{each.book}/{each.seq}",
            "demo": each.demo,
        }
        for each in policy.lines
    ]
