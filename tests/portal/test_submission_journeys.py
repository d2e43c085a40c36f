"""An operator, an enterprise and an approver at work in a real Chromium: by keyboard, with drafts that save themselves."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from playwright.sync_api import Browser, BrowserContext, Route, expect

from parkledger.home import sqlite
from parkledger.ledger.models import Book, Project, Zone
from parkledger.submissions.models import Attachment, AttachmentUse, Collecting, Letter, Submission
from parkledger.submissions.workflow import lifecycle
from tests.conftest import use
from tests.portal.conftest import DAY, Visit, _listen, serve
from tests.portal.persons import browser_of, person
from tests.portal.test_overview import ANSWERS, PROVINCE, SEEN
from tests.submissions.files import HTML, PDF

BOOK, ZONE, OTHER = "bg-parks", "kcn-quang-chau", "kcn-van-trung"
Enter = Callable[..., Visit]


@pytest.fixture
def enter(browser: Browser, books: Path, statics: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Enter]:
    """Somebody comes to the portal, signed in: `enter("ha-tang", "/ghi-so/", width=390)`."""
    monkeypatch.setenv("PARKLEDGER_SECRET_KEY", settings.SECRET_KEY)  # the server honours the sessions made here
    firm = Project.objects.filter(book__code=BOOK, ended_on=None, role="secondary").order_by("pk")[0].enterprise
    roles = {
        "duyet": ("approver", {"book": BOOK}), "ha-tang": ("operator", {"zone": f"{BOOK}/{ZONE}"}),
        "cong-ty": ("enterprise", {"enterprise": firm}), "lan": ("officer", {"book": BOOK}),
        "quan-tri": ("administrator", {}), "khac": ("operator", {"zone": f"{BOOK}/{OTHER}"}),
    }  # fmt: skip
    sessions = {name: browser_of(person(name, role)).cookies["sessionid"].value for name, role in roles.items()}
    contexts: list[BrowserContext] = []
    with serve(books, statics) as address:

        def come(
            name: str, path: str, *, scheme: Literal["light", "dark"] = "light", width: int = 1280, scripts: bool = True
        ) -> Visit:
            context = browser.new_context(
                viewport={"width": width, "height": 900},
                color_scheme=scheme,
                java_script_enabled=scripts,
                locale="vi-VN",
            )
            contexts.append(context)
            context.add_cookies([{"name": "sessionid", "value": sessions[name], "url": address}])
            found = Visit(context.new_page(), address)
            _listen(found)
            return found.go(path)

        yield come
        for context in contexts:
            context.close()
    use(sqlite(books / "ledger.sqlite3"))


def test_an_operator_writes_by_keyboard_alone_and_an_approver_approves(enter: Enter) -> None:
    operator = enter("ha-tang", "/ghi-so/land_cleared/")
    page = operator.page
    page.focus("#f-zone")
    assert page.input_value("#f-zone") == ZONE
    page.keyboard.press("Tab")
    page.keyboard.type("1,5")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator("#saved [role=status]")).to_contain_text("đã lưu lúc")
    page.fill("#f-effective_on", "2024-05-06")
    page.focus("#f-note")
    page.keyboard.type("đợt ba")
    page.focus("button[value=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/ho-so/\d+/$"))
    assert "đã trình" in page.inner_text("main")
    assert operator.violations() == []
    operator.assert_clean()
    approver = enter("duyet", "/ho-so/")
    approver.follow("#submissions tbody th a")
    assert "Số liệu thay đổi" in approver.page.inner_text("#effects")
    assert approver.violations() == []
    approver.page.focus("button[value=approve]")
    approver.page.keyboard.press("Enter")
    expect(approver.page.locator("main")).to_contain_text("đã duyệt, đã ghi sổ")
    approver.assert_clean()
    assert Submission.objects.get().state == "approved"


def test_what_is_wrong_is_shown_at_the_field_and_what_was_typed_is_kept(enter: Enter) -> None:
    visit = enter("cong-ty", "/ghi-so/capital_implemented/", width=360)
    page = visit.page
    page.fill("#f-capital", "1,234")
    page.click("button[value=submit]")
    page.wait_for_selector("#problems")
    assert page.get_attribute("#f-capital", "aria-invalid") == "true"
    described = page.get_attribute("#f-capital", "aria-describedby")
    assert page.inner_text(f"#{described}")
    assert page.input_value("#f-capital") == "1,234"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert visit.violations() == []


@pytest.mark.parametrize(("scheme", "lang"), [("light", ""), pytest.param("dark", "/en", marks=pytest.mark.long)])
def test_the_pages_are_accessible(enter: Enter, scheme: Literal["light", "dark"], lang: str) -> None:
    for path in ("/ghi-so/", "/ghi-so/period_report/", "/ghi-so/target_set/", "/ho-so/", f"/su-kien/{BOOK}/20/rut/",
                 f"/su-kien/{BOOK}/20/dinh-chinh/"):  # fmt: skip
        visit = enter("lan", lang + path, scheme=scheme, width=360)
        assert visit.page.locator("a.who").inner_text() == "lan"
        assert visit.violations() == [], path
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= 360, path
        visit.assert_clean()


def waiting() -> tuple[int, int]:
    """A submission and an import that wait for approval, a letter that could not go, enterprises' reports collected."""
    book, officer = Book.objects.get(code=BOOK), User.objects.get(username="lan")
    cleared = {"zone": ZONE, "area_m2": "1 ha", "effective_on": "2024-05-06"}
    draft = lifecycle.begin(officer, book, "land_cleared", cleared)
    draft = lifecycle.save(draft, officer, draft.version, {**cleared, "note": "đợt ba"})
    one = lifecycle.submit(draft, officer, draft.version)
    period = {"period_start": "2026-10-01", "period_end": "2026-10-31", "values": {"labour.workers": 900_000}}
    zones = Zone.objects.filter(book=book, ended_on=None).order_by("code")[:25]
    events = [{"type": "period_report", "fields": {"zone": each.code, **period}} for each in zones]
    draft = lifecycle.begin(
        officer,
        book,
        "batch",
        {"events": [*events, *[{"type": "land_cleared", "fields": {**cleared, "area_m2": "100 m2"}}] * 30]},
    )
    many = lifecycle.submit(draft, officer, draft.version)
    Collecting.objects.update_or_create(
        book=book, rule="park.enterprise.month", defaults={"since": date(2023, 1, 1), "by": "lan"}
    )
    Letter.objects.create(
        user=officer, address="lan@a.example", subject="Hồ sơ số 1", text="…", tries=2, problem="OSError: x"
    )
    return one.pk, many.pk


