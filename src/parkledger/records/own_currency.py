"""What events say of a project's capital in another currency than figures are told in: the amounts as they were decided, each
with the rate of its day at which it is counted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from parkledger.language import SMALLEST, Lang, Text, Unit
from parkledger.ledger.events import EVENT_TYPES
from parkledger.ledger.events.base import MoneyEvent, RegisteredCapital
from parkledger.records.dates import Dates
from parkledger.records.event_text import money
from parkledger.records.events import revived, stored
from parkledger.records.links import reach
from parkledger.records.timelines import TimelineEntry
from parkledger.tables import Cell, Column, ColumnType, Row, Table


@dataclass(frozen=True, slots=True)
class OwnCapital:
    """An amount of capital in its own currency, of an event; below nothing where it is a decrease. `usd_cents` is what it counts for."""

    book: str
    seq: int
    type: str
    field: str
    label: Text
    on: date
    currency: str
    amount: int
    usd_cents: int
    vnd_per_unit: Decimal
    is_registered: bool
    """Whether it is a part of the investment capital registered."""


def own_capital(timeline: Iterable[TimelineEntry], dates: Dates) -> list[OwnCapital]:
    """What the events of a project's timeline that are in force say of capital in other currencies, in their order."""
    ids = [entry.id for entry in timeline if not entry.taken_back and issubclass(EVENT_TYPES[entry.type], MoneyEvent)]
    found = []
    for each in stored(ids, dates.known_at):
        event = revived(each) if (each.payload.get("rate") or {}).get("currency") else None
        if not isinstance(event, MoneyEvent) or event.rate is None:
            continue
        for told in event.amounts_told():
            if told.money.is_foreign:
                info = type(event).model_fields[told.field]
                found.append(
                    OwnCapital(
                        book=each.book,
                        seq=each.seq,
                        type=each.type,
                        field=told.field,
                        label=Text(str(info.title), str(info.description)),
                        on=each.effective_on,
                        currency=told.money.currency,
                        amount=told.sign * told.money.amount,
                        usd_cents=event.vector(told.money, told.sign)[1],
                        vnd_per_unit=event.rate.foreign(told.money.currency),
                        is_registered=told.registered is RegisteredCapital.INVESTMENT,
                    )
                )
    return sorted(found, key=lambda each: (each.on, each.seq))


def registered_in_own(found: Iterable[OwnCapital]) -> list[Text]:
    """What of the capital that a project in force is registered with is in other currencies, a sum for each."""
    sums: dict[str, int] = {}
    for each in found:
        if each.is_registered:
            sums[each.currency] = sums.get(each.currency, 0) + each.amount
    return [money(amount, currency) for currency, amount in sums.items() if amount]


def own_capital_table(found: Sequence[OwnCapital], dates: Dates, lang: Lang) -> Table:
    """Capital in other currencies as it was decided, with the rate and what it counts for."""
    columns = (
        Column("on", Text("Từ ngày", "Since"), ColumnType.DATE),
        Column("of", Text("Nội dung", "Item")),
        Column("own", Text("Nguyên tệ", "In its own currency"), ColumnType.MONEY),
        Column("rate", Text("Tỷ giá (đồng)", "Rate (đồng)"), ColumnType.FIGURE),
        Column("counted", Text("Quy đổi", "Counted as"), ColumnType.MONEY),
    )
    rows = []
    for each in found:
        own, counted = money(each.amount, each.currency), money(each.usd_cents, "USD")
        rows.append(
            Row(
                {
                    "on": each.on,
                    "of": Cell(each.label.of(lang), address=reach("event", each.book, each.seq, dates=dates)),
                    "own": Cell(Fraction(each.amount, SMALLEST[Unit(each.currency)]), each.currency, own.of(lang)),
                    "rate": Cell(Fraction(each.vnd_per_unit), "VND"),
                    "counted": Cell(Fraction(each.usd_cents, SMALLEST[Unit.USD]), "USD", counted.of(lang)),
                }
            )
        )
    title = Text("Vốn bằng ngoại tệ khác USD", "Capital in currencies other than the US dollar")
    return Table("own_capital", title, columns, rows, lang, caption=title.of(lang))
