"""What each way of answering makes use of: a word that changes the question is used by the answer, or the question is refused."""

import re
from collections.abc import Callable

from parkledger.briefing.answers import (
    changes,
    cohorts,
    courses,
    duty_answers,
    enterprise_answers,
    exception_answers,
    expansion_answers,
    figure_answers,
    fill_answers,
    growth_orders,
    lists,
    member_orders,
    missing_reports,
    open_matters,
    papers,
    period_orders,
    place_orders,
    ratio_answers,
    remainders,
    sector_answers,
    target_answers,
    zone_facts,
    zone_orders,
    zones_in_bounds,
)
from parkledger.briefing.answers.answer import ALL_ZONES
from parkledger.briefing.answers.ends import ends_asked
from parkledger.briefing.answers.numbers_said import FIRST_FEW
from parkledger.briefing.answers.rules import STAGES
from parkledger.briefing.answers.subjects import QuestionSubject
from parkledger.briefing.answers.times import is_apart_from_now
from parkledger.briefing.answers.ways import (
    OF_ACCEPTANCE,
    SUPERLATIVES,
    Answering,
    countries_beside,
    first_zones,
    unit_of,
    zones_with_land_left,
)
from parkledger.catalogue import INDICATORS
from parkledger.catalogue.expressions import Timing
from parkledger.language import Text
from parkledger.records.dates import FIRST_YEAR, LAST_YEAR

NOT_ALL_HEARD = Text("có từ chưa hiểu", "some words were not understood")
UNCLEAR = Text("các từ trong câu không hợp thành một chỉ tiêu", "the words do not come to one indicator")


def unclear_words(typed: list[str]) -> Text:
    """That the words do not come to one indicator, with those that do not go with the others."""
    if not typed:
        return UNCLEAR
    said = ", ".join(f"«{each}»" for each in dict.fromkeys(typed))
    meant = ", ".join(f"“{each}”" for each in dict.fromkeys(typed))
    return Text(
        f"{UNCLEAR.vi}: chưa rõ {said} nói gì của chỉ tiêu", f"{UNCLEAR.en}: it is not clear what {meant} says of it"
    )


BEFORE_BOOKS = Text("kỳ hỏi ở ngoài các năm có trong sổ", "the period lies outside the years of the books")
NOT_YET = Text(
    "kỳ hỏi chưa tới; sổ chỉ ghi điều đã xảy ra", "the period has not come yet; the books record what has happened"
)
MANY_TIMES = Text(
    "câu hỏi nêu nhiều kỳ, chưa rõ hỏi kỳ nào",
    "the question names several periods, and it is not clear which is asked for",
)
SHARE_OF_ONE = Text("tỷ trọng thì hãy hỏi mỗi lần của một khu, cụm", "of shares, ask of one park or cluster at a time")
OF_DENIAL = Text(
    "câu hỏi có «không», «chưa»; hiện chỉ liệt kê được khu, cụm chưa đến một giai đoạn nhất định",
    "what is not so (“not”, “without”) cannot be told of what is asked",
)
BEYOND_BOUNDS = Text(
    "chưa dùng được giới hạn đã nêu cho những gì được hỏi", "the bounds cannot be used for what is asked"
)
OF_COUNTRIES = Text(
    "số này không có riêng cho một nước hay một ngành; dự án của nước, của ngành thì liệt kê được",
    "this cannot be told of one country or sector alone; their projects can be listed",
)
OF_ENTERPRISES = Text("số này không có riêng cho từng doanh nghiệp", "this cannot be told of an enterprise")
PARTLY = Text(
    "câu hỏi nhiều số, chưa rõ hỏi những số nào; hãy hỏi từng số một",
    "several figures are asked for, and it is not clear which; ask for one at a time",
)


def problem_of(subject: QuestionSubject, answering: Answering) -> Text | None:
    """Why a question is not answered though it is known what kind it is: the first of the problems that it has."""
    return next((problem for check in CHECKS if (problem := check(subject, answering)) is not None), None)


# What is said in a question, and would have no part in its answer: each of these checks tells why it is not given.


def _more_times(subject: QuestionSubject, answering: Answering) -> Text | None:
    """More times than the way of answering takes in."""
    if answering is figure_answers.values and _is_of_then_and_now(subject):
        return MANY_TIMES
    return MANY_TIMES if len(subject.words.times) > most_times(answering) else None


