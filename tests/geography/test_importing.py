"""Importing boundaries: the same from every format and system, once only, by date, with every problem at once."""

import json
import math
import random
import shutil
import sqlite3
import threading
import time
import zipfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import shapely

from parkledger.geography import staging
from parkledger.geography.boundaries import boundaries_on, state
from parkledger.geography.boundary_import import TOLERANCE, Order, import_file
from parkledger.geography.errors import BoundariesRefused
from parkledger.geography.models import Boundary, BoundaryFile, BoundaryKind
from parkledger.ledger.models import Zone
from tests.figures.books import Scribe, figures_of
from tests.geography.files import in_system, square, write

SINCE = date(2022, 1, 1)
HERE = (106.1, 21.2)


@pytest.fixture
def book(sqlite_database, home):
    """A book with two parks of a square kilometre, of which one has a position, and a cluster of the same name."""
    bg = Scribe()
    bg.zone("Mot", industrial_m2=100, latitude="21,2", longitude="106,1")
    bg.zone("Hai", industrial_m2=100)
    bg.zone("Hai", kind="cluster", industrial_m2=50)
    return home


def order(path, **more):
    return replace(Order(path, "bg", SINCE, "lan"), **more)


def bring(home, path, **more):
    figures = figures_of(home)
    try:
        return import_file(order(path, **more), figures)
    finally:
        figures.close()


def refused(home, path, **more) -> list[tuple[str, str]]:
    with pytest.raises(BoundariesRefused) as found:
        bring(home, path, **more)
    assert not Boundary.objects.exists()
    return [(problem.where, problem.code) for problem in found.value.problems]


FORMATS = {"ranh.gpkg": "GPKG", "ranh.geojson": "GeoJSON", "ranh.shp": "ESRI Shapefile"}


SYSTEMS = ("EPSG:4326", "EPSG:9211", "EPSG:5897", "EPSG:3405", "EPSG:32648")


@pytest.mark.parametrize(
    ("name", "system"),
    [(name, system) for name in FORMATS for system in SYSTEMS if name != "ranh.geojson" or system == "EPSG:4326"],
)
def test_a_boundary_is_the_same_from_every_format_and_system(book, tmp_path, name, system):
    shape = square(*HERE, 1000)
    path = write(
        tmp_path / name, [in_system(shape, system)], ["KCN Mot"], system=system, driver=FORMATS[name], layer="ranh"
    )
    done = bring(book, path)
    kept = Boundary.objects.get()
    assert shapely.from_geojson(kept.geometry).symmetric_difference(shape).area < shape.area * 1e-5
    assert kept.zone_id == Zone.objects.get(code="kcn-mot").pk
    assert kept.area_m2 == done.lines[0].area_m2 == pytest.approx(1_000_000, rel=2e-3)
    assert (kept.recorded_m2, kept.mended) == (1_000_000, False)
    assert done.system.startswith(system)


def test_a_shapefile_comes_as_a_folder_or_a_zip_too(book, tmp_path):
    folder = tmp_path / "ranh"
    folder.mkdir()
    write(folder / "ranh.shp", [square(*HERE, 1000)], ["kcn-mot"], driver="ESRI Shapefile", layer="ranh")
    zipped = shutil.make_archive(str(tmp_path / "ranh"), "zip", folder)
    assert bring(book, folder).added
    assert bring(book, tmp_path / zipped).added
    assert Boundary.objects.count() == 2


def test_the_same_file_adds_nothing_the_second_time(book, tmp_path):
    path = write(tmp_path / "a.gpkg", [square(*HERE, 1000)], ["kcn-mot"])
    first, before = bring(book, path), state()
    again = bring(book, path)
    assert (first.added, again.added, again.known) == (True, False, True)
    assert again.lines == first.lines
    assert (Boundary.objects.count(), state()) == (1, before)


def test_what_is_kept_of_a_file(book, tmp_path):
    import hashlib

    path = write(tmp_path / "a.gpkg", [in_system(square(*HERE, 1000), "EPSG:9211")], ["kcn-mot"], system="EPSG:9211")
    bring(book, path)
    file = BoundaryFile.objects.get()
    assert file.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (file.name, file.layer, file.valid_from, file.imported_by) == ("a.gpkg", "ranh_gioi", SINCE, "lan")
    assert "x=-191.90441429" in file.operation


