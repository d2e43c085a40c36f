"""Files for the tests of attachments: honest ones, and such as pretend to be what they are not."""

import io
import struct
import zipfile
import zlib

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x00" * 20 + b"\xff\xd9"
TIFF = b"II*\x00\x08\x00\x00\x00" + b"\x00" * 20
HTML = b"<!doctype html><script>alert(document.cookie)</script>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


def png() -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def office(part: str, content: bytes = b"<x/>", **more: bytes) -> bytes:
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", b"<Types/>")
        packed.writestr(part, content)
        for name, each in more.items():
            packed.writestr(name, each)
    return found.getvalue()


HONEST = {
    "application/pdf": PDF,
    "image/jpeg": JPEG,
    "image/png": png(),
    "image/tiff": TIFF,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": office("word/document.xml"),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": office("xl/workbook.xml"),
}


def overlapping() -> bytes:
    """A DOCX whose directory names one compressed part a hundred times."""
    whole = office("word/document.xml", b"\0" * 900_000)
    start = whole.index(b"PK\x01\x02")
    end = whole.index(b"PK\x05\x06")
    last = whole.rindex(b"PK\x01\x02", start, end)
    directory = whole[start:end] + whole[last:end] * 2_000
    count = 2 + 2_000
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(directory), start, 0)
    return whole[:start] + directory + tail


HOSTILE = {
    "a page called .pdf": HTML,
    "a drawing with script": SVG,
    "a page before a PDF": HTML + PDF,
    "a PDF without its end": PDF[:-7] + HTML,
    "a PDF that is an archive as well": PDF + office("word/document.xml") + b"%%EOF",
    "a photo with a page behind it": JPEG + HTML,
    "a picture with an archive behind it": png() + office("word/document.xml"),
    "a TIFF that leads out of itself": TIFF[:4] + b"\xff\xff\xff\x7f" + TIFF[8:],
    "a document that unpacks to far more": office("word/document.xml", b"\0" * 60_000_000),
    "a document that names one part many times": overlapping(),
    "a document with macros": office("word/document.xml", **{"word/vbaProject.bin": b"x"}),
    "an archive of anything": office("index.html", HTML),
    "a program": b"\x7fELF" + b"\0" * 60,
    "the first bytes of a PDF alone": b"%PDF",
    "half a picture": png()[:30],
    "a damaged archive": office("word/document.xml")[:-10],
}
