"""Article extraction: the project's own against trafilatura, on pages made of plain articles and eight page layouts.

`python -m benchmarks.extraction [FOLDER]` takes the .txt files of a folder (a title, then a paragraph a line); without
one, generated articles. The layouts are those of Vietnamese news sites, blogs and offices: menus, teasers, captions, lists
of other articles, comments. What is article and what is not is known, so both extractors are scored word by word.
"""

import html
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from string import Template
from typing import Any

from benchmarks.reading import article

GENERATED, LEAST_PARAGRAPHS, LEAST_CHARACTERS = 60, 4, 800
WORD = re.compile(r"\w+")
TEASERS = (
    "Tỉnh khởi công tuyến đường vành đai mới dài 18 km",
    "Giá vàng trong nước giảm phiên thứ ba liên tiếp",
    "Đội tuyển nữ thắng trận mở màn với tỷ số 3-0",
    "Hơn 200 doanh nghiệp dự ngày hội việc làm mùa thu",
    "Khai mạc lễ hội trái cây tại quảng trường trung tâm",
    "Miền núi đón đợt không khí lạnh đầu tiên của năm",
    "Trường nghề tuyển thêm 500 học viên ngành cơ khí",
    "Bệnh viện đa khoa đưa vào sử dụng khu điều trị mới",
    "Ngân hàng hạ lãi suất cho vay mua nhà ở xã hội",
    "Nông dân được mùa vải thiều, xuất bán 30 nghìn tấn",
)
LEADS = (
    "Dự án có tổng mức đầu tư hơn 900 tỷ đồng, dự kiến hoàn thành trong hai năm, giúp giảm ùn tắc cửa ngõ phía nam.",
    "Sự kiện thu hút đông đảo người dân và du khách, với nhiều hoạt động văn hóa, thể thao diễn ra đến cuối tuần.",
    "Theo cơ quan chức năng, tình hình đã ổn định, các địa phương tiếp tục theo dõi và báo cáo hằng ngày.",
)
COMMENTS = (
    "Bài viết rất hữu ích, mong tòa soạn có thêm nhiều bài phân tích như thế này về đời sống công nhân.",
    "Nhà tôi ở ngay cạnh khu đó, đường sá đi lại bây giờ tốt hơn trước nhiều nhưng xe tải vẫn chạy quá nhanh.",
    "Đề nghị tỉnh quan tâm hơn đến trường học và nhà trẻ cho con em người lao động thuê trọ.",
)
CAPTIONS = (
    "Toàn cảnh khu sản xuất nhìn từ trên cao. Ảnh: Minh Anh",
    "Công nhân trong ca làm việc buổi sáng. Ảnh: Báo Tỉnh",
)
SECTIONS = [
    "Thời sự",
    "Kinh tế",
    "Xã hội",
    "Văn hóa",
    "Thể thao",
    "Giáo dục",
    "Pháp luật",
    "Thế giới",
    "Du lịch",
    "Bạn đọc",
]
FOOTER = (
    "Cơ quan chủ quản: Hội Nhà báo tỉnh. Giấy phép hoạt động số 118 do Cục Báo chí cấp. Tổng biên tập: Nguyễn Văn Bình. "
    "Tòa soạn: 12 đường Hùng Vương. Điện thoại: 0204 3856 624. Ghi rõ nguồn khi phát hành lại thông tin từ trang này."
)
COOKIES = "Trang này dùng cookie để cải thiện trải nghiệm của bạn. Tiếp tục xem là bạn đồng ý với chính sách bảo mật."


@dataclass(frozen=True)
class MadePage:
    """A page with what is known about it."""

    layout: str
    source: str
    title: str
    published: date
    paragraphs: tuple[str, ...]
    captions: tuple[str, ...]
    teasers: tuple[str, ...]


@dataclass(frozen=True)
class Extract:
    """What an extractor found on a page; captions and teasers where it tells them apart."""

    title: str | None
    published: date | None
    body: str
    captions: str = ""
    teasers: str = ""


