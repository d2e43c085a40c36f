"""Frames for prices and charges on a page's two dates, and where a tariff in force stands against the frame in force."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from parkledger.figures.current import current_figures
from parkledger.language import Labelled, Lang, exact_decimals, format_number, unit_label
from parkledger.ledger.events.services import TariffFrameSet
from parkledger.places import is_within
from parkledger.records.dates import Dates
from parkledger.records.events import standing
from parkledger.records.histories import ZoneOn
from parkledger.records.inspections import revived


class FrameState(Labelled):
    """Where a tariff stands against its frame."""

    WITHIN = "within", "trong khung", "within the frame"
    BELOW = "below", "thấp hơn khung", "below the frame"
    ABOVE = "above", "cao hơn khung", "above the frame"
    OTHER_UNIT = "other_unit", "khung tính theo đơn vị khác", "frame in another unit"
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


def judged(
    frames: Iterable[TariffFrame], zone: ZoneOn, tariff: str, unit: str, grade: str, value: Fraction
) -> tuple[FrameState, TariffFrame | None]:
    """Where a tariff of a zone stands, and against which frame: `tariff` by its code, its price in `unit`, of a class or of all."""
    of_it = [frame for frame in frames if frame.set_by.tariff.value == tariff and frame.covers(zone)]
    of_it = [frame for frame in of_it if frame.set_by.grade in {"", grade}]
    same: Sequence[TariffFrame] = [frame for frame in of_it if frame.set_by.unit == unit]
    if not same:
        return (FrameState.OTHER_UNIT if of_it else FrameState.NONE), None
    frame = max(same, key=lambda each: (each.nearness, each.set_by.effective_on, each.seq))
    lowest, highest = frame.set_by.lowest, frame.set_by.highest
    if lowest is not None and value < Fraction(lowest):
        return FrameState.BELOW, frame
    if highest is not None and value > Fraction(highest):
        return FrameState.ABOVE, frame
    return FrameState.WITHIN, frame
