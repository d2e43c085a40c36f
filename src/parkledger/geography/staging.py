"""Files of boundaries set apart: what is known by name and by content is copied, under its own name, to a folder of its own.

The reading library, GDAL, knows some sixty formats by what stands in a file, whatever it is called, and some of them name other
files, addresses and commands to be read in their place. So may parts of the three that are taken: the coordinate system of a
GeoJSON can be an address, and a table of a GeoPackage any file of the machine.
"""

import codecs
import json
import lzma
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError

from parkledger.geography.errors import BoundaryFileTooLarge, BoundaryFileUnreadable
from parkledger.language import Text

SIDECARS = frozenset({".shp", ".shx", ".dbf", ".prj", ".cpg"})
"""The parts of a Shapefile that say what it says; whatever else programs put beside them is left where it is."""
MOST_BYTES = 256 * 2**20
"""Of a file, or of what it unpacks to: the boundaries of all zones of the country are some ten megabytes."""
GEOPACKAGE, SHAPEFILE = b"SQLite format 3\0", b"\x00\x00\x27\x0a"
"""With what files begin."""
BROKEN_ARCHIVE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    NotImplementedError,  # raised by zipfile of an archive packed in a way that it does not know
    RuntimeError,
    EOFError,
    ValueError,
    OSError,
)
"""What Python raises of an archive that is cut, spoilt or packed in a way that it does not know."""
INDEX = re.compile(r'CREATE VIRTUAL TABLE "?[\w ]+"? USING rtree\s*\([\w", ]+\)', re.IGNORECASE)
"""The one virtual table that a GeoPackage has: the index of its shapes. Others read what is not in the file."""
MADE_BY_SYSTEM = "__MACOSX"
"""The folder of an archive made by macOS that holds no files of the user's."""

NOT_THERE = Text("không có tệp này", "there is no such file")
OTHER_ENCODING = Text(
    "chữ trong tệp không viết theo bảng mã mà tệp nói (.cpg); hãy ghi lại tệp bằng UTF-8",
    "its texts are not in the encoding that it says (.cpg); write the file anew in UTF-8",
)
NAMED_OTHERWISE = Text("tên tệp không có đuôi của ba loại đó", "its name has not the ending of one of the three")
OTHER_CONTENT = Text(
    "nội dung không phải là GeoPackage, GeoJSON hay Shapefile như tên tệp nói",
    "its content is not the GeoPackage, GeoJSON or Shapefile that its name says",
)
NO_SHAPES = Text("trong đó không có tệp .shp nào", "there is no .shp in it")
LOCKED = Text(
    "tệp nén có mật khẩu; hãy nén lại không đặt mật khẩu", "the archive is locked; pack it without a password"
)
CUT = Text("tệp nén hỏng hoặc thiếu; hãy nén lại", "the archive is damaged or incomplete; create it again")
NO_JSON = Text("nội dung không phải là JSON đúng dạng", "its content is not well-formed JSON")
LINKED_SYSTEM = Text(
    "hệ tọa độ (crs) ghi bằng liên kết; hãy ghi bằng tên, ví dụ EPSG:4326, hoặc bỏ đi rồi nói bằng --crs",
    "its coordinate system (crs) is a link; write its name, such as EPSG:4326, or leave it out and say it with --crs",
)
NO_DATABASE = Text("cơ sở dữ liệu trong tệp hỏng", "the database in it is damaged")
OUTSIDE_TABLES = Text(
    "có bảng lấy dữ liệu từ ngoài tệp; hãy ghi lại lớp ranh giới ra một tệp mới",
    "it has tables of what is not in the file; write the layer of boundaries into a new file",
)


@dataclass(frozen=True, slots=True)
class StagedLayer:
    """A layer: what it is called in the user's file, what the reading library is to open, with which of its drivers."""

    name: str
    address: str
    inner: str
    driver: str


@contextmanager
def staged(path: Path) -> Iterator[list[StagedLayer]]:
    """The layers of a file, for as long as they are read. Raises BoundaryFileUnreadable, BoundaryFileTooLarge."""
    if not path.exists():
        raise unreadable(path, NOT_THERE)
    with TemporaryDirectory(prefix="parkledger-") as folder:
        try:
            yield _layers(path, Path(folder))
        except (DataSourceError, DataLayerError) as problem:
            said = str(problem).replace(f"{folder}/", "")[:200]
            raise unreadable(path, Text(f"thư viện GDAL báo: {said}", f"GDAL says: {said}")) from None
        except UnicodeDecodeError:
            raise unreadable(path, OTHER_ENCODING) from None


def unreadable(path: Path, problem: Text) -> BoundaryFileUnreadable:
    """That a file cannot be read, and why."""
    return BoundaryFileUnreadable(where=str(path), problem=problem)


