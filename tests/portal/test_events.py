"""Events, documents and indicators: what their pages say is what stands in the tables, as known at the page's moment."""

import json
import re
from datetime import date, datetime, timedelta
from html import unescape

import pytest
from django.db import connection

from parkledger.catalogue import ZoneKind
from parkledger.figures import Question, current
from parkledger.ledger.book.recording import build, record
from parkledger.ledger.events import document_identity
from parkledger.ledger.models import Contact, row_id
from parkledger.ledger.store.source import aware
from parkledger.ledger.store.statements import fetch
from parkledger.records.dates import moment_text
from parkledger.records.documents import index
from tests.portal.conftest import DAY
from tests.portal.test_figures import BAC_GIANG, matched, text_of

CLEARED = {"zone": "kcn-quang-chau", "area_m2": 10_000, "effective_on": "2025-06-01"}
DECISION = {"number": "219/QĐ-TTg", "issuer": "Thủ tướng Chính phủ", "issued_on": "2022-02-17"}


MISSING = (
    "/su-kien/bg-parks/999999/",
    "/su-kien/khong-co/1/",
    "/van-ban/khong-co/",
    "/trang/99/",
    "/chi-tieu/khong-co/",
)


def replaced() -> tuple[int, int, int, datetime]:
    """An event of the parks' book that was replaced: its number, that of the reversal, of its replacement, and when."""
    sql = (
        "SELECT r.reverses, r.seq, n.seq, r.recorded_at FROM ledger_event r JOIN ledger_event n "
        "ON n.book_id = r.book_id AND n.replaces = r.reverses WHERE r.book_id = 1 ORDER BY r.seq LIMIT 1"
    )
    event, reversal, replacement, at = fetch(sql)[0]
    return event, reversal, replacement, aware(at)


def test_an_event_shows_its_fields_postings_and_document(client) -> None:
    sql = (
        "SELECT seq, payload FROM ledger_event WHERE book_id = 1 AND type = 'zone_established' AND document IS NOT NULL"
    )
    seq, text = fetch(sql)[0]
    answer, payload = client.get(f"/su-kien/bg-parks/{seq}/"), json.loads(text)
    assert payload["developer"] in text_of(answer)
    assert f"{payload['area_m2']:,}".replace(",", ".") + " m²" in text_of(answer)
    postings = fetch("SELECT COUNT(*) FROM ledger_posting WHERE event_id = %s", [row_id(1, seq)])[0][0]
    assert answer.content.decode().count('<th scope="row">') == postings > 0
    assert 'href="/van-ban/' in answer.content.decode()


def test_a_correction_is_known_from_the_moment_it_was_recorded(client) -> None:
    event, reversal, replacement, at = replaced()
    before, after = moment_text(at - timedelta(seconds=1)), moment_text(at)
    unaware = text_of(client.get(f"/su-kien/bg-parks/{event}/?known={before}"))
    aware_of_it = text_of(client.get(f"/su-kien/bg-parks/{event}/?known={after}"))
    assert "đã bị đính chính" not in unaware
    assert f"đã bị đính chính bởi sự kiện số {reversal}" in aware_of_it
    assert f"thay bằng sự kiện số {replacement}" in aware_of_it
    assert client.get(f"/su-kien/bg-parks/{reversal}/?known={before}").status_code == 404
    assert f"hủy bút toán của sự kiện số {event}" in text_of(client.get(f"/su-kien/bg-parks/{reversal}/"))
    assert f"thay cho sự kiện số {event}" in text_of(client.get(f"/su-kien/bg-parks/{replacement}/"))


def test_a_hash_is_computed_again_and_shows_what_was_changed(client) -> None:
    assert "Khớp" in text_of(client.get("/su-kien/bg-parks/7/"))
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER ledger_event_no_update")
        cursor.execute("UPDATE ledger_event SET note = 'khác' WHERE id = %s", [row_id(1, 7)])
    assert "KHÔNG khớp" in text_of(client.get("/su-kien/bg-parks/7/"))
    assert "KHÔNG khớp" not in text_of(client.get("/su-kien/bg-parks/8/"))


