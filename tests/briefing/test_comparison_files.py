"""Comparisons as files: exact ratios, what is refused and missing, practices, and every figure read back."""

import csv
import io
import json
import random
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook

from parkledger.briefing.comparison.files import MEDIA_TYPES, comparison_file
from parkledger.briefing.comparison.ratios import NO_DIVISOR, RATIOS, UNEQUAL
from parkledger.briefing.comparison.report import (
    ComparedRequest,
    TooFewCompared,
    compared,
    comparison_report,
    definitions,
)
from parkledger.briefing.comparison.split_rows import SplitUnknown
from parkledger.briefing.comparison.subjects import TooManyCompared
from parkledger.briefing.reports import Report
from parkledger.briefing.reports.files import FORMATS, report_file
from parkledger.briefing.reports.model import PracticeOnRecord
from parkledger.briefing.reports.records import ReportRecord, reissued
from parkledger.briefing.reports.text import as_text
from parkledger.briefing.splits import By
from parkledger.catalogue import ZoneKind
from parkledger.figures import Figures, Form, Question
from parkledger.figures.wording import UNKNOWN
from parkledger.language import Lang, day_end
from parkledger.reading import read
from tests.briefing.reading_back import missing, without_notes
from tests.briefing.test_reading_back import differing
from tests.checking.saying import run

BAC_GIANG, BAC_KAN = "viet-nam.bac-giang", "viet-nam.bac-kan"
BOTH = (BAC_GIANG, BAC_KAN)
ON = date(2023, 8, 22)
PRACTICE = PracticeOnRecord(
    BAC_GIANG, "Một đầu mối", "xúc tiến, hỗ trợ đầu tư", date(2021, 1, 1), date(2022, 6, 30), ("Vốn thu hút",)
)


def report(books: Figures, lang: Lang = Lang.VI, on: date = ON, places: tuple[str, ...] = BOTH) -> Report:
    return comparison_report(ComparedRequest(places, on, lang, practices=(PRACTICE,)), books)


def not_read(report: Report, text: str) -> list[str]:
    """The figures that are not read back; ranks among what is on record are not ranks that a page states."""
    ranks = [run for run in report.runs() if run.figure.form is Form.RANK]
    found = missing(report, read(without_notes(text, report.lang)))
    return [one for one in found if not any(one == f"{run.text} ({run.figure.question})" for run in ranks)]


@pytest.mark.parametrize("lang", Lang)
def test_every_figure_of_a_comparison_is_read_back(books: Figures, lang: Lang) -> None:
    made = report(books, lang)
    assert not_read(made, as_text(made)) == []
    values = [run for run in made.runs() if run.figure.form is Form.VALUE]
    assert len(values) > 50
    assert {run.figure.question.place for run in values} == set(BOTH)


def test_comparisons_of_random_days_are_read_back_and_agree_with_the_books(books: Figures) -> None:
    chance = random.Random(20233)
    for _ in range(8):
        on = date(2018, 1, 1) + timedelta(days=chance.randrange(2500))
        made = report(books, on=on, places=tuple(chance.sample(BOTH, 2)))
        text = as_text(made)
        assert not_read(made, text) == [], on
        assert differing(without_notes(text, Lang.VI), books) == [], on


@pytest.mark.parametrize("suffix", ["docx", "html"])
@pytest.mark.parametrize("lang", Lang)
def test_a_file_states_what_the_text_states(books: Figures, suffix: str, lang: Lang) -> None:
    made = report(books, lang)
    page = read(report_file(made, books, suffix), name=f"x.{suffix}")
    ranks = {f"{run.text} ({run.figure.question})" for run in made.runs() if run.figure.form is Form.RANK}
    assert [one for one in missing(made, page) if one not in ranks] == []


def test_a_wrong_digit_in_a_comparison_is_found(books: Figures) -> None:
    text = without_notes(as_text(report(books)), Lang.VI)
    assert "| 987,30 ha*° | 50,00 ha*" in text
    assert differing(text.replace("| 987,30 ha*° | 50,00 ha*", "| 987,30 ha* | 80,00 ha*"), books)


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize(
    "keys",
    [
        ("bg-parks/kcn-quang-chau", "bg-parks/kcn-van-trung"),
        (BAC_GIANG, "bg-parks/kcn-quang-chau"),
        ("book:bg-parks", "book:bk-parks"),
    ],
)
def test_what_is_of_zones_and_books_is_not_read_as_of_their_provinces(
    books: Figures, keys: tuple[str, ...], lang: Lang
) -> None:
    assert differing(without_notes(as_text(report(books, lang, places=keys)), lang), books) == []


