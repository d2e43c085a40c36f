"""Pages in English: how they are told, and their quantities."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Final

from parkledger.language.units import POWER_OF_TEN_EN
from parkledger.reading.model import Span
from parkledger.reading.text.mentions import ENGLISH_KINDS
from parkledger.reading.text.numerals import NUMERAL, DecimalMark, read_numeral
from parkledger.reading.text.patterns import one_of
from parkledger.reading.text.quantities import FoundQuantity

_VIETNAMESE: Final = frozenset(
    ["của", "và", "các", "đã", "trong", "với", "được", "có", "là", "cho", "tại", "này", "năm"]
)
_IN_VIETNAMESE: Final = re.compile(rf"(?<!\w)(?:{one_of(_VIETNAMESE)})(?!\w)")
_ENGLISH: Final = frozenset(["the", "of", "and", "in", "with", "has", "have", "are", "is"])
_WORD: Final = re.compile(r"\w+")
_MARKED: Final = re.compile(r"[^\W\d_a-z]")
_OF_THE_FIELD: Final = re.compile(
    r"\b(?:areas?|land|fees?|price|rent|rate|parks?|zones?|clusters?|projects?|capital|total|industrial|capacity|occupancy|investment"
    r"|rental|infrastructure|wastewater|water|treatment|lease|management|location|developer|hectares?|billion|million|budget|labou?r"
    r"|exports?|imports?|growth|value|people|per cent|percent|year-on-year)\b"
)
"""Words of a profile in English, which has few sentences: many of them, in plain letters, and no word of Vietnamese."""
_LEAST_WORDS: Final = 100
_OUTNUMBERED: Final = 3
_ENOUGH: Final = 4_000  # characters that tell a page's language
_SHORT: Final = 300  # characters of a text in which small words may hardly stand


def is_english(lower: str, spans: Sequence[Span]) -> bool:
    """Whether a page is in English: in its prose, many of the small words of English, and few of Vietnamese ones."""
    pieces, length = [], 0
    for start, end in spans:
        pieces.append(lower[start : min(end, start + _ENOUGH - length)])
        length += len(pieces[-1])
        if length >= _ENOUGH:
            break
    prose = " ".join(pieces)
    if sum(map(prose.count, _ENGLISH)) * _LEAST_WORDS <= length and _IN_VIETNAMESE.search(prose):
        return False
    words = _WORD.findall(prose)
    english = sum(map(_ENGLISH.__contains__, words))
    vietnamese = sum(map(_VIETNAMESE.__contains__, words))
    if english * _LEAST_WORDS > length and english > _OUTNUMBERED * vietnamese:
        return True
    if vietnamese:
        return False
    marked = len(_MARKED.findall(prose))
    if length < _SHORT and not marked:
        return english + len(_OF_THE_FIELD.findall(prose)) > 1
    return marked * _LEAST_WORDS < length and len(_OF_THE_FIELD.findall(prose)) > _OUTNUMBERED


# Quantities --------------------------------------------------------------------------------------------------------

SMALL_NUMBERS: Final = {
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
    **SMALL_NUMBERS,
    **{ten: 10 * number for number, ten in enumerate(_TENS, 2)},
    **{
        f"{ten}-{word}": 10 * number + one
        for number, ten in enumerate(_TENS, 2)
        for word, one in list(SMALL_NUMBERS.items())[:9]
    },
}
_HEDGES: Final = {
    **dict.fromkeys(("over", "more than", "above", "at least", "exceeding", "upwards of"), "more"),
    **dict.fromkeys(("nearly", "almost", "under", "less than", "close to", "just under", "below"), "less"),
    **dict.fromkeys(("about", "around", "some", "approximately", "roughly", "circa"), "about"),
    **dict.fromkeys(("estimated", "an estimated"), "estimate"),
}
_ONE_HEDGE: Final = re.compile(one_of(_HEDGES))
_COUNTED: Final = {
    **dict.fromkeys(
        ("projects", "project", "ones", "others", "of them", "of these", "of which", "of the projects"), "project"
    ),
    **dict.fromkeys(
        ("capital adjustments", "adjustments", "capital increases", "expansions", "capital hikes"), "project"
    ),
    **dict.fromkeys(("ventures", "schemes", "investment deals"), "project"),
    **dict.fromkeys(("certificates", "licences", "licenses"), "project"),
    **dict.fromkeys(("enterprises", "businesses", "companies", "firms", "enterprise"), "enterprise"),
    **dict.fromkeys(
        ("workers", "employees", "laborers", "labourers", "jobs", "people", "locals", "staff", "hands"), "person"
    ),
    **dict.fromkeys((*ENGLISH_KINDS, "parks", "clusters", "coastal economic zones"), "zone"),
}
_CUBIC: Final = ("m3", "m³", "cu.m", "cubic metres", "cubic meters")
_UNITS: Final = {
    **dict.fromkeys(("%", "percent", "per cent"), "percent"),
    **dict.fromkeys(("usd", "us dollars", "us$", "dollars"), "USD"),
    **dict.fromkeys(("vnd", "vnđ", "dong", "dongs", "vietnamese dong"), "VND"),
    **dict.fromkeys(("hectares", "hectare", "ha"), "ha"),
    **dict.fromkeys(("times", "-fold", "fold"), "times"),
    **{f"{cubic}{daily}": "m3/day" for cubic in _CUBIC for daily in ("/day", " per day", " a day")},
    **dict.fromkeys(("points", "percentage points"), "point"),
    **dict.fromkeys(_CUBIC, "m3"),
}
_QUANTITY: Final = re.compile(
    rf"(?P<hedge>(?:(?:(?<!\w)(?:{one_of(_HEDGES)})) )*)(?P<cur>us\$ ?|usd ?|vnđ ?|vnd ?|\$ ?)?"
    rf"(?P<n>{NUMERAL.pattern}|(?<=vn[dđ])[0-9]+(?:[.,][0-9]+)*|(?<=usd)[0-9]+(?:[.,][0-9]+)*"
    rf"|(?<!\w)(?:{one_of(_WRITTEN)})(?=[ ;,.)]))(?:/(?P<over>[0-9]{{1,4}}))?"
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
    r"|(?P<listed> (?:(?:foreign|domestic|fdi|ddi)(?:[- ](?:invested|owned|funded))?(?: ones)?"
    r"(?=[,;.)]| \(| (?:with|worth|and|at|for)(?!\w))"
    r"|with (?:capital (?:increases?|adjustments?|additions?)|(?:increased|adjusted|added|additional|raised) capital)(?!\w)"
    r"|(?:in (?:production|operation)|under construction|operational|operating)(?=[,;.)]|\s*\Z|\n)))"
    r"|(?P<subject> (?:are|were|have|has|had|is|being|came|come|remain|began|started|went|operate|already|now)(?!\w))"
)
"""What stands behind a number whose unit is said only with another one: "309 of the 367 projects", "81 foreign and 29
domestic projects", "342 are FDI", "371 projects, of which 65 DDI and 306 FDI; 84 in production"."""
_LEADS_IN: Final = re.compile(
    r"(?:[.;]\s)(?P<lead>(?:so far|to date|thus far|currently|now|at present|already|up to now|until now|in all|as of now),? "
    r"|(?:by|as of|as at|at|until|up to|in|since) [a-z0-9 -]{3,34}, )\Z"
)
""" "Quang Nam plans 92 clusters. So far 58 have been set up"."""
_IN_SENTENCE: Final = re.compile(r"(?:[^.;!?\n]|\.(?=[0-9]))*")
"""Words without the end of a sentence."""
_ONE_ZONE: Final = frozenset(one for one in ENGLISH_KINDS if not one.endswith("s"))
_BEFORE_ONE: Final = re.compile(
    r"(?:\b(?:has|have|had|there (?:is|was)|only|just|with|of|reach(?:ed|es)?|totalled|totaled|about|nearly)|[|:]) \Z"
)
_BESIDE: Final = 6  # characters
_LAND_SAID: Final = re.compile(
    r" (?:(?:are|is|being) )?(?:leasable|lettable|rentable|leased|let|cleared|industrial land|for lease)(?!\w)"
)
""" "2,448 hectares, 1,300 of them leasable"."""
_OF_THEM: Final = ("of them", "of these", "of which")
_COUNT_AHEAD: Final = 110  # characters from such a number to the unit it shares
_NO_WORD: Final = re.compile(
    r"\b(?:of|in|on|at|and|with|for|to|by|are|is|has|have|were|the|which|million|billion|usd|from)\b"
)
_PER: Final = re.compile(
    r" ?(?:/ ?|per |a |each |every )(?P<per>(?:sq\.?m|square met(?:er|re)|m2|m²|sqm|m3|m³|cu\.?m"
    r"|cubic met(?:er|re)|month|person|worker|employee|labourer|laborer|year|ha"
    r"|hectare)[\w./ ]{0,16}?)(?=[,.;)\s]|\Z)"
)