def _is_of_then_and_now(subject: QuestionSubject) -> bool:
    """Whether what comes in a period is asked with a "now" that is not joined to it: how much of it there still is, nobody counts."""
    words = subject.words
    definition = INDICATORS[subject.indicator or ALL_ZONES]
    return (
        definition.timing is Timing.IN_PERIOD and len(words.times) > 1 and is_apart_from_now(words.times, words.folded)
    )


def _marks_without_use(subject: QuestionSubject, answering: Answering) -> Text | None:
    """Marks of what is asked that the way of answering makes no use of."""
    used = used_by(answering, subject)
    unused = [mark for mark in deciding(subject) if mark not in used]
    if ONE_BY_ONE.intersection(unused) and answering not in WITHOUT_NAMES | {remainders.rest}:
        return TWO_THINGS
    return unused_marks(unused, subject) if unused else None


def _most_and_least(subject: QuestionSubject, _answering: Answering) -> Text | None:
    """The most and the least at once: one of them is told."""
    words = subject.words
    return unclear_words(words.typed("max", "min")) if words.has("max") and words.has("min") else None


def _further_shares(subject: QuestionSubject, answering: Answering) -> Text | None:
    """The shares of several zones: that of one is told."""
    return SHARE_OF_ONE if answering is figure_answers.share and len(subject.zones) > 1 else None


def _further_enterprises(subject: QuestionSubject, answering: Answering) -> Text | None:
    """Enterprises that are asked for beside the developer of a zone."""
    return PARTLY if answering is zone_facts.developer and _asks_else_of_enterprises(subject) else None


def _members(subject: QuestionSubject, answering: Answering) -> Text | None:
    """A country or a sector of which what is asked cannot be told alone."""
    return OF_COUNTRIES if (subject.countries or subject.sectors) and answering not in OF_MEMBERS else None


def _bounds(subject: QuestionSubject, answering: Answering) -> Text | None:
    """Bounds by which nothing is chosen, or an amount that somebody needs where that is no bound."""
    words = subject.words
    is_unused = bool(words.limits) and answering not in BY_BOUNDS
    is_needed = any(NEEDED.match(words.folded, limit.first) for limit in words.limits)
    return BEYOND_BOUNDS if is_unused or (is_needed and subject.indicator not in OF_NEED) else None


def _named_enterprises(subject: QuestionSubject, answering: Answering) -> Text | None:
    """An enterprise of which what is asked cannot be told alone."""
    return OF_ENTERPRISES if subject.enterprises and answering not in OF_ONE_ENTERPRISE else None


def _money(subject: QuestionSubject, _answering: Answering) -> Text | None:
    """Money that is asked for where the figure is of something else: of workers, land or projects."""
    unit = unit_of(subject)
    is_of_money = not unit or unit in {"money", "tariff"} or "person" in unit
    typed = [match[0] for match in MONEY_ASKED.finditer(subject.words.folded)]
    return unclear_words(typed) if typed and not is_of_money else None


def _counted_accidents(subject: QuestionSubject, answering: Answering) -> Text | None:
    """Accidents that are counted, where the figure is of the people that they killed or hurt."""
    is_of_people = subject.indicator in {"accidents.killed", "accidents.injured"} and answering is not courses.courses
    return NO_PEOPLE if is_of_people and courses.counts_accidents(subject) else None


NO_PEOPLE = Text(
    "chưa đếm riêng được số vụ có người chết, bị thương theo cách hỏi này; hãy hỏi số vụ tai nạn, hoặc số người chết, bị thương",
    "the accidents that killed or hurt somebody are not counted so; ask for the accidents, or for those killed or injured",
)


def _one_of_endings(subject: QuestionSubject, answering: Answering) -> Text | None:
    """Projects that were revoked, or terminated, alone, where the figure is of both and there were both."""
    return BOTH_ENDINGS if answering is not lists.projects and lists.has_other_ending(subject) else None


BOTH_ENDINGS = Text(
    "số này gồm cả dự án bị thu hồi và dự án chấm dứt, không tách riêng được; hãy hỏi danh sách, hoặc hỏi cả hai",
    "this counts both the projects revoked and those terminated, and is not told of one alone; ask for the list, or for both",
)


def _raise_of_capital(subject: QuestionSubject, _answering: Answering) -> Text | None:
    """How much the capital of projects was raised by, where the figure is how many were."""
    words = subject.words
    is_of_number = subject.indicator == "projects.adjusted" and words.has("growth")
    return PARTLY if is_of_number and not COMPARED_WITH.search(words.folded) else None


