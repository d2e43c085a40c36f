"""What a submission would change, as its approver sees it: postings, figures before and after, the law, what stands out."""

from dataclasses import dataclass, field

from parkledger.catalogue import Act, ZoneKind
from parkledger.checking.conditions import ConditionAnswer, ConditionCase, conditions
from parkledger.figures import Question
from parkledger.figures.current import current_figures, expire
from parkledger.language import ParkError, to_hectares
from parkledger.ledger.errors import BookUnknown
from parkledger.ledger.events import Event
from parkledger.records.dates import Dates
from parkledger.records.event_details import Posted, posted_in_words
from parkledger.records.histories import developer_of
from parkledger.submissions.models import Submission
from parkledger.submissions.preview.dry_run import Tried, tried
from parkledger.submissions.preview.figure_moves import Choose, Moved, Moves, moves
from parkledger.submissions.preview.outliers import LOOKED_AT, Unlike, outliers

MOST_POSTINGS = 200
"""Postings listed: a large import makes many."""


@dataclass(slots=True)
class Effects:
    """Everything that approval would do; `refused` says why the ledger would not record it."""

    postings: list[Posted] = field(default_factory=list)
    more_postings: int = 0
    events: list[Event] = field(default_factory=list)
    moves: Moves = field(default_factory=Moves)
    conditions: list[ConditionAnswer] = field(default_factory=list)
    outliers: list[Unlike] = field(default_factory=list)
    not_looked_at: int = 0
    refused: ParkError | None = None

    @property
    def moved(self) -> list[Moved]:
        """The figures that change, of the zones shown and of their provinces."""
        return self.moves.all


def effects(submission: Submission, choose: Choose | None = None, most_postings: int | None = MOST_POSTINGS) -> Effects:
    """What approving a submission now would do; `choose` takes the zones whose figures are shown."""
    try:
        found = tried(submission)
    except BookUnknown:
        raise
    except ParkError as refused:
        return Effects(refused=refused)
    expire()
    rows = found.rows
    return Effects(
        postings=posted_in_words(rows[:most_postings], found.zones),
        more_postings=len(rows[most_postings:]) if most_postings is not None else 0,
        events=[each.event for each in found.events],
        moves=moves(found, choose),
        conditions=[answer for each in found.events for answer in _conditions(each.event, found)],
        outliers=outliers(submission.book_id, found.events, found.zones),
        not_looked_at=max(0, len(found.events) - LOOKED_AT),
    )


def _conditions(event: Event, found: Tried) -> list[ConditionAnswer]:
    """The law's conditions on what the event decides, as of its day; none where it decides nothing of the kind."""
    act = event.legal_act()
    code = getattr(event, "zone", None)
    zone = next((each for each in found.zones.values() if each["code"] == code), None)
    if act is None or zone is None:
        return []
    books = current_figures()
    area = None
    if act is Act.EXPAND:
        asked = Question(
            "land.natural", zone["place"], event.effective_on, zone=zone["id"], kind=ZoneKind(zone["kind"])
        )
        area = found.figures([asked])[0].value
    elif act is Act.ESTABLISH and (own := getattr(event, "area_m2", None)) is not None:
        area = to_hectares(own)
    named = getattr(event, "developer", "") or developer_of(zone["book"], zone["code"], Dates(event.effective_on))
    return conditions(books, ConditionCase(zone, act, event.effective_on, area, developer=named))


__all__ = ["Effects", "Moved", "effects"]
