"""Targets, the programme of promotion, dues, promises and practices adopted, as pages show them."""

import csv
import io
import re
from datetime import date
from pathlib import Path

from django.test import Client

from parkledger.figures.current import expire
from parkledger.ledger.book.recording import build, record
from parkledger.records.dates import Dates
from parkledger.records.project_lists import lines_on
from tests.portal.persons import browser_of, person
from tests.portal.test_tables import check_page

ON = "on=2025-11-30"
EXCHANGE = "/trao-doi/doan-tinh-bac-kan-trao-doi-kinh-nghiem-voi-tinh-bac-giang-22-8-2023/"


def rows(page: str, table: str) -> list[str]:
    """The rows of a table, without markup."""
    body = re.search(rf'<table id="{table}".*?<tbody>(.*?)</tbody>', page, re.DOTALL)
    return [re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", row)) for row in body[1].split("</tr>")[:-1]] if body else []


def shown(client: Client, address: str, table: str) -> list[str]:
    answer = client.get(address)
    assert answer.status_code == 200
    return rows(answer.content.decode(), table)


def test_targets_are_told_in_their_own_unit_with_their_revision(books: Path) -> None:
    client = Client()
    found = shown(client, f"/chi-tieu-giao/?place=viet-nam.bac-giang&{ON}", "targets")
    (occupancy,) = [row for row in found if "Tỷ lệ lấp đầy" in row]
    assert all(
        said in occupancy for said in ("72,0%", "70,5%", "điều chỉnh 1 lần", "-0,38 điểm phần trăm", "Rà soát 6 tháng")
    )
    parts = shown(client, f"/chi-tieu-giao/?place=viet-nam.bac-giang&{ON}", "parts")
    assert [row for row in parts if "theo kỳ" in row and "60 dự án" in row and "khớp" in row]
    assert [row for row in parts if "theo khu, cụm" in row and "cấp dưới thấp hơn cấp trên" in row]
    (zone,) = shown(client, f"/chi-tieu-giao/?zone=bg-parks/kcn-quang-chau&{ON}", "targets")
    assert "340,00 ha" in zone
    assert "Chưa có chỉ tiêu nào" in client.get("/chi-tieu-giao/?on=1999-06-30").content.decode()


def test_the_programme_is_for_promotion_officers_and_leaders(books: Path) -> None:
    officer = browser_of(person("xuc-tien", ("promotion", {"book": "bg-province"})))
    address = f"/chuong-trinh-xuc-tien/?place=viet-nam.bac-giang&{ON}"
    held, cancelled, late = shown(officer, address, "activities")
    assert ("đã tổ chức" in held, "hủy, hoãn" in cancelled, "quá ngày dự kiến" in late) == (True, True, True)
    memoranda = shown(officer, address, "memoranda")
    assert [("đang theo dõi" in row, "hết hiệu lực" in row) for row in memoranda] == [(True, False), (False, True)]
    funnel = [int(re.findall(r"\d+", row)[0]) for row in shown(officer, address, "funnel")]
    assert funnel[0] > funnel[1] >= 1
    assert Client().get(address).status_code != 200
    leader = browser_of(person("lanh-dao", ("leader", {"place": "Bắc Giang"})))
    assert shown(leader, address, "memoranda") == memoranda


def test_dues_are_listed_with_their_sum_for_those_of_the_book(books: Path, officer: Client) -> None:
    found = shown(officer, f"/khoan-phai-nop/?{ON}", "dues")
    assert len(found) == 3
    assert "1,20 tỷ đồng" in found[0]
    assert "183" in found[0]  # days since 31 May
    assert Client().get("/khoan-phai-nop/").status_code != 200


def test_dues_of_a_project_name_it_and_its_enterprise(books: Path, officer: Client) -> None:
    project = next(line.project for line in lines_on(Dates(date(2025, 11, 30))) if line.project.book == "bg-parks")
    owed = {"obligation": "THU-1", "due": "land_rent", "project": project.code, "due_by": "2025-12-31"}
    amount = {"amount": {"amount": 5_000_000, "currency": "VND"}, "effective_on": "2025-11-01"}
    record("bg-parks", build("dues_assessed", owed | amount), by="thử")
    expire()
    answer = officer.get(f"/khoan-phai-nop/?{ON}&table=dues&format=csv").content.decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(answer.partition("\n\n")[0])))
    (own,) = [row for row in lines if row["Mã dự án"]]
    assert (own["Mã dự án"], own["Dự án, khu, cụm"], own["Doanh nghiệp"]) == (
        project.code,
        project.name,
        project.enterprise,
    )
    assert {row["Doanh nghiệp"] for row in lines if row["Mã khu, cụm"] == "kcn-van-trung"} == {
        "Công ty TNHH MTV Fugiang"
    }


def test_incentives_of_places_stand_beside_dues_and_on_the_pages_of_their_zones(books: Path, officer: Client) -> None:
    every = shown(officer, f"/khoan-phai-nop/?{ON}", "incentives")
    assert all("Lục Nam" in row for row in every)
    found = next(row for row in every if "KCN Yên Sơn" in row)
    for said in ("KCN Yên Sơn", "địa bàn kinh tế - xã hội khó khăn", "Lục Nam", "thuế suất 17%", "MINH-HOA-UD-1"):
        assert said in found
    zone = Client().get(f"/khu-cum/bg-parks/kcn-yen-son-bac-lung/?{ON}").content.decode()
    assert "địa bàn kinh tế - xã hội khó khăn" in zone
    assert "chưa đối chiếu văn bản" in zone
    other = Client().get(f"/khu-cum/bg-parks/kcn-dinh-tram/?{ON}").content.decode()
    assert "Khu, cụm không nằm trong địa bàn ưu đãi đầu tư nào đã ghi" in other
    page = officer.get("/khoan-phai-nop/?on=2021-06-30").content.decode()
    assert "Hãy ghi sự kiện «Xác định địa bàn ưu đãi đầu tư»" in page
    assert check_page(officer, f"/khoan-phai-nop/?{ON}")


def test_dues_fit_a_desk_and_a_telephone(visit) -> None:
    """The days in arrears stand last, and are no less seen for it."""
    wider = "each => each.scrollWidth - each.clientWidth"
    for width in (390, 1440):
        found = visit(f"/khoan-phai-nop/?{ON}", width=width, signed_in=True)
        assert found.page.locator(".scroll:has(#dues)").evaluate(wider) <= 0, width
        found.assert_clean()


def test_promises_and_adoptions_stand_on_their_pages(books: Path) -> None:
    promises = shown(Client(), f"{EXCHANGE}?{ON}", "promises")
    assert [
        said in row
        for row, said in zip(promises, ("hoàn thành đúng hạn", "chấm dứt thực hiện", "quá hạn"), strict=True)
    ] == [True] * 3
    (adopted,) = shown(Client(), f"/kinh-nghiem/mot-dau-moi-xuc-tien-tu-luot-tim-hieu-den-du-an/?{ON}", "adopted")
    assert "tỉnh Bắc Kạn" in adopted
