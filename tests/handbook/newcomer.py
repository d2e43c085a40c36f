"""A province's sheets as a newcomer fills them: ten zones, sixty projects, eight quarters, all invented and named so.

The handbook's first chapter describes them; numbers follow from the row, so that sums can be made here without the register.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

OPENED = date(2023, 12, 31)
"""The day of the opening balances; the quarters that follow are of 2024 and 2025."""
QUARTERS = [(year, quarter) for year in (2024, 2025) for quarter in (1, 2, 3, 4)]
LAST_DAYS = {1: (3, 31), 2: (6, 30), 3: (9, 30), 4: (12, 31)}
FIELD_ROW, HEADING_ROW = 1, 2
"""Rows of a template: what each column is, and its heading."""


@dataclass(frozen=True)
class Zone:
    """A zone as it stood on the day of opening; areas in hectares."""

    number: int

    @property
    def name(self) -> str:
        return f"Số {self.number} (thử)"

    @property
    def operating(self) -> bool:
        return self.number <= 8

    @property
    def industrial(self) -> int:
        return 100 + 10 * self.number

    @property
    def leased(self) -> int:
        return 5 * self.number + 40 if self.operating else 0

    def row(self) -> dict[str, Any]:
        """The row of the sheet of zones."""
        return {
            "name": self.name, "kind": "khu công nghiệp", "planned": "có", "established": "có",
            "operating": "có" if self.operating else None, "area_m2:ha": self.industrial + 60,
            "industrial_m2:ha": self.industrial, "infrastructure_m2:ha": 40, "green_m2:ha": 20,
            "leased_industrial_m2:ha": self.leased, "effective_on": OPENED,
        }  # fmt: skip


@dataclass(frozen=True)
class Project:
    """A project in force on the day of opening: foreign in millions of dollars, domestic in billions of dong."""

    number: int

    @property
    def foreign(self) -> bool:
        return self.number % 3 != 0

    @property
    def zone(self) -> Zone:
        return ZONES[self.number % 8]

    @property
    def capital(self) -> int:
        return 10 + self.number if self.foreign else 100 + 5 * self.number

    def row(self) -> dict[str, Any]:
        """The row of the sheet of projects."""
        return {
            "project": f"THU-{self.number:03}", "name": f"Nhà máy số {self.number} (thử)",
            "enterprise": f"Công ty số {self.number} (thử)",
            "origin": "đầu tư trực tiếp nước ngoài (FDI)" if self.foreign else "đầu tư trong nước (DDI)",
            "zone": f"KCN {self.zone.name}", "capital": self.capital,
            "capital.unit": "triệu USD" if self.foreign else "tỷ đồng",
            "country": "Nhật Bản" if self.foreign else None, "operating": "có", "effective_on": OPENED,
        }  # fmt: skip


ZONES = [Zone(number) for number in range(1, 11)]
PROJECTS = [Project(number) for number in range(1, 61)]
OPERATING = [zone for zone in ZONES if zone.operating]


def output(zone: Zone, year: int, quarter: int) -> int:
    """The industrial output of a zone in a quarter, in billions of dong."""
    return 100 * zone.number + 10 * quarter + (year - 2024) * 50


def export(zone: Zone, year: int, quarter: int) -> int:
    """Its exports, in millions of dollars."""
    return 3 * zone.number + quarter + (year - 2024)


def workers(zone: Zone, year: int, quarter: int) -> int:
    """Those who worked there at the end of the quarter."""
    return 1_000 * zone.number + 50 * quarter + (year - 2024) * 200


def fill_opening(file: Path) -> None:
    """Fill in the template of opening balances."""
    workbook = openpyxl.load_workbook(file)
    _fill(workbook["Số dư đầu kỳ của khu, cụm"], [zone.row() for zone in ZONES])
    _fill(workbook["Số dư đầu kỳ của dự án"], [project.row() for project in PROJECTS])
    workbook.save(file)


def write_quarter(file: Path, year: int, quarter: int) -> None:
    """The office's own sheet of a quarter: a title, headings with their units, a row a zone."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "SXKD"
    sheet.append([f"KẾT QUẢ SẢN XUẤT, KINH DOANH QUÝ {quarter}/{year}"])
    sheet.append([])
    sheet.append([
        "STT", "Tên KCN", "Từ ngày", "Đến ngày", "Giá trị SXCN (tỷ đồng)", "Xuất khẩu (triệu USD)", "Lao động (người)",
    ])  # fmt: skip
    start, end = date(year, 3 * quarter - 2, 1), date(year, *LAST_DAYS[quarter])
    for zone in OPERATING:
        values = (function(zone, year, quarter) for function in (output, export, workers))
        sheet.append([zone.number, f"KCN {zone.name}", start, end, *values])
    workbook.save(file)


def _fill(sheet: Worksheet, rows: list[dict[str, Any]]) -> None:
    columns = {cell.value: cell.column for cell in sheet[FIELD_ROW] if cell.value}
    for number, row in enumerate(rows, HEADING_ROW + 1):
        for field, value in row.items():
            given = datetime.combine(value, time()) if isinstance(value, date) else value
            sheet.cell(number, columns[field]).value = given
