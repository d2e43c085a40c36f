"""A question typed into the search box, answered from the books, or refused with what was understood of it.

Every word of a question is accounted for: names, times, what is measured, what is asked of it. Where a word is none of
these, or the words do not come together, nothing is answered: a figure beside a misunderstood question is worse than none.
"""

import re
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

from parkledger.briefing import written
from parkledger.briefing.answers import (
    cohorts,
    context,
    duty_answers,
    enterprise_answers,
    figure_answers,
    land_wanted,
    lists,
    missing_reports,
    papers,
    place_orders,
    remainders,
    several,
    zone_facts,
    zones_with_all,
)
from parkledger.briefing.answers.answer import Answers, QuestionAnswer, refused, with_demo
from parkledger.briefing.answers.nearest import with_nearest
from parkledger.briefing.answers.subjects import DueOn, QuestionSubject, amounts_asked, subject_of
from parkledger.briefing.answers.uses import (
    NOT_ALL_HEARD,
    PARTLY,
    deciding,
    problem_of,
    unclear_words,
    unused_marks,
)
from parkledger.briefing.answers.ways import (
    CHOSEN_IN_A_PROVINCE,
    OF_EACH_KIND,
    OF_EACH_PROVINCE,
    OF_SEVERAL_PLACES,
    Answering,
    way_of,
)
from parkledger.catalogue import INDICATORS, ZoneKind
from parkledger.figures import Figure, Figures
from parkledger.language import Lang, ParkError, Period, Text, format_period, month_end, today
from parkledger.language.units import Unit
from parkledger.places import get, province_or_whole
from parkledger.reading import read
from parkledger.records.dates import Dates
from parkledger.records.duties import duties_on

__all__ = ["LONGEST", "QuestionAnswer", "answers", "example", "interval_of"]

LONGEST = 200
"""Characters of a question that are read."""
NOT_ASKED = Text("chưa rõ hỏi chỉ tiêu nào", "it is not clear which figure is asked for")
NOT_KNOWN = Text("sổ không có điều được hỏi", "the books have nothing of what is asked")
LEAST_WORDS = 2
ASKS = (
    *("count", "which", "why", "who", "compare", "more", "against", "rank", "max", "min", "share", "plan", "growth"),
    *("project_which", "where", "when", "developer", "how_late", "not", "accepts"),
)


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

    def ask(question: str) -> Answers:
        return tuple(map(with_demo, _answers(question, books, dates, reach, due, is_no_name=is_no_name)))

    asked = typed[:LONGEST]
    return with_nearest(ask(asked), asked, ask)


def warm(books: Figures) -> None:
    """Load what the first question would wait for: the words, the names, and the reading of what is written."""
    dates = Dates(today())
    answers(example(books, dates).vi, books, dates)


def _answers(
    typed: str, books: Figures, dates: Dates, reach: frozenset[str], due: DueOn, *, is_no_name: bool
) -> Answers:
    """The answers as they are told, not yet marked."""
    found = _whole(subject_of(typed, books, dates, reach, due), books, is_no_name=is_no_name)
    if found and all(each.problem is None for each in found):
        return found
    if (area := land_wanted.area_wanted(typed)) is not None:
        return land_wanted.land_finder(subject_of(typed, books, dates, reach, due), area, books)
    apart = context.parted(typed, books, dates)
    if apart is None:
        return found
    again = _whole(subject_of(apart.rest, books, dates, reach, due), books, is_no_name=is_no_name)
    if not again or any(each.problem is not None for each in again):
        return found
    return tuple(replace(each, unheard=apart.context) for each in again)


