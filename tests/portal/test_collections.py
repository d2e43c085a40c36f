"""Periodic reports on screen: who owes what, the enterprise's own form, consolidation, reminders; journeys in a browser."""

import csv
import io
import re
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser

from parkledger.figures import current
from parkledger.ledger.book.recording import build, record
from parkledger.ledger.models import Book, Event, Project, Zone
from parkledger.people.models import AuditEntry
from parkledger.submissions.models import Collecting, Consolidation, Reminder, Submission
from parkledger.submissions.workflow import lifecycle
from tests.portal.conftest import Visit, _listen, serve
from tests.portal.persons import PASSWORD, browser_of, person
from tests.portal.test_submissions import BOOK, ZONE, decide, markup, text
from tests.run_fixtures import command

MONTHLY, ENTERPRISES = "park.month", "park.enterprise.month"
BROWSING = {"lan", "cong-ty"}
"""Those who sign in in a real browser, whose roles need no second factor."""
JULY = "first=2023-07-01&last=2023-07-31"


def firms() -> list[Project]:
    """Projects in production in one park, of enterprises of one project each."""
    zone = Zone.objects.get(book__code=BOOK, code=ZONE)
    found = Project.objects.filter(
        zone_id=zone.pk, ended_on=None, role="secondary", registered_on__lt="2020-01-01"
    ).order_by("code")
    names = list(Project.objects.values_list("enterprise", flat=True))
    return [each for each in found if names.count(each.enterprise) == 1][:2]


@pytest.fixture
def people(books: Path) -> dict[str, Client]:
    """Those who collect, watch and report; the book collects monthly reports of parks and of their enterprises."""
    book = Book.objects.get(code=BOOK)
    for rule in (MONTHLY, ENTERPRISES):
        given = {"since": date(2023, 1, 1), "until": None, "by": "test"}
        Collecting.objects.update_or_create(book=book, rule=rule, defaults=given)
    roles = {
        "lan": ("officer", {"book": BOOK}), "duyet": ("approver", {"book": BOOK}), "ha-tang": ("operator", {"zone": f"{BOOK}/{ZONE}"}),
        "cong-ty": ("enterprise", {"enterprise": firms()[0].enterprise}), "khac": ("enterprise", {"enterprise": firms()[1].enterprise}),
        "lanh-dao": ("leader", {"place": "Bắc Giang"}), "ngoai": ("officer", {"book": "bk-parks"}),
    }  # fmt: skip
    return {name: browser_of(person(name, role, second_factor=name not in BROWSING)) for name, role in roles.items()}


def report(
    client: Client,
    project: Project,
    act: str = "submit",
    status: str = "final",
    extra: Any = None,
    **values: str,
):
    given = {f"values.{code}": value for code, value in values.items()}
    return client.post(
        f"/bao-cao/doanh-nghiep/{BOOK}/{project.code}/",
        {"first": "2023-07-01", "last": "2023-07-31", "status": status, "act": act, **given, **(extra or {})},
    )  # fmt: skip


def handed_in(client: Client, project: Project, revenue: str, workers: str) -> Submission:
    answer = report(client, project, **{
        "output.revenue": revenue, "output.revenue.unit": "ty-vnd", "labour.workers": workers,
    })  # fmt: skip
    assert answer.status_code == 302, text(answer.content)
    return Submission.objects.get(pk=int(answer["Location"].split("/")[-2]))


def test_a_board_says_who_has_reported(people: dict[str, Client]) -> None:
    page = people["lan"].get(f"/bao-cao/{BOOK}/{MONTHLY}/?on=2023-08-22").content.decode()
    heads = [
        text(head.encode()) for head in re.findall(r"<th scope=\"col\">(.*?)</th>", page.split("<tbody>")[0], re.DOTALL)
    ]
    assert heads[1:7] == [f"tháng {month}/2023 hạn 12/{month + 1}/2023" for month in range(2, 8)]
    body = page.split("<tbody>")[1].split("</tbody>")[0]
    reports = Event.objects.filter(book__code=BOOK, type="period_report", effective_on="2023-07-31")
    zones = {re.search(r'"zone":"([^"]+)"', each.payload)[1] for each in reports if "output.production" in each.payload}  # type: ignore[index]
    operating = body.count("<tr>")
    assert body.count('class="due-state') == operating * 6
    july = [re.findall(r'due-state ([a-z-]+)"', row)[5] for row in body.split("<tr>")[1:]]
    assert july == ["received"] * len(zones)
    assert (operating, len(zones)) == (6, 6)


