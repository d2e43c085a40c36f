"""What a question is about: the indicator that its words come to, of which zones and places, when."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, NamedTuple

from parkledger.briefing.answers.known_names import sector_name
from parkledger.briefing.answers.limits import AskedLimit
from parkledger.briefing.answers.numbers_said import EXCEEDS
from parkledger.briefing.answers.question_words import Words
from parkledger.briefing.answers.rules import (
    EVENTS,
    HELPING,
    NOT_ACTUAL,
    SHARE_OF,
    STAGE_INDICATORS,
    STAGES,
    STILL,
    Fit,
    best_fit,
    marks_meant,
)
from parkledger.briefing.answers.times import YEAR_MONTHS, Time
from parkledger.briefing.answers.words import words_of
from parkledger.briefing.answers.zone_names import misnamed
from parkledger.catalogue import INDICATORS, Origin, ZoneKind, official_title
from parkledger.catalogue.countries import countries
from parkledger.catalogue.expressions import Timing
from parkledger.duties import DutyPhase
from parkledger.figures import Figures, Question
from parkledger.language import Lang, Period, Text, Unit, fold, format_date, format_period, month_end, months_later
from parkledger.places import (
    COUNTRY_CODE,
    Level,
    PlaceNotYet,
    PlaceUnknown,
    existed,
    find,
    get,
    is_within_any,
    province_on,
    province_or_whole,
    territory,
)
from parkledger.records.dates import Dates
from parkledger.records.duties import duties_on

NO_PERIOD: Final = Text(
    "chưa rõ so tháng, quý hay năm nào với kỳ trước đó",
    "it is not clear which month or quarter is compared with the one before",
)
TWO_BASES: Final = Text(
    "câu hỏi so với cả kỳ liền trước và cùng kỳ năm trước; hãy hỏi từng phép so một",
    "it is compared with the period before and with the year before; ask of one at a time",
)
ON_YEAR: Final = re.compile(
    r"(?<![^\W_])(?:yoy|y-o-y|y/y|year[- ](?:on|over)[- ]year|cung ky|so voi nam (?:truoc|ngoai)"
    r"|(?:on|than) (?:last year|the year before))(?![^\W_])"
)
"""Words by which something is set against the year before."""
UNTIL: Final = re.compile(r"(?:tinh |cho )?(?:den|toi|het|by|until|as of|as at)\b")
"""Words before a time that make a day of it: what came until then, however long ago."""
COUNTED_PROJECTS: Final = re.compile(
    r"\b(?:so|so luong|bao nhieu|may|how many|number of) (?:\w+ )?(?:du an|projects)\b"
)
"""Words that count projects: with capital beside them two figures are asked for."""
TOTAL_CAPITAL: Final = re.compile(
    r"(?<![^\W_])(?:total|overall|combined|tong|tong so) (?:\w+ )?(?:capital|investment|von)(?![^\W_])"
)
"""Words for the capital of projects as one sum, and not of each."""
PART_LEASED: Final = re.compile(
    r"\b(?:percentage|percent|share|proportion|%) of .*\b(?:is|are|was|were|has been|have been) (?:already )?(?:leased|let)\b"
)
"""Words that ask how much of a zone is leased: its occupancy, and not its part of all that is leased."""
COUNTED_ENTERPRISES: Final = re.compile(
    r"\b(?:so|so luong|bao nhieu|may|how many|number of) (?:\w+ )?"
    r"(?:doanh nghiep|dn|nha dau tu|cong ty|cty|nha may|xuong|xi nghiep|enterprises|companies|firms|investors|tenants|businesses|"
    r"factories|manufacturers)\b"
)
"""Words that count enterprises: what they export, owe or employ is another figure."""
COUNTED_WORKERS: Final = re.compile(
    r"\b(?:so|so luong|bao nhieu|may|how many|number of) (?:\w+ )?(?:cong nhan|lao dong|nguoi|workers|people|employees)\b"
)
"""Words that count workers: the places of their housing are another figure."""
LIVE_THERE: Final = re.compile(
    r"(?<![^\W_])(?:(?:da |dang )?duoc o|(?:da|dang) (?:vao )?o|liv(?:e|es|ing)|housed|accommodated|stay(?:ing)?)(?![^\W_])"
)
"""Words for those who live in housing: so many of its places are taken."""
COUNTED_HOUSEHOLDS: Final = re.compile(
    r"\b(?:so|so luong|bao nhieu|may|how many|number of) (?:\w+ )?(?:ho|ho dan|gia dinh|nha dan|households|families)\b"
)
"""Words that count households: what they are paid is another figure."""
COUNTED_FINDINGS: Final = re.compile(
    r"\b(?:so|so luong|bao nhieu|may|how many|number of) "
    r"(?:vu|truong hop|hanh vi|loi|vi pham|sai pham|ton tai|violations|findings|cases)\b"
)
"""Words that count what is found: what is fined for it is another figure."""
HECTARES: Final = re.compile(r"(?<![^\W_])(?:ha|hec ta|hecta|hectares?)(?![^\W_])")
OF_ENTERPRISES: Final = (
    *(
        "labour.",
        "output.",
        "trade.",
        "budget.",
        "dues.",
        "accidents.",
        "strikes.",
        "permits.",
        "inspections.",
        "findings.",
    ),
    *(
        "fines.",
        "monitoring.",
        "emissions.",
        "wastewater.",
        "power.",
        "water.",
        "waste.",
        "telecom.",
        "fire.",
        "housing.",
        "capital.",
    ),
)
"""Figures of zones that are those of the enterprises in them: who they are of says no more."""


AMOUNTS: Final = re.compile(r"(?<![^\W_])(?:bao nhiêu|bao nhieu|(?<!trong )(?<!của )mấy|how many|how much)(?![^\W_])")
"""Words that ask for an amount, as they are typed: without diacritics "may" may be "máy"."""


def amounts_asked(words: Words) -> int:
    """How many amounts a question asks for: where such a word stands twice, two."""
    return len(AMOUNTS.findall(words.text.lower()))


DueOn = Callable[[Dates], Iterable[DutyPhase]]


@dataclass(slots=True)
class QuestionSubject:
    """What a question is about; `unclear` are marks of its words that fit no indicator together with the others."""

    words: Words
    dates: Dates
    indicator: str | None = None
    unclear: list[str] = field(default_factory=list)
    taken_in: frozenset[str] = frozenset()
    """Marks of what is asked that the indicator itself means: the rank of a ranking, the average of an income."""
    implied: str = ""
    """The province that all books are of, which is meant where no place is named."""
    each_of: tuple[str, ...] = ()
    """The few provinces that the books are of, each of which is meant where no place and no zone is named."""
    reach: frozenset[str] = frozenset()
    """The books whose worklist whoever asks sees."""
    due: DueOn = duties_on
    """What is due on a day, of all books."""
    kinds: list[ZoneKind] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)
    zones: list[int] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    problem: Text | None = None
    beside: str = ""
    """Of zones that are chosen by a bound of one figure: the other figure that is asked of them, or that they are to have any of."""
    bounds: tuple[tuple[str, AskedLimit], ...] = ()
    """Of zones that are chosen by bounds of several figures: each figure with its bound."""
    among: "QuestionSubject | None" = None
    """Of zones that are chosen, or told, among the first few by another figure: the question for those."""
    set_aside: list[dict[str, Any]] = field(default_factory=list)
    """Zones of a name that is asked of which had not been established on the day, or had ended."""

    @property
    def kind(self) -> ZoneKind | None:
        """The kind of zone asked of, where it is one."""
        return self.kinds[0] if len(self.kinds) == 1 else None

    @property
    def origin(self) -> Origin | None:
        """The origin of capital asked of, where it is one."""
        return self.origins[0] if len(self.origins) == 1 else None

    @property
    def place(self) -> str:
        """The place asked of: the first named, else the province that all books are of, else the whole country."""
        return self.places[0] if self.places else self.implied or COUNTRY_CODE

    @property
    def is_placed(self) -> bool:
        """Whether it is known of where the question is."""
        return bool(self.places or self.zones or self.implied)

    @property
    def is_of_period(self) -> bool:
        """Whether a period is named, and not a day or none."""
        named = self.period()
        return named is not None and named[0] is not None

    @property
    def is_now(self) -> bool:
        """Whether the day that is named is the page's own: "đến nay"."""
        return [(time.start, time.end) for time in self.words.times] == [(None, self.dates.on)]

    @property
    def is_of_zones(self) -> bool:
        """Whether zones are named, or a kind of them."""
        return bool(self.zones or self.kinds)

    @property
    def may_be_projects(self) -> bool:
        """Whether projects are asked of, or nothing that is measured."""
        return self.indicator in {None, "projects.in_force"}

    @property
    def has_sides(self) -> bool:
        """Whether several places or zones, kinds or origins are named, to be told of one beside the other."""
        return len(self.zones) + len(self.places) > 1 or len(self.kinds) > 1 or len(self.origins) > 1

    def measures(self, group: str | tuple[str, ...]) -> bool:
        """Whether the indicator is one of a group: "zones.", "projects."."""
        return self.indicator is not None and self.indicator.startswith(group)

    @property
    def counts_stages(self) -> bool:
        """Whether zones are counted, or told, that are at a stage; others are counted by what they have or lack."""
        return self.indicator in STAGE_INDICATORS.values()

    @property
    def today(self) -> date:
        """The day on which the question is put, however old the figures of its page are."""
        return self.dates.due_on

    @property
    def day(self) -> date:
        """The day that lists are of: the last of the period asked of that has come, else the page's."""
        named = self.period()
        return min(named[1], max(self.today, self.dates.on)) if named else self.dates.on

    @property
    def as_asked(self) -> Dates:
        """The dates of lists."""
        return Dates(self.day, self.dates.known_at)

    @property
    def countries(self) -> list[str]:
        """The countries named, by their codes."""
        return self.words.all("country")

    @property
    def enterprises(self) -> list[str]:
        """The enterprises named, as the books call them."""
        return self.words.all("enterprise")

    @property
    def stages(self) -> list[tuple[str, bool]]:
        """The stages of zones that are named, each with whether it is said that they are not at it."""
        seen = [each for each in self.words.seen if each.sign[0] in {"measured", "asking"}]
        denials = {each.last for each in seen if each.sign == ("asking", "not")}
        return [
            (each.sign[1], max((other.last for other in seen if other.last <= each.first), default=-1) in denials)
            for each in seen
            if each.sign[1] in STAGES
        ]

    @property
    def denies_else(self) -> bool:
        """Whether a denial is of anything but a stage of zones."""
        denials = sum(each.sign == ("asking", "not") for each in self.words.seen)
        return denials > sum(is_denied for _, is_denied in self.stages)

    @property
    def came_between(self) -> tuple[date, date] | None:
        """The period in which zones came to a stage, were established or began to operate; None where that is not asked.

        "đã thành lập" is a stage that zones are at; "thành lập" beside a period is what happened in it. Where no period is
        named, new ones are those of the year.
        """
        words, named = self.words, self.period()
        told = words.has("newly_established", "began", "new", "added")
        happened = any("da" not in fold(each).split() for each in words.typed("established"))
        if not self.measures("zones.") or self.zones or not (told or happened):
            return None
        if self.words.times and UNTIL.match(self.words.folded, self.words.times[0].first):
            return None
        if named is None:
            return (date(self.day.year, 1, 1), self.day) if told else None
        return (named[0], min(named[1], self.today)) if named[0] is not None else None

    @property
    def sectors(self) -> list[str]:
        """The sectors named."""
        return self.words.all("sector")

    def period(self, number: int = 0) -> tuple[date | None, date] | None:
        """A period named; None where there is none."""
        times = self.words.times
        return (times[number].start, times[number].end) if number < len(times) else None


