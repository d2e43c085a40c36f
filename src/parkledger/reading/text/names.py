"""Names of companies that sentences are about, told from those of places, offices and reports by how they are written."""

import re
from collections.abc import Iterator
from typing import Final

from parkledger.reading.model import Span
from parkledger.reading.text.mentions import province_of_district
from parkledger.reading.text.patterns import CAPITALS

_OPENING: Final = re.compile(
    r"(CAP(?:(?<=[.;:!?\n,] CAP)|(?<=[\n“\"]CAP)|(?<=\ACAP)|(?<= là CAP)|(?<=như CAP))[\w&.-]*(?: (?:- )?CAP[\w&-]*){0,4})"
    r"(?: (?:\([^)]{1,30}\) )?(?:đạt|đã|có|xuất khẩu|ghi nhận|báo|dự kiến|công bố|lãi|thu về|đang|sẽ|cũng|đầu tư|là|vừa|được|thêm|tăng thêm"
    r"|hiện|tăng|cho biết))".replace("CAP", f"[{CAPITALS}]")
)
"""A name that opens a clause and does something: "Hapro đạt …"."""
_OWNER: Final = re.compile(r"của (CAP[\w&-]*(?: CAP[\w&-]*){0,2})".replace("CAP", f"[{CAPITALS}]"))
_FOREIGN: Final = re.compile(r"[fjwzFJWZ]|[a-z][A-Z]|^[A-Z]{2,}$|(?:ck|ss|ll|oo|tt|pr|pl|bl|br|cr|dr|gr|st|sk|sp)")
"""Letters that no Vietnamese word has."""
_OFFICIAL: Final = re.compile(
    r"(?:Bộ|Sở|Cục|Tổng|Ban|UBND|Ủy|Uỷ|HĐND|Chi|Phòng|Viện|Quốc|Chính|Thủ|Tỉnh|Thành|Huyện|KCN|CCN|KKT|Khu|Cụm|FDI|DDI|GRDP"
    r"|GDP|IIP|Theo|Nghị|Luật|PCI|ODA|TP|WTO|EU|VN|DN|Nam|Bắc|Đông|Tây|Ông|Bà|Hepza|Riêng|Dự)(?![\w])"
)
_OF_REPORTS: Final = re.compile(r"(?<!\w)(?:FDI|DDI|KCN|CCN|KKT|GRDP|GDP|ĐTNN|Quý|Tháng|Năm)(?!\w)")
_BEFORE: Final = 2  # characters before a sentence that tell whether a name opens it


def company_names(text: str, start: int, end: int) -> Iterator[Span]:
    """Where a sentence names a company as what it is about, or as whose something is."""
    for match in _OPENING.finditer(text, max(0, start - _BEFORE), end):
        name = match[1]
        if match.start(1) >= start and _is_company(name) and (" " in name.replace(" - ", " ") or _FOREIGN.search(name)):
            yield match.span(1)
    for match in _OWNER.finditer(text, start, end):
        if _is_company(match[1]) and _FOREIGN.search(match[1]):
            yield match.span(1)


def _is_company(name: str) -> bool:
    """Whether a name is neither an office's, a place's nor a report's."""
    return not (_OFFICIAL.match(name) or _OF_REPORTS.search(name) or province_of_district(name))