def test_ratios_are_exact_and_of_zones_of_one_kind(books: Figures) -> None:
    found = compared(ComparedRequest(BOTH, ON), books)
    row = next(one for one in found.ratios if one.definition.code == "projects.per_land" and one.kind is ZoneKind.PARK)
    for place, ratio in zip(BOTH, row.cells, strict=True):
        projects, land = books.answer(
            [Question(code, place, ON, kind=ZoneKind.PARK) for code in ("projects.in_force", "land.leased")]
        )
        assert ratio is not None
        assert projects.value is not None
        assert land.value
        assert ratio.value == projects.value * 100 / land.value
        assert isinstance(ratio.value, Fraction)
    assert {one.definition.code for one in found.ratios} == {one.code for one in RATIOS}


def test_a_ratio_of_figures_that_are_not_equally_covered_is_refused_in_words(books: Figures) -> None:
    found = compared(ComparedRequest(BOTH, date(2026, 6, 1)), books)
    row = next(one for one in found.ratios if one.definition.code == "labour.per_land" and one.kind is ZoneKind.PARK)
    ratio = row.cells[0]
    assert ratio is not None
    assert (ratio.value, ratio.refusal) == (None, UNEQUAL)
    assert ratio.above.value
    assert ratio.below.value
    assert UNEQUAL.vi in as_text(report(books, on=date(2026, 6, 1)))


def test_what_is_not_on_record_is_no_ratio(books: Figures) -> None:
    found = compared(ComparedRequest(BOTH, ON), books)
    row = next(one for one in found.ratios if one.definition.code == "labour.per_land" and one.kind is ZoneKind.CLUSTER)
    there, missing_there = row.cells
    assert there is not None
    assert there.value is not None
    assert missing_there is not None
    assert (missing_there.value, missing_there.refusal) == (None, UNKNOWN)
    assert NO_DIVISOR.vi not in as_text(report(books))


def test_indicators_chosen_are_compared_alone(books: Figures) -> None:
    request = ComparedRequest(BOTH, ON, indicators=("land.leased:park", "projects.in_force:fdi:cluster"))
    found = compared(request, books)
    assert [(line.asked.key, line.kind) for line in found.lines] == [
        ("land.leased:park", ZoneKind.PARK), ("projects.in_force:fdi:cluster", ZoneKind.CLUSTER)
    ]  # fmt: skip
    assert found.ratios == ()


def test_monthly_figures_are_of_the_months_that_all_have_reported(books: Figures) -> None:
    made = report(books)
    monthly = [run.figure for run in made.runs() if run.figure.indicator.code == "trade.export"]
    assert {(figure.period_start, figure.period_end) for figure in monthly} == {(date(2023, 1, 1), date(2023, 7, 31))}
    assert "Giá trị xuất khẩu (KCN), 7 tháng đầu năm 2023" in as_text(made)


def test_different_definitions_are_told_and_not_ranked(books: Figures) -> None:
    request = ComparedRequest(("bg-parks/kcn-quang-chau", "bg-clusters/ccn-tan-hung"), ON, indicators=("occupancy",))
    found = compared(request, books)
    said = definitions(found, request)
    assert "Cách tính khác nhau" in said[0]
    assert "Nghị định 35/2022" in said[0]
    assert "Nghị định 32/2024" in said[0]
    assert [cell.among for cell in found.lines[0].cells] == [None, None]


def test_the_formula_stands_with_the_day_since_which_it_holds(books: Figures) -> None:
    assert "áp dụng từ ngày 15/7/2022 (Nghị định 35/2022/NĐ-CP" in as_text(report(books))
    assert "Nghị định 35/2022" not in as_text(report(books, on=date(2021, 8, 22)))


def test_what_each_place_lacks_and_did_is_told(books: Figures) -> None:
    text = as_text(report(books))
    lacks = next(line for line in text.split("\n") if line.startswith("- Tỉnh Bắc Kạn: chưa có số liệu:"))
    assert "Lao động (CCN)" in lacks
    assert "Lao động (KCN)" not in lacks
    assert (
        "- Tỉnh Bắc Giang: “Một đầu mối” (xúc tiến, hỗ trợ đầu tư; từ ngày 1/1/2021 đến ngày 30/6/2022; "
        "đối chiếu bằng Vốn thu hút)." in text
    )
    assert "- Tỉnh Bắc Kạn: chưa ghi nhận kinh nghiệm nào." in text
    assert "Tỉnh Bắc Kạn cao nhất trong bảng ở: Tỷ lệ lấp đầy (KCN)." in text


