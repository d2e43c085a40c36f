"""Finding land: what is found is what the books' postings say for the page's dates; and asking about it."""

import re
import time
from datetime import date, datetime
from fractions import Fraction
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.conf import settings
from django.core import mail, signing
from django.db.models import Sum
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from parkledger.figures import Question
from parkledger.figures.current import current_figures, expire
from parkledger.figures.mirror.filling import heads
from parkledger.language import Lang, day_end, format_date, today
from parkledger.ledger.book.recording import build, record
from parkledger.ledger.models import Book, Event, Posting, Project, Zone
from parkledger.ledger.plots import Plot, PlotState, PlotUse
from parkledger.ledger.store.heads import HEADS
from parkledger.ledger.store.statements import fetch
from parkledger.people import letters
from parkledger.promotion import cases as promotion
from parkledger.promotion import form_guard, land_tables
from parkledger.promotion.models import Case, Sending
from parkledger.promotion.readiness import PLANNED_BY, Readiness, ReadyBy, readiness
from parkledger.submissions.models import Correspondent, Submission
from parkledger.submissions.workflow import inquiries, lifecycle
from tests.portal.conftest import DAY, SCHEMES
from tests.portal.persons import person
from tests.run_fixtures import USER

ZONE = "bg-parks/kcn-quang-chau"
LAND = {
    "land.industrial": 1, "land.service": 1, "land.leased_industrial": -1, "land.leased_service": -1, "land.approved": -1,
}  # fmt: skip


def parsed(page: str) -> Any:
    """A page to be looked through."""
    return LexborHTMLParser(page)


def rows(client, query: str) -> dict[str, Any]:
    """The rows of all the search's pages by the zone's title."""
    found: dict[str, Any] = {}
    address = f"?{query}"
    while address:
        page = client.get(f"/tim-dat/{address}")
        assert page.status_code == 200
        tree = parsed(page.content.decode())
        found |= {row.css_first("th a").text(strip=True): row for row in tree.css("table#land tbody tr")}
        after = tree.css_first("nav.pages a[rel=next]")
        address = after.attributes["href"] if after else ""
    return found


def cell(row, number: int) -> str:
    return " ".join(row.css("td")[number].text(separator=" ").split())


def newest(row) -> str:
    return " ".join(row.css_first("td[data-heading='Sự kiện mới nhất']").text(separator=" ").split())


def by_postings(on: str, known: datetime | None = None) -> dict[str, int]:
    """The land to let of every standing zone in m², by its code, summed from the postings themselves."""
    posted = Posting.objects.filter(effective_on__lte=on, zone_id__isnull=False, scenario="actual")
    if known:
        posted = posted.filter(recorded_at__lte=known)
    milestones = posted.filter(measure__in=["zones.established", "zones.operating"])
    reached = milestones.values("zone_id", "measure").order_by().annotate(n=Sum("amount")).filter(n__gt=0)
    standing = {row["zone_id"] for row in reached}
    found: dict[int, int] = {}
    for row in posted.filter(measure__in=LAND).values("zone_id", "measure").order_by().annotate(n=Sum("amount")):
        zone = row["zone_id"] or 0
        found[zone] = found.get(zone, 0) + LAND[row["measure"]] * row["n"]
    codes = dict(Zone.objects.values_list("id", "code"))
    return {codes[zone]: area for zone, area in found.items() if zone in standing}


def codes_of(found) -> set[str]:
    return {row.css_first("th a").attributes["href"].split("?")[0].rstrip("/").split("/")[-1] for row in found.values()}


@pytest.mark.parametrize("on", [DAY, "2015-06-30", "2024-06-30"])
def test_all_zones_with_land_to_let_are_found_and_no_others(client, on) -> None:
    expected = {code for code, area in by_postings(on).items() if area > 0}
    assert len(expected) > 10
    found = rows(client, f"on={on}")
    assert codes_of(found) == expected


