"""A naive adder over drafts: what the books would say, worked out without the ledger and as simply as can be.

It knows nothing of postings. It applies corrections, lets a later report stand for an earlier one of the same scope,
and adds. Zones that were merged or revoked hold nothing from that day.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

from parkledger.demo import WITHDRAWAL, EventDraft
from parkledger.language import VIETNAM

LATER = datetime(2100, 1, 1, tzinfo=UTC)
REPORT_SCOPE = ("zone", "place", "kind", "origin", "period_start", "period_end")


def known(drafts: Iterable[EventDraft], at: datetime = LATER) -> list[EventDraft]:
    """The drafts in force as known at a moment: corrected ones, withdrawn ones and replaced estimates are gone."""
    found: dict[object, EventDraft] = {}
    for number, draft in enumerate(drafts):
        if draft.recorded_at > at:
            continue
        if draft.corrects:
            del found[draft.book, draft.corrects]
        if draft.type != WITHDRAWAL:
            found[_key(draft, number)] = draft
    return list(found.values())


def _key(draft: EventDraft, number: int) -> object:
    if draft.type == "period_report":
        scope = tuple(draft.fields.get(name) for name in REPORT_SCOPE)
        return (draft.book, scope, tuple(sorted(draft.fields["values"])))
    return (draft.book, draft.name) if draft.name else number


def effective(draft: EventDraft) -> date:
    """The day a draft takes effect."""
    return date.fromisoformat(draft.fields.get("effective_on") or draft.fields["period_end"])


def end_of(day: date) -> datetime:
    """The last moment of a day."""
    return datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=VIETNAM)


class Books:
    """The drafts of some books as known at a moment, ready to be added up for a day."""

    def __init__(self, drafts: Iterable[EventDraft], books: Iterable[str], at: datetime = LATER) -> None:
        self.drafts = [draft for draft in known(drafts, at) if draft.book in set(books)]

    def until(self, on: date, *types: str) -> Iterator[EventDraft]:
        """What took effect by a day."""
        return (draft for draft in self.drafts if draft.type in types and effective(draft) <= on)

    def within(self, first: date, last: date, *types: str) -> Iterator[EventDraft]:
        """What took effect in a period."""
        return (draft for draft in self.until(last, *types) if effective(draft) >= first)

    def gone(self, on: date) -> set[str]:
        """Zones that had been merged or revoked by a day."""
        return {draft.fields["zone"] for draft in self.until(on, "zone_merged", "zone_revoked")}

    def zones(self, on: date, milestone: str) -> set[str]:
        """Zones that have reached a stage."""
        reached = {d.fields["zone"] for d in self.until(on, milestone) if d.fields.get("complete", True)}
        if milestone == "priority_listed":
            reached -= {d.fields["zone"] for d in self.until(on, "priority_delisted")}
        return reached - self.gone(on)

    def area(self, on: date) -> int:
        """Natural area of established zones, in m²."""
        gone = self.gone(on)
        standing = (d for d in self.until(on, "zone_established") if d.fields["zone"] not in gone)
        total = sum(d.fields.get("area_m2", 0) for d in standing)
        for draft in self.until(on, "area_changed"):
            total += draft.fields["area_m2"] * (1 if draft.fields["direction"] == "expanded" else -1)
        return int(total)

    def land(self, on: date, use: str) -> int:
        """Land of a use over all zones: the last land use approved for each, and what was added to it."""
        last = {d.fields["zone"]: d.fields.get(use, 0) for d in self.until(on, "land_use_approved")}
        added = sum(d.fields.get(use, 0) for d in self.until(on, "area_changed"))
        return int(sum(area for zone, area in last.items() if zone not in self.gone(on))) + int(added)

    def leased(self, on: date) -> int:
        """Land let, industrial and service, over all zones."""
        let = sum(d.fields["area_m2"] for d in self.until(on, "land_leased"))
        back = sum(d.fields["area_m2"] for d in self.until(on, "lease_ended") if d.fields.get("use") != "approved")
        return int(let - back)

    def approved(self, on: date) -> int:
        """Land kept for projects and not yet let."""
        kept = sum(d.fields["area_m2"] for d in self.until(on, "land_allocated"))
        let = (d for d in self.until(on, "land_leased") if d.fields.get("from_approval"))
        return int(kept - sum(d.fields["area_m2"] for d in let))

    def projects(self, on: date, origin: str) -> dict[str, int]:
        """Secondary projects in force with their registered capital, in US cents or đồng."""
        found = {
            d.fields["project"]: d.fields["capital"]["amount"]
            for d in self.until(on, "project_registered")
            if d.fields["origin"] == origin and d.fields.get("role") != "infrastructure"
        }
        for draft in self.until(on, "capital_adjusted", "shares_bought"):
            if draft.fields["project"] in found:
                found[draft.fields["project"]] += _change(draft)
        for draft in self.until(on, "project_terminated", "project_revoked"):
            found.pop(draft.fields["project"], None)
        return found

    def registered(self, first: date, last: date, origin: str) -> list[EventDraft]:
        """Projects newly registered in a period."""
        return [d for d in self.within(first, last, "project_registered") if d.fields["origin"] == origin]

    def raised(self, first: date, last: date, origin: str) -> list[EventDraft]:
        """Increases of capital in a period."""
        currency = "USD" if origin == "fdi" else "VND"
        ups = (d for d in self.within(first, last, "capital_adjusted") if d.fields["direction"] == "up")
        return [d for d in ups if d.fields["capital"]["currency"] == currency]

    def attracted_usd(self, first: date, last: date) -> Fraction:
        """Capital attracted in a period in US dollars, each amount at the book's rate of its day."""
        total = Fraction(0)
        for draft in self.within(first, last, "project_registered", "capital_adjusted", "shares_bought"):
            if draft.fields.get("direction") != "down" and draft.fields.get("role") != "infrastructure":
                money = draft.fields.get("capital") or draft.fields["value"]
                total += self._usd(money, effective(draft))
        return total

    def implemented(self, on: date, currency: str) -> int:
        """Capital implemented to date."""
        found = (d.fields["capital"] for d in self.until(on, "capital_implemented"))
        return int(sum(money["amount"] for money in found if money["currency"] == currency))

    def reported(self, first: date, last: date, measure: str) -> int:
        """A flow reported in a period: the reports that lie within it."""
        inside = (d for d in self.within(first, last, "period_report") if d.fields["period_start"] >= first.isoformat())
        return sum(_amount(d.fields["values"][measure]) for d in inside if measure in d.fields["values"])

    def level(self, on: date, measure: str) -> int:
        """A level: the last report of each zone by the day."""
        found = (d for d in self.until(on, "period_report") if measure in d.fields["values"])
        by_day = sorted(found, key=effective)
        return sum({d.fields["zone"]: _amount(d.fields["values"][measure]) for d in by_day}.values())

    def target(self, first: date, on: date, measure: str) -> int:
        """The target of a measure for the year that begins on a day, as it stood on another."""
        wanted = {"measure": measure, "period_start": first.isoformat(), "set_by": "people_committee"}
        set_or_amended = self.until(on, "target_set", "target_amended")
        standing = [d for d in set_or_amended if wanted.items() <= d.fields.items()]
        return _amount(standing[-1].fields["value"])

    def statistic(self, on: date, indicator: str, form: str) -> str:
        """A quoted statistic for the period that ends on a day."""
        found = [d for d in self.until(on, "statistic_quoted") if d.fields["period_end"] == on.isoformat()]
        (only,) = [d for d in found if d.fields["indicator"] == indicator and d.fields.get("form", "value") == form]
        return str(only.fields["value"])

    def _usd(self, money: dict[str, Any], on: date) -> Fraction:
        if money["currency"] == "USD":
            return Fraction(money["amount"], 100)
        rates = {effective(d): d.fields["vnd_per_usd"] for d in self.until(on, "exchange_rate_set")}
        return Fraction(money["amount"]) / Fraction(rates[max(rates)])


def _change(draft: EventDraft) -> int:
    if draft.type == "shares_bought":
        return int(draft.fields["value"]["amount"]) if draft.fields.get("raises_capital") else 0
    amount = draft.fields.get("capital", {"amount": 0})["amount"]
    return int(amount) * (1 if draft.fields["direction"] == "up" else -1)


def _amount(value: Any) -> int:
    return int(value["amount"] if isinstance(value, dict) else value)
