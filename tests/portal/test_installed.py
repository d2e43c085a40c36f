"""The wheel installed into an empty environment elsewhere: no checkout, no Node; it builds the demonstration and serves it.

Run by `make check-dist`, which names the folder of the wheel in PARKLEDGER_DIST. What the wheel depends on is brought from
the package index, by the very line of the Containerfile; the services of the compose file are then started one after another,
with what it gives them, where a PostgreSQL answers. So all is tried of the container but its base image and its network.
"""

import json
import os
import re
import shutil
import subprocess
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import psycopg
import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from tests.conftest import drop
from tests.portal.test_every_page import PUBLIC, dated
from tests.postgresql import POSTGRESQL
from tests.server_process import ServerProcess, free_port, served, wait_until

pytestmark = pytest.mark.installed
ROOT = Path(__file__).resolve().parents[2]
CONTAINERFILE = re.sub(r"\\\n *", "", (ROOT / "deploy" / "Containerfile").read_text("utf-8")).splitlines()
VISITED = ("home", "zone", "map", "figure", "compare", "reports", "open_data")
"""Pages opened in Chromium: those with scripts, charts and the map among them."""


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with nothing in it but the wheel and what it depends on."""
    folder = tmp_path_factory.mktemp("elsewhere")
    venv.create(folder / "venv", with_pip=True)
    (folder / "install").mkdir()
    (wheel,) = Path(os.environ["PARKLEDGER_DIST"]).glob("*.whl")
    for path in (wheel, ROOT / "requirements.txt"):
        shutil.copy(path, folder / "install")
    (installing,) = [line.removeprefix("RUN ") for line in CONTAINERFILE if line.startswith("RUN grep")]
    command = installing.replace("/tmp/install", str(folder / "install"))  # noqa: S108  the container's own folder
    programs = {"PATH": f"{folder / 'venv' / 'bin'}:{os.environ['PATH']}", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    subprocess.run(["sh", "-ec", command], env={**os.environ, **programs, "PIP_QUIET": "1"}, cwd=folder, check=True)
    subprocess.run([str(folder / "venv" / "bin" / "python"), "-m", "pip", "check"], check=True)
    assert not (folder / "install").exists()
    return folder


def instruction(word: str) -> str:
    """What follows an instruction of the Containerfile."""
    (found,) = [line.partition(f"{word} ")[2] for line in CONTAINERFILE if line.startswith(f"{word} ")]
    return found


def given(service: dict[str, Any], secrets: Path) -> dict[str, str]:
    """The environment of a service of the compose file and of its image; secrets are read from another folder."""
    of_image = dict(part.split("=", 1) for part in instruction("ENV").split())
    of_service = {
        name: re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", str(value)).replace("/run/secrets", str(secrets))
        for name, value in service["environment"].items()
    }
    return {**of_image, **of_service}


@pytest.fixture
def empty_postgresql() -> Iterator[str]:
    """A database in which nothing was ever made."""
    name = "parkledger_composed"
    drop(name)
    with psycopg.connect(POSTGRESQL, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
    yield f"{POSTGRESQL.rsplit('/', 1)[0]}/{name}"
    drop(name)


def test_the_services_of_the_compose_file_start_one_after_another(
    environment: Path, empty_postgresql: str, tmp_path: Path
) -> None:
    services = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text("utf-8"))["services"]
    (tmp_path / "database_url").write_text(empty_postgresql + "\n", encoding="utf-8")
    own = {"PARKLEDGER_HOME": str(tmp_path / "home"), "PATH": f"{environment / 'venv' / 'bin'}:{os.environ['PATH']}"}
    run: dict[str, Any] = {"cwd": tmp_path, "check": True, "timeout": 300}
    migrate = services["migrate"]
    subprocess.run(migrate["command"], env={**given(migrate, tmp_path), **own}, **run)
    port, log = str(free_port()), tmp_path / "log"
    serve = [*json.loads(instruction("CMD")), "--port", port]
    with log.open("wb") as output:
        portal = {**given(services["portal"], tmp_path), **own}
        process = subprocess.Popen(serve, env=portal, cwd=tmp_path, stdout=output, stderr=output)
    try:
        check = json.loads(instruction("HEALTHCHECK").partition("CMD ")[2].replace(":8000/", f":{port}/"))
        quiet: dict[str, Any] = {"env": own, "cwd": tmp_path, "stderr": subprocess.DEVNULL}
        wait_until(lambda: subprocess.run(check, **quiet, check=False).returncode == 0, "the container is healthy")
        assert process.poll() is None, log.read_text("utf-8")
    finally:
        process.terminate()
        assert process.wait(timeout=60) == 0


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


def test_the_command_tells_what_changed(environment: Path) -> None:
    command = [str(environment / "venv" / "bin" / "parkledger"), "changelog"]
    done = subprocess.run(command, cwd=environment, check=True, capture_output=True, text=True)
    assert done.stdout.startswith("# Changelog")


def test_the_pages_speak_english_and_print(server: ServerProcess) -> None:
    assert "Industrial parks" in server.get("/en/")[1].decode()
    status, sheet = server.get("/khu-cum/bg-parks/kcn-quang-chau/phieu.pdf?on=2023-08-22")
    assert (status, sheet[:5]) == (200, b"%PDF-")


@pytest.mark.parametrize("name", VISITED)
def test_pages_open_in_a_browser(visit, name: str) -> None:
    visit(dated(PUBLIC[name])).assert_clean()
