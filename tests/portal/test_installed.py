"""The wheel installed into an empty environment elsewhere: no checkout, no Node; it builds the demonstration and serves it.

Run by `make check-dist`, which names the folder of the wheel in PARKLEDGER_DIST. What the wheel depends on is brought from
the package index, in the versions that this environment has.
"""

import os
import re
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.portal.test_every_page import PUBLIC, dated
from tests.server_process import ServerProcess, served

pytestmark = pytest.mark.installed
VISITED = ("home", "zone", "map", "figure", "compare", "open_data")
"""Pages opened in Chromium: those with scripts, charts and the map among them."""


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with nothing in it but the wheel and what it depends on."""
    folder = tmp_path_factory.mktemp("elsewhere")
    venv.create(folder / "venv", with_pip=True)
    pip = [str(folder / "venv" / "bin" / "python"), "-m", "pip", "--quiet", "--disable-pip-version-check"]
    listed = [sys.executable, "-m", "pip", "freeze", "--exclude-editable"]
    versions = subprocess.run(listed, check=True, capture_output=True, text=True).stdout
    (folder / "versions.txt").write_text(versions, encoding="utf-8")
    (wheel,) = Path(os.environ["PARKLEDGER_DIST"]).glob("*.whl")
    subprocess.run([*pip, "install", "-c", str(folder / "versions.txt"), str(wheel)], check=True)
    subprocess.run([*pip, "check"], check=True)
    return folder


@pytest.fixture(scope="module")
def server(environment: Path) -> Iterator[ServerProcess]:
    """The installed portal over its own demonstration books."""
    python = str(environment / "venv" / "bin" / "python")
    home = {
        "PARKLEDGER_HOME": str(environment / "home"),
        "PARKLEDGER_DATABASE_URL": "",
        "PYTHONPATH": "",
        "PATH": "/none",
    }
    demo = [str(environment / "venv" / "bin" / "parkledger"), "demo"]
    subprocess.run(demo, env={**os.environ, **home}, cwd=environment, check=True, stdout=subprocess.DEVNULL)
    with served(environment / "log", "--workers", "1", environment=home, python=python, folder=environment) as found:
        yield found


@pytest.fixture(scope="module")
def portal(server: ServerProcess) -> str:
    """The portal that `visit` opens in Chromium."""
    return server.address


def named(address: str, body: str) -> set[str]:
    """The files that a page, a style or a script names."""
    if address.endswith(".css"):
        found = {each.strip("'\"") for each in re.findall(r"url\(([^)]+)\)", body) if "data:" not in each}
    elif address.endswith(".js"):
        found = set(re.findall(r"""(?:from|import)\s*["'](\./[^"']+)["']""", body))
    else:
        page = LexborHTMLParser(body)
        nodes = [node.attributes for node in page.css("script[src], link[rel=stylesheet], link[rel=icon], img[src]")]
        found = {str(node.get("src") or node.get("href")) for node in nodes}
    return {urlsplit(urljoin(address, each)).path for each in found}


def test_every_page_has_its_files(server: ServerProcess) -> None:
    waiting, fetched = {dated(path) for path in PUBLIC.values()}, set[str]()
    while waiting:
        address = waiting.pop()
        status, body = server.get(address)
        assert status == 200, address
        fetched.add(address)
        if not address.endswith((".woff2", ".svg", ".png", ".webp")):
            waiting |= {each for each in named(address, body.decode()) if each.startswith("/static/")} - fetched
    kinds = {address.rpartition(".")[2] for address in fetched if address.startswith("/static/")}
    assert {"js", "css", "woff2", "svg"} <= kinds
    assert len([address for address in fetched if address.endswith(".woff2")]) >= 4


def test_the_pages_speak_english_and_print(server: ServerProcess) -> None:
    assert "Industrial parks" in server.get("/en/")[1].decode()
    status, sheet = server.get("/khu-cum/bg-parks/kcn-quang-chau/phieu.pdf?on=2023-08-22")
    assert (status, sheet[:5]) == (200, b"%PDF-")


@pytest.mark.parametrize("name", VISITED)
def test_pages_open_in_a_browser(visit, name: str) -> None:
    visit(dated(PUBLIC[name])).assert_clean()
