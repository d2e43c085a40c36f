"""Pictures among attached files: kept without the position at which they were taken, and drawn small for pages."""

import io
import struct
from collections.abc import Collection, Iterator
from functools import lru_cache
from pathlib import Path
from typing import IO, Final

from PIL import ExifTags, Image, ImageOps, TiffImagePlugin

from parkledger.language import ParkError
from parkledger.submissions.models import Attachment

MEDIA_TYPES: Final = ("image/jpeg", "image/png")
FORMATS: Final = ("JPEG", "PNG")
WIDTHS: Final = (480, 1_280)
"""How wide a picture is drawn for pages, in pixels: in a row of others, and by itself."""
MOST_PIXELS: Final = 80_000_000
"""Pixels of the largest picture that is drawn."""
MOST_DRAWN: Final = 64
"""Pictures that a process remembers as they were drawn, of some 100 kB each."""
XMP: Final = 700
"""The tag under which a TIFF has its XMP."""
UNREADABLE: Final = (OSError, ValueError, SyntaxError, Image.DecompressionBombError)
"""What Pillow says of a file that is no whole picture."""


class PositionInPicture(ParkError):
    """A TIFF that tells where it was taken, which cannot be taken off without changing the scan."""

    code = "position_in_picture"
    vi = (
        "Tệp TIFF «{name}» có ghi vị trí nơi chụp. Hãy lưu lại thành JPEG hoặc PNG rồi gửi (sổ tự bỏ vị trí), "
        "hoặc bỏ vị trí trong tệp trước khi gửi."
    )
    en = (
        "The TIFF file “{name}” tells where it was taken. Save it as JPEG or PNG and send that (its position is taken off), "
        "or take the position off the file first."
    )


class PictureUnfit(ParkError):
    """A file that is no picture which can be drawn."""

    code = "picture_unfit"
    status = 404
    vi = "Tệp {sha256} không phải ảnh JPEG hoặc PNG vẽ được. Hãy tải tệp về để xem."
    en = "The file {sha256} is no JPEG or PNG that can be drawn. Download it to see it."


def without_position(file: IO[bytes], media_type: str) -> bytes | None:
    """A photo anew without the position at which it was taken; None where it tells none. Its other data and its pixels stay."""
    if media_type not in MEDIA_TYPES:
        return None
    try:
        with Image.open(file, formats=FORMATS) as image:
            exif = image.getexif()
            if not exif.get_ifd(ExifTags.IFD.GPSInfo) and "GPSL" not in str(image.info.get("xmp", "")):
                return None
            exif.pop(ExifTags.IFD.GPSInfo, None)
            made, options = io.BytesIO(), {"exif": exif, "icc_profile": image.info.get("icc_profile")}
            if media_type == "image/png":
                image.save(made, "PNG", **options)
            else:  # a telephone's JPEG of several pictures is kept as its first
                image.save(made, "JPEG", quality="keep" if image.format == "JPEG" else 95, **options)
            return made.getvalue()
    except UNREADABLE:
        return None


def refuse_position(file: IO[bytes], media_type: str, name: str) -> None:
    """Refuse a TIFF of which any page tells the position at which it was taken: its pages are kept to the bit, unlike a photo."""
    if media_type == "image/tiff" and any(_places(page) for page in _tiff_pages(file)):
        raise PositionInPicture(name=name)


def _places(page: TiffImagePlugin.ImageFileDirectory_v2) -> bool:
    return ExifTags.IFD.GPSInfo in page or "GPSL" in str(page.get(XMP, ""))


def _tiff_pages(file: IO[bytes]) -> Iterator[TiffImagePlugin.ImageFileDirectory_v2]:
    """What a TIFF says of each of its pages, however they are packed; none after a page that cannot be read."""
    file.seek(0)
    head, seen = file.read(8), set[int]()
    at = TiffImagePlugin.ImageFileDirectory_v2(head).next
    while at and at not in seen:
        seen.add(at)
        page = TiffImagePlugin.ImageFileDirectory_v2(head)
        file.seek(at)
        try:
            page.load(file)
        except (*UNREADABLE, struct.error):
            return
        yield page
        at = page.next


def pictures_among(hashes: Collection[str]) -> set[str]:
    """Which of some files are kept and are pictures."""
    if not hashes:
        return set()
    found = Attachment.objects.filter(pk__in=list(hashes), media_type__in=MEDIA_TYPES)
    return set(found.values_list("pk", flat=True))


@lru_cache(maxsize=MOST_DRAWN)
def drawn(path: Path, width: int) -> bytes:
    """A picture at most so many pixels wide, upright, as a JPEG of its pixels alone: nothing else that its file says."""
    try:
        with Image.open(path, formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise PictureUnfit(sha256=path.name)
            image.draft("RGB", (2 * width, 2 * width))
            upright = ImageOps.exif_transpose(image).convert("RGBA")
            upright.thumbnail((width, 2 * width))
            ground = Image.new("RGB", upright.size, "white")
            ground.paste(upright, mask=upright)
            made = io.BytesIO()
            ground.save(made, "JPEG", quality=82, progressive=True, optimize=True)
            return made.getvalue()
    except UNREADABLE as problem:
        raise PictureUnfit(sha256=path.name) from problem
