"""A quarter of an office's work: fifty-one projects and nine more, twelve dossiers, forty plots, three inspections, reports, a
steering meeting, a delegation. Most of it comes by workbooks, the decisive acts by forms that an approver approves.

After each chapter the worklist and the figures are what `quarter` reckons without the register.
"""

import csv
import io
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from playwright.sync_api import Browser, BrowserContext, expect

from parkledger.briefing.reports.composition import compose
from parkledger.briefing.reports.records import ReportRecord, reissued
from parkledger.catalogue import ZoneKind
from parkledger.cli import runner
from parkledger.figures import Question, current
from parkledger.home import sqlite
from parkledger.ledger.store.registry import add_book
from tests.briefing.reading_back import unread
from tests.conftest import use
from tests.portal.conftest import Visit, _listen, serve
from tests.portal.persons import browser_of, person
from tests.story.quarter import (
    AUGUST,
    BEFORE,
    BOOK,
    DOSSIERS,
    FIRST,
    GRANTED,
    INVESTMENT,
    JULY,
    LABOUR,
    LAST,
    LEASES,
    OFFICE,
    PARKS,
    PLACE,
    PLOT_HA,
    PLOTS,
    RATE,
    REGISTERED,
    SCHEDULED_ON,
    SCHEDULES,
    TENANTS,
    Dossier,
    Project,
    figures,
    standing,
)  # fmt: skip
from tests.workbooks.conftest import Rows, filled

pytestmark = pytest.mark.long


@dataclass
class Office:
    """The office at work: its officer and its approver in browsers, and a folder for its workbooks."""

    officer: Visit
    approver: Visit
    folder: Path

    def workbook(self, name: str, rows: Rows) -> None:
        """A template filled in and read by the command line."""
        file = self.folder / f"{name}.xlsx"
        file.write_bytes(filled(rows, BOOK))
        assert runner.run(["import", str(file), "--book", BOOK]) == 0

    def upload(self, name: str, rows: Rows) -> None:
        """A template filled in, handed in by the officer on the page of imports and approved by the approver."""
        page = self.officer.go("/nhap-lieu/").page
        page.select_option("#book", BOOK)
        data: Any = {"name": f"{name}.xlsx", "mimeType": "application/octet-stream", "buffer": filled(rows, BOOK)}
        page.set_input_files("#file", data)
        page.get_by_role("button", name="Nộp và xem thử").click()
        page.wait_for_url(re.compile("/nhap-lieu/tep/"))
        count = sum(len(each) for each in rows.values())
        page.get_by_role("button", name=f"Trình duyệt {count} dòng hợp lệ").click()
        page.wait_for_url(re.compile(r"/ho-so/\d+/$"))
        self._approve()

    def act(self, kind: str, **fields: Any) -> None:
        """A form filled in by the officer and approved by the approver."""
        page = self.officer.go(f"/ghi-so/{kind}/").page
        for name, given in fields.items():
            field = page.locator(f"#f-{name}")
            value, unit = given if isinstance(given, tuple) else (given, "")
            if unit:
                page.locator(f"#f-{name} + select").select_option(label=unit)
            if field.evaluate("each => each.tagName") == "SELECT":
                field.select_option(str(value))
            else:
                field.fill(str(value))
        page.click("button[value=submit]")
        page.wait_for_load_state("networkidle")
        assert page.locator("#problems").count() == 0, page.inner_text("#problems")
        page.wait_for_url(re.compile(r"/ho-so/\d+/$"))
        self._approve()

    def _approve(self) -> None:
        path = self.officer.page.url.removeprefix(self.officer.address)
        self.approver.go(path).page.click("button[value=approve]")
        expect(self.approver.page.locator("main")).to_contain_text("đã duyệt, đã ghi sổ")

    def worklist(self, on: date, query: str = "&state=all") -> list[dict[str, str]]:
        """The rows of the list of what is due, as its page downloads them."""
        path = f"/viec-den-han/?on={on}{query}&table=duties&format=csv"
        answer = self.officer.page.request.get(f"{self.officer.address}{path}")
        assert answer.ok
        return list(csv.DictReader(io.StringIO(answer.body().decode("utf-8-sig"))))

    def file(self, template: str, suffix: str, period: str) -> bytes:
        """A report as the page of reports gives it."""
        path = f"/lap-bao-cao/{template}.{suffix}?place={PLACE}&period={period}&on={LAST}"
        answer = self.officer.page.request.get(f"{self.officer.address}{path}")
        assert answer.ok, answer.text()
        return answer.body()

    def assert_as_reckoned(self, on: date) -> None:
        """What is due, and the figures, are what the reckoning says."""
        current.expire()
        told = [tuple(row[key] for key in COLUMNS) for row in self.worklist(on)]
        assert sorted((kind, about, due if "-" in due else "", state) for kind, about, due, state in told) == standing(
            on
        )
        for indicator, flow, value in figures(on):
            assert _figure(indicator, on, flow) == (indicator, value)


