"""Suppositions on the portal: made from the forms of events, marked throughout, for who may see them, and nowhere else."""

import re
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from parkledger.figures.supposing import supposed_figures
from parkledger.ledger.errors import LandOverdrawn
from parkledger.ledger.store.registry import get_book
from parkledger.people.models import AuditEntry
from parkledger.places import get
from parkledger.records.supposed import supposed_records
from parkledger.suppositions.models import SupposedEvent, Supposition
from parkledger.suppositions.storage import add_event, begin, given, listed
from tests.portal.persons import browser_of, person

BANNER = "PHƯƠNG ÁN GIẢ ĐỊNH"
LEASE = {
    "zone": "kcn-quang-chau",
    "area_m2": "2",
    "area_m2.unit": "ha",
    "effective_on": "1/3/2027",
    "use": "industrial",
}


@pytest.fixture
def made(officer: Client) -> Supposition:
    """A supposition of a park to be founded, with a lease in it and one in a park on record."""
    found = begin(get_book("bg-parks"), "Cho thuê thêm", by="lan")
    new = {"zone": "kcn-moi", "name": "Mới", "kind": "park", "area_m2": "100 ha", "industrial_m2": "60 ha"}
    add_event(found, 1, "zone_established", {**new, "effective_on": "2027-01-01"})
    add_event(found, 2, "land_leased", {"zone": "kcn-moi", "area_m2": "6 ha", "effective_on": "2027-02-01"})
    add_event(found, 3, "land_leased", {"zone": "kcn-quang-chau", "area_m2": "1 ha", "effective_on": "2027-02-01"})
    return found


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_supposition_is_made_filled_changed_and_removed(officer: Client) -> None:
    assert "Chưa có phương án nào" in text(officer.get("/phuong-an/"))
    assert officer.post("/phuong-an/", {"book": "bg-parks", "title": " "}).status_code == 422
    there = officer.post("/phuong-an/", {"book": "bg-parks", "title": "Thêm đất"})["Location"]
    assert "Chưa có sự kiện nào" in text(officer.get(there))
    assert "Cho thuê" in text(officer.get(f"{there}su-kien/"))
    assert "KCN Quang Châu" in text(officer.get(f"{there}su-kien/land_leased/"))
    wrong = officer.post(f"{there}su-kien/land_leased/", {**LEASE, "area_m2": "hai", "revision": "1"})
    assert wrong.status_code == 422
    assert officer.post(f"{there}su-kien/land_leased/", {**LEASE, "revision": "1"}).status_code == 302
    assert officer.post(f"{there}su-kien/land_leased/", {**LEASE, "revision": "1"}).status_code == 409
    page = text(officer.get(there))
    assert "+2,00 ha" in page
    officer.post(f"{there}su-kien/1/", {**LEASE, "area_m2": "1", "revision": "2"})
    assert "+1,00 ha" in text(officer.get(there))
    officer.post(there, {"act": "copy", "revision": "3"})
    officer.post(there, {"act": "take-out", "position": "1", "revision": "3"})
    assert [size for _, size in listed()] == [0, 1]
    assert officer.post(there, {"act": "describe", "title": "Khác", "revision": "3"}).status_code == 409
    officer.post(there, {"act": "describe", "title": "Khác", "revision": "4"})
    officer.post(there, {"act": "remove", "revision": "5"})
    assert [each.title for each, _ in listed()] == ["Thêm đất"]
    told = AuditEntry.objects.filter(action__startswith="supposition").order_by("seq")
    assert [each.action for each in told] == ["supposition_begun", *["supposition_changed"] * 6]


def test_every_figure_under_it_is_marked(officer: Client, made: Supposition) -> None:
    page = text(officer.get(f"/phuong-an/{made.pk}/"))
    assert BANNER in page
    rows = re.findall(r"<tr>\s*<th scope=\"row\">.*?</tr>", page, re.DOTALL)
    assert len(rows) > 15
    for row in rows:
        recorded, under, difference = re.findall(r"<td class=\"number\">(.*?)</td>", row, re.DOTALL)
        assert "†" not in recorded
        assert "†" in under
        assert ("†" in difference) == (difference.strip() != "—")
    for path in ("dia-ban/", "khu-cum/kcn-moi/", "khu-cum/kcn-quang-chau/"):
        page = text(officer.get(f"/phuong-an/{made.pk}/{path}"))
        assert BANNER in page
        assert page.count("supposed-mark") > 10
    assert officer.get(f"/phuong-an/{made.pk}/khu-cum/khong-co/").status_code == 404
    assert "chỉ có trong phương án" in text(officer.get(f"/phuong-an/{made.pk}/khu-cum/kcn-moi/"))


