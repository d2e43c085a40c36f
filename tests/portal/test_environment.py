"""The environment of all zones on its page, as it stood on the page's two dates, for whoever may see it."""

import csv
import io
import json
from datetime import date
from fractions import Fraction

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from parkledger.catalogue.parameters import parameter
from parkledger.catalogue.publicity import PublicKind, withheld
from parkledger.demo import drafts
from parkledger.demo.drafts import EventDraft
from parkledger.figures.current import expire
from parkledger.language import today
from parkledger.ledger.book.recording import build, writing
from parkledger.ledger.models import Event
from parkledger.records.dates import Dates
from parkledger.records.environment import environment_on
from parkledger.records.labour import ENDING_RULE, ENDING_WITHIN
from parkledger.records.project_lists import lines_on
from tests.portal.test_tables import check_page

PAGE, ON = "/moi-truong/", "?on=2025-12-10"
LIMITS_A = {"cod": 75, "bod5": 30, "tss": 50, "nh4": 5, "total_n": 20, "total_p": 4}
"""What may be discharged at the most by column A, by which the demonstration's samples are judged."""


@pytest.fixture
def known(books: object) -> None:
    """The books, opened."""


def rows(client: Client, path: str, table: str) -> list[dict[str, str]]:
    answer = client.get(f"{path}&table={table}&format=csv")
    content = b"".join(answer) if answer.streaming else answer.content
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")))) if answer.status_code == 200 else []


def told(kind: str) -> list[EventDraft]:
    return [draft for draft in drafts() if draft.type == kind and draft.fields["effective_on"] <= "2025-12-10"]


