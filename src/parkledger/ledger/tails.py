"""The end of a series: enough to go on from, where what came before need not be in memory."""

from dataclasses import dataclass, field
from datetime import date

from parkledger.ledger.entries import Item
from parkledger.ledger.steps import Counted, Steps, applied


@dataclass(slots=True)
class Tail:
    """What a series stands at from the last day on which anything is known of it, and what was claimed since."""

    standing: Counted
    last: date
    entered: list[Item] = field(default_factory=list)

    def takes(self, on: date) -> bool:
        """Whether a claim of a day follows everything known, so that nothing else of the series matters to it."""
        return on >= (self.entered[-1].on if self.entered else self.last)

    def enter(self, item: Item) -> Counted:
        """Take in a claim that follows everything known; returns what the series stood at before it."""
        before = self.now
        self.entered.append(item)
        return before

    @property
    def now(self) -> Counted:
        """What the series stands at after all that was claimed."""
        standing = self.standing
        for item in self.entered:
            standing = applied(standing, item)
        return standing

    def steps(self) -> Steps:
        """The days of the claims entered, each with what the series stands at from then on."""
        steps: dict[date, Counted] = {}
        standing = self.standing
        for item in self.entered:
            standing = steps[item.on] = applied(standing, item)
        return list(steps.items())
