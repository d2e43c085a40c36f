"""Forms that the enterprise of a project files: A.III.1 to A.III.3, B.4, from what it reported, of whole periods alone."""

import io
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from parkledger.briefing import forms as statutory
from parkledger.briefing.forms.model import CellState, FilledForm
from parkledger.catalogue.publicity import PublicKind, withheld
from parkledger.figures.current import current_figures, expire
from parkledger.language import Lang
from parkledger.ledger.models import Book
from parkledger.people import publicity
from parkledger.workbooks import uploads
from parkledger.workbooks.errors import FormsNotRead
from parkledger.workbooks.map.filled_forms import unfolded
from parkledger.workbooks.read.grids import read_grids
from tests.run_fixtures import command
from tests.statutory_forms.conftest import PLACE, REGISTER_CODES, Filling, amount, cell, opened, recorded, written
from tests.statutory_forms.test_workbooks import AGREES, DIFFERS, recalculated

BOOK = "bg-parks"
BEFORE, Q1, Q2 = ("2024-02-10", "2024-12-31"), ("2025-01-01", "2025-03-31"), ("2025-04-01", "2025-06-30")
A, LAN, TOKYO = "result", "Công ty CP Lan", "Tokyo Thử Ltd"
CODES = ("A.III.1", "A.III.2", "A.III.3", "B.4")


def filled_of(code: str, project: str = "NN-1", **period: str) -> statutory.FilledForms:
    """A form of one project, wherever it lies."""
    expire()
    wanted, figures = statutory.FORMS[code], current_figures()
    given = statutory.asked_period(wanted, period or {"quarter": "2/2025"})
    scopes = statutory.scopes_of(wanted, "viet-nam", given, None, None, figures, project=project)
    return statutory.fill([(wanted, scope) for scope in scopes], figures)


def form_of(code: str, project: str = "NN-1", **period: str) -> FilledForm:
    """The one form of a project."""
    ((_, form),) = filled_of(code, project, **period).forms
    return form


def capital(period: tuple[str, str], source: str, money: str, **said: Any) -> int:
    """A line of a report of NN-1's capital."""
    fields = {"period_start": period[0], "period_end": period[1], "source": source, "amount": money}
    return recorded(BOOK, "capital_report", project="NN-1", **fields, **said)


def business(period: tuple[str, str], project: str = "NN-1", **said: Any) -> int:
    """A report of a project's business."""
    return recorded(BOOK, "business_report", project=project, period_start=period[0], period_end=period[1], **said)


@pytest.fixture
def project(books: Path) -> str:
    """A foreign project in a park, NN-1, without any report."""
    recorded(
        BOOK, "project_registered", project="NN-1", zone="KCN Quang Châu", name="Nhà máy Thử", origin="fdi",
        country="Nhật Bản", enterprise="Công ty Thử", capital="20 triệu USD", sector="C", effective_on=BEFORE[0],
    )  # fmt: skip
    return "NN-1"


@pytest.fixture
def reported(project: str) -> str:
    """The same with reports from its first day to the end of the second quarter of 2025."""
    tokyo = {"investor": TOKYO, "investor_kind": "foreign"}
    capital(BEFORE, "cash", "5 triệu USD", **tokyo)
    capital(BEFORE, "cash", "1 triệu USD", investor=LAN, investor_kind="vietnamese")
    capital(Q1, "equipment", "0,5 triệu USD", **tokyo)
    capital(Q1, "domestic_loan", "2 triệu USD", repaid="0 USD")
    capital(Q2, "equipment", "0,25 triệu USD", investor="tokyo  thử LTD", investor_kind="foreign")
    capital(Q2, "domestic_loan", "0,1 triệu USD", repaid="0,6 triệu USD")
    capital(Q2, "reinvested", "0,3 triệu USD")
    money: dict[str, Any] = {"exports": "3 triệu USD", "imports": "1 triệu USD", "budget_paid": "40000 USD"}
    used: dict[str, Any] = {"electricity": 1200, "coal": 2500, "oil": 30, "gas": 0, "land_used": "2 ha"}
    business(BEFORE, revenue="1 triệu USD")
    business(Q1, revenue="4 triệu USD", workers=90, foreign_workers=5, **money)
    business(Q2, revenue="5,5 triệu USD", workers=120, foreign_workers=7, loss="0,2 triệu USD", **money, **used)
    return project


