"""Files of boundaries as they are read: GeoPackage, GeoJSON, and Shapefile as a folder, a .shp or a .zip."""

import codecs
import hashlib
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyogrio
import pyogrio.raw
import shapely
from pyogrio.errors import DataLayerError, DataSourceError
from shapely.geometry.base import BaseGeometry

from parkledger.geography.errors import BoundaryFileTooLarge, BoundaryFileUnreadable, LayerNeeded, NoFeatures

SIDECARS = frozenset({".shp", ".shx", ".dbf", ".prj", ".cpg"})
"""The parts of a Shapefile that say what it says."""
PACKED = SIDECARS | {".sbn", ".sbx", ".qix", ".qpj", ".xml", ".txt", ".qmd", ".qml"}
"""What else programs put beside them."""


MOST_BYTES = 256 * 2**20
"""Of a file, or of what it unpacks to: the boundaries of all zones of the country are some ten megabytes."""
GEOPACKAGE, SHAPEFILE, ARCHIVE = b"SQLite format 3\0", b"\x00\x00\x27\x0a", b"PK\x03\x04"
"""With what files begin. The reading library knows many more formats, whatever a file is called, and some of them name other
files, addresses and commands to be read in their place."""
PIPELINE = b"gdal_streamed_alg"
"""What such a format has that is JSON as well."""
OTHER_CONTENT = "nội dung không phải là GeoPackage, GeoJSON hay Shapefile / its content is none of the three"


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature of a file: its number from one, its fields as text, its shape as it stands there."""

    number: int
    fields: dict[str, str]
    shape: BaseGeometry | None


@dataclass(frozen=True, slots=True)
class FeatureFile:
    """A layer of a file, with the file's SHA-256 and the coordinate system it says it is in."""

    name: str
    layer: str
    sha256: str
    system: str | None
    fields: tuple[str, ...]
    features: tuple[Feature, ...]


def read(path: Path, layer: str | None = None) -> FeatureFile:
    """Read one layer of a file; the only one where none is named."""
    if not path.exists():
        raise BoundaryFileUnreadable(where=str(path), problem="không có tệp / no such file")
    _check_size(path)
    if not _is_known(path):
        raise BoundaryFileUnreadable(where=str(path), problem=OTHER_CONTENT)
    try:
        chosen = _layer(path, layer)
        meta, _, shapes, columns = pyogrio.raw.read(path, layer=chosen)
    except (DataSourceError, DataLayerError) as problem:
        raise BoundaryFileUnreadable(where=str(path), problem=str(problem)[:200]) from None
    names = tuple(str(name) for name in meta["fields"])
    features = tuple(
        Feature(number, dict(zip(names, map(_text, values), strict=True)), _shape(shape))
        for number, (shape, *values) in enumerate(zip(shapes, *columns, strict=True), start=1)
    )
    if not features:
        raise NoFeatures(where=path.name, layer=chosen)
    return FeatureFile(path.name, chosen, digest(path), meta["crs"], names, features)


def _check_size(path: Path) -> None:
    """Refuse what is too large to be read, itself or unpacked."""
    size = sum(part.stat().st_size for part in (path.iterdir() if path.is_dir() else [path]))
    if size <= MOST_BYTES and path.is_file() and zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            size = sum(part.file_size for part in packed.infolist())
    if size > MOST_BYTES:
        raise BoundaryFileTooLarge(where=str(path), megabytes=MOST_BYTES >> 20)


def _is_known(path: Path) -> bool:
    """Whether a file is by its content what boundaries are read from."""
    if path.is_dir():
        return _are_shapes([part.read_bytes()[:4] for part in path.iterdir() if part.suffix.lower() == ".shp"])
    content = path.read_bytes()
    if content.startswith(ARCHIVE):
        with zipfile.ZipFile(path) as packed:
            parts = [name for name in packed.namelist() if not name.endswith("/")]
            return all(Path(name).suffix.lower() in PACKED for name in parts) and _are_shapes(
                [packed.open(name).read(4) for name in parts if name.lower().endswith(".shp")]
            )
    is_json = content.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"{" and PIPELINE not in content
    return content.startswith((GEOPACKAGE, SHAPEFILE)) or is_json


def _are_shapes(starts: list[bytes]) -> bool:
    return bool(starts) and all(start == SHAPEFILE for start in starts)


def digest(path: Path) -> str:
    """The SHA-256 of a file; of a Shapefile that of its parts in the order of their names."""
    if path.is_dir():
        parts = sorted(part for part in path.iterdir() if part.suffix.lower() in SIDECARS)
    elif path.suffix.lower() == ".shp":
        parts = sorted(part for part in path.parent.glob(f"{path.stem}.*") if part.suffix.lower() in SIDECARS)
    else:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    found = hashlib.sha256()
    for part in parts:
        found.update(f"{part.name}\0".encode() + hashlib.sha256(part.read_bytes()).digest())
    return found.hexdigest()


def _layer(path: Path, wanted: str | None) -> str:
    layers = [str(name) for name, *_ in pyogrio.list_layers(path)]
    if wanted is None and len(layers) == 1:
        return layers[0]
    if wanted not in layers:
        raise LayerNeeded(where=path.name, layers=layers)
    return str(wanted)


def _text(value: Any) -> str:
    missing = value is None or value != value  # a number that is not itself stands for none
    return "" if missing else str(value).strip()


def _shape(stored: bytes | None) -> BaseGeometry | None:
    """A shape without heights; None where there is none."""
    return None if stored is None else shapely.force_2d(shapely.from_wkb(stored))
