"""Tables: typed columns and rows, from which pages and files are written."""

from parkledger.tables.model import (
    LONGEST_SHEET_NAME,
    Cell,
    Cells,
    Column,
    ColumnPlace,
    ColumnType,
    Link,
    Row,
    Sorting,
    Table,
    TableContent,
    Value,
    as_sheet_name,
    decimal_of,
    words,
)

__all__ = [
    "LONGEST_SHEET_NAME",
    "Cell",
    "Cells",
    "Column",
    "ColumnPlace",
    "ColumnType",
    "Link",
    "Row",
    "Sorting",
    "Table",
    "TableContent",
    "Value",
    "as_sheet_name",
    "decimal_of",
    "words",
]
