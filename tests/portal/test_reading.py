"""The reading room: what is given is read and checked, never kept for a visitor; officers keep and accept."""

import io
import re
import time
from dataclasses import replace
from html import unescape

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import QueryDict
from django.test import Client

from parkledger.checking.models import KeptPage, KeptStatement
from parkledger.checking.page_limits import COMMAND_LINE, PORTAL
from parkledger.ledger.models import Event
from parkledger.portal.reading_room.highlights import NoticeKind, StatementRow, kind_of_notice, marked, read_and_check
from parkledger.reading import Statement, source_of
from parkledger.records.dates import dates_of
from parkledger.submissions.models import Submission
from parkledger.submissions.workflow import lifecycle
from tests.portal.conftest import DAY, SCHEMES
from tests.portal.persons import person
from tests.run_fixtures import PASSWORD, USER

ROOM = "/doc-doi-chieu/"
TEXT = (
    "Phát triển công nghiệp tỉnh Bắc Giang\n\nNgày 22/8/2023\n\n"
    "Hiện tỉnh Bắc Giang có 9 KCN được thành lập, tỷ lệ lấp đầy đạt 75,6%. "
    "Tỉnh đã thành lập 51 CCN. Chi phí là 12 nghìn lượt."
)


def give(client, **fields):
    return client.post(ROOM, {"text": TEXT, **fields})


def outcomes(page: str) -> dict[str, int]:
    return {code: int(many) for code, many in re.findall(r'<li class="(\w+)"><strong>(\d+)</strong>', page)}


def test_figures_light_up_and_are_set_against_the_books(client) -> None:
    page = give(client).content.decode()
    assert re.search(r'<a class="said agrees" href="#s\d" id="m\d">75,6%</a>', page)
    assert re.search(r'<a class="said differs" href="#s3" id="m3">51 CCN</a>', page)
    assert outcomes(page)["differs"] == 1
    assert "trang ghi 51 CCN, sổ ghi 54 CCN, chênh 3 CCN" in page


def test_what_is_shown_is_called_a_machines_proposal(client) -> None:
    page = " ".join(give(client).content.decode().split())
    proposal = page.index("Máy đọc và đề xuất")
    assert proposal < page.index('<ul class="outcomes">')
    assert "không có nghĩa là trang sai" in page


def test_nothing_is_worded_or_coloured_as_the_pages_fault(client) -> None:
    result = client.post(ROOM, {"text": TEXT + " Tỉnh có 10 KCN được thành lập."}, headers={"HX-Request": "true"})
    page = result.content.decode()
    assert "Nên xem" in page, "the page gives 9 parks and 10"
    assert not re.search(r'class="(?:[^"]* )?bad\b', page)
    assert not re.search(r"lệch|<code>", page)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("sum.holds", NoticeKind.HOLDS),
        ("sum.differs", NoticeKind.LOOK),
        ("percent.impossible", NoticeKind.LOOK),
        ("plan.implied", NoticeKind.COMPUTED),
        ("number.ambiguous", NoticeKind.READ_SO),
    ],
)
def test_what_was_computed_or_only_read_so_is_no_difference(code: str, kind: NoticeKind) -> None:
    assert kind_of_notice(code) is kind


def test_without_a_day_the_form_is_named_and_no_option(client) -> None:
    page = give(client, text="Tỉnh Bắc Giang có 9 KCN được thành lập.").content.decode()
    assert "hãy cho biết ngày đăng" in page
    assert "--" not in re.sub(r"<!--.*?-->", "", page.split('id="reading"')[1], flags=re.DOTALL)


def test_every_mark_leads_to_a_row_and_back(client) -> None:
    page = give(client).content.decode()
    rows = set(re.findall(r'<li id="s(\d+)" class="statement', page))
    assert rows == set(re.findall(r'href="#s(\d+)" id="m\d+"', page)) == set(re.findall(r'href="#m(\d+)"><q>', page))
    assert len(rows) == 3


