"""Reading: pages a second, against a general toolkit for Vietnamese on the same pages, and time against length."""

import random
import time
from collections.abc import Callable, Iterator
from fractions import Fraction
from statistics import median

from benchmarks.measuring import Line, number, shown, timed

LEAST_RATE = 500
LEAST_TIMES = 50
MOST_GROWTH = Fraction(3, 2)
"""How much longer a character may take on a page of 10 MB than on one of a sixteenth of that."""

PAGES, COMPARED, LONG = 10_000, 100, 10_000_000
SMALL_PAGES, SMALL_COMPARED, SMALL_LONG = 300, 5, 1_000_000

PLACES = (
    "Bắc Giang",
    "Bắc Ninh",
    "Hải Dương",
    "Long An",
    "Đồng Nai",
    "Thái Nguyên",
    "Quảng Nam",
    "Hà Nam",
    "Nghệ An",
    "Bình Phước",
)
ZONES = ("Tân An", "Phú Thịnh", "Yên Lạc", "Hòa Bình 2", "Nam Sơn - Đông Phú", "Lộc Giang", "Việt Tiến", "Long Xuyên")
TITLES = (
    "{place}: Các khu công nghiệp thu hút thêm {project} dự án",
    "Khu công nghiệp {place} sau {small} năm phát triển",
    "{place} đẩy nhanh tiến độ các khu, cụm công nghiệp",
)
SENTENCES = (
    "Đến nay, toàn tỉnh {place} có {small} khu công nghiệp được thành lập với tổng diện tích {hectares} ha.",
    "Trong đó, {less} khu công nghiệp đã đi vào hoạt động, tỷ lệ lấp đầy đạt {percent}%.",
    "Từ đầu năm {year} đến ngày {day}/{month}, các khu thu hút được {project} dự án FDI với tổng vốn đăng ký hơn {million} triệu USD.",
    "Có {project} dự án DDI được cấp mới, vốn đăng ký {billion} tỷ đồng và {small} dự án điều chỉnh tăng gần {million} tỷ đồng.",
    "Lũy kế đến hết tháng {month}/{year}, các KCN của tỉnh có {project} dự án còn hiệu lực, tổng vốn quy đổi khoảng {usd} tỷ USD.",
    "Giá trị sản xuất công nghiệp trong các KCN ước đạt {thousand} nghìn tỷ đồng, tăng {percent}%, bằng {share}% kế hoạch năm.",
    "Kim ngạch xuất khẩu {small} tháng đầu năm {year} đạt {usd} tỷ USD, nhập khẩu đạt {million} triệu USD.",
    "Các doanh nghiệp tạo việc làm cho trên {workers} lao động, trong đó lao động trong tỉnh chiếm {percent}%.",
    "Toàn tỉnh có {small} cụm công nghiệp được quy hoạch, {less} cụm đã có chủ đầu tư hạ tầng.",
    "Khu công nghiệp {zone} có quy mô {hectares} ha, đã cho thuê {let} ha, tỷ lệ lấp đầy {percent}%.",
    "Tại KCN {zone}, chủ đầu tư đã bồi thường, giải phóng mặt bằng {let}/{hectares} ha đất.",
    "Nhà máy xử lý nước thải của KCN {zone} có công suất {flow} m3/ngày đêm.",
    "Năm {year}, tỉnh {place} đặt mục tiêu thu hút {usd} tỷ USD vốn FDI và {billion} tỷ đồng vốn trong nước.",
    "Tốc độ tăng trưởng GRDP đạt {percent}%, đứng thứ {less} cả nước.",
    "Thu nhập bình quân của người lao động là {pay} triệu đồng/người/tháng.",
)
PLAIN = (
    "Thời gian tới, Ban Quản lý tiếp tục phối hợp với các sở, ngành tháo gỡ khó khăn cho doanh nghiệp về thủ tục đất đai và xây dựng.",
    "Theo đại diện chủ đầu tư, hạ tầng giao thông, điện, nước được đầu tư đồng bộ nên nhiều nhà đầu tư quan tâm tìm hiểu.",
    "Lãnh đạo tỉnh yêu cầu các địa phương rà soát quy hoạch, ưu tiên những dự án công nghệ cao, thân thiện với môi trường.",
    "Công tác cải cách hành chính được đẩy mạnh, hồ sơ được tiếp nhận và trả kết quả trực tuyến.",
    "Nhiều khu nhà ở cho công nhân, trường học và cơ sở y tế đang được triển khai gần các khu sản xuất.",
    "Việc thành lập khu được thực hiện theo Quyết định số {project}/QĐ-TTg ngày {day}/{month}/{year} của Thủ tướng Chính phủ.",
    "Tuyến đường nối khu với cao tốc dài {small} km đang được mở rộng, dự kiến hoàn thành vào quý {less} tới.",
    "Cùng với đó, tỉnh chú trọng đào tạo nghề, gắn các trường với nhu cầu tuyển dụng của nhà máy.",
    "Một số dự án chậm tiến độ do vướng mắc trong bồi thường, giá vật liệu tăng và thiếu nguồn đất đắp.",
    "Các doanh nghiệp hoạt động chủ yếu trong lĩnh vực điện tử, dệt may, chế biến nông sản và vật liệu xây dựng.",
    "Tỉnh cam kết đồng hành cùng nhà đầu tư từ khi khảo sát đến khi nhà máy đi vào sản xuất.",
    "Hội nghị có sự tham dự của {small} đại biểu từ các bộ, hiệp hội và tổ chức trong và ngoài nước.",
)
FIGURED, OF = 3, 14
"""How many of so many sentences state figures: pages then have as many figures a kilobyte as real ones (3 to 4)."""