def _sum_of_first(subject: QuestionSubject, _answering: Answering) -> Text | None:
    """The sum of the first few: each of them would be told."""
    words = subject.words
    return SUM_NOT_TOLD if words.count is not None and _asks_sum_of_first(words.folded) else None


MIDDLE = re.compile(r"(?<![^\W_])(?:giua(?: nam)? (?=[12]\d{3})|mid ?-?(?=[12]\d{3})|middle of)")
MIDDLE_OF_FLOW = Text(
    "giữa năm là một thời điểm; chỉ tiêu này tính trong kỳ: hãy hỏi 6 tháng đầu năm, hoặc một quý",
    "the middle of a year is a day, and this is counted over a period: ask of the first half, or of a quarter",
)


def _middle_of_year(subject: QuestionSubject, _answering: Answering) -> Text | None:
    """The middle of a year, of what comes in a period: it is no period."""
    definition = INDICATORS[subject.indicator or ALL_ZONES]
    is_flow = definition.timing is Timing.IN_PERIOD
    return MIDDLE_OF_FLOW if is_flow and MIDDLE.search(subject.words.folded) else None


def _origins(subject: QuestionSubject, answering: Answering) -> Text | None:
    """An origin of capital that says nothing of zones, or one more than the way of answering takes in."""
    is_unused = answering in OF_ZONES or (len(subject.origins) > 1 and answering not in OF_SIDES)
    return unclear_words(subject.words.typed_of_sort("origin")) if subject.origins and is_unused else None


def _beyond_record(subject: QuestionSubject, answering: Answering) -> Text | None:
    """Times of which the books have nothing: before they begin, or to come, but for what is planned."""
    is_of_ends = answering in {papers.papers, duty_answers.permits} and ends_asked(subject) is not None
    if subject.words.until is not None and not is_of_ends:
        return NOT_YET
    last = max(subject.today, subject.dates.on)
    for time in subject.words.times:
        if time.end.year < FIRST_YEAR + 1 or time.end.year > LAST_YEAR:
            return BEFORE_BOOKS
        if (time.start or time.end) > last and not subject.words.has("plan") and not is_of_ends:
            return NOT_YET
    return None


TWO_THINGS = Text(
    "câu hỏi có hai điều (như năm nào và khu nào, khu nào và ở đâu); hãy hỏi từng điều một",
    "two things are asked for (as which year and which park, which park and where); ask for one at a time",
)
BY_BOUNDS = frozenset(
    {zones_in_bounds.beyond_limit, zones_in_bounds.within_all, zones_in_bounds.overloaded, lists.projects}
)
"""Ways of answering that choose by bounds."""
OF_ONE_ENTERPRISE = frozenset({enterprise_answers.of_enterprise, zone_facts.developer})
"""Ways of answering that can be of an enterprise that is named."""
COMPARED_WITH = re.compile(
    r"(?<![^\W_])(?:so voi|so|cung ky|svck|than|compared|versus|vs|year|nam truoc|nam ngoai)(?![^\W_])"
)
"""Words by which a number of raised projects is set against another: "tăng bao nhiêu" alone is of their capital."""
MONEY_ASKED = re.compile(
    r"(?<![^\W_])(?:(?:bao nhieu|may) (?:nghin |ngan |tram )?(?:tien|dong|ty|ti|trieu|usd|do la|ty do|trieu do)|how much money)(?![^\W_])"
)
"""Words that ask for money: of workers, land or projects it is another figure that is meant."""
SUM_OF = re.compile(r"(?<![^\W_])(?:tong|total|combined|sum)(?![^\W_])")
"""Words for a sum: before the words for the first few, as in "tổng xuất khẩu ba KCN lớn nhất", one number is asked for."""
SUM_NOT_TOLD = Text(
    "chưa cộng được riêng mấy khu, cụm đứng đầu; hãy hỏi từng khu, cụm",
    "the sum of the first few is not told; ask for them one by one",
)
NEEDED = re.compile(r"(?:needs?|requires?|can)(?![^\W_])")
"""Words before an amount that somebody is in want of: of land to let it is a bound, of nothing else."""
OF_NEED = frozenset({None, "land.available", "zones.established"})
OF_SIDES = frozenset(
    {
        figure_answers.share,
        figure_answers.values,
        figure_answers.growth,
        figure_answers.planned,
        figure_answers.headlines,
        lists.projects,
        open_matters.open_matters,
        remainders.rest,
    }
)
"""Ways of answering that tell of each origin that is named."""
OF_MEMBERS = frozenset(
    {
        member_orders.members_by_zone,
        sector_answers.accepting,
        lists.projects,
        duty_answers.late_projects,
        lists.largest_project,
        member_orders.of_members,
        cohorts.of_those,
        countries_beside,
        papers.papers,
    }
)
"""Ways of answering that can be of one country or sector alone."""


