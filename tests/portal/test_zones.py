"""Zones: the list, the page, the fact sheet; their numbers are those of the books for the page's two dates."""

import io
import json
import re
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from django.db import connection
from django.http import QueryDict
from playwright.sync_api import expect
from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser

from parkledger.briefing.fact_sheets import HERE, FactSheet, fact_sheet, sheet_data
from parkledger.briefing.typesetting import FONTS, set_in_type
from parkledger.briefing.zone_profiles import TENANTS_SHOWN, zone_page
from parkledger.catalogue import ZoneKind
from parkledger.figures import Question
from parkledger.figures.current import current_figures, expire
from parkledger.figures.wording import written
from parkledger.language import Lang
from parkledger.ledger.book.recording import build, record, withdraw
from parkledger.ledger.events import EVENT_TYPES
from parkledger.records.dates import Dates, moment_from
from parkledger.records.histories import chronicle, zones_on
from parkledger.records.timelines import ZoneTimeline, decision_types, zone_types
from parkledger.records.zone_holdings import STAGES
from parkledger.records.zone_lists import NUMBERS, ZoneFilter, listed, round_half_up, totals
from tests.portal.conftest import DAY, SCHEMES
from tests.run_fixtures import command

ON = date.fromisoformat(DAY)
QUANG_CHAU = "/khu-cum/bg-parks/kcn-quang-chau/"