def test_neighbours_lead_through_the_book_and_end_at_its_ends(client) -> None:
    page = client.get("/su-kien/bg-parks/2/").content.decode()
    assert 'rel="prev" href="/su-kien/bg-parks/1/"' in page
    assert 'rel="next" href="/su-kien/bg-parks/3/"' in page
    assert 'rel="prev"' not in client.get("/su-kien/bg-parks/1/").content.decode()


def test_personal_data_are_not_public(client) -> None:
    Contact.objects.create(event_id=row_id(1, 1), name="Người Liên Hệ", role="", phone="0900000000", email="")
    assert "Người Liên Hệ" not in text_of(client.get("/su-kien/bg-parks/1/?on=2023-01-02"))


CODED = re.compile(r"\b(?:bg|bk)-(?:parks|clusters|province)/\d+")
LISTED = {
    "/so-lieu/?indicator=land.leased&place=viet-nam.bac-giang&kind=park": "event-list",
    "/so-lieu/?indicator=zones.established&place=viet-nam": "event-list",
    "/so-lieu/du-an/?project=bg-parks/MH-BG-0525&measure=capital.in_force": "steps",
}
"""Pages that list events, each with the table in which they stand."""


@pytest.mark.parametrize("path", LISTED)
@pytest.mark.parametrize(("prefix", "number"), [("", "số"), ("/en", "no.")])
def test_events_are_told_in_words_on_pages_and_by_their_codes_in_files(
    client, path: str, prefix: str, number: str
) -> None:
    words = text_of(client.get(prefix + path))
    coded = set(CODED.findall(client.get(f"{prefix}{path}&table={LISTED[path]}&format=csv").content.decode()))
    assert CODED.search(words) is None
    told = set(re.findall(rf"(?<!\w){re.escape(number)} (\d+)(?![\w/])", words))
    assert told
    assert told <= {each.split("/")[1] for each in coded}


def test_numbers_of_events_say_whose_book_they_are_of(client) -> None:
    one = text_of(client.get("/so-lieu/?indicator=land.cleared&place=viet-nam.bac-giang&kind=park"))
    assert "số theo sổ của Ban Quản lý các khu công nghiệp tỉnh Bắc Giang" in one
    two = text_of(client.get("/so-lieu/?indicator=zones.established&place=viet-nam"))
    assert "số theo sổ của" not in two
    assert "sổ của Ban Quản lý các khu công nghiệp tỉnh Bắc Giang" in two
    assert "sổ của Sở" in two


@pytest.mark.parametrize("path", MISSING)
def test_what_is_not_there_is_said_with_a_404(client, path) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert 'role="alert"' in answer.content.decode()


def test_a_document_is_one_however_often_it_is_cited(client) -> None:
    cited = fetch("SELECT COUNT(*) FROM ledger_event WHERE document LIKE '%%219/QĐ-TTg%%'")[0][0]
    page = text_of(client.get(f"/van-ban/{document_identity(DECISION)}/"))
    assert "219/QĐ-TTg" in page
    assert len(set(re.findall(r"số \d+(?= \d+/\d+/\d+)", page))) == cited
    listed = text_of(client.get("/van-ban/?text=219/qd-ttg"))
    assert re.search(rf"219/QĐ-TTg.* {cited} ", listed)


def test_a_document_is_not_there_before_an_event_cited_it(client) -> None:
    address = f"/van-ban/{document_identity(DECISION)}/"
    first = min(
        aware(at) for (at,) in fetch("SELECT recorded_at FROM ledger_event WHERE document LIKE '%%219/QĐ-TTg%%'")
    )
    assert client.get(f"{address}?known={moment_text(first - timedelta(seconds=1))}").status_code == 404
    assert client.get(f"{address}?known={moment_text(first + timedelta(seconds=1))}").status_code == 200


