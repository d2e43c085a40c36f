"""The times of pages in English."""

import re
from calendar import month_name
from collections.abc import Iterable
from datetime import date
from typing import Final

from parkledger.language import month_end
from parkledger.reading.model import Span
from parkledger.reading.text.english import SMALL_NUMBERS
from parkledger.reading.text.patterns import one_of
from parkledger.reading.text.time_phrases import TimePhrase

_MONTHS: Final = {
    name[:length]: number
    for number, name in enumerate((name.lower() for name in month_name[1:]), 1)
    for length in (3, len(name))
}
_SHORT_MONTH: Final = 3  # letters
_ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4}
_Y: Final = r"(?:19|20)[0-9]{2}"
_M: Final = one_of(_MONTHS)
_TIME: Final = re.compile(
    rf"(?<![^\W_])(?P<lead>(?:as of|as at|by|to|until|till|up to|through|throughout|since|from|than|with|against|over|end of|in|on"
    rf"|during|compared)(?: the)?(?: end of)?(?: in)? )?(?P<part>(?:(?:late|early|mid|end)[ -]|(?:middle|end|close) of )(?:of )?)?"
    rf"(?P<alone>(?:the )?day of (?=[0-9]{{1,2}}[ /]|{_M}\.? [0-9]))?"
    rf"(?:(?P<yearend>year[- ]end|end of (?:the|this|last) year|year[’']s end)"
    rf"|(?P<begun>(?:beginning|start) of (?:the|this) year|early this year|year to date|year-to-date|ytd|so far this year"
    rf"|this year so far|thus far this year|this year to date|so far in (?P<sofar>{_Y}))"
    rf"|(?P<last>last year(?![\w’']))|(?P<this>(?:this|the reviewed|the|the whole|the full|full|the entire) year(?=,|\.| with| and))"
    rf"|(?P<between>(?P<b1>{_M})(?: ?[-–] ?| (?:to|and) )(?P<b2>{_M})(?: (?:of )?(?P<by>{_Y}))?)"
    rf"|(?P<h>(?:h(?P<hn>[12])|(?P<nh>[12])h)(?:(?: of| in|/|-)? ?(?P<hny>{_Y}))?)"
    rf"|(?P<months>(?:the )?(?:first |past |last |opening |initial )?(?P<count>[0-9]{{1,2}}|{one_of(SMALL_NUMBERS)})(?:-| )months?"
    rf"(?:(?: period)?(?: of| in| into)? (?:(?:the|this) year(?!\w)|(?P<my>{_Y})))?)"
    rf"|(?P<nm>(?P<nmn>[0-9]{{1,2}})m(?: of| in|/|-)? ?(?P<nmy>{_Y}))"
    rf"|(?P<half>(?P<which>first|second|latter)[ -]half(?:(?: of)?(?: (?P<hy>{_Y})| (?:this|the) year(?!\w)))?)"
    rf"|(?P<quarter>(?:(?P<q>first|second|third|fourth|final)[ -]quarter|q(?P<qn>[1-4])|(?P<nq>[1-4])q)"
    rf"(?:(?: of| in|/|-)?(?: ?(?P<qy>{_Y})| (?:this|the) year(?!\w)))?)"
    rf"|(?P<mdy>(?P<m1>{_M})\.? (?P<d1>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y1>{_Y}))?(?![0-9]))"
    rf"|(?P<dmy>(?P<d2>[0-9]{{1,2}}) (?P<m2>{_M}),?(?: (?P<y2>{_Y}))?)"
    rf"|(?P<full>(?P<d3>[0-9]{{1,2}})/(?P<m3>[0-9]{{1,2}})/(?P<y3>{_Y}))"
    rf"|(?P<span>(?P<s1>{_Y}) ?[-–] ?(?P<s2>{_Y})|(?:between|from) (?P<s3>{_Y}) (?:and|to) (?P<s4>{_Y}))"
    rf"|(?P<month>(?P<m4>{_M})(?:(?: of)? (?P<y4>{_Y})(?![0-9]))?)"
    rf"|(?P<year>{_Y}(?![\w.,]?[0-9%]))"
    rf"|(?P<now>now|currently|at present|so far|to date|today|at the moment))(?!\w)"
)
_UNTIL: Final = ("as of", "as at", "by", "to", "until", "till", "up to", "through", "end of")
_OVER: Final = ("over", "through", "throughout")
"""What opens a stretch of some months ("over the first seven months"), where it is not compared with."""
_STRETCHES: Final = ("months", "nm", "half", "h", "quarter", "between")
_COMPARED: Final = re.compile(
    r"(?:same (?:period|time|months?|quarter|half|year|span|stretch)|corresponding period)(?: of| in| for)?(?: the| that of)? ?\Z"
    r"|(?:plan|target|goal|quota|level|figure)s?(?: set| fixed| assigned)?(?: of| in| for)?(?: the| that of)? ?\Z"
    r"|at (?:this|the same) (?:point|stage|time)(?: in| of)? ?\Z"
    r"|(?:percent|per cent|%) (?:of|for that of)(?: the| that of)? ?\Z"
)
_PERCENT: Final = re.compile(r"(?:percent|per cent|%) ?\Z")
"""Before a time with a word that compares: "up 5 percent over 2022"; "up 5 percent in 2022" tells of that year."""
_NUMBERED: Final = re.compile(
    r"\b(?:decision|resolution|decree|circular|directive|law|notice|plan|dispatch)s?"
    r"(?: no\.?)? ?[\w/-]* (?:of|in|dated) (?:19|20)[0-9]{2}\Z"
)
"""The year of a document: "Decision 219 of 2022"."""
_SINCE_START: Final = re.compile(r"\b(?:since|than at|than) (?:the )?(?:start|beginning|end) of(?: the)? \Z")
_SAME_TIME: Final = re.compile(r"(?:same|corresponding) (?:period|time|months?)(?: of| in)? ?\Z")
_BETWEEN: Final = re.compile(r"\bbetween (?:the )?\Z")
_BEFORE: Final = 40  # characters


