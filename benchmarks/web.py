"""The portal under load: each kind of public page, fifty times a second, over the demonstration books.

The portal's own server runs in processes of its own; wrk asks it through fifty connections that each wait a second
between an answer and the next request. Beside it, without a limit, stands what a page takes that is made anew: two
connections ask for another day each time, so that no page and no figure is remembered.
"""

import html
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from benchmarks.measuring import Line, shown

RATE = 50
SECONDS = 8
WARM = 3
LIMIT = 100_000_000
"""Nanoseconds that 95 of 100 answers may take at most."""
MILLISECOND = 1_000_000
MOST_SECONDS_TO_START = 300

PLACE = "viet-nam.bac-giang"
PAGES = {
    "country": "/",
    "province": f"/dia-ban/{PLACE}/",
    "book": "/so/bg-parks/",
    "places": "/dia-ban/",
    "figure": f"/so-lieu/?indicator=occupancy&place={PLACE}&kind=park",
    "indicators": "/chi-tieu/",
    "indicator": "/chi-tieu/occupancy/",
    "zones": "/khu-cum/",
    "zone": "/khu-cum/bg-parks/kcn-quang-chau/",
    "projects": "/du-an/",
    "enterprises": "/doanh-nghiep/",
    "documents": "/van-ban/",
    "event": "/su-kien/bg-parks/2/",
    "map": "/ban-do/",
    "map data": "/ban-do/khu-cum.geojson",
    "compare": f"/so-sanh/?with={PLACE}&with=viet-nam.bac-kan",
    "find land": "/tim-dat/",
    "inquiry form": "/tim-dat/hoi/?zone=bg-parks/kcn-quang-chau",
    "reading room": "/doc-doi-chieu/",
    "practices": "/kinh-nghiem/",
    "exchanges": "/trao-doi/",
    "search": "/tim/?q=quang+chau",
    "question": "/tim/?q=ty+le+lap+day+kcn+bac+giang",
    "open data": "/du-lieu/",
}
"""Every kind of public page that has an address of its own."""
FOUND = {
    "project": ("/du-an/", r"/du-an/bg-parks/[^/\"]+/(?:\?[^\"]*)?"),
    "enterprise": ("/doanh-nghiep/", r"/doanh-nghiep/[^/\"]+/(?:\?[^\"]*)?"),
    "document": ("/van-ban/", r"/van-ban/[^/\"]+/(?:\?[^\"]*)?"),
    "practice": ("/kinh-nghiem/", r"/kinh-nghiem/(?!moi/)[^/\"]+/(?:\?[^\"]*)?"),
    "exchange": ("/trao-doi/", r"/trao-doi/(?!moi/)[^/\"]+/(?:\?[^\"]*)?"),
    "figure of a project": ("/du-an/", r"/so-lieu/du-an/\?[^\"]+"),
    "figure of an enterprise": ("/doanh-nghiep/", r"/so-lieu/doanh-nghiep/\?[^\"]+"),
}
"""Kinds of which a list names the pages: the list, and what the address of the first of them looks like."""

PACED = """
local number = 0
function setup(thread) thread:set("first", number) number = number + 1000000 end
function init(args) path, anew, asked = args[1], args[2] == "anew", first end
function delay() return math.random(600, 1400) end
function request()
  asked = asked + 1
  if not anew then return wrk.format("GET", path) end
  local day = os.date("!%Y-%m-%d", 1672531200 + (asked % 330) * 86400)
  local mark = string.find(path, "?", 1, true) and "&" or "?"
  return wrk.format("GET", path .. mark .. "on=" .. day .. "&known=2025-12-" .. string.format("%02d", asked % 28 + 1))
end
function done(summary, latency)
  local wrong = summary.errors.status + summary.errors.timeout + summary.errors.connect + summary.errors.read
  io.write(string.format('{"requests": %d, "wrong": %d, "p50": %d, "p95": %d, "duration": %d}',
    summary.requests, wrong, latency:percentile(50), latency:percentile(95), summary.duration))
end
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What wrk tells of a run: times in microseconds."""

    requests: int
    wrong: int
    p50: int
    p95: int
    duration: int


def available() -> bool:
    """Whether there is a wrk to ask with."""
    return shutil.which("wrk") is not None


def measure(scratch: Path, *, small: bool, say: Callable[[str], None]) -> list[Line]:
    """Each page's lines."""
    home = scratch / "portal"
    home.mkdir()
    command(home, "demo")
    script = scratch / "paced.lua"
    script.write_text(PACED, encoding="utf-8")
    lines = []
    with served(home) as address:
        for name, path in {**PAGES, **_found(address)}.items():
            say(f"portal: {name}")
            _ask(address, path, script, "again", WARM)
            seconds = 3 if small else SECONDS
            lines.append(_line(f"page {name}", _ask(address, path, script, "again", seconds), seconds))
            anew = _ask(address, path, script, "anew", seconds, connections=2)
            lines.append(Line(f"page {name}, made anew each time: 95 of 100", shown(anew.p95 * 1000)))
    return lines


def _found(address: str) -> dict[str, str]:
    """The first page of each kind that its list names."""
    found = {}
    for name, (listed, pattern) in FOUND.items():
        body = urllib.request.urlopen(address + listed, timeout=60).read().decode()  # noqa: S310  our own server
        link = re.search(f'href="({pattern})"', body)
        if link is None:
            raise RuntimeError(f"{listed} names no {name}")
        found[name] = html.unescape(link[1])
    return found


def _line(what: str, asked: Asked, seconds: int) -> Line:
    rate = Fraction(asked.requests * 1_000_000, max(asked.duration, 1))
    taken = asked.p95 * 1000
    passed = taken <= LIMIT and asked.wrong == 0 and asked.requests >= RATE * seconds // 2
    said = f"{what}: 95 of 100 answers, {float(rate):.0f} requests/s" + (
        f", {asked.wrong} wrong" if asked.wrong else ""
    )
    return Line(
        said, f"{shown(taken)} (median {shown(asked.p50 * 1000)})", f"≤ {shown(LIMIT)}", Fraction(taken, LIMIT), passed
    )


def _ask(address: str, path: str, script: Path, how: str, seconds: int, connections: int = RATE) -> Asked:
    done = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", str(script), address, "--", path, how],
        check=True,
        capture_output=True,
        text=True,
    )
    return Asked(**json.loads(done.stdout[done.stdout.rindex("{") :]))


@contextmanager
def served(home: Path, workers: int = 2, *, environment: dict[str, str] | None = None) -> Iterator[str]:
    """The portal over some books."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "parkledger", "serve", "--port", str(port), "--workers", str(workers)]
    server = subprocess.Popen(command, env=environment or _environment(home), stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _await(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)


def _await(address: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until a server answers: some seconds, and minutes where the machine is busy with other work."""
    until = time.monotonic() + MOST_SECONDS_TO_START
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/dang-nhap/", timeout=30).read()  # noqa: S310  our own server
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"The portal does not answer at {address}.")


def command(home: Path, *arguments: str, environment: dict[str, str] | None = None) -> None:
    """Run the command line over some books."""
    subprocess.run(
        [sys.executable, "-m", "parkledger", *arguments],
        env=environment or _environment(home),
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _environment(home: Path) -> dict[str, str]:
    found = {**os.environ, "PARKLEDGER_HOME": str(home)}
    found.pop("PARKLEDGER_DATABASE_URL", None)
    return found
