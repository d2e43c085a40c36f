"""Importing in the portal: a file is tried, its problems are named, its valid rows are approved by somebody else, once."""

import io
import re
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from parkledger.ledger.book.recording import build, correct, load_event, record, withdraw
from parkledger.ledger.models import Event
from parkledger.ledger.store.statements import fetch
from parkledger.submissions.models import Submission
from tests.portal.persons import browser_of, person
from tests.portal.test_submission_journeys import Enter, enter
from tests.workbooks.conftest import filled, sheet_file

__all__ = ["enter"]

BOOK = "bg-parks"
LEASE = {"zone": "KCN Quang Châu", "area_m2:ha": 0.01, "effective_on": date(2024, 2, 5), "note": "đợt ba"}
NEW_ZONE = {
    "name": "KCN Thử Nhập",
    "kind": "park",
    "area_m2:ha": 50,
    "industrial_m2:ha": 40,
    "effective_on": date(2024, 1, 5),
}
BAD = {**LEASE, "zone": "KCN Không Có"}


@pytest.fixture
def lan(books: Any) -> Client:
    return browser_of(person("lan", ("officer", {"book": BOOK})))


@pytest.fixture
def minh(books: Any) -> Client:
    return browser_of(person("minh", ("approver", {"book": BOOK})))


def handed_in(client: Client, data: bytes, name: str = "thue.xlsx", book: str = BOOK) -> Any:
    return client.post("/nhap-lieu/", {"book": book, "file": SimpleUploadedFile(name, data)})


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", answer.content.decode()))


def leased() -> int:
    return int(fetch("SELECT SUM(amount) FROM ledger_posting WHERE measure = 'land.leased_industrial'")[0][0])


def test_a_template_is_downloaded_with_the_books_lists(lan: Client) -> None:
    answer = lan.get(f"/nhap-lieu/mau.xlsx?book={BOOK}&type=land_leased")
    workbook = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert workbook.sheetnames == ["Hướng dẫn", "Cho thuê, cho thuê lại đất", "Danh mục"]
    zones = [cell.value for cell in workbook["Danh mục"]["A"]]
    assert "KCN Quang Châu" in zones
    assert lan.get("/nhap-lieu/mau.xlsx?book=bk-parks&type=land_leased").status_code == 403


def test_valid_rows_are_approved_by_another_and_recorded_once(lan: Client, minh: Client) -> None:
    before, events = leased(), Event.objects.count()
    data = filled({"land_leased": [LEASE, BAD, LEASE]}, BOOK)
    answer = handed_in(lan, data)
    assert answer.status_code == 302
    page = text_of(lan.get(answer["Location"]))
    assert "Thay đổi trong sổ" in page
    assert "Cho thuê, cho thuê lại đất!B4" in page
    assert "KCN Không Có" in page
    assert Event.objects.count() == events
    back = lan.get(f"{answer['Location']}tu-choi.xlsx")
    assert "KCN Không Có" in str(
        [[cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(back.content)).active or ()]
    )
    for _ in range(2):  # a button that is pressed twice hands in once
        sent = lan.post(answer["Location"], {"act": "submit"})
    made = Submission.objects.get()
    assert (sent["Location"], made.state, len(made.payload["events"])) == (f"/ho-so/{made.pk}/", "submitted", 2)
    shown = minh.get(f"/ho-so/{made.pk}/")
    assert shown.status_code == 200
    assert leased() == before
    assert fetch("SELECT COUNT(*) FROM ledger_loadedline WHERE digest = %s", [made.payload["events"][0]["digest"]]) == [
        (0,)
    ]
    minh.post(f"/ho-so/{made.pk}/", {"act": "approve", "version": str(made.version)})
    assert leased() == before + 200
    again = handed_in(lan, data)
    assert "Dòng đã có trong sổ 2" in text_of(lan.get(again["Location"]))
    refused = lan.post(again["Location"], {"act": "submit"})
    assert (refused.status_code, leased()) == (422, before + 200)


