"""What a question is about: the indicator that its words come to, of which zones and places, when."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from parkledger.briefing.answers.rules import (
    EVENTS,
    HELPING,
    NOT_ACTUAL,
    STAGE_INDICATORS,
    STAGES,
    STILL,
    Fit,
    best_fit,
    marks_meant,
)
from parkledger.briefing.answers.times import Time
from parkledger.briefing.answers.words import Words, words_of
from parkledger.catalogue import INDICATORS, Origin, ZoneKind, official_title
from parkledger.catalogue.countries import countries
from parkledger.catalogue.expressions import Timing
from parkledger.duties import DutyPhase
from parkledger.figures import Figures, Question
from parkledger.language import Lang, Period, Text, fold, format_date, format_period, month_end, months_later
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
UNTIL: Final = re.compile(r"(?:tinh |cho )?(?:den|toi|het|by|until|as of|as at)\b")
"""Words before a time that make a day of it: what came until then, however long ago."""
COUNTED_PROJECTS: Final = re.compile(
    r"\b(?:so|so luong|bao nhieu|may|how many|number of) (?:\w+ )?(?:du an|projects)\b"
)
"""Words that count projects: with capital beside them two figures are asked for."""
PART_LEASED: Final = re.compile(
    r"\b(?:percentage|percent|share|proportion|%) of .*\b(?:is|are|was|were|has been|have been) (?:already )?(?:leased|let)\b"
)
"""Words that ask how much of a zone is leased: its occupancy, and not its part of all that is leased."""
COUNTED_ENTERPRISES: Final = re.compile(
    r"\b(?:so|so luong|bao nhieu|may|how many|number of) (?:\w+ )?"
    r"(?:doanh nghiep|dn|nha dau tu|enterprises|companies|firms|investors|tenants|businesses|factories|manufacturers)\b"
)
"""Words that count enterprises: what they export, owe or employ is another figure."""
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
    *("fines.", "monitoring.", "wastewater.", "power.", "water.", "waste.", "housing.", "capital."),
)
"""Figures of zones that are those of the enterprises in them: who they are of says no more."""


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

    def measures(self, group: str) -> bool:
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
    found.kinds = [ZoneKind(mark) for mark in words.all("kind")]
    found.origins = [Origin(mark) for mark in words.all("origin")]
    _put_times(found)
    asked = found.period()
    found.places = [_meant_on(code, asked[1] if asked else dates.on) for code in words.all("place")]
    if words.has("rank") and len(found.places) > 1:
        found.places = [place for place in found.places if place != COUNTRY_CODE]
    if words.has("ours") and not found.is_placed:
        found.problem = found.problem or _whose(books, dates)
    if words.has("foreign") and not words.has("workers"):
        found.origins = found.origins or [Origin.FDI]
    _put_zones(found, books)
    if not found.is_placed and not words.has("ours"):
        found.each_of = _few_provinces(books, dates, found.kinds)
    _put_indicator(found)
    _put_natural_area(found)
    return found


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


def _put_times(found: QuestionSubject) -> None:
    """The times as they are meant: the quarter before is that before the one named."""
    times = found.words.times
    named = [time for time in times if not time.back]
    if len(named) == len(times):
        return
    back = next(time.back for time in times if time.back)
    if len(named) != 1 or len(times) != 2:
        found.problem = found.problem or NO_PERIOD
        return
    found.words.times = [named[0], _before(named[0], back)]
    if found.words.times[1].end >= named[0].end or not _is_long(named[0], back):
        found.problem = found.problem or NO_PERIOD


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
    """The zones named; a name that several have is a problem, which names them."""
    for mark in found.words.all("zone"):
        kind, _, name = mark.partition("|")
        named = _zones_of_name(name, ZoneKind(kind) if kind else found.kind, found, books)
        if len(named) == 1:
            found.zones.append(int(named[0]["id"]))
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
    marks = set(words.all("measured"))
    fit, counted = _best_fit(found, marks), _counted_zones(words, marks)
    if counted is not None and (fit is None or fit.left_over or fit.code in {"projects.in_force", counted}):
        found.indicator = counted
        return
    if fit is not None:
        found.indicator, found.unclear, found.taken_in = fit.code, sorted(fit.left_over), fit.taken_in
    if "cumulative" in found.unclear:
        _put_cumulative(found)
    if found.indicator == "land.let" and not found.is_of_period:
        found.indicator = "land.available" if "land" in marks and "count" not in words.all("asking") else "land.leased"
    if found.measures("capital.") and COUNTED_PROJECTS.search(words.folded):
        found.unclear.append("projects")
    _put_whose(found)
    of_foreign_capital = found.indicator is None and Origin.FDI in found.origins
    of_whom = {"enterprises"} if found.countries or found.sectors else set()
    is_of_capital = marks - {"foreign"} - of_whom == {"capital"} or (bool(found.origins) and not marks)
    if found.indicator is None and is_of_capital and not words.has("rank"):
        found.indicator = "capital.attracted" if found.is_of_period else "capital.in_force"
    if found.indicator == "capital.attracted" and not found.is_of_zones:
        of_foreign_capital = True
    if words.has("rank") and of_foreign_capital:
        found.indicator = "fdi.rank"


def _put_whose(found: QuestionSubject) -> None:
    """How much of a zone is leased is its occupancy; enterprises that are counted are not what they have."""
    words = found.words
    if found.indicator == "land.leased" and PART_LEASED.search(words.folded):
        found.indicator, found.taken_in = "occupancy", found.taken_in | {"share", "percent"}
    if (found.indicator or "").startswith(OF_ENTERPRISES) and COUNTED_ENTERPRISES.search(words.folded):
        found.unclear.append("enterprises")


def _put_cumulative(found: QuestionSubject) -> None:
    """What is "lũy kế" of a part of a year is of the year until then; what is held is so anyway.

    Of projects and capital until a day it may be of all years: that stays unclear.
    """
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
    words = found.words
    works = {"works", "had"} if code.startswith("wastewater.") else set()
    of_whom = {"enterprises"} if found.countries or found.sectors or code.startswith(OF_ENTERPRISES) else set()
    rate = {"rate"} if words.has("plan", "share", "growth") else set()
    foreign = {"foreign"} if Origin.FDI in found.origins else set()
    still = set() if code.endswith(".capacity") else {STILL}  # what is left of a capacity is not the capacity
    actual = set() if code.startswith(NOT_ACTUAL) or code.endswith(".capacity") else {"actual"}
    how_far = set() if code.startswith(("zones.", "trade.")) else {"how_far"}  # goods are exported to somewhere
    return {"area", *still, *EVENTS} | rate | foreign | works | of_whom | actual | how_far


def _counted_zones(words: Words, marks: set[str]) -> str | None:
    """The indicator that counts zones, where a kind is named and nothing else than a stage is said of it."""
    if not words.all("kind") or marks - set(STAGES) - {"left", "new", *EVENTS}:
        return None
    if "new" in marks and not marks & set(STAGES):
        return "zones.established"
    stage = next((stage for stage in STAGES if stage in marks), None)
    return STAGE_INDICATORS[stage] if stage else "zones.established"


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
    yield from (Text(name, name) for name in (*subject.sectors, *subject.enterprises))
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