CUT = re.compile(r"[,;?.!]|(?<![^\W_])(?:va|and)(?![^\W_])")
"""What parts what is asked of a developer from what is asked of other enterprises."""


def _asks_else_of_enterprises(subject: QuestionSubject) -> bool:
    """Whether enterprises are asked for in another clause than the developer: "ai làm chủ đầu tư, có doanh nghiệp nào vào chưa"."""
    words = subject.words
    cuts = [match.start() for match in CUT.finditer(words.folded)]
    clauses = {
        mark: {sum(cut < each.first for cut in cuts) for each in words.seen if each.sign[1] in marks}
        for mark, marks in (("asked", {"developer", "who", "manages"}), ("enterprises", {"enterprises"}))
    }
    return bool(clauses["enterprises"] - clauses["asked"]) and bool(clauses["asked"])


def _asks_sum_of_first(folded: str) -> bool:
    """Whether the sum of the first few is asked for, and not which they are."""
    total, first = SUM_OF.search(folded), FIRST_FEW.search(folded)
    return total is not None and first is not None and total.start() < first.start()


def _odd_of_whom(subject: QuestionSubject, answering: Answering) -> list[str]:
    """The words of a question for a developer or an authority that ask for something else: an amount, or of what is not the zone."""
    words = subject.words
    if answering is zone_facts.authority:
        measured = words.all("measured")
        return words.typed("manages", *measured) if measured else []
    if answering is not zone_facts.developer:
        return []
    counted = subject.indicator is not None and words.has("count", "percent")
    return words.typed("developer", "who") if counted else words.typed(*NOT_OF_DEVELOPERS)


NOT_OF_DEVELOPERS = (
    "works",
    "wastewater",
    "housing",
    "school",
    "electricity",
    "water_supply",
    "solid_waste",
    "stations",
)
"""Marks of what others than the developer of a zone may have built."""


def _strange_to_lists(subject: QuestionSubject) -> list[str]:
    """The marks of a question for projects that say nothing of them."""
    beside = subject.unclear if subject.indicator else subject.words.all("measured")
    return sorted(set(beside) - lists.OF_PROJECTS)


HOW_MANY_LISTED = frozenset({zones_in_bounds.having, lists.projects, lists.zones})
"""Ways of answering that list what there is any of: "ít lao động" asks for less than that, and no bound is known."""


STRANGE_TO: dict[Answering, Callable[[QuestionSubject], list[str]]] = {
    papers.papers: papers.strange_to_papers,
    cohorts.of_those: cohorts.strange_to_those,
    lists.projects: _strange_to_lists,
    ratio_answers.ratio: ratio_answers.strange_to_ratio,
}
"""Ways of answering that know themselves which marks say nothing of what they tell."""


TELLING_UNCLEAR = frozenset(
    {
        *(lists.zones, enterprise_answers.of_enterprise, zone_facts.developer, zone_facts.founded),
        *(member_orders.first_countries, member_orders.first_sectors),
        *(duty_answers.project, duty_answers.late_projects, *duty_answers.STANDING),
    }
)
"""Ways of answering that are of no indicator, or tell what is said beside it."""
OF_LARGEST = frozenset({"capital", "registered", "enterprises"})
"""What may be said of the largest project: it is ordered by its capital, and told with its enterprise."""


def not_understood(subject: QuestionSubject, answering: Answering) -> Text | None:
    """What was not understood of a question: words that nobody knows, or that do not go with the others."""
    if subject.problem is not None:
        return subject.problem
    if answering is sector_answers.accepting and sector_answers.sectors_named(subject):
        strange = sorted(set(subject.words.all("measured")) - OF_ACCEPTANCE)
        return unclear_words(subject.words.typed(*strange)) if strange else None
    if odd := _odd_of_whom(subject, answering):
        return unclear_words(odd)
    if subject.words.unheard and (answering is not zone_facts.developer or subject.zones):
        return NOT_ALL_HEARD
    odd = _odd_marks(subject, answering)
    return unclear_words(subject.words.typed(*odd)) if odd else None


