"""How much of what is due is still to be paid: what was assessed, or agreed in a contract, without what was paid and reduced."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final, NamedTuple

from parkledger.catalogue.publicity import whole
from parkledger.duties import DutyKind, DutyPhase, DutySubject
from parkledger.figures.current import current_figures
from parkledger.figures.wording import number
from parkledger.language import SMALLEST, Lang, Text, Unit
from parkledger.ledger.events import codes_of
from parkledger.ledger.events.dues import DuesPaid, DuesReduced
from parkledger.ledger.events.lease_contracts import LeaseRentPaid, rent_key
from parkledger.records.dates import Dates
from parkledger.records.events import Stored, standing

OF_MONEY: Final = frozenset({DutyKind.PAYMENT, DutyKind.RENT})


class _Instalment(NamedTuple):
    """What is paid at once: an obligation to the State, or an instalment of a contract."""

    book: str
    subject: DutySubject
    kind: DutyKind
    key: str


@dataclass(slots=True)
class AmountOwed:
    """What was to be paid by a day, in the smallest unit of its currency, and what was paid and reduced of it."""

    currency: str
    assessed: int
    paid: int = 0
    reduced: int = 0

    @property
    def left(self) -> int:
        """What is still to be paid."""
        return self.assessed - self.paid - self.reduced

    @property
    def said(self) -> Text:
        """What is left, with what it is left of."""
        vi, en = ([self._written(amount, lang) for amount in self._amounts] for lang in Lang)
        reduced = (f", miễn, giảm {vi[3]}", f", reduced by {en[3]}") if self.reduced else ("", "")
        return Text(
            f"còn phải nộp {vi[0]} (phải nộp {vi[1]}, đã nộp {vi[2]}{reduced[0]})",
            f"{en[0]} still to be paid (of {en[1]}, {en[2]} paid{reduced[1]})",
        )

    @property
    def figures(self) -> dict[str, Any]:
        """It as data, in the smallest unit of its currency."""
        paid = {"assessed": self.assessed, "paid": self.paid, "reduced": self.reduced}
        return {"currency": self.currency, **paid, "left": self.left}

    @property
    def left_in_units(self) -> Fraction:
        """What is still to be paid, in whole units of its currency."""
        return _units(self.left, self.currency)

    @property
    def _amounts(self) -> tuple[int, int, int, int]:
        return (self.left, self.assessed, self.paid, self.reduced)

    def _written(self, amount: int, lang: Lang) -> str:
        return _money(amount, self.currency, lang)


def amounts_owed(phases: Iterable[DutyPhase], dates: Dates) -> dict[str, AmountOwed]:
    """What is left to be paid of each of some duties, by its name; nothing of those that are of no money."""
    owed: dict[str, AmountOwed] = {}
    of_each: dict[_Instalment, AmountOwed] = {}
    for phase in phases:
        goal = phase.terms.goal
        if phase.duty.kind in OF_MONEY and goal is not None:
            one = AmountOwed(goal.currency, goal.amount)
            owed[phase.duty.id] = of_each[_instalment_of(phase)] = one
    if owed:
        _settle(of_each, dates)
    return owed


def _settle(of_each: Mapping[_Instalment, AmountOwed], dates: Dates) -> None:
    """Take in what was paid and reduced by a day; whoever is told of a duty sees that as well."""
    books = [mark.id for mark in current_figures().heads.values()]
    types = codes_of(LeaseRentPaid, DuesPaid, DuesReduced)
    for event in whole(standing)(books, types, None, dates.on, dates.known_at):
        one, amount = of_each.get(_settled_by(event)), event.payload["amount"]
        if one is None or amount["currency"] != one.currency:
            continue
        if event.type == DuesReduced.code:
            one.reduced += int(amount["amount"])
        else:
            one.paid += int(amount["amount"])


def _instalment_of(phase: DutyPhase) -> _Instalment:
    return _Instalment(phase.duty.book, phase.duty.subject, phase.duty.kind, phase.duty.key)


def _settled_by(event: Stored) -> _Instalment:
    """What an event says that something was paid, or reduced, of."""
    payload: dict[str, Any] = event.payload
    project, zone = payload.get("project"), payload.get("zone")
    subject = DutySubject("project", str(project)) if project else DutySubject("zone", str(zone or ""))
    if event.type == LeaseRentPaid.code:
        key = rent_key(payload["contract"], date.fromisoformat(payload["due_on"]))
        return _Instalment(event.book, subject, DutyKind.RENT, key)
    return _Instalment(event.book, subject, DutyKind.PAYMENT, str(payload["obligation"]))


def sums_left(owed: Sequence[AmountOwed]) -> dict[str, int]:
    """What is left of several amounts together, by the currency."""
    sums: defaultdict[str, int] = defaultdict(int)
    for one in owed:
        sums[one.currency] += one.left
    return dict(sums)


def value_of(sums: dict[str, int]) -> Fraction | None:
    """A sum in whole units of its currency; None where there are several currencies, or nothing."""
    return next((_units(amount, currency) for currency, amount in sums.items()), None) if len(sums) == 1 else None


def sums_said(sums: dict[str, int]) -> Text:
    """Sums in several currencies, in words."""
    vi, en = ([_money(amount, currency, lang) for currency, amount in sorted(sums.items())] for lang in Lang)
    return Text(" và ".join(vi), " and ".join(en))


def _units(amount: int, currency: str) -> Fraction:
    return Fraction(amount, SMALLEST.get(Unit(currency), 1))


def _money(amount: int, currency: str, lang: Lang) -> str:
    return number(_units(amount, currency), currency, lang)
