"""How long a page may be that is read, in the portal and on the command line, and what is said of one that cannot be."""

from dataclasses import dataclass

from parkledger.language import ParkError


@dataclass(frozen=True, slots=True)
class PageRoom:
    """The most of a page that is read: bytes of its file, characters of the text in it, marks "<" in the file."""

    size: int
    characters: int
    tags: int

    def holds(self, *, size: int = 0, characters: int = 0, tags: int = 0) -> bool:
        """Whether what is known of a page is within it."""
        return size <= self.size and characters <= self.characters and tags <= self.tags

    def facts(self) -> dict[str, int]:
        """As messages tell it."""
        return {"megabytes": self.size >> 20, "characters": self.characters, "tags": self.tags}


PORTAL = PageRoom(8 * 2**20, 300_000, 60_000)
"""Some 150 printed pages, read and checked in about a second; a page has some thousands of tags, a million take half a minute."""
COMMAND_LINE = PageRoom(64 * 2**20, 2_000_000, 1_000_000)
"""A thousand printed pages, read in half a minute."""


class PageTooLong(ParkError):
    """A file that is longer than any page, so that reading it whole would take very long."""

    code = "page_too_long"
    vi = (
        "Dài hơn một trang: đọc tối đa {megabytes} MB, {characters} ký tự văn bản, {tags} thẻ. "
        "Hãy tách thành nhiều tệp rồi đọc từng tệp."
    )
    en = (
        "It is longer than a page: at most {megabytes} MB, {characters} characters of text and {tags} tags are read. "
        "Split it into files and read each of them."
    )


class PageTooLongHere(PageTooLong):
    """A page that is too long for the portal and not for the command line."""

    code = "given_too_large"
    vi = (
        "Quá dài để đọc ở đây: tối đa {megabytes} MB một tệp, {characters} ký tự văn bản, {tags} thẻ. "
        "Hãy chia nhỏ rồi đọc từng phần, hoặc nhờ quản trị viên đọc tệp bằng dòng lệnh."
    )
    en = (
        "Too long to be read here: at most {megabytes} MB a file, {characters} characters of text and {tags} tags. "
        "Divide it and read the parts, or have the administrator read the file on the command line."
    )


class PageWithoutText(ParkError):
    """A file in which no text was found."""

    code = "file_without_text"
    vi = (
        "Không tìm thấy chữ nào trong tệp «{file}». Tệp có thể trống, hỏng, có mật khẩu, hoặc là ảnh chụp. "
        "Hãy mở tệp, sao chép phần chữ rồi đọc phần đó."
    )
    en = (
        "No text was found in the file “{file}”. It may be empty, damaged, locked, or a scan. "
        "Open it, copy its text and read that."
    )


def check_room(room: PageRoom, *, where: str = "", size: int = 0, characters: int = 0, tags: int = 0) -> None:
    """Refuse a page that is too long; the command line is named only where it reads such a page."""
    known = {"size": size, "characters": characters, "tags": tags}
    if not COMMAND_LINE.holds(**known):
        raise PageTooLong(where=where, **COMMAND_LINE.facts())
    if not room.holds(**known):
        raise PageTooLongHere(where=where, **room.facts())
