"""The checks before signing: each finds what it is for, and a report that fails one says that it is a draft."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from parkledger.briefing.reports import Report, ReportRequest, built_in, compose, parse_template
from parkledger.briefing.reports.model import FigureRun, Paragraph, Part, ReportTable
from parkledger.briefing.reports.notes import figure_note
from parkledger.briefing.reports.signing import CHECKS, signing_checks
from parkledger.briefing.reports.text import as_text
from parkledger.checking.archive import keep
from parkledger.figures import Figures
from parkledger.language import Lang, Period, day_end
from tests.checking.saying import page_of, said
from tests.figures.books import PARK, Scribe, figures_of, question

DAY = date(2023, 8, 22)


def made(books: Figures, source: str = "") -> Report:
    """A report of Bắc Giang as known on the day, by the template of a period, or one written for the test."""
    template = parse_template(f"title: Thử\n---\n{source}\n", "thử") if source else built_in("period", Lang.VI)
    period = Period(date(2023, 1, 1), DAY)
    return compose(ReportRequest(template, "viet-nam.bac-giang", period, known_at=day_end(DAY)), books)


def failed(report: Report, parts: tuple[Part, ...] | None = None) -> list[int]:
    """The numbers of the checks that a report fails, perhaps with other parts."""
    checks = signing_checks(parts or report.parts, report.notes, "22/8/2023", Lang.VI)
    return [check.number for check in checks if not check.passed]


@pytest.mark.parametrize("name", ["situation", "period", "leader", "delegation"])
@pytest.mark.parametrize("lang", Lang)
def test_the_templates_that_come_with_the_program_pass_all_checks(books: Figures, name: str, lang: Lang) -> None:
    period = Period(date(2023, 1, 1), DAY)
    request = ReportRequest(built_in(name, lang), "viet-nam.bac-giang", period, lang, known_at=day_end(DAY))
    report = compose(request, books)
    assert [check for check in report.checks if not check.passed] == []
    assert len(report.checks) == len(CHECKS) == 12


def changed(report: Report, change: Callable[[Part], Part]) -> tuple[Part, ...]:
    return tuple(change(part) for part in report.parts)


def test_a_table_without_its_closing_day_is_found(books: Figures) -> None:
    report = made(books)
    parts = changed(report, lambda part: part._replace(closing="") if isinstance(part, ReportTable) else part)
    assert failed(report, parts) == [2]


def test_an_estimate_that_is_not_called_one_is_found(books: Figures) -> None:
    report = made(books)

    def plain(part: Part) -> Part:
        if not isinstance(part, ReportTable):
            return part
        return part._replace(headings=tuple(heading.replace("Ước t", "T") for heading in part.heading_words))

    assert any(
        "Ước thực hiện" in heading
        for part in report.parts
        if isinstance(part, ReportTable)
        for heading in part.heading_words
    )
    assert failed(report, changed(report, plain)) == [3]


def test_periods_that_are_mixed_in_a_column_are_found(books: Figures) -> None:
    report = made(books, "@indicators Kết quả của các KCN\n- capital.attracted kcn\n- output.production kcn")
    assert 4 in failed(report)


@pytest.mark.parametrize(
    ("source", "number"),
    [
        ("Vốn của các KCN là {capital.implemented_to_date kcn}.", 5),
        ("Các KCN có {capital.in_force kcn}.", 5),
        ("Các KCN có {land.cleared kcn} đất.", 6),
        ("Các KCN lấp đầy {#occupancy kcn}", 9),
    ],
)
def test_what_is_not_called_by_its_name_or_has_no_unit_is_found(books: Figures, source: str, number: int) -> None:
    assert failed(made(books, source)) == [number]


def test_one_figure_in_two_roundings_is_found(books: Figures) -> None:
    assert failed(made(books, "Diện tích {land.established kcn}, tức {land.established kcn ≈0}.")) == [7]


def test_a_total_that_is_not_the_sum_of_its_rows_is_found(books: Figures) -> None:
    report = made(books)

    def enlarged(part: Part) -> Part:
        if not isinstance(part, ReportTable) or part.rows[-1][0] != "":
            return part
        first = part.rows[0]
        cell = first[2]
        assert isinstance(cell, FigureRun)
        more = cell._replace(figure=replace(cell.figure, value=(cell.figure.value or Fraction(0)) + 1))
        return part._replace(rows=((*first[:2], more, *first[3:]), *part.rows[1:]))

    assert failed(report, changed(report, enlarged)) == [10]


def test_figures_older_than_the_report_make_it_a_draft_that_says_so(books: Figures) -> None:
    template = parse_template("title: Thử\n---\nSản xuất của các KCN {đạt output.production kcn}.\n", "thử")
    report = compose(ReportRequest(template, "viet-nam.bac-giang", Period(date(2026, 1, 1), date(2026, 9, 30))), books)
    assert [check.number for check in report.failed] == [1, 12]  # what is not known has no source either
    text = as_text(report)
    assert "DỰ THẢO, chưa đạt 2 trong 12" in text
    assert "12. số liệu còn mới so với ngày báo cáo: Giá trị sản xuất công nghiệp (KCN): " in text


def test_a_figure_without_events_has_no_source(books: Figures) -> None:
    report = made(books, "Có {zones.established kcn}.")
    notes = tuple(note._replace(documents="") for note in report.notes)
    checks = signing_checks(report.parts, notes, "22/8/2023", Lang.VI)
    assert [check.number for check in checks if not check.passed] == [1]


def test_a_ratio_without_its_terms_is_found(books: Figures) -> None:
    report = made(books, "Lấp đầy {đạt occupancy kcn}.")
    notes = tuple(note._replace(terms="") for note in report.notes)
    checks = signing_checks(report.parts, notes, "22/8/2023", Lang.VI)
    assert [check.number for check in checks if not check.passed] == [8]
    assert isinstance(report.parts[0], Paragraph)


def test_a_report_without_a_figure_is_a_draft_whose_lists_say_that_nothing_is_on_record(books: Figures) -> None:
    period = Period(date(2023, 1, 1), DAY)
    report = compose(ReportRequest(built_in("situation", Lang.VI), "viet-nam.ha-nam", period), books)
    assert [check.number for check in report.failed] == [1]
    assert "thu hút đầu tư như sau:\n\nChưa ghi nhận số liệu.\n" in as_text(report)


def test_published_numbers_that_no_note_has_room_for_are_found(database: str, tmp_path: Path) -> None:
    """A note tells three pages that have another number; a fourth is looked at before somebody signs."""
    scribe = Scribe("bg-parks")
    scribe.zone("A", area_m2=100)
    for count in range(9, 13):
        stated = said("zones.established", f"{2 * count - 1}/2", f"{2 * count + 1}/2", kind="park",
                      value=Fraction(count), quote=f"{count} KCN")  # fmt: skip
        keep(str(count).encode(), page_of(stated), url=f"https://example.org/{count}")
    books = figures_of(tmp_path)
    note = figure_note(1, books.answer([question("zones.established", "2023-08-22", kind=PARK)])[0], books, Lang.VI)
    assert note.published.count("trang “Trang thử” ghi") == 3
    assert note.untold == 1
    books.close()
    failed = [check for check in signing_checks((), (note,), "22/8/2023", Lang.VI) if not check.passed]
    assert "KCN đã thành lập: còn 1 trang công bố số khác" in [wrong for one in failed for wrong in one.wrong]


def test_a_zone_without_its_area_is_listed_and_the_total_says_that_it_lacks_it(books: Figures) -> None:
    request = ReportRequest(
        built_in("period", Lang.VI), "viet-nam.bac-kan", Period(date(2023, 1, 1), DAY), known_at=day_end(DAY)
    )
    text = as_text(compose(request, books))
    assert "2 | Chu Hương | … | … | … | … | …" in text
    assert "Tổng chưa gồm diện tích, chưa ghi nhận, của Chu Hương." in text
    assert "| Đến ngày 22/8/2022 | Đến ngày 22/8/2023 |" in text  # of what stands on a day nothing is performed
    for origin, now in (("FDI", "…"), ("DDI", "0")):  # nought is known, and no reason to leave a row out
        assert re.search(rf"\| Dự án cấp mới {origin} \[\d+\] \| dự án \| 0 \| {now} \|", text)
    assert "\nĐất đai, dự án, lao động của các CCN\n" in text


def test_known_when_is_told_by_the_day_in_viet_nam(books: Figures) -> None:
    """At two in the morning of the 22nd in Viet Nam it is still the 21st in Greenwich."""
    known = datetime(2023, 8, 21, 19, tzinfo=UTC)
    template = parse_template("title: Thử\n---\nCó {zones.established kcn}.\n", "thử")
    report = compose(
        ReportRequest(template, "viet-nam.bac-giang", Period(date(2023, 1, 1), DAY), known_at=known), books
    )
    assert report.known == "theo dữ liệu ghi nhận đến ngày 22/8/2023"
    assert "theo dữ liệu ghi nhận đến ngày 22/8/2023" in report.notes[0].said


def test_a_basis_of_law_says_in_words_how_well_it_is_known(books: Figures) -> None:
    report = made(books, "Lấp đầy {đạt occupancy kcn}.")
    assert "Nghị định 35/2022/NĐ-CP" in report.notes[0].formula
    assert "(theo trang viết về văn bản, chưa đọc chính văn bản)" in report.notes[0].formula


def test_a_zone_recorded_in_a_province_that_merged_is_of_the_merged_one_from_then_on(books: Figures) -> None:
    zone = next(number for number, each in books.zones.items() if each["code"] == "kcn-quang-chau")
    for end, place in ((DAY, "viet-nam.bac-giang"), (date(2026, 9, 30), "viet-nam.bac-ninh-2025")):
        period = Period(date(end.year, 1, 1), end)
        report = compose(ReportRequest(built_in("zone", Lang.VI), "viet-nam.bac-giang", period, zone=zone), books)
        assert report.request.place == place