def test_two_submissions_of_one_file_record_its_rows_once(lan: Client, minh: Client) -> None:
    before = leased()
    for _ in range(2):
        lan.post(handed_in(lan, filled({"land_leased": [LEASE]}, BOOK))["Location"], {"act": "submit"})
    for made in Submission.objects.order_by("pk"):
        minh.post(f"/ho-so/{made.pk}/", {"act": "approve", "version": str(made.version)})
    assert [len(made.events) for made in Submission.objects.order_by("pk")] == [1, 0]
    assert leased() == before + 100


def test_an_own_sheet_is_mapped_and_the_mapping_is_mended_and_kept(lan: Client, books: Any) -> None:
    rows = [["DANH SÁCH"], ["Tên KCN", "Diện tích", "Ngày thuê"], ["Quang Châu", "1.234", "5/2/2024"]]
    answer = handed_in(lan, sheet_file(rows))
    page = lan.get(answer["Location"])
    assert "chưa biết đơn vị" in text_of(page) or "có thể là" in text_of(page)
    given = {"act": "map", "name": "thue dat", "type.0": "land_leased", "column.0.0": "zone", "column.0.1": "area_m2:m2",
             "column.0.2": "effective_on", "decimal": "comma"}  # fmt: skip
    assert lan.post(answer["Location"], given).status_code == 302
    assert "Dòng hợp lệ, chưa ghi 1" in text_of(lan.get(answer["Location"]))
    assert (books / "mappings" / "thue-dat.json").is_file()
    bad = lan.post(answer["Location"], {**given, "column.0.1": "zone"})
    assert bad.status_code == 422


def test_quarters_side_by_side_and_measures_in_rows_are_shown_kept_and_tried(lan: Client) -> None:
    rows: list[list[Any]] = [["CHỈ TIÊU KCN QUANG CHÂU NĂM 2016"], ["Chỉ tiêu", "ĐVT", "Quý I", "Quý II"],
            ["Lao động", "người", "1.250 người", "chưa có"], ["Lao động nữ", "người", 600, 610]]  # fmt: skip
    place = handed_in(lan, sheet_file(rows))["Location"]
    page = lan.get(place).content.decode()
    for chosen in ("row_measure", "row_amount.unit", "row_amount"):
        assert re.search(rf'<option[^>]*value="{re.escape(chosen)}"[^>]*selected', page), chosen
    assert "constant.0.period_start" not in page
    told = text_of(lan.get(place))
    assert "(từng kỳ)" in told
    assert "Dòng hợp lệ, chưa ghi 3" in told
    assert "hãy ghi 0" in told
    given = {"act": "map", "name": "chi tieu", "type.0": "period_report", "column.0.0": "row_measure", "column.0.1": "row_amount.unit",
             "column.0.2": "row_amount"}  # fmt: skip
    assert lan.post(place, given).status_code == 302
    assert "Dòng hợp lệ, chưa ghi 3" in text_of(lan.get(place))


def test_a_file_is_seen_by_who_handed_it_in_alone(lan: Client, minh: Client, client: Client) -> None:
    place = handed_in(lan, filled({"land_leased": [LEASE]}, BOOK))["Location"]
    hoa = browser_of(person("hoa", ("officer", {"book": BOOK})))
    assert [each.get(place).status_code for each in (lan, minh, hoa, client)] == [200, 404, 404, 302]
    assert handed_in(minh, filled({"land_leased": [LEASE]}, BOOK)).status_code == 403
    assert handed_in(lan, filled({"land_leased": [LEASE]}, BOOK), book="bk-parks").status_code == 403


@pytest.mark.parametrize(("name", "data", "said"), [
    ("a.pdf", b"%PDF", "Không nạp được tệp"), ("a.xlsx", b"xx", "Không mở được tệp"), ("a.csv", b"x;y\n1;2\n", "Không nhận ra"),
])  # fmt: skip
def test_files_that_cannot_be_read_are_refused_in_words(lan: Client, name: str, data: bytes, said: str) -> None:
    answer = handed_in(lan, data, name)
    assert answer.status_code == 422
    assert said in text_of(answer)


