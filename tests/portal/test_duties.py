"""The worklist on screen: who sees what of it, narrowed and paged, as a calendar, through the command and the API; a project's schedule."""

import csv
import html
import io
import json
import os
import re
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import User
from django.test import Client, RequestFactory
from django.urls import resolve
from icalendar import Calendar

from parkledger.api import tokens
from parkledger.demo import drafts
from parkledger.duties import DutyKind
from parkledger.figures import current
from parkledger.ledger.book.recording import build, record
from parkledger.ledger.models import Project
from parkledger.people import calendar_links
from parkledger.people.models import AuditEntry, CalendarLink, Membership
from parkledger.web.request_log import RequestLog
from tests import prepared_process
from tests.portal.conftest import DAY
from tests.portal.persons import browser_of, person
from tests.run_fixtures import PASSWORD, USER

BOOK, ZONE = "bg-parks", "kcn-quang-chau"
PAGE = f"/viec-den-han/?on={DAY}"


def rows(page: str) -> list[str]:
    """The rows of the list, without markup."""
    body = re.search(r'<table id="duties".*?<tbody>(.*?)</tbody>', page, re.DOTALL)
    return [re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", row)) for row in body[1].split("</tr>")[:-1]] if body else []


def shown(client: Client, query: str = "") -> list[str]:
    return rows(client.get(f"{PAGE}{query}").content.decode())


def total(client: Client, query: str = "") -> int:
    page = client.get(f"{PAGE}{query}").content.decode()
    found = re.search(r"<caption>([\d.]+) việc", page)
    return int(found[1].replace(".", "")) if found else 0


def test_the_list_has_the_nearest_due_day_first_and_narrows(officer: Client) -> None:
    everything, overdue = total(officer), total(officer, "&state=overdue")
    assert everything > overdue > 0
    assert (
        sum(total(officer, f"&state={state}") for state in ("overdue", "due_soon", "open", "suspended")) == everything
    )
    assert all("quá hạn" in row for row in shown(officer, "&state=overdue"))
    dossiers = shown(officer, "&kind=dossier&book=bg-parks")
    assert dossiers
    assert all("Giải quyết hồ sơ" in row for row in dossiers)
    assert total(officer, "&kind=dossier&unit=Phòng Lao động (minh họa)&state=all") < total(
        officer, "&kind=dossier&state=all"
    )
    assert total(officer, "&place=viet-nam.bac-kan&kind=operation") == 0
    assert total(officer, "&place=viet-nam.bac-giang&kind=operation&state=all") == total(
        officer, "&kind=operation&state=all"
    )
    slow = shown(officer, "&on=2026-11-29&slow=under_24")
    assert slow
    assert all(int(re.search(r"quá hạn ([\d.]+) ngày", row)[1].replace(".", "")) >= 365 for row in slow)  # type: ignore[index]


def test_a_long_list_has_pages_and_an_empty_one_says_what_to_do(officer: Client) -> None:
    first, second = shown(officer, "&state=all"), shown(officer, "&state=all&page=2")
    assert len(first) == len(second) == 50
    assert not set(first) & set(second)
    empty = officer.get(f"{PAGE}&q=khong+co+gi+nhu+vay").content.decode()
    assert rows(empty) == []
    assert "Hãy bỏ bớt điều kiện lọc" in empty
    assert officer.get(f"{PAGE}&state=sai").status_code == 400
    table = officer.get(f"{PAGE}&state=all&table=duties&format=csv").content.decode("utf-8-sig")
    assert table.count("\n") > 100


def test_who_has_nothing_to_do_is_told_so_without_alarm(books: Path) -> None:
    """Nothing was narrowed, so no filter is to be removed; nought overdue is not written in the colour of what is overdue."""
    quiet = Project.objects.get(book__code=BOOK, code="MH-BG-0001")
    page = (
        browser_of(person("cong-ty-yen", ("enterprise", {"enterprise": quiet.enterprise}))).get(PAGE).content.decode()
    )
    assert rows(page) == []
    assert "Không có việc nào phải làm vào ngày này" in page
    assert "Hãy bỏ bớt điều kiện lọc" not in page
    assert re.findall(r'class="duty-state ?([^"]*)"', page) == [""] * 4


def test_a_developer_and_an_enterprise_see_their_own_and_others_nothing(books: Path) -> None:
    scheduled = next(each for each in Project.objects.filter(book__code=BOOK, code="MH-BG-0472"))
    developer = browser_of(person("ha-tang", ("operator", {"zone": f"{BOOK}/{ZONE}"})))
    firm = browser_of(person("cong-ty", ("enterprise", {"enterprise": scheduled.enterprise})))
    owed = shown(firm)
    assert owed
    assert all(scheduled.enterprise in row for row in owed)
    of_zone = shown(developer, "&state=all")
    assert of_zone
    assert all("Quang Châu" in row for row in of_zone)
    assert any("Báo cáo định kỳ" in row for row in of_zone)
    assert browser_of(person("la", second_factor=False)).get(PAGE).status_code == 403
    assert Client().get(PAGE).status_code == 302


def test_what_was_due_from_a_developer_before_is_none_of_the_one_after(books: Path) -> None:
    fields = {"zone": ZONE, "developer": "Công ty hạ tầng mới", "effective_on": "2023-08-01"}
    record(BOOK, build("developer_changed", fields), by="tests")
    current.expire()
    one = person("ha-tang", ("operator", {"zone": f"{BOOK}/{ZONE}"}))
    after = due_days(shown(browser_of(one), "&state=all"))
    Membership.objects.filter(user=one).update(given_at=datetime(2020, 1, 1, tzinfo=UTC))
    before = due_days(shown(browser_of(one), "&state=all"))
    change = date(2023, 8, 1)
    assert any(day < change for day in before)
    assert after == [day for day in before if day >= change] != []


def due_days(found: list[str]) -> list[date]:
    """The due days of rows, where they begin with one."""
    days = [re.match(r"\s*(\d+)/(\d+)/(\d{4})", row) for row in found]
    return [date(int(day[3]), int(day[2]), int(day[1])) for day in days if day]


def test_the_calendar_has_an_entry_for_each_due_day_and_keeps_their_identity(officer: Client) -> None:
    def entries(query: str) -> dict[str, date]:
        answer = officer.get(f"/viec-den-han/lich.ics?{query}")
        assert answer["Content-Type"].startswith("text/calendar")
        return {str(each["uid"]): each.decoded("dtstart") for each in Calendar.from_ical(answer.content).walk("VEVENT")}

    found = entries(f"on={DAY}&kind=operation")
    assert len(found) == total(officer, "&kind=operation")
    later = entries("on=2024-06-01&kind=operation&state=all")
    assert found.keys() <= later.keys()
    assert any(found[uid] != later[uid] for uid in found), "a schedule that was extended moves its entry"


def test_dossiers_are_broken_down_and_narrowed_by_procedure_and_channel(officer: Client) -> None:
    day = "&on=2023-11-30&kind=dossier&state=all"
    page = officer.get(f"{PAGE}{day}").content.decode()
    for name, field, codes in (
        ("dossiers-by-procedure", "Thủ tục", {"construction_permit", "foreign_work_permit"}),
        ("dossiers-by-channel", "Hình thức nộp", {"online", "partly_online", "counter"}),
    ):
        assert f'<table id="{name}"' in page
        answer = officer.get(f"{PAGE}{day}&table={name}&format=csv").content.decode("utf-8-sig").partition("\n\n")[0]
        lines = list(csv.DictReader(io.StringIO(answer)))
        assert codes <= {line["Mã"] for line in lines}
        whole = officer.get(f"{PAGE}{day}&table=dossiers&format=csv").content.decode("utf-8-sig")
        received = re.search(r"tiếp nhận trong kỳ,(\d+)", whole)
        assert received
        assert sum(int(line["Tiếp nhận"]) for line in lines if line["Mã"]) == int(received[1])
        assert field in lines[0]
    every = total(officer, day)
    by_channel = [total(officer, f"{day}&channel={each}") for each in ("online", "partly_online", "counter")]
    assert sum(by_channel) == every > max(by_channel)
    permits = officer.get(f"{PAGE}{day}&procedure=construction_permit&table=duties&format=csv").content.decode(
        "utf-8-sig"
    )
    found = list(csv.DictReader(io.StringIO(permits.partition("\n\n")[0])))
    assert {line["Mã thủ tục"] for line in found} == {"construction_permit"}
    assert (
        '<option value="construction_permit" selected>'
        in officer.get(f"{PAGE}{day}&procedure=construction_permit").content.decode()
    )
    assert officer.get(f"{PAGE}&channel=sai").status_code == 400
    assert "Mã thủ tục" not in officer.get(f"{PAGE}&kind=operation").content.decode()


def test_land_of_an_ended_project_is_due_until_it_is_given_back(officer: Client) -> None:
    def found(on: str) -> list[str]:
        return shown(officer, f"&on={on}&kind=land_return&state=all&book=bg-clusters&q=MH-BG-1065")

    assert found("2025-01-16") == []
    (row,) = found("2025-01-17")
    assert "Trả lại đất của dự án đã chấm dứt, thu hồi: còn" in row
    assert "chưa ghi thời hạn" in row
    (row,) = found("2025-04-17")
    assert "hoàn thành" in row


def test_a_project_page_tells_its_schedule_its_duties_and_their_events(client: Client) -> None:
    page = client.get(f"/du-an/{BOOK}/MH-BG-0588/?on=2026-11-29").content.decode()
    assert 'id="schedule"' in page
    assert "khởi công xây dựng" in page
    assert "chậm từ 12 đến 24 tháng" in page
    promised = client.get(f"/du-an/{BOOK}/MH-BG-0492/?on=2025-06-30").content.decode()
    assert "Thực hiện cam kết" in promised
    assert "Văn bản đôn đốc tiến độ" in page, "the letter is told in the timeline"
    plain = client.get(f"/du-an/{BOOK}/MH-BG-0051/?on=2023-08-22").content.decode()
    assert 'id="schedule"' not in plain


def test_nothing_before_is_still_due_of_a_project_that_has_its_land_or_is_in_production(client: Client) -> None:
    """MH-BG-0432 is in production since before the day; when it took its land over and began to build is not on record."""
    page = client.get(f"/du-an/{BOOK}/MH-BG-0432/?on=2023-08-22").content.decode()
    body = re.search(r'<table id="schedule".*?<tbody>(.*?)</tbody>', page, re.DOTALL)
    assert body
    told = [re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", row)) for row in body[1].split("</tr>")[:-1]]
    assert ["quá hạn" in row for row in told] == [False, False, False]
    assert "năm 2.0" not in page


def test_lines_of_dossiers_lead_to_the_list_as_it_is_narrowed(officer: Client) -> None:
    page = officer.get(f"{PAGE}&kind=dossier&book=bg-parks&channel=online&unit=Ph%C3%B2ng&page=1").content.decode()
    body = re.search(r'<table id="dossiers-by-procedure".*?<tbody>(.*?)</tbody>', page, re.DOTALL)
    assert body
    for address in re.findall(r'href="([^"]+)"', body[1]):
        asked = parse_qs(urlsplit(html.unescape(address)).query)
        assert {key: asked.get(key) for key in ("book", "channel", "unit", "kind", "state")} == {
            "book": ["bg-parks"],
            "channel": ["online"],
            "unit": ["Phòng"],
            "kind": ["dossier"],
            "state": ["all"],
        }
        assert "page" not in asked
    assert "chỉ áp dụng cho danh sách bên dưới" in page
    assert "chỉ áp dụng cho danh sách bên dưới" not in officer.get(f"{PAGE}&kind=dossier").content.decode()


def test_tables_of_no_dossiers_are_not_shown(officer: Client) -> None:
    page = officer.get("/viec-den-han/?on=2004-06-01&kind=dossier").content.decode()
    assert '<table id="dossiers' not in page
    assert "Từ đầu năm không có hồ sơ nào như vậy" in page
    assert "Từ đầu năm không có hồ sơ nào như vậy" not in officer.get(f"{PAGE}&kind=report").content.decode()


def test_what_is_due_soon_is_explained_by_kind(officer: Client) -> None:
    page = officer.get(PAGE).content.decode()
    told = {
        (int(days), name.strip())
        for days, names in re.findall(r"<li>\s*(\d+) ngày:(.*?)</li>", page, re.DOTALL)
        for name in re.sub("<[^>]+>|\\s+", " ", names).split(";")
    }
    assert {(kind.notice_days, " ".join(kind.label.vi.split())) for kind in DutyKind} == {
        (days, " ".join(name.split())) for days, name in told
    }
    of_kind = officer.get(f"{PAGE}&kind=dossier").content.decode()
    assert re.findall(r"<li>\s*(\d+) ngày:", of_kind) == [str(DutyKind.DOSSIER.notice_days)]


def test_dossiers_are_counted_one_by_one_beside_the_counts_reported(officer: Client) -> None:
    """From the drafts of the demonstration: received, and decided or not, between New Year and the day, by the calendar at hand."""
    page = officer.get(f"{PAGE}&kind=dossier&place=viet-nam.bac-giang").content.decode()
    body = re.search(r'<table id="dossiers".*?<tbody>(.*?)</tbody>', page, re.DOTALL)
    assert body
    cells = [re.sub("<[^>]+>", " ", row).split() for row in body[1].split("</tr>")[:-1]]
    counted = {
        " ".join(word for word in row if not re.fullmatch(r"[\d.—*]+", word)): int(row_numbers(row)[0]) for row in cells
    }
    received = [
        draft
        for draft in drafts()
        if draft.type == "dossier_received" and "2023-01-01" <= draft.fields["effective_on"] <= DAY
    ]
    decided = [draft for draft in drafts() if draft.type == "dossier_decided" and draft.fields["effective_on"] <= DAY]
    numbers = list(counted.values())
    carried, got, on_time, late, no_term, withdrawn, pending, _ = numbers
    assert (carried, got) == (0, len(received))
    assert on_time + late + no_term + withdrawn == len(decided)
    assert withdrawn == sum(draft.fields["result"] == "withdrawn" for draft in decided)
    assert got == on_time + late + no_term + withdrawn + pending
    assert len(row_numbers(cells[1])) == 2, "the office reported counts of the same months, too"


def row_numbers(row: list[str]) -> list[str]:
    return [word for word in row if re.fullmatch(r"[\d.]+", word)]


def test_the_command_and_the_api_say_the_same_as_the_page(books: Path, officer: Client) -> None:
    called = ["due", "--place", "Bắc Giang", "--on", "22/8/2023", "--json"]
    said = json.loads(prepared_process.run(called, os.environ).stdout)
    user = person("may", ("officer", {"book": BOOK}))
    headers = {"Authorization": f"Bearer {tokens.make(user, 'thử', ['read'], 5).secret}"}
    answer = Client().get(f"/api/v1/duties?on={DAY}&place=viet-nam.bac-giang&limit=500", headers=headers).json()
    own = [each for each in said["duties"] if each["id"].startswith(f"{BOOK}:")]
    assert [each["id"] for each in answer["items"]] == [each["id"] for each in own]
    assert [each["due_on"] for each in answer["items"]] == [each["due_on"] for each in own]
    assert answer["total"] == total(officer, "&place=viet-nam.bac-giang&book=bg-parks")
    calendar = Client().get(f"/api/v1/duties/calendar?on={DAY}&kind=dossier", headers=headers)
    assert len(Calendar.from_ical(calendar.content).walk("VEVENT")) == total(officer, "&kind=dossier") - len(
        shown(officer, "&kind=dossier&state=suspended")
    )
    assert Client().get("/api/v1/duties").status_code == 401


def test_the_last_line_of_the_command_counts_what_it_lists(books: Path) -> None:
    called = ["due", "--place", "Bắc Giang", "--on", "22/8/2023"]
    counts = json.loads(prepared_process.run([*called, "--json"], os.environ).stdout)["counts"]
    assert counts["overdue"] > 0
    for state, overdue in (("overdue", counts["overdue"]), ("done", 0)):
        last = prepared_process.run([*called, "--state", state], os.environ).stdout.strip().splitlines()[-1]
        assert last == f"{counts[state]} việc, tính đến 22/8/2023; {overdue} việc quá hạn."


@pytest.mark.parametrize("known", ["2023-01-31", "2023-08-22"])
def test_the_list_is_as_known(officer: Client, known: str) -> None:
    assert total(officer, f"&known={known}&kind=dossier&state=all") == (
        0 if known < "2023-03-01" else total(officer, "&kind=dossier&state=all")
    )


def test_a_calendar_program_follows_by_a_secret_link_that_is_kept_hashed_and_can_be_withdrawn(
    officer: Client, capfd: pytest.CaptureFixture[str]
) -> None:
    owner = User.objects.get(username=USER)
    officer.post("/tai-khoan/xac-nhan/", {"password": PASSWORD})
    assert "Chưa có đường dẫn nào" in officer.get("/tai-khoan/lich/").content.decode()
    page = officer.post("/tai-khoan/lich/", {"act": "make"}).content.decode()
    found = re.search(r"http://testserver(/viec-den-han/lich/([\w-]{40,})\.ics)", page)
    assert found
    path, secret = found.groups()
    assert secret not in officer.get("/tai-khoan/lich/").content.decode(), "it is shown once"
    assert secret not in str(list(CalendarLink.objects.values()))
    capfd.readouterr()
    program = Client().get(f"{path}?on={DAY}&kind=operation")
    assert program.status_code == 200
    assert program["Content-Type"].startswith("text/calendar")
    assert "no-store" in program["Cache-Control"]
    assert len(Calendar.from_ical(program.content).walk("VEVENT")) == total(officer, "&kind=operation")
    assert Client().get(f"/en{path}").status_code == 200
    reloaded = officer.post("/tai-khoan/lich/", {"act": "make", "before": ""}).content.decode()
    assert "đường dẫn đã có vẫn giữ nguyên" in reloaded
    assert Client().get(path).status_code == 200, "the same form sent again makes no second link"
    owner.is_active = False
    owner.save()
    assert Client().get(path).status_code == 404
    owner.is_active = True
    owner.save()
    before = re.search(r'name="before" value="([^"]+)"', officer.get("/tai-khoan/lich/").content.decode())
    assert before
    again = officer.post("/tai-khoan/lich/", {"act": "make", "before": before[1]}).content.decode()
    assert Client().get(path).status_code == 404, "the one made anew has taken its place"
    newer = re.search(r"/viec-den-han/lich/[\w-]+\.ics", again)
    assert newer
    assert Client().get(newer[0]).status_code == 200
    officer.post("/tai-khoan/lich/", {"act": "withdraw"})
    assert Client().get(newer[0]).status_code == 404
    assert {entry.action for entry in AuditEntry.objects.all()} >= {"calendar_link_made", "calendar_link_withdrawn"}
    logged = "".join(capfd.readouterr())
    assert secret not in logged


def test_a_link_shows_no_more_than_its_owner_may_see_now(books: Path) -> None:
    owner = person("ha-tang", ("operator", {"zone": f"{BOOK}/{ZONE}"}))
    path = f"/viec-den-han/lich/{calendar_links.make(owner)}.ics?on={DAY}&state=all"
    summaries = [str(each["summary"]) for each in Calendar.from_ical(Client().get(path).content).walk("VEVENT")]
    assert summaries
    assert all("Quang Châu" in each for each in summaries)
    owner.memberships.all().delete()
    assert Client().get(path).status_code == 403


def test_the_log_leaves_the_secret_out() -> None:
    request = RequestFactory().get("/viec-den-han/lich/mat-khau.ics")
    request.resolver_match = resolve(request.path)
    assert RequestLog.format_request(request) == "GET /viec-den-han/lich/….ics"


def test_a_duty_is_given_to_somebody_on_screen_and_found_by_person(books: Path, officer: Client) -> None:
    head = browser_of(person("truong-phong", ("approver", {"book": BOOK})))
    person("chuyen-vien", ("officer", {"book": BOOK}))
    unit = "Phòng Lao động (minh họa)"
    of_unit = total(officer, f"&unit={unit}&book={BOOK}")
    assert of_unit > 1
    page = head.get("/viec-den-han/phu-trach/").content.decode()
    assert unit in page
    assert "chuyen-vien" in page
    posted = head.post("/viec-den-han/phu-trach/", {"book": BOOK, "unit": unit, "person": "chuyen-vien"})
    assert posted.status_code == 302
    assert total(officer, "&person=chuyen-vien") == of_unit
    own = shown(head, "&person=chuyen-vien")
    assert all("chuyen-vien" in row for row in own)
    listed = head.get(f"{PAGE}&person=chuyen-vien").content.decode()
    link = re.search(r'href="(/viec-den-han/phu-trach/\?duty=[^"]+)"', listed)
    assert link
    form = head.get(link[1].replace("&amp;", "&")).content.decode()
    assert "theo phòng" in form
    duty = re.search(r'name="duty" value="([^"]+)"', form)
    assert duty
    head.post("/viec-den-han/phu-trach/", {"book": BOOK, "duty": duty[1], "person": "truong-phong"})
    assert total(officer, "&person=chuyen-vien") == of_unit - 1
    assert total(head, "&person=me") == 1
    entries = Calendar.from_ical(head.get(f"/viec-den-han/lich.ics?on={DAY}&person=me").content).walk("VEVENT")
    assert len(entries) <= 1
    user = User.objects.get(username="truong-phong")
    headers = {"Authorization": f"Bearer {tokens.make(user, 'thử', ['read'], 5).secret}"}
    answer = Client().get(f"/api/v1/duties?on={DAY}&person=me", headers=headers).json()
    assert [each["assignee"] for each in answer["items"]] == ["truong-phong"]
    assert [each["id"] for each in answer["items"]] == [duty[1]]


def test_no_more_is_given_than_there_is_and_no_visitor_sees_who_has_it(books: Path, officer: Client) -> None:
    page = "/viec-den-han/phu-trach/"
    for given in ({"unit": "Phòng không có"}, {"duty": f"{BOOK}:place:x:task:không có"}, {}):
        assert officer.post(page, {"book": BOOK, "person": USER, **given}).status_code == 400
    assert officer.post(page, {"book": "khong-co", "unit": "x", "person": USER}).status_code == 404
    developer = browser_of(person("ha-tang", ("operator", {"zone": f"{BOOK}/{ZONE}"})))
    assert developer.get(page).status_code == 403
    listed = developer.get(f"{PAGE}&state=all").content.decode()
    assert "Người phụ trách" not in listed
    assert "chưa giao" not in listed
