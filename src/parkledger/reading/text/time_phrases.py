"""What each form of a phrase of time means, from the groups that were found and the words before it."""

import re
from datetime import date, timedelta
from typing import Final, NamedTuple

from parkledger.language import NumberUnreadable, month_end, read_words

_MONTHS: Final = 12
_PLAN_STEP: Final = 5
_PARTS_OF_MONTH: Final = {"đầu": 10, "giữa": 15}
_SUPERLATIVE: Final = 24  # characters in which something is called the most of some years
_SPRING, _AUTUMN = 3, 10
"""Months: figures of a whole year are told from autumn on until the spring after it."""
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_COMPARES: Final = (
    "so",
    "bằng",
    "cùng kỳ",
    "tương đương",
    "hơn",
    "kém",
    "cao hơn",
    "thấp hơn",
    "nhiều hơn",
    "ít hơn",
    "lần",
)
_STARTS: Final = ("từ", "kể từ")
_ENDS: Final = ("đến", "tới", "hết")
_AIMS: Final = ("mục tiêu", "tầm nhìn", "định hướng", "kế hoạch", "dự toán", "chỉ tiêu", "phấn đấu")


class TimePhrase(NamedTuple):
    """A phrase of time. `role`: flow (a stretch), until (up to a day), now, since (from inception on), horizon (a
    year to come), compare (the year compared with), aim (of a target), day."""

    start: int
    end: int
    first: date | None
    last: date | None
    role: str
    implied: bool = False


class PhraseMatch(NamedTuple):
    """A match of a time phrase, with the words before it and the context that supplies what it omits (its year)."""

    match: re.Match[str]
    prefix: str
    published: date | None
    year: int | None
    begun: int | None = None

    def the_year(self) -> int | None:
        """The year in which the period it ends began, or that of publication, or else the one last spoken of."""
        return self.begun or (self.published.year if self.published else self.year)

    def plain(self) -> "PhraseMatch":
        """The phrase without the words before it."""
        return self._replace(prefix="")

    def when(self, first: date | None, last: date | None, role: str, implied: bool = False) -> TimePhrase:
        """What the phrase means."""
        return TimePhrase(self.match.start(), self.match.end(), first, last, role, implied)


def _role(it: PhraseMatch, last: date) -> str:
    prefix = it.prefix
    head = prefix.split(" ")[0]
    if it.prefix.startswith(_COMPARES) or " cùng kỳ" in prefix:
        return "compare"
    if it.prefix.startswith(("tầm nhìn", "nhìn")) or (it.prefix.startswith(_AIMS) and " đến" not in prefix):
        return "aim"
    if head in ("từ", "kể"):
        return "from"
    if head in _ENDS or it.prefix.startswith(_ENDS) or " đến" in prefix:
        return _role_of_end(it, last)
    if head == "vào" and it.published is not None and last.year > it.published.year:
        return "horizon"
    return "flow"


def _role_of_end(it: PhraseMatch, last: date) -> str:
    """What a time is that something is said to be until: a day that had come, a plan's horizon, or an aim."""
    if it.published is not None:
        return "horizon" if last.year > it.published.year else "until"
    # Plans are made to years that end in 0 or 5; without a day of publication that is all there is to go by.
    whole = it.match["year"] is not None and not it.match["edge"] and last.year % _PLAN_STEP == 0
    if whole and it.prefix.startswith("định hướng"):
        return "aim"  # "đến năm 2030, định hướng đến năm 2050"
    return "horizon" if whole and it.prefix in ("đến", "tới") else "until"


def _stretch(it: PhraseMatch, first: date, last: date, *, implied: bool = False) -> TimePhrase:
    head = it.prefix.rpartition(" ")[2]
    if head in ("cuối", "hết") and first.day == 1:
        return it.when(None, last, "until", implied)
    return it.when(first, last, _role(it, last), implied)


