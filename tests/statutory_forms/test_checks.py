"""What forms are held against: relations within and between them, and every total beside the period before."""

from dataclasses import replace
from fractions import Fraction

import pytest

from parkledger.briefing.forms.checks import Check, Side
from parkledger.briefing.forms.model import HA
from parkledger.briefing.forms.relations import RELATIONS, ROW_BOUNDS
from parkledger.language import Text
from tests.statutory_forms.conftest import Filling, amount, only, row_of


def named(filled: object, words: str) -> list[Check]:
    return [check for check in filled.checks if words in check.name.vi and not check.is_comparison]  # type: ignore[attr-defined]


def test_every_relation_is_told_where_both_its_forms_have_the_numbers(fill: Filling) -> None:
    filled = fill("all")
    told = {check.name.vi for check in filled.checks if not check.is_comparison}
    for relation in RELATIONS:
        sides = [
            form.cell(cell.row, cell.column)
            for cell in (relation.left[0], relation.right[0])
            for _, form in filled.forms
            if form.form.code == cell.form
        ]
        known = [side is not None and side.amount is not None for side in sides]
        if len(sides) == 2 and (all(known) if relation.is_bound else any(known)):
            assert relation.name.vi in told, relation.name.vi
    assert {cell.form for relation in RELATIONS for cell in (*relation.left, *relation.right)} >= {
        "2101",
        "2104",
        "2106",
        "2114",
    }
    assert not [check.name.vi for check in filled.checks if check.agrees is False]
    assert sum(1 for check in filled.checks if check.agrees) > 50


def test_the_names_of_relations_are_of_cells_that_there_are(fill: Filling) -> None:
    forms = {form.form.code: form for _, form in fill("all").forms}
    for relation in RELATIONS:
        for cell in (*relation.left, *relation.right):
            if cell.form in forms:
                assert forms[cell.form].cell(cell.row, cell.column) is not None, cell
    for bound in ROW_BOUNDS:
        assert {bound.least, bound.most} <= {column.key for column in forms[bound.form].columns}


def test_what_comes_by_country_is_held_against_2101(fill: Filling) -> None:
    (check,) = named(fill("2114"), "FDI cấp mới: số dự án")
    assert check.left.value == check.right.value == Fraction(17)


def test_a_part_that_exceeds_its_whole_differs_in_its_own_row(fill: Filling) -> None:
    form = only(fill("2103"))
    row = row_of(form, "KCN Quang Châu")
    leased, leasable = form.cell(row, "leased"), form.cell(row, "leasable")
    assert leased is not None
    assert leasable is not None
    check = Check(Text("đất", "land"), Side(leasable.amount), Side(leased.amount), HA, is_bound=True)
    assert check.agrees is False
    assert replace(check, left=check.right, right=check.left).agrees is True
    assert replace(check, right=Side(None)).agrees is None


def test_a_report_of_more_samples_above_a_limit_than_samples_is_found(fill: Filling) -> None:
    """Every row that is not so has a check of its own, beside that of the total."""
    filled = fill("2105")
    assert [check.name.vi for check in named(filled, "trạm đã kết nối")] == [
        "2105: trạm đã kết nối không quá số trạm, tổng cộng"
    ]
    ((_, form),) = filled.forms
    assert amount(form, "total", "connected") is not None


def test_every_total_stands_beside_the_period_before(fill: Filling) -> None:
    """Not only single figures: sums over projects and zones, rates, and the totals of sections."""
    filled = fill("2103", "2104", "2114", "2115", "2116", "04")
    told = {check.name.vi: check for check in filled.checks if check.is_comparison}
    for words in (
        "2103.H.QLKKT: Tỷ lệ lấp đầy",
        "2103.H.QLKKT: Mức độ hoàn thiện hạ tầng",
        "2104.H.QLKKT: Lao động: Số lao động trong nước",
        "2114.H.QLKKT: Lũy kế: tổng vốn thực hiện: Trong các KCN",
        "2115.H.QLKKT: Điều chỉnh dự án đầu tư nước ngoài: Vốn đầu tư: Tăng",
        "04: Số lượng cụm công nghiệp hoạt động đã thành lập",
        "04: Tỷ lệ lấp đầy bình quân của các cụm công nghiệp đã hoạt động",
    ):
        assert words in told, words
    now = told["2115.H.QLKKT: Điều chỉnh dự án đầu tư nước ngoài: Vốn đầu tư: Tăng"]
    before = only(fill("2115", quarter="1/2023"))
    assert now.right.value == amount(before, "fdi.total", "capital.up")


def test_forms_02_of_all_clusters_come_to_form_04(fill: Filling) -> None:
    filled = fill("02", "04", half="1/2024")
    checks = [check for check in filled.checks if check.name.vi.startswith("02, ")]
    assert len(checks) >= 4
    assert {check.agrees for check in checks} <= {True, None}
    (let,) = [check for check in checks if "18 " in check.name.vi]
    assert let.left.value == let.right.value is not None


@pytest.mark.parametrize("quarter", ["2/2023", "4/2024"])
def test_capital_implemented_is_one_by_park_and_by_country_also_of_a_park_that_took_a_cluster_in(
    fill: Filling, quarter: str
) -> None:
    """KCN Tân Hưng took a cluster in: its projects brought what they were registered with, and what they had implemented."""
    (check,) = named(fill("2104", "2114", quarter=quarter), "2104 = 2114, FDI: vốn thực hiện")
    assert check.left.value == check.right.value is not None


def test_the_sheet_tells_a_bound_as_agreeing(fill: Filling) -> None:
    check = named(fill("2103"), "đất đã cho thuê không quá")[0]
    assert check.left.value is not None
    assert Fraction(check.left.value) < Fraction(check.right.value or 0)
    assert check.agrees is True
