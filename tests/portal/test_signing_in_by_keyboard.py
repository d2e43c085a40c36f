"""Signing in with a second factor and setting a forgotten password anew, in a browser, by keyboard alone."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from tests.portal.conftest import STILL, Visit, _listen, serve
from tests.portal.mail_server import mail_server
from tests.portal.persons import code_of, person

NEW = "khong-ai-doan-duoc-77"
HERE = "selector => document.activeElement.matches(selector)"
SHOWN = """() => { const box = document.activeElement.getBoundingClientRect();
  return box.width > 0 && box.top >= 0 && box.bottom <= innerHeight }"""
"""Colours pass over into each other."""


class Keyboard:
    """Somebody who has no mouse."""

    def __init__(self, visit: Visit) -> None:
        self.page = visit.page

    def to(self, selector: str) -> "Keyboard":
        """Go on with Tab until something has the focus, and is seen to have it."""
        for _ in range(60):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(HERE, selector):
                assert self.page.evaluate(SHOWN), f"{selector} has the focus out of sight"
                return self
        raise AssertionError(f"Tab does not reach {selector} on {self.page.url}")

    def past_the_menu(self) -> "Keyboard":
        """Over the menu by the link that every page begins with."""
        self.to("a.skip").enter()
        assert self.page.evaluate(HERE, "main")
        return self

    def type(self, text: str) -> "Keyboard":
        """Type into what has the focus."""
        self.page.keyboard.type(text)
        return self

    def enter(self, arriving: str = "") -> None:
        """Press Enter, and arrive at a page."""
        self.page.keyboard.press("Enter")
        if arriving:
            self.page.wait_for_url(lambda url: urlsplit(url).path == arriving)
            self.page.wait_for_load_state("networkidle")


def assert_accessible(visit: Visit) -> None:
    """In both themes and, the page being there in both, in both languages; then back to where one was."""
    here = urlsplit(visit.page.url).path
    for path in (f"/en{here}", here):
        visit.go(path)
        assert visit.page.url == visit.address + path
        assert visit.page.locator("html").get_attribute("lang") == ("en" if path.startswith("/en") else "vi")
        for scheme in ("dark", "light"):
            visit.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            visit.page.wait_for_function(STILL)
            assert visit.violations() == [], f"{path} {scheme}"


@pytest.mark.long
def test_a_forgotten_password_is_set_anew_and_used_with_the_second_factor_by_keyboard_alone(
    browser: Browser, books: Path, statics: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = person("lan", ("officer", {"book": "bg-parks"}))
    with mail_server() as (port, letters):
        monkeypatch.delenv("PARKLEDGER_EMAIL_BACKEND")  # letters really go
        monkeypatch.setenv("PARKLEDGER_EMAIL_HOST", "127.0.0.1")
        monkeypatch.setenv("PARKLEDGER_EMAIL_PORT", str(port))
        monkeypatch.setenv("PARKLEDGER_EMAIL_FROM", "so-kcn@a.example")
        with serve(books, statics) as address:
            context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
            visit = Visit(context.new_page(), address)
            _listen(visit)
            keyboard = Keyboard(visit.go("/dang-nhap/"))
            keyboard.past_the_menu().to("a[href='/quen-mat-khau/']").enter("/quen-mat-khau/")
            keyboard.past_the_menu().to("[name=email]").type("lan@a.example").enter("/quen-mat-khau/da-gui/")
            letter = letters.get(timeout=20)
            assert (letter["To"], letter["From"]) == ("lan@a.example", "so-kcn@a.example")
            body = letter.get_body()
            assert body is not None
            visit.go(re.findall(rf"{re.escape(address)}(/quen-mat-khau/\S+)", body.get_content())[0])
            assert_accessible(visit)
            keyboard.past_the_menu().to("[name=new]").type(NEW).to("[name=again]").type("khac")
            keyboard.page.keyboard.press("Enter")
            visit.page.wait_for_selector("#id_again_error")
            assert len(visit.wrong) == 2, "the browser's two words for the refusal"
            assert all("400" in each for each in visit.wrong)
            visit.wrong.clear()
            assert visit.page.get_attribute("[name=again]", "aria-describedby") == "id_again_error"
            assert visit.violations() == [], "with a refusal"
            keyboard.past_the_menu().to("[name=new]").type(NEW).to("[name=again]").type(NEW)
            keyboard.enter("/quen-mat-khau/xong/")
            assert "đã được đặt lại" in str(letters.get(timeout=20)["Subject"])
            keyboard.past_the_menu().to("main a[href='/dang-nhap/']").enter("/dang-nhap/")
            keyboard.past_the_menu().to("[name=username]").type("lan").to("[name=password]").type(NEW)
            keyboard.enter("/dang-nhap/ma/")
            assert_accessible(visit)
            keyboard.past_the_menu().to("[name=code]").type("000000").enter()
            visit.page.wait_for_selector("#code_error[role=alert]")
            assert visit.page.get_attribute("[name=code]", "aria-describedby") == "code_error"
            keyboard.past_the_menu().to("[name=code]").type(code_of(user)).enter("/")
            assert visit.page.locator("a.who").inner_text() == "lan"
            visit.assert_clean()
            context.close()
