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

_VIETNAMESE: Final = re.compile(r"(?<!\w)(?:của|và|các|đã|trong|với|được|có|là|cho|tại|này|năm)(?!\w)")
_ENGLISH: Final = re.compile(r"\b(?:the|of|and|in|with|has|have|are|is)\b")
_MARKED: Final = re.compile(r"[^\W\d_a-z]")
_OF_THE_FIELD: Final = re.compile(
    r"\b(?:areas?|land|fees?|price|rent|rate|parks?|zones?|clusters?|projects?|capital|total|industrial|capacity|occupancy|investment"
    r"|rental|infrastructure|wastewater|water|treatment|lease|management|location|developer|hectares?)\b"
)
"""Words of a profile in English, which has few sentences: many of them, in plain letters, and no word of Vietnamese."""
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
    vietnamese = len(_VIETNAMESE.findall(prose))
    if english * _LEAST_WORDS > length and english > _OUTNUMBERED * vietnamese:
        return True
    marked = len(_MARKED.findall(prose))
    return not vietnamese and marked * _LEAST_WORDS < length and len(_OF_THE_FIELD.findall(prose)) > _OUTNUMBERED


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
_COUNTED: Final = {
    **dict.fromkeys(
        ("projects", "project", "ones", "others", "of them", "of these", "of which", "of the projects"), "project"
    ),
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
    r"|(?P<listed> (?:(?:foreign|domestic|fdi|ddi)(?:[- ](?:invested|owned|funded))?(?: ones)?(?=[,;.)]| (?:with|worth|and|at|for)(?!\w))"
    r"|with (?:capital (?:increases?|adjustments?|additions?)|(?:increased|adjusted|added|additional|raised) capital)(?!\w)"
    r"|(?:in (?:production|operation)|under construction|operational|operating)(?=[,;.)]|\s*\Z|\n)))"
    r"|(?P<subject> (?:are|were|have|has|had|is|being|came|come|remain|began|started|went|operate|already|now)(?!\w))"
)
"""What stands behind a number whose unit is said only with another one: "309 of the 367 projects", "81 foreign and 29
domestic projects", "342 are FDI", "371 projects, of which 65 DDI and 306 FDI; 84 in production"."""
_IN_SENTENCE: Final = re.compile(r"(?:[^.;!?\n]|\.(?=[0-9]))*")
"""Words without the end of a sentence."""
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
            if quantity is not None and quantity.word.endswith(_OF_THEM):
                quantity = quantity._replace(unit=_unit_before(found, quantity.start) or quantity.unit)
            if quantity is None:
                at = match.end("n")
                quantity = _elided(lower, match, found, end) or _said_before(lower, match, start, found)
            if quantity is not None:
                found.append(quantity)
                at = max(quantity.end, match.start() + 1)
    return _with_ranks(lower, spans, found)


_RANK_WORDS: Final = {
    word: number
    for number, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"), 1
    )
}
_RANK: Final = re.compile(
    rf"(?:(?:rank|plac|position|list)(?:s|ed|ing|es)|rank|st(?:ood|ands?|anding)|c(?:ame|omes?|oming)|finish(?:ed|es|ing)"
    rf"|(?:jump|climb|ris|mov|fall|slip)(?:ed|ing|s|es)|rose|fell)(?: (?:up|down|overall|it|them|the (?:province|city)))?"
    rf"(?: (?:in|at|as|the|to|from|no\.?|number|place))* "
    rf"(?P<n>(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)|(?P<w>{one_of(_RANK_WORDS)})|(?<=no )[0-9]{{1,2}}|(?<=no\. )[0-9]{{1,2}})"
    rf"(?: (?:place|position|spot|rank))?(?: (?:out of|of|among|from)(?: the)?(?: country[’']s| nation[’']s)? (?P<over>34|63|64)"
    rf"(?: (?:provinces|localities|cities)[a-z ]{{0,12}})?)?(?![\w-]|,? (?:half|quarter|time|phase|year|month))"
)
""" "Ranking second nationwide", "placed seventh among 63 localities"."""