_CUBIC_METRE: Final = re.compile(r"cu\.?m|cubic met(?:er|re)|m³")
_SQUARE_METRE: Final = re.compile(r"sq\.?m|square met(?:er|re)")
_MONEY: Final = ("USD", "VND")


def find_quantities(
    lower: str, spans: Sequence[Span], taken: Sequence[Span], usage: DecimalMark | None = None
) -> list[FoundQuantity]:
    """The quantities in some parts of an English text in lower case; what lies in `taken` (dates) is left alone.

    `usage` is the decimal mark that the numbers of the page prove: offices write English pages with a comma too.
    """
    mark = usage or DecimalMark.DOT
    found: list[FoundQuantity] = []
    for start, end in spans:
        at = start
        while (match := _QUANTITY.search(lower, at, end)) is not None:
            at = max(match.end(), match.start() + 1)
            if any(first < match.end("n") and match.start("n") < last for first, last in taken):
                at = match.end("n")
                continue
            quantity = _quantity(lower, match, mark)
            if quantity is not None and f" {quantity.word}".endswith((*_OF_THEM, " ones", " others")):
                of_land = (
                    found
                    and found[-1].unit == "ha"
                    and quantity.start - found[-1].end < _BESIDE
                    and _LAND_SAID.match(lower, quantity.end)
                )
                quantity = quantity._replace(
                    unit="ha" if of_land else _unit_before(found, quantity.start) or quantity.unit
                )
            if quantity is None:
                at = match.end("n")
                quantity = _elided(lower, match, found, end) or _said_before(lower, match, start, found)
            if quantity is not None:
                found.append(quantity)
                at = max(quantity.end, match.start() + 1)
    return _with_ranks(lower, spans, _with_ranges(lower, found, mark))