@dataclass
class Score:
    """Sums over pages: words by what they are, pages whose title and date are right, seconds of processor time."""

    pages: int = 0
    right: int = 0
    given: int = 0
    wanted: int = 0
    titles: int = 0
    dates: int = 0
    captions: list[bool] = field(default_factory=list)
    leaks: list[bool] = field(default_factory=list)
    apart: list[bool] = field(default_factory=list)
    nanoseconds: int = 0

    def add(self, other: "Score") -> None:
        """Add the sums over other pages."""
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)


@dataclass(frozen=True)
class Layout:
    """How a site lays out its articles; `$` names are filled in, `paragraph` wraps each paragraph."""

    name: str
    page: str
    paragraph: str
    figure: str
    teaser: str
    box: str
    day: str = "{d:02d}/{m:02d}/{y} 08:15"


LAYOUTS = (
    Layout(
        name="newspaper",
        page="""<html lang="vi"><head><title>$title - Báo Tỉnh</title><meta property="og:title" content="$title">
<meta property="article:published_time" content="$iso"></head><body><header class="top-header"><ul class="parent">$menu</ul>
</header><section class="page-detail"><div class="sidebar-1"><div class="header-content"><ul class="breadcrumb">
<li><a href="/">Kinh tế</a></li></ul><span class="date">$day</span></div><h1 class="title-detail">$title</h1>
<article class="content-detail">$body<p class="author" style="text-align:right"><strong>Hoàng Nam</strong></p></article>
<div class="box-tag">$tags</div><div class="box-tinlienquan-v2">$teasers</div><div class="box-comment">$comments</div></div>
<div class="sidebar-2"><h3>Xem nhiều</h3>$most</div></section><footer>$footer</footer></body></html>""",
        paragraph='<p class="Normal">$text</p>',
        figure='<figure><img src="a.jpg" alt="x"><figcaption><p class="Image">$text</p></figcaption></figure>',
        teaser='<article class="item-news"><h4><a href="/$n.html">$text</a></h4><p class="description">$lead</p></article>',
        box='<ul class="list-news">$items</ul>',
    ),
    Layout(
        name="blog",
        page="""<!DOCTYPE html><html><head><title>$title &#8211; Khu công nghiệp Việt</title></head><body class="single"><div id="page">
<nav id="site-navigation"><ul id="primary-menu">$menu</ul></nav><div id="content"><main><article class="post hentry">
<header class="entry-header"><h1 class="entry-title">$title</h1><div class="entry-meta">Đăng ngày <time datetime="$iso">$day
</time> bởi <a href="/author/1">Thu Hà</a></div></header><div class="entry-content">$body<div class="sharedaddy">
<a href="#">Facebook</a> <a href="#">Twitter</a></div></div><footer class="entry-footer">$tags</footer></article>
<div class="jp-relatedposts"><h3>Bài viết liên quan</h3>$teasers</div><div id="comments" class="comments-area"><h2>3 bình luận</h2>
$comments</div></main></div><aside class="widget-area"><section class="widget"><h2>Bài mới nhất</h2>$most</section></aside>
<footer id="colophon">$footer</footer></div></body></html>""",
        paragraph="<p>$text</p>",
        figure='<div class="wp-caption aligncenter"><img src="b.jpg"><p class="wp-caption-text">$text</p></div>',
        teaser='<div class="post-item"><a href="/$n/">$text</a><p>$lead</p></div>',
        box="<blockquote><ul>$items</ul></blockquote>",
        day="{d} Tháng {m}, {y}",
    ),
    Layout(
        name="office",
        page="""<html><head><title>Ban Quản lý các khu công nghiệp</title></head><body><form id="aspnetForm"><table width="1000"><tr>
<td colspan="3"><img src="banner.jpg"></td></tr><tr><td width="180" valign="top"><table>$rows</table></td><td valign="top">
<table><tr><td class="ArticleTitle">$title</td></tr><tr><td class="ArticleDate">Cập nhật: $day</td></tr><tr><td><div>$body</div>
</td></tr><tr><td><b>Các tin khác</b>$teasers</td></tr></table></td><td width="200" valign="top"><b>Thông báo</b>$most
<b>Liên kết website</b></td></tr><tr><td colspan="3" align="center">$footer</td></tr></table></form></body></html>""",
        paragraph="<div><span style='font-size:14pt'>$text</span></div>",
        figure="<div align='center'><img src='c.jpg'><br><i>$text</i></div>",
        teaser="<div>- <a href='Default.aspx?id=$n'>$text</a> (12/05/2021)</div>",
        box="<div>$items</div>",
        day="ngày {d:02d}/{m:02d}/{y}",
    ),
    Layout(
        name="application",
        page="""<!DOCTYPE html><html><head><title>$title | Trang tin 24</title><meta name="description" content="x"><script>var a={"t":"z"};
</script></head><body><div id="__next"><div class="css-1x2k9p"><div class="css-8dkq2">$menu</div></div><div class="css-p03kd">
<div class="css-99aa1"><h1 class="css-t1tl3">$title</h1><div class="css-mm2">$day (GMT+7)</div><div class="css-b0dy7">$body</div>
<div class="css-tt8">$tags</div></div><div class="css-rr4"><div class="css-h5">Đọc thêm</div>$teasers</div><div class="css-cm9">
<div class="css-h5">Ý kiến bạn đọc</div>$comments</div></div><div class="css-sd3"><div class="css-h5">Tin nóng</div>$most</div>
<div class="css-ft1">$footer</div><div class="css-ck0">$cookies</div></div></body></html>""",
        paragraph='<div class="css-pp1">$text</div>',
        figure='<div class="css-im2"><img src="d.webp"><div class="css-cp3">$text</div></div>',
        teaser='<div class="css-it6"><a href="/bai/$n"><div class="css-x1">$text</div></a><div class="css-x2">$lead</div></div>',
        box='<div class="css-bx7">$items</div>',
    ),
    Layout(
        name="semantic",
        page="""<!DOCTYPE html><html><head><title>$title</title><script type="application/ld+json">{"@context":"https://schema.org",
"@type":"NewsArticle","headline":"$title","datePublished":"$iso"}</script></head><body><header><nav><ul>$menu</ul></nav></header>
<main><article><header><h1>$title</h1><p><time datetime="$iso">$day</time></p></header>$body</article><section><h2>Cùng chuyên mục
</h2>$teasers</section><section><h2>Bình luận</h2>$comments</section></main><aside><h2>Đọc nhiều</h2>$most</aside><footer><p>
$footer</p></footer></body></html>""",
        paragraph="<p>$text</p>",
        figure="<figure><img src='e.jpg' alt=''><figcaption>$text</figcaption></figure>",
        teaser="<article><h3><a href='/$n'>$text</a></h3><p>$lead</p></article>",
        box="<aside><ul>$items</ul></aside>",
    ),
    Layout(
        name="old site",
        page="""<HTML><HEAD><TITLE>$title</TITLE></HEAD><BODY><CENTER><FONT SIZE=2>$menu</FONT></CENTER><HR>
<FONT SIZE=5><B>$title</B></FONT>
<BR><FONT COLOR=gray>$day</FONT><BR><BR>$body<HR><B>Tin liên quan:</B><BR>$teasers<HR>$comments<HR><CENTER>$footer</CENTER></BODY>
</HTML>""",
        paragraph="<FONT FACE=Arial>$text</FONT><BR><BR>",
        figure="<TABLE><TR><TD><IMG SRC=f.jpg></TD></TR><TR><TD><I>$text</I></TD></TR></TABLE>",
        teaser="<LI><A HREF=$n.htm>$text</A>",
        box="<UL>$items</UL>",
        day="Thứ ba, ngày {d} tháng {m} năm {y}",
    ),
    Layout(
        name="content system",
        page="""<!DOCTYPE html><html><head><title>$title | Cổng thông tin điện tử tỉnh</title>
<meta name="dcterms.date" content="$iso"></head>
<body class="node-type-article"><div class="region region-navigation"><ul class="menu nav">$menu</ul></div><div class="main-container
container"><section class="col-sm-9"><ol class="breadcrumb"><li><a href="/">Trang chủ</a></li></ol><h1 class="page-header">$title
</h1><div class="submitted">Submitted by btv on $day</div><div class="field field--name-body field--type-text-with-summary"><div
class="field-item">$body</div></div><div class="view view-tin-cung-loai"><div class="view-header">Tin cùng loại</div>$teasers</div>
</section><aside class="col-sm-3"><div class="view view-moi"><h2>Tin mới</h2>$most</div></aside></div><footer>$footer</footer>
<div id="sliding-popup">$cookies</div></body></html>""",
        paragraph="<p style='text-align: justify;'>$text</p>",
        figure="<p style='text-align: center;'><img src='g.jpg'></p><p style='text-align: center;'><em>$text</em></p>",
        teaser="<div class='views-row'><span class='field-content'><a href='/node/$n'>$text</a></span><div>$lead</div></div>",
        box="<ul>$items</ul>",
    ),
    Layout(
        name="magazine",
        page="""<!DOCTYPE html><html><head><title>$title</title><meta property="og:title" content="$title"></head><body>
<div class="wrapper">
<div class="mega">$menu</div><div class="cover"><img src="h.jpg"><h1>$title</h1><span>$day</span></div><div class="story"><div
class="story__part">$body</div></div><div class="strip"><div class="strip__name">Có thể bạn quan tâm</div>$teasers</div><div
class="talk">$comments</div><div class="bottom">$footer</div></div></body></html>""",
        paragraph="<p>$text</p>",
        figure='<div class="photo"><img src="i.jpg"/><span class="photo__note">$text</span></div>',
        teaser='<a class="card" href="/$n"><span class="card__name">$text</span><span class="card__lead">$lead</span></a>',
        box='<div class="inset"><strong>Xem thêm:</strong> $items</div>',
        day="{d:02d}.{m:02d}.{y}",
    ),
)


