"""Suppositions on the portal: made from the forms of events, marked throughout, for who may see them, and nowhere else."""

import re
from typing import Any

import pytest
from django.test import Client

from parkledger.ledger.errors import LandOverdrawn
from parkledger.ledger.store.registry import get_book
from parkledger.people.models import AuditEntry
from parkledger.places import get
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


def test_the_place_and_zone_pages_lead_to_it_when_asked_under_a_supposition(officer: Client, made: Supposition) -> None:
    place = get(made.book.place).code
    under = {
        f"/dia-ban/{place}/?phuong-an={made.pk}&on=2027-12-31": f"/phuong-an/{made.pk}/dia-ban/?on=2027-12-31&code={place}",
        f"/khu-cum/bg-parks/kcn-quang-chau/?phuong-an={made.pk}": f"/phuong-an/{made.pk}/khu-cum/kcn-quang-chau/?book=bg-parks",
        f"/khu-cum/bg-parks/kcn-moi/?phuong-an={made.pk}": f"/phuong-an/{made.pk}/khu-cum/kcn-moi/?book=bg-parks",
    }
    for path, there in under.items():
        assert officer.get(path)["Location"] == there
    assert Client().get(next(iter(under)), follow=True).redirect_chain[-1][0].startswith("/dang-nhap/")
    other = officer.get(f"/khu-cum/bg-clusters/kcn-moi/?phuong-an={made.pk}", follow=True)
    assert other.status_code == 404
    assert "«bg-clusters/kcn-moi»" in text(other)
    assert officer.get(f"/dia-ban/{place}/?phuong-an=mot").status_code == 200
