"""Pages in English: how they are told, their quantities and their times."""

import re
from calendar import month_name
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from parkledger.language import month_end
from parkledger.language.units import POWER_OF_TEN_EN
from parkledger.reading.model import Span
from parkledger.reading.text.mentions import ENGLISH_KINDS
from parkledger.reading.text.numerals import NUMERAL, DecimalMark, read_numeral
from parkledger.reading.text.patterns import one_of
from parkledger.reading.text.quantities import FoundQuantity
from parkledger.reading.text.time_phrases import TimePhrase

_VIETNAMESE: Final = re.compile(r"(?<!\w)(?:của|và|các|đã|trong|với|được|có|là|cho|tại|này|năm)(?!\w)")
_ENGLISH: Final = re.compile(r"\b(?:the|of|and|in|with|has|have|are|is)\b")
_LEAST_WORDS: Final = 100
_OUTNUMBERED: Final = 3
_ENOUGH: Final = 4_000  # characters that tell a page's language


def is_english(lower: str, spans: Sequence[Span]) -> bool:
    """Whether a page is in English: in its prose, many of the small words of English, and few of Vietnamese ones."""
    pieces, length = [], 0
    for start, end in spans:
        pieces.append(lower[start : min(end, start + _ENOUGH - length)])
        length += len(pieces[-1])
        if length >= _ENOUGH:
            break
    prose = " ".join(pieces)
    english = len(_ENGLISH.findall(prose))
    return english * _LEAST_WORDS > length and english > _OUTNUMBERED * len(_VIETNAMESE.findall(prose))


# Quantities --------------------------------------------------------------------------------------------------------

