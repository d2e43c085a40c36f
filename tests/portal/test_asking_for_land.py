"""An investor looks for land in their own words, asks about it, and follows what becomes of it by its number."""

import re
from fractions import Fraction
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from selectolax.lexbor import LexborHTMLParser

from parkledger.catalogue.sectors import offered_sectors, sector_by_words
from parkledger.language import Lang
from parkledger.ledger.models import Zone
from parkledger.portal.land.inquiry_form import filled_in
from parkledger.promotion import form_guard, land_tables
from parkledger.promotion import landmarks as table
from parkledger.promotion.landmarks import LandmarkKind
from parkledger.promotion.models import Case
from tests.portal.conftest import DAY
from tests.portal.test_land import form

ZONE = "bg-parks/kcn-quang-chau"
TOO_QUICK = 3200
"""Milliseconds after which a form is no longer taken for a machine's."""
CACHED = (table.landmarks, table.kinds_on_record, table._days_of_change, table._nearest, land_tables._numbers)
OWN = """
- {code: nut-giao-a, kind: highway, vi: Nút giao thử, en: Test interchange, latitude: "21.25", longitude: "106.15",
   source: "bản đồ của tỉnh", verified: read}
"""


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("26", "26"),
        ("điện tử", "26"),
        ("ĐIỆN TỬ", "26"),
        ("dien tu", "26"),
        ("bán dẫn", "26"),
        ("may mặc", "14"),
        ("kho bãi", "52"),
        ("logistics", "52"),
        ("food", "10"),
        ("26 Sản xuất sản phẩm điện tử, máy vi tính và sản phẩm quang học", "26"),
        ("C", "C"),
        ("chế tạo tàu vũ trụ", None),
        ("a b", None),
    ],
)
def test_a_sector_is_found_in_an_investors_words(typed: str, code: str | None) -> None:
    found = sector_by_words(typed)
    assert (found.code if found else None) == code


def test_no_lottery_is_offered_to_an_investor() -> None:
    names = " ".join(each.name.vi.lower() for each in offered_sectors())
    assert "điện tử" in names
    assert "xổ số" not in names
    assert "đảng" not in names


def test_clean_land_is_a_condition_and_what_is_unknown_is_left_out(client) -> None:
    every = client.get(f"/tim-dat/?on={DAY}&table=land&format=json").json()
    some = client.get(f"/tim-dat/?on={DAY}&clean=5&table=land&format=json").json()
    wanted = {row["Mã khu, cụm"] for row in every["rows"] if Fraction(str(row["Mặt bằng sạch"] or 0)) >= 5}
    assert wanted
    assert {row["Mã khu, cụm"] for row in some["rows"]} == wanted


def test_an_office_keeps_its_own_table_of_landmarks(client, tmp_path: Path, monkeypatch) -> None:
    assert 'name="highway"' not in client.get("/tim-dat/").content.decode(), "none is on record"
    file = tmp_path / "moc.yaml"
    file.write_text(OWN, encoding="utf-8")
    monkeypatch.setenv("PARKLEDGER_LANDMARKS", str(file))
    _forget()
    try:
        assert table.kinds_on_record() == (LandmarkKind.HIGHWAY,)
        page = client.get(f"/tim-dat/?on={DAY}&highway=1000&sort=highway").content.decode()
        assert 'name="highway"' in page
        assert "Nút giao thử" in page
        assert "Cảng" not in page.partition("<tbody>")[2].partition("</tbody>")[0]
        assert "Nút giao thử" in client.get(f"/khu-cum/{ZONE}/?on={DAY}").content.decode()
    finally:
        monkeypatch.undo()
        _forget()


def _forget() -> None:
    for each in CACHED:
        each.cache_clear()


def test_the_zones_page_leads_to_an_inquiry_and_says_where_it_is(client) -> None:
    page = client.get(f"/khu-cum/{ZONE}/").content.decode()
    assert f"/tim-dat/hoi/?zone={ZONE.replace('/', '%2F')}" in page
    assert re.search(r"Cảng[^<]*: \d+ km", page)
    assert "Ban Quản lý các khu công nghiệp tỉnh Bắc Giang" in page