def find_times(lower: str, spans: Iterable[Span], published: date | None) -> list[TimePhrase]:
    """The phrases of time in some parts of an English text in lower case.

    A year left out is that of publication or, where that is not known, the year last spoken of.
    """
    found: list[TimePhrase] = []
    matches = [match for start, end in spans for match in _TIME.finditer(lower, start, end)]
    year = published.year if published else _first_year(lower, matches)
    for match in matches:
        days = _days(match, published, year)
        if days is None:
            continue
        first, last = days
        before = found[-1] if found else None
        if match["year"] and _NUMBERED.search(lower, max(0, match.start() - _BEFORE), match.end()):
            continue
        if not match["now"] and _is_compared(lower, match):
            found.append(TimePhrase(match.start(), match.end(), *days, "compare"))
            continue
        if before is not None and last is not None and _goes_on_to(lower, before, match):
            begun = before.first or before.last
            when = TimePhrase(before.start, match.end(), begun, last, "flow")
            found[-1] = when
        else:
            when = TimePhrase(match.start(), match.end(), *_bound(match, first, last, published))
            found.append(when)
        if published is None and last is not None and when.role in ("flow", "until", "day"):
            year = last.year
    return found


def _is_compared(lower: str, match: re.Match[str]) -> bool:
    before = max(0, match.start() - _BEFORE), match.start()
    if (match["lead"] or "").startswith(_UNTIL):
        return False  # "the plan to 2030"
    if (match["lead"] or "").startswith((*_COMPARES, "from")) and not match["begun"]:
        return _PERCENT.search(lower, *before) is not None
    return _COMPARED.search(lower, *before) is not None or (
        any(match[group] for group in ("quarter", "half", "month")) and _SINCE_START.search(lower, *before) is not None
    )


def _first_year(lower: str, matches: Iterable[re.Match[str]]) -> int | None:
    """The year first spoken of on a page without a day: one that is told of, or the one after the year compared with."""
    after = None
    for match in matches:
        written = next((match[group] for group in _YEARS if match[group]), None)
        if written is None:
            continue
        if not _is_compared(lower, match) and not (match["lead"] or "").startswith(_COMPARES):
            return int(written)
        if after is None and _SAME_TIME.search(lower, max(0, match.start() - _BEFORE), match.start()):
            after = int(written) + 1
    return after