def test_a_quarter_has_its_capital_by_investor_and_source(reported: str) -> None:
    form = form_of("A.III.1")
    tokyo, lan = "1.2.1", "1.1.1"
    assert (cell(form, tokyo, "label").said[0].vi, cell(form, lan, "label").said[0].vi) == (TOKYO, LAN)
    assert [amount(form, f"{tokyo}.equipment", each) for each in (A, "to_date", "whole")] == [250_000, 750_000, 750_000]
    assert amount(form, f"{tokyo}.cash", "whole") == 5_000_000
    assert cell(form, f"{tokyo}.cash").state is CellState.EMPTY  # the reports cover the quarter and none is of it
    assert [amount(form, key, "whole") for key in (tokyo, lan, "1")] == [5_750_000, 1_000_000, 6_750_000]
    assert [amount(form, "2.a", each) for each in (A, "to_date", "whole")] == [-500_000, 1_500_000, 1_500_000]
    assert [amount(form, "I", each) for each in (A, "to_date", "whole")] == [50_000, 2_550_000, 8_550_000]
    assert cell(form, "2.b").state is CellState.EMPTY
    assert [told for _, told in cell(form, "I").against] == [50_000]


def test_a_quarter_has_its_business_and_not_what_the_form_does_not_ask(reported: str) -> None:
    form = form_of("A.III.1")
    assert [amount(form, "II", each) for each in (A, "to_date")] == [5_500_000, 9_500_000]
    assert cell(form, "II", "whole").said[0].vi == "x"
    assert [amount(form, key) for key in ("V", "V.1", "V.2", "VII", "VIII")] == [120, 113, 7, 40_000, 20_000]
    assert cell(form, "V", "to_date").said[0].vi == "x"
    assert [amount(form, f"VI.{number}") for number in (1, 2, 3, 4)] == [1200, Fraction(5, 2), 30, 0]
    assert cell(form, "VI.5").state is CellState.NOT_HELD
    assert cell(form, "A.code").said[0].vi == "NN-1"
    assert amount(form, "A.capital") == 20_000_000
    assert cell(form, "II", "unit").said[0].vi == "USD"


def test_a_year_has_profit_less_loss_and_is_of_all_its_quarters(reported: str) -> None:
    half = form_of("A.III.2", **{"from": "2025-01-01", "until": "2025-06-30"})
    assert cell(half, "X").state is CellState.INSUFFICIENT  # the first quarter tells neither profit nor loss
    assert amount(half, "I") == 2_550_000
    assert amount(form_of("A.III.2", **{"from": "2025-04-01", "until": "2025-06-30"}), "X") == -200_000
    year = form_of("A.III.2", year="2025")
    assert {cell(year, key).state for key in ("I", "II", "V", "1.2.1.cash", "2.a")} == {CellState.INSUFFICIENT}
    assert {cell(form_of("A.III.2", year="2026"), key).state for key in ("I", "2.a")} == {CellState.UNRECORDED}


def test_what_a_year_tells_besides_its_quarters_is_in_the_forms_of_years(reported: str) -> None:
    days = [90, 91]  # of the quarters
    business((Q1[0], Q2[1]), research="0,1 triệu USD", payroll="1.000 triệu đồng")
    half = form_of("A.III.2", **{"from": Q1[0], "until": Q2[1]})
    assert [amount(half, key) for key in ("II", "XI")] == [9_500_000, 100_000]
    assert amount(half, "VI") == Fraction(1000 * sum(days), 90 * days[0] + 120 * days[1])
    assert cell(form_of("A.III.1"), "II").state is CellState.NUMBER


def test_workers_alone_stand_in_the_sum_where_their_parts_are_not_told(project: str) -> None:
    business(Q2, workers=31)
    form = form_of("A.III.1")
    assert amount(form, "V") == 31
    assert {cell(form, key).state for key in ("V.1", "V.2")} == {CellState.UNRECORDED}


