"""What a row of an office's table is by its words: a sum, a group's name, a note, a signature; or a row of data."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from parkledger.catalogue import Origin, ZoneKind, own_name
from parkledger.language import fold
from parkledger.workbooks.read.cells import Cell
from parkledger.workbooks.read.grids import Grid

STT = frozenset({"stt", "tt", "so tt", "so thu tu", "no", "no.", "#", "sott"})
"""Headings of the column that numbers the rows, folded."""
_ARABIC = re.compile(r"[0-9]+(?:\.[0-9]+)*[.)]?")
_LETTERED = re.compile(r"(?:[IVXLC]+|[A-Z])[.)]?")
_LED = re.compile(r"\s*([IVXLC]+|[A-Z]|[0-9]+(?:\.[0-9]+)*)\s*[.):/-]\s*(?=\S)")
_AFTER = r"(?=$|[\s:.,;(\[+0-9])"
_OF = (
    r"(?:\s*$|\s*[:;(\[.+,/-]|\s+(?:[0-9ivx]+\b|[a-e]\b|kcn|ccn|kkt|khu|cụm|toàn|cả|các|nhóm|mục|phần|tỉnh|huyện|"
    r"thành phố|fdi|ddi|dự án|theo|trong|chung|lũy kế|luỹ kế|số|cộng|diện tích|vốn|bảng|trang|tháng|quý|năm))"
)
_TOTAL = re.compile(
    rf"(?:tổng\s+(?:cộng|số){_AFTER}|tong\s+(?:cong|so){_AFTER}(?!\s+ty\b)|(?:tổng|cộng|cộng dồn|tong|cong){_OF}|"
    rf"(?:lũy|luỹ) kế{_AFTER}|luy ke{_AFTER}|(?:toàn|cả)\s+(?:tỉnh|huyện|thành phố|ngành|vùng|bộ|khu)(?:\s*$|\s*[:(])|"
    r"(?:grand |sub-?)?total\b|sum\b)"
)
_MEAN = re.compile(rf"(?:bình quân|trung bình|binh quan|trung binh|average|mean){_AFTER}")
_SIGNED = re.compile(
    r"(?:người lập|nguoi lap|người tổng hợp|người kiểm tra|kế toán|thủ trưởng|phó giám đốc|giám đốc|phó trưởng ban|trưởng ban|"
    r"chủ tịch|chánh văn phòng|trưởng phòng|phó trưởng phòng|nơi nhận|xác nhận của|(?:kt|tm|tl|tuq)\.|"
    r"\(?\s*ký[, ]|\(?đã ký)|.*,\s*ngày\s*[0-9.…]*\s*tháng\s*[0-9.…]*\s*năm",
)
_NOTED = re.compile(r"(?:ghi chú|ghi chu|chú thích|lưu ý|nguồn|note|source)\s*[:：]|\(?\*+\)?|[-–]\s*\(?[0-9*]+\)")
_GENERIC = re.compile(r"(?:dang|da|chua|trong|tren|theo|cac|co|ngoai|moi|thuoc|do|nam|hien|tinh|huyen|thanh pho)\b")
COMMITTEE = r"(?:ubnd|hđnd|ubmttq|(?:ủy|uỷ) ban|hội đồng nhân dân)"
AGENCY = rf"(?:{COMMITTEE}|(?:tỉnh|thành|huyện|thị|đảng) (?:ủy|uỷ)|sở(?! dầu)|ban quản lý|bql)"
"""What the name of an agency begins with, in small letters; with its marks, for without them "sở" is "số" (KCN Số 1)."""
_AGENCY = re.compile(rf"(?:{AGENCY}|ban(?! mê))\b")
_KINDS = {
    ZoneKind.PARK: re.compile(r"\b(?:kcn|khu (?:cong nghiep|cn))\b"),
    ZoneKind.CLUSTER: re.compile(r"\b(?:ccn|cum (?:cong nghiep|cn))\b"),
    ZoneKind.ECONOMIC_ZONE: re.compile(r"(?<!\btrong )(?<!\bthuoc )(?<!quan ly )\b(?:kkt|khu kinh te)\b"),
}
"""What names a kind of zones, folded; the economic zone in which parks lie is not what is told of, nor that in an office's name."""
OF_ALL = "#all"
"""Under which a group says that it is of all that other groups are of: "III. Toàn tỉnh"."""


def is_generic_name(name: str) -> bool:
    """Whether what stands after KCN or CCN names no zone: it tells of several ("KCN đang hoạt động"), or of an agency that did
    something about them ("chỉ tiêu CCN UBND tỉnh giao")."""
    return bool(_GENERIC.match(fold(name)) or _AGENCY.match(unicodedata.normalize("NFC", name).lower()))


@dataclass(frozen=True, slots=True)
class GroupName:
    """A row that names the rows below it: how it is numbered, and its words."""

    style: str
    words: str

    def says(self) -> dict[str, str]:
        """What it says of the rows below, by field: their zone, their kind, the origin of their capital."""
        found: dict[str, str] = {}
        kind, name = own_name(self.words)
        if kind is not None and not is_generic_name(name):
            found["zone"] = self.words
        if _TOTAL.match(" ".join(self.words.lower().split())):
            found[OF_ALL] = self.words
        words = fold(self.words)
        kinds = [kind for kind, called in _KINDS.items() if called.search(words)]
        if len(kinds) == 1:
            found["kind"] = kinds[0].value
        foreign, domestic = re.search(r"\b(fdi|nuoc ngoai)\b", words), re.search(r"\b(ddi|trong nuoc)\b", words)
        if bool(foreign) != bool(domestic):
            found["origin"] = (Origin.FDI if foreign else Origin.DDI).value
        return found


