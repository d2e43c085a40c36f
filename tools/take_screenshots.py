"""Take the pictures of the READMEs: the portal's main pages over the demonstration books, in a real Chromium.

    python -m tools.take_screenshots [FOLDER]

The books are built in a temporary folder; Chromium is Debian's, or the one PARKLEDGER_CHROMIUM names.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.web import command, served
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "screenshots"
DATES = "on=2023-08-22&known=2023-08-22"
PLACE = "viet-nam.bac-giang"
QUESTION = urlencode({"q": "tỷ lệ lấp đầy KCN Bắc Giang tháng 8/2023"})
PAGES = {
    "dashboard": (f"/dia-ban/{PLACE}/?{DATES}", 1280, "light"),
    "dashboard-phone-dark": (f"/dia-ban/{PLACE}/?{DATES}", 390, "dark"),
    "figure": (f"/so-lieu/?indicator=occupancy&place={PLACE}&kind=park&{DATES}", 1280, "light"),
    "zone": (f"/khu-cum/bg-parks/kcn-quang-chau/?{DATES}", 1280, "light"),
    "map": (f"/ban-do/?{DATES}", 1280, "light"),
    "compare": (f"/so-sanh/?place={PLACE}&place=viet-nam.bac-kan&{DATES}", 1280, "light"),
    "land": (f"/tim-dat/?{DATES}", 1280, "light"),
    "search": (f"/tim/?{QUESTION}&{DATES}", 1280, "light"),
}
"""Each picture: the page, the width of the window, the theme."""
HEIGHT = 860


def main(arguments: list[str]) -> int:
    """Take all pictures."""
    folder = Path(arguments[0]) if arguments else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    chromium = os.environ.get("PARKLEDGER_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("There is no Chromium: apt-get install chromium")
        return 1
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        command(home, "demo")
        with served(home) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for name in PAGES:
                take(browser, address, name, folder)
            browser.close()
    return 0


def take(browser: Browser, address: str, name: str, folder: Path) -> None:
    """Take one picture, once the page has settled."""
    path, width, theme = PAGES[name]
    context = browser.new_context(viewport={"width": width, "height": HEIGHT}, locale="vi-VN", color_scheme=theme)  # type: ignore[arg-type]
    page = context.new_page()
    answer = page.goto(address + path, wait_until="networkidle")
    if answer is None or answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status if answer else 'no answer'}")
    page.wait_for_timeout(500)
    page.screenshot(path=folder / f"{name}.png")
    context.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