_SMALL: Final = {
    word: number
    for number, word in enumerate(
        (
            *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
            *("eleven", "twelve", "thirteen", "fourteen", "fifteen"),
            *("sixteen", "seventeen", "eighteen", "nineteen"),
        ),
        1,
    )
}
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WRITTEN: Final = {
    **_SMALL,
    **{ten: 10 * number for number, ten in enumerate(_TENS, 2)},
    **{
        f"{ten}-{word}": 10 * number + one
        for number, ten in enumerate(_TENS, 2)
        for word, one in list(_SMALL.items())[:9]
    },
}
_HEDGES: Final = {
    **dict.fromkeys(("over", "more than", "above", "at least", "exceeding", "upwards of"), "more"),
    **dict.fromkeys(("nearly", "almost", "under", "less than", "close to", "just under", "below"), "less"),
    **dict.fromkeys(("about", "around", "some", "approximately", "roughly", "circa"), "about"),
    **dict.fromkeys(("estimated", "an estimated"), "estimate"),
}
_COUNTED: Final = {
    **dict.fromkeys(("projects", "project", "ones", "of them", "of these", "of which", "of the projects"), "project"),
    **dict.fromkeys(("capital adjustments", "adjustments", "capital increases"), "project"),
    **dict.fromkeys(("certificates", "licences", "licenses"), "project"),
    **dict.fromkeys(("enterprises", "businesses", "companies", "firms", "enterprise"), "enterprise"),
    **dict.fromkeys(("workers", "employees", "laborers", "labourers", "jobs", "people"), "person"),
    **dict.fromkeys((*ENGLISH_KINDS, "parks", "clusters", "coastal economic zones"), "zone"),
}
_CUBIC: Final = ("m3", "cu.m", "cubic metres", "cubic meters")
_UNITS: Final = {
    **dict.fromkeys(("%", "percent", "per cent"), "percent"),
    **dict.fromkeys(("usd", "us dollars", "us$", "dollars"), "USD"),
    **dict.fromkeys(("vnd", "vnđ", "dong", "vietnamese dong"), "VND"),
    **dict.fromkeys(("hectares", "hectare", "ha"), "ha"),
    **dict.fromkeys(("times", "-fold", "fold"), "times"),
    **{f"{cubic}{daily}": "m3/day" for cubic in _CUBIC for daily in ("/day", " per day", " a day")},
    **dict.fromkeys(("points", "percentage points"), "point"),
}  # fmt: skip
_QUANTITY: Final = re.compile(
    rf"(?P<hedge>(?:(?:{one_of(_HEDGES)}) )*)(?P<cur>us\$ ?|usd ?|vnđ ?|vnd ?|\$ ?)?"
    rf"(?P<n>{NUMERAL.pattern}|(?<=vn[dđ])[0-9]+(?:[.,][0-9]+)*|(?<=usd)[0-9]+(?:[.,][0-9]+)*"
    rf"|(?<!\w)(?:{one_of(_WRITTEN)})(?= ))(?:/(?P<over>[0-9]{{1,4}}))?"
    rf"(?: ?(?P<scale>{one_of(POWER_OF_TEN_EN)})(?!\w))?"
    rf"(?:[ -]?(?P<unit>{one_of(_UNITS)})(?!\w)|(?: (?P<words>(?:[\w-]+ |\([a-z]+\) )??(?:[\w-]+ "
    rf"|\([a-z]+\) ){{0,5}}?(?P<counted>{one_of(_COUNTED)}))(?!\w)))?"
)
_ELIDED: Final = re.compile(
    rf"(?P<part> (?:out )?of (?:the |its |their |a total of |all )?(?:[0-9]|(?:{one_of(_WRITTEN)}) ))"
    r"|(?P<beside> (?:foreign|domestic|local|fdi|ddi)(?:[- ](?:invested|led|funded))?"
    rf"(?= (?:ones )?and [0-9]|,? and (?:{one_of(_WRITTEN)}) ))"
    r"|(?P<more> more(?= are| were|,| and|\.| under| will))"
    r"|(?P<whose> (?:are|were|is|being|as|have been)(?: [\w-]+){0,4}? (?:foreign|domestic(?:ally)?|local(?:ly)?|fdi|ddi"
    r"|operational|operating|in operation|active|valid|newly (?:registered|licensed|granted))(?!\w))"
)
"""What stands behind a number whose unit is said only with the next one: "309 of the 367 projects", "81 foreign and 29
domestic projects", "342 are FDI"."""
_ONE_ZONE: Final = frozenset(one for one in ENGLISH_KINDS if not one.endswith("s"))
_BEFORE_ONE: Final = re.compile(
    r"(?:\b(?:has|have|had|there (?:is|was)|only|just|with|of|reach(?:ed|es)?|totalled|totaled|about|nearly)|[|:]) \Z"
)
_OF_THEM: Final = ("of them", "of these", "of which")
_COUNT_AHEAD: Final = 110  # characters from such a number to the unit it shares
_NO_WORD: Final = re.compile(
    r"\b(?:of|in|on|at|and|with|for|to|by|are|is|has|have|were|the|which|million|billion|usd|from)\b"
)
_PER: Final = re.compile(
    r" ?(?:/ ?|per |a )(?P<per>(?:sq\.?m|square met(?:er|re)|m2|m²|sqm|m3|cubic met(?:er|re)|month|person|year|ha"
    r"|hectare)[\w./ ]{0,16}?)(?=[,.;) ]|\Z)"
)


_SQUARE_METRE: Final = re.compile(r"sq\.?m|square met(?:er|re)")
_MONEY: Final = ("USD", "VND")


def find_quantities(lower: str, spans: Iterable[Span], taken: Sequence[Span]) -> list[FoundQuantity]:
    """The quantities in some parts of an English text in lower case; what lies in `taken` (dates) is left alone."""
    found: list[FoundQuantity] = []
    for start, end in spans:
        at = start
        while (match := _QUANTITY.search(lower, at, end)) is not None:
            at = max(match.end(), match.start() + 1)
            if any(first < match.end("n") and match.start("n") < last for first, last in taken):
                at = match.end("n")
                continue
            quantity = _quantity(lower, match)
            if quantity is not None and quantity.word.endswith(_OF_THEM):
                quantity = quantity._replace(unit=_unit_before(found, quantity.start) or quantity.unit)
            if quantity is None:
                at = match.end("n")
                quantity = _elided(lower, match, found, end)
            if quantity is not None:
                found.append(quantity)
                at = max(quantity.end, match.start() + 1)
    return found