def test_as_known_before_it_came(people: dict[str, Client]) -> None:
    later = people["lan"].get(f"/bao-cao/{BOOK}/{MONTHLY}/?on=2023-08-22").content.decode()
    before = people["lan"].get(f"/bao-cao/{BOOK}/{MONTHLY}/?on=2023-08-22&known=2023-08-05").content.decode()
    for page, last in ((later, "received"), (before, "estimate")):
        rows = page.split("<tbody>")[1].split("</tbody>")[0].split("<tr>")[1:]
        assert [re.findall(r'due-state ([a-z-]+)"', row) for row in rows] == [["received"] * 5 + [last]] * 6


def test_filter_and_download(people: dict[str, Client]) -> None:
    address = f"/bao-cao/{BOOK}/{MONTHLY}/?on=2023-08-22"
    whole = people["lan"].get(f"{address}&table=due&format=csv")
    assert whole.status_code == 200
    lines = list(csv.DictReader(io.StringIO(whole.content.decode("utf-8-sig"))))
    assert {name: lines[0][name] for name in ("Đơn vị", "Mã đơn vị", "Đủ / đến hạn", "Đến hạn")} == {
        "Đơn vị": "KCN Đình Trám", "Mã đơn vị": "kcn-dinh-tram", "Đủ / đến hạn": "6", "Đến hạn": "6",
    }  # fmt: skip
    windows = [f"tháng {month}/2023 hạn 12/{month + 1}/2023" for month in range(2, 8)]
    assert [lines[0][window] for window in windows] == ["đúng hạn"] * 6
    assert lines[0][f"{windows[-1]} – nhận ngày"] <= "2023-08-12"
    assert (len(lines), lines[-1]["Đủ / đến hạn"], lines[-1]["Dòng cộng"]) == (7, "36", "true")  # the parks added up
    late = people["lan"].get(f"{address}&state=late&windows=12").content.decode()
    assert "Không có đơn vị nào như vậy" in late
    assert "due-state" not in late.split("<main")[1]
    unknown = people["lan"].get(f"{address}&state=nothing&windows=7").content.decode()
    assert unknown.count('class="due-state received"') == 36  # as if neither had been asked for
    missing, estimates = (
        people["lan"].get(f"/bao-cao/{BOOK}/{MONTHLY}/?on=2026-02-08&state={state}").content.decode()
        for state in ("missing", "estimate")
    )
    assert "Không có đơn vị nào như vậy" in missing
    rows = estimates.split("<tbody>")[1].split("</tbody>")[0].split("<tr>")[1:]
    cells = [re.findall(r'due-state ([a-z-]+)"', row) for row in rows]
    assert cells == [["received"] * 4 + ["estimate", "waiting"]] * 8


def test_who_sees_what(people: dict[str, Client], client: Client) -> None:
    for name, list_status, board_status in (
        ("lan", 200, 200), ("duyet", 200, 200), ("lanh-dao", 200, 200), ("ha-tang", 200, 404), ("cong-ty", 200, 404), ("ngoai", 200, 404),
    ):  # fmt: skip
        assert people[name].get("/bao-cao/").status_code == list_status, name
        assert people[name].get(f"/bao-cao/{BOOK}/{MONTHLY}/").status_code == board_status, name
        assert people[name].get(f"/bao-cao/{BOOK}/{MONTHLY}/nhac/").status_code == board_status, name
    assert client.get("/bao-cao/").status_code == 302
    assert BOOK not in people["ngoai"].get("/bao-cao/").content.decode().split("<main")[1].split("</main")[0]


def test_due_from_me_leads_to_the_form_filled_in(people: dict[str, Client]) -> None:
    page = markup(people["ha-tang"].get("/bao-cao/?on=2023-08-05&known=2023-08-05"))
    address = re.search(r'href="(/ghi-so/period_report/[^"]+)"', page)[1].replace("&amp;", "&")  # type: ignore[index]
    form = markup(people["ha-tang"].get(address))
    assert 'name="period_start" value="2023-07-01"' in form
    assert 'name="period_end" value="2023-07-31"' in form
    assert re.search(rf'<option value="{ZONE}" selected', form)
    page = people["cong-ty"].get("/bao-cao/?on=2023-08-22").content.decode()
    assert firms()[0].code in page
    assert firms()[1].code not in page
    assert f"/bao-cao/doanh-nghiep/{BOOK}/{firms()[0].code}/?first=2023-07-01&amp;last=2023-07-31" in page


