"""What is looked for in .xlsx: XML parts in an archive."""

import posixpath
import re
import zipfile

from parkledger.workbooks.read.cells import Faulty
from parkledger.workbooks.read.markup import Attributes, elements, stream
from parkledger.workbooks.read.metadata import PERCENT_FORMATS, SheetMetadata, WorkbookMetadata, is_percent

_WORTHWHILE = re.compile(rb"<(?:\w+:)?f[\s>/]|\st=[\"']e[\"']")
"""What a sheet must have for it to be worth a second look at every cell."""
_HIDDEN = re.compile(rb"<(?:\w+:)?row\s[^<>]*?\bhidden=[\"'](?:1|true)[\"'][^<>]*>")
_FILLED = re.compile(
    rb"<(?:\w+:)?c\s(?:[^<>]{0,1000}?\s)?r=[\"']([A-Z]{1,3})([0-9]{1,7})[\"'](?:[^<>]{0,1000}[^</>])?>(?!</)"
)
_CHUNK, _LONGEST = 1 << 22, 1 << 12
"""Bytes searched at a time, and more than the start of a cell has."""
_NUMBER = re.compile(rb"\sr=[\"']([0-9]+)[\"']")
_ADDRESS = re.compile(r"([A-Z]+)([0-9]+)")
TRUE = frozenset({"1", "true"})


def inspect(packed: zipfile.ZipFile) -> WorkbookMetadata:
    """The sheets of an .xlsx."""
    found = WorkbookMetadata()
    percents = _percent_styles(packed)
    told = re.compile(rb"\ss=[\"'](?:" + b"|".join(b"%d" % each for each in sorted(percents)) + rb")[\"']")
    parts = parts_of(packed, "xl/workbook.xml")
    for name, attributes in elements(packed.read("xl/workbook.xml")):
        if name == "workbookPr":
            found.from_1904 = attributes.get("date1904", "") in TRUE
        if name == "sheet":
            part = parts.get(attributes.get("id", ""), "")
            data = packed.read(part) if part in packed.namelist() else b""
            looked = bool(_WORTHWHILE.search(data) or (percents and told.search(data)))
            sheet = _Sheet(percents).read(data) if looked else _hidden_alone(data, percents)
            sheet.reach(*_end(data))
            found.sheets.append(sheet)
    return found


def _end(data: bytes) -> tuple[int, int]:
    """The last row and column of cells that hold something; an empty cell may be formatted anywhere."""
    row = column = 1
    for at in range(0, len(data), _CHUNK):
        cells = _FILLED.findall(data[at : at + _CHUNK + _LONGEST])
        row = max(row, max((int(number) for _, number in cells), default=1))
        column = max(column, max((_column(letters.decode()) + 1 for letters in {each for each, _ in cells}), default=1))
    return row - 1, column - 1


def _hidden_alone(data: bytes, percents: set[int]) -> SheetMetadata:
    """The hidden rows of a sheet of which nothing else is to be told, by their numbers; read whole where they have none."""
    hidden = SheetMetadata()
    for found in _HIDDEN.finditer(data):
        number = _NUMBER.search(found[0])
        if number is None:
            return _Sheet(percents).read(data)
        hidden.hidden_rows.append(range(int(number[1]) - 1, int(number[1])))
    return hidden


def parts_of(packed: zipfile.ZipFile, workbook: str) -> dict[str, str]:
    """The parts of a workbook by the names by which it refers to them."""
    folder, _, file = workbook.rpartition("/")
    return {
        attributes["Id"]: posixpath.normpath(posixpath.join("/", folder, attributes["Target"])).lstrip("/")
        for name, attributes in elements(packed.read(f"{folder}/_rels/{file}.rels"))
        if name == "Relationship"
    }


def _percent_styles(packed: zipfile.ZipFile) -> set[int]:
    """The styles of cells that show per cents."""
    if "xl/styles.xml" not in packed.namelist():
        return set()
    formats, found, inside, number = set(PERCENT_FORMATS), set(), False, 0
    for name, attributes in elements(packed.read("xl/styles.xml")):
        if name == "numFmt" and is_percent(attributes.get("formatCode", "")):
            formats.add(int(attributes["numFmtId"]))
        if name in {"cellXfs", "cellStyles", "dxfs"}:
            inside = name == "cellXfs"
        elif name == "xf" and inside:
            if int(attributes.get("numFmtId", 0)) in formats:
                found.add(number)
            number += 1
    return found


class _Sheet:
    """One sheet as its elements come by."""

    def __init__(self, percents: set[int]) -> None:
        self.found = SheetMetadata()
        self.percents = {str(each) for each in percents}
        self.row = self.column = -1
        self.kind, self.formula, self.has_value, self.in_value = "", False, False, False
        self.value: list[str] = []

    def read(self, data: bytes) -> SheetMetadata:
        stream(data, self._start, self._end, self._say)
        return self.found

    def _start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self._cell(attributes)
        elif name == "f":
            self.formula = True
        elif name == "v":
            self.has_value = self.in_value = True
        elif name == "row":
            self.row, self.column = int(attributes.get("r", self.row + 2)) - 1, -1
            if attributes.get("hidden", "") in TRUE:
                self.found.hidden_rows.append(range(self.row, self.row + 1))

    def _cell(self, attributes: Attributes) -> None:
        at = _ADDRESS.fullmatch(attributes.get("r", ""))
        self.column = _column(at[1]) if at else self.column + 1
        self.kind, self.value, self.formula, self.has_value = attributes.get("t", ""), [], False, False
        if attributes.get("s", "") in self.percents:
            self.found.percents.add((self.row, self.column))

    def _say(self, text: str) -> None:
        if self.in_value:
            self.value.append(text)

    def _end(self, name: str) -> None:
        if name == "v":
            self.in_value = False
        elif name == "c":
            if self.kind == "e":
                self._fault(Faulty("".join(self.value) or "#N/A"))
            elif self.formula and not self.value and not (self.kind == "str" and self.has_value):
                self._fault(Faulty())

    def _fault(self, fault: Faulty) -> None:
        self.found.faulty[self.row, self.column] = fault
        self.found.reach(self.row, self.column)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