def test_the_text_is_shown_whole_and_escaped(client) -> None:
    given = TEXT + " <script>alert(1)</script> & <b>9 KCN</b>"
    page = give(client, text=given).content.decode()
    assert "<script>alert" not in page
    region = re.split(r"</div>\s*</div>", page.split('class="read-text"')[1])[0]
    shown = unescape(re.sub(r"<[^>]*>", "", region))
    assert "alert(1)" in shown
    assert "<b>9 KCN</b>" in shown


def test_a_visitors_page_is_not_kept(client) -> None:
    give(client)
    assert KeptPage.objects.count() == 0


def test_what_was_known_on_publication_stands_beside_what_is_known_now(client, books) -> None:
    january = "Tính đến ngày 31/7/2023, giá trị sản xuất công nghiệp của các KCN tỉnh Bắc Giang đạt 1 tỷ đồng."
    page = give(client, text=january, published="1/8/2023").content.decode()
    assert "Theo dữ liệu ghi nhận đến ngày" in page, "the estimate was replaced since"


def test_the_pages_own_moment_is_the_one_checked_at(client) -> None:
    early = client.post(f"{ROOM}?known=2005-01-01", {"text": TEXT}).content.decode()
    assert outcomes(early)["agrees"] == 0
    assert "known=2005-01-01" in early


def test_the_sample_is_written_from_the_books_with_one_figure_wrong(client) -> None:
    for day in (DAY, "2019-12-31", "2025-12-01"):
        found = outcomes(client.get(f"{ROOM}?mau=1&on={day}").content.decode())
        assert (found["differs"], found["not_comparable"], found["not_in_ledger"]) == (1, 0, 0), day
        assert found["agrees"] >= 6


def document(text: str) -> bytes:
    made = docx.Document()
    for line in text.split("\n\n"):
        made.add_paragraph(line)
    stored = io.BytesIO()
    made.save(stored)
    return stored.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("bai.docx", document(TEXT)),
        ("bai.txt", TEXT.encode()),
        ("bai.md", f"# {TEXT}".encode()),
        (
            "bai.html",
            f"<html><body><article><p>{TEXT.replace(chr(10), '</p><p>')}</p></article></body></html>".encode(),
        ),
    ],
)
def test_a_file_is_read_by_what_it_is(client, name, data) -> None:
    page = client.post(ROOM, {"file": SimpleUploadedFile(name, data), "published": DAY}).content.decode()
    assert re.search(r'<a class="said agrees"[^>]*>75,6%</a>', page)


@pytest.mark.parametrize(
    "fields",
    [
        {"text": ""},
        {"text": "a" * (PORTAL.characters + 1)},
        {"place": "Xứ Không Có"},
        {"published": "32/1/2023"},
        {"published": "1/1/1800"},
        {"file": SimpleUploadedFile("anh.pdf", b"%PDF-1.4 broken")},
        {"file": SimpleUploadedFile("anh.docx", b"PK\x03\x04 broken")},
        {"file": SimpleUploadedFile("to.txt", b"a" * (PORTAL.size + 1))},
    ],
    ids=lambda fields: str({key: str(value)[:20] for key, value in fields.items()}),
)
def test_what_cannot_be_read_is_refused_in_words_and_what_was_written_stays(client, fields) -> None:
    answer = give(client, **fields)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'role="alert"' in page
    assert fields.get("text", TEXT)[:40] in page


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (b"a" * (PORTAL.size + 1), True),
        (b"a" * (PORTAL.characters + 1), True),
        (b"<p>a" * (PORTAL.tags + 1), True),
        (b"<" * (COMMAND_LINE.tags + 1), False),
        (b"KCN " * (COMMAND_LINE.characters // 4 + 1), False),
    ],
    ids=["bytes", "characters", "tags", "too many tags for both", "too many characters for both"],
)
def test_the_command_is_named_only_where_it_reads_such_a_page(client, file, told) -> None:
    page = client.post(ROOM, {"file": SimpleUploadedFile("to.html", file)}).content.decode()
    assert 'role="alert"' in page
    assert ("dòng lệnh" in page) == told