def test_what_a_developer_before_owes_is_not_asked_of_the_one_after(people: dict[str, Client]) -> None:
    """Of July, due on 12/8: the zone was handed on a week later."""
    asked = "/bao-cao/?on=2023-08-25&known=2023-08-05"
    assert "/ghi-so/period_report/" in markup(people["ha-tang"].get(asked))
    fields = {"zone": ZONE, "developer": "Công ty hạ tầng mới", "effective_on": "2023-08-19"}
    record(BOOK, build("developer_changed", fields), by="tests")
    current.expire()
    assert "/ghi-so/period_report/" not in markup(people["ha-tang"].get(asked))


def test_what_is_due_stands_in_the_order_that_its_caption_says(people: dict[str, Client]) -> None:
    page = people["cong-ty"].get("/bao-cao/?on=2023-12-22").content.decode()
    table = page.partition('<table id="due-from-me"')[2].partition("</table>")[0]
    assert "Hạn sớm nhất đứng trước" in table
    written = [map(int, day.split("/")) for day in re.findall(r"<td[^>]*><time[^>]*>(\d+/\d+/\d{4})<", table)]
    days = [date(year, month, day) for day, month, year in written]
    assert len(days) > 1
    assert days == sorted(days)


def test_an_officer_collects_and_stops(people: dict[str, Client]) -> None:
    given = {"rule": "park.quarter", "since": "2023-01-01", "due_days": "20"}
    assert people["lan"].post(f"/bao-cao/{BOOK}/", given).status_code == 302
    held = Collecting.objects.get(rule="park.quarter")
    assert (held.due_days, held.until) == (20, None)
    people["lan"].post(f"/bao-cao/{BOOK}/", {**given, "until": "2023-06-30"})
    held.refresh_from_db()
    assert held.until == date(2023, 6, 30)
    assert AuditEntry.objects.filter(action="collecting_changed", by="lan").count() == 2
    for name in ("duyet", "lanh-dao", "ha-tang", "ngoai"):
        assert people[name].post(f"/bao-cao/{BOOK}/", given).status_code == 403, name
    assert people["lan"].post(f"/bao-cao/{BOOK}/", {**given, "rule": "no.such"}).status_code == 404
    assert people["lan"].post(f"/bao-cao/{BOOK}/", {**given, "since": "hôm nào"}).status_code == 400


def test_an_enterprise_reports_its_own_project_only(people: dict[str, Client]) -> None:
    own, other = firms()
    assert people["cong-ty"].get(f"/bao-cao/doanh-nghiep/{BOOK}/{own.code}/?{JULY}").status_code == 200
    assert people["cong-ty"].get(f"/bao-cao/doanh-nghiep/{BOOK}/{other.code}/?{JULY}").status_code == 403
    assert report(people["cong-ty"], other, **{"labour.workers": "5"}).status_code == 403
    assert people["cong-ty"].get(f"/bao-cao/doanh-nghiep/{BOOK}/khong-co/?{JULY}").status_code == 404
    assert people["cong-ty"].get(f"/bao-cao/doanh-nghiep/{BOOK}/{own.code}/").status_code == 400
    form = people["cong-ty"].get(f"/bao-cao/doanh-nghiep/{BOOK}/{own.code}/?{JULY}").content.decode()
    assert "ty-vnd" not in form.split('name="values.trade.export.unit"')[1].split("</select>")[0]
    assert "ty-vnd" in form.split('name="values.output.revenue.unit"')[1].split("</select>")[0]
    found = handed_in(people["cong-ty"], own, "12,5", "1.250")
    assert (found.enterprise, found.state) == (own.enterprise, "submitted")
    assert found.payload["values"] == {
        "output.revenue": {"currency": "VND", "amount": 12_500_000_000},
        "labour.workers": 1250,
    }
    page = text(people["duyet"].get(f"/ho-so/{found.pk}/").content)
    assert "12,5" in page
    assert "tháng 7/2023" in page
    assert people["khac"].get(f"/ho-so/{found.pk}/").status_code == 404


