"""The two dates of every page: the day its figures are of, and the moment whose knowledge they are of.

Both stand in the URL (`on`, `known`). Where they are left out, the day is today in Vietnam and everything on record
counts; a URL with both gives the same numbers for ever, since nothing in the books is ever changed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from urllib.parse import urlencode

from parkledger.language import VIETNAM, ParkError, Period, day_end, day_of, ended_day, parse_date, parse_period, today

ON, KNOWN, SUPPOSITION = "on", "known", "phuong-an"
FIRST_YEAR, LAST_YEAR = 1990, 2100


class MomentUnreadable(ParkError):
    """The moment in an address or a command is neither a day nor a time."""

    code = "moment_unreadable"
    is_misuse = True
    vi = (
        "Không đọc được thời điểm «{text}». Hãy ghi ngày (22/8/2023 hoặc 2023-08-22), "
        "hoặc ngày và giờ (22/8/2023 17:30 hoặc 2023-08-22T17:30)."
    )
    en = (
        "The moment “{text}” cannot be read. Write a day (22/8/2023 or 2023-08-22), "
        "or a day with a time (22/8/2023 17:30 or 2023-08-22T17:30)."
    )


class DayOutOfRange(ParkError):
    """A day far outside the years that books can cover."""

    code = "day_out_of_range"
    vi = "Ngày {day} ngoài khoảng {first}–{last} mà sổ ghi được. Hãy chọn ngày khác."
    en = "The day {day} is outside {first}–{last}, which books can cover. Choose another."


class PeriodToCome(ParkError):
    """A period of which nothing can be on record yet."""

    code = "period_to_come"
    is_misuse = True
    vi = "Kỳ bắt đầu ngày {first} chưa đến, nên sổ chưa có gì của kỳ ấy. Hãy chọn kỳ đã bắt đầu."
    en = "The period that begins on {first} is still to come; the books have nothing of it. Choose one that has begun."


class KnownToCome(ParkError):
    """A moment until which nobody can know yet what the books will say."""

    code = "known_to_come"
    is_misuse = True
    vi = (
        "Ngày {day} chưa đến, nên chưa ai biết sổ đến khi ấy ghi gì. "
        "Hãy chọn thời điểm đến hết hôm nay, {today}, hoặc bỏ trống để lấy mọi điều đã ghi."
    )
    en = (
        "The day {day} is still to come; nobody knows yet what the books will say by then. "
        "Choose a moment until the end of today, {today}, or leave it out for everything on record."
    )


@dataclass(frozen=True, slots=True)
class Dates:
    """A page's two dates; `given` is what the address itself says of them, and by which supposition the page is made, if any.

    `at_latest` tells that the address names no day, and `on` is the latest day with figures instead of today.
    """

    on: date
    known_at: datetime | None = None
    given: tuple[tuple[str, str], ...] = field(default=())
    at_latest: bool = False

    @property
    def due_on(self) -> date:
        """The day on which things are due, late or out of date: today where no day was asked for, however old the figures are."""
        return today() if self.at_latest else self.on

    @property
    def of_duties(self) -> "Dates":
        """The dates with the day on which things are due, for whatever tells how late something is."""
        return Dates(self.due_on, self.known_at, self.given)

    @property
    def known_on(self) -> date | None:
        """The day in Vietnam of the moment known at."""
        return None if self.known_at is None else day_of(self.known_at)

    @property
    def known_text(self) -> str:
        """The moment as it is written into an address: a day where it is a day's end, else the time to the second."""
        return "" if self.known_at is None else moment_text(self.known_at)

    def query(self, **more: object) -> str:
        """What follows the path of a link to another page for the same dates; empty where nothing does."""
        parts = {**dict(self.given), **{key: value for key, value in more.items() if value not in {None, ""}}}
        return f"?{urlencode(parts)}" if parts else ""

    def fixed(self, now: datetime) -> "Dates":
        """The same dates, both written out: what is cited."""
        known = self.known_at or now.replace(microsecond=0)
        return Dates(self.on, known, ((ON, self.on.isoformat()), (KNOWN, moment_text(known))))

    def moved(self, on: date) -> "Dates":
        """The same page on another day."""
        kept = [(key, value) for key, value in self.given if key != ON]
        return Dates(on, self.known_at, ((ON, on.isoformat()), *kept))


