"""Streams of a compound file, the container of .xls and of spreadsheets with a password."""

import struct
from collections.abc import Iterator, Sequence

MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_LAST = 0xFFFFFFFA
"""Sector numbers from here on are no sectors: the end of a chain, or a mark."""
_SECTORS = {(9, 6), (12, 6)}
"""The sizes that sectors may have, as powers of two: usual ones, and those of small streams."""
_ENTRY, _HEADER, _FIRST_FATS = 128, 512, 109


def streams_of(data: bytes, wanted: Sequence[str]) -> dict[str, bytes]:
    """The streams of these names that a compound file has. Raises ValueError where it is damaged."""
    try:
        return _Compound(data).streams(wanted)
    except (struct.error, IndexError) as problem:
        raise ValueError(str(problem)) from problem


class _Compound:
    """A compound file: sectors in chains, and small streams in chains of smaller sectors within one of them."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        powers = struct.unpack_from("<2H", data, 30)
        if powers not in _SECTORS:
            raise ValueError(f"sectors of 2^{powers} bytes")
        self.size, self.small = (1 << power for power in powers)
        self.directory, self.cutoff, small_fat, _, more, _ = struct.unpack_from("<I4xI4I", data, 48)
        heads = [number for number in struct.unpack_from(f"<{_FIRST_FATS}I", data, 76) if number < _LAST]
        while more < _LAST and len(heads) <= len(data) // self.size:
            found = struct.unpack(f"<{self.size // 4}I", self._sector(more))
            heads += [number for number in found[:-1] if number < _LAST]
            more = found[-1]
        self.fat = self._numbers(b"".join(map(self._sector, heads)))
        self.small_fat = self._numbers(b"".join(map(self._sector, self._chain(small_fat, self.fat))))

    def streams(self, wanted: Sequence[str]) -> dict[str, bytes]:
        listed = b"".join(map(self._sector, self._chain(self.directory, self.fat)))
        entries = [listed[at : at + _ENTRY] for at in range(0, len(listed), _ENTRY)]
        root = b"".join(map(self._sector, self._chain(struct.unpack_from("<I", entries[0], 116)[0], self.fat)))
        found = {}
        for entry in entries:
            (length,) = struct.unpack_from("<H", entry, 64)
            name = entry[: max(0, length - 2)].decode("utf-16-le", "replace")
            if name in wanted:
                start, size = struct.unpack_from("<2I", entry, 116)
                found[name] = self._stream(start, size, root)
        return found

    def _stream(self, start: int, size: int, root: bytes) -> bytes:
        if size >= self.cutoff:
            return b"".join(map(self._sector, self._chain(start, self.fat)))[:size]
        parts = (root[number * self.small : (number + 1) * self.small] for number in self._chain(start, self.small_fat))
        return b"".join(parts)[:size]

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self.size if self.size > _HEADER else _HEADER + number * self.size
        return self.data[at : at + self.size]

    @staticmethod
    def _numbers(table: bytes) -> Sequence[int]:
        return struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])

    @staticmethod
    def _chain(start: int, table: Sequence[int]) -> Iterator[int]:
        number = start
        for _ in range(len(table)):
            if number >= _LAST:
                return
            yield number
            number = table[number]