def _odd_marks(subject: QuestionSubject, answering: Answering) -> list[str]:
    """The marks of a question that do not go with the others in the way in which it is answered."""
    vague = [mark for mark in ("much", "little") if answering in HOW_MANY_LISTED and subject.words.has(mark)]
    if vague:
        return vague
    if answering in STRANGE_TO:
        return STRANGE_TO[answering](subject)
    if answering is lists.largest_project and set(subject.unclear) <= OF_LARGEST:
        return []
    if answering is duty_answers.late_projects and subject.words.has("rate"):
        return ["rate"]
    if answering is first_zones and subject.indicator is None:
        return sorted(set(subject.words.all("measured")) - OF_SIZE)
    return [] if answering in TELLING_UNCLEAR else subject.unclear


OF_SIZE = frozenset({"land", "area", "left", "still", "vacant", "natural", "zoned", *STAGES})
"""What may be said of zones that are ordered by their land, where no figure is named."""


CHECKS: tuple[Callable[[QuestionSubject, Answering], Text | None], ...] = (
    not_understood,
    _more_times,
    _marks_without_use,
    _most_and_least,
    _further_shares,
    _further_enterprises,
    _members,
    _bounds,
    _named_enterprises,
    _money,
    _counted_accidents,
    _one_of_endings,
    _raise_of_capital,
    _sum_of_first,
    _middle_of_year,
    _origins,
    _beyond_record,
)
"""What may be said in a question and would be no part of its answer, the plainest first."""
STANDING_MARKS = frozenset(
    {"owed", "expiring", "permits", "work_permits", "rent", "tasks", "overdue_work", "work", "reports"}
)
CHANGING_NOTHING = frozenset({"count", "much", "little", "size", "reached", "ours"})
"""Marks of what is asked that say no more than that an amount is, or, as "our province", what the subject has taken in already.

Every other mark makes another question of the words around it: an answer that passes one over answers something else.
"""


def deciding(subject: QuestionSubject) -> list[str]:
    """The marks of a question that its answer must make use of."""
    return [mark for mark in subject.words.all("asking") if mark not in CHANGING_NOTHING]


def unused_marks(unused: list[str], subject: QuestionSubject) -> Text:
    """That words which change what is asked have no use in its answer: what is known of the first, else which they are."""
    told = next((UNUSED[mark] for mark in unused if mark in UNUSED), None)
    return told or unclear_words(subject.words.typed(*unused))


PER_UNIT = Text(
    "không chia được số này cho số kia (mỗi ha, mỗi lao động, mỗi dự án); hãy hỏi từng số",
    "one figure is not divided by another (per hectare, per worker, per project); ask for each of them",
)
UNUSED = {
    "growth": Text(
        "không tính được mức tăng, giảm của những gì được hỏi", "how it grew or fell cannot be told of what is asked"
    ),
    "plan": Text("chỉ tiêu được hỏi không có kế hoạch để so sánh", "there is no plan to compare this with"),
    "not": OF_DENIAL,
    "forecast": Text(
        "sổ không có dự báo, chỉ ghi điều đã xảy ra; hãy hỏi số liệu của kỳ đã qua",
        "the books have no forecasts, they record what has happened; ask of a period that is over",
    ),
    "to_go": Text(
        "chưa tính được còn thiếu bao nhiêu so với kế hoạch; hãy hỏi đạt bao nhiêu phần trăm kế hoạch",
        "how much is left to reach the plan cannot be told; ask what share of the plan was reached",
    ),
    "breakdown": Text(
        "chưa rõ tách theo gì: theo nước, ngành, khu, quý hay năm",
        "it is not clear by what it is to be broken down: country, sector, zone, quarter or year",
    ),
    "newest": Text(
        "chưa chọn được cái mới nhất; hãy nêu năm, hoặc hỏi khu, cụm nào thành lập năm nào",
        "the newest cannot be chosen; name the year, or ask which zones were established in it",
    ),
    "except": exception_answers.NOT_TAKEN_OUT,
    "by_quarter": Text("từng quý thì hãy hỏi mỗi lần một quý", "quarter by quarter, ask of one quarter at a time"),
    "per_unit": PER_UNIT,
    "per_worker": PER_UNIT,
    "yearly_rate": Text(
        "không tính được mức tăng bình quân mỗi năm; hãy hỏi từng năm, hoặc năm cuối so với năm đầu",
        "an average yearly growth is not told; ask year by year, or for the last year against the first",
    ),
    "fate": Text(
        "chưa rõ hỏi điều gì đã xảy ra với dự án nào; hãy ghi mã dự án",
        "it is told of projects alone what became of them; give the code of one",
    ),
    "times_as": Text("không tính được số này gấp số kia mấy lần", "how many times one is the other cannot be told"),
    "names": Text(
        "chỉ có con số, không liệt kê tên được; hãy hỏi riêng danh sách",
        "there is a number and no names beside it; ask for the list by itself",
    ),
    "rank": Text(
        "chưa rõ xếp hạng đối tượng nào, trong phạm vi nào", "it is not clear what is to be ranked among what"
    ),
}