def test_the_area_wanted_takes_in_what_is_just_enough(client) -> None:
    areas = by_postings(DAY)
    least = sorted(area for area in areas.values() if area > 0)[-30]
    wanted = f"{least // 10_000},{least % 10_000:04d}"
    expected = {code for code, area in areas.items() if area >= least}
    assert codes_of(rows(client, f"on={DAY}&area={wanted}")) == expected


def test_what_was_known_then_counts_and_not_what_was_corrected_later(client) -> None:
    before = day_end(date(2019, 8, 1))
    then, now = by_postings("2019-06-01", before), by_postings("2019-06-01")
    assert then["kcn-hoa-phu"] != now["kcn-hoa-phu"]
    for query, areas in (("on=2019-06-01&known=2019-08-01", then), ("on=2019-06-01", now)):
        shown = {code: row for row in rows(client, query).values() for code in codes_of({"": row})}
        assert ("kcn-hoa-phu" in shown) == (areas["kcn-hoa-phu"] > 0)
        if areas["kcn-hoa-phu"] > 0:
            number = shown["kcn-hoa-phu"].css_first("td.number[data-value]").attributes["data-value"]
            assert round(float(number) * 10_000) == areas["kcn-hoa-phu"]


def test_no_request_goes_through_the_events_to_learn_whether_the_books_went_on(books) -> None:
    plan = " ".join(str(row[3]) for row in fetch(f"EXPLAIN QUERY PLAN {HEADS}"))
    assert "SEARCH e USING" in plan
    assert "SCAN e" not in plan
    assert {code: mark.seq for code, mark in heads().items()} == {
        book.code: Event.objects.filter(book=book).count() for book in Book.objects.all()
    }


def test_land_not_recorded_is_never_nothing(client) -> None:
    without, taken_in = rows(client, f"on={DAY}"), rows(client, f"on={DAY}&unrecorded=1")
    unknown = {title: row for title, row in taken_in.items() if "chưa có số liệu" in cell(row, 1)}
    assert unknown
    assert not unknown.keys() & without.keys()
    figures = current_figures()
    zones = {zone["code"]: zone for zone in figures.zones.values()}
    for code in codes_of(unknown):
        asked = Question("land.available", "viet-nam", date.fromisoformat(DAY), zone=zones[code]["id"])
        assert current_figures().one(asked).value is None


def test_a_rent_limit_keeps_only_known_rents_under_it(client) -> None:
    found = rows(client, f"on={DAY}&rent_to=85")
    assert found
    for row in found.values():
        assert float(row.css_first("td[data-heading='Giá thuê đất']").attributes["data-value"]) <= 85
    assert "CCN Jutech" in found
    assert "CCN Ngọc Châu" not in found


def test_distances_and_kind_and_place_narrow(client) -> None:
    near = rows(client, f"on={DAY}&port=75")
    assert near
    assert all(
        int(row.css_first("td[data-heading='Cảng biển (km)']").attributes["data-value"]) <= 75 for row in near.values()
    )
    in_bac_kan = rows(client, f"on={DAY}&place=viet-nam.bac-kan&kind=cluster")
    assert in_bac_kan
    assert all(title.startswith("CCN") and "Bắc Kạn" in cell(row, 0) for title, row in in_bac_kan.items())


def test_land_older_than_is_trusted_is_marked(client) -> None:
    known = {title: newest(row) for title, row in rows(client, f"on={DAY}").items()}
    assert any("chưa cập nhật" in text for text in known.values())
    for text in known.values():
        day = datetime.strptime(text.split(" ")[0], "%d/%m/%Y").date()  # noqa: DTZ007  a day, not a moment
        assert ("chưa cập nhật" in text) == ((date.fromisoformat(DAY) - day).days > 183)