def dates_of(given: Mapping[str, str]) -> Dates:
    """The dates that a page's address asks for."""
    on, known = given.get(ON, "").strip(), given.get(KNOWN, "").strip()
    day = day_from(on) if on else today()
    kept = [(ON, day.isoformat())] if on else []
    moment = known_from(known) if known else None
    if moment is not None:
        kept.append((KNOWN, moment_text(moment)))
    return Dates(day, moment, tuple(kept))


def day_from(text: str) -> date:
    """A day as written; refused where books cannot cover it."""
    return _within_years(parse_date(text))


def _within_years(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise DayOutOfRange(day=day, first=str(FIRST_YEAR), last=str(LAST_YEAR))
    return day


def period_from(text: str) -> Period:
    """A period as written, as one to report on."""
    return reported_period(parse_period(text))


def reported_period(period: Period) -> Period:
    """The same period; refused where books cannot cover it, and where it has not begun."""
    _within_years(period.start)
    _within_years(period.end)
    if period.start > today():
        raise PeriodToCome(first=period.start)
    return period


TIME_OF_DAY = re.compile(r"(\d{1,2})(?:[:h](\d{2}))(?:[:m](\d{2}))?|(\d{1,2})(?:h|g)")
"""A time of day as people write it: 10:00, 10h00, 10h."""


def moment_from(text: str) -> datetime:
    """A moment as written: the end of a day in Vietnam, or a time (of Vietnam, where it names no zone).

    A day and a time may be written one before or after the other: 2/1/2026 10:00, 10h00 ngày 2/1/2026.
    """
    words = text.split()
    times = [found for word in words if (found := TIME_OF_DAY.fullmatch(word.rstrip(",")))]
    if len(times) == 1 and len(words) > 1 and "T" not in text:
        day = day_from(" ".join(word for word in words if not TIME_OF_DAY.fullmatch(word.rstrip(","))))
        return _at_time(text, day, times[0])
    if "T" not in text and ":" not in text:
        return day_end(day_from(text))
    try:
        moment = datetime.fromisoformat(_with_offset(text.strip()))
        _within_years(moment.date())
        return (moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)).astimezone(UTC)
    except (ValueError, OverflowError):  # the first and last days of the calendar have no moment everywhere
        raise MomentUnreadable(text=text) from None


def known_from(text: str) -> datetime:
    """The moment whose knowledge is asked for, as written; refused where it is after today.

    What is asked as known at a moment says the same for ever. The end of today may be asked for, though today may still add to it.
    """
    moment = moment_from(text)
    if (day := day_of(moment)) > today():
        raise KnownToCome(day=day, today=today())
    return moment


def _at_time(text: str, day: date, written: re.Match[str]) -> datetime:
    hour, minute, second, alone = written.groups()
    try:
        at = time(int(hour or alone), int(minute or 0), int(second or 0), tzinfo=VIETNAM)
    except ValueError:
        raise MomentUnreadable(text=text) from None
    return datetime.combine(day, at).astimezone(UTC)


def _with_offset(text: str) -> str:
    """A moment with the plus of its offset, which addresses that were not quoted turn into a space."""
    return re.sub(r"(T[\d:.]+) (\d{2}:?\d{2})$", r"\1+\2", text)


def moment_text(moment: datetime) -> str:
    """A moment as an address has it."""
    day = ended_day(moment)
    return day.isoformat() if day else moment.astimezone(VIETNAM).replace(tzinfo=None).isoformat()