def test_what_is_wrong_stands_at_its_field_and_is_kept(people: dict[str, Client]) -> None:
    own, client = firms()[0], people["cong-ty"]
    wrong = {"output.revenue": "1,2,3x", "output.revenue.unit": "ty-vnd", "labour.workers": "7"}
    answer = report(client, own, extra={"key": "k"}, **wrong)
    page = markup(answer)
    assert answer.status_code == 422
    assert 'aria-describedby="f-values-output-revenue-wrong"' in page
    assert 'value="1,2,3x"' in page
    for given, said in (
        ({"trade.export": "5", "trade.export.unit": "ty-vnd"}, "cần số tiền bằng đô la Mỹ"), ({}, "ghi ít nhất một đại lượng"),
    ):  # fmt: skip
        version = re.search(r'name="version" value="(\d+)"', markup(answer))[1]  # type: ignore[index]
        answer = report(client, own, extra={"key": "k", "version": version}, **given)
        assert (answer.status_code, said in text(answer.content)) == (422, True), text(answer.content)
    found = Submission.objects.get()
    assert (found.state, found.payload.get("values")) == ("draft", None)


def test_a_draft_is_gone_on_with(people: dict[str, Client]) -> None:
    own = firms()[0]
    answer = report(people["cong-ty"], own, act="save", **{"labour.workers": "70"})
    address = answer["Location"]
    again = people["cong-ty"].get(f"/bao-cao/doanh-nghiep/{BOOK}/{own.code}/?{JULY}")
    assert again["Location"] == address
    assert 'value="70"' in people["cong-ty"].get(address).content.decode()
    found = Submission.objects.get()
    assert f"/ho-so/{found.pk}/sua/" in people["cong-ty"].get(f"/ho-so/{found.pk}/").content.decode()
    assert people["cong-ty"].get(f"/ho-so/{found.pk}/sua/")["Location"] == address
    answer = people["cong-ty"].post(
        address, {"act": "submit", "status": "final", "values.labour.workers": "71", "version": "99"}
    )
    assert answer.status_code == 409


def test_what_is_written_is_saved_by_itself_and_told_in_the_history(people: dict[str, Client]) -> None:
    own, client = firms()[0], people["cong-ty"]
    page = markup(client.get(f"/bao-cao/doanh-nghiep/{BOOK}/{own.code}/?{JULY}"))
    assert re.search(r'hx-post="/bao-cao/doanh-nghiep/[^"]+" hx-trigger="change from:#record', page)
    assert "ty-vnd" in page.split('name="values.capital.implemented.unit"')[1].split("</select>")[0]
    assert "trieu-usd" in page.split('name="values.capital.implemented.unit"')[1].split("</select>")[0]
    key = {"key": "k-1"}
    first = report(client, own, act="autosave", extra=key, **{"labour.workers": "7"})
    assert "đã lưu lúc" in text(first.content)
    found = Submission.objects.get()
    versioned = {**key, "version": re.search(r'name="version" value="(\d+)"', markup(first))[1]}  # type: ignore[index]
    typed = {"labour.workers": "70", "capital.implemented": "1,2,", "capital.implemented.unit": "trieu-usd"}
    second = report(client, own, act="autosave", extra=versioned, **typed)
    assert 'name="version" value="2"' in markup(second)
    stale = report(client, own, act="autosave", extra={**key, "version": "1"}, **{"labour.workers": "8"})
    assert "đã được thay đổi ở nơi khác" in text(stale.content)
    assert report(client, own, extra={"key": "k-2"}, **{"labour.workers": "9"}).status_code == 409
    given = {"labour.workers": "71", "capital.implemented": "1,25", "capital.implemented.unit": "trieu-usd"}
    assert report(client, own, extra=key, **given)["Location"] == f"/ho-so/{found.pk}/"
    found.refresh_from_db()
    assert (found.state, found.payload["values"]) == (
        "submitted", {"labour.workers": 71, "capital.implemented": {"currency": "USD", "amount": 125_000_000}},
    )  # fmt: skip
    page = people["duyet"].get(f"/ho-so/{found.pk}/").content.decode()
    told = page.split('id="history"')[1].split("</section>")[0]
    assert "Lưu bản nháp 2 lần" in text(told.split("<details>")[1].encode())
    assert text(told.encode()).count("lao động, vốn thực hiện") == 2
    assert text(told.encode()).split("</ol>")[0].count("bản nháp") == 2  # begun, and the savings folded
    assert "Vốn thực hiện lũy kế" in page.split('id="moves"')[1]
    assert decide(people["duyet"], found, "approve").status_code == 302
    found.refresh_from_db()
    assert Event.objects.get(book__code=BOOK, seq=found.events[0]).type == "capital_implemented"