def _quantity(lower: str, match: re.Match[str]) -> FoundQuantity | None:
    unit, word, stop = _unit(match)
    number = _number(match, unit)
    if number is None or unit is None:
        return None
    value, step, factor = number
    hedges = tuple(_HEDGES[one] for one in re.findall(one_of(_HEDGES), match["hedge"]))
    per = _PER.match(lower, stop) if unit in _MONEY else None
    return FoundQuantity(
        start=match.start("hedge" if match["hedge"] else "cur" if match["cur"] else "n"),
        number=match.start("n"),
        end=per.end() if per else stop,
        value=value,
        step=step,
        unit=unit,
        word=word,
        hedges=hedges,
        rule=(f"quantity.{unit}", "number.english"),
        over=Fraction(int(match["over"])) if match["over"] else None,
        per="/" + _SQUARE_METRE.sub("m2", per["per"]).strip() if per else "",
        factor=factor,
    )


def _elided(lower: str, match: re.Match[str], found: Sequence[FoundQuantity], end: int) -> FoundQuantity | None:
    """A count whose unit the next number has, or the one before where it only says whose: "of which 342 are FDI"."""
    stop = match.end("over") if match["over"] else match.end("n")
    shares = _ELIDED.match(lower, stop, end) if not (match["cur"] or match["scale"] or match["unit"]) else None
    number = _number(match, "project") if shares else None
    if shares is None or number is None or number[0].denominator > 1:
        return None
    if shares["whose"] or shares["more"]:
        unit: str | None = _unit_before(found, stop) or "project"
    else:
        counts = (one for one in _QUANTITY.finditer(lower, shares.end() - 1, min(end, stop + _COUNT_AHEAD)))
        known = next(((one, _unit(one)[0]) for one in counts if one["words"] or one["unit"] or one["cur"]), None)
        unit = known[1] if known and known[1] in _COUNTED.values() else ""
    if not unit:
        return None
    behind = shares.end() if shares["beside"] or shares["more"] else stop
    return FoundQuantity(
        start=match.start("hedge" if match["hedge"] else "n"),
        number=match.start("n"),
        end=behind,
        value=number[0],
        step=number[1],
        unit=unit,
        word=lower[stop:behind],
        hedges=tuple(_HEDGES[one] for one in re.findall(one_of(_HEDGES), match["hedge"])),
        rule=(f"quantity.{unit}", "unit.elided", "number.english"),
        over=Fraction(int(match["over"])) if match["over"] else None,
    )


def _unit_before(found: Sequence[FoundQuantity], at: int) -> str | None:
    """What the last count before a place counts, if it stands near."""
    last = next((one for one in reversed(found) if one.unit in _COUNTED.values()), None)
    return last.unit if last and at - last.end < _COUNT_AHEAD else None


def _unit(match: re.Match[str]) -> tuple[str | None, str, int]:
    """The unit of a number, the word for it, and where it ends; what is counted may have adjectives before it."""
    stop = match.end("unit") if match["unit"] else match.end("scale") if match["scale"] else match.end("n")
    if match["unit"]:
        return _UNITS[match["unit"]], match["unit"], stop
    if match["cur"]:
        return "VND" if match["cur"].startswith("v") else "USD", "", stop
    if match["words"]:
        adjectives = match["words"].removesuffix(match["counted"])
        named = match["counted"] in _ONE_ZONE and match["n"].isdecimal() and not _is_counted_one(match)
        if not named and _NO_WORD.search(adjectives) is None and not any(char.isdigit() for char in adjectives):
            return _COUNTED[match["counted"]], match["words"], match.end("counted")
    return None, "", stop


def _is_counted_one(match: re.Match[str]) -> bool:
    """Whether "1 industrial park" is one of them, and no part of a name ("Hiep Phuoc 1 Industrial Park")."""
    start = match.start("n")
    return match["n"] == "1" and _BEFORE_ONE.search(match.string, max(0, start - 12), start) is not None