def _goes_on_to(lower: str, before: TimePhrase, match: re.Match[str]) -> bool:
    """Whether a time is the end of the stretch that the one before begins: "from 1 April 2021 to 7 April 2021"."""
    begun, joins = before.first or before.last, lower[before.end : match.start()].strip()
    if joins == "and" and _BETWEEN.search(lower, max(0, before.start - _BEFORE), before.start):
        return begun is not None
    to = (match["lead"] or "").startswith(("to ", "until ", "through "))
    return to and begun is not None and before.role in ("from", "flow", "day") and not joins


def _days(match: re.Match[str], published: date | None, year: int | None) -> tuple[date | None, date | None] | None:
    """The first and last day of a phrase; None for both where its year is not known, nothing where there is no such day."""
    if _is_no_month(match):
        return None
    try:
        if match["now"]:
            return None, published
        if match["yearend"]:
            return None, _last_end(published, year)
        if any(match[group] for group in ("begun", "this", "last", "between", "span")):
            return _stretch(match, published, year)
        for group, of_year in _OF_YEAR:
            if match[group]:
                known = int(match[of_year]) if of_year and match[of_year] else year
                return _months(known, *_first_and_last(match, group)) if known else (None, None)
        for day, month, of_year in (("d1", "m1", "y1"), ("d2", "m2", "y2"), ("d3", "m3", "y3")):
            if match[day]:
                known = int(match[of_year]) if match[of_year] else year
                number = _MONTHS.get(match[month]) or int(match[month])
                return (None, date(known, number, int(match[day]))) if known else None
    except ValueError:
        return None
    return None


_OF_YEAR: Final = (
    ("h", "hny"),
    ("months", "my"),
    ("nm", "nmy"),
    ("half", "hy"),
    ("quarter", "qy"),
    ("month", "y4"),
    ("year", "year"),
)
_YEARS: Final = ("sofar", "by", *(of_year for _, of_year in _OF_YEAR), "y1", "y2", "y3", "s2", "s4")
"""The groups of the pattern that hold a year."""
_IN_MONTH: Final = ("in", "by", "since", "from", "until", "till", "through", "end of", "during", "as of", "up to")


def _is_no_month(match: re.Match[str]) -> bool:
    """Whether a month without a year is none: "may", "mar" and the like are words as well."""
    if not match["month"] or match["y4"] or match["part"]:
        return False
    lead = match["lead"] or ""
    return not lead or (len(match["m4"]) <= _SHORT_MONTH and not lead.startswith(_IN_MONTH))


def _stretch(match: re.Match[str], published: date | None, year: int | None) -> tuple[date | None, date | None] | None:
    """The days of the year of publication up to then, of all of it, of the year before, of some months or years."""
    if match["span"]:
        return date(int(match["s1"] or match["s3"]), 1, 1), date(int(match["s2"] or match["s4"]), 12, 31)
    if match["between"]:
        return _some_months(match, year)
    if match["begun"]:
        known = int(match["sofar"]) if match["sofar"] else year
        return (date(known, 1, 1), published) if known else (None, None)
    if published is None:
        return None
    return _months(published.year - bool(match["last"]), 1, 12)


def _last_end(published: date | None, year: int | None) -> date | None:
    """The end of the year that ended last, or ends soon, where a page tells of "year-end"."""
    if published is not None and published.month <= _EARLY_MONTHS:
        return date(published.year - 1, 12, 31)
    return date(year, 12, 31) if year else None


_EARLY_MONTHS: Final = 6


def _some_months(match: re.Match[str], year: int | None) -> tuple[date | None, date | None] | None:
    """The days of "January to June"."""
    known = int(match["by"]) if match["by"] else year
    first, last = _MONTHS[match["b1"]], _MONTHS[match["b2"]]
    if not known:
        return None, None
    return _months(known, first, last) if first <= last else None


