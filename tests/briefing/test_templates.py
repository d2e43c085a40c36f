"""Templates of reports: what they may say, and what is told of a mistake in one."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from parkledger.briefing.reports import ReportRequest, TemplateFaulty, built_in, compose, parse_template
from parkledger.briefing.reports.composer import NumberReference
from parkledger.briefing.reports.model import PracticeOnRecord
from parkledger.briefing.reports.templates import Line, Node, OptionalPart, names, read_template
from parkledger.briefing.reports.text import as_text
from parkledger.briefing.situation import REPORTED
from parkledger.catalogue import INDICATORS
from parkledger.figures import Figures, current
from parkledger.language import Lang, Period
from tests.briefing.reading_back import without_notes
from tests.figures.books import VIET_YEN, Scribe, usd

DAY = Period(date(2023, 1, 1), date(2023, 8, 22))


def written(source: str, books: Figures, place: str = "viet-nam.bac-giang", period: Period = DAY) -> str:
    """The body of a report by a template, without its head, foot and marks."""
    template = parse_template(f"title: Thử\n---\n{source}\n", "thử")
    report = compose(ReportRequest(template, place, period), books)
    text = without_notes(as_text(report), Lang.VI)
    body = text.split("không có thật.\n")[-1].split("\nTHỦ TRƯỞNG")[0]
    return " ".join(body.split()).replace("*", "").split("[", 1)[0] if "[" not in source else body.replace("*", "")


def test_the_templates_that_come_with_the_program_are_right_and_there_in_both_languages() -> None:
    known = "delegation", "investor", "leader", "overview", "period", "project", "situation", "steering", "zone"
    assert tuple(names(Lang.VI)) == tuple(names(Lang.EN)) == known
    for lang in Lang:
        assert all(built_in(name, lang).blocks for name in names(lang))


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", names(Lang.VI))
def test_no_part_of_a_sentence_is_left_out_because_another_is_unknown(name: str, lang: Lang) -> None:
    lines = [block for block in built_in(name, lang).blocks if isinstance(block, Line)]
    parts = [part for line in lines for part in optional_parts(line.nodes)]
    assert [part for part in parts if sum(isinstance(node, NumberReference) for node in part.nodes) > 1] == []


def optional_parts(nodes: Iterable[Node]) -> Iterator[OptionalPart]:
    """The optional parts of a line, those within others among them."""
    for node in nodes:
        if isinstance(node, OptionalPart):
            yield node
            yield from optional_parts((*node.nodes, *node.instead))


def test_what_is_reported_by_months_are_indicators() -> None:
    assert INDICATORS.keys() >= REPORTED


@pytest.mark.parametrize(
    ("source", "place", "said"),
    [
        ("Có {zones.establishd kcn}.", "dòng 3, cột 5", "gần nhất: zones.established"),
        ("Có {ocupancy kcn}.", "dòng 3, cột 5", "«ocupancy»; gần nhất: occupancy"),
        ("Lấp đầy {occupancy}.", "dòng 3, cột 10", "tính riêng cho từng loại khu"),
        ("Có {zones.established kcn fdii}.", "dòng 3, cột 5", "không hiểu «fdii»"),
        ("Có [{zones.established kcn}", "dòng 3, cột 4", "«[» không đóng"),
        ("Có {zones.established kcn", "dòng 3, cột 4", "«{» không có cặp"),
        (
            "@zone kcn",
            "dòng 3, cột 1",
            (
                "có: @zones, @chart, @map, @fill, @targets, @months, @quarters, @countries, @sectors, "
                "@practices, @duties, @indicators, @progress, @forecast"
            ),
        ),
        ("@zones", "dòng 3, cột 1", "phải là kcn hoặc ccn"),
        ("@indicators\n- zones.planed kcn", "dòng 4, cột 3", "gần nhất: zones.planned"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_what_would_be_right(source: str, place: str, said: str) -> None:
    with pytest.raises(TemplateFaulty) as told:
        parse_template(f"title: Thử\n---\n{source}\n", "mẫu.txt")
    message = told.value.message(Lang.VI)
    assert place in message
    assert said in message


def test_a_file_with_a_byte_order_mark_is_read_and_one_in_another_encoding_is_refused_with_its_place(
    tmp_path: Path,
) -> None:
    file = tmp_path / "mẫu.txt"
    file.write_bytes("title: Thử\n---\nCó {zones.established kcn}.\n".encode("utf-8-sig"))
    assert read_template(file) == parse_template("title: Thử\n---\nCó {zones.established kcn}.\n", "mẫu.txt")
    file.write_bytes("title: Thử\n---\nKhu: ".encode() + b"\xd0\xe2t\n")
    with pytest.raises(TemplateFaulty) as told:
        read_template(file)
    assert "mẫu.txt" in told.value.message(Lang.VI)
    assert "dòng 3, cột 6" in told.value.message(Lang.VI)
    assert "save it as UTF-8" in told.value.message(Lang.EN)


def test_all_mistakes_of_a_template_are_told_at_once() -> None:
    with pytest.raises(TemplateFaulty) as told:
        parse_template("---\nCó {a.b} và {c.d}.\n", "mẫu.txt")
    assert told.value.message(Lang.EN).count("column ") == 3


def test_a_part_in_brackets_is_left_out_where_its_figure_is_unknown(books: Figures) -> None:
    source = "Có {zones.established kcn}[, doanh thu {đạt output.revenue kcn}][, lấp đầy {đạt occupancy kcn}]."
    kan = written(source, books, "viet-nam.bac-kan")
    assert "doanh thu" not in kan
    assert "1 KCN" in kan
    assert "lấp đầy đạt 100,0%" in kan
    assert "doanh thu đạt" in written(source, books)


def test_a_figure_outside_brackets_is_said_to_be_unknown(books: Figures) -> None:
    assert "Doanh thu đạt chưa có số liệu" in written("Doanh thu {đạt output.revenue kcn}.", books, "viet-nam.bac-kan")


def test_what_stands_behind_a_bar_is_said_where_all_is_nought(books: Figures) -> None:
    source = "[Cấp mới {projects.registered kcn ddi} DDI.|Không có dự án DDI mới.]"
    assert "Không có dự án DDI mới." in written(source, books, "viet-nam.bac-kan")
    assert "Cấp mới 6 dự án" in written(source, books)


def test_a_section_of_which_nothing_is_known_says_so(books: Figures) -> None:
    found = written(
        "# Sản xuất\n[Doanh thu {đạt output.revenue kcn}.]\n# Đất\n[Có {land.established kcn}.]",
        books,
        "viet-nam.bac-kan",
    )
    assert "Sản xuất\n\nChưa ghi nhận số liệu." in found
    assert found.count("Chưa ghi nhận") == 1


def test_a_section_of_which_all_parts_are_unknown_says_so_once(books: Figures) -> None:
    source = (
        "# Một\n## Sản xuất\n[Doanh thu {đạt output.revenue kcn}.]\n## Thu, chi\n### Thu\n[Nộp {budget.paid kcn}.]\n"
        "# Hai\n## Đất\n[Có {land.established kcn}.]\n## Doanh thu\n[Doanh thu {đạt output.revenue kcn}.]"
    )
    found = written(source, books, "viet-nam.bac-kan")
    assert "Một\n\nChưa ghi nhận số liệu.\n\nHai\n\nĐất\n\nCó " in found
    assert "Doanh thu\n\nChưa ghi nhận số liệu." in found
    assert found.count("Chưa ghi nhận") == 2


@pytest.mark.parametrize(("where", "is_said"), [(("cluster",), True), (("cluster", "park"), False), (("park",), False)])
def test_main_results_are_of_clusters_where_there_are_no_parks(
    sqlite_database: str, home: Path, where: tuple[str, ...], *, is_said: bool
) -> None:
    scribe = Scribe()
    for kind in where:
        scribe.zone("Mot", kind, industrial_m2=100)
    current.close()
    try:
        told = written("[Kết quả của {clusters_alone}.] Hết.", current.current_figures())
        assert ("Kết quả của các CCN." in told) == is_said
        told = written("[Về {clusters_alone}[, có {zones.established ccn}].] Hết.", current.current_figures())
        assert ("Về các CCN, có 1 CCN" in told) == is_said
        assert ("Về" in told) == is_said
    finally:
        current.close()


def test_an_estimate_stands_before_its_verb(books: Figures) -> None:
    source = "Sản xuất {đạt output.production kcn}."
    template = parse_template(f"title: Thử\n---\n{source}\n", "thử")
    from parkledger.language import day_end

    request = ReportRequest(template, "viet-nam.bac-giang", DAY, known_at=day_end(date(2023, 8, 22)))
    assert "Sản xuất ước đạt 258,79 nghìn tỷ đồng" in as_text(compose(request, books))


def test_a_hedge_tells_to_which_side_a_figure_was_rounded(books: Figures) -> None:
    area = books.answer([built("land.established")])[0].value
    assert area == Fraction(196711, 100)
    assert "hơn 1.967 ha" in written("Diện tích {land.established kcn ≈0}.", books)
    assert "gần 1.967,2 ha" not in written("Diện tích {land.established kcn ≈1}.", books)
    assert "hơn 1.967,1 ha" in written("Diện tích {land.established kcn ≈1}.", books)
    assert "Diện tích 1.967,11 ha" in written("Diện tích {land.established kcn ≈2}.", books)


def built(code: str):
    """The question for parks of Bắc Giang on the day."""
    from parkledger.catalogue import ZoneKind
    from parkledger.figures import Question

    return Question(code, "viet-nam.bac-giang", DAY.end, kind=ZoneKind.PARK)


def test_growth_says_its_direction(books: Figures) -> None:
    assert "tăng 78,46%" in written("Vốn {capital.attracted kcn growth}.", books)


def test_a_report_ends_nowhere_with_a_mark_that_a_missing_part_left(books: Figures) -> None:
    source = "Có {zones.established kcn}[; doanh thu {output.revenue kcn}][, lao động {labour.foreign kcn}] [. Xem {output.revenue kcn}]."
    assert "1 KCN[1]." in written(source, books, "viet-nam.bac-kan")


def test_a_template_of_an_office_is_a_file(books: Figures, tmp_path: Path) -> None:
    path = tmp_path / "mau.txt"
    path.write_text("title: {name}\n---\n% chú thích\nToàn tỉnh có {zones.established ccn}.\n", encoding="utf-8")
    template = parse_template(path.read_text(encoding="utf-8"), path.name)
    text = as_text(compose(ReportRequest(template, "viet-nam.bac-giang", DAY), books))
    assert text.startswith("Bắc Giang\n")
    assert "Toàn tỉnh có 54 CCN" in text
    assert "chú thích" not in text


def test_practices_on_record_are_told_or_that_there_are_none(books: Figures) -> None:
    source = parse_template("title: Thử\n---\n@practices\n", "thử")
    practice = PracticeOnRecord(
        "viet-nam.bac-giang", "Một đầu mối", "xúc tiến", date(2021, 1, 1), None, ("Vốn thu hút",)
    )
    request = ReportRequest(source, "viet-nam.bac-giang", DAY, practices=(practice,))
    assert "- “Một đầu mối” (xúc tiến; từ ngày 1/1/2021; đối chiếu bằng Vốn thu hút)." in as_text(
        compose(request, books)
    )
    assert "Chưa ghi nhận kinh nghiệm nào." in as_text(compose(replace(request, practices=()), books))


@pytest.mark.parametrize("name", ["situation", "delegation", "leader", "period"])
def test_english_speaks_of_one_park_as_of_many(books: Figures, name: str) -> None:
    request = ReportRequest(built_in(name, Lang.EN), "viet-nam.bac-kan", DAY, Lang.EN)
    text = as_text(compose(request, books)).replace("*", "")
    assert re.search(r"Bac Kan province has 1 industrial park\[\d+\] established", text)
    assert "1 industrial park have" not in text
    assert "1 industrial park are" not in text


def test_adjustments_are_counted_as_adjustments(books: Figures) -> None:
    text = as_text(compose(ReportRequest(built_in("situation", Lang.VI), "viet-nam.bac-giang", DAY), books))
    assert "Điều chỉnh tăng vốn 25*" in text
    assert "lượt dự án FDI" in text
    table = as_text(compose(ReportRequest(built_in("period", Lang.VI), "viet-nam.bac-giang", DAY), books))
    assert re.search(r"Lượt dự án điều chỉnh tăng vốn FDI \[\d+\] \| lượt dự án \| 15\* \| 25\*", table)


@pytest.mark.parametrize(
    ("where", "said"),
    [
        (("park",), "Có 1 dự án FDI trong các KCN."),
        (("cluster",), "Có 1 dự án FDI trong các CCN."),
        (("park", "cluster"), "Có 2 dự án FDI trong các KCN, CCN."),
        (("park", ""), "Có 2 dự án FDI."),
    ],
)
def test_it_is_said_in_what_zones_the_projects_of_a_province_are_where_all_lie_in_some(
    sqlite_database: str, home: Path, where: tuple[str, ...], said: str
) -> None:
    scribe = Scribe()
    for kind in where:
        about = {"zone": scribe.zone("Mot", kind, industrial_m2=100)} if kind else {"place": VIET_YEN}
        scribe(
            "project_registered",
            project=f"DA-{kind}",
            name="Nhà máy",
            enterprise="Công ty Giả định",
            origin="fdi",
            capital=usd(1_000_000),
            effective_on="2023-08-01",
            **about,
        )
    current.close()
    try:
        told = written("[Có {projects.in_force fdi} FDI[{recorded_in}].]", current.current_figures())
        assert said in re.sub(r"\[\d+\]", "", told)
    finally:
        current.close()


def test_a_report_of_which_every_line_is_left_out_is_empty(books: Figures) -> None:
    assert "FDI" not in written("[Có {output.revenue kcn} FDI.]", books, "viet-nam.bac-kan")