def test_approved_reports_are_summed_into_the_zones_draft(people: dict[str, Client]) -> None:
    for name, project, revenue, workers in (("cong-ty", firms()[0], "12,5", "100"), ("khac", firms()[1], "7,5", "20")):
        found = handed_in(people[name], project, revenue, workers)
        assert decide(people["duyet"], found, "approve").status_code == 302
    address = f"/bao-cao/tong-hop/{BOOK}/{ZONE}/"
    page = text(people["lan"].get(f"{address}?{JULY}").content)
    assert "20.000.000.000 đồng" in page
    assert "dự án đang sản xuất chưa có báo cáo" in page
    given = {"first": "2023-07-01", "last": "2023-07-31"}
    refused = people["lan"].post(address, given)
    assert refused.status_code == 422  # the developer's own report stands
    assert "chủ đầu tư hạ tầng" in text(refused.content)
    assert people["lan"].post(address, {**given, "instead": "on"}).status_code == 200
    made = Consolidation.objects.get()
    assert len(made.made_of) == 2
    assert made.submission.payload["values"]["labour.workers"] == 120
    assert "Summed from" in text(people["lan"].get(f"/en/ho-so/{made.submission_id}/").content)
    for name in ("duyet", "ha-tang", "cong-ty", "lanh-dao", "ngoai"):
        assert people[name].get(f"{address}?{JULY}").status_code == 403, name


def test_reminders_by_the_command_and_on_their_page(people: dict[str, Client], books: Path) -> None:
    command(books, "remind", "--on", "2024-02-13", "--dry-run")
    assert not Reminder.objects.exists()
    for _ in range(2):  # the second run finds all of them sent
        command(books, "remind", "--on", "2026-02-08")
        sent = Reminder.objects.order_by("collecting__rule", "address", "period_end")
        december, january = date(2025, 12, 31), date(2026, 1, 31)
        assert list(sent.values_list("collecting__rule", "address", "period_end", "step")) == [
            (ENTERPRISES, "cong-ty@a.example", december, "again"), (ENTERPRISES, "cong-ty@a.example", january, "after"),
            (ENTERPRISES, "khac@a.example", december, "again"), (ENTERPRISES, "khac@a.example", january, "after"),
            (MONTHLY, "ha-tang@a.example", december, "again"), (MONTHLY, "ha-tang@a.example", january, "before"),
        ]  # fmt: skip
    page = text(people["lan"].get(f"/bao-cao/{BOOK}/{MONTHLY}/nhac/").content)
    assert "ha-tang@a.example" in page


@pytest.mark.long
@pytest.mark.parametrize("lang", ["", "/en"])
def test_an_enterprises_journey(
    people: dict[str, Client], books: Path, statics: Path, browser: Browser, lang: str
) -> None:
    from django.db import connections

    from parkledger.figures import current

    own = firms()[0]
    current.close()
    connections["default"].close()
    with serve(books, statics) as address:
        scheme: Literal["dark", "light"] = "dark" if lang else "light"
        context = browser.new_context(viewport={"width": 360, "height": 800}, color_scheme=scheme, locale="vi-VN")
        visit = Visit(context.new_page(), address)
        _listen(visit)
        visit.go(f"{lang}/dang-nhap/")
        visit.page.fill("[name=username]", "cong-ty")
        visit.page.fill("[name=password]", PASSWORD)
        visit.follow("main button[type=submit]")
        visit.go(f"{lang}/bao-cao/?on=2023-08-22")
        assert visit.violations() == []
        visit.page.click(f"#due-from-me a[href*='{own.code}'][href*='2023-07-01']")
        visit.page.wait_for_selector("#f-values-labour-workers")
        assert visit.violations() == []
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= 360
        visit.page.focus("#f-values-labour-workers")
        visit.page.keyboard.type("77")
        visit.page.press("#f-values-labour-workers", "Enter")
        visit.page.wait_for_url("**/ho-so/*/")
        assert visit.violations() == []
        visit.assert_clean()
        context.close()
    assert Submission.objects.get().payload["values"] == {"labour.workers": 77}