def test_a_dry_run_keeps_nothing(book, tmp_path):
    figures = figures_of(book)
    path = write(tmp_path / "a.gpkg", [square(*HERE, 1000)], ["kcn-mot"])
    done = import_file(order(path), figures, dry_run=True)
    figures.close()
    assert (done.added, done.known, len(done.lines)) == (False, False, 1)
    assert not BoundaryFile.objects.exists()


def test_newer_boundaries_hold_from_their_day_and_are_known_from_their_import(book, tmp_path):
    bring(book, write(tmp_path / "a.gpkg", [square(*HERE, 1000)], ["kcn-mot"]))
    newer = date(2024, 1, 1)
    bring(book, write(tmp_path / "b.gpkg", [square(*HERE, 1010)], ["kcn-mot"]), valid_from=newer)
    zone = Zone.objects.get(code="kcn-mot").pk

    def file_on(on, known_at=None):
        found = boundaries_on(on, known_at, BoundaryKind.ZONE)
        return found[zone][0].file if zone in found else None

    assert [file_on(date(2021, 12, 31)), file_on(SINCE), file_on(newer)] == [None, "a.gpkg", "b.gpkg"]
    assert file_on(newer, datetime(2000, 1, 1, tzinfo=UTC)) is None
    assert file_on(newer, BoundaryFile.objects.get(name="a.gpkg").imported_at) == "a.gpkg"


def test_an_area_that_differs_is_reported_and_kept(book, tmp_path):
    shapes = [square(*HERE, 1000), square(106.2, 21.3, 1020)]
    done = bring(book, write(tmp_path / "a.gpkg", shapes, ["kcn-mot", "KCN Hai"]))
    assert [line.is_over(TOLERANCE) for line in done.lines] == [False, True]
    assert done.lines[1].difference == Fraction(done.lines[1].area_m2 - 1_000_000, 1_000_000)
    assert float(done.lines[1].difference) == pytest.approx(0.04, abs=0.003)
    assert Boundary.objects.get(label="Hai").recorded_m2 == 1_000_000


def test_before_a_zone_is_on_record_its_area_is_unknown(book, tmp_path):
    path = write(tmp_path / "a.gpkg", [square(*HERE, 1000)], ["kcn-mot"])
    assert bring(book, path, valid_from=date(2000, 1, 1)).lines[0].recorded_m2 is None


def test_the_parts_of_a_zone_are_put_together(book, tmp_path):
    west, east = square(106.095, 21.2, 700), square(106.105, 21.2, 700)
    done = bring(book, write(tmp_path / "a.gpkg", [west, east], ["KCN Mot", "kcn-mot"]))
    assert len(done.lines) == 1
    assert shapely.from_geojson(Boundary.objects.get().geometry).geom_type == "MultiPolygon"


def test_plots_are_kept_each_with_its_label(book, tmp_path):
    shapes = [square(106.099, 21.2, 100), square(106.101, 21.2, 100)]
    path = write(tmp_path / "a.gpkg", shapes, ["kcn-mot"] * 2, more={"lo": ["CN-1", "CN-2"]})
    bring(book, path, kind=BoundaryKind.PLOT)
    zone = Zone.objects.get(code="kcn-mot").pk
    assert [plot.label for plot in boundaries_on(SINCE, None, BoundaryKind.PLOT)[zone]] == ["CN-1", "CN-2"]
    assert boundaries_on(SINCE, None, BoundaryKind.ZONE) == {}


def test_a_small_fault_of_a_shape_is_mended_and_said(book, tmp_path):
    x, y = HERE
    whole = list(square(*HERE, 1000).exterior.coords)
    spiked = shapely.Polygon([*whole[:1], (x - 0.02, y + 0.02), *whole])
    assert not spiked.is_valid
    done = bring(book, write(tmp_path / "a.gpkg", [spiked], ["kcn-mot"]))
    assert done.lines[0].mended
    assert shapely.from_geojson(Boundary.objects.get().geometry).is_valid


