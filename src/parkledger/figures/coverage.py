"""How far the books go: what a figure rests on, and where it must not be taken for the whole.

A register that is silent is not one in which nothing happened. A book counts as kept from its first event to its last,
and for two months beyond; a report speaks for its own period, and until the next of its length is a month overdue. An
office can say more by an event (`coverage_declared`). See docs/decisions/034-coverage.md.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple, Protocol

from parkledger.catalogue import CoverageSubject, ZoneKind
from parkledger.language import Period, Text, same_period_last_year, today

KEPT_BEYOND = timedelta(days=62)
"""How long after its last event a book is still taken to be kept: the time in which a monthly report is made and due."""
DUE_WITHIN = timedelta(days=31)
"""How long after its period a report may come before it is missed."""


class CoverageStatus(StrEnum):
    """How a figure stands to what it was asked for, from the gravest."""

    NEVER = "never"
    BEYOND = "beyond"
    PARTIAL = "partial"
    COMPLETE = "complete"


class ZoneGap(NamedTuple):
    """What a figure lacks of one zone: the periods that it did not report of those that others did; none where it reported nothing.

    `book` and `code` name the zone, `title` as officials write it; they are empty of a zone that is only supposed.
    """

    zone: int
    book: str
    code: str
    title: str
    periods: tuple[Period, ...] = ()

    @property
    def is_silent(self) -> bool:
        """Whether the zone reported nothing of the whole period."""
        return not self.periods


class ReportsDue(NamedTuple):
    """The zones that are to report of what a question asks: those that `told` of all that it is made of, if not of all its
    days; those `expected` to tell of all its days, though nobody may have told anything; and whether its last day is so
    long ago that all of it is due.
    """

    zones: tuple[ZoneGap, ...]
    told: frozenset[int]
    expected: frozenset[int]
    is_due: bool


class ZoneLack(StrEnum):
    """Why a figure does not have all of a zone that it is of, besides reports that are lacking."""

    OPENED = "opened"
    """A balance was opened with in the period: what changed before that day is not known."""
    FDI_ALONE = "fdi_alone"
    DDI_ALONE = "ddi_alone"
    """What was reported last is of one origin of capital alone, and ended an earlier report of all; of no zone: of a place."""
    UNSPLIT = "unsplit"
    """It reported without telling origins of capital apart, of which one is asked; of no zone: a place as a whole, or provinces, did."""
    MERGED = "merged"
    """It became part of another zone, which has not reported since: the level that it reported has ended."""
    UNMATCHED = "unmatched"
    """Something else that the figure is computed with is not on record of it, so that what it reported is left out."""
    UNMEASURED = "unmeasured"
    """It is counted, and its area is not on record."""
    CONTRADICTED = "contradicted"
    """More is on record of a part of it than of the whole that it is a part of."""
    UNPLANNED = "unplanned"
    """It is established, and nothing on record says that it is in the plan."""


class ZonesLacked(NamedTuple):
    """The zones of which a figure does not have all, for one reason; of `every` zones that it should have it of, where told.

    Of a figure of many provinces, `places` are the codes of those of which it does not have all, and no zones are told.
    """

    why: ZoneLack
    zones: tuple[ZoneGap, ...]
    every: int = 0
    places: tuple[str, ...] = ()


class BookEnd(NamedTuple):
    """The last day that one of several books speaks for."""

    book: str
    name: str
    until: date


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a figure covers of what it was asked for.

    `until` is the last day that the books speak for, where the question goes beyond it: of several books that which ends
    first, and `ends` are those that do where others go on or end elsewhere, of `books`; `since` the first, where it begins
    before; `gaps` are periods within it that no report is about; `missing` the codes of the places of which there is no
    book: of `places` provinces `covered` have one. `heard` are the zones that it is made of, `lacking` those that should
    have reported and did not, or not of all of `periods`, which are the days that reports are about; `in_whole` are
    the zones that reports of places as a whole speak for; `empty` are those with land of which no letting is on
    record: they count as not let. `refusal` says why a comparison was not made, `compared` is the coverage of the year
    before where that was why. `joined` are the zones whose reports are in a figure and not in the one that it is set
    against, `left` those of which it is the other way round. `tail` is the last day reported on, where nobody reported the
    days after it that it was asked for and a report of them is overdue by now: what flows lacks them, a level is carried
    on. `lacked` are the zones of which it does not have all for other reasons than a report that is lacking;
    `remarks` say what else limits it.
    """

    recorded: bool = True
    since: date | None = None
    until: date | None = None
    gaps: tuple[Period, ...] = ()
    missing: tuple[str, ...] = ()
    places: int = 0
    covered: int = 0
    periods: tuple[Period, ...] = ()
    heard: frozenset[int] = frozenset()
    in_whole: frozenset[int] = frozenset()
    lacking: tuple[ZoneGap, ...] = ()
    empty: frozenset[int] = frozenset()
    ends: tuple[BookEnd, ...] = ()
    books: int = 0
    refusal: Text | None = None
    compared: "Coverage | None" = None
    joined: tuple[ZoneGap, ...] = ()
    left: tuple[ZoneGap, ...] = ()
    tail: date | None = None
    lacked: tuple[ZonesLacked, ...] = ()
    remarks: tuple[Text, ...] = ()

    @property
    def silent(self) -> frozenset[int]:
        """The zones that should have reported and reported nothing."""
        return frozenset(gap.zone for gap in self.lacking if gap.is_silent)

    @property
    def partly(self) -> tuple[ZoneGap, ...]:
        """The zones that reported of a part of the period, with what they did not report."""
        return tuple(gap for gap in self.lacking if not gap.is_silent)

    @property
    def status(self) -> CoverageStatus:
        """The gravest of what limits the figure."""
        if not self.recorded:
            return CoverageStatus.NEVER
        if self.until is not None or self.since is not None:
            return CoverageStatus.BEYOND
        limits = (
            self.missing,
            self.gaps,
            self.lacking,
            self.empty,
            self.joined,
            self.left,
            self.tail,
            self.lacked,
            self.remarks,
        )
        return CoverageStatus.PARTIAL if any(limits) else CoverageStatus.COMPLETE

    @property
    def is_unsplit(self) -> bool:
        """Whether it is of one origin of capital, and some that should be in it reported without telling origins apart."""
        return any(each.why is ZoneLack.UNSPLIT for each in self.lacked)

    @property
    def is_complete(self) -> bool:
        """Whether the figure is of all that it was asked for."""
        return self.status is CoverageStatus.COMPLETE

    @property
    def is_comparable(self) -> bool:
        """Whether it may be ranked and divided: what the register itself counts is none until it is recorded.

        One that was reported to a day before its last may be, and keeps its mark.
        """
        return replace(self, empty=frozenset(), tail=None).is_complete

    def is_like_a_year_before(self, before: "Coverage") -> bool:
        """Whether a figure and that of a year before are of the same books and of the same part of their periods.

        Places are not compared by name: a merger of provinces between the two changes their names, not the books. A zone
        that is in one and silent in the other makes them unlike, or that reported other months in the one than in the
        other; one that had not begun a year before does not.
        """
        if self.unheard & before.told or before.unheard & self.told or self._differs_by_month(before):
            return False
        if any(day is not None for day in (self.since, self.until, before.since, before.until)):
            return False
        if (self.tail is None) != (before.tail is None) or self.lacked != before.lacked:
            return False
        earlier = tuple(same_period_last_year(period) for period in self.periods)
        return earlier == before.periods

    def set_against(self, before: "Coverage", named: Callable[[int], ZoneGap]) -> "Coverage":
        """This with the zones whose reports only one has of a figure and an earlier one that it is set against."""
        joined, left = (
            tuple(named(zone) for zone in sorted(some)) for some in (self.heard - before.told, before.heard - self.told)
        )
        return replace(self, joined=joined, left=left)

    @property
    def unheard(self) -> frozenset[int]:
        """The zones without a report of their own that lack some; others may be told of by reports of a place as a whole."""
        return frozenset(gap.zone for gap in self.lacking) - self.heard

    @property
    def told(self) -> frozenset[int]:
        """The zones that reported, themselves or within a place as a whole."""
        return self.heard | self.in_whole

    def _differs_by_month(self, before: "Coverage") -> bool:
        """Whether a zone that is in both did not report the same part of the two periods."""
        both = self.told & before.told
        now = {gap.zone: tuple(map(same_period_last_year, gap.periods)) for gap in self.partly if gap.zone in both}
        return now != {gap.zone: gap.periods for gap in before.partly if gap.zone in both}

    def has_zones_as(self, other: "Coverage") -> bool:
        """Whether a figure and another of the same days are of the same zones and of the same months of each."""
        return (self.lacking, self.lacked) == (other.lacking, other.lacked)


