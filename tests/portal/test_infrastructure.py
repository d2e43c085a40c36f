"""Infrastructure on the page of a zone and on the page of what is behind, as it stood on the page's two dates."""

import csv
import io

import pytest
from django.test import Client

from parkledger.demo import drafts
from tests.portal.test_tables import check_page

ZONE, PAGE, ON = "/khu-cum/bg-parks/kcn-dinh-tram/", "/ha-tang/", "?on=2025-12-10"


@pytest.fixture
def known(books: object) -> None:
    """The books, opened."""


def rows(client: Client, path: str, table: str) -> list[dict[str, str]]:
    answer = client.get(f"{path}&table={table}&format=csv")
    content = b"".join(answer) if answer.streaming else answer.content
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def text(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_a_zones_page_lists_its_lots_and_utilities_in_one_table(known: None, client: Client) -> None:
    own = {
        draft.fields["lot"]
        for draft in drafts()
        if draft.type == "works_lot_planned" and draft.fields["zone"] == "kcn-dinh-tram"
    }
    assert own == {row["Hạng mục"] for row in rows(client, f"{ZONE}{ON}", "lots")}
    found = {row["Mã loại công trình"]: row for row in rows(client, f"{ZONE}{ON}", "utilities")}
    assert set(found) == {"power", "water", "wastewater", "solid_waste", "telecom", "fire"}
    assert [found["fire"][name] for name in ("Công suất", "Đang sử dụng", "Còn lại")] == ["360", "216", "144"]
    power = found["power"]
    assert [power[name] for name in ("Công suất", "Đang sử dụng", "Còn lại")] == ["40000", "24800", "15200"]
    assert power["Theo báo cáo đến ngày"] == "2025-09-30"
    page = text(client, f"{ZONE}{ON}")
    assert "Tỷ lệ giá trị hạ tầng đã thực hiện" in page
    assert "15.200 kVA" in page
    assert "MH-HM" not in text(client, f"{ZONE}{ON}&known=2025-12-21")
    empty = text(client, f"/khu-cum/bg-parks/kcn-phuc-son/{ON}")
    assert "Chưa ghi nhận hạng mục hạ tầng nào" in empty


def test_what_must_be_provided_against_fire_is_set_against_the_pumps(known: None, client: Client) -> None:
    path = f"/khu-cum/bg-parks/kcn-hoa-phu/{ON}"
    found = {row["Mã loại công trình"]: row for row in rows(client, path, "utilities")}
    assert found["fire"]["Còn lại"] == "-18"
    page = text(client, path)
    assert "360 m³/giờ" in page
    assert "250.000 đồng/tháng" in page
    assert "1.200 đồng/kg" in page
    assert "lines" in text(client, f"/en{path}")
    listed = {row["Mã loại công trình"] for row in rows(client, f"{PAGE}{ON}", "utilities")}
    assert {"telecom", "fire"} <= listed


def test_what_is_left_is_unknown_where_either_is(known: None, client: Client) -> None:
    unreported = {
        row["Mã loại công trình"]: row for row in rows(client, f"/khu-cum/bg-parks/kcn-van-trung/{ON}", "utilities")
    }
    assert (unreported["power"]["Công suất"], unreported["power"]["Còn lại"]) == ("65000", "")
    built = {row["Mã loại công trình"]: row for row in rows(client, f"/khu-cum/bg-parks/kcn-hoa-phu/{ON}", "utilities")}
    assert built["water"]["Công suất"] == ""
    assert built["water"]["Đang sử dụng"]
    assert built["water"]["Còn lại"] == ""


def test_what_is_behind_is_listed_first_and_the_rest_on_request(known: None, client: Client) -> None:
    behind = rows(client, f"{PAGE}{ON}", "lots")
    assert behind
    assert {row["Mã tình trạng"] for row in behind} <= {"late", "start_late"}
    days = [int(row["Số ngày chậm"]) for row in behind]
    assert days == sorted(days, reverse=True)
    assert min(days) > 0
    every = rows(client, f"{PAGE}{ON}&state=all", "lots")
    assert len(every) == sum(1 for draft in drafts() if draft.type == "works_lot_planned")
    assert {row["Mã tình trạng"] for row in every} == {
        "planned",
        "start_late",
        "building",
        "late",
        "completed",
        "stopped",
    }
    one = rows(client, f"{PAGE}{ON}&state=all&q=mh-hm-0102", "lots")
    assert [row["Hạng mục"] for row in one] == ["MH-HM-0102"]
    assert client.get(f"{PAGE}{ON}&state=chậm").status_code == 400


def test_utilities_nearly_full_are_those_above_four_fifths(known: None, client: Client) -> None:
    full = rows(client, f"{PAGE}{ON}", "utilities")
    every = rows(client, f"{PAGE}{ON}&utilities=all", "utilities")
    shares = [float(row["Tỷ lệ sử dụng (%)"]) for row in every if row["Tỷ lệ sử dụng (%)"]]
    assert len(full) == sum(1 for share in shares if share > 80)
    assert 0 < len(full) < len(every)


@pytest.mark.parametrize("table", ["lots", "utilities", "tariffs", "assets"])
def test_the_page_is_narrowed_to_a_place_or_a_book(known: None, client: Client, table: str) -> None:
    whole = f"{PAGE}{ON}&state=all&utilities=all"
    every = rows(client, whole, table)
    assert every
    named = "Hạng mục" if table == "lots" else "Tài sản" if table == "assets" else "Khu, cụm"
    near = rows(client, f"{whole}&place=viet-nam.bac-ninh-2025&book=bg-parks", table)
    assert near
    assert [row[named] for row in near] == [row[named] for row in every if row in near]
    for address in (f"{whole}&place=viet-nam.ha-noi", f"{whole}&book=bk-parks"):
        assert "Chưa ghi hạng mục hạ tầng nào" in text(client, address)
    assert client.get(f"{whole}&place=viet-nam.nowhere").status_code in {400, 404}
    assert client.get(f"{whole}&book=nowhere").status_code == 400


def test_a_page_narrowed_keeps_what_it_is_narrowed_to(known: None, client: Client) -> None:
    page = text(client, f"{PAGE}{ON}&place=viet-nam.bac-ninh-2025&book=bg-parks")
    assert '<option value="viet-nam.bac-ninh-2025" selected>' in page
    assert '<option value="bg-parks" selected>' in page


def test_a_day_before_anything_has_an_empty_page_that_says_what_to_do(known: None, client: Client) -> None:
    page = text(client, f"{PAGE}?on=2001-01-01")
    assert "Hãy ghi sự kiện «Phê duyệt hạng mục hạ tầng»" in page
    assert "Hãy ghi sự kiện «Đưa công trình vào sử dụng»" in page


def test_a_tariff_outside_its_frame_is_told_on_both_pages(known: None, client: Client) -> None:
    (found, *others) = rows(client, f"{PAGE}{ON}", "tariffs")
    assert (found["Khu, cụm"], found["Đơn giá"], found["Mã so với khung giá"]) == ("KCN Hòa Phú", "9100", "above")
    assert {row["Đơn giá – đơn vị"] for row in others} == {"USD/m3"}, "compared by the rate of the day"
    assert "cao hơn khung (tỷ giá " in text(client, f"{PAGE}{ON}")
    assert found["Khung giá"] == "5.000–9.000 đồng/m³"
    assert "cao hơn khung" in text(client, f"/khu-cum/bg-parks/kcn-hoa-phu/{ON}")
    before = text(client, f"{PAGE}?on=2025-06-30")
    assert "Vào ngày này không có giá, phí nào nằm ngoài khung giá đang áp dụng" in before
    own = {
        row["Mã giá, phí"]: row["Mã so với khung giá"]
        for row in rows(client, f"/khu-cum/bg-parks/kcn-quang-chau/{ON}", "tariffs")
    }
    assert own["fee.wastewater"] == "above", "its charge is in US dollars, the frame in đồng"


def test_state_built_assets_are_listed_with_who_manages_them(known: None, client: Client) -> None:
    found = {row["Tài sản"]: row for row in rows(client, f"{PAGE}{ON}", "assets")}
    assert set(found) == {"MH-TS-01", "MH-TS-02", "MH-TS-03"}
    assert found["MH-TS-02"]["Đơn vị quản lý"] == "Chủ đầu tư hạ tầng (minh họa)"
    assert found["MH-TS-02"]["Giá trị"] == "9000000000"
    assert found["MH-TS-03"]["Tình trạng"] == "thanh lý"
    assert "MH-TS-01" in text(client, f"{ZONE}{ON}")
    assert "Trung tâm quản lý hạ tầng" in rows(client, f"{PAGE}?on=2024-08-14", "assets")[1]["Đơn vị quản lý"]


@pytest.mark.parametrize("address", [f"{PAGE}{ON}&state=all&utilities=all", f"{ZONE}{ON}", f"/en{PAGE}{ON}&state=all"])
def test_tables_have_files_that_hold_them(known: None, client: Client, address: str) -> None:
    assert check_page(client, address)