def test_every_problem_is_named_at_once_and_nothing_is_kept(book, tmp_path):
    x, y = HERE
    bow_tie = shapely.Polygon([(x, y), (x + 0.01, y + 0.01), (x + 0.01, y), (x, y + 0.01)])
    shapes = [square(*HERE, 1000), square(*HERE, 1000), bow_tie, square(2.3, 48.8, 1000), shapely.Point(x, y),
              shapely.transform(square(*HERE, 1000), lambda p: p[:, ::-1]), square(*HERE, 1000), None]  # fmt: skip
    names = ["kcn-mot", "KCN Ba", "kcn-mot", "kcn-mot", "kcn-mot", "kcn-mot", "Hai", "kcn-mot"]
    assert refused(book, write(tmp_path / "a.gpkg", shapes, names)) == [
        ("a.gpkg#2", "boundary_of_no_zone"),
        ("a.gpkg#3", "boundary_shape_broken"),
        ("a.gpkg#4", "boundary_outside_viet_nam"),
        ("a.gpkg#5", "boundary_not_an_area"),
        ("a.gpkg#6", "boundary_axes_swapped"),
        ("a.gpkg#7", "boundary_of_several_zones"),
        ("a.gpkg#8", "boundary_not_an_area"),
    ]


def test_a_boundary_of_something_else_is_refused(book, tmp_path):
    shapes = [square(106.9, 21.2, 1000), square(106.2, 21.3, 3000)]
    assert refused(book, write(tmp_path / "a.gpkg", shapes, ["kcn-mot", "KCN Hai"])) == [
        ("a.gpkg#1", "boundary_far_from_record"),
        ("a.gpkg#2", "boundary_area_wildly_off"),
    ]


@pytest.mark.parametrize("name", ["ranh.gpkg", "ranh.shp"])
def test_a_file_without_a_system_needs_one_and_a_wrong_one_is_noticed(book, tmp_path, name):
    shape = in_system(square(*HERE, 1000), "EPSG:9211")
    path = write(tmp_path / name, [shape], ["kcn-mot"], system=None, driver=FORMATS[name], layer="ranh")
    assert refused(book, path) == [(name, "boundary_system_not_said")]
    assert refused(book, path, system="EPSG:9214") == [(f"{name}#1", "boundary_far_from_record")]
    assert bring(book, path, system="EPSG:9211").added


@pytest.mark.parametrize(
    ("names", "more", "code"),
    [(["x"], {}, "boundary_zone_field_needed"), (["kcn-mot"], {"field": "ma"}, "boundary_zone_field_needed")],
)
def test_a_file_whose_zones_cannot_be_told(book, tmp_path, names, more, code):
    assert refused(book, write(tmp_path / "a.gpkg", [square(*HERE, 1000)], names), **more) == [("a.gpkg", code)]


def test_the_field_that_tells_the_most_zones_is_taken(book, tmp_path):
    shapes = [square(*HERE, 1000), square(106.2, 21.3, 1000)]
    path = write(tmp_path / "a.gpkg", shapes, ["Mot", "?"], field="ghi_chu", more={"ma": ["kcn-mot", "kcn-hai"]})
    assert bring(book, path).field == "ma"


def test_files_that_are_none(book, tmp_path):
    (tmp_path / "a.geojson").write_text("{", encoding="utf-8")
    assert refused(book, tmp_path / "a.geojson") == [(str(tmp_path / "a.geojson"), "boundary_file_unreadable")]
    assert refused(book, tmp_path / "b.gpkg") == [(str(tmp_path / "b.gpkg"), "boundary_file_unreadable")]
    empty = {"type": "FeatureCollection", "features": []}
    (tmp_path / "c.geojson").write_text(json.dumps(empty), encoding="utf-8")
    assert refused(book, tmp_path / "c.geojson")[0][1] in {"boundary_file_empty", "boundary_file_unreadable"}


def test_of_several_layers_one_is_chosen(book, tmp_path):
    path = write(tmp_path / "a.gpkg", [square(*HERE, 1000)], ["kcn-mot"], layer="mot")
    import numpy as np
    import pyogrio.raw

    pyogrio.raw.write(
        path, np.array([shapely.to_wkb(square(*HERE, 990))], dtype=object), [np.array(["kcn-mot"], dtype=object)], ["ten"],
        geometry_type="Polygon", driver="GPKG", layer="hai", crs="EPSG:4326", append=True,
    )  # fmt: skip
    assert refused(book, path) == [("a.gpkg", "boundary_layer_needed")]
    assert bring(book, path, layer="hai").lines[0].area_m2 < 990_000


