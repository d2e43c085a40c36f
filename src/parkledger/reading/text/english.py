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

_VIETNAMESE: Final = re.compile(r"[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]")
_ENGLISH: Final = re.compile(r"\b(?:the|of|and|in|with|has|have|are|is)\b")
_LEAST_WORDS: Final = 100
_MOST_MARKED: Final = 50  # one letter with a Vietnamese mark to so many characters is still English (names)


def is_english(lower: str) -> bool:
    """Whether a page is in English: few letters with Vietnamese marks, and the small words of English."""
    marked = len(_VIETNAMESE.findall(lower))
    return marked * _MOST_MARKED < len(lower) and len(_ENGLISH.findall(lower)) * _LEAST_WORDS > len(lower)


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
    **dict.fromkeys(("projects", "project", "ones", "of them", "of these", "of the projects"), "project"),
    **dict.fromkeys(("enterprises", "businesses", "companies", "firms", "enterprise"), "enterprise"),
    **dict.fromkeys(("workers", "employees", "laborers", "labourers", "jobs", "people"), "person"),
    **dict.fromkeys((*ENGLISH_KINDS, "parks", "clusters", "coastal economic zones"), "zone"),
}
_CUBIC: Final = ("m3", "cu.m", "cubic metres", "cubic meters")
_UNITS: Final = {
    **dict.fromkeys(("%", "percent", "per cent"), "percent"),
    **dict.fromkeys(("usd", "us dollars", "us$", "dollars"), "USD"),
    **dict.fromkeys(("vnd", "dong", "vietnamese dong"), "VND"),
    **dict.fromkeys(("hectares", "hectare", "ha"), "ha"),
    **dict.fromkeys(("times", "-fold", "fold"), "times"),
    **{f"{cubic}{daily}": "m3/day" for cubic in _CUBIC for daily in ("/day", " per day", " a day")},
    **dict.fromkeys(("points", "percentage points"), "point"),
}  # fmt: skip
_QUANTITY: Final = re.compile(
    rf"(?P<hedge>(?:(?:{one_of(_HEDGES)}) )*)(?P<cur>us\$ ?|usd ?|vnd ?|\$ ?)?"
    rf"(?P<n>{NUMERAL.pattern}|(?<=vnd)[0-9]+(?:[.,][0-9]+)*|(?<=usd)[0-9]+(?:[.,][0-9]+)*"
    rf"|(?<!\w)(?:{one_of(_WRITTEN)})(?= ))"
    rf"(?: ?(?P<scale>{one_of(POWER_OF_TEN_EN)})(?!\w))?"
    rf"(?: ?(?P<unit>{one_of(_UNITS)})(?!\w)|(?: (?P<words>(?:[\w-]+ |\([a-z]+\) )?(?:[\w-]+ "
    rf"|\([a-z]+\) ){{0,5}}?(?P<counted>{one_of(_COUNTED)}))(?!\w)))?"
)
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
            if quantity is not None:
                found.append(quantity)
            else:
                at = match.end("n")
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
        per="/" + _SQUARE_METRE.sub("m2", per["per"]).strip() if per else "",
        factor=factor,
    )


def _unit(match: re.Match[str]) -> tuple[str | None, str, int]:
    """The unit of a number, the word for it, and where it ends; what is counted may have adjectives before it."""
    stop = match.end("unit") if match["unit"] else match.end("scale") if match["scale"] else match.end("n")
    if match["unit"]:
        return _UNITS[match["unit"]], match["unit"], stop
    if match["cur"]:
        return "VND" if match["cur"].startswith("v") else "USD", "", stop
    if match["words"]:
        adjectives = match["words"].removesuffix(match["counted"])
        if _NO_WORD.search(adjectives) is None and not any(char.isdigit() for char in adjectives):
            return _COUNTED[match["counted"]], match["words"], match.end("counted")
    return None, "", stop