def test_a_part_is_answered_where_a_part_is_asked_for(client) -> None:
    page = client.post(ROOM, {"text": TEXT}, headers={"HX-Request": "true"}).content.decode()
    assert page.lstrip().startswith('<section id="reading"')
    assert "<html" not in page


def moved(row: StatementRow, start: int, end: int) -> StatementRow:
    """The same row, as if its statement stood elsewhere."""
    fields = {name: getattr(row.statement, name) for name in Statement.__annotations__}
    return replace(row, statement=Statement(**{**fields, "start": start, "end": end}))


def test_statements_within_each_other_are_all_reached(books) -> None:
    reading = read_and_check(source_of(TEXT), None, "", dates_of(QueryDict(f"on={DAY}")))
    first, second, third = reading.rows
    around = moved(second, first.statement.start, third.statement.end)
    shown = marked(reading.page, 0, len(reading.page.text), (first, around, third))
    assert [shown.count(f'id="m{number}"') for number in (1, 2, 3)] == [1, 1, 1]
    same = moved(second, first.statement.start, first.statement.end)
    shown = marked(reading.page, 0, len(reading.page.text), (first, same, third))
    assert [shown.count(f'id="m{number}"') for number in (1, 2, 3)] == [1, 1, 1]
    assert unescape(re.sub(r"<sup>.*?</sup>|<[^>]*>", "", shown)) == reading.page.text


def test_keeping_needs_an_officer(client) -> None:
    answer = client.post("/doc-doi-chieu/luu/", {"text": TEXT})
    assert answer.status_code == 302
    assert "/dang-nhap/" in answer["Location"]
    assert KeptPage.objects.count() == 0


def test_keeping_needs_the_forms_token(books) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.login(username=USER, password=PASSWORD)
    assert strict.post("/doc-doi-chieu/luu/", {"text": TEXT}).status_code == 403


def kept_by(officer) -> int:
    answer = officer.post("/doc-doi-chieu/luu/", {"text": TEXT, "url": "https://bao.example/bai"})
    assert answer.status_code == 302
    return int(answer["Location"].split("/trang/")[1].split("/")[0])


def test_an_officer_keeps_a_page_once(officer) -> None:
    number = kept_by(officer)
    assert kept_by(officer) == number
    page = KeptPage.objects.get(pk=number)
    assert bytes(page.content).decode() == TEXT
    assert page.url == "https://bao.example/bai"
    assert page.statements.count() == 3


def test_a_statement_is_submitted_to_a_book_once_and_linked_when_somebody_else_approves(officer) -> None:
    number, before = kept_by(officer), Event.objects.count()
    address = f"/doc-doi-chieu/trang/{number}/"
    answer = officer.post(address, {"statement": ["2"], "book": "bg-province"})
    assert answer.status_code == 302
    assert Event.objects.count() == before, "nobody records alone"
    made = Submission.objects.get()
    assert f"hồ sơ {made.pk}" in officer.get(address).content.decode()
    again = officer.post(address, {"statement": ["2"], "book": "bg-province"})
    assert (again.status_code, str(made.pk) in again.content.decode()) == (400, True)
    lifecycle.approve(made, person("duyet", ("approver", {"book": "bg-province"})), made.version)
    event = str(KeptStatement.objects.get(page_id=number, ordinal=2).accepted)
    assert event.startswith("bg-province/")
    with connection.cursor() as cursor:
        cursor.execute("SELECT type, recorded_by FROM ledger_event WHERE seq = %s AND book_id = "
                       "(SELECT id FROM ledger_book WHERE code = 'bg-province')", [int(event.split("/")[1])])  # fmt: skip
        assert cursor.fetchone() == ("statistic_quoted", f"cán bộ ghi sổ, duyệt: người duyệt (hồ sơ {made.pk})")
    page = officer.get(address).content.decode()
    assert event in page
    again = officer.post(address, {"statement": ["2"], "book": "bg-province"})
    assert again.status_code == 400
    assert event in again.content.decode()