def test_a_domestic_project_is_stated_in_million_dong_and_a_cluster_files_too(books: Path) -> None:
    recorded(
        "bg-clusters", "zone_established", name="Thử Ba", kind="cluster", place="Bắc Giang", area_m2="50 ha",
        effective_on="2020-01-10",
    )  # fmt: skip
    for code, role in (("TN-1", "secondary"), ("TN-HT", "infrastructure")):
        recorded(
            "bg-clusters", "project_registered", project=code, zone="CCN Thử Ba", name=code, origin="ddi", role=role,
            enterprise="Công ty Thử", capital="90 tỷ đồng", effective_on="2024-01-01",
        )  # fmt: skip
        recorded(
            "bg-clusters", "business_report", project=code, period_start=Q2[0], period_end=Q2[1], revenue="1,5 tỷ đồng"
        )
        form = form_of("A.III.1", code)
        assert amount(form, "II") == 1500
        assert amount(form, "A.capital") == 90_000
        assert cell(form, "II", "unit").said[0].vi == "triệu đồng"


def test_what_is_expected_is_told_before_and_counted_nowhere(reported: str) -> None:
    coming = ("2026-01-01", "2026-12-31")
    said: dict[str, Any] = {
        "revenue": "30 triệu USD",
        "profit": "2 triệu USD",
        "workers": 300,
        "foreign_workers": 10,
        "land_used": "3 ha",
    }
    business(coming, status="planned", **said)
    business(Q2, status="planned", revenue="6 triệu USD")
    capital(coming, "cash", "4 triệu USD", investor=TOKYO, investor_kind="foreign", status="planned")
    capital(coming, "foreign_loan", "6 triệu USD", status="planned")
    form = form_of("A.III.3", year="2026")
    lines = ("9.a", "9.c", "10", "10.1", "10.2", "5", "6", "8.a", "8.a2")
    assert [amount(form, key) for key in lines] == [
        30_000_000, 2_000_000, 300, 290, 10, 30_000, 20_000_000, 4_000_000, 6_000_000,
    ]  # fmt: skip
    assert {cell(form, key).state for key in ("3", "7", "8.b")} == {CellState.BY_HAND}
    assert amount(form_of("A.III.3"), "9.a") == 6_000_000
    assert amount(form_of("A.III.1"), "II") == 5_500_000
    assert cell(form_of("A.III.2", year="2026"), "II").state is CellState.UNRECORDED


def saved(**said: Any) -> int:
    """What NN-1 saved in 2025."""
    return recorded(BOOK, "eco_report", project="NN-1", period_start="2025-01-01", period_end="2025-12-31", **said)


def test_an_eco_enterprise_tells_what_it_saved_by_two_ways(project: str) -> None:
    saved(
        part="efficiency", electricity=5000, electricity_co2=3300, fuel="1.200 lít dầu", fuel_co2=1700, reused=1500,
        recycled=500, water=900, water_cost="12 triệu đồng",
    )  # fmt: skip
    saved(part="symbiosis", links=3, secondary_supplied=2500, secondary_income="40 triệu đồng")
    form = form_of("B.4", year="2025")
    assert [amount(form, f"III.{key}") for key in ("electricity", "co2", "waste", "water", "water_cost")] == [
        5000, 5, 2, 900, 12,
    ]  # fmt: skip
    assert cell(form, "III.fuel").said[0].vi == "1.200 lít dầu"
    assert [amount(form, f"IV.{key}") for key in ("links", "secondary_supplied", "secondary_income")] == [
        3,
        Fraction(5, 2),
        40,
    ]
    assert cell(form, "IV.water").state is CellState.UNRECORDED
    assert form.cell("III.secondary_supplied", A) is None
    assert cell(form, "II").state is CellState.NOT_HELD