VRT = "<OGRVRTDataSource><OGRVRTLayer name='other'><SrcDataSource>{0}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
KML = (
    '<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a SYSTEM "file://{0}">]>'
    '<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><name>&a;</name></Placemark></kml>'
)
PIPELINE = '{{"type": "gdal_streamed_alg", "command_line": "gdal vector pipeline ! read {0}"}}'
IN_JSON = '{{"type": "FeatureCollection", "name": "' + VRT + '"}}'


def plain(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def folder(path: Path, content: bytes) -> None:
    path.mkdir()
    (path / "a.shp").write_bytes(content)


def archive(path: Path, content: bytes, name: str = "a.shp") -> None:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(name, content)


def archive_behind_a_brace(path: Path, content: bytes) -> None:
    """An archive may have anything before it, so that its first bytes tell nothing."""
    archive(path, content, "a.vrt")
    path.write_bytes(b"{" + path.read_bytes())


WRITERS = {
    "a.geojson": plain, "a.json": plain, "a.gpkg": plain, "a.shp": plain, "a.vrt": plain, "a": folder, "a.zip": archive,
    "b.zip": archive_behind_a_brace, "b.geojson": archive_behind_a_brace, "b.gpkg": archive_behind_a_brace,
}  # fmt: skip


@pytest.mark.parametrize("content", [VRT, KML, PIPELINE, IN_JSON], ids=["virtual", "entity", "pipeline", "in JSON"])
@pytest.mark.parametrize("name", WRITERS)
def test_a_file_that_names_another_reads_none(book, tmp_path, content, name):
    """The library reads whatever it knows by its content: of such a file the zones would be those of any file of this machine."""
    other = tmp_path / "other.csv"
    other.write_text(f'ten,WKT\nKCN Mot,"{square(*HERE, 1000).wkt}"\n', encoding="utf-8")
    path = tmp_path / name
    WRITERS[name](path, content.format(other).encode())
    assert refused(book, path, system="EPSG:4326") == [(str(path), "boundary_file_unreadable")]


@pytest.fixture
def asked():
    """An address of this machine, and what was asked of it."""
    paths: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"EPSG:4326")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/crs", paths
        server.shutdown()


@pytest.mark.parametrize("kind", ["link", "url", "LINK"])
@pytest.mark.parametrize("member", ["href", "url"])
@pytest.mark.parametrize("at", ["collection", "feature", "geometry"])
def test_the_system_of_a_geojson_is_not_fetched_from_an_address(book, tmp_path, asked, kind, member, at):
    address, paths = asked
    path = write(tmp_path / "a.geojson", [square(*HERE, 1000)], ["kcn-mot"], driver="GeoJSON", layer="a")
    whole = json.loads(path.read_text(encoding="utf-8"))
    feature = whole["features"][0]
    {"collection": whole, "feature": feature, "geometry": feature["geometry"]}[at]["crs"] = {
        "type": kind, "properties": {member: address}
    }  # fmt: skip
    path.write_text(json.dumps(whole), encoding="utf-8")
    assert refused(book, path, system="EPSG:4326") == [(str(path), "boundary_file_unreadable")]
    assert paths == []


@pytest.mark.parametrize("module", ["VirtualText('{0}', 'UTF-8', 1)", "virtualshape('{0}', 'UTF-8', 4326)"])
def test_a_table_of_a_geopackage_that_is_another_file_is_not_read(book, tmp_path, module):
    (tmp_path / "other.csv").write_text("ten\nKCN Mot\n", encoding="utf-8")
    path = write(tmp_path / "a.gpkg", [square(*HERE, 1000)], ["kcn-mot"])
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA writable_schema=ON")
        made = "CREATE VIRTUAL TABLE other USING " + module.format(tmp_path / "other.csv")
        database.execute("INSERT INTO sqlite_master VALUES ('table', 'other', 'other', 0, ?)", [made])
        database.commit()
    assert refused(book, path, layer="other") == [(str(path), "boundary_file_unreadable")]


BESIDE = [
    "__MACOSX/._ranh.shp", "__MACOSX/._ranh.dbf", "._ranh.shp", "ranh.cst", "ranh.cpg", "ranh.sbn", "ranh.sbx", "ranh.shp.xml",
    "ranh.qmd", "ranh.fix", ".DS_Store", "Thumbs.db", "doc/Thuyết minh.pdf", "ranh.lyr",
]  # fmt: skip