_LOW_END: Final = re.compile(
    rf"(?P<open>(?<!\w)(?:between|from) )?(?P<cur>us\$ ?|usd ?|vnd ?|\$ ?)?"
    rf"(?P<n>{NUMERAL.pattern}|(?<=vnd)[0-9]+(?:[.,][0-9]+)*|(?<=usd)[0-9]+(?:[.,][0-9]+)*)(?: ?(?:%|percent|per cent|ha|hectares))?"
    rf"(?: ?(?P<scale>{one_of(POWER_OF_TEN_EN)}))?(?P<to> ?[-–] ?| to | and )\Z"
)
""" "Between US$95 and ", "60-", "8 to " before the upper end of a range."""
_LONGEST_LOW: Final = 40  # characters
_SHARES_PER: Final = re.compile(r",? and |, ")
""" "$137 and $175 per square metre respectively"."""
_WIDEST: Final = 20
"""How many times its lower end the upper end of a range may be."""
_RANGED: Final = frozenset({"USD", "VND", "percent", "ha", "m3/day"})


def _with_ranges(lower: str, found: list[FoundQuantity], mark: DecimalMark) -> list[FoundQuantity]:
    """The quantities with the two ends of each range put together; its lower end is its value."""
    done: list[FoundQuantity] = []
    for high in found:
        if (
            high.per
            and done
            and (done[-1].unit, done[-1].per) == (high.unit, "")
            and _SHARES_PER.fullmatch(lower, done[-1].end, high.start)
        ):
            done[-1] = done[-1]._replace(per=high.per)
        joined = _range_ending_at(lower, high, mark)
        while joined is not None and done and done[-1].end > joined.start:
            done.pop()
        done.append(joined or high)
    return done


def _range_ending_at(lower: str, high: FoundQuantity, mark: DecimalMark) -> FoundQuantity | None:
    """The range whose upper end a quantity is; None where nothing before it is a lower end."""
    match = _LOW_END.search(lower, max(0, high.start - _LONGEST_LOW), high.start) if high.unit in _RANGED else None
    if match is None or (match["to"] == " and ") != ((match["open"] or "") == "between "):
        return None
    if match["to"] == " to " and not match["open"] and (match["cur"] or "$" in lower[high.start : high.number]):
        return None  # "rose $2 billion to $5 billion"
    power = POWER_OF_TEN_EN[match["scale"]] if match["scale"] else 0
    numeral = read_numeral(match["n"], mark, whole=False, power=power)
    if numeral is None:
        return None
    factor = Fraction(1) if match["scale"] else high.factor
    value = numeral.value * factor
    before = lower[max(0, match.start() - 1) : match.start()]
    if (
        not high.value / _WIDEST < value < high.value
        or before in (".", ",")
        or before.isdigit()
        or _is_change(lower, match)
    ):
        return None
    return high._replace(
        start=match.start("cur") if match["cur"] else match.start("n"),
        number=match.start("n"),
        value=value,
        step=numeral.step * factor,
        upper=high.value,
        rule=("quantity.range", *high.rule),
    )