@pytest.mark.parametrize("kind", [PublicKind.DOSSIERS, PublicKind.JOURNAL])
def test_what_a_project_reports_is_in_no_form_of_a_visitor(reported: str, kind: PublicKind) -> None:
    saved(part="efficiency", water=900)
    before = withheld.set(frozenset({(BOOK, kind.value)}))
    try:
        form = form_of("A.III.1")
        assert {cell(form, key).state for key in ("I", "1", "2.a", "3", "II", "V", "V.1", "VII")} == {
            CellState.WITHHELD
        }
        assert form.cell("1.2.1", A) is None
        assert cell(form_of("B.4", year="2025"), "III.water").state is CellState.WITHHELD
        said = str([each.value for row in opened(written(filled_of("A.III.1")))["A.III.1"].iter_rows() for each in row])
        assert TOKYO not in said
    finally:
        withheld.reset(before)


def test_the_events_behind_are_shown_to_nobody_until_their_book_shows_them(reported: str, client: Client) -> None:
    secret = {"investor": "Nhà đầu tư Kín", "investor_kind": "vietnamese"}
    told = [capital(Q2, "cash", "0,01 triệu USD", **secret), saved(part="efficiency", water=987654)]
    pages = [page.format(seq) for seq in told for page in ("/su-kien/bg-parks/{}/", "/api/v1/events/bg-parks/{}")]
    listed = ("/api/v1/books/bg-parks/journal", "/du-an/bg-parks/NN-1/?on=2025-12-31", "/thay-doi.atom", "/tim/?q=NN-1")

    def said(path: str) -> str:
        return b"".join(client.get(path)).decode()

    assert [client.get(page).status_code for page in pages] == [403] * len(pages)
    assert not [path for path in listed if "987654" in said(path) or "Kín" in said(path)]
    form = client.get("/api/v1/forms/A.III.1?project=NN-1&quarter=2/2025")
    assert "Kín" not in form.content.decode()
    publicity.withhold(Book.objects.get(code=BOOK), [], "thử")
    assert [client.get(page).status_code for page in pages] == [200] * len(pages)
    assert "987654" in said(listed[0])
    assert "Kín" in client.get("/api/v1/forms/A.III.1?project=NN-1&quarter=2/2025").content.decode()


def test_capital_by_source_is_held_against_what_was_told_of_it_as_a_whole(reported: str) -> None:
    recorded(BOOK, "capital_implemented", project=reported, capital="60000 USD", effective_on="2025-05-05")
    told = [(check.left.value, check.right.value) for check in filled_of("A.III.1").checks if "1+2+3" in check.name.vi]
    assert told == [(Fraction(50_000), Fraction(50_000)), (Fraction(50_000), Fraction(60_000))]


def test_every_sum_comes_to_the_figure_of_the_books(reported: str, tmp_path: Path) -> None:
    filled = filled_of("A.III.1")
    ((_, form),) = filled.forms
    made, computed = opened(written(filled))["A.III.1"], recalculated(written(filled), tmp_path)
    places = [each.coordinate for row in made.iter_rows() for each in row if str(each.value).startswith("=")]
    expected = [
        found.amount
        for row in form.rows
        for column in form.columns
        if (found := row.cells.get(column.key)) and found.formula
    ]
    assert [computed["A.III.1"][place].value for place in places] == [float(each or 0) for each in expected]
    assert len(places) > 12
    checks = [row[5].value for row in computed["Kiểm tra"].iter_rows()]
    assert checks.count(AGREES) == 2  # capital and workers
    assert DIFFERS not in checks


def test_every_number_says_what_it_is_of_and_leads_there(reported: str, client: Client) -> None:
    publicity.withhold(Book.objects.get(code=BOOK), [], "thử")
    sheet: Any = opened(written(filled_of("A.III.1")))["A.III.1"]
    numbers = [each for row in sheet.iter_rows() for each in row if isinstance(each.value, int | float)]
    assert len(numbers) > 20
    for each in numbers:
        assert each.comment, each.coordinate
        assert not REGISTER_CODES.search(each.comment.text), each.coordinate
        assert each.hyperlink, each.coordinate
        assert client.get(each.hyperlink.target.removeprefix("http://testserver")).status_code == 200


def _values(path: Path, code: str) -> list[tuple[object, ...]]:
    sheet: Any = opened(path.read_bytes())[code]
    return [row for row in sheet.iter_rows(values_only=True) if row[0] or row[1]]