def test_no_other_page_file_or_feed_knows_of_it(officer: Client, made: Supposition) -> None:
    place = get(made.book.place).code
    paths = (
        "/", f"/dia-ban/{place}/", "/khu-cum/", "/thay-doi.atom", "/khu-cum/bg-parks/kcn-quang-chau/", "/so/bg-parks/",
        f"/du-lieu/so-lieu.csv?indicator=zones.established&place={place}&on=2027-12-31", "/du-lieu/so-goc/bg-parks.jsonl",
    )  # fmt: skip
    visitor = Client()

    def answers() -> list[str]:
        told = [
            b"".join(found) if (found := getattr(each, "streaming_content", None)) else each.content
            for each in map(visitor.get, paths)
        ]
        return [re.sub(r"<updated>.*?</updated>|\d\d:\d\d", "", each.decode()) for each in told]

    before = answers()
    for path in ("", "dia-ban/", "khu-cum/kcn-moi/"):
        assert officer.get(f"/phuong-an/{made.pk}/{path}?table=all&format=csv")["Content-Type"].startswith("text/html")
    assert answers() == before
    assert not any("kcn-moi" in each for each in before)
    assert visitor.get("/khu-cum/bg-parks/kcn-moi/").status_code == 404


def test_an_event_that_cannot_be_is_told_at_its_place(officer: Client, made: Supposition) -> None:
    too_much = {"zone": "kcn-moi", "area_m2": "99 ha", "effective_on": "2027-02-01"}
    with pytest.raises(LandOverdrawn):
        add_event(made, 4, "land_leased", too_much)
    SupposedEvent.objects.create(supposition=made, position=4, type="land_leased", payload=too_much)  # the book went on
    page = officer.get(f"/phuong-an/{made.pk}/")
    assert page.status_code == 200
    assert "Sự kiện giả định thứ 4" in text(page)
    assert "chỉ còn 54 ha" in text(page)
    assert officer.get(f"/phuong-an/{made.pk}/dia-ban/").status_code == 400


def test_a_goal_is_sought_and_added(officer: Client, made: Supposition) -> None:
    zone = re.search(r'<option value="(\d+)"[^>]*>KCN Mới<', text(officer.get(f"/phuong-an/{made.pk}/muc-can-dat/")))
    assert zone is not None
    asked = {"zone": zone[1], "indicator": "occupancy", "reach": "60", "date": "2027-12-31", "event": "land_leased"}
    page = text(officer.get(f"/phuong-an/{made.pk}/muc-can-dat/", asked))
    assert "300.000 m²" in page
    assert BANNER in page
    assert officer.post(f"/phuong-an/{made.pk}/muc-can-dat/", {**asked, "revision": "4"}).status_code == 302
    assert given(made)[-1].payload["area_m2"] == 300_000
    refused = officer.get(f"/phuong-an/{made.pk}/muc-can-dat/", {**asked, "reach": "101"})
    assert refused.status_code == 422
    assert "nhiều nhất ghi được" in text(refused)
    assert officer.get(f"/phuong-an/{made.pk}/muc-can-dat/", {**asked, "reach": "nhiều"}).status_code == 422
    assert officer.get(f"/phuong-an/{made.pk}/muc-can-dat/", {**asked, "date": ""}).status_code == 422


def test_who_may_only_read_sees_it_and_changes_nothing(officer: Client, made: Supposition) -> None:
    leader = browser_of(person("lanh-dao", ("leader", {"place": "Bắc Giang"})))
    assert "Thêm sự kiện giả định" not in text(leader.get(f"/phuong-an/{made.pk}/"))
    assert leader.post(f"/phuong-an/{made.pk}/", {"act": "remove", "revision": "4"}).status_code == 403
    assert Supposition.objects.count() == 1
    other = browser_of(person("noi-khac", ("officer", {"book": "bk-parks"})))
    assert other.get(f"/phuong-an/{made.pk}/").status_code == 404