def _is_change(lower: str, match: re.Match[str]) -> bool:
    """Whether what looks like a range tells a rise: "up from 60 percent to 65 percent"."""
    opened = match["open"] or ""
    return opened == "from " and _MOVED.search(lower, max(0, match.start() - _LONGEST_LOW), match.start()) is not None


_MOVED: Final = re.compile(
    r"\b(?:up|down|r[io]se\w*|f[ae]ll\w*|increas\w+|decreas\w+|gr[eo]w\w*|climb\w*|jump\w*|drop\w*|rais\w+|lift\w*|cut|expand\w*|enlarg\w+"
    r"|widen\w*)\b[^.;]*\Z"
)


_RANK_WORDS: Final = {
    word: number
    for number, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"), 1
    )
}
_RANK: Final = re.compile(
    rf"(?:(?:rank|plac|position|list)(?:s|ed|ing|es)|puts?|putting|rank|st(?:ood|ands?|anding)|c(?:ame|omes?|oming)|finish(?:ed|es|ing)"
    rf"|(?:jump|climb|ris|mov|fall|slipp?|dropp?|leap|surg|advanc)(?:ed|ing|s|es)|rose|fell)"
    rf"(?: (?:up|down|overall|it|them|the (?:province|city)))?"
    rf"(?: (?:in|at|as|the|to|from|no\.?|number|place))* "
    rf"(?P<n>(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)|(?P<w>{one_of(_RANK_WORDS)})|(?<=no )[0-9]{{1,2}}|(?<=no\. )[0-9]{{1,2}}"
    rf"|[0-9]{{1,2}}(?=/(?:34|63|64)(?![0-9])))"
    rf"(?: (?:place|position|spot|rank|(?:highest|largest|biggest|fastest|strongest)(?! (?:investor|source|partner|market|buyer))))?"
    rf"(?:(?: (?:out of|of|among|from)(?: the)?(?: country[’']s| nation[’']s)? |/)(?P<over>34|63|64)"
    rf"(?: (?:provinces|localities|cities)[a-z ]{{0,12}})?)?(?![\w-]|,? (?:half|quarter|time|phase|year|month))"
)
""" "Ranking second nationwide", "placed seventh among 63 localities", "rank 2/63"."""


_SUPERLATIVE: Final = re.compile(
    rf"\bthe (?P<n>(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)|(?P<w>{one_of(_RANK_WORDS)}))[- ](?:highest|fastest|largest|biggest|strongest"
    r"|best)(?! (?:investor|source|partner|market|buyer|city|economy|exporter|importer|island))(?![\w-])"
)
""" "The sixth-fastest pace in the country"."""


def _with_ranks(lower: str, spans: Iterable[Span], found: list[FoundQuantity]) -> list[FoundQuantity]:
    """The quantities of a text and its places in a ranking, in order; what lies in a rank is no quantity of its own."""
    ranks: list[FoundQuantity] = []
    both = (
        one for start, end in spans for pattern in (_RANK, _SUPERLATIVE) for one in pattern.finditer(lower, start, end)
    )
    for match in sorted(both, key=lambda one: one.start("n")):
        if ranks and match.start("n") < ranks[-1].end:
            continue
        written = match["d"] or (match["n"] if match["n"].isdecimal() else None)
        ranks.append(
            FoundQuantity(
                start=match.start("n"),
                number=match.start("n"),
                end=match.end(),
                value=Fraction(int(written) if written else _RANK_WORDS[match["n"]]),
                step=Fraction(1),
                unit="rank",
                word="",
                hedges=(),
                rule=("quantity.rank", "number.english"),
                over=Fraction(int(over)) if (over := match.groupdict().get("over")) else None,
            )
        )
    if not ranks:
        return found
    return sorted((*(one for one in found if not _is_in(one, ranks)), *ranks), key=_number_at)


