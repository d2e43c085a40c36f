"""The sheet of instructions of a template: how it is filled in, and every column with its meaning and an example."""

from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl.styles import Alignment, Font

from parkledger.language import Text
from parkledger.ledger.events import EVENT_TYPES
from parkledger.submissions.forms.event_form import VALUE_WORDS
from parkledger.workbooks.map.columns import FieldColumn, columns_of, is_required
from parkledger.workbooks.map.units import units_of

TITLE, HEAD, WRAPPED = Font(bold=True, size=14), Font(bold=True), Alignment(wrap_text=True, vertical="top")
RULES = (
    Text(
        "Mỗi trang là một loại sự kiện, mỗi dòng là một sự kiện. Giữ nguyên hai dòng đầu của trang (dòng 1 được ẩn).",
        "Each sheet is a type of event, each row one event. Leave the first two rows of a sheet as they are (row 1 is hidden).",
    ),
    Text(
        "Cột có dấu * là bắt buộc; cột khác để trống nếu không biết. Ô trống nghĩa là chưa biết, không phải bằng 0.",
        "Columns with * are required; leave others empty where not known. An empty cell means not known, never nought.",
    ),
    Text(
        "Ngày ghi ngày/tháng/năm đủ bốn chữ số của năm: 22/8/2023.",
        "Dates are day/month/year with all four digits of the year: 22/8/2023.",
    ),
    Text(
        "Số nhập bằng bàn phím như số của bảng tính, không kèm chữ. Diện tích tính bằng ha, lẻ nhiều nhất bốn số (1 m²).",
        "Type numbers as the spreadsheet's numbers, without words. Areas are in ha, with at most four decimals (1 m²).",
    ),
    Text(
        "Tiền có hai cột: số tiền và đơn vị (triệu USD, tỷ đồng …); chọn đơn vị trong danh sách.",
        "Money has two columns: the amount and its unit (million USD, billion VND …); choose the unit from the list.",
    ),
    Text(
        "Khu, cụm chọn theo tên trong danh sách; dự án chọn theo mã.",
        "Choose zones by name from the list, projects by code.",
    ),
    Text(
        "Dòng có chữ VD ở cột STT là ví dụ, không được ghi.",
        "Rows with VD in the column STT are examples and are never recorded.",
    ),
    Text(
        "Nạp lại một tệp không ghi trùng. Dòng bị từ chối được trả về trong một tệp riêng kèm lý do; sửa rồi nạp tệp đó.",
        "Importing a file again records nothing twice. Refused rows come back in a workbook with reasons; correct and import that.",
    ),
)
INSTRUCTIONS, OF_BOOK = "Hướng dẫn", "Sổ: "
"""The name of the sheet of instructions, and what stands in it before the code of the book that a template is made for."""
HEADS = ("Cột", "FieldColumn", "Bắt buộc", "Cách ghi / How to write it", "Ví dụ / Example")
WIDTHS = (46, 42, 10, 60, 30)
EXAMPLES = {
    "area": "12,5",
    "money": "1,48",
    "mixed": "1,48",
    "count": "1250",
    "year": "2030",
    "decimal": "75,6",
    "date": "22/8/2023",
    "flag": "có",
    "zone": "KCN Quang Châu",
    "project": "DA-001",
    "place": "viet-nam.bac-giang",
    "text": "",
    "long": "",
    "sectors": "C; 26; 27",
}


def write_instructions(sheet: Any, types: Sequence[str], book: str | None) -> None:
    """Fill the sheet of instructions."""
    for index, width in enumerate(WIDTHS):
        sheet.column_dimensions["ABCDE"[index]].width = width
    row = 1
    for values, font in _lines(types, book):
        for index, value in enumerate(values, start=1):
            cell = sheet.cell(row, index, value)
            cell.alignment = WRAPPED
            if isinstance(value, str):
                cell.data_type, cell.number_format = "s", "@"
            if font is not None:
                cell.font = font
        row += 1


def _lines(types: Sequence[str], book: str | None) -> Iterator[tuple[Sequence[str], Font | None]]:
    yield ("Cách điền mẫu", "How to fill this in"), TITLE
    if book:
        yield (f"{OF_BOOK}{book}", f"Book: {book}"), None
    for number, rule in enumerate(RULES, start=1):
        yield (f"{number}. {rule.vi}", f"{number}. {rule.en}"), None
    for code in dict.fromkeys(types):
        label = EVENT_TYPES[code].label
        yield ("",), None
        yield (label.vi, label.en), TITLE
        yield HEADS, HEAD
        for column in columns_of(code):
            yield _described(column), None


def _described(column: FieldColumn) -> tuple[str, str, str, str, str]:
    heading, field = column.heading, column.field
    if column.is_unit:
        way, example = (
            Text("đơn vị, chọn trong danh sách", "a unit, chosen from the list"),
            units_of(field)[0].name.vi,
        )
    elif field.choices:
        way, example = _choices(field.choices), field.choices[0][1].vi
    else:
        way, example = VALUE_WORDS[field.kind], EXAMPLES[field.kind]
    return heading.vi, heading.en, "*" if is_required(field) else "", f"{way.vi} / {way.en}", example


def _choices(choices: Sequence[tuple[str, Text]]) -> Text:
    shown = choices[:8]
    more = " …" if len(choices) > len(shown) else ""
    return Text("; ".join(name.vi for _, name in shown) + more, "; ".join(name.en for _, name in shown) + more)
