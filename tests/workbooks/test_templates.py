"""Templates: opened again by another program's reader they hold every field, its lists, and nothing that reads as data."""

import io

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook

from parkledger.ledger.errors import TypeUnknown
from parkledger.places import get
from parkledger.submissions.forms.event_form import fields_of
from parkledger.workbooks.map.columns import column_named, columns_of, importable, is_required
from parkledger.workbooks.map.sheets import FileChoices, sheets_of
from parkledger.workbooks.read.grids import read_grids
from parkledger.workbooks.write import templates
from parkledger.workbooks.write.lists import place_names
from tests.workbooks.conftest import BOOK, PLACE


@pytest.mark.parametrize("code", importable())
def test_every_event_type_has_a_template_that_names_its_fields(code):
    data = templates.write([code])
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    rows = book.get_sheet_by_name(templates.sheet_name(code)).to_python()
    keys = rows[0][1:]
    assert rows[0][0] == f"parkledger:{code}"
    columns = [column_named(code, str(key)) for key in keys]
    assert columns == list(columns_of(code))
    required = {field.name for field in fields_of(code) if is_required(field)}
    starred = {
        column.field.name
        for column, head in zip(columns, rows[1][1:], strict=True)
        if column and str(head).endswith("*")
    }
    assert starred == required
    (sheet,) = sheets_of("mau.xlsx", read_grids("mau.xlsx", data), None, FileChoices())
    assert (sheet.rows, sheet.problems) == ([], [])


def test_lists_formats_and_instructions(book):
    data = templates.write(["land_leased", "project_registered", "period_report"], BOOK)
    workbook = openpyxl.load_workbook(io.BytesIO(data))
    assert workbook.sheetnames[0] == "Hướng dẫn"
    lists = workbook["Danh mục"]
    assert lists.sheet_state == "hidden"
    columns = {column[0].value: [cell.value for cell in column[1:] if cell.value] for column in lists.iter_cols()}
    assert columns["Khu, cụm"] == ["KCN Quang Châu"]
    assert columns["Dự án"] == ["DA-1"]
    assert f"tỉnh Bắc Giang ({PLACE})" in columns["Đơn vị hành chính"]
    sheet = workbook["Cho thuê, cho thuê lại đất"]
    assert sheet.row_dimensions[1].hidden
    at = {cell.value: get_column_letter(int(cell.column or 0)) for cell in sheet[1]}
    rules = {str(rule.sqref).split(":")[0]: rule for rule in sheet.data_validations.dataValidation}
    assert rules[f"{at['zone']}3"].formula1 == "'Danh mục'!$A$2:$A$2"
    assert rules[f"{at['effective_on']}3"].type == "date"
    assert sheet[f"{at['effective_on']}3"].number_format == "dd/mm/yyyy"
    assert sheet[f"{at['area_m2:ha']}2"].value == "diện tích (ha) *"
    report = workbook["Báo cáo kỳ"]
    keys = [cell.value for cell in report[1]]
    assert {"values.trade.export", "values.trade.export.unit", "values.labour.workers"} <= set(keys)
    said = [str(cell.value) for row in workbook["Hướng dẫn"] for cell in row if cell.value]
    assert any("22/8/2023" in text for text in said)


def test_a_type_that_there_is_not_is_refused():
    with pytest.raises(TypeUnknown, match="land_leas"):
        templates.write(["land_leas"])


def test_places_are_offered_by_name_with_the_code_behind():
    for province in (PLACE, "viet-nam"):
        offered = place_names(province)
        assert len(set(offered)) == len(offered)
        for text in offered:
            name, _, code = text.removesuffix(")").rpartition(" (")
            assert get(code).name in name
    assert "thị xã Việt Yên (viet-nam.bac-giang.viet-yen)" in place_names(PLACE)
    assert {"tỉnh Tây Ninh (viet-nam.tay-ninh)", "tỉnh Tây Ninh (viet-nam.tay-ninh-2025)"} <= set(
        place_names("viet-nam")
    )
