"""How smoothly the map moves over thousands of zones, in a real Chromium.

A book with that many zones, a fifth of them with boundaries, is made in a scratch folder and served by the portal's own
server. The map is dragged and zoomed by mouse; between frames the browser's own clock and the main thread's work are
read. Where there is no graphics card everything is drawn by the processor, so that the same movements over the same map
without zones are measured as well: the difference is what the zones cost.
"""

import json
import os
import random
import shutil
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.measuring import Line, shown
from benchmarks.web import command, served

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

ZONES, FEW_ZONES = 5_000, 200
FRAME_NS = 1_000_000_000 // 60
"""What a frame may take on a usual screen; half of it is left to drawing."""
BOUNDED_EACH = 5
FRAMES = """() => { window.frames_seen = []; let last = performance.now();
  const next = (now) => { window.frames_seen.push(now - last); last = now; window.counting = requestAnimationFrame(next); };
  window.counting = requestAnimationFrame(next); }"""


@dataclass(frozen=True, slots=True)
class Moved:
    """What moving the map came to: milliseconds between frames, and of the main thread's work altogether."""

    frames: list[float]
    work_ms: float

    @property
    def rate(self) -> int:
        """Frames in a second."""
        return round(len(self.frames) * 1000 / sum(self.frames))

    @property
    def work_ns(self) -> int:
        """Nanoseconds of the main thread's work for each frame."""
        return round(self.work_ms * 1_000_000 / len(self.frames))

    def at(self, hundredths: int) -> float:
        """The time between frames that so many of a hundred stay within."""
        return sorted(self.frames)[len(self.frames) * hundredths // 100]


def available() -> bool:
    """Whether there is a Chromium to draw with."""
    return _chromium() is not None


def _chromium() -> str | None:
    return os.environ.get("PARKLEDGER_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def measure(scratch: Path, *, small: bool, say: Callable[[str], None]) -> list[Line]:
    """All lines about the map."""
    zones = FEW_ZONES if small else ZONES
    say(f"map: {zones:,} zones")
    home = scratch / "map"
    home.mkdir()
    _make_book(home, zones)
    with served(home) as address:
        return [*_fetched(address, zones), *_drawn(address, zones)]


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
        file,
        shapely.to_wkb(np.array(shapes)),
        [np.array([f"kcn-so-{n}" for n in bounded], dtype=object)],
        ["ma"],
        geometry_type="Polygon",
        driver="GPKG",
        layer="ranh",
        crs="EPSG:4326",
    )
    command(home, "book", "add", "thu", "--name", "Sổ thử", "--place", "Bắc Giang")
    command(home, "record", "--book", "thu", "--file", str(events))
    command(home, "boundaries", "import", str(file), "--book", "thu", "--valid-from", "2020-01-01")


def _established(number: int, longitude: float, latitude: float, chance: random.Random) -> dict[str, Any]:
    return {
        "type": "zone_established",
        "effective_on": "2020-01-01",
        "zone": f"kcn-so-{number}",
        "name": f"Số {number}",
        "kind": chance.choice(("park", "cluster")),
        "area_m2": 3_300_000,
        "industrial_m2": 2_000_000,
        "invented": True,
        "latitude": f"{latitude:.5f}",
        "longitude": f"{longitude:.5f}",
    }


def _fetched(address: str, zones: int) -> list[Line]:
    """What the zones of the map take: made for the first time for a day, with figures known, and kept."""
    path = f"{address}/ban-do/khu-cum.geojson"
    taken = []
    for query in ("on=2024-05-01", "on=2024-05-01&available=0", "on=2024-05-01"):
        start = time.perf_counter_ns()
        request = urllib.request.Request(f"{path}?{query}", headers={"Accept-Encoding": "gzip"})  # noqa: S310  our own
        body = urllib.request.urlopen(request, timeout=120).read()  # noqa: S310  our own server
        taken.append(shown(time.perf_counter_ns() - start))
    what = f"map: data of {zones:,} zones, {len(body) // 1024} kB compressed: anew, with another filter, kept"
    return [Line(what, ", ".join(taken))]


def _drawn(address: str, zones: int) -> list[Line]:
    from playwright.sync_api import sync_playwright

    lines = []
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-dev-shm-usage"]
        browser = playwright.chromium.launch(executable_path=_chromium(), args=arguments)
        for count, query in ((0, "&q=khong-co"), (zones, "")):
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.goto(f"{address}/ban-do/?on=2024-05-01{query}", wait_until="networkidle")
            page.wait_for_selector("[data-map][data-ready] canvas")
            page.wait_for_timeout(3000)
            tools = page.context.new_cdp_session(page)
            tools.send("Performance.enable", {"timeDomain": "threadTicks"})
            for name, act in (("dragged", _drag), ("zoomed", _zoom)):
                lines.append(_line(f"map with {count:,} zones {name}", _moved(page, tools, act)))
            page.close()
        browser.close()
    return lines


def _line(what: str, moved: Moved) -> Line:
    said = f"{what}: main thread's work for a frame ({moved.rate} frames/s, 95 of 100 within {moved.at(95):.0f} ms)"
    ratio = Fraction(moved.work_ns, FRAME_NS // 2)
    return Line(said, shown(moved.work_ns), f"≤ {shown(FRAME_NS // 2)}", ratio, ratio <= 1)


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
