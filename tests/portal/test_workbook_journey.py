"""An officer's way with files in a real Chromium: a template down and filled, an own sheet mapped, refused rows mended."""

import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from playwright.sync_api import Page, expect

from parkledger.ledger.store.statements import fetch
from tests.portal.conftest import Visit
from tests.portal.test_submission_journeys import Enter, enter
from tests.workbooks.conftest import sheet_file

__all__ = ["enter"]
SHEET = "Cho thuê, cho thuê lại đất"
LEASES = (("KCN Quang Châu", 0.02), ("KCN Không Có", 0.03))
OWN: list[list[Any]] = [
    ["DANH SÁCH CHO THUÊ ĐẤT"], ["Tên KCN", "Diện tích", "Ngày thuê"], ["Quang Châu", "1.234", "5/2/2024"], ["Tổng cộng", "1.234"],
]  # fmt: skip


def leased() -> int:
    return int(fetch("SELECT SUM(amount) FROM ledger_posting WHERE measure = 'land.leased_industrial'")[0][0])


def downloaded(page: Page, button: str) -> Any:
    """The workbook that a button or link gives."""
    with page.expect_download() as coming:
        page.get_by_role("button", name=button).click()
    return openpyxl.load_workbook(io.BytesIO(Path(coming.value.path()).read_bytes()))


def hand_in(visit: Visit, name: str, data: bytes) -> None:
    visit.go("/nhap-lieu/")
    visit.page.select_option("#book", "bg-parks")
    visit.page.set_input_files("#file", {"name": name, "mimeType": "application/octet-stream", "buffer": data})
    visit.page.get_by_role("button", name="Nộp và xem thử").click()
    visit.page.wait_for_url(re.compile("/nhap-lieu/tep/"))


def saved(workbook: Any) -> bytes:
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def test_an_officers_way_with_files(enter: Enter) -> None:
    """Both ways on one server, which takes longest to begin."""
    _a_template_is_filled_its_refused_row_mended_and_all_of_it_approved(enter)
    _an_own_sheet_is_mapped_by_keyboard_and_read_again(enter)


def _a_template_is_filled_its_refused_row_mended_and_all_of_it_approved(enter: Enter) -> None:
    before = leased()
    visit = enter("lan", "/nhap-lieu/")
    page = visit.page
    page.select_option("#template-book", "bg-parks")
    page.get_by_label(SHEET, exact=True).check()
    template = downloaded(page, "Tải tệp mẫu")
    at = {cell.value: cell.column for cell in template[SHEET][1]}
    for row, (zone, area) in enumerate(LEASES, start=3):
        for key, value in (("zone", zone), ("area_m2:ha", area), ("effective_on", date(2024, 2, 5))):
            template[SHEET].cell(row, at[key], value)
    hand_in(visit, "thue dat.xlsx", saved(template))
    expect(page.locator("#problem-list")).to_contain_text(f"{SHEET}!B4")
    expect(page.locator("#problem-list")).to_contain_text("KCN Không Có")
    refused = downloaded(page, "Tải các dòng bị từ chối kèm lý do")
    page.get_by_role("button", name="Trình duyệt 1 dòng hợp lệ").click()
    page.wait_for_url(re.compile(r"/ho-so/\d+/$"))
    sheet = refused[SHEET]
    column = {cell.value: cell.column for cell in sheet[1]}
    assert "KCN Không Có" in sheet.cell(3, column["#reasons"]).value
    sheet.cell(3, column["zone"], "KCN Quang Châu")
    hand_in(visit, "thue dat.refused.xlsx", saved(refused))
    assert page.locator("#problem-list").count() == 0
    page.get_by_role("button", name="Trình duyệt 1 dòng hợp lệ").click()
    page.wait_for_url(re.compile(r"/ho-so/\d+/$"))
    assert leased() == before, "nothing is in the book before somebody else approves"
    visit.assert_clean()
    approver = enter("duyet", "/ho-so/")
    for _ in range(2):
        approver.go("/ho-so/").page.click("#submissions tbody th a")
        approver.page.click("button[value=approve]")
        expect(approver.page.locator("main")).to_contain_text("đã duyệt, đã ghi sổ")
    assert leased() == before + 500


def _an_own_sheet_is_mapped_by_keyboard_and_read_again(enter: Enter) -> None:
    visit = enter("lan", "/nhap-lieu/", width=360)
    page = visit.page
    hand_in(visit, "thue dat.xlsx", sheet_file(OWN))
    expect(page.get_by_role("heading", name="Chỗ cần sửa")).to_be_visible()
    assert page.input_value("#column-0-0") == "zone"
    assert page.input_value("#column-0-2") == "effective_on"
    page.select_option("#column-0-1", "area_m2:m2")
    page.select_option("#decimal", "comma")
    page.fill("#name", "thuê đất hằng tháng")
    page.get_by_role("button", name="Đọc lại").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Trình duyệt 1 dòng hợp lệ")).to_be_visible()
    page.get_by_text("Dòng được bỏ qua").click()
    expect(page.locator("details")).to_contain_text("Bảng!4: dòng tổng cộng")
    assert visit.violations() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    hand_in(visit, "thue dat thang 3.xlsx", sheet_file([*OWN[:2], ["Quang Châu", "1.234,5", "6/3/2024"]]))
    assert page.input_value("#name") == "thuê đất hằng tháng", "the mapping is found again by the headings"
    assert page.input_value("#column-0-1") == "area_m2:m2"
    visit.assert_clean()
