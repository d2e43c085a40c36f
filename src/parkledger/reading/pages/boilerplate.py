"""Lines that say what stands around an article: headings of other pages' teasers, captions, sign-offs, dates.

Every list of words is written once, here; the patterns are built from it. Comparison is by `fold`: lower case
and without diacritics, as menus and old pages write these words.
"""

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Final

from parkledger.language import month_end
from parkledger.language.dates import MONTH_NAMES, MONTH_NUMBER
from parkledger.language.search import fold
from parkledger.reading.text.patterns import phrases

TEASER_HEADINGS: Final = phrases(
    """
    cùng chủ đề; cùng tác giả; cùng chuyên mục; cùng sự kiện; cùng chuyên đề; cùng danh mục; tin cùng chủ đề;
    tin cùng chuyên mục; bài cùng chuyên mục; bài viết cùng chuyên mục; tin bài cùng chuyên mục; bài viết cùng chủ đề;
    bài cùng tác giả; tin cùng loại; liên quan; tin liên quan; các tin liên quan; bài liên quan; bài viết liên quan;
    tin bài liên quan; tin tức liên quan; nội dung liên quan; chủ đề liên quan; thông tin liên quan;
    sự kiện liên quan; đọc thêm; xem thêm; đọc tiếp; xem tiếp; tham khảo thêm; có thể bạn quan tâm;
    bạn có thể quan tâm; có thể bạn chưa biết; có thể bạn thích; bạn có thể thích; bạn nên đọc; đừng bỏ lỡ;
    đừng bỏ qua; dành cho bạn; đề xuất cho bạn; gợi ý cho bạn; có thể bạn muốn xem; tin khác; các tin khác;
    tin tức khác; bài khác; các bài khác; bài viết khác; các bài viết khác; tin bài khác; tin đã đưa; các tin đã đưa;
    các bài đã đăng; tin cũ hơn; các tin cũ hơn; những tin cũ hơn; tin mới hơn; các tin mới hơn; những tin mới hơn;
    bài trước; bài tiếp theo; tin tiếp theo; tin mới; tin mới nhất; tin mới cập nhật; bài mới; bài mới nhất;
    bài viết mới; bài viết mới nhất; mới nhất; mới cập nhật; tin nổi bật; tin tức nổi bật; bài viết nổi bật; nổi bật;
    tin nóng; tin hot; tin tiêu điểm; tiêu điểm; đọc nhiều; đọc nhiều nhất; tin đọc nhiều; tin đọc nhiều nhất;
    bài đọc nhiều; xem nhiều; xem nhiều nhất; tin xem nhiều; bài xem nhiều; được quan tâm; được quan tâm nhất;
    tin tài trợ; video nổi bật; ảnh nổi bật; tin trong mục; related; related news; related articles; related posts;
    related stories; related topics; other news; other articles; more news; more stories; read more; read also;
    see also; you may also like; you might also like; recommended; recommended for you; most read; most viewed;
    most popular; latest news; latest posts; latest; top stories; same author; same topic; same category;
    in the same category; trending
    """
)
"""Headings over blocks of links to other pages, in Vietnamese and English."""

HEADING_TAILS: Final = ("hôm nay", "trong ngày", "trong tuần", "trong tháng", "24h", "24 giờ", "tại đây", "khác")
"""What such a heading may have after it: "Đọc nhiều trong tuần"."""

INLINE_HEADINGS: Final = phrases(
    """
    xem thêm; đọc thêm; đọc tiếp; xem tiếp; tham khảo thêm; tin liên quan; bài liên quan; bài viết liên quan;
    liên quan; read more; read also; see also; related; mời xem thêm; mời đọc thêm; mời bạn đọc thêm
    """
)
"""Headings that may stand on one line with the page they point to: "Xem thêm: Bắc Giang có thêm hai KCN"."""

BOILERPLATE: Final = phrases(
    """
    trang chủ; menu; đăng nhập; đăng ký; tìm kiếm; chia sẻ; bình luận; gửi bình luận; in trang; in bài; bản in;
    lưu bài; nguồn; quảng cáo; skip to content; share; facebook; twitter; zalo; email; print; google news;
    nghe đọc bài; bỏ qua nội dung; theo dõi; từ khóa; tags; cỡ chữ; chuyển đến nội dung; home; in ra;
    cộng hòa xã hội chủ nghĩa việt nam; độc lập - tự do - hạnh phúc; socialist republic of viet nam;
    independence - freedom - happiness
    """
)
"""Lines of the frame around a page or of an office's paper, which are never its title."""

