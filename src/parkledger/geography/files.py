"""Files of boundaries as they are read: GeoPackage, GeoJSON, and Shapefile as a folder, a .shp or a .zip."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyogrio
import pyogrio.raw
import shapely
from shapely.geometry.base import BaseGeometry

from parkledger.geography.errors import LayerNeeded, NoFeatures
from parkledger.geography.staging import OTHER_CONTENT, StagedLayer, parts_of, staged, unreadable


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
    with staged(path) as layers:
        chosen = _chosen(path, layers, layer)
        if pyogrio.read_info(chosen.address, layer=chosen.inner)["driver"] != chosen.driver:
            raise unreadable(path, OTHER_CONTENT)
        meta, _, shapes, columns = pyogrio.raw.read(chosen.address, layer=chosen.inner)
    names = tuple(str(name) for name in meta["fields"])
    features = tuple(
        Feature(number, dict(zip(names, map(_text, values), strict=True)), _shape(shape))
        for number, (shape, *values) in enumerate(zip(shapes, *columns, strict=True), start=1)
    )
    if not features:
        raise NoFeatures(where=path.name, layer=chosen.name)
    return FeatureFile(path.name, chosen.name, digest(path), meta["crs"], names, features)


def digest(path: Path) -> str:
    """The SHA-256 of a file; of a Shapefile that of its parts in the order of their names."""
    if path.is_file() and path.suffix.lower() != ".shp":
        return hashlib.sha256(path.read_bytes()).hexdigest()
    found = hashlib.sha256()
    for part in parts_of(path):
        found.update(f"{part.name}\0".encode() + hashlib.sha256(part.read_bytes()).digest())
    return found.hexdigest()


def _chosen(path: Path, layers: list[StagedLayer], wanted: str | None) -> StagedLayer:
    if wanted is None and len(layers) == 1:
        return layers[0]
    for layer in layers:
        if layer.name == wanted:
            return layer
    raise LayerNeeded(where=path.name, layers=[layer.name for layer in layers])


def _text(value: Any) -> str:
    missing = value is None or value != value  # a number that is not itself stands for none
    return "" if missing else str(value).strip()


def _shape(stored: bytes | None) -> BaseGeometry | None:
    """A shape without heights; None where there is none."""
    return None if stored is None else shapely.force_2d(shapely.from_wkb(stored))
