"""Frames for prices and charges on a page's two dates, and where a tariff in force stands against the frame in force.

A tariff by the month is compared with a frame by the year, and one in US dollars with one in đồng by the book's exchange rate
in force on the day, exactly; where there is no rate, or the units are unlike, it is said that they cannot be compared.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple

from parkledger.figures.current import current_figures
from parkledger.language import Labelled, Lang, exact_decimals, format_number, unit_label
from parkledger.ledger.events.services import ExchangeRateSet, TariffFrameSet
from parkledger.places import is_within
from parkledger.records.dates import Dates
from parkledger.records.events import revived, standing
from parkledger.records.histories import ZoneOn


class FrameState(Labelled):
    """Where a tariff stands against its frame."""

    WITHIN = "within", "trong khung", "within the frame"
    BELOW = "below", "thấp hơn khung", "below the frame"
    ABOVE = "above", "cao hơn khung", "above the frame"
    OTHER_UNIT = "other_unit", "khung tính theo đơn vị khác, không so được", "frame in another unit, not compared"
    NONE = "none", "chưa có khung giá", "no frame"

    @property
    def is_outside(self) -> bool:
        """Whether it lies outside its frame."""
        return self in {FrameState.BELOW, FrameState.ABOVE}


@dataclass(frozen=True, slots=True)
class TariffFrame:
    """A frame as it was set, with the book and number of its event."""

    set_by: TariffFrameSet
    book: str
    seq: int

    def words(self, lang: Lang) -> str:
        """From the lowest to the highest, or one of them, with the unit."""
        said, unit = self.set_by, unit_label(self.set_by.unit).of(lang)
        ends = [_plain(amount, lang) for amount in (said.lowest, said.highest) if amount is not None]
        if said.lowest is None:
            return f"≤ {ends[0]} {unit}"
        return f"≥ {ends[0]} {unit}" if said.highest is None else f"{'–'.join(ends)} {unit}"

    def covers(self, zone: ZoneOn) -> bool:
        """Whether a zone is of its scope."""
        said = self.set_by
        if said.zone:
            return (self.book, said.zone) == zone.reference
        return said.kind in {None, zone.kind} and bool(said.place) and is_within(zone.place, str(said.place))

    @property
    def nearness(self) -> tuple[bool, int, bool, bool]:
        """Of several frames of a zone the nearest one holds: that names it, of the nearer place, its kind, the class."""
        said = self.set_by
        return (bool(said.zone), len((said.place or "").split(".")), said.kind is not None, bool(said.grade))


def _plain(amount: object, lang: Lang) -> str:
    exact = Fraction(str(amount))
    return format_number(exact, lang, decimals=exact_decimals(exact) or 0)


def frames_on(dates: Dates) -> list[TariffFrame]:
    """The frames of all books in force on the day: of each scope the last set, where it has not run out."""
    books = [mark.id for mark in current_figures().heads.values()]
    last: dict[tuple[str, ...], TariffFrame] = {}
    for event in standing(books, [TariffFrameSet.code], None, dates.on, dates.known_at):
        said = revived(event)
        if isinstance(said, TariffFrameSet):
            last[(event.book if said.zone else "", *said.scope)] = TariffFrame(said, event.book, event.seq)
    return [frame for frame in last.values() if not _run_out(frame.set_by.until, dates.on)]


def _run_out(until: date | None, on: date) -> bool:
    return until is not None and until < on


class BookRate(NamedTuple):
    """The exchange rate of a book in force on a day: đồng for a US dollar, since when."""

    vnd_per_usd: Fraction
    since: date


def rates_on(dates: Dates) -> dict[str, BookRate]:
    """The exchange rate of each book in force on the day."""
    books = [mark.id for mark in current_figures().heads.values()]
    found: dict[str, BookRate] = {}
    for event in standing(books, [ExchangeRateSet.code], None, dates.on, dates.known_at):
        said, known = revived(event), found.get(event.book)
        if isinstance(said, ExchangeRateSet) and (known is None or known.since <= said.effective_on):
            found[event.book] = BookRate(Fraction(said.vnd_per_usd), said.effective_on)
    return found


MONTHS_OF: Final = {"m2/month": 1, "m2/year": 12}
"""How many months a price is for, of those that are for a time."""


def in_unit(price: Fraction, unit: str, wanted: str, rate: BookRate | None) -> Fraction | None:
    """A price in another unit ("USD/m2/month" in "VND/m2/year"), exactly; None where it cannot be told."""
    (currency, _, per), (other, _, other_per) = unit.partition("/"), wanted.partition("/")
    if per != other_per:
        if per not in MONTHS_OF or other_per not in MONTHS_OF:
            return None
        price *= Fraction(MONTHS_OF[other_per], MONTHS_OF[per])
    if currency == other:
        return price
    if rate is None:
        return None
    return price * rate.vnd_per_usd if other == "VND" else price / rate.vnd_per_usd


class FrameJudgement(NamedTuple):
    """Where a tariff stands, against which frame; by which rate, where the two are in different currencies."""

    state: FrameState
    frame: TariffFrame | None = None
    rate: BookRate | None = None


def judged(
    frames: Iterable[TariffFrame],
    zone: ZoneOn,
    tariff: str,
    unit: str,
    grade: str,
    value: Fraction,
    rate: BookRate | None = None,
) -> FrameJudgement:
    """Where a tariff of a zone stands: `tariff` by its code, its price in `unit`, of a class or of all; `rate` is that of its book."""
    of_it = [frame for frame in frames if frame.set_by.tariff.value == tariff and frame.covers(zone)]
    of_it = [frame for frame in of_it if frame.set_by.grade in {"", grade}]
    prices = [(frame, in_unit(value, unit, frame.set_by.unit, rate)) for frame in of_it]
    comparable = [(frame, price) for frame, price in prices if price is not None]
    if not comparable:
        return FrameJudgement(FrameState.OTHER_UNIT if of_it else FrameState.NONE)
    frame, price = max(comparable, key=lambda each: (each[0].nearness, each[0].set_by.effective_on, each[0].seq))
    by_rate = rate if frame.set_by.currency != unit.partition("/")[0] else None
    lowest, highest = frame.set_by.lowest, frame.set_by.highest
    if lowest is not None and price < Fraction(lowest):
        return FrameJudgement(FrameState.BELOW, frame, by_rate)
    if highest is not None and price > Fraction(highest):
        return FrameJudgement(FrameState.ABOVE, frame, by_rate)
    return FrameJudgement(FrameState.WITHIN, frame, by_rate)