def _number(match: re.Match[str], unit: str | None) -> tuple[Fraction, Fraction, Fraction] | None:
    """The value of a number, its last place, and the power of ten said behind it; numbers in words only count."""
    whole = unit in _COUNTED.values() and not match["scale"]
    if match["n"] in _WRITTEN:
        return (
            (Fraction(_WRITTEN[match["n"]]), Fraction(1), Fraction(1))
            if whole or unit in ("times", "percent")
            else None
        )
    power = POWER_OF_TEN_EN[match["scale"]] if match["scale"] else 0
    numeral = read_numeral(match["n"], DecimalMark.DOT, whole=whole, power=power)
    return (numeral.value, numeral.step, Fraction(10**power)) if numeral else None


# Times -------------------------------------------------------------------------------------------------------------

_MONTHS: Final = {
    name[:length]: number
    for number, name in enumerate((name.lower() for name in month_name[1:]), 1)
    for length in (3, len(name))
}
_SHORT_MONTH: Final = 3  # letters
_ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
_Y: Final = r"(?:19|20)[0-9]{2}"
_M: Final = one_of(_MONTHS)
_TIME: Final = re.compile(
    rf"(?<![^\W_])(?P<lead>(?:as of|by|to|until|till|up to|through|since|from|than|with|against|over|end of|in|on|during"
    rf"|compared)(?: the)?(?: end of)?(?: in)? )?"
    rf"(?:(?P<begun>(?:beginning|start) of (?:the|this) year|early this year|year to date|year-to-date|so far this year"
    rf"|this year so far)"
    rf"|(?P<last>last year(?=,| |\.))|(?P<this>(?:this|the reviewed|the) year(?=,|\.| with| and))"
    rf"|(?P<between>(?P<b1>{_M})(?: ?[-–] ?| (?:to|and) )(?P<b2>{_M})(?: (?:of )?(?P<by>{_Y}))?)"
    rf"|(?P<h>h(?P<hn>[12])(?: of|/)? ?(?P<hny>{_Y}))"
    rf"|(?P<months>(?:the )?(?:first |past |last )?(?P<count>[0-9]{{1,2}}|{one_of(_SMALL)})(?:-| )months?(?:(?: period)?(?: of"
    rf"| in)? (?:(?:the|this) year(?!\w)|(?P<my>{_Y})))?)"
    rf"|(?P<half>(?P<which>first|second) half(?: of)?(?: (?P<hy>{_Y}))?)"
    rf"|(?P<quarter>(?:(?P<q>first|second|third|fourth) quarter|q(?P<qn>[1-4]))(?: of| in|/)?(?: ?(?P<qy>{_Y}))?)"
    rf"|(?P<mdy>(?P<m1>{_M})\.? (?P<d1>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y1>{_Y}))?(?![0-9]))"
    rf"|(?P<dmy>(?P<d2>[0-9]{{1,2}}) (?P<m2>{_M}),?(?: (?P<y2>{_Y}))?)"
    rf"|(?P<full>(?P<d3>[0-9]{{1,2}})/(?P<m3>[0-9]{{1,2}})/(?P<y3>{_Y}))"
    rf"|(?P<span>(?P<s1>{_Y}) ?- ?(?P<s2>{_Y}))"
    rf"|(?P<month>(?P<m4>{_M})(?:(?: of)? (?P<y4>{_Y})(?![0-9]))?)"
    rf"|(?P<year>{_Y}(?![\w.,]?[0-9%]))"
    rf"|(?P<now>now|currently|at present|so far|to date|today|at the moment))(?!\w)"
)
_UNTIL: Final = ("as of", "by", "to", "until", "till", "up to", "through", "end of")


_COMPARED: Final = re.compile(
    r"(?:same period|corresponding period|percent|per cent|%|plan|target|level|figure)(?: of| in| for)?(?: the| that of)? ?\Z"
)
_BEFORE: Final = 40  # characters


def find_times(lower: str, spans: Iterable[Span], published: date | None) -> list[TimePhrase]:
    """The phrases of time in some parts of an English text in lower case."""
    found: list[TimePhrase] = []
    for start, end in spans:
        for match in _TIME.finditer(lower, start, end):
            days = _days(match, published)
            if days is None:
                continue
            first, last = days
            before = found[-1] if found else None
            if not match["now"] and _COMPARED.search(lower, max(start, match.start() - _BEFORE), match.start()):
                found.append(TimePhrase(match.start(), match.end(), *days, "compare"))
                continue
            if before is not None and last is not None and _goes_on_to(lower, before, match):
                begun = before.first or before.last
                found[-1] = TimePhrase(before.start, match.end(), begun, last, "flow")
            else:
                found.append(TimePhrase(match.start(), match.end(), *_bound(match, first, last, published)))
    return found


