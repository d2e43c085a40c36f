"""What people come for, done in a real Chromium on a desk and on a telephone, in fewer clicks than it took before.

A click is a press of a button, link, box or chooser of files; typing, Enter and choosing from a list are none. What
somebody needed before stands beside each limit. One server serves all; what is recorded differs by the screen's width.
"""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Locator, expect

from parkledger.figures import current
from parkledger.home import sqlite
from parkledger.ledger.models import Book
from parkledger.submissions.models import Collecting
from tests.conftest import leave_database, use
from tests.portal.conftest import DAY, Visit, _listen, serve
from tests.portal.persons import browser_of, person
from tests.portal.test_asking_for_land import TOO_QUICK
from tests.portal.test_collections import firms
from tests.portal.test_overview import ANSWERS, SCREENS, SEEN
from tests.portal.test_workbook_journey import SHEET, downloaded, saved

BOOK, ZONE = "bg-parks", "kcn-quang-chau"
NEW_MONTH = "2023-07-01"
on_every_screen = pytest.mark.parametrize(("width", "height"), SCREENS)


@dataclass
class Journey:
    """Somebody on their way through the portal, with the clicks that they needed."""

    visit: Visit
    clicks: int = 0

    def click(self, at: str | Locator, leads_to: str = "") -> None:
        """Click; what it is clicked on must be seen, and wide enough for a finger's tip."""
        page = self.visit.page
        found = page.locator(at).first if isinstance(at, str) else at
        found.scroll_into_view_if_needed()
        box = found.bounding_box()
        assert box, at
        self.clicks += 1
        found.click()
        if leads_to:
            page.wait_for_url(re.compile(leads_to))
        page.wait_for_load_state("networkidle")

    def enter(self, at: str) -> None:
        """Press Enter in a field, which sends its form."""
        with self.visit.page.expect_navigation(wait_until="networkidle"):
            self.visit.page.press(at, "Enter")

    def done(self, fewer_than: int) -> None:
        """It took fewer clicks than before, nothing failed, nothing is wider than the screen."""
        self.visit.assert_clean()
        width = self.visit.page.viewport_size["width"]  # type: ignore[index]
        assert self.visit.page.evaluate("document.documentElement.scrollWidth") <= width
        assert self.clicks < fewer_than


@dataclass
class Portal:
    """The portal served, and the sessions of those who work with it."""

    browser: Browser
    address: str
    sessions: dict[str, str]
    contexts: list[BrowserContext]

    def begin(self, path: str, width: int, height: int, who: str = "") -> Journey:
        """Somebody comes to a page, signed in where they have a name."""
        context = self.browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN")
        self.contexts.append(context)
        if who:
            context.add_cookies([{"name": "sessionid", "value": self.sessions[who], "url": self.address}])
        visit = Visit(context.new_page(), self.address)
        _listen(visit)
        return Journey(visit.go(path))


@pytest.fixture(scope="module")
def portal_of_all(
    browser: Browser, demonstration: Path, statics: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Portal]:
    """The portal over a copy of the demonstration books, with those who work with it."""
    home = tmp_path_factory.mktemp("journeys") / "home"
    shutil.copytree(demonstration, home)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PARKLEDGER_HOME", str(home))
        patch.setenv("PARKLEDGER_SECRET_KEY", settings.SECRET_KEY)
        use(sqlite(home / "ledger.sqlite3"))
        current.close()
        book = Book.objects.get(code=BOOK)
        Collecting.objects.update_or_create(
            book=book, rule="park.enterprise.month", defaults={"since": date(2023, 1, 1), "by": "test"}
        )
        roles = {
            "lan": ("officer", {"book": BOOK}), "duyet": ("approver", {"book": BOOK}),
            "cong-ty": ("enterprise", {"enterprise": firms()[0].enterprise}), "quan-tri": ("administrator", {}),
        }  # fmt: skip
        sessions = {who: browser_of(person(who, role)).cookies["sessionid"].value for who, role in roles.items()}
        for width, _ in SCREENS:
            person(f"moi-{width}", ("officer", {"book": BOOK}))
        current.close()
        leave_database()
        with serve(home, statics) as address:
            found = Portal(browser, address, sessions, [])
            yield found
            for context in found.contexts:
                context.close()


@on_every_screen
def test_a_leader_sees_how_full_better_or_worse_and_which_is_last(portal_of_all: Portal, width, height) -> None:
    leader = portal_of_all.begin("/", width, height)
    page = leader.visit.page
    assert page.evaluate(SEEN, list(ANSWERS)) == []
    rate = page.locator(".full .rate").first.inner_text()
    assert re.search(r"\d+,\d%", rate)
    assert re.search(r"[▲▼]", rate), "with its direction"
    assert "0 USD" not in page.inner_text("table.answers"), "silence is not nought"
    sides = page.locator(".ranking .sides ol")
    said = [re.findall(r"\d+,\d%", side.inner_text()) for side in (sides.first, sides.last)]
    leader.done(fewer_than=1)
    for order, shown in zip(("desc", "asc"), said, strict=True):
        leader.visit.go(f"/khu-cum/?kind=park&stage=zones.operating&sort=occupancy&order={order}")
        listed = re.findall(r"\d+,\d%", page.inner_text("table#zones tbody"))
        assert shown == listed[: len(shown)] != [], "the best and the worst are those of the list of zones"


