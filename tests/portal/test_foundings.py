"""Founding dossiers on their pages and those of zones, as they stood on the page's two dates."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.test import Client

from parkledger.catalogue.publicity import PublicKind, withheld
from parkledger.demo import drafts
from parkledger.ledger.models import Book
from parkledger.people import publicity
from parkledger.records.dates import Dates
from parkledger.records.foundings import foundings_on
from tests.portal.conftest import Visit
from tests.portal.test_tables import check_page

ON = "?on=2025-12-10"
LIST = f"/ho-so-thanh-lap/{ON}"
APPROVED, OPEN = (f"/ho-so-thanh-lap/bg-clusters/MH-TL-CCN-0{number}/{ON}" for number in (1, 2))


@pytest.fixture
def known(books: object) -> None:
    """The books, opened."""


def rows(client: Client, path: str, table: str) -> list[dict[str, str]]:
    answer = client.get(f"{path}&table={table}&format=csv")
    content = b"".join(answer) if answer.streaming else answer.content
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def section(client: Client, path: str, heading: str) -> str:
    page = client.get(path).content.decode()
    return page.partition(f'id="{heading}"')[2].partition("</section>")[0]


def test_the_list_has_the_dossiers_of_a_year_with_what_is_due(known: None, officer: Client) -> None:
    opened = {
        draft.fields["founding_dossier"]
        for draft in drafts()
        if draft.type == "founding_opened" and draft.fields["effective_on"].startswith("2024")
    }
    found = {row["Hồ sơ"]: row for row in rows(officer, f"{LIST}&year=2024", "foundings")}
    assert set(found) == opened
    approved, waiting = found["MH-TL-CCN-01"], found["MH-TL-CCN-02"]
    assert approved["Mã bước"] == "approved"
    assert "sổ chưa ghi việc thành lập" in approved["Đối chiếu với sổ"]
    assert (waiting["Mã bước"], waiting["Mã tình trạng"], waiting["Việc tiếp theo"]) == (
        "put_forward",
        "overdue",
        "quyết định",
    )
    refused = rows(officer, f"{LIST}&year=2024&stage=refused", "foundings")
    assert [row["Hồ sơ"] for row in refused] == ["MH-TL-CCN-03"]
    assert [row["Hồ sơ"] for row in rows(officer, f"{LIST}&q=mh-mr", "foundings")] == ["MH-MR-KCN-01"]
    assert "Không có hồ sơ nào như vậy" in officer.get(f"{LIST}&year=2010").content.decode()
    assert officer.get(f"{LIST}&year=mai").status_code == 400


def test_a_dossiers_page_has_its_steps_terms_and_points(known: None, officer: Client) -> None:
    steps = [row["Bước"] for row in rows(officer, OPEN, "steps")]
    assert steps[0] == "Mở hồ sơ thành lập, mở rộng, điều chỉnh, bãi bỏ"
    assert steps.count("Chấm điểm đơn vị dự tuyển") == 3
    clocks = {row["Việc phải làm"]: row for row in rows(officer, OPEN, "clocks")}
    assert (clocks["thẩm định"]["Thời hạn"], clocks["quyết định"]["Thời hạn"]) == ("25 ngày", "7 ngày làm việc")
    points = rows(officer, OPEN, "points")
    totals = [float(row["Tổng điểm"].split()[0].replace(",", ".")) for row in points]
    assert totals == sorted(totals, reverse=True)
    assert [row["Thứ tự"] for row in points] == ["1", "2", "3"]
    assert [row["Kết quả"] for row in points].count("được chọn") == 1
    page = officer.get(OPEN).content.decode()
    assert "Điều kiện theo quy định" in page
    assert "Ngưỡng đạt: từ 50 điểm" in page
    assert "Pass mark: 50 points" in officer.get(f"/en{OPEN}").content.decode()
    assert officer.get(f"/ho-so-thanh-lap/bg-clusters/KHONG-CO/{ON}").status_code == 404


def test_visitors_see_dossiers_where_the_book_shows_them_and_points_once_decided(known: None, client: Client) -> None:
    assert client.get(OPEN)["Location"].startswith("/dang-nhap/")
    assert rows(client, f"{LIST}&year=2024", "foundings") == []
    publicity.withhold(Book.objects.get(code="bg-clusters"), [], "tests")
    assert rows(client, f"{LIST}&year=2024", "foundings")
    page = client.get(OPEN).content.decode()
    assert "Đơn vị dự tuyển và điểm chỉ công khai khi hồ sơ đã có quyết định" in page
    assert "Công ty Minh họa Hạ tầng Cường Thịnh" not in page
    assert client.get(f"{OPEN}&table=points&format=csv").status_code == 400
    assert "Tổng điểm" in client.get(APPROVED).content.decode()


def test_a_zones_page_tells_its_dossiers_lacks_and_developers(known: None, officer: Client, client: Client) -> None:
    zone = f"/khu-cum/bg-clusters/ccn-minh-hoa-10/{ON}"
    assert "MH-TL-CCN-02" in section(officer, zone, "foundings-heading")
    assert "MH-TL-CCN-02" not in client.get(zone).content.decode()
    assert "Chưa ghi nhận hồ sơ thành lập" in section(
        officer, f"/khu-cum/bg-parks/kcn-quang-chau/{ON}", "foundings-heading"
    )
    listed = next(draft.fields["zone"] for draft in drafts() if draft.type == "legacy_cluster_listed")
    lacks = rows(officer, f"/khu-cum/bg-clusters/{listed}/{ON}", "legacy")
    assert {row["Hạn"] for row in lacks} == {"2026-12-31"}
    assert any(row["Hoàn thành ngày"] for row in lacks)
    changed = "/khu-cum/bg-clusters/ccn-minh-hoa-01/"
    assert "Công ty Minh họa Hạ tầng Thăng Long" in client.get(f"{changed}?on=2025-03-19").content.decode()
    page = client.get(f"{changed}{ON}").content.decode()
    assert "Chủ đầu tư qua các thời kỳ" in page
    assert "Chủ đầu tư hạ tầng: Công ty Minh họa Hạ tầng Đông Đô" in page


@pytest.mark.parametrize(
    "path", [f"{LIST}&year=2024", OPEN, f"/en{OPEN}", f"/khu-cum/bg-clusters/ccn-minh-hoa-10/{ON}"]
)
def test_pages_fit_a_phone_and_break_no_rule_of_access(visit: Callable[..., Visit], path: str) -> None:
    found = visit(path, width=390, signed_in=True)
    wide = found.page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide == 0
    assert found.violations() == []
    found.assert_clean()


def test_what_was_not_known_is_not_told(known: None, officer: Client) -> None:
    assert rows(officer, f"{LIST}&year=2024&known=2025-12-28T20:00", "foundings") == []


@pytest.mark.parametrize("address", [f"{LIST}&year=2024", OPEN, APPROVED, f"/khu-cum/bg-clusters/ccn-minh-hoa-10/{ON}"])
def test_tables_have_files_that_hold_them(known: None, officer: Client, address: str) -> None:
    assert check_page(officer, address)


def test_what_a_book_withholds_is_not_told(known: None) -> None:
    dates = Dates(date(2025, 12, 10))
    assert foundings_on(dates)
    with withholding(("bg-parks", PublicKind.DOSSIERS.value), ("bg-clusters", PublicKind.DOSSIERS.value)):
        assert foundings_on(dates) == []


@contextmanager
def withholding(*kinds: tuple[str, str]) -> Iterator[None]:
    before = withheld.set(frozenset(kinds))
    try:
        yield
    finally:
        withheld.reset(before)


def test_rows_of_the_tables_say_their_headings_for_phones(known: None, officer: Client) -> None:
    page = officer.get(OPEN).content.decode()
    for table in ("steps", "clocks", "points"):
        assert f'<table id="{table}" class="stacked">' in page
    assert 'data-heading="Năng lực, kinh nghiệm (tối đa 30)"' in page


def test_what_can_be_recorded_is_found_by_its_name(officer: Client) -> None:
    def kinds(text: str) -> list[str]:
        return re.findall(
            r'href="/ghi-so/(\w+)/\?book=bg-parks"', officer.get("/ghi-so/", {"q": text}).content.decode()
        )

    assert len(kinds("")) > 100
    assert "developer_chosen" in kinds("lựa chọn chủ đầu tư")
    assert kinds("LUA CHON chu dau tu") == kinds("lựa chọn chủ đầu tư")
    assert len(kinds("lựa chọn chủ đầu tư")) < 10
    page = officer.get("/ghi-so/", {"q": "không có việc này"}).content.decode()
    assert "Không có loại việc nào như vậy" in page
