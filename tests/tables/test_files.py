"""Tables as files, opened again by other libraries than wrote them."""

import csv
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import python_calamine

from parkledger.language import Lang, Text
from parkledger.tables import (
    Cell,
    Column,
    ColumnPlace,
    ColumnType,
    Link,
    Row,
    Table,
    TableContent,
    decimal_of,
)
from parkledger.tables.files import FileFormat, FormatUnknown, format_named, write

COLUMNS = (
    Column("code", Text("Mã", "Code"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("name", Text("Tên", "Name")),
    Column("origin", Text("Nguồn vốn", "Origin"), place=ColumnPlace.UNDER, under="name"),
    Column("count", Text("Số", "Number"), ColumnType.INTEGER),
    Column("capital", Text("Vốn", "Capital"), ColumnType.MONEY),
    Column("land", Text("Đất", "Land"), ColumnType.QUANTITY, "ha"),
    Column("on", Text("Ngày", "Date"), ColumnType.DATE),
    Column("at", Text("Lúc", "At"), ColumnType.MOMENT),
    Column("acts", Text("Việc", "Acts"), ColumnType.CONTROLS),
)
AT = datetime(2023, 8, 22, 3, 30, tzinfo=UTC)
TABLE = Table(
    "du-an",
    Text("Bảng: một/hai", "Table: one/two"),
    COLUMNS,
    [
        Row(
            {
                "code": "x-1", "name": Cell("=1+1", address="/x/"), "origin": "FDI", "count": 12345678901234567,
                "capital": Cell(Fraction(7, 2), "USD", "3,5 USD"), "land": Fraction(1, 10), "on": date(2023, 8, 22),
                "at": AT, "acts": Cell(links=[Link("Xem", "/x/")]),
            }
        ),
        Row({"code": "x-2", "name": "-x", "count": None, "capital": Cell(77250000000, "VND"), "land": Fraction(1, 3)}),
    ],
    Lang.VI,
)  # fmt: skip
HEADINGS = [
    "Mã",
    "Tên",
    "Nguồn vốn",
    "Số",
    "Vốn",
    "Vốn – tiền tệ",
    "Đất",
    "Đất – đơn vị",
    "Ngày",
    "Lúc",
]


def content() -> TableContent:
    made = TABLE.content()
    return TableContent(made.title, made.columns, (("Nguồn", "http://localhost/"),))


def test_units_and_currencies_have_columns_of_their_own_and_controls_are_in_no_file() -> None:
    made = content()
    assert made.headings == HEADINGS
    rows = [dict(zip(HEADINGS, row, strict=True)) for row in made.rows]
    assert [(row["Vốn"], row["Vốn – tiền tệ"]) for row in rows] == [(Decimal("3.5"), "USD"), (77250000000, "VND")]
    assert [row["Đất – đơn vị"] for row in rows] == ["ha", "ha"]


def test_units_are_words_in_files_for_people_and_codes_in_those_for_programs() -> None:
    figures = Column("value", Text("Giá trị", "Value"), ColumnType.FIGURE)
    made = Table("x", Text("X", "X"), (figures,), [Row({"value": Cell(9, "zone")})], Lang.VI).content()
    (_, row) = csv.reader(io.StringIO(write(made, FileFormat.CSV_VIETNAMESE).decode("utf-8-sig")), delimiter=";")
    assert row == ["9", "khu, cụm"]
    book = python_calamine.load_workbook(io.BytesIO(write(made, FileFormat.XLSX)))
    assert book.get_sheet_by_index(0).to_python()[1] == [9, "khu, cụm"]
    for form in (FileFormat.CSV, FileFormat.JSON):
        assert "zone" in write(made, form).decode()


def test_csv_keeps_digits_and_defuses_formulas() -> None:
    rows = list(csv.reader(io.StringIO(write(content(), FileFormat.CSV).decode("utf-8-sig"))))
    assert rows[0] == HEADINGS
    assert rows[1][:9] == ["x-1", "'=1+1", "FDI", "12345678901234567", "3.5", "USD", "0.1", "ha", "2023-08-22"]
    assert rows[2][:8] == ["x-2", "'-x", "", "", "77250000000", "VND", "0.3333333333", "ha"]


def test_the_csv_of_a_vietnamese_excel_has_semicolons_decimal_commas_and_the_day_first() -> None:
    made = write(content(), FileFormat.CSV_VIETNAMESE)
    assert made.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(made.decode("utf-8-sig")), delimiter=";"))
    assert rows[1][3:9] == ["12345678901234567", "3,5", "USD", "0,1", "ha", "22/08/2023"]
    assert rows[2][1] == "'-x"