def _goes_on_to(lower: str, before: TimePhrase, match: re.Match[str]) -> bool:
    """Whether a time is the end of the stretch that the one before begins: "from 1 April 2021 to 7 April 2021"."""
    begun = before.first or before.last
    to = (match["lead"] or "").startswith(("to ", "until ", "through "))
    return (
        to
        and begun is not None
        and before.role in ("from", "flow", "day")
        and not lower[before.end : match.start()].strip()
    )


def _days(match: re.Match[str], published: date | None) -> tuple[date | None, date | None] | None:
    """The first and last day of a phrase; None for both where its year is not known, nothing where there is no such day."""
    year = published.year if published else None
    if _is_no_month(match):
        return None
    try:
        if match["now"]:
            return None, published
        if any(match[group] for group in ("begun", "this", "last", "between", "h", "span")):
            return _stretch(match, published)
        for group, of_year in (("months", "my"), ("half", "hy"), ("quarter", "qy"), ("month", "y4"), ("year", "year")):
            if match[group]:
                known = int(match[of_year]) if match[of_year] else year
                return _months(known, *_first_and_last(match, group)) if known else None
        for day, month, of_year in (("d1", "m1", "y1"), ("d2", "m2", "y2"), ("d3", "m3", "y3")):
            if match[day]:
                known = int(match[of_year]) if match[of_year] else year
                number = _MONTHS.get(match[month]) or int(match[month])
                return (None, date(known, number, int(match[day]))) if known else None
    except ValueError:
        return None
    return None


def _is_no_month(match: re.Match[str]) -> bool:
    """Whether a month without a year is none: "may", "mar" and the like are words as well."""
    return bool(match["month"] and not match["y4"] and not (match["lead"] and len(match["m4"]) > _SHORT_MONTH))


def _stretch(match: re.Match[str], published: date | None) -> tuple[date | None, date | None] | None:
    """The days of the year of publication up to then, of all of it, of the year before, of some months or years."""
    if match["span"]:
        return date(int(match["s1"]), 1, 1), date(int(match["s2"]), 12, 31)
    if match["h"]:
        return _months(int(match["hny"]), *((1, 6) if match["hn"] == "1" else (7, 12)))
    if match["between"]:
        return _some_months(match, published.year if published else None)
    if published is None:
        return None
    if match["begun"]:
        return date(published.year, 1, 1), published
    return _months(published.year - bool(match["last"]), 1, 12)


def _some_months(match: re.Match[str], year: int | None) -> tuple[date | None, date | None] | None:
    """The days of "January to June"."""
    known = int(match["by"]) if match["by"] else year
    first, last = _MONTHS[match["b1"]], _MONTHS[match["b2"]]
    return _months(known, first, last) if known and first <= last else None


def _first_and_last(match: re.Match[str], group: str) -> tuple[int, int]:
    """The first and last month of a phrase that names some: "first nine months", "second half", "Q3", "May"."""
    if group == "months":
        return 1, _SMALL.get(match["count"]) or int(match["count"])
    if group == "half":
        return (1, 6) if match["which"] == "first" else (7, 12)
    if group == "quarter":
        quarter = _ORDINALS.get(match["q"] or "") or int(match["qn"])
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
        opens = not lead and (
            not match.start() or match.string.endswith((". ", "\n", "; ", ": ", ", "), 0, match.start())
        )
        return first, last, "flow" if opens or lead.startswith(("in", "during")) else "compare"
    if lead.startswith(("than", "with", "against", "over", "compared")):
        return first, last, "compare"
    if lead.startswith(_UNTIL):
        ahead = last is not None and published is not None and last.year > published.year
        return (first, last, "horizon") if ahead else (None, last, "until")
    if match["begun"] or match["between"]:
        return first, last, "flow"
    if lead.startswith(("since", "from")) and not match["months"]:
        return first or last, None, "from"
    return first, last, "flow" if first else "day"
