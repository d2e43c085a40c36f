"""Files of boundaries made for the tests, and VN-2000 reckoned by hand."""

import math
import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyogrio.raw
import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

A, F = 6378137.0, 1 / 298.257223563
E2 = F * (2 - F)
SHIFT = (-191.90441429, -39.30318279, -111.45032835)
TURN = tuple(math.radians(seconds / 3600) for seconds in (-0.00928836, 0.01975479, -0.00427372))
SCALE = 0.252906278e-6


def square(longitude: float, latitude: float, side_m: float) -> shapely.Polygon:
    """A square about so many metres wide around a point of WGS 84."""
    wide = side_m / 2 / (111_320 * math.cos(math.radians(latitude)))
    high = side_m / 2 / 110_700
    return shapely.box(longitude - wide, latitude - high, longitude + wide, latitude + high)


def in_system(shape: BaseGeometry, system: str) -> BaseGeometry:
    """A shape of WGS 84 in another system."""
    forward = Transformer.from_crs(4326, system, always_xy=True)
    return shapely.transform(shape, lambda points: np.column_stack(forward.transform(points[:, 0], points[:, 1])))


def write(
    path: Path, shapes: Sequence[BaseGeometry | None], names: Sequence[str], *, system: str | None = "EPSG:4326",
    driver: str = "GPKG", layer: str = "ranh_gioi", field: str = "ten", more: dict[str, Sequence[str]] | None = None,
) -> Path:  # fmt: skip
    """Write a file of boundaries."""
    columns = {field: names, **(more or {})}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # a file that does not say its system is what some tests want
        pyogrio.raw.write(
            path, np.array(shapely.to_wkb(np.array(shapes, dtype=object)), dtype=object),
            [np.array(values, dtype=object) for values in columns.values()], list(columns),
            geometry_type="Unknown" if driver == "GPKG" else "Polygon", driver=driver, layer=layer, crs=system,
        )  # fmt: skip
    return path


def wgs84_of_vn2000(longitude: float, latitude: float) -> tuple[float, float]:
    """A point of VN-2000 in WGS 84 by the seven parameters, worked out from the textbook's formulas alone."""
    lam, phi = math.radians(longitude), math.radians(latitude)
    n = A / math.sqrt(1 - E2 * math.sin(phi) ** 2)
    x, y, z = n * math.cos(phi) * math.cos(lam), n * math.cos(phi) * math.sin(lam), n * (1 - E2) * math.sin(phi)
    rx, ry, rz = TURN
    m = 1 + SCALE
    x2 = SHIFT[0] + m * (x + rz * y - ry * z)
    y2 = SHIFT[1] + m * (-rz * x + y + rx * z)
    z2 = SHIFT[2] + m * (ry * x - rx * y + z)
    p = math.hypot(x2, y2)
    found = math.atan2(z2, p * (1 - E2))
    for _ in range(10):
        n2 = A / math.sqrt(1 - E2 * math.sin(found) ** 2)
        found = math.atan2(z2 + E2 * n2 * math.sin(found), p)
    return math.degrees(math.atan2(y2, x2)), math.degrees(found)