def _with_ranks(lower: str, spans: Iterable[Span], found: list[FoundQuantity]) -> list[FoundQuantity]:
    """The quantities of a text and its places in a ranking, in order; what lies in a rank is no quantity of its own."""
    ranks = []
    for match in (one for start, end in spans for one in _RANK.finditer(lower, start, end)):
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
                over=Fraction(int(match["over"])) if match["over"] else None,
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


def _quantity(lower: str, match: re.Match[str], mark: DecimalMark) -> FoundQuantity | None:
    unit, word, stop = _unit(match)
    number = _number(match, unit, mark)
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
        per="/" + _SQUARE_METRE.sub("m2", _CUBIC_METRE.sub("m3", per["per"])).strip() if per else "",
        factor=factor,
    )


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
    return known if known in _COUNTED.values() else None


_SAID: Final = re.compile(
    rf"(?:(?:(?:\A|[\n;-]) ?(?:[\w-]+ ){{0,3}}?(?P<headed>{one_of(_COUNTED)})(?!\w)[^.,;:()0-9]{{0,60}}?(?=:)"
    rf"|(?<!\w)(?P<numbered>{one_of(_COUNTED)})(?!\w)[^.,;:()0-9]{{0,60}}?(?= (?:now )?(?:number(?:ed)?|total(?:l?ed)?"
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
    rf" to(?: (?:{one_of(_HEDGES)}))* ?\Z"
)
""" "12 more clusters, bringing the total to 40"."""
_SAID_BEFORE: Final = 140  # characters
_CLOSES: Final = re.compile(
    r"(?:,(?![0-9])|[;:)]|\.(?![0-9])| (?:as|by|at|in|on|up|down|with|while|and|from|after|so|to|for|including|people)(?!\w)|\s*\Z|\n)"
)


def _said_before(lower: str, match: re.Match[str], start: int, found: Sequence[FoundQuantity]) -> FoundQuantity | None:
    """A bare number that counts what is named before it."""
    if match["cur"] or match["scale"] or match["unit"] or not _CLOSES.match(lower, match.end("n")):
        return None
    begin = match.start("hedge") if match["hedge"] else match.start("n")
    said = _SAID.search(lower[max(start, begin - _SAID_BEFORE) : begin].rpartition(". ")[2])
    counted = (said["counted"] or said["headed"] or said["numbered"]) if said else None
    unit = _COUNTED[counted] if counted else "person" if said else None
    if said is None and _LIFTED.search(lower, max(start, begin - _SAID_BEFORE), begin):
        unit = _unit_before(found, begin)
    number = _number(match, unit) if unit else None
    if unit is None or number is None or number[0].denominator > 1:
        return None
    return FoundQuantity(
        start=begin,
        number=match.start("n"),
        end=match.end("n"),
        value=number[0],
        step=number[1],
        unit=unit,
        word="",
        hedges=tuple(_HEDGES[one] for one in re.findall(one_of(_HEDGES), match["hedge"])),
        rule=(f"quantity.{unit}", "unit.said_before", "number.english"),
    )


def _goes_on(lower: str, end: int, at: int) -> bool:
    """Whether a number stands in the sentence of the count before it, or opens the next one: "Five had been formed"."""
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
    whole = unit in _COUNTED.values() and not match["scale"]
    if match["n"] in _WRITTEN:
        return (
            (Fraction(_WRITTEN[match["n"]]), Fraction(1), Fraction(1))
            if whole or unit in ("times", "percent")
            else None
        )
    power = POWER_OF_TEN_EN[match["scale"]] if match["scale"] else 0
    numeral = read_numeral(match["n"], mark, whole=whole, power=power)
    return (numeral.value, numeral.step, Fraction(10**power)) if numeral else None
