"""Inspections on the pages of zones and projects, as they stood on the page's two dates."""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.test import Client

from parkledger.catalogue.publicity import PublicKind, withheld
from parkledger.demo import drafts
from parkledger.ledger.events import SubjectKind
from parkledger.records.dates import Dates
from parkledger.records.environment import environment_of
from parkledger.records.inspections import InspectionState, inspections_on
from tests.portal.test_tables import check_page

ZONE = "/khu-cum/bg-parks/kcn-dinh-tram/"
ON = "?on=2025-12-10"


@pytest.fixture
def known(books: object) -> None:
    """The books, opened."""


def section(client: Client, path: str, heading: str = "inspections-heading") -> str:
    page = client.get(path).content.decode()
    return page.partition(f'id="{heading}"')[2].partition("</section>")[0]


def rows(client: Client, path: str) -> list[dict[str, str]]:
    answer = client.get(f"{path}&table=inspections&format=csv")
    content = b"".join(answer) if answer.streaming else answer.content
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_a_zones_page_lists_its_inspections_and_those_of_its_projects(known: None, officer: Client) -> None:
    own = {
        draft.fields["inspection"]
        for draft in drafts()
        if draft.fields.get("zone") == "kcn-dinh-tram" and "inspection" in draft.fields
    }
    found = rows(officer, f"{ZONE}{ON}")
    assert own < {row["Cuộc kiểm tra"] for row in found}
    assert {row["Mã dự án"] for row in found} > {""}
    states = {row["Mã tình trạng"] for row in found}
    assert {"closed", "open"} <= states
    page = section(officer, f"{ZONE}{ON}")
    assert "Tồn tại, vi phạm chưa khắc phục" in page
    assert "Chưa ghi nhận cuộc kiểm tra nào" in section(officer, f"{ZONE}?on=2022-01-01")


def test_inspections_are_not_shown_to_visitors_unless_the_book_says_so(client: Client, officer: Client) -> None:
    path = f"{ZONE}{ON}"
    assert "MH-KT" in section(officer, path)
    assert "MH-KT" not in client.get(path).content.decode()
    assert rows(client, f"/kiem-tra/{ON}&year=2024") == []


def test_what_was_not_known_is_not_told(known: None, officer: Client) -> None:
    before = section(officer, f"{ZONE}{ON}&known=2025-12-21")
    assert "MH-KT" not in before
    assert "MH-KT" in section(officer, f"{ZONE}{ON}")


def test_what_is_not_closed_is_carried_into_the_years_after(known: None, officer: Client) -> None:
    """Into the year of the page's day: there the list and the figure of those that are open tell of the same."""
    on = date(2026, 6, 30)
    listed = {row["Cuộc kiểm tra"] for row in rows(officer, f"/kiem-tra/?on={on}&year=2026&state=open")}
    is_open = {each.course.number for each in inspections_on(Dates(on)) if each.state is InspectionState.OPEN}
    assert is_open
    assert listed == is_open
    of_its_own = {row["Cuộc kiểm tra"] for row in rows(officer, f"/kiem-tra/?on={on}&year=2023")}
    assert of_its_own
    assert all("2023" in each for each in of_its_own)
    assert "kể cả cuộc chưa kết thúc từ năm trước" in officer.get(f"/kiem-tra/?on={on}&year=2026").content.decode()


def test_the_years_page_has_every_inspection_and_narrows(known: None, officer: Client) -> None:
    every = {
        draft.fields["inspection"]
        for draft in drafts()
        if draft.type in {"inspection_planned", "inspection_made"} and "-2024-" in draft.fields["inspection"]
    }
    path = f"/kiem-tra/{ON}&year=2024"
    found = {row["Cuộc kiểm tra"] for row in rows(officer, path)}
    assert found == every
    cancelled = {row["Cuộc kiểm tra"] for row in rows(officer, f"{path}&state=cancelled")}
    assert (
        cancelled == {draft.fields["inspection"] for draft in drafts() if draft.type == "inspection_cancelled"} & every
    )
    assert {row["Mã dự án"] for row in rows(officer, f"{path}&q=mh-bg-0035")} == {"MH-BG-0035"}
    assert "Không có cuộc kiểm tra nào như vậy" in officer.get(f"/kiem-tra/{ON}&year=2010").content.decode()
    assert officer.get(f"/kiem-tra/{ON}&year=mai").status_code == 400
    assert "Tỷ lệ thực hiện kế hoạch kiểm tra" in officer.get(path).content.decode()


def test_a_zones_page_tells_its_environment(known: None, officer: Client) -> None:
    page = section(officer, f"/khu-cum/bg-parks/kcn-quang-chau/{ON}", "environment-heading")
    for said in (
        "MH-GPMT-02",
        "đến hạn làm thủ tục cấp lại",
        "MH-QT-02",
        "đã kết nối",
        "vượt giới hạn",
        "chưa đối chiếu bản gốc",
    ):
        assert said in page
    empty = section(officer, f"/khu-cum/bg-parks/kcn-phuc-son/{ON}", "environment-heading")
    assert "Chưa ghi nhận giấy phép môi trường" in empty
    project = section(officer, f"/du-an/bg-parks/MH-BG-0004/{ON}", "environment-heading")
    assert "MH-GPMT-DA-01" in project


@pytest.mark.parametrize(
    "address",
    [f"/kiem-tra/{ON}", f"/khu-cum/bg-parks/kcn-quang-chau/{ON}", f"/du-an/bg-parks/MH-BG-0004/{ON}"],
)
def test_tables_have_files_that_hold_them(known: None, officer: Client, address: str) -> None:
    assert check_page(officer, address)


def test_what_a_book_withholds_is_not_told(known: None, officer: Client) -> None:
    assert rows(officer, f"/kiem-tra/{ON}")
    with withholding(("bg-parks", PublicKind.PROJECTS.value), ("bg-clusters", PublicKind.PROJECTS.value)):
        dates = Dates(date(2025, 12, 10))
        assert inspections_on(dates) == []
        assert not environment_of(SubjectKind.ZONE, ("bg-parks", "kcn-quang-chau"), dates)


@contextmanager
def withholding(*kinds: tuple[str, str]) -> Iterator[None]:
    before = withheld.set(frozenset(kinds))
    try:
        yield
    finally:
        withheld.reset(before)


def test_a_projects_page_lists_its_own(known: None, officer: Client) -> None:
    project = next(
        draft.fields["project"] for draft in drafts() if draft.type == "fine_imposed" and "project" in draft.fields
    )
    path = f"/du-an/bg-parks/{project}/{ON}"
    found = rows(officer, path)
    assert found
    assert any(row["Tiền phạt"] for row in found)
    assert "MH-KT" in section(officer, path)
