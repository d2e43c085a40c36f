"""The way in which a question is answered, by what its words ask: a choice, a list, a fact of a zone, a figure."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple

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
from parkledger.briefing.answers.answer import ALL_ZONES, Answers, refused
from parkledger.briefing.answers.ends import ends_asked
from parkledger.briefing.answers.rules import SHARE_OF
from parkledger.briefing.answers.subjects import QuestionSubject
from parkledger.catalogue import INDICATORS
from parkledger.catalogue.expressions import Timing
from parkledger.figures import Figures
from parkledger.language import Text
from parkledger.language.units import MONEY
from parkledger.places import Level, get

Answering = Callable[[QuestionSubject, Figures], Answers]
PROJECT_WORDS = ("suspended", "revoked", "terminated", "raised", "new")
COMPARISONS = ("growth", "share", "plan", "against", "more", "compare")
"""Marks by which a figure is set against another."""
CALCULATED = ("count", *COMPARISONS)
"""Marks by which a number is asked for, and not a list."""
SUPERLATIVES = frozenset({"max", "min", "most", "share", "nth"})
"""Marks that ask for the first of several, or which in their order, and for its share."""


class QuestionForm(NamedTuple):
    """A form of question, and the way in which it is answered; None where nothing in its group answers it."""

    is_form_of: Callable[[QuestionSubject], bool]
    answering: Answering | None


def _answering(forms: Iterable[QuestionForm], subject: QuestionSubject) -> Answering | None:
    """The way of answering of the first form that a question has; None where it has none, or nothing answers that one."""
    return next((form.answering for form in forms if form.is_form_of(subject)), None)


def way_of(subject: QuestionSubject) -> Answering | None:
    """Which way a question is answered by what its words ask; None where they ask nothing.

    The groups of forms stand in the order in which they are tried, what is said most exactly first.
    """
    return (
        _answering(RECORDS, subject)
        or _answering(OUTSTANDING, subject)
        or _answering(PROGRESS, subject)
        or _answering(FACTS_OF_ZONES, subject)
        or _answering(RATIOS, subject)
        or _choice(subject)
        or _answering(LISTS, subject)
        or _answering(FIGURES, subject)
    )


def _choice(subject: QuestionSubject) -> Answering | None:
    """What is chosen by a figure, put in order or told of each; what is late is never chosen so."""
    words = subject.words
    if words.has("late"):
        return None
    if (bounded := _answering(BOUNDS, subject)) is not None:
        return bounded
    is_superlative = words.has("max", "min", "most", "nth") or words.count is not None
    if is_superlative and (superlative := _answering(SUPERLATIVE_FORMS, subject)) is not None:
        return superlative
    if words.has("first") and not is_superlative:
        return None
    return _of_each(subject) or _answering(RANKS, subject)


def _of_each(subject: QuestionSubject) -> Answering | None:
    """What is asked of each: country by country, sector by sector, zone by zone, or of the zones that have any."""
    if (by_member := _answering(BY_MEMBER, subject)) is not None:
        return by_member
    if not _is_of_all_zones(subject):
        return None
    is_of_zones_alone = subject.indicator is None or subject.measures("zones.")
    return _answering(ZONES_OF_A_KIND if is_of_zones_alone else FIGURES_BY_ZONE, subject)


def _is_of_all_zones(subject: QuestionSubject) -> bool:
    """Whether it is asked of all zones of a kind, and none of them is named."""
    return bool(subject.kinds) and not subject.zones


def _names_members(subject: QuestionSubject) -> bool:
    """Whether a country or a sector is named."""
    return bool(subject.countries or subject.sectors)


def unit_of(subject: QuestionSubject) -> str:
    """The unit of the indicator asked for; none where no indicator is."""
    return INDICATORS[subject.indicator].unit if subject.indicator else ""


def countries_beside(subject: QuestionSubject, books: Figures) -> Answers:
    """Countries one beside the other: by their capital where nothing else is said."""
    is_measured = subject.measures("projects.") or subject.measures("capital.")
    return member_orders.of_members(subject if is_measured else replace(subject, indicator="capital.in_force"), books)


BY_SIZE = re.compile(
    r"(?<![^\W_])(?:lon|rong|nho|hep|to|be|largest|larger|biggest|bigger|smallest|smaller|top|dat|dien tich|area|land)(?![^\W_])"
)
"""Words by which zones are ordered by their area where nothing else is measured."""
ORDERED_BY_WHAT = Text(
    "chưa rõ xếp theo chỉ tiêu nào (diện tích, tỷ lệ lấp đầy, lao động, …)",
    "say by which figure they are to be ordered (area, occupancy, workers, …)",
)


def first_zones(subject: QuestionSubject, books: Figures) -> Answers:
    """The first zones by a figure, or by their area where the question speaks of size and of no figure."""
    if subject.indicator is None or subject.measures("zones."):
        is_of_land = subject.words.has("left", "still", "land", "area", "nth")
        if not is_of_land and not BY_SIZE.search(subject.words.folded):
            return refused(subject, books, ORDERED_BY_WHAT)
        subject.indicator = "land.available" if subject.words.has("left", "still") else "land.established"
    return zone_orders.first_zones(subject, books)


def zones_with_land_left(subject: QuestionSubject, books: Figures) -> Answers:
    """The zones in which land is left: "KCN còn trống"."""
    return zones_in_bounds.having(replace(subject, indicator="land.available"), books)


# What is on record by itself: papers, projects and enterprises that are named, incidents; and what caused a change of a figure.


def _asks_cause_of_change(subject: QuestionSubject) -> bool:
    """Whether it is asked why a figure changed; of matters and ended projects the cause of each is on record."""
    words, code = subject.words, subject.indicator
    has_reasons = code in open_matters.WITH_REASONS or (code == "projects.ended" and not words.has("growth"))
    return words.has("why") and not has_reasons


RECORDS = (
    QuestionForm(lambda subject: papers.sort_asked(subject) is not None, papers.papers),
    QuestionForm(target_answers.asked_of_targets, target_answers.targets),
    QuestionForm(lists.tells_capital, lists.projects),
    QuestionForm(lambda subject: subject.among is not None, zone_orders.among_first),
    QuestionForm(lambda subject: bool(subject.bounds), zones_in_bounds.within_all),
    QuestionForm(lambda subject: bool(subject.words.projects), duty_answers.project),
    QuestionForm(
        lambda subject: bool(subject.enterprises) and not subject.words.has("developer"),
        enterprise_answers.of_enterprise,
    ),
    QuestionForm(cohorts.asked_of_those, cohorts.of_those),
    QuestionForm(courses.asked_of_courses, courses.courses),
    QuestionForm(_asks_cause_of_change, changes.why),
)
"""Questions for what is on record by itself."""


# What is overdue, owed or about to expire, one by one.


def _asks_open_matters(subject: QuestionSubject) -> bool:
    """Whether matters that are open are asked for by themselves, and not by a figure of them."""
    is_figure = subject.words.has(*CALCULATED, *SUPERLATIVES, "rank", "first", "by_year")
    return subject.indicator in open_matters.OPEN_MATTERS and not is_figure


def _is_late(subject: QuestionSubject) -> bool:
    """Whether something is said to be late."""
    return subject.words.has("overdue", "late", "overdue_work")


def _asks_owed_rent(subject: QuestionSubject) -> bool:
    """Whether rent that is owed is asked for: not the tax on land, whose words fold as those for its rent do."""
    words = subject.words
    is_unpaid = words.has("owed", "overdue")
    is_of_rent = words.has("rent", "land_rent") or (_is_late(subject) and words.has("tenancy"))
    is_said = is_of_rent or RENT_SAID.search(words.folded) is not None
    return is_unpaid and is_said and "thuế" not in words.text.lower()


def _asks_who_owes_taxes(subject: QuestionSubject) -> bool:
    """Whether those who owe the State are asked for, and not how much is owed."""
    words = subject.words
    asks_amount = words.has("count") and not words.has("which", "list")
    is_of_taxes = words.has("owed") and words.has("budget", "tax")
    return is_of_taxes and WHO_OWES.search(words.folded) is not None and not asks_amount


def _asks_ending_permits(subject: QuestionSubject) -> bool:
    """Whether permits are asked for that have expired, soon will, or do so in a time that is named."""
    words = subject.words
    return words.has("work_permits", "permits") and (
        words.has("expiring", "overdue") or ends_asked(subject) is not None
    )


def _asks_overdue_work(subject: QuestionSubject) -> bool:
    """Whether work of the office is asked for that is overdue."""
    words = subject.words
    return words.has("overdue_work") or (words.has("overdue") and words.has("work", "tasks"))


RENT_SAID = re.compile(r"(?<![^\W_])tien thue (?:lai )?dat(?![^\W_])")
"""Words for the rent of land where "bao nhiêu tiền" has taken the first of them."""
WHO_OWES = re.compile(
    r"^(?:(?:co|cac|nhung|danh sach|liet ke|list of|which|the) )*"
    r"(?:doanh nghiep|dn|cong ty|nha dau tu|enterprises?|compan(?:y|ies)|firms?) "
    r"(?:\w+ ){0,4}?(?:no|cham nop|chua nop|owe|owes|owing|in arrears)\b"
)
"""Words that ask for those who owe, and not how much: they stand first."""
OUTSTANDING = (
    QuestionForm(_asks_open_matters, open_matters.open_matters),
    QuestionForm(lambda subject: subject.words.has("procedures"), None),  # late dossiers are told below
    QuestionForm(_asks_owed_rent, duty_answers.rents),
    QuestionForm(_asks_who_owes_taxes, duty_answers.payments),
    QuestionForm(_asks_ending_permits, duty_answers.permits),
    QuestionForm(
        lambda subject: _is_late(subject) and subject.words.has("reports"),
        duty_answers.overdue_reports,
    ),
    QuestionForm(_asks_overdue_work, duty_answers.overdue_work),
)
"""Questions for what is overdue, owed or about to expire."""


# How far something has come: who may come to a zone, who has reported, what is left to do, what is late.

OF_ACCEPTANCE = frozenset({"projects", "production", "received", "operating", "enterprises"})
"""What may be said of who is to come to a zone: it says no more of the sector."""


def _asks_acceptance(subject: QuestionSubject) -> bool:
    """Whether it is asked which zones take in a sector."""
    words = subject.words
    received = words.has("received") and set(words.all("measured")) <= OF_ACCEPTANCE
    is_asked = words.has("accepts", "conditions") or (received and bool(sector_answers.sectors_named(subject)))
    return subject.is_of_zones and is_asked


def _compares_countries(subject: QuestionSubject) -> bool:
    """Whether several countries are named to be told one beside the other."""
    return len(subject.countries) > 1 and subject.words.has("more", "compare", "against")


def _asks_stage_reached(subject: QuestionSubject) -> bool:
    """Whether it is asked how far zones have come, and nothing else of them."""
    return (subject.indicator is None or subject.counts_stages) and subject.words.has("status")


PROGRESS = (
    QuestionForm(expansion_answers.asked_of_expansion, expansion_answers.expansion),
    QuestionForm(_asks_acceptance, sector_answers.accepting),
    QuestionForm(lambda subject: subject.words.has("unreported"), missing_reports.unreported),
    QuestionForm(_compares_countries, countries_beside),
    QuestionForm(lambda subject: remainders.part_asked(subject) is not None, remainders.rest),
    QuestionForm(_asks_stage_reached, zone_facts.status),
    QuestionForm(
        lambda subject: subject.indicator == "procedures.late" and not subject.is_of_period,
        duty_answers.dossiers,
    ),
    QuestionForm(lambda subject: subject.words.has("how_late") and subject.may_be_projects, duty_answers.project),
)
"""Questions for how far something has come."""


# What is asked of zones that is no figure: their prices, developers, authority, place, the day they were established.


def _asks_developer(subject: QuestionSubject) -> bool:
    """Whether it is asked who develops zones: in that word, by "who", or which zones somebody whose name is unknown invests in."""
    words = subject.words
    named = words.unheard or subject.enterprises
    if named and words.has("which") and _is_of_all_zones(subject) and "dau tu" in words.folded:
        return True
    who = words.has("who") and subject.is_of_zones and subject.indicator is None and not words.has("manages")
    return words.has("developer") or who


def _asks_without_developer(subject: QuestionSubject) -> bool:
    """Whether zones are asked for that nobody develops: "cụm nào chưa có chủ đầu tư hạ tầng", "clusters without a developer"."""
    words = subject.words
    is_of_zones = _is_of_all_zones(subject) and subject.indicator in {None, ALL_ZONES}
    is_denied = words.has("not") or NO_DEVELOPER.search(words.folded) is not None
    return is_of_zones and words.has("developer") and is_denied and not subject.stages


NO_DEVELOPER = re.compile(r"(?<![^\W_])no (?:infrastructure )?(?:developer|investor)s?(?![^\W_])")
"""The same in English: "no" alone reads as what is owed ("nợ")."""


def _is_of_named_zones_alone(subject: QuestionSubject) -> bool:
    """Whether zones are named, and nothing is said to be measured of them."""
    return bool(subject.zones) and subject.indicator in {None, ALL_ZONES} and not subject.words.all("measured")


def _asks_founding(subject: QuestionSubject) -> bool:
    """Whether it is asked when zones were established, or which of a kind was the first."""
    words = subject.words
    if _asks_first(subject) and not subject.zones:
        return True
    if subject.indicator not in {None, "zones.established"} or not words.has("founded", "established"):
        return False
    if subject.zones:
        told = {stage for stage, _ in subject.stages} - {"established"}
        return words.has("founded", "when", "year") and not told
    return bool(subject.kinds) and words.has("first")


def _asks_first(subject: QuestionSubject) -> bool:
    """Whether it is asked which of a kind of zones was the first, or the last, of all that were established, or began to operate."""
    chosen = subject.words.has("first", "newest") and not (subject.words.has("newest") and subject.is_of_period)
    return subject.indicator in {"zones.established", "zones.operating"} and bool(subject.kinds) and chosen


def _asks_stages_of_zones(subject: QuestionSubject) -> bool:
    """Whether it is asked if zones that are named came to a stage, or when."""
    if not (subject.zones and subject.stages):
        return False
    return subject.indicator is None or (subject.counts_stages and subject.words.has("when", "year"))


FACTS_OF_ZONES = (
    QuestionForm(fill_answers.asks_when_full, fill_answers.days_when_full),
    QuestionForm(lambda subject: unit_of(subject) == "tariff", zone_facts.prices),
    QuestionForm(_asks_without_developer, zone_facts.without_developer),
    QuestionForm(_asks_developer, zone_facts.developer),
    QuestionForm(lambda subject: subject.words.has("manages"), zone_facts.authority),
    QuestionForm(
        lambda subject: subject.words.has("where") and _is_of_named_zones_alone(subject),
        zone_facts.where,
    ),
    QuestionForm(_asks_founding, zone_facts.founded),
    QuestionForm(
        lambda subject: subject.words.has("status") and _is_of_named_zones_alone(subject),
        zone_facts.status,
    ),
    QuestionForm(_asks_stages_of_zones, zone_facts.stages),
)
"""Questions of zones for what is no figure."""


RATIOS = (
    QuestionForm(ratio_answers.asked_of_ratio, ratio_answers.ratio),
    QuestionForm(exception_answers.asked_of_rest, exception_answers.rest),
)
"""Questions for a figure by the unit of another, or without a part of it."""


# What is chosen by bounds, and what has to be told of each of several years.


def _describes_projects(subject: QuestionSubject) -> bool:
    """Whether projects are spoken of, or what is said only of projects, and of them no more than their capital."""
    of_capital = subject.indicator is None or subject.measures("projects.") or subject.measures("capital.")
    return of_capital and (subject.words.has("projects") or _names_members(subject))


def _bounds_projects(subject: QuestionSubject) -> bool:
    """Whether projects are asked for whose capital lies within bounds."""
    limits = subject.words.limits
    return bool(limits) and _describes_projects(subject) and all(each.unit in MONEY for each in limits)


def _asks_year_by_year(subject: QuestionSubject) -> bool:
    """Whether a figure is asked of each of several years: in that word, or because there is none of them together."""
    if subject.indicator is None:
        return False
    return subject.words.has("by_year") or _is_of_statistic_of_years(subject) or _is_held_over_years(subject)


def _is_of_one_span_of_years(subject: QuestionSubject) -> bool:
    """Whether one time is named, and it is of more than a year."""
    named = subject.period()
    return bool(named and named[0] and named[0].year < named[1].year and len(subject.words.times) == 1)


def _is_of_statistic_of_years(subject: QuestionSubject) -> bool:
    """Whether a statistic of single years is asked of several: there is none of them together."""
    is_statistic = bool(INDICATORS[subject.indicator or ""].statistic)
    return _is_of_one_span_of_years(subject) and is_statistic and not subject.words.has(*SUPERLATIVES)


def _is_held_over_years(subject: QuestionSubject) -> bool:
    """Whether what is held, as workers are, is asked of several years: of each, since they have no sum."""
    words, code = subject.words, subject.indicator or ""
    is_held = INDICATORS[code].timing is not Timing.IN_PERIOD and not INDICATORS[code].statistic
    came = subject.measures(("zones.", "projects.", *figure_answers.CAME_TO))
    asks_else = words.has(*COMPARISONS, *SUPERLATIVES, "rank", "why", "which", "times_as")
    return _is_of_one_span_of_years(subject) and is_held and not came and not asks_else


BOUNDS = (
    QuestionForm(lambda subject: len(subject.countries) > 1 and subject.words.has("country"), countries_beside),
    QuestionForm(_bounds_projects, lists.projects),
    QuestionForm(lambda subject: bool(subject.words.limits), zones_in_bounds.beyond_limit),
    QuestionForm(_asks_year_by_year, period_orders.by_years),
    QuestionForm(
        lambda subject: subject.words.has("overloaded") and _is_of_all_zones(subject),
        zones_in_bounds.overloaded,
    ),
)
"""Questions by bounds, or of each of several that are named."""


# Of what the most or the least are asked for.

NOT_ZONES = r"(?:(?!numbers?|count|share|parks?|clusters?|zones?|kcn|ccn|khu|cum|by|theo|with|has|have|co)\w+ )"
"""Words between a superlative and the projects that it is said of: none of them is of zones, or of a number."""
LARGEST = re.compile(
    rf"\bdu an {NOT_ZONES}{{0,3}}(?:lon|to|nho) (?:nhat|thu)\b|\b(?:largest|biggest|smallest|top) {NOT_ZONES}{{0,3}}?projects?\b"
    r"|\bdu an (?:(?!kcn|ccn|khu|cum|theo)\w+ ){0,5}?von (?:\w+ ){0,3}?(?:lon|cao|nhieu|it|thap|nho) nhat"
)
"""Words that ask for projects by their size, not for zones by the number of their projects."""


SINGLE = re.compile(
    r"(?<![^\W_])(?:largest|biggest|smallest|highest|worst|longest|heaviest|most serious) (?:\w+ ){0,2}?"
    r"(?:fine|penalty|strike|stoppage|accident|incident|lease|contract|permit|inspection|finding|violation|investment|deal|enquiry"
    r"|inquiry|tenant|plot|factory|enterprise|company|investor|capital increase)(?![^\W_])"
    r"|(?<![^\W_])(?<!so )(?<!nhieu )(?<!it )(?:vu|khoan|mon|hop dong|su co|cuoc|quyet dinh|lo dat|muc phat) (?:\w+ ){0,5}?"
    r"(?:lon|nang|dong|dai|lau|nghiem trong|nho) nhat(?![^\W_])"
)
"""Words that ask for one fine, strike or lease by its size: what is on record of zones is their number, or their sum."""
NO_SINGLE = Text(
    "sổ xếp khu, cụm và dự án, chưa xếp từng vụ, từng khoản theo độ lớn; hãy hỏi theo khu, cụm",
    "zones and projects are put in order, single cases and amounts are not; ask by zone",
)


def _asks_largest_case(subject: QuestionSubject) -> bool:
    """Whether one case, fine, strike or lease is asked for by its size, and not a zone by what it has of them."""
    return SINGLE.search(subject.words.folded) is not None


def no_single(subject: QuestionSubject, books: Figures) -> Answers:
    """That single cases are not put in order."""
    return refused(subject, books, NO_SINGLE)


def _asks_largest_project(subject: QuestionSubject) -> bool:
    """Whether projects are asked for by their size."""
    words = subject.words
    is_of_projects = words.has("projects") and subject.measures(("projects.", "capital."))
    return words.has("project_which") or (is_of_projects and LARGEST.search(words.folded) is not None)


def _asks_zones_by_members(subject: QuestionSubject) -> bool:
    """Whether zones are asked for by what they have of a country or a sector: only projects and their capital are of one."""
    is_of_projects = subject.indicator is None or subject.measures(("projects.", "capital.", "zones."))
    return _names_members(subject) and is_of_projects and _is_of_all_zones(subject)


def _asks_what_grew_most(subject: QuestionSubject) -> bool:
    """Whether zones are asked for by how far a figure went: "growth" that the indicator itself means is none."""
    asks_growth = subject.words.has("growth") and "growth" not in subject.taken_in
    return subject.indicator is not None and asks_growth and _is_of_all_zones(subject)


SUPERLATIVE_FORMS = (
    QuestionForm(lambda subject: subject.words.has("country"), member_orders.first_countries),
    QuestionForm(lambda subject: subject.words.has("sector"), member_orders.first_sectors),
    QuestionForm(_asks_largest_project, lists.largest_project),
    QuestionForm(_asks_largest_case, no_single),
    QuestionForm(_asks_zones_by_members, member_orders.members_by_zone),
    QuestionForm(
        lambda subject: subject.indicator is not None and subject.words.has("year"),
        period_orders.first_years,
    ),
    QuestionForm(_asks_what_grew_most, growth_orders.first_growth),
    QuestionForm(
        lambda subject: subject.indicator is not None and subject.words.has("district", "where"),
        place_orders.first_places,
    ),
    QuestionForm(lambda subject: subject.words.has("district"), None),
    QuestionForm(lambda subject: bool(subject.indicator or subject.kinds), first_zones),
)
"""Questions for the first, or the last, of several."""


# What is asked of each: country by country, sector by sector, zone by zone, or of the zones that have any.


def _is_by_member(subject: QuestionSubject, mark: str) -> bool:
    """Whether something is asked of each country, or sector, and none of them is named."""
    return subject.words.has(mark) and not _names_members(subject)


def _tells_what_zones_have(subject: QuestionSubject) -> bool:
    """Whether the indicator counts zones by what they have or lack, and not by their stage."""
    return subject.measures("zones.") and not subject.counts_stages


def _is_zone_by_zone(subject: QuestionSubject) -> bool:
    """Whether something is asked of each zone, in those words."""
    return EACH_ZONE.search(subject.words.text.lower()) is not None


def _asks_members_by_zone(subject: QuestionSubject) -> bool:
    """Whether what there is of a country or a sector is asked of each zone."""
    return _is_zone_by_zone(subject) and _names_members(subject)


def _asks_zones_with_land_left(subject: QuestionSubject) -> bool:
    """Whether zones are asked for that have land left, where no figure is said: "KCN còn trống"."""
    words = subject.words
    return subject.counts_stages and words.has("left") and not words.has("most", *CALCULATED)


def _lists_percentages(subject: QuestionSubject) -> bool:
    """Whether a percentage is to be listed: of zones that have one, all have it."""
    return unit_of(subject) == "percent" and subject.words.has("list") and not subject.words.has(*CALCULATED)


def _asks_where_there_was_any(subject: QuestionSubject) -> bool:
    """Whether zones are asked for in which there was something: "KCN nào xảy ra tai nạn"."""
    return subject.words.has("had") and not subject.words.has(*COMPARISONS)


def _counts_zones_that_have_it(subject: QuestionSubject) -> bool:
    """Whether it is asked how many zones have something, and not how much of it there is."""
    words = subject.words
    asks_else = words.has(*COMPARISONS, *NO_LIST_OF_ZONES)
    return remainders.COUNTED_ZONES.search(words.folded) is not None and not asks_else and unit_of(subject) != "percent"


def _lists_zones_that_have_it(subject: QuestionSubject) -> bool:
    """Whether zones are asked for by name because they have something."""
    words = subject.words
    is_listed = words.has("list") and LISTED_ZONES.search(words.folded) is not None
    return (words.has("which", "names") or is_listed) and not words.has(*CALCULATED, *NO_LIST_OF_ZONES)


NO_LIST_OF_ZONES = ("rank", "first", "year", "unreported")
"""Marks beside which "which" asks for no list of zones."""
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
BY_MEMBER = (
    QuestionForm(lambda subject: _is_by_member(subject, "by_country"), member_orders.first_countries),
    QuestionForm(lambda subject: _is_by_member(subject, "by_sector"), member_orders.first_sectors),
)
"""Questions for each country, or sector."""
ZONES_OF_A_KIND = (
    QuestionForm(lambda subject: _tells_what_zones_have(subject) and subject.words.has(*CALCULATED), None),
    QuestionForm(_tells_what_zones_have, zones_in_bounds.having),
    QuestionForm(_asks_members_by_zone, member_orders.members_by_zone),
    QuestionForm(_asks_zones_with_land_left, zones_with_land_left),
)
"""Questions for zones of which no figure is asked but their own number."""
FIGURES_BY_ZONE = (
    QuestionForm(_asks_members_by_zone, member_orders.members_by_zone),
    QuestionForm(_is_zone_by_zone, zone_orders.ranking),
    QuestionForm(_lists_percentages, zone_orders.ranking),
    QuestionForm(_asks_where_there_was_any, zones_in_bounds.having),
    QuestionForm(_counts_zones_that_have_it, zones_in_bounds.having),
    QuestionForm(_lists_zones_that_have_it, zones_in_bounds.having),
)
"""Questions for zones by a figure of theirs."""


# Which place something has in an order.

RANKED_DISTRICTS = re.compile(
    r"(?<![^\W_])(?:rank|ranking|order|sort|xep hang|xep thu tu|xep) (?:of |the |all |cac |theo )*(?:districts|huyen)(?![^\W_])"
    r"|(?<![^\W_])(?:(?:districts|huyen) (?:ranked|in order|by number|xep theo|theo thu tu)"
    r"|(?:by|per|each|every) district|district by district"
    r"|theo (?:tung )?huyen|tung huyen|moi huyen)(?![^\W_])"
)
"""Words that ask for districts one by one, by a figure."""


def _ranks_districts(subject: QuestionSubject) -> bool:
    """Whether districts are asked for one by one, of whole provinces or of all."""
    is_of_provinces = all(get(place).level is Level.PROVINCE for place in subject.places)
    is_asked = RANKED_DISTRICTS.search(subject.words.folded) is not None
    return subject.indicator is not None and is_of_provinces and not subject.zones and is_asked


def _asks_rank(subject: QuestionSubject) -> bool:
    """Whether a rank is asked for by a figure that is none itself."""
    return subject.words.has("rank") and subject.indicator is not None and unit_of(subject) != "rank"


RANKS = (
    QuestionForm(_ranks_districts, place_orders.ranking_of_places),
    QuestionForm(lambda subject: _asks_rank(subject) and subject.is_of_zones, zone_orders.ranking),
    QuestionForm(lambda subject: _asks_rank(subject) and bool(subject.places), place_orders.rank_of_places),
)
"""Questions for the place that something has in an order."""


# Lists of projects and of zones.


def _asks_projects_described(subject: QuestionSubject) -> bool:
    """Whether projects are asked for by what they are: of a country, of a sector, suspended."""
    is_of_kind = subject.measures("zones.") and not subject.stages
    is_of_projects = subject.indicator is None or is_of_kind or subject.measures("projects.")
    return _is_said_of_projects(subject) and is_of_projects


def _lists_projects_with_capital(subject: QuestionSubject) -> bool:
    """Whether projects of a country or sector are to be listed with their capital."""
    words = subject.words
    is_of_capital = subject.indicator == "capital.in_force" and words.has("enterprises", "projects")
    is_listed = words.has("list") and not words.has(*CALCULATED) and not subject.is_of_period
    return _is_said_of_projects(subject) and is_of_capital and is_listed


def _is_said_of_projects(subject: QuestionSubject) -> bool:
    """Whether something is said that is so of projects alone: their country, their sector, that they are suspended."""
    return _names_members(subject) or subject.words.has("suspended")


def _asks_enterprises_of_zones(subject: QuestionSubject) -> bool:
    """Whether the enterprises of zones are asked for: they are known by their projects."""
    return subject.indicator is None and subject.words.has("enterprises") and subject.is_of_zones


def _asks_which_projects(subject: QuestionSubject) -> bool:
    """Whether projects are asked for by what happened to them, or those of some zones, and not how many they are."""
    words = subject.words
    if not subject.measures("projects.") or words.has(*CALCULATED):
        return False
    if len(subject.origins) > 1 and not words.has("list", "which", "project_which"):
        return False
    is_of_origin = bool(subject.origins) and subject.is_of_zones
    return words.has(*PROJECT_WORDS) or lists.are_registered_in(subject) or is_of_origin


def _counts_one_ending(subject: QuestionSubject) -> bool:
    """Whether projects are counted that ended in one of the two ways that the figure counts together."""
    is_count = subject.indicator == "projects.ended" and not subject.words.has(*COMPARISONS, "by_year", "rank")
    return is_count and lists.has_other_ending(subject)


def _tells_stages(subject: QuestionSubject) -> bool:
    """Whether zones of a kind are asked for by their stage, and not by a figure of them."""
    return bool(subject.kinds) and subject.counts_stages and not subject.words.has(*COMPARISONS)


def _denies_stage(subject: QuestionSubject) -> bool:
    """Whether zones are asked for that are not at a stage."""
    return _tells_stages(subject) and any(is_denied for _, is_denied in subject.stages)


def _asks_what_came_to_stage(subject: QuestionSubject) -> bool:
    """Whether zones are asked for that came to a stage in a period."""
    return _tells_stages(subject) and subject.came_between is not None


def _is_at_stage(subject: QuestionSubject) -> bool:
    """Whether zones are spoken of that are at a stage on a day, and no number of them is asked for, or their names beside it."""
    words = subject.words
    is_of_day = not subject.is_of_period or bool(words.all("measured"))
    return subject.counts_stages and is_of_day and not words.has(*(COMPARISONS if words.has("names") else CALCULATED))


def _lists_stage(subject: QuestionSubject) -> bool:
    """Whether the zones at a stage are to be listed: all of a place, or those that are asked for one by one."""
    is_listed = bool(subject.places) or subject.words.has("list", "which")
    return _is_at_stage(subject) and not subject.zones and is_listed


def _asks_zones_that_ended(subject: QuestionSubject) -> bool:
    """Whether zones are asked for whose establishment was revoked, or that were taken from the plan."""
    words = subject.words
    return _is_of_all_zones(subject) and words.has("revoked", "withdrawn") and not words.has("projects")


LISTS = (
    QuestionForm(lambda subject: subject.words.has("late") and subject.may_be_projects, duty_answers.late_projects),
    QuestionForm(_asks_projects_described, lists.projects),
    QuestionForm(_lists_projects_with_capital, lists.projects),
    QuestionForm(_asks_enterprises_of_zones, lists.projects),
    QuestionForm(_asks_which_projects, lists.projects),
    QuestionForm(_counts_one_ending, lists.projects),
    QuestionForm(lambda subject: _denies_stage(subject) and bool(subject.zones), None),
    QuestionForm(_denies_stage, lists.zones),
    QuestionForm(_asks_what_came_to_stage, zone_facts.came_to_stage),
    QuestionForm(_lists_stage, lists.zones),
    QuestionForm(_is_at_stage, None),
    QuestionForm(_asks_zones_that_ended, lists.zones),
)
"""Questions for projects, or zones, one by one."""


# A value, or how it stands to another.


def _names_stage_alone(subject: QuestionSubject) -> bool:
    """Whether zones at a stage are spoken of, and nothing is asked of their number."""
    return subject.counts_stages and not subject.words.has(*CALCULATED)


def _asks_headlines(subject: QuestionSubject) -> bool:
    """Whether zones and a period are named and nothing is measured: "KCN Bắc Giang năm 2023"."""
    is_of_zones_alone = not subject.zones and not subject.words.all("measured")
    return _names_stage_alone(subject) and subject.is_of_period and is_of_zones_alone


def _is_of_members(subject: QuestionSubject) -> bool:
    """Whether the figure of a country or a sector is asked for: there are no plans for one, and no growth is told of it."""
    return _names_members(subject) and not subject.words.has("growth", "plan", "against")


def _counts_projects_nowhere(subject: QuestionSubject) -> bool:
    """Whether projects are spoken of and it is not said where they are: "dự án" alone asks nothing."""
    known = subject.implied or subject.each_of
    is_scoped = subject.places or subject.zones or (known and subject.words.has("count"))
    return subject.indicator == "projects.in_force" and not is_scoped


def _asks_share(subject: QuestionSubject) -> bool:
    """Whether it is asked which part of a whole a figure is; what is a percentage is told as it is."""
    is_part = subject.indicator in SHARE_OF and subject.words.has("rate", "percent")
    return (subject.words.has("share") or is_part) and unit_of(subject) != "percent"


def _asks_plan(subject: QuestionSubject) -> bool:
    """Whether what is planned is asked for, or what was reached of it."""
    return subject.words.has("plan", "assigned") and subject.indicator != "inspections.plan_share"


def _asks_growth(subject: QuestionSubject) -> bool:
    """Whether it is asked how far a figure went from one time to another."""
    words = subject.words
    is_between = words.has("against", "more", "times_as") and len(words.times) > 1
    if words.has("compare") and len(words.times) == TWO and not subject.has_sides:
        return subject.indicator != "grdp.growth"
    is_ratio = words.has("times_as") and _is_of_one_span_of_years(subject) and not subject.has_sides
    return (words.has("growth") and subject.indicator != "grdp.growth") or is_between or is_ratio


TWO = 2


def _asks_value(subject: QuestionSubject) -> bool:
    """Whether a value is asked for: what is set against another must have that beside it."""
    compared = {"against", "more"}.intersection(subject.words.all("asking")) - subject.taken_in
    return subject.has_sides or not compared


FIGURES = (
    QuestionForm(lambda subject: subject.indicator is None, None),
    QuestionForm(_asks_headlines, figure_answers.headlines),
    QuestionForm(_names_stage_alone, None),
    QuestionForm(_is_of_members, member_orders.of_members),
    QuestionForm(_counts_projects_nowhere, None),
    QuestionForm(_asks_share, figure_answers.share),
    QuestionForm(_asks_plan, figure_answers.planned),
    QuestionForm(_asks_growth, figure_answers.growth),
    QuestionForm(_asks_value, figure_answers.values),
)
"""Questions for a figure."""


OF_EACH_PROVINCE = frozenset(
    {
        figure_answers.values,
        figure_answers.growth,
        figure_answers.planned,
        period_orders.first_years,
        period_orders.by_years,
        changes.why,
        cohorts.of_those,
        courses.courses,
        open_matters.open_matters,
        remainders.rest,
        ratio_answers.ratio,
        zone_facts.status,
    }
)
"""Ways of answering that tell the figure of each of a few provinces where none is named."""
OF_SEVERAL_PLACES = frozenset(
    {
        *(figure_answers.values, figure_answers.growth, figure_answers.planned, figure_answers.share),
        *(figure_answers.headlines, place_orders.rank_of_places, open_matters.open_matters, remainders.rest),
        ratio_answers.ratio,
    }
)
"""Ways of answering that tell of several places themselves: the others are asked of one place after the other."""
OF_EACH_KIND: frozenset[Answering] = frozenset(
    {
        *(
            zone_orders.ranking,
            zones_in_bounds.having,
            zones_in_bounds.beyond_limit,
            zones_in_bounds.overloaded,
            zone_orders.among_first,
        ),
        zones_in_bounds.within_all,
        *(growth_orders.first_growth, first_zones),
    }
)
"""Ways of answering that choose among zones of one kind: parks and clusters are ordered apart."""
CHOSEN_IN_A_PROVINCE = frozenset(
    {
        *(
            first_zones,
            zones_in_bounds.beyond_limit,
            zone_orders.ranking,
            zones_in_bounds.having,
            zones_in_bounds.overloaded,
            lists.zones,
        ),
        *(growth_orders.first_growth, zone_orders.among_first, zones_in_bounds.within_all),
        *(
            member_orders.first_countries,
            member_orders.first_sectors,
            place_orders.first_places,
            lists.largest_project,
            lists.projects,
        ),
    }
)
"""Ways of answering that choose, or list: of each province where the question speaks of the province and names none."""