def test_land_is_old_by_the_days_of_the_books_and_the_page_says_how_far_these_are_behind(client) -> None:
    known = {title: newest(row) for title, row in rows(client, "").items()}
    last = date(2025, 12, 31)  # the latest day with figures
    for text in known.values():
        day = datetime.strptime(text.split(" ")[0], "%d/%m/%Y").date()  # noqa: DTZ007  a day, not a moment
        assert ("chưa cập nhật" in text) == ((last - day).days > 183)
    assert any("chưa cập nhật" not in text for text in known.values())
    said = " ".join(parsed(client.get("/tim-dat/").content.decode()).css_first("main").text().split())
    assert f"cách hôm nay {(today() - last).days} ngày" in said
    assert "cách hôm nay" not in client.get("/tim-dat/", {"on": DAY}).content.decode()


def test_zones_that_are_not_listed_are_counted_by_their_reason(client) -> None:
    query = f"on={DAY}&rent_to=85"
    listed = len(rows(client, query))
    tree = parsed(client.get(f"/tim-dat/?{query}").content.decode())
    said = " ".join(tree.css_first("main").text().split())
    (standing,) = map(int, re.findall(r"Kết quả: \d+ / (\d+) khu, cụm", said))
    (unknown,) = map(int, re.findall(r"(\d+) khu, cụm khác chưa có số liệu", said))
    counted = {" ".join(each.text().split()).partition(" ")[2]: int(each.text().split()[0])
               for each in tree.css("ul.not-listed li")}  # fmt: skip
    not_standing = counted.pop(
        "khu, cụm trong sổ đã chấm dứt, hoặc chưa ghi nhận thành lập hay hoạt động, vào ngày này"
    )
    assert counted.keys() == {"khu, cụm theo sổ không còn đất cho thuê", "khu, cụm không đạt điều kiện đã chọn"}
    assert listed + unknown + sum(counted.values()) == standing
    assert standing + not_standing == len(current_figures().zones)


def test_the_newest_event_is_that_of_the_postings(client) -> None:
    days = Posting.objects.filter(zone_id__in=Zone.objects.filter(code="kcn-tan-hung").values("id"),
                                  measure__in=LAND, effective_on__lte=DAY)  # fmt: skip
    newest = days.order_by("-effective_on").values_list("effective_on", flat=True)[0]
    shown = next(row for title, row in rows(client, f"on={DAY}").items() if title == "KCN Tân Hưng")
    assert shown.css_first("time").attributes["datetime"] == newest.isoformat()


def test_a_number_that_cannot_be_read_is_said_at_its_field(client) -> None:
    page = client.get("/tim-dat/", {"on": DAY, "area": "nhiều"})
    assert page.status_code == 200
    tree = parsed(page.content.decode())
    field = tree.css_first(".land-form input[name=area]")
    assert field.attributes["aria-invalid"] == "true"
    assert "nhiều" in tree.css_first(f"#{field.attributes['aria-describedby']}").text()
    assert tree.css_first("table#land") is None  # a list without the condition would be taken for an answer to it
    assert "chưa đọc được" in tree.css_first("p.empty").text()
    assert "Kết quả: – /" in " ".join(tree.css_first("main").text().split())  # and 0 for one


@pytest.mark.parametrize(
    ("name", "plain", "written"),
    [("area", "10", "10 ha"), ("area", "10", "100.000 m²"), ("rent_to", "130", "130 USD/m²"), ("rent_to", "130", "130 USD"),
     ("port", "150", "150 km"), ("capacity", "1.000", "1.000 m³/ngày đêm"), ("power", "2.000", "2.000 đồng/kWh"),
     ("power", "2.000", "2.000 đồng")],
)  # fmt: skip
def test_a_number_may_be_written_with_its_unit(client, name: str, plain: str, written: str) -> None:
    expected = codes_of(rows(client, urlencode({"on": DAY, name: plain})))
    assert expected
    assert codes_of(rows(client, urlencode({"on": DAY, name: written}))) == expected


