"""Charts of figures that are split: months with gaps as gaps, countries, sectors; in every file, and read as nothing wrong."""

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from parkledger.briefing.reports import Report, ReportRequest, TemplateFaulty, built_in, compose, parse_template
from parkledger.briefing.reports.files import report_file
from parkledger.briefing.reports.model import BarChart, MapPicture
from parkledger.briefing.reports.text import as_text
from parkledger.checking.statements import StatementOutcome, check
from parkledger.figures import Figures
from parkledger.figures.current import close, current_figures, expire
from parkledger.language import Lang, Period
from parkledger.reading import read
from tests.briefing.reading_back import unread, without_notes
from tests.figures.books import BAC_GIANG, Scribe, vnd

ON = date(2023, 8, 22)


def charts(report: Report) -> dict[str, BarChart]:
    return {part.caption: part for part in report.parts if isinstance(part, BarChart)}


def made(books: Figures, name: str, lang: Lang) -> Report:
    return compose(ReportRequest(built_in(name, lang), BAC_GIANG, Period(date(2023, 1, 1), ON), lang), books)


def test_a_month_that_nobody_reported_is_a_gap(sqlite_database: str) -> None:
    close()
    scribe = Scribe("bg")
    scribe.zone("Mot", industrial_m2=20)
    for month, made_of in ((1, 300), (2, 150), (4, 600)):
        last = {1: 31, 2: 28, 4: 30}[month]
        values = {"output.production": vnd(made_of * 10**9)}
        scribe.report(f"2023-0{month}-01", f"2023-0{month}-{last}", kind="park", place=BAC_GIANG, values=values)
    expire()
    template = parse_template("title: x\n---\n@months output.production kcn\n", "ours")
    period = Period(date(2023, 1, 1), date(2023, 4, 30))
    [chart] = charts(compose(ReportRequest(template, BAC_GIANG, period), current_figures())).values()
    assert chart.caption == "Giá trị sản xuất công nghiệp (KCN), theo tháng"
    bars = {bar.label: bar for bar in chart.bars}
    assert len(bars) == 12
    assert [bars[f"Tháng {month}/2023"].length for month in (1, 2, 3, 4)] == [50, 25, 0, 100]
    assert bars["Tháng 2/2023"].said.text == "150,00 tỷ đồng"
    assert bars["Tháng 3/2023"].said.text == "chưa có số liệu"
    assert bars["Tháng 3/2023"].said.figure.value is None


def test_eight_quarters_stand_beside_each_other_and_one_that_is_not_over_is_labelled_by_its_days(
    sqlite_database: str,
) -> None:
    close()
    scribe = Scribe("bg")
    scribe.zone("Mot", industrial_m2=20)
    for month, last, made_of in ((1, 31, 300), (2, 28, 150), (3, 31, 50), (4, 30, 600), (5, 31, 650)):
        values = {"output.production": vnd(made_of * 10**9)}
        scribe.report(f"2023-0{month}-01", f"2023-0{month}-{last}", kind="park", place=BAC_GIANG, values=values)
    expire()
    template = parse_template("title: x\n---\n@quarters output.production kcn\n", "ours")
    for end, labels, sums in (
        (date(2023, 5, 31), ["Quý I/2023", "Từ 1/4/2023 đến 31/5/2023"], [500, 1250]),
        (date(2023, 3, 31), ["Quý IV/2022", "Quý I/2023"], [None, 500]),
    ):
        period = Period(date(2023, 1, 1), end)
        report = compose(ReportRequest(template, BAC_GIANG, period), current_figures())
        [chart] = charts(report).values()
        assert chart.caption == "Giá trị sản xuất công nghiệp (KCN), theo quý"
        assert len(chart.bars) == 8
        assert [bar.label for bar in chart.bars[-2:]] == labels
        found = [bar.said.figure.value for bar in chart.bars[-2:]]
        assert found == [one and Fraction(one * 10**9) for one in sums]
        assert unread(report, as_text(report)) == []


def test_a_chart_is_of_the_last_month_that_is_reported_and_says_where_one_is_not_over(sqlite_database: str) -> None:
    """Months of nothing are reported: 0 is no silence."""
    close()
    scribe = Scribe("bg")
    scribe.zone("Mot", industrial_m2=20)
    for month, last, made_of in ((1, 31, 300), (2, 28, 0)):
        values = {"output.production": vnd(made_of * 10**9)}
        scribe.report(f"2023-0{month}-01", f"2023-0{month}-{last}", kind="park", place=BAC_GIANG, values=values)
    expire()
    template = parse_template("title: x\n---\n@months output.production kcn\n", "ours")
    period = Period(date(2023, 1, 1), date(2023, 2, 28))
    [chart] = charts(compose(ReportRequest(template, BAC_GIANG, period), current_figures())).values()
    assert "28/2/2023" in chart.closing


