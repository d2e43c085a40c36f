"""Files of boundaries as they are read: GeoPackage, GeoJSON, and Shapefile as a folder, a .shp or a .zip."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyogrio
import pyogrio.raw
import shapely
from pyogrio.errors import DataLayerError, DataSourceError
from shapely.geometry.base import BaseGeometry

from parkledger.geography.errors import BoundaryFileUnreadable, LayerNeeded, NoFeatures

SIDECARS = frozenset({".shp", ".shx", ".dbf", ".prj", ".cpg"})
"""The parts of a Shapefile that say what it says."""


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