@dataclass(slots=True)
class Groups:
    """The groups that are open at a row, outer ones first. One of the same numbering takes the place of one before."""

    open: list[GroupName] = field(default_factory=list)
    _said: list[dict[str, str]] = field(default_factory=list)
    """What each of them says with the outer ones."""

    def begin(self, name: GroupName) -> None:
        """Go on to another group."""
        styles = [each.style for each in self.open]
        if name.style in styles:
            del self.open[styles.index(name.style) :], self._said[styles.index(name.style) :]
        self.open.append(name)
        self._said.append({**(self._said[-1] if self._said else {}), **name.says()})

    def says(self) -> dict[str, str]:
        """What all of them say; an inner group counts before an outer one."""
        return dict(self._said[-1]) if self._said else {}


def label_of(values: Sequence[Cell], number: int | None) -> str:
    """The first words of a row, after its number."""
    for index, cell in enumerate(values):
        if isinstance(cell, str) and index != number and re.search(r"[^\W\d_]", cell):
            return _LED.sub("", cell, count=1) if _LED.match(cell) else cell
        if (
            isinstance(cell, str)
            and index == number
            and re.search(r"[^\W\d_]{3}", cell)
            and not _LETTERED.fullmatch(cell)
        ):
            return _LED.sub("", cell, count=1) if _LED.match(cell) else cell
    return ""


def total_named(values: Sequence[Cell], number: int | None) -> str:
    """What kind of sum a row's words say it is: "total", "mean", or nothing.

    Letters with their marks tell Cộng from Công ty, Tổng số from Tổng công ty.
    """
    words = " ".join(label_of(values, number).lower().split()).strip(" -–:.*")
    return "mean" if _MEAN.match(words) else "total" if _TOTAL.match(words) else ""


def number_column(names: Sequence[str]) -> int | None:
    """The column that numbers the rows."""
    return next((index for index, name in enumerate(names) if fold(name).strip(" .") in STT), None)


@dataclass(frozen=True, slots=True)
class Numbering:
    """How the rows of a table are numbered: by which column, and which numbers are those of groups."""

    column: int | None
    arabic: int = 0
    outer: frozenset[str] = frozenset()

    @classmethod
    def of(cls, rows: Iterable[Sequence[Cell]], column: int | None) -> "Numbering":
        """Looked up in all rows: a number that others begin with (1, of 1.1 and 1.2) is a group's."""
        if column is None:
            return cls(None)
        marks = [mark for row in rows if (mark := _mark(row, column))]
        numbers = [mark for mark in marks if _ARABIC.fullmatch(mark)]
        steps = sorted({mark.rstrip(".)") for mark in numbers}, key=lambda step: step.replace(".", "\0"))
        outer = {
            step for step, after in pairwise(steps) if after.startswith(f"{step}.")
        }  # its own stand right after it
        return cls(column, len(numbers), frozenset(outer))

    @property
    def is_kept(self) -> bool:
        """Whether rows of data have a number here."""
        return self.arabic > 1

    def is_numbered(self, values: Sequence[Cell]) -> bool:
        """Whether a row has the number of a row of data."""
        mark = _mark(values, self.column) if self.column is not None else ""
        return bool(_ARABIC.fullmatch(mark)) and mark.rstrip(".)") not in self.outer

    def style(self, values: Sequence[Cell]) -> str:
        """How a row that is not numbered like data is marked: "I" for roman numbers, "A" for letters, "1", or nothing."""
        mark = _mark(values, self.column) if self.column is not None else ""
        if not mark or _LED.match(mark):
            led = next((found for cell in values if isinstance(cell, str) and (found := _LED.match(cell))), None)
            mark = led[1] if led else ""
        mark = mark.rstrip(".)")
        if not mark:
            return ""
        if mark[0].isdigit():
            return "1" + "." * mark.count(".")
        return "I" if set(mark) <= set("IVX") else "A"

    def is_group(self, values: Sequence[Cell]) -> bool:
        """Whether a row is marked as a group's while rows of data have numbers."""
        if self.column is None or not self.is_kept:
            return False
        mark = _mark(values, self.column)
        led = _LED.match(mark)
        return bool(_LETTERED.fullmatch(mark) or (led and not led[1][0].isdigit())) or mark.rstrip(".)") in self.outer


def _mark(values: Sequence[Cell], column: int) -> str:
    cell = values[column] if column < len(values) else None
    if isinstance(cell, bool) or cell is None:
        return ""
    return str(int(cell)) if isinstance(cell, int | float) and cell == int(cell) else str(cell).strip()


def is_note(values: Sequence[Cell]) -> bool:
    """Whether a row's first words begin a note."""
    first = next((cell for cell in values if isinstance(cell, str)), "")
    return bool(_NOTED.match(first.strip().lower()))


def foot_of(grid: Grid, after: int, telling: Sequence[int]) -> int:
    """The first row of the signatures below a table: from it on no row has a figure. The number of rows where there are none."""
    foot = len(grid.rows)
    for row in range(len(grid.rows) - 1, after, -1):
        values = grid.rows[row]
        if any(_is_figure(values[index]) for index in telling if index < len(values)):
            break
        if any(isinstance(cell, str) and _SIGNED.match(cell.strip().lower()) for cell in values):
            foot = row
    return foot


def _is_figure(cell: Cell) -> bool:
    if isinstance(cell, str):
        return bool(re.match(r"\s*[-+(]?[0-9]", cell))
    return cell is not None
