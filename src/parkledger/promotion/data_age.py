"""How long what the books say about land can be trusted: a convention of the portal, kept as a dated parameter."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from parkledger.catalogue.parameters import Parameter, read_parameter


@cache
def trust_days() -> Parameter:
    """The parameter: days since the newest event about land after which it is too old to trust."""
    return read_parameter(files("parkledger").joinpath("promotion", "parameters", "land.trust_days.yaml"))


@dataclass(frozen=True, slots=True)
class Age:
    """How old the newest event is on a day, against the most that is trusted; None where there is no event."""

    newest: date | None
    on: date

    @property
    def days(self) -> int | None:
        """Days from the newest event to the day."""
        return None if self.newest is None else (self.on - self.newest).days

    @property
    def too_old(self) -> bool:
        """Whether the newest event is older than is trusted; what has no event is not old, but unknown."""
        limit = trust_days().number_on(self.on)
        return self.days is not None and limit is not None and self.days > limit