@on_every_screen
def test_an_investor_asks_for_clean_land_for_electronics(portal_of_all: Portal, width, height) -> None:
    investor = portal_of_all.begin("/", width, height)
    page = investor.visit.page
    investor.click("nav.menu a[href^='/tim-dat/']", "/tim-dat/")
    page.fill("[name=area]", "10 ha")
    page.fill("[name=clean]", "5 ha")
    page.fill("[name=sector]", "điện tử")
    investor.enter("[name=area]")
    assert (page.input_value("[name=area]"), page.input_value("[name=clean]")) == ("10 ha", "5 ha")
    assert page.locator("[aria-invalid=true]").count() == 0, "every condition was read"
    rows = page.locator("table#land tbody tr")
    assert rows.count() > 0
    investor.click(rows.locator("a:has-text('Gửi yêu cầu thuê đất')").first, "/tim-dat/hoi/")
    assert page.input_value("[name=area]") == "10 ha"
    assert "điện tử" in page.input_value("[name=sector]")
    page.fill("[name=name]", "Lê Văn Nam")
    page.fill("[name=email]", f"nam{width}@vidu.vn")
    investor.click("[name=consent]")
    page.wait_for_timeout(TOO_QUICK)
    investor.click("main button[type=submit]")
    number = page.inner_text("main strong")
    assert number.startswith("XT-")
    assert page.locator("main a[href*='/tim-dat/ho-so/']").count(), "the number has somewhere to be used"
    investor.done(fewer_than=5)


@on_every_screen
def test_a_journalist_checks_cites_and_takes_the_data(portal_of_all: Portal, width, height) -> None:
    journalist = portal_of_all.begin("/", width, height)
    page = journalist.visit.page
    page.fill("header form.search input[name=q]", "tỷ lệ lấp đầy KCN Bắc Giang tháng 8/2023")
    journalist.enter("header form.search input[name=q]")
    answer = page.locator("section.answer").first
    assert re.search(r"\d+,\d%", answer.inner_text())
    cited = answer.locator(".cite a").inner_text()
    assert cited.startswith(f"{portal_of_all.address}/so-lieu/")
    assert "to=2023-08-31" in cited
    assert "known=" in cited
    with page.expect_download() as taken:
        journalist.click(answer.locator("a[download]"))
    assert taken.value.suggested_filename.endswith(".csv")
    assert len(Path(taken.value.path()).read_text(encoding="utf-8-sig").splitlines()) > 10
    clicks = journalist.clicks
    journalist.visit.go(cited.removeprefix(portal_of_all.address))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click("[data-copy-text]")
    expect(page.locator("[data-copy-text]")).to_have_text("Đã chép")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert page.inner_text(".headline").rstrip("*° ") in copied
    assert "to=2023-08-31" in copied
    journalist.clicks = clicks
    journalist.done(fewer_than=2)


@on_every_screen
def test_a_delegation_compares_and_prints(portal_of_all: Portal, width, height) -> None:
    delegation = portal_of_all.begin(f"/?on={DAY}", width, height)
    page = delegation.visit.page
    delegation.click("nav.menu a[href^='/so-sanh/']", "/so-sanh/")
    assert page.locator("table.compare thead th").count() >= 3, "two are set side by side already"
    pair = delegation.clicks
    page.evaluate("window.print = () => { window.printed = true; }")
    delegation.click("main [data-print]")
    assert page.evaluate("window.printed") is True
    delegation.clicks = pair
    pages = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
    assert pages <= 2, "there were three"
    delegation.done(fewer_than=2)


@on_every_screen
def test_an_officer_records_a_lease_and_the_figure_changes(portal_of_all: Portal, width, height) -> None:
    officer = portal_of_all.begin("/", width, height, "lan")
    page = officer.visit.page
    officer.click("nav.menu a[href^='/ghi-so/']", "/ghi-so/")
    officer.click(page.locator(f"main a[href^='/ghi-so/land_leased/?book={BOOK}']"), "/ghi-so/land_leased/")
    page.select_option("#f-zone", ZONE)
    page.fill("#f-area_m2", f"0,{width}")
    page.fill("#f-effective_on", "2025-06-05")
    officer.click("button[value=submit]", r"/ho-so/\d+/$")
    assert "đã trình" in page.inner_text("main")
    officer.visit.assert_clean()
    approver = portal_of_all.begin("/", width, height, "duyet")
    approver.click(".news a:has-text('hồ sơ chờ duyệt')", r"/ho-so/\d+/$")
    effects = approver.visit.page.inner_text("#effects")
    assert "KCN Quang Châu" in approver.visit.page.inner_text("main")
    assert re.search(r"\d", effects)
    approver.click("button[value=approve]")
    expect(approver.visit.page.locator("main")).to_contain_text("đã duyệt, đã ghi sổ")
    approver.clicks += officer.clicks
    approver.done(fewer_than=7)