def test_documents_are_found_without_diacritics_and_by_who_issued_them(client) -> None:
    found = text_of(client.get("/van-ban/?text=quyet dinh thanh lap kcn quang chau"))
    assert "637/QĐ-TTg" in found
    assert "223/QĐ-UBND" not in found
    assert "Không có văn bản nào như vậy" in text_of(client.get("/van-ban/?text=zzz"))


def test_documents_of_the_list_are_all_that_are_cited(client) -> None:
    stored = fetch("SELECT DISTINCT document FROM ledger_event WHERE document IS NOT NULL")
    wanted = {document_identity(json.loads(text)) for (text,) in stored}
    assert set(index()) == wanted


def test_what_is_recorded_later_joins_the_documents(client) -> None:
    client.get("/van-ban/")
    known = len(index())
    record("bg-parks", build("land_cleared", CLEARED | {"document": {"number": "01/QĐ-THU"}}), by="thử")
    current.expire()
    page = text_of(client.get("/van-ban/?text=01/QD-THU"))
    assert "01/QĐ-THU" in page
    assert len(index()) == known + 1


def test_what_a_later_event_says_of_a_document_was_not_known_before(client) -> None:
    for title in ("", "Tên ghi sau"):
        document = {"number": "02/QĐ-THU", "title": title}
        record("bg-parks", build("land_cleared", CLEARED | {"document": document}), by="thử")
    current.expire()
    address = f"/van-ban/{document_identity({'number': '02/QĐ-THU'})}/"
    stored = fetch("SELECT recorded_at FROM ledger_event WHERE document LIKE '%%02/QĐ-THU%%'")
    first = moment_text(min(aware(at) for (at,) in stored))
    assert "Tên ghi sau" not in text_of(client.get(address, {"known": first}))
    assert "Tên ghi sau" in text_of(client.get(address))


def test_an_indicator_has_its_formulas_with_the_days_they_are_in_force(client) -> None:
    now, before = (text_of(client.get(f"/chi-tieu/occupancy/?on={on}")) for on in (DAY, "2021-08-22"))
    shown = r"(?i)đất công nghiệp và dịch vụ đã cho thuê / đất công nghiệp và dịch vụ áp dụng vào ngày này"
    assert re.search(shown, now)
    assert not re.search(shown, before)
    assert "Đến trước ngày 15/7/2022" in now


def test_an_indicators_values_are_the_engines(client) -> None:
    figure = current.current_figures().one(
        Question("zones.established", BAC_GIANG, date(2023, 8, 22), kind=ZoneKind.CLUSTER)
    )
    page = client.get(f"/chi-tieu/zones.established/?kind=cluster&on={DAY}").content.decode()
    row = matched(r'tỉnh Bắc Giang</a></th><td class="number"[^>]*>(.*?)</td>', page)
    assert unescape(re.sub("<[^>]+>", "", row)).startswith(f"{figure.value} CCN")


def test_indicators_are_found_without_diacritics(client) -> None:
    found = client.get("/chi-tieu/?text=ty le lap day").content.decode()
    assert "/chi-tieu/occupancy.gross/" not in found  # it is called otherwise
    assert "/chi-tieu/occupancy.operating/" in found
    assert "/chi-tieu/projects.in_force/" not in found


PAGES = ("/su-kien/bg-parks/1300/", "/en/su-kien/bg-clusters/2000/", "/van-ban/", f"/en/van-ban/{document_identity(DECISION)}/",
         f"/chi-tieu/occupancy/?on={DAY}", "/en/chi-tieu/")  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_in_a_browser_nothing_fails_axe_finds_nothing_and_a_telephone_is_wide_enough(visit, path) -> None:
    for scheme, width in (("light", 1280), ("dark", 360)):
        page = visit(path, scheme=scheme, width=width)
        assert page.violations() == []
        page.assert_clean()
        assert page.page.evaluate("document.documentElement.scrollWidth") <= width