@pytest.fixture
def asked() -> dict[str, tuple[str, ...]]:
    """The forms of all periods that were reported, by the name of the file."""
    order = ("--project", "NN-1")
    return {
        "before": ("A.III.1", *order, "--from", "10/2/2024", "--until", "31/12/2024"),
        "q1": ("A.III.1", *order, "--quarter", "1/2025"),
        "q2": ("A.III.1", *order, "--quarter", "2/2025"),
        "year": ("A.III.2", *order, "--from", "1/4/2025", "--until", "30/6/2025"),
        "next": ("A.III.3", *order, "--year", "2026"),
        "eco": ("B.4", *order, "--year", "2025"),
    }


def _with_the_project(home: Path) -> Path:
    """A home with a book in which NN-1 is on record and nothing that it reported."""
    command(home, "book", "add", "moi", "--name", "Ban Quản lý", "--place", "Bắc Giang")
    project = {
        "project": "NN-1", "zone": "KCN Quang Châu", "name": "Nhà máy Thử", "origin": "fdi", "country": "Nhật Bản",
        "enterprise": "Công ty Thử", "capital": "20 triệu USD", "sector": "C", "effective_on": BEFORE[0],
    }  # fmt: skip
    zone = {"name": "Quang Châu", "kind": "park", "area_m2": "516 ha", "place": "Việt Yên"}
    for kind, fields in (
        ("exchange_rate_set", {"vnd_per_usd": "24000", "source": "thử", "effective_on": "2020-01-01"}),
        ("zone_established", {**zone, "effective_on": "2020-01-01"}),
        ("project_registered", project),
    ):
        given = [part for each in fields.items() for part in ("-f", "=".join(each))]
        command(home, "record", kind, "--book", "moi", *given)
    return home


def test_filled_forms_are_read_into_a_book_without_reports_and_give_the_same(
    reported: str, books: Path, tmp_path: Path, asked: dict[str, tuple[str, ...]]
) -> None:
    """A quarter's form tells no profit, so that of a year is read into a book of its own: its period alone comes back."""
    business(("2026-01-01", "2026-12-31"), status="planned", revenue="30 triệu USD", workers=300)
    saved(part="efficiency", electricity=5000, electricity_co2=3300, fuel="1.200 lít dầu", water_cost="12 triệu đồng")
    saved(part="symbiosis", links=3, secondary_supplied=2500)
    quarterly, yearly = (_with_the_project(tmp_path / name) for name in ("quarterly", "yearly"))
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
    for name, order in asked.items():
        home = yearly if name == "year" else quarterly
        command(books, "form", *order, "-o", str(first / f"{name}.xlsx"))
        command(home, "import", str(first / f"{name}.xlsx"), "--book", "moi")
    for name, order in asked.items():
        home, of_period = (yearly, True) if name == "year" else (quarterly, False)
        command(home, "form", *order, "-o", str(second / f"{name}.xlsx"))
        same = [_lines(_values(folder / f"{name}.xlsx", order[0]), of_period=of_period) for folder in (first, second)]
        assert same[0] == same[1], name
        assert sum(isinstance(value, int | float) for row in same[0] for value in row) > 1


def _lines(rows: list[tuple[object, ...]], *, of_period: bool) -> list[tuple[object, ...]]:
    """What stands in the lines of a form, without titles and notes, which name when it was made; or its period's numbers alone."""
    first = next(number for number, row in enumerate(rows) if row[1] == "Chỉ tiêu")
    if of_period:
        return [row[:4] for row in rows[first:] if isinstance(row[3], int | float)]
    return [row[:6] for row in rows[first:] if row[1]]


def test_a_form_is_read_in_either_language_and_as_another_program_saves_it(reported: str, tmp_path: Path) -> None:
    made = written(filled_of("A.III.1"))
    recalculated(made, tmp_path)
    saved_by_office = (tmp_path / "out" / "form.xlsx").read_bytes()
    english = written(filled_of("A.III.1"), Lang.EN)
    own, other, translated = (
        [
            [dict(zip(grid.rows[0], row, strict=True)) for row in grid.rows[2:]]
            for grid in unfolded(read_grids("x.xlsx", data))
        ]
        for data in (made, saved_by_office, english)
    )
    assert len(own) == 2  # of business and of capital, and no check sheet
    assert own == other == translated
    assert len(own[1]) == 3
    upload = uploads.take("x.xlsx", made, BOOK, 1)
    assert (upload.result["valid"], upload.result["refused"]) == (0, 4)  # all of it is on record
    assert all("Đã có báo cáo chính thức" in error["vi"] for error in upload.result["errors"])


