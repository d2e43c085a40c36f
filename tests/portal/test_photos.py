"""Photos of a zone on its page: attached by an officer, shown once approved, without the position at which they were taken."""

import hashlib
import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import ExifTags, Image, TiffImagePlugin, TiffTags
from selectolax.lexbor import LexborHTMLParser

from parkledger.catalogue.publicity import PublicKind
from parkledger.figures.current import expire
from parkledger.ledger.book.recording import build, record
from parkledger.submissions.files.attachments import path_of
from parkledger.submissions.files.pictures import drawn, without_position
from parkledger.submissions.models import Attachment, Submission
from tests.portal.persons import browser_of, person
from tests.portal.test_publicity import withhold
from tests.portal.test_submissions import BOOK, ZONE, decide, text
from tests.submissions.files import PDF

PAGE = f"/khu-cum/{BOOK}/{ZONE}/"
GPS = {ExifTags.GPS.GPSLatitudeRef: "N", ExifTags.GPS.GPSLatitude: (21.0, 14.0, 3.0)}
SAID = {
    "zone": ZONE, "caption": "Trục đường chính", "seen": "Đường bốn làn, hai hàng cây", "source": "Ban Quản lý",
    "effective_on": "2024-05-06",
}  # fmt: skip


def photo(
    kind: str = "JPEG", size: tuple[int, int] = (1_600, 1_000), *, placed: bool = True, turned: bool = False
) -> bytes:
    """A photo as a telephone keeps it: with its maker, and the position where it was taken."""
    exif, made = Image.Exif(), io.BytesIO()
    exif[ExifTags.Base.Make] = "Máy ảnh".encode().decode("latin-1")
    if turned:
        exif[ExifTags.Base.Orientation] = 6
    if placed:
        exif[ExifTags.IFD.GPSInfo] = GPS
    Image.linear_gradient("L").resize(size).convert("RGB").save(made, kind, exif=exif)
    return made.getvalue()


def position(content: bytes) -> dict[int, Any]:
    with Image.open(io.BytesIO(content)) as image:
        return dict(image.getexif().get_ifd(ExifTags.IFD.GPSInfo))


@pytest.fixture
def people(books: Path) -> dict[str, Client]:
    roles = {"lan": ("officer", {"book": BOOK}), "duyet": ("approver", {"book": BOOK})}
    return {name: browser_of(person(name, role)) for name, role in roles.items()}


def published(people: dict[str, Client], content: bytes) -> Submission:
    """A photo drafted, attached, submitted and approved: its submission."""
    answer = people["lan"].post("/ghi-so/zone_photographed/", {"book": BOOK, "act": "save", **SAID})
    found = Submission.objects.get(pk=int(answer["Location"].split("/")[-3]))
    file = SimpleUploadedFile("IMG_1.jpg", content, "image/jpeg")
    assert people["lan"].post(f"/ho-so/{found.pk}/tep/", {"file": file, "basis": "on"}).status_code == 302
    found.refresh_from_db()
    given = {"act": "submit", "version": found.version, **SAID, "document.sha256": found.payload["document"]["sha256"]}
    people["lan"].post(f"/ho-so/{found.pk}/sua/", given)
    found.refresh_from_db()
    assert decide(people["duyet"], found, "approve").status_code == 302
    found.refresh_from_db()
    assert found.state == "approved"
    expire()
    return found


def shown(client: Client, address: str = PAGE) -> list[dict[str, Any]]:
    page = LexborHTMLParser(client.get(address).content.decode())
    return [dict(each.attributes) for each in page.css(".photos img")]


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_position_is_taken_off_and_the_rest_of_a_photo_stays(kind: str) -> None:
    given = photo(kind)
    assert position(given)
    placeless = without_position(io.BytesIO(given), f"image/{kind.lower()}")
    assert placeless is not None
    assert position(placeless) == {}
    with Image.open(io.BytesIO(given)) as before, Image.open(io.BytesIO(placeless)) as after:
        assert after.size == before.size
        assert after.getexif()[ExifTags.Base.Make] == before.getexif()[ExifTags.Base.Make]
    assert without_position(io.BytesIO(placeless), f"image/{kind.lower()}") is None
    assert without_position(io.BytesIO(PDF), "application/pdf") is None


def pages_of(*pages: bytes) -> bytes:
    """TIFF files as the pages of one."""
    made = io.BytesIO()
    with TiffImagePlugin.AppendingTiffWriter(made) as joined:
        for page in pages:
            joined.write(page)
            joined.newFrame()
    return made.getvalue()


def scanned(*, placed: bool) -> bytes:
    made, tags = io.BytesIO(), TiffImagePlugin.ImageFileDirectory_v2()
    if placed:
        tags[ExifTags.IFD.GPSInfo] = 8  # where the position stands: that there is one is refused
        tags.tagtype[ExifTags.IFD.GPSInfo] = TiffTags.LONG
    Image.new("L", (4, 4)).save(made, "TIFF", tiffinfo=tags)
    return made.getvalue()


