"""What is said to whoever answers, before a question and after it: "Chủ tịch đang cần gấp", "could you tell me", "để báo cáo ạ".

It asks nothing, and is made of few words in many orders: as phrases it would be listed for ever. It is passed over only where
all of it is made of these words, at the head or at the tail of what was typed: the same words elsewhere may say something.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from parkledger.briefing.answers.spelling import has_diacritics
from parkledger.language import fold

PEOPLE: Final = (
    "anh chị em|anh chị|anh em|các anh chị|các anh|các chị|các bạn|các bác|mọi người|mn|anh|chị|em|bác|chú|cô|cháu|bạn|mình|tôi|tớ|tui|"
    "ông|bà|sếp|thầy|ad|admin|a/c|a c|quý vị|quý anh chị|quý ban quản lý|quý ban|quý cơ quan|quý sở|ban quản lý|bên em|bên mình|"
    "bên tôi|"
    "bên anh|bên chị|bên này|chúng tôi|chúng em|chúng mình|bọn em|bọn mình|tụi mình|tụi em|đoàn chúng tôi|đoàn của chúng tôi|đoàn em|"
    "đoàn|e|mk|m|ae|b"
)
"""Whoever asks and whoever is asked."""
OFFICES: Final = (
    "chủ tịch|phó chủ tịch|bí thư|phó bí thư|giám đốc|phó giám đốc|tổng giám đốc|trưởng ban|phó trưởng ban|phó ban|trưởng phòng|"
    "phó phòng|lãnh đạo|thủ trưởng|bộ trưởng|thứ trưởng|đại biểu|cử tri|phóng viên|nhà báo|báo chí|đoàn công tác|đoàn khách|"
    "chuyên viên|văn phòng|thư ký|trợ lý|thường trực|đối tác|khách hàng|khách|cấp trên|giáo viên|"
    "thầy giáo|cô giáo|bạn em|bạn tôi"
)
OF_OFFICE: Final = "ubnd|hđnd|ủy ban|tỉnh ủy|tỉnh|huyện|ban|sở|đoàn|bên em|em|tôi|mình"
WANTS: Final = (
    "cần biết|cần hỏi|cần xem|cần có|cần lấy|cần nắm|cần tra|cần tìm hiểu|cần|muốn biết|muốn hỏi|muốn xem|muốn nắm|muốn tìm hiểu|"
    "muốn có|xin phép hỏi|xin được hỏi|xin hỏi|hỏi thăm|hỏi nhanh|hỏi|quan tâm đến|quan tâm tới|quan tâm|yêu cầu|"
    "thắc mắc|tò mò|cần gấp|hỏi gấp|đề nghị|xin"
)
ADVERBS: Final = "đang|vừa|có|cũng|lại|rất|sắp họp|đang họp|định"
MATTER: Final = "con số|số liệu|thông tin|dữ liệu|gấp|ngay|nhanh|luôn|chút|tí|cái|giúp|hộ|giùm|dùm|rõ|thêm"
GIVES: Final = "cho biết|cho hỏi|cho xin|cho xem|báo giúp|gửi giúp|cung cấp|trả lời|tra giúp|tra hộ|xem giúp|kiểm tra giúp|nói giúp|cho"
PLEASE: Final = (
    "kính mong|kính đề nghị|kính nhờ|đề nghị|mong muốn|mong|làm ơn|vui lòng|xin vui lòng|hãy|nhờ|phiền|xin|giúp|báo cáo|dạ thưa|dạ|thưa|"
    "kính thưa|kính gửi|chào|xin chào|alo|à|ờ|này"
)
_HEADS_VI: Final = (
    rf"(?:{PLEASE})(?: (?:{PEOPLE}))+(?: (?:ơi|ạ|à|nhé))?(?=[,:]? )",
    rf"(?:(?:dạ|thưa|kính thưa|chào|xin chào|alo) )?(?:{PEOPLE})(?: (?:{PEOPLE}))* ơi",
    rf"(?:(?:{PEOPLE}) )?(?:{OFFICES})(?: (?:{OF_OFFICE}))*(?: (?:{ADVERBS}))*(?: (?:{WANTS}))(?: (?:{MATTER}))*(?: (?:về|là|rằng))?",
    rf"(?:{PEOPLE})(?: (?:{OF_OFFICE}))?(?: (?:{ADVERBS}))*(?: (?:{WANTS}))(?: (?:{MATTER}))*(?: (?:về|là|rằng))?",
    (
        rf"(?:(?:{PLEASE}) )?(?:(?:{PEOPLE}) )*(?:{GIVES})(?: (?:{PEOPLE}))+(?: (?:biết|hỏi|xin|xem|với|hay))?"
        rf"(?: (?:{MATTER}))*(?: (?:về|là|rằng))?"
    ),
    rf"(?:{PLEASE})(?: (?:{PEOPLE}))*(?: (?:{GIVES}))(?: (?:{MATTER}))+(?: về)?",
    rf"(?:tôi|em|mình|cháu|tớ) là (?:{OFFICES}|sinh viên|học viên|nhà đầu tư|kế toán|công nhân|người dân)(?=[,.:;] ?)",
)
_TAILS_VI: Final = (
    rf"(?:cho|giúp|hộ|giùm|dùm) (?:{PEOPLE}|lãnh đạo)(?: (?:biết|xem|hỏi|với|xin|cái))?(?: (?:ạ|nhé|nha|nhá|với|đi))?",
    rf"(?:hả|ạ|nhé|nha|nhỉ|vậy|thế|ha|dạ|đi|với)(?: (?:{PEOPLE}))(?: ơi)?",
    rf"(?:được|dc|đc) (?:không|ko|k|hông)(?: (?:{PEOPLE}))*(?: (?:ạ|nhỉ|ơi))?",
    (
        r"(?:để|phục vụ|nhằm) (?:em |tôi |mình |anh |chị )?(?:báo cáo|làm báo cáo|họp|viết bài|viết báo|làm luận văn|tham khảo|"
        rf"trình|làm tờ trình|trả lời|soạn báo cáo)(?: (?:{OFFICES}|{PEOPLE}|cuộc họp|giao ban))?"
    ),
    (
        r"(?:xin )?(?:chân thành |trân trọng )?(?:cảm ơn|cám ơn|thanks|tks|thank)(?: nhiều| trước| ạ| lắm)*"
        r"(?: (?:anh|chị|bạn|ad|quý ban|mọi người))?"
    ),
    r"(?:ạ|nhé|nhỉ|vậy)",
    r"(?:gấp|nhanh|sớm)(?: (?:ạ|nhé|nha|giúp|với))+(?: (?:em|tôi|anh|chị|mình))?",
)
_WHO: Final = (
    r"(?:i|we|my (?:boss|professor|client|editor|company|manager|team|director)|our (?:chairman|chairwoman|board|team|company|delegation|"
    r"embassy|ceo|director|client|head office|headquarters|group|minister|chamber|clients)|the (?:minister|chairman|ambassador|board|"
    r"delegation|governor|editor|director|press))"
)
_HEADS_EN: Final = (
    r"(?:hi|hello|dear|good (?:morning|afternoon|evening))(?: (?:there|all|team|sir|madam|colleagues|friends))*(?=[,!. ])",
    (
        r"(?:can|could|would|will|may) (?:you|someone|anyone|somebody)(?: (?:please|kindly|possibly|also))?"
        r" (?:tell|give|show|let|provide|send|share|help|inform|advise)(?: (?:me|us|my boss|our team))?"
        r"(?: (?:know|see|have|with))?(?: (?:some |the |any )?(?:information|data|figures|details) (?:on|about|for|of))?(?: about)?"
    ),
    (
        rf"{_WHO}(?: (?:'d|would|am|are|is|was|were|just|also|really|do|will))*(?:'d|'m|'re)?"
        r"(?: (?:like|love|want|wants|need|needs|wish|wishes|wanting|hoping|trying))"
        r" to (?:know|ask|see|find out|check|understand|learn|get|confirm|report|quote)(?: (?:about|if you know))?"
    ),
    rf"{_WHO}(?: (?:is|are|am|was|just|also))* (?:asks|asked|asking|wonders|wondering|inquires|curious)(?: (?:about|for|me|us))*",
    (
        rf"{_WHO} (?:need|needs|require|requires|want|wants)"
        r" (?:(?:the |some |any )?(?:figures?|data|numbers?|information) (?:on|for|about|of)|the(?= \w))"
    ),
    (
        r"(?:do you have|do you know|have you got|is there|are there|any)(?: any| some)?"
        r" (?:idea|clue|figures?|data|information|info|numbers?)(?: (?:on|about|for|of))?"
    ),
    r"(?:quick|one|another|a quick|just a) question",
    r"according to (?:your|the) (?:records?|books?|data|figures|register)",
    r"(?:please|kindly|pls)(?: (?:tell|give|show|let|provide|send|share|inform|advise))?(?: (?:me|us))?(?: (?:know|with))?(?: about)?",
)
_TAILS_EN: Final = (
    r"(?:please|pls|thanks|thank you|thx|cheers)(?: (?:so much|very much|a lot|in advance|again))?",
    r"if (?:you (?:have|know) (?:it|that|them)|possible|available|you can|you know|you please)",
    (
        r"for (?:my|our|a|the) (?:report|article|meeting|thesis|presentation|boss|client|study|story|briefing|paper|board|"
        r"dissertation|delegation)"
    ),
    r"(?:asap|urgently|as soon as possible|right away)",
    r"according to (?:your|the) (?:records?|books?|data|figures|register)",
)
HEAD_ENDS: Final = r"\s*[,.:;!-]*\s*"


def _patterns(heads: Sequence[str], tails: Sequence[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    head, tail = "|".join(f"(?:{each})" for each in heads), "|".join(f"(?:{each})" for each in tails)
    return (
        re.compile(rf"\s*(?:{head})(?![^\W_]){HEAD_ENDS}", re.IGNORECASE),
        re.compile(rf"[\s,.;:!?-]+(?:{tail})[\s,.;:!?]*$", re.IGNORECASE),
    )


@lru_cache(maxsize=2)
def _spelt(*, accented: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a question may begin and end with: with its diacritics, or without any where it was typed so."""
    if accented:
        return _patterns((*_HEADS_VI, *_HEADS_EN), (*_TAILS_VI, *_TAILS_EN))
    return _patterns((*map(fold, _HEADS_VI), *_HEADS_EN), (*map(fold, _TAILS_VI), *_TAILS_EN))


def without_courtesy(text: str) -> str:
    """A question without what is said to whoever answers; as it is where nothing else would be left of it."""
    head, tail = _spelt(accented=has_diacritics(text))
    rest = text
    while (begins := head.match(rest)) and begins.end():
        rest = rest[begins.end() :]
    while ends := tail.search(rest):
        rest = rest[: ends.start()]
    if len(rest.split()) < LEAST_LEFT:
        return text
    return f"{rest}?" if text.rstrip().endswith("?") and not rest.endswith("?") else rest


LEAST_LEFT: Final = 2
"""Words that are left of a question, at least."""