def test_a_former_territory_says_so(books: Figures) -> None:
    text = as_text(report(books, on=date(2025, 8, 1)))
    assert "Tỉnh Bắc Giang: theo địa giới của ngày 1/8/2025. Địa giới cũ: đã nhập vào Bắc Ninh từ 1/7/2025." in text


def test_every_figure_has_a_note_that_names_its_place(books: Figures) -> None:
    made = report(books)
    notes = {note.number: note for note in made.notes}
    assert sorted(notes) == list(range(1, len(notes) + 1))
    for each in made.runs():
        name = "tỉnh Bắc Giang" if each.figure.question.place == BAC_GIANG else "tỉnh Bắc Kạn"
        assert notes[each.note].title.startswith(f"{name}: ")
    derived = list(made.derived())
    assert len(derived) > 7
    assert all("KCN" in notes[each.note].terms or "CCN" in notes[each.note].terms for each in derived)


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_comparison_is_made_again_from_its_own_file(books: Figures, suffix: str) -> None:
    made = report(books)
    record = ReportRecord.read(report_file(made, books, suffix), f"x.{suffix}")
    again, differences = reissued(record, books)
    assert differences == []
    assert [part for part in again.parts if part not in made.parts] == [] or again.known
    assert "Một đầu mối" in as_text(again)
    assert {one.formula for one in record.figures} >= {one.code for one in RATIOS}


def test_what_was_known_at_another_moment_is_told_of_each_place_and_ratio(books: Figures) -> None:
    record = ReportRecord.read(report_file(report(books), books, "txt"), "x.txt")
    _, differences = reissued(record, books, day_end(date(2023, 7, 1)))
    titles = [one.title for one in differences]
    assert any(title.startswith("tỉnh Bắc Giang: Lao động trên 1 ha") for title in titles)
    assert any(title.startswith("Lao động (KCN), ") for title in titles)


def test_too_few_and_too_many_are_refused(books: Figures) -> None:
    with pytest.raises(TooFewCompared):
        comparison_report(ComparedRequest((BAC_GIANG,), ON), books)
    seven = tuple(f"viet-nam.{name}" for name in
                  ("ha-noi", "bac-giang", "bac-kan", "bac-ninh", "hai-duong", "hung-yen", "ha-nam"))  # fmt: skip
    with pytest.raises(TooManyCompared):
        comparison_report(ComparedRequest(seven, ON), books)


def test_tables_hold_exact_numbers_with_their_period_and_ratios(books: Figures) -> None:
    content = comparison_file(ComparedRequest(BOTH, ON), books, "csv").decode("utf-8-sig")
    rows = {(row["Mã chỉ tiêu"], row["Mã loại khu"]): row for row in csv.DictReader(io.StringIO(content))}
    assert rows["land.leased", "park"]["tỉnh Bắc Giang"] == "987.3"
    assert rows["trade.export", "park"]["Ngày, kỳ"] == "1/1/2023 – 31/7/2023"
    assert rows["projects.per_land", "park"]["tỉnh Bắc Kạn"] == "28"
    assert rows["projects.per_land", "park"]["tỉnh Bắc Kạn – đơn vị"] == "project/100ha"
    assert rows["labour.workers", "cluster"]["tỉnh Bắc Kạn"] == ""


def test_a_workbook_says_of_what_day_it_is_and_that_data_are_made_up(books: Figures) -> None:
    book = load_workbook(io.BytesIO(comparison_file(ComparedRequest(BOTH, ON), books, "xlsx")), read_only=True)
    notes = [tuple(cell.value for cell in row) for row in book["Ghi chú"].iter_rows()]
    assert ("Số liệu ngày", "22/8/2023") in notes
    assert ("Lưu ý", "có dữ liệu minh họa") in notes
    assert any(label == "Cách tính" and "15/7/2022" in str(text) for label, text in notes)


