"""The event by which another is taken back. What was recorded stays on record beside it."""

from typing import Annotated

from pydantic import Field

from parkledger.language import Text
from parkledger.ledger.book.view import View
from parkledger.ledger.errors import CorrectionDirect
from parkledger.ledger.events.base import Event, EventGroup, labelled


class Correction(Event):
    """An earlier event is taken back: withdrawn, or followed by the event that replaces it."""

    label = Text("Đính chính", "Correction")
    group = EventGroup.CORRECTIONS
    is_submitted = False
    shows_upkeep = False
    not_told = frozenset({"reverses", "replaced"})

    reverses: Annotated[int, Field(gt=0)] = labelled("số sự kiện bị đính chính", "number of the event taken back")
    replaced: bool = labelled("có sự kiện thay thế", "followed by the event that replaces it", default=False)
    reason: Annotated[str, Field(min_length=1, max_length=1000)] = labelled("lý do", "reason")

    def check(self, view: View) -> None:
        """Made by `correct` and `withdraw` only, which derive the postings from the event taken back."""
        raise CorrectionDirect