def test_the_opening_template_is_offered_and_its_rows_are_tried(lan: Client) -> None:
    assert "zone_opened" in lan.get("/nhap-lieu/so-du-dau-ky/").content.decode()
    opened = {"name": "Khu Mới", "kind": "khu công nghiệp", "area_m2:ha": 100, "industrial_m2:ha": 60,
              "leased_industrial_m2:ha": 45.5, "planned": "có", "established": "có",
              "operating": "có", "effective_on": date(2024, 1, 1)}  # fmt: skip
    project = {"project": "MO-1", "name": "Nhà máy", "enterprise": "Công ty", "origin": "FDI", "zone": "KCN Khu Mới",
               "capital": 10, "capital.unit": "triệu USD", "effective_on": date(2024, 1, 1)}  # fmt: skip
    answer = handed_in(lan, filled({"zone_opened": [opened], "project_opened": [project]}, BOOK))
    assert "Dòng hợp lệ, chưa ghi 2" in text_of(lan.get(answer["Location"]))


@pytest.mark.parametrize(
    ("scheme", "width", "prefix"), [("light", 1280, ""), pytest.param("dark", 360, "/en", marks=pytest.mark.long)]
)
def test_the_pages_are_for_everybody(enter: Enter, scheme: Any, width: int, prefix: str) -> None:
    visit = enter("lan", f"{prefix}/nhap-lieu/", scheme=scheme, width=width)
    assert visit.violations() == []
    data = filled({"land_leased": [LEASE, BAD]}, BOOK)
    visit.page.set_input_files("#file", {"name": "a.xlsx", "mimeType": "application/octet-stream", "buffer": data})
    visit.page.click("form[enctype] button")
    visit.page.wait_for_url(re.compile("/nhap-lieu/tep/"))
    assert visit.violations() == []
    wide = visit.page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0
    assert visit.go(f"{prefix}/nhap-lieu/so-du-dau-ky/").violations() == []
    visit.assert_clean()


PROJECT: list[list[Any]] = [
    ["DỰ ÁN CẤP MỚI QUÝ I/2024"],
    ["STT", "Mã số dự án", "Tên dự án", "Nhà đầu tư", "KCN", "Ngày cấp", "Vốn đăng ký (triệu USD)", "Nguồn vốn",
     "Diện tích đất thuê (ha)", "Ngày bàn giao đất"],
    [1, 9800001507, "Nhà máy Sen", "Công ty Sen", "KCN Quang Châu", "5/1/2024", 1.5, "FDI", 0.01, "6/1/2024"],
    [None, None, "Cộng", None, None, None, 1.5, None, 0.02, None],
]  # fmt: skip


def test_a_file_shows_its_rows_and_the_figures_before_and_after(lan: Client) -> None:
    before = leased()
    answer = handed_in(lan, sheet_file(PROJECT), "du an.xlsx")
    page = text_of(lan.get(answer["Location"]))
    assert "Các dòng sẽ ghi" in page
    assert "Nhà máy Sen" in page
    assert "Số liệu trước và sau" in page
    assert "Bảng!I4: dòng cộng ghi" in page
    assert leased() == before
    english = text_of(lan.get(f"/en{answer['Location']}"))
    assert "Rows to be recorded" in english
    listed = lan.get(f"{answer['Location']}?table=key-figures&format=csv")
    codes = [line.split(",")[0] for line in listed.content.decode("utf-8-sig").splitlines()]
    assert {"zones.established", "land.leased", "occupancy", "projects.in_force", "capital.in_force"} <= set(codes)


