"""Own files of map tiles: served in ranges by the portal, drawn in a real Chromium, checked at start; of several there is a choice."""

import shutil
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from parkledger.configuration import SettingsRefused, configuration
from parkledger.language import Lang
from parkledger.tiles import TilesForm, TilesKind, TilesSource, TilesUnreadable, check_tiles, tiles_source
from tests.portal.conftest import DAY, serve
from tests.portal.tile_files import MVT, PNG, png, water, write_archive

GREEN, BROWN = b"\x20\xa0\x40", b"\x70\x50\x30"
MADE_BY = "Sở của chúng tôi"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A file of pictures in green, one in brown, and one of vector tiles."""
    folder = tmp_path_factory.mktemp("tiles")
    return {
        "roads": write_archive(folder / "duong.pmtiles", png(GREEN), PNG, {"attribution": MADE_BY}),
        "satellite": write_archive(folder / "ve-tinh.pmtiles", png(BROWN), PNG, {}),
        "vector": write_archive(
            folder / "vector.pmtiles", water(), MVT, {"vector_layers": [{"id": "water", "fields": {}}]}
        ),
    }


@pytest.fixture(scope="module")
def elsewhere(files: dict[str, Path]) -> Iterator[str]:
    """The address of another server that has the file in green, and answers with ranges of it."""

    class Ranges(BaseHTTPRequestHandler):
        def do_OPTIONS(self) -> None:
            self.send_response(204)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Access-Control-Allow-Headers", "range")
            self.end_headers()

        def do_GET(self) -> None:
            first, last = (int(each) for each in self.headers["Range"].removeprefix("bytes=").split("-"))
            whole = files["roads"].read_bytes()
            body = whole[first : last + 1]
            self.send_response(206)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Content-Range", f"bytes {first}-{first + len(body) - 1}/{len(whole)}")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Ranges)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/duong.pmtiles"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def served(
    demonstration: Path, statics: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], str]]:
    """What serves the portal with some sources of tiles."""
    with ExitStack() as running:

        @contextmanager
        def with_tiles(setting: str) -> Iterator[str]:
            home = tmp_path_factory.mktemp("tiled") / "home"
            shutil.copytree(demonstration, home)
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("PARKLEDGER_TILES", setting)
                with serve(home, statics) as address:
                    yield address

        yield lambda setting: running.enter_context(with_tiles(setting))


@pytest.fixture(scope="module")
def portal(served: Callable[[str], str], files: dict[str, Path], elsewhere: str) -> str:
    """The portal with a file of roads and one of satellites on this machine, one of vector tiles, and one elsewhere."""
    return served(f"roads={files['roads']} satellite={files['satellite']} {files['vector']} {elsewhere}")


MIDDLE = """() => { const canvas = document.querySelector("[data-map] canvas"), copy = document.createElement("canvas");
  [copy.width, copy.height] = [canvas.width, canvas.height];
  const pen = copy.getContext("2d"); pen.drawImage(canvas, 0, 0);
  return [...pen.getImageData(canvas.width - 90, canvas.height / 2, 1, 1).data.slice(0, 3)]; }"""
SEA = "() => getComputedStyle(document.documentElement).getPropertyValue('--sea').trim()"


def shows(page, colour: bytes) -> bool:
    """Whether the map comes to be of a colour, beside its provinces."""
    for _ in range(60):
        if bytes(page.evaluate(MIDDLE)) == colour:
            return True
        page.wait_for_timeout(250)
    return False


def test_roads_and_satellite_are_drawn_from_files_of_the_office_and_the_choice_is_kept(
    visit, portal, elsewhere
) -> None:
    found = visit(f"/ban-do/tinh/?on={DAY}")
    page = found.page
    page.wait_for_selector("[data-map][data-ready] canvas")
    assert shows(page, GREEN)
    assert MADE_BY in page.locator(".maplibregl-ctrl-attrib").inner_text()
    assert [each.strip() for each in page.locator(".map-tiles label").all_inner_texts()] == [
        "Bản đồ đường", "Ảnh vệ tinh", "Nền 3", "Nền 4", "Nền trơn",
    ]  # fmt: skip
    page.get_by_label("Ảnh vệ tinh").check()
    assert shows(page, BROWN)
    found.go(f"/ban-do/?on={DAY}")
    page.wait_for_selector("[data-map][data-ready] canvas")
    assert page.get_by_label("Ảnh vệ tinh").is_checked()
    assert shows(page, BROWN)
    page.get_by_label("Nền trơn").check()
    page.wait_for_timeout(1500)
    assert not shows_now(page, BROWN)
    assert found.violations() == []
    found.assert_clean()


def shows_now(page, colour: bytes) -> bool:
    return bytes(page.evaluate(MIDDLE)) == colour


def test_a_file_of_vector_tiles_is_drawn_in_the_colours_of_the_plain_background(visit, portal) -> None:
    found = visit(f"/ban-do/tinh/?on={DAY}")
    found.page.wait_for_selector("[data-map][data-ready] canvas")
    found.page.get_by_label("Nền 3").check()
    assert shows(found.page, bytes.fromhex(found.page.evaluate(SEA).removeprefix("#")))
    found.assert_clean()


def test_a_file_elsewhere_is_read_in_ranges_and_the_policy_allows_its_server_for_that_alone(
    visit, portal, elsewhere
) -> None:
    found = visit(f"/ban-do/tinh/?on={DAY}")
    found.page.wait_for_selector("[data-map][data-ready] canvas")
    found.page.get_by_label("Nền 4").check()
    assert shows(found.page, GREEN)
    origin = elsewhere.removesuffix("/duong.pmtiles")
    assert found.wrong == []
    assert set(found.outside()) == {elsewhere}
    policy = urllib.request.urlopen(f"{portal}/ban-do/").headers["Content-Security-Policy"]  # noqa: S310  our own server
    directives = {name: values for name, *values in (part.split() for part in policy.split(";") if part.strip())}
    assert {name for name, values in directives.items() if origin in values} == {"connect-src"}
    assert directives["img-src"] == ["'self'", "data:"]


def asked(address: str, **headers: str) -> tuple[int, bytes, Message]:
    """What an address answers to a request with some headers."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(address, headers=named)  # noqa: S310  our own server
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310  our own server
            return answer.status, answer.read(), answer.headers
    except urllib.error.HTTPError as refused:
        return refused.code, b"", refused.headers