UNEQUAL_REPORTS = Text("các báo cáo không cùng kỳ nên không tính chung được", "the reports are of different periods")
UNREPORTED_PERIOD = Text(
    "không so sánh được với cùng kỳ: phạm vi báo cáo, ghi nhận của hai kỳ khác nhau",
    "not compared with a year before: the two periods are not equally covered",
)
UNEQUAL_PLACES = Text(
    "không tính được tỷ trọng: phần và tổng không cùng phạm vi số liệu",
    "no share: part and whole are not equally covered",
)
UNSPLIT_SHARE = Text(
    "không tính được tỷ trọng: có báo cáo không tách vốn FDI và vốn trong nước",
    "no share: some reports do not tell foreign and domestic capital apart",
)
INCOMPLETE_RANK = Text(
    "không xếp hạng: số liệu của đơn vị chưa đầy đủ", "not ranked: this unit's figure is not complete"
)
NOT_RANKED = Text(
    "không xếp hạng: chỉ xếp hạng giữa các tỉnh, hoặc giữa các khu, cụm cùng loại trong một tỉnh",
    "not ranked: only provinces are ranked among provinces, and zones among those of their kind in the province",
)
UNEQUAL_DAYS = Text(
    "không xếp hạng: số liệu của đơn vị không đến cùng ngày với các đơn vị khác",
    "not ranked: this unit's figure is not to the same day as the others'",
)
UNMATCHED_ZONES = Text(
    "chưa đối chiếu báo cáo của từng khu, cụm giữa hai kỳ",
    "the reports of single zones were not held against those of the other period",
)
NEGATIVE_STOCK = Text(
    "không tính được: số bị trừ chưa được ghi nhận đủ",
    "cannot be computed: what is subtracted from is not fully on record",
)
"""Why a figure is not given though its terms have values."""