def test_a_statement_is_linked_to_an_event_on_record(officer) -> None:
    number = kept_by(officer)
    answer = officer.post(f"/doc-doi-chieu/trang/{number}/", {"statement": ["1"], "event": "bg-province/12"})
    assert answer.status_code == 302
    row = KeptStatement.objects.get(page_id=number, ordinal=1)
    assert (row.accepted, row.bound) == ("bg-province/12", True)


@pytest.mark.parametrize(
    "fields",
    [
        {"book": "bg-province"},
        {"statement": ["1"]},
        {"statement": ["1"], "book": "bg-province", "event": "bg-province/12"},
        {"statement": ["99"], "book": "bg-province"},
        {"statement": ["1"], "book": "khong-co"},
        {"statement": ["1"], "event": "bg-province/999999"},
    ],
)
def test_what_cannot_be_accepted_is_refused_in_words(officer, fields) -> None:
    number = kept_by(officer)
    answer = officer.post(f"/doc-doi-chieu/trang/{number}/", fields)
    assert answer.status_code in {400, 404}
    assert 'role="alert"' in answer.content.decode()
    assert not KeptStatement.objects.exclude(accepted=None).exists()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("path", [f"{ROOM}?mau=1&on={DAY}", f"/en{ROOM}?mau=1&on={DAY}"])
def test_in_a_browser_nothing_fails_and_axe_finds_nothing(visit, path, scheme) -> None:
    page = visit(path, scheme=scheme)
    assert page.violations() == []
    page.assert_clean()


def test_with_scripts_the_result_comes_in_place_and_with_the_phones_width(visit) -> None:
    page = visit(ROOM, width=360)
    page.page.fill("#text", TEXT)
    page.page.evaluate("window.stayed = true")
    page.page.click("form.reading button[type=submit]")
    page.page.wait_for_selector("#s3")
    assert page.page.evaluate("window.stayed") is True
    assert page.page.evaluate("document.documentElement.scrollWidth") <= 360
    page.page.fill("#text", "")
    page.page.click("form.reading button[type=submit]")
    page.page.wait_for_selector("#reading [role=alert]")
    assert [wrong for wrong in page.wrong if "400" not in wrong] == []


def test_without_scripts_the_whole_page_answers(visit) -> None:
    page = visit(ROOM, scripts=False)
    page.page.fill("#text", TEXT)
    page.follow("form.reading button[type=submit]")
    assert page.page.locator(".statement").count() == 3
    page.page.click("#m3")
    assert page.page.url.endswith("#s3")
    page.assert_clean()


def test_a_page_of_a_million_tags_is_refused_before_it_is_read(client) -> None:
    """Measured in the time of this process alone: building the tree of it took 37 seconds."""
    page = b"<html><body>" + b"<p>x" * 1_975_000
    began = time.process_time()
    answer = client.post(ROOM, {"file": SimpleUploadedFile("a.html", page)})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()
    assert time.process_time() - began < 5


def test_an_officer_draws_up_a_letter_of_correction(officer) -> None:
    answer = officer.post(f"{ROOM}cong-van/", {"text": TEXT})
    assert answer.headers["Content-Disposition"].startswith("attachment")
    letter = docx.Document(io.BytesIO(answer.content))
    cells = [cell.text for table in letter.tables for row in table.rows for cell in row.cells]
    assert "51 CCN" in cells
    assert any(cell.startswith("54 CCN") for cell in cells)
    assert any("Kính gửi" in paragraph.text for paragraph in letter.paragraphs)


def test_a_letter_needs_an_officer_and_a_difference(client, officer) -> None:
    assert client.post(f"{ROOM}cong-van/", {"text": TEXT}).status_code in {302, 403}
    page = officer.post(f"{ROOM}cong-van/", {"text": TEXT.replace("51 CCN", "54 CCN")})
    assert page.status_code == 400
    assert "không cần công văn đính chính" in page.content.decode()