def _number(match: re.Match[str], unit: str | None) -> tuple[Fraction, Fraction, Fraction] | None:
    """The value of a number, its last place, and the power of ten said behind it; numbers in words only count."""
    whole = unit in _COUNTED.values() and not match["scale"]
    if match["n"] in _WRITTEN:
        return (Fraction(_WRITTEN[match["n"]]), Fraction(1), Fraction(1)) if whole else None
    power = POWER_OF_TEN_EN[match["scale"]] if match["scale"] else 0
    numeral = read_numeral(match["n"], DecimalMark.DOT, whole=whole, power=power)
    return (numeral.value, numeral.step, Fraction(10**power)) if numeral else None


# Times -------------------------------------------------------------------------------------------------------------

_MONTHS: Final = {
    name[:length]: number
    for number, name in enumerate((name.lower() for name in month_name[1:]), 1)
    for length in (3, len(name))
}
_ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
_Y: Final = r"(?:19|20)[0-9]{2}"
_M: Final = one_of(_MONTHS)
_TIME: Final = re.compile(
    rf"(?P<lead>(?:as of|by|to|until|till|up to|through|since|from|than|with|against|over|end of|in|on|during"
    rf"|compared)(?: the)?(?: end of)?(?: in)? )?"
    rf"(?:(?P<months>(?:the )?(?:first )?(?P<count>[0-9]{{1,2}}|{one_of(_SMALL)}) months(?:(?: of"
    rf"| in)? (?:the year |this year |(?P<my>{_Y})))?)"
    rf"|(?P<half>(?P<which>first|second) half(?: of)?(?: (?P<hy>{_Y}))?)"
    rf"|(?P<quarter>(?:(?P<q>first|second|third|fourth) quarter|q(?P<qn>[1-4]))(?: of| in|/)?(?: ?(?P<qy>{_Y}))?)"
    rf"|(?P<mdy>(?P<m1>{_M})\.? (?P<d1>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y1>{_Y}))?(?![0-9]))"
    rf"|(?P<dmy>(?P<d2>[0-9]{{1,2}}) (?P<m2>{_M}),?(?: (?P<y2>{_Y}))?)"
    rf"|(?P<full>(?P<d3>[0-9]{{1,2}})/(?P<m3>[0-9]{{1,2}})/(?P<y3>{_Y}))"
    rf"|(?P<span>(?P<s1>{_Y}) ?- ?(?P<s2>{_Y}))"
    rf"|(?P<month>(?P<m4>{_M})(?: of)?(?: (?P<y4>{_Y}))(?![0-9]))"
    rf"|(?P<year>{_Y}(?![\w.,]?[0-9%]))"
    rf"|(?P<now>now|currently|at present|so far|to date|today|at the moment))(?!\w)"
)
_UNTIL: Final = ("as of", "by", "to", "until", "till", "up to", "through", "end of")


def find_times(lower: str, spans: Iterable[Span], published: date | None) -> list[TimePhrase]:
    """The phrases of time in some parts of an English text in lower case."""
    found: list[TimePhrase] = []
    for start, end in spans:
        for match in _TIME.finditer(lower, start, end):
            if match.start() and lower[match.start() - 1].isalnum():
                continue
            days = _days(match, published)
            if days is not None:
                first, last = days
                found.append(TimePhrase(match.start(), match.end(), *_bound(match, first, last, published)))
    return found


def _days(match: re.Match[str], published: date | None) -> tuple[date | None, date | None] | None:
    """The first and last day of a phrase; None for both where its year is not known, nothing where there is no such day."""
    year = published.year if published else None
    try:
        if match["now"]:
            return None, published
        if match["span"]:
            return date(int(match["s1"]), 1, 1), date(int(match["s2"]), 12, 31)
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
    if lead.startswith(("than", "with", "against", "over", "compared")):
        return first, last, "compare"
    if lead.startswith(_UNTIL):
        ahead = last is not None and published is not None and last.year > published.year
        return (first, last, "horizon") if ahead else (None, last, "until")
    if lead.startswith(("since", "from")) and not match["months"]:
        return first or last, None, "from"
    return first, last, "flow" if first else "day"
