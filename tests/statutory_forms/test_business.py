"""What forms ask of single projects: filled from the reports of each, of whole periods alone, and not shown to everybody."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from openpyxl import Workbook
from selectolax.lexbor import LexborHTMLParser

from parkledger.briefing import forms as statutory
from parkledger.briefing.forms.model import CellState, FilledForm
from parkledger.catalogue.publicity import PublicKind, withheld
from parkledger.figures.current import current_figures
from parkledger.language import Text
from parkledger.workbooks.map.filled_forms import unfolded
from parkledger.workbooks.read.grids import read_grids
from tests.run_fixtures import command
from tests.statutory_forms.conftest import PLACE, Filling, amount, cell, only, opened, recorded, row_of, written
from tests.statutory_forms.test_workbooks import text_of

CLUSTERS, PARKS = "bg-clusters", "bg-parks"
HALVES = (("2023-12-15", "2024-06-14"), ("2024-06-15", "2024-12-14"))
ASKED = ("9", "10", "11", "12")


@pytest.fixture
def cluster(books: Path) -> str:
    """A cluster with an infrastructure project, CCN-HT; its name."""
    recorded(
        CLUSTERS, "zone_established", name="Thử Một", kind="cluster", place="Bắc Giang", area_m2="50 ha",
        effective_on="2020-01-10",
    )  # fmt: skip
    recorded(
        CLUSTERS, "project_registered", project="CCN-HT", zone="CCN Thử Một", name="Hạ tầng Thử Một", origin="ddi",
        enterprise="Công ty Thử", role="infrastructure", capital="200 tỷ đồng", effective_on="2020-02-10",
    )  # fmt: skip
    return "CCN Thử Một"


def told(book: str, project: str, period: tuple[str, str], **said: Any) -> int:
    """A report of a project's business."""
    return recorded(book, "business_report", project=project, period_start=period[0], period_end=period[1], **said)


def of_cluster(fill: Filling, name: str, **period: str) -> FilledForm:
    """Form 02 of one cluster."""
    return next(form for _, form in fill("02", **period).forms if form.subject.vi == name)


def _lines(workbook: Workbook) -> dict[str, tuple[Any, ...]]:
    """The lines of the cluster's sheet by their numbers."""
    sheet = workbook[next(name for name in workbook.sheetnames if "Thử Một" in name)]
    return {str(row[0]): row for row in sheet.iter_rows(values_only=True)}


def test_02_has_the_business_of_the_infrastructure_project(fill: Filling, cluster: str) -> None:
    said = {"revenue": "12 tỷ đồng", "budget_paid": "1,5 tỷ đồng", "workers": 8, "payroll": "92 triệu đồng"}
    told(CLUSTERS, "CCN-HT", HALVES[0], **said)
    form = of_cluster(fill, cluster, half="1/2024")
    assert [amount(form, line) for line in ASKED] == [12, Fraction(3, 2), 8, Fraction(23, 2)]
    assert "báo cáo hoạt động của dự án: sự kiện số " in cell(form, "9").said[0].vi
    sheet = opened(written(fill("02", half="1/2024")))
    found = _lines(sheet)
    assert [found[line][3] for line in ASKED] == [12, 1.5, 8, 11.5]
    assert found["12"][2] == "triệu đồng/người/tháng"


def test_a_year_is_of_both_its_halves_and_not_of_one(fill: Filling, cluster: str) -> None:
    told(CLUSTERS, "CCN-HT", HALVES[0], revenue="12 tỷ đồng", workers=8, payroll="80 triệu đồng")
    one = of_cluster(fill, cluster, year="2024")
    assert {cell(one, line).state for line in ("9", "11", "12")} == {CellState.INSUFFICIENT}
    told(CLUSTERS, "CCN-HT", HALVES[1], revenue="10 tỷ đồng", workers=10, payroll="150 triệu đồng", status="estimate")
    both = of_cluster(fill, cluster, year="2024")
    days = (183, 183)  # 2024 is a leap year: of both halves alike
    income = Fraction(80 * days[0] + 150 * days[1], 8 * days[0] + 10 * days[1])
    assert [amount(both, line) for line in ("9", "11", "12")] == [22, 10, income]
    assert cell(both, "10").state is CellState.UNRECORDED
    assert "có số ước" in cell(both, "9").said[0].vi
    assert of_cluster(fill, cluster, half="1/2025").cell("9", "result").state is CellState.UNRECORDED  # type: ignore[union-attr]


