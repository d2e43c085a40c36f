"""What is aimed at, planned or wished: figures that say what is to be, and state nothing of what is."""

import re
from typing import Final

from parkledger.reading.interpretation.contexts import FigureContext
from parkledger.reading.interpretation.frames import PageFrame
from parkledger.reading.interpretation.lexicon import DEMANDS
from parkledger.reading.interpretation.sentences import SentenceView
from parkledger.reading.text.patterns import one_of, phrases

_REACHED: Final = re.compile(
    r"(?<!phải )(?<!đấu )(?<!sẽ )đạt|bằng|được|vượt|so với|hoàn thành|theo kế hoạch|giao kế hoạch"
)
_BEFORE_AIM: Final = 24
_AIMS: Final = frozenset({"r:plan", "d:aim"})
_AIM: Final = frozenset({"d:aim"})
_WILL: Final = ("sẽ", "will", "is to", "should", "plans to")
_LEFT_OUT: Final = "không kể dầu thô"
_STRONG: Final = re.compile(
    rf"(?<!\w)(?:{one_of(phrases(DEMANDS))}|đặt (?:ra )?(?:mục tiêu|chỉ tiêu|kế hoạch)|đề ra mục tiêu"
    r"|mục tiêu (?:là|đặt ra|đến|tới|năm)|hướng (?:tới|đến) mục tiêu|(?<!đạt )(?<!như )(?<!hơn )(?<!vượt )kỳ vọng(?= \w))(?!\w)"
)
"""Words that make everything behind them in their sentence an aim, "đạt" among it."""
_HEAD_OF_AIMS: Final = re.compile(
    r"[\W_]*(?:(?:[0-9]{1,2}|[ivx]{1,4}|[a-zđ])[.)/] ?)*(?:về |các |một số |những )*"
    r"(?:mục tiêu|chỉ tiêu|phương hướng|nhiệm vụ|định hướng|kế hoạch|phấn đấu|dự kiến kế hoạch)(?!\w)[^:\n]*"
)
_NO_AIMS: Final = re.compile(
    r"kết quả|thực hiện|đánh giá|tình hình|so với|đạt được|hoàn thành|vượt|quy hoạch|kế hoạch và đầu tư|thực trạng|kiểm điểm"
)
_DONE: Final = re.compile(
    r"(?<!\w)(?:đã(?! đề ra| đặt ra| được giao)"
    r"|(?<!thực )(?<!thể )(?<!phát )(?<!biểu )(?<!xuất )hiện(?! đại| thực| hữu)(?: nay| tại| có)?"
    r"|đến nay|tới nay|lũy kế|tính đến|cùng kỳ|còn hiệu lực|thực tế"
    r"|kết quả|vừa qua|năm qua|so với|mới chỉ|mới đạt|ước đạt|ước thực hiện)(?!\w)"
)
"""Words of what was done: a figure behind them is one, also under a heading of aims."""
_LONGEST_HEAD: Final = 140


def is_planned(context: FigureContext) -> bool:
    """Whether a figure is aimed at: "mục tiêu xuất khẩu 40 tỷ USD", "các chỉ tiêu chủ yếu gồm: …"."""
    view = context.view
    for span in (context.label, (view.start, view.quantities[0].start)):
        term = view.last(*span, _AIMS)
        if term is None:
            continue
        start = max(view.start, term.start - _BEFORE_AIM, view.lower.rfind("(", view.start, term.start) + 1)
        if not _REACHED.search(view.lower, start, context.quantity.start):
            return True
    return _LEFT_OUT in context.label_text or _LEFT_OUT in context.right_text


_TOLD: Final = frozenset({"r:reach", "r:have", "r:rise", "r:fall", "a:enter", "a:license", "a:disburse", "r:share"})


def is_aimed_with(context: FigureContext) -> bool:
    """Whether a figure of an English clause is joined to one that is aimed at: "expects $1 billion in FDI and growth of 8%"."""
    view, (start, stop) = context.view, context.clause
    if not view.english or not context.index:
        return False
    aim = view.last(start, stop, _AIM)
    first = next((one for one in view.quantities if one.start >= start), context.quantity)
    if aim is None or aim.start > first.start or first is context.quantity:
        return False
    return view.last(first.end, stop, _TOLD) is None


def will_be(context: FigureContext) -> bool:
    """Whether something is told of a year to come, rather than wished: "Đến năm 2030, tỉnh sẽ có 33 KCN"."""
    view = context.view
    term = view.last(view.start, context.quantity.start, _AIM)
    horizon = any(when.role == "horizon" for when in view.whens)
    return horizon and term is not None and view.lower.startswith(_WILL, term.start)


def aims_from(view: SentenceView, frame: PageFrame) -> int | None:
    """From where on the figures of a sentence are aims, unless a word of what was done stands before them: by its verb, by what
    opens it before a colon, or by a heading: "Phấn đấu đến năm 2025: doanh thu đạt …; nộp ngân sách …". None if nowhere.
    """
    if view.english:
        return None
    spoken = any(not term.features.isdisjoint(_AIMS) for term in view.terms)
    strong = _STRONG.search(view.lower, view.start, view.end) if spoken else None
    if strong is not None:
        return strong.end()
    if not _is_headed_by_aims(view, frame) or _DONE.search(view.lower, view.start, view.end) is not None:
        return None
    return view.start


def is_aimed(context: FigureContext, start: int | None) -> bool:
    """Whether a figure is an aim, where aims begin at `start`."""
    at = context.quantity.start
    return start is not None and start <= at and _DONE.search(context.view.lower, start, at) is None


def _is_headed_by_aims(view: SentenceView, frame: PageFrame) -> bool:
    colon = view.lower.find(":", view.start, min(view.quantities[0].start, view.start + _LONGEST_HEAD))
    if colon > 0 and _heads_aims(view.lower, view.start, colon):
        return True
    return any(
        (head.view.paragraph > 0 or head.is_label) and _heads_aims(view.lower, head.view.start, head.view.end)
        for head in frame.heads[-2:]
    )


def _heads_aims(lower: str, start: int, end: int) -> bool:
    return (
        end - start < _LONGEST_HEAD
        and _HEAD_OF_AIMS.match(lower, start, end) is not None
        and _NO_AIMS.search(lower, start, end) is None
    )