def _meant_on(code: str, day: date) -> str:
    """The place that a name meant on a day: of provinces that kept their name when they were merged, that of the day."""
    place = get(code)
    if place.level is not Level.PROVINCE or existed(place, day):
        return code
    try:
        return find(place.name, day, Level.PROVINCE).code
    except (PlaceNotYet, PlaceUnknown):
        return code


def subject_of(
    typed: str, books: Figures, dates: Dates, reach: frozenset[str] = frozenset(), due: DueOn = duties_on
) -> QuestionSubject:
    """What a question is about; `reach` are the books whose worklist whoever asks sees, `due` what is due on a day."""
    return subject_from(words_of(typed, books, dates), books, dates, reach, due)


def subject_from(
    words: Words, books: Figures, dates: Dates, reach: frozenset[str] = frozenset(), due: DueOn = duties_on
) -> QuestionSubject:
    """What the words of a question, or of a part of it, are about."""
    implied = _implied(books, dates, reach if words.has("ours") else frozenset())
    found = QuestionSubject(words, dates, problem=words.problem, implied=implied, reach=reach, due=due)
    found.kinds = _kinds_meant(words)
    found.origins = _origins_meant(words)
    _put_times(found)
    _put_places(found)
    if words.has("ours") and not found.is_placed:
        found.problem = found.problem or _whose(books, dates)
    _put_zones(found, books)
    _put_number_of_zones(found)
    if not found.is_placed and not words.has("ours"):
        found.each_of = _few_provinces(books, dates, found.kinds)
    _put_indicator(found)
    _put_natural_area(found)
    _put_share_of_plan(found)
    if found.indicator in OF_OLD_CLUSTERS and ZoneKind.PARK in found.kinds:
        found.problem = found.problem or NO_OLD_PARKS
    return found


