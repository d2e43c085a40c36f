"""Zones' names in sheets: the kind before them, written twice or contradicted, and names that are nearly those on record."""

from typing import Any

import pytest

from parkledger.catalogue import own_name
from parkledger.language import Lang
from parkledger.ledger.book.recording import build, record
from parkledger.ledger.errors import ZoneKindDiffers
from parkledger.ledger.store.statements import fetch
from parkledger.workbooks.map import proposals
from parkledger.workbooks.map.near_names import is_near
from parkledger.workbooks.read.grids import read_grids
from tests.workbooks.conftest import BOOK, imported, sheet_file


def opened(*rows, heads=("Tên khu, cụm", "Diện tích (ha)")):
    data = sheet_file([["HIỆN TRẠNG ĐẾN NGÀY 31/12/2022"], list(heads), *map(list, rows)])
    return imported(data, mapping=proposals.propose("mo", read_grids("mo.xlsx", data), ["zone_opened"]))


def zones() -> list[tuple[Any, ...]]:
    return list(fetch("SELECT code, kind, names FROM ledger_zone ORDER BY id", []))[1:]


@pytest.mark.parametrize(("title", "kind", "name"), [
    ("KCN Đại An", "park", "Đại An"), ("KCN KCN Đại An", "park", "Đại An"), ("Khu công nghiệp  Đại An", "park", "Đại An"),
    ("CCN Ba Hàng", "cluster", "Ba Hàng"), ("Cụm CN Ba Hàng", "cluster", "Ba Hàng"), ("CỤM CÔNG NGHIỆP Ba Hàng", "cluster", "Ba Hàng"),
    ("CCN. Ba Hàng", "cluster", "Ba Hàng"), ("KKT Vân Đồn", "economic_zone", "Vân Đồn"), ("Quang Châu", None, "Quang Châu"),
    ("KCN", None, "KCN"), ("Khu công nghiệp và đô thị A", None, "Khu công nghiệp và đô thị A"), ("Kcnam", None, "Kcnam"),
])  # fmt: skip
def test_the_kind_before_a_name_is_known(title, kind, name):
    assert own_name(title) == (kind, name)


def test_rows_are_of_the_kind_that_their_names_say(book):
    outcome = opened(["KCN KCN Một", 10], ["CCN Hai", 20])
    assert outcome.errors == []
    assert [zone[:2] for zone in zones()] == [("kcn-mot", "park"), ("ccn-hai", "cluster")]


def test_a_name_of_another_kind_than_its_row_is_refused(book):
    outcome = opened(
        ["CCN Ba Hàng", 10, "KCN"], ["Bốn", 10, "CCN"], heads=("Tên khu, cụm", "Diện tích (ha)", "Loại khu cụm")
    )
    assert (outcome.recorded, [error.where for error in outcome.errors]) == (1, ["Bảng!C3"])
    assert "CCN Ba Hàng" in outcome.errors[0].message(Lang.VI)


def test_a_heading_of_one_kind_says_the_kind_of_its_rows_and_is_contradicted_by_a_name(book):
    outcome = opened(["Một", 10], ["CCN Hai", 20], heads=("Tên KCN", "Diện tích (ha)"))
    assert (outcome.recorded, len(outcome.errors)) == (1, 1)
    assert [zone[:2] for zone in zones()] == [("kcn-mot", "park")]


def test_the_ledger_refuses_a_cluster_as_a_park_and_takes_no_title_for_a_name(book):
    fields = {"effective_on": "1/1/2020", "name": "CCN Ba Hàng", "area_m2": "10 ha"}
    with pytest.raises(ZoneKindDiffers, match="Ba Hàng"):
        record(BOOK, build("zone_planned", {**fields, "kind": "park"}), by="lan")
    made = record(BOOK, build("zone_planned", fields), by="lan").event
    assert (made.zone, made.name, made.kind) == ("ccn-ba-hang", "Ba Hàng", "cluster")  # type: ignore[attr-defined]
    with pytest.raises(ZoneKindDiffers):
        record(
            BOOK,
            build("zone_established", {"effective_on": "1/1/2021", "zone": "CCN Ba Hàng", "kind": "park"}),
            by="lan",
        )


@pytest.mark.parametrize(("one", "other", "near"), [
    ("KCN Yên Lu", "KCN Yên Lư", True), ("KCN Quang Chau", "KCN Quang Châu", True), ("KCN Quang Châo", "KCN Quang Châu", True),
    ("KCN Quanh Châu", "KCN Quang Châu", True), ("KCN Đồng Văn I", "KCN Đồng Văn II", False), ("KCN Số 1", "KCN Số 2", False),
    ("CCN Yên Lư", "KCN Yên Lư", False), ("KCN Yên Phong", "KCN Yên Lư", False), ("KCN Hòa Phú mở rộng", "KCN Hòa Phú", False),
])  # fmt: skip
def test_names_are_near_by_a_mark_or_a_letter_but_not_by_a_number(one, other, near):
    assert is_near(one, other) == near


def test_a_new_zone_nearly_named_like_one_on_record_is_asked_about_unless_it_has_a_code(book):
    outcome = opened(["KCN Quang Chậu", 10])
    (error,) = outcome.errors
    assert (outcome.recorded, error.where) == (0, "Bảng!A3")
    assert "có phải là KCN Quang Châu không" in error.message(Lang.VI)
    again = opened(["KCN Quang Chậu", 10, "kcn-khac"], heads=("Tên khu, cụm", "Diện tích (ha)", "Mã khu"))
    assert (again.recorded, again.errors) == (1, [])


