"""An own tile source: the map is drawn from it in a real Chromium, and the policy for content allows it and nothing else."""

import json
import shutil
import threading
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.portal.conftest import DAY, serve
from tests.portal.tile_files import SIZE, png

GREEN = b"\x20\xa0\x40"


class Tiles(BaseHTTPRequestHandler):
    """A province's own map server: raster tiles, and a style that is made of them."""

    asked: list[str] = []

    def do_GET(self) -> None:
        """Answer with a tile or with the style."""
        self.asked.append(self.path)
        own = f"http://{self.headers['Host']}"
        style = {
            "version": 8, "sources": {"own": {"type": "raster", "tiles": [f"{own}/{{z}}/{{x}}/{{y}}.png"], "tileSize": SIZE}},
            "layers": [{"id": "own", "type": "raster", "source": "own"}],
        }  # fmt: skip
        is_style = self.path == "/style.json"
        body = json.dumps(style).encode() if is_style else png(GREEN)
        self.send_response(200)
        self.send_header("Content-Type", "application/json" if is_style else "image/png")
        self.send_header("Access-Control-Allow-Origin", "*")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def tile_servers() -> Iterator[list[str]]:
    """The addresses of the portal's own tile source, and of another one that nobody named."""
    servers = [ThreadingHTTPServer(("127.0.0.1", 0), Tiles) for _ in range(2)]
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    yield [f"http://127.0.0.1:{server.server_port}" for server in servers]
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module", params=["/{z}/{x}/{y}.png", "/style.json"], ids=["raster", "style"])
def portal(
    request: pytest.FixtureRequest, tile_servers: list[str], demonstration: Path, statics: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:  # fmt: skip
    """The portal served with the tile source."""
    home = tmp_path_factory.mktemp("tiled") / "home"
    shutil.copytree(demonstration, home)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PARKLEDGER_TILES", tile_servers[0] + request.param)
        with serve(home, statics) as address:
            yield address


def test_the_map_is_drawn_from_the_source_and_the_policy_allows_it_alone(visit, portal, tile_servers) -> None:
    Tiles.asked.clear()
    found = visit(f"/ban-do/?on={DAY}")
    found.page.wait_for_selector("[data-map][data-ready]")
    found.page.wait_for_load_state("networkidle")
    assert [path for path in Tiles.asked if path.endswith(".png")]
    assert found.wrong == []
    assert {url.split("/")[2] for url in found.outside()} == {tile_servers[0].removeprefix("http://")}
    assert found.page.locator(".map canvas").count() == 1
    assert "Natural Earth" not in found.page.locator(".legend").inner_text()
    reached = """async (address) => { try { return (await fetch(address + "/0/0/0.png")).status; } catch { return "refused"; } }"""
    assert [found.page.evaluate(reached, address) for address in tile_servers] == [200, "refused"]


def test_the_source_stands_in_the_policy_for_pictures_and_connections_only(portal, tile_servers) -> None:
    policy = urllib.request.urlopen(f"{portal}/ban-do/").headers["Content-Security-Policy"]  # noqa: S310  our own server
    directives = {name: values for name, *values in (part.split() for part in policy.split(";") if part.strip())}
    with_it = {name for name, values in directives.items() if tile_servers[0] in values}
    assert with_it == {"img-src", "connect-src"}
    assert directives["img-src"] == ["'self'", tile_servers[0], "data:"]
    assert directives["connect-src"] == ["'self'", tile_servers[0]]
    assert directives["script-src"] == directives["worker-src"] == ["'self'"]