def _is_in(quantity: FoundQuantity, ranks: Sequence[FoundQuantity]) -> bool:
    """Whether a number is that of a place in a ranking; `ranks` are in order."""
    before = bisect_right(ranks, quantity.number, key=_number_at) - 1
    return before >= 0 and quantity.number < ranks[before].end


def _number_at(quantity: FoundQuantity) -> int:
    return quantity.number


def _begin(match: re.Match[str]) -> int:
    """Where a bare number begins, with its hedges."""
    return match.start("hedge" if match["hedge"] else "n")


def _hedges(match: re.Match[str]) -> tuple[str, ...]:
    return tuple(_HEDGES[one] for one in _ONE_HEDGE.findall(match["hedge"]))


def _quantity(lower: str, match: re.Match[str], mark: DecimalMark) -> FoundQuantity | None:
    unit, word, stop = _unit(match)
    number = _number(match, unit, mark)
    if number is None or unit is None:
        return None
    value, step, factor = number
    if unit == "m3":
        if not _DAILY.search(lower, max(0, match.start() - _LONGEST_LOW), match.start()):
            return None
        unit = "m3/day"
    per = _PER.match(lower, stop) if unit in _MONEY else None
    return FoundQuantity(
        start=match.start("hedge" if match["hedge"] else "cur" if match["cur"] else "n"),
        number=match.start("n"),
        end=per.end() if per else stop,
        value=value,
        step=step,
        unit=unit,
        word=word,
        hedges=_hedges(match),
        rule=(f"quantity.{unit}", "number.english"),
        over=Fraction(int(match["over"])) if match["over"] else None,
        per="/" + _SQUARE_METRE.sub("m2", _CUBIC_METRE.sub("m3", per["per"])).strip() if per else "",
        factor=factor,
    )


_DAILY: Final = re.compile(r"(?<!\w)(?:daily|a day|per day|each day)(?!\w)[^.;0-9]*\Z")
""" "With a daily capacity of 5,000 cubic metres"."""


def _elided(lower: str, match: re.Match[str], found: Sequence[FoundQuantity], end: int) -> FoundQuantity | None:
    """A count whose unit the next number has, or the one before where it only says whose: "of which 342 are FDI"."""
    stop = match.end("over") if match["over"] else match.end("n")
    shares = _ELIDED.match(lower, stop, end) if not (match["cur"] or match["scale"] or match["unit"]) else None
    number = _number(match, "project") if shares else None
    if shares is None or number is None or number[0].denominator > 1:
        return None
    unit = _unit_shared(lower, shares, found, match.start("n"), end)
    if not unit:
        return None
    behind = shares.end() if shares["beside"] or shares["more"] else stop
    return FoundQuantity(
        start=_begin(match),
        number=match.start("n"),
        end=behind,
        value=number[0],
        step=number[1],
        unit=unit,
        word=lower[stop:behind],
        hedges=_hedges(match),
        rule=(f"quantity.{unit}", "unit.elided", "number.english"),
        over=Fraction(int(match["over"])) if match["over"] else None,
    )


def _unit_shared(
    lower: str, shares: re.Match[str], found: Sequence[FoundQuantity], number: int, end: int
) -> str | None:
    """The unit that a number shares with the one before it, or else with the next; none where it shares none."""
    stop = shares.start()
    before = _unit_before(found, stop)
    if shares["subject"]:
        return before if before is not None and _goes_on(lower, found[-1].end, number) else None
    if shares["listed"]:
        return before if before in ("project", "zone") and "\n" not in lower[found[-1].end : number] else None
    if shares["whose"] or shares["more"]:
        return before or "project"
    counts = _QUANTITY.finditer(lower, shares.end() - 1, min(end, stop + _COUNT_AHEAD))
    known = next((_unit(one)[0] for one in counts if one["words"] or one["unit"] or one["cur"]), None)
    listed = before if shares["beside"] and before in ("project", "zone") else None
    return known if known in _COUNTED.values() else listed