def test_a_project_is_asked_for_the_days_alone_on_which_it_was_in_force(fill: Filling, cluster: str) -> None:
    told(CLUSTERS, "CCN-HT", ("2023-12-15", "2024-04-30"), revenue="12 tỷ đồng")
    recorded(CLUSTERS, "project_terminated", project="CCN-HT", effective_on="2024-05-01")
    assert amount(of_cluster(fill, cluster, half="1/2024"), "9") == 12


def test_what_is_not_public_is_in_no_form_of_a_visitor(fill: Filling, cluster: str) -> None:
    told(CLUSTERS, "CCN-HT", HALVES[0], revenue="12 tỷ đồng", workers=8)
    before = withheld.set(frozenset({(CLUSTERS, PublicKind.DOSSIERS.value)}))
    try:
        form = of_cluster(fill, cluster, half="1/2024")
        assert {cell(form, line).state for line in ASKED} == {CellState.WITHHELD}
        assert "không công khai" in cell(form, "9", "note").said[0].vi
        assert cell(form, "1").state is CellState.NUMBER
        sheet = opened(written(fill("02", half="1/2024")))
        assert {line: _lines(sheet)[line][3] for line in ASKED} == dict.fromkeys(ASKED, "… (a)")
        assert any("\n(a) không công khai." in text_of(each) for each in sheet.worksheets)
    finally:
        withheld.reset(before)


def test_2111_and_2113_have_the_business_of_each_project(fill: Filling, books: Path) -> None:
    recorded(
        PARKS, "zone_established", name="Một", kind="economic_zone", place="Bắc Giang", area_m2="5000 ha",
        effective_on="2022-01-10",
    )  # fmt: skip
    for code, fields in {
        "KT-1": {"origin": "fdi", "country": "Nhật Bản", "capital": "12 triệu USD"},
        "KT-2": {"origin": "ddi", "capital": "300 tỷ đồng"},
        "KT-3": {"origin": "ddi", "capital": "30 tỷ đồng"},
        "HT-1": {"origin": "ddi", "role": "infrastructure", "capital": "900 tỷ đồng"},
    }.items():
        given = {"name": f"Dự án {code}", "enterprise": "Công ty Thử", "zone": "kkt-mot", "effective_on": "2023-01-05"}
        recorded(PARKS, "project_registered", project=code, **given, **fields)
    quarter = ("2023-04-01", "2023-06-30")
    money = {"exports": "3 triệu USD", "imports": "1 triệu USD", "budget_paid": "4 tỷ đồng"}
    told(PARKS, "KT-1", quarter, revenue="5 triệu USD", workers=120, foreign_workers=7, **money)
    told(PARKS, "KT-2", quarter, revenue="60 tỷ đồng", workers=30, **money)
    told(PARKS, "HT-1", quarter, revenue="2 triệu USD", **money)
    builders, tenants = only(fill("2111")), only(fill("2113"))
    asked = ("revenue", "export", "import", "budget")
    assert [amount(builders, row_of(builders, "Dự án HT-1"), key) for key in asked] == [2, 3, 1, 4]
    one, two, three = (row_of(tenants, f"Dự án KT-{number}") for number in (1, 2, 3))
    assert [amount(tenants, one, f"foreign.{key}") for key in asked] == [5, 3, 1, 4]
    assert [amount(tenants, one, key) for key in ("vietnamese", "foreigners")] == [113, 7]
    assert cell(tenants, one, "domestic.revenue").state is CellState.EMPTY
    assert [amount(tenants, two, f"domestic.{key}") for key in asked] == [60, 3, 1, 4]
    assert {cell(tenants, two, key).state for key in ("vietnamese", "foreigners")} == {CellState.UNRECORDED}
    assert cell(tenants, three, "domestic.revenue").state is CellState.UNRECORDED
    assert [amount(tenants, "total", key) for key in ("foreign.revenue", "domestic.revenue", "foreigners")] == [
        5,
        60,
        7,
    ]
    sheet = opened(written(fill("2113")))["2113"]
    values = [value for row in sheet.iter_rows(values_only=True) for value in row]
    assert {5, 60, 113, 7} <= set(values)
    assert "Doanh thu (tỷ VNĐ)" in values