def text(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_permits_of_all_zones_stand_by_their_ends_with_zone_day_and_state(known: None, client: Client) -> None:
    found = rows(client, f"{PAGE}{ON}", "permits")
    granted = {draft.fields["permit"]: draft for draft in told("environmental_permit_granted")}
    assert {row["Giấy phép"] for row in found} == set(granted)
    assert all(row["Ngày cấp"] == granted[row["Giấy phép"]].fields["effective_on"] for row in found)
    assert {row["Khu, cụm"] for row in found} >= {"KCN Đình Trám", "KCN Quang Châu"}
    ended = {draft.fields["permit"] for draft in told("environmental_permit_ended")}
    assert {row["Giấy phép"] for row in found if row["Mã tình trạng"] == "ended"} == ended
    standing = [row["Có giá trị đến"] for row in found if row["Mã tình trạng"] != "ended"]
    assert standing == sorted(standing)
    assert {row["Mã tình trạng"] for row in found} >= {"valid", "to_renew", "ended"}
    renewed = {draft.fields["permit"]: draft.fields["valid_until"] for draft in told("environmental_permit_renewed")}
    assert {row["Giấy phép"]: row["Có giá trị đến"] for row in found if row["Giấy phép"] in renewed} == renewed


def test_the_notice_of_a_permit_and_what_is_ending_are_explained(known: None, client: Client, officer: Client) -> None:
    law = parameter("environment.permit.renewal_notice").on(date(2025, 12, 10))
    assert law
    assert f"từ {law.value} tháng trước ngày hết hạn ({law.basis}; " in text(client, f"{PAGE}{ON}")
    assert "tháng trước ngày hết hạn" not in text(client, f"{PAGE}?on=2004-06-01")
    assert ENDING_RULE.vi in text(officer, "/lao-dong/?on=2025-12-10")
    assert str(ENDING_WITHIN.days) in ENDING_RULE.vi


def test_things_of_a_project_name_it_and_its_enterprise(known: None, client: Client, officer: Client) -> None:
    projects = {line.project.code: line.project for line in lines_on(Dates(date(2025, 12, 10)))}
    for reader, path, table in (
        (client, f"{PAGE}{ON}", "permits"),
        (officer, f"/kiem-tra/{ON}&year=2024", "inspections"),
        (officer, f"/lao-dong/{ON}", "work_permits"),
    ):
        found = [row for row in rows(reader, path, table) if row["Mã dự án"]]
        assert found, path
        for row in found:
            project = projects[row["Mã dự án"]]
            assert (row["Dự án"], row["Doanh nghiệp"]) == (project.name, project.enterprise)


def test_works_and_stations_say_how_far_they_are(known: None, client: Client) -> None:
    works = rows(client, f"{PAGE}{ON}", "works")
    operating = {draft.fields["zone"] for draft in told("works_operating")}
    stopped = {draft.fields["zone"] for draft in told("works_stopped")}
    assert len([row for row in works if row["Mã tình trạng"] == "operating"]) == len(operating - stopped)
    (trial,) = [row for row in works if row["Mã tình trạng"] == "trial"]
    assert trial["Thử nghiệm đến"] > trial["Từ ngày"]
    stations = {row["Trạm quan trắc"]: row for row in rows(client, f"{PAGE}{ON}", "stations")}
    assert set(stations) == {draft.fields["station"] for draft in told("station_commissioned")}
    assert {row["Mã tình trạng"] for row in stations.values()} == {"connected", "unconnected", "closed"}
    connected = [draft.fields["effective_on"] for draft in told("station_connected")]
    assert stations["MH-QT-02"]["Kết nối ngày"] in connected


def test_values_outside_their_limits_stand_by_zone_the_farthest_first(known: None, client: Client) -> None:
    found = rows(client, f"{PAGE}{ON}&year=2025", "exceedances")
    expected = [
        (draft.fields["station"], draft.fields["effective_on"], name)
        for draft in told("monitoring_result")
        for name, most in LIMITS_A.items()
        if draft.fields["effective_on"] > "2025" and Fraction(draft.fields[name]) > most
    ]
    assert expected
    assert sorted((row["Trạm, điểm lấy mẫu"], row["Ngày"], row["Mã thông số"]) for row in found) == sorted(expected)
    order = [(row["Khu, cụm"], -Fraction(row["Tỷ lệ so với giới hạn (%)"])) for row in found]
    assert order == sorted(order)
    assert all(share < -100 for _, share in order)


def test_incidents_are_those_of_the_year_and_those_not_ended(known: None, client: Client) -> None:
    found = {row["Sự cố"]: row for row in rows(client, f"{PAGE}{ON}&year=2025", "incidents")}
    ended = {draft.fields["incident"] for draft in told("environmental_incident_ended")}
    opened = {draft.fields["incident"] for draft in told("environmental_incident_opened")}
    assert set(found) == opened - ended
    assert {row["Mã tình trạng"] for row in found.values()} == {"late"}
    assert {row["Sự cố"] for row in rows(client, f"{PAGE}{ON}&year=2024", "incidents")} == opened


def test_an_incident_whose_opening_was_corrected_is_of_the_year_of_its_opening(known: None, client: Client) -> None:
    """A correction is recorded after the end: the first on record was taken for the opening."""
    ended = next(iter(told("environmental_incident_ended"))).fields["incident"]
    event = next(
        each
        for each in Event.objects.filter(type="environmental_incident_opened", book__code="bg-parks")
        if json.loads(each.payload)["incident"] == ended
    )
    with writing("bg-parks", "thử") as book:
        opened = {**json.loads(event.payload), "effective_on": "2023-06-01"}
        book.correct(event.seq, build("environmental_incident_opened", opened), reason="ghi nhầm ngày")
    expire()
    of_year = {
        year: {
            each[0].opened.incident
            for each in environment_on(year, Dates(date(2025, 12, 10))).incidents
            if each[0].opened
        }
        for year in (2023, 2024)
    }
    assert ended in of_year[2023]
    assert ended not in of_year[2024]


def test_states_are_those_of_the_day_on_which_things_are_due(known: None, client: Client) -> None:
    """Figures end with the books; a permit goes on to its end."""
    page = text(client, PAGE)
    assert "Tình trạng, thời hạn tính đến ngày" in page
    found = {row["Giấy phép"]: row for row in rows(client, f"{PAGE}?", "permits")}
    latest = rows(client, f"{PAGE}?on={today():%Y-%m-%d}", "permits")
    assert {name: row["Mã tình trạng"] for name, row in found.items()} == {
        row["Giấy phép"]: row["Mã tình trạng"] for row in latest
    }


def test_what_is_to_be_followed_up_stands_alone(known: None, client: Client) -> None:
    page = f"{PAGE}{ON}&state=open"
    assert {row["Mã tình trạng"] for row in rows(client, page, "permits")} <= {"to_renew", "expired"}
    assert {row["Mã tình trạng"] for row in rows(client, page, "works")} == {"trial"}
    assert {row["Mã tình trạng"] for row in rows(client, page, "stations")} == {"unconnected"}
    assert {row["Mã tình trạng"] for row in rows(client, page, "incidents")} == {"late"}
    assert client.get(f"{PAGE}{ON}&state=mai").status_code == 400


@pytest.mark.parametrize("path", ["/moi-truong/", "/moi-truong/?state=open", "/lao-dong/"])
def test_what_nobody_recorded_is_not_said_not_to_be(known: None, officer: Client, path: str) -> None:
    page = officer.get(f"{path}{'&' if '?' in path else '?'}on=2004-06-01").content.decode()
    empty = [node.text() for node in LexborHTMLParser(page).css("p.empty")]
    assert empty
    assert [said for said in empty if "hông có" in said] == []


@pytest.mark.parametrize("table", ["permits", "works", "stations", "exceedances", "incidents"])
def test_the_page_is_narrowed_to_a_place_a_kind_or_a_book(known: None, client: Client, table: str) -> None:
    every = rows(client, f"{PAGE}{ON}&year=2024", table)
    of_book = [row for row in every if row["Sự kiện"].startswith("bg-parks/")]
    assert of_book
    assert rows(client, f"{PAGE}{ON}&year=2024&book=bg-parks", table) == of_book
    parks, clusters = (rows(client, f"{PAGE}{ON}&year=2024&kind={kind}", table) for kind in ("park", "cluster"))
    assert [row for row in every if row["Khu, cụm"].startswith("KCN")] == parks
    assert [row for row in every if row["Khu, cụm"].startswith("CCN")] == clusters
    assert rows(client, f"{PAGE}{ON}&year=2024&place=viet-nam.ha-noi", table) == []
    assert client.get(f"{PAGE}{ON}&kind=mai").status_code == 400


def test_a_place_within_a_province_has_what_lies_in_it_alone(known: None, client: Client) -> None:
    """Not all of a book: a station of Quang Châu lies in Việt Yên, one of Hòa Phú in Hiệp Hòa."""
    on = "?on=2025-06-10"
    near = rows(client, f"{PAGE}{on}&place=viet-nam.bac-giang.viet-yen", "stations")
    names = {row["Khu, cụm"] for row in near}
    assert "KCN Quang Châu" in names
    assert "KCN Hòa Phú" not in names


def test_the_kind_narrows_what_stands_beside_as_well(known: None, officer: Client) -> None:
    for path in ("/ha-tang/", "/kiem-tra/", "/lao-dong/", "/ho-so-thanh-lap/"):
        for kind in ("park", "cluster", "economic_zone"):
            page = text(officer, f"{path}{ON}&kind={kind}")
            assert f'<option value="{kind}" selected>' in page, path
    lots = rows(officer, f"/ha-tang/{ON}&state=all&kind=cluster", "lots")
    assert lots == []
    assert rows(officer, f"/ha-tang/{ON}&state=all&kind=park", "lots")


def test_what_was_not_known_is_not_told(known: None, client: Client) -> None:
    assert "MH-GPMT" not in text(client, f"{PAGE}{ON}&known=2025-12-21")
    page = text(client, f"{PAGE}?on=2004-06-01")
    assert "Hãy ghi sự kiện «Cấp giấy phép môi trường»" in page
    assert "Record “Environmental permit granted”" in text(client, f"/en{PAGE}?on=2004-06-01")
    assert client.get(f"{PAGE}{ON}&year=2027").status_code == 400


def test_what_a_book_withholds_is_not_told(known: None) -> None:
    dates = Dates(date(2025, 12, 10))
    assert environment_on(2025, dates)
    for kind in (PublicKind.PROJECTS, PublicKind.JOURNAL):
        before = withheld.set(frozenset({("bg-parks", kind.value)}))
        try:
            found = environment_on(2025, dates)
            assert not found.among(lambda event: event.book == "bg-parks")
        finally:
            withheld.reset(before)


def test_a_zones_page_leads_here(known: None, client: Client) -> None:
    page = text(client, f"/khu-cum/bg-parks/kcn-quang-chau/{ON}")
    assert 'href="/moi-truong/' in page


@pytest.mark.parametrize("address", [f"{PAGE}{ON}", f"/en{PAGE}{ON}&year=2024", f"{PAGE}{ON}&state=open"])
def test_tables_have_files_that_hold_them(known: None, client: Client, address: str) -> None:
    assert check_page(client, address)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_a_telephone(visit, scheme: str) -> None:
    found = visit(f"{PAGE}{ON}", width=390, scheme=scheme)
    assert found.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert "KCN Quang Châu" in found.page.inner_text("main")
    found.assert_clean()
    assert found.violations() == []
