"""A question typed into the search box, answered from the books, or refused with what was understood of it.

Every word of a question is accounted for: names, times, what is measured, what is asked of it. Where a word is none of
these, or the words do not come together, nothing is answered: a figure beside a misunderstood question is worse than none.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

from parkledger.briefing import written
from parkledger.briefing.answers import (
    changes,
    choices,
    duty_answers,
    enterprise_answers,
    figure_answers,
    lists,
    missing_reports,
    open_matters,
    sector_answers,
    several,
    zone_facts,
)
from parkledger.briefing.answers.answer import Answers, QuestionAnswer, refused
from parkledger.briefing.answers.subjects import DueOn, QuestionSubject, subject_of
from parkledger.catalogue import INDICATORS, ZoneKind
from parkledger.figures import Figure, Figures
from parkledger.language import Lang, Period, Text, format_period, month_end
from parkledger.language.units import MONEY
from parkledger.places import get, province_or_whole
from parkledger.reading import read
from parkledger.records.dates import FIRST_YEAR, LAST_YEAR, Dates
from parkledger.records.duties import duties_on

__all__ = ["LONGEST", "QuestionAnswer", "answers", "example", "interval_of"]

LONGEST = 200
"""Characters of a question that are read."""
NOT_ALL_HEARD = Text("có từ chưa hiểu", "some words were not understood")
UNCLEAR = Text("các từ trong câu không hợp thành một chỉ tiêu", "the words do not come to one indicator")


def _unclear(typed: list[str]) -> Text:
    """That the words do not come to one indicator, with those that do not go with the others."""
    if not typed:
        return UNCLEAR
    said = ", ".join(f"«{each}»" for each in dict.fromkeys(typed))
    meant = ", ".join(f"“{each}”" for each in dict.fromkeys(typed))
    return Text(
        f"{UNCLEAR.vi}: chưa rõ {said} nói gì của chỉ tiêu", f"{UNCLEAR.en}: it is not clear what {meant} says of it"
    )


NOT_ASKED = Text("chưa rõ hỏi chỉ tiêu nào", "it is not clear which figure is asked for")
BEFORE_BOOKS = Text("kỳ hỏi ở ngoài các năm có trong sổ", "the period lies outside the years of the books")
NOT_YET = Text(
    "kỳ hỏi chưa tới; sổ chỉ ghi điều đã xảy ra", "the period has not come yet; the books record what has happened"
)
MANY_TIMES = Text(
    "câu hỏi nêu nhiều kỳ, chưa rõ hỏi kỳ nào",
    "the question names several periods, and it is not clear which is asked for",
)
OF_DENIAL = Text(
    "câu có «không», «chưa», mà sổ chỉ nói được khu, cụm nào chưa ở một giai đoạn",
    "what is not so (“not”, “without”) cannot be told of what is asked",
)
NOT_KNOWN = Text("sổ không có điều được hỏi", "the books have nothing of what is asked")
PROJECT_WORDS = ("suspended", "revoked", "terminated", "raised", "new")
CALCULATED = ("count", "growth", "share", "plan", "against", "more", "compare")
"""Marks by which a number is asked for, and not a list."""
BEYOND_BOUNDS = Text(
    "chưa dùng được giới hạn đã nêu cho những gì được hỏi", "the bounds cannot be used for what is asked"
)
OF_COUNTRIES = Text(
    "số này không có riêng cho một nước hay một ngành; dự án của nước, của ngành thì liệt kê được",
    "this cannot be told of one country or sector alone; their projects can be listed",
)
OF_ENTERPRISES = Text("số này không có riêng cho từng doanh nghiệp", "this cannot be told of an enterprise")
LEAST_WORDS = 2
ASKS = (
    *("count", "which", "why", "who", "compare", "more", "against", "rank", "max", "min", "share", "plan", "growth"),
    *("project_which", "where", "when", "developer", "how_late", "not", "accepts"),
)
LARGEST = re.compile(
    r"\bdu an (?:\w+ ){0,3}(?:lon|to|nho) (?:nhat|thu)\b|\b(?:largest|biggest|smallest) (?:\w+ )?projects?"
)
"""Words that ask for projects by their size, not for zones by the number of their projects."""


def answers(
    typed: str,
    books: Figures,
    dates: Dates,
    *,
    reach: frozenset[str] = frozenset(),
    due: DueOn = duties_on,
    is_no_name: bool = False,
) -> Answers:
    """The answers to what was typed; none where it is a name, or nothing that asks.

    `reach` are the books whose worklist whoever asks sees: of others it is not told what is overdue. `due` is what is due on
    a day: what the books make due, and where reports are collected those as well. `is_no_name` says that nothing is called so:
    of what is known in it, it is told then what it was taken for, and why it is not answered.
    """
    typed = typed[:LONGEST]
    if len(typed.split()) < LEAST_WORDS:
        return ()
    subject = subject_of(typed, books, dates, reach, due)
    if subject.words.all("never"):
        return refused(subject, books, _never_kept(subject.words.spelt("never")))
    if _chooses_enterprise(subject):
        return refused(subject, books, subject.problem or NO_ENTERPRISES)
    parts = several.parts_of(subject, books)
    if not parts and subject.indicator and _asks_twice(subject):
        return refused(subject, books, subject.problem or PARTLY)
    found = tuple(each for part in parts or [subject] for each in _answered(part, books))
    if found or not is_no_name or not _is_of_something(subject):
        return found
    return refused(subject, books, subject.problem or _lacking(subject))


def _never_kept(typed: list[str]) -> Text:
    """That the books are not of what is asked for."""
    listed = ", ".join(dict.fromkeys(typed))
    return Text(f"sổ không có {listed.lower()}", f"the books have nothing of this: {listed}")


WHICH_ENTERPRISE = re.compile(
    r"(?<![^\W_])(?:(?:doanh nghiep|dn|cong ty|nha dau tu)(?: \w+)? nao"
    r"|which (?:\w+ )?(?:enterprise|compan|firm|investor|tenant|employer)\w*"
    r"|(?:who|ai) (?:\w+ ){0,3}(?:biggest|largest|top|main) employers?)(?![^\W_])"
)
"""Words that ask for one enterprise among others."""
NO_ENTERPRISES = Text(
    "sổ không xếp, không chọn doanh nghiệp theo điều này; hãy hỏi theo khu, cụm, hoặc nêu tên doanh nghiệp",
    "the books do not choose among enterprises by this; ask by zone, or name the enterprise",
)
TELL_ENTERPRISES = frozenset(
    {
        *(
            lists.projects,
            lists.largest_project,
            enterprise_answers.of_enterprise,
            zone_facts.developer,
            zone_facts.authority,
        ),
        *(duty_answers.late_projects, duty_answers.project, missing_reports.unreported, *duty_answers.STANDING),
    }
)
"""Ways of answering that name enterprises."""


def _chooses_enterprise(subject: QuestionSubject) -> bool:
    """Whether it is asked which enterprise has something, of which only the figures of zones are on record."""
    measured = set(subject.words.all("measured")) - {"enterprises"}
    if not measured or not WHICH_ENTERPRISE.search(subject.words.folded):
        return False
    answering = _answering(subject)
    return answering not in TELL_ENTERPRISES or (
        answering is lists.projects and subject.words.has("max", "min", "most")
    )


def _is_of_something(subject: QuestionSubject) -> bool:
    """Whether anything that the books are of is named, however little of a question it makes."""
    named = subject.kinds or subject.places or subject.zones or subject.countries or subject.sectors
    return bool(named or subject.words.all("measured"))


TWICE = re.compile(r"(?<![^\W_])(?:bao nhieu|how many|how much)(?![^\W_])")
"""Words that ask for an amount: where they stand twice, two are asked for."""
TOLD_BESIDE = ("growth", "plan", "assigned", "share", "percent", "against", "compare", "more", "plan_done")
"""Marks of what is told beside a figure, so that both are answered at once."""
PARTLY = Text(
    "câu hỏi nhiều số, chưa rõ hỏi những số nào; hãy hỏi từng số một",
    "several figures are asked for, and it is not clear which; ask for one at a time",
)


def _asks_twice(subject: QuestionSubject) -> bool:
    """Whether two amounts are asked for where one would be told."""
    words = subject.words
    return len(TWICE.findall(words.folded)) > 1 and not words.has(*TOLD_BESIDE) and len(words.times) < 2


def _answered(subject: QuestionSubject, books: Figures) -> Answers:
    """The answers to a question for one thing."""
    answering = _answering(subject)
    if answering is None:
        return _not_asked(subject, books)
    if problem := _problem(subject, answering):
        return refused(subject, books, problem) if _is_question(subject) else ()
    if answering in OF_EACH_PROVINCE and not subject.is_placed and subject.each_of:
        own = [replace(subject, places=[place]) for place in subject.each_of]
        return tuple(each for one in own for each in answering(one, books))
    return answering(subject, books)


NO_BOOKS = Text("KCN nào lấp đầy cao nhất", "which park has the highest occupancy")


def example(books: Figures, dates: Dates) -> Text:
    """A question that these books can answer, to be shown beside the box: of their own place, kind of zone and last whole month."""
    spans = sorted(books.spans(dates.known_at), key=lambda span: (ZoneKind.PARK not in span.kinds, span.book))
    if not spans:
        return NO_BOOKS
    span = spans[0]
    kind = ZoneKind.CLUSTER if span.kinds == {ZoneKind.CLUSTER} else ZoneKind.PARK
    last = min(span.last, dates.on)
    end = last if last == month_end(last) else last.replace(day=1) - timedelta(days=1)
    month = Period(end.replace(day=1), end)
    place = get(province_or_whole(span.place))
    return Text(
        f"tỷ lệ lấp đầy {kind.short} {place.name} {format_period(month, Lang.VI)}",
        f"occupancy of {KINDS[kind]} in {place.english or place.name} in {format_period(month, Lang.EN)}",
    )


KINDS = {ZoneKind.PARK: "industrial parks", ZoneKind.CLUSTER: "industrial clusters"}
Answering = Callable[[QuestionSubject, Figures], Answers]


def _answering(subject: QuestionSubject) -> Answering | None:
    """Which way a question is answered by what its words ask; None where they ask nothing."""
    words, code = subject.words, subject.indicator
    if words.projects:
        return duty_answers.project
    if subject.enterprises and not words.has("developer"):
        return enterprise_answers.of_enterprise
    if words.has("why"):
        return changes.why
    if (standing := _standing(subject)) is not None:
        return standing
    if subject.is_of_zones and _asks_acceptance(subject):
        return sector_answers.accepting
    if words.has("unreported"):
        return missing_reports.unreported
    if code == "procedures.late" and not subject.is_of_period:
        return duty_answers.dossiers
    if words.has("how_late") and subject.may_be_projects:
        return duty_answers.project
    if fact := _zone_fact(subject):
        return fact
    chosen = None if words.has("late") else _choosing(subject)
    return chosen or _listing(subject) or _figure(subject)


def _asks_acceptance(subject: QuestionSubject) -> bool:
    """Whether it is asked which zones take in a sector."""
    words = subject.words
    received = words.has("received") and set(words.all("measured")) <= OF_ACCEPTANCE
    return words.has("accepts") or (received and sector_answers.sector_named(subject) is not None)


def _zone_fact(subject: QuestionSubject) -> Answering | None:
    """What is asked of zones that is no figure: their prices, developers, authority, place, the day they were established."""
    words, code = subject.words, subject.indicator
    if code is not None and INDICATORS[code].unit == "tariff":
        return zone_facts.prices
    if _asks_developer(subject):
        return zone_facts.developer
    if words.has("manages"):
        return zone_facts.authority
    if words.has("where") and subject.zones and code is None:
        return zone_facts.where
    if _asks_founding(subject):
        return zone_facts.founded
    return zone_facts.stages if subject.zones and code is None and subject.stages else None


def _standing(subject: QuestionSubject) -> Answering | None:
    """What is overdue, owed or about to expire, one by one."""
    words = subject.words
    late = words.has("overdue", "late", "overdue_work")
    if subject.indicator in open_matters.OPEN_MATTERS and not words.has(
        *CALCULATED, *FIRST, "rank", "first", "by_year"
    ):
        return open_matters.open_matters
    if words.has("procedures"):
        return None
    if words.has("owed") and words.has("rent", "land_rent") and "thuế" not in words.text.lower():
        return duty_answers.rents
    if words.has("owed") and words.has("budget", "tax") and WHO_OWES.search(words.folded):
        return duty_answers.payments
    if words.has("work_permits", "permits") and words.has("expiring", "overdue"):
        return duty_answers.permits
    if late and words.has("reports"):
        return duty_answers.overdue_reports
    if words.has("overdue_work") or (words.has("overdue") and words.has("work", "tasks")):
        return duty_answers.overdue_work
    return None


WHO_OWES = re.compile(
    r"^(?:(?:co|cac|nhung|danh sach|liet ke|list of|which|the) )*"
    r"(?:doanh nghiep|dn|cong ty|nha dau tu|enterprises?|compan(?:y|ies)|firms?) "
    r"(?:\w+ ){0,4}?(?:no|cham nop|chua nop|owe|owes|owing|in arrears)\b"
)
"""Words that ask for those who owe, and not how much: they stand first."""


def _asks_developer(subject: QuestionSubject) -> bool:
    """Whether it is asked who develops zones: in that word, by "who", or which zones somebody whose name is unknown invests in."""
    words = subject.words
    named = words.unheard or subject.enterprises
    if named and words.has("which") and subject.kinds and not subject.zones and "dau tu" in words.folded:
        return True
    who = words.has("who") and subject.is_of_zones and subject.indicator is None and not words.has("manages")
    return words.has("developer") or who


def _asks_founding(subject: QuestionSubject) -> bool:
    """Whether it is asked when zones were established, or which of a kind was the first."""
    words = subject.words
    if _asks_first(subject) and not subject.zones:
        return True
    if subject.indicator not in {None, "zones.established"} or not words.has("founded", "established"):
        return False
    if subject.zones:
        return words.has("founded", "when", "year")
    return bool(subject.kinds) and words.has("first")


def _asks_first(subject: QuestionSubject) -> bool:
    """Whether it is asked which of a kind of zones was the first, of all that were established."""
    return subject.indicator == "zones.established" and bool(subject.kinds) and subject.words.has("first")


def _choosing(subject: QuestionSubject) -> Answering | None:
    """Superlatives, limits and orders."""
    words, code = subject.words, subject.indicator
    if len(subject.countries) > 1 and words.has("more", "compare", "against", "country"):
        return _countries_beside
    if words.limits:
        of_capital = _describes_projects(subject) and all(each.unit in MONEY for each in words.limits)
        return lists.projects if of_capital else choices.beyond_limit
    if words.has("by_year") and code:
        return choices.by_years
    if words.has("overloaded") and subject.kinds and not subject.zones:
        return choices.overloaded
    most = words.has("max", "min", "most", "nth") or words.count is not None
    if most and (superlative := _superlative(subject)) is not None:
        return superlative
    if words.has("first") and not most:
        return None
    if split := _split(subject):
        return split
    if words.has("rank") and code and INDICATORS[code].unit != "rank":
        return choices.ranking if subject.is_of_zones else choices.rank_of_places if subject.places else None
    return None


def _split(subject: QuestionSubject) -> Answering | None:
    """What is asked of each: country by country, sector by sector, zone by zone, or of the zones that have any."""
    words, code = subject.words, subject.indicator
    if words.has("by_country", "by_sector") and not subject.countries and not subject.sectors:
        return choices.first_countries if words.has("by_country") else choices.first_sectors
    if subject.measures("zones.") and not subject.counts_stages and subject.kinds and not subject.zones:
        return None if words.has(*CALCULATED) else choices.having
    by_zone = EACH_ZONE.search(words.text.lower()) and subject.kinds and not subject.zones
    if by_zone and (subject.countries or subject.sectors) and (code is None or subject.measures("zones.")):
        return choices.members_by_zone
    if subject.counts_stages and subject.kinds and not subject.zones and words.has("left") and not words.has("most"):
        return None if words.has(*CALCULATED) else _with_land_left
    if code is None or not subject.kinds or subject.zones or subject.measures("zones."):
        return None
    if EACH_ZONE.search(words.text.lower()):
        return choices.members_by_zone if subject.countries or subject.sectors else choices.ranking
    if words.has("had") and not words.has(*CALCULATED[1:]):
        return choices.having
    asks_otherwise = words.has(*CALCULATED, "rank", "first", "year", "unreported")
    of_zones = words.has("which") or (words.has("list") and LISTED_ZONES.search(words.folded))
    return choices.having if of_zones and not asks_otherwise else None


LISTED_ZONES = re.compile(
    r"\b(?:danh sach|liet ke|danh muc|ds|nhung|list|list of)(?: me| the| cac| all)* (?:industrial )?"
    r"(?:kcn|ccn|khu|cum|parks|clusters|zones)\b"
)
"""Words that ask for zones one by one by what they have."""
EACH_ZONE = re.compile(
    r"\b(?:(?:theo|từng|tung|mỗi) (?:kcn|ccn|khu|cụm|cum)|(?:by|each|every|per) (?:industrial )?(?:park|cluster|zone))\b"
    r"|\b(?:park|zone|cluster) by (?:park|zone|cluster)\b"
)
"""Words that ask for a figure zone by zone, as they are typed: "cấp moi KCN" is not each zone."""


def _with_land_left(subject: QuestionSubject, books: Figures) -> Answers:
    """The zones in which land is left: "KCN còn trống"."""
    return choices.having(replace(subject, indicator="land.available"), books)


def _superlative(subject: QuestionSubject) -> Answering | None:
    """Of what the most or the least are asked for."""
    words, code = subject.words, subject.indicator
    if words.has("country"):
        return choices.first_countries
    if words.has("sector"):
        return choices.first_sectors
    by_size = words.has("projects") and LARGEST.search(words.folded) and code == "projects.in_force"
    if words.has("project_which") or by_size:
        return lists.largest_project
    if code and words.has("year"):
        return choices.first_years
    if words.has("district") or (code and words.has("where")):
        return choices.first_places if code else None
    return _first_zones if code or subject.kinds else None


def _countries_beside(subject: QuestionSubject, books: Figures) -> Answers:
    """Countries one beside the other: by their capital where nothing else is said."""
    is_measured = subject.measures("projects.") or subject.measures("capital.")
    return choices.of_members(subject if is_measured else replace(subject, indicator="capital.in_force"), books)


BY_SIZE = re.compile(
    r"(?<![^\W_])(?:lon|rong|nho|hep|to|be|largest|larger|biggest|bigger|smallest|smaller|top|dat|dien tich|area|land)(?![^\W_])"
)
"""Words by which zones are ordered by their area where nothing else is measured."""
ORDERED_BY_WHAT = Text(
    "chưa rõ xếp theo chỉ tiêu nào (diện tích, tỷ lệ lấp đầy, lao động, …)",
    "say by which figure they are to be ordered (area, occupancy, workers, …)",
)


def _first_zones(subject: QuestionSubject, books: Figures) -> Answers:
    if subject.indicator is None or subject.measures("zones."):
        is_of_land = subject.words.has("left", "still", "land", "area", "nth")
        if not is_of_land and not BY_SIZE.search(subject.words.folded):
            return refused(subject, books, ORDERED_BY_WHAT)
        subject.indicator = "land.available" if subject.words.has("left", "still") else "land.established"
    return choices.first_zones(subject, books)


def _listing(subject: QuestionSubject) -> Answering | None:
    """Lists of projects and of zones."""
    words = subject.words
    if words.has("late") and subject.may_be_projects:
        return duty_answers.late_projects
    if _lists_projects(subject):
        return lists.projects
    of_a_day = not subject.is_of_period or bool(words.all("measured"))
    if subject.kinds and subject.counts_stages and not words.has(*CALCULATED[1:]):
        if any(is_denied for _, is_denied in subject.stages):
            return lists.zones if not subject.zones else None
        if subject.came_between:
            return zone_facts.came_to_stage
    counted = CALCULATED[1:] if words.has("names") else CALCULATED
    if subject.counts_stages and not words.has(*counted) and of_a_day:
        return lists.zones if not subject.zones and (subject.places or words.has("list", "which")) else None
    if subject.kinds and words.has("revoked", "withdrawn") and not subject.zones and not words.has("projects"):
        return lists.zones
    return None


def _describes_projects(subject: QuestionSubject) -> bool:
    """Whether projects are spoken of, or what is said only of projects, and of them no more than their capital."""
    of_capital = subject.indicator is None or subject.measures("projects.") or subject.measures("capital.")
    return of_capital and (subject.words.has("projects") or bool(subject.sectors or subject.countries))


def _lists_projects(subject: QuestionSubject) -> bool:
    """Whether projects are asked for one by one: by what they are, by what happened to them, or those of some zones."""
    words, code = subject.words, subject.indicator
    described = bool(subject.countries or subject.sectors) or words.has("suspended")
    of_kind = subject.measures("zones.") and not subject.stages
    if described and (code is None or of_kind or subject.measures("projects.")):
        return True
    if code is None:
        return words.has("enterprises") and subject.is_of_zones
    if not subject.measures("projects.") or words.has(*CALCULATED):
        return False
    if len(subject.origins) > 1 and not words.has("list", "which", "project_which"):
        return False
    return (
        words.has(*PROJECT_WORDS) or lists.are_registered_in(subject) or (bool(subject.origins) and subject.is_of_zones)
    )


def _figure(subject: QuestionSubject) -> Answering | None:
    """A value, or how it stands to another."""
    words, code = subject.words, subject.indicator
    if code is None:
        return None
    if subject.counts_stages and not words.has(*CALCULATED):
        told = subject.is_of_period and not subject.zones and not words.all("measured")
        return figure_answers.headlines if told else None
    if (subject.countries or subject.sectors) and not words.has("growth", "plan", "against"):
        return choices.of_members
    if code == "projects.in_force" and not _is_scoped(subject):
        return None
    if words.has("share") and INDICATORS[code].unit != "percent":
        return figure_answers.share
    if words.has("plan", "assigned"):
        return figure_answers.planned
    if (words.has("growth") and code != "grdp.growth") or (words.has("against") and len(words.times) > 1):
        return figure_answers.growth
    if subject.has_sides or not {"against", "more"}.intersection(words.all("asking")) - subject.taken_in:
        return figure_answers.values
    return None


def _is_scoped(subject: QuestionSubject) -> bool:
    """Whether it is said of where projects are counted, or meant where the books are of one province."""
    known = subject.implied or subject.each_of
    return bool(subject.places or subject.zones or (known and subject.words.has("count")))


def _problem(subject: QuestionSubject, answering: Answering) -> Text | None:
    """Why a question is not answered though it is known what kind it is."""
    if problem := _not_understood(subject, answering):
        return problem
    if len(subject.words.times) > most_times(answering):
        return MANY_TIMES
    if unused := set(DECIDING).intersection(subject.words.all("asking")) - _used(answering, subject):
        mark = next(mark for mark in DECIDING if mark in unused)
        return UNUSED.get(mark) or _unclear(subject.words.typed(mark))
    if subject.words.has("max") and subject.words.has("min"):
        return _unclear(subject.words.typed("max", "min"))
    if problem := _passed_over(subject, answering):
        return problem
    for time in subject.words.times:
        if time.end.year < FIRST_YEAR + 1 or time.end.year > LAST_YEAR:
            return BEFORE_BOOKS
        if (time.start or time.end) > max(subject.today, subject.dates.on) and not subject.words.has("plan"):
            return NOT_YET
    return None


def _passed_over(subject: QuestionSubject, answering: Answering) -> Text | None:
    """What is named that an answer has no use for: it would be of more than was asked."""
    words = subject.words
    if (subject.countries or subject.sectors) and answering not in OF_MEMBERS:
        return OF_COUNTRIES
    if words.limits and answering not in {choices.beyond_limit, choices.overloaded, lists.projects}:
        return BEYOND_BOUNDS
    if subject.enterprises and answering not in {enterprise_answers.of_enterprise, zone_facts.developer}:
        return OF_ENTERPRISES
    is_chosen_for_one = answering not in OF_SIDES and len(subject.origins) > 1
    return _unclear(words.spelt("origin")) if subject.origins and (is_chosen_for_one or answering in OF_ZONES) else None


OF_SIDES = frozenset(
    {
        figure_answers.values,
        figure_answers.growth,
        figure_answers.planned,
        figure_answers.headlines,
        lists.projects,
        open_matters.open_matters,
    }
)
"""Ways of answering that tell of each origin that is named."""
OF_MEMBERS = frozenset(
    {
        choices.members_by_zone,
        sector_answers.accepting,
        lists.projects,
        duty_answers.late_projects,
        choices.of_members,
        _countries_beside,
    }
)
"""Ways of answering that can be of one country or sector alone."""


OF_ACCEPTANCE = frozenset({"projects", "production", "received", "operating", "enterprises", "investors"})
"""What may be said of who is to come to a zone: it says no more of the sector."""


def _not_understood(subject: QuestionSubject, answering: Answering) -> Text | None:
    """What was not understood of a question: words that nobody knows, or that do not go with the others."""
    if subject.problem is not None:
        return subject.problem
    if answering is sector_answers.accepting and sector_answers.sector_named(subject) is not None:
        strange = set(subject.words.all("measured")) - OF_ACCEPTANCE
        return _unclear(subject.words.typed(*sorted(strange))) if strange else None
    if answering is zone_facts.developer and subject.indicator is not None and subject.words.has("count", "percent"):
        return _unclear(subject.words.typed("developer", "who"))
    if subject.words.unheard and (answering is not zone_facts.developer or subject.zones):
        return NOT_ALL_HEARD
    if answering is lists.projects and subject.words.has("much", "little"):
        return _unclear(subject.words.typed("much", "little"))
    if answering is lists.projects and (strange := set(subject.unclear) - lists.OF_PROJECTS):
        return _unclear(subject.words.typed(*sorted(strange)))
    if answering is lists.largest_project and set(subject.unclear) <= {"capital", "registered", "enterprises"}:
        return None
    if answering is duty_answers.late_projects and subject.words.has("rate"):
        return _unclear(subject.words.typed("rate"))
    if subject.unclear and answering not in {
        lists.projects,
        lists.zones,
        enterprise_answers.of_enterprise,
        zone_facts.developer,
        zone_facts.founded,
        choices.first_countries,
        choices.first_sectors,
        duty_answers.project,
        duty_answers.late_projects,
        *duty_answers.STANDING,
    }:
        return _unclear(subject.words.typed(*subject.unclear))
    return None


STANDING_MARKS = ("owed", "expiring", "permits", "work_permits", "rent", "tasks", "overdue_work")
DECIDING = (
    *("why", "growth", "plan", "rank", "share", "max", "min", "average", "maximum", "minimum", "each", "percent"),
    *("score", "price", "first", "most", "when", "unreported", "not", "former", "added", "nth", "by_year", "by_month"),
    *("accepts", "assigned", "theirs", "newly_established", "began", "which", "forecast", "district", "year"),
    *("by_quarter", "times_as", "names"),
    *STANDING_MARKS,
)
"""Marks that make another question of the words around them: an answer that passes one over answers something else."""
UNUSED = {
    "growth": Text(
        "không tính được mức tăng, giảm của những gì được hỏi", "how it grew or fell cannot be told of what is asked"
    ),
    "plan": Text("những gì được hỏi không có kế hoạch để so", "the plan cannot be told of what is asked"),
    "not": OF_DENIAL,
    "forecast": Text(
        "sổ không có dự báo, chỉ ghi điều đã xảy ra; hãy hỏi số liệu của kỳ đã qua",
        "the books have no forecasts, they record what has happened; ask of a period that is over",
    ),
    "by_quarter": Text("từng quý thì hãy hỏi mỗi lần một quý", "quarter by quarter, ask of one quarter at a time"),
    "times_as": Text("không tính được số này gấp số kia mấy lần", "how many times one is the other cannot be told"),
    "names": Text(
        "chỉ có con số, không liệt kê tên được; hãy hỏi riêng danh sách",
        "there is a number and no names beside it; ask for the list by itself",
    ),
    "rank": Text("chưa rõ xếp hạng ai trong những ai", "it is not clear what is to be ranked among what"),
}


def _used(answering: Answering, subject: QuestionSubject) -> set[str]:
    """The deciding marks that a way of answering makes use of."""
    unit = INDICATORS[subject.indicator].unit if subject.indicator else ""
    told = {"share", "percent"} if unit == "percent" else {unit} & {"rank"}
    chosen = () if answering in OF_ONE and not _is_choice_of_sides(subject) else ("which",)
    used = {*subject.taken_in, *told, *USED.get(answering, set()), *chosen}
    if answering not in WITHOUT_NAMES:
        used.add("names")
    if answering is _first_zones and not subject.zones:
        used.add("rank")
    return used - {"not"} if answering is lists.zones and subject.denies_else else used


def _is_choice_of_sides(subject: QuestionSubject) -> bool:
    """Whether "which" is asked of two sides that are named: the sentence says which of them is more."""
    return subject.has_sides and subject.words.has("compare", "more")


OF_EACH_PROVINCE = frozenset(
    {
        figure_answers.values,
        figure_answers.growth,
        figure_answers.planned,
        choices.first_years,
        choices.by_years,
        open_matters.open_matters,
    }
)
"""Ways of answering that tell the figure of each of a few provinces where none is named."""
WITHOUT_NAMES = frozenset(
    {
        *(figure_answers.values, figure_answers.growth, figure_answers.planned, figure_answers.share),
        *(figure_answers.headlines, choices.of_members, choices.rank_of_places, choices.by_years, changes.why),
    }
)
"""Ways of answering that tell figures, and nothing one by one."""
ZONE_FACTS = ("stages", "prices", "developer", "authority", "where", "founded", "came_to_stage")
FIRST = {"max", "min", "most", "share", "nth"}
USED: dict[Answering, set[str]] = {
    changes.why: {"why", "growth", "percent"},
    figure_answers.growth: {"growth", "percent"},
    figure_answers.planned: {"plan", "assigned", "share", "growth", "percent"},
    figure_answers.share: {"share", "percent"},
    choices.ranking: {"rank", "each", *FIRST},
    choices.rank_of_places: {"rank"},
    choices.beyond_limit: {"share", "percent"},
    choices.first_countries: FIRST,
    choices.first_sectors: FIRST,
    choices.first_years: {*FIRST, "year"},
    choices.first_places: {*FIRST, "district"},
    _first_zones: FIRST,
    lists.largest_project: FIRST,
    missing_reports.unreported: {"unreported"},
    sector_answers.accepting: {"accepts", "not"},
    duty_answers.late_projects: {"max", "min", "most"},
    zone_facts.prices: {"price", "max", "min", "most", "share"},
    zone_facts.developer: {"former"},
    zone_facts.stages: {"began", "when", "not", "year"},
    zone_facts.came_to_stage: {"added", "newly_established", "began"},
    choices.by_years: {"by_year"},
    choices.of_members: {"share", "percent"},
    choices.having: set(),
    choices.members_by_zone: {"each"},
    lists.zones: {"not", "began", "newly_established"},
    zone_facts.founded: {"first", "when", "year"},
    zone_facts.where: {"district"},
    **{each: set(STANDING_MARKS) for each in duty_answers.STANDING},
}


OF_ONE = frozenset({figure_answers.values, figure_answers.headlines})
"""Ways of answering that tell what is named, and do not choose: "which" is not answered by them."""
OF_ZONES = frozenset({lists.zones, *(getattr(zone_facts, name) for name in ZONE_FACTS)})
"""Ways of answering that are of zones whatever the capital in them: an origin that is named says nothing of them."""


def most_times(answering: Answering) -> int:
    """How many times a way of answering takes in: a growth is from one to another, values are told of each."""
    if answering is figure_answers.values:
        return figure_answers.MOST_SIDES
    return 2 if answering in {figure_answers.growth, changes.why} else 1


def _is_question(subject: QuestionSubject) -> bool:
    """Whether words that were not all understood ask something at all: a name may have such words in it too."""
    words = subject.words
    located = bool(subject.kinds or subject.places or subject.zones)
    asks = words.has("count", "which", "unreported", "why", "who", "developer", *DECIDING)
    return (
        bool(subject.indicator and (located or asks or words.limits or words.times))
        or bool(located and asks)
        or words.has("why", "count", "how_late")
        or bool(words.projects or (subject.enterprises and asks))
    )


def _not_asked(subject: QuestionSubject, books: Figures) -> Answers:
    """A question of something that is known in which nothing that can be answered is asked."""
    words = subject.words
    asks = words.has(*ASKS)
    if words.has("rank") and (subject.places or subject.zones) and not words.unheard and subject.indicator is None:
        return refused(subject, books, choices.rankable(subject, books) or NOT_ASKED)
    about = subject.places or subject.zones or subject.kinds or subject.indicator
    if about and (asks or _is_put_as_question(subject)):
        return refused(subject, books, subject.problem or _lacking(subject))
    return refused(subject, books, NOT_KNOWN) if _is_put_as_question(subject) else ()


def _is_put_as_question(subject: QuestionSubject) -> bool:
    """Whether what was typed is a question by its form, whatever it is of."""
    return subject.words.text.rstrip().endswith("?") or bool(QUESTION_FORM.search(subject.words.folded))


QUESTION_FORM = re.compile(r"\b(?:bao nhieu|the nao|vi sao|tai sao|how (?:many|much|fast|big)|why|what is)\b")


def _lacking(subject: QuestionSubject) -> Text:
    """What a question lacks to be answered: words that are known, the figure, or of where it is asked."""
    if subject.indicator is None:
        measured = subject.words.typed(*subject.words.all("measured"))
        return _unclear(measured) if measured and not subject.words.unheard else NOT_ASKED
    if subject.words.unheard:
        return NOT_ALL_HEARD
    if odd := [mark for mark in DECIDING if mark in subject.words.all("asking") and mark not in subject.taken_in]:
        return UNUSED.get(odd[0]) or _unclear(subject.words.typed(*odd))
    return NOT_ASKED if subject.is_placed else figure_answers.NO_PLACE


def interval_of(figure: Figure) -> tuple[Fraction, Fraction] | None:
    """What a figure may stand for once it is written: the reader's own interval of the words; None where it has none."""
    if figure.value is None:
        return None
    page = read(f"Số liệu là {written(figure, Lang.VI)}.")
    if not page.quantities:
        return None
    read_back = page.quantities[-1]
    return None if read_back.low is None or read_back.high is None else (read_back.low, read_back.high)
