"""Small PMTiles files (version 3), written byte by byte: one directory, tiles of a few zooms that all are the same."""

import gzip
import json
import struct
import zlib
from pathlib import Path
from typing import Any

SIZE = 256
PNG, MVT = 2, 1
"""Types of tiles as a file's header has them."""
NOT_COMPRESSED, GZIP = 1, 2
DEEPEST = 3


def png(colour: bytes) -> bytes:
    """A tile of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", SIZE, SIZE, 8, 2, 0, 0, 0)
    rows = (b"\0" + colour * SIZE) * SIZE
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def varint(number: int) -> bytes:
    """A number in as many bytes as it needs, seven bits in each."""
    found = bytearray()
    while number > 0x7F:
        found.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*found, number])


def water() -> bytes:
    """A vector tile whose one layer, `water`, covers all of it."""

    def field(number: int, data: bytes) -> bytes:
        return varint(number << 3 | 2) + varint(len(data)) + data

    # move to 0/0, then three lines around the square of 4096 units, and close
    drawn = [9, 0, 0, 26, 8192, 0, 0, 8192, 8191, 0, 15]
    feature = varint(3 << 3) + varint(3) + field(4, b"".join(map(varint, drawn)))
    layer = field(1, b"water") + field(2, feature) + varint(5 << 3) + varint(4096) + varint(15 << 3) + varint(2)
    return field(3, layer)


def write_archive(path: Path, tile: bytes, kind: int, metadata: dict[str, Any]) -> Path:
    """A file whose every tile down to the deepest zoom is one and the same."""
    count = sum(4**zoom for zoom in range(DEEPEST + 1))
    # one entry: from tile 0, a run over all, so many bytes, at offset 0 (which is written as 1)
    directory = gzip.compress(varint(1) + varint(0) + varint(count) + varint(len(tile)) + varint(1))
    told = gzip.compress(json.dumps(metadata).encode())
    root, about = 127, 127 + len(directory)
    data = about + len(told)
    header = b"PMTiles" + bytes([3])
    header += struct.pack("<8Q", root, len(directory), about, len(told), data, 0, data, len(tile))
    header += struct.pack("<3Q", count, 1, 1)
    header += bytes([1, GZIP, NOT_COMPRESSED, kind, 0, DEEPEST])
    header += struct.pack("<4i", *(int(each * 10**7) for each in (-180, -85, 180, 85)))
    header += bytes([2]) + struct.pack("<2i", 106 * 10**7, 16 * 10**7)
    path.write_bytes(header + directory + told + tile)
    return path