def _origins_meant(words: Words) -> list[Origin]:
    """The origins of capital asked of; "foreign" is one beside all but workers, who are foreign themselves."""
    named = [Origin(mark) for mark in words.all("origin")]
    is_of_capital = words.has("foreign") and not words.has("workers")
    return list(dict.fromkeys([*named, Origin.FDI])) if is_of_capital else named


BETWEEN_PLACES: Final = ("share", "percent", "compare", "against", "more", "rank")
"""Marks that set a place against another, which it may lie in: both of them are meant."""


def _put_places(found: QuestionSubject) -> None:
    """The places asked of, as they were on the day; the country that a province is ranked in is none of them."""
    words, asked = found.words, found.period()
    day = asked[1] if asked else found.dates.on
    places = [code if code in words.old_places else _meant_on(code, day) for code in words.all("place")]
    if words.has("rank") and (len(places) > 1 or words.has("ours")):
        places = [place for place in places if place != COUNTRY_CODE]
    found.places = places if words.has(*BETWEEN_PLACES) else _innermost(places)


def _innermost(places: list[str]) -> list[str]:
    """The places without those that another of them lies in: "Bắc Giang, ở thành phố Bắc Giang" is of the city."""
    return [each for each in places if not any(other.startswith(f"{each}.") for other in places)]


OF_EITHER_KIND: Final = "zone"
"""The mark of words for parks and clusters alike: "zones", "khu, cụm"."""


def _kinds_meant(words: Words) -> list[ZoneKind]:
    """The kinds of zones asked of: those that are named, else parks and clusters where zones are spoken of and none is named."""
    marks = words.all("kind")
    named = [ZoneKind(mark) for mark in marks if mark != OF_EITHER_KIND]
    is_either = OF_EITHER_KIND in marks and not named and not words.all("zone")
    return [ZoneKind.PARK, ZoneKind.CLUSTER] if is_either else named