BOILERPLATE_OPENINGS: Final = ("powered by", "copyright", "bản quyền", "all rights reserved", "theo dõi", "từ khóa:")
"""How other short lines of the frame begin: "Powered by …"."""

DOCUMENT_KINDS: Final = phrases(
    """
    báo cáo; quyết định; tờ trình; thông báo; kế hoạch; nghị quyết; công văn; chỉ thị; chương trình; đề án; biên bản;
    công điện; hướng dẫn; phương án; quy chế; nghị định; thông tư
    """
)
"""Kinds of administrative documents, which stand on a line above what the document is about (Nghị định 30/2020)."""

_AUTHOR_LABELS: Final = phrases(
    """
    tin, ảnh; tin và ảnh; tin - ảnh; bài, ảnh; bài và ảnh; bài - ảnh; tin, bài; tin bài; tin, bài, ảnh; bài viết; tin;
    bài; tác giả; thực hiện; người viết; phóng viên; author; by; written by
    """
)
_PLAIN_DASH: Final = "[-\N{EN DASH}\N{EM DASH}]"
_DECORATION: Final = " \t\xa0:.,;|>\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}<-–—*#+[]()•▪►▶→…"
_MOST_HEADING: Final = 48
_MOST_CAPTION: Final = 280
_MOST_DATELINE: Final = 90
_MOST_SIGN_OFF: Final = 70
_MOST_BOILERPLATE_WORDS: Final = 5

_PLAIN: Final = {code: fold(chr(code)) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))}
_MARKS: Final = dict.fromkeys(range(0x300, 0x370))
_PLAIN_OR_NOTHING: Final[Mapping[int, str | None]] = {**_PLAIN, **_MARKS}


def plain(text: str) -> str:
    """The same result as `fold` for Vietnamese words, but faster: it runs on every short line of a page."""
    return _plain_line(text) if len(text) <= _MOST_DATELINE else _plain(text)


def _plain(text: str) -> str:
    return " ".join(text.translate(_PLAIN_OR_NOTHING).lower().split())


_plain_line = lru_cache(maxsize=512)(_plain)  # one line is compared with several lists


_FOLDED_HEADINGS: Final = frozenset(map(fold, TEASER_HEADINGS))
_FOLDED_INLINE: Final = frozenset(map(fold, INLINE_HEADINGS))
_FOLDED_TAILS: Final = tuple(f" {fold(tail)}" for tail in HEADING_TAILS)
_FOLDED_KINDS: Final = frozenset(map(fold, DOCUMENT_KINDS))
_FOLDED_BOILERPLATE: Final = frozenset(map(fold, BOILERPLATE))
_FOLDED_OPENINGS: Final = tuple(map(fold, BOILERPLATE_OPENINGS))

_CAPTION_WORDS: Final = ("Ảnh", "ảnh", "Đồ ", "Photo", "Hình")  # one of them is in every caption: sooner looked for
_CAPTION: Final = re.compile(
    rf"(?:^|{_PLAIN_DASH} ?|[(.\"”|] ?)(?:Ảnh|Nguồn ảnh|Ảnh minh [hH][oọ][aạ]|Đồ [hH]oạ|Đồ họa|Photo)(?: ?:| của )"
    r"|\((?:Ảnh|ảnh)\b[^()]{0,60}\)\.?$|^(?:Ảnh|Hình) \d{1,2}\s?[:.]"
)
_CREDIT_BEFORE_TEXT: Final = re.compile(r"\((?:Photo|Source|Ảnh|ảnh|Nguồn)\b[^()]{1,60}\)(?=[^\W\d_]{2})")
"""A picture's credit with the article's text right behind it, in copies that lost the line between: "(Photo: VNA)Hanoi (VNA) – …"."""
_AUTHOR: Final = re.compile(
    rf"^\(?(?:{'|'.join(sorted(map(re.escape, _AUTHOR_LABELS), key=len, reverse=True))}) ?: ?(?P<name>.+?)\)?\.?$",
    re.IGNORECASE,
)
_SOURCE: Final = re.compile(
    r"^\(?(?:Theo:?|Nguồn(?: tin)? ?:|Source ?:|(?:Dẫn )?[Nn]guồn) (?P<name>[^\W\d_a-z].{1,50}?)\)?\.?$"
)
_BARE_NAME: Final = re.compile(r"^(?:[^\W\d_]\S{0,9} ){1,3}[^\W\d_]\S{0,9}$")