def test_xlsx_is_opened_by_another_library_and_holds_no_formula() -> None:
    book = python_calamine.load_workbook(io.BytesIO(write(content(), FileFormat.XLSX)))
    assert book.sheet_names == ["Bảng- một-hai", "Ghi chú"]
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[1][1] == "=1+1"
    assert rows[1][4:9] == [3.5, "USD", 0.1, "ha", date(2023, 8, 22)]
    assert rows[1][9] == datetime(2023, 8, 22, 10, 30)  # noqa: DTZ001  the clock in Vietnam
    assert book.get_sheet_by_index(1).to_python() == [["Nguồn", "http://localhost/"]]


def test_parquet_has_the_types_that_the_columns_declare_and_is_exact() -> None:
    found = pq.read_table(io.BytesIO(write(content(), FileFormat.PARQUET)))
    assert found.column("Số").to_pylist() == [12345678901234567, None]
    assert found.column("Vốn").to_pylist() == [Decimal("3.5"), Decimal(77250000000)]
    assert found.column("Đất").to_pylist() == [Decimal("0.1"), Decimal("0.3333333333")]
    assert found.column("Ngày").to_pylist() == [date(2023, 8, 22), None]
    assert found.column("Lúc").to_pylist()[0] == AT
    assert found.schema.metadata["Nguồn".encode()] == b"http://localhost/"
    empty = pq.read_table(io.BytesIO(write(Table("x", "X", COLUMNS, [], Lang.VI).content(), FileFormat.PARQUET)))
    assert empty.schema.types == found.schema.types, "the types are those of the columns, whatever they hold"
    assert pa.types.is_decimal(empty.schema.field("Vốn").type)


def test_json_writes_decimals_as_text_so_that_nobody_rounds_them() -> None:
    made = json.loads(write(content(), FileFormat.JSON))
    assert made["notes"] == {"Nguồn": "http://localhost/"}
    first = made["rows"][0]
    assert (first["Tên"], first["Số"], first["Vốn"], first["Ngày"]) == ("=1+1", 12345678901234567, "3.5", "2023-08-22")


def test_totals_are_marked_as_such() -> None:
    columns = (Column("name", Text("Tên", "Name")), Column("n", Text("Số", "Number"), ColumnType.INTEGER))
    table = Table("t", "T", columns, [Row({"name": "a", "n": 1})], Lang.EN, totals=[Row({"name": "Total", "n": 1})])
    assert table.content().headings == ["Name", "Number", "Total row"]
    assert table.content().rows == [("a", 1, False), ("Total", 1, True)]


def test_columns_of_one_name_are_told_apart() -> None:
    columns = (Column("a", Text("Số", "Number")), Column("b", Text("Số", "Number")))
    assert Table("t", "T", columns, [], Lang.VI).content().headings == ["Số", "Số (2)"]


def test_thirds_are_rounded_half_up_and_whole_numbers_stay_whole() -> None:
    assert (decimal_of(Fraction(2, 3)), decimal_of(Fraction(-2, 3))) == (
        Decimal("0.6666666667"),
        Decimal("-0.6666666667"),
    )


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(ValueError, match="no column"):
        Table("t", "T", COLUMNS[:2], [Row({"nme": "a"})], Lang.VI)
    with pytest.raises(ValueError, match="one key"):
        Table("t", "T", (COLUMNS[0], COLUMNS[0]), [], Lang.VI)
    with pytest.raises(TypeError, match="holds the number"):
        Table("t", "T", COLUMNS, [Row({"name": 5})], Lang.VI).content()
    with pytest.raises(TypeError, match="holds the words"):
        Table("t", "T", COLUMNS, [Row({"count": "5"})], Lang.VI).content()
    with pytest.raises(FormatUnknown):
        format_named("doc")


def test_columns_that_a_page_tells_itself_are_left_out_with_their_cells() -> None:
    columns = tuple(column for column in COLUMNS if column.key in {"code", "name", "origin", "count"})
    row = Row({"code": "bg", "name": "Bắc Giang", "origin": "FDI", "count": 3})
    table = Table("zones", Text("Khu", "Zones"), columns, [row], Lang.VI, totals=[Row({"name": "Cộng", "count": 3})])
    left = table.without({"code", "origin"})
    assert [column.key for column in left.columns] == ["name", "count"]
    assert [dict(each.cells) for each in (*left.rows, *left.totals)] == [
        {"name": "Bắc Giang", "count": 3}, {"name": "Cộng", "count": 3},
    ]  # fmt: skip
    assert [column.key for column in left.content().columns] == ["name", "count", "total"]
    assert table.without(()) is table
    with pytest.raises(ValueError, match="stand under"):
        table.without({"name"})