def used_by(answering: Answering, subject: QuestionSubject) -> set[str]:
    """The marks of what is asked that a way of answering makes use of."""
    used = {*subject.taken_in, *USED.get(answering, ())}
    used |= _said_by_unit(unit_of(subject)) | _named_by(answering, subject) | _said_of_several(answering, subject)
    if subject.beside:
        used.add("sum")
    if subject.sectors:
        used.add("sector_of")
    if answering is lists.projects and subject.words.has("revoked", "terminated"):
        used.add("why")
    if answering in {duty_answers.rents, duty_answers.payments}:
        used |= duty_answers.said_of_payable(subject)
    if answering in OF_NOW and not subject.is_of_period and not subject.measures(("projects.", "zones.")):
        used.add("newest")
    return used - {"not"} if answering is lists.zones and subject.denies_else else used


def _said_by_unit(unit: str) -> set[str]:
    """The marks that the unit of an indicator says: a percentage is a share, a figure by the day one per day."""
    said = {mark for mark, units in OF_UNITS.items() if unit in units}
    return said | {"per_day"} if unit.endswith("/day") else said


def _named_by(answering: Answering, subject: QuestionSubject) -> frozenset[str]:
    """The marks that ask for names, or for where something is, which an answer tells.

    Figures have none, but those of two sides, and that there was any. Where something is, is told by the zones in which it is;
    beside "which", or of zones that are named, it is asked where those lie.
    """
    words = subject.words
    if answering is remainders.rest:
        return (ONE_BY_ONE | {"max", "most"}) if remainders.tells_zones(subject) else _named_by_sides(subject)
    if answering in WITHOUT_NAMES:
        return frozenset({"which"}) if _asks_for_any(subject) else _named_by_sides(subject)
    if _names_else(answering, subject):
        return frozenset()
    is_where = answering in WITH_PLACES or (answering in WITH_ZONES and not subject.zones and not words.has("which"))
    is_rank = answering is zone_orders.ranking and words.has("rank")
    return ONE_BY_ONE if is_where or is_rank else NAMES


def _named_by_sides(subject: QuestionSubject) -> frozenset[str]:
    """The marks that ask for one of two sides by its name: the sentence says which of them is more."""
    return frozenset({"which", "where"}) if _is_choice_of_sides(subject) else frozenset()


def _names_else(answering: Answering, subject: QuestionSubject) -> bool:
    """Whether names are asked for that are none of those which are told: "năm nào, khu nào nhiều nhất" tells no zone."""
    told = CHOSEN.get(answering)
    if told is None or (answering is duty_answers.late_projects and not subject.words.has(*SUPERLATIVES)):
        return False
    asking = [each for each in subject.words.seen if each.sign[0] == "asking" and each.sign[1] in NAMES]
    named = [(each, {mark for _, mark in subject.words.named_by(each)}) for each in asking]
    return any(not told & marks and (marks or each.sign[1] == "which") for each, marks in named)


def _said_of_several(answering: Answering, subject: QuestionSubject) -> frozenset[str]:
    """The marks that ask for each of several, or how one stands beside the other, where an answer is of several."""
    is_of_several = subject.words.has(*BROKEN_DOWN) or subject.has_sides or len(subject.words.times) > 1
    is_beside = subject.has_sides or (answering is figure_answers.values and is_of_several)
    return (SPLIT if is_of_several else frozenset()) | (COMPARING if is_beside else frozenset())


OF_UNITS = {
    "of_mass": {"kg/day", "tariff"},
    "of_energy": {"tariff"},
    "of_power": {"kVA"},
    "per_area": {"tariff"},
    "share": {"percent"},
    "percent": {"percent"},
    "rank": {"rank"},
}
"""Marks of units that say no more beside a figure of them, and of any other ask for something else."""
BROKEN_DOWN = ("by_country", "by_sector", "by_year", "by_month", "by_quarter", "each")
"""Marks that say by what a figure is broken down."""
OF_NOW = frozenset({figure_answers.values, figure_answers.growth, figure_answers.planned, missing_reports.unreported})
"""Ways of answering that tell the latest there is where no time is named: of what is listed or chosen "latest" is an order."""