def test_forms_that_are_not_read_are_refused_by_name_and_nothing_is_proposed_of_them(fill: Filling) -> None:
    """A mapping that was proposed of one was kept, and read the next form of zones by it."""
    with pytest.raises(FormsNotRead) as problem:
        uploads.take("x.xlsx", written(fill("2114", "2115")), BOOK, 1)
    told = problem.value.message(Lang.VI)
    assert "Biểu 2114, 2115 không nạp ngược vào sổ được (2114: cộng các dự án mà biểu không nêu mã; 2115: " in told


def test_forms_that_are_not_read_do_not_hinder_others_and_are_told(fill: Filling, reported: str) -> None:
    unread, read = fill("2114"), filled_of("A.III.1")
    upload = uploads.take("x.xlsx", written(replace(unread, forms=[*unread.forms, *read.forms])), BOOK, 1)
    assert (upload.result["valid"], upload.result["refused"]) == (0, 4)
    assert any("Biểu 2114" in vi for vi, _ in upload.result["hidden"])


def test_a_sheet_that_does_not_say_of_which_project_it_is_is_left_as_it_is(reported: str) -> None:
    (grid, _) = read_grids("x.xlsx", written(filled_of("A.III.1")))
    for row in grid.rows:
        row[:] = [None if cell == "NN-1" else cell for cell in row]
    (left,) = unfolded([grid])
    lacking = [[None if str(cell).startswith("…") else cell for cell in row] for row in grid.rows]
    assert left == replace(grid, rows=lacking)


UNTOLD = {
    "1.2": ({"1.2.1", "- Bằng tiền", "- Máy móc, thiết bị", "- Tài sản khác"}, "chưa ghi theo từng nhà đầu tư"),
    "1.2.1": ({"- Bằng tiền", "- Máy móc, thiết bị", "- Tài sản khác"}, "chưa ghi theo nguồn vốn"),
    "- Máy móc, thiết bị": ({"1.2", "1.2.1"}, "chưa ghi theo từng nhà đầu tư"),
}
"""Of a row whose number is left in a form, the rows that are taken out below it or above, and what is said of it."""


@pytest.mark.parametrize("left", UNTOLD)
def test_contributed_capital_that_is_not_told_whole_is_refused_by_its_cell_and_nothing_else_is(
    project: str, left: str
) -> None:
    """The quarter's form, filled in by hand in the file: foreign investors brought 250,000 USD, a loan 100,000, revenue 5,500,000."""
    capital(BEFORE, "equipment", "0,5 triệu USD", investor=TOKYO, investor_kind="foreign")
    sheets = load_workbook(io.BytesIO(written(filled_of("A.III.1"))))
    sheet = sheets["A.III.1"]
    rows = {str(row[0].value or row[1].value): row for row in sheet.iter_rows(min_row=8) if row[1].value}
    loan = next(row for row in sheet.iter_rows(min_row=8) if row[1].value == "- Vay trong nước")
    removed, said = UNTOLD[left]
    for key in removed:
        for place in rows[key][:4]:
            place.value = None
    rows["II"][3].value, loan[3].value, rows[left][3].value = 5_500_000, 100_000, 250_000
    data = io.BytesIO()
    sheets.save(data)
    result = uploads.take("x.xlsx", data.getvalue(), BOOK, 1).result
    assert (result["valid"], result["refused"]) == (2, 1), result
    (problem,) = [error for error in result["errors"] if "250.000" in error["vi"]]
    assert said in problem["vi"]
    assert f"ô {rows[left][3].coordinate} " in problem["vi"]
    assert f"cell {rows[left][3].coordinate} " in problem["en"]
    assert "250,000 USD" in problem["en"]