@on_every_screen
def test_an_officer_hands_in_a_workbook_and_mends_its_refused_row(portal_of_all: Portal, width, height) -> None:
    officer = portal_of_all.begin("/nhap-lieu/", width, height, "lan")
    page = officer.visit.page
    page.select_option("#template-book", BOOK)
    page.get_by_label(SHEET, exact=True).check()
    template = downloaded(page, "Tải tệp mẫu")
    at = {cell.value: cell.column for cell in template[SHEET][1]}
    for row, zone in enumerate(("KCN Quang Châu", "KCN Không Có"), start=3):
        for key, value in (("zone", zone), ("area_m2:ha", width / 100_000), ("effective_on", date(2024, 2, 5))):
            template[SHEET].cell(row, at[key], value)
    _hand_in(officer, saved(template))
    problems = page.inner_text("#problem-list")
    assert f"{SHEET}!B4" in problems
    assert "KCN Không Có" in problems
    assert "KCN Quang Châu" in page.inner_text("section[aria-labelledby=rows]"), "what is valid is shown as well"
    officer.clicks += 1
    refused = downloaded(page, "Tải các dòng bị từ chối kèm lý do")
    officer.done(fewer_than=4)
    column = {cell.value: cell.column for cell in refused[SHEET][1]}
    refused[SHEET].cell(3, column["zone"], "KCN Quang Châu")
    page.goto(f"{portal_of_all.address}/nhap-lieu/")
    officer.clicks = 0
    _hand_in(officer, saved(refused))
    officer.click(page.get_by_role("button", name="Trình duyệt 1 dòng hợp lệ"), r"/ho-so/\d+/$")
    officer.done(fewer_than=4)


def _hand_in(officer: Journey, data: bytes) -> None:
    page = officer.visit.page
    page.select_option("#book", BOOK)
    officer.clicks += 1  # the chooser of files
    page.set_input_files("#file", {"name": "thue dat.xlsx", "mimeType": "application/octet-stream", "buffer": data})
    officer.click(page.get_by_role("button", name="Nộp và xem thử"), "/nhap-lieu/tep/")


@on_every_screen
def test_an_enterprise_reports(portal_of_all: Portal, width, height) -> None:
    enterprise = portal_of_all.begin(f"/?on={DAY}", width, height, "cong-ty")
    page = enterprise.visit.page
    enterprise.click("nav.menu a[href^='/bao-cao/']", "/bao-cao/")
    month = NEW_MONTH if width > 1000 else "2023-06-01"
    enterprise.visit.go(f"/bao-cao/?on={DAY}")
    enterprise.click(f"#due-from-me a[href*='{month}']", "/bao-cao/doanh-nghiep/")
    page.fill("#f-values-labour-workers", str(width))
    with page.expect_navigation(wait_until="networkidle"):
        page.press("#f-values-labour-workers", "Enter")
    assert re.search(r"/ho-so/\d+/$", page.url), page.inner_text("main")
    assert "đã trình" in page.inner_text("main")
    enterprise.done(fewer_than=3)


@on_every_screen
def test_an_administrator_invites_and_resets_and_is_told_so(portal_of_all: Portal, width, height) -> None:
    inviting = portal_of_all.begin("/", width, height, "quan-tri")
    page = inviting.visit.page
    inviting.click("nav.menu a[href^='/nguoi-dung/']", "/nguoi-dung/")
    inviting.click("main a[href$='/nguoi-dung/moi/']", "/nguoi-dung/moi/")
    page.fill("#name", "Nguyễn Thị Mới")
    page.fill("#email", f"moi{width}@vidu.vn")
    inviting.enter("#email")
    assert page.inner_text("main [role=status]") == "Đã gửi lời mời."
    assert f"moi{width}@vidu.vn" in page.inner_text("main")
    inviting.done(fewer_than=3)
    resetting = portal_of_all.begin("/", width, height, "quan-tri")
    page = resetting.visit.page
    resetting.click("nav.menu a[href^='/nguoi-dung/']", "/nguoi-dung/")
    resetting.click(f"main table a:text-is('moi-{width}')", r"/nguoi-dung/\d+/")
    page.fill("#reset_reason", "mất điện thoại, đã gặp trực tiếp")
    resetting.enter("#reset_reason")
    assert page.inner_text("main [role=status]").startswith("Đã đặt lại xác thực hai bước")
    resetting.done(fewer_than=3)