_MONTHS: Final = "|".join(MONTH_NAMES)
_OTHER_FORMS: Final = range(2, 6)  # by which the groups of a full date are numbered
_FULL_DATE: Final = re.compile(
    r"(?<!\d)(?:(?P<d>\d{1,2})(?P<mark>[/.-])(?P<m>\d{1,2})(?P=mark)(?P<y>\d{4})"
    r"|(?P<y2>\d{4})(?P<mark2>[/-])(?P<m2>\d{2})(?P=mark2)(?P<d2>\d{2})"
    r"|(?P<d3>\d{1,2})\s{1,3}tháng\s{1,3}(?P<m3>\d{1,2})[,\s]{1,3}năm\s{1,3}(?P<y3>\d{4})"
    rf"|(?P<d4>\d{{1,2}}) (?P<m4>{_MONTHS}) (?P<y4>\d{{4}})|(?P<m5>{_MONTHS}) (?P<d5>\d{{1,2}}), (?P<y5>\d{{4}}))(?!\d)"
)
_UP_TO: Final = re.compile(
    r"(?<!\w)(?:as of|until|up to|by|to|đến|tính đến|đến hết|từ|trước|sau)(?: hết)?(?: ngày)? ?\Z", re.IGNORECASE
)
"""What makes the day behind it the end of a time: "KCN Ví Dụ, as of 2 October 2023" is a title."""
_FOUR_DIGITS: Final = re.compile(r"\d\d\d\d")  # a year is in every full date: sooner looked for
_DATE_COMPANY: Final = re.compile(
    r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ nhật|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|(?:mon|tue|wed|thu|fri|sat|sun)\b|ngày đăng(?: tin)?|đăng (?:lúc|ngày)|ngày xuất bản|xuất bản|cập nhật(?: lúc)?"
    r"|(?:số|no)\b ?[:.] ?(?:(?:\d[\w.]*)?/[\w./-]+|…)"  # of a document, in the other half of its head
    r"|published(?: on)?|updated|posted|lượt xem|lúc|ngày|date|gmt ?[+-]? ?\d{0,2}(?::00)?"
    r"|\d{1,2}\s?(?::|h|giờ)\s?\d{0,2}(?::\d{2})?(?: ?phút)?(?: ?[ap]m\b)?(?: ?\(?utc)?)",
    re.IGNORECASE,
)
_LEAD_DATE: Final = re.compile(
    rf"^[^.,]{{2,40}}?\)? ?{_PLAIN_DASH} ?(?:(?:Sáng|Trưa|Chiều|Tối|Hôm nay|Ngày)[ ,]{{1,2}})(?:ngày )?(?=\d)"
)
_FIRST_YEAR: Final = 1986
_LAST_YEAR: Final = 2099
_MOST_DATE_COMPANY: Final = 28


def teaser_heading(line: str) -> str | None:
    """The heading over other pages' teasers that a whole line is, without decoration; None for any other line."""
    if len(line) > _MOST_HEADING:
        return None
    heading = line.strip(_DECORATION)
    folded = plain(heading)
    if folded in _FOLDED_HEADINGS:
        return heading
    for tail in _FOLDED_TAILS:
        if folded.endswith(tail) and folded.removesuffix(tail) in _FOLDED_HEADINGS:
            return heading
    return None


def inline_teaser(line: str) -> str | None:
    """The label of a line that points to another page ("Xem thêm: …", ">> Đọc thêm: …"); None for any other."""
    head, colon, rest = line[: _MOST_HEADING + 1].partition(":")
    if not colon or not (rest.strip() or len(line) > _MOST_HEADING):
        return None
    label = head.strip(_DECORATION)
    return label if plain(label) in _FOLDED_INLINE else None


def is_boilerplate(line: str) -> bool:
    """Whether a line is part of the site's frame and never a title: "Powered by …", "Trang chủ", "Chia sẻ"."""
    if not any(map(str.isalnum, line)):
        return True
    if len(line) > _MOST_DATELINE:
        return False
    folded = plain(line).strip(_DECORATION)
    if folded.startswith(_FOLDED_OPENINGS):
        return folded.count(" ") <= _MOST_BOILERPLATE_WORDS
    return folded in _FOLDED_BOILERPLATE