def more_than_whole(of: Text) -> Text:
    """Why a rate of land is not given of which more is let than there is on record: which of the two is wrong is not known."""
    return Text(
        f"số liệu trong sổ mâu thuẫn: đất đã cho thuê, đã chấp thuận vượt {of.vi}; chưa tính tỷ lệ",
        f"the books contradict themselves: more land is let or approved than the {of.en} on record, so that no rate is given",
    )


def told_twice(books: Sequence[str]) -> Text:
    """Why a figure is not given of which the books of some names tell the same thing: added up, it would be counted twice."""
    named = "; ".join(books)
    return Text(
        f"không cộng được: cùng một phạm vi được báo cáo ở nhiều sổ ({named}); chỉ để một sổ báo cáo, sổ kia thu hồi báo cáo trùng",
        f"not added up: the same thing is reported in several books ({named}); let one report it, and withdraw it in the other",
    )


COMPLETE = Coverage()
"""The coverage of a figure that nothing limits."""


class BookSpan(NamedTuple):
    """What one book covers: its place, the kinds of zone on record in it, its first and last day with an event.

    `declared` are the days to which its office has declared a subject complete; `name` is what the book is called;
    `known_on` is the day as of which this is known, today where there is none.
    """

    book: str
    place: str
    kinds: frozenset[ZoneKind]
    first: date
    last: date
    declared: Mapping[CoverageSubject, date]
    name: str = ""
    known_on: date | None = None

    def complete_to(self, subject: CoverageSubject) -> date:
        """The last day that the book speaks for."""
        return max(self.last, self.declared.get(subject, self.last))

    def kept_to(self, subject: CoverageSubject) -> date:
        """The last day on which silence of the book means that nothing happened."""
        return max(self.last + KEPT_BEYOND, self.declared.get(subject, self.last))

    def tells_nothing_of(self, subject: CoverageSubject, period: tuple[date, date]) -> bool:
        """Whether a period lies wholly in days for which the book does not speak.

        Those days beyond its last event that it is taken to be kept in are such days once they are over and nothing came.
        """
        first, last = period
        if last < self.first:
            return True
        if first <= self.complete_to(subject):
            return False
        return last > self.kept_to(subject) or self.last + KEPT_BEYOND < (self.known_on or today())


@dataclass(frozen=True, slots=True)
class SupposedSpan:
    """What events that are only supposed add to what a book covers.

    `kinds` are those of the zones that they are of, `days` those on which they show the book to be kept, `declared` the days to which
    they declare a subject complete; `name` is what the book is called.
    """

    book: str
    place: str
    kinds: frozenset[ZoneKind]
    days: tuple[date, ...]
    declared: Mapping[CoverageSubject, date]
    name: str = ""

    def spanned(self, spans: Iterable[BookSpan]) -> tuple[BookSpan, ...]:
        """What the books cover, this one with its supposed events."""
        found = {span.book: span for span in spans}
        before = found.get(self.book)
        days = [*self.days, *((before.first, before.last) if before else ())]
        if days:
            declared = dict(before.declared) if before else {}
            for subject, day in self.declared.items():
                declared[subject] = max(day, declared.get(subject, day))
            found[self.book] = BookSpan(
                self.book,
                place=self.place,
                kinds=self.kinds | (before.kinds if before else frozenset()),
                first=min(days),
                last=max(days),
                declared=declared,
                name=self.name,
                known_on=before.known_on if before else None,
            )
        return tuple(found[code] for code in sorted(found))


class BookSpans(Protocol):
    """Where the spans of the books come from: the ledger, as it was known at a moment."""

    def __call__(self, known_at: datetime | None) -> tuple[BookSpan, ...]:
        """The spans of all books that have an event."""
