"""Sources of map tiles of the office's own: a style, a raster template, or a PMTiles file, each perhaps of roads or of satellites.

A file lies on this machine and is served by the portal in ranges, or on a server that knows ranges.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from parkledger.language import Labelled, ParkError

ARCHIVE, MAGIC, VERSION = ".pmtiles", b"PMTiles", 3
"""The ending of a file of tiles, how it begins, and the version that can be read."""
SERVED_AT = "/ban-do/nen/{number}.pmtiles"


class TilesKind(Labelled):
    """What tiles are pictures of; one of these may stand before a source."""

    ROADS = "roads", "Bản đồ đường", "Roads"
    SATELLITE = "satellite", "Ảnh vệ tinh", "Satellite"


class TilesForm(StrEnum):
    """How tiles come."""

    STYLE = "style"
    RASTER = "raster"
    ARCHIVE = "archive"


class TilesUnreadable(ParkError):
    """A file of tiles that is set is not there, or is none."""

    code = "tiles_unreadable"
    is_misuse = True
    vi = "Không đọc được tệp ô bản đồ {file}, hoặc đó không phải tệp PMTiles phiên bản 3. Hãy sửa thiết lập hoặc tạo lại tệp."
    en = "The file of map tiles {file} cannot be read, or is no PMTiles file of version 3. Correct the setting or make the file anew."


@dataclass(frozen=True, slots=True)
class TilesSource:
    """A source: its address or path, and what it is of where that was said."""

    address: str
    kind: TilesKind | None = None

    @property
    def form(self) -> TilesForm:
        """How its tiles come, by what its address looks like."""
        if self.address.partition("?")[0].endswith(ARCHIVE):
            return TilesForm.ARCHIVE
        return TilesForm.RASTER if "{z}" in self.address else TilesForm.STYLE

    @property
    def is_elsewhere(self) -> bool:
        """Whether another server has it."""
        return self.address.startswith(("http://", "https://"))

    @property
    def origin(self) -> str:
        """The server that has it; empty for this one."""
        return "/".join(self.address.split("/")[:3]) if self.is_elsewhere else ""

    @property
    def file(self) -> Path | None:
        """The file on this machine, if that is what it is."""
        is_file = self.form is TilesForm.ARCHIVE and not self.is_elsewhere
        return Path(self.address).expanduser() if is_file else None

    def served_at(self, number: int) -> str:
        """Where a page finds it, as one of several."""
        return SERVED_AT.format(number=number) if self.file is not None else self.address


def tiles_source(word: str) -> TilesSource:
    """A source as it is set: `roads=/srv/roads.pmtiles`. Raises ValueError for what is no source."""
    name, separator, address = word.partition("=")
    kind = TilesKind(name) if separator and name.isalpha() else None
    source = TilesSource(address, kind) if kind else TilesSource(word)
    if not source.is_elsewhere and not source.address.startswith("/") and source.file is None:
        raise ValueError(word)
    return source


def local_files(sources: Iterable[TilesSource]) -> list[tuple[str, Path]]:
    """The files on this machine, each with the address at which it is served."""
    return [(source.served_at(number), source.file) for number, source in enumerate(sources, start=1) if source.file]


def check_tiles(sources: Iterable[TilesSource]) -> None:
    """Raises TilesUnreadable for a file on this machine that no map can be drawn from."""
    for _, path in local_files(sources):
        try:
            with path.open("rb") as file:
                begun = file.read(len(MAGIC) + 1)
        except OSError:
            begun = b""
        if begun != MAGIC + bytes([VERSION]):
            raise TilesUnreadable(file=str(path))