def main() -> int:
    """Score both on every layout and print a table."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    pages = list(made_pages(list(articles(folder))))
    print(f"{len(pages)} pages, {sum(len(page.source) for page in pages) // len(pages) // 1000} kB each")
    for name, extract in (("own", own), ("trafilatura", general), ("trafilatura, precise", precise)):
        extract(pages[0].source)
        whole = Score()
        for layout in LAYOUTS:
            total = score([page for page in pages if page.layout == layout.name], extract)
            whole.add(total)
            print(f"{name:21} {layout.name:15} {shown(total)}", flush=True)
        print(f"{name:21} {'all':15} {shown(whole)}", flush=True)
    return 0


def articles(folder: Path | None) -> Iterator[tuple[str, list[str]]]:
    """Title and paragraphs of plain articles that are long enough to be told from what stands around them."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.txt"))] if folder else []
    for text in texts or map(article, range(GENERATED)):
        title, *paragraphs = [line.strip() for line in text.splitlines() if line.strip()] or [""]
        if len(paragraphs) >= LEAST_PARAGRAPHS and sum(map(len, paragraphs)) >= LEAST_CHARACTERS and len(title) < 200:
            yield title, paragraphs


def made_pages(texts: list[tuple[str, list[str]]]) -> Iterator[MadePage]:
    """Every article in every layout."""
    for number, (title, paragraphs) in enumerate(texts):
        for layout in LAYOUTS:
            yield made_page(layout, title, paragraphs, random.Random(f"{layout.name} {number}"))