_SAID: Final = re.compile(
    rf"(?:(?:(?:\A|[\n;-]) ?(?:[\w-]+ ){{0,3}}?(?P<headed>{one_of(_COUNTED)})(?!\w)[^.,;:()0-9]{{0,60}}?(?=:)"
    rf"|(?<!\w)(?P<numbered>{one_of(_COUNTED)})(?![\w'’])[^.,;:()0-9]{{0,60}}?(?= (?:now )?(?:number(?:ed)?|total(?:l?ed)?"
    r"|accounts? for|make up)(?!\w)))"
    rf"|(?:number|total|count|amount|tally)s? of (?:[\w-]+ ){{0,4}}?(?P<counted>{one_of(_COUNTED)})(?!\w)[^.;:()0-9]{{0,90}}?"
    r"|\b(?P<people>workforce|labour force|labor force|headcount|payroll)(?!\w)[^.;:()0-9]{0,60}?)"
    r"(?::| (?:now )?number(?:ed)?| (?:now )?total(?:l?ed)?| accounts? for| make up| is| was| were| of| to| at"
    r"| reached| reaches| totalled| totaled| hit| exceeded| exceeds| topped| stands? at| stood at)"
    rf"(?: (?:{one_of(_HEDGES)}))* ?\Z"
)
""" "The number of valid projects in the parks was 1,246", "a workforce of 71,000", "Valid projects: 371", "foreign ones number 98"."""
_LIFTED: Final = re.compile(
    rf"\b(?:bring|tak|lift|rais|push)(?:ing|es|s|e)? (?:the |its |their )?(?:total|number|tally|count)(?: number)?"
    rf"(?: of (?:\w+ ){{0,2}}projects)?"
    rf" to(?: (?:{one_of(_HEDGES)}))* ?\Z"
)
""" "12 more clusters, bringing the total to 40"."""
_SAID_BEFORE: Final = 140  # characters
_CLOSES: Final = re.compile(
    r"(?:,(?![0-9])|[;:)]| \(|\.(?![0-9])| (?:as|by|at|in|on|up|down|with|while|and|from|after|so|to|for|including|people)(?!\w)|\s*\Z|\n)"
)


def _said_before(lower: str, match: re.Match[str], start: int, found: Sequence[FoundQuantity]) -> FoundQuantity | None:
    """A bare number that counts what is named before it."""
    if match["cur"] or match["scale"] or match["unit"]:
        return None
    told = _of_earlier(lower, match, found) or _of_the_rest(lower, match, found)
    if told is not None or not _CLOSES.match(lower, match.end("n")):
        return told
    changed = _changed_to(lower, match, start)
    if changed is not None:
        return changed
    if _SCORED.search(lower, max(start, match.start() - _SAID_BEFORE), match.start()):
        return _in_points(match)
    return _counting(match, _unit_said(lower, max(start, _begin(match) - _SAID_BEFORE), _begin(match), found))


def _unit_said(lower: str, start: int, stop: int, found: Sequence[FoundQuantity]) -> str | None:
    """What a sentence says is counted before a bare number, or what was counted that it brought to that number."""
    said = _SAID.search(lower[start:stop].rpartition(". ")[2])
    if said is None:
        return _unit_before(found, stop) if _LIFTED.search(lower, start, stop) else None
    counted = said["counted"] or said["headed"] or said["numbered"]
    return _COUNTED[counted] if counted else "person"


FROM_EARLIER: Final = (
    r"(?:[^.;0-9\n]{0,60}?(?:,? (?:up|down|rising|falling) from|, from|,? compared (?:with|to)|,? against|,? versus"
    r"|(?:higher|lower|more|less|fewer|larger|smaller|greater) than)| from)(?: the)?"
)
"""Between a figure and the same of an earlier time: "41 new licences, up from 28 a year earlier"; a bare "from" stands right
behind the figure, or it says of where somebody comes."""
_EARLIER: Final = re.compile(rf"{FROM_EARLIER} ")
_AT_THAT_TIME: Final = re.compile(r" (?:a year (?:earlier|ago|before)|(?:recorded |seen )?(?:in|at|last|a|by) )")


def _of_earlier(lower: str, match: re.Match[str], found: Sequence[FoundQuantity]) -> FoundQuantity | None:
    """A bare number that is the count before it at an earlier time: "41 new licences, up from 28 a year earlier"."""
    last, begin = found[-1] if found else None, _begin(match)
    if last is None or last.unit not in _COUNTED.values() or begin - last.end >= _COUNT_AHEAD:
        return None
    if not _EARLIER.fullmatch(lower, last.end, begin) or not _AT_THAT_TIME.match(lower, match.end("n")):
        return None
    return _counting(match, last.unit)