PLACE_PAGE = "/dia-ban/viet-nam.bac-giang/"
UNDER = (
    "/", "/chi-tiet/", PLACE_PAGE, f"{PLACE_PAGE}chi-tiet/", "/dia-ban/", "/khu-cum/", "/khu-cum/bg-parks/kcn-quang-chau/",
    "/khu-cum/bg-parks/kcn-moi/", "/du-an/", "/doanh-nghiep/", "/so-lieu/?indicator=occupancy&kind=park&place=viet-nam.bac-giang",
    "/so-lieu/?indicator=land.leased&zone=bg-parks/kcn-moi", "/so-sanh/?place=viet-nam.bac-giang&place=viet-nam.bac-kan",
    "/tim/?q=tỷ lệ lấp đầy các KCN Bắc Giang", "/tim-dat/", "/ban-do/", "/ban-do/tinh/", "/chi-tieu/occupancy/",
)  # fmt: skip
"""Pages that can be asked for under a supposition."""
NUMBER = re.compile(r'<a class="figure"[^>]*>(.*?)</a>(?:<span class="demo"[^>]*>\*</span>)?(†?)', re.DOTALL)


def _asked_under(path: str, made: Supposition) -> str:
    return f"{path}{'&' if '?' in path else '?'}phuong-an={made.pk}"


@pytest.mark.parametrize("path", UNDER)
def test_a_page_under_it_marks_every_figure_and_has_no_file(officer: Client, made: Supposition, path: str) -> None:
    answer = officer.get(_asked_under(path, made))
    page = text(answer)
    assert answer.status_code == 200
    assert page.count(BANNER) == 1
    figures = NUMBER.findall(page)
    assert figures or path in {"/chi-tieu/occupancy/", "/ban-do/tinh/", "/dia-ban/"}
    assert [told for told, mark in figures if "†" not in f"{told}{mark}"] == []
    assert "format=" not in page
    assert "chart-tools" not in page.partition("<main")[2]
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"
    for form in re.findall(r'<form\b[^>]*method="get".*?</form>', page, re.DOTALL):
        assert form.count('name="phuong-an"') == 1
    assert "†" not in text(officer.get(path))
    assert "†" not in text(Client().get(path))


def test_its_links_lead_on_under_it_and_its_menu_out_of_it_where_a_page_is_of_record(
    officer: Client, made: Supposition
) -> None:
    page = text(officer.get(_asked_under("/khu-cum/", made)))
    assert re.search(rf'href="/khu-cum/bg-clusters/ccn-bai-oi/\?[^"]*phuong-an={made.pk}"', page)
    assert re.search(rf'class="figure" href="/so-lieu/[^"]*phuong-an={made.pk}"', page)
    assert re.search(rf'href="/ban-do/\?[^"]*phuong-an={made.pk}"', page)
    assert not re.search(r'href="/(?:bao-cao|du-lieu|doc)/[^"]*phuong-an', page)


@pytest.mark.parametrize(
    "path",
    [
        "/bao-cao/", "/thay-doi.atom", "/du-lieu/so-lieu.csv?indicator=zones.established", "/so-sanh/so-sanh.xlsx?place=viet-nam",
        "/khu-cum/?table=zones&format=csv", "/khu-cum/bg-parks/kcn-quang-chau/phieu.pdf", "/du-lieu/so-goc/bg-parks.jsonl",
        "/?frame=parks", "/bieu-mau/", "/su-kien/bg-parks/1/", "/khong-co/",
    ],
)  # fmt: skip
def test_what_is_of_record_alone_is_refused_under_it_in_words(officer: Client, made: Supposition, path: str) -> None:
    answer = officer.get(_asked_under(path, made))
    assert answer.status_code in {400, 422}
    assert "phương án giả định" in text(answer)
    assert "†" not in text(answer)


def test_who_may_not_see_it_gets_no_page_under_it(officer: Client, made: Supposition) -> None:
    path = _asked_under("/khu-cum/", made)
    assert Client().get(path)["Location"].startswith("/dang-nhap/")
    other = browser_of(person("noi-khac", ("officer", {"book": "bk-parks"})))
    assert other.get(path).status_code == 404
    assert officer.get("/khu-cum/?phuong-an=mot").status_code == 404
    assert officer.get(_asked_under("/khu-cum/bg-clusters/kcn-moi/", made)).status_code == 404
    assert officer.get(f"{path}&known=2023-08-22").status_code == 400
    assert officer.post(path).status_code in {400, 403}


def test_no_page_of_record_is_kept_from_it(officer: Client, made: Supposition) -> None:
    """What visitors are shown is the same before and after, whatever was asked for under it meanwhile."""
    visitor, paths = Client(), [path for path in UNDER if "kcn-moi" not in path]

    def pages() -> list[str]:
        return [re.sub(r"known=[\w:%-]+", "", text(visitor.get(path))) for path in paths]

    before = pages()
    caches["pages"].clear()
    for path in UNDER:
        officer.get(_asked_under(path, made))
    assert pages() == before
    assert supposed_figures() is None
    assert supposed_records() is None