COLUMNS = ("Mã loại việc", "Mã đối tượng", "Hạn", "Mã tình trạng")


def _figure(indicator: str, on: date, flow: bool) -> tuple[str, Fraction | None]:
    asked = Question(
        indicator, PLACE, on, start=FIRST if flow else None, kind=ZoneKind.PARK,
        currency="USD" if indicator == "capital.new" else None,
    )  # fmt: skip
    (found,) = current.current_figures().answer([asked])
    return indicator, found.value


@pytest.fixture
def office(
    browser: Browser, statics: Path, sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Office]:
    """An empty home with a book, an officer and an approver, both at their browsers."""
    home = tmp_path / "home"
    home.mkdir()
    shutil.copy(sqlite_template, home / "ledger.sqlite3")
    monkeypatch.setenv("PARKLEDGER_HOME", str(home))
    monkeypatch.setenv("PARKLEDGER_SECRET_KEY", settings.SECRET_KEY)  # the server honours the sessions made here
    use(sqlite(home / "ledger.sqlite3"))
    current.close()
    add_book(BOOK, OFFICE, PLACE)
    people = {name: person(name, (name, {"book": BOOK})) for name in ("officer", "approver")}
    contexts: list[BrowserContext] = []
    visits: list[Visit] = []
    with serve(home, statics) as address:
        for user in people.values():
            context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
            session = browser_of(user).cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
            contexts.append(context)
            visits.append(Visit(context.new_page(), address))
            _listen(visits[-1])
        yield Office(visits[0], visits[1], tmp_path)
        for visit in visits:
            visit.assert_clean()
        for context in contexts:
            context.close()
    current.close()


def test_a_quarter_of_an_offices_work(office: Office) -> None:
    """From the opening of the book on 1 July to the quarter's reports of 30 September."""
    the_book_is_opened(office)
    july_dossiers_and_plans(office)
    august_plots_leases_and_an_inspection(office)
    september_steering_meeting(office)
    september_delegation(office)
    the_quarters_reports(office)


# chapters -------------------------------------------------------------------------------------------------------------


def the_book_is_opened(office: Office) -> None:
    """The parks by the command line; the projects of before with their land and schedules on the page of imports."""
    office.workbook("mo so", {
        "exchange_rate_set": [{"vnd_per_usd": RATE, "source": "thử", "effective_on": date(2020, 1, 1)}],
        "zone_established": [{
            "zone": park.code, "name": park.name, "kind": "khu công nghiệp", "area_m2:ha": park.industrial + 50,
            "industrial_m2:ha": park.industrial, "infrastructure_m2:ha": 30, "green_m2:ha": 20,
            "effective_on": date(2020, 5, 4),
        } for park in PARKS],
    })  # fmt: skip
    office.workbook("hoat dong", {
        "zone_operating": [{"zone": f"KCN {park.name}", "effective_on": date(2022, 3, 1)} for park in PARKS],
    })  # fmt: skip
    office.upload("du an", {"project_registered": list(map(_registered, BEFORE))})
    office.workbook("dat va tien do", {
        "land_leased": [
            {"zone": f"KCN {each.park.name}", "project": each.code, "area_m2:ha": 1, "effective_on": each.since}
            for each in TENANTS
        ],
        "schedule_set": [
            {"project": f"THU-{each.number:02}", "construction_by": each.build_by, "operation_by": each.operate_by,
             "effective_on": SCHEDULED_ON}
            for each in SCHEDULES
        ],
    })  # fmt: skip


def july_dossiers_and_plans(office: Office) -> None:
    """Dossiers come in and are decided, one is sent back by form; the year's inspections are planned; July's report."""
    _dossiers(office, "ho so thang 7", FIRST, JULY, by_form=("HS-03", "HS-04"))
    office.workbook("ke hoach kiem tra", {"inspection_planned": [
        {"project": "THU-10", "inspection": "KT-1", "topic": "môi trường", "visit_by": date(2025, 8, 15),
         "unit": INVESTMENT, "effective_on": date(2025, 7, 21)},
        {"project": "THU-20", "inspection": "KT-2", "topic": "lao động, an toàn lao động", "visit_by": date(2025, 9, 10),
         "unit": LABOUR, "effective_on": date(2025, 7, 21)},
        {"zone": "KCN Thử Ba", "inspection": "KT-3", "topic": "phòng cháy, chữa cháy", "visit_by": LAST,
         "unit": INVESTMENT, "effective_on": date(2025, 7, 21)},
    ]})  # fmt: skip
    _reached(office, FIRST, JULY)
    _report(office, 7)
    office.assert_as_reckoned(JULY)


