"""What stands on the face of a printed form: what it covers, that it is a draft, and words that are not cut."""

import re
from typing import Any

import pytest

from parkledger.briefing.forms import FORMS
from parkledger.briefing.forms.as_json import filled_json
from parkledger.briefing.forms.page_layout import lines_of
from parkledger.language import Lang
from tests.statutory_forms.conftest import Filling, cell, only, opened, recorded, row_of, written
from tests.statutory_forms.test_workbooks import text_of

MERGED = "viet-nam.bac-ninh-2025"
OF_MERGED = {"place": MERGED, "quarter": "3/2025"}
MARKED = re.compile(r'^(.*)" \(([a-z, ]+)\)"$')


def numbers_marked(sheet: Any) -> dict[str, str]:
    """The marks that stand beside numbers, by where they stand."""
    return {
        each.coordinate: found[2] for row in sheet.iter_rows() for each in row if (found := MARKED.match(each.number_format))
    }  # fmt: skip


def test_every_sheet_of_a_merged_province_says_on_its_face_who_is_missing(fill: Filling) -> None:
    book = opened(written(fill("all", **OF_MERGED)))
    assert len(book.sheetnames) > 10
    for sheet in book.worksheets[:-1]:
        assert "Phạm vi số liệu: chưa gồm tỉnh Bắc Ninh (cũ)" in text_of(sheet), sheet.title
    nobody = opened(written(fill("2103", place="viet-nam.ha-noi")))["2103"]
    assert "Phạm vi số liệu: chưa có sổ nào của địa bàn này." in text_of(nobody)
    whole = opened(written(fill("2101")))["2101"]
    assert "Phạm vi số liệu" not in text_of(whole)


def test_a_number_that_is_of_less_is_marked_and_told_below_the_table(fill: Filling) -> None:
    filled = fill("04", half="1/2024")
    form = only(filled)
    limited = cell(form, "25")
    assert limited.limits
    sheet: Any = opened(written(filled))["04"]
    (place,) = [row[3].coordinate for row in sheet.iter_rows() if row[0].value == "25"]
    marks = numbers_marked(sheet)[place].split(", ")
    said = text_of(sheet)
    for mark, limit in zip(marks, limited.limits, strict=True):
        assert f"\n({mark}) {limit.vi}." in said
    assert "chưa trọn phạm vi, xem dưới bảng" in said


def test_what_is_carried_forward_says_since_when(fill: Filling) -> None:
    recorded(
        "bg-parks", "period_report", period_start="2023-01-01", period_end="2023-01-31", zone="kcn-yen-lu",
        values={"labour.workers": "10 người"},
    )  # fmt: skip
    form = only(fill("2104"))
    told = cell(form, row_of(form, "KCN Yên Lư"), "vietnamese").limits
    assert any("đến ngày 31/1/2023" in each.vi for each in told)


def test_a_total_of_some_rows_says_of_how_many(fill: Filling) -> None:
    total = cell(only(fill("2105")), "total", "capacity")
    assert [each.vi for each in total.limits] == ["chỉ cộng 6 dòng có số trong 9 dòng"]


def test_a_sum_of_lines_is_of_no_more_than_its_lines(fill: Filling) -> None:
    form = only(fill("04", **OF_MERGED))
    assert set(cell(form, "16.2").limits) <= set(cell(form, "16").limits)


def test_a_number_that_lacks_has_dots_in_its_place_and_formulas_pass_over_them(fill: Filling) -> None:
    sheet: Any = opened(written(fill("2104")))["2104"]
    dots = [each for row in sheet.iter_rows() for each in row if str(each.value).startswith("…") and each.comment]
    assert len(dots) > 20
    assert "…: chưa ghi nhận hoặc chưa đưa ra được, không phải là 0" in text_of(sheet)
    added = [
        each.value for row in opened(written(fill("04")))["04"].iter_rows() for each in row if "SUM(" in str(each.value)
    ]
    assert added


@pytest.mark.parametrize("lang", list(Lang))
def test_every_sheet_is_a_draft_until_it_is_signed(fill: Filling, lang: Lang) -> None:
    word, demo = {Lang.VI: ("BẢN DỰ THẢO", "CÓ DỮ LIỆU MINH HỌA"), Lang.EN: ("DRAFT", "DEMONSTRATION DATA")}[lang]
    sheets: list[Any] = opened(written(fill("2101", "2102", "04"), lang)).worksheets[:-1]
    for sheet in sheets:
        assert word in text_of(sheet)
        header = sheet.oddHeader.right.text
        assert header.startswith(word)
        assert (demo in header) == (demo in text_of(sheet))


def test_no_word_is_wider_than_its_column(fill: Filling) -> None:
    """Programs that print break such a word in its middle."""
    recorded(
        "bg-parks", "zone_renamed", zone="kcn-quang-chau", name="Khu-công-nghiệp-thương-mại-dịch-vụ-Quang-Châu-mở-rộng",
        effective_on="2023-05-05",
    )  # fmt: skip
    book = opened(written(fill("2103", "2107", "04")))
    for sheet in book.worksheets[:-1]:
        columns = {letter: dimension.width for letter, dimension in sheet.column_dimensions.items()}
        spans = sheet.merged_cells.ranges
        for row in sheet.iter_rows():
            for each in row:
                if (
                    isinstance(each.value, str)
                    and each.data_type == "s"
                    and not any(each.coordinate in span for span in spans)
                ):
                    for word in each.value.split():
                        assert lines_of(word, columns[each.column_letter]) == 1, (sheet.title, each.coordinate, word)


def test_lines_are_reckoned_by_words() -> None:
    assert lines_of("cụm công nghiệp", 80) == 1
    assert lines_of("cụm công nghiệp", 12) == 2
    assert lines_of("cụm\ncông\nnghiệp", 80) == 3
    assert lines_of("côngnghiệpcôngnghiệp", 10) > 1


def test_all_forms_say_which_are_left_out_and_why(fill: Filling) -> None:
    filled = fill("all")
    left_out = {form.code: why.vi for form, why in filled.left_out}
    assert {form.form.code for _, form in filled.forms}.isdisjoint(left_out)
    assert {form.form.code for _, form in filled.forms} | set(left_out) == set(FORMS)
    assert "mỗi dự án một tờ" in left_out["01"]
    assert "mỗi cụm công nghiệp một tờ" in left_out["02"]
    assert left_out["2108"] == "địa bàn không có khu kinh tế nào trong sổ"
    said = text_of(opened(written(filled))["Kiểm tra"])
    assert all(f"\n{form.name}\n" in said for form, _ in filled.left_out)
    assert fill("2101").left_out == []
    assert filled_json(filled, Lang.EN)["left_out"][-1]["form"] == "B.4"
