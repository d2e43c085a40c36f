"""Coordinate systems: which a file is in, and how its coordinates become WGS 84.

Accepted are WGS 84 and VN-2000 in any projection: UTM, the 3-degree zones, and the provinces' own zones by central
meridian. VN-2000 goes over to WGS 84 by the seven parameters that EPSG lists for it (Helmert, coordinate frame); the
operation that PROJ makes of them is checked to have them, and is kept with each import. Files often carry these
parameters themselves with the rotations' signs turned, which moves a point by three quarters of a metre: where the
shift and scale are those of VN-2000, the operation used is always the checked one.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import CRS, Transformer
from pyproj.database import query_crs_info
from pyproj.exceptions import CRSError
from pyproj.transformer import TransformerGroup
from shapely.geometry.base import BaseGeometry

from parkledger.geography.errors import OperationMissing, ShiftUnknown, SystemNotSaid, SystemsDiffer, SystemUnknown

Points = npt.NDArray[np.float64]
"""Coordinates, a row a point."""
WGS_84, VN_2000 = 4326, 4756
PARAMETERS = (
    "-191.90441429",
    "-39.30318279",
    "-111.45032835",
    "-0.00928836",
    "0.01975479",
    "-0.00427372",
    "0.252906278",
)
"""Shift in metres, rotation in seconds (coordinate frame), scale in parts per million, as in EPSG's VN-2000 to WGS 84 (2)."""
HELMERT = "x={} y={} z={} rx={} ry={} rz={} s={} convention=coordinate_frame".format(*PARAMETERS)
SHIFT_AND_SCALE = (0, 1, 2, 6)
WGS_84_DATUMS = frozenset({"World Geodetic System 1984", "World Geodetic System 1984 ensemble"})
VN_2000_DATUMS = frozenset({"Vietnam 2000", "VN-2000", "VN 2000", "VN2000"})


@dataclass(frozen=True, slots=True)
class Operation:
    """How coordinates of a system become WGS 84: the system's name, and PROJ's own words for what is done."""

    system: str
    definition: str
    transformer: Transformer

    def to_wgs84(self, shape: BaseGeometry) -> BaseGeometry:
        """A shape in degrees of WGS 84, longitude first."""

        def moved(points: Points) -> Points:
            return np.column_stack(self.transformer.transform(points[:, 0], points[:, 1]))

        return shapely.transform(shape, moved)


def vn2000_systems() -> list[str]:
    """The projected systems of VN-2000 by code, each with its zone: "EPSG:9211 (106-00)"."""
    found = {info.code: info.name for info in query_crs_info("EPSG") if info.name.startswith("VN-2000 / ")}
    return [
        f"EPSG:{code} ({name.split(' / ')[1].removeprefix('TM-3 ')})"
        for code, name in sorted(found.items(), key=_by_code)
    ]


def _by_code(entry: tuple[str, str]) -> int:
    return int(entry[0])


def operation_for(own: str | None, asked: str | None, where: str) -> Operation:
    """The operation for a file, from the system that it says itself and the one that the command says."""
    if not own and not asked:
        raise SystemNotSaid(where=where, systems=vn2000_systems())
    said = _system(asked, where) if asked else None
    found = _system(own, where) if own else said
    if said is not None and found is not None and not _same(said, found):
        raise SystemsDiffer(where=where, own=_name(found), asked=_name(said))
    return _operation(found or said, where)  # type: ignore[arg-type]  # one of both is there


def _system(text: str, where: str) -> CRS:
    try:
        return CRS.from_user_input(int(text) if text.isdigit() else text)
    except CRSError:
        raise SystemUnknown(where=where, system=text[:80], systems=vn2000_systems()) from None


def _same(one: CRS, other: CRS) -> bool:
    plain, second = _without_shift(one), _without_shift(other)
    codes = plain.to_epsg(), second.to_epsg()
    return codes[0] == codes[1] if all(codes) else plain.equals(second, ignore_axis_order=True)


def _without_shift(system: CRS) -> CRS:
    return system.source_crs if system.is_bound and system.source_crs is not None else system


def _name(system: CRS) -> str:
    plain = _without_shift(system)
    code = plain.to_epsg()
    return f"EPSG:{code} {plain.name}" if code else plain.name


def _operation(system: CRS, where: str) -> Operation:
    plain = _without_shift(system)
    datum = plain.geodetic_crs.datum if plain.geodetic_crs is not None else None
    name = datum.name.replace("D_", "").replace("_", " ") if datum is not None else ""
    if system.is_bound and name not in WGS_84_DATUMS:
        _check_shift(system, where)
        plain = _on_vn2000(plain)
    elif name in VN_2000_DATUMS:
        plain = plain if plain.to_epsg() else _on_vn2000(plain)
    elif name not in WGS_84_DATUMS:
        raise SystemUnknown(where=where, system=_name(system), systems=vn2000_systems())
    transformer = _best(plain, where, shifted=name not in WGS_84_DATUMS)
    return Operation(_name(plain), transformer.definition, transformer)


def _check_shift(system: CRS, where: str) -> None:
    """A file's own parameters must have the shift and scale of VN-2000."""
    operation = system.coordinate_operation
    given = list(operation.towgs84) if operation is not None else []
    close = len(given) == len(PARAMETERS) and all(abs(given[n] - float(PARAMETERS[n])) < 1e-3 for n in SHIFT_AND_SCALE)
    if not close:
        raise ShiftUnknown(where=where, parameters=[str(each) for each in given], official=list(PARAMETERS))


def _on_vn2000(system: CRS) -> CRS:
    """The same projection, of the VN-2000 that EPSG describes."""
    if not system.is_projected:
        return CRS.from_epsg(VN_2000)
    described = system.to_json_dict()
    described.pop("id", None)
    described["base_crs"] = CRS.from_epsg(VN_2000).to_json_dict()
    return CRS.from_json_dict(described)


def _best(system: CRS, where: str, *, shifted: bool) -> Transformer:
    """The operation to WGS 84; for VN-2000 the one with the seven parameters, and no other."""
    group = TransformerGroup(system, CRS.from_epsg(WGS_84), always_xy=True)
    for transformer in group.transformers:
        if not shifted or HELMERT in transformer.definition:
            return transformer
    raise OperationMissing(where=where, official=list(PARAMETERS))