OF_OLD_CLUSTERS: Final = frozenset({"zones.legacy", "zones.legacy_settled", "legacy.lacks_open"})
NO_OLD_PARKS: Final = Text(
    "diện hoàn thiện thủ tục (hình thành trước năm 2009) chỉ là của cụm công nghiệp; của KCN hãy hỏi theo ngày thành lập",
    "only clusters formed before 2009 are to be regularised; of parks ask by the day they were established",
)


FEW_PROVINCES: Final = 3
"""Provinces of which a figure is told one beside the other where none is named; of more it is asked which is meant."""


def _few_provinces(books: Figures, dates: Dates, kinds: list[ZoneKind]) -> tuple[str, ...]:
    """The provinces with books of the kinds asked of, where they are few."""
    spans = [span for span in books.spans(dates.known_at) if not kinds or span.kinds & set(kinds)]
    provinces = sorted({province_or_whole(span.place) for span in spans})
    few = COUNTRY_CODE not in provinces and len(provinces) <= FEW_PROVINCES
    return tuple(provinces) if few else ()


def _implied(books: Figures, dates: Dates, own: frozenset[str]) -> str:
    """The province that all books are of, or all `own` ones; empty where they are of several, or there is none."""
    spans = [span for span in books.spans(dates.known_at) if not own or span.book in own]
    provinces = {province_or_whole(span.place) for span in spans}
    return provinces.pop() if len(provinces) == 1 and COUNTRY_CODE not in provinces else ""


def _whose(books: Figures, dates: Dates) -> Text:
    """That it is not known which province is the asker's own, with those that it may be."""
    provinces = sorted({province_or_whole(span.place) for span in books.spans(dates.known_at)})
    listed = [get(code).text for code in provinces]
    return Text(
        f"chưa rõ là tỉnh nào trong các tỉnh có sổ ({', '.join(each.vi for each in listed)}); hãy ghi tên tỉnh",
        f"it is not clear which of the provinces with books ({', '.join(each.en for each in listed)}); name it",
    )


def _put_number_of_zones(found: QuestionSubject) -> None:
    """ "3 khu Quang Châu, Vân Trung, Đình Trám" are those that are named, and not the first three of all."""
    if found.words.count is None or len(found.zones) < 2:
        return
    if found.words.count == len(found.zones):
        found.words = replace(found.words, count=None)
    else:
        said = Text(
            f"nói {found.words.count} khu, cụm mà nêu tên {len(found.zones)}",
            f"{found.words.count} zones are said and {len(found.zones)} are named",
        )
        found.problem = found.problem or said


def _put_times(found: QuestionSubject) -> None:
    """The times as they are meant: the quarter before is that before the one named."""
    times = found.words.times
    named = [time for time in times if not time.back]
    if len(named) == len(times):
        _put_compared(found)
        _put_years(found)
        return
    back = next(time.back for time in times if time.back)
    if len(named) != 1 or len(times) != 2:
        found.problem = found.problem or NO_PERIOD
        return
    found.words.times = [named[0], _before(named[0], back)]
    is_long = back == YEAR_MONTHS or _is_long(named[0], back)
    if found.words.times[1].end >= named[0].end or not is_long:
        found.problem = found.problem or NO_PERIOD
    if back != YEAR_MONTHS and ON_YEAR.search(found.words.folded):
        found.problem = found.problem or TWO_BASES


BASE_ALONE: Final = re.compile(
    rf"(?<![^\W_])(?:so voi|so|{EXCEEDS}|versus|vs|compared with|compared to|than|against)"
    r"(?: (?:nam|thang|quy|the year|cuoi nam))*[ |]*$"
)
"""Words after which a time is that which something is compared with."""
NO_COMPARED: Final = Text(
    "chưa rõ kỳ nào so với kỳ đã nêu; hãy ghi cả hai kỳ",
    "it is not clear which period is compared with the one named; name both",
)


def _put_compared(found: QuestionSubject) -> None:
    """Where one time is named, as what is compared with: of a year the one after it is meant, if it is the last that is over."""
    times = found.words.times
    if len(times) != 1 or not found.words.has("growth", "more", "against") or found.words.has("plan", "why"):
        return
    (base,) = times
    if base.first <= 0 or not BASE_ALONE.search(found.words.folded[: base.first]):
        return
    last = found.today.year - 1
    if base.is_whole_year and base.end.year == last - 1 and base.start is not None:
        after = replace(base, start=date(last, 1, 1), end=date(last, 12, 31))
        found.words.times = [after, base]
    else:
        found.problem = found.problem or NO_COMPARED


def _put_years(found: QuestionSubject) -> None:
    """Years that are named one by one are one time where they are told year by year: "các năm 2021, 2022, 2023"."""
    times = found.words.times
    years = [time.end.year for time in times]
    follow = years == list(range(years[0], years[0] + len(years))) if years else False
    if len(times) > 1 and follow and found.words.has("by_year") and all(time.is_whole_year for time in times):
        found.words.times = [replace(times[0], end=times[-1].end, last=times[-1].last)]