ANY = re.compile(
    r"(?<![^\W_])co (?:\w+ ){1,5}?nao (?:[\w/|]+ )*?(?:khong|ko|k|chua)(?: \w{1,4}){0,2}[ ?.!]*$"
    r"|(?<![^\W_])(?:is|are|was|were) there any(?![^\W_])"
)
"""Words that ask whether there was any: "có vụ đình công nào không" is answered with how many."""


def _asks_for_any(subject: QuestionSubject) -> bool:
    """Whether it is asked if there was any of what is counted, and not which; of zones and projects their names are asked."""
    words = subject.words
    is_count = subject.indicator is not None and subject.indicator.endswith(
        (".count", ".opened", ".done", ".made", ".exceeding")
    )
    return is_count and bool(ANY.search(words.folded)) and not words.has("enterprises", "project_which", "where")


def _is_choice_of_sides(subject: QuestionSubject) -> bool:
    """Whether "which" is asked of two sides that are named: the sentence says which of them is more."""
    return subject.has_sides and subject.words.has("compare", "more")


WITHOUT_NAMES = frozenset(
    {
        *(figure_answers.values, figure_answers.growth, figure_answers.planned, figure_answers.share),
        *(
            figure_answers.headlines,
            member_orders.of_members,
            place_orders.rank_of_places,
            period_orders.by_years,
            changes.why,
        ),
    }
)
"""Ways of answering that tell figures, and nothing one by one."""
ZONE_FACTS = (
    "stages",
    "status",
    "prices",
    "developer",
    "without_developer",
    "authority",
    "where",
    "founded",
    "came_to_stage",
)
NAMES = frozenset({"which", "list", "names"})
"""Marks that ask for several by their names, or for one of them."""
ONE_BY_ONE = NAMES | {"where"}
"""Marks that ask for what there is one by one."""
SPLIT = frozenset({"breakdown", "list"})
"""Marks that ask for each of several that a question is of."""
COMPARING = frozenset({"compare", "against", "more", "larger"})
"""Marks that set one side against another."""
COUNTRIES = frozenset({"country", "by_country"})
SECTORS = frozenset({"sector", "by_sector", "sector_of"})
DISTRICTS = frozenset({"district", "where"})
PLANNED = frozenset({"plan", "assigned", "fulfilled", "exceeded"})
USED: dict[Answering, frozenset[str]] = {
    changes.why: COMPARING | {"why", "growth"},
    figure_answers.growth: COMPARING | {"growth", "percent", "exceeded", "times_as"},
    growth_orders.first_growth: SUPERLATIVES - {"share"} | {"growth", "percent", "against", "rank"},
    figure_answers.planned: PLANNED | COMPARING | {"share", "growth", "percent"},
    figure_answers.share: frozenset({"share", "percent"}),
    zone_orders.ranking: SUPERLATIVES | {"rank", "each"},
    place_orders.rank_of_places: frozenset({"rank"}),
    place_orders.ranking_of_places: DISTRICTS | {"rank", "each"},
    zones_in_bounds.beyond_limit: frozenset({"share", "percent"}),
    zone_orders.among_first: frozenset({"max", "min", "most"}),
    member_orders.first_countries: SUPERLATIVES | COUNTRIES | {"more", "against", "percent"},
    member_orders.first_sectors: SUPERLATIVES | SECTORS | {"more", "against", "percent"},
    period_orders.first_years: SUPERLATIVES - {"share"} | {"year", "ever"},
    place_orders.first_places: SUPERLATIVES | DISTRICTS | {"percent"},
    period_orders.by_years: frozenset({"by_year", "growth_of_each", "ever"}),
    member_orders.of_members: COMPARING | COUNTRIES | SECTORS | {"share", "percent"},
    member_orders.members_by_zone: COUNTRIES | SECTORS | {"each", "max", "most"},
    countries_beside: COMPARING | COUNTRIES | {"developer", "who"},
    first_zones: SUPERLATIVES | {"rank", "percent"},
    lists.largest_project: SUPERLATIVES - {"share"} | {"project_which", "who"},
    lists.projects: frozenset({"project_which"}),
    lists.zones: frozenset({"not", "began", "newly_established"}),
    missing_reports.unreported: frozenset({"unreported", "reports"}),
    sector_answers.accepting: SECTORS | {"accepts", "conditions", "not"},
    duty_answers.late_projects: frozenset({"max", "min", "most", "how_late", "project_which"}),
    duty_answers.project: frozenset({"who", "when", "year", "fate", "how_late", "project_which"}),
    zone_facts.prices: frozenset({"price", "max", "min", "most", "share", "paid_how", *zone_facts.HOURS}),
    zone_facts.developer: frozenset({"developer", "who", "former", "developer_since"}),
    zone_facts.without_developer: frozenset({"developer", "not", "owed"}),
    zone_facts.authority: frozenset({"manages", "who"}),
    fill_answers.days_when_full: fill_answers.ASKING,
    zone_facts.status: frozenset({"status", "not", "began", "newly_established"}),
    zone_facts.stages: frozenset({"began", "when", "not", "year"}),
    zone_facts.came_to_stage: frozenset({"added", "newly_established", "began"}),
    zone_facts.founded: frozenset({"first", "newest", "when", "year"}),
    zone_facts.where: frozenset({"district"}),
    remainders.rest: frozenset({"not", "all_done"}),
    exception_answers.rest: frozenset({"except"}),
    ratio_answers.ratio: SUPERLATIVES - {"share"} | {"per_unit", "per_worker", "average", "rank", "each"},
    open_matters.open_matters: frozenset({"when", "year", "why"}),
    papers.papers: papers.OF_PAPERS,
    target_answers.targets: PLANNED | {"not", "which", "list", "names", "shortfall", "percent"},
    expansion_answers.expansion: frozenset({"conditions", "expandable", "fulfilled", "of_decree"}),
    cohorts.of_those: frozenset({"share", "percent", "project_which"}),
    courses.courses: frozenset({"why", "closing", "how_late", "when"}),
    **dict.fromkeys(duty_answers.STANDING, STANDING_MARKS),
    duty_answers.permits: STANDING_MARKS | {"expiry"},
}