def test_from_ten_hectares_to_a_case_that_is_followed_by_its_number(visit) -> None:
    investor = visit(f"/tim-dat/?on={DAY}")
    page = investor.page
    page.fill("[name=area]", "10 ha")
    page.fill("[name=sector]", "điện tử")
    page.click(".land-form summary")
    page.check("[name=unrecorded]")
    investor.follow(".land-form button[type=submit]")
    investor.follow(page.locator("table#land tbody tr a:has-text('Gửi yêu cầu thuê đất')").first)
    assert page.input_value("[name=area]") == "10 ha"
    assert "điện tử" in page.input_value("[name=sector]")
    page.fill("[name=name]", "Lê Văn Nam")
    page.fill("[name=email]", "nam@vidu.vn")
    page.check("[name=consent]")
    page.wait_for_timeout(TOO_QUICK)
    investor.follow("main button[type=submit]")
    number = page.inner_text("main strong")
    page.goto(f"{investor.address}/tim-dat/ho-so/")
    page.fill("[name=number]", number)
    page.fill("[name=email]", "NAM@vidu.vn")
    investor.follow("main button[type=submit]")
    assert number in page.inner_text("main")
    assert "Tình trạng" in page.inner_text("main")
    assert investor.violations() == []
    investor.assert_clean()


def test_a_number_alone_tells_nobody_of_a_case(client) -> None:
    for number, email in (("XT-bg-parks-2026-0001", "nobody@vidu.vn"), ("XT-bg-parks-2026-0001", ""), ("", "")):
        answer = client.post("/tim-dat/ho-so/", {"number": number, "email": email})
        assert answer.status_code == 422
        assert "Không có hồ sơ nào" in answer.content.decode()
    assert not Case.objects.filter(email="").exists()


def test_the_shortlist_is_sent_and_printed(visit) -> None:
    page = visit(f"/tim-dat/?on={DAY}&with={ZONE}&with=bg-parks/kcn-van-trung").page
    letter = unquote(page.get_attribute(".shortlist a[href^=mailto]", "href") or "")
    assert "KCN Quang Châu" in letter
    assert f"with={ZONE}" in unquote(letter)
    assert page.locator(".shortlist [data-print]").is_visible()
    page.emulate_media(media="print")
    assert page.locator(".land-form").is_hidden()
    assert page.locator("table#land").is_visible()


def test_following_a_case_takes_nothing_from_asking_and_has_its_own_limit(client, monkeypatch) -> None:
    monkeypatch.setattr(form_guard, "MOST_LOOKED_UP", form_guard.MOST_AN_HOUR + 3)
    assert client.post("/tim-dat/hoi/", form()).status_code == 302
    case = Case.objects.get()
    known = {"number": case.number, "email": case.email}
    for _ in range(form_guard.MOST_LOOKED_UP):
        assert client.post("/tim-dat/ho-so/", known).status_code == 302
    refused = client.post("/tim-dat/ho-so/", known)
    assert refused.status_code == 422
    assert "đã tra cứu" in refused.content.decode()
    for _ in range(form_guard.MOST_AN_HOUR - 1):
        assert client.post("/tim-dat/hoi/", form()).status_code == 302, "looking up has taken none of the sendings"
    assert client.post("/tim-dat/hoi/", form()).status_code == 422


def test_what_is_looked_for_goes_through_the_page_of_a_zone_into_the_inquiry(client) -> None:
    found = client.get("/tim-dat/?area=1&clean=2&rent_to=900&sector=C").content.decode()
    zone = re.search(r'<th[^>]*>\s*<a href="(/khu-cum/[^"]+)"', found)
    assert zone is not None
    address = unescape(zone[1])
    assert "clean=2" in address
    ask = re.search(r'href="(/tim-dat/hoi/[^"]+)"', client.get(address).content.decode())
    assert ask is not None
    for path in (unescape(ask[1]), unescape(re.findall(r'href="(/tim-dat/hoi/[^"]+)"', found)[0])):
        form = LexborHTMLParser(client.get(path).content)
        said, area = form.css_first("#field-message"), form.css_first("#field-area")
        assert said is not None
        assert area is not None
        assert "Mặt bằng sạch, từ 2 ha" in said.text()
        assert "Giá thuê đất đến 900 USD/m² cả thời hạn" in said.text()
        assert area.attributes["value"] == "1"
        assert form.css_first("#field-ready") is not None


def test_when_land_is_needed_stands_in_the_message_of_the_case() -> None:
    given = {
        "name": "Hoa",
        "email": "hoa@vidu.vn",
        "ready": "quý III/2027",
        "message": "Cần điện 110 kV.",
        "consent": "1",
    }
    filled = filled_in(given, Lang.VI)
    assert filled.problems == {}
    asked = filled.inquiry(Zone(), Lang.VI)
    assert asked.message == "Thời điểm cần đất: quý III/2027\nCần điện 110 kV."