def test_the_shortlist_stays_in_the_address_and_leads_to_a_comparison(client) -> None:
    tree = parsed(client.get(f"/tim-dat/?on={DAY}&area=5&with={ZONE}").content.decode())
    link = next(a for a in tree.css("table#land .do a") if "Chọn" in a.text())
    query = parse_qs(urlsplit(link.attributes["href"]).query)
    assert query["with"][0] == ZONE
    assert len(query["with"]) == 2
    assert query["area"] == ["5"]
    tree = parsed(client.get("/tim-dat/" + link.attributes["href"]).content.decode())
    comparison = tree.css_first(".shortlist a[role=button]").attributes["href"]
    page = client.get(comparison).content.decode()
    assert "KCN Quang Châu" in page
    assert f"on={DAY}" in comparison


def test_the_dates_form_keeps_the_whole_shortlist(client) -> None:
    tree = parsed(client.get(f"/tim-dat/?with={ZONE}&with=bg-parks/kcn-van-trung").content.decode())
    kept = [field.attributes["value"] for field in tree.css("section.dates input[name=with]")]
    assert kept == [ZONE, "bg-parks/kcn-van-trung"]


def test_the_table_downloads_whole(client) -> None:
    lines = client.get(f"/tim-dat/?on={DAY}&table=land&format=csv").content.decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + sum(1 for area in by_postings(DAY).values() if area > 0)
    assert "Gửi yêu cầu" not in "".join(lines)


def mark(seconds: int = 60, salt: str = form_guard.SALT) -> str:
    """A form's mark as it was signed some seconds ago."""

    class Then(signing.TimestampSigner):
        def timestamp(self) -> str:
            return signing.b62_encode(int(time.time()) - seconds)

    return Then(salt=salt).sign(f"thu-{time.monotonic_ns()}")


def form(**more: str) -> dict[str, str]:
    given = {"zone": ZONE, "mark": mark(), "name": "Trần Thị Hoa", "email": "hoa@vidu.vn", "phone": "0912 345 678",
             "area": "3,5", "message": "Gần cổng chính?", "consent": "1", "website": ""}  # fmt: skip
    return {**given, **more}


def received() -> Any:
    asked = Question("inquiries.received", "viet-nam.bac-giang", today(), start=date(2026, 1, 1))
    return current_figures().one(asked).value


def test_an_inquiry_opens_a_case_is_thanked_for_and_counts_once_it_is_approved(client) -> None:
    before, events = received() or 0, Event.objects.count()
    answer = client.post("/tim-dat/hoi/", form())
    assert answer.status_code == 302
    case = Case.objects.get()
    page = client.get(answer["Location"]).content.decode()
    assert case.number in page
    assert "đã tiếp nhận" in page
    assert (case.book.code, case.area_m2, case.demo) == ("bg-parks", 35_000, True)
    assert (Event.objects.count(), received() or 0) == (events, before)
    made = inquiries.submit_received(case, "", person("xuc-tien", ("promotion", {"book": "bg-parks"})))
    lifecycle.approve(made, person("duyet", ("approver", {"book": "bg-parks"})), made.version)
    expire()
    assert received() == before + 1
    promotion.move(case, "visit", "Mật: gọi lại thứ Sáu", by="xuc-tien", at=timezone.now())
    page = client.get(answer["Location"]).content.decode()
    assert "khảo sát thực địa" in page, "who has the address sees how far it has come"
    assert "Mật" not in page
    assert "xuc-tien" not in page


def test_the_promotion_officers_are_told_of_an_inquiry_and_not_by_whom(client, monkeypatch) -> None:
    monkeypatch.setattr(settings, "EMAIL_BACKEND", "django.core.mail.backends.locmem.EmailBackend")
    mail.outbox = []
    book, other = ({"book": code} for code in ("bg-parks", "bg-clusters"))
    person("xuc-tien", ("promotion", book))
    person("ho-khac", ("promotion", other))
    Correspondent.objects.create(user=person("officer", ("promotion", book)), language="en")
    client.post("/tim-dat/hoi/", form())
    letters.wait()
    case = Case.objects.get()
    told = {each.to[0].partition("@")[0]: f"{each.subject}\n{each.body}" for each in mail.outbox}
    assert set(told) == {"xuc-tien", "officer"}
    assert told["xuc-tien"].endswith(f"http://testserver/xuc-tien/{case.number}/")
    assert told["officer"].startswith(f"A new inquiry of an investor: {case.number}")
    assert told["officer"].endswith(f"http://testserver/en/xuc-tien/{case.number}/")
    assert not any(part in text for text in told.values() for part in ("Hoa", "hoa@", "0912", "cổng chính"))