WITH_PLACES = frozenset(
    {
        *(zone_facts.where, lists.zones, lists.projects, lists.largest_project, duty_answers.late_projects),
        *(duty_answers.project, enterprise_answers.of_enterprise, cohorts.of_those),
    }
)
"""Ways of answering that tell where each of what they tell is."""
WITH_ZONES: frozenset[Answering] = frozenset(
    {
        *(
            zones_in_bounds.within_all,
            zones_in_bounds.beyond_limit,
            zones_in_bounds.having,
            zones_in_bounds.overloaded,
            zone_orders.ranking,
            member_orders.members_by_zone,
        ),
        *(
            first_zones,
            zones_with_land_left,
            zone_orders.among_first,
            growth_orders.first_growth,
            missing_reports.unreported,
        ),
        *(sector_answers.accepting, open_matters.open_matters, courses.courses),
        *(zone_facts.prices, zone_facts.status, zone_facts.founded, zone_facts.came_to_stage),
    }
)
"""Ways of answering that tell in which zones something is."""
CHOSEN: dict[Answering, frozenset[str]] = {
    period_orders.first_years: frozenset({"year", "ever"}),
    member_orders.first_countries: COUNTRIES,
    member_orders.first_sectors: SECTORS,
    countries_beside: COUNTRIES,
    place_orders.first_places: DISTRICTS,
    place_orders.ranking_of_places: DISTRICTS,
    duty_answers.late_projects: frozenset({"projects", "project_which", "enterprises", "late"}),
}
"""Ways of answering that choose among something else than zones, by the marks of what they choose among."""


OF_ZONES = frozenset({lists.zones, *(getattr(zone_facts, name) for name in ZONE_FACTS)})
"""Ways of answering that are of zones whatever the capital in them: an origin that is named says nothing of them."""


OF_TWO_TIMES = frozenset(
    {
        *(figure_answers.growth, growth_orders.first_growth, changes.why, cohorts.of_those),
        *(member_orders.first_countries, member_orders.first_sectors),
    }
)
"""Ways of answering that tell of one time and of another beside it."""


def most_times(answering: Answering) -> int:
    """How many times a way of answering takes in: a growth is from one to another, values are told of each."""
    if answering is figure_answers.values:
        return figure_answers.MOST_SIDES
    return 2 if answering in OF_TWO_TIMES else 1