def test_the_portal_answers_with_ranges_and_nothing_but_the_files_that_are_set(portal, files) -> None:
    whole = files["roads"].read_bytes()
    status, body, headers = asked(f"{portal}/ban-do/nen/1.pmtiles", Range="bytes=7-126", Accept_Encoding="gzip")
    assert (status, body) == (206, whole[7:127])
    assert headers["Content-Range"] == f"bytes 7-126/{len(whole)}"
    assert "Content-Encoding" not in headers
    status, body, _ = asked(f"{portal}/ban-do/nen/2.pmtiles", Range="bytes=-10")
    assert (status, body) == (206, files["satellite"].read_bytes()[-10:])
    assert asked(f"{portal}/ban-do/nen/1.pmtiles", Range=f"bytes={len(whole) + 5}-{len(whole) + 9}")[0] == 416
    for wrong in ("4.pmtiles", "0.pmtiles", "9.pmtiles", "../../etc/passwd", "duong.pmtiles"):
        assert asked(f"{portal}/ban-do/nen/{wrong}")[0] == 404


def test_of_one_source_there_is_no_choice(visit, served, files) -> None:
    address = served(str(files["roads"]))
    page = asked(f"{address}/ban-do/")[1].decode()
    assert "map-tiles" not in page
    assert "&quot;form&quot;:&quot;archive&quot;" in page


@pytest.mark.parametrize(
    ("word", "source", "form", "origin"),
    [
        ("https://ban-do.vn/style.json", TilesSource("https://ban-do.vn/style.json"), TilesForm.STYLE, "https://ban-do.vn"),
        ("https://x.vn/{z}/{x}/{y}.png?a=b", TilesSource("https://x.vn/{z}/{x}/{y}.png?a=b"), TilesForm.RASTER, "https://x.vn"),
        ("/o/{z}/{x}/{y}.png", TilesSource("/o/{z}/{x}/{y}.png"), TilesForm.RASTER, ""),
        ("roads=/srv/r.pmtiles", TilesSource("/srv/r.pmtiles", TilesKind.ROADS), TilesForm.ARCHIVE, ""),
        ("satellite=https://x.vn/s.pmtiles", TilesSource("https://x.vn/s.pmtiles", TilesKind.SATELLITE), TilesForm.ARCHIVE, "https://x.vn"),
        ("tiles/s.pmtiles", TilesSource("tiles/s.pmtiles"), TilesForm.ARCHIVE, ""),
    ],
)  # fmt: skip
def test_a_source_is_known_by_its_address(word, source, form, origin) -> None:
    assert (found := tiles_source(word)) == source
    assert (found.form, found.origin) == (form, origin)
    assert (found.file is None) == (form is not TilesForm.ARCHIVE or bool(origin))


@pytest.mark.parametrize("given", ["ban-do", "aerial=/srv/a.pmtiles", "roads=", "roads=tiles.mbtiles"])
def test_what_is_no_source_is_refused_by_its_variable(monkeypatch, given) -> None:
    monkeypatch.setenv("PARKLEDGER_TILES", given)
    with pytest.raises(SettingsRefused) as refused:
        configuration()
    assert f"PARKLEDGER_TILES={given}: " in refused.value.message(Lang.VI)


def test_a_file_that_is_none_is_told_at_start(tmp_path) -> None:
    missing, other, older = (tmp_path / f"{name}.pmtiles" for name in ("a", "b", "c"))
    other.write_bytes(b"PK\3\4 a zip")
    older.write_bytes(b"PMTiles\2")
    for path in (missing, other, older):
        with pytest.raises(TilesUnreadable, match=path.name):
            check_tiles([TilesSource(str(path))])
    check_tiles([TilesSource(str(write_archive(tmp_path / "d.pmtiles", png(GREEN), PNG, {})))])
