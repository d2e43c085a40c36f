"""Sentences and clauses of a question that are of whoever asks, and not of the books: "em đang làm luận văn", "I am a student".

They are passed over and told as not understood. A clause counts as one only where nothing in it is known of the books, it speaks of
whoever asks, or of why, and nothing in it may narrow what is asked: an exception, a condition, a wish.
"""

import re
from dataclasses import dataclass
from typing import Final

from parkledger.briefing.answers.question_words import Words
from parkledger.briefing.answers.words import words_of
from parkledger.figures import Figures
from parkledger.records.dates import Dates

CLAUSE: Final = re.compile(r"(?:[.,](?!\d)|[?!;:—–\n]|(?<=\s)-(?=\s))+")
"""What parts clauses; a mark within a number, or a hyphen within a name, does not."""
OF_THE_BOOKS: Final = frozenset(
    {"measured", "asking", "zone", "place", "kind", "country", "sector", "origin", "enterprise", "open", "never"}
)
"""Sorts of words of which none may stand in a clause that is passed over."""
ASKER: Final = re.compile(
    r"^(?:\w+ ){0,2}?(?:tôi|em|mình|cháu|tớ|tui|tụi|bọn|mk|sếp|thầy|cô giáo|nhà báo|phóng viên|"
    r"sinh viên|nha bao|phong vien|sinh vien|chúng (?:tôi|em|mình)|e|toi|chau|sep)(?!\w)"
    r"|^(?:\w+ ){0,2}?(?:i|we|i['’]?m|we['’]?re|i['’]?ve|i['’]?ll|my|our|me)(?!\w)"
)
"""Words for whoever asks, among the first three of a clause, as they are typed in small letters."""
PURPOSE: Final = re.compile(
    r"^(?:đang |đang chuẩn bị |chuẩn bị |sắp |để |phục vụ |dang |chuan bi |sap |de |phuc vu )*"
    r"(?:làm|viết|chuẩn bị|họp|soạn|thuyết trình|lam|viet|hop|soan|writing|"
    r"preparing|working on|working at|working as|for my|for our|for a)(?!\w)"
)
"""Words of what the answer is for, first in a clause."""
NARROWING: Final = re.compile(
    r"(?<!\w)(?:trừ|tru|không|khong|ko|chưa|chua|chỉ|chi|riêng|rieng|ngoài|"
    r"ngoai|nếu|neu|giả sử|gia su|khi|loại|loai|bỏ|bo|bớt|bot|thôi|thoi|"
    r"theo|kể|ke|gồm|gom|tính|tinh|lấy|lay|hỏi|hoi|muốn|muon|cần|can|"
    r"quan tâm|quan tam|tìm|tim|xem|nói|noi|ý|y|thay|khác|khac|"
    r"cùng|cung|cộng|cong|so|hơn|hon|dưới|duoi|trên|tren|trước|truoc|sau|hết|het|cả|ca|với|voi|"
    r"but|only|except|excluding|not|no|without|if|unless|when|mean|means|"
    r"meant|want|need|ask|asked|asking|interested|looking|count|counting|"
    r"like|include|including|just|other|rather|instead|than|before|"
    r"after|under|over|with|by|compare|comparing|talking|all)(?!\w)"
)
"""Words that may narrow or change what is asked, whatever stands beside them."""
ASKED: Final = re.compile(r"(?<!\w)(?:hỏi|hoi|nói|noi|ý là|y la|ask|asked|asking|mean|means|meant|talking)(?!\w)")
"""Words that say what is asked, whatever phrase they stand in: "tôi hỏi hàng gia công" is no context."""
LEAST_WORDS: Final = 2


@dataclass(frozen=True, slots=True)
class Parted:
    """A question without its clauses of context: `rest` is as long as the question, so that places in it are the same."""

    rest: str
    context: tuple[str, ...]


def parted(typed: str, books: Figures, dates: Dates) -> Parted | None:
    """A question with its clauses of context apart; None where it has none, or nothing else."""
    rest, context, last = typed, [], 0
    ends = [match.span() for match in CLAUSE.finditer(typed)]
    for first, after in [*ends, (len(typed), len(typed))]:
        clause = typed[last:first].strip()
        if _is_context(clause, books, dates):
            rest = f"{rest[:last]}{' ' * (after - last)}{rest[after:]}"
            context.append(clause)
        last = after
    return Parted(rest, tuple(context)) if context and rest.strip() else None


def _is_context(clause: str, books: Figures, dates: Dates) -> bool:
    """Whether a clause says nothing of the books, speaks of whoever asks, and has words that are not known."""
    lowered = clause.lower()
    if len(clause.split()) < LEAST_WORDS or re.search(r"[\d%]", clause):
        return False
    if not ASKER.search(lowered) and not PURPOSE.search(lowered):
        return False
    if ASKED.search(lowered):
        return False
    words = words_of(clause, books, dates)
    return _says_nothing(words) and not NARROWING.search(_unsaid(words).lower())


def _unsaid(words: Words) -> str:
    """A clause without its phrases that say nothing: "muốn biết" narrows nothing, "muốn" may."""
    text = words.text
    for each in words.seen:
        if each.sign[0] == "spoken" and " " in each.text:
            text = f"{text[: each.first]}{'|' * (each.last - each.first)}{text[each.last :]}"
    return text


def _says_nothing(words: Words) -> bool:
    """Whether a clause has words that nobody knows, and none of the books."""
    is_of_books = any(each.sign[0] in OF_THE_BOOKS for each in words.seen)
    numbered = words.times or words.limits or words.projects or words.count is not None or words.problem
    return bool(words.unheard) and not is_of_books and not numbered