@pytest.mark.parametrize("inner", ["", "ranh giới/", "../../"])
def test_a_zipped_shapefile_comes_with_what_programs_put_beside_it(book, tmp_path, inner):
    write(tmp_path / "ranh.shp", [square(*HERE, 1000)], ["kcn-mot"], driver="ESRI Shapefile", layer="ranh")
    with zipfile.ZipFile(tmp_path / "ranh.zip", "w") as packed:
        for name in BESIDE:
            packed.writestr(inner + name, b"UTF-8" if name.endswith(".cpg") else b"\0\5\x16\7")
        for part in ("shp", "shx", "dbf", "prj"):
            packed.write(tmp_path / f"ranh.{part}", f"{inner}RANH.{part.upper()}")
    assert bring(book, tmp_path / "ranh.zip").added
    assert not (tmp_path.parent / "ranh.shp").exists()


def locked(content: bytes) -> bytes:
    """An archive whose entries say that a password is needed; zipfile cannot write such."""
    return content.replace(b"PK\3\4\x14\0\0", b"PK\3\4\x14\0\1").replace(
        b"PK\1\2\x14\3\x14\0\0", b"PK\1\2\x14\3\x14\0\1"
    )


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (locked, "mật khẩu"),
        (lambda content: content[: len(content) // 2], "hỏng"),
        (lambda content: content.replace(staging.SHAPEFILE, b"\1\1\1\1"), "hỏng"),
        (lambda content: content.replace(b"PK\1\2\x14\3\x14\0\0\0\0\0", b"PK\1\2\x14\3\x14\0\0\0\x63\0"), "hỏng"),
        (lambda _: b"", "hỏng"),
    ],
    ids=["locked", "cut", "spoilt", "packed otherwise", "empty"],
)
def test_an_archive_that_cannot_be_opened_says_why(book, tmp_path, spoil, said):
    archive(tmp_path / "a.zip", staging.SHAPEFILE + bytes(200))
    (tmp_path / "a.zip").write_bytes(spoil((tmp_path / "a.zip").read_bytes()))
    with pytest.raises(BoundariesRefused, match=f"a.zip: .*{said}.*Shapefile"):
        bring(book, tmp_path / "a.zip")


def test_texts_in_another_encoding_than_is_said(book, tmp_path):
    path = write(tmp_path / "a.shp", [square(*HERE, 1000)], ["Một"], driver="ESRI Shapefile", layer="a")
    path.with_suffix(".dbf").write_bytes(path.with_suffix(".dbf").read_bytes().replace("ộ".encode(), b"\xff\xfe\xfd"))
    assert refused(book, path) == [(str(path), "boundary_file_unreadable")]


def test_a_name_with_brackets_is_that_of_its_own_parts(book, tmp_path):
    first = write(tmp_path / "a[1].shp", [square(*HERE, 1000)], ["kcn-mot"], driver="ESRI Shapefile", layer="a")
    assert bring(book, first).added
    (tmp_path / "b").mkdir()
    other = write(tmp_path / "b" / "a[1].shp", [square(*HERE, 1010)], ["kcn-mot"], driver="ESRI Shapefile", layer="a")
    assert bring(book, other).added


def test_what_unpacks_to_more_than_can_be_held_is_refused(book, tmp_path, monkeypatch):
    monkeypatch.setattr(staging, "MOST_BYTES", 10_000)
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.shp", staging.SHAPEFILE + bytes(20_000))
    assert refused(book, tmp_path / "a.zip") == [(str(tmp_path / "a.zip"), "boundary_file_too_large")]


def test_a_scribble_is_refused_soon(book, tmp_path):
    """Mending a shape of 500 points that crosses itself thousands of times takes minutes, of 1,000 hours."""
    dice = random.Random(1)
    points = [(106.1 + dice.random() / 100, 21.2 + dice.random() / 100) for _ in range(1_000)]
    path = write(tmp_path / "a.gpkg", [shapely.Polygon(points)], ["kcn-mot"])
    before = time.process_time()
    assert refused(book, path) == [("a.gpkg#1", "boundary_shape_broken")]
    assert time.process_time() - before < 10
    turns = [2 * math.pi * number / 100_001 for number in range(100_001)]
    fine = shapely.Polygon([(106.1 + math.cos(turn) / 200, 21.2 + math.sin(turn) / 200) for turn in turns])
    path = write(tmp_path / "b.gpkg", [fine], ["kcn-mot"])
    assert refused(book, path) == [("b.gpkg#1", "boundary_shape_too_fine")]