def test_a_row_of_several_events_is_approved_as_a_whole_and_once(lan: Client, minh: Client) -> None:
    before, events = leased(), Event.objects.count()
    data = sheet_file(PROJECT)
    for _ in range(2):
        answer = handed_in(lan, data, "du an.xlsx")
        lan.post(answer["Location"], {"act": "submit"})
    for made in Submission.objects.all():
        assert [each["type"] for each in made.payload["events"]] == ["project_registered", "land_leased"]
        minh.post(f"/ho-so/{made.pk}/", {"act": "approve", "version": made.version})
    assert (leased() - before, Event.objects.count() - events) == (100, 2)


def test_a_further_event_of_a_row_is_mapped_on_the_page(lan: Client) -> None:
    answer = handed_in(lan, sheet_file(PROJECT), "du an.xlsx")
    assert 'name="type.1"' in lan.get(answer["Location"]).content.decode()
    area = '<option value="area_m2:ha" selected>'
    assert area in lan.get(answer["Location"]).content.decode()
    lan.post(answer["Location"], {"act": "map", "name": "du an", "column.1.2": "area_m2:m2"})
    assert area not in lan.get(answer["Location"]).content.decode()


def test_a_template_of_another_book_is_told_and_wants_a_tick(lan: Client, minh: Client) -> None:
    """Both names stand above the rows; without the tick nothing is handed in, with it everything is."""
    book = openpyxl.load_workbook(io.BytesIO(filled({"land_leased": [LEASE]}, BOOK)))
    guide: Any = book["Hướng dẫn"]
    assert guide["A2"].value == f"Sổ: {BOOK}"
    guide["A2"].value = "Sổ: bk-parks"
    out = io.BytesIO()
    book.save(out)
    address = handed_in(lan, out.getvalue()).headers["Location"]
    shown = lan.get(address)
    assert "được lập cho sổ bk-parks, không phải sổ bg-parks" in text_of(shown)
    assert shown.content.decode().index("bk-parks") < shown.content.decode().index("Dòng hợp lệ")
    assert 'name="other_book"' in shown.content.decode()
    refused = lan.post(address, {"act": "submit"})
    assert refused.status_code == 422
    assert "đánh dấu ô xác nhận" in text_of(refused)
    assert Submission.objects.count() == 0
    lan.post(address, {"act": "submit", "other_book": "1"})
    assert Submission.objects.count() == 1
    plain = handed_in(lan, filled({"land_leased": [LEASE]}, BOOK)).headers["Location"]
    assert 'name="other_book"' not in lan.get(plain).content.decode()


def recorded(lan: Client, minh: Client, rows: Any) -> Submission:
    """A file handed in, submitted and approved."""
    lan.post(handed_in(lan, filled(rows, BOOK))["Location"], {"act": "submit"})
    made = Submission.objects.order_by("-pk")[0]
    minh.post(f"/ho-so/{made.pk}/", {"act": "approve", "version": str(made.version)})
    made.refresh_from_db()
    assert made.state == "approved"
    return made


def test_what_an_import_recorded_is_withdrawn_as_a_whole_once_another_approves(lan: Client, minh: Client) -> None:
    before = leased()
    made = recorded(lan, minh, {"land_leased": [LEASE, {**LEASE, "area_m2:ha": 0.02}]})
    assert leased() == before + 300
    address = f"/ho-so/{made.pk}/rut-ca-lan-nhap/"
    assert address in lan.get(f"/ho-so/{made.pk}/").content.decode()
    page = text_of(lan.get(address))
    for said in ("2 sự kiện sẽ rút", "Cho thuê, cho thuê lại đất: 2", "thue.xlsx", "Dự kiến thay đổi khi duyệt"):
        assert said in page
    assert "Thiếu lý do" in text_of(lan.post(address, {"reason": " "}))
    sent = lan.post(address, {"reason": "nạp nhầm tệp", "key": "x"})
    assert lan.post(address, {"reason": "nạp nhầm tệp", "key": "x"})["Location"] == sent["Location"]
    wanted = Submission.objects.order_by("-pk")[0]
    assert (sent["Location"], wanted.state, leased()) == (f"/ho-so/{wanted.pk}/", "submitted", before + 300)
    assert "Rút lại mọi sự kiện của" in text_of(minh.get(sent["Location"]))
    assert minh.post(sent["Location"], {"act": "approve", "version": str(wanted.version)}).status_code == 302
    wanted.refresh_from_db()
    assert (wanted.state, len(wanted.events), leased()) == ("approved", 2, before)
    assert address not in lan.get(f"/ho-so/{made.pk}/").content.decode()
    assert lan.get(address).status_code == 409