def test_the_address_of_thanks_tells_nobody_anothers_number(client) -> None:
    client.post("/tim-dat/hoi/", form())
    number = Case.objects.get().number
    for done in (number, signing.dumps(number, salt="other")):
        assert number not in client.get(f"/tim-dat/hoi/?done={done}", follow=True).content.decode()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " "}, "name"), ({"email": "hoa"}, "email"), ({"phone": "gọi tôi"}, "phone"), ({"area": "nhiều"}, "area"),
        ({"area": "0"}, "area"), ({"consent": ""}, "consent"), ({"origin": "xxx"}, "origin"), ({"message": "a" * 3001}, "message"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field_and_the_rest_is_kept(client, wrong, field) -> None:
    answer = client.post("/tim-dat/hoi/", form(**wrong))
    assert answer.status_code == 422
    tree = parsed(answer.content.decode())
    assert tree.css_first(f"#field-{field}").attributes["aria-invalid"] == "true"
    assert tree.css_first(f"[role=alert] a[href='#field-{field}']") is not None
    if field != "name":
        assert tree.css_first("#field-name").attributes["value"] == "Trần Thị Hoa"
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [{"website": "http://x.vn"}, {"mark": mark(13 * 3600)}, {"mark": "x"}, {"mark": mark(60, "other")}],
    ids=["trap", "old", "none", "forged"],
)  # fmt: skip
def test_what_a_machine_sends_is_refused_and_kept_for_correction(client, sent) -> None:
    answer = client.post("/tim-dat/hoi/", form(**sent))
    assert answer.status_code == 422
    assert not Case.objects.exists()
    assert 'value="Trần Thị Hoa"' in answer.content.decode()


def test_a_form_just_shown_is_too_quick(client) -> None:
    answer = client.post("/tim-dat/hoi/", form(mark=form_guard.new_mark()))
    assert answer.status_code == 422
    assert not Case.objects.exists()


def test_one_address_sends_no_more_than_so_many_an_hour_and_is_not_kept(client) -> None:
    for _ in range(form_guard.MOST_AN_HOUR):
        assert client.post("/tim-dat/hoi/", form()).status_code == 302
    assert client.post("/tim-dat/hoi/", form()).status_code == 422
    assert Case.objects.count() == form_guard.MOST_AN_HOUR
    assert client.post("/tim-dat/hoi/", form(), REMOTE_ADDR="10.9.8.7").status_code == 302
    assert not any("127.0.0.1" in sent.address or "10.9.8.7" in sent.address for sent in Sending.objects.all())
    assert str(Sending.objects.first()).startswith(format_date(today(), Lang.VI))


def test_one_form_sent_twice_is_one_inquiry(client) -> None:
    given = form()
    assert client.post("/tim-dat/hoi/", given)["Location"].split("=")[0] == "/tim-dat/hoi/?done"
    client.post("/tim-dat/hoi/", given)
    assert Case.objects.count() == 1


@pytest.mark.parametrize("path", ["/xuc-tien/", "/xuc-tien/XT-bg-parks-2026-0001/"])
def test_cases_are_for_those_signed_in(client, path) -> None:
    client.post("/tim-dat/hoi/", form())
    for method in (client.get, client.post):
        answer = method(path)
        assert (answer.status_code, urlsplit(answer["Location"]).path) == (302, "/dang-nhap/")