def _is_long(time: Time, months: int) -> bool:
    """Whether a time is the end of a month, or a period of so many months: what a month or quarter stands before."""
    if time.start is None:
        return time.end == month_end(time.end)
    return time.start.day == 1 and time.end == month_end(months_later(time.start, months - 1))


def _before(time: Time, months: int) -> Time:
    """The time so many months before another."""
    start = months_later(time.start, -months) if time.start else None
    end = months_later(time.end, -months)
    return replace(time, start=start, end=month_end(end) if time.end == month_end(time.end) else end)


def _put_zones(found: QuestionSubject, books: Figures) -> None:
    """The zones named; a name that several have is a problem, which names them, and so is a phase that the books do not have."""
    spans = {each.sign[1]: (each.first, each.last) for each in reversed(found.words.seen) if each.sign[0] == "zone"}
    for mark in found.words.all("zone"):
        kind, _, name = mark.partition("|")
        named = _zones_of_name(name, ZoneKind(kind) if kind else found.kind, found, books)
        if len(named) == 1:
            found.zones.append(int(named[0]["id"]))
            found.problem = found.problem or misnamed(
                (found.words.text, found.words.folded), spans[mark], named[0], books
            )
        else:
            listed = ", ".join(_told_apart(named))
            found.problem = Text(
                f"có nhiều khu, cụm cùng tên ({listed}); hãy ghi rõ",
                f"several zones have that name ({listed}); say which",
            )
    found.zones = list(dict.fromkeys(found.zones))


def not_meant(subject: QuestionSubject) -> Text | None:
    """Which zones of the same name are not told of; None where there are none."""
    if not subject.set_aside:
        return None
    listed = ", ".join(_told_apart(subject.set_aside))
    return Text(
        f"không kể {listed} cùng tên, không ở bước đã thành lập vào ngày hỏi",
        f"without {listed} of the same name, not established on the day asked",
    )


def extensions_of(question: Question | None, books: Figures) -> Text | None:
    """That the extensions of a zone are zones of their own, which its figure does not count; None where it has none."""
    if question is None or question.zone is None:
        return None
    own = books.zone(question.zone)
    extended = [
        zone
        for zone in books.zones.values()
        if zone["kind"] == own["kind"] and fold(zone["name"]).startswith(f"{fold(own['name'])} (mo rong")
    ]
    if not extended:
        return None
    listed = ", ".join(sorted(_told_apart(extended)))
    return Text(f"không kể {listed}", f"without {listed}")


def _told_apart(named: Sequence[dict[str, Any]]) -> list[str]:
    """The titles of zones, with the place of each where several have one title."""
    titles = [official_title(zone["kind"], zone["name"]) for zone in named]
    if len(set(titles)) == len(titles):
        return titles
    return [f"{title}, {get(zone['place']).text.vi}" for title, zone in zip(titles, named, strict=True)]


def _put_natural_area(found: QuestionSubject) -> None:
    """Of a zone that is named the area is asked whatever its stage: one without an establishing decision has one as well.

    Which of two zones is the larger is asked of their areas.
    """
    if len(found.zones) > 1 and found.indicator is None and found.words.has("larger"):
        found.indicator = "land.natural"
    if found.zones and found.indicator == "land.established" and not found.words.has("established"):
        found.indicator = "land.natural"


def _put_share_of_plan(found: QuestionSubject) -> None:
    """Of inspections the share of the plan that is done is an indicator of its own."""
    words = found.words
    asks_share = words.has("plan") and words.has("percent", "share", "reached", "fulfilled")
    if found.indicator == "inspections.done" and asks_share:
        found.indicator, found.taken_in = "inspections.plan_share", found.taken_in | {"plan", "percent", "share"}


def _zones_of_name(
    name: str, wanted: ZoneKind | None, found: QuestionSubject, books: Figures
) -> Sequence[dict[str, Any]]:
    """The zones of a name: of several that have it those of the kind wanted, of the place, established by the day asked."""
    named = _called(fold(name), books.zones.values())
    if wanted:
        named = [zone for zone in named if zone["kind"] == wanted] or named
    if len(named) > 1 and found.places:
        within = territory(get(found.places[0]))
        named = [zone for zone in named if is_within_any(zone["place"], within)] or named
    if len(named) > 1:
        standing = _established(named, books, found.as_asked)
        if len(standing) == 1:
            found.set_aside += [zone for zone in named if zone not in standing]
        named = standing or named
    return named