def august_plots_leases_and_an_inspection(office: Office) -> None:
    """Forty plots are drawn and some let by form; an inspection finds two things and ends in a fine."""
    _dossiers(office, "ho so thang 8", date(2025, 8, 1), AUGUST)
    office.workbook("so lo", {"plot_drawn": [
        {"zone": f"KCN {park.name}", "plot": plot, "use": "đất công nghiệp", "area_m2:ha": float(PLOT_HA),
         "state": "đang mời thuê", "effective_on": date(2025, 8, 1)}
        for park, plot in PLOTS
    ]})  # fmt: skip
    _leases(office, date(2025, 8, 1), AUGUST)
    office.act("inspection_made", inspection="KT-1", project="THU-10", effective_on="2025-08-12")
    for finding, remedy_by in (("V1", date(2025, 8, 29)), ("V2", date(2025, 9, 12))):
        office.act("inspection_finding", inspection="KT-1", project="THU-10", finding=finding, remedy_by=remedy_by,
                   effective_on="2025-08-12")  # fmt: skip
    office.act("fine_imposed", inspection="KT-1", project="THU-10", fine="XP-1", amount=("50", "triệu đồng"), pay_by="2025-09-05",
               effective_on="2025-08-20")  # fmt: skip
    office.act("finding_remedied", inspection="KT-1", project="THU-10", finding="V1", effective_on="2025-08-28")
    _reached(office, date(2025, 8, 1), AUGUST)
    _report(office, 8)
    office.assert_as_reckoned(AUGUST)


def september_steering_meeting(office: Office) -> None:
    """The meeting of 4 September gives three tasks; a section's work is put into the officer's hands."""
    for task, due_by, unit in (
        ("Rà soát giá thuê đất (thử)", "2025-09-19", INVESTMENT),
        ("Báo cáo tiến độ KCN Thử Ba", "2025-09-25", LABOUR),
        ("Đề án nhà ở công nhân (thử)", "2025-10-15", LABOUR),
    ):
        office.act("duty_set", task=task, due_by=due_by, unit=unit, effective_on="2025-09-04")
    seen = office.approver.go("/viec-den-han/phu-trach/")
    form = seen.page.locator(f"form[aria-label='{LABOUR}']")
    form.locator("select").select_option("officer")
    seen.follow(form.get_by_role("button"))
    assert {row["Hạn"] for row in office.worklist(date(2025, 9, 5), "&person=me")} == {
        "2025-09-10",
        "2025-09-25",
        "2025-10-15",
    }
    assert runner.run(["remind", "--on", "20/9/2025"]) == 0
    (reminder,) = [each for each in mail.outbox if each.subject.startswith("Việc đến hạn")]
    assert reminder.to == ["officer@a.example"]
    assert "Báo cáo tiến độ KCN Thử Ba" in str(reminder.body)
    assert "nhà ở công nhân" not in str(reminder.body), "it is not due soon yet"
    office.act("duty_done", task="Rà soát giá thuê đất (thử)", effective_on="2025-09-18")
    office.act(
        "fine_paid",
        inspection="KT-1",
        project="THU-10",
        fine="XP-1",
        amount=("50", "triệu đồng"),
        effective_on="2025-09-04",
    )
    office.act("inspection_made", inspection="KT-2", project="THU-20", effective_on="2025-09-12")
    _dossiers(office, "ho so thang 9", date(2025, 9, 1), LAST)
    _leases(office, date(2025, 9, 1), LAST)
    _reached(office, date(2025, 9, 1), LAST)


def september_delegation(office: Office) -> None:
    """A delegation of 24 September is promised two things, of which one is kept the next day."""
    for promise, due_by in (("HUA-1", "2025-09-26"), ("HUA-2", "2025-10-03")):
        office.act("promise_made", promise=promise, content="Gửi tài liệu (thử)", guest="viet-nam.cao-bang", due_by=due_by,
                   effective_on="2025-09-24")  # fmt: skip
    office.act("promise_kept", promise="HUA-1", effective_on="2025-09-25")
    _report(office, 9)
    office.assert_as_reckoned(LAST)


