"""Fuzz the reader: `python -m tools.fuzz_reading SECONDS [--seed N]`; what fails is made small and kept as a file.

Pages are built from the seeds below, generated articles, mutations of both, random bytes, and long runs of what makes a
careless pattern go back and forth. For each, what `read` promises is checked. A file kept in tests/reading/regressions
is read again by the tests, by its bytes and its name, and, where it is UTF-8, as text.
"""

import argparse
import json
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from benchmarks.reading import article

from parkledger.reading import Page, PageQuantity, PageSection, Statement, read

REGRESSIONS = Path(__file__).resolve().parent.parent / "tests" / "reading" / "regressions"
NAMES = ("", "page.txt", "page.html", "page.md", "page.pdf", "page.docx")
SECONDS_A_PAGE, CHARACTERS_A_SECOND = 2.0, 50_000
LONGEST_SHRUNK = 200
Check = Callable[[Page], bool]

FRAGMENTS = (
    "hơn ", "gần ", "khoảng ", "ước ", "trên 1 ", "từ ", "đến ", "trong đó ", "lũy kế ", "KCN ", "CCN ",
    "khu công nghiệp ",
    "1.322ha ", "1. 322ha ", "5,569,65 tỷ ", "1.1.1.1", "1,1,1", "75,6% ", "100 %", "12/16 khu ",
    "gấp 3,1 lần ", "03 dự án ",
    "tỷ triệu USD ", "nghìn tỷ đồng ", "triệu tỷ ", "một trăm linh ba ", "hai mươi lăm nghìn tỷ ", "năm mười ",
    "1/2 ", "1/0 ",
    "21.786 tỷ đồng và 10,97 tỷ USD ", "20/8/2023 ", "31/2/2023 ", "0/0/0000 ", "tháng 13/2023 ",
    "quý IV/2022 ", "2021-2020 ",
    "giai đoạn 2021-2025 ", "năm 9999 ", "năm 0000", "9" * 30, "0," + "0" * 30 + "1", "10^5 ", "-5 %", "−5,3%",
    "- 12 ha ",
    "tỉnh Bắc Giang ", "thành phố Hồ Chí Minh ", "huyện Yên Dũng ", "KCN Quang Châu ", "Công ty TNHH (ABC) ",
    "m3/ngày đêm ", "m² ",
    "lao động ", "công nhân ", "thứ 4 cả nước ", "đứng thứ ", ". ", "! ", "\n", "\n\n", "\r\n", "\t", "|",
    "; ", ": ", "(", ")", "“", "…",
    "<p>", "</p>", "<table><tr><td>", "</td>", "<div class=\"", "<!--", "]]>", "<script>", "&nbsp;",
    "&#xD800;", "&#0;", "<title>",
    "# ", "| a | b |\n|---|---|\n", "```", "\u200b", "\ufeff", "\u0301", "\u0323", "\u00a0", "\u2028",
    "\U0001f3ed", "\x00", "\x1b", "\u202e",
    "İ", "ŉ", "ß", "Ǆ", "ﬁ", "①", "٣", "½", "²", "𝟜", "K", "Å",
)  # fmt: skip
RUNS = (
    "1.", "1,", "hơn ", "hơn hơn ", "9", "0", " ", "\n", "\t", "-", "(", "\"", "từ ", "đến ", "1 ", "1/", "1-",
    "tỷ ", "1 tỷ ", "nghìn ", "một ",
    "trăm linh ", "KCN ", "KCN A, ", "Bắc ", "Bắc Giang ", "công ty ", "Công ty A", "tập đoàn (", "2021-",
    "năm ", "năm 2020 ", "tháng ", "ngày 1",
    "a", "a.", "A. ", "ha", "%", "1%", "1% ", "trong đó ", "<", "<p>", "<div>", "<table><tr><td>", "</p>",
    "<!--", "&", "&#", "[", "](", "*", "_",
    "`", "#", "# a\n", "|", "|-", "> ", "\u0301", "ế", "e\u0302\u0301", "\u00a0", "\ufffd", "x\n\n",
    "Cùng chủ đề\n", "1 dự án, ", "1 ha; ", "-1 ", "1/1/",
    "gấp ", "lần ", "USD ", "1 USD và ", "và ", ", ", "; ", "số còn lại ", "các KCN này ", "thứ ", "đầu ",
    "hết ", "20", "Công ty cổ phần ",
)  # fmt: skip


def _figures(page: Page) -> tuple[PageQuantity | Statement, ...]:
    return (*page.quantities, *page.statements)


def in_order(page: Page) -> bool:
    """Offsets lie in the text, and the quotes are what stands there."""
    size = len(page.text)
    parts: tuple[PageSection | PageQuantity | Statement, ...] = (*page.sections, *page.quantities, *page.statements)
    spans = [(one.start, one.end) for one in parts]
    spans += [span for finding in page.findings for span in finding.places]
    return all(0 <= start <= end <= size for start, end in spans) and all(
        one.start < one.end and page.text[one.start : one.end] == one.quote for one in _figures(page)
    )


def in_bounds(page: Page) -> bool:
    """A value lies within its interval."""
    return all(
        (one.low is None or one.low <= one.value) and (one.high is None or one.value <= one.high)
        for one in _figures(page)
    )


def in_json(page: Page) -> bool:
    """The page can be written as JSON and read back."""
    return isinstance(json.loads(json.dumps(page.as_json(), allow_nan=False)), dict)


def in_text(page: Page) -> bool:
    """Each statement's characters stand in its sentence; texts are texts."""
    return all(one.quote in one.sentence and one.sentence in page.text for one in page.statements)