def with_xmp() -> bytes:
    made, tags = io.BytesIO(), TiffImagePlugin.ImageFileDirectory_v2()
    tags[700] = b'<x:xmpmeta exif:GPSLatitude="21,14.05N"/>'
    tags.tagtype[700] = 1
    Image.new("L", (4, 4)).save(made, "TIFF", tiffinfo=tags)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "refused"),
    [
        (scanned(placed=False), False),
        (scanned(placed=True), True),
        (with_xmp(), True),
        (pages_of(scanned(placed=False), scanned(placed=False)), False),
        (pages_of(scanned(placed=False), scanned(placed=True)), True),
    ],
    ids=["none", "placed", "xmp", "two pages, none", "the second page placed"],
)
def test_a_tiff_that_tells_a_position_is_refused_with_a_remedy(
    people: dict[str, Client], content: bytes, refused: bool
) -> None:
    answer = people["lan"].post("/ghi-so/zone_photographed/", {"book": BOOK, "act": "save", **SAID})
    found = Submission.objects.get(pk=int(answer["Location"].split("/")[-3]))
    sent = people["lan"].post(f"/ho-so/{found.pk}/tep/", {"file": SimpleUploadedFile("quet.tif", content)})
    assert found.uses.exists() is not refused
    assert ("Hãy lưu lại thành JPEG hoặc PNG" in text(sent.content)) is refused


def test_a_photo_is_shown_with_what_is_said_of_it(people: dict[str, Client], client: Client) -> None:
    assert shown(client) == []
    published(people, photo())
    (image,) = shown(client)
    assert image["alt"] == SAID["seen"]
    assert image["loading"] == "lazy"
    page = text(client.get(PAGE).content)
    assert "Trục đường chính" in page
    assert "Ngày 6/5/2024; nguồn: Ban Quản lý" in page
    assert shown(client, f"{PAGE}?on=2024-05-05") == []  # not taken yet
    answer = client.get(image["src"])
    assert answer["Content-Type"] == "image/jpeg"
    with Image.open(io.BytesIO(answer.content)) as picture:
        assert picture.size == (480, 300)
        assert not picture.getexif()
    assert client.get(image["src"].replace("/480/", "/481/")).status_code == 404


def test_a_draft_leads_to_where_its_photo_is_attached(people: dict[str, Client]) -> None:
    answer = people["lan"].post("/ghi-so/zone_photographed/", {"book": BOOK, "act": "save", **SAID})
    form = LexborHTMLParser(people["lan"].get(answer["Location"]).content.decode())
    (link,) = form.css("#saved a")
    page = LexborHTMLParser(people["lan"].get(str(link.attributes["href"]).partition("#")[0]).content.decode())
    assert page.css_first("#files input[type=file]") is not None


def test_what_is_kept_and_downloaded_of_a_photo_tells_no_position(people: dict[str, Client], client: Client) -> None:
    given = photo()
    found = published(people, given)
    sha256 = found.payload["document"]["sha256"]
    assert sha256 != hashlib.sha256(given).hexdigest()
    assert not path_of(hashlib.sha256(given).hexdigest()).exists()
    answer = client.get(f"/tep/{sha256}/")
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    answer.close()
    assert hashlib.sha256(content).hexdigest() == sha256
    assert position(content) == {}


def test_a_photo_is_not_public_before_it_is_approved_nor_once_documents_are_withheld(
    people: dict[str, Client], client: Client
) -> None:
    answer = people["lan"].post("/ghi-so/zone_photographed/", {"book": BOOK, "act": "save", **SAID})
    number = int(answer["Location"].split("/")[-3])
    people["lan"].post(
        f"/ho-so/{number}/tep/", {"file": SimpleUploadedFile("a.png", photo("PNG"), "image/png"), "basis": "on"}
    )
    draft = Attachment.objects.get().sha256
    assert client.get(f"/anh/{draft}/480/").status_code == 302
    assert people["lan"].get(f"/anh/{draft}/480/").status_code == 200
    assert people["duyet"].get(f"/anh/{draft}/480/").status_code == 404  # a draft is its author's
    found = published(people, photo())
    address = shown(client)[0]["src"]
    withhold(PublicKind.DOCUMENTS)
    assert shown(client) == []
    assert client.get(address).status_code == 302
    assert found.events


def test_what_is_no_picture_is_not_drawn(people: dict[str, Client], client: Client, tmp_path: Path) -> None:
    record(BOOK, build("zone_photographed", SAID | {"document": {"sha256": "b" * 64}}), by="tests")
    published(people, PDF)
    assert shown(client) == []
    assert client.get(f"/anh/{hashlib.sha256(PDF).hexdigest()}/480/").status_code == 404
    assert client.get(f"/anh/{'b' * 64}/480/").status_code == 404


def test_a_photo_is_drawn_upright_and_never_larger_than_it_is(tmp_path: Path) -> None:
    for name, content, size in (
        ("turned", photo(size=(800, 400), turned=True), (400, 800)),
        ("small", photo(size=(60, 40)), (60, 40)),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        with Image.open(io.BytesIO(drawn(path, 480))) as picture:
            assert picture.size == size