@pytest.mark.long
def test_the_offices_pages_are_clean(people: dict[str, Client], books: Path, statics: Path, browser: Browser) -> None:
    from django.db import connections

    from parkledger.figures import current

    current.close()
    connections["default"].close()
    with serve(books, statics) as address:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
        visit = Visit(context.new_page(), address)
        _listen(visit)
        visit.go("/dang-nhap/")
        visit.page.fill("[name=username]", "lan")
        visit.page.fill("[name=password]", PASSWORD)
        visit.follow("main button[type=submit]")
        for path in ("/bao-cao/?on=2023-08-22",
                     f"/bao-cao/{BOOK}/{MONTHLY}/?on=2023-08-22", f"/bao-cao/{BOOK}/{ENTERPRISES}/?on=2023-08-22",
                     f"/bao-cao/tong-hop/{BOOK}/{ZONE}/?{JULY}", f"/bao-cao/{BOOK}/{MONTHLY}/nhac/"):  # fmt: skip
            visit.go(path)
            assert visit.violations() == [], path
            assert "dang-nhap" not in visit.page.url
        visit.assert_clean()
        context.close()


def test_the_approver_sees_what_the_zone_has_not_reported(people: dict[str, Client]) -> None:
    officer = User.objects.get(username="lan")
    book, zone = Book.objects.get(code=BOOK), Zone.objects.get(book__code=BOOK, code=ZONE)
    lease = {"zone": ZONE, "area_m2": "1 ha", "effective_on": "2025-06-01"}
    draft = lifecycle.begin(officer, book, "land_leased", lease, zone_id=zone.pk)
    waiting = lifecycle.submit(draft, officer, draft.version)
    page = text(people["duyet"].get(f"/ho-so/{waiting.pk}/").content)
    assert "Báo cáo chậm hoặc chưa có của khu, cụm này" in page
    assert "còn thiếu" in page.split("Báo cáo chậm hoặc chưa có của khu, cụm này")[1]
    Collecting.objects.filter(book=book).delete()
    assert "Báo cáo chậm hoặc chưa có" not in text(people["duyet"].get(f"/ho-so/{waiting.pk}/").content)


def test_what_is_no_longer_collected_is_not_told_as_collected(people: dict[str, Client]) -> None:
    Collecting.objects.filter(rule=MONTHLY).update(until=date(2023, 12, 31))
    page = people["lan"].get("/bao-cao/").content.decode()
    standing, _, ended = page.partition("Báo cáo đã thôi thu")
    address = f'href="/bao-cao/{BOOK}/{MONTHLY}/'
    assert address not in standing.partition('id="book-')[2]
    assert address in ended
    assert "31/12/2023" in text(ended.encode()) or "31/12/2023" in ended
    assert f"/bao-cao/{BOOK}/{ENTERPRISES}/" in standing


def test_the_usual_unit_is_chosen_where_the_currency_is_one(people: dict[str, Client]) -> None:
    page = people["cong-ty"].get(f"/bao-cao/doanh-nghiep/{BOOK}/{firms()[0].code}/?{JULY}").content.decode()

    def chosen(measure: str) -> list[str]:
        offered = page.split(f'name="values.{measure}.unit"')[1].split("</select>")[0]
        return re.findall(r'value="([^"]*)"\s+selected', offered)

    assert (chosen("trade.export"), chosen("output.revenue")) == (["trieu-usd"], ["ty-vnd"])
    assert chosen("capital.implemented") in ([], [""]), "of either currency: whoever reports chooses"


def test_the_first_screen_tells_what_reports_are_due_or_not_in(people: dict[str, Client]) -> None:
    owing = text(people["ha-tang"].get("/").content)
    assert re.search(r"\d+ báo cáo phải nộp, \d+ quá hạn", owing)
    assert re.search(r"\d+ báo cáo chưa nhận đủ", text(people["duyet"].get("/").content))
    Collecting.objects.update(until=date(2023, 1, 31))
    assert "báo cáo chưa nhận đủ" not in text(people["duyet"].get("/").content)
