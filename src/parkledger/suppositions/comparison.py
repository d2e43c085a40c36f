"""Figures with and without what is supposed: of the zones that supposed events touch, and of the book's place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from parkledger.catalogue import INDICATORS, ZoneKind, official_title
from parkledger.figures import Figure, Figures, Question
from parkledger.figures.wording import number
from parkledger.language import Lang, Text, Unit, format_number, today, unit_label
from parkledger.suppositions.errors import SupposedZoneUnknown
from parkledger.suppositions.evaluation import Evaluation

BANNER = Text(
    "PHƯƠNG ÁN GIẢ ĐỊNH: các số có dấu † tính cả những sự kiện chưa xảy ra, chưa ghi sổ. "
    "Không phải số liệu của sổ, không dùng để báo cáo.",
    "SUPPOSITION: numbers with † take in events that have not happened and are in no book. "
    "They are no figures of record, and not for reports.",
)
"""Said wherever such figures are shown beside those on record."""
PAGE_BANNER = Text(
    "PHƯƠNG ÁN GIẢ ĐỊNH: mọi số trên trang này (dấu †) tính cả những sự kiện chưa xảy ra, chưa ghi sổ. "
    "Không phải số liệu của sổ, không dùng để báo cáo. Văn bản, dòng sự kiện và hồ sơ trên trang là của sổ.",
    "SUPPOSITION: every number of this page (†) takes in events that have not happened and are in no book. "
    "They are no figures of record, and not for reports. Documents, events and files told on the page are those on record.",
)
"""Said on a page that is made as a whole with what is supposed."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """A figure as it is on record, and as it would be."""

    recorded: Figure
    supposed: Figure

    @property
    def moves(self) -> bool:
        """Whether what is supposed changes it."""
        return self.recorded.value != self.supposed.value

    @property
    def difference(self) -> Fraction | None:
        """By how much; None where it was or becomes unknown."""
        if self.recorded.value is None or self.supposed.value is None:
            return None
        return self.supposed.value - self.recorded.value

    def difference_words(self, lang: Lang) -> str:
        """The difference with its sign and unit; a dash where there is none."""
        if self.difference is None or self.difference == 0:
            return "—"
        size = abs(self.difference)
        if self.supposed.unit == Unit.PERCENT:
            said = f"{format_number(size, lang, decimals=2)} {unit_label(Unit.POINT).of(lang)}"
        else:
            said = number(size, self.supposed.unit, lang, self.supposed)
        return f"{'+' if self.difference > 0 else '−'}{said}"


@dataclass(frozen=True, slots=True)
class ContrastGroup:
    """What changes of one zone, or of the book's place. A zone that is only supposed has no number on record (`zone` None)."""

    title: str
    rows: tuple[Contrast, ...]
    zone: int | None = None
    code: str = ""
    is_new: bool = False


def latest_day(found: Evaluation) -> date:
    """The day to compare on where none is asked for: the last of the supposed events, or today where that is later."""
    return max([today(), *(each.event.effective_on for each in found.events)])


def contrasts(found: Evaluation, questions: Iterable[Question]) -> list[Contrast]:
    """Each question answered from what is on record, and with what is supposed."""
    asked = list(questions)
    both = zip(found.recorded.answer(asked), found.supposed.answer(asked), strict=True)
    return [Contrast(*pair) for pair in both]


def compared(found: Evaluation, on: date) -> list[ContrastGroup]:
    """What changes by a day: of the book's place, then of each zone that a supposed event touches, by name."""
    place = _asked(found.book.place, on)
    zones = {zone: _asked(found.book.place, on, zone, kind) for zone, kind in _touched(found)}
    rows = iter(contrasts(found, [*place, *(each for asked in zones.values() for each in asked)]))
    groups = [ContrastGroup("", _moved(next(rows) for _ in place))]
    for zone, asked in zones.items():
        moved = _moved(next(rows) for _ in asked)
        groups.append(_zone_group(found, zone, moved))
    return [group for group in groups if group.rows]


def of_place(found: Evaluation, place: str, on: date) -> ContrastGroup:
    """Every figure of a place by a day that is known, changed or not."""
    return ContrastGroup("", _known(contrasts(found, _asked(place, on))))


def of_zone(found: Evaluation, zone: int, on: date) -> ContrastGroup:
    """Every figure of a zone by a day that is known, changed or not."""
    kind = ZoneKind(found.supposed.zones[zone]["kind"])
    rows = _known(contrasts(found, _asked(found.book.place, on, zone, kind)))
    return _zone_group(found, zone, rows)


def in_book(books: Figures, code: str) -> list[dict[str, Any]]:
    """The zones of a book, those that are only supposed among them."""
    return [zone for zone in books.zones.values() if zone["book"] == code]


def zone_coded(found: Evaluation, code: str) -> int:
    """The zone with a code in the book, or in what is supposed. Raises SupposedZoneUnknown."""
    for zone in in_book(found.supposed, found.book.code):
        if zone["code"] == code:
            return int(zone["id"])
    raise SupposedZoneUnknown(zone=code, book=found.book.code)


def _zone_group(found: Evaluation, zone: int, rows: tuple[Contrast, ...]) -> ContrastGroup:
    code, is_new = found.supposed.zones[zone]["code"], zone not in found.recorded.zones
    return ContrastGroup(zone_name(found, zone), rows, zone, code, is_new=is_new)


def _known(rows: Iterable[Contrast]) -> tuple[Contrast, ...]:
    return tuple(row for row in rows if row.supposed.value is not None or row.recorded.value is not None)


def zone_name(found: Evaluation, zone: int) -> str:
    """A zone as officials write it, with the name that it would have."""
    about = found.supposed.zone(zone)
    return official_title(about["kind"], about["name"])


def _moved(rows: Iterable[Contrast]) -> tuple[Contrast, ...]:
    return tuple(row for row in rows if row.moves)


def _touched(found: Evaluation) -> list[tuple[int, ZoneKind]]:
    """The zones that postings are of, with their kinds, by name."""
    zones = {row.key.zone for row in found.rows if row.key.zone is not None}
    known = sorted(
        (zone for zone in zones if zone in found.supposed.zones), key=lambda zone: (zone_name(found, zone), zone)
    )
    return [(zone, ZoneKind(found.supposed.zones[zone]["kind"])) for zone in known]


def _asked(place: str, on: date, zone: int | None = None, kind: ZoneKind | None = None) -> Sequence[Question]:
    """Every indicator that is a sum of postings, for a zone, or for a place by kinds."""
    found = []
    for definition in INDICATORS.values():
        if definition.statistic:
            continue
        kinds = (
            [kind] if zone is not None else sorted(definition.kinds, key=str) or [ZoneKind.PARK, ZoneKind.CLUSTER, None]
        )
        fitting = (each for each in kinds if zone is None or not definition.kinds or each in definition.kinds)
        found += [Question(definition.code, place, on, zone=zone, kind=each) for each in fitting]
    return found
