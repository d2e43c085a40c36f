"""Measure each kind of page with Lighthouse, as on a telephone over a slow connection: `python -m tools.measure_pages [NAME …]`.

Prints a line a page and exits 1 where one falls short. The portal's own server runs over the demonstration books in a
temporary folder; Chromium is Debian's, or the one PARKLEDGER_CHROMIUM names. Each page is measured three times and the
median counts; beside it stands how busy the machine was, for other work only makes a page slower.
"""

import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks.web import command, served
from playwright.sync_api import sync_playwright

from parkledger.language import Lang, format_number

ROOT = Path(__file__).resolve().parents[1]
LIGHTHOUSE = ROOT / "node_modules" / "lighthouse" / "cli" / "index.js"
DATES = "on=2023-08-22"
PLACE = "viet-nam.bac-giang"
QUESTION = urlencode({"q": "tỷ lệ lấp đầy KCN Bắc Giang tháng 8/2023"})
PAGES = {
    "home": "/",
    "province": f"/dia-ban/{PLACE}/?{DATES}",
    "zone": f"/khu-cum/bg-parks/kcn-quang-chau/?{DATES}",
    "project": f"/du-an/bg-parks/PROJECT/?{DATES}",
    "figure": f"/so-lieu/?indicator=occupancy&place={PLACE}&kind=park&{DATES}",
    "comparison": f"/so-sanh/?with={PLACE}&with=viet-nam.bac-kan&{DATES}",
    "map": f"/ban-do/?{DATES}",
    "land": f"/tim-dat/?{DATES}",
    "question": f"/tim/?{QUESTION}&{DATES}",
    "report": f"/lap-bao-cao/?template=period&place={PLACE}&{DATES}",
    "forms": f"/bieu-mau/?{DATES}",
    "glossary": "/thuat-ngu/",
    "duties": f"/viec-den-han/?{DATES}",
    "documents": f"/van-ban/?{DATES}",
    "help": "/tro-giup/",
}
"""A page of each kind."""
SIGNED_IN = {"duties"}
"""Pages that only those who are signed in see: no search engine does."""
NOT_LISTED = {"figure", "question"}
"""Pages that robots.txt keeps out of search engines: there is one for every question that can be put."""
DRAWN_BY_PROCESSOR = {"map"}
"""Pages whose picture a graphics card draws: Chromium without a window has none, so how long it blocks the page says nothing."""
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST = 95
"""Points of a hundred that each category must have."""
MOST_SHIFT = 0.05
MOST_KILOBYTES = {"map": 600}
"""Kilobytes (of 1000 bytes, as transferred) that the first visit of a page may take, where it is not the usual limit."""
USUAL_KILOBYTES = 300
TIMES = 3
"""How often a page is measured."""
GIVEN_UP = 3
"""How often Chromium may fail to give a measurement of a page."""
OFFICER = "lan.nguyen"


@dataclass(frozen=True, slots=True)
class Measured:
    """What Lighthouse found of a page."""

    name: str
    points: Mapping[str, int]
    shift: float
    kilobytes: int
    remarks: tuple[str, ...]
    """Audits that took points, or would if they counted, with what was found."""
    load: Fraction
    """How many pieces of work the machine had at a time, in the minute before."""

    @property
    def shortfalls(self) -> list[str]:
        """The limits that the page does not keep."""
        found = [f"{category} {points} < {LEAST}" for category, points in self.points.items() if points < LEAST]
        most = MOST_KILOBYTES.get(self.name, USUAL_KILOBYTES)
        if self.shift > MOST_SHIFT:
            found.append(f"layout shift {self.shift:.3f} > {MOST_SHIFT}")
        return [*found, *([f"{self.kilobytes} kB > {most} kB"] if self.kilobytes > most else [])]

    def line(self) -> str:
        """A row of the table."""
        points = " | ".join(str(self.points.get(category, "–")) for category in CATEGORIES)
        busy = format_number(self.load, Lang.EN, decimals=1)
        return f"| {self.name} | {points} | {self.shift:.3f} | {self.kilobytes} | {busy} |"