CHECKS: tuple[Check, ...] = (in_order, in_bounds, in_json, in_text)


class TooSlow(Exception):
    """Reading took longer than its length allows."""


def failure_of(data: str | bytes, name: str = "", published: date | None = None) -> str:
    """What `read` broke on this page: an error with its place, or the check that does not hold; nothing where it is well."""
    try:
        with at_most(SECONDS_A_PAGE + len(data) / CHARACTERS_A_SECOND):
            page = read(data, name=name, published=published)
            return next((check.__name__ for check in CHECKS if not check(page)), "")
    except Exception as problem:  # noqa: BLE001 - that is what is looked for
        frames = [one for one in traceback.extract_tb(problem.__traceback__) if "parkledger" in one.filename]
        last = frames[-1] if frames else None
        place = f"{Path(last.filename).name}:{last.name}" if last else ""
        return f"{type(problem).__name__} in {place}"


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise TooSlow where the block takes more processor time; regular expressions too let themselves be interrupted."""

    def stop(*_: Any) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def page_of(draw: random.Random) -> str | bytes:
    """A page of one of the kinds."""
    kind = draw.randrange(8)
    if kind == 0:
        return draw.randbytes(draw.randrange(2_000))
    if kind == 1:
        return _run(draw)
    if kind == 2:
        return "".join(draw.choice(FRAGMENTS) for _ in range(draw.randrange(1, 200)))
    text = _mutated(article(draw.randrange(1_000)), draw)
    if kind == 3:
        return text.encode("utf-8", "surrogatepass")[: draw.randrange(6_000)] + draw.randbytes(draw.randrange(30))
    if kind == 4:
        return text.encode(draw.choice(("utf-16", "utf-16-be", "cp1258", "utf-8-sig", "utf-7")), "replace")
    if kind == 5:
        return f"<html><body><div>{text.replace(chr(10), draw.choice(('<br>', '</p><p>', '<td>')))}".encode(
            "utf-8", "replace"
        )
    return text


def _run(draw: random.Random) -> str:
    """The same few characters over and over, with something before and after."""
    piece = "".join(draw.choice(RUNS) for _ in range(draw.choice((1, 1, 1, 2, 3))))
    many = draw.choice((50, 1_000, 20_000, 100_000)) // len(piece)
    return draw.choice(FRAGMENTS) + piece * many + draw.choice(FRAGMENTS)


def _mutated(text: str, draw: random.Random) -> str:
    for _ in range(draw.choice((1, 3, 10, 40))):
        at, to = draw.randrange(len(text) + 1), draw.randrange(len(text) + 1)
        way = draw.randrange(5)
        if way == 0:
            text = text[:at] + draw.choice(FRAGMENTS) + text[at:]
        elif way == 1:
            text = text[:at] + text[at + draw.randrange(1, 30) :]
        elif way == 2:
            text = text[:at] + text[to : to + draw.randrange(80)] + text[at:]
        elif way == 3:
            text = (
                text[:at]
                + chr(draw.choice((draw.randrange(128), draw.randrange(0x2500), draw.randrange(0x11000))))
                + text[at:]
            )
        else:
            text = text[:at] + draw.choice(RUNS) * draw.randrange(1, 40) + text[at:]
    return text


def shrunk(data: Any, fails: Callable[[Any], bool], seconds: float = 60) -> Any:
    """The page made smaller piece by piece for as long as it fails."""
    until = time.monotonic() + seconds
    size = len(data) // 2
    while size and time.monotonic() < until:
        at = 0
        while at < len(data) and time.monotonic() < until:
            less = data[:at] + data[at + size :]
            if fails(less):
                data = less
            else:
                at += size
        size //= 2
    return data


def keep(data: str | bytes, name: str, failure: str, folder: Path = REGRESSIONS) -> Path:
    """Keep a page under the failure's name and its own hash; the suffix is that of its name."""
    folder.mkdir(parents=True, exist_ok=True)
    content = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    title = "".join(char if char.isalnum() else "-" for char in failure.lower()).strip("-")
    path = folder / f"{title}-{sha256(content).hexdigest()[:6]}{Path(name).suffix or '.bin'}"
    path.write_bytes(content)
    return path


def fuzz(seconds: float, seed: int, folder: Path = REGRESSIONS) -> list[str]:
    """Read pages until the time is over; returns what failed, each failure once."""
    until = time.monotonic() + seconds
    found: list[str] = []
    count = 0
    while time.monotonic() < until:
        draw = random.Random(seed + count)
        data, name = page_of(draw), draw.choice(NAMES)
        published = date(2023, 8, 22) if draw.random() < 0.5 else None
        count += 1
        failure = failure_of(data, name, published)
        if failure and failure not in found:
            found.append(failure)
            small = shrunk(data, lambda less: failure_of(less, name, published) == failure)  # noqa: B023 - used at once
            print(
                f"{seed + count - 1}: {failure}: {small[:LONGEST_SHRUNK]!r} -> {keep(small, name, failure, folder)}",
                flush=True,
            )
    print(f"{count:,} pages read from seed {seed}, {len(found)} failures", flush=True)
    return found


def main(arguments: list[str] | None = None) -> int:
    """Fuzz for so many seconds; 1 where something failed."""
    parser = argparse.ArgumentParser(prog="python -m tools.fuzz_reading", description=__doc__)
    parser.add_argument("seconds", type=float)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, default=REGRESSIONS, help="where failing pages are kept")
    given = parser.parse_args(arguments)
    return 1 if fuzz(given.seconds, given.seed, given.keep) else 0


if __name__ == "__main__":
    sys.exit(main())