def is_caption(line: str) -> bool:
    """Whether a line stands under a picture: it is short and names the picture's maker ("… - Ảnh: X")."""
    if len(line) > _MOST_CAPTION or not any(word in line for word in _CAPTION_WORDS):
        return False
    if _CREDIT_BEFORE_TEXT.search(line) is not None:
        return False
    return author_of(line) is None and _CAPTION.search(line) is not None


def is_document_kind(line: str) -> bool:
    """Whether a line is the kind of an administrative document: "BÁO CÁO", "QUYẾT ĐỊNH"."""
    return len(line) <= _MOST_HEADING and plain(line).strip(_DECORATION) in _FOLDED_KINDS


def author_of(line: str) -> str | None:
    """Who signed an article, from a line such as "Tin, ảnh: Thế Đại"; None if the line is no such line."""
    if len(line) > _MOST_SIGN_OFF:
        return None
    match = _AUTHOR.match(line.strip())
    return match["name"].strip() if match and any(char.isalpha() for char in match["name"]) else None


def bare_author(line: str) -> str | None:
    """The name that a whole line is, as an article's last line: two to four capitalised words."""
    name = line.strip().rstrip(".")
    words = name.split()
    if not _BARE_NAME.match(name) or not all(word[0].isupper() and word.isalpha() for word in words):
        return None
    return name if not name.isupper() and teaser_heading(name) is None and not is_document_kind(name) else None


def origin_of(line: str) -> str | None:
    """Where an article was taken from, by a line such as "Theo Chinhphu.vn" or "Nguồn: VnExpress"; else None."""
    if len(line) > _MOST_SIGN_OFF:
        return None
    match = _SOURCE.match(line.strip())
    return match["name"].strip() if match and match["name"][0].isupper() else None


_MARKED_DATE: Final = re.compile(
    r"\s*(?:date|published|ngày đăng|cập nhật)[: ]+(?P<y>(?:19|20)[0-9]{2})-(?P<m>[0-9]{2})(?:-(?P<d>[0-9]{2}))?(?![0-9])",
    re.IGNORECASE,
)
"""A line that opens with the name of a date and the date in ISO form, as feeds and archives write it."""


def first_date(text: str) -> date | None:
    """The first full date (day, month, year) in a text, day before month; None without one or if impossible."""
    match = _FULL_DATE.search(text)
    return _date(match) if match else None


def dateline(line: str) -> date | None:
    """The date of a line that says when a page was published and nothing else: "Thứ ba, 22/08/2023 14:30".

    The place of issue may stand before it ("Bắc Giang, ngày 22 tháng 8 năm 2023"); dates without a year are left.
    """
    if len(line) > _MOST_DATELINE:
        return None
    match = _FULL_DATE.search(line) if _FOUR_DIGITS.search(line) else None
    if match is None or _UP_TO.search(line, 0, match.start()):
        return None
    company = _DATE_COMPANY.sub(" ", line[: match.start()] + " " + line[match.end() :])
    letters = sum(char.isalnum() for char in company)
    return _date(match) if letters <= _MOST_DATE_COMPANY and not line.rstrip().endswith((".", "!", "?")) else None


def lead_date(line: str) -> date | None:
    """The full date in a lead that opens with its place: "BẮC GIANG – Chiều 22/8/2023, …"; else None."""
    marked = _MARKED_DATE.match(line)
    if marked is not None:
        return _marked(marked)
    opening = _LEAD_DATE.match(line)
    if opening is None:
        return None
    match = _FULL_DATE.match(line, opening.end())
    return _date(match) if match else None


def _marked(match: re.Match[str]) -> date | None:
    """A date in ISO form behind its name; of a month alone, nothing is known but the month: its last day."""
    year, month = int(match["y"]), int(match["m"])
    if not (_FIRST_YEAR <= year <= _LAST_YEAR and 1 <= month <= 12):
        return None
    if not match["d"]:
        return month_end(date(year, month, 1))
    try:
        return date(year, month, int(match["d"]))
    except ValueError:
        return None


def _date(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    year, month, day = (
        next(filter(None, (parts.get(f"{key}{form}") for form in ("", *_OTHER_FORMS)))) for key in ("y", "m", "d")
    )
    return _day(int(year), MONTH_NUMBER.get(month.lower()) or int(month), int(day))


def _day(year: int, month: int, day: int) -> date | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
