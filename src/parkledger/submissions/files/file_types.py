"""What a file is, told by its content alone: the few kinds that are kept, and nothing that is two kinds at once.

Its name says nothing: a page of script may be called .pdf. What is kept must begin as its kind begins and, as far as
that can be seen without reading it whole, end as its kind ends, so that nothing else hides before or behind it.
"""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Literal

from parkledger.language import Text

TAIL = 2_048
"""Bytes at the end of a PDF among which its end mark stands."""
MOST_PARTS = 10_000
MOST_UNPACKED = 400 * 2**20
"""Bytes to which an office file may unpack."""
MOST_TIMES = 200
"""How many times larger than itself an office file may unpack, above a megabyte."""
PNG = b"\x89PNG\r\n\x1a\n"
TIFF: dict[bytes, Literal["little", "big"]] = {b"II*\x00": "little", b"MM\x00*": "big"}
MACROS = "vbaproject.bin"


@dataclass(frozen=True, slots=True)
class FileType:
    """A kind of file that is kept: the type it is sent as, the ending of its name, and how it is told."""

    media_type: str
    suffix: str
    name: Text
    is_it: Callable[[IO[bytes], int], bool]


def _pdf(file: IO[bytes], size: int) -> bool:
    if _read(file, 0, 5) != b"%PDF-" or zipfile.is_zipfile(file):
        return False
    return b"%%EOF" in _read(file, max(0, size - TAIL), TAIL)


def _jpeg(file: IO[bytes], size: int) -> bool:
    return _read(file, 0, 3) == b"\xff\xd8\xff" and _read(file, max(0, size - TAIL), TAIL).rstrip(b"\x00").endswith(
        b"\xff\xd9"
    )


def _png(file: IO[bytes], size: int) -> bool:
    """Its chunks, one after another, lead from the header to the end of the file."""
    if _read(file, 0, 8) != PNG or _read(file, 12, 4) != b"IHDR":
        return False
    at = len(PNG)
    while at + 12 <= size:
        head = _read(file, at, 8)
        at += 12 + int.from_bytes(head[:4], "big")
        if head[4:] == b"IEND":
            return at == size
    return False


def _tiff(file: IO[bytes], size: int) -> bool:
    order = TIFF.get(_read(file, 0, 4))
    if order is None:
        return False
    raw = _read(file, 4, 4)
    return len(raw) == 4 and 8 <= int.from_bytes(raw, order) < size and not zipfile.is_zipfile(file)


def _office(part: str) -> Callable[[IO[bytes], int], bool]:
    def is_it(file: IO[bytes], size: int) -> bool:
        if _read(file, 0, 4) != b"PK\x03\x04":
            return False
        try:
            with zipfile.ZipFile(file) as packed:
                parts = packed.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
            # zipfile raises NotImplementedError of an archive packed in a way that it does not know: the caller refuses it
            return False
        names = {each.filename for each in parts}
        return {"[Content_Types].xml", part} <= names and _is_sound(parts, size)

    return is_it


def _is_sound(parts: list[zipfile.ZipInfo], size: int) -> bool:
    """No macros, no secrets, no part read twice, nothing that unpacks to more than an office file would."""
    if len(parts) > MOST_PARTS or any(each.filename.lower().endswith(MACROS) or each.flag_bits & 1 for each in parts):
        return False
    packed, unpacked = sum(each.compress_size for each in parts), sum(each.file_size for each in parts)
    return packed <= size and unpacked <= min(MOST_UNPACKED, max(2**20, MOST_TIMES * size))


def _read(file: IO[bytes], at: int, count: int) -> bytes:
    file.seek(at)
    return file.read(count)


_OPEN_XML = "application/vnd.openxmlformats-officedocument"
FILE_TYPES = (
    FileType("application/pdf", "pdf", Text("PDF", "PDF"), _pdf),
    FileType("image/jpeg", "jpg", Text("ảnh JPEG", "JPEG image"), _jpeg),
    FileType("image/png", "png", Text("ảnh PNG", "PNG image"), _png),
    FileType("image/tiff", "tif", Text("ảnh TIFF", "TIFF image"), _tiff),
    FileType(
        f"{_OPEN_XML}.wordprocessingml.document",
        "docx",
        Text("Word (DOCX)", "Word (DOCX)"),
        _office("word/document.xml"),
    ),
    FileType(
        f"{_OPEN_XML}.spreadsheetml.sheet", "xlsx", Text("Excel (XLSX)", "Excel (XLSX)"), _office("xl/workbook.xml")
    ),
)
"""Every kind that is kept."""
BY_MEDIA_TYPE = {each.media_type: each for each in FILE_TYPES}


def type_of(file: IO[bytes], size: int) -> FileType | None:
    """What a file of `size` bytes is; None where it is none of the kinds that are kept, or more than one thing."""
    return next((each for each in FILE_TYPES if each.is_it(file, size)), None)
