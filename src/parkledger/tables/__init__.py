"""Tables: typed columns and rows, from which pages and files are written."""

from parkledger.tables.model import (
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
    decimal_of,
    words,
)

__all__ = [
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
    "decimal_of",
    "words",
]
