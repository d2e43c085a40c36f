"""Phrases of time in a text, bound to days: "từ đầu năm 2023 đến ngày 20/8", "đến hết tháng 8", "hiện nay".

A phrase is a point or a stretch; two of them joined by "từ … đến" become one. What a phrase leaves out (its year) comes
from the one it is joined to, from the date of publication, or from the year last spoken of; it is then `implied`.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from parkledger.language import month_end, write_words
from parkledger.reading.model import Span
from parkledger.reading.text.patterns import one_of, phrases
from parkledger.reading.text.time_phrases import READ, PhraseMatch, TimePhrase, form_of

NOW_WORDS: Final = phrases(
    """
    hiện nay; hiện tại; hiện; đến nay; tới nay; tính đến nay; cho đến nay; đến thời điểm này; đến hiện tại;
    đến thời điểm hiện tại; tính đến thời điểm này; tính đến thời điểm hiện tại; thời điểm này; đến hiện nay;
    tính đến hiện nay; tính tới nay; cho tới nay; đến giờ; lúc này; tại thời điểm này; đến thời điểm hiện nay;
    tính tới thời điểm này; tính đến hiện tại; tính đến thời điểm hiện nay
    """
)
_PART_OF_WORD: Final = (
    "thực ",
    "xuất ",
    "phát ",
    "thể ",
    "biểu ",
    "tái ",
    "ẩn ",
    "tân ",
    "cải ",
)  # thực hiện is no "now"
INCEPTION_WORDS: Final = phrases(
    """
    từ khi thành lập; kể từ khi; từ trước đến nay; từ trước tới nay; từ khi tái lập; từ khi đi vào hoạt động;
    sau khi thành lập; từ ngày thành lập; kể từ ngày thành lập; từ khi
    """
)
EVENT_WORDS: Final = phrases(
    """
    tại hội nghị này; đợt này; dịp này; nhân dịp này; tại buổi lễ này; tại sự kiện này; trong đợt này; tại lễ trao;
    tại hội nghị lần này
    """
)
PAST_WORDS: Final = phrases(
    """
    khi mới tái lập; khi mới thành lập; khi tái lập; ngày đầu tái lập; những ngày đầu tái lập; trước đây
    """
)
_MONTHS: Final = 12
_NUMBER_WORDS: Final = {write_words(number): number for number in range(1, _MONTHS + 1)}
_Y: Final = r"(?:19|20)[0-9]{2}"
_N: Final = rf"[0-9]{{1,2}}|{one_of(_NUMBER_WORDS)}"

_ATOM: Final = re.compile(
    rf"(?P<years>(?:(?:giai đoạn|thời kỳ|nhiệm kỳ|năm|các năm) )?(?P<y1>{_Y})(?: ?- ?"
    rf"| đến(?: năm)? )(?P<y2>{_Y})(?![\w/]))"
    rf"|(?P<first>(?P<n>{_N}) tháng(?: đầu)?(?:,)? (?:của )?(?:năm )?(?P<fy>{_Y})(?!\w))"
    rf"|(?P<opening>(?P<on>{_N}) tháng đầu(?: của)?(?: năm(?: (?P<oy>{_Y}|nay|qua))?)?(?!\w))"
    rf"|(?P<january>tháng đầu(?: tiên)?(?: của)? năm(?: (?P<jy>{_Y}|nay))?(?!\w))"
    rf"|(?P<firstq>quý đầu(?: tiên)?(?: của)?(?: năm(?: (?P<fqy>{_Y}|nay))?)?(?!\w))"
    rf"|(?P<closing>(?P<cn>{_N}) tháng cuối(?: năm(?: (?P<cy>{_Y}))?)?(?!\w))"
    rf"|(?P<half>nửa (?P<hw>đầu|cuối) năm(?: (?P<hy>{_Y}|nay))?(?!\w))"
    rf"|(?P<quarter>quý (?P<q>iv|iii|ii|i|[1-4])(?:(?: ?/ ?| năm | - |-)(?P<qy>{_Y})| năm nay)?(?!\w))"
    rf"|(?P<full>(?:ngày )?(?P<d>[0-9]{{1,2}})(?P<sep>[/.-])(?P<m>[0-9]{{1,2}})(?P=sep)(?P<y>{_Y})(?![\w/]))"
    rf"|(?P<words>(?:ngày )?(?P<wd>[0-9]{{1,2}}) tháng (?P<wm>[0-9]{{1,2}})(?: năm (?P<wy>{_Y}))?(?!\w))"
    rf"|(?P<day>(?:(?:ngày|sáng|chiều|tối|trưa|hôm"
    rf"|đêm)(?: ngày)? )(?P<dd>[0-9]{{1,2}})[/-](?P<dm>[0-9]{{1,2}})(?![\w/%]))"
    rf"|(?P<until>(?:đến|hết|tới) (?P<ud>[0-9]{{1,2}})/(?P<um>[0-9]{{1,2}})(?![\w/%]))"
    rf"|(?P<begun>từ (?P<bd>[0-9]{{1,2}})/(?P<bm>[0-9]{{1,2}})(?= (?:đến|tới|-) ?))"
    rf"|(?P<month>tháng (?P<mm>1[0-2]|0?[1-9])(?:(?: ?/ ?| ?- ?| năm )(?P<my>{_Y})| năm nay)?(?![\w/]))"
    rf"|(?P<short>(?P<sm>1[0-2]|0?[1-9])/(?P<sy>{_Y})(?![\w/]))"
    rf"|(?P<some>(?P<sn>{_N}) tháng(?=[,:;]| \(| (?:là|hơn|bằng|khoảng|gần|tăng|giảm|đạt|ước|qua|vừa|có|thu hút|toàn|tỉnh|cả|các|kim|doanh"
    rf"|vốn|xuất|giá)(?!\w)))"
    rf"|(?P<year>(?P<edge>(?:cuối|đầu|giữa) )?năm(?: học| tài chính)? (?P<yy>{_Y})(?![\w/]))"
    rf"|(?P<this>(?P<tedge>(?:cuối|đầu|giữa) )?năm (?P<tw>nay|ngoái|trước|qua|vừa qua)(?!\w))"
    rf"|(?P<within>(?:trong|chốt|khép lại|kết thúc|kết lại) năm(?=[,:;]| (?:với|toàn|tỉnh|các|đã|có|thu hút|cấp|tổng|doanh|ban)(?!\w)))"
    r"|(?P<begins>(?:ngay|những ngày|dịp|mở hàng|ngay những ngày) đầu năm(?: mới)?(?=[,:;]| (?:đã|các|tỉnh|kcn|khu)(?!\w)))"
    rf"|(?P<since>đầu năm(?!\w))"
    rf"|(?P<span>(?P<pn>[0-9]{{1,2}}|{one_of(_NUMBER_WORDS)}) năm (?:qua|gần đây|trở lại đây|vừa qua)(?!\w))"
    rf"|(?P<entire>cả năm(?: (?P<ey>{_Y}))?(?!\w))"
    rf"|(?P<event>(?:{one_of(EVENT_WORDS)})(?!\w))"
    rf"|(?P<past>(?:{one_of(PAST_WORDS)})(?!\w))"
    rf"|(?P<bare>{_Y}(?![\w/%]|[.,][0-9]))"
    rf"|(?P<inception>(?:{one_of(INCEPTION_WORDS)}|sau (?:hơn |gần )?[0-9]{{1,2}} năm)(?!\w))"
    rf"|(?P<now>(?:{one_of(NOW_WORDS)})(?!\w))"
)

_BEFORE_TIMES: Final = phrases(
    """
    giai đoạn; thời kỳ; nhiệm kỳ; năm; các năm; nửa; quý; ngày; sáng; chiều; tối; trưa; hôm; đêm; đến; hết; tới;
    tháng; cuối;
    đầu; giữa; sau; từ
    """
)
_OPENINGS: Final = (
    *"0123456789",
    *(f"{word} " for word in (*_BEFORE_TIMES, *_NUMBER_WORDS)),
    "cả năm",
    "trong năm",
    "ngay đầu năm",
    "những ngày đầu năm",
    "dịp đầu năm",
    "chốt năm",
    "khép lại năm",
    "kết thúc năm",
    "kết lại năm",
    *NOW_WORDS,
    *INCEPTION_WORDS,
    *EVENT_WORDS,
    *PAST_WORDS,
)
_DIGIT_TAIL: Final = (
    rf"(?<![^\W_].)(?=[0-9]?(?: tháng| năm |/{_Y}|[/.-][0-9]{{1,2}}[/.-]{_Y})|(?:(?<=1)9|(?<=2)0)[0-9]{{2}})"
)
_TAILS: Final = {
    **dict.fromkeys("0123456789", _DIGIT_TAIL),
    **dict.fromkeys((f"{word} " for word in _NUMBER_WORDS), "(?=tháng|năm )"),
    **dict.fromkeys(("giai đoạn ", "thời kỳ ", "nhiệm kỳ "), "(?=[12])"),
    **dict.fromkeys(("ngày ", "sáng ", "chiều ", "tối ", "trưa ", "hôm ", "đêm "), "(?=[0-9]|ngày )"),
    **dict.fromkeys(("đến ", "hết ", "tới "), "(?=[0-9])"),
    **dict.fromkeys(("tháng ",), "(?=[0-9]|đầu)"),
    **dict.fromkeys(("cuối ", "đầu ", "giữa "), "(?=năm)"),
    "nửa ": "(?=đầu|cuối)",
    "quý ": "(?=[i1-4]|đầu)",
    "từ ": "(?=[0-9]{1,2}/[0-9]{1,2} |khi|trước|ngày thành)",
    "sau ": "(?=hơn|gần|[0-9])",
    "năm ": "(?=[12]|học|tài|nay|ngoái|trước|qua|vừa|tháng|năm )",
}
"""What must follow some of the openings in every form of phrase that begins with them."""

_FIRST_OPENING: Final = re.compile(one_of(_OPENINGS, _TAILS))
_OPENING: Final = re.compile(rf"\W(?={_FIRST_OPENING.pattern})")
"""Behind what a phrase of time can begin: searched for first, since few places can. Begins with one set of characters."""

_PREFIX: Final = re.compile(
    r"(?<!\w)(?P<word>(?:so với|so|bằng|cùng kỳ|tương đương|hơn so với|cao hơn|thấp hơn|nhiều hơn|ít hơn|hơn|kém|lần"
    r"|nhìn|so sánh|từ|kể từ|đến|tới|trước|sau|của|trong|vào|"
    r"mục tiêu|tầm nhìn|định hướng|kế hoạch|dự toán|chỉ tiêu|dự kiến|phấn đấu)(?: (?:hết|cuối|giữa|đầu|cùng kỳ"
    r"|thời điểm|của|đến|tới|"
    r"với|trong|năm|tháng|ngày|cả|kỳ))*|hết|cuối|giữa|đầu|cả) ?\Z"
)
_PLAN_OF: Final = re.compile(r"(?:kế hoạch|chỉ tiêu|mục tiêu|dự toán)(?: \w+){0,3} \Z")
"""Before "cả năm 2025", which then is the time of a plan: "132% kế hoạch FDI cả năm 2025"."""
_JOIN: Final = re.compile(r"(?: ?-|,|,? và|,? cho)?(?: ?(?:đến|tới)(?: hết| cuối| giữa| đầu| ngày)*)? ?\Z")
_COMPARED: Final = re.compile(r"(?:so|bằng|cùng kỳ|hơn)(?: với| của| cùng kỳ| các| thời điểm)* ?\Z")
_SAME_MONTHS: Final = re.compile(r"cùng kỳ(?: của)? ?\Z")
_SPOKEN: Final = ("flow", "from", "until", "day")
"""The roles of a time that what follows goes on about; a plan's or a comparison's year is none."""
_ALSO: Final = re.compile(r", | và |, và ")
_AS_KNOWN: Final = re.compile(r"(?<!\w)(?:đã biết|dữ liệu ghi nhận|as known|as recorded)(?: \w+){0,2} ?\Z")
"""What stands before the moment at which figures were known, which is not the time that they are of."""


def find_atoms(lower: str, spans: Iterable[Span]) -> list[re.Match[str]]:
    """All time phrases in some parts of a text in lower case."""
    found: list[re.Match[str]] = []
    for start, end in spans:
        at = start
        first = [start] if not start and _FIRST_OPENING.match(lower, 0, end) else []
        for begin in (*first, *(opening.end() for opening in _OPENING.finditer(lower, max(0, start - 1), end))):
            if begin < at:
                continue
            match = _ATOM.match(lower, begin, end)
            if match is not None and match["now"] is not None and lower.endswith(_PART_OF_WORD, 0, begin):
                continue
            if match is not None and not (begin and lower[begin - 1] in "./," and _is_bare(match)):
                found.append(match)
                at = match.end()
    return found


def _is_bare(match: re.Match[str]) -> bool:
    return match["bare"] is not None


def bind(lower: str, atoms: Sequence[re.Match[str]], published: date | None, year: int | None) -> list[TimePhrase]:
    """The phrases as stretches of days, joined where "từ … đến" joins them."""
    done: list[TimePhrase] = []
    named = _named_years(lower, atoms) if published is None else {}
    for match in atoms:
        window = lower[max(0, match.start() - 34) : match.start()]
        if _AS_KNOWN.search(window):
            continue
        prefix = found["word"] if (found := _PREFIX.search(window)) else ""
        form = form_of(match)
        joins = _joins(lower, done, match)
        first = done[-1].first if joins else None
        of = year or named.get(_months(match)) or named.get(None)
        when = READ[form](PhraseMatch(match, prefix, published, of, first.year if first else None))
        if when is None:
            continue
        if form == "entire" and when.role == "flow" and _PLAN_OF.search(window):
            when = when._replace(role="aim")
        if published is None and form != "years" and not when.implied and when.role in _SPOKEN:
            day = when.last or when.first
            year = day.year if day else year
        if joins:
            done[-1] = _joined(done[-1], when)
        else:
            done.append(when)
    return done


def _named_years(lower: str, atoms: Sequence[re.Match[str]]) -> dict[str | None, int]:
    """The one year that the article names with "6 tháng đầu năm" and the like, for where it is said without a year.

    What is compared with is of the year before; under None, the year after the one whose same months are compared.
    """
    years: dict[str | None, set[int]] = {}
    for match in atoms:
        written = match["oy"] or match["fy"] or match["hy"] or match["qy"] or match["yy"] or match["my"]
        if not written or not written.isdecimal():
            continue
        months, before = _months(match), lower[max(0, match.start() - 34) : match.start()]
        compared = _COMPARED.search(before) is not None
        if months and match["my"] is None:
            years.setdefault(months, set()).add(int(written) + compared)
        if compared and _SAME_MONTHS.search(before):
            years.setdefault(None, set()).add(int(written) + 1)
    return {months: year for months, (year, *more) in years.items() if not more}


def _months(match: re.Match[str]) -> str | None:
    """Which part of a year is spoken of, the same however it is written; None for other phrases."""
    if (count := match["on"] or match["n"] or match["sn"]) is not None:
        return f"first {_NUMBER_WORDS.get(count) or int(count)}"
    return f"half {match['hw']}" if match["half"] else f"quarter {match['q']}" if match["quarter"] else None


def _joins(lower: str, done: list[TimePhrase], match: re.Match[str]) -> bool:
    """Whether a phrase continues the one before it: "từ đầu năm" … "đến ngày 20/8"; "năm 2016, 2017 và 6 tháng …"."""
    if not done or done[-1].role in ("now", "compare"):
        return False
    last = done[-1]
    between = lower[last.end : match.start()]
    if len(between) > 18:
        return False
    if last.role == "from" or last.role == "since":
        return bool(_JOIN.match(between)) and (
            match["now"] is not None
            or "đến" in between
            or "tới" in between
            or "-" in between
            or match["until"] is not None
        )
    return (
        last.role == "flow"
        and bool(_ALSO.fullmatch(between))
        and form_of(match) in ("bare", "opening", "first", "year")
    )


def _joined(before: TimePhrase, after: TimePhrase) -> TimePhrase:
    if before.role == "since":
        return before._replace(end=after.end, last=after.last, role="since")
    implied = before.implied or after.implied
    if before.first and after.last and after.last < before.first:
        # "từ tháng 11/2022 đến tháng 5": the end is of the next year where it names none; else it is no end of this.
        later = after.last.replace(year=after.last.year + 1, day=min(after.last.day, 28)) if after.implied else None
        last = month_end(later) if later and after.last == month_end(after.last) else later
        return TimePhrase(before.start, after.end, before.first, last, "flow", implied)
    return TimePhrase(before.start, after.end, before.first, after.last, "flow", implied)