def article(seed: int) -> str:
    """A page in the manner of a provincial newspaper, of 3 to 4 kB; the same for the same seed."""
    draw = random.Random(seed)
    place = draw.choice(PLACES)
    parts = [draw.choice(TITLES).format(**_figures(draw, place)), f"{_day(draw)} | 08:{draw.randrange(10, 60)}"]
    length = draw.randrange(2_300, 2_750)
    while sum(map(len, parts)) < length:
        some = [draw.choice(SENTENCES if draw.randrange(OF) < FIGURED else PLAIN) for _ in range(draw.randrange(2, 5))]
        parts.append(" ".join(sentence.format(**_figures(draw, place)) for sentence in some))
    return "\n\n".join(parts) + "\n"


def long_text(characters: int) -> str:
    """A page as long as asked for, of the sentences of many."""
    pages: list[str] = []
    length = seed = 0
    while length < characters:
        pages.append(article(seed))
        length += len(pages[-1]) + 1
        seed += 1
    return "\n".join(pages)[:characters]


def measure(*, small: bool, say: Callable[[str], None]) -> list[Line]:
    """All lines about reading."""
    pages = [article(seed) for seed in range(SMALL_PAGES if small else PAGES)]
    kilobytes = Fraction(sum(len(page.encode()) for page in pages), len(pages) * 1_000)
    say(f"reading: {len(pages):,} generated pages of {number(kilobytes)} kB")
    ours = _ours(pages)
    lines = [_rate(f"{len(pages):,} pages of {number(kilobytes)} kB read, one core", ours)]
    toolkit = general_toolkit()
    if toolkit is None:
        say("underthesea is not installed (requirements-bench.txt): the comparison is left out")
    else:
        say("reading: the same pages by a general toolkit")
        lines.append(_against(pages[: SMALL_COMPARED if small else COMPARED], toolkit))
    say("reading: a page of 10 MB")
    lines.append(_growth(SMALL_LONG if small else LONG))
    return lines


