"""The portal served over the demonstration books by its own server, and pages of it visited in a real Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from django.core.cache import caches
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request

from parkledger.home import sqlite
from tests.conftest import leave_database, use
from tests.lent_books import LentBooks, State, state_of
from tests.run_fixtures import PASSWORD, USER

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
DAY = "2023-08-22"


@pytest.fixture
def books(lent_books: LentBooks, monkeypatch: pytest.MonkeyPatch, statics: Path) -> Iterator[Path]:
    """The demonstration books as they were made, that this process's own client sees; what a test changes is for it alone."""
    home = lent_books.lend()
    monkeypatch.setenv("PARKLEDGER_HOME", str(home))
    use(sqlite(home / "ledger.sqlite3"))
    yield home
    caches["pages"].clear()
    leave_database()
    lent_books.take_back()


@pytest.fixture
def client(books: Path) -> Client:
    """A visitor without a browser."""
    return Client()


@pytest.fixture
def officer(books: Path) -> Client:
    """A signed-in officer without a browser."""
    client = Client()
    assert client.login(username=USER, password=PASSWORD)
    return client


@contextmanager
def serve(home: Path, statics: Path, workers: int = 1) -> Iterator[str]:
    """The portal, served over some books by its own server."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    from django.conf import settings

    environment = {**os.environ, "PARKLEDGER_HOME": str(home), "PARKLEDGER_STATIC": str(statics)}
    environment["PARKLEDGER_SECRET_KEY"] = settings.SECRET_KEY  # opens what this process sealed
    environment.pop("PARKLEDGER_DATABASE_URL", None)
    server = subprocess.Popen(
        [sys.executable, "-m", "parkledger", "serve", "--port", str(port), "--workers", str(workers)],
        env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        _await(address, server)
        yield address
    finally:
        server.terminate()
        server.communicate(timeout=20)


def _await(address: str, server: "subprocess.Popen[str]") -> None:
    until = time.monotonic() + 180
    while time.monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError(f"the server stopped: {server.stderr.read() if server.stderr else ''}")
        try:
            urllib.request.urlopen(address + "/dang-nhap/", timeout=20).read()  # noqa: S310  our own server
        except urllib.error.URLError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the server does not answer")


@dataclass
class ServedBooks:
    """The portal served over a copy of the demonstration books, for one module after another while nothing changes in it."""

    source: Path
    folder: Path
    statics: Path
    running: ExitStack = field(default_factory=ExitStack)
    copies: int = 0
    home: Path | None = None
    state: State | None = None
    served_at: str = ""

    def address(self) -> str:
        """Where the books are served as the source is: by the server of before, or by another where something changed."""
        if self.home is None or state_of(self.home) != self.state:
            self.running.close()
            self.copies += 1
            self.home = self.folder / f"{self.copies}" / "home"
            shutil.copytree(self.source, self.home)
            self.served_at = self.running.enter_context(serve(self.home, self.statics))
            self.state = state_of(self.home)
        return self.served_at


@pytest.fixture(scope="session")
def served_books(demonstration: Path, statics: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedBooks]:
    """What this process serves to the tests of `portal`."""
    served = ServedBooks(demonstration, tmp_path_factory.mktemp("served"), statics)
    with served.running:
        yield served


@pytest.fixture(scope="module")
def portal(served_books: ServedBooks) -> str:
    """The address of the portal, served over the demonstration books as they were made; what a module changes is for it alone."""
    return served_books.address()


AXE_RUN = "() => axe.run(document, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})"
"""All rules of axe-core, and the one of WCAG 2.2 AA that it leaves out unless asked."""
SCHEMES = ["light", pytest.param("dark", marks=pytest.mark.long)]
"""The colours in which pages are looked at."""
STILL = "() => document.getAnimations().every((each) => each.playState === 'finished')"
"""Whether nothing on a page moves any more, such as colours that pass over into each other."""


@dataclass
class Visit:
    """A page being visited, with everything that went wrong on it."""

    page: Page
    address: str
    wrong: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def go(self, path: str) -> "Visit":
        """Go to a path of the portal and wait until nothing more is loading."""
        self.page.goto(self.address + path, wait_until="networkidle")
        return self

    def follow(self, at: str | Locator) -> "Visit":
        """Click what leads to another page, and wait until that one stands: nothing is looked for on the page of before."""
        found = self.page.locator(at).first if isinstance(at, str) else at
        with self.page.expect_navigation(wait_until="networkidle"):
            found.click()
        return self

    def outside(self) -> list[str]:
        """Requests that left the portal."""
        own = urlsplit(self.address).netloc
        return [
            url for url in self.requests if urlsplit(url).scheme in {"http", "https"} and urlsplit(url).netloc != own
        ]

    def violations(self) -> list[str]:
        """What axe-core finds against WCAG 2.2 AA and its own best practices."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found: dict[str, Any] = self.page.evaluate(AXE_RUN)
        return [
            f"{each['id']}: {node['target']} {node['failureSummary']}"
            for each in found["violations"]
            for node in each["nodes"]
        ]

    def assert_clean(self) -> None:
        """Nothing in the console, no request that failed, none to the outside."""
        assert self.wrong == []
        assert self.outside() == []


@pytest.fixture
def visit(browser: Browser, portal: str) -> Iterator[Callable[..., Visit]]:
    """Begin a visit: `visit("/", scheme="dark", width=390, scripts=False, signed_in=True)`."""
    contexts: list[BrowserContext] = []

    def begin(
        path: str = "/",
        *,
        scheme: Literal["light", "dark"] = "light",
        width: int = 1280,
        scripts: bool = True,
        signed_in: bool = False,
    ) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=scripts,
            locale="vi-VN",
        )
        contexts.append(context)
        found = Visit(context.new_page(), portal)
        _listen(found)
        if signed_in:
            found.go("/dang-nhap/")
            found.page.fill("[name=username]", USER)
            found.page.fill("[name=password]", PASSWORD)
            found.follow("main button[type=submit]")
        return found.go(path)

    yield begin
    for context in contexts:
        context.close()


DRAWN_BY_SOFTWARE = "GL Driver Message (OpenGL, Performance"
"""Chromium's own remark that a map is slow to draw without a graphics card; no page can do anything about it."""


def _listen(visit: Visit) -> None:
    page = visit.page
    page.on(
        "console",
        lambda said: (
            visit.wrong.append(f"console {said.type}: {said.text}")
            if said.type in {"error", "warning"} and DRAWN_BY_SOFTWARE not in said.text
            else None
        ),
    )
    page.on("pageerror", lambda error: visit.wrong.append(f"error: {error}"))
    page.on("requestfailed", lambda request: _note_failure(visit, request))
    page.on(
        "response",
        lambda answer: visit.wrong.append(f"{answer.status}: {answer.url}") if answer.status >= 400 else None,
    )
    page.on("request", lambda request: visit.requests.append(request.url))


def _note_failure(visit: Visit, request: Request) -> None:
    """What failed of itself; what was still loading when the page was left was only given up."""
    if request.failure != "net::ERR_ABORTED":
        visit.wrong.append(f"failed: {request.url} {request.failure}")