def test_two_new_names_of_one_file_that_are_near_are_asked_about(book):
    outcome = opened(["KCN Sông Hậu", 10], ["KCN Sông Hâu", 10])
    assert (outcome.recorded, len(outcome.errors)) == (1, 1)


@pytest.mark.parametrize(("written", "taken"), [
    ("KCN Quang Châu", True), ("quang châu", True), ("Khu công nghiệp Quang Châu", True), ("Quang Chau", True), ("kcn-quang-chau", True),
    ("KCN Quang Chẩu", False), ("KCN Quáng Châu", False),
])  # fmt: skip
def test_a_zone_is_named_by_its_name_in_any_letters_or_without_marks_and_not_by_others(book, written, taken):
    data = sheet_file([["CHO THUÊ ĐẤT"], ["KCN", "Diện tích thuê (ha)", "Ngày thuê"], [written, 1, "5/2/2024"]])
    outcome = imported(data, mapping=proposals.propose("t", read_grids("t.xlsx", data), ["land_leased"]))
    assert (outcome.recorded, len(outcome.errors)) == ((1, 0) if taken else (0, 1))


def test_two_clusters_of_one_name_in_two_districts(book):
    """The row says that the name stands in another district and how the two are told apart; so told, both are recorded."""
    rows: list[list[Any]] = [["STT", "Tên CCN", "Huyện", "Ngày thành lập", "Diện tích (ha)"]]
    rows += [[1, "Đồng Văn", "Huyện Tân Yên", "6/5/2013", 15], [2, "Đồng Văn", "Huyện Yên Thế", "6/5/2014", 20]]
    mapping = proposals.propose("cum", read_grids("cum.xlsx", sheet_file(rows)), ["zone_established"])
    outcome = imported(sheet_file(rows), mapping=mapping)
    assert (outcome.recorded, [error.where for error in outcome.errors]) == (1, ["Bảng!C3"])
    told = outcome.errors[0].message(Lang.VI)
    for said in ("huyện Tân Yên, Bắc Giang", "huyện Yên Thế, Bắc Giang", "«mã khu, cụm»", "«ccn-dong-van-yen-the»"):
        assert said in told
    apart = [[*rows[0], "Mã khu, cụm"], [*rows[1], None], [*rows[2], "ccn-dong-van-yen-the"]]
    mapping = proposals.propose("cum", read_grids("cum.xlsx", sheet_file(apart)), ["zone_established"])
    outcome = imported(sheet_file(apart), mapping=mapping)
    assert (outcome.errors, outcome.recorded, outcome.already) == ([], 1, 1)
    assert {zone[0] for zone in zones()} == {"ccn-dong-van", "ccn-dong-van-yen-the"}


CODED: list[list[Any]] = [
    ["STT", "Tên KCN", "Mã KCN", "Tên dự án", "Mã dự án", "Diện tích thuê (ha)", "Ngày bàn giao đất"],
    [1, "KCN Quang Châu", "kcn-quang-chau", "Dự án nhà máy", "DA-1", 1, "03/02/2024"],
    [2, "KCN Quang Châu", "kcn-quang-chau", "Xưởng giày da", "DA-1", 2, "03/03/2024"],
    [3, "KCN Vân Trung", "kcn-quang-chau", "Nhà máy", "DA-1", 3, "03/04/2024"],
]


@pytest.mark.parametrize("order", [range(7), (0, 2, 1, 4, 3, 5, 6), (5, 6, 3, 1, 4, 2)])
def test_a_column_of_codes_counts_before_one_of_names_and_where_they_differ_the_row_says_so(book, order):
    data = sheet_file([[row[at] for at in order] for row in CODED])
    mapping = proposals.propose("x", read_grids("x.xlsx", data), ["land_leased"])
    fields = {column.heading: column.field for column in mapping.sheets[0].columns}
    assert (fields["Mã KCN"], fields["Tên KCN"]) == ("zone", "zone.name")
    assert (fields["Mã dự án"], fields["Tên dự án"]) == ("project", "project.name")
    mapping.check()
    outcome = imported(data, mapping=mapping)
    assert [error.as_json() for error in outcome.errors] == []
    assert outcome.recorded == 3
    said = [(each.where, each.words.vi.partition(":")[0]) for each in outcome.warnings]
    assert said == [
        ("Bảng!3", "mã «DA-1» là «Nhà máy», còn cột tên ghi «Xưởng giày da»"),
        ("Bảng!4", "mã «kcn-quang-chau» là «KCN Quang Châu», còn cột tên ghi «KCN Vân Trung»"),
    ]


def test_numbers_that_an_office_counts_its_zones_by_are_no_codes(book):
    data = sheet_file(
        [
            ["Tên KCN", "Mã KCN", "Mã dự án", "Diện tích thuê (ha)", "Ngày thuê"],
            ["Quang Châu", "01", "DA-1", 1, "03/02/2024"],
        ]
    )
    mapping = proposals.propose("x", read_grids("x.xlsx", data), ["land_leased"])
    assert {column.heading: column.field for column in mapping.sheets[0].columns}["Tên KCN"] == "zone"


def test_a_sheet_that_lacks_the_names_of_before_is_read_by_its_codes(book):
    mapping = proposals.propose("x", read_grids("x.xlsx", sheet_file(CODED)), ["land_leased"])
    data = sheet_file([[row[at] for at in (2, 4, 5, 6)] for row in CODED[:2]])
    outcome = imported(data, mapping=mapping)
    assert ([error.as_json() for error in outcome.errors], outcome.recorded) == ([], 1)