def test_an_officer_leads_a_case_to_a_project_and_back(officer) -> None:
    officer.post("/tim-dat/hoi/", form())
    case = Case.objects.get()
    path = f"/xuc-tien/{case.number}/"
    assert case.number in officer.get("/xuc-tien/?stage=open&q=hoa@vidu").content.decode()
    assert case.number not in officer.get("/xuc-tien/?stage=closed").content.decode()
    assert "0912 345 678" in officer.get(path).content.decode()
    officer.post(path, {"act": "move", "stage": "visit", "text": "Thứ Sáu"})
    approver = person("duyet", ("approver", {"book": "bg-parks"}))

    def approved(given: dict[str, str]) -> Any:
        assert officer.post(path, given).status_code == 302
        made = Submission.objects.get(state="submitted")
        assert f"/ho-so/{made.pk}/" in officer.get(path).content.decode()
        return lifecycle.approve(made, approver, made.version)

    approved({"act": "record"})
    project = Project.objects.filter(zone_id=case.zone_id, ended_on=None).last()
    assert project is not None
    approved({"act": "convert", "project": project.code, "converted_on": today().isoformat()})
    event = Event.objects.order_by("-recorded_at", "-seq").first()
    assert event is not None
    assert event.type == "inquiry_converted"
    assert officer.post(path, {"act": "undo", "text": ""}).status_code == 422
    approved({"act": "undo", "text": "Nhầm dự án."})
    assert Case.objects.get().stage == "negotiating"
    page = officer.get(path).content.decode()
    assert "Nhầm dự án." in page
    assert USER in page
    officer.post(path, {"act": "erase", "sure": "1"})
    assert Case.objects.get().email == ""
    assert "0912 345 678" not in officer.get(path).content.decode()


def test_there_is_no_other_act(officer) -> None:
    officer.post("/tim-dat/hoi/", form())
    path = f"/xuc-tien/{Case.objects.get().number}/"
    assert officer.post(path, {"act": "delete"}).status_code == 422
    assert officer.get("/xuc-tien/XT-0/").status_code == 404


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("path", [f"/tim-dat/?on={DAY}&with={ZONE}", f"/en/tim-dat/hoi/?zone={ZONE}"])
def test_axe_finds_nothing_and_a_phone_needs_no_sideways_scrolling(visit, path, scheme) -> None:
    page = visit(path, scheme=scheme, width=360)
    assert page.violations() == []
    assert page.page.evaluate("document.documentElement.scrollWidth") <= 360
    page.assert_clean()


@pytest.mark.long
def test_a_visitor_asks_and_an_officer_closes(visit) -> None:
    visitor = visit(f"/tim-dat/?on={DAY}&area=20")
    visitor.follow("table#land tbody tr:first-child a:has-text('Gửi yêu cầu thuê đất')")
    visitor.page.fill("[name=name]", "Lê Văn Nam")
    visitor.page.fill("[name=email]", "nam@vidu.vn")
    visitor.page.check("[name=consent]")
    visitor.page.wait_for_timeout(3200)
    visitor.follow("main button[type=submit]")
    number = visitor.page.inner_text("main strong")
    assert re.fullmatch(r"XT-[a-z-]+-\d{4}-\d{4}", number)
    visitor.assert_clean()
    officer = visit("/xuc-tien/", signed_in=True)
    assert officer.violations() == []
    officer.follow(f"a:has-text('{number}')")
    assert officer.violations() == []
    officer.page.fill("form:has(button[value=close]) [name=text]", "Không liên hệ được.")
    officer.follow("button[value=close]")
    assert "đã đóng" in officer.page.inner_text("main .lead")
    officer.assert_clean()


@pytest.mark.parametrize("width", [390, 1440])
def test_acts_of_a_row_stand_apart_without_commas(visit, width):
    page = visit(f"/tim-dat/?on={DAY}", width=width).page
    said = page.locator("table#land .do").first.inner_text()
    assert "Chọn" in said
    assert "," not in said


READY_ZONE, PLANNED_ZONE = "kcn-quang-chau", "kcn-tan-hung"