@pytest.mark.long
def test_the_command_writes_every_kind_of_file_and_shows_the_text(demo_home: Path, tmp_path: Path) -> None:
    asked = ("compare", "Bắc Giang", "Bắc Kạn", "--on", "22/8/2023")
    for suffix in MEDIA_TYPES:
        target = tmp_path / f"x.{suffix}"
        done = run(demo_home, *asked, "-o", str(target))
        assert done.returncode == 0, done.stderr
        assert target.stat().st_size > 1000
        assert ("reissue" in done.stdout) == (suffix in ("xlsx", "csv"))
    shown = run(demo_home, *asked, "--indicator", "land.leased:park")
    assert "1 | Đất đã cho thuê (KCN) | 987,30 ha*° | 50,00 ha*" in shown.stdout
    assert "Giải phóng mặt bằng theo từng thửa" in shown.stdout
    again = run(demo_home, "reissue", str(tmp_path / "x.docx"))
    assert (again.returncode, "như trong báo cáo" in again.stdout) == (0, True)
    table = json.loads(run(demo_home, *asked, "--json").stdout)
    assert table["rows"][0]["tỉnh Bắc Giang"] == 9


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Bắc Giang",), "ít nhất 2 nơi"),
        (("Bắc Giang", "Nơi Không Có"), "Nơi Không Có"),
        (("Bắc Giang", "Bắc Kạn", "-o", "x.odt"), ".docx, .pdf, .html, .txt, .json, .xlsx, .csv"),
        (("Bắc Giang", "Bắc Kạn", "--indicator", "land.leased:abc"), ":park"),
        (("Bắc Giang", "Bắc Kạn", "--indicator", "abc"), "chỉ tiêu"),
    ],
)
def test_the_command_says_what_is_wrong(demo_home: Path, words: tuple[str, ...], said: str) -> None:
    done = run(demo_home, "compare", *words)
    assert done.returncode == 2
    assert said in done.stderr


@pytest.mark.parametrize("by", [By.COUNTRY, By.SECTOR, By.QUARTER])
def test_a_split_comparison_comes_to_the_whole_and_is_not_read_as_of_the_provinces(books: Figures, by: By) -> None:
    request = ComparedRequest(BOTH, ON, by=by.value, indicators=("capital.attracted", "projects.registered:park"))
    made = comparison_report(request, books)
    found = [run.figure for run in made.runs()]
    for place in BOTH:
        for code, kind in (("capital.attracted", None), ("projects.registered", ZoneKind.PARK)):
            (whole,) = books.answer([Question(code, place, ON, kind=kind)])
            mine = [one for one in found if (one.indicator.code, one.question.place) == (code, place)]
            assert sum(one.value or 0 for one in mine) == whole.value
    assert differing(without_notes(as_text(made), Lang.VI), books) == []
    record = ReportRecord.read(report_file(made, books, "docx"), "x.docx")
    again, differences = reissued(record, books)
    assert differences == []
    assert [run.text for run in again.runs()] == [run.text for run in made.runs()]


def test_the_table_of_a_split_comparison_names_countries_by_their_codes(books: Figures) -> None:
    request = ComparedRequest(BOTH, ON, by="country", indicators=("capital.in_force",))
    rows = list(csv.DictReader(io.StringIO(comparison_file(request, books, "csv").decode("utf-8-sig"))))
    assert [row["Mã nước, ngành"] for row in rows] == ["JP", "VN", "CN", "KR"]
    assert rows[0]["Chỉ tiêu"] == "Tổng vốn đăng ký còn hiệu lực, Nhật Bản"
    with pytest.raises(SplitUnknown):
        compared(ComparedRequest(BOTH, ON, by="zone"), books)


def test_a_province_beside_a_part_of_itself_says_so(books: Figures) -> None:
    keys = ("viet-nam.bac-giang", "viet-nam.bac-ninh-2025")
    text = as_text(comparison_report(ComparedRequest(keys, date(2025, 12, 31)), books))
    assert "Đã gồm tỉnh Bắc Giang, cũng đứng trong bảng này" in " ".join(text.split())


def test_zones_are_split_by_what_is_usual_and_ratios_name_no_code(books: Figures) -> None:
    keys = tuple(f"{zone['book']}/{zone['code']}" for zone in books.zones.values() if zone["kind"] == "park")[:2]
    assert compared(ComparedRequest(keys, ON, by="country"), books).lines
    text = as_text(comparison_report(ComparedRequest(("viet-nam.bac-giang", "viet-nam.bac-kan"), ON), books))
    assert "per_land" not in text
    assert "chia cho" in text
