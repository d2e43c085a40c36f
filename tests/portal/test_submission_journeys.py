"""An operator, an enterprise and an approver at work in a real Chromium: by keyboard, with drafts that save themselves."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, expect

from parkledger.home import sqlite
from parkledger.ledger.models import Project
from parkledger.submissions.models import Submission
from tests.conftest import use
from tests.portal.conftest import Visit, _listen, serve
from tests.portal.persons import browser_of, person

BOOK, ZONE = "bg-parks", "kcn-quang-chau"
Enter = Callable[..., Visit]


@pytest.fixture
def enter(browser: Browser, books: Path, statics: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Enter]:
    """Somebody comes to the portal, signed in: `enter("ha-tang", "/ghi-so/", width=390)`."""
    monkeypatch.setenv("PARKLEDGER_SECRET_KEY", settings.SECRET_KEY)  # the server honours the sessions made here
    firm = Project.objects.filter(book__code=BOOK, ended_on=None, role="secondary").order_by("pk")[0].enterprise
    roles = {
        "duyet": ("approver", {"book": BOOK}), "ha-tang": ("operator", {"zone": f"{BOOK}/{ZONE}"}),
        "cong-ty": ("enterprise", {"enterprise": firm}), "lan": ("officer", {"book": BOOK}),
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
    approver.page.click("#submissions tbody th a")
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


@pytest.mark.parametrize(("scheme", "lang"), [("light", ""), ("dark", "/en")])
def test_the_pages_are_accessible(enter: Enter, scheme: Literal["light", "dark"], lang: str) -> None:
    for path in ("/ghi-so/", "/ghi-so/period_report/", "/ghi-so/target_set/", "/ho-so/", f"/su-kien/{BOOK}/20/rut/",
                 f"/su-kien/{BOOK}/20/dinh-chinh/"):  # fmt: skip
        visit = enter("lan", lang + path, scheme=scheme, width=360)
        assert visit.page.locator("a.who").inner_text() == "lan"
        assert visit.violations() == [], path
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= 360, path
        visit.assert_clean()


def test_without_scripts_a_draft_is_saved_by_its_button(enter: Enter) -> None:
    page = enter("ha-tang", "/ghi-so/land_cleared/", scripts=False).page
    page.fill("#f-area_m2", "2,5")
    page.click("button[value=save]")
    assert page.input_value("#f-area_m2") == "2,5"
    assert "đã lưu lúc" in page.inner_text("#saved")
