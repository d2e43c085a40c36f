"""Several figures asked for in one question, taken apart: each is asked of all that the question names.

Words of what is measured are cut where "và", "and" or a comma stands between them. A piece that comes to an indicator by itself, or
with the words of the piece beside it, is a question of its own; names, kinds and times are those of the whole question.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final, NamedTuple

from parkledger.briefing.answers.answer import AnswerLine, QuestionAnswer, written_both
from parkledger.briefing.answers.choices import OF_UNITS
from parkledger.briefing.answers.cohorts import asked_of_those
from parkledger.briefing.answers.figure_answers import LESS
from parkledger.briefing.answers.limits import AREAS, AskedLimit
from parkledger.briefing.answers.lists import OF_THEM
from parkledger.briefing.answers.open_matters import OPEN_MATTERS
from parkledger.briefing.answers.papers import sort_asked
from parkledger.briefing.answers.rules import HELPING, SHARE_OF, STAGES, STILL
from parkledger.briefing.answers.subjects import BASE_ALONE, HECTARES, QuestionSubject, subject_from
from parkledger.briefing.answers.times import Time, joined, since, without_now
from parkledger.briefing.answers.uses import PARTLY, SUM_NOT_TOLD, SUM_OF
from parkledger.briefing.answers.words import COMPARED, FIRST_FEW, Sighted, Words
from parkledger.catalogue import INDICATORS, ZoneKind
from parkledger.figures import Figures
from parkledger.language import Text, fold, joined_notes

BETWEEN: Final = re.compile(r"[,;:&+?.](?!\d)|(?<![^\W_])(?:va|and|cung voi|cung nhu|as well as|plus)(?![^\W_])")
"""What stands between two things that are asked for."""
BESIDE: Final = re.compile(rf"{BETWEEN.pattern}|(?<![^\W_])(?:voi|vs|with|versus|than|hay|or)(?![^\W_])")
"""The same where words do not come to one figure: "so sánh xuất khẩu với nhập khẩu" is of two."""
BARE: Final = frozenset({"projects", "capital", "registered", "count", "tenancy"})
"""Marks that say nothing of the state of projects: it is that of the projects beside them."""
PAID_OUT: Final = frozenset({"implemented"})
"""Marks of money that is paid out: beside infrastructure it is for that, and no capital of projects."""
STATES: Final = frozenset({"attracted", "new", "revoked", "terminated", "raised", "suspended", "in_force", "granted"})
FACTS: Final = {
    "founded": frozenset({"founded"}),
    "developer": frozenset({"developer", "who"}),
    "authority": frozenset({"manages"}),
    "where": frozenset({"where", "district"}),
    "status": frozenset({"status"}),
}
"""What is told of a zone that is no figure, with the marks that ask for it."""
BARE_WHO: Final = frozenset({"ai", "who"})
"""Words that may ask for anybody: "làm cho ai" is not who develops a zone."""
FOUNDED: Final = frozenset({"established", "newly_established"})
"""Marks that ask for the day of it beside "when" and "năm nào"."""
HELD_BOTH: Final = re.compile(
    r"(?<![^\W_])(?:(?:have|has|had|having|with|offer|offers|provide|provides) (?:got )?both"
    r"|(?:co|thu|ghi) (?:dong thoi )?ca|(?:dong thoi|vua|deu) co)(?![^\W_])"
)
"""Words by which zones are asked for that have several things, each of them all."""
TOLD_EACH: Final = frozenset({"count", "which", "list"})
"""Marks by which zones are asked for once more: "có những khu nào, cái nào đang hoạt động"."""
NAMED_TWICE: Final = {"findings"}
"""What is named by two words beside each other: "tồn tại, vi phạm"."""
MOST_PARTS: Final = 4
OF_A_WHOLE: Final = re.compile(r"(?:out )?of (?:all |the |total )*[^,]+, ?(?:what|how much|how many) ")
"""Words that name a whole before the part of it that is asked for: "of all the capital registered, what share was disbursed"."""
CAN_BE_FULL: Final = frozenset({"housing", "school", "capacity"})
"""Marks of what may be full besides the land of a zone."""
FULL: Final = frozenset(
    {"full", "filled", "occupied", "filled up", "taken up", "how full", "how occupied", "how filled"}
)
NOT_ALL: Final = Text(
    "câu hỏi nêu nhiều điều, có điều chưa rõ: {said}", "several things are asked, and one is not clear: {said}"
)


@dataclass(slots=True)
class _Piece:
    """What stands between two cuts: words of what is measured, and of what is asked of it."""

    measured: list[Sighted] = field(default_factory=list)
    asking: list[Sighted] = field(default_factory=list)
    counts_zones: bool = False
    names_kind: bool = False
    of_zones: bool = False
    """Whether the question names zones, of which facts are told that are no figures."""
    names: list[Sighted] = field(default_factory=list)
    """The zones and places that are named in it."""

    @property
    def is_of_something(self) -> bool:
        return bool(self.measured or self.counts_zones or self.fact or self.lists_zones)

    @property
    def asked(self) -> set[str]:
        return {each.sign[1] for each in self.asking}

    @property
    def fact(self) -> str:
        """What it asks of a zone that is no figure; empty where it asks for none."""
        if not self.of_zones:
            return ""
        if self.asks_day:
            return "founded"
        if "status" in self.asked and self.marks - set(STAGES):
            return ""
        asked = {each.sign[1] for each in self.asking if fold(each.text) not in BARE_WHO}
        return next((fact for fact, marks in FACTS.items() if marks & (self.marks | asked)), "")

    @property
    def asks_day(self) -> bool:
        """Whether it asks when zones were established."""
        return bool(self.marks & FOUNDED and self.asked & {"when", "year"})

    @property
    def lists_zones(self) -> bool:
        """Whether zones of a kind are asked for, whatever they are."""
        return self.names_kind and not self.measured and bool(self.asked & {"which", "list"})

    @property
    def tells_stage(self) -> bool:
        """Whether it asks once more for zones, by their stage."""
        return bool(self.marks) and self.marks <= set(STAGES) and bool(self.asked & TOLD_EACH)

    @property
    def marks(self) -> set[str]:
        return {each.sign[1] for each in self.measured}

    @property
    def is_full(self) -> bool:
        """Whether it asks how full something is, without saying that it is land: "are they full"."""
        return self.marks == {"occupancy"} and all(fold(each.text) in FULL for each in self.measured)

    def is_state_of(self, before: "_Piece") -> bool:
        """Whether it says no more than the state of what stands before it: "projects FDI and DDI newly registered"."""
        return bool(self.marks) and self.marks <= STATES and bool(before.measured) and not before.marks & STATES

    @property
    def asked_before(self) -> list[Sighted]:
        """What is asked before what is measured; nothing of a fact, whose words ask for it alone."""
        if not self.measured or self.fact:
            return []
        start = min(each.first for each in self.measured)
        return [each for each in self.asking if each.last <= start]

    @property
    def asked_behind(self) -> list[Sighted]:
        """What is asked behind what is measured; nothing of a fact, or of the day of one."""
        return [] if self.asks_day or self.fact else self._behind

    @property
    def is_closed(self) -> bool:
        """Whether it has its own "bao nhiêu" behind what is measured: what is asked behind the pieces is not asked of it."""
        return any(each.sign[1] == "count" for each in self._behind)

    @property
    def _behind(self) -> list[Sighted]:
        end = max((each.last for each in self.measured), default=None)
        return [] if end is None else [each for each in self.asking if each.first >= end]

    @property
    def takes_no(self) -> frozenset[str]:
        """Marks of what is asked of the other pieces that is not asked of it, since it asks for the like itself."""
        listed = TOLD_EACH if self.asked & TOLD_EACH else frozenset[str]()
        counted = {"percent", "share"} if "count" in self.asked else set()
        denied = {"not"} if self.tells_stage else set()
        return listed | counted | denied

    def add(self, other: "_Piece") -> None:
        self.measured += other.measured
        self.asking += other.asking
        self.names += other.names


LAST_YEARS: Final = re.compile(
    r"(?:trong )?\w+ nam (?:gan|vua|tro|lien|qua|wa).*|(?:\w+ ){0,2}(?:last|past|previous|latest|most recent) \w+ years"
)
"""Words for the last years: as many, told one by one."""
TOLD_AS_ONE: Final = ("share", "plan", "max", "min", "most", "nth", "first", "rank", "by_year")
"""Marks by which the last years are told as one, or one by one already."""
ONE_NUMBER: Final = re.compile(
    r"(?<![^\W_])(?:tong|tong cong|total|in all|altogether|binh quan|trung binh|average|nam nao|which year)(?![^\W_])"
)
"""Words beside years by which one number, or one of them, is asked for."""
SAYS_WHERE: Final = re.compile(
    r"[\s,;.?]*(?:(?:va|and|nam|tap trung|xay ra|roi vao|roi|vao|thuoc ve|o|tai|cua|thuoc|trong|in|at) )*"
    r"(?:(?:(?:nhung|cac) )?(?P<kind>kcn|ccn|khu cong nghiep|cum cong nghiep|khu|cum|cho|noi) nao"
    r"|(?P<dau>dau)|where|which (?P<en>industrial parks|industrial clusters|parks|clusters|zones))\s*[?.!]*$"
)
"""Words at the end of a question for a number by which it is asked besides where that is."""
ANY_KIND: Final = frozenset({"khu", "cho", "noi", "dau", "zones"})
CHOSEN: Final = (
    "growth",
    "against",
    "plan",
    "share",
    "rank",
    "max",
    "min",
    "most",
    "more",
    "compare",
    "by_year",
    "first",
    "not",
)
BOTH: Final = {"export_import": ("export", "import")}
"""Marks of words that stand for two figures: "xuất nhập khẩu"."""


def parts_of(subject: QuestionSubject, books: Figures) -> list[QuestionSubject]:
    """The questions that a question comes to, as they are to be answered; none where it is one, and stands as it is."""
    if asked_of_those(subject) or sort_asked(subject) is not None:
        return []
    for mark, stands_for in BOTH.items():
        if subject.words.has(mark):
            own = [_with_marks(subject, {mark: each}, books) for each in stands_for]
            return [part for each in own for part in (parts_of(each, books) or [each])]
    if of_few := _of_first_few(subject, books):
        return of_few
    if with_capital := _capital_of_them(subject, books):
        return with_capital
    if bounded := _of_bounded_zones(subject, books) or _of_several_bounds(subject, books):
        return bounded
    if with_places := _number_and_where(subject, books):
        return with_places
    if with_first := _amount_and_first(subject, books):
        return with_first
    if with_share := _number_and_share(subject, books):
        return with_share
    read = _of_times(subject)
    told_apart = [_beside_each_other(part) for part in _figures_of(read, books)] or _both_ends(read, books)
    return told_apart or ([] if read is subject else [read])


SELECTION: Final = re.compile(
    r".*?(?=[,;:?]|(?<![^\W_])(?:which|what|who|where|how|and|va|(?:khu|cum|kcn|ccn|noi|cai) nao|dau la|co bao nhieu|co may)(?![^\W_])"
    r"|(?<=nhat)(?! (?:theo|ve|xet|tinh|tai|o|cua|bac|tinh|toan|nam|den|cuoi)(?![^\W_]))(?![^\W_])|$)"
)
"""The words behind "ba", "top 3" that say which few are meant, up to those that ask something of them."""
_END_OF_FIRST: Final = r"nhat (?:(?:tinh|vung|nuoc) )?(?:co|la|thi|duoc|dang|hien)(?! \w+ nao)(?![^\W_])"
FIRST_ONE: Final = re.compile(
    r"(?<![^\W_])(?:"
    r"the (?=(?:largest|biggest|smallest|fullest|emptiest|busiest) (?:industrial )?(?:park|cluster|zone)(?![^\W_]))"
    r"|the (?:industrial )?(?:park|cluster|zone) "
    r"(?=(?:with|having|that has|which has) the (?:most|fewest|largest|highest|lowest|smallest))"
    rf"|(?:kcn|ccn|khu|cum)(?: cong nghiep)? (?!nao|co bao nhieu)(?=(?:\w+ ){{1,6}}?{_END_OF_FIRST}))"
)
"""Words for one zone that is the first by something, of which something else is asked: "KCN đông lao động nhất có bao nhiêu dự án"."""
NOT_ZONES: Final = re.compile(r" (?:\w+ )?(?:huyen|districts|du an|projects)(?![^\W_])")
"""What the first few may be besides zones."""
JOINED: Final = re.compile(r"\W*(?:and|va) (?:by|theo|ve)(?![^\W_])")
BIG: Final = re.compile(r"(?<![^\W_])(?:lon|rong|to|nho|largest|biggest|smallest)(?![^\W_])")
"""Words by which the first few are those with the most land, or the least, where nothing is measured beside them."""
AMONG_FEW: Final = Text(
    "câu hỏi chọn trong mấy khu, cụm đứng đầu, mà chưa rõ đứng đầu theo gì, hay hỏi gì của chúng; hãy hỏi riêng từng điều",
    "it is asked among the first few, and it is not clear by what these are the first, or what is asked of them; ask apart",
)


def _of_first_few(subject: QuestionSubject, books: Figures) -> list[QuestionSubject]:
    """The question for a figure of the first few by another one: "trong ba KCN đông lao động nhất, khu nào tỷ lệ nữ cao nhất".

    None where the first few are those by what is asked for: "ba KCN xuất khẩu nhiều nhất".
    """
    words, span = subject.words, _first_few_said(subject)
    if span is None:
        return []
    said = [each for each in words.seen if each.sign[0] in {"measured", "asking"}]
    within = [each for each in said if span[0] <= each.first < span[1]]
    around = [each for each in said if each not in within]
    if not _are_first_by_else(subject, within, around, span, books):
        return []
    if SUM_OF.search(words.folded[: span[0]]):
        return [replace(subject, problem=SUM_NOT_TOLD)]
    few, own = _of_words(subject, within, books), _of_words(subject, around, books)
    if not _marks(within, "measured"):
        few = replace(few, indicator="land.established", unclear=[])
    if few.indicator is not None and few.indicator == own.indicator:
        return []
    if not _is_clear(few) or not _is_clear(own) or own.measures("zones.") or _is_of_more(subject):
        return [replace(subject, problem=AMONG_FEW)]
    return [replace(own, among=few, words=replace(own.words, count=None))]


def _first_few_said(subject: QuestionSubject) -> tuple[int, int] | None:
    """Where it is said which few zones, or which one, are the first; None where none are."""
    words = subject.words
    if subject.problem or not subject.kinds or subject.zones:
        return None
    first = (FIRST_FEW if words.count is not None else FIRST_ONE).search(words.folded)
    if first is None or NOT_ZONES.match(words.folded, first.end()):
        return None
    last = SELECTION.match(words.folded, first.end())
    return (first.start(), last.end()) if last else None


def _is_clear(subject: QuestionSubject) -> bool:
    """Whether words come to one indicator, and all of them do."""
    return subject.indicator is not None and not subject.unclear and subject.problem is None


def _is_of_more(subject: QuestionSubject) -> bool:
    """Whether bounds, several times, countries or sectors are named, by which the first few are not chosen."""
    words = subject.words
    return bool(words.limits or words.times[1:] or subject.countries or subject.sectors)


def _are_first_by_else(
    subject: QuestionSubject,
    within: Sequence[Sighted],
    around: Sequence[Sighted],
    span: tuple[int, int],
    books: Figures,
) -> bool:
    """Whether the first few are so by something else than what is asked of them: by another figure, or by their size."""
    folded = subject.words.folded
    asks = _marks(around)
    if not _marks(around, "measured") or JOINED.match(folded, span[1]):
        return False
    if subject.words.count is None and not {"max", "min", "most"} & _marks(within):
        return False
    if _marks(within, "measured"):
        is_ahead = any(each.last <= span[0] for each in around if each.sign[0] == "measured")
        return is_ahead or bool(asks)
    if not BIG.search(folded[span[0] : span[1]]):
        return False
    own = _of_words(subject, around, books).indicator
    return bool({"max", "min", "most", "count"} & asks) or own in PERCENTAGES


PERCENTAGES: Final = frozenset(code for code, definition in INDICATORS.items() if definition.unit == "percent")
"""What no zone is the largest by: "the occupancy of the three largest parks" is of those with the most land."""
THEIR_CAPITAL: Final = re.compile(
    r"(?<![^\W_])(?:(?:what|how much|how large|how big) (?:is|was|are|were) their (?:\w+ ){0,3}?(?:capital|investment)"
    r"|and their (?:\w+ ){0,2}?(?:capital|investment)"
    r"|(?:tong )?von (?:\w+ ){0,3}?cua (?:chung|(?:(?:cac|nhung|so) )?du an (?:nay|do|ay)))(?![^\W_])"
)
"""Words that ask for the capital of projects that were spoken of before."""
OF_A_STATE: Final = frozenset({"suspended", "producing", "operating", "raised"})
"""Marks of projects whose capital is no figure of its own: it is that of each of them."""


def _capital_of_them(subject: QuestionSubject, books: Figures) -> list[QuestionSubject]:
    """The question for projects with their capital, where it is that of some which are in a state, or within bounds."""
    words = subject.words
    match = THEIR_CAPITAL.search(words.folded)
    if match is None or subject.problem:
        return []
    said = [each for each in words.seen if each.sign[0] in {"measured", "asking"}]
    before = [each for each in said if each.last <= match.start()]
    marks = _marks(before, "measured")
    if "projects" not in marks or not (OF_A_STATE & marks or words.limits):
        return []
    if _marks([each for each in said if each.first >= match.end()], "measured"):
        return [replace(subject, problem=PARTLY)]
    return [replace(_of_words(subject, before, books), beside=OF_THEM)]


WITHIN_QUESTION: Final = re.compile(rf"{BETWEEN.pattern}|(?<![^\W_])(?:ma|nhung|but|yet|while)(?![^\W_])")
"""What stands between the figure of a bound and another figure: "lấp đầy trên 90% mà còn đất"."""


class BoundWords(NamedTuple):
    """The measured words of a question with a bound: the `own` ones of the figure that is bound, and all `others`.

    `is_apart`: the others stand behind the bound as a question of their own.
    """

    own: Sequence[Sighted]
    others: Sequence[Sighted]
    is_apart: bool


def _bound_words(words: Words, limit: AskedLimit) -> BoundWords:
    """Which words are of the figure that a bound is of: those between the zones, or what joins two clauses, and the bound."""
    measured = [each for each in words.seen if each.sign[0] == "measured"]
    kinds = (each.last for each in words.seen if each.sign[0] == "kind" and each.last <= limit.first)
    joints = (match.end() for match in WITHIN_QUESTION.finditer(words.folded, 0, limit.first))
    begins = max((*kinds, *joints), default=0)
    own = [each for each in measured if begins <= each.first and each.last <= limit.first]
    others = [each for each in measured if each not in own]
    behind = min((each.first for each in others if each.first >= limit.last), default=0)
    is_apart = behind > 0 and WITHIN_QUESTION.search(words.folded, limit.last, behind) is not None
    return BoundWords(own, others, is_apart)


def _of_bounded_zones(subject: QuestionSubject, books: Figures) -> list[QuestionSubject]:
    """The question for another figure of the zones that a bound chooses: "a fill rate under 20%, and how much free land"."""
    words = subject.words
    if subject.problem or len(words.limits) != 1 or not subject.kinds or subject.zones:
        return []
    (limit,) = words.limits
    found = _bound_words(words, limit)
    by_unit = OF_UNITS.get(limit.unit) if limit.unit is not None and not found.own else None
    if not (found.own or by_unit) or not found.others or not (subject.unclear or found.is_apart):
        return []
    bound = replace(subject, indicator=by_unit, unclear=[]) if by_unit else _of_words(subject, found.own, books)
    asking = (each for each in words.seen if each.sign[0] == "asking")
    other = _of_words(subject, [*found.others, *asking], books)
    return [replace(bound, words=words, beside=other.indicator or "")] if _are_two(bound, other) else []


LEFT_OVER: Final = frozenset({"still", "left", "vacant"})
"""Marks of land that is left, beside an area."""


def _of_several_bounds(subject: QuestionSubject, books: Figures) -> list[QuestionSubject]:
    """The question for the zones within bounds of several figures: "lấp đầy dưới 60% và còn trên 20 ha"."""
    words = subject.words
    if subject.problem or len(words.limits) < TWO or not subject.kinds or subject.zones or words.unheard:
        return []
    if subject.origins or subject.countries or subject.sectors or words.times[1:]:
        return []
    joints = [match.start() for match in WITHIN_QUESTION.finditer(words.folded)]
    asked = [each for each in words.seen if each.sign[0] == "asking"]
    if {each.sign[1] for each in asked} - TOLD_EACH - {"except"} or any(_is_exception(each) for each in asked):
        return []
    codes = [_figure_of_bound(subject, limit, joints, books) for limit in words.limits]
    if None in codes or len(set(codes)) < TWO:
        return []
    bounds = tuple((code or "", limit) for code, limit in zip(codes, words.limits, strict=True))
    seen = [each for each in words.seen if each.sign != ("asking", "except")]
    return [replace(subject, words=replace(words, seen=seen), bounds=bounds, indicator=bounds[0][0], unclear=[])]


def _is_exception(asking: Sighted) -> bool:
    """Whether a word leaves something out: "but" between two bounds joins them."""
    return asking.sign[1] == "except" and fold(asking.text) != "but"


def _figure_of_bound(subject: QuestionSubject, limit: AskedLimit, joints: Sequence[int], books: Figures) -> str | None:
    """The figure that one of several bounds is of: by the words of its clause, else by its unit; None where that is not clear."""
    words = subject.words
    first = max((at for at in joints if at < limit.first), default=0)
    last = min((at for at in joints if at >= limit.last), default=len(words.folded))
    own = [each for each in words.seen if each.sign[0] == "measured" and first <= each.first < last]
    if sum(first <= each.first < last for each in words.limits) > 1:
        return None
    marks = {each.sign[1] for each in own}
    if marks and marks <= LEFT_OVER and limit.unit in AREAS:
        return "land.available"
    if not own:
        return OF_UNITS.get(limit.unit) if limit.unit is not None and limit.unit not in AREAS else None
    part = _of_words(subject, own, books)
    return None if part.unclear or part.problem or part.measures("zones.") else part.indicator


TWO: Final = 2


def _are_two(bound: QuestionSubject, other: QuestionSubject) -> bool:
    """Whether a figure that is bound and another one are both understood, and not the same."""
    is_clear = bound.indicator and other.indicator and not (bound.unclear or other.unclear or other.problem)
    return bool(is_clear) and bound.indicator != other.indicator and not other.measures("zones.")


def in_all(
    subject: QuestionSubject, parts: Sequence[QuestionSubject], told: Sequence[QuestionAnswer]
) -> QuestionAnswer | None:
    """The zones that stand in every one of several lists, where zones are asked for that have each; None where that is not asked.

    Lists that are not told whole, or of several provinces, cannot be put together, and are refused.
    """
    is_asked = HELD_BOTH.search(subject.words.folded) and subject.kinds and not subject.zones and len(parts) > 1
    if not is_asked or not all(map(_is_list_of_zones, told)):
        return None
    first = told[0]
    if len(told) != len(parts) or any(answer.total > len(answer.lines) for answer in told):
        return QuestionAnswer(problem=NOT_IN_ALL, understood=first.understood)
    common = set.intersection(*({line.key for line in answer.lines} for answer in told))
    lines = [_line_of_all(key, told) for key in dict.fromkeys(line.key for line in first.lines) if key in common]
    names = [INDICATORS[part.indicator or "zones.established"].name.uncapitalised() for part in parts]
    said = Text(
        f"{len(lines)} khu, cụm có đủ: {', '.join(name.vi for name in names)}",
        f"{len(lines)} zones have each of: {', '.join(name.en for name in names)}",
    )
    return replace(first, said=said, lines=tuple(lines), total=len(lines), value=Fraction(len(lines)))


def _is_list_of_zones(answer: QuestionAnswer) -> bool:
    """Whether an answer tells zones, or that there are none; figures that are no list, and a refusal, tell none."""
    tells_figures = answer.figures and not answer.lines
    return not answer.problem and not tells_figures and all(line.route == "zone" for line in answer.lines)


NOT_IN_ALL: Final = Text(
    "chưa chọn được khu, cụm có đủ các điều đó; hãy hỏi từng điều một",
    "zones that have all of these cannot be told; ask for one at a time",
)


def _line_of_all(key: str, told: Sequence[QuestionAnswer]) -> AnswerLine:
    """A zone with what each list says of it."""
    own = [line for answer in told for line in answer.lines if line.key == key]
    notes = [line.note or (written_both(line.figure) if line.figure else None) for line in own]
    return replace(own[0], figure=None, value=None, note=joined_notes(*notes))


CLAUSE: Final = re.compile(r"[,;?.](?!\d)|(?<![^\W_])(?:va|and)(?![^\W_])")
ASKS_MORE: Final = re.compile(
    r"(?<!\w)(?:what|whom|who|whose|which|why|how|where|when|gì|ai|nào|sao|đâu|mấy|bao)(?!\w)(?! not\b)", re.IGNORECASE
)
ONLY_ASKS: Final = re.compile(
    r"(?<!\w)(?:thế nào|ra sao|thì sao|vậy sao|bao giờ|how about|what about)(?!\w)", re.IGNORECASE
)
"""Words at the end of a question that make no more than a question of it."""


def passed_over(subject: QuestionSubject) -> list[str]:
    """The clauses behind what is measured that ask for something more, in words of which none says what it is."""
    words = subject.words
    starts = [0, *(match.end() for match in CLAUSE.finditer(words.folded))]
    ends = [*(match.start() for match in CLAUSE.finditer(words.folded)), len(words.folded)]
    known = [each for each in words.seen if each.sign[0] != "spoken"]
    found = []
    for first, last in zip(starts, ends, strict=True):
        text = words.text[first:last]
        before = any(each.sign[0] == "measured" and each.last <= first for each in known)
        within = any(
            start < last and end > first
            for start, end in (
                *((each.first, each.last) for each in known),
                *((each.first, each.last) for each in words.times),
                *((each.first, each.last) for each in words.limits),
            )
        )
        if before and not within and ASKS_MORE.search(text) and not ONLY_ASKS.search(text):
            found.append(text.strip())
    return found


def _beside_each_other(part: QuestionSubject) -> QuestionSubject:
    """A part without the words that ask for it beside the others, or one by one: so the parts are told anyway."""
    if part.has_sides or len(part.words.times) > 1:
        return part
    seen = [each for each in part.words.seen if each.sign not in {("asking", "compare"), ("asking", "list")}]
    return replace(part, words=replace(part.words, seen=seen))


def _both_ends(subject: QuestionSubject, books: Figures) -> list[QuestionSubject]:
    """The questions for the first and for the last of an order, where "and" stands between: "cao nhất và thấp nhất"."""
    ends = {mark: [each for each in subject.words.seen if each.sign == ("asking", mark)] for mark in ("max", "min")}
    if subject.problem or not ends["max"] or not ends["min"]:
        return []
    first, last = sorted((ends["max"][0], ends["min"][0]), key=lambda each: each.first)
    if not BETWEEN.search(subject.words.folded, first.last, last.first):
        return []
    own = []
    for mark in (first.sign[1], last.sign[1]):
        seen = [each for each in subject.words.seen if each not in ends["min" if mark == "max" else "max"]]
        own.append(_of_seen(subject, seen, len(subject.words.folded), books))
    return own


def _with_marks(subject: QuestionSubject, changed: Mapping[str, str], books: Figures) -> QuestionSubject:
    """The question with other marks for some of its words."""
    seen = [replace(each, sign=(each.sign[0], changed.get(each.sign[1], each.sign[1]))) for each in subject.words.seen]
    words = replace(subject.words, seen=seen, unheard=list(subject.words.unheard))
    return subject_from(words, books, subject.dates, subject.reach, subject.due)


def _of_times(subject: QuestionSubject) -> QuestionSubject:
    """The question with what it asks of times as the answers know it.

    Quarters and months are told one by one as years are; so are the last years. Growth that is asked of them is that of each on
    the one before. Which of two times had more is how far the one is above the other.
    """
    words = subject.words
    seen = _renamed(words.seen, {"by_quarter": "by_year", "by_month": "by_year"})
    if (time := _last_years(words)) is not None:
        seen.append(Sighted(("asking", "by_year"), words.text[time.first : time.last], time.first, time.last))
    is_one_by_one = any(each.sign == ("asking", "by_year") for each in seen)
    if is_one_by_one and "growth" not in subject.taken_in and not words.has("average", "against"):
        seen = _renamed(seen, {"growth": "growth_of_each"})
    if words.has("more"):
        seen = _of_the_greater_time(subject, seen)
    times = _run_of(subject) if is_one_by_one else words.times
    if seen == words.seen and times == words.times:
        return subject
    return replace(subject, words=replace(words, seen=seen, times=times))


def _last_years(words: Words) -> Time | None:
    """The last years, where they are the one time that is named, and are to be told one by one."""
    if len(words.times) != 1 or words.has(*TOLD_AS_ONE) or ONE_NUMBER.search(words.folded):
        return None
    (time,) = words.times
    return time if LAST_YEARS.fullmatch(words.folded[time.first : time.last].strip()) else None


def _of_the_greater_time(subject: QuestionSubject, seen: list[Sighted]) -> list[Sighted]:
    """The words of which time had more: of two that are named how far the one is above the other, else the first of its years."""
    words = subject.words
    if len(words.times) == 2 and not subject.has_sides:
        kept = [each for each in seen if each.sign not in {("asking", "year"), ("asking", "which")}]
        return _renamed(kept, {"more": "against"})
    if len(words.times) == 1 and words.has("year"):
        return _renamed(seen, {"more": "min" if LESS.search(words.folded) else "max"})
    return seen


def _run_of(subject: QuestionSubject) -> list[Time]:
    """The times of what is told one by one: from the one to the other, or since one, whatever is compared."""
    words = subject.words
    if not words.has(*COMPARED):
        return words.times
    times = without_now(words.times, words.folded)
    return joined(times, words.folded) if len(times) > 1 else since(times, words.text, subject.today)


def _renamed(seen: Iterable[Sighted], marks: Mapping[str, str]) -> list[Sighted]:
    """Phrases with other marks of what is asked for, those that have one of the marks."""
    return [
        replace(each, sign=("asking", marks[each.sign[1]]))
        if each.sign[0] == "asking" and each.sign[1] in marks
        else each
        for each in seen
    ]


def _amount_and_first(subject: QuestionSubject, books: Figures) -> list[QuestionSubject]:
    """A figure of all, and the first zone by it, where both are asked for: "xuất khẩu bao nhiêu, khu nào nhiều nhất"."""
    words = subject.words
    if subject.problem or words.unheard or words.limits or subject.zones:
        return []
    before, after = _around_choice(words)
    whole, counts = _marks(before, "measured"), "count" in _marks(before)
    if not whole and not counts:
        return []
    cut = min(each.first for each in after)
    ahead, behind = _times_around(words, cut)
    own = _of_words(replace(subject, words=replace(words, times=ahead)), before, books)
    if own.indicator is None or own.problem or own.unclear:
        return [replace(subject, problem=PARTLY)] if counts else []
    shared = [] if _marks(after, "measured") else [each for each in before if each.sign[0] == "measured"]
    return [own, _of_words(replace(subject, words=replace(words, times=behind)), [*shared, *after], books)]


def _number_and_share(subject: QuestionSubject, books: Figures) -> list[QuestionSubject]:
    """A number, and which part of a whole it is, where both are asked for: "bao nhiêu lao động nữ, chiếm mấy phần trăm"."""
    words = subject.words
    if subject.problem or words.unheard or words.limits or words.times[1:]:
        return []
    said = [each for each in words.seen if each.sign[0] != "spoken"]
    for cut in CLAUSE.finditer(words.folded):
        before = [each for each in said if each.last <= cut.start()]
        after = [each for each in said if each.first >= cut.end()]
        if not _is_share_alone(after) or "count" not in _marks(before) or _marks(before) & BESIDE_NUMBER:
            continue
        number = _of_seen(subject, before, cut.start(), books)
        share = _of_seen(subject, [each for each in said if each.sign != ("asking", "count")], len(words.folded), books)
        if _is_clear(number) and _is_clear(share) and _is_part_of(number, share):
            return [number, share]
    return []


BESIDE_NUMBER: Final = frozenset(
    {"max", "min", "most", "share", "percent", "growth", "plan", "rank", "which", "list", "not"}
)


def _is_share_alone(seen: Sequence[Sighted]) -> bool:
    """Whether words ask for a share, and name nothing else than the place that the whole is of."""
    asked = _marks(seen)
    return (
        bool(asked & {"share", "percent"})
        and asked <= {"share", "percent", "count"}
        and {each.sign[0] for each in seen} <= {"asking", "place"}
    )


def _is_part_of(number: QuestionSubject, share: QuestionSubject) -> bool:
    """Whether a share is that of a number: its own indicator, or the same one, which is told beside its whole."""
    if number.indicator in PERCENTAGES or number.measures("zones."):
        return False
    if share.indicator == number.indicator:
        return number.indicator in SHARE_OF
    return share.indicator in PERCENTAGES and (share.indicator or "").startswith(number.indicator or "?")


def _times_around(words: Words, cut: int) -> tuple[list[Time], list[Time]]:
    """The times of what is asked before a place, and of what is asked behind it: its own, else those before that nothing is compared with.

    Where none stands before it, what is asked there is of the time behind it too.
    """
    ahead = [time for time in words.times if time.first < cut]
    behind = [time for time in words.times if time.first >= cut]
    asked = [time for time in ahead if not time.back and not BASE_ALONE.search(words.folded[: time.first])]
    return ahead or behind, behind or asked


def _around_choice(words: Words) -> tuple[list[Sighted], list[Sighted]]:
    """The words before the clause that asks for the first of several, and those from there on; none where no clause does."""
    said = [each for each in words.seen if each.sign[0] in {"measured", "asking"}]
    for cut in reversed(list(CLAUSE.finditer(words.folded))):
        before = [each for each in said if each.last <= cut.start()]
        after = [each for each in said if each.first >= cut.end()]
        has_most = bool({"max", "min"} & _marks(after) and WHICH_HAS.match(words.folded, cut.end()))
        if (_asks_first(after) or has_most) and not {"max", "min", "most"} & _marks(before):
            return before, after
    return [], []


WHICH_HAS: Final = re.compile(r"\W*(?:and |va )?which (?:(?:one|of them|has|had|have|is|was) )")


def _marks(seen: Iterable[Sighted], sort: str = "asking") -> set[str]:
    return {each.sign[1] for each in seen if each.sign[0] == sort}


def _asks_first(seen: Sequence[Sighted]) -> bool:
    """Whether the first of several is asked for by "which", and what it is of said before or in the same words."""
    chosen = {"which", "country", "sector", "district", "year"} & _marks(seen)
    return bool(chosen and {"max", "min", "most"} & _marks(seen))


def _number_and_where(subject: QuestionSubject, books: Figures) -> list[QuestionSubject]:
    """The number and the zones that have it, where a question asks for the one and then for the other: "bao nhiêu, ở đâu"."""
    words = subject.words
    match = SAYS_WHERE.search(words.folded)
    if match is None or subject.problem or subject.zones:
        return []
    if match["kind"] and words.has("growth") and words.has("count"):
        return [replace(subject, problem=WHERE_IT_GREW)]
    before = _said_before(match, words)
    if not _is_of_one_number(subject) or "count" not in _marks(before):
        return []
    own = _of_seen(subject, before, match.start(), books)
    if own.indicator != subject.indicator:
        return []
    numbers = _figures_of(own, books) or [own]
    place = match["kind"] or match["en"] or "dau"
    kinds = own.kinds or ([ZoneKind.PARK, ZoneKind.CLUSTER] if place in ANY_KIND else subject.kinds)
    return [*numbers, *_zones_that_have(numbers[-1], match, kinds, subject, books)]


def _is_of_one_number(subject: QuestionSubject) -> bool:
    """Whether a question comes to one figure of one time, of what zones may have, and of nothing chosen by it."""
    words = subject.words
    is_clear = subject.indicator and not subject.unclear and not words.unheard
    is_chosen = words.limits or words.has("why", *CHOSEN)
    return bool(is_clear) and not is_chosen and len(words.times) < 2 and not subject.measures("zones.")


def _said_before(match: re.Match[str], words: Words) -> list[Sighted]:
    """The words before those that ask where; a kind of zones may be a part of these, and a phrase may end where they begin."""
    if match["kind"]:
        return [each for each in words.seen if each.last <= match.start("kind") and each.first < match.start()]
    return [each for each in words.seen if each.last <= match.start() + 1]


def _zones_that_have(
    number: QuestionSubject, match: re.Match[str], kinds: Sequence[ZoneKind], subject: QuestionSubject, books: Figures
) -> Iterable[QuestionSubject]:
    """The questions for the zones of each kind that have any of what is counted."""
    words = subject.words
    left = [each for each in number.words.seen if each.sign != ("asking", "count")]
    # what is open is otherwise told one by one, which is not of zones
    mark = "rank" if number.indicator in OPEN_MATTERS else "which"
    text = words.text[match.start() : match.end()].strip(" ,;.?")
    which = Sighted(("asking", mark), text, match.start(), match.end())
    for kind in kinds:
        seen = [*left, which, replace(which, sign=("kind", kind.value))]
        yield _of_seen(subject, seen, len(words.folded), books)


WHERE_IT_GREW: Final = Text(
    "mức tăng, giảm và nơi tăng, giảm thì hãy hỏi riêng từng điều", "ask apart by how much it changed, and where it did"
)


def _of_seen(subject: QuestionSubject, seen: Sequence[Sighted], end: int, books: Figures) -> QuestionSubject:
    """The question of some of its words, of its text until a place."""
    words = subject.words
    part = replace(
        words, seen=list(seen), unheard=list(words.unheard), folded=words.folded[:end], text=words.text[:end]
    )
    return subject_from(part, books, subject.dates, subject.reach, subject.due)


def _figures_of(subject: QuestionSubject, books: Figures) -> list[QuestionSubject]:
    """The questions that a question for several figures comes to; none where it asks for one.

    Where some words come to a figure and others do not, the one that does not is told as a problem.
    """
    if _stays_whole(subject):
        return []
    pieces = _pieces(subject.words, BESIDE if subject.unclear or _sets_side_by_side(subject) else BETWEEN)
    if not 1 < len(pieces) <= MOST_PARTS:
        return []
    found = [_part(subject, pieces, at, books) for at in range(len(pieces))]
    clear = [part for part in found if part is not None]
    if {part.indicator in OF_SOME_ZONES for part in clear} == {True, False}:
        return [_of_such_zones(subject, clear)]
    told = {
        (piece.fact, piece.lists_zones, part and (part.indicator, *part.stages))
        for piece, part in zip(pieces, found, strict=True)
    }
    if len(told) < len(clear) or len(clear) < len(pieces):
        return _unclear_among(subject, pieces, found)
    return clear


def _stays_whole(subject: QuestionSubject) -> bool:
    """Whether a question is not taken apart: it names a whole and a share of it, a bound, a project or enterprise, or asks why."""
    words = subject.words
    if subject.problem or words.limits or words.projects or subject.enterprises or words.has("why", "unreported"):
        return True
    is_of_a_whole = OF_A_WHOLE.match(words.folded) and subject.measures("capital.")
    return bool(is_of_a_whole) and not subject.unclear


def _sets_side_by_side(subject: QuestionSubject) -> bool:
    """Whether two things that are measured are compared, and not two times, places or zones, or a figure with its plan."""
    words = subject.words
    compares = "against" in set(words.all("asking")) - subject.taken_in
    return compares and len(words.times) < 2 and not subject.has_sides and not words.has("plan")


OF_SOME_ZONES: Final = frozenset(
    {
        "zones.operating_not_established",
        "zones.planned_not_established",
        "zones.operating_untreated",
        "zones.priority_zoned",
    }
)
"""Indicators that count zones which are something and are not something else: a figure beside them is meant of these."""


def _of_such_zones(subject: QuestionSubject, clear: Sequence[QuestionSubject]) -> QuestionSubject:
    """A question for such zones and for a figure of them, which would be told of all zones: it is refused."""
    odd = next(part for part in clear if part.indicator not in OF_SOME_ZONES)
    name = INDICATORS[odd.indicator or "zones.established"].name
    return replace(subject, problem=Text(OF_THESE.vi.format(said=name.vi), OF_THESE.en.format(said=name.en)))


OF_THESE: Final = Text(
    "chưa tính được riêng của các khu, cụm đó: {said}; hãy hỏi từng điều một",
    "this cannot be told of those zones alone: {said}; ask for one at a time",
)


def _unclear_among(
    subject: QuestionSubject, pieces: Sequence[_Piece], found: Sequence[QuestionSubject | None]
) -> list[QuestionSubject]:
    """The whole question with a problem, where two figures are clear and another is not; else nothing is taken apart."""
    clear = {part.indicator for part in found if part is not None}
    odd = [each.text for piece, part in zip(pieces, found, strict=True) if part is None for each in piece.measured]
    if len(clear) < 2 or not odd:
        return []
    said = ", ".join(dict.fromkeys(odd))
    return [replace(subject, problem=Text(NOT_ALL.vi.format(said=said), NOT_ALL.en.format(said=said)))]


def _pieces(words: Words, cuts: re.Pattern[str]) -> list[_Piece]:
    """The pieces that say what is measured; words of what is asked before the first and after the last are theirs."""
    of_zones = bool(words.all("zone"))
    found = [_Piece(of_zones=of_zones)]
    for sighted, cut in _with_cuts(words, cuts):
        is_between = cuts is BESIDE and sighted.sign == ("asking", "against")
        if cut or is_between:
            found.append(_Piece(of_zones=of_zones))
        if is_between:
            continue
        piece = found[-1]
        piece.names_kind |= sighted.sign[0] == "kind"
        if sighted.sign[0] in {"zone", "place"}:
            piece.names.append(sighted)
        if sighted.sign[0] == "measured":
            piece.measured.append(sighted)
        elif sighted.sign[0] == "asking":
            piece.asking.append(sighted)
        elif sighted.sign[0] == "kind" and any(each.sign[1] == "count" for each in piece.asking):
            piece.counts_zones = True
    if not any(piece.tells_stage for piece in found):
        for piece in found:
            piece.names_kind = False
    return _merged(_with_land(found, words))


def _with_land(pieces: list[_Piece], words: Words) -> list[_Piece]:
    """The pieces of which there are several, those that ask for hectares with the land that is meant."""
    if len(pieces) > 1:
        for piece in pieces:
            _put_land(piece, words)
    return pieces


def _put_land(piece: _Piece, words: Words) -> None:
    """What is asked in hectares beside something else is land: "do ai đầu tư, mấy ha"; so is the size of zones: "chủ đầu tư, quy mô"."""
    amounts = [each for each in piece.asking if each.sign[1] == "count" and _is_in_hectares(each, words)]
    if piece.of_zones and not piece.measured and not piece.fact:
        amounts += [each for each in piece.asking if each.sign[1] == "size"]
    if amounts and piece.marks <= set(STAGES):
        piece.measured += [replace(amounts[0], sign=("measured", mark)) for mark in ("area", "land")]


def _is_in_hectares(amount: Sighted, words: Words) -> bool:
    """Whether hectares follow the words that ask for an amount: "mấy ha"."""
    return words.folded.startswith(" ", amount.last) and HECTARES.match(words.folded, amount.last + 1) is not None


def _with_cuts(words: Words, cuts: re.Pattern[str]) -> Iterable[tuple[Sighted, bool]]:
    """The words in their order, each with whether something stands between it and the one before."""
    seen = sorted(words.seen, key=lambda each: (each.first, each.last))
    before = 0
    for sighted in seen:
        if sighted.sign[0] == "spoken":
            continue
        yield sighted, bool(cuts.search(words.folded, before, max(before, sighted.first)))
        before = max(before, sighted.last)


def _merged(pieces: Iterable[_Piece]) -> list[_Piece]:
    """Pieces in which nothing is measured are of the one before, the first of the one after; a rank or score is one itself."""
    found: list[_Piece] = []
    waiting: list[Sighted] = []
    for piece in pieces:
        told_apart = any(each.sign[1] in {"rank", "score"} for each in piece.asking)
        is_same_list = bool(found) and found[-1].lists_zones and piece.lists_zones
        is_origin = piece.marks == {"foreign"} and bool(found) and "workers" not in found[-1].marks
        is_one_thing = bool(found) and found[-1].marks - {STILL} == NAMED_TWICE and piece.marks >= NAMED_TWICE
        is_told_with = (
            is_one_thing or is_same_list or is_origin or piece.is_state_of(found[-1]) or piece.marks == {"cases"}
            if found
            else False
        )
        if found and is_told_with:
            found[-1].add(piece)
        elif piece.is_of_something or (told_apart and found):
            piece.asking = waiting + piece.asking
            waiting = []
            found.append(piece)
        elif found:
            found[-1].asking += piece.asking
            found[-1].names += piece.names
        else:
            waiting += piece.asking
    return found


def _with_own_names(subject: QuestionSubject, pieces: Sequence[_Piece], at: int) -> QuestionSubject:
    """The question with the zones, or places, of a piece alone, where each piece names its own behind what is measured.

    "Lấp đầy KCN Vân Trung, số dự án KCN Quang Châu" asks one figure of each, and not both of both.
    """
    if not all(_names_its_own(piece) for piece in pieces):
        return subject
    others = [each for piece in pieces for each in piece.names if piece is not pieces[at]]
    words = subject.words
    kept = [each for each in words.seen if each not in others]
    return replace(subject, words=replace(words, seen=kept))


def _names_its_own(piece: _Piece) -> bool:
    """Whether a piece names zones, or places, and all of them behind what it measures."""
    if not piece.names or not piece.measured:
        return False
    return min(each.first for each in piece.names) >= max(each.last for each in piece.measured)


def _part(subject: QuestionSubject, pieces: Sequence[_Piece], at: int, books: Figures) -> QuestionSubject | None:
    """What a piece asks: by its own words, else with those of the piece before or after it; None where that is not clear."""
    own = pieces[at]
    subject = _with_own_names(subject, pieces, at)
    if own.fact or own.lists_zones:
        return _fact(subject, own, books)
    meant = _meant_beside(pieces, at)
    asked = [*own.asking, *_shared(pieces, at)]
    tried = _tried(pieces, at) if meant is None else [meant]
    parts = (_subject(subject, [*measured, *asked], own, books) for measured in tried)
    return next((part for part in parts if part is not None), None)


def _meant_beside(pieces: Sequence[_Piece], at: int) -> list[Sighted] | None:
    """What a piece measures whose words mean something of their own beside those of the others; None where they do not.

    "Nhà ở công nhân có bao nhiêu chỗ, đã kín chưa" is of how many of the places are used, "vốn hạ tầng bao nhiêu, giải ngân bao
    nhiêu" of money for infrastructure, "lấp đầy bao nhiêu, còn trống bao nhiêu" of land.
    """
    own = pieces[at]
    if own.is_full and at and pieces[at - 1].marks & CAN_BE_FULL:
        return [*pieces[at - 1].measured, *_as_measured(own, "used", "rate")]
    works = [each for piece in pieces for each in piece.measured if each.sign[1] == "infrastructure"]
    if works and own.marks & PAID_OUT and "infrastructure" not in own.marks:
        return [*own.measured, works[0]]
    if own.marks == {"left"} and any("occupancy" in piece.marks for piece in pieces):
        return _as_measured(own, "vacant")
    return None


def _as_measured(own: _Piece, *marks: str) -> list[Sighted]:
    """The words of what a piece measures with other marks."""
    return [replace(each, sign=("measured", mark)) for each in own.measured for mark in marks]


def _tried(pieces: Sequence[_Piece], at: int) -> list[list[Sighted]]:
    """The words of what a piece may measure, in the order in which they are tried: its own, with one, or all, of a piece beside it.

    Bare projects or capital are in the state of those beside them, and nothing else of these.
    """
    own = pieces[at]
    beside = [pieces[other] for other in (at - 1, at + 1) if 0 <= other < len(pieces) and not pieces[other].fact]
    if own.measured and own.marks <= BARE:
        states = [each for piece in beside for each in piece.measured if each.sign[1] in STATES]
        return [[*own.measured, *(states or _granted_beside(own, beside))]]
    alone = [own.measured] if own.is_of_something else []
    with_one = [[*own.measured, each] for piece in beside for each in piece.measured]
    with_all = [[*own.measured, *piece.measured] for piece in beside]
    return [*alone, *with_one, *with_all]


def _granted_beside(own: _Piece, beside: Sequence[_Piece]) -> list[Sighted]:
    """That capital is that of the projects beside it which were registered in a period, and not all that came in it.

    "How many projects registered in 2025 are Chinese, and what is their capital": what others raised theirs by is no part of it.
    """
    if "capital" not in own.marks:
        return []
    told = [each for piece in beside if "projects" in piece.marks - own.marks for each in piece.measured]
    return [replace(each, sign=("measured", "new")) for each in told if each.sign[1] == "registered"]


def _fact(subject: QuestionSubject, own: _Piece, books: Figures) -> QuestionSubject | None:
    """What a piece asks of zones that is no figure: it is asked with its own words alone."""
    part = _of_words(subject, [*own.measured, *own.asking], books)
    return None if part.problem else part


def _shared(pieces: Sequence[_Piece], at: int) -> list[Sighted]:
    """What is asked before the first of what is measured, or after the last: it is asked of every piece.

    Of a piece that has its own "bao nhiêu" after what is measured, nothing that follows it is.
    """
    first, last, own = pieces[0], pieces[-1], pieces[at]
    before = [] if own is first else first.asked_before
    behind = [] if own is last or own.is_closed else last.asked_behind
    return [each for each in (*before, *behind) if each.sign[1] not in own.asked | own.takes_no]


def _subject(subject: QuestionSubject, kept: Sequence[Sighted], own: _Piece, books: Figures) -> QuestionSubject | None:
    """The question of some words and all names; None where they do not come to one indicator."""
    found = _of_words(subject, kept, books)
    if found.indicator is None or found.unclear or found.problem:
        return None
    asked = {each.sign[1] for each in own.asking} & HELPING - {"growth", "against", "average", "not", "price"}
    units = {"share", "percent", "rank", "score"} & asked - found.taken_in
    return None if not own.measured and not own.counts_zones and units else found


def _of_words(subject: QuestionSubject, kept: Sequence[Sighted], books: Figures) -> QuestionSubject:
    """The question of some words and all names; capital from abroad is that of all, as an origin that is named is."""
    words = subject.words
    foreign = ("measured", "foreign")
    of_all = [each for each in words.seen if each.sign == foreign] if not words.has("workers") else []
    others = [each for each in words.seen if each.sign[0] not in {"measured", "asking"} or each in of_all]
    kept = [each for each in kept if each not in of_all]
    left_out = [each for each in words.seen if each not in others and each not in kept]
    part = replace(
        words,
        seen=sorted([*others, *kept], key=lambda each: each.first),
        unheard=list(words.unheard),
        folded=_without(words.folded, left_out),
        text=_without(words.text, left_out),
    )
    return subject_from(part, books, subject.dates, subject.reach, subject.due)


def _without(text: str, left_out: Iterable[Sighted]) -> str:
    """A text without the words of others, at whose places nothing is read."""
    for each in left_out:
        text = f"{text[: each.first]}{'|' * (each.last - each.first)}{text[each.last :]}"
    return text
