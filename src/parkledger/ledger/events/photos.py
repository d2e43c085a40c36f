"""Photos of zones: what is seen on them, whose they are, and the file that is kept of them."""

from typing import Annotated

from pydantic import Field

from parkledger.language import ParkError, Text
from parkledger.ledger.book.view import View
from parkledger.ledger.events.base import EventGroup, Submitter, Words, labelled
from parkledger.ledger.events.zone_events import ZoneEvent


class PhotoMissing(ParkError):
    """A photo without its file."""

    code = "photo_missing"
    field = "document.sha256"
    vi = "Chưa có tệp ảnh «{caption}». Hãy lưu nháp, đính kèm ảnh JPEG hoặc PNG làm văn bản căn cứ của sự kiện, rồi trình."
    en = "There is no file of the photo “{caption}”. Save the draft, attach a JPEG or PNG as the document of the event, then submit it."


class ZonePhotographed(ZoneEvent):
    """A photo of a zone is published on its page, from the day on which it was taken; its file is the event's document."""

    label = Text("Ảnh của khu, cụm", "Photo of a zone")
    group = EventGroup.SERVICES
    submitters = frozenset({Submitter.OPERATOR})
    sheet_titles = ("ảnh khu cụm",)
    headings = {"caption": ("chú thích ảnh",), "source": ("nguồn ảnh", "tác giả ảnh")}

    caption: Annotated[str, Field(min_length=1, max_length=200)] = labelled("chú thích", "caption")
    seen: Words = labelled(
        "những gì thấy trong ảnh, cho người không nhìn được", "what is seen, for those who do not see it", default=""
    )
    source: Annotated[str, Field(min_length=1, max_length=200)] = labelled("nguồn, tác giả", "source, photographer")

    def check(self, view: View) -> None:
        """A photo of a zone on record, with its file."""
        self.at(view)
        if self.document is None or not self.document.sha256:
            raise PhotoMissing(caption=self.caption)