def _day(year: int | None, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year else None
    except ValueError:
        return None


def _on(it: PhraseMatch, day: date | None, *, implied: bool) -> TimePhrase | None:
    if day is None:
        return it.when(None, None, "day", implied=True)
    role = _role(it, day)
    return it.when(day, day, "day" if role == "flow" else role, implied)


def _past(it: PhraseMatch, month: int, day: int) -> date | None:
    """A day of the year of publication, or of the year before if it had not come by then."""
    when = _day(it.the_year(), month, day)
    if when and it.published and not it.begun and when > it.published + timedelta(days=31):
        return _day(when.year - 1, month, day)
    return when


def _full(it: PhraseMatch) -> TimePhrase | None:
    return _on(it, _day(int(it.match["y"]), int(it.match["m"]), int(it.match["d"])), implied=False)


def _worded(it: PhraseMatch) -> TimePhrase | None:
    month, day = int(it.match["wm"]), int(it.match["wd"])
    when = _day(int(it.match["wy"]), month, day) if it.match["wy"] else _past(it, month, day)
    return _on(it, when, implied=not it.match["wy"])


def _short_day(it: PhraseMatch) -> TimePhrase | None:
    return _on(it, _past(it, int(it.match["dm"]), int(it.match["dd"])), implied=True)


def _until(it: PhraseMatch) -> TimePhrase | None:
    day = _past(it, int(it.match["um"]), int(it.match["ud"]))
    return it.when(None, day, "until", implied=True)


def _begun(it: PhraseMatch) -> TimePhrase | None:
    day = _past(it, int(it.match["bm"]), int(it.match["bd"]))
    return it.when(day, None, "from", implied=True)


def _whole(it: PhraseMatch, year: int | None, months: tuple[int, int], *, implied: bool) -> TimePhrase | None:
    first, last = months
    if not 1 <= first <= last <= _MONTHS:
        return None
    if not year:
        return it.when(None, None, "compare" if it.prefix.startswith(_COMPARES) else "flow", implied=True)
    if implied and it.published and not it.begun and date(year, first, 1) > it.published:
        year -= 1
    return _stretch(it, date(year, first, 1), month_end(date(year, last, 1)), implied=implied)


def _count(words: str) -> int:
    if words.isdecimal():
        return int(words)
    try:
        return read_words(words)
    except NumberUnreadable:
        return 0


def _year_of(it: PhraseMatch, written: str | None) -> int | None:
    return int(written) if written and written.isdecimal() else it.the_year()


def _first_months(it: PhraseMatch) -> TimePhrase | None:
    return _whole(it, int(it.match["fy"]), (1, _count(it.match["n"])), implied=False)


def _opening(it: PhraseMatch) -> TimePhrase | None:
    year = _year_of(it, it.match["oy"])
    return _whole(it, year, (1, _count(it.match["on"])), implied=not it.match["oy"])


def _closing(it: PhraseMatch) -> TimePhrase | None:
    year = _year_of(it, it.match["cy"])
    return _whole(it, year, (_MONTHS + 1 - _count(it.match["cn"]), _MONTHS), implied=not it.match["cy"])


def _half(it: PhraseMatch) -> TimePhrase | None:
    months = (1, 6) if it.match["hw"] == "đầu" else (7, 12)
    return _whole(it, _year_of(it, it.match["hy"]), months, implied=not it.match["hy"])


def _first_month(it: PhraseMatch) -> TimePhrase | None:
    return _whole(it, _year_of(it, it.match["jy"]), (1, 1), implied=not it.match["jy"])


def _first_quarter(it: PhraseMatch) -> TimePhrase | None:
    return _whole(it, _year_of(it, it.match["fqy"]), (1, 3), implied=not it.match["fqy"])


def _quarter(it: PhraseMatch) -> TimePhrase | None:
    number = _ROMAN[it.match["q"]]
    year = _year_of(it, it.match["qy"])
    return _whole(it, year, (3 * number - 2, 3 * number), implied=not it.match["qy"])


def _month(it: PhraseMatch) -> TimePhrase | None:
    month = int(it.match["mm"])
    return _within_month(it, _whole(it, _year_of(it, it.match["my"]), (month, month), implied=not it.match["my"]))


def _within_month(it: PhraseMatch, when: TimePhrase | None) -> TimePhrase | None:
    """A month of which only the beginning or the first half is meant: "đến giữa tháng 6"."""
    if when is None or when.role != "until" or when.last is None:
        return when
    day = _PARTS_OF_MONTH.get(it.prefix.rpartition(" ")[2])
    return when if day is None else when._replace(last=when.last.replace(day=day))


def _short(it: PhraseMatch) -> TimePhrase | None:
    return _whole(it, int(it.match["sy"]), (int(it.match["sm"]), int(it.match["sm"])), implied=False)


def _some(it: PhraseMatch) -> TimePhrase | None:
    return _whole(it, it.the_year(), (1, _count(it.match["sn"])), implied=True)


def _years(it: PhraseMatch) -> TimePhrase | None:
    first, last = int(it.match["y1"]), int(it.match["y2"])
    if last < first:
        return None
    when = _stretch(it, date(first, 1, 1), date(last, _MONTHS, 31))
    return when._replace(role="flow") if when.role in ("from", "until", "horizon") else when


def _edge(it: PhraseMatch, year: int, edge: str) -> TimePhrase | None:
    if edge == "đầu ":
        if it.prefix.startswith(("từ", "kể từ")):
            return it.when(date(year, 1, 1), None, "from")
        if it.prefix.startswith(("đến", "tới", "tính đến", "tính tới")):
            return it.when(None, date(year, 1, 1), "until")
        return it.when(None, None, "day")
    if edge == "giữa ":
        return it.when(None, date(year, 6, 30), "until")
    return it.when(None, date(year, _MONTHS, 31), "until")


def _year(it: PhraseMatch) -> TimePhrase | None:
    year = int(it.match["yy"])
    if it.match["edge"]:
        return _edge(it, year, it.match["edge"])
    return _stretch(it, date(year, 1, 1), date(year, _MONTHS, 31))


def _this(it: PhraseMatch) -> TimePhrase | None:
    year = it.the_year()
    if year is None:
        return None
    year -= it.match["tw"] in ("ngoái", "trước", "qua", "vừa qua")
    if it.match["tedge"]:
        return _edge(it, year, it.match["tedge"])
    when = _stretch(it, date(year, 1, 1), date(year, _MONTHS, 31), implied=True)
    return when._replace(role="compare") if it.match["tw"] == "trước" else when


def _within(it: PhraseMatch) -> TimePhrase | None:
    """The year that a page of its last months, or of the first after it, tells of as "the year"."""
    day = it.published
    if day is None or _SPRING <= day.month < _AUTUMN:
        return it.when(None, None, "flow", implied=True)
    year = day.year - (day.month < _SPRING)
    return it.when(date(year, 1, 1), date(year, _MONTHS, 31), "flow", implied=True)


def _begins(it: PhraseMatch) -> TimePhrase | None:
    """The first days of a year, which end when the page is published."""
    day = it.published
    return it.when(date(day.year, 1, 1), day, "flow", implied=True) if day else None


def _since(it: PhraseMatch) -> TimePhrase | None:
    year = it.the_year()
    if year is None or not it.prefix.startswith(("từ", "kể từ")):
        return None
    return it.when(date(year, 1, 1), None, "from", implied=True)


def _span(it: PhraseMatch) -> TimePhrase | None:
    count = _count(it.match["pn"])
    if it.published is None or not count:
        return None
    before = it.match.string[max(0, it.match.start() - _SUPERLATIVE) : it.match.start()]
    if "nhất" in before or "cùng kỳ" in it.prefix:
        return it.when(None, None, "compare", implied=True)  # "mức cao nhất trong 5 năm qua"
    return it.when(date(it.published.year - count, 1, 1), it.published, "flow", implied=True)


def _bare(it: PhraseMatch) -> TimePhrase | None:
    year = int(it.match["bare"])
    return _stretch(it, date(year, 1, 1), date(year, _MONTHS, 31))


def _inception(it: PhraseMatch) -> TimePhrase | None:
    return it.when(None, it.published, "since", implied=True)


def _entire(it: PhraseMatch) -> TimePhrase | None:
    year = _year_of(it, it.match["ey"])
    return _stretch(it.plain(), date(year, 1, 1), date(year, _MONTHS, 31), implied=not it.match["ey"]) if year else None


def _event(it: PhraseMatch) -> TimePhrase | None:
    return it.when(it.published, it.published, "day", implied=True)


def _long_ago(it: PhraseMatch) -> TimePhrase | None:
    return it.when(None, None, "past", implied=True)


def _now(it: PhraseMatch) -> TimePhrase | None:
    return it.when(None, it.published, "now", implied=True)


READ: Final = {
    "years": _years,
    "first": _first_months,
    "opening": _opening,
    "closing": _closing,
    "half": _half,
    "january": _first_month,
    "firstq": _first_quarter,
    "quarter": _quarter,
    "full": _full,
    "words": _worded,
    "day": _short_day,
    "until": _until,
    "begun": _begun,
    "month": _month,
    "short": _short,
    "some": _some,
    "year": _year,
    "this": _this,
    "within": _within,
    "begins": _begins,
    "since": _since,
    "span": _span,
    "bare": _bare,
    "inception": _inception,
    "now": _now,
    "entire": _entire,
    "event": _event,
    "past": _long_ago,
}
"""How each form of phrase, a group of the pattern, is read; None for one that cannot be placed."""


def form_of(match: re.Match[str]) -> str:
    """The form that a phrase was found as."""
    return next(name for name in READ if match[name] is not None)
