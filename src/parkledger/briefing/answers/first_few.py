"""A figure of the first few zones by another one: "trong ba KCN đông lao động nhất, khu nào tỷ lệ nữ cao nhất"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from parkledger.briefing.answers.numbers_said import FIRST_FEW
from parkledger.briefing.answers.question_words import Sighted
from parkledger.briefing.answers.subjects import QuestionSubject
from parkledger.briefing.answers.uses import SUM_NOT_TOLD, SUM_OF
from parkledger.briefing.answers.word_parts import PERCENTAGES, comes_to_one, marks_in, of_words
from parkledger.figures import Figures
from parkledger.language import Text

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


def of_first_few(subject: QuestionSubject, books: Figures) -> list[QuestionSubject]:
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
    few, own = of_words(subject, within, books), of_words(subject, around, books)
    if not marks_in(within, "measured"):
        few = replace(few, indicator="land.established", unclear=[])
    if few.indicator is not None and few.indicator == own.indicator:
        return []
    if not comes_to_one(few) or not comes_to_one(own) or own.measures("zones.") or _is_of_more(subject):
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
    asks = marks_in(around)
    if not marks_in(around, "measured") or JOINED.match(folded, span[1]):
        return False
    if subject.words.count is None and not {"max", "min", "most"} & marks_in(within):
        return False
    if marks_in(within, "measured"):
        is_ahead = any(each.last <= span[0] for each in around if each.sign[0] == "measured")
        return is_ahead or bool(asks)
    if not BIG.search(folded[span[0] : span[1]]):
        return False
    own = of_words(subject, around, books).indicator
    return bool({"max", "min", "most", "count"} & asks) or own in PERCENTAGES