def test_of_two_withdrawals_of_one_import_the_second_records_nothing_and_is_not_approved(
    lan: Client, minh: Client
) -> None:
    made = recorded(lan, minh, {"land_leased": [LEASE]})
    sent = [lan.post(f"/ho-so/{made.pk}/rut-ca-lan-nhap/", {"reason": f"nhầm {each}"})["Location"] for each in (1, 2)]
    for place, address in enumerate(sent):
        wanted = Submission.objects.get(pk=int(address.strip("/").rpartition("/")[2]))
        answer = minh.post(address, {"act": "approve", "version": str(wanted.version)})
        wanted.refresh_from_db()
        assert (answer.status_code, wanted.state) == ((422, "submitted") if place else (302, "approved"))
    assert "không có sự kiện nào còn hiệu lực" in text_of(answer)


def test_a_draft_that_names_no_import_to_withdraw_can_be_opened(lan: Client) -> None:
    lan.post(handed_in(lan, filled({"land_leased": [LEASE]}, BOOK))["Location"], {"act": "submit"})
    draft = Submission.objects.order_by("-pk")[0]
    Submission.objects.filter(pk=draft.pk).update(kind="batch_withdrawal", state="draft", payload={})
    assert lan.get(f"/ho-so/{draft.pk}/").status_code == 200


def test_an_event_of_an_import_that_was_corrected_is_withdrawn_by_what_stands_for_it(lan: Client, minh: Client) -> None:
    before = leased()
    made = recorded(lan, minh, {"land_leased": [LEASE, {**LEASE, "area_m2:ha": 0.02}]})
    first, second = made.events
    correct(BOOK, first, load_event(made.book_id, first).model_copy(update={"area_m2": 700}), reason="sửa", by="t")
    withdraw(BOOK, second, reason="sai", by="t")
    address = f"/ho-so/{made.pk}/rut-ca-lan-nhap/"
    page = text_of(lan.get(address))
    assert "1 sự kiện sẽ rút" in page
    assert "1 sự kiện của lần nhập đã được rút từ trước" in page
    sent = lan.post(address, {"reason": "nạp nhầm tệp"})["Location"]
    minh.post(sent, {"act": "approve", "version": str(Submission.objects.order_by("-pk")[0].version)})
    assert leased() == before


def test_what_hinders_the_withdrawal_of_an_import_is_told_with_its_event(
    lan: Client, minh: Client, client: Client
) -> None:
    made = recorded(lan, minh, {"zone_established": [NEW_ZONE]})
    record(
        BOOK, build("land_leased", {"zone": "KCN Thử Nhập", "area_m2": "1 ha", "effective_on": "2024-03-01"}), by="t"
    )
    address = f"/ho-so/{made.pk}/rut-ca-lan-nhap/"
    page = text_of(lan.get(address))
    assert f"Chưa rút được: {BOOK}/{made.events[0]}:" in page
    sent = lan.post(address, {"reason": "nhầm"})["Location"]
    assert (
        minh.post(sent, {"act": "approve", "version": str(Submission.objects.order_by("-pk")[0].version)}).status_code
        == 422
    )
    assert client.get(address).status_code == 302  # to sign in
    stranger = browser_of(person("hoa", ("officer", {"book": "bg-clusters"})))
    assert stranger.get(address).status_code in {403, 404}
    assert minh.get(address).status_code == 403, "who only approves asks for nothing"