@pytest.mark.long
@pytest.mark.parametrize(("scheme", "lang"), [("dark", ""), ("light", "/en")])
def test_the_offices_pages_are_accessible(enter: Enter, scheme: Literal["light", "dark"], lang: str) -> None:
    one, many = waiting()
    pages = {
        "duyet": (f"/ho-so/{one}/", f"/ho-so/{many}/?zones=2&events=2", "/bao-cao/?on=2023-08-22"),
        "lan": (f"/ho-so/{one}/", f"/bao-cao/{BOOK}/park.month/?on=2023-08-22&windows=24", f"/bao-cao/{BOOK}/park.month/nhac/",
                f"/bao-cao/{BOOK}/park.enterprise.month/?on=2023-08-22",
                f"/bao-cao/tong-hop/{BOOK}/{ZONE}/?first=2023-07-01&last=2023-07-31"),
        "quan-tri": ("/nguoi-dung/", "/nguoi-dung/thu-chua-gui/"),
    }  # fmt: skip
    for name, paths in pages.items():
        visit = enter(name, lang + paths[0], scheme=scheme, width=360)
        for path in paths:
            visit.go(lang + path)
            visit.page.evaluate("document.querySelectorAll('main details').forEach((each) => { each.open = true; })")
            assert visit.page.locator("a.who").inner_text() == name
            assert visit.page.locator("table.moves").count() >= (name == "duyet" and "/ho-so/" in path), path
            assert visit.violations() == [], path
            assert visit.page.evaluate("document.documentElement.scrollWidth") <= 360, path
        visit.assert_clean()


