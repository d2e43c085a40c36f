"""Sector policies where people meet them: the land finder, a zone's page and its files, the API, events and forms."""

import json
from datetime import UTC, date, datetime

import pytest
from django.db.models import Sum

from parkledger.catalogue.sectors import SECTORS, Stance, stance_posted
from parkledger.ledger.models import Event, Posting, Zone
from parkledger.records.dates import Dates
from parkledger.records.sector_policies import policies
from tests.portal.conftest import DAY
from tests.portal.test_land import by_postings, cell, codes_of, parsed, rows


def by_sums(on: str, known: datetime | None = None) -> dict[str, dict[str, Stance]]:
    """Every zone's stances by its code, summed from the postings themselves."""
    posted = Posting.objects.filter(measure="sectors.policy", effective_on__lte=on)
    posted = posted.filter(recorded_at__lte=known) if known else posted
    names = dict(Zone.objects.values_list("id", "code"))
    found: dict[str, dict[str, Stance]] = {}
    for row in posted.values("zone_id", "detail").order_by().annotate(amounts=Sum("amount")):
        stance = stance_posted(row["amounts"])
        if stance is not None:
            found.setdefault(names[row["zone_id"] or 0], {})[row["detail"]] = stance
    return found


def stance_on(stances: dict[str, Stance], code: str) -> Stance | None:
    return stances.get(code) or stances.get(SECTORS[code].section)


@pytest.mark.parametrize("code", ["26", "15", "C", "84"])
def test_a_search_by_sector_finds_the_zones_that_take_it_and_no_others(client, code) -> None:
    stances, areas = by_sums(DAY), by_postings(DAY)
    with_land = [zone for zone, area in areas.items() if area > 0]
    expected = {zone for zone in with_land if (s := stance_on(stances.get(zone, {}), code)) and s.admits}
    assert codes_of(rows(client, f"on={DAY}&sector={code}")) == expected
    assert bool(expected) == (code != "84")


def test_a_row_says_the_stance_since_when_and_by_which_document(client) -> None:
    row = rows(client, f"on={DAY}&sector=16")["CCN Jutech"]
    said = " ".join(cell.text(separator=" ", strip=True) for cell in row.css("td")[:3])
    for part in ("Tiếp nhận có điều kiện", "*", "phòng cháy", "15/11/2022", "MINH-HOA-3", "không có thật"):
        assert part in said
    links = [link.attributes["href"] for link in row.css("td a")][:2]
    for link in links:
        assert client.get(link).status_code == 200
    followed = rows(client, f"on={DAY}&sector=22")["CCN Jutech"]
    assert "theo ngành cấp 1 C" in cell(followed, 0)


def test_where_nothing_is_decided_is_no_refusal(client) -> None:
    unknown = [
        code for code in codes_of(rows(client, f"on={DAY}&sector=15&unrecorded=1"))
        if stance_on(by_sums(DAY).get(code, {}), "15") is None
    ]  # fmt: skip
    assert unknown
    assert not {"kcn-quang-chau", "kcn-dinh-tram"} & codes_of(rows(client, f"on={DAY}&sector=15&unrecorded=1"))


def test_an_unknown_sector_is_refused_in_words(client) -> None:
    answer = client.get("/tim-dat/?sector=2610")
    assert answer.status_code == 400
    assert "2610" in answer.content.decode()


@pytest.mark.parametrize(
    ("on", "known"),
    [("2023-06-29", None), (DAY, None), ("2024-10-05", None), ("2024-10-05", datetime(2024, 9, 30, tzinfo=UTC)), ("2010-01-01", None)],
)  # fmt: skip
def test_what_stands_is_what_the_postings_come_to_and_rests_on_a_decision_that_says_so(client, on, known) -> None:
    names = dict(Zone.objects.values_list("id", "code"))
    found = policies(names, Dates(date.fromisoformat(on), known))
    shown = {
        names[zone]: {code: each.stance for code, each in policy.decided.items()} for zone, policy in found.items()
    }
    assert shown == by_sums(on, known)
    for policy in found.values():
        for each in policy.decided.values():
            event = Event.objects.get(book__code=each.book, seq=each.seq)
            assert each.sector.code in json.loads(event.payload)[each.stance.value].split(", ")
            assert event.effective_on == each.since