def test_a_month_that_is_not_over_is_labelled_by_its_days(books: Figures) -> None:
    template = parse_template("title: x\n---\n@months capital.attracted kcn\n", "ours")
    period = Period(date(2023, 1, 1), ON)
    [chart] = charts(compose(ReportRequest(template, BAC_GIANG, period), books)).values()
    assert "22/8" in chart.bars[-1].label


@pytest.mark.parametrize("lang", Lang)
def test_the_countries_of_investors_stand_beside_each_other_the_largest_first(books: Figures, lang: Lang) -> None:
    report = made(books, "situation", lang)
    caption = {
        Lang.VI: "Tổng vốn đăng ký còn hiệu lực (KCN), FDI, theo nước đầu tư",
        Lang.EN: "Registered capital in force (parks), FDI, by country of the investor",
    }[lang]
    chart = charts(report)[caption]
    values = [bar.said.figure.value or Fraction(0) for bar in chart.bars]
    assert len(values) > 1
    assert values == sorted(values, reverse=True)
    assert chart.bars[0].length == 100
    assert len({bar.said.figure.question.member for bar in chart.bars}) == len(chart.bars)
    assert all(any(note.number == bar.said.note for note in report.notes) for bar in chart.bars)


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", ["situation", "steering", "period"])
def test_reports_have_charts_and_nothing_wrong_is_read_in_them(books: Figures, name: str, lang: Lang) -> None:
    report = made(books, name, lang)
    assert any(chart.is_split for chart in charts(report).values())
    if name != "period":
        assert any(isinstance(part, MapPicture) for part in report.parts)
    zones = [zone["name"] for zone in books.zones.values()]
    pages = [read(without_notes(as_text(report), lang), zones=zones)]
    if name == "situation":
        pages += [
            read(report_file(report, books, suffix), name=f"x.{suffix}", zones=zones)
            for suffix in ("docx", "pdf", "html")
        ]
    drawn = {bar.said.text for chart in charts(report).values() for bar in chart.bars}
    for page in pages:
        wrong = [one for one in check(page, books) if one.outcome is StatementOutcome.DIFFERS]
        assert not [one.statement.sentence for one in wrong if any(said in one.statement.sentence for said in drawn)]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("@months labour.workers kcn", "cộng theo thời gian"),
        ("@quarters labour.workers kcn", "cộng theo thời gian"),
        ("@countries zones.established kcn", "tính từ dự án"),
        ("@sectors projects.in_force kcn growth", "tính từ dự án"),
        ("@months output.produktion kcn", "output.production"),
    ],
)
def test_what_cannot_be_split_is_told_where(line: str, said: str) -> None:
    with pytest.raises(TemplateFaulty, match="dòng 3, cột") as refused:
        parse_template(f"title: x\n---\n{line}\n", "ours")
    assert said in refused.value.message(Lang.VI)


def test_the_letters_of_a_chart_in_html_lie_within_its_picture(books: Figures) -> None:
    """Names of sectors may be longer than the room beside the bars; then they stand in several lines."""
    template = parse_template("title: x\n---\n@sectors projects.in_force kcn\n", "ours")
    request = ReportRequest(template, BAC_GIANG, Period(date(2023, 1, 1), ON), Lang.VI)
    report = compose(request, books)
    [chart] = charts(report).values()
    longest = max(chart.bars, key=lambda bar: len(bar.label))
    wide = longest._replace(
        label="Sản xuất sản phẩm điện tử, máy vi tính và sản phẩm quang học; linh kiện, phụ tùng kèm theo"
    )
    report = replace(report, parts=(chart._replace(bars=(wide, *chart.bars)),))
    page = report_file(report, books, "html").decode()
    picture = page[page.index("<svg") : page.index("</svg>")]
    width, height = map(int, re.findall(r'viewBox="0 0 ([0-9]+) ([0-9]+)"', picture)[0])
    told = re.findall(r'<text x="([0-9]+)" y="([0-9]+)" text-anchor="(\w+)" font-size="14">([^<]+)<', picture)
    for x, y, anchor, words in told:
        assert int(y) <= height
        if anchor == "end":
            assert int(x) >= 7 * len(words), words
        else:
            assert int(x) + 7 * len(words) <= width, words
    assert wide.label in " ".join(words for *_, words in told)
