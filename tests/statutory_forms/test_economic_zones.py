"""Forms on economic zones and on foreign investment: what each defines of its own, and what is read back."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from parkledger.briefing import forms as statutory
from parkledger.briefing.forms import catalogue as forms_by_code
from parkledger.briefing.forms.model import CellState, RowKind
from parkledger.catalogue import Verified
from parkledger.language import Text
from parkledger.ledger.errors import NotEconomicZone
from tests.run_fixtures import command
from tests.statutory_forms.conftest import Filling, amount, cell, only, opened, recorded, row_of, written
from tests.statutory_forms.test_workbooks import DIFFERS, recalculated

BOOK = "bg-parks"
CODES = ("2108", "2109", "2110", "2111", "2112", "2113")
AREAS = {
    "duty_free_m2": "100 ha",
    "parks_m2": "2000 ha",
    "tourism_m2": "300 ha",
    "urban_m2": "1500 ha",
    "administrative_m2": "80 ha",
}


def zone(name: str, category: str = "", on: str = "2022-03-01", **areas: str) -> str:
    """An economic zone with its general plan; its code."""
    recorded(
        BOOK,
        "zone_established",
        name=name,
        kind="economic_zone",
        place="Bắc Giang",
        area_m2="5000 ha",
        effective_on="2022-01-10",
    )
    code = {"Một": "kkt-mot", "Hai": "kkt-hai"}[name]
    if category:
        recorded(
            BOOK, "general_plan_approved", zone=code, category=category, area_m2="5000 ha", effective_on=on, **areas
        )
    return code


def project(code: str, of: str, **fields: Any) -> None:
    """A project in an economic zone."""
    given = {"name": f"Dự án {code}", "enterprise": "Công ty Thử", "effective_on": "2023-05-05", **fields}
    recorded(BOOK, "project_registered", project=code, zone=of, **given)


@pytest.fixture
def zones(books: Path) -> tuple[str, str]:
    """A coastal zone and one at the border, with projects of both roles and origins; the second has no project."""
    first, second = zone("Một", "coastal", **AREAS, other_m2="1020 ha"), zone("Hai", "border", **AREAS)
    project("KT-1", first, origin="fdi", country="Nhật Bản", capital="12 triệu USD", sector="Dệt may")
    project("KT-2", first, origin="ddi", capital="300 tỷ đồng")
    project("HT-1", first, origin="ddi", role="infrastructure", capital="900 tỷ đồng", effective_on="2022-05-05")
    project("HT-2", first, origin="fdi", role="infrastructure", country="Singapore", capital="40 triệu USD")
    recorded(BOOK, "capital_adjusted", project="HT-1", capital="100 tỷ đồng", direction="up", effective_on="2023-06-01")
    recorded(BOOK, "capital_implemented", project="HT-1", capital="250 tỷ đồng", effective_on="2023-02-01")
    return first, second


def test_2108_has_the_areas_of_the_plan_that_was_approved_last(fill: Filling, zones: tuple[str, str]) -> None:
    recorded(
        BOOK,
        "general_plan_approved",
        zone=zones[1],
        category="border",
        area_m2="4000 ha",
        parks_m2="20 ha",
        effective_on="2023-06-30",
    )
    form = only(fill("2108"))
    one, two = row_of(form, "KKT Một"), row_of(form, "KKT Hai")
    assert [amount(form, one, key) for key in ("area_m2", "parks_m2", "functions")] == [5000, 2000, 5000]
    assert [amount(form, two, key) for key in ("area_m2", "parks_m2", "functions")] == [4000, 20, 20]
    assert cell(form, two, "urban_m2").state is CellState.UNRECORDED
    assert [cell(form, row, "category").said[0].vi for row in (one, two)] == ["ven biển", "cửa khẩu"]
    assert amount(form, "total", "area_m2") == 9000
    earlier = only(fill("2108", quarter="1/2023"))
    assert amount(earlier, row_of(earlier, "KKT Hai"), "area_m2") == 5000


def test_the_check_sheet_tells_where_functions_do_not_come_to_the_area(fill: Filling, zones: tuple[str, str]) -> None:
    apart = [
        check for check in fill("2108").checks if not check.is_comparison and check.left.value != check.right.value
    ]
    (check,) = apart
    assert check.name.vi.endswith("KKT Hai")
    assert [check.left.value, check.right.value] == [Fraction(3980), Fraction(5000)]


def test_2109_parts_projects_by_role_and_origin(fill: Filling, zones: tuple[str, str]) -> None:
    form = only(fill("2109"))
    found = {row.key: row.cells["result"].amount for row in form.rows if row.kind is RowKind.ROW}
    assert [found[f"a.fdi.{key}"] for key in ("new.projects", "new.capital", "standing", "standing.capital")] == [
        1,
        12,
        1,
        12,
    ]
    assert [found[f"a.ddi.{key}"] for key in ("new.projects", "new.capital", "standing.capital")] == [1, 300, 300]
    assert [found[f"b.fdi.{key}"] for key in ("new.projects", "new.capital", "standing.capital")] == [1, 40, 40]
    of_builder = ("new.projects", "added.projects", "added.capital", "reduced.projects", "ended.projects")
    assert [found[f"b.ddi.{key}"] for key in of_builder] == [0, 1, 100, 0, 0]
    assert [found[f"b.ddi.{key}"] for key in ("standing", "standing.capital", "spent")] == [1, 1000, 250]
    assert {row.cells["inside"].state for row in form.rows if row.kind is RowKind.ROW} == {CellState.NOT_HELD}


def test_2109_has_what_tenants_in_force_implemented_and_the_developers_apart(
    fill: Filling, zones: tuple[str, str]
) -> None:
    """Not twice what the developers did, and not what a project did that has ended."""
    project("KT-3", zones[0], origin="ddi", capital="50 tỷ đồng", effective_on="2022-05-05")
    recorded(BOOK, "capital_implemented", project="KT-2", capital="70 tỷ đồng", effective_on="2023-05-20")
    recorded(BOOK, "capital_implemented", project="KT-3", capital="30 tỷ đồng", effective_on="2023-02-01")
    recorded(BOOK, "project_terminated", project="KT-3", effective_on="2023-06-10")
    form = only(fill("2109"))
    found = {row.key: row.cells["result"].amount for row in form.rows if row.kind is RowKind.ROW}
    assert [found[f"{part}.ddi.spent"] for part in "ab"] == [70, 250]


def test_2109_has_no_nought_of_infrastructure_projects_where_none_is_on_record(fill: Filling, books: Path) -> None:
    project("KT-1", zone("Một", "coastal", **AREAS), origin="fdi", country="Nhật Bản", capital="12 triệu USD")
    form = only(fill("2109"))
    found = {row.key: row.cells["result"] for row in form.rows if row.kind is RowKind.ROW}
    assert found["a.fdi.standing"].amount == 1
    of_builders = {cell.state for key, cell in found.items() if key.startswith("b.")}
    assert of_builders == {CellState.UNRECORDED, CellState.NOT_HELD}


def test_an_infrastructure_project_that_ended_and_one_opened_with_the_book(
    fill: Filling, zones: tuple[str, str]
) -> None:
    """What stood when the book was opened did not come in that period."""
    recorded(BOOK, "project_terminated", project="HT-2", effective_on="2023-07-20")
    recorded(
        BOOK, "project_opened", project="HT-3", name="Dự án cũ", enterprise="Công ty Thử", zone=zones[0], origin="ddi",
        role="infrastructure", capital="50 tỷ đồng", effective_on="2023-04-15",
    )  # fmt: skip
    form, later = only(fill("2109")), only(fill("2109", quarter="3/2023"))
    assert [amount(form, f"b.ddi.{key}") for key in ("new.projects", "added.projects", "standing")] == [0, 1, 2]
    assert [amount(later, f"b.fdi.{key}") for key in ("ended.projects", "ended.capital", "standing")] == [1, 40, 0]
    year = only(fill("2109", year="2023"))
    assert [amount(year, f"b.fdi.{key}.projects") for key in ("new", "ended")] == [1, 1]
    assert {cell(year, f"b.fdi.{key}.capital").state for key in ("new", "ended")} == {CellState.BY_HAND}


def test_2110_holds_the_general_plan_and_says_what_it_lacks(fill: Filling, zones: tuple[str, str]) -> None:
    form = only(fill("2110"))
    one = row_of(form, "KKT Một")
    assert [amount(form, one, key) for key in ("area", "urban_m2", "other_m2")] == [5000, 1500, 1020]
    states = {cell(form, one, key).state for key in ("urban_m2.detailed", "urban_m2.built", "parks_m2.let", "unused")}
    assert states == {CellState.NOT_HELD}


def test_2111_and_2113_list_projects_by_role(fill: Filling, zones: tuple[str, str]) -> None:
    builders, tenants = only(fill("2111")), only(fill("2113"))
    assert [row.cells["name"].said[0].vi for row in builders.rows if row.kind is RowKind.ROW] == [
        "Dự án HT-1",
        "Dự án HT-2",
    ]
    assert [amount(builders, "total", key) for key in ("foreign", "domestic", "spent_domestic")] == [40, 1000, 250]
    assert builders.rows[0].cells["category"].said[0].vi == "ven biển"
    assert [amount(tenants, "total", key) for key in ("foreign", "domestic")] == [12, 300]
    assert tenants.rows[0].cells["sector"].said[0].vi == "Dệt may"


def test_2114_parts_what_lies_in_economic_zones_by_their_type(fill: Filling, zones: tuple[str, str]) -> None:
    form = only(fill("2114"))
    assert [amount(form, "Nhật Bản", key) for key in ("standing.coast", "registered.coast", "standing.border")] == [
        1,
        12,
        None,
    ]
    assert amount(form, "total", "registered.coast") == 12


def test_all_forms_have_those_on_economic_zones_where_there_is_one(fill: Filling, zones: tuple[str, str]) -> None:
    assert {form.form.code for _, form in fill("all").forms} >= set(CODES)
    assert not {form.form.code for _, form in fill("all", place="viet-nam.bac-kan").forms} & set(CODES)


def test_a_form_of_which_nothing_is_held_has_its_headings(fill: Filling) -> None:
    sheet = opened(written(fill("2112")))["2112"]
    said = [str(each.value) for row in sheet.iter_rows() for each in row if each.value]
    assert any("đang vận hành" in each for each in said)
    assert any("để nhập tay" in each for each in said)
    assert "Công suất thiết kế (m³/ngày đêm)" in said


def test_every_formula_on_economic_zones_comes_to_what_the_forms_hold(
    fill: Filling, zones: tuple[str, str], tmp_path: Path
) -> None:
    filled = fill(*CODES, "2114", "A.IV.1")
    book, made = recalculated(written(filled), tmp_path), opened(written(filled))
    compared = 0
    for _, form in filled.forms:
        expected = [
            found.amount
            for row in form.rows
            for column in form.columns
            if (found := row.cells.get(column.key)) and found.formula
        ]
        places = [
            each.coordinate for row in made[form.form.code].iter_rows() for each in row
            if isinstance(each.value, str) and each.value.startswith("=")
        ]  # fmt: skip
        assert len(places) == len(expected)
        for place, value in zip(places, expected, strict=True):
            assert book[form.form.code][place].value == pytest.approx(float(value or 0), rel=1e-12), (
                f"{form.name} {place}"
            )
            compared += 1
    assert compared > 40
    assert [row[5].value for row in book["Kiểm tra"].iter_rows()].count(
        DIFFERS
    ) == 1  # KKT Hai, whose functions are not all on record


def test_a_park_has_no_general_plan(books: Path) -> None:
    with pytest.raises(NotEconomicZone):
        recorded(
            BOOK,
            "general_plan_approved",
            zone="kcn-quang-chau",
            category="coastal",
            area_m2="5 ha",
            effective_on="2023-05-05",
        )


def test_a_filled_2108_is_read_into_an_empty_book_and_gives_the_same(
    books: Path, zones: tuple[str, str], tmp_path: Path
) -> None:
    empty, first, second = tmp_path / "empty", tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    order = ("form", "2108", "--place", "Bắc Giang", "--quarter", "2/2023", "-o")
    command(books, *order, str(first))
    command(empty, "book", "add", "moi", "--name", "Ban Quản lý", "--place", "Bắc Giang")
    command(empty, "import", str(first), "--book", "moi")
    command(empty, *order, str(second))

    def rows(path: Path) -> list[list[object]]:
        sheet: Any = load_workbook(path)["2108"]
        return [[each.value for each in row[1:]] for row in sheet.iter_rows() if str(row[1].value).startswith("KKT ")]

    assert rows(second) == rows(first)
    assert len(rows(first)) == 2


def test_a_iv_1_sets_a_quarter_and_the_year_to_date_beside_the_year_before(fill: Filling) -> None:
    form = only(fill("A.IV.1"))
    before, parks = only(fill("2101", quarter="2/2022")), only(fill("2101"))
    for line, key in (("III.1.a", "new.projects"), ("III.1.b", "new.capital"), ("IV.2.b", "ended.capital")):
        assert amount(form, line) == amount(parks, f"fdi.{key}")
        assert amount(form, line, "before") == amount(before, f"fdi.{key}")
    half = only(fill("2101", half="1/2023"))
    assert amount(form, "III.1.b", "to_date") == amount(half, "fdi.new.capital")
    ratio = amount(form, "III.1.b", "compared")
    assert ratio == 100 * (amount(form, "III.1.b") or 0) / (amount(form, "III.1.b", "before") or Fraction(1))
    assert amount(form, "III.2.b") == (amount(parks, "fdi.added.capital") or 0) - (
        amount(parks, "fdi.reduced.capital") or 0
    )
    assert cell(form, "II.1.a").state is CellState.NOT_HELD
    assert cell(form, "1", "expected").state is CellState.BY_HAND


def test_an_eco_park_has_its_land_and_the_rest_by_hand(fill: Filling) -> None:
    filled = fill("A.4", year="2023")
    assert len(filled.forms) > 5
    form = next(form for _, form in filled.forms if form.subject.vi == "KCN Quang Châu")
    assert amount(form, "2.5.1") == 516
    assert cell(form, "III.1.1").state is CellState.NOT_HELD
    assert cell(form, "II").state is CellState.BY_HAND


def test_a_form_without_a_file_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    """None of the forms listed is one; a form may be known by its title alone."""
    assert all(form.is_filled for form in statutory.FORMS.values())
    without = replace(statutory.FORMS["A.4"], no_file=Text("chỉ biết tên biểu", "the title alone is known"))
    monkeypatch.setattr(forms_by_code, "FORMS", {"A.4": without})
    with pytest.raises(statutory.FormNotFilled) as refused:
        statutory.fillable(["A.4"])
    assert "chỉ biết tên biểu" in str(refused.value)


def test_the_layouts_are_known_at_second_hand() -> None:
    codes = (*CODES, "A.IV.1", "A.III.1", "A.III.2", "A.III.3", "A.4", "B.4")
    assert all(statutory.FORMS[code].layout is Verified.SECONDARY for code in codes)
