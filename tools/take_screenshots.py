"""Take the pictures of the READMEs, or of the handbooks: pages over the demonstration books, in a real Chromium.

    python -m tools.take_screenshots [--handbook] [FOLDER]

The handbooks' are WebP, since they are served with the pages. The books are built in a temporary folder; Chromium is
Debian's, or the one PARKLEDGER_CHROMIUM names.
"""

import base64
import os
import secrets
import shutil
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.web import command, served
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "screenshots"
HANDBOOK_FOLDER = ROOT / "src" / "parkledger" / "portal" / "static" / "handbook"
DATES = "on=2023-08-22&known=2023-08-22"
PLACE = "viet-nam.bac-giang"
QUESTION = urlencode({"q": "tỷ lệ lấp đầy KCN Bắc Giang tháng 8/2023"})
PAGES = {
    "dashboard": (f"/dia-ban/{PLACE}/?{DATES}", 1280, "light"),
    "dashboard-phone-dark": (f"/dia-ban/{PLACE}/?{DATES}", 390, "dark"),
    "figure": (f"/so-lieu/?indicator=occupancy&place={PLACE}&kind=park&{DATES}", 1280, "light"),
    "zone": (f"/khu-cum/bg-parks/kcn-quang-chau/?{DATES}", 1280, "light"),
    "map": (f"/ban-do/?{DATES}", 1280, "light"),
    "compare": (f"/so-sanh/?with={PLACE}&with=viet-nam.bac-kan&{DATES}", 1280, "light"),
    "land": (f"/tim-dat/?{DATES}", 1280, "light"),
    "search": (f"/tim/?{QUESTION}&{DATES}", 1280, "light"),
}
"""Each picture: the page, the width of the window, the theme."""
HANDBOOK = {
    "tong-quan": (f"/dia-ban/{PLACE}/?{DATES}", 1000, "light"),
    "so-lieu": (f"/so-lieu/?indicator=occupancy&place={PLACE}&kind=park&{DATES}", 1000, "light"),
    "ban-do": (f"/ban-do/?{DATES}", 1280, "light"),
    "ghi-so": ("/ghi-so/land_leased/?book=bg-parks", 1000, "light"),
    "nhap-lieu": ("/nhap-lieu/", 1000, "light"),
}
FOR_OFFICERS = {"ghi-so", "nhap-lieu"}
HEIGHT = 860
OFFICER = "lan.nguyen"
AS_WEBP = """async (data) => {
  const picture = await createImageBitmap(await (await fetch(data)).blob());
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [picture.width, picture.height];
  canvas.getContext("2d").drawImage(picture, 0, 0);
  return canvas.toDataURL("image/webp", 0.8);
}"""


def main(arguments: list[str]) -> int:
    """Take all pictures of one of the two."""
    handbook = "--handbook" in arguments
    named = [Path(argument) for argument in arguments if argument != "--handbook"]
    folder = named[0] if named else HANDBOOK_FOLDER if handbook else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    chromium = os.environ.get("PARKLEDGER_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("There is no Chromium: apt-get install chromium")
        return 1
    password = secrets.token_urlsafe(12)
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        command(home, "demo")
        command(home, "user", "add", OFFICER, "--password", password, "--role", "officer", "--book", "bg-parks")
        with served(home) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for name in HANDBOOK if handbook else PAGES:
                picture = take(browser, address, name, password)
                if handbook:
                    (folder / f"{name}.webp").write_bytes(as_webp(browser, picture))
                else:
                    (folder / f"{name}.png").write_bytes(picture)
            browser.close()
    return 0


def take(browser: Browser, address: str, name: str, password: str) -> bytes:
    """Take one picture, once the page has settled; an officer's page as an officer sees it."""
    path, width, theme = {**PAGES, **HANDBOOK}[name]
    context = browser.new_context(viewport={"width": width, "height": HEIGHT}, locale="vi-VN", color_scheme=theme)  # type: ignore[arg-type]
    page = context.new_page()
    if name in FOR_OFFICERS:
        page.goto(f"{address}/dang-nhap/")
        page.locator("main input[name=login], main input[name=username]").fill(OFFICER)
        page.locator("main input[name=password]").fill(password)
        page.locator("main button[type=submit]").first.click()
        page.wait_for_load_state("networkidle")
    answer = page.goto(address + path, wait_until="networkidle")
    if answer is None or answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status if answer else 'no answer'}")
    page.wait_for_timeout(500)
    picture = page.screenshot()
    context.close()
    return picture


def as_webp(browser: Browser, picture: bytes) -> bytes:
    """A picture in the format that takes the fewest bytes; the browser itself writes it."""
    page = browser.new_page()
    found: str = page.evaluate(AS_WEBP, f"data:image/png;base64,{base64.b64encode(picture).decode()}")
    page.close()
    return base64.b64decode(found.partition(",")[2])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