def _first_and_last(match: re.Match[str], group: str) -> tuple[int, int]:
    """The first and last month of a phrase that names some: "first nine months", "second half", "Q3", "May"."""
    if group in ("months", "nm"):
        count = match["count"] or match["nmn"]
        months = SMALL_NUMBERS.get(count) or int(count)
        ends_year = match["my"] is not None and "last " in match["months"] and months < 12
        return (13 - months, 12) if ends_year else (1, months)
    if group in ("half", "h"):
        return (1, 6) if "1" in (match["hn"], match["nh"]) or match["which"] == "first" else (7, 12)
    if group == "quarter":
        quarter = _ORDINALS.get(match["q"] or "") or int(match["qn"] or match["nq"])
        return 3 * quarter - 2, 3 * quarter
    return (_MONTHS[match["m4"]], _MONTHS[match["m4"]]) if group == "month" else (1, 12)


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), month_end(date(year, last, 1))


def _bound(
    match: re.Match[str], first: date | None, last: date | None, published: date | None
) -> tuple[date | None, date | None, str]:
    """The days of a phrase with what they are by the words before: a stretch, an end, a comparison, a horizon, now."""
    lead = (match["lead"] or "").strip()
    if match["now"]:
        return None, published, "now"
    if match["last"]:
        return first, last, "compare" if _compares_last(match, lead) else "flow"
    if lead.startswith(_OVER) and _is_stretch(match):
        return first, last, "flow"
    if lead.startswith(_COMPARES):
        return first, last, "compare"
    if match["part"]:
        return _bound_of_part(lead, first, _part_end(match, last))
    if lead.startswith(_UNTIL) and not lead.startswith("throughout"):
        return (first, last, "horizon") if _lies_ahead(last, published) else (None, last, "until")
    return _bound_as_named(match, lead, first, last)


def _is_stretch(match: re.Match[str]) -> bool:
    """Whether a phrase names some months: a half, a quarter, "the first seven months"."""
    return any(match[group] for group in _STRETCHES)


def _bound_as_named(
    match: re.Match[str], lead: str, first: date | None, last: date | None
) -> tuple[date | None, date | None, str]:
    """The days of a phrase that no word before it makes an end or a comparison: by what it names itself."""
    if match["alone"]:
        return last, last, "flow"  # "on the day of 1 October 2020": what happened on it, and not up to it
    if match["begun"] or _is_stretch(match):
        return first, last, "flow"
    if lead.startswith(("since", "from")):
        return first or last, None, "from"
    return first, last, "flow" if first or any(match[group] for group in _WHOLES) else "day"


def _bound_of_part(lead: str, first: date | None, end: date | None) -> tuple[date | None, date | None, str]:
    """The days of a part of a month or a year: "in late 2023" is a stretch, "by mid-August" and "mid-August" an end."""
    return (first, end, "flow") if lead.startswith(("in", "during")) else (None, end, "until" if lead else "day")


def _lies_ahead(last: date | None, published: date | None) -> bool:
    return last is not None and published is not None and last.year > published.year


def _compares_last(match: re.Match[str], lead: str) -> bool:
    """Whether something is compared with the last year, month or quarter that is named."""
    if lead.startswith((*_COMPARES, "from", "on", "to")):
        return True
    before = max(0, match.start() - _BEFORE), match.start()
    return not lead and _OF_LAST_YEAR.search(match.string, *before) is not None


_WHOLES: Final = ("month", "year", "this", "span")
"""Parts of a phrase that name a whole stretch of time though not its first day."""


_COMPARES: Final = ("than", "with", "against", "over", "compared")
_OF_LAST_YEAR: Final = re.compile(
    r"(?<!\w)(?:period|time|months?|quarter|half|figure|level|number|same|of|that|those|than|from|to|with|on|over|against|versus|vs\.?|in"
    r"|january|february|march|april|may|june|july|august|september|october|november|december|year-on-year|compared)\s*\Z"
)
"""What stands before a "last year" that something is compared with."""
_MIDDLE, _EARLY_DAY = 15, 10
"""The days of a month up to which "mid-August" and "early August" tell."""


def _part_end(match: re.Match[str], last: date | None) -> date | None:
    """The last day of a part of a month or a year: "mid-August", "late 2023"."""
    part = match["part"]
    if last is None or part.startswith(("late", "end", "close")):
        return last
    middle = part.startswith("mid")
    if match["month"]:
        return last.replace(day=_MIDDLE if middle else _EARLY_DAY)
    return last.replace(month=6, day=30) if middle else last.replace(month=1, day=31)