def text_of(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return " ".join(re.sub("<[^>]+>", " ", answer.content.decode()).split())


def row_of(client, path: str, name: str) -> str:
    page = client.get(path).content.decode()
    rows = [row for row in page.split("<tr>") if f">{name}</a>" in row]
    assert len(rows) == 1
    return " ".join(re.sub("<[^>]+>", " ", rows[0]).split())


@pytest.fixture
def known(books) -> None:
    """The books, opened."""


@pytest.mark.parametrize(
    ("kind", "count", "area", "occupancy"), [("park", 29, "1967.11", "75,6%"), ("cluster", 66, "2254", "54,0%")]
)
def test_totals_over_a_filter_are_those_of_the_seed_page(known, kind, count, area, occupancy) -> None:
    dates = Dates(ON, moment_from(DAY))
    lines = listed(ZoneFilter(ZoneKind(kind), place="viet-nam.bac-giang"), dates)
    (total,) = totals(lines, dates)
    assert (total.zones, total.area.value) == (count, Fraction(area))
    assert total.numbers[NUMBERS.index("occupancy")].written(Lang.VI) == occupancy


@pytest.mark.parametrize("on", ["2015-06-30", DAY, "2025-11-30"])
def test_every_number_of_the_list_is_the_engines(known, on) -> None:
    dates = Dates(date.fromisoformat(on), moment_from("2024-06-30"))
    cells = [cell for line in listed(ZoneFilter(), dates) for cell in (line.area, *line.numbers)]
    figures = current_figures().answer([cell.question for cell in cells if cell.question])
    assert len(figures) == len(cells) > 200
    assert [cell.value for cell in cells] == [figure.value for figure in figures]
    assert [cell.demo for cell in cells if cell.value is not None] == [
        figure.demo for figure in figures if figure.value is not None
    ]


def test_the_zones_of_a_day_are_those_that_events_put_on_record_by_then(known) -> None:
    early, late = (listed(ZoneFilter(), Dates(date(year, 1, 1))) for year in (2008, 2024))
    assert 0 < len(early) < len(late)
    figure = current_figures().one(Question("zones.planned", "viet-nam", date(2024, 1, 1), kind=ZoneKind.PARK))
    planned = [line for line in late if line.kind is ZoneKind.PARK and line.stage]
    assert len(planned) == figure.value


def test_a_zone_is_not_there_before_it_was_known(known) -> None:
    before = zones_on(Dates(ON, moment_from("2006-01-01")))
    assert ("bg-parks", "kcn-quang-chau") not in before
    assert ("bg-parks", "kcn-dinh-tram") in before


def test_a_cluster_merged_into_a_park_is_alive_before_and_ended_after(client) -> None:
    assert "Tân Hưng" in row_of(client, "/khu-cum/?kind=cluster&q=tan+hung&on=2024-04-14", "Tân Hưng")
    assert ">Tân Hưng</a>" not in client.get("/khu-cum/?kind=cluster&q=tan+hung&on=2024-04-15").content.decode()
    assert "sáp nhập 15/4/2024" in row_of(client, "/khu-cum/?stage=ended&kind=cluster&on=2024-04-15", "Tân Hưng")
    page = text_of(client, "/khu-cum/bg-clusters/ccn-tan-hung/?on=2024-04-15")
    assert "Sáp nhập vào" in page
    assert "Sáp nhập vào" not in text_of(client, "/khu-cum/bg-clusters/ccn-tan-hung/?on=2024-04-14")
    assert "Đã nhận sáp nhập" in text_of(client, "/khu-cum/bg-parks/kcn-tan-hung/?on=2024-04-15")
    # the merger was recorded later than it took effect, or not: what was known decides
    recorded = next(told for told in chronicle().zones["bg-clusters", "ccn-tan-hung"] if told.type == "zone_merged")
    unknown = f"/khu-cum/bg-clusters/ccn-tan-hung/?on=2025-01-01&known={recorded.recorded_at.date().replace(day=1)}"
    assert "Sáp nhập vào" not in text_of(client, unknown)


def test_a_renamed_zone_has_the_name_of_the_day_and_shows_its_former_one(known) -> None:
    (renamed,) = [told for each in chronicle().zones.values() for told in each if told.type == "zone_renamed"]
    reference = (renamed.book, str(renamed.payload["zone"]))
    after = zones_on(Dates(renamed.effective_on))[reference]
    before = zones_on(Dates(date.fromordinal(renamed.effective_on.toordinal() - 1)))[reference]
    assert after.name == renamed.payload["name"] != before.name
    assert [name for _, name in after.names] == [before.name, after.name]


def test_what_is_recorded_later_is_read_and_what_was_known_before_stays(client, books) -> None:
    moment = current_figures().heads["bg-parks"]
    assert "KCN Quang Châu" in text_of(client, f"{QUANG_CHAU}?on={DAY}")
    fields = ("zone=kcn-quang-chau", "name=Quang Châu Mới", "effective_on=2023-08-01")
    command(books, "record", "zone_renamed", "--book", "bg-parks", *(word for each in fields for word in ("-f", each)))
    expire()
    assert current_figures().heads["bg-parks"] != moment
    assert "KCN Quang Châu Mới" in text_of(client, f"{QUANG_CHAU}?on={DAY}")
    assert "KCN Quang Châu Mới" not in text_of(client, f"{QUANG_CHAU}?on=2023-07-31")
    assert "KCN Quang Châu Mới" not in text_of(client, f"{QUANG_CHAU}?on={DAY}&known={DAY}")
    assert "Tên qua các thời kỳ" in text_of(client, f"{QUANG_CHAU}?on={DAY}")


@pytest.mark.parametrize("typed", ["quang chau", "Quang Châu", "kcn QUANG chau", "sai gon"])
def test_zones_are_found_with_or_without_diacritics(client, typed) -> None:
    page = client.get("/khu-cum/", {"q": typed, "on": DAY}).content.decode()
    assert ">Quang Châu</a>" in page
    assert ">Vân Trung</a>" not in page


def test_the_list_is_sorted_by_any_column_both_ways_with_the_unknown_last(known) -> None:
    dates = Dates(ON)
    for sort in ("area", *NUMBERS):
        up, down = (listed(ZoneFilter(sort=sort, backwards=way), dates) for way in (False, True))
        values = [
            [(line.area if sort == "area" else line.numbers[NUMBERS.index(sort)]).value for line in lines]
            for lines in (up, down)
        ]
        numbers = [[value for value in each if value is not None] for each in values]
        assert numbers[0] == sorted(numbers[0])
        assert numbers[1] == sorted(numbers[1], reverse=True)
        assert all(value is None for each, some in zip(values, numbers, strict=True) for value in each[len(some) :])


def test_long_lists_are_paged_with_the_filters_kept_and_downloaded_whole(client) -> None:
    first = client.get(f"/khu-cum/?on={DAY}&kind=cluster&sort=area").content.decode()
    assert first.count('<th scope="row" data-heading=') == 50
    assert "kind=cluster&amp;sort=area&amp;page=2" in first
    whole = client.get(f"/khu-cum/?on={DAY}&kind=cluster&table=zones&format=csv").content.decode("utf-8-sig")
    zones = len(listed(ZoneFilter(ZoneKind.CLUSTER), Dates(ON)))
    assert zones > 50
    assert whole.count(",CCN,") == zones


@pytest.mark.parametrize("query", ["stage=lunch", "sort=price", "kind=garden"])
def test_a_filter_that_there_is_not_is_refused_in_words(client, query) -> None:
    answer = client.get(f"/khu-cum/?{query}")
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()


def test_a_zone_that_there_is_not_is_not_found(client) -> None:
    assert client.get("/khu-cum/bg-parks/kcn-khong-co/").status_code == 404


def test_before_a_zone_was_on_record_its_page_says_so(client) -> None:
    assert "chưa có trong sổ" in text_of(client, f"{QUANG_CHAU}?on=2000-01-01")


def test_the_zone_page_has_the_books_numbers(client) -> None:
    page = text_of(client, f"{QUANG_CHAU}?on={DAY}&known={DAY}")
    zone = zones_on(Dates(ON))["bg-parks", "kcn-quang-chau"]
    fdi = current_figures().one(
        Question("projects.in_force", zone.place, ON, zone=zone.id, kind=ZoneKind.PARK, known_at=moment_from(DAY))
    )
    shown = zone_page(zone.reference, Dates(ON, moment_from(DAY)), Lang.VI)
    assert len(shown.tenants) == fdi.value
    assert "Nghị định 35/2022/NĐ-CP" in page
    assert "637/QĐ-TTg" in page
    assert "CTCP KCN Sài Gòn - Bắc Giang" in page
    rent = current_figures().one(
        Question("fee.land_rent", zone.place, ON, zone=zone.id, kind=ZoneKind.PARK, known_at=moment_from(DAY))
    )
    assert f"Giá thuê đất: {written(rent, Lang.VI)}" in page


def test_a_long_table_of_tenants_is_cut_on_the_page_and_whole_in_its_file(client) -> None:
    page = client.get(f"{QUANG_CHAU}?on={DAY}").content.decode()
    tenants = len(zone_page(("bg-parks", "kcn-quang-chau"), Dates(ON), Lang.VI).tenants)
    table = page.split('id="tenants"')[1].split("</table>")[0]
    assert table.count('<th scope="row"') == TENANTS_SHOWN < tenants
    answer = client.get(f"{QUANG_CHAU}?on={DAY}&table=tenants&format=json")
    assert len(json.loads(answer.content)["rows"]) == tenants


def test_tenants_land_is_the_zones_land_let(known) -> None:
    page = zone_page(("bg-parks", "kcn-quang-chau"), Dates(ON), Lang.VI)
    assert Fraction(page.added.land, 10_000) == page.figures["land.leased"].value


def test_tariffs_in_force_are_the_latest_set_by_the_day(known) -> None:
    rents = {
        on: [each for each in zone_page(("bg-parks", "kcn-quang-chau"), Dates(date.fromisoformat(on)), Lang.VI).tariffs
             if each.measure == "fee.land_rent"]
        for on in ("2017-12-31", "2022-12-31", DAY)
    }  # fmt: skip
    assert rents["2017-12-31"] == []
    assert [(each.value, each.since) for each in rents["2022-12-31"]] == [(Fraction(85), date(2018, 1, 2))]
    assert [(each.value, each.since) for each in rents[DAY]] == [(Fraction(125), date(2023, 1, 3))]


def test_the_land_bar_adds_up_to_the_whole(known) -> None:
    from parkledger.records.land_bars import WIDTH, land_bar

    bar = land_bar(zone_page(("bg-parks", "kcn-quang-chau"), Dates(ON), Lang.VI).figures)
    assert bar is not None
    assert sum(part.area_ha for part in bar.parts) == bar.whole.value
    assert sum(part.width for part in bar.parts) == WIDTH
    assert all(left.start + left.width == right.start for left, right in zip(bar.parts, bar.parts[1:], strict=False))


def test_contacts_are_for_officers_only(client, officer, books) -> None:
    from parkledger.ledger.models import Contact, Event
    from parkledger.people.models import AuditEntry

    event = Event.objects.get(book__code="bg-parks", type="zone_established", payload__contains='"kcn-quang-chau"')
    Contact.objects.create(event=event, name="Nguyễn Thị Thử", role="đầu mối", phone="0204 000 000", email="")
    assert "Nguyễn Thị Thử" not in client.get(f"{QUANG_CHAU}?on={DAY}").content.decode()
    officer.get(f"/khu-cum/bg-parks/kcn-van-trung/?on={DAY}")
    assert not AuditEntry.objects.filter(action="contacts_viewed").exists(), "nobody's contacts were shown"
    for _ in range(2):
        assert "Nguyễn Thị Thử" in officer.get(f"{QUANG_CHAU}?on={DAY}").content.decode()
    told = AuditEntry.objects.filter(action="contacts_viewed").values_list("by", "about", "address")
    assert list(told) == [("can-bo", "bg-parks/kcn-quang-chau", "127.0.0.1")], "once a day, and no visitor"
    assert "Nguyễn Thị Thử" not in client.get(f"{QUANG_CHAU}?on={DAY}").content.decode()


def pages_of(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def set_from(data: dict[str, object]) -> bytes:
    return set_in_type(HERE / "fact_sheet.typ", data, fonts=FONTS, format="pdf")


@pytest.mark.parametrize(("prefix", "words"), [("", "Tỷ lệ lấp đầy"), ("/en", "Occupancy rate")])
def test_the_fact_sheet_is_one_page_with_the_figures_and_the_address_to_cite(client, prefix, words) -> None:
    answer = client.get(f"{prefix}{QUANG_CHAU}phieu.pdf?on={DAY}&known={DAY}")
    assert answer["Content-Type"] == "application/pdf"
    (page,) = pages_of(answer.content)
    figures = zone_page(("bg-parks", "kcn-quang-chau"), Dates(ON, moment_from(DAY)), Lang.VI).figures
    occupancy = round_half_up((figures["occupancy"].value or Fraction(0)) * 10)
    written = f"{occupancy // 10},{occupancy % 10}%" if not prefix else f"{occupancy // 10}.{occupancy % 10}%"
    assert written + "*" in page
    assert words in page
    assert f"{QUANG_CHAU}?on={DAY}&known={DAY}" in page.replace(" ", "")
    assert figures["occupancy"].formula_name.of("en" if prefix else "vi") in page


def test_every_park_of_every_book_fits_on_one_page(known) -> None:
    dates = Dates(ON, moment_from(DAY))
    for reference in (zone.reference for zone in zones_on(dates).values() if zone.kind == ZoneKind.PARK):
        sheet = FactSheet(zone_page(reference, dates, Lang.VI), dates, "http://127.0.0.1/" + "x" * 90, Lang.VI)
        assert len(PdfReader(io.BytesIO(fact_sheet(sheet))).pages) == 1, reference


def test_a_sheet_with_far_too_much_stays_on_one_page_and_says_how_much_more(known) -> None:
    dates = Dates(ON, moment_from(DAY))
    sheet = FactSheet(zone_page(("bg-parks", "kcn-quang-chau"), dates, Lang.VI), dates, "http://127.0.0.1/", Lang.VI)
    data = sheet_data(sheet)
    for table in ("tenants", "tariffs", "facilities", "decisions", "conditions"):
        data[table] = data[table] * 30
    data["facts"] = [("Một nhãn rất dài " * 4, "Một giá trị rất dài " * 40)] * 6
    (page,) = pages_of(set_from(data))
    assert re.search(r"… và \d+ dòng nữa", page)


def test_names_are_never_read_as_markup(known) -> None:
    dates = Dates(ON, moment_from(DAY))
    sheet = FactSheet(zone_page(("bg-parks", "kcn-quang-chau"), dates, Lang.VI), dates, "http://127.0.0.1/", Lang.VI)
    data = sheet_data(sheet) | {"title": '#panic("x") *đậm* $1/2$ </svg> \\ [', "lead": '#read("/etc/passwd")'}
    (page,) = pages_of(set_from(data))
    assert '#panic("x") *đậm* $1/2$ </svg> \\ [' in page
    assert '#read("/etc/passwd")' in page


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("path", [f"/khu-cum/?on={DAY}", f"{QUANG_CHAU}?on={DAY}", f"/en{QUANG_CHAU}?on={DAY}"])
def test_in_a_browser_nothing_fails_and_axe_finds_nothing(visit, path, scheme) -> None:
    page = visit(path, scheme=scheme)
    assert page.violations() == []
    page.assert_clean()


def test_on_a_phone_nothing_is_wider_than_the_screen(visit) -> None:
    for path in (f"/khu-cum/?on={DAY}", f"{QUANG_CHAU}?on={DAY}"):
        page = visit(path, width=360)
        assert page.page.evaluate("document.documentElement.scrollWidth") <= 360


def test_of_the_events_of_a_zone_only_those_shown_are_read(client, books) -> None:
    timeline = ZoneTimeline(("bg-parks", "kcn-quang-chau"), Dates(ON), Lang.VI)
    asked: list[str] = []
    connection.ensure_connection()
    connection.connection.set_trace_callback(asked.append)
    count, some = len(timeline), timeline[5:9]
    connection.connection.set_trace_callback(None)
    (read,) = [each for each in asked if "LEFT JOIN ledger_event n" in each]
    assert read.partition("IN (")[2].partition(")")[0].count(",") == 3
    every = sorted(timeline, key=lambda each: (each.on, each.recorded_at, each.id), reverse=True)
    assert count == len(every) > 9
    assert [each.id for each in some] == [each.id for each in every[5:9]]
    page = client.get(f"{QUANG_CHAU}?on={DAY}").content.decode()
    shown = page.partition('<ol class="timeline">')[2].partition("</ol>")[0]
    assert re.findall(r'<div>\s*<a href="/su-kien/([^?"]+)/', shown) == [f"{each.book}/{each.seq}" for each in every]


@pytest.mark.parametrize("zone", [("bg-parks", "kcn-tan-hung"), ("bg-clusters", "ccn-tan-hung")])
def test_a_merger_stands_in_the_timelines_of_both_zones(client, books, zone) -> None:
    """The cluster stands in one book, the park that takes it over in another."""
    dates = Dates(date(2025, 1, 1))
    merged = [(each.book, each.type) for each in ZoneTimeline(zone, dates, Lang.VI, ["zone_merged"])]
    assert merged == [("bg-clusters", "zone_merged")]
    assert not list(ZoneTimeline(("bg-parks", "ccn-tan-hung"), dates, Lang.VI))


def test_what_a_zone_came_to_be_by_is_among_the_decisions_read_together() -> None:
    reached = {code for code, kind in EVENT_TYPES.items() if kind.milestone in STAGES}
    assert {"zone_planned", "zone_established"} < reached
    assert reached | {"infrastructure_completed", "zone_renamed"} <= set(decision_types()) < set(zone_types())
    assert not {"land_leased", "priority_listed"} & set(decision_types())
    assert "land_leased" not in zone_types()


WITHDRAWN = {
    "zone": "kcn-ghi-nham", "name": "Ghi Nhầm", "kind": "park", "effective_on": "1/3/2022",
    "place": "viet-nam.bac-giang.viet-yen", "area_m2": "80 ha", "industrial_m2": "60 ha", "latitude": "21.3", "longitude": "106.2",
}  # fmt: skip


def test_a_zone_withdrawn_since_is_shown_as_it_was_known_and_not_after(client, books) -> None:
    seq = record("bg-parks", build("zone_established", WITHDRAWN), by="thu").seq
    moment = datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "+00:00"
    withdraw("bg-parks", seq, reason="ghi nhầm", by="thu")
    expire()
    pages = (
        "/khu-cum/?q=ghi+nham", "/ban-do/?q=ghi+nham", "/ban-do/khu-cum.geojson?q=ghi+nham", "/tim/?q=ghi+nham",
        "/tim-dat/?place=viet-nam.bac-giang", "/api/v1/zones?text=ghi+nham",
        "/so-lieu/?indicator=land.available&kind=park&place=viet-nam.bac-giang",
    )  # fmt: skip
    own = (
        "/khu-cum/bg-parks/kcn-ghi-nham/?", "/api/v1/zones/bg-parks/kcn-ghi-nham?",
        "/so-lieu/?indicator=land.available&zone=bg-parks/kcn-ghi-nham",
        "/api/v1/figures?indicator=land.available&zone=bg-parks/kcn-ghi-nham",
    )  # fmt: skip
    for path in (*pages, *own):
        then = client.get(path, {**QueryDict(path.partition("?")[2]).dict(), "on": DAY, "known": moment})
        assert then.status_code == 200, path
        assert (
            "KCN Ghi Nhầm" in json.dumps(then.json(), ensure_ascii=False)
            if "json" in then["Content-Type"]
            else ("Ghi Nhầm" in then.content.decode())
        ), path
    for path in pages:
        assert "kcn-ghi-nham" not in client.get(f"{path}&on={DAY}").content.decode(), path
    assert {client.get(f"{path}&on={DAY}").status_code for path in own} == {404}
    assert (
        "60"
        in client.get(
            own[3], {**QueryDict(own[3].partition("?")[2]).dict(), "on": DAY, "known": moment}
        ).content.decode()
    )


def heading(page: str) -> str:
    """The words of a page's heading of the first level."""
    words = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    assert words
    return " ".join(re.sub(r"<[^>]+>", "", words[1]).split())


def test_a_zone_declared_anew_under_the_code_of_a_withdrawn_one_is_another(client, books) -> None:
    seq = record("bg-parks", build("zone_established", WITHDRAWN), by="thu").seq
    moment = datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "+00:00"
    withdraw("bg-parks", seq, reason="ghi nhầm", by="thu")
    record("bg-parks", build("zone_established", {**WITHDRAWN, "name": "Ghi Lại", "industrial_m2": "50 ha"}), by="thu")
    expire()
    path = "/khu-cum/bg-parks/kcn-ghi-nham/"
    before = client.get(path, {"on": DAY, "known": moment}).content.decode()
    after = client.get(path, {"on": DAY}).content.decode()
    assert (heading(before), "60,00 ha" in before) == ("KCN Ghi Nhầm", True)
    assert (heading(after), "50,00 ha" in after) == ("KCN Ghi Lại", True)
    figure = client.get(
        "/so-lieu/", {"indicator": "land.leasable", "zone": "bg-parks/kcn-ghi-nham", "on": DAY, "known": moment}
    )
    assert "60,00 ha" in figure.content.decode()


def test_a_table_of_some_of_a_zones_tenants_says_of_how_many(client) -> None:
    page = client.get(f"/khu-cum/bg-parks/kcn-quang-chau/?on={DAY}").content.decode()
    caption = page.partition('<table id="tenants"')[2].partition("<caption>")[2].partition("</caption>")[0]
    assert caption == "25 dự án được cấp gần nhất, trong 50 dự án"
    assert page.partition('<table id="tenants"')[2].partition("</table>")[0].count('scope="row"') == 25
    few = client.get("/khu-cum/bg-parks/kcn-song-khe-noi-hoang/?on=2008-12-31").content.decode()
    whole = few.partition('<table id="tenants"')[2].partition("<caption>")[2].partition("</caption>")[0]
    assert re.fullmatch(r"\d+ dự án", whole)


def test_a_phone_shows_a_zone_s_cells_under_its_name_and_sorts_by_the_headings(visit) -> None:
    """Nothing is scrolled sideways; totals say what they are of, too."""
    found = visit(f"/khu-cum/?on={DAY}", width=390)
    page = found.page
    wider = "each => each.scrollWidth - each.clientWidth"
    assert page.locator(".scroll:has(#zones)").evaluate(wider) <= 0
    first = page.locator("#zones tbody tr").first
    assert first.bounding_box()["y"] + first.bounding_box()["height"] < 844
    said = "cell => getComputedStyle(cell, '::before').content"
    assert page.locator("#zones tfoot td.number").first.evaluate(said) == '"Diện tích (ha): "'
    assert found.violations() == []
    page.locator("#zones thead a", has_text="Lấp đầy").click()
    page.wait_for_url("**sort=occupancy**")
    assert page.locator("#zones th[aria-sort=descending]").inner_text().startswith("Lấp đầy")
    assert page.locator("#zones thead th:visible").count() == page.locator("#zones thead a.sort").count() > 5
    found.assert_clean()


def test_a_page_tells_of_projects_by_origin_no_more_than_its_figures(client, books) -> None:
    """Where nothing says that there is no foreign project, none is told: neither by a nought nor by "không có"."""
    about = {"kind": "cluster", "place": "viet-nam.bac-giang", "effective_on": "1/3/2022", "area_m2": "20 ha"}
    for code in ("ccn-trong", "ccn-mot"):
        record("bg-clusters", build("zone_established", {**about, "zone": code, "name": code}), by="thu")
    project = {"project": "DDI-1", "name": "Xưởng", "enterprise": "Doanh nghiệp giả định", "origin": "ddi",
               "zone": "ccn-mot", "capital": "10 tỷ đồng", "effective_on": "1/4/2022"}  # fmt: skip
    record("bg-clusters", build("project_registered", project), by="thu")
    expire()
    empty = text_of(client, f"/khu-cum/bg-clusters/ccn-trong/?on={DAY}")
    assert "sổ chưa ghi nhận dự án thứ cấp nào trong khu, cụm" in empty
    assert "không có dự án thứ cấp" not in empty
    one = text_of(client, f"/khu-cum/bg-clusters/ccn-mot/?on={DAY}")
    assert "Dự án FDI còn hiệu lực chưa có số liệu" in one
    assert "1 dự án DDI, vốn đăng ký 10,00 tỷ đồng" in one
    assert "0 dự án FDI" not in one
    listed = text_of(client, f"/en/du-an/?zone=bg-clusters/ccn-mot&on={DAY}")
    assert "1 domestic project, registered capital" in listed, "one project is no projects"


def test_the_page_of_a_cluster_without_a_decision_has_its_area_and_the_list_says_so(client, books) -> None:
    about = {"kind": "cluster", "place": "viet-nam.bac-giang", "effective_on": "1/3/2022", "area_m2": "12 ha"}
    stage = {"established": False, "planned": False, "operating": True}
    opened = {**about, **stage, "zone": "ccn-lang-cu", "name": "Làng Cũ", "industrial_m2": "8 ha"}
    record("bg-clusters", build("zone_opened", opened), by="thu")
    expire()
    page = text_of(client, f"/khu-cum/bg-clusters/ccn-lang-cu/?on={DAY}")
    assert re.search(r"Diện tích tự nhiên ?: 12,00 ha", page)
    assert "12,00 (chưa thành lập)" in row_of(client, f"/khu-cum/?q=lang+cu&on={DAY}", "Làng Cũ")
    listed_now = client.get("/api/v1/zones", {"text": "lang cu", "on": DAY}).json()["items"]
    (told,) = [each for each in listed_now if each["name"] == "Làng Cũ"]
    assert told["numbers"]["land.natural"]["value"] == 12


def test_a_zone_is_on_a_small_map_with_what_is_near_and_the_rest_is_folded(visit) -> None:
    page = visit(f"/khu-cum/bg-parks/kcn-quang-chau/?on={DAY}", width=390).page
    drawn = page.locator("div.small-map svg")
    expect(drawn).to_be_visible()
    said = drawn.text_content() or ""
    assert "KCN Quang Châu" in said
    assert len(re.findall(r", \d+ km", said)) >= 2
    assert page.evaluate("document.body.scrollHeight") <= 13_283, "half of what it was on a phone"
    assert page.locator("details.fold table:visible").count() == 0
    page.locator("details.fold summary", has_text="Hạ tầng kỹ thuật").click()
    assert page.locator("details.fold table:visible").count() > 0
    page.goto(page.url + "&page=1#timeline-heading")
    expect(page.locator("ol.timeline").first).to_be_visible()
    page.emulate_media(media="print")
    assert page.locator("details.fold h2:visible").count() > 5, "a print has every part with its heading"


def test_in_english_kinds_of_zones_are_words(client) -> None:
    page = LexborHTMLParser(client.get(f"/en/khu-cum/?on={DAY}").content.decode())
    kinds = {node.text(strip=True) for node in page.css("table#zones tbody tr:not(.total) td:nth-child(2)")}
    assert kinds == {"industrial park", "industrial cluster"}
    totals = " ".join(node.text() for node in page.css("table#zones tfoot th"))
    assert "industrial parks" in totals
    assert "KCN" not in totals
