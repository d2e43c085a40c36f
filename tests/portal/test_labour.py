"""Labour on the page of a year, and on those of zones and projects, as it stood on the page's two dates."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.test import Client

from parkledger.demo import drafts
from parkledger.demo.drafts import EventDraft
from tests.portal.test_tables import check_page

ON = "?on=2025-12-10"
ZONE = "/khu-cum/bg-parks/kcn-quang-chau/"


@pytest.fixture
def known(books: object) -> None:
    """The books, opened."""


def rows(client: Client, path: str, table: str) -> list[dict[str, str]]:
    answer = client.get(f"{path}&table={table}&format=csv")
    content = b"".join(answer) if answer.streaming else answer.content
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")))) if answer.status_code == 200 else []


def section(client: Client, path: str) -> str:
    page = client.get(path).content.decode()
    return page.partition('id="labour-heading"')[2].partition("</section>")[0]


def told(kind: str) -> dict[str, EventDraft]:
    """The steps of a kind of the demonstration, by the number of what they are of."""
    number = "permit" if "permit" in kind else "accident" if "accident" in kind else "stoppage"
    return {draft.fields[number]: draft for draft in drafts() if draft.type == kind}


def test_the_permits_that_end_soon_are_those_of_sixty_days_and_those_run_out(known: None, officer: Client) -> None:
    on = date(2025, 12, 10)
    last = {code: draft.fields["valid_until"] for code, draft in told("work_permit_granted").items()}
    last |= {code: draft.fields["valid_until"] for code, draft in told("work_permit_extended").items()}
    ended = told("work_permit_ended")
    soon = {
        code
        for code, until in last.items()
        if code not in ended and date.fromisoformat(until) <= on + timedelta(days=60)
    }
    found = rows(officer, f"/lao-dong/{ON}", "work_permits")
    assert {row["Giấy phép lao động"] for row in found} == soon
    assert {row["Mã tình trạng"] for row in found} == {"ending", "expired"}
    days = [row["Có giá trị đến"] for row in found]
    assert len(days) > 1


def test_accidents_and_stoppages_of_the_year_and_what_is_open_still(known: None, officer: Client) -> None:
    closed, ended = told("work_accident_closed"), told("work_stoppage_ended")
    accidents = {
        code
        for code, draft in told("work_accident").items()
        if draft.fields["effective_on"].startswith("2024") or code not in closed
    }
    assert {row["Vụ tai nạn"] for row in rows(officer, f"/lao-dong/{ON}&year=2024", "accidents")} == accidents
    stoppages = {
        code
        for code, draft in told("work_stoppage_begun").items()
        if draft.fields["effective_on"].startswith("2024") or code not in ended
    }
    assert {
        row["Vụ ngừng việc, đình công"] for row in rows(officer, f"/lao-dong/{ON}&year=2024", "stoppages")
    } == stoppages


def test_zones_are_listed_by_their_workers(known: None, client: Client) -> None:
    found = rows(client, f"/lao-dong/{ON}", "zones")
    workers = [int(row["Lao động"]) for row in found]
    assert len(found) > 20
    assert workers == sorted(workers, reverse=True)
    row = next(row for row in found if row["Mã khu, cụm"] == "kcn-quang-chau")
    reported = [
        draft.fields["values"]
        for draft in drafts()
        if draft.type == "period_report" and draft.fields.get("zone") == "kcn-quang-chau"
        and draft.fields["period_end"] == "2025-09-30"
    ]  # fmt: skip
    values = {code: value for each in reported for code, value in each.items()}
    assert (row["Lao động"], row["Nữ"]) == (str(values["labour.workers"]), str(values["labour.female"]))
    assert row["Trong tỉnh"] == str(values["labour.local"])


def test_cases_are_not_shown_to_visitors_unless_the_book_says_so(client: Client, officer: Client) -> None:
    shown, hidden = officer.get(f"/lao-dong/{ON}").content.decode(), client.get(f"/lao-dong/{ON}").content.decode()
    assert "MH-GPLD" in shown
    assert "MH-GPLD" not in hidden
    assert "không công khai" in hidden
    assert "Tỷ lệ lao động nữ" in hidden


def test_a_zones_page_tells_its_labour(known: None, officer: Client) -> None:
    page = section(officer, f"{ZONE}{ON}")
    for said in ("Tỷ lệ lao động nữ", "Tỷ lệ lao động trong tỉnh", "Tỷ lệ sử dụng nhà ở công nhân"):
        assert said in page
    assert "Tỷ lệ lao động nữ" not in section(officer, f"{ZONE}{ON}&known=2025-12-28")
    assert "Chưa ghi nhận cơ cấu lao động" in section(officer, f"{ZONE}?on=2008-01-01")
    english = officer.get(f"/en{ZONE}{ON}").content.decode()
    assert "Share of women" in english


def test_a_projects_page_tells_its_cases(known: None, officer: Client) -> None:
    project = next(draft.fields["project"] for draft in told("work_accident").values() if "project" in draft.fields)
    assert "MH-TNLD" in section(officer, f"/du-an/bg-parks/{project}/{ON}")


def test_a_year_without_anything_says_so(known: None, officer: Client) -> None:
    page = officer.get("/lao-dong/?on=2004-06-01").content.decode()
    assert "Chưa ghi nhận lao động của khu, cụm nào" in page
    assert "Chưa ghi nhận vụ tai nạn lao động" in page
    assert "no work permit that ends" in officer.get("/en/lao-dong/?on=2004-06-01").content.decode()
    assert officer.get(f"/lao-dong/{ON}&year=mai").status_code == 400


def test_tables_have_files_that_hold_them(known: None, officer: Client) -> None:
    assert check_page(officer, f"/lao-dong/{ON}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_a_telephone(visit, scheme: str) -> None:
    found = visit(f"/lao-dong/{ON}&year=2024", width=390, scheme=scheme)
    assert found.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert "KCN Quang Châu" in found.page.inner_text("main")
    found.assert_clean()
    assert found.violations() == []


@pytest.mark.parametrize("zone", ["kcn-quang-chau", "kcn-van-trung", "kcn-dinh-tram"])
def test_a_zones_tables_are_the_beginning_of_their_files(known: None, officer: Client, zone: str) -> None:
    path = f"/khu-cum/bg-parks/{zone}/{ON}"
    assert check_page(officer, path)
    own = [row["Giấy phép lao động"] for row in rows(officer, path, "work_permits")]
    assert len(own) == len(set(own))
    pressing = [row["Mã tình trạng"] in {"ending", "expired"} for row in rows(officer, path, "work_permits")]
    assert pressing == sorted(pressing, reverse=True), "what ends soon or has run out comes first"


def test_labour_inspections_and_dossiers_are_narrowed_to_a_place_or_a_book(known: None, officer: Client) -> None:
    page = f"/lao-dong/{ON}&year=2025"
    zones = rows(officer, page, "zones")
    assert zones
    mine = rows(officer, f"{page}&place=viet-nam.bac-ninh-2025&book=bg-parks", "zones")
    assert [row["Mã khu, cụm"] for row in mine] == [row["Mã khu, cụm"] for row in zones if row["Mã sổ"] == "bg-parks"]
    assert rows(officer, f"{page}&place=viet-nam.ha-noi", "zones") == []
    assert rows(officer, f"{page}&place=viet-nam.ha-noi", "work_permits") == []
    for address in (page, f"/kiem-tra/{ON}", f"/ho-so-thanh-lap/{ON}"):
        assert officer.get(f"{address}&place=viet-nam.ha-noi").status_code == 200
        assert officer.get(f"{address}&book=nowhere").status_code == 400
        assert '<option value="bg-parks" selected>' in officer.get(f"{address}&book=bg-parks").content.decode()