def test_a_policy_replaced_as_a_whole_is_gone_and_still_known_as_it_was(client) -> None:
    path = "/khu-cum/bg-parks/kcn-dinh-tram/"
    for query, there, gone in (
        ("on=2024-09-30", ("15", "refused"), ("25", "accepted")),
        ("on=2024-10-01", ("25", "accepted"), ("15", "refused")),
    ):
        answer = client.get(f"/api/v1/zones/bg-parks/kcn-dinh-tram?{query}").json()
        listed = {(each["sector"], each["stance"]) for each in answer["sectors"]}
        assert there in listed
        assert gone not in listed
        assert all(
            each["demo"] and each["document"] and each["event"].startswith("bg-parks/") for each in answer["sectors"]
        )
    tree = parsed(client.get(f"{path}?on=2024-10-01").content.decode())
    assert [row.css_first("th").text()[:2] for row in tree.css("table#sectors tbody tr")] == [
        "26",
        "25",
        "27",
        "28",
        "20",
    ]


def test_the_table_downloads_with_days_and_documents(client) -> None:
    page = client.get(f"/khu-cum/bg-parks/kcn-quang-chau/?on={DAY}&table=sectors&format=csv")
    text = page.content.decode("utf-8-sig")
    assert "22 Sản xuất sản phẩm từ cao su và plastic" in text
    assert "2023-06-30" in text
    assert "MINH-HOA-2" in text
    assert "17 " not in text
    found = client.get(f"/tim-dat/?on={DAY}&sector=26&table=land&format=csv").content.decode("utf-8-sig")
    assert "MINH-HOA-1" in found


def test_zones_are_listed_by_sector_in_the_api(client) -> None:
    listed = client.get(f"/api/v1/zones?on={DAY}&sector=62&limit=100").json()["items"]
    assert {each["code"] for each in listed} == {"kcn-tan-hung", "kcn-yen-lu"}
    assert client.get("/api/v1/zones?sector=2610").status_code == 400


def test_an_event_tells_its_sectors_and_stances_in_words(client) -> None:
    event = Event.objects.filter(type="sector_policy_set", book__code="bg-parks", effective_on="2023-06-30").get()
    page = parsed(client.get(f"/su-kien/bg-parks/{event.seq}/").content.decode()).body.text(separator=" ", strip=True)
    assert "22 Sản xuất sản phẩm từ cao su và plastic" in page
    assert "Tiếp nhận có điều kiện".casefold() in page.casefold()
    assert "không còn quy định riêng" in page


def test_an_officer_is_offered_the_table_and_told_what_a_decision_does(officer) -> None:
    path = "/ghi-so/sector_policy_set/?book=bg-parks"
    page = officer.get(path).content.decode()
    assert "26 Sản xuất sản phẩm điện tử" in page
    given = {"book": "bg-parks", "zone": "kcn-quang-chau", "effective_on": "2026-01-05", "act": "preview", "key": "a",
             "priority": "Dệt; C28", "refused": "2610"}  # fmt: skip
    refused = officer.post(path, given)
    assert refused.status_code == 422
    assert parsed(refused.content.decode()).css_first("#f-refused").attributes["aria-invalid"] == "true"
    seen = officer.post(path, {**given, "key": "b", "refused": "K"}).content.decode()
    effects = parsed(seen).css_first("#effects").text(separator=" ", strip=True)
    for part in ("13 Dệt", "28 Sản xuất máy móc", "ưu tiên thu hút", "không tiếp nhận"):
        assert part in effects


def test_a_projects_form_offers_the_table_and_takes_other_words(officer) -> None:
    tree = parsed(officer.get("/ghi-so/project_registered/?book=bg-parks").content.decode())
    field = tree.css_first("#f-sector")
    assert field.attributes["list"] == "sectors"
    assert len(tree.css("datalist#sectors option")) == len(SECTORS)


def test_what_was_asked_for_is_in_sight_and_rows_stay_low(visit) -> None:
    """The stance stands beside the zone, wide enough for its conditions: no reader scrolls sideways for what they asked."""
    page = visit(f"/tim-dat/?on={DAY}&sector=26").page
    stances = [each.bounding_box() for each in page.locator("#land tbody td.stance").all()]
    assert stances
    assert all(box["x"] + box["width"] <= 1280 for box in stances)
    assert max(box["height"] for box in stances) < 200