def test_01_is_a_sheet_for_each_project_of_a_cluster_or_for_one(
    books: Path, cluster: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for code in ("CCN-DA", "CCN-DB"):
        recorded(
            CLUSTERS, "project_registered", project=code, zone=cluster, name=f"Dự án {code}", origin="fdi",
            enterprise="Công ty Thử", capital="2 triệu USD", effective_on="2023-02-10",
        )  # fmt: skip
    for half in HALVES:
        said = {"revenue": "12,5 tỷ đồng", "budget_paid": "1 tỷ đồng", "workers": 40, "payroll": "300 triệu đồng"}
        told(CLUSTERS, "CCN-DA", half, **said)
    wanted, figures = statutory.FORMS["01"], current_figures()
    period = statutory.asked_period(wanted, {"year": "2024"})
    zone = next(number for number, each in figures.zones.items() if each["name"] == "Thử Một")
    scopes = statutory.scopes_of(wanted, PLACE, period, None, int(zone), figures)
    assert [scope.project for scope in scopes] == [
        (CLUSTERS, "CCN-DA"),
        (CLUSTERS, "CCN-DB"),
    ]  # not the one that builds it
    filled = statutory.fill([(wanted, scope) for scope in scopes], figures)
    one, other = (form for _, form in filled.forms)
    lines = ("revenue", "budget", "workers", "income")
    assert [amount(one, line) for line in lines] == [25, 2, 40, Fraction(15, 2)]
    assert {cell(other, line).state for line in lines} == {CellState.UNRECORDED}
    assert (one.subject.vi, one.reporters) == ("Dự án CCN-DA (CCN-DA)", (Text("Công ty Thử", "Công ty Thử"),))
    assert opened(written(filled)).sheetnames[:2] == ["01 CCN-DA", "01 CCN-DB"]
    (alone,) = statutory.scopes_of(wanted, PLACE, period, None, None, figures, project="CCN-DA")
    assert alone in scopes
    for code in ("KHONG-CO", "CCN-HT"):
        with pytest.raises(statutory.FormProjectUnknown):
            statutory.scopes_of(wanted, PLACE, period, None, None, figures, project=code)
    with pytest.raises(statutory.FormOfNoProject):
        statutory.scopes_of(statutory.FORMS["04"], PLACE, period, None, None, figures, project="CCN-DA")
    monkeypatch.setattr("parkledger.briefing.forms.scope.MOST_PROJECTS", 1)
    with pytest.raises(statutory.FormsTooLarge):
        statutory.refuse_large([(wanted, scope) for scope in scopes], figures)
    output = tmp_path / "x.xlsx"
    command(books, "form", "01", "--project", "CCN-DA", "--place", "Bắc Giang", "--year", "2024", "-o", str(output))
    values = [value for row in opened(output.read_bytes())["01"].iter_rows(values_only=True) for value in row]
    assert {25, 2, 40, 7.5} <= set(values)


def test_a_book_that_shows_no_projects_does_not_say_that_it_has_none(fill: Filling, cluster: str) -> None:
    told(CLUSTERS, "CCN-HT", HALVES[0], revenue="12 tỷ đồng", workers=8)
    hidden = frozenset((CLUSTERS, kind.value) for kind in (PublicKind.DOSSIERS, PublicKind.PROJECTS))
    before = withheld.set(hidden)
    try:
        form = of_cluster(fill, cluster, half="1/2024")
        assert {cell(form, line).state for line in ASKED} == {CellState.WITHHELD}
    finally:
        withheld.reset(before)


@pytest.mark.parametrize(("form", "project", "said"), [("01", "XX-KHONG", "XX-KHONG"), ("02", "CCN-HT", "02")])
def test_a_project_that_cannot_be_is_told_on_the_page(client: Client, form: str, project: str, said: str) -> None:
    asked = f"/bieu-mau/lap.xlsx?form={form}&project={project}&place={PLACE}&unit=half&period=1/2024"
    answer = client.get(asked)
    assert answer.status_code == 400
    assert said in LexborHTMLParser(answer.content).css_first("#problem").text()  # type: ignore[union-attr]


def test_an_empty_project_is_none(client: Client) -> None:
    answer = client.get(f"/api/v1/forms/2103?place={PLACE}&quarter=2/2023&project=")
    assert answer.status_code == 200, answer.content


def test_a_report_across_the_edge_of_the_period_is_told_as_such(fill: Filling, cluster: str) -> None:
    """Nobody can say which part of a calendar year's revenue is of a half-year from 15/12: that is not silence."""
    crossing = told(CLUSTERS, "CCN-HT", ("2024-01-01", "2024-12-31"), revenue="12 tỷ đồng", workers=8)
    for half in ("1/2024", "2/2024"):
        filled = fill("02", half=half)
        form = next(form for _, form in filled.forms if form.subject.vi == cluster)
        assert cell(form, "9").state is CellState.INSUFFICIENT
        note = cell(form, "9", "note").said[0].vi
        assert note.startswith("báo cáo vượt ra ngoài kỳ của biểu, không tách được phần trong kỳ: ")
        assert f"sự kiện số {crossing} (năm 2024)" in note
        assert note.split("; ")[0] in {gap.why.vi for gap in filled.gaps if gap.what.vi.startswith("9 ")}
    told(CLUSTERS, "CCN-HT", ("2023-12-15", "2023-12-31"), revenue="1 tỷ đồng", workers=8)
    beside = cell(of_cluster(fill, cluster, half="1/2024"), "9")
    assert beside.state is CellState.INSUFFICIENT
    assert beside.lacks is not None, "the days of December are reported, the rest across the edge"
    assert len(beside.said) == 1


def test_waste_water_works_that_have_begun_are_counted_before_their_capacity_is_on_record(
    fill: Filling, cluster: str
) -> None:
    """Form 04 asks for the clusters that have such works or build them: a lot that has begun is one, a lot planned is none."""
    year = {"year": "2024"}
    before = amount(only(fill("04", **year)), "26")
    lot, end = {"zone": cluster, "lot": "XLNT-1"}, "2025-06-30"
    recorded(
        CLUSTERS, "works_lot_planned", works="wastewater", value="12 tỷ đồng", end_by=end, effective_on="2024-01-10", **lot
    )  # fmt: skip
    assert amount(only(fill("04", **year)), "26") == before
    assert amount(of_cluster(fill, cluster, **year), "13") is None
    recorded(CLUSTERS, "works_lot_begun", effective_on="2024-02-10", **lot)
    assert amount(only(fill("04", **year)), "26") == (before or 0) + 1
    assert amount(of_cluster(fill, cluster, **year), "13") == 1


def test_a_filled_01_is_read_as_a_report_of_its_project(fill: Filling, cluster: str) -> None:
    recorded(
        CLUSTERS, "project_registered", project="CCN-DA", zone=cluster, name="Dự án (một)", origin="fdi",
        enterprise="Công ty Thử", capital="2 triệu USD", effective_on="2023-02-10",
    )  # fmt: skip
    said = {"revenue": "12,5 tỷ đồng", "budget_paid": "1 tỷ đồng", "workers": 40, "payroll": "300 triệu đồng"}
    told(CLUSTERS, "CCN-DA", HALVES[0], **said)
    wanted, figures = statutory.FORMS["01"], current_figures()
    period = statutory.asked_period(wanted, {"half": "1/2024"})
    scopes = statutory.scopes_of(wanted, PLACE, period, None, None, figures, project="CCN-DA")
    made = written(statutory.fill([(wanted, scope) for scope in scopes], figures))
    (template,) = unfolded(read_grids("x.xlsx", made))
    read = dict(zip(template.rows[0][1:], template.rows[2][1:], strict=True))
    assert read == {
        "project": "CCN-DA", "period_start": period.start, "period_end": period.end, "revenue:ty-vnd": 12.5,
        "budget_paid:ty-vnd": 1, "workers": 40, "payroll:vnd": 300_000_000,
    }  # fmt: skip