def _whole(subject: QuestionSubject, books: Figures, *, is_no_name: bool) -> Answers:
    """The answers to all that a question says."""
    if len(subject.words.text.split()) < LEAST_WORDS:
        return ()
    if problem := _problem_of_whole(subject):
        return refused(subject, books, problem)
    parts = several.parts_of(subject, books)
    if not parts and (_lists_beside(subject) or _tells_one_of_two(subject)):
        return refused(subject, books, subject.problem or PARTLY)
    told = [each for part in parts or [subject] for each in _answered(part, books)]
    if (in_all := zones_with_all.in_all(subject, parts, told)) is not None:
        return (in_all,)
    if not told and is_no_name and _is_of_something(subject):
        return refused(subject, books, subject.problem or _lacking(subject))
    return tuple(each for at, each in enumerate(told) if each not in told[:at])


def _problem_of_whole(subject: QuestionSubject) -> Text | None:
    """Why a question is not answered whatever its parts are; None where it may be."""
    if subject.words.all("never"):
        return _never_kept(subject.words.typed_of_sort("never"))
    if _chooses_enterprise(subject):
        return subject.problem or NO_ENTERPRISES
    if over := several.passed_over(subject):
        return subject.problem or unclear_words(over)
    return None


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
        papers.papers,
        *(duty_answers.late_projects, duty_answers.project, missing_reports.unreported, *duty_answers.STANDING),
    }
)
"""Ways of answering that name enterprises."""


def _chooses_enterprise(subject: QuestionSubject) -> bool:
    """Whether it is asked which enterprise has something, of which only the figures of zones are on record."""
    measured = set(subject.words.all("measured")) - {"enterprises"}
    if not measured or not WHICH_ENTERPRISE.search(subject.words.folded):
        return False
    answering = way_of(subject)
    return answering not in TELL_ENTERPRISES or (
        answering is lists.projects and subject.words.has("max", "min", "most")
    )


def _is_of_something(subject: QuestionSubject) -> bool:
    """Whether anything that the books are of is named, however little of a question it makes."""
    named = subject.kinds or subject.places or subject.zones or subject.countries or subject.sectors
    return bool(named or subject.words.all("measured"))


NUMBER_AND_SHARE = re.compile(
    r"(?<![^\W_])(?:bao nhieu|how many)(?! phan| percent).*(?:chiem|may phan tram|bao nhieu phan tram|what (?:percentage|share))"
)
"""Words that ask for a number and, after it, for a percentage."""
SHARE_AND_NUMBER = re.compile(
    r"(?<![^\W_])(?:what (?:percentage|percent|share|proportion)|(?:bao nhieu|may) (?:phan tram|%))"
    r".*(?:[,;?]|(?<![^\W_])(?:and|va)(?![^\W_]))"
    r".*(?<![^\W_])(?:how many|how much|bao nhieu(?! phan tram| %)|may(?! phan tram| %))(?![^\W_])"
)
"""The same the other way round: "what percentage are women, and how many …"."""
NUMBER_AND_VALUE = re.compile(
    r"(?<![^\W_])(?:number|count|how many|so luong|so) (?:and|va) (?:the |total |tong )?(?:value|worth|amount|gia tri|so tien)(?![^\W_])"
    r"|(?:companies|firms|manufacturers|investors|enterprises|factories|projects|doanh nghiep|nha may|nha dau tu|du an)\W+"
    r"(?:how many|bao nhieu)(?:\W*[,;?]|\W+(?:and|va)\b)"
)
"""Words that ask for a number and for a value besides: "packaging manufacturers: how many, total capital"."""
TOLD_BESIDE = ("growth", "plan", "assigned", "share", "percent", "against", "compare", "more")
"""Marks of what is told beside a figure, so that both are answered at once."""


def _tells_one_of_two(subject: QuestionSubject) -> bool:
    """Whether two amounts are asked of one indicator, neither of them as a part of the other, which would be told together."""
    is_part = (
        remainders.part_asked(subject) or cohorts.asked_of_those(subject) or papers.sort_asked(subject) is not None
    )
    return subject.indicator is not None and not is_part and _asks_twice(subject)