def general_toolkit() -> Callable[[str], object] | None:
    """Sentence split, word segmentation and named entities by underthesea; None where it is not installed.

    Its models for these come with it, so nothing is fetched.
    """
    try:
        from underthesea import ner, sent_tokenize
    except ImportError:
        return None
    return lambda page: [ner(sentence) for sentence in sent_tokenize(page)]


def _ours(pages: list[str]) -> Fraction:
    """Pages a second of processor time."""
    from parkledger.reading import read

    read(pages[0])
    start = time.process_time_ns()
    for page in pages:
        read(page)
    return Fraction(len(pages) * 10**9, time.process_time_ns() - start)


def _rate(what: str, pages_a_second: Fraction) -> Line:
    kept = pages_a_second >= LEAST_RATE
    return Line(what, f"{int(pages_a_second):,} pages/s", f"≥ {LEAST_RATE} pages/s", pages_a_second / LEAST_RATE, kept)


def _against(pages: list[str], toolkit: Callable[[str], object]) -> Line:
    """The same pages by both, page after page in turn; the ratio of the medians."""
    from parkledger.reading import read

    toolkit(pages[0])
    read(pages[0])
    pairs = [(timed(lambda page=page: read(page)), timed(lambda page=page: toolkit(page))) for page in pages]  # type: ignore[misc]
    ours, theirs = (int(median(times)) for times in zip(*pairs, strict=True))
    times = Fraction(theirs, ours)
    limit = f"≤ 1/{LEAST_TIMES} of segmentation and NER by underthesea ({shown(theirs)})"
    return Line(f"A page read, of {len(pages)}", shown(ours), limit, times / LEAST_TIMES, times >= LEAST_TIMES)


def _growth(longest: int) -> Line:
    """Time a character on a long page against a shorter one."""
    from parkledger.reading import read

    short, long = (_best(read, long_text(size)) for size in (longest // 16, longest))
    growth = long / short
    what = f"A character on a page of {longest // 1_000_000} MB"
    return Line(
        what,
        shown(int(long)),
        f"{number(MOST_GROWTH)} × on {longest // 16_000:,} kB ({shown(int(short))})",
        growth,
        growth <= MOST_GROWTH,
    )


def _best(read: Callable[[str], object], page: str) -> Fraction:
    return Fraction(min(timed(lambda: read(page)) for _ in range(2)), len(page))


def _figures(draw: random.Random, place: str) -> dict[str, str]:
    """Random figures, written as such pages write them."""
    small = draw.randrange(3, 40)
    return {
        "place": place,
        "zone": draw.choice(ZONES),
        "small": f"{small:02d}",
        "less": f"{draw.randrange(1, small):02d}",
        "project": str(draw.randrange(2, 600)),
        "percent": f"{draw.randrange(10, 100)},{draw.randrange(10)}",
        "share": f"{draw.randrange(40, 120)},{draw.randrange(10)}",
        "let": _dotted(draw.randrange(5, 900)),
        "hectares": _dotted(draw.randrange(900, 9_000)),
        "million": _dotted(draw.randrange(50, 2_000)),
        "billion": _dotted(draw.randrange(100, 40_000)),
        "usd": f"{draw.randrange(1, 20)},{draw.randrange(1, 100):02d}",
        "thousand": str(draw.randrange(20, 500)),
        "workers": _dotted(draw.randrange(5, 300) * 1_000),
        "flow": _dotted(draw.randrange(10, 300) * 100),
        "pay": f"{draw.randrange(5, 12)},{draw.randrange(1, 10)}",
        "year": str(draw.randrange(2012, 2026)),
        "month": str(draw.randrange(1, 13)),
        "day": str(draw.randrange(1, 29)),
    }


def _dotted(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def _day(draw: random.Random) -> str:
    return f"{draw.randrange(1, 29):02d}/{draw.randrange(1, 13):02d}/{draw.randrange(2013, 2026)}"


def articles(start: int = 0) -> Iterator[str]:
    """Pages without end."""
    while True:
        yield article(start)
        start += 1