@pytest.fixture
def ready(books) -> None:
    """A park with a clean plot, and one whose land is to be clean by the end of 2024."""
    drawn = {"zone": READY_ZONE, "plot": "A1", "area_m2": "3 ha", "state": "clean", "effective_on": "2023-02-01"}
    record("bg-parks", build("plot_drawn", drawn), by="tests")
    target = {
        "zone": PLANNED_ZONE, "measure": "land.clean", "value": "20 ha", "period_start": "2024-01-01", "period_end": "2024-12-31",
        "effective_on": "2023-03-01",
    }  # fmt: skip
    record("bg-parks", build("target_set", target), by="tests")
    expire()


def ready_when(client, query: str = "", on: str = DAY) -> dict[str, str | None]:
    """What is said of when each zone found is ready, by its code."""
    answer = client.get(f"/tim-dat/?on={on}&unrecorded=1{query}&table=land&format=json")
    return {row["Mã khu, cụm"]: row["Sẵn sàng khi"] for row in answer.json()["rows"]}


def test_when_land_is_ready_is_what_plots_clearance_and_plans_say(client, ready) -> None:
    found = ready_when(client)
    assert found[READY_ZONE] == "ngay"
    assert found[PLANNED_ZONE] == "theo kế hoạch, đến 31/12/2024"
    assert None in found.values()  # of most nothing is on record
    assert ready_when(client, on="2023-01-31")[READY_ZONE] is None  # the plot was not drawn yet
    assert ready_when(client, on="2025-01-31")[PLANNED_ZONE] == "một phần"  # the plan is of days gone by
    row = rows(client, f"on={DAY}&unrecorded=1")["KCN Tân Hưng"]
    assert "kế hoạch đến 31/12/2024: 20,00 ha mặt bằng sạch" in row.css_first("td.ready").text()


def test_every_plan_that_says_when_land_is_ready_has_its_words() -> None:
    assert set(land_tables.PLANS) == set(PLANNED_BY)


@pytest.mark.parametrize(
    ("wanted", "on", "ready_now", "planned"),
    [("now", DAY, True, False), ("1y", DAY, True, False), ("2y", DAY, True, True), ("1y", "2024-01-01", True, True)],
)
def test_only_zones_known_to_be_ready_in_time_are_found(
    client, ready, wanted: str, on: str, ready_now: bool, planned: bool
) -> None:
    page = client.get(f"/tim-dat/?on={on}&ready={wanted}").content.decode()
    links = parsed(page).css("table#land tbody tr > th a[href*='/khu-cum/']")
    codes = {link.attributes["href"].split("?")[0].rstrip("/").split("/")[-1] for link in links}
    assert (READY_ZONE in codes, PLANNED_ZONE in codes) == (ready_now, planned)
    assert codes <= {READY_ZONE, PLANNED_ZONE}
    assert re.search(r"\d+ khu, cụm khác chưa có số liệu về điều được hỏi", page)


def test_what_is_ready_goes_with_the_inquiry(client, ready) -> None:
    row = rows(client, f"on={DAY}&ready=now")["KCN Quang Châu"]
    asked = next(a.attributes["href"] for a in row.css("a") if "/hoi/" in (a.attributes["href"] or ""))
    assert "ready=now" in asked
    assert "Sẵn sàng khi: có mặt bằng sạch ngay" in client.get(asked).content.decode()


def test_plots_that_are_all_let_or_to_clear_are_not_ready() -> None:
    def plot(state: PlotState) -> Plot:
        return Plot("A1", PlotUse.INDUSTRIAL, 10_000, date(2023, 2, 1), 1, state)

    assert readiness([plot(PlotState.OFFERED)], None, None, None).now is True
    assert readiness([plot(PlotState.LEASED)], Fraction(50), Fraction(50), None).now is False
    assert readiness([], Fraction(50), Fraction(50), None).now is True
    assert readiness([], Fraction(49), Fraction(50), None) == Readiness(None, is_partly=True)
    assert readiness([], Fraction(0), Fraction(50), None).now is False
    assert readiness([], None, None, None).words is None
    assert ReadyBy.ONE_YEAR.last_day(date(2024, 2, 29)) == date(2025, 2, 28)