def made_page(layout: Layout, title: str, paragraphs: list[str], draw: random.Random) -> MadePage:
    """An article among menus, teasers and comments: captions between its paragraphs, a box of links in its middle."""
    day = date(draw.randrange(2014, 2025), draw.randrange(1, 13), draw.randrange(1, 29))
    teasers = draw.sample(TEASERS, 8)
    captions = CAPTIONS[: draw.randrange(1, 3)]
    body = [Template(layout.paragraph).substitute(text=html.escape(text)) for text in paragraphs]
    for place, caption in enumerate(captions):
        body.insert(1 + place * 2, Template(layout.figure).substitute(text=html.escape(caption)))
    links = "".join(f'<li><a href="/{n}.html">{html.escape(text)}</a></li>' for n, text in enumerate(teasers[:2]))
    body.insert(len(body) // 2 + 1, Template(layout.box).substitute(items=links))
    rest = [
        Template(layout.teaser).substitute(n=n, text=html.escape(text), lead=html.escape(draw.choice(LEADS)))
        for n, text in enumerate(teasers[2:6])
    ]
    most = "".join(f'<li><a href="/m{n}.html">{html.escape(text)}</a></li>' for n, text in enumerate(teasers[6:]))
    source = Template(layout.page).substitute(
        title=html.escape(title, quote=True),
        iso=f"{day.isoformat()}T08:15:00+07:00",
        day=layout.day.format(d=day.day, m=day.month, y=day.year),
        menu="".join(f'<li><a href="/{n}">{name}</a></li>' for n, name in enumerate(SECTIONS)),
        rows="".join(f'<tr><td><a href="?m={n}">{name}</a></td></tr>' for n, name in enumerate(SECTIONS)),
        body="\n".join(body),
        teasers="".join(rest),
        most=f"<ul>{most}</ul>",
        tags='<a href="/tag/1">khu công nghiệp</a> <a href="/tag/2">đầu tư</a>',
        comments="".join(f"<div><b>Bạn đọc {n}</b><p>{text}</p></div>" for n, text in enumerate(COMMENTS)),
        footer=FOOTER,
        cookies=COOKIES,
    )
    shown_teasers = tuple(text for text in teasers if html.escape(text) in source)
    return MadePage(
        layout=layout.name,
        source=source,
        title=title,
        published=day,
        paragraphs=tuple(paragraphs),
        captions=captions,
        teasers=shown_teasers,
    )


def own(source: str) -> Extract:
    """By the project's reader, from bytes as it gets them."""
    from parkledger.reading import source_of

    found = source_of(source.encode(), "page.html")
    texts = {
        kind: "\n".join(found.text[part.start : part.end] for part in found.sections if part.kind == kind)
        for kind in ("article", "caption", "teasers")
    }
    return Extract(found.title, found.published, texts["article"], texts["caption"], texts["teasers"])


def general(source: str, **options: Any) -> Extract:
    """By trafilatura as it comes, without comments."""
    from trafilatura import bare_extraction

    found = bare_extraction(source.encode(), include_comments=False, with_metadata=True, **options)
    if found is None:
        return Extract(None, None, "")
    told = found.as_dict()
    day = date.fromisoformat(told["date"]) if told["date"] else None
    lines = [line.removeprefix("- ") for line in (told["text"] or "").splitlines()]
    return Extract(told["title"], day, "\n".join(line for line in lines if line != told["title"]))


def precise(source: str) -> Extract:
    """By trafilatura, told to prefer precision."""
    return general(source, favor_precision=True)


def score(pages: list[MadePage], extract: Callable[[str], Extract]) -> Score:
    """An extractor on some pages. A caption in the body is neither right nor wrong there."""
    total = Score()
    for page in pages:
        start = time.process_time_ns()
        found = extract(page.source)
        total.nanoseconds += time.process_time_ns() - start
        captions, wanted = words("\n".join(page.captions)), words("\n".join(page.paragraphs))
        given = words("\n".join(line for line in found.body.splitlines() if line.strip() not in page.captions))
        total.pages += 1
        total.right += (given & wanted).total()
        total.given += given.total()
        total.wanted += wanted.total()
        total.titles += words(found.title or "") == words(page.title)
        total.dates += found.published == page.published
        kept = words(f"{found.body}\n{found.captions}")
        total.captions.append(captions <= kept)
        total.leaks += [teaser in found.body for teaser in page.teasers]
        total.apart += [teaser in found.teasers for teaser in page.teasers[:6]]
    return total


def words(text: str) -> Counter[str]:
    """The words of a text in lower case, with how often each stands there."""
    return Counter(WORD.findall(text.lower()))


def shown(total: Score) -> str:
    """A score as a line of a table."""
    return (
        f"precision {share(total.right, total.given)}  recall {share(total.right, total.wanted)}  "
        f"title {share(total.titles, total.pages)}  date {share(total.dates, total.pages)}  "
        f"captions {share(sum(total.captions), total.pages)}  teasers in the body {share(sum(total.leaks), len(total.leaks))}  "
        f"apart {share(sum(total.apart), len(total.apart))}  {total.pages * 10**9 // max(total.nanoseconds, 1):5} pages/s"
    )


def share(part: int, whole: int) -> str:
    """A percentage with one decimal."""
    return f"{100 * part / max(whole, 1):5.1f}"


if __name__ == "__main__":
    sys.exit(main())