def test_files_are_attached_refused_kept_once_and_saved_by_those_who_may(enter: Enter, tmp_path: Path) -> None:
    """The operator's own hands: a decision, a page that calls itself a decision, the decision once more."""
    visit = enter("ha-tang", "/ghi-so/land_cleared/")
    page = visit.page
    page.fill("#f-area_m2", "1,5")
    page.fill("#f-effective_on", "2024-05-06")
    page.click("button[value=save]")
    page.wait_for_url("**/ho-so/*/sua/")
    found = Submission.objects.get()
    visit.go(f"/ho-so/{found.pk}/")
    for name, content in (("Quyết định 77.pdf", PDF), ("Quyết định 78.pdf", HTML), ("bản sao.pdf", PDF)):
        (tmp_path / name).write_bytes(content)

    def attach(name: str) -> None:
        page.set_input_files("#files input[type=file]", tmp_path / name)
        visit.follow("#files form:has(input[type=file]) button[type=submit]")

    attach("Quyết định 77.pdf")
    assert page.locator("#files a[href*='/tep/']").all_inner_texts() == ["Quyết định 77.pdf"]
    assert visit.violations() == []
    visit.assert_clean()
    attach("Quyết định 78.pdf")
    assert "Không nhận được tệp" in page.inner_text("main h1")
    assert "Quyết định 78.pdf" in page.inner_text("[role=alert]")
    assert visit.violations() == []
    visit.wrong.clear()  # 422: the refusal is what was asked for
    visit.go(f"/ho-so/{found.pk}/")
    attach("bản sao.pdf")
    assert page.locator("#files a[href*='/tep/']").count() == 1
    assert (Attachment.objects.count(), AttachmentUse.objects.count()) == (1, 1)
    address = str(page.get_attribute("#files a[href*='/tep/']", "href"))
    with page.expect_download() as saving:
        page.click("#files a[href*='/tep/']")
    assert saving.value.suggested_filename == "Quyết định 77.pdf"
    assert Path(saving.value.path()).read_bytes() == PDF
    stranger = enter("khac", "/ho-so/")
    answer = stranger.page.request.get(stranger.address + address)
    assert (answer.status, PDF in answer.body()) == (404, False)


def test_without_scripts_a_draft_is_saved_by_its_button(enter: Enter) -> None:
    seen = enter("ha-tang", "/ghi-so/land_cleared/", scripts=False)
    page = seen.page
    page.fill("#f-area_m2", "2,5")
    seen.follow("button[value=save]")
    assert page.input_value("#f-area_m2") == "2,5"
    assert "đã lưu lúc" in page.inner_text("#saved")


def test_a_form_is_sent_after_the_saving_that_is_under_way(enter: Enter) -> None:
    page = enter("ha-tang", "/ghi-so/land_cleared/").page
    saving: list[Route] = []

    def hold(route: Route) -> None:
        if "autosave" in (route.request.post_data or ""):
            saving.append(route)
        else:
            route.continue_()

    page.fill("#f-effective_on", "2024-05-06")
    page.fill("#f-area_m2", "1,5")
    page.focus("#f-note")
    expect(page.locator("#saved [role=status]")).to_contain_text("đã lưu lúc")
    page.route("**/ghi-so/**", hold)
    page.route("**/ho-so/**", hold)
    page.fill("#f-note", "đợt một")
    with page.expect_request(lambda request: "autosave" in (request.post_data or "")):
        page.focus("#f-area_m2")
    page.fill("#f-note", "đợt hai")
    page.click("button[value=submit]")
    page.wait_for_timeout(300)
    assert "/ghi-so/" in page.url
    for route in saving:
        route.continue_()
    page.wait_for_url(re.compile(r"/ho-so/\d+/$"))
    assert "đã trình" in page.inner_text("main")
    assert "đợt hai" in page.inner_text("main")


OVERLAP = """() => { const [brand, tools] = ["a.brand", ".tools"].map((each) => document.querySelector(each).getBoundingClientRect());
  return brand.bottom > tools.top && brand.right > tools.left; }"""


@pytest.mark.parametrize("name", ["lan", "duyet"])
def test_the_first_screen_of_staff_answers_without_scrolling(enter: Enter, name: str) -> None:
    for number in range(2):  # more waits for them than the dates of the demonstration
        given = {"zone": ZONE, "area_m2": f"{number + 1} ha", "effective_on": "2024-05-06"}
        made = lifecycle.begin(User.objects.get(username="lan"), Book.objects.get(code=BOOK), "land_cleared", given)
        sent = lifecycle.submit(made, made.author, made.version)
        if number:
            lifecycle.send_back(sent, User.objects.get(username="duyet"), sent.version, "thiếu biên bản")
    for path in ("/", PROVINCE, f"{PROVINCE}?on={DAY}"):
        visit = enter(name, path, width=390)
        visit.page.set_viewport_size({"width": 390, "height": 844})
        assert visit.page.locator(".news li").count() >= 3
        assert visit.page.evaluate(SEEN, list(ANSWERS)) == [], path
        assert not visit.page.evaluate(OVERLAP)
        visit.assert_clean()