def _called(name: str, zones: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The zones of a name without diacritics, else its stages: "Giai đoạn 1" of it."""
    by_name = [(fold(zone["name"]), zone) for zone in zones]
    stages = (f"{name} giai", f"{name} (giai")
    named = [zone for own, zone in by_name if own == name]
    return named or [zone for own, zone in by_name if own.startswith(stages)]


def _established(zones: Sequence[dict[str, Any]], books: Figures, dates: Dates) -> list[dict[str, Any]]:
    asked = [
        Question("zones.established", COUNTRY_CODE, dates.on, zone=zone["id"], kind=ZoneKind(zone["kind"]))
        for zone in zones
    ]
    return [zone for zone, figure in zip(zones, books.answer(asked), strict=True) if figure.value]


def _put_indicator(found: QuestionSubject) -> None:
    """The indicator that the words come to; the words that fit none with the others are kept apart."""
    words = found.words
    marks = _marks_meant(found)
    fit, counted = _best_fit(found, marks), _counted_zones(words, marks)
    if not marks - {"foreign"} and found.origins and TOTAL_OF_ORIGIN.search(words.folded):
        counted = None
    if counted is not None and _says_no_more(fit, counted):
        found.indicator = counted
        return
    if fit is not None:
        found.indicator, found.unclear, found.taken_in = fit.code, sorted(fit.left_over), fit.taken_in
    _put_cumulative(found)
    if found.indicator == "land.let" and not found.is_of_period:
        found.indicator = "land.available" if "land" in marks and "count" not in words.all("asking") else "land.leased"
    if found.measures("capital.") and COUNTED_PROJECTS.search(words.folded):
        found.unclear.append("projects")
    _put_whose(found)
    _put_share_of_registered(found)
    if words.has("rank"):
        _put_rank_of_capital(found)
    elif found.indicator is None and _is_of_capital_alone(found, marks):
        came = found.is_of_period or SAME_PERIOD.search(words.folded)
        found.indicator = "capital.attracted" if came else "capital.in_force"


SAME_PERIOD: Final = re.compile(r"(?<![^\W_])(?:cung ky|svck|same period)(?![^\W_])")
"""Words for a part of the year before: capital that is set against it is what came, and not all that there is."""


def _says_no_more(fit: Fit | None, counted: str) -> bool:
    """Whether the words come to no indicator that says more than how many zones there are: to none, in part, or to projects."""
    return fit is None or bool(fit.left_over) or fit.code in {"projects.in_force", counted}


def _is_of_capital_alone(found: QuestionSubject, marks: set[str]) -> bool:
    """Whether capital is all that is measured: by the word, or by its origin where nothing is measured."""
    of_whom = {"enterprises"} if found.countries or found.sectors or found.origins else set()
    return marks - {"foreign"} - of_whom == {"capital"} or (bool(found.origins) and not marks)


def _put_rank_of_capital(found: QuestionSubject) -> None:
    """The rank of a province by foreign capital is a statistic of its own; so is that by the capital attracted, of no zones."""
    is_of_foreign = found.indicator is None and Origin.FDI in found.origins
    if is_of_foreign or (found.indicator == "capital.attracted" and not found.is_of_zones):
        found.indicator = "fdi.rank"


def _marks_meant(found: QuestionSubject) -> set[str]:
    """What is measured: enterprises where they are counted, "bao nhiêu nhà máy"; of a zone that is said to be out of land what is left."""
    words = found.words
    marks = set(words.all("measured"))
    if COUNTED_ENTERPRISES.search(words.folded) and not marks & {"works", "inquiries"}:
        marks.add("enterprises")
    if "exhausted" in marks and found.zones:
        marks = marks - {"exhausted"} | {"vacant"}
    return marks


def _put_whose(found: QuestionSubject) -> None:
    """How much of a zone is leased is its occupancy; enterprises that are counted are not what they have."""
    words = found.words
    of_members = bool(found.countries or found.sectors)
    if (
        of_members
        and (found.indicator, found.unclear) == ("projects.in_force", ["capital"])
        and TOTAL_CAPITAL.search(words.folded)
    ):
        found.indicator, found.unclear = "capital.in_force", []
    if found.indicator == "land.leased" and PART_LEASED.search(words.folded):
        found.indicator, found.taken_in = "occupancy", found.taken_in | {"share", "percent"}
    if found.indicator == "clearance.money_paid" and COUNTED_HOUSEHOLDS.search(words.folded):
        found.indicator = "clearance.paid"
    if found.indicator == "fines.imposed" and COUNTED_FINDINGS.search(words.folded):
        found.unclear.append("fines")
    if found.indicator in {"housing.places", "school.places"} and COUNTED_WORKERS.search(words.folded):
        if found.indicator == "housing.places" and LIVE_THERE.search(words.folded):
            found.indicator = "housing.occupied"
        else:
            found.unclear.append("workers")
    if (found.indicator or "").startswith(OF_ENTERPRISES) and COUNTED_ENTERPRISES.search(words.folded):
        found.unclear.append("enterprises")


OF_REGISTERED: Final = re.compile(
    r"(?<![^\W_])(?:how much of|what (?:part|portion|proportion|share|percentage) of|bao nhieu(?: phan(?: tram)?)? trong(?: so)?)"
    r" (?:(?:the|all|total|tong|so) )*(?:registered|committed|pledged|von (?:dau tu )?dang k[yi])(?![^\W_])"
)
"""Words that ask which part of the registered capital something is."""


def _put_share_of_registered(found: QuestionSubject) -> None:
    """How much of the registered capital was disbursed is a share that is an indicator of its own."""
    if found.indicator == "capital.implemented" and OF_REGISTERED.search(found.words.folded):
        found.indicator, found.unclear = "capital.implemented_share", []
        found.taken_in |= {"share", "percent"}


TOTAL_OF_ORIGIN: Final = re.compile(
    r"(?<![^\W_])(?:total|overall|how much|tong(?: cong| so)?|bao nhieu) (?:\w+ )?"
    r"(?:fdi|ddi|foreign investment|domestic investment)(?![^\W_])"
)
"""Words for the sum of the capital of an origin, where nothing else is measured."""


def _put_cumulative(found: QuestionSubject) -> None:
    """What is "lũy kế" of a part of a year is of the year until then; what is held is so anyway.

    Of projects and capital until a day it may be of all years: that stays unclear.
    """
    if "cumulative" not in found.unclear:
        return
    times, definition = found.words.times, INDICATORS[found.indicator or ""]
    if len(times) != 1 or definition.statistic:
        return
    is_flow = definition.timing is Timing.IN_PERIOD
    (time,) = times
    of_all_years = time.start is None and (found.measures("projects.") or found.measures("capital.") or found.is_now)
    if is_flow and (of_all_years or (time.start is not None and time.start.year != time.end.year)):
        return
    if is_flow:
        found.words.times = [replace(time, start=date(time.end.year, 1, 1))]
    found.unclear.remove("cumulative")


def _best_fit(found: QuestionSubject, marks: set[str]) -> Fit | None:
    """The indicator that the words come to best."""
    helping = {mark for mark in found.words.all("asking") if mark in HELPING} | ({"fdi"} & set(found.origins))
    return best_fit(marks, helping, lambda code: _meaning_nothing_else(found, code))


def _meaning_nothing_else(found: QuestionSubject, code: str) -> set[str]:
    """The marks that may be left over beside an indicator: what they say is told otherwise, or nothing."""
    passed = {mark for rule in PASSED_OVER if rule.is_so(found, code) for mark in rule.marks}
    return passed | _within_province(found.words)


class PassedOver(NamedTuple):
    """Marks that may be left over beside an indicator, and where that is so of a question and the code of an indicator."""

    marks: tuple[str, ...]
    is_so: Callable[[QuestionSubject, str], bool]


WHOLES: Final = ("housing.places", "school.places")
FLOWS: Final = ("wastewater.", "power.", "water.", "waste.", "telecom.", "fire.")


def _is_whole(code: str) -> bool:
    """Whether an indicator is a capacity, or places: what is left of them is none of them."""
    return code.endswith(".capacity") or code in WHOLES


def _is_typed(words: Words, mark: str, *forms: str) -> bool:
    """Whether a mark is there in no other words than these."""
    return {fold(each) for each in words.typed(mark)} <= set(forms)


PASSED_OVER: Final = (
    PassedOver(("area",), lambda _found, _code: True),
    PassedOver((STILL,), lambda _found, code: not _is_whole(code)),
    PassedOver(("works", "had"), lambda _found, code: code.startswith("wastewater.")),
    PassedOver(
        ("enterprises",),
        lambda found, code: bool(found.countries or found.sectors) or code.startswith(OF_ENTERPRISES),
    ),
    PassedOver(("rate",), lambda found, code: found.words.has("plan", "share", "growth") or code in SHARE_OF),
    PassedOver(("foreign",), lambda found, _code: Origin.FDI in found.origins),
    PassedOver(("actual",), lambda _found, code: not code.startswith(NOT_ACTUAL) and not code.endswith(".capacity")),
    # goods are exported to somewhere
    PassedOver(("how_far",), lambda _found, code: not code.startswith(("zones.", "trade."))),
    PassedOver(EVENTS, lambda _found, code: code.startswith("zones.")),
    PassedOver(
        ("in_force",), lambda found, code: code.startswith("zones.") and _is_typed(found.words, "in_force", "hien co")
    ),
    # "lượng vốn" is capital
    PassedOver(
        ("flow",), lambda found, code: not code.startswith(FLOWS) and set(found.words.typed("flow")) <= {"lượng"}
    ),
    PassedOver(("people",), lambda _found, code: code.startswith("labour.") or INDICATORS[code].unit == Unit.PERSON),
    PassedOver(
        ("began",),
        lambda found, code: code == "projects.operating" and found.words.has("not") and not found.words.times,
    ),
    PassedOver(("open",), lambda found, code: code == "procedures.late" and not found.words.times),
)


OF_SOMEBODY: Final = ("workers", "female_workers", "enterprises", "projects", "capital", "union")
"""Marks beside which "trong tỉnh" may say who they are: of the province, and not only in it."""


def _within_province(words: Words) -> set[str]:
    """The mark of "trong tỉnh" where it says no more than where: "ở đâu nhiều nhất trong tỉnh", "lao động nước ngoài trong tỉnh"."""
    is_where = all(fold(typed) == "trong tinh" for typed in words.typed("local"))
    return {"local"} if is_where and (words.has("foreign") or not words.has(*OF_SOMEBODY)) else set()


def _counted_zones(words: Words, marks: set[str]) -> str | None:
    """The indicator that counts zones, where a kind is named and nothing else than a stage is said of it."""
    if not words.all("kind") or marks - set(STAGES) - {"left", "new", *_now_there(words), *EVENTS}:
        return None
    if "left" in marks and HECTARES.search(words.folded):
        return "land.available"
    if "new" in marks and not marks & set(STAGES):
        return "zones.established"
    if {"priority", "zoned"} <= marks:
        return "zones.priority_zoned"
    stage = next((stage for stage in STAGES if stage in marks), None)
    return STAGE_INDICATORS[stage] if stage else "zones.established"


def _now_there(words: Words) -> set[str]:
    """The mark of "hiện có", which of zones says no more than that they are there; of projects it is those in force."""
    return {"in_force"} if all(fold(typed) == "hien co" for typed in words.typed("in_force")) else set()


def questions_of(subject: QuestionSubject, *, period: int = 0) -> Question:
    """The question that a subject comes to, of the first zone or place and the period of that number."""
    definition = INDICATORS[subject.indicator or "zones.established"]
    start, end = subject.period(period) or (None, subject.dates.on)
    base = Question(
        definition.code, subject.place, end, kind=subject.kind, origin=subject.origin, known_at=subject.dates.known_at
    )
    if base.is_flow:
        base = replace(base, start=start or (date(end.year, 1, 1)))
    elif definition.statistic:
        base = replace(base, start=start)
    elif start is not None and start <= subject.today < end:
        base = replace(base, end=subject.today)
    return base


def zone_question(base: Question, zone: int, books: Figures) -> Question:
    """A question put to one zone, in its province of the day where no other place is named."""
    held = books.zone(zone)
    place = base.place if base.place != COUNTRY_CODE else province_on(held["place"], base.end)
    return replace(base, zone=zone, kind=ZoneKind(held["kind"]), place=place)


def understood(subject: QuestionSubject, question: Question | None, books: Figures) -> Text | None:
    """What a question was taken to ask: the indicator, of which zones, where, when."""
    indicator = question.indicator if question is not None else subject.indicator
    parts = [
        *([INDICATORS[indicator].name.capitalised()] if indicator is not None else []),
        *_of_which(subject, question, books),
        *_where(subject, question),
        *(limit.said for limit in subject.words.limits if limit.unclear is None),
        *_when(subject, question),
    ]
    return Text(", ".join(p.vi for p in parts if p.vi), ", ".join(p.en for p in parts if p.en)) if parts else None


def _of_which(subject: QuestionSubject, question: Question | None, books: Figures) -> Iterator[Text]:
    """Of which zones or kind of them, of what origin, of which countries, sectors and projects."""
    zones = _zones_meant(subject, question)
    for zone in map(books.zone, zones):
        yield Text(*[official_title(zone["kind"], zone["name"])] * 2)
    kinds = [question.kind] if question is not None and question.kind else subject.kinds
    yield from (Text(kind.short, kind.label.en) for kind in kinds if not zones)
    origin = question.origin if question is not None else subject.origin
    if origin:
        yield Text(origin.value.upper(), origin.value.upper())
    for code in subject.countries:
        yield countries()[code]
    yield from (sector_name(mark, books) for mark in subject.sectors)
    yield from (Text(name, name) for name in subject.enterprises)
    yield from (Text(code, code) for found in subject.words.projects for _, code in found[:1])


def _zones_meant(subject: QuestionSubject, question: Question | None) -> list[int]:
    return [question.zone] if question is not None and question.zone else subject.zones


def _where(subject: QuestionSubject, question: Question | None) -> Iterator[Text]:
    """The place, where one is named, or where the books are of one and no zone says it."""
    place = question.place if question is not None else subject.place
    if question is None and len(subject.places) > 1:
        yield from (get(each).text for each in subject.places)
    elif subject.places or (place != COUNTRY_CODE and not _zones_meant(subject, question)):
        yield get(place).text


def _when(subject: QuestionSubject, question: Question | None) -> Iterator[Text]:
    """The day or period of the question, else those that were named."""
    if question is not None:
        yield _days(question.start, question.end)
    elif subject.period() is not None:
        yield from (_days(time.start, time.end) for time in subject.words.times if not time.back)


SAYING_NO_MORE: Final = frozenset({"count", "which", "list", "project_which", "much", "little", "area", "each", "size"})
"""Marks of words that say no more than that an amount or a choice is asked for."""


def words_beside(subject: QuestionSubject) -> list[str]:
    """The words that are known, and are no part of what the indicator says."""
    meant = marks_meant(subject.indicator) if subject.indicator else frozenset[str]()
    shown = meant | subject.taken_in | SAYING_NO_MORE | set(subject.origins)
    beside = [
        each.text for each in subject.words.seen if each.sign[0] in {"measured", "asking"} and each.sign[1] not in shown
    ]
    return list(dict.fromkeys(beside))


def _days(start: date | None, end: date) -> Text:
    if start is None:
        return Text(format_date(end, Lang.VI), format_date(end, Lang.EN))
    return Text(*(f"{format_date(start, lang)} – {format_date(end, lang)}" for lang in (Lang.VI, Lang.EN)))


def period_said(question: Question) -> Text:
    """The period or day of a question as it is said in a sentence."""
    period = Period(question.start or question.end, question.end)
    return Text(format_period(period, Lang.VI), format_period(period, Lang.EN))
