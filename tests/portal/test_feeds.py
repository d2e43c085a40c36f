"""Feeds: what became known last is first, what was taken back says so, titles name what they are about, ids stay."""

import re
from datetime import date
from xml.etree.ElementTree import Element, fromstring

import pytest
from selectolax.lexbor import LexborHTMLParser

from parkledger.briefing.dashboard.changes import scope_of
from parkledger.briefing.dashboard.questions import subject
from parkledger.language import Lang
from parkledger.ledger.book.recording import build, record, withdraw
from parkledger.records.dates import Dates
from parkledger.records.recent import recorded_lately

ATOM = {"atom": "http://www.w3.org/2005/Atom"}
ZONE = "/khu-cum/bg-parks/kcn-quang-chau/thay-doi.atom"
FEEDS = [
    "/thay-doi.atom",
    "/dia-ban/viet-nam.bac-giang/thay-doi.atom",
    "/dia-ban/viet-nam.bac-giang.viet-yen/thay-doi.atom",
    ZONE,
]


def entries(client, path: str) -> list[Element]:
    return fromstring(client.get(path).content).findall("atom:entry", ATOM)  # noqa: S314  our own


def titles(client, path: str) -> list[str]:
    return [entry.findtext("atom:title", "", ATOM) for entry in entries(client, path)]


def long_ago(area: str, note: str = "") -> str:
    """An event of long ago about the zone that is recorded now."""
    fields = {"zone": "kcn-quang-chau", "area_m2": area, "effective_on": "2011-02-03", "note": note}
    return record("bg-parks", build("clearance_required", fields), by="tests").ref


@pytest.mark.parametrize("path", FEEDS)
def test_what_is_recorded_last_is_first_however_long_ago_it_took_effect(client, path: str) -> None:
    ref = long_ago("0,5 ha")
    first = entries(client, path)[0]
    assert first.findtext("atom:id", "", ATOM) == f"urn:parkledger:event:{ref.replace('/', ':')}"
    assert "KCN Quang Châu" in first.findtext("atom:title", "", ATOM)
    assert "Bắc Ninh" in first.findtext("atom:title", "", ATOM)


@pytest.mark.parametrize("path", FEEDS)
def test_what_was_taken_back_comes_up_again_and_says_so(client, path: str) -> None:
    ref = long_ago("0,5 ha")
    record(
        "bg-parks",
        build("clearance_required", {"zone": "kcn-van-trung", "area_m2": "1 ha", "effective_on": "2012-01-01"}),
        by="tests",
    )
    withdraw("bg-parks", int(ref.partition("/")[2]), reason="ghi nhầm", by="tests")
    first = entries(client, path)[0]
    assert first.findtext("atom:id", "", ATOM).endswith(ref.replace("/", ":"))
    assert first.findtext("atom:title", "", ATOM).startswith("[đã thu hồi] ")
    assert first.findtext("atom:updated", "", ATOM) > first.findtext("atom:published", "", ATOM)


def test_ids_are_the_same_on_every_host_and_in_every_language(client) -> None:
    def ids(path: str, **more: str) -> list[str]:
        feed = fromstring(client.get(path, **more).content)  # noqa: S314  our own
        return [each.findtext("atom:id", "", ATOM) for each in feed.findall("atom:entry", ATOM)]

    assert ids(FEEDS[0]) == ids(f"/en{FEEDS[0]}") == ids(FEEDS[0], SERVER_NAME="localhost")


def test_titles_name_projects_with_their_zone(client) -> None:
    spent = {"project": "MH-BG-0432", "capital": {"currency": "VND", "amount": 10**9}, "effective_on": "2025-01-02"}
    record("bg-parks", build("capital_implemented", spent), by="tests")
    found = [each for each in titles(client, FEEDS[0]) if each.startswith("Vốn thực hiện: ")]
    assert found
    assert all(re.search("KCN|CCN", each) and re.search("Bắc|Thái Nguyên", each) for each in found)


def test_a_district_is_told_of_its_own_zones_and_of_no_others(client) -> None:
    on = date(2023, 8, 22)
    scope = scope_of(subject("viet-nam.bac-giang.viet-yen", on, None, None))
    assert scope.books == ()
    inside = {code for _, code, _ in scope.zones}
    assert "kcn-quang-chau" in inside
    assert "kcn-song-khe-noi-hoang" not in inside
    for each in recorded_lately(scope, Dates(on), Lang.VI):
        assert "Việt Yên" in each.title, each.title
    page = client.get("/dia-ban/viet-nam.bac-giang.viet-yen/?on=2023-08-22").content.decode()
    assert "Không có sự kiện nào" not in page
    details = client.get(
        "/dia-ban/viet-nam.bac-giang.viet-yen/chi-tiet/?on=2023-08-22&since=2022-08-22"
    ).content.decode()
    assert "Không có sự kiện nào của các sổ ở địa bàn này" not in details


def test_the_page_of_changes_tells_of_what_became_known_and_opens_each_figure_as_it_was_then(client) -> None:
    since = "2026-01-15"
    page = f"{ZONE.removesuffix('.atom')}/?since={since}&on=2023-08-22"
    assert "Không có sự kiện nào được ghi" in client.get(page).content.decode()
    assert "Không số liệu nào trong bảng thay đổi" in client.get(page).content.decode()
    ref = long_ago("0,5 ha")
    for path in (page, f"/dia-ban/viet-nam.bac-giang/thay-doi/?since={since}", f"/en/thay-doi/?since={since}"):
        assert f"/su-kien/{ref}/" in client.get(path).content.decode()
    found = client.get(page).content.decode()
    assert "on=2023-08-22&amp;known=2026-01-15" in found  # the figure of then
    assert (
        "/khu-cum/bg-parks/kcn-quang-chau/thay-doi/" in client.get("/khu-cum/bg-parks/kcn-quang-chau/").content.decode()
    )
    assert client.get("/thay-doi/?since=hom-qua").status_code == 400
    assert client.get("/khu-cum/bg-parks/khong-co/thay-doi/").status_code == 404


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/thay-doi/?on=2023-08-22&since=2025-06-30", ["Ghi nhận đến 30/6/2025", "Ghi nhận đến nay"]),
        ("/en/thay-doi/?on=2023-08-22&since=2025-06-30", ["Recorded by 30 June 2025", "Recorded by today"]),
        (
            "/thay-doi/?on=2023-08-22&known=2025-12-01&since=2025-06-30",
            ["Ghi nhận đến 30/6/2025", "Ghi nhận đến 1/12/2025"],
        ),
        ("/thay-doi/?on=2023-08-22&since=2023-06-30", ["30/6/2023", "22/8/2023"]),
    ],
)
def test_figures_of_one_day_are_told_apart_by_what_was_known(client, path: str, told: list[str]) -> None:
    page = LexborHTMLParser(client.get(path).content.decode())
    assert [each.text().strip() for each in page.css("table#then-and-now thead th")][1:3] == told
