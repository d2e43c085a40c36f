"""`python -m benchmarks.maps [--zones 5000]`: how smoothly the map moves over so many zones, in a real Chromium.

A book with that many zones, a fifth of them with boundaries, is made in a scratch folder and served by the portal's own
server. The map is dragged and zoomed by mouse; between frames the browser's own clock and the main thread's work are
read. Where there is no graphics card everything is drawn by the processor, so that the same movements over the same map
without zones are measured as well: the difference is what the zones cost.
"""

import argparse
import json
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import CDPSession, Page

CONSOLE = Console()
BOUNDED_EACH = 5
FRAMES = """() => { window.frames_seen = []; let last = performance.now();
  const next = (now) => { window.frames_seen.push(now - last); last = now; window.counting = requestAnimationFrame(next); };
  window.counting = requestAnimationFrame(next); }"""


@dataclass(frozen=True, slots=True)
class Moved:
    """What moving the map came to: milliseconds between frames, and of the main thread's work for each frame."""

    frames: list[float]
    work_ms: float

    def shown(self) -> tuple[str, ...]:
        """As a row of the table."""
        ordered = sorted(self.frames)
        seconds = sum(ordered) / 1000
        at = [ordered[int(len(ordered) * share)] for share in (0.5, 0.95)]
        return (
            str(len(ordered)),
            f"{len(ordered) / seconds:.0f}",
            f"{at[0]:.1f}",
            f"{at[1]:.1f}",
            f"{self.work_ms / len(ordered):.2f}",
        )


def main(arguments: list[str] | None = None) -> int:
    """Make the book, serve it, move the map, print what it came to."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.maps")
    parser.add_argument("--zones", type=int, default=5000)
    zones = parser.parse_args(arguments).zones
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch) / "home"
        home.mkdir()
        _make_book(home, zones)
        with _served(home) as address:
            _report_server(address)
            _report_map(address, zones)
    return 0


def _make_book(home: Path, zones: int) -> None:
    import numpy as np
    import pyogrio.raw
    import shapely

    chance = random.Random(5)
    points = [(chance.uniform(105, 107), chance.uniform(20.5, 22)) for _ in range(zones)]
    events = home / "events.jsonl"
    with events.open("w", encoding="utf-8") as out:
        for number, (longitude, latitude) in enumerate(points):
            out.write(json.dumps(_established(number, longitude, latitude, chance), ensure_ascii=False) + "\n")
    bounded = range(0, zones, BOUNDED_EACH)
    shapes = [shapely.Point(points[n]).buffer(0.01, quad_segs=chance.randint(4, 12)) for n in bounded]
    file = home / "ranh.gpkg"
    pyogrio.raw.write(
        file, shapely.to_wkb(np.array(shapes)), [np.array([f"kcn-so-{n}" for n in bounded], dtype=object)], ["ma"],
        geometry_type="Polygon", driver="GPKG", layer="ranh", crs="EPSG:4326",
    )  # fmt: skip
    _command(home, "book", "add", "thu", "--name", "Sổ thử", "--place", "Bắc Giang")
    _command(home, "record", "--book", "thu", "--file", str(events))
    _command(home, "boundaries", "import", str(file), "--book", "thu", "--valid-from", "2020-01-01")


def _established(number: int, longitude: float, latitude: float, chance: random.Random) -> dict[str, Any]:
    return {
        "type": "zone_established", "effective_on": "2020-01-01", "zone": f"kcn-so-{number}", "name": f"Số {number}",
        "kind": chance.choice(("park", "cluster")), "area_m2": 3_300_000, "industrial_m2": 2_000_000, "invented": True,
        "latitude": f"{latitude:.5f}", "longitude": f"{longitude:.5f}",
    }  # fmt: skip


def _command(home: Path, *words: str) -> None:
    environment = {**os.environ, "PARKLEDGER_HOME": str(home)}
    environment.pop("PARKLEDGER_DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-m", "parkledger", *words], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{words[0]}: {done.stdout[-500:]}{done.stderr[-500:]}")


@contextmanager
def _served(home: Path) -> "Iterator[str]":
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "PARKLEDGER_HOME": str(home)}
    environment.pop("PARKLEDGER_DATABASE_URL", None)
    command = [sys.executable, "-m", "parkledger", "serve", "--port", str(port), "--workers", "2"]
    server = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _await(address)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)


def _await(address: str) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(address + "/dang-nhap/", timeout=60).read()  # noqa: S310  our own server
        except urllib.error.URLError:
            time.sleep(0.3)
        else:
            return
    raise RuntimeError("the server does not answer")


def _report_server(address: str) -> None:
    """How long the page and its zones take: made for the first time for a day, made with figures known, kept."""
    table = Table("what", "first, ms", "another filter, ms", "kept, ms", "compressed, kB")
    for path in ("/ban-do/", "/ban-do/khu-cum.geojson"):
        cells = []
        for query in ("on=2024-05-01", "on=2024-05-01&available=0", "on=2024-05-01"):
            start = time.perf_counter_ns()
            request = urllib.request.Request(f"{address}{path}?{query}", headers={"Accept-Encoding": "gzip"})  # noqa: S310
            body = urllib.request.urlopen(request, timeout=120).read()  # noqa: S310  our own server
            cells.append(f"{(time.perf_counter_ns() - start) // 10**6}")
        table.add_row(path, *cells, f"{len(body) // 1024}")
    CONSOLE.print(table)


def _report_map(address: str, zones: int) -> None:
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("PARKLEDGER_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    table = Table("zones", "movement", "frames", "frames/s", "median, ms", "95 %, ms", "main thread, ms/frame")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage"])
        for count, query in ((0, "&q=khong-co"), (zones, "")):
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.goto(f"{address}/ban-do/?on=2024-05-01{query}", wait_until="networkidle")
            page.wait_for_selector("[data-map][data-ready] canvas")
            page.wait_for_timeout(3000)
            tools = page.context.new_cdp_session(page)
            tools.send("Performance.enable", {"timeDomain": "threadTicks"})
            for name, act in (("drag", _drag), ("zoom", _zoom)):
                table.add_row(str(count), name, *_moved(page, tools, act).shown())
            page.close()
        browser.close()
    CONSOLE.print(table)


def _moved(page: "Page", tools: "CDPSession", act: Any) -> Moved:
    before = _work(tools)
    page.evaluate(FRAMES)
    act(page)
    frames = page.evaluate("() => { cancelAnimationFrame(window.counting); return window.frames_seen; }")
    return Moved(frames[1:], (_work(tools) - before) * 1000)


def _work(tools: "CDPSession") -> float:
    """Seconds of the processor that the page's main thread has taken; waiting for others is not counted."""
    found = {each["name"]: each["value"] for each in tools.send("Performance.getMetrics")["metrics"]}
    return float(found["TaskDuration"])


def _drag(page: "Page") -> None:
    x, y = _middle(page)
    for direction in (1, -1, 1, -1):
        page.mouse.move(x, y)
        page.mouse.down()
        for step in range(40):
            page.mouse.move(x + direction * step * 4, y + direction * step * 2)
            page.wait_for_timeout(16)
        page.mouse.up()


def _zoom(page: "Page") -> None:
    page.mouse.move(*_middle(page))
    for direction in (-1, 1, -1, 1):
        for _ in range(15):
            page.mouse.wheel(0, direction * 60)
            page.wait_for_timeout(50)


def _middle(page: "Page") -> tuple[float, float]:
    box = page.locator("[data-map]").bounding_box()
    if box is None:
        raise RuntimeError("there is no map on the page")
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


if __name__ == "__main__":
    sys.exit(main())