def the_quarters_reports(office: Office) -> None:
    """The quarter's report, the steering report and the delegation's briefing: made, and every figure read back from them."""
    stands = standing(LAST)
    overdue, soon = (sum(state == wanted for *_, state in stands) for wanted in ("overdue", "due_soon"))
    for template, period in (("period", "quý III/2025"), ("steering", "tháng 9/2025"), ("delegation", "quý III/2025")):
        record = ReportRecord.read(office.file(template, "docx", period), f"{template}.docx")
        again, differences = reissued(record, current.current_figures())
        assert differences == []
        text = office.file(template, "txt", period).decode()
        assert unread(compose(again.request, current.current_figures()), text) == []  # type: ignore[arg-type]
        if template == "steering":
            assert f"{overdue} việc quá hạn, {soon} việc sắp đến hạn" in text


# what chapters share --------------------------------------------------------------------------------------------------


def _registered(project: Project) -> dict[str, Any]:
    """The row of a project."""
    return {
        "project": project.code, "name": project.name, "enterprise": project.enterprise,
        "origin": "đầu tư trực tiếp nước ngoài (FDI)" if project.foreign else "đầu tư trong nước (DDI)",
        "zone": f"KCN {project.park.name}", "capital": project.capital,
        "capital.unit": "triệu USD" if project.foreign else "tỷ đồng",
        "country": "Nhật Bản" if project.foreign else None, "effective_on": project.since,
    }  # fmt: skip


def _dossiers(office: Office, name: str, since: date, until: date, by_form: tuple[str, ...] = ()) -> None:
    """What came of dossiers in a month, in one workbook; of some, sent back and decided by form."""

    def within(day: date | None) -> bool:
        return day is not None and since <= day <= until

    def row(dossier: Dossier, day: date | None, **more: Any) -> dict[str, Any]:
        return {"dossier": dossier.code, "effective_on": day, **more}

    received = [
        row(each, each.received, procedure="cấp giấy chứng nhận đăng ký đầu tư", unit=INVESTMENT,
            term_days=each.working_days or None)
        for each in DOSSIERS if within(each.received)
    ]  # fmt: skip
    others = [each for each in DOSSIERS if each.code not in by_form]
    office.workbook(name, _told({
        "dossier_received": received,
        "dossier_suspended": [row(each, each.stopped) for each in others if within(each.stopped)],
        "dossier_resumed": [row(each, each.complete) for each in others if within(each.complete)],
        "dossier_decided": [
            row(each, each.ended, result="tổ chức, cá nhân rút hồ sơ" if each.result == "withdrawn" else None)
            for each in others if within(each.ended)
        ],
    }))  # fmt: skip
    for each in DOSSIERS:
        if each.code in by_form:
            for kind, day in (
                ("suspended", each.stopped), ("resumed", each.complete), ("decided", each.ended),
            ):  # fmt: skip
                if day is not None and within(day):
                    office.act(f"dossier_{kind}", dossier=each.code, effective_on=day)
    granted = [project for project, dossier in zip(REGISTERED, GRANTED, strict=True) if within(dossier.ended)]
    office.workbook(f"{name}, du an", {"project_registered": list(map(_registered, granted))})


def _told(rows: Rows) -> Rows:
    """The sheets that have rows."""
    return {kind: some for kind, some in rows.items() if some}


def _reached(office: Office, since: date, until: date) -> None:
    """Milestones of schedules that were reached in a month."""
    built = [each for each in SCHEDULES if each.built and since <= each.built <= until]
    operated = [each for each in SCHEDULES if each.operated and since <= each.operated <= until]
    rows = _told({
        "schedule_reached": [
            {"project": f"THU-{each.number:02}", "stage": "khởi công xây dựng", "effective_on": each.built} for each in built
        ],
        "production_started": [{"project": f"THU-{each.number:02}", "effective_on": each.operated} for each in operated],
    })  # fmt: skip
    office.workbook(f"tien do {until.month}", rows)


def _leases(office: Office, since: date, until: date) -> None:
    """Plots let in a month, each by form."""
    for each in LEASES:
        if since <= each.since <= until:
            office.act(
                "land_leased", zone=each.park.code, project=f"THU-{each.number:02}", plots=", ".join(each.plots),
                area_m2=(f"{float(each.hectares):g}".replace(".", ","), "ha"), effective_on=each.since,
            )  # fmt: skip


def _report(office: Office, month: int) -> None:
    """What the parks produced, exported and employed in a month."""
    start = date(2025, month, 1)
    end = {7: JULY, 8: AUGUST, 9: LAST}[month]
    at = month - FIRST.month
    office.workbook(f"bao cao thang {month}", {"period_report": [
        {"zone": f"KCN {park.name}", "period_start": start, "period_end": end,
         "values.output.production": park.output[at], "values.output.production.unit": "tỷ đồng",
         "values.trade.export": park.exports[at], "values.trade.export.unit": "triệu USD",
         "values.labour.workers": park.workers[at]}
        for park in PARKS
    ]})  # fmt: skip