@pytest.mark.parametrize(
    ("contributed", "raised", "refused"),
    [
        (None, None, ()),
        (0, 0, ()),
        (4_000_000, None, (("8.a", "4.000.000", "chưa ghi theo từng nhà đầu tư"),)),
        (0, 6_000_000, (("8.a2", "6.000.000", "chưa ghi theo nguồn vốn"),)),
        (
            4_000_000,
            6_000_000,
            (("8.a", "4.000.000", "chưa ghi theo từng nhà đầu tư"), ("8.a2", "6.000.000", "chưa ghi theo nguồn vốn")),
        ),
    ],
)
def test_expected_capital_of_which_the_form_asks_neither_investor_nor_source_is_refused_by_its_cell(
    project: str, contributed: int | None, raised: int | None, refused: tuple[tuple[str, str, str], ...]
) -> None:
    """The form of a year to come, filled in by hand in the file: revenue of 30 million USD, and capital where there is any."""
    sheets = load_workbook(io.BytesIO(written(filled_of("A.III.3", year="2026"))))
    rows = {str(row[0].value): row for row in sheets["A.III.3"].iter_rows(min_row=8) if row[1].value}
    for key, number in (("9.a", 30_000_000), ("8.a", contributed), ("8.a2", raised)):
        rows[key][3].value = number
    data = io.BytesIO()
    sheets.save(data)
    result = uploads.take("x.xlsx", data.getvalue(), BOOK, 1).result
    assert (result["valid"], result["refused"]) == (1, len(refused)), result
    said = [error["vi"] for error in result["errors"]]
    for key, written_so, why in refused:
        (problem,) = [each for each in said if f"ô {rows[key][3].coordinate} " in each]
        assert why in problem
        assert f"{written_so} USD" in problem
    told = [
        grid for grid in unfolded(read_grids("x.xlsx", data.getvalue())) if "capital_report" in str(grid.rows[0][0])
    ]
    amounts = [dict(zip(grid.rows[0], row, strict=True))["amount:usd"] for grid in told for row in grid.rows[2:]]
    assert amounts == [number for number in (contributed, raised) if number], "kept in the rows to be mended"


def test_the_command_needs_no_place_for_a_project_and_the_api_gives_the_same(
    reported: str, books: Path, client: Client, tmp_path: Path
) -> None:
    output = tmp_path / "x.xlsx"
    command(books, "form", "A.III.1", "--project", "NN-1", "--quarter", "2/2025", "-o", str(output))
    assert {5_500_000, 113, 7} <= {value for row in _values(output, "A.III.1") for value in row}
    answer = client.get("/api/v1/forms/A.III.1?project=NN-1&quarter=2/2025")
    assert answer.status_code == 200, answer.content
    (form,) = answer.json()["forms"]
    assert next(row for row in form["rows"] if row["key"] == "A.code")["cells"][A]["text"] == "NN-1"
    assert client.get("/api/v1/forms/A.III.1?quarter=2/2025").status_code == 422
    page = f"/bieu-mau/lap.xlsx?form=A.III.1&project=NN-1&place={PLACE}&unit=quarter&period=2/2025"
    assert client.get(page)["Content-Disposition"].startswith("attachment")


def test_all_forms_are_files() -> None:
    assert all(statutory.FORMS[code].is_filled for code in CODES)
    assert [form.code for form in statutory.fillable(CODES)] == list(CODES)


def test_a_project_without_a_sector_has_the_form_with_the_place_for_it_left_open(books: Path) -> None:
    """Projects of infrastructure have none: the form was not made at all."""
    recorded(
        BOOK, "project_registered", role="infrastructure", project="HT-1", zone="KCN Quang Châu", name="Hạ tầng Thử",
        origin="ddi", enterprise="Công ty Hạ tầng Thử", capital="900 tỷ đồng", effective_on=BEFORE[0],
    )  # fmt: skip
    form = form_of("A.III.3", "HT-1", year="2026")
    assert cell(form, "2").state is CellState.UNRECORDED
    assert cell(form, "1").said[0].vi == "Hạ tầng Thử"