def _counting(match: re.Match[str], unit: str | None) -> FoundQuantity | None:
    """A whole number as a count of what was said before it; nothing where nothing was."""
    number = _number(match, unit) if unit else None
    return _bare(match, number, unit) if unit and number and number[0].denominator == 1 else None


def _bare(match: re.Match[str], number: tuple[Fraction, Fraction, Fraction], unit: str) -> FoundQuantity:
    """A number whose unit was said before it."""
    begin = _begin(match)
    return FoundQuantity(
        start=begin,
        number=match.start("n"),
        end=match.end("n"),
        value=number[0],
        step=number[1],
        unit=unit,
        word="",
        hedges=_hedges(match),
        rule=(f"quantity.{unit}", "unit.said_before", "number.english"),
    )


_THE_REST: Final = re.compile(r"(?<!\w)(?:another|a further|the (?:remaining|other|rest,?)|remaining|others,?) \Z")
_THEY_ARE: Final = re.compile(r"(?:,| \(| (?:are|were|is|have|has|had|remain|await|will))(?!\w)")


def _of_the_rest(lower: str, match: re.Match[str], found: Sequence[FoundQuantity]) -> FoundQuantity | None:
    """A bare number of the rest of what was counted before: "Another two are in the pipeline"."""
    begin = _begin(match)
    if not _THE_REST.search(lower, max(0, begin - 20), begin) or not _THEY_ARE.match(lower, match.end("n")):
        return None
    last = next((one for one in reversed(found) if one.unit in ("zone", "project")), None)
    near = last is not None and begin - last.end < _REST_AHEAD and "\n" not in lower[last.end : begin]
    return _counting(match, last.unit) if last is not None and near else None


_REST_AHEAD: Final = 260  # characters
_CHANGED: Final = re.compile(rf"(?:per cent|percent|%)(?: [a-z-]+){{0,3}} to(?: (?:{one_of(_HEDGES)}))* \Z")
_OF_PEOPLE: Final = re.compile(
    r"(?<!\w)(?:employment|workforce|labour force|labor force|headcount|employees|workers|jobs|payrolls?)(?!\w)"
)


def _changed_to(lower: str, match: re.Match[str], start: int) -> FoundQuantity | None:
    """A bare number of people that a change led to: "employment shrank by 5.2 per cent to 284,000"."""
    begin = _begin(match)
    sentence = lower[max(start, begin - _SAID_BEFORE) : begin].rpartition(". ")[2]
    return _counting(match, "person") if _CHANGED.search(sentence) and _OF_PEOPLE.search(sentence) else None


_SCORED: Final = re.compile(
    r"\b(?:score|scored|scoring)(?: (?:of|was|is|at|reached|stood at|to))?(?: (?:about|nearly|over))* \Z"
)


def _in_points(match: re.Match[str]) -> FoundQuantity | None:
    """A score without its unit: "with a score of 69.2"."""
    number = _number(match, "point")
    return _bare(match, number, "point") if number is not None else None


def _goes_on(lower: str, end: int, at: int) -> bool:
    """Whether a number stands in the sentence of the count before it, or opens the next one: "Five had been formed"."""
    lead = _LEADS_IN.search(lower, end, at)
    at = lead.start("lead") if lead else at
    if lower.endswith((". ", ".\n", "; "), 0, at):
        return _IN_SENTENCE.fullmatch(lower, end, at - 2) is not None
    return _IN_SENTENCE.fullmatch(lower, end, at) is not None


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


def _number(
    match: re.Match[str], unit: str | None, mark: DecimalMark = DecimalMark.DOT
) -> tuple[Fraction, Fraction, Fraction] | None:
    """The value of a number, its last place, and the power of ten said behind it; numbers in words only count."""
    whole = (unit in _COUNTED.values() or unit == "VND") and not match["scale"]
    if match["n"] in _WRITTEN and match["scale"]:
        scale = Fraction(10 ** POWER_OF_TEN_EN[match["scale"]])
        return _WRITTEN[match["n"]] * scale, scale, scale
    if match["n"] in _WRITTEN:
        return (
            (Fraction(_WRITTEN[match["n"]]), Fraction(1), Fraction(1))
            if (whole and unit != "VND") or unit in ("times", "percent")
            else None
        )
    power = POWER_OF_TEN_EN[match["scale"]] if match["scale"] else 0
    numeral = read_numeral(match["n"], mark, whole=whole, power=power)
    return (numeral.value, numeral.step, Fraction(10**power)) if numeral else None