def _asks_twice(subject: QuestionSubject) -> bool:
    """Whether two amounts are asked for where one would be told."""
    words = subject.words
    ranks = {words.folded.count(",", 0, each.first) for each in words.seen if each.sign == ("asking", "rank")}
    amounts = {words.folded.count(",", 0, each.first) for each in words.seen if each.sign == ("asking", "percent")}
    if len(ranks) > 1 or (ranks and amounts - ranks):
        return True
    is_share = INDICATORS[subject.indicator or ""].unit == Unit.PERCENT or subject.indicator == "grdp.growth"
    if is_share and (NUMBER_AND_SHARE.search(words.folded) or SHARE_AND_NUMBER.search(words.folded)):
        return True
    if not subject.measures("projects.") and NUMBER_AND_VALUE.search(words.folded):
        return True
    return amounts_asked(words) > 1 and not words.has(*TOLD_BESIDE) and len(words.times) < 2


def _lists_beside(subject: QuestionSubject) -> bool:
    """Whether zones are to be listed and, beside that, the first of them told: "có những cụm nào, cụm nào rộng nhất"."""
    words = subject.words
    asked = sum(each.sign == ("asking", "which") for each in words.seen)
    return asked > 1 and words.has("list") and words.has("max", "min", "most")


def _answered(subject: QuestionSubject, books: Figures) -> Answers:
    """The answers to a question for one thing."""
    answering = way_of(subject)
    if answering is None:
        return _not_asked(subject, books)
    if answering is lists.projects:
        subject = lists.over_all_periods(subject)
    if problem := problem_of(subject, answering):
        return refused(subject, books, problem) if _is_question(subject) else ()
    return tuple(each for one in _one_by_one(subject, answering) for each in _told(answering, one, books))


def _one_by_one(subject: QuestionSubject, answering: Answering) -> list[QuestionSubject]:
    """The questions of one province, place or kind each, where a way of answering takes no more than one; else the question."""
    of_each = answering in OF_EACH_PROVINCE or (answering in CHOSEN_IN_A_PROVINCE and _says_province(subject))
    if of_each and not subject.is_placed and subject.each_of:
        return [replace(subject, places=[place]) for place in subject.each_of]
    if subject.zones:
        return [subject]
    if len(subject.places) > 1 and answering not in OF_SEVERAL_PLACES:
        return [replace(subject, places=[place]) for place in subject.places]
    if len(subject.kinds) > 1 and answering in OF_EACH_KIND:
        return [replace(subject, kinds=[kind]) for kind in subject.kinds]
    return [subject]


PROVINCE_SAID = re.compile(r"(?<!\w)(?:tỉnh|province|provincial)(?!\w)")


def _says_province(subject: QuestionSubject) -> bool:
    """Whether a province is spoken of that is not named: "cao nhất tỉnh" is the first of each, and not of all together."""
    words = subject.words
    return bool(PROVINCE_SAID.search(words.text.lower())) or (
        not words.accented and re.search(r"(?<!\w)tinh(?!\w)", words.folded) is not None
    )


def _told(answering: Answering, subject: QuestionSubject, books: Figures) -> Answers:
    """What one way of answering tells; what cannot be put to the books as a question is refused in their own words."""
    try:
        return answering(subject, books)
    except ParkError as unfit:
        return refused(subject, books, Text(unfit.message(Lang.VI), unfit.message(Lang.EN)))


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


def _is_question(subject: QuestionSubject) -> bool:
    """Whether words that were not all understood ask something at all: a name may have such words in it too."""
    words = subject.words
    located = bool(subject.kinds or subject.places or subject.zones)
    asks = words.has("count") or bool(deciding(subject))
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
        return refused(subject, books, place_orders.rankable(subject, books) or NOT_ASKED)
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
        return unclear_words(measured) if measured and not subject.words.unheard else NOT_ASKED
    if subject.words.unheard:
        return NOT_ALL_HEARD
    if odd := [mark for mark in deciding(subject) if mark not in subject.taken_in]:
        return unused_marks(odd, subject)
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