def parts_of(path: Path) -> list[Path]:
    """The files of a Shapefile that is a folder or named by its .shp, in the order of their names; else the file itself."""
    if path.is_dir():
        return sorted(part for part in path.iterdir() if part.suffix.lower() in SIDECARS)
    if path.suffix.lower() != ".shp":
        return [path]
    return sorted(part for part in path.parent.iterdir() if part.stem == path.stem and part.suffix.lower() in SIDECARS)


def _layers(path: Path, folder: Path) -> list[StagedLayer]:
    suffix = path.suffix.lower()
    if suffix == ".zip" and path.is_file():
        return _shapefiles(path, _unpacked(path), folder)
    _check_size(path, (part.stat().st_size for part in parts_of(path)))
    if suffix == ".shp" or path.is_dir():
        return _shapefiles(path, ((part.name, part.read_bytes()) for part in parts_of(path)), folder)
    if suffix == ".gpkg":
        return _geopackage(path, folder / "boundaries.gpkg")
    if suffix in {".geojson", ".json"}:
        return _geojson(path, folder / path.name)
    raise unreadable(path, NAMED_OTHERWISE)


def _check_size(path: Path, sizes: Iterable[int]) -> None:
    if sum(sizes) > MOST_BYTES:
        raise BoundaryFileTooLarge(where=str(path), megabytes=MOST_BYTES >> 20)


def _unpacked(path: Path) -> Iterator[tuple[str, bytes]]:
    """The parts of Shapefiles in an archive, each with its name there."""
    _check_size(path, [path.stat().st_size])
    try:
        with zipfile.ZipFile(path) as packed:
            parts = [part for part in packed.infolist() if _is_part(PurePosixPath(part.filename))]
            _check_size(path, (part.file_size for part in parts))
            if any(part.flag_bits & 1 for part in parts):
                raise unreadable(path, LOCKED)
            for part in parts:
                yield part.filename, packed.read(part)
    except BROKEN_ARCHIVE:
        raise unreadable(path, CUT) from None


def _is_part(name: PurePosixPath) -> bool:
    is_of_system = MADE_BY_SYSTEM in name.parts or name.name.startswith("._")
    return name.suffix.lower() in SIDECARS and not is_of_system


def _shapefiles(path: Path, parts: Iterable[tuple[str, bytes]], folder: Path) -> list[StagedLayer]:
    """Each Shapefile under a number, as names of an archive may be any and may be the same in several of its folders."""
    numbers: dict[str, int] = {}
    layers = []
    for name, content in parts:
        whole = PurePosixPath(name)
        stem = str(whole.with_suffix(""))
        number = numbers.setdefault(stem.lower(), len(numbers))
        kept = folder / f"{number}{whole.suffix.lower()}"
        kept.write_bytes(content)
        if kept.suffix == ".shp":
            if not content.startswith(SHAPEFILE):
                raise unreadable(path, OTHER_CONTENT)
            layers.append(StagedLayer(stem, str(kept), kept.stem, "ESRI Shapefile"))
    if not layers:
        raise unreadable(path, NO_SHAPES)
    return layers


def _geopackage(path: Path, kept: Path) -> list[StagedLayer]:
    content = path.read_bytes()
    if not content.startswith(GEOPACKAGE):
        raise unreadable(path, OTHER_CONTENT)
    kept.write_bytes(content)
    try:
        with closing(sqlite3.connect(f"{kept.as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            said = [str(text) for (text,) in database.execute("SELECT CAST(sql AS TEXT) FROM sqlite_master")]
    except sqlite3.Error:
        raise unreadable(path, NO_DATABASE) from None
    if any("virtual" in text.lower() and not INDEX.fullmatch(text) for text in said):
        raise unreadable(path, OUTSIDE_TABLES)
    return _opened(f"GPKG:{kept}", "GPKG")


def _geojson(path: Path, kept: Path) -> list[StagedLayer]:
    try:
        text = path.read_bytes().removeprefix(codecs.BOM_UTF8).decode()
        found = json.loads(text, object_pairs_hook=lambda members: _without_links(path, members))
    except (ValueError, RecursionError):
        raise unreadable(path, NO_JSON) from None
    if not isinstance(found, dict):
        raise unreadable(path, OTHER_CONTENT)
    kept.write_text(text, encoding="utf-8")
    return _opened(f"GeoJSON:{kept}", "GeoJSON")


def _without_links(path: Path, members: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of a GeoJSON whose coordinate system, if it says one, is a name or a number."""
    for name, value in members:
        if name.lower() == "crs" and isinstance(value, dict) and not _is_named(value):
            raise unreadable(path, LINKED_SYSTEM)
    return dict(members)


def _is_named(system: dict[str, Any]) -> bool:
    properties = system.get("properties")
    return (
        system.keys() == {"type", "properties"}
        and str(system["type"]).lower() in {"name", "epsg"}
        and isinstance(properties, dict)
        and properties.keys() in ({"name"}, {"code"})
    )


def _opened(address: str, driver: str) -> list[StagedLayer]:
    return [StagedLayer(str(name), address, str(name), driver) for name, *_ in pyogrio.list_layers(address)]