def main(arguments: list[str]) -> int:
    """Measure the pages named, or all."""
    unknown = set(arguments) - set(PAGES)
    chromium = os.environ.get("PARKLEDGER_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if unknown or chromium is None:
        print(
            f"No such page: {', '.join(sorted(unknown))}"
            if unknown
            else "There is no Chromium: apt-get install chromium"
        )
        return 2
    found = []
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch) / "home"
        home.mkdir()
        password = secrets.token_urlsafe(12)
        command(home, "demo")
        command(home, "user", "add", OFFICER, "--password", password, "--role", "officer", "--book", "bg-parks")
        with served(home) as address:
            project, cookie = look_around(address, chromium, password)
            for name in arguments or PAGES:
                path = PAGES[name].replace("PROJECT", project)
                found.append(
                    typical(name, address + path, chromium, cookie if name in SIGNED_IN else "", Path(scratch))
                )
                print(f"{found[-1].line()}  {'; '.join(found[-1].shortfalls)}", file=sys.stderr, flush=True)
    print_table(found)
    return int(any(each.shortfalls for each in found))


def look_around(address: str, chromium: str, password: str) -> tuple[str, str]:
    """The code of a project that its list names, and the cookie of a session of the officer."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"{address}/du-an/?{DATES}")
        project = str(page.get_attribute("main table a[href^='/du-an/bg-parks/']", "href")).split("/")[3]
        page.goto(f"{address}/dang-nhap/")
        page.fill("[name=username]", OFFICER)
        page.fill("[name=password]", password)
        page.click("main button[type=submit]")
        page.wait_for_load_state("networkidle")
        cookies = "; ".join(f"{each['name']}={each['value']}" for each in page.context.cookies())
        browser.close()
    return project, cookies


def typical(name: str, address: str, chromium: str, cookie: str, scratch: Path) -> Measured:
    """The median of some measurements."""
    found: list[Measured] = []
    failures: list[str] = []
    while len(found) < TIMES:
        try:
            found.append(measure(name, address, chromium, cookie, scratch))
        except subprocess.CalledProcessError as failed:  # Chromium gave no trace, as happens on a busy machine
            failures.append(failed.stderr)
            if len(failures) > GIVEN_UP:
                raise RuntimeError(f"{name}: {failures[-1]}") from failed
    return median(found)


def median(found: Sequence[Measured]) -> Measured:
    """Of an odd number of measurements the one in the middle by speed, the only one that other work changes."""
    return sorted(found, key=lambda each: each.points["performance"])[len(found) // 2]


def measure(name: str, address: str, chromium: str, cookie: str, scratch: Path) -> Measured:
    """Measure a page once."""
    categories = [each for each in CATEGORIES if each != "seo" or not cookie]
    command = [
        "node",
        str(LIGHTHOUSE),
        address,
        "--output=json",
        "--quiet",
        f"--only-categories={','.join(categories)}",
    ]
    command.append("--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage")
    skipped = ["is-crawlable"] * (name in NOT_LISTED) + ["total-blocking-time"] * (name in DRAWN_BY_PROCESSOR)
    if skipped:
        command.append(f"--skip-audits={','.join(skipped)}")
    if cookie:
        headers = scratch / "headers.json"
        headers.write_text(json.dumps({"Cookie": cookie}), encoding="utf-8")
        command.append(f"--extra-headers={headers}")
    environment = {
        **os.environ,
        "CHROME_PATH": chromium,
        "PATH": f"{os.environ.get('PATH', os.defpath)}:{Path(sys.executable).parent}",
    }
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return read(name, json.loads(done.stdout))


def read(name: str, report: Mapping[str, Any]) -> Measured:
    """What a report of Lighthouse says."""
    audits: Mapping[str, Any] = report["audits"]
    points = {code: round(100 * (each["score"] or 0)) for code, each in report["categories"].items()}
    counted = {line["id"] for each in report["categories"].values() for line in each["auditRefs"] if line["weight"]}
    short = [each for each in audits.values() if each["score"] is not None and each["score"] < 0.9]
    short.sort(key=lambda each: each["id"] not in counted)
    remarks = tuple(f"{each['id']} {each.get('displayValue', '')}".strip() for each in short)
    weight = round(audits["total-byte-weight"]["numericValue"] / 1000)
    load = Fraction(str(os.getloadavg()[0]))
    return Measured(name, points, audits["cumulative-layout-shift"]["numericValue"], weight, remarks, load)


def print_table(found: list[Measured]) -> None:
    """The pages with their points, and what falls short under it."""
    print(f"| page | {' | '.join(CATEGORIES)} | layout shift | kB | load |")
    print("| --- | --: | --: | --: | --: | --: | --: | --: |")
    for each in found:
        print(each.line())
    for each in found:
        if each.shortfalls:
            print(f"{each.name}: {'; '.join(each.shortfalls)}. {', '.join(each.remarks)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
